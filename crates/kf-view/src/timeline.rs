//! When revisions were written, as far as objects tell: the clock of a replay.
//!
//! etcd knows no time. Many objects say when they were written, by clocks of many machines, and in
//! whole seconds mostly. So the times that are kept are those, most in number, that do not
//! contradict the order of revisions; every other revision lies between its neighbours. That is
//! good enough to show what happened at the pace at which it did, and no evidence of when a single
//! change was made.

use super::author::author;
use super::history::{KeyChange, KeyChanges, KeyOperation};
use super::view::View;
use kf_base::threads::in_order;
use kf_base::time::Timestamp;
use kf_object::Value;
use kf_storage::DecodeOptions;

/// Nanoseconds of a second.
const SECOND: i128 = 1_000_000_000;

/// The time of each revision that changed something, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Revisions with their times, both of which grow.
    steps: Vec<(i64, i128)>,
    /// How many of them have a time that an object tells.
    known: usize,
}

impl Timeline {
    /// Reads the times of changes out of the objects that they made.
    #[must_use]
    pub fn read(view: &View<'_>, changes: &KeyChanges<'_>) -> Self {
        let changes: Vec<KeyChange<'_>> = changes.iter().collect();
        let mut times: Vec<(i64, Option<i64>)> = Vec::new();
        let bytes = |change: &KeyChange<'_>| {
            let before = change.before.map_or(0, |before| before.value.len());
            change.record.value.len().saturating_add(before)
        };
        let gather = |share: &mut Vec<(i64, Option<i64>)>, change: &KeyChange<'_>| {
            let time = time_of(view, change);
            share.push((change.record.revision.main, time.map(|t| t.seconds)));
        };
        let take = |share: &mut Vec<(i64, Option<i64>)>| {
            for (revision, time) in share.drain(..) {
                match times.last_mut() {
                    // Several keys may be written in one revision.
                    Some(last) if last.0 == revision => last.1 = last.1.max(time),
                    _ => times.push((revision, time)),
                }
            }
            Ok::<(), std::convert::Infallible>(())
        };
        let _infallible = in_order(&changes, view.threads, bytes, gather, take);
        Self::new(&times)
    }

    /// Makes the timeline of revisions, in their order, with the seconds that are told of them.
    #[must_use]
    pub fn new(told: &[(i64, Option<i64>)]) -> Self {
        let seconds: Vec<Option<i64>> = told.iter().map(|(_, seconds)| *seconds).collect();
        let kept = in_their_order(&seconds);
        let steps = told.iter().map(|(revision, _)| *revision);
        Self {
            known: kept.iter().flatten().count(),
            steps: steps.zip(spaced(&kept)).collect(),
        }
    }

    /// How many revisions there are, and how many of them have a time that an object tells.
    #[must_use]
    pub fn told(&self) -> (usize, usize) {
        (self.steps.len(), self.known)
    }

    /// The time of the state at a revision: that of the newest change up to it, or else of the
    /// first one after it. `None` when there are no changes.
    #[must_use]
    pub fn time(&self, revision: i64) -> Option<Timestamp> {
        let after = self.steps.partition_point(|(r, _)| *r <= revision);
        let step = self.steps.get(after.saturating_sub(1))?;
        Some(timestamp(step.1))
    }

    /// The revision of the state at a time: that of the newest change up to it. `None` before the
    /// first one.
    #[must_use]
    pub fn revision(&self, time: Timestamp) -> Option<i64> {
        let time = nanos(time);
        let after = self.steps.partition_point(|(_, t)| *t <= time);
        Some(self.steps.get(after.checked_sub(1)?)?.0)
    }

    /// Where a clock is that started at the state of a revision and has run for some nanoseconds:
    /// revision and time of the state then. Before the first change, it is at `from` itself.
    #[must_use]
    pub fn after(&self, from: i64, elapsed: u64) -> (i64, Option<Timestamp>) {
        let Some(start) = self.time(from) else {
            return (from, None);
        };
        let time = timestamp(nanos(start).saturating_add(i128::from(elapsed)));
        let end = self.steps.last().map_or(start, |(_, t)| timestamp(*t));
        let revision = self.revision(time).map_or(from, |r| r.max(from));
        (revision, Some(time.min(end)))
    }
}

