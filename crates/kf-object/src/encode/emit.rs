//! Documents written part by part, for what never was a value tree.
//!
//! The parts come in the order in which they are printed. What comes out is what
//! [`json::write`] and [`yaml::write`](super::yaml::write) make of the tree that the
//! parts are those of, as a client has read it ([`Value::read_as_client`]).

use super::json;
use super::yaml::Emitter;
use super::yaml_parts::Parts;
use super::yaml_style::is_plain_key;
use crate::Value;
use crate::text::go_str;

/// A key that no format needs quotes or escapes for but its own, made ready to be written many times.
#[derive(Clone, Debug)]
pub struct Word {
    text: &'static str,
    /// `"text": ` in the room of one copy, and how long it is; `None` where it is too long.
    quoted: Option<([u8; json::ROOM], usize)>,
    /// `text:`, likewise.
    plain: Option<([u8; json::ROOM], usize)>,
}

impl Word {
    /// Makes one; `None` of what is not letters alone, or means something else to YAML.
    #[must_use]
    pub fn new(text: &'static str) -> Option<Self> {
        let letters = text.bytes().all(|b| b.is_ascii_alphabetic());
        if !letters || !is_plain_key(text) {
            return None;
        }
        let roomy = |text: String| {
            let mut whole = text.into_bytes();
            let length = whole.len();
            whole.resize(json::ROOM.max(length), b' ');
            whole.try_into().ok().map(|room| (room, length))
        };
        Some(Self {
            text,
            quoted: roomy(format!("\"{text}\": ")),
            plain: roomy(format!("{text}:")),
        })
    }

    /// The key.
    #[must_use]
    pub fn text(&self) -> &'static str {
        self.text
    }
}

/// Takes the parts of one value and appends their text.
///
/// Of an object: [`open`](Self::open), for each member [`key`](Self::key) and its value,
/// [`close`](Self::close); of a list [`open_list`](Self::open_list), for each element
/// [`item`](Self::item) and its value, [`close_list`](Self::close_list).
pub trait Emit {
    /// Whether keys come in another order than that of their bytes.
    const NATURAL_ORDER: bool;
    /// Whether those are wanted who write to the object ([`Emit::manager`]).
    const MANAGERS: bool = false;
    /// Takes an entry of `metadata.managedFields`, none of which is printed. They come before the members
    /// of the metadata.
    fn manager(&mut self, _manager: &Manager<'_>) {}
    /// Takes a whole value.
    fn value(&mut self, value: &Value<'_>);
    /// Takes a text.
    fn text(&mut self, text: &str);
    /// Takes a text by its bytes, which are read as Go reads them.
    fn raw_text(&mut self, raw: &[u8]) {
        self.text(&go_str(raw));
    }
    /// Takes JSON that is stored as a text, in the form in which a server sends it; only asked for where
    /// objects are written as they are sent.
    fn stored(&mut self, text: &str) {
        self.text(text);
    }
    /// Begins an object.
    fn open(&mut self);
    /// Takes the key of the next member.
    fn key(&mut self, key: &str);
    /// Takes the key of the next member.
    fn word(&mut self, word: &Word);
    /// Ends an object.
    fn close(&mut self);
    /// Begins a list.
    fn open_list(&mut self);
    /// Begins the next element of a list.
    fn item(&mut self);
    /// Ends a list.
    fn close_list(&mut self);
    /// What the text of an object depends on besides the object: two objects with the same parts have the
    /// same text where these are equal. `None` where nothing is written again.
    #[inline]
    fn setting(&self) -> Option<Setting> {
        None
    }
    /// Where the text ends so far.
    #[inline]
    fn place(&self) -> Place {
        Place::default()
    }
    /// Writes once more what was written of an object: between two places of this text, in the same setting.
    fn again(&mut self, _from: Place, _to: Place) {}
    /// Whether keys are in the order in which they are to come.
    fn are_in_order<'k>(keys: impl Iterator<Item = &'k str>) -> bool;
}

/// Appends what stands between two places of a text.
#[inline]
fn copy_within(out: &mut Vec<u8>, from: Place, to: Place) {
    let to = to.at.min(out.len());
    out.extend_from_within(from.at.min(to)..to);
}

/// What the text of an object depends on besides the object ([`Emit::setting`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setting(u32);

impl Setting {
    /// A number that is the same for equal ones.
    #[inline]
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }
}

