//! Bytes that ought to be text, as Go reads them.

use std::borrow::Cow;

/// The replacement character, U+FFFD.
const REPLACEMENT: char = '\u{fffd}';

/// `bytes` as text, each byte that is not part of valid UTF-8 made U+FFFD.
///
/// Go's `utf8.DecodeRune` steps over a single byte where a character does not begin or end well,
/// so a truncated three-byte character becomes two replacements; Rust's own lossy conversion would
/// make it one. Go's JSON encoder and decoder both do this, which is why invalid bytes of a stored
/// object never reach kubectl.
#[must_use]
#[inline]
pub fn go_str(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(s) => Cow::Borrowed(s),
        Err(_) => Cow::Owned(mended(bytes)),
    }
}

#[cold]
fn mended(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 16);
    push_go_str(&mut out, bytes);
    out
}

/// Appends `bytes` as [`go_str`] reads them.
pub fn push_go_str(out: &mut String, bytes: &[u8]) {
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(std::iter::repeat_n(REPLACEMENT, chunk.invalid().len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bad_byte_is_replaced() {
        assert!(matches!(
            go_str("caf\u{e9}".as_bytes()),
            Cow::Borrowed("caf\u{e9}")
        ));
        assert_eq!(
            go_str(b"A\xff\xc3(\xe2\x82\x80\xe2\x82"),
            "A\u{fffd}\u{fffd}(\u{2080}\u{fffd}\u{fffd}"
        );
        // A surrogate and a character past U+10FFFF, three and four bytes.
        assert_eq!(go_str(b"\xed\xa0\x80").chars().count(), 3);
        assert_eq!(go_str(b"\xf4\x90\x80\x80").chars().count(), 4);
    }
}
