//! Programs as processes of this machine.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{NOWHERE, Options, Program};
use crate::advice::{self, Stopped};

/// Runs processes in an environment of their own.
#[derive(Debug)]
pub(super) struct Processes {
    environment: Vec<(OsString, OsString)>,
    scratch: PathBuf,
}

impl Processes {
    pub(super) fn new(options: &Options, scratch: &Path) -> Self {
        Self {
            environment: options.environment.clone(),
            scratch: scratch.to_owned(),
        }
    }

    /// The file of a program.
    pub(super) fn find(&self, program: &Program) -> Result<PathBuf, Stopped> {
        find(&program.binary, &self.environment).ok_or_else(|| {
            let missing = io::Error::from(io::ErrorKind::NotFound);
            advice::not_started(program.name, &program.binary, &missing)
        })
    }

    pub(super) fn command(&self, program: &Program, args: &[String]) -> Result<Command, Stopped> {
        let mut command = Command::new(self.find(program)?);
        command
            .args(args)
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .envs(NOWHERE.iter().copied())
            .env("HOME", &self.scratch)
            .env("TMPDIR", &self.scratch)
            .current_dir(&self.scratch);
        Ok(command)
    }
}

/// Where a program is: the file itself if it has a directory, or else the first in `PATH` that can
/// be executed.
#[must_use]
pub fn find(binary: &Path, environment: &[(OsString, OsString)]) -> Option<PathBuf> {
    let executable = |path: &PathBuf| {
        fs::metadata(path).is_ok_and(|m| m.is_file() && m.permissions().mode() & 0o111 != 0)
    };
    if binary.components().count() > 1 {
        let path = std::path::absolute(binary).ok()?;
        return Some(path).filter(executable);
    }
    let (_, path) = environment
        .iter()
        .find(|(name, _)| name == OsStr::new("PATH"))?;
    std::env::split_paths(path)
        .map(|dir| dir.join(binary))
        .find(executable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_found() {
        let path = vec![(OsString::from("PATH"), OsString::from("/no:/bin"))];
        assert_eq!(find(Path::new("sh"), &path), Some("/bin/sh".into()));
        assert_eq!(find(Path::new("/bin/sh"), &[]), Some("/bin/sh".into()));
        assert_eq!(find(Path::new("no-such-program"), &path), None);
        assert_eq!(find(Path::new("/etc/passwd"), &path), None);
    }
}
