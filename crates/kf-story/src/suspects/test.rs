//! Tests of rules, and what in an object makes them hold.

use std::cell::Cell;

use kf_base::error::{Error, Result};
use kf_object::encode::json;
use kf_object::{Map, Value};

use super::owner::is_named;
use super::path::{At, HIDDEN, Path, Root};
use super::pattern::Patterns;
use super::told;

/// A place and what stands there: why a test holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The path in the object.
    pub path: String,
    /// The value, or the old one and the new one.
    pub value: String,
}

/// A test of a rule.
#[derive(Clone, Debug)]
pub(crate) enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    /// Some value at the path passes the test.
    Some(Path, Box<Test>),
    /// The values at the path.
    Value(Path, Check),
}

/// What is asked of the values at a path.
#[derive(Clone, Debug)]
pub(crate) enum Check {
    /// Some value is one of these.
    In(Vec<Value<'static>>),
    /// Some text is like one of these, in which `*` stands for anything.
    Like(Patterns),
    /// There is a value, or there is none.
    Exists(bool),
    /// Some number is above this.
    Above(i64),
    /// Some number is below this.
    Below(i64),
    /// The values were others before.
    Differs,
    /// Some value was not there before.
    New,
    /// There were values before, and there are none now.
    Gone,
    /// Some line of a text is like one of these, and was in no text there before.
    Adds(Patterns),
    /// The state before is not known, and somebody else set the values later than the object was made.
    Later,
}

/// Who made a change, and what is held of the owners that the object names.
#[derive(Clone, Copy)]
pub(crate) struct By<'v> {
    /// The field manager; empty where it is unknown.
    pub(crate) manager: &'v str,
    /// Whether owners count as if they were not there.
    pub(crate) orphan: bool,
    /// Set when it mattered that the object names an owner.
    pub(crate) asked: &'v Cell<bool>,
}

/// What a test looks at.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'v> {
    pub(crate) before: Option<&'v Value<'v>>,
    pub(crate) after: &'v Value<'v>,
    pub(crate) by: By<'v>,
    /// Whether the object was there before, in a state that nobody knows.
    pub(crate) unknown: bool,
    /// Whether values may be quoted.
    pub(crate) quotes: bool,
    /// What evidence is told from, where that is not what tests look at.
    pub(crate) shown: Option<Shown<'v>>,
}

/// The objects and the field manager as they may be shown.
#[derive(Clone, Copy)]
pub(crate) struct Shown<'v> {
    pub(crate) before: Option<&'v Value<'v>>,
    pub(crate) after: &'v Value<'v>,
    pub(crate) manager: &'v str,
}

impl Test {
    /// Reads a test as a rule has it.
    pub(crate) fn parse(value: &Value<'_>) -> Result<Self> {
        if let Some(list) = value.as_array() {
            return Ok(Self::All(
                list.iter().map(Self::parse).collect::<Result<_>>()?,
            ));
        }
        let Some(members) = value.as_object() else {
            return Err(Error::invalid(
                "a test is a map, or a list of tests that all must hold",
            ));
        };
        let path = members.get("path").map(|path| {
            let text = path
                .as_str()
                .ok_or_else(|| Error::invalid("a path is a text"));
            Path::parse(text?)
        });
        let path = path.transpose()?;
        let mut tests = Vec::new();
        for (name, value) in members.iter().filter(|(name, _)| *name != "path") {
            tests.push(match (name, &path) {
                ("all", None) => Self::parse(value)?,
                ("any", None) => match value.as_array() {
                    Some(list) => Self::Any(list.iter().map(Self::parse).collect::<Result<_>>()?),
                    None => return Err(Error::invalid("any: takes a list of tests")),
                },
                ("not", None) => Self::Not(Box::new(Self::parse(value)?)),
                ("some", Some(path)) => Self::Some(path.clone(), Box::new(Self::parse(value)?)),
                (name, Some(path)) if path.root == Root::Owner && name != "exists" => {
                    return Err(Error::invalid("@owner takes exists"));
                }
                (_, Some(path)) => Self::Value(path.clone(), Check::parse(name, value)?),
                (name, None) => return Err(Error::invalid(format!("no test is called {name:?}"))),
            });
        }
        match tests.len() {
            0 => Err(Error::invalid("a test that tests nothing")),
            _ => Ok(Self::All(tests)),
        }
    }

