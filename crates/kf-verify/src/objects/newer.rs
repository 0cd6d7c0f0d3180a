//! Whether a newer server only adds fields that an older Kubernetes did not have.

use super::equal::same;
use kf_object::Value;
use kf_schema::Minor;
use kf_schema::descriptor::{Kind, Label, Message, Shape};

/// Structs inlined in structs; the deepest real chain is 2.
const MAX_INLINE: usize = 8;

/// A member of a message.
#[derive(Clone, Copy)]
struct Member {
    label: Label,
    kind: Kind,
    /// Whether it came after the minor.
    newer: bool,
}

/// Whether `server` is `kf` and some fields more, each of which came to the kind after a minor by
/// the schema tables.
///
/// Both have the same `apiVersion` and `kind`. A field that kf's tables do not have, a value that
/// differs, and a field that only kf has are no such difference; nor is anything in what has no
/// schema, such as custom resources.
pub(super) fn only_newer_fields(kf: &Value<'_>, server: &Value<'_>, minor: Minor) -> bool {
    let text = |name| server.str_at(&[name]).unwrap_or_default();
    kf_schema::kind(text("apiVersion"), text("kind"))
        .is_some_and(|entry| within(kf_schema::message(entry.message), kf, server, minor))
}

fn within(message: &Message, kf: &Value<'_>, server: &Value<'_>, minor: Minor) -> bool {
    let (Some(ours), Some(theirs)) = (kf.as_object(), server.as_object()) else {
        return same(kf, server);
    };
    if ours.iter().any(|(name, _)| !theirs.contains_key(name)) {
        return false;
    }
    theirs.iter().all(|(name, theirs)| {
        let member = || member(message, name, minor, 0);
        match ours.get(name) {
            Some(ours) if same(ours, theirs) => true,
            Some(ours) => member().is_some_and(|m| value(m, ours, theirs, minor)),
            None => member().is_some_and(|m| m.newer),
        }
    })
}

/// The same for the value of a field that both have.
fn value(member: Member, kf: &Value<'_>, server: &Value<'_>, minor: Minor) -> bool {
    let element = |kf: &Value<'_>, server: &Value<'_>| match member.kind {
        Kind::Message(index) => within(kf_schema::message(index), kf, server, minor),
        _ => same(kf, server),
    };
    match (member.label, kf, server) {
        (Label::Single, _, _) => element(kf, server),
        (Label::List, Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| element(a, b))
        }
        (Label::Map, Value::Object(a), Value::Object(b)) => {
            let mut pairs = a.iter().zip(b.iter());
            a.len() == b.len() && pairs.all(|((k, a), (l, b))| k == l && element(a, b))
        }
        _ => false,
    }
}

/// The member of a message with a JSON name. Of several fields that had the name over time it is
/// newer only if all of them are.
fn member(message: &Message, name: &str, minor: Minor, depth: usize) -> Option<Member> {
    let mut found: Option<Member> = None;
    let mut add = |next: Member| {
        let newer = found.is_none_or(|f| f.newer) && next.newer;
        found = Some(Member { newer, ..next });
    };
    for field in message.fields {
        // What the field has been called or not called: all of it after the minor.
        let after = |name: &str| {
            let mut shapes = field.shapes.iter().filter(|s| s.json == name);
            shapes.all(|s| s.minors.first > minor)
        };
        let named = field.shapes.iter().rev().find(|s| s.json == name);
        if let Some(shape) = named {
            add(Member {
                label: shape.label,
                kind: shape.kind,
                newer: after(name),
            });
        }
        let inlined = field.shapes.iter().rev().find(|s| s.json.is_empty());
        if let Some(Shape {
            kind: Kind::Message(index),
            ..
        }) = inlined
            && depth < MAX_INLINE
            && let Some(inner) = member(kf_schema::message(*index), name, minor, depth + 1)
        {
            add(Member {
                newer: after("") || inner.newer,
                ..inner
            });
        }
    }
    found
}
