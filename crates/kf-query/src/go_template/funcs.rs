//! The functions of a template: Go's own (text/template/funcs.go) and kubectl's two
//! (cli-runtime `pkg/printers/template.go`).

use std::borrow::Cow;

use base64::Engine as _;

use super::fmt;
use super::value::{Data, Val};
use crate::go_text;
use kf_base::limits::MAX_TEMPLATE_TEXT;

/// How many arguments a function takes, and of which types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signature {
    /// Those that must be there.
    pub(super) fixed: usize,
    /// Whether more may follow.
    pub(super) more: bool,
    /// Whether the first must be a string.
    pub(super) text: bool,
    /// Whether arguments are `interface {}` rather than reflected values, which makes a missing
    /// one nil.
    pub(super) any: bool,
}

/// The signature of a function, if there is one of the name.
pub(super) fn signature(name: &str) -> Option<Signature> {
    let of = |fixed, more, text, any| Signature {
        fixed,
        more,
        text,
        any,
    };
    Some(match name {
        "and" | "or" | "index" | "slice" | "eq" | "call" => of(1, true, false, false),
        "not" | "len" => of(1, false, false, false),
        "ne" | "lt" | "le" | "gt" | "ge" => of(2, false, false, false),
        "print" | "println" | "html" | "js" | "urlquery" => of(0, true, false, true),
        "printf" => of(1, true, true, true),
        "exists" => of(1, true, false, true),
        "base64decode" => of(1, false, true, false),
        _ => return None,
    })
}

/// Whether there is a function of that name.
pub(super) fn exists(name: &str) -> bool {
    signature(name).is_some()
}

/// Calls a function; `name_of_first` is how the template wrote the first argument.
///
/// # Errors
/// Go's message, without the place.
pub(super) fn call<'v>(
    name: &str,
    args: Vec<Val<'v>>,
    name_of_first: &str,
) -> Result<Val<'v>, String> {
    let boolean = |b: bool| Ok(Val::of(Data::Bool(b)));
    let bytes = |b: Vec<u8>| match b.len() {
        0..=MAX_TEMPLATE_TEXT => Ok(Val::of(Data::Str(Cow::Owned(b)))),
        _ => Err(too_long()),
    };
    let data =
        |args: &[Val<'v>]| -> Vec<Data<'v>> { args.iter().map(|a| a.data.clone()).collect() };
    let mut rest = args.into_iter();
    let mut first = || rest.next().unwrap_or_else(Val::missing);
    match name {
        "not" => boolean(!first().truth()),
        "len" => length(&first()),
        "index" => index(first(), rest),
        "slice" => slice(first(), rest.collect()),
        "eq" => {
            let first = first();
            equal(&first.concrete(), rest).and_then(boolean)
        }
        "ne" => {
            let first = first();
            equal(&first.concrete(), rest).and_then(|b| boolean(!b))
        }
        "lt" | "le" | "gt" | "ge" => {
            let (a, b) = (first().concrete(), first().concrete());
            let less = less(&a, &b)?;
            boolean(match name {
                "lt" => less,
                "ge" => !less,
                _ => {
                    let at_most = less || equal(&a, std::iter::once(b))?;
                    at_most == (name == "le")
                }
            })
        }
        "print" => bytes(fmt::sprint(&data(rest.as_slice()))),
        "println" => bytes(fmt::sprintln(&data(rest.as_slice()))),
        "printf" => match first().data {
            Data::Str(format) => fmt::sprintf(&format, &data(rest.as_slice())).and_then(bytes),
            _ => bytes(Vec::new()),
        },
        "html" => bytes(html(&joined(rest.as_slice()))),
        "js" => bytes(js(&joined(rest.as_slice()))),
        "urlquery" => bytes(url_query(&joined(rest.as_slice()))),
        "exists" => boolean(reaches(first(), rest)),
        "base64decode" => match first().data {
            Data::Str(text) => base64_decode(&text)
                .and_then(bytes)
                .map_err(|e| format!("base64 decode failed: {e}")),
            _ => bytes(Vec::new()),
        },
        "call" => {
            let first = first().concrete();
            if first.is_missing() {
                return Err("call of nil".to_owned());
            }
            Err(format!(
                "non-function {name_of_first} of type {}",
                first.type_name()
            ))
        }
        _ => Err(format!(
            "{} is not a defined function",
            go_text::quote(name)
        )),
    }
}

