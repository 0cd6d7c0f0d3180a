//! A watch while the state goes on: what happens later than what was there when it began.

use std::sync::Arc;

use super::accept::Shape;
use super::query::Query;
use super::watch::Watch;
use super::{ResourcePath, Wants, find};
use kf_base::error::{Error, Result};
use kf_base::time::Timestamp;
use kf_view::{KeyChange, Mapping, View};

/// What is left of a watch between its events; it borrows nothing, and takes little memory.
#[derive(Clone, Debug)]
pub struct Follow {
    pub(super) mapping: Arc<Mapping>,
    pub(super) path: ResourcePath,
    pub(super) query: Query,
    pub(super) shape: Shape,
    /// What the keys of all objects start with that may be meant.
    pub(super) prefix: Vec<u8>,
    /// Whether an event has named the columns of a table.
    pub(super) columns_named: bool,
}

impl Follow {
    /// Whether a change of this key may be an event of the watch.
    #[must_use]
    pub fn is_about(&self, key: &[u8]) -> bool {
        let Some(rest) = key.strip_prefix(self.prefix.as_slice()) else {
            return false;
        };
        let named = self.path.name.as_deref();
        named.is_none_or(|name| rest.ends_with(name.as_bytes()))
    }

    /// Whether a view knows the resource that is watched.
    #[must_use]
    pub fn is_known(&self, view: &View<'_>) -> bool {
        find(view, &self.path).is_ok()
    }

    fn watch<'v, 's>(&self, view: &'v View<'s>, now: Option<Timestamp>) -> Result<Watch<'v, 's>> {
        let shape = self.shape;
        let wants = Wants {
            shape,
            now,
            ..Wants::default()
        };
        let watch = Watch::resume(view, self, wants);
        // It was made once out of the same words.
        watch.map_err(|status| Error::invalid(status.message))
    }

    /// The event that a change is to the watch, if it is one: objects are read by the rules of
    /// `view`, and `now` is what the ages in a table count to.
    ///
    /// # Errors
    /// When the object cannot be read.
    pub fn event<'s>(
        &mut self,
        view: &View<'s>,
        change: &KeyChange<'s>,
        now: Option<Timestamp>,
    ) -> Result<Option<Vec<u8>>> {
        let watch = self.watch(view, now)?;
        let event = watch.event_of(change)?;
        self.columns_named = watch.columns_named();
        Ok(event)
    }

    /// The event that says that nothing more has happened up to a revision, for clients that take
    /// it.
    #[must_use]
    pub fn bookmark(&self, view: &View<'_>, revision: i64) -> Option<Vec<u8>> {
        self.watch(view, None).ok()?.bookmark_at(revision)
    }
}
