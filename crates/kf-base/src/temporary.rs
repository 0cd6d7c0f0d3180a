//! What lies on a disk for a while and goes before the process does, also when a signal ends it.
//!
//! A signal ends a process on the spot, and what a value would have removed as it was dropped stays.
//! So all of it is written down here, and a program that is told to end calls [`remove_all`] first.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{
    Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
};

use tempfile::{NamedTempFile, TempDir, TempPath};

/// How often a directory is gone through anew into which another thread still writes.
const ROUNDS: usize = 100;

/// All that is there.
static THERE: Mutex<There> = Mutex::new(There {
    next: 0,
    paths: BTreeMap::new(),
    over: false,
});

/// What is several steps and must not be left between them: see [`hold`].
static STEPS: RwLock<()> = RwLock::new(());

static FIRST: OnceLock<fn()> = OnceLock::new();

struct There {
    next: u64,
    paths: BTreeMap<u64, PathBuf>,
    /// Whether all of it was removed, and nothing more may come.
    over: bool,
}

fn there() -> MutexGuard<'static, There> {
    THERE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Names what is called before anything is made: a program that has nothing to remove need not
/// listen to signals. The first call counts.
pub fn when_made(call: fn()) {
    let _named_already = FIRST.set(call);
}

/// Removes all that is there, and refuses what is made or placed from now on: to be called right before the end.
pub fn remove_all() {
    let _steps: RwLockWriteGuard<'_, ()> = STEPS.write().unwrap_or_else(PoisonError::into_inner);
    let mut there = there();
    there.over = true;
    for path in std::mem::take(&mut there.paths).into_values() {
        remove(&path);
    }
}

/// Whether [`remove_all`] was called.
#[must_use]
pub fn is_over() -> bool {
    there().over
}

/// Lets no [`remove_all`] begin before the value is dropped.
#[must_use]
pub fn hold() -> Held {
    Held {
        _steps: STEPS.read().unwrap_or_else(PoisonError::into_inner),
    }
}

/// See [`hold`].
#[derive(Debug)]
pub struct Held {
    _steps: RwLockReadGuard<'static, ()>,
}

/// Removes a file or a directory. A directory gets another name first: what other threads are about to
/// write into it then fails, as its name leads nowhere any more.
fn remove(path: &Path) {
    if fs::remove_file(path).is_ok() {
        return;
    }
    let mut aside = path.as_os_str().to_owned();
    aside.push(".removed");
    let aside = PathBuf::from(aside);
    let at = match fs::rename(path, &aside) {
        Ok(()) => &aside,
        Err(_) => path,
    };
    for _ in 0..ROUNDS {
        match fs::remove_dir_all(at) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => {}
            _ => return,
        }
    }
}

/// A line of the list, and away with it.
#[derive(Debug)]
struct Entry(u64);

impl Entry {
    /// Makes something and writes it down, with nothing between the two.
    fn make<T>(
        make: impl FnOnce() -> io::Result<T>,
        path: impl FnOnce(&T) -> &Path,
    ) -> io::Result<(Self, T)> {
        if let Some(first) = FIRST.get() {
            first();
        }
        let mut there = there();
        if there.over {
            return Err(ended());
        }
        let made = make()?;
        let at = path(&made);
        // The working directory may be another one by the time.
        let at = std::path::absolute(at).unwrap_or_else(|_| at.to_owned());
        let number = there.next;
        there.next = number.wrapping_add(1);
        there.paths.insert(number, at);
        Ok((Self(number), made))
    }

    /// Lets something get its own name, with no end between that and its leaving the list.
    fn place<T, E: From<io::Error>>(&self, place: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let mut there = there();
        if there.over {
            return Err(ended().into());
        }
        let placed = place()?;
        there.paths.remove(&self.0);
        Ok(placed)
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        there().paths.remove(&self.0);
    }
}

/// Refuses to write over what is neither a regular file nor a link.
///
/// # Errors
/// With what it is; nothing is said of what cannot be looked at, which is told as it is written to.
pub fn replaceable(path: &Path) -> io::Result<()> {
    match path.symlink_metadata() {
        Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(found) if !found.is_file() && !found.is_symlink() => {
            Err(io::Error::other("not a regular file"))
        }
        _ => Ok(()),
    }
}

fn ended() -> io::Error {
    io::Error::new(io::ErrorKind::Interrupted, "interrupted")
}

/// A directory that is removed, with all that is in it, when the value is dropped or [`remove_all`] is
/// called.
#[derive(Debug)]
pub struct TemporaryDirectory {
    // Dropped first: an end between the two removes what is left.
    dir: TempDir,
    entry: Entry,
}

