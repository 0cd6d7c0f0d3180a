//! Lakes that are not as one would like: moved snapshots, lost rows, damaged tables.

use std::fs;
use std::path::{Path, PathBuf};

use super::{add, snapshot, tree};
use crate::convert::{Options, identify};
use crate::lake::{Lake, Source};
use crate::testing::options;
use kf_base::error::ErrorKind;
use tempfile::TempDir;

/// A lake of days with two snapshots, and one for its months.
fn lakes() -> (TempDir, Lake, Lake) {
    let dir = tempfile::tempdir().unwrap();
    let days = Lake::create(&dir.path().join("days"), "0").unwrap();
    let months = Lake::create_of_months(&dir.path().join("months"), "0").unwrap();
    for name in ["c115-A.db.gz", "c136-A.zip"] {
        add(&days, name, 1);
    }
    (dir, days, months)
}

/// Adds a snapshot, over that of before, with other flags.
fn add_as(lake: &Lake, name: &str, cluster: &str, changes: bool) {
    let snapshot = snapshot(name);
    let identity = identify(&snapshot);
    let options = Options {
        cluster: Some(cluster),
        changes,
        tables: &[],
        ..options(&identity)
    };
    lake.add(&snapshot.view().unwrap(), &options).unwrap();
}

/// The files of snapshots below a directory, without those that only have columns.
fn rows(lake: &Lake) -> Vec<PathBuf> {
    lake.snapshots().unwrap().into_values().flatten().collect()
}

fn beside(row: &Path, table: &str) -> PathBuf {
    let path = row.to_string_lossy();
    path.replace("/snapshots/", &format!("/{table}/")).into()
}

#[test]
fn a_month_goes_when_its_snapshots_are_in_another() {
    let (_dir, days, months) = lakes();
    days.compact(&months, "0").unwrap();
    // The cluster's name was wrong.
    for name in ["c115-A.db.gz", "c136-A.zip"] {
        add_as(&days, name, "p", false);
    }
    let done = days.compact(&months, "0").unwrap();
    assert_eq!(
        (done.written, done.known, done.removed),
        (1, 0, 1),
        "{done:?}"
    );
    assert!(done.problems.is_empty(), "{done:?}");
    let left = tree(months.root()).into_keys();
    let left: Vec<String> = left.filter(|p| !p.ends_with("schema.parquet")).collect();
    assert!(left.iter().all(|p| p.contains("/cluster=p/")), "{left:?}");
    // One that moves alone: the month in which it was is written anew, and has it no more.
    add_as(&days, "c115-A.db.gz", "q", false);
    let done = days.compact(&months, "0").unwrap();
    assert_eq!(
        (done.written, done.known, done.removed),
        (2, 0, 0),
        "{done:?}"
    );
    assert_eq!(rows(&months).len(), 2);
    for row in rows(&months) {
        assert_eq!(months.entries(&row).unwrap().len(), 1, "{}", row.display());
    }
}

#[test]
fn a_month_is_another_when_a_snapshot_was_converted_again() {
    let (_dir, days, months) = lakes();
    days.compact(&months, "0").unwrap();
    assert_eq!(days.compact(&months, "0").unwrap().known, 1);
    add_as(&days, "c115-A.db.gz", "prod", true);
    let done = days.compact(&months, "0").unwrap();
    assert_eq!((done.written, done.known), (1, 0), "{done:?}");
    assert_eq!(rows(&months).len(), 1);
    let entries = months.entries(&rows(&months)[0]).unwrap();
    let changes: Vec<Option<bool>> = entries.iter().map(|e| e.changes).collect();
    assert!(changes.contains(&Some(true)) && changes.contains(&Some(false)));
}

#[test]
fn what_only_a_month_has_is_left_and_named() {
    let (_dir, days, months) = lakes();
    days.compact(&months, "0").unwrap();
    let before = tree(months.root());
    let all = rows(&days);
    for gone in 1..=2 {
        fs::remove_file(&all[gone - 1]).unwrap();
        let done = days.compact(&months, "0").unwrap();
        assert_eq!((done.written, done.removed), (0, 0), "{done:?}");
        let [problem] = done.problems.as_slice() else {
            panic!("{done:?}");
        };
        assert!(
            problem.to_string().contains("has no snapshot "),
            "{problem}"
        );
        assert_eq!(tree(months.root()), before);
    }
}

#[test]
fn what_was_left_of_a_stopped_compaction_goes() {
    let (_dir, days, months) = lakes();
    days.compact(&months, "0").unwrap();
    let whole = tree(months.root());
    let row = rows(&months).remove(0);
    for table in ["snapshots", "objects"] {
        let file = beside(&row, table);
        fs::copy(
            &file,
            file.with_file_name(format!("{}.parquet", "0".repeat(64))),
        )
        .unwrap();
    }
    assert_eq!(days.compact(&months, "0").unwrap().known, 1);
    assert_eq!(tree(months.root()), whole);
}

