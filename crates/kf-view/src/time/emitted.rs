//! The times that an object tells of, taken from its parts without a tree.

use kf_base::time::Timestamp;
use kf_object::Value;
use kf_object::encode::emit::{Emit, Manager, Word};
use kf_object::text::go_str;

use super::{Times, is_past, newest_in, set_by_server};

/// Takes the parts of an object, managers included.
#[derive(Debug, Default)]
pub(super) struct Emitted {
    newest: Option<Timestamp>,
    /// Those that servers set.
    set: Vec<Timestamp>,
    /// Whether the next value says when something has happened.
    past: bool,
    /// Whether the next text says when the object was made.
    created: bool,
    in_metadata: bool,
    depth: usize,
}

impl Emitted {
    /// The times: those that are found in the object's tree.
    pub(super) fn told(self) -> Times {
        Times {
            set: set_by_server(self.set),
            newest: self.newest,
        }
    }

    fn take(&mut self, time: Option<Timestamp>) {
        self.newest = self.newest.max(time);
    }

    fn begin(&mut self) {
        self.past = false;
        self.depth += 1;
    }

    #[inline]
    fn before(&mut self, key: &str) {
        self.past = is_past(key);
        match self.depth {
            1 => self.in_metadata = key == "metadata",
            2 => self.created = self.past && self.in_metadata && key == "creationTimestamp",
            _ => {}
        }
    }
}

impl Emit for Emitted {
    const NATURAL_ORDER: bool = false;
    const MANAGERS: bool = true;

    fn manager(&mut self, manager: &Manager<'_>) {
        let time = Timestamp::parse(manager.time);
        self.take(time);
        self.set.extend(time);
    }

    fn value(&mut self, value: &Value<'_>) {
        match value {
            Value::String(text) => self.text(text),
            value => self.take(newest_in(value)),
        }
    }

    #[inline]
    fn text(&mut self, text: &str) {
        if !self.past {
            return;
        }
        let time = Timestamp::parse(text);
        self.take(time);
        if self.depth == 2 && self.created {
            self.set.extend(time);
        }
    }

    #[inline]
    fn raw_text(&mut self, raw: &[u8]) {
        if self.past {
            self.text(&go_str(raw));
        }
    }

    fn open(&mut self) {
        self.begin();
    }

    #[inline]
    fn key(&mut self, key: &str) {
        self.before(key);
    }

    #[inline]
    fn word(&mut self, word: &Word) {
        self.before(word.text());
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    fn open_list(&mut self) {
        self.begin();
    }

    fn item(&mut self) {}

    fn close_list(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    fn are_in_order<'k>(_: impl Iterator<Item = &'k str>) -> bool {
        true
    }
}
