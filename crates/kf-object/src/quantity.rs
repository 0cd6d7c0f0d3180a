//! resource.Quantity: the canonical text Kubernetes prints and the number to compare by.
//!
//! Behaves as `ParseQuantity` and `CanonicalizeBytes` in apimachinery's api/resource/quantity.go,
//! including the texts it keeps as they are though its own documentation says otherwise. The
//! number is held as decimal digits, so that nothing is ever rounded and work stays linear in the
//! text, whatever its exponent says.

use std::borrow::Cow;
use std::cmp::Ordering;

use kf_base::limits::MAX_QUANTITY_TEXT;
use kf_base::{Error, Result};

/// A parsed quantity. Compares by value: `1Ki` equals `1024`.
#[derive(Clone, Debug)]
pub struct Quantity {
    negative: bool,
    /// Decimal digits 0 to 9, without leading or trailing zeros; empty for zero.
    digits: Vec<u8>,
    /// The value is `digits` times ten to this.
    exponent: i64,
    format: Format,
}

/// Which family of suffixes the text used and its canonical form uses again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    DecimalSi,
    BinarySi,
    DecimalExponent,
}

/// 2^63-1, the largest value a quantity with a binary suffix can have.
const MAX_BINARY: &[u8] = &[9, 2, 2, 3, 3, 7, 2, 0, 3, 6, 8, 5, 4, 7, 7, 5, 8, 0, 7];

/// Smallest power of ten that is kept: nano.
const NANO: i64 = -9;

const DECIMAL_SUFFIXES: [(&str, i64); 10] = [
    ("", 0),
    ("n", -9),
    ("u", -6),
    ("m", -3),
    ("k", 3),
    ("M", 6),
    ("G", 9),
    ("T", 12),
    ("P", 15),
    ("E", 18),
];

/// Suffix and power of two.
const BINARY_SUFFIXES: [(&str, u32); 6] = [
    ("Ki", 10),
    ("Mi", 20),
    ("Gi", 30),
    ("Ti", 40),
    ("Pi", 50),
    ("Ei", 60),
];

/// The canonical text of a quantity; borrowed when `text` is printed as it is.
///
/// # Errors
/// [`kf_base::ErrorKind::Invalid`] when `text` is no quantity (the server cannot read it either);
/// [`kf_base::ErrorKind::Limit`] when it is longer than [`MAX_QUANTITY_TEXT`].
pub fn canonical(text: &str) -> Result<Cow<'_, str>> {
    if text == "0" {
        return Ok(Cow::Borrowed(text));
    }
    let parts = Parts::scan(text)?;
    if parts.is_kept() {
        return Ok(Cow::Borrowed(text));
    }
    Ok(Cow::Owned(parts.into_quantity()?.to_string()))
}

impl Quantity {
    /// Parses a quantity.
    ///
    /// # Errors
    /// As [`canonical`].
    pub fn parse(text: &str) -> Result<Self> {
        Parts::scan(text)?.into_quantity()
    }

