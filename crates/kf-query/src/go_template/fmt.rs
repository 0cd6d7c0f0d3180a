//! Go's package fmt for the values that templates have: `Sprint`, `Sprintf`.

use super::value::{Data, float};
use crate::go_text;
use kf_object::Value;

/// Widths and precisions above this are refused (fmt/print.go `tooLarge`).
const TOO_LARGE: i64 = 1_000_000;

/// What stands between `%` and the verb.
#[derive(Clone, Copy, Debug, Default)]
struct Flags {
    plus: bool,
    minus: bool,
    sharp: bool,
    space: bool,
    zero: bool,
    /// `%#v`
    syntax: bool,
    width: Option<usize>,
    precision: Option<usize>,
}

/// `fmt.Sprint`: a space between operands when neither is a string.
pub(super) fn sprint(args: &[Data<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut text = true;
    for (i, arg) in args.iter().enumerate() {
        let is_text = matches!(arg, Data::Str(_));
        if i > 0 && !text && !is_text {
            out.push(b' ');
        }
        print(&mut out, arg, 'v', Flags::default());
        text = is_text;
    }
    out
}

/// `fmt.Sprintln`
pub(super) fn sprintln(args: &[Data<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    for (i, arg) in args.iter().enumerate() {
        if i > 0 {
            out.push(b' ');
        }
        print(&mut out, arg, 'v', Flags::default());
    }
    out.push(b'\n');
    out
}

/// One value under `%v`, `%s` and the like, without flags.
pub(super) fn verb(arg: &Data<'_>, verb: char) -> String {
    let mut out = Vec::new();
    print(&mut out, arg, verb, Flags::default());
    String::from_utf8_lossy(&out).into_owned()
}

/// `%#v` of a decoded value, integers being int64 (as jsonpath has them).
#[must_use]
pub fn go_syntax(value: &Value<'_>) -> String {
    let mut out = Vec::new();
    syntax(&mut out, value, false);
    String::from_utf8_lossy(&out).into_owned()
}

/// `%+v` of a decoded object, as kubectl shows what it gave to a template.
#[must_use]
pub fn as_given(value: &Value<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    inner(&mut out, value, 'v', Flags::default());
    out
}

fn syntax(out: &mut Vec<u8>, value: &Value<'_>, inner: bool) {
    match value {
        Value::Null if inner => out.extend(b"interface {}(nil)"),
        Value::Null => out.extend(b"<nil>"),
        Value::Bool(b) => out.extend(b.to_string().bytes()),
        Value::Int(n) => out.extend(n.to_string().bytes()),
        Value::Float(f) => out.extend(go_text::float(*f).bytes()),
        Value::String(s) => out.extend(go_text::quote(s).bytes()),
        Value::Array(items) => {
            out.extend(b"[]interface {}{");
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.extend(b", ");
                }
                syntax(out, item, true);
            }
            out.push(b'}');
        }
        Value::Object(members) => {
            out.extend(b"map[string]interface {}{");
            for (i, (key, member)) in members.iter().enumerate() {
                if i > 0 {
                    out.extend(b", ");
                }
                out.extend(go_text::quote(key).bytes());
                out.push(b':');
                syntax(out, member, true);
            }
            out.push(b'}');
        }
    }
}

/// `fmt.Sprintf` (fmt/print.go `doPrintf`).
pub(super) fn sprintf(format: &[u8], args: &[Data<'_>]) -> Vec<u8> {
    let mut printer = Printf {
        format,
        at: 0,
        args,
        next: 0,
        reordered: false,
        good_index: true,
        out: Vec::new(),
    };
    printer.run();
    printer.out
}

struct Printf<'f, 'v> {
    format: &'f [u8],
    at: usize,
    args: &'f [Data<'v>],
    next: usize,
    /// Whether an argument was named by its number.
    reordered: bool,
    good_index: bool,
    out: Vec<u8>,
}

impl Printf<'_, '_> {
    fn peek(&self) -> Option<u8> {
        self.format.get(self.at).copied()
    }

