//! The tables that servers make of objects: columns and cells by kind and Kubernetes minor.
//!
//! `kubectl get` without `-o` prints what the API server tabulates (kubernetes
//! pkg/printers/internalversion/printers.go); these are its printers as pure functions of an
//! object. How a table is laid out is `print`'s matter.
//!
//! ```text
//!  group, kind, minor --> Printer --> columns
//!  object, now ---------> Printer --> cells
//! ```

mod admission;
mod apiserver;
mod apps;
mod autoscaling;
mod batch;
#[cfg(test)]
mod by_minor;
mod certificates;
mod coordination;
mod core;
mod custom;
mod dra;
mod events;
mod flowcontrol;
mod networking;
mod nodes;
pub mod object;
mod openshift;
mod pods;
mod policy;
mod rbac;
mod reads;
mod scheduling;
mod services;
mod spec;
mod storage;
#[cfg(test)]
mod testing;
mod types;
mod volumes;

use std::borrow::Cow;
use std::cmp::Reverse;

use custom::CustomColumns;
use kf_base::time::Timestamp;
use kf_object::Value;
use kf_object::access::or;
use kf_resource::{Origin, Resource};
use kf_schema::{Change, Minor};
use object::Row;
use spec::Kind;

pub use certificates::signing_state;
pub use object::format_labels;

/// A column of a table (`metav1.TableColumnDefinition`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name; its header is this in upper case.
    pub name: Cow<'static, str>,
    /// Whether this is the object's name (type `string`, format `name`), which `--show-kind`
    /// prefixes.
    pub is_name: bool,
    /// 0: always shown; else only with `-o wide`.
    pub priority: i64,
    /// The OpenAPI type of its cells, such as `string` or `integer`.
    pub type_name: Cow<'static, str>,
    /// The OpenAPI format of its cells; empty for most.
    pub format: Cow<'static, str>,
    /// What a definition says the column is; empty for built-in kinds.
    pub description: Cow<'static, str>,
}

impl Column {
    const fn of(name: &'static str, format: &'static str, priority: i64) -> Self {
        Self {
            name: Cow::Borrowed(name),
            is_name: !format.is_empty(),
            priority,
            type_name: Cow::Borrowed("string"),
            format: Cow::Borrowed(format),
            description: Cow::Borrowed(""),
        }
    }

    /// An always shown column.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self::of(name, "", 0)
    }

    /// The column with the object's name.
    #[must_use]
    pub const fn object_name() -> Self {
        Self::of("Name", "name", 0)
    }

    /// A column for `-o wide`.
    #[must_use]
    pub const fn wide(name: &'static str) -> Self {
        Self::of(name, "", 1)
    }

    /// A column of another type than text.
    #[must_use]
    fn of_type(mut self, type_name: &'static str) -> Self {
        self.type_name = Cow::Borrowed(type_name);
        self
    }
}

/// Makes the columns of a kind and the cells of its objects.
#[derive(Debug)]
pub struct Printer(Inner);

#[derive(Debug)]
enum Inner {
    BuiltIn { kind: &'static Kind, minor: Minor },
    NameAndCreation,
    NameAndAge,
    Custom(CustomColumns),
}

/// All kinds that servers print with columns of their own.
const KINDS: &[&[Kind]] = &[
    pods::KINDS,
    core::KINDS,
    services::KINDS,
    nodes::KINDS,
    events::KINDS,
    volumes::KINDS,
    apps::KINDS,
    batch::KINDS,
    autoscaling::KINDS,
    policy::KINDS,
    networking::KINDS,
    rbac::KINDS,
    storage::KINDS,
    admission::KINDS,
    certificates::KINDS,
    coordination::KINDS,
    dra::KINDS,
    scheduling::KINDS,
    flowcontrol::KINDS,
    apiserver::KINDS,
];

impl Printer {
    /// The printer of a built-in kind. Kinds that servers of this minor print with the default
    /// columns (apiserver pkg/registry/rest/table.go) get these: Name and Created At.
    #[must_use]
    pub fn built_in(group: &str, kind: &str, minor: Minor) -> Self {
        if rbac::refuses_tables(group, minor) {
            return Self::name_and_age();
        }
        let mut all = KINDS.iter().copied().flatten();
        let found = all.find(|k| k.kind == kind && k.groups.contains(&group) && k.is_in(minor));
        Self(found.map_or(Inner::NameAndCreation, |kind| Inner::BuiltIn {
            kind,
            minor,
        }))
    }

