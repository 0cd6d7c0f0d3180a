use rusqlite::Connection;
use tempfile::TempDir;

use super::*;
use crate::etcd::{Fate, Label, Store, Want};

const TABLE: &str = "CREATE TABLE kine (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, \
    created INTEGER, deleted INTEGER, create_revision INTEGER, prev_revision INTEGER, \
    lease INTEGER, value BLOB, old_value BLOB); CREATE INDEX kine_name_index ON kine (name);";

/// A database of these statements; WAL mode as kine has it, its log written back.
fn database(sql: &str) -> Vec<u8> {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("state.db");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(sql).unwrap();
    drop(connection);
    std::fs::read(&path).unwrap()
}

fn kine(sql: &str) -> Vec<u8> {
    database(&format!("PRAGMA journal_mode = WAL; {TABLE} {sql}"))
}

/// Rows as kine writes them: put /a, put /b, put /a again, delete /b, put /c with a lease.
const ROWS: &str = "INSERT INTO kine VALUES
    (1, 'compact_rev_key', 1, 0, 0, 2, 0, x'', NULL),
    (2, '/a', 1, 0, 0, 0, 0, x'61', NULL),
    (3, '/b', 1, 0, 0, 0, 0, x'62', NULL),
    (4, '/a', 0, 0, 2, 2, 0, x'6161', x'61'),
    (5, '/b', 0, 1, 3, 3, 0, NULL, x'62'),
    (6, 'gap-6', 0, 1, 0, 0, 0, NULL, NULL),
    (7, '/c', 1, 0, 0, 0, 3600, x'63', NULL),
    (8, 'compact_rev_apiserver', 1, 0, 0, 0, 0, CAST('3|421' AS BLOB), NULL);";

fn read(bytes: &[u8]) -> Kine {
    Kine::read(Source::new(bytes)).unwrap()
}

type Row = (String, i64, i64, i64, String, i64);

fn state(kine: &Kine, at: Option<i64>) -> Vec<Row> {
    let store = Store::from_overlay(kine.overlay());
    let latest = store.latest(at, &Want::none().prefix("")).unwrap();
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    let rows = latest.records.iter().map(|r| {
        let (key, value) = (text(r.key), text(r.value));
        (
            key,
            r.create_revision,
            r.mod_revision,
            r.version,
            value,
            r.lease,
        )
    });
    rows.collect()
}

fn row(key: &str, created: i64, modified: i64, value: &str) -> Row {
    (key.to_owned(), created, modified, 0, value.to_owned(), 0)
}

fn problems(bytes: &[u8]) -> Vec<String> {
    let kine = read(bytes);
    let store = Store::from_overlay(kine.overlay());
    let mut all: Vec<String> = kine
        .problems()
        .list()
        .iter()
        .map(Error::to_string)
        .collect();
    store.check(&mut |e| all.push(e.to_string()));
    all
}

#[test]
fn rows_are_revisions() {
    let bytes = kine(ROWS);
    let kine = read(&bytes);
    assert!(kine.problems().is_empty());
    let mut leased = row("/c", 7, 7, "c");
    leased.5 = 3600;
    let mut compact = row("compact_rev_key", 8, 8, "421");
    compact.3 = 3;
    assert_eq!(state(&kine, None), [row("/a", 2, 4, "aa"), leased, compact]);
    assert_eq!(
        state(&kine, Some(3)),
        [row("/a", 2, 2, "a"), row("/b", 3, 3, "b")]
    );
    let store = Store::from_overlay(kine.overlay());
    assert_eq!((store.revision(), store.compact_revision()), (8, Some(2)));
    assert_eq!(
        store.resolve(Some(1)).unwrap_err().kind(),
        ErrorKind::Compacted
    );
    assert_eq!(problems(&bytes), [""; 0]);
}

