//! APIServices that a file has and that nobody can read, or that it has lost.
//!
//! The name of an APIService says which group version it is of, and kube-apiserver registers each of its
//! own under it. What cannot be read (damaged, encrypted) counts as served: a type that is taken to
//! be gone is missing from every answer, its objects with it.

use super::aggregation::{ApiService, KeptBy};
use super::builtin::groups::GROUP_VERSIONS;
use super::discovery::{CUSTOM_PRIORITY, local};
use kf_schema::Minor;

/// The first priority where none is known: below the aggregator's own group, above all of upstream's.
const FIRST_GROUP: i64 = 20_000;

/// As [`FIRST_GROUP`], of the versions within a group.
const FIRST_VERSION: i64 = 100;

/// What the name tells of an APIService, such as `v1.apps`; `None` if it is no such name. Where it stands
/// among others, [`add`] says.
#[must_use]
pub fn of_name(name: &str) -> Option<ApiService> {
    let (version, group) = name.split_once('.')?;
    let built_in = GROUP_VERSIONS
        .iter()
        .any(|g| (g.group, g.version) == (group, version));
    let kept_by = if built_in {
        KeptBy::Server
    } else {
        KeptBy::CustomResources
    };
    (!version.is_empty()).then(|| ApiService {
        kept_by,
        ..local(group, version, CUSTOM_PRIORITY)
    })
}

/// Whether these are all that a server registered for itself, as far as they tell: no server goes without
/// the core group, which a starting one may not have registered yet.
#[must_use]
pub fn is_whole<'a>(services: impl IntoIterator<Item = &'a ApiService>) -> bool {
    let mut own = services.into_iter().filter(|s| s.kept_by == KeptBy::Server);
    own.any(|s| s.group.is_empty())
}

/// Adds those of which names alone are known and, where some are lost, those that a server of this minor
/// registers unless it is told otherwise. Each comes to stand where such a server has it.
pub fn add(
    services: &mut Vec<ApiService>,
    unread: Vec<ApiService>,
    minor: Minor,
    some_are_lost: bool,
) {
    let (mut own, custom): (Vec<_>, Vec<_>) = unread
        .into_iter()
        .partition(|s| s.kept_by == KeptBy::Server);
    services.extend(custom);
    if some_are_lost {
        let defaults = GROUP_VERSIONS.iter().filter(|g| g.default_in(minor));
        own.extend(defaults.map(|g| local(g.group, g.version, CUSTOM_PRIORITY)));
    }
    own.retain(|s| {
        !services
            .iter()
            .any(|known| is_of(known, &s.group, &s.version))
    });
    let (mut group_before, mut version_before) = (FIRST_GROUP, FIRST_VERSION);
    let mut group = None;
    for row in GROUP_VERSIONS {
        if group.replace(row.group) != Some(row.group) {
            version_before = FIRST_VERSION;
            let known = services.iter().find(|s| s.group == row.group);
            group_before = known.map_or(group_before - 1, |s| s.group_priority);
        }
        if let Some(known) = services.iter().find(|s| is_of(s, row.group, row.version)) {
            version_before = known.version_priority;
        } else if own.iter().any(|s| is_of(s, row.group, row.version)) {
            version_before -= 1;
            services.push(local(
                row.group,
                row.version,
                (group_before, version_before),
            ));
        }
    }
}

fn is_of(service: &ApiService, group: &str, version: &str) -> bool {
    service.group == group && service.version == version
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregation::groups;

    const MINOR: Minor = Minor::new(36);

    fn order(services: Vec<ApiService>) -> Vec<String> {
        let groups = groups(services, MINOR);
        let versions = groups.iter().flat_map(|g| {
            g.versions
                .iter()
                .map(|v| format!("{}/{}", g.name, v.version))
        });
        versions.collect()
    }

    fn defaults() -> Vec<ApiService> {
        let mut all = Vec::new();
        add(&mut all, Vec::new(), MINOR, true);
        all
    }

    #[test]
    fn what_is_not_read_stands_where_it_stood() {
        let all = defaults();
        assert!(is_whole(&all));
        let expected = order(all.clone());
        assert_eq!(expected[0], "/v1");
        for left_out in 0..all.len() {
            let mut services = all.clone();
            let name = services.remove(left_out).name;
            assert_eq!(is_whole(&services), name != "v1.", "{name}");
            let mut again = services.clone();
            add(
                &mut again,
                of_name(&name).into_iter().collect(),
                MINOR,
                false,
            );
            assert_eq!(order(again), expected, "{name}");
            add(&mut services, Vec::new(), MINOR, true);
            assert_eq!(order(services), expected, "{name}");
        }
    }

    #[test]
    fn names_of_no_group_version_are_none() {
        assert_eq!(of_name("apps"), None);
        assert_eq!(of_name(".apps"), None);
        let custom = of_name("v1.ops.example").unwrap();
        assert_eq!((&*custom.group, &*custom.version), ("ops.example", "v1"));
        assert_eq!(custom.kept_by, KeptBy::CustomResources);
        assert_eq!(of_name("v1.").unwrap().kept_by, KeptBy::Server);
    }
}
