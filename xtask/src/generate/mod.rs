//! `cargo xtask generate`: a big etcd snapshot for benchmarks.
//!
//! The file is one that `etcdctl snapshot save` could have written: bbolt with the ten buckets of
//! a member's backend, without a freelist, and the SHA-256 of all of it at the end. In it is the
//! history of a made-up cluster: pods, most of all, and their neighbours, with updates, deletions
//! and re-creations. The same options give the same bytes.

mod bolt;
mod objects;
mod proto;

use std::fs::{self, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use bolt::{Bucket, Writer};
use objects::{API_SERVICE_COUNT, Cluster, Item, Kind, mix};
use proto::Message;
use sha2::{Digest as _, Sha256};

const USAGE: &str = "usage: cargo xtask generate --out FILE [OPTIONS]

  --out FILE        where to write; an existing file is replaced
  --revisions N     revisions of the history [default: 400000]; a quarter as many pods live
  --size SIZE       size to fill up to, such as 64MiB; pods grow for it [default: 1GiB];
                    a revision takes about 3 KB without that
  --seed N          another cluster [default: 1]
  --then N          the same cluster later: N more revisions, each of another live pod
                    [default: 0]
  --days N          the same cluster N days later, with --daily changes of live pods, chosen by
                    chance, on each of them [default: 0]
  --daily N         those changes [default: 0]";

/// The age of the cluster, in seconds.
const AGE: i64 = 30 * 86400;

/// The member and cluster that the snapshot names.
const MEMBER: u64 = 0x8e9e_05c5_2164_694d;

struct Options {
    out: PathBuf,
    revisions: usize,
    size: u64,
    seed: u64,
    then: usize,
    days: usize,
    daily: usize,
}

/// Runs the task with the arguments after its name.
pub fn run(args: impl Iterator<Item = String>) -> Result<(), String> {
    let options = parse(args)?;
    let summary = generate(&options).map_err(|e| format!("{}: {e}", options.out.display()))?;
    println!("{}: {summary}", options.out.display());
    Ok(())
}

fn parse(mut args: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut out = None;
    let (mut revisions, mut size, mut seed, mut then) = (400_000, 1 << 30, 1, 0);
    let (mut days, mut daily) = (0, 0);
    while let Some(arg) = args.next() {
        let mut value = || {
            args.next()
                .ok_or_else(|| format!("{arg} needs a value\n{USAGE}"))
        };
        match arg.as_str() {
            "--out" => out = Some(PathBuf::from(value()?)),
            "--revisions" => {
                revisions = value()?.parse().map_err(|e| format!("--revisions: {e}"))?;
            }
            "--size" => size = parse_size(&value()?)?,
            "--seed" => seed = value()?.parse().map_err(|e| format!("--seed: {e}"))?,
            "--then" => then = value()?.parse().map_err(|e| format!("--then: {e}"))?,
            "--days" => days = value()?.parse().map_err(|e| format!("--days: {e}"))?,
            "--daily" => daily = value()?.parse().map_err(|e| format!("--daily: {e}"))?,
            _ => return Err(USAGE.to_owned()),
        }
    }
    if then > revisions / 8 {
        return Err("--then: at most an eighth of --revisions".to_owned());
    }
    if revisions < 1000 {
        return Err("--revisions: at least 1000".to_owned());
    }
    Ok(Options {
        out: out.ok_or(USAGE)?,
        revisions,
        size,
        seed,
        then,
        days,
        daily,
    })
}

fn parse_size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = match &text[digits.len()..] {
        "" => 1,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        other => return Err(format!("--size: unknown unit {other}")),
    };
    let number: u64 = digits.parse().map_err(|e| format!("--size: {e}"))?;
    number
        .checked_mul(unit)
        .ok_or_else(|| "--size: too large".to_owned())
}

/// One change to one object.
struct Change {
    /// When, as a fraction of [`AGE`] in units of 2^-32.
    at: u32,
    kind: Kind,
    index: u32,
    delete: bool,
}

