//! Who made a change and when, as far as the objects before and after it say.
//!
//! An apiserver notes each write in `metadata.managedFields`: the entry of the manager that took
//! fields gets the time of the write, and no other entry's time moves (apimachinery
//! `pkg/util/managedfields/internal/managedfieldsupdater.go`). Writes that only take fields away,
//! deletions, and servers before 1.18 leave no such trace; then timestamps tell, or nothing does.

use std::collections::HashSet;

use super::history::KeyOperation;
use kf_base::time::{self, Timestamp};
use kf_object::Value;
use kf_object::patch::{self, Path, Step};

/// What is known of a change beside what it changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Author {
    /// When, as the objects have it (RFC 3339).
    pub time: Option<String>,
    /// Where in the objects that stands.
    pub source: Option<TimeSource>,
    /// Who.
    pub manager: Option<Manager>,
}

/// The place in an object that tells when it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeSource {
    /// `metadata.creationTimestamp`, of the server that created it.
    Creation,
    /// `metadata.managedFields`, of the server that wrote it.
    ManagedFields,
    /// `metadata.deletionTimestamp` less the grace period, of the server that was asked to delete.
    Deletion,
    /// `spec.renewTime` of a Lease, by the clock of who holds it.
    Renewal,
    /// The last time of an Event, by the clock of who reported it.
    Event,
}

impl TimeSource {
    /// The field, as in `metadata.creationTimestamp`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Creation => "creationTimestamp",
            Self::ManagedFields => "managedFields",
            Self::Deletion => "deletionTimestamp",
            Self::Renewal => "renewTime",
            Self::Event => "lastTimestamp",
        }
    }

    /// Whether the clock is an API server's, which a client of it cannot set.
    #[must_use]
    pub fn is_server(self) -> bool {
        matches!(self, Self::Creation | Self::ManagedFields | Self::Deletion)
    }
}

/// A field manager.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Manager {
    /// Its name, such as `kubectl-client-side-apply`.
    pub name: String,
    /// `Apply` or `Update`.
    pub operation: String,
    /// The subresource written, such as `status`; empty for the object itself.
    pub subresource: String,
}

/// Entries that stand for writes of before: nobody writes under these names
/// (`managedfields/internal`, `capmanagers.go` and `skipnonapplied.go`).
const STAND_INS: [&str; 2] = ["ancient-changes", "before-first-apply"];

/// Who made a change and when: `before` is the object's state right before it, `None` when there
/// was none or it is not known.
#[must_use]
pub fn author(operation: KeyOperation, before: Option<&Value<'_>>, after: &Value<'_>) -> Author {
    match (operation, before) {
        (KeyOperation::Created | KeyOperation::Recreated, _) => creator(after),
        (KeyOperation::Updated, Some(before)) => writer(before, after),
        _ => Author::default(),
    }
}

/// Creations carry their time; the creator's entry is the newest.
fn creator(after: &Value<'_>) -> Author {
    let entries = entries(after);
    let newest = entries.iter().filter_map(|e| e.time).max();
    let mut latest = entries.iter().filter(|e| e.time == newest);
    let manager = match (latest.next(), latest.next()) {
        (Some(only), None) => only.manager(),
        _ => None,
    };
    let time = text(after, &["metadata", "creationTimestamp"]).map(str::to_owned);
    Author {
        source: time.as_ref().map(|_| TimeSource::Creation),
        time,
        manager,
    }
}

fn writer(before: &Value<'_>, after: &Value<'_>) -> Author {
    let held: HashSet<Entry<'_>> = entries(before).into_iter().collect();
    let written: Vec<Entry<'_>> = entries(after)
        .into_iter()
        .filter(|e| !held.contains(e))
        .filter(|e| !STAND_INS.contains(&e.name))
        .collect();
    let (time, manager) = match written.as_slice() {
        [] => (None, None),
        [only] => (only.time, only.manager()),
        // Someone has put the list together by hand.
        [first, rest @ ..] => (
            first
                .time
                .filter(|t| rest.iter().all(|e| e.time == Some(t))),
            None,
        ),
    };
    let noted = time.map(|t| (t.to_owned(), TimeSource::ManagedFields));
    let told = noted
        .or_else(|| own_time(before, after))
        .or_else(|| Some((deletion_time(before, after)?, TimeSource::Deletion)));
    let (time, source) = told.unzip();
    Author {
        time,
        source,
        manager,
    }
}

/// The time that objects of some kinds carry in what they are written for.
fn own_time(before: &Value<'_>, after: &Value<'_>) -> Option<(String, TimeSource)> {
    const LEASE: &[&[&str]] = &[&["spec", "renewTime"]];
    const EVENT: &[&[&str]] = &[
        &["lastTimestamp"],
        &["deprecatedLastTimestamp"],
        &["series", "lastObservedTime"],
    ];
    let kind = after.str_at(&["kind"])?;
    let group = after.str_at(&["apiVersion"])?.split('/').next()?;
    let (paths, source) = match (group, kind) {
        ("coordination.k8s.io", "Lease") => (LEASE, TimeSource::Renewal),
        ("v1" | "events.k8s.io", "Event") => (EVENT, TimeSource::Event),
        _ => return None,
    };
    let moved = |path: &&&[&str]| before.at(path) != after.at(path);
    let times = paths.iter().filter(moved).filter_map(|p| text(after, p));
    times
        .filter_map(|t| Some((Timestamp::parse(t)?, t)))
        .max()
        .map(|(_, t)| (t.to_owned(), source))
}

