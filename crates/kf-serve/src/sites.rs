//! The states that are served: the newest one, and those at other revisions, made when they are
//! asked for.

use std::sync::{Arc, Mutex, PoisonError};

use kf_base::error::Result;
use kf_view::View;

use crate::limits::MAX_VIEWS;

/// Makes the view at a revision, or of the newest state.
pub trait Source<'s>: Sync {
    /// Makes a view.
    ///
    /// # Errors
    /// When the revision is compacted away or to come, or the file cannot be read.
    fn view(&self, revision: Option<i64>) -> Result<View<'s>>;
}

impl<'s, F: Fn(Option<i64>) -> Result<View<'s>> + Sync> Source<'s> for F {
    fn view(&self, revision: Option<i64>) -> Result<View<'s>> {
        self(revision)
    }
}

/// The views at hand, those that were asked for last at the end.
pub(crate) struct Sites<'a, 's> {
    source: &'a dyn Source<'s>,
    newest: Arc<View<'s>>,
    others: Mutex<Vec<(i64, Arc<View<'s>>)>>,
}

impl<'a, 's> Sites<'a, 's> {
    pub(crate) fn new(source: &'a dyn Source<'s>) -> Result<Self> {
        Ok(Self {
            source,
            newest: Arc::new(source.view(None)?),
            others: Mutex::default(),
        })
    }

    /// Returns the view at a revision.
    pub(crate) fn view(&self, revision: Option<i64>) -> Result<Arc<View<'s>>> {
        let Some(revision) = revision.filter(|r| *r != self.newest.revision()) else {
            return Ok(Arc::clone(&self.newest));
        };
        let lock = || self.others.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = take(&mut lock(), revision) {
            return Ok(found);
        }
        // Not under the lock, as it is a pass over the file.
        let made = Arc::new(self.source.view(Some(revision))?);
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
