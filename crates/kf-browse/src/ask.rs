//! What the screen asks of the threads that read, and what they answer.

use std::sync::Arc;

use kf_story::Clock;

use crate::source::{Command, Printed};
use crate::table::{Heading, Name, Rows};

/// Names a question, so that a late answer is not taken for another's.
pub(crate) type Id = u64;

/// What a screen is read by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The revision of each file; the newest if `None`. Revisions of two files have nothing to do with
    /// each other.
    pub(crate) revisions: [Option<i64>; 2],
    /// Whether deleted objects are shown too.
    pub(crate) deleted: bool,
    /// Which of two files is in front.
    pub(crate) side: usize,
}

impl Reading {
    /// The revision of a file.
    pub(crate) fn of(&self, side: usize) -> Option<i64> {
        self.revisions.get(side).copied().flatten()
    }

    /// The revision of the file in front.
    pub(crate) fn revision(&self) -> Option<i64> {
        self.of(self.side)
    }
}

/// What is stepped through: the revisions that changed what a table or a text shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Walk {
    /// What it shows.
    pub(crate) content: Content,
    /// The text that rows are filtered by.
    pub(crate) filter: String,
    /// Of which file.
    pub(crate) side: usize,
}

/// Which objects.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Scope {
    /// The word for the type, as it was typed.
    pub(crate) word: String,
    /// The namespace; all if `None`.
    pub(crate) namespace: Option<String>,
    /// One object by its name; all if `None`.
    pub(crate) name: Option<String>,
    /// A label selector.
    pub(crate) labels: String,
    /// A field selector.
    pub(crate) fields: String,
    /// A text that objects hold anywhere; in lower case.
    pub(crate) holds: String,
    /// Only objects that have this uid among their owners'.
    pub(crate) owner: Option<String>,
}

/// What a table shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Content {
    /// Objects of a type.
    Objects(Scope),
    /// The changes of objects, newest first.
    Timeline(Scope),
    /// What an object owns, of whatever type.
    Owned(Name),
    /// The types, with how many objects there are.
    Types,
    /// What takes up the space, by the parts of keys below a prefix.
    Space(String),
}

/// A question.
#[derive(Clone, Debug)]
pub(crate) enum Ask {
    /// The rows of a table.
    Table {
        /// Its name.
        id: Id,
        /// What it shows.
        content: Content,
        /// By what it is read.
        reading: Reading,
    },
    /// The revisions that changed what a screen shows.
    Steps {
        /// Its name.
        id: Id,
        /// What it shows.
        walk: Walk,
        /// The revision at which owners are known.
        revision: Option<i64>,
    },
    /// What a command prints.
    Print {
        /// Its name.
        id: Id,
        /// The command.
        command: Command,
        /// Whether the values of a decoded Secret are masked.
        masked: bool,
    },
    /// Where Enter on an object leads.
    Enter {
        /// Its name.
        id: Id,
        /// The object.
        object: Name,
        /// By what it is read.
        reading: Reading,
        /// Whether its owner is wanted, and not what is in it.
        owner: bool,
    },
    /// When revisions of a file were written, as far as all its objects tell.
    Clock {
        /// Its name.
        id: Id,
        /// Which file.
        side: usize,
    },
    /// Objects into files of a directory.
    Save {
        /// Its name.
        id: Id,
        /// The directory.
        directory: String,
        /// Objects with the commands that print them.
        objects: Vec<(Name, Command)>,
    },
}

impl Ask {
    /// The name of the question.
    pub(crate) fn id(&self) -> Id {
        match self {
            Self::Table { id, .. }
            | Self::Steps { id, .. }
            | Self::Print { id, .. }
            | Self::Enter { id, .. }
            | Self::Clock { id, .. }
            | Self::Save { id, .. } => *id,
        }
    }
}

/// The revisions of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    /// The snapshot's time.
    pub(crate) time: String,
    /// The revision below which history is cut.
    pub(crate) oldest: i64,
    /// The newest revision.
    pub(crate) newest: i64,
    /// Whether there is any history.
    pub(crate) history: bool,
}

/// What is known of the snapshots once they are open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct About {
    /// The Kubernetes version.
    pub(crate) version: String,
    /// The revisions of each file.
    pub(crate) spans: Vec<Span>,
    /// The namespaces.
    pub(crate) namespaces: Vec<String>,
    /// Words for types, for completion.
    pub(crate) words: Vec<String>,
    /// What is wrong with the file, and what should be known of it.
    pub(crate) problems: Vec<String>,
}

/// Where Enter leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// To a table.
    Table(Content, String),
    /// To an object.
    Object(Name),
    /// To the object's own description.
    Describe,
    /// Nowhere, with the reason.
    Nowhere(String),
}

/// An answer.
#[derive(Debug)]
pub(crate) enum Answer {
    /// The snapshot is open.
    Opened(Box<About>),
    /// It cannot be opened.
    Broken(kf_base::error::Error),
    /// The columns of a table.
    Headings {
        /// Whose.
        id: Id,
        /// They.
        headings: Vec<Heading>,
        /// Whether rows stand in the order in which they come.
        fixed: bool,
    },
    /// Rows of a table.
    Rows {
        /// Whose.
        id: Id,
        /// They.
        rows: Rows,
    },
    /// A table is complete.
    Done {
        /// Whose.
        id: Id,
        /// The time of the state that it shows.
        time: Option<String>,
        /// What could not be read, and what should be known.
        problems: Vec<String>,
    },
    /// A question has no answer.
    Failed {
        /// Whose.
        id: Id,
        /// Why.
        why: String,
    },
    /// The revisions that changed objects, oldest first.
    Steps {
        /// Whose.
        id: Id,
        /// They.
        revisions: Vec<i64>,
    },
    /// What a command printed.
    Text {
        /// Whose.
        id: Id,
        /// It.
        printed: Printed,
    },
    /// When revisions of a file were written.
    Clock {
        /// Which file.
        side: usize,
        /// Between which times.
        clock: Arc<Clock>,
    },
    /// Where Enter leads.
    Way {
        /// Whose.
        id: Id,
        /// There.
        way: Way,
    },
    /// The paths that were written, or what went wrong.
    Saved(Result<Vec<String>, String>),
}