/// What is said of a text that a function would make, or is given, and that is too long.
pub(super) fn too_long() -> String {
    format!("more than {MAX_TEMPLATE_TEXT} bytes of text (MAX_TEMPLATE_TEXT)")
}

/// funcs.go `evalArgs`: one string as it is, anything else as `Sprint` has it.
fn joined(args: &[Val<'_>]) -> Vec<u8> {
    if let [
        Val {
            data: Data::Str(text),
            ..
        },
    ] = args
    {
        return text.to_vec();
    }
    let args: Vec<Data<'_>> = args
        .iter()
        .map(|arg| match &arg.data {
            Data::Missing | Data::Nil => Data::Str(Cow::Borrowed(b"<no value>")),
            data => data.clone(),
        })
        .collect();
    fmt::sprint(&args)
}

/// What Go's reflect says to one who asks no value for its type.
const NO_TYPE: &str = "reflect: call of reflect.Value.Type on zero Value";

fn length<'v>(item: &Val<'_>) -> Result<Val<'v>, String> {
    let n = match &item.data {
        Data::Nil => return Err("len of nil pointer".to_owned()),
        Data::Missing => return Err(NO_TYPE.to_owned()),
        Data::Str(s) => s.len(),
        Data::List(items) => items.len(),
        Data::Map(members) => members.len(),
        other => return Err(format!("len of type {}", other.type_name())),
    };
    Ok(Val::of(Data::Int(i64::try_from(n).unwrap_or(i64::MAX))))
}

/// A position in something with `cap` places.
fn position(index: &Val<'_>, cap: usize) -> Result<usize, String> {
    let n = match index.data {
        Data::Int(n) | Data::Int64(n) => n,
        Data::Byte(n) => i64::from(n),
        Data::Missing | Data::Nil => return Err("cannot index slice/array with nil".to_owned()),
        ref other => {
            return Err(format!(
                "cannot index slice/array with type {}",
                other.type_name()
            ));
        }
    };
    usize::try_from(n)
        .ok()
        .filter(|n| *n <= cap)
        .ok_or_else(|| format!("index out of range: {n}"))
}

fn index<'v>(item: Val<'v>, indexes: impl Iterator<Item = Val<'v>>) -> Result<Val<'v>, String> {
    let mut item = item.concrete();
    if item.is_missing() {
        return Err("index of untyped nil".to_owned());
    }
    for index in indexes {
        let index = index.concrete();
        item = match item.data {
            Data::Nil => return Err("index of nil pointer".to_owned()),
            Data::List(items) => {
                let at = position(&index, items.len())?;
                let element = items.get(at).map(Val::element);
                element.ok_or("reflect: slice index out of range")?
            }
            Data::Str(text) => {
                let at = position(&index, text.len())?;
                let byte = text.get(at).ok_or("reflect: string index out of range")?;
                Val::of(Data::Byte(*byte))
            }
            Data::Map(members) => match &index.data {
                Data::Str(key) => std::str::from_utf8(key)
                    .ok()
                    .and_then(|key| members.get(key))
                    .map_or_else(Val::nil, Val::element),
                Data::Missing => {
                    return Err("value is nil; should be of type string".to_owned());
                }
                other => {
                    return Err(format!(
                        "value has type {}; should be string",
                        other.type_name()
                    ));
                }
            },
            other => return Err(format!("can't index item of type {}", other.type_name())),
        };
    }
    Ok(item)
}

/// The capacity of a list that encoding/json made, element by element.
fn capacity(len: usize) -> usize {
    if len <= 512 {
        len.next_power_of_two()
    } else {
        len
    }
}