    fn number(&mut self) -> Option<i64> {
        let start = self.at;
        let mut n = 0i64;
        while let Some(b @ b'0'..=b'9') = self.peek() {
            n = n.saturating_mul(10).saturating_add(i64::from(b - b'0'));
            self.at += 1;
        }
        (self.at > start).then_some(n)
    }

    /// `[3]`: which argument comes next.
    fn index(&mut self, after: &mut bool) {
        if self.peek() != Some(b'[') {
            return;
        }
        self.reordered = true;
        let rest = self.format.get(self.at + 1..).unwrap_or_default();
        let Some(end) = rest.iter().position(|b| *b == b']') else {
            self.good_index = false;
            self.at += 1;
            return;
        };
        let digits = rest.get(..end).unwrap_or_default();
        self.at += end + 2;
        let n = std::str::from_utf8(digits).ok().and_then(|s| {
            s.bytes()
                .all(|b| b.is_ascii_digit())
                .then(|| s.parse::<usize>().ok())?
        });
        match n.and_then(|n| n.checked_sub(1)) {
            Some(n) if n < self.args.len() => {
                self.next = n;
                *after = true;
            }
            _ => self.good_index = false,
        }
    }

    /// An integer argument of `*`.
    fn star(&mut self) -> Option<i64> {
        let arg = self.args.get(self.next);
        self.next += usize::from(arg.is_some());
        let n = match arg {
            Some(Data::Int(n)) => *n,
            Some(Data::Byte(n)) => i64::from(*n),
            _ => return None,
        };
        (-TOO_LARGE..=TOO_LARGE).contains(&n).then_some(n)
    }

    fn run(&mut self) {
        let mut after = false;
        while self.at < self.format.len() {
            let rest = self.format.get(self.at..).unwrap_or_default();
            let plain = rest.iter().position(|b| *b == b'%').unwrap_or(rest.len());
            self.out.extend(rest.get(..plain).unwrap_or_default());
            self.at += plain + 1;
            if self.at > self.format.len() {
                break;
            }
            self.good_index = true;
            let mut flags = self.flags();
            self.index(&mut after);
            if self.peek() == Some(b'*') {
                self.at += 1;
                match self.star() {
                    None => self.out.extend(b"%!(BADWIDTH)"),
                    Some(n) => {
                        if n < 0 {
                            flags.minus = true;
                            flags.zero = false;
                        }
                        flags.width = usize::try_from(n.unsigned_abs()).ok();
                    }
                }
                after = false;
            } else if let Some(n) = self.number() {
                if after {
                    self.good_index = false;
                }
                // parsenum gives up on what is too large, and the digits are gone.
                flags.width = usize::try_from(n).ok().filter(|_| n <= TOO_LARGE);
            }
            if self.peek() == Some(b'.') {
                self.at += 1;
                if after {
                    self.good_index = false;
                }
                self.index(&mut after);
                if self.peek() == Some(b'*') {
                    self.at += 1;
                    match self.star() {
                        None => self.out.extend(b"%!(BADPREC)"),
                        Some(n) => flags.precision = usize::try_from(n).ok(),
                    }
                    after = false;
                } else {
                    let n = self.number().unwrap_or(0);
                    flags.precision = usize::try_from(n).ok().filter(|_| n <= TOO_LARGE);
                }
            }
            if !after {
                self.index(&mut after);
            }
            let Some(verb) = self.verb() else {
                self.out.extend(b"%!(NOVERB)");
                break;
            };
            let name = verb.to_string();
            if verb == '%' {
                self.out.push(b'%');
            } else if !self.good_index {
                self.out.extend(format!("%!{name}(BADINDEX)").bytes());
            } else if let Some(arg) = self.args.get(self.next) {
                self.next += 1;
                if verb == 'v' {
                    flags.syntax = std::mem::take(&mut flags.sharp);
                    // The plus is for names of struct fields.
                    flags.plus = false;
                }
                print(&mut self.out, arg, verb, flags);
            } else {
                self.out.extend(format!("%!{name}(MISSING)").bytes());
            }
            after = false;
        }
        if !self.reordered && self.next < self.args.len() {
            self.out.extend(b"%!(EXTRA ");
            let extra = self.args.get(self.next..).unwrap_or_default();
            for (i, arg) in extra.iter().enumerate() {
                if i > 0 {
                    self.out.extend(b", ");
                }
                if matches!(arg, Data::Missing | Data::Nil) {
                    self.out.extend(b"<nil>");
                } else {
                    self.out.extend(arg.type_name().bytes());
                    self.out.push(b'=');
                    print(&mut self.out, arg, 'v', Flags::default());
                }
            }
            self.out.push(b')');
        }
    }

