//! Tables of recorded snapshots, and a lake of them.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Duration;

use arrow_array::cast::AsArray as _;
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;

use crate::convert::{AtOnce, Options, Share, Sink, Summary, convert, convert_in_parts, identify};
use crate::lake::Lake;
use crate::schema::Table;
use crate::testing::options;
use kf_base::error::{ErrorKind, Result};
use kf_object::redact::Redactor;
use kf_testing::fixture;
use kf_view::{Snapshot, View};

mod lakes;
mod parts;
mod strict;

/// Keeps what it is given.
#[derive(Default)]
struct Kept(BTreeMap<Table, Vec<RecordBatch>>);

impl Sink for Kept {
    fn batch(&mut self, table: Table, batch: &RecordBatch) -> Result<()> {
        self.0.entry(table).or_default().push(batch.clone());
        Ok(())
    }
}

impl Kept {
    fn rows(&self, table: Table) -> usize {
        self.0
            .get(&table)
            .into_iter()
            .flatten()
            .map(RecordBatch::num_rows)
            .sum()
    }

    /// All texts of all tables, those in maps and lists as well.
    fn every_text(&self) -> String {
        fn gather(array: &dyn Array, all: &mut String) {
            match array.data_type() {
                DataType::Utf8 => array
                    .as_string::<i32>()
                    .iter()
                    .flatten()
                    .for_each(|t| all.push_str(t)),
                DataType::List(_) => gather(array.as_list::<i32>().values(), all),
                DataType::Map(..) => gather(array.as_map().entries(), all),
                DataType::Struct(_) => array
                    .as_struct()
                    .columns()
                    .iter()
                    .for_each(|c| gather(c, all)),
                _ => {}
            }
        }
        let mut all = String::new();
        for batch in self.0.values().flatten() {
            batch
                .columns()
                .iter()
                .for_each(|column| gather(column, &mut all));
        }
        all
    }

    /// Texts of a column, `-` for what is missing.
    fn texts(&self, table: Table, column: &str) -> Vec<String> {
        let batches = self.0.get(&table).into_iter().flatten();
        let text = |batch: &RecordBatch| -> Vec<String> {
            let column = batch
                .column_by_name(column)
                .unwrap()
                .as_string::<i32>()
                .clone();
            column.iter().map(|t| t.unwrap_or("-").to_owned()).collect()
        };
        batches.flat_map(text).collect()
    }
}

fn snapshot(name: &str) -> Snapshot {
    Snapshot::open(fixture(&format!("snapshots/{name}"))).unwrap()
}

fn converted(snapshot: &Snapshot, view: &View<'_>, threads: usize) -> (Kept, Summary) {
    let all = AtOnce {
        records: u64::MAX,
        keys: u64::MAX,
        waiting: usize::MAX,
    };
    converted_in_parts(snapshot, view, threads, all)
}

fn converted_in_parts(
    snapshot: &Snapshot,
    view: &View<'_>,
    threads: usize,
    at_once: AtOnce,
) -> (Kept, Summary) {
    let identity = identify(snapshot);
    let mut kept = Kept::default();
    let options = Options {
        cluster: Some("c"),
        changes: true,
        threads: NonZeroUsize::new(threads).unwrap(),
        ..options(&identity)
    };
    let summary = convert_in_parts(view, &options, &mut kept, at_once).unwrap();
    (kept, summary)
}

#[test]
fn every_table_of_a_recorded_cluster_has_its_rows() {
    let snapshot = snapshot("c136-A.zip");
    let view = snapshot.view().unwrap();
    let (kept, summary) = converted(&snapshot, &view, 1);
    assert!(
        summary.complete && summary.problems == 0,
        "{:?}",
        summary.told
    );
    let objects = kept.texts(Table::Objects, "name").len();
    assert_eq!(summary.objects, objects as u64);
    let pods = view.lookup("pods").unwrap().remove(0);
    let pods = view.list(&pods, None, Default::default()).unwrap().count();
    let resources = kept.texts(Table::Objects, "resource");
    assert_eq!(resources.iter().filter(|r| *r == "pods").count(), pods);
    assert!(resources.is_sorted());
    assert!(kept.texts(Table::Images, "image").is_sorted());
    assert!(kept.texts(Table::Keys, "key").is_sorted());
    for table in [
        Table::Owners,
        Table::Rbac,
        Table::Events,
        Table::Secrets,
        Table::Revisions,
    ] {
        assert!(kept.rows(table) > 0, "{table:?}");
    }
    // Whoever is bound to cluster-admin may do everything.
    let roles = kept.texts(Table::Rbac, "role");
    assert!(roles.iter().any(|role| role == "cluster-admin"));
    // Pods of Deployments come to the Deployment.
    let tops = kept.texts(Table::Owners, "root_kind");
    let kinds = kept.texts(Table::Owners, "kind");
    let mut through = kinds.iter().zip(&tops).filter(|(kind, _)| *kind == "Pod");
    assert!(through.any(|(_, top)| top == "Deployment"));
}

