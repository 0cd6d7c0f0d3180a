//! Tables as kubectl lays them out (cli-runtime `pkg/printers/tableprinter.go`).
//!
//! A [`Table`] is what the API server would have sent; kubectl's own part starts here: the
//! columns it adds, the cells it hides, cuts and escapes.

use std::borrow::Cow;

use super::tabwriter::TabWriter;
use crate::object::{Map, Value};
use crate::query::go_text;

pub use crate::table::{Column, format_labels};

/// One object's line.
#[derive(Clone, Debug, Default)]
pub struct Row<'a> {
    /// One value per column; null prints nothing.
    pub cells: Vec<Value<'a>>,
    /// The object's namespace.
    pub namespace: Cow<'a, str>,
    /// The object's labels.
    pub labels: Option<&'a Map<'a>>,
}

/// A table of one kind.
#[derive(Clone, Debug, Default)]
pub struct Table<'a> {
    /// The columns.
    pub columns: Vec<Column>,
    /// The lines.
    pub rows: Vec<Row<'a>>,
}

/// What the command line asks for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// `--no-headers`
    pub no_headers: bool,
    /// `-o wide`
    pub wide: bool,
    /// A NAMESPACE column: `-A` and a namespaced kind.
    pub with_namespace: bool,
    /// What names are prefixed with, such as `deployment.apps`; see [`super::name::prefix`].
    pub kind_prefix: Option<String>,
    /// `-L`: one more column for each of these labels.
    pub column_labels: Vec<String>,
    /// `--show-labels`
    pub show_labels: bool,
}

fn shown(column: &Column, options: &Options) -> bool {
    options.wide || column.priority == 0
}

/// Writes a table's header and rows; call [`TabWriter::flush`] to get the text.
///
/// A table without rows writes nothing. Several tables of one kind may go to the same writer,
/// all but the first with `no_headers`, and share their alignment.
pub fn write_table(writer: &mut TabWriter, table: &Table<'_>, options: &Options) {
    if table.rows.is_empty() {
        return;
    }
    let mut line = String::new();
    if !options.no_headers {
        let names = table.columns.iter().filter(|c| shown(c, options));
        let labels = options.column_labels.iter();
        let labels = labels.map(|l| l.rsplit('/').next().unwrap_or(l));
        let headers = (options.with_namespace.then_some("NAMESPACE").into_iter())
            .chain(names.map(|c| c.name.as_ref()))
            .chain(labels)
            .chain(options.show_labels.then_some("LABELS"));
        for (i, header) in headers.enumerate() {
            if i > 0 {
                line.push('\t');
            }
            line.extend(header.chars().map(upper));
        }
        line.push('\n');
        writer.write(&line);
    }
    let before = usize::from(options.with_namespace);
    let after = options.column_labels.len() + usize::from(options.show_labels);
    let shown: Vec<bool> = std::iter::repeat_n(true, before)
        .chain(table.columns.iter().map(|c| shown(c, options)))
        .chain(std::iter::repeat_n(true, after))
        .collect();
    // Only the first name column is prefixed.
    let name = table.columns.iter().position(|c| c.is_name);
    for row in &table.rows {
        line.clear();
        let cells = row_cells(row, options, name);
        // kubectl adds its own cells without a look at the number of the server's: a server that
        // sends one cell too many (IPAddress does) shifts the labels out of the table.
        let visible = cells.iter().zip(&shown).filter(|(_, shown)| **shown);
        for (i, (cell, _)) in visible.enumerate() {
            if i > 0 {
                line.push('\t');
            }
            push_cell(&mut line, cell);
        }
        line.push('\n');
        writer.write(&line);
    }
}

