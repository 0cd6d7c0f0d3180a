//! Goes through changes with the objects before and after each of them, on all threads.

use std::cell::OnceCell;
use std::convert::Infallible;

use kf_base::error::Error;
use kf_base::threads::in_order;
use kf_base::time::Timestamp;
use kf_file::etcd::Record;
use kf_object::Value;
use kf_view::author::{Author, TimeSource, author};
use kf_view::{KeyChange, KeyOperation, Mapping, Object, ReadOptions};

use crate::clock::{Clock, Point};
use crate::kinds::Place;
use crate::story::{Origin, Story};

/// A change with all that is known of it.
#[derive(Debug)]
pub struct Seen<'w, 's> {
    /// Its place among all changes.
    pub at: usize,
    /// The change.
    pub change: &'w KeyChange<'s>,
    /// What its key names.
    pub place: Place<'w, 's>,
    /// The object before, if it is known.
    pub before: Option<&'w Object<'s>>,
    /// The object after, if there is one and it can be read.
    pub after: Option<&'w Object<'s>>,
    /// Why the object after cannot be read.
    pub failed: Option<&'w Error>,
    /// Where the record comes from.
    pub origin: Origin,
    author: OnceCell<Author>,
}

impl Seen<'_, '_> {
    /// The value before.
    #[must_use]
    pub fn before(&self) -> Option<&Value<'_>> {
        self.before.map(|object| &object.value)
    }

    /// The value after.
    #[must_use]
    pub fn after(&self) -> Option<&Value<'_>> {
        self.after.map(|object| &object.value)
    }

    /// Who made the change and when, as far as the objects say.
    #[must_use]
    pub fn author(&self) -> &Author {
        self.author.get_or_init(|| {
            let after = self.after();
            let author = after.map(|after| author(self.change.operation, self.before(), after));
            author.unwrap_or_default()
        })
    }
}

/// What one thread holds: the share, and the objects it read last.
struct Held<'s, A> {
    share: A,
    last: Option<Object<'s>>,
}

impl<A: Default> Default for Held<'_, A> {
    fn default() -> Self {
        Self {
            share: A::default(),
            last: None,
        }
    }
}

impl<'s> Story<'_, 's> {
    /// Goes through the changes, each key's together, so that each object is read once. `gather`
    /// runs on many threads.
    pub fn by_key<A: Default + Send>(
        &self,
        gather: impl Fn(&mut A, &Seen<'_, 's>) + Sync,
        mut take: impl FnMut(&mut A),
    ) {
        let taken: Result<(), Infallible> = self.walk(self.order(), gather, |share| {
            take(share);
            Ok(())
        });
        let Ok(()) = taken;
    }

    /// Goes through changes at these places among all, in the order they are given in. `gather`
    /// runs on many threads.
    ///
    /// # Errors
    /// The first error of `take`.
    pub fn walk<A: Default + Send, E>(
        &self,
        places: &[usize],
        gather: impl Fn(&mut A, &Seen<'_, 's>) + Sync,
        mut take: impl FnMut(&mut A) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some(first) = self.parts().first() else {
            return Ok(());
        };
        let threads = first.view.threads();
        let bytes = |at: &usize| {
            let change = self.changes().get(*at);
            change.map_or(0, |change| change.record.value.len())
        };
        in_order(
            places,
            threads,
            bytes,
            |held: &mut Held<'s, A>, at| self.see(*at, held, &gather),
            |held| take(&mut held.share),
        )
    }

    fn see<A>(&self, at: usize, held: &mut Held<'s, A>, gather: &impl Fn(&mut A, &Seen<'_, 's>)) {
        let Some(change) = self.changes().get(at) else {
            return;
        };
        let Some(place) = self.place(at, &change) else {
            return;
        };
        let last = held.last.take();
        let put = |record: &Record<'s>| !record.tombstone && !place.foreign;
        let before = change.before.filter(put).and_then(|record| {
            last.filter(|object| object.record == record).or_else(|| {
                let at = self.changes().before(at)?;
                self.read(place.mapping, at, &record).ok()
            })
        });
        let after = Some(change.record).filter(put);
        let after = after
            .map(|record| self.read(place.mapping, at, &record))
            .transpose();
        let (after, failed) = match after {
            Ok(after) => (after, None),
            Err(error) => (None, Some(error)),
        };
        gather(
            &mut held.share,
            &Seen {
                at,
                change: &change,
                place,
                before: before.as_ref(),
                after: after.as_ref(),
                failed: failed.as_ref(),
                origin: self.origin(at),
                author: OnceCell::new(),
            },
        );
        held.last = after;
    }

    /// Reads the object of the change at a place.
    pub(crate) fn object(
        &self,
        at: usize,
        mapping: &Mapping,
        record: &Record<'s>,
    ) -> Result<Object<'s>, Error> {
        self.read(Some(mapping), at, record)
    }

    /// Reads the record of the change at a place.
    fn read(
        &self,
        mapping: Option<&Mapping>,
        at: usize,
        record: &Record<'s>,
    ) -> Result<Object<'s>, Error> {
        let options = ReadOptions {
            managed_fields: true,
            ..ReadOptions::default()
        };
        let Some(part) = self.parts().get(self.part_of(at)) else {
            return Err(record.place(Error::not_found("no file holds the record")));
        };
        part.view.state(mapping, record, options)
    }
}