fn nanos(time: Timestamp) -> i128 {
    i128::from(time.seconds).saturating_mul(SECOND) + i128::from(time.nanos)
}

fn timestamp(nanos: i128) -> Timestamp {
    let seconds = i64::try_from(nanos.div_euclid(SECOND)).unwrap_or(i64::MAX);
    let rest = i64::try_from(nanos.rem_euclid(SECOND)).unwrap_or(0);
    Timestamp::new(seconds, rest)
}

/// The time that the objects of a change tell of it.
fn time_of(view: &View<'_>, change: &KeyChange<'_>) -> Option<Timestamp> {
    let read = |record: &kf_file::etcd::Record<'_>| -> Option<Value<'static>> {
        if record.tombstone {
            return None;
        }
        let options = DecodeOptions {
            managed_fields: true,
            ..DecodeOptions::default()
        };
        let decoded = view.codec.read(record.key, record.value, options).ok()?;
        Some(decoded.object.into_owned())
    };
    if !view.is_registry_key(change.record.key) {
        return None;
    }
    let after = read(&change.record)?;
    // Creations tell their time by themselves.
    let before = match change.operation {
        KeyOperation::Updated => change.before.as_ref().and_then(read),
        _ => None,
    };
    let time = author(change.operation, before.as_ref(), &after).time?;
    Timestamp::parse(&time)
}

/// Leaves out the fewest of these numbers so that those that are left never fall: a longest
/// non-decreasing subsequence.
#[must_use]
pub fn in_their_order(numbers: &[Option<i64>]) -> Vec<Option<i64>> {
    /// A number, where it stands, and where the one before it in its row does.
    #[derive(Clone, Copy)]
    struct Link {
        at: usize,
        before: Option<usize>,
    }
    // For each length, the row of that length that ends lowest: its last number and link.
    let mut ends: Vec<(i64, usize)> = Vec::new();
    let mut links: Vec<Link> = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        let Some(number) = *number else {
            continue;
        };
        let length = ends.partition_point(|(end, _)| *end <= number);
        let before = length.checked_sub(1).and_then(|l| ends.get(l));
        let before = before.map(|(_, link)| *link);
        let end = (number, links.len());
        links.push(Link { at, before });
        match ends.get_mut(length) {
            Some(longer) => *longer = end,
            None => ends.push(end),
        }
    }
    let mut kept = vec![None; numbers.len()];
    let mut next = ends.last().map(|(_, link)| *link);
    while let Some(link) = next.and_then(|link| links.get(link)).copied() {
        if let (Some(to), Some(from)) = (kept.get_mut(link.at), numbers.get(link.at)) {
            *to = *from;
        }
        next = link.before;
    }
    kept
}

/// Revisions that lie together in one second: the first and the last place.
#[derive(Clone, Copy, Debug)]
struct Run {
    second: i64,
    first: usize,
    last: usize,
}

/// Times in nanoseconds for revisions of which some have a second: those of one second share it,
/// and the others are spread between their neighbours. None falls behind the one before it.
fn spaced(seconds: &[Option<i64>]) -> Vec<i128> {
    let count = seconds.len();
    let mut runs: Vec<Run> = Vec::new();
    for (at, second) in seconds.iter().enumerate() {
        let Some(second) = *second else {
            continue;
        };
        match runs.last_mut() {
            Some(run) if run.second == second => run.last = at,
            _ => runs.push(Run {
                second,
                first: at,
                last: at,
            }),
        }
    }
    let mut times = Vec::with_capacity(count);
    // Nothing bounds what comes first from below, and what comes last from above.
    match (runs.first_mut(), count.checked_sub(1)) {
        (Some(first), _) => first.first = 0,
        // Nothing tells any time: one revision a second.
        (None, _) => {
            let length = i128::try_from(count).unwrap_or_default();
            spread(&mut times, count, 0, length.saturating_mul(SECOND));
        }
    }
    if let (Some(run), Some(last)) = (runs.last_mut(), count.checked_sub(1)) {
        run.last = last;
    }
    for (at, run) in runs.iter().enumerate() {
        let start = i128::from(run.second).saturating_mul(SECOND);
        let own = run.last.saturating_sub(run.first).saturating_add(1);
        spread(&mut times, own, start, start.saturating_add(SECOND));
        let Some(next) = runs.get(at.saturating_add(1)) else {
            break;
        };
        let end = i128::from(next.second).saturating_mul(SECOND);
        let newest = times.last().copied().unwrap_or(start);
        let between = next.first.saturating_sub(run.last).saturating_sub(1);
        let step = between.saturating_add(1);
        spread(&mut times, step, newest, end);
        // The first of these is the last one of the run.
        times.remove(times.len().saturating_sub(step));
    }
    times
}

