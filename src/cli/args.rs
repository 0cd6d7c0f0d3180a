//! The flags, with kubectl's names, short forms and meaning.
//!
//! kubectl's booleans take a value (`--no-headers=true`), a repeated flag means the last one, and
//! lists split at commas: clap is told so here.

pub(crate) mod auth;
pub(crate) mod bbolt;
pub(crate) mod carve;
pub(crate) mod diff;
pub(crate) mod export;
pub(crate) mod helm;
pub(crate) mod history;
pub(crate) mod inspect;
mod read;
pub(crate) mod secrets;
#[cfg(all(unix, feature = "verify"))]
pub(crate) mod verify;

pub(crate) use read::{DescribeArgs, EventsArgs, ExplainArgs};

use std::fmt;
use std::path::PathBuf;

use clap::{ArgAction, Args, Command as Clap, CommandFactory as _, Parser, Subcommand, ValueEnum};
use zeroize::Zeroizing;

use super::kms::Socket;
use super::ui::Color;

/// Reads Kubernetes objects straight out of an etcd snapshot file
#[derive(Debug, Parser)]
#[command(
    name = "kf",
    version,
    about,
    args_override_self = true,
    after_help = "Examples:
  # One object out of a backup, as kubectl would have printed it
  kf get configmap my-config -n prod --snapshot 2026-11-22_etcd.zip -o yaml

  # Everything in a namespace
  kf get all -n prod --snapshot 2026-11-22_etcd.zip

  # The etcd keys in the file
  kf keys --prefix /registry/secrets/ --snapshot 2026-11-22_etcd.zip

The file is only ever read: it is never locked, changed or copied beside itself."
)]
pub(crate) struct Cli {
    /// Which snapshot.
    #[command(flatten)]
    pub(crate) snapshot: SnapshotArgs,
    /// Colour of errors and hints
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto"
    )]
    pub(crate) color: Color,
    /// Do not show long texts through a pager
    #[arg(long, global = true, action = ArgAction::Set)]
    pub(crate) no_pager: bool,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Which file, and how to read it.
#[derive(Args, Debug)]
pub(crate) struct SnapshotArgs {
    /// etcd snapshot, bbolt db, an archive or compressed file with one, or the directory it is in; -
    /// reads standard input
    #[arg(
        short,
        long,
        global = true,
        value_name = "FILENAME",
        env = "KF_SNAPSHOT"
    )]
    pub(crate) snapshot: Option<PathBuf>,
    /// File to read when an archive or a directory holds several snapshots
    #[arg(long, global = true, value_name = "NAME", alias = "zip-entry")]
    pub(crate) entry: Option<String>,
    /// Read the file into memory instead of mapping it
    #[arg(long, global = true, action = ArgAction::Set)]
    pub(crate) no_mmap: bool,
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
    pub(crate) kube_version: Option<u8>,
    /// First part of the etcd keys (default: found in the snapshot; /registry nearly always)
    #[arg(long, global = true, value_name = "PREFIX")]
    pub(crate) etcd_prefix: Option<String>,
    #[command(flatten)]
    pub(crate) keys: KeyArgs,
    #[command(flatten)]
    pub(crate) redaction: secrets::RedactionArgs,
    /// What AGE counts to: an RFC 3339 time, or wall for the clock (default: the snapshot's own time)
    #[arg(long, global = true, value_name = "TIME")]
    pub(crate) now: Option<String>,
}

/// The keys for values that are encrypted at rest.
#[derive(Debug, Args)]
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

/// `1.31`, `v1.31.4`, `1.31.4+k3s1` -> 31.
fn minor(text: &str) -> Result<u8, String> {
    crate::snapshot::version::minor(text)
        .ok_or_else(|| format!("expected a Kubernetes version such as 1.31, not {text:?}"))
}

/// Defines the whole command line, with each flag wherever it can stand: what completion and
/// manual pages are made from.
pub(crate) fn definition() -> Clap {
    with_booleans(Cli::command())
}

/// Defines the command line as arguments are parsed by it: the help of a command leaves out the
/// flags of all commands, which `kf options` lists.
pub(crate) fn command() -> Clap {
    definition().mut_args(|arg| {
        let global = arg.is_global_set();
        // Not `hide`, which would take [OPTIONS] out of the usage as well.
        arg.hide_short_help(global).hide_long_help(global)
    })
}

/// Renders the flags of all commands, as `kf options` lists them.
pub(crate) fn global_options() -> String {
    let definition = definition();
    let global = definition.get_arguments().filter(|arg| arg.is_global_set());
    let mut list = Clap::new("kf")
        .disable_help_flag(true)
        .help_template("{options}")
        .args(global.cloned());
    format!(
        "The following options can be passed to any command:\n\n{}\n",
        list.render_long_help()
    )
}

