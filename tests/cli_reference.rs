//! All help texts on one page of the book, so that a change of the command line shows in review.
//!
//! `KF_UPDATE_HELP=1 cargo test cli_reference` writes the file anew.

use std::fs;
use std::sync::LazyLock;

use crate::support::{finish, fixture, kf, program, root};

/// Every command with its help, subcommands behind theirs; kf itself is the empty name.
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

/// Holds a list of command lines to the commands that there are: each is in one of its lines or named with
/// the reason why it is in none.
#[track_caller]
pub(crate) fn assert_has_every_command<'l>(
    lines: impl Iterator<Item = &'l str>,
    but: &[(&str, &str)],
) {
    let first = |line: &'l str| line.split(' ').next().unwrap_or(line);
    let mut told: Vec<&str> = lines.map(first).collect();
    told.sort_unstable();
    told.dedup();
    told.extend(but.iter().map(|(command, _)| *command));
    told.sort_unstable();
    let mut there: Vec<&str> = HELP.iter().map(|(command, _)| command.as_str()).collect();
    there.retain(|command| !command.is_empty() && !command.contains(' '));
    there.sort_unstable();
    let of_a_feature = ["browse", "lake", "serve", "verify"];
    told.retain(|command| there.contains(command) || !of_a_feature.contains(command));
    assert_eq!(told, there);
}

#[test]
fn global_flags_stand_in_the_options_alone() {
    let options = kf("options", &[]);
    assert!(
        options
            .text()
            .starts_with("The following options can be passed to any command:\n\n  -s, --snapshot"),
        "{}",
        options.text()
    );
    let last = "\nUse \"kf options\" for a list of global command-line options (applies to all \
                commands).\n";
    for (command, help) in HELP.iter() {
        assert!(help.ends_with(last), "kf {command}");
        assert!(!help.contains("--etcd-prefix <"), "kf {command}");
    }
    // They can stand anywhere all the same.
    let snapshot = fixture("snapshots/c136-A.zip");
    let snapshot = snapshot.to_str().unwrap();
    let before = kf("--snapshot", &[snapshot, "get", "ns", "prod", "-o", "name"]);
    before.prints("namespace/prod\n");
}

fn section(title: &str, text: &str) -> String {
    format!("\n## {title}\n\n```text\n{}\n```\n", text.trim_end())
}

/// The page of the book that has all help texts.
fn page() -> String {
    let mut page = String::from(
        "# Help texts\n\nMade from the program by `tests/cli_reference.rs`; `KF_UPDATE_HELP=1 cargo test \
         --all-features --test main\ncli_reference` writes it anew. [Commands and flags](commands.md) is \
         the short form.\n",
    );
    let options = kf("options", &[]);
    for (command, _) in HELP.iter() {
        // What --help prints and more: possible values, and all there is to say of a flag.
        let words = format!("help {command}");
        let title = format!("kf {command}");
        page += &section(title.trim(), kf(&words, &[]).text());
    }
    page += &section("The flags of every command", options.text());
    page
}

#[test]
fn help_is_as_written_down() {
    let page = page();
    let path = root().join("docs/src/reference/help.md");
    if std::env::var_os("KF_UPDATE_HELP").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        page == written,
        "the help differs from {}; KF_UPDATE_HELP=1 updates it",
        path.display()
    );
    assert!(HELP.len() > 6, "{} commands", HELP.len());
}
