//! Two texts line by line: what stays, goes and comes.

use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

use kf_base::limits::MAX_DIFF_PAIRS;

/// Equal lines shown around a difference, as diff(1) does.
const CONTEXT: usize = 3;

/// The lines of two texts, matched.
#[derive(Debug)]
pub struct LineDiff<'t> {
    old: Vec<&'t str>,
    new: Vec<&'t str>,
    ops: Vec<DiffOp>,
}

/// A row of a diff with both texts side by side; lines are numbered from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row<'t> {
    /// Equal lines were left out before what follows.
    Gap,
    /// The line is in both.
    Same(usize, usize, &'t str),
    /// The line to the left is replaced with that to the right, either of which may be missing.
    Other(Option<(usize, &'t str)>, Option<(usize, &'t str)>),
}

/// What colours begin and end with.
const RED: &str = "\u{1b}[31m";
const GREEN: &str = "\u{1b}[32m";
const CYAN: &str = "\u{1b}[36m";
const PLAIN: &str = "\u{1b}[0m";

impl<'t> LineDiff<'t> {
    /// Compares two texts.
    #[must_use]
    pub fn new(old: &'t str, new: &'t str) -> Self {
        let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
        let ops = ops(&old, &new);
        Self { old, new, ops }
    }

    /// Lines that came and that went.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let changed = self
            .ops
            .iter()
            .filter(|op| !matches!(op, DiffOp::Equal { .. }));
        changed.fold((0, 0), |(came, went), op| {
            (
                came.saturating_add(op.new_range().len()),
                went.saturating_add(op.old_range().len()),
            )
        })
    }

    /// Appends the hunks of a unified diff, without the two lines that name the files.
    pub fn unified(&self, out: &mut Vec<u8>, color: bool) {
        let paint = |out: &mut Vec<u8>, code: &str, sign: &str, text: &str| {
            let (begin, end) = if color && !code.is_empty() {
                (code, PLAIN)
            } else {
                ("", "")
            };
            for part in [begin, sign, text, end, "\n"] {
                out.extend_from_slice(part.as_bytes());
            }
        };
        for hunk in group_diff_ops(self.ops.clone(), CONTEXT) {
            let (Some(first), Some(last)) = (hunk.first(), hunk.last()) else {
                continue;
            };
            let head = format!(
                "@@ -{} +{} @@",
                span(first.old_range().start, last.old_range().end),
                span(first.new_range().start, last.new_range().end),
            );
            paint(out, CYAN, &head, "");
            for op in &hunk {
                if matches!(op, DiffOp::Equal { .. }) {
                    for line in self.old.get(op.old_range()).unwrap_or_default() {
                        paint(out, "", " ", line);
                    }
                    continue;
                }
                for line in self.old.get(op.old_range()).unwrap_or_default() {
                    paint(out, RED, "-", line);
                }
                for line in self.new.get(op.new_range()).unwrap_or_default() {
                    paint(out, GREEN, "+", line);
                }
            }
        }
    }

    /// The rows of a side-by-side diff.
    #[must_use]
    pub fn rows(&self) -> Vec<Row<'t>> {
        let mut rows = Vec::new();
        for (i, hunk) in group_diff_ops(self.ops.clone(), CONTEXT).iter().enumerate() {
            let starts_late = hunk.first().is_some_and(|op| op.old_range().start > 0);
            if i > 0 || starts_late {
                rows.push(Row::Gap);
            }
            for op in hunk {
                let (old, new) = (op.old_range(), op.new_range());
                if matches!(op, DiffOp::Equal { .. }) {
                    rows.extend(old.zip(new).filter_map(|(a, b)| {
                        let line = self.old.get(a)?;
                        Some(Row::Same(a.saturating_add(1), b.saturating_add(1), line))
                    }));
                    continue;
                }
                let line = |lines: &[&'t str], i: usize, end: usize| {
                    let found = (i < end).then(|| lines.get(i)).flatten();
                    found.map(|text| (i.saturating_add(1), *text))
                };
                for n in 0..old.len().max(new.len()) {
                    rows.push(Row::Other(
                        line(&self.old, old.start.saturating_add(n), old.end),
                        line(&self.new, new.start.saturating_add(n), new.end),
                    ));
                }
            }
        }
        rows
    }
}

