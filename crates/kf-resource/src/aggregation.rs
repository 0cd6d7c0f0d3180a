//! APIServices: which group versions a server offered, in which order, and who served them.
//!
//! kube-apiserver keeps one APIService per group version in etcd: those of its own (label
//! `kube-aggregator.kubernetes.io/automanaged: onstart`), those of CRDs (`true`), and those of
//! aggregated servers, which have `spec.service` and whose objects lie elsewhere.

use std::cmp::{Ordering, Reverse};

use hashbrown::{HashMap, HashSet};

use super::{Text, kube_version};
use kf_object::Value;
use kf_schema::{Change, Minor};

/// The label that tells local APIServices from others.
const AUTOMANAGED: &str = "kube-aggregator.kubernetes.io/automanaged";

/// One APIService, reduced to what decides order and place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiService {
    /// `metadata.name`, such as `v1.apps`; `v1.` for the core group.
    pub name: Text,
    /// `spec.group`
    pub group: Text,
    /// `spec.version`
    pub version: Text,
    /// `spec.groupPriorityMinimum`; higher comes first.
    pub group_priority: i64,
    /// `spec.versionPriority`; higher comes first.
    pub version_priority: i64,
    /// The service that serves it, if that is not kube-apiserver itself.
    pub service: Option<ServiceRef>,
    /// Who keeps the APIService object.
    pub kept_by: KeptBy,
    /// Condition Available: whether the service answered. Local ones always do.
    pub available: bool,
}

/// `spec.service` of an APIService.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceRef {
    /// Namespace of the Service.
    pub namespace: Text,
    /// Name of the Service.
    pub name: Text,
}

/// Who keeps an APIService object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptBy {
    /// kube-apiserver, at its start: a built-in group version.
    Server,
    /// kube-apiserver, for a CRD.
    CustomResources,
    /// An administrator.
    Admin,
}

/// A group with its versions, preferred version first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Name; empty for the core group.
    pub name: Text,
    /// Versions in discovery's order.
    pub versions: Vec<ApiService>,
    /// Where it stands in the document that is not aggregated, `/apis`.
    pub place: usize,
}

impl ApiService {
    /// Reads an APIService object (apiregistration.k8s.io v1 or v1beta1); `None` if it names no
    /// version.
    #[must_use]
    pub fn from_value(value: &Value<'_>) -> Option<Self> {
        let text = |path: &[&str]| value.str_at(path).unwrap_or_default().to_owned();
        let number = |path: &[&str]| value.at(path).and_then(Value::as_int).unwrap_or_default();
        let version = text(&["spec", "version"]);
        if version.is_empty() {
            return None;
        }
        let service = value
            .at(&["spec", "service"])
            .and_then(Value::as_object)
            .map(|s| {
                let member = |k| {
                    s.get(k)
                        .and_then(Value::as_str)
                        .unwrap_or_default()
                        .to_owned()
                };
                ServiceRef {
                    namespace: member("namespace").into(),
                    name: member("name").into(),
                }
            });
        let kept_by = match value.str_at(&["metadata", "labels", AUTOMANAGED]) {
            Some("onstart") => KeptBy::Server,
            Some("true") => KeptBy::CustomResources,
            _ => KeptBy::Admin,
        };
        let conditions = value
            .at(&["status", "conditions"])
            .and_then(Value::as_array);
        let available = conditions.unwrap_or(&[]).iter().any(|c| {
            c.str_at(&["type"]) == Some("Available") && c.str_at(&["status"]) == Some("True")
        });
        Some(Self {
            name: text(&["metadata", "name"]).into(),
            group: text(&["spec", "group"]).into(),
            version: version.into(),
            group_priority: number(&["spec", "groupPriorityMinimum"]),
            version_priority: number(&["spec", "versionPriority"]),
            available: service.is_none() || available,
            service,
            kept_by,
        })
    }
}

