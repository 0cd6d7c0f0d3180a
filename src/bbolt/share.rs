//! Going through a bucket's leaf pages with several threads, the result in tree order.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::error::Result;

use super::bucket::Bucket;
use super::db::Db;
use super::page::Page;
use super::walk::{Direction, Visited};

/// Shares of the work for each thread: enough that threads finish together, few enough that each
/// is a long stretch of the file.
const SHARES_PER_THREAD: usize = 8;

impl<'a> Db<'a> {
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
        let wanted = match threads.get() {
            1 => 1,
            n => n.saturating_mul(SHARES_PER_THREAD),
        };
        let split = self.split(bucket, wanted, visited);
        let mut above = init();
        for problem in split.problems {
            visit(&mut above, Err(problem));
        }
        let share = split.pieces.len().div_ceil(wanted).max(1);
        let shares: Vec<&[Bucket<'a>]> = split.pieces.chunks(share).collect();
        let next = AtomicUsize::new(0);
        let work = || {
            let mut done = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(pieces) = shares.get(index) else {
                    return done;
                };
                let mut state = init();
                for piece in *pieces {
                    for page in self.leaves(*piece, Direction::Forward, visited) {
                        visit(&mut state, page);
                    }
                }
                done.push((index, state));
            }
        };
        let others = threads.get().min(shares.len()).saturating_sub(1);
        let mut done: Vec<(usize, S)> = std::thread::scope(|scope| {
            let spawned: Vec<_> = (0..others)
                // A thread that cannot be had is no loss: the others take its shares.
                .filter_map(|_| std::thread::Builder::new().spawn_scoped(scope, work).ok())
                .collect();
            let mut done = work();
            for thread in spawned {
                match thread.join() {
                    Ok(more) => done.extend(more),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            done
        });
        done.sort_unstable_by_key(|(index, _)| *index);
        let shares = done.into_iter().map(|(_, state)| state);
        std::iter::once(above).chain(shares).collect()
    }
}
