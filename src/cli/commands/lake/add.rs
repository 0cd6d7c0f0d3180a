//! `kf lake add`

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::VERSION;
use super::pattern::Pattern;
use super::sources::{self, Candidate};
use crate::cli::args::SnapshotArgs;
use crate::cli::args::lake::AddArgs;
use crate::cli::args::redaction::Redact;
use crate::cli::exit::ExitStatus;
use crate::cli::message::{Head, Message};
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::streams::Streams;
use crate::cli::{open, redaction, remote};
use crate::count::counted;
use crate::error::{Error, ErrorKind};
use crate::lake::convert::{Identity, Options, Unopened, identify, redacted};
use crate::lake::lake::{Entry, Lake, Source};
use crate::object::redact::Redactor;
use crate::snapshot::{Snapshot, ViewOptions};
use crate::story::custody::Digest;
use crate::time::{Timestamp, time_text};

/// Unpacked bytes that are held in memory; more go to an unlinked file.
const MEMORY: u64 = 32 << 20;

/// Runs `kf lake add`.
pub(super) fn run(
    args: &AddArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let pattern = args.paths.as_deref().map(Pattern::parse).transpose()?;
    if snapshot.rev.is_some() {
        return Err(Failure::usage(
            "kf lake add converts the newest state: --rev is for other commands",
        ));
    }
    let mut unread = Vec::new();
    let candidates = sources::find(&args.sources, &args.lake.lake, &mut unread)?;
    let redactor = redactor(snapshot)?;
    let lake = Lake::create(&args.lake.lake, VERSION).map_err(|e| Failure::from(e).elsewhere())?;
    let there = lake.snapshots().map_err(|e| Failure::from(e).elsewhere())?;
    let mut adding = Adding {
        args,
        snapshot,
        pattern,
        redactor,
        lake,
        there,
        of_this_run: HashSet::new(),
        added: 0,
        known: 0,
        failed: unread.len(),
    };
    Report::new(streams.voice(), "").all(&unread);
    let many = candidates.len();
    for (at, candidate) in candidates.iter().enumerate() {
        let told = adding.one(candidate, streams)?;
        if let Some(told) = told {
            writeln!(streams.out, "[{}/{many}] {told}", at + 1)?;
            streams.out.flush()?;
        }
    }
    let mut report = Report::new(streams.voice(), "");
    report.note(&format!(
        "{} added, {} there before, {} with problems",
        counted(adding.added, "snapshot", "snapshots"),
        adding.known,
        adding.failed
    ));
    Ok(ExitStatus::from_problems(adding.failed))
}

/// What redacts all snapshots: with one salt, or nothing could be compared.
fn redactor(snapshot: &SnapshotArgs) -> Outcome<Option<Arc<Redactor>>> {
    let args = &snapshot.redaction;
    if args.redact == Redact::No {
        return Ok(None);
    }
    if args.redact_salt.is_none() {
        return Err(
            Failure::usage("a lake is redacted with one salt for all its snapshots")
                .hint("openssl rand -hex 32 > salt; then --redact-salt @salt, each time"),
        );
    }
    Ok(Some(redaction::redactor(args, args.redact, None)?.redactor))
}

struct Adding<'a> {
    args: &'a AddArgs,
    snapshot: &'a SnapshotArgs,
    pattern: Option<Pattern>,
    redactor: Option<Arc<Redactor>>,
    lake: Lake,
    there: BTreeMap<String, Vec<PathBuf>>,
    /// What this run has converted: another file with the same in it would only write it again.
    of_this_run: HashSet<String>,
    added: usize,
    known: usize,
    failed: usize,
}

