//! What a browser looks at, and what it asks of the process around it.

use std::fmt;

use kf_base::error::Result;
use kf_base::time::Timestamp;
use kf_view::{Expect, View};

/// A command of kf: the words behind `kf`, and the revision it looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Command {
    /// The words, such as `get`, `configmaps`, `my-config`.
    pub words: Vec<String>,
    /// The revision; the newest if `None`.
    pub revision: Option<i64>,
    /// Which of the snapshots.
    pub side: usize,
}

/// What a command printed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Printed {
    /// Standard output.
    pub out: Vec<u8>,
    /// Standard error.
    pub err: String,
    /// Whether it failed.
    pub failed: bool,
}

impl fmt::Debug for Printed {
    // What was printed may be a Secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Printed")
            .field("bytes", &self.out.len())
            .field("failed", &self.failed)
            .finish_non_exhaustive()
    }
}

/// A file to write.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    /// The word for the object's type.
    pub word: String,
    /// The object's namespace; empty without one.
    pub namespace: String,
    /// The object's name.
    pub name: String,
    /// What to write.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("word", &self.word)
            .field("namespace", &self.namespace)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Where views come from, and what only a process can do: run a command, write a file.
///
/// All of it is called on threads of the browser.
pub trait Source<'s>: Sync {
    /// How many snapshots there are: one, or two to compare.
    fn sides(&self) -> usize;

    /// The name of a snapshot's file.
    fn name(&self, side: usize) -> String;

    /// The path of a snapshot's file, as it was given.
    fn path(&self, side: usize) -> String;

    /// What speaks against a file at first sight.
    fn doubts(&self, side: usize) -> Vec<String>;

    /// The state of a snapshot at a revision, or the newest.
    ///
    /// # Errors
    /// As [`kf_view::Snapshot::view_with`].
    fn view(&self, side: usize, revision: Option<i64>, expect: Vec<Expect>) -> Result<View<'s>>;

    /// What ages count to.
    fn now(&self, side: usize, view: &View<'s>) -> Option<Timestamp>;

    /// Runs a command, and returns what it printed.
    fn print(&self, command: &Command) -> Printed;

    /// The command as it would be typed, with the flags that count.
    fn line(&self, command: &Command) -> String;

    /// Writes files into a directory, none over another, and returns their paths.
    ///
    /// # Errors
    /// What could not be written, in words.
    fn save(&self, directory: &str, files: &[File]) -> std::result::Result<Vec<String>, String>;
}
