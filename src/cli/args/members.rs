//! `kf members`

use std::path::PathBuf;

use clap::Args;

use super::output::OutputArg;
use crate::object::encode::Format;

/// `kf members`
#[derive(Args, Debug)]
pub(crate) struct MembersArgs {
    /// Snapshot to look at
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: OutputArg<Option<Format>>,
}
