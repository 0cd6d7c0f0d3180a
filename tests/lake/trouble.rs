//! Lakes and snapshots that are not as one would like.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{lake, recorded};
use crate::support::kf_args;

#[test]
fn flags_that_a_snapshot_was_not_converted_with_are_said() {
    let dir = TempDir::new().unwrap();
    let file = recorded("c115-A.db.gz");
    let added = lake("add", &dir, &[&file, "--cluster", "a"]);
    assert_eq!(added.code, 0, "{}", added.block());
    let again = |more: &[&str]| {
        let args: Vec<&str> = [file.as_str()].iter().chain(more).copied().collect();
        lake("add", &dir, &args)
    };
    assert_eq!(again(&[]).code, 0);
    let same = [
        "--cluster",
        "a",
        "--kube-version",
        "1.15",
        "--etcd-prefix",
        "/registry/",
    ];
    assert_eq!(again(&same).code, 0, "{}", again(&same).block());
    for (flags, told) in [
        (&["--cluster", "b"][..], "as cluster a; "),
        (&["--taken", "2026-01-02T03:04:05Z"], "as taken at 20"),
        (&["--changes"], "without --changes; "),
        (&["--kube-version", "1.20"], "as Kubernetes 1.15; "),
        (
            &["--etcd-prefix", "/other"],
            "with the keys below /registry; ",
        ),
        (
            &["--cluster", "b", "--changes"],
            "as cluster a, without --changes; ",
        ),
    ] {
        let other = again(flags);
        assert_eq!(other.code, 1, "{flags:?} {}", other.block());
        assert!(
            other.stderr.contains(&format!("it is in the lake {told}")),
            "{}",
            other.stderr
        );
        assert!(
            other.stderr.ends_with(" 0 there before, 1 with problems\n"),
            "{}",
            other.stderr
        );
    }
    // Converted again, they are as asked for.
    let all = [
        "--cluster",
        "b",
        "--taken",
        "2026-01-02T03:04:05Z",
        "--changes",
        "--kube-version",
        "1.20",
    ];
    let replaced: Vec<&str> = all.iter().copied().chain(["--replace"]).collect();
    assert_eq!(again(&replaced).code, 0, "{}", again(&replaced).block());
    assert_eq!(again(&all).code, 0, "{}", again(&all).block());
}

#[test]
fn one_snapshot_below_two_clusters_is_said() {
    let dir = TempDir::new().unwrap();
    let backups = dir.path().join("backups");
    for cluster in ["a", "b"] {
        fs::create_dir_all(backups.join(cluster)).unwrap();
        fs::copy(
            recorded("c115-A.db.gz"),
            backups.join(cluster).join("x.db.gz"),
        )
        .unwrap();
    }
    let args = [backups.to_str().unwrap(), "--paths", "{cluster}/*"];
    let replacing = [args[0], args[1], args[2], "--replace"];
    for args in [&args[..], &args, &replacing] {
        let added = lake("add", &dir, args);
        assert_eq!(added.code, 1, "{}", added.block());
        assert!(
            added
                .stderr
                .contains("b/x.db.gz: it is in the lake as cluster a; "),
            "{}",
            added.stderr
        );
    }
}

#[test]
fn a_damaged_row_costs_its_snapshot_alone() {
    let dir = TempDir::new().unwrap();
    let (one, two) = (recorded("c115-A.db.gz"), recorded("c136-A.zip"));
    assert_eq!(lake("add", &dir, &[&one, "--cluster", "p"]).code, 0);
    let rows = walk(&dir.path().join("lake/v1/snapshots/cluster=p"));
    fs::write(&rows[0], "").unwrap();
    let added = lake("add", &dir, &[&one, &two, "--cluster", "p"]);
    assert_eq!(added.code, 1, "{}", added.block());
    assert!(
        added.text().starts_with("[2/2] added: p "),
        "{}",
        added.block()
    );
    assert!(
        added
            .stderr
            .contains("it is in the lake, and --replace writes it again: "),
        "{}",
        added.stderr
    );
    assert!(
        added
            .stderr
            .ends_with("1 snapshot added, 0 there before, 1 with problems\n")
    );
    assert_eq!(
        lake("add", &dir, &[&one, "--cluster", "p", "--replace"]).code,
        0
    );
    assert_eq!(lake("verify", &dir, &[]).code, 0);
    // A directory that cannot be read is one problem, and what else there is is added.
    let deep = dir.path().join("b").join("d/".repeat(34));
    fs::create_dir_all(&deep).unwrap();
    fs::copy(recorded("c115-C.db.gz"), dir.path().join("b/x.db.gz")).unwrap();
    let added = lake("add", &dir, &[dir.path().join("b").to_str().unwrap()]);
    assert_eq!(added.code, 1, "{}", added.block());
    assert!(
        added.text().starts_with("[1/1] added: "),
        "{}",
        added.block()
    );
    assert!(
        added.stderr.contains("nested deeper than"),
        "{}",
        added.stderr
    );
}

