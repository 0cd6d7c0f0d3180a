//! `kf timeline`: what happened, out of one file or several.

use std::collections::BTreeMap;

use kf::object::Value;
use kf::object::parse::json::parse;
use kf::time::Timestamp;

use crate::support::{Output, fixture, gunzip, kf, unpacked};

fn rows(output: &Output) -> Vec<Value<'static>> {
    let lines = output.text().lines();
    lines
        .map(|line| parse(line.as_bytes()).unwrap().into_owned())
        .collect()
}

fn text<'v>(row: &'v Value<'_>, member: &str) -> &'v str {
    row.str_at(&[member]).unwrap_or("-")
}

fn is_change(row: &Value<'_>) -> bool {
    text(row, "data_type") == "kubernetes:etcd:revision"
}

#[test]
fn every_change_is_there_once_in_order_with_its_operation() {
    let recorded = gunzip(&fixture("snapshots/c136-B-history.tsv.gz"));
    let mut known = BTreeMap::new();
    let mut expected = Vec::new();
    for line in recorded.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let operation = match (cells[0], cells[4]) {
            ("DELETE", _) => "deleted",
            (_, "1") if known.contains_key(cells[2]) => "recreated",
            (_, "1") => "created",
            _ => "updated",
        };
        known.insert(cells[2], ());
        expected.push(format!("{} {} {operation}", cells[1], cells[2]));
    }
    let told = kf("timeline -o jsonl -s", &[&unpacked("c136-B-flat.zip")]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let rows = rows(&told);
    let found: Vec<String> = rows
        .iter()
        .filter(|row| is_change(row))
        .map(|row| {
            let revision = row.get("revision").and_then(Value::as_int).unwrap();
            format!(
                "{revision} {} {}",
                text(row, "etcd_key"),
                text(row, "operation")
            )
        })
        .collect();
    assert_eq!(expected.len(), 2589);
    assert_eq!(found, expected);
    // What has no time of its own has bounds, of two seconds nearly everywhere.
    let bounded = rows.iter().filter(|r| text(r, "time_source") == "bracket");
    assert_eq!(bounded.count(), 577);
    assert!(rows.iter().all(|row| row.get("datetime").is_some()));
}

#[test]
fn facts_stand_below_the_change_that_tells_of_them() {
    let file = unpacked("c136-B-flat.zip");
    let told = kf("timeline pods st-crashloop -n prod -s", &[&file]);
    let expected = "\
REVISION  TIME                        WITHIN   WHAT
";
    assert!(told.text().starts_with(expected), "{}", told.block());
    let helm = kf("timeline secrets -A -o jsonl -s", &[&file]);
    let kinds: Vec<String> = rows(&helm)
        .iter()
        .filter(|row| !is_change(row))
        .map(|row| text(row, "timestamp_desc").to_owned())
        .collect();
    for kind in ["Certificate Not Before", "Certificate Not After"] {
        assert!(kinds.iter().any(|k| k == kind), "{kind}: {kinds:?}");
    }
}

#[test]
fn two_snapshots_of_a_cluster_make_one_timeline() {
    let (a, b) = (unpacked("c136-A.zip"), unpacked("c136-B-flat.zip"));
    let alone = kf("timeline -s", &[&b]);
    let both = kf("timeline -s", &[&a, "-s", &b]);
    assert_eq!(both.text(), alone.text());
    assert_eq!(both.code, 0, "{}", both.stderr);
    let foreign = kf("timeline -s", &[&b, "-s", &unpacked("c115-A.db.gz")]);
    assert_eq!(foreign.text(), alone.text());
    assert_eq!(foreign.code, 1);
    let why = "is left out: at revision 2 it holds another record than the files before it";
    assert!(foreign.stderr.contains(why), "{}", foreign.stderr);
}

