//! Widths and precisions that come from data.
//!
//! `format!` takes both at run time (`{:width$}`, `{:.*}`) and panics when one is above 65,535. So no code
//! of kf hands it one: it comes here, where any number will do.

use std::iter::repeat_n;

/// Digits after which a float64 has nothing but zeros: it has 1074 places after the point and 767
/// significant digits at most.
const ALL_DIGITS: usize = 1100;

/// Appends `text` and spaces up to `width` characters.
pub fn left(out: &mut String, text: &str, width: usize) {
    out.push_str(text);
    out.extend(repeat_n(' ', missing(text, width)));
}

/// Appends spaces and `text`, `width` characters together.
pub fn right(out: &mut String, text: &str, width: usize) {
    out.extend(repeat_n(' ', missing(text, width)));
    out.push_str(text);
}

/// Appends `text` in the middle of `width` characters; an odd space goes to its right.
pub fn middle(out: &mut String, text: &str, width: usize) {
    let missing = missing(text, width);
    out.extend(repeat_n(' ', missing / 2));
    out.push_str(text);
    out.extend(repeat_n(' ', missing.div_ceil(2)));
}

fn missing(text: &str, width: usize) -> usize {
    width.saturating_sub(text.chars().count())
}

/// A number in decimal, of which all but some zeros at the end are written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    /// `-12.5`
    pub text: String,
    /// How many zeros follow.
    pub zeros: usize,
}

/// Writes a finite number with so many places after the point.
#[must_use]
pub fn fixed(f: f64, places: usize) -> Digits {
    let written = places.min(ALL_DIGITS);
    Digits {
        text: format!("{f:.written$}"),
        zeros: places.saturating_sub(written),
    }
}

/// Writes a finite number with one digit before the point and so many after it, and returns the power
/// of ten that it is to be multiplied by.
#[must_use]
pub fn scientific(f: f64, places: usize) -> (Digits, i32) {
    let written = places.min(ALL_DIGITS);
    let text = format!("{f:.written$e}");
    let (text, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits = Digits {
        text: text.to_owned(),
        zeros: places.saturating_sub(written),
    };
    (digits, exponent.parse().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_width_is_one() {
        for width in [0, 3, 4, 5, 65_535, 65_536, 1_000_000] {
            let (mut l, mut r, mut m) = (String::new(), String::new(), String::new());
            left(&mut l, "k\u{e9}y", width);
            right(&mut r, "k\u{e9}y", width);
            middle(&mut m, "k\u{e9}y", width);
            for padded in [&l, &r, &m] {
                assert_eq!(padded.chars().count(), width.max(3));
                assert_eq!(padded.trim(), "k\u{e9}y");
            }
            assert!(l.starts_with('k') && r.ends_with('y'));
            if width < 65_536 {
                assert_eq!(m, format!("{:^width$}", "k\u{e9}y"));
            }
        }
    }

    #[test]
    fn any_precision_is_one() {
        let whole = |d: Digits| format!("{}{}", d.text, "0".repeat(d.zeros));
        for f in [0.0, 1.0, -2.5, 5e-324, f64::MAX, f64::MIN_POSITIVE, 0.1] {
            for places in [0, 1, 6, 1074, 1100, 1101, 5000, 65_534] {
                assert_eq!(whole(fixed(f, places)), format!("{f:.places$}"));
                let (digits, exponent) = scientific(f, places);
                assert_eq!(
                    format!("{}e{exponent}", whole(digits)),
                    format!("{f:.places$e}")
                );
            }
            let far = fixed(f, usize::MAX);
            assert_eq!(far.zeros, usize::MAX - ALL_DIGITS);
        }
    }
}
