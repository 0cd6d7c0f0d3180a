//! The snapshot's own time: what AGE counts to when nobody says otherwise.
//!
//! A snapshot carries no date. Its newest records do: leases are renewed every few seconds and
//! most objects say when they were last written. The newest such time in the last few hundred
//! records is within seconds of the backup on a living cluster.
//!
//! Servers set some of these times and whoever may write an object the others: the `renewTime` of a Lease,
//! the `lastTimestamp` of an Event. One far ahead would make every age wrong and hide what has
//! happened from who asks for the last hour, so it takes another object to be believed, or a server's: two
//! members that a server sets, which one damaged byte does not make alike.

mod emitted;

use std::collections::HashSet;

use kf_base::error::Result;
use kf_base::escape;
use kf_base::time::{Timestamp, rfc3339_nano_text};
use kf_file::bbolt::Direction;
use kf_file::etcd::{Record, Store};
use kf_object::Value;
use kf_storage::envelope::Envelope;
use kf_storage::{Codec, DecodeOptions, Memory, Order};

use emitted::Emitted;

/// Records looked at, from the newest back.
const RECORDS: usize = 256;

/// Members that say when something has happened. Times that lie ahead (expiries, a pod's end of
/// grace) are not among them.
const PAST: &[&str] = &[
    "acquireTime",
    "creationTimestamp",
    "eventTime",
    "finishedAt",
    "firstTimestamp",
    "lastHeartbeatTime",
    "lastObservedTime",
    "lastProbeTime",
    "lastScheduleTime",
    "lastTimestamp",
    "lastTransitionTime",
    "lastUpdateTime",
    "renewTime",
    "startTime",
    "startedAt",
    "time",
];

/// Seconds that the clock of a client may be ahead of the server's.
const SKEW: i64 = 600;

/// Seconds that the newest times of two objects may be apart for one to bear out the other.
const APART: i64 = 3600;

/// Objects of which fewer bear out nothing.
const FEW: usize = 4;

/// When a snapshot was made, as far as its records tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) time: Option<Timestamp>,
    /// Says of a later time that it is not believed.
    pub(super) doubt: Option<String>,
}

/// The newest time that the newest records tell of, up to a revision.
pub(super) fn of(store: &Store<'_>, codec: &Codec, most: i64) -> Told {
    let records = store.records(Direction::Reverse).filter_map(Result::ok);
    let records = records.filter(|r| r.revision.main <= most && !r.tombstone);
    // Without revisions nothing tells which records are the newest.
    let looked_at = match store.kept().has_revisions() {
        true => RECORDS,
        false => usize::MAX,
    };
    told(codec, records.take(looked_at))
}

/// What one record tells.
struct Tells<'a> {
    newest: Timestamp,
    key: &'a [u8],
}

fn told<'a>(codec: &Codec, records: impl Iterator<Item = Record<'a>>) -> Told {
    let mut server: Option<Timestamp> = None;
    let mut all = Vec::new();
    let mut memory = Memory::default();
    for record in records {
        let times = emitted(codec, &mut memory, &record).or_else(|| decoded(codec, &record));
        let Some(times) = times else {
            continue;
        };
        server = server.max(times.set);
        all.extend(times.newest.map(|newest| Tells {
            newest,
            key: record.key,
        }));
    }
    all.sort_by_key(|all| std::cmp::Reverse(all.newest));
    let keys: HashSet<&[u8]> = all.iter().map(|tells| tells.key).collect();
    let is_believed = |this: &&Tells<'_>| {
        let near = |other: &Tells<'_>| other.key != this.key && are_near(this.newest, other.newest);
        keys.len() < FEW
            || server.is_some_and(|s| this.newest.seconds <= s.seconds.saturating_add(SKEW))
            || all.iter().any(near)
    };
    let time = all.iter().find(is_believed).map(|tells| tells.newest);
    let first = all.first().filter(|first| Some(first.newest) != time);
    let doubt = first.zip(time).map(|(first, time)| {
        let [said, taken] = [first.newest, time].map(|time| rfc3339_nano_text(time, 0));
        format!(
            "{} says {said}, which no other object bears out: {taken} is taken for the snapshot's time",
            escape::quoted(first.key)
        )
    });
    Told { time, doubt }
}