#[test]
fn the_text_of_an_object_is_what_get_prints() {
    let snapshot = snapshot("c136-A.zip");
    let view = snapshot.view().unwrap();
    let (kept, _) = converted(&snapshot, &view, 1);
    let maps = view.lookup("configmaps").unwrap().remove(0);
    let mut want = Vec::new();
    for object in view.list(&maps, None, Default::default()).unwrap() {
        let mut text = Vec::new();
        kf_object::encode::json::write_compact(&mut text, &object.unwrap().value);
        want.push(String::from_utf8(text).unwrap());
    }
    want.sort();
    let texts = kept.texts(Table::Objects, "object");
    let resources = kept.texts(Table::Objects, "resource");
    let of_maps = texts
        .into_iter()
        .zip(resources)
        .filter(|(_, r)| r == "configmaps");
    let mut got: Vec<String> = of_maps.map(|(text, _)| text).collect();
    got.sort();
    assert_eq!(got, want);
}

#[test]
fn rows_do_not_depend_on_threads() {
    let snapshot = snapshot("c136-B-flat.zip");
    let view = snapshot.view().unwrap();
    let (one, _) = converted(&snapshot, &view, 1);
    for threads in [2, 5] {
        let (more, _) = converted(&snapshot, &view, threads);
        assert!(one.0 == more.0, "{threads} threads");
    }
}

#[test]
fn values_of_secrets_are_in_no_cell() {
    let snapshot = snapshot("c136-A.zip");
    let view = snapshot.view().unwrap();
    let secrets = view.lookup("secrets").unwrap().remove(0);
    let mut values = Vec::new();
    for object in view.list(&secrets, None, Default::default()).unwrap() {
        let object = object.unwrap();
        let data = object.value.get("data").and_then(|d| d.as_object());
        for (_, value) in data.into_iter().flat_map(kf_object::Map::iter) {
            values.push(value.as_str().unwrap().to_owned());
        }
    }
    // A certificate and a row of bytes stand in other objects as well, and are no secrets there.
    let elsewhere = ["LS0tLS1CRUdJTiBDRVJU", "AAECAwQF"];
    values.retain(|value| value.len() > 8 && !elsewhere.iter().any(|e| value.starts_with(e)));
    assert!(values.len() > 3);
    let (kept, _) = converted(&snapshot, &view, 1);
    let all = kept.every_text();
    assert!(all.contains("my-config"));
    for value in &values {
        assert!(!all.contains(value));
    }
    let salted = snapshot
        .view()
        .unwrap()
        .redacted(Redactor::new(b"0123456789abcdef").into());
    let (kept, _) = converted(&snapshot, &salted, 1);
    let all = kept.every_text();
    assert!(values.iter().all(|value| !all.contains(value)));
    let digests = Kept([(Table::Secrets, kept.0[&Table::Secrets].clone())].into());
    assert!(digests.every_text().contains("redacted:hmac-sha256:"));
}

#[test]
fn encrypted_values_are_problems_and_the_rest_is_there() {
    let snapshot = snapshot("enc-aescbc-A.db.gz");
    let view = snapshot.view().unwrap();
    let (kept, summary) = converted(&snapshot, &view, 1);
    assert!(summary.complete && summary.locked > 0 && summary.objects > 100);
    let classes = kept.texts(Table::Problems, "class");
    assert_eq!(
        classes.iter().filter(|c| *c == "encrypted").count() as u64,
        summary.locked
    );
    assert_eq!(summary.problems, summary.locked);
    // Their keys are told all the same.
    assert!(
        kept.texts(Table::Keys, "resource")
            .iter()
            .any(|r| r == "secrets")
    );
    assert!(kept.texts(Table::Secrets, "name").len() > 1);
}

/// A recorded snapshot with some of its bytes changed.
fn damaged(change: impl FnOnce(&mut Vec<u8>)) -> (tempfile::TempDir, Snapshot) {
    let mut bytes = snapshot("c115-A.db.gz").input().bytes().to_vec();
    change(&mut bytes);
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("etcd.db"), bytes).unwrap();
    let snapshot = Snapshot::open(dir.path().join("etcd.db")).unwrap();
    (dir, snapshot)
}

