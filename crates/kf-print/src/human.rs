//! Tables as kubectl lays them out (cli-runtime `pkg/printers/tableprinter.go`).
//!
//! A table is columns and rows of cells, as the API server would have sent them; kubectl's own
//! part starts here: the columns it adds, the cells it hides, cuts and escapes. A row becomes a
//! [`Line`] by itself, on whichever thread; what needs all lines at once, their alignment, is
//! [`TabWriter`]'s.

use kf_object::{Map, Value};
use kf_query::go_text;
use kf_text::tabwriter::TabWriter;

pub use kf_table::{Column, format_labels};

/// One object's row.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row<'a> {
    /// One value per column; null prints nothing. Those of name columns are texts.
    pub cells: &'a [Value<'a>],
    /// The object's namespace.
    pub namespace: &'a str,
    /// The object's labels.
    pub labels: Option<&'a Map<'a>>,
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
    /// `-L`: one more column for each of these labels.
    pub column_labels: Vec<String>,
    /// `--show-labels`
    pub show_labels: bool,
}

/// A table of one kind without its rows.
#[derive(Clone, Debug)]
pub struct Layout {
    options: Options,
    columns: Vec<Column>,
    /// Whether each cell of a row is shown, kubectl's own included.
    shown: Vec<bool>,
    /// The first name column, which alone is prefixed with the kind.
    name: Option<usize>,
}

/// A row's text: shown cells with tabs between them, and a line break.
#[derive(Clone, Debug)]
pub struct Line {
    text: Box<str>,
    /// Where the name stands in it, if it is shown.
    name: Option<(u32, u32)>,
}

impl Layout {
    /// The layout of a table with these columns.
    #[must_use]
    pub fn new(columns: Vec<Column>, options: Options) -> Self {
        let before = usize::from(options.with_namespace);
        let after = options.column_labels.len() + usize::from(options.show_labels);
        let shown = std::iter::repeat_n(true, before)
            .chain(columns.iter().map(|c| options.wide || c.priority == 0))
            .chain(std::iter::repeat_n(true, after));
        Self {
            shown: shown.collect(),
            name: columns.iter().position(|c| c.is_name),
            columns,
            options,
        }
    }

    /// Writes a table's header and rows; call [`TabWriter::flush`] to get the text. Names are
    /// prefixed with `kind`, such as `deployment.apps`; see [`super::name::prefix`].
    ///
    /// A table without rows writes nothing. Several tables of one kind may go to the same writer,
    /// all but the first with `no_headers`, and share their alignment.
    pub fn write<'l>(
        &self,
        writer: &mut TabWriter,
        lines: impl IntoIterator<Item = &'l Line>,
        kind: Option<&str>,
    ) {
        let mut lines = lines.into_iter().peekable();
        if !self.options.no_headers && lines.peek().is_some() {
            writer.write(&self.header());
        }
        let prefix = kind.map(|kind| match kind.split_once(LINE_BREAKS) {
            Some((head, _)) => (escaped(head) + "...", false),
            None => (escaped(kind) + "/", true),
        });
        for line in lines {
            match (&prefix, line.split()) {
                (Some((prefix, with_name)), Some((before, name, after))) => {
                    writer.write(before);
                    writer.write(prefix);
                    if *with_name {
                        writer.write(name);
                    }
                    writer.write(after);
                }
                _ => writer.write(&line.text),
            }
        }
    }

    fn header(&self) -> String {
        let options = &self.options;
        let columns = self.columns.iter();
        let names = columns.filter(|c| options.wide || c.priority == 0);
        let labels = options.column_labels.iter();
        let labels = labels.map(|l| l.rsplit('/').next().unwrap_or(l));
        let headers = (options.with_namespace.then_some("NAMESPACE").into_iter())
            .chain(names.map(|c| c.name.as_ref()))
            .chain(labels)
            .chain(options.show_labels.then_some("LABELS"));
        let mut line = String::new();
        for (i, header) in headers.enumerate() {
            if i > 0 {
                line.push('\t');
            }
            line.extend(header.chars().map(upper));
        }
        line.push('\n');
        line
    }

    /// A row's line, with the cells that kubectl adds (`decorateTable`). It adds them without a
    /// look at the number of the server's: a server that sends one cell too many (IPAddress does)
    /// shifts the labels out of the table.
    #[must_use]
    pub fn line(&self, row: &Row<'_>) -> Line {
        let options = &self.options;
        let mut line = Cells {
            text: String::with_capacity(128),
            shown: self.shown.iter(),
            empty: true,
        };
        if options.with_namespace {
            line.push(|text| push_text(text, row.namespace));
        }
        let mut name = None;
        for (i, cell) in row.cells.iter().enumerate() {
            let at = line.push(|text| push_cell(text, cell));
            if self.name == Some(i) {
                name = at;
            }
        }
        for label in &options.column_labels {
            let value = row.labels.and_then(|l| l.get(label));
            let value = value.and_then(Value::as_str).unwrap_or_default();
            line.push(|text| push_text(text, value));
        }
        if options.show_labels {
            line.push(|text| push_text(text, &format_labels(row.labels)));
        }
        line.text.push('\n');
        Line {
            text: line.text.into(),
            name,
        }
    }
}

