//! JSON read part by part, for whoever needs no tree of all of it.

use std::borrow::Cow;

use super::{Equal, Parser, sound};
use crate::Value;
use kf_base::Result;
use kf_base::limits::MAX_NESTING;

/// What a value begins with.
#[derive(Debug)]
pub enum Begun<'a> {
    /// An object: [`Reader::key`] gives its members.
    Object,
    /// A list: [`Reader::item`] gives its elements.
    List,
    /// A value that is neither.
    Leaf(Value<'a>),
}

/// Reads one JSON value by the rules of [`super::parse`], in the order in which it is written.
///
/// Whoever reads it looks at keys: equal ones are given out like all others.
#[derive(Debug)]
pub struct Reader<'a> {
    parser: Parser<'a>,
    /// How many objects and lists are open.
    depth: usize,
    /// Whether nothing of the innermost one was read yet.
    first: bool,
}

impl<'a> Reader<'a> {
    /// Begins at the start of `bytes`.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self {
            parser: Parser::new(bytes, Equal::LastWins),
            depth: 0,
            first: false,
        }
    }

    /// Reads a value, or the beginning of an object or list.
    ///
    /// # Errors
    /// As of [`super::parse`].
    #[inline]
    pub fn begin(&mut self) -> Result<Begun<'a>> {
        let part = match self.parser.token() {
            Some(b'{') => Begun::Object,
            Some(b'[') => Begun::List,
            _ => return self.parser.value(self.depth).map(Begun::Leaf),
        };
        self.parser.at += 1;
        self.depth += 1;
        self.parser.check_depth(self.depth)?;
        self.first = true;
        Ok(part)
    }

    /// Reads a whole value.
    ///
    /// # Errors
    /// As of [`super::parse`].
    pub fn value(&mut self) -> Result<Value<'a>> {
        self.parser.value(self.depth)
    }

    /// Passes over a whole value.
    ///
    /// # Errors
    /// As of [`super::parse`].
    pub fn skip(&mut self) -> Result<()> {
        let mut scan = sound::Scan {
            bytes: self.parser.bytes,
            at: self.parser.at,
        };
        // What it does not pass is read, which also tells what is wrong.
        if scan.value(MAX_NESTING.saturating_sub(self.depth)).is_none() {
            return self.value().map(drop);
        }
        self.parser.at = scan.at;
        Ok(())
    }

    /// Reads the key of the next member of the innermost object; `None` at its end, which closes it.
    ///
    /// # Errors
    /// As of [`super::parse`].
    #[inline]
    pub fn key(&mut self) -> Result<Option<Cow<'a, str>>> {
        if !self.next(b'}')? {
            return Ok(None);
        }
        self.parser.key().map(Some)
    }

    /// Goes to the next element of the innermost list; `false` at its end, which closes it.
    ///
    /// # Errors
    /// As of [`super::parse`].
    #[inline]
    pub fn item(&mut self) -> Result<bool> {
        self.next(b']')
    }

    /// Goes on in the innermost object or list.
    #[inline]
    fn next(&mut self, end: u8) -> Result<bool> {
        let first = std::mem::take(&mut self.first);
        match self.parser.token() {
            Some(byte) if byte == end => {
                self.parser.at += 1;
                self.depth = self.depth.saturating_sub(1);
                Ok(false)
            }
            Some(b',') if !first => {
                self.parser.at += 1;
                Ok(true)
            }
            _ if first => Ok(true),
            _ if end == b'}' => Err(self.parser.error("no ',' or '}'")),
            _ => Err(self.parser.error("no ',' or ']'")),
        }
    }

    /// Sees that nothing follows.
    ///
    /// # Errors
    /// Corrupt when something does.
    pub fn end(mut self) -> Result<()> {
        self.parser.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The tree of what is read part by part.
    fn tree<'a>(reader: &mut Reader<'a>) -> Result<Value<'a>> {
        match reader.begin()? {
            Begun::Leaf(value) => Ok(value),
            Begun::List => {
                let mut items = Vec::new();
                while reader.item()? {
                    items.push(tree(reader)?);
                }
                Ok(Value::Array(items))
            }
            Begun::Object => {
                let mut members = Vec::new();
                while let Some(key) = reader.key()? {
                    if key.len() % 3 == 2 {
                        reader.skip()?;
                        members.push((key, Value::Null));
                    } else {
                        members.push((key, tree(reader)?));
                    }
                }
                Ok(Value::Object(members.into_iter().collect()))
            }
        }
    }

    /// What [`tree`] makes of a value, whole.
    fn skipped(value: &mut Value<'_>) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(skipped),
            Value::Object(members) => {
                for (key, member) in members.iter_mut() {
                    if key.len() % 3 == 2 {
                        *member = Value::Null;
                    } else {
                        skipped(member);
                    }
                }
            }
            _ => {}
        }
    }

    fn compare(text: &str) -> Result<(), TestCaseError> {
        let mut reader = Reader::new(text.as_bytes());
        let read = tree(&mut reader).and_then(|value| reader.end().map(|()| value));
        let whole = super::super::parse(text.as_bytes()).map(|mut value| {
            skipped(&mut value);
            value
        });
        let [read, whole] = [read, whole].map(|value| value.map_err(|e| e.to_string()));
        prop_assert_eq!(read, whole, "{}", text);
        Ok(())
    }

    #[test]
    fn nesting_is_that_of_the_whole() {
        for (outer, inner) in [
            (1, MAX_NESTING - 1),
            (1, MAX_NESTING),
            (5, MAX_NESTING - 5),
            (5, MAX_NESTING - 4),
        ] {
            let text = [
                &r#"{"a":"#.repeat(outer - 1),
                r#"{"ab":"#,
                &"[".repeat(inner),
                &"]".repeat(inner),
                &"}".repeat(outer),
            ]
            .concat();
            compare(&text).unwrap();
        }
    }

    proptest! {
        #[test]
        fn parts_are_those_of_the_whole(text in "[\\[\\]{}:,\"a-c0-9.eE+\\-\\\\u \n]{0,24}") {
            compare(&text)?;
        }

        #[test]
        fn members_are_those_of_the_whole(text in "\\{(\"(a|ab|b)\":(1|\"x\"|\\{\\}|\\[1, *2\\]|\\[\\]|\\{\"ab\":[01-]\\}|\\[1 2\\]|,),?){0,4}\\}?") {
            compare(&text)?;
        }
    }
}
