//! `kf bbolt stats`

use std::io::Write;

use crate::bbolt::{BucketStats, Db};
use crate::cli::report::{Outcome, Report};

/// Adds up the buckets whose names start with `prefix`.
pub(super) fn run(
    db: &Db<'_>,
    prefix: &[u8],
    report: &mut Report<'_>,
    out: &mut dyn Write,
) -> Outcome {
    let (mut sum, mut count) = (BucketStats::default(), 0_u64);
    for bucket in db.buckets() {
        match bucket {
            Ok(bucket) if bucket.name().starts_with(prefix) => {
                sum.add(&db.bucket_stats(bucket, &mut |e| report.problem(&e)));
                count = count.saturating_add(1);
            }
            Ok(_) => {}
            Err(e) => report.problem(&e),
        }
    }
    let mut text = Vec::new();
    print(&mut text, count, &sum)?;
    out.write_all(&text)?;
    if count == 0 && !prefix.is_empty() {
        report.note(&format!(
            "no bucket's name starts with {:?}; kf bbolt buckets lists them",
            String::from_utf8_lossy(prefix)
        ));
    }
    Ok(())
}

fn print(text: &mut Vec<u8>, count: u64, s: &BucketStats) -> std::io::Result<()> {
    writeln!(text, "Aggregate statistics for {count} buckets\n")?;
    writeln!(text, "Page count statistics")?;
    let line = |text: &mut Vec<u8>, what: &str, n: u64| writeln!(text, "\t{what}: {n}");
    line(text, "Number of logical branch pages", s.branch_pages)?;
    line(
        text,
        "Number of physical branch overflow pages",
        s.branch_overflow,
    )?;
    line(text, "Number of logical leaf pages", s.leaf_pages)?;
    line(
        text,
        "Number of physical leaf overflow pages",
        s.leaf_overflow,
    )?;
    writeln!(text, "Tree statistics")?;
    line(text, "Number of keys/value pairs", s.keys)?;
    line(text, "Number of levels in B+tree", s.depth)?;
    writeln!(text, "Page size utilization")?;
    let share = |text: &mut Vec<u8>, what: &str, n: u64, of: u64| {
        writeln!(text, "\t{what}: {n} ({}%)", percent(n, of))
    };
    line(
        text,
        "Bytes allocated for physical branch pages",
        s.branch_alloc,
    )?;
    let what = "Bytes actually used for branch data";
    share(text, what, s.branch_in_use, s.branch_alloc)?;
    line(
        text,
        "Bytes allocated for physical leaf pages",
        s.leaf_alloc,
    )?;
    let what = "Bytes actually used for leaf data";
    share(text, what, s.leaf_in_use, s.leaf_alloc)?;
    writeln!(text, "Bucket statistics")?;
    line(text, "Total number of buckets", s.buckets)?;
    let what = "Total number on inlined buckets";
    share(text, what, s.inline_buckets, s.buckets)?;
    let what = "Bytes used for inlined buckets";
    share(text, what, s.inline_in_use, s.leaf_in_use)
}

/// A share in whole percent, in the floating point bbolt computes it in.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "bbolt's own arithmetic, on float32"
)]
fn percent(n: u64, of: u64) -> i64 {
    if of == 0 {
        return 0;
    }
    (n as f32 * 100.0 / of as f32) as i64
}
