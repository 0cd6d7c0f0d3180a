//! Secrets in value trees: told by the members that they stand in.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::commands::Program;
use super::{Redactor, Rule, commands, decode, is_helm_release, is_marker, is_secret, names, text};
use crate::{Map, Value, parse};

/// An annotation of a Secret above this many bytes that is no JSON is taken for a packed copy.
const BLOB: usize = 200;

/// Where a value stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Whether names of members tell something here.
    pub(super) named: bool,
    /// Levels of values above, those of the texts around included.
    pub(super) depth: usize,
    /// Levels of base64 around.
    pub(super) packed: usize,
}

impl Default for Place {
    fn default() -> Self {
        Self {
            named: true,
            depth: 0,
            packed: 0,
        }
    }
}

impl Place {
    /// The place of what stands in a value here.
    pub(super) fn below(self) -> Self {
        Self {
            depth: self.depth.saturating_add(1),
            ..self
        }
    }
}

/// Members of which one names what the other holds.
const PAIRS: [[&str; 2]; 4] = [
    ["name", "value"],
    ["key", "value"],
    ["Name", "Value"],
    ["Key", "Value"],
];

/// Beside a key and a value, these say that both are about scheduling.
const SCHEDULING: [&str; 2] = ["operator", "effect"];

impl Redactor {
    /// Whether anything changed. `name` is the member it stands in.
    pub(super) fn value(&self, value: &mut Value<'_>, name: &str, at: Place) -> bool {
        match value {
            Value::String(text) => match self.text(text, name, at) {
                Some(new) => {
                    *text = new.into();
                    true
                }
                None => false,
            },
            Value::Array(items) => self.items(items, name, at.below(), None),
            Value::Object(members) => self.members(members, name, "", at.below()),
            Value::Int(_) | Value::Float(_) if at.named && names::is_credential(name) => {
                self.whole(value, Rule::Member, false)
            }
            _ => false,
        }
    }