#[test]
fn what_free_pages_hold_is_marked_and_gaps_are_named() {
    let (before, after) = (
        unpacked("carve-before.db.gz"),
        unpacked("carve-after.db.gz"),
    );
    let told = kf("timeline -o jsonl -s", &[&after]);
    let carved = rows(&told);
    let carved: Vec<&Value<'_>> = carved
        .iter()
        .filter(|row| text(row, "origin").starts_with("carved"))
        .collect();
    assert!(carved.len() > 10, "{}", told.text());
    assert!(
        carved
            .iter()
            .all(|row| text(row, "message").contains("[carved: compacted away]"))
    );
    let without = kf("timeline --no-carve -o jsonl -s", &[&after]);
    assert!(!without.text().contains("carved"));
    // The earlier file has them all in its tree.
    let both = kf("timeline -o jsonl -s", &[&before, "-s", &after]);
    assert!(!both.text().contains("carved-compacted"), "{}", both.text());
    assert!(!both.stderr.contains("gap"), "{}", both.stderr);
}

#[test]
fn what_is_encrypted_is_told_as_far_as_it_goes() {
    let told = kf(
        "timeline secrets -A -o jsonl -s",
        &[&unpacked("enc-aescbc-A.db.gz")],
    );
    assert_eq!(told.code, 1);
    let secrets = rows(&told);
    assert!(secrets.len() >= 20, "{}", told.text());
    assert!(secrets.iter().all(|row| text(row, "operation") != "-"));
    let why = " encrypted; of their changes no more is told than key, revision and operation";
    assert!(told.stderr.contains(why), "{}", told.stderr);
}

#[test]
fn a_timesketch_row_has_what_its_importer_needs() {
    let file = unpacked("c136-B-flat.zip");
    let told = kf(
        "timeline deployments -A --op deleted -o timesketch-csv -s",
        &[&file],
    );
    let mut lines = told.text().lines();
    let head = lines.next().unwrap();
    assert!(head.starts_with("datetime,timestamp,timestamp_desc,message,data_type,tag,"));
    let row = lines.next().unwrap();
    assert!(row.contains("\"Deletion (not later than)\""), "{row}");
    assert_eq!(row.matches(',').count(), head.matches(',').count(), "{row}");
    kf("timeline --op gone -s", &[&file])
        .fails("error: valid --op are created, updated, deleted or recreated\n");
}

