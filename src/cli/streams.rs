//! The streams of a run, passed down instead of reached for.

use std::fmt;
use std::io::{Read, Write};

use super::message::Voice;
use super::ui::Screen;

/// Where a run reads and writes.
pub struct Streams<'s> {
    /// Standard input.
    pub input: &'s mut dyn Read,
    /// Data, and nothing else.
    pub out: &'s mut dyn Write,
    /// Whether standard error is a terminal that may show a progress bar.
    pub progress: bool,
    /// Errors, warnings, notes.
    pub err: &'s mut dyn Write,
    /// What is known of the terminal; by default there is none.
    pub screen: Screen,
}

impl Streams<'_> {
    /// Returns standard error as messages are written to it.
    pub(crate) fn voice(&mut self) -> Voice<'_> {
        Voice::on(self.err, &self.screen)
    }
}

impl fmt::Debug for Streams<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streams")
            .field("progress", &self.progress)
            .field("screen", &self.screen)
            .finish_non_exhaustive()
    }
}
