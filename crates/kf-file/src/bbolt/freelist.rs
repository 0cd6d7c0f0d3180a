//! The freelist page.

use kf_base::bytes::Bytes;
use kf_base::error::{Error, Result};

use super::db::Db;
use super::page::{HEADER_BYTES, Page, PageKind};

/// A count that does not fit the page header: the first id is the count then (bbolt
/// `freelist.write`).
const COUNT_FOLLOWS: u16 = 0xFFFF;

impl Page<'_> {
    /// The ids on a freelist page, in their order there.
    ///
    /// # Errors
    /// Corrupt, with the page, when it is no freelist page or counts more ids than it has room
    /// for.
    pub fn free_ids(&self) -> Result<Vec<u64>> {
        if self.kind() != PageKind::Freelist {
            return Err(Error::corrupt("the page is no freelist").at_page(self.id()));
        }
        let mut rest = Bytes::new(self.bytes().get(HEADER_BYTES..).unwrap_or_default());
        let count = match self.count() {
            COUNT_FOLLOWS => rest.u64_le().unwrap_or(0),
            count => u64::from(count),
        };
        let room = rest.len() / 8;
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        if count > room {
            return Err(Error::corrupt(format!(
                "the freelist counts {count} ids and has room for {room}"
            ))
            .at_page(self.id()));
        }
        let ids = std::iter::from_fn(|| rest.u64_le().ok());
        Ok(ids.take(count).collect())
    }
}

impl Db<'_> {
    /// The ids of free pages as the freelist page has them; `None` when the chosen meta names
    /// none, as in all files of etcd on Linux since 3.3.
    ///
    /// # Errors
    /// Corrupt, with the page, when it is no freelist page or counts more ids than it has room
    /// for.
    pub fn freelist(&self) -> Result<Option<Vec<u64>>> {
        let Some(id) = self.meta().and_then(|meta| meta.freelist) else {
            return Ok(None);
        };
        let page = self.page(id)?;
        if page.kind() != PageKind::Freelist {
            return Err(
                Error::corrupt("the meta page names this page as freelist, it is none").at_page(id),
            );
        }
        page.free_ids().map(Some)
    }
}
