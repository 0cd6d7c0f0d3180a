//! Timestamps, RFC 3339 and the ages kubectl prints; the clock is always an argument.
//!
//! Everything here follows Go's `time` package where it shows in Kubernetes' output. Formatting is
//! on the hot path of decoding (every object has a creationTimestamp), hence the arithmetic of our
//! own; `jiff` checks it in the tests.

/// An instant: UTC, without leap seconds, as Go's `time.Time`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Seconds since 1970-01-01T00:00:00Z; negative before.
    pub seconds: i64,
    /// Nanoseconds into that second, 0 to 999,999,999.
    pub nanos: u32,
}

/// 0001-01-01T00:00:00Z, Go's zero time, in seconds since 1970.
const GO_ZERO_SECONDS: i64 = -62_135_596_800;

const NANOS: i64 = 1_000_000_000;

impl Timestamp {
    /// The instant `nanos` nanoseconds after `seconds`; `nanos` may have any value, as in Go's
    /// `time.Unix`.
    #[must_use]
    pub fn new(seconds: i64, nanos: i64) -> Self {
        Self {
            seconds: seconds.saturating_add(nanos.div_euclid(NANOS)),
            nanos: u32::try_from(nanos.rem_euclid(NANOS)).unwrap_or(0),
        }
    }

    /// Whether this is Go's zero time, which Kubernetes prints as `null` or leaves out.
    #[must_use]
    pub fn is_go_zero(self) -> bool {
        self.seconds == GO_ZERO_SECONDS && self.nanos == 0
    }

    /// Nanoseconds from `earlier` to here; saturates at 292 years either way, as Go's `Time.Sub`.
    #[must_use]
    pub fn nanos_since(self, earlier: Self) -> i64 {
        let difference = (i128::from(self.seconds) - i128::from(earlier.seconds))
            * i128::from(NANOS)
            + i128::from(self.nanos)
            - i128::from(earlier.nanos);
        let clamped = difference.clamp(i64::MIN.into(), i64::MAX.into());
        i64::try_from(clamped).unwrap_or_default()
    }

    /// Parses RFC 3339 text by the rules of Go's `time.Parse(time.RFC3339, ..)`; see
    /// [`parse_rfc3339`].
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        parse_rfc3339(text).map(|(instant, _)| instant)
    }
}

/// A span of time with both its ends, of which each may be open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Its beginning.
    pub since: Option<Timestamp>,
    /// Its end.
    pub until: Option<Timestamp>,
}

impl Span {
    /// Whether something may have happened in it that happened between two times, as far as they are
    /// known. One of whole seconds stands for all of its second: most are cut to it before they are stored.
    #[must_use]
    pub fn touches(&self, earliest: Option<Timestamp>, latest: Option<Timestamp>) -> bool {
        let whole = |time: Timestamp| match time.nanos {
            0 => Timestamp::new(time.seconds, NANOS - 1),
            _ => time,
        };
        let late = |since| latest.is_none_or(|latest| whole(latest) >= since);
        let early = |until| earliest.is_none_or(|earliest| earliest <= until);
        self.since.is_none_or(late) && self.until.is_none_or(early)
    }
}

/// A date and time of day in UTC, proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// Year; 0 is 1 BC.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Second, 0 to 59.
    pub second: u8,
}

/// Seconds since 1970 as date and time.
#[must_use]
pub fn civil(seconds: i64) -> Civil {
    let of_day = seconds.rem_euclid(86_400);
    // Days since 0000-03-01: the leap day is then the last day of a year.
    let days = seconds.div_euclid(86_400) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Civil {
        year,
        month: small(month),
        day: small(day),
        hour: small(of_day / 3_600),
        minute: small(of_day / 60 % 60),
        second: small(of_day % 60),
    }
}

/// Numbers that are below 100 by construction.
fn small(n: i64) -> u8 {
    u8::try_from(n).unwrap_or(0)
}

