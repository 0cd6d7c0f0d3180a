//! Patterns in which `*` stands for any characters, many of them at once.
//!
//! Rules about programs have hundreds, and nearly none fits: pairs of characters that a pattern needs tell
//! most of them apart from a text without looking for them.

/// How many pairs of characters are told apart, as a power of two.
const PAIRS: usize = 4096;

/// How many pairs of a pattern are looked at.
const LOOKED_AT: usize = 6;

/// Lists of patterns for which asking about pairs is not worth it.
const FEW: usize = 6;

/// Texts for which it is not, since they have most pairs.
const LONG: usize = 4096;

/// Some patterns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Patterns(Vec<Pattern>);

/// A pattern, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pattern {
    /// What a text begins with.
    first: String,
    /// What follows somewhere, one after the other.
    middle: Vec<String>,
    /// What it ends with; none if it is `first` and no more.
    last: Option<String>,
    /// Some of the pairs that it has.
    pairs: Vec<usize>,
}

impl Patterns {
    pub(crate) fn new(texts: &[String]) -> Self {
        Self(texts.iter().map(|text| Pattern::new(text)).collect())
    }

    /// Whether a text is what one of them says.
    pub(crate) fn fit(&self, text: &str) -> bool {
        if self.0.len() < FEW || text.len() > LONG {
            return self.0.iter().any(|pattern| pattern.fits(text));
        }
        let mut there = [0_u64; PAIRS / 64];
        for pair in pairs(text) {
            if let Some(word) = there.get_mut(pair / 64) {
                *word |= 1 << (pair % 64);
            }
        }
        let has = |pair: &usize| {
            let word = there.get(pair / 64).copied().unwrap_or_default();
            word >> (pair % 64) & 1 == 1
        };
        let mut may_be = self
            .0
            .iter()
            .filter(|pattern| pattern.pairs.iter().all(has));
        may_be.any(|pattern| pattern.fits(text))
    }
}

impl Pattern {
    fn new(text: &str) -> Self {
        let mut parts = text.split('*');
        let first = parts.next().unwrap_or_default().to_owned();
        let mut middle: Vec<String> = parts.map(str::to_owned).collect();
        let last = middle.pop();
        let needed = text.split('*').flat_map(pairs).take(LOOKED_AT);
        Self {
            pairs: needed.collect(),
            middle,
            last,
            first,
        }
    }

    fn fits(&self, text: &str) -> bool {
        // Most begin otherwise, which one byte tells.
        let (first, begins) = (self.first.as_bytes().first(), text.as_bytes().first());
        if first.is_some() && first != begins {
            return false;
        }
        let Some(mut rest) = text.strip_prefix(self.first.as_str()) else {
            return false;
        };
        let Some(last) = &self.last else {
            return rest.is_empty();
        };
        for part in &self.middle {
            let Some(at) = rest.find(part.as_str()) else {
                return false;
            };
            rest = rest.split_at(at.saturating_add(part.len())).1;
        }
        rest.ends_with(last.as_str())
    }
}

/// The pairs of bytes in a text, as numbers below [`PAIRS`].
fn pairs(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let next = bytes.iter().skip(1);
    bytes
        .iter()
        .zip(next)
        .map(|(a, b)| (usize::from(*a) << 5 ^ usize::from(*b)) % PAIRS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_anything() {
        for (pattern, text, fits) in [
            ("a", "a", true),
            ("a", "ab", false),
            ("a*", "ab", true),
            ("*b", "ab", true),
            ("*a*c*", "xabcx", true),
            ("*c*a*", "xabcx", false),
            ("a*a", "a", false),
            ("*", "", true),
            ("", "", true),
            ("", "a", false),
            ("*c", "abc", true),
            ("a*c", "ac", true),
            ("a*c", "ab", false),
            ("a*c*e", "abcde", true),
            ("abc", "abcd", false),
            ("*curl*|*sh*", "sh -c 'curl x | sh'", true),
            ("ab*ba", "aba", false),
        ] {
            // Alone, and among so many that pairs are asked for.
            for more in [0, FEW] {
                let mut texts = vec![pattern.to_owned()];
                texts.extend((0..more).map(|i| format!("none {i}")));
                assert_eq!(Patterns::new(&texts).fit(text), fits, "{pattern} {text}");
            }
        }
    }

    #[test]
    fn pairs_hide_nothing_in_a_long_text() {
        let texts: Vec<String> = (0..9).map(|i| format!("*needle {i}*of ä*")).collect();
        let patterns = Patterns::new(&texts);
        for many in [1, 50, 900] {
            let hay = "hay ".repeat(many);
            assert!(patterns.fit(&format!("{hay}needle 7 {hay} of ä{hay}")));
            assert!(!patterns.fit(&format!("{hay}needle 7 {hay} of a{hay}")));
        }
    }
}
