//! `kf diff`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::support::browser::Browser;
use crate::support::{
    Output, database, finish, fixture, kf, kf_args, program, temporary, unpacked,
};

fn diff(words: &str) -> Output {
    let (a, b) = (unpacked("c136-A.zip"), unpacked("c136-B-flat.zip"));
    kf_args(
        ["diff", &a, &b].into_iter().chain(words.split_whitespace()),
        &[],
    )
}

/// Keys and operations of `-o jsonl`.
fn records(output: &Output) -> BTreeMap<String, String> {
    output
        .text()
        .lines()
        .map(|line| {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let text = |name: &str| record[name].as_str().unwrap().to_owned();
            assert!(
                !text("kind").is_empty() && !text("apiVersion").is_empty(),
                "{line}"
            );
            assert!(!record["patch"].as_array().unwrap().is_empty(), "{line}");
            (text("key"), text("op"))
        })
        .collect()
}

/// What etcd itself says of the two snapshots.
fn recorded() -> BTreeMap<String, String> {
    let table = fs::read_to_string(fixture("diff/c136-A-to-B.tsv")).unwrap();
    let rows = table.lines().skip(1).map(|line| {
        let mut cells = line.split('\t');
        let operation = cells.next().unwrap().to_owned();
        (cells.next().unwrap().to_owned(), operation)
    });
    rows.collect()
}

#[test]
fn every_key_that_differs_and_no_other() {
    let output = diff("-o jsonl --show-noise --status");
    assert_eq!((output.stderr.as_str(), output.code), ("", 1));
    assert_eq!(records(&output), recorded());
}

#[test]
fn what_is_left_out_by_default() {
    let noise: BTreeSet<&str> = [
        // Nothing but renewTime; the other two leases changed hands.
        "/registry/leases/kube-system/apiserver-wlv32tlttr4jl3gtroqexyxapa",
        "/registry/leases/kube-system/leader-election-controller",
        // Apiservers telling each other that they live.
        "/registry/masterleases/192.0.2.2",
        "/registry/peerserverleases/apiserver-wlv32tlttr4jl3gtroqexyxapa",
        // Stored in another version of the custom resource: nothing else happened.
        "/registry/monitoring.corp.example/alerts/monitoring/alert-4",
        // Written anew by a storage migration, byte for byte the same but for managedFields.
        "/registry/ops.corp.example/backups/monitoring/b-009",
        // Status written with the same content: managedFields alone tell.
        "/registry/pods/prod/dra-user",
        "/registry/pods/prod/postgres-0",
        "/registry/resourcequotas/prod/scoped",
    ]
    .into();
    let status: BTreeSet<&str> = [
        "/registry/apiextensions.k8s.io/customresourcedefinitions/backups.ops.corp.example",
        "/registry/horizontalpodautoscalers/prod/api",
        "/registry/horizontalpodautoscalers/weird/rc",
        "/registry/persistentvolumeclaims/prod/data-postgres-0",
        "/registry/persistentvolumeclaims/weird/from-snapshot",
        "/registry/persistentvolumeclaims/weird/lost",
        "/registry/persistentvolumes/pv-csi",
        "/registry/persistentvolumes/pv-fc",
        "/registry/persistentvolumes/pv-rbd",
        "/registry/poddisruptionbudgets/prod/api",
        "/registry/poddisruptionbudgets/weird/zero",
        "/registry/pods/weird/unschedulable",
        "/registry/resourcequotas/weird/best-effort",
        "/registry/storageversionmigrations/backups",
    ]
    .into();
    let mut expected = recorded();
    let events = expected.len();
    expected.retain(|key, _| !key.starts_with("/registry/events/"));
    let events = events - expected.len();
    expected.retain(|key, _| !noise.contains(key.as_str()));

    let output = diff("-o jsonl --status");
    assert_eq!(records(&output), expected);
    expected.retain(|key, _| !status.contains(key.as_str()));
    let output = diff("-o jsonl");
    assert_eq!(records(&output), expected);
    assert_eq!(
        output.stderr,
        format!(
            "left out: {events} events, 4 renewed leases, 5 objects with other bookkeeping only, \
             14 objects with another status only (--show-noise and --status show them)\n"
        )
    );
    // The same within one file, which has the revisions of both.
    let file = unpacked("c136-B-flat.zip");
    let revisions = "diff --rev 1884 --rev 2590 -o jsonl";
    let within = kf_args(revisions.split(' ').chain([file.as_str()]), &[]);
    assert_eq!(within, output);
}