/// Days since 1970-01-01 of a date; `month` is 1 to 12.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let year_of_era = year.rem_euclid(400);
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
    year.div_euclid(400) * 146_097 + of_era - 719_468
}

/// The two digits of a number below 100.
fn two(n: u8) -> [u8; 2] {
    [b'0' + n / 10 % 10, b'0' + n % 10]
}

/// Appends `YYYY-MM-DDTHH:MM:SS`; years outside 0 to 9999 as Go's `appendInt(year, 4)`.
fn push_date_time(out: &mut String, seconds: i64) {
    let c = civil(seconds);
    let year = u16::try_from(c.year).ok().filter(|year| *year <= 9999);
    if year.is_none() {
        if c.year < 0 {
            out.push('-');
        }
        out.push_str(&format!("{:04}", c.year.unsigned_abs()));
    }
    let [y1, y2] = two(year.map_or(0, |year| small((year / 100).into())));
    let [y3, y4] = two(year.map_or(0, |year| small((year % 100).into())));
    let [m1, m2] = two(c.month);
    let [d1, d2] = two(c.day);
    let [h1, h2] = two(c.hour);
    let [n1, n2] = two(c.minute);
    let [s1, s2] = two(c.second);
    let text = [
        y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T', h1, h2, b':', n1, n2, b':', s1, s2,
    ];
    let text = match year {
        Some(_) => text.as_slice(),
        None => text.get(4..).unwrap_or_default(),
    };
    push_ascii(out, text);
}

fn push_ascii(out: &mut String, bytes: &[u8]) {
    out.push_str(std::str::from_utf8(bytes).unwrap_or_default());
}

/// Appends `2006-01-02T15:04:05Z`; years above 9999 take five digits or more.
pub fn push_rfc3339(out: &mut String, seconds: i64) {
    push_date_time(out, seconds);
    out.push('Z');
}

/// The text of a metav1.Time: whole seconds in UTC; `None`, printed as `null`, for Go's zero time.
///
/// As `Time.MarshalJSON` in apimachinery's meta/v1/time.go; `Time.Unmarshal` in time_proto.go
/// drops the nanoseconds, so they are not asked for.
#[must_use]
pub fn time_text(seconds: i64) -> Option<String> {
    let mut out = String::with_capacity(20);
    push_time(&mut out, seconds).then_some(out)
}

/// Appends what [`time_text`] returns; `false` when that is `None`.
pub fn push_time(out: &mut String, seconds: i64) -> bool {
    let some = seconds != GO_ZERO_SECONDS;
    if some {
        push_rfc3339(out, seconds);
    }
    some
}

/// The text of a metav1.MicroTime: always six decimals; `None`, printed as `null`, for Go's zero
/// time.
///
/// As `MicroTime.MarshalJSON` in meta/v1/micro_time.go and `Unmarshal` in micro_time_proto.go,
/// which truncates the nanoseconds of the wire toward zero.
#[must_use]
pub fn micro_time_text(seconds: i64, nanos: i32) -> Option<String> {
    let t = Timestamp::new(seconds, i64::from(nanos / 1_000) * 1_000);
    if t.is_go_zero() {
        return None;
    }
    let mut out = String::with_capacity(27);
    push_date_time(&mut out, t.seconds);
    let micros = t.nanos / 1_000;
    let part = |n: u32| two(u8::try_from(n % 100).unwrap_or(0));
    let ([a, b], [c, d], [e, f]) = (part(micros / 10_000), part(micros / 100), part(micros));
    push_ascii(&mut out, &[b'.', a, b, c, d, e, f, b'Z']);
    Some(out)
}

/// The text of Go's `Time.Format(time.RFC3339Nano)`: fraction without trailing zeros, `Z` for
/// offset 0. `offset` is in seconds east of UTC.
#[must_use]
pub fn rfc3339_nano_text(t: Timestamp, offset: i32) -> String {
    let mut out = String::with_capacity(35);
    push_date_time(&mut out, t.seconds.saturating_add(offset.into()));
    if t.nanos != 0 {
        let digits = format!(".{:09}", t.nanos);
        out.push_str(digits.trim_end_matches('0'));
    }
    if offset == 0 {
        out.push('Z');
    } else {
        let minutes = offset.unsigned_abs() / 60;
        let sign = if offset < 0 { '-' } else { '+' };
        out.push_str(&format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60));
    }
    out
}

