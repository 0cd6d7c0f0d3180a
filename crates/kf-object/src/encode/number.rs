//! Numbers as Go prints them.
//!
//! kubectl prints a float64 by two rules: `encoding/json`'s for JSON and KYAML, and strconv's
//! shortest `'g'` for YAML, jsonpath and templates (fmt's `%v` is the same). Both start from the
//! shortest digits that read back as the same number; they differ in where they turn to the form
//! with an exponent.

/// Room for the longest number: sign, 17 digits, and up to 21 places of zeros or an exponent.
const ROOM: usize = 48;

/// A number's text, kept without allocation.
#[derive(Clone, Copy, Debug)]
pub struct NumberText {
    bytes: [u8; ROOM],
    len: usize,
}

impl NumberText {
    fn new() -> Self {
        Self {
            bytes: [0; ROOM],
            len: 0,
        }
    }

    /// The text; ASCII.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    fn push(&mut self, byte: u8) {
        if let Some(slot) = self.bytes.get_mut(self.len) {
            *slot = byte;
            self.len += 1;
        }
    }

    fn push_all(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.push(b);
        }
    }
}

/// A float64 taken apart: `0.d1d2d3... * 10^point`.
struct Decimal {
    negative: bool,
    digits: [u8; 20],
    len: usize,
    point: i32,
}

impl Decimal {
    /// The shortest digits that read back as `f`, which is finite.
    fn shortest(f: f64) -> Self {
        let mut buffer = ryu::Buffer::new();
        let mut out = Self {
            negative: f.is_sign_negative(),
            digits: [0; 20],
            len: 0,
            point: 0,
        };
        // ryu prints `123.45`, `1.2e-7`, `0.001`: collect digits, drop zeros at both ends.
        let (mut after_point, mut exponent, mut in_exponent, mut exponent_negative) =
            (false, 0i32, false, false);
        let mut zeros = 0i32;
        for b in buffer.format(f).bytes() {
            match b {
                b'e' => in_exponent = true,
                b'-' if in_exponent => exponent_negative = true,
                b'0'..=b'9' if in_exponent => exponent = exponent * 10 + i32::from(b - b'0'),
                b'.' => after_point = true,
                b'0' => {
                    if out.len > 0 {
                        zeros += 1;
                        out.point += i32::from(!after_point);
                    } else {
                        out.point -= i32::from(after_point);
                    }
                }
                b'1'..=b'9' => {
                    for _ in 0..zeros {
                        out.push(b'0');
                    }
                    zeros = 0;
                    out.push(b);
                    out.point += i32::from(!after_point);
                }
                _ => {}
            }
        }
        if exponent_negative {
            exponent = -exponent;
        }
        if out.len == 0 {
            // Zero: strconv has no digits and the point before them.
            out.point = 0;
        } else {
            out.point += exponent;
        }
        out
    }

    fn push(&mut self, digit: u8) {
        if let Some(slot) = self.digits.get_mut(self.len) {
            *slot = digit;
            self.len += 1;
        }
    }

    fn digits(&self) -> &[u8] {
        self.digits.get(..self.len).unwrap_or_default()
    }

    /// `ddd.ddd`, as strconv's `%f`.
    fn fixed(&self) -> NumberText {
        let mut out = NumberText::new();
        if self.negative {
            out.push(b'-');
        }
        if self.point <= 0 {
            out.push(b'0');
        }
        for i in 0..self.point {
            let at = usize::try_from(i).unwrap_or(usize::MAX);
            out.push(self.digits().get(at).copied().unwrap_or(b'0'));
        }
        let whole = usize::try_from(self.point).unwrap_or(0);
        if let Some(fraction) = self.digits().get(whole..)
            && !fraction.is_empty()
        {
            out.push(b'.');
            for _ in self.point..0 {
                out.push(b'0');
            }
            out.push_all(fraction);
        }
        out
    }

    /// `d.ddde+dd`, as strconv's `%e`; `least` is the smallest number of exponent digits.
    fn with_exponent(&self, least: usize) -> NumberText {
        let mut out = NumberText::new();
        if self.negative {
            out.push(b'-');
        }
        if let Some((first, rest)) = self.digits().split_first() {
            out.push(*first);
            if !rest.is_empty() {
                out.push(b'.');
                out.push_all(rest);
            }
        } else {
            out.push(b'0');
        }
        let exponent = if self.len == 0 { 0 } else { self.point - 1 };
        out.push(b'e');
        out.push(if exponent < 0 { b'-' } else { b'+' });
        let mut buffer = itoa::Buffer::new();
        let text = buffer.format(exponent.unsigned_abs()).as_bytes();
        for _ in text.len()..least {
            out.push(b'0');
        }
        out.push_all(text);
        out
    }
}

