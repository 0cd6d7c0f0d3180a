//! CBOR values (RFC 8949), as custom resources are stored with the alpha gate
//! `CBORServingAndStorage` of Kubernetes 1.32 and later.
//!
//! Accepts what the decoder of apimachinery's runtime/serializer/cbor does (options in
//! internal/modes/decode.go), decoding into an unstructured object, except that nesting ends at
//! [`MAX_NESTING`]. Kubernetes writes strings and keys as byte strings holding UTF-8, so text and
//! byte strings are the same here. A `fieldsV1` of managedFields needs no care: it is a plain
//! nested map.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use kf_base::bytes::{Bytes, OutOfBytes};
use kf_base::hex;
use kf_base::limits::MAX_NESTING;
use kf_base::time::{Timestamp, parse_rfc3339, rfc3339_nano_text};
use kf_base::{Error, Result};
use kf_object::{Map, Value};

/// The tag "self-described CBOR" with which every stored CBOR value starts.
pub const MAGIC: &[u8] = &[0xd9, 0xd9, 0xf7];

/// Room made for the elements of a list or map before they are seen; more comes as they do.
const FIRST_CAPACITY: usize = 16;

/// Whether `value` starts as a stored CBOR value does.
#[must_use]
pub fn recognizes(value: &[u8]) -> bool {
    value.starts_with(MAGIC)
}

/// Decodes one CBOR value that fills all of `input`. Strings borrow from it.
///
/// # Errors
/// [`kf_base::ErrorKind::Corrupt`] when the bytes are no CBOR or hold what Kubernetes refuses to
/// read (duplicate keys, big numbers, NaN, other simple values); [`kf_base::ErrorKind::Limit`] when
/// they nest deeper than [`MAX_NESTING`]. The message names the offset in bytes.
pub fn decode(input: &[u8]) -> Result<Value<'_>> {
    let mut decoder = Decoder {
        bytes: Bytes::new(input),
        len: input.len(),
        text_form: None,
    };
    let value = decoder.value(0)?;
    if decoder.bytes.is_empty() {
        Ok(value)
    } else {
        Err(decoder.corrupt("bytes after the end of the value"))
    }
}

// Major types: the upper three bits of an item's first byte.
const UNSIGNED: u8 = 0;
const NEGATIVE: u8 = 1;
const BYTE_STRING: u8 = 2;
const TEXT_STRING: u8 = 3;
const ARRAY: u8 = 4;
const MAP: u8 = 5;
const TAG: u8 = 6;

/// Ends an item of indefinite length.
const BREAK: u8 = 0xff;

/// How byte strings become text inside an "expected later encoding" tag.
#[derive(Clone, Copy)]
enum TextForm {
    Base64Url,
    Base64,
    Base16,
}

struct Decoder<'a> {
    bytes: Bytes<'a>,
    len: usize,
    text_form: Option<TextForm>,
}

/// The first bytes of an item.
struct Head {
    major: u8,
    /// The lower five bits of the first byte.
    info: u8,
    /// Number, length or tag; `None` where the length is indefinite.
    argument: Option<u64>,
}

impl<'a> Decoder<'a> {
    fn corrupt(&self, what: &str) -> Error {
        let offset = self.len - self.bytes.len();
        Error::corrupt(format!("CBOR: {what}, at byte {offset}"))
    }

    fn read<T>(&mut self, f: impl FnOnce(&mut Bytes<'a>) -> Result<T, OutOfBytes>) -> Result<T> {
        f(&mut self.bytes).map_err(|OutOfBytes| self.corrupt("the value is cut off"))
    }

    fn head(&mut self) -> Result<Head> {
        let first = self.read(Bytes::u8)?;
        let (major, info) = (first >> 5, first & 0x1f);
        let argument = match info {
            0..=23 => Some(u64::from(info)),
            24 => Some(u64::from(self.read(Bytes::u8)?)),
            25 => Some(u64::from(self.read(Bytes::u16_be)?)),
            26 => Some(u64::from(self.read(Bytes::u32_be)?)),
            27 => Some(self.read(Bytes::u64_be)?),
            31 if (BYTE_STRING..=MAP).contains(&major) => None,
            _ => return Err(self.corrupt(&format!("malformed item 0x{first:02x}"))),
        };
        Ok(Head {
            major,
            info,
            argument,
        })
    }

    fn value(&mut self, depth: usize) -> Result<Value<'a>> {
        if depth > MAX_NESTING {
            return Err(Error::limit(format!(
                "CBOR: nested deeper than {MAX_NESTING}, at byte {}",
                self.len - self.bytes.len()
            )));
        }
        let head = self.head()?;
        match (head.major, head.argument) {
            (UNSIGNED, Some(n)) => match i64::try_from(n) {
                Ok(n) => Ok(Value::Int(n)),
                Err(_) => Err(self.corrupt("integer beyond 64 bits")),
            },
            (NEGATIVE, Some(n)) => match i64::try_from(n) {
                Ok(n) => Ok(Value::Int(-1 - n)),
                Err(_) => Err(self.corrupt("integer beyond 64 bits")),
            },
            (BYTE_STRING | TEXT_STRING, _) => self.string(&head).map(Value::String),
            (ARRAY, count) => self.array(count, depth),
            (MAP, count) => self.map(count, depth),
            (TAG, Some(tag)) => self.tagged(tag, depth),
            (_, Some(argument)) => self.simple(head.info, argument),
            (_, None) => Err(self.corrupt("malformed item")),
        }
    }

