//! Looking through JSON without building anything of it.

use kf_base::limits::MAX_NESTING;

/// Whether these bytes are one JSON value that [`super::parse`] takes.
///
/// It may say no of an odd one that [`super::parse`] takes all the same (a number with an exponent,
/// or of very many digits), and never yes of one that it does not.
#[must_use]
pub fn is_sound(bytes: &[u8]) -> bool {
    let mut scan = Scan { bytes, at: 0 };
    scan.value(MAX_NESTING).is_some() && scan.token().is_none()
}

/// Digits of a number that is surely in the range of a float64.
const SURE_DIGITS: usize = 300;

/// The objects and lists that are open, outermost first: a bit each, set for an object.
struct Open {
    kinds: [u64; MAX_NESTING.div_ceil(64)],
    depth: usize,
}

impl Open {
    fn push(&mut self, object: bool, deepest: usize) -> Option<()> {
        if self.depth >= deepest {
            return None;
        }
        let word = self.kinds.get_mut(self.depth / 64)?;
        *word = *word & !(1 << (self.depth % 64)) | u64::from(object) << (self.depth % 64);
        self.depth += 1;
        Some(())
    }

    /// Whether the innermost is an object; `None` when none is open.
    #[inline]
    fn innermost(&self) -> Option<bool> {
        let at = self.depth.checked_sub(1)?;
        Some(self.kinds.get(at / 64)? >> (at % 64) & 1 == 1)
    }
}

pub(super) struct Scan<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

impl Scan<'_> {
    /// The next byte that is not white space, not yet taken.
    #[inline]
    fn token(&mut self) -> Option<u8> {
        loop {
            match self.bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    /// Passes over one value in which no more than `deepest` objects and lists lie in each other, which may be
    /// up to [`MAX_NESTING`]; `None` when there is none, or an odd one.
    pub(super) fn value(&mut self, deepest: usize) -> Option<()> {
        let mut open = Open {
            kinds: [0; MAX_NESTING.div_ceil(64)],
            depth: 0,
        };
        loop {
            let first = self.token()?;
            self.at += 1;
            match first {
                b'{' | b'[' => {
                    let object = first == b'{';
                    open.push(object, deepest)?;
                    // `}` and `]` stand two places after their openings.
                    if self.token()? == first + 2 {
                        self.at += 1;
                        open.depth -= 1;
                    } else {
                        if object {
                            self.key()?;
                        }
                        continue;
                    }
                }
                b'"' => self.string()?,
                b'-' => {
                    let digit = self.bytes.get(self.at).copied()?;
                    self.at += 1;
                    self.number(digit)?;
                }
                b'0'..=b'9' => self.number(first)?,
                b't' => self.word(b"rue")?,
                b'f' => self.word(b"alse")?,
                b'n' => self.word(b"ull")?,
                _ => return None,
            }
            if self.after_value(&mut open)? {
                return Some(());
            }
        }
    }

    /// Goes on to the next value, closing what ends here. Returns whether all is closed.
    #[inline]
    fn after_value(&mut self, open: &mut Open) -> Option<bool> {
        loop {
            let Some(object) = open.innermost() else {
                return Some(true);
            };
            let token = self.token()?;
            self.at += 1;
            match (token, object) {
                (b',', true) => {
                    self.key()?;
                    return Some(false);
                }
                (b',', false) => return Some(false),
                (b'}', true) | (b']', false) => open.depth -= 1,
                _ => return None,
            }
        }
    }

    /// A key and its colon.
    #[inline]
    fn key(&mut self) -> Option<()> {
        if self.token()? != b'"' {
            return None;
        }
        self.at += 1;
        self.string()?;
        if self.token()? != b':' {
            return None;
        }
        self.at += 1;
        Some(())
    }

    fn word(&mut self, rest: &[u8]) -> Option<()> {
        let found = self.bytes.get(self.at..)?.starts_with(rest);
        self.at += rest.len();
        found.then_some(())
    }

    /// A number behind its first digit, without exponent.
    fn number(&mut self, first: u8) -> Option<()> {
        let whole = self.digits();
        let odd = !first.is_ascii_digit() || first == b'0' && whole > 0 || whole > SURE_DIGITS;
        if odd {
            return None;
        }
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            if self.digits() == 0 {
                return None;
            }
        }
        (!matches!(self.bytes.get(self.at), Some(b'e' | b'E'))).then_some(())
    }

    fn digits(&mut self) -> usize {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        self.at += digits;
        digits
    }

    /// A string behind its opening quote.
    #[inline]
    fn string(&mut self) -> Option<()> {
        loop {
            self.at += plain(self.bytes.get(self.at..)?);
            let byte = self.bytes.get(self.at)?;
            self.at += 1;
            match byte {
                b'"' => return Some(()),
                b'\\' => self.escape()?,
                _ => return None,
            }
        }
    }

    fn escape(&mut self) -> Option<()> {
        let byte = self.bytes.get(self.at)?;
        self.at += 1;
        match byte {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(()),
            b'u' => {
                let digits = self.bytes.get(self.at..self.at + 4)?;
                self.at += 4;
                digits.iter().all(u8::is_ascii_hexdigit).then_some(())
            }
            _ => None,
        }
    }
}

