//! Rows of a timeline: each change, and below it the times that its object tells of for the first
//! time.
//!
//! Rows are in the order of revisions, which is certain; times are not. A row of a change whose
//! object does not say when it was written has bounds in the place of a time ([`When`]).

mod facts;
mod form;
#[cfg(test)]
mod tests;

use kf_base::time::{Span, Timestamp, push_rfc3339};
use kf_file::etcd::Fate;
use kf_object::patch::Path;
use kf_view::author::{self, Manager};
use kf_view::{KeyOperation, Mapping, changes};

use crate::clock::{Bracket, Clock};
use crate::filter::Filter;
use crate::story::{Origin, Story};
use crate::walk::{Seen, Told};

pub use facts::{Fact, FactKind};
pub use form::{Columns, Form, Written};

/// What a row tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A change of a key.
    Change(KeyOperation),
    /// A change of a key of which only a part is left outside the tree.
    Torn,
    /// A time that an object tells of.
    Fact(FactKind),
}

/// When something happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct When {
    /// The time that is told of it.
    pub time: Option<Timestamp>,
    /// Which field tells of the time.
    pub source: Option<&'static str>,
    /// Whether it was told by the clock of an API server, in the record itself.
    pub exact: bool,
    /// Bounds of the time at which the revision was written.
    pub bracket: Bracket,
}

impl When {
    /// The time to sort by, where there is one: that which is told, or the upper bound, or the
    /// lower one.
    #[must_use]
    pub fn sortable(&self) -> Option<Timestamp> {
        let bound = self.bracket.not_after.or(self.bracket.not_before);
        self.time.or(bound)
    }

    /// Between which times a revision was written: what a client's clock tells of it bounds nothing.
    #[must_use]
    pub fn bounds(&self) -> (Option<Timestamp>, Option<Timestamp>) {
        match self.exact {
            true => (self.time, self.time),
            false => (self.bracket.not_before, self.bracket.not_after),
        }
    }
}

/// A row of the timeline.
#[derive(Debug)]
pub struct Row<'r> {
    /// What it tells of.
    pub what: What,
    /// When it was.
    pub when: When,
    /// The change, as `updated pods prod/web`, or what the object tells of.
    pub message: String,
    /// Revision and subrevision.
    pub revision: (i64, i64),
    /// The etcd key.
    pub key: &'r [u8],
    /// The type, if it is known.
    pub mapping: Option<&'r Mapping>,
    /// `deployments.apps`
    pub resource: &'r str,
    /// The namespace.
    pub namespace: Option<&'r str>,
    /// The object's name.
    pub name: &'r str,
    /// The object's uid.
    pub uid: Option<&'r str>,
    /// Who wrote, by the name the client gave.
    pub manager: Option<&'r Manager>,
    /// JSON pointers to what an update changed; `None` where it is not known.
    pub changed: Option<&'r [String]>,
    /// Bytes of the stored value.
    pub size: usize,
    /// Where the record comes from.
    pub origin: Origin,
    /// The page it lies in.
    pub page: u64,
    /// The file that tells of it.
    pub snapshot: &'r str,
}

impl Row<'_> {
    /// Whether it may have happened in a span of time. A fact was when its object says so.
    fn is_in(&self, span: &Span) -> bool {
        let (earliest, latest) = match self.what {
            What::Fact(_) => (self.when.time, self.when.time),
            What::Change(_) | What::Torn => self.when.bounds(),
        };
        span.touches(earliest, latest)
    }
}

/// Most texts of changed paths in a message.
const PATHS: usize = 3;

impl Story<'_, '_> {
    /// The places of the changes that a filter wants, but for labels, which are in the objects.
    #[must_use]
    pub fn wanted(&self, filter: &Filter) -> Vec<usize> {
        let wants = |(at, change)| {
            let place = self.place(at, &change)?;
            filter.wants(&change, &place).then_some(at)
        };
        self.changes()
            .iter()
            .enumerate()
            .filter_map(wants)
            .collect()
    }
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    /// It was told, or the filter leaves it out.
    Told,
    /// Labels of a deleted object were asked for and are not known.
    Unlabelled,
    /// It is noise, which was not asked for.
    Noise,
}

