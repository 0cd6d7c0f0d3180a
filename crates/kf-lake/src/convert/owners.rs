//! Who owns whom, up to the top.
//!
//! An owner may come after what it owns, so all of this waits until the last object was read: in [`Pile`]s, which
//! take no more memory for more objects. Owners are then found by merging the references with the objects, both
//! sorted by uid: once for the owners themselves, and once for each step towards the top.

mod records;

use std::path::Path;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::Output;
use super::pile::{Order, Pile, Reader};
use super::places::{Kind, Placed};
use crate::limits::MAX_OWNERS_UP;
use crate::row::Cell;
use crate::schema::Table;
use kf_base::error::{Error, ErrorKind, Result};
use kf_object::Value;
use kf_view::Mapping;
use records::{Called, Member, Step, Top, put_number, put_text, take_number, take_text};

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

/// All objects by uid, and all references in the order of the objects.
pub(super) struct Family<'p> {
    types: Vec<Arc<Mapping>>,
    /// By the objects' ids.
    members: Pile<'p>,
    /// References as their rows have them.
    references: Pile<'p>,
    /// By the owners' ids.
    steps: Pile<'p>,
    /// Room for a record.
    room: Vec<u8>,
    limit: usize,
    scratch: Option<&'p Path>,
}

impl<'p> Family<'p> {
    /// Of no objects yet. What goes beyond so many bytes, of each kind, waits in files in a directory.
    pub(super) fn new(scratch: Option<&'p Path>, limit: usize) -> Self {
        Self {
            types: Vec::new(),
            members: Pile::new(Order::Sorted, limit, scratch),
            references: Pile::new(Order::Kept, limit, scratch),
            steps: Pile::new(Order::Sorted, limit, scratch),
            room: Vec::new(),
            limit,
            scratch,
        }
    }

    /// Begins with the objects of a type.
    pub(super) fn begin(&mut self, kind: &Kind<'_>) {
        self.types.push(Arc::clone(&kind.mapping));
    }

    /// Adds an object of the type that was begun.
    ///
    /// # Errors
    /// Io when there are many, and they cannot be written to a file.
    pub(super) fn add(&mut self, placed: &Placed<'_>, kin: Option<Kin>) -> Result<()> {
        let Some(kin) = kin else { return Ok(()) };
        let kind = place(self.types.len().saturating_sub(1));
        for said in &kin.owners {
            let step = Step {
                id: id(&said.uid),
                reference: self.references.len(),
                top: None,
            };
            self.steps.push(step.record(&mut self.room))?;
            let record = &mut self.room;
            record.clear();
            put_number(record, kind);
            put_text(record, placed.namespace);
            put_text(record, Some(placed.name));
            put_text(record, kin.uid.as_deref());
            put_text(record, Some(&said.api_version));
            put_text(record, Some(&said.kind));
            put_text(record, Some(&said.name));
            put_text(record, Some(&said.uid));
            put_number(record, u32::from(said.controller));
            self.references.push(record)?;
        }
        let Some(uid) = &kin.uid else { return Ok(()) };
        let controller = kin.owners.iter().find(|owner| owner.controller);
        let up = controller.or_else(|| kin.owners.first());
        let id_of_it = id(uid);
        // What owns itself is at the top.
        let up = up.map(|owner| id(&owner.uid)).filter(|up| *up != id_of_it);
        let member = Member {
            id: id_of_it,
            number: self.members.len(),
            up,
            called: Called {
                kind,
                name: placed.name,
            },
        };
        self.members.push(member.record(&mut self.room))
    }

    /// Writes the rows.
    ///
    /// # Errors
    /// Those of the output, and Io when what waits in files cannot be read.
    pub(super) fn write(mut self, out: &mut Output<'_, '_>) -> Result<()> {
        let mut tops = self.tops()?;
        let mut tops = tops.read()?;
        let mut top = tops.next()?.and_then(Top::read);
        let mut references = self.references.read()?;
        let mut number = 0;
        while let Some(record) = references.next()? {
            let found = top.as_ref().filter(|top| top.reference == number);
            let row = row(&self.types, record, found.map(|top| &top.called));
            let row = row.ok_or_else(lost)?;
            out.row(Table::Owners, &row)?;
            if found.is_some() {
                top = tops.next()?.and_then(Top::read);
            }
            number += 1;
        }
        Ok(())
    }
}

