//! The examples in README.md, in the book under `docs/` and in the help texts run.
//!
//! In blocks of `sh` their files, names and revisions are made up, so the fixture takes the file's place,
//! a revision that the fixture has takes theirs, and an object that is missing there is answer enough.
//! One that ends with another code than 0 says so behind it: `# exit code 1`. Blocks of `console`
//! run as they stand, and print what stands below them.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::book::{Fence, fences, pages};
use crate::cli_reference::HELP;
use crate::support::{Output, fixture, kf, kf_args, root, unpacked};

/// The `kf` command lines of a text, alone or in a pipe, with the exit code that each is said to have.
fn commands(text: &str) -> Vec<(String, i32)> {
    let mut found = Vec::new();
    for line in text.lines() {
        let (line, comment) = line.split_once("  #").unwrap_or((line, ""));
        let code = comment.split_once("exit code ").map_or(0, |(_, code)| {
            let digits: String = code.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().unwrap()
        });
        for command in line.split(" | ").flat_map(|part| part.split(" && ")) {
            let command = command.trim().trim_end_matches('`');
            let command = command.split(" > ").next().unwrap_or(command).trim();
            // Lines of a usage tell what there is, and are no command.
            let usage = command.contains("COMMAND") || command.contains("[OPTIONS]");
            if command.starts_with("kf ") && !usage {
                found.push((command.to_owned(), code));
            }
        }
    }
    found
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
    // What is written goes where the test can throw it away.
    let temporary = tempfile::TempDir::new().unwrap();
    let written = temporary.path().join("out");
    let record = temporary.path().join("record");
    let begun = kf("version --custody", &[record.to_str().unwrap()]);
    assert_eq!(begun.code, 0, "{}", begun.stderr);
    let rules = temporary.path().join("rules");
    fs::write(&rules, "version: 1\nrules: []\n").unwrap();
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
            "case-7.jsonl" => record.to_str().unwrap(),
            "ours.yaml" => rules.to_str().unwrap(),
            file if file.ends_with(".db") || file.ends_with(".zip") => &snapshot,
            home if home.starts_with("~/") => temporary.path().to_str().unwrap(),
            other => other,
        };
    }
    let packed = fixture("snapshots/c136-A.zip");
    match args.as_mut_slice() {
        ["export" | "report", to, ..] => *to = written.to_str().unwrap(),
        ["unpack", to, _, file] => {
            *to = written.to_str().unwrap();
            *file = packed.to_str().unwrap();
        }
        _ => {}
    }
    let needs_file = !args
        .iter()
        .any(|a| matches!(*a, "decode" | "version" | "completion" | "man" | "options"));
    if needs_file
        && !args
            .iter()
            .any(|a| [&snapshot, packed.to_str().unwrap()].contains(a))
    {
        args.extend(["--snapshot", &snapshot]);
    }
    kf_args(args, &fs::read(&stored).unwrap())
}

fn check(text: &str, at_least: usize) {
    let commands = commands(text);
    assert!(commands.len() >= at_least, "only {commands:?}");
    for (command, code) in commands {
        #[cfg(all(unix, feature = "serve"))]
        if command.starts_with("kf serve") {
            crate::serve::example(&command);
            continue;
        }
        if command.starts_with("kf browse") {
            // It is drawn on terminals alone; the flags are understood.
            let output = run(&command);
            let refused = "error: kf browse needs a terminal";
            assert!(output.stderr.starts_with(refused), "{}", output.stderr);
            continue;
        }
        #[cfg(feature = "lake")]
        if command.starts_with("kf lake") {
            crate::lake::example(&command);
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
            output.code == code || missing || differs,
            "{command} ended with {}: {}",
            output.code,
            output.stderr
        );
    }
}

/// Runs what stands behind each `$`, at the root of the repository, and compares what it prints.
fn check_console(text: &str, page: &str) {
    let mut asked = 0;
    for block in format!("\n{text}").split("\n$ ").skip(1) {
        let (command, printed) = block.split_once('\n').unwrap_or((block, ""));
        let words = command.strip_prefix("kf").unwrap_or_else(|| {
            panic!("{page}: {command}: only kf can be run");
        });
        let output = kf_args(words.split_whitespace(), b"");
        let all = format!("{}{}", output.text(), output.stderr);
        assert_eq!(all.trim_end(), printed.trim_end(), "{page}: {command}");
        asked += 1;
    }
    assert!(asked > 0, "{page}: a console without a command:\n{text}");
}

/// Checks a page, whose blocks in other languages hold no examples of kf.
fn check_page(page: &str, markdown: &str, at_least: usize) {
    let mut examples = String::new();
    for Fence { language, text } in fences(markdown) {
        match language {
            "sh" => examples += text,
            "console" => check_console(text, page),
            "" => panic!("{page}: a block does not say what it is:\n{text}"),
            // The words of the program itself, whose examples run by themselves.
            _ if page.ends_with("reference/help.md") => {}
            _ => assert!(
                !text.lines().any(|line| line.starts_with("kf ")),
                "{page}: an example that does not run:\n{text}"
            ),
        }
    }
    check(&examples, at_least);
}

#[test]
fn the_readme() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    check_page("README.md", &readme, 7);
}

#[test]
fn the_book() {
    for (page, text) in pages() {
        check_page(page.to_str().unwrap(), &text, 0);
    }
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
