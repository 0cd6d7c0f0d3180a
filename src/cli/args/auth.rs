//! The flags of `kf auth`.

use clap::{ArgAction, Args, Subcommand};

/// `kf auth`
#[derive(Debug, Subcommand)]
pub(crate) enum AuthCommand {
    /// Say whether a user may do something, by the RBAC objects of the snapshot
    CanI(CanIArgs),
    /// List who may do something, and through which binding and role
    Whocan(WhocanArgs),
}

/// `kf auth can-i`
#[derive(Args, Debug)]
#[command(
    after_help = "Only RBAC is judged: what a Node authorizer, ABAC or a webhook would allow is \
not in a snapshot.

Exit codes: 0 yes, 1 no, 2 if it cannot be told because RBAC objects could not be read.

Examples:
  # May a component list pods of all namespaces; --as takes service accounts too, as
  # system:serviceaccount:NAMESPACE:NAME
  kf auth can-i list pods -A --as system:kube-scheduler --snapshot etcd.db

  # May a member of a group read the logs of pods
  kf auth can-i get pods --subresource=log --as jane --as-group system:masters -s etcd.db

  # All that a user may do in a namespace
  kf auth can-i --list --as jane -n prod --snapshot etcd.db"
)]
pub(crate) struct CanIArgs {
    /// What is to be done.
    #[arg(
        value_name = "VERB TYPE",
        help = "VERB TYPE, VERB TYPE/NAME, or VERB URL with a path that starts with /"
    )]
    pub(crate) words: Vec<String>,
    /// The user; a service account is system:serviceaccount:NAMESPACE:NAME
    #[arg(long = "as", value_name = "USER")]
    pub(crate) user: Option<String>,
    /// A group the user is in (can be repeated)
    #[arg(long = "as-group", value_name = "GROUP")]
    pub(crate) groups: Vec<String>,
    /// Subresource such as log or scale
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) subresource: String,
    /// Namespace in which it is to be done
    #[arg(short, long, value_name = "NAMESPACE", default_value = "default")]
    pub(crate) namespace: String,
    /// In all namespaces
    #[arg(short = 'A', long, action = ArgAction::Set)]
    pub(crate) all_namespaces: bool,
    /// List all that is allowed
    #[arg(long, action = ArgAction::Set)]
    pub(crate) list: bool,
    /// Print nothing; the exit code is the answer
    #[arg(short, long, action = ArgAction::Set)]
    pub(crate) quiet: bool,
    /// Leave the header of the list out
    #[arg(long, action = ArgAction::Set)]
    pub(crate) no_headers: bool,
}

/// `kf auth whocan`
#[derive(Args, Debug)]
#[command(
    after_help = "Only RBAC is judged: what a Node authorizer, ABAC or a webhook would allow is \
not in a snapshot. Members of the group system:masters may do everything.

Examples:
  # Who may read the secrets of a namespace
  kf auth whocan get secrets -n prod --snapshot etcd.db

  # Who may delete one object, in any namespace
  kf auth whocan delete configmaps my-config -A --snapshot etcd.db -o yaml"
)]
pub(crate) struct WhocanArgs {
    /// `get`, `list`, ...
    #[arg(value_name = "VERB", help = "Verb such as get, list or delete")]
    pub(crate) verb: String,
    /// The type.
    #[arg(
        value_name = "TYPE",
        help = "TYPE, TYPE/NAME, or a path that starts with /"
    )]
    pub(crate) kind: String,
    /// Name of the object
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Subresource such as log or scale
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) subresource: String,
    /// Namespace in which it may be done
    #[arg(short, long, value_name = "NAMESPACE", default_value = "default")]
    pub(crate) namespace: String,
    /// In any namespace
    #[arg(short = 'A', long, action = ArgAction::Set)]
    pub(crate) all_namespaces: bool,
    /// Output format: json or yaml (default: a table)
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) output: Option<String>,
    /// Leave the header of the table out
    #[arg(long, action = ArgAction::Set)]
    pub(crate) no_headers: bool,
}
