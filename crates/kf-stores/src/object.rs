//! An object as a stream of bytes.

use std::io::{self, Read};
use std::ops::Range;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use futures_util::stream;
use object_store::{GetOptions, GetRange, GetResult, ObjectStoreExt as _};

use crate::error::{replaced, store as told};
use crate::place::Place;
use crate::store::{Environment, Options, Store, gone, run};
use kf_base::error::{Error, ErrorKind, Result};

/// What the first answer tells.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Head {
    size: u64,
    version: Option<String>,
}

/// What the thread that reads says.
enum Word {
    Head(Head),
    Part(Bytes),
    /// All was read.
    End,
    Failed(Error),
}

/// An object that is read from a store, from front to back.
#[derive(Debug)]
pub struct Object {
    head: Head,
    words: Receiver<Word>,
    part: Bytes,
    done: u64,
    ended: bool,
}

/// Opens an object. Reading begins at once, a few parts ahead.
///
/// # Errors
/// Io when it cannot be had, Invalid and Unsupported for what is no name of an object.
pub fn open(place: &Place, environment: &Environment, options: &Options) -> Result<Object> {
    let (to, words) = sync_channel(1);
    let (place, environment, options) = (place.clone(), environment.clone(), options.clone());
    let reading = move || {
        let done = run(read(&place, &environment, &options, &to));
        // The other end may have had enough.
        let _ = to.send(match done {
            Ok(()) => Word::End,
            Err(error) => Word::Failed(error),
        });
    };
    let thread = thread::Builder::new().name("store".to_owned());
    thread
        .spawn(reading)
        .map_err(|e| Error::io("cannot start to read from a store", &e))?;
    match words.recv() {
        Ok(Word::Head(head)) => Ok(Object {
            head,
            words,
            part: Bytes::new(),
            done: 0,
            ended: false,
        }),
        Ok(Word::Failed(error)) => Err(error),
        Ok(Word::Part(_) | Word::End) | Err(_) => Err(gone()),
    }
}

impl Object {
    /// Its length in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.head.size
    }

    /// Its ETag, where the store tells one that stands for its bytes.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.head.version.as_deref()
    }
}

impl Read for Object {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.part.is_empty() {
            if self.ended {
                return Ok(0);
            }
            match self.words.recv() {
                Ok(Word::Part(part)) => self.part = part,
                Ok(Word::End) if self.done == self.head.size => self.ended = true,
                Ok(Word::Failed(error)) => return Err(io::Error::other(error.to_string())),
                Ok(Word::Head(_) | Word::End) | Err(_) => {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
            }
        }
        let count = buffer.len().min(self.part.len());
        let taken = self.part.split_to(count);
        if let Some(to) = buffer.get_mut(..count) {
            to.copy_from_slice(&taken);
        }
        self.done = self.done.saturating_add(count as u64);
        Ok(count)
    }
}

/// Whoever reads has gone away; nobody will hear of it.
fn unheard() -> Error {
    Error::new(ErrorKind::Io, "nobody reads any more")
}

async fn read(
    place: &Place,
    environment: &Environment,
    options: &Options,
    to: &SyncSender<Word>,
) -> Result<()> {
    let store = Store::new(place, environment, options).await?;
    let say = |word| to.send(word).map_err(|_| unheard());
    let first = 0..options.part_bytes.max(1);
    let Some((head, part)) = first_part(&store, first, options).await? else {
        return whole(&store, to).await;
    };
    let ahead = part.len() as u64;
    if ahead < head.size && head.version.is_none() {
        return whole(&store, to).await;
    }
    say(Word::Head(head.clone()))?;
    say(Word::Part(part))?;
    let ranges = ranges(ahead..head.size, options.part_bytes.max(1));
    let parts = ranges.map(|range| next_part(&store, &head, range, options));
    let mut parts = stream::iter(parts).buffered(options.parts_at_once.max(1));
    while let Some(part) = parts.next().await {
        say(Word::Part(part?))?;
    }
    Ok(())
}

/// Cuts a range up.
fn ranges(all: Range<u64>, by: u64) -> impl Iterator<Item = Range<u64>> {
    let starts = std::iter::successors(Some(all.start), move |start| start.checked_add(by));
    starts
        .take_while(move |start| *start < all.end)
        .map(move |start| start..start.saturating_add(by).min(all.end))
}

