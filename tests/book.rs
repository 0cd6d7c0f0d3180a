//! The README and the book under `docs/`: their size, chapters, links, and what they promise.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use serde_json::Value;

use crate::cli_reference::HELP;
use crate::support::{files, kf, kf_args, root, unpacked};

/// A block of code in Markdown.
pub(crate) struct Fence<'t> {
    /// The word behind the opening backticks, without what follows a comma.
    pub(crate) language: &'t str,
    pub(crate) text: &'t str,
}

/// The blocks between lines of three backticks.
pub(crate) fn fences(markdown: &str) -> Vec<Fence<'_>> {
    let blocks = markdown.split("```").skip(1).step_by(2);
    blocks
        .map(|block| {
            let (head, text) = block.split_once('\n').unwrap_or((block, ""));
            let language = head.split(',').next().unwrap_or(head).trim();
            Fence { language, text }
        })
        .collect()
}

fn source() -> PathBuf {
    root().join("docs/src")
}

/// The pages of the book that are written for it, with their texts; those that stand for a file at the
/// root of the repository have none of their own.
pub(crate) fn pages() -> Vec<(PathBuf, String)> {
    let mut pages: Vec<_> = files(&source())
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect();
    pages.sort();
    assert!(pages.len() > 15, "{pages:?}");
    pages
}

/// Replaces blocks and pieces of code, in which nothing is a link.
fn without_code(markdown: &str) -> String {
    let prose: Vec<&str> = markdown.split("```").step_by(2).collect();
    let prose = prose.concat();
    prose.split('`').step_by(2).collect::<Vec<_>>().join("code")
}

/// The targets of inline links.
fn links(markdown: &str) -> Vec<String> {
    let prose = without_code(markdown);
    let behind = prose.split("](").skip(1);
    let targets = behind.map(|rest| rest.split_once(')').map(|(target, _)| target.to_owned()));
    targets.map(Option::unwrap).collect()
}

/// The anchors of a page's headings, as mdbook and GitHub make them.
fn anchors(markdown: &str) -> BTreeSet<String> {
    let outside: String = markdown.split("```").step_by(2).collect();
    let headings = outside
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| line.trim_start_matches('#').trim().to_lowercase());
    headings
        .map(|heading| {
            let kept = heading.chars().filter_map(|c| match c {
                ' ' => Some('-'),
                c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
                _ => None,
            });
            kept.collect()
        })
        .collect()
}

/// Resolves `..` by name alone.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => assert!(plain.pop(), "{}", path.display()),
            part => plain.push(part),
        }
    }
    plain
}

/// Checks that each link of a page leads to a file below `within`, and to a heading that it has.
fn check_links(page: &Path, markdown: &str, within: &Path) {
    for link in links(markdown) {
        if link.starts_with("https://") {
            continue;
        }
        let place = format!("{}: {link}", page.display());
        let (file, anchor) = match link.split_once('#') {
            Some((file, anchor)) => (file, Some(anchor)),
            None => (link.as_str(), None),
        };
        let target = match file {
            "" => page.to_owned(),
            file => plain(&page.parent().unwrap().join(file)),
        };
        assert!(target.starts_with(within), "{place} leads out of the book");
        let text = fs::read_to_string(&target).unwrap_or_else(|e| panic!("{place}: {e}"));
        if let Some(anchor) = anchor {
            let anchors = anchors(&text);
            assert!(anchors.contains(anchor), "{place}: only {anchors:?}");
        }
    }
}

#[test]
fn links_lead_somewhere() {
    let repository = root();
    for name in [
        "README.md",
        "SECURITY.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    ] {
        let text = fs::read_to_string(repository.join(name)).unwrap();
        check_links(&repository.join(name), &text, repository);
        if name != "README.md" {
            // Included in the book, where such a link would lead elsewhere.
            let relative: Vec<_> = links(&text)
                .into_iter()
                .filter(|l| !l.starts_with("https://"))
                .collect();
            assert!(relative.is_empty(), "{name}: {relative:?}");
        }
    }
    for (page, text) in pages() {
        check_links(&page, &text, &source());
    }
}

#[test]
fn chapters_are_pages_and_pages_are_chapters() {
    let summary = fs::read_to_string(source().join("SUMMARY.md")).unwrap();
    let chapters: Vec<PathBuf> = links(&summary).iter().map(|l| source().join(l)).collect();
    let distinct: BTreeSet<&PathBuf> = chapters.iter().collect();
    assert_eq!(distinct.len(), chapters.len(), "a chapter stands twice");
    for (page, text) in pages() {
        if page.ends_with("SUMMARY.md") {
            continue;
        }
        assert!(
            distinct.contains(&page),
            "{} is no chapter in SUMMARY.md",
            page.display()
        );
        if let Some(rest) = text.strip_prefix("{{#include ") {
            let (file, _) = rest.split_once("}}").unwrap();
            let included = page.parent().unwrap().join(file);
            assert!(included.is_file(), "{}", included.display());
        } else {
            assert!(text.starts_with("# "), "{} has no title", page.display());
        }
    }
}

