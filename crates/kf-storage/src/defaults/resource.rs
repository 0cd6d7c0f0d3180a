//! Resource claims (dynamic resource allocation).
//!
//! Upstream: pkg/apis/resource/{v1,v1beta2,v1beta1,v1alpha3,v1alpha2,v1alpha1}/defaults.go. Not done:
//! `SetDefaults_DeviceTaint`, which takes the server's clock.

use super::Defaults;
use super::fill::Fill;
use kf_object::{Map, Value};
use kf_schema::{Change, Minor};

/// The defaults of a kind.
pub(super) fn defaults(version: &str, kind: &str) -> Option<Defaults> {
    Some(match (version, kind) {
        ("v1" | "v1beta2", "ResourceClaim") => |o, m| claim(o, m, exact_request),
        ("v1" | "v1beta2", "ResourceClaimTemplate") => |o, m| template(o, m, exact_request),
        ("v1beta1" | "v1alpha3", "ResourceClaim") => |o, m| claim(o, m, flat_request),
        ("v1beta1" | "v1alpha3", "ResourceClaimTemplate") => |o, m| template(o, m, flat_request),
        ("v1alpha2" | "v1alpha1", "ResourceClaim") => |o, _| classic_claim(o),
        ("v1alpha2" | "v1alpha1", "ResourceClaimTemplate") => |o, _| {
            if let Some(template) = o.child("spec") {
                classic_claim(template);
            }
        },
        ("v1" | "v1beta2", "ResourceSlice") => |o, m| slice(o, m, false),
        ("v1beta1", "ResourceSlice") => |o, m| slice(o, m, true),
        ("v1alpha3", "ResourcePoolStatusRequest") => pool_status_request,
        _ => return None,
    })
}

fn template(object: &mut Map<'_>, minor: Minor, request: fn(&mut Map<'_>, Minor)) {
    if let Some(template) = object.child("spec") {
        claim(template, minor, request);
    }
}

fn claim(object: &mut Map<'_>, minor: Minor, request: fn(&mut Map<'_>, Minor)) {
    if let Some(devices) = object.child("spec").and_then(|s| s.child("devices")) {
        for asked in devices.each("requests") {
            request(asked, minor);
            for choice in asked.each("firstAvailable") {
                count(choice, minor);
            }
        }
    }
    let allocated = object
        .child("status")
        .and_then(|status| status.child("allocation"))
        .and_then(|allocation| allocation.child("devices"));
    if let Some(devices) = allocated {
        for result in devices.each("results") {
            tolerations(result, minor);
        }
    }
}

/// `SetDefaults_ExactDeviceRequest`.
fn exact_request(request: &mut Map<'_>, minor: Minor) {
    if let Some(exactly) = request.child("exactly") {
        count(exactly, minor);
    }
}

/// `SetDefaults_DeviceRequest`: one without a class offers choices (1.33+) and counts nothing.
fn flat_request(request: &mut Map<'_>, minor: Minor) {
    if request.is_zero("deviceClassName") {
        tolerations(request, minor);
    } else {
        count(request, minor);
    }
}

/// `SetDefaults_ResourceClaimSpec` of the first versions, which knew classes and no devices.
fn classic_claim(object: &mut Map<'_>) {
    if let Some(spec) = object.child("spec") {
        spec.fill_text("allocationMode", "WaitForFirstConsumer");
    }
}

/// One device unless said otherwise.
fn count(request: &mut Map<'_>, minor: Minor) {
    request.fill_text("allocationMode", "ExactCount");
    if request.text("allocationMode") == "ExactCount" {
        request.fill_zero("count", Value::Int(1));
    }
    tolerations(request, minor);
}

/// `operator` of a toleration is declared +default="Equal".
fn tolerations(request: &mut Map<'_>, minor: Minor) {
    if minor.has(Change::DEVICE_TOLERATION_OPERATOR) {
        for toleration in request.each("tolerations") {
            toleration.fill_text("operator", "Equal");
        }
    }
}

/// `SetDefaults_ResourcePoolStatusRequestSpec`.
fn pool_status_request(object: &mut Map<'_>, minor: Minor) {
    if minor.has(Change::POOL_STATUS_LIMIT)
        && let Some(spec) = object.child("spec")
    {
        spec.fill_nil("limit", Value::Int(100));
    }
}

/// `SetDefaults_Device`: a factor of 1. Until v1beta1, devices had their members in `basic`.
fn slice(object: &mut Map<'_>, minor: Minor, basic: bool) {
    let multiplied = minor.has(Change::DEVICE_ALLOCATION_MULTIPLIER);
    let Some(spec) = object.child("spec").filter(|_| multiplied) else {
        return;
    };
    let devices = spec.each("devices").filter_map(|device| {
        if basic {
            device.child("basic")
        } else {
            Some(device)
        }
    });
    for mappings in devices.filter_map(|d| d.child("nodeAllocatableResourceMappings")) {
        for (_, mapping) in mappings.iter_mut() {
            if let Some(mapping) = mapping.as_object_mut() {
                mapping.fill_nil("allocationMultiplier", Value::str("1"));
            }
        }
    }
}
