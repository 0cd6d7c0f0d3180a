//! Who owns whom, up to the top.
//!
//! An owner may come after what it owns, so all of this is held until the last object was read: a few dozen
//! bytes for each object, and what an owner is called once for all that it owns.

use std::hash::BuildHasher as _;
use std::num::NonZeroU32;
use std::sync::Arc;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashMap, HashTable};
use sha2::{Digest as _, Sha256};

use super::Output;
use super::places::{Kind, Placed};
use crate::limits::MAX_OWNERS_UP;
use crate::row::{Cell, Row};
use crate::schema::Table;
use kf_base::error::Result;
use kf_base::hex;
use kf_object::Value;
use kf_view::Mapping;

/// What an object says of itself and its owners.
#[derive(Debug)]
pub(super) struct Kin {
    uid: Option<String>,
    owners: Vec<Said>,
}

/// A reference as it stands.
#[derive(Debug)]
struct Said {
    api_version: String,
    kind: String,
    name: String,
    uid: String,
    controller: bool,
}

/// Reads it of an object.
pub(super) fn kin(value: &Value<'_>) -> Kin {
    let text = |value: &Value<'_>, name: &str| value.str_at(&[name]).unwrap_or_default().to_owned();
    let owners = value
        .at(&["metadata", "ownerReferences"])
        .and_then(Value::as_array);
    let owner = |owner: &Value<'_>| Said {
        api_version: text(owner, "apiVersion"),
        kind: text(owner, "kind"),
        name: text(owner, "name"),
        uid: text(owner, "uid"),
        controller: owner.get("controller").and_then(Value::as_bool) == Some(true),
    };
    Kin {
        uid: value.str_at(&["metadata", "uid"]).map(str::to_owned),
        owners: owners.unwrap_or_default().iter().map(owner).collect(),
    }
}

/// A uid in 16 bytes: those of a UUID, and enough to tell other texts apart.
type Id = [u8; 16];

/// The UUID in a text as servers write them.
fn uuid(uid: &str) -> Option<Id> {
    let mut id = Id::default();
    let mut nibbles = 0;
    for (at, byte) in uid.bytes().enumerate() {
        let digit = match (at, byte) {
            (8 | 13 | 18 | 23, b'-') => continue,
            (8 | 13 | 18 | 23, _) => return None,
            (_, b'0'..=b'9') => byte - b'0',
            (_, b'a'..=b'f') => byte - b'a' + 10,
            _ => return None,
        };
        let to = id.get_mut(nibbles / 2)?;
        *to = *to << 4 | digit;
        nibbles += 1;
    }
    (nibbles == 2 * size_of::<Id>()).then_some(id)
}

fn id(uid: &str) -> Id {
    uuid(uid).unwrap_or_else(|| {
        let sum = Sha256::digest(uid.as_bytes());
        sum.first_chunk().copied().unwrap_or_default()
    })
}

/// An object on the way to the top.
struct Member<'s> {
    kind: u32,
    /// Its owner, the controller or the first: one more than the place among the owners.
    up: Option<NonZeroU32>,
    name: &'s str,
}

/// A reference that is written when all objects are known.
struct Reference<'s> {
    kind: u32,
    /// Its owner's place among the owners.
    owner: u32,
    namespace: Option<&'s str>,
    name: &'s str,
    uid: Uid,
}

/// A uid that can be told again.
#[derive(PartialEq, Eq, Hash)]
enum Uid {
    None,
    Uuid(Id),
    Other(Box<str>),
}

impl Uid {
    fn new(uid: Option<&str>) -> Self {
        uid.map_or(Self::None, |uid| {
            uuid(uid).map_or_else(|| Self::Other(uid.into()), Self::Uuid)
        })
    }

    fn id(&self) -> Option<Id> {
        match self {
            Self::None => None,
            Self::Uuid(id) => Some(*id),
            Self::Other(text) => Some(id(text)),
        }
    }

    fn text(&self) -> Option<String> {
        match self {
            Self::None => None,
            Self::Other(text) => Some(text.to_string()),
            Self::Uuid(id) => {
                let mut text = hex::text(id);
                for at in [8, 13, 18, 23] {
                    text.insert(at, '-');
                }
                Some(text)
            }
        }
    }
}

/// What is said of an owner by all that it owns, once.
#[derive(PartialEq, Eq, Hash)]
struct Owner {
    /// Place of its apiVersion and kind.
    of: u32,
    controller: bool,
    name: Box<str>,
    uid: Uid,
}

/// References of a list.
const LIST: usize = 4096;

/// All objects by uid, and all references in the order of the objects.
#[derive(Default)]
pub(super) struct Family<'s> {
    types: Vec<Arc<Mapping>>,
    members: HashMap<Id, Member<'s>>,
    /// In lists of one length: one that grows is copied to one that is twice as long.
    references: Vec<Vec<Reference<'s>>>,
    /// Pairs of apiVersion and kind.
    owner_types: Vec<(String, String)>,
    places_of_types: HashMap<(String, String), u32>,
    owners: Vec<Owner>,
    /// Places of the owners by their hashes.
    known: HashTable<u32>,
    hashes: DefaultHashBuilder,
}

impl<'s> Family<'s> {
    /// Begins with the objects of a type.
    pub(super) fn begin(&mut self, kind: &Kind<'_>) {
        self.types.push(Arc::clone(&kind.mapping));
    }

