//! Go's package fmt for the values that templates have: `Sprint`, `Sprintf`.

mod numbers;
mod out;
mod texts;

use super::value::Data;
use crate::go_text;
use kf_base::limits::MAX_TEMPLATE_PADDING;
use kf_object::Value;
use numbers::{integer, real};
use out::Out;
use texts::{pad, text};

/// Widths and precisions of `*` above this are refused, and digits that follow a larger number
/// (fmt/print.go `tooLarge`).
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
    let mut out = Out::of_function();
    let mut text = true;
    for (i, arg) in args.iter().enumerate() {
        let is_text = matches!(arg, Data::Str(_));
        if i > 0 && !text && !is_text {
            out.push(b' ');
        }
        print(&mut out, arg, 'v', Flags::default());
        text = is_text;
    }
    out.bytes
}

/// `fmt.Sprintln`
pub(super) fn sprintln(args: &[Data<'_>]) -> Vec<u8> {
    let mut out = Out::of_function();
    for (i, arg) in args.iter().enumerate() {
        if i > 0 {
            out.push(b' ');
        }
        print(&mut out, arg, 'v', Flags::default());
    }
    out.push(b'\n');
    out.bytes
}

/// One value under `%v`, `%s` and the like, without flags.
pub(super) fn verb(arg: &Data<'_>, verb: char) -> String {
    let mut out = Out::default();
    print(&mut out, arg, verb, Flags::default());
    String::from_utf8_lossy(&out.bytes).into_owned()
}

/// `%#v` of a decoded value, integers being int64 (as jsonpath has them).
#[must_use]
pub fn go_syntax(value: &Value<'_>) -> String {
    let mut out = Out::default();
    syntax(&mut out, value, false);
    String::from_utf8_lossy(&out.bytes).into_owned()
}

/// `%+v` of a decoded object, as kubectl shows what it gave to a template.
#[must_use]
pub fn as_given(value: &Value<'_>) -> Vec<u8> {
    let mut out = Out::default();
    inner(&mut out, value, 'v', Flags::default());
    out.bytes
}

fn syntax(out: &mut Out, value: &Value<'_>, inner: bool) {
    match value {
        Value::Null if inner => out.extend(b"interface {}(nil)"),
        Value::Null => out.extend(b"<nil>"),
        Value::Bool(b) => out.text(&b.to_string()),
        Value::Int(n) => out.text(&n.to_string()),
        Value::Float(f) => out.text(&go_text::float(*f)),
        Value::String(s) => out.text(&go_text::quote(s)),
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
                out.text(&go_text::quote(key));
                out.push(b':');
                syntax(out, member, true);
            }
            out.push(b'}');
        }
    }
}

/// `fmt.Sprintf` (fmt/print.go `doPrintf`).
///
/// # Errors
/// When widths and precisions ask for more than [`MAX_TEMPLATE_PADDING`].
pub(super) fn sprintf(format: &[u8], args: &[Data<'_>]) -> Result<Vec<u8>, String> {
    let mut printer = Printf {
        format,
        at: 0,
        args,
        next: 0,
        reordered: false,
        good_index: true,
        out: Out::of_function(),
    };
    printer.run();
    if printer.out.is_over() {
        return Err(format!(
            "widths and precisions add more than {MAX_TEMPLATE_PADDING} bytes to one text \
             (MAX_TEMPLATE_PADDING)"
        ));
    }
    Ok(printer.out.bytes)
}

struct Printf<'f, 'v> {
    format: &'f [u8],
    at: usize,
    args: &'f [Data<'v>],
    next: usize,
    /// Whether an argument was named by its number.
    reordered: bool,
    good_index: bool,
    out: Out,
}

impl Printf<'_, '_> {
    fn peek(&self) -> Option<u8> {
        self.format.get(self.at).copied()
    }

    /// A number in the format (fmt/print.go `parsenum`). Too large a one takes the rest of the format
    /// with it, one digit of grace.
    fn number(&mut self) -> Option<usize> {
        let start = self.at;
        let mut n = 0i64;
        while let Some(b @ b'0'..=b'9') = self.peek() {
            if n > TOO_LARGE {
                self.at = self.format.len();
                return None;
            }
            n = n.saturating_mul(10).saturating_add(i64::from(b - b'0'));
            self.at += 1;
        }
        (self.at > start).then(|| usize::try_from(n).unwrap_or(0))
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
            Some(Data::Int(n) | Data::Int64(n)) => *n,
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
                flags.width = Some(n);
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
                    // No digits at all are a precision of 0.
                    flags.precision = Some(self.number().unwrap_or(0));
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
                self.out.text(&format!("%!{name}(BADINDEX)"));
            } else if let Some(arg) = self.args.get(self.next) {
                self.next += 1;
                if verb == 'v' {
                    flags.syntax = std::mem::take(&mut flags.sharp);
                    // The plus is for names of struct fields.
                    flags.plus = false;
                }
                print(&mut self.out, arg, verb, flags);
            } else {
                self.out.text(&format!("%!{name}(MISSING)"));
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
                    self.out.text(arg.type_name());
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

fn print(out: &mut Out, arg: &Data<'_>, verb: char, flags: Flags) {
    match (arg, verb) {
        (Data::Missing | Data::Nil, 'T' | 'v') => pad(out, b"<nil>", flags),
        (_, 'T') => text(out, arg.type_name().as_bytes(), 's', flags),
        (Data::Bool(b), 't' | 'v') => pad(out, b.to_string().as_bytes(), flags),
        (Data::Int(n) | Data::Int64(n), _) if integer(out, *n, false, verb, flags) => {}
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
fn inner(out: &mut Out, value: &Value<'_>, verb: char, flags: Flags) {
    match value {
        Value::Null if flags.syntax => out.extend(b"interface {}(nil)"),
        Value::Null => out.extend(b"<nil>"),
        value => print(out, &Data::from(value), verb, flags),
    }
}

/// `%!d(string=x)`
fn bad_verb(out: &mut Out, arg: &Data<'_>, verb: char) {
    out.text(&format!("%!{verb}("));
    match arg {
        Data::Missing | Data::Nil => out.extend(b"<nil>"),
        arg => {
            out.text(arg.type_name());
            out.push(b'=');
            print(out, arg, 'v', Flags::default());
        }
    }
    out.push(b')');
}
