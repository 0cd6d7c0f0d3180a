//! Pages as they lie in the file, whether a tree reaches them or not: what `bbolt page` shows.

use kf_base::bytes::OutOfBytes;
use kf_base::error::Result;

use super::db::Db;
use super::meta::RawMeta;
use super::page::{HEADER_BYTES, Header, Page, PageKind};

/// A page of any kind, in use or not; nothing but the place of its bytes has been checked.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct AnyPage<'a> {
    /// Where it lies: the page id is its position in the file.
    pub id: u64,
    /// The id that its header names; another one than `id` on a damaged page.
    pub named: u64,
    /// The flags of its header; see [`AnyPage::kind`].
    pub flags: u16,
    /// Elements, as its header counts them.
    pub count: u16,
    /// Overflow pages, as its header counts them.
    pub overflow: u32,
    /// Its bytes with those of its overflow pages, as far as the file goes.
    pub bytes: &'a [u8],
    /// Bytes that its header says it has.
    pub size: u64,
    page_size: usize,
}

impl<'a> AnyPage<'a> {
    /// What its flags say it is.
    #[must_use]
    pub fn kind(&self) -> Option<PageKind> {
        PageKind::from_flags(self.flags)
    }

    /// The page with its elements: as many of them as there is room for.
    #[must_use]
    pub fn page(&self) -> Option<Page<'a>> {
        let kind = self.kind()?;
        let first = self.bytes.get(..self.page_size).unwrap_or(self.bytes);
        let room = u16::try_from(Page::room(first)).unwrap_or(u16::MAX);
        Some(Page {
            id: self.id,
            kind,
            count: match kind {
                PageKind::Freelist => self.count,
                _ => self.count.min(room),
            },
            overflow: self.overflow,
            run: self.bytes,
        })
    }

    /// What the page says as a meta page, right or wrong; `None` when it is cut short.
    #[must_use]
    pub fn meta(&self) -> Option<RawMeta> {
        RawMeta::parse(self.bytes.get(HEADER_BYTES..)?).ok()
    }
}

impl<'a> Db<'a> {
    /// Whatever lies where page `id` should: meta pages, free pages and pages above the
    /// high-water mark too.
    ///
    /// # Errors
    /// Corrupt when the file ends before the page's header does.
    pub fn any_page(&self, id: u64) -> Result<AnyPage<'a>> {
        let rest = usize::try_from(id)
            .ok()
            .and_then(|id| id.checked_mul(self.page_size()))
            .and_then(|start| self.data().get(start..))
            .unwrap_or_default();
        let header = Header::parse(rest).map_err(|OutOfBytes| self.past_the_end(id))?;
        let page_size = u64::try_from(self.page_size()).unwrap_or(u64::MAX);
        let size = u64::from(header.overflow)
            .saturating_add(1)
            .saturating_mul(page_size);
        let bytes = usize::try_from(size).ok().and_then(|size| rest.get(..size));
        Ok(AnyPage {
            id,
            named: header.id,
            flags: header.flags,
            count: header.count,
            overflow: header.overflow,
            bytes: bytes.unwrap_or(rest),
            size,
            page_size: self.page_size(),
        })
    }
}
