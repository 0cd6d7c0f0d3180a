//! What an intruder leaves: rules over all changes of a story.
//!
//! A rule names no culprit. It says what it looks at, which techniques that is consistent with, and
//! why it may be innocent; what it found stands there with the object, the revision and the place
//! in the object.

mod detect;
mod foreign;
mod form;
mod image;
mod once;
mod owner;
mod path;
mod pattern;
mod power;
mod rule;
mod same;
mod scope;
mod test;
#[cfg(test)]
mod tests;
mod token;
mod told;

use std::cell::{Cell, OnceCell};

use foldhash::fast::RandomState;
use hashbrown::{HashMap, HashSet};

use kf_base::limits::MAX_SUSPECTS;
use kf_base::time::Timestamp;
use kf_object::Value;
use kf_schema::Change;
use kf_view::{KeyOperation, Mapping};

use crate::clock::{Bracket, Clock, Point};
use crate::story::{Origin, Story};
use crate::walk::{Seen, Told, points};
use detect::Memory;
pub use form::{SuspectsForm, Tool};
use owner::Orphan;
use pattern::Patterns;
use rule::Detector;
use test::{By, Scope, Shown};

pub use rule::{ATTACK_NOTICE, ATTACK_VERSION, OWN_RULES, Rule, Rules, Severity};
pub use test::Evidence;

/// A place in etcd: a key at a revision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyAt {
    /// The etcd key.
    pub key: String,
    /// The revision of the change.
    pub revision: i64,
}

/// Something that a rule found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// The place of the rule among [`Suspects::rules`].
    pub rule: usize,
    /// Where it was found first.
    pub at: KeyAt,
    /// `apps/v1`, empty where no type is known.
    pub api_version: String,
    /// `Deployment`, empty where no type is known.
    pub kind: String,
    /// `deployments.apps`, `-` where no type is known.
    pub resource: String,
    /// The namespace.
    pub namespace: Option<String>,
    /// The object's name.
    pub name: String,
    /// What the change did.
    pub operation: KeyOperation,
    /// The field manager that wrote it, if it is known.
    pub manager: Option<String>,
    /// When it was written, as far as the object tells.
    pub time: Option<Timestamp>,
    /// Between which times it was written.
    pub bracket: Bracket,
    /// Where the record of the change comes from.
    pub origin: Origin,
    /// What makes the rule hold.
    pub evidence: Vec<Evidence>,
    /// Further changes of which the rule says the same.
    pub more: Vec<KeyAt>,
}

/// What rules found in a story.
#[derive(Debug)]
#[non_exhaustive]
pub struct Suspects {
    /// The rules.
    pub rules: Rules,
    /// What they found: by severity, then in the order of revisions.
    pub findings: Vec<Finding>,
    /// Changes whose object could not be read, so that no rule could look at it.
    pub unread: u64,
    /// Deletions of which the object before is not in the files, so that rules that look into it
    /// said nothing.
    pub blind: u64,
    /// Changes of objects that were there before, in a state that the files do not hold: rules that
    /// compare the two said nothing. Every file begins with such changes once etcd was compacted.
    pub uncompared: u64,
    /// Objects of which rules say nothing, since damage keeps from being known whether the owners that
    /// they name exist.
    pub ownerless: u64,
    /// Findings that are left out, since there are more than [`MAX_SUSPECTS`] of their rule.
    pub left_off: u64,
    /// When revisions were written.
    pub clock: Clock,
}

impl Suspects {
    /// The rule of a finding.
    #[must_use]
    pub fn rule(&self, finding: &Finding) -> Option<&Rule> {
        self.rules.list().get(finding.rule)
    }

    /// The severity of a finding.
    #[must_use]
    pub fn severity(&self, finding: &Finding) -> Severity {
        self.rule(finding).map_or(Severity::Info, |r| r.severity)
    }

