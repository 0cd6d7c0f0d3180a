//! Which user keys are wanted.

/// A set of user keys: exact ones, prefixes, or all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Want {
    keys: Vec<Vec<u8>>,
    /// Mutually prefix-free and sorted, see [`Want::prefix`].
    prefixes: Vec<Vec<u8>>,
    deleted: bool,
    /// What a key must have in it, slashes and all; empty for nothing.
    within: Vec<u8>,
}

impl Want {
    /// No key at all; add with [`Want::key`] and [`Want::prefix`].
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// Every key.
    #[must_use]
    pub fn all() -> Self {
        Self::default().prefix("")
    }

    /// And this key.
    #[must_use]
    pub fn key(mut self, key: impl Into<Vec<u8>>) -> Self {
        let key = key.into();
        if let Err(at) = self.keys.binary_search(&key) {
            self.keys.insert(at, key);
        }
        self
    }

    /// And every key that starts with these bytes.
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<Vec<u8>>) -> Self {
        let prefix = prefix.into();
        if !self.has_prefix_of(&prefix) {
            self.prefixes.retain(|other| !other.starts_with(&prefix));
            let at = self.prefixes.partition_point(|other| *other < prefix);
            self.prefixes.insert(at, prefix);
        }
        self
    }

    /// And each wanted key that is deleted, as its tombstone.
    #[must_use]
    pub fn deleted(mut self, deleted: bool) -> Self {
        self.deleted = deleted;
        self
    }

    /// And of all these only keys that have this as one of their segments, in any place but the last.
    #[must_use]
    pub fn within(mut self, segment: &str) -> Self {
        self.within = format!("/{segment}/").into_bytes();
        self
    }

    /// Whether tombstones are wanted as well.
    #[must_use]
    pub fn wants_deleted(&self) -> bool {
        self.deleted
    }

    /// Whether `key` is wanted.
    #[inline]
    #[must_use]
    pub fn matches(&self, key: &[u8]) -> bool {
        (self.has_prefix_of(key) || self.has_key(key))
            && (self.within.is_empty()
                || key
                    .windows(self.within.len())
                    .any(|part| part == self.within))
    }

    /// Whether `key` is wanted by itself ([`Want::key`]).
    #[must_use]
    pub fn names(&self, key: &[u8]) -> bool {
        self.has_key(key)
    }

    #[inline]
    fn has_key(&self, key: &[u8]) -> bool {
        match self.keys.as_slice() {
            [] => false,
            // The usual case; slices of different length are told apart without reading them.
            [only] => only == key,
            keys => keys.binary_search_by(|k| k.as_slice().cmp(key)).is_ok(),
        }
    }

    /// As no prefix is a prefix of another, the only one that can match is the last one not
    /// above `key`: any other between it and `key` would start with it.
    #[inline]
    fn has_prefix_of(&self, key: &[u8]) -> bool {
        if let [first, ..] = self.prefixes.as_slice()
            && first.is_empty()
        {
            return true;
        }
        let below = self
            .prefixes
            .partition_point(|prefix| prefix.as_slice() <= key);
        below
            .checked_sub(1)
            .and_then(|at| self.prefixes.get(at))
            .is_some_and(|prefix| key.starts_with(prefix))
    }
}

/// [`Want`] made ready for a pass over every key of a store, nearly none of which is wanted.
///
/// What is wanted shares its beginning (`/registry/`) and goes apart at one byte; a key with
/// another byte there is turned away without being compared, and one with a byte that goes on in one way
/// alone is compared with that alone.
#[derive(Debug)]
pub(crate) struct Matcher<'w> {
    want: &'w Want,
    /// Length of what all wanted keys and prefixes start with.
    common: usize,
    /// What may follow, by its first byte.
    next: [Next<'w>; 256],
}

