//! An object straight from the bytes that are stored: its text, and the few members that rows are made
//! of, without a tree of the rest.

use std::borrow::Cow;
use std::ops::Range;

use sha2::{Digest as _, Sha256};

use super::object::ASKED_FOR_NOT;
use crate::row::{Cell, Row};
use kf_base::hex;
use kf_object::encode::emit::{Compact, Emit, Manager, Word};
use kf_object::text::go_str;
use kf_object::{Map, Value};

#[cfg(test)]
mod tests;

/// Which members are wanted. Of a list it is those of its items.
#[derive(Debug)]
pub(super) enum Want {
    /// All.
    Whole,
    /// Those of these names.
    Members(&'static [(&'static str, Want)]),
}

use Want::{Members, Whole};

const METADATA: Want = Members(&[
    ("annotations", Whole),
    ("creationTimestamp", Whole),
    ("deletionTimestamp", Whole),
    ("generation", Whole),
    ("labels", Whole),
    ("ownerReferences", Whole),
    ("uid", Whole),
]);

const CONTAINERS: Want = Members(&[("image", Whole), ("name", Whole)]);

const STATUSES: Want = Members(&[
    ("imageID", Whole),
    ("name", Whole),
    ("state", Members(&[("running", Whole)])),
]);

const POD: [(&str, Want); 3] = [
    ("containers", CONTAINERS),
    ("ephemeralContainers", CONTAINERS),
    ("initContainers", CONTAINERS),
];

const TEMPLATE: Want = Members(&[("spec", Members(&POD))]);

/// What rows of most objects are made of.
pub(super) static USUAL: Want = Members(&[
    ("apiVersion", Whole),
    ("kind", Whole),
    ("metadata", METADATA),
    (
        "spec",
        Members(&[
            ("containers", CONTAINERS),
            ("ephemeralContainers", CONTAINERS),
            ("initContainers", CONTAINERS),
            (
                "jobTemplate",
                Members(&[("spec", Members(&[("template", TEMPLATE)]))]),
            ),
            ("template", TEMPLATE),
        ]),
    ),
    (
        "status",
        Members(&[
            ("containerStatuses", STATUSES),
            ("ephemeralContainerStatuses", STATUSES),
            ("initContainerStatuses", STATUSES),
        ]),
    ),
    ("template", TEMPLATE),
]);

/// All of an object.
pub(super) static ALL: Want = Whole;

/// Most room that is made for a text before it is written.
const MAX_ROOM: usize = 1 << 20;

/// Takes the parts of an object.
pub(super) struct Selected {
    /// `None` where nobody wants it.
    text: Option<Compact>,
    cuts: Cuts,
    tree: Tree,
    managers: Vec<Row>,
}

/// What came of an object.
pub(super) struct Taken {
    /// What was wanted of it.
    pub(super) value: Value<'static>,
    /// Its text on one line; empty where nobody wanted it.
    pub(super) text: Vec<u8>,
    /// Hash of what somebody asked for.
    pub(super) asked_for: String,
    /// Who writes to it.
    pub(super) managers: Cell<'static>,
}

