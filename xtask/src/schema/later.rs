//! What a release has over the newest revision of its Go types that could be read.
//!
//! `--next N=REV` reads a revision before the tag. `cargo xtask schema --compare` tells what the
//! release has besides, by name and type; the numbers come from where they were proposed. Once
//! the tag can be read, the rows of its minor go.

use super::facts::{Empty, Fact, Facts, Label, WireType};
use crate::Result;

/// Where a field's number is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number {
    /// From the text named.
    Said(&'static str),
    /// The next that was free, as API conventions have it; nobody has seen it.
    Assumed,
}

/// A field that came last in its struct.
struct Later {
    minor: u8,
    package: &'static str,
    message: &'static str,
    number: u32,
    from: Number,
    name: &'static str,
    ty: Ty,
    empty: Empty,
}

enum Ty {
    String,
    OptionalBool,
    Strings,
    /// A list of a message of the same package.
    List(&'static str),
}

const NODES: &str = "k8s.io/api/core/v1";
const DRA: [&str; 3] = [
    "k8s.io/api/resource/v1",
    "k8s.io/api/resource/v1beta1",
    "k8s.io/api/resource/v1beta2",
];

/// The thread of the pull request that added the field.
const USER_NAMESPACE: Number = Number::Said("kubernetes/kubernetes#134639, types.go");
/// The enhancement's own listing of the Go type.
const GROUPS: Number = Number::Said("the enhancement of DRADeviceCompatibilityGroups");

fn later() -> Vec<Later> {
    let mut out = vec![Later {
        minor: 37,
        package: NODES,
        message: "NodeSystemInfo",
        number: 12,
        from: USER_NAMESPACE,
        name: "runningInUserNamespace",
        ty: Ty::OptionalBool,
        empty: Empty::Omit,
    }];
    for package in DRA {
        let mut add = |message, number, from, name, ty, empty| {
            out.push(Later {
                minor: 37,
                package,
                message,
                number,
                from,
                name,
                ty,
                empty,
            });
        };
        // v1beta1 has what the others have in ExactDeviceRequest in the request itself.
        let (exact, number, sub) = match package {
            "k8s.io/api/resource/v1beta1" => ("DeviceRequest", 10, 9),
            _ => ("ExactDeviceRequest", 8, 8),
        };
        let derived = "DeviceDerivedAttribute";
        let (omit, keep, assumed) = (Empty::Omit, Empty::Keep, Number::Assumed);
        let attributes = || Ty::List(derived);
        add(
            exact,
            number,
            assumed,
            "derivedAttributes",
            attributes(),
            omit,
        );
        add(
            "DeviceSubRequest",
            sub,
            assumed,
            "derivedAttributes",
            attributes(),
            omit,
        );
        add(derived, 1, assumed, "name", Ty::String, keep);
        add(derived, 2, assumed, "expression", Ty::String, keep);
        add(
            "DeviceCounterConsumption",
            3,
            GROUPS,
            "compatibilityGroups",
            Ty::Strings,
            omit,
        );
    }
    out
}

/// Adds what the release of a minor has besides what was read for it, and returns how many of the
/// numbers are assumed.
pub(super) fn add(minor: u8, facts: &mut Facts) -> Result<usize> {
    let mut assumed = 0;
    for row in later().into_iter().filter(|row| row.minor == minor) {
        assumed += usize::from(row.from == Number::Assumed);
        let messages = facts.get_mut(row.package).ok_or(row.package)?;
        let message = messages.entry(row.message.to_owned()).or_default();
        let at = message.fields.entry(row.number).or_default();
        if !at.is_empty() {
            return Err(format!(
                "{}.{} has a field {} now",
                row.package, row.message, row.number
            ));
        }
        let (label, name, pointer) = match row.ty {
            Ty::String => (Label::Single, "string".to_owned(), false),
            Ty::OptionalBool => (Label::Single, "bool".to_owned(), true),
            Ty::Strings => (Label::List, "string".to_owned(), false),
            Ty::List(element) => {
                let package = super::facts::proto_package(row.package);
                (Label::List, format!(".{package}.{element}"), false)
            }
        };
        at.insert(
            minor,
            Fact {
                name: row.name.to_owned(),
                json: row.name.to_owned(),
                ty: WireType { label, name },
                pointer,
                empty: row.empty,
            },
        );
        message.minors.insert(minor);
        message.declared.push(row.number);
    }
    Ok(assumed)
}
