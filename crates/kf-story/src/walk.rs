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
    before: Option<&'w Both<'s>>,
    /// The object after, if there is one and it can be read.
    after: Option<&'w Both<'s>>,
    /// Why the object after cannot be read.
    pub failed: Option<&'w Error>,
    /// Where the record comes from.
    pub origin: Origin,
    author: OnceCell<Author>,
    plain_author: OnceCell<Author>,
}

impl Seen<'_, '_> {
    /// The value before, as it may be shown.
    #[must_use]
    pub fn before(&self) -> Option<&Value<'_>> {
        self.before.map(Both::shown)
    }

    /// The value after, as it may be shown.
    #[must_use]
    pub fn after(&self) -> Option<&Value<'_>> {
        self.after.map(Both::shown)
    }

    /// The value before, in which nothing is redacted: to decide by, and not to show.
    pub(crate) fn plain_before(&self) -> Option<&Value<'_>> {
        self.before.map(|object| &object.plain.value)
    }

    /// The value after, in which nothing is redacted: to decide by, and not to show.
    pub(crate) fn plain_after(&self) -> Option<&Value<'_>> {
        self.after.map(|object| &object.plain.value)
    }

    /// Who made the change and when, as far as the objects say, as it may be shown.
    #[must_use]
    pub fn author(&self) -> &Author {
        let by = || author_of(self.change.operation, self.before(), self.after());
        self.author.get_or_init(by)
    }

    /// As [`Seen::author`], with the names that clients gave: to decide by, and not to show.
    pub(crate) fn plain_author(&self) -> &Author {
        if !self.is_redacted() {
            return self.author();
        }
        let (before, after) = (self.plain_before(), self.plain_after());
        let by = || author_of(self.change.operation, before, after);
        self.plain_author.get_or_init(by)
    }

    /// Whether what may be shown is not what there is.
    pub(crate) fn is_redacted(&self) -> bool {
        let mut both = self.before.into_iter().chain(self.after);
        both.any(|object| object.shown.is_some())
    }
}

fn author_of(
    operation: KeyOperation,
    before: Option<&Value<'_>>,
    after: Option<&Value<'_>>,
) -> Author {
    let author = after.map(|after| author(operation, before, after));
    author.unwrap_or_default()
}

/// An object as it is, and as it may be shown.
#[derive(Debug)]
struct Both<'s> {
    plain: Object<'s>,
    /// Where the view redacts.
    shown: Option<Value<'s>>,
}

impl<'s> Both<'s> {
    fn shown(&self) -> &Value<'s> {
        self.shown.as_ref().unwrap_or(&self.plain.value)
    }
}

/// What one thread holds: the share, and the objects it read last.
struct Held<'s, A> {
    share: A,
    last: Option<Both<'s>>,
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
            last.filter(|object| object.plain.record == record)
                .or_else(|| {
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
                plain_author: OnceCell::new(),
            },
        );
        held.last = after;
    }

    /// Reads the object of the change at a place, in which nothing is redacted.
    pub(crate) fn plain(
        &self,
        at: usize,
        mapping: Option<&Mapping>,
        record: &Record<'s>,
    ) -> Result<Object<'s>, Error> {
        let options = ReadOptions {
            managed_fields: true,
            ..ReadOptions::default()
        };
        let Some(part) = self.parts().get(self.part_of(at)) else {
            return Err(record.place(Error::not_found("no file holds the record")));
        };
        part.view.plain_state(mapping, record, options)
    }

    /// Reads the record of the change at a place, as it is and as it may be shown.
    fn read(
        &self,
        mapping: Option<&Mapping>,
        at: usize,
        record: &Record<'s>,
    ) -> Result<Both<'s>, Error> {
        let plain = self.plain(at, mapping, record)?;
        let view = self.parts().get(self.part_of(at)).map(|part| part.view);
        let view = view.filter(|view| view.redactor().is_some());
        let shown = view.map(|view| {
            let mut value = plain.value.clone();
            view.redact(&mut value, mapping);
            value
        });
        Ok(Both { plain, shown })
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
        (seen.change.operation, seen.before, seen.plain_after())
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
            self::points(seen, Told::of(seen.plain_author()), share);
        };
        let read = self.walk(self.order(), gather, |share| {
            points.append(share);
            if wanted() { Ok(()) } else { Err(()) }
        });
        read.ok().map(|()| Clock::new(points))
    }
}