/// A place in a text ([`Emit::place`]).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    at: usize,
    /// What the next part of YAML depends on.
    line: Emitter,
}

impl Place {
    #[inline]
    fn at(at: usize) -> Self {
        Self {
            at,
            line: Emitter::default(),
        }
    }
}

/// Somebody who writes to an object; texts are empty where there are none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manager<'m> {
    /// The manager's name.
    pub name: &'m str,
    /// `Apply` or `Update`.
    pub operation: &'m str,
    /// The subresource that was written.
    pub subresource: &'m str,
    /// When.
    pub time: &'m str,
}

/// Writes JSON on one line as [`json::write_compact`] does.
#[derive(Debug, Default)]
pub struct Compact {
    out: Vec<u8>,
    /// Whether something has come since the innermost object or list was begun.
    more: bool,
}

impl Compact {
    /// The text so far.
    #[must_use]
    pub fn text(&self) -> &[u8] {
        &self.out
    }

    /// The text.
    #[must_use]
    pub fn into_text(self) -> Vec<u8> {
        self.out
    }

    /// Writes behind a text that is there already.
    #[must_use]
    pub fn behind(out: Vec<u8>) -> Self {
        Self { out, more: false }
    }

    /// Whether a comma comes before what comes next.
    #[must_use]
    pub fn is_among_others(&self) -> bool {
        self.more
    }

    #[inline]
    fn next(&mut self) {
        if self.more {
            self.out.push(b',');
        }
        self.more = true;
    }
}

impl Emit for Compact {
    const NATURAL_ORDER: bool = false;

    fn value(&mut self, value: &Value<'_>) {
        json::write_compact(&mut self.out, value);
    }

    #[inline]
    fn text(&mut self, text: &str) {
        json::write_string(&mut self.out, text);
    }

    #[inline]
    fn raw_text(&mut self, raw: &[u8]) {
        json::write_raw_string(&mut self.out, raw);
    }

    fn stored(&mut self, text: &str) {
        json::write_stored(&mut self.out, text);
    }

    #[inline]
    fn open(&mut self) {
        self.out.push(b'{');
        self.more = false;
    }

    fn key(&mut self, key: &str) {
        self.next();
        json::write_string(&mut self.out, key);
        self.out.push(b':');
    }

    #[inline]
    fn word(&mut self, word: &Word) {
        match &word.quoted {
            // Without the space behind it.
            Some((room, length)) => {
                self.next();
                json::put(&mut self.out, room, length - 1);
            }
            None => self.key(word.text),
        }
    }

    #[inline]
    fn close(&mut self) {
        self.out.push(b'}');
        self.more = true;
    }

    #[inline]
    fn open_list(&mut self) {
        self.out.push(b'[');
        self.more = false;
    }

    #[inline]
    fn item(&mut self) {
        self.next();
    }

    #[inline]
    fn close_list(&mut self) {
        self.out.push(b']');
        self.more = true;
    }

    #[inline]
    fn setting(&self) -> Option<Setting> {
        Some(Setting::default())
    }

    #[inline]
    fn place(&self) -> Place {
        Place::at(self.out.len())
    }

    #[inline]
    fn again(&mut self, from: Place, to: Place) {
        copy_within(&mut self.out, from, to);
        self.more = true;
    }

    fn are_in_order<'k>(keys: impl Iterator<Item = &'k str>) -> bool {
        keys.is_sorted()
    }
}

/// Writes JSON as [`json::write`] does for a client.
#[derive(Debug)]
pub struct Json<'o> {
    out: &'o mut Vec<u8>,
    level: usize,
    /// Whether nothing has come since the innermost object or list was begun.
    first: bool,
}

