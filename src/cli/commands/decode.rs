//! `kf decode`

use std::fs::File;
use std::io::Read;
use std::sync::Arc;

use crate::Error;
use crate::cli::args::SnapshotArgs;
use crate::cli::args::decode::DecodeArgs;
use crate::cli::args::redaction::Redact;
use crate::cli::exit::ExitStatus;
use crate::cli::keyring;
use crate::cli::message::Voice;
use crate::cli::redaction;
use crate::cli::report::{Outcome, Report};
use crate::cli::streams::Streams;
use crate::escape;
use crate::limits::MAX_VALUE_BYTES;
use crate::schema::Minor;
use crate::snapshot::{note, version};
use crate::storage::envelope::MAGIC;
use crate::storage::{Codec, DecodeOptions, Decoded};

/// Runs `kf decode`.
pub(crate) fn run(
    args: &DecodeArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let format = args.output.format()?;
    let (name, bytes) = match &args.file {
        Some(path) if path.as_os_str() != "-" => {
            let name = escape::text(&path.to_string_lossy());
            let mut file = File::open(path).map_err(|e| Error::io(&name, &e))?;
            let bytes = read(&mut file).map_err(|e| Error::io(&name, &e))?;
            (name, bytes)
        }
        _ => {
            let name = "standard input".to_owned();
            let bytes = read(streams.input).map_err(|e| Error::io(&name, &e))?;
            (name, bytes)
        }
    };
    let value = without_added_newline(&bytes);
    let key = args.key.as_bytes();
    let newest = Codec::new(Minor::NEWEST).with_keys(keyring::given(&snapshot.keys)?.map(Arc::new));
    let read = whole(&newest, key, value, &bytes).map_err(|e| {
        let e = if several(&bytes) {
            e.hint("several values were given: etcdctl get without --prefix prints one, and kf decode reads one")
        } else {
            e
        };
        e.in_file(name.as_str())
    })?;
    let (value, times) = (read.0, version::assume_of(&read.1.object));
    let codec = newest.for_minor(snapshot.kube_version.unwrap_or(times.minor));
    let options = DecodeOptions {
        managed_fields: args.show_managed_fields,
        ..DecodeOptions::default()
    };
    let decoded = codec.read(key, value, options);
    let mut decoded = decoded.map_err(|e| e.in_file(name.as_str()))?;
    let voice = Voice::on(streams.err, &streams.screen);
    let mut report = Report::new(voice, &name);
    let level = snapshot.redaction.redact;
    let mut redactor = None;
    if level != Redact::No {
        let made = redaction::redactor(&snapshot.redaction, level, None)?;
        report.remember_salt(made.origin);
        made.redactor.apply(&mut decoded.object);
        redactor = Some(made.redactor).filter(|r| r.is_strict());
    }
    for text in note::about(&decoded, redactor.as_deref()) {
        report.warning(&text);
    }
    let mut out = Vec::new();
    format.write(&mut out, &decoded.object);
    streams.out.write_all(&out)?;
    if snapshot.kube_version.is_none() && version::matters(&codec, key, value, options) {
        report.assumed(times);
    }
    report.close();
    report.say_salt();
    Ok(ExitStatus::Success)
}

/// Reads a value with all that it holds, as `etcdctl` printed it or as a file has it. Returns its bytes
/// too.
fn whole<'v>(
    codec: &Codec,
    key: &[u8],
    value: &'v [u8],
    bytes: &'v [u8],
) -> Result<(&'v [u8], Decoded<'v>), Error> {
    let options = DecodeOptions {
        managed_fields: true,
        ..DecodeOptions::default()
    };
    match codec.read(key, value, options) {
        // A protobuf value that really ended in a line break.
        Err(_) if value.len() < bytes.len() => Ok((bytes, codec.read(key, bytes, options)?)),
        read => Ok((value, read?)),
    }
}

/// Whether bytes that are no value look like more than one: a beginning of one stands behind another.
fn several(bytes: &[u8]) -> bool {
    let begin = |at: &[u8]| {
        let line = at.strip_prefix(b"\n").unwrap_or_default();
        at.starts_with(MAGIC)
            || line.starts_with(b"k8s")
            || line.starts_with(b"{\"")
            || line.starts_with(b"\xd9\xd9\xf7")
    };
    let windows = 1..bytes.len();
    may_be_a_value(bytes)
        && windows
            .into_iter()
            .any(|at| bytes.get(at..).is_some_and(begin))
}

/// How much of a stream tells whether it is a value.
const HEAD: u64 = 4096;

/// Reads a value, or the beginning of what is none: that is refused as all of it would be.
fn read(from: &mut dyn Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    Read::take(&mut *from, HEAD).read_to_end(&mut bytes)?;
    if !may_be_a_value(&bytes) {
        return Ok(bytes);
    }
    // One byte more than allowed, so that the decoder sees that the value is too large.
    let most = u64::try_from(MAX_VALUE_BYTES)
        .unwrap_or(u64::MAX)
        .saturating_add(1)
        .saturating_sub(HEAD);
    from.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether anything that is stored begins so: protobuf and encrypted values, JSON, CBOR.
fn may_be_a_value(head: &[u8]) -> bool {
    let text = head.trim_ascii_start();
    head.starts_with(b"k8s")
        || head.starts_with(b"\xd9\xd9\xf7")
        || text.is_empty()
        || text.starts_with(b"{")
}

/// `etcdctl get --print-value-only` adds a line break to what it prints. A protobuf value ends
/// with the empty contentEncoding and contentType of its envelope, never with one.
fn without_added_newline(bytes: &[u8]) -> &[u8] {
    match bytes.strip_suffix(b"\n") {
        Some(value) if value.starts_with(MAGIC) => value,
        _ => bytes,
    }
}
