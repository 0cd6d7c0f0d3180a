//! From the word a user types to a resource, by kubectl's rules.
//!
//! kubectl asks, in this order (cli-runtime pkg/resource/builder.go `mappingFor`):
//!
//! 1. the word as `resource.version.group`, if it has two dots or more;
//! 2. the word as `resource` or `resource.group`;
//! 3. the word as `Kind.version.group`, then as `Kind` or `Kind.group`.
//!
//! For 1 and 2 short names are expanded first (client-go restmapper/shortcut.go), in the case
//! they are written in; resources are then compared in lower case (apimachinery
//! pkg/api/meta/restmapper.go). Of several group versions that match, the first in discovery's
//! order wins, since a group's preferred version is its first (client-go restmapper/discovery.go,
//! apimachinery pkg/api/meta/priority.go).

use super::builtin::BUILTINS;
use super::discovery::{Catalog, Group, GroupVersion, ResourceRef};
use super::{Origin, Resource};
use kf_base::{Error, Result, escape};

/// A resource as typed; empty parts are not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Partial<'w> {
    resource: &'w str,
    version: &'w str,
    group: &'w str,
}

impl<'w> Partial<'w> {
    /// `a.b.c.d` is resource or kind `a`, version `b`, group `c.d` (`schema.ParseResourceArg`).
    fn versioned(word: &'w str) -> Option<Self> {
        let mut parts = word.splitn(3, '.');
        let (resource, version, group) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self {
            resource,
            version,
            group,
        })
    }

    /// `a.b.c` is resource or kind `a` of group `b.c` (`schema.ParseGroupResource`).
    fn grouped(word: &'w str) -> Self {
        let (resource, group) = word.split_once('.').unwrap_or((word, ""));
        Self {
            resource,
            version: "",
            group,
        }
    }
}

