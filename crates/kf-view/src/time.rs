//! The snapshot's own time: what AGE counts to when nobody says otherwise.
//!
//! A snapshot carries no date. Its newest records do: leases are renewed every few seconds and
//! most objects say when they were last written. The newest such time in the last few hundred
//! records is within seconds of the backup on a living cluster.

use kf_base::time::Timestamp;
use kf_file::etcd::Record;
use kf_object::Value;
use kf_storage::{Codec, DecodeOptions};

/// Records looked at, from the newest back.
pub(super) const RECORDS: usize = 256;

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

/// The newest time that these records tell of.
pub(super) fn newest<'a>(
    codec: &Codec,
    records: impl Iterator<Item = Record<'a>>,
) -> Option<Timestamp> {
    let options = DecodeOptions {
        managed_fields: true,
        ..DecodeOptions::default()
    };
    records
        .filter_map(|record| codec.read(record.key, record.value, options).ok())
        .filter_map(|decoded| walk(&decoded.object))
        .max()
}

fn walk(value: &Value<'_>) -> Option<Timestamp> {
    match value {
        Value::Array(list) => list.iter().filter_map(walk).max(),
        Value::Object(map) => map
            .iter()
            .filter_map(|(name, value)| match value {
                Value::String(text) if PAST.contains(&name) => Timestamp::parse(text),
                Value::String(_) => None,
                // What a field manager owns has the fields' names and no times of its own.
                _ if name == "fieldsV1" => None,
                value => walk(value),
            })
            .max(),
        _ => None,
    }
}
