//! The flags of every command that say which snapshot is read, and how.

use std::fmt;
use std::path::{Path, PathBuf};

use clap::{ArgAction, Args};
use zeroize::Zeroizing;

use super::redaction::RedactionArgs;
use crate::cli::kms::Socket;
use crate::cli::opened::Shared;
use crate::schema::Minor;

/// Which file, and how to read it.
#[derive(Args, Clone, Debug)]
pub(crate) struct SnapshotArgs {
    /// etcd snapshot, bbolt db, an archive or compressed file with one, or the directory it is in; -
    /// reads standard input, and with the feature stores an s3, gs, az or https URL is read
    // Of several, the last one counts, but for commands that take them all.
    #[arg(
        id = "snapshot",
        short,
        long = "snapshot",
        global = true,
        value_name = "FILENAME",
        env = "KF_SNAPSHOT",
        action = ArgAction::Append
    )]
    pub(crate) snapshots: Vec<PathBuf>,
    /// Whether they were named on the command line, and not by `KF_SNAPSHOT`.
    #[arg(skip)]
    pub(crate) named: bool,
    /// File to read when an archive or a directory holds several snapshots
    #[arg(long, global = true, value_name = "NAME", alias = "zip-entry")]
    pub(crate) entry: Option<String>,
    /// Read the file into memory instead of mapping it
    #[arg(long, global = true, action = ArgAction::Set)]
    pub(crate) no_mmap: bool,
    /// Most bytes, such as 40Gi, that a compressed file, an archive or a pipe may come to in memory and
    /// temporary files (default: 1 GiB and 256 times the file; 16 GiB of a pipe)
    #[arg(long, global = true, value_name = "BYTES", value_parser = bytes)]
    pub(crate) max_unpacked: Option<u64>,
    /// Of a data directory or an SQLite database, read the database alone and not what its
    /// write-ahead log adds
    #[arg(long, global = true, action = ArgAction::Set)]
    pub(crate) no_wal: bool,
    /// Look for records outside the tree when a file is broken: pages that nothing leads to any
    /// more, old versions of lost pages, archives that end early. What was found so is named
    #[arg(long, global = true, action = ArgAction::Set)]
    pub(crate) salvage: bool,
    /// Look at the state at this etcd revision (default: the newest in the file)
    #[arg(long, global = true, value_name = "REV")]
    pub(crate) rev: Option<i64>,
    /// Render as this Kubernetes version, such as 1.31 (default: found in the snapshot)
    #[arg(long, global = true, value_name = "VERSION", value_parser = minor)]
    pub(crate) kube_version: Option<Minor>,
    /// First part of the etcd keys (default: found in the snapshot; /registry nearly always)
    #[arg(long, global = true, value_name = "PREFIX")]
    pub(crate) etcd_prefix: Option<String>,
    #[command(flatten)]
    pub(crate) keys: KeyArgs,
    #[command(flatten)]
    pub(crate) redaction: RedactionArgs,
    /// What AGE counts to: an RFC 3339 time, or wall for the clock (default: the snapshot's own time)
    #[arg(long, global = true, value_name = "TIME")]
    pub(crate) now: Option<String>,
    /// Snapshots that are open already.
    #[arg(skip)]
    pub(crate) opened: Shared,
}

impl SnapshotArgs {
    /// Returns the file, if one is named.
    pub(crate) fn snapshot(&self) -> Option<&Path> {
        self.snapshots.last().map(PathBuf::as_path)
    }
}

/// The keys for values that are encrypted at rest.
#[derive(Clone, Debug, Args)]
pub(crate) struct KeyArgs {
    /// EncryptionConfiguration of the cluster's kube-apiserver, to decrypt with (can be repeated)
    #[arg(
        long,
        global = true,
        value_name = "FILENAME",
        env = "KF_ENCRYPTION_CONFIG"
    )]
    pub(crate) encryption_config: Vec<PathBuf>,
    /// Data keys or seeds that the KMS plugin NAME has unwrapped: 32 bytes, or base64 on each line
    /// (can be repeated)
    #[arg(long, global = true, value_name = "NAME=FILENAME", value_parser = named_file)]
    pub(crate) kms_dek: Vec<(String, PathBuf)>,
    /// Unix socket of a running KMS plugin that unwraps data keys, such as unix:///run/kms.sock
    /// (can be repeated, with the plugin's NAME)
    #[arg(long, global = true, value_name = "[NAME=]SOCKET", value_parser = Socket::parse)]
    pub(crate) kms_socket: Vec<Socket>,
    /// Token of the k3s or RKE2 server, or @FILENAME of one: opens the snapshot's bootstrap data,
    /// whose encryption configuration is then used
    #[arg(long, global = true, value_name = "TOKEN|@FILENAME")]
    pub(crate) k3s_token: Option<TokenText>,
    /// Use the keys that lie open in the backup: in RKE's state, and in the static resources beside
    /// an OpenShift snapshot
    #[arg(long, global = true, action = ArgAction::Set)]
    pub(crate) backup_keys: bool,
}

/// A token or the file with it; nothing of it is shown.
#[derive(Clone)]
pub(crate) struct TokenText(pub(crate) Zeroizing<String>);

impl From<&str> for TokenText {
    fn from(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }
}

impl fmt::Debug for TokenText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenText").finish_non_exhaustive()
    }
}

fn named_file(text: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((name, file)) if !name.is_empty() && !file.is_empty() => {
            Ok((name.to_owned(), PathBuf::from(file)))
        }
        _ => Err(format!("expected NAME=FILENAME, not {text:?}")),
    }
}

/// Reads `4096`, `512Mi` and `40Gi`.
fn bytes(text: &str) -> Result<u64, String> {
    let units = [
        ("Ki", 1 << 10),
        ("Mi", 1 << 20),
        ("Gi", 1 << 30),
        ("Ti", 1 << 40),
    ];
    let unit = units
        .iter()
        .find_map(|(suffix, unit)| Some((text.strip_suffix(suffix)?, *unit)));
    let (number, unit) = unit.unwrap_or((text, 1_u64));
    let number = number.parse().ok().and_then(|n: u64| n.checked_mul(unit));
    number.ok_or_else(|| format!("expected a number of bytes such as 40Gi, not {text:?}"))
}

/// Reads `1.31`, `v1.31.4` and `1.31.4+k3s1` as 1.31.
fn minor(text: &str) -> Result<Minor, String> {
    let minor = Minor::parse(text)
        .ok_or_else(|| format!("expected a Kubernetes version such as 1.31, not {text:?}"))?;
    if (Minor::OLDEST..=Minor::NEWEST).contains(&minor) {
        Ok(minor)
    } else {
        let (oldest, newest) = (Minor::OLDEST, Minor::NEWEST);
        Err(format!(
            "kf knows Kubernetes {oldest} to {newest}, not {minor}"
        ))
    }
}