/// The text of Go's `Time.Format(time.RFC1123Z)` in UTC: `Mon, 02 Jan 2006 15:04:05 +0000`;
/// `None` is Go's zero time.
#[must_use]
pub fn rfc1123z_text(time: Option<Timestamp>) -> String {
    let seconds = time.map_or(GO_ZERO_SECONDS, |t| t.seconds);
    let civil = civil(seconds);
    let (day, month) = day_and_month(seconds, civil);
    format!(
        "{day}, {:02} {month} {:04} {:02}:{:02}:{:02} +0000",
        civil.day, civil.year, civil.hour, civil.minute, civil.second
    )
}

/// The text of Go's `Time.Format(time.ANSIC)` in UTC: `Mon Jan  2 15:04:05 2006`.
#[must_use]
pub fn ansi_c_text(seconds: i64) -> String {
    let civil = civil(seconds);
    let (day, month) = day_and_month(seconds, civil);
    format!(
        "{day} {month} {:2} {:02}:{:02}:{:02} {:04}",
        civil.day, civil.hour, civil.minute, civil.second, civil.year
    )
}

/// English abbreviations of the day of the week and of the month.
fn day_and_month(seconds: i64, civil: Civil) -> (&'static str, &'static str) {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    // 1970 began on a Thursday.
    let day = usize::try_from(seconds.div_euclid(86_400).rem_euclid(7)).unwrap_or(0);
    let month = usize::from(civil.month).saturating_sub(1);
    (
        DAYS.get(day).unwrap_or(&""),
        MONTHS.get(month).unwrap_or(&""),
    )
}

/// The text of Go's `Time.String()` in UTC: `2006-01-02 15:04:05.5 +0000 UTC`; `None` is Go's zero
/// time.
#[must_use]
pub fn go_time_text(time: Option<Timestamp>) -> String {
    let time = time.unwrap_or(Timestamp {
        seconds: GO_ZERO_SECONDS,
        nanos: 0,
    });
    let civil = civil(time.seconds);
    let fraction = match time.nanos {
        0 => String::new(),
        nanos => format!(".{nanos:09}").trim_end_matches('0').to_owned(),
    };
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02}{fraction} +0000 UTC",
        civil.year, civil.month, civil.day, civil.hour, civil.minute, civil.second
    )
}

