//! PodDisruptionBudgets.

use super::Versions;
use super::members::object;
use kf_object::{Map, Value};

const V1: &str = "policy/v1";
const V1BETA1: &str = "policy/v1beta1";
const LABEL: &str = "pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match";

/// An empty selector matches nothing in v1beta1 and everything in v1; a label that no pod has says
/// the other thing in either version (pkg/apis/policy/v1beta1/conversion.go).
pub(super) fn disruption_budget(budget: &mut Map<'_>, versions: Versions<'_>) -> Option<()> {
    let to_v1 = match (versions.stored, versions.wanted) {
        (V1BETA1, V1) => true,
        (V1, V1BETA1) => false,
        _ => return None,
    };
    let Some(selector) = object(budget, &["spec", "selector"]) else {
        return Some(());
    };
    // What stands for the empty selector of the other version, in this one and in that.
    let (theirs, ours) = if to_v1 {
        ("DoesNotExist", "Exists")
    } else {
        ("Exists", "DoesNotExist")
    };
    if *selector == by_label(theirs) {
        *selector = Map::new();
    } else if is_empty(selector) {
        *selector = by_label(ours);
    } else if to_v1 && let Some(Value::Array(requirements)) = selector.get_mut("matchExpressions") {
        requirements.retain(|r| r.get("key").and_then(Value::as_str) != Some(LABEL));
    }
    Some(())
}

/// Nothing in it, or empty lists and maps only.
fn is_empty(selector: &Map<'_>) -> bool {
    selector.iter().all(|(_, value)| match value {
        Value::Array(a) => a.is_empty(),
        Value::Object(m) => m.is_empty(),
        _ => false,
    })
}

fn by_label(operator: &'static str) -> Map<'static> {
    let requirement = [("key", LABEL), ("operator", operator)]
        .into_iter()
        .map(|(name, text)| (name.into(), Value::str(text)))
        .collect();
    let mut selector = Map::new();
    selector.insert(
        "matchExpressions",
        Value::Array(vec![Value::Object(requirement)]),
    );
    selector
}
