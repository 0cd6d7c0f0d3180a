//! What no test of a single object tells: lifetimes, deletions in bulk, and what only etcd shows.

use std::collections::BTreeMap;

use foldhash::fast::RandomState;
use hashbrown::{HashMap, HashSet};

use kf_base::time::Timestamp;
use kf_file::etcd::Lease;
use kf_object::Value;
use kf_view::{KeyChange, KeyOperation, Mapping};

use super::foreign::Foreign;
use super::owner::{self, Orphan};
use super::path::HIDDEN;
use super::power::{self, Power};
use super::rule::{Detector, Rule, Rules};
use super::test::{By, Evidence, Scope};
use super::token::{self, Tokens};
use super::told::long_token;
use super::{Finding, KeyAt, finding, image, once};
use crate::clock::{Bracket, Clock};
use crate::kinds::Place;
use crate::story::Story;
use crate::walk::Seen;

/// Seconds by which a write may come after the time that its field manager is given.
const UNMARKED: i64 = 2;

/// The first bytes of protobuf values (apimachinery `serializer/protobuf`).
const PROTOBUF: &[u8] = b"k8s\0";

/// A deletion, and since when the object was there.
#[derive(Debug)]
struct Gone {
    found: Finding,
    created: Option<i64>,
    /// The lease of its last record.
    lease: i64,
    /// Whether a controller or the garbage collector would have done it.
    owned: bool,
    /// Whether the object waited for its deletion.
    asked: bool,
    /// The rules that leave it out.
    left_out: Vec<usize>,
}

/// What is remembered of all changes.
#[derive(Debug, Default)]
pub(super) struct Memory {
    gone: Vec<Gone>,
    /// Changes that no field manager tells of, and the newest time that one does.
    unmarked: Vec<(Finding, i64)>,
    /// Values that are JSON, of built-in types.
    json: Vec<Finding>,
    /// Types of which a value is protobuf.
    protobuf: HashSet<String, RandomState>,
    /// Namespaces that are deleted, or wait for it.
    namespaces: HashSet<String, RandomState>,
    /// Backups whose deletion was asked for, by namespace and name.
    requests: HashSet<(String, String), RandomState>,
    /// Roles that allow everything, and bindings.
    pub(super) power: Power,
    /// Tokens of accounts.
    pub(super) tokens: Tokens,
    /// Hosts that objects name.
    pub(super) foreign: Foreign,
    /// What is found if owners are not there.
    pub(super) orphans: Vec<Orphan>,
}

impl Memory {
    pub(super) fn append(&mut self, mut other: Self) {
        self.gone.append(&mut other.gone);
        self.unmarked.append(&mut other.unmarked);
        self.json.append(&mut other.json);
        self.protobuf.extend(other.protobuf);
        self.namespaces.extend(other.namespaces);
        self.requests.extend(other.requests);
        self.power.append(other.power);
        self.tokens.append(other.tokens);
        self.foreign.append(other.foreign);
        self.orphans.append(&mut other.orphans);
    }

    /// Remembers what a change is a part of.
    ///
    /// `left_out` is asked of deletions for the rules that leave the object out.
    pub(super) fn see(&mut self, seen: &Seen<'_, '_>, left_out: impl FnOnce() -> Vec<usize>) {
        let record = &seen.change.record;
        let resource = seen.place.resource;
        if resource == "namespaces" && is_terminating(seen) {
            self.namespaces.insert(seen.place.name.to_owned());
        }
        if record.value.starts_with(PROTOBUF) && !self.protobuf.contains(resource) {
            self.protobuf.insert(resource.to_owned());
        } else if record.value.starts_with(b"{") {
            let why = Evidence {
                path: "@encoding".to_owned(),
                value: "JSON, where others of its type are protobuf".to_owned(),
            };
            self.json.push(finding(0, seen, "", vec![why]));
        }
        if seen.change.operation == KeyOperation::Deleted {
            self.gone.push(gone(seen, left_out()));
        }
        if resource == "deletebackuprequests.velero.io" {
            self.requests.extend(requested(seen));
        }
        self.unmarked.extend(unmarked(seen));
        self.power.see(seen);
        self.tokens.see(seen);
    }

