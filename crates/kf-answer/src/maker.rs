//! What an object, or the items of a list, are made into: themselves, rows of a table, or their
//! metadata alone.

use std::sync::Arc;

use super::accept::{MetaVersion, Shape};
use super::query::Query;
use super::select::Selection;
use super::status::{Members, Status};
use super::subresource;
use kf_base::time::Timestamp;
use kf_object::access::text;
use kf_object::encode::json;
use kf_object::{Map, Value};
use kf_query::go_text;
use kf_resource::Origin;
use kf_schema::Change;
use kf_storage::Part;
use kf_table::{Column, DefaultRank, Printer};
use kf_view::{Mapping, View};

/// What a row of a table says of its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Include {
    /// Nothing.
    None,
    /// Its metadata.
    Metadata,
    /// All of it.
    Object,
}

impl Include {
    /// Reads `includeObject` (apiserver pkg/endpoints/handlers/response.go `optionsForTransform`).
    fn read(query: &Query) -> Result<Self, Status> {
        match query.text("includeObject") {
            "" | "Metadata" => Ok(Self::Metadata),
            "None" => Ok(Self::None),
            "Object" => Ok(Self::Object),
            other => Err(Status::bad_request(format!(
                "Unable to convert to Table as requested: includeObject: Invalid value: {}: must \
                 be 'Metadata', 'Object', 'None', or empty",
                go_text::quote(other)
            ))),
        }
    }
}

/// Makes the items of an answer.
#[derive(Debug)]
pub(super) struct Maker<'v, 's> {
    pub(super) view: &'v View<'s>,
    pub(super) mapping: Arc<Mapping>,
    /// As what objects are read.
    pub(super) source: Arc<Mapping>,
    pub(super) kind: MakerKind,
    /// Whether the objects are `Scale`s of those of the resource.
    scales: bool,
}

#[derive(Debug)]
pub(super) enum MakerKind {
    Whole,
    Metadata(Box<Partial>),
    Table(Box<Table>),
}

/// Writes objects that have metadata only.
#[derive(Debug)]
pub(super) struct Partial {
    version: MetaVersion,
    /// A built-in type: the metadata of custom resources, too, are written in the order of the Go
    /// struct here.
    order: Option<Mapping>,
}

#[derive(Debug)]
pub(super) struct Table {
    version: MetaVersion,
    printer: Printer,
    columns: Vec<Column>,
    include: Include,
    now: Option<Timestamp>,
    partial: Partial,
}

impl Partial {
    fn new(view: &View<'_>, version: MetaVersion) -> Self {
        Self {
            version,
            order: view.mapping_of_kind("", "v1", "ConfigMap"),
        }
    }

    fn write(&self, out: &mut Vec<u8>, view: &View<'_>, object: Value<'_>) {
        let metadata = match object {
            Value::Object(mut members) => members.remove("metadata"),
            _ => None,
        };
        let mut members = Map::new();
        members.insert("apiVersion", Value::str(self.version.api_version()));
        members.insert("kind", Value::str("PartialObjectMetadata"));
        members.insert("metadata", metadata.unwrap_or(Value::Object(Map::new())));
        let partial = Value::Object(members);
        match &self.order {
            Some(order) => view.write_json(out, order, &partial),
            None => json::write_compact(out, &partial),
        }
    }
}

impl<'v, 's> Maker<'v, 's> {
    /// Makes the maker for a shape; `now` is what the ages in a table count to.
    ///
    /// # Errors
    /// 400 when a table should include what it cannot.
    pub(super) fn new(
        view: &'v View<'s>,
        mapping: Arc<Mapping>,
        shape: Shape,
        query: &Query,
        now: Option<Timestamp>,
    ) -> Result<Self, Status> {
        let kind = match shape {
            Shape::Whole => MakerKind::Whole,
            Shape::Metadata(version) | Shape::MetadataList(version) => {
                MakerKind::Metadata(Box::new(Partial::new(view, version)))
            }
            Shape::Table(version) => {
                let printer = Printer::of(
                    mapping.resource(),
                    view.kube_version().minor,
                    view.printer_columns(&mapping).as_ref(),
                );
                MakerKind::Table(Box::new(Table {
                    version,
                    columns: printer.columns(),
                    printer,
                    include: Include::read(query)?,
                    now,
                    // Rows hold this version whatever the table's own is.
                    partial: Partial::new(view, version),
                }))
            }
        };
        let source = match &kind {
            MakerKind::Table(table) if table.include != Include::Object => printed(view, &mapping),
            _ => Arc::clone(&mapping),
        };
        Ok(Self {
            view,
            mapping,
            source,
            kind,
            scales: false,
        })
    }

