//! What `kubectl get` prints without `-o`: a table for each run of objects of one resource
//! (kubectl pkg/cmd/get/get.go).

use std::ops::Range;
use std::sync::Arc;

use super::human::{Layout, Line, Options, Row};
use super::kubectl::Kubectl;
use super::name;
use kf_base::error::{Error, Result};
use kf_base::time::Timestamp;
use kf_object::Value;
use kf_query::sort::{Field, OrderError, What};
use kf_table::{DefaultRank, Printer};
use kf_text::tabwriter::TabWriter;
use kf_view::{Mapping, View};

/// What the command line asks of the tables.
#[derive(Clone, Debug, Default)]
pub struct TableOptions {
    /// What ages count to; no ages without it.
    pub now: Option<Timestamp>,
    /// `-o wide`
    pub wide: bool,
    /// A NAMESPACE column for namespaced resources, and for those that are asked for after them.
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
    /// `--subresource`: of what the objects are a part, such as `scale`.
    pub subresource: Option<String>,
    /// `--sort-by`: the path of a field.
    pub sort_by: Option<String>,
    /// Whose tables they are.
    pub kubectl: Kubectl,
    /// `--chunk-size`: rows that come from the server in one table, of which kubectl 1.37 prints
    /// each by itself; all of a list with 0.
    pub chunk_size: usize,
}

/// Rows gathered for printing.
///
/// Objects come in requests: [`begin`](Self::begin), any number of [`add`](Self::add),
/// [`end`](Self::end).
#[derive(Debug)]
pub struct Listing {
    options: TableOptions,
    blocks: Vec<Block>,
    /// Whether tables have a NAMESPACE column from here on. kubectl's printers share the flag that
    /// the first of them set (get_flags.go `Copy`, humanreadable_flags.go `EnsureWithNamespace`).
    namespaces: bool,
    /// Where the rows of the current request start in the last block.
    start: usize,
    /// Requests of which no row has the field of `--sort-by`.
    fieldless: Vec<Fieldless>,
    /// Whether a row has it.
    has_field: bool,
}

/// Rows of a request that are in no order.
#[derive(Debug)]
struct Fieldless {
    block: usize,
    rows: Range<usize>,
    why: Error,
}

/// Requests for one resource that follow each other: one header and one set of widths.
#[derive(Debug)]
struct Block {
    group: String,
    version: String,
    kind: String,
    rows: Arc<Rows>,
    entries: Vec<Entry>,
    /// Where the server's tables end in the entries.
    ends: Vec<usize>,
}

/// Makes the rows of one resource's objects, on any thread.
#[derive(Debug)]
pub struct Rows {
    printer: Printer,
    layout: Layout,
    now: Option<Timestamp>,
    wants_labels: bool,
    /// The field of `--sort-by`.
    field: Option<Result<Field>>,
}

/// An object's row: its text, since cells take several times as much memory, and what it is
/// sorted by.
#[derive(Debug)]
pub struct Entry {
    line: Line,
    order: Option<Box<Order>>,
    /// The row as that of the default of its kind, should it be the one.
    default: Option<Box<(DefaultRank, Line)>>,
}

#[derive(Debug)]
struct Order {
    /// What the server sorts by, before the name.
    number: Option<i64>,
    name: String,
    /// What stands at the field of `--sort-by`.
    key: Result<Option<Value<'static>>>,
}

impl Entry {
    fn order(&self) -> (Option<i64>, &str) {
        let order = self.order.as_ref();
        order.map_or((None, ""), |o| (o.number, &o.name))
    }
}

impl Rows {
    fn new(printer: Printer, with_namespace: bool, options: &TableOptions) -> Self {
        let layout = Options {
            no_headers: !options.headers,
            wide: options.wide,
            with_namespace,
            column_labels: options.label_columns.clone(),
            show_labels: options.show_labels,
            kubectl: options.kubectl,
        };
        Self {
            layout: Layout::new(printer.columns(), layout),
            printer,
            now: options.now,
            wants_labels: options.show_labels || !options.label_columns.is_empty(),
            field: (options.sort_by.as_ref()).map(|path| Field::parse(path, What::Rows)),
        }
    }