    /// Whether all that the files hold could be judged.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.unread == 0 && self.blind == 0 && self.ownerless == 0 && self.left_off == 0
    }
}

/// What one thread gathers.
#[derive(Default)]
struct Share {
    points: Vec<Point>,
    found: Vec<Finding>,
    memory: Memory,
    unread: u64,
    blind: u64,
    uncompared: u64,
}

/// Lets rules look at each change of a story.
///
/// `each` sees every change as well, on many threads, so that a report needs one pass.
pub fn judge<'s, A: Default + Send>(
    story: &Story<'_, 's>,
    rules: Rules,
    each: impl Fn(&mut A, &Seen<'_, 's>) + Sync,
    mut take: impl FnMut(&mut A),
) -> Suspects {
    let mut all = Share::default();
    let (mut room, mut too_many) = (ROOM, 0_u64);
    let index = Index::new(&rules, story);
    story.by_key(
        |(share, own): &mut (Share, A), seen| {
            points(seen, Told::of(seen.plain_author()), &mut share.points);
            look(&index, share, seen, story.part_of(seen.at));
            each(own, seen);
        },
        |(share, own)| {
            all.points.append(&mut share.points);
            all.found.append(&mut share.found);
            if all.found.len() > room {
                too_many = too_many.saturating_add(thinned(&mut all.found));
                room = all.found.len().saturating_mul(2).max(ROOM);
            }
            all.memory.append(std::mem::take(&mut share.memory));
            all.unread = all.unread.saturating_add(std::mem::take(&mut share.unread));
            all.blind = all.blind.saturating_add(std::mem::take(&mut share.blind));
            let uncompared = std::mem::take(&mut share.uncompared);
            all.uncompared = all.uncompared.saturating_add(uncompared);
            take(own);
        },
    );
    drop(index);
    let clock = Clock::new(all.points);
    let mut found = all.found;
    let ownerless = all.memory.conclude(story, &rules, &clock, &mut found);
    let (findings, left_off) = grouped(found, &rules, &clock);
    let left_off = left_off.saturating_add(too_many);
    Suspects {
        rules,
        findings,
        unread: all.unread,
        blind: all.blind,
        uncompared: all.uncompared,
        ownerless: u64::try_from(ownerless.len()).unwrap_or(u64::MAX),
        left_off,
        clock,
    }
}

/// Which rules look at what.
struct Index<'r> {
    rules: &'r Rules,
    /// For each part of the story, whether its server writes managed fields into whatever is made.
    marks: Vec<bool>,
    /// By resource, of those that a rule names.
    named: HashMap<&'r str, Vec<usize>, RandomState>,
    /// For all others.
    rest: Vec<usize>,
    /// What rules ask of the field manager, each once: many ask the same.
    managers: Vec<&'r Patterns>,
    /// For each rule the place of what it asks there.
    asks: Vec<Option<usize>>,
}

/// How many different things rules can ask of the field manager before they are asked one by one.
const MANAGERS: usize = 16;

impl<'r> Index<'r> {
    fn new(rules: &'r Rules, story: &Story<'_, '_>) -> Self {
        let about = |resource: &str| {
            let all = rules.list().iter().enumerate();
            let about = all.filter(|(_, rule)| rule.is_about(resource));
            about.map(|(at, _)| at).collect()
        };
        let named = rules.list().iter().flat_map(|rule| &rule.types);
        let mut managers: Vec<&Patterns> = Vec::new();
        let asks = rules.list().iter().map(|rule| {
            let asked = rule.when.as_ref()?.manager()?;
            let known = managers.iter().position(|known| *known == asked);
            if known.is_none() && managers.len() < MANAGERS {
                managers.push(asked);
                return Some(managers.len().saturating_sub(1));
            }
            known
        });
        let asks = asks.collect();
        let parts = story.parts().iter();
        let minors = parts.map(|part| part.view.kube_version().minor);
        Self {
            rules,
            marks: minors.map(|m| !m.has(Change::TOKEN_SECRETS)).collect(),
            managers,
            asks,
            named: named.map(|name| (name.as_str(), about(name))).collect(),
            rest: about(""),
        }
    }

