//! From the flags to a snapshot, a view and a time.

use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::SnapshotArgs;
use super::keyring;
use super::message::Head;
use super::remote;
use super::report::{Failure, Outcome, Report};
use super::streams::Streams;
use crate::count::counted;
use crate::error::Result;
use crate::input::{Form, Input, Layer, Method, OpenOptions, Progress};
use crate::limits::MAX_MEMORY_BYTES;
use crate::snapshot::{Expect, Snapshot, View, ViewOptions};
use crate::time::Timestamp;

/// A progress bar appears when opening takes longer than this.
const PATIENCE: Duration = Duration::from_secs(1);

/// Opens the file or directory given as an argument, or else the one that `--snapshot` or
/// `KF_SNAPSHOT` names, and says what speaks against it at first sight.
pub(super) fn snapshot(
    args: &SnapshotArgs,
    given: Option<&Path>,
    streams: &mut Streams<'_>,
) -> Outcome<Snapshot> {
    let opened = snapshot_to_check(args, given, streams)?;
    let mut report = Report::new(streams.voice(), opened.input().name());
    for doubt in opened.doubts() {
        report.warning(&format!("{}: {doubt}", opened.input().name()));
    }
    Ok(opened)
}

/// As [`snapshot`], for commands that look at the whole file and say more about it.
pub(super) fn snapshot_to_check(
    args: &SnapshotArgs,
    given: Option<&Path>,
    streams: &mut Streams<'_>,
) -> Outcome<Snapshot> {
    let opened = locked_snapshot(args, given, streams)?;
    let name = opened.input().name().to_owned();
    keyring::unlock(opened, args, &mut Report::new(streams.voice(), &name))
}

/// As [`snapshot_to_check`], with no more of what is unpacked in memory than so many bytes.
#[cfg(feature = "lake")]
pub(super) fn snapshot_within(
    memory: u64,
    args: &SnapshotArgs,
    path: &Path,
    streams: &mut Streams<'_>,
) -> Outcome<Snapshot> {
    let opened = locked_within(Some(memory), args, Some(path), streams)?;
    let name = opened.input().name().to_owned();
    keyring::unlock(opened, args, &mut Report::new(streams.voice(), &name))
}

/// As [`snapshot_to_check`], without any keys.
pub(super) fn locked_snapshot(
    args: &SnapshotArgs,
    given: Option<&Path>,
    streams: &mut Streams<'_>,
) -> Outcome<Snapshot> {
    locked_within(None, args, given, streams)
}

fn locked_within(
    memory: Option<u64>,
    args: &SnapshotArgs,
    given: Option<&Path>,
    streams: &mut Streams<'_>,
) -> Outcome<Snapshot> {
    let Some(path) = given.or(args.snapshot()) else {
        return Err(Failure::usage("no snapshot given")
            .hint("--snapshot FILENAME names the file; KF_SNAPSHOT stands in for it"));
    };
    if let (None, [_, .., last]) = (given, args.snapshots.as_slice()) {
        let (count, last) = (args.snapshots.len(), last.to_string_lossy());
        let text = format!("of {count} snapshots this command reads the last: {last}");
        Report::new(streams.voice(), &last).warning(&text);
    }
    let usual = unpacking(args);
    let options = OpenOptions {
        mmap: !args.no_mmap,
        entry: args.entry.clone(),
        salvage: args.salvage,
        max_memory: memory.unwrap_or(usual.max_memory),
        ..usual
    };
    let mut bar = Bar {
        shown: streams.progress,
        what: if remote::is_remote(path) {
            "reading"
        } else {
            "unpacking"
        },
        started: Instant::now(),
        bar: None,
    };
    let mut progress = |p: Progress| bar.update(p);
    let input = if path == Path::new("-") {
        Input::from_reader_with_progress("standard input", streams.input, &options, &mut progress)
    } else if remote::is_remote(path) {
        remote::input(path, &options, &mut progress)
    } else {
        Input::open_with_progress(path, &options, &mut progress)
    };
    bar.clear();
    let input = input?;
    let mut report = Report::new(streams.voice(), input.name());
    for damage in input.damage() {
        report.warning(&format!("{}: {damage}", input.name()));
    }
    for note in input.notes() {
        report.warning(&format!("{}: {note}", input.name()));
    }
    if streams.progress
        && let Some(hint) = unpack_hint(input.form())
    {
        Report::new(streams.voice(), input.name()).headed(Head::Hint, &hint);
    }
    let mut opened = Snapshot::new(input).salvage(args.salvage);
    if args.no_wal {
        opened = opened.without_wal();
    }
    warn_of_wal(&opened, streams);
    Ok(opened)
}

