//! Where an object leads: to what it selects, to what it is for, to its owner.

use kf_base::error::Result;
use kf_object::Value;
use kf_object::access::{flag, list, text, texts};
use kf_view::{Mapping, ReadOptions, View};

use super::Worker;
use crate::ask::{Content, Reading, Scope, Way};
use crate::table::Name;

impl Worker<'_, '_> {
    /// Where Enter on an object leads, or to its owner.
    pub(super) fn way(&self, object: &Name, reading: Reading, owner: bool) -> Result<Way> {
        let view = self.view(reading.side, reading.revision())?;
        let Some(mapping) = view.lookup(&object.word)?.into_iter().next() else {
            return Ok(Way::Describe);
        };
        let read = ReadOptions::default();
        let found = view.get(&mapping, &object.namespace, &object.name, read);
        let value = match found {
            Ok(found) => found.value,
            Err(e) if owner => return Ok(Way::Nowhere(e.to_string())),
            Err(_) => return Ok(Way::Describe),
        };
        if owner {
            return Ok(owner_of(&view, object, &value));
        }
        Ok(inside(&view, &mapping, object, &value))
    }
}

/// The object that controls another, or its first owner.
fn owner_of(view: &View<'_>, object: &Name, value: &Value<'_>) -> Way {
    let owners = list(value, &["metadata", "ownerReferences"]);
    let controls = |o: &&Value<'_>| flag(o, &["controller"]);
    let Some(owner) = owners.iter().find(controls).or(owners.first()) else {
        return Way::Nowhere(format!("{} has no owner", object.name));
    };
    of_kind(view, owner, &object.namespace).map_or_else(
        || {
            Way::Nowhere(format!(
                "the type {:?} is not known",
                text(owner, &["kind"])
            ))
        },
        Way::Object,
    )
}

/// What a reference with `apiVersion`, `kind` and `name` names.
fn of_kind(view: &View<'_>, reference: &Value<'_>, namespace: &str) -> Option<Name> {
    let api_version = text(reference, &["apiVersion"]);
    let (group, version) = api_version.split_once('/').unwrap_or(("", api_version));
    let mapping = view.mapping_of_kind(group, version, text(reference, &["kind"]))?;
    let resource = mapping.resource();
    let own = text(reference, &["namespace"]);
    let namespace = if own.is_empty() { namespace } else { own };
    Some(Name {
        word: resource.group_resource(),
        namespace: if resource.namespaced { namespace } else { "" }.to_owned(),
        name: text(reference, &["name"]).to_owned(),
    })
}

/// What is in an object.
fn inside(view: &View<'_>, mapping: &Mapping, object: &Name, value: &Value<'_>) -> Way {
    let resource = mapping.resource();
    let pods = |scope: Scope, of: &str| {
        let title = format!("pods of {of} {}", object.name);
        let scope = Scope {
            word: "pods".to_owned(),
            ..scope
        };
        Way::Table(Content::Objects(scope), title)
    };
    let here = || Scope {
        namespace: object.namespace().map(str::to_owned),
        ..Scope::default()
    };
    match (resource.group.as_ref(), resource.plural.as_ref()) {
        ("", "nodes") => {
            let scope = Scope {
                fields: format!("spec.nodeName={}", object.name),
                ..Scope::default()
            };
            pods(scope, "node")
        }
        ("", "services" | "replicationcontrollers") => match labels(value, &["spec", "selector"]) {
            Some(labels) => pods(Scope { labels, ..here() }, &resource.singular),
            None => Way::Describe,
        },
        ("apps" | "extensions", _) | ("batch", "jobs") => {
            let selector = value.at(&["spec", "selector"]);
            match selector.and_then(selector_text) {
                Some(labels) => pods(Scope { labels, ..here() }, &resource.singular),
                None => Way::Describe,
            }
        }
        ("batch", "cronjobs") => {
            let scope = Scope {
                word: "jobs".to_owned(),
                owner: Some(text(value, &["metadata", "uid"]).to_owned()),
                ..here()
            };
            Way::Table(
                Content::Objects(scope),
                format!("jobs of cronjob {}", object.name),
            )
        }
        ("apiextensions.k8s.io", "customresourcedefinitions") => {
            let scope = Scope {
                word: object.name.clone(),
                ..Scope::default()
            };
            Way::Table(Content::Objects(scope), object.name.clone())
        }
        ("" | "events.k8s.io", "events") => {
            let about = value.at(&["involvedObject"]).or(value.at(&["regarding"]));
            let about = about.and_then(|about| of_kind(view, about, &object.namespace));
            about.map_or(Way::Describe, Way::Object)
        }
        _ => Way::Describe,
    }
}

/// A map of labels as a selector.
fn labels(value: &Value<'_>, path: &[&str]) -> Option<String> {
    let map = value.at(path)?.as_object()?;
    let pairs = map
        .iter()
        .map(|(k, v)| format!("{k}={}", v.as_str().unwrap_or_default()));
    let pairs: Vec<String> = pairs.collect();
    (!pairs.is_empty()).then(|| pairs.join(","))
}

/// A `LabelSelector` as the text of one.
fn selector_text(selector: &Value<'_>) -> Option<String> {
    let mut parts: Vec<String> = labels(selector, &["matchLabels"]).into_iter().collect();
    for expression in list(selector, &["matchExpressions"]) {
        let key = text(expression, &["key"]);
        let values = texts(expression, &["values"]).join(",");
        parts.push(match text(expression, &["operator"]) {
            "In" => format!("{key} in ({values})"),
            "NotIn" => format!("{key} notin ({values})"),
            "Exists" => key.to_owned(),
            "DoesNotExist" => format!("!{key}"),
            _ => return None,
        });
    }
    (!parts.is_empty()).then(|| parts.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::parse::json;

    #[test]
    fn selectors_read_as_they_are_typed() {
        let text = |json: &[u8]| selector_text(&json::parse(json).unwrap());
        assert_eq!(
            text(
                br#"{"matchLabels":{"app":"web"},"matchExpressions":[
                {"key":"tier","operator":"In","values":["a","b"]},
                {"key":"old","operator":"DoesNotExist"}]}"#
            )
            .unwrap(),
            "app=web,tier in (a,b),!old"
        );
        assert_eq!(text(b"{}"), None);
        assert_eq!(
            text(br#"{"matchExpressions":[{"key":"a","operator":"Like"}]}"#),
            None
        );
    }
}