/// All changes in order: `options.revisions` of them, and then those of `options.then` and of days.
fn timeline(options: &Options, cluster: &Cluster) -> Vec<Change> {
    const END: u32 = u32::MAX;
    /// Namespaces and definitions come before what lives in them.
    const FOUNDED: u32 = END / 50;
    let revisions = options.revisions;
    let mut changes = Vec::with_capacity(revisions);
    let mut draws = 0;
    let mut between = |low: u32, high: u32| {
        draws += 1;
        low + (mix(&[options.seed, 1, draws]) % u64::from((high - low).max(1))) as u32
    };
    let mut change = |kind, index: usize, at, delete| {
        changes.push(Change {
            at,
            kind,
            index: index as u32,
            delete,
        });
    };
    for index in 0..cluster.namespaces {
        // The namespaces of the system come first.
        let at = if index < 4 { 0 } else { between(1, FOUNDED) };
        change(Kind::Namespace, index, at, false);
    }
    for index in 0..API_SERVICE_COUNT {
        change(Kind::ApiService, index, 1, false);
    }
    change(Kind::Crd, 0, 2, false);
    for index in 0..cluster.nodes {
        let at = between(1, FOUNDED);
        change(Kind::Node, index, at, false);
        change(Kind::Lease, index, at, false);
        // A lease is renewed all the time.
        for _ in 0..20 {
            change(Kind::Lease, index, between(at, END), false);
        }
        for _ in 0..5 {
            change(Kind::Node, index, between(at, END), false);
        }
    }
    for (kind, share, updates) in [
        (Kind::Deployment, 40, 1),
        (Kind::ConfigMap, 40, 0),
        (Kind::Secret, 50, 0),
        (Kind::Widget, 50, 1),
    ] {
        for index in 0..revisions / share {
            let at = between(FOUNDED, END);
            change(kind, index, at, false);
            for _ in 0..updates {
                change(kind, index, between(at, END), false);
            }
        }
    }
    // Events: a quarter have expired with their lease.
    for index in 0..revisions / 20 {
        let expired = index % 4 == 0;
        let at = between(FOUNDED, if expired { END / 2 } else { END });
        change(Kind::Event, index, at, false);
        if expired {
            change(Kind::Event, index, at + END / 4, true);
        }
    }
    let live = revisions / 4;
    let (recreated, dead) = (revisions / 100, revisions / 50);
    let mut created = Vec::with_capacity(live);
    for index in 0..live + dead {
        let mut at = between(FOUNDED, END - END / 20);
        if index < recreated || index >= live {
            // These have a life that ends.
            at = between(FOUNDED, END / 2);
            change(Kind::Pod, index, at, false);
            at = between(at, END / 4 * 3);
            change(Kind::Pod, index, at, false);
            at += END / 100;
            change(Kind::Pod, index, at, true);
            at = between(at, END);
        }
        if index < live {
            change(Kind::Pod, index, at, false);
            created.push(at);
        }
    }
    // Each live pod runs some time after its creation; then statuses change here and there.
    let mut index = 0;
    while changes.len() < revisions {
        let at = created[index % live];
        let to = if index < live {
            at + (END - at) / 20
        } else {
            END
        };
        let at = between(at, to);
        changes.push(Change {
            at,
            kind: Kind::Pod,
            index: (index % live) as u32,
            delete: false,
        });
        index += if index < live {
            1
        } else {
            1 + mix(&[options.seed, 2, index as u64]) as usize % 16
        };
    }
    // Stable: changes of one object at one time stay in their order.
    changes.sort_by_key(|change| change.at);
    changes.truncate(revisions);
    // Spread over all pods; those of the second half are never deleted and live by now.
    changes.extend((0..options.then).map(|n| Change {
        at: END,
        kind: Kind::Pod,
        index: (live / 2 + n * (live / 2) / options.then) as u32,
        delete: false,
    }));
    for day in 0..options.days {
        changes.extend((0..options.daily).map(|n| {
            let chance = mix(&[options.seed, 3, day as u64, n as u64]) as usize;
            Change {
                at: END,
                kind: Kind::Pod,
                index: (live / 2 + chance % (live / 2)) as u32,
                delete: false,
            }
        }));
    }
    changes
}

/// What is known of an object while its history is written.
#[derive(Clone, Copy, Default)]
struct State {
    generation: u64,
    create_revision: i64,
    version: i64,
    created: i64,
}

