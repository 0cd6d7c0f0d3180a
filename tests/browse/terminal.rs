//! The program on a real terminal, that of tmux, where there is one.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{kf_args, unpacked};

/// How long something may take on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// A terminal of 80 columns and 24 lines with a shell in it.
struct Tmux {
    top: tempfile::TempDir,
}

impl Tmux {
    /// Starts a shell, unless there is no tmux.
    fn start() -> Option<Self> {
        let this = Self {
            top: tempfile::tempdir().unwrap(),
        };
        let shell = [
            "new-session",
            "-d",
            "-x",
            "80",
            "-y",
            "24",
            "env -i TERM=screen PS1='$ ' sh -i",
        ];
        match this.command(&shell).output() {
            Ok(output) => assert!(output.status.success(), "{output:?}"),
            Err(_) => return None,
        }
        this.wait_for("$");
        Some(this)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new("tmux");
        let socket = self.top.path().join("tmux");
        command
            .arg("-S")
            .arg(socket)
            .args(["-f", "/dev/null"])
            .args(words);
        command.env_remove("TMUX");
        command
    }

    fn keys(&self, keys: &[&str]) {
        let words = [&["send-keys"][..], keys].concat();
        assert!(self.command(&words).status().unwrap().success());
    }

    fn type_text(&self, text: &str) {
        self.keys(&["-l", text]);
    }

    fn screen(&self) -> String {
        let output = self.command(&["capture-pane", "-p"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    #[track_caller]
    fn wait_for(&self, text: &str) -> String {
        let begun = Instant::now();
        loop {
            let screen = self.screen();
            if screen.contains(text) {
                return screen;
            }
            assert!(begun.elapsed() < PATIENCE, "no {text:?} in:\n{screen}");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        let _ = self.command(&["kill-server"]).output();
    }
}

#[test]
fn a_deleted_config_map_is_found_and_saved_as_it_was() {
    let Some(tmux) = Tmux::start() else {
        eprintln!("no tmux: kf browse is not tried on a terminal");
        return;
    };
    let file = unpacked("c136-B-flat.zip");
    let deleted = kf_args(
        ["get", "cm", "-A", "--deleted", "--no-headers", "-s", &file],
        b"",
    );
    let first: Vec<&str> = deleted
        .text()
        .lines()
        .last()
        .unwrap()
        .split_whitespace()
        .collect();
    let (namespace, name) = (first[0], first[1]);
    let out: PathBuf = tmux.top.path().join("out");

    let program = env!("CARGO_BIN_EXE_kf");
    tmux.type_text(&format!(
        "{program} browse -s {file}; stty -a >{}/stty",
        tmux.top.path().display()
    ));
    tmux.keys(&["Enter"]);
    tmux.wait_for("pods(all)");
    tmux.type_text(":cm");
    tmux.keys(&["Enter"]);
    tmux.wait_for("cm(all)");
    // The process is stopped, the shell has its terminal again, and both go on.
    tmux.keys(&["C-z"]);
    tmux.wait_for("Stopped");
    tmux.type_text("fg");
    tmux.keys(&["Enter"]);
    tmux.wait_for("cm(all)");
    tmux.type_text("D");
    tmux.wait_for("+deleted");
    tmux.type_text(&format!("/{name}"));
    tmux.keys(&["Enter"]);
    tmux.wait_for(&format!(">x{namespace}"));
    tmux.keys(&["C-s"]);
    tmux.wait_for("into directory:");
    tmux.type_text(out.to_str().unwrap());
    tmux.keys(&["Enter"]);
    tmux.wait_for("saved ");
    let saved = out.join(format!("cm.{namespace}.{name}.yaml"));
    let want = [
        "get",
        "cm",
        name,
        "-n",
        namespace,
        "--deleted",
        "-o",
        "yaml",
        "-s",
        &file,
    ];
    let want = kf_args(want, b"");
    assert_eq!(fs::read(&saved).unwrap(), want.stdout);
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1);

    // The terminal is given back as it was.
    tmux.keys(&["C-c"]);
    let begun = Instant::now();
    let stty = tmux.top.path().join("stty");
    while fs::read_to_string(&stty).unwrap_or_default().is_empty() {
        assert!(begun.elapsed() < PATIENCE, "{}", tmux.screen());
        thread::sleep(Duration::from_millis(20));
    }
    let modes = fs::read_to_string(&stty).unwrap();
    for mode in ["icanon", "echo", "isig", "opost"] {
        let on = modes.split_whitespace().any(|word| word == mode);
        assert!(on, "no {mode}: {modes}");
    }
    assert!(tmux.wait_for("stty -a").contains("$ "));
}
