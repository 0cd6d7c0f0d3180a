//! Tables as kubectl lays them out (cli-runtime `pkg/printers/tableprinter.go`).
//!
//! A table is columns and rows of cells, as the API server would have sent them; kubectl's own
//! part starts here: the columns it adds, the cells it hides, cuts and escapes. A row becomes a
//! [`Line`] by itself, on whichever thread; what needs all lines at once, their alignment, is
//! [`TabWriter`]'s.

use super::kubectl::Kubectl;
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
    /// Whose table it is.
    pub kubectl: Kubectl,
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
    /// The shown cells, where their lengths count.
    cells: Option<Box<[Measured]>>,
}

/// A cell of a line.
#[derive(Clone, Copy, Debug)]
struct Measured {
    /// Where it ends in the line's text.
    end: usize,
    /// Its length in bytes before it was cut and escaped.
    raw: usize,
}

/// Rows that kubectl 1.37 aligns at once (`flushInterval`).
const ROWS_AT_ONCE: usize = 100;

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
            writer.write(&self.header(&[]));
        }
        let prefix = kind.map(Prefix::new);
        for line in lines {
            write_line(writer, line, prefix.as_ref());
        }
    }

    /// Writes a table as it came from the server the way kubectl 1.37 does, which hands on each
    /// hundred rows as they are then aligned: columns only grow from there on. It looks for the
    /// longest cell of each column first, by bytes and before cells are cut, and makes the header
    /// that wide, or the first row where no header stands above it.
    ///
    /// `header` is whether one may stand there: tables behind the first of a kind have none.
    pub fn write_in_parts<'l>(
        &self,
        writer: &mut TabWriter,
        lines: impl Iterator<Item = &'l Line> + Clone,
        kind: Option<&str>,
        header: bool,
        out: &mut Vec<u8>,
    ) {
        let prefix = kind.map(Prefix::new);
        let widths = self.widest(lines.clone(), prefix.as_ref());
        let header = header && !self.options.no_headers;
        for (i, line) in lines.enumerate() {
            if i == 0 && header {
                writer.write(&self.header(&widths));
            }
            if i == 0 && !header {
                writer.write(&self.padded(line, prefix.as_ref(), &widths));
            } else {
                write_line(writer, line, prefix.as_ref());
            }
            if (i + 1).is_multiple_of(ROWS_AT_ONCE) {
                writer.flush(out);
            }
        }
    }

    /// The length of the longest cell of each shown column but the last, which is never padded.
    fn widest<'l>(
        &self,
        lines: impl Iterator<Item = &'l Line>,
        prefix: Option<&Prefix>,
    ) -> Vec<usize> {
        let columns = self.shown.iter().filter(|shown| **shown).count();
        let mut widths = vec![0; columns.saturating_sub(1)];
        let name = self.name_cell().filter(|_| prefix.is_some());
        let more = prefix.map_or(0, |prefix| prefix.raw);
        for line in lines {
            let cells = line.cells.iter().flatten().enumerate();
            for ((i, cell), width) in cells.zip(&mut widths) {
                let more = if name == Some(i) { more } else { 0 };
                *width = (*width).max(cell.raw.saturating_add(more));
            }
        }
        widths
    }

    /// The place of the name among the shown cells.
    fn name_cell(&self) -> Option<usize> {
        let at = self.name? + usize::from(self.options.with_namespace);
        let (before, rest) = self.shown.split_at_checked(at)?;
        let shown = rest.first().copied().unwrap_or_default();
        shown.then(|| before.iter().filter(|shown| **shown).count())
    }

    /// A line whose cells are filled up to these widths, by their lengths before they were cut.
    fn padded(&self, line: &Line, prefix: Option<&Prefix>, widths: &[usize]) -> String {
        let prefix = prefix.zip(self.name_cell());
        let mut text = String::with_capacity(line.text.len());
        let mut start = 0;
        for (i, cell) in line.cells.iter().flatten().enumerate() {
            let piece = line.text.get(start..cell.end).unwrap_or_default();
            start = cell.end;
            let mut raw = cell.raw;
            match prefix {
                Some((prefix, name)) if name == i => {
                    let (tab, name) = match piece.strip_prefix('\t').filter(|_| i > 0) {
                        Some(name) => ("\t", name),
                        None => ("", piece),
                    };
                    text.push_str(tab);
                    text.push_str(&prefix.text);
                    text.push_str(if prefix.with_name { name } else { "" });
                    raw += prefix.raw;
                }
                _ => text.push_str(piece),
            }
            let width = widths.get(i).copied().unwrap_or_default();
            text.extend(std::iter::repeat_n(' ', width.saturating_sub(raw)));
        }
        text.push('\n');
        text
    }

    /// The header, its cells filled up to `widths`.
    fn header(&self, widths: &[usize]) -> String {
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
            let start = line.len();
            line.extend(header.chars().map(upper));
            let width = widths.get(i).copied().unwrap_or_default();
            let missing = width.saturating_sub(line.len() - start);
            line.extend(std::iter::repeat_n(' ', missing));
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
            measured: (options.kubectl >= Kubectl::V1_37).then(Vec::new),
        };
        if options.with_namespace {
            line.text(row.namespace);
        }
        let mut name = None;
        for (i, cell) in row.cells.iter().enumerate() {
            let at = line.value(cell);
            if self.name == Some(i) {
                name = at;
            }
        }
        for label in &options.column_labels {
            let value = row.labels.and_then(|l| l.get(label));
            let value = value.and_then(Value::as_str).unwrap_or_default();
            line.text(value);
        }
        if options.show_labels {
            line.text(&format_labels(row.labels));
        }
        line.text.push('\n');
        Line {
            text: line.text.into(),
            name,
            cells: line.measured.map(Vec::into_boxed_slice),
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
    /// The cells so far, where their lengths count.
    measured: Option<Vec<Measured>>,
}

