//! `kf members`

use clap::Args;

use super::file::FileArg;
use super::output::OutputArg;
use crate::object::encode::Format;

/// `kf members`
#[derive(Args, Debug)]
pub(crate) struct MembersArgs {
    #[command(flatten)]
    pub(crate) file: FileArg,
    #[command(flatten)]
    pub(crate) output: OutputArg<Option<Format>>,
}
