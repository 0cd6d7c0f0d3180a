//! `kf info`

use std::fmt::Write as _;

use super::du::{self, Sum};
use super::members;
use super::structured::{number, object, text};
use crate::bbolt::{Census, Db, Trailer};
use crate::cli::args::SnapshotArgs;
use crate::cli::args::info::InfoArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::open;
use crate::cli::report::Outcome;
use crate::cli::session::Opening;
use crate::cli::streams::Streams;
use crate::error::Error;
use crate::escape;
use crate::etcd::wal::Report;
use crate::etcd::{Auth, Lease, schema};
use crate::object::Value;
use crate::snapshot::{Member, OwnKeys, Snapshot, Usage, View};
use crate::text::{boxed, tabwriter::TabWriter};
use crate::time;

/// Runs it.
pub(crate) fn run(
    args: &InfoArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let format = args.output.format()?;
    let opening = Opening::new(snapshot)
        .file(args.file.as_deref())
        .checking()
        .all_prefixes();
    opening
        .hinting_at_salvage()
        .with_view(streams, |session, report, out| {
            let info = Info::gather(session.snapshot, &session.view, |e| report.problem(&e));
            let mut screen = Vec::new();
            match format {
                Some(format) => format.write(&mut screen, &info.value()),
                None => info.screen(&mut screen),
            }
            out.write_all(&screen)?;
            report.all(session.view.store().problems());
            report.all(info.usage.problems.list());
            Ok(report.status())
        })
}

/// Everything that is shown.
struct Info<'v, 's> {
    snapshot: &'s Snapshot,
    view: &'v View<'s>,
    /// Absent where there is no bbolt file.
    pages: Option<Pages>,
    usage: Usage<'s>,
    own_keys: Vec<OwnKeys>,
    kinds: Vec<(String, Sum)>,
    time: Option<String>,
    leases: u64,
    leased_keys: u64,
    members: Vec<Member>,
    cluster_version: Option<String>,
    alarms: Vec<String>,
    auth: Auth,
}

/// The bbolt file.
struct Pages {
    trailer: Trailer,
    census: Census,
    /// Bytes.
    size: u64,
    high_water_mark: u64,
    txid: Option<u64>,
    doubt: Option<&'static str>,
}

impl Pages {
    fn new(db: &Db<'_>, doubt: Option<&'static str>) -> Self {
        Self {
            trailer: db.check_trailer(),
            // What is wrong with pages is the business of `kf check`.
            census: db.check(&mut |_| {}),
            size: u64::try_from(db.page_size()).unwrap_or(u64::MAX),
            high_water_mark: db.high_water_mark(),
            txid: db.meta().map(|meta| meta.txid),
            doubt,
        }
    }

