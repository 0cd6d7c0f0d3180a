//! A bucket: a tree of its own, or a page inside its parent's value.

use kf_base::bytes::Bytes;
use kf_base::error::{Error, Result};

use super::page::{Header, Page, PageKind};

/// A bucket's name and where its content lies.
#[derive(Clone, Copy, Debug)]
pub struct Bucket<'a> {
    pub(crate) name: &'a [u8],
    pub(crate) root: Root<'a>,
}

/// Where a bucket's content lies.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Root<'a> {
    /// In the tree under this page.
    Tree(u64),
    /// In a leaf page inside the parent's value.
    Inline(Page<'a>),
}

impl<'a> Bucket<'a> {
    /// Reads a bucket header, the value of a leaf element with the bucket flag.
    ///
    /// `page` is the page that holds the element; errors in an inline bucket name it.
    ///
    /// # Errors
    /// Corrupt when the value is too short for the header, or what follows it is no leaf page.
    pub fn parse(name: &'a [u8], value: &'a [u8], page: u64) -> Result<Self> {
        let fail = |what: String| Error::corrupt(what).at_page(page).in_bucket(name);
        let mut b = Bytes::new(value);
        let (Ok(root), Ok(_sequence)) = (b.u64_le(), b.u64_le()) else {
            return Err(fail(format!(
                "the bucket header needs 16 bytes, the value has {}",
                value.len()
            )));
        };
        if root != 0 {
            return Ok(Self {
                name,
                root: Root::Tree(root),
            });
        }
        let run = b.rest();
        let header = Header::parse(run).map_err(|_| {
            fail(format!(
                "the page of an inline bucket needs 16 bytes, the value has {} left",
                run.len()
            ))
        })?;
        if PageKind::from_flags(header.flags) != Some(PageKind::Leaf) {
            return Err(fail(format!(
                "the page of an inline bucket has flags {:#x}, a leaf page has 0x2",
                header.flags
            )));
        }
        let room = Page::room(run);
        if usize::from(header.count) > room {
            return Err(fail(format!(
                "the page of an inline bucket counts {} elements and has room for {room}",
                header.count
            )));
        }
        let mut inline = Page {
            id: page,
            kind: PageKind::Leaf,
            count: header.count,
            overflow: 0,
            run,
        };
        if let Some(fault) = inline.recount(room) {
            // Whoever reads a bucket has no other place to say so.
            return Err(fail(format!(
                "the page of an inline bucket: {}",
                fault.message()
            )));
        }
        Ok(Self {
            name,
            root: Root::Inline(inline),
        })
    }

    /// The bucket's name; empty for the root bucket.
    #[must_use]
    pub fn name(&self) -> &'a [u8] {
        self.name
    }

    /// Whether the content lies inside the parent's value.
    #[must_use]
    pub fn is_inline(&self) -> bool {
        matches!(self.root, Root::Inline(_))
    }

    /// The page of an inline bucket.
    #[must_use]
    pub fn inline_page(&self) -> Option<Page<'a>> {
        match self.root {
            Root::Inline(page) => Some(page),
            Root::Tree(_) => None,
        }
    }

    /// The page id of the bucket's tree, unless it is inline.
    #[must_use]
    pub fn root_page(&self) -> Option<u64> {
        match self.root {
            Root::Tree(id) => Some(id),
            Root::Inline(_) => None,
        }
    }
}
