//! Rows of one object.

use sha2::{Digest as _, Sha256};

use super::owners::Kin;
use super::places::{Kind, Placed};
use super::rbac::Rbac;
use super::selected::{self, Selected};
use super::{Options, images, owners, rbac, secret};
use crate::limits::MAX_TEXT_BYTES;
use crate::row::{Cell, Row};
use crate::schema::Table;
use kf_base::error::Error;
use kf_base::hex;
use kf_object::encode::json;
use kf_object::{Map, Value};
use kf_resource::split_api_version;
use kf_storage::transformer::Encrypted;
use kf_view::{ReadOptions, View};

/// What an object gave.
#[derive(Default)]
pub(super) struct Found {
    pub(super) object: Option<Row>,
    pub(super) json_bytes: u64,
    pub(super) images: Vec<Row>,
    pub(super) events: Vec<Row>,
    pub(super) secrets: Vec<Row>,
    pub(super) rbac: Option<Rbac>,
    pub(super) kin: Option<Kin>,
    pub(super) problems: Vec<Error>,
    pub(super) notes: Vec<String>,
}

/// Reads an object, for the tables that are wanted.
pub(super) fn read<'s>(
    view: &View<'s>,
    kind: &Kind<'_>,
    placed: &Placed<'s>,
    options: &Options<'_>,
) -> Found {
    if let Some(found) = selected(view, kind, placed, options) {
        return found;
    }
    let mut found = Found::default();
    let read = ReadOptions {
        managed_fields: options.wants(Table::Objects),
        ..ReadOptions::default()
    };
    let object = match view.object(&kind.mapping, placed.record, read) {
        Ok(object) => object,
        Err(e) => {
            found.problems.push(e);
            if kind.is_secrets() {
                found.secrets.push(secret::locked(placed));
            }
            return found;
        }
    };
    found.notes = object.notes;
    let mut value = object.value;
    found.add(&value, kind, placed, options);
    let is_secret = kind.is_secrets() || is_secret(&value);
    if options.wants(Table::Secrets) && kind.is_secrets() {
        found.secrets.push(secret::row(view, &value, placed));
    }
    if is_secret && view.redactor().is_none() && !options.secret_values {
        secret::without_values(&mut value);
    }
    if options.wants(Table::Objects) {
        let managers = managers(&value);
        if let Some(meta) = metadata(&mut value) {
            meta.remove("managedFields");
        }
        let row = row(&value, kind, placed, managers);
        let written = options.writes_text().then(|| {
            let mut text = Vec::new();
            json::write_compact(&mut text, &value);
            (text, asked_for(&mut value))
        });
        found.add_object(row, written, placed);
    } else {
        found.object = Some(Row::new());
    }
    found
}

/// Reads an object without a tree, if nothing is to be said of it or done to it.
pub(super) fn selected(
    view: &View<'_>,
    kind: &Kind<'_>,
    placed: &Placed<'_>,
    options: &Options<'_>,
) -> Option<Found> {
    if !kind.writes_items || kind.is_secrets() {
        return None;
    }
    let want = match kind.group() == rbac::GROUP || kind.resource() == "events" {
        true => &selected::ALL,
        false => &selected::USUAL,
    };
    let mut parts = Selected::new(want, options.writes_text(), placed.record.value.len());
    if !view.emit(&mut parts, &kind.mapping, &placed.record) {
        return None;
    }
    let taken = parts.finish();
    let mut found = Found::default();
    found.add(&taken.value, kind, placed, options);
    if options.wants(Table::Objects) {
        let row = row(&taken.value, kind, placed, taken.managers);
        let written = (options.writes_text()).then_some((taken.text, taken.asked_for));
        found.add_object(row, written, placed);
    } else {
        found.object = Some(Row::new());
    }
    Some(found)
}

impl Found {
    /// Adds the rows of the tables beside `objects` that any object may have.
    fn add(
        &mut self,
        value: &Value<'_>,
        kind: &Kind<'_>,
        placed: &Placed<'_>,
        options: &Options<'_>,
    ) {
        if options.wants(Table::Images) {
            self.images = images::rows(value, placed);
        }
        if options.wants(Table::Events) && kind.resource() == "events" {
            self.events.push(event(value, placed));
        }
        if options.wants(Table::Rbac) && kind.group() == rbac::GROUP {
            self.rbac = Rbac::read(value, kind, placed);
        }
        if options.wants(Table::Owners) {
            self.kin = Some(owners::kin(value));
        }
    }
}

/// Whether an object says that it is a Secret, wherever it lies.
fn is_secret(value: &Value<'_>) -> bool {
    value.str_at(&["kind"]) == Some("Secret") && value.str_at(&["apiVersion"]) == Some("v1")
}

/// The first cells of an object's row.
fn row(value: &Value<'_>, kind: &Kind<'_>, placed: &Placed<'_>, managers: Cell<'static>) -> Row {
    let api_version = value.str_at(&["apiVersion"]).unwrap_or_default();
    let (group, version) = split_api_version(api_version);
    let record = &placed.record;
    let time = |name: &str| Cell::time_in(value.str_at(&["metadata", name]));
    let generation = value
        .at(&["metadata", "generation"])
        .and_then(Value::as_int);
    vec![
        Cell::Text(group.to_owned()),
        Cell::Text(version.to_owned()),
        Cell::text(value.str_at(&["kind"])),
        Cell::Text(kind.resource().to_owned()),
        Cell::text(placed.namespace),
        Cell::Text(placed.name.to_owned()),
        Cell::text(value.str_at(&["metadata", "uid"])),
        time("creationTimestamp"),
        time("deletionTimestamp"),
        Cell::known(record.mod_revision),
        Cell::known(record.create_revision),
        Cell::known(record.version),
        map(value.at(&["metadata", "labels"])),
        map(value.at(&["metadata", "annotations"])),
        generation.map_or(Cell::Null, Cell::Int),
        managers,
    ]
}

