//! `kf history` and `kf get --deleted`: what a file still holds of what was.

use std::collections::BTreeMap;

use kf::etcd::Want;
use kf::object::Value;
use kf::object::parse::json::parse;
use kf::snapshot::{KeyOperation, Snapshot};
use rusqlite::Connection;

use crate::support::{Output, fixture, gunzip, kf, sha256, temporary, unpacked};

const WHOLE: &str =
    "The file holds every change from revision 2 to 2590: nothing was compacted away.\n";

fn on(file: &str, words: &str) -> Output {
    kf(words, &["--snapshot", &unpacked(file)])
}

fn b(words: &str) -> Output {
    on("c136-B-flat.zip", words)
}

/// Prints this, and says how far back the file reaches.
#[track_caller]
fn prints(words: &str, stdout: &str) {
    let output = b(words);
    assert_eq!(
        (output.text(), output.stderr.as_str(), output.code),
        (stdout, WHOLE, 0)
    );
}

#[track_caller]
fn fails(words: &str, stderr: &str) {
    let file = unpacked("c136-B-flat.zip");
    b(words).fails(&stderr.replace("FILE", &file));
}

/// The items of a List, or the lines of JSON lines.
fn items(output: &Output) -> Vec<Value<'static>> {
    let list = parse(&output.stdout).unwrap().into_owned();
    list.get("items")
        .and_then(Value::as_array)
        .unwrap()
        .to_vec()
}

#[test]
fn every_change_that_etcd_told_a_watch_is_there() {
    let recorded = gunzip(&fixture("snapshots/c136-B-history.tsv.gz"));
    let mut recorded: Vec<String> = recorded.lines().map(str::to_owned).collect();
    let snapshot = Snapshot::open(fixture("snapshots/c136-B-flat.zip")).unwrap();
    let view = snapshot.view().unwrap();
    let changes = view.changes_of(&Want::all());
    assert!(changes.problems.is_empty() && !changes.is_empty());
    let mut found = Vec::new();
    let mut last: BTreeMap<&[u8], (KeyOperation, i64)> = BTreeMap::new();
    for change in changes.iter() {
        let r = &change.record;
        found.push(format!(
            "{}\t{}\t{}\t{}\t{}\t{}\t{}",
            if r.tombstone { "DELETE" } else { "PUT" },
            r.mod_revision,
            std::str::from_utf8(r.key).unwrap(),
            r.create_revision,
            r.version,
            r.lease,
            sha256(r.value).split_at(16).0,
        ));
        let before = last.insert(r.key, (change.operation, r.mod_revision));
        assert_eq!(change.before.map(|b| b.mod_revision), before.map(|b| b.1));
        let expected = match (r.tombstone, before) {
            (true, _) => KeyOperation::Deleted,
            (false, None) => KeyOperation::Created,
            (false, Some((KeyOperation::Deleted, _))) => KeyOperation::Recreated,
            (false, Some(_)) => KeyOperation::Updated,
        };
        assert_eq!(change.operation, expected);
    }
    recorded.sort();
    found.sort();
    assert_eq!(found, recorded);
    let lines = b("history -o jsonl");
    assert_eq!(lines.text().lines().count(), recorded.len());
}

#[test]
fn the_history_of_an_object() {
    prints(
        "history cm my-config -n prod",
        "REVISION   VERSION   OPERATION   TIME                   MANAGER                              CHANGED\n\
         583        1         created     2026-11-22T18:21:50Z   kubectl-client-side-apply (Update)   -\n\
         1457       2         updated     2026-11-22T18:21:58Z   labeller (Update)                    metadata.labels.release\n\
         1462       3         updated     2026-11-22T18:21:58Z   annotator (Update)                   metadata.annotations.note\n\
         1986       4         updated     2026-11-22T18:24:22Z   kubectl-patch (Update)               data.LOG_LEVEL\n\
         1987       5         updated     unknown                unknown                              data.EXTRA, data.LOG_LEVEL\n\
         1990       6         updated     unknown                unknown                              data.DB_PORT, data.LOG_LEVEL\n\
         1991       7         updated     unknown                unknown                              data[\"app.properties\"]\n",
    );
    let one = b("history cm/my-config -n prod --since-rev 1991 --op updated --no-headers -o wide");
    assert_eq!(
        one.text(),
        "1991   7     updated   unknown   unknown   data[\"app.properties\"]\n"
    );
    prints(
        "history apiservices v1beta1.metrics.corp.example --op deleted,recreated --no-headers",
        "2266   -     deleted     unknown                unknown                 -\n\
         2443   1     recreated   2026-11-22T18:24:50Z   platform-team (Apply)   -\n",
    );
}