impl Catalog {
    /// Finds the resource and version that a word such as `po`, `Deployments.apps` or
    /// `ingresses.v1.networking.k8s.io` means.
    ///
    /// # Errors
    ///
    /// [`kf_base::ErrorKind::NotFound`] with kubectl's sentence about an unknown resource type, and
    /// a hint: a name one edit away, or who served the group if that was another server.
    pub fn resolve(&self, word: &str) -> Result<ResourceRef<'_>> {
        let full = Partial::versioned(word);
        let grouped = Partial::grouped(word);
        full.and_then(|p| self.by_resource(p))
            .or_else(|| self.by_resource(grouped))
            .or_else(|| {
                full.filter(|p| *p != Partial::EMPTY)
                    .and_then(|p| self.by_kind(p))
            })
            .or_else(|| self.by_kind(grouped))
            .ok_or_else(|| self.unknown(grouped))
    }

    /// Finds a built-in resource that this server did not serve, such as podsecuritypolicies on a
    /// 1.30 cluster that once was a 1.24 one: its objects may still be stored.
    ///
    /// The version is the one such objects were last written in, unless the word names one.
    #[must_use]
    pub fn resolve_unserved(&self, word: &str) -> Option<ResourceRef<'_>> {
        let full = Partial::versioned(word);
        full.into_iter()
            .chain([Partial::grouped(word)])
            .find_map(|partial| {
                let name = partial.resource.to_lowercase();
                let candidates = self.resources().iter().filter(|r| r.preferred().is_none());
                let named =
                    candidates.filter(|r| r.group.starts_with(partial.group) && r.is_called(&name));
                // A type that moved to another group was last written there.
                let mut named: Vec<&Resource> = named.collect();
                named.sort_by_key(|r| !r.versions.iter().any(|v| v.stored));
                named.into_iter().find_map(|resource| {
                    let mut versions = resource.versions.iter();
                    let version = if partial.version.is_empty() {
                        versions
                            .clone()
                            .find(|v| v.stored)
                            .or_else(|| versions.next())?
                    } else {
                        versions.find(|v| v.name == partial.version)?
                    };
                    Some(ResourceRef {
                        resource,
                        version: &version.name,
                    })
                })
            })
    }

    /// Finds a built-in resource in the version that the word names, of those that Kubernetes of the
    /// catalog's minor has, whether or not a server has registered it.
    #[must_use]
    pub fn resolve_unregistered(&self, word: &str) -> Option<ResourceRef<'_>> {
        let partial = Partial::versioned(word)?;
        let name = partial.resource.to_lowercase();
        let named = |r: &&Resource| {
            r.origin == Origin::BuiltIn && r.group == partial.group && r.is_called(&name)
        };
        let resource = self.resources().iter().find(named)?;
        let builtin = BUILTINS
            .iter()
            .find(|b| b.group == resource.group && b.plural == resource.plural)?;
        let version = builtin
            .versions_in(self.minor())
            .find(|v| *v == partial.version)?;
        Some(ResourceRef { resource, version })
    }

    /// The resources of a category such as `all`, in discovery's order, each once and in the
    /// version its `plural.group` resolves to; `None` if no resource is in it.
    ///
    /// kubectl looks for a category before it looks for a resource of that name
    /// (`Builder.ReplaceAliases`, `SplitResourceArgument`).
    #[must_use]
    pub fn category(&self, name: &str) -> Option<Vec<ResourceRef<'_>>> {
        let mut found: Vec<ResourceRef<'_>> = Vec::new();
        let mut seen = hashbrown::HashSet::new();
        let mut words = None;
        let mut resolved = 0_usize;
        for (group, version, resource) in self.entries() {
            if resource.categories.iter().any(|c| c == name)
                && seen.insert((group.name.as_ref(), resource.plural.as_ref()))
            {
                let words = words.get_or_insert_with(|| Words::of(self));
                if words.are_unique(group, version, resource) || resolved >= MAX_RESOLVED {
                    // Its group's first version that has it, which is what its name means.
                    found.push(ResourceRef {
                        resource,
                        version: &version.name,
                    });
                } else {
                    resolved = resolved.saturating_add(1);
                    found.extend(self.resolve(&resource.group_resource()).ok());
                }
            }
        }
        (!found.is_empty()).then_some(found)
    }

    /// `PriorityRESTMapper.KindFor` and then `RESTMapping` of that kind, after the shortcut
    /// expander.
    fn by_resource<'c>(&'c self, partial: Partial<'_>) -> Option<ResourceRef<'c>> {
        let Partial {
            resource,
            version,
            group,
        } = self.expand_shortcut(partial);
        let resource = resource.to_lowercase();
        let matches = |(g, v, r): &(&Group, &GroupVersion, &Resource)| {
            let group_fits = if version.is_empty() {
                g.name.starts_with(group)
            } else {
                group.is_empty() || g.name == group
            };
            group_fits
                && (version.is_empty() || v.name == version)
                && (r.plural == resource || r.singular == resource)
        };
        // A group is matched by prefix where no exact match exists in that group version, and
        // never together with a version. Exact or not, discovery's order decides.
        let mut candidates = self.entries().filter(matches);
        let (group, version, first) = candidates.next()?;
        let rivals = candidates
            .take_while(|(g, v, _)| std::ptr::eq(*g, group) && std::ptr::eq(*v, version))
            .any(|(_, _, r)| r.kind != first.kind);
        if rivals {
            return None;
        }
        self.mapping(version, &first.kind)
    }

    /// `RESTMapping` of `Kind`, `Kind.group` or `Kind.version.group`; the group must be exact.
    fn by_kind<'c>(&'c self, partial: Partial<'_>) -> Option<ResourceRef<'c>> {
        let group = self.groups().iter().find(|g| g.name == partial.group)?;
        let mut versions = group.versions.iter();
        if partial.version.is_empty() {
            versions.find_map(|v| self.mapping(v, partial.resource))
        } else {
            versions
                .filter(|v| v.name == partial.version)
                .find_map(|v| self.mapping(v, partial.resource))
        }
    }

    /// The resource of a kind in one group version. Upstream keeps one resource per kind, the last
    /// one it read.
    fn mapping<'c>(&'c self, version: &'c GroupVersion, kind: &str) -> Option<ResourceRef<'c>> {
        let is = |r: &&Resource| r.kind == kind || r.kind.to_lowercase() == kind;
        let resource = self.served_in(version).filter(is).last()?;
        Some(ResourceRef {
            resource,
            version: &version.name,
        })
    }

    /// Replaces a short name by the plural and its group (`expandResourceShortcut`). As upstream,
    /// a word that is some resource's full name is left alone, short names are compared as they
    /// are written, and a version is forgotten unless the group is only the beginning of one.
    fn expand_shortcut<'a>(&'a self, partial: Partial<'a>) -> Partial<'a> {
        let Partial {
            resource,
            version,
            group,
        } = partial;
        if let Some(found) = self.with_short_name(partial).next() {
            return Partial {
                resource: &found.plural,
                version: "",
                group: &found.group,
            };
        }
        if group.is_empty() || self.is_full_name(partial) {
            return partial;
        }
        let mut entries = self.entries();
        let found =
            entries.find(|(g, _, r)| g.name.starts_with(group) && has_short_name(r, resource));
        found.map_or(partial, |(_, _, r)| Partial {
            resource: &r.plural,
            version,
            group: &r.group,
        })
    }

    /// Resources of the group as typed with this short name, in discovery's order and once for
    /// each version; none if it is also some resource's full name.
    fn with_short_name<'c, 'w>(
        &'c self,
        partial: Partial<'w>,
    ) -> impl Iterator<Item = &'c Resource> + use<'c, 'w> {
        let entries = (!self.is_full_name(partial)).then(|| self.entries());
        entries.into_iter().flatten().filter_map(move |(g, _, r)| {
            (partial.is_in(g) && has_short_name(r, partial.resource)).then_some(r)
        })
    }

    fn is_full_name(&self, partial: Partial<'_>) -> bool {
        self.entries().any(|(g, _, r)| {
            partial.is_in(g)
                && (r.plural == partial.resource
                    || (self.names_singular(r) && r.singular == partial.resource))
        })
    }

    /// The resources that share the short name in `word` with the one it resolves to. kubectl
    /// (1.29 and later) warns of each on stderr: `Warning: short name "ev" could also match lower
    /// priority resource events.events.k8s.io`, the last word being
    /// [`Resource::group_resource`].
    #[must_use]
    pub fn short_name_rivals(&self, word: &str) -> Vec<&Resource> {
        let mut rivals: Vec<&Resource> = Vec::new();
        let mut seen = hashbrown::HashSet::new();
        for partial in Partial::versioned(word)
            .into_iter()
            .chain([Partial::grouped(word)])
        {
            let mut found = self.with_short_name(partial);
            let Some(winner) = found.next() else { continue };
            seen.insert((winner.group.as_ref(), winner.plural.as_ref()));
            rivals.extend(found.filter(|r| seen.insert((r.group.as_ref(), r.plural.as_ref()))));
            if self.by_resource(partial).is_some() {
                break;
            }
        }
        rivals
    }

    fn unknown(&self, partial: Partial<'_>) -> Error {
        let error = Error::not_found(format!(
            "the snapshot doesn't have a resource type {}",
            escape::quoted(partial.resource.as_bytes())
        ));
        if let Some(hint) = self.served_elsewhere(partial) {
            return error.hint(hint);
        }
        // The name may be right and the group or version wrong.
        let bare = Partial {
            resource: partial.resource,
            ..Partial::EMPTY
        };
        let right = self
            .by_resource(bare)
            .map(|found| found.resource.group_resource());
        match right.or_else(|| self.one_edit_away(partial.resource).map(str::to_owned)) {
            Some(name) => error.hint(format!("did you mean {}?", escape::quoted(name.as_bytes()))),
            None => error.hint("see \"kf api-resources\""),
        }
    }

    /// Says so if the group, as typed, was another server's.
    fn served_elsewhere(&self, partial: Partial<'_>) -> Option<String> {
        if partial.group.is_empty() {
            return None;
        }
        // In `nodes.v1beta1.metrics.k8s.io` the group follows the version.
        let tail = partial.group.split_once('.').map_or("", |(_, tail)| tail);
        let is = |g: &&Group| g.name == partial.group || g.name == tail;
        let group = self
            .groups()
            .iter()
            .filter(|g| !g.name.is_empty())
            .find(is)?;
        let version = group.versions.iter().find(|v| v.elsewhere.is_some())?;
        let service = version.elsewhere.as_ref()?;
        Some(format!(
            "{} was served by the service {}/{}, its objects are not in this snapshot",
            escape::text(&super::api_version(&group.name, &version.name)),
            escape::text(&service.namespace),
            escape::text(&service.name),
        ))
    }

    /// The first name in discovery's order that one inserted, removed, changed or swapped
    /// character makes of the word; short words are too close to each other, as most short names are.
    fn one_edit_away(&self, word: &str) -> Option<&str> {
        let word = word.to_lowercase();
        if word.chars().count() < 3 {
            return None;
        }
        self.entries()
            .filter(|(_, _, r)| r.origin != Origin::OpenShift || r.storage.prefix().is_some())
            .flat_map(|(_, _, r)| {
                let short = r.short_names.iter().map(AsRef::as_ref);
                let short = short.filter(|name: &&str| name.len() >= SHORT);
                [r.plural.as_ref(), r.singular.as_ref()]
                    .into_iter()
                    .chain(short)
            })
            .find(|name| name.len() >= 3 && is_one_edit(&word, name))
    }
}

