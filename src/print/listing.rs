//! What `kubectl get` prints without `-o`: a table for each run of objects of one resource
//! (kubectl pkg/cmd/get/get.go).
//!
//! Columns are NAME and AGE for every kind; the servers' own columns are a layer that is still
//! to come.

use super::human::{Column, Options, Row, Table, write_table};
use super::name;
use super::tabwriter::TabWriter;
use crate::object::{Map, Value};
use crate::snapshot::Mapping;
use crate::time::{Timestamp, human_duration};

/// What the command line asks of the tables.
#[derive(Clone, Debug, Default)]
pub struct TableOptions {
    /// What AGE counts to; no AGE without it.
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
}

/// Objects gathered for printing.
#[derive(Debug)]
pub struct Listing {
    options: TableOptions,
    blocks: Vec<Block>,
}

/// A run of objects of one resource.
#[derive(Debug)]
struct Block {
    group: String,
    kind: String,
    namespaced: bool,
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    namespace: String,
    name: String,
    age: String,
    labels: Option<Map<'static>>,
}

impl Listing {
    /// Nothing yet.
    #[must_use]
    pub fn new(options: TableOptions) -> Self {
        Self {
            options,
            blocks: Vec::new(),
        }
    }

    /// Adds an object.
    pub fn add(&mut self, mapping: &Mapping, object: &Value<'_>) {
        let resource = mapping.resource();
        let text = |name| {
            object
                .str_at(&["metadata", name])
                .unwrap_or_default()
                .to_owned()
        };
        let wants_labels = self.options.show_labels || !self.options.label_columns.is_empty();
        let labels = object.at(&["metadata", "labels"]).filter(|_| wants_labels);
        let line = Line {
            namespace: text("namespace"),
            name: text("name"),
            age: self.age(object),
            labels: labels.and_then(|l| match l.clone().into_owned() {
                Value::Object(map) => Some(map),
                _ => None,
            }),
        };
        match self.blocks.last_mut() {
            Some(last) if last.group == resource.group && last.kind == resource.kind => {
                last.lines.push(line);
            }
            _ => self.blocks.push(Block {
                group: resource.group.to_string(),
                kind: resource.kind.to_string(),
                namespaced: resource.namespaced,
                lines: vec![line],
            }),
        }
    }

    fn age(&self, object: &Value<'_>) -> String {
        let created = object
            .str_at(&["metadata", "creationTimestamp"])
            .and_then(Timestamp::parse);
        match (self.options.now, created) {
            (Some(now), Some(created)) => human_duration(now.nanos_since(created)),
            _ => "<unknown>".to_owned(),
        }
    }

    /// The text of all tables.
    #[must_use]
    pub fn text(&self) -> Vec<u8> {
        let kinds = |b: &Block| (b.group.clone(), b.kind.clone());
        let several = self
            .blocks
            .iter()
            .any(|b| self.blocks.first().map(kinds) != Some(kinds(b)));
        let mut out = Vec::new();
        for (i, block) in self.blocks.iter().enumerate() {
            if i > 0 && self.options.headers {
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

impl Block {
    fn table(&self) -> Table<'_> {
        let rows = self.lines.iter().map(|line| Row {
            cells: vec![Value::str(&line.name), Value::str(&line.age)],
            namespace: line.namespace.as_str().into(),
            labels: line.labels.as_ref(),
        });
        Table {
            columns: vec![Column::object_name(), Column::new("Age")],
            rows: rows.collect(),
        }
    }
}