    /// Floats, booleans and null.
    fn simple(&mut self, info: u8, argument: u64) -> Result<Value<'a>> {
        // The argument is no wider than `info` said.
        let narrow = u32::try_from(argument).unwrap_or(0);
        let float = match info {
            20 => return Ok(Value::Bool(false)),
            21 => return Ok(Value::Bool(true)),
            22 => return Ok(Value::Null),
            25 => half(u16::try_from(argument).unwrap_or(0)),
            26 => f64::from(f32::from_bits(narrow)),
            27 => f64::from_bits(argument),
            _ => return Err(self.corrupt(&format!("simple value {argument}"))),
        };
        if float.is_finite() {
            Ok(Value::Float(float))
        } else {
            Err(self.corrupt("number that is not finite"))
        }
    }

    /// Takes the break of an item of indefinite length, if it is next.
    fn at_break(&mut self) -> Result<bool> {
        let mut ahead = self.bytes;
        if ahead.u8() == Ok(BREAK) {
            self.bytes = ahead;
            return Ok(true);
        }
        if self.bytes.is_empty() {
            return Err(self.corrupt("the value is cut off"));
        }
        Ok(false)
    }

    /// A length or count, refused at once when even one byte each is more than there is.
    fn count(&self, n: u64, bytes_each: usize) -> Result<usize> {
        usize::try_from(n)
            .ok()
            .filter(|n| *n <= self.bytes.len() / bytes_each)
            .ok_or_else(|| self.corrupt(&format!("length {n} is more than there is")))
    }

    fn string(&mut self, head: &Head) -> Result<Cow<'a, str>> {
        let bytes = match head.argument {
            Some(n) => {
                let n = self.count(n, 1)?;
                Cow::Borrowed(self.read(|b| b.take(n))?)
            }
            None => Cow::Owned(self.chunks(head.major)?),
        };
        if head.major == BYTE_STRING
            && let Some(form) = self.text_form
        {
            return Ok(Cow::Owned(match form {
                TextForm::Base64Url => URL_SAFE_NO_PAD.encode(bytes),
                TextForm::Base64 => STANDARD.encode(bytes),
                TextForm::Base16 => hex::text(bytes.iter()),
            }));
        }
        let text = match bytes {
            Cow::Borrowed(b) => std::str::from_utf8(b).map(Cow::Borrowed).ok(),
            Cow::Owned(ref b) => std::str::from_utf8(b)
                .map(|s| Cow::Owned(s.to_owned()))
                .ok(),
        };
        match text {
            Some(text) => Ok(text),
            None if head.major == TEXT_STRING => Err(self.corrupt("text that is not UTF-8")),
            None => Ok(Cow::Owned(replace_invalid(&bytes))),
        }
    }

    /// The parts of a string of indefinite length, joined.
    fn chunks(&mut self, major: u8) -> Result<Vec<u8>> {
        let mut joined = Vec::new();
        while !self.at_break()? {
            let head = self.head()?;
            let Some(n) = head.argument.filter(|_| head.major == major) else {
                return Err(self.corrupt("malformed part of a string"));
            };
            let n = self.count(n, 1)?;
            let part = self.read(|b| b.take(n))?;
            if major == TEXT_STRING && std::str::from_utf8(part).is_err() {
                return Err(self.corrupt("text that is not UTF-8"));
            }
            joined.extend_from_slice(part);
        }
        Ok(joined)
    }

    fn array(&mut self, count: Option<u64>, depth: usize) -> Result<Value<'a>> {
        let mut items = Vec::new();
        if let Some(n) = count {
            let n = self.count(n, 1)?;
            items.reserve_exact(n.min(FIRST_CAPACITY));
            for _ in 0..n {
                items.push(self.value(depth + 1)?);
            }
        } else {
            while !self.at_break()? {
                items.push(self.value(depth + 1)?);
            }
        }
        Ok(Value::Array(items))
    }

    fn map(&mut self, count: Option<u64>, depth: usize) -> Result<Value<'a>> {
        let mut members = Vec::new();
        if let Some(n) = count {
            let n = self.count(n, 2)?;
            members.reserve_exact(n.min(FIRST_CAPACITY));
            for _ in 0..n {
                members.push(self.member(depth)?);
            }
        } else {
            while !self.at_break()? {
                members.push(self.member(depth)?);
            }
        }
        members.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let twice = |pair: &[(Cow<'_, str>, Value<'_>)]| matches!(pair, [(a, _), (b, _)] if a == b);
        if members.windows(2).any(twice) {
            return Err(self.corrupt("map with a key that occurs twice"));
        }
        Ok(Value::Object(Map::from_unsorted(members)))
    }

    fn member(&mut self, depth: usize) -> Result<(Cow<'a, str>, Value<'a>)> {
        match self.value(depth + 1)? {
            Value::String(key) => Ok((key, self.value(depth + 1)?)),
            _ => Err(self.corrupt("map key that is no string")),
        }
    }

    fn tagged(&mut self, tag: u64, depth: usize) -> Result<Value<'a>> {
        let form = match tag {
            0 | 1 => return self.time(tag, depth),
            2 | 3 => return Err(self.corrupt("integer beyond 64 bits")),
            21 => Some(TextForm::Base64Url),
            22 => Some(TextForm::Base64),
            23 => Some(TextForm::Base16),
            _ => self.text_form,
        };
        let outer = std::mem::replace(&mut self.text_form, form);
        let value = self.value(depth + 1);
        self.text_form = outer;
        value
    }

    /// A time becomes RFC 3339 text with as many decimals as it needs (`TimeTagToRFC3339Nano`).
    fn time(&mut self, tag: u64, depth: usize) -> Result<Value<'a>> {
        let outer = self.text_form.take();
        let content = self.value(depth + 1);
        self.text_form = outer;
        let instant = match (tag, content?) {
            (0, Value::String(text)) => parse_rfc3339(&text),
            (1, Value::Int(seconds)) => Some((Timestamp::new(seconds, 0), 0)),
            #[expect(
                clippy::cast_possible_truncation,
                reason = "both parts are in range; Go converts the same way"
            )]
            (1, Value::Float(seconds)) if seconds.abs() < 1e15 => {
                let nanos = (seconds.fract() * 1e9) as i64;
                Some((Timestamp::new(seconds.trunc() as i64, nanos), 0))
            }
            _ => None,
        };
        // RFC 3339 ends with the year 9999; Go's MarshalText refuses what lies outside.
        let in_range = |t: &Timestamp| (-62_167_219_200..253_402_300_800).contains(&t.seconds);
        match instant {
            Some((t, offset)) if in_range(&t) => {
                Ok(Value::String(rfc3339_nano_text(t, offset).into()))
            }
            _ => Err(self.corrupt("malformed time")),
        }
    }
}

