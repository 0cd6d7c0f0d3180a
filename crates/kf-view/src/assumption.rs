//! What is assumed of the Kubernetes version where nothing tells it.
//!
//! A server is no older than what it wrote, so the newest time in a file bounds the minor from above:
//! of those that may have written it, the newest is assumed. etcd's cluster version says that this
//! etcd was running after its release, so it can only raise that bound: which etcd came with which
//! Kubernetes is left to who installs both, and no server refuses an older or a newer one.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::time;
use super::version::{KubeVersion, Source};
use super::view::View;
use kf_base::time::{Timestamp, rfc3339_nano_text};
use kf_object::Value;
use kf_schema::{Minor, releases};
use kf_storage::{Codec, DecodeOptions};

/// Why a minor is assumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Assumption {
    /// No time is known: the newest minor that kf knows.
    Newest,
    /// The newest minor released by the newest time that objects tell of.
    Objects(Timestamp),
    /// The newest minor released by the day on which the etcd was whose cluster version is in the
    /// file; no object tells of a later time.
    Etcd(Timestamp),
}

impl Assumption {
    /// The time that bounds the minor.
    #[must_use]
    pub const fn time(self) -> Option<Timestamp> {
        match self {
            Self::Newest => None,
            Self::Objects(time) | Self::Etcd(time) => Some(time),
        }
    }

    /// The newest minor that the time allows; the oldest one known where it lies before them all.
    fn minor(self) -> Minor {
        self.time().map_or(Minor::NEWEST, |time| {
            releases::newest_by(time.seconds).unwrap_or(Minor::OLDEST)
        })
    }
}

impl fmt::Display for Assumption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(time) = self.time() else {
            return f.write_str("assumed: nothing tells it, so it is the newest known");
        };
        let known = releases::newest_by(time.seconds).is_some();
        let text = rfc3339_nano_text(time, 0);
        let day = text.split('T').next().unwrap_or_default();
        let which = match known {
            true => "the newest released",
            false => "the oldest known, older than any released",
        };
        write!(f, "assumed: nothing tells it, so it is {which} by ")?;
        match self {
            Self::Etcd(_) => write!(f, "{day}, when etcd of the cluster version was"),
            _ => write!(f, "{text}, the newest time in it"),
        }
    }
}

/// Assumes a version where nothing tells it: by the newest time in what is read, and by the cluster
/// version of the etcd that kept it.
#[must_use]
pub fn assume(newest: Option<Timestamp>, etcd: Option<&str>) -> KubeVersion {
    let etcd = etcd.and_then(releases::etcd_release);
    let etcd = etcd.map(|seconds| Timestamp { seconds, nanos: 0 });
    let assumption = match (newest, etcd) {
        // Without any object's time, the release of etcd says how old the file is at most.
        (None, _) => Assumption::Newest,
        (Some(newest), Some(etcd)) if newest < etcd => Assumption::Etcd(etcd),
        (Some(newest), _) => Assumption::Objects(newest),
    };
    KubeVersion {
        minor: assumption.minor(),
        source: Source::Assumed(assumption),
    }
}

/// Assumes the version of a server that wrote one object, by the times in it.
#[must_use]
pub fn assume_of(object: &Value<'_>) -> KubeVersion {
    assume(time::newest_in(object), None)
}

/// Tells whether servers of older minors, which may have written a value too, would show it otherwise.
/// How they show that there is no `creationTimestamp` does not count: every server sets one.
#[must_use]
pub fn matters(codec: &Codec, key: &[u8], value: &[u8], options: DecodeOptions<'_>) -> bool {
    // Whole objects: how much of a part is built is not the same in every minor.
    let options = DecodeOptions {
        part: None,
        ..options
    };
    let read = |codec: &Codec| {
        let mut object = codec.read(key, value, options).ok()?.object.into_owned();
        let meta = object.as_object_mut().and_then(|o| o.get_mut("metadata"));
        if let Some(meta) = meta.and_then(Value::as_object_mut) {
            meta.retain(|name, value| name != "creationTimestamp" || *value != Value::Null);
        }
        Some(object)
    };
    let shown = read(codec);
    Minor::OLDEST
        .up_to(codec.minor().before())
        .any(|minor| read(&codec.for_minor(minor)) != shown)
}

/// Objects looked at to see whether an assumed version matters.
const LOOKED_AT: usize = 8;

/// Whether it matters that the version is assumed, as far as objects were read.
#[derive(Debug, Default)]
pub(super) struct Doubt {
    looked_at: AtomicUsize,
    matters: AtomicBool,
}

impl Doubt {
    /// Looks at one object more, unless enough is known.
    pub(super) fn look(&self, matters: impl FnOnce() -> bool) {
        if self.matters.load(Ordering::Relaxed) {
            return;
        }
        let before = self.looked_at.fetch_add(1, Ordering::Relaxed);
        if before < LOOKED_AT && matters() {
            self.matters.store(true, Ordering::Relaxed);
        }
    }
}

impl View<'_> {
    /// Returns the version where it is assumed and one of the first objects read would be another by
    /// an older minor.
    #[must_use]
    pub fn doubtful_version(&self) -> Option<KubeVersion> {
        let doubtful = self.doubt.matters.load(Ordering::Relaxed);
        doubtful.then_some(self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assumed(newest: Option<&str>, etcd: Option<&str>) -> String {
        assume(newest.and_then(Timestamp::parse), etcd).to_string()
    }

    #[test]
    fn the_newest_time_bounds_the_minor() {
        assert_eq!(
            assumed(Some("2017-10-20T18:30:01Z"), None),
            "1.8 (assumed: nothing tells it, so it is the newest released by 2017-10-20T18:30:01Z, \
             the newest time in it)"
        );
        assert_eq!(
            assumed(Some("2017-03-01T00:00:00Z"), Some("3.0.0")),
            "1.8 (assumed: nothing tells it, so it is the oldest known, older than any released by \
             2017-03-01T00:00:00Z, the newest time in it)"
        );
        let newest = assumed(Some("2099-01-01T00:00:00Z"), None);
        assert!(
            newest.starts_with(&format!("{} (", Minor::NEWEST)),
            "{newest}"
        );
    }

    #[test]
    fn etcd_was_not_running_before_its_release() {
        assert_eq!(
            assumed(Some("2017-10-20T18:30:01Z"), Some("3.5.0")),
            "1.21 (assumed: nothing tells it, so it is the newest released by 2021-06-15, when etcd \
             of the cluster version was)"
        );
        let later = assumed(Some("2024-10-20T18:30:01Z"), Some("3.5.0"));
        assert!(later.starts_with("1.31 ("), "{later}");
        for etcd in [None, Some("3.5.0"), Some("nonsense")] {
            let newest = format!("{} (", Minor::NEWEST);
            assert!(assumed(None, etcd).starts_with(&newest));
        }
    }
}
