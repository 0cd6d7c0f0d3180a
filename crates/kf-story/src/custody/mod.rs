//! The record of what was done with evidence: JSON lines that chain by hash.
//!
//! Each line has the SHA-256 of the line before it, so that a line that was changed, taken out or put
//! in shows. Lines that were cut off at the end do not show by themselves: whoever keeps the hash of the
//! last line elsewhere can tell ([`Chain::last`]). The record says what the caller tells it of clock,
//! user and host: nothing here asks for them.

#[cfg(test)]
mod tests;
mod verify;

use std::io::{self, Read, Write};

use kf_base::hex;
use kf_object::Value;
use kf_object::encode::json;
use sha2::{Digest as _, Sha256};

pub use verify::{Chain, Fault, Held, verify};

/// What the first line has in the place of a hash.
pub const FIRST: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The form of the lines.
const FORM: &str = "kf-custody/1";

/// A hash and a size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
}

impl Digest {
    /// Reads to the end.
    ///
    /// # Errors
    /// That of the reader.
    pub fn of(mut reader: impl Read) -> io::Result<Self> {
        let mut sum = Summing::new(io::sink());
        io::copy(&mut reader, &mut sum)?;
        Ok(sum.digest())
    }
}

/// A writer that hashes what goes through it.
pub struct Summing<W> {
    inner: W,
    sum: Sha256,
    size: u64,
}

impl<W> std::fmt::Debug for Summing<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Summing")
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

impl<W> Summing<W> {
    /// Writes to `inner`.
    pub fn new(inner: W) -> Self {
        Self {
            inner,
            sum: Sha256::new(),
            size: 0,
        }
    }

    /// The hash of what went through so far.
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest {
            sha256: hex::text(&self.sum.clone().finalize()),
            size: self.size,
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.sum.update(bytes);
        let more = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.size = self.size.saturating_add(more);
    }
}

impl<W: Write> Write for Summing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        let done = bytes.get(..written).unwrap_or(bytes);
        self.take(done);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<R: Read> Read for Summing<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(bytes)?;
        self.take(bytes.get(..read).unwrap_or_default());
        Ok(read)
    }
}

/// A file as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileState {
    /// The name it was given by.
    pub path: String,
    /// Its content.
    pub digest: Digest,
    /// Device and inode, where there are such.
    pub inode: Option<(u64, u64)>,
    /// When its content was changed last, RFC 3339.
    pub modified: Option<String>,
    /// When its inode was changed last.
    pub changed: Option<String>,
    /// When it was read last. Reading may move that, where the system does not allow to leave it.
    pub accessed: Option<String>,
    /// Whether the system lets this program read it without moving that time.
    pub keeps_access_time: bool,
}

/// Who runs what, and with what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// kf's version.
    pub version: String,
    /// The program's own file.
    pub program: Option<Digest>,
    /// The command line.
    pub arguments: Vec<String>,
    /// The working directory.
    pub directory: Option<String>,
    /// The user's name, as the environment has it.
    pub user: Option<String>,
    /// The user's number.
    pub uid: Option<u32>,
    /// The machine's name.
    pub host: Option<String>,
    /// System and architecture.
    pub platform: String,
}

/// Something that is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A run begins.
    Start(Run),
    /// An input before anything was read of it.
    Before(FileState),
    /// The input after the run, or why it cannot be read any more.
    After(Result<FileState, String>),
    /// What was written: to standard output, or to a file.
    Output(String, Digest),
    /// The run ends with this exit code.
    End(u8),
}

/// Lines that are added to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pen {
    previous: String,
    sequence: i64,
}

impl Pen {
    /// Goes on after a record.
    #[must_use]
    pub fn after(chain: &Chain) -> Self {
        Self {
            previous: chain.last.clone(),
            sequence: chain.lines,
        }
    }

    /// Makes the next line, with its line break.
    #[must_use]
    pub fn line(&mut self, time: &str, event: &Event) -> Vec<u8> {
        let text = |t: &str| Value::String(t.to_owned().into());
        self.sequence = self.sequence.saturating_add(1);
        let (kind, data) = members(event);
        let line = Value::object([
            (kind, data),
            ("event", Value::str(kind)),
            ("form", Value::str(FORM)),
            ("previous", text(&self.previous)),
            ("sequence", Value::Int(self.sequence)),
            ("time", text(time)),
        ]);
        let mut out = Vec::new();
        json::write_compact(&mut out, &line);
        self.previous = hex::text(&Sha256::digest(&out));
        out.push(b'\n');
        out
    }
}

fn members(event: &Event) -> (&'static str, Value<'static>) {
    let text = |t: &str| Value::String(t.to_owned().into());
    match event {
        Event::Start(run) => ("start", start(run)),
        Event::Before(state) => ("before", file(state)),
        Event::After(Ok(state)) => ("after", file(state)),
        Event::After(Err(why)) => ("after", Value::object([("error", text(why))])),
        Event::Output(name, digest) => {
            let mut members = sums(digest);
            members.push(("path", text(name)));
            ("output", Value::object(members))
        }
        Event::End(code) => {
            let code = Value::Int(i64::from(*code));
            ("end", Value::object([("exitCode", code)]))
        }
    }
}

fn sums(digest: &Digest) -> Vec<(&'static str, Value<'static>)> {
    let size = i64::try_from(digest.size).unwrap_or(i64::MAX);
    vec![
        ("sha256", Value::String(digest.sha256.clone().into())),
        ("size", Value::Int(size)),
    ]
}

fn file(state: &FileState) -> Value<'static> {
    let or_null = |t: &Option<String>| {
        let text = t.clone().map(|t| Value::String(t.into()));
        text.unwrap_or(Value::Null)
    };
    let mut members = sums(&state.digest);
    members.extend([
        ("accessTimeKept", Value::Bool(state.keeps_access_time)),
        ("accessed", or_null(&state.accessed)),
        ("changed", or_null(&state.changed)),
        ("modified", or_null(&state.modified)),
        ("path", Value::String(state.path.clone().into())),
    ]);
    if let Some((device, inode)) = state.inode {
        let number = |n: u64| Value::String(n.to_string().into());
        members.push(("device", number(device)));
        members.push(("inode", number(inode)));
    }
    Value::object(members)
}

fn start(run: &Run) -> Value<'static> {
    let text = |t: &str| Value::String(t.to_owned().into());
    let or_null = |t: &Option<String>| t.as_deref().map_or(Value::Null, text);
    let arguments = run.arguments.iter().map(|a| text(a)).collect();
    let program = run
        .program
        .as_ref()
        .map(|digest| Value::object(sums(digest)));
    Value::object([
        ("arguments", Value::Array(arguments)),
        ("directory", or_null(&run.directory)),
        ("host", or_null(&run.host)),
        ("platform", text(&run.platform)),
        ("program", program.unwrap_or(Value::Null)),
        ("tool", Value::str("kf")),
        (
            "uid",
            run.uid
                .map_or(Value::Null, |uid| Value::Int(i64::from(uid))),
        ),
        ("user", or_null(&run.user)),
        ("version", text(&run.version)),
    ])
}
