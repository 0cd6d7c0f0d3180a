//! All help texts in one file, so that a change of the command line shows in review.
//!
//! `KF_UPDATE_HELP=1 cargo test cli_reference` writes the file anew.

use std::fs;

use crate::support::{finish, fixture, program};

pub(crate) const COMMANDS: &[&str] = &[
    "",
    "get",
    "decode",
    "keys",
    "info",
    "du",
    "members",
    "leases",
    "check",
    "snapshot",
    "snapshot status",
    "snapshot hashkv",
    "api-resources",
    "version",
    "completion",
];

/// The long help of a command; of kf itself for the empty name.
pub(crate) fn help(command: &str) -> String {
    let output = finish(program().args(command.split_whitespace()).arg("--help"));
    assert_eq!(
        (output.code, output.stderr.as_str()),
        (0, ""),
        "kf {command} --help"
    );
    output.text().to_owned()
}

#[test]
fn help_is_as_written_down() {
    let mut all = String::new();
    for command in COMMANDS {
        let title = format!("kf {command}").trim().to_owned();
        all += &format!("$ {title} --help\n{}\n", help(command));
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
}

#[test]
fn every_command_is_in_the_reference() {
    let help = help("");
    let commands = help.split("Commands:\n").nth(1).unwrap();
    let commands = commands.split("\n\n").next().unwrap();
    let names: Vec<&str> = commands
        .lines()
        .filter(|l| l.starts_with("  ") && !l.starts_with("   "))
        .filter_map(|l| l.split_whitespace().next())
        .collect();
    let listed: Vec<&str> = COMMANDS.iter().copied().skip(1).collect();
    let listed: Vec<&str> = listed.into_iter().filter(|c| !c.contains(' ')).collect();
    assert_eq!(names, listed);
}
