//! `kf info`

mod facts;
mod told;
mod wal;

use std::path::{Path, PathBuf};

use super::du::{self, Sum};
use crate::bbolt::{Census, Db, Trailer};
use crate::cli::args::SnapshotArgs;
use crate::cli::args::info::InfoArgs;
use crate::cli::commands::members;
use crate::cli::exit::ExitStatus;
use crate::cli::redaction;
use crate::cli::report::{Outcome, Report};
use crate::cli::session::{Opening, Session};
use crate::cli::streams::Streams;
use crate::error::Error;
use crate::escape;
use crate::etcd::{Auth, Lease};
use crate::object::Value;
use crate::object::encode::Format;
use crate::schema::open::Look;
use crate::snapshot::{Member, OwnKeys, Snapshot, Usage, View};
use crate::text::{boxed, tabwriter::TabWriter};
use crate::{threads, time};

/// Runs `kf info`.
pub(crate) fn run(
    args: &InfoArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let format = args.output.format()?;
    let files = match args.files.as_slice() {
        [] => snapshot.snapshots.as_slice(),
        given => given,
    };
    if files.len() < 2 {
        return one(
            files.first().map(PathBuf::as_path),
            format,
            b"",
            snapshot,
            streams,
        );
    }
    let apart: &[u8] = match format {
        None => b"\n",
        Some(Format::Yaml) => b"---\n",
        Some(_) => b"",
    };
    let mut status = ExitStatus::Success;
    let mut before: &[u8] = b"";
    for file in files {
        match one(Some(file), format, before, snapshot, streams) {
            Ok(ExitStatus::Success) => {}
            Ok(failed) => status = failed,
            Err(failure) => {
                let name = file.display().to_string();
                let mut report = Report::new(streams.voice(), &name);
                report.left_out(failure.in_file(&name))?;
                report.close();
                status = ExitStatus::Failure;
                continue;
            }
        }
        before = apart;
    }
    Ok(status)
}

/// Shows one file, with `before` before it.
fn one(
    file: Option<&Path>,
    format: Option<Format>,
    before: &[u8],
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let opening = Opening::new(snapshot).file(file).checking().all_prefixes();
    opening
        .hinting_at_salvage()
        .with_view(streams, |session, report, out| {
            let info = Info::gather(session, |e| report.problem(&e));
            let mut screen = before.to_vec();
            match format {
                Some(format) => format.write(&mut screen, &info.document()),
                None => info.screen(&mut screen),
            }
            out.write_all(&screen)?;
            if format.is_none() && info.pages.as_ref().is_some_and(Pages::has_trailer) {
                // To compare the sum takes longer than all the rest, and nothing waits for it.
                out.flush()?;
                screen.clear();
                info.digest(&mut screen);
                out.write_all(&screen)?;
            }
            report.all(session.view.store().problems());
            report.all(info.usage.problems.list());
            let told = |e: &&Error| {
                let mut told = info.usage.problems.list().iter();
                told.any(|other| other == *e) || session.view.store().problems().contains(e)
            };
            report.all(session.view.problems().iter().filter(|e| !told(e)));
            report.all(session.view.type_problems());
            Ok(report.status())
        })
}

/// Everything that is shown.
struct Info<'v, 's> {
    snapshot: &'s Snapshot,
    view: &'v View<'s>,
    /// Absent where there is no bbolt file.
    pages: Option<Pages<'v, 's>>,
    usage: Usage,
    own_keys: Vec<OwnKeys>,
    kinds: Vec<(String, Sum)>,
    /// Keys of other clusters, where one was asked for: as many as below each of their prefixes.
    left_out: Vec<(String, u64)>,
    time: Option<String>,
    leases: u64,
    leased_keys: u64,
    members: Vec<Member>,
    cluster_version: Option<String>,
    alarms: Vec<String>,
    auth: Auth,
}

/// The bbolt file.
struct Pages<'v, 's> {
    db: &'v Db<'s>,
    census: Census,
    /// Bytes.
    size: u64,
    high_water_mark: u64,
    txid: Option<u64>,
    doubt: Option<&'static str>,
}

impl<'v, 's> Pages<'v, 's> {
    fn new(db: &'v Db<'s>, doubt: Option<&'static str>) -> Self {
        Self {
            db,
            // What is wrong with pages is the business of `kf check`.
            census: db.check(&mut |_| {}),
            size: u64::try_from(db.page_size()).unwrap_or(u64::MAX),
            high_water_mark: db.high_water_mark(),
            txid: db.meta().map(|meta| meta.txid),
            doubt,
        }
    }