    /// Whether the state before the change is asked for.
    pub(crate) fn compares(&self) -> bool {
        match self {
            Self::All(tests) | Self::Any(tests) => tests.iter().any(Self::compares),
            Self::Not(test) | Self::Some(_, test) => test.compares(),
            Self::Value(_, check) => check.compares(),
        }
    }

    /// What the field manager has to be like, if the test cannot hold otherwise.
    pub(crate) fn manager(&self) -> Option<&Patterns> {
        match self {
            Self::All(tests) => tests.iter().find_map(Self::manager),
            Self::Value(path, Check::Like(patterns)) if path.root == Root::Manager => {
                Some(patterns)
            }
            _ => None,
        }
    }

    /// Whether the test asks for nothing but what [`super::same::is_same`] compares, so that of a change which leaves
    /// that as it was it tells what it told before.
    pub(crate) fn is_steady(&self) -> bool {
        self.is_steady_in(false, false)
    }

    /// `inside` an element that is looked at; what is `denied` gives no evidence, so that it may be about
    /// the field manager, for both states are asked with the same one.
    fn is_steady_in(&self, inside: bool, denied: bool) -> bool {
        match self {
            Self::All(tests) | Self::Any(tests) => {
                tests.iter().all(|test| test.is_steady_in(inside, denied))
            }
            Self::Not(test) => test.is_steady_in(inside, true),
            Self::Some(path, test) => path.is_steady(inside) && test.is_steady_in(true, denied),
            Self::Value(path, _) if path.root == Root::Manager => denied,
            Self::Value(path, _) => path.is_steady(inside),
        }
    }

    /// Whether the test holds; what makes it hold is added to the evidence.
    pub(crate) fn holds(&self, scope: &Scope<'_>, found: &mut Vec<Evidence>) -> bool {
        self.at(scope, scope.after, &At::Start(""), found)
    }

    fn at(
        &self,
        scope: &Scope<'_>,
        here: &Value<'_>,
        place: &At<'_>,
        found: &mut Vec<Evidence>,
    ) -> bool {
        match self {
            Self::All(tests) => {
                let mut own = Vec::new();
                let all = tests
                    .iter()
                    .all(|test| test.at(scope, here, place, &mut own));
                if all {
                    found.append(&mut own);
                }
                all
            }
            Self::Any(tests) => {
                let mut any = false;
                for test in tests {
                    any |= test.at(scope, here, place, found);
                }
                any
            }
            Self::Not(test) => !test.at(scope, here, place, &mut Vec::new()),
            Self::Some(path, test) => {
                let mut any = false;
                path.each(here, place, &mut |place, element| {
                    any |= test.at(scope, element, place, found);
                });
                any
            }
            Self::Value(path, check) => check.holds(scope, path, here, place, found),
        }
    }
}

impl Check {
    fn parse(name: &str, value: &Value<'_>) -> Result<Self> {
        let list = || match value {
            Value::Array(list) => list.clone(),
            other => vec![other.clone()],
        };
        let owned = |list: Vec<Value<'_>>| list.into_iter().map(Value::into_owned).collect();
        let bad = |what: &str| Error::invalid(format!("{name}: takes {what}"));
        let number = || value.as_int().ok_or_else(|| bad("a whole number"));
        let truth = || match value.as_bool() {
            Some(true) => Ok(()),
            _ => Err(bad("true")),
        };
        Ok(match name {
            "is" | "in" => Self::In(owned(list())),
            "like" | "adds" => {
                let texts = list().into_iter().map(|t| t.as_str().map(str::to_owned));
                let texts: Option<Vec<String>> = texts.collect();
                let texts = Patterns::new(&texts.ok_or_else(|| bad("texts"))?);
                match name {
                    "like" => Self::Like(texts),
                    _ => Self::Adds(texts),
                }
            }
            "exists" => Self::Exists(value.as_bool().ok_or_else(|| bad("true or false"))?),
            "above" => Self::Above(number()?),
            "below" => Self::Below(number()?),
            "differs" => truth().map(|()| Self::Differs)?,
            "new" => truth().map(|()| Self::New)?,
            "gone" => truth().map(|()| Self::Gone)?,
            "later" => truth().map(|()| Self::Later)?,
            other => {
                return Err(Error::invalid(format!(
                    "no test of values is called {other:?}"
                )));
            }
        })
    }

