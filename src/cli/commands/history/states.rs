//! The objects before and after changes, read when they are needed.

use std::collections::HashSet;
use std::rc::Rc;

use super::place::Place;
use crate::cli::report::Report;
use crate::etcd::Record;
use crate::object::patch::Path;
use crate::snapshot::author::{self, Author};
use crate::snapshot::{KeyChange, KeyOperation, Mapping, Object, ReadOptions, View};

/// Reads states; the last one is kept, since it is what the next change of the object began with.
pub(super) struct States<'r, 's> {
    view: &'r View<'s>,
    held: Option<Rc<Object<'s>>>,
    /// Places in the file of records that could not be read: each is said once.
    failed: HashSet<(i64, i64)>,
    shown: Vec<Rc<Object<'s>>>,
}

/// What is known of a change beside its record.
pub(super) struct Detail {
    pub(super) author: Author,
    /// How the paths read that changed; `None` when it is not known which.
    pub(super) changed: Option<Vec<String>>,
}

impl<'r, 's> States<'r, 's> {
    pub(super) fn new(view: &'r View<'s>) -> Self {
        Self {
            view,
            held: None,
            failed: HashSet::new(),
            shown: Vec::new(),
        }
    }

    /// The state that a put left; what cannot be read is reported.
    pub(super) fn read(
        &mut self,
        mapping: Option<&Mapping>,
        record: &Record<'s>,
        report: &mut Report<'_>,
    ) -> Option<Rc<Object<'s>>> {
        if let Some(held) = self.held.as_ref().filter(|h| h.record == *record) {
            return Some(Rc::clone(held));
        }
        let options = ReadOptions {
            managed_fields: true,
            ..ReadOptions::default()
        };
        match self.view.state(mapping, record, options) {
            Ok(object) => {
                let object = Rc::new(object);
                self.held = Some(Rc::clone(&object));
                Some(object)
            }
            Err(e) => {
                if self
                    .failed
                    .insert((record.revision.main, record.revision.sub))
                {
                    report.problem(&e);
                }
                None
            }
        }
    }

    /// The states before and after a change, as far as there are any and they can be read.
    pub(super) fn of(
        &mut self,
        change: &KeyChange<'s>,
        place: &Place<'_, '_>,
        report: &mut Report<'_>,
    ) -> (Option<Rc<Object<'s>>>, Option<Rc<Object<'s>>>) {
        if place.foreign {
            return (None, None);
        }
        let put = |r: &Record<'s>| !r.tombstone;
        let before = change.before.filter(put);
        let before = before.and_then(|r| self.read(place.mapping, &r, report));
        let after = Some(change.record).filter(put);
        let after = after.and_then(|r| self.read(place.mapping, &r, report));
        self.shown.extend(after.clone());
        (before, after)
    }

    /// The objects shown since the last call.
    pub(super) fn take_shown(&mut self) -> Vec<Rc<Object<'s>>> {
        std::mem::take(&mut self.shown)
    }

    /// Who, when and what; a deletion tells nothing of it, so nothing is read for one.
    pub(super) fn detail(
        &mut self,
        change: &KeyChange<'s>,
        place: &Place<'_, '_>,
        path: fn(&Path<'_>) -> String,
        report: &mut Report<'_>,
    ) -> Detail {
        let (before, after) = match change.operation {
            KeyOperation::Deleted => (None, None),
            _ => self.of(change, place, report),
        };
        let (before, after) = (before.as_deref(), after.as_deref());
        let author = after
            .map(|after| author::author(change.operation, before.map(|b| &b.value), &after.value));
        let changed = match (change.operation, before, after) {
            (KeyOperation::Updated, Some(before), Some(after)) => {
                let paths = author::changed(&before.value, &after.value);
                Some(paths.iter().map(path).collect())
            }
            (KeyOperation::Updated, ..) => None,
            _ => Some(Vec::new()),
        };
        Detail {
            author: author.unwrap_or_default(),
            changed,
        }
    }
}