impl TemporaryDirectory {
    /// # Errors
    /// As `make` has them; `Interrupted` after [`remove_all`].
    pub(crate) fn make(make: impl FnOnce() -> io::Result<TempDir>) -> io::Result<Self> {
        let (entry, dir) = Entry::make(make, TempDir::path)?;
        Ok(Self { dir, entry })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Removes it.
    ///
    /// # Errors
    /// As the system has them.
    pub fn close(self) -> io::Result<()> {
        let Self { dir, entry: _entry } = self;
        dir.close()
    }

    /// Leaves it where it is.
    #[must_use]
    pub fn keep(self) -> PathBuf {
        self.dir.keep()
    }

    /// Gives it a name under which it stays. When that fails, it is removed.
    ///
    /// # Errors
    /// As the system has them; `Interrupted` after [`remove_all`].
    pub fn persist(self, to: &Path) -> io::Result<()> {
        // What goes last is dropped first.
        let Self { entry, dir } = self;
        entry.place(|| fs::rename(dir.path(), to))?;
        let _moved = dir.keep();
        Ok(())
    }
}

/// A file under a name that nobody chose, to be given its own when it is complete. It is removed when the
/// value is dropped or [`remove_all`] is called.
#[derive(Debug)]
pub struct Part {
    file: NamedTempFile,
    entry: Entry,
}

impl Part {
    /// # Errors
    /// As `make` has them; `Interrupted` after [`remove_all`].
    pub(crate) fn make(make: impl FnOnce() -> io::Result<NamedTempFile>) -> io::Result<Self> {
        let (entry, file) = Entry::make(make, NamedTempFile::path)?;
        Ok(Self { file, entry })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The open file.
    pub fn as_file_mut(&mut self) -> &mut File {
        self.file.as_file_mut()
    }

    /// Gives it its name, over a file or a link that has it, but nothing else: a device or a pipe that
    /// became a file would be missed by whoever uses it.
    ///
    /// # Errors
    /// As the system has them, and for what is no regular file; `Interrupted` after [`remove_all`].
    pub fn persist(self, to: impl AsRef<Path>) -> io::Result<File> {
        let Self { entry, file } = self;
        replaceable(to.as_ref())?;
        entry.place(|| file.persist(to).map_err(|e| e.error))
    }

    /// Gives it its name, which nothing may have.
    ///
    /// # Errors
    /// As the system has them, `AlreadyExists` for anything of that name; `Interrupted` after
    /// [`remove_all`].
    pub fn persist_noclobber(self, to: impl AsRef<Path>) -> io::Result<File> {
        let Self { entry, file } = self;
        entry.place(|| file.persist_noclobber(to).map_err(|e| e.error))
    }
}

/// Gives a file its name, which nothing may have: not even what came to be a moment ago.
///
/// # Errors
/// As the system has them, `AlreadyExists` for anything of that name. The file stays as it was.
pub fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    let moved = TempPath::try_from_path(from)?.persist_noclobber(to);
    moved.map_err(|e| {
        // It would go with the value.
        let _stays = e.path.keep();
        e.error
    })
}

/// Errors have no name in them, which would be one that nobody chose.
impl Write for Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_file_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_file_mut().flush()
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;
    use crate::private;

    #[test]
    fn a_new_name_is_nobody_elses() {
        let top = tempfile::tempdir().unwrap();
        let [from, to] = ["from", "to"].map(|name| top.path().join(name));
        fs::write(&from, "new").unwrap();
        fs::write(&to, "old").unwrap();
        let error = rename_new(&from, &to).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        let texts = [&from, &to].map(|path| fs::read_to_string(path).unwrap());
        assert_eq!(texts, ["new", "old"]);
        fs::remove_file(&to).unwrap();
        rename_new(&from, &to).unwrap();
        assert_eq!(fs::read_to_string(&to).unwrap(), "new");
        assert!(!from.exists());
    }

    /// All of it in a process of its own, for which nothing is left to be made.
    #[test]
    fn what_is_there_goes_and_what_has_its_name_stays() {
        const MARK: &str = "KF_TEST_REMOVE_ALL";
        let Some(top) = option_of(MARK) else {
            let top = tempfile::tempdir().unwrap();
            let name = "temporary::tests::what_is_there_goes_and_what_has_its_name_stays";
            let output = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", name, "--nocapture"])
                .env(MARK, top.path())
                .output()
                .unwrap();
            assert!(output.status.success(), "{output:?}");
            return;
        };
        let names = || {
            let entries = fs::read_dir(&top).unwrap();
            let mut names: Vec<String> = entries
                .map(|e| e.unwrap().file_name().into_string().unwrap())
                .collect();
            names.sort();
            names
        };
        let dropped = private::temporary_directory(".kf-x-", Some(&top)).unwrap();
        assert!(names()[0].starts_with(".kf-x-"));
        drop(dropped);
        let dir = private::temporary_directory(".kf-x-", Some(&top)).unwrap();
        fs::create_dir(dir.path().join("a")).unwrap();
        fs::write(dir.path().join("a/secret"), "s").unwrap();
        let mut part = private::part(&top).unwrap();
        part.write_all(b"s").unwrap();
        assert!(
            part.path()
                .file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with(".kf-part-")
        );
        let named = private::part(&top).unwrap();
        named.persist(top.join("named")).unwrap();
        let placed = private::temporary_directory(".kf-x-", Some(&top)).unwrap();
        placed.persist(&top.join("placed")).unwrap();
        let kept = private::temporary_directory("kept", Some(&top))
            .unwrap()
            .keep();
        let late = private::temporary_directory(".kf-x-", Some(&top)).unwrap();
        assert_eq!((names().len(), there().paths.len()), (6, 3));
        // Nothing ends between the steps of what is held.
        let held = hold();
        let ending = std::thread::spawn(remove_all);
        assert!(!is_over());
        drop(held);
        ending.join().unwrap();
        assert!(is_over());
        let kept = kept.file_name().unwrap().to_str().unwrap();
        assert_eq!(names(), [kept, "named", "placed"]);
        let refused = [
            late.persist(&top.join("late")).unwrap_err(),
            part.persist(top.join("part")).unwrap_err(),
            private::part(&top).unwrap_err(),
            private::temporary_directory("x", Some(&top)).unwrap_err(),
        ];
        for e in refused {
            assert_eq!(e.kind(), io::ErrorKind::Interrupted);
        }
        assert_eq!(names(), [kept, "named", "placed"]);
    }

    #[expect(clippy::disallowed_methods, reason = "how the test speaks to itself")]
    fn option_of(name: &str) -> Option<PathBuf> {
        std::env::var_os(name).map(PathBuf::from)
    }
}
