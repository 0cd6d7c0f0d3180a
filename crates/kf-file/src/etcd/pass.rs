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

use super::check::EACH_HAS_A_RECORD;
use super::problems::Problems;
use super::record::Raw;
use super::revision::Revision;
use super::schema;

/// What a pass goes through.
#[derive(Clone, Copy)]
pub(crate) struct Source<'r, 'd, 'a> {
    /// The tree of the bucket `key`.
    pub(crate) tree: Option<(&'d Db<'a>, Bucket<'a>)>,
    /// Records that lie elsewhere, in the order of their revisions where there is no tree.
    pub(crate) loose: &'r [Raw<'a>],
    /// Revisions without a record, where there is no tree.
    pub(crate) gaps: &'r [Revision],
    /// The revision above which each one has a record; `None` where nothing has to be there.
    pub(crate) whole_from: Option<i64>,
}

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
    source: Source<'_, '_, 'a>,
    threads: NonZeroUsize,
    share: impl Fn() -> C,
    init: impl Fn() -> S + Sync,
    visit: impl Fn(&C, &mut S, &mut Problems, &Raw<'a>) + Sync,
) -> Pass<C, S> {
    let (mut pass, mut hole) = once(source, threads, share(), &init, &visit);
    if !pass.problems.is_empty() && threads != NonZeroUsize::MIN {
        drop(pass);
        (pass, hole) = once(source, NonZeroUsize::MIN, share(), &init, &visit);
    }
    if let Some(hole) = hole {
        pass.problems.push(|| hole);
    }
    pass
}

/// Shows every record to `visit`. What is missing between them is told beside the pass: no other order of the
/// threads would find it.
fn once<'a, C: Sync, S: Send>(
    source: Source<'_, '_, 'a>,
    threads: NonZeroUsize,
    shared: C,
    init: &(impl Fn() -> S + Sync),
    visit: &(impl Fn(&C, &mut S, &mut Problems, &Raw<'a>) + Sync),
) -> (Pass<C, S>, Option<Error>) {
    let seen = |state: &mut S, problems: &mut Problems, raw: &Raw<'a>| {
        visit(&shared, state, problems, raw);
    };
    let Source { tree, loose, .. } = source;
    let mut holes = Holes::new(
        source
            .whole_from
            .filter(|_| tree.is_none() || loose.is_empty()),
    );
    let mut pass = match tree {
        Some((db, bucket)) => through_tree(db, bucket, threads, &mut holes, init, &seen),
        None => {
            let mut gaps = source.gaps.iter().map(|gap| gap.main).peekable();
            for raw in loose {
                while let Some(gap) = gaps.next_if(|gap| *gap <= raw.revision.main) {
                    holes.known(gap);
                }
                holes.meet(raw.revision.main);
            }
            gather(Vec::new(), vec![Worker::new(init())], &mut Holes::new(None))
        }
    };
    // Of a file of which more is wrong, that says more; `Store::check` counts what is missing.
    let hole = pass.problems.is_empty().then(|| holes.problem()).flatten();
    if let Some(state) = pass.states.first_mut() {
        for raw in loose {
            pass.newest = pass.newest.max(raw.revision);
            pass.records = pass.records.saturating_add(1);
            seen(state, &mut pass.problems, raw);
        }
    }
    let pass = Pass {
        shared,
        states: pass.states,
        problems: pass.problems,
        newest: pass.newest,
        records: pass.records,
    };
    (pass, hole)
}

fn through_tree<'a, S: Send>(
    db: &Db<'a>,
    bucket: Bucket<'a>,
    threads: NonZeroUsize,
    holes: &mut Holes,
    init: &(impl Fn() -> S + Sync),
    visit: &(impl Fn(&mut S, &mut Problems, &Raw<'a>) + Sync),
) -> Pass<(), S> {
    let whole_from = holes.whole_from;
    let visited = Visited::new(db);
    let stretches = db.stretches(bucket, threads, &visited);
    let workers = threads::share_out(
        stretches.len(),
        threads,
        || Worker {
            whole_from,
            ..Worker::new(init())
        },
        |worker, at| {
            // The newest first: who looks for the latest record of a key has it when the older ones come,
            // and need not look at those.
            let index = stretches.len().saturating_sub(1).saturating_sub(at);
            worker.work(db, index, stretches.pieces(index), &visited, visit);
        },
    );
    gather(stretches.problems, workers, holes)
}

fn gather<S>(above: Vec<Error>, workers: Vec<Worker<S>>, holes: &mut Holes) -> Pass<(), S> {
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
        holes.append(stretch.holes);
        pass.problems.append(stretch.problems);
    }
    pass
}

/// What is kept of a stretch once it is done.
struct Done {
    index: usize,
    first: Option<((Revision, bool), u64)>,
    last: Option<(Revision, bool)>,
    holes: Holes,
    problems: Problems,
}

