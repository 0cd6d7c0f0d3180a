//! `kf events`

use clap::Args;

use super::compat::{ChunkSizeArg, WatchArg};
use super::namespace::DefaultScopeArgs;
use super::output::{Formats, OutputArg, Unasked, no_printer};
use super::rows::{HeadersArg, ManagedFieldsArg};
use super::times::TimesArgs;
use crate::cli::report::Failure;
use crate::object::encode::Format;

/// `kf events`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # What happened in a namespace
  kf events -n prod --snapshot etcd.db

  # Warnings of all namespaces
  kf events -A --types Warning --snapshot etcd.db

  # Of the last ten minutes before the snapshot
  kf events -A --since 10m --snapshot etcd.db

  # What happened to one object
  kf events -n prod --for deployment/api --snapshot etcd.db")]
pub(crate) struct EventsArgs {
    #[command(flatten)]
    pub(crate) scope: DefaultScopeArgs,
    /// Only events about this object
    #[arg(long = "for", value_name = "TYPE/NAME")]
    pub(crate) about: Option<String>,
    /// Only events of these types: Normal, Warning (can be repeated)
    #[arg(long, value_name = "TYPE", value_delimiter = ',')]
    pub(crate) types: Vec<String>,
    #[command(flatten)]
    pub(crate) times: TimesArgs,
    #[command(flatten)]
    pub(crate) output: OutputArg<EventsOutput>,
    #[command(flatten)]
    pub(crate) managed_fields: ManagedFieldsArg,
    #[command(flatten)]
    pub(crate) headers: HeadersArg,
    #[command(flatten)]
    pub(crate) chunk_size: ChunkSizeArg,
    #[command(flatten)]
    pub(crate) watch: WatchArg,
}

/// What `kf events` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EventsOutput {
    /// A line for each event.
    Table,
    /// `event/NAME`
    Name,
    /// The events in a List.
    Structured(Format),
}

/// `-o name` prints nothing in kubectl, which drops the error of a printer that takes no typed
/// lists; here it prints names. kubectl has templates here as well. They would run on Go's structs,
/// which print other text than the objects do (times in quotes, zeros for what is absent), so they
/// are left to `kf get`.
impl Formats for EventsOutput {
    const KNOWN: &'static [(&'static str, Self)] = &[
        ("json", Self::Structured(Format::Json)),
        ("yaml", Self::Structured(Format::Yaml)),
        ("kyaml", Self::Structured(Format::Kyaml)),
        ("name", Self::Name),
    ];
    const DEFAULT: Unasked<Self> = Unasked::Other(Self::Table, "a table");

    fn unknown(asked: &str) -> Failure {
        no_printer::<Self>(asked).hint("kf get events has wide, jsonpath and custom-columns")
    }
}
