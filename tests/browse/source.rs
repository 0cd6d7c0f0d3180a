//! What the browser looks at in these tests: real files, and kf in this process.

use std::path::Path;
use std::sync::Mutex;

use kf::browse::{Command, File, Printed, Source};
use kf::snapshot::{Expect, Snapshot, View, ViewOptions};
use kf::time::Timestamp;

use crate::support::kf_args;

/// Snapshots, and kf itself for what it prints.
pub(super) struct Files {
    paths: Vec<String>,
    snapshots: Vec<Snapshot>,
    pub(super) saved: Mutex<Vec<File>>,
}

impl Files {
    pub(super) fn open(paths: &[&str]) -> Self {
        Self {
            paths: paths.iter().map(|p| (*p).to_owned()).collect(),
            snapshots: paths.iter().map(|p| Snapshot::open(p).unwrap()).collect(),
            saved: Mutex::default(),
        }
    }

    fn args(&self, command: &Command) -> Vec<String> {
        let mut args = command.words.clone();
        let at = args.iter().position(|w| w == "--").unwrap_or(args.len());
        let mut flags = vec!["--snapshot".to_owned(), self.paths[command.side].clone()];
        if let Some(revision) = command.revision {
            flags.extend(["--rev".to_owned(), revision.to_string()]);
        }
        args.splice(at..at, flags);
        args
    }
}

/// Views of the files, which outlive it.
pub(super) struct Seen<'s> {
    files: &'s Files,
    /// Whether commands panic.
    panics: bool,
}

impl<'s> Seen<'s> {
    pub(super) fn of(files: &'s Files) -> Self {
        Self {
            files,
            panics: false,
        }
    }

    pub(super) fn panicking(files: &'s Files) -> Self {
        Self {
            files,
            panics: true,
        }
    }
}

impl<'s> Source<'s> for Seen<'s> {
    fn sides(&self) -> usize {
        self.files.paths.len()
    }

    fn name(&self, side: usize) -> String {
        let path = Path::new(&self.files.paths[side]);
        path.file_name().unwrap().to_str().unwrap().to_owned()
    }

    fn path(&self, side: usize) -> String {
        self.files.paths[side].clone()
    }

    fn doubts(&self, side: usize) -> Vec<String> {
        self.files.snapshots[side].doubts()
    }

    fn view(
        &self,
        side: usize,
        revision: Option<i64>,
        expect: Vec<Expect>,
    ) -> kf::Result<View<'s>> {
        let options = ViewOptions {
            revision,
            expect,
            ..ViewOptions::default()
        };
        self.files.snapshots[side].view_with(&options)
    }

    fn now(&self, _: usize, view: &View<'s>) -> Option<Timestamp> {
        view.time()
    }

    fn print(&self, command: &Command) -> Printed {
        assert!(!self.panics, "at the wrong place");
        let args = self.files.args(command);
        let output = kf_args(args.iter().map(String::as_str), b"");
        Printed {
            failed: output.code != 0 && command.words[0] != "diff",
            out: output.stdout,
            err: output.stderr,
        }
    }

    fn line(&self, command: &Command) -> String {
        format!("kf {}", self.files.args(command).join(" "))
    }

    fn save(&self, directory: &str, files: &[File]) -> Result<Vec<String>, String> {
        self.files
            .saved
            .lock()
            .unwrap()
            .extend(files.iter().cloned());
        let paths = files.iter().map(|f| format!("{directory}/{}.yaml", f.name));
        Ok(paths.collect())
    }
}
