//! How a kind's printer is written down: columns with the Kubernetes minors that have them, and
//! the function that makes the cells.

use super::Column;
use super::object::Row;
use kf_object::Value;
use kf_schema::{Change, Minor};

/// Cells of one row, as many as the kind has [`Spec`]s.
pub(super) type Cells = Vec<Value<'static>>;

/// A column and the minors of Kubernetes that show it.
#[derive(Debug)]
pub(super) struct Spec {
    pub(super) name: &'static str,
    pub(super) is_name: bool,
    pub(super) priority: i64,
    with: Option<Change>,
    without: Option<Change>,
}

/// A kind's printer.
///
/// [`cells`](Self::cells) gives a value for every column any minor has; those of columns that the
/// minor at hand lacks are dropped. A column that moved stands in the list twice.
#[derive(Debug)]
pub(super) struct Kind {
    /// The API groups that have the kind.
    pub(super) groups: &'static [&'static str],
    pub(super) kind: &'static str,
    /// What the minors have that print the kind with these columns; without, it has none of its own.
    pub(super) with: Option<Change>,
    pub(super) columns: &'static [Spec],
    pub(super) cells: fn(&Row<'_>) -> Cells,
}

/// A column of every minor.
pub(super) const fn col(name: &'static str) -> Spec {
    Spec {
        name,
        is_name: false,
        priority: 0,
        with: None,
        without: None,
    }
}

/// A column that only `-o wide` shows.
pub(super) const fn wide(name: &'static str) -> Spec {
    let mut spec = col(name);
    spec.priority = 1;
    spec
}

/// A column of the format `name`.
pub(super) const fn named(name: &'static str) -> Spec {
    let mut spec = col(name);
    spec.is_name = true;
    spec
}

/// The object's name.
pub(super) const NAME: Spec = named("Name");

/// The time since the object's creation.
pub(super) const AGE: Spec = col("Age");

impl Kind {
    /// Whether the kind is printed with these columns.
    pub(super) fn is_in(&self, minor: Minor) -> bool {
        self.with.is_none_or(|change| minor.has(change))
    }
}

impl Spec {
    /// Only in minors that have this.
    pub(super) const fn with(mut self, change: Change) -> Self {
        self.with = Some(change);
        self
    }

    /// Only in minors that do not have this.
    pub(super) const fn without(mut self, change: Change) -> Self {
        self.without = Some(change);
        self
    }

    pub(super) fn is_in(&self, minor: Minor) -> bool {
        self.with.is_none_or(|change| minor.has(change))
            && !self.without.is_some_and(|change| minor.has(change))
    }

    pub(super) fn column(&self) -> Column {
        let mut column = Column::new(self.name);
        column.is_name = self.is_name;
        column.priority = self.priority;
        if self.is_name {
            column.format = "name".into();
        }
        column
    }
}
