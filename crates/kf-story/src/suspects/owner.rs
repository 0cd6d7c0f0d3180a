//! Owners that an object names, and whether they exist.
//!
//! Whoever makes an object writes its `ownerReferences`, and no API server asks whether the owner is
//! there. So a rule that leaves out what has an owner is asked once more as if there were none, and what
//! it finds then counts when no file holds the owner at any revision. Of an owner that may lie in what
//! cannot be read nothing is found: that is counted instead.

use foldhash::fast::RandomState;
use hashbrown::{HashMap, HashSet};

use kf_base::error::Error;
use kf_object::Value;

use super::test::Evidence;
use super::{Finding, KeyAt};
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
    /// Kinds and names of the owners, as they may be shown.
    names: Vec<String>,
}

impl Orphan {
    /// A finding about an object of a part of the story, which may be shown as `shown`.
    pub(super) fn new(
        found: Finding,
        part: usize,
        object: &Value<'_>,
        shown: Option<&Value<'_>>,
    ) -> Self {
        let text =
            |entry: &Value<'_>, name: &str| entry.str_at(&[name]).unwrap_or_default().to_owned();
        let names = entries(shown).iter();
        let names = names.map(|e| format!("{} {}", text(e, "kind"), text(e, "name")));
        let owners = entries(Some(object)).iter().map(|entry| {
            let text = |name: &str| text(entry, name);
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
            names: names.collect(),
            owners: owners.collect(),
            found,
            part,
        }
    }
}

/// The owners that an object names.
fn entries<'v, 'a>(object: Option<&'v Value<'a>>) -> &'v [Value<'a>] {
    let entries = object.and_then(|object| object.at(&["metadata", "ownerReferences"]));
    entries.and_then(Value::as_array).unwrap_or_default()
}

/// Whether an object names an owner.
pub(super) fn is_named(object: &Value<'_>) -> bool {
    let mut entries = entries(Some(object)).iter();
    entries.any(|entry| entry.at(&["uid"]).is_some())
}

/// Whether one of the owners that an object names controls it.
pub(super) fn is_controlled(object: &Value<'_>) -> bool {
    let mut entries = entries(Some(object)).iter();
    entries.any(|entry| entry.get("controller").and_then(Value::as_bool) == Some(true))
}

/// What the files tell of an owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// Some revision of its key has its uid.
    There,
    /// None has.
    Nowhere,
    /// A part of the files that cannot be read may hold it.
    Unread,
}

/// Adds the findings about objects of which no owner exists; returns the changes of those of which damage
/// keeps that from being known.
pub(super) fn alone(
    story: &Story<'_, '_>,
    orphans: Vec<Orphan>,
    found: &mut Vec<Finding>,
) -> HashSet<KeyAt, RandomState> {
    let mut known: HashMap<Owner, Known, RandomState> = HashMap::default();
    let mut unread: HashSet<KeyAt, RandomState> = HashSet::default();
    for mut orphan in orphans {
        let mut told = |owner: &Owner| match known.get(owner) {
            Some(told) => *told,
            None => {
                let told = told(story, orphan.part, owner);
                known.insert(owner.clone(), told);
                told
            }
        };
        let owners: Vec<Known> = orphan.owners.iter().map(&mut told).collect();
        if owners.contains(&Known::There) {
            continue;
        }
        if owners.contains(&Known::Unread) {
            unread.insert(orphan.found.at);
            continue;
        }
        orphan.found.evidence.push(Evidence {
            path: "metadata.ownerReferences".to_owned(),
            value: format!(
                "{}, of which the files know nothing",
                orphan.names.join(", ")
            ),
        });
        found.push(orphan.found);
    }
    unread
}

fn told(story: &Story<'_, '_>, part: usize, owner: &Owner) -> Known {
    let Some(view) = story.parts().get(part).map(|part| part.view) else {
        return Known::Unread;
    };
    let Some(mapping) = story.kind(part, &owner.group, &owner.kind) else {
        // Its definition may be what is lost.
        let defines = |key: &[u8]| {
            let text = String::from_utf8_lossy(key);
            text.contains("/customresourcedefinitions/")
        };
        return match is_lost(story, defines) {
            true => Known::Unread,
            false => Known::Nowhere,
        };
    };
    let Ok(mut key) = view.key_prefix(mapping, owner.namespace.as_deref()) else {
        return Known::Unread;
    };
    key.push_str(&owner.name);
    let mut unread = false;
    for at in story.of_key(key.as_bytes()) {
        let change = story.changes().get(*at);
        let Some(change) = change.filter(|change| !change.record.tombstone) else {
            continue;
        };
        match story.plain(*at, Some(mapping), &change.record) {
            Ok(object) if object.value.str_at(&["metadata", "uid"]) == Some(&owner.uid) => {
                return Known::There;
            }
            Ok(_) => {}
            Err(_) => unread = true,
        }
    }
    match unread || is_lost(story, |own| own == key.as_bytes()) {
        true => Known::Unread,
        false => Known::Nowhere,
    }
}

/// Whether records are lost that may be of such a key: etcd sorts by revision, so a page that is gone may
/// have had any.
fn is_lost(story: &Story<'_, '_>, such: impl Fn(&[u8]) -> bool) -> bool {
    let changes = story.changes();
    let may_be = |problem: &Error| problem.location().key.as_deref().is_none_or(&such);
    changes.left_off > 0 || changes.problems.iter().any(may_be)
}
