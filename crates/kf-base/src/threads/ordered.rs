//! One piece of work on each of many items, shared between threads, with the results in order.
//!
//! The items are cut into shares. Whoever is free takes the next share and gathers what it makes
//! of its items; the calling thread takes the gathered shares in their order, one at a time, and
//! makes shares itself while the one it needs is not there. So nothing is lost when no thread can
//! be had, and few items are done without starting any.
//!
//! Only so many shares are under way at once: memory does not grow with the items, and a reader
//! that is slow holds the work up. When the caller wants no more, the threads end with the share
//! they are at.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// A share ends with the item that brings it to this weight; about two milliseconds of work, which
/// is much beside handing it on, and little to wait for or to do in vain.
const WEIGHT: usize = 256 << 10;
/// What an item weighs beyond its own bytes.
const ITEM: usize = 512;
/// A thread is started for each so many shares: some fifty microseconds go into starting one, and
/// requests for a few objects should not wait for that.
const SHARES_PER_THREAD: usize = 4;
/// Shares under way for each thread: one that is made, and others that wait for their turn while
/// the caller is busy.
const WINDOW: usize = 3;

/// Shares between the one that is begun and the one that is announced: some ten milliseconds of work,
/// which is time enough for a disk to read it.
const AHEAD: usize = 8;

/// Lets `gather` add each item to its share and `take` have the shares in order. What `take`
/// leaves in a share is there when the next one is gathered in it: buffers are used again.
///
/// # Errors
/// The first error of `take`, after which nothing is taken.
pub fn in_order<I: Sync, A: Default + Send, E>(
    items: &[I],
    threads: NonZeroUsize,
    bytes: impl Fn(&I) -> usize,
    gather: impl Fn(&mut A, &I) + Sync,
    take: impl FnMut(&mut A) -> Result<(), E>,
) -> Result<(), E> {
    in_order_announced(items, threads, bytes, |_| (), |_| (), gather, take)
}

/// As [`in_order`]; `announce` is told the items of each share some shares before it is made, and
/// `next` each item just before the one in front of it is gathered.
///
/// # Errors
/// As [`in_order`].
pub fn in_order_announced<I: Sync, A: Default + Send, E>(
    items: &[I],
    threads: NonZeroUsize,
    bytes: impl Fn(&I) -> usize,
    announce: impl Fn(&[I]) + Sync,
    next: impl Fn(&I) + Sync,
    gather: impl Fn(&mut A, &I) + Sync,
    mut take: impl FnMut(&mut A) -> Result<(), E>,
) -> Result<(), E> {
    let shares = cut(items, bytes);
    let items_of = |share: usize| {
        let range = shares.get(share).cloned().unwrap_or_default();
        items.get(range).unwrap_or_default()
    };
    for share in 0..AHEAD.min(shares.len()) {
        announce(items_of(share));
    }
    let make = |share: usize, made: &mut A| {
        if let later @ [_, ..] = items_of(share.saturating_add(AHEAD)) {
            announce(later);
        }
        let mut left = items_of(share);
        while let [item, later @ ..] = left {
            if let Some(later) = later.first() {
                next(later);
            }
            gather(made, item);
            left = later;
        }
    };
    let others = (threads.get() - 1).min(shares.len() / SHARES_PER_THREAD);
    let belt = Belt::new(shares.len(), (others + 1).saturating_mul(WINDOW));
    let work = || {
        let _over = OverOnDrop(&belt);
        while let Some((share, mut made)) = belt.begin_when_there_is_room() {
            make(share, &mut made);
            belt.put(share, made);
        }
    };
    let main = || {
        let _over = OverOnDrop(&belt);
        loop {
            match belt.next() {
                Next::Take(mut made) => match take(&mut made) {
                    Ok(()) => belt.give_back(made),
                    Err(e) => return Err(e),
                },
                Next::Make(share, mut made) => {
                    make(share, &mut made);
                    belt.put(share, made);
                }
                Next::Over => return Ok(()),
            }
        }
    };
    super::beside(others, work, main).0
}

/// Ranges of items of about the same weight.
fn cut<I>(items: &[I], bytes: impl Fn(&I) -> usize) -> Vec<Range<usize>> {
    let mut shares = Vec::new();
    let (mut start, mut weight) = (0, 0_usize);
    for (i, item) in items.iter().enumerate() {
        weight = weight.saturating_add(bytes(item)).saturating_add(ITEM);
        if weight >= WEIGHT || i + 1 == items.len() {
            shares.push(start..i + 1);
            (start, weight) = (i + 1, 0);
        }
    }
    shares
}

/// The shares between their beginning and their taking.
struct Belt<A> {
    shares: usize,
    window: usize,
    state: Mutex<State<A>>,
    /// Something was taken: there is room for another share, or no need of any.
    room: Condvar,
    /// A share was put down, or none will be any more.
    made: Condvar,
}

