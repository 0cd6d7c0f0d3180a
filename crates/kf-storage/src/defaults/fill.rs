//! The three ways a Go struct's field can be empty, asked of a printed object.
//!
//! A nil pointer is absent, or null where the field lacks `omitempty`; a value that is not a
//! pointer is empty as `""` and 0 too; a list or map is empty without elements. Defaulting looks
//! first and makes nothing when nothing is missing: nearly every object has all it needs.

use kf_object::{Map, Value};

/// Looking for what is missing, and adding it.
pub(super) trait Fill<'a> {
    /// Whether a pointer is nil.
    fn is_nil(&self, name: &str) -> bool;
    /// Whether a string or number that is no pointer has its zero value.
    fn is_zero(&self, name: &str) -> bool;
    /// Whether a list or map has no elements.
    fn has_none(&self, name: &str) -> bool;
    /// The string, empty when there is none.
    fn text(&self, name: &str) -> &str;
    /// Sets a nil pointer.
    fn fill_nil(&mut self, name: &'static str, value: Value<'a>);
    /// Sets a zero value.
    fn fill_zero(&mut self, name: &'static str, value: Value<'a>);
    /// Sets an empty string.
    fn fill_text(&mut self, name: &'static str, text: &'static str);
    /// A struct within.
    fn child(&mut self, name: &str) -> Option<&mut Map<'a>>;
    /// A struct within, made if there is none.
    fn child_or_new(&mut self, name: &'static str) -> Option<&mut Map<'a>>;
    /// The structs of a list.
    fn each<'v>(&'v mut self, name: &str) -> impl Iterator<Item = &'v mut Map<'a>>
    where
        'a: 'v;
}

impl<'a> Fill<'a> for Map<'a> {
    fn is_nil(&self, name: &str) -> bool {
        self.get(name).is_none_or(|v| *v == Value::Null)
    }

    fn is_zero(&self, name: &str) -> bool {
        match self.get(name) {
            None | Some(Value::Null | Value::Int(0)) => true,
            Some(Value::String(text)) => text.is_empty(),
            Some(_) => false,
        }
    }

    fn has_none(&self, name: &str) -> bool {
        match self.get(name) {
            None | Some(Value::Null) => true,
            Some(Value::Array(items)) => items.is_empty(),
            Some(Value::Object(members)) => members.is_empty(),
            Some(_) => false,
        }
    }

    fn text(&self, name: &str) -> &str {
        self.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    fn fill_nil(&mut self, name: &'static str, value: Value<'a>) {
        if self.is_nil(name) {
            self.insert(name, value);
        }
    }

    fn fill_zero(&mut self, name: &'static str, value: Value<'a>) {
        if self.is_zero(name) {
            self.insert(name, value);
        }
    }

    fn fill_text(&mut self, name: &'static str, text: &'static str) {
        self.fill_zero(name, Value::str(text));
    }

    fn child(&mut self, name: &str) -> Option<&mut Map<'a>> {
        self.get_mut(name)?.as_object_mut()
    }

    fn child_or_new(&mut self, name: &'static str) -> Option<&mut Map<'a>> {
        self.fill_nil(name, Value::Object(Map::new()));
        self.child(name)
    }

    fn each<'v>(&'v mut self, name: &str) -> impl Iterator<Item = &'v mut Map<'a>>
    where
        'a: 'v,
    {
        let items = match self.get_mut(name) {
            Some(Value::Array(items)) => items.as_mut_slice(),
            _ => &mut [],
        };
        items.iter_mut().filter_map(Value::as_object_mut)
    }
}

/// Adds the members of `source` that `target` lacks.
///
/// A `target` that is nil stays so unless something is added.
pub(super) fn copy_missing(members: &mut Map<'_>, source: &str, target: &'static str) {
    let missing: Vec<_> = match (members.get(source), members.get(target)) {
        (Some(Value::Object(from)), Some(Value::Object(to))) => from
            .iter()
            .filter(|(name, _)| !to.contains_key(name))
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .collect(),
        (Some(Value::Object(from)), None | Some(Value::Null)) => from
            .iter()
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .collect(),
        _ => return,
    };
    if missing.is_empty() {
        return;
    }
    if let Some(to) = members.child_or_new(target) {
        for (name, value) in missing {
            to.insert(name, value);
        }
    }
}