/// The times of one object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Times {
    /// The newest that a server set, if another such one bears it out.
    set: Option<Timestamp>,
    /// The newest of all.
    newest: Option<Timestamp>,
}

/// The times of a record's object; `None` where nothing but the tree tells. The memory is for its room alone.
fn emitted<'a>(codec: &Codec, memory: &mut Memory<'a>, record: &Record<'a>) -> Option<Times> {
    let envelope = Envelope::open(record.value)?.ok()?;
    let types = (&*envelope.api_version, &*envelope.kind);
    let mut times = Emitted::default();
    let order = Order::Printed;
    codec.write_document(&mut times, memory, record.value, types, "", order)?;
    Some(times.told())
}

/// The same by the object's tree; `None` where there is none.
fn decoded(codec: &Codec, record: &Record<'_>) -> Option<Times> {
    let options = DecodeOptions {
        managed_fields: true,
        ..DecodeOptions::default()
    };
    let decoded = codec.read(record.key, record.value, options).ok()?;
    Some(Times {
        set: set_by_server(times_of_servers(&decoded.object)),
        newest: newest_in(&decoded.object),
    })
}

/// Whether one of two times bears out the other.
fn are_near(one: Timestamp, other: Timestamp) -> bool {
    one.seconds.abs_diff(other.seconds) <= APART.unsigned_abs()
}

/// The times in an object's metadata that servers set.
fn times_of_servers(object: &Value<'_>) -> Vec<Timestamp> {
    let time = |value: &Value<'_>, name: &str| Timestamp::parse(value.str_at(&[name])?);
    let Some(metadata) = object.get("metadata") else {
        return Vec::new();
    };
    let managers = metadata.get("managedFields").and_then(Value::as_array);
    let written = managers.unwrap_or_default().iter();
    let mut times: Vec<Timestamp> = written.filter_map(|m| time(m, "time")).collect();
    times.extend(time(metadata, "creationTimestamp"));
    times
}

/// The newest of the times that servers set which another of them bears out.
fn set_by_server(mut times: Vec<Timestamp>) -> Option<Timestamp> {
    times.sort_unstable_by_key(|time| std::cmp::Reverse(*time));
    times.windows(2).find_map(|pair| match pair {
        [later, earlier] if are_near(*later, *earlier) => Some(*later),
        _ => None,
    })
}

/// Whether a member says when something has happened.
#[inline]
fn is_past(name: &str) -> bool {
    // What most names do not end in.
    name.ends_with(['e', 'p', 't']) && PAST.contains(&name)
}

