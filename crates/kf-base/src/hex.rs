//! Bytes as hexadecimal digits, the lower-case ones in which sums are written.

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Appends two digits for each byte.
pub fn push<'b>(out: &mut String, bytes: impl IntoIterator<Item = &'b u8>) {
    let digit = |nibble: u8| {
        DIGITS
            .get(usize::from(nibble))
            .map_or('0', |&d| char::from(d))
    };
    let bytes = bytes.into_iter();
    out.reserve(bytes.size_hint().0.saturating_mul(2));
    for byte in bytes {
        out.push(digit(byte >> 4));
        out.push(digit(byte & 0xf));
    }
}

/// Returns two digits for each byte.
///
/// ```
/// assert_eq!(kf_base::hex::text(&[0x00, 0x7f, 0xc0]), "007fc0");
/// ```
#[must_use]
pub fn text<'b>(bytes: impl IntoIterator<Item = &'b u8>) -> String {
    let mut out = String::new();
    push(&mut out, bytes);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_two_digits() {
        let all: Vec<u8> = (0..=255).collect();
        let expected: String = all.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(text(&all), expected);

        let mut key = String::from("a/");
        push(&mut key, &[0x0a]);
        assert_eq!(key, "a/0a");
    }
}
