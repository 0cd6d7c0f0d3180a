//! `kf export`

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};

use super::namespace::DefaultScopeArgs;
use super::selector::SelectorArg;
use crate::export::Class;

/// `kf export`
#[derive(Args, Debug)]
#[command(override_usage = "kf export [OPTIONS] <DIR> [TYPE [NAME ...]]")]
#[command(after_help = "\
Files are DIR/NAMESPACE/RESOURCE/NAME.yaml, with namespaces, CustomResourceDefinitions and what has \
no namespace in directories that sort before, webhooks behind. DIR/MANIFEST.jsonl lists what was \
written, what was taken out of each object or put in, and what was left out, with the reason.

Without TYPE all types are written: of one namespace (with the Namespace itself, the \
definitions of its custom resources, and the classes and ClusterRoles that its objects name), or \
with -A of the whole cluster. Objects given by name are \
never left out.

Examples:
  # A namespace, and back into a cluster
  kf export prod-2026-11-22 -n prod --snapshot etcd.db
  kubectl apply -R -f prod-2026-11-22

  # Everything
  kf export cluster -A --snapshot etcd.db

  # Some types, by label
  kf export web deployments,services,configmaps -n prod -l app=web --snapshot etcd.db

  # With pods that ReplicaSets and Jobs would make again
  kf export pods pods -n prod --include owned --snapshot etcd.db

Apply a second time when something had to wait for something else: custom resources for their \
definition, pods for their service account.")]
#[command(mut_arg("all_namespaces", |arg| arg.help("Write all namespaces, and what has none")))]
pub(crate) struct ExportArgs {
    /// Directory to write to; it is made, or must be empty
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// What to write.
    #[arg(
        value_name = "TYPE",
        help = "TYPE[.VERSION][.GROUP] [NAME ...], TYPE/NAME ..., or TYPE1,TYPE2 (default: all \
             types)"
    )]
    pub(crate) target: Vec<String>,
    #[command(flatten)]
    pub(crate) scope: DefaultScopeArgs,
    #[command(flatten)]
    pub(crate) selector: SelectorArg,
    /// Write these as well, which are left out (can be repeated)
    #[arg(long, value_name = "CLASS", value_enum, value_delimiter = ',')]
    pub(crate) include: Vec<Included>,
    /// Write into a directory that is not empty, over files of the same names
    #[arg(long, action = ArgAction::Set)]
    pub(crate) force: bool,
}

/// `--include`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Included {
    /// What a controller makes again for another object
    Owned,
    /// What was being deleted
    Deleting,
    /// Pods and jobs that have ended, and would run again
    Finished,
    /// Tokens of service accounts
    Tokens,
    /// What every cluster or namespace has by itself
    Defaults,
    /// Events, leases, nodes, requests
    State,
    /// All of these
    All,
}

impl Included {
    /// Whether a class is asked for.
    pub(crate) fn has(self, class: Class) -> bool {
        match self {
            Self::All => true,
            Self::Owned => class == Class::Owned,
            Self::Deleting => class == Class::Deleting,
            Self::Finished => class == Class::Finished,
            Self::Tokens => class == Class::Tokens,
            Self::Defaults => class == Class::Defaults,
            Self::State => class == Class::State,
        }
    }
}
