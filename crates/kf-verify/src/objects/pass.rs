//! One list of the server, against the objects that kf reads from one place.

use super::causes::{self, Listed};
use super::detail;
use super::equal::same;
use super::places::{Entry, State};
use super::served::Listing;
use super::{Options, Pin};
use crate::apiserver::{ListFailure, Page, Refusal, Server};
use crate::http::{Trouble, escaped};
use crate::report::{Cause, Finding, Group, Kind, Level};
use kf_base::error::{Error, ErrorKind, Result};
use kf_file::etcd::Record;
use kf_object::{Value, parse};
use kf_resource::{Origin, Resource};
use kf_schema::Minor;
use kf_view::{ReadOptions, View};

/// What all lists have in common.
#[derive(Debug)]
pub(super) struct Pass<'p, 's> {
    pub(super) view: &'p View<'s>,
    pub(super) server: &'p Server,
    pub(super) options: &'p Options,
    /// The minor that the snapshot was written by; the view may read as the server's.
    pub(super) written: Minor,
    pub(super) server_minor: Minor,
    pub(super) pin: Pin,
}

/// A list, and what it is compared with.
#[derive(Debug)]
pub(super) struct Task<'t, 's> {
    /// The group's name.
    pub(super) name: String,
    pub(super) listing: Listing,
    pub(super) namespace: Option<String>,
    /// What is asked for, one list each.
    pub(super) queries: Vec<String>,
    /// All keys of the place, or of what was selected of it, sorted.
    pub(super) entries: &'t [Entry<'s>],
    /// Length of the place's prefix.
    pub(super) prefix: usize,
    /// Which of the place's kinds are compared; all if `None`. Of the others it is enough that
    /// they are there.
    pub(super) kinds: Option<Vec<usize>>,
    /// Whether objects count that only the server has.
    pub(super) extras: bool,
}

impl<'s> Task<'_, 's> {
    fn is_mine(&self, entry: &Entry<'s>) -> bool {
        match &self.kinds {
            None => true,
            Some(kinds) => kinds.iter().any(|kind| entry.is_of(Some(*kind))),
        }
    }

    /// The entry of an object that the server has.
    fn find(&self, rest: &[u8]) -> Option<usize> {
        self.entries
            .binary_search_by(|entry| entry.rest(self.prefix).cmp(rest))
            .ok()
    }
}

/// How far one list is.
struct Course {
    group: Group,
    /// The entries that the server has.
    seen: Vec<bool>,
    /// Whether all pages so far are of the snapshot's revision.
    pinned: bool,
    listed: u64,
}

type Tick<'t> = &'t mut dyn FnMut(u64) -> Result<()>;

