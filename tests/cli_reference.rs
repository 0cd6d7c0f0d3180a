//! All help texts in one file, so that a change of the command line shows in review.
//!
//! `KF_UPDATE_HELP=1 cargo test cli_reference` writes the file anew.

use std::fs;
use std::sync::LazyLock;

use crate::support::{finish, fixture, program};

/// Every command with its long help, subcommands behind theirs; kf itself is the empty name.
pub(crate) static HELP: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut all = Vec::new();
    gather("", &mut all);
    all
});

fn gather(command: &str, all: &mut Vec<(String, String)>) {
    let output = finish(program().args(command.split_whitespace()).arg("--help"));
    assert_eq!(
        (output.code, output.stderr.as_str()),
        (0, ""),
        "kf {command} --help"
    );
    let help = output.text().to_owned();
    let below = subcommands(&help);
    all.push((command.to_owned(), help));
    for name in below {
        gather(format!("{command} {name}").trim(), all);
    }
}

/// The names in the list of commands.
fn subcommands(help: &str) -> Vec<String> {
    let list = help
        .split_once("\nCommands:\n")
        .map_or("", |(_, rest)| rest);
    let list = list.split("\n\n").next().unwrap_or(list);
    let entries = list
        .lines()
        .filter(|l| l.starts_with("  ") && !l.starts_with("   "));
    let names = entries.filter_map(|l| l.split_whitespace().next());
    names.filter(|n| *n != "help").map(str::to_owned).collect()
}

#[test]
fn help_is_as_written_down() {
    let mut all = String::new();
    for (command, help) in HELP.iter() {
        let title = format!("kf {command}").trim().to_owned();
        all += &format!("$ {title} --help\n{help}\n");
    }
    let path = fixture("help.txt");
    if std::env::var_os("KF_UPDATE_HELP").is_some() {
        fs::write(&path, &all).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        all == written,
        "the help differs from {}; KF_UPDATE_HELP=1 updates it",
        path.display()
    );
    assert!(HELP.len() > 6, "{} commands", HELP.len());
}
