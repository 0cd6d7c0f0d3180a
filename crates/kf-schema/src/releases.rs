//! When the minors of Kubernetes and etcd were released: what was not released yet cannot have
//! written a file.
//!
//! Days are those of the releases `v1.N.0` of `kubernetes/kubernetes` and `v3.N.0` of `etcd-io/etcd`.
//! A day more or less matters to no file: what a wrong one costs is an assumption by one minor, which
//! is told as such.

use crate::Minor;

/// A minor's number, and the day of its first release: year, month, day.
type Row = (u8, (i64, i64, i64));

const KUBERNETES: &[Row] = &[
    (8, (2017, 9, 28)),
    (9, (2017, 12, 15)),
    (10, (2018, 3, 26)),
    (11, (2018, 6, 27)),
    (12, (2018, 9, 27)),
    (13, (2018, 12, 3)),
    (14, (2019, 3, 25)),
    (15, (2019, 6, 19)),
    (16, (2019, 9, 18)),
    (17, (2019, 12, 7)),
    (18, (2020, 3, 25)),
    (19, (2020, 8, 26)),
    (20, (2020, 12, 8)),
    (21, (2021, 4, 8)),
    (22, (2021, 8, 4)),
    (23, (2021, 12, 7)),
    (24, (2022, 5, 3)),
    (25, (2022, 8, 23)),
    (26, (2022, 12, 8)),
    (27, (2023, 4, 11)),
    (28, (2023, 8, 15)),
    (29, (2023, 12, 13)),
    (30, (2024, 4, 17)),
    (31, (2024, 8, 13)),
    (32, (2024, 12, 11)),
    (33, (2025, 4, 23)),
    (34, (2025, 8, 27)),
    (35, (2025, 12, 17)),
    (36, (2026, 4, 22)),
    (37, (2026, 8, 26)),
];

/// Minors of etcd 3.
const ETCD: &[Row] = &[
    (0, (2016, 6, 30)),
    (1, (2017, 1, 20)),
    (2, (2017, 6, 9)),
    (3, (2018, 2, 1)),
    (4, (2019, 8, 30)),
    (5, (2021, 6, 15)),
    (6, (2025, 5, 15)),
    (7, (2026, 7, 8)),
];

/// Returns the newest minor that was released by a time, in seconds since 1970; `None` before the
/// first one that the tables tell of.
#[must_use]
pub fn newest_by(seconds: i64) -> Option<Minor> {
    let released = KUBERNETES.iter().rev().find(|row| start(row) <= seconds);
    released.map(|(number, _)| Minor::new(*number))
}

/// Returns when the etcd of a version such as `3.5.0` was first released, in seconds since 1970. Of
/// a minor newer than the table, it is the day of the newest one there: it was not released earlier.
#[must_use]
pub fn etcd_release(version: &str) -> Option<i64> {
    let minor = version.strip_prefix("3.")?.split('.').next()?;
    let minor: u8 = minor.parse().ok()?;
    let row = ETCD.iter().rev().find(|(number, _)| *number <= minor);
    row.map(start)
}

/// The start of a row's day in UTC, in seconds since 1970 (Howard Hinnant's `days_from_civil`).
const fn start(row: &Row) -> i64 {
    let (year, month, day) = row.1;
    let (year, month) = match month {
        1 | 2 => (year - 1, month + 9),
        _ => (year, month - 3),
    };
    let (era, year) = (year / 400, year % 400);
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    let day = year * 365 + year / 4 - year / 100 + day_of_year;
    (era * 146_097 + day - 719_468) * 86_400
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_minor_has_its_day_after_the_one_before() {
        let numbers: Vec<u8> = KUBERNETES.iter().map(|row| row.0).collect();
        let all: Vec<u8> = Minor::OLDEST
            .up_to(Minor::NEWEST)
            .map(Minor::number)
            .collect();
        assert_eq!(numbers, all);
        for table in [KUBERNETES, ETCD] {
            assert!(table.is_sorted_by_key(|row| row.1));
        }
    }

    #[test]
    fn a_time_bounds_the_minor() {
        let day = start(&(31, (2024, 8, 13)));
        assert_eq!(day, 1_723_507_200);
        assert_eq!(start(&(0, (2020, 2, 29))), 1_582_934_400);
        assert_eq!(start(&(0, (2018, 1, 1))), 1_514_764_800);
        for (seconds, minor) in [
            (day - 1, Some(30)),
            (day, Some(31)),
            (i64::MAX, Some(Minor::NEWEST.number())),
            (0, None),
            (i64::MIN, None),
        ] {
            assert_eq!(newest_by(seconds).map(Minor::number), minor, "{seconds}");
        }
    }

    #[test]
    fn a_version_of_etcd_has_a_day() {
        let known = etcd_release("3.7.0");
        assert_eq!(known, Some(start(&(7, (2026, 7, 8)))));
        assert!(etcd_release("3.6.14") < known);
        assert_eq!(etcd_release("3.99"), known);
        assert!(etcd_release("3.5.21") < known);
        for unknown in ["", "2.3.0", "3.", "3.x", "3.-1", "3.256.0"] {
            assert_eq!(etcd_release(unknown), None, "{unknown}");
        }
    }
}