    /// Returns what of an object its row is made of, beside its name and namespace: paths of names
    /// of members. `None` when that may be anything.
    #[must_use]
    pub fn reads(&self) -> Option<Vec<Vec<&str>>> {
        let mut paths: Vec<Vec<&str>> = Vec::new();
        paths.extend(self.printer.reads()?.iter().map(|path| path.to_vec()));
        if self.wants_labels {
            paths.push(vec!["metadata", "labels"]);
        }
        if let Some(Ok(field)) = &self.field {
            paths.append(&mut field.reads()?);
        }
        Some(paths)
    }

    /// The row of an object.
    #[must_use]
    pub fn entry(&self, object: &Value<'_>) -> Entry {
        let text = |name| object.str_at(&["metadata", name]).unwrap_or_default();
        let labels = object.at(&["metadata", "labels"]);
        let line = |cells: &[Value<'static>]| {
            self.layout.line(&Row {
                cells,
                namespace: text("namespace"),
                labels: labels
                    .filter(|_| self.wants_labels)
                    .and_then(Value::as_object),
            })
        };
        let default = self.printer.default_of_list(object, self.now);
        let number = self.printer.order(object);
        let order = (number.is_some() || self.field.is_some()).then(|| {
            Box::new(Order {
                number,
                name: text("name").to_owned(),
                key: match &self.field {
                    Some(Ok(field)) => field.key(object),
                    Some(Err(_)) | None => Ok(None),
                },
            })
        });
        Entry {
            line: line(&self.printer.cells(object, self.now)),
            order,
            default: default.map(|(rank, cells)| Box::new((rank, line(&cells)))),
        }
    }
}

impl Listing {
    /// Nothing yet.
    #[must_use]
    pub fn new(options: TableOptions) -> Self {
        Self {
            options,
            blocks: Vec::new(),
            namespaces: false,
            start: 0,
            fieldless: Vec::new(),
            has_field: false,
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
            self.start = last.entries.len();
            return;
        }
        self.start = 0;
        self.namespaces |= self.options.namespace && resource.namespaced;
        let minor = view.kube_version().minor;
        let printer = match self.options.subresource.as_deref() {
            _ if self.options.plain => Printer::name_and_age(),
            Some("scale") => Printer::scale(resource, minor),
            Some(_) if !Printer::makes_tables_of_parts(resource, minor) => Printer::name_and_age(),
            _ => Printer::of(resource, minor, view.printer_columns(mapping).as_ref()),
        };
        self.blocks.push(Block {
            group: resource.group.to_string(),
            version: mapping.version().to_owned(),
            kind: resource.kind.to_string(),
            rows: Arc::new(Rows::new(printer, self.namespaces, &self.options)),
            entries: Vec::new(),
            ends: Vec::new(),
        });
    }

    /// What makes the rows of the request that was begun last.
    #[must_use]
    pub fn rows(&self) -> Option<Arc<Rows>> {
        self.blocks.last().map(|block| Arc::clone(&block.rows))
    }

    /// Adds rows of the request, made by its [`rows`](Self::rows); the list is left empty.
    pub fn add(&mut self, entries: &mut Vec<Entry>) {
        if let Some(block) = self.blocks.last_mut() {
            block.entries.append(entries);
        }
    }

