//! Programs that play etcd and kube-apiserver, and what a run of kf must leave behind: nothing.

use std::fs;
use std::io::Read as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::support::{Output, finish, fixture, program};

/// A real program of this machine. Where CI runs it must be there; elsewhere the test that needs it
/// is passed over, which is said.
pub(super) fn real(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let found = std::env::split_paths(&path)
        .map(|dir| dir.join(name))
        .find(|file| file.is_file());
    if found.is_none() {
        assert!(std::env::var_os("CI").is_none(), "CI has no {name}");
        passed_over(name);
    }
    found
}

/// Says that a test was not made.
#[expect(
    clippy::print_stderr,
    reason = "a test that is not made must not look like one that is"
)]
pub(super) fn passed_over(name: &str) {
    eprintln!("passed over: there is no {name}");
}

/// A directory for programs, and one for kf to work in.
pub(super) struct Place {
    dir: TempDir,
}

impl Place {
    pub(super) fn new() -> Self {
        let dir = TempDir::new().unwrap();
        fs::create_dir(dir.path().join("bin")).unwrap();
        fs::create_dir(dir.path().join("work")).unwrap();
        Self { dir }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// A program that is this script.
    pub(super) fn script(&self, name: &str, text: &str) {
        let path = self.path("bin").join(name);
        fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// A program that is another one.
    pub(super) fn link(&self, name: &str, to: &Path) {
        symlink(to, self.path("bin").join(name)).unwrap();
    }

    /// etcd, and what restores, as they are on this machine.
    pub(super) fn real_etcd(&self) -> Option<()> {
        self.link("etcd", &real("etcd")?);
        self.link("etcdctl", &real("etcdctl")?);
        Some(())
    }

    /// kf, with the programs of this place before those of the system, and this place to work in.
    pub(super) fn kf(&self, words: &str) -> Command {
        let mut command = program();
        let path = format!(
            "{}:/usr/sbin:/usr/bin:/sbin:/bin",
            self.path("bin").display()
        );
        // The words may name another place to work in: the last one counts.
        let mut words = words.split_whitespace();
        command
            .args(words.next())
            .arg("--work-dir")
            .arg(self.path("work"))
            .args(words)
            .env("PATH", path)
            .env("HOME", self.path("work").parent().unwrap());
        command
    }

    /// Runs it, and sees that nothing is left.
    pub(super) fn run(&self, words: &str) -> Output {
        let output = finish(&mut self.kf(words));
        self.is_clean();
        output
    }

    /// Neither a file nor a process is left.
    #[track_caller]
    pub(super) fn is_clean(&self) {
        let left: Vec<_> = fs::read_dir(self.path("work"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        assert!(left.is_empty(), "left behind: {left:?}");
        let here = self.dir.path().to_str().unwrap().to_owned();
        assert_eq!(processes(&here), Vec::<String>::new());
    }

    /// Starts kf, waits until a program has made `sign`, signals kf, and waits for its end.
    pub(super) fn interrupted(&self, words: &str, sign: &str, signal: &str) -> Output {
        let mut child = self
            .kf(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        self.wait_for(sign, &mut child);
        let id = child.id().to_string();
        let told = Command::new("kill").args(["-s", signal, &id]).status();
        assert!(told.unwrap().success());
        let output = ended(child);
        self.is_clean();
        output
    }

    fn wait_for(&self, sign: &str, child: &mut Child) {
        let sign = self.path(sign);
        let started = Instant::now();
        while !sign.exists() {
            if child.try_wait().unwrap().is_some() {
                let mut said = String::new();
                let stderr = child.stderr.as_mut().unwrap();
                stderr.read_to_string(&mut said).unwrap();
                panic!("kf ended too early: {said}");
            }
            assert!(started.elapsed() < Duration::from_secs(120), "no {sign:?}");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// What a child printed, and its exit code.
fn ended(mut child: Child) -> Output {
    let (mut stdout, mut stderr) = (Vec::new(), String::new());
    let mut out = child.stdout.take().unwrap();
    let mut err = child.stderr.take().unwrap();
    err.read_to_string(&mut stderr).unwrap();
    out.read_to_end(&mut stdout).unwrap();
    let code = child.wait().unwrap().code().unwrap();
    Output {
        stdout,
        stderr,
        code,
    }
}

/// The command lines of processes that name a place.
fn processes(place: &str) -> Vec<String> {
    fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| {
            let line = fs::read(entry.ok()?.path().join("cmdline")).ok()?;
            let line = String::from_utf8_lossy(&line).replace('\0', " ");
            line.contains(place).then_some(line)
        })
        .collect()
}

/// A snapshot among the fixtures.
pub(super) fn snapshot(name: &str) -> String {
    fixture("snapshots").join(name).to_str().unwrap().to_owned()
}