struct State<A> {
    /// Shares that were begun.
    begun: usize,
    /// Shares that were taken.
    taken: usize,
    /// What was begun and not taken; empty while it is made.
    under_way: VecDeque<Option<A>>,
    /// Taken shares, to be used again.
    spare: Vec<A>,
    /// No more is wanted: all is taken, the caller has had enough, or someone has panicked.
    over: bool,
}

/// What there is to do for the caller.
enum Next<A> {
    Take(A),
    Make(usize, A),
    Over,
}

impl<A: Default> Belt<A> {
    fn new(shares: usize, window: usize) -> Self {
        Self {
            shares,
            window,
            state: Mutex::new(State {
                begun: 0,
                taken: 0,
                under_way: VecDeque::new(),
                spare: Vec::new(),
                over: false,
            }),
            room: Condvar::new(),
            made: Condvar::new(),
        }
    }

    /// The state stays sound over a panic: none of its changes can be seen half done.
    fn state(&self) -> MutexGuard<'_, State<A>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn begin(&self, state: &mut State<A>) -> Option<(usize, A)> {
        if state.begun == self.shares || state.under_way.len() >= self.window {
            return None;
        }
        let share = state.begun;
        state.begun += 1;
        state.under_way.push_back(None);
        Some((share, state.spare.pop().unwrap_or_default()))
    }

    /// The next share for a thread beside the caller's; `None` when there is none any more.
    fn begin_when_there_is_room(&self) -> Option<(usize, A)> {
        let mut state = self.state();
        while !state.over && state.begun < self.shares {
            if let Some(begun) = self.begin(&mut state) {
                return Some(begun);
            }
            state = self
                .room
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        None
    }

    /// Puts a share down that was begun.
    fn put(&self, share: usize, made: A) {
        let mut state = self.state();
        let at = share.checked_sub(state.taken);
        if let Some(place) = at.and_then(|at| state.under_way.get_mut(at)) {
            *place = Some(made);
        }
        drop(state);
        self.made.notify_one();
    }

    /// What the caller does next.
    fn next(&self) -> Next<A> {
        let mut state = self.state();
        loop {
            if state.over || state.taken == self.shares {
                return Next::Over;
            }
            if let Some(made) = state.under_way.front_mut().and_then(Option::take) {
                state.under_way.pop_front();
                state.taken += 1;
                drop(state);
                self.room.notify_one();
                return Next::Take(made);
            }
            if let Some((share, made)) = self.begin(&mut state) {
                return Next::Make(share, made);
            }
            state = self
                .made
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Keeps a taken share for use by another.
    fn give_back(&self, made: A) {
        self.state().spare.push(made);
    }
}

/// Ends the work for all when one of them ends: the caller, who wants no more, or a thread that
/// panics, behind which there is a gap. A thread that has nothing left to begin ends nothing.
struct OverOnDrop<'b, A: Default>(&'b Belt<A>);

impl<A: Default> Drop for OverOnDrop<'_, A> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        if state.begun < self.0.shares || thread::panicking() {
            state.over = true;
        }
        drop(state);
        self.0.room.notify_all();
        self.0.made.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    /// Numbers, each a share of its own.
    fn run<E>(
        count: usize,
        threads: usize,
        gather: impl Fn(&mut Vec<usize>, &usize) + Sync,
        take: impl FnMut(&mut Vec<usize>) -> Result<(), E>,
    ) -> Result<(), E> {
        let items: Vec<usize> = (0..count).collect();
        let threads = NonZeroUsize::new(threads).unwrap();
        in_order(&items, threads, |_| WEIGHT, gather, take)
    }

    #[test]
    fn every_share_is_announced_once_and_before_it_is_made() {
        for threads in 1..4 {
            let announced: Vec<AtomicUsize> = (0..100).map(|_| AtomicUsize::new(0)).collect();
            let items: Vec<usize> = (0..100).collect();
            let announce = |share: &[usize]| {
                for item in share {
                    announced[*item].fetch_add(1, Ordering::Relaxed);
                }
            };
            let gather = |_: &mut (), item: &usize| {
                assert_eq!(announced[*item].load(Ordering::Relaxed), 1);
            };
            let threads = NonZeroUsize::new(threads).unwrap();
            let take = |(): &mut ()| Ok::<_, ()>(());
            in_order_announced(&items, threads, |_| WEIGHT, announce, |_| (), gather, take)
                .unwrap();
            assert!(announced.iter().all(|n| n.load(Ordering::Relaxed) == 1));
        }
    }

    /// All of one share, which nothing is before.
    #[test]
    fn the_next_item_is_told_of_while_one_is_still_to_be_made() {
        let told = AtomicUsize::new(0);
        let items: Vec<usize> = (0..10).collect();
        let next = |item: &usize| told.store(*item, Ordering::Relaxed);
        let gather = |_: &mut (), item: &usize| {
            assert_eq!(told.load(Ordering::Relaxed), (item + 1).min(9));
        };
        let take = |(): &mut ()| Ok::<_, ()>(());
        in_order_announced(&items, NonZeroUsize::MIN, |_| 1, |_| (), next, gather, take).unwrap();
    }

    #[test]
    fn shares_come_in_order_whoever_made_them() {
        for threads in 1..5 {
            for count in [0, 1, 2, 7, 500] {
                let mut taken = Vec::new();
                let gather = |share: &mut Vec<usize>, item: &usize| {
                    if item % 7 == 3 {
                        thread::sleep(Duration::from_micros(300));
                    }
                    share.push(*item);
                };
                run(count, threads, gather, |share| {
                    taken.append(share);
                    Ok::<_, ()>(())
                })
                .unwrap();
                assert!(taken.iter().copied().eq(0..count), "{threads} {count}");
            }
        }
    }

    #[test]
    fn shares_are_cut_by_weight() {
        let cut = |sizes: &[usize]| cut(sizes, |bytes| *bytes);
        assert_eq!(cut(&[]), []);
        assert_eq!(cut(&[1, 1]).as_slice(), std::slice::from_ref(&(0..2)));
        assert_eq!(cut(&[WEIGHT, usize::MAX, 1, 1]), [0..1, 1..2, 2..4]);
        let many = cut(&[0; 2000]);
        assert_eq!(many.first(), Some(&(0..WEIGHT / ITEM)));
        assert_eq!(many.iter().map(ExactSizeIterator::len).sum::<usize>(), 2000);
    }

    #[test]
    fn few_items_start_no_thread() {
        let me = thread::current().id();
        let gather = |_: &mut Vec<usize>, _: &usize| assert_eq!(thread::current().id(), me);
        run(SHARES_PER_THREAD - 1, 8, gather, |_| Ok::<_, ()>(())).unwrap();
    }

    #[test]
    fn the_first_error_ends_the_work() {
        for threads in 1..4 {
            let made = AtomicUsize::new(0);
            let mut taken = 0;
            let gather = |_: &mut Vec<usize>, _: &usize| {
                made.fetch_add(1, Ordering::Relaxed);
            };
            let ended = run(10_000, threads, gather, |_| {
                taken += 1;
                if taken == 5 { Err("enough") } else { Ok(()) }
            });
            assert_eq!((ended, taken), (Err("enough"), 5));
            let made = made.into_inner();
            assert!(made <= 5 + (WINDOW + 1) * threads, "{made} were made");
        }
    }

    #[test]
    fn no_more_than_a_window_is_under_way() {
        let (threads, made) = (3, AtomicUsize::new(0));
        let mut taken = 0;
        let gather = |_: &mut Vec<usize>, _: &usize| {
            made.fetch_add(1, Ordering::Relaxed);
        };
        run(200, threads, gather, |_| {
            thread::sleep(Duration::from_micros(100));
            taken += 1;
            let ahead = made.load(Ordering::Relaxed) - taken;
            assert!(ahead <= WINDOW * threads, "{ahead} ahead");
            Ok::<_, ()>(())
        })
        .unwrap();
        assert_eq!(taken, 200);
    }

    #[test]
    fn a_panic_is_passed_on_and_nobody_waits_for_ever() {
        for threads in 1..4 {
            for at in [0, 1, 50, 199] {
                let mut taken = Vec::new();
                let gather = |share: &mut Vec<usize>, item: &usize| {
                    assert_ne!(*item, at, "as the test wants it");
                    share.push(*item);
                };
                let take = |share: &mut Vec<usize>| {
                    taken.append(share);
                    Ok::<_, ()>(())
                };
                let run = AssertUnwindSafe(|| run(200, threads, gather, take));
                assert!(catch_unwind(run).is_err());
                assert!(taken.iter().copied().eq(0..taken.len()) && taken.len() <= at);
            }
            let gather = |share: &mut Vec<usize>, item: &usize| share.push(*item);
            let take = |_: &mut Vec<usize>| -> Result<(), ()> { panic!("as the test wants it") };
            let run = AssertUnwindSafe(|| run(200, threads, gather, take));
            assert!(catch_unwind(run).is_err());
        }
    }

    #[test]
    fn what_a_share_holds_is_used_again() {
        let fresh = AtomicUsize::new(0);
        struct Share(bool);
        impl Default for Share {
            fn default() -> Self {
                Self(true)
            }
        }
        let items = [0_u8; 300];
        let threads = NonZeroUsize::new(2).unwrap();
        let gather = |share: &mut Share, _: &u8| {
            fresh.fetch_add(usize::from(std::mem::take(&mut share.0)), Ordering::Relaxed);
        };
        in_order(&items, threads, |_| WEIGHT, gather, |_| Ok::<_, ()>(())).unwrap();
        assert!(fresh.into_inner() <= 2 * WINDOW + 1);
    }
}
