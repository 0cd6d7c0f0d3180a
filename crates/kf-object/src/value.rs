//! The value tree: what an object is between its stored bytes and its printed text.
//!
//! Strings borrow from the mapped file wherever they can. A [`Map`] is always sorted by the bytes
//! of its keys, which is the order Go prints map keys in JSON; YAML's own order is made by its
//! encoder. Numbers are what kubectl has in memory after decoding the server's JSON: an int64
//! where the text is one, a float64 otherwise (k8s.io/apimachinery `util/json`).

use std::borrow::Cow;

use crate::encode::number::client_integer;

/// A JSON-shaped value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number that fits an int64.
    Int(i64),
    /// Any other number; always finite.
    Float(f64),
    /// Text, valid UTF-8.
    String(Cow<'a, str>),
    /// A list.
    Array(Vec<Value<'a>>),
    /// A map or struct.
    Object(Map<'a>),
}

/// Members of an object, sorted by key bytes, keys unique.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map<'a>(Vec<(Cow<'a, str>, Value<'a>)>);

/// Up to so many members are looked at one by one.
const FEW: usize = 24;

impl<'a> Value<'a> {
    /// Makes an object of these members.
    #[must_use]
    pub fn object(members: impl IntoIterator<Item = (&'a str, Value<'a>)>) -> Self {
        let members = members.into_iter();
        Value::Object(members.map(|(name, value)| (name.into(), value)).collect())
    }

    /// A borrowed string.
    #[must_use]
    pub fn str(s: &'a str) -> Self {
        Value::String(Cow::Borrowed(s))
    }

    /// The text, if this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(s) => Some(s),
            _ => None,
        }
    }

    /// Makes of each float what a client reads of the JSON that a server sends (encoding/json `floatEncoder`, and
    /// `convertNumber` in sigs.k8s.io/json): an integer where the text is one that fits an int64, such as 1e6 and -0.
    ///
    /// What a server makes of objects itself, such as a column of a table, it makes of the float.
    pub fn read_as_client(&mut self) {
        match self {
            Value::Float(f) => {
                if let Some(n) = client_integer(*f) {
                    *self = Value::Int(n);
                }
            }
            Value::Array(items) => items.iter_mut().for_each(Value::read_as_client),
            Value::Object(members) => members
                .iter_mut()
                .for_each(|(_, value)| value.read_as_client()),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::String(_) => {}
        }
    }

    /// What [`Self::read_as_client`] makes of it; itself where that is the same.
    #[must_use]
    pub fn as_read_by_client(&self) -> Cow<'_, Self> {
        if !self.changes_for_client() {
            return Cow::Borrowed(self);
        }
        let mut read = self.clone();
        read.read_as_client();
        Cow::Owned(read)
    }

    fn changes_for_client(&self) -> bool {
        match self {
            Value::Float(f) => client_integer(*f).is_some(),
            Value::Array(items) => items.iter().any(Value::changes_for_client),
            Value::Object(members) => members.iter().any(|(_, value)| value.changes_for_client()),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::String(_) => false,
        }
    }

    /// The number, if this is an integer.
    #[must_use]
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Value::Int(n) => Some(*n),
            _ => None,
        }
    }

    /// The flag, if this is a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(b) => Some(*b),
            _ => None,
        }
    }

    /// The members, if this is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Map<'a>> {
        match self {
            Value::Object(m) => Some(m),
            _ => None,
        }
    }

    /// The members, if this is an object.
    pub fn as_object_mut(&mut self) -> Option<&mut Map<'a>> {
        match self {
            Value::Object(m) => Some(m),
            _ => None,
        }
    }

    /// The elements, if this is a list.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Value<'a>]> {
        match self {
            Value::Array(a) => Some(a),
            _ => None,
        }
    }

    /// A member of an object; `None` when this is no object or has no such member.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.as_object()?.get(key)
    }

    /// The value at a path of member names, such as `["metadata", "name"]`.
    #[must_use]
    pub fn at(&self, path: &[&str]) -> Option<&Value<'a>> {
        let mut value = self;
        for key in path {
            value = value.get(key)?;
        }
        Some(value)
    }

    /// The text at a path of member names.
    #[must_use]
    pub fn str_at(&self, path: &[&str]) -> Option<&str> {
        self.at(path)?.as_str()
    }

    /// The same value, owning all its text.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Null => Value::Null,
            Value::Bool(b) => Value::Bool(b),
            Value::Int(n) => Value::Int(n),
            Value::Float(f) => Value::Float(f),
            Value::String(s) => Value::String(Cow::Owned(s.into_owned())),
            Value::Array(a) => Value::Array(a.into_iter().map(Value::into_owned).collect()),
            Value::Object(m) => Value::Object(Map(m
                .0
                .into_iter()
                .map(|(k, v)| (Cow::Owned(k.into_owned()), v.into_owned()))
                .collect())),
        }
    }
}

