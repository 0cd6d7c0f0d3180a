//! Whether a plain YAML text would be read back as something other than a string, and as what.
//!
//! yaml.v2 quotes such texts (resolve.go `resolve`, encode.go `stringv`), with Go's number and time
//! parsers deciding; every oddity here is theirs.

/// Whether yaml.v2 must quote `s`: unquoted it would be null, a bool, a number or a time, or it
/// looks like a base-60 number of YAML 1.1.
pub(super) fn must_quote(s: &str) -> bool {
    let Some(&first) = s.as_bytes().first() else {
        return true;
    };
    match first {
        b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' | b'~' => is_word(s),
        b'.' => is_dot_word(s) || is_dot_float(s),
        b'+' | b'-' | b'0'..=b'9' => {
            s.bytes().all(may_be_number)
                && (is_signed_infinity(s) || is_timestamp(s) || is_number(s) || is_base60(s))
        }
        _ => false,
    }
}

/// Bytes that occur in a text that is a number, an infinity or a time; most others hold another
/// byte early on.
fn may_be_number(b: u8) -> bool {
    matches!(b, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' | b'+' | b'-' | b'.' | b',' | b':' | b'_' | b' ')
        || matches!(
            b,
            b'x' | b'X' | b'o' | b'O' | b't' | b'T' | b'Z' | b'i' | b'I' | b'n' | b'N'
        )
}

fn is_word(s: &str) -> bool {
    s.len() <= 5
        && matches!(
            s,
            "y" | "Y"
                | "yes"
                | "Yes"
                | "YES"
                | "on"
                | "On"
                | "ON"
                | "true"
                | "True"
                | "TRUE"
                | "n"
                | "N"
                | "no"
                | "No"
                | "NO"
                | "off"
                | "Off"
                | "OFF"
                | "false"
                | "False"
                | "FALSE"
                | "~"
                | "null"
                | "Null"
                | "NULL"
        )
}

fn is_dot_word(s: &str) -> bool {
    matches!(s, ".nan" | ".NaN" | ".NAN" | ".inf" | ".Inf" | ".INF")
}

fn is_signed_infinity(s: &str) -> bool {
    matches!(s.get(1..), Some(".inf" | ".Inf" | ".INF")) && matches!(s.get(..1), Some("+" | "-"))
}

/// An integer or float once its underscores are deleted.
fn is_number(s: &str) -> bool {
    if s.contains('_') {
        is_clean_number(&s.replace('_', ""))
    } else {
        is_clean_number(s)
    }
}

fn is_clean_number(s: &str) -> bool {
    go_int(s, u64::MAX).is_some() || is_style_float(s) || signed_binary(s).is_some()
}

/// Whether `ParseInt(s, 0, 64)` or `ParseFloat(s, 64)` of strconv take `s`, which holds no `_`
/// (kyaml.go `isTypeAmbiguous`).
pub(super) fn is_go_number(s: &str) -> bool {
    let unsigned = s.strip_prefix('-').unwrap_or(s);
    go_int(s, (1 << 63) - 1).is_some()
        || is_style_float(s)
        || is_hex_float(unsigned)
        || ["inf", "infinity"]
            .iter()
            .any(|w| w.eq_ignore_ascii_case(unsigned))
        || s.eq_ignore_ascii_case("nan")
}

/// Go's hexadecimal floats, whose exponent must be there: `0x1.8p-3`.
fn is_hex_float(s: &str) -> bool {
    let Some((mantissa, exponent)) = s
        .strip_prefix("0x")
        .or(s.strip_prefix("0X"))
        .and_then(|s| s.split_once(['p', 'P']))
    else {
        return false;
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    (whole.len() + fraction.len() > 0)
        && whole
            .bytes()
            .chain(fraction.bytes())
            .all(|b| b.is_ascii_hexdigit())
        && !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit())
        && (exponent.starts_with('-') || !overflows(whole, fraction, digits))
}

/// Whether a hexadecimal mantissa times 2^`exponent` is past the largest float64, which Go refuses.
fn overflows(whole: &str, fraction: &str, exponent: &str) -> bool {
    let exponent = exponent.parse::<i64>().unwrap_or(i64::MAX / 2);
    let places = |n: usize| i64::try_from(n).unwrap_or(i64::MAX / 8).saturating_mul(4);
    let all = whole.chars().chain(fraction.chars());
    let Some((at, digit)) = all.enumerate().find(|(_, c)| *c != '0') else {
        return false;
    };
    let lead = digit.to_digit(16).map_or(0, u32::ilog2);
    // The leading bit's weight: places before the point, minus those down to the leading digit.
    let weight = places(whole.len()) - places(at + 1) + i64::from(lead);
    weight.saturating_add(exponent) > 1023
}

/// strconv's `ParseInt(s, 0, 64)`; without a sign, up to `limit` (`ParseUint` takes all of it).
fn go_int(s: &str, limit: u64) -> Option<i128> {
    let (negative, limit, body) = match s.split_at_checked(1) {
        Some(("-", body)) => (true, 1 << 63, body),
        Some(("+", body)) => (false, (1 << 63) - 1, body),
        _ => (false, limit, s),
    };
    let (radix, digits) = match body.as_bytes() {
        [] => return None,
        [b'0', b'x' | b'X', _, ..] => (16, body.get(2..)),
        [b'0', b'o' | b'O', _, ..] => (8, body.get(2..)),
        [b'0', b'b' | b'B', _, ..] => (2, body.get(2..)),
        [b'0', ..] => (8, body.get(1..)),
        _ => (10, Some(body)),
    };
    signed(negative, digits?, radix, limit)
}

/// The number that `digits` are in `radix`, up to `limit`; no digits make 0.
fn signed(negative: bool, digits: &str, radix: u32, limit: u64) -> Option<i128> {
    let n = digits
        .chars()
        .try_fold(0u64, |n, c| {
            n.checked_mul(u64::from(radix))?
                .checked_add(u64::from(c.to_digit(radix)?))
        })
        .filter(|n| *n <= limit)?;
    Some(if negative {
        -i128::from(n)
    } else {
        i128::from(n)
    })
}

/// The integer that resolve.go `resolve` reads in a plain text, between the least int64 and the
/// largest uint64. Its first byte tells whether it may be one, before underscores are deleted: `_0` is
/// a text.
pub(crate) fn integer(s: &str) -> Option<i128> {
    match s.as_bytes().first()? {
        b'+' | b'-' | b'0'..=b'9' => {
            let clean = s.replace('_', "");
            go_int(&clean, u64::MAX).or_else(|| signed_binary(&clean))
        }
        _ => None,
    }
}

/// The float that resolve.go `resolve` reads in a plain text that is no integer.
pub(crate) fn float(s: &str) -> Option<f64> {
    match s {
        ".nan" | ".NaN" | ".NAN" => return Some(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => return Some(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => return Some(f64::NEG_INFINITY),
        _ => {}
    }
    let clean = s.replace('_', "");
    let fits = match s.as_bytes().first()? {
        b'.' => is_dot_float(s),
        b'+' | b'-' | b'0'..=b'9' => is_style_float(&clean),
        _ => false,
    };
    clean.parse().ok().filter(|_| fits)
}

/// yaml.v2's float pattern, and a value that does not overflow.
fn is_style_float(s: &str) -> bool {
    is_float_shape(s) && s.parse::<f64>().is_ok_and(f64::is_finite)
}

/// `^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`
fn is_float_shape(s: &str) -> bool {
    let s = s.strip_prefix(['-', '+']).unwrap_or(s);
    let (whole, rest) = split_digits(s);
    let rest = match rest.strip_prefix('.') {
        Some(rest) => {
            let (fraction, rest) = split_digits(rest);
            if whole.is_empty() && fraction.is_empty() {
                return false;
            }
            rest
        }
        None if whole.is_empty() => return false,
        None => rest,
    };
    let Some(exponent) = rest.strip_prefix(['e', 'E']) else {
        return rest.is_empty();
    };
    let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

fn split_digits(s: &str) -> (&str, &str) {
    let n = s.bytes().take_while(u8::is_ascii_digit).count();
    s.split_at_checked(n).unwrap_or((s, ""))
}

/// strconv's `ParseFloat` for a text that begins with a dot. It allows `_` between two digits.
fn is_dot_float(s: &str) -> bool {
    if !s.contains('_') {
        return is_style_float(s);
    }
    let bytes = s.as_bytes();
    let digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
    bytes.iter().enumerate().all(|(i, &b)| {
        b != b'_' || (digit(bytes.get(i.wrapping_sub(1))) && digit(bytes.get(i + 1)))
    }) && is_style_float(&s.replace('_', ""))
}

/// `0b` and `-0b` with what `ParseInt(.., 2, 64)` takes, a second sign included.
fn signed_binary(s: &str) -> Option<i128> {
    let (negative, digits, limit) = if let Some(rest) = s.strip_prefix("0b") {
        match rest.split_at_checked(1) {
            Some(("-", digits)) => (true, digits, 1 << 63),
            Some(("+", digits)) => (false, digits, (1 << 63) - 1),
            _ => (false, rest, u64::MAX),
        }
    } else {
        (true, s.strip_prefix("-0b")?, 1 << 63)
    };
    if digits.is_empty() {
        return None;
    }
    signed(negative, digits, 2, limit)
}

/// `^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$`
fn is_base60(s: &str) -> bool {
    let s = s.strip_prefix(['-', '+']).unwrap_or(s);
    let mut parts = s.split(':');
    let Some(head) = parts.next() else {
        return false;
    };
    let digits_and_bars = |s: &str| s.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    if !head.starts_with(|c: char| c.is_ascii_digit()) || !digits_and_bars(head) {
        return false;
    }
    let mut any = false;
    while let Some(part) = parts.next() {
        any = true;
        let (part, last) = match part.split_once('.') {
            Some((part, fraction)) => {
                if parts.next().is_some() || !digits_and_bars(fraction) {
                    return false;
                }
                (part, true)
            }
            None => (part, false),
        };
        match part.as_bytes() {
            [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9'] => {}
            _ => return false,
        }
        if last {
            break;
        }
    }
    any
}

/// The four layouts of resolve.go `parseTimestamp` under Go's `time.Parse`.
pub(crate) fn is_timestamp(s: &str) -> bool {
    let Some((year, rest)) = s.split_at_checked(4) else {
        return false;
    };
    if !year.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let mut p = TimeParser(rest.as_bytes());
    let Some((month, day)) = p.month_and_day() else {
        return false;
    };
    let year = year.parse::<u32>().unwrap_or(0);
    if day < 1 || day > days_in(month, year) {
        return false;
    }
    if p.0.is_empty() {
        return true;
    }
    if p.take(b'T') || p.take(b't') {
        return p.clock() && p.zone() && p.0.is_empty();
    }
    // A space of a layout stands for any number of them.
    let mut space = false;
    while p.take(b' ') {
        space = true;
    }
    space && p.clock() && p.0.is_empty()
}

fn days_in(month: u32, year: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

struct TimeParser<'a>(&'a [u8]);

impl TimeParser<'_> {
    fn take(&mut self, byte: u8) -> bool {
        match self.0.split_first() {
            Some((&b, rest)) if b == byte => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// One or two digits (Go `getnum`).
    fn number(&mut self) -> Option<u32> {
        let (n, rest) = match self.0 {
            [a @ b'0'..=b'9', b @ b'0'..=b'9', rest @ ..] => {
                (u32::from(a - b'0') * 10 + u32::from(b - b'0'), rest)
            }
            [a @ b'0'..=b'9', rest @ ..] => (u32::from(a - b'0'), rest),
            _ => return None,
        };
        self.0 = rest;
        Some(n)
    }

    fn month_and_day(&mut self) -> Option<(u32, u32)> {
        if !self.take(b'-') {
            return None;
        }
        let month = self.number().filter(|m| (1..=12).contains(m))?;
        if !self.take(b'-') {
            return None;
        }
        Some((month, self.number()?))
    }

    /// `15:4:5` and a fraction after a dot or comma.
    fn clock(&mut self) -> bool {
        let fits = self.number().is_some_and(|h| h < 24)
            && self.take(b':')
            && self.number().is_some_and(|m| m < 60)
            && self.take(b':')
            && self.number().is_some_and(|s| s < 60);
        if let [b'.' | b',', b'0'..=b'9', rest @ ..] = self.0 {
            let more = rest.iter().take_while(|b| b.is_ascii_digit()).count();
            self.0 = rest.get(more..).unwrap_or_default();
        }
        fits
    }

    /// `Z` or `+07:00`; Go lets 24 hours and 60 minutes pass.
    fn zone(&mut self) -> bool {
        if self.take(b'Z') {
            return true;
        }
        let [b'+' | b'-', h1, h2, b':', m1, m2, rest @ ..] = self.0 else {
            return false;
        };
        let two = |a: &u8, b: &u8| {
            (a.is_ascii_digit() && b.is_ascii_digit())
                .then(|| u32::from(a - b'0') * 10 + u32::from(b - b'0'))
        };
        let fits = two(h1, h2).is_some_and(|h| h <= 24) && two(m1, m2).is_some_and(|m| m <= 60);
        self.0 = rest;
        fits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_numbers() {
        for s in [
            "0b+1",
            "0b-1",
            "-0b1",
            "0",
            "-9223372036854775808",
            "0777",
            "08",
            "1e3",
            "+12e03",
            "1_000.5",
            "0x_1",
            "1:30",
            "-1:30.5",
            "0b1",
            ".5e3",
            ".5_0",
            "+.INF",
        ] {
            assert!(must_quote(s), "{s}");
        }
        for s in [
            "-0b-1",
            "0b",
            "0x",
            "1e400",
            "1:60",
            "1::2",
            "1:2.3:4",
            "._5",
            ".5_",
            ".5__0",
            "+",
            "-",
            "12:34:56:78",
            "0b12",
            "1.2.3",
            "-.inF",
        ] {
            assert!(!must_quote(s), "{s}");
        }
    }

    #[test]
    fn times() {
        for s in [
            "2001-12-14   21:59:43",
            "2000-2-29",
            "2001-12-14T21:59:43,5+24:60",
            "0000-02-29",
        ] {
            assert!(is_timestamp(s), "{s}");
        }
        for s in [
            "1900-2-29",
            "2001-12-14T21:59:43",
            "2001-12-14 21:59:43Z",
            "2001-00-01",
            "2001-1-0",
            "2001-12-14T24:00:00Z",
            "2001-12-14T21:59:43+24:61",
            "2001-12-14 ",
            "2001-12-141",
        ] {
            assert!(!is_timestamp(s), "{s}");
        }
    }
}