impl<'p> Family<'p> {
    /// For each reference whose owner is there the object at the top: the last one that is there. Objects that
    /// own each other end the walk.
    fn tops(&mut self) -> Result<Pile<'p>> {
        let (limit, scratch) = (self.limit, self.scratch);
        let none = || Pile::new(Order::Sorted, limit, scratch);
        let mut tops = none();
        let room = &mut Vec::new();
        let mut steps = std::mem::replace(&mut self.steps, none());
        for taken in 0..=MAX_OWNERS_UP {
            if steps.len() == 0 {
                break;
            }
            let mut next = none();
            let mut members = Members::new(self.members.read()?)?;
            let mut reader = steps.read()?;
            while let Some(record) = reader.next()? {
                let step = Step::read(record).ok_or_else(lost)?;
                let found = members.of(&step.id)?;
                let reference = step.reference;
                match (found, step.top) {
                    (
                        Some(Member {
                            up: Some(id),
                            called,
                            ..
                        }),
                        _,
                    ) if taken < MAX_OWNERS_UP => {
                        let top = Some(called);
                        next.push(Step { id, reference, top }.record(room))?;
                    }
                    (Some(Member { called, .. }), _) | (None, Some(called)) => {
                        tops.push(Top { reference, called }.record(room))?;
                    }
                    (None, None) => {}
                }
            }
            drop(reader);
            steps = next;
        }
        Ok(tops)
    }
}

/// The row of a reference.
fn row<'r>(
    types: &'r [Arc<Mapping>],
    record: &'r [u8],
    top: Option<&Called<'r>>,
) -> Option<[Cell<'r>; 14]> {
    let resource = |kind: u32| Some(types.get(index(kind))?.resource());
    let rest = &mut &*record;
    let of = resource(take_number(rest)?)?;
    let (namespace, name, uid) = (take_text(rest)?, take_text(rest)?, take_text(rest)?);
    let (api_version, kind) = (take_text(rest)?, take_text(rest)?);
    let (owner, owner_uid) = (take_text(rest)?, take_text(rest)?);
    let controller = take_number(rest)? != 0;
    let (root_kind, root_name) = match top {
        Some(top) => (Some(&*resource(top.kind)?.kind), Some(top.name)),
        None => (kind, owner),
    };
    Some([
        Cell::Str(&of.group),
        Cell::Str(&of.plural),
        Cell::Str(&of.kind),
        Cell::str(namespace),
        Cell::str(name),
        Cell::str(uid),
        Cell::str(api_version),
        Cell::str(kind),
        Cell::str(owner),
        Cell::str(owner_uid),
        Cell::Bool(controller),
        Cell::Bool(top.is_some()),
        Cell::str(root_kind),
        Cell::str(root_name),
    ])
}

/// Objects by their ids, each asked for after those of lower ids.
struct Members<'r> {
    reader: Reader<'r>,
    /// The last one of no higher id than was asked for.
    at: Vec<u8>,
    /// The one behind it; empty where there is none.
    ahead: Vec<u8>,
}

impl<'r> Members<'r> {
    fn new(reader: Reader<'r>) -> Result<Self> {
        let mut members = Self {
            reader,
            at: Vec::new(),
            ahead: Vec::new(),
        };
        members.advance()?;
        Ok(members)
    }

    fn advance(&mut self) -> Result<()> {
        std::mem::swap(&mut self.at, &mut self.ahead);
        self.ahead.clear();
        self.ahead
            .extend_from_slice(self.reader.next()?.unwrap_or_default());
        Ok(())
    }

    fn of(&mut self, id: &Id) -> Result<Option<Member<'_>>> {
        let has_come = |record: &[u8]| record.first_chunk().is_some_and(|at: &Id| at <= id);
        while has_come(&self.ahead) {
            self.advance()?;
        }
        let is_it = self.at.first_chunk() == Some(id);
        is_it
            .then(|| Member::read(&self.at).ok_or_else(lost))
            .transpose()
    }
}

#[cold]
fn lost() -> Error {
    Error::new(
        ErrorKind::Internal,
        "an owner was read otherwise than it was written",
    )
}

/// A place in a list, or a length. None is as long as that it does not fit: each entry stands for bytes of the file.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_base::hex;

    #[test]
    fn a_uid_as_servers_write_them_is_its_id() {
        let short = "8ec3f0e6-ea6e-453a-a021-526d07e5b4ad";
        assert_eq!(hex::text(&id(short)), short.replace('-', ""));
        let odd = [
            "",
            "x",
            "8EC3f0e6-ea6e-453a-a021-526d07e5b4ad",
            "8ec3f0e6-ea6e-453a-a021-526d07e5b4a",
            "8ec3f0e6-ea6e-453a-a021-526d07e5b4add",
            "8ec3f0e6ea6e-453a-a021-526d07e5b4ad-",
            "8ec3f0e6-ea6e-453a-a021-526d07e5b4ä",
        ];
        let mut ids: Vec<Id> = odd.into_iter().chain([short]).map(id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), odd.len() + 1);
        assert!(odd.into_iter().all(|uid| uuid(uid).is_none()));
    }
}