    /// Adds what is found now that all changes are known; returns the changes of objects of which
    /// damage keeps from being known whether their owners exist.
    pub(super) fn conclude(
        self,
        story: &Story<'_, '_>,
        rules: &Rules,
        clock: &Clock,
        found: &mut Vec<Finding>,
    ) -> HashSet<KeyAt, RandomState> {
        let leases = leases(story);
        for (at, rule) in rules.list().iter().enumerate() {
            let about = |f: &&Finding| rule.is_about(&f.resource);
            let gone = || {
                let gone = self.gone.iter();
                gone.filter(|g| rule.is_about(&g.found.resource) && !g.left_out.contains(&at))
            };
            match rule.detect {
                Some(Detector::ShortLived(seconds)) => {
                    let all = self.gone.iter().filter(|g| about(&&g.found));
                    let all = all.filter(|g| !self.is_of_gone_namespace(g));
                    let short = all.filter_map(|g| {
                        let short = short_lived(g, clock, seconds)?;
                        (!g.left_out.contains(&at) || was_more(story, rule, g)).then_some(short)
                    });
                    found.extend(short.map(|f| Finding { rule: at, ..f }));
                }
                Some(Detector::EventEarly) => {
                    let early = gone().filter(|g| leases.contains(&g.lease));
                    let early = early.filter(|g| !self.is_of_gone_namespace(g));
                    early_events(at, early, found);
                }
                Some(Detector::BulkDeletion { count, seconds }) => {
                    let all = gone().filter(|g| !g.owned && !self.is_of_gone_namespace(g));
                    let all = all.filter(|g| !self.is_requested(g));
                    bulk(at, all.collect(), clock, (count, seconds), found);
                }
                Some(Detector::Encoding) => {
                    let odd = self.json.iter().filter(about);
                    let odd = odd.filter(|f| self.protobuf.contains(&f.resource));
                    found.extend(odd.map(|f| Finding {
                        rule: at,
                        ..f.clone()
                    }));
                }
                Some(Detector::Unmarked) => {
                    let all = self
                        .unmarked
                        .iter()
                        .filter(|(f, _)| rule.is_about(&f.resource));
                    let late = all.filter(|(f, newest)| {
                        let from = clock.bracket(f.at.revision).not_before;
                        from.is_some_and(|from| from.seconds > newest.saturating_add(UNMARKED))
                    });
                    found.extend(late.map(|(f, _)| Finding {
                        rule: at,
                        ..f.clone()
                    }));
                }
                Some(Detector::Contradiction) => contradictions(at, story, clock, found),
                Some(Detector::OneRevision) => once::several(at, rule, story, found),
                _ => {}
            }
        }
        self.power.found(found);
        self.tokens.found(story, found);
        self.foreign.found(found);
        owner::alone(story, self.orphans, found)
    }

    fn is_requested(&self, gone: &Gone) -> bool {
        if self.requests.is_empty() || gone.found.resource != "backups.velero.io" {
            return false;
        }
        let namespace = gone.found.namespace.clone().unwrap_or_default();
        self.requests
            .contains(&(namespace, gone.found.name.clone()))
    }

    fn is_of_gone_namespace(&self, gone: &Gone) -> bool {
        let namespace = gone.found.namespace.as_ref();
        namespace.is_some_and(|namespace| self.namespaces.contains(namespace))
    }
}

