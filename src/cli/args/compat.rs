//! Flags that kubectl has and that mean nothing, or nothing possible, for a file.

use clap::{ArgAction, Args};

use crate::cli::report::{Failure, Outcome};

/// `--chunk-size`
#[derive(Args, Debug)]
pub(crate) struct ChunkSizeArg {
    /// Accepted for kubectl's sake; a file has no chunks
    #[arg(long, value_name = "N", hide = true)]
    chunk_size: Option<i64>,
}

/// `--watch`
#[derive(Args, Debug)]
pub(crate) struct WatchArg {
    /// Refused: a snapshot does not change
    #[arg(short, long, action = ArgAction::Set, hide = true)]
    watch: bool,
}

impl WatchArg {
    /// Fails if the flag was given.
    pub(crate) fn refuse(&self) -> Outcome {
        if self.watch {
            return Err(Failure::usage(
                "a snapshot does not change, so there is nothing to watch",
            ));
        }
        Ok(())
    }
}
