//! Who names a Secret.
//!
//! Kubernetes' own types and most custom ones name Secrets in a handful of forms: a member that
//! ends in `secretName`, an object under a member that ends in `secretRef` or `secretKeyRef`, an
//! object that says `kind: Secret`. These are looked for in the whole object.

use std::collections::HashMap;

use kf_object::{Map, Value};

/// Namespace and name.
pub(super) type SecretName = (String, String);

/// An object that names a Secret.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct User {
    /// Whether it is at work: a pod that has ended, a replica set of no pods, or a job that is
    /// done names its Secrets still.
    pub live: bool,
    /// `Pod`
    pub kind: String,
    /// Its namespace; empty for what has none.
    pub namespace: String,
    /// Its name.
    pub name: String,
}

#[derive(Default)]
pub(super) struct References {
    found: HashMap<SecretName, Vec<User>>,
}

impl References {
    pub(super) fn by_secret(self) -> HashMap<SecretName, Vec<User>> {
        self.found
    }

    /// Adds what was found in other objects.
    pub(super) fn append(&mut self, other: &mut Self) {
        for (name, mut users) in other.found.drain() {
            self.found.entry(name).or_default().append(&mut users);
        }
    }

    /// Looks through an object.
    pub(super) fn add(&mut self, object: &Value<'_>) {
        let text = |path: &[&str]| object.str_at(path).unwrap_or_default().to_owned();
        let user = User {
            live: is_live(object),
            kind: text(&["kind"]),
            namespace: text(&["metadata", "namespace"]),
            name: text(&["metadata", "name"]),
        };
        let Some(members) = object.as_object() else {
            return;
        };
        for (name, value) in members.iter() {
            if name != "metadata" {
                self.member(name, value, members, &user);
            }
        }
    }

    fn insert(&mut self, namespace: Option<&str>, name: &str, user: &User) {
        let namespace = namespace.unwrap_or(&user.namespace).to_owned();
        let users = self.found.entry((namespace, name.to_owned())).or_default();
        if users.last() != Some(user) {
            users.push(user.clone());
        }
    }

    /// An object with the name of a Secret.
    fn named(&mut self, value: &Value<'_>, user: &User) {
        if let Some(name) = value.str_at(&["name"]) {
            self.insert(value.str_at(&["namespace"]), name, user);
        }
    }

    fn member(&mut self, name: &str, value: &Value<'_>, beside: &Map<'_>, user: &User) {
        // Few members end as those do that are looked for.
        let last = name.trim_end_matches('-').as_bytes().last();
        let plain = match (last.map(u8::to_ascii_lowercase), value) {
            (Some(b'e' | b'f' | b't'), Value::String(_) | Value::Object(_)) => {
                name.replace('-', "").to_ascii_lowercase()
            }
            _ => String::new(),
        };
        match value {
            Value::String(text) if plain.ends_with("secretname") => {
                let namespace = name
                    .strip_suffix("ame")
                    .map(|head| format!("{head}amespace"));
                let namespace = namespace
                    .and_then(|n| beside.get(&n))
                    .and_then(Value::as_str);
                self.insert(namespace, text, user);
            }
            Value::Object(_)
                if plain.ends_with("secretref")
                    || plain.ends_with("secretkeyref")
                    || plain == "secret"
                    || plain == "externalcertificate" =>
            {
                self.named(value, user);
                self.walk(value, user);
            }
            Value::Array(items) if matches!(name, "imagePullSecrets" | "secrets") => {
                for item in items {
                    self.named(item, user);
                }
            }
            value => self.walk(value, user),
        }
    }

    fn walk(&mut self, value: &Value<'_>, user: &User) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.walk(item, user)),
            Value::Object(members) => {
                if members.get("kind").and_then(Value::as_str) == Some("Secret") {
                    self.named(value, user);
                }
                for (name, member) in members.iter() {
                    self.member(name, member, members, user);
                }
            }
            _ => {}
        }
    }
}

fn is_live(object: &Value<'_>) -> bool {
    match object.str_at(&["kind"]).unwrap_or_default() {
        "Pod" => !matches!(
            object.str_at(&["status", "phase"]),
            Some("Succeeded" | "Failed")
        ),
        "ReplicaSet" | "ReplicationController" => {
            object.at(&["spec", "replicas"]).and_then(Value::as_int) != Some(0)
        }
        "Job" => object.at(&["status", "completionTime"]).is_none(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::parse::json::parse;

    #[test]
    fn every_form_counts() {
        let pod = br#"{"kind":"Pod","metadata":{"name":"p","namespace":"n"},"spec":{
            "imagePullSecrets":[{"name":"pull"}],
            "volumes":[{"secret":{"secretName":"volume"}},
                {"projected":{"sources":[{"secret":{"name":"projected"}}]}},
                {"csi":{"nodePublishSecretRef":{"name":"csi"}}}],
            "containers":[{"envFrom":[{"secretRef":{"name":"all"}}],
                "env":[{"name":"A","valueFrom":{"secretKeyRef":{"name":"one","key":"k"}}}]}]}}"#;
        let class = br#"{"kind":"StorageClass","metadata":{"name":"s"},"parameters":{
            "csi.storage.k8s.io/provisioner-secret-name":"prov",
            "csi.storage.k8s.io/provisioner-secret-namespace":"kube-system"}}"#;
        let gateway = br#"{"kind":"Gateway","metadata":{"name":"g","namespace":"n"},"spec":{
            "certificateRefs":[{"kind":"Secret","name":"tls","namespace":"other"}]}}"#;
        let mut references = References::default();
        for object in [&pod[..], class, gateway] {
            references.add(&parse(object).unwrap());
        }
        let mut names: Vec<String> = references
            .by_secret()
            .keys()
            .map(|(namespace, name)| format!("{namespace}/{name}"))
            .collect();
        names.sort();
        assert_eq!(
            names,
            [
                "kube-system/prov",
                "n/all",
                "n/csi",
                "n/one",
                "n/projected",
                "n/pull",
                "n/volume",
                "other/tls"
            ]
        );
    }
}
