//! What to tell about an object that was decoded, but not quite as its server would have.

use kf_base::escape;
use kf_file::etcd::{Label, Record};
use kf_object::redact::Redactor;
use kf_resource::Resource;
use kf_storage::{Decoded, NamespacedName};

/// What to say of an object whose name or namespace is not that of its key. A server finds it by its key, and
/// gives it out as it is.
#[must_use]
pub(crate) fn misplaced(
    resource: &Resource,
    key: &[u8],
    called: NamespacedName<'_>,
) -> Option<String> {
    let mut segments = key.rsplit(|byte| *byte == b'/');
    let same = segments.next() == Some(called.name)
        && (!resource.namespaced || segments.next() == Some(called.namespace));
    let what = "the object says another name or namespace than its key: one of them may be damaged";
    (!same).then(|| what.to_owned())
}

/// What to say of a custom resource that is of another kind than its definition's. A server gives it out, and
/// kubectl finds no type for it.
#[must_use]
pub(crate) fn of_no_kind(resource: &Resource, kind: &str) -> Option<String> {
    let what = "the object says another kind than its definition has: a byte of it may be damaged";
    (kind != resource.kind).then(|| what.to_owned())
}

/// The notes for a decoded value, of which `redactor` has redacted the object: mostly none.
#[must_use]
pub fn about(decoded: &Decoded<'_>, redactor: Option<&Redactor>) -> Vec<String> {
    if decoded.is_raw() {
        let (mut version, mut kind) = (decoded.api_version().into(), decoded.kind().into());
        if let Some(redactor) = redactor {
            version = redactor.api_version(decoded.api_version());
            kind = redactor.name(decoded.kind());
        }
        return vec![format!(
            "{} {} is a kind that kf does not know: its fields are shown by number, and what they \
             hold is a guess",
            escape::text(&version),
            escape::text(&kind),
        )];
    }
    let unknown = decoded.unknown_field.map(|field| {
        format!(
            "field {} of {} is not in any schema kf has and is left out: the object was written \
             by a newer Kubernetes",
            field.number, field.message,
        )
    });
    // A name that no schema has is what somebody made up.
    let member_named = |name: &str| match redactor {
        None => format!("member {}", escape::quoted(name.as_bytes())),
        Some(_) => "a member".to_owned(),
    };
    let unknown_member = decoded.unknown_member.as_ref().map(|member| {
        let name = member_named(&member.name);
        format!(
            "{name} of {} is not in any schema kf has and is left out: the object was written by a newer \
             Kubernetes",
            member.message,
        )
    });
    let repeated_member = decoded.repeated_member.as_ref().map(|name| {
        let name = member_named(name);
        format!(
            "{name} of {} {} is there more than once: shown as a server puts them together",
            decoded.api_version(),
            decoded.kind(),
        )
    });
    let dropped_type = decoded.dropped_type.map(|dropped| {
        format!(
            "{} {} is no longer read by this server: Kubernetes had it until {}; shown as stored",
            decoded.api_version(),
            decoded.kind(),
            dropped.last,
        )
    });
    let dropped_field = decoded.dropped_field.map(|field| {
        format!(
            "{} {} holds {} of {}, which Kubernetes had until {}: this server no longer reads it, \
             and it is left out",
            decoded.api_version(),
            decoded.kind(),
            field.json,
            field.message,
            field.last,
        )
    });
    let all = [
        unknown,
        unknown_member,
        repeated_member,
        dropped_type,
        dropped_field,
    ];
    all.into_iter().flatten().collect()
}

/// The note for an object of a type that the server did not serve.
#[must_use]
pub fn not_served(api_version: &str, kind: &str) -> String {
    format!(
        "{} {} is of a type that this server did not serve: shown as stored",
        escape::text(api_version),
        escape::text(kind)
    )
}

/// The note for a custom resource of a type that has no definition.
#[must_use]
pub fn no_definition(name: &str) -> String {
    format!(
        "{} has no definition in this snapshot: its objects are shown as stored",
        escape::text(name)
    )
}

/// The note for a custom resource of a type whose definition cannot be read.
#[must_use]
pub fn definition_unread(name: &str) -> String {
    format!(
        "the definition of {} cannot be read: its objects are shown as stored",
        escape::text(name)
    )
}

/// The note for a custom resource whose definition was deleted.
#[must_use]
pub fn definition_deleted(name: &str, revision: i64) -> String {
    format!(
        "the definition of {} was deleted at revision {revision}: its objects are read by what it was \
         before",
        escape::text(name)
    )
}

/// The note for a custom resource in a version that its definition does not have.
#[must_use]
pub fn not_listed(api_version: &str, name: &str) -> String {
    format!(
        "shown as stored, in {}: the definition of {} no longer lists that version, and the server \
         does not read it",
        escape::text(api_version),
        escape::text(name)
    )
}

/// The note for a record that was found outside the tree of a broken file.
#[must_use]
pub fn label(record: &Record<'_>, label: Label) -> Option<String> {
    let what = match label {
        Label::Reachable => return None,
        Label::Orphaned => {
            "no tree leads there; it is taken for a part that was lost, and may be older than that"
        }
        Label::Stale => {
            "the page is free or out of date; the object was so once, and may have been changed or \
             deleted since"
        }
    };
    Some(format!(
        "{label}: key {}, revision {}, page {}: {what}",
        escape::quoted(record.key),
        record.revision,
        record.page,
    ))
}