#[test]
fn a_span_of_time_and_no_noise() {
    let snapshot = unpacked("c136-B-flat.zip");
    let told = |words: &str| {
        kf(
            &format!("timeline -o jsonl --no-carve {words} -s"),
            &[&snapshot],
        )
    };
    let all = rows(&told(""));
    let (from, until) = ("2026-11-22T18:20:00Z", "2026-11-22T18:22:00Z");
    let spanned = told(&format!("--since {from} --until {until}"));
    let rows_in = rows(&spanned);
    assert!(!rows_in.is_empty() && rows_in.len() < all.len());
    // What is left out is certain to lie elsewhere, and what is told of a time to lie there.
    let [first, last] = [from, until].map(Timestamp::parse);
    let held = |row: &Value<'_>| match text(row, "time_source") {
        "bracket" => text(row, "not_after") >= from && text(row, "not_before") <= until,
        // What a client's clock tells of a change bounds nothing.
        _ if is_change(row) && row.get("time_exact") == Some(&Value::Bool(false)) => {
            text(row, "not_after") >= from && text(row, "not_before") <= until
        }
        _ => {
            let time = Timestamp::parse(text(row, "datetime"));
            time.is_none_or(|time| Some(time) >= first && Some(time) <= last)
        }
    };
    let key = |row: &Value<'_>| format!("{row:?}");
    let wanted: Vec<String> = all.iter().filter(|row| held(row)).map(key).collect();
    let got: Vec<String> = rows_in.iter().map(key).collect();
    assert!(got == wanted, "{} and {}", got.len(), wanted.len());
    // Renewals alone are left out, and counted.
    let renewals = |rows: &[Value<'_>]| {
        let lease = |row: &&Value<'_>| text(row, "etcd_key").starts_with("/registry/leases/");
        rows.iter()
            .filter(lease)
            .filter(|row| is_change(row))
            .count()
    };
    let quiet = told("--no-noise");
    assert!(renewals(&rows(&quiet)) < renewals(&all));
    let updates = all.len() - rows(&quiet).len();
    let note = format!(
        "left out: {updates} updates of what changes all the time by itself (--no-noise)\n"
    );
    assert!(quiet.stderr.contains(&note), "{}", quiet.stderr);
    // kf history leaves out the same.
    let changes = |words: &str| {
        let output = kf(&format!("history -o jsonl {words} -s"), &[&snapshot]);
        assert_eq!(output.code, 0, "{}", output.stderr);
        output.text().lines().count()
    };
    let of_timeline = |rows: &[Value<'_>]| rows.iter().filter(|row| is_change(row)).count();
    assert_eq!(changes("--no-noise"), of_timeline(&rows(&quiet)));
    let span = format!("--since {from} --until {until}");
    assert_eq!(changes(&span), of_timeline(&rows_in));
    assert!(changes("--since 1m") < changes("--since 10m"));
    // The same at times within a second, of which what is stored has the whole ones.
    for time in [
        "2026-11-22T18:25:08.5Z",
        "2026-11-22T18:22:00.9Z",
        "0s",
        "70s",
    ] {
        for end in ["--since", "--until"] {
            let words = format!("{end} {time}");
            assert_eq!(
                changes(&words),
                of_timeline(&rows(&told(&words))),
                "{words}"
            );
        }
    }
    assert!(changes("--since 0s") > 0);
    let wrong = kf("timeline --since yesterday -s", &[&snapshot]);
    assert!(
        wrong.stderr.contains("such as 90s, 30m, 2h or 3d"),
        "{}",
        wrong.stderr
    );
    let events = |words: &str| {
        kf(&format!("events -A {words} -s"), &[&snapshot])
            .text()
            .lines()
            .count()
    };
    let (few, many) = (events("--since 1m"), events(""));
    assert!(0 < few && few < many, "{few} {many}");
}

#[test]
fn what_is_asked_for_wrongly_is_refused_as_in_a_history() {
    let file = unpacked("c136-B-flat.zip");
    for command in ["history", "timeline"] {
        let asked = |words: &str| kf(&format!("{command} {words} -s"), &[&file]);
        for (words, name) in [
            ("pods nosuch", "pods \"nosuch\""),
            ("pods/nosuch -n prod", "pods \"nosuch\""),
            ("deploy nosuch -n prod", "deployments.apps \"nosuch\""),
            ("nodes nosuch -n prod", "nodes \"nosuch\""),
            ("pods st-crashloop -n default", "pods \"st-crashloop\""),
        ] {
            let output = asked(words);
            assert_eq!(output.code, 1, "{command} {words}");
            let error = format!("Error from snapshot (NotFound): {name} not found\n");
            assert!(output.stderr.contains(&error), "{words}: {}", output.stderr);
            assert!(!output.stderr.contains("No changes found"), "{words}");
        }
        // One of two: the other is told of.
        let output = asked("pods st-crashloop nosuch -n prod");
        assert_eq!(output.code, 1);
        assert!(output.text().contains("st-crashloop"), "{}", output.block());
        for (since, why) in [
            (
                "99999",
                "required revision is a future revision: revision 99999 was asked for",
            ),
            ("0", "revision 0 is not positive"),
        ] {
            let output = asked(&format!("pods --since-rev {since}"));
            assert_eq!((output.code, output.text()), (1, ""), "{command} {since}");
            assert!(output.stderr.contains(why), "{}", output.stderr);
        }
        // What is there and was not changed is no mistake, and a namespace says nothing of a node.
        let output = asked("pods st-crashloop -n prod --since-rev 2590");
        assert_eq!(output.code, 0, "{}", output.stderr);
        let nodes = asked("nodes -n prod");
        assert_eq!(nodes.code, 0);
        assert!(nodes.text().contains("nodes "), "{}", nodes.block());
    }
}
