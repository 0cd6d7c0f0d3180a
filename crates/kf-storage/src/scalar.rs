//! Values of the schema's leaf types, from the wire: strings, numbers, times, quantities and
//! embedded JSON.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::serializer::cbor;
use kf_base::bytes::{Bytes, OutOfBytes};
use kf_base::error::{Error, Result};
use kf_base::time;
use kf_object::encode::json::write_compact;
use kf_object::text::go_str;
use kf_object::{Map, Value, parse};
use kf_schema::descriptor::Kind;

/// Whether values of a kind are varints on the wire.
#[inline]
pub(crate) fn is_varint(kind: Kind) -> bool {
    matches!(kind, Kind::Bool | Kind::Int32 | Kind::Int64)
}

/// A number or flag.
#[inline]
pub(crate) fn varint(kind: Kind, n: u64) -> Value<'static> {
    match kind {
        Kind::Bool => Value::Bool(n != 0),
        // Go converts the 64-bit varint to int32, which keeps the low 32 bits.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "truncation is the wire's rule"
        )]
        Kind::Int32 => Value::Int(i64::from(n as i32)),
        Kind::Double => Value::Float(f64::from_bits(n)),
        _ => Value::Int(n.cast_signed()),
    }
}

/// Any length-delimited value that is not a message of the tables.
///
/// # Errors
/// Corrupt when the bytes contradict the type.
pub(crate) fn length_delimited(kind: Kind, raw: &[u8], depth: usize) -> Result<Value<'_>> {
    Ok(match kind {
        Kind::String => Value::String(go_str(raw)),
        Kind::Bytes => Value::String(Cow::Owned(STANDARD.encode(raw))),
        Kind::Time => {
            let (seconds, _) = timestamp(raw).map_err(|_| malformed("time"))?;
            text_or_null(if raw.is_empty() {
                None
            } else {
                time::time_text(seconds)
            })
        }
        Kind::MicroTime => {
            let (seconds, nanos) = timestamp(raw).map_err(|_| malformed("time"))?;
            text_or_null(if raw.is_empty() {
                None
            } else {
                time::micro_time_text(seconds, nanos)
            })
        }
        Kind::Duration => {
            let (nanos, _) = timestamp(raw).map_err(|_| malformed("duration"))?;
            Value::String(Cow::Owned(time::duration_text(nanos)))
        }
        Kind::Quantity => match string_field(raw).map_err(|_| malformed("quantity"))? {
            // The server wrote its canonical text, which is a fixed point of reading it again.
            Some(text) => Value::String(text),
            None => Value::str("0"),
        },
        Kind::IntOrString => int_or_string(raw)?,
        Kind::RawExtension | Kind::FieldsV1 | Kind::Json => embedded(raw, depth)?,
        Kind::StringMap => string_map(raw).map_err(|_| malformed("map of strings"))?,
        Kind::StringList => string_list(raw).map_err(|_| malformed("list of strings"))?,
        _ => return Err(Error::corrupt("a type that protobuf never carries")),
    })
}

#[cold]
fn malformed(what: &str) -> Error {
    Error::corrupt(format!("malformed {what}"))
}

fn text_or_null(text: Option<String>) -> Value<'static> {
    text.map_or(Value::Null, |t| Value::String(Cow::Owned(t)))
}

/// Appends the text of a Time that is not nil; `None` when it is printed as `null`, or malformed.
#[inline]
pub(crate) fn push_time(out: &mut String, raw: &[u8]) -> Option<()> {
    let (seconds, _) = timestamp(raw).ok()?;
    (!raw.is_empty() && time::push_time(out, seconds)).then_some(())
}

/// {1 seconds or nanoseconds, 2 nanos}: Time, MicroTime and Duration.
fn timestamp(raw: &[u8]) -> Result<(i64, i32), OutOfBytes> {
    let (mut first, mut second) = (0, 0);
    let mut bytes = Bytes::new(raw);
    while !bytes.is_empty() {
        match bytes.varint()? {
            0x08 => first = bytes.varint()?.cast_signed(),
            #[expect(clippy::cast_possible_truncation, reason = "an int32 on the wire")]
            0x10 => second = bytes.varint()? as i32,
            tag => bytes.skip_field(tag)?,
        }
    }
    Ok((first, second))
}

/// {1 string}, the last one if several.
fn string_field(raw: &[u8]) -> Result<Option<Cow<'_, str>>, OutOfBytes> {
    let mut text = None;
    let mut bytes = Bytes::new(raw);
    while !bytes.is_empty() {
        match bytes.varint()? {
            0x0a => text = Some(go_str(bytes.length_delimited()?)),
            tag => bytes.skip_field(tag)?,
        }
    }
    Ok(text)
}

/// {1 type, 2 intVal, 3 strVal}; Go refuses to print a type other than 0 and 1.
fn int_or_string(raw: &[u8]) -> Result<Value<'_>> {
    let (mut kind, mut number, mut text) = (0, 0, Cow::Borrowed(""));
    let mut read = || -> Result<(), OutOfBytes> {
        let mut bytes = Bytes::new(raw);
        while !bytes.is_empty() {
            match bytes.varint()? {
                0x08 => kind = bytes.varint()?,
                0x10 => number = bytes.varint()?,
                0x1a => text = go_str(bytes.length_delimited()?),
                tag => bytes.skip_field(tag)?,
            }
        }
        Ok(())
    };
    read().map_err(|_| malformed("int-or-string"))?;
    match kind {
        0 => Ok(varint(Kind::Int32, number)),
        1 => Ok(Value::String(text)),
        n => Err(Error::corrupt(format!(
            "int-or-string of impossible type {n}"
        ))),
    }
}