/// Says how to unpack a file once that takes so long to unpack that somebody waits for it.
fn unpack_hint(form: &Form) -> Option<String> {
    let packed = |layer: &Layer| {
        matches!(layer, Layer::Packed { .. })
            || matches!(layer, Layer::Zip { method, .. } if *method != Method::Stored)
    };
    let waited = form.size >= MAX_MEMORY_BYTES && form.layers.iter().any(packed);
    waited.then(|| {
        "every command unpacks this file anew; kf unpack FILENAME writes it unpacked, once"
            .to_owned()
    })
}

/// Returns how much may be unpacked.
fn unpacking(args: &SnapshotArgs) -> OpenOptions {
    let usual = OpenOptions::default();
    OpenOptions {
        max_decompressed: args.max_unpacked.unwrap_or(usual.max_decompressed),
        max_taken: args.max_unpacked,
        any_length: args.max_unpacked.is_some(),
        ..usual
    }
}

/// Says what of a write-ahead log is left out.
fn warn_of_wal(snapshot: &Snapshot, streams: &mut Streams<'_>) {
    let Some(wal) = snapshot.wal(threads()).filter(|wal| wal.uncommitted > 0) else {
        return;
    };
    let name = snapshot.input().name();
    Report::new(streams.voice(), name).warning(&format!(
        "{name}: {} not included, above the commit index {}: nothing in the log of one member tells \
         whether the cluster agreed",
        counted(wal.uncommitted, "entry is", "entries are"),
        wal.commit
    ));
}

/// Returns the view at a revision that the other flags ask for, as it is stored: not redacted.
pub(super) fn view<'s>(
    snapshot: &'s Snapshot,
    args: &SnapshotArgs,
    revision: Option<i64>,
    expect: Vec<Expect>,
) -> Result<View<'s>> {
    snapshot.view_with(&view_options(args, revision, expect))
}

/// Returns the options of a view at a revision that the other flags ask for.
pub(super) fn view_options(
    args: &SnapshotArgs,
    revision: Option<i64>,
    expect: Vec<Expect>,
) -> ViewOptions {
    ViewOptions {
        revision,
        kube_minor: args.kube_version,
        etcd_prefix: args.etcd_prefix.clone(),
        all_prefixes: false,
        threads: threads(),
        expect,
    }
}

/// How many threads share a pass over the file.
pub(super) fn threads() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// What AGE counts to: `--now`, else the snapshot's own time, else the file's.
pub(super) fn now(args: &SnapshotArgs, file: Option<&Path>, view: &View<'_>) -> Outcome<Timestamp> {
    match args.now.as_deref() {
        None => Ok(view.time().unwrap_or_else(|| file_time(file))),
        Some("wall") => Ok(timestamp(SystemTime::now())),
        Some(text) => Timestamp::parse(text).ok_or_else(|| {
            Failure::usage(format!(
                "invalid --now {text:?}: expected an RFC 3339 time such as \
                 2026-11-22T17:45:00Z, or wall"
            ))
        }),
    }
}

fn file_time(file: Option<&Path>) -> Timestamp {
    let modified = file.and_then(|p| fs::metadata(p).ok()?.modified().ok());
    timestamp(modified.unwrap_or_else(SystemTime::now))
}

pub(super) fn timestamp(time: SystemTime) -> Timestamp {
    let since = time
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp::new(
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
        since.subsec_nanos().into(),
    )
}

/// A progress bar that waits before it shows itself.
struct Bar {
    shown: bool,
    what: &'static str,
    started: Instant,
    bar: Option<ProgressBar>,
}

impl Bar {
    fn update(&mut self, progress: Progress) {
        if !self.shown || (self.bar.is_none() && self.started.elapsed() < PATIENCE) {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let bar = match progress.total {
                Some(total) => ProgressBar::new(total),
                None => ProgressBar::no_length(),
            };
            let style = format!(
                "{} {{bytes}} of {{total_bytes}} {{wide_bar}} {{eta}}",
                self.what
            );
            let style = ProgressStyle::with_template(&style);
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        // What was read is then unpacked.
        if let Some(total) = progress.total {
            bar.set_length(total);
        }
        bar.set_position(progress.done);
    }

    fn clear(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}