/// A float as `encoding/json` prints it (encode.go `floatEncoder.encode`): fixed between 1e-6 and
/// 1e21, else with an exponent that loses the leading zero only when it is negative.
///
/// Numbers that are not finite are none of JSON's and no [`crate::Value`] holds one.
#[must_use]
pub fn json_float(f: f64) -> NumberText {
    let decimal = Decimal::shortest(f);
    let size = f.abs();
    if size != 0.0 && !(1e-6..1e21).contains(&size) {
        // Go cuts `e-09` to `e-9`; exponents of +21 and above have two digits anyhow.
        decimal.with_exponent(1)
    } else {
        decimal.fixed()
    }
}

/// What a client reads of the JSON that a server sends of a float, if that is an integer: the text has neither point nor
/// exponent, and fits an int64 (`convertNumber` in sigs.k8s.io/json). So it is of 1e6 and of -0.
#[must_use]
pub fn client_integer(f: f64) -> Option<i64> {
    json_float(f).as_str().parse().ok()
}

/// A float by Go's shortest `'g'` rule (strconv/ftoa.go `formatDigits`), the form of YAML and of fmt's
/// `%v` in jsonpath and templates: an exponent of at least two digits when it is below -4 or above
/// 5, else fixed.
#[must_use]
pub fn general_float(f: f64) -> NumberText {
    let decimal = Decimal::shortest(f);
    if decimal.len > 0 && !(-4..6).contains(&(decimal.point - 1)) {
        decimal.with_exponent(2)
    } else {
        decimal.fixed()
    }
}

/// What a float becomes on kubectl's way to YAML, where its JSON text is read again.
///
/// sigs.k8s.io/yaml `JSONToYAML`: a text of digits alone that fits an int64 or uint64 is an
/// integer from then on, so 1e15 prints as digits and -0.0 as `0`.
#[must_use]
pub fn float_through_json(f: f64) -> NumberText {
    let text = json_float(f);
    let s = text.as_str();
    if let Ok(n) = s.parse::<i64>() {
        let mut out = NumberText::new();
        out.push_all(itoa::Buffer::new().format(n).as_bytes());
        return out;
    }
    if s.parse::<u64>().is_ok() {
        return text;
    }
    general_float(f)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_floats() {
        for (f, want) in [
            (1.0, "1"),
            (1e3, "1000"),
            (1.5, "1.5"),
            (0.0, "0"),
            (-0.0, "-0"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (-1e21, "-1e+21"),
            (1e-6, "0.000001"),
            (1e-7, "1e-7"),
            (1.25e-10, "1.25e-10"),
            (9_223_372_036_854_775_808.0, "9223372036854776000"),
            (18_446_744_073_709_551_615.0, "18446744073709552000"),
            (
                123_456_789_012_345_678_901_234_567_890.0,
                "1.2345678901234568e+29",
            ),
            (0.1, "0.1"),
            (100.25, "100.25"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
        ] {
            assert_eq!(json_float(f).as_str(), want);
        }
    }

    #[test]
    fn yaml_floats() {
        for (f, want) in [
            (9_223_372_036_854_775_808.0, "9223372036854776000"),
            (18_446_744_073_709_551_615.0, "1.8446744073709552e+19"),
            (-9_223_372_036_854_775_809.0, "-9.223372036854776e+18"),
            (1.0, "1"),
            (1e6, "1000000"),
            (1e15, "1000000000000000"),
            (100.0, "100"),
            (-0.0, "0"),
            (123_456.5, "123456.5"),
            (999_999.5, "999999.5"),
            (1_000_000.5, "1.0000005e+06"),
            (1_234_567.5, "1.2345675e+06"),
            (12_345_678.9, "1.23456789e+07"),
            (0.00001, "1e-05"),
            (0.0001, "0.0001"),
            (1e17, "100000000000000000"),
            (1e20, "1e+20"),
            (2.5e20, "2.5e+20"),
            (1e21, "1e+21"),
            (1e100, "1e+100"),
            (1.5e300, "1.5e+300"),
            (0.1, "0.1"),
            (2.76, "2.76"),
            (0.300_000_000_000_000_04, "0.30000000000000004"),
            (1.5, "1.5"),
            (1e-6, "1e-06"),
            (1e-7, "1e-07"),
            (f64::MAX, "1.7976931348623157e+308"),
            (5e-324, "5e-324"),
        ] {
            assert_eq!(float_through_json(f).as_str(), want);
        }
    }
}
