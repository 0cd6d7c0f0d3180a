//! A table on the screen: rows, which of them are shown in which order, and where the cursor is.

mod rows;
mod sort;

pub(crate) use rows::{Name, RowFacts, Rows, State};
pub(crate) use sort::SortKey;

use std::cmp::Ordering;
use std::collections::HashSet;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    /// The header, in upper case.
    pub(crate) title: String,
    /// Whether it is shown only when wide.
    pub(crate) wide: bool,
    /// Whether it counts from the creation of the object.
    pub(crate) age: bool,
    /// The widest cell so far, in columns of the screen.
    pub(crate) width: usize,
}

impl Heading {
    /// A column that is always shown.
    pub(crate) fn new(title: &str) -> Self {
        // Definitions name columns as they like.
        let title = kf_base::escape::text(title);
        Self {
            wide: false,
            age: title == "AGE",
            width: crate::draw::width(&title),
            title,
        }
    }

    /// The same, shown only when wide if `wide`.
    pub(crate) fn only_wide(mut self, wide: bool) -> Self {
        self.wide = wide;
        self
    }
}

/// By which column rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Order {
    /// The column's place.
    pub(crate) column: usize,
    /// Whether the greatest comes first.
    pub(crate) reverse: bool,
}

/// A table.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// The columns.
    pub(crate) headings: Vec<Heading>,
    /// All rows.
    pub(crate) rows: Rows,
    /// Rows shown, in their order.
    shown: Vec<usize>,
    /// Whether wide columns are shown.
    pub(crate) wide: bool,
    /// The order asked for.
    pub(crate) order: Option<Order>,
    /// The text that rows are filtered by.
    filter: String,
    /// The place of the cursor among the shown rows.
    pub(crate) cursor: usize,
    /// The first row on the screen.
    pub(crate) top: usize,
    /// The column the cursor is in, among the shown ones.
    pub(crate) column: usize,
    /// Rows that are marked.
    pub(crate) marked: HashSet<Name>,
    /// What the cursor goes back to when it comes again.
    pub(crate) wanted: Option<Name>,
    /// Whether rows stand as they come: their order means something.
    pub(crate) fixed: bool,
    /// Whether rows of deleted objects alone are shown.
    pub(crate) only_deleted: bool,
}

impl Table {
    /// Takes all rows away, and the columns for others; where the user was stays.
    pub(crate) fn renew(&mut self, headings: Vec<Heading>, fixed: bool) {
        // The order is by a column's place, so it stays with the same columns alone.
        let same = self.headings.len() == headings.len();
        self.order = self.order.filter(|_| same);
        self.headings = headings;
        self.fixed = fixed;
        self.rows = Rows::default();
        self.shown.clear();
    }

    /// Places of the columns that are shown.
    pub(crate) fn columns(&self) -> Vec<usize> {
        let all = self.headings.iter().enumerate();
        let shown = all.filter(|(_, heading)| self.wide || !heading.wide);
        shown.map(|(at, _)| at).collect()
    }

    /// How many rows are shown.
    pub(crate) fn len(&self) -> usize {
        self.shown.len()
    }

    /// The row at a place on the screen's list.
    pub(crate) fn row(&self, at: usize) -> Option<usize> {
        self.shown.get(at).copied()
    }

    /// The row under the cursor.
    pub(crate) fn current(&self) -> Option<usize> {
        self.row(self.cursor)
    }

    /// The object under the cursor.
    pub(crate) fn current_name(&self) -> Option<Name> {
        self.current().map(|row| self.rows.name(row))
    }

    /// The text of the filter.
    pub(crate) fn filter(&self) -> &str {
        &self.filter
    }

    /// Adds rows as they come.
    pub(crate) fn add(&mut self, more: &Rows) {
        let from = self.rows.len();
        self.rows.append(more);
        for row in from..self.rows.len() {
            for (at, heading) in self.headings.iter_mut().enumerate() {
                let width = crate::draw::width(self.rows.get(row, at));
                heading.width = heading.width.max(width);
            }
        }
        let needle = Filter::new(&self.filter);
        let passing = (from..self.rows.len()).filter(|row| self.shows(&needle, *row));
        let passing: Vec<usize> = passing.collect();
        let before = self.shown.len();
        self.shown.extend(passing);
        self.find_wanted(before);
    }

    /// Puts rows in order when all have come.
    pub(crate) fn complete(&mut self) {
        self.arrange();
    }

    /// Puts other texts into the cells of a column, where there is another one; the cursor stays.
    pub(crate) fn retell(
        &mut self,
        column: usize,
        other: impl Fn(&str, RowFacts) -> Option<String>,
    ) {
        self.rows = self.rows.retold(column, other);
        if let Some(heading) = self.headings.get_mut(column) {
            let all = 0..self.rows.len();
            let widest = all.map(|row| crate::draw::width(self.rows.get(row, column)));
            heading.width = widest.fold(heading.width, usize::max);
        }
        self.arrange();
    }

