//! `kf bbolt buckets`

use std::io::Write;

use crate::bbolt::Db;
use crate::cli::report::{Outcome, Report};

/// Lists the names, one a line, as they are.
pub(super) fn run(db: &Db<'_>, report: &mut Report<'_>, out: &mut dyn Write) -> Outcome {
    let mut names = Vec::new();
    for bucket in db.buckets() {
        match bucket {
            Ok(bucket) => {
                names.extend_from_slice(bucket.name());
                names.push(b'\n');
            }
            // The name of a bucket with a damaged header is known all the same.
            Err(e) => {
                if let Some(name) = &e.location().bucket {
                    names.extend_from_slice(name);
                    names.push(b'\n');
                }
                report.problem(&e);
            }
        }
    }
    out.write_all(&names)?;
    Ok(())
}
