//! Which Kubernetes minor wrote a snapshot, judged by the group versions it offered.
//!
//! Group versions come and go with minors, so their presence bounds the minor from both sides.
//! Absence tells less: a group version may be switched off (`--runtime-config`). It counts only
//! for what is on by default, and only while some minor fits everything seen.

use super::aggregation::{ApiService, KeptBy};
use super::builtin::groups::GROUP_VERSIONS;
use kf_schema::Minor;

/// Minors that fit what was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MinorBounds {
    /// Lowest minor that fits.
    pub lowest: Minor,
    /// Highest minor that fits; `None` if newer ones than kf knows fit as well.
    pub highest: Option<Minor>,
    /// Whether the absence of group versions narrowed this. An administrator who switches off all
    /// that the next minor removes makes a server look like that minor; what nodes and leases
    /// say about versions outweighs such bounds.
    pub by_absence: bool,
}

/// Bounds from the snapshot's APIServices.
///
/// Only what kube-apiserver registered for itself counts; `None` if there is nothing of the kind
/// or no minor fits.
#[must_use]
pub fn minor_from_api_services<'a>(
    services: impl IntoIterator<Item = &'a ApiService>,
) -> Option<MinorBounds> {
    let local: Vec<(&str, &str)> = services
        .into_iter()
        .filter(|s| s.kept_by == KeptBy::Server && s.service.is_none())
        .map(|s| (s.group.as_ref(), s.version.as_ref()))
        .collect();
    minor_from_group_versions(&local)
}

/// Bounds from built-in (group, version) pairs; unknown pairs are ignored.
///
/// `None` if no pair is known, or no minor had all of them: then they were not one server's.
#[must_use]
pub fn minor_from_group_versions(seen: &[(&str, &str)]) -> Option<MinorBounds> {
    let known = |pair: &(&str, &str)| GROUP_VERSIONS.iter().any(|g| (g.group, g.version) == *pair);
    let seen: Vec<_> = seen.iter().copied().filter(known).collect();
    if seen.is_empty() {
        return None;
    }
    // One before the oldest and one after the newest stand for all that are earlier and later.
    let minors = Minor::OLDEST.before().up_to(Minor::NEWEST.after());
    let has_all = |minor: &Minor| {
        seen.iter().all(|pair| {
            GROUP_VERSIONS
                .iter()
                .any(|g| (g.group, g.version) == *pair && g.exists_in(*minor))
        })
    };
    let misses_none = |minor: &Minor| {
        GROUP_VERSIONS
            .iter()
            // The aggregator's own group has no APIService.
            .filter(|g| g.default_in(*minor) && g.group != "apiregistration.k8s.io")
            .all(|g| seen.contains(&(g.group, g.version)))
    };
    let fits: Vec<Minor> = minors.filter(has_all).collect();
    let strict: Vec<Minor> = fits.iter().copied().filter(misses_none).collect();
    let by_absence = !strict.is_empty() && strict.len() < fits.len();
    let fits = if strict.is_empty() { fits } else { strict };
    let (lowest, highest) = (*fits.first()?, *fits.last()?);
    Some(MinorBounds {
        lowest: lowest.min(Minor::NEWEST),
        highest: (highest <= Minor::NEWEST).then_some(highest),
        by_absence,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a server of this minor offers unless told otherwise.
    fn defaults(minor: Minor) -> Vec<(&'static str, &'static str)> {
        GROUP_VERSIONS
            .iter()
            .filter(|g| g.default_in(minor) && g.group != "apiregistration.k8s.io")
            .map(|g| (g.group, g.version))
            .collect()
    }

    fn bounds(seen: &[(&str, &str)]) -> (u8, Option<u8>) {
        let b = minor_from_group_versions(seen).unwrap();
        (b.lowest.number(), b.highest.map(Minor::number))
    }

    #[test]
    fn defaults_of_every_minor_include_it() {
        for minor in Minor::OLDEST.up_to(Minor::NEWEST) {
            let (lowest, highest) = bounds(&defaults(minor));
            let minor = minor.number();
            assert!(
                lowest <= minor && highest.is_none_or(|h| minor <= h),
                "{minor}"
            );
            assert!(minor - lowest <= 2, "{minor}: {lowest}");
        }
        assert_eq!(bounds(&defaults(Minor::new(15))), (14, Some(15)));
        assert_eq!(bounds(&defaults(Minor::new(21))), (21, Some(21)));
        assert_eq!(bounds(&defaults(Minor::new(36))), (34, Some(36)));
        assert_eq!(bounds(&defaults(Minor::new(37))), (37, None));
    }

    #[test]
    fn what_is_switched_on_narrows() {
        let mut seen = defaults(Minor::new(36));
        seen.push(("scheduling.k8s.io", "v1alpha2"));
        assert_eq!(bounds(&seen), (36, Some(36)));
    }

    #[test]
    fn what_is_switched_off_loosens_but_does_not_mislead() {
        // 1.24 without its betas looks like nothing that ships; presence alone still bounds.
        let mut seen = defaults(Minor::new(24));
        seen.retain(|(_, v)| !v.contains("beta"));
        let (lowest, highest) = bounds(&seen);
        assert!(
            lowest <= 24 && highest.is_none_or(|h| 24 <= h),
            "{lowest} {highest:?}"
        );
    }

    #[test]
    fn nothing_known_tells_nothing() {
        assert_eq!(minor_from_group_versions(&[("example.com", "v1")]), None);
        assert_eq!(minor_from_group_versions(&[]), None);
        let contradiction = [
            ("auditregistration.k8s.io", "v1alpha1"),
            ("autoscaling", "v2"),
        ];
        assert_eq!(minor_from_group_versions(&contradiction), None);
    }
}