/// A time that a record tells of its own writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) time: Timestamp,
    pub(crate) source: TimeSource,
}

impl Told {
    pub(crate) fn of(author: &Author) -> Option<Self> {
        Some(Self {
            time: Timestamp::parse(author.time.as_deref()?).filter(|t| !t.is_go_zero())?,
            source: author.source?,
        })
    }
}

/// What a change tells of when revisions were written.
pub(crate) fn points(seen: &Seen<'_, '_>, told: Option<Told>, into: &mut Vec<Point>) {
    if matches!(seen.origin, Origin::Carved(kf_file::etcd::Fate::Lost)) {
        return;
    }
    let record = &seen.change.record;
    if let Some(told) = told.filter(|told| told.source.is_server()) {
        into.push(Point {
            revision: record.revision.main,
            second: told.time.seconds,
            exact: true,
        });
        return;
    }
    // Of an object of which the file does not hold the creation.
    let (KeyOperation::Updated, None, Some(after)) =
        (seen.change.operation, seen.before, seen.after())
    else {
        return;
    };
    let second = |text: &str| Timestamp::parse(text).map(|t| t.seconds);
    let created = after
        .str_at(&["metadata", "creationTimestamp"])
        .and_then(second);
    into.extend(created.map(|second| Point {
        revision: record.create_revision,
        second,
        exact: true,
    }));
    let entries = after.at(&["metadata", "managedFields"]);
    let entries = entries.and_then(Value::as_array).unwrap_or_default();
    let newest = entries
        .iter()
        .filter_map(|e| second(e.str_at(&["time"])?))
        .max();
    into.extend(newest.map(|second| Point {
        revision: record.revision.main,
        second,
        exact: false,
    }));
}

impl Story<'_, '_> {
    /// Reads when revisions were written out of all objects.
    #[must_use]
    pub fn clock(&self) -> Clock {
        self.clock_while(|| true).unwrap_or_default()
    }

    /// As [`Story::clock`], for as long as it is wanted; `None` when it was given up.
    #[must_use]
    pub fn clock_while(&self, wanted: impl Fn() -> bool) -> Option<Clock> {
        let mut points = Vec::new();
        let gather = |share: &mut Vec<Point>, seen: &Seen<'_, '_>| {
            self::points(seen, Told::of(seen.author()), share);
        };
        let read = self.walk(self.order(), gather, |share| {
            points.append(share);
            if wanted() { Ok(()) } else { Err(()) }
        });
        read.ok().map(|()| Clock::new(points))
    }
}