#[test]
fn damage_is_told_and_the_snapshot_is_not_complete() {
    let (_dir, cut) = damaged(|bytes| bytes.truncate(bytes.len() / 2));
    let (kept, summary) = converted(&cut, &cut.view().unwrap(), 1);
    assert!(!summary.complete && summary.problems > 0);
    let classes = kept.texts(Table::Problems, "class");
    let told = classes.iter().filter(|class| *class != "note").count();
    assert_eq!(told as u64, summary.problems);
    // One bit, which no page tells of, is told by the digest at the end.
    let (_dir, bit) = damaged(|bytes| {
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
    });
    let (kept, summary) = converted(&bit, &bit.view().unwrap(), 1);
    assert!(!summary.complete);
    let messages = kept.texts(Table::Problems, "message");
    assert!(
        messages[0].contains("at least one bit has changed"),
        "{messages:?}"
    );
}

#[test]
fn the_database_counts_and_not_what_it_came_in() {
    let zipped = identify(&snapshot("c136-A.zip"));
    let bytes = snapshot("c136-A.zip").input().bytes().to_vec();
    let dir = tempfile::tempdir().unwrap();
    let with = |name: &str, bytes: &[u8]| {
        fs::write(dir.path().join(name), bytes).unwrap();
        identify(&Snapshot::open(dir.path().join(name)).unwrap())
    };
    assert_eq!(with("whole.db", &bytes).sha256, zipped.sha256);
    // Without the digest it is the same database, of which something is missing.
    let bare = with("bare.db", &bytes[..bytes.len() - 32]);
    assert_eq!(bare.sha256, zipped.sha256);
    assert_eq!(
        zipped.sha256,
        super::lake::digest(&bytes[..bytes.len() - 32])
    );
}

/// Every file below a directory with the SHA-256 of its bytes.
fn tree(dir: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut ahead = vec![dir.to_owned()];
    while let Some(at) = ahead.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                ahead.push(path);
            } else {
                let sum = super::lake::digest(&fs::read(&path).unwrap());
                let name = path
                    .strip_prefix(dir)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                found.insert(name, sum);
            }
        }
    }
    found
}

fn add(lake: &Lake, name: &str, threads: usize) {
    let snapshot = snapshot(name);
    let view = snapshot.view().unwrap();
    let identity = identify(&snapshot);
    let options = Options {
        cluster: Some("prod"),
        threads: NonZeroUsize::new(threads).unwrap(),
        tables: &[],
        ..options(&identity)
    };
    lake.add(&view, &options).unwrap();
}

#[test]
fn a_lake_is_the_same_to_the_byte_whoever_writes_it() {
    let dir = tempfile::tempdir().unwrap();
    let one = Lake::create(&dir.path().join("one"), "0").unwrap();
    let two = Lake::create(&dir.path().join("two"), "0").unwrap();
    for name in ["c115-A.db.gz", "c136-A.zip"] {
        add(&one, name, 1);
    }
    for name in ["c136-A.zip", "c115-A.db.gz", "c136-A.zip"] {
        add(&two, name, 3);
    }
    let trees = [&one, &two].map(|lake| tree(lake.root()));
    assert_eq!(trees[0], trees[1]);
    assert!(
        trees[0].keys().all(|name| name.starts_with("v1/")),
        "{:?}",
        trees[0]
    );
    assert_eq!(one.snapshots().unwrap().len(), 2);
    let verified = one.verify(&mut |_| {}).unwrap();
    assert_eq!((verified.sound, verified.problems.len()), (2, 0));
}

#[test]
fn a_snapshot_is_there_when_its_row_is() {
    let dir = tempfile::tempdir().unwrap();
    let lake = Lake::create(&dir.path().join("lake"), "0").unwrap();
    add(&lake, "c136-A.zip", 1);
    let whole = tree(lake.root());
    let row = lake
        .snapshots()
        .unwrap()
        .into_values()
        .next()
        .unwrap()
        .remove(0);
    let objects = row.to_string_lossy().replace("/snapshots/", "/objects/");
    // As a writer leaves it that was killed: no row, some tables, something in the making.
    fs::remove_file(&row).unwrap();
    fs::create_dir(lake.root().join("_tmp/x")).unwrap();
    fs::write(lake.root().join("_tmp/x/objects.parquet"), "half").unwrap();
    assert!(lake.snapshots().unwrap().is_empty());
    let now = fs::metadata(lake.root().join("_tmp/x"))
        .unwrap()
        .modified()
        .unwrap();
    let old = now - Duration::from_secs(3600);
    let young = lake.garbage(old).unwrap();
    assert!(young.paths.is_empty() && young.too_new > 5, "{young:?}");
    // Added again, it is what it was.
    add(&lake, "c136-A.zip", 1);
    let later = now + Duration::from_secs(3600);
    let garbage = lake.garbage(later).unwrap();
    assert_eq!(garbage.paths, [lake.root().join("_tmp/x")]);
    lake.collect(&garbage).unwrap();
    assert_eq!(tree(lake.root()), whole);
    // Without a row, its tables go.
    fs::remove_file(&row).unwrap();
    lake.collect(&lake.garbage(later).unwrap()).unwrap();
    assert!(!Path::new(&objects).exists());
    assert!(
        tree(lake.root())
            .keys()
            .all(|name| name.ends_with("schema.parquet"))
    );
}

