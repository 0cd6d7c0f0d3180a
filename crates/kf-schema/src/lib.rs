//! The schema of every Kubernetes version: which message a kind is, what held for its fields in
//! which minor, and what else changed when.
//!
//! `tables/` is generated from `proto/kubernetes` (see `proto/README.md`); here are the lookups.
//! [`changes`] has the facts that are no fields, written by hand.

pub mod changes;
pub mod descriptor;
mod macros;
pub mod minor;
pub mod open;
pub mod releases;
mod tables;

use std::sync::atomic::{AtomicUsize, Ordering};

use descriptor::{KindEntry, Message};

pub use changes::Change;
pub use minor::{Minor, Minors};
pub use tables::{KINDS, MESSAGES};

/// Finds a kind, such as `apps/v1`, `Deployment`.
#[must_use]
pub fn kind(api_version: &str, kind: &str) -> Option<&'static KindEntry> {
    // Of objects in a row most are of one kind: what was found last is looked at first.
    static LAST: AtomicUsize = AtomicUsize::new(0);
    let last = KINDS.get(LAST.load(Ordering::Relaxed));
    if let Some(entry) = last.filter(|e| e.kind == kind && e.api_version == api_version) {
        return Some(entry);
    }
    let at = KINDS
        .binary_search_by(|entry| (entry.api_version, entry.kind).cmp(&(api_version, kind)))
        .ok()?;
    LAST.store(at, Ordering::Relaxed);
    KINDS.get(at)
}

/// The message at an index of [`KindEntry`] or [`Kind`](descriptor::Kind).
///
/// Indices come out of the tables and are always valid; one from elsewhere that is not gives a
/// message without fields.
#[must_use]
pub fn message(index: u16) -> &'static Message {
    static NOTHING: Message = Message {
        name: "",
        fields: &[],
    };
    MESSAGES.get(usize::from(index)).unwrap_or(&NOTHING)
}

/// The index of a message by Go import path and type, such as `k8s.io/api/core/v1.PodSpec`.
#[must_use]
pub fn message_index(name: &str) -> Option<u16> {
    let at = MESSAGES
        .binary_search_by(|message| message.name.cmp(name))
        .ok()?;
    u16::try_from(at).ok()
}

/// Finds a message by Go import path and type.
#[must_use]
pub fn message_by_name(name: &str) -> Option<&'static Message> {
    message_index(name).map(message)
}

#[cfg(test)]
mod tests;