/// {1 bytes}: JSON or CBOR inside protobuf; nil is `null`.
fn embedded(raw: &[u8], depth: usize) -> Result<Value<'_>> {
    let json = embedded_bytes(raw)?;
    // The nesting of what is embedded counts from here on its own: both parsers have the cap.
    let _ = depth;
    if json.is_empty() {
        Ok(Value::Null)
    } else if json.starts_with(cbor::MAGIC) {
        cbor::decode(json)
    } else {
        parse::json::parse(json)
    }
}

/// Whether an embedded object surely is none, or some JSON: one that is not may still be.
pub(crate) fn embeds_sound_json(raw: &[u8]) -> bool {
    embedded_bytes(raw).is_ok_and(|json| json.is_empty() || parse::json::is_sound(json))
}

/// The JSON of an embedded object as a text, once it is known to be some.
pub(crate) fn stored_json(raw: &[u8]) -> Result<Value<'_>> {
    let json = embedded_bytes(raw)?;
    if parse::json::is_sound(json)
        && json.trim_ascii() != b"null"
        && let Ok(text) = std::str::from_utf8(json)
    {
        return Ok(Value::String(Cow::Borrowed(text)));
    }
    let value = embedded(raw, 0)?;
    if value == Value::Null {
        return Ok(value);
    }
    Ok(Value::String(match std::str::from_utf8(json) {
        Ok(text) if !json.starts_with(cbor::MAGIC) => Cow::Borrowed(text),
        _ => {
            let mut text = Vec::new();
            write_compact(&mut text, &value);
            Cow::Owned(String::from_utf8_lossy(&text).into_owned())
        }
    }))
}

/// {1 bytes}, the last one if several.
fn embedded_bytes(raw: &[u8]) -> Result<&[u8]> {
    let mut json: &[u8] = &[];
    let mut bytes = Bytes::new(raw);
    while !bytes.is_empty() {
        match bytes.varint().map_err(|_| malformed("embedded object"))? {
            0x0a => {
                json = bytes
                    .length_delimited()
                    .map_err(|_| malformed("embedded object"))?;
            }
            tag => bytes
                .skip_field(tag)
                .map_err(|_| malformed("embedded object"))?,
        }
    }
    Ok(json)
}

/// {1 repeated string}; an empty message is an empty list, not nil.
fn string_list(raw: &[u8]) -> Result<Value<'_>, OutOfBytes> {
    let mut list = Vec::new();
    let mut bytes = Bytes::new(raw);
    while !bytes.is_empty() {
        match bytes.varint()? {
            0x0a => list.push(Value::String(go_str(bytes.length_delimited()?))),
            tag => bytes.skip_field(tag)?,
        }
    }
    Ok(Value::Array(list))
}

/// {1 map of string to string}
fn string_map(raw: &[u8]) -> Result<Value<'_>, OutOfBytes> {
    let mut members = Vec::new();
    let mut bytes = Bytes::new(raw);
    while !bytes.is_empty() {
        let tag = bytes.varint()?;
        if tag != 0x0a {
            bytes.skip_field(tag)?;
            continue;
        }
        let mut entry = Bytes::new(bytes.length_delimited()?);
        let (mut key, mut text) = (Cow::Borrowed(""), Cow::Borrowed(""));
        while !entry.is_empty() {
            match entry.varint()? {
                0x0a => key = go_str(entry.length_delimited()?),
                0x12 => text = go_str(entry.length_delimited()?),
                tag => entry.skip_field(tag)?,
            }
        }
        members.push((key, Value::String(text)));
    }
    Ok(Value::Object(Map::from_unsorted(members)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_wrap_as_in_go() {
        assert_eq!(varint(Kind::Int32, u64::MAX), Value::Int(-1));
        assert_eq!(varint(Kind::Int32, 1 << 32), Value::Int(0));
        assert_eq!(varint(Kind::Bool, 2), Value::Bool(true));
    }

    #[test]
    fn leaf_messages() {
        let of = |kind, raw| length_delimited(kind, raw, 0);
        assert_eq!(of(Kind::Time, b"").unwrap(), Value::Null);
        assert_eq!(
            of(Kind::Time, b"\x08\x00").unwrap(),
            Value::str("1970-01-01T00:00:00Z")
        );
        assert_eq!(
            of(Kind::Quantity, b"\x0a\x0450Mi").unwrap(),
            Value::str("50Mi")
        );
        assert_eq!(
            of(Kind::IntOrString, b"\x08\x00\x10\x50\x1a\x00").unwrap(),
            Value::Int(80)
        );
        assert_eq!(
            of(Kind::IntOrString, b"\x08\x01\x1a\x025%").unwrap(),
            Value::str("5%")
        );
        assert!(of(Kind::IntOrString, b"\x08\x02").unwrap_err().is_corrupt());
        assert_eq!(of(Kind::RawExtension, b"").unwrap(), Value::Null);
        assert_eq!(of(Kind::StringList, b"").unwrap(), Value::Array(vec![]));
        assert_eq!(of(Kind::Bytes, b"\x00").unwrap(), Value::str("AA=="));
        assert!(of(Kind::Time, b"\x08").unwrap_err().is_corrupt());
    }
}