impl<'o> Json<'o> {
    /// Begins a value at a nesting of `level`.
    pub fn new(out: &'o mut Vec<u8>, level: usize) -> Self {
        Self {
            out,
            level,
            first: true,
        }
    }

    #[inline]
    fn next(&mut self) {
        json::next_line(self.out, self.level, !self.first);
        self.first = false;
    }

    #[inline]
    fn open_as(&mut self, bracket: u8) {
        self.out.push(bracket);
        self.level += 1;
        self.first = true;
    }

    #[inline]
    fn close_as(&mut self, bracket: u8) {
        self.level = self.level.saturating_sub(1);
        if !self.first {
            json::new_line(self.out, self.level);
        }
        self.out.push(bracket);
        self.first = false;
    }
}

impl Emit for Json<'_> {
    const NATURAL_ORDER: bool = false;

    fn value(&mut self, value: &Value<'_>) {
        json::write(self.out, &value.as_read_by_client(), self.level);
    }

    #[inline]
    fn text(&mut self, text: &str) {
        json::write_string(self.out, text);
    }

    #[inline]
    fn raw_text(&mut self, raw: &[u8]) {
        json::write_raw_string(self.out, raw);
    }

    fn open(&mut self) {
        self.open_as(b'{');
    }

    fn key(&mut self, key: &str) {
        self.next();
        json::write_string(self.out, key);
        self.out.extend_from_slice(b": ");
    }

    #[inline]
    fn word(&mut self, word: &Word) {
        match &word.quoted {
            Some((room, length)) => {
                self.next();
                json::put(self.out, room, *length);
            }
            None => self.key(word.text),
        }
    }

    fn close(&mut self) {
        self.close_as(b'}');
    }

    fn open_list(&mut self) {
        self.open_as(b'[');
    }

    fn item(&mut self) {
        self.next();
    }

    fn close_list(&mut self) {
        self.close_as(b']');
    }

    #[inline]
    fn setting(&self) -> Option<Setting> {
        u32::try_from(self.level).ok().map(Setting)
    }

    #[inline]
    fn place(&self) -> Place {
        Place::at(self.out.len())
    }

    #[inline]
    fn again(&mut self, from: Place, to: Place) {
        copy_within(self.out, from, to);
        self.first = false;
    }

    fn are_in_order<'k>(keys: impl Iterator<Item = &'k str>) -> bool {
        keys.is_sorted()
    }
}

/// Writes YAML as [`yaml::write`](super::yaml::write) does for a client.
#[derive(Debug)]
pub struct Yaml<'o> {
    out: &'o mut Vec<u8>,
    parts: Parts,
}

impl<'o> Yaml<'o> {
    /// Begins a document.
    pub fn document(out: &'o mut Vec<u8>) -> Self {
        Self {
            out,
            parts: Parts::new(),
        }
    }

    /// Begins an item of a list that is a member of the document's root.
    pub fn list_item(out: &'o mut Vec<u8>) -> Self {
        let mut parts = Parts::new();
        parts.root_item(out);
        Self { out, parts }
    }

    /// Ends the document or item.
    pub fn end(mut self) {
        self.parts.end(self.out);
    }
}

impl Emit for Yaml<'_> {
    const NATURAL_ORDER: bool = true;

    fn value(&mut self, value: &Value<'_>) {
        self.parts.value(self.out, &value.as_read_by_client());
    }

    fn text(&mut self, text: &str) {
        self.parts.text(self.out, text);
    }

    fn raw_text(&mut self, raw: &[u8]) {
        if !self.parts.plain(self.out, raw) {
            self.text(&go_str(raw));
        }
    }

    fn open(&mut self) {
        self.parts.open(false);
    }

    fn key(&mut self, key: &str) {
        self.parts.key(self.out, key);
    }

    fn word(&mut self, word: &Word) {
        match &word.plain {
            Some((room, length)) => self.parts.word(self.out, room, *length),
            None => self.key(word.text),
        }
    }

    fn close(&mut self) {
        self.parts.close(self.out);
    }

    fn open_list(&mut self) {
        self.parts.open(true);
    }

    fn item(&mut self) {
        self.parts.item(self.out);
    }

    fn close_list(&mut self) {
        self.parts.close(self.out);
    }

    #[inline]
    fn setting(&self) -> Option<Setting> {
        self.parts.setting().map(Setting)
    }

    #[inline]
    fn place(&self) -> Place {
        Place {
            at: self.out.len(),
            line: self.parts.line(),
        }
    }

    #[inline]
    fn again(&mut self, from: Place, to: Place) {
        copy_within(self.out, from, to);
        self.parts.set_line(to.line);
    }

    fn are_in_order<'k>(keys: impl Iterator<Item = &'k str>) -> bool {
        super::yaml_order::is_sorted(keys)
    }
}