    /// Adds an object of the type that was begun.
    pub(super) fn add(&mut self, placed: &Placed<'s>, kin: Option<Kin>) {
        let Some(kin) = kin else { return };
        let kind = place(self.types.len().saturating_sub(1));
        let controller = kin.owners.iter().position(|o| o.controller).unwrap_or(0);
        let mut up = None;
        for (at, said) in kin.owners.into_iter().enumerate() {
            let owner = self.owner(said);
            if at == controller {
                up = NonZeroU32::new(owner.saturating_add(1));
            }
            let reference = Reference {
                kind,
                owner,
                namespace: placed.namespace,
                name: placed.name,
                uid: Uid::new(kin.uid.as_deref()),
            };
            match self.references.last_mut() {
                Some(list) if list.len() < LIST => list.push(reference),
                _ => {
                    let mut list = Vec::with_capacity(LIST);
                    list.push(reference);
                    self.references.push(list);
                }
            }
        }
        if let Some(uid) = &kin.uid {
            let name = placed.name;
            self.members.insert(id(uid), Member { kind, up, name });
        }
    }

    /// The place of an owner.
    fn owner(&mut self, said: Said) -> u32 {
        let types = &mut self.owner_types;
        let of = self.places_of_types.entry((said.api_version, said.kind));
        let of = of.or_insert_with_key(|of| {
            types.push(of.clone());
            place(types.len() - 1)
        });
        let owner = Owner {
            of: *of,
            controller: said.controller,
            name: said.name.into(),
            uid: Uid::new(Some(&said.uid)),
        };
        let Self {
            owners,
            known,
            hashes,
            ..
        } = self;
        let at = |place: u32| owners.get(index(place));
        let entry = known.entry(
            hashes.hash_one(&owner),
            |place| at(*place) == Some(&owner),
            |place| at(*place).map_or(0, |owner| hashes.hash_one(owner)),
        );
        match entry {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                let new = place(owners.len());
                entry.insert(new);
                owners.push(owner);
                new
            }
        }
    }

    /// Writes the rows.
    pub(super) fn write(&self, out: &mut Output<'_, '_>) -> Result<()> {
        for reference in self.references.iter().flatten() {
            out.row(Table::Owners, &self.row(reference))?;
        }
        Ok(())
    }

    fn row(&self, reference: &Reference<'s>) -> Row {
        let resource = |kind: u32| {
            let mapping = self.types.get(index(kind))?;
            Some(mapping.resource())
        };
        let kind_of = |kind: u32| Some(resource(kind)?.kind.to_string());
        let of = resource(reference.kind);
        let owner = self.owners.get(index(reference.owner));
        let (api_version, kind) = owner
            .and_then(|owner| self.owner_types.get(index(owner.of)))
            .cloned()
            .unwrap_or_default();
        let name = owner.map_or_else(String::new, |owner| owner.name.to_string());
        let found = owner.and_then(|owner| self.members.get(&owner.uid.id()?));
        let (root_kind, root_name) = match found.map(|member| self.top(member)) {
            Some(root) => (kind_of(root.kind), root.name.to_owned()),
            None => (Some(kind.clone()), name.clone()),
        };
        vec![
            Cell::text(of.map(|r| r.group.to_string())),
            Cell::text(of.map(|r| r.plural.to_string())),
            Cell::text(kind_of(reference.kind)),
            Cell::text(reference.namespace),
            Cell::Text(reference.name.to_owned()),
            Cell::text(reference.uid.text()),
            Cell::Text(api_version),
            Cell::Text(kind),
            Cell::Text(name),
            Cell::text(owner.and_then(|owner| owner.uid.text())),
            Cell::Bool(owner.is_some_and(|owner| owner.controller)),
            Cell::Bool(found.is_some()),
            Cell::text(root_kind),
            Cell::Text(root_name),
        ]
    }

    /// The object at the top: the last one that is there. Objects that own each other end the walk.
    fn top<'m>(&'m self, from: &'m Member<'s>) -> &'m Member<'s> {
        let mut at = from;
        for _ in 0..MAX_OWNERS_UP {
            let owner = at.up.and_then(|up| self.owners.get(index(up.get() - 1)));
            match owner.and_then(|owner| self.members.get(&owner.uid.id()?)) {
                Some(up) => at = up,
                None => break,
            }
        }
        at
    }
}

/// A place in a list. None is as long as that it does not fit: each entry stands for bytes of the file.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uid_is_told_as_it_was_said() {
        let short = "8ec3f0e6-ea6e-453a-a021-526d07e5b4ad";
        assert!(matches!(Uid::new(Some(short)), Uid::Uuid(_)));
        let odd = [
            "",
            "x",
            "8EC3f0e6-ea6e-453a-a021-526d07e5b4ad",
            "8ec3f0e6-ea6e-453a-a021-526d07e5b4a",
            "8ec3f0e6-ea6e-453a-a021-526d07e5b4add",
            "8ec3f0e6ea6e-453a-a021-526d07e5b4ad-",
            "8ec3f0e6-ea6e-453a-a021-526d07e5b4ä",
        ];
        for uid in odd.into_iter().chain([short]) {
            let held = Uid::new(Some(uid));
            assert_eq!(held.text().as_deref(), Some(uid));
            assert_eq!(held.id(), Some(id(uid)));
            assert_eq!(uid == short, matches!(held, Uid::Uuid(_)));
        }
        assert_eq!(Uid::new(None).text(), None);
    }
}