    /// The printer of a kind of OpenShift's own servers.
    #[must_use]
    pub fn open_shift(group: &str, kind: &str, minor: Minor) -> Self {
        let mut all = openshift::KINDS.iter();
        let found = all.find(|k| k.kind == kind && k.groups.contains(&group) && k.is_in(minor));
        found.map_or_else(Self::name_and_age, |kind| {
            Self(Inner::BuiltIn { kind, minor })
        })
    }

    /// The printer of a resource: `columns` are those that the definition of a custom one has.
    #[must_use]
    pub fn of(resource: &Resource, minor: Minor, columns: Option<&Value<'_>>) -> Self {
        match resource.origin {
            Origin::BuiltIn => Self::built_in(&resource.group, &resource.kind, minor),
            Origin::Custom => Self::custom(columns),
            Origin::OpenShift => Self::open_shift(&resource.group, &resource.kind, minor),
        }
    }

    /// The printer of a custom resource; `columns` are the `additionalPrinterColumns` of the
    /// version its objects are shown in.
    #[must_use]
    pub fn custom(columns: Option<&Value<'_>>) -> Self {
        Self(Inner::Custom(CustomColumns::new(columns)))
    }

    /// The printer of the `Scale`s of a resource. Servers that make no tables of subresources leave their
    /// columns to kubectl.
    #[must_use]
    pub fn scale(resource: &Resource, minor: Minor) -> Self {
        let kind = &autoscaling::SCALE;
        if !kind.is_in(minor) {
            return Self::name_and_age();
        }
        match resource.origin {
            Origin::Custom => Self::custom(Some(&autoscaling::custom_scale())),
            Origin::BuiltIn | Origin::OpenShift => Self(Inner::BuiltIn { kind, minor }),
        }
    }

    /// Whether a server of this minor makes tables of the subresources of a resource: of built-in types it once made
    /// none.
    #[must_use]
    pub fn makes_tables_of_parts(resource: &Resource, minor: Minor) -> bool {
        resource.origin == Origin::Custom || minor.has(Change::SUBRESOURCE_TABLES)
    }

    /// The columns kubectl makes up for objects whose server sends no table.
    #[must_use]
    pub fn name_and_age() -> Self {
        Self(Inner::NameAndAge)
    }

    /// What of an object the printer looks at beside its name and namespace, as paths of names of
    /// members; `None` where it may look at anything.
    #[must_use]
    pub fn reads(&self) -> Option<&'static [&'static [&'static str]]> {
        match &self.0 {
            Inner::BuiltIn { kind, .. } => {
                let group = kind.groups.first().copied().unwrap_or_default();
                reads::of(group, kind.kind)
            }
            Inner::NameAndCreation | Inner::NameAndAge => Some(reads::META),
            Inner::Custom(_) => None,
        }
    }

