//! Which differences the stack itself makes.
//!
//! | cause | rule |
//! | --- | --- |
//! | WrittenAtStart | the list is not of the snapshot's revision, and the server's object has a `resourceVersion` above it |
//! | LeaseExpired | the list is not of the snapshot's revision, the object is attached to a lease, and the server does not have it |
//! | Aggregated | an APIService of the snapshot says that a service serves the group version |
//! | Conversion | the server serves the resource in no version, and neither did the snapshot's own, or it is a built-in one and the server is newer; or the object is stored in another version than the one compared in, and kf does not convert it; or the resource is a custom one whose definition converts by a webhook, and the server answers 406 or 500 over a conversion webhook |
//! | Defaulted | the server's minor is above the one that kf reads as, and the server's object is kf's and fields that came to the kind after that minor, by kf's schema tables |
//!
//! Lists are of the snapshot's revision on servers of 1.19 and newer, unless the server compacted it
//! away in between: then nothing of what the server writes at its start, and no lease, can make a
//! difference.

use super::newer::only_newer_fields;
use crate::apiserver::Refusal;
use crate::report::Cause;
use kf_base::error::{Error, ErrorKind};
use kf_object::Value;
use kf_schema::Minor;

/// What a rule needs to know of the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listed {
    /// The snapshot's revision.
    pub(super) revision: i64,
    /// Whether the list is the state of that revision.
    pub(super) pinned: bool,
    /// The minor that kf reads as.
    pub(super) minor: Minor,
    /// The server's.
    pub(super) server_minor: Minor,
}

impl Listed {
    fn written_at_start(self, theirs: &Value<'_>) -> bool {
        let version = theirs.str_at(&["metadata", "resourceVersion"]);
        let version = version.and_then(|v| v.parse::<i64>().ok());
        !self.pinned && version.is_some_and(|v| v > self.revision)
    }

    /// Of an object that only the server has.
    pub(super) fn extra(self, theirs: &Value<'_>) -> Option<Cause> {
        self.written_at_start(theirs)
            .then_some(Cause::WrittenAtStart)
    }

    /// Of an object that only kf has, with the lease it is attached to.
    pub(super) fn missing(self, lease: i64) -> Option<Cause> {
        (!self.pinned && lease != 0).then_some(Cause::LeaseExpired)
    }

    /// Of an object that differs; `wanted` is the `apiVersion` that is compared in.
    pub(super) fn changed(
        self,
        ours: &Value<'_>,
        theirs: &Value<'_>,
        wanted: &str,
    ) -> Option<Cause> {
        if self.written_at_start(theirs) {
            return Some(Cause::WrittenAtStart);
        }
        if ours.str_at(&["apiVersion"]) != Some(wanted) {
            return Some(Cause::Conversion);
        }
        let newer = self.server_minor > self.minor && only_newer_fields(ours, theirs, self.minor);
        newer.then_some(Cause::Defaulted)
    }
}

/// Of an object that kf cannot read, which is stored as `stored` and compared in `wanted`.
pub(super) fn unreadable(error: &Error, stored: Option<&str>, wanted: &str) -> Option<Cause> {
    let converts = stored.is_some_and(|stored| stored != wanted);
    (error.kind() == ErrorKind::Unsupported && converts).then_some(Cause::Conversion)
}

/// Of a list that the server refuses; `webhook` says whether the resource is a custom one whose
/// definition converts by a webhook.
pub(super) fn refused(refusal: &Refusal, webhook: bool) -> Option<Cause> {
    // apiextensions-apiserver pkg/apiserver/conversion/webhook_converter.go words all failures so.
    let said = refusal.message.contains("conversion webhook for");
    let converts = matches!(refusal.status, 406 | 500) && webhook && said;
    converts.then_some(Cause::Conversion)
}

#[cfg(test)]
mod tests;
