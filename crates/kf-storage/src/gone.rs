//! What stored objects hold that the server's Kubernetes no longer had.
//!
//! An upgrade does not touch what lies in etcd: objects of a version that was dropped stay there,
//! and fields that were dropped stay in their bytes. The server that follows cannot decode the
//! former and does not see the latter. An object of a dropped type is decoded by the last minor
//! that had the type, so that it comes out whole.

use std::sync::OnceLock;

use kf_schema::descriptor::KindEntry;

use crate::layout::Layouts;
use kf_schema::Minor;

/// A type that the server no longer had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DroppedType {
    /// Last minor that had it.
    pub last: Minor,
}

/// A field that the server no longer had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DroppedField {
    /// The message's name in the tables.
    pub message: &'static str,
    /// The field's JSON name in the last minor that had it.
    pub json: &'static str,
    /// That minor.
    pub last: Minor,
}

/// The schema of one minor, and of the minors before it for the types that it dropped.
#[derive(Debug)]
pub(crate) struct Schemas {
    server: Layouts,
    /// By minor; made when an object of a type whose last minor it is comes by.
    earlier: Vec<OnceLock<Layouts>>,
}

impl Schemas {
    /// Makes the schemas for a server of a minor.
    pub(crate) fn new(minor: Minor) -> Self {
        Self {
            server: Layouts::new(minor),
            earlier: std::iter::repeat_with(OnceLock::new)
                .take(usize::from(minor.number()))
                .collect(),
        }
    }

    /// The schema of the server's own minor.
    pub(crate) fn server(&self) -> &Layouts {
        &self.server
    }

    /// The schema that decodes a kind: the server's, or that of the last minor with the kind.
    pub(crate) fn of(&self, entry: &KindEntry) -> &Layouts {
        let dropped = self.dropped(entry);
        let earlier = dropped.and_then(|dropped| {
            let made = self.earlier.get(usize::from(dropped.last.number()))?;
            Some(made.get_or_init(|| Layouts::new(dropped.last)))
        });
        earlier.unwrap_or(&self.server)
    }

    /// Says whether the server no longer had a kind.
    pub(crate) fn dropped(&self, entry: &KindEntry) -> Option<DroppedType> {
        let last = entry.minors.last;
        (last < self.server.minor()).then_some(DroppedType { last })
    }
}

#[cfg(test)]
mod tests;