/// Makes the rows of a change: its own, and one for each time that its object tells of first.
pub fn rows(
    story: &Story<'_, '_>,
    clock: &Clock,
    filter: &Filter,
    seen: &Seen<'_, '_>,
    mut to: impl FnMut(&Row<'_>),
) -> Passed {
    let mut to = |row: &Row<'_>| {
        if row.is_in(&filter.span) {
            to(row);
        }
    };
    let record = &seen.change.record;
    if let Some(selector) = &filter.selector {
        let state = match seen.change.operation {
            KeyOperation::Deleted => seen.before(),
            _ => seen.after(),
        };
        match state {
            Some(state) if selector.matches(state) => {}
            Some(_) => return Passed::Told,
            None => return Passed::Unlabelled,
        }
    }
    if filter.no_noise && is_noise(story, seen) {
        return Passed::Noise;
    }
    let author = seen.author();
    let changed = changed(seen);
    let told = Told::of(author);
    let denied = told.filter(|t| clock.contradicts(record.revision.main, t.time));
    let told = told.filter(|_| denied.is_none());
    let bracket = clock.bracket(record.revision.main);
    let state = seen.after().or(seen.before());
    let mut row = Row {
        what: What::Change(seen.change.operation),
        when: When {
            time: told.map(|t| t.time),
            source: told.map(|t| t.source.name()),
            exact: told.is_some_and(|t| t.source.is_server()),
            bracket,
        },
        message: String::new(),
        revision: (record.revision.main, record.revision.sub),
        key: record.key,
        mapping: seen.place.mapping,
        resource: seen.place.resource,
        namespace: seen.place.namespace,
        name: seen.place.name,
        uid: state.and_then(|s| s.str_at(&["metadata", "uid"])),
        manager: author.manager.as_ref(),
        changed: changed.as_deref(),
        size: record.value.len(),
        origin: seen.origin,
        page: record.page,
        snapshot: snapshot(story, story.part_of(seen.at)),
    };
    row.message = message(&row);
    if let Some(denied) = denied {
        row.message
            .push_str("; its own time contradicts the order: ");
        push_rfc3339(&mut row.message, denied.time.seconds);
    }
    to(&row);
    let Some(after) = seen.after() else {
        return Passed::Told;
    };
    let facts = facts::of(seen.before(), after);
    for fact in facts {
        row.what = What::Fact(fact.kind);
        row.when.time = Some(fact.time);
        row.when.source = Some(fact.kind.source());
        row.when.exact = false;
        row.message = format!("{}: {}", subject(&row), fact.text);
        row.changed = None;
        row.manager = None;
        to(&row);
    }
    Passed::Told
}

/// Whether a change is an update of what changes all the time by itself.
fn is_noise(story: &Story<'_, '_>, seen: &Seen<'_, '_>) -> bool {
    let part = story.parts().get(story.part_of(seen.at));
    seen.change.operation == KeyOperation::Updated
        && part.is_some_and(|part| {
            let states = seen.plain_before().zip(seen.plain_after());
            let (key, mapping) = (seen.change.record.key, seen.place.mapping);
            changes::is_noise(part.view, key, mapping, states)
        })
}

/// Makes a row of a record outside the trees that does not belong to the history told.
pub fn aside(story: &Story<'_, '_>, filter: &Filter, at: usize, mut to: impl FnMut(&Row<'_>)) {
    let Some((part, carved)) = story.aside().get(at) else {
        return;
    };
    let Some(place) = story.place_of(*part, carved.key) else {
        return;
    };
    let since = filter
        .since
        .is_none_or(|since| carved.revision.main >= since);
    if !since || !filter.places(&place) || filter.selector.is_some() {
        return;
    }
    let operation = match carved.record {
        _ if carved.tombstone => Some(KeyOperation::Deleted),
        Some(record) if record.version == 1 => Some(KeyOperation::Created),
        Some(_) => Some(KeyOperation::Updated),
        None => None,
    };
    let wanted = |operation| filter.operations.contains(&operation);
    if !filter.operations.is_empty() && !operation.is_some_and(wanted) {
        return;
    }
    let mut row = Row {
        what: operation.map_or(What::Torn, What::Change),
        when: When::default(),
        message: String::new(),
        revision: (carved.revision.main, carved.revision.sub),
        key: carved.key,
        mapping: place.mapping,
        resource: place.resource,
        namespace: place.namespace,
        name: place.name,
        uid: None,
        manager: None,
        changed: None,
        size: carved.size,
        origin: Origin::Carved(carved.fate),
        page: carved.page,
        snapshot: snapshot(story, *part),
    };
    row.message = message(&row);
    if row.is_in(&filter.span) {
        to(&row);
    }
}

fn snapshot<'r>(story: &'r Story<'_, '_>, part: usize) -> &'r str {
    story.parts().get(part).map_or("", |part| &part.name)
}

/// JSON pointers to what an update changed.
fn changed(seen: &Seen<'_, '_>) -> Option<Vec<String>> {
    let (KeyOperation::Updated, Some(before), Some(after)) =
        (seen.change.operation, seen.before(), seen.after())
    else {
        return None;
    };
    let paths = author::changed(before, after);
    Some(paths.iter().map(Path::pointer).collect())
}

/// `pods prod/web`
fn subject(row: &Row<'_>) -> String {
    if row.name.is_empty() {
        return format!("key {}", String::from_utf8_lossy(row.key));
    }
    match row.namespace {
        Some(namespace) => format!("{} {namespace}/{}", row.resource, row.name),
        None => format!("{} {}", row.resource, row.name),
    }
}

fn message(row: &Row<'_>) -> String {
    let operation = match row.what {
        What::Change(operation) => operation.name(),
        _ => "wrote (only a part is left)",
    };
    let mut text = format!("{operation} {}", subject(row));
    if let Some(manager) = row.manager {
        text.push_str(&format!(" by {} ({}", manager.name, manager.operation));
        if !manager.subresource.is_empty() {
            text.push_str(&format!(" {}", manager.subresource));
        }
        text.push(')');
    }
    if let Some(changed) = row.changed.filter(|c| !c.is_empty()) {
        text.push_str(": ");
        let shown: Vec<&str> = changed.iter().take(PATHS).map(String::as_str).collect();
        text.push_str(&shown.join(", "));
        let more = changed.len().saturating_sub(PATHS);
        if more > 0 {
            text.push_str(&format!(", +{more}"));
        }
    }
    match row.origin {
        Origin::Reachable => {}
        Origin::Carved(Fate::Compacted) => text.push_str(" [carved: compacted away]"),
        Origin::Carved(fate) => text.push_str(&format!(" [carved: {}]", fate.as_str())),
    }
    text
}
