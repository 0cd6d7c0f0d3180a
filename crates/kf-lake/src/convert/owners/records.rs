//! What of owners waits in piles, as bytes.

use super::{Id, index, place};

/// What an object is called.
pub(super) struct Called<'c> {
    /// Place of its type.
    pub(super) kind: u32,
    pub(super) name: &'c str,
}

impl<'c> Called<'c> {
    fn put(&self, to: &mut Vec<u8>) {
        put_number(to, self.kind);
        to.extend_from_slice(self.name.as_bytes());
    }

    pub(super) fn read(mut rest: &'c [u8]) -> Option<Self> {
        let kind = take_number(&mut rest)?;
        let name = str::from_utf8(rest).ok()?;
        Some(Self { kind, name })
    }
}

/// An object on the way to the top.
pub(super) struct Member<'c> {
    pub(super) id: Id,
    /// Of several with one uid the last counts.
    pub(super) number: u64,
    /// Its owner, the controller or the first.
    pub(super) up: Option<Id>,
    pub(super) called: Called<'c>,
}

impl<'c> Member<'c> {
    pub(super) fn record<'r>(&self, record: &'r mut Vec<u8>) -> &'r [u8] {
        record.clear();
        record.extend_from_slice(&self.id);
        record.extend_from_slice(&self.number.to_be_bytes());
        record.push(self.up.is_some().into());
        record.extend(self.up.iter().flatten());
        self.called.put(record);
        record
    }

    pub(super) fn read(record: &'c [u8]) -> Option<Self> {
        let (id, rest) = record.split_first_chunk()?;
        let (number, rest) = rest.split_first_chunk()?;
        let (has, mut rest) = rest.split_first()?;
        let mut up = None;
        if *has != 0 {
            let (id, behind) = rest.split_first_chunk()?;
            (up, rest) = (Some(*id), behind);
        }
        Some(Self {
            id: *id,
            number: u64::from_be_bytes(*number),
            up,
            called: Called::read(rest)?,
        })
    }
}

/// A reference on its way to the top.
pub(super) struct Step<'c> {
    /// The next owner.
    pub(super) id: Id,
    /// Number of the reference.
    pub(super) reference: u64,
    /// The owner that was found last.
    pub(super) top: Option<Called<'c>>,
}

impl<'c> Step<'c> {
    pub(super) fn record<'r>(&self, record: &'r mut Vec<u8>) -> &'r [u8] {
        record.clear();
        record.extend_from_slice(&self.id);
        record.extend_from_slice(&self.reference.to_be_bytes());
        if let Some(top) = &self.top {
            top.put(record);
        }
        record
    }

    pub(super) fn read(record: &'c [u8]) -> Option<Self> {
        let (id, rest) = record.split_first_chunk()?;
        let (reference, rest) = rest.split_first_chunk()?;
        let top = match rest {
            [] => None,
            rest => Some(Called::read(rest)?),
        };
        Some(Self {
            id: *id,
            reference: u64::from_be_bytes(*reference),
            top,
        })
    }
}

/// A reference at the top.
pub(super) struct Top<'c> {
    pub(super) reference: u64,
    pub(super) called: Called<'c>,
}

impl<'c> Top<'c> {
    pub(super) fn record<'r>(&self, record: &'r mut Vec<u8>) -> &'r [u8] {
        record.clear();
        record.extend_from_slice(&self.reference.to_be_bytes());
        self.called.put(record);
        record
    }

    pub(super) fn read(record: &'c [u8]) -> Option<Self> {
        let (reference, rest) = record.split_first_chunk()?;
        Some(Self {
            reference: u64::from_be_bytes(*reference),
            called: Called::read(rest)?,
        })
    }
}

pub(super) fn put_number(to: &mut Vec<u8>, number: u32) {
    to.extend_from_slice(&number.to_le_bytes());
}

pub(super) fn take_number(from: &mut &[u8]) -> Option<u32> {
    let (number, rest) = from.split_first_chunk()?;
    *from = rest;
    Some(u32::from_le_bytes(*number))
}

/// Puts a text, with one more than its length before it, and 0 where there is none.
pub(super) fn put_text(to: &mut Vec<u8>, text: Option<&str>) {
    put_number(
        to,
        text.map_or(0, |text| place(text.len()).saturating_add(1)),
    );
    to.extend_from_slice(text.unwrap_or_default().as_bytes());
}

#[expect(clippy::option_option, reason = "there is no text, or no record")]
pub(super) fn take_text<'t>(from: &mut &'t [u8]) -> Option<Option<&'t str>> {
    let Some(length) = take_number(from)?.checked_sub(1) else {
        return Some(None);
    };
    let (text, rest) = from.split_at_checked(index(length))?;
    *from = rest;
    Some(Some(str::from_utf8(text).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_read_as_they_were_written() {
        let called = |name| Called { kind: 7, name };
        let mut room = Vec::new();
        for up in [None, Some([3; 16])] {
            let member = Member {
                id: [1; 16],
                number: 2,
                up,
                called: called("web"),
            };
            let record = member.record(&mut room);
            let read = Member::read(record).unwrap();
            assert_eq!((read.id, read.number, read.up), (member.id, 2, up));
            assert_eq!((read.called.kind, read.called.name), (7, "web"));
            assert!(Member::read(&record[..24]).is_none());
        }
        for top in [None, Some(called("")), Some(called("web"))] {
            let step = Step {
                id: [1; 16],
                reference: 9,
                top,
            };
            let record = step.record(&mut room);
            let read = Step::read(record).unwrap();
            assert_eq!((read.id, read.reference), (step.id, 9));
            let names = [&read.top, &step.top].map(|top| top.as_ref().map(|top| top.name));
            assert_eq!(names[0], names[1]);
        }
        let mut record = Vec::new();
        for text in [None, Some(""), Some("ä")] {
            put_text(&mut record, text);
        }
        let rest = &mut &*record;
        assert_eq!(take_text(rest), Some(None));
        assert_eq!(take_text(rest), Some(Some("")));
        assert_eq!(take_text(rest), Some(Some("ä")));
        assert_eq!(take_text(rest), None);
    }
}