impl Cells<'_> {
    /// Adds a cell of text.
    fn text(&mut self, text: &str) -> Option<(u32, u32)> {
        self.push(text.len(), |line| push_text(line, text))
    }

    /// Adds a cell of a row.
    fn value(&mut self, cell: &Value<'_>) -> Option<(u32, u32)> {
        match cell {
            Value::Null => self.push(0, |_| ()),
            Value::String(text) => self.text(text),
            other => {
                let text = go_text::sprint(other);
                self.push(text.len(), |line| push_escaped(line, &text))
            }
        }
    }

    /// Adds the next cell, if it is shown, and says where it stands.
    fn push(&mut self, raw: usize, cell: impl FnOnce(&mut String)) -> Option<(u32, u32)> {
        if !*self.shown.next()? {
            return None;
        }
        if !std::mem::replace(&mut self.empty, false) {
            self.text.push('\t');
        }
        let start = self.text.len();
        cell(&mut self.text);
        let end = self.text.len();
        if let Some(measured) = &mut self.measured {
            measured.push(Measured { end, raw });
        }
        Some((start.try_into().ok()?, end.try_into().ok()?))
    }
}

/// What stands before names.
struct Prefix {
    text: String,
    /// Its length in bytes before it was cut and escaped, which a cut name counts with.
    raw: usize,
    /// Whether the name comes behind it, and was not cut off.
    with_name: bool,
}

impl Prefix {
    fn new(kind: &str) -> Self {
        let (text, with_name) = match kind.split_once(LINE_BREAKS) {
            Some((head, _)) => (escaped(head) + "...", false),
            None => (escaped(kind) + "/", true),
        };
        Self {
            text,
            raw: kind.len() + 1,
            with_name,
        }
    }
}