impl Adding<'_> {
    /// Adds one; returns what is to be told of it.
    fn one(&mut self, candidate: &Candidate, streams: &mut Streams<'_>) -> Outcome<Option<String>> {
        let path = &candidate.path;
        let seen = candidate.seen();
        let cluster = self.args.cluster.clone();
        let cluster = cluster.or_else(|| self.pattern.as_ref()?.cluster(path));
        // Of what is no snapshot, the path need not be that of one.
        let nameless = self.pattern.is_some() && cluster.is_none();
        if nameless && candidate.is_meant() {
            return Ok(self.nameless(path, streams));
        }
        if !nameless
            && let Some(seen) = &seen
            && !(self.args.replace || self.args.reread)
            && let Some(source) = self.lake.source(&seen.name)
            && (source.bytes, Some(&source.version)) == (seen.bytes, seen.version.as_ref())
            && let Some(row) = self
                .there
                .get(&source.sha256)
                .and_then(|rows| rows.first())
                .cloned()
        {
            return Ok(self.again(path, &row, cluster.as_deref(), streams));
        }
        let opened = match open::snapshot_within(MEMORY, self.snapshot, path, streams) {
            Ok(opened) => opened,
            Err(Failure::Error(e)) if nameless && is_damaged(&e) => {
                return Ok(self.nameless(path, streams));
            }
            Err(Failure::Error(e)) => {
                return self.unopened(candidate, cluster.as_deref(), &e, streams);
            }
            Err(other) => return Err(other),
        };
        if nameless {
            return Ok(self.nameless(path, streams));
        }
        let identity = identify(&opened);
        let row = self
            .there
            .get(&identity.sha256)
            .and_then(|rows| rows.first())
            .cloned();
        let anew = self.args.replace && !self.of_this_run.contains(&identity.sha256);
        let cluster = cluster.as_deref();
        let told = match row {
            Some(row) if !anew => self.again(path, &row, cluster, streams),
            _ => self.convert(path, &opened, &identity, cluster, streams)?,
        };
        let Some(told) = told else {
            return Ok(None);
        };
        let seen = seen.and_then(|seen| Some((seen.name, seen.bytes, seen.version?)));
        let changing = || Some((candidate.changing()?, 0, String::new()));
        if let Some((name, bytes, version)) = seen.or_else(changing) {
            let source = Source {
                name,
                bytes,
                version,
                sha256: identity.sha256,
            };
            self.lake
                .remember(&source)
                .map_err(|e| Failure::from(e).elsewhere())?;
        }
        Ok(Some(told))
    }

    fn nameless(&mut self, path: &Path, streams: &mut Streams<'_>) -> Option<String> {
        let what = "its path is not as --paths has it, so that it names no cluster";
        self.fail(path, what, streams);
        None
    }

    /// Says that a snapshot is there; that it was converted otherwise than these flags ask for is a problem.
    fn again(
        &mut self,
        path: &Path,
        row: &Path,
        cluster: Option<&str>,
        streams: &mut Streams<'_>,
    ) -> Option<String> {
        let entry = match self.lake.entry(row) {
            Ok(entry) => entry,
            Err(e) => {
                self.fail(
                    path,
                    &format!("it is in the lake, and --replace writes it again: {e}"),
                    streams,
                );
                return None;
            }
        };
        let others = self.others(&entry, cluster);
        if !others.is_empty() {
            self.fail(
                path,
                &format!(
                    "it is in the lake {}; --replace converts it again",
                    others.join(", ")
                ),
                streams,
            );
        } else {
            self.known += 1;
            if entry.problems > 0 {
                // As loud as the first time: who resumes a run may never have heard it.
                let what = match entry.complete {
                    true => "values are encrypted, and no key was there that opens them",
                    false => "problems",
                };
                let what = match (entry.complete, entry.problems) {
                    (true, 1) => {
                        "a value is encrypted, and no key was there that opens it".to_owned()
                    }
                    (false, 1) => "1 problem".to_owned(),
                    (_, n) => format!("{n} {what}"),
                };
                self.fail(path, &format!("{what}; see the table problems"), streams);
            }
        }
        let short = entry.sha256.get(..12).unwrap_or_default().to_owned();
        let more = match (entry.complete, entry.locked) {
            (false, _) => ", not complete",
            (true, 0) => "",
            (true, _) => ", with values that no key opened",
        };
        Some(format!("there before{more}: {short} {}", shown(path)))
    }

    /// What these flags ask for and is otherwise in the lake. What no flag says may be as it is.
    fn others(&self, entry: &Entry, cluster: Option<&str>) -> Vec<String> {
        let mut others = Vec::new();
        let mut other = |text: String| others.push(text);
        let name = |name: Option<&str>| name.unwrap_or("unknown").to_owned();
        if cluster.is_some() && cluster != entry.cluster.as_deref() {
            other(format!("as cluster {}", name(entry.cluster.as_deref())));
        }
        // Times of a lake are of microseconds.
        let micros = |t: Timestamp| (t.seconds, t.nanos / 1000);
        if let Some(taken) = self.args.taken
            && Some(micros(taken)) != entry.taken.map(micros)
        {
            let was = entry.taken.and_then(|t| time_text(t.seconds));
            other(format!("as taken at {}", name(was.as_deref())));
        }
        // What could not be opened has none of the rest.
        let Some(was) = entry.redacted.as_deref() else {
            return others;
        };
        let (word, salt) = redacted(self.args.secret_values, self.redactor.as_deref());
        if (was, &entry.salt_id) != (word, &salt) {
            other(format!(
                "with other flags of redaction ({was}, or another salt)"
            ));
        }
        if self.args.changes && entry.changes != Some(true) {
            other("without --changes".to_owned());
        }
        let asked = self.snapshot.kube_version.map(|minor| minor.to_string());
        if asked.is_some() && asked != entry.kube_version {
            other(format!(
                "as Kubernetes {}",
                name(entry.kube_version.as_deref())
            ));
        }
        let prefix = |text: &str| text.trim_matches('/').to_owned();
        let asked = self.snapshot.etcd_prefix.as_deref().map(prefix);
        if asked.is_some() && asked != entry.prefix.as_deref().map(prefix) {
            other(format!(
                "with the keys below {}",
                name(entry.prefix.as_deref())
            ));
        }
        others
    }

    fn convert(
        &mut self,
        path: &Path,
        opened: &Snapshot,
        identity: &Identity,
        cluster: Option<&str>,
        streams: &mut Streams<'_>,
    ) -> Outcome<Option<String>> {
        let options = ViewOptions {
            all_prefixes: false,
            ..open::view_options(self.snapshot, None, Vec::new())
        };
        let view = match opened.view_with(&options) {
            Ok(view) => view,
            Err(e) if e.kind() == ErrorKind::Invalid => {
                self.fail(path, &e.to_string(), streams);
                return Ok(None);
            }
            Err(e) => {
                self.write_unopened(identity, cluster, &e)?;
                self.fail(path, &e.to_string(), streams);
                return Ok(Some(format!("not readable, in problems: {}", shown(path))));
            }
        };
        let view = match &self.redactor {
            Some(redactor) => view.redacted(Arc::clone(redactor)),
            None => view,
        };
        let options = Options {
            identity,
            cluster,
            taken: self.args.taken,
            secret_values: self.args.secret_values,
            changes: self.args.changes,
            kf_version: VERSION,
            resource: None,
            namespace: None,
            columns: None,
            scratch: None,
            share: None,
            threads: open::threads(),
            tables: &[],
        };
        let added = match self.lake.add(&view, &options) {
            Ok(added) => added,
            // Nothing else could be written either.
            Err(e) if e.kind() == ErrorKind::Io => return Err(Failure::from(e).elsewhere()),
            Err(e) => {
                self.fail(path, &e.to_string(), streams);
                return Ok(None);
            }
        };
        let summary = added.summary;
        let head = &summary.head;
        self.there
            .insert(identity.sha256.clone(), vec![self.lake.row_of(head)]);
        self.of_this_run.insert(identity.sha256.clone());
        self.added += 1;
        if let Some(lost) = opened.input().lost() {
            self.fail(path, lost.message(), streams);
        } else if summary.problems > 0 {
            let first = summary
                .told
                .first()
                .map(ToString::to_string)
                .unwrap_or_default();
            let what = match (summary.complete, summary.problems) {
                (true, 1) => "a value is encrypted, and no key at hand opens it".to_owned(),
                (true, n) => format!("{n} values are encrypted, and no key at hand opens them"),
                (false, 1) => first,
                (false, n) => format!("{n} problems, of which the first is: {first}"),
            };
            self.fail(path, &what, streams);
        }
        let day = head.taken_at.map(|t| crate::time::time_text(t.seconds));
        Ok(Some(format!(
            "{}: {} {} {} {}",
            if summary.complete {
                "added"
            } else {
                "added, not complete"
            },
            crate::escape::text(head.cluster_name.as_deref().unwrap_or("unknown")),
            day.flatten().unwrap_or_else(|| "unknown".to_owned()),
            counted(summary.objects, "object", "objects"),
            shown(path),
        )))
    }

    /// Writes down that a file cannot be opened, if it seems to be a snapshot.
    fn unopened(
        &mut self,
        candidate: &Candidate,
        cluster: Option<&str>,
        error: &Error,
        streams: &mut Streams<'_>,
    ) -> Outcome<Option<String>> {
        let path = &candidate.path;
        let damaged = is_damaged(error);
        if !damaged && !candidate.is_meant() {
            let mut report = Report::new(streams.voice(), "");
            report.warning(&format!("{error}: passed over"));
            return Ok(None);
        }
        self.fail(path, &error.to_string(), streams);
        let is_remote = remote::is_remote(path);
        if !damaged || !(is_remote || path.is_file()) {
            return Ok(None);
        }
        let hashed = match is_remote {
            true => remote::open(path).map(|(reader, _)| hash(reader)),
            false => Ok(File::open(path).and_then(hash)),
        };
        let hashed = hashed.and_then(|h| h.map_err(|e| Error::io(remote::name(path), &e)));
        let Digest { sha256, size } = match hashed {
            Ok(digest) => digest,
            Err(e) => {
                let mut report = Report::new(streams.voice(), "");
                report.warning(&format!("{e}: no row in problems"));
                return Ok(None);
            }
        };
        if self.there.contains_key(&sha256) && !self.args.replace {
            return Ok(Some(format!("there before, not readable: {}", shown(path))));
        }
        let identity = Identity {
            sha256,
            bytes: size,
            form: "unreadable".to_owned(),
            doubts: Vec::new(),
        };
        self.write_unopened(&identity, cluster, error)?;
        Ok(Some(format!("not readable, in problems: {}", shown(path))))
    }

    fn write_unopened(&self, identity: &Identity, cluster: Option<&str>, error: &Error) -> Outcome {
        let unopened = Unopened {
            identity,
            cluster,
            taken: self.args.taken,
            error,
            kf_version: VERSION,
        };
        let written = self.lake.add_unopened(&unopened);
        written.map_err(|e| Failure::from(e).elsewhere())
    }

    /// Counts a snapshot with problems, and says what is wrong.
    fn fail(&mut self, path: &Path, what: &str, streams: &mut Streams<'_>) {
        self.failed += 1;
        let name = remote::name(path);
        // An error may name its file already.
        let text = match what.starts_with(&name) {
            true => what.to_owned(),
            false => format!("{name}: {what}"),
        };
        let text = crate::escape::text(&text);
        streams.voice().message(&Message::new(Head::Error, text));
    }
}

/// Whether somebody could miss what is in a file that cannot be opened.
fn is_damaged(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Corrupt | ErrorKind::Limit)
}

/// The name of a file as it may be printed: anything may stand in it.
fn shown(path: &Path) -> String {
    crate::escape::text(&remote::name(path))
}

fn hash(reader: impl Read) -> io::Result<Digest> {
    Digest::of(BufReader::with_capacity(1 << 20, reader))
}
