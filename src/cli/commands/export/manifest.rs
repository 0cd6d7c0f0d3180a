//! The list of what was written, what was left out, and why: JSON, one record a line.

use std::borrow::Cow;

use crate::Error;
use crate::cli::commands::structured::{number, text};
use crate::export::{Changes, Need, Skip};
use crate::object::Value;
use crate::object::encode::json::write_compact;
use crate::snapshot::View;

/// The list is written out in pieces of about this size, in bytes.
const PIECE: usize = 1 << 20;

/// What has not been written out of the list.
pub(super) struct Manifest(Vec<u8>);

impl Manifest {
    /// Starts with what the snapshot is.
    pub(super) fn begin(file: &str, view: &View<'_>) -> Self {
        let mut manifest = Self(Vec::new());
        let version = view.kube_version().minor.to_string();
        manifest.record([
            ("record", Value::str("snapshot")),
            ("file", text(file)),
            (
                "revision",
                view.known_revision().map_or(Value::Null, Value::Int),
            ),
            ("kubernetes", text(version)),
        ]);
        manifest
    }

    fn record<'a>(&mut self, members: impl IntoIterator<Item = (&'a str, Value<'a>)>) {
        write_compact(&mut self.0, &Value::object(members));
        self.0.push(b'\n');
    }

    /// An object went into a file.
    pub(super) fn written(
        &mut self,
        value: &Value<'_>,
        file: &str,
        changes: &Changes,
        notes: &[Cow<'static, str>],
    ) {
        let removed = changes.removed.iter();
        let removed = removed
            .map(|r| Value::object([("path", Value::str(&r.pointer)), ("why", Value::str(r.why))]));
        let added = changes.added.iter().map(|a| {
            Value::object([
                ("path", Value::str(&a.pointer)),
                ("value", a.value.clone()),
                ("why", Value::str(a.why)),
            ])
        });
        let notes = notes.iter().map(|note| text(note.as_ref()));
        let some = |name, list: Vec<_>| (!list.is_empty()).then_some((name, Value::Array(list)));
        let more = [
            ("record", Value::str("written")),
            ("file", text(file)),
            ("removed", Value::Array(removed.collect())),
        ];
        let rare = [
            some("added", added.collect()),
            some("notes", notes.collect()),
        ];
        let rare = rare.into_iter().flatten();
        self.record(identity(value).into_iter().chain(more).chain(rare));
    }

    /// Something that written objects name is not in the snapshot.
    pub(super) fn missing(&mut self, need: &Need) {
        self.record([
            ("record", Value::str("missing")),
            ("resource", Value::str(need.resource)),
            ("name", text(need.name.as_str())),
            (
                "why",
                Value::str("named by what was written, and not in the snapshot"),
            ),
        ]);
    }

    /// An object was left out.
    pub(super) fn skipped(&mut self, value: &Value<'_>, skip: &Skip) {
        let more = [
            ("record", Value::str("skipped")),
            ("class", Value::str(skip.class.name())),
            ("why", Value::str(&skip.why)),
        ];
        self.record(identity(value).into_iter().chain(more));
    }

    /// All objects of a type were left out.
    pub(super) fn skipped_type(&mut self, resource: &str, count: usize, skip: &Skip) {
        self.record([
            ("record", Value::str("skipped")),
            ("resource", text(resource)),
            ("count", number(u64::try_from(count).unwrap_or(u64::MAX))),
            ("class", Value::str(skip.class.name())),
            ("why", Value::str(&skip.why)),
        ]);
    }

    /// Something could not be read.
    pub(super) fn failed(&mut self, error: &Error) {
        let key = error.location().key.as_deref();
        let key = key.map(|k| ("key", text(String::from_utf8_lossy(k))));
        let record = [
            ("record", Value::str("failed")),
            ("error", text(error.to_string())),
        ];
        self.record(record.into_iter().chain(key));
    }

    /// Whether it is time to write it out.
    pub(super) fn is_long(&self) -> bool {
        self.0.len() > PIECE
    }

    /// What has come since the last call.
    pub(super) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.0)
    }
}

fn identity<'v>(value: &'v Value<'_>) -> Vec<(&'static str, Value<'v>)> {
    let of = |name, path: &[&str]| Some((name, Value::str(value.str_at(path)?)));
    [
        of("apiVersion", &["apiVersion"]),
        of("kind", &["kind"]),
        of("namespace", &["metadata", "namespace"]),
        of("name", &["metadata", "name"]),
    ]
    .into_iter()
    .flatten()
    .collect()
}
