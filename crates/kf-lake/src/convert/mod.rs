//! From a view to the rows of its tables.
//!
//! Every object is decoded once, by all threads, and gives its row and those of its images, events,
//! rules and owners at the same time. Rows are handed over in an order that is the same for each number of
//! threads, so files made of them are too.

mod changes;
mod images;
mod keys;
mod object;
mod owners;
mod parts;
mod pile;
mod places;
mod problems;
mod rbac;
mod secret;
mod selected;
mod snapshot;

use std::num::NonZeroUsize;
use std::path::Path;

use arrow_array::RecordBatch;

use crate::Head;
use crate::limits;
use crate::row::{Batches, Cell, Row, Sorted};
use crate::schema::Table;
use kf_base::Error;
use kf_base::error::Result;
use kf_base::threads::in_order;
use kf_base::time::Timestamp;
use kf_view::View;
use object::Found;
use owners::Family;
use parts::Spread;
use places::{Kind, Placed};
use problems::Problems;
use rbac::Grants;
pub use snapshot::{Identity, TableFile, Unopened, identify, redacted, snapshot_row, unopened};

/// What conversion is told beside the view.
#[derive(Clone, Debug)]
pub struct Options<'o> {
    /// Which database the view is of.
    pub identity: &'o Identity,
    /// Name of the cluster; by default its uid.
    pub cluster: Option<&'o str>,
    /// When the snapshot was taken; by default the newest time that its newest records tell.
    pub taken: Option<Timestamp>,
    /// Leave the values of Secrets in the text of objects.
    pub secret_values: bool,
    /// Read the states around each change, which tell who made it, when, and what changed.
    pub changes: bool,
    /// Version of the program, for the snapshot's row.
    pub kf_version: &'o str,
    /// Of `objects`, the rows of this plural alone: others are not decoded.
    pub resource: Option<&'o str>,
    /// Of `objects`, the rows of this namespace alone.
    pub namespace: Option<&'o str>,
    /// Of tables whose rows come of one object each ([`Table::can_be_shared`]) those of a share of the key space alone.
    /// Others are not to be asked for with it.
    pub share: Option<Share>,
    /// Columns that are wanted, of all tables; by default all. Of others, those that cost much are NULL.
    pub columns: Option<&'o [&'o str]>,
    /// Directory for files without a name, which hold what memory is not given for; by default the system's
    /// for temporary files.
    pub scratch: Option<&'o Path>,
    /// Threads that share the work.
    pub threads: NonZeroUsize,
    /// The tables whose rows are wanted. What the others need is not done.
    pub tables: &'o [Table],
}

/// One of several shares of the key space, about as large as the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Which, from 0.
    pub number: u32,
    /// Of how many.
    pub of: u32,
}

impl Share {
    /// Whether a part belongs to it, of so many.
    fn has(self, part: usize, parts: usize) -> bool {
        let whole = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        let place = whole(part).saturating_mul(self.of.into()) / whole(parts.max(1));
        place == u64::from(self.number)
    }
}

impl Options<'_> {
    /// Whether a table's rows are wanted.
    fn wants(&self, table: Table) -> bool {
        self.tables.contains(&table)
    }

    /// Whether a column is wanted.
    fn wants_column(&self, name: &str) -> bool {
        self.columns.is_none_or(|columns| columns.contains(&name))
    }

    /// Whether the text of objects has to be written.
    fn writes_text(&self) -> bool {
        self.wants(Table::Objects)
            && (self.wants_column("object") || self.wants_column("spec_sha256"))
    }

    /// Whether objects have to be decoded.
    fn decodes(&self) -> bool {
        use Table::{Events, Images, Objects, Owners, Problems, Rbac, Secrets, Snapshots};
        let of_objects = [
            Objects, Images, Owners, Rbac, Events, Secrets, Problems, Snapshots,
        ];
        of_objects.into_iter().any(|table| self.wants(table))
    }
}

/// Takes the batches of tables.
pub trait Sink {
    /// Takes the next rows of a table.
    ///
    /// # Errors
    /// When they cannot be taken; conversion ends there.
    fn batch(&mut self, table: Table, batch: &RecordBatch) -> Result<()>;

    /// Hears that no more rows of a table will come, so that nothing of it has to be held any longer.
    ///
    /// # Errors
    /// As [`Sink::batch`].
    fn done(&mut self, _table: Table) -> Result<()> {
        Ok(())
    }
}

/// What a conversion came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// What the rows start with.
    pub head: Head,
    /// Whether nothing in the file is damaged.
    pub complete: bool,
    /// Rows in `objects`, or that it would have.
    pub objects: u64,
    /// What could not be read, notes left out.
    pub problems: u64,
    /// Values that no key at hand opens.
    pub locked: u64,
    /// Bytes of the objects' text.
    pub json_bytes: u64,
    /// The first few problems, to be told.
    pub told: Vec<Error>,
    keys: snapshot::KeyFacts,
}