/// What a change alone tells.
pub(super) fn one(detector: Detector, seen: &Seen<'_, '_>) -> Option<Vec<Evidence>> {
    let evidence = |path: &str, value: String| {
        let path = path.to_owned();
        Some(vec![Evidence { path, value }])
    };
    match detector {
        Detector::KeyMismatch => {
            let (after, _) = (seen.plain_after()?, seen.place.mapping?);
            let shown = |name| {
                let text = seen
                    .after()
                    .and_then(|after| after.str_at(&["metadata", name]));
                text.unwrap_or(HIDDEN).to_owned()
            };
            let name = after.str_at(&["metadata", "name"])?;
            let namespace = after.str_at(&["metadata", "namespace"]);
            let other = namespace.filter(|n| !n.is_empty() && seen.place.namespace.is_some());
            if name != seen.place.name {
                return evidence("metadata.name", shown("name"));
            }
            other.filter(|n| Some(*n) != seen.place.namespace)?;
            evidence("metadata.namespace", shown("namespace"))
        }
        Detector::Lease => {
            let lease = seen.change.record.lease;
            let resource = seen.place.resource;
            let usual = ["events", "events.events.k8s.io", "-"].contains(&resource);
            (lease != 0 && !usual).then_some(())?;
            evidence("@lease", format!("{lease:x}"))
        }
        Detector::OwnAdmin => power::binding(seen),
        Detector::ImageMoved => {
            (seen.change.operation == KeyOperation::Updated).then_some(())?;
            image::moved(seen)
        }
        Detector::TokenLifetime(seconds) => {
            let long = |object| long_token(object, seconds);
            let now = long(seen.plain_after()?)?;
            let old = seen.plain_before().and_then(long);
            (old.as_ref() != Some(&now)).then(|| vec![now])
        }
        Detector::Unannounced => unannounced(seen),
        Detector::TokenByHand => token::by_hand(seen),
        Detector::Unmanaged => {
            let is_made = seen.change.operation != KeyOperation::Updated;
            let managers = seen.plain_after()?.at(&["metadata", "managedFields"]);
            (is_made && managers.is_none()).then_some(())?;
            evidence("metadata.managedFields", "is missing".to_owned())
        }
        _ => None,
    }
}

/// The backups that a request for their deletion names: by what it says, or, of one that is gone, by its
/// name, which is the backup's and five random characters (velero `NewDeleteBackupRequest`).
fn requested(seen: &Seen<'_, '_>) -> Vec<(String, String)> {
    let namespace = seen.place.namespace.unwrap_or_default();
    let state = seen.plain_after().or(seen.plain_before());
    let said = state.and_then(|s| s.str_at(&["spec", "backupName"]));
    let named = seen.place.name.rsplit_once('-').map(|(name, _)| name);
    let names = said.into_iter().chain(named);
    names
        .map(|name| (namespace.to_owned(), name.to_owned()))
        .collect()
}

/// The deletion of a pod that a node had and that had not ended, without its kubelet having been told.
fn unannounced(seen: &Seen<'_, '_>) -> Option<Vec<Evidence>> {
    let before = seen.plain_before()?;
    let is_pod = seen.place.resource == "pods" && seen.change.operation == KeyOperation::Deleted;
    let node = before.str_at(&["spec", "nodeName"]);
    node.filter(|node| is_pod && !node.is_empty())?;
    let phase = before.str_at(&["status", "phase"]);
    let mirror = before.at(&["metadata", "annotations", "kubernetes.io/config.mirror"]);
    let asked = before.at(&["metadata", "deletionTimestamp"]);
    let ended = matches!(phase, Some("Succeeded" | "Failed"));
    let quiet = ended || mirror.is_some() || asked.is_some();
    let shown = |path: &[&str]| seen.before().and_then(|before| before.str_at(path));
    let phase = shown(&["status", "phase"]).unwrap_or("Unknown");
    let node = shown(&["spec", "nodeName"]).unwrap_or(HIDDEN);
    let value = format!("{phase} on {node}, without a deletionTimestamp");
    (!quiet).then(|| {
        vec![Evidence {
            path: "@deletion".to_owned(),
            value,
        }]
    })
}

/// A change of what an object says, if its managed fields stayed as they were: with the newest time
/// in them. Every write through an API server moves one, but times are whole seconds.
fn unmarked(seen: &Seen<'_, '_>) -> Option<(Finding, i64)> {
    let (old, new) = (seen.plain_before()?, seen.plain_after()?);
    (seen.change.operation == KeyOperation::Updated).then_some(())?;
    let entries = new.at(&["metadata", "managedFields"])?;
    (old.at(&["metadata", "managedFields"]) == Some(entries)).then_some(())?;
    let part = changed_part(old, new)?;
    let times = entries.as_array()?.iter();
    let times = times.filter_map(|entry| Timestamp::parse(entry.str_at(&["time"])?));
    let newest = times.map(|time| time.seconds).max()?;
    let mut time = String::new();
    kf_base::time::push_rfc3339(&mut time, newest);
    let why = Evidence {
        path: part.to_owned(),
        value: format!("differs, and the newest time of a field manager is still {time}"),
    };
    Some((finding(0, seen, "", vec![why]), newest))
}

