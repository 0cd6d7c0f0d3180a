//! `-l` and `--field-selector`, refused in kubectl's words.

use crate::Error;
use crate::answer::{Selection, Selectors};
use crate::cli::message::{Head, Message};
use crate::snapshot::{Mapping, View};

/// Parses both selectors for a resource of a view.
///
/// # Errors
/// The error, as kubectl wraps what the server says.
pub(crate) fn parse(
    selectors: Selectors<'_>,
    mapping: &Mapping,
    view: &View<'_>,
) -> Result<Selection, Message> {
    Selection::parse(selectors, view.fields(mapping))
        .and_then(|selection| selection.redacted(view.redactor()))
        .map_err(|e| unable(selectors, mapping, &e))
}

/// Says that nothing can be found by the selectors (cli-runtime pkg/resource/selector.go).
#[must_use]
pub(crate) fn unable(selectors: Selectors<'_>, mapping: &Mapping, error: &Error) -> Message {
    let text = format!(
        "Unable to find \"{}, Resource={}\" that match label selector \"{}\", field selector \
         \"{}\": {}",
        mapping.group_version_slash(),
        mapping.resource().plural,
        selectors.labels,
        selectors.fields,
        error.message(),
    );
    Message::new(Head::BadRequest, text)
}
