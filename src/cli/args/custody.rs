//! `kf custody`

use std::path::PathBuf;

use clap::{ArgAction, Args, Subcommand};

/// `kf custody`
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  # Look for something, on the record: every command takes --custody
  kf keys --custody case-7.jsonl --snapshot etcd.db

  # Is the record whole?
  kf custody verify case-7.jsonl")]
pub(crate) enum CustodyCommand {
    /// Check that a record of custody is whole, and what it says of files
    Verify(VerifyCustodyArgs),
}

/// `kf custody verify`
#[derive(Args, Debug)]
#[command(
    after_help = "Every command takes --custody FILE and adds lines to it: who ran what with which kf, the SHA-256, \
size, inode and times of each input before and after, what was written, and when. Each line has the SHA-256 of \
the one before, so a line that was changed, taken out or put in shows.

Lines that were cut off at the end do not show by themselves: keep the SHA-256 of the last line, which this \
prints, where nobody can write.

Exit codes: 0 if nothing is wrong, 1 if something is, 2 if the record cannot be read.

Examples:
  # Look for something, on the record
  kf keys --custody case-7.jsonl --snapshot etcd.db

  # Is the record whole, and are the files still those of then?
  kf custody verify --files case-7.jsonl"
)]
pub(crate) struct VerifyCustodyArgs {
    /// Record
    #[arg(value_name = "FILENAME")]
    pub(crate) file: PathBuf,
    /// Hash the files again that the record names, and compare
    #[arg(long, action = ArgAction::Set)]
    pub(crate) files: bool,
}
