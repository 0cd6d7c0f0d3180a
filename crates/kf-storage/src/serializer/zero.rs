//! Whether a field on the wire says anything.
//!
//! Go's generated encoders write a member that is no pointer also when it is empty: `""`, 0, or a
//! struct of such members.

use kf_base::bytes::{Bytes, OutOfBytes};
use kf_schema::descriptor::{Kind, Label, Shape};

/// Structs in structs that are looked into; what lies deeper counts as a value.
const MAX_DEPTH: usize = 8;

/// Whether the field that begins in `bytes`, its tag read, has another value than the empty one.
pub(crate) fn holds_something(shape: &Shape, tag: u64, mut bytes: Bytes<'_>) -> bool {
    if shape.pointer || shape.label != Label::Single {
        return true;
    }
    let is_struct = !matches!(shape.kind, Kind::String | Kind::Bytes);
    is_empty(tag, &mut bytes, is_struct, 0) != Ok(true)
}

/// Whether a value is empty; `bytes` stands after it then.
fn is_empty(
    tag: u64,
    bytes: &mut Bytes<'_>,
    is_struct: bool,
    depth: usize,
) -> Result<bool, OutOfBytes> {
    Ok(match tag & 7 {
        0 => bytes.varint()? == 0,
        1 => bytes.u64_le()? == 0,
        5 => bytes.u32_le()? == 0,
        2 => {
            let part = bytes.length_delimited()?;
            part.is_empty() || (is_struct && depth < MAX_DEPTH && is_empty_struct(part, depth)?)
        }
        _ => false,
    })
}

fn is_empty_struct(raw: &[u8], depth: usize) -> Result<bool, OutOfBytes> {
    let mut bytes = Bytes::new(raw);
    while !bytes.is_empty() {
        let tag = bytes.varint()?;
        if !is_empty(tag, &mut bytes, true, depth + 1)? {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_schema::descriptor::{Empty, Minors};

    const TEXT: Shape = Shape {
        minors: Minors::new(8, 9),
        json: "a",
        label: Label::Single,
        kind: Kind::String,
        pointer: false,
        empty: Empty::Omit,
    };

    fn holds(shape: &Shape, wire: &[u8]) -> bool {
        let mut bytes = Bytes::new(wire);
        let tag = bytes.varint().unwrap();
        holds_something(shape, tag, bytes)
    }

    #[test]
    fn empty_values_say_nothing() {
        let number = Shape {
            kind: Kind::Int64,
            ..TEXT
        };
        let structure = Shape {
            kind: Kind::Message(0),
            ..TEXT
        };
        assert!(!holds(&TEXT, &[0x0a, 0]));
        assert!(holds(&TEXT, &[0x0a, 1, b'x']));
        assert!(!holds(&number, &[0x08, 0]));
        assert!(holds(&number, &[0x08, 1]));
        assert!(!holds(&structure, &[0x0a, 4, 0x0a, 0, 0x10, 0]));
        assert!(holds(&structure, &[0x0a, 4, 0x0a, 0, 0x10, 1]));
        // Bytes that are no struct are a value.
        assert!(holds(&structure, &[0x0a, 1, 0xff]));
    }

    #[test]
    fn what_can_be_absent_and_is_there_is_a_value() {
        let pointer = Shape {
            pointer: true,
            ..TEXT
        };
        let list = Shape {
            label: Label::List,
            ..TEXT
        };
        assert!(holds(&pointer, &[0x0a, 0]));
        assert!(holds(&list, &[0x0a, 0]));
    }
}