    fn has_trailer(&self) -> bool {
        self.db.trailer().is_some()
    }

    /// Compares the SHA-256 at the end of the file: what to tell people, and programs.
    fn digest(&self) -> (&'static str, &'static str) {
        match self.db.check_trailer() {
            Trailer::Right(_) => ("right: the file is as etcd sent it", "right"),
            Trailer::Wrong { .. } => ("WRONG: the file has changed since etcd wrote it", "wrong"),
            Trailer::Absent => {
                let usual = "none, as in copies of a live database";
                (self.doubt.unwrap_or(usual), "absent")
            }
        }
    }

    fn in_use(&self) -> u64 {
        let census = self.census;
        [census.branch, census.leaf, census.overflow, census.freelist]
            .into_iter()
            .fold(2, u64::saturating_add)
    }
}

impl<'v, 's> Info<'v, 's> {
    fn gather(session: &'v Session<'s>, mut problem: impl FnMut(Error)) -> Self {
        let (snapshot, view, args) = (session.snapshot, &session.view, session.args);
        let store = view.store();
        // A damaged part is named and left out; the rest is shown.
        fn part<T: Default>(found: Result<T, Error>, problem: &mut impl FnMut(Error)) -> T {
            found.unwrap_or_else(|e| {
                problem(e);
                T::default()
            })
        }
        let records = part(store.members(), &mut problem);
        let members = members::read(&records, args, &mut problem);
        // Two passes over one file, each waiting for memory most of the time: they wait beside each other.
        let census = || {
            let db = store.db()?;
            Some(Pages::new(db, snapshot.trailer_doubt(db)))
        };
        let (pages, usage) = threads::both(census, || view.usage());
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        Self {
            snapshot,
            view,
            pages,
            kinds: du::kinds(view, &usage),
            left_out: left_out(view, &usage),
            time: view.time().map(|t| time::rfc3339_nano_text(t, 0)),
            leases: count(part(Lease::all(store), &mut problem).len()),
            leased_keys: count(
                usage
                    .keys()
                    .filter(|k| k.live && k.lease != 0 && !view.is_neighbours(k.key))
                    .count(),
            ),
            members,
            cluster_version: part(store.cluster_version(), &mut problem).map(|version| {
                redaction::structural(args, String::from_utf8_lossy(version), Look::Version)
            }),
            alarms: part(store.alarms(), &mut problem)
                .iter()
                .map(|alarm| format!("{} on member {:x}", alarm.kind, alarm.member))
                .collect(),
            auth: part(store.auth(), &mut problem),
            own_keys: snapshot.own_keys(usage.keys().filter(|k| k.live).map(|k| k.key)),
            usage,
        }
    }

    /// Makes a document of it all.
    fn document(&self) -> Value<'_> {
        let mut facts = self.facts();
        let digest = self.pages.as_ref().map(|pages| pages.digest().1);
        facts.member("sha256", digest.map_or(Value::Null, Value::str));
        facts.into_value()
    }

    /// Appends the line on the digest of a file that has one.
    fn digest(&self, out: &mut Vec<u8>) {
        if let Some(pages) = &self.pages {
            let line = format!("\n{:<15}{}\n", "SHA-256:", pages.digest().0);
            out.extend_from_slice(line.as_bytes());
        }
    }

    /// Shows it all on one screen, but for the digest of a file that has one.
    fn screen(&self, out: &mut Vec<u8>) {
        self.facts().write(out);
        out.push(b'\n');
        let mut table = TabWriter::new();
        table.write("KIND\tOBJECTS\tDELETED\tREVISIONS\tBYTES\n");
        let all = ("[total]".to_owned(), Sum::all(&self.kinds));
        for (name, sum) in self.kinds.iter().chain([&all]) {
            table.write(&format!(
                "{}\t{}\t{}\t{}\t{}\n",
                escape::text(name),
                sum.objects,
                sum.deleted,
                sum.revisions,
                boxed::size(sum.total())
            ));
        }
        table.flush(out);
    }
}

/// Counts the keys of other clusters by what they start with.
fn left_out(view: &View<'_>, usage: &Usage) -> Vec<(String, u64)> {
    let mut counts: Vec<(String, u64)> = view.neighbours().iter().map(|n| (n.clone(), 0)).collect();
    if counts.is_empty() {
        return counts;
    }
    for key in usage.keys() {
        let theirs = view.neighbour(key.key);
        let count = counts
            .iter_mut()
            .find(|(prefix, _)| Some(prefix.as_str()) == theirs);
        if let Some((_, count)) = count {
            *count = count.saturating_add(1);
        }
    }
    counts
}