fn generate(options: &Options) -> io::Result<String> {
    let cluster = Cluster {
        seed: options.seed,
        namespaces: (options.revisions / 100).max(10),
        nodes: (options.revisions / 400).max(2),
    };
    let changes = timeline(options, &cluster);
    let mut states = vec![vec![State::default(); options.revisions / 3]; Kind::Pod as usize + 1];
    // Renamed when whole: a reader may have an older file of the name mapped.
    let part = options.out.with_added_extension("part");
    let mut writer = Writer::create(&part)?;
    let mut bucket = Bucket::default();
    let mut leases: Vec<i64> = Vec::new();
    let (mut events, mut tombstones) = (0, 0);
    let mut revision = 1i64;
    for (done, change) in (1..).zip(&changes) {
        revision += 1;
        let now = (i64::from(change.at) * AGE) >> 32;
        let state = &mut states[change.kind as usize][change.index as usize];
        let mut item = Item {
            kind: change.kind,
            index: change.index as usize,
            generation: state.generation,
            version: state.version,
            created: state.created,
            now,
            padding: 0,
        };
        let mut key = [&revision.to_be_bytes()[..], b"_", &[0; 8]].concat();
        let mut record = Message::default();
        record.bytes(1, cluster.key(&item));
        if change.delete {
            key.push(b't');
            state.version = 0;
            tombstones += 1;
        } else {
            if state.version == 0 {
                *state = State {
                    generation: state.generation + 1,
                    create_revision: revision,
                    version: 0,
                    created: now,
                };
            }
            state.version += 1;
            item.generation = state.generation;
            item.version = state.version;
            item.created = state.created;
            // Pods make up for what the file lacks so far.
            let target = options.size / options.revisions as u64 * done;
            item.padding = (target.saturating_sub(writer.len()) / 8).min(100_000) as usize;
            record
                .int(2, state.create_revision)
                .int(3, revision)
                .int(4, state.version);
            record.bytes(5, cluster.value(&item));
            if change.kind == Kind::Event {
                // The apiserver shares a lease among the events of a minute.
                if events % 100 == 0 {
                    leases.push(0x694d_9a1b_0000_0000 + (revision << 8));
                }
                events += 1;
                record.int(6, leases[leases.len() - 1]);
            }
        }
        bucket.put(&mut writer, &key, &record.0)?;
    }
    let live: usize = states.iter().flatten().filter(|s| s.version > 0).count();
    let pods = states[Kind::Pod as usize]
        .iter()
        .filter(|s| s.version > 0)
        .count();
    let key = bucket.finish(&mut writer)?;
    let mut bucket = Bucket::default();
    for id in &leases {
        let mut lease = Message::default();
        lease.int(1, *id).int(2, 3660);
        bucket.put(&mut writer, &id.to_be_bytes(), &lease.0)?;
    }
    let lease = bucket.finish(&mut writer)?;
    let mut small = |entries: &[(&[u8], &[u8])]| {
        let mut bucket = Bucket::default();
        for (key, value) in entries {
            bucket.put(&mut writer, key, value)?;
        }
        bucket.finish(&mut writer)
    };
    let member = format!(
        r#"{{"id":{MEMBER},"peerURLs":["https://10.0.0.1:2380"],"name":"control-plane-1","clientURLs":["https://10.0.0.1:2379"]}}"#
    );
    let conf_state = format!(r#"{{"voters":[{MEMBER}],"auto_leave":false}}"#);
    let buckets = [
        ("alarm", small(&[])?),
        ("auth", small(&[(b"authRevision", &1u64.to_be_bytes())])?),
        ("authRoles", small(&[])?),
        ("authUsers", small(&[])?),
        ("cluster", small(&[(b"clusterVersion", b"3.5.0")])?),
        ("key", key),
        ("lease", lease),
        (
            "members",
            small(&[(format!("{MEMBER:x}").as_bytes(), member.as_bytes())])?,
        ),
        ("members_removed", small(&[])?),
        (
            "meta",
            small(&[
                (b"confState", conf_state.as_bytes()),
                (b"consistent_index", &(revision as u64 + 1000).to_be_bytes()),
                (b"term", &2u64.to_be_bytes()),
            ])?,
        ),
    ];
    writer.finish(&buckets, revision as u64 / 10 + 2)?;
    let size = append_digest(&part)?;
    fs::rename(&part, &options.out)?;
    Ok(format!(
        "{size} bytes, revisions 2 to {revision}, {tombstones} tombstones, {live} live keys, \
         {pods} of them pods in {} namespaces, {} etcd leases",
        cluster.namespaces,
        leases.len()
    ))
}

/// Ends the file with the SHA-256 of all before it and returns its size.
fn append_digest(path: &Path) -> io::Result<u64> {
    let mut file = OpenOptions::new().read(true).write(true).open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        let n = file.read(&mut buffer)?;
        if n == 0 {
            break;
        }
        hasher.update(&buffer[..n]);
    }
    file.seek(SeekFrom::End(0))?;
    file.write_all(&hasher.finalize())?;
    file.stream_position()
}
