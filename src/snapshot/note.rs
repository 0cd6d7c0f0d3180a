//! What to tell about an object that was decoded, but not quite as its server would have.

use crate::escape;
use crate::storage::Decoded;

/// The note for a decoded value, if there is one.
#[must_use]
pub fn about(decoded: &Decoded<'_>) -> Option<String> {
    if decoded.is_raw() {
        return Some(format!(
            "{} {} is a kind that kf does not know: its fields are shown by number, and what they \
             hold is a guess",
            escape::text(decoded.api_version()),
            escape::text(decoded.kind()),
        ));
    }
    decoded.unknown_field.map(|field| {
        format!(
            "field {} of {} is not in any schema kf has and is left out: the object was written \
             by a newer Kubernetes",
            field.number, field.message,
        )
    })
}
