//! Paths of rules: `spec.rules[*].host`, `metadata.labels["a.b/c"]`, `pod.containers[*].image`.

use kf_base::error::{Error, Result};
use kf_object::Value;

use super::same::MOVING;

/// Where a path begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Root {
    /// The object, or the element that is looked at.
    Here,
    /// The pod's specification in a pod, or in the template of a workload.
    Pod,
    /// `@manager`: the field manager of the change.
    Manager,
    /// `@subject`: the names that a request for a certificate asks for.
    Subject,
    /// `@mirror`: what a static pod is a part of.
    Mirror,
    /// `@owner`: an owner that exists.
    Owner,
    /// `@program`: each word of what containers of a pod are told to run.
    Program,
}

/// What stands for a text that redaction leaves nothing of.
pub(crate) const HIDDEN: &str = "(redacted)";

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A member of an object.
    Member(String),
    /// Each element of a list, or each member of an object.
    Each,
}

/// A path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path {
    pub(crate) root: Root,
    pub(crate) steps: Vec<Step>,
}

/// Where pods' specifications are below `spec` in the objects of other kinds, and the whole path.
const TEMPLATES: [(&[&str], &str); 2] = [
    (&["template", "spec"], "spec.template.spec"),
    (
        &["jobTemplate", "spec", "template", "spec"],
        "spec.jobTemplate.spec.template.spec",
    ),
];

/// The place of a value, of which a text is made when somebody asks: most values fit no rule.
#[derive(Clone, Copy, Debug)]
pub(crate) enum At<'p> {
    /// Where a path begins; empty at the object itself.
    Start(&'p str),
    /// A member of what is at a place.
    Member(&'p At<'p>, &'p str),
    /// An element of what is at a place.
    Element(&'p At<'p>, usize),
}

impl At<'_> {
    /// `spec.rules[0].host`
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Start(text) => (*text).to_owned(),
            Self::Member(at, name) => member(&at.text(), name),
            Self::Element(at, i) => format!("{}[{i}]", at.text()),
        }
    }

    /// The path to this place in an object of which a part was replaced, and what stands there. Below
    /// what was replaced whole both end with what stands for it, and with nothing where a name was
    /// replaced.
    pub(crate) fn within<'v, 'a>(&self, object: &'v Value<'a>) -> (String, Option<&'v Value<'a>>) {
        let (path, above) = match self {
            Self::Start(text) => {
                let names = text.split('.').filter(|name| !name.is_empty());
                let mut value = Some(object);
                names.for_each(|name| value = value.and_then(|value| value.get(name)));
                return ((*text).to_owned(), value);
            }
            Self::Member(at, _) | Self::Element(at, _) => at.within(object),
        };
        let Some(above) = above else {
            return (path, None);
        };
        let below = match self {
            Self::Member(_, name) => above.get(name).map(|value| (member(&path, name), value)),
            Self::Element(_, i) => {
                let value = above.as_array().and_then(|list| list.get(*i));
                value.map(|value| (format!("{path}[{i}]"), value))
            }
            Self::Start(_) => None,
        };
        match below {
            Some((path, value)) => (path, Some(value)),
            None if above.as_str().is_some() => (path, Some(above)),
            None => (format!("{path}[{HIDDEN}]"), None),
        }
    }
}

impl Path {
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let bad = || Error::invalid(format!("{text:?} is no path such as spec.rules[*].host"));
        let computed = match text {
            "@manager" => Some(Root::Manager),
            "@subject" => Some(Root::Subject),
            "@mirror" => Some(Root::Mirror),
            "@owner" => Some(Root::Owner),
            "@program" => Some(Root::Program),
            _ => None,
        };
        if let Some(root) = computed {
            let steps = Vec::new();
            return Ok(Self { root, steps });
        }
        let (root, mut rest) = match text.strip_prefix("pod.") {
            Some(rest) => (Root::Pod, rest),
            None => (Root::Here, text),
        };
        let mut steps = Vec::new();
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix("[*]") {
                steps.push(Step::Each);
                rest = after;
            } else if let Some(after) = rest.strip_prefix("[\"") {
                let (name, after) = after.split_once("\"]").ok_or_else(bad)?;
                steps.push(Step::Member(name.to_owned()));
                rest = after;
            } else {
                let plain = rest.strip_prefix('.').unwrap_or(rest);
                let end = plain.find(['.', '[']).unwrap_or(plain.len());
                let (name, after) = plain.split_at(end);
                // The value itself, of an element that is looked at.
                if name.is_empty() && !(plain.is_empty() && steps.is_empty()) {
                    return Err(bad());
                }
                if !name.is_empty() {
                    steps.push(Step::Member(name.to_owned()));
                }
                rest = after;
            }
        }
        Ok(Self { root, steps })
    }

    /// Whether it leads to nothing that changes without what somebody asked for; `inside` an element that
    /// is looked at all does that the path to the element does.
    pub(crate) fn is_steady(&self, inside: bool) -> bool {
        let name = |at: usize| match self.steps.get(at) {
            Some(Step::Member(name)) => Some(name.as_str()),
            _ => None,
        };
        match self.root {
            Root::Manager => false,
            Root::Pod | Root::Subject | Root::Mirror | Root::Owner | Root::Program => true,
            Root::Here if inside => true,
            Root::Here => match name(0) {
                Some("metadata") => name(1).is_some_and(|name| !MOVING.contains(&name)),
                Some(name) => name != "status",
                None => false,
            },
        }
    }

    /// Whether its last step is a member of one of these names.
    pub(crate) fn ends_in(&self, names: &[&str]) -> bool {
        match self.steps.last() {
            Some(Step::Member(name)) => names.contains(&name.as_str()),
            _ => false,
        }
    }

    /// The path as it was written, nearly.
    pub(crate) fn text(&self) -> String {
        let root = match self.root {
            Root::Here => "",
            Root::Pod => "pod",
            Root::Manager => "@manager",
            Root::Subject => "@subject",
            Root::Mirror => "@mirror",
            Root::Owner => "@owner",
            Root::Program => "@program",
        };
        let mut text = root.to_owned();
        for step in &self.steps {
            text = match step {
                Step::Member(name) => member(&text, name),
                Step::Each => text + "[*]",
            };
        }
        text
    }

    /// Calls for each value at the path, with the path to it, which begins with `at`.
    pub(crate) fn each<'v, 'a>(
        &self,
        value: &'v Value<'a>,
        at: &At<'_>,
        to: &mut dyn FnMut(&At<'_>, &'v Value<'a>),
    ) {
        match self.root {
            Root::Manager | Root::Subject | Root::Mirror | Root::Owner => {}
            Root::Here => walk(&self.steps, value, at, to),
            Root::Pod => {
                if let Some((spec, place)) = pod(value) {
                    walk(&self.steps, spec, &At::Start(place), to);
                }
            }
            Root::Program => {
                if let Some((spec, place)) = pod(value) {
                    programs(spec, &At::Start(place), to);
                }
            }
        }
    }
}