/// Length from which on a short name is a word that is mistyped and not another one.
const SHORT: usize = 5;

/// Members of a category whose names mean several things and are looked up by kubectl's rules, each by
/// a look at all resources. A cluster has a few; that are more is made on purpose, and they are
/// themselves.
const MAX_RESOLVED: usize = 256;

/// Which words mean one thing only.
struct Words<'c> {
    /// By plural, singular or short name, the one resource that has it; none where several do.
    names: hashbrown::HashMap<&'c str, Option<&'c Resource>>,
    /// How many resources of a group and version are of a kind, in lower case.
    kinds: hashbrown::HashMap<(&'c str, &'c str, String), usize>,
}

impl<'c> Words<'c> {
    fn of(catalog: &'c Catalog) -> Self {
        let mut words = Self {
            names: hashbrown::HashMap::new(),
            kinds: hashbrown::HashMap::new(),
        };
        for (group, version, resource) in catalog.entries() {
            let short = resource.short_names.iter().map(AsRef::as_ref);
            for name in [resource.plural.as_ref(), resource.singular.as_ref()]
                .into_iter()
                .chain(short)
            {
                let known = words.names.entry(name).or_insert(Some(resource));
                if known.is_some_and(|known| !std::ptr::eq(known, resource)) {
                    *known = None;
                }
            }
            let kind = (
                group.name.as_ref(),
                version.name.as_ref(),
                resource.kind.to_lowercase(),
            );
            let count = words.kinds.entry(kind).or_default();
            *count = count.saturating_add(1);
        }
        words
    }