    /// Filters by a text: `!text` shows what does not hold it.
    pub(crate) fn set_filter(&mut self, filter: &str) {
        filter.clone_into(&mut self.filter);
        self.arrange();
    }

    /// Shows rows of deleted objects alone, or all.
    pub(crate) fn set_only_deleted(&mut self, only: bool) {
        if self.only_deleted != only {
            self.only_deleted = only;
            self.arrange();
        }
    }

    /// Whether a row is shown.
    fn shows(&self, filter: &Filter, row: usize) -> bool {
        let state = self.rows.facts(row).state;
        let wanted = !self.only_deleted || state == State::Deleted;
        wanted && filter.passes(&self.rows, row)
    }

    /// Sorts by a column, or the other way round if it is that one already, and shows the first rows:
    /// whoever sorts asks for them. Most restarts stand first, as in k9s.
    pub(crate) fn sort_by(&mut self, column: usize) {
        let most_first = self
            .headings
            .get(column)
            .is_some_and(|h| h.title == "RESTARTS");
        let reverse = match self.order {
            Some(order) if order.column == column => !order.reverse,
            _ => most_first,
        };
        self.order = Some(Order { column, reverse });
        self.arrange();
        self.move_to_end(false);
    }

    /// The column with a title.
    pub(crate) fn column_of(&self, title: &str) -> Option<usize> {
        self.headings.iter().position(|h| h.title == title)
    }

    /// Filters and sorts; the cursor stays at its object.
    fn arrange(&mut self) {
        let at = self.wanted.take().or_else(|| self.current_name());
        let needle = Filter::new(&self.filter);
        let all = 0..self.rows.len();
        let mut shown: Vec<usize> = all.filter(|r| self.shows(&needle, *r)).collect();
        self.sort(&mut shown);
        self.shown = shown;
        self.wanted = at;
        self.cursor = self.cursor.min(self.len().saturating_sub(1));
        self.find_wanted(0);
        self.wanted = None;
    }

    fn sort(&self, shown: &mut [usize]) {
        let rows = &self.rows;
        let by_key = |a: &usize, b: &usize| compare_keys(rows.place(*a), rows.place(*b));
        let Some(order) = self.order else {
            let sorted = |a: &usize, b: &usize| by_key(a, b) != Ordering::Greater;
            if !self.fixed && !shown.is_sorted_by(sorted) {
                shown.sort_by(by_key);
            }
            return;
        };
        let age = self.headings.get(order.column).is_some_and(|h| h.age);
        let directed = |o: Ordering| if order.reverse { o.reverse() } else { o };
        if age {
            // The youngest first.
            let key = |r: &usize| std::cmp::Reverse(rows.facts(*r).created);
            shown.sort_by(|a, b| directed(key(a).cmp(&key(b))).then_with(|| by_key(a, b)));
            return;
        }
        let mut keyed: Vec<(SortKey, usize)> = shown
            .iter()
            .map(|r| (SortKey::of(rows.get(*r, order.column)), *r))
            .collect();
        keyed.sort_by(|(a, x), (b, y)| directed(a.compare(b)).then_with(|| by_key(x, y)));
        for (to, (_, row)) in shown.iter_mut().zip(keyed) {
            *to = row;
        }
    }

    /// Puts the cursor on the object that is wanted, if it is among the rows shown from a place on.
    fn find_wanted(&mut self, from: usize) {
        let Some(wanted) = &self.wanted else {
            return;
        };
        let mut shown = self.shown.iter().skip(from);
        if let Some(at) = shown.position(|r| self.rows.is(*r, wanted)) {
            self.cursor = at.saturating_add(from);
            self.wanted = None;
        }
    }

    /// Moves the cursor.
    pub(crate) fn move_by(&mut self, rows: isize) {
        let last = self.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(rows).min(last);
        self.wanted = None;
    }

    /// Moves the cursor to the first or the last row.
    pub(crate) fn move_to_end(&mut self, last: bool) {
        self.cursor = if last {
            self.len().saturating_sub(1)
        } else {
            0
        };
        self.wanted = None;
    }

    /// Moves to another column.
    pub(crate) fn move_column(&mut self, by: isize) {
        let last = self.columns().len().saturating_sub(1);
        self.column = self.column.saturating_add_signed(by).min(last);
    }

    /// Marks the row under the cursor, or takes the mark away.
    pub(crate) fn toggle_mark(&mut self) {
        if let Some(name) = self.current_name()
            && !self.marked.remove(&name)
        {
            self.marked.insert(name);
        }
    }

    /// Rows that are marked, in their order; without any, the one under the cursor.
    pub(crate) fn chosen(&self) -> Vec<usize> {
        if self.marked.is_empty() {
            return self.current().into_iter().collect();
        }
        let all = self.shown.iter().copied();
        all.filter(|row| self.marked.contains(&self.rows.name(*row)))
            .collect()
    }

