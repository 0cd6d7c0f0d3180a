//! Going through a bucket's leaf pages with several threads, the result in tree order.

use std::num::NonZeroUsize;

use kf_base::error::{Error, Result};
use kf_base::threads;

use super::bucket::Bucket;
use super::db::Db;
use super::page::Page;
use super::walk::{Direction, Visited};

/// Stretches of the tree for each thread: enough that threads finish together, few enough that
/// each is a long stretch of the file. Threads that map neighbouring pages wait for each other in
/// the kernel.
const STRETCHES_PER_THREAD: usize = 8;

/// A bucket's tree cut into stretches for threads to share, in tree order.
#[derive(Debug)]
pub(crate) struct Stretches<'a> {
    pieces: Vec<Bucket<'a>>,
    /// Pieces in a stretch; the last stretch may have fewer.
    each: NonZeroUsize,
    /// What was wrong with the branch pages above the stretches.
    pub(crate) problems: Vec<Error>,
}

impl<'a> Stretches<'a> {
    /// Number of stretches.
    pub(crate) fn len(&self) -> usize {
        self.pieces.len().div_ceil(self.each.get())
    }

    /// The pieces of one stretch. Walk each with [`Db::leaves`] and the [`Visited`] that the
    /// stretches were made with.
    pub(crate) fn pieces(&self, stretch: usize) -> &[Bucket<'a>] {
        let mut stretches = self.pieces.chunks(self.each.get());
        stretches.nth(stretch).unwrap_or_default()
    }
}

impl<'a> Db<'a> {
    /// Cuts the tree of `bucket` into stretches of about the same length; one thread gets one.
    pub(crate) fn stretches(
        &self,
        bucket: Bucket<'a>,
        threads: NonZeroUsize,
        visited: &Visited,
    ) -> Stretches<'a> {
        let wanted = match threads.get() {
            1 => 1,
            n => n.saturating_mul(STRETCHES_PER_THREAD),
        };
        let split = self.split(bucket, wanted, visited);
        let each = split.pieces.len().div_ceil(wanted);
        Stretches {
            pieces: split.pieces,
            each: NonZeroUsize::new(each).unwrap_or(NonZeroUsize::MIN),
            problems: split.problems,
        }
    }

    /// Shows every leaf page of `bucket`, and every problem met on the way, to `visit`. The tree
    /// is cut into stretches that `threads` threads take one after the other; each stretch starts
    /// with a state of its own, and the states come back in tree order.
    ///
    /// Within a stretch pages come in tree order. Nothing is said about the order in which
    /// stretches are gone through.
    pub fn fold_leaves<S: Send>(
        &self,
        bucket: Bucket<'a>,
        threads: NonZeroUsize,
        visited: &Visited,
        init: impl Fn() -> S + Sync,
        visit: impl Fn(&mut S, Result<Page<'a>>) + Sync,
    ) -> Vec<S> {
        let mut stretches = self.stretches(bucket, threads, visited);
        let mut above = init();
        for problem in std::mem::take(&mut stretches.problems) {
            visit(&mut above, Err(problem));
        }
        let states = threads::map(stretches.len(), threads, |stretch| {
            let mut state = init();
            for piece in stretches.pieces(stretch) {
                let pages = self.leaves(*piece, Direction::Forward, visited);
                for page in pages.read_ahead() {
                    visit(&mut state, page);
                }
            }
            state
        });
        std::iter::once(above).chain(states).collect()
    }
}
