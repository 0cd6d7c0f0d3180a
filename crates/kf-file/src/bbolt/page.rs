//! A page: its header and the run of bytes that belongs to it.

use kf_base::bytes::{Bytes, OutOfBytes};

/// Bytes of a page header.
pub(crate) const HEADER_BYTES: usize = 16;

/// Bytes of a branch or leaf element.
pub(crate) const ELEMENT_BYTES: usize = 16;

/// What a page holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// Keys and the pages below them.
    Branch,
    /// Keys and values.
    Leaf,
    /// One of the two entry points.
    Meta,
    /// Ids of free pages.
    Freelist,
}

impl PageKind {
    /// The kind for a page's flags; exactly one bit is set in a valid page.
    pub(crate) fn from_flags(flags: u16) -> Option<Self> {
        match flags {
            0x01 => Some(Self::Branch),
            0x02 => Some(Self::Leaf),
            0x04 => Some(Self::Meta),
            0x10 => Some(Self::Freelist),
            _ => None,
        }
    }
}

/// The 16 bytes at the start of a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Header {
    pub(crate) id: u64,
    pub(crate) flags: u16,
    pub(crate) count: u16,
    pub(crate) overflow: u32,
}

impl Header {
    #[inline]
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, OutOfBytes> {
        let mut b = Bytes::new(bytes);
        Ok(Self {
            id: b.u64_le()?,
            flags: b.u16_le()?,
            count: b.u16_le()?,
            overflow: b.u32_le()?,
        })
    }
}

/// A page whose header has been checked, with its overflow pages.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    pub(crate) id: u64,
    pub(crate) kind: PageKind,
    /// Elements whose 16 bytes lie inside the run.
    pub(crate) count: u16,
    pub(crate) overflow: u32,
    /// Header, elements and data; shorter than the page says where the file ends early.
    pub(crate) run: &'a [u8],
}

impl<'a> Page<'a> {
    /// The page id; for an inline bucket's page, the id of the page that holds it.
    #[must_use]
    pub fn id(&self) -> u64 {
        self.id
    }

    /// What the page holds.
    #[must_use]
    pub fn kind(&self) -> PageKind {
        self.kind
    }

    /// Number of elements that can be read.
    #[must_use]
    pub fn count(&self) -> u16 {
        self.count
    }

    /// Pages that follow without a header of their own.
    #[must_use]
    pub fn overflow(&self) -> u32 {
        self.overflow
    }

    /// The page's bytes with those of its overflow pages, header included.
    #[must_use]
    pub fn bytes(&self) -> &'a [u8] {
        self.run
    }

    /// First byte after the element array, counted from the page's start.
    pub(crate) fn data_start(&self) -> usize {
        HEADER_BYTES.saturating_add(usize::from(self.count).saturating_mul(ELEMENT_BYTES))
    }

    /// How many elements have room in `run`.
    pub(crate) fn room(run: &[u8]) -> usize {
        run.len().saturating_sub(HEADER_BYTES) / ELEMENT_BYTES
    }
}