fn ops(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let front = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (
        old.get(front..).unwrap_or_default(),
        new.get(front..).unwrap_or_default(),
    );
    let back = old_rest.iter().rev().zip(new_rest.iter().rev());
    let back = back.take_while(|(a, b)| a == b).count();
    let (old_len, new_len) = (
        old_rest.len().saturating_sub(back),
        new_rest.len().saturating_sub(back),
    );
    if old_len.saturating_mul(new_len) <= MAX_DIFF_PAIRS {
        return capture_diff_slices(Algorithm::Myers, old, new);
    }
    let equal = |old_index, new_index, len| DiffOp::Equal {
        old_index,
        new_index,
        len,
    };
    let replaced = DiffOp::Replace {
        old_index: front,
        old_len,
        new_index: front,
        new_len,
    };
    let behind = equal(
        front.saturating_add(old_len),
        front.saturating_add(new_len),
        back,
    );
    let all = [equal(0, 0, front), replaced, behind];
    all.into_iter()
        .filter(|op| !op.old_range().is_empty() || !op.new_range().is_empty())
        .collect()
}

/// Start and number of lines as diff -u has them: the number is left out when it is 1, and no lines
/// stand behind the line before.
fn span(start: usize, end: usize) -> String {
    match end.saturating_sub(start) {
        0 => format!("{start},0"),
        1 => format!("{}", start.saturating_add(1)),
        n => format!("{},{n}", start.saturating_add(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unified(old: &str, new: &str) -> String {
        let mut out = Vec::new();
        LineDiff::new(old, new).unified(&mut out, false);
        String::from_utf8(out).unwrap()
    }

    /// Expected texts are those of GNU diff -u.
    #[test]
    fn hunks() {
        assert_eq!(unified("a\n", "a\n"), "");
        assert_eq!(unified("", "a\nb\n"), "@@ -0,0 +1,2 @@\n+a\n+b\n");
        assert_eq!(unified("a\n", ""), "@@ -1 +0,0 @@\n-a\n");
        assert_eq!(
            unified(
                "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
                "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"
            ),
            "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"
        );
    }

    #[test]
    fn colours() {
        let mut out = Vec::new();
        LineDiff::new("a\nb\n", "a\nc\n").unified(&mut out, true);
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "\u{1b}[36m@@ -1,2 +1,2 @@\u{1b}[0m\n a\n\u{1b}[31m-b\u{1b}[0m\n\u{1b}[32m+c\u{1b}[0m\n"
        );
    }

    #[test]
    fn rows_and_counts() {
        let diff = LineDiff::new("1\n2\n3\n4\n5\nx\ny\n", "1\n2\n3\n4\n5\nz\n");
        assert_eq!(diff.counts(), (1, 2));
        assert_eq!(
            diff.rows(),
            [
                Row::Gap,
                Row::Same(3, 3, "3"),
                Row::Same(4, 4, "4"),
                Row::Same(5, 5, "5"),
                Row::Other(Some((6, "x")), Some((6, "z"))),
                Row::Other(Some((7, "y")), None),
            ]
        );
    }

    #[test]
    fn too_many_lines_count_as_replaced() {
        let many = |what: &str| {
            let lines: Vec<String> = (0..40_000).map(|i| format!("{what}{i}")).collect();
            format!("first\n{}\nlast\n", lines.join("\n"))
        };
        let (old, new) = (many("a"), many("b"));
        let diff = LineDiff::new(&old, &new);
        assert_eq!(diff.counts(), (40_000, 40_000));
        assert_eq!(diff.ops.len(), 3);
    }
}
