//! SQL dumps, as databases write them and as nobody does.

use proptest::prelude::*;

use super::*;
use crate::input::SqlDialect;

macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("../../../../../fixtures/dumps/", $name))
    };
}

/// Dumps of one table.
const REAL: [(SqlDialect, &[u8]); 7] = [
    (SqlDialect::Sqlite, fixture!("sqlite3.sql")),
    (SqlDialect::Sqlite, fixture!("python.sql")),
    (SqlDialect::Postgres, fixture!("pg_dump.sql")),
    (SqlDialect::Postgres, fixture!("pg_dump-inserts.sql")),
    (SqlDialect::Postgres, fixture!("pg_dump-escape.sql")),
    (SqlDialect::Mysql, fixture!("mariadb-dump.sql")),
    (SqlDialect::Mysql, fixture!("mariadb-dump-hex.sql")),
];

fn parse(dialect: SqlDialect, text: &[u8]) -> Dump {
    read(DumpForm::Sql(dialect), text).unwrap()
}

/// One row of a key whose value is this literal.
fn value(dialect: SqlDialect, literal: &[u8]) -> std::result::Result<Vec<u8>, Vec<String>> {
    let text = [
        b"INSERT INTO kine VALUES (2,'/a',1,0,0,0,0,",
        literal,
        b",NULL);\n",
    ]
    .concat();
    let dump = parse(dialect, &text);
    match rows(&dump).as_slice() {
        [(_, _, value)] if dump.problems().is_empty() => Ok(value.clone()),
        _ => Err(said(&dump)),
    }
}

#[test]
fn all_databases_write_the_same_rows() {
    let (dialect, first) = REAL[0];
    let first = parse(dialect, first);
    let rows_of = rows(&first);
    assert_eq!(rows_of.len(), 13);
    assert_eq!(kept(&first), (Kept::History, 18));
    let all: Vec<u8> = (0..=255).chain(0..=255).collect();
    assert!(rows_of.contains(&row("/other/bytes", [14, 14, 0, 0], &all)));
    assert!(rows_of.contains(&row("compact_rev_key", [18, 18, 2, 0], b"3")));
    for (dialect, text) in REAL {
        let dump = parse(dialect, text);
        assert_eq!(rows(&dump), rows_of, "{dialect}");
        assert_eq!(said(&dump), [""; 0], "{dialect}");
    }
}

/// What people and other programs than pg_dump write.
#[test]
fn options_of_postgres_are_read() {
    let values =
        "(id, name, created, deleted, create_revision, prev_revision, lease, value, old_value)";
    let wanted = [
        row("/a", [2, 2, 0, 0], b"k8"),
        row("/b,c", [3, 3, 0, 0], b""),
    ];
    let copied = |options: &str, lines: &str| {
        format!(
            "COPY public.kine {values} FROM stdin{options};\n{lines}\\.\n-- PostgreSQL database dump complete\n"
        )
    };
    let tabs = "2\t/a\t1\t0\t0\t0\t0\t\\\\x6b38\t\\N\n3\t/b,c\t1\t0\t0\t0\t0\t\t\\N\n";
    let commas = "2,/a,1,0,0,0,0,\\\\x6b38,-\n3,/b\\,c,1,0,0,0,0,,-\n";
    for text in [
        copied("", tabs),
        copied(" WITH (FORMAT text)", tabs),
        copied(" WITH (DELIMITER ',', NULL '-')", commas),
        copied(" (FORMAT text, DELIMITER E',', NULL '-')", commas),
        copied(" DELIMITER AS ',' NULL AS '-'", commas),
        copied(" WITH DELIMITER ',' NULL '-'", commas),
        format!(
            "INSERT INTO public.kine {values} OVERRIDING SYSTEM VALUE VALUES (2,'/a',1,0,0,0,0,decode('6b38','hex'),NULL), \
             (3,'/b,c',1,0,0,0,0,'',NULL);\n"
        ),
    ] {
        let dump = parse(SqlDialect::Postgres, text.as_bytes());
        assert_eq!(
            (rows(&dump), said(&dump)),
            (wanted.to_vec(), Vec::new()),
            "{text}"
        );
    }
    for options in [
        " WITH (FORMAT csv)",
        " CSV",
        " WITH (DELIMITER ',', HEADER)",
        " WITH (DELIMITER 'ab')",
    ] {
        let form = DumpForm::Sql(SqlDialect::Postgres);
        let e = read(form, copied(options, commas).as_bytes()).unwrap_err();
        assert!(
            e.message().contains("options that kf does not know"),
            "{options}: {e}"
        );
    }
}

