//! Just so much JSON as an answer of etcd's takes: no tree is made of it.

use std::borrow::Cow;

use kf_base::limits::MAX_NESTING;

/// Why reading stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The text ends within a value.
    End,
    /// What is there is not what has to be there.
    Wrong(&'static str),
}

pub(super) type Result<T> = std::result::Result<T, Fault>;

/// A text as it is gone through.
#[derive(Clone, Copy, Debug)]
pub(super) struct Json<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Json<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How far it has come, in bytes.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes on at the next byte that is `wanted`; false when there is none.
    pub(super) fn seek(&mut self, wanted: u8) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let found = rest.iter().position(|byte| *byte == wanted);
        self.at = self.at.saturating_add(found.unwrap_or(rest.len()));
        found.is_some()
    }

    /// The next byte that is no white space, not taken.
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.bytes.get(self.at) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at = self.at.saturating_add(1),
                other => return other.copied(),
            }
        }
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    /// Takes `wanted`.
    pub(super) fn expect(&mut self, wanted: u8, what: &'static str) -> Result<()> {
        match self.peek() {
            Some(found) if found == wanted => {
                self.step();
                Ok(())
            }
            Some(_) => Err(Fault::Wrong(what)),
            None => Err(Fault::End),
        }
    }

    /// Takes `wanted` if it is there.
    pub(super) fn take(&mut self, wanted: u8) -> bool {
        let there = self.peek() == Some(wanted);
        if there {
            self.step();
        }
        there
    }

    /// Takes the members of an object; `member` has to take each value.
    pub(super) fn members(
        &mut self,
        mut member: impl FnMut(&mut Self, &[u8]) -> Result<()>,
    ) -> Result<()> {
        self.expect(b'{', "an object is expected")?;
        if self.take(b'}') {
            return Ok(());
        }
        loop {
            let name = self.string()?;
            self.expect(b':', "a colon is expected")?;
            member(self, &name)?;
            if self.take(b'}') {
                return Ok(());
            }
            self.expect(b',', "a comma is expected")?;
        }
    }

    /// Takes a string; one without escapes is not copied.
    pub(super) fn string(&mut self) -> Result<Cow<'a, [u8]>> {
        self.expect(b'"', "a string is expected")?;
        let start = self.at;
        let mut made: Option<Vec<u8>> = None;
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let plain = rest.iter().position(|b| matches!(b, b'"' | b'\\'));
            let Some(plain) = plain else {
                self.at = self.bytes.len();
                return Err(Fault::End);
            };
            let (text, after) = rest.split_at_checked(plain).unwrap_or((rest, &[]));
            self.at = self.at.saturating_add(plain).saturating_add(1);
            if let Some(made) = &mut made {
                made.extend_from_slice(text);
            }
            if after.first() == Some(&b'"') {
                let end = self.at.saturating_sub(1);
                let whole = self.bytes.get(start..end).unwrap_or_default();
                return Ok(made.map_or(Cow::Borrowed(whole), Cow::Owned));
            }
            let before = self.bytes.get(start..start.saturating_add(plain));
            let made = made.get_or_insert_with(|| before.unwrap_or_default().to_vec());
            self.escape(made)?;
        }
    }

    /// Takes what follows a backslash.
    fn escape(&mut self, out: &mut Vec<u8>) -> Result<()> {
        let escaped = *self.bytes.get(self.at).ok_or(Fault::End)?;
        self.step();
        out.push(match escaped {
            b'"' | b'\\' | b'/' => escaped,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                let end = self.at.saturating_add(4);
                let digits = self.bytes.get(self.at..end).ok_or(Fault::End)?;
                self.at = end;
                let code = std::str::from_utf8(digits).ok();
                let code = code.and_then(|digits| u32::from_str_radix(digits, 16).ok());
                let text = code.and_then(char::from_u32).unwrap_or('\u{fffd}');
                out.extend_from_slice(text.encode_utf8(&mut [0; 4]).as_bytes());
                return Ok(());
            }
            _ => return Err(Fault::Wrong("an unknown escape")),
        });
        Ok(())
    }

    /// Takes a whole number, which gateways write as a string.
    pub(super) fn integer(&mut self) -> Result<i64> {
        let text = match self.peek() {
            Some(b'"') => self.string()?,
            _ => Cow::Borrowed(self.word()?),
        };
        let text = std::str::from_utf8(&text).ok();
        // etcd's lease ids are signed, those of other numbers never reach the sign.
        text.and_then(|text| text.parse().ok())
            .ok_or(Fault::Wrong("a whole number is expected"))
    }

    /// Takes a number, or one of the words.
    fn word(&mut self) -> Result<&'a [u8]> {
        let start = self.at;
        let rest = self.bytes.get(start..).unwrap_or_default();
        let of_word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
        let length = rest.iter().position(|b| !of_word(b));
        self.at = start.saturating_add(length.unwrap_or(rest.len()));
        match rest.get(..length.ok_or(Fault::End)?) {
            None | Some([]) => Err(Fault::Wrong("a value is expected")),
            Some(word) => Ok(word),
        }
    }

    /// Takes `true` or `false`.
    pub(super) fn boolean(&mut self) -> Result<bool> {
        self.peek();
        match self.word()? {
            b"true" => Ok(true),
            b"false" => Ok(false),
            _ => Err(Fault::Wrong("true or false is expected")),
        }
    }

    /// Takes any value.
    pub(super) fn skip(&mut self) -> Result<()> {
        let mut open = Vec::new();
        loop {
            match self.peek().ok_or(Fault::End)? {
                b'"' => {
                    self.string()?;
                }
                closing @ (b'}' | b']') => {
                    if open.pop() != Some(closing) {
                        return Err(Fault::Wrong("a bracket closes nothing"));
                    }
                    self.step();
                }
                opening @ (b'{' | b'[') => {
                    if open.len() >= MAX_NESTING {
                        return Err(Fault::Wrong("nested deeper than MAX_NESTING"));
                    }
                    open.push(if opening == b'{' { b'}' } else { b']' });
                    self.step();
                }
                // Nothing hangs on where they stand.
                b',' | b':' if !open.is_empty() => self.step(),
                _ => {
                    self.word()?;
                }
            }
            if open.is_empty() {
                return Ok(());
            }
        }
    }
}
