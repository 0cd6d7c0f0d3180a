//! `kf get`

use clap::{ArgAction, Args};

#[cfg(all(unix, feature = "verify"))]
use super::verify;

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
