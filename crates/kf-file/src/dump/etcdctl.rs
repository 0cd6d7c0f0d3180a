//! What `etcdctl get --prefix "" -w json` prints: `etcdserverpb.RangeResponse` as Go's
//! `encoding/json` writes it, keys and values in base64 (etcd `etcdctl/ctlv3/command/printer_json.go`).
//! Pretty-printed text counts as well, and that of etcd's gateway, which has numbers as strings.
//! Several answers one behind the other are the pages of one.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::json::{Fault, Json, Result as JsonResult};
use super::keys::{Entries, Keys};
use crate::etcd::{KeyValue, Overlay, Problems};
use kf_base::error::{Error, Result};
use kf_base::limits::MAX_VALUE_BYTES;

/// What to do about a dump that is not whole.
const AGAIN: &str = "make it again: etcdctl get --prefix \"\" -w json";

/// Reads all answers.
pub(super) fn read(bytes: &[u8]) -> Result<(Overlay, Problems)> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = Reader {
        keys: Keys::new(Entries::Numbered),
        number: 0,
        values: false,
        key: Vec::new(),
        value: Vec::new(),
        limit: None,
    };
    let mut json = Json::new(bytes);
    let mut pages = Pages::default();
    while json.peek().is_some() {
        let done = reader.answer(&mut json, &mut pages);
        if let Some(limit) = reader.limit.take() {
            return Err(limit);
        }
        if let Err(fault) = done {
            reader.stopped(fault, json.at());
            // Nothing tells where another answer would begin.
            break;
        }
    }
    reader.finish(&pages)
}

/// What the answers say of themselves.
#[derive(Default)]
struct Pages {
    count: usize,
    /// The greatest revision of a header.
    revision: i64,
    /// Whether headers say different revisions.
    differ: bool,
    /// Whether the last one says that there is more.
    more: bool,
    /// How many keys there are, by the last one.
    said: i64,
}

struct Reader {
    keys: Keys,
    /// Entries so far.
    number: u64,
    /// Whether any entry has a value.
    values: bool,
    /// The entry's key and value, decoded.
    key: Vec<u8>,
    value: Vec<u8>,
    limit: Option<Error>,
}

impl Reader {
    fn answer(&mut self, json: &mut Json<'_>, pages: &mut Pages) -> JsonResult<()> {
        pages.count = pages.count.saturating_add(1);
        (pages.more, pages.said) = (false, 0);
        json.members(|json, name| match name {
            b"header" => json.members(|json, name| match name {
                b"revision" => {
                    let revision = json.integer()?;
                    pages.differ |= pages.revision != 0 && pages.revision != revision;
                    pages.revision = pages.revision.max(revision);
                    Ok(())
                }
                _ => json.skip(),
            }),
            b"kvs" => self.entries(json),
            b"more" => {
                pages.more = json.boolean()?;
                Ok(())
            }
            b"count" => {
                pages.said = json.integer()?;
                Ok(())
            }
            _ => json.skip(),
        })
    }

    fn entries(&mut self, json: &mut Json<'_>) -> JsonResult<()> {
        if json.peek() != Some(b'[') {
            // null, where there is none.
            return json.skip();
        }
        json.expect(b'[', "a list is expected")?;
        if json.take(b']') {
            return Ok(());
        }
        loop {
            self.number = self.number.saturating_add(1);
            match self.entry(json) {
                Ok(()) if self.limit.is_none() => {}
                Ok(()) | Err(Fault::End) => return Err(Fault::End),
                Err(Fault::Wrong(what)) => {
                    let what = format!("{what} at byte {}", json.at());
                    let key = std::mem::take(&mut self.key);
                    self.keys.wrong(self.number, &key, what);
                    // No key and no value holds a brace: the next one begins an entry.
                    if !json.seek(b'{') {
                        return Err(Fault::End);
                    }
                    continue;
                }
            }
            if json.take(b']') {
                return Ok(());
            }
            if let Err(Fault::Wrong(_)) = json.expect(b',', "") {
                let what = format!("no comma follows it at byte {}", json.at());
                self.keys.wrong(self.number, b"", what);
                if !json.seek(b'{') {
                    return Err(Fault::End);
                }
            }
        }
    }

    fn entry(&mut self, json: &mut Json<'_>) -> JsonResult<()> {
        let (key, value) = (&mut self.key, &mut self.value);
        key.clear();
        value.clear();
        let mut kv = KeyValue::default();
        let mut values = false;
        let mut bad = None;
        json.members(|json, name| {
            match name {
                b"key" => bad = bad.or(decode(&json.string()?, key).err()),
                b"value" => {
                    values = true;
                    bad = bad.or(decode(&json.string()?, value).err());
                }
                b"create_revision" => kv.create_revision = json.integer()?,
                b"mod_revision" => kv.mod_revision = json.integer()?,
                b"version" => kv.version = json.integer()?,
                b"lease" => kv.lease = json.integer()?,
                _ => json.skip()?,
            }
            Ok(())
        })?;
        self.values |= values;
        if let Some(what) = bad {
            self.keys.wrong(self.number, &self.key, what);
            return Ok(());
        }
        (kv.key, kv.value) = (&self.key, &self.value);
        if let Err(limit) = self.keys.take(self.number, &kv) {
            self.limit = Some(limit);
        }
        Ok(())
    }

    /// Says where and why reading stopped.
    fn stopped(&mut self, fault: Fault, at: usize) {
        let number = self.number;
        self.keys.problems.push(|| {
            let after = match number {
                0 => "before the first key".to_owned(),
                number => format!("at entry {number}"),
            };
            Error::corrupt(match fault {
                Fault::End => format!("the dump ends too early, {after}: keys are missing"),
                Fault::Wrong(what) => format!(
                    "the dump is damaged {after}: {what} at byte {at}; what follows is not read"
                ),
            })
            .hint(AGAIN)
        });
    }

    fn finish(mut self, pages: &Pages) -> Result<(Overlay, Problems)> {
        if self.number > 0 && !self.values {
            return Err(
                Error::unsupported("the dump has keys and no values").hint(
                    "it was made with --keys-only: make it again without, etcdctl get --prefix \"\" -w json",
                ),
            );
        }
        let whole = self.keys.problems.is_empty();
        let had = i64::try_from(self.number).unwrap_or(i64::MAX);
        if pages.more || (pages.count == 1 && whole && had < pages.said) {
            let said = pages.said;
            self.keys.problems.push(|| {
                Error::corrupt(format!(
                    "etcd had more keys than the dump holds: {had} of {said} or more"
                ))
                .hint(format!("it was made with --limit; {AGAIN}"))
            });
        }
        if pages.differ {
            self.keys.problems.push(|| {
                Error::corrupt(
                    "the dump is put together of answers at different revisions: what changed \
                     between them is there twice or not at all",
                )
                .hint("give etcdctl get the same --rev for each page")
            });
        }
        Ok(self.keys.finish(pages.revision))
    }
}

/// Decodes base64 into `out`.
fn decode(text: &[u8], out: &mut Vec<u8>) -> std::result::Result<(), &'static str> {
    out.clear();
    if text.len() / 4 * 3 > MAX_VALUE_BYTES {
        return Err("it is longer than MAX_VALUE_BYTES");
    }
    STANDARD.decode_vec(text, out).map_err(|_| {
        out.clear();
        "its key or value is not base64"
    })
}
