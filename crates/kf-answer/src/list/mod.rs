//! A list, or a page of one, written while it is read.
//!
//! The metadata of a built-in list stand before its items, and the token of a page among them: so
//! the page's end must be known before its first item is written, and a page is not held in memory
//! either. Without selectors the keys tell it. With selectors the objects are looked at until the
//! page is full, and those that it shows are read a second time.

mod marked;
mod protobuf;

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

use marked::Marked;

use crate::continue_token::ContinueToken;
use crate::maker::Maker;
use crate::options::{ListOptions, State};
use crate::select::Selection;
use crate::status::{Ground, Members, Status};
use crate::{READ, Told, not_to_come};
use kf_base::error::{Error, Result};
use kf_file::etcd::Record;
use kf_object::encode::json;
use kf_schema::Change;
use kf_view::{Items, Mapping, Object, ReadOptions, View};

/// Text is handed on in pieces of about this size.
const PIECE: usize = 1 << 18;

/// A list whose body is still to be written.
#[derive(Debug)]
pub struct List<'v, 's> {
    view: &'v View<'s>,
    mapping: Arc<Mapping>,
    maker: Maker<'v, 's>,
    /// What all keys of the list start with.
    prefix: String,
    /// The records from the page's first one on.
    records: Cow<'v, [Record<'s>]>,
    skipped: usize,
    /// What was found damaged when the records were gathered.
    problems: Vec<Error>,
    selection: Selection,
    limit: Option<usize>,
    /// Whether it is written as a protobuf message.
    pub(super) protobuf: bool,
    self_link: Option<String>,
}

/// What is on a page.
struct Page<'l, 's> {
    records: Cow<'l, [Record<'s>]>,
    /// Whether all of them are shown; else those that are selected are.
    whole: bool,
    next: Option<Next>,
}

/// What comes after a page.
struct Next {
    token: String,
    /// How many objects follow; `None` when selectors leave some of them out.
    remaining: Option<usize>,
}

/// The text of some items, and what is to be told of them in their order.
#[derive(Default)]
struct Share<'s> {
    items: Items<'s>,
    /// Items that must be sorted before they are written.
    ranked: Vec<(Rank, Vec<u8>)>,
    /// Rows of those that could be the default of their kind.
    defaults: Vec<Marked>,
    told: Vec<Result<String, Error>>,
}

/// Where a row stands among others: by its number, then by name.
type Rank = (i64, String);

/// The page is full.
struct Full;

impl<'v, 's> List<'v, 's> {
    /// Prepares a list of the objects in a namespace, or in all; `path` is that of the request.
    ///
    /// # Errors
    /// The refusal, when a selector is wrong or another state than the view's is asked for.
    pub(super) fn new(
        view: &'v View<'s>,
        mapping: Arc<Mapping>,
        namespace: Option<&str>,
        path: &str,
        options: ListOptions,
        maker: Maker<'v, 's>,
    ) -> Result<Self, Status> {
        let of_snapshot = |e: Error| Status::of_snapshot(&e);
        let selection = Selection::parse(options.selectors(), view.fields(&mapping))
            .and_then(|selection| selection.redacted(view.redactor()))
            .map_err(|e| Status::bad_request(e.message()))?;
        check_state(view, &options)?;
        let prefix = view.key_prefix(&mapping, namespace).map_err(of_snapshot)?;
        let (records, problems) = view.records_of(&mapping, namespace).map_err(of_snapshot)?;
        let skipped = options.start.as_ref().map_or(0, |start| {
            let first = [prefix.as_bytes(), start.as_slice()].concat();
            records.partition_point(|r| r.key < first.as_slice())
        });
        let minor = view.kube_version().minor;
        let limit = options.limit.filter(|_| minor.has(Change::CHUNKED_LISTS));
        Ok(Self {
            view,
            mapping,
            maker,
            prefix,
            records,
            skipped,
            problems,
            selection,
            limit: limit.map(|n| usize::try_from(n).unwrap_or(usize::MAX)),
            protobuf: false,
            self_link: (!minor.has(Change::NO_SELF_LINK)).then(|| path.to_owned()),
        })
    }

