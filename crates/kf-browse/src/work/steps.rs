//! Steps through time: the revisions that changed what a screen shows, its filters included.

use std::collections::HashMap;
use std::sync::atomic::Ordering;

use kf_file::etcd::Record;
use kf_object::access::text;
use kf_view::{Mapping, ReadOptions, View};

use super::list::Maker;
use super::{Stop, Worker, kf_scope, owned};
use crate::ask::{Content, Id, Scope, Walk};
use crate::table::{Filter, Name, Rows, State};

/// Changes that are looked at before it is asked whether anybody still waits.
const SHARE: usize = 256;

impl<'s> Worker<'_, 's> {
    /// The revisions that changed what is walked through, oldest first.
    pub(super) fn steps(
        &self,
        id: Id,
        walk: &Walk,
        revision: Option<i64>,
    ) -> Result<Vec<i64>, Stop> {
        let view = self.view(walk.side, None)?;
        let mut revisions = Vec::new();
        match &walk.content {
            Content::Objects(scope) | Content::Timeline(scope) => {
                let mappings = view.lookup(&scope.word)?;
                let mixed = mappings.len() > 1;
                for mapping in &mappings {
                    let of = OfType {
                        mapping,
                        scope,
                        mixed,
                    };
                    self.steps_of(id, walk, &view, of, &mut revisions)?;
                }
            }
            Content::Owned(name) => {
                for (mapping, scope) in self.owned_scopes(walk, name, revision, &view)? {
                    let of = OfType {
                        mapping: &mapping,
                        scope: &scope,
                        mixed: true,
                    };
                    self.steps_of(id, walk, &view, of, &mut revisions)?;
                }
            }
            Content::Types | Content::Space(_) => {}
        }
        revisions.sort_unstable();
        revisions.dedup();
        Ok(revisions)
    }

    /// The types that may have objects of an owner.
    fn owned_scopes(
        &self,
        walk: &Walk,
        of: &Name,
        revision: Option<i64>,
        view: &View<'s>,
    ) -> Result<Vec<(Mapping, Scope)>, Stop> {
        let then = self.view(walk.side, revision)?;
        let Some(owner) = then.lookup(&of.word)?.into_iter().next() else {
            return Ok(Vec::new());
        };
        let owner = then.get(&owner, &of.namespace, &of.name, ReadOptions::default())?;
        let uid = text(&owner.value, &["metadata", "uid"]);
        Ok(owned::scopes(view, of, uid))
    }

    /// Adds the revisions that changed objects of a type which the screen shows.
    fn steps_of(
        &self,
        id: Id,
        walk: &Walk,
        view: &View<'s>,
        of: OfType<'_>,
        revisions: &mut Vec<i64>,
    ) -> Result<(), Stop> {
        let scope = of.scope;
        let names: Vec<String> = scope.name.iter().cloned().collect();
        let changes = view.changes(&[kf_scope(of.mapping, scope, &names)])?;
        if walk.filter.is_empty() && is_plain(scope) {
            revisions.extend(changes.iter().map(|c| c.record.revision.main));
            return Ok(());
        }
        let now = self.source.now(walk.side, view);
        let mut maker = Maker::new(view, of.mapping, scope, now)?;
        maker.mixed = of.mixed;
        let filter = Filter::new(&walk.filter);
        let shown = |record: &Record<'s>| {
            !record.tombstone && is_shown(view, of.mapping, &maker, &filter, record)
        };
        // Whether the newest state of each key so far is on the screen.
        let mut states: HashMap<&'s [u8], bool> = HashMap::new();
        for (n, change) in changes.iter().enumerate() {
            if n % SHARE == 0 && self.other.load(Ordering::Relaxed) != id {
                return Err(Stop::Unwanted);
            }
            let known = states.get(change.record.key).copied();
            let before = known.or_else(|| change.before.map(|record| shown(&record)));
            let after = shown(&change.record);
            states.insert(change.record.key, after);
            if before.unwrap_or(false) || after {
                revisions.push(change.record.revision.main);
            }
        }
        Ok(())
    }
}

/// The objects of a type that a screen shows.
#[derive(Clone, Copy)]
struct OfType<'a> {
    mapping: &'a Mapping,
    scope: &'a Scope,
    /// Whether there are others beside them.
    mixed: bool,
}

/// Whether keys alone tell which objects are in a scope.
fn is_plain(scope: &Scope) -> bool {
    scope.labels.is_empty()
        && scope.fields.is_empty()
        && scope.holds.is_empty()
        && scope.owner.is_none()
}

/// Whether a state has a row on the screen. One that cannot be read might have.
fn is_shown<'s>(
    view: &View<'s>,
    mapping: &Mapping,
    maker: &Maker,
    filter: &Filter,
    record: &Record<'s>,
) -> bool {
    let Ok(object) = view.state(Some(mapping), record, maker.read()) else {
        return true;
    };
    let Some(made) = maker.make(&object, State::Live) else {
        return false;
    };
    let mut row = Rows::default();
    row.push(&made.name, &made.cells, made.facts);
    filter.passes(&row, 0)
}
