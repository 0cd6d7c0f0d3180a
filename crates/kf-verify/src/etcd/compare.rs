//! What etcd answers, beside what kf reads.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::client::Client;
use super::message::{self, KeyValue};
use crate::report::{Cause, Finding, Group, Kind, Level};
use kf_base::count::counted;
use kf_base::error::{Error, Result};
use kf_base::{escape, hex};
use kf_file::etcd::{HashKv, Latest, Lease, Record, Store, Want};

/// Keys asked for at a time. An answer is then some hundred kilobytes, a gigabyte at the very most:
/// etcd takes values of 1.5 MiB by default, Kubernetes writes none so large.
const PAGE: i64 = 500;

/// Shortest lease that etcd grants, in seconds: three halves of an election timeout of 1 s, rounded
/// up (`minTTL` in etcd server/etcdserver/server.go). One that is stored shorter counts as this
/// long after a restart (`initAndRecover` in server/lease/lessor.go).
const MIN_TTL: i64 = 2;

/// Compares keys, leases and history at revision `at`, or the newest.
///
/// `since_start` says for how long etcd has been running: leases end. `progress` is told how many
/// keys of how many were compared.
///
/// # Errors
/// Judge when etcd does not answer, Interrupted; what kf cannot read is a finding.
pub fn compare(
    store: &Store<'_>,
    at: Option<i64>,
    client: &Client,
    threads: NonZeroUsize,
    since_start: &dyn Fn() -> Duration,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Vec<Group>> {
    let latest = store.latest(at, &Want::all())?;
    Ok(vec![
        keys(&latest, client, progress)?,
        leases(store, at, &latest, client, since_start)?,
        history(store, latest.revision, client, threads)?,
    ])
}

fn finding(subject: String, kind: Kind, detail: String) -> Finding {
    Finding {
        subject,
        kind,
        cause: None,
        detail,
    }
}

/// Every live key with its revisions, version, lease and value.
fn keys(latest: &Latest<'_>, client: &Client, progress: &mut dyn FnMut(u64, u64)) -> Result<Group> {
    let mut group = Group::new(Level::Etcd, "keys");
    for problem in latest.problems.list() {
        let key = problem.location().key.clone().unwrap_or_default();
        let (key, text) = (escape::quoted(&key), problem.to_string());
        group.found(finding(key, Kind::Unreadable, text));
    }
    let total = u64::try_from(latest.records.len()).unwrap_or(u64::MAX);
    let mut ours = latest.records.iter().peekable();
    let mut start = vec![0];
    loop {
        let answer = client.range(&start, PAGE, latest.revision)?;
        let page = message::page(&answer)?;
        for theirs in &page.keys {
            while let Some(only_ours) = ours.next_if(|r| r.key < theirs.key) {
                missing(&mut group, only_ours);
            }
            group.compared = group.compared.saturating_add(1);
            match ours.next_if(|r| r.key == theirs.key) {
                None => extra(&mut group, theirs),
                Some(record) => match difference(record, theirs) {
                    None => group.equal = group.equal.saturating_add(1),
                    Some(detail) => {
                        group.found(finding(escape::quoted(record.key), Kind::Changed, detail))
                    }
                },
            }
        }
        progress(group.compared, total);
        match (page.more, page.keys.last()) {
            (true, Some(last)) => {
                // The smallest key behind the last one.
                start = last.key.to_vec();
                start.push(0);
            }
            _ => break,
        }
    }
    for only_ours in ours {
        missing(&mut group, only_ours);
    }
    Ok(group)
}

fn missing(group: &mut Group, record: &Record<'_>) {
    group.compared = group.compared.saturating_add(1);
    let detail = format!("kf reads it at revision {}", record.mod_revision);
    let found = finding(escape::quoted(record.key), Kind::Missing, detail);
    group.found(found);
}

fn extra(group: &mut Group, theirs: &KeyValue<'_>) {
    let detail = format!("etcd has it at revision {}", theirs.mod_revision);
    let found = finding(escape::quoted(theirs.key), Kind::Extra, detail);
    group.found(found);
}

/// How a key differs, without its values: they may be secrets.
fn difference(ours: &Record<'_>, theirs: &KeyValue<'_>) -> Option<String> {
    let numbers = [
        (
            "create_revision",
            ours.create_revision,
            theirs.create_revision,
        ),
        ("mod_revision", ours.mod_revision, theirs.mod_revision),
        ("version", ours.version, theirs.version),
        ("lease", ours.lease, theirs.lease),
    ];
    let mut parts: Vec<String> = numbers
        .iter()
        .filter(|(_, ours, theirs)| ours != theirs)
        .map(|(name, ours, theirs)| format!("{name}: kf {ours}, etcd {theirs}"))
        .collect();
    if ours.value != theirs.value {
        let said = |value: &[u8]| format!("{} bytes, SHA-256 {}", value.len(), digest(value));
        let (ours, theirs) = (said(ours.value), said(theirs.value));
        parts.push(format!("value: kf {ours}; etcd {theirs}"));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Enough of a SHA-256 to tell values apart.
fn digest(value: &[u8]) -> String {
    hex::text(Sha256::digest(value).iter().take(6))
}

/// Every lease with the keys that are attached to it. The leases are those of now, not of the
/// revision: etcd keeps no history of them.
fn leases(
    store: &Store<'_>,
    at: Option<i64>,
    latest: &Latest<'_>,
    client: &Client,
    since_start: &dyn Fn() -> Duration,
) -> Result<Group> {
    let mut group = Group::new(Level::Etcd, "leases");
    if at.is_some_and(|at| at < store.revision()) {
        return Ok(group);
    }
    let mut ours: BTreeMap<i64, (i64, Vec<&[u8]>)> = BTreeMap::new();
    for lease in Lease::all(store)? {
        match lease {
            Ok(lease) => {
                ours.insert(lease.id, (lease.ttl.max(MIN_TTL), Vec::new()));
            }
            Err(e) => {
                let unreadable = finding("a lease".to_owned(), Kind::Unreadable, e.to_string());
                group.found(unreadable);
            }
        }
    }
    for record in &latest.records {
        if let Some((_, keys)) = ours.get_mut(&record.lease) {
            keys.push(record.key);
        }
    }
    let Some(ids) = client.lease_ids()? else {
        group.failure = Some(Error::unsupported(
            "this etcd is older than 3.3 and does not tell which leases it has",
        ));
        return Ok(group);
    };
    for id in &ids {
        if !ours.contains_key(id) {
            group.compared = group.compared.saturating_add(1);
            let detail = "etcd has it".to_owned();
            group.found(finding(format!("{id:016x}"), Kind::Extra, detail));
        }
    }
    for (id, (ttl, keys)) in &ours {
        group.compared = group.compared.saturating_add(1);
        let answer: Zeroizing<Vec<u8>> = client.time_to_live(*id)?;
        let mut theirs = message::time_left(&answer)?;
        theirs.keys.sort_unstable();
        let (kind, detail) = if theirs.ttl < 0 {
            (Kind::Missing, format!("kf reads a lease of {ttl} s"))
        } else if (theirs.granted, &theirs.keys) == (*ttl, keys) {
            group.equal = group.equal.saturating_add(1);
            continue;
        } else {
            let of = |n: usize| counted(n, "key", "keys");
            let ours = format!("{ttl} s, {}", of(keys.len()));
            let theirs = format!("{} s, {}", theirs.granted, of(theirs.keys.len()));
            (Kind::Changed, format!("kf {ours}; etcd {theirs}"))
        };
        let mut found = finding(format!("{id:016x}"), kind, detail);
        if kind == Kind::Missing && ended(*ttl, since_start()) {
            found.cause = Some(Cause::LeaseExpired);
            group.found(found);
        } else {
            group.found(found);
        }
    }
    Ok(group)
}

/// Whether a lease may have ended: a restored etcd counts all of them from its start.
fn ended(ttl: i64, running: Duration) -> bool {
    u64::try_from(ttl).is_ok_and(|ttl| running.as_secs() >= ttl)
}

/// Everything that the file retains up to the revision, compared by etcd's own sum over it.
fn history(
    store: &Store<'_>,
    revision: i64,
    client: &Client,
    threads: NonZeroUsize,
) -> Result<Group> {
    let mut group = Group::new(Level::Etcd, "history");
    let Some(theirs) = client.hash_kv(revision)? else {
        return Ok(group);
    };
    group.compared = 1;
    let subject = format!("HashKV at revision {revision}");
    match HashKv::read(store, Some(revision), threads) {
        Err(e) => {
            let unreadable = finding(subject, Kind::Unreadable, e.to_string());
            group.found(unreadable);
        }
        Ok(ours) if ours.hash == theirs => group.equal = 1,
        Ok(ours) => {
            let detail = format!("kf {}, etcd {theirs}", ours.hash);
            group.found(finding(subject, Kind::Changed, detail));
        }
    }
    Ok(group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leases_end() {
        assert!(!ended(3600, Duration::from_secs(3599)));
        assert!(ended(3600, Duration::from_secs(3600)));
        assert!(!ended(-1, Duration::from_secs(1)));
    }

    #[test]
    fn a_digest_is_short() {
        assert_eq!(digest(b""), "e3b0c44298fc");
    }
}
