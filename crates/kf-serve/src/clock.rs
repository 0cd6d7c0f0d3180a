//! The clock of a replay, which whoever runs the server moves on.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use kf_base::time::Timestamp;

/// How far a replay has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The revision of the state.
    pub revision: i64,
    /// What the ages in tables count to.
    pub time: Option<Timestamp>,
}

/// A clock that only goes forward; copies are the same one.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    rung: Condvar,
}

#[derive(Debug)]
struct State {
    moment: Moment,
    /// Whether there is something to do since it was last asked for.
    rung: bool,
    ended: bool,
}

impl Clock {
    /// Makes a clock that stands at a moment.
    #[must_use]
    pub fn new(moment: Moment) -> Self {
        Self(Arc::new(Shared {
            state: Mutex::new(State {
                moment,
                rung: false,
                ended: false,
            }),
            rung: Condvar::new(),
        }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        let state = self.0.state.lock();
        state.unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns how far the replay has come.
    #[must_use]
    pub fn moment(&self) -> Moment {
        self.state().moment
    }

    /// Moves on to a moment: clients may count on it that revisions do not fall.
    pub fn advance(&self, to: Moment) {
        let mut state = self.state();
        if to.revision < state.moment.revision {
            return;
        }
        let further = to.revision > state.moment.revision;
        state.moment = to;
        if further {
            state.rung = true;
            self.0.rung.notify_all();
        }
    }

    /// Says that there is something to do, though the clock has not moved.
    pub(crate) fn ring(&self) {
        self.state().rung = true;
        self.0.rung.notify_all();
    }

    /// Ends the wait for good.
    pub(crate) fn end(&self) {
        self.state().ended = true;
        self.0.rung.notify_all();
    }

    /// Waits until there is something to do; returns false at the end.
    pub(crate) fn wait(&self) -> bool {
        let mut state = self.state();
        while !state.rung && !state.ended {
            let waited = self.0.rung.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
        state.rung = false;
        !state.ended
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_only_goes_forward() {
        let at = |revision| Moment {
            revision,
            time: None,
        };
        let clock = Clock::new(at(5));
        clock.advance(at(4));
        assert_eq!(clock.moment(), at(5));
        clock.clone().advance(at(6));
        assert_eq!(clock.moment(), at(6));
        // What rang before it is waited for counts.
        assert!(clock.wait());
        clock.ring();
        assert!(clock.wait());
        clock.end();
        assert!(!clock.wait());
    }
}
