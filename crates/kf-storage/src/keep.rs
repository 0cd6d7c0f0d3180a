//! Whether a decoded object borrows from the bytes it was decoded of.

use std::borrow::Cow;

use kf_object::Value;

/// What becomes of text from bytes that live for `'i` in a tree that lives for `'a`. Names from
/// the schema are no such text: they are borrowed from the tables in any case.
pub(crate) trait Keep<'i, 'a> {
    /// One text.
    fn text(text: Cow<'i, str>) -> Cow<'a, str>;

    /// All texts of a value.
    fn value(value: Value<'i>) -> Value<'a>;
}

/// Text stays where it is: what lies in the snapshot.
#[derive(Debug)]
pub(crate) enum Borrowed {}

impl<'i> Keep<'i, 'i> for Borrowed {
    #[inline]
    fn text(text: Cow<'i, str>) -> Cow<'i, str> {
        text
    }

    #[inline]
    fn value(value: Value<'i>) -> Value<'i> {
        value
    }
}

/// Text is copied: what will be gone before the object is, such as decrypted bytes.
#[derive(Debug)]
pub(crate) enum Copied {}

impl<'i> Keep<'i, 'static> for Copied {
    fn text(text: Cow<'i, str>) -> Cow<'static, str> {
        Cow::Owned(text.into_owned())
    }

    fn value(value: Value<'i>) -> Value<'static> {
        value.into_owned()
    }
}
