//! Writing a directory so that nobody sees half of it: everything goes into a hidden directory
//! first, on the same file system, and is renamed when it is whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::report::{Failure, Outcome};
use crate::private;
use crate::temporary::{self, TemporaryDirectory};

/// A directory that a command is to write.
pub(super) struct Staging<'a> {
    /// Where it is to be.
    pub(super) dir: &'a Path,
    /// What the name of the hidden directory begins with.
    pub(super) hidden: &'static str,
    /// Whether all of it is for its owner alone, whatever the umask.
    pub(super) private: bool,
    /// What becomes of files that are there.
    pub(super) there: There,
    /// The file that says that the rest is complete: one of before is taken away first.
    pub(super) seal: Option<&'static str>,
}

/// What becomes of files that are in a directory before a command writes into it.
#[derive(Clone, Copy)]
pub(super) enum There {
    /// There may be none. With what to do about it.
    Refused(&'static str),
    /// They stay, and there may be none of the same names. With what to do about one.
    Kept(&'static str),
    /// Those of the same names are written over.
    Replaced,
}

/// What is written of a directory so far.
pub(super) struct Stage {
    dir: PathBuf,
    /// Whether `dir` is there already.
    exists: bool,
    private: bool,
    there: There,
    seal: Option<&'static str>,
    /// The directories above `dir` that are missing, outermost first.
    parents: Vec<PathBuf>,
    hidden: TemporaryDirectory,
    /// What becomes `dir`, or goes into it.
    tree: PathBuf,
    /// Directories of `tree`, parents first, and whether they are private.
    directories: Vec<(PathBuf, bool)>,
    /// Files of `tree`, in the order in which they get their places.
    files: Vec<PathBuf>,
}

const NOTHING: &str = "nothing was written";

fn error(path: &Path, e: &io::Error) -> Failure {
    Failure::usage(format!("{}: {e}", path.display()))
}

fn refused(path: &Path, why: &str, hint: &str) -> Failure {
    Failure::usage(format!("{}: {why}", path.display())).hint(hint)
}

impl Staging<'_> {
    /// Looks at the directory and begins beside it, or in it if it is there. Directories above it that are missing are
    /// made when all of it becomes visible.
    ///
    /// # Errors
    /// When it is there and may not be written to, and as the system has them.
    pub(super) fn begin(&self) -> Outcome<Stage> {
        let dir = self.dir;
        let exists = match fs::metadata(dir) {
            Ok(found) if !found.is_dir() => {
                let hint = "name a new or an empty one";
                return Err(refused(dir, "not a directory", hint));
            }
            Ok(_) => true,
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                // Nothing can be renamed to where a link leads.
                let there = dir.ancestors().find(|path| !is_missing(path));
                if let Some(link) = there.filter(|path| !path.exists()) {
                    return Err(refused(link, "a symbolic link that leads nowhere", NOTHING));
                }
                false
            }
            Err(e) => return Err(error(dir, &e)),
        };
        if let There::Refused(hint) = self.there
            && exists
        {
            let mut entries = fs::read_dir(dir).map_err(|e| error(dir, &e))?;
            if entries.next().is_some() {
                return Err(refused(dir, "the directory is not empty", hint));
            }
        }
        let mut beside = if exists { dir } else { above(dir) };
        let mut parents = Vec::new();
        while is_missing(beside) {
            parents.push(beside.to_owned());
            beside = above(beside);
        }
        parents.reverse();
        let hidden = private::temporary_directory(self.hidden, Some(beside));
        let hidden = hidden.map_err(|e| error(beside, &e))?;
        let tree = hidden.path().join("tree");
        make(&tree, self.private).map_err(|e| error(dir, &e))?;
        Ok(Stage {
            dir: dir.to_owned(),
            exists,
            private: self.private,
            there: self.there,
            seal: self.seal,
            parents,
            hidden,
            tree,
            directories: Vec::new(),
            files: Vec::new(),
        })
    }
}

impl Stage {
    /// Where a file is until all of it is visible.
    pub(super) fn path(&self, inside: impl AsRef<Path>) -> PathBuf {
        self.tree.join(inside)
    }

    /// Takes in a file that something else writes to its [`path`](Self::path), where nothing must be yet.
    pub(super) fn expect(&mut self, inside: impl Into<PathBuf>) {
        self.files.push(inside.into());
    }

    /// Whether there is such a file already, as the file system tells names apart.
    pub(super) fn has(&self, inside: &Path) -> bool {
        fs::symlink_metadata(self.path(inside)).is_ok()
    }

    /// Writes a file of a name that was not written yet. One that is private is its owner's alone, and so is the
    /// directory that it is in.
    ///
    /// # Errors
    /// As the system has them, with the place that the file is to have.
    pub(super) fn write(&mut self, inside: &Path, private: bool, bytes: &[u8]) -> Outcome {
        let private = private || self.private;
        let mut at = PathBuf::new();
        let parent = inside.parent().unwrap_or(Path::new(""));
        for name in parent {
            at.push(name);
            let private = self.private || (private && at == parent);
            match make(&self.path(&at), private) {
                Ok(()) => self.directories.push((at.clone(), private)),
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(error(&self.dir.join(&at), &e)),
            }
        }
        let path = self.path(inside);
        let opened = match private {
            true => private::file(&path),
            false => File::create_new(&path),
        };
        opened
            .and_then(|mut file| file.write_all(bytes))
            .map_err(|e| error(&self.dir.join(inside), &e))?;
        self.files.push(inside.to_owned());
        Ok(())
    }

