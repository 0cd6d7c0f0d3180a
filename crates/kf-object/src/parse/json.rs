//! JSON as a Kubernetes server decodes it into unstructured data.
//!
//! The rules are those of sigs.k8s.io/json `UnmarshalCaseSensitivePreserveInts`: the last of equal
//! keys wins (into a struct, equal keys are put together: [`parse_into_struct`]); a number without point and exponent that fits an int64 is one, every other is a
//! float64 and must not overflow; each byte of invalid UTF-8 and each lone surrogate becomes U+FFFD.

mod reader;
mod sound;

use std::borrow::Cow;

pub use reader::{Begun, Reader};
pub use sound::is_sound;

use crate::text::push_go_str;
use crate::{Map, Value};
use kf_base::limits::MAX_NESTING;
use kf_base::{Error, Result};

/// Reads one JSON value; strings without escapes borrow from `bytes`.
///
/// # Errors
/// [`kf_base::ErrorKind::Corrupt`] with the byte offset when `bytes` is no JSON, holds more than one
/// value or a number past the range of float64; [`kf_base::ErrorKind::Limit`] when it is nested deeper
/// than [`MAX_NESTING`].
pub fn parse(bytes: &[u8]) -> Result<Value<'_>> {
    read(bytes, Equal::LastWins).map(|read| read.value)
}

/// A JSON value, and whether an object in it has equal keys.
#[derive(Debug)]
pub struct Read<'a> {
    /// The value.
    pub value: Value<'a>,
    /// The first key met that an object has more than once.
    pub repeated: Option<String>,
}

/// As [`parse`], and tells of equal keys.
///
/// # Errors
/// As of [`parse`].
pub fn parse_telling(bytes: &[u8]) -> Result<Read<'_>> {
    read(bytes, Equal::LastWins)
}

/// Reads one JSON value as Go's decoder reads it into a struct: of equal keys the later one is read into
/// what the earlier one left there (encoding/json `Decoder`, of which sigs.k8s.io/json is a copy). Objects
/// have the members of both then, and elements of lists those of the earlier list's (golang/go#21092).
///
/// # Errors
/// As of [`parse`], and corrupt where the later one is `null`, of which the type decides whether it counts.
pub fn parse_into_struct(bytes: &[u8]) -> Result<Read<'_>> {
    read(bytes, Equal::PutTogether)
}

fn read(bytes: &[u8], equal: Equal) -> Result<Read<'_>> {
    let mut parser = Parser::new(bytes, equal);
    let value = parser.value(0)?;
    parser.end()?;
    Ok(Read {
        value,
        repeated: parser.repeated,
    })
}

/// What becomes of equal keys.
#[derive(Clone, Copy, Debug)]
enum Equal {
    LastWins,
    PutTogether,
}

#[derive(Debug)]
struct Parser<'a> {
    bytes: &'a [u8],
    /// The same as `bytes`, if all of it is valid UTF-8.
    text: Option<&'a str>,
    at: usize,
    /// Elements of the lists that are open, innermost last. A closed list takes its own from
    /// here in one allocation of the right size, instead of growing step by step.
    items: Vec<Value<'a>>,
    /// Members of the objects that are open, likewise.
    members: Vec<(Cow<'a, str>, Value<'a>)>,
    equal: Equal,
    /// The first key that was there already.
    repeated: Option<String>,
}

impl<'a> Parser<'a> {
    fn new(bytes: &'a [u8], equal: Equal) -> Self {
        Self {
            bytes,
            text: std::str::from_utf8(bytes).ok(),
            at: 0,
            items: Vec::new(),
            members: Vec::new(),
            equal,
            repeated: None,
        }
    }

    /// Sees that nothing follows.
    fn end(&mut self) -> Result<()> {
        match self.token() {
            None => Ok(()),
            Some(_) => Err(self.error("data after the value")),
        }
    }

    #[cold]
    fn error(&self, what: &str) -> Error {
        let what = if self.at >= self.bytes.len() {
            "unexpected end"
        } else {
            what
        };
        Error::corrupt(format!("json: {what} at byte {}", self.at))
    }

