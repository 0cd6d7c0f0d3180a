//! Strings, and what all verbs share: the width.

use super::{Flags, Out};
use crate::go_text;

/// Pads to the width, which counts characters.
pub(super) fn pad(out: &mut Out, s: &[u8], flags: Flags) {
    let len: usize = s
        .utf8_chunks()
        .map(|c| c.valid().chars().count() + c.invalid().len())
        .sum();
    let fill = flags.width.unwrap_or(0).saturating_sub(len);
    let zero = flags.zero && !flags.minus;
    let with = if zero { b'0' } else { b' ' };
    if flags.minus {
        out.extend(s);
        out.fill(with, fill);
    } else {
        out.fill(with, fill);
        out.extend(s);
    }
}

/// A string or bytes under a verb for them.
pub(super) fn text(out: &mut Out, s: &[u8], verb: char, flags: Flags) {
    let cut = match (flags.precision, verb) {
        (Some(n), 'v' | 's' | 'q') => {
            let mut left = n;
            let mut end = 0;
            for chunk in s.utf8_chunks() {
                for c in chunk.valid().chars().take(left) {
                    end += c.len_utf8();
                    left -= 1;
                }
                let bad = chunk.invalid().len().min(left);
                end += bad;
                left -= bad;
            }
            s.get(..end).unwrap_or(s)
        }
        (Some(n), _) => s.get(..n).unwrap_or(s),
        _ => s,
    };
    match verb {
        'q' => {
            let raw = std::str::from_utf8(cut).ok().filter(|t| can_backquote(t));
            let quoted = match raw {
                Some(raw) if flags.sharp => format!("`{raw}`"),
                _ => quote(cut, flags.plus),
            };
            pad(out, quoted.as_bytes(), flags);
        }
        'x' | 'X' => pad(out, hex(cut, verb, flags).as_bytes(), flags),
        _ if flags.syntax => pad(out, quote(cut, false).as_bytes(), flags),
        _ => pad(out, cut, flags),
    }
}

fn can_backquote(s: &str) -> bool {
    s.chars()
        .all(|c| c == '\t' || (c >= ' ' && !matches!(c, '`' | '\u{7f}' | '\u{feff}')))
}

/// strconv's `Quote` and `QuoteToASCII` of any bytes.
fn quote(s: &[u8], ascii: bool) -> String {
    let mut out = "\"".to_owned();
    for chunk in s.utf8_chunks() {
        let quoted = go_text::quote(chunk.valid());
        let inner = quoted.get(1..quoted.len() - 1).unwrap_or_default();
        for c in inner.chars() {
            match u32::from(c) {
                n @ 0x80..=0xffff if ascii => out.push_str(&format!("\\u{n:04x}")),
                n @ 0x1_0000.. if ascii => out.push_str(&format!("\\U{n:08x}")),
                _ => out.push(c),
            }
        }
        for b in chunk.invalid() {
            out.push_str(&format!("\\x{b:02x}"));
        }
    }
    out.push('"');
    out
}

fn hex(s: &[u8], verb: char, flags: Flags) -> String {
    let mut out = String::new();
    let prefix = if verb == 'x' { "0x" } else { "0X" };
    for (i, b) in s.iter().enumerate() {
        if flags.space && i > 0 {
            out.push(' ');
        }
        if flags.sharp && (flags.space || i == 0) {
            out.push_str(prefix);
        }
        out.push_str(&match verb {
            'x' => format!("{b:02x}"),
            _ => format!("{b:02X}"),
        });
    }
    out
}
