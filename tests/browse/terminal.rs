//! The program on a real terminal, that of tmux, where there is one.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::{Duration, Instant};

use kf::browse::{Process, Settings};

use super::source::{Files, Seen};
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

impl Tmux {
    /// Runs a line in the shell, and writes the modes of the terminal down when it has ended.
    fn run_line(&self, line: &str) {
        let modes = self.modes_path();
        let _ = fs::remove_file(&modes);
        self.type_text(&format!("{line}; stty -a >{}", modes.display()));
        self.keys(&["Enter"]);
    }

    fn modes_path(&self) -> PathBuf {
        self.top.path().join("stty")
    }

    /// Waits until the line has ended, and sees that the terminal is as a shell wants it.
    #[track_caller]
    fn is_given_back(&self) {
        let begun = Instant::now();
        let modes = loop {
            let modes = fs::read_to_string(self.modes_path()).unwrap_or_default();
            if modes.ends_with('\n') {
                break modes;
            }
            assert!(begun.elapsed() < PATIENCE, "{}", self.screen());
            thread::sleep(Duration::from_millis(20));
        };
        for mode in ["icanon", "echo", "isig", "opost", "icrnl"] {
            let on = modes.split_whitespace().any(|word| word == mode);
            assert!(on, "no {mode}: {modes}");
        }
        // Neither the other screen nor a hidden cursor is left.
        let state = ["display-message", "-p", "#{alternate_on} #{cursor_flag}"];
        let output = self.command(&state).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), "0 1\n");
    }

    /// Begins to browse a file, as a process whose id is written down.
    fn browse(&self, before: &str, file: &str) {
        let program = env!("CARGO_BIN_EXE_kf");
        let pid = self.top.path().join("pid");
        self.run_line(&format!(
            "sh -c '{before} echo $$ >{}; exec {program} browse -s {file}'",
            pid.display()
        ));
        self.wait_for("pods(all)");
    }

    fn signal(&self, signal: &str) -> bool {
        let pid = fs::read_to_string(self.top.path().join("pid")).unwrap();
        let mut kill = Command::new("kill");
        kill.args([signal, pid.trim()]);
        kill.output().unwrap().status.success()
    }

    #[track_caller]
    fn is_gone(&self) {
        let begun = Instant::now();
        while self.signal("-0") {
            assert!(begun.elapsed() < PATIENCE, "it goes on without a terminal");
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
    tmux.run_line(&format!("{program} browse -s {file}"));
    tmux.wait_for("pods(all)");
    tmux.type_text(":cm");
    tmux.keys(&["Enter"]);
    tmux.wait_for("cm(all)");
    // The process is stopped, the shell has its terminal again, and both go on.
    tmux.keys(&["C-z"]);
    tmux.wait_for("Stopped");
    tmux.run_line("true");
    tmux.is_given_back();
    tmux.run_line("fg");
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
    tmux.is_given_back();
}

#[test]
fn signals_and_sizes_leave_the_terminal_as_it_was() {
    let Some(tmux) = Tmux::start() else {
        return;
    };
    let file = unpacked("c136-A.zip");
    for signal in ["-HUP", "-TERM"] {
        tmux.browse("", &file);
        assert!(tmux.signal(signal));
        tmux.is_given_back();
    }
    tmux.browse("", &file);
    for (width, height) in [("120", "40"), ("30", "9"), ("80", "24")] {
        let resize = ["resize-window", "-x", width, "-y", height];
        assert!(tmux.command(&resize).status().unwrap().success());
        // The line above the table is as wide as the screen.
        let width: usize = width.parse().unwrap();
        let begun = Instant::now();
        loop {
            let screen = tmux.screen();
            let line = screen.lines().nth(2).unwrap_or_default();
            if line.chars().count() == width && line.ends_with('─') {
                break;
            }
            assert!(begun.elapsed() < PATIENCE, "{width}: {screen}");
            thread::sleep(Duration::from_millis(20));
        }
    }
    tmux.keys(&["C-c"]);
    tmux.is_given_back();
}

#[test]
fn it_ends_with_its_terminal() {
    let file = unpacked("c136-A.zip");
    // The second one does not hear of it, and finds the terminal gone.
    for before in ["", "trap \"\" HUP;"] {
        let Some(tmux) = Tmux::start() else {
            return;
        };
        tmux.browse(before, &file);
        assert!(tmux.signal("-0"));
        assert!(tmux.command(&["kill-server"]).status().unwrap().success());
        tmux.is_gone();
    }
}

#[test]
fn the_command_line_goes_to_the_clipboard_when_it_is_asked_for() {
    let Some(tmux) = Tmux::start() else {
        return;
    };
    let file = unpacked("c136-A.zip");
    let set = ["set-option", "-s", "set-clipboard", "on"];
    assert!(tmux.command(&set).status().unwrap().success());
    let program = env!("CARGO_BIN_EXE_kf");
    let line = format!("kf get pods -A --snapshot {file}\n");
    let copied = || {
        let output = tmux.command(&["show-buffer"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap() + "\n"
    };
    tmux.run_line(&format!("{program} browse -s {file}"));
    tmux.wait_for("pods(all)[");
    tmux.type_text("c");
    tmux.wait_for("kf get pods -A");
    assert_ne!(copied(), line);
    tmux.keys(&["C-c"]);
    tmux.is_given_back();
    tmux.run_line(&format!("{program} browse --clipboard -s {file}"));
    tmux.wait_for("pods(all)[");
    tmux.type_text("c");
    let begun = Instant::now();
    while copied() != line {
        assert!(begun.elapsed() < PATIENCE, "{:?}", copied());
        thread::sleep(Duration::from_millis(20));
    }
    tmux.keys(&["C-c"]);
    tmux.is_given_back();
}

#[test]
fn the_mouse_chooses_rows_when_it_is_asked_for() {
    let Some(tmux) = Tmux::start() else {
        return;
    };
    let file = unpacked("c136-A.zip");
    let program = env!("CARGO_BIN_EXE_kf");
    tmux.run_line(&format!("{program} browse nodes --mouse -s {file}"));
    let screen = tmux.wait_for("nodes(all)[3]");
    let names: Vec<&str> = screen
        .lines()
        .skip(4)
        .filter_map(|line| line.get(2..)?.split_whitespace().next())
        .collect();
    // A press of the left button on the third row, as a terminal sends it.
    tmux.type_text("\u{1b}[<0;10;7M");
    tmux.wait_for(&format!("> {}", names[2]));
    tmux.type_text("\u{1b}[<64;10;7M");
    tmux.wait_for(&format!("> {}", names[0]));
    tmux.type_text("\u{1b}[<0;10;5M");
    tmux.wait_for(&format!("pods of node {}", names[0]));
    tmux.keys(&["C-c"]);
    tmux.is_given_back();
}

/// A file at which the browser panics: another process runs this test for it.
const PANICS_AT: &str = "KF_TEST_PANICS_AT";

#[test]
fn a_panic_is_told_on_the_terminal_as_it_was() {
    if let Ok(file) = std::env::var(PANICS_AT) {
        return panic_on_a_terminal(&file);
    }
    let Some(tmux) = Tmux::start() else {
        return;
    };
    let file = unpacked("c136-A.zip");
    let program = std::env::current_exe().unwrap();
    let test = "browse::terminal::a_panic_is_told_on_the_terminal_as_it_was";
    tmux.run_line(&format!(
        "{PANICS_AT}={file} {} --exact {test} --nocapture",
        program.display()
    ));
    tmux.wait_for("pods(all)[");
    tmux.type_text("y");
    tmux.is_given_back();
    // The shell's screen has what was said, once.
    let screen = tmux.wait_for("at the wrong place");
    assert!(!screen.contains("scoped thread"), "{screen}");
}

/// Takes the terminal, and panics when a text is asked for.
fn panic_on_a_terminal(file: &str) {
    let files = Files::open(&[file]);
    let source = Seen::panicking(&files);
    let settings = Settings {
        word: "pods".to_owned(),
        ..Settings::default()
    };
    let flag = AtomicBool::new(false);
    let _ = kf::browse::run(
        &source,
        &settings,
        &mut Process {
            out: &mut std::io::stdout(),
            ended: &flag,
            suspended: &AtomicBool::new(false),
            continued: &AtomicBool::new(false),
            suspend: &|| {},
        },
    );
}
