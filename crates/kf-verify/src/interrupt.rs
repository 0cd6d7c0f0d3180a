//! Whether the person wants to stop.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tokio::time::timeout;

use kf_base::error::{Error, ErrorKind, Result};

/// How often something that is waited for is looked at.
const POLL: Duration = Duration::from_millis(20);

/// How often an answer that is waited for is left for a look at whether the person wants to stop.
const GLANCE: Duration = Duration::from_millis(50);

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoAnswer {
    /// The person wants to stop.
    Interrupted,
    /// It takes too long.
    TimedOut,
}

/// What everything ends with that the person stopped.
pub(super) fn interrupted() -> Error {
    Error::new(ErrorKind::Interrupted, "interrupted")
}

/// A flag that a signal handler sets; everything that waits looks at it.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Looks at a flag that somebody else sets.
    #[must_use]
    pub fn new(flag: Arc<AtomicBool>) -> Self {
        Self(flag)
    }

    /// Whether it was raised.
    #[must_use]
    pub fn raised(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// Goes on unless it was raised.
    ///
    /// # Errors
    /// Interrupted.
    pub fn check(&self) -> Result<()> {
        if self.raised() {
            Err(interrupted())
        } else {
            Ok(())
        }
    }

    /// What `call` comes to, unless that takes longer than `patience`.
    pub(super) async fn answer<T>(
        &self,
        patience: Duration,
        call: impl Future<Output = T>,
    ) -> Result<T, NoAnswer> {
        let started = Instant::now();
        let mut call = pin!(call);
        loop {
            if self.raised() {
                return Err(NoAnswer::Interrupted);
            }
            let left = patience.saturating_sub(started.elapsed());
            if left.is_zero() {
                return Err(NoAnswer::TimedOut);
            }
            if let Ok(answer) = timeout(left.min(GLANCE), call.as_mut()).await {
                return Ok(answer);
            }
        }
    }

    /// Waits until `done` gives something; `None` when `patience` ran out first.
    ///
    /// # Errors
    /// Interrupted, or what `done` fails with.
    pub fn wait_for<T, E: From<Error>>(
        &self,
        patience: Duration,
        mut done: impl FnMut() -> Result<Option<T>, E>,
    ) -> Result<Option<T>, E> {
        let started = Instant::now();
        loop {
            self.check()?;
            if let Some(found) = done()? {
                return Ok(Some(found));
            }
            if started.elapsed() >= patience {
                return Ok(None);
            }
            thread::sleep(POLL);
        }
    }
}