/// Last line of every help text (kubectl `pkg/util/templates/templater.go` has the same).
pub(crate) const SEE_OPTIONS: &str = "\nUse \"kf options\" for a list of global command-line \
                                      options (applies to all commands).\n";

/// Gives booleans a value that may be left out, as kubectl's have: `--no-headers`,
/// `--no-headers=false`. Flags that say how many values they take are left as they are.
fn with_booleans(command: Clap) -> Clap {
    let boolean = |arg: &clap::Arg| {
        arg.get_value_parser().type_id() == std::any::TypeId::of::<bool>()
            && matches!(arg.get_action(), ArgAction::Set)
            && arg.get_num_args().is_none()
    };
    let command = command.mut_args(|arg| match boolean(&arg) {
        true => arg
            // The derive takes a value without a default for one that must be given.
            .required(false)
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("true")
            .default_value("false")
            .hide_default_value(true)
            .hide_possible_values(true),
        false => arg,
    });
    command.mut_subcommands(with_booleans)
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print one or many objects
    Get(Box<GetArgs>),
    /// Show objects in detail, with what relates to them
    Describe(DescribeArgs),
    /// List events, the latest last
    Events(EventsArgs),
    /// List the changes that a snapshot holds, of one object or of all
    History(history::HistoryArgs),
    /// Say who may do what, by the RBAC objects of the snapshot
    #[command(subcommand)]
    Auth(auth::AuthCommand),
    /// Show what differs between two snapshots, or between two revisions of one
    Diff(Box<diff::DiffArgs>),
    /// Describe the fields of a type
    Explain(ExplainArgs),
    /// Write objects into a directory that kubectl apply -R -f takes
    Export(export::ExportArgs),
    /// Read Helm's releases
    #[command(subcommand)]
    Helm(helm::HelmCommand),
    /// Print one stored value, as etcdctl get --print-value-only gives it, as an object
    Decode(DecodeArgs),
    /// List etcd keys with their revisions and sizes
    Keys(KeysArgs),
    /// List Secrets and what is encrypted: keys, certificates and users, but no values
    Secrets(secrets::SecretsArgs),
    /// Write every object into a directory, without its secrets
    Redact(secrets::RedactCommandArgs),
    /// Show what is in a snapshot, on one screen
    Info(inspect::InfoArgs),
    /// Show what takes up the space in a snapshot
    Du(inspect::DuArgs),
    /// List the members of the etcd cluster
    Members(inspect::MembersArgs),
    /// List or write out the certificates, keys and settings that the cluster would be set up from
    Bootstrap(inspect::BootstrapArgs),
    /// List etcd's leases with the keys attached to them
    Leases(inspect::LeasesArgs),
    /// Check whether a snapshot is whole: pages, records, values
    Check(inspect::CheckArgs),
    /// Compare everything with a real etcd and kube-apiserver, booted on a copy of the snapshot
    #[cfg(all(unix, feature = "verify"))]
    Verify(Box<verify::VerifyArgs>),
    /// List what only free and lost pages still hold: compacted revisions, deleted objects
    Carve(carve::CarveArgs),
    /// Print what etcd's own tools print about a snapshot
    #[command(subcommand)]
    Snapshot(inspect::SnapshotCommand),
    /// Print what the bbolt tool prints about a file: buckets, pages, keys, free pages
    #[command(subcommand)]
    Bbolt(bbolt::BboltCommand),
    /// List the resource types that the snapshot's server knew
    ApiResources(ApiResourcesArgs),
    /// List the API versions that the snapshot's server had, as GROUP/VERSION
    ApiVersions,
    /// List the flags that every command takes
    Options,
    /// Print kf's version
    Version(VersionArgs),
    /// Print the completion script of a shell
    Completion(CompletionArgs),
    /// Write the manual pages kf.1, kf-get.1, ... into a directory
    Man(ManArgs),
    /// Print what may stand at a place of the command line
    #[command(name = "__complete", hide = true)]
    Complete(CompleteArgs),
}

/// `kf get`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # One object out of a backup
  kf get configmap my-config -n prod --snapshot etcd.db -o yaml

  # All pods of all namespaces, as JSON
  kf get pods -A --snapshot etcd.db -o json

  # Several types, and a label selector
  kf get deployments,services -n prod -l app=web --snapshot etcd.db

  # A version of a type that must be named in full
  kf get horizontalpodautoscalers.v2.autoscaling web -n prod --snapshot etcd.db -o yaml

  # The object at an earlier revision
  kf get secret db -n prod --rev 120043 --snapshot etcd.db -o yaml

  # An object to give back with kubectl apply -f
  kf get configmap my-config -n prod --snapshot etcd.db --export -o yaml

  # What was deleted, and one of it as it was at the end
  kf get configmaps -n prod --deleted --snapshot etcd.db
  kf get configmap old -n prod --deleted --snapshot etcd.db -o yaml

  # The values of a Secret, decoded
  kf get secret db -n prod --decode --snapshot etcd.db

  # To be shown to others: digests instead of secrets
  kf get deployments,secrets -n prod --redact --snapshot etcd.db -o yaml

  # What lies under one etcd key
  kf get --key /registry/services/specs/default/kubernetes --snapshot etcd.db -o yaml")]