/// What of an object changed that an API server would have marked.
///
/// Types that count generations do so for every change outside of metadata and status; of others, binding and
/// allocation write past the managers (pods, services), so that only what nobody writes so is looked at.
fn changed_part<'v>(old: &'v Value<'_>, new: &'v Value<'_>) -> Option<&'v str> {
    let generation = |object: &Value<'_>| {
        object
            .at(&["metadata", "generation"])
            .and_then(Value::as_int)
    };
    let differs = |part: &&str| old.get(part) != new.get(part);
    let (before, after) = (generation(old), generation(new));
    if before.is_some() || after.is_some() {
        let is_pod = new.str_at(&["kind"]) == Some("Pod");
        let parts = ["spec", "webhooks", "validations"].into_iter();
        return parts.filter(|_| before == after && !is_pod).find(differs);
    }
    [
        "data",
        "binaryData",
        "rules",
        "roleRef",
        "subjects",
        "secrets",
    ]
    .into_iter()
    .find(differs)
}

fn is_terminating(seen: &Seen<'_, '_>) -> bool {
    let waits = |object: &Value<'_>| object.at(&["metadata", "deletionTimestamp"]).is_some();
    seen.change.operation == KeyOperation::Deleted || seen.plain_after().is_some_and(waits)
}

fn gone(seen: &Seen<'_, '_>, left_out: Vec<usize>) -> Gone {
    let before = seen.change.before;
    let state = seen.plain_before();
    let at = |path: &[&str]| state.and_then(|s| s.at(path));
    let owners = at(&["metadata", "ownerReferences"]).and_then(Value::as_array);
    Gone {
        found: finding(0, seen, "", Vec::new()),
        created: before.map(|record| record.create_revision),
        lease: before.map_or(0, |record| record.lease),
        owned: owners.is_some_and(|owners| !owners.is_empty()),
        asked: at(&["metadata", "deletionTimestamp"]).is_some(),
        left_out,
    }
}

/// Whether an object that a rule leaves out as it was last was one before that the rule does not: who takes
/// the rights out of a role before deleting it had them.
fn was_more(story: &Story<'_, '_>, rule: &Rule, gone: &Gone) -> bool {
    let asked = std::cell::Cell::new(false);
    let kept_in = |at: &usize| {
        let change = story.changes().get(*at)?;
        let record = &change.record;
        let own = !record.tombstone && Some(record.create_revision) == gone.created;
        let place = story.place(*at, &change).filter(|_| own)?;
        let object = story.plain(*at, place.mapping, record).ok()?;
        let by = By {
            manager: "",
            orphan: false,
            asked: &asked,
        };
        let scope = Scope {
            before: None,
            after: &object.value,
            by,
            unknown: false,
            quotes: false,
            shown: None,
        };
        let test = rule.unless.as_ref()?;
        Some(!test.holds(&scope, &mut Vec::new()))
    };
    let states = story.of_key(gone.found.at.key.as_bytes());
    states.iter().any(|at| kept_in(at) == Some(true))
}

/// A deletion of what surely did not live for longer than so many seconds.
fn short_lived(gone: &Gone, clock: &Clock, seconds: i64) -> Option<Finding> {
    let created = gone.created.filter(|_| !gone.owned)?;
    let from = clock.bracket(created).not_before?;
    let until = clock.bracket(gone.found.at.revision).not_after?;
    let most = until.seconds.saturating_sub(from.seconds);
    if most > seconds {
        return None;
    }
    let mut found = gone.found.clone();
    found.evidence = vec![Evidence {
        path: "@lifetime".to_owned(),
        value: format!(
            "made at revision {created}, deleted at {}: {most} s at most{}",
            found.at.revision,
            if gone.asked { ", with notice" } else { "" }
        ),
    }];
    found.more.push(KeyAt {
        key: found.at.key.clone(),
        revision: created,
    });
    Some(found)
}

/// Events that were deleted early, those of a namespace together.
fn early_events<'g>(rule: usize, gone: impl Iterator<Item = &'g Gone>, found: &mut Vec<Finding>) {
    let mut groups: BTreeMap<Option<&str>, Vec<&Gone>> = BTreeMap::new();
    for one in gone {
        let namespace = one.found.namespace.as_deref();
        groups.entry(namespace).or_default().push(one);
    }
    for mut group in groups.into_values() {
        group.sort_by_key(|g| g.found.at.revision);
        let Some((first, rest)) = group.split_first() else {
            continue;
        };
        let mut one = first.found.clone();
        one.rule = rule;
        one.evidence = vec![Evidence {
            path: "@lease".to_owned(),
            value: format!(
                "{:x}, which had not run out; {} Events of the namespace",
                first.lease,
                group.len()
            ),
        }];
        one.more = rest.iter().map(|g| g.found.at.clone()).collect();
        found.push(one);
    }
}