#[cfg(test)]
mod tests {
    use super::super::yaml;
    use super::*;
    use proptest::prelude::*;

    fn values() -> impl Strategy<Value = Value<'static>> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::Int),
            prop_oneof![Just(-0.0), Just(1e6), Just(1e21), -9.0..9.0f64].prop_map(Value::Float),
            any::<String>().prop_map(|s| Value::String(s.into())),
            "[a-z -]{0,90}".prop_map(|s| Value::String(s.into())),
            "[a-zA-Z/][ -~]{0,40}".prop_map(|s| Value::String(s.into())),
            "[yntofeYNTOFE/][aeflnorstuALNRU:]{0,4}".prop_map(|s| Value::String(s.into())),
        ];
        leaf.prop_recursive(4, 64, 8, |inner| {
            let key = prop_oneof![any::<String>(), "[a-zA-Z0-9]{0,12}", "[a-z\\n]{100,140}"];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..8).prop_map(Value::Array),
                prop::collection::vec((key, inner), 0..8).prop_map(|m| {
                    Value::Object(m.into_iter().map(|(k, v)| (k.into(), v)).collect())
                }),
            ]
        })
    }

    fn emit(emit: &mut impl Emit, value: &Value<'_>) {
        match value {
            Value::Object(members) if keys_fit(emit, members) => {
                emit.open();
                for (key, value) in members.iter() {
                    match Word::new(key.to_owned().leak()) {
                        Some(word) => emit.word(&word),
                        None => emit.key(key),
                    }
                    self::emit(emit, value);
                }
                emit.close();
            }
            Value::Array(items) => {
                emit.open_list();
                for item in items {
                    emit.item();
                    self::emit(emit, item);
                }
                emit.close_list();
            }
            Value::String(text) if text.len() % 2 == 0 => emit.text(text),
            Value::String(text) => emit.raw_text(text.as_bytes()),
            other => emit.value(other),
        }
    }

    fn keys_fit<E: Emit>(_: &E, members: &crate::Map<'_>) -> bool {
        E::are_in_order(members.iter().map(|(key, _)| key))
    }

    proptest! {
        #[test]
        fn parts_come_out_as_the_whole_does(value in values()) {
            let mut read = value.clone();
            read.read_as_client();
            let (mut whole, mut parts) = (Vec::new(), Vec::new());
            json::write(&mut whole, &read, 2);
            emit(&mut Json::new(&mut parts, 2), &value);
            prop_assert_eq!(&whole, &parts);

            let (mut whole, mut parts) = (Vec::new(), Compact::default());
            json::write_compact(&mut whole, &value);
            emit(&mut parts, &value);
            prop_assert_eq!(&whole, &parts.into_text());

            let (mut whole, mut parts) = (Vec::new(), Vec::new());
            yaml::write(&mut whole, &read);
            let mut yaml = Yaml::document(&mut parts);
            emit(&mut yaml, &value);
            yaml.end();
            prop_assert_eq!(String::from_utf8_lossy(&whole), String::from_utf8_lossy(&parts));

            let (mut whole, mut parts) = (Vec::new(), Vec::new());
            yaml::write_item(&mut whole, &read);
            let mut yaml = Yaml::list_item(&mut parts);
            emit(&mut yaml, &value);
            yaml.end();
            prop_assert_eq!(String::from_utf8_lossy(&whole), String::from_utf8_lossy(&parts));
        }
    }
}
