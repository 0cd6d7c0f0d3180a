//! Entries one after the other (etcd `etcdserver/server.go` `apply`).

use std::collections::BTreeSet;

use super::auth::{Asker, AuthStore};
use super::keys::KeySpace;
use super::leases::Leases;
use super::log::{Cut, Log, Torn};
use super::members::{self, Members};
use super::needs::Needs;
use super::proto::put_number;
use super::record::{self, ConfChange, ConfState, Entry};
use super::request::{Body, Op, Put, Request, Txn, V2};
use super::small::Small;
use crate::etcd::{Overlay, Problems, Store, schema};
use kf_base::error::{Error, Result};

/// What the log adds to the database, and a report of it.
#[derive(Clone, Debug, Default)]
pub struct Replayed {
    /// Records and buckets, for [`Store::overlaid`].
    pub overlay: Overlay,
    /// What was done.
    pub report: Report,
}

/// What a replay came to.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Report {
    /// Revision of the database alone.
    pub db_revision: i64,
    /// Index of the last entry that is in the database.
    pub db_index: u64,
    /// Segments of the log.
    pub segments: u64,
    /// First and last index of the entries in the log; `None` when there is no entry.
    pub entries: Option<(u64, u64)>,
    /// Entries applied.
    pub replayed: u64,
    /// Index of the last entry that is part of the state.
    pub index: u64,
    /// Revision with the log.
    pub revision: i64,
    /// Commit index that the log names last.
    pub commit: u64,
    /// Whether the member is the only one that votes, so that what it wrote is agreed on.
    pub sole_voter: bool,
    /// Entries left out because nothing tells that the cluster agreed on them.
    pub uncommitted: u64,
    /// A record at the end that was not written whole.
    pub torn: Option<Torn>,
    /// Whether the last segment ends without any space behind its records. Unless etcd repaired it
    /// once, it is a part of a copy that ended early, and what it held is missing.
    pub cut: Option<Cut>,
    /// What is damaged or missing. The state is then that before it.
    pub problems: Problems,
}

/// Applies the entries of a log that are not in the database yet.
///
/// `store` is the database alone, `segments` are the names and bytes of the files in `wal/` (none where
/// the log is lost), `snapshots` the names of the raft snapshots beside the database
/// (`snap/TERM-INDEX.snap`).
/// Nothing that is wrong with the log is an error: what can be proven up to there is applied, and
/// [`Report::problems`] names it. A database that is damaged itself gets nothing applied, because
/// the outcome of an entry may hang on any record.
#[must_use]
pub fn replay<'a>(
    store: &Store<'a>,
    segments: &[(&'a str, &'a [u8])],
    snapshots: &[&str],
) -> Replayed {
    let applied = store
        .meta_number(schema::META_CONSISTENT_INDEX)
        .unwrap_or(0);
    let log = Log::read(segments, applied);
    let some = log.last() >= log.first();
    let mut report = Report {
        db_revision: store.revision(),
        db_index: applied,
        segments: u64::try_from(log.segments).unwrap_or(u64::MAX),
        entries: some.then(|| (log.first(), log.last())),
        index: applied,
        revision: store.revision(),
        commit: log.commit,
        torn: log.torn.clone(),
        cut: log.cut.clone(),
        problems: log.problems.clone(),
        ..Report::default()
    };
    if log.commit > log.last() && !log.broken {
        // etcd ends there: "state.commit 40 is out of range" (`loadState` in raft raft.go).
        report.problems.push(|| {
            Error::corrupt(format!(
                "the log says that the cluster agreed on entry {}, and ends with entry {}",
                log.commit,
                log.last()
            ))
            .hint("entries of the log are lost: look for another copy, or that of another member")
        });
    }
    let mut overlay = Overlay::new();
    let kept: BTreeSet<u64> = snapshots.iter().filter_map(|name| index_of(name)).collect();
    match fits(&log, applied, store, &kept).and_then(|()| Machine::new(store, &log, applied)) {
        Ok(Some(machine)) => overlay = machine.run(&log, &mut report),
        Ok(None) => {}
        Err(e) => report
            .problems
            .push(|| e.hint("the database is shown without its log")),
    }
    Replayed { overlay, report }
}

