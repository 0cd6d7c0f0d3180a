//! Directories and files that only their owner can look into.
//!
//! A snapshot has Secrets in it, and so has every copy of a part of it. Whatever kf puts on a disk
//! that nobody asked to be public goes through here: directories of mode 0700 and files of mode 0600,
//! whatever the umask. Both get their mode as they are made, so there is no moment at which others
//! can open them.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use crate::temporary::{Part, TemporaryDirectory};

/// Bytes that are a hole in a file if all of them are zero: what file systems keep by.
const BLOCK: usize = 4096;

const ZEROS: [u8; BLOCK] = [0; BLOCK];

/// Makes one directory, which must not be there yet.
///
/// # Errors
/// As the system has them: `AlreadyExists` for anything of that name, a link included.
pub fn directory(path: &Path) -> io::Result<()> {
    builder().create(path)
}

/// Makes a directory and those above it that are missing. One that is there is left as it is.
///
/// # Errors
/// As the system has them.
pub fn directories(path: &Path) -> io::Result<()> {
    builder().recursive(true).create(path)
}

/// Makes a directory below `root`, with those between them that are missing. No link on the way is
/// followed, or what is written would come to lie wherever somebody wanted it.
///
/// # Errors
/// As the system has them; `NotADirectory` for a link or a file on the way, and when `path` is not
/// below `root`.
pub fn directories_below(root: &Path, path: &Path) -> io::Result<()> {
    let refused = || io::Error::new(io::ErrorKind::NotADirectory, "links are not followed");
    let inside = path.strip_prefix(root).map_err(|_| refused())?;
    let mut at = root.to_owned();
    for part in inside.components() {
        let std::path::Component::Normal(name) = part else {
            return Err(refused());
        };
        at.push(name);
        match directory(&at) {
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                if !at.symlink_metadata()?.is_dir() {
                    return Err(refused());
                }
            }
            made => made?,
        }
    }
    Ok(())
}

fn builder() -> DirBuilder {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has modes"))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

/// Makes a file to write to, which must not be there yet.
///
/// # Errors
/// As the system has them: `AlreadyExists` for anything of that name, a link included.
pub fn file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Makes a directory of a name nobody can guess, which begins with `prefix`; it goes, with all that is
/// in it, when the value does. `parent` is by default the system's directory for temporary files.
///
/// # Errors
/// As the system has them.
pub fn temporary_directory(prefix: &str, parent: Option<&Path>) -> io::Result<TemporaryDirectory> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o700));
    }
    TemporaryDirectory::make(|| match parent {
        Some(parent) => builder
            .tempdir_in(parent)
            .map_err(|e| without_name(&e, parent)),
        None => builder.tempdir(),
    })
}

/// Makes a file of a name nobody can guess, to be given its own name when it is complete. It goes
/// with the value unless it was given one.
///
/// # Errors
/// As the system has them.
pub fn part(parent: &Path) -> io::Result<Part> {
    // Of mode 0600 by itself. A process that is killed leaves it, and its name says whose it is.
    let mut builder = tempfile::Builder::new();
    builder.prefix(".kf-part-");
    Part::make(|| {
        builder
            .tempfile_in(parent)
            .map_err(|e| without_name(&e, parent))
    })
}

/// Words an error without the name that nobody chose, which is that of a file that is not there.
fn without_name(error: &io::Error, parent: &Path) -> io::Error {
    match parent.metadata() {
        Err(e) => e,
        Ok(there) if !there.is_dir() => io::ErrorKind::NotADirectory.into(),
        Ok(_) => error.kind().into(),
    }
}

/// Makes a file without a name: nothing of it is left however the process ends. `parent` is by
/// default the system's directory for temporary files.
///
/// # Errors
/// As the system has them.
pub fn unnamed_file(parent: Option<&Path>) -> io::Result<File> {
    let file = match parent {
        Some(parent) => tempfile::tempfile_in(parent),
        None => tempfile::tempfile(),
    }?;
    // It has the umask's mode, which counts where /proc leads to open files.
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}

