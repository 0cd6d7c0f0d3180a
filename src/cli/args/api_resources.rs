//! `kf api-resources`

use clap::Args;

use super::output::{Formats, OutputArg, Unasked};
use super::rows::HeadersArg;

/// `kf api-resources`
#[derive(Args, Debug)]
#[command(mut_arg("no_headers", |arg| arg.help("Leave the header out")))]
pub(crate) struct ApiResourcesArgs {
    #[command(flatten)]
    pub(crate) output: OutputArg<ResourcesOutput>,
    /// Only types of this API group
    #[arg(long, value_name = "GROUP")]
    pub(crate) api_group: Option<String>,
    /// Only namespaced types, or with =false only the others
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub(crate) namespaced: Option<bool>,
    /// Only types with all of these verbs, such as list,watch
    #[arg(long, value_name = "VERB", value_delimiter = ',')]
    pub(crate) verbs: Vec<String>,
    /// Only types of all of these categories, such as all
    #[arg(long, value_name = "CATEGORY", value_delimiter = ',')]
    pub(crate) categories: Vec<String>,
    /// Order by name or kind instead of by group
    #[arg(long, value_name = "COLUMN")]
    pub(crate) sort_by: Option<String>,
    #[command(flatten)]
    pub(crate) headers: HeadersArg,
}

/// What `kf api-resources` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResourcesOutput {
    /// A line for each type.
    Table {
        /// All columns.
        wide: bool,
    },
    /// The names of the types.
    Name,
}

impl Formats for ResourcesOutput {
    const KNOWN: &'static [(&'static str, Self)] =
        &[("wide", Self::Table { wide: true }), ("name", Self::Name)];
    const DEFAULT: Unasked<Self> = Unasked::Other(Self::Table { wide: false }, "a table");
}
