//! Kubernetes minors, alone and as ranges.

use std::fmt;
use std::str::FromStr;

use crate::changes::Change;
use crate::tables;

/// A minor of Kubernetes 1: 1.31.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minor(u8);

/// A text that names no minor of Kubernetes 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAMinor;

/// Kubernetes minors from `first` to `last`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minors {
    /// First minor.
    pub first: Minor,
    /// Last minor; [`Minor::OPEN`] while the fact still holds in the newest minor read.
    pub last: Minor,
}

impl Minor {
    /// The oldest minor that the tables tell of.
    pub const OLDEST: Self = Self(tables::OLDEST);

    /// The newest minor that the tables tell of; what holds in it is taken to hold in later ones
    /// until someone looks.
    pub const NEWEST: Self = Self(tables::NEWEST);

    /// No minor: the end of a range that has none.
    pub const OPEN: Self = Self(u8::MAX);

    /// Makes a minor of its number: 31 of 1.31.
    #[must_use]
    pub const fn new(number: u8) -> Self {
        Self(number)
    }

    /// The number: 31 of 1.31.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Returns the minor before this one.
    #[must_use]
    pub const fn before(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// Returns the minor after this one.
    #[must_use]
    pub const fn after(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// Counts from this minor up to another, both included.
    pub fn up_to(self, last: Self) -> impl Iterator<Item = Self> {
        (self.0..=last.0).map(Self)
    }

    /// Tells whether a fact holds in this minor.
    #[must_use]
    pub const fn has(self, change: Change) -> bool {
        change.minors.contains(self)
    }

    /// Reads the minor in a version text: `1.31`, `v1.31.4` and `v1.31.4+rke2r1` are 1.31.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let rest = text.strip_prefix('v').unwrap_or(text).strip_prefix("1.")?;
        let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
        // `1.31` or something after a separator, but not `1.31x`.
        let after = rest.get(digits.len()..)?;
        let number = (after.is_empty() || after.starts_with(['.', '+', '-'])).then_some(digits)?;
        number.parse().ok().map(Self)
    }
}

impl fmt::Display for Minor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}", self.0)
    }
}

impl FromStr for Minor {
    type Err = NotAMinor;

    fn from_str(text: &str) -> Result<Self, NotAMinor> {
        Self::parse(text).ok_or(NotAMinor)
    }
}

impl fmt::Display for NotAMinor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a Kubernetes version such as 1.31")
    }
}

impl std::error::Error for NotAMinor {}

impl Minors {
    /// Makes a range of the numbers of its ends.
    #[must_use]
    pub const fn new(first: u8, last: u8) -> Self {
        Self {
            first: Minor(first),
            last: Minor(last),
        }
    }

    /// All minors.
    pub const ALL: Self = Self::since(0);

    /// Makes the range of a minor, by its number, and all later ones.
    #[must_use]
    pub const fn since(first: u8) -> Self {
        Self::new(first, Minor::OPEN.0)
    }

    /// Makes the range of all minors up to one, by its number.
    #[must_use]
    pub const fn until(last: u8) -> Self {
        Self::new(0, last)
    }

    /// Tells whether a minor is one of them.
    #[must_use]
    pub const fn contains(self, minor: Minor) -> bool {
        self.first.0 <= minor.0 && minor.0 <= self.last.0
    }
}

impl fmt::Display for Minors {
    /// Writes `since 1.14`, `until 1.12`, `1.36 only` or `1.18 to 1.20`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first, self.last) {
            (first, Minor::OPEN) => write!(f, "since {first}"),
            (Minor(0), last) => write!(f, "until {last}"),
            (first, last) if first == last => write!(f, "{first} only"),
            (first, last) => write!(f, "{first} to {last}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_name_minors() {
        for (text, want) in [
            ("1.31", Some(31)),
            ("v1.31.4", Some(31)),
            ("v1.15.3-k3s.3", Some(15)),
            ("1.8+", Some(8)),
            (" v1.36.0-alpha.1", Some(36)),
            ("31", None),
            ("2.1", None),
            ("1.", None),
            ("1.31x", None),
            ("1.300", None),
        ] {
            assert_eq!(Minor::parse(text).map(Minor::number), want, "{text}");
        }
        assert_eq!("1.31".parse(), Ok(Minor::new(31)));
        assert_eq!("x".parse::<Minor>(), Err(NotAMinor));
        assert_eq!(Minor::new(31).to_string(), "1.31");
    }

    #[test]
    fn ranges_include_their_ends() {
        let range = Minors::new(18, 20);
        let held: Vec<u8> = (17..=21)
            .filter(|n| range.contains(Minor::new(*n)))
            .collect();
        assert_eq!(held, [18, 19, 20]);
        for (range, text) in [
            (range, "1.18 to 1.20"),
            (Minors::new(0, 12), "until 1.12"),
            (Minors::new(14, u8::MAX), "since 1.14"),
            (Minors::new(36, 36), "1.36 only"),
        ] {
            assert_eq!(range.to_string(), text);
        }
    }
}