/// A row's cells with those kubectl adds (`decorateTable`); `name` is the name column.
fn row_cells<'r>(
    row: &'r Row<'_>,
    options: &Options,
    name: Option<usize>,
) -> Vec<Cow<'r, Value<'r>>> {
    let owned = |text: String| Cow::Owned(Value::String(text.into()));
    let mut cells = Vec::with_capacity(row.cells.len() + 2);
    if options.with_namespace {
        cells.push(Cow::Owned(Value::str(&row.namespace)));
    }
    for (i, cell) in row.cells.iter().enumerate() {
        cells.push(match &options.kind_prefix {
            Some(prefix) if name == Some(i) => owned(format!("{prefix}/{}", go_text::sprint(cell))),
            _ => Cow::Borrowed(cell),
        });
    }
    for label in &options.column_labels {
        let value = row.labels.and_then(|l| l.get(label));
        let value = value.and_then(Value::as_str).unwrap_or_default();
        cells.push(Cow::Owned(Value::str(value)));
    }
    if options.show_labels {
        cells.push(owned(format_labels(row.labels)));
    }
    cells
}

/// A string up to its first line break, and `...` if there is one. A tab passes: it shifts the
/// row, with kubectl too.
fn push_cell(line: &mut String, cell: &Value<'_>) {
    match cell {
        Value::Null => {}
        Value::String(text) => match text.split_once(['\u{c}', '\n', '\r']) {
            Some((head, _)) => {
                push_escaped(line, head);
                line.push_str("...");
            }
            None => push_escaped(line, text),
        },
        other => push_escaped(line, &go_text::sprint(other)),
    }
}

/// Terminal escapes made harmless (`printers.EscapeTerminal`).
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\u{1b}' => out.push_str("^["),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
}

/// Go's `unicode.ToUpper`: one rune for one rune.
fn upper(c: char) -> char {
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(u), None) => u,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(table: &Table<'_>, options: &Options) -> String {
        let (mut writer, mut out) = (TabWriter::new(), Vec::new());
        write_table(&mut writer, table, options);
        writer.flush(&mut out);
        String::from_utf8(out).unwrap()
    }

    fn row<'a>(cells: Vec<Value<'a>>, labels: &'a Map<'a>) -> Row<'a> {
        Row {
            cells,
            namespace: "prod".into(),
            labels: Some(labels),
        }
    }

    #[test]
    fn columns_are_added_hidden_and_prefixed() {
        let labels: Map<'_> = [
            ("app".into(), Value::str("api")),
            ("app.x".into(), Value::str("1")),
            ("example.com/track".into(), Value::str("canary")),
        ]
        .into_iter()
        .collect();
        let none = Map::new();
        let columns = vec![
            Column::object_name(),
            Column::new("Nominated Node"),
            Column::wide("Images"),
        ];
        let rows = vec![
            row(
                vec![Value::str("a"), Value::Int(3), Value::str("i")],
                &labels,
            ),
            row(
                vec![
                    Value::str("b"),
                    Value::Null,
                    Value::str("j"),
                    Value::str("x"),
                ],
                &none,
            ),
        ];
        let table = Table { columns, rows };
        assert_eq!(
            printed(&table, &Options::default()),
            "NAME   NOMINATED NODE\na      3\nb      \n"
        );
        let options = Options {
            wide: true,
            with_namespace: true,
            kind_prefix: Some("pod".into()),
            column_labels: vec!["example.com/track".into()],
            show_labels: true,
            ..Options::default()
        };
        assert_eq!(
            printed(&table, &options),
            "NAMESPACE   NAME    NOMINATED NODE   IMAGES   TRACK    LABELS\n\
             prod        pod/a   3                i        canary   app.x=1,app=api,example.com/track=canary\n\
             prod        pod/b                    j        x        \n"
        );
        let bare = Options {
            no_headers: true,
            ..Options::default()
        };
        assert_eq!(printed(&table, &bare), "a     3\nb     \n");
        assert_eq!(printed(&Table::default(), &options), "");
    }

    #[test]
    fn cells_are_cut_at_line_breaks_and_escaped() {
        let none = Map::new();
        let cells = ["x\ny", "\u{1b}[31mred", "a\rb", "tab\tbed", "1.5"];
        let rows = cells.map(|c| row(vec![Value::str(c), Value::Float(1e6)], &none));
        let table = Table {
            columns: vec![Column::object_name(), Column::new("Size")],
            rows: rows.to_vec(),
        };
        assert_eq!(
            printed(&table, &Options::default()),
            "NAME        SIZE\n\
             x...        1e+06\n\
             ^[[31mred   1e+06\n\
             a...        1e+06\n\
             tab         bed   1e+06\n\
             1.5         1e+06\n"
        );
    }
}
