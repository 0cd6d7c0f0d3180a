//! `kubectl auth can-i --list`: rules broken down and put together anew (kubectl
//! `pkg/util/rbac/rbac.go`).

use super::rule::Rule;

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// The resource with its group and subresource, such as `deployments.apps/scale`; empty for
    /// a path.
    pub resource: String,
    /// The path, if it is one.
    pub urls: Vec<String>,
    /// Names the line is limited to.
    pub names: Vec<String>,
    /// What is allowed.
    pub verbs: Vec<String>,
}

/// A rule for one resource or path.
#[derive(PartialEq)]
struct Simple<'r> {
    group: &'r str,
    resource: &'r str,
    name: Option<&'r str>,
    verbs: Vec<&'r str>,
    /// A path stands alone: it is not put together with others.
    url: Option<&'r str>,
}

/// The lines for `rules`, in the order kubectl has.
#[must_use]
pub fn access_list(rules: &[&Rule]) -> Vec<Access> {
    let mut simple: Vec<Simple<'_>> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for rule in rules {
        // The authorizer hands out a rule with both as two.
        break_down(rule, &mut |group, resource, name, verb| {
            let place = *places.entry((group, resource, name)).or_insert_with(|| {
                simple.push(Simple {
                    group,
                    resource,
                    name,
                    verbs: Vec::new(),
                    url: None,
                });
                simple.len() - 1
            });
            if let Some(found) = simple.get_mut(place)
                && !found.verbs.contains(&verb)
            {
                found.verbs.push(verb);
            }
        });
    }
    for rule in rules {
        for url in &rule.urls {
            for verb in &rule.verbs {
                simple.push(Simple {
                    group: "",
                    resource: "",
                    name: None,
                    verbs: vec![verb],
                    url: Some(url),
                });
            }
        }
    }
    simple.sort_by_cached_key(Simple::text);
    simple.into_iter().map(Simple::access).collect()
}

fn break_down<'r>(
    rule: &'r Rule,
    take: &mut impl FnMut(&'r str, &'r str, Option<&'r str>, &'r str),
) {
    for group in &rule.groups {
        for resource in &rule.resources {
            for verb in &rule.verbs {
                if rule.names.is_empty() {
                    take(group, resource, None, verb);
                }
                for name in &rule.names {
                    take(group, resource, Some(name), verb);
                }
            }
        }
    }
}

impl Simple<'_> {
    /// What lines are sorted by (`PolicyRule.String`).
    fn text(&self) -> String {
        let (group, resource) = match self.url {
            Some(_) => ("", ""),
            None => (self.group, self.resource),
        };
        format!(
            "&PolicyRule{{Verbs:[{}],APIGroups:[{group}],Resources:[{resource}],\
             ResourceNames:[{}],NonResourceURLs:[{}],}}",
            self.verbs.join(" "),
            self.name.unwrap_or_default(),
            self.url.unwrap_or_default(),
        )
    }

    fn access(self) -> Access {
        let owned = |text: Option<&str>| text.map(str::to_owned).into_iter().collect();
        Access {
            resource: combined(self.resource, self.group),
            urls: owned(self.url),
            names: owned(self.name),
            verbs: self.verbs.into_iter().map(str::to_owned).collect(),
        }
    }
}

/// `describe.CombineResourceGroup`
fn combined(resource: &str, group: &str) -> String {
    let (resource, subresource) = match resource.split_once('/') {
        Some((resource, subresource)) => (resource, Some(subresource)),
        None => (resource, None),
    };
    let mut text = resource.to_owned();
    if !group.is_empty() {
        text.push('.');
        text.push_str(group);
    }
    if let Some(subresource) = subresource {
        text.push('/');
        text.push_str(subresource);
    }
    text
}
