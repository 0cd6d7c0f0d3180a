//! A text on the screen: lines, which of them is the first, and what is looked for in them.

use kf_base::escape;
use kf_base::limits::MAX_SCREEN_TEXT_BYTES;

/// Columns between tab stops.
const TAB: usize = 8;

/// A text that can be scrolled and searched.
#[derive(Debug, Default)]
pub(crate) struct Text {
    lines: Vec<String>,
    /// The first line on the screen.
    pub(crate) top: usize,
    /// The first column on the screen.
    pub(crate) left: usize,
    /// What is looked for, in lower case.
    needle: String,
    /// The line where it was found last.
    found: Option<usize>,
}

impl Text {
    /// Takes a text apart; what a terminal would act on is written out.
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let shown = bytes.get(..MAX_SCREEN_TEXT_BYTES).unwrap_or(bytes);
        let text = String::from_utf8_lossy(shown);
        let mut lines: Vec<String> = text.lines().map(line).collect();
        if shown.len() < bytes.len() {
            lines.push(format!(
                "... {} more bytes are not shown (MAX_SCREEN_TEXT_BYTES)",
                bytes.len().saturating_sub(shown.len())
            ));
        }
        Self {
            lines,
            ..Self::default()
        }
    }

    /// The lines.
    pub(crate) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// The last line that begins with a text; the first one if none does.
    pub(crate) fn last_line(&self, beginning: &str) -> usize {
        let found = self.lines.iter().rposition(|l| l.starts_with(beginning));
        found.unwrap_or_default()
    }

    /// Moves by lines.
    pub(crate) fn move_by(&mut self, lines: isize) {
        self.top = self.top.saturating_add_signed(lines);
    }

    /// Moves sideways.
    pub(crate) fn move_sideways(&mut self, columns: isize) {
        self.left = self.left.saturating_add_signed(columns);
    }

    /// Moves to the first or the last line.
    pub(crate) fn move_to_end(&mut self, last: bool) {
        self.top = if last { usize::MAX } else { 0 };
    }

    /// Keeps the text on a screen of so many lines.
    pub(crate) fn scroll(&mut self, height: usize) {
        self.top = self.top.min(self.lines.len().saturating_sub(height));
    }

    /// What is looked for.
    pub(crate) fn needle(&self) -> &str {
        &self.needle
    }

    /// Looks for a text from the top of the screen on.
    pub(crate) fn search(&mut self, needle: &str) {
        self.needle = needle.to_ascii_lowercase();
        self.found = None;
        if !self.needle.is_empty() {
            self.next(true);
        }
    }

    /// Goes to the next line that holds what is looked for, or the one before; whether there is one.
    pub(crate) fn next(&mut self, forward: bool) -> bool {
        let holds = |line: &&String| line.to_ascii_lowercase().contains(&self.needle);
        let from = self.found.map_or(
            self.top,
            |at| {
                if forward { at.saturating_add(1) } else { at }
            },
        );
        let at = if forward {
            let mut rest = self.lines.iter().skip(from);
            rest.position(|l| holds(&l))
                .map(|at| at.saturating_add(from))
        } else {
            let before = self.lines.get(..from.min(self.lines.len()));
            before.and_then(|lines| lines.iter().rposition(|l| holds(&l)))
        };
        if let Some(at) = at.filter(|_| !self.needle.is_empty()) {
            self.found = Some(at);
            self.top = at.saturating_sub(2);
        }
        at.is_some()
    }
}

/// A line without tabs or anything else that a terminal acts on.
fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, piece) in text.split('\t').enumerate() {
        if i > 0 {
            let width = crate::draw::width(&out);
            let missing = TAB.saturating_sub(width % TAB);
            out.extend(std::iter::repeat_n(' ', missing));
        }
        out.push_str(&escape::text(piece));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_terminal_acts_on_is_left() {
        let text = Text::new("a\tb\u{1b}[2J\r\nc\u{202e}d\u{9b}x".as_bytes());
        assert_eq!(text.lines(), ["a       b\\x1b[2J", "c\\u202ed\\u009bx"]);
    }

    #[test]
    fn what_is_looked_for_comes_to_the_screen() {
        let lines: String = (0..100).map(|i| format!("line {i}\n")).collect();
        let mut text = Text::new(lines.as_bytes());
        text.search("LINE 5");
        assert_eq!(text.top, 3);
        assert!(text.next(true));
        assert_eq!(text.top, 48);
        assert!(text.next(false));
        assert_eq!(text.top, 3);
        assert!(!text.next(false));
        text.move_to_end(true);
        text.scroll(20);
        assert_eq!(text.top, 80);
    }
}