    fn items(
        &self,
        items: &mut [Value<'_>],
        name: &str,
        at: Place,
        program: Option<&'static Program>,
    ) -> bool {
        let mut changed = at.named && self.options(items, program);
        // `--password`, `x` of a command line.
        let mut flag = false;
        // Lines of a private key.
        let mut in_key = false;
        for item in items {
            if in_key && let Value::String(line) = item {
                in_key = !text::closes_key(line);
                if in_key && is_secret(line) {
                    *line = self.replace(Rule::PrivateKey, line.as_bytes()).into();
                    changed = true;
                }
                continue;
            }
            in_key = item.as_str().is_some_and(text::opens_private_key);
            let is_flag = at.named && item.as_str().is_some_and(names::is_credential_flag);
            match item {
                Value::String(text) if flag && !text.starts_with('-') && is_secret(text) => {
                    *text = self.replace(Rule::Assignment, text.as_bytes()).into();
                    changed = true;
                }
                Value::Int(_) | Value::Float(_) if flag => {
                    changed |= self.whole(item, Rule::Assignment, false);
                }
                item => changed |= self.value(item, name, at),
            }
            flag = is_flag;
        }
        changed
    }

    /// Passwords behind options of known programs, such as `mysql -psecret`.
    fn options(&self, items: &mut [Value<'_>], program: Option<&'static Program>) -> bool {
        let words = items.iter().map(|item| item.as_str().unwrap_or_default());
        let mut changed = false;
        for found in commands::passwords(words, program) {
            let Some(Value::String(word)) = items.get_mut(found.word) else {
                continue;
            };
            let (head, secret) = word.split_at_checked(found.from).unwrap_or(("", word));
            if is_secret(secret) {
                let marker = self.replace(Rule::Assignment, secret.as_bytes());
                *word = format!("{head}{marker}").into();
                changed = true;
            }
        }
        changed
    }

    /// The value of a pair of members, the other of which names a credential.
    fn pair(&self, members: &mut Map<'_>) -> bool {
        let mut changed = false;
        for [key, value] in PAIRS {
            let Some(name) = members.get(key).and_then(Value::as_str) else {
                continue;
            };
            let secret = if key.eq_ignore_ascii_case("name") {
                names::is_variable(name)
            } else {
                names::is_credential(name) && !SCHEDULING.iter().any(|s| members.get(s).is_some())
            };
            if secret
                && let Some(value) = members.get_mut(value)
                && !matches!(value, Value::Array(_) | Value::Object(_))
                && value.as_str().is_none_or(is_secret)
            {
                changed |= self.whole(value, Rule::Variable, false);
            }
        }
        changed
    }

    /// The members of an object; `assumed` is its kind if it does not say.
    fn members(&self, members: &mut Map<'_>, place: &str, assumed: &str, at: Place) -> bool {
        let kind = kind_of(members, assumed);
        let mut changed = at.named && self.pair(members);
        let packed = kind == Kind::ConfigMap && is_helm_release(members);
        let command = members.get("command").and_then(Value::as_array);
        let program = commands::program_of(command.and_then(|c| c.first()?.as_str()));
        // Labels select: their values name things, and must keep their form.
        let labels = ["labels", "matchLabels", "nodeSelector", "selector"];
        let at = Place {
            named: at.named && !labels.contains(&place),
            ..at
        };
        for (name, value) in members.iter_mut() {
            changed |= match (kind, name, value) {
                (_, "managedFields", _) => false,
                (Kind::Secret, "data", value) => self.whole(value, Rule::SecretData, true),
                (Kind::Secret, "stringData", value) => self.whole(value, Rule::SecretData, false),
                (Kind::Secret, "metadata", value) => {
                    let annotations = value.as_object_mut().and_then(|m| m.get_mut("annotations"));
                    let copies = annotations.is_some_and(|a| self.annotations(a));
                    self.value(value, name, at) || copies
                }
                (Kind::SecretList, "items", Value::Array(items)) => {
                    let mut any = false;
                    for item in items {
                        any |= match item {
                            Value::Object(members) => {
                                self.members(members, "", "Secret", at.below())
                            }
                            other => self.value(other, "", at),
                        };
                    }
                    any
                }
                (Kind::ConfigMap, "data", value) if packed => {
                    self.whole(value, Rule::Manifest, false)
                }
                (Kind::ConfigMap, "binaryData", value) => self.binary(value, at),
                (_, "secretGenerator", Value::Array(sources)) => {
                    let mut any = false;
                    for source in sources {
                        let literals = source.as_object_mut().and_then(|s| s.get_mut("literals"));
                        any |= literals.is_some_and(|l| self.whole(l, Rule::SecretData, false));
                    }
                    any
                }
                (_, "args", Value::Array(items)) => self.items(items, name, at.below(), program),
                (_, _, value) => self.value(value, name, at),
            };
        }
        changed
    }

    /// All strings below.
    fn whole(&self, value: &mut Value<'_>, rule: Rule, base64: bool) -> bool {
        match value {
            Value::String(text) if !text.is_empty() => {
                let bytes = if base64 { decode(text) } else { None };
                let bytes = bytes.as_deref().unwrap_or(text.as_bytes());
                if bytes.is_empty() || is_marker(bytes) {
                    return false;
                }
                let marker = self.replace(rule, bytes);
                *text = if base64 {
                    STANDARD.encode(marker).into()
                } else {
                    marker.into()
                };
                true
            }
            Value::Int(n) => {
                let marker = self.replace(rule, n.to_string().as_bytes());
                *value = Value::String(marker.into());
                true
            }
            Value::Float(n) => {
                let marker = self.replace(rule, n.to_string().as_bytes());
                *value = Value::String(marker.into());
                true
            }
            Value::Array(items) => {
                let mut changed = false;
                for item in items {
                    changed |= self.whole(item, rule, base64);
                }
                changed
            }
            Value::Object(members) => {
                let mut changed = false;
                for (_, member) in members.iter_mut() {
                    changed |= self.whole(member, rule, base64);
                }
                changed
            }
            _ => false,
        }
    }

    /// Annotations of a Secret: those that are JSON are looked into with everything else; of the
    /// others, what is long or called last-applied may be a copy in a form nobody knows.
    fn annotations(&self, annotations: &mut Value<'_>) -> bool {
        let Some(annotations) = annotations.as_object_mut() else {
            return false;
        };
        let mut changed = false;
        for (name, value) in annotations.iter_mut() {
            let Value::String(text) = value else {
                continue;
            };
            let copy = name.ends_with("last-applied-configuration")
                || name.ends_with("/applied")
                || name.ends_with("/original")
                || text.len() > BLOB;
            let object = matches!(parse::json::parse(text.as_bytes()), Ok(Value::Object(m))
                    if m.get("kind").is_some_and(|k| k.as_str() == Some("Secret")));
            if copy && !object && is_secret(text) {
                *text = self.replace(Rule::SecretAnnotation, text.as_bytes()).into();
                changed = true;
            }
        }
        changed
    }

    /// Files in base64: text is looked through, and so are bytes for a private key.
    fn binary(&self, value: &mut Value<'_>, at: Place) -> bool {
        let Some(files) = value.as_object_mut() else {
            return self.value(value, "binaryData", at);
        };
        let mut changed = false;
        for (name, file) in files.iter_mut() {
            let Value::String(text) = file else {
                changed |= self.value(file, name, at);
                continue;
            };
            let Some(bytes) = decode(text) else { continue };
            let new = match std::str::from_utf8(&bytes) {
                Ok(inside) => self.text(inside, name, at),
                Err(_) if text::has_private_key(&bytes) => {
                    Some(self.replace(Rule::PrivateKey, &bytes))
                }
                Err(_) => None,
            };
            if let Some(new) = new {
                *text = STANDARD.encode(new).into();
                changed = true;
            }
        }
        changed
    }
}

/// What is known of an object's kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Secret,
    SecretList,
    ConfigMap,
    Other,
}

/// The kind of an object, which a part of a Secret shows without saying it.
fn kind_of(members: &Map<'_>, assumed: &str) -> Kind {
    let kind = members.get("kind").and_then(Value::as_str);
    // What a template adds behind it does not matter.
    let kind = kind.map(|k| k.split_whitespace().next().unwrap_or_default());
    match kind.unwrap_or(assumed) {
        "Secret" => Kind::Secret,
        "SecretList" => Kind::SecretList,
        "ConfigMap" => Kind::ConfigMap,
        "" if is_part_of_secret(members) => Kind::Secret,
        _ => Kind::Other,
    }
}

fn is_part_of_secret(members: &Map<'_>) -> bool {
    let object = |name| matches!(members.get(name), Some(Value::Object(_)));
    let of_secret = |t: &str| {
        t == "Opaque" || t.starts_with("kubernetes.io/") || t.starts_with("helm.sh/release")
    };
    let kind = members.get("type").and_then(Value::as_str);
    object("stringData") || object("data") && kind.is_some_and(of_secret)
}
