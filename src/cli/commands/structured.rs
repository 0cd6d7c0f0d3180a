//! Documents of commands that have a table or screen of their own.

use crate::object::Value;

/// A count; above an int64 it is given as text.
pub(super) fn number(n: u64) -> Value<'static> {
    i64::try_from(n).map_or_else(|_| Value::String(n.to_string().into()), Value::Int)
}

/// Bytes as text; what is no UTF-8 is replaced.
pub(super) fn lossy(bytes: &[u8]) -> Value<'static> {
    Value::String(String::from_utf8_lossy(bytes).into_owned().into())
}

/// Owned text.
pub(super) fn text(text: impl Into<String>) -> Value<'static> {
    Value::String(text.into().into())
}