#[test]
fn one_object() {
    let (a, b) = (unpacked("c136-A.zip"), unpacked("c136-B-flat.zip"));
    let expected = format!(
        "TYPE      ADDED   REMOVED   CHANGED   RE-CREATED
secrets   0       0         1         0
total     0       0         1         0

changed secret/basic -n prod
--- {a}\trevision 602
+++ {b}\trevision 2027
@@ -1,6 +1,6 @@
 apiVersion: v1
 data:
-  password: '*** (before)'
+  password: '*** (after)'
   username: '***'
 kind: Secret
 metadata:
"
    );
    let output = diff("secret basic -n prod");
    assert_eq!((output.text(), output.code), (expected.as_str(), 1));
    assert_eq!(output.stderr, "");
    // A name is looked for in all namespaces.
    assert_eq!(diff("secret/basic"), output);
    let shown = diff("secret basic --show-secrets -o jsonl");
    let record: serde_json::Value = serde_json::from_str(shown.text()).unwrap();
    assert_eq!(record["patch"][0]["path"], "/data/password");
    assert!(!record["patch"][0]["value"].as_str().unwrap().contains('*'));
    assert_eq!(diff("secret -n prod -o name").text().lines().count(), 4);
    let colour = diff("secret basic --color always");
    let colour = colour.text();
    assert!(colour.contains("\u{1b}[31m-  password: '*** (before)'\u{1b}[0m\n"));
    assert!(colour.contains("\u{1b}[1mchanged secret/basic -n prod\n"));
}

#[test]
fn selections() {
    assert_eq!(
        diff("deploy -l app=api -o name").text(),
        "changed deployment.apps/api -n prod\n"
    );
    assert_eq!(
        diff("clusterroles -n nowhere -o name")
            .text()
            .lines()
            .count(),
        3
    );
    let stat = diff("cm,secret -n monitoring --stat");
    assert_eq!(
        stat.text(),
        "TYPE      ADDED   REMOVED   CHANGED   RE-CREATED\n\
         secrets   3       0         0         0\n\
         total     3       0         0         0\n"
    );
    // A type that exists at one end alone.
    let ignored = diff("nodes --ignore metadata.labels --ignore spec");
    assert_eq!((ignored.text(), ignored.code), ("", 0));
    assert_eq!(
        ignored.stderr,
        "no differences but for what is left out\nleft out: 2 objects that differ in what --ignore names \
         only\n"
    );
    let same = kf_args(
        ["diff", &unpacked("c136-A.zip"), &unpacked("c136-A.zip")],
        &[],
    );
    assert_eq!(
        (same.text(), same.stderr.as_str(), same.code),
        ("", "no differences\n", 0)
    );
}

#[test]
fn a_third_file_is_no_type() {
    let file = unpacked("c136-A.zip");
    trouble(
        &[&file, &file, &file],
        &format!(
            "error: two snapshots are compared, and {file} is one more file\n\
             hint: types and names stand behind the snapshots\n"
        ),
    );
    trouble(
        &["--rev", "1000", "--rev", "1100", &file, "ns", &file],
        &format!(
            "error: --rev twice compares two revisions of one snapshot, and {file} is one more file\n\
             hint: types and names stand behind the snapshots\n"
        ),
    );
}

