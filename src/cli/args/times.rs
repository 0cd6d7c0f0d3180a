//! `--since` and `--until`, as commands that tell of times have them.

use std::time::Duration;

use clap::Args;

use crate::cli::report::{Failure, Outcome};
use crate::time::{Span, Timestamp};

/// `--since` and `--until`
#[derive(Args, Debug)]
pub(crate) struct TimesArgs {
    /// Only what may have happened since: a time (RFC 3339), or how long ago, such as 90s, 30m, 2h or 3d.
    /// That counts back from the snapshot's own time, as AGE does (--now)
    #[arg(long, value_name = "TIME|DURATION", value_parser = moment)]
    pub(crate) since: Option<Moment>,
    /// Only what may have happened until then: a time, or how long ago
    #[arg(long, value_name = "TIME|DURATION", value_parser = moment)]
    pub(crate) until: Option<Moment>,
}

/// A time, or how long ago it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    At(Timestamp),
    Ago(Duration),
}

impl TimesArgs {
    /// Returns both ends as times; `now` is asked for where one is told by how long ago it was.
    pub(crate) fn ends(&self, now: impl FnOnce() -> Outcome<Timestamp>) -> Outcome<Span> {
        let given = [self.since, self.until];
        let relative = |moment: &Option<Moment>| matches!(moment, Some(Moment::Ago(_)));
        let now = match given.iter().any(relative) {
            true => Some(now()?),
            false => None,
        };
        let [since, until] = given.map(|moment| match moment? {
            Moment::At(time) => Some(time),
            Moment::Ago(ago) => now.map(|now| {
                let seconds = i64::try_from(ago.as_secs()).unwrap_or(i64::MAX);
                Timestamp::new(now.seconds.saturating_sub(seconds), now.nanos.into())
            }),
        });
        if let (Some(since), Some(until)) = (since, until)
            && since > until
        {
            return Err(Failure::usage("--since is later than --until"));
        }
        Ok(Span { since, until })
    }
}

fn moment(text: &str) -> Result<Moment, String> {
    let at = Timestamp::parse(text).map(Moment::At);
    at.or_else(|| duration(text).ok().map(Moment::Ago))
        .ok_or_else(|| {
            "expected how long ago it was, such as 90s, 30m, 2h or 3d, or an RFC 3339 time such as \
             2026-11-22T17:45:00Z"
                .to_owned()
        })
}

/// Reads a duration in seconds, minutes, hours or days.
pub(crate) fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || "expected a time such as 90s, 30m, 2h or 3d".to_owned();
    let unit = text.chars().last().ok_or_else(wrong)?;
    let seconds = match unit {
        's' => 1_u64,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return Err(wrong()),
    };
    let number = text.strip_suffix(unit).unwrap_or_default();
    let number: u64 = number.parse().map_err(|_| wrong())?;
    let seconds = number.checked_mul(seconds).ok_or_else(wrong)?;
    Ok(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (text, want) in [
            ("90s", Some(90)),
            ("30m", Some(1_800)),
            ("2h", Some(7_200)),
            ("3d", Some(259_200)),
            ("", None),
            ("2", None),
            ("h", None),
            ("-1s", None),
            ("99999999999999999999s", None),
            ("9999999999999999d", None),
        ] {
            let seconds = duration(text).ok().map(|d| d.as_secs());
            assert_eq!(seconds, want, "{text}");
        }
    }

    #[test]
    fn moments() {
        let at = Timestamp::parse("2026-11-22T17:45:00Z").unwrap();
        assert_eq!(moment("2026-11-22T17:45:00Z"), Ok(Moment::At(at)));
        assert_eq!(moment("1m"), Ok(Moment::Ago(Duration::from_secs(60))));
        assert!(moment("yesterday").is_err());
        let ends = |since: &str, until: &str| {
            let of = |text: &str| {
                Some(text)
                    .filter(|t| !t.is_empty())
                    .map(|t| moment(t).unwrap())
            };
            let args = TimesArgs {
                since: of(since),
                until: of(until),
            };
            let ends = args.ends(|| Ok(at)).map_err(|e| e.to_text())?;
            let before = |end: Option<Timestamp>| end.map(|end| at.seconds - end.seconds);
            Ok((before(ends.since), before(ends.until)))
        };
        assert_eq!(ends("", ""), Ok((None, None)));
        assert_eq!(ends("1h", "2m"), Ok((Some(3_600), Some(120))));
        assert_eq!(ends("2026-11-22T17:44:59Z", ""), Ok((Some(1), None)));
        let later = "error: --since is later than --until\n".to_owned();
        assert_eq!(ends("2m", "1h"), Err(later));
    }
}