#[test]
fn line_ends_of_windows_change_nothing() {
    for (dialect, text) in REAL {
        let windows = String::from_utf8_lossy(text).replace('\n', "\r\n");
        if windows.contains('\u{fffd}') {
            continue;
        }
        assert_eq!(
            rows(&parse(dialect, windows.as_bytes())),
            rows(&parse(dialect, text)),
            "{dialect}"
        );
    }
}

#[test]
fn literals_are_bytes() {
    use SqlDialect::{Mysql, Postgres, Sqlite};
    for (dialect, literal, wanted) in [
        (Sqlite, &b"X'00ffAb'"[..], &b"\0\xff\xab"[..]),
        (Sqlite, b"'it''s \\n'", b"it's \\n"),
        (Sqlite, b"''", b""),
        (Sqlite, b"NULL", b""),
        (Sqlite, b"replace('a\\nb\\n','\\n',char(10))", b"a\nb\n"),
        (
            Sqlite,
            b"replace(replace('a\\r\\nb','\\r',char(13)),'\\n',char(10))",
            b"a\r\nb",
        ),
        (
            Sqlite,
            b"unistr('a\\u000ab''\\\\\\+01F600')",
            "a\nb'\\\u{1f600}".as_bytes(),
        ),
        (
            Mysql,
            b"_binary 'a\\0\\'\\\"\\\\\\n\\r\\Z\\b\\t\\q''\xff\x80'",
            b"a\0'\"\\\n\r\x1a\x08\tq'\xff\x80",
        ),
        (Mysql, b"'100\\%'", b"100\\%"),
        (Mysql, b"0x6B38", b"k8"),
        (Mysql, b"_binary 0x6B38", b"k8"),
        (Mysql, b"\"a'b\"", b"a'b"),
        (Postgres, b"'\\x6b38'", b"k8"),
        (Postgres, b"'\\x6b38'::bytea", b"k8"),
        (Postgres, b"E'\\\\x6b38'", b"k8"),
        (Postgres, b"'a\\000\\\\''b'", b"a\0\\'b"),
        (Postgres, b"decode('6b38', 'hex')", b"k8"),
        (Postgres, b"decode('a\\000', 'escape')::bytea", b"a\0"),
    ] {
        let shown = String::from_utf8_lossy(literal);
        assert_eq!(value(dialect, literal).as_deref(), Ok(wanted), "{shown}");
    }
    for (dialect, literal, what) in [
        (Sqlite, &b"X'0'"[..], "hexadecimal digits come in pairs"),
        (Sqlite, b"X'0g'", "a hexadecimal digit is none"),
        (Sqlite, b"randomblob(9)", "a literal is expected"),
        (
            Sqlite,
            b"replace('a','a','much longer')",
            "a replacement is longer",
        ),
        (Sqlite, b"char(1114112)", "a number is no character's"),
        (Sqlite, b"12.5", "a blob"),
        (Postgres, b"'\\q'", "neither hexadecimal nor escaped"),
        (Sqlite, b"'open", "the dump ends within a statement"),
        (Sqlite, b"X'00' X'01'", "a comma or the end of the row"),
    ] {
        let said = value(dialect, literal).unwrap_err();
        let shown = String::from_utf8_lossy(literal);
        assert!(said.iter().any(|s| s.contains(what)), "{shown}: {said:?}");
    }
    let deep = "replace(".repeat(1000);
    let said = value(Sqlite, deep.as_bytes()).unwrap_err();
    assert!(said[0].contains("MAX_SQL_CALLS"), "{said:?}");
}

#[test]
fn backslashes_are_doubled_where_strings_do_not_conform() {
    let text = String::from_utf8_lossy(fixture!("pg_dump-inserts.sql"));
    let on = "SET standard_conforming_strings = on;";
    assert!(text.contains(on));
    let wanted = rows(&parse(SqlDialect::Postgres, text.as_bytes()));
    for off in ["= off", "TO 'off'", "= FALSE"] {
        let off = format!("SET standard_conforming_strings {off};");
        let text = text.replace('\\', "\\\\").replace(on, &off);
        let dump = parse(SqlDialect::Postgres, text.as_bytes());
        assert_eq!(rows(&dump), wanted, "{off}");
        assert_eq!(said(&dump), [""; 0], "{off}");
    }
}

#[test]
fn rows_that_lie_in_another_file_are_asked_for() {
    for (from, what) in [
        ("'$$PATH$$/3344.dat'", "are not in this file"),
        ("stdin WITH (FORMAT csv)", "options that kf does not know"),
    ] {
        let text = format!("COPY public.kine (id, name) FROM {from};\n\\.\n");
        let e = read(DumpForm::Sql(SqlDialect::Postgres), text.as_bytes()).unwrap_err();
        assert!(e.message().contains(what), "{e}");
    }
    let other = "COPY public.other (id) FROM '$$PATH$$/1.dat';\n\
        INSERT INTO kine VALUES (2,'/a',1,0,0,0,0,'a',NULL);\n";
    assert_eq!(
        rows(&parse(SqlDialect::Postgres, other.as_bytes())).len(),
        1
    );
}