    /// Writes the list in pieces, and tells what is to be said of its objects.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn write(&self, out: &mut dyn Write, tell: &mut dyn FnMut(Told<'_>)) -> io::Result<()> {
        for problem in &self.problems {
            tell(Told::Problem(problem));
        }
        if self.protobuf {
            return self.write_protobuf(out, tell);
        }
        let page = self.page(tell);
        let mut text = Vec::new();
        self.write_head(&mut text, page.next.as_ref());
        let mut first = true;
        let (mut ranked, mut defaults) = (Vec::new(), Vec::new());
        let part = self.maker.part(&self.selection);
        let read = ReadOptions {
            part: part.as_ref(),
            ..READ
        };
        let at_once = page.whole && self.maker.writes_records();
        self.view.share_out(
            &page.records,
            |share: &mut Share<'s>, record: &Record<'s>| {
                if at_once && self.add_record(share, record) {
                    return;
                }
                let object = self.view.object(&self.maker.source, *record, read);
                self.add(share, object, page.whole);
            },
            |share: &mut Share<'s>| {
                for told in share.told.drain(..) {
                    match &told {
                        Ok(note) => tell(Told::Note(note)),
                        Err(problem) => tell(Told::Problem(problem)),
                    }
                }
                ranked.append(&mut share.ranked);
                defaults.append(&mut share.defaults);
                let items = share.items.text();
                if items.is_empty() {
                    return Ok(());
                }
                if !std::mem::replace(&mut first, false) {
                    text.push(b',');
                }
                if items.len() >= PIECE {
                    // Handed on as it is: to put it behind the few bytes before it would copy it.
                    out.write_all(&text)?;
                    out.write_all(items)?;
                    text.clear();
                    share.items.clear();
                    return Ok(());
                }
                text.extend_from_slice(items);
                share.items.clear();
                if text.len() >= PIECE {
                    out.write_all(&text)?;
                    text.clear();
                }
                Ok::<(), io::Error>(())
            },
        )?;
        marked::mark(&mut ranked, defaults);
        ranked.sort();
        for (_, item) in ranked {
            if !std::mem::replace(&mut first, false) {
                text.push(b',');
            }
            text.extend(item);
        }
        self.write_tail(&mut text, page.next.as_ref());
        out.write_all(&text)
    }

    /// Adds an object to the items of a share without reading it, if it can be written so.
    fn add_record(&self, share: &mut Share<'s>, record: &Record<'s>) -> bool {
        let before = share.items.text().len();
        if before > 0 {
            share.items.more().push(b',');
        }
        let view = self.view;
        let written = view.write_sent_item(&mut share.items, &self.mapping, record);
        if !written {
            share.items.truncate(before);
        }
        written
    }

    /// Adds an object to the items of a share.
    fn add(&self, share: &mut Share<'s>, object: Result<Object<'s>>, whole: bool) {
        let mut object = match object {
            Ok(object) if whole || self.selection.matches(&object.value) => object,
            Ok(_) => return,
            Err(e) => {
                share.told.push(Err(e));
                return;
            }
        };
        share.told.extend(object.notes.drain(..).map(Ok));
        if let Some(rank) = self.maker.rank(&object.value) {
            share.defaults.extend(self.default(&object.value, &rank));
            let mut item = Vec::new();
            self.maker.write_item(&mut item, object.value);
            share.ranked.push((rank, item));
            return;
        }
        if !share.items.text().is_empty() {
            share.items.more().push(b',');
        }
        self.maker.write_item(share.items.more(), object.value);
    }

    /// Finds the end of the page, and tells of the objects on the way to it that cannot be read.
    fn page(&self, tell: &mut dyn FnMut(Told<'_>)) -> Page<'_, 's> {
        let records = self.records.get(self.skipped..).unwrap_or_default();
        let everything = self.selection.is_everything();
        let all = Page {
            records: Cow::Borrowed(records),
            whole: everything,
            next: None,
        };
        let Some(limit) = self.limit else {
            return all;
        };
        if everything {
            let Some((page, rest)) = records.split_at_checked(limit) else {
                return all;
            };
            return Page {
                records: Cow::Borrowed(page),
                whole: true,
                next: self.next(page.last(), rest.len()),
            };
        }
        let mut selected = Vec::new();
        let mut looked_at = 0_usize;
        let _full: Result<(), Full> = self.view.objects_with(
            &self.mapping,
            records,
            READ,
            |found: &mut Vec<Result<bool>>, object| {
                found.push(object.map(|o| self.selection.matches(&o.value)));
            },
            |found| {
                for object in found.drain(..) {
                    if selected.len() >= limit {
                        return Err(Full);
                    }
                    match object {
                        Ok(true) => selected.extend(records.get(looked_at)),
                        Ok(false) => {}
                        Err(e) => tell(Told::Problem(&e)),
                    }
                    looked_at += 1;
                }
                Ok(())
            },
        );
        let next = (selected.len() >= limit)
            .then(|| records.len().saturating_sub(looked_at))
            .and_then(|rest| self.next(selected.last(), rest));
        Page {
            records: Cow::Owned(selected),
            whole: true,
            next,
        }
    }

    /// What comes after a page that ends with the record `last`, if anything is left.
    fn next(&self, last: Option<&Record<'s>>, rest: usize) -> Option<Next> {
        let key = last.filter(|_| rest > 0)?.key;
        let key = key.strip_prefix(self.prefix.as_bytes())?;
        let counts = self
            .view
            .kube_version()
            .minor
            .has(Change::REMAINING_ITEM_COUNT);
        let counted = counts && self.selection.is_everything();
        Some(Next {
            token: ContinueToken::after(self.view.revision(), key).encode(),
            remaining: counted.then_some(rest),
        })
    }

    /// Everything before the items: a struct's members, or a map's for custom resources.
    fn write_head(&self, out: &mut Vec<u8>, next: Option<&Next>) {
        let (kind, api_version) = self.maker.list_type();
        let sorted = self.maker.sorts_members();
        out.push(b'{');
        let mut members = Members::new(out);
        if !sorted {
            members.text("kind", &kind);
        }
        members.text("apiVersion", &api_version);
        if !sorted {
            self.write_metadata(members.begin("metadata"), sorted, next);
        }
        self.maker.write_columns(&mut members);
        members.begin(self.maker.items()).push(b'[');
    }

    /// Everything after the items.
    fn write_tail(&self, out: &mut Vec<u8>, next: Option<&Next>) {
        out.push(b']');
        if self.maker.sorts_members() {
            out.extend(br#","kind":"#);
            json::write_string(out, &self.maker.list_type().0);
            out.extend(br#","metadata":"#);
            self.write_metadata(out, true, next);
        }
        out.extend(b"}\n");
    }

    /// The list's own metadata: those of a custom list are sorted, and have an empty `continue`
    /// where nothing follows.
    fn write_metadata(&self, out: &mut Vec<u8>, sorted: bool, next: Option<&Next>) {
        let token = next.map_or("", |next| &next.token);
        let revision = self.view.known_revision();
        let revision = revision.map_or_else(String::new, |revision| revision.to_string());
        let self_link = self.self_link.as_deref().unwrap_or_default();
        let remaining = |members: &mut Members<'_>| {
            if let Some(remaining) = next.and_then(|next| next.remaining) {
                let out = members.begin("remainingItemCount");
                out.extend(remaining.to_string().bytes());
            }
        };
        out.push(b'{');
        let mut members = Members::new(out);
        if sorted {
            json::write_string(members.begin("continue"), token);
            remaining(&mut members);
            members.text("resourceVersion", &revision);
            members.text("selfLink", self_link);
        } else {
            members.text("selfLink", self_link);
            members.text("resourceVersion", &revision);
            members.text("continue", token);
            remaining(&mut members);
        }
        out.push(b'}');
    }
}

/// Refuses another state than the view's.
fn check_state(view: &View<'_>, options: &ListOptions) -> Result<(), Status> {
    let revision = match options.state {
        State::Newest => return Ok(()),
        State::NotOlderThan(revision) => return not_to_come(view, revision),
        State::Exactly(revision) => revision,
    };
    not_to_come(view, revision)?;
    if i64::try_from(revision).is_ok_and(|r| r == view.revision()) {
        return Ok(());
    }
    let status = match &options.start {
        None => Status::expired_list(),
        Some(start) => {
            let start = start.clone();
            let revision = -1;
            Status::expired_token(ContinueToken { revision, start }.encode())
        }
    };
    Err(status.on(Ground::Revision(revision)))
}
