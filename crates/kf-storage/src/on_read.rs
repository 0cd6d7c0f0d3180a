//! What an apiserver does to a stored object before it prints it, apart from decoding it and
//! setting defaults.
//!
//! Two kinds have decorators (`Decorator` of the registry store), and two have a conversion that adds
//! something.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::convert;
use kf_object::{Map, Value};
use kf_schema::{Change, Minor};

/// Applies the rules for the object's kind.
pub(crate) fn apply(object: &mut Value<'_>, minor: Minor) {
    let kind = object.str_at(&["kind"]).unwrap_or_default();
    let core = object.str_at(&["apiVersion"]) == Some("v1");
    match kind {
        "Service" if core && minor.has(Change::SERVICE_FAMILIES) => service(object),
        "PersistentVolumeClaim" if core && minor.has(Change::CLAIM_DATA_SOURCES) => {
            claim_data_sources(object)
        }
        "HorizontalPodAutoscaler" => convert::through_internal(object, minor),
        "Secret" if core => secret(object),
        _ => {}
    }
    encoded(object, minor);
}

/// pkg/apis/core/v1/conversion.go `Convert_v1_Secret_To_core_Secret`: `stringData` goes over `data`. No
/// server stores it; somebody who writes to etcd may.
pub(crate) fn secret(object: &mut Value<'_>) {
    let Some(secret) = object.as_object_mut() else {
        return;
    };
    let Some(Value::Object(texts)) = secret.remove("stringData") else {
        return;
    };
    if texts.is_empty() {
        return;
    }
    let mut data = match secret.remove("data") {
        Some(Value::Object(data)) => data,
        _ => Map::new(),
    };
    for (key, text) in texts {
        let bytes = text.as_str().unwrap_or_default();
        data.insert(key, Value::String(STANDARD.encode(bytes).into()));
    }
    secret.insert("data", Value::Object(data));
}

/// Whether [`apply`] does something to objects of a kind, or may.
pub(crate) fn changes(kind: &str) -> bool {
    matches!(
        kind,
        "Service" | "PersistentVolumeClaim" | "HorizontalPodAutoscaler" | "StatefulSet"
    )
}

/// Applies what the conversion to a version adds that its structs' fields do not tell of.
pub(crate) fn encoded(object: &mut Value<'_>, minor: Minor) {
    let set = object.str_at(&["kind"]) == Some("StatefulSet");
    if set && minor.has(Change::CLAIM_TEMPLATE_TYPES) {
        claim_template_types(object);
    }
}

/// `volumeClaimTemplates` get apiVersion and kind on output
/// (pkg/apis/apps/v1/conversion.go `Convert_apps_StatefulSetSpec_To_v1_StatefulSetSpec`).
fn claim_template_types(object: &mut Value<'_>) {
    let Some(Value::Array(templates)) =
        member(object, &["spec"]).and_then(|spec| spec.get_mut("volumeClaimTemplates"))
    else {
        return;
    };
    for template in templates.iter_mut().filter_map(Value::as_object_mut) {
        template.insert("apiVersion", Value::str("v1"));
        template.insert("kind", Value::str("PersistentVolumeClaim"));
    }
}