    /// Makes the maker one of `Scale`s.
    pub(super) fn of_scales(mut self) -> Self {
        if let MakerKind::Table(table) = &mut self.kind {
            let minor = self.view.kube_version().minor;
            table.printer = Printer::scale(self.mapping.resource(), minor);
            table.columns = table.printer.columns();
        }
        self.scales = true;
        self
    }

    /// Appends an object whole.
    fn write_whole(&self, out: &mut Vec<u8>, object: &Value<'_>) {
        match self.scales {
            true => subresource::write_scale(out, self.view, object),
            false => self.view.write_json(out, &self.mapping, object),
        }
    }

    /// Returns the name of the Go type of an object or a list in a server, which some refusals say.
    pub(super) fn go_type(&self, list: bool) -> String {
        let resource = self.mapping.resource();
        let suffix = if list { "List" } else { "" };
        match (self.scales, self.is_custom()) {
            (true, true) => return "*v1.Scale".to_owned(),
            (true, false) => return "*autoscaling.Scale".to_owned(),
            (false, true) => return format!("*unstructured.Unstructured{suffix}"),
            (false, false) => {}
        }
        // The package of the internal type, where it is not the first part of the group's name.
        let package = match (resource.group.as_ref(), resource.plural.as_ref()) {
            ("" | "events.k8s.io", _) => "core",
            ("internal.apiserver.k8s.io", _) => "apiserverinternal",
            ("extensions", "ingresses" | "networkpolicies") => "networking",
            ("extensions", "podsecuritypolicies") => "policy",
            ("extensions", _) => "apps",
            (group, _) => group.split('.').next().unwrap_or(group),
        };
        format!("*{package}.{}{suffix}", resource.kind)
    }

    fn is_custom(&self) -> bool {
        self.mapping.resource().origin == Origin::Custom
    }

    /// Whether a list is a map with sorted members, as that of a custom resource is, and not a
    /// struct.
    pub(super) fn sorts_members(&self) -> bool {
        matches!(self.kind, MakerKind::Whole) && self.is_custom()
    }

    /// The `kind` and `apiVersion` of a list.
    pub(super) fn list_type(&self) -> (String, String) {
        match &self.kind {
            MakerKind::Whole => (
                format!("{}List", self.mapping.resource().kind),
                self.mapping.api_version(),
            ),
            MakerKind::Metadata(partial) => (
                "PartialObjectMetadataList".to_owned(),
                partial.version.api_version().to_owned(),
            ),
            MakerKind::Table(table) => ("Table".to_owned(), table.version.api_version().to_owned()),
        }
    }