    /// As [`Quantity::parse`], for texts that need not be one.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        Parts::find(text)?.into_quantity().ok()
    }

    /// The value, if it is an integer that fits an int64.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        let magnitude = self.integer()?;
        let signed = i128::from(magnitude) * if self.negative { -1 } else { 1 };
        i64::try_from(signed).ok()
    }

    /// The value in thousandths, rounded away from zero (`MilliValue`); as far as an int64 goes.
    #[must_use]
    pub fn milli(&self) -> i64 {
        self.scaled(1_000_000)
    }

    /// The value, rounded away from zero (`Value`); as far as an int64 goes.
    #[must_use]
    pub fn whole(&self) -> i64 {
        self.scaled(1_000_000_000)
    }

    fn scaled(&self, nanos: i128) -> i64 {
        let n = self.nanos();
        let up = if n % nanos == 0 { 0 } else { n.signum() };
        let clamped = (n / nanos + up).clamp(i64::MIN.into(), i64::MAX.into());
        i64::try_from(clamped).unwrap_or_default()
    }

    /// The value in units of 1n, the smallest there is; as far as an i128 goes, which is 10^20
    /// times what the server accepts in its own int64.
    #[must_use]
    pub fn nanos(&self) -> i128 {
        let Ok(zeros) = u32::try_from(self.exponent - NANO) else {
            return 0;
        };
        let digits = self
            .digits
            .iter()
            .try_fold(0i128, |n, d| n.checked_mul(10)?.checked_add(i128::from(*d)));
        let magnitude = digits.and_then(|n| n.checked_mul(10i128.checked_pow(zeros)?));
        let magnitude = magnitude.unwrap_or(i128::MAX);
        if self.negative { -magnitude } else { magnitude }
    }

    /// Adds another quantity and keeps the suffixes of this one, unless it is zero (`Add`).
    pub fn add(&mut self, other: &Self) {
        let format = if self.is_zero() {
            other.format
        } else {
            self.format
        };
        *self = Self::from_nanos(self.nanos().saturating_add(other.nanos()), format);
    }

    /// Whether the suffixes are of the same family as the other's.
    #[must_use]
    pub fn has_format_of(&self, other: &Self) -> bool {
        self.format == other.format
    }

    /// The value rounded to an integer, with the suffixes of another quantity.
    #[must_use]
    pub fn whole_like(&self, other: &Self) -> Self {
        Self::from_nanos(i128::from(self.whole()) * 1_000_000_000, other.format)
    }

    fn from_nanos(nanos: i128, format: Format) -> Self {
        let digits = nanos.unsigned_abs().to_string();
        let mut quantity = Self {
            negative: nanos < 0,
            digits: digits.bytes().map(|b| b - b'0').collect(),
            exponent: NANO,
            format,
        };
        quantity.normalize();
        quantity
    }

    /// Whether the value is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// The magnitude, if it is an integer that fits a u64.
    fn integer(&self) -> Option<u64> {
        if self.is_zero() {
            return Some(0);
        }
        let zeros = u32::try_from(self.exponent).ok()?;
        let mut n = 0u64;
        for d in &self.digits {
            n = n.checked_mul(10)?.checked_add(u64::from(*d))?;
        }
        n.checked_mul(10u64.checked_pow(zeros)?)
    }

    /// Brings the digits into their normal form: no zeros at either end.
    fn normalize(&mut self) {
        let leading = self.digits.iter().take_while(|d| **d == 0).count();
        self.digits.drain(..leading);
        while self.digits.last() == Some(&0) {
            self.digits.pop();
            self.exponent += 1;
        }
        if self.digits.is_empty() {
            self.exponent = 0;
            self.negative = false;
        }
    }

    fn multiply(&mut self, factor: u64) {
        let mut carry = 0u128;
        for d in self.digits.iter_mut().rev() {
            let n = u128::from(*d) * u128::from(factor) + carry;
            *d = u8::try_from(n % 10).unwrap_or(0);
            carry = n / 10;
        }
        let mut front = Vec::new();
        while carry > 0 {
            front.push(u8::try_from(carry % 10).unwrap_or(0));
            carry /= 10;
        }
        front.reverse();
        self.digits.splice(..0, front);
    }

    /// Rounds away from zero to a multiple of 1n: who asks for some shall get some.
    fn round_up_to_nano(&mut self) {
        if self.exponent >= NANO {
            return;
        }
        let excess = usize::try_from(NANO - self.exponent).unwrap_or(usize::MAX);
        // In normal form the last digit dropped is not zero, so there is always one to add.
        self.digits
            .truncate(self.digits.len().saturating_sub(excess));
        self.exponent = NANO;
        for d in self.digits.iter_mut().rev() {
            if *d < 9 {
                *d += 1;
                return;
            }
            *d = 0;
        }
        self.digits.insert(0, 1);
    }

    fn cmp_magnitude(&self, digits: &[u8], exponent: i64) -> Ordering {
        let size = |digits: &[u8], exponent: i64| {
            // Zero is below everything; else the power of ten above the first digit decides.
            let count = i64::try_from(digits.len()).unwrap_or(i64::MAX);
            (!digits.is_empty()).then(|| count.saturating_add(exponent))
        };
        let by_size = size(&self.digits, self.exponent).cmp(&size(digits, exponent));
        by_size.then_with(|| self.digits.as_slice().cmp(digits))
    }
}

