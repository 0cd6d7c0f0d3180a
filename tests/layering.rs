//! What the compiler does not see of the layers: the order of rooms that share a crate, and what a
//! crate that reads would link without naming it.
//!
//! That a crate uses lower crates only is cargo's business, and that the library reads neither
//! clock nor environment is clippy's (`crates/clippy.toml`).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{files, root};

/// Rooms of `kf-file`, lowest first: a room uses only rooms before it.
const ROOMS_OF_FILE: &[&str] = &["input", "bbolt", "etcd", "kine", "dump"];

/// Crates that draw on a terminal, start processes, open sockets or only serve tests.
const NOT_READING: &[&str] = &[
    "kf-browse",
    "kf-certs",
    "kf-grpc",
    "kf-serve",
    "kf-stores",
    "kf-testing",
    "kf-verify",
];

/// Argument parsers, terminals, runtimes and network stacks.
const FOREIGN_TO_READING: &[&str] = &[
    "clap",
    "crossterm",
    "h2",
    "hyper",
    "indicatif",
    "mio",
    "object_store",
    "ratatui",
    "reqwest",
    "rustls",
    "socket2",
    "tokio",
];

fn sources(dir: &Path) -> Vec<PathBuf> {
    let mut all = files(dir);
    all.retain(|path| path.extension().is_some_and(|e| e == "rs"));
    all
}

#[test]
fn rooms_of_the_file_crate_use_lower_rooms_only() {
    let src = root().join("crates/kf-file/src");
    for (floor, room) in ROOMS_OF_FILE.iter().enumerate() {
        let files = sources(&src.join(room));
        assert!(!files.is_empty(), "{room} has no files");
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            let code = text.lines().filter(|l| !l.trim_start().starts_with("//"));
            for higher in &ROOMS_OF_FILE[floor + 1..] {
                let named = format!("crate::{higher}");
                let line = code.clone().find(|line| line.contains(&named));
                assert_eq!(line, None, "{} climbs", file.display());
            }
        }
    }
}

/// The package names in one section of a manifest.
fn section(manifest: &str, header: &str) -> BTreeSet<String> {
    let lines = manifest.lines().skip_while(|line| *line != header).skip(1);
    lines
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .filter(|name| !name.is_empty() && !name.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// Each crate below `crates/` with its manifest.
fn crates() -> BTreeMap<String, String> {
    let dirs = fs::read_dir(root().join("crates")).unwrap();
    let dirs = dirs.map(|dir| dir.unwrap().path()).filter(|p| p.is_dir());
    dirs.map(|dir| {
        let name = dir.file_name().unwrap().to_str().unwrap().to_owned();
        let manifest = fs::read_to_string(dir.join("Cargo.toml")).unwrap();
        (name, manifest)
    })
    .collect()
}

/// What each locked package depends on. Those of the workspace count their own dependencies only
/// as their manifests say, since the lock does not tell a test's from the rest.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let quoted = |line: &str| line.split('"').nth(1).unwrap_or_default().to_owned();
        let name = package.lines().find(|line| line.starts_with("name = "));
        let needs = package.lines().filter(|line| line.starts_with(" \""));
        let needs = needs.map(|line| quoted(line).split(' ').next().unwrap().to_owned());
        graph
            .entry(quoted(name.unwrap()))
            .or_default()
            .extend(needs);
    }
    for (name, manifest) in crates() {
        graph.insert(name, section(&manifest, "[dependencies]"));
    }
    graph
}

#[test]
fn crates_that_read_link_no_terminal_and_no_socket() {
    let graph = dependencies();
    for name in crates()
        .keys()
        .filter(|name| !NOT_READING.contains(&name.as_str()))
    {
        let mut found: BTreeSet<&str> = BTreeSet::new();
        let mut ahead = vec![name.as_str()];
        while let Some(package) = ahead.pop() {
            if found.insert(package) {
                let needs = graph
                    .get(package)
                    .unwrap_or_else(|| panic!("{package} is not locked"));
                ahead.extend(needs.iter().map(String::as_str));
            }
        }
        for foreign in FOREIGN_TO_READING {
            assert!(!found.contains(foreign), "{name} links {foreign}");
        }
    }
}

#[test]
fn tables_depend_on_nothing_and_builders_are_for_tests() {
    for (name, manifest) in crates() {
        let needs = section(&manifest, "[dependencies]");
        assert!(
            name != "kf-schema" || needs.is_empty(),
            "kf-schema needs {needs:?}"
        );
        assert!(
            !needs.contains("kf-testing"),
            "{name} links the builders of tests"
        );
        assert!(
            manifest.ends_with("[lints]\nworkspace = true\n"),
            "{name} has lints of its own"
        );
    }
}