#[test]
fn a_dump_without_comments_has_an_end_as_well() {
    let text = String::from_utf8_lossy(fixture!("mariadb-dump-hex.sql")).into_owned();
    let bare: Vec<&str> = text.lines().filter(|l| !l.starts_with("--")).collect();
    let whole = parse(SqlDialect::Mysql, bare.join("\n").as_bytes());
    assert_eq!(said(&whole), [""; 0]);
    let end = bare.iter().position(|l| l.starts_with("UNLOCK")).unwrap();
    let cut = parse(SqlDialect::Mysql, bare[..end].join("\n").as_bytes());
    let said = said(&cut);
    assert!(said.iter().any(|s| s.contains("has no end")), "{said:?}");
}

#[test]
fn statements_around_the_rows_do_not_count() {
    let text = b"-- INSERT INTO kine VALUES(9,'/no',1,0,0,0,0,X'',NULL);\n\
        /* INSERT INTO kine VALUES(9,'/no',1,0,0,0,0,X'',NULL); */\n\
        CREATE TABLE notes (t TEXT DEFAULT 'a;b', CHECK (t <> ')'));\n\
        INSERT INTO notes VALUES('x'';\nINSERT INTO kine VALUES(9,''/no'',1,0,0,0,0,X'''',NULL);');\n\
        create table \"kine\" (value BLOB, name TEXT, id INTEGER PRIMARY KEY, created INT, \
        deleted INT, create_revision INT, prev_revision INT, lease INT, PRIMARY KEY (id));\n\
        insert into \"kine\" values(X'31','/a',2,1,0,0,0,0), (X'32','/b',3,1,0,0,0,0);\n\
        INSERT OR IGNORE INTO main.kine( \"id\", \"name\", created, deleted, create_revision, \
        prev_revision, lease, value, old_value) VALUES (4,'/c',1,0,0,0,0,X'33',X'');";
    let e = read(DumpForm::Sql(SqlDialect::Sqlite), text).unwrap_err();
    assert!(
        e.message()
            .contains("several tables kine: \"kine\" and \"main.kine\""),
        "{e}"
    );
    let text = String::from_utf8_lossy(text).replace("main.kine", "kine");
    let dump = parse(SqlDialect::Sqlite, text.as_bytes());
    let (a, b, c) = ([2, 2, 0, 0], [3, 3, 0, 0], [4, 4, 0, 0]);
    assert_eq!(
        rows(&dump),
        [row("/a", a, b"1"), row("/b", b, b"2"), row("/c", c, b"3")]
    );
    assert_eq!(said(&dump), [""; 0]);
    let functions = b"CREATE FUNCTION f() RETURNS int AS $_$ ; INSERT INTO kine VALUES (9) $_$ \
        LANGUAGE sql;\nCOPY public.other (a) FROM stdin;\nINSERT INTO kine VALUES (9);\n\\.\n\
        COPY public.kine (value, id, name, created, deleted, create_revision, prev_revision, lease) \
        FROM stdin;\n\\\\x31\t2\t/a\\tb\t1\t0\t0\t0\t0\n\\N\t3\t/b\t1\t0\t0\t0\t0\n\\.\n";
    let dump = parse(SqlDialect::Postgres, functions);
    assert_eq!(rows(&dump), [row("/a\tb", a, b"1"), row("/b", b, b"")]);
    assert_eq!(said(&dump), [""; 0]);
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let rows_with = |bad: &str| {
        format!(
            "BEGIN TRANSACTION;\nINSERT INTO kine VALUES(2,'/a',1,0,0,0,0,X'31',NULL);\n{bad}\n\
             INSERT INTO kine VALUES(4,'/c',1,0,0,0,0,X'33',NULL);\nCOMMIT;\n"
        )
    };
    for (bad, what) in [
        (
            "INSERT INTO kine VALUES(3,'/b',1,0,0,0);",
            "line 3 of the dump: a row has 6 values for 9 columns",
        ),
        (
            "INSERT INTO kine VALUES(3,'/b',1,0,0,0,0,X'32',NULL,NULL);",
            "line 3 of the dump: a row has 10 values for 9 columns",
        ),
        // The values of a row that is shorter than its table are those of other columns.
        (
            "CREATE TABLE kine (id INTEGER, name TEXT, created INTEGER, deleted INTEGER, \
             create_revision INTEGER, prev_revision INTEGER, lease INTEGER, lease INTEGER, value BLOB, \
             old_value BLOB); INSERT INTO kine VALUES(3,'/b',1,0,0,0,0,X'32',NULL);\n\
             CREATE TABLE kine (id, name, created, deleted, create_revision, prev_revision, lease, \
             value, old_value);",
            "line 3 of the dump: a row has 9 values for 10 columns",
        ),
        (
            "INSERT INTO kine (id, name, created, deleted, create_revision, prev_revision, lease, value) \
             VALUES(3,'/b',1,0,0,0,0);",
            "line 3 of the dump: a row has 7 values for 8 columns",
        ),
        (
            "INSERT INTO kine VALUES(3,'/b',1,?);",
            "line 3 of the dump: a literal is expected",
        ),
        (
            "INSERT INTO kine VALUES(2,'/b',1,0,0,0,0,X'32',NULL);",
            "there was a row 2 before",
        ),
        (
            "INSERT INTO kine VALUES('x','/b',1,0,0,0,0,X'32',NULL);",
            "a row's id is Text",
        ),
        (
            "INSERT INTO kine (id) VALUES(3);",
            "a column of kine's is missing",
        ),
    ] {
        let dump = parse(SqlDialect::Sqlite, rows_with(bad).as_bytes());
        let said = said(&dump);
        assert!(said.iter().any(|s| s.contains(what)), "{bad}: {said:?}");
        let keys: Vec<String> = rows(&dump).into_iter().map(|row| row.0).collect();
        assert!(
            keys.contains(&"/a".to_owned()) && keys.contains(&"/c".to_owned()),
            "{bad}"
        );
    }
    let copy = b"COPY public.kine (id, name, created, deleted, create_revision, prev_revision, lease, value) \
        FROM stdin;\n2\t/a\t1\t0\t0\t0\t0\n3\t/b\t1\t0\t0\t0\t0\t\\\\x31\t4\n\\.\n";
    let dump = parse(SqlDialect::Postgres, copy);
    assert_eq!(
        said(&dump),
        [
            "line 2 of the dump: a row has 7 values for 8 columns",
            "line 3 of the dump: a row has 9 values for 8 columns"
        ]
    );
    let none = read(DumpForm::Sql(SqlDialect::Sqlite), b"CREATE TABLE t (a);").unwrap_err();
    assert!(none.message().contains("no rows of a table kine"));
    let two = b"USE a;\nINSERT INTO `kine` VALUES (1,'/a',1,0,0,0,0,'',NULL);\nUSE b;\n\
        INSERT INTO `kine` VALUES (1,'/a',1,0,0,0,0,'',NULL);\n";
    let two = read(DumpForm::Sql(SqlDialect::Mysql), two).unwrap_err();
    assert!(two.message().contains("\"a.kine\" and \"b.kine\""), "{two}");
    let errors = b"BEGIN TRANSACTION;\nINSERT INTO kine VALUES(1,'/a',1,0,0,0,0,X'',NULL);\n\
        ROLLBACK; -- due to errors\n";
    let dump = parse(SqlDialect::Sqlite, errors);
    assert!(said(&dump)[0].contains("sqlite3 met errors"));
}