/// The specification of the pods that an object is or makes, and its place.
fn pod<'v, 'a>(object: &'v Value<'a>) -> Option<(&'v Value<'a>, &'static str)> {
    let of_pod = |spec: &'v Value<'a>, place| spec.get("containers").map(|_| (spec, place));
    let spec = object.get("spec");
    let below = spec.and_then(|spec| {
        let mut templates = TEMPLATES.iter();
        templates.find_map(|(template, place)| of_pod(spec.at(template)?, *place))
    });
    below
        .or_else(|| of_pod(object.at(&["template", "spec"])?, "template.spec"))
        .or_else(|| of_pod(spec?, "spec"))
}

/// Where a container says what is run in it beside its program.
const BESIDE: [[&str; 2]; 5] = [
    ["lifecycle", "postStart"],
    ["lifecycle", "preStop"],
    ["livenessProbe", ""],
    ["readinessProbe", ""],
    ["startupProbe", ""],
];

/// Calls for each word of what the containers of a pod run.
fn programs<'v, 'a>(spec: &'v Value<'a>, at: &At<'_>, to: &mut dyn FnMut(&At<'_>, &'v Value<'a>)) {
    for list in ["containers", "initContainers", "ephemeralContainers"] {
        let containers = spec.get(list).and_then(Value::as_array);
        let at = At::Member(at, list);
        for (i, container) in containers.unwrap_or_default().iter().enumerate() {
            let at = At::Element(&at, i);
            for name in ["command", "args"] {
                words(container, name, &at, to);
            }
            for [first, second] in BESIDE {
                let Some(hook) = container.get(first) else {
                    continue;
                };
                let at = At::Member(&at, first);
                if second.is_empty() {
                    execs(hook, &at, to);
                } else if let Some(hook) = hook.get(second) {
                    execs(hook, &At::Member(&at, second), to);
                }
            }
        }
    }
}

/// Calls for each word of what a probe or hook runs.
fn execs<'v, 'a>(hook: &'v Value<'a>, at: &At<'_>, to: &mut dyn FnMut(&At<'_>, &'v Value<'a>)) {
    if let Some(exec) = hook.get("exec") {
        words(exec, "command", &At::Member(at, "exec"), to);
    }
}

/// Calls for each element of a list in a value.
fn words<'v, 'a>(
    value: &'v Value<'a>,
    name: &str,
    at: &At<'_>,
    to: &mut dyn FnMut(&At<'_>, &'v Value<'a>),
) {
    let list = value.get(name).and_then(Value::as_array);
    let at = At::Member(at, name);
    for (i, word) in list.unwrap_or_default().iter().enumerate() {
        to(&At::Element(&at, i), word);
    }
}

fn walk<'v, 'a>(
    steps: &[Step],
    value: &'v Value<'a>,
    at: &At<'_>,
    to: &mut dyn FnMut(&At<'_>, &'v Value<'a>),
) {
    let Some((step, rest)) = steps.split_first() else {
        return to(at, value);
    };
    match step {
        Step::Member(name) => {
            if let Some(value) = value.get(name) {
                walk(rest, value, &At::Member(at, name), to);
            }
        }
        Step::Each => {
            for (i, value) in value.as_array().unwrap_or_default().iter().enumerate() {
                walk(rest, value, &At::Element(at, i), to);
            }
            for (name, value) in value.as_object().into_iter().flat_map(kf_object::Map::iter) {
                walk(rest, value, &At::Member(at, name), to);
            }
        }
    }
}

fn member(at: &str, name: &str) -> String {
    let plain = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    match (at.is_empty(), plain) {
        (true, true) => name.to_owned(),
        (false, true) => format!("{at}.{name}"),
        (_, false) => format!("{at}[{name:?}]"),
    }
}
