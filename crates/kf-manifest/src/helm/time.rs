//! Times as `helm` prints them: in the zone they were written in.

use kf_base::time::{Timestamp, ansi_c_text, go_time_text, parse_rfc3339};

/// The instant of RFC 3339 text as if it were UTC, with its offset in seconds; `None` when it is
/// no time, or Go's zero time.
fn local(text: &str) -> Option<(Timestamp, i32)> {
    let (at, offset) = parse_rfc3339(text)?;
    let seconds = at.seconds.saturating_add(offset.into());
    let local = Timestamp::new(seconds, at.nanos.into());
    (!at.is_go_zero()).then_some((local, offset))
}

/// Go's `Time.String()` of RFC 3339 text: `2026-11-22 17:45:00.5 +0100 +0100`. The name of the zone
/// is not stored; Go has one for its own zone, and the offset for others. `-` without a time, as
/// `helm list` prints it.
#[must_use]
pub fn go_string(text: &str) -> String {
    let Some((local, offset)) = local(text) else {
        return "-".to_owned();
    };
    let utc = go_time_text(Some(local));
    if offset == 0 {
        return utc;
    }
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.unsigned_abs() / 60;
    let zone = format!("{sign}{:02}{:02}", minutes / 60, minutes % 60);
    let clock = utc.strip_suffix("+0000 UTC").unwrap_or(&utc);
    format!("{clock}{zone} {zone}")
}

/// Go's `time.ANSIC` of RFC 3339 text: `Mon Jan  2 15:04:05 2006`; `None` without a time.
#[must_use]
pub fn ansi_c(text: &str) -> Option<String> {
    local(text).map(|(local, _)| ansi_c_text(local.seconds))
}
