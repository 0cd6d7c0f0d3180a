//! Numbers with what they count.

use std::fmt::Display;

/// Returns a number with the noun that it counts: `1 object`, `2 objects`.
#[must_use]
pub fn counted<N: Display + PartialEq + From<u8>>(n: N, one: &str, many: &str) -> String {
    let noun = if n == N::from(1) { one } else { many };
    format!("{n} {noun}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_many() {
        let revisions = |n: usize| counted(n, "revision", "revisions");
        assert_eq!(
            [revisions(0), revisions(1), revisions(2)],
            ["0 revisions", "1 revision", "2 revisions"]
        );
        assert_eq!(counted(1_u64, "entry is", "entries are"), "1 entry is");
        assert_eq!(counted(-1_i64, "key", "keys"), "-1 keys");
    }
}
