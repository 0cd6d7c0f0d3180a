//! What the reader should know of the objects shown.

use hashbrown::HashMap;

use crate::cli::report::Report;
use crate::count::counted;
use crate::escape;
use crate::snapshot::Object;

/// Notes about objects of one request: the first of each text with its key, and how many shared it.
#[derive(Default)]
pub(crate) struct Notes {
    texts: Vec<Noted>,
    /// Where each text stands.
    index: HashMap<String, usize>,
    more: usize,
}

struct Noted {
    text: String,
    /// Of the first such object.
    key: String,
    count: usize,
}

/// Most different notes that are told apart. Objects out of a broken file have one each.
const NOTES: usize = 20_000;

impl Notes {
    /// Remembers an object's notes.
    pub(crate) fn take(&mut self, object: &Object<'_>) {
        for note in &object.notes {
            self.add(note, object.record.key);
        }
    }

    /// Remembers a note on the object at a key.
    pub(crate) fn add(&mut self, note: &str, key: &[u8]) {
        let known = self.index.get(note).and_then(|at| self.texts.get_mut(*at));
        if let Some(noted) = known {
            noted.count += 1;
        } else if self.texts.len() < NOTES {
            self.index.insert(note.to_owned(), self.texts.len());
            self.texts.push(Noted {
                text: note.to_owned(),
                key: escape::quoted(key),
                count: 1,
            });
        } else {
            self.more += 1;
        }
    }

    /// Says them.
    pub(crate) fn say(self, report: &mut Report<'_>) {
        let discreet = report.is_discreet();
        for Noted { text, key, count } in self.texts {
            // What is said of a record names its key already.
            let named = discreet || text.contains(&key);
            report.warning(&match (count, named) {
                (1, true) => text,
                (n, true) => format!("{text} ({n} objects)"),
                (1, false) => format!("key {key}: {text}"),
                (n, false) => {
                    format!("key {key}: {text} ({n} objects, of which this is the first)")
                }
            });
        }
        if self.more > 0 {
            let objects = counted(self.more, "more object", "more objects");
            report.warning(&format!("{objects} with other warnings"));
        }
    }
}