    /// Moves the first row on the screen so that the cursor is on it, `height` rows high.
    pub(crate) fn scroll(&mut self, height: usize) {
        self.cursor = self.cursor.min(self.len().saturating_sub(1));
        let lowest = self.cursor.saturating_sub(height.saturating_sub(1));
        self.top = self.top.clamp(lowest, self.cursor);
        // No empty lines below while there are rows above.
        self.top = self.top.min(self.len().saturating_sub(height));
    }
}

/// What rows are filtered by.
pub(crate) struct Filter {
    /// In lower case.
    text: String,
    /// Whether rows are shown that do not hold it.
    unwanted: bool,
}

impl Filter {
    /// `text`, or `!text` for rows that do not hold it.
    pub(crate) fn new(filter: &str) -> Self {
        let unwanted = filter.starts_with('!');
        Self {
            text: filter.trim_start_matches('!').to_ascii_lowercase(),
            unwanted,
        }
    }

    /// Whether a row is shown.
    pub(crate) fn passes(&self, rows: &Rows, row: usize) -> bool {
        self.text.is_empty() || rows.holds(row, &self.text) != self.unwanted
    }
}

/// Compares namespaces and names as the keys of their objects compare, in which a slash stands
/// between them.
fn compare_keys(a: (&str, &str), b: (&str, &str)) -> Ordering {
    let key = |(namespace, name): (&str, &str)| {
        let namespace = namespace.to_owned();
        let slash = if namespace.is_empty() { "" } else { "/" };
        namespace + slash + name
    };
    if a.0 == b.0 {
        return a.1.cmp(b.1);
    }
    key(a).cmp(&key(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[(&str, &str, i64)]) -> Table {
        let mut table = Table::default();
        let headings = ["NAME", "RESTARTS", "AGE"].map(Heading::new);
        table.renew(headings.to_vec(), false);
        let mut batch = Rows::default();
        for (name, restarts, created) in rows {
            let id = Name {
                word: "pods".to_owned(),
                namespace: "n".to_owned(),
                name: (*name).to_owned(),
            };
            let facts = RowFacts {
                created: Some(*created),
                ..RowFacts::default()
            };
            batch.push(&id, &[*name, *restarts, "5d"], facts);
        }
        table.add(&batch);
        table.complete();
        table
    }

    fn names(table: &Table) -> String {
        let rows = (0..table.len()).filter_map(|at| table.row(at));
        rows.map(|row| table.rows.get(row, 0))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn filters_and_orders() {
        let mut table = table(&[("web", "10", 5), ("db", "9", 7), ("api", "0", 6)]);
        assert_eq!(names(&table), "api db web");
        // Most restarts first, and then the other way round.
        table.sort_by(1);
        assert_eq!(names(&table), "web db api");
        table.sort_by(1);
        assert_eq!(names(&table), "api db web");
        table.sort_by(2);
        assert_eq!(names(&table), "db api web");
        table.set_filter("B");
        assert_eq!(names(&table), "db web");
        table.set_filter("!b");
        assert_eq!(names(&table), "api");
        table.set_filter("!");
        assert_eq!(table.len(), 3);
        table.set_only_deleted(true);
        assert_eq!(table.len(), 0);
        table.set_only_deleted(false);
        assert_eq!(table.len(), 3);
    }

    #[test]
    fn the_cursor_stays_at_its_object() {
        let mut table = table(&[("a", "1", 1), ("b", "2", 2), ("c", "3", 3)]);
        // Whoever sorts asks for the first row; whoever filters does not.
        table.move_by(1);
        table.sort_by(2);
        assert_eq!(table.current_name().unwrap().name, "c");
        table.move_by(1);
        assert_eq!(table.current_name().unwrap().name, "b");
        table.set_filter("!a");
        assert_eq!(table.current_name().unwrap().name, "b");
        table.set_filter("c");
        assert_eq!(table.current_name().unwrap().name, "c");
        table.set_filter("zz");
        assert_eq!(table.current_name(), None);
        table.move_by(5);
        table.move_by(-9);
        table.set_filter("");
        assert!(table.current_name().is_some());
    }

    #[test]
    fn the_cursor_is_on_the_screen() {
        let rows: Vec<(String, &str, i64)> = (0..50).map(|i| (format!("{i:02}"), "0", 1)).collect();
        let rows: Vec<(&str, &str, i64)> =
            rows.iter().map(|(n, r, a)| (n.as_str(), *r, *a)).collect();
        let mut table = table(&rows);
        for (by, top) in [
            (0, 0),
            (9, 0),
            (1, 1),
            (30, 31),
            (-40, 0),
            (99, 40),
            (-1, 40),
        ] {
            table.move_by(by);
            table.scroll(10);
            assert_eq!(table.top, top, "{by}");
        }
    }
}
