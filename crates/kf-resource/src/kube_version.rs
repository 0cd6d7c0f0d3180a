//! The order of API version names, as `CompareKubeAwareVersionStrings` in k8s.io/apimachinery
//! pkg/version: GA before beta before alpha, then the higher number, then all other names in
//! alphabetical order.

use std::cmp::Ordering;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Alpha,
    Beta,
    Ga,
}

/// Compares by preference: the preferred of the two versions is the lesser one, so that an
/// ascending sort gives `v2, v1, v2beta1, v1beta2, v1alpha1, abc, xyz`.
#[must_use]
pub fn by_preference(a: &str, b: &str) -> Ordering {
    match (parse(a), parse(b)) {
        (Some(a), Some(b)) => b.cmp(&a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => a.cmp(b),
    }
}

/// `v2beta1` is (Beta, 2, 1); `None` for what upstream's regular expression
/// `^v([\d]+)(?:(alpha|beta)([\d]+))?$` or its conversion to int refuses.
fn parse(version: &str) -> Option<(Stage, i64, i64)> {
    let rest = version.strip_prefix('v')?;
    if let Some((major, minor)) = rest.split_once("alpha") {
        Some((Stage::Alpha, number(major)?, number(minor)?))
    } else if let Some((major, minor)) = rest.split_once("beta") {
        Some((Stage::Beta, number(major)?, number(minor)?))
    } else {
        Some((Stage::Ga, number(rest)?, 0))
    }
}

/// Decimal digits only: no sign, not empty.
fn number(digits: &str) -> Option<i64> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ga_then_beta_then_alpha_then_the_rest() {
        let mut versions = [
            "v1alpha1",
            "foo1",
            "v10",
            "v1",
            "v11alpha2",
            "v2",
            "v3beta1",
            "v12alpha1",
            "foo10",
            "v1beta2",
            "v1beta10",
            "v",
            "v1beta",
            "v+1",
            "v99999999999999999999",
        ];
        versions.sort_by(|a, b| by_preference(a, b));
        assert_eq!(
            versions,
            [
                "v10",
                "v2",
                "v1",
                "v3beta1",
                "v1beta10",
                "v1beta2",
                "v12alpha1",
                "v11alpha2",
                "v1alpha1",
                "foo1",
                "foo10",
                "v",
                "v+1",
                "v1beta",
                "v99999999999999999999",
            ]
        );
    }
}
