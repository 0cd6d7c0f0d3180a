//! CustomResourceDefinitions between the versions v1beta1 and v1 of apiextensions.k8s.io.
//!
//! Every apiserver up to and including 1.36 stores them as v1beta1 JSON, and since 1.16 serves v1.
//! On the way lie v1beta1's defaults (pkg/apis/apiextensions/v1beta1/defaults.go) and the moves of
//! pkg/apis/apiextensions/v1/conversion.go between fields of the whole definition and fields of
//! each version. Everything else, such as dropping unknown fields and empty lists, is the work of
//! whoever fits the result into the Go structs.

use std::borrow::Cow;

use kf_base::limits::MAX_CRD_NODES;
use kf_base::{Error, Result};
use kf_object::{Map, Value};
use kf_schema::{Change, Minor};

const V1: &str = "apiextensions.k8s.io/v1";
const V1BETA1: &str = "apiextensions.k8s.io/v1beta1";

/// Fields that v1beta1 may have once for all versions: their names there, and in a version.
const HOISTED: [(&str, &str); 4] = [
    ("subresources", "subresources"),
    ("validation", "schema"),
    ("additionalPrinterColumns", "additionalPrinterColumns"),
    ("selectableFields", "selectableFields"),
];

/// Returns a stored definition as a server of a minor gives it out as v1.
///
/// # Errors
/// [`kf_base::ErrorKind::Corrupt`] when `stored` is no definition: no object, no spec, or of
/// another apiVersion than apiextensions.k8s.io/v1beta1 or /v1; [`kf_base::ErrorKind::Limit`] when
/// the copies for its versions come to more than [`MAX_CRD_NODES`].
pub fn to_v1(mut stored: Value<'_>, minor: Minor) -> Result<Value<'_>> {
    let was_v1 = is_v1(&stored)?;
    // Older servers give out no v1; for kf itself it is the form to read definitions in.
    let first = Change::DEFINITIONS_V1.minors.first;
    default(&mut stored, was_v1, minor.max(first));
    if was_v1 {
        return Ok(stored);
    }
    set(&mut stored, "apiVersion", Value::str(V1));
    let spec = spec_mut(&mut stored)?;
    for columns in column_lists(spec) {
        rename_member(columns, "JSONPath", "jsonPath");
    }
    spec.remove("version");
    for (whole, each) in HOISTED {
        let Some(value) = spec.remove(whole).filter(|v| *v != Value::Null) else {
            continue;
        };
        let copies = versions_mut(spec).count();
        if copies.saturating_mul(nodes(&value)) > MAX_CRD_NODES {
            return Err(Error::limit(format!(
                "CustomResourceDefinition: {copies} copies of spec.{whole} are more than \
                 {MAX_CRD_NODES} values"
            )));
        }
        for version in versions_mut(spec) {
            if is_empty_list(&value) {
                version.remove(each);
            } else {
                version.insert(each, value.clone());
            }
        }
    }
    if let Some(Value::Object(conversion)) = spec.get_mut("conversion") {
        let client = present(conversion.remove("webhookClientConfig"));
        let reviews = present(conversion.remove("conversionReviewVersions"));
        if client.is_some() || reviews.is_some() {
            let mut webhook = Map::new();
            // Without omitempty in v1: null when there are none.
            webhook.insert("conversionReviewVersions", reviews.unwrap_or(Value::Null));
            if let Some(client) = client {
                webhook.insert("clientConfig", client);
            }
            conversion.insert("webhook", Value::Object(webhook));
        }
    }
    if spec.get("preserveUnknownFields") != Some(&Value::Bool(true)) {
        spec.remove("preserveUnknownFields");
    }
    Ok(stored)
}

/// Returns a stored definition as a server of a minor gives it out as v1beta1.
///
/// # Errors
/// As [`to_v1`].
pub fn to_v1beta1(mut stored: Value<'_>, minor: Minor) -> Result<Value<'_>> {
    let was_v1 = is_v1(&stored)?;
    default(&mut stored, was_v1, minor);
    if !was_v1 {
        return Ok(stored);
    }
    set(&mut stored, "apiVersion", Value::str(V1BETA1));
    let spec = spec_mut(&mut stored)?;
    let first_name = versions_mut(spec)
        .next()
        .and_then(|v| v.get("name").cloned());
    if let Some(name) = first_name {
        spec.insert("version", name);
        for (whole, each) in HOISTED {
            hoist(spec, whole, each);
        }
    }
    for columns in column_lists(spec) {
        rename_member(columns, "jsonPath", "JSONPath");
    }
    if let Some(Value::Object(conversion)) = spec.get_mut("conversion") {
        let webhook = conversion.remove("webhook");
        if let Some(Value::Object(mut webhook)) = webhook {
            if let Some(client) = present(webhook.remove("clientConfig")) {
                conversion.insert("webhookClientConfig", client);
            }
            if let Some(reviews) = present(webhook.remove("conversionReviewVersions")) {
                conversion.insert("conversionReviewVersions", reviews);
            }
        }
    }
    let preserve = spec.get("preserveUnknownFields").and_then(Value::as_bool);
    spec.insert(
        "preserveUnknownFields",
        Value::Bool(preserve.unwrap_or(false)),
    );
    Ok(stored)
}

fn is_v1(crd: &Value<'_>) -> Result<bool> {
    match crd.get("apiVersion").and_then(Value::as_str) {
        Some(V1) => Ok(true),
        Some(V1BETA1) => Ok(false),
        other => Err(Error::corrupt(format!(
            "CustomResourceDefinition of apiVersion {}",
            kf_base::escape::quoted(other.unwrap_or_default().as_bytes())
        ))),
    }
}

fn spec_mut<'t, 'a>(crd: &'t mut Value<'a>) -> Result<&'t mut Map<'a>> {
    crd.as_object_mut()
        .and_then(|m| m.get_mut("spec"))
        .and_then(Value::as_object_mut)
        .ok_or_else(|| Error::corrupt("CustomResourceDefinition without spec"))
}

fn set<'a>(object: &mut Value<'a>, key: &'static str, value: Value<'a>) {
    if let Some(members) = object.as_object_mut() {
        members.insert(key, value);
    }
}

/// What Go has as a value other than nil.
fn present(value: Option<Value<'_>>) -> Option<Value<'_>> {
    value.filter(|v| *v != Value::Null)
}

fn is_empty_list(value: &Value<'_>) -> bool {
    value.as_array().is_some_and(<[Value<'_>]>::is_empty)
}

/// How many values `value` consists of.
fn nodes(value: &Value<'_>) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(nodes).sum::<usize>(),
        Value::Object(members) => 1 + members.iter().map(|(_, v)| nodes(v)).sum::<usize>(),
        _ => 1,
    }
}

fn text<'v>(map: &'v Map<'_>, key: &str) -> &'v str {
    map.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn versions_mut<'t, 'a>(spec: &'t mut Map<'a>) -> impl Iterator<Item = &'t mut Map<'a>> {
    let versions = match spec.get_mut("versions") {
        Some(Value::Array(versions)) => versions.as_mut_slice(),
        _ => &mut [],
    };
    versions.iter_mut().filter_map(Value::as_object_mut)
}

/// The lists of printer columns, of the whole definition and of each version.
fn column_lists<'t, 'a>(spec: &'t mut Map<'a>) -> Vec<&'t mut Value<'a>> {
    let mut lists = Vec::new();
    for (key, value) in spec.iter_mut() {
        match (key, value) {
            ("additionalPrinterColumns", columns) => lists.push(columns),
            ("versions", Value::Array(versions)) => {
                let versions = versions.iter_mut().filter_map(Value::as_object_mut);
                lists.extend(versions.filter_map(|v| v.get_mut("additionalPrinterColumns")));
            }
            _ => {}
        }
    }
    lists
}

fn rename_member(list: &mut Value<'_>, from: &str, to: &'static str) {
    let Value::Array(items) = list else { return };
    for item in items.iter_mut().filter_map(Value::as_object_mut) {
        if let Some(value) = item.remove(from) {
            item.insert(to, value);
        }
    }
}

/// Moves a field that is the same in all versions to the spec.
///
/// Equal as Go's `Semantic.DeepEqual` has it, for which nil and empty lists are the same.
fn hoist<'a>(spec: &mut Map<'a>, whole: &'static str, each: &str) {
    let mut fields: Vec<_> = versions_mut(spec)
        .map(|v| present(v.get(each).cloned()).filter(|f| !is_empty_list(f)))
        .collect();
    if !fields.windows(2).all(|pair| pair.first() == pair.last()) {
        return;
    }
    for version in versions_mut(spec) {
        version.remove(each);
    }
    match fields.pop().flatten() {
        Some(value) => spec.insert(whole, value),
        None => spec.remove(whole),
    };
}

/// `SetDefaults_CustomResourceDefinition` of either version, as of a minor.
fn default(crd: &mut Value<'_>, v1: bool, minor: Minor) {
    let mut storage = None;
    if let Some(spec) = crd.as_object_mut().and_then(|m| m.get_mut("spec"))
        && let Some(spec) = spec.as_object_mut()
    {
        default_spec(spec, v1, minor);
        storage = versions_mut(spec)
            .find(|v| v.get("storage") == Some(&Value::Bool(true)))
            .and_then(|v| v.get("name").cloned());
    }
    let Some(storage) = storage.filter(|_| minor.has(Change::DEFINITION_VERSIONS)) else {
        return;
    };
    let Some(crd) = crd.as_object_mut() else {
        return;
    };
    if present(crd.get("status").cloned()).is_none() {
        crd.insert("status", Value::Object(Map::new()));
    }
    if let Some(Value::Object(status)) = crd.get_mut("status") {
        let stored = status.get("storedVersions").and_then(Value::as_array);
        if stored.is_none_or(<[Value<'_>]>::is_empty) {
            status.insert("storedVersions", Value::Array(vec![storage]));
        }
    }
}

fn default_spec(spec: &mut Map<'_>, v1: bool, minor: Minor) {
    if let Some(Value::Object(names)) = spec.get_mut("names") {
        let kind = text(names, "kind").to_owned();
        if text(names, "singular").is_empty() && !kind.is_empty() {
            // Go's ToLower; a kind is a DNS label but for case, hence ASCII.
            names.insert("singular", Value::String(kind.to_lowercase().into()));
        }
        if text(names, "listKind").is_empty() && !kind.is_empty() {
            names.insert("listKind", Value::String(format!("{kind}List").into()));
        }
    }
    if !v1 {
        default_v1beta1(spec, minor);
    }
    if !minor.has(Change::DEFINITION_CONVERSION) {
        return;
    }
    if matches!(spec.get("conversion"), None | Some(Value::Null)) {
        let strategy = (Cow::Borrowed("strategy"), Value::str("None"));
        spec.insert("conversion", Value::Object(Map::from_iter([strategy])));
    }
    let Some(Value::Object(conversion)) = spec.get_mut("conversion") else {
        return;
    };
    if !v1
        && minor.has(Change::DEFINITION_REVIEW_VERSIONS)
        && text(conversion, "strategy") == "Webhook"
    {
        let reviews = conversion
            .get("conversionReviewVersions")
            .and_then(Value::as_array);
        if reviews.is_none_or(<[Value<'_>]>::is_empty) {
            let versions = vec![Value::str("v1beta1")];
            conversion.insert("conversionReviewVersions", Value::Array(versions));
        }
    }
    let client = if v1 {
        let webhook = conversion.get_mut("webhook").and_then(Value::as_object_mut);
        webhook.and_then(|w| w.get_mut("clientConfig"))
    } else {
        conversion.get_mut("webhookClientConfig")
    };
    if minor.has(Change::DEFINITION_SERVICE_PORT)
        && let Some(Value::Object(client)) = client
        && let Some(Value::Object(service)) = client.get_mut("service")
        && matches!(service.get("port"), None | Some(Value::Null))
    {
        service.insert("port", Value::Int(443));
    }
}

fn default_v1beta1(spec: &mut Map<'_>, minor: Minor) {
    if text(spec, "scope").is_empty() {
        spec.insert("scope", Value::str("Namespaced"));
    }
    if minor.has(Change::DEFINITION_VERSIONS) {
        let none = spec
            .get("versions")
            .and_then(Value::as_array)
            .is_none_or(<[Value<'_>]>::is_empty);
        let version = text(spec, "version").to_owned();
        if none && !version.is_empty() {
            let members = [
                ("name", Value::String(version.into())),
                ("served", Value::Bool(true)),
                ("storage", Value::Bool(true)),
            ];
            let members = members.map(|(k, v)| (Cow::Borrowed(k), v));
            let only = Value::Object(Map::from_iter(members));
            spec.insert("versions", Value::Array(vec![only]));
        } else if version.is_empty() {
            let first = versions_mut(spec).next();
            if let Some(name) = first.and_then(|v| v.get("name").cloned()) {
                spec.insert("version", name);
            }
        }
    }
    if minor.has(Change::DEFINITION_PRESERVES)
        && present(spec.get("preserveUnknownFields").cloned()).is_none()
    {
        spec.insert("preserveUnknownFields", Value::Bool(true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{parse, text};

    const SAMPLES: &str = include_str!("../../../fixtures/crd/samples.json");

    /// Definitions stored by kube-apiservers 1.36.3 and 1.15.3 and what these gave out.
    #[test]
    fn served_by_real_servers() {
        let samples = parse(SAMPLES);
        for sample in samples.as_array().unwrap() {
            let minor = u8::try_from(sample.get("minor").and_then(Value::as_int).unwrap()).unwrap();
            let minor = Minor::new(minor);
            let stored = sample.get("stored").unwrap().clone();
            let got = if !minor.has(Change::DEFINITIONS_V1) {
                to_v1beta1(stored, minor)
            } else {
                to_v1(stored, minor)
            };
            assert_eq!(text(&got.unwrap()), text(sample.get("served").unwrap()));
        }
    }

    /// What a server stores comes back from what it gives out.
    #[test]
    fn there_and_back() {
        let samples = parse(SAMPLES);
        for sample in samples.as_array().unwrap() {
            let stored = sample.get("stored").unwrap();
            let v1 = to_v1(stored.clone(), Minor::new(36)).unwrap();
            let back = to_v1beta1(v1, Minor::new(36)).unwrap();
            assert_eq!(text(&back), text(stored));
        }
    }

    fn crd(spec: &str) -> Value<'static> {
        parse(&format!(
            r#"{{"apiVersion":"apiextensions.k8s.io/v1beta1","spec":{spec}}}"#
        ))
    }

    #[test]
    fn a_definition_of_1_7() {
        let stored = crd(
            r#"{"group":"g.io","version":"v1","names":{"kind":"Foo","plural":"foos"},
                "validation":{"openAPIV3Schema":{"type":"object"}}}"#,
        );
        let wanted = parse(
            r#"{"apiVersion":"apiextensions.k8s.io/v1",
                "spec":{"group":"g.io","scope":"Namespaced","conversion":{"strategy":"None"},
                  "names":{"kind":"Foo","plural":"foos","listKind":"FooList","singular":"foo"},
                  "preserveUnknownFields":true,
                  "versions":[{"name":"v1","served":true,"storage":true,
                    "schema":{"openAPIV3Schema":{"type":"object"}}}]},
                "status":{"storedVersions":["v1"]}}"#,
        );
        assert_eq!(to_v1(stored.clone(), Minor::new(10)).unwrap(), wanted);
        let old = to_v1beta1(stored, Minor::new(10)).unwrap();
        assert!(old.at(&["spec", "versions"]).is_none());
        assert!(old.at(&["spec", "conversion"]).is_none());
    }

    #[test]
    fn columns_and_webhooks() {
        let stored = crd(
            r#"{"versions":[{"name":"v1","additionalPrinterColumns":[{"JSONPath":".a"}]},
                            {"name":"v2","subresources":{"status":{}}}],
                "additionalPrinterColumns":null,"preserveUnknownFields":false,"scope":"Cluster",
                "conversion":{"strategy":"Webhook","webhookClientConfig":{"service":{"name":"s"}}}}"#,
        );
        let got = to_v1(stored, Minor::new(36)).unwrap();
        let wanted = parse(
            r#"{"versions":[{"name":"v1","additionalPrinterColumns":[{"jsonPath":".a"}]},
                            {"name":"v2","subresources":{"status":{}}}],
                "scope":"Cluster",
                "conversion":{"strategy":"Webhook","webhook":{
                  "conversionReviewVersions":["v1beta1"],
                  "clientConfig":{"service":{"name":"s","port":443}}}}}"#,
        );
        assert_eq!(got.get("spec"), Some(&wanted));
        let back = to_v1beta1(got, Minor::new(36)).unwrap();
        let conversion = back.at(&["spec", "conversion"]).unwrap();
        assert!(conversion.at(&["webhookClientConfig", "service"]).is_some());
        assert_eq!(back.str_at(&["spec", "version"]), Some("v1"));
        // An empty list for all versions takes theirs away.
        let stored = crd(
            r#"{"versions":[{"name":"v1","additionalPrinterColumns":[{"JSONPath":".a"}]}],
                "additionalPrinterColumns":[]}"#,
        );
        let got = to_v1(stored, Minor::new(36)).unwrap();
        let wanted = parse(r#"[{"name":"v1"}]"#);
        assert_eq!(got.at(&["spec", "versions"]), Some(&wanted));
    }

    #[test]
    fn refused() {
        for text in [
            "{}",
            "[]",
            r#"{"apiVersion":"apiextensions.k8s.io/v1beta1"}"#,
        ] {
            assert!(to_v1(parse(text), Minor::new(36)).unwrap_err().is_corrupt());
        }
        let versions = vec![r#"{"name":"v1"}"#; 5_000].join(",");
        let columns = vec!["1"; 5_000].join(",");
        let bomb = crd(&format!(
            r#"{{"versions":[{versions}],"additionalPrinterColumns":[{columns}]}}"#
        ));
        let error = to_v1(bomb, Minor::new(36)).unwrap_err();
        assert_eq!(error.kind(), kf_base::ErrorKind::Limit);
    }
}