impl Found {
    /// Adds the row of the table `objects`, of which the first cells are there: where text is written, the
    /// object's and the hash of what somebody asked for.
    fn add_object(
        &mut self,
        mut row: Row,
        written: Option<(Vec<u8>, String)>,
        placed: &Placed<'_>,
    ) {
        let (text, asked_for) = written.unzip();
        self.json_bytes = text.as_ref().map_or(0, |text| text.len() as u64);
        let mut text = text.and_then(|text| String::from_utf8(text).ok());
        if text.as_ref().is_some_and(|t| t.len() > MAX_TEXT_BYTES) {
            text = None;
            let error = Error::limit(format!(
                "the object's JSON has more than {MAX_TEXT_BYTES} bytes (MAX_TEXT_BYTES): it is left out of \
                 the column `object`"
            ));
            self.problems.push(placed.record.place(error));
        }
        let value = placed.record.value;
        row.push(Cell::text(asked_for));
        row.push(Cell::text(text));
        row.push(Cell::count(value.len()));
        row.push(Cell::Bool(Encrypted::recognize(value).is_some()));
        self.object = Some(row);
    }
}

fn metadata<'v, 'a>(value: &'v mut Value<'a>) -> Option<&'v mut Map<'a>> {
    value.as_object_mut()?.get_mut("metadata")?.as_object_mut()
}

/// Members of metadata that nobody asks for.
pub(super) const ASKED_FOR_NOT: [&str; 7] = [
    "creationTimestamp",
    "deletionGracePeriodSeconds",
    "deletionTimestamp",
    "generation",
    "resourceVersion",
    "selfLink",
    "uid",
];

/// Hash of what somebody asked for. The object is of no more use afterwards.
fn asked_for(value: &mut Value<'_>) -> String {
    if let Some(members) = value.as_object_mut() {
        members.remove("status");
    }
    if let Some(meta) = metadata(value) {
        for name in ASKED_FOR_NOT {
            meta.remove(name);
        }
    }
    let mut text = Vec::new();
    json::write_compact(&mut text, value);
    hex::text(&Sha256::digest(&text))
}

/// Texts by name; what is no text is left out, as no server lets it be.
fn map(value: Option<&Value<'_>>) -> Cell<'static> {
    let Some(map) = value.and_then(Value::as_object) else {
        return Cell::Null;
    };
    let text =
        |(name, value): (&str, &Value<'_>)| Some((name.to_owned(), value.as_str()?.to_owned()));
    Cell::Map(map.iter().filter_map(text).collect())
}

fn managers(value: &Value<'_>) -> Cell<'static> {
    let entries = value
        .at(&["metadata", "managedFields"])
        .and_then(Value::as_array);
    let Some(entries) = entries else {
        return Cell::Null;
    };
    let entry = |entry: &Value<'_>| {
        vec![
            Cell::text(entry.str_at(&["manager"])),
            Cell::text(entry.str_at(&["operation"])),
            Cell::text(entry.str_at(&["subresource"])),
            Cell::time_in(entry.str_at(&["time"])),
        ]
    };
    Cell::Structs(entries.iter().map(entry).collect())
}

/// The row of an Event, of either group: both are stored in one place, and shown in the older form or
/// the newer one.
fn event(value: &Value<'_>, placed: &Placed<'_>) -> Row {
    let about = |name: &str| {
        let old = value.str_at(&["involvedObject", name]);
        Cell::text(old.or_else(|| value.str_at(&["regarding", name])))
    };
    let either = |paths: [&[&str]; 3]| {
        paths
            .into_iter()
            .find_map(|p| value.str_at(p).filter(|t| !t.is_empty()))
    };
    let number = |path: &[&str]| value.at(path).and_then(Value::as_int);
    let count = number(&["count"])
        .or_else(|| number(&["deprecatedCount"]))
        .filter(|n| *n > 0)
        .or_else(|| number(&["series", "count"]));
    let first = either([
        &["firstTimestamp"],
        &["deprecatedFirstTimestamp"],
        &["eventTime"],
    ]);
    let last = either([
        &["series", "lastObservedTime"],
        &["lastTimestamp"],
        &["deprecatedLastTimestamp"],
    ]);
    vec![
        Cell::text(placed.namespace),
        Cell::Text(placed.name.to_owned()),
        about("kind"),
        about("namespace"),
        about("name"),
        about("uid"),
        Cell::text(value.str_at(&["type"])),
        Cell::text(value.str_at(&["reason"])),
        Cell::text(
            value
                .str_at(&["message"])
                .or_else(|| value.str_at(&["note"])),
        ),
        Cell::text(
            either([
                &["source", "component"],
                &["deprecatedSource", "component"],
                &["reportingController"],
            ])
            .or_else(|| value.str_at(&["reportingComponent"])),
        ),
        Cell::text(either([
            &["source", "host"],
            &["deprecatedSource", "host"],
            &["reportingInstance"],
        ])),
        count.map_or(Cell::Int(1), Cell::Int),
        Cell::time_in(first),
        Cell::time_in(last.or(first)),
    ]
}