#[test]
fn a_log_beside_the_database_counts_and_the_file_is_read_where_it_lies() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("state db?.db");
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(&format!(
            "PRAGMA journal_mode = WAL; {TABLE} {ROWS} PRAGMA wal_checkpoint;"
        ))
        .unwrap();
    connection
        .execute_batch("INSERT INTO kine VALUES (9, '/d', 1, 0, 0, 0, 0, x'64', NULL)")
        .unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let log = std::fs::read(dir.path().join("state db?.db-wal")).unwrap();
    let files = || std::fs::read_dir(dir.path()).unwrap().count();
    let before = files();
    let mut source = Source::new(&bytes);
    source.path = Some(&path);
    // Without its log the file is what it was at the last checkpoint, and nothing is waited for.
    assert_eq!(state(&Kine::read(source).unwrap(), None).len(), 3);
    source.log = Some(&log);
    let kine = Kine::read(source).unwrap();
    assert!(state(&kine, None).contains(&row("/d", 9, 9, "d")));
    assert_eq!(
        (files(), std::fs::read(&path).unwrap()),
        (before, bytes.clone())
    );
}

#[test]
fn a_bad_row_is_named_and_its_key_not_answered_with_an_older_one() {
    let bytes = kine(&format!(
        "{ROWS} INSERT INTO kine VALUES (9, '/a', 0, 0, 'two', 4, 0, x'', NULL),
         (10, x'2f64', 1, 0, 0, 0, 0, x'', NULL), (11, '/e', 1, 0, 0, 0, 0, 1.5, NULL),
         (12, '/f', 1, 0, 0, 0, 0, 'text', NULL);"
    ));
    let kine = read(&bytes);
    let keys: Vec<_> = state(&kine, None).into_iter().map(|row| row.0).collect();
    assert_eq!(keys, ["/c", "/f", "compact_rev_key"]);
    let told: Vec<_> = kine
        .problems()
        .list()
        .iter()
        .map(Error::to_string)
        .collect();
    assert_eq!(
        told,
        [
            "key \"/a\": revision 9: the column create_revision of the row is Text, it should be \
             an integer of 64 bits",
            "revision 10: the column name of the row is Blob, it should be text",
            "key \"/e\": revision 11: the column value of the row is Real, it should be a blob",
        ]
    );
}

#[test]
fn what_does_not_follow_is_a_problem() {
    let bytes = kine(&format!(
        "{ROWS} INSERT INTO kine VALUES (10, '/x', 0, 1, 0, 0, 0, NULL, NULL),
         (11, '/y', 0, 0, 5, 5, 0, x'', NULL), (12, '/a', 0, 0, 3, 4, 0, x'', NULL);"
    ));
    let told = problems(&bytes);
    for (told, what) in told.iter().zip([
        "revision 9 is missing",
        "key \"/x\": revision 10: the key is deleted and did not exist before",
        "key \"/y\": revision 11: the record has create_revision 5 and the one before it is",
        "key \"/a\": revision 12: the record has create_revision 3, the one before it, of revision 4",
    ]) {
        assert!(told.contains(what), "{told}");
    }
    assert_eq!(told.len(), 4);
}

#[test]
fn other_schemas_are_refused() {
    let columns = "1 AS id, 'n' AS name, 1 AS created, 0 AS deleted, 0 AS create_revision, \
                   0 AS prev_revision, 0 AS lease, x'' AS value";
    for (sql, what) in [
        ("CREATE TABLE other (id)".to_owned(), "no table kine"),
        (
            format!("CREATE VIEW kine AS SELECT {columns}"),
            "kine is a view",
        ),
        (
            "CREATE VIRTUAL TABLE kine USING fts5(id, name)".to_owned(),
            "kine is a virtual table",
        ),
        (
            TABLE.replace("lease INTEGER", "lease INTEGER AS (id + 1)"),
            "column lease of the table kine is generated",
        ),
        (
            TABLE.replace("INTEGER PRIMARY KEY AUTOINCREMENT", "TEXT"),
            "no id that is",
        ),
        (TABLE.replace("lease", "leese"), "no column lease"),
    ] {
        let e = Kine::read(Source::new(&database(&sql))).unwrap_err();
        assert_eq!(e.kind(), ErrorKind::Unsupported, "{e}");
        assert!(e.to_string().contains(what), "{e}");
    }
    let e = Kine::read(Source::new(&[b'x'; 9000])).unwrap_err();
    assert!(e.is_corrupt(), "{e}");
}