    fn trailer(&self) -> &'static str {
        match self.trailer {
            Trailer::Right(_) => "right",
            Trailer::Wrong { .. } => "wrong",
            Trailer::Absent => "absent",
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
    fn gather(snapshot: &'s Snapshot, view: &'v View<'s>, mut problem: impl FnMut(Error)) -> Self {
        let store = view.store();
        // A damaged part is named and left out; the rest is shown.
        fn part<T: Default>(found: Result<T, Error>, problem: &mut impl FnMut(Error)) -> T {
            found.unwrap_or_else(|e| {
                problem(e);
                T::default()
            })
        }
        let mut members = Vec::new();
        for record in part(store.members(), &mut problem) {
            match Member::parse(&record) {
                Ok(member) => members.push(member),
                Err(e) => problem(e),
            }
        }
        let usage = view.usage();
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        Self {
            snapshot,
            view,
            pages: store
                .db()
                .map(|db| Pages::new(db, snapshot.trailer_doubt(db))),
            kinds: du::sums(&usage.keys, |key| view.place_of_key(key).kind.into()),
            time: view.time().map(|t| time::rfc3339_nano_text(t, 0)),
            leases: count(part(Lease::all(store), &mut problem).len()),
            leased_keys: count(usage.keys.iter().filter(|k| k.live && k.lease != 0).count()),
            members,
            cluster_version: part(store.cluster_version(), &mut problem)
                .map(|version| String::from_utf8_lossy(version).into_owned()),
            alarms: part(store.alarms(), &mut problem)
                .iter()
                .map(|alarm| format!("{} on member {:x}", alarm.kind, alarm.member))
                .collect(),
            auth: part(store.auth(), &mut problem),
            own_keys: snapshot.own_keys(usage.keys.iter().filter(|k| k.live).map(|k| k.key)),
            usage,
        }
    }

    fn screen(&self, out: &mut Vec<u8>) {
        let store = self.view.store();
        let mut screen = TabWriter::new();
        let mut line = |label: &str, text: &str| {
            screen.write(&format!("{label}:\t{}\n", escape::text(text)));
        };
        let form = self.snapshot.input().form();
        line("File", self.snapshot.input().name());
        line("Form", &form.to_string());
        let companions = self.snapshot.input().companions();
        let beside: Vec<String> = companions
            .chunk_by(|one, next| one.kind() == next.kind())
            .filter_map(|group| Some(format!("{} ({})", group.first()?.kind(), group.len())))
            .collect();
        if !beside.is_empty() {
            line("Beside it", &beside.join(", "));
        }
        if let Some(pages) = &self.pages {
            line(
                "SHA-256",
                match pages.trailer {
                    Trailer::Right(_) => "right: the file is as etcd sent it",
                    Trailer::Wrong { .. } => "WRONG: the file has changed since etcd wrote it",
                    Trailer::Absent => pages
                        .doubt
                        .unwrap_or("none, as in copies of a live database"),
                },
            );
            line(
                "Pages",
                &format!(
                    "{} of {} bytes, {} in use, {} free ({})",
                    pages.high_water_mark,
                    pages.size,
                    pages.in_use(),
                    pages.census.free,
                    boxed::size(pages.census.free.saturating_mul(pages.size))
                ),
            );
            if let Some(txid) = pages.txid {
                line("Transaction", &txid.to_string());
            }
        }
        let mut etcd = store.storage_version().to_string();
        if let Some(version) = &self.cluster_version {
            let _ = write!(etcd, ", cluster version {version}");
        }
        line("etcd", &etcd);
        if let Some(index) = store.meta_number(schema::META_CONSISTENT_INDEX) {
            let term = store.meta_number(schema::META_TERM);
            let term = term.map_or_else(String::new, |term| format!(", term {term}"));
            line("Raft index", &format!("{index}{term}"));
        }
        if let Some(wal) = self.snapshot.wal(open::threads()) {
            line(
                "Database",
                &format!("revision {}, raft index {}", wal.db_revision, wal.db_index),
            );
            line("Log", &wal_text(wal));
        }
        line("Revision", &self.revisions());
        line(
            "Time",
            &self.time.as_ref().map_or_else(
                || "unknown: no record says any".to_owned(),
                |time| format!("{time} (newest time in the newest records)"),
            ),
        );
        line("Kubernetes", &self.view.kube_version().to_string());
        line("Key prefix", self.view.etcd_prefix());
        for other in self.view.other_prefixes() {
            line("Key prefix", &format!("{other} (another cluster)"));
        }
        for (provider, count) in &self.usage.encrypted {
            line("Encrypted", &format!("{count} values by {provider}"));
        }
        for place in &self.own_keys {
            line("Own keys", &place.to_string());
        }
        for member in &self.members {
            let name = if member.name.is_empty() {
                "not started"
            } else {
                &member.name
            };
            let urls = member.peer_urls.join(", ");
            line("Member", &format!("{:x} {name} {urls}", member.id));
        }
        line(
            "Leases",
            &format!("{}, {} keys attached", self.leases, self.leased_keys),
        );
        line(
            "Alarms",
            &match self.alarms.is_empty() {
                true => "none".to_owned(),
                false => self.alarms.join(", "),
            },
        );
        line(
            "Auth",
            &format!(
                "{}, {} users, {} roles",
                if self.auth.enabled { "on" } else { "off" },
                self.auth.users,
                self.auth.roles
            ),
        );
        screen.flush(out);
        out.push(b'\n');
        let mut table = TabWriter::new();
        table.write("KIND\tOBJECTS\tDELETED\tREVISIONS\tBYTES\n");
        let mut all = Sum::default();
        self.usage.keys.iter().for_each(|key| all.add(key));
        for (name, sum) in self.kinds.iter().chain([&("[total]".to_owned(), all)]) {
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

    fn revisions(&self) -> String {
        let store = self.view.store();
        let mut text = self.view.revision().to_string();
        if let Some(first) = self.usage.first_revision {
            let _ = write!(text, ", records from {first} on");
        }
        match store.compact_revision() {
            Some(compact) => {
                let _ = write!(text, ", compacted at {compact}");
                if store.compaction().is_interrupted() {
                    text.push_str(" (not finished)");
                }
            }
            None => text.push_str(", never compacted"),
        }
        text
    }

    fn value(&self) -> Value<'_> {
        let store = self.view.store();
        let pages = self.pages.as_ref();
        let version = self.view.kube_version();
        let mut kubernetes = vec![
            ("version", text(version.minor.to_string())),
            ("source", text(version.source.to_string())),
            ("prefix", Value::str(self.view.etcd_prefix())),
        ];
        let others = self.view.other_prefixes();
        if !others.is_empty() {
            let others = others.iter().map(|prefix| Value::str(prefix));
            kubernetes.push(("otherPrefixes", Value::Array(others.collect())));
        }
        let optional = |n: Option<i64>| n.map_or(Value::Null, Value::Int);
        let raft = |name| store.meta_number(name).map_or(Value::Null, number);
        let encrypted = self.usage.encrypted.iter().map(|(provider, count)| {
            object([
                ("provider", text(provider.as_str())),
                ("values", number(*count)),
            ])
        });
        object([
            ("file", Value::str(self.snapshot.input().name())),
            ("form", text(self.snapshot.input().form().to_string())),
            ("size", number(self.snapshot.input().form().size)),
            (
                "sha256",
                pages.map_or(Value::Null, |pages| Value::str(pages.trailer())),
            ),
            (
                "pages",
                pages.map_or(Value::Null, |pages| {
                    object([
                        ("size", number(pages.size)),
                        ("highWaterMark", number(pages.high_water_mark)),
                        ("inUse", number(pages.in_use())),
                        ("free", number(pages.census.free)),
                    ])
                }),
            ),
            (
                "txid",
                pages
                    .and_then(|pages| pages.txid)
                    .map_or(Value::Null, number),
            ),
            (
                "etcd",
                object([
                    ("storageVersion", text(store.storage_version().to_string())),
                    (
                        "clusterVersion",
                        self.cluster_version
                            .as_deref()
                            .map_or(Value::Null, Value::str),
                    ),
                    ("consistentIndex", raft(schema::META_CONSISTENT_INDEX)),
                    ("term", raft(schema::META_TERM)),
                    (
                        "wal",
                        self.snapshot
                            .wal(open::threads())
                            .map_or(Value::Null, wal_value),
                    ),
                    ("leases", number(self.leases)),
                    ("leasedKeys", number(self.leased_keys)),
                    (
                        "members",
                        Value::Array(self.members.iter().map(members::value).collect()),
                    ),
                    (
                        "alarms",
                        Value::Array(self.alarms.iter().map(|a| text(a.as_str())).collect()),
                    ),
                    (
                        "auth",
                        object([
                            ("enabled", Value::Bool(self.auth.enabled)),
                            ("revision", self.auth.revision.map_or(Value::Null, number)),
                            ("users", number(self.auth.users)),
                            ("roles", number(self.auth.roles)),
                        ]),
                    ),
                ]),
            ),
            (
                "revision",
                object([
                    ("current", Value::Int(self.view.revision())),
                    ("first", optional(self.usage.first_revision)),
                    ("compact", optional(store.compact_revision())),
                    (
                        "compactionInterrupted",
                        Value::Bool(store.compaction().is_interrupted()),
                    ),
                ]),
            ),
            ("time", self.time.as_deref().map_or(Value::Null, Value::str)),
            ("kubernetes", object(kubernetes)),
            ("encryption", Value::Array(encrypted.collect())),
            (
                "ownKeys",
                Value::Array(self.own_keys.iter().map(|k| text(k.to_string())).collect()),
            ),
            (
                "kinds",
                Value::Array(
                    self.kinds
                        .iter()
                        .map(|(name, sum)| sum.value(name))
                        .collect(),
                ),
            ),
        ])
    }
}

/// What the write-ahead log adds to the database.
fn wal_text(wal: &Report) -> String {
    let mut text = match wal.segments {
        1 => "1 segment".to_owned(),
        n => format!("{n} segments"),
    };
    match wal.entries {
        Some((first, last)) => {
            let _ = write!(text, " with entries {first} to {last}");
        }
        None => text.push_str(" without entries"),
    }
    let _ = match wal.replayed {
        0 => write!(text, "; nothing to add"),
        1 => write!(text, "; 1 entry added"),
        n => write!(text, "; {n} entries added"),
    };
    if wal.uncommitted > 0 {
        let _ = write!(
            text,
            "; {} above the commit index {} not included",
            wal.uncommitted, wal.commit
        );
    }
    if let Some(torn) = &wal.torn {
        let _ = write!(
            text,
            "; the record at byte {} of {} was not written whole and does not count",
            torn.offset, torn.segment
        );
    }
    match wal.problems.is_empty() {
        true => {}
        false => text.push_str("; DAMAGED, see the errors"),
    }
    text
}

fn wal_value(wal: &Report) -> Value<'_> {
    let (first, last) = wal.entries.unzip();
    let optional = |n: Option<u64>| n.map_or(Value::Null, number);
    let torn = wal.torn.as_ref().map_or(Value::Null, |torn| {
        object([
            ("segment", Value::str(&torn.segment)),
            ("offset", number(torn.offset)),
        ])
    });
    object([
        ("dbRevision", Value::Int(wal.db_revision)),
        ("dbIndex", number(wal.db_index)),
        ("segments", number(wal.segments)),
        ("firstIndex", optional(first)),
        ("lastIndex", optional(last)),
        ("commitIndex", number(wal.commit)),
        ("soleVoter", Value::Bool(wal.sole_voter)),
        ("replayed", number(wal.replayed)),
        ("index", number(wal.index)),
        ("revision", Value::Int(wal.revision)),
        ("uncommitted", number(wal.uncommitted)),
        ("torn", torn),
        ("damaged", Value::Bool(!wal.problems.is_empty())),
    ])
}
