//! KYAML as kubectl 1.34 and later print it (sigs.k8s.io/yaml kyaml/kyaml.go): YAML in JSON's clothes,
//! every string quoted, keys bare where no reader could mistake them, trailing commas.
//!
//! Keys come in byte order. As with YAML, characters that make kubectl fail are escaped instead.

use super::json::{hex, write_int};
use super::number::json_float;
use super::yaml::fold_next_lines;
use super::yaml_resolve::{is_go_number, is_timestamp};
use crate::chars::{is_letter, is_number, is_print};
use crate::{Map, Value};

/// What stands between the braces of list items on one line.
pub(super) const SEPARATOR: &[u8] = b", ";

/// Appends `value` as a document: `---`, the value, a line break.
pub fn write(out: &mut Vec<u8>, value: &Value<'_>) {
    out.extend_from_slice(b"---\n");
    write_node(out, value, 0);
    out.push(b'\n');
}

/// Appends `value` at `level` of nesting; its first line is not indented.
pub fn write_node(out: &mut Vec<u8>, value: &Value<'_>, level: usize) {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Int(n) => write_int(out, *n),
        Value::Float(f) => out.extend_from_slice(json_float(*f).as_bytes()),
        Value::String(s) => write_string(out, &fold_next_lines(s), level + 1),
        Value::Array(items) => write_array(out, items, level),
        Value::Object(members) => write_object(out, members, level),
    }
}

fn write_array(out: &mut Vec<u8>, items: &[Value<'_>], level: usize) {
    out.push(b'[');
    let cuddled = items
        .iter()
        .all(|item| matches!(item, Value::Array(_) | Value::Object(_)));
    if cuddled {
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                out.extend_from_slice(SEPARATOR);
            }
            write_node(out, item, level);
        }
    } else {
        out.push(b'\n');
        for item in items {
            indent(out, level + 1);
            write_node(out, item, level + 1);
            out.extend_from_slice(b",\n");
        }
        indent(out, level);
    }
    out.push(b']');
}

fn write_object(out: &mut Vec<u8>, members: &Map<'_>, level: usize) {
    if members.is_empty() {
        out.extend_from_slice(b"{}");
        return;
    }
    out.extend_from_slice(b"{\n");
    for (key, value) in members.iter() {
        indent(out, level + 1);
        write_key(out, key);
        out.extend_from_slice(b": ");
        write_node(out, value, level + 1);
        out.extend_from_slice(b",\n");
    }
    indent(out, level);
    out.push(b'}');
}

fn indent(out: &mut Vec<u8>, level: usize) {
    out.resize(out.len() + 2 * level, b' ');
}

fn write_key(out: &mut Vec<u8>, key: &str) {
    if !needs_quotes(key) {
        out.extend_from_slice(key.as_bytes());
        return;
    }
    out.push(b'"');
    for c in key.chars() {
        match c {
            '\n' => out.extend_from_slice(b"\\n"),
            '\t' => out.extend_from_slice(b"\\t"),
            c => write_char(out, c),
        }
    }
    out.push(b'"');
}

/// kyaml.go `needsQuotes`.
fn needs_quotes(key: &str) -> bool {
    let last = key.char_indices().next_back().map_or(0, |(i, _)| i);
    let bare = |(i, c): (usize, char)| match c {
        '_' => true,
        '-' | '.' | '/' => i > 0 && i < last,
        c => is_letter(c) || is_number(c),
    };
    key.is_empty() || !key.char_indices().all(bare) || is_ambiguous(key)
}

/// kyaml.go `isTypeAmbiguous`, for keys of the characters that may stand bare.
fn is_ambiguous(key: &str) -> bool {
    const WORDS: [&str; 11] = [
        "null", "true", "y", "yes", "on", "false", "n", "no", "off", "t", "f",
    ];
    if key.len() <= 5 && WORDS.iter().any(|w| w.eq_ignore_ascii_case(key)) {
        return true;
    }
    let start = key.trim_start_matches('_').chars().next();
    let mut number =
        start.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | 'i' | 'I' | 'n' | 'N'));
    if number {
        number = if key.contains('_') {
            is_go_number(&key.replace('_', ""))
        } else {
            is_go_number(key)
        };
    }
    number || is_timestamp(key)
}

/// Appends a string value, whose further lines are indented to `level`.
fn write_string(out: &mut Vec<u8>, s: &str, level: usize) {
    out.push(b'"');
    if s.bytes()
        .all(|b| matches!(b, b' '..=b'~') && b != b'"' && b != b'\\')
    {
        out.extend_from_slice(s.as_bytes());
        out.push(b'"');
        return;
    }
    if !s.contains('\n') {
        for c in s.chars() {
            write_char(out, c);
        }
        out.push(b'"');
        return;
    }
    out.extend_from_slice(b"\\\n");
    for line in s.split_inclusive('\n') {
        indent(out, level);
        // Leading white space of a line would be lost, so it is escaped; the other lines get a
        // space to stand in one column with it.
        let blank = line.starts_with(|c: char| c != '\n' && c.is_whitespace());
        out.push(if blank { b'\\' } else { b' ' });
        for c in line.chars() {
            match c {
                '\n' => out.extend_from_slice(b"\\n\\\n"),
                c => write_char(out, c),
            }
        }
    }
    if !s.ends_with('\n') {
        out.extend_from_slice(b"\\\n");
    }
    indent(out, level);
    out.push(b'"');
}

/// One character inside double quotes (kyaml.go `appendEscapedRune`); a tab stands as it is.
fn write_char(out: &mut Vec<u8>, c: char) {
    let short = match c {
        '\t' => {
            out.push(b'\t');
            return;
        }
        '"' => b'"',
        '\\' => b'\\',
        c if is_print(c) => {
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            return;
        }
        '\u{7}' => b'a',
        '\u{8}' => b'b',
        '\u{c}' => b'f',
        '\r' => b'r',
        '\u{b}' => b'v',
        '\0' => b'0',
        '\u{1b}' => b'e',
        '\u{85}' => b'N',
        '\u{a0}' => b'_',
        '\u{2028}' => b'L',
        '\u{2029}' => b'P',
        _ => 0,
    };
    out.push(b'\\');
    if short != 0 {
        out.push(short);
        return;
    }
    let code = u32::from(c);
    let (letter, digits) = match code {
        0..0x20 | 0x7f => (b'x', 2),
        0x10000.. => (b'U', 8),
        _ => (b'u', 4),
    };
    out.push(letter);
    for k in (0..digits).rev() {
        let [.., low] = (code >> (4 * k)).to_be_bytes();
        out.push(hex(low));
    }
}
