//! `kf version`

use clap::Args;

/// `kf version`
#[derive(Args, Debug)]
pub(crate) struct VersionArgs {
    /// Output format: yaml or json (default: a line)
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) output: Option<String>,
}
