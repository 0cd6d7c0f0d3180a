//! From the flags to the keys for encrypted values.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::args::{KeyArgs, SnapshotArgs, TokenText};
use super::kms;
use super::report::{Outcome, Report};
use super::secret_file::read;
use crate::error::{Error, Result};
use crate::snapshot::Snapshot;
use crate::storage::encryption::Keyring;
use crate::storage::encryption::carried::Token;
use crate::storage::encryption::config::Config;
use crate::storage::encryption::kms::Kms;

/// Bytes of a data key that lies in a file as it is.
const RAW_KEY: usize = 32;

/// The snapshot with the keys that were given or that it has itself, if any were asked for.
pub(super) fn unlock(
    opened: Snapshot,
    args: &SnapshotArgs,
    report: &mut Report<'_>,
) -> Outcome<Snapshot> {
    let keys = &args.keys;
    let given = given(keys)?;
    if given.is_none() && keys.k3s_token.is_none() && !keys.backup_keys {
        return Ok(opened);
    }
    let mut keyring = given.unwrap_or_default();
    if let Some(token) = &keys.k3s_token {
        keyring.extend(opened.bootstrap_keys(&token_of(token)?)?);
    }
    if keys.backup_keys {
        let found = opened.backup_keys(args.etcd_prefix.as_deref())?;
        for problem in &found.problems {
            let problem = report.tellable(problem).to_string();
            report.warning(&problem);
        }
        match found.places.as_slice() {
            [] => report.warning("--backup-keys: no keys lie open in this backup"),
            places => report.warning(&format!(
                "using keys that lie open in the backup: {}",
                places.join(", ")
            )),
        }
        keyring.extend(found.keyring);
    }
    Ok(opened.with_keys(keyring))
}

/// The token that `--k3s-token` gives or names a file of.
pub(super) fn token_of(given: &TokenText) -> Result<Token> {
    let Some(path) = given.0.strip_prefix('@') else {
        return Token::parse(&given.0);
    };
    let token = read(Path::new(path)).and_then(|bytes| {
        let text = std::str::from_utf8(&bytes);
        Token::parse(text.map_err(|_| Error::invalid("the token is not text"))?)
    });
    token.map_err(|e| e.in_file(path))
}

/// The keys that were given, if any were.
pub(super) fn given(args: &KeyArgs) -> Outcome<Option<Keyring>> {
    if args.encryption_config.is_empty() && args.kms_dek.is_empty() && args.kms_socket.is_empty() {
        return Ok(None);
    }
    let mut keyring = Keyring::new();
    for path in &args.encryption_config {
        let config = read(path).and_then(|text| Config::parse(&text));
        keyring.extend(
            config
                .map_err(|e| e.in_file(path.to_string_lossy()))?
                .keyring,
        );
    }
    for (plugin, path) in &args.kms_dek {
        let keys = read(path).and_then(|bytes| data_keys(&bytes));
        let keys = keys.map_err(|e| e.in_file(path.to_string_lossy()))?;
        keyring.add_kms(Kms::with_keys(plugin, keys));
    }
    // Asked last: what is at hand costs no call.
    for socket in &args.kms_socket {
        keyring.add_kms(kms::at(socket)?);
    }
    Ok(Some(keyring))
}

/// One key of 32 bytes as they are, or one in base64 on each line.
fn data_keys(bytes: &[u8]) -> Result<Vec<Zeroizing<Vec<u8>>>> {
    if bytes.len() == RAW_KEY {
        return Ok(vec![Zeroizing::new(bytes.to_vec())]);
    }
    let mut keys = Vec::new();
    for (i, line) in bytes.split(|b| *b == b'\n').enumerate() {
        let line = line.trim_ascii();
        if line.is_empty() || line.starts_with(b"#") {
            continue;
        }
        let key = STANDARD.decode(line).map(Zeroizing::new).map_err(|_| {
            let line = i.saturating_add(1);
            Error::invalid(format!(
                "line {line} is not base64: expected one data key or seed on each line, or a file \
                 of {RAW_KEY} bytes"
            ))
        })?;
        keys.push(key);
    }
    if keys.is_empty() {
        return Err(Error::invalid("there is no key in the file"));
    }
    Ok(keys)
}