/// The beginning of an object, with what it tells of all of it. `None` when the server knows no parts.
async fn first_part(
    store: &Store,
    range: Range<u64>,
    options: &Options,
) -> Result<Option<(Head, Bytes)>> {
    let mut tries = 0;
    loop {
        let asked = GetOptions::new().with_range(Some(GetRange::Bounded(range.clone())));
        let answer = match store.store.get_opts(&store.key, asked).await {
            Ok(answer) => answer,
            Err(_) if store.seen.as_ref().is_some_and(|seen| seen.no_ranges()) => return Ok(None),
            Err(error) => {
                // Of what has no bytes, there is no first part.
                let found = store.store.head(&store.key).await;
                return match found {
                    Ok(meta) if meta.size == 0 => Ok(Some((head(&meta), Bytes::new()))),
                    _ => Err(told(&error)),
                };
            }
        };
        let head = head(&answer.meta);
        let expected = range.end.min(head.size);
        match body(answer, expected).await? {
            Some(bytes) => return Ok(Some((head, bytes))),
            None => again(&mut tries, options).await?,
        }
    }
}

/// A part of an object as it was when its first part was read.
async fn next_part(
    store: &Store,
    head: &Head,
    range: Range<u64>,
    options: &Options,
) -> Result<Bytes> {
    use object_store::Error as E;
    let mut tries = 0;
    loop {
        let asked = GetOptions::new()
            .with_range(Some(GetRange::Bounded(range.clone())))
            .with_if_match(head.version.clone());
        let answer = match store.store.get_opts(&store.key, asked).await {
            Ok(answer) => answer,
            // It was there when the first part was read.
            Err(E::NotFound { .. } | E::Precondition { .. }) => return Err(replaced()),
            Err(error) => return Err(told(&error)),
        };
        // Not every server heeds the condition.
        if self::head(&answer.meta) != *head {
            return Err(replaced());
        }
        match body(answer, range.end.saturating_sub(range.start)).await? {
            Some(bytes) => return Ok(bytes),
            None => again(&mut tries, options).await?,
        }
    }
}

fn head(meta: &object_store::ObjectMeta) -> Head {
    let strong = meta.e_tag.clone().filter(|tag| !tag.starts_with("W/"));
    Head {
        size: meta.size,
        version: strong,
    }
}

/// The body of an answer; `None` when it is not as long as it should be. No more than that is taken.
async fn body(answer: GetResult, expected: u64) -> Result<Option<Bytes>> {
    let mut all = BytesMut::new();
    let mut stream = answer.into_stream();
    while let Some(bytes) = stream.next().await {
        // It was asked for again where it broke off, as often as it may be.
        let bytes = bytes.map_err(|error| told(&error))?;
        if (all.len() as u64).saturating_add(bytes.len() as u64) > expected {
            return Ok(None);
        }
        all.extend_from_slice(&bytes);
    }
    Ok((all.len() as u64 == expected).then(|| all.freeze()))
}

/// Waits before a request is made once more, if it may be.
async fn again(tries: &mut u32, options: &Options) -> Result<()> {
    if usize::try_from(*tries).unwrap_or(usize::MAX) >= options.retries {
        return Err(Error::new(
            ErrorKind::Io,
            format!(
                "the store sends fewer or more bytes than it says, {} times",
                tries.saturating_add(1)
            ),
        ));
    }
    let pause = options
        .first_pause
        .saturating_mul(1_u32.checked_shl(*tries).unwrap_or(u32::MAX))
        .min(crate::limits::MAX_PAUSE);
    tokio::time::sleep(pause).await;
    *tries = tries.saturating_add(1);
    Ok(())
}

/// Reads an object in one answer, which is of one version whatever the server tells.
async fn whole(store: &Store, to: &SyncSender<Word>) -> Result<()> {
    let say = |word| to.send(word).map_err(|_| unheard());
    let answer = store.store.get(&store.key).await.map_err(|e| told(&e))?;
    let head = head(&answer.meta);
    let size = head.size;
    say(Word::Head(head))?;
    let mut stream = answer.into_stream();
    let mut sent = 0_u64;
    while let Some(bytes) = stream.next().await {
        let bytes = bytes.map_err(|e| told(&e))?;
        sent = sent.saturating_add(bytes.len() as u64);
        if sent > size {
            break;
        }
        say(Word::Part(bytes))?;
    }
    if sent == size {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Io,
        format!("the store said that there are {size} bytes, and sent others"),
    ))
}