    /// Ends a request and sorts its rows; `listed` is whether it asked for all objects of a kind,
    /// so that the server made one table of them.
    ///
    /// # Errors
    /// `Invalid` when values at the field of `--sort-by` do not compare.
    pub fn end(&mut self, listed: bool) -> Result<()> {
        let start = self.start;
        let at = self.blocks.len().saturating_sub(1);
        let Some(block) = self.blocks.last_mut() else {
            return Ok(());
        };
        let entries = &mut block.entries;
        if listed {
            mark_default(entries.get_mut(start..).unwrap_or_default());
        }
        if listed
            && let Some(rows) = entries.get_mut(start..)
            && rows.iter().any(|e| e.order().0.is_some())
        {
            rows.sort_by(|a, b| a.order().cmp(&b.order()));
        }
        if let Some(field) = &block.rows.field {
            let mut rows = entries.split_off(start);
            let sorted = sort(&mut rows, field)?;
            entries.append(&mut rows);
            match sorted {
                Ok(()) => self.has_field |= entries.len() > start,
                Err(why) => self.fieldless.push(Fieldless {
                    block: at,
                    rows: start..entries.len(),
                    why,
                }),
            }
        }
        // kubectl asks for a sorted list at once.
        let page = match (listed, &block.rows.field) {
            (false, _) => 1,
            (true, Some(_)) => usize::MAX,
            (true, None) if self.options.chunk_size == 0 => usize::MAX,
            (true, None) => self.options.chunk_size,
        };
        let mut end = start;
        while end < entries.len() {
            end = end.saturating_add(page).min(entries.len());
            block.ends.push(end);
        }
        Ok(())
    }

    /// The text of all tables. Every line is as wide as the widest of its table (kubectl's
    /// `tabwriter`), so there is none before all objects have been added.
    ///
    /// # Errors
    /// `Invalid` when there are several kinds, and no object of any of them has the field of
    /// `--sort-by`.
    pub fn text(mut self) -> Result<Vec<u8>> {
        let kinds = |b: &Block| (b.group.clone(), b.version.clone(), b.kind.clone());
        let first = self.blocks.first().map(kinds);
        let several = self.blocks.iter().any(|b| first != Some(kinds(b)));
        if !several {
            // kubectl sorts a table while it prints it and drops the errors that printing gives: a path
            // that does not parse or that no object has makes it print nothing.
            for without in self.fieldless.drain(..).rev() {
                if let Some(block) = self.blocks.get_mut(without.block)
                    && without.rows.len() > 1
                {
                    block.remove(&without.rows);
                }
            }
        } else if !self.has_field
            && let Some(without) = self.fieldless.drain(..).next()
        {
            // Tables of several kinds it takes for objects to sort, and finds the field in none.
            return Err(without.why);
        }
        let mut out = Vec::new();
        for block in self.blocks.into_iter().filter(|b| !b.entries.is_empty()) {
            if !out.is_empty() && self.options.headers {
                out.push(b'\n');
            }
            let prefixed = several || self.options.show_kind;
            let kind = prefixed.then(|| name::prefix(&block.group, &block.kind));
            let mut writer = TabWriter::new();
            writer.reserve(block.entries.iter().map(|e| e.line.len()).sum());
            let lines = block.entries.iter().map(|e| &e.line);
            if self.options.kubectl >= Kubectl::V1_37 {
                block.write_in_parts(&mut writer, kind.as_deref(), &mut out);
            } else {
                block.rows.layout.write(&mut writer, lines, kind.as_deref());
            }
            drop(block.entries);
            writer.flush(&mut out);
        }
        Ok(out)
    }
}

/// Marks the default among the rows of a list.
fn mark_default(rows: &mut [Entry]) {
    let ranked = rows.iter_mut().filter(|row| row.default.is_some());
    let default = ranked.max_by(|a, b| {
        let rank = |row: &Entry| row.default.as_ref().map(|d| d.0.clone());
        rank(a).cmp(&rank(b))
    });
    if let Some(row) = default
        && let Some(marked) = row.default.take()
    {
        row.line = marked.1;
    }
}

impl Block {
    /// Takes rows out.
    fn remove(&mut self, rows: &Range<usize>) {
        self.entries.drain(rows.clone());
        self.ends
            .retain(|end| *end <= rows.start || *end > rows.end);
        for end in &mut self.ends {
            if *end > rows.end {
                *end = end.saturating_sub(rows.len());
            }
        }
    }

    /// Writes the server's tables one after another.
    fn write_in_parts(&self, writer: &mut TabWriter, kind: Option<&str>, out: &mut Vec<u8>) {
        let mut start = 0;
        for end in &self.ends {
            let table = self.entries.get(start..*end).unwrap_or_default();
            let lines = table.iter().map(|e| &e.line);
            let layout = &self.rows.layout;
            layout.write_in_parts(writer, lines, kind, start == 0, out);
            start = *end;
        }
    }
}