#[test]
fn different_clusters() {
    let output = kf_args(
        [
            "diff",
            &unpacked("c136-A.zip"),
            &unpacked("c115-A.db.gz"),
            "nodes",
            "--stat",
        ],
        &[],
    );
    assert_eq!(output.code, 1);
    assert!(
        output.stderr.contains(
            "are of different clusters: their kube-system namespaces have the uids \
             8ec3f0e6-ea6e-453a-a021-526d07e5b4ad and 082cf6e6-b04a-4042-8a61-8b2744d80eb0\n"
        ),
        "{}",
        output.stderr
    );
}

#[track_caller]
fn trouble(words: &[&str], stderr: &str) {
    let output = kf_args(std::iter::once("diff").chain(words.iter().copied()), &[]);
    assert_eq!(
        (output.stderr.as_str(), output.text(), output.code),
        (stderr, "", 2)
    );
}

#[test]
fn mistakes_are_trouble() {
    let (a, b) = (unpacked("c136-A.zip"), unpacked("c136-B-flat.zip"));
    let two = "hint: kf diff BEFORE AFTER compares two files, kf diff --rev REV --rev REV FILENAME \
               two revisions of one\n";
    trouble(
        &[&a],
        &format!("error: expected two snapshots, got 1\n{two}"),
    );
    trouble(&[], &format!("error: expected two snapshots, got 0\n{two}"));
    trouble(
        &["-", "-"],
        "error: only one of the two snapshots can come from standard input\n",
    );
    trouble(
        &["--rev=1", "--rev=2", "--rev=3", &a],
        "error: --rev can be given twice at most\n",
    );
    trouble(
        &["--rev", "5", "--rev", "9999999", &a],
        &format!(
            "error: {a}: required revision is a future revision: revision 9999999 was asked for, \
             the newest is 1884\n"
        ),
    );
    trouble(
        &[&a, &b, "foos"],
        "error: the snapshot doesn't have a resource type \"foos\"\n",
    );
    trouble(
        &[&a, &b, "cm", "no-such"],
        "Error from snapshot (NotFound): configmaps \"no-such\" not found\n",
    );
    trouble(
        &[&a, &b, "--ignore", "a..b"],
        "error: invalid path \"a..b\": a dot with no name behind it\n",
    );
    trouble(
        &[&a, &b, "--stat", "-o", "jsonl"],
        "error: --stat and --output cannot be combined\n",
    );
    trouble(
        &[&a, &b, "--frobnicate"],
        "error: unknown flag: --frobnicate\nSee 'kf diff --help' for usage.\n",
    );
    trouble(
        &["--keys", &a, &b, "pods"],
        "error: --keys compares all keys: it cannot be combined with a type\n",
    );
    trouble(
        &["--keys", &a, &b, "-o", "html"],
        "error: --keys has the output formats text and jsonl\n",
    );
    trouble(
        &["--keys", "--rev=3", "--rev=4", &a],
        "error: --keys compares two files: give two, and --rev once at most\n",
    );
    let c = unpacked("c115-C.db.gz");
    trouble(
        &["--rev", "3", "--rev", "506", &c],
        &format!(
            "error: {c}: required revision has been compacted: revision 3 was asked for, the \
             compact revision is 506\nhint: revisions from 506 on can be read\n"
        ),
    );
}

/// A file whose ConfigMaps' text is another one of the same length.
pub(crate) fn with_text(name: &str, from: &str, to: &str) -> tempfile::NamedTempFile {
    assert_eq!(from.len(), to.len());
    let mut bytes = database(name);
    let mut found = 0;
    let mut at = 0;
    while let Some(i) = bytes[at..]
        .windows(from.len())
        .position(|w| w == from.as_bytes())
    {
        bytes[at + i..at + i + to.len()].copy_from_slice(to.as_bytes());
        at += i + to.len();
        found += 1;
    }
    assert!(found > 0);
    temporary(&bytes)
}

