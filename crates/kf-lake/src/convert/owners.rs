//! Who owns whom, up to the top.

use hashbrown::HashMap;
use sha2::{Digest as _, Sha256};

use super::Output;
use super::places::{Kind, Placed};
use crate::limits::MAX_OWNERS_UP;
use crate::row::{Cell, Row};
use crate::schema::Table;
use kf_base::error::Result;
use kf_object::Value;

/// What an object says of itself and its owners.
#[derive(Debug)]
pub(super) struct Kin {
    uid: Option<String>,
    owners: Vec<Owner>,
}

#[derive(Debug)]
struct Owner {
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
    let owner = |owner: &Value<'_>| Owner {
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

/// A uid in 16 bytes: what UUIDs are, and enough to tell other texts apart.
type Id = [u8; 16];

fn id(uid: &str) -> Id {
    let sum = Sha256::digest(uid.as_bytes());
    sum.first_chunk().copied().unwrap_or_default()
}

/// An object on the way to the top.
struct Member<'s> {
    kind: usize,
    name: &'s str,
    up: Option<Id>,
}

/// A reference that is written when all objects are known.
struct Reference<'s> {
    kind: usize,
    namespace: Option<&'s str>,
    name: &'s str,
    uid: Option<String>,
    owner: Owner,
}

/// All objects by uid, and all references in the order of the objects.
#[derive(Default)]
pub(super) struct Family<'s> {
    members: HashMap<Id, Member<'s>>,
    references: Vec<Reference<'s>>,
}

impl<'s> Family<'s> {
    /// Adds an object of the type of a number.
    pub(super) fn add(&mut self, kind: usize, placed: &Placed<'s>, kin: Option<Kin>) {
        let Some(kin) = kin else { return };
        let first = kin
            .owners
            .iter()
            .find(|o| o.controller)
            .or(kin.owners.first());
        let up = first.map(|owner| id(&owner.uid));
        if let Some(uid) = &kin.uid {
            let name = placed.name;
            self.members.insert(id(uid), Member { kind, name, up });
        }
        for owner in kin.owners {
            self.references.push(Reference {
                kind,
                namespace: placed.namespace,
                name: placed.name,
                uid: kin.uid.clone(),
                owner,
            });
        }
    }

    /// Writes the rows.
    pub(super) fn write(&self, kinds: &[Kind<'s>], out: &mut Output<'_, '_>) -> Result<()> {
        for reference in &self.references {
            out.row(Table::Owners, &self.row(kinds, reference))?;
        }
        Ok(())
    }

    fn row(&self, kinds: &[Kind<'s>], reference: &Reference<'s>) -> Row {
        let Reference {
            kind,
            namespace,
            name,
            uid,
            owner,
        } = reference;
        let of = kinds.get(*kind);
        let kind_of = |kind: usize| {
            let kind = kinds.get(kind)?;
            Some(kind.mapping.resource().kind.to_string())
        };
        let found = self.members.get(&id(&owner.uid));
        let root = found.map(|member| self.top(member));
        let (root_kind, root_name) = match root {
            Some(root) => (kind_of(root.kind), root.name.to_owned()),
            None => (Some(owner.kind.clone()), owner.name.clone()),
        };
        vec![
            Cell::text(of.map(Kind::group)),
            Cell::text(of.map(Kind::resource)),
            Cell::text(kind_of(*kind)),
            Cell::text(*namespace),
            Cell::Text((*name).to_owned()),
            Cell::text(uid.as_deref()),
            Cell::Text(owner.api_version.clone()),
            Cell::Text(owner.kind.clone()),
            Cell::Text(owner.name.clone()),
            Cell::Text(owner.uid.clone()),
            Cell::Bool(owner.controller),
            Cell::Bool(found.is_some()),
            Cell::text(root_kind),
            Cell::Text(root_name),
        ]
    }

    /// The object at the top: the last one that is there. Objects that own each other end the walk.
    fn top<'m>(&'m self, from: &'m Member<'s>) -> &'m Member<'s> {
        let mut at = from;
        for _ in 0..MAX_OWNERS_UP {
            match at.up.and_then(|up| self.members.get(&up)) {
                Some(up) => at = up,
                None => break,
            }
        }
        at
    }
}