impl std::fmt::Display for Quantity {
    /// The canonical text, as `CanonicalizeBytes` makes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.negative { "-" } else { "" };
        if self.is_zero() {
            return f.write_str("0");
        }
        if self.format == Format::BinarySi
            && let Some(mut n) = self.integer().filter(|n| *n >= 1024)
        {
            let mut suffix = "";
            for (name, _) in BINARY_SUFFIXES {
                if n < 1024 || n % 1024 != 0 {
                    break;
                }
                n /= 1024;
                suffix = name;
            }
            return write!(f, "{sign}{n}{suffix}");
        }
        f.write_str(sign)?;
        for d in &self.digits {
            write!(f, "{d}")?;
        }
        let zeros = self.exponent.rem_euclid(3);
        for _ in 0..zeros {
            f.write_str("0")?;
        }
        match self.exponent - zeros {
            0 => Ok(()),
            exponent if self.format == Format::DecimalExponent => write!(f, "e{exponent}"),
            // Above exa upstream finds no suffix and prints none: 1000E reads back as 1.
            exponent => DECIMAL_SUFFIXES
                .iter()
                .find(|(_, e)| *e == exponent)
                .map_or(Ok(()), |(suffix, _)| f.write_str(suffix)),
        }
    }
}

impl Ord for Quantity {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.cmp_magnitude(&other.digits, other.exponent),
            (true, true) => other.cmp_magnitude(&self.digits, self.exponent),
        }
    }
}

impl PartialOrd for Quantity {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Quantity {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Quantity {}

/// A quantity's text taken apart, as by `parseQuantityString`.
struct Parts<'a> {
    text: &'a str,
    negative: bool,
    /// Digits before the point without leading zeros; "0" when there are none.
    whole: &'a str,
    /// Digits after the point.
    fraction: &'a str,
    format: Format,
    /// Power of ten, or of two for [`Format::BinarySi`].
    exponent: i64,
}

impl<'a> Parts<'a> {
    fn scan(text: &'a str) -> Result<Self> {
        if text.len() > MAX_QUANTITY_TEXT {
            return Err(Error::limit(format!(
                "quantity of {} bytes is longer than {MAX_QUANTITY_TEXT}",
                text.len()
            )));
        }
        Self::find(text).ok_or_else(|| {
            let shown = kf_base::escape::quoted(text.as_bytes());
            Error::invalid(format!("{shown} is not a quantity"))
        })
    }

    fn find(text: &'a str) -> Option<Self> {
        if text.is_empty() || text.len() > MAX_QUANTITY_TEXT {
            return None;
        }
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (whole, rest) = split_digits(unsigned.trim_start_matches('0'));
        let (fraction, suffix) = match rest.strip_prefix('.') {
            Some(rest) => split_digits(rest),
            None => ("", rest),
        };
        let (format, exponent) = interpret(suffix)?;
        let parts = Self {
            text,
            negative: text.starts_with('-'),
            whole: if whole.is_empty() { "0" } else { whole },
            fraction,
            format,
            exponent,
        };
        // Upstream's fast path takes a text without digits as zero, the slow one refuses it.
        let has_digits = unsigned.starts_with(|c: char| c.is_ascii_digit()) || !fraction.is_empty();
        (has_digits || parts.is_fast()).then_some(parts)
    }

    fn digit_count(&self) -> i64 {
        i64::try_from(self.whole.len() + self.fraction.len()).unwrap_or(i64::MAX)
    }

    /// Power of ten of the last digit.
    fn scale(&self) -> i64 {
        let power = if self.format == Format::BinarySi {
            0
        } else {
            self.exponent
        };
        power - i64::try_from(self.fraction.len()).unwrap_or(i64::MAX)
    }

    /// Whether upstream's int64 path takes it; only that one keeps texts as they are.
    fn is_fast(&self) -> bool {
        match self.format {
            Format::BinarySi => {
                self.fraction.is_empty() && 14 - self.digit_count() - self.exponent * 3 / 10 >= 0
            }
            _ => self.digit_count() <= 18 && self.scale() >= NANO,
        }
    }