    /// Whether a rule can hold for what a field manager wrote; `known` remembers of the others that ask the same.
    fn may_hold(&self, at: usize, manager: &str, known: &mut [Option<bool>; MANAGERS]) -> bool {
        let place = self.asks.get(at).copied().flatten();
        let asked =
            place.and_then(|place| Some((self.managers.get(place)?, known.get_mut(place)?)));
        asked.is_none_or(|(patterns, known)| *known.get_or_insert_with(|| patterns.fit(manager)))
    }

    /// The rules about a type with their places in the list, in its order.
    fn of(&self, resource: &str) -> impl Iterator<Item = (usize, &'r Rule)> {
        let places = self.named.get(resource).unwrap_or(&self.rest);
        let list = self.rules.list();
        places.iter().filter_map(|at| Some((*at, list.get(*at)?)))
    }
}

/// Lets the rules look at one change.
fn look(index: &Index<'_>, share: &mut Share, seen: &Seen<'_, '_>, part: usize) {
    if seen.place.foreign {
        return;
    }
    if seen.failed.is_some() {
        share.unread = share.unread.saturating_add(1);
    }
    let operation = seen.change.operation;
    let deleted = operation == KeyOperation::Deleted;
    share.memory.see(seen, || left_out(index, seen));
    let author = seen.plain_author();
    let manager = author.manager.as_ref().map_or("", |m| &m.name);
    let state = state(seen);
    let asked = Cell::new(false);
    let (mut blind, mut uncompared) = (false, false);
    let unknown = operation == KeyOperation::Updated && seen.plain_before().is_none();
    let same = OnceCell::new();
    let mut managers = [None; MANAGERS];
    for (at, rule) in index.of(seen.place.resource) {
        let when = rule.when.as_ref().filter(|_| rule.on.contains(&operation));
        blind |= when.is_some() && deleted && state.is_none();
        uncompared |= unknown
            && rule.compares
            && (rule.detect.is_some() || when.is_some() && state.is_some());
        if !index.may_hold(at, manager, &mut managers) {
            continue;
        }
        if rule.steady && *same.get_or_init(|| is_unchanged(seen)) {
            continue;
        }
        asked.set(false);
        let by = By {
            manager,
            orphan: false,
            asked: &asked,
        };
        match rule.detect {
            Some(Detector::ForeignHost) => {
                foreign(at, rule, share, seen, by);
                continue;
            }
            Some(Detector::Unmanaged) if index.marks.get(part) != Some(&true) => continue,
            _ => {}
        }
        if let Some(evidence) = evidence(rule, seen, state, by) {
            let found = finding(at, seen, shown_manager(seen), evidence);
            match rule.detect {
                Some(Detector::OwnAdmin) => share.memory.power.bind(found, seen),
                Some(Detector::TokenByHand) => share.memory.tokens.take(found, seen, part),
                _ => share.found.push(found),
            }
        } else if let Some(object) = state.filter(|_| asked.get())
            && let Some(evidence) = evidence(rule, seen, state, By { orphan: true, ..by })
        {
            let found = finding(at, seen, shown_manager(seen), evidence);
            let orphan = Orphan::new(found, part, object, shown_state(seen));
            share.memory.orphans.push(orphan);
        }
    }
    share.blind = share.blind.saturating_add(u64::from(blind));
    share.uncompared = share.uncompared.saturating_add(u64::from(uncompared));
}