/// What is wanted of keys that go on with one byte.
#[derive(Clone, Copy, Debug)]
enum Next<'w> {
    Nothing,
    Key(&'w [u8]),
    Prefix(&'w [u8]),
    /// What [`Want::matches`] says.
    Several,
}

impl<'w> Matcher<'w> {
    pub(crate) fn new(want: &'w Want) -> Self {
        let mut patterns = want.keys.iter().chain(&want.prefixes);
        let first = patterns.next().map_or(&[][..], Vec::as_slice);
        let common = patterns.fold(first.len(), |common, pattern| {
            let alike = first.iter().zip(pattern).take_while(|(a, b)| a == b);
            alike.count().min(common)
        });
        let mut next = [Next::Nothing; 256];
        let keys = want.keys.iter().map(|key| Next::Key(key));
        let prefixes = want.prefixes.iter().map(|prefix| Next::Prefix(prefix));
        for what in keys.chain(prefixes) {
            let (Next::Key(pattern) | Next::Prefix(pattern)) = what else {
                continue;
            };
            let Some(byte) = pattern.get(common) else {
                // A wanted key or prefix ends right there.
                next = [Next::Several; 256];
                break;
            };
            if let Some(slot) = next.get_mut(usize::from(*byte)) {
                *slot = match slot {
                    Next::Nothing if want.within.is_empty() => what,
                    _ => Next::Several,
                };
            }
        }
        Self { want, common, next }
    }

    /// Whether `key` is wanted.
    #[inline]
    pub(crate) fn matches(&self, key: &[u8]) -> bool {
        let byte = key.get(self.common);
        match byte.and_then(|byte| self.next.get(usize::from(*byte))) {
            Some(Next::Nothing) => false,
            Some(Next::Key(only)) => *only == key,
            // Its last byte is looked at first, since most keys that begin as it does go apart before.
            Some(Next::Prefix(only)) => {
                key.get(only.len().wrapping_sub(1)) == only.last() && key.starts_with(only)
            }
            Some(Next::Several) | None => self.want.matches(key),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_within_a_segment() {
        let want = Want::all().within("prod");
        for key in ["/registry/pods/prod/a", "/registry/g/r/prod/a"] {
            assert!(want.matches(key.as_bytes()), "{key}");
        }
        for key in [
            "/registry/pods/prod2/a",
            "/registry/namespaces/prod",
            "prod",
            "",
        ] {
            assert!(!want.matches(key.as_bytes()), "{key}");
        }
    }

    #[test]
    fn keys_and_prefixes() {
        let want = Want::none()
            .key("/b/x")
            .key("/b/x")
            .key("/a")
            .prefix("/registry/pods/")
            .prefix("/registry/pods/default/")
            .prefix("/registry/nodes/")
            .prefix("/z/very/long/")
            .prefix("/z/");
        assert_eq!(want.prefixes.len(), 3);
        assert_eq!(want.keys.len(), 2);
        for key in [
            "/a",
            "/b/x",
            "/registry/pods/default/a",
            "/registry/nodes/",
            "/z/q",
        ] {
            assert!(want.matches(key.as_bytes()), "{key}");
        }
        for key in [
            "",
            "/b",
            "/b/xx",
            "/registry/podsx",
            "/registry/o",
            "/zz",
            "~",
        ] {
            assert!(!want.matches(key.as_bytes()), "{key}");
        }
        assert!(Want::all().prefix("/x").matches(b""));
        assert!(!Want::none().matches(b""));
    }

    proptest::proptest! {
        #[test]
        fn agrees_with_trying_every_prefix(
            prefixes in proptest::collection::vec("[ab]{0,4}", 0..8),
            key in "[ab]{0,6}",
        ) {
            let want = prefixes.iter().fold(Want::none(), |w, p| w.prefix(p.as_str()));
            let expected = prefixes.iter().any(|p| key.starts_with(p.as_str()));
            proptest::prop_assert_eq!(want.matches(key.as_bytes()), expected);
            let matcher = Matcher::new(&want);
            proptest::prop_assert_eq!(matcher.matches(key.as_bytes()), expected);
            let want = want.clone().key("abba").key("ba");
            let matcher = Matcher::new(&want);
            proptest::prop_assert_eq!(
                matcher.matches(key.as_bytes()),
                expected || key == "abba" || key == "ba"
            );
        }
    }
}
