//! What `kubectl get` prints without `-o`: a table for each run of objects of one resource
//! (kubectl pkg/cmd/get/get.go).

use super::human::{Options, Row, Table, write_table};
use super::name;
use super::tabwriter::TabWriter;
use crate::error::Result;
use crate::object::quantity::Quantity;
use crate::object::{Map, Value};
use crate::query::sort::{self, What};
use crate::resource::Origin;
use crate::snapshot::{Mapping, View};
use crate::table::Printer;
use crate::time::Timestamp;

/// What the command line asks of the tables.
#[derive(Clone, Debug, Default)]
pub struct TableOptions {
    /// What ages count to; no ages without it.
    pub now: Option<Timestamp>,
    /// `-o wide`
    pub wide: bool,
    /// A NAMESPACE column for namespaced resources.
    pub namespace: bool,
    /// Whether each table has a header.
    pub headers: bool,
    /// Print the kind before each name, also with one kind only.
    pub show_kind: bool,
    /// A column with all labels.
    pub show_labels: bool,
    /// A column for each of these labels.
    pub label_columns: Vec<String>,
    /// `--server-print=false`: kubectl's own columns, the name and the age.
    pub plain: bool,
    /// `--sort-by`: the path of a field.
    pub sort_by: Option<String>,
}

/// Objects gathered for printing.
///
/// Objects come in requests: [`begin`](Self::begin), any number of [`add`](Self::add),
/// [`end`](Self::end).
#[derive(Debug)]
pub struct Listing {
    options: TableOptions,
    blocks: Vec<Block>,
    /// Where the rows of the current request start in the last block.
    start: usize,
}

/// Requests for one resource that follow each other: one header and one set of widths.
#[derive(Debug)]
struct Block {
    group: String,
    version: String,
    kind: String,
    namespaced: bool,
    printer: Printer,
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    cells: Vec<Value<'static>>,
    namespace: String,
    name: String,
    labels: Option<Map<'static>>,
    order: Option<i64>,
    /// Kept for `--sort-by` only.
    object: Option<Value<'static>>,
}

impl Listing {
    /// Nothing yet.
    #[must_use]
    pub fn new(options: TableOptions) -> Self {
        Self {
            options,
            blocks: Vec::new(),
            start: 0,
        }
    }

    /// Starts a request. A request without objects prints nothing, but it is a kind more, and
    /// with several kinds names are prefixed with theirs.
    pub fn begin(&mut self, view: &View<'_>, mapping: &Mapping) {
        let resource = mapping.resource();
        let same = |b: &&mut Block| {
            b.group == resource.group && b.kind == resource.kind && b.version == mapping.version()
        };
        if let Some(last) = self.blocks.last_mut().filter(same) {
            self.start = last.lines.len();
            return;
        }
        self.start = 0;
        self.blocks.push(Block {
            group: resource.group.to_string(),
            version: mapping.version().to_owned(),
            kind: resource.kind.to_string(),
            namespaced: resource.namespaced,
            printer: if self.options.plain {
                Printer::name_and_age()
            } else {
                printer(view, mapping)
            },
            lines: Vec::new(),
        });
    }

    /// Adds an object of the request.
    pub fn add(&mut self, object: &Value<'_>) {
        let Some(block) = self.blocks.last_mut() else {
            return;
        };
        let options = &self.options;
        let text = |name| {
            let text = object.str_at(&["metadata", name]);
            text.unwrap_or_default().to_owned()
        };
        let wants_labels = options.show_labels || !options.label_columns.is_empty();
        let labels = object.at(&["metadata", "labels"]).filter(|_| wants_labels);
        let sorted = options.sort_by.is_some();
        block.lines.push(Line {
            cells: block.printer.cells(object, options.now),
            namespace: text("namespace"),
            name: text("name"),
            labels: labels.and_then(|l| match l.clone().into_owned() {
                Value::Object(map) => Some(map),
                _ => None,
            }),
            order: block.printer.order(object),
            object: sorted.then(|| object.clone().into_owned()),
        });
    }

    /// Ends a request and sorts its rows; `listed` is whether it asked for all objects of a kind,
    /// so that the server made one table of them.
    ///
    /// # Errors
    /// `Invalid` when values at the field of `--sort-by` do not compare.
    pub fn end(&mut self, listed: bool) -> Result<()> {
        let start = self.start;
        let Some(block) = self.blocks.last_mut() else {
            return Ok(());
        };
        let mut lines = block.lines.split_off(start.min(block.lines.len()));
        if listed && lines.iter().any(|l| l.order.is_some()) {
            lines.sort_by(|a, b| (a.order, &a.name).cmp(&(b.order, &b.name)));
        }
        match self.options.sort_by.as_deref() {
            Some(path) if lines.len() > 1 => block.lines.extend(sorted(lines, path)?),
            _ => block.lines.extend(lines),
        }
        Ok(())
    }

    /// The text of all tables.
    #[must_use]
    pub fn text(mut self) -> Vec<u8> {
        let kinds = |b: &Block| (b.group.clone(), b.version.clone(), b.kind.clone());
        let first = self.blocks.first().map(kinds);
        let several = self.blocks.iter().any(|b| first != Some(kinds(b)));
        let mut out = Vec::new();
        for block in self.blocks.iter_mut().filter(|b| !b.lines.is_empty()) {
            if !out.is_empty() && self.options.headers {
                out.push(b'\n');
            }
            let prefixed = several || self.options.show_kind;
            let options = Options {
                no_headers: !self.options.headers,
                wide: self.options.wide,
                with_namespace: self.options.namespace && block.namespaced,
                kind_prefix: prefixed.then(|| name::prefix(&block.group, &block.kind)),
                column_labels: self.options.label_columns.clone(),
                show_labels: self.options.show_labels,
            };
            let mut writer = TabWriter::new();
            write_table(&mut writer, &block.table(), &options);
            writer.flush(&mut out);
        }
        out
    }
}

