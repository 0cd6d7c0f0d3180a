//! An object that loses members, and the list of what it lost.

use super::{Added, Changes, Removed};
use kf_object::Value;
use kf_object::patch::{Path, Step};

/// See the module's text.
pub(super) struct Edit<'e, 'a> {
    object: &'e mut Value<'a>,
    changes: Changes,
}

/// The steps to a member through members alone.
pub(super) fn members<'v>(names: &[&'v str]) -> Vec<Step<'v>> {
    names.iter().map(|n| Step::Member(n)).collect()
}

/// `steps` and one more.
pub(super) fn join<'v>(steps: &[Step<'v>], more: &[Step<'v>]) -> Vec<Step<'v>> {
    steps.iter().chain(more).copied().collect()
}

impl<'e, 'a> Edit<'e, 'a> {
    pub(super) fn new(object: &'e mut Value<'a>) -> Self {
        Self {
            object,
            changes: Changes::default(),
        }
    }

    /// What was done, in order.
    pub(super) fn changes(self) -> Changes {
        self.changes
    }

    /// The object as it is now.
    pub(super) fn object(&self) -> &Value<'a> {
        self.object
    }

    /// The value at the end of `steps`.
    pub(super) fn at(&self, steps: &[Step<'_>]) -> Option<&Value<'a>> {
        let mut value = &*self.object;
        for step in steps {
            value = match step {
                Step::Member(name) => value.get(name)?,
                Step::Element(i) => value.as_array()?.get(*i)?,
            };
        }
        Some(value)
    }

    /// How many elements the list at the end of `steps` has.
    pub(super) fn len(&self, steps: &[Step<'_>]) -> usize {
        let list = self.at(steps).and_then(Value::as_array);
        list.map_or(0, <[Value<'_>]>::len)
    }

    /// The names of the members of the object at the end of `steps` for which `wanted` holds.
    pub(super) fn names(&self, steps: &[Step<'_>], wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let object = self.at(steps).and_then(Value::as_object);
        let names = object
            .into_iter()
            .flat_map(|o| o.iter().map(|(name, _)| name));
        names.filter(|n| wanted(n)).map(str::to_owned).collect()
    }

    /// Takes out what is at the end of `steps`, if there is anything.
    pub(super) fn take(&mut self, steps: &[Step<'_>], why: &'static str) -> bool {
        let Some((last, parents)) = steps.split_last() else {
            return false;
        };
        let Some(parent) = at_mut(self.object, parents) else {
            return false;
        };
        let taken = match (last, parent) {
            (Step::Member(name), Value::Object(map)) => map.remove(name).is_some(),
            (Step::Element(i), Value::Array(list)) if *i < list.len() => {
                list.remove(*i);
                true
            }
            _ => false,
        };
        if taken {
            self.changes.removed.push(Removed {
                pointer: Path::from(steps.to_vec()).pointer(),
                why,
            });
        }
        taken
    }

    /// Puts a member into the object at the end of `parents`, if there is one.
    pub(super) fn put(
        &mut self,
        parents: &[Step<'_>],
        name: &str,
        value: Value<'static>,
        why: &'static str,
    ) {
        if let Some(Value::Object(map)) = at_mut(self.object, parents) {
            map.insert(name.to_owned(), value.clone());
            self.changes.added.push(Added {
                pointer: Path::from(join(parents, &[Step::Member(name)])).pointer(),
                value,
                why,
            });
        }
    }

    /// Takes out a member, and the containers around it that are empty without it, up to `depth`
    /// of them.
    pub(super) fn take_with(&mut self, steps: &[Step<'_>], depth: usize, why: &'static str) {
        if !self.take(steps, why) {
            return;
        }
        let mut steps = steps;
        for _ in 0..depth {
            let Some((_, parents)) = steps.split_last() else {
                return;
            };
            let empty = match self.at(parents) {
                Some(Value::Object(map)) => map.is_empty(),
                Some(Value::Array(list)) => list.is_empty(),
                _ => false,
            };
            if !empty || !self.take(parents, "empty without what was taken out") {
                return;
            }
            steps = parents;
        }
    }
}

fn at_mut<'v, 'a>(mut value: &'v mut Value<'a>, steps: &[Step<'_>]) -> Option<&'v mut Value<'a>> {
    for step in steps {
        value = match (step, value) {
            (Step::Member(name), Value::Object(map)) => map.get_mut(name)?,
            (Step::Element(i), Value::Array(list)) => list.get_mut(*i)?,
            _ => return None,
        };
    }
    Some(value)
}
