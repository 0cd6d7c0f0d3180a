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
//! | what definitions of before apiextensions.k8s.io/v1 lack | `definition.rs` |
//! | what an object needs that has no namespace | [`fn@needs`] |
//! | what may refuse it all the same | [`fn@notes`] |
//! | whole objects that are made again | [`mod@skip`] |
//! | directories and file names | [`layout`] |

mod definition;
mod edit;
mod kinds;
pub mod layout;
mod needs;
mod notes;
mod rules;
pub mod skip;
#[cfg(test)]
mod tests;

pub use layout::{Layout, MANIFEST, Place};
pub use needs::{Need, needs};
pub use notes::notes;
pub use skip::{Class, Skip, in_deleted_namespace, is_being_deleted, skip, skip_type};

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

/// Something that was put into an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Added {
    /// Where it stands, as a JSON pointer: an `add` operation (RFC 6902) to be made after all that
    /// was removed.
    pub pointer: String,
    /// What was put there.
    pub value: Value<'static>,
    /// Why a manifest needs it.
    pub why: &'static str,
}

/// What was done to an object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// What was taken out, in order.
    pub removed: Vec<Removed>,
    /// What was put in after that, in order. Only definitions of custom resources that were made
    /// before apiextensions.k8s.io/v1 get anything.
    pub added: Vec<Added>,
}

/// Makes of `object` what `kubectl apply` or `create` takes, and tells what was changed for that.
///
/// The object is as `kubectl get -o yaml` shows it. What is no object, or has no kind, only loses
/// its metadata.
pub fn clean(object: &mut Value<'_>) -> Changes {
    let api_version = object
        .str_at(&["apiVersion"])
        .unwrap_or_default()
        .to_owned();
    let group = api_version.split_once('/').map_or("", |(group, _)| group);
    let group = group.to_owned();
    let kind = object.str_at(&["kind"]).unwrap_or_default().to_owned();
    let mut edit = Edit::new(object);
    // Kinds look at annotations and labels that the common rules take away.
    kinds::apply(&mut edit, &group, &kind);
    if (api_version.as_str(), kind.as_str()) == definition::KIND {
        definition::apply(&mut edit);
    }
    rules::apply(&mut edit, &group, &kind);
    edit.changes()
}
