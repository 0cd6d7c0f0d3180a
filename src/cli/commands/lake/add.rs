//! `kf lake add`

use std::collections::BTreeMap;
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
use crate::lake::lake::{Lake, Source};
use crate::object::redact::Redactor;
use crate::snapshot::{Snapshot, ViewOptions};
use crate::story::custody::Digest;

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
    let candidates = sources::find(&args.sources, &args.lake.lake)?;
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
        added: 0,
        known: 0,
        failed: 0,
    };
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
    added: usize,
    known: usize,
    failed: usize,
}

impl Adding<'_> {
    /// Adds one; returns what is to be told of it.
    fn one(&mut self, candidate: &Candidate, streams: &mut Streams<'_>) -> Outcome<Option<String>> {
        let path = &candidate.path;
        let seen = candidate.seen();
        if let Some(seen) = &seen
            && !(self.args.replace || self.args.reread)
            && let Some(source) = self.lake.source(&seen.name)
            && (source.bytes, Some(&source.version)) == (seen.bytes, seen.version.as_ref())
            && let Some(row) = self
                .there
                .get(&source.sha256)
                .and_then(|rows| rows.first())
                .cloned()
        {
            return self.again(path, &row, streams).map(Some);
        }
        let cluster = self.args.cluster.clone();
        let cluster = cluster.or_else(|| self.pattern.as_ref()?.cluster(path));
        if self.pattern.is_some() && cluster.is_none() {
            self.fail(
                path,
                "its path is not as --paths has it, so that it names no cluster",
                streams,
            );
            return Ok(None);
        }
        let opened = match open::snapshot_within(MEMORY, self.snapshot, path, streams) {
            Ok(opened) => opened,
            Err(Failure::Error(e)) => {
                return self.unopened(candidate, cluster.as_deref(), &e, streams);
            }
            Err(other) => return Err(other),
        };
        let identity = identify(&opened);
        let told = match self
            .there
            .get(&identity.sha256)
            .and_then(|rows| rows.first())
            .cloned()
        {
            Some(row) if !self.args.replace => self.again(path, &row, streams)?,
            _ => match self.convert(path, &opened, &identity, cluster.as_deref(), streams)? {
                Some(told) => told,
                None => return Ok(None),
            },
        };
        if let Some(seen) = seen
            && let Some(version) = seen.version
        {
            let source = Source {
                name: seen.name,
                bytes: seen.bytes,
                version,
                sha256: identity.sha256,
            };
            self.lake
                .remember(&source)
                .map_err(|e| Failure::from(e).elsewhere())?;
        }
        Ok(Some(told))
    }

    /// Says that a snapshot is there; that it was redacted otherwise is a problem.
    fn again(&mut self, path: &Path, row: &Path, streams: &mut Streams<'_>) -> Outcome<String> {
        let entry = self.lake.entry(row).map_err(|e| {
            Failure::from(e)
                .elsewhere()
                .hint("kf lake verify looks at the others; --replace writes it again")
        })?;
        let (word, salt) = redacted(self.args.secret_values, self.redactor.as_deref());
        let same = entry.redacted.as_deref() == Some(word) && entry.salt_id == salt;
        if entry.redacted.is_some() && !same {
            let was = entry.redacted.unwrap_or_default();
            self.fail(
                path,
                &format!(
                    "it is in the lake with other flags of redaction ({was}, or another salt); \
                     --replace converts it again"
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
                let what = format!("{} {what}; see the table problems", entry.problems);
                self.fail(path, &what, streams);
            }
        }
        let short = entry.sha256.get(..12).unwrap_or_default().to_owned();
        let more = match (entry.complete, entry.locked) {
            (false, _) => ", not complete",
            (true, 0) => "",
            (true, _) => ", with values that no key opened",
        };
        Ok(format!(
            "there before{more}: {short} {}",
            remote::name(path)
        ))
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
                return Ok(Some(format!(
                    "not readable, in problems: {}",
                    remote::name(path)
                )));
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
        let added = self
            .lake
            .add(&view, &options)
            .map_err(|e| Failure::from(e).elsewhere())?;
        let summary = added.summary;
        let head = &summary.head;
        self.there
            .entry(identity.sha256.clone())
            .or_insert_with(|| vec![self.lake.row_of(head)]);
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
            remote::name(path),
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
        let damaged = matches!(error.kind(), ErrorKind::Corrupt | ErrorKind::Limit);
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
            true => hash(remote::open(path)?.0),
            false => File::open(path).and_then(hash),
        };
        let Digest { sha256, size } = hashed.map_err(|e| Error::io(remote::name(path), &e))?;
        if self.there.contains_key(&sha256) && !self.args.replace {
            return Ok(Some(format!(
                "there before, not readable: {}",
                remote::name(path)
            )));
        }
        let identity = Identity {
            sha256,
            bytes: size,
            form: "unreadable".to_owned(),
            doubts: Vec::new(),
        };
        self.write_unopened(&identity, cluster, error)?;
        Ok(Some(format!(
            "not readable, in problems: {}",
            remote::name(path)
        )))
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

fn hash(reader: impl Read) -> io::Result<Digest> {
    Digest::of(BufReader::with_capacity(1 << 20, reader))
}
