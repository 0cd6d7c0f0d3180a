//! One pass over all records, shared between threads.
//!
//! The tree is cut into more stretches than there are threads, and each thread takes the next one
//! when it is done with one. Nothing is allocated per record and only the bytes of a
//! record up to the end of its user key are read, so that the pages behind it (the tail of a
//! large value) are never mapped.

use std::num::NonZeroUsize;

use crate::bbolt::{Bucket, Db, Direction, Page, Visited};
use kf_base::error::Error;
use kf_base::threads;

use super::problems::Problems;
use super::record::Raw;
use super::revision::Revision;
use super::schema;

/// What a pass found beside what its visitor kept.
pub(crate) struct Pass<C, S> {
    /// What the visitors kept together.
    pub(crate) shared: C,
    /// What each thread's visitor kept.
    pub(crate) states: Vec<S>,
    pub(crate) problems: Problems,
    /// Greatest revision met.
    pub(crate) newest: Revision,
    /// Records met, damaged ones excepted.
    pub(crate) records: u64,
}

/// Shows every record of the bucket to `visit`, in no particular order, and then those of `loose`.
///
/// When something is damaged, one thread goes through it all again, and nothing is kept of the first
/// time: which of two pages that claim the same bytes is believed must not depend on which thread came
/// first.
pub(crate) fn run<'a, C: Sync, S: Send>(
    tree: Option<(&Db<'a>, Bucket<'a>)>,
    loose: &[Raw<'a>],
    threads: NonZeroUsize,
    share: impl Fn() -> C,
    init: impl Fn() -> S + Sync,
    visit: impl Fn(&C, &mut S, &mut Problems, &Raw<'a>) + Sync,
) -> Pass<C, S> {
    let pass = once(tree, loose, threads, share(), &init, &visit);
    if pass.problems.is_empty() || threads == NonZeroUsize::MIN {
        return pass;
    }
    drop(pass);
    once(tree, loose, NonZeroUsize::MIN, share(), &init, &visit)
}

fn once<'a, C: Sync, S: Send>(
    tree: Option<(&Db<'a>, Bucket<'a>)>,
    loose: &[Raw<'a>],
    threads: NonZeroUsize,
    shared: C,
    init: &(impl Fn() -> S + Sync),
    visit: &(impl Fn(&C, &mut S, &mut Problems, &Raw<'a>) + Sync),
) -> Pass<C, S> {
    let seen = |state: &mut S, problems: &mut Problems, raw: &Raw<'a>| {
        visit(&shared, state, problems, raw);
    };
    let mut pass = match tree {
        Some((db, bucket)) => through_tree(db, bucket, threads, init, &seen),
        None => gather(Vec::new(), vec![Worker::new(init())]),
    };
    if let Some(state) = pass.states.first_mut() {
        for raw in loose {
            pass.newest = pass.newest.max(raw.revision);
            pass.records = pass.records.saturating_add(1);
            seen(state, &mut pass.problems, raw);
        }
    }
    Pass {
        shared,
        states: pass.states,
        problems: pass.problems,
        newest: pass.newest,
        records: pass.records,
    }
}

fn through_tree<'a, S: Send>(
    db: &Db<'a>,
    bucket: Bucket<'a>,
    threads: NonZeroUsize,
    init: &(impl Fn() -> S + Sync),
    visit: &(impl Fn(&mut S, &mut Problems, &Raw<'a>) + Sync),
) -> Pass<(), S> {
    let visited = Visited::new(db);
    let stretches = db.stretches(bucket, threads, &visited);
    let workers = threads::share_out(
        stretches.len(),
        threads,
        || Worker::new(init()),
        |worker, at| {
            // The newest first: who looks for the latest record of a key has it when the older ones come,
            // and need not look at those.
            let index = stretches.len().saturating_sub(1).saturating_sub(at);
            worker.work(db, index, stretches.pieces(index), &visited, visit);
        },
    );
    gather(stretches.problems, workers)
}

fn gather<S>(above: Vec<Error>, workers: Vec<Worker<S>>) -> Pass<(), S> {
    let mut pass = Pass {
        shared: (),
        states: Vec::with_capacity(workers.len()),
        problems: Problems::default(),
        newest: Revision::default(),
        records: 0,
    };
    for problem in above {
        pass.problems.push(|| problem);
    }
    let mut done = Vec::new();
    for worker in workers {
        pass.states.push(worker.state);
        pass.newest = pass.newest.max(worker.newest);
        pass.records = pass.records.saturating_add(worker.records);
        done.extend(worker.done);
    }
    // Back into the order of the file, whichever thread had which stretch.
    done.sort_unstable_by_key(|stretch| stretch.index);
    let mut last: Option<(Revision, bool)> = None;
    for stretch in done {
        if let (Some(last), Some((first, page))) = (last, stretch.first)
            && first <= last
        {
            pass.problems.push(|| out_of_order(first, last, page));
        }
        last = stretch.last.or(last);
        pass.problems.append(stretch.problems);
    }
    pass
}

/// What is kept of a stretch once it is done.
struct Done {
    index: usize,
    first: Option<((Revision, bool), u64)>,
    last: Option<(Revision, bool)>,
    problems: Problems,
}

struct Worker<S> {
    state: S,
    done: Vec<Done>,
    newest: Revision,
    records: u64,
}

impl<S> Worker<S> {
    fn new(state: S) -> Self {
        Self {
            state,
            done: Vec::new(),
            newest: Revision::default(),
            records: 0,
        }
    }

    fn work<'a>(
        &mut self,
        db: &Db<'a>,
        index: usize,
        pieces: &[Bucket<'a>],
        visited: &Visited,
        visit: &impl Fn(&mut S, &mut Problems, &Raw<'a>),
    ) {
        let mut done = Done {
            index,
            first: None,
            last: None,
            problems: Problems::default(),
        };
        for piece in pieces {
            let pages = db.leaves(*piece, Direction::Forward, visited);
            for page in pages.read_ahead() {
                match page {
                    Ok(page) => self.page(&page, &mut done, visit),
                    Err(e) => done.problems.push(|| e.in_bucket(schema::KEY)),
                }
            }
        }
        self.done.push(done);
    }

    fn page<'a>(
        &mut self,
        page: &Page<'a>,
        done: &mut Done,
        visit: &impl Fn(&mut S, &mut Problems, &Raw<'a>),
    ) {
        for element in page.leaf_elements() {
            let element = match element {
                Ok(element) if !element.is_bucket => element,
                Ok(element) => {
                    done.problems.push(|| nested(element.index, page.id()));
                    continue;
                }
                Err(e) => {
                    done.problems.push(|| e.in_bucket(schema::KEY));
                    continue;
                }
            };
            let (revision, raw) = match Raw::parse(element.key, element.value, page.id()) {
                Ok(parsed) => parsed,
                Err(e) => {
                    done.problems
                        .push(|| e.at_page(page.id()).in_bucket(schema::KEY));
                    continue;
                }
            };
            self.newest = self.newest.max(revision);
            let Some(raw) = raw else {
                continue;
            };
            self.records = self.records.saturating_add(1);
            let rank = raw.rank();
            if let Some(last) = done.last
                && rank <= last
            {
                done.problems.push(|| out_of_order(rank, last, page.id()));
            }
            if done.first.is_none() {
                done.first = Some((rank, page.id()));
            }
            done.last = Some(rank);
            visit(&mut self.state, &mut done.problems, &raw);
        }
    }
}

#[cold]
fn out_of_order(this: (Revision, bool), last: (Revision, bool), page: u64) -> Error {
    let what = if this == last {
        "the revision occurs twice".to_owned()
    } else {
        format!("the revision follows revision {}", last.0)
    };
    Error::corrupt(what)
        .at_revision(this.0.main, this.0.sub)
        .at_page(page)
        .in_bucket(schema::KEY)
}

#[cold]
fn nested(index: u16, page: u64) -> Error {
    Error::corrupt(format!("element {index} is a nested bucket, etcd has none"))
        .at_page(page)
        .in_bucket(schema::KEY)
}