#[test]
fn months_have_the_rows_of_their_days() {
    let dir = tempfile::tempdir().unwrap();
    let days = Lake::create(&dir.path().join("days"), "0").unwrap();
    let months = Lake::create_of_months(&dir.path().join("months"), "0").unwrap();
    for name in ["c136-A.zip", "c136-B-flat.zip"] {
        add(&days, name, 1);
    }
    let before = tree(days.root());
    let done = days.compact(&months, "0").unwrap();
    assert_eq!((done.written, done.known), (1, 0));
    assert!(done.after < done.before, "{done:?}");
    assert_eq!(tree(days.root()), before);
    let month = tree(months.root()).into_keys();
    // Readers of partitions want the same keys in all paths.
    let (schemas, month): (Vec<String>, Vec<String>) =
        month.partition(|p| p.ends_with("schema.parquet"));
    assert_eq!(schemas.len(), Table::ALL.len());
    assert!(
        schemas
            .iter()
            .all(|p| p.contains("/cluster=_none/month=1970-01/"))
    );
    let refused = Lake::create_of_months(days.root(), "0").unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Invalid);
    let refused = Lake::create(months.root(), "0").unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Invalid);
    assert!(
        month
            .iter()
            .all(|p| p.contains("/cluster=prod/month=2026-11/")),
        "{month:?}"
    );
    for table in ["objects", "keys", "rbac", "snapshots"] {
        let read = |lake: &Lake, part: &str| {
            let paths = tree(lake.root()).into_keys();
            let of = paths.filter(|p| p.contains(&format!("/{table}/cluster=prod/{part}")));
            let mut rows = Vec::new();
            for path in of {
                let file = fs::File::open(lake.root().join(path)).unwrap();
                let builder =
                    parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder::try_new(file);
                for batch in builder.unwrap().build().unwrap() {
                    let batch = batch.unwrap();
                    rows.extend(
                        (0..batch.num_rows()).map(|at| format!("{:?}", batch.slice(at, 1))),
                    );
                }
            }
            rows
        };
        let (mut want, got) = (read(&days, "day="), read(&months, "month="));
        assert!(!got.is_empty() && got.len() == want.len(), "{table}");
        let mut sorted = got.clone();
        sorted.sort();
        want.sort();
        assert!(sorted == want, "{table}");
    }
    // Again, nothing is done; with one snapshot more, the month is another one.
    assert_eq!(days.compact(&months, "0").unwrap().known, 1);
    let whole = tree(months.root());
    let later = Lake::create_of_months(&dir.path().join("later"), "0").unwrap();
    let first = Lake::create(&dir.path().join("first"), "0").unwrap();
    add(&first, "c136-A.zip", 1);
    first.compact(&later, "0").unwrap();
    add(&first, "c136-B-flat.zip", 1);
    assert_eq!(first.compact(&later, "0").unwrap().written, 1);
    assert_eq!(tree(later.root()), whole);
}

#[test]
fn changed_and_missing_files_are_found() {
    let dir = tempfile::tempdir().unwrap();
    let lake = Lake::create(&dir.path().join("lake"), "0").unwrap();
    add(&lake, "c115-A.db.gz", 1);
    let row = lake
        .snapshots()
        .unwrap()
        .into_values()
        .next()
        .unwrap()
        .remove(0);
    let table = |name: &str| {
        row.to_string_lossy()
            .replace("/snapshots/", &format!("/{name}/"))
    };
    let mut bytes = fs::read(table("objects")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(table("objects"), bytes).unwrap();
    fs::remove_file(table("keys")).unwrap();
    let verified = lake.verify(&mut |_| {}).unwrap();
    assert_eq!(
        (verified.sound, verified.problems.len()),
        (0, 2),
        "{:?}",
        verified.problems
    );
}

#[test]
fn a_directory_of_something_else_is_no_lake() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("thesis.txt"), "x").unwrap();
    assert!(Lake::create(dir.path(), "0").is_err());
    assert!(Lake::open(dir.path()).is_err());
}