/// Remembers the hosts that an object names, and what is found if nobody else does.
fn foreign(at: usize, rule: &Rule, share: &mut Share, seen: &Seen<'_, '_>, by: By<'_>) {
    share.memory.foreign.see(at, rule, seen);
    if !rule.on.contains(&seen.change.operation) || unless(rule, seen, by) {
        return;
    }
    if let Some((evidence, hosts)) = foreign::brought(rule, seen) {
        let found = finding(at, seen, shown_manager(seen), evidence);
        share.memory.foreign.take(found, hosts);
    }
}

/// What a change left, or the last that was there before a deletion.
fn state<'v>(seen: &'v Seen<'_, '_>) -> Option<&'v Value<'v>> {
    match seen.change.operation {
        KeyOperation::Deleted => seen.plain_before(),
        _ => seen.plain_after(),
    }
}

/// What [`state`] gives, as it may be shown.
fn shown_state<'v>(seen: &'v Seen<'_, '_>) -> Option<&'v Value<'v>> {
    match seen.change.operation {
        KeyOperation::Deleted => seen.before(),
        _ => seen.after(),
    }
}

/// Whether an update leaves all as it was that rules look at, but for what controllers note.
fn is_unchanged(seen: &Seen<'_, '_>) -> bool {
    match (
        seen.change.operation,
        seen.plain_before(),
        seen.plain_after(),
    ) {
        (KeyOperation::Updated, Some(before), Some(after)) => same::is_same(before, after),
        _ => false,
    }
}

/// The field manager as it may be shown.
fn shown_manager<'v>(seen: &'v Seen<'_, '_>) -> &'v str {
    let manager = seen.author().manager.as_ref();
    manager.map_or("", |manager| &manager.name)
}

/// What makes a rule hold for a change. Rules look at objects as they are; where these are redacted,
/// what is told of them is taken from what may be shown.
fn evidence(
    rule: &Rule,
    seen: &Seen<'_, '_>,
    state: Option<&Value<'_>>,
    by: By<'_>,
) -> Option<Vec<Evidence>> {
    if let Some(detector) = rule.detect {
        let held = unless(rule, seen, by);
        return detect::one(detector, seen).filter(|_| !held);
    }
    if !rule.on.contains(&seen.change.operation) {
        return None;
    }
    let Some(when) = &rule.when else {
        return Some(Vec::new());
    };
    let mut evidence = Vec::new();
    let scope = scope(seen, state?, by);
    let holds = when.holds(&scope, &mut evidence) && !unless(rule, seen, by);
    if !holds || !is_new(rule, seen, by, &evidence) {
        return None;
    }
    if let Some(after) = shown_state(seen).filter(|_| seen.is_redacted()) {
        let shown = Shown {
            before: seen.before(),
            after,
            manager: shown_manager(seen),
        };
        evidence.clear();
        let shown = Some(shown);
        when.holds(&Scope { shown, ..scope }, &mut evidence);
    }
    Some(evidence)
}

fn scope<'v>(seen: &'v Seen<'_, '_>, state: &'v Value<'v>, by: By<'v>) -> Scope<'v> {
    Scope {
        before: seen.plain_before(),
        after: state,
        by,
        unknown: seen.change.operation == KeyOperation::Updated && seen.plain_before().is_none(),
        quotes: seen.place.resource != "secrets",
        shown: None,
    }
}

/// The detectors' rules that leave an object out.
fn left_out(index: &Index<'_>, seen: &Seen<'_, '_>) -> Vec<usize> {
    let by = By {
        manager: "",
        orphan: false,
        asked: &Cell::new(false),
    };
    let rules = index.of(seen.place.resource);
    let rules = rules.filter(|(_, rule)| rule.detect.is_some() && unless(rule, seen, by));
    rules.map(|(at, _)| at).collect()
}

/// Whether what a rule leaves out holds for the object.
fn unless(rule: &Rule, seen: &Seen<'_, '_>, by: By<'_>) -> bool {
    let (Some(test), Some(state)) = (&rule.unless, seen.plain_after().or(seen.plain_before()))
    else {
        return false;
    };
    test.holds(&scope(seen, state, by), &mut Vec::new())
}

