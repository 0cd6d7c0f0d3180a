//! The directory that everything of a run lies in, and that goes with it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Interrupt;
use kf_base::error::{Error, ErrorKind, Result};
use kf_base::private;
use kf_base::temporary::TemporaryDirectory;

/// Bytes that are written between two looks at the interrupt.
const CHUNK: usize = 8 << 20;

/// What etcd needs beside the data: it allocates two segments of its log of 64 MiB each.
const LOGS: u64 = 2 * (64 << 20);

/// A directory that only its owner can look into. It is removed when this is dropped.
#[derive(Debug)]
pub(crate) struct Scratch {
    dir: TemporaryDirectory,
}

impl Scratch {
    /// Makes one in `parent`, if there is room for two copies of `size` bytes: the copy of the
    /// snapshot, and what is restored from it.
    pub(crate) fn new(parent: &Path, size: u64) -> Result<Self> {
        let refused = |e: &io::Error| io_error("make a directory in", parent, e);
        let dir =
            private::temporary_directory("kf-verify-", Some(parent)).map_err(|e| refused(&e))?;
        // Containers and etcd's own messages want it whole, without links.
        let needed = size.saturating_mul(2).saturating_add(LOGS);
        if let Ok(stat) = rustix::fs::statvfs(dir.path()) {
            let free = stat.f_bavail.saturating_mul(stat.f_frsize);
            if free < needed {
                return Err(no_space(
                    parent,
                    &format!("{needed} bytes are needed and {free} are free"),
                ));
            }
        }
        Ok(Self { dir })
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Makes a directory below, with those above it.
    pub(crate) fn directory(&self, name: &str) -> Result<PathBuf> {
        let path = self.path().join(name);
        private::directories(&path).map_err(|e| io_error("make", &path, &e))?;
        Ok(path)
    }

    /// Writes a new file that only its owner can read. `interrupt` ends the writing of a long one.
    pub(crate) fn write(
        &self,
        name: &str,
        bytes: &[u8],
        interrupt: &Interrupt,
        progress: &mut dyn FnMut(u64),
    ) -> Result<PathBuf> {
        let path = self.path().join(name);
        let refused = |e: &io::Error| io_error("write", &path, e);
        let mut file = private::file(&path).map_err(|e| refused(&e))?;
        let mut done = 0_u64;
        for chunk in bytes.chunks(CHUNK) {
            interrupt.check()?;
            private::write_with_holes(&mut file, chunk).map_err(|e| refused(&e))?;
            done = done.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
            progress(done);
        }
        private::end_with_holes(&mut file).map_err(|e| refused(&e))?;
        Ok(path)
    }

    /// Takes a file or a directory below away again.
    pub(crate) fn remove(&self, name: &str) -> Result<()> {
        let path = self.path().join(name);
        fs::remove_file(&path).map_err(|e| io_error("remove", &path, &e))
    }

    /// Leaves it where it is.
    pub(crate) fn keep(self) -> PathBuf {
        self.dir.keep()
    }

    /// Removes it, and says so when that fails.
    pub(crate) fn close(self) -> Result<()> {
        let path = self.path().to_owned();
        self.dir
            .close()
            .map_err(|e| io_error("remove", &path, &e).hint("it holds a copy of the snapshot"))
    }
}

fn no_space(place: &Path, why: &str) -> Error {
    Error::new(
        ErrorKind::Io,
        format!("no space left in {}: {why}", place.display()),
    )
    .hint("--work-dir DIR names a place with more room; the copy is removed at the end")
}

fn io_error(what: &str, path: &Path, e: &io::Error) -> Error {
    if e.kind() == io::ErrorKind::StorageFull {
        return no_space(path, &e.to_string());
    }
    let error = Error::io(format!("cannot {what} {}", path.display()), e);
    match e.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::NotFound => {
            error.hint("--work-dir DIR names another place for the copy")
        }
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use tempfile::TempDir;

    #[test]
    fn it_is_private_and_goes() {
        let parent = TempDir::new().unwrap();
        let scratch = Scratch::new(parent.path(), 1).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(scratch.path()), 0o700);
        assert_eq!(mode(&scratch.directory("a/b").unwrap()), 0o700);
        let mut told = 0;
        let interrupt = Interrupt::default();
        let file = scratch.write("a/f", b"xy", &interrupt, &mut |done| told = done);
        assert_eq!((mode(&file.unwrap()), told), (0o600, 2));
        scratch.close().unwrap();
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 0);
    }

    #[test]
    fn room_is_asked_for_first() {
        let parent = TempDir::new().unwrap();
        let error = Scratch::new(parent.path(), u64::MAX / 4).unwrap_err();
        assert!(error.to_string().contains("no space left in"), "{error}");
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 0);
        let nowhere = Scratch::new(&parent.path().join("no"), 1).unwrap_err();
        assert!(
            nowhere
                .hint_text()
                .unwrap_or_default()
                .contains("--work-dir")
        );
    }

    #[test]
    fn a_raised_interrupt_ends_a_copy() {
        let parent = TempDir::new().unwrap();
        let scratch = Scratch::new(parent.path(), 1).unwrap();
        let raised = Interrupt::new(std::sync::Arc::new(true.into()));
        let error = scratch.write("f", b"x", &raised, &mut |_| ()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Interrupted);
    }
}