    /// Adds to a file, which gets its place before all others: a list of them, so that it is found whatever becomes of
    /// these.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub(super) fn add(&mut self, inside: &str, bytes: &[u8]) -> Outcome {
        let inside = Path::new(inside);
        if self.files.first().is_none_or(|first| first != inside) {
            self.write(inside, false, &[])?;
            self.files.rotate_right(1);
        }
        let opened = OpenOptions::new().append(true).open(self.path(inside));
        opened
            .and_then(|mut file| file.write_all(bytes))
            .map_err(|e| error(&self.dir.join(inside), &e))
    }

    /// Makes all of it visible, or nothing.
    ///
    /// # Errors
    /// For what stands in the way, and as the system has them.
    pub(super) fn publish(self) -> Outcome {
        // Not ended between two of the files.
        let _held = temporary::hold();
        if temporary::is_over() {
            return Err(Failure::usage("interrupted"));
        }
        let mut done = Done::default();
        let moved = match self.exists {
            false => self.move_tree(&mut done),
            // What stands in the way is found before anything is moved.
            true => self.missing().and_then(|missing| {
                self.take_seal_away()?;
                self.move_all(&missing, &mut done)
            }),
        };
        if moved.is_err() {
            done.undo();
        }
        drop(self.hidden);
        moved
    }

    fn move_tree(&self, done: &mut Done) -> Outcome {
        for parent in &self.parents {
            match make(parent, self.private) {
                Ok(()) => done.directories.push(parent.clone()),
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(error(parent, &e)),
            }
        }
        fs::rename(&self.tree, &self.dir).map_err(|e| error(&self.dir, &e))
    }

    /// The directories that are not there yet, when nothing stands in the way of any file. A directory that is a link
    /// does: it leads to where nobody asked anything to be written.
    fn missing(&self) -> Outcome<Vec<(PathBuf, bool)>> {
        let mut missing = Vec::new();
        for (inside, private) in &self.directories {
            let at = self.dir.join(inside);
            match fs::symlink_metadata(&at) {
                Ok(found) if found.is_dir() => {}
                Ok(found) if found.is_symlink() => {
                    let hint = "nothing was written: links are not followed";
                    return Err(refused(&at, "not a directory", hint));
                }
                Ok(_) => return Err(refused(&at, "not a directory", NOTHING)),
                Err(_) => missing.push((at, *private)),
            }
        }
        for inside in &self.files {
            let at = self.dir.join(inside);
            match (fs::symlink_metadata(&at), self.there) {
                (Ok(found), _) if found.is_dir() => {
                    return Err(refused(&at, "a directory", NOTHING));
                }
                (Ok(_), _) if temporary::replaceable(&at).is_err() => {
                    return Err(refused(&at, "not a regular file", NOTHING));
                }
                (Ok(_), There::Refused(_)) => {
                    return Err(refused(&at, "the file exists", NOTHING));
                }
                (Ok(_), There::Kept(hint)) => return Err(refused(&at, "the file exists", hint)),
                _ => {}
            }
        }
        Ok(missing)
    }

    fn take_seal_away(&self) -> Outcome {
        let Some(seal) = self.seal else {
            return Ok(());
        };
        let at = self.dir.join(seal);
        match fs::remove_file(&at) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(error(&at, &e)),
            _ => Ok(()),
        }
    }

    fn move_all(&self, missing: &[(PathBuf, bool)], done: &mut Done) -> Outcome {
        for (at, private) in missing {
            make(at, *private).map_err(|e| error(at, &e))?;
            done.directories.push(at.clone());
        }
        for inside in &self.files {
            let at = self.dir.join(inside);
            // A directory may have given way to a link since it was looked at.
            let parent = above(&at);
            private::directories_below(&self.dir, parent).map_err(|e| error(parent, &e))?;
            let new = fs::symlink_metadata(&at).is_err();
            let from = self.path(inside);
            let moved = match self.there {
                There::Replaced => fs::rename(from, &at),
                // Nor what somebody else has put there since it was looked at.
                There::Refused(_) | There::Kept(_) => temporary::rename_new(&from, &at),
            };
            moved.map_err(|e| error(&at, &e))?;
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

/// The directory that a path is in.
fn above(path: &Path) -> &Path {
    let parent = path.parent().filter(|parent| *parent != Path::new(""));
    parent.unwrap_or(Path::new("."))
}

fn is_missing(path: &Path) -> bool {
    fs::symlink_metadata(path).is_err_and(|e| e.kind() == io::ErrorKind::NotFound)
}

fn make(path: &Path, private: bool) -> io::Result<()> {
    if private {
        private::directory(path)
    } else {
        fs::create_dir(path)
    }
}
