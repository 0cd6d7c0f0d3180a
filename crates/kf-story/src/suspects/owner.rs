//! Owners that an object names, and whether they exist.
//!
//! Whoever makes an object writes its `ownerReferences`, and no API server asks whether the owner is
//! there. So a rule that leaves out what has an owner is asked once more as if there were none, and what
//! it finds then counts when no file holds the owner at any revision.

use foldhash::fast::RandomState;
use hashbrown::HashMap;

use kf_object::Value;

use super::Finding;
use super::test::Evidence;
use crate::story::Story;

/// An owner as an object names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Owner {
    namespace: Option<String>,
    group: String,
    kind: String,
    name: String,
    uid: String,
}

/// What a rule finds if the owners are not there.
#[derive(Debug)]
pub(super) struct Orphan {
    found: Finding,
    part: usize,
    owners: Vec<Owner>,
}

impl Orphan {
    /// A finding about an object of a part of the story.
    pub(super) fn new(found: Finding, part: usize, object: &Value<'_>) -> Self {
        let entries = object.at(&["metadata", "ownerReferences"]);
        let entries = entries.and_then(Value::as_array).unwrap_or_default();
        let owners = entries.iter().map(|entry| {
            let text = |name: &str| entry.str_at(&[name]).unwrap_or_default().to_owned();
            let version = text("apiVersion");
            let group = version.split_once('/').map_or("", |(group, _)| group);
            Owner {
                namespace: found.namespace.clone(),
                group: group.to_owned(),
                kind: text("kind"),
                name: text("name"),
                uid: text("uid"),
            }
        });
        Self {
            owners: owners.collect(),
            found,
            part,
        }
    }
}

/// Whether an object names an owner.
pub(super) fn is_named(object: &Value<'_>) -> bool {
    let entries = object.at(&["metadata", "ownerReferences"]);
    let mut entries = entries.and_then(Value::as_array).into_iter().flatten();
    entries.any(|entry| entry.at(&["uid"]).is_some())
}

/// The findings about objects of which no owner exists.
pub(super) fn alone(story: &Story<'_, '_>, orphans: Vec<Orphan>, found: &mut Vec<Finding>) {
    let mut known: HashMap<Owner, bool, RandomState> = HashMap::default();
    for mut orphan in orphans {
        let mut exists = |owner: &Owner| match known.get(owner) {
            Some(exists) => *exists,
            None => {
                let told = is_held(story, orphan.part, owner);
                known.insert(owner.clone(), told);
                told
            }
        };
        if orphan.owners.iter().any(&mut exists) {
            continue;
        }
        let names = orphan.owners.iter();
        let names: Vec<String> = names.map(|o| format!("{} {}", o.kind, o.name)).collect();
        orphan.found.evidence.push(Evidence {
            path: "metadata.ownerReferences".to_owned(),
            value: format!("{}, of which the files know nothing", names.join(", ")),
        });
        found.push(orphan.found);
    }
}

/// Whether some revision of the owner's key has its uid, or cannot be read.
fn is_held(story: &Story<'_, '_>, part: usize, owner: &Owner) -> bool {
    let Some(view) = story.parts().get(part).map(|part| part.view) else {
        return true;
    };
    let Some(mapping) = story.kind(part, &owner.group, &owner.kind) else {
        return false;
    };
    let Ok(mut key) = view.key_prefix(mapping, owner.namespace.as_deref()) else {
        return true;
    };
    key.push_str(&owner.name);
    story.of_key(key.as_bytes()).iter().any(|at| {
        let change = story.changes().get(*at);
        let change = change.filter(|change| !change.record.tombstone);
        change.is_some_and(|change| match story.object(*at, mapping, &change.record) {
            Ok(object) => object.value.str_at(&["metadata", "uid"]) == Some(owner.uid.as_str()),
            Err(_) => true,
        })
    })
}