    /// The name of the member with a list's items.
    pub(super) fn items(&self) -> &'static str {
        match self.kind {
            MakerKind::Table(_) => "rows",
            _ => "items",
        }
    }

    /// Writes the definitions of a table's columns as a member; the first event of a watch has
    /// them, and later ones do not.
    pub(super) fn write_columns(&self, members: &mut Members<'_>) {
        if let MakerKind::Table(table) = &self.kind {
            write_columns(members.begin("columnDefinitions"), &table.columns);
        }
    }

    /// Returns what of the objects of a list is looked at, selecting them included; `None` for all of
    /// it.
    pub(super) fn part(&self, selection: &Selection) -> Option<Part> {
        let MakerKind::Table(table) = &self.kind else {
            return None;
        };
        let shown: &[&[&str]] = match table.include {
            Include::None => &[],
            Include::Metadata => &[&["metadata"]],
            Include::Object => return None,
        };
        let (printed, selected) = (table.printer.reads()?, selection.reads()?);
        let paths = [shown, printed, selected].concat();
        let kind = &self.mapping.resource().kind;
        Part::new(&self.source.api_version(), kind, paths)
    }

    /// Whether objects may be written without reading them.
    pub(super) fn writes_records(&self) -> bool {
        matches!(self.kind, MakerKind::Whole) && self.view.writes_items(&self.mapping)
    }

    /// What the items of a table are sorted by; `None` when they stand as they are listed.
    pub(super) fn rank(&self, object: &Value<'_>) -> Option<(i64, String)> {
        let MakerKind::Table(table) = &self.kind else {
            return None;
        };
        let number = match table.printer.order(object) {
            Some(number) => number,
            // By name, which is the order of their keys.
            None if table.printer.marks_default() => 0,
            None => return None,
        };
        Some((number, text(object, &["metadata", "name"]).to_owned()))
    }

    /// Returns an object's cells as the default of its kind, and how it ranks among others.
    pub(super) fn default_of_list(
        &self,
        object: &Value<'_>,
    ) -> Option<(DefaultRank, Vec<Value<'static>>)> {
        match &self.kind {
            MakerKind::Table(table) => table.printer.default_of_list(object, table.now),
            _ => None,
        }
    }

    /// Appends the row of an object with these cells.
    pub(super) fn write_cells(
        &self,
        out: &mut Vec<u8>,
        cells: &[Value<'static>],
        object: &Value<'_>,
    ) {
        if let MakerKind::Table(table) = &self.kind {
            self.write_row_of(out, table, cells, object.clone());
        }
    }

    /// Appends an item of a list.
    pub(super) fn write_item(&self, out: &mut Vec<u8>, mut object: Value<'_>) {
        match &self.kind {
            MakerKind::Whole => {
                if !self.is_custom()
                    && let Some(members) = object.as_object_mut()
                {
                    // The list says it for all of them.
                    members.remove("kind");
                    members.remove("apiVersion");
                }
                self.view.write_json(out, &self.mapping, &object);
            }
            MakerKind::Metadata(partial) => partial.write(out, self.view, object),
            MakerKind::Table(table) => self.write_row(out, table, object),
        }
    }

    /// Appends an object that is an answer of its own, or that of an event; `columns` says whether
    /// a table names its columns.
    pub(super) fn write_object(&self, out: &mut Vec<u8>, object: &Value<'_>, columns: bool) {
        match &self.kind {
            MakerKind::Whole => self.write_whole(out, object),
            MakerKind::Metadata(partial) => partial.write(out, self.view, object.clone()),
            MakerKind::Table(table) => {
                let version = text(object, &["metadata", "resourceVersion"]);
                self.write_table_head(out, table, version, columns);
                self.write_row(out, table, object.clone());
                out.extend(b"]}");
            }
        }
    }

    /// The `kind` and `apiVersion` of an object that is no row.
    pub(super) fn object_type(&self) -> (String, String) {
        match &self.kind {
            MakerKind::Metadata(partial) => (
                "PartialObjectMetadata".to_owned(),
                partial.version.api_version().to_owned(),
            ),
            _ => (
                self.mapping.resource().kind.to_string(),
                self.mapping.api_version(),
            ),
        }
    }

    /// Appends the object of a bookmark: nothing but its type and a revision.
    pub(super) fn write_bookmark(&self, out: &mut Vec<u8>, revision: i64, initial: bool) {
        let (kind, api_version) = self.object_type();
        let revision = revision.to_string();
        let mut mark = Mark {
            kind: &kind,
            api_version: &api_version,
            revision: &revision,
            initial,
            sorted: self.sorts_members(),
            null_time: !self.view.kube_version().minor.has(Change::NO_NULL_TIMES),
        };
        if let MakerKind::Table(table) = &self.kind {
            self.write_table_head(out, table, &revision, false);
            out.extend(br#"{"cells":["#);
            for i in 0..table.columns.len() {
                out.extend(if i == 0 { "null" } else { ",null" }.bytes());
            }
            out.extend(br#"],"object":"#);
            mark.kind = "PartialObjectMetadata";
            mark.api_version = table.version.api_version();
            mark.write(out);
            out.extend(b"}]}");
            return;
        }
        mark.write(out);
    }

    fn write_table_head(&self, out: &mut Vec<u8>, table: &Table, version: &str, columns: bool) {
        out.push(b'{');
        let mut members = Members::new(out);
        members.text("kind", "Table");
        members.text("apiVersion", table.version.api_version());
        let metadata = members.begin("metadata");
        metadata.push(b'{');
        Members::new(metadata).text("resourceVersion", version);
        metadata.push(b'}');
        if columns {
            self.write_columns(&mut members);
        } else {
            members.begin("columnDefinitions").extend(b"null");
        }
        members.begin("rows").push(b'[');
    }

    fn write_row(&self, out: &mut Vec<u8>, table: &Table, object: Value<'_>) {
        let cells = table.printer.cells(&object, table.now);
        self.write_row_of(out, table, &cells, object);
    }

    fn write_row_of(
        &self,
        out: &mut Vec<u8>,
        table: &Table,
        cells: &[Value<'static>],
        object: Value<'_>,
    ) {
        out.extend(br#"{"cells":["#);
        for (i, cell) in cells.iter().enumerate() {
            if i > 0 {
                out.push(b',');
            }
            json::write_compact(out, cell);
        }
        out.push(b']');
        if let Some(completed) = self.completed(&object) {
            out.extend(br#","conditions":[{"type":"Completed","status":"True","reason":"#);
            out.extend(completed.bytes());
            out.extend(b"}]");
        }
        out.extend(br#","object":"#);
        match table.include {
            Include::None => out.extend(b"null"),
            Include::Metadata => table.partial.write(out, self.view, object),
            Include::Object => self.write_whole(out, &object),
        }
        out.push(b'}');
    }

    /// The reason and message of a completed pod's row (printers.go `podSuccessConditions`,
    /// `podFailedConditions`).
    fn completed(&self, object: &Value<'_>) -> Option<&'static str> {
        let resource = self.mapping.resource();
        if (resource.group.as_ref(), resource.kind.as_ref()) != ("", "Pod") {
            return None;
        }
        match text(object, &["status", "phase"]) {
            "Succeeded" => Some(r#""Succeeded","message":"The pod has completed successfully.""#),
            "Failed" => Some(r#""Failed","message":"The pod failed.""#),
            _ => None,
        }
    }
}

/// As what the objects of a table are read: a server prints its internal object, which for autoscalers
/// has the form of v2 (pkg/printers/internalversion/printers.go `printHorizontalPodAutoscaler`). v1 has
/// the metrics in another order, and in annotations.
fn printed(view: &View<'_>, mapping: &Arc<Mapping>) -> Arc<Mapping> {
    let resource = mapping.resource();
    let kind = "HorizontalPodAutoscaler";
    if resource.kind != kind || resource.group != "autoscaling" {
        return Arc::clone(mapping);
    }
    let newest = ["v2", "v2beta2", "v2beta1"];
    let newest = newest
        .iter()
        .find_map(|version| view.mapping_of_kind("autoscaling", version, kind));
    newest.map_or_else(|| Arc::clone(mapping), Arc::new)
}

/// The object of a bookmark.
struct Mark<'m> {
    kind: &'m str,
    api_version: &'m str,
    revision: &'m str,
    initial: bool,
    /// Whether it is a map with sorted members, which has no time, and not a struct.
    sorted: bool,
    /// Whether a struct has a time that is not set.
    null_time: bool,
}

impl Mark<'_> {
    fn write(&self, out: &mut Vec<u8>) {
        let annotations: &[u8] = br#"{"k8s.io/initial-events-end":"true"}"#;
        out.push(b'{');
        let mut members = Members::new(out);
        if self.sorted {
            members.text("apiVersion", self.api_version);
            members.text("kind", self.kind);
        } else {
            members.text("kind", self.kind);
            members.text("apiVersion", self.api_version);
        }
        let out = members.begin("metadata");
        out.push(b'{');
        let mut members = Members::new(out);
        members.begin_if(self.initial && self.sorted, "annotations", annotations);
        members.text("resourceVersion", self.revision);
        members.begin_if(self.null_time && !self.sorted, "creationTimestamp", b"null");
        members.begin_if(self.initial && !self.sorted, "annotations", annotations);
        out.extend(b"}}");
    }
}

fn write_columns(out: &mut Vec<u8>, columns: &[Column]) {
    out.push(b'[');
    for (i, column) in columns.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        out.push(b'{');
        let mut members = Members::new(out);
        json::write_string(members.begin("name"), &column.name);
        json::write_string(members.begin("type"), &column.type_name);
        json::write_string(members.begin("format"), &column.format);
        json::write_string(members.begin("description"), &column.description);
        members
            .begin("priority")
            .extend(column.priority.to_string().bytes());
        out.push(b'}');
    }
    out.push(b']');
}
