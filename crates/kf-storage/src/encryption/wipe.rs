//! Bytes and value trees with secrets in them.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};

use zeroize::Zeroize as _;

use kf_object::Value;

/// A decrypted value, wiped from memory when it is dropped.
#[derive(Default, PartialEq, Eq)]
pub struct Plaintext(pub(super) Vec<u8>);

impl Plaintext {
    /// Bytes to wipe; what they were copied from is not.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl Deref for Plaintext {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl DerefMut for Plaintext {
    fn deref_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }
}

impl fmt::Debug for Plaintext {
    /// How many bytes, and nothing of them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Plaintext")
            .field("bytes", &self.0.len())
            .finish_non_exhaustive()
    }
}

impl Drop for Plaintext {
    fn drop(&mut self) {
        // The slices' own: `Vec`'s wipes byte by byte, which takes as long as deciphering.
        self.0.spare_capacity_mut().zeroize();
        self.0.as_mut_slice().zeroize();
    }
}

/// A value tree whose own text is wiped from memory when this is dropped. What the text was made
/// of is not: a parser's buffers, and growing strings' earlier places.
pub(super) struct Wiped<'a>(pub(super) Value<'a>);

impl Drop for Wiped<'_> {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

/// Recursion ends at the parsers' `MAX_NESTING`.
fn wipe(value: &mut Value<'_>) {
    match value {
        Value::String(Cow::Owned(text)) => text.zeroize(),
        Value::Array(list) => list.iter_mut().for_each(wipe),
        Value::Object(members) => members.iter_mut().for_each(|(_, value)| wipe(value)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::parse::yaml;

    #[test]
    fn every_text_is_wiped() {
        let mut documents = yaml::documents(b"a: [x, {b: secret}]\nc: 1\n").unwrap();
        let mut value = documents.remove(0);
        wipe(&mut value);
        assert_eq!(
            value,
            yaml::documents(b"a: ['', {b: ''}]\nc: 1\n").unwrap()[0]
        );
    }
}