/// Rows in the order of a field.
///
/// kubectl sorts a table while it prints it and drops the errors that printing gives: a path that
/// does not parse or that no object has makes it print nothing. Values that do not compare end it.
fn sorted(lines: Vec<Line>, path: &str) -> Result<Vec<Line>> {
    let objects: Vec<&Value<'_>> = lines.iter().filter_map(|l| l.object.as_ref()).collect();
    let order = match sort::order(&objects, path, What::Rows, &quantity_less) {
        Ok(order) => order,
        Err(e) if e.message().starts_with("Field ") => return Err(e),
        Err(_) => return Ok(Vec::new()),
    };
    let mut lines: Vec<Option<Line>> = lines.into_iter().map(Some).collect();
    let taken = order
        .into_iter()
        .filter_map(|i| lines.get_mut(i).and_then(Option::take));
    Ok(taken.collect())
}

/// Whether one text is less than another as quantities; `None` when one of them is none.
#[must_use]
pub fn quantity_less(a: &str, b: &str) -> Option<bool> {
    Some(Quantity::parse(a).ok()? < Quantity::parse(b).ok()?)
}

/// Who makes the table of a resource: its definition says the columns of a custom one, and what
/// OpenShift's own servers print is not known here.
fn printer(view: &View<'_>, mapping: &Mapping) -> Printer {
    let resource = mapping.resource();
    match resource.origin {
        Origin::BuiltIn => {
            Printer::built_in(&resource.group, &resource.kind, view.kube_version().minor)
        }
        Origin::Custom => Printer::custom(view.printer_columns(mapping).as_ref()),
        Origin::OpenShift => Printer::name_and_age(),
    }
}

impl Block {
    /// The table; the rows' cells move there.
    fn table(&mut self) -> Table<'_> {
        let rows = self.lines.iter_mut().map(|line| Row {
            cells: std::mem::take(&mut line.cells),
            namespace: line.namespace.as_str().into(),
            labels: line.labels.as_ref(),
        });
        Table {
            columns: self.printer.columns(),
            rows: rows.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::parse;

    /// A listing of one kind with the objects of one request.
    fn listed(kind: &str, options: TableOptions, objects: &[&str]) -> Result<String> {
        let mut listing = Listing::new(options);
        let group = if kind == "FlowSchema" {
            "flowcontrol.apiserver.k8s.io"
        } else {
            ""
        };
        listing.blocks.push(Block {
            group: group.to_owned(),
            version: "v1".to_owned(),
            kind: kind.to_owned(),
            namespaced: true,
            printer: Printer::built_in(group, kind, 36),
            lines: Vec::new(),
        });
        for object in objects {
            listing.add(&parse::json::parse(object.as_bytes()).unwrap());
        }
        listing.end(true)?;
        Ok(String::from_utf8(listing.text()).unwrap())
    }

    const B: &str = r#"{"metadata":{"name":"b","namespace":"n"},"data":{"k":"9"}}"#;
    const A: &str = r#"{"metadata":{"name":"a","namespace":"n"},"data":{"k":"1Ki"}}"#;
    const C: &str = r#"{"metadata":{"name":"c","namespace":"n"},"data":{"k":"10"}}"#;

    fn sorted_by(path: &str) -> TableOptions {
        TableOptions {
            sort_by: Some(path.to_owned()),
            ..TableOptions::default()
        }
    }

    #[test]
    fn rows_are_sorted_by_a_field() {
        let names = |path| -> Result<String> {
            let text = listed("ConfigMap", sorted_by(path), &[B, A, C])?;
            let lines = text
                .lines()
                .map(|l| l.split(' ').next().unwrap_or_default());
            Ok(lines.collect::<String>())
        };
        assert_eq!(names(".metadata.name").unwrap(), "abc");
        assert_eq!(names("{.data.k}").unwrap(), "bca");
        // kubectl prints nothing then.
        assert_eq!(names(".nope").unwrap(), "");
        assert_eq!(names(".a[").unwrap(), "");
        assert!(names(".data").is_err());
    }

    #[test]
    fn flow_schemas_are_sorted_by_precedence() {
        let schema = |name: &str, precedence: u32| {
            format!(
                r#"{{"metadata":{{"name":"{name}"}},"spec":{{"matchingPrecedence":{precedence}}}}}"#
            )
        };
        let objects = [schema("a", 9000), schema("c", 10), schema("b", 10)];
        let objects: Vec<&str> = objects.iter().map(String::as_str).collect();
        let text = listed("FlowSchema", TableOptions::default(), &objects).unwrap();
        let names: Vec<&str> = text.lines().map(|l| &l[..1]).collect();
        assert_eq!(names, ["b", "c", "a"]);
    }

    #[test]
    fn options_shape_the_table() {
        let options = TableOptions {
            namespace: true,
            headers: true,
            show_kind: true,
            show_labels: true,
            ..TableOptions::default()
        };
        assert_eq!(
            listed("ConfigMap", options, &[B]).unwrap(),
            "NAMESPACE   NAME          DATA   AGE         LABELS\n\
             n           configmap/b   1      <unknown>   <none>\n"
        );
        assert_eq!(listed("Pod", TableOptions::default(), &[]).unwrap(), "");
    }
}