    /// Whether the state before the change is asked for.
    fn compares(&self) -> bool {
        matches!(self, Self::Differs | Self::New | Self::Gone | Self::Adds(_))
    }

    fn holds(
        &self,
        scope: &Scope<'_>,
        path: &Path,
        here: &Value<'_>,
        place: &At<'_>,
        found: &mut Vec<Evidence>,
    ) -> bool {
        if path.root == Root::Owner {
            let named = is_named(scope.after);
            scope.by.asked.set(scope.by.asked.get() || named);
            let exists = named && !scope.by.orphan;
            return matches!(self, Self::Exists(wanted) if *wanted == exists);
        }
        if path.root == Root::Manager {
            let manager = Value::str(scope.by.manager);
            let holds = self.fits(&manager);
            if holds && !scope.by.manager.is_empty() {
                let shown = scope.shown.as_ref();
                found.push(Evidence {
                    path: "@manager".to_owned(),
                    value: shown.map_or(scope.by.manager, |s| s.manager).to_owned(),
                });
            }
            return holds;
        }
        if matches!(path.root, Root::Subject | Root::Mirror) {
            return self.holds_of_told(scope, path, found);
        }
        if matches!(self, Self::Later) {
            let text = path.text();
            let names = scope.shown.as_ref().map_or(here, |shown| shown.after);
            let later = (scope.unknown && path.root == Root::Here)
                .then(|| told::set_later(here, names, &path.steps, &text));
            let later = later.flatten();
            let holds = later.is_some();
            found.extend(later);
            return holds;
        }
        if let Self::Adds(patterns) = self {
            return scope.adds(path, patterns, here, place, found);
        }
        let mut fitting = Vec::new();
        let mut seen = false;
        let before = scope.before.filter(|_| self.compares());
        let old = before.map(|before| texts(path, before));
        path.each(here, place, &mut |place, value| {
            seen = true;
            let is_new = || old.as_ref().is_some_and(|old| !old.contains(&text(value)));
            if self.fits(value) || (matches!(self, Self::New) && is_new()) {
                fitting.push(scope.tell(place, value));
            }
        });
        match self {
            Self::Exists(false) => !seen,
            Self::Gone => {
                let old = old.filter(|old| !seen && !old.is_empty());
                let Some(old) = old else {
                    return false;
                };
                found.push(scope.moved(path, place, &old, &[]));
                true
            }
            Self::Differs => {
                let new = texts(path, here);
                let Some(old) = old.filter(|old| *old != new) else {
                    return false;
                };
                found.push(scope.moved(path, place, &old, &new));
                true
            }
            _ => {
                let any = !fitting.is_empty();
                found.append(&mut fitting);
                any
            }
        }
    }

    /// Whether what an object tells in other words is what is asked for.
    fn holds_of_told(&self, scope: &Scope<'_>, path: &Path, found: &mut Vec<Evidence>) -> bool {
        // What is in a request may be shown if the request may.
        let request = |object: &Value<'_>| object.at(&["spec", "request"]).map(text);
        let shown = scope.shown.as_ref().map(|shown| shown.after);
        let hidden = path.root == Root::Subject
            && shown.is_some_and(|shown| request(shown) != request(scope.after));
        let values = match path.root {
            Root::Subject => told::subject(scope.after),
            _ => told::mirror(scope.after)
                .into_iter()
                .map(str::to_owned)
                .collect(),
        };
        if let Self::Exists(wanted) = self {
            return values.is_empty() != *wanted;
        }
        let before = found.len();
        let fitting = values.into_iter().filter(|v| self.fits(&Value::str(v)));
        found.extend(fitting.map(|value| Evidence {
            path: path.text(),
            value: if hidden { HIDDEN.to_owned() } else { value },
        }));
        found.len() > before
    }

    /// Whether one value is what is asked for.
    fn fits(&self, value: &Value<'_>) -> bool {
        match self {
            Self::In(list) => list.iter().any(|one| one == value),
            Self::Like(list) => {
                let text = value.as_str();
                text.is_some_and(|text| list.fit(text))
            }
            Self::Exists(wanted) => *wanted,
            Self::Above(bound) => value.as_int().is_some_and(|n| n > *bound),
            Self::Below(bound) => value.as_int().is_some_and(|n| n < *bound),
            Self::Differs | Self::New | Self::Gone | Self::Later | Self::Adds(_) => false,
        }
    }
}

