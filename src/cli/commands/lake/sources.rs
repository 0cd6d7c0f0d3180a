//! Which files are added.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use crate::cli::remote::{self, Found};
use crate::cli::report::Outcome;
use crate::error::Error;

/// Deepest directory that is looked into.
const DEEPEST: usize = 32;

/// Endings of files that somebody takes for snapshots: if one is none, that is a problem.
const ENDINGS: [&str; 12] = [
    "db", "snap", "snapshot", "zip", "gz", "tgz", "tar", "zst", "Z", "bak", "backup", "part",
];

/// A file, a data directory, or an object in a store.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) path: PathBuf,
    /// What its store tells of it.
    found: Option<Found>,
    /// Whether it was named itself, and not found.
    pub(super) named: bool,
}

impl Candidate {
    /// Whether somebody takes it for a snapshot.
    pub(super) fn is_meant(&self) -> bool {
        let ending = self.path.extension().and_then(|e| e.to_str());
        self.named || self.path.is_dir() || ending.is_some_and(|e| ENDINGS.contains(&e))
    }

    /// What it is remembered as, if nothing tells whether it has changed: a directory, of which no one number does, or what
    /// comes through a pipe.
    pub(super) fn changing(&self) -> Option<String> {
        if self.path == Path::new("-") {
            return Some("standard input".to_owned());
        }
        let path = fs::canonicalize(&self.path).ok()?;
        let regular = path.is_file();
        (!regular).then(|| path.to_string_lossy().into_owned())
    }

    /// Its path in full, its length and when it was changed, or its ETag; `None` for a directory, of which
    /// no one number tells whether anything in it did.
    pub(super) fn seen(&self) -> Option<Found> {
        if remote::is_remote(&self.path) {
            return self.found.clone().or_else(|| remote::look(&self.path));
        }
        let metadata = fs::metadata(&self.path)
            .ok()
            .filter(fs::Metadata::is_file)?;
        let changed = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let path = fs::canonicalize(&self.path).ok()?;
        Some(Found {
            name: path.to_string_lossy().into_owned(),
            bytes: metadata.len(),
            version: Some(changed.as_nanos().to_string()),
        })
    }
}

/// Looks through directories. `lake` is passed over, and which directories cannot be read goes to `unread`.
pub(super) fn find(
    sources: &[PathBuf],
    lake: &Path,
    unread: &mut Vec<Error>,
) -> Outcome<Vec<Candidate>> {
    let lake = fs::canonicalize(lake).ok();
    let mut found = Vec::new();
    for source in sources {
        if remote::is_remote(source) {
            match remote::list(source)? {
                Some(objects) => found.extend(objects.into_iter().map(|object| Candidate {
                    path: PathBuf::from(&object.name),
                    found: Some(object),
                    named: false,
                })),
                None => found.push(Candidate {
                    path: source.clone(),
                    found: None,
                    named: true,
                }),
            }
        } else if source.is_dir() && !is_data(source) {
            walk(source, lake.as_deref(), 0, &mut found, unread);
        } else {
            found.push(Candidate {
                path: source.clone(),
                found: None,
                named: true,
            });
        }
    }
    Ok(found)
}

/// Whether a directory is one snapshot: etcd's data directory, or a part of it.
fn is_data(dir: &Path) -> bool {
    dir.join("member/snap/db").is_file() || dir.join("snap/db").is_file()
}

fn walk(
    dir: &Path,
    lake: Option<&Path>,
    depth: usize,
    found: &mut Vec<Candidate>,
    unread: &mut Vec<Error>,
) {
    if depth > DEEPEST {
        let error = Error::limit(format!("directories are nested deeper than {DEEPEST}"));
        unread.push(error.in_file(dir.to_string_lossy()));
        return;
    }
    let mut paths = Vec::new();
    match fs::read_dir(dir) {
        Err(e) => unread.push(Error::io(dir.display(), &e)),
        Ok(entries) => {
            for entry in entries {
                match entry {
                    Err(e) => unread.push(Error::io(dir.display(), &e)),
                    Ok(entry) if entry.file_name().to_string_lossy().starts_with('.') => {}
                    Ok(entry) => paths.push(entry.path()),
                }
            }
        }
    }
    paths.sort();
    for path in paths {
        if path.is_dir() && !is_data(&path) {
            let same = fs::canonicalize(&path).ok();
            // A link could lead around in a circle.
            if path.is_symlink() || same.as_deref().is_some_and(|same| Some(same) == lake) {
                continue;
            }
            walk(&path, lake, depth + 1, found, unread);
        } else {
            found.push(Candidate {
                path,
                found: None,
                named: false,
            });
        }
    }
}
