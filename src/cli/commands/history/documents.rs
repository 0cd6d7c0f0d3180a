//! The states themselves: all of them in a List, or the steps between them.

use std::rc::Rc;

use super::Printer;
use super::place::Place;
use super::states::States;
use crate::cli::commands::structured::text;
use crate::cli::report::Report;
use crate::object::Value;
use crate::object::encode::{Format, ListEncoder};
use crate::object::mask;
use crate::snapshot::author;
use crate::snapshot::{KeyChange, KeyOperation, Object};
use crate::text::line_diff::LineDiff;

/// A List of the states.
pub(super) struct Documents {
    list: ListEncoder,
    managed_fields: bool,
}

impl Documents {
    pub(super) fn begin(format: Format, managed_fields: bool, out: &mut Vec<u8>) -> Self {
        Self {
            list: ListEncoder::begin(format, out),
            managed_fields,
        }
    }
}

impl<'s> Printer<'s> for Documents {
    fn change(
        &mut self,
        out: &mut Vec<u8>,
        change: &KeyChange<'s>,
        place: &Place<'_, '_>,
        states: &mut States<'_, 's>,
        report: &mut Report<'_>,
    ) {
        if change.operation == KeyOperation::Deleted {
            return self.list.item(out, &deletion(change, place));
        }
        if let (_, Some(after)) = states.of(change, place, report) {
            if self.managed_fields {
                return self.list.item(out, &after.value);
            }
            self.list.item(out, &without_managed_fields(&after));
        }
    }

    fn end(self: Box<Self>, out: &mut Vec<u8>) {
        self.list.end(out);
    }
}

/// What stands for a deletion, which leaves no state.
fn deletion(change: &KeyChange<'_>, place: &Place<'_, '_>) -> Value<'static> {
    let mut metadata = vec![("name", text(place.name.as_ref()))];
    metadata.extend(place.namespace.map(|n| ("namespace", text(n))));
    metadata.push((
        "resourceVersion",
        text(change.record.mod_revision.to_string()),
    ));
    let mut members = vec![
        ("apiVersion", text("kf/v1")),
        ("kind", text("Deletion")),
        ("metadata", Value::object(metadata)),
    ];
    members.extend(place.mapping.map(|mapping| {
        let of = Value::object([
            ("apiVersion", text(mapping.api_version())),
            ("kind", text(mapping.resource().kind.to_string())),
        ]);
        ("of", of)
    }));
    Value::object(members)
}

fn without_managed_fields<'s>(object: &Object<'s>) -> Value<'s> {
    let mut value = object.value.clone();
    let meta = value.as_object_mut().and_then(|o| o.get_mut("metadata"));
    if let Some(meta) = meta.and_then(Value::as_object_mut) {
        meta.remove("managedFields");
    }
    value
}

/// Unified diffs.
pub(super) struct Diffs {
    pub(super) managed_fields: bool,
    /// Whether the values of Secrets are shown.
    pub(super) secrets: bool,
}

impl<'s> Printer<'s> for Diffs {
    fn change(
        &mut self,
        out: &mut Vec<u8>,
        change: &KeyChange<'s>,
        place: &Place<'_, '_>,
        states: &mut States<'_, 's>,
        report: &mut Report<'_>,
    ) {
        let (before, after) = states.of(change, place, report);
        let at = |revision: String| format!("{}\trevision {revision}", name(place));
        let readable = (place.foreign, change.record.tombstone, &after);
        let new = match readable {
            (_, true, _) => format!("/dev/null\trevision {}", change.record.revision),
            (false, false, None) => return,
            _ => {
                let author = after.as_deref().map(|after| {
                    let before = before.as_deref().map(|b| &b.value);
                    author::author(change.operation, before, &after.value)
                });
                let time = author.and_then(|a| a.time);
                // Of a custom resource it may be any text.
                let time = time.map(|t| format!(", {}", crate::escape::text(&t)));
                at(change.record.revision.to_string()) + &time.unwrap_or_default()
            }
        };
        let old = match (change.operation, change.before) {
            (KeyOperation::Created | KeyOperation::Recreated, _) => "/dev/null".to_owned(),
            (_, Some(before)) => at(before.revision.to_string()),
            (_, None) => format!("{}\tnot in the file any more", name(place)),
        };
        let (old_text, new_text) = self.texts(before.as_ref(), after.as_ref());
        // Where nothing is known of either side this is all there is to say of the change.
        out.extend_from_slice(format!("--- {old}\n+++ {new}\n").as_bytes());
        LineDiff::new(&old_text, &new_text).unified(out, false);
    }

    fn end(self: Box<Self>, _: &mut Vec<u8>) {}
}

impl Diffs {
    fn texts(
        &self,
        before: Option<&Rc<Object<'_>>>,
        after: Option<&Rc<Object<'_>>>,
    ) -> (String, String) {
        let value = |object: &Rc<Object<'_>>| -> Value<'static> {
            let value = if self.managed_fields {
                object.value.clone()
            } else {
                without_managed_fields(object)
            };
            value.into_owned()
        };
        let (mut before, mut after) = (before.map(value), after.map(value));
        if !self.secrets {
            mask::secrets(before.as_mut(), after.as_mut());
        }
        let yaml = |value: Option<Value<'_>>| {
            let mut text = Vec::new();
            value.iter().for_each(|v| Format::Yaml.write(&mut text, v));
            String::from_utf8_lossy(&text).into_owned()
        };
        (yaml(before), yaml(after))
    }
}

/// `configmaps/prod/my-config`
fn name(place: &Place<'_, '_>) -> String {
    let parts = [
        Some(place.kind.as_ref()),
        place.namespace,
        Some(place.name.as_ref()),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    crate::escape::text(&parts.join("/"))
}
