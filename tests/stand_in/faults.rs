//! What the stand-in does wrong when it is told to.
//!
//! ```text
//! crash-at-start        ends at once with exit status 1
//! never-ready           /readyz always fails
//! changed:RESOURCE      the first object has a label that it does not have
//! missing:RESOURCE      the first object is not there
//! extra:RESOURCE        there is one more, `kf-extra`
//! written:RESOURCE      the first object was written above the revision, and there is one more as new
//! twice:RESOURCE        the first object is listed twice
//! status500:RESOURCE    the list fails with an internal error
//! webhook:RESOURCE      the list fails, and so does the last object: a conversion webhook is gone
//! hang:RESOURCE         the list never comes
//! drop-connection:RESOURCE  the list breaks off in its middle
//! busy:RESOURCE         the first two answers are 429
//! expire:RESOURCE       tokens are expired
//! compacted:RESOURCE    the revision asked for is compacted
//! garbage:RESOURCE      the list is no JSON
//! crash-at:RESOURCE     the process ends when the list is asked for
//! unavailable:GROUP     its group versions answer 503
//! ```

/// The faults asked for.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<(String, String)>);

impl Faults {
    /// Reads `NAME` and `NAME:WHERE`, with commas between.
    pub(crate) fn parse(text: &str) -> Self {
        let faults = text.split(',').filter(|f| !f.is_empty());
        let split = |f: &str| {
            let (name, place) = f.split_once(':').unwrap_or((f, ""));
            (name.to_owned(), place.to_owned())
        };
        Self(faults.map(split).collect())
    }

    /// Whether there is one of this name, wherever.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(n, _)| n == name)
    }

    /// Whether there is one of this name here.
    pub(crate) fn at(&self, name: &str, place: &str) -> bool {
        self.0.iter().any(|(n, p)| n == name && p == place)
    }
}