fn slice<'v>(item: Val<'v>, indexes: Vec<Val<'v>>) -> Result<Val<'v>, String> {
    let item = item.concrete();
    if item.is_missing() {
        return Err("slice of untyped nil".to_owned());
    }
    if indexes.len() > 3 {
        return Err(format!("too many slice indexes: {}", indexes.len()));
    }
    let (len, cap) = match &item.data {
        Data::Str(_) if indexes.len() == 3 => {
            return Err("cannot 3-index slice a string".to_owned());
        }
        Data::Str(text) => (text.len(), text.len()),
        Data::List([]) => (0, 0),
        Data::List(items) => (items.len(), capacity(items.len())),
        other => return Err(format!("can't slice item of type {}", other.type_name())),
    };
    let mut at = [0, len, cap];
    for (place, index) in at.iter_mut().zip(indexes) {
        // Unlike `index`, `slice` does not look behind an interface.
        if index.interface {
            let kind = index.type_name();
            return Err(format!("cannot index slice/array with type {kind}"));
        }
        *place = position(&index, cap)?;
    }
    let [from, to, most] = at;
    if from > to {
        return Err(format!("invalid slice index: {from} > {to}"));
    }
    if to > most {
        return Err(format!("invalid slice index: {to} > {most}"));
    }
    match item.data {
        Data::Str(Cow::Borrowed(text)) => text
            .get(from..to)
            .map(|text| Val::of(Data::Str(Cow::Borrowed(text)))),
        Data::Str(text) => text
            .get(from..to)
            .map(|text| Val::of(Data::Str(Cow::Owned(text.to_vec())))),
        Data::List(items) => items.get(from..to).map(|items| Val::of(Data::List(items))),
        _ => None,
    }
    // Go would show what lies between a list's length and its capacity.
    .ok_or_else(|| format!("index out of range: {to}"))
}

fn same_kind(a: &Val<'_>, b: &Val<'_>) -> bool {
    let kind = |v: &Val<'_>| match v.data {
        Data::Bool(_) => 1,
        Data::Int(_) | Data::Int64(_) => 2,
        Data::Byte(_) => 3,
        Data::Float(_) => 4,
        Data::Str(_) => 5,
        _ => 0,
    };
    kind(a) == kind(b)
}

/// Go names the types since 1.26.
fn incompatible(a: &Val<'_>, b: &Val<'_>) -> String {
    let (a, b) = (a.data.type_name(), b.data.type_name());
    format!("incompatible types for comparison: {a} and {b}")
}

/// Whether `a` equals any of the others.
fn equal<'v>(a: &Val<'v>, others: impl Iterator<Item = Val<'v>>) -> Result<bool, String> {
    let mut any = false;
    for b in others {
        any = true;
        let b = b.concrete();
        let same = match (&a.data, &b.data) {
            (Data::Bool(a), Data::Bool(b)) => a == b,
            (Data::Int(a) | Data::Int64(a), Data::Int(b) | Data::Int64(b)) => a == b,
            (Data::Byte(a), Data::Byte(b)) => a == b,
            (Data::Int(a) | Data::Int64(a), Data::Byte(b))
            | (Data::Byte(b), Data::Int(a) | Data::Int64(a)) => *a == i64::from(*b),
            #[expect(clippy::float_cmp, reason = "so does Go")]
            (Data::Float(a), Data::Float(b)) => a == b,
            (Data::Str(a), Data::Str(b)) => a == b,
            (Data::Missing, Data::Missing) => true,
            (Data::Missing, _) | (_, Data::Missing) => false,
            _ if !same_kind(a, &b) => {
                return Err(incompatible(a, &b));
            }
            _ if a.type_name() != b.type_name() => {
                return Err(format!(
                    "non-comparable types {}: {}, {}: {}",
                    fmt::verb(&a.data, 's'),
                    a.type_name(),
                    b.type_name(),
                    fmt::verb(&b.data, 'v')
                ));
            }
            _ => {
                return Err(format!(
                    "non-comparable type {}: {}",
                    fmt::verb(&b.data, 's'),
                    b.type_name()
                ));
            }
        };
        if same {
            return Ok(true);
        }
    }
    if any {
        Ok(false)
    } else {
        Err("missing argument for comparison".to_owned())
    }
}

fn less(a: &Val<'_>, b: &Val<'_>) -> Result<bool, String> {
    let invalid = || Err("invalid type for comparison".to_owned());
    let comparable = |v: &Val<'_>| {
        !matches!(
            v.data,
            Data::Missing | Data::Nil | Data::List(_) | Data::Map(_)
        )
    };
    if !comparable(a) || !comparable(b) {
        return invalid();
    }
    match (&a.data, &b.data) {
        (Data::Bool(_), Data::Bool(_)) => invalid(),
        (Data::Int(a) | Data::Int64(a), Data::Int(b) | Data::Int64(b)) => Ok(a < b),
        (Data::Byte(a), Data::Byte(b)) => Ok(a < b),
        (Data::Int(a) | Data::Int64(a), Data::Byte(b)) => Ok(*a < i64::from(*b)),
        (Data::Byte(a), Data::Int(b) | Data::Int64(b)) => Ok(i64::from(*a) < *b),
        (Data::Float(a), Data::Float(b)) => Ok(a < b),
        (Data::Str(a), Data::Str(b)) => Ok(a < b),
        _ => Err(incompatible(a, b)),
    }
}

