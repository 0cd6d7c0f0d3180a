//! A list as a protobuf message.
//!
//! The length of all items stands before the first of them, and a long list is not held in memory.
//! So a long list is made twice: once for the lengths, and once to be written. The second time is
//! for nearly nothing where an item is, but for its revision, the message that is stored: mostly its
//! bytes tell that, and else the first time has found it out by comparing them.

use std::convert::Infallible;
use std::io::{self, Write};

use super::{List, PIECE, Page};
use crate::protobuf::list_metadata;
use crate::{READ, Told};
use kf_base::bytes::{put_field, put_varint};
use kf_base::error::Error;
use kf_file::etcd::Record;
use kf_storage::envelope;

/// The most bytes of items that are held, so that a list of no more is made once.
const MAX_HELD: usize = 1 << 21;

/// Items that are made at once the second time.
const CHUNK: usize = 1 << 12;

/// The tag of an item.
const ITEM: u8 = 0x12;

/// What is known of an item after the first time.
#[derive(Clone, Copy)]
struct Planned {
    /// Its place among the page's records.
    record: usize,
    length: usize,
    /// Whether it is the message that is stored.
    stored: bool,
}

/// What a record came to.
enum Found {
    /// Not what was selected.
    Other,
    Unreadable(Error),
    Item(Item),
}

struct Item {
    message: Vec<u8>,
    stored: bool,
    notes: Vec<String>,
}

/// The items of a list, as far as they are known after the first time.
struct Plan {
    items: Vec<Planned>,
    /// All of the items, while there are few.
    held: Option<Vec<u8>>,
    /// Bytes of all items.
    length: usize,
}

impl<'s> List<'_, 's> {
    /// Writes the list as [`List::write`] does.
    pub(super) fn write_protobuf(
        &self,
        out: &mut dyn Write,
        tell: &mut dyn FnMut(Told<'_>),
    ) -> io::Result<()> {
        let page = self.page(tell);
        let plan = self.plan(&page, tell);
        let next = page.next.as_ref();
        let revision = self.view.known_revision();
        let metadata = list_metadata(
            self.self_link.as_deref().unwrap_or_default(),
            &revision.map_or_else(String::new, |revision| revision.to_string()),
            next.map_or("", |next| &next.token),
            next.and_then(|next| next.remaining),
        );
        let mut head = Vec::new();
        put_field(&mut head, 1, &metadata);
        let (kind, api_version) = self.maker.list_type();
        let mut text = Vec::new();
        let length = head.len().saturating_add(plan.length);
        envelope::write_head(&mut text, &api_version, &kind, length);
        text.append(&mut head);
        match plan.held {
            Some(mut held) => text.append(&mut held),
            None => self.write_items(&page, &plan.items, &mut text, out)?,
        }
        envelope::write_tail(&mut text);
        out.write_all(&text)
    }

    fn plan(&self, page: &Page<'_, 's>, tell: &mut dyn FnMut(Told<'_>)) -> Plan {
        let mut plan = Plan {
            items: Vec::new(),
            held: Some(Vec::new()),
            length: 0,
        };
        let mut record = 0;
        let Ok(()) = self.view.share_out(
            &page.records,
            |share: &mut Vec<Found>, record| share.push(self.found(record, page.whole)),
            |share: &mut Vec<Found>| {
                for found in share.drain(..) {
                    match found {
                        Found::Other => {}
                        Found::Unreadable(e) => tell(Told::Problem(&e)),
                        Found::Item(item) => {
                            for note in &item.notes {
                                tell(Told::Note(note));
                            }
                            plan.add(record, &item);
                        }
                    }
                    record += 1;
                }
                Ok::<(), Infallible>(())
            },
        );
        plan
    }

    fn found(&self, record: &Record<'s>, whole: bool) -> Found {
        if whole && let Some(message) = self.maker.stored_message(record) {
            return Found::Item(Item {
                message,
                stored: true,
                notes: Vec::new(),
            });
        }
        let object = match self.view.object(&self.mapping, *record, READ) {
            Ok(object) if whole || self.selection.matches(&object.value) => object,
            Ok(_) => return Found::Other,
            Err(e) => return Found::Unreadable(e),
        };
        match self.maker.message(&object.value) {
            Ok(message) => Found::Item(Item {
                stored: self.maker.is_as_stored(&object, &message),
                message,
                notes: object.notes,
            }),
            Err(e) => Found::Unreadable(object.record.place(e)),
        }
    }

    /// Writes the items the second time.
    fn write_items(
        &self,
        page: &Page<'_, 's>,
        items: &[Planned],
        text: &mut Vec<u8>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let record = |item: &Planned| page.records.get(item.record).copied();
        for chunk in items.chunks(CHUNK) {
            let mut planned = chunk.iter();
            let mut put = |message: Option<Vec<u8>>| -> io::Result<()> {
                let length = planned.next().map(|item| item.length);
                let message = message.filter(|message| Some(message.len()) == length);
                put_item(text, &message.ok_or_else(changed)?);
                if text.len() >= PIECE {
                    out.write_all(text)?;
                    text.clear();
                }
                Ok(())
            };
            if chunk.iter().all(|item| item.stored) {
                for item in chunk {
                    put(record(item).and_then(|record| self.view.stored_protobuf(&record)))?;
                }
                continue;
            }
            let records: Vec<_> = chunk.iter().filter_map(record).collect();
            self.view.objects_with(
                &self.mapping,
                &records,
                READ,
                |share: &mut Vec<Option<Vec<u8>>>, object| {
                    let message = object.and_then(|object| self.maker.message(&object.value));
                    share.push(message.ok());
                },
                |share: &mut Vec<Option<Vec<u8>>>| share.drain(..).try_for_each(&mut put),
            )?;
        }
        Ok(())
    }
}

impl Plan {
    fn add(&mut self, record: usize, item: &Item) {
        let before = self.length;
        let mut head = Vec::new();
        put_varint(
            &mut head,
            u64::try_from(item.message.len()).unwrap_or(u64::MAX),
        );
        let length = head.len().saturating_add(item.message.len());
        self.length = before.saturating_add(length).saturating_add(1);
        self.items.push(Planned {
            record,
            length: item.message.len(),
            stored: item.stored,
        });
        if self.length > MAX_HELD {
            self.held = None;
        }
        if let Some(held) = &mut self.held {
            put_item(held, &item.message);
        }
    }
}

fn put_item(out: &mut Vec<u8>, message: &[u8]) {
    out.push(ITEM);
    put_varint(out, u64::try_from(message.len()).unwrap_or(u64::MAX));
    out.extend_from_slice(message);
}

/// Only what lies under a map can change between two looks at it.
fn changed() -> io::Error {
    io::Error::other("the file changed while a list was made of it")
}
