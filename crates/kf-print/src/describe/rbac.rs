//! Roles and their bindings.

use std::collections::HashMap;

use super::Kind;
use super::common::{labels_and_annotations, name};
use super::context::Context;
use super::writer::{Writer, put};
use kf_base::Result;
use kf_object::Value;
use kf_object::access::{list, text, texts};

const GROUP: &str = "rbac.authorization.k8s.io";

const fn kind(kind: &'static str, describe: super::Describe) -> Kind {
    Kind {
        group: GROUP,
        kind,
        versions: &["v1"],
        related: &[],
        describe,
    }
}

pub(super) const KINDS: &[Kind] = &[
    kind("Role", role),
    kind("ClusterRole", role),
    kind("RoleBinding", binding),
    kind("ClusterRoleBinding", binding),
];

/// `RoleDescriber`, `ClusterRoleDescriber`
fn role(w: &mut Writer, object: &Value<'_>, _: &Context<'_, '_>) -> Result<()> {
    put!(w, 0, "Name:\t{}\n", name(object));
    labels_and_annotations(w, object);
    put!(w, 0, "PolicyRule:\n");
    put!(
        w,
        1,
        "Resources\tNon-Resource URLs\tResource Names\tVerbs\n"
    );
    put!(
        w,
        1,
        "---------\t-----------------\t--------------\t-----\n"
    );
    for rule in shown_rules(object) {
        put!(
            w,
            1,
            "{}\t{}\t{}\t{}\n",
            rule.resource(),
            go_list(rule.url.as_slice()),
            go_list(rule.resource_name.as_slice()),
            go_list(&rule.verbs)
        );
    }
    Ok(())
}

/// A rule about one resource or one URL.
#[derive(Clone, Debug)]
struct Rule<'r> {
    /// API group and resource.
    resource: Option<(&'r str, &'r str)>,
    resource_name: Option<&'r str>,
    url: Option<&'r str>,
    verbs: Vec<&'r str>,
}

impl Rule<'_> {
    /// `deployments.apps/scale` (`CombineResourceGroup`).
    fn resource(&self) -> String {
        let Some((group, resource)) = self.resource else {
            return String::new();
        };
        let (name, subresource) = match resource.split_once('/') {
            Some((name, subresource)) => (name, Some(subresource)),
            None => (resource, None),
        };
        let mut shown = name.to_owned();
        for (separator, part) in [
            (".", Some(group).filter(|g| !g.is_empty())),
            ("/", subresource),
        ] {
            if let Some(part) = part {
                shown.push_str(separator);
                shown.push_str(part);
            }
        }
        shown
    }

    /// What rules are sorted by (`SortableRuleSlice`: the text of the message `PolicyRule`).
    fn sort_key(&self) -> String {
        let (group, resource) = self.resource.unzip();
        format!(
            "&PolicyRule{{Verbs:{},APIGroups:{},Resources:{},ResourceNames:{},NonResourceURLs:{},}}",
            go_list(&self.verbs),
            go_list(group.as_slice()),
            go_list(resource.as_slice()),
            go_list(self.resource_name.as_slice()),
            go_list(self.url.as_slice()),
        )
    }
}

/// A list as Go's `%v` prints it.
fn go_list(texts: &[&str]) -> String {
    format!("[{}]", texts.join(" "))
}

/// The rules of a role, one for each resource and resource name or URL with its verb, sorted
/// (kubectl pkg/util/rbac `BreakdownRule`, `CompactRules`).
fn shown_rules<'r>(object: &'r Value<'_>) -> Vec<Rule<'r>> {
    let mut rules: Vec<Rule<'r>> = Vec::new();
    let mut known = HashMap::new();
    for rule in list(object, &["rules"]) {
        let verbs = texts(rule, &["verbs"]);
        let mut names: Vec<_> = texts(rule, &["resourceNames"])
            .into_iter()
            .map(Some)
            .collect();
        if names.is_empty() {
            names.push(None);
        }
        for group in texts(rule, &["apiGroups"]) {
            for resource in texts(rule, &["resources"]) {
                for resource_name in &names {
                    if verbs.is_empty() {
                        continue;
                    }
                    let about = (group, resource, *resource_name);
                    let at = *known.entry(about).or_insert_with(|| {
                        rules.push(Rule {
                            resource: Some((group, resource)),
                            resource_name: *resource_name,
                            url: None,
                            verbs: Vec::new(),
                        });
                        rules.len() - 1
                    });
                    if let Some(rule) = rules.get_mut(at) {
                        let new = verbs.iter().filter(|verb| !rule.verbs.contains(verb));
                        let new: Vec<&str> = new.copied().collect();
                        rule.verbs.extend(new);
                    }
                }
            }
        }
        for url in texts(rule, &["nonResourceURLs"]) {
            rules.extend(verbs.iter().map(|verb| Rule {
                resource: None,
                resource_name: None,
                url: Some(url),
                verbs: vec![*verb],
            }));
        }
    }
    rules.sort_by_cached_key(Rule::sort_key);
    rules
}

/// `RoleBindingDescriber`, `ClusterRoleBindingDescriber`
fn binding(w: &mut Writer, object: &Value<'_>, _: &Context<'_, '_>) -> Result<()> {
    put!(w, 0, "Name:\t{}\n", name(object));
    labels_and_annotations(w, object);
    put!(w, 0, "Role:\n");
    put!(w, 1, "Kind:\t{}\n", text(object, &["roleRef", "kind"]));
    put!(w, 1, "Name:\t{}\n", text(object, &["roleRef", "name"]));
    put!(w, 0, "Subjects:\n");
    put!(w, 1, "Kind\tName\tNamespace\n");
    put!(w, 1, "----\t----\t---------\n");
    for subject in list(object, &["subjects"]) {
        let part = |member: &str| text(subject, &[member]);
        put!(
            w,
            1,
            "{}\t{}\t{}\n",
            part("kind"),
            part("name"),
            part("namespace")
        );
    }
    Ok(())
}
