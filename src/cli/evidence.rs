//! What is read, which nothing writes over or into.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Whether a path, which may lead to nothing yet, is one of those that are read, or lies in a directory of them.
pub(super) fn holds(evidence: &[PathBuf], path: &Path) -> bool {
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty());
    let place = fs::canonicalize(path).or_else(|_| {
        let parent = fs::canonicalize(parent.unwrap_or(Path::new(".")))?;
        Ok::<_, io::Error>(parent.join(path.file_name().unwrap_or_default()))
    });
    // What cannot be found is told when it is written to.
    let Ok(place) = place else { return false };
    let read = evidence
        .iter()
        .filter_map(|read| fs::canonicalize(read).ok());
    read.into_iter().any(|read| place.starts_with(read))
}
