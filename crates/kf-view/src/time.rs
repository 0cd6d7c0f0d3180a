//! The snapshot's own time: what AGE counts to when nobody says otherwise.
//!
//! A snapshot carries no date. Its newest records do: leases are renewed every few seconds and
//! most objects say when they were last written. The newest such time in the last few hundred
//! records is within seconds of the backup on a living cluster.

use kf_base::error::Result;
use kf_base::time::Timestamp;
use kf_file::bbolt::Direction;
use kf_file::etcd::{Record, Store};
use kf_object::Value;
use kf_storage::{Codec, DecodeOptions};

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

/// The newest time that the newest records tell of, up to a revision.
pub(super) fn of(store: &Store<'_>, codec: &Codec, most: i64) -> Option<Timestamp> {
    let records = store.records(Direction::Reverse).filter_map(Result::ok);
    let records = records.filter(|r| r.revision.main <= most && !r.tombstone);
    // Without revisions nothing tells which records are the newest.
    let looked_at = match store.kept().has_revisions() {
        true => RECORDS,
        false => usize::MAX,
    };
    newest(codec, records.take(looked_at))
}

/// The newest time that these records tell of.
fn newest<'a>(codec: &Codec, records: impl Iterator<Item = Record<'a>>) -> Option<Timestamp> {
    let options = DecodeOptions {
        managed_fields: true,
        ..DecodeOptions::default()
    };
    records
        .filter_map(|record| codec.read(record.key, record.value, options).ok())
        .filter_map(|decoded| newest_in(&decoded.object))
        .max()
}

/// The newest time that an object tells of.
pub(super) fn newest_in(value: &Value<'_>) -> Option<Timestamp> {
    match value {
        Value::Array(list) => list.iter().filter_map(newest_in).max(),
        Value::Object(map) => map
            .iter()
            .filter_map(|(name, value)| match value {
                Value::String(text) if PAST.contains(&name) => Timestamp::parse(text),
                Value::String(_) => None,
                // What a field manager owns has the fields' names and no times of its own.
                _ if name == "fieldsV1" => None,
                value => newest_in(value),
            })
            .max(),
        _ => None,
    }
}
