//! What an object owns, of whatever type.

use kf_base::error::Result;
use kf_object::access::text;
use kf_resource::Resource;
use kf_view::{Mapping, Object, ReadOptions, View};

use super::list::{MIXED, Maker, Share, gather, rows};
use super::{Stop, Worker};
use crate::ask::{Id, Reading, Scope};
use crate::notes::Notes;
use crate::table::{Heading, Name, State};

impl<'s> Worker<'_, 's> {
    /// The table of all objects with this one among their owners.
    pub(super) fn owned(&self, id: Id, of: &Name, reading: Reading) -> Result<(), Stop> {
        let view = self.whole(reading)?;
        let headings = MIXED.map(Heading::new);
        self.headings(id, headings.to_vec(), true)?;
        let Some(mapping) = view.lookup(&of.word)?.into_iter().next() else {
            return self.done(id, &view, reading.side, Vec::new());
        };
        let owner = view.get(&mapping, &of.namespace, &of.name, ReadOptions::default())?;
        let uid = text(&owner.value, &["metadata", "uid"]).to_owned();
        let now = self.source.now(reading.side, &view);
        let mut notes = Notes::default();
        for (mapping, scope) in scopes(&view, of, &uid) {
            let mut maker = Maker::new(&view, &mapping, &scope, now)?;
            maker.mixed = true;
            let gather = |share: &mut Share, object: Result<Object<'s>>| {
                gather(&maker, share, object, State::Live);
            };
            let take = |share: &mut Share| -> Result<(), Stop> {
                let (made, problems) = share.take();
                notes.extend(problems);
                self.rows(id, rows(made.into_iter()))
            };
            let namespace = scope.namespace.as_deref();
            view.list_with(&mapping, namespace, maker.read(), gather, take)?;
        }
        self.done(id, &view, reading.side, notes.into_lines())
    }
}

/// The types that may have objects of an owner, with what is looked for among them. Owners of objects in a
/// namespace are in it too, or in none.
pub(super) fn scopes(view: &View<'_>, of: &Name, uid: &str) -> Vec<(Mapping, Scope)> {
    let resources = view.catalog().resources().iter();
    let possible = resources.filter(|r| of.namespace().is_none() || r.namespaced);
    // Some lie in one place under several groups, of which a server serves the last ones: deployments
    // were those of extensions.
    let first = |resource: &Resource| {
        let prefix = resource.storage.prefix()?;
        view.catalog().stored_under(prefix).next()
    };
    let possible = possible.filter(|r| first(r).is_some_and(|first| std::ptr::eq(first, *r)));
    let scopes = possible.filter_map(|resource| {
        let mapping = view.preferred(resource)?;
        view.key_prefix(&mapping, None).ok()?;
        let scope = Scope {
            word: resource.group_resource(),
            namespace: of.namespace().map(str::to_owned),
            owner: Some(uid.to_owned()),
            ..Scope::default()
        };
        Some((mapping, scope))
    });
    scopes.collect()
}
