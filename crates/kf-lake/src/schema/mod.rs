//! The tables of a snapshot: their names, columns and order.
//!
//! There is a fixed, small number of tables, whatever kinds of objects a cluster has: a query that was
//! written for one cluster runs over all of them. What no column has can be found in the text of the
//! object.

mod columns;

use std::sync::Arc;

use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef, TimeUnit};

/// Version of the tables' layout: it grows with every change after which a query could mean something
/// else.
pub const SCHEMA_VERSION: u32 = 1;

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Snapshots, with what they are and whether they are whole.
    Snapshots,
    /// Objects of the newest state.
    Objects,
    /// Changes that the snapshot still holds.
    Revisions,
    /// Containers of pods and of what pods are made from.
    Images,
    /// References to owners.
    Owners,
    /// Rules of roles, for each subject that is bound to them.
    Rbac,
    /// Events.
    Events,
    /// Keys of etcd.
    Keys,
    /// Secrets without their values.
    Secrets,
    /// What could not be read.
    Problems,
}

impl Table {
    /// All tables; a snapshot's own row comes last, as it says what the others came to.
    pub const ALL: [Self; 10] = [
        Self::Objects,
        Self::Revisions,
        Self::Images,
        Self::Owners,
        Self::Rbac,
        Self::Events,
        Self::Keys,
        Self::Secrets,
        Self::Problems,
        Self::Snapshots,
    ];

    /// Its name, such as `objects`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Snapshots => "snapshots",
            Self::Objects => "objects",
            Self::Revisions => "revisions",
            Self::Images => "images",
            Self::Owners => "owners",
            Self::Rbac => "rbac",
            Self::Events => "events",
            Self::Keys => "keys",
            Self::Secrets => "secrets",
            Self::Problems => "problems",
        }
    }

    /// Finds the table of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// What a row stands for.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Snapshots => "a snapshot",
            Self::Objects => "an object of the newest state",
            Self::Revisions => "a change that the snapshot still holds",
            Self::Images => "a container of a pod, or of what pods are made from",
            Self::Owners => "a reference from an object to its owner",
            Self::Rbac => "a rule of a role, for a subject that is bound to it",
            Self::Events => "an Event",
            Self::Keys => "a key of etcd, read without decoding its value",
            Self::Secrets => "a Secret, without its values",
            Self::Problems => "something that could not be read, or not as its server would have",
        }
    }

    /// Its own columns, which follow the [common] ones.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Snapshots => columns::SNAPSHOTS,
            Self::Objects => columns::OBJECTS,
            Self::Revisions => columns::REVISIONS,
            Self::Images => columns::IMAGES,
            Self::Owners => columns::OWNERS,
            Self::Rbac => columns::RBAC,
            Self::Events => columns::EVENTS,
            Self::Keys => columns::KEYS,
            Self::Secrets => columns::SECRETS,
            Self::Problems => columns::PROBLEMS,
        }
    }

    /// The columns by which rows are sorted, the first one first. Large tables are so in stretches.
    #[must_use]
    pub fn sorted_by(self) -> &'static [&'static str] {
        match self {
            Self::Snapshots => &["snapshot_sha256"],
            Self::Objects => &["resource", "api_group", "namespace", "name"],
            Self::Revisions => &["revision", "sub_revision"],
            Self::Images => &["image", "namespace", "kind", "name", "container"],
            Self::Owners => &["resource", "api_group", "namespace", "name"],
            Self::Rbac => &[
                "subject_kind",
                "subject_namespace",
                "subject",
                "binding_namespace",
                "binding",
            ],
            Self::Events => &["namespace", "last_seen", "name"],
            Self::Keys => &["key"],
            Self::Secrets => &["namespace", "name"],
            Self::Problems => &["class", "key", "message"],
        }
    }

    /// Whether each row comes of one object, whatever the others are.
    #[must_use]
    pub fn can_be_shared(self) -> bool {
        matches!(
            self,
            Self::Objects | Self::Images | Self::Events | Self::Secrets
        )
    }

    /// Its schema in Arrow: the common columns and its own.
    #[must_use]
    pub fn schema(self) -> SchemaRef {
        let all = common().iter().chain(self.columns());
        Arc::new(Schema::new(all.map(Column::field).collect::<Vec<_>>()))
    }
}

/// The columns that every table starts with.
#[must_use]
pub fn common() -> &'static [Column] {
    columns::COMMON
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What is in it.
    pub kind: Kind,
    /// What it means.
    pub about: &'static str,
}

/// What is in a column. Any of it may be missing, which is NULL.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// UTF-8 text.
    Text,
    /// A signed number of 64 bits.
    Int,
    /// True or false.
    Bool,
    /// A time in microseconds, UTC.
    Time,
    /// A list of texts.
    Texts,
    /// Texts by name.
    Map,
    /// A list of structures with these members.
    Structs(&'static [Column]),
}

impl Column {
    /// The column in Arrow.
    #[must_use]
    pub fn field(&self) -> Field {
        Field::new(self.name, self.kind.data_type(), true)
    }
}

impl Kind {
    /// The type in Arrow.
    #[must_use]
    pub fn data_type(self) -> DataType {
        match self {
            Self::Text => DataType::Utf8,
            Self::Int => DataType::Int64,
            Self::Bool => DataType::Boolean,
            Self::Time => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Self::Texts => DataType::List(Arc::new(element(DataType::Utf8))),
            Self::Map => DataType::Map(Arc::new(entries()), false),
            Self::Structs(columns) => {
                DataType::List(Arc::new(element(DataType::Struct(members(columns)))))
            }
        }
    }

    /// The type as the documentation names it.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Int => "integer".to_owned(),
            Self::Bool => "boolean".to_owned(),
            Self::Time => "time".to_owned(),
            Self::Texts => "list of text".to_owned(),
            Self::Map => "map of text".to_owned(),
            Self::Structs(columns) => {
                let names: Vec<&str> = columns.iter().map(|c| c.name).collect();
                format!("list of ({})", names.join(", "))
            }
        }
    }
}

/// The members of a list, under the name that Parquet gives them.
pub(crate) fn element(kind: DataType) -> Field {
    Field::new("element", kind, true)
}

/// The members of a structure.
pub(crate) fn members(columns: &[Column]) -> Fields {
    columns.iter().map(Column::field).collect()
}

/// The entries of a map, under the names that Parquet gives them.
pub(crate) fn entries() -> Field {
    let fields = vec![
        Field::new("key", DataType::Utf8, false),
        Field::new("value", DataType::Utf8, true),
    ];
    Field::new("key_value", DataType::Struct(fields.into()), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_by_columns_that_they_have() {
        for table in Table::ALL {
            let schema = table.schema();
            for name in table.sorted_by() {
                assert!(
                    schema.field_with_name(name).is_ok(),
                    "{table:?} has no {name}"
                );
            }
            // DuckDB and Polars would take the value of the path for the file's.
            for key in ["cluster", "day", "month"] {
                assert!(schema.field_with_name(key).is_err(), "{table:?} has {key}");
            }
            assert_eq!(Table::from_name(table.name()), Some(table));
        }
    }
}