/// Where revisions are missing among those that are met in their order.
#[derive(Clone, Copy, Debug, Default)]
struct Holes {
    /// The revision above which each one has a record; `None` where nobody looks.
    whole_from: Option<i64>,
    /// The first that was met, and whether it has a record.
    first: Option<(i64, bool)>,
    last: Option<i64>,
    /// How many are missing, and the first of them with the last one in a row.
    missing: i64,
    at: Option<(i64, i64)>,
}

impl Holes {
    fn new(whole_from: Option<i64>) -> Self {
        Self {
            whole_from,
            // What is kept of the time before ends there.
            last: whole_from,
            ..Self::default()
        }
    }

    /// Takes note of the revision of a record.
    #[inline]
    fn meet(&mut self, main: i64) {
        if let Some(last) = self.last.replace(main)
            && main.saturating_sub(last) > 1
        {
            self.hole(last, main);
        }
        self.first = self.first.or(Some((main, true)));
    }

    /// Takes note of a revision that may stand far behind the one before it: `etcdutl snapshot restore
    /// --bump-revision` leaves one without a record.
    #[inline]
    fn known(&mut self, main: i64) {
        self.last = self.last.max(Some(main));
        self.first = self.first.or(Some((main, false)));
    }

    #[cold]
    fn hole(&mut self, last: i64, next: i64) {
        let Some(from) = self.whole_from else {
            return;
        };
        let (first, end) = (last.max(from).saturating_add(1), next.saturating_sub(1));
        if first <= end {
            let many = end.saturating_sub(first).saturating_add(1);
            self.missing = self.missing.saturating_add(many);
            self.at = self.at.or(Some((first, end)));
        }
    }

    /// Those of the records that follow.
    fn append(&mut self, other: Self) {
        let (Some(first), Some(last)) = (other.first, other.last) else {
            return;
        };
        match first {
            (main, true) => self.meet(main),
            (main, false) => self.known(main),
        }
        self.last = Some(last);
        self.missing = self.missing.saturating_add(other.missing);
        self.at = self.at.or(other.at);
    }

    fn problem(&self) -> Option<Error> {
        let (first, end) = self.at?;
        let which = match self.missing {
            1 => format!("revision {first} is missing"),
            many if many == end.saturating_sub(first).saturating_add(1) => {
                format!("revisions {first} to {end} are missing")
            }
            many if first == end => format!("{many} revisions are missing, {first} first"),
            many => format!("{many} revisions are missing, {first} to {end} first"),
        };
        let problem = Error::corrupt(which).in_bucket(schema::KEY);
        Some(problem.hint(EACH_HAS_A_RECORD))
    }
}

struct Worker<S> {
    state: S,
    whole_from: Option<i64>,
    done: Vec<Done>,
    newest: Revision,
    records: u64,
}

impl<S> Worker<S> {
    fn new(state: S) -> Self {
        Self {
            state,
            whole_from: None,
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
            holes: Holes {
                whole_from: self.whole_from,
                ..Holes::default()
            },
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
                done.holes.known(revision.main);
                continue;
            };
            done.holes.meet(revision.main);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn told(whole_from: Option<i64>, stretches: &[&[i64]]) -> Option<String> {
        let mut all = Holes::new(whole_from);
        for stretch in stretches {
            let mut holes = Holes {
                whole_from,
                ..Holes::default()
            };
            for main in *stretch {
                match main {
                    // What `--bump-revision` leaves.
                    1000.. => holes.known(*main),
                    _ => holes.meet(*main),
                }
            }
            all.append(holes);
        }
        all.problem().map(|e| e.message().to_owned())
    }

    #[test]
    fn above_the_compact_revision_each_revision_has_a_record() {
        assert_eq!(told(Some(1), &[&[2, 3, 3], &[3, 4], &[], &[5]]), None);
        // Of what was before, some is left.
        assert_eq!(told(Some(7), &[&[2, 5], &[8, 9]]), None);
        assert_eq!(told(Some(7), &[&[2, 5], &[7, 8]]), None);
        assert_eq!(told(None, &[&[2, 5], &[9]]), None);
        assert_eq!(told(Some(1), &[&[2, 3], &[1000, 1000]]), None);
        let missing = |whole_from, stretches: &[&[i64]]| told(Some(whole_from), stretches).unwrap();
        assert_eq!(missing(1, &[&[3]]), "revision 2 is missing");
        assert_eq!(missing(1, &[&[2], &[5, 6]]), "revisions 3 to 4 are missing");
        assert_eq!(missing(3, &[&[2], &[6]]), "revisions 4 to 5 are missing");
        assert_eq!(
            missing(1, &[&[2, 4], &[5, 8]]),
            "3 revisions are missing, 3 first"
        );
        assert_eq!(
            missing(1, &[&[2], &[5, 8]]),
            "4 revisions are missing, 3 to 4 first"
        );
    }
}