/// Adds times that share an interval.
fn spread(times: &mut Vec<i128>, count: usize, start: i128, end: i128) {
    let length = end.saturating_sub(start);
    let whole = i128::try_from(count).unwrap_or(i128::MAX).max(1);
    let places = (0_i128..).take(count);
    times.extend(places.map(|place| start.saturating_add(length.saturating_mul(place) / whole)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(timeline: &Timeline, revision: i64) -> String {
        let time = timeline.time(revision).unwrap();
        format!("{}.{:03}", time.seconds, time.nanos / 1_000_000)
    }

    #[test]
    fn changes_of_a_second_share_it_and_others_lie_between() {
        let told = [
            (2, None),
            (3, Some(10)),
            (5, None),
            (6, Some(10)),
            (7, None),
            (9, None),
            (10, Some(14)),
            (11, None),
        ];
        let timeline = Timeline::new(&told);
        let times: Vec<String> = told.iter().map(|(r, _)| at(&timeline, *r)).collect();
        assert_eq!(
            times,
            [
                "10.000", "10.250", "10.500", "10.750", "11.833", "12.916", "14.000", "14.500"
            ]
        );
        assert_eq!(timeline.told(), (8, 3));
        // Between two changes, the state is that of the first.
        assert_eq!(at(&timeline, 8), "11.833");
        assert_eq!(
            (at(&timeline, 1), at(&timeline, 99)),
            ("10.000".to_owned(), "14.500".to_owned())
        );
        let revision = |seconds| timeline.revision(Timestamp::new(seconds, 0));
        assert_eq!(
            (revision(9), revision(10), revision(13)),
            (None, Some(2), Some(9))
        );
        assert_eq!(revision(99), Some(11));
    }

    #[test]
    fn clocks_that_run_wrong_do_not_count() {
        let told = [
            (1, Some(100)),
            (2, Some(101)),
            // Far ahead, and far behind.
            (3, Some(9_000)),
            (4, Some(102)),
            (5, Some(3)),
            (6, Some(103)),
        ];
        let timeline = Timeline::new(&told);
        assert_eq!(timeline.told(), (6, 4));
        let times: Vec<String> = told.iter().map(|(r, _)| at(&timeline, *r)).collect();
        assert_eq!(
            times,
            [
                "100.000", "101.000", "101.500", "102.000", "102.500", "103.000"
            ]
        );
    }

    #[test]
    fn without_any_time_a_revision_is_a_second() {
        let timeline = Timeline::new(&[(4, None), (7, None), (8, None)]);
        assert_eq!(
            (at(&timeline, 4), at(&timeline, 8)),
            ("0.000".to_owned(), "2.000".to_owned())
        );
        assert_eq!(Timeline::new(&[]).time(1), None);
        assert_eq!(Timeline::new(&[]).after(7, 5), (7, None));
    }

    #[test]
    fn the_clock_runs_from_a_state_to_the_last_one() {
        let timeline = Timeline::new(&[(4, Some(10)), (6, Some(11)), (9, Some(13))]);
        let second = u64::try_from(SECOND).unwrap();
        let after = |from, elapsed| {
            let (revision, time) = timeline.after(from, elapsed);
            (revision, time.unwrap().seconds)
        };
        assert_eq!(after(4, 0), (4, 10));
        assert_eq!(after(4, second), (6, 11));
        assert_eq!(after(4, 2 * second), (6, 12));
        assert_eq!(after(4, 3 * second), (9, 13));
        assert_eq!(after(4, u64::MAX), (9, 13));
        // A state that nothing has changed yet, and one between two changes.
        assert_eq!(after(1, 0), (4, 10));
        assert_eq!(after(7, 0), (7, 11));
        assert_eq!(after(7, second), (7, 12));
    }
}
