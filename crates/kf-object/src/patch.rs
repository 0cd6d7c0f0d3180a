//! What turns one value into another: the operations of a JSON patch (RFC 6902).
//!
//! Members of objects are compared by name. In lists what is equal at both ends is passed over and
//! the rest is compared position by position, so that time and the patch grow with the size of the
//! values and no more; a list that was reordered comes out as replaced elements.

use std::fmt;

use super::{Map, Value};

/// One operation. `remove` of a list's element shifts those behind it, as the RFC says, so a patch
/// removes from the end.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation<'v, 'a> {
    /// Where.
    pub path: Path<'v>,
    /// What was there; `None` for something added.
    pub old: Option<&'v Value<'a>>,
    /// What is there now; `None` for something removed.
    pub new: Option<&'v Value<'a>>,
}

impl Operation<'_, '_> {
    /// `add`, `remove` or `replace`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match (self.old, self.new) {
            (None, _) => "add",
            (_, None) => "remove",
            _ => "replace",
        }
    }
}

/// One step of a [`Path`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'v> {
    /// To a member of an object.
    Member(&'v str),
    /// To an element of a list, from 0.
    Element(usize),
}

/// The way from the root of a value to one in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path<'v>(Vec<Step<'v>>);

impl<'v> From<Vec<Step<'v>>> for Path<'v> {
    fn from(steps: Vec<Step<'v>>) -> Self {
        Self(steps)
    }
}

impl<'v> Path<'v> {
    /// The steps from the root.
    #[must_use]
    pub fn steps(&self) -> &[Step<'v>] {
        &self.0
    }

    /// The path as a JSON pointer (RFC 6901), `/spec/containers/0/image`.
    #[must_use]
    pub fn pointer(&self) -> String {
        let mut text = String::new();
        for step in &self.0 {
            text.push('/');
            match step {
                Step::Element(i) => text.push_str(&i.to_string()),
                Step::Member(name) => text.push_str(&name.replace('~', "~0").replace('/', "~1")),
            }
        }
        text
    }
}

impl fmt::Display for Path<'_> {
    /// `spec.containers[0].image`, and `metadata.labels["a.b/c"]` where a name is no plain word.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            match step {
                Step::Element(n) => write!(f, "[{n}]")?,
                Step::Member(name) if is_plain(name) => {
                    if i > 0 {
                        f.write_str(".")?;
                    }
                    f.write_str(name)?;
                }
                Step::Member(name) => write!(f, "[{name:?}]")?,
            }
        }
        Ok(())
    }
}

fn is_plain(name: &str) -> bool {
    let word = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    !name.is_empty() && name.bytes().all(word)
}

/// What turns `old` into `new`, in the order in which it is to be done; nothing if they are equal.
#[must_use]
pub fn diff<'v, 'a>(old: &'v Value<'a>, new: &'v Value<'a>) -> Vec<Operation<'v, 'a>> {
    let mut differ = Differ {
        path: Path::default(),
        found: Vec::new(),
    };
    differ.value(old, new);
    differ.found
}

struct Differ<'v, 'a> {
    path: Path<'v>,
    found: Vec<Operation<'v, 'a>>,
}

impl<'v, 'a> Differ<'v, 'a> {
    fn push(&mut self, step: Step<'v>, old: Option<&'v Value<'a>>, new: Option<&'v Value<'a>>) {
        self.path.0.push(step);
        match (old, new) {
            (Some(old), Some(new)) => self.value(old, new),
            _ => self.found.push(Operation {
                path: self.path.clone(),
                old,
                new,
            }),
        }
        self.path.0.pop();
    }

    /// Values are no deeper than [`kf_base::limits::MAX_NESTING`], since decoders stop there.
    fn value(&mut self, old: &'v Value<'a>, new: &'v Value<'a>) {
        match (old, new) {
            (Value::Object(old), Value::Object(new)) => self.members(old, new),
            (Value::Array(old), Value::Array(new)) => self.elements(old, new),
            _ if old == new => {}
            _ => self.found.push(Operation {
                path: self.path.clone(),
                old: Some(old),
                new: Some(new),
            }),
        }
    }

    fn members(&mut self, old: &'v Map<'a>, new: &'v Map<'a>) {
        let (mut old, mut new) = (old.iter().peekable(), new.iter().peekable());
        loop {
            let order = match (old.peek(), new.peek()) {
                (None, None) => return,
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (Some((a, _)), Some((b, _))) => a.cmp(b),
            };
            let was = old.next_if(|_| order.is_le());
            let is = new.next_if(|_| order.is_ge());
            if let Some((name, _)) = was.or(is) {
                let step = Step::Member(name);
                self.push(step, was.map(|(_, v)| v), is.map(|(_, v)| v));
            }
        }
    }

