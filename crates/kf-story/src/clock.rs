//! Between which times each revision was written.
//!
//! etcd knows no wall clock, but it orders everything, and API servers put the time of creations and
//! of most writes into the objects. A revision was written no earlier than any time that a server
//! had noted at or before it, and no later than the ones noted after it. Times of clients (renewals
//! of leases, Events) are no bounds: their clocks are anybody's.
//!
//! Servers note whole seconds, and note them when they begin to handle a request, so each upper bound
//! is later by that second and by [`Clock::slack`]: what clocks of several servers were seen to
//! differ by, or a second if that is more.

use kf_base::time::Timestamp;
use kf_view::in_their_order;

use crate::timeline::When;

/// What times of servers may go back by from one revision to the next, in seconds, and count as
/// skew of their clocks: the longest that a request takes by default (`--request-timeout`). Beyond
/// it they contradict the order.
const MOST_SKEW: i64 = 60;

/// The least by which a write may lag behind the time that is noted for it, in seconds.
const LEAST_SLACK: i64 = 1;

/// What an object tells of the time of a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    /// The revision.
    pub(crate) revision: i64,
    /// The second, since 1970.
    pub(crate) second: i64,
    /// Whether the revision was written then. Otherwise only not before.
    pub(crate) exact: bool,
}

/// Bounds of the time at which a revision was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bracket {
    /// The revision was not written before.
    pub not_before: Option<Timestamp>,
    /// The revision was not written after.
    pub not_after: Option<Timestamp>,
}

/// A time that cannot be, by the order of revisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The revision that tells of it.
    pub revision: i64,
    /// The time, in seconds since 1970.
    pub second: i64,
    /// Seconds by which it lies outside of what its neighbours leave room for.
    pub by: i64,
}

/// The times of revisions.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Revisions and the seconds at or before which the revision was reached, both growing.
    lower: Vec<(i64, i64)>,
    /// Revisions and the seconds in which they were written, both growing.
    upper: Vec<(i64, i64)>,
    skew: i64,
    contradictions: Vec<Contradiction>,
}

impl Clock {
    pub(crate) fn new(mut points: Vec<Point>) -> Self {
        points.sort_unstable_by_key(|p| (p.revision, p.second, p.exact));
        points.dedup();
        let (exact, floors): (Vec<Point>, Vec<Point>) = points.iter().partition(|p| p.exact);
        let seconds: Vec<Option<i64>> = exact.iter().map(|p| Some(p.second)).collect();
        let kept = in_their_order(&seconds);
        let upper: Vec<(i64, i64)> = exact
            .iter()
            .zip(&kept)
            .filter_map(|(p, kept)| Some((p.revision, (*kept)?)))
            .collect();
        let mut clock = Self {
            upper,
            ..Self::default()
        };
        for (point, _) in exact.iter().zip(&kept).filter(|(_, kept)| kept.is_none()) {
            clock.weigh(*point);
        }
        clock.set_lower(&floors);
        clock
    }

    /// Takes a time that does not fit the others as skew, or as a contradiction.
    fn weigh(&mut self, point: Point) {
        let (floor, ceiling) = self.seconds(&self.upper, point.revision);
        let early = floor.map_or(0, |floor| floor.saturating_sub(point.second));
        let late = ceiling.map_or(0, |ceiling| point.second.saturating_sub(ceiling));
        let by = early.max(late);
        if by <= MOST_SKEW {
            self.skew = self.skew.max(by);
        } else {
            self.contradictions.push(Contradiction {
                revision: point.revision,
                second: point.second,
                by,
            });
        }
    }

    /// Adds what is only known to have been before a revision.
    fn set_lower(&mut self, floors: &[Point]) {
        let mut lower = self.upper.clone();
        for point in floors {
            let ceiling = self.seconds(&self.upper, point.revision).1;
            if ceiling.is_none_or(|ceiling| point.second <= ceiling) {
                lower.push((point.revision, point.second));
            }
        }
        lower.sort_unstable();
        let mut most = i64::MIN;
        for (_, second) in &mut lower {
            most = most.max(*second);
            *second = most;
        }
        self.lower = lower;
    }

    /// The last second at or before a revision, and the first one at or after it.
    fn seconds(&self, lower: &[(i64, i64)], revision: i64) -> (Option<i64>, Option<i64>) {
        let past = lower.partition_point(|(r, _)| *r <= revision);
        let floor = past.checked_sub(1).and_then(|at| lower.get(at));
        let from = self.upper.partition_point(|(r, _)| *r < revision);
        let ceiling = self.upper.get(from);
        (floor.map(|(_, s)| *s), ceiling.map(|(_, s)| *s))
    }