    fn flags(&mut self) -> Flags {
        let mut flags = Flags::default();
        while let Some(b) = self.peek() {
            match b {
                b'#' => flags.sharp = true,
                b'0' => flags.zero = true,
                b'+' => flags.plus = true,
                b'-' => flags.minus = true,
                b' ' => flags.space = true,
                _ => break,
            }
            self.at += 1;
        }
        flags
    }

    fn verb(&mut self) -> Option<char> {
        let rest = self.format.get(self.at..)?;
        let chunk = rest.utf8_chunks().next()?;
        let c = chunk.valid().chars().next().unwrap_or('\u{fffd}');
        self.at += if chunk.valid().is_empty() {
            1
        } else {
            c.len_utf8()
        };
        Some(c)
    }
}

fn print(out: &mut Vec<u8>, arg: &Data<'_>, verb: char, flags: Flags) {
    match (arg, verb) {
        (Data::Missing | Data::Nil, 'T' | 'v') => pad(out, b"<nil>", flags),
        (_, 'T') => text(out, arg.type_name().as_bytes(), 's', flags),
        (Data::Bool(b), 't' | 'v') => pad(out, b.to_string().as_bytes(), flags),
        (Data::Int(n), _) if integer(out, *n, false, verb, flags) => {}
        (Data::Byte(n), _) if integer(out, i64::from(*n), true, verb, flags) => {}
        (Data::Float(f), _) if real(out, *f, verb, flags) => {}
        (Data::Str(s), 'v' | 's' | 'x' | 'X' | 'q') => text(out, s, verb, flags),
        (Data::List(items), _) => {
            if flags.syntax {
                out.extend(b"[]interface {}");
            }
            let (open, close, between) = if flags.syntax {
                (b'{', b'}', &b", "[..])
            } else {
                (b'[', b']', &b" "[..])
            };
            out.push(open);
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.extend(between);
                }
                inner(out, item, verb, flags);
            }
            out.push(close);
        }
        (Data::Map(members), _) => {
            let start: &[u8] = if flags.syntax {
                b"map[string]interface {}{"
            } else {
                b"map["
            };
            out.extend(start);
            for (i, (key, member)) in members.iter().enumerate() {
                if i > 0 {
                    out.extend(if flags.syntax { &b", "[..] } else { b" " });
                }
                let key = Data::Str(key.as_bytes().into());
                print(out, &key, verb, flags);
                out.push(b':');
                inner(out, member, verb, flags);
            }
            out.push(if flags.syntax { b'}' } else { b']' });
        }
        _ => bad_verb(out, arg, verb),
    }
}

/// An element of a list or map.
fn inner(out: &mut Vec<u8>, value: &Value<'_>, verb: char, flags: Flags) {
    match value {
        Value::Null if flags.syntax => out.extend(b"interface {}(nil)"),
        Value::Null => out.extend(b"<nil>"),
        Value::Int(n) => print(out, &Data::Float(float(*n)), verb, flags),
        value => print(out, &Data::from(value), verb, flags),
    }
}

/// `%!d(string=x)`
fn bad_verb(out: &mut Vec<u8>, arg: &Data<'_>, verb: char) {
    out.extend(format!("%!{verb}(").bytes());
    match arg {
        Data::Missing | Data::Nil => out.extend(b"<nil>"),
        arg => {
            out.extend(arg.type_name().bytes());
            out.push(b'=');
            print(out, arg, 'v', Flags::default());
        }
    }
    out.push(b')');
}

