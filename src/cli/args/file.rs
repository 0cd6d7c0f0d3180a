//! The snapshot as an argument, beside `--snapshot`.

use std::path::{Path, PathBuf};

use clap::Args;

/// `FILENAME` of commands that look at one file.
#[derive(Args, Debug)]
pub(crate) struct FileArg {
    /// Snapshot to look at
    #[arg(value_name = "FILENAME")]
    file: Option<PathBuf>,
}

impl FileArg {
    /// Returns the path, if one was given.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.file.as_deref()
    }
}
