//! Whether a record of custody is whole.

use std::collections::HashMap;
use std::io::{self, BufRead, Read as _};

use kf_base::hex;
use kf_base::limits::MAX_CUSTODY_LINE;
use kf_object::Value;
use kf_object::parse::json;
use sha2::{Digest as _, Sha256};

use super::{Digest, FIRST};

/// A record as far as it holds together.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Chain {
    /// How many lines there are.
    pub lines: i64,
    /// How many runs they tell of.
    pub runs: usize,
    /// The SHA-256 of the last line.
    pub last: String,
    /// What is wrong, in the order of the lines.
    pub faults: Vec<Fault>,
    /// Files that runs read or wrote; of each what was written last.
    pub files: Vec<Held>,
}

/// A file that a record tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Held {
    /// Its path, as it stands in the record.
    pub path: String,
    /// Where the run was that read or wrote it.
    pub directory: Option<String>,
    /// Its content then.
    pub digest: Digest,
}

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: i64,
    /// What is wrong.
    pub what: String,
}

/// Most faults that are named; behind a line that was changed there is nothing to be sure of.
const FAULTS: usize = 100;

/// Inputs of the run that is looked at, as they were before and whether they were looked at after.
#[derive(Debug, Default)]
struct Run {
    /// Where it was.
    directory: Option<String>,
    files: Vec<(String, Digest, bool)>,
    /// Where the first of a path stands.
    places: HashMap<String, usize>,
}

impl Run {
    fn push(&mut self, path: &str, digest: Digest) {
        let place = self.files.len();
        self.places.entry(path.to_owned()).or_insert(place);
        self.files.push((path.to_owned(), digest, false));
    }

    fn find(&mut self, path: &str) -> Option<&mut (String, Digest, bool)> {
        self.files.get_mut(*self.places.get(path)?)
    }
}

/// What is kept while a record is read.
#[derive(Debug, Default)]
struct Reading {
    open: Option<Run>,
    /// Where a path stands among the files of the chain, by the directory of the run.
    places: HashMap<(Option<String>, String), usize>,
}

/// Reads a record to its end, or until more is wrong than is named. Lines that are wrong are faults, and
/// no errors.
///
/// # Errors
/// That of the reader.
pub fn verify(mut reader: impl BufRead) -> io::Result<Chain> {
    let mut chain = Chain {
        lines: 0,
        runs: 0,
        last: FIRST.to_owned(),
        faults: Vec::new(),
        files: Vec::new(),
    };
    let mut reading = Reading::default();
    loop {
        let mut line = Vec::new();
        let most = u64::try_from(MAX_CUSTODY_LINE).unwrap_or(u64::MAX);
        let read = reader.by_ref().take(most).read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        chain.lines = chain.lines.saturating_add(1);
        let whole = line.pop_if(|byte| *byte == b'\n').is_some();
        if !whole && read >= MAX_CUSTODY_LINE {
            chain.fault(format!(
                "the line is longer than {MAX_CUSTODY_LINE} bytes (MAX_CUSTODY_LINE): nothing from here \
                 on was read"
            ));
            return Ok(chain);
        }
        if !whole {
            chain.fault("the line does not end: it was cut off");
        }
        chain.read(&line, &mut reading);
        chain.last = hex::text(&Sha256::digest(&line));
        if chain.faults.len() >= FAULTS {
            chain.faults.push(Fault {
                line: chain.lines,
                what: "too much is wrong: nothing behind this line was read".to_owned(),
            });
            return Ok(chain);
        }
    }
    if reading.open.is_some() {
        chain.fault("the last run has no end");
    }
    Ok(chain)
}

impl Chain {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty()
    }

    fn fault(&mut self, what: impl Into<String>) {
        if self.faults.len() < FAULTS {
            self.faults.push(Fault {
                line: self.lines,
                what: what.into(),
            });
        }
    }

    fn read(&mut self, line: &[u8], reading: &mut Reading) {
        let Ok(value) = json::parse(line) else {
            return self.fault("no line of a record of custody");
        };
        if value.str_at(&["previous"]) != Some(&self.last) {
            self.fault("the line before it is not the one that it was written after");
        }
        if value.get("sequence").and_then(Value::as_int) != Some(self.lines) {
            self.fault("its number is not that of the line");
        }
        let event = value.str_at(&["event"]).unwrap_or_default();
        let data = value.get(event).unwrap_or(&Value::Null);
        match event {
            "start" => {
                let run = Run {
                    directory: data.str_at(&["directory"]).map(str::to_owned),
                    ..Run::default()
                };
                if reading.open.replace(run).is_some() {
                    self.fault("the run before it has no end");
                }
                self.runs = self.runs.saturating_add(1);
            }
            "before" | "after" | "output" => self.file(event, data, reading),
            "end" => {
                let held = reading.open.take().unwrap_or_default();
                for (path, _, looked) in held.files {
                    if !looked {
                        self.fault(format!("{path} was not looked at after the run"));
                    }
                }
            }
            _ => self.fault("it tells of nothing that is known"),
        }
    }

    fn file(&mut self, event: &str, data: &Value<'_>, reading: &mut Reading) {
        let size = data.get("size").and_then(Value::as_int);
        let size = size.and_then(|size| u64::try_from(size).ok());
        let parts = (data.str_at(&["path"]), data.str_at(&["sha256"]), size);
        let (Some(path), Some(sha256), Some(size)) = parts else {
            let why = data.str_at(&["error"]).unwrap_or("a file without its hash");
            return self.fault(why);
        };
        let digest = Digest {
            sha256: sha256.to_owned(),
            size,
        };
        let Some(held) = &mut reading.open else {
            return self.fault("it stands outside of a run");
        };
        match event {
            "before" => held.push(path, digest.clone()),
            "after" => match held.find(path) {
                Some((_, before, looked)) => {
                    *looked = true;
                    if *before != digest {
                        self.fault(format!("{path} changed during the run"));
                    }
                }
                None => self.fault(format!("{path} was not looked at before the run")),
            },
            _ => {}
        }
        let directory = held.directory.clone();
        let place = (directory.clone(), path.to_owned());
        let known = reading.places.get(&place).copied();
        match known.and_then(|at| self.files.get_mut(at)) {
            Some(own) => own.digest = digest,
            None => {
                reading.places.insert(place, self.files.len());
                self.files.push(Held {
                    path: path.to_owned(),
                    directory,
                    digest,
                });
            }
        }
    }
}
