//! PriorityLevelConfigurations.

use super::Versions;
use super::members::{annotate, annotation, object, rename, strip_annotation};
use kf_object::{Map, Value};

/// Says that 0 shares are meant: v1beta3 cannot tell that from nothing said.
const KEEP_ZERO: &str = "flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares";

/// What v1beta3 and its predecessors read 0 shares as.
const DEFAULT_SHARES: i64 = 30;

/// The shares of a limited level are "assured" up to v1beta2 and "nominal" since, and a v1beta3
/// level with none of them carries an annotation (pkg/apis/flowcontrol/v1beta3/conversion.go).
pub(super) fn priority_level(level: &mut Map<'_>, versions: Versions<'_>) -> Option<()> {
    let version = |v: &str| {
        v.strip_prefix("flowcontrol.apiserver.k8s.io/")
            .map(str::to_owned)
    };
    let (stored, wanted) = (version(versions.stored)?, version(versions.wanted)?);
    let assured = |version: &str| matches!(version, "v1alpha1" | "v1beta1" | "v1beta2");
    let known = |version: &str| assured(version) || matches!(version, "v1" | "v1beta3");
    if !known(&stored) || !known(&wanted) {
        return None;
    }
    let keep_zero = annotation(level, KEEP_ZERO).is_some();
    if stored == "v1beta3" {
        strip_annotation(level, KEEP_ZERO);
    }
    let Some(limited) = object(level, &["spec", "limited"]) else {
        return Some(());
    };
    if assured(&stored) {
        rename(
            limited,
            "assuredConcurrencyShares",
            "nominalConcurrencyShares",
        );
    }
    let given = limited
        .get("nominalConcurrencyShares")
        .and_then(Value::as_int);
    // Only v1 tells 0 from nothing.
    let zero_counts = stored == "v1" || (stored == "v1beta3" && keep_zero);
    let shares = match given {
        None | Some(0) if !zero_counts => DEFAULT_SHARES,
        None if stored == "v1" => DEFAULT_SHARES,
        given => given.unwrap_or_default(),
    };
    limited.insert("nominalConcurrencyShares", Value::Int(shares));
    if assured(&wanted) {
        rename(
            limited,
            "nominalConcurrencyShares",
            "assuredConcurrencyShares",
        );
    }
    if wanted == "v1beta3" && shares == 0 {
        annotate(level, KEEP_ZERO, String::new())?;
    }
    Some(())
}
