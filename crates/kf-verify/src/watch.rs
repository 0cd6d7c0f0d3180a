//! Who watches a run.

use super::{Interrupt, Stage};

/// What can stop a run, and what hears how far it is.
pub struct Watch<'w> {
    interrupt: &'w Interrupt,
    progress: &'w mut dyn FnMut(Stage<'_>),
}

impl std::fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").finish_non_exhaustive()
    }
}

impl<'w> Watch<'w> {
    /// Watches with a flag that everything looks at, and a function that is told each stage.
    pub fn new(interrupt: &'w Interrupt, progress: &'w mut dyn FnMut(Stage<'_>)) -> Self {
        Self {
            interrupt,
            progress,
        }
    }

    /// Tells that a stage begins, or goes on.
    pub(crate) fn at(&mut self, stage: Stage<'_>) {
        (self.progress)(stage);
    }

    /// Returns the flag, which does not end with the borrow of the watch.
    pub(crate) fn interrupt(&self) -> &'w Interrupt {
        self.interrupt
    }
}