/// Many rows, so that the table has branch pages.
fn large() -> Vec<u8> {
    kine(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
         INSERT INTO kine SELECT i, '/k' || i, 1, 0, 0, 0, 0, randomblob(300), NULL FROM n;",
    )
}

#[test]
fn damage_costs_what_lies_in_it() {
    let sound = large();
    assert_eq!(state(&read(&sound), None).len(), 2000);
    let mut wiped = sound.clone();
    // A leaf page of the table in the middle of the file.
    let page = (60..).find(|page| sound[page * 4096] == 0x0d).unwrap();
    wiped[4096 * page..4096 * (page + 1)].fill(0);
    let kine = read(&wiped);
    let left = state(&kine, None).len();
    assert!((1900..2000).contains(&left), "{left} rows left");
    let told = kine.problems().list()[0].to_string();
    assert!(told.contains("cannot be read"), "{told}");
    let cut = read(&sound[..sound.len() / 2 / 4096 * 4096]);
    assert!(!cut.problems().is_empty());
    assert!(state(&cut, None).len() > 100);
}

#[test]
fn mutated_files_do_no_harm() {
    let sound = kine(ROWS);
    let mut seed = 1_u64;
    for _ in 0..300 {
        let mut bytes = sound.clone();
        for _ in 0..4 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let at = usize::try_from(seed >> 33).unwrap() % bytes.len();
            bytes[at] = (seed >> 20) as u8;
        }
        if let Ok(kine) = Kine::read(Source::new(&bytes)) {
            let store = Store::from_overlay(kine.overlay());
            store.check(&mut |_| {});
        }
    }
}

/// A database and its log as two files, the log not written back.
fn with_log(sql: &str, later: &str) -> (Vec<u8>, Vec<u8>) {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("state.db");
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(&format!(
            "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; {TABLE} {sql} \
             PRAGMA wal_checkpoint(TRUNCATE);"
        ))
        .unwrap();
    connection.execute_batch(later).unwrap();
    let read = |name: &str| std::fs::read(dir.path().join(name)).unwrap();
    (read("state.db"), read("state.db-wal"))
}

fn inserts(key: &str, from: i64, to: i64) -> String {
    (from..=to)
        .map(|id| {
            format!("INSERT INTO kine VALUES ({id}, '/{key}{id}', 1, 0, 0, 0, 0, x'61', NULL);")
        })
        .collect()
}

fn logged(bytes: &[u8], log: &[u8]) -> Kine {
    let mut source = Source::new(bytes);
    source.log = Some(log);
    Kine::read(source).unwrap()
}

/// A database and its rollback journal in the middle of a change, after these statements.
fn with_journal(before: &str) -> (Vec<u8>, Vec<u8>) {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("state.db");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(before).unwrap();
    // More than the cache holds, so that SQLite writes before it is told to.
    let change =
        "PRAGMA cache_size = 1; BEGIN; UPDATE kine SET value = CAST('not committed' AS BLOB);
        INSERT INTO kine SELECT id + 1000, '/e', 1, 0, 0, 0, 0, zeroblob(9000), NULL FROM kine;";
    connection.execute_batch(change).unwrap();
    let read = |name: &str| std::fs::read(dir.path().join(name)).unwrap();
    (read("state.db"), read("state.db-journal"))
}

fn journalled<'a>(bytes: &'a [u8], journal: &'a [u8]) -> Source<'a> {
    let mut source = Source::new(bytes);
    source.journal = Some(journal);
    source
}

