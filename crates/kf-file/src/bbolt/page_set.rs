//! Which pages a walk has been to.

use super::db::Db;

/// A set of page ids, one bit for each page of the file.
#[derive(Clone, Debug)]
pub(crate) struct PageSet(Vec<u64>);

impl PageSet {
    pub(crate) fn new(db: &Db<'_>) -> Self {
        Self(vec![
            0;
            usize::try_from(db.pages().div_ceil(64)).unwrap_or(0)
        ])
    }

    /// Adds a page; false when it was there before or lies outside the file.
    pub(crate) fn mark(&mut self, id: u64) -> bool {
        let word = usize::try_from(id / 64)
            .ok()
            .and_then(|word| self.0.get_mut(word));
        word.is_some_and(|word| {
            let bit = 1 << (id % 64);
            let new = *word & bit == 0;
            *word |= bit;
            new
        })
    }

    pub(crate) fn is_marked(&self, id: u64) -> bool {
        let word = usize::try_from(id / 64)
            .ok()
            .and_then(|word| self.0.get(word));
        word.is_some_and(|word| word >> (id % 64) & 1 == 1)
    }
}
