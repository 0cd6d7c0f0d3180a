//! The rows of a table, in one text: a hundred thousand of them are a few allocations.

use std::borrow::Cow;

use kf_base::escape;
use kf_base::limits::MAX_TABLE_TEXT_BYTES;

/// Hidden cells before the shown ones: the word for the type, the namespace, the name.
const HIDDEN: usize = 3;

/// What is known of a row beside its cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RowFacts {
    /// The revision that wrote the object last; 0 where none is known.
    pub(crate) revision: i64,
    /// When the object was created, in seconds since 1970.
    pub(crate) created: Option<i64>,
    /// A sum of the stored bytes, for comparisons.
    pub(crate) sum: u64,
    /// What the row stands for.
    pub(crate) state: State,
}

/// What a row stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum State {
    /// An object.
    #[default]
    Live,
    /// An object that is deleted, with its last value.
    Deleted,
    /// Of two snapshots, the object is in this one alone.
    Alone,
    /// Of two snapshots, the object is in both and differs.
    Differs,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    /// Where its cells' ends begin.
    first: usize,
    facts: RowFacts,
}

/// Rows of cells.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    text: String,
    /// The same in lower case, for filters.
    lower: String,
    /// Where cells end in the text.
    ends: Vec<u32>,
    rows: Vec<Row>,
    left_off: usize,
}

/// Which object a row is of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Name {
    /// The word for the type, such as `deployments.apps`.
    pub(crate) word: String,
    /// The namespace; empty without one.
    pub(crate) namespace: String,
    /// The name.
    pub(crate) name: String,
}

impl Name {
    /// The namespace, if there is one.
    pub(crate) fn namespace(&self) -> Option<&str> {
        Some(self.namespace.as_str()).filter(|n| !n.is_empty())
    }
}

impl Rows {
    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many rows found no room ([`MAX_TABLE_TEXT_BYTES`]).
    pub(crate) fn left_off(&self) -> usize {
        self.left_off
    }

    /// Adds a row; what a terminal would act on is written out in its cells, but not in its name,
    /// by which the object is found again.
    pub(crate) fn push<C: AsRef<str>>(&mut self, name: &Name, cells: &[C], facts: RowFacts) {
        let first = self.ends.len();
        let bytes: usize = cells.iter().map(|c| c.as_ref().len()).sum();
        if self.text.len().saturating_add(bytes) > MAX_TABLE_TEXT_BYTES {
            self.left_off = self.left_off.saturating_add(1);
            return;
        }
        for hidden in [&name.word, &name.namespace, &name.name] {
            self.cell(hidden);
        }
        for cell in cells {
            self.cell(&escape::text(cell.as_ref()));
        }
        self.rows.push(Row { first, facts });
    }