pub(crate) struct GetArgs {
    /// What to print.
    #[arg(
        value_name = "TYPE",
        help = "TYPE[.VERSION][.GROUP] [NAME ...], TYPE/NAME ..., or TYPE1,TYPE2"
    )]
    pub(crate) target: Vec<String>,
    /// Namespace to look in (default: default)
    #[arg(short, long, value_name = "NAMESPACE")]
    pub(crate) namespace: Option<String>,
    /// Look in all namespaces
    #[arg(short = 'A', long, action = ArgAction::Set)]
    pub(crate) all_namespaces: bool,
    /// Output format: json, yaml, kyaml, name, wide, jsonpath=TEMPLATE, jsonpath-file=FILE,
    /// jsonpath-as-json=TEMPLATE, go-template=TEMPLATE, go-template-file=FILE,
    /// custom-columns=HEADER:PATH,... or custom-columns-file=FILE (default: a table)
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) output: Option<String>,
    /// Template, or file with one, for -o go-template and the like (default format: go-template)
    #[arg(
        long,
        value_name = "TEMPLATE",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) template: String,
    /// With =false: a field that a go-template or jsonpath names must be there
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true",
          hide_possible_values = true)]
    pub(crate) allow_missing_template_keys: Option<bool>,
    /// Order by the field at this path, such as .metadata.creationTimestamp
    #[arg(long, value_name = "PATH")]
    pub(crate) sort_by: Option<String>,
    /// Keep metadata.managedFields in json, yaml and kyaml
    #[arg(long, action = ArgAction::Set)]
    pub(crate) show_managed_fields: bool,
    /// Leave out what kubectl apply or create does not need: status, uid, resourceVersion, node,
    /// cluster IP and the like
    #[arg(long, action = ArgAction::Set)]
    pub(crate) export: bool,
    /// Label selector: =, ==, !=, in, notin, key, !key, joined by commas
    #[arg(
        short = 'l',
        long,
        value_name = "SELECTOR",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) selector: String,
    /// Field selector: =, ==, !=, joined by commas
    #[arg(
        long,
        value_name = "SELECTOR",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) field_selector: String,
    /// Exit 0 and say nothing when an object does not exist
    #[arg(long, action = ArgAction::Set)]
    pub(crate) ignore_not_found: bool,
    /// Leave the header of a table out
    #[arg(long, action = ArgAction::Set)]
    pub(crate) no_headers: bool,
    /// Add a column with all labels to a table
    #[arg(long, action = ArgAction::Set)]
    pub(crate) show_labels: bool,
    /// Add columns with these labels to a table (can be repeated)
    #[arg(short = 'L', long, value_name = "LABEL", value_delimiter = ',')]
    pub(crate) label_columns: Vec<String>,
    /// Print the kind before each name in a table
    #[arg(long, action = ArgAction::Set)]
    pub(crate) show_kind: bool,
    /// Print the objects that this file, directory or - (standard input) has manifests of (can be
    /// repeated)
    #[arg(short = 'f', long, value_name = "FILENAME", value_delimiter = ',')]
    pub(crate) filename: Vec<String>,
    /// With --filename: go into directories below as well
    #[arg(short = 'R', long, action = ArgAction::Set)]
    pub(crate) recursive: bool,
    /// Refused: kf builds no kustomizations
    #[arg(short = 'k', long, value_name = "DIRECTORY", hide = true)]
    pub(crate) kustomize: Option<String>,
    /// Print what the server answered to a GET of this path, such as /api/v1/namespaces/prod/pods
    #[arg(long, value_name = "PATH")]
    pub(crate) raw: Option<String>,
    /// Print deleted objects, with the last value that the file holds of them
    #[arg(long, action = ArgAction::Set, conflicts_with_all = ["key", "raw", "filename"])]
    pub(crate) deleted: bool,
    /// Print the object under this etcd key instead of naming a type
    #[arg(long, value_name = "KEY", conflicts_with = "target")]
    pub(crate) key: Option<String>,
    /// Of Secrets, print values as text, and of binary ones the length and SHA-256
    #[arg(long, action = ArgAction::Set)]
    pub(crate) decode: bool,
    /// With --decode: print to a terminal as well
    #[arg(long, action = ArgAction::Set)]
    pub(crate) reveal: bool,
    /// Ask a real kube-apiserver, booted on a copy of the snapshot, for the same objects first, and
    /// say whether it reads them as kf does
    #[cfg(all(unix, feature = "verify"))]
    #[arg(long, action = ArgAction::Set,
          conflicts_with_all = ["key", "raw", "filename", "deleted"])]
    pub(crate) verify: bool,
    #[cfg(all(unix, feature = "verify"))]
    #[command(flatten)]
    pub(crate) stack: verify::StackArgs,
    /// Accepted for kubectl's sake; a file has no chunks
    #[arg(long, value_name = "N", hide = true)]
    pub(crate) chunk_size: Option<i64>,
    /// With =false: print names and ages only
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true",
          hide = true)]
    pub(crate) server_print: Option<bool>,
    /// Refused: a snapshot does not change
    #[arg(short, long, action = ArgAction::Set, hide = true)]
    pub(crate) watch: bool,
}

