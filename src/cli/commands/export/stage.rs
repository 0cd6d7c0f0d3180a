//! Writing a directory so that nobody sees half of it: everything goes into a hidden directory
//! first, on the same file system, and is renamed when it is whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::cli::report::{Failure, Outcome};
use crate::export::{MANIFEST, Place};
use crate::private;
use crate::temporary::{self, TemporaryDirectory};

/// See the module's text.
pub(super) struct Stage {
    dir: PathBuf,
    /// Whether `dir` is there already.
    exists: bool,
    force: bool,
    hidden: TemporaryDirectory,
    /// What becomes `dir`, or goes into it.
    tree: PathBuf,
    /// Directories of `tree`, parents first, and whether they are private.
    directories: Vec<(PathBuf, bool)>,
    files: Vec<PathBuf>,
}

fn error(path: &Path, e: &io::Error) -> Failure {
    Failure::usage(format!("{}: {e}", path.display()))
}

fn refused(path: &Path, why: &str, hint: &str) -> Failure {
    Failure::usage(format!("{}: {why}", path.display())).hint(hint)
}

impl Stage {
    /// Looks at the directory and begins beside it, or in it if it is there.
    pub(super) fn begin(dir: &Path, force: bool) -> Outcome<Self> {
        let exists = match fs::metadata(dir) {
            Ok(found) if !found.is_dir() => {
                return Err(refused(
                    dir,
                    "not a directory",
                    "name a new or an empty one",
                ));
            }
            Ok(_) => true,
            Err(e) if e.kind() == io::ErrorKind::NotFound => false,
            Err(e) => return Err(error(dir, &e)),
        };
        if exists && !force {
            let mut entries = fs::read_dir(dir).map_err(|e| error(dir, &e))?;
            if entries.next().is_some() {
                return Err(refused(
                    dir,
                    "the directory is not empty",
                    "name a new or an empty one, or write over files of the same names with \
                     --force",
                ));
            }
        }
        let beside = match dir.parent() {
            _ if exists => dir,
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        let hidden =
            private::temporary_directory(".kf-export-", Some(beside)).map_err(|e| {
                match e.kind() {
                    io::ErrorKind::NotFound => refused(
                        beside,
                        "no such directory",
                        "only the last directory is made",
                    ),
                    _ => error(beside, &e),
                }
            })?;
        let tree = hidden.path().join("tree");
        fs::create_dir(&tree).map_err(|e| error(&tree, &e))?;
        Ok(Self {
            dir: dir.to_owned(),
            exists,
            force,
            hidden,
            tree,
            directories: Vec::new(),
            files: Vec::new(),
        })
    }

    /// Writes a file.
    pub(super) fn write(&mut self, place: &Place, bytes: &[u8]) -> Outcome {
        let mut inside = PathBuf::new();
        let last = place.directories.len();
        for (i, name) in place.directories.iter().enumerate() {
            inside.push(name);
            let private = place.private && i + 1 == last;
            match make(&self.tree.join(&inside), private) {
                Ok(()) => self.directories.push((inside.clone(), private)),
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(error(&self.dir.join(&inside), &e)),
            }
        }
        inside.push(&place.file);
        self.put(inside, bytes, place.private)
    }

    /// Adds to the list.
    pub(super) fn write_manifest(&mut self, bytes: &[u8]) -> Outcome {
        let inside = PathBuf::from(MANIFEST);
        if self.files.first() != Some(&inside) {
            self.put(inside.clone(), &[], false)?;
            // The first one, so that it is found.
            self.files.rotate_right(1);
        }
        let mut options = OpenOptions::new();
        let opened = options.append(true).open(self.tree.join(&inside));
        opened
            .and_then(|mut file| file.write_all(bytes))
            .map_err(|e| error(&self.dir.join(&inside), &e))
    }

    fn put(&mut self, inside: PathBuf, bytes: &[u8], private: bool) -> Outcome {
        let at = self.tree.join(&inside);
        let opened = if private {
            private::file(&at)
        } else {
            File::create_new(&at)
        };
        opened
            .and_then(|mut file| file.write_all(bytes))
            .map_err(|e| error(&self.dir.join(&inside), &e))?;
        self.files.push(inside);
        Ok(())
    }

    /// Makes all of it visible, or nothing.
    pub(super) fn publish(self) -> Outcome {
        // Not ended between two of the files.
        let _held = temporary::hold();
        if temporary::is_over() {
            return Err(Failure::usage("interrupted"));
        }
        if !self.exists {
            fs::rename(&self.tree, &self.dir).map_err(|e| error(&self.dir, &e))?;
            return Ok(());
        }
        // What stands in the way is found before anything is moved.
        let mut missing = Vec::new();
        for (inside, private) in &self.directories {
            let at = self.dir.join(inside);
            match fs::symlink_metadata(&at) {
                Ok(found) if found.is_dir() => {}
                Ok(_) => return Err(refused(&at, "not a directory", "nothing was written")),
                Err(_) => missing.push((at, *private)),
            }
        }
        for inside in &self.files {
            let at = self.dir.join(inside);
            match fs::symlink_metadata(&at) {
                Ok(found) if found.is_dir() => {
                    return Err(refused(&at, "a directory", "nothing was written"));
                }
                Ok(_) if temporary::replaceable(&at).is_err() => {
                    return Err(refused(&at, "not a regular file", "nothing was written"));
                }
                Ok(_) if !self.force => {
                    return Err(refused(&at, "the file exists", "nothing was written"));
                }
                _ => {}
            }
        }
        let mut done = Done::default();
        let moved = self.move_all(&missing, &mut done);
        if moved.is_err() {
            done.undo();
        }
        drop(self.hidden);
        moved
    }

    fn move_all(&self, missing: &[(PathBuf, bool)], done: &mut Done) -> Outcome {
        for (at, private) in missing {
            make(at, *private).map_err(|e| error(at, &e))?;
            done.directories.push(at.clone());
        }
        for inside in &self.files {
            let at = self.dir.join(inside);
            let new = fs::symlink_metadata(&at).is_err();
            fs::rename(self.tree.join(inside), &at).map_err(|e| error(&at, &e))?;
            if new {
                done.files.push(at);
            }
        }
        Ok(())
    }
}

/// What was put where nothing was, to be taken back.
#[derive(Default)]
struct Done {
    directories: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Done {
    fn undo(self) {
        for file in self.files {
            let _ = fs::remove_file(file);
        }
        for directory in self.directories.into_iter().rev() {
            let _ = fs::remove_dir(directory);
        }
    }
}

fn make(path: &Path, private: bool) -> io::Result<()> {
    if private {
        private::directory(path)
    } else {
        fs::create_dir(path)
    }
}
