//! `kf bbolt keys`

use std::ffi::OsString;
use std::io::Write;

use super::PIECE;
use crate::bbolt::{Db, Direction};
use crate::cli::args::bbolt::BytesFormat;
use crate::cli::report::{Failure, Outcome, Report};
use crate::error::Error;
use crate::escape;

/// The names from the outermost bucket to the one that is asked for.
pub(super) fn path(args: &[OsString]) -> Outcome<Vec<&[u8]>> {
    if args.is_empty() {
        return Err(Failure::usage("bucket required").hint("kf bbolt buckets lists them"));
    }
    Ok(args.iter().map(|arg| arg.as_encoded_bytes()).collect())
}

/// Lists the keys of a bucket, one a line.
pub(super) fn run(
    db: &Db<'_>,
    path: &[&[u8]],
    format: BytesFormat,
    report: &mut Report<'_>,
    out: &mut dyn Write,
) -> Outcome {
    let mut bucket = db.root();
    for name in path {
        bucket = db
            .bucket_in(bucket, name)
            .map_err(Failure::from)?
            .ok_or_else(|| {
                Error::not_found(format!("bucket {} not found", escape::quoted(name))).hint(
                    "kf bbolt buckets lists them; where --snapshot or KF_SNAPSHOT names the file, \
                     every argument is a bucket",
                )
            })?;
    }
    let mut text = Vec::new();
    for entry in db.entries(bucket, Direction::Forward) {
        match entry {
            Ok(entry) => {
                format.write(&mut text, entry.key);
                text.push(b'\n');
                if text.len() >= PIECE {
                    out.write_all(&text)?;
                    text.clear();
                }
            }
            Err(e) => report.problem(&e),
        }
    }
    out.write_all(&text)?;
    Ok(())
}