#[test]
fn what_a_change_under_way_has_written_is_taken_back() {
    let before = format!(
        "PRAGMA journal_mode = DELETE; {TABLE} {ROWS} {}",
        inserts("d", 9, 12)
    );
    let (bytes, journal) = with_journal(&before);
    let rolled_back = Kine::read(journalled(&bytes, &journal)).unwrap();
    assert!(rolled_back.problems().is_empty());
    let wanted = self::read(&database(&before));
    assert_eq!(state(&rolled_back, None), state(&wanted, None));
    let as_it_lies = Kine::read(Source::new(&bytes));
    assert!(as_it_lies.is_err() || state(&as_it_lies.unwrap(), None) != state(&wanted, None));
    let note = "a change was under way: what the -journal file has of before is taken back, as SQLite does";
    assert_eq!(rolled_back.notes(), [note]);
}

/// The journal is told from the database's own by the changes before it, and where it is not told, it is blamed.
#[test]
fn a_journal_of_another_database_is_named() {
    let (_, journal) = with_journal(&format!("{TABLE} {}", inserts("f", 1, 400)));
    let own = database(&format!("{TABLE} {}", inserts("o", 1, 40)));
    let left_out = Kine::read(journalled(&own, &journal)).unwrap();
    assert_eq!(state(&left_out, None).len(), 40);
    let note = left_out.notes().concat();
    assert!(note.contains("another database"), "{note}");
    let told = "it begins with change 402 of a database, which is at change 42";
    assert!(note.contains(told), "{note}");
    let why = journal::foreign(&own, &journal[..512]).unwrap();
    assert!(why.starts_with("it begins with a database of"), "{why}");
    let small = database(&format!(
        "PRAGMA page_size = 1024; {TABLE} {}",
        inserts("s", 1, 40)
    ));
    let note = Kine::read(journalled(&small, &journal))
        .unwrap()
        .notes()
        .concat();
    assert!(
        note.contains("its pages are of 4096 bytes, the database's of 1024"),
        "{note}"
    );
    // One that has the first page.
    let mut committed = journal[..512].to_vec();
    committed.extend(1_u32.to_be_bytes());
    committed.extend(&own[..4096]);
    committed.extend([0; 4]);
    for (more, told) in [(0, false), (1, false), (2, true)] {
        let mut later = own.clone();
        later[27] += more;
        assert_eq!(
            journal::foreign(&later, &committed).is_some(),
            told,
            "{more}"
        );
    }

    // One that changed as often, with the log of the database and without.
    let mut other = database(&format!("{TABLE} {}", inserts("o", 1, 40)));
    let (mut logged, log) = with_log(&inserts("o", 1, 40), &inserts("l", 41, 42));
    for bytes in [&mut other, &mut logged] {
        bytes[24..28].copy_from_slice(&402_u32.to_be_bytes());
        bytes[92..96].copy_from_slice(&402_u32.to_be_bytes());
    }
    for (bytes, log) in [(&other, None), (&logged, Some(&*log))] {
        let mut source = journalled(bytes, &journal);
        source.log = log;
        let (message, hint) = match Kine::read(source) {
            Ok(kine) => {
                let e = kine.problems().list().last().unwrap().clone();
                (e.message().to_owned(), e.hint_text().unwrap().to_owned())
            }
            Err(e) => (e.message().to_owned(), e.hint_text().unwrap().to_owned()),
        };
        assert!(
            message.starts_with("the -journal file does not fit the database"),
            "{message}"
        );
        assert!(hint.contains("--no-wal"), "{hint}");
    }
}

