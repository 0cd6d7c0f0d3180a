//! JSON as Go's `encoding/json` prints it, indented and compact.
//!
//! kubectl's `-o json` is `json.MarshalIndent(object, "", "    ")` and a newline (cli-runtime
//! pkg/printers/json.go): four spaces, empty containers closed on their line, `<`, `>`, `&`, U+2028
//! and U+2029 escaped, all else raw. kf prints `\b` and `\f` as Go 1.22 and later do.

use super::number::json_float;
use crate::text::go_str;
use crate::{Map, Value};

/// How much is copied at once of what is shorter: a copy of a fixed size is a few instructions, one
/// of any other size a call.
pub(super) const ROOM: usize = 32;

/// A comma, a line break and the indentation of the levels that fit.
const PAD: &[u8; ROOM] = b",\n                              ";

/// The same without the comma.
const LINE: &[u8; ROOM] = b"\n                               ";

/// Spaces of one level.
const STEP: usize = 4;

/// Appends `value` indented by four spaces a level, without a final newline.
///
/// `level` is the nesting of the place it is written at: 0 for a document of its own; the first
/// line is not indented.
pub fn write(out: &mut Vec<u8>, value: &Value<'_>, level: usize) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Int(n) => write_int(out, *n),
        Value::Float(f) => out.extend_from_slice(json_float(*f).as_bytes()),
        Value::String(s) => write_string(out, s),
        Value::Array(items) => write_array(out, items, level),
        Value::Object(members) => write_object(out, members, level),
    }
}

fn write_array(out: &mut Vec<u8>, items: &[Value<'_>], level: usize) {
    out.push(b'[');
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        new_line(out, level + 1);
        write(out, item, level + 1);
    }
    if !items.is_empty() {
        new_line(out, level);
    }
    out.push(b']');
}

fn write_object(out: &mut Vec<u8>, members: &Map<'_>, level: usize) {
    out.push(b'{');
    for (i, (key, value)) in members.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        new_line(out, level + 1);
        write_string(out, key);
        out.extend_from_slice(b": ");
        write(out, value, level + 1);
    }
    if !members.is_empty() {
        new_line(out, level);
    }
    out.push(b'}');
}

/// Appends a line break and the indentation of `level`.
#[inline]
pub fn new_line(out: &mut Vec<u8>, level: usize) {
    break_line(out, level * STEP);
}

/// As [`new_line`], behind a comma if there is to be one.
#[inline]
pub(super) fn next_line(out: &mut Vec<u8>, level: usize, comma: bool) {
    let length = 2 + level * STEP;
    if !comma {
        new_line(out, level);
    } else if length <= ROOM {
        put(out, PAD, length);
    } else {
        out.extend_from_slice(b",\n");
        put_spaces(out, level * STEP);
    }
}

/// Appends a line break and spaces.
#[inline]
pub(super) fn break_line(out: &mut Vec<u8>, spaces: usize) {
    if spaces < ROOM {
        put(out, LINE, spaces + 1);
    } else {
        out.push(b'\n');
        put_spaces(out, spaces);
    }
}

/// Appends spaces.
#[inline]
pub(super) fn put_spaces(out: &mut Vec<u8>, mut spaces: usize) {
    const SPACES: &[u8; ROOM] = &[b' '; ROOM];
    while spaces > ROOM {
        out.extend_from_slice(SPACES);
        spaces -= ROOM;
    }
    put(out, SPACES, spaces);
}

/// Appends the first `length` bytes of what has room for more.
#[inline]
pub(super) fn put(out: &mut Vec<u8>, room: &[u8; ROOM], length: usize) {
    let end = out.len() + length;
    out.extend_from_slice(room);
    out.truncate(end);
}

/// Appends `value` on one line without spaces, as `json.Marshal` does.
pub fn write_compact(out: &mut Vec<u8>, value: &Value<'_>) {
    match value {
        Value::Array(items) => {
            out.push(b'[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                write_compact(out, item);
            }
            out.push(b']');
        }
        Value::Object(members) => {
            out.push(b'{');
            for (i, (key, value)) in members.iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                write_string(out, key);
                out.push(b':');
                write_compact(out, value);
            }
            out.push(b'}');
        }
        scalar => write(out, scalar, 0),
    }
}