/// The text of a Go `time.Duration` of that many nanoseconds: `1h0m0s`, `1.5s`, `100ms`, `0s`.
///
/// As `Duration.format` in Go's time/time.go.
#[must_use]
pub fn duration_text(nanos: i64) -> String {
    let magnitude = nanos.unsigned_abs();
    let sign = if nanos < 0 { "-" } else { "" };
    // `1.25` and not `1.250000000`; the fraction vanishes whole with its point.
    let decimal = |whole: u64, fraction: u64, digits: usize| {
        let fraction = format!("{fraction:09}");
        let places = fraction.get(9_usize.saturating_sub(digits)..);
        let text = format!("{whole}.{}", places.unwrap_or_default());
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    match magnitude {
        0 => "0s".to_owned(),
        1..1_000 => format!("{sign}{magnitude}ns"),
        1_000..1_000_000 => {
            let number = decimal(magnitude / 1_000, magnitude % 1_000, 3);
            format!("{sign}{number}\u{b5}s")
        }
        1_000_000..1_000_000_000 => {
            let number = decimal(magnitude / 1_000_000, magnitude % 1_000_000, 6);
            format!("{sign}{number}ms")
        }
        _ => {
            let (seconds, fraction) = (magnitude / 1_000_000_000, magnitude % 1_000_000_000);
            let last = decimal(seconds % 60, fraction, 9);
            match (seconds / 3_600, seconds / 60 % 60) {
                (0, 0) => format!("{sign}{last}s"),
                (0, minutes) => format!("{sign}{minutes}m{last}s"),
                (hours, minutes) => format!("{sign}{hours}h{minutes}m{last}s"),
            }
        }
    }
}

/// The age kubectl prints for a duration of that many nanoseconds: `5s`, `3m20s`, `3d4h`, `2y`.
///
/// As `HumanDuration` in apimachinery's util/duration/duration.go, the same since 1.14.
#[must_use]
pub fn human_duration(nanos: i64) -> String {
    let seconds = nanos / NANOS;
    let minutes = seconds / 60;
    let hours = minutes / 60;
    let pair = |big: i64, big_unit: char, little: i64, little_unit: char| {
        if little == 0 {
            format!("{big}{big_unit}")
        } else {
            format!("{big}{big_unit}{little}{little_unit}")
        }
    };
    if seconds < -1 {
        "<invalid>".to_owned()
    } else if seconds < 0 || nanos < 0 {
        "0s".to_owned()
    } else if seconds < 120 {
        format!("{seconds}s")
    } else if minutes < 10 {
        pair(minutes, 'm', seconds % 60, 's')
    } else if minutes < 180 {
        format!("{minutes}m")
    } else if hours < 8 {
        pair(hours, 'h', minutes % 60, 'm')
    } else if hours < 48 {
        format!("{hours}h")
    } else if hours < 24 * 8 {
        pair(hours / 24, 'd', hours % 24, 'h')
    } else if hours < 24 * 365 * 2 {
        format!("{}d", hours / 24)
    } else if hours < 24 * 365 * 8 {
        pair(hours / 24 / 365, 'y', hours / 24 % 365, 'd')
    } else {
        format!("{}y", hours / 24 / 365)
    }
}

/// Parses RFC 3339 text by the rules of Go's `time.Parse(time.RFC3339, ..)`: the instant and the
/// offset in seconds east of UTC.
///
/// Go's laxities are kept, since what it accepts can stand in a stored object: an hour of one
/// digit, a comma before the fraction, fractions of any length (digits past the ninth are cut),
/// offsets up to 24:60. Its strictness too: upper case `T` and `Z` only, no second 60.
#[must_use]
pub fn parse_rfc3339(text: &str) -> Option<(Timestamp, i32)> {
    let mut rest = text.as_bytes();
    let year = number(&mut rest, 4)?;
    byte(&mut rest, b'-')?;
    let month = number(&mut rest, 2)?;
    byte(&mut rest, b'-')?;
    let day = number(&mut rest, 2)?;
    byte(&mut rest, b'T')?;
    let hour = match rest {
        [_, b'0'..=b'9', ..] => number(&mut rest, 2)?,
        _ => number(&mut rest, 1)?,
    };
    byte(&mut rest, b':')?;
    let minute = number(&mut rest, 2)?;
    byte(&mut rest, b':')?;
    let second = number(&mut rest, 2)?;
    let nanos = fraction(&mut rest);
    let offset = match rest {
        [b'Z'] => 0,
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let hours = number(&mut [*h1, *h2].as_slice(), 2)?;
            let minutes = number(&mut [*m1, *m2].as_slice(), 2)?;
            if hours > 24 || minutes > 60 {
                return None;
            }
            let seconds = hours * 3_600 + minutes * 60;
            if *sign == b'-' { -seconds } else { seconds }
        }
        _ => return None,
    };
    if !(1..=12).contains(&month) || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    if day < 1 || day > days_in_month(year, month) {
        return None;
    }
    let days = days_from_civil(year, month, day);
    let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset;
    Some((Timestamp::new(seconds, nanos), i32::try_from(offset).ok()?))
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Takes exactly `count` digits.
fn number(rest: &mut &[u8], count: usize) -> Option<i64> {
    let (digits, after) = rest.split_at_checked(count)?;
    let mut n = 0;
    for d in digits {
        if !d.is_ascii_digit() {
            return None;
        }
        n = n * 10 + i64::from(d - b'0');
    }
    *rest = after;
    Some(n)
}

fn byte(rest: &mut &[u8], wanted: u8) -> Option<()> {
    let (first, after) = rest.split_first()?;
    (*first == wanted).then_some(())?;
    *rest = after;
    Some(())
}

/// Takes a fraction of a second, if one is there, as nanoseconds.
fn fraction(rest: &mut &[u8]) -> i64 {
    let [b'.' | b',', after @ ..] = *rest else {
        return 0;
    };
    let count = after.iter().take_while(|b| b.is_ascii_digit()).count();
    let Some((digits, after)) = after.split_at_checked(count).filter(|_| count > 0) else {
        return 0;
    };
    *rest = after;
    let padded = digits.iter().copied().chain(std::iter::repeat(b'0'));
    padded.take(9).fold(0, |n, d| n * 10 + i64::from(d - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const S: i64 = NANOS;

    #[test]
    fn a_whole_second_stands_for_all_of_it() {
        let at = |text: &str| Timestamp::parse(text);
        let span = |since: &str, until: &str| Span {
            since: at(since),
            until: at(until),
        };
        let (whole, half) = (at("2026-11-22T18:25:08Z"), at("2026-11-22T18:25:08.5Z"));
        let from_half = span("2026-11-22T18:25:08.5Z", "");
        assert!(from_half.touches(whole, whole) && from_half.touches(half, half));
        assert!(!span("2026-11-22T18:25:09Z", "").touches(whole, whole));
        assert!(!span("2026-11-22T18:25:08.6Z", "").touches(half, half));
        let to_whole = span("", "2026-11-22T18:25:08Z");
        assert!(to_whole.touches(whole, whole) && !to_whole.touches(half, half));
        // What is not known may be.
        assert!(from_half.touches(None, None) && to_whole.touches(None, half));
        assert!(Span::default().touches(whole, half));
    }

    #[test]
    fn time_texts() {
        assert_eq!(time_text(0).as_deref(), Some("1970-01-01T00:00:00Z"));
        assert_eq!(
            time_text(1_700_000_000).as_deref(),
            Some("2023-11-14T22:13:20Z")
        );
        assert_eq!(time_text(GO_ZERO_SECONDS), None);
        assert_eq!(
            time_text(253_402_300_800).as_deref(),
            Some("10000-01-01T00:00:00Z")
        );
        assert_eq!(
            time_text(GO_ZERO_SECONDS - 1).as_deref(),
            Some("0000-12-31T23:59:59Z")
        );
        assert!(time_text(i64::MIN).unwrap().starts_with('-'));
        assert!(time_text(i64::MAX).is_some());
    }

    #[test]
    fn micro_time_texts() {
        let text = |s, n| micro_time_text(s, n).unwrap();
        assert_eq!(text(1_704_067_200, 0), "2024-01-01T00:00:00.000000Z");
        assert_eq!(
            text(1_704_067_200, 123_456_789),
            "2024-01-01T00:00:00.123456Z"
        );
        assert_eq!(text(0, -1_500), "1969-12-31T23:59:59.999999Z");
        assert_eq!(micro_time_text(GO_ZERO_SECONDS, 999), None);
    }

    #[test]
    fn duration_texts() {
        for (nanos, text) in [
            (0, "0s"),
            (1, "1ns"),
            (1_100, "1.1\u{b5}s"),
            (2_200_000, "2.2ms"),
            (100_000_000, "100ms"),
            (S * 3 / 2, "1.5s"),
            (60 * S, "1m0s"),
            (3_600 * S, "1h0m0s"),
            (5 * 60 * S + 5_001_000_000, "5m5.001s"),
            (-(5 * 60 * S), "-5m0s"),
            (i64::MIN, "-2562047h47m16.854775808s"),
            (i64::MAX, "2562047h47m16.854775807s"),
        ] {
            assert_eq!(duration_text(nanos), text);
        }
    }

    #[test]
    fn ages() {
        let (m, h, d) = (60, 3_600, 86_400);
        for (seconds, text) in [
            (-2, "<invalid>"),
            (-1, "0s"),
            (0, "0s"),
            (119, "119s"),
            (120, "2m"),
            (200, "3m20s"),
            (9 * m + 59, "9m59s"),
            (10 * m + 59, "10m"),
            (179 * m, "179m"),
            (3 * h, "3h"),
            (7 * h + 59 * m, "7h59m"),
            (8 * h + 59 * m, "8h"),
            (47 * h, "47h"),
            (2 * d, "2d"),
            (3 * d + 4 * h, "3d4h"),
            (8 * d + 4 * h, "8d"),
            (729 * d, "729d"),
            (730 * d, "2y"),
            (735 * d, "2y5d"),
            (8 * 365 * d, "8y"),
        ] {
            assert_eq!(human_duration(seconds * S), text, "{seconds}");
        }
        assert_eq!(human_duration(-S * 3 / 2), "0s");
    }

    #[test]
    fn parses_what_go_parses() {
        let parse = |s| parse_rfc3339(s).map(|(t, o)| (t.seconds, t.nanos, o));
        assert_eq!(parse("1970-01-01T00:00:00Z"), Some((0, 0, 0)));
        assert_eq!(
            parse("1970-01-01T02:00:00.5+02:00"),
            Some((0, 500_000_000, 7_200))
        );
        assert_eq!(
            parse("1970-01-01T1:00:00,1234567899Z"),
            Some((3_600, 123_456_789, 0))
        );
        assert_eq!(parse("1969-12-31T23:30:00-00:30"), Some((0, 0, -1_800)));
        assert_eq!(
            parse("2024-02-29T00:00:00Z").map(|t| t.0),
            Some(1_709_164_800)
        );
        for bad in [
            "",
            "2023-02-29T00:00:00Z",
            "2023-13-01T00:00:00Z",
            "2023-00-01T00:00:00Z",
            "2023-01-00T00:00:00Z",
            "2023-01-01t00:00:00Z",
            "2023-01-01T00:00:00z",
            "2023-01-01T00:00:60Z",
            "2023-01-01T24:00:00Z",
            "2023-01-01T00:00:00",
            "2023-01-01T00:00:00.Z",
            "2023-01-01T00:00:00Z ",
            "2023-01-01T00:00:00+25:00",
            "2023-01-01 00:00:00Z",
            "23-01-01T00:00:00Z",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn nano_texts() {
        let t = Timestamp::new(0, 120_000_000);
        assert_eq!(rfc3339_nano_text(t, 0), "1970-01-01T00:00:00.12Z");
        assert_eq!(rfc3339_nano_text(t, -5_400), "1969-12-31T22:30:00.12-01:30");
    }

    proptest! {
        #[test]
        fn agrees_with_jiff(seconds in -377_705_023_201_i64..=253_402_207_200) {
            let theirs = jiff::Timestamp::from_second(seconds).unwrap();
            let theirs = theirs.to_zoned(jiff::tz::TimeZone::UTC).datetime();
            let ours = civil(seconds);
            prop_assert_eq!(ours.year, i64::from(theirs.year()));
            prop_assert_eq!(i64::from(ours.month), i64::from(theirs.month()));
            prop_assert_eq!(i64::from(ours.day), i64::from(theirs.day()));
            prop_assert_eq!(i64::from(ours.second), i64::from(theirs.second()));
        }

        #[test]
        fn text_and_back(seconds in -62_167_219_200_i64..253_402_300_800) {
            let mut text = String::new();
            push_rfc3339(&mut text, seconds);
            prop_assert_eq!(Timestamp::parse(&text), Some(Timestamp::new(seconds, 0)));
        }

        #[test]
        fn any_text_is_no_panic(text in any::<String>()) {
            let _ = parse_rfc3339(&text);
        }
    }
}