/// pkg/registry/core/service/storage/storage.go `defaultOnReadService`: what objects
/// from before dual-stack lack.
fn service(object: &mut Value<'_>) {
    let Some(spec) = member(object, &["spec"]) else {
        return;
    };
    let text = |spec: &Map<'_>, name: &str| {
        spec.get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let filled = |spec: &Map<'_>, name: &str| {
        spec.get(name)
            .and_then(Value::as_array)
            .is_some_and(|a| !a.is_empty())
    };
    let cluster_ip = text(spec, "clusterIP");
    if !cluster_ip.is_empty() && !filled(spec, "clusterIPs") {
        let ip = Value::String(cluster_ip.clone().into());
        spec.insert("clusterIPs", Value::Array(vec![ip]));
    }
    if text(spec, "type") == "ExternalName" {
        spec.remove("internalTrafficPolicy");
        return;
    }
    if filled(spec, "ipFamilies") {
        return;
    }
    let family = |ip: &str| if ip.contains(':') { "IPv6" } else { "IPv4" };
    let families: Vec<&'static str> = if cluster_ip == "None" {
        // The primary family is the cluster's: it is that of any other service's address, which
        // one object alone does not tell. IPv4 is what clusters from before dual-stack had.
        let selects = spec
            .get("selector")
            .and_then(Value::as_object)
            .is_some_and(|s| !s.is_empty());
        if selects {
            vec!["IPv4"]
        } else {
            vec!["IPv4", "IPv6"]
        }
    } else {
        let ips = spec
            .get("clusterIPs")
            .and_then(Value::as_array)
            .unwrap_or_default();
        ips.iter().filter_map(Value::as_str).map(family).collect()
    };
    // Without families there is no policy either: what stands there is not looked at.
    let policy = match families.len() {
        0 => return,
        1 => "SingleStack",
        _ => "RequireDualStack",
    };
    spec.insert("ipFamilyPolicy", Value::str(policy));
    let families = families.into_iter().map(Value::str).collect();
    spec.insert("ipFamilies", Value::Array(families));
}

/// pkg/registry/core/persistentvolumeclaim/storage `defaultOnReadPvc`: `dataSource` and
/// `dataSourceRef` mirror each other unless the reference names a namespace.
fn claim_data_sources(object: &mut Value<'_>) {
    let Some(spec) = member(object, &["spec"]) else {
        return;
    };
    let source = spec
        .get("dataSource")
        .filter(|v| **v != Value::Null)
        .cloned();
    let reference = spec
        .get("dataSourceRef")
        .filter(|v| **v != Value::Null)
        .cloned();
    match (source, reference) {
        (Some(source), None) => {
            spec.insert("dataSourceRef", source);
        }
        (None, Some(reference)) if reference.get("namespace").is_none() => {
            spec.insert("dataSource", reference);
        }
        _ => {}
    }
}

fn member<'v, 'a>(object: &'v mut Value<'a>, path: &[&str]) -> Option<&'v mut Map<'a>> {
    let mut map = object.as_object_mut()?;
    for name in path {
        map = map.get_mut(name)?.as_object_mut()?;
    }
    Some(map)
}

#[cfg(test)]
mod tests {
    use super::apply;
    use crate::testing::{parse, text};
    use kf_schema::Minor;

    /// `ipFamilies` and `ipFamilyPolicy` of a Service after reading.
    fn families(spec: &str) -> String {
        let mut service = parse(&format!(
            r#"{{"apiVersion":"v1","kind":"Service","spec":{{{spec}}}}}"#
        ));
        apply(&mut service, Minor::new(36));
        let of = |name| service.at(&["spec", name]).map_or("-".to_owned(), text);
        format!("{} {}", of("ipFamilies"), of("ipFamilyPolicy"))
    }

    #[test]
    fn a_service_without_families_has_its_policy_from_its_addresses() {
        for (spec, expected) in [
            (
                r#""clusterIP":"10.0.0.1","ipFamilyPolicy":"PreferDualStack""#,
                r#"["IPv4"] "SingleStack""#,
            ),
            (
                r#""clusterIP":"","clusterIPs":["fd00::1","10.0.0.1"]"#,
                r#"["IPv6","IPv4"] "RequireDualStack""#,
            ),
            (
                r#""clusterIP":"None""#,
                r#"["IPv4","IPv6"] "RequireDualStack""#,
            ),
            (
                r#""ipFamilyPolicy":"PreferDualStack""#,
                r#"- "PreferDualStack""#,
            ),
            (
                r#""clusterIP":"10.0.0.1","ipFamilies":["IPv4"]"#,
                r#"["IPv4"] -"#,
            ),
            (r#""type":"ExternalName","clusterIP":"10.0.0.1""#, "- -"),
        ] {
            assert_eq!(families(spec), expected, "{spec}");
        }
    }
}