    /// The next byte that is not white space, not yet taken.
    #[inline]
    fn token(&mut self) -> Option<u8> {
        loop {
            match self.bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value<'a>> {
        match self.token() {
            Some(b'"') => self.string().map(Value::String),
            Some(b'{') => self.object(depth + 1),
            Some(b'[') => self.array(depth + 1),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => Err(self.error("no value")),
        }
    }

    fn word(&mut self, word: &str, value: Value<'a>) -> Result<Value<'a>> {
        for b in word.bytes() {
            if self.bytes.get(self.at) != Some(&b) {
                return Err(self.error("no value"));
            }
            self.at += 1;
        }
        Ok(value)
    }

    fn check_depth(&self, depth: usize) -> Result<()> {
        if depth <= MAX_NESTING {
            return Ok(());
        }
        Err(Error::limit(format!(
            "json: nested deeper than MAX_NESTING ({MAX_NESTING}) at byte {}",
            self.at
        )))
    }

    fn array(&mut self, depth: usize) -> Result<Value<'a>> {
        self.check_depth(depth)?;
        self.at += 1;
        if self.token() == Some(b']') {
            self.at += 1;
            return Ok(Value::Array(Vec::new()));
        }
        let first = self.items.len();
        loop {
            let item = self.value(depth)?;
            self.items.push(item);
            match self.token() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(Value::Array(self.items.drain(first..).collect()));
                }
                _ => return Err(self.error("no ',' or ']'")),
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value<'a>> {
        self.check_depth(depth)?;
        self.at += 1;
        if self.token() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Object(Map::new()));
        }
        let first = self.members.len();
        loop {
            let key = self.key()?;
            let value = self.value(depth)?;
            self.members.push((key, value));
            match self.token() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    let members = self.members.drain(first..).collect();
                    return self.members(members).map(Value::Object);
                }
                _ => return Err(self.error("no ',' or '}'")),
            }
        }
    }

    /// A key and its colon.
    #[inline]
    fn key(&mut self) -> Result<Cow<'a, str>> {
        if self.token() != Some(b'"') {
            return Err(self.error("no key"));
        }
        let key = self.string()?;
        if self.token() != Some(b':') {
            return Err(self.error("no ':'"));
        }
        self.at += 1;
        Ok(key)
    }

    /// The members of an object in order, equal keys seen to.
    fn members(&mut self, mut members: Vec<(Cow<'a, str>, Value<'a>)>) -> Result<Map<'a>> {
        if !members.is_sorted_by(|(a, _), (b, _)| a < b) {
            // Stable: what comes later stands behind.
            members.sort_by(|(a, _), (b, _)| a.cmp(b));
            let equal = members.array_windows().find(|[(a, _), (b, _)]| a == b);
            if let Some([(key, _), _]) = equal {
                self.repeated.get_or_insert_with(|| key.to_string());
                return match self.equal {
                    Equal::LastWins => Ok(Map::from_unsorted(members)),
                    Equal::PutTogether => put_together(members),
                };
            }
        }
        Ok(Map::from_sorted(members))
    }

    /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?`
    fn number(&mut self) -> Result<Value<'a>> {
        let start = self.at;
        let negative = self.skip_if(|b| b == b'-');
        let first = self.bytes.get(self.at).copied();
        let whole = self.digits()?;
        if first == Some(b'0') && whole > 1 {
            self.at -= whole - 1;
            return Err(self.error("digit after 0"));
        }
        let mut integer = true;
        if self.skip_if(|b| b == b'.') {
            integer = false;
            self.digits()?;
        }
        if self.skip_if(|b| matches!(b, b'e' | b'E')) {
            integer = false;
            self.skip_if(|b| matches!(b, b'-' | b'+'));
            self.digits()?;
        }
        let digits = self.bytes.get(start..self.at).unwrap_or_default();
        if integer && whole < 19 {
            let n = digits
                .iter()
                .filter(|b| b.is_ascii_digit())
                .fold(0i64, |n, b| n * 10 + i64::from(b - b'0'));
            return Ok(Value::Int(if negative { -n } else { n }));
        }
        let text = std::str::from_utf8(digits).unwrap_or_default();
        if integer && let Ok(n) = text.parse() {
            return Ok(Value::Int(n));
        }
        match text.parse::<f64>() {
            Ok(f) if f.is_finite() => Ok(Value::Float(f)),
            _ => Err(Error::corrupt(format!(
                "json: number out of range at byte {start}"
            ))),
        }
    }

    fn skip_if(&mut self, wanted: impl Fn(u8) -> bool) -> bool {
        let found = self.bytes.get(self.at).is_some_and(|&b| wanted(b));
        self.at += usize::from(found);
        found
    }

    /// At least one digit; how many.
    fn digits(&mut self) -> Result<usize> {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        match self.at - start {
            0 => Err(self.error("no digit")),
            n => Ok(n),
        }
    }

    /// A string, from its opening quote.
    #[inline]
    fn string(&mut self) -> Result<Cow<'a, str>> {
        self.at += 1;
        let start = self.at;
        self.skip_plain();
        if self.bytes.get(self.at) == Some(&b'"') {
            let end = self.at;
            self.at += 1;
            if let Some(s) = self.text.and_then(|t| t.get(start..end)) {
                return Ok(Cow::Borrowed(s));
            }
            let raw = self.bytes.get(start..end).unwrap_or_default();
            return Ok(crate::text::go_str(raw));
        }
        self.escaped_string(start).map(Cow::Owned)
    }

    /// Goes to the next quote, backslash or control character.
    #[inline]
    fn skip_plain(&mut self) {
        self.at += sound::plain(self.bytes.get(self.at..).unwrap_or_default());
    }

    /// The rest of a string whose part from `start` on is plain so far.
    fn escaped_string(&mut self, start: usize) -> Result<String> {
        let mut out = String::new();
        let mut from = start;
        loop {
            let raw = self.bytes.get(from..self.at).unwrap_or_default();
            match self.text.and_then(|t| t.get(from..self.at)) {
                Some(s) => out.push_str(s),
                None => push_go_str(&mut out, raw),
            }
            match self.bytes.get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    self.at += 1;
                    let c = self.escape()?;
                    out.push(c);
                }
                _ => return Err(self.error("control character in a string")),
            }
            from = self.at;
            self.skip_plain();
        }
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Result<char> {
        let c = match self.bytes.get(self.at) {
            Some(&b @ (b'"' | b'\\' | b'/')) => char::from(b),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.error("unknown escape")),
        };
        self.at += 1;
        Ok(c)
    }

    /// `uXXXX`, with the second half of a pair where there is one.
    fn unicode_escape(&mut self) -> Result<char> {
        self.at += 1;
        let unit = self
            .hex4(self.at)
            .ok_or_else(|| self.error("bad \\u escape"))?;
        self.at += 4;
        if matches!(unit, 0xd800..0xdc00)
            && self.bytes.get(self.at..self.at + 2) == Some(b"\\u")
            && let Some(low @ 0xdc00..0xe000) = self.hex4(self.at + 2)
        {
            self.at += 6;
            let code = 0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
            return Ok(char::from_u32(code).unwrap_or('\u{fffd}'));
        }
        Ok(char::from_u32(unit).unwrap_or('\u{fffd}'))
    }

    fn hex4(&self, at: usize) -> Option<u32> {
        self.bytes
            .get(at..at + 4)?
            .iter()
            .try_fold(0, |n, &b| Some(n * 16 + char::from(b).to_digit(16)?))
    }
}

/// An object of sorted members, of which those with equal keys are put together.
fn put_together<'a>(members: Vec<(Cow<'a, str>, Value<'a>)>) -> Result<Map<'a>> {
    let mut all: Vec<(Cow<'a, str>, Value<'a>)> = Vec::with_capacity(members.len());
    for (key, value) in members {
        match all.last_mut() {
            Some((last, earlier)) if *last == key => {
                *earlier =
                    both(std::mem::replace(earlier, Value::Null), value).map_err(|what| {
                        Error::corrupt(format!("json: {key:?} is given twice, {what}"))
                    })?;
            }
            _ => all.push((key, value)),
        }
    }
    Ok(Map::from_sorted(all))
}

/// What is there after one value was read into a place and then another.
fn both<'a>(earlier: Value<'a>, later: Value<'a>) -> Result<Value<'a>, &'static str> {
    match (earlier, later) {
        (Value::Object(mut all), Value::Object(later)) => {
            for (key, value) in later {
                let value = match all.remove(&key) {
                    Some(earlier) => both(earlier, value)?,
                    None => value,
                };
                all.insert(key, value);
            }
            Ok(Value::Object(all))
        }
        (Value::Array(earlier), Value::Array(later)) => {
            let mut earlier = earlier.into_iter();
            let items = later.into_iter().map(|value| match earlier.next() {
                Some(earlier) => both(earlier, value),
                None => Ok(value),
            });
            items.collect::<Result<_, _>>().map(Value::Array)
        }
        (Value::Null, later) => Ok(later),
        (_, Value::Null) => {
            Err("the second time as null: what a server makes of it hangs on its type")
        }
        (_, later) => Ok(later),
    }
}

/// Where the JSON object or list at the start of `text` ends, as far as brackets and quotes tell; `None`
/// when it does not, or when there is none.
pub(crate) fn end(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for (i, b) in text.bytes().enumerate() {
        match b {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(i + 1);
                }
            }
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::encode::json;
    use kf_base::ErrorKind;

    fn one(text: &str) -> Value<'_> {
        parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn numbers() {
        for (text, want) in [
            ("0", Value::Int(0)),
            ("-0", Value::Int(0)),
            ("9223372036854775807", Value::Int(i64::MAX)),
            ("-9223372036854775808", Value::Int(i64::MIN)),
            (
                "9223372036854775808",
                Value::Float(9_223_372_036_854_775_808.0),
            ),
            ("1.0", Value::Float(1.0)),
            ("1e3", Value::Float(1000.0)),
            ("1E-3", Value::Float(0.001)),
            ("1e-400", Value::Float(0.0)),
        ] {
            assert_eq!(one(text), want, "{text}");
        }
        assert!(matches!(one("-0.0"), Value::Float(f) if f.is_sign_negative()));
        for text in ["1e400", "01", "-", "1.", ".5", "1e", "+1", "0x1", "NaN"] {
            assert!(parse(text.as_bytes()).unwrap_err().is_corrupt(), "{text}");
        }
    }

    #[test]
    fn strings() {
        assert!(matches!(
            one(r#""plain""#),
            Value::String(Cow::Borrowed("plain"))
        ));
        assert_eq!(
            one(r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#),
            Value::str("\"\\/\u{8}\u{c}\n\r\t\u{e9}\u{1f600}")
        );
        assert_eq!(
            one(r#""\ud800x\udc00\ud800\ud83d\ude00""#),
            Value::str("\u{fffd}x\u{fffd}\u{fffd}\u{1f600}")
        );
        assert_eq!(
            parse(b"\"\xff\\n\xe2\x82\"").unwrap(),
            Value::str("\u{fffd}\n\u{fffd}\u{fffd}")
        );
        assert_eq!(
            parse(b"[\"\xff\",\"a\"]").unwrap(),
            Value::Array(vec![Value::str("\u{fffd}"), Value::str("a")])
        );
        for text in [
            "\"",
            "\"\\",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u12g4\"",
            "\"a\nb\"",
            "\"\\ud800\\u",
        ] {
            assert!(parse(text.as_bytes()).unwrap_err().is_corrupt(), "{text}");
        }
    }

    #[test]
    fn objects_and_the_rest() {
        assert_eq!(one("{\"a\":1,\"a\":2}\n").get("a"), Some(&Value::Int(2)));
        assert_eq!(
            one(" [ true , false , null , {} , [] ] ")
                .as_array()
                .unwrap()
                .len(),
            5
        );
        for (text, at) in [
            ("", 0),
            ("  ", 2),
            ("{", 1),
            ("[1,]", 3),
            ("{\"a\" 1}", 5),
            ("[1] x", 4),
            ("tru", 3),
            ("{1:2}", 1),
        ] {
            let message = parse(text.as_bytes()).unwrap_err().to_string();
            assert!(
                message.ends_with(&format!("at byte {at}")),
                "{text}: {message}"
            );
        }
    }

    #[test]
    fn nesting_is_capped() {
        let nested = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert!(parse(nested(MAX_NESTING).as_bytes()).is_ok());
        let error = parse(nested(MAX_NESTING + 1).as_bytes()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit);
        assert!(parse("[".repeat(1_000_000).as_bytes()).is_err());
    }

    fn values() -> impl Strategy<Value = Value<'static>> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::Int),
            // A float whose text has no point reads back as an integer, so it gets one.
            (-1e6..1e6f64).prop_map(|f| Value::Float(f.trunc() + 0.5)),
            any::<String>().prop_map(|s| Value::String(s.into())),
        ];
        leaf.prop_recursive(4, 64, 8, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..8).prop_map(Value::Array),
                prop::collection::vec((any::<String>(), inner), 0..8).prop_map(|m| {
                    Value::Object(m.into_iter().map(|(k, v)| (k.into(), v)).collect())
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(value in values()) {
            let (mut indented, mut compact) = (Vec::new(), Vec::new());
            json::write(&mut indented, &value, 0);
            json::write_compact(&mut compact, &value);
            prop_assert_eq!(&parse(&indented).unwrap(), &value);
            prop_assert_eq!(&parse(&compact).unwrap(), &value);
            prop_assert_eq!(serde_json::from_slice::<serde_json::Value>(&indented).is_ok(), true);
        }

        #[test]
        fn any_bytes_are_a_value_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = parse(&bytes);
        }

        #[test]
        fn json_like_texts_agree_with_serde(text in "[\\[\\]{}:,\"a-c0-9.eE+\\-\\\\u \n]{0,24}") {
            if let Ok(value) = parse(text.as_bytes()) {
                let mut out = Vec::new();
                json::write_compact(&mut out, &value);
                prop_assert!(parse(&out).is_ok());
            } else {
                // serde refuses lone surrogates, Go does not; all that serde takes must be taken.
                prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_err());
            }
        }
    }
}