/// A 16-bit float: 1 sign bit, 5 bits of exponent, 10 bits of mantissa.
fn half(bits: u16) -> f64 {
    let mantissa = f64::from(bits & 0x3ff);
    let magnitude = match (bits >> 10) & 0x1f {
        0 => mantissa * 2f64.powi(-24),
        31 if mantissa == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        exponent => (1024.0 + mantissa) * 2f64.powi(i32::from(exponent) - 25),
    };
    if bits & 0x8000 == 0 {
        magnitude
    } else {
        -magnitude
    }
}

/// What Go's JSON encoder prints for bytes that are not UTF-8: U+FFFD for each of them.
fn replace_invalid(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::json;
    use kf_base::ErrorKind;
    use proptest::prelude::*;

    fn from_hex(hex: &str) -> Vec<u8> {
        let bytes =
            (0..hex.len() / 2).map(|i| u8::from_str_radix(hex.get(2 * i..2 * i + 2).unwrap(), 16));
        bytes.map(Result::unwrap).collect()
    }

    fn decoded(hex: &str) -> String {
        json(&decode(&from_hex(hex)).unwrap()).to_string()
    }

    /// Values stored by a kube-apiserver 1.36.3 and what kubectl printed for them.
    #[test]
    fn stored_by_a_real_server() {
        let text = include_str!("../../../../fixtures/cbor/samples.json");
        let samples: serde_json::Value = serde_json::from_str(text).unwrap();
        for sample in samples.as_array().unwrap() {
            let stored = STANDARD
                .decode(sample["value_base64"].as_str().unwrap())
                .unwrap();
            assert!(recognizes(&stored));
            let mut got = json(&decode(&stored).unwrap());
            let mut wanted = sample["kubectl_json_show_managed_fields"].clone();
            // The server adds the revision on reading, and defaults, which are not this layer's.
            wanted["metadata"]
                .as_object_mut()
                .unwrap()
                .remove("resourceVersion");
            if got["spec"].get("d").is_none() {
                wanted["spec"].as_object_mut().unwrap().remove("d");
            }
            // JSON does not tell 1 from 1.0.
            for v in [&mut got, &mut wanted] {
                let number = v["spec"]["i"].as_f64().filter(|f| f.fract() == 0.0);
                if let Some(number) = number {
                    v["spec"]["i"] = number.into();
                }
            }
            assert_eq!(got, wanted, "{}", sample["key"]);
        }
    }

    #[test]
    fn scalars() {
        for (hex, wanted) in [
            ("00", "0"),
            ("1bffffffffffffffff", ""),
            ("1b7fffffffffffffff", "9223372036854775807"),
            ("3b7fffffffffffffff", "-9223372036854775808"),
            ("3b8000000000000000", ""),
            ("f93c00", "1.0"),
            ("f90001", "5.960464477539063e-8"),
            ("f97bff", "65504.0"),
            ("f9c400", "-4.0"),
            ("fa47c35000", "100000.0"),
            ("fb3ff199999999999a", "1.1"),
            ("f97c00", ""),
            ("fb7ff8000000000000", ""),
            ("f4", "false"),
            ("f5", "true"),
            ("f6", "null"),
            ("f7", ""),
            ("f0", ""),
            ("f8ff", ""),
            ("f814", ""),
            ("6161", "\"a\""),
            ("4161", "\"a\""),
            ("61ff", ""),
            ("42c3ff", "\"\u{fffd}\u{fffd}\""),
            ("5f41614162ff", "\"ab\""),
            ("5f6161ff", ""),
            ("d64568656c6c6f", "\"aGVsbG8=\""),
            ("d54568656c6c6f", "\"aGVsbG8\""),
            ("d742abcd", "\"abcd\""),
            ("d682416161ff", ""),
            ("d68241616161", "[\"YQ==\",\"a\"]"),
            ("c100", "\"1970-01-01T00:00:00Z\""),
            ("c1fb3ff8000000000000", "\"1970-01-01T00:00:01.5Z\""),
            (
                "c074323032332d30312d30315430303a30303a30305a",
                "\"2023-01-01T00:00:00Z\"",
            ),
            ("c24101", ""),
            ("d9d9f7a0", "{}"),
            ("9f01ff", "[1]"),
            ("bf416101ff", "{\"a\":1}"),
            ("a2416101416102", ""),
            ("a2416201416102", "{\"a\":2,\"b\":1}"),
            ("a10101", ""),
            ("0000", ""),
            ("ff", ""),
            ("9f", ""),
            ("1c", ""),
            ("", ""),
        ] {
            if wanted.is_empty() {
                let error = decode(&from_hex(hex)).unwrap_err();
                assert!(
                    error.is_corrupt() && error.message().contains("at byte"),
                    "{hex}"
                );
            } else {
                assert_eq!(decoded(hex), wanted, "{hex}");
            }
        }
    }

    #[test]
    fn hostile_lengths_and_depths() {
        for hex in [
            "9bffffffffffffffff",
            "bbffffffffffffffff",
            "5b7fffffffffffffff00",
        ] {
            assert!(decode(&from_hex(hex)).unwrap_err().is_corrupt());
        }
        let deep = vec![0x81; 100_000];
        assert_eq!(decode(&deep).unwrap_err().kind(), ErrorKind::Limit);
        let tags = vec![0xc6; 100_000];
        assert_eq!(decode(&tags).unwrap_err().kind(), ErrorKind::Limit);
    }

    #[test]
    fn strings_borrow() {
        let Value::String(Cow::Borrowed("a")) = decode(&[0x41, b'a']).unwrap() else {
            panic!("copied");
        };
    }

    proptest! {
        #[test]
        fn any_bytes_are_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let _ = decode(&bytes);
        }
    }
}