/// Writes the next part of a file without the zeros in it, which become holes: a few bytes of an
/// archive can stand for any number of them. [`end_with_holes`] comes after the last part.
///
/// The bytes are looked at before they are written, so that a page of a mapped file that cannot be
/// read is met here and not by the system, which would only say that the address is bad.
///
/// Returns how many of the bytes are no hole.
///
/// # Errors
/// As the system has them.
pub fn write_with_holes(file: &mut File, bytes: &[u8]) -> io::Result<u64> {
    let is_hole = |block: &&[u8]| ZEROS.get(..block.len()) == Some(*block);
    let mut blocks = bytes.chunks(BLOCK).peekable();
    let mut at = 0_usize;
    let mut written = 0_u64;
    while let Some(block) = blocks.next() {
        let hole = is_hole(&block);
        let mut len = block.len();
        while let Some(more) = blocks.next_if(|next| is_hole(next) == hole) {
            len = len.saturating_add(more.len());
        }
        let end = at.saturating_add(len);
        if hole {
            file.seek(SeekFrom::Current(i64::try_from(len).unwrap_or(i64::MAX)))?;
        } else {
            file.write_all(bytes.get(at..end).unwrap_or_default())?;
            written = written.saturating_add(len as u64);
        }
        at = end;
    }
    Ok(written)
}

/// Gives a file that [`write_with_holes`] wrote its length, which may end with a hole.
///
/// # Errors
/// As the system has them.
pub fn end_with_holes(file: &mut File) -> io::Result<()> {
    let end = file.stream_position()?;
    file.set_len(end)
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn nobody_else_can_look() {
        let top = temporary_directory("kf-", None).unwrap();
        assert_eq!(mode(top.path()), 0o700);
        let deep = top.path().join("a/b");
        directories(&deep).unwrap();
        directories(&deep).unwrap();
        directory(&deep.join("c")).unwrap();
        for path in ["a", "a/b", "a/b/c"] {
            assert_eq!(mode(&top.path().join(path)), 0o700, "{path}");
        }
        let plain = deep.join("f");
        file(&plain).unwrap();
        assert_eq!(mode(&plain), 0o600);
        assert_eq!(mode(part(&deep).unwrap().path()), 0o600);
        let inside = temporary_directory("x-", Some(&deep)).unwrap();
        assert_eq!(
            (mode(inside.path()), inside.path().parent()),
            (0o700, Some(&*deep))
        );
        let unnamed = unnamed_file(Some(&deep)).unwrap().metadata().unwrap();
        assert_eq!((unnamed.mode() & 0o777, unnamed.nlink()), (0o600, 0));
    }

    #[test]
    fn errors_do_not_tell_names_that_nobody_chose() {
        let top = temporary_directory("kf-", None).unwrap();
        let plain = top.path().join("f");
        file(&plain).unwrap();
        for parent in [top.path().join("no"), plain] {
            let part = part(&parent).unwrap_err().to_string();
            let directory = temporary_directory("kf-", Some(&parent)).unwrap_err();
            assert_eq!(directory.to_string(), part);
            assert!(!part.contains(".tmp") && !part.contains("kf-"), "{part}");
        }
    }

    #[test]
    fn zeros_are_holes() {
        let top = temporary_directory("kf-", None).unwrap();
        let path = top.path().join("f");
        let mut whole = vec![0; 3 << 20];
        whole[5000] = 1;
        whole[(1 << 20) + 4095] = 2;
        let mut file = file(&path).unwrap();
        let (first, second) = whole.split_at((1 << 20) + 10);
        let written = write_with_holes(&mut file, first).unwrap();
        // Blocks begin anew with each part.
        let more = write_with_holes(&mut file, second).unwrap();
        assert_eq!((written, more), (4096, 4096));
        end_with_holes(&mut file).unwrap();
        assert_eq!(fs::read(&path).unwrap(), whole);
        assert!(
            fs::metadata(&path).unwrap().blocks() < 200,
            "it has no holes"
        );
    }

    #[test]
    fn nothing_is_written_through_a_link() {
        let top = temporary_directory("kf-", None).unwrap();
        let (link, dangling) = (top.path().join("link"), top.path().join("dangling"));
        std::os::unix::fs::symlink(top.path(), &link).unwrap();
        std::os::unix::fs::symlink(top.path().join("no"), &dangling).unwrap();
        for path in [&link, &dangling] {
            let refused = [directory(path).unwrap_err(), file(path).unwrap_err()];
            for e in refused {
                assert_eq!(e.kind(), io::ErrorKind::AlreadyExists);
            }
        }
        assert!(!top.path().join("no").exists());
        let elsewhere = temporary_directory("kf-", None).unwrap();
        let root = top.path().join("root");
        directory(&root).unwrap();
        directories_below(&root, &root.join("a/b")).unwrap();
        directories_below(&root, &root.join("a/b")).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), root.join("a/link")).unwrap();
        for refused in ["a/link", "a/link/c", "../x"] {
            let e = directories_below(&root, &root.join(refused)).unwrap_err();
            assert_eq!(e.kind(), io::ErrorKind::NotADirectory, "{refused}");
        }
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
}