#[test]
fn a_damaged_table_costs_its_month_alone() {
    let (_dir, days, months) = lakes();
    add_as(&days, "c136-B-flat.zip", "other", false);
    let damaged = days.snapshots().unwrap();
    let row = &damaged[&identify(&snapshot("c115-A.db.gz")).sha256][0];
    fs::write(beside(row, "objects"), "").unwrap();
    let done = days.compact(&months, "0").unwrap();
    assert_eq!((done.written, done.problems.len()), (1, 1), "{done:?}");
    let problem = &done.problems[0];
    assert!(
        problem.to_string().contains("/objects/cluster=prod/"),
        "{problem}"
    );
    assert!(problem.hint_text().unwrap().contains("--replace"));
    // Nor is a month taken away whose snapshots are in no other yet.
    fs::remove_dir_all(months.root()).unwrap();
    let months = Lake::create_of_months(months.root(), "0").unwrap();
    add_as(&days, "c115-A.db.gz", "prod", false);
    days.compact(&months, "0").unwrap();
    for name in ["c115-A.db.gz", "c136-A.zip"] {
        add_as(&days, name, "p", false);
    }
    let row = days.snapshots().unwrap()[&identify(&snapshot("c136-A.zip")).sha256].clone();
    fs::write(beside(&row[0], "objects"), "").unwrap();
    let before = tree(months.root());
    let done = days.compact(&months, "0").unwrap();
    assert_eq!((done.removed, done.problems.len()), (0, 1), "{done:?}");
    assert_eq!(tree(months.root()), before);
}

#[test]
fn months_are_read_whole_or_refused() {
    let (_dir, days, months) = lakes();
    days.compact(&months, "0").unwrap();
    assert!(months.is_of_months() && !days.is_of_months());
    let row = rows(&months).remove(0);
    let entries = months.entries(&row).unwrap();
    let sums: Vec<&String> = entries.iter().map(|e| &e.sha256).collect();
    let there = days.snapshots().unwrap();
    assert_eq!(sums.len(), 2);
    assert!(sums.iter().all(|sum| there.contains_key(*sum)));
    assert!(months.entry(&row).unwrap_err().is_corrupt());
    let refused = months.verify(&mut |_| {}).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Invalid);
    let refused = months.compact(&days, "0").unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Invalid);
}

#[test]
fn files_of_no_snapshot_are_named() {
    let (_dir, days, _months) = lakes();
    let all = rows(&days);
    let files = |row: &Path| {
        let row = row.strip_prefix(days.root().join("v1/snapshots")).unwrap();
        tree(days.root())
            .keys()
            .filter(|p| Path::new(p).ends_with(row))
            .count() as u64
    };
    // As a run leaves it that was stopped before the row, and a file was remembered.
    let below = all[0]
        .strip_prefix(days.root().join("v1/snapshots"))
        .unwrap();
    fs::remove_file(&all[0]).unwrap();
    let verified = days.verify(&mut |_| {}).unwrap();
    assert_eq!((verified.sound, verified.problems.len()), (1, 0));
    assert_eq!(verified.strays.len(), 1);
    assert_eq!(verified.strays[0].below, below);
    assert_eq!(verified.strays[0].files, files(&all[0]));
    // A file is remembered when its row was written: that is gone.
    let remember = |name: &str, sha256: &str| {
        let source = Source {
            name: name.to_owned(),
            bytes: 1,
            version: "1".to_owned(),
            sha256: sha256.to_owned(),
        };
        days.remember(&source).unwrap();
    };
    remember("/a.db", below.file_stem().unwrap().to_str().unwrap());
    remember("/b.db", &"1".repeat(64));
    let verified = days.verify(&mut |_| {}).unwrap();
    assert_eq!((verified.problems.len(), verified.strays.len()), (1, 0));
    assert!(
        verified.problems[0]
            .to_string()
            .contains("was added from /a.db")
    );
    assert_eq!(verified.absent.get(&"1".repeat(64)).unwrap(), "/b.db");
}

#[test]
fn files_that_kf_did_not_write_are_problems() {
    let (_dir, days, _months) = lakes();
    let event = beside(&rows(&days)[0], "events");
    let table = days.root().join("v1/events");
    let schema = table.join("cluster=_none/day=1970-01-01/schema.parquet");
    fs::copy(&event, table.join("cluster=prod/copy.parquet")).unwrap();
    fs::copy(&event, event.with_file_name("copy.parquet")).unwrap();
    fs::copy(&event, table.join(event.file_name().unwrap())).unwrap();
    fs::copy(
        &rows(&days)[0],
        rows(&days)[0].with_file_name("old.parquet"),
    )
    .unwrap();
    fs::write(table.join("_SUCCESS"), "").unwrap();
    let count = || days.verify(&mut |_| {}).unwrap().problems.len();
    assert_eq!(count(), 4);
    fs::copy(&event, &schema).unwrap();
    assert_eq!(count(), 5);
    fs::write(&schema, "").unwrap();
    assert_eq!(count(), 5);
    fs::remove_file(&schema).unwrap();
    assert_eq!(count(), 4);
}
