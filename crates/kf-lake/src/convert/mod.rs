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
mod places;
mod problems;
mod rbac;
mod secret;
mod selected;
mod snapshot;

use std::num::NonZeroUsize;

use arrow_array::RecordBatch;

use crate::Head;
use crate::row::{Batches, Row, Sorted};
use crate::schema::Table;
use kf_base::Error;
use kf_base::error::Result;
use kf_base::threads::in_order;
use kf_base::time::Timestamp;
use kf_file::etcd::Want;
use kf_view::View;
use object::Found;
use owners::Family;
use places::Placed;
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
    /// Columns that are wanted, of all tables; by default all. Of others, those that cost much are NULL.
    pub columns: Option<&'o [&'o str]>,
    /// Threads that share the work.
    pub threads: NonZeroUsize,
    /// The tables whose rows are wanted. What the others need is not done.
    pub tables: &'o [Table],
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
    let head = snapshot::head(view, options);
    let mut out = Output::new(&head, options, sink);
    let mut problems = Problems::default();
    for problem in &options.identity.doubts {
        problems.add(view, problem);
    }
    for problem in view.problems() {
        problems.add(view, problem);
    }
    let mut summary = Summary {
        head: head.clone(),
        ..Summary::default()
    };
    if options.decodes() {
        objects(view, options, &mut out, &mut problems, &mut summary)?;
    }
    if options.wants(Table::Revisions) {
        changes::write(view, options, &mut out, &mut problems)?;
    }
    if options.wants(Table::Keys) || options.wants(Table::Snapshots) {
        summary.keys = keys::write(view, &mut out, &mut problems)?;
    }
    summary.complete = !problems.damaged();
    summary.problems = problems.count();
    summary.locked = problems.locked();
    summary.told = problems.told();
    for row in problems.into_rows() {
        out.sorted(Table::Problems, row)?;
    }
    out.finish()?;
    Ok(summary)
}

/// Decodes all objects of the newest state.
fn objects<'s>(
    view: &View<'s>,
    options: &Options<'_>,
    out: &mut Output<'_, '_>,
    problems: &mut Problems,
    summary: &mut Summary,
) -> Result<()> {
    let latest = view.latest(&Want::none().prefix(""))?;
    for problem in latest.problems.list() {
        problems.add(view, problem);
    }
    problems.left_off(latest.problems.left_off());
    let (mut kinds, strangers) = places::sort(view, latest.records);
    if let Some(namespace) = options.namespace {
        let other =
            |kind: &mut places::Kind<'_>| kind.objects.retain(|o| o.namespace == Some(namespace));
        kinds.iter_mut().for_each(other);
    }
    for problem in view.definition_problems() {
        problems.add(view, problem);
    }
    for key in &strangers {
        problems.note(
            view,
            key,
            "of no type known in this snapshot: not in objects",
        );
    }
    let mut family = Family::default();
    let mut grants = Grants::default();
    for (number, kind) in kinds.iter().enumerate() {
        if options.resource.is_some_and(|r| r != kind.resource()) {
            continue;
        }
        let weigh = |placed: &Placed<'s>| placed.record.value.len();
        let gather = |share: &mut Vec<Found>, placed: &Placed<'s>| {
            share.push(object::read(view, kind, placed, options));
        };
        let mut at = kind.objects.iter();
        let take = |share: &mut Vec<Found>| {
            for found in share.drain(..) {
                let Some(placed) = at.next() else { break };
                for problem in &found.problems {
                    problems.add(view, problem);
                }
                for note in &found.notes {
                    problems.note(view, placed.record.key, note);
                }
                if let Some(row) = &found.object {
                    summary.objects += 1;
                    summary.json_bytes = summary.json_bytes.saturating_add(found.json_bytes);
                    if options.wants(Table::Objects) {
                        out.row(Table::Objects, row)?;
                    }
                }
                for row in found.images {
                    out.sorted(Table::Images, row)?;
                }
                for row in found.events {
                    out.sorted(Table::Events, row)?;
                }
                for row in found.secrets {
                    out.sorted(Table::Secrets, row)?;
                }
                grants.add(found.rbac);
                family.add(number, placed, found.kin);
            }
            Ok(())
        };
        in_order(&kind.objects, options.threads, weigh, gather, take)?;
    }
    if options.wants(Table::Owners) {
        family.write(&kinds, out)?;
    }
    if options.wants(Table::Rbac) {
        grants.write(view, out, problems)?;
    }
    Ok(())
}

/// Batches on their way to the sink.
struct Output<'o, 'k> {
    tables: Vec<(Table, Batches, Sorted)>,
    sink: &'o mut (dyn Sink + 'k),
}

impl<'o, 'k> Output<'o, 'k> {
    fn new(head: &Head, options: &Options<'_>, sink: &'o mut (dyn Sink + 'k)) -> Self {
        let tables = Table::ALL.into_iter().filter(|table| options.wants(*table));
        Self {
            tables: tables
                .map(|table| (table, Batches::new(table, head), Sorted::new(table)))
                .collect(),
            sink,
        }
    }

    /// Whether a table's rows are wanted.
    fn wants(&self, table: Table) -> bool {
        self.tables.iter().any(|(t, ..)| *t == table)
    }

    /// Writes a row that comes in the table's order.
    fn row(&mut self, table: Table, row: &Row) -> Result<()> {
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

    fn finish(mut self) -> Result<()> {
        for table in Table::ALL {
            let Some((_, _, sorted)) = self.tables.iter_mut().find(|(t, ..)| *t == table) else {
                continue;
            };
            for row in sorted.take() {
                self.row(table, &row)?;
            }
        }
        for (table, mut batches, _) in self.tables {
            if let Some(batch) = batches.finish()? {
                self.sink.batch(table, &batch)?;
            }
        }
        Ok(())
    }
}