fn write_line(writer: &mut TabWriter, line: &Line, prefix: Option<&Prefix>) {
    match (prefix, line.split()) {
        (Some(prefix), Some((before, name, after))) => {
            writer.write(before);
            writer.write(&prefix.text);
            if prefix.with_name {
                writer.write(name);
            }
            writer.write(after);
        }
        _ => writer.write(&line.text),
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

/// The text of a server's cell, as a row of a table has it.
#[must_use]
pub fn cell_text(cell: &Value<'_>) -> String {
    let mut out = String::new();
    match cell {
        Value::Null => {}
        Value::String(text) => push_text(&mut out, text),
        other => push_escaped(&mut out, &go_text::sprint(other)),
    }
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

    /// Tables of one kind as kubectl 1.37 prints them; the texts are what its own functions print.
    fn in_parts(tables: &[&[[Value<'_>; 4]]], options: Options, kind: Kind) -> String {
        let none = Map::new();
        let columns = [
            Column::object_name(),
            Column::new("Size"),
            Column::wide("Wide"),
            Column::new("Age"),
        ];
        let options = Options {
            kubectl: Kubectl::V1_37,
            ..options
        };
        let layout = Layout::new(columns.to_vec(), options);
        let (mut writer, mut out) = (TabWriter::new(), Vec::new());
        for (i, table) in tables.iter().enumerate() {
            let lines = table.iter().map(|cells| layout.line(&row(cells, &none)));
            let lines: Vec<Line> = lines.collect();
            layout.write_in_parts(&mut writer, lines.iter(), kind, i == 0, &mut out);
        }
        writer.flush(&mut out);
        String::from_utf8(out).unwrap()
    }

    fn cells(name: &'static str, size: Value<'static>, age: &'static str) -> [Value<'static>; 4] {
        [Value::str(name), size, Value::str("w"), Value::str(age)]
    }

    #[test]
    fn columns_of_1_37_are_as_wide_as_cells_before_they_are_cut() {
        let first = [
            cells("\u{e9}\u{4e16}x", Value::Int(3), "1d"),
            cells("cut\nand much longer", Value::Null, "2d"),
        ];
        let second = [
            cells("\u{1b}red", Value::Int(1_234_567), "3d"),
            cells("a-name-that-is-wider-than-all", Value::Null, "4d"),
        ];
        let rows = "\u{e9}\u{4e16}x                              3         1d\n\
                    cut...                                     2d\n\
                    ^[red                            1234567   3d\n\
                    a-name-that-is-wider-than-all              4d\n";
        let header = "NAME                             SIZE      AGE\n";
        let tables: [&[_]; 2] = [&first, &second];
        assert_eq!(
            in_parts(&tables, Options::default(), None),
            format!("{header}{rows}")
        );
        let bare = Options {
            no_headers: true,
            ..Options::default()
        };
        assert_eq!(in_parts(&tables, bare.clone(), None), rows);
        let wide = Options {
            wide: true,
            ..Options::default()
        };
        assert_eq!(
            in_parts(&[&first], wide, None),
            "NAME                  SIZE   WIDE   AGE\n\
             \u{e9}\u{4e16}x                   3      w      1d\n\
             cut...                       w      2d\n"
        );
        // Names count with what stands before them.
        assert_eq!(
            in_parts(&[&first], bare, Some("pod")),
            "pod/\u{e9}\u{4e16}x                3     1d\n\
             pod/cut...                   2d\n"
        );
    }

    #[test]
    fn rows_of_1_37_are_aligned_a_hundred_at_a_time() {
        let mut first = vec![cells("a", Value::Null, "1d"); 149];
        first.push(cells("wider", Value::Null, "1d"));
        let second = [cells("widest of all", Value::Null, "1d")];
        let text = in_parts(&[&first, &second], Options::default(), None);
        let lines: Vec<&str> = text.lines().collect();
        for (i, line) in [
            (0, "NAME    SIZE   AGE"),
            (1, "a              1d"),
            (100, "a              1d"),
            (101, "a                      1d"),
            (150, "wider                  1d"),
            (151, "widest of all          1d"),
        ] {
            assert_eq!(lines[i], line, "{i}");
        }
        assert_eq!(lines.len(), 152);
        assert_eq!(in_parts(&[&[]], Options::default(), None), "");
    }
}
