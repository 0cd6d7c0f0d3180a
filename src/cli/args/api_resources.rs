//! `kf api-resources`

use clap::{ArgAction, Args};

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
