//! What the reader should know of the objects shown.

use hashbrown::HashMap;

use crate::cli::report::Report;
use crate::count::counted;
use crate::snapshot::Object;

/// Notes about objects of one request: the first of each text, and how many shared it.
#[derive(Default)]
pub(crate) struct Notes {
    texts: Vec<(String, usize)>,
    /// Where each text stands.
    index: HashMap<String, usize>,
    more: usize,
}

/// Most different notes that are told apart. Objects out of a broken file have one each.
const NOTES: usize = 20_000;

impl Notes {
    /// Remembers an object's notes.
    pub(crate) fn take(&mut self, object: &Object<'_>) {
        self.texts(&object.notes);
    }

    /// Remembers the notes of an object.
    pub(crate) fn texts(&mut self, notes: &[String]) {
        for note in notes {
            let known = self.index.get(note).and_then(|at| self.texts.get_mut(*at));
            if let Some((_, count)) = known {
                *count += 1;
            } else if self.texts.len() < NOTES {
                self.index.insert(note.clone(), self.texts.len());
                self.texts.push((note.clone(), 1));
            } else {
                self.more += 1;
            }
        }
    }

    /// Says them.
    pub(crate) fn say(self, report: &mut Report<'_>) {
        for (note, count) in self.texts {
            match count {
                1 => report.warning(&note),
                n => report.warning(&format!("{note} ({n} objects)")),
            }
        }
        if self.more > 0 {
            let objects = counted(self.more, "more object", "more objects");
            report.warning(&format!("{objects} with other warnings"));
        }
    }
}
