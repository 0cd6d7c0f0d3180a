//! Numbers: integers in all bases, floats in all forms but binary and hexadecimal ones.

use super::texts::pad;
use super::{Flags, Out};
use crate::go_text;
use kf_base::fill;

/// A part of a number's text.
enum Part<'t> {
    Text(&'t str),
    Zeros(usize),
}

/// Prints the parts, padded with spaces to the width.
fn put(out: &mut Out, parts: &[Part<'_>], flags: Flags) {
    let lens = parts.iter().map(|part| match part {
        Part::Text(text) => text.len(),
        Part::Zeros(count) => *count,
    });
    let len = lens.fold(0, usize::saturating_add);
    let missing = flags.width.unwrap_or(0).saturating_sub(len);
    if !flags.minus {
        out.fill(b' ', missing);
    }
    for part in parts {
        match part {
            Part::Text(text) => out.text(text),
            Part::Zeros(count) => out.fill(b'0', *count),
        }
    }
    if flags.minus {
        out.fill(b' ', missing);
    }
}

/// Whether `verb` is one for integers (fmt/format.go `fmtInteger`).
pub(super) fn integer(out: &mut Out, n: i64, unsigned: bool, verb: char, flags: Flags) -> bool {
    let magnitude = n.unsigned_abs();
    let character = || {
        u32::try_from(n)
            .ok()
            .and_then(char::from_u32)
            .unwrap_or('\u{fffd}')
    };
    let (digits, prefix) = match verb {
        'v' if flags.syntax && unsigned => (format!("{magnitude:x}"), "0x"),
        'v' | 'd' => (magnitude.to_string(), ""),
        'b' => (
            format!("{magnitude:b}"),
            if flags.sharp { "0b" } else { "" },
        ),
        'o' | 'O' => {
            let digits = format!("{magnitude:o}");
            let zero = flags.sharp && !digits.starts_with('0');
            let prefix = if verb == 'O' { "0o" } else { "" };
            (if zero { format!("0{digits}") } else { digits }, prefix)
        }
        'x' => (
            format!("{magnitude:x}"),
            if flags.sharp { "0x" } else { "" },
        ),
        'X' => (
            format!("{magnitude:X}"),
            if flags.sharp { "0X" } else { "" },
        ),
        'c' => {
            pad(out, character().to_string().as_bytes(), flags);
            return true;
        }
        'q' => {
            let quoted = go_text::quote(&character().to_string());
            let inner = quoted.get(1..quoted.len() - 1).unwrap_or_default();
            let inner = match inner {
                "\\\"" => "\"",
                "'" => "\\'",
                other => other,
            };
            pad(out, format!("'{inner}'").as_bytes(), flags);
            return true;
        }
        'U' => {
            let mut s = format!("U+{n:04X}");
            if flags.sharp && go_text::is_print(character()) {
                s.push_str(&format!(" '{}'", character()));
            }
            let flags = Flags {
                zero: false,
                ..flags
            };
            pad(out, s.as_bytes(), flags);
            return true;
        }
        _ => return false,
    };
    let sign = match (n < 0, flags.plus, flags.space) {
        (true, ..) => "-",
        (_, true, _) => "+",
        (_, _, true) => " ",
        _ => "",
    };
    if flags.precision == Some(0) && n == 0 {
        let flags = Flags {
            zero: false,
            ..flags
        };
        pad(out, b"", flags);
        return true;
    }
    let least = match (flags.precision, flags.width) {
        (Some(precision), _) => precision,
        (None, Some(width)) if flags.zero && !flags.minus => width.saturating_sub(sign.len()),
        _ => 0,
    };
    let zeros = least.saturating_sub(digits.len());
    let parts = [
        Part::Text(sign),
        Part::Text(prefix),
        Part::Zeros(zeros),
        Part::Text(&digits),
    ];
    put(out, &parts, flags);
    true
}

/// Whether `verb` is one for floats that is known here: all but binary and hexadecimal ones.
pub(super) fn real(out: &mut Out, f: f64, verb: char, flags: Flags) -> bool {
    let Some(digits) = digits(f.abs(), verb, flags) else {
        return false;
    };
    let sign = match (f.is_sign_negative() && !f.is_nan(), flags.plus, flags.space) {
        (true, ..) => "-",
        // An infinity has its sign anyway when it is not asked to leave it out.
        (_, true, _) => "+",
        (_, _, true) => " ",
        _ if f.is_infinite() => "+",
        _ => "",
    };
    let mut zeros = 0;
    if flags.zero && !flags.minus && f.is_finite() {
        let width = flags.width.unwrap_or(0);
        zeros = width.saturating_sub(sign.len().saturating_add(digits.len()));
    }
    let parts = [
        Part::Text(sign),
        Part::Zeros(zeros),
        Part::Text(&digits.head),
        Part::Zeros(digits.zeros),
        Part::Text(&digits.exponent),
    ];
    put(out, &parts, flags);
    true
}

/// A float that is not negative.
struct Digits {
    head: String,
    /// How many zeros stand between the two.
    zeros: usize,
    exponent: String,
}

impl Digits {
    fn of(digits: fill::Digits, exponent: Option<i32>) -> Self {
        let exponent = exponent.map_or_else(String::new, |exponent| {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("e{sign}{:02}", exponent.unsigned_abs())
        });
        Self {
            head: digits.text,
            zeros: digits.zeros,
            exponent,
        }
    }

    fn plain(text: impl Into<String>) -> Self {
        Self {
            head: text.into(),
            zeros: 0,
            exponent: String::new(),
        }
    }

    fn len(&self) -> usize {
        let written = self.head.len().saturating_add(self.exponent.len());
        written.saturating_add(self.zeros)
    }
}

/// The text of a float that is not negative.
fn digits(f: f64, verb: char, flags: Flags) -> Option<Digits> {
    let lower = verb.to_ascii_lowercase();
    if !matches!(verb, 'v' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G') {
        return None;
    }
    if !f.is_finite() {
        return Some(Digits::plain(if f.is_nan() { "NaN" } else { "Inf" }));
    }
    let mut text = match (lower, flags.precision) {
        ('f', precision) => Digits::of(fill::fixed(f, precision.unwrap_or(6)), None),
        ('e', precision) => {
            let (digits, exponent) = fill::scientific(f, precision.unwrap_or(6));
            Digits::of(digits, Some(exponent))
        }
        (_, None) => Digits::plain(go_text::float(f)),
        (_, Some(precision)) => {
            let precision = precision.max(1);
            let (mut digits, exponent) = fill::scientific(f, precision.saturating_sub(1));
            if digits.text.contains('.') {
                let short = digits.text.trim_end_matches('0').trim_end_matches('.');
                digits.text.truncate(short.len());
            }
            digits.zeros = 0;
            let count = digits.text.bytes().filter(u8::is_ascii_digit).count();
            // strconv: the precision decides between the forms, or the number of digits when that
            // is smaller and all of them stand before the point.
            let point = usize::try_from(exponent + 1).unwrap_or(0);
            let limit = if precision > count && count >= point {
                count
            } else {
                precision
            };
            if exponent < -4 || usize::try_from(exponent).is_ok_and(|e| e >= limit) {
                Digits::of(digits, Some(exponent))
            } else {
                let places = i32::try_from(count).unwrap_or(0) - 1 - exponent;
                Digits::of(fill::fixed(f, usize::try_from(places).unwrap_or(0)), None)
            }
        }
    };
    if matches!(verb, 'E' | 'G') {
        text.head = text.head.to_uppercase();
        text.exponent = text.exponent.to_uppercase();
    }
    Some(text)
}
