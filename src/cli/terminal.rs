//! The last step to a terminal.
//!
//! What a snapshot says goes to a pipe or a file byte for byte. To a terminal it goes through [`Safe`]:
//! whatever a terminal would act on is written out as text, so that a name can neither move the cursor,
//! set the title, answer a question nor turn a line round. Where kubectl makes something harmless
//! itself, that was done before, in tables and descriptions; the same is done here for the rest.

use std::io::{self, Write};

use crate::escape;

/// What kf itself paints with.
const PAINT: [&[u8]; 5] = [
    b"\x1b[0m",
    b"\x1b[1m",
    b"\x1b[31m",
    b"\x1b[32m",
    b"\x1b[36m",
];

/// A writer that lets nothing through that a terminal acts on, but line breaks and tabs.
pub(crate) struct Safe<'w> {
    to: &'w mut dyn Write,
    painted: bool,
    /// The beginning of a character, or of a colour, whose end has not come yet.
    held: Vec<u8>,
}

impl<'w> Safe<'w> {
    /// Writes to `to`; kf's own colours pass if the text is `painted`.
    pub(crate) fn new(to: &'w mut dyn Write, painted: bool) -> Self {
        Self {
            to,
            painted,
            held: Vec::new(),
        }
    }

    /// Writes what was held back, which will have no end.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        let mut out = Vec::new();
        made_safe(&mut out, &std::mem::take(&mut self.held), self.painted);
        self.to.write_all(&out)?;
        self.to.flush()
    }
}

impl Write for Safe<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.held.is_empty() && bytes.iter().copied().all(is_plain) {
            self.to.write_all(bytes)?;
            return Ok(bytes.len());
        }
        let mut whole = std::mem::take(&mut self.held);
        whole.extend_from_slice(bytes);
        let end = whole.len().saturating_sub(unfinished(&whole, self.painted));
        let (ready, held) = whole.split_at_checked(end).unwrap_or((&whole, &[]));
        let mut out = Vec::with_capacity(ready.len());
        made_safe(&mut out, ready, self.painted);
        self.held = held.to_vec();
        self.to.write_all(&out)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n' | b'\t')
}

/// How many bytes at the end are the beginning of something.
fn unfinished(bytes: &[u8], painted: bool) -> usize {
    let tail = bytes.get(bytes.len().saturating_sub(4)..).unwrap_or(bytes);
    if painted && let Some(at) = tail.iter().rposition(|b| *b == 0x1b) {
        let start = tail.get(at..).unwrap_or_default();
        if PAINT
            .iter()
            .any(|p| p.len() > start.len() && p.starts_with(start))
        {
            return start.len();
        }
    }
    // The beginning of a character is invalid up to the end of the text, and is no whole character's.
    let last = tail.utf8_chunks().last().map_or(&[][..], |c| c.invalid());
    let cut = std::str::from_utf8(last).is_err_and(|e| e.error_len().is_none());
    if cut { last.len() } else { 0 }
}

/// Appends text without anything that a terminal acts on.
pub(crate) fn made_safe(out: &mut Vec<u8>, bytes: &[u8], painted: bool) {
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        let paint = PAINT.iter().find(|p| painted && rest.starts_with(p));
        if let Some(paint) = paint {
            out.extend_from_slice(paint);
            rest = rest.get(paint.len()..).unwrap_or_default();
        } else if is_plain(byte) {
            let plain = rest
                .iter()
                .position(|b| !is_plain(*b))
                .unwrap_or(rest.len());
            let (plain, other) = rest.split_at_checked(plain).unwrap_or((rest, &[]));
            out.extend_from_slice(plain);
            rest = other;
        } else if byte < 0x80 {
            match byte {
                // As kubectl has them (cli-runtime pkg/printers/terminal.go).
                0x1b => out.extend_from_slice(b"^["),
                b'\r' => out.extend_from_slice(b"\\r"),
                _ => out.extend_from_slice(escape::text(&char::from(byte).to_string()).as_bytes()),
            }
            rest = after;
        } else {
            rest = character(out, rest);
        }
    }
}

/// Appends the character that begins there, or a byte that is of none, and returns what follows.
fn character<'b>(out: &mut Vec<u8>, bytes: &'b [u8]) -> &'b [u8] {
    let start = bytes.get(..4).unwrap_or(bytes);
    let chunk = start.utf8_chunks().next();
    let first = chunk
        .as_ref()
        .and_then(|chunk| chunk.valid().chars().next());
    let len = match first {
        Some(c) => {
            out.extend_from_slice(escape::text(c.encode_utf8(&mut [0; 4])).as_bytes());
            c.len_utf8()
        }
        None => {
            let byte = bytes.first().copied().unwrap_or_default();
            out.extend_from_slice(format!("\\x{byte:02x}").as_bytes());
            1
        }
    };
    bytes.get(len..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes out when it is written in pieces of so many bytes.
    fn in_pieces(bytes: &[u8], size: usize, painted: bool) -> Vec<u8> {
        let mut out = Vec::new();
        let mut safe = Safe::new(&mut out, painted);
        for piece in bytes.chunks(size) {
            safe.write_all(piece).unwrap();
        }
        safe.finish().unwrap();
        out
    }

    #[test]
    fn nothing_that_a_terminal_acts_on_passes() {
        for (text, want) in [
            (&b"plain\ttext\n"[..], "plain\ttext\n"),
            (
                "caf\u{e9} \u{4e16} \u{1f600}\n".as_bytes(),
                "caf\u{e9} \u{4e16} \u{1f600}\n",
            ),
            (b"\x1b]0;title\x07\x1b[2J", "^[]0;title\\x07^[[2J"),
            (b"a\rb\x08\x0b\x0c\0\x7f", "a\\rb\\x08\\x0b\\x0c\\x00\\x7f"),
            ("\u{9b}31m\u{85}".as_bytes(), "\\u009b31m\\u0085"),
            (b"\x9b31m\xff\xe4\xb8x", "\\x9b31m\\xff\\xe4\\xb8x"),
            (
                "\u{202e}\u{2066}\u{200f}\u{61c}\u{2028}\u{2029}".as_bytes(),
                "\\u202e\\u2066\\u200f\\u061c\\u2028\\u2029",
            ),
        ] {
            for size in 1..=text.len() {
                let out = in_pieces(text, size, false);
                assert_eq!(String::from_utf8(out).unwrap(), want, "{size}");
            }
        }
    }

    #[test]
    fn only_own_colours_pass() {
        let text = b"\x1b[31m-a\x1b[0m\n\x1b[5mblink\x1b[3\x1b";
        for size in 1..=text.len() {
            let out = in_pieces(text, size, true);
            assert_eq!(out, b"\x1b[31m-a\x1b[0m\n^[[5mblink^[[3^[", "{size}");
            let out = in_pieces(text, size, false);
            assert_eq!(out, b"^[[31m-a^[[0m\n^[[5mblink^[[3^[", "{size}");
        }
    }
}
