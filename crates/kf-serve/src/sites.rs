//! The states that are served: of each file the newest one, and those at other revisions, made when
//! they are asked for. In a replay, the newest one is that of the clock.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use kf_base::error::Result;
use kf_base::time::Timestamp;
use kf_view::{KeyChanges, View};

use crate::clock::Clock;
use crate::limits::MAX_VIEWS;
use crate::player::Player;

/// Makes the view at a revision; fails when it is compacted away or to come, or when the file cannot
/// be read.
pub type Source<'a, 's> = dyn Fn(i64) -> Result<View<'s>> + Sync + 'a;

/// A file that is served.
pub struct File<'a, 's> {
    /// Its name in paths: `/snapshots/NAME`.
    pub name: String,
    /// Its newest state.
    pub newest: &'a View<'s>,
    /// Makes its other states.
    pub source: &'a Source<'a, 's>,
    /// What the ages in tables count to.
    pub now: Option<Timestamp>,
    /// Plays its changes, if they are to be played.
    pub replay: Option<Replay<'a, 's>>,
}

impl fmt::Debug for File<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// A replay of a file.
#[derive(Clone, Debug)]
pub struct Replay<'a, 's> {
    /// Says how far it has come.
    pub clock: Clock,
    /// What happens.
    pub changes: &'a KeyChanges<'s>,
}

/// A state that is served.
#[derive(Clone)]
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

/// The views of a file that are at hand, those that were asked for last at the end.
pub(crate) struct Sites<'a, 's> {
    pub(crate) name: String,
    newest: &'a View<'s>,
    source: &'a Source<'a, 's>,
    now: Option<Timestamp>,
    pub(crate) player: Option<Player<'a, 's>>,
    others: Mutex<Vec<(i64, Arc<View<'s>>)>>,
}

impl<'a, 's> Sites<'a, 's> {
    pub(crate) fn new(file: File<'a, 's>) -> Self {
        let replay = file.replay;
        Self {
            name: file.name,
            newest: file.newest,
            source: file.source,
            now: file.now,
            player: replay.map(|replay| Player::new(replay.clock, replay.changes)),
            others: Mutex::default(),
        }
    }

    /// Returns the state at a revision, or else the newest one.
    pub(crate) fn site(&self, revision: Option<i64>) -> Result<Site<'a, 's>> {
        let played = || Some(self.player.as_ref()?.clock().moment().revision);
        let revision = revision.or_else(played);
        match revision.filter(|r| *r != self.newest.revision()) {
            None => Ok(Site::Newest(self.newest)),
            Some(revision) => self.other(revision).map(Site::Other),
        }
    }

    /// The last state of all, whatever the clock says.
    pub(crate) fn last(&self) -> &'a View<'s> {
        self.newest
    }

    /// What the ages in tables count to.
    pub(crate) fn now(&self) -> Option<Timestamp> {
        let played = self.player.as_ref().map(|player| player.clock().moment());
        played.and_then(|moment| moment.time).or(self.now)
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