/// The index in the name of a raft snapshot, `TERM-INDEX.snap`.
fn index_of(name: &str) -> Option<u64> {
    let base = name.rsplit(['/', '\\']).next()?;
    let (_, index) = base.strip_suffix(".snap")?.split_once('-')?;
    u64::from_str_radix(index, 16).ok()
}

/// Whether a database whose log is lost can be all that there was; `kept` are the indexes of raft
/// snapshots. etcd asks nothing: it takes such a database for that of a new member, and starts.
fn lost(applied: u64, store: &Store<'_>, kept: &BTreeSet<u64>) -> Result<()> {
    let hint =
        "everything newer was in member/wal: look for that, or for another member's directory";
    if let Some(index) = kept.last().filter(|index| **index > applied) {
        return Err(Error::corrupt(format!(
            "there is no write-ahead log, and the database ends with entry {applied}: it is older \
             than the raft snapshot of entry {index} beside it"
        ))
        .hint(hint));
    }
    if applied == 0 && store.revision() <= 1 {
        return Err(Error::corrupt(
            "there is no write-ahead log, and the database has none of its entries yet",
        )
        .hint(hint));
    }
    Ok(())
}

/// Whether the log goes on where the database ends; `kept` are the indexes of raft snapshots.
fn fits(log: &Log<'_>, applied: u64, store: &Store<'_>, kept: &BTreeSet<u64>) -> Result<()> {
    if log.segments == 0 {
        return lost(applied, store, kept);
    }
    if log.first() > applied.saturating_add(1) {
        let what = match log.received {
            Some(index) => {
                format!("the log goes on from a snapshot at entry {index}, which the leader sent")
            }
            None => format!("the log begins with entry {}", log.first()),
        };
        let error = format!("{what}; the database ends with entry {applied}");
        return Err(Error::corrupt(error));
    }
    // etcd does not start either: it goes on from its newest raft snapshot, and looks for the
    // database that was whole then. Where no such file is left, it begins with the first entry.
    if applied == 0
        && store.revision() <= 1
        && let Some(index) = log
            .last_snapshot_of(kept)
            .or_else(|| begins_with_restore(log))
    {
        return Err(Error::corrupt(format!(
            "the database is empty, and the log counts on what a database held after entry {index}"
        )));
    }
    if log.last() < applied && !log.broken {
        return Err(Error::corrupt(format!(
            "the log ends with entry {}, the database with entry {applied}",
            log.last()
        )));
    }
    let term = store
        .meta_number(schema::META_TERM)
        .filter(|term| *term != 0);
    if let (Some(term), Some(entry)) = (term, log.entry_at(applied))
        && term != entry.term
        && !term_is_left_over(log, applied, store)
    {
        return Err(Error::corrupt(format!(
            "the database was last written in term {term}, entry {applied} of the log is of term \
             {}: they are not of one member",
            entry.term
        )));
    }
    Ok(())
}

/// Whether the term that the database names may be that of an earlier life of it: etcd before 3.5
/// knows of no term there and leaves it as it finds it.
///
/// Its `etcdctl snapshot restore` sets the index to the number of members, and begins a log with an
/// entry of term 1 for each; its server counts the index on and says in the database which version
/// the cluster has. A server of 3.5 or later that had applied those entries itself would have
/// written their term.
fn term_is_left_over(log: &Log<'_>, applied: u64, store: &Store<'_>) -> bool {
    let restored = log.snapshot_at(applied) && adds_members_until(log, applied);
    let old = || {
        let cluster = Small::load(store, schema::CLUSTER).ok();
        let version = cluster.and_then(|small| small.get(b"clusterVersion").and_then(minor));
        version.is_some_and(|version| version < (3, 5))
    };
    restored || old()
}

/// The entry at which a restore put a database in place, if the log begins with one: what that held is
/// in no entry.
fn begins_with_restore(log: &Log<'_>) -> Option<u64> {
    let first = log.first_snapshot()?;
    adds_members_until(log, first).then_some(first)
}

/// Whether the log begins with entries of term 1 that add members, and nothing else up to an entry.
fn adds_members_until(log: &Log<'_>, index: u64) -> bool {
    let mut entries = log.after(0).iter().take_while(|entry| entry.index <= index);
    log.first() == 1 && entries.all(|entry| entry.kind == record::CONF_CHANGE && entry.term == 1)
}

