//! What is read, which nothing writes over or into.

use std::fs;
use std::path::{Component, Path, PathBuf};

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
    // What cannot be found is told when it is written to.
    let Some(place) = place_of(path) else {
        return false;
    };
    let mut read = evidence
        .into_iter()
        .filter_map(|read| fs::canonicalize(read).ok());
    read.any(|read| place.starts_with(read))
}

/// Where a path leads of which the last parts need not exist: they would be made as directories.
fn place_of(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).ok()?;
    let mut there = absolute.components();
    let mut missing = Vec::new();
    let mut place = loop {
        match fs::canonicalize(there.as_path()) {
            Ok(place) => break place,
            Err(_) => missing.push(there.next_back()?),
        }
    };
    for part in missing.into_iter().rev() {
        match part {
            Component::ParentDir => {
                place.pop();
            }
            part => place.push(part),
        }
    }
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_exist_yet_has_a_place() {
        let top = tempfile::tempdir().unwrap();
        let [evidence, out] = ["ev", "out"].map(|name| top.path().join(name));
        fs::create_dir(&evidence).unwrap();
        fs::create_dir(&out).unwrap();
        for inside in ["ev", "ev/a", "ev/a/b/c", "out/new/../../ev/a"] {
            assert!(holds([&evidence], &top.path().join(inside)), "{inside}");
        }
        for outside in [
            "out",
            "out/a/b",
            "evil/a",
            "ev/../out/a",
            "ev/a/../../out/b",
        ] {
            assert!(!holds([&evidence], &top.path().join(outside)), "{outside}");
        }
    }
}
