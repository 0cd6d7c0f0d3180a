//! A watch: what happened to objects since a revision, and then silence, since a snapshot does not
//! change. Where the state goes on, as in a replay, [`Watch::follow`] says what comes later.
//!
//! [`Watch::write`] tells the events that the file holds. Then the caller holds the connection open
//! until [`Watch::timeout`], and sends [`Watch::bookmark`] now and then: a client whose watch ends
//! at once comes back at once.

use std::cell::Cell;
use std::io;
use std::sync::Arc;

use super::follow::Follow;
use super::maker::Maker;
use super::options::{integer, revision};
use super::query::Query;
use super::select::{Selection, Selectors};
use super::status::{Reason, Status, StatusCause};
use super::{READ, ResourcePath, Told, Wants};
use kf_base::error::Error;
use kf_file::etcd::Record;
use kf_object::Value;
use kf_view::{KeyChange, Mapping, Scope, View};

/// Where a watch begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    /// With the objects that there are.
    Initial,
    /// Behind a revision.
    After(u64),
    /// With what is still to come, which is nothing.
    Now,
}

/// A watch whose events are still to be written.
#[derive(Debug)]
pub struct Watch<'v, 's> {
    view: &'v View<'s>,
    mapping: Arc<Mapping>,
    maker: Maker<'v, 's>,
    selection: Selection,
    path: ResourcePath,
    query: Query,
    wants: Wants,
    start: Start,
    bookmarks: bool,
    /// Whether the end of the initial objects is marked.
    marks_initial: bool,
    timeout: Option<u64>,
    /// Whether an event has named the columns of a table.
    columns_named: Cell<bool>,
}

/// The type of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Added,
    Modified,
    Deleted,
}

impl Type {
    const fn name(self) -> &'static str {
        match self {
            Self::Added => "ADDED",
            Self::Modified => "MODIFIED",
            Self::Deleted => "DELETED",
        }
    }
}

/// Takes the events one by one.
pub type Take<'t> = dyn FnMut(&[u8]) -> io::Result<()> + 't;

impl<'v, 's> Watch<'v, 's> {
    /// Prepares a watch of the objects that a path names.
    ///
    /// # Errors
    /// The refusal, when a parameter is wrong. That the revision is too old is no refusal but an
    /// event, as in a server.
    pub fn new(
        view: &'v View<'s>,
        mapping: &Mapping,
        path: &ResourcePath,
        query: &Query,
        wants: Wants,
    ) -> Result<Self, Status> {
        let mapping = Arc::new(mapping.clone());
        let start = start(query)?;
        let selectors = Selectors {
            labels: query.text("labelSelector"),
            fields: query.text("fieldSelector"),
        };
        let selection = Selection::parse(selectors, view.fields(&mapping))
            .and_then(|selection| selection.redacted(view.redactor()))
            .map_err(|e| Status::bad_request(e.message()))?;
        let initial = query.is_on("sendInitialEvents");
        let timeout = integer(query, "timeoutSeconds")?;
        Ok(Self {
            view,
            maker: Maker::new(view, Arc::clone(&mapping), wants.shape, query, wants.now)?,
            mapping,
            selection,
            path: path.clone(),
            query: query.clone(),
            wants,
            start,
            bookmarks: query.is_on("allowWatchBookmarks"),
            marks_initial: initial && query.is_on("allowWatchBookmarks"),
            timeout: timeout
                .and_then(|n| u64::try_from(n).ok())
                .filter(|n| *n > 0),
            columns_named: Cell::new(false),
        })
    }

    /// What is needed to tell of changes after the view's revision, once the events up to it are
    /// written.
    ///
    /// # Errors
    /// Unsupported when objects of the resource are not stored.
    pub fn follow(&self) -> Result<Follow, Error> {
        let namespace = self.path.namespace.as_deref();
        Ok(Follow {
            mapping: Arc::clone(&self.mapping),
            prefix: self.view.key_prefix(&self.mapping, namespace)?.into_bytes(),
            path: self.path.clone(),
            query: self.query.clone(),
            shape: self.wants.shape,
            columns_named: self.columns_named.get(),
        })
    }

    /// Takes up a watch whose first events are written.
    pub(super) fn resume(
        view: &'v View<'s>,
        follow: &Follow,
        wants: Wants,
    ) -> Result<Self, Status> {
        let watch = Self::new(view, &follow.mapping, &follow.path, &follow.query, wants)?;
        watch.columns_named.set(follow.columns_named);
        Ok(watch)
    }