#[test]
fn cut_anywhere_a_dump_says_so() {
    for (dialect, text) in REAL {
        let end: &[u8] = match dialect {
            SqlDialect::Sqlite => b"COMMIT;",
            SqlDialect::Postgres => b"-- PostgreSQL database dump complete",
            SqlDialect::Mysql => b"-- Dump completed",
        };
        cut_anywhere(DumpForm::Sql(dialect), text, end, 97);
    }
}

proptest! {
    #[test]
    fn any_bytes_come_back_from_what_mysql_writes(bytes in prop::collection::vec(any::<u8>(), 0..99)) {
        let mut literal = b"'".to_vec();
        for byte in &bytes {
            match byte {
                0 => literal.extend_from_slice(b"\\0"),
                b'\n' => literal.extend_from_slice(b"\\n"),
                b'\r' => literal.extend_from_slice(b"\\r"),
                0x1a => literal.extend_from_slice(b"\\Z"),
                b'\'' | b'"' | b'\\' => literal.extend_from_slice(&[b'\\', *byte]),
                other => literal.push(*other),
            }
        }
        literal.push(b'\'');
        prop_assert_eq!(value(SqlDialect::Mysql, &literal), Ok(bytes));
    }

    #[test]
    fn changed_bytes_do_no_harm(
        which in 0..REAL.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let (dialect, text) = REAL[which];
        let mut text = text.to_vec();
        for (at, byte) in changes {
            let at = at.index(text.len());
            text[at] = byte;
        }
        if let Ok(dump) = read(DumpForm::Sql(dialect), &text) {
            let _ = (rows(&dump), said(&dump));
        }
    }
}
