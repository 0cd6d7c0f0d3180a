//! Two sorted lists of records side by side.

use std::borrow::Cow;
use std::cmp::Ordering;

use hashbrown::{HashMap, HashSet};

use super::super::first_pass::place_of;
use super::super::view::{Mapping, View};
use super::{Options, Pair};
use kf_base::error::{Error, Result};
use kf_file::etcd::Record;
use kf_resource::discovery::Located;
use kf_resource::{Resource, Storage};

/// Which of the prefixes a key has; keys are matched without it, since it may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Area {
    Registry,
    OpenShift,
    /// None: not of Kubernetes.
    Foreign,
}

/// A resource type, in the version in which both ends are compared.
#[derive(Debug)]
pub(super) struct Kind {
    pub(super) group: String,
    pub(super) plural: String,
    pub(super) kind: String,
    pub(super) api_version: String,
    pub(super) before: Option<Mapping>,
    pub(super) after: Option<Mapping>,
}

pub(super) struct Found<'s> {
    pub(super) kinds: Vec<Kind>,
    pub(super) pairs: Vec<Pair<'s>>,
    pub(super) equal: u64,
    pub(super) problems: [Vec<Error>; 2],
    pub(super) unknown: u64,
    pub(super) missing: Vec<(String, String)>,
}

/// A stretch of keys, and the names wanted in it.
struct Scope {
    area: Area,
    /// What follows the prefix and its slash.
    rest: String,
    /// Of which type, to say that a name is missing.
    group_resource: String,
    names: HashSet<String>,
}

struct Joiner<'j, 'v, 's> {
    before: &'v View<'s>,
    after: &'v View<'s>,
    options: &'j Options,
    /// Keys without their prefixes that are damaged, before and after.
    damaged: [HashSet<(Area, Vec<u8>)>; 2],
    by_name: HashMap<(String, String), usize>,
    found: Found<'s>,
    /// Of the names wanted in the scope at hand those that are there.
    seen: HashSet<String>,
}

pub(super) fn join<'s>(
    before: &View<'s>,
    after: &View<'s>,
    options: &Options,
) -> Result<Found<'s>> {
    let mut joiner = Joiner {
        before,
        after,
        options,
        damaged: [
            damaged(before, before.problems()),
            damaged(after, after.problems()),
        ],
        by_name: HashMap::new(),
        found: Found {
            kinds: Vec::new(),
            pairs: Vec::new(),
            equal: 0,
            problems: [Vec::new(), Vec::new()],
            unknown: 0,
            missing: Vec::new(),
        },
        seen: HashSet::new(),
    };
    for scope in scopes(options) {
        joiner.scope(&scope)?;
    }
    if options.requests.is_empty() {
        joiner.foreign()?;
    }
    Ok(joiner.found)
}

/// The prefix of an area in a view, without a final slash; `None` where it lies in another one.
fn prefix<'v>(view: &'v View<'_>, area: Area) -> Option<&'v str> {
    let prefixes = &view.prefixes;
    match area {
        Area::Registry => Some(&prefixes.registry),
        Area::OpenShift => {
            let inside = prefixes.openshift.strip_prefix(&prefixes.registry);
            let inside = inside.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            (!inside).then_some(prefixes.openshift.as_str())
        }
        Area::Foreign => None,
    }
}

/// A key without its prefix.
fn area_of<'k>(view: &View<'_>, key: &'k [u8]) -> (Area, &'k [u8]) {
    for area in [Area::Registry, Area::OpenShift] {
        let rest = prefix(view, area)
            .and_then(|p| key.strip_prefix(p.as_bytes()))
            .and_then(|k| k.strip_prefix(b"/"));
        if let Some(rest) = rest {
            return (area, rest);
        }
    }
    (Area::Foreign, key)
}

fn damaged(view: &View<'_>, problems: &[Error]) -> HashSet<(Area, Vec<u8>)> {
    let keys = problems.iter().filter_map(|e| e.location().key.as_deref());
    keys.map(|key| {
        let (area, rest) = area_of(view, key);
        (area, rest.to_vec())
    })
    .collect()
}

