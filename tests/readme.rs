//! The examples in README.md and in the help texts run.
//!
//! Their files and revisions are made up, so the fixture takes the file's place, a revision that
//! the fixture has takes theirs, and an object that is missing there is answer enough.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cli_reference::HELP;
use crate::support::{Output, fixture, kf, kf_args, root, unpacked};

/// The `kf` command lines of a text: whole lines, and those behind a pipe.
fn commands(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let line = line.split("  #").next().unwrap_or(line);
        let command = line.rsplit(" | ").next().unwrap_or(line).trim();
        let command = command
            .trim_end_matches('`')
            .split(" > ")
            .next()
            .unwrap_or(command);
        if command.starts_with("kf ") && !command.contains("COMMAND") {
            found.push(command.trim().to_owned());
        }
    }
    found
}

/// The lines inside fences of three backticks.
fn fenced(markdown: &str) -> String {
    let blocks = markdown.split("```").skip(1).step_by(2);
    blocks.collect::<Vec<_>>().join("\n")
}

/// A directory that is not there yet.
fn temporary() -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let name = format!("readme-export-{}", COUNT.fetch_add(1, Ordering::Relaxed));
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    dir.to_str().unwrap().to_owned()
}

fn run(command: &str) -> Output {
    let snapshot = unpacked("c136-A.zip");
    let stored = fixture("values/configmap.bin");
    let exported = temporary();
    let config = fixture("encryption/enc-aescbc.yaml");
    let config = config.to_str().unwrap().to_owned();
    let token = format!("@{config}");
    let mut args: Vec<&str> = command.split_whitespace().skip(1).collect();
    for arg in &mut args {
        *arg = match *arg {
            "120043" => "1500",
            "121077" => "1800",
            "value.bin" => stored.to_str().unwrap(),
            "shared" => &exported,
            "@salt" => "0123456789abcdef",
            "encryption-config.yaml" => &config,
            "@token" => &token,
            file if file.ends_with(".db") || file.ends_with(".zip") => &snapshot,
            other => other,
        };
    }
    // What is written goes where the test can throw it away.
    let temporary = tempfile::TempDir::new().unwrap();
    let written = temporary.path().join("out");
    if let ["export", dir, ..] = args.as_mut_slice() {
        *dir = written.to_str().unwrap();
    }
    let needs_file = !args
        .iter()
        .any(|a| matches!(*a, "decode" | "version" | "completion"));
    if needs_file && !args.contains(&snapshot.as_str()) {
        args.extend(["--snapshot", &snapshot]);
    }
    kf_args(args, &fs::read(&stored).unwrap())
}

fn check(text: &str, at_least: usize) {
    let commands = commands(text);
    assert!(commands.len() >= at_least, "only {commands:?}");
    for command in commands {
        #[cfg(all(unix, feature = "serve"))]
        if command.starts_with("kf serve") {
            crate::serve::example(&command);
            continue;
        }
        // The real stack is booted by a process of its own, as a person does it.
        #[cfg(all(unix, feature = "verify"))]
        if command.starts_with("kf verify") || command.contains("--verify") {
            crate::verify::example(&command);
            continue;
        }
        let output = run(&command);
        let missing = output
            .stderr
            .starts_with("Error from snapshot (NotFound): ");
        let differs = command.starts_with("kf diff") && output.code == 1;
        assert!(
            output.code == 0 || missing || differs,
            "{command}: {}",
            output.stderr
        );
    }
}

#[test]
fn the_readme() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    check(&fenced(&readme), 7);
}

#[test]
fn the_help_texts() {
    for (command, help) in HELP.iter() {
        let at_least = match command.as_str() {
            "get" => 6,
            "" | "decode" | "keys" => 2,
            _ => 0,
        };
        check(help, at_least);
    }
}

#[test]
fn the_readme_names_every_command_and_global_flag() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for (command, _) in &HELP[1..] {
        let top = command.split(' ').next().unwrap_or(command);
        assert!(
            readme.contains(&format!("`kf {top}")),
            "README.md does not name kf {top}"
        );
    }
    let global = kf("options", &[]);
    for flag in [
        "--snapshot",
        "--rev",
        "--kube-version",
        "--now",
        "--salvage",
        "--entry",
    ] {
        assert!(
            global.text().contains(flag) && readme.contains(&format!("`{flag}")),
            "{flag}"
        );
    }
}