/// A deletion that waits says when it will be carried out, and how long that is after it was
/// asked for (apiserver `pkg/registry/rest/delete.go`, `BeforeDelete`).
fn deletion_time(before: &Value<'_>, after: &Value<'_>) -> Option<String> {
    const DUE: [&str; 2] = ["metadata", "deletionTimestamp"];
    const GRACE: [&str; 2] = ["metadata", "deletionGracePeriodSeconds"];
    if text(before, &DUE).is_some() || before.at(&GRACE).is_some() {
        return None;
    }
    let due = Timestamp::parse(text(after, &DUE)?)?;
    let grace = after.at(&GRACE)?.as_int()?;
    time::time_text(due.seconds.checked_sub(grace)?)
}

/// A text that is there and not empty.
fn text<'v>(value: &'v Value<'_>, path: &[&str]) -> Option<&'v str> {
    value.str_at(path).filter(|t| !t.is_empty())
}

/// An entry of `managedFields`.
#[derive(Eq, Hash)]
struct Entry<'v> {
    name: &'v str,
    operation: &'v str,
    api_version: &'v str,
    subresource: &'v str,
    time: Option<&'v str>,
}

#[cfg(test)]
thread_local! {
    /// Entries that were read, and compared with another.
    static LOOKED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Notes that an entry is looked at.
fn looks_at() {
    #[cfg(test)]
    LOOKED.set(LOOKED.get().saturating_add(1));
}

impl PartialEq for Entry<'_> {
    fn eq(&self, other: &Self) -> bool {
        looks_at();
        let all = |e: &Self| (e.time, e.name, e.operation, e.api_version, e.subresource);
        all(self) == all(other)
    }
}

impl Entry<'_> {
    fn manager(&self) -> Option<Manager> {
        (!self.name.is_empty()).then(|| Manager {
            name: self.name.to_owned(),
            operation: self.operation.to_owned(),
            subresource: self.subresource.to_owned(),
        })
    }
}

fn entries<'v>(object: &'v Value<'_>) -> Vec<Entry<'v>> {
    let list = object.at(&["metadata", "managedFields"]);
    let list = list.and_then(Value::as_array).unwrap_or_default();
    let entry = |e: &'v Value<'_>| {
        looks_at();
        let member = |name| e.str_at(&[name]).unwrap_or_default();
        Entry {
            name: member("manager"),
            operation: member("operation"),
            api_version: member("apiVersion"),
            subresource: member("subresource"),
            time: text(e, &["time"]),
        }
    };
    list.iter().map(entry).collect()
}