    /// Tells between which times a revision was written.
    #[must_use]
    pub fn bracket(&self, revision: i64) -> Bracket {
        let (floor, ceiling) = self.seconds(&self.lower, revision);
        let second = |s: i64| Timestamp::new(s, 0);
        Bracket {
            not_before: floor.map(|s| second(s.saturating_sub(self.skew))),
            not_after: ceiling.map(|s| second(s.saturating_add(1).saturating_add(self.slack()))),
        }
    }

    /// Tells when a revision was written, as a row of its change does: by the time that a server noted in
    /// it, or between which times.
    #[must_use]
    pub fn when(&self, revision: i64) -> When {
        let at = self.upper.binary_search_by_key(&revision, |(r, _)| *r).ok();
        let noted = at.and_then(|at| self.upper.get(at));
        When {
            time: noted.map(|(_, second)| Timestamp::new(*second, 0)),
            exact: noted.is_some(),
            bracket: self.bracket(revision),
            ..When::default()
        }
    }

    /// The seconds by which clocks of servers were seen to differ.
    #[must_use]
    pub fn skew(&self) -> i64 {
        self.skew
    }

    /// The seconds by which upper bounds are later than the end of the second that is noted.
    #[must_use]
    pub fn slack(&self) -> i64 {
        self.skew.max(LEAST_SLACK)
    }

    /// Times that contradict the order of revisions and are no bounds.
    #[must_use]
    pub fn contradictions(&self) -> &[Contradiction] {
        &self.contradictions
    }

    /// Tells whether this time of a revision contradicts the order of revisions.
    #[must_use]
    pub fn contradicts(&self, revision: i64, time: Timestamp) -> bool {
        let wanted = (revision, time.seconds);
        let found = |c: &Contradiction| (c.revision, c.second).cmp(&wanted);
        self.contradictions.binary_search_by(found).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(revision: i64, second: i64) -> Point {
        Point {
            revision,
            second,
            exact: true,
        }
    }

    fn shown(clock: &Clock, revision: i64) -> (Option<i64>, Option<i64>) {
        let bracket = clock.bracket(revision);
        (
            bracket.not_before.map(|t| t.seconds),
            bracket.not_after.map(|t| t.seconds),
        )
    }

    #[test]
    fn neighbours_bound_what_has_no_time() {
        let clock = Clock::new(vec![exact(10, 100), exact(20, 130)]);
        assert_eq!(shown(&clock, 9), (None, Some(102)));
        assert_eq!(shown(&clock, 10), (Some(100), Some(102)));
        assert_eq!(shown(&clock, 15), (Some(100), Some(132)));
        assert_eq!(shown(&clock, 21), (Some(130), None));
        assert_eq!(shown(&Clock::default(), 1), (None, None));
    }

    #[test]
    fn what_was_before_bounds_from_below_only() {
        let floor = Point {
            exact: false,
            ..exact(15, 120)
        };
        let clock = Clock::new(vec![exact(10, 100), floor, exact(20, 130)]);
        assert_eq!(shown(&clock, 14), (Some(100), Some(132)));
        assert_eq!(shown(&clock, 15), (Some(120), Some(132)));
        // One that cannot be is none.
        let wrong = Point {
            exact: false,
            ..exact(15, 999)
        };
        let clock = Clock::new(vec![exact(10, 100), wrong, exact(20, 130)]);
        assert_eq!(shown(&clock, 16), (Some(100), Some(132)));
    }

    #[test]
    fn skew_widens_and_contradictions_do_not() {
        let near = Clock::new(vec![
            exact(1, 100),
            exact(2, 97),
            exact(3, 101),
            exact(4, 102),
        ]);
        assert_eq!((near.skew(), near.slack()), (3, 3));
        assert_eq!(shown(&near, 3), (Some(98), Some(105)));
        let far = Clock::new(vec![exact(1, 100), exact(2, 9_000), exact(3, 101)]);
        assert_eq!((far.skew(), far.slack()), (0, 1));
        assert_eq!(shown(&far, 2), (Some(100), Some(103)));
        let found = Contradiction {
            revision: 2,
            second: 9_000,
            by: 8_899,
        };
        assert_eq!(far.contradictions(), [found]);
        let second = |s| Timestamp::new(s, 0);
        assert!(far.contradicts(2, second(9_000)));
        assert!(!far.contradicts(2, second(101)) && !far.contradicts(1, second(9_000)));
    }
}