/// Leases that live in the newest files.
fn leases(story: &Story<'_, '_>) -> HashSet<i64, RandomState> {
    let newest = story.parts().iter().max_by_key(|part| part.view.revision());
    let leases = newest.and_then(|part| Lease::all(part.view.store()).ok());
    let leases = leases.into_iter().flatten().filter_map(Result::ok);
    leases.map(|lease| lease.id).collect()
}

/// Deletions of one type in one namespace that lie close together.
fn bulk(
    rule: usize,
    gone: Vec<&Gone>,
    clock: &Clock,
    (count, seconds): (usize, i64),
    found: &mut Vec<Finding>,
) {
    let mut groups: HashMap<(&str, Option<&str>), Vec<&Gone>, RandomState> = HashMap::default();
    for one in gone {
        // Events run out by themselves, many at once.
        if one.lease == 0 {
            let id = (one.found.resource.as_str(), one.found.namespace.as_deref());
            groups.entry(id).or_default().push(one);
        }
    }
    for mut group in groups.into_values() {
        group.sort_by_key(|g| g.found.at.revision);
        let mut rest = group.as_slice();
        while let Some(first) = rest.first() {
            let from = clock.bracket(first.found.at.revision).not_before;
            let near = |g: &&Gone| within(from, clock.bracket(g.found.at.revision), seconds);
            let many = rest.iter().take_while(|g| near(g)).count();
            if many < count {
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            let (taken, after) = rest.split_at(many);
            let mut one = first.found.clone();
            one.rule = rule;
            one.evidence = vec![Evidence {
                path: "@deletions".to_owned(),
                value: format!("{many} of {} within {seconds} s", one.resource),
            }];
            let others = taken.iter().skip(1).map(|g| g.found.at.clone());
            one.more = others.collect();
            found.push(one);
            rest = after;
        }
    }
}

fn within(from: Option<kf_base::time::Timestamp>, bracket: Bracket, seconds: i64) -> bool {
    let until = bracket.not_after.or(bracket.not_before);
    match (from, until) {
        (Some(from), Some(until)) => until.seconds.saturating_sub(from.seconds) <= seconds,
        _ => false,
    }
}

/// A finding about a change of which no object was read.
pub(super) fn of_change(
    rule: usize,
    story: &Story<'_, '_>,
    at: usize,
    change: &KeyChange<'_>,
    place: &Place<'_, '_>,
    why: Evidence,
) -> Finding {
    let mapping = place.mapping;
    let kind = mapping.map(|m| m.resource().kind.to_string());
    Finding {
        rule,
        at: KeyAt {
            key: String::from_utf8_lossy(change.record.key).into_owned(),
            revision: change.record.revision.main,
        },
        api_version: mapping.map(Mapping::api_version).unwrap_or_default(),
        kind: kind.unwrap_or_default(),
        resource: place.resource.to_owned(),
        namespace: place.namespace.map(str::to_owned),
        name: place.name.to_owned(),
        operation: change.operation,
        manager: None,
        time: None,
        bracket: Bracket::default(),
        origin: story.origin(at),
        evidence: vec![why],
        more: Vec::new(),
    }
}

fn contradictions(rule: usize, story: &Story<'_, '_>, clock: &Clock, found: &mut Vec<Finding>) {
    for wrong in clock.contradictions() {
        let mut at = story.changes().after(wrong.revision.saturating_sub(1));
        while let Some(change) = story.changes().get(at) {
            if change.record.revision.main != wrong.revision {
                break;
            }
            if let Some(place) = story.place(at, &change) {
                let mut time = String::new();
                kf_base::time::push_rfc3339(&mut time, wrong.second);
                let why = Evidence {
                    path: "@time".to_owned(),
                    value: format!("{time}, {} s away from what its neighbours tell", wrong.by),
                };
                found.push(of_change(rule, story, at, &change, &place, why));
            }
            at = at.saturating_add(1);
        }
    }
}