    /// The event that a change is to this watch, if it is one.
    pub(super) fn event_of(&self, change: &KeyChange<'s>) -> Result<Option<Vec<u8>>, Error> {
        let changed = self.change(change)?;
        Ok(changed.map(|(kind, object)| self.event(kind, &object)))
    }

    pub(super) fn columns_named(&self) -> bool {
        self.columns_named.get()
    }

    /// Seconds until the watch ends, if the client said.
    #[must_use]
    pub fn timeout(&self) -> Option<u64> {
        self.timeout
    }

    /// The event that says that nothing has happened, for clients that take it.
    #[must_use]
    pub fn bookmark(&self) -> Option<Vec<u8>> {
        self.bookmark_at(self.view.revision())
    }

    /// As [`Watch::bookmark`], when the state has come to a revision.
    pub(super) fn bookmark_at(&self, revision: i64) -> Option<Vec<u8>> {
        self.bookmarks.then(|| self.mark(revision, false))
    }

    /// Writes the events, and returns whether the watch goes on: it ends with an error when its
    /// revision is compacted away, or is not one of this snapshot.
    ///
    /// # Errors
    /// When `take` fails.
    pub fn write(&self, take: &mut Take<'_>, tell: &mut dyn FnMut(Told<'_>)) -> io::Result<bool> {
        match self.start {
            Start::Now => {}
            Start::Initial => {
                self.write_initial(take, tell)?;
                if self.marks_initial {
                    take(&self.mark(self.view.revision(), true))?;
                }
            }
            Start::After(revision) => {
                if let Some(status) = self.out_of_reach(revision) {
                    take(&error_event(&status))?;
                    return Ok(false);
                }
                self.write_changes(revision, take, tell)?;
            }
        }
        Ok(true)
    }

    /// The refusal of a revision of which the file does not hold what came after.
    fn out_of_reach(&self, revision: u64) -> Option<Status> {
        let current = self.view.revision();
        let asked = i64::try_from(revision).unwrap_or(i64::MAX);
        if asked > current {
            // A real server waits. Such a client comes from another cluster or a later file, and
            // must list again.
            return Some(Status::new(
                Reason::Expired,
                format!(
                    "resource version {revision} is later than this snapshot, whose last is \
                     {current}"
                ),
            ));
        }
        let oldest = self.view.store().compact_revision().unwrap_or_default();
        (asked < oldest).then(|| {
            Status::new(
                Reason::Expired,
                format!("too old resource version: {revision} ({oldest})"),
            )
        })
    }

    fn write_initial(&self, take: &mut Take<'_>, tell: &mut dyn FnMut(Told<'_>)) -> io::Result<()> {
        let namespace = self.path.namespace.as_deref();
        let (records, problems) = match self.view.records_of(&self.mapping, namespace) {
            Ok(found) => found,
            Err(e) => return take(&error_event(&Status::of_snapshot(&e))),
        };
        for problem in &problems {
            tell(Told::Problem(problem));
        }
        self.view.objects_with(
            &self.maker.source,
            &records,
            READ,
            |share: &mut Vec<Result<Value<'s>, Error>>, object| {
                share.push(object.map(|object| object.value));
            },
            |share: &mut Vec<Result<Value<'s>, Error>>| {
                for object in share.drain(..) {
                    match object {
                        Ok(object) if self.is_meant(&object) => {
                            take(&self.event(Type::Added, &object))?;
                        }
                        Ok(_) => {}
                        Err(e) => tell(Told::Problem(&e)),
                    }
                }
                Ok(())
            },
        )
    }

    fn write_changes(
        &self,
        after: u64,
        take: &mut Take<'_>,
        tell: &mut dyn FnMut(Told<'_>),
    ) -> io::Result<()> {
        if u64::try_from(self.view.revision()).is_ok_and(|current| after >= current) {
            return Ok(());
        }
        let names: Vec<String> = self.path.name.iter().cloned().collect();
        let scope = Scope {
            mapping: &self.mapping,
            namespace: self.path.namespace.as_deref(),
            names: &names,
        };
        let changes = match self.view.changes(&[scope]) {
            Ok(changes) => changes,
            Err(e) => return take(&error_event(&Status::of_snapshot(&e))),
        };
        for problem in &changes.problems {
            tell(Told::Problem(problem));
        }
        let is_later = |change: &KeyChange<'s>| {
            u64::try_from(change.record.revision.main).is_ok_and(|r| r > after)
        };
        for change in changes.iter().filter(is_later) {
            match self.event_of(&change) {
                Ok(None) => {}
                Ok(Some(event)) => take(&event)?,
                Err(e) => tell(Told::Problem(&e)),
            }
        }
        Ok(())
    }

    /// What a client with these selectors sees of a change (apiserver
    /// pkg/storage/cacher/cache_watcher.go `convertToWatchEvent`): an object that is selected no
    /// more is deleted to it.
    fn change(&self, change: &KeyChange<'s>) -> Result<Option<(Type, Value<'s>)>, Error> {
        let read = |record: &Record<'s>| {
            let object = self.view.object(&self.maker.source, *record, READ)?;
            Ok::<_, Error>(object.value)
        };
        let before = match &change.before {
            Some(before) if !before.tombstone => Some(read(before)?),
            _ => None,
        };
        let after = if change.record.tombstone {
            None
        } else {
            Some(read(&change.record)?)
        };
        let before = before.filter(|object| self.is_meant(object));
        let after = after.filter(|object| self.is_meant(object));
        Ok(match (before, after) {
            (None, None) => None,
            (None, Some(after)) => Some((Type::Added, after)),
            (Some(_), Some(after)) => Some((Type::Modified, after)),
            (Some(mut before), None) => {
                set_resource_version(&mut before, change.record.revision.main);
                Some((Type::Deleted, before))
            }
        })
    }

    fn is_meant(&self, object: &Value<'_>) -> bool {
        let named = |name: &str| object.str_at(&["metadata", "name"]) == Some(name);
        self.path.name.as_deref().is_none_or(named) && self.selection.matches(object)
    }

    fn event(&self, kind: Type, object: &Value<'_>) -> Vec<u8> {
        let first = !self.columns_named.replace(true);
        let mut out = format!("{{\"type\":\"{}\",\"object\":", kind.name()).into_bytes();
        self.maker.write_object(&mut out, object, first);
        out.push(b'}');
        out
    }

    fn mark(&self, revision: i64, initial: bool) -> Vec<u8> {
        let mut out = br#"{"type":"BOOKMARK","object":"#.to_vec();
        self.maker.write_bookmark(&mut out, revision, initial);
        out.push(b'}');
        out
    }
}