/// Groups in discovery's order, versions in theirs.
///
/// The core group leads (it has its own document, `/api`), then apiregistration.k8s.io, which the
/// aggregator serves without an APIService for itself, then all by `groupPriorityMinimum`. Rules:
/// `SortedByGroupAndVersion` in k8s.io/kube-aggregator pkg/apis/apiregistration/v1/helper, and
/// with [`Change::AGGREGATED_DISCOVERY`] k8s.io/apiserver pkg/endpoints/discovery/aggregated.
#[must_use]
pub fn groups(mut services: Vec<ApiService>, minor: Minor) -> Vec<Group> {
    services.sort_by(|a, b| {
        b.group_priority
            .cmp(&a.group_priority)
            .then_with(|| a.name.cmp(&b.name))
    });
    let mut groups: Vec<Group> = Vec::new();
    let mut position: HashMap<Text, usize> = HashMap::new();
    let mut seen: HashSet<(Text, Text)> = HashSet::new();
    for service in services {
        if !seen.insert((service.group.clone(), service.version.clone())) {
            continue;
        }
        let at = *position.entry(service.group.clone()).or_insert_with(|| {
            groups.push(Group {
                name: service.group.clone(),
                versions: Vec::new(),
                place: 0,
            });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(at) {
            group.versions.push(service);
        }
    }
    for group in &mut groups {
        group.versions.sort_by(version_order);
    }
    // A stable sort: the other groups keep their order.
    groups.sort_by_key(leading);
    for (place, group) in groups.iter_mut().enumerate() {
        group.place = place;
    }
    if minor.has(Change::AGGREGATED_DISCOVERY) {
        let priority = |g: &Group| g.versions.iter().map(|v| v.group_priority).max();
        groups.sort_by_cached_key(|g| (Reverse(priority(g)), g.name.clone()));
    }
    groups.sort_by_key(leading);
    groups
}

/// The place of the groups that lead.
fn leading(group: &Group) -> u8 {
    match group.name.as_ref() {
        "" => 0,
        "apiregistration.k8s.io" => 1,
        _ => 2,
    }
}

fn version_order(a: &ApiService, b: &ApiService) -> Ordering {
    b.version_priority
        .cmp(&a.version_priority)
        .then_with(|| kube_version::by_preference(&a.version, &b.version))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(name: &'static str, group_priority: i64, version_priority: i64) -> ApiService {
        let (version, group) = name.split_once('.').unwrap();
        ApiService {
            name: name.into(),
            group: group.into(),
            version: version.into(),
            group_priority,
            version_priority,
            service: None,
            kept_by: KeptBy::Server,
            available: true,
        }
    }

    fn names(groups: &[Group]) -> Vec<String> {
        let versions = |g: &Group| {
            g.versions
                .iter()
                .map(|v| v.version.as_ref())
                .collect::<Vec<_>>()
                .join(",")
        };
        groups
            .iter()
            .map(|g| format!("{}:{}", g.name, versions(g)))
            .collect()
    }

    #[test]
    fn equal_priorities_go_by_object_name_then_by_group_name() {
        let all = || {
            vec![
                service("v2.monitoring.example", 1000, 100),
                service("v1alpha1.ops.example", 1000, 100),
                service("v1.ops.example", 1000, 100),
                service("v1.", 18000, 1),
                service("v1.apps", 17800, 15),
                service("v1beta1.apps", 17800, 1),
                service("v1.apiregistration.k8s.io", 1, 1),
                service("v2beta1.autoscaling", 17500, 9),
                service("v2beta2.autoscaling", 17500, 1),
                service("v1.autoscaling", 17500, 15),
            ]
        };
        let head = [":v1", "apiregistration.k8s.io:v1", "apps:v1,v1beta1"];
        let old = names(&groups(all(), Minor::new(15)));
        assert_eq!(old[..3], head);
        assert_eq!(old[3], "autoscaling:v1,v2beta1,v2beta2");
        assert_eq!(
            old[4..],
            ["ops.example:v1,v1alpha1", "monitoring.example:v2"]
        );
        let new = names(&groups(all(), Minor::new(36)));
        assert_eq!(new[..3], head);
        assert_eq!(
            new[4..],
            ["monitoring.example:v2", "ops.example:v1,v1alpha1"]
        );
    }
}