/// All state that an entry can change.
struct Machine<'a> {
    applied: u64,
    term: u64,
    /// Who votes, as far as known.
    conf: Option<ConfState>,
    conf_changed: bool,
    keys: KeySpace<'a>,
    leases: Leases,
    members: Members,
    auth: AuthStore,
    alarms: Small,
    cluster: Small,
    meta: Small,
    /// Whether reads inside transactions are checked at replay (etcd 3.7; before, they were
    /// taken out).
    checks_reads: bool,
}

impl<'a> Machine<'a> {
    /// `None` when there is nothing to apply.
    fn new(store: &Store<'a>, log: &Log<'a>, applied: u64) -> Result<Option<Self>> {
        let mut needs = Needs::default();
        let entries = log.after(applied);
        if entries.is_empty() {
            return Ok(None);
        }
        if let Some(problem) = store.problems().first() {
            return Err(problem.clone());
        }
        for entry in entries {
            // What cannot be read is met again when its turn comes.
            if entry.kind == record::NORMAL
                && let Ok(request) = Request::parse(entry.data)
            {
                needs.request(&request);
                // Permission to use a lease is permission to write all of its keys.
                if let Body::Put(Put { lease, .. }) = request.body
                    && request.auth_revision != 0
                {
                    needs.leases.insert(lease);
                }
            }
        }
        let members = Members::load(store)?;
        let meta = Small::load(store, schema::META)?;
        let conf = log
            .conf_state(applied)
            .or_else(|| members::conf_state(meta.get(schema::META_CONF_STATE)?))
            .or_else(|| Some(members.conf_state()));
        let cluster = Small::load(store, schema::CLUSTER)?;
        let version = cluster.get(b"clusterVersion").and_then(minor);
        let stored = meta.get(schema::META_STORAGE_VERSION).and_then(minor);
        Ok(Some(Self {
            applied,
            term: 0,
            conf,
            conf_changed: false,
            keys: KeySpace::load(store, &needs)?,
            leases: Leases::load(store, version >= Some((3, 6)))?,
            members,
            auth: AuthStore::load(store)?,
            alarms: Small::load(store, schema::ALARM)?,
            cluster,
            meta,
            checks_reads: stored >= Some((3, 7)),
        }))
    }

    fn run(mut self, log: &Log<'a>, report: &mut Report) -> Overlay {
        let sole = |conf: &Option<ConfState>| {
            let voters = conf.as_ref().map(|conf| conf.voters.as_slice());
            log.node != 0 && voters == Some(&[log.node])
        };
        for entry in log.after(self.applied) {
            if entry.index > log.commit && !sole(&self.conf) {
                report.uncommitted = log.last().saturating_sub(self.applied);
                break;
            }
            if let Err(e) = self.entry(entry) {
                report.problems.push(|| e);
                break;
            }
            report.replayed = report.replayed.saturating_add(1);
            self.applied = entry.index;
            self.term = entry.term;
        }
        report.sole_voter = sole(&self.conf);
        report.index = self.applied;
        report.revision = self.keys.revision;
        self.finish(report.replayed > 0)
    }

    fn finish(mut self, any: bool) -> Overlay {
        if any {
            self.meta.put(
                schema::META_CONSISTENT_INDEX,
                self.applied.to_be_bytes().to_vec(),
            );
            if self.meta.get(schema::META_TERM).is_some() {
                self.meta
                    .put(schema::META_TERM, self.term.to_be_bytes().to_vec());
            }
        }
        if let Some(conf) = self.conf.filter(|_| self.conf_changed)
            && self.meta.get(schema::META_CONF_STATE).is_some()
        {
            self.meta
                .put(schema::META_CONF_STATE, members::conf_state_json(&conf));
        }
        let mut overlay = self.keys.overlay;
        self.leases.finish(&mut overlay);
        self.members.finish(&mut overlay);
        self.auth.finish(&mut overlay);
        for bucket in [self.alarms, self.cluster, self.meta] {
            bucket.finish(&mut overlay);
        }
        overlay
    }

