//! Giving objects back: what is left of an object when only what `kubectl apply` or `create` needs
//! may stay, which objects the cluster makes again by itself, and where each one's file goes.
//!
//! Pure functions of values; nothing is written here. The rules hold for every kind unless said
//! otherwise, and each has its reason beside it, which also goes into the manifest of an export:
//!
//! | what | where |
//! | --- | --- |
//! | metadata, annotations, finalizers, templates, `status` | `rules.rs` |
//! | what one kind has by assignment: nodes, cluster IPs, volumes, mounts | `kinds.rs` |
//! | whole objects that are made again | [`mod@skip`] |
//! | directories and file names | [`layout`] |

mod edit;
mod kinds;
pub mod layout;
mod rules;
pub mod skip;
#[cfg(test)]
mod tests;

pub use layout::{Layout, MANIFEST, Place};
pub use skip::{Class, Skip, skip, skip_type};

use edit::Edit;
use kf_object::Value;

/// Something that was taken out of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Where it stood, as a JSON pointer (RFC 6901). The pointers of one object are `remove`
    /// operations (RFC 6902) to be made in their order: each says the place after those before it.
    pub pointer: String,
    /// Why it does not belong into a manifest.
    pub why: &'static str,
}

/// Takes out of `object` what `kubectl apply` or `create` does not need; what was taken, in order.
///
/// The object is as `kubectl get -o yaml` shows it. What is no object, or has no kind, only loses
/// its metadata.
pub fn clean(object: &mut Value<'_>) -> Vec<Removed> {
    let api_version = object.str_at(&["apiVersion"]).unwrap_or_default();
    let group = api_version.split_once('/').map_or("", |(group, _)| group);
    let group = group.to_owned();
    let kind = object.str_at(&["kind"]).unwrap_or_default().to_owned();
    let mut edit = Edit::new(object);
    // Kinds look at annotations and labels that the common rules take away.
    kinds::apply(&mut edit, &group, &kind);
    rules::apply(&mut edit, &group, &kind);
    edit.removed()
}
