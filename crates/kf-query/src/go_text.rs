//! Go's own texts for single values: `%q`, `%v` and `strconv.FormatFloat`.
//!
//! Upstream's messages and cells are full of them, so they have one home.

use std::fmt::Write as _;

use kf_object::Value;

/// A string as Go's `%q` prints it (`strconv.Quote`): in double quotes, printable text as is.
#[must_use]
pub fn quote(s: &str) -> String {
    let mut out = String::with_capacity(s.len() + 2);
    out.push('"');
    for c in s.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{b}' => out.push_str("\\v"),
            c if is_print(c) => out.push(c),
            c => {
                let n = u32::from(c);
                let _ = match n {
                    0..=0x7f => write!(out, "\\x{n:02x}"),
                    0x80..=0xffff => write!(out, "\\u{n:04x}"),
                    _ => write!(out, "\\U{n:08x}"),
                };
            }
        }
    }
    out.push('"');
    out
}

/// Whether Go's `unicode.IsPrint` holds: letters, marks, numbers, punctuation, symbols and the
/// ASCII space.
#[must_use]
pub fn is_print(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, ' '..='~');
    }
    // Rust's debug escaping knows the same set; a letter in front keeps it from escaping
    // combining marks, which Go prints.
    let mut buffer = ['a', c].iter().collect::<String>();
    buffer.extend(['a']);
    buffer.escape_debug().nth(1) == Some(c)
}

/// A float as Go's `%v` prints it (`strconv.FormatFloat(f, 'g', -1, 64)`): the shortest digits
/// that read back, with an exponent below 1e-4 and from 1e6 on.
#[must_use]
pub fn float(f: f64) -> String {
    if f.is_nan() {
        return "NaN".to_owned();
    }
    if f.is_infinite() {
        return if f > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    let scientific = format!("{f:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    // strconv's %e also applies from exponent 21 on in JSON; that one is the encoder's.
    if (-4..6).contains(&exponent) {
        format!("{f}")
    } else {
        let sign = if exponent < 0 { '-' } else { '+' };
        format!("{digits}e{sign}{:02}", exponent.unsigned_abs())
    }
}

/// A value as Go's `fmt.Sprint` prints it: `map[a:1 b:2]`, `[x y]`, `<nil>`.
#[must_use]
pub fn sprint(value: &Value<'_>) -> String {
    let mut out = String::new();
    push_sprint(&mut out, value);
    out
}

fn push_sprint(out: &mut String, value: &Value<'_>) {
    match value {
        Value::Null => out.push_str("<nil>"),
        Value::Bool(b) => out.push_str(if *b { "true" } else { "false" }),
        Value::Int(n) => {
            let _ = write!(out, "{n}");
        }
        Value::Float(f) => out.push_str(&float(*f)),
        Value::String(s) => out.push_str(s),
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(' ');
                }
                push_sprint(out, item);
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push_str("map[");
            for (i, (key, member)) in members.iter().enumerate() {
                if i > 0 {
                    out.push(' ');
                }
                out.push_str(key);
                out.push(':');
                push_sprint(out, member);
            }
            out.push(']');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_print_as_gos_fmt_does() {
        let list = Value::Array(vec![Value::Null, Value::str("a b"), Value::Array(vec![])]);
        let map = [
            ("b".into(), Value::Float(1e-6)),
            ("a".into(), list),
            (String::new().into(), Value::Bool(true)),
        ];
        let map = Value::Object(map.into_iter().collect());
        assert_eq!(sprint(&map), "map[:true a:[<nil> a b []] b:1e-06]");
    }

    #[test]
    fn strings_are_quoted_as_go_does() {
        assert_eq!(
            quote("a\"b\\\u{7}\u{8}\n\u{1b}\u{7f}"),
            r#""a\"b\\\a\b\n\x1b\x7f""#
        );
        assert_eq!(
            quote("\u{e9}\u{301}\u{a0}\u{200b}\u{1f600}\u{e0001}\u{4e16}'"),
            "\"\u{e9}\u{301}\\u00a0\\u200b\u{1f600}\\U000e0001\u{4e16}'\""
        );
    }

    #[test]
    fn floats_take_an_exponent_where_go_does() {
        for (f, text) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.5, "1.5"),
            (123_456.0, "123456"),
            (1_000_000.0, "1e+06"),
            (1_234_567.5, "1.2345675e+06"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (-1e100, "-1e+100"),
            (f64::MAX, "1.7976931348623157e+308"),
        ] {
            assert_eq!(float(f), text);
        }
    }
}
