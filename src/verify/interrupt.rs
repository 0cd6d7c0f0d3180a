//! Whether the person wants to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Error, ErrorKind, Result};

/// How often something that is waited for is looked at.
const POLL: Duration = Duration::from_millis(20);

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
        match self.raised() {
            false => Ok(()),
            true => Err(Error::new(ErrorKind::Interrupted, "interrupted")),
        }
    }

    /// Waits until `done` gives something; `None` when `patience` ran out first.
    ///
    /// # Errors
    /// Interrupted, or what `done` fails with.
    pub fn wait_for<T>(
        &self,
        patience: Duration,
        mut done: impl FnMut() -> Result<Option<T>>,
    ) -> Result<Option<T>> {
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
