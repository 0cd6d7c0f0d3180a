//! Levels of indentation over aligned columns: kubectl's `PrefixWriter` (`pkg/describe/describe.go`).

use std::fmt;

use crate::kubectl::Kubectl;
use kf_base::error::{Error, Result};
use kf_base::limits::MAX_DESCRIPTION_BYTES;
use kf_text::tabwriter::TabWriter;

/// Writes at a level, as `format!` would: `put!(w, 1, "Type:\t{}\n", kind)`.
macro_rules! put {
    ($writer:expr, $level:expr, $($text:tt)*) => {
        $writer.put($level, format_args!($($text)*))
    };
}
pub(super) use put;

/// Collects the text of one description.
///
/// Lines end with a newline and have cells, each ended by a tab; all of it is aligned at the end.
/// Text from objects goes through here as it is: what a terminal would obey is replaced, as
/// kubectl does (cli-runtime `pkg/printers/terminal.go`).
#[derive(Debug)]
pub struct Writer {
    tabs: TabWriter,
    /// Bytes so far, unaligned.
    written: usize,
    /// Levels that come on top of each level given.
    nested: usize,
    kubectl: Kubectl,
}

impl Writer {
    /// No text, of kubectl 1.36.
    #[must_use]
    pub fn new() -> Self {
        Self::of(Kubectl::default())
    }

    /// No text, of a version of kubectl.
    #[must_use]
    pub fn of(kubectl: Kubectl) -> Self {
        Self {
            tabs: TabWriter::describing(),
            written: 0,
            nested: 0,
            kubectl,
        }
    }

    /// Whose text it is.
    #[must_use]
    pub fn kubectl(&self) -> Kubectl {
        self.kubectl
    }

    /// Writes at a level, each of which is two spaces in front.
    pub fn put(&mut self, level: usize, text: fmt::Arguments<'_>) {
        self.indent(level);
        match text.as_str() {
            Some(text) => self.raw(text.as_bytes()),
            None => self.raw(text.to_string().as_bytes()),
        }
    }

    /// Writes at a level text that may be cut within a character.
    pub fn put_bytes(&mut self, level: usize, text: &[u8]) {
        self.indent(level);
        self.raw(text);
    }

    /// Writes a line, not indented unless [nested](Self::nest).
    pub fn line(&mut self, text: &str) {
        self.put(0, format_args!("{text}\n"));
    }

    /// Puts everything in `inside` that many levels deeper (`NestedPrefixWriter`).
    pub fn nest(&mut self, levels: usize, inside: impl FnOnce(&mut Self)) {
        self.nested += levels;
        inside(self);
        self.nested -= levels;
    }

    fn indent(&mut self, level: usize) {
        for _ in 0..level + self.nested {
            self.push(b"  ");
        }
    }

    fn raw(&mut self, text: &[u8]) {
        let mut rest = text;
        while let Some(at) = rest.iter().position(|b| matches!(b, b'\x1b' | b'\r')) {
            let (safe, tail) = rest.split_at_checked(at).unwrap_or((rest, &[]));
            self.push(safe);
            let (unsafe_byte, tail) = tail.split_first().unwrap_or((&b'\r', &[]));
            self.push(if *unsafe_byte == b'\r' { b"\\r" } else { b"^[" });
            rest = tail;
        }
        self.push(rest);
    }

    fn push(&mut self, text: &[u8]) {
        self.written = self.written.saturating_add(text.len());
        if self.written <= MAX_DESCRIPTION_BYTES {
            self.tabs.write_bytes(text);
        }
    }

    /// The text, aligned.
    ///
    /// # Errors
    /// Limit when it is longer than [`MAX_DESCRIPTION_BYTES`].
    pub fn finish(mut self) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        let fits = self.tabs.flush_within(&mut out, MAX_DESCRIPTION_BYTES);
        if fits && self.written <= MAX_DESCRIPTION_BYTES {
            return Ok(out);
        }
        Err(Error::limit(format!(
            "the description is longer than {MAX_DESCRIPTION_BYTES} bytes"
        )))
    }
}

impl Default for Writer {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_nest_and_terminals_are_safe() {
        let mut w = Writer::new();
        put!(w, 0, "Name:\t{}\n", "a\x1b[31m\rb");
        w.nest(1, |w| {
            put!(w, 1, "K:\tv\n");
            w.line("line");
        });
        put!(w, 0, "End:\t\n");
        let text = String::from_utf8(w.finish().unwrap()).unwrap();
        assert_eq!(text, "Name:   a^[[31m\\rb\n    K:  v\n  line\nEnd:  \n");
    }

    #[test]
    fn a_wide_column_cannot_fill_the_memory() {
        let mut w = Writer::new();
        put!(w, 0, "{}\tv\n", "k".repeat(1 << 20));
        for _ in 0..1 << 12 {
            put!(w, 0, "k\tv\n");
        }
        assert_eq!(w.finish().unwrap_err().kind(), kf_base::ErrorKind::Limit);
    }
}