impl<'s> Pass<'_, 's> {
    /// Fetches the list and compares it. `tick` gets the number of objects listed so far.
    ///
    /// # Errors
    /// What `tick` fails with; Interrupted; Judge when the server is gone.
    pub(super) fn run(&self, task: &Task<'_, 's>, tick: Tick<'_>) -> Result<Group> {
        let mut course = Course {
            group: Group::new(Level::Objects, task.name.clone()),
            seen: vec![false; task.entries.len()],
            pinned: true,
            listed: 0,
        };
        tick(0)?;
        let path = task.listing.path(task.namespace.as_deref());
        for query in &task.queries {
            let listed =
                self.server
                    .list(&path, query, self.pin, self.options.patience, &mut |page| {
                        self.page(task, &mut course, page);
                        tick(course.listed)
                    });
            if let Err(failure) = listed {
                self.failed(task, &mut course, failure, tick)?;
                return Ok(course.group);
            }
        }
        self.rest(task, &mut course);
        Ok(course.group)
    }

    /// Whether the server should serve a resource because the snapshot's own server did: a newer
    /// one may have given up APIs of its own, and none may have given up custom resources.
    pub(super) fn must_serve(&self, resource: &Resource) -> bool {
        let newer = self.server_minor > self.written;
        let custom = resource.origin == Origin::Custom;
        resource.preferred().is_some() && (custom || !newer)
    }

    fn listed(&self, pinned: bool) -> Listed {
        Listed {
            revision: self.view.revision(),
            pinned,
            minor: self.view.kube_version().minor,
            server_minor: self.server_minor,
        }
    }

    fn page(&self, task: &Task<'_, 's>, course: &mut Course, page: Page<'_>) {
        let Page {
            items,
            kind,
            api_version,
            pinned,
            remaining: _,
        } = page;
        course.pinned &= pinned;
        let listed = self.listed(pinned);
        for mut item in items {
            course.listed = course.listed.saturating_add(1);
            if let Some(members) = item.as_object_mut() {
                // Lists of built-in kinds say these once, of all.
                for (name, text) in [("apiVersion", &api_version), ("kind", &kind)] {
                    if !members.contains_key(name) {
                        members.insert(name, Value::String(text.clone().into()));
                    }
                }
            }
            self.item(task, course, item, listed);
        }
    }

    fn item(&self, task: &Task<'_, 's>, course: &mut Course, item: Value<'_>, listed: Listed) {
        let text = |name| item.str_at(&["metadata", name]).unwrap_or_default();
        let subject = if task.listing.namespaced {
            format!("{}/{}", text("namespace"), text("name"))
        } else {
            text("name").to_owned()
        };
        let found = task.find(subject.as_bytes());
        let slot = found.and_then(|i| Some((course.seen.get_mut(i)?, task.entries.get(i)?)));
        match slot {
            None if task.extras => {
                course.group.found(Finding {
                    subject,
                    kind: Kind::Extra,
                    cause: listed.extra(&item),
                    detail: detail::extra(&item),
                });
            }
            None => {}
            Some((true, _)) if task.extras => {
                course.group.found(Finding {
                    subject,
                    kind: Kind::Extra,
                    cause: None,
                    detail: "the server lists it twice".to_owned(),
                });
            }
            Some((true, _)) => {}
            Some((seen, entry)) => {
                *seen = true;
                if task.is_mine(entry) {
                    self.compare(task, &mut course.group, entry, item, listed);
                }
            }
        }
    }

    fn compare(
        &self,
        task: &Task<'_, 's>,
        group: &mut Group,
        entry: &Entry<'s>,
        item: Value<'_>,
        listed: Listed,
    ) {
        group.compared = group.compared.saturating_add(1);
        let mapping = &task.listing.mapping;
        let options = ReadOptions {
            managed_fields: true,
            ..ReadOptions::default()
        };
        let read = match &entry.state {
            State::Object(record, _) => self.view.object(mapping, *record, options),
            State::Unreadable(error) => Err(error.clone()),
        };
        let subject = entry.subject(task.prefix);
        let object = match read {
            Ok(object) => object.value,
            Err(error) => {
                let cause = self.unreadable(entry, &error, &mapping.api_version());
                group.found(unreadable(subject, cause, &error));
                return;
            }
        };
        if same(&object, &item) {
            group.equal = group.equal.saturating_add(1);
            return;
        }
        let cause = listed.changed(&object, &item, &mapping.api_version());
        let detail = if group.wants_detail(cause) {
            detail::diff(object, item, self.options.show_secrets)
        } else {
            String::new()
        };
        group.found(Finding {
            subject,
            kind: Kind::Changed,
            cause,
            detail,
        });
    }

    fn unreadable(&self, entry: &Entry<'s>, error: &Error, wanted: &str) -> Option<Cause> {
        let State::Object(record, _) = &entry.state else {
            return None;
        };
        let stored = self.view.stored_type(record).ok();
        let stored = stored.as_ref().map(|(api_version, _)| api_version.as_str());
        causes::unreadable(error, stored, wanted)
    }

    /// What the server does not have.
    fn rest(&self, task: &Task<'_, 's>, course: &mut Course) {
        let listed = self.listed(course.pinned);
        for (entry, seen) in task.entries.iter().zip(&course.seen) {
            if !seen && task.is_mine(entry) {
                missing(&mut course.group, entry, task.prefix, listed);
            }
        }
    }

    /// What is left of a group whose list came to nothing.
    fn failed(
        &self,
        task: &Task<'_, 's>,
        course: &mut Course,
        failure: ListFailure,
        tick: Tick<'_>,
    ) -> Result<()> {
        match failure {
            ListFailure::Stopped(error) => return Err(error),
            ListFailure::NoAnswer(failure) if failure.trouble == Trouble::Interrupted => {
                return Err(failure.error);
            }
            ListFailure::NoAnswer(failure) => {
                // Who started the server can say more of why it is gone.
                tick(course.listed)?;
                self.server.still_answers()?;
                course.group.failure = Some(failure.error);
            }
            ListFailure::Broken(error) => course.group.failure = Some(error),
            ListFailure::Refused(refusal) => {
                let webhook = self.view.converts_by_webhook(&task.listing.mapping);
                match causes::refused(&refusal, webhook) {
                    Some(cause) => self.one_by_one(task, course, cause, &refusal, tick)?,
                    None => course.group.failure = Some(refusal.into_error()),
                }
            }
        }
        Ok(())
    }

    /// The server converts nothing, so that one object in another version makes the list fail.
    /// Objects that are stored in the version asked for can be had by themselves.
    fn one_by_one(
        &self,
        task: &Task<'_, 's>,
        course: &mut Course,
        cause: Cause,
        refusal: &Refusal,
        tick: Tick<'_>,
    ) -> Result<()> {
        let listed = self.listed(false);
        let not_converted = |group: &mut Group, entry: &Entry<'s>, refusal: &Refusal| {
            group.compared = group.compared.saturating_add(1);
            group.found(Finding {
                subject: entry.subject(task.prefix),
                kind: Kind::Missing,
                cause: Some(cause),
                detail: refusal.sentence(),
            });
        };
        for (entry, seen) in task.entries.iter().zip(&course.seen) {
            if *seen || !task.is_mine(entry) {
                continue;
            }
            tick(course.listed)?;
            let path = object_path(task, entry);
            match self.server.object(&path, self.options.patience) {
                Ok(body) => match parse::json::parse(&body) {
                    Ok(item) => self.compare(task, &mut course.group, entry, item, listed),
                    Err(error) => {
                        let what = format!("kube-apiserver: GET {path}: {}", error.message());
                        course.group.failure = Some(Error::new(ErrorKind::Judge, what));
                    }
                },
                Err(ListFailure::Refused(refusal)) if refusal.status == 404 => {
                    missing(&mut course.group, entry, task.prefix, listed);
                }
                Err(ListFailure::Refused(other)) if causes::refused(&other, true).is_some() => {
                    not_converted(&mut course.group, entry, &other);
                }
                Err(ListFailure::Refused(other)) => course.group.failure = Some(other.into_error()),
                Err(failure) => return self.failed(task, course, failure, tick),
            }
            course.listed = course.listed.saturating_add(1);
        }
        if course.group.compared == 0 {
            course.group.found(Finding {
                subject: task.name.clone(),
                kind: Kind::Missing,
                cause: Some(cause),
                detail: refusal.sentence(),
            });
        }
        Ok(())
    }
}

fn missing(group: &mut Group, entry: &Entry<'_>, prefix: usize, listed: Listed) {
    group.compared = group.compared.saturating_add(1);
    let subject = entry.subject(prefix);
    match &entry.state {
        State::Object(record, _) => group.found(Finding {
            subject,
            kind: Kind::Missing,
            cause: listed.missing(record.lease),
            detail: written(record),
        }),
        State::Unreadable(error) => group.found(unreadable(subject, None, error)),
    }
}

fn written(record: &Record<'_>) -> String {
    format!("written at revision {}", record.mod_revision)
}

pub(super) fn unreadable(subject: String, cause: Option<Cause>, error: &Error) -> Finding {
    Finding {
        subject,
        kind: Kind::Unreadable,
        cause,
        detail: error.to_string(),
    }
}

fn object_path(task: &Task<'_, '_>, entry: &Entry<'_>) -> String {
    let subject = entry.subject(task.prefix);
    let (namespace, name) = match subject.split_once('/') {
        Some((namespace, name)) if task.listing.namespaced => (Some(namespace), name),
        _ => (None, subject.as_str()),
    };
    format!("{}/{}", task.listing.path(namespace), escaped(name))
}