#[test]
fn keys_of_members() {
    let (a, b) = (unpacked("c136-A.zip"), unpacked("c136-B-flat.zip"));
    // The later file holds the history of the earlier one.
    kf_args(["diff", "--keys", &a, &b], &[]).prints(
        "equal at revision 1884: 1148 keys\nboth hold the same changes: revisions 1 to 1884\n",
    );
    let other = with_text("c136-A.zip", "gateway.timeout=30s", "gateway.timeout=31s");
    let other = other.path().to_str().unwrap();
    let output = kf_args(["diff", "--keys", &a, other], &[]);
    assert_eq!((output.stderr.as_str(), output.code), ("", 1));
    let lines: Vec<&str> = output.text().lines().collect();
    assert_eq!(
        lines[0],
        "different at revision 1884: 0 keys only in the first file, 0 only in the second, 1 \
         different, 1147 equal"
    );
    assert!(
        lines[1].starts_with("the files part at revision "),
        "{}",
        lines[1]
    );
    assert!(
        lines[3].starts_with("/registry/configmaps/prod/my-config   1462 "),
        "{}",
        lines[3]
    );
    let output = kf_args(["diff", "--keys", &a, other, "-o", "jsonl"], &[]);
    let record: serde_json::Value = serde_json::from_str(output.text()).unwrap();
    assert_eq!(record["before"]["mod_revision"], 1462);
    assert_ne!(record["before"]["sha256"], record["after"]["sha256"]);
    // Before it was written they were the same.
    assert_eq!(
        kf_args(["diff", "--keys", &a, other, "--rev", "100"], &[]).code,
        0
    );
}

#[test]
#[cfg(unix)]
fn an_external_program() {
    let (a, b) = (unpacked("c136-A.zip"), unpacked("c136-B-flat.zip"));
    let run = |external: &str| {
        finish(
            program()
                .args(["diff", &a, &b, "cm", "my-config", "-n", "prod"])
                .env("PATH", std::env::var_os("PATH").unwrap())
                .env("KUBECTL_EXTERNAL_DIFF", external),
        )
    };
    // Words that are no plain flags do not reach the program.
    let output = run("diff -u -N /etc/passwd");
    assert_eq!((output.stderr.as_str(), output.code), ("", 1));
    let text = output.text();
    assert!(text.contains("/v1.ConfigMap.prod.my-config\t"), "{text}");
    assert!(
        text.contains("\n-  LOG_LEVEL: info\n+  LOG_LEVEL: warn\n"),
        "{text}"
    );
    let named = text
        .split_whitespace()
        .find(|w| w.contains("/BEFORE-"))
        .unwrap();
    assert!(!fs::exists(named).unwrap() && !fs::exists(named.rsplit_once('/').unwrap().0).unwrap());
    // kubectl's convention: the program's own exit code counts.
    assert_eq!(run("true").code, 0);
    let output = run("no-such-program");
    assert_eq!(output.code, 2);
    assert!(
        output
            .stderr
            .starts_with("error: failed to run \"no-such-program\": ")
    );
}

#[test]
fn damage_is_trouble_and_no_change() {
    let a = unpacked("c136-A.zip");
    let mut bytes = database("c136-A.zip");
    // A value that is no protobuf any more.
    let at = bytes.windows(7).rposition(|w| w == b"DB_PORT").unwrap();
    for byte in &mut bytes[at - 30..at] {
        *byte = 0xff;
    }
    let file = temporary(&bytes);
    let output = kf_args(
        ["diff", &a, file.path().to_str().unwrap(), "-o", "name"],
        &[],
    );
    assert_eq!((output.text(), output.code), ("", 2));
    assert!(
        output
            .stderr
            .contains("/registry/configmaps/prod/my-config"),
        "{}",
        output.stderr
    );
}