    /// Whether `ParseQuantity` reuses the text as the canonical one.
    fn is_kept(&self) -> bool {
        if !self.is_fast() {
            return false;
        }
        if self.format == Format::BinarySi {
            // At most 11 digits here.
            return self.whole.parse::<u64>().is_ok_and(|n| n & 7 != 0);
        }
        let zeros = |s: &str| s.bytes().rev().take_while(|b| *b == b'0').count();
        let trailing = match zeros(self.fraction) {
            n if n == self.fraction.len() => n + zeros(self.whole),
            n => n,
        };
        self.scale() % 3 == 0 && trailing < 3 && !self.whole.starts_with('0')
    }

    fn into_quantity(self) -> Result<Quantity> {
        let digits = self.whole.bytes().chain(self.fraction.bytes());
        let mut q = Quantity {
            negative: self.negative,
            digits: digits.map(|b| b.wrapping_sub(b'0')).collect(),
            exponent: self.scale(),
            format: self.format,
        };
        if q.format == Format::BinarySi {
            q.multiply(1u64 << self.exponent.clamp(0, 60));
        }
        q.normalize();
        if !q.is_zero() {
            q.round_up_to_nano();
            q.normalize();
        }
        if q.format == Format::BinarySi && q.cmp_magnitude(MAX_BINARY, 0) == Ordering::Greater {
            q.digits = MAX_BINARY.to_vec();
            q.exponent = 0;
        }
        if i32::try_from(q.exponent).is_err() {
            return Err(Error::invalid(format!(
                "quantity {}: exponent out of range",
                kf_base::escape::quoted(self.text.as_bytes())
            )));
        }
        Ok(q)
    }
}

fn split_digits(text: &str) -> (&str, &str) {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// What a suffix means: its family and its power. As `suffixHandler.interpret` in suffix.go.
fn interpret(suffix: &str) -> Option<(Format, i64)> {
    if let Some((_, e)) = DECIMAL_SUFFIXES.iter().find(|(s, _)| *s == suffix) {
        return Some((Format::DecimalSi, *e));
    }
    if let Some((_, e)) = BINARY_SUFFIXES.iter().find(|(s, _)| *s == suffix) {
        return Some((Format::BinarySi, i64::from(*e)));
    }
    let number = suffix.strip_prefix(['e', 'E'])?.parse::<i64>().ok()?;
    // Upstream cuts it to 32 bits.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "as upstream's int32(parsed)"
    )]
    let number = number as i32;
    Some((Format::DecimalExponent, i64::from(number)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_that_need_not_be_one_is_one_whenever_it_is() {
        let long = "1".repeat(MAX_QUANTITY_TEXT + 1);
        for text in ["", "web", "1x", "-", "Ki", "k", ".", "1.5Gi", "-3e2", &long] {
            let (may, must) = (Quantity::of(text), Quantity::parse(text).ok());
            assert_eq!(may, must, "{text}");
        }
    }

    #[track_caller]
    fn check(text: &str, wanted: &str) {
        assert_eq!(canonical(text).unwrap(), wanted, "{text}");
        // Printed from the number alone it may differ from a kept text, not in value.
        let q = Quantity::parse(text).unwrap();
        assert_eq!(q, Quantity::parse(wanted).unwrap(), "{text}");
    }

    /// From a run of Kubernetes 1.36's own code.
    #[test]
    fn table() {
        for line in [
            "1000>1k 1024>1024 1000000>1M 10000>10k",
            "1000m>1 1500m>1500m 0.5>500m 1.50>1500m",
            "0.1>100m 1.0>1 +1>+1 01>01",
            "1024Ki>1Mi 1023Ki>1023Ki 1.5Gi>1536Mi 0.5Gi>512Mi",
            "1.1Gi>1181116006400m 0.25Ki>256 2048Mi>2Gi 1000Ki>1000Ki",
            "1e3>1e3 1E3>1E3 1.5e3>1500 123e4>1230e3",
            "1e2>100 5E-1>500e-3 1e-10>1e-9 0.0001>100u",
            "1500u>1500u 1500k>1500k 1.5M>1500k 1000M>1G",
            "9223372036854775808>9223372036854775808",
            "1.234567891234>1234567892n -1.5Gi>-1536Mi",
            "0Gi>0 1.>1. 1.G>1.G .5>500m",
            "500000000000n>500 100e3>100e3 010>010 5e0>5e0",
            "3000m>3 0.1Gi>107374182400m 1e+3>1e+3",
            "0>0 00>0 0.0>0 -0>0 0e5>0 -5>-5 1.500>1.500 0.500>500m 2.5Mi>2560Ki",
            "999999999999999999999999n>999999999999999999999999n 7Ei>7Ei",
        ] {
            for pair in line.split(' ') {
                let (text, wanted) = pair.split_once('>').unwrap();
                check(text, wanted);
            }
        }
        assert_eq!(canonical("8Ei").unwrap(), "9223372036854775807");
        assert_eq!(canonical("-9Ei").unwrap(), "-9223372036854775807");
        // Upstream has no suffix above exa and drops it.
        assert_eq!(canonical("1000E").unwrap(), "1");
    }

    #[test]
    fn refused() {
        for text in [
            "",
            "1mi",
            "1KI",
            "1e",
            "Mi5",
            "1.2.3",
            "1 ",
            " 1",
            "1e5x",
            "1k5",
            ".e-10",
            "1_0",
            "0x10",
            "1e99999999999999999999",
        ] {
            assert!(canonical(text).is_err(), "{text}");
            assert!(Quantity::parse(text).is_err(), "{text}");
        }
        let long = "1".repeat(MAX_QUANTITY_TEXT + 1);
        assert_eq!(
            canonical(&long).unwrap_err().kind(),
            kf_base::ErrorKind::Limit
        );
    }

    #[test]
    fn oddities_of_upstream() {
        assert_eq!(canonical(".").unwrap(), "0");
        assert_eq!(canonical("-").unwrap(), "0");
        assert_eq!(canonical("1e2147483647").unwrap(), "10e2147483646");
        assert_eq!(canonical("1e-2147483647").unwrap(), "1e-9");
    }

    #[test]
    fn order() {
        let sorted = [
            "-1Gi", "-5", "-5m", "0", "1n", "5m", "9", "10", "999", "1k", "1Ki", "1M", "1Mi",
            "1e30",
        ];
        let mut got: Vec<_> = sorted
            .iter()
            .rev()
            .map(|t| Quantity::parse(t).unwrap())
            .collect();
        got.sort();
        let got: Vec<_> = got.iter().map(ToString::to_string).collect();
        let wanted: Vec<_> = sorted
            .iter()
            .map(|t| canonical(t).unwrap().into_owned())
            .collect();
        assert_eq!(got, wanted);
        assert_eq!(
            Quantity::parse("1Ki").unwrap(),
            Quantity::parse("1.024k").unwrap()
        );
        assert_eq!(Quantity::parse("2Ki").unwrap().as_i64(), Some(2048));
        assert_eq!(Quantity::parse("-1k").unwrap().as_i64(), Some(-1000));
        assert_eq!(Quantity::parse("1500m").unwrap().as_i64(), None);
        assert_eq!(Quantity::parse("1e40").unwrap().as_i64(), None);
    }

    proptest! {
        #[test]
        fn any_text_is_no_panic(text in "[-+]?[0-9.]{0,30}[eEinumkKMGTP]{0,2}[-+]?[0-9]{0,12}") {
            if let Ok(c) = canonical(&text) {
                prop_assert!(Quantity::parse(&text).is_ok());
                prop_assert!(c.len() <= text.len() + 60);
            }
        }

        #[test]
        fn canonical_is_a_fixed_point(n in 0u64.., suffix in "(n|u|m|k|M|Ki|Mi|e3|e-3)?") {
            let once = canonical(&format!("{n}{suffix}")).unwrap().into_owned();
            prop_assert_eq!(canonical(&once).unwrap(), once.as_str());
        }

        #[test]
        fn integers_order_as_integers(a in any::<i32>(), b in any::<i32>()) {
            let (x, y) = (a.to_string(), b.to_string());
            let (x, y) = (Quantity::parse(&x).unwrap(), Quantity::parse(&y).unwrap());
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
            prop_assert_eq!(x.as_i64(), Some(i64::from(a)));
        }
    }
}
