//! One rule, and whether it allows something (`pkg/apis/rbac/v1/evaluation_helpers.go`).

use kf_object::Value;

const ALL: &str = "*";

/// A `PolicyRule`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// `get`, `*`, ...
    pub verbs: Vec<String>,
    /// The core group is the empty text.
    pub groups: Vec<String>,
    /// `pods`, `pods/log`, `*/scale`, `*`
    pub resources: Vec<String>,
    /// Names the rule is limited to; none means all.
    pub names: Vec<String>,
    /// `/healthz`, `/logs/*`, `*`
    pub urls: Vec<String>,
}

/// What someone wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Something with an object.
    Resource {
        /// `get`, `list`, ...
        verb: String,
        /// API group, empty for the core group.
        group: String,
        /// Plural name of the resource.
        resource: String,
        /// `log`, `scale`, ... or empty.
        subresource: String,
        /// Name of the object; empty when it is not about one.
        name: String,
    },
    /// A request for a path that is no object.
    Path {
        /// `get`, `post`, ...
        verb: String,
        /// `/healthz`
        path: String,
    },
}

impl Action {
    pub(super) fn is_path(&self) -> bool {
        matches!(self, Self::Path { .. })
    }
}

impl Rule {
    /// Reads a member of `rules`; what is not text is left out.
    #[must_use]
    pub fn read(rule: &Value<'_>) -> Self {
        let texts = |member| {
            let list = rule.get(member).and_then(Value::as_array);
            let texts = list.unwrap_or_default().iter().filter_map(Value::as_str);
            texts.map(str::to_owned).collect()
        };
        Self {
            verbs: texts("verbs"),
            groups: texts("apiGroups"),
            resources: texts("resources"),
            names: texts("resourceNames"),
            urls: texts("nonResourceURLs"),
        }
    }

    /// `RuleAllows`
    #[must_use]
    pub fn allows(&self, action: &Action) -> bool {
        match action {
            Action::Resource {
                verb,
                group,
                resource,
                subresource,
                name,
            } => {
                all_or(&self.verbs, verb)
                    && all_or(&self.groups, group)
                    && self.covers(resource, subresource)
                    && (self.names.is_empty() || self.names.contains(name))
            }
            Action::Path { verb, path } => all_or(&self.verbs, verb) && self.covers_path(path),
        }
    }

    /// `ResourceMatches`. A plain resource does not cover its subresources.
    fn covers(&self, resource: &str, subresource: &str) -> bool {
        self.resources.iter().any(|own| match own.as_str() {
            ALL => true,
            own if subresource.is_empty() => own == resource,
            own => own.strip_suffix(subresource).is_some_and(|own| {
                own == "*/" || own.strip_suffix('/').is_some_and(|own| own == resource)
            }),
        })
    }

    /// `NonResourceURLMatches`
    fn covers_path(&self, path: &str) -> bool {
        self.urls.iter().any(|own| {
            own == ALL
                || own == path
                || (own.ends_with('*') && path.starts_with(own.trim_end_matches('*')))
        })
    }
}

fn all_or(own: &[String], asked: &str) -> bool {
    own.iter().any(|o| o == ALL || o == asked)
}
