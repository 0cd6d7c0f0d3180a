//! Where the kubeconfig of a run lies, and whether the file that is served stays what it is.

use std::fs::{self, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::cli::report::{Failure, Outcome};
use crate::error::Error;
use crate::escape;
use crate::private;
use crate::temporary::TemporaryDirectory;

/// A private directory that is gone with the run, and the kubeconfig in it or elsewhere.
#[derive(Debug)]
pub(super) struct Place {
    dir: TemporaryDirectory,
    kubeconfig: PathBuf,
    /// Whether the kubeconfig lies outside of the directory, and must be removed by itself.
    outside: bool,
}

impl Place {
    /// Makes the directory, and writes the kubeconfig.
    pub(super) fn make(kubeconfig: Option<&Path>, text: &str) -> Outcome<Self> {
        let failed =
            |what: String| move |e: io::Error| Failure::from(Error::io(what, &e)).elsewhere();
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        let parent = runtime.filter(|dir| dir.is_dir());
        let parent = parent.unwrap_or_else(std::env::temp_dir);
        let dir = private::temporary_directory("kf-serve-", Some(&parent));
        let what = format!("cannot make a directory in {}", parent.display());
        let dir = dir.map_err(failed(what))?;
        let path = match kubeconfig {
            Some(path) => path.to_owned(),
            None => dir.path().join("kubeconfig"),
        };
        let what = format!("cannot write {}", path.display());
        let written = private::file(&path).and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(failed(what))?;
        Ok(Self {
            dir,
            kubeconfig: path,
            outside: kubeconfig.is_some(),
        })
    }

    pub(super) fn kubeconfig(&self) -> &Path {
        &self.kubeconfig
    }

    /// Where clients may keep what they learn of the server.
    pub(super) fn cache(&self) -> PathBuf {
        self.dir.path().join("cache")
    }

    /// The kubeconfig's path as a word of a shell.
    pub(super) fn quoted(&self) -> String {
        escape::shell_word(&self.kubeconfig.display().to_string())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if self.outside {
            let _gone_already = fs::remove_file(&self.kubeconfig);
        }
    }
}

/// What a file was when it was opened.
#[derive(Debug)]
pub(super) struct Evidence(Option<(PathBuf, Metadata)>);

impl Evidence {
    /// Remembers a file; of anything else nothing can be told.
    pub(super) fn of(path: Option<&Path>) -> Self {
        let path = path.map(Path::to_owned);
        let found = path.and_then(|path| {
            let metadata = fs::metadata(&path).ok().filter(Metadata::is_file)?;
            Some((path, metadata))
        });
        Self(found)
    }

    /// Whether the file was written to. One that was put in its place does not count: what is
    /// served is still the old one.
    pub(super) fn has_changed(&self) -> bool {
        let Some((path, before)) = &self.0 else {
            return false;
        };
        let Ok(now) = fs::metadata(path) else {
            return false;
        };
        is_same(before, &now)
            && (before.len() != now.len() || before.modified().ok() != now.modified().ok())
    }
}

#[cfg(unix)]
fn is_same(before: &Metadata, now: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (before.dev(), before.ino()) == (now.dev(), now.ino())
}

#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    true
}