/// The values at a path, as texts.
pub(super) fn texts(path: &Path, value: &Value<'_>) -> Vec<String> {
    let mut texts = Vec::new();
    path.each(value, &At::Start(""), &mut |_, value| {
        texts.push(text(value))
    });
    texts
}

pub(super) fn text(value: &Value<'_>) -> String {
    match value {
        Value::String(text) => text.to_string(),
        other => {
            let mut out = Vec::new();
            json::write_compact(&mut out, other);
            String::from_utf8_lossy(&out).into_owned()
        }
    }
}

/// A member of a rule that is a text.
pub(crate) fn text_of(rule: &Map<'_>, name: &str) -> Result<Option<String>> {
    match rule.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.trim().to_owned())),
        Some(_) => Err(Error::invalid(format!("{name}: takes a text"))),
    }
}

/// A member of a rule that is a list of texts, or one text.
pub(crate) fn texts_of(rule: &Map<'_>, name: &str) -> Result<Vec<String>> {
    let bad = || Error::invalid(format!("{name}: takes a list of texts"));
    match rule.get(name) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(text)) => Ok(vec![text.to_string()]),
        Some(Value::Array(list)) => list
            .iter()
            .map(|t| t.as_str().map(str::to_owned).ok_or_else(bad))
            .collect(),
        Some(_) => Err(bad()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::parse::yaml::documents;

    fn of(yaml: &str) -> Value<'static> {
        documents(yaml.as_bytes()).unwrap().remove(0)
    }

    fn found(test: &str, before: Option<&str>, after: &str) -> Option<Vec<String>> {
        let test = Test::parse(&of(test)).unwrap();
        let (before, after) = (before.map(of), of(after));
        let mut evidence = Vec::new();
        let scope = Scope {
            before: before.as_ref(),
            after: &after,
            by: By {
                manager: "curl",
                orphan: false,
                asked: &Cell::new(false),
            },
            unknown: false,
            quotes: true,
            shown: None,
        };
        let holds = test.holds(&scope, &mut evidence);
        let shown = evidence.iter().map(|e| format!("{} {}", e.path, e.value));
        holds.then(|| shown.collect())
    }

    #[test]
    fn tests_hold_for_reasons() {
        let rule = "{rules: [{verbs: [get]}, {verbs: [list, '*'], resources: [secrets]}]}";
        let test = "{path: 'rules[*]', some: [{path: 'verbs[*]', in: ['*']}, {path: 'resources[*]', like: 'sec*'}]}";
        let why = ["rules[1].verbs[1] *", "rules[1].resources[0] secrets"];
        assert_eq!(found(test, None, rule).unwrap(), why);
        let pod = "{spec: {template: {spec: {containers: [{name: a}, {name: b}]}}}}";
        let one = "{spec: {template: {spec: {containers: [{name: a}]}}}}";
        let new = "{path: 'pod.containers[*].name', new: true}";
        let place = ["spec.template.spec.containers[1].name b"];
        assert_eq!(found(new, Some(one), pod).unwrap(), place);
        assert_eq!(found(new, Some(pod), pod), None);
        assert_eq!(found(new, None, pod), None);
        let gone = "{path: 'metadata.labels[\"a.b/c\"]', gone: true}";
        let label = "{metadata: {labels: {a.b/c: x}}}";
        assert_eq!(
            found(gone, Some(label), "{metadata: {}}").unwrap(),
            ["metadata.labels[\"a.b/c\"] x -> nothing"]
        );
        let manager = "{not: {path: '@manager', like: [kube*, kubelet]}}";
        assert_eq!(found(manager, None, "{}").unwrap(), [""; 0]);
        assert!(found("{path: a, exists: false}", None, "{b: 1}").is_some());
        assert!(
            found(
                "{any: [{path: a, above: 3}, {path: b, below: 2}]}",
                None,
                "{a: 3, b: 1}"
            )
            .is_some()
        );
    }

    #[test]
    fn wrong_tests_are_refused() {
        for wrong in [
            "{}",
            "{path: a}",
            "{paths: a, is: 1}",
            "{path: 'a..b', is: 1}",
            "{path: a, near: 1}",
            "{path: a, above: x}",
            "{any: 3}",
            "3",
            "{path: a, gone: false}",
            "{path: '@owner', is: a}",
        ] {
            assert!(Test::parse(&of(wrong)).is_err(), "{wrong}");
        }
    }
}
