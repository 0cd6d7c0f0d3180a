//! The emitter of YAML, told part by part what it is to write.

use super::json::ROOM;
use super::yaml::Emitter;
use super::yaml_style::is_surely_plain;
use crate::Value;

/// Where the parts stand.
#[derive(Debug)]
pub(super) struct Parts {
    emitter: Emitter,
    /// The objects and lists that are open, outermost first.
    open: Vec<Level>,
    /// Indentation of what the next value is in, `None` for the document.
    parent: Option<usize>,
    /// Whether the next value is that of a key.
    member: bool,
}

#[derive(Debug)]
struct Level {
    list: bool,
    indent: usize,
    empty: bool,
}

impl Parts {
    pub(super) fn new() -> Self {
        Self {
            emitter: Emitter::default(),
            open: Vec::new(),
            parent: None,
            member: false,
        }
    }

    /// Begins an item of a list at the root's indentation.
    pub(super) fn root_item(&mut self, out: &mut Vec<u8>) {
        self.emitter.begin_item(out, 0);
        self.parent = Some(0);
    }

    pub(super) fn value(&mut self, out: &mut Vec<u8>, value: &Value<'_>) {
        self.emitter.node(out, value, self.parent, self.member);
    }

    pub(super) fn text(&mut self, out: &mut Vec<u8>, text: &str) {
        let indent = self.parent.map_or(2, |p| p + 2);
        self.emitter.string(out, text, indent);
    }

    /// Writes a text that is surely a plain scalar; tells whether it was.
    pub(super) fn plain(&mut self, out: &mut Vec<u8>, raw: &[u8]) -> bool {
        let plain = is_surely_plain(raw);
        if plain {
            self.emitter.ascii(out, raw);
        }
        plain
    }

    pub(super) fn open(&mut self, list: bool) {
        let indent = if list {
            self.emitter.list_indent(self.parent, self.member)
        } else {
            self.parent.map_or(0, |p| p + 2)
        };
        self.open.push(Level {
            list,
            indent,
            empty: true,
        });
    }

    /// Takes note of another member or element; returns the indentation it is at.
    fn next(&mut self, member: bool) -> usize {
        let indent = self.open.last_mut().map_or(0, |level| {
            level.empty = false;
            level.indent
        });
        self.parent = Some(indent);
        self.member = member;
        indent
    }

    pub(super) fn key(&mut self, out: &mut Vec<u8>, key: &str) {
        let indent = self.next(true);
        self.emitter.key(out, key, indent);
    }

    /// Writes a key with its colon, which are so many bytes of what has room for more.
    #[inline]
    pub(super) fn word(&mut self, out: &mut Vec<u8>, key: &[u8; ROOM], length: usize) {
        let indent = self.next(true);
        self.emitter.word_key(out, key, length, indent);
    }

    pub(super) fn item(&mut self, out: &mut Vec<u8>) {
        let indent = self.next(false);
        self.emitter.begin_item(out, indent);
    }

    pub(super) fn close(&mut self, out: &mut Vec<u8>) {
        let Some(level) = self.open.pop() else {
            return;
        };
        if level.empty {
            let text = if level.list { "[]" } else { "{}" };
            self.emitter.text(out, text);
        }
    }

    /// What the text of an object depends on that comes next: its indentation, and whether it begins on the
    /// line of its key.
    #[inline]
    pub(super) fn setting(&self) -> Option<u32> {
        let indent = u32::try_from(self.parent?).ok()?;
        let flags = u32::from(self.member) << 1 | u32::from(self.emitter.is_in_indention());
        indent.checked_mul(4)?.checked_add(flags)
    }

    /// Where the output stands on its line.
    #[inline]
    pub(super) fn line(&self) -> Emitter {
        self.emitter
    }

    /// Goes on where the output stood so on its line.
    #[inline]
    pub(super) fn set_line(&mut self, line: Emitter) {
        self.emitter = line;
    }

    /// Ends the document, or the item of the list.
    pub(super) fn end(&mut self, out: &mut Vec<u8>) {
        self.emitter.indent(out, 0);
    }
}