/// `exists`: whether `index` would get somewhere.
fn reaches<'v>(item: Val<'v>, indexes: impl Iterator<Item = Val<'v>>) -> bool {
    let mut item = item;
    for index in indexes {
        let number = match index.data {
            Data::Int(n) | Data::Int64(n) => usize::try_from(n).ok(),
            Data::Byte(n) => Some(usize::from(n)),
            _ => None,
        };
        let next = match item.data {
            Data::List(items) => number.and_then(|n| items.get(n)).map(Val::element),
            Data::Str(ref text) => number
                .and_then(|n| text.get(n))
                .map(|b| Val::of(Data::Byte(*b))),
            Data::Map(members) => {
                let member = |key: &str| members.get(key).map_or_else(Val::nil, Val::element);
                match &index.data {
                    Data::Missing | Data::Nil => Some(member("")),
                    Data::Str(key) => std::str::from_utf8(key).ok().map(member),
                    _ => None,
                }
            }
            _ => None,
        };
        match next {
            Some(next) => item = next,
            None => return false,
        }
    }
    !item.is_nil()
}

/// encoding/base64's standard alphabet; line breaks are skipped.
fn base64_decode(text: &[u8]) -> Result<Vec<u8>, String> {
    let digits: Vec<u8> = text
        .iter()
        .copied()
        .filter(|b| !matches!(b, b'\r' | b'\n'))
        .collect();
    // Go ignores bits behind the last whole byte.
    let engine = base64::engine::GeneralPurpose::new(
        &base64::alphabet::STANDARD,
        base64::engine::GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true),
    );
    engine
        .decode(&digits)
        .map_err(|_| format!("illegal base64 data at input byte {}", bad_digit(text)))
}

/// Where encoding/base64 sees the trouble (`CorruptInputError`).
fn bad_digit(text: &[u8]) -> usize {
    let (mut at, mut digits) = (0, 0usize);
    let skip = |mut at: usize| {
        while matches!(text.get(at), Some(b'\r' | b'\n')) {
            at += 1;
        }
        at
    };
    loop {
        at = skip(at);
        match text.get(at) {
            None => return at - digits % 4,
            Some(b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/') => digits += 1,
            Some(b'=') if digits % 4 == 2 => {
                let second = skip(at + 1);
                if text.get(second) != Some(&b'=') {
                    return if second >= text.len() {
                        text.len()
                    } else {
                        second
                    };
                }
                return skip(second + 1);
            }
            Some(b'=') if digits % 4 == 3 => return skip(at + 1),
            Some(_) => return at,
        }
        at += 1;
    }
}

fn html(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for b in text {
        match b {
            0 => out.extend("\u{fffd}".bytes()),
            b'"' => out.extend(b"&#34;"),
            b'\'' => out.extend(b"&#39;"),
            b'&' => out.extend(b"&amp;"),
            b'<' => out.extend(b"&lt;"),
            b'>' => out.extend(b"&gt;"),
            b => out.push(*b),
        }
    }
    out
}

fn js(text: &[u8]) -> Vec<u8> {
    let mut out = String::with_capacity(text.len());
    for chunk in text.utf8_chunks() {
        let bad = chunk.invalid().iter().map(|_| '\u{fffd}');
        for c in chunk.valid().chars().chain(bad) {
            match c {
                '\\' => out.push_str("\\\\"),
                '\'' => out.push_str("\\'"),
                '"' => out.push_str("\\\""),
                '<' => out.push_str("\\u003C"),
                '>' => out.push_str("\\u003E"),
                '&' => out.push_str("\\u0026"),
                '=' => out.push_str("\\u003D"),
                c if c < ' ' || (!c.is_ascii() && !go_text::is_print(c)) => {
                    out.push_str(&format!("\\u{:04X}", u32::from(c)));
                }
                c => out.push(c),
            }
        }
    }
    out.into_bytes()
}

fn url_query(text: &[u8]) -> Vec<u8> {
    let mut out = String::with_capacity(text.len());
    for b in text {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(*b));
            }
            b' ' => out.push('+'),
            b => out.push_str(&format!("%{b:02X}")),
        }
    }
    out.into_bytes()
}