/// A super-journal is another file, whose path the evidence says: nothing is looked for there or taken away.
#[test]
fn a_super_journal_is_never_looked_for() {
    let dir = TempDir::new().unwrap();
    let there = dir.path().join("state.db-mj0123");
    std::fs::write(&there, b"mine").unwrap();
    let before = format!("{TABLE} {ROWS}");
    let (bytes, journal) = with_journal(&before);
    let wanted = state(&self::read(&database(&before)), None);
    let path = there.to_str().unwrap();
    for path in [path, "/nowhere/state.db-mj0123"] {
        let sum: u32 = path.bytes().map(u32::from).sum();
        let mut named = journal.clone();
        named.resize(named.len().next_multiple_of(512), 0);
        named.extend(0x4000_0001_u32.to_be_bytes());
        named.extend(path.as_bytes());
        named.extend(u32::try_from(path.len()).unwrap().to_be_bytes());
        named.extend(sum.to_be_bytes());
        named.extend(&journal[..8]);
        assert_eq!(super_journal(&named), Some(path.as_bytes()));
        let kine = Kine::read(journalled(&bytes, &named)).unwrap();
        assert_eq!(state(&kine, None), wanted);
    }
    assert_eq!(std::fs::read(&there).unwrap(), b"mine");
    assert_eq!(super_journal(&journal), None);
}

/// SQLite tells names of columns apart without their case.
#[test]
fn columns_have_names_of_any_case() {
    let shouted = TABLE
        .replace("name TEXT", "NAME TEXT")
        .replace("lease INTEGER", "\"Lease\" INTEGER");
    let read = read(&database(&format!("{shouted} {ROWS}")));
    assert_eq!(state(&read, None), state(&self::read(&kine(ROWS)), None));
    assert!(read.problems().is_empty());
}

#[test]
fn a_log_of_another_generation_is_left_out_and_said() {
    let (_, old) = with_log(&inserts("old", 1, 5), &inserts("old", 6, 9));
    let newer = kine(&inserts("new", 1, 40));
    let read = logged(&newer, &old);
    assert_eq!(state(&read, None).len(), 40);
    assert!(
        read.notes()[0].contains("another generation"),
        "{:?}",
        read.notes()
    );
    // Its own log takes nothing from a database, even where rows were compacted in it.
    let compaction =
        "DELETE FROM kine WHERE id = 2; UPDATE kine SET prev_revision = 4 WHERE id = 1;";
    let later = format!("{} {compaction}", inserts("d", 9, 9));
    let (bytes, log) = with_log(ROWS, &later);
    let read = logged(&bytes, &log);
    assert_eq!((read.notes(), read.problems().is_empty()), (&[][..], true));
    assert!(state(&read, None).contains(&row("/d9", 9, 9, "a")));
}

#[test]
fn commits_after_a_damaged_frame_are_missed() {
    let (bytes, log) = with_log(ROWS, &inserts("d", 9, 12));
    let whole = logged(&bytes, &log);
    assert!(whole.problems().is_empty() && state(&whole, None).len() == 7);
    let frame = 24 + 4096;
    let mut damaged = log.clone();
    damaged[32 + frame + 2000] ^= 1;
    let read = logged(&bytes, &damaged);
    let told = read.problems().list()[0].to_string();
    assert!(told.contains("commits that follow are not read"), "{told}");
    // A log that ends within a frame is what a crash leaves.
    let torn = logged(&bytes, &log[..log.len() - 100]);
    assert!(torn.problems().is_empty());
    assert!(
        torn.notes()[0].contains("ends within a frame"),
        "{:?}",
        torn.notes()
    );
    // One that ends behind a frame may have no other.
    let shorter = logged(&bytes, &log[..log.len() - frame]);
    assert_eq!(
        (shorter.notes(), shorter.problems().is_empty()),
        (&[][..], true)
    );
    let mut other = log;
    other[0] = 0;
    let told = logged(&bytes, &other).problems().list()[0].to_string();
    assert!(told.contains("not a write-ahead log"), "{told}");
}

/// Rows of which one has a value on overflow pages; the root page of the table is wiped.
fn rootless() -> Vec<u8> {
    let mut bytes = kine(&format!(
        "{} INSERT INTO kine VALUES (401, '/large', 1, 0, 0, 0, 0, zeroblob(20000), NULL);",
        inserts("k", 1, 400)
    ));
    let page = (1..bytes.len() / 4096).find(|page| bytes[page * 4096] == 0x05);
    let at = page.unwrap() * 4096;
    bytes[at..at + 4096].fill(0);
    bytes
}