impl Selected {
    /// Of an object that is stored in so many bytes.
    pub(super) fn new(want: &'static Want, with_text: bool, stored: usize) -> Self {
        // Twice and a half of a pod's protobuf is its JSON; what is written grows by no copying.
        let room = stored.saturating_mul(5).saturating_div(2).min(MAX_ROOM);
        Self {
            text: with_text.then(|| Compact::behind(Vec::with_capacity(room))),
            cuts: Cuts::default(),
            tree: Tree {
                open: Vec::new(),
                next: Some(want),
                passed: 0,
                done: Value::Null,
            },
            managers: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Taken {
        let text = self.text.map(Compact::into_text).unwrap_or_default();
        let mut sum = Sha256::new();
        let mut from = 0;
        for cut in &self.cuts.ranges {
            sum.update(text.get(from..cut.start).unwrap_or_default());
            from = cut.end;
        }
        sum.update(text.get(from..).unwrap_or_default());
        Taken {
            value: self.tree.done,
            asked_for: hex::text(&sum.finalize()),
            text,
            managers: match self.managers.is_empty() {
                true => Cell::Null,
                false => Cell::Structs(self.managers),
            },
        }
    }

    #[inline]
    fn before_key(&mut self, key: &str) {
        if let Some(text) = &self.text {
            self.cuts
                .key(key, text.text().len(), text.is_among_others());
        }
        self.tree.key(key);
    }
}

impl Emit for Selected {
    const NATURAL_ORDER: bool = false;
    const MANAGERS: bool = true;

    fn manager(&mut self, manager: &Manager<'_>) {
        let text = |text: &str| Cell::text(Some(text).filter(|t| !t.is_empty()));
        self.managers.push(vec![
            text(manager.name),
            text(manager.operation),
            text(manager.subresource),
            Cell::time_in(Some(manager.time)),
        ]);
    }

    fn value(&mut self, value: &Value<'_>) {
        if let Some(to) = &mut self.text {
            to.value(value);
        }
        self.tree.value(|| value.clone().into_owned());
    }

    #[inline]
    fn text(&mut self, text: &str) {
        if let Some(to) = &mut self.text {
            to.text(text);
        }
        self.tree
            .value(|| Value::String(Cow::Owned(text.to_owned())));
    }

    #[inline]
    fn raw_text(&mut self, raw: &[u8]) {
        if let Some(to) = &mut self.text {
            to.raw_text(raw);
        }
        self.tree
            .value(|| Value::String(Cow::Owned(go_str(raw).into_owned())));
    }

    fn open(&mut self) {
        if let Some(to) = &mut self.text {
            to.open();
        }
        self.cuts.depth += 1;
        self.tree.begin(false);
    }

    fn key(&mut self, key: &str) {
        self.before_key(key);
        if let Some(to) = &mut self.text {
            to.key(key);
        }
    }

    #[inline]
    fn word(&mut self, word: &Word) {
        self.before_key(word.text());
        if let Some(to) = &mut self.text {
            to.word(word);
        }
    }

    fn close(&mut self) {
        if let Some(text) = &self.text {
            self.cuts.close(text.text().len());
        }
        if let Some(to) = &mut self.text {
            to.close();
        }
        self.cuts.depth -= 1;
        self.tree.end();
    }

    fn open_list(&mut self) {
        if let Some(to) = &mut self.text {
            to.open_list();
        }
        self.cuts.depth += 1;
        self.tree.begin(true);
    }

    #[inline]
    fn item(&mut self) {
        if let Some(to) = &mut self.text {
            to.item();
        }
        self.tree.item();
    }

    fn close_list(&mut self) {
        if let Some(to) = &mut self.text {
            to.close_list();
        }
        self.cuts.depth -= 1;
        self.tree.end();
    }

    fn are_in_order<'k>(keys: impl Iterator<Item = &'k str>) -> bool {
        keys.is_sorted()
    }
}

/// What of a text is no part of what somebody asked for. Without it the text is that of the object
/// without these members.
#[derive(Default)]
struct Cuts {
    ranges: Vec<Range<usize>>,
    depth: usize,
    /// Whether the metadata is the member under way.
    in_metadata: bool,
    /// A member that is cut out, its depth, and where it begins.
    open: Option<(usize, usize)>,
    /// Whether a member was kept, of the object and of its metadata.
    kept: [bool; 2],
}

impl Cuts {
    #[inline]
    fn key(&mut self, key: &str, at: usize, among_others: bool) {
        let cut = match self.depth {
            1 => {
                self.in_metadata = key == "metadata";
                key == "status"
            }
            2 if self.in_metadata => ASKED_FOR_NOT.contains(&key),
            _ => return,
        };
        self.close(at);
        if cut {
            self.open = Some((self.depth, at));
            return;
        }
        if let Some(kept) = self.kept.get_mut(self.depth - 1)
            && !std::mem::replace(kept, true)
            && among_others
        {
            // The comma behind what was cut out.
            self.ranges.push(at..at + 1);
        }
    }

    /// Ends a member of the innermost object.
    fn close(&mut self, at: usize) {
        if let Some((depth, from)) = self.open
            && depth == self.depth
        {
            self.ranges.push(from..at);
            self.open = None;
        }
    }
}

/// The tree of what is wanted, in the making.
struct Tree {
    open: Vec<Open>,
    /// What of the next value is wanted.
    next: Option<&'static Want>,
    /// Objects and lists under way of which nothing is wanted.
    passed: usize,
    done: Value<'static>,
}

struct Open {
    want: &'static Want,
    key: Option<Cow<'static, str>>,
    into: Into,
}

enum Into {
    Object(Vec<(Cow<'static, str>, Value<'static>)>),
    List(Vec<Value<'static>>),
}

impl Tree {
    #[inline]
    fn key(&mut self, key: &str) {
        if self.passed > 0 {
            return;
        }
        let Some(open) = self.open.last_mut() else {
            return;
        };
        self.next = match open.want {
            Whole => Some(open.want),
            Members(members) => members
                .iter()
                .find(|(name, _)| *name == key)
                .map(|(_, want)| want),
        };
        if self.next.is_some() {
            open.key = Some(Cow::Owned(key.to_owned()));
        }
    }

    #[inline]
    fn item(&mut self) {
        if self.passed == 0 {
            self.next = self.open.last().map(|open| open.want);
        }
    }

    #[inline]
    fn value(&mut self, make: impl FnOnce() -> Value<'static>) {
        if self.passed == 0 && self.next.take().is_some() {
            self.put(make());
        }
    }

    fn put(&mut self, value: Value<'static>) {
        match self.open.last_mut() {
            None => self.done = value,
            Some(open) => match (&mut open.into, open.key.take()) {
                (Into::Object(members), Some(key)) => members.push((key, value)),
                (Into::Object(_), None) => {}
                (Into::List(items), _) => items.push(value),
            },
        }
    }

    fn begin(&mut self, list: bool) {
        match (self.passed, self.next.take()) {
            (0, Some(want)) => self.open.push(Open {
                want,
                key: None,
                into: match list {
                    true => Into::List(Vec::new()),
                    false => Into::Object(Vec::new()),
                },
            }),
            _ => self.passed += 1,
        }
    }

    fn end(&mut self) {
        if self.passed > 0 {
            self.passed -= 1;
            return;
        }
        if let Some(open) = self.open.pop() {
            self.put(match open.into {
                Into::Object(members) => Value::Object(Map::from_sorted(members)),
                Into::List(items) => Value::Array(items),
            });
        }
    }
}