#[test]
fn the_readme_is_read_in_five_minutes() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.len() < 9_000, "README.md has {} bytes", readme.len());
    // A first build takes minutes: whoever starts it sees that it gets on.
    let first = "cargo run --release --locked -- get configmap my-config -n prod --snapshot \
                 fixtures/snapshots/c136-A.zip -o yaml\n";
    let second = "cargo test --workspace --all-features --locked\n";
    let run = fs::read_to_string(root().join(".ci/run"))
        .unwrap()
        .replace(" \\\n    ", " ");
    for command in [first, second] {
        assert!(readme.contains(command), "README.md: {command}");
        assert!(run.contains(command), ".ci/run: {command}");
    }
}

#[test]
fn every_command_and_global_flag_is_told() {
    let page = fs::read_to_string(source().join("reference/commands.md")).unwrap();
    for (command, _) in &HELP[1..] {
        let top = command.split(' ').next().unwrap_or(command);
        assert!(page.contains(&format!("`kf {top}")), "no kf {top}");
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
            global.text().contains(flag) && page.contains(&format!("`{flag}")),
            "{flag}"
        );
    }
}

/// The rows of a table between two comments, as cells.
fn rows<'t>(text: &'t str, name: &str) -> Vec<Vec<&'t str>> {
    let (_, rest) = text.split_once(&format!("<!-- {name} -->\n")).unwrap();
    let (table, _) = rest.split_once(&format!("<!-- end of {name} -->")).unwrap();
    let lines = table.lines().skip(2);
    let cells = lines.map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect());
    cells.collect()
}

/// The pieces of code in a text.
fn code(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn promised_members_are_there() {
    let page = fs::read_to_string(source().join("reference/machine-output.md")).unwrap();
    let snapshot = unpacked("c136-A.zip");
    let rows = rows(&page, "members");
    assert!(rows.len() > 10);
    for row in rows {
        let [command, members] = row.as_slice() else {
            panic!("{row:?}");
        };
        let command = code(command).concat();
        let words = command.split(' ').skip(1).filter(|w| *w != "etcd.db");
        let words: Vec<&str> = words.chain(["-s", &snapshot]).collect();
        let output = kf_args(words, b"");
        let text = output.text();
        let first = serde_json::from_str(text)
            .or_else(|_| serde_json::from_str(text.lines().next().unwrap_or_default()));
        let Ok(Value::Object(found)) = first else {
            panic!("{command}: {}", output.block());
        };
        let found: BTreeSet<&str> = found.keys().map(String::as_str).collect();
        let told: BTreeSet<&str> = code(members).into_iter().collect();
        assert_eq!(found, told, "{command}");
    }
}

/// The value of `2`, `1 << 20` and `10_000`.
fn value(expression: &str) -> u64 {
    let number = |text: &str| text.trim().replace('_', "").parse::<u64>().unwrap();
    match expression.split_once("<<") {
        Some((left, right)) => number(left) << number(right),
        None => number(expression),
    }
}

#[test]
fn caps_are_as_told() {
    let mut caps = BTreeMap::new();
    let limits = fs::read_to_string(root().join("crates/kf-base/src/limits.rs")).unwrap();
    for line in limits.lines().filter_map(|l| l.strip_prefix("pub const ")) {
        let (name, rest) = line.split_once(": ").unwrap();
        let (_, expression) = rest.trim_end_matches(';').split_once(" = ").unwrap();
        caps.insert(name, value(expression));
    }
    let page = fs::read_to_string(source().join("reference/limits.md")).unwrap();
    let rows = rows(&page, "caps");
    assert!(rows.len() > 15);
    for row in rows {
        let [_, told, name] = row.as_slice() else {
            panic!("{row:?}");
        };
        let (number, unit) = told.split_once(' ').unwrap_or((told, ""));
        let unit = match unit {
            "" => 1,
            "MiB" => 1 << 20,
            "GiB" => 1 << 30,
            "TiB" => 1 << 40,
            other => panic!("{other}"),
        };
        let cap = caps.get(name.trim_matches('`'));
        assert_eq!(cap, Some(&(value(number) * unit)), "{name}");
    }
}
