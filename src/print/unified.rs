//! The unified diff of two texts, as `diff -u` prints it.

use similar::TextDiff;

use crate::limits::MAX_DIFF_LINES;

/// Lines of context around a change.
const CONTEXT: usize = 3;

/// Appends what turns `old` into `new`, below a header that names both; nothing when they are the
/// same.
///
/// Texts of which more than [`MAX_DIFF_LINES`] lines are other ones are shown as replaced there,
/// line by line: finding what little they share would take the square of their length.
pub fn write(out: &mut Vec<u8>, old: &str, new: &str, names: (&str, &str)) {
    if old == new {
        return;
    }
    out.extend_from_slice(format!("--- {}\n+++ {}\n", names.0, names.1).as_bytes());
    let (front, back) = shared(old, new);
    let middle = |text: &str| lines(text).saturating_sub(front).saturating_sub(back);
    if middle(old).max(middle(new)) > MAX_DIFF_LINES {
        return replaced(out, old, new, front, back);
    }
    let diff = TextDiff::from_lines(old, new);
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        out.extend_from_slice(hunk.to_string().as_bytes());
    }
}

fn lines(text: &str) -> usize {
    text.split_inclusive('\n').count()
}

/// How many lines are the same at both ends.
fn shared(old: &str, new: &str) -> (usize, usize) {
    let both = old.split_inclusive('\n').zip(new.split_inclusive('\n'));
    let front = both.take_while(|(a, b)| a == b).count();
    let least = lines(old).min(lines(new)).saturating_sub(front);
    let both = old
        .split_inclusive('\n')
        .rev()
        .zip(new.split_inclusive('\n').rev());
    let back = both.take(least).take_while(|(a, b)| a == b).count();
    (front, back)
}

/// One hunk that takes every line between the shared ends away and puts the new ones there.
fn replaced(out: &mut Vec<u8>, old: &str, new: &str, front: usize, back: usize) {
    let (ahead, behind) = (front.min(CONTEXT), back.min(CONTEXT));
    let start = front.saturating_sub(ahead);
    let length = |text: &str| {
        let end = lines(text).saturating_sub(back.saturating_sub(behind));
        end.saturating_sub(start)
    };
    let first = start.saturating_add(1);
    let header = format!("@@ -{first},{} +{first},{} @@\n", length(old), length(new));
    out.extend_from_slice(header.as_bytes());
    let mut put = |mark: u8, text: &str, from: usize, many: usize| {
        for line in text.split_inclusive('\n').skip(from).take(many) {
            out.push(mark);
            out.extend_from_slice(line.as_bytes());
            if !line.ends_with('\n') {
                out.extend_from_slice(b"\n\\ No newline at end of file\n");
            }
        }
    };
    let middle = |text: &str| lines(text).saturating_sub(front).saturating_sub(back);
    put(b' ', old, start, ahead);
    put(b'-', old, front, middle(old));
    put(b'+', new, front, middle(new));
    put(b' ', new, front.saturating_add(middle(new)), behind);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(old: &str, new: &str) -> String {
        let mut out = Vec::new();
        write(&mut out, old, new, ("a", "b"));
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn hunks_with_context() {
        assert_eq!(diff("x\n", "x\n"), "");
        assert_eq!(
            diff("1\n2\n3\n4\n5\n", "1\n2\n3\n4\n6\n"),
            "--- a\n+++ b\n@@ -2,4 +2,4 @@\n 2\n 3\n 4\n-5\n+6\n"
        );
        assert_eq!(diff("", "x\n"), "--- a\n+++ b\n@@ -0,0 +1 @@\n+x\n");
    }

    #[test]
    fn what_is_too_long_is_replaced() {
        let many = |word: &str| {
            format!(
                "{}{}same\nend\n",
                "head\n".repeat(5),
                format!("{word}\n").repeat(MAX_DIFF_LINES + 1)
            )
        };
        let text = diff(&many("old"), &many("new"));
        let total = MAX_DIFF_LINES + 1 + 5;
        let start =
            format!("--- a\n+++ b\n@@ -3,{total} +3,{total} @@\n head\n head\n head\n-old\n");
        assert!(text.starts_with(&start), "{}", &text[..80]);
        assert!(text.ends_with("+new\n same\n end\n"));
        assert_eq!(
            text.lines().filter(|l| *l == "+new").count(),
            MAX_DIFF_LINES + 1
        );
    }
}