/// Pads to the width, which counts characters.
fn pad(out: &mut Vec<u8>, s: &[u8], flags: Flags) {
    let len: usize = s
        .utf8_chunks()
        .map(|c| c.valid().chars().count() + c.invalid().len())
        .sum();
    let fill = flags.width.unwrap_or(0).saturating_sub(len);
    let zero = flags.zero && !flags.minus;
    let fill = std::iter::repeat_n(if zero { b'0' } else { b' ' }, fill);
    if flags.minus {
        out.extend(s);
        out.extend(fill);
    } else {
        out.extend(fill);
        out.extend(s);
    }
}

fn text(out: &mut Vec<u8>, s: &[u8], verb: char, flags: Flags) {
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

/// Whether `verb` is one for integers (fmt/format.go `fmtInteger`).
fn integer(out: &mut Vec<u8>, n: i64, unsigned: bool, verb: char, flags: Flags) -> bool {
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
    let zeros = "0".repeat(least.saturating_sub(digits.len()));
    let flags = Flags {
        zero: false,
        ..flags
    };
    pad(
        out,
        format!("{sign}{prefix}{zeros}{digits}").as_bytes(),
        flags,
    );
    true
}

/// Whether `verb` is one for floats that is known here: all but binary and hexadecimal ones.
fn real(out: &mut Vec<u8>, f: f64, verb: char, flags: Flags) -> bool {
    let Some(mut digits) = digits(f.abs(), verb, flags) else {
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
    if flags.zero && !flags.minus && f.is_finite() {
        let width = flags.width.unwrap_or(0);
        let missing = width.saturating_sub(sign.len() + digits.len());
        digits = format!("{}{digits}", "0".repeat(missing));
    }
    let flags = Flags {
        zero: false,
        ..flags
    };
    pad(out, format!("{sign}{digits}").as_bytes(), flags);
    true
}

/// The text of a float that is not negative.
fn digits(f: f64, verb: char, flags: Flags) -> Option<String> {
    let lower = verb.to_ascii_lowercase();
    if !matches!(verb, 'v' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G') {
        return None;
    }
    if !f.is_finite() {
        return Some(if f.is_nan() { "NaN" } else { "Inf" }.to_owned());
    }
    let scientific = |precision: usize| {
        let text = format!("{f:.precision$e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        (digits.to_owned(), exponent.parse::<i32>().unwrap_or(0))
    };
    let with_exponent = |digits: &str, exponent: i32| {
        let sign = if exponent < 0 { '-' } else { '+' };
        format!("{digits}e{sign}{:02}", exponent.unsigned_abs())
    };
    let text = match (lower, flags.precision) {
        ('f', precision) => format!("{f:.*}", precision.unwrap_or(6)),
        ('e', precision) => {
            let (digits, exponent) = scientific(precision.unwrap_or(6));
            with_exponent(&digits, exponent)
        }
        (_, None) => go_text::float(f),
        (_, Some(precision)) => {
            let precision = precision.max(1);
            let (digits, exponent) = scientific(precision - 1);
            let digits = if digits.contains('.') {
                digits.trim_end_matches('0').trim_end_matches('.')
            } else {
                &digits
            };
            let count = digits.bytes().filter(u8::is_ascii_digit).count();
            // strconv: the precision decides between the forms, or the number of digits when that
            // is smaller and all of them stand before the point.
            let point = usize::try_from(exponent + 1).unwrap_or(0);
            let limit = if precision > count && count >= point {
                count
            } else {
                precision
            };
            if exponent < -4 || usize::try_from(exponent).is_ok_and(|e| e >= limit) {
                with_exponent(digits, exponent)
            } else {
                let places = i32::try_from(count).unwrap_or(0) - 1 - exponent;
                format!("{f:.*}", usize::try_from(places).unwrap_or(0))
            }
        }
    };
    Some(if matches!(verb, 'E' | 'G') {
        text.to_uppercase()
    } else {
        text
    })
}
