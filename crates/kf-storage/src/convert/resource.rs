//! Dynamic resource allocation: resource.k8s.io from v1alpha3 to v1.
//!
//! v1 and v1beta2 have the same members. v1beta1 has the members of a request's `exactly` in the
//! request itself and those of a device in its `basic` (pkg/apis/resource/v1beta1/conversion.go);
//! v1alpha3 is v1beta1 but for a device's capacity, which has no members yet
//! (pkg/apis/resource/v1alpha3/conversion.go).

use super::Versions;
use super::members::{object, objects, take};
use kf_object::{Map, Value};

/// Members of a request that v1 has in `exactly`.
pub(super) const EXACT: [&str; 8] = [
    "adminAccess",
    "allocationMode",
    "capacity",
    "count",
    "derivedAttributes",
    "deviceClassName",
    "selectors",
    "tolerations",
];

/// How a version lays out requests and devices.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// v1alpha3: as [`Layout::Flat`], capacities are quantities.
    Quantities,
    /// v1beta1.
    Flat,
    /// v1beta2 and v1.
    Nested,
}

fn layout(version: &str) -> Option<Layout> {
    match version.strip_prefix("resource.k8s.io/")? {
        "v1alpha3" => Some(Layout::Quantities),
        "v1beta1" => Some(Layout::Flat),
        "v1beta2" | "v1" => Some(Layout::Nested),
        _ => None,
    }
}

/// The spec's requests.
pub(super) fn claim(claim: &mut Map<'_>, versions: Versions<'_>) -> Option<()> {
    requests(claim, &["spec", "devices"], versions)
}

/// The requests of the claim's spec.
pub(super) fn claim_template(template: &mut Map<'_>, versions: Versions<'_>) -> Option<()> {
    requests(template, &["spec", "spec", "devices"], versions)
}

fn requests(object: &mut Map<'_>, path: &[&str], versions: Versions<'_>) -> Option<()> {
    let nested = |version| Some(layout(version)? == Layout::Nested);
    let convert = match (nested(versions.stored)?, nested(versions.wanted)?) {
        (true, false) => flatten_request,
        (false, true) => nest_request,
        _ => return Some(()),
    };
    if let Some(devices) = self::object(object, path) {
        objects(devices, "requests").for_each(convert);
    }
    Some(())
}

fn flatten_request(request: &mut Map<'_>) {
    if let Some(Value::Object(exactly)) = take(request, "exactly") {
        for (name, value) in exactly {
            request.insert(name, value);
        }
    }
}

fn nest_request(request: &mut Map<'_>) {
    let mut exactly = Map::new();
    for name in EXACT {
        if let Some(value) = take(request, name) {
            exactly.insert(name, value);
        }
    }
    // A request for the first available has none of them, or an empty class name.
    let said = |(name, value): (&str, &Value<'_>)| match value {
        Value::String(s) => !s.is_empty(),
        Value::Int(n) => *n != 0,
        _ => !name.is_empty(),
    };
    if exactly.iter().any(said) {
        request.insert("exactly", Value::Object(exactly));
    }
}

/// The devices.
pub(super) fn slice(slice: &mut Map<'_>, versions: Versions<'_>) -> Option<()> {
    let (stored, wanted) = (layout(versions.stored)?, layout(versions.wanted)?);
    let Some(spec) = object(slice, &["spec"]) else {
        return Some(());
    };
    for device in objects(spec, "devices") {
        if stored != Layout::Nested
            && let Some(Value::Object(basic)) = take(device, "basic")
        {
            for (name, value) in basic {
                device.insert(name, value);
            }
        }
        if let Some(Value::Object(capacity)) = device.get_mut("capacity") {
            match (stored == Layout::Quantities, wanted == Layout::Quantities) {
                (true, false) => capacity.iter_mut().for_each(|(_, c)| wrap(c)),
                (false, true) => capacity.iter_mut().try_for_each(|(_, c)| unwrap(c))?,
                _ => {}
            }
        }
        if wanted != Layout::Nested {
            let name = device.remove("name");
            let basic = std::mem::take(device);
            device.insert("basic", Value::Object(basic));
            if let Some(name) = name {
                device.insert("name", name);
            }
        }
    }
    Some(())
}

fn wrap(capacity: &mut Value<'_>) {
    let mut members = Map::new();
    members.insert("value", std::mem::replace(capacity, Value::Null));
    *capacity = Value::Object(members);
}

/// A capacity with more than a value has no place in v1alpha3.
fn unwrap(capacity: &mut Value<'_>) -> Option<()> {
    let members = capacity.as_object_mut()?;
    let value = members.remove("value")?;
    members.is_empty().then_some(())?;
    *capacity = value;
    Some(())
}

/// The same in all versions, but for selectors that v1alpha3 had in 1.33 and 1.34.
pub(super) fn taint_rule(rule: &mut Map<'_>, versions: Versions<'_>) -> Option<()> {
    layout(versions.stored)?;
    layout(versions.wanted)?;
    let selector = object(rule, &["spec", "deviceSelector"]);
    let dropped = selector.is_some_and(|selector| {
        selector.contains_key("deviceClassName") || selector.contains_key("selectors")
    });
    (!dropped).then_some(())
}