/// How many bytes stand before the next quote, backslash or control character.
#[inline]
pub(super) fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let (words, tail) = bytes.as_chunks::<8>();
    let mut at = 0;
    for word in words {
        let word = u64::from_le_bytes(*word);
        // Sets the high bit of the first byte that is less than a bound, and maybe of later ones.
        let less = |word: u64, bound: u64| word.wrapping_sub(ONES * bound) & !word & HIGH;
        let quote = less(word ^ (ONES * u64::from(b'"')), 1);
        let backslash = less(word ^ (ONES * u64::from(b'\\')), 1);
        let found = quote | backslash | less(word, 0x20);
        if found != 0 {
            return at + usize::try_from(found.trailing_zeros() / 8).unwrap_or(0);
        }
        at += 8;
    }
    let special = |b: &u8| *b < 0x20 || *b == b'"' || *b == b'\\';
    at + tail.iter().position(special).unwrap_or(tail.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::parse;
    use super::*;

    #[test]
    fn what_servers_write_is_sound() {
        for text in [
            r#"{"f:metadata":{"f:labels":{".":{},"f:app":{}},"k:{\"port\":80}":{}}}"#,
            r#" [ 1 , -2.50 , true , false , null , "" , {} , [ ] , "\u00e9\n a long text of many words" ] "#,
            "0",
            "\"\u{e9}\"",
        ] {
            assert!(parse(text.as_bytes()).is_ok(), "{text}");
            assert!(is_sound(text.as_bytes()), "{text}");
        }
        let nested = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert!(is_sound(nested(MAX_NESTING).as_bytes()));
        assert!(!is_sound(nested(MAX_NESTING + 1).as_bytes()));
        for text in [
            "", "{", "[1,]", "{1:2}", "01", "-", "1.", "[1] x", "tru", "\"\\x\"", "\"\n\"", "]",
            "{]",
        ] {
            assert!(!is_sound(text.as_bytes()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_sound_is_taken(text in "[\\[\\]{}:,\"a-c0-9.eE+\\-\\\\u \n\u{1}\u{e9}tfnrulas]{0,24}") {
            if is_sound(text.as_bytes()) {
                prop_assert!(parse(text.as_bytes()).is_ok());
            }
        }

        #[test]
        fn plain_bytes_are_counted(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let special = |b: &u8| *b < 0x20 || *b == b'"' || *b == b'\\';
            let want = bytes.iter().position(special).unwrap_or(bytes.len());
            prop_assert_eq!(plain(&bytes), want);
        }

        #[test]
        fn any_bytes_with_brackets(bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(b'['), Just(b']'), Just(b'"'), Just(b'1')], 0..60)) {
            if is_sound(&bytes) {
                prop_assert!(parse(&bytes).is_ok());
            }
        }
    }
}
