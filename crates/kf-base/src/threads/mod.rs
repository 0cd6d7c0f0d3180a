//! Work that several threads share.
//!
//! [`in_order`] is for many items whose results are wanted in their order, a few at a time;
//! [`share_out`] for a few long stretches, each thread with one state of its own; [`map`] for such
//! stretches with a result each; [`beside`] is what they stand on.
//!
//! The calling thread always works too. A thread that cannot be had is therefore no loss, only the
//! time that it would have saved, and a panic of any thread goes on in the calling one.

mod ordered;

use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub use ordered::{in_order, in_order_announced};

/// Calls `main` here and `work` on each of `others` further threads, as many as can be had, and
/// waits for all. Returns what `main` made, and what each of the threads did.
pub fn beside<T: Send, R>(
    others: usize,
    work: impl Fn() -> T + Sync,
    main: impl FnOnce() -> R,
) -> (R, Vec<T>) {
    thread::scope(|scope| {
        let spawned: Vec<_> = (0..others)
            .filter_map(|_| thread::Builder::new().spawn_scoped(scope, &work).ok())
            .collect();
        let here = main();
        let joined = spawned.into_iter().map(|thread| match thread.join() {
            Ok(made) => made,
            Err(panic) => resume_unwind(panic),
        });
        (here, joined.collect())
    })
}

/// Calls `main` here and `work` on another thread, or after it where none can be had. Returns what both made.
pub fn both<T: Send, R>(work: impl Fn() -> T + Sync, main: impl FnOnce() -> R) -> (T, R) {
    let (here, there) = beside(1, &work, main);
    (there.into_iter().next().unwrap_or_else(work), here)
}

/// Calls `work` with each number below `shares` once. Each of up to `threads` threads takes the
/// next number when it is done with one, and adds to a state of its own that starts as `init`.
///
/// Returns the states, the calling thread's first. Which state has which shares depends on chance.
pub fn share_out<S: Send>(
    shares: usize,
    threads: NonZeroUsize,
    init: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) + Sync,
) -> Vec<S> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut state = init();
        loop {
            let share = next.fetch_add(1, Ordering::Relaxed);
            if share >= shares {
                return state;
            }
            work(&mut state, share);
        }
    };
    let others = threads.get().min(shares).saturating_sub(1);
    let (here, others) = beside(others, run, run);
    std::iter::once(here).chain(others).collect()
}

/// Calls `make` with each number below `shares` once, on up to `threads` threads. Returns the
/// results in the order of the numbers.
pub fn map<T: Send>(
    shares: usize,
    threads: NonZeroUsize,
    make: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let work = |made: &mut Vec<(usize, T)>, share| made.push((share, make(share)));
    let mut made: Vec<(usize, T)> = share_out(shares, threads, Vec::new, work)
        .into_iter()
        .flatten()
        .collect();
    made.sort_unstable_by_key(|(share, _)| *share);
    made.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::time::Duration;

    fn threads(n: usize) -> NonZeroUsize {
        NonZeroUsize::new(n).unwrap()
    }

    #[test]
    fn each_share_is_done_once_and_results_come_in_order() {
        for n in 1..5 {
            for shares in [0, 1, 2, 7, 100] {
                let mut done: Vec<usize> =
                    share_out(shares, threads(n), Vec::new, |state, share| {
                        state.push(share);
                    })
                    .concat();
                done.sort_unstable();
                assert!(done.into_iter().eq(0..shares), "{n} {shares}");
                let squares = map(shares, threads(n), |share| {
                    if share % 7 == 3 {
                        thread::sleep(Duration::from_micros(300));
                    }
                    share * share
                });
                assert!(squares.into_iter().eq((0..shares).map(|n| n * n)));
            }
        }
    }

    #[test]
    fn there_are_no_more_states_than_shares() {
        assert_eq!(share_out(0, threads(8), || (), |(), _| ()).len(), 1);
        assert_eq!(share_out(1, threads(8), || (), |(), _| ()).len(), 1);
        assert!(share_out(3, threads(8), || (), |(), _| ()).len() <= 3);
    }

    #[test]
    fn a_panic_is_passed_on() {
        for n in 1..4 {
            for at in [0, 1, 50] {
                let work = |_: &mut (), share| assert_ne!(share, at, "as the test wants it");
                let run = AssertUnwindSafe(|| share_out(100, threads(n), || (), work));
                assert!(catch_unwind(run).is_err());
            }
        }
        let main = AssertUnwindSafe(|| beside(1, || (), || panic!("as the test wants it")));
        assert!(catch_unwind(main).is_err());
    }
}
