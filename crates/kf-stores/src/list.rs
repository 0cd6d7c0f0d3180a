//! What is in a bucket.

use futures_util::TryStreamExt as _;
use object_store::ObjectStoreExt as _;

use crate::error::store as told;
use crate::limits::MAX_LISTED;
use crate::place::{Kind, Place};
use crate::store::{Environment, Options, Store, run};
use kf_base::error::{Error, Result};

/// An object that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its URL.
    pub url: String,
    /// Its length in bytes.
    pub size: u64,
    /// Its ETag, where the store tells one.
    pub version: Option<String>,
}

/// Lists the objects whose names begin with a place's, at a slash, in the order of their names.
///
/// # Errors
/// Io when the store cannot be asked, Unsupported for a web server, which has no lists, Limit when there
/// are too many.
pub fn list(place: &Place, environment: &Environment, options: &Options) -> Result<Vec<Listed>> {
    if matches!(place.kind, Kind::Web { .. }) {
        return Err(Error::unsupported(
            "a web server does not tell what it has: name each object",
        ));
    }
    apart(listed(place, environment, options))
}

/// Asks for an object without reading it. `None` for one of a web server, where a signature may not be good
/// for the question.
///
/// # Errors
/// As [`list`].
pub fn look(place: &Place, environment: &Environment, options: &Options) -> Result<Option<Listed>> {
    if matches!(place.kind, Kind::Web { .. }) {
        return Ok(None);
    }
    apart(async {
        let store = Store::new(place, environment, options).await?;
        let meta = store.store.head(&store.key).await.map_err(|e| told(&e))?;
        Ok(Some(Listed {
            url: place.shown(),
            size: meta.size,
            version: meta.e_tag,
        }))
    })
}

/// Runs a task on a thread of its own, as for objects: the caller's may be one that waits for others.
fn apart<T: Send>(task: impl Future<Output = Result<T>> + Send) -> Result<T> {
    std::thread::scope(|scope| {
        let asking = scope.spawn(|| run(task));
        asking.join().map_err(|_| crate::store::gone())?
    })
}

async fn listed(
    place: &Place,
    environment: &Environment,
    options: &Options,
) -> Result<Vec<Listed>> {
    let store = Store::new(place, environment, options).await?;
    let mut found = Vec::new();
    let prefix = Some(&store.key).filter(|key| !key.as_ref().is_empty());
    let mut all = store.store.list(prefix);
    while let Some(meta) = all.try_next().await.map_err(|e| told(&e))? {
        // Empty ones stand for directories.
        if meta.size == 0 {
            continue;
        }
        if found.len() >= MAX_LISTED {
            return Err(Error::limit(format!(
                "more than {MAX_LISTED} objects (MAX_LISTED): name a longer beginning"
            )));
        }
        found.push(Listed {
            url: place.at(meta.location.as_ref()),
            size: meta.size,
            version: meta.e_tag,
        });
    }
    found.sort_by(|a, b| a.url.cmp(&b.url));
    Ok(found)
}
