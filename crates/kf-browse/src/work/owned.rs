//! What an object owns, of whatever type.

use kf_base::error::Result;
use kf_object::access::text;
use kf_view::{Object, ReadOptions};

use super::list::{Maker, Share, gather, rows};
use super::{Stop, Worker};
use crate::ask::{Id, Reading, Scope};
use crate::notes::Notes;
use crate::table::{Heading, Name, State};

impl<'s> Worker<'_, 's> {
    /// The table of all objects with this one among their owners.
    pub(super) fn owned(&self, id: Id, of: &Name, reading: Reading) -> Result<(), Stop> {
        let view = self.whole(reading)?;
        let headings = ["TYPE", "NAMESPACE", "NAME", "AGE"].map(Heading::new);
        self.headings(id, headings.to_vec(), true)?;
        let Some(mapping) = view.lookup(&of.word)?.into_iter().next() else {
            return self.done(id, &view, reading.side, Vec::new());
        };
        let owner = view.get(&mapping, &of.namespace, &of.name, ReadOptions::default())?;
        let uid = text(&owner.value, &["metadata", "uid"]).to_owned();
        let now = self.source.now(reading.side, &view);
        let mut notes = Notes::default();
        let resources = view.catalog().resources().to_vec();
        for resource in &resources {
            // Owners of objects in a namespace are in it too, or in none.
            let namespace = of.namespace().map(str::to_owned);
            if namespace.is_some() && !resource.namespaced {
                continue;
            }
            let Some(mapping) = view.preferred(resource) else {
                continue;
            };
            let scope = Scope {
                word: resource.group_resource(),
                owner: Some(uid.clone()),
                namespace,
                ..Scope::default()
            };
            if view.key_prefix(&mapping, None).is_err() {
                continue;
            }
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
