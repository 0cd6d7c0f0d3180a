//! Value trees with secrets in them.

use std::borrow::Cow;

use zeroize::Zeroize as _;

use crate::object::Value;

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
    use crate::object::parse::yaml;

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
