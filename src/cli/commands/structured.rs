//! `-o json|yaml` of commands that have a screen of their own.

use std::borrow::Cow;

use crate::cli::report::{Failure, Outcome};
use crate::object::encode::Format;
use crate::object::{Map, Value};

/// The format asked for, if it is not the screen.
pub(super) fn format(output: Option<&str>) -> Outcome<Option<Format>> {
    match output {
        None | Some("") => Ok(None),
        Some("json") => Ok(Some(Format::Json)),
        Some("yaml") => Ok(Some(Format::Yaml)),
        Some(other) => Err(Failure::usage(format!(
            "unable to match a printer suitable for the \
             output format {other:?}, allowed formats are: json,yaml"
        ))),
    }
}

/// An object of these members.
pub(super) fn object<'a>(
    members: impl IntoIterator<Item = (&'static str, Value<'a>)>,
) -> Value<'a> {
    Value::Object(
        members
            .into_iter()
            .map(|(name, value)| (Cow::Borrowed(name), value))
            .collect::<Map<'a>>(),
    )
}

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