    fn elements(&mut self, old: &'v [Value<'a>], new: &'v [Value<'a>]) {
        let both = old.iter().zip(new);
        let front = both.take_while(|(a, b)| a == b).count();
        let (old, new) = (
            old.get(front..).unwrap_or_default(),
            new.get(front..).unwrap_or_default(),
        );
        let back = old.iter().rev().zip(new.iter().rev());
        let back = back.take_while(|(a, b)| a == b).count();
        let (old, new) = (
            old.get(..old.len().saturating_sub(back))
                .unwrap_or_default(),
            new.get(..new.len().saturating_sub(back))
                .unwrap_or_default(),
        );
        let at = |i: usize| Step::Element(front.saturating_add(i));
        for (i, (a, b)) in old.iter().zip(new).enumerate() {
            self.push(at(i), Some(a), Some(b));
        }
        for (i, gone) in old.iter().enumerate().skip(new.len()).rev() {
            self.push(at(i), Some(gone), None);
        }
        for (i, come) in new.iter().enumerate().skip(old.len()) {
            self.push(at(i), None, Some(come));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::parse::json::parse;
    use super::*;

    /// Does what RFC 6902, section 4 says.
    fn apply(value: &mut Value<'static>, operation: &Operation<'_, '_>) {
        let new = operation.new.map(|v| v.clone().into_owned());
        let Some((last, way)) = operation.path.steps().split_last() else {
            *value = new.unwrap();
            return;
        };
        let parent = way.iter().fold(value, |at, step| match (step, at) {
            (Step::Member(name), Value::Object(map)) => map.get_mut(name).unwrap(),
            (Step::Element(i), Value::Array(list)) => &mut list[*i],
            _ => panic!("no such path"),
        });
        match (last, parent, operation.name()) {
            (Step::Member(name), Value::Object(map), "remove") => {
                assert!(map.remove(name).is_some());
            }
            (Step::Member(name), Value::Object(map), what) => {
                let before = map.insert((*name).to_owned(), new.unwrap());
                assert_eq!(before.is_none(), what == "add");
            }
            (Step::Element(i), Value::Array(list), "add") => list.insert(*i, new.unwrap()),
            (Step::Element(i), Value::Array(list), "remove") => drop(list.remove(*i)),
            (Step::Element(i), Value::Array(list), _) => list[*i] = new.unwrap(),
            _ => panic!("no such path"),
        }
    }

    fn texts(old: &str, new: &str) -> Vec<String> {
        let (old, new) = (
            parse(old.as_bytes()).unwrap(),
            parse(new.as_bytes()).unwrap(),
        );
        let found = diff(&old, &new);
        let mut patched = old.clone().into_owned();
        found.iter().for_each(|o| apply(&mut patched, o));
        assert_eq!(patched, new);
        found
            .iter()
            .map(|o| format!("{} {} {}", o.name(), o.path, o.path.pointer()))
            .collect()
    }

    #[test]
    fn operations() {
        assert!(texts("{}", "{}").is_empty());
        assert_eq!(
            texts(
                r#"{"a":1,"l":[1,2,3,4],"m":{"x.y/z~":"old"},"z":null}"#,
                r#"{"b":1,"l":[1,9,4],"m":{"x.y/z~":"new"},"z":{}}"#
            ),
            [
                "remove a /a",
                "add b /b",
                "replace l[1] /l/1",
                "remove l[2] /l/2",
                "replace m[\"x.y/z~\"] /m/x.y~1z~0",
                "replace z /z",
            ]
        );
        assert_eq!(texts("[1]", "[0,1,1]").len(), 2);
        assert_eq!(texts("1", "\"1\""), ["replace  "]);
    }

    fn value() -> impl Strategy<Value = Value<'static>> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            (0..4_i64).prop_map(Value::Int),
            "[ab]{0,2}".prop_map(|s| Value::String(s.into())),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
                prop::collection::vec(("[abc]", inner), 0..5).prop_map(|members| {
                    let members = members.into_iter().map(|(k, v)| (k.into(), v));
                    Value::Object(Map::from_unsorted(members.collect()))
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn a_patch_makes_the_new_value_of_the_old(old in value(), new in value()) {
            let mut patched = old.clone();
            for operation in diff(&old, &new) {
                apply(&mut patched, &operation);
            }
            prop_assert_eq!(patched, new);
        }
    }
}
