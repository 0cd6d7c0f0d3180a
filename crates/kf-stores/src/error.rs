//! What a store's refusals mean.

use kf_base::error::{Error, ErrorKind, with_sources};

use crate::limits::MAX_WORDS;

/// Tells what went wrong with a request.
pub(crate) fn store(error: &object_store::Error) -> Error {
    use object_store::Error as E;
    let told = words(&with_sources(error));
    let io = |text: String| Error::new(ErrorKind::Io, text);
    match error {
        E::NotFound { .. } => io(format!("there is no such object: {told}")),
        E::Precondition { .. } | E::NotModified { .. } => replaced(),
        E::PermissionDenied { .. } | E::Unauthenticated { .. } => io(format!(
            "the store refuses it: {told}"
        ))
        .hint(
            "the credentials that were found may not read this, or there were none: the guide to \
                 lakes says where they are looked for",
        ),
        _ => io(format!("the store cannot be read: {told}")),
    }
}

/// The object is another one by now.
pub(crate) fn replaced() -> Error {
    Error::new(
        ErrorKind::Io,
        "the object was replaced while it was read: what was read so far is not used",
    )
    .hint("once more reads the new one")
}

/// A server's words on one line, and not too many.
pub(crate) fn words(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = one_line.chars().take(MAX_WORDS).collect();
    if short.len() < one_line.len() {
        short.push_str("...");
    }
    short
}
