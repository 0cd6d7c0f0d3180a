//! Flags that kubectl has and that mean nothing, or nothing possible, for a file.

use clap::{ArgAction, Args};

use crate::cli::report::{Failure, Outcome};

/// `--chunk-size`
#[derive(Args, Debug)]
pub(crate) struct ChunkSizeArg {
    /// Accepted for kubectl's sake: a file has no chunks, but those of kubectl 1.37 show in its
    /// tables
    #[arg(long, value_name = "N", hide = true)]
    chunk_size: Option<i64>,
}

/// Objects that kubectl asks for at once unless it is told (kubectl `pkg/cmd/util`, `DefaultChunkSize`).
const CHUNK: usize = 500;

impl ChunkSizeArg {
    /// Returns how many objects come in one answer; 0 is all.
    pub(crate) fn objects(&self) -> usize {
        match self.chunk_size {
            Some(n) => usize::try_from(n).unwrap_or_default(),
            None => CHUNK,
        }
    }
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