#[test]
fn the_states_are_those_of_their_revisions() {
    let states = items(&b("history deploy api -n prod -o json"));
    assert_eq!(states.len(), 27);
    for state in states.iter().step_by(5) {
        let revision = state.str_at(&["metadata", "resourceVersion"]).unwrap();
        let then = b(&format!("get deploy api -n prod -o json --rev {revision}"));
        assert_eq!(&parse(&then.stdout).unwrap(), state, "at {revision}");
    }
    // A deletion leaves no state, and what stands for it is nothing that a server takes.
    let gone = b("history cm logo -n prod -o yaml --op deleted");
    assert_eq!(
        gone.text(),
        "apiVersion: v1\nitems:\n- apiVersion: kf/v1\n  kind: Deletion\n  metadata:\n    name: logo\n    \
         namespace: prod\n    resourceVersion: \"2049\"\n  of:\n    apiVersion: v1\n    kind: ConfigMap\n\
         kind: List\nmetadata:\n  resourceVersion: \"\"\n"
    );
}

#[test]
fn the_steps_as_diffs() {
    let diff = b("history cm my-config -n prod --since-rev 1986 -o diff");
    let start = "--- configmaps/prod/my-config\trevision 1462\n\
                 +++ configmaps/prod/my-config\trevision 1986, 2026-11-22T18:24:22Z\n@@ ";
    assert!(diff.text().starts_with(start), "{}", diff.text());
    let gone = b("history cm logo -n prod --op deleted -o diff");
    let start = "--- configmaps/prod/logo\trevision 587\n+++ /dev/null\trevision 2049\n@@ -1,";
    assert!(gone.text().starts_with(start), "{}", gone.text());

    let masked = b("history secret basic -n prod -o diff");
    assert!(
        masked
            .text()
            .contains("-  password: '*** (before)'\n+  password: '*** (after)'\n")
    );
    assert!(masked.text().contains("+  password: '***'\n"));
    assert!(!masked.text().contains("stringData"));
    let shown = b("history secret basic -n prod -o diff --show-secrets");
    assert!(!shown.text().contains("***"));
}

#[test]
fn the_timeline_is_filtered() {
    let names = |words: &str| {
        let output = b(words);
        let rows = output.text().lines().map(|l| {
            let cells: Vec<&str> = l.split_whitespace().collect();
            format!("{} {}/{}", cells[0], cells[1], cells[3])
        });
        rows.collect::<Vec<String>>()
    };
    let deleted = names("history cm,secrets -n prod --op deleted --no-headers --since-rev 2049");
    assert_eq!(
        deleted,
        [
            "2049 configmaps/logo",
            "2050 configmaps/no-data",
            "2051 configmaps/svc-24-env",
            "2052 configmaps/svc-28-env",
            "2053 secrets/ssh",
            "2054 secrets/svc-03-creds",
            "2055 secrets/svc-06-creds",
        ]
    );
    // The same without types: what else was deleted there comes in between.
    let all = names("history -n prod --op deleted --no-headers --since-rev 2049");
    assert!(all.len() > deleted.len() && deleted.iter().all(|d| all.contains(d)));
    let labelled = names("history deploy -A -l app=api --no-headers --op created");
    assert_eq!(labelled, ["660 deployments.apps/api"]);
    let none = b("history cm -n nowhere");
    assert_eq!(
        (none.stderr.as_str(), none.text(), none.code),
        (format!("No changes found.\n{WHOLE}").as_str(), "", 0)
    );
}

#[test]
fn what_cannot_be_asked() {
    fails(
        "history cm -o bad",
        "error: unable to match a printer suitable for the output format \"bad\", allowed formats \
         are: diff,json,jsonl,kyaml,wide,yaml\n",
    );
    fails(
        "history --op gone",
        "error: valid --op are created, updated, deleted or recreated\n",
    );
    fails(
        "history cm a -A",
        "error: a resource cannot be retrieved by name across all namespaces\n",
    );
    fails(
        "history --since-rev 9999",
        "error: required revision is a future revision: revision 9999 was asked for, the newest is \
         2590\n",
    );
    fails(
        "history cm nope -n prod",
        &format!("Error from snapshot (NotFound): configmaps \"nope\" not found\n{WHOLE}"),
    );
    fails(
        "history frobs",
        "error: the snapshot doesn't have a resource type \"frobs\"\n",
    );
    let key = b("get --deleted --key /a");
    assert!(
        key.stderr.starts_with("error: the argument '--deleted"),
        "{}",
        key.stderr
    );
}

