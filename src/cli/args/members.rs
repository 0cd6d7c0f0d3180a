//! `kf members`

use std::path::PathBuf;

use clap::Args;

/// `kf members`
#[derive(Args, Debug)]
pub(crate) struct MembersArgs {
    /// Snapshot to look at
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    /// Output format: json or yaml (default: a table)
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) output: Option<String>,
}