/// The paths at which two states of an object differ, but for what is different after each write:
/// `managedFields` and `resourceVersion`.
#[must_use]
pub fn changed<'v>(before: &'v Value<'_>, after: &'v Value<'_>) -> Vec<Path<'v>> {
    let bookkeeping = |path: &Path<'_>| {
        let [Step::Member("metadata"), Step::Member(name), ..] = path.steps() else {
            return false;
        };
        matches!(*name, "managedFields" | "resourceVersion")
    };
    let paths = patch::diff(before, after).into_iter().map(|o| o.path);
    paths.filter(|path| !bookkeeping(path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::parse::json::parse;

    fn value(text: &str) -> Value<'static> {
        parse(text.as_bytes()).unwrap().into_owned()
    }

    /// An object with entries of managers as `name operation subresource time`.
    fn object(entries: &[&str], rest: &str) -> Value<'static> {
        let entries: Vec<String> = entries
            .iter()
            .map(|e| {
                let w: Vec<&str> = e.split(' ').collect();
                format!(
                    r#"{{"manager":"{}","operation":"{}","subresource":"{}","time":"2026-01-01T00:00:{}Z","apiVersion":"v1"}}"#,
                    w[0], w[1], w[2], w[3]
                )
            })
            .collect();
        value(&format!(
            r#"{{"apiVersion":"v1","kind":"Pod","metadata":{{"creationTimestamp":"2026-01-01T00:00:01Z","managedFields":[{}]{rest}}}}}"#,
            entries.join(",")
        ))
    }

    fn shown(author: &Author) -> String {
        let manager = author.manager.as_ref().map_or("?".to_owned(), |m| {
            format!("{} {} {}", m.name, m.operation, m.subresource)
        });
        format!("{} {manager}", author.time.as_deref().unwrap_or("?"))
    }

    fn update(before: &Value<'_>, after: &Value<'_>) -> String {
        shown(&author(KeyOperation::Updated, Some(before), after))
    }

    #[test]
    fn a_creation_is_the_newest_entrys() {
        let of =
            |entries: &[&str]| shown(&author(KeyOperation::Created, None, &object(entries, "")));
        assert_eq!(of(&["a Update  01"]), "2026-01-01T00:00:01Z a Update ");
        assert_eq!(
            of(&["a Apply  01", "b Update  00"]),
            "2026-01-01T00:00:01Z a Apply "
        );
        assert_eq!(
            of(&["a Apply  01", "b Update  01"]),
            "2026-01-01T00:00:01Z ?"
        );
        assert_eq!(of(&[]), "2026-01-01T00:00:01Z ?");
    }

    #[test]
    fn an_update_is_that_of_the_entry_that_moved() {
        let before = object(&["a Update  01", "b Update status 02"], "");
        let moved = object(&["a Update  01", "b Update status 05"], "");
        assert_eq!(
            update(&before, &moved),
            "2026-01-01T00:00:05Z b Update status"
        );
        let come = object(&["a Update  01", "b Update status 02", "c Apply  07"], "");
        assert_eq!(update(&before, &come), "2026-01-01T00:00:07Z c Apply ");
        let both = object(&["a Update  09", "b Update status 09"], "");
        assert_eq!(update(&before, &both), "2026-01-01T00:00:09Z ?");
        let apart = object(&["a Update  08", "b Update status 09"], "");
        assert_eq!(update(&before, &apart), "? ?");
        let stand_in = object(
            &[
                "before-first-apply Update  03",
                "b Update status 02",
                "a Update  01",
            ],
            "",
        );
        assert_eq!(update(&before, &stand_in), "? ?");
        // Only taken away, or within the same second: nothing tells.
        assert_eq!(update(&before, &object(&["a Update  01"], "")), "? ?");
        assert_eq!(update(&before, &before), "? ?");
        let unknown = author(KeyOperation::Updated, None, &moved);
        assert_eq!(shown(&unknown), "? ?");
        assert_eq!(
            shown(&author(KeyOperation::Deleted, Some(&before), &before)),
            "? ?"
        );
    }

    #[test]
    fn timestamps_tell_where_no_manager_does() {
        let due = r#","deletionTimestamp":"2026-01-01T00:01:00Z","deletionGracePeriodSeconds":30"#;
        let (before, after) = (object(&[], ""), object(&[], due));
        assert_eq!(update(&before, &after), "2026-01-01T00:00:30Z ?");
        assert_eq!(update(&after, &after), "? ?");
        let lease = |time: &str| {
            value(&format!(
                r#"{{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","spec":{{"renewTime":"2026-01-01T00:00:{time}Z"}}}}"#
            ))
        };
        assert_eq!(
            update(&lease("01.000000"), &lease("02.500000")),
            "2026-01-01T00:00:02.500000Z ?"
        );
        assert_eq!(update(&lease("01.000000"), &lease("01.000000")), "? ?");
    }

    #[test]
    fn bookkeeping_is_no_change() {
        let before = value(r#"{"metadata":{"resourceVersion":"1","managedFields":[1]},"a":1}"#);
        let after = value(r#"{"metadata":{"resourceVersion":"2","labels":{}},"a":2}"#);
        let paths: Vec<String> = changed(&before, &after)
            .iter()
            .map(Path::to_string)
            .collect();
        assert_eq!(paths, ["a", "metadata.labels"]);
    }

    /// An object may have as many entries as its size allows, and each of its changes is compared.
    #[test]
    fn the_work_for_many_managers_grows_with_their_number() {
        let state = |n: usize, last: &str| {
            let entry = |i: usize| {
                let time = if i.is_multiple_of(2) {
                    last
                } else {
                    "2026-01-01T00:00:02Z"
                };
                format!(
                    r#"{{"manager":"m{i}","operation":"Update","apiVersion":"v1","time":"{time}","fieldsV1":{{"f:a{i}":{{}}}}}}"#
                )
            };
            let entries: Vec<String> = (0..n).map(entry).collect();
            value(&format!(
                r#"{{"kind":"Pod","metadata":{{"managedFields":[{}]}},"a":"{last}"}}"#,
                entries.join(",")
            ))
        };
        let looked = |n: usize| {
            let before = state(n, "2026-01-01T00:00:03Z");
            let after = state(n, "2026-01-01T00:00:04Z");
            LOOKED.set(0);
            let author = author(KeyOperation::Updated, Some(&before), &after);
            assert_eq!(author.time.as_deref(), Some("2026-01-01T00:00:04Z"));
            assert_eq!(author.manager, None);
            assert_eq!(changed(&before, &after).len(), 1);
            LOOKED.get()
        };
        // Each is read once of both states; those that stayed are found by their hash.
        let (some, many) = (looked(1000), looked(4000));
        assert!((2500..3000).contains(&some), "{some}");
        assert!((10_000..12_000).contains(&many), "{many}");
    }
}