#[test]
fn what_was_deleted_and_made_again_is_told() {
    let all = b("get cm -n prod --deleted");
    let said = "1 object was deleted and exists again, and is not shown here: --rev 2047 has \
                \"/registry/configmaps/prod/frozen\" as it was before revision 2048; kf history has them all\n";
    assert!(all.stderr.contains(said), "{}", all.stderr);
    b("get cm frozen -n prod --deleted").fails(
        "Error from snapshot (NotFound): deleted configmaps \"frozen\" not found: it exists at revision 2590\nhint: \
         it was deleted at revision 2048 and made again: --rev 2047 without --deleted has it as it was before\n",
    );
    // As with kubectl, an empty namespace is none.
    let [empty, none] = ["--namespace=", ""].map(|n| b(&format!("history {n} --op deleted")));
    assert_eq!(empty.text(), none.text());
    assert!(none.text().lines().count() > 2);
}

#[test]
fn a_compacted_file_says_so() {
    let file = unpacked("c115-C.db.gz");
    let reach = "It was compacted at revision 506, the last one: of what was there, only the newest record of \
                 each key that still existed is left.\n";
    on("c115-C.db.gz", "history --since-rev 505").fails(&format!(
        "error: {file}: required revision has been compacted: revision 505 was asked for, the \
         compact revision is 506\nhint: revisions from 506 on can be read\n"
    ));
    // An object whose earlier states are gone: what its last change was is not known.
    let updated = on("c115-C.db.gz", "history secrets db -n prod --no-headers");
    assert_eq!(updated.stderr, reach);
    assert!(
        updated
            .text()
            .ends_with("updated   unknown   unknown   unknown\n"),
        "{}",
        updated.text()
    );
    let gone = on("c115-C.db.gz", "get cm -A --deleted");
    assert_eq!(gone.stderr, format!("No deleted resources found\n{reach}"));
}

/// What was deleted between the two snapshots, in the version that the first one had.
#[test]
fn deleted_objects_are_as_they_were() {
    let identity = |o: &Value<'_>| {
        let text = |name| o.str_at(&["metadata", name]).unwrap_or_default().to_owned();
        (text("namespace"), text("name"))
    };
    let mut same = 0;
    for kind in [
        "configmaps",
        "secrets",
        "services",
        "deployments.apps",
        "serviceaccounts",
        "pods",
        "alerts.v2.monitoring.corp.example",
        "backups.ops.corp.example",
        "roles",
        "persistentvolumes",
        "limitranges",
    ] {
        let words = |more: &str| format!("get {kind} -A -o json --show-managed-fields {more}");
        let before = items(&on("c136-A.zip", &words("")));
        let live = items(&b(&words("")));
        let gone = b(&words("--deleted"));
        assert_eq!(gone.code, 0);
        assert!(gone.stderr.ends_with(WHOLE), "{}", gone.stderr);
        let gone: BTreeMap<_, _> = items(&gone)
            .into_iter()
            .map(|o| (identity(&o), o))
            .collect();
        for object in &before {
            if live.iter().any(|l| identity(l) == identity(object)) {
                continue;
            }
            let last = gone.get(&identity(object)).unwrap();
            let version = |o: &Value<'_>| {
                o.str_at(&["metadata", "resourceVersion"])
                    .map(str::to_owned)
            };
            if version(last) == version(object) {
                assert_eq!(last, object);
                same += 1;
            }
        }
    }
    assert!(same > 50, "{same}");
    // The very bytes, out of a namespace that is gone.
    let then = on("c136-A.zip", "get cm staging-config -n staging -o yaml");
    b("get --deleted cm staging-config -n staging -o yaml").prints(then.text());
    assert!(b("get ns staging").stderr.contains("not found"));
}

