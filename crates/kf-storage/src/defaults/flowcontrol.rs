//! FlowSchemas and PriorityLevelConfigurations.
//!
//! Upstream: pkg/apis/flowcontrol/{v1,v1beta3,v1beta2,v1beta1,v1alpha1}/defaults.go.

use super::Defaults;
use super::fill::Fill;
use kf_object::{Map, Value};
use kf_schema::{Change, Minor};

/// The defaults of a kind.
pub(super) fn defaults(version: &str, kind: &str) -> Option<Defaults> {
    Some(match (version, kind) {
        (_, "FlowSchema") => flow_schema,
        ("v1", "PriorityLevelConfiguration") => |o, m| priority_level(o, m, v1_shares),
        ("v1beta3", "PriorityLevelConfiguration") => |o, m| priority_level(o, m, v1beta3_shares),
        (_, "PriorityLevelConfiguration") => |o, m| priority_level(o, m, older_shares),
        _ => return None,
    })
}

/// `SetDefaults_FlowSchemaSpec`.
fn flow_schema(object: &mut Map<'_>, _: Minor) {
    if let Some(spec) = object.child("spec") {
        spec.fill_zero("matchingPrecedence", Value::Int(1000));
    }
}

/// `SetDefaults_LimitedPriorityLevelConfiguration`, `SetDefaults_QueuingConfiguration` and
/// `SetDefaults_ExemptPriorityLevelConfiguration`.
///
/// `shares` sets the shares of a limited level and is told whether they may be 0.
fn priority_level(object: &mut Map<'_>, minor: Minor, shares: fn(&mut Map<'_>, bool)) {
    const KEEP_ZERO: &str = "flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares";
    let keep_zero = minor.has(Change::ZERO_SHARES)
        && object
            .child("metadata")
            .and_then(|meta| meta.child("annotations"))
            .is_some_and(|annotations| annotations.contains_key(KEEP_ZERO));
    let Some(spec) = object.child("spec") else {
        return;
    };
    if let Some(limited) = spec.child("limited") {
        shares(limited, keep_zero);
        if minor.has(Change::LENDABLE_PERCENT) {
            limited.fill_nil("lendablePercent", Value::Int(0));
        }
        if let Some(queuing) = limited
            .child("limitResponse")
            .and_then(|response| response.child("queuing"))
        {
            queuing.fill_zero("handSize", Value::Int(8));
            queuing.fill_zero("queues", Value::Int(64));
            queuing.fill_zero("queueLengthLimit", Value::Int(50));
        }
    }
    if minor.has(Change::EXEMPT_LEVELS)
        && let Some(exempt) = spec.child("exempt")
    {
        exempt.fill_nil("nominalConcurrencyShares", Value::Int(0));
        exempt.fill_nil("lendablePercent", Value::Int(0));
    }
}

/// A pointer, so that 0 can be meant.
fn v1_shares(limited: &mut Map<'_>, _: bool) {
    limited.fill_nil("nominalConcurrencyShares", Value::Int(30));
}

/// `SetDefaults_PriorityLevelConfiguration`: a 0 is meant when an annotation says so.
fn v1beta3_shares(limited: &mut Map<'_>, keep_zero: bool) {
    if !keep_zero {
        limited.fill_zero("nominalConcurrencyShares", Value::Int(30));
    }
}

fn older_shares(limited: &mut Map<'_>, _: bool) {
    limited.fill_zero("assuredConcurrencyShares", Value::Int(30));
}
