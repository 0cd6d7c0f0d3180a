//! What is read, which nothing writes over or into.

use std::fs;
use std::io;
use std::path::Path;

use super::report::{Failure, Outcome};

/// Refuses to write to a place that is read, or that lies in a directory which is.
///
/// # Errors
/// With the place.
pub(super) fn spared(read: impl IntoIterator<Item = impl AsRef<Path>>, path: &Path) -> Outcome {
    if holds(read, path) {
        let text = format!("{}: this lies in the evidence", path.display());
        return Err(Failure::usage(text).hint("name a place outside of what is read"));
    }
    Ok(())
}

/// Whether a path, which may lead to nothing yet, is one of those that are read, or lies in a directory of them.
pub(super) fn holds(evidence: impl IntoIterator<Item = impl AsRef<Path>>, path: &Path) -> bool {
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty());
    let place = fs::canonicalize(path).or_else(|_| {
        let parent = fs::canonicalize(parent.unwrap_or(Path::new(".")))?;
        Ok::<_, io::Error>(parent.join(path.file_name().unwrap_or_default()))
    });
    // What cannot be found is told when it is written to.
    let Ok(place) = place else { return false };
    let mut read = evidence
        .into_iter()
        .filter_map(|read| fs::canonicalize(read).ok());
    read.any(|read| place.starts_with(read))
}