impl Line {
    /// Bytes of text.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// What comes before the name, the name, and what comes behind it.
    fn split(&self) -> Option<(&str, &str, &str)> {
        let (start, end) = self.name?;
        let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
        let (head, after) = self.text.split_at_checked(end)?;
        let (before, name) = head.split_at_checked(start)?;
        Some((before, name, after))
    }
}

/// A line that is being written.
struct Cells<'l> {
    text: String,
    /// For the cells to come.
    shown: std::slice::Iter<'l, bool>,
    empty: bool,
}

impl Cells<'_> {
    /// Adds the next cell, if it is shown, and says where it stands.
    fn push(&mut self, cell: impl FnOnce(&mut String)) -> Option<(u32, u32)> {
        if !*self.shown.next()? {
            return None;
        }
        if !std::mem::replace(&mut self.empty, false) {
            self.text.push('\t');
        }
        let start = self.text.len();
        cell(&mut self.text);
        let end = self.text.len();
        Some((start.try_into().ok()?, end.try_into().ok()?))
    }
}

fn push_cell(line: &mut String, cell: &Value<'_>) {
    match cell {
        Value::Null => {}
        Value::String(text) => push_text(line, text),
        other => push_escaped(line, &go_text::sprint(other)),
    }
}

/// What ends the text of a cell.
const LINE_BREAKS: [char; 3] = ['\u{c}', '\n', '\r'];

/// A string up to its first line break, and `...` if there is one. A tab passes: it shifts the
/// row, with kubectl too.
fn push_text(line: &mut String, text: &str) {
    match text.split_once(LINE_BREAKS) {
        Some((head, _)) => {
            push_escaped(line, head);
            line.push_str("...");
        }
        None => push_escaped(line, text),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    push_escaped(&mut out, text);
    out
}

/// Terminal escapes made harmless (`printers.EscapeTerminal`).
pub fn push_escaped(out: &mut String, text: &str) {
    if !text.bytes().any(|b| matches!(b, 0x1b | b'\r')) {
        return out.push_str(text);
    }
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

    fn printed(columns: &[Column], rows: &[Row<'_>], options: &Options, kind: Kind) -> String {
        let layout = Layout::new(columns.to_vec(), options.clone());
        let lines: Vec<Line> = rows.iter().map(|row| layout.line(row)).collect();
        let (mut writer, mut out) = (TabWriter::new(), Vec::new());
        layout.write(&mut writer, &lines, kind);
        writer.flush(&mut out);
        String::from_utf8(out).unwrap()
    }

    type Kind = Option<&'static str>;

    fn row<'a>(cells: &'a [Value<'a>], labels: &'a Map<'a>) -> Row<'a> {
        Row {
            cells,
            namespace: "prod",
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
        let columns = [
            Column::object_name(),
            Column::new("Nominated Node"),
            Column::wide("Images"),
        ];
        let first = [Value::str("a"), Value::Int(3), Value::str("i")];
        let second = [
            Value::str("b"),
            Value::Null,
            Value::str("j"),
            Value::str("x"),
        ];
        let rows = [row(&first, &labels), row(&second, &none)];
        assert_eq!(
            printed(&columns, &rows, &Options::default(), None),
            "NAME   NOMINATED NODE\na      3\nb      \n"
        );
        let options = Options {
            wide: true,
            with_namespace: true,
            column_labels: vec!["example.com/track".into()],
            show_labels: true,
            ..Options::default()
        };
        assert_eq!(
            printed(&columns, &rows, &options, Some("pod")),
            "NAMESPACE   NAME    NOMINATED NODE   IMAGES   TRACK    LABELS\n\
             prod        pod/a   3                i        canary   app.x=1,app=api,example.com/track=canary\n\
             prod        pod/b                    j        x        \n"
        );
        let bare = Options {
            no_headers: true,
            ..Options::default()
        };
        assert_eq!(printed(&columns, &rows, &bare, None), "a     3\nb     \n");
        // A kind out of a hostile definition.
        assert_eq!(
            printed(&columns, &rows, &bare, Some("\u{1b}x\ny")),
            "^[x...   3\n^[x...   \n"
        );
        assert_eq!(printed(&columns, &[], &options, None), "");
    }

    #[test]
    fn cells_are_cut_at_line_breaks_and_escaped() {
        let none = Map::new();
        let cells = ["x\ny", "\u{1b}[31mred", "a\rb", "tab\tbed", "1.5"];
        let cells = cells.map(|c| [Value::str(c), Value::Float(1e6)]);
        let rows: Vec<Row<'_>> = cells.iter().map(|c| row(c, &none)).collect();
        let columns = [Column::object_name(), Column::new("Size")];
        assert_eq!(
            printed(&columns, &rows, &Options::default(), None),
            "NAME        SIZE\n\
             x...        1e+06\n\
             ^[[31mred   1e+06\n\
             a...        1e+06\n\
             tab         bed   1e+06\n\
             1.5         1e+06\n"
        );
    }
}
