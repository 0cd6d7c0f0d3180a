//! The states that are served: of each file the newest one, and those at other revisions, made when
//! they are asked for. In a replay, the newest one is that of the clock.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use kf_answer::Documents;
use kf_base::error::Result;
use kf_base::time::Timestamp;
use kf_view::{Definitions, KeyChanges, View};

use crate::clock::Clock;
use crate::limits::{MAX_DOCUMENTED, MAX_VIEWS};
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
    /// Makes its other states as the cluster was then, for paths that name them.
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
    others: Mutex<Vec<(Made, Arc<View<'s>>)>>,
    documents: Mutex<Vec<(Documented, Arc<Documents>)>>,
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
            documents: Mutex::default(),
        }
    }

    /// Returns the documents that were asked for of a state that a path names.
    pub(crate) fn documents(&self, path: Option<i64>, revision: i64) -> Arc<Documents> {
        let all = self.documents.lock();
        let mut all = all.unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = take(&mut all, (path, revision)) {
            return found;
        }
        if all.len() >= MAX_DOCUMENTED {
            all.remove(0);
        }
        let made = Arc::<Documents>::default();
        all.push(((path, revision), Arc::clone(&made)));
        made
    }

    /// Returns the state at a revision that a path names, or else the newest one.
    pub(crate) fn site(&self, revision: Option<i64>) -> Result<Site<'a, 's>> {
        let own = self.newest.revision();
        let Some(revision) = revision else {
            let played = self.player.as_ref();
            let played = played.map(|player| player.clock().moment().revision);
            return match played.filter(|at| *at != own) {
                None => Ok(Site::Newest(self.newest)),
                // One server goes on: what it serves does not depend on how far it has come.
                Some(at) => self.other(Made::Played(at), || {
                    self.newest.moved_to(at, Definitions::OfState)
                }),
            };
        };
        if revision == own {
            return Ok(Site::Newest(self.newest));
        }
        self.other(Made::Path(revision), || (self.source)(revision))
    }

    /// Returns an earlier state as the server shows it that a path names: with the types that it has
    /// now.
    pub(crate) fn exact(&self, path: Option<i64>, revision: i64) -> Result<Site<'a, 's>> {
        let now = match path {
            Some(_) => self.site(path)?,
            None => Site::Newest(self.newest),
        };
        self.other(Made::Exact(path, revision), || {
            now.moved_to(revision, Definitions::Kept)
        })
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

    fn other(&self, which: Made, make: impl FnOnce() -> Result<View<'s>>) -> Result<Site<'a, 's>> {
        let lock = || self.others.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = take(&mut lock(), which) {
            return Ok(Site::Other(found));
        }
        // Not under the lock, as it is a pass over the file.
        let made = Arc::new(make()?);
        let mut others = lock();
        if let Some(found) = take(&mut others, which) {
            return Ok(Site::Other(found));
        }
        if others.len() >= MAX_VIEWS {
            others.remove(0);
        }
        others.push((which, Arc::clone(&made)));
        Ok(Site::Other(made))
    }
}

/// Which state documents are of: the revision that a path names, and that of the state.
type Documented = (Option<i64>, i64);

/// Which state a view is of, and how it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Made {
    /// That of a path, as a cluster of that time was.
    Path(i64),
    /// That of the clock.
    Played(i64),
    /// An earlier one than that of a path, which may have a revision.
    Exact(Option<i64>, i64),
}

/// Finds what there is of a key, and moves it to the end.
fn take<K: Copy + PartialEq, T>(all: &mut Vec<(K, Arc<T>)>, key: K) -> Option<Arc<T>> {
    let at = all.iter().position(|(k, _)| *k == key)?;
    let found = all.remove(at);
    let kept = Arc::clone(&found.1);
    all.push(found);
    Some(kept)
}
