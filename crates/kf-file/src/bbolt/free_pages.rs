//! Which pages are free, by the freelist or without one.

use kf_base::error::Error;

use super::db::Db;

/// The free pages of a file.
///
/// bbolt's writer tells free pages from pending ones, which an open transaction may still read.
/// The file does not: its freelist holds both in one list, and without a freelist both are pages
/// that no tree reaches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FreePages {
    /// The page ids in ascending order, free and pending ones.
    pub ids: Vec<u64>,
    /// The freelist page they come from; `None` when they were found by walking all trees.
    pub freelist: Option<u64>,
    /// What was wrong with the trees that were walked: pages below a damaged page were not
    /// reached, so that pages in use stand among the ids. [`Db::check`] says what it is.
    pub problems: u64,
}

impl FreePages {
    /// Whether page `id` is free.
    #[must_use]
    pub fn contains(&self, id: u64) -> bool {
        self.ids.binary_search(&id).is_ok()
    }
}

impl Db<'_> {
    /// The free pages: those of the freelist if the chosen meta names one that can be read, else
    /// those that no tree reaches (bbolt `db.loadFreelist`). `report` hears of a freelist that
    /// cannot be read.
    pub fn free_pages(&self, report: &mut dyn FnMut(Error)) -> FreePages {
        match self.freelist() {
            Ok(Some(mut ids)) => {
                ids.sort_unstable();
                return FreePages {
                    ids,
                    freelist: self.meta().and_then(|meta| meta.freelist),
                    problems: 0,
                };
            }
            Ok(None) => {}
            Err(e) => report(e.hint("the free pages are those that no tree reaches instead")),
        }
        self.unreached()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_testing::bbolt::{Builder, key_file};

    const PAGE: usize = 1024;

    #[test]
    fn without_a_freelist_the_trees_tell() {
        let elements: Vec<_> = (0..9_u8).map(|i| (vec![b'k', i], vec![i; 30])).collect();
        let mut builder = Builder::new(PAGE);
        let lost = builder.leaf(&Vec::new());
        let root = builder.tree(&elements, 3);
        let file = builder.finish(vec![("key", Builder::bucket(root))]);
        let free = Db::open(&file).unwrap().free_pages(&mut |e| panic!("{e}"));
        assert_eq!(
            (free.ids, free.freelist, free.problems),
            (vec![lost], None, 0)
        );
    }

    #[test]
    fn a_damaged_tree_is_owned_up_to() {
        let elements: Vec<_> = (0..9_u8).map(|i| (vec![b'k', i], vec![i; 30])).collect();
        let mut file = key_file(PAGE, &elements, 3);
        // The header of page 2, a leaf, names another page.
        file[2 * PAGE] ^= 0xff;
        let free = Db::open(&file).unwrap().free_pages(&mut |e| panic!("{e}"));
        assert_eq!((free.ids.as_slice(), free.problems), (&[2][..], 1));
    }
}