/// Hands out the rows of the wanted tables, but for `snapshots`, whose row [`snapshot_row`] makes.
///
/// # Errors
/// Those of the sink, and when the key space cannot be read at all. What is wrong with parts of it is
/// a row of `problems`.
pub fn convert(view: &View<'_>, options: &Options<'_>, sink: &mut dyn Sink) -> Result<Summary> {
    let at_once = AtOnce {
        records: limits::RECORDS_AT_ONCE,
        keys: limits::KEYS_AT_ONCE,
        waiting: limits::PILE_BYTES,
    };
    convert_in_parts(view, options, sink, at_once)
}

/// How much is gathered at once.
#[derive(Clone, Copy)]
pub(crate) struct AtOnce {
    /// Records of which objects are made.
    pub(crate) records: u64,
    /// Records of which keys are counted.
    pub(crate) keys: u64,
    /// Bytes of what waits for the last object, of each kind.
    pub(crate) waiting: usize,
}

/// As [`convert`], gathering so much at once.
pub(crate) fn convert_in_parts(
    view: &View<'_>,
    options: &Options<'_>,
    sink: &mut dyn Sink,
    at_once: AtOnce,
) -> Result<Summary> {
    let head = snapshot::head(view, options);
    let mut out = Output::new(&head, options, sink)?;
    let mut problems = Problems::default();
    for problem in &options.identity.doubts {
        problems.add(view, problem, &mut out)?;
    }
    for problem in view.problems() {
        problems.add(view, problem, &mut out)?;
    }
    let mut summary = Summary {
        head: head.clone(),
        ..Summary::default()
    };
    let mut at_once = at_once;
    if let Some(share) = options.share {
        let records = view.records().div_ceil(u64::from(share.of.max(1))).max(1);
        at_once.records = at_once.records.min(records);
    }
    let spread = Spread::of(view, at_once.records.min(at_once.keys));
    if options.decodes() {
        let reading = Reading {
            view,
            options,
            out: &mut out,
            problems: &mut problems,
            summary: &mut summary,
            family: Family::new(options.scratch, at_once.waiting),
            grants: Grants::default(),
        };
        reading.all(&spread, at_once.records)?;
    }
    if options.wants(Table::Revisions) {
        changes::write(view, options, &mut out, &mut problems, at_once.keys)?;
        out.done(Table::Revisions)?;
    }
    if options.wants(Table::Keys) || options.wants(Table::Snapshots) {
        summary.keys = keys::write(view, &spread, at_once.keys, &mut out, &mut problems)?;
    }
    summary.complete = !problems.damaged();
    summary.problems = problems.count();
    summary.locked = problems.locked();
    summary.told = problems.told();
    problems.finish(&mut out)?;
    out.finish()?;
    Ok(summary)
}

/// The objects of the newest state on their way to rows.
struct Reading<'r, 'o, 'k, 's> {
    view: &'r View<'s>,
    options: &'r Options<'r>,
    out: &'r mut Output<'o, 'k>,
    problems: &'r mut Problems,
    summary: &'r mut Summary,
    family: Family<'r>,
    grants: Grants,
}

