//! Time: the revisions that changed objects, and what they changed.

use std::sync::Arc;

use kf_file::etcd::Record;
use kf_story::{Part, Story};
use kf_view::author::{self, Author, Manager};
use kf_view::{KeyChange, KeyOperation, Mapping, Object, ReadOptions, View};

use super::{Stop, Worker, kf_scope, told, words};
use crate::ask::{Answer, Id, Scope};
use crate::notes::Notes;
use crate::table::{Heading, Name, RowFacts, Rows, State};

/// Paths shown before the rest is counted.
const PATHS: usize = 3;

/// Changes that are read before they are shown.
const SHARE: usize = 64;

/// Stands for what the file does not tell.
pub(crate) const UNKNOWN: &str = "unknown";

/// The title of the column of times.
pub(crate) const TIME: &str = "TIME";

/// Stands where there is nothing to say.
const NONE: &str = "-";

impl<'s> Worker<'_, 's> {
    /// The changes of a scope, newest first.
    pub(super) fn timeline(&self, id: Id, scope: &Scope, side: usize) -> Result<(), Stop> {
        let view = self.view(side, None)?;
        let titles = [
            "REVISION",
            "TYPE",
            "NAMESPACE",
            "NAME",
            "VERSION",
            "OPERATION",
            TIME,
            "MANAGER",
            "CHANGED",
        ];
        let one = scope.name.is_some();
        let headings = titles.map(Heading::new).into_iter().map(|heading| {
            let place = matches!(heading.title.as_str(), "TYPE" | "NAMESPACE" | "NAME");
            let wide = heading.title == "TYPE" || one && place;
            heading.only_wide(wide)
        });
        self.headings(id, headings.collect(), true)?;
        let mut notes = Notes::default();
        let names: Vec<String> = scope.name.iter().cloned().collect();
        for mapping in view.lookup(&scope.word)? {
            let changes = view.changes(&[kf_scope(&mapping, scope, &names)])?;
            notes.extend(changes.problems.iter().map(|e| told(&view, e)));
            let prefix = view.key_prefix(&mapping, None)?;
            let mut rows = Rows::default();
            for (n, change) in changes.iter().rev().enumerate() {
                let name = name_of(&mapping, &prefix, change.record.key);
                let (cells, problem) = cells(&view, &mapping, &name, &change);
                notes.extend(problem);
                let facts = RowFacts {
                    revision: change.record.revision.main,
                    state: match change.operation {
                        KeyOperation::Deleted => State::Deleted,
                        _ => State::Live,
                    },
                    ..RowFacts::default()
                };
                rows.push(&name, &cells, facts);
                if n < SHARE || rows.len() >= SHARE {
                    self.rows(id, std::mem::take(&mut rows))?;
                }
            }
            self.rows(id, rows)?;
        }
        self.done(id, &view, side, notes.into_lines())
    }

    /// When revisions were written, by the objects of all types: what `kf timeline` goes by.
    pub(super) fn clock(&self, side: usize) -> Result<(), Stop> {
        let view = self.view(side, None)?;
        let story = Story::tell(vec![Part {
            name: self.source.name(side),
            view: &view,
            carved: Vec::new(),
        }]);
        let clock = story.clock_while(|| !self.is_alone());
        let clock = Arc::new(clock.ok_or(Stop::Unwanted)?);
        self.say(Answer::Clock { side, clock })
    }
}

/// What a key of a type names.
fn name_of(mapping: &Mapping, prefix: &str, key: &[u8]) -> Name {
    let rest = key.strip_prefix(prefix.as_bytes()).unwrap_or(key);
    let rest = String::from_utf8_lossy(rest);
    let (namespace, name) = match rest.split_once('/') {
        Some(both) if mapping.resource().namespaced => both,
        _ => ("", rest.as_ref()),
    };
    Name {
        word: mapping.resource().group_resource(),
        namespace: namespace.to_owned(),
        name: name.to_owned(),
    }
}

/// The cells of a change, as `kf history` has them, and what could not be read.
fn cells<'s>(
    view: &View<'s>,
    mapping: &Mapping,
    name: &Name,
    change: &KeyChange<'s>,
) -> (Vec<String>, Vec<String>) {
    let mut problems = Vec::new();
    let deleted = change.operation == KeyOperation::Deleted;
    let (before, after) = if deleted {
        (None, None)
    } else {
        let before = change.before.filter(|r| !r.tombstone);
        let before = before.and_then(|r| read(view, mapping, &r, &mut problems));
        let after = read(view, mapping, &change.record, &mut problems);
        (before, after)
    };
    let (before, after) = (before.map(|b| b.value), after.map(|a| a.value));
    let author = after.as_ref().map_or_else(Author::default, |after| {
        author::author(change.operation, before.as_ref(), after)
    });
    let changed = match (change.operation, &before, &after) {
        (KeyOperation::Updated, Some(before), Some(after)) => {
            let paths = author::changed(before, after);
            summary(&paths.iter().map(ToString::to_string).collect::<Vec<_>>())
        }
        (KeyOperation::Updated, ..) => UNKNOWN.to_owned(),
        _ => NONE.to_owned(),
    };
    let record = &change.record;
    let cells = vec![
        record.revision.to_string(),
        name.word.clone(),
        name.namespace().unwrap_or(NONE).to_owned(),
        name.name.clone(),
        match record.version {
            _ if record.tombstone => NONE.to_owned(),
            0 => UNKNOWN.to_owned(),
            version => version.to_string(),
        },
        change.operation.name().to_owned(),
        author.time.unwrap_or_else(|| UNKNOWN.to_owned()),
        author
            .manager
            .as_ref()
            .map_or_else(|| UNKNOWN.to_owned(), manager),
        changed,
    ];
    (cells, problems)
}

/// The state that a put left.
fn read<'s>(
    view: &View<'s>,
    mapping: &Mapping,
    record: &Record<'s>,
    problems: &mut Vec<String>,
) -> Option<Object<'s>> {
    let options = ReadOptions {
        managed_fields: true,
        ..ReadOptions::default()
    };
    match view.state(Some(mapping), record, options) {
        Ok(object) => Some(object),
        Err(e) => {
            problems.push(words(&e));
            None
        }
    }
}

/// `kubelet (Update status)`
fn manager(manager: &Manager) -> String {
    match manager.subresource.as_str() {
        "" => format!("{} ({})", manager.name, manager.operation),
        sub => format!("{} ({} {sub})", manager.name, manager.operation),
    }
}

/// The first paths, and how many more.
fn summary(paths: &[String]) -> String {
    if paths.is_empty() {
        return NONE.to_owned();
    }
    let mut shown: Vec<String> = paths.iter().take(PATHS).cloned().collect();
    let more = paths.len().saturating_sub(PATHS);
    if more > 0 {
        shown.push(format!("+{more}"));
    }
    shown.join(", ")
}
