//! Protobuf read field by field, as Go's generated decoders of etcd read it: unknown fields are
//! passed over, a known field of another wire type is an error.

use kf_base::bytes::{Bytes, OutOfBytes, put_varint};

/// What reading a message comes to.
pub(super) type Parse<T> = Result<T, OutOfBytes>;

/// The value of a field.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    /// Wire type 0.
    Number(u64),
    /// Wire type 2.
    Bytes(&'a [u8]),
    /// Wire types 1 and 5, which no message here has.
    Fixed,
}

impl<'a> Value<'a> {
    pub(super) fn number(self) -> Parse<u64> {
        match self {
            Self::Number(n) => Ok(n),
            _ => Err(OutOfBytes),
        }
    }

    pub(super) fn signed(self) -> Parse<i64> {
        self.number().map(u64::cast_signed)
    }

    pub(super) fn flag(self) -> Parse<bool> {
        self.number().map(|n| n != 0)
    }

    pub(super) fn bytes(self) -> Parse<&'a [u8]> {
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            _ => Err(OutOfBytes),
        }
    }

    /// A repeated number, packed or one at a time.
    pub(super) fn numbers(self, into: &mut Vec<u64>) -> Parse<()> {
        match self {
            Self::Number(n) => into.push(n),
            Self::Bytes(packed) => {
                let mut b = Bytes::new(packed);
                while !b.is_empty() {
                    into.push(b.varint()?);
                }
            }
            Self::Fixed => return Err(OutOfBytes),
        }
        Ok(())
    }
}

/// The fields of a message in their order: numbers and values.
pub(super) fn fields<'a>(message: &'a [u8]) -> impl Iterator<Item = Parse<(u64, Value<'a>)>> {
    let mut b = Bytes::new(message);
    std::iter::from_fn(move || {
        if b.is_empty() {
            return None;
        }
        let field = field(&mut b);
        if field.is_err() {
            b = Bytes::new(&[]);
        }
        Some(field)
    })
}

fn field<'a>(b: &mut Bytes<'a>) -> Parse<(u64, Value<'a>)> {
    let tag = b.varint()?;
    let number = tag >> 3;
    let value = match tag & 7 {
        0 => Value::Number(b.varint()?),
        1 => b.take(8).map(|_| Value::Fixed)?,
        2 => Value::Bytes(b.length_delimited()?),
        5 => b.take(4).map(|_| Value::Fixed)?,
        // Groups have never been in these messages.
        _ => return Err(OutOfBytes),
    };
    match number {
        0 => Err(OutOfBytes),
        _ => Ok((number, value)),
    }
}

/// Appends a field of wire type 0, unless it is 0 (proto3).
pub(super) fn put_number(out: &mut Vec<u8>, number: u8, value: u64) {
    if value != 0 {
        out.push(number << 3);
        put_varint(out, value);
    }
}

/// Appends a field of wire type 2, empty or not.
pub(super) fn put_bytes(out: &mut Vec<u8>, number: u8, value: &[u8]) {
    out.push(number << 3 | 2);
    put_varint(out, u64::try_from(value.len()).unwrap_or(u64::MAX));
    out.extend_from_slice(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut out = Vec::new();
        put_number(&mut out, 1, 300);
        put_number(&mut out, 2, 0);
        put_number(&mut out, 3, u64::MAX);
        put_bytes(&mut out, 4, b"x");
        let read: Vec<String> = fields(&out).map(|f| format!("{:?}", f.unwrap())).collect();
        assert_eq!(
            read,
            [
                "(1, Number(300))",
                "(3, Number(18446744073709551615))",
                "(4, Bytes([120]))"
            ]
        );
        assert!(fields(b"\x0b").all(|f| f.is_err()));
        assert!(fields(b"\x00\x00").all(|f| f.is_err()));
    }
}