#[test]
fn deleted_takes_what_get_takes() {
    let names = |words: &str| b(&format!("{words} -o name")).text().to_owned();
    assert_eq!(
        names("get cm -n prod --deleted"),
        "configmap/feature-flags\nconfigmap/logo\nconfigmap/no-data\nconfigmap/svc-24-env\n\
         configmap/svc-28-env\n"
    );
    assert_eq!(
        names("get cm logo no-data -n prod --deleted"),
        "configmap/logo\nconfigmap/no-data\n"
    );
    assert_eq!(
        names("get cm,secret -n prod --deleted --field-selector metadata.name=ssh"),
        "secret/ssh\n"
    );
    assert_eq!(names("get pods -n prod --deleted --rev 2067"), "");
    assert_eq!(
        names("get pods -n prod --deleted --rev 2068"),
        "pod/st-evicted\n"
    );
    let table = b("get svc -n prod --deleted --sort-by .spec.clusterIP");
    assert!(
        table.text().starts_with("NAME     TYPE        CLUSTER-IP"),
        "{}",
        table.text()
    );
    assert!(
        b("get all -A --deleted")
            .text()
            .contains("deployment.apps/svc-05")
    );
    fails(
        "get cm my-config -n prod --deleted",
        "Error from snapshot (NotFound): deleted configmaps \"my-config\" not found: it exists at \
         revision 2590\nhint: without --deleted it is printed\n",
    );
    fails(
        "get cm nope -n prod --deleted",
        &format!(
            "Error from snapshot (NotFound): deleted configmaps \"nope\" not found\nhint: {WHOLE}"
        ),
    );
}

/// A `state.db` in which a ConfigMap was deleted before the last compaction and one after it.
fn compacted() -> tempfile::NamedTempFile {
    let file = temporary(b"");
    let connection = Connection::open(file.path()).unwrap();
    let value = r#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"b","namespace":"n"}}"#;
    connection
        .execute_batch(&format!(
            "CREATE TABLE kine (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, created INTEGER, \
             deleted INTEGER, create_revision INTEGER, prev_revision INTEGER, lease INTEGER, value \
             BLOB, old_value BLOB); \
             INSERT INTO kine VALUES (1, 'compact_rev_key', 1, 0, 0, 5, 0, x'', NULL); \
             INSERT INTO kine VALUES (4, '/registry/configmaps/n/b', 1, 0, 0, 0, 0, '{value}', NULL); \
             INSERT INTO kine VALUES (5, '/registry/configmaps/n/a', 0, 1, 2, 2, 0, x'', NULL); \
             INSERT INTO kine VALUES (6, '/registry/configmaps/n/b', 0, 0, 4, 4, 0, '{value}', NULL); \
             INSERT INTO kine VALUES (7, '/registry/configmaps/n/b', 0, 1, 4, 6, 0, x'', NULL);"
        ))
        .unwrap();
    drop(connection);
    file
}

#[test]
fn a_value_that_was_compacted_away_is_said_to_be() {
    let file = compacted();
    let path = file.path().to_str().unwrap();
    let run = |words: &str| kf(words, &["--snapshot", path, "--kube-version", "1.30"]);
    let lost = "configmaps \"a\" was deleted at revision 5, and its last value is not in the file: \
                it was compacted away (the compact revision is 5)";
    let hint = "hint: a snapshot from before the deletion has it\n";
    run("get cm a -n n --deleted -o yaml")
        .fails(&format!("Error from snapshot (NotFound): {lost}\n{hint}"));
    let list = run("get cm -A --deleted -o name");
    assert_eq!((list.text(), list.code), ("configmap/b\n", 1));
    assert!(
        list.stderr.starts_with(&format!("error: {lost}\n")),
        "{}",
        list.stderr
    );
    // No versions are kept there: operations are told by the revision of the creation.
    let history = run("history -n n --no-headers");
    assert_eq!(
        history.text(),
        "4     configmaps   n     b     unknown   created   unknown   unknown   -\n\
         5     configmaps   n     a     -         deleted   unknown   unknown   -\n\
         6     configmaps   n     b     unknown   updated   unknown   unknown   -\n\
         7     configmaps   n     b     -         deleted   unknown   unknown   -\n"
    );
}

/// Values that cannot be read take nothing from what can.
#[test]
fn encrypted_values_are_said_and_the_rest_is_shown() {
    let output = on("enc-aescbc-A.db.gz", "history secrets -A --no-headers");
    assert_eq!(output.code, 1);
    assert!(output.stderr.contains("aescbc"), "{}", output.stderr);
    let first = output.text().lines().next().unwrap();
    assert!(
        first.contains("created") && first.contains("unknown"),
        "{first}"
    );
}