#[test]
fn rows_that_nothing_leads_to_are_carved_and_salvaged() {
    let bytes = rootless();
    let source = Source::new(&bytes);
    let lost = Kine::read(source).unwrap();
    assert!(state(&lost, None).is_empty());
    let carved = lost.carve(source, false);
    assert_eq!(carved.len(), 401);
    assert!(
        carved
            .iter()
            .all(|c| c.fate == Fate::Lost && c.record.is_some())
    );
    assert_eq!(carved[400].record.unwrap().value.len(), 20000);
    let mut salvaging = source;
    salvaging.salvage = true;
    let salvaged = Kine::read(salvaging).unwrap();
    assert_eq!(state(&salvaged, None).len(), 401);
    let told = salvaged.problems().list().last().unwrap().to_string();
    assert!(told.contains("401 rows"), "{told}");
}

#[test]
fn rows_on_free_pages_are_listed_and_never_salvaged() {
    let bytes = kine(&format!(
        "PRAGMA secure_delete = OFF; {} UPDATE kine SET value = zeroblob(900); \
         INSERT INTO kine VALUES (401, 'compact_rev_key', 1, 0, 0, 390, 0, x'', NULL); \
         DELETE FROM kine WHERE id < 390;",
        inserts("k", 1, 400)
    ));
    let mut source = Source::new(&bytes);
    source.salvage = true;
    let read = Kine::read(source).unwrap();
    assert_eq!(state(&read, None).len(), 11);
    let carved = read.carve(source, false);
    assert!(carved.len() > 100, "{}", carved.len());
    assert!(carved.iter().all(|c| c.fate == Fate::Compacted && !c.live));
    assert!(carved.iter().all(|c| c.label == Label::Stale));
}

#[test]
fn the_apiservers_compact_row_is_shown_as_clients_see_it() {
    for name in ["compact_rev_apiserver", "compact_rev_key_apiserver"] {
        let bytes = kine(&format!(
            "INSERT INTO kine VALUES (1, '{name}', 1, 0, 0, 0, 0, CAST('2|6' AS BLOB), NULL)"
        ));
        let mut compact = row("compact_rev_key", 1, 1, "6");
        compact.3 = 2;
        assert_eq!(state(&read(&bytes), None), [compact]);
    }
}

#[test]
fn mutated_pages_and_logs_do_no_harm() {
    let sound = rootless();
    let (bytes, log) = with_log(ROWS, &inserts("d", 9, 12));
    let mut seed = 7_u64;
    let mut mutate = |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        for _ in 0..6 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let at = usize::try_from(seed >> 33).unwrap() % bytes.len();
            bytes[at] = (seed >> 20) as u8;
        }
        bytes
    };
    for _ in 0..60 {
        let (bytes, log) = (mutate(&bytes), mutate(&log));
        let mut source = Source::new(&bytes);
        source.log = Some(&log);
        source.salvage = true;
        if let Ok(kine) = Kine::read(source) {
            kine.carve(source, true);
        }
        let wrecked = mutate(&sound);
        let mut source = Source::new(&wrecked);
        source.salvage = true;
        if let Ok(kine) = Kine::read(source) {
            kine.carve(source, true);
        }
    }
}

#[test]
fn a_sector_that_cannot_be_read_is_damage() {
    let kind = |extended: i32| {
        let error = ffi::Error::new(extended);
        failure("SQLite", &rusqlite::Error::SqliteFailure(error, None)).kind()
    };
    for extended in [ffi::SQLITE_IOERR_READ, ffi::SQLITE_IOERR_CORRUPTFS] {
        assert_eq!(kind(extended), ErrorKind::Corrupt);
    }
    // The disk of the temporary copy, say.
    for extended in [ffi::SQLITE_IOERR, ffi::SQLITE_IOERR_WRITE] {
        assert_eq!(kind(extended), ErrorKind::Io);
    }
}