/// Whether the object did not give the rule the same reason before.
fn is_new(rule: &Rule, seen: &Seen<'_, '_>, by: By<'_>, evidence: &[Evidence]) -> bool {
    let (KeyOperation::Updated, Some(before), Some(when)) =
        (seen.change.operation, seen.plain_before(), &rule.when)
    else {
        return true;
    };
    let mut old = Vec::new();
    let scope = Scope {
        before: None,
        unknown: false,
        ..scope(seen, before, by)
    };
    if !when.holds(&scope, &mut old) {
        return true;
    }
    evidence
        .iter()
        .any(|e| e.path != "@manager" && !old.contains(e))
        || (evidence.iter().all(|e| e.path == "@manager") && !evidence.is_empty())
}

fn finding(rule: usize, seen: &Seen<'_, '_>, manager: &str, evidence: Vec<Evidence>) -> Finding {
    let mapping = seen.place.mapping;
    let told = Told::of(seen.plain_author());
    Finding {
        rule,
        at: KeyAt {
            key: String::from_utf8_lossy(seen.change.record.key).into_owned(),
            revision: seen.change.record.revision.main,
        },
        api_version: mapping.map(Mapping::api_version).unwrap_or_default(),
        kind: mapping
            .map(|m| m.resource().kind.to_string())
            .unwrap_or_default(),
        resource: seen.place.resource.to_owned(),
        namespace: seen.place.namespace.map(str::to_owned),
        name: seen.place.name.to_owned(),
        operation: seen.change.operation,
        manager: Some(manager.to_owned()).filter(|m| !m.is_empty()),
        time: told.map(|t| t.time),
        bracket: Bracket::default(),
        origin: seen.origin,
        evidence,
        more: Vec::new(),
    }
}

/// How many findings are held before those that are too many are dropped.
const ROOM: usize = 16 * MAX_SUSPECTS;

/// Sorts findings and drops those that are too many of their rule, which it counts. It may be asked of a part of
/// them: all changes of a key come at once, so a rule that has found something about enough keys before is done
/// with later ones.
fn thinned(found: &mut Vec<Finding>) -> u64 {
    let before = found.len();
    found.sort_by(|a, b| {
        (a.at.revision, &a.at.key, a.rule).cmp(&(b.at.revision, &b.at.key, b.rule))
    });
    let mut keys: HashMap<usize, HashSet<String, RandomState>, RandomState> = HashMap::default();
    found.retain(|one| {
        let keys = keys.entry(one.rule).or_default();
        let known = keys.contains(&one.at.key);
        let kept = known || keys.len() < MAX_SUSPECTS;
        if kept && !known {
            keys.insert(one.at.key.clone());
        }
        kept
    });
    u64::try_from(before.saturating_sub(found.len())).unwrap_or(u64::MAX)
}

/// Findings of one rule about one key as one, by severity and revision; how many are too many.
fn grouped(mut found: Vec<Finding>, rules: &Rules, clock: &Clock) -> (Vec<Finding>, u64) {
    let severity = |f: &Finding| rules.list().get(f.rule).map(|r| r.severity);
    let left_off = thinned(&mut found);
    let mut places: HashMap<(usize, String), usize, RandomState> = HashMap::default();
    let mut kept: Vec<Finding> = Vec::new();
    for mut one in found {
        let id = (one.rule, one.at.key.clone());
        if let Some(first) = places.get(&id).and_then(|at| kept.get_mut(*at)) {
            first.more.push(one.at);
            first.more.append(&mut one.more);
            continue;
        }
        one.bracket = clock.bracket(one.at.revision);
        one.time = (one.time).filter(|time| !clock.contradicts(one.at.revision, *time));
        places.insert(id, kept.len());
        kept.push(one);
    }
    kept.sort_by_key(|finding| std::cmp::Reverse(severity(finding)));
    (kept, left_off)
}
