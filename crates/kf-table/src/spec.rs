//! How a kind's printer is written down: columns with the Kubernetes minors that have them, and
//! the function that makes the cells.

use super::Column;
use super::object::Row;
use kf_object::Value;

/// Cells of one row, as many as the kind has [`Spec`]s.
pub(super) type Cells = Vec<Value<'static>>;

/// A column and the minors of Kubernetes that show it.
#[derive(Debug)]
pub(super) struct Spec {
    pub(super) name: &'static str,
    pub(super) is_name: bool,
    pub(super) priority: i64,
    since: u8,
    until: u8,
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
    /// The first minor that prints the kind with these columns; before, it had none of its own.
    pub(super) since: u8,
    pub(super) columns: &'static [Spec],
    pub(super) cells: fn(&Row<'_>) -> Cells,
}

/// A column of every minor.
pub(super) const fn col(name: &'static str) -> Spec {
    Spec {
        name,
        is_name: false,
        priority: 0,
        since: 0,
        until: u8::MAX,
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

impl Spec {
    /// Only from this minor on.
    pub(super) const fn since(mut self, minor: u8) -> Self {
        self.since = minor;
        self
    }

    /// Only up to this minor.
    pub(super) const fn until(mut self, minor: u8) -> Self {
        self.until = minor;
        self
    }

    pub(super) fn is_in(&self, minor: u8) -> bool {
        (self.since..=self.until).contains(&minor)
    }

    pub(super) fn column(&self) -> Column {
        Column {
            name: self.name.into(),
            is_name: self.is_name,
            priority: self.priority,
        }
    }
}