    fn cell(&mut self, text: &str) {
        self.text.push_str(text);
        let lower = text.chars().map(|c| c.to_ascii_lowercase());
        self.lower.extend(lower);
        self.ends
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// Adds the rows of `other` behind these.
    pub(crate) fn append(&mut self, other: &Self) {
        self.left_off = self.left_off.saturating_add(other.left_off);
        let room = MAX_TABLE_TEXT_BYTES.saturating_sub(self.text.len());
        if other.text.len() > room {
            self.left_off = self.left_off.saturating_add(other.len());
            return;
        }
        let (base, first) = (self.text.len(), self.ends.len());
        self.text.push_str(&other.text);
        self.lower.push_str(&other.lower);
        let base = u32::try_from(base).unwrap_or(u32::MAX);
        let ends = other.ends.iter().map(|end| end.saturating_add(base));
        self.ends.extend(ends);
        let rows = other.rows.iter().map(|row| Row {
            first: row.first.saturating_add(first),
            ..*row
        });
        self.rows.extend(rows);
    }

    /// The same rows with other texts in the cells of a column, where there is another one.
    pub(crate) fn retold(
        &self,
        column: usize,
        other: impl Fn(&str, RowFacts) -> Option<String>,
    ) -> Self {
        let column = column.saturating_add(HIDDEN);
        let mut rows = Self {
            left_off: self.left_off,
            ..Self::default()
        };
        for (at, row) in self.rows.iter().enumerate() {
            let first = rows.ends.len();
            for cell in 0.. {
                if self.span(at, cell).is_none() {
                    break;
                }
                let text = self.hidden(at, cell);
                let retold = (cell == column).then(|| other(text, row.facts)).flatten();
                rows.cell(&retold.map_or(Cow::Borrowed(text), Cow::Owned));
            }
            let facts = row.facts;
            rows.rows.push(Row { first, facts });
        }
        rows
    }

    fn span(&self, row: usize, cell: usize) -> Option<(usize, usize)> {
        let at = self.rows.get(row)?.first.saturating_add(cell);
        let next = self.rows.get(row.saturating_add(1));
        if at >= next.map_or(self.ends.len(), |next| next.first) {
            return None;
        }
        let start = match at.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        let end = *self.ends.get(at)?;
        Some((usize::try_from(start).ok()?, usize::try_from(end).ok()?))
    }

    fn hidden(&self, row: usize, cell: usize) -> &str {
        let span = self.span(row, cell);
        span.and_then(|(start, end)| self.text.get(start..end))
            .unwrap_or_default()
    }

    /// A shown cell; empty where the row has none.
    pub(crate) fn get(&self, row: usize, cell: usize) -> &str {
        self.hidden(row, cell.saturating_add(HIDDEN))
    }

    /// What the row is known by.
    pub(crate) fn name(&self, row: usize) -> Name {
        Name {
            word: self.hidden(row, 0).to_owned(),
            namespace: self.hidden(row, 1).to_owned(),
            name: self.hidden(row, 2).to_owned(),
        }
    }

    /// Whether the row is of this object.
    pub(crate) fn is(&self, row: usize, name: &Name) -> bool {
        self.hidden(row, 2) == name.name
            && self.hidden(row, 1) == name.namespace
            && self.hidden(row, 0) == name.word
    }

    /// Namespace and name, by which rows stand without another order.
    pub(crate) fn place(&self, row: usize) -> (&str, &str) {
        (self.hidden(row, 1), self.hidden(row, 2))
    }

    /// What is known of the row beside its cells.
    pub(crate) fn facts(&self, row: usize) -> RowFacts {
        self.rows.get(row).map(|r| r.facts).unwrap_or_default()
    }

    /// Whether any cell of the row, or its namespace, holds a text; `needle` is in lower case.
    pub(crate) fn holds(&self, row: usize, needle: &str) -> bool {
        let last = self.rows.get(row.saturating_add(1));
        let last = last.map_or(self.ends.len(), |next| next.first);
        let start = self.span(row, 1).map_or(0, |span| span.0);
        let end = last.checked_sub(1).and_then(|at| self.ends.get(at));
        let end = end.and_then(|end| usize::try_from(*end).ok()).unwrap_or(0);
        let text = self.lower.get(start..end);
        text.is_some_and(|text| text.contains(needle))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str) -> Name {
        Name {
            word: "pods".to_owned(),
            namespace: "n".to_owned(),
            name: name.to_owned(),
        }
    }

    #[test]
    fn cells_come_back_as_they_went_in() {
        let mut rows = Rows::default();
        rows.push(&name("a"), &["a", "Running"], RowFacts::default());
        let mut more = Rows::default();
        more.push(
            &name("b\u{1b}"),
            &["b\u{1b}[2J", "", "x"],
            RowFacts::default(),
        );
        more.push(&name("c"), &["c"], RowFacts::default());
        rows.append(&more);
        assert_eq!(rows.len(), 3);
        let cells = |row: usize| [rows.get(row, 0), rows.get(row, 1), rows.get(row, 2)];
        assert_eq!(cells(0), ["a", "Running", ""]);
        assert_eq!(cells(1), ["b\\x1b[2J", "", "x"]);
        assert_eq!(cells(2), ["c", "", ""]);
        assert_eq!(rows.name(1).name, "b\u{1b}");
        assert!(rows.is(2, &name("c")) && !rows.is(1, &name("c")));
        assert_eq!(rows.place(2), ("n", "c"));
    }

    #[test]
    fn a_row_holds_what_its_own_cells_hold() {
        let mut rows = Rows::default();
        rows.push(&name("web"), &["web", "Running"], RowFacts::default());
        rows.push(&name("db"), &["db", "Pending"], RowFacts::default());
        assert!(rows.holds(0, "runn") && !rows.holds(1, "runn"));
        // The word for the type is none of the row's texts.
        assert!(!rows.holds(0, "pods"));
    }
}
