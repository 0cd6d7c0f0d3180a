//! Why there may be nothing.

use crate::escape;
use crate::snapshot::View;

/// Says what is known of a namespace, if there is none of that name.
pub(in crate::cli::commands) fn namespace(view: &View<'_>, namespace: &str) -> Option<String> {
    // A hint is not worth an error.
    let missing = view.missing_namespace(namespace).ok()??;
    let name = escape::quoted(namespace.as_bytes());
    Some(match (missing.deleted, missing.like) {
        (Some(revision), _) => format!(
            "the namespace {name} was deleted at revision {revision}: --deleted shows what was in it"
        ),
        (None, Some(like)) => format!(
            "there is no namespace {name}; did you mean {}?",
            escape::quoted(like.as_bytes())
        ),
        (None, None) => format!("there is no namespace {name}: kf get ns lists them"),
    })
}