fn scopes(options: &Options) -> Vec<Scope> {
    if options.requests.is_empty() {
        let all = |area| Scope {
            area,
            rest: String::new(),
            group_resource: String::new(),
            names: HashSet::new(),
        };
        return vec![all(Area::Registry), all(Area::OpenShift)];
    }
    let mut scopes: Vec<Scope> = Vec::new();
    for request in &options.requests {
        for resource in request
            .before
            .iter()
            .chain(&request.after)
            .map(|m| &m.resource)
        {
            let (area, place) = match &resource.storage {
                Storage::Registry(place) => (Area::Registry, place),
                Storage::OpenShift(place) => (Area::OpenShift, place),
                Storage::Virtual => continue,
            };
            let rest = match &options.namespace {
                Some(namespace) if resource.namespaced => format!("{place}/{namespace}/"),
                _ => format!("{place}/"),
            };
            let names = request.names.iter().cloned();
            match scopes
                .iter_mut()
                .find(|s| (s.area, &s.rest) == (area, &rest))
            {
                // No names are all names.
                Some(scope) if scope.names.is_empty() || request.names.is_empty() => {
                    scope.names.clear();
                }
                Some(scope) => scope.names.extend(names),
                None => scopes.push(Scope {
                    area,
                    rest,
                    group_resource: resource.group_resource(),
                    names: names.collect(),
                }),
            }
        }
    }
    scopes
}

