//! Revisions that change several keys.
//!
//! An API server writes one key in each transaction. When a lease ends, etcd deletes all its keys in one
//! revision (server/lease, `lessor.Revoke`), and API servers put many Events on one lease; nothing else
//! that a cluster does by itself takes several keys at once.

use kf_view::{KeyChange, KeyOperation};

use super::detect::of_change;
use super::rule::Rule;
use super::test::Evidence;
use super::{Finding, KeyAt};
use crate::kinds::Place;
use crate::story::Story;

/// A change and its place among all.
type Written<'p, 's> = (usize, KeyChange<'s>, Place<'p, 's>);

/// Adds a finding for each revision that changed several keys of Kubernetes, unless a lease ended.
pub(super) fn several(at: usize, rule: &Rule, story: &Story<'_, '_>, found: &mut Vec<Finding>) {
    let changes = story.changes();
    let revision = |place: usize| changes.get(place).map(|c| c.record.revision.main);
    let mut from = 0_usize;
    while let Some(main) = revision(from) {
        let next = from.saturating_add(1);
        // Of a dump that tells no revisions they are all the same.
        if main <= 0 || revision(next) != Some(main) {
            from = next;
            continue;
        }
        let until = changes.after(main).max(next);
        let written = (from..until).filter_map(|place| {
            let change = changes.get(place)?;
            Some((place, change, story.place(place, &change)?))
        });
        let written: Vec<Written<'_, '_>> = written.filter(|w| !w.2.foreign).collect();
        let about = written.iter().any(|w| rule.is_about(w.2.resource));
        if written.len() > 1 && about && !is_end_of_lease(&written) {
            found.extend(finding(at, story, &written));
        }
        from = until;
    }
}

/// Whether these are the keys that one lease took with it, as far as their records before tell.
fn is_end_of_lease(written: &[Written<'_, '_>]) -> bool {
    let lease = |w: &Written<'_, '_>| w.1.before.map(|before| before.lease);
    let first = written.iter().find_map(lease);
    written.iter().all(|w| {
        let known = lease(w).map_or(w.2.resource.starts_with("events"), |own| {
            own != 0 && Some(own) == first
        });
        w.1.operation == KeyOperation::Deleted && known
    })
}

fn finding(rule: usize, story: &Story<'_, '_>, written: &[Written<'_, '_>]) -> Option<Finding> {
    let (at, change, place) = written.first()?;
    let count = |wanted: &[KeyOperation]| {
        let of = written.iter().filter(|w| wanted.contains(&w.1.operation));
        of.count()
    };
    let why = Evidence {
        path: "@revision".to_owned(),
        value: format!(
            "{} keys at once: {} created, {} updated, {} deleted",
            written.len(),
            count(&[KeyOperation::Created, KeyOperation::Recreated]),
            count(&[KeyOperation::Updated]),
            count(&[KeyOperation::Deleted]),
        ),
    };
    let more = written.iter().skip(1).map(|w| KeyAt {
        key: String::from_utf8_lossy(w.1.record.key).into_owned(),
        revision: w.1.record.revision.main,
    });
    Some(Finding {
        more: more.collect(),
        ..of_change(rule, story, *at, change, place, why)
    })
}