    /// The columns.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        match &self.0 {
            Inner::BuiltIn { kind, minor } => {
                let shown = kind.columns.iter().filter(|c| c.is_in(*minor));
                let typed = |spec: &spec::Spec| {
                    let type_name = types::of_column(kind.kind, spec.name, *minor);
                    spec.column().of_type(type_name)
                };
                shown.map(typed).collect()
            }
            Inner::NameAndCreation => vec![
                Column::object_name(),
                Column::new("Created At").of_type(types::DATE),
            ],
            Inner::NameAndAge => vec![Column::object_name(), Column::new("Age")],
            Inner::Custom(columns) => columns.columns(),
        }
    }

    /// An object's cells, in the order of the columns; `now` is what ages count to, and without
    /// it they are `<unknown>`.
    #[must_use]
    pub fn cells(&self, object: &Value<'_>, now: Option<Timestamp>) -> Vec<Value<'static>> {
        let minor = match &self.0 {
            Inner::BuiltIn { minor, .. } => *minor,
            _ => Minor::OPEN,
        };
        let row = Row { object, now, minor };
        match &self.0 {
            Inner::BuiltIn { kind, .. } => {
                let cells = (kind.cells)(&row).into_iter().enumerate();
                // Cells beyond the columns stay: IPAddress has one.
                let is_shown = |i: usize| kind.columns.get(i).is_none_or(|c| c.is_in(minor));
                let shown = cells.filter(|(i, _)| is_shown(*i));
                shown.map(|(_, cell)| cell).collect()
            }
            Inner::NameAndCreation => vec![row.name(), created_at(&row)],
            Inner::NameAndAge => vec![row.name(), row.age()],
            Inner::Custom(columns) => columns.cells(&row),
        }
    }

    /// Whether a server marks one object of a list as the default of its kind.
    #[must_use]
    pub fn marks_default(&self) -> bool {
        let Inner::BuiltIn { kind, minor } = &self.0 else {
            return false;
        };
        kind.kind == "StorageClass" && minor.has(Change::NEWEST_DEFAULT_STORAGE_CLASS)
    }

    /// Returns an object's cells as the default of its kind, and how it ranks among others that
    /// could be; `None` where a server does not mark one object of a list.
    ///
    /// 1.37 marks one StorageClass (`getEffectiveDefaultStorageClass`).
    #[must_use]
    pub fn default_of_list(
        &self,
        object: &Value<'_>,
        now: Option<Timestamp>,
    ) -> Option<(DefaultRank, Vec<Value<'static>>)> {
        let Inner::BuiltIn { minor, .. } = &self.0 else {
            return None;
        };
        let marked = self.marks_default() && storage::is_default_storage_class(object);
        marked.then(|| {
            let row = Row {
                object,
                now,
                minor: *minor,
            };
            (DefaultRank::of(&row), storage::default_storage_class(&row))
        })
    }

    /// What the rows of a table are sorted by before their names; `None` for kinds whose rows
    /// stand as the server lists the objects, all but one.
    #[must_use]
    pub fn order(&self, object: &Value<'_>) -> Option<i64> {
        match &self.0 {
            Inner::BuiltIn { kind, .. } if kind.kind == "FlowSchema" => {
                Some(flowcontrol::precedence(object))
            }
            _ => None,
        }
    }
}

/// How an object that calls itself the default of its kind ranks among those that do; the greatest
/// is the default.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DefaultRank {
    created: Option<Timestamp>,
    name: Reverse<String>,
}

impl DefaultRank {
    /// The newest wins, and of several the first by name.
    fn of(row: &Row<'_>) -> Self {
        Self {
            created: Timestamp::parse(row.text(&["metadata", "creationTimestamp"])),
            name: Reverse(row.text(&["metadata", "name"]).to_owned()),
        }
    }
}

fn created_at(row: &Row<'_>) -> Value<'static> {
    let created = row.text(&["metadata", "creationTimestamp"]);
    object::cell(or(created, "0001-01-01T00:00:00Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Kinds of one group and name must not hide each other.
    #[test]
    fn kinds_are_listed_newest_first() {
        let since = |kind: &Kind| kind.with.map_or(Minor::new(0), |c| c.minors.first);
        let all: Vec<&Kind> = KINDS.iter().copied().flatten().collect();
        for (i, kind) in all.iter().enumerate() {
            for later in &all[i + 1..] {
                let same =
                    later.kind == kind.kind && later.groups.iter().any(|g| kind.groups.contains(g));
                assert!(!same || since(later) < since(kind), "{}", kind.kind);
            }
        }
    }

    #[test]
    fn kinds_without_a_printer_show_when_they_were_made() {
        for (group, kind, minor) in [
            ("", "LimitRange", 36),
            ("", "ResourceQuota", 15),
            ("storage.k8s.io", "CSIStorageCapacity", 36),
            ("settings.k8s.io", "PodPreset", 15),
            ("rbac.authorization.k8s.io", "Role", 36),
        ] {
            let printer = Printer::built_in(group, kind, Minor::new(minor));
            assert_eq!(printer.columns()[1].name, "Created At", "{kind}");
        }
        let object = Value::Object(kf_object::Map::new());
        let cells = Printer::built_in("", "LimitRange", Minor::new(36)).cells(&object, None);
        assert_eq!(cells, [Value::str(""), Value::str("0001-01-01T00:00:00Z")]);
    }
}