impl<'v, 's> Joiner<'_, 'v, 's> {
    fn scope(&mut self, scope: &Scope) -> Result<()> {
        let (before, before_prefix) = self.records(0, self.before, scope)?;
        let (after, after_prefix) = self.records(1, self.after, scope)?;
        let own = |view: &View<'_>, r: &&Record<'_>| !view.is_neighbours(r.key);
        let mut left = before.iter().filter(|r| own(self.before, r)).peekable();
        let mut right = after.iter().filter(|r| own(self.after, r)).peekable();
        loop {
            let a = left.peek().map(|r| strip(r, before_prefix));
            let b = right.peek().map(|r| strip(r, after_prefix));
            let order = match (a, b) {
                (None, None) => break,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(a), Some(b)) => a.cmp(b),
            };
            let rest = if order.is_le() { a } else { b }.unwrap_or_default();
            let before = left.next_if(|_| order.is_le());
            let after = right.next_if(|_| order.is_ge());
            self.pair(scope.area, rest, before, after, &scope.names);
        }
        let seen = std::mem::take(&mut self.seen);
        let missing = scope.names.iter().filter(|name| !seen.contains(*name));
        let missing = missing.map(|name| (scope.group_resource.clone(), name.clone()));
        self.found.missing.extend(missing);
        self.found.missing.sort();
        Ok(())
    }

    /// The records of one end, and the length of what stands before what is compared.
    fn records(
        &mut self,
        end: usize,
        view: &'v View<'s>,
        scope: &Scope,
    ) -> Result<(Cow<'v, [Record<'s>]>, usize)> {
        let Some(prefix) = prefix(view, scope.area) else {
            return Ok((Cow::Borrowed(&[]), 0));
        };
        let (records, problems) = view.records_under(&place_of(prefix, &scope.rest))?;
        self.take_problems(end, view, problems);
        Ok((records, prefix.len().saturating_add(1)))
    }

    fn take_problems(&mut self, end: usize, view: &View<'_>, problems: Vec<Error>) {
        if let Some(keys) = self.damaged.get_mut(end) {
            keys.extend(damaged(view, &problems));
        }
        if let Some(held) = self.found.problems.get_mut(end) {
            for problem in problems {
                if !held.contains(&problem) {
                    held.push(problem);
                }
            }
        }
    }

    /// Keys that have none of the prefixes, nor one of other clusters.
    fn foreign(&mut self) -> Result<()> {
        let (before, problems) = self.before.records_under("")?;
        self.take_problems(0, self.before, problems);
        let (after, problems) = self.after.records_under("")?;
        self.take_problems(1, self.after, problems);
        let of = |view: &View<'_>, r: &&Record<'_>| {
            area_of(view, r.key).0 == Area::Foreign && !view.is_neighbours(r.key)
        };
        let mut left = before.iter().filter(|r| of(self.before, r)).peekable();
        let mut right = after.iter().filter(|r| of(self.after, r)).peekable();
        let mut pairs = Vec::new();
        loop {
            let order = match (left.peek(), right.peek()) {
                (None, None) => break,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(a), Some(b)) => a.key.cmp(b.key),
            };
            let before = left.next_if(|_| order.is_le());
            pairs.push((before, right.next_if(|_| order.is_ge())));
        }
        for (before, after) in pairs {
            let key = after.or(before).map(|r| r.key).unwrap_or_default();
            self.pair(Area::Foreign, key, before, after, &HashSet::new());
        }
        Ok(())
    }

    fn pair(
        &mut self,
        area: Area,
        rest: &[u8],
        before: Option<&Record<'s>>,
        after: Option<&Record<'s>>,
        names: &HashSet<String>,
    ) {
        let same = matches!((before, after), (Some(a), Some(b))
            if a.mod_revision == b.mod_revision && a.value == b.value);
        // The usual case, and the one that must be cheap.
        if same && names.is_empty() {
            self.found.equal = self.found.equal.saturating_add(1);
            return;
        }
        let text = String::from_utf8_lossy(rest);
        let located = match area {
            Area::Foreign => None,
            _ => self.locate(&text, after.is_some()),
        };
        let inside = match (&self.options.namespace, &located) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(wanted), Some(located)) => match located.namespace {
                Some(namespace) => namespace == wanted,
                // As in kubectl, -n says nothing of what has no namespace, when that is asked for.
                None => !self.options.requests.is_empty(),
            },
        };
        let named = names.is_empty() || located.is_some_and(|l| names.contains(l.name));
        if !inside || !named {
            return;
        }
        if let (false, Some(located)) = (names.is_empty(), &located) {
            self.seen.insert(located.name.to_owned());
        }
        if same {
            self.found.equal = self.found.equal.saturating_add(1);
            return;
        }
        let lost = match (before, after) {
            (None, _) => self.damaged.first(),
            (_, None) => self.damaged.last(),
            _ => None,
        };
        if lost.is_some_and(|keys| keys.contains(&(area, rest.to_vec()))) {
            self.found.unknown = self.found.unknown.saturating_add(1);
            return;
        }
        let kind = located.map(|l| self.kind(l.resource));
        self.found.pairs.push(Pair {
            area,
            kind,
            before: before.copied(),
            after: after.copied(),
        });
    }

    /// What a key names, by the catalog of the end that has it, else by the other one: a
    /// definition may be gone before its objects.
    fn locate<'k>(&self, rest: &'k str, is_after: bool) -> Option<Located<'v, 'k>> {
        let (first, second) = if is_after {
            (self.after, self.before)
        } else {
            (self.before, self.after)
        };
        let found = first.catalog().locate(rest);
        found
            .or_else(|| second.catalog().locate(rest))
            .or_else(|| first.locate_lost(rest))
    }

    /// The type, in the version that the later server prefers of those that both know.
    fn kind(&mut self, resource: &Resource) -> usize {
        let name = (resource.group.to_string(), resource.plural.to_string());
        if let Some(known) = self.by_name.get(&name) {
            return *known;
        }
        let find = |view: &'v View<'s>| {
            let found = view.catalog().find(&name.0, &name.1);
            found.or_else(|| view.lost_found(&name.0, &name.1))
        };
        let (before, after) = (find(self.before), find(self.after));
        let in_both =
            |version: &&str| before.is_none_or(|r| r.versions.iter().any(|v| v.name == *version));
        let served = |r: &&Resource| r.preferred().is_some();
        let lead = after.filter(served).or(before.filter(served));
        let lead = lead.or(after).or(before).unwrap_or(resource);
        let version = lead
            .served()
            .find(in_both)
            .or_else(|| lead.preferred())
            .or_else(|| {
                lead.versions
                    .iter()
                    .find(|v| v.stored)
                    .map(|v| v.name.as_ref())
            })
            .or_else(|| lead.versions.first().map(|v| v.name.as_ref()))
            .unwrap_or_default()
            .to_owned();
        let mapping = |found: Option<&Resource>| {
            found.map(|resource| Mapping {
                resource: resource.clone(),
                version: version.clone(),
                version_named: false,
            })
        };
        let at = self.found.kinds.len();
        self.found.kinds.push(Kind {
            group: name.0.clone(),
            plural: name.1.clone(),
            kind: lead.kind.to_string(),
            api_version: lead.api_version(&version),
            before: mapping(before),
            after: mapping(after),
        });
        self.by_name.insert(name, at);
        at
    }
}

/// The part of a key that is compared.
fn strip<'s>(record: &Record<'s>, prefix: usize) -> &'s [u8] {
    record.key.get(prefix..).unwrap_or_default()
}