impl<'s> Reading<'_, '_, '_, 's> {
    /// Decodes all objects.
    fn all(mut self, spread: &Spread<'s>, at_once: u64) -> Result<()> {
        let (view, options) = (self.view, self.options);
        for problem in view.type_problems() {
            self.problems.add(view, problem, self.out)?;
        }
        if let Some(doubt) = view.doubtful_time() {
            let doubt = Error::corrupt(doubt).hint("--taken gives another time");
            self.problems.add(view, &doubt, self.out)?;
        }
        let parts = spread.cut(at_once, |key| places::order(view, key));
        let mut left_off = 0;
        for part in 0..parts.len() {
            let is_wanted = |share: Share| share.has(part, parts.len());
            if !options.share.is_none_or(is_wanted) {
                continue;
            }
            let latest = match parts.len() {
                1 => view.latest_where(|_| true)?,
                // What names no object belongs to the first.
                _ => view.latest_where(|key| match places::order(view, key) {
                    Some(place) => parts.has(part, &place),
                    None => part == 0,
                })?,
            };
            for problem in latest.problems.list() {
                self.problems.add(view, problem, self.out)?;
            }
            // Each pass meets most of the same problems.
            left_off = left_off.max(latest.problems.left_off());
            let (kinds, strangers) = places::sort(view, latest.records);
            for key in &strangers {
                let text = "of no type known in this snapshot: not in objects";
                self.problems.note(view, key, text, self.out)?;
            }
            for kind in kinds {
                self.kind(kind)?;
            }
        }
        self.problems.left_off(left_off, self.out)?;
        for table in [Table::Objects, Table::Images, Table::Events, Table::Secrets] {
            self.out.done(table)?;
        }
        if self.options.wants(Table::Owners) {
            self.family.write(self.out)?;
            self.out.done(Table::Owners)?;
        }
        if self.options.wants(Table::Rbac) {
            self.grants.write(view, self.out, self.problems)?;
            self.out.done(Table::Rbac)?;
        }
        Ok(())
    }

    /// Decodes the objects of a type.
    fn kind(&mut self, mut kind: Kind<'s>) -> Result<()> {
        let (view, options) = (self.view, self.options);
        if options.resource.is_some_and(|r| r != kind.resource()) {
            return Ok(());
        }
        if let Some(namespace) = options.namespace {
            kind.objects.retain(|o| o.namespace == Some(namespace));
        }
        self.family.begin(&kind);
        let weigh = |placed: &Placed<'s>| placed.record.value.len();
        let gather = |share: &mut Vec<Found>, placed: &Placed<'s>| {
            share.push(object::read(view, &kind, placed, options));
        };
        let mut at = kind.objects.iter();
        let take = |share: &mut Vec<Found>| {
            for found in share.drain(..) {
                let Some(placed) = at.next() else { break };
                self.take(placed, found)?;
            }
            Ok(())
        };
        in_order(&kind.objects, threads(options), weigh, gather, take)
    }

    /// Hands on what came of an object.
    fn take(&mut self, placed: &Placed<'s>, found: Found) -> Result<()> {
        let (view, options) = (self.view, self.options);
        for problem in &found.problems {
            self.problems.add_of_object(view, problem, self.out)?;
        }
        for note in &found.notes {
            let key = placed.record.key;
            self.problems.note(view, key, note, self.out)?;
        }
        if let Some(row) = &found.object {
            self.summary.objects += 1;
            self.summary.json_bytes = self.summary.json_bytes.saturating_add(found.json_bytes);
            if options.wants(Table::Objects) {
                self.out.row(Table::Objects, row)?;
            }
        }
        for row in found.images {
            self.out.sorted(Table::Images, row)?;
        }
        for row in found.events {
            self.out.sorted(Table::Events, row)?;
        }
        for row in found.secrets {
            self.out.sorted(Table::Secrets, row)?;
        }
        self.grants.add(found.rbac);
        self.family.add(placed, found.kin)
    }
}

/// Threads that decode.
fn threads(options: &Options<'_>) -> NonZeroUsize {
    let most = NonZeroUsize::new(limits::MAX_THREADS).unwrap_or(NonZeroUsize::MIN);
    options.threads.min(most)
}

/// Batches on their way to the sink.
struct Output<'o, 'k> {
    tables: Vec<(Table, Batches, Sorted)>,
    sink: &'o mut (dyn Sink + 'k),
}

impl<'o, 'k> Output<'o, 'k> {
    fn new(head: &Head, options: &Options<'_>, sink: &'o mut (dyn Sink + 'k)) -> Result<Self> {
        let tables = Table::ALL.into_iter().filter(|table| options.wants(*table));
        let tables =
            tables.map(|table| Ok((table, Batches::new(table, head)?, Sorted::new(table))));
        Ok(Self {
            tables: tables.collect::<Result<_>>()?,
            sink,
        })
    }

    /// Whether a table's rows are wanted.
    fn wants(&self, table: Table) -> bool {
        self.tables.iter().any(|(t, ..)| *t == table)
    }

    /// Writes a row that comes in the table's order.
    fn row(&mut self, table: Table, row: &[Cell<'_>]) -> Result<()> {
        let Some((_, batches, _)) = self.tables.iter_mut().find(|(t, ..)| *t == table) else {
            return Ok(());
        };
        match batches.push(row)? {
            Some(batch) => self.sink.batch(table, &batch),
            None => Ok(()),
        }
    }

    /// Writes a row that comes in any order.
    fn sorted(&mut self, table: Table, row: Row) -> Result<()> {
        let Some((_, _, sorted)) = self.tables.iter_mut().find(|(t, ..)| *t == table) else {
            return Ok(());
        };
        if sorted.push(row) {
            for row in sorted.take() {
                self.row(table, &row)?;
            }
        }
        Ok(())
    }

    /// Ends a table, whose rows are all there.
    fn done(&mut self, table: Table) -> Result<()> {
        let Some(at) = self.tables.iter().position(|(t, ..)| *t == table) else {
            return Ok(());
        };
        if let Some((_, _, sorted)) = self.tables.get_mut(at) {
            for row in sorted.take() {
                self.row(table, &row)?;
            }
        }
        let (_, mut batches, _) = self.tables.remove(at);
        if let Some(batch) = batches.finish()? {
            self.sink.batch(table, &batch)?;
        }
        self.sink.done(table)
    }

    fn finish(mut self) -> Result<()> {
        while let Some((table, ..)) = self.tables.first() {
            self.done(*table)?;
        }
        Ok(())
    }
}