    fn entry(&mut self, entry: &Entry<'a>) -> Result<()> {
        let corrupt = |what: String| Error::corrupt(format!("entry {}: {what}", entry.index));
        match entry.kind {
            record::NORMAL if entry.data.is_empty() => Ok(()),
            record::NORMAL => {
                let request = Request::parse(entry.data).map_err(|_| {
                    corrupt("the data is no etcdserverpb.InternalRaftRequest".to_owned())
                })?;
                let mut needs = Needs::default();
                needs.request(&request);
                if let Some(key) = self.keys.unknown(&needs) {
                    let what = "what it does hangs on a record of the database that is damaged";
                    return Err(corrupt(what.to_owned()).at_key(key));
                }
                self.request(&request).map_err(corrupt)
            }
            record::CONF_CHANGE => {
                let change = ConfChange::parse(entry.data)
                    .map_err(|_| corrupt("the data is no raftpb.ConfChange".to_owned()))?;
                if self.members.change(&change) {
                    self.conf.get_or_insert_default().apply(&change);
                    self.conf_changed = true;
                }
                Ok(())
            }
            // ConfChangeV2 is 2; etcd has never written one.
            other => Err(corrupt(format!("the entry is of type {other}"))),
        }
    }

    fn request(&mut self, request: &Request<'a>) -> Result<(), String> {
        let asker = Asker::of(request);
        let may_use = |lease| {
            let keys = self.keys.attached(lease);
            !self.leases.has(lease) || self.auth.may_write_all(asker, &keys)
        };
        if !self.auth.admits(request, may_use) || self.alarm_forbids(&request.body) {
            return Ok(());
        }
        match &request.body {
            Body::Unknown => {
                return Err("the request is of a kind that kf does not know".to_owned());
            }
            Body::Harmless => {}
            Body::V2(v2) => self.v2(v2),
            Body::Put(put) => {
                if self.lease_is_there(put.lease) && self.ignored_are_there(put) {
                    let mut write = self.keys.begin();
                    self.keys.put(&mut write, put);
                    self.keys.end(&write);
                }
            }
            Body::DeleteRange(range) => {
                let mut write = self.keys.begin();
                self.keys.delete(&mut write, range.keys);
                self.keys.end(&write);
            }
            Body::Txn(txn) => self.txn(txn),
            Body::Compaction(revision) => self.compact(*revision),
            Body::LeaseGrant { ttl, id } => self.leases.grant(*id, *ttl),
            Body::LeaseRevoke(id) => self.revoke(*id),
            Body::LeaseCheckpoint(all) => {
                for (id, remaining) in all {
                    self.leases.checkpoint(*id, *remaining);
                }
            }
            Body::Alarm {
                action,
                member,
                kind,
            } => self.alarm(*action, *member, *kind),
            Body::Auth(change) => self.auth.change(*change),
            Body::ClusterVersion(version) => {
                self.cluster.put(b"clusterVersion", version.to_vec());
            }
            Body::MemberAttributes {
                member,
                name,
                client_urls,
            } => {
                let json = members::attributes_json(name, client_urls);
                self.members.attributes(*member, &json);
            }
            Body::Downgrade { enabled, version } => {
                // The target is forgotten when the downgrade is called off.
                let version = if *enabled { *version } else { b"" };
                let text = format!(
                    "{{\"target-version\":\"{}\",\"enabled\":{enabled}}}",
                    String::from_utf8_lossy(version)
                );
                self.cluster.put(b"downgrade", text.into_bytes());
            }
        }
        Ok(())
    }