/// Puts rows in the order of a field; the inner error says why there is none, and leaves them as they are.
/// Values that do not compare end it.
fn sort(rows: &mut Vec<Entry>, field: &Result<Field>) -> Result<Result<()>> {
    let orders = rows.iter_mut().filter_map(|row| row.order.take());
    let keys = orders.map(|order| order.key).collect::<Result<Vec<_>>>();
    let (keys, field) = match (keys, field) {
        (Ok(keys), Ok(field)) => (keys, field),
        (_, Err(e)) => return Ok(Err(e.clone())),
        (Err(e), _) => return Ok(Err(e)),
    };
    let order = match field.order(&keys) {
        Ok(order) => order,
        Err(OrderError::Unsortable(e)) => return Err(e),
        Err(OrderError::Absent(e)) => return Ok(Err(e)),
    };
    let mut unsorted: Vec<Option<Entry>> = rows.drain(..).map(Some).collect();
    let taken = order
        .into_iter()
        .filter_map(|i| unsorted.get_mut(i).and_then(Option::take));
    rows.extend(taken);
    Ok(Ok(()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::parse;

    /// A listing of one kind with the objects of one request.
    fn listed(kind: &str, options: TableOptions, objects: &[&str]) -> Result<String> {
        answered(36, kind, options, objects, true)
    }

    /// As [`listed`], of a server's minor, and of a list or of single objects.
    fn answered(
        minor: u8,
        kind: &str,
        options: TableOptions,
        objects: &[&str],
        listed: bool,
    ) -> Result<String> {
        let mut listing = Listing::new(options);
        let group = match kind {
            "FlowSchema" => "flowcontrol.apiserver.k8s.io",
            "StorageClass" => "storage.k8s.io",
            _ => "",
        };
        let printer = Printer::built_in(group, kind, kf_schema::Minor::new(minor));
        let with_namespace = listing.options.namespace;
        let rows = Arc::new(Rows::new(printer, with_namespace, &listing.options));
        listing.blocks.push(Block {
            group: group.to_owned(),
            version: "v1".to_owned(),
            kind: kind.to_owned(),
            rows: Arc::clone(&rows),
            entries: Vec::new(),
            ends: Vec::new(),
        });
        let objects = objects.iter().map(|o| parse::json::parse(o.as_bytes()));
        let mut entries = objects.map(|o| rows.entry(&o.unwrap())).collect();
        listing.add(&mut entries);
        listing.end(listed)?;
        Ok(String::from_utf8(listing.text()?).unwrap())
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
        let names: Vec<&str> = text.lines().map(|l| l.split_at(1).0).collect();
        assert_eq!(names, ["b", "c", "a"]);
    }

    #[test]
    fn a_list_marks_the_newest_default_class() {
        let class = |name: &str, created: &str, default: bool| {
            format!(
                r#"{{"metadata":{{"name":"{name}","creationTimestamp":"{created}","annotations":
                {{"storageclass.kubernetes.io/is-default-class":"{default}"}}}}}}"#
            )
        };
        let (old, new) = ("2026-11-20T00:00:00Z", "2026-11-22T00:00:00Z");
        let objects = [
            class("a", old, true),
            class("b", new, true),
            class("c", new, true),
            class("d", "2026-11-23T00:00:00Z", false),
        ];
        let objects: Vec<&str> = objects.iter().map(String::as_str).collect();
        let marked = |minor, listed| {
            let options = TableOptions::default();
            let text = answered(minor, "StorageClass", options, &objects, listed).unwrap();
            let marked = text.lines().filter(|l| l.contains("(default)"));
            marked.map(|l| l.split_at(1).0).collect::<String>()
        };
        assert_eq!(marked(36, true), "abc");
        assert_eq!(marked(36, false), "abc");
        assert_eq!(marked(37, true), "b");
        assert_eq!(marked(37, false), "");
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