/// The files below a directory, sorted.
fn walk(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(walk(&path)),
            false => found.push(path),
        }
    }
    found.sort();
    found
}

#[test]
fn months_are_listed_and_follow_their_days() {
    let dir = TempDir::new().unwrap();
    let (one, two) = (recorded("c115-A.db.gz"), recorded("c136-A.zip"));
    assert_eq!(lake("add", &dir, &[&one, &two, "--cluster", "q"]).code, 0);
    let place = dir.path().join("months").to_str().unwrap().to_owned();
    assert_eq!(lake("compact", &dir, &[&place]).code, 0);
    let listed = kf_args(["lake", "list", &place, "--no-headers"], b"");
    assert_eq!((listed.code, listed.text().lines().count()), (0, 2));
    let refused = kf_args(["lake", "verify", &place], b"");
    assert_eq!(refused.code, 1);
    assert!(
        refused.stderr.contains("a lake of months has nothing"),
        "{}",
        refused.stderr
    );
    let replaced = lake("add", &dir, &[&one, &two, "--replace", "--cluster", "p"]);
    assert_eq!(replaced.code, 0, "{}", replaced.block());
    let done = lake("compact", &dir, &[&place]);
    assert_eq!(done.code, 0, "{}", done.block());
    let told = "1 month written, 0 there before, 1 taken away whose snapshots are in others now: ";
    assert!(done.text().starts_with(told), "{}", done.text());
    let listed = kf_args(["lake", "list", &place, "--no-headers"], b"");
    assert_eq!(listed.text().lines().count(), 2);
    // What only the months have is left, and said.
    fs::remove_file(&walk(&dir.path().join("lake/v1/snapshots/cluster=p"))[0]).unwrap();
    let done = lake("compact", &dir, &[&place]);
    assert_eq!(done.code, 1, "{}", done.block());
    assert!(done.stderr.contains("left as it is: "), "{}", done.stderr);
}

#[test]
fn files_of_no_snapshot_are_told_by_verify() {
    let dir = TempDir::new().unwrap();
    let file = recorded("c115-A.db.gz");
    assert_eq!(lake("add", &dir, &[&file, "--cluster", "p"]).code, 0);
    let row = walk(&dir.path().join("lake/v1/snapshots/cluster=p")).remove(0);
    let images = PathBuf::from(row.to_str().unwrap().replace("/snapshots/", "/images/"));
    // A file that is not there is named, and nothing before its name.
    let kept = fs::read(&images).unwrap();
    fs::remove_file(&images).unwrap();
    let verified = lake("verify", &dir, &[]);
    assert_eq!(verified.code, 1);
    let told = format!("error: {}: No such file", images.display());
    assert!(verified.stderr.contains(&told), "{}", verified.stderr);
    fs::write(&images, kept).unwrap();
    // The row is gone of a snapshot that was added.
    fs::remove_file(&row).unwrap();
    let verified = lake("verify", &dir, &[]);
    assert_eq!(verified.code, 1, "{}", verified.block());
    assert!(
        verified.stderr.contains("it was added from "),
        "{}",
        verified.stderr
    );
    // As a run leaves it that was stopped: nothing is remembered yet.
    fs::remove_dir_all(dir.path().join("lake/catalog")).unwrap();
    let verified = lake("verify", &dir, &[]);
    assert_eq!(verified.code, 0, "{}", verified.block());
    assert!(
        verified.text().ends_with(" files of no snapshot\n"),
        "{}",
        verified.text()
    );
    assert!(
        verified.stderr.contains("kf lake gc takes them away"),
        "{}",
        verified.stderr
    );
}

#[cfg(unix)]
#[test]
fn names_of_files_are_escaped_and_what_is_no_snapshot_needs_no_cluster() {
    let dir = TempDir::new().unwrap();
    let backups = dir.path().join("backups");
    fs::create_dir_all(&backups).unwrap();
    let file = backups.join("a\n\u{1b}[31m.db.gz");
    fs::copy(recorded("c115-A.db.gz"), &file).unwrap();
    fs::write(backups.join("README"), "no snapshot").unwrap();
    let args = [backups.to_str().unwrap(), "--paths", "{cluster}.db.gz"];
    for told in ["[2/2] added: ", "[2/2] there before: "] {
        let added = lake("add", &dir, &args);
        assert_eq!(added.code, 0, "{}", added.block());
        assert!(added.text().starts_with(told), "{}", added.block());
        assert_eq!(added.text().lines().count(), 1, "{}", added.block());
        assert!(!added.block().contains('\u{1b}'), "{}", added.block());
        assert!(added.stderr.contains("README: "), "{}", added.stderr);
    }
    fs::copy(recorded("c136-A.zip"), backups.join("copy")).unwrap();
    let added = lake("add", &dir, &args);
    assert_eq!(added.code, 1, "{}", added.block());
    assert!(
        added.stderr.contains("copy: its path is not as --paths"),
        "{}",
        added.stderr
    );
}
