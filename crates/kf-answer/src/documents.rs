//! Discovery and OpenAPI documents of one state, made when they are first asked for.

use std::sync::{Arc, Mutex, PoisonError};

use hashbrown::HashMap;

use super::discovery::etag;
use super::status::Status;

/// A document, and the tag by which clients know it again.
#[derive(Debug)]
pub struct Document {
    pub(super) bytes: Vec<u8>,
    pub(super) tag: String,
}

impl AsRef<[u8]> for Document {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// The documents of one view that were asked for. There are no more of them than the view has group
/// versions, in two forms.
#[derive(Debug, Default)]
pub struct Documents(Mutex<HashMap<String, Arc<Document>>>);

impl Documents {
    /// Returns a document, which `make` makes if it is not at hand.
    pub(super) fn get(
        &self,
        name: &str,
        make: impl FnOnce() -> Result<Vec<u8>, Status>,
    ) -> Result<Arc<Document>, Status> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = lock().get(name) {
            return Ok(Arc::clone(found));
        }
        // Not under the lock: others may want another one meanwhile.
        let bytes = make()?;
        let tag = etag(&bytes);
        let made = Arc::new(Document { bytes, tag });
        let mut documents = lock();
        let kept = documents.entry(name.to_owned()).or_insert(made);
        Ok(Arc::clone(kept))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_made_once_and_a_refusal_is_not_kept() {
        let documents = Documents::default();
        let refused = documents.get("a", || Err(Status::no_such_path()));
        assert!(refused.is_err());
        let made = documents.get("a", || Ok(b"one".to_vec())).unwrap();
        let again = documents.get("a", || unreachable!()).unwrap();
        assert_eq!((&*again.bytes, &again.tag), (&b"one"[..], &made.tag));
        assert!(made.tag.starts_with('"') && made.tag.len() == 130);
    }
}
