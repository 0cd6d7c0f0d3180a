//! What a server may refuse in an object that is written as it was.

use kf_object::Value;
use kf_object::encode::json::write_compact;

/// The most that all annotations of an object may have, in bytes (apimachinery
/// pkg/api/validation/objectmeta.go `TotalAnnotationSizeLimitB`).
const ANNOTATIONS: usize = 256 << 10;

/// The annotation that `kubectl apply` writes the whole manifest into.
const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// The most by which JSON in one line is longer than what was written: six characters for one.
const LONGER: usize = 6;

/// Tells what will not go through without help of an object that was cleaned and written in
/// `written` bytes.
#[must_use]
pub fn notes(object: &Value<'_>, written: usize) -> Vec<&'static str> {
    let mut notes = Vec::new();
    if written.saturating_mul(LONGER) > ANNOTATIONS && is_too_long(object) {
        notes.push(
            "longer than the annotation of kubectl apply may be: kubectl apply --server-side and \
             kubectl create take it",
        );
    }
    if has_unknown_effects(object) {
        notes.push(
            "a webhook says of its side effects Unknown or Some, which admissionregistration.k8s.io/v1 \
             refuses: None or NoneOnDryRun must stand there",
        );
    }
    notes
}

fn is_too_long(object: &Value<'_>) -> bool {
    let annotations = object.at(&["metadata", "annotations"]);
    let annotations = annotations.and_then(Value::as_object);
    let own = annotations.into_iter().flat_map(|a| a.iter());
    let own = own.fold(0_usize, |sum, (name, text)| {
        let length = text.as_str().map_or(0, str::len);
        sum.saturating_add(name.len()).saturating_add(length)
    });
    let mut text = Vec::new();
    write_compact(&mut text, object);
    // It ends in a line break.
    let all = own
        .saturating_add(LAST_APPLIED.len())
        .saturating_add(text.len())
        .saturating_add(1);
    all > ANNOTATIONS
}

/// Of before v1, which wants to know (kubernetes
/// pkg/apis/admissionregistration/validation/validation.go).
fn has_unknown_effects(object: &Value<'_>) -> bool {
    let api_version = object.str_at(&["apiVersion"]);
    let webhooks = object
        .get("webhooks")
        .and_then(Value::as_array)
        .unwrap_or_default();
    let unknown =
        |webhook: &Value<'_>| matches!(webhook.str_at(&["sideEffects"]), Some("Unknown" | "Some"));
    api_version == Some("admissionregistration.k8s.io/v1") && webhooks.iter().any(unknown)
}
