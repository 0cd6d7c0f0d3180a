//! Why there may be nothing.

use crate::cli::message::Message;
use crate::cli::report::Report;
use crate::escape;
use crate::snapshot::{Mapping, SameName, View};
use crate::{Error, ErrorKind};

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

/// Hints at what is known of the namespace in which nothing was found: for people, as it takes another look
/// into the file.
pub(in crate::cli::commands) fn hint_at_namespace(
    view: &View<'_>,
    namespace: Option<&str>,
    report: &mut Report<'_>,
) {
    let asked = namespace.filter(|_| report.is_for_a_person());
    if let Some(hint) = asked.and_then(|name| self::namespace(view, name)) {
        report.hint(&hint);
    }
}

/// Hints at what else there is of the name of an object of which nothing was found: for people.
pub(in crate::cli::commands) fn hint_at_name(
    view: &View<'_>,
    mapping: &Mapping,
    name: &str,
    report: &mut Report<'_>,
) {
    if !report.is_for_a_person() {
        return;
    }
    let same = view.same_name(mapping, None, name).unwrap_or_default();
    if let Some(hint) = elsewhere(&same, mapping, name) {
        report.hint(&hint);
    }
}

/// Most namespaces or types that a hint names.
const NAMED: usize = 4;

/// Words the error about an object that is not there. What else is known of its name is for people:
/// scripts compare kubectl's text, and need not wait for another look into the file.
pub(in crate::cli::commands) fn object(
    view: &View<'_>,
    mapping: &Mapping,
    (namespace, name): (&str, &str),
    error: &Error,
    report: &Report<'_>,
) -> Message {
    let mut message = Message::of(error).hint_for_people();
    if error.kind() == ErrorKind::NotFound && asks_for_namespace(view, mapping, namespace) {
        let text = format!(
            "namespaces {} not found",
            escape::quoted(namespace.as_bytes())
        );
        message = Message::of(&Error::not_found(text)).hint_for_people();
    }
    if error.hint_text().is_some() || !report.is_for_a_person() {
        return message;
    }
    let same = view
        .same_name(mapping, Some(namespace), name)
        .unwrap_or_default();
    let lost = Some(namespace).filter(|_| mapping.resource().namespaced);
    let lost = lost.and_then(|namespace| view.missing_namespace(namespace).ok()?);
    let nowhere = same.namespaces.is_empty() || lost.is_some_and(|lost| lost.like.is_some());
    let hint = match nowhere {
        true => self::namespace(view, namespace).filter(|_| mapping.resource().namespaced),
        false => None,
    };
    match hint.or_else(|| elsewhere(&same, mapping, name)) {
        Some(hint) => message.hint(hint).hint_for_people(),
        None => message,
    }
}

/// Whether kubectl, which asks for the namespace when the server does not find an object, is told that there
/// is none (cli-runtime pkg/resource/visitor.go, `Info.Get`).
fn asks_for_namespace(view: &View<'_>, mapping: &Mapping, namespace: &str) -> bool {
    mapping.resource().namespaced
        && !matches!(namespace, "" | "default")
        && view.lacks_namespace(namespace)
}

/// Says where something of the name is.
fn elsewhere(same: &SameName, mapping: &Mapping, name: &str) -> Option<String> {
    let resource = mapping.resource().group_resource();
    let word = escape::shell_word(name);
    let in_namespace = |namespace: &str| format!(" -n {}", escape::shell_word(namespace));
    match same.namespaces.as_slice() {
        [] => {}
        [one] => {
            let scope = in_namespace(one);
            return Some(format!(
                "it exists in the namespace {}: kf get {resource} {word}{scope}",
                escape::quoted(one.as_bytes())
            ));
        }
        several => {
            let quoted = several.iter().map(|n| escape::quoted(n.as_bytes()));
            return Some(format!(
                "it exists in the namespaces {}: -n names one",
                list(quoted, NAMED)
            ));
        }
    }
    if let Some(like) = &same.like {
        return Some(format!("did you mean {}?", escape::quoted(like.as_bytes())));
    }
    if same.others.is_empty() {
        return None;
    }
    let others = same.others.iter().map(|(kind, namespace)| {
        let scope = namespace.as_deref().map(in_namespace).unwrap_or_default();
        format!("{kind} {word}{scope}")
    });
    Some(format!("there is {}", list(others, NAMED)))
}

/// Names the first of many, and how many more there are.
pub(in crate::cli::commands) fn list(
    all: impl ExactSizeIterator<Item = String>,
    most: usize,
) -> String {
    let more = all.len().saturating_sub(most);
    let mut text = all.take(most).collect::<Vec<_>>().join(", ");
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}
