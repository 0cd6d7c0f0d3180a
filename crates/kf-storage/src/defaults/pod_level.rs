//! Resources of a whole pod, completed from those of its containers.
//!
//! Upstream: pkg/apis/core/v1/defaults.go `defaultHugePagePodLimits` and `defaultPodRequests`, which
//! `SetDefaults_Pod` calls once the containers have theirs.

use std::borrow::Cow;

use super::fill::Fill;
use crate::pod_resources::{Amounts, Which, of_spec};
use kf_object::{Map, Value};

/// Completes `resources` of a pod's spec, where it says something.
pub(super) fn resources(spec: &mut Map<'_>) {
    let says = |spec: &Map<'_>, member: &str| {
        let amounts = spec.get("resources").and_then(|r| r.get(member));
        let amounts = amounts.and_then(Value::as_object);
        amounts.is_some_and(|amounts| !amounts.is_empty())
    };
    if !says(spec, "limits") && !says(spec, "requests") {
        return;
    }
    let whole = Value::Object(spec.clone());
    let asked = |name: &str| whole.at(&["resources", "requests", name]).is_some();
    let pages = of_spec(&whole, Which::Limits).into_iter();
    let pages: Amounts = pages
        .filter(|(name, _)| is_huge_page(name) && !asked(name))
        .collect();
    add(spec, "limits", pages);
    if !says(spec, "limits") {
        return;
    }
    let requests = of_spec(&whole, Which::Requests).into_iter();
    let requests = requests.filter(|(name, _)| matches!(name.as_str(), "cpu" | "memory"));
    add(spec, "requests", requests.collect());
    limits_as_requests(spec);
}

/// What is limited is asked for as well, as far as a pod can say it of itself
/// (`IsSupportedPodLevelResource`).
fn limits_as_requests(spec: &mut Map<'_>) {
    let Some(resources) = spec.child("resources") else {
        return;
    };
    let asked = |name: &str| {
        let requests = resources.get("requests").and_then(Value::as_object);
        requests.is_some_and(|requests| requests.contains_key(name))
    };
    let limits = resources.get("limits").and_then(Value::as_object);
    let missing: Vec<_> = limits
        .into_iter()
        .flat_map(Map::iter)
        .filter(|(name, _)| matches!(*name, "cpu" | "memory") || is_huge_page(name))
        .filter(|(name, _)| !asked(name))
        .map(|(name, amount)| (name.to_owned(), amount.clone()))
        .collect();
    if missing.is_empty() {
        return;
    }
    if let Some(requests) = resources.child_or_new("requests") {
        for (name, amount) in missing {
            requests.insert(name, amount);
        }
    }
}

fn is_huge_page(name: &str) -> bool {
    name.starts_with("hugepages-")
}

/// Adds the amounts that a member of `resources` lacks.
fn add(spec: &mut Map<'_>, member: &'static str, amounts: Amounts) {
    if amounts.is_empty() {
        return;
    }
    let Some(members) = spec
        .child("resources")
        .and_then(|resources| resources.child_or_new(member))
    else {
        return;
    };
    for (name, amount) in amounts {
        if !members.contains_key(&name) {
            let amount = Value::String(amount.to_string().into());
            members.insert(Cow::<str>::Owned(name), amount);
        }
    }
}