impl GetArgs {
    /// The namespace to look in.
    pub(crate) fn namespace(&self) -> &str {
        self.namespace.as_deref().unwrap_or("default")
    }
}

/// `kf decode`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # What etcdctl returned, as YAML
  etcdctl get /registry/pods/prod/web --print-value-only | kf decode

  # A value saved in a file, as JSON
  kf decode -o json value.bin

  # One that is encrypted at rest; aesgcm and KMS need to know where it lay
  kf decode value.bin --encryption-config encryption-config.yaml --key /registry/secrets/prod/db")]
pub(crate) struct DecodeArgs {
    /// File with one stored value (default: standard input)
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    /// The etcd key of the value, which some encryption at rest is bound to
    #[arg(
        long,
        value_name = "KEY",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) key: String,
    /// Output format: yaml, json or kyaml
    #[arg(short, long, value_name = "FORMAT", default_value = "yaml")]
    pub(crate) output: String,
    /// Leave metadata.managedFields out
    #[arg(long, num_args = 0..=1, require_equals = true,
          default_missing_value = "true", default_value = "true", hide_default_value = true,
          hide_possible_values = true)]
    pub(crate) show_managed_fields: bool,
}

/// `kf keys`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # Live keys under a prefix, with revisions and sizes
  kf keys --prefix /registry/pods/prod/ --snapshot etcd.db

  # For machines, values in base64 included
  kf keys --snapshot etcd.db -o jsonl --values")]
pub(crate) struct KeysArgs {
    /// Snapshot to read
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    /// Only keys that start with this
    #[arg(
        long,
        value_name = "PREFIX",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) prefix: String,
    /// Output format: table, name or jsonl
    #[arg(short, long, value_name = "FORMAT", default_value = "table")]
    pub(crate) output: String,
    /// With jsonl: add the values, in base64
    #[arg(long, action = ArgAction::Set)]
    pub(crate) values: bool,
    /// Leave the header of the table out
    #[arg(long, action = ArgAction::Set)]
    pub(crate) no_headers: bool,
}

/// `kf api-resources`
#[derive(Args, Debug)]
pub(crate) struct ApiResourcesArgs {
    /// Output format: wide or name (default: a table)
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) output: Option<String>,
    /// Only types of this API group
    #[arg(long, value_name = "GROUP")]
    pub(crate) api_group: Option<String>,
    /// Only namespaced types, or with =false only the others
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub(crate) namespaced: Option<bool>,
    /// Order by name or kind instead of by group
    #[arg(long, value_name = "COLUMN")]
    pub(crate) sort_by: Option<String>,
    /// Leave the header out
    #[arg(long, action = ArgAction::Set)]
    pub(crate) no_headers: bool,
}

/// `kf version`
#[derive(Args, Debug)]
pub(crate) struct VersionArgs {
    /// Output format: yaml or json (default: a line)
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) output: Option<String>,
}

/// `kf completion`
#[derive(Args, Debug)]
#[command(
    after_help = "Types, names and namespaces are completed from the snapshot on the line or in \
KF_SNAPSHOT, if it answers quickly.

Examples:
  # For this session of bash
  source <(kf completion bash)

  # For every session of fish
  kf completion fish > ~/.config/fish/completions/kf.fish"
)]
pub(crate) struct CompletionArgs {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

/// A shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    /// bash
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
    /// PowerShell
    Powershell,
}

/// `kf man`
#[derive(Args, Debug)]
#[command(
    after_help = "The directory must exist; pages that are in it are written anew.

Examples:
  # Where man finds them
  mkdir -p ~/.local/share/man/man1 && kf man ~/.local/share/man/man1"
)]
pub(crate) struct ManArgs {
    /// The directory
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
}

/// `kf __complete`
#[derive(Args, Debug)]
pub(crate) struct CompleteArgs {
    /// The words behind kf, the one to be completed last
    #[arg(
        value_name = "WORD",
        allow_hyphen_values = true,
        trailing_var_arg = true
    )]
    pub(crate) words: Vec<String>,
}