/// The newest time that an object tells of.
pub(super) fn newest_in(value: &Value<'_>) -> Option<Timestamp> {
    match value {
        Value::Array(list) => list.iter().filter_map(newest_in).max(),
        Value::Object(map) => map
            .iter()
            .filter_map(|(name, value)| match value {
                Value::String(text) if is_past(name) => Timestamp::parse(text),
                Value::String(_) => None,
                // What a field manager owns has the fields' names and no times of its own.
                _ if name == "fieldsV1" => None,
                value => newest_in(value),
            })
            .max(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_file::etcd::{KeyValue, Overlay, Revision};
    use kf_schema::Minor;

    /// Leases with these times, each of its own object.
    fn told_by(renewed: &[&str]) -> Told {
        let made = renewed.iter().enumerate().map(|(at, time)| {
            let value = format!(
                r#"{{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{{"name":"l{at}","namespace":"n","creationTimestamp":"2026-01-01T00:00:00Z"}},"spec":{{"renewTime":"{time}.000000Z"}}}}"#
            );
            (format!("/registry/leases/n/l{at}"), value)
        });
        let made: Vec<(String, String)> = made.collect();
        let mut overlay = Overlay::default();
        for (main, (key, value)) in (2..).zip(&made) {
            let kv = KeyValue {
                key: key.as_bytes(),
                create_revision: main,
                mod_revision: main,
                version: 1,
                value: value.as_bytes(),
                lease: 0,
            };
            overlay.put(Revision { main, sub: 0 }, &kv);
        }
        of(
            &Store::from_overlay(&overlay),
            &Codec::new(Minor::NEWEST),
            i64::MAX,
        )
    }

    #[test]
    fn what_one_server_wrote_once_bears_out_nothing() {
        let object = |created: &str, written: &[&str]| {
            let time = |at: &&str| format!(r#"{{"time":"{at}"}}"#);
            let written: Vec<String> = written.iter().map(time).collect();
            let written = written.join(",");
            let text = format!(
                r#"{{"metadata":{{"creationTimestamp":"{created}","managedFields":[{written}]}}}}"#
            );
            let object = kf_object::parse::json::parse(text.as_bytes()).unwrap();
            set_by_server(times_of_servers(&object)).map(|time| rfc3339_nano_text(time, 0))
        };
        let (made, later, damaged) = (
            "2026-03-01T10:00:00Z",
            "2026-03-01T10:20:00Z",
            "2094-12-10T21:36:33Z",
        );
        assert_eq!(object(made, &[later]).as_deref(), Some(later));
        assert_eq!(object(damaged, &[made, later]).as_deref(), Some(later));
        assert_eq!(object(made, &[damaged, later]).as_deref(), Some(later));
        assert_eq!(object(damaged, &[made]), None);
        assert_eq!(object(damaged, &[]), None);
    }

    fn text(told: &Told) -> String {
        rfc3339_nano_text(told.time.unwrap(), 0)
    }

    #[test]
    fn parts_tell_what_trees_tell() {
        assert!(PAST.iter().all(|name| is_past(name)) && !is_past("expirationTimestamp"));
        let path = "../../fixtures/snapshots/c136-A.zip";
        let snapshot = crate::Snapshot::open(path).unwrap();
        let store = snapshot.store().unwrap();
        let codec = Codec::new(Minor::new(36));
        let (mut all, mut at_once, mut memory) = (0, 0, Memory::default());
        for record in store.records(Direction::Forward).filter_map(Result::ok) {
            all += 1;
            if let Some(times) = emitted(&codec, &mut memory, &record) {
                assert_eq!(Some(times), decoded(&codec, &record), "{record:?}");
                at_once += 1;
            }
        }
        assert!(at_once * 2 > all, "{at_once} of {all}");
    }

    #[test]
    fn one_time_far_ahead_is_not_believed() {
        let near = [
            "2026-03-01T10:00:00",
            "2026-03-01T10:00:07",
            "2026-03-01T09:59:58",
        ];
        let told = told_by(&[&near[..], &["9999-01-01T00:00:00"]].concat());
        assert_eq!(text(&told), "2026-03-01T10:00:07Z");
        let doubt = told.doubt.unwrap();
        assert!(
            doubt.starts_with("\"/registry/leases/n/l3\" says 9999-01-01T00:00:00Z"),
            "{doubt}"
        );
        // Two that say so, or as little as this, are all that there is to go by.
        let told = told_by(&[&near[..], &["2026-03-05T10:00:00", "2026-03-05T10:20:00"]].concat());
        assert_eq!(
            (text(&told).as_str(), told.doubt),
            ("2026-03-05T10:20:00Z", None)
        );
        let told = told_by(&[near[0], "2026-03-05T10:00:00"]);
        assert_eq!(
            (text(&told).as_str(), told.doubt),
            ("2026-03-05T10:00:00Z", None)
        );
    }
}
