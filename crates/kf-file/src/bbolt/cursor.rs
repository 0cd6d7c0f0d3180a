//! The keys and values of a bucket, one after the other.

use kf_base::error::{Error, Result};

use super::bucket::Bucket;
use super::db::Db;
use super::element::{LeafElement, LeafElements};
use super::page::Page;
use super::walk::{Direction, Leaves};

/// A key, its value and where they lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Never empty.
    pub key: &'a [u8],
    /// May be empty; a bucket header when `is_bucket`.
    pub value: &'a [u8],
    /// Whether the value is a nested bucket.
    pub is_bucket: bool,
    /// The page that holds it.
    pub page: u64,
    /// Position in that page, from 0.
    pub index: u16,
}

/// The entries of a bucket in tree order; damaged pages and elements are errors in between.
#[derive(Debug)]
pub struct Entries<'d, 'a> {
    bucket: &'a [u8],
    direction: Direction,
    leaves: Leaves<'d, 'a>,
    page: Option<InPage<'a>>,
}

/// What is left of the page at hand.
#[derive(Debug)]
enum InPage<'a> {
    Forward(u64, LeafElements<'a>),
    /// The page and how many of its elements, from the front, are still to come.
    Reverse(Page<'a>, u16),
}

impl<'d, 'a> Entries<'d, 'a> {
    pub(crate) fn new(db: &'d Db<'a>, bucket: Bucket<'a>, direction: Direction) -> Self {
        Self {
            bucket: bucket.name,
            direction,
            leaves: Leaves::new(db, bucket, direction, None),
            page: None,
        }
    }

    fn in_page(&mut self) -> Option<(u64, Result<LeafElement<'a>>)> {
        match self.page.as_mut()? {
            InPage::Forward(id, elements) => Some((*id, elements.next()?)),
            InPage::Reverse(page, left) => {
                *left = left.checked_sub(1)?;
                Some((page.id(), page.leaf_element(*left)))
            }
        }
    }

    fn place(&self, fault: Error) -> Error {
        if self.bucket.is_empty() {
            fault
        } else {
            fault.in_bucket(self.bucket)
        }
    }
}

impl<'a> Iterator for Entries<'_, 'a> {
    type Item = Result<Entry<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((page, element)) = self.in_page() {
                return Some(match element {
                    Ok(element) => Ok(Entry {
                        key: element.key,
                        value: element.value,
                        is_bucket: element.is_bucket,
                        page,
                        index: element.index,
                    }),
                    Err(fault) => Err(self.place(fault)),
                });
            }
            match self.leaves.next()? {
                Ok(page) => {
                    self.page = Some(match self.direction {
                        Direction::Forward => InPage::Forward(page.id(), page.leaf_elements()),
                        Direction::Reverse => InPage::Reverse(page, page.count()),
                    });
                }
                Err(fault) => return Some(Err(fault)),
            }
        }
    }
}