    /// Whether `plural.group` can mean nothing but this resource.
    fn are_unique(&self, group: &Group, version: &GroupVersion, resource: &Resource) -> bool {
        let plural = resource.plural.as_ref();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let kind = resource.kind.to_lowercase();
        let kind = (group.name.as_ref(), version.name.as_ref(), kind);
        plural.chars().all(plain)
            && matches!(self.names.get(plural), Some(Some(_)))
            && self.kinds.get(&kind) == Some(&1)
    }
}

impl Partial<'_> {
    const EMPTY: Partial<'static> = Partial {
        resource: "",
        version: "",
        group: "",
    };

    /// Whether the group is the one typed, or none was.
    fn is_in(&self, group: &Group) -> bool {
        self.group.is_empty() || group.name == self.group
    }
}

fn has_short_name(resource: &Resource, name: &str) -> bool {
    resource.short_names.iter().any(|s| s == name)
}

/// Whether one insertion, removal, change or swap of neighbours leads from one text to the other.
#[must_use]
pub fn is_one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (
        a.get(head..).unwrap_or_default(),
        b.get(head..).unwrap_or_default(),
    );
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let rest = |s: &[char]| s.len().saturating_sub(tail);
    match (a.get(..rest(a)), b.get(..rest(b))) {
        (Some([w, x]), Some([y, z])) => w == z && x == y,
        (Some(a), Some(b)) => a.len() <= 1 && b.len() <= 1 && a.len() + b.len() > 0,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
