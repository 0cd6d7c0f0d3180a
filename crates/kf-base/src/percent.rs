//! Percent-encoding, as Go's `net/url` does it.

use std::fmt::Write as _;

/// What Go leaves alone in a path, besides letters, digits and `-_.~` (`encodePath`).
pub const PATH: &[u8] = b"$&+,/:;=@";

/// Percent-encodes all bytes but letters, digits, `-_.~` and those of `kept`.
///
/// With nothing kept, the result means itself as a segment of a path and as a value in a query.
#[must_use]
pub fn encoded(text: &[u8], kept: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for &byte in text {
        if stands(byte, kept) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Whether [`encoded`] leaves a byte as it is.
#[must_use]
pub fn stands(byte: u8, kept: &[u8]) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) || kept.contains(&byte)
}

/// Resolves each `%XX`. A percent sign without two hexadecimal digits stands for itself.
#[must_use]
pub fn decoded(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&first, more)) = rest.split_first() {
        let (byte, more) = escape(rest).unwrap_or((first, more));
        out.push(byte);
        rest = more;
    }
    out
}

/// Whether two hexadecimal digits follow each percent sign.
#[must_use]
pub fn is_well_formed(text: &[u8]) -> bool {
    let mut rest = text;
    while let Some(at) = rest.iter().position(|byte| *byte == b'%') {
        match rest.get(at..).and_then(escape) {
            Some((_, more)) => rest = more,
            None => return false,
        }
    }
    true
}

/// The byte of the escape that a text starts with, and what follows.
fn escape(text: &[u8]) -> Option<(u8, &[u8])> {
    let [b'%', high, low, rest @ ..] = text else {
        return None;
    };
    let digit = |byte: u8| u8::try_from(char::from(byte).to_digit(16)?).ok();
    Some((digit(*high)? << 4 | digit(*low)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_stands_depends_on_the_place() {
        let text = "system:a/b %\u{e9}~".as_bytes();
        assert_eq!(encoded(text, &[]), "system%3Aa%2Fb%20%25%C3%A9~");
        assert_eq!(encoded(text, PATH), "system:a/b%20%25%C3%A9~");
    }

    #[test]
    fn escapes_that_are_none_stand_for_themselves() {
        for (text, bytes, well_formed) in [
            ("no key %22a%22: %E2%82%ac", "no key \"a\": \u{20ac}", true),
            ("100%", "100%", false),
            ("%", "%", false),
            ("%f", "%f", false),
            ("%+f", "%+f", false),
            ("%%20", "% ", false),
            ("%25", "%", true),
        ] {
            assert_eq!(decoded(text.as_bytes()), bytes.as_bytes(), "{text}");
            assert_eq!(is_well_formed(text.as_bytes()), well_formed, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_encoded_decodes_to_itself(text in prop::collection::vec(any::<u8>(), 0..40)) {
            for kept in [&[][..], PATH] {
                let encoded = encoded(&text, kept);
                prop_assert!(is_well_formed(encoded.as_bytes()));
                prop_assert_eq!(decoded(encoded.as_bytes()), text.clone());
            }
        }
    }
}