impl<'a> Map<'a> {
    /// No members.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sorts `members` by key; of equal keys the last one wins, as in Go's decoders.
    #[must_use]
    pub fn from_unsorted(mut members: Vec<(Cow<'a, str>, Value<'a>)>) -> Self {
        if !members.is_sorted_by(|(a, _), (b, _)| a < b) {
            members.sort_by(|(a, _), (b, _)| a.cmp(b));
            // The sort is stable: the later of two equal keys stands behind the earlier one.
            members.dedup_by(|later, earlier| {
                let same = later.0 == earlier.0;
                if same {
                    std::mem::swap(later, earlier);
                }
                same
            });
        }
        Self(members)
    }

    /// Members that are sorted already and unique, as those of a schema are: to look at every name
    /// again would take longer than to read many a value.
    #[must_use]
    pub fn from_sorted(members: Vec<(Cow<'a, str>, Value<'a>)>) -> Self {
        debug_assert!(members.is_sorted_by(|(a, _), (b, _)| a < b));
        Self(members)
    }

    /// Where a member is, or where it belongs.
    fn position(&self, key: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(k, _)| k.as_ref().cmp(key))
    }

    /// Where a member is. Structs have few members, whose names differ in length more often than
    /// not: to look at each takes less time than to compare the order of a few.
    #[inline]
    fn find(&self, key: &str) -> Option<usize> {
        if self.0.len() <= FEW {
            self.0.iter().position(|(k, _)| k.as_ref() == key)
        } else {
            self.position(key).ok()
        }
    }

    /// The member's value.
    #[must_use]
    #[inline]
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        let i = self.find(key)?;
        self.0.get(i).map(|(_, v)| v)
    }

    /// The member's value, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value<'a>> {
        let i = self.find(key)?;
        self.0.get_mut(i).map(|(_, v)| v)
    }

    /// Whether there is such a member.
    #[must_use]
    pub fn contains_key(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// Sets a member; the old value comes back.
    pub fn insert(&mut self, key: impl Into<Cow<'a, str>>, value: Value<'a>) -> Option<Value<'a>> {
        let key = key.into();
        match self.position(&key) {
            Ok(i) => self.0.get_mut(i).map(|(_, v)| std::mem::replace(v, value)),
            Err(i) => {
                self.0.insert(i, (key, value));
                None
            }
        }
    }

    /// Takes a member out.
    pub fn remove(&mut self, key: &str) -> Option<Value<'a>> {
        let i = self.find(key)?;
        Some(self.0.remove(i).1)
    }

    /// Keeps the members for which `keep` holds.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &mut Value<'a>) -> bool) {
        self.0.retain_mut(|(k, v)| keep(k, v));
    }

    /// Members in byte order of their keys.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value<'a>)> + DoubleEndedIterator {
        self.0.iter().map(|(k, v)| (k.as_ref(), v))
    }

    /// Members in byte order of their keys, values to change.
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = (&str, &mut Value<'a>)> {
        self.0.iter_mut().map(|(k, v)| {
            let key: &str = k;
            (key, v)
        })
    }

    /// How many members.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'a> FromIterator<(Cow<'a, str>, Value<'a>)> for Map<'a> {
    fn from_iter<T: IntoIterator<Item = (Cow<'a, str>, Value<'a>)>>(members: T) -> Self {
        Self::from_unsorted(members.into_iter().collect())
    }
}

impl<'a> IntoIterator for Map<'a> {
    type Item = (Cow<'a, str>, Value<'a>);
    type IntoIter = std::vec::IntoIter<(Cow<'a, str>, Value<'a>)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_servers_text() {
        let two_to_63 = 9_223_372_036_854_775_808.0;
        for (sent, read) in [
            (1e6, Value::Int(1_000_000)),
            (-0.0, Value::Int(0)),
            (-3.0, Value::Int(-3)),
            (0.5, Value::Float(0.5)),
            (1e21, Value::Float(1e21)),
            (two_to_63, Value::Float(two_to_63)),
            // The text has the shortest digits, and is read digit by digit.
            (two_to_63 / 2.0, Value::Int(4_611_686_018_427_388_000)),
        ] {
            let mut value = Value::object([("a", Value::Array(vec![Value::Float(sent)]))]);
            let mut changed = value.clone();
            changed.read_as_client();
            assert_eq!(*value.as_read_by_client(), changed);
            value = changed;
            assert_eq!(
                value,
                Value::object([("a", Value::Array(vec![read]))]),
                "{sent}"
            );
        }
    }

    #[test]
    fn the_last_of_equal_keys_wins() {
        let m = Map::from_unsorted(vec![
            ("b".into(), Value::Int(1)),
            ("a".into(), Value::Int(2)),
            ("b".into(), Value::Int(3)),
            ("b".into(), Value::Int(4)),
        ]);
        let got: Vec<_> = m.iter().map(|(k, v)| (k, v.as_int())).collect();
        assert_eq!(got, [("a", Some(2)), ("b", Some(4))]);
    }

    #[test]
    fn insert_keeps_the_order() {
        let mut m = Map::new();
        for k in ["c", "a", "b"] {
            assert_eq!(m.insert(k, Value::str(k)), None);
        }
        assert_eq!(m.insert("b", Value::Null), Some(Value::str("b")));
        assert_eq!(m.iter().map(|(k, _)| k).collect::<String>(), "abc");
        assert_eq!(m.remove("a"), Some(Value::str("a")));
        assert!(!m.contains_key("a"));
    }
}
