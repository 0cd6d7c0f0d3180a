//! Names of directories that every reader takes for the same value.

use kf_base::percent;
use kf_base::time::{Timestamp, civil};

/// Stands where the name of a cluster is not known.
const NO_CLUSTER: &str = "_none";

/// Day of what nobody knows the time of.
const NO_DAY: &str = "1970-01-01";

/// Longest name in a path, in bytes; file systems take 255.
const LONGEST: usize = 180;

/// Words that readers take for something else than a text.
const WORDS: [&str; 8] = [
    "true",
    "false",
    "null",
    "none",
    "nan",
    "inf",
    "infinity",
    "undefined",
];

/// The value of the path key `cluster`. Polars, pyarrow and Spark take `007` for the number 7, so what does not
/// begin with a letter gets an underscore before it; the true name is in the column `cluster_name`.
#[must_use]
pub(super) fn cluster(name: Option<&str>) -> String {
    let Some(name) = name.filter(|n| !n.is_empty()) else {
        return NO_CLUSTER.to_owned();
    };
    let word = WORDS.iter().any(|word| name.eq_ignore_ascii_case(word));
    let plain = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !word;
    let encoded = percent::encoded(name.as_bytes(), b"-_.");
    let mut out = if plain {
        encoded
    } else {
        format!("_{encoded}")
    };
    if out.len() > LONGEST {
        let hash = super::digest(name.as_bytes());
        out.truncate(LONGEST - 20);
        // Not in the middle of an escape.
        while out.rfind('%').is_some_and(|at| at + 3 > out.len()) {
            out.pop();
        }
        out.push('~');
        out.extend(hash.chars().take(16));
    }
    out
}

/// The value of the path key `day`.
#[must_use]
pub(super) fn day(taken: Option<Timestamp>) -> String {
    let Some(civil) = taken.map(|t| civil(t.seconds)) else {
        return NO_DAY.to_owned();
    };
    // Years that a date of four digits cannot have are no time that anybody meant.
    if !(1970..=9999).contains(&civil.year) {
        return NO_DAY.to_owned();
    }
    format!("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_reader_takes_a_cluster_for_a_number() {
        assert_eq!(cluster(Some("prod-eu.1")), "prod-eu.1");
        assert_eq!(cluster(Some("007")), "_007");
        assert_eq!(cluster(Some("True")), "_True");
        assert_eq!(cluster(Some("_x")), "__x");
        assert_eq!(cluster(Some("prod/us=1")), "prod%2Fus%3D1");
        assert_eq!(cluster(Some("..")), "_..");
        assert_eq!(cluster(Some("")), "_none");
        let long = cluster(Some(&"ä".repeat(200)));
        assert!(
            long.len() < 200 && long != cluster(Some(&"ä".repeat(201))),
            "{long}"
        );
    }

    #[test]
    fn days_are_dates() {
        let time = |text| Timestamp::parse(text);
        assert_eq!(day(time("2026-03-01T23:59:59Z")), "2026-03-01");
        assert_eq!(day(time("2026-03-01T23:59:59-02:00")), "2026-03-02");
        assert_eq!(day(None), "1970-01-01");
        assert_eq!(day(Some(Timestamp::new(i64::MAX, 0))), "1970-01-01");
    }
}