    /// What alarms refuse (etcd `apply.go` `applierV3Capped`, `corrupt.go`
    /// `applierV3Corrupt`).
    fn alarm_forbids(&self, body: &Body<'_>) -> bool {
        let kinds: BTreeSet<u64> = self
            .alarms
            .iter()
            .filter_map(|(key, _)| kind_of(key))
            .collect();
        let costs = |txn: &Txn<'_>| {
            let ops = &mut txn.success.iter().chain(&txn.failure);
            ops.any(|op| matches!(op, Op::Put(_)))
        };
        let corrupt = kinds.contains(&2);
        let full = kinds.contains(&1);
        match body {
            Body::Put(_) | Body::LeaseGrant { .. } => corrupt || full,
            Body::Txn(txn) => corrupt || full && costs(txn),
            Body::DeleteRange(_) | Body::Compaction(_) | Body::LeaseRevoke(_) => corrupt,
            _ => false,
        }
    }

    fn alarm(&mut self, action: u64, member: u64, kind: u64) {
        const ACTIVATE: u64 = 1;
        const DEACTIVATE: u64 = 2;
        if kind == 0 {
            return;
        }
        let mut key = Vec::new();
        put_number(&mut key, 1, member);
        put_number(&mut key, 2, kind);
        match action {
            ACTIVATE => self.alarms.put(&key, Vec::new()),
            DEACTIVATE => drop(self.alarms.remove(&key)),
            _ => {}
        }
    }

    fn lease_is_there(&self, lease: i64) -> bool {
        lease == 0 || self.leases.has(lease)
    }

    fn ignored_are_there(&self, put: &Put<'_>) -> bool {
        !(put.ignore_value || put.ignore_lease) || self.keys.has(put.key)
    }

    fn txn(&mut self, txn: &Txn<'a>) {
        let mut path = Vec::new();
        self.keys.path(txn, &mut path);
        if self.valid(txn, &mut path.iter()) {
            let mut write = self.keys.begin();
            self.keys.apply(&mut write, txn, &mut path.iter());
            self.keys.end(&write);
        }
    }

    /// Whether all operations on the path can be made (etcd `apply.go` `checkRequests`).
    fn valid(&self, txn: &Txn<'_>, path: &mut std::slice::Iter<'_, bool>) -> bool {
        let success = path.next().copied().unwrap_or_default();
        txn.branch(success).iter().all(|op| match op {
            Op::Put(put) => self.ignored_are_there(put) && self.lease_is_there(put.lease),
            Op::Txn(inner) => self.valid(inner, path),
            Op::Range(range) if self.checks_reads && range.revision != 0 => {
                range.revision <= self.keys.revision && range.revision >= self.keys.compact
            }
            Op::Range(_) | Op::DeleteRange(_) | Op::Nothing => true,
        })
    }

    /// etcd `mvcc/kvstore.go` `checkPrevCompactionCompleted`, `updateCompactRev`. What is
    /// compacted away stays where it is: nobody asks for it any more.
    fn compact(&mut self, revision: i64) {
        if revision > self.keys.compact && revision <= self.keys.revision {
            self.keys.compact = revision;
            let mut mark = revision.to_be_bytes().to_vec();
            mark.push(b'_');
            mark.extend([0; 8]);
            self.meta.put(schema::META_SCHEDULED_COMPACT, mark);
        }
    }

    fn revoke(&mut self, id: i64) {
        if !self.leases.revoke(id) {
            return;
        }
        let mut write = self.keys.begin();
        for key in self.keys.attached(id) {
            let end = &b""[..];
            self.keys
                .delete(&mut write, super::request::Keys { key, end });
        }
        self.keys.end(&write);
    }

    /// Names of members and the cluster version, as etcd up to 3.4 set them (etcd
    /// `apply_v2.go` `Put`).
    fn v2(&mut self, v2: &V2<'_>) {
        if v2.method != b"PUT" {
            return;
        }
        if v2.path == b"/0/version" {
            self.cluster.put(b"clusterVersion", v2.value.to_vec());
        }
        let member = v2.path.strip_prefix(b"/0/members/");
        let member = member.and_then(|rest| rest.strip_suffix(b"/attributes"));
        let id = member.and_then(|id| u64::from_str_radix(std::str::from_utf8(id).ok()?, 16).ok());
        if let Some(id) = id {
            self.members.attributes(id, v2.value);
        }
    }
}

/// The alarm in a marshalled `AlarmMember`.
fn kind_of(key: &[u8]) -> Option<u64> {
    let mut kind = 0;
    for field in super::proto::fields(key) {
        if let (2, v) = field.ok()? {
            kind = v.number().ok()?;
        }
    }
    Some(kind)
}

/// Major and minor of a version.
fn minor(version: &[u8]) -> Option<(u64, u64)> {
    let mut parts = std::str::from_utf8(version).ok()?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}