/// Appends JSON that is stored as a text: without space between its parts, and with characters
/// escaped that may not stand in HTML, as Go's `Compact` does for what is sent.
pub fn write_stored(out: &mut Vec<u8>, text: &str) {
    let (mut in_string, mut escaped) = (false, false);
    for c in text.chars() {
        if in_string {
            in_string = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if matches!(c, ' ' | '\t' | '\n' | '\r') {
            continue;
        } else {
            in_string = c == '"';
        }
        match c {
            '<' => out.extend_from_slice(b"\\u003c"),
            '>' => out.extend_from_slice(b"\\u003e"),
            '&' => out.extend_from_slice(b"\\u0026"),
            '\u{2028}' => out.extend_from_slice(b"\\u2028"),
            '\u{2029}' => out.extend_from_slice(b"\\u2029"),
            c => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
}

/// Makes `\b` and `\f` in the JSON text from `start` on what Go printed before 1.22: `\u0008` and
/// `\u000c`.
pub fn long_escapes(out: &mut Vec<u8>, start: usize) {
    let text = out.split_off(start.min(out.len()));
    let mut rest = text.as_slice();
    // Each backslash begins an escape, of which it and the next byte tell which.
    while let Some(at) = rest.iter().position(|b| *b == b'\\') {
        let (before, escape) = rest.split_at_checked(at).unwrap_or((rest, &[]));
        let (escape, after) = escape.split_at_checked(2).unwrap_or((escape, &[]));
        out.extend_from_slice(before);
        out.extend_from_slice(match escape {
            b"\\b" => b"\\u0008",
            b"\\f" => b"\\u000c",
            other => other,
        });
        rest = after;
    }
    out.extend_from_slice(rest);
}

/// Appends an integer's digits.
pub(super) fn write_int(out: &mut Vec<u8>, n: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(n).as_bytes());
}

/// Appends `s` in double quotes, escaped as Go does.
#[inline]
pub fn write_string(out: &mut Vec<u8>, s: &str) {
    if !write_plain(out, s.as_bytes()) {
        write_escaped(out, s);
    }
}

fn write_escaped(out: &mut Vec<u8>, s: &str) {
    out.push(b'"');
    let mut rest = s.as_bytes();
    loop {
        let clean = clean_prefix(rest);
        let Some((head, tail)) = rest.split_at_checked(clean) else {
            break;
        };
        out.extend_from_slice(head);
        let Some((&byte, after)) = tail.split_first() else {
            break;
        };
        rest = after;
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0x08 => out.extend_from_slice(b"\\b"),
            0x0c => out.extend_from_slice(b"\\f"),
            0xe2 => match after {
                [0x80, last @ (0xa8 | 0xa9), more @ ..] => {
                    out.extend_from_slice(if *last == 0xa8 {
                        b"\\u2028"
                    } else {
                        b"\\u2029"
                    });
                    rest = more;
                }
                _ => out.push(byte),
            },
            _ => {
                out.extend_from_slice(b"\\u00");
                out.push(hex(byte >> 4));
                out.push(hex(byte));
            }
        }
    }
    out.push(b'"');
}

/// The lower-case hexadecimal digit of the low four bits.
pub(super) fn hex(nibble: u8) -> u8 {
    match nibble & 15 {
        n @ 0..=9 => b'0' + n,
        n => b'a' + n - 10,
    }
}

/// Whether Go writes this byte as it stands; 0xE2 may begin U+2028 or U+2029.
#[inline]
fn is_clean(b: u8) -> bool {
    (b >= 0x20) & (b != b'"') & (b != b'\\') & (b != b'<') & (b != b'>') & (b != b'&') & (b != 0xe2)
}

/// Appends a text in double quotes if it is of ASCII that needs no escapes; tells whether it was.
#[inline]
fn write_plain(out: &mut Vec<u8>, raw: &[u8]) -> bool {
    let is_plain = |bytes: &[u8; 8]| {
        let word = u64::from_le_bytes(*bytes);
        (escaped(word) | (word & HIGH)) == 0
    };
    let plain = match raw.last_chunk() {
        // The last word overlaps the one before.
        Some(last) => raw.as_chunks().0.iter().all(is_plain) && is_plain(last),
        None => raw.iter().all(|b| is_clean(*b) && b.is_ascii()),
    };
    if plain {
        out.reserve(raw.len() + 2);
        out.push(b'"');
        out.extend_from_slice(raw);
        out.push(b'"');
    }
    plain
}

/// Appends a text by its bytes, which are read as Go reads them, in double quotes.
#[inline]
pub(super) fn write_raw_string(out: &mut Vec<u8>, raw: &[u8]) {
    if !write_plain(out, raw) {
        write_escaped(out, &go_str(raw));
    }
}

/// How many bytes at the front need no look.
#[inline]
fn clean_prefix(bytes: &[u8]) -> usize {
    let (words, tail) = bytes.as_chunks();
    for (at, word) in (0..).step_by(8).zip(words) {
        let word = u64::from_le_bytes(*word);
        let found = escaped(word) | equal(word, 0xe2);
        if let Some(bit) = lowest_one(found) {
            return at + bit / 8;
        }
    }
    words.as_flattened().len() + tail.iter().take_while(|&&b| is_clean(b)).count()
}

/// A one in each byte of a word.
const ONES: u64 = u64::from_le_bytes([1; 8]);

/// The highest bit of each byte of a word.
const HIGH: u64 = ONES << 7;

/// The highest bits of those of the eight bytes of a word that are escaped wherever they stand. Of the lowest one
/// that is set it is so; those above may be set by what is carried over.
///
/// Without a branch, and the same speed whether or not the compiler makes vector code.
#[inline]
fn escaped(word: u64) -> u64 {
    let control = word.wrapping_sub(ONES * 0x20) & !word & HIGH;
    // Of `"` and `&`, and of `<` and `>`, one has one bit more than the other.
    control | equal(word | (ONES * 4), b'&') | equal(word | (ONES * 2), b'>') | equal(word, b'\\')
}

/// The same of the bytes that are this one.
#[inline]
fn equal(word: u64, byte: u8) -> u64 {
    let other = word ^ (ONES * u64::from(byte));
    other.wrapping_sub(ONES) & !other & HIGH
}

/// The place of the lowest bit that is set.
#[inline]
fn lowest_one(word: u64) -> Option<usize> {
    (word != 0).then(|| usize::try_from(word.trailing_zeros()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_judged_as_their_bytes_are() {
        for byte in 0..=u8::MAX {
            for beside in [b'a', b'~', 0xc3, 0xff, byte] {
                for len in 1..20 {
                    for at in 0..len {
                        let mut bytes = vec![beside; len];
                        bytes[at] = byte;
                        let first = bytes.iter().position(|b| !is_clean(*b));
                        assert_eq!(clean_prefix(&bytes), first.unwrap_or(len), "{bytes:?}");
                        let plain = first.is_none() && bytes.is_ascii();
                        assert_eq!(write_plain(&mut Vec::new(), &bytes), plain, "{bytes:?}");
                    }
                }
            }
        }
    }

    fn compact(value: &Value<'_>) -> String {
        let mut out = Vec::new();
        write_compact(&mut out, value);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn older_escapes() {
        let mut out = b"\\b".to_vec();
        write_compact(&mut out, &Value::str("\u{8}\\b\\\\f\u{c}\u{1}\"\n"));
        long_escapes(&mut out, 2);
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, r#"\b"\u0008\\b\\\\f\u000c\u0001\"\n""#);
    }

    #[test]
    fn stored_json_keeps_all_but_the_space_between() {
        let mut out = Vec::new();
        let stored = "{ \"b\" : [ 1.0e3 ,\n\t-0 ], \"a\":\"x \\\" <\u{2028}& \\\\\" , \"c\":null }";
        write_stored(&mut out, stored);
        assert_eq!(
            String::from_utf8(out).unwrap(),
            r#"{"b":[1.0e3,-0],"a":"x \" \u003c\u2028\u0026 \\","c":null}"#
        );
    }

    #[test]
    fn escapes_are_gos() {
        let s = "\"\\\n\r\t\u{8}\u{c}\u{0}\u{1f}<>&\u{2028}\u{2029}\u{2027}\u{e9}\u{7f}\u{85}\u{feff}\u{1f600}";
        assert_eq!(
            compact(&Value::str(s)),
            "\"\\\"\\\\\\n\\r\\t\\b\\f\\u0000\\u001f\\u003c\\u003e\\u0026\\u2028\\u2029\u{2027}\u{e9}\u{7f}\u{85}\u{feff}\u{1f600}\""
        );
        for n in 0..40 {
            let long = format!("{}<{}", "x".repeat(n), "y".repeat(40));
            let want = format!("\"{}\\u003c{}\"", "x".repeat(n), "y".repeat(40));
            assert_eq!(compact(&Value::str(&long)), want);
        }
    }

    #[test]
    fn layout() {
        let value = Value::Object(Map::from_unsorted(vec![
            ("b".into(), Value::Array(vec![Value::Int(-1), Value::Null])),
            ("a".into(), Value::Object(Map::new())),
            ("c".into(), Value::Array(vec![])),
            ("d".into(), Value::Bool(true)),
        ]));
        let mut out = Vec::new();
        write(&mut out, &value, 0);
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "{\n    \"a\": {},\n    \"b\": [\n        -1,\n        null\n    ],\n    \"c\": [],\n    \"d\": true\n}"
        );
        assert_eq!(compact(&value), r#"{"a":{},"b":[-1,null],"c":[],"d":true}"#);
        let mut pad = Vec::new();
        new_line(&mut pad, 100);
        assert_eq!(pad.len(), 401);
    }
}