/// The page for two files, one of which is full of markup.
fn page() -> String {
    let before = with_text(
        "c136-A.zip",
        "gateway.url=https://pay.corp.example/v2",
        "<script>document.title='owned'</script>",
    );
    let b = unpacked("c136-B-flat.zip");
    let output = kf_args(
        [
            "diff",
            before.path().to_str().unwrap(),
            &b,
            "-n",
            "prod",
            "-o",
            "html",
        ],
        &[],
    );
    assert_eq!(output.code, 1, "{}", output.stderr);
    output.text().to_owned()
}

#[test]
fn the_page_asks_for_nothing() {
    let page = page();
    assert!(page.contains("&lt;script&gt;document.title=&#39;owned&#39;&lt;/script&gt;"));
    assert_eq!(page.matches("<script").count(), 1);
    for outside in [
        "src=",
        "url(",
        "@import",
        "<link",
        "<img",
        "<iframe",
        "href=\"http",
    ] {
        assert!(!page.contains(outside), "{outside}");
    }
    let policy = "default-src 'none'; style-src 'sha256-";
    assert!(page.contains(policy) && !page.contains("unsafe"));
    assert!(page.contains("<td><a href=\"#type-configmaps\">configmaps</a></td>"));
    assert!(page.contains("<h2 id=\"type-configmaps\">configmaps</h2>"));
    assert!(page.contains("left out: "));
    assert!(page.contains("*** (before)") && page.contains("*** (after)"));
}

#[test]
fn the_page_in_a_browser() {
    let Some(browser) = Browser::find() else {
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("page.html");
    fs::write(&file, page()).unwrap();
    let dump = |fragment| browser.dump(&file, fragment);
    let shown = |dom: &str| -> usize {
        let starts = dom.match_indices("<details class=\"change ");
        starts
            .filter(|(at, _)| {
                !dom.split_at(*at)
                    .1
                    .split('>')
                    .next()
                    .unwrap()
                    .contains("hidden")
            })
            .count()
    };
    let all = dump("");
    let count = all.matches("<details class=\"change ").count();
    assert!(count > 30 && shown(&all) == count, "{count}");
    // Text stays text: nothing of it ran, and it is in the page as it is in the object.
    assert!(!all.contains("<title>owned</title>"));
    assert!(all.contains("&lt;script&gt;document.title='owned'&lt;/script&gt;"));

    let found = dump("#search=document.title%20my-config");
    assert_eq!(shown(&found), 1, "one object has both words");
    assert!(found.contains(&format!(
        "<span id=\"count\" class=\"dim\">1 of {count}</span>"
    )));
    assert_eq!(shown(&dump("#search=no-such-word-anywhere")), 0);

    browser.asked_for_nothing();
}

#[test]
fn the_order_of_the_ends_and_no_difference_are_said() {
    let [older, newer] = ["c136-A.zip", "c136-B-flat.zip"].map(unpacked);
    let note = |first: &str| {
        format!(
            "note: {first}: give the earlier first; as they stand, additions are shown as removals\n"
        )
    };
    let back = kf("diff -o name", &[&newer, &older]);
    let said = note(&format!(
        "{newer} is of revision 2590, later than {older} of revision 1884"
    ));
    assert!(
        back.stderr.contains(&said) && back.code == 1,
        "{}",
        back.stderr
    );
    let revisions = kf("diff -o name --rev 1800 --rev 1500", &[&older]);
    let said = note("revision 1800 is later than revision 1500");
    assert!(revisions.stderr.contains(&said), "{}", revisions.stderr);
    let forth = kf("diff -o name", &[&older, &newer]);
    assert!(!forth.stderr.contains("note: "), "{}", forth.stderr);
    // Nothing on standard output, as before; why is on standard error.
    let same = kf("diff", &[&older, &older]);
    assert_eq!(
        (same.text(), same.stderr.as_str(), same.code),
        ("", "no differences\n", 0)
    );
}
