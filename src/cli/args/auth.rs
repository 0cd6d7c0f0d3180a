//! The flags of `kf auth`.

use clap::{ArgAction, Args, Subcommand};

use super::namespace::DefaultScopeArgs;
use super::output::OutputArg;
use super::rows::HeadersArg;
use crate::object::encode::Format;

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
    override_usage = "kf auth can-i [OPTIONS] VERB TYPE [NAME]\n       kf auth can-i [OPTIONS] --list"
)]
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
#[command(mut_arg("namespace", |arg| arg.help("Namespace in which it is to be done")))]
#[command(mut_arg("all_namespaces", |arg| arg.help("In all namespaces")))]
#[command(mut_arg("no_headers", |arg| arg.help("Leave the header of the list out")))]
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
    #[command(flatten)]
    pub(crate) scope: DefaultScopeArgs,
    /// List all that is allowed
    #[arg(long, action = ArgAction::Set)]
    pub(crate) list: bool,
    /// Print nothing; the exit code is the answer
    #[arg(short, long, action = ArgAction::Set)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) headers: HeadersArg,
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
#[command(mut_arg("namespace", |arg| arg.help("Namespace in which it may be done")))]
#[command(mut_arg("all_namespaces", |arg| arg.help("In any namespace")))]
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
    #[command(flatten)]
    pub(crate) scope: DefaultScopeArgs,
    #[command(flatten)]
    pub(crate) output: OutputArg<Option<Format>>,
    #[command(flatten)]
    pub(crate) headers: HeadersArg,
}
