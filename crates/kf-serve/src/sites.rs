//! The states that are served: the newest one, and those at other revisions, made when they are
//! asked for.

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use kf_base::error::Result;
use kf_view::View;

use crate::limits::MAX_VIEWS;

/// Makes the view at a revision; fails when it is compacted away or to come, or when the file cannot
/// be read.
pub type Source<'a, 's> = dyn Fn(i64) -> Result<View<'s>> + Sync + 'a;

/// A state that is served.
pub(crate) enum Site<'a, 's> {
    Newest(&'a View<'s>),
    Other(Arc<View<'s>>),
}

impl<'s> Deref for Site<'_, 's> {
    type Target = View<'s>;

    fn deref(&self) -> &View<'s> {
        match self {
            Self::Newest(view) => view,
            Self::Other(view) => view,
        }
    }
}

/// The views at hand, those that were asked for last at the end.
pub(crate) struct Sites<'a, 's> {
    newest: &'a View<'s>,
    source: &'a Source<'a, 's>,
    others: Mutex<Vec<(i64, Arc<View<'s>>)>>,
}

impl<'a, 's> Sites<'a, 's> {
    pub(crate) fn new(newest: &'a View<'s>, source: &'a Source<'a, 's>) -> Self {
        Self {
            newest,
            source,
            others: Mutex::default(),
        }
    }

    /// Returns the state at a revision, or else the newest one.
    pub(crate) fn site(&self, revision: Option<i64>) -> Result<Site<'a, 's>> {
        match revision.filter(|r| *r != self.newest.revision()) {
            None => Ok(Site::Newest(self.newest)),
            Some(revision) => self.other(revision).map(Site::Other),
        }
    }

    fn other(&self, revision: i64) -> Result<Arc<View<'s>>> {
        let lock = || self.others.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = take(&mut lock(), revision) {
            return Ok(found);
        }
        // Not under the lock, as it is a pass over the file.
        let made = Arc::new((self.source)(revision)?);
        let mut others = lock();
        if let Some(found) = take(&mut others, revision) {
            return Ok(found);
        }
        if others.len() >= MAX_VIEWS {
            others.remove(0);
        }
        others.push((revision, Arc::clone(&made)));
        Ok(made)
    }
}

/// Finds a view, and moves it to the end.
fn take<'s>(views: &mut Vec<(i64, Arc<View<'s>>)>, revision: i64) -> Option<Arc<View<'s>>> {
    let at = views.iter().position(|(r, _)| *r == revision)?;
    let found = views.remove(at);
    let view = Arc::clone(&found.1);
    views.push(found);
    Some(view)
}
