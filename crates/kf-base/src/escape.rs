//! Byte strings and untrusted text made safe to show to a person.
//!
//! Keys, file names and values come from the evidence: an escape sequence in one must not reach
//! a terminal from an error message.

use std::fmt::Write as _;

/// The longest byte string shown in a message, in bytes; the rest is counted, not printed.
const SHOWN: usize = 256;

/// A byte string in double quotes, printable ASCII and valid UTF-8 as is, the rest escaped.
#[must_use]
pub fn quoted(bytes: &[u8]) -> String {
    let mut out = String::from("\"");
    push_bytes(&mut out, bytes.get(..SHOWN).unwrap_or(bytes), true);
    out.push('"');
    if bytes.len() > SHOWN {
        let _ = write!(out, "... ({} bytes)", bytes.len());
    }
    out
}

/// A byte string without quotes: text as [`text`] shows it, and what is no UTF-8 as `\x` and two digits, so that no
/// two of them look alike for that.
#[must_use]
pub fn bytes(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    push_bytes(&mut out, bytes, false);
    out
}

/// Text with control characters escaped, without quotes.
#[must_use]
pub fn text(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        push(&mut out, c, false);
    }
    out
}

fn push_bytes(out: &mut String, bytes: &[u8], quote: bool) {
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            push(out, c, quote);
        }
        for b in chunk.invalid() {
            let _ = write!(out, "\\x{b:02x}");
        }
    }
}

fn push(out: &mut String, c: char, quote: bool) {
    match c {
        '"' | '\\' if quote => {
            out.push('\\');
            out.push(c);
        }
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        c if c.is_control() => {
            let n = u32::from(c);
            if n < 0x80 {
                let _ = write!(out, "\\x{n:02x}");
            } else {
                let _ = write!(out, "\\u{n:04x}");
            }
        }
        // Bidirectional controls reorder what a terminal shows, and the two separators break lines.
        '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        }
        c => out.push(c),
    }
}

/// Returns a word as a shell takes it literally.
#[must_use]
pub fn shell_word(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_=/.:,@+%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// Text as HTML text or the value of an attribute, escaped as [`text`] before: control characters,
/// and those that turn the direction of text, are shown.
#[must_use]
pub fn html(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in text(s).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_stay_apart() {
        assert_eq!(
            bytes(b"/a\xff\xfe/\xc3\xa9\n\"\\"),
            "/a\\xff\\xfe/\u{e9}\\n\"\\"
        );
    }

    #[test]
    fn text_stays_text_in_html() {
        assert_eq!(
            html("</td><script>alert('&\"')</script>\u{1b}\u{202e}"),
            "&lt;/td&gt;&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;\\x1b\\u202e"
        );
    }

    #[test]
    fn control_characters_never_pass() {
        assert_eq!(
            quoted(b"a\x1b[31m\"\\\xff\xc3\xa9"),
            "\"a\\x1b[31m\\\"\\\\\\xff\u{e9}\""
        );
        assert_eq!(text("a\nb\u{9b}c\u{202e}"), "a\\nb\\u009bc\\u202e");
        assert_eq!(text("\u{61c}\u{2028}\u{2029}"), "\\u061c\\u2028\\u2029");
        assert_eq!(
            quoted(&[b'a'; 300]).len(),
            2 + 256 + "... (300 bytes)".len()
        );
    }
}