/// Makes the event that ends a watch.
fn error_event(status: &Status) -> Vec<u8> {
    let mut out = br#"{"type":"ERROR","object":"#.to_vec();
    status.write_json(&mut out);
    // The line break behind a status that is an answer of its own.
    out.pop();
    out.push(b'}');
    out
}

fn set_resource_version(object: &mut Value<'_>, revision: i64) {
    let members = object.as_object_mut();
    let metadata = members.and_then(|m| m.get_mut("metadata")?.as_object_mut());
    if let Some(metadata) = metadata {
        metadata.insert(
            "resourceVersion",
            Value::String(revision.to_string().into()),
        );
    }
}

/// Reads where a watch begins (apimachinery pkg/apis/meta/internalversion/validation
/// `validateWatchOptions`).
fn start(query: &Query) -> Result<Start, Status> {
    let matching = query.text("resourceVersionMatch");
    let forbidden = |why: &str| {
        Status::invalid_list_options(vec![StatusCause {
            reason: "FieldValueForbidden",
            message: format!("Forbidden: {why}"),
            field: "resourceVersionMatch",
        }])
    };
    let initial = query
        .get("sendInitialEvents")
        .map(|_| query.is_on("sendInitialEvents"));
    match (initial, matching) {
        (None, "") | (Some(_), "NotOlderThan") => {}
        (None, _) => {
            return Err(forbidden(
                "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided",
            ));
        }
        (Some(_), _) => {
            return Err(forbidden(
                "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan",
            ));
        }
    }
    let revision = revision(query.text("resourceVersion"))?;
    Ok(match (initial, revision) {
        (Some(true), _) | (None, 0) => Start::Initial,
        (Some(false), 0) => Start::Now,
        (_, revision) => Start::After(revision),
    })
}
