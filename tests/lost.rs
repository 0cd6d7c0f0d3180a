//! What lies in a file without a type for it: objects of versions that a later Kubernetes dropped,
//! and custom resources whose definition was deleted.

use kf::object::Value;
use kf::object::parse::json::parse;

use crate::support::{Output, kf, unpacked};

pub(crate) fn on(file: &str, words: &str) -> Output {
    kf(words, &["--snapshot", &unpacked(file)])
}

fn pool(api_version: &str, revision: u32) -> String {
    format!(
        "apiVersion: {api_version}\nkind: Pool\nmetadata:\n  \
         creationTimestamp: \"2026-11-21T10:00:00Z\"\n  generation: 1\n  name: main\n  \
         namespace: prod\n  resourceVersion: \"{revision}\"\n  uid: p\nspec:\n  size: 3\n"
    )
}

#[test]
fn every_object_has_its_name_at_every_minor() {
    for minor in 20..=37 {
        let words = format!("keys --kube-version 1.{minor}");
        let keys = on("gone-versions.db.gz", &words);
        for line in keys.text().lines().skip(1) {
            let key = line.split(' ').next().unwrap();
            let words = format!("get --key {key} -o json --kube-version 1.{minor}");
            let object = on("gone-versions.db.gz", &words);
            assert_eq!(object.code, 0, "{words}: {}", object.stderr);
            let object = parse(&object.stdout).unwrap().into_owned();
            let name = object.str_at(&["metadata", "name"]);
            assert_eq!(name, key.rsplit('/').next(), "{words}");
        }
    }
}

#[test]
fn a_dropped_type_is_shown_as_stored_by_its_old_names() {
    for word in ["psp", "podsecuritypolicies.policy", "podsecuritypolicy"] {
        for minor in [26, 30, 36, 37] {
            let words = format!("get {word} psp1 -o json --kube-version 1.{minor}");
            let found = on("gone-versions.db.gz", &words);
            let object = parse(&found.stdout).unwrap().into_owned();
            let text = |path: &[&str]| object.str_at(path).map(str::to_owned);
            assert_eq!(text(&["apiVersion"]).as_deref(), Some("policy/v1beta1"));
            assert_eq!(text(&["metadata", "name"]).as_deref(), Some("psp1"));
            assert!(
                object
                    .at(&["spec", "seLinux"])
                    .is_some_and(|v| *v != Value::Null)
            );
            assert!(found.stderr.contains("shown as stored"), "{}", found.stderr);
        }
    }
}

#[test]
fn a_type_that_was_not_served_and_has_no_objects_is_none() {
    for word in ["workloads", "psp"] {
        let words = format!("get {word} --kube-version 1.31");
        let found = on("crs-without-definition.db.gz", &words);
        assert_eq!((found.text(), found.code), ("", 1));
        let error = format!("error: the snapshot doesn't have a resource type \"{word}\"");
        assert!(found.stderr.starts_with(&error), "{}", found.stderr);
    }
}

#[test]
fn objects_that_went_with_their_definition_are_found_by_it() {
    let file = "crd-and-crs-deleted.db.gz";
    let deleted = on(file, "get pools main -n prod --deleted -o yaml");
    assert_eq!(
        (deleted.text(), deleted.code),
        (&*pool("store.example/v1", 4), 0)
    );
    assert!(
        deleted.stderr.contains("was deleted at revision 6"),
        "{}",
        deleted.stderr
    );
    let history = on(file, "history -n prod --op deleted --no-headers");
    assert!(
        history.text().contains("pools.store.example"),
        "{}",
        history.text()
    );
}

#[test]
fn objects_without_a_definition_are_shown_as_stored() {
    let file = "crs-without-definition.db.gz";
    let found = on(file, "get pools.store.example main -n prod -o yaml");
    assert_eq!(
        (found.text(), found.code),
        (&*pool("store.example/v1", 3), 0)
    );
    assert_eq!(
        found.stderr,
        "warning: key \"/registry/store.example/pools/prod/main\": pools.store.example has no definition in this snapshot: its objects are shown as \
         stored\n"
    );
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let exported = on(file, &format!("export {} -n prod", out.display()));
    assert_eq!(exported.code, 0, "{}", exported.stderr);
    let manifest = std::fs::read_to_string(out.join("MANIFEST.jsonl")).unwrap();
    assert!(manifest.contains("Pool"), "{manifest}");
}

#[test]
fn a_version_that_the_definition_dropped_is_shown_as_stored() {
    let file = "cr-of-removed-version.db.gz";
    for word in ["pools", "pools.v1alpha1.store.example"] {
        let found = on(file, &format!("get {word} main -n prod -o yaml"));
        let object = pool("store.example/v1alpha1", 4);
        assert_eq!(
            (found.text(), found.code),
            (&*object, 0),
            "{}",
            found.stderr
        );
        assert!(found.stderr.contains("no longer lists that version"));
    }
}

#[test]
fn what_the_server_would_not_read_is_told_by_check_and_info() {
    let check = on("gone-versions.db.gz", "check --kube-version 1.36");
    assert_eq!(check.code, 0, "{}", check.block());
    assert!(check.text().contains(": sound; "), "{}", check.text());
    for warning in [
        "warning: policy/v1beta1 PodSecurityPolicy is no longer read by this server: Kubernetes had it \
         until 1.28; shown as stored (1 value)\n",
        "warning: autoscaling/v2beta2 HorizontalPodAutoscaler is no longer read by this server: \
         Kubernetes had it until 1.35; shown as stored (2 values)\n",
    ] {
        assert!(check.stderr.contains(warning), "{}", check.stderr);
    }
    // Its types went before its tables did.
    let check = on("gone-versions.db.gz", "check --kube-version 1.26");
    let unserved = "policy/v1beta1 PodSecurityPolicy is of a type that this server did not serve";
    assert!(check.stderr.contains(unserved), "{}", check.stderr);
    let json = on("gone-versions.db.gz", "check --kube-version 1.36 -o json");
    let json = parse(&json.stdout).unwrap().into_owned();
    let unread = json.at(&["unread"]).and_then(Value::as_array).unwrap();
    assert!(unread.len() > 5 && unread.iter().all(|one| one.str_at(&["message"]).is_some()));
    for (file, said) in [
        (
            "crs-without-definition.db.gz",
            "has no definition in this snapshot",
        ),
        (
            "cr-of-removed-version.db.gz",
            "no longer lists that version",
        ),
    ] {
        let check = on(file, "check");
        assert_eq!(
            (check.code, check.stderr.contains(said)),
            (0, true),
            "{}",
            check.block()
        );
    }
    let info = on("gone-versions.db.gz", "info --kube-version 1.36");
    let line = "podsecuritypolicies.policy, 1 object: this server had no such type";
    assert!(info.text().contains(line), "{}", info.text());
    assert!(!on("c136-A.zip", "info").text().contains("no such type"));
    let whole = on("c136-A.zip", "check");
    assert!(!whole.stderr.contains("warning"), "{}", whole.stderr);
}

#[test]
fn commands_over_everything_lose_no_name_of_dropped_types() {
    let file = unpacked("gone-versions.db.gz");
    let keys = kf("keys --no-headers", &["-s", &file]);
    let names: Vec<&str> = keys
        .text()
        .lines()
        .map(|line| line.split(' ').next().unwrap().rsplit('/').next().unwrap())
        .collect();
    assert_eq!(names.len(), 19);
    for minor in [20, 27, 31, 34, 36, 37] {
        let version = format!("1.{minor}");
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        let words = format!("redact {file} {} --kube-version {version}", out.display());
        assert_eq!(kf(&words, &[]).code, 0);
        let manifest = std::fs::read_to_string(out.join("redaction.yaml")).unwrap();
        assert!(manifest.contains("\nskipped: []\n"), "{manifest}");
        let history = kf("history -o jsonl --kube-version", &[&version, "-s", &file]);
        assert_eq!(history.code, 0, "{}", history.block());
        let lines: Vec<&str> = history.text().lines().collect();
        assert_eq!(lines.len(), names.len());
        // Everything is removed, and named, in a diff with a snapshot that has none of it.
        let other = unpacked("crs-without-definition.db.gz");
        let diff = kf(
            &format!("diff {file} {other} -o name --kube-version {version}"),
            &[],
        );
        assert_eq!(diff.code, 1, "{}", diff.block());
        for name in &names {
            let quoted = format!("{name:?}");
            assert!(
                lines.iter().any(|line| line.contains(&quoted)),
                "{version} {name}"
            );
            let end = format!("/{name}");
            let removed = |line: &str| {
                let what = line.split(" -n ").next().unwrap_or_default();
                what.starts_with("removed ") && what.ends_with(&end)
            };
            assert!(
                diff.text().lines().any(removed),
                "{version} {name}: {}",
                diff.text()
            );
        }
        let secrets = kf("secrets --kube-version", &[&version, "-s", &file]);
        assert_eq!(secrets.code, 0, "{}", secrets.block());
        let carve = kf("carve --kube-version", &[&version, "-s", &file]);
        assert_eq!(carve.code, 0, "{}", carve.block());
    }
}

#[test]
fn a_type_that_moved_to_another_group_has_its_last_name() {
    for words in ["history psp", "history"] {
        let words = format!("{words} --kube-version 1.30 --no-headers");
        let history = on("gone-versions.db.gz", &words);
        let text = history.text();
        assert!(text.contains(" podsecuritypolicies.policy "), "{text}");
        assert!(!text.contains("podsecuritypolicies.extensions"), "{text}");
    }
}

#[test]
fn the_place_of_a_served_type_is_no_leftover_of_another() {
    for (words, said) in [
        ("get deployments.extensions -A", "\"deployments\""),
        ("get ingresses.extensions -A -o name", "\"ingresses\""),
        ("get psp", "\"psp\""),
        ("get podpresets -A", "\"podpresets\""),
        (
            "get workloads.v1alpha1.scheduling.k8s.io -A",
            "\"workloads\"",
        ),
        ("get cronjobs.v1beta1.batch -A", "\"cronjobs\""),
    ] {
        let found = on("c136-A.zip", words);
        let error = format!("error: the snapshot doesn't have a resource type {said}\n");
        assert_eq!((found.text(), found.code), ("", 1), "{words}");
        assert!(
            found.stderr.starts_with(&error),
            "{words}: {}",
            found.stderr
        );
    }
    for path in [
        "/apis/extensions/v1beta1/ingresses",
        "/apis/extensions/v1beta1/namespaces/prod/deployments/api",
        "/apis/policy/v1beta1/podsecuritypolicies",
        "/apis/batch/v1beta1/cronjobs",
        "/apis/scheduling.k8s.io/v1alpha1/workloads",
    ] {
        let found = on("c136-A.zip", &format!("get --raw {path}"));
        assert_eq!((found.text(), found.code), ("", 1), "{path}");
        assert!(found.stderr.contains("(NotFound)"), "{}", found.stderr);
    }
    for words in [
        "explain psp",
        "explain cronjobs --api-version batch/v1beta1",
    ] {
        assert_eq!(on("c136-A.zip", words).code, 1, "{words}");
    }
}

#[test]
fn an_old_version_by_its_whole_name_finds_what_is_stored_in_it() {
    let file = "gone-versions.db.gz";
    let words = "get horizontalpodautoscalers.v2beta1.autoscaling pb-v2beta1 -o json";
    let found = on(file, &format!("{words} --kube-version 1.37"));
    let object = parse(&found.stdout).unwrap().into_owned();
    assert_eq!(object.str_at(&["apiVersion"]), Some("autoscaling/v2beta1"));
    assert!(found.stderr.contains("shown as stored"), "{}", found.stderr);
}

#[test]
fn a_deleted_definition_is_named_where_nothing_is_left() {
    let file = "crd-and-crs-deleted.db.gz";
    let note = "warning: the definition of pools.store.example was deleted at revision 6";
    for words in [
        "get pools -n prod",
        "get pools -A -o name",
        "get pool/main -n prod",
        "describe pools -n prod",
    ] {
        let found = on(file, words);
        assert!(found.stderr.contains(note), "{words}: {}", found.stderr);
        assert!(
            found.stderr.contains("--deleted"),
            "{words}: {}",
            found.stderr
        );
    }
    let file = unpacked("crs-without-definition.db.gz");
    let other = unpacked("crd-and-crs-deleted.db.gz");
    let diff = kf(&format!("diff {file} {other} -o name"), &[]);
    assert_eq!(diff.text(), "removed pool.store.example/main -n prod\n");
    let note = "pools.store.example has no definition in this snapshot";
    assert!(diff.stderr.contains(note), "{}", diff.stderr);
}

#[test]
fn one_prefix_counts_for_everything() {
    let file = unpacked("two-clusters.db.gz");
    let left = "below \"/team_beta/\"";
    let history = kf(&format!("history -s {file} --etcd-prefix team_alpha"), &[]);
    assert!(!history.text().contains("team_beta"), "{}", history.text());
    assert!(history.stderr.contains(left), "{}", history.stderr);
    let words = format!("diff --rev 4 --rev 5 {file} --etcd-prefix team_alpha -o name");
    let diff = kf(&words, &[]);
    assert_eq!((diff.text(), diff.code), ("", 0), "{}", diff.block());
    assert!(diff.stderr.contains(left), "{}", diff.stderr);
    let info = kf(&format!("info -s {file} --etcd-prefix team_alpha"), &[]);
    let keys = kf(&format!("keys -s {file}"), &[]);
    let below = |prefix: &str| keys.text().matches(prefix).count();
    let (ours, theirs) = (below("/team_alpha/"), below("/team_beta/"));
    assert!(ours > 0 && theirs > 0);
    let said = format!("/team_beta (another cluster, left out: {theirs} keys)");
    assert!(info.text().contains(&said), "{}", info.text());
    assert!(!info.text().contains("[another"), "{}", info.text());
    let info = kf(
        &format!("info -s {file} --etcd-prefix team_alpha -o json"),
        &[],
    );
    let said = format!("\"keysLeftOut\": {theirs}");
    assert!(info.text().contains(&said), "{}", info.text());
    let said = format!(
        "{theirs} keys below \"/team_beta/\" are left out: --etcd-prefix takes one cluster\n"
    );
    let one = kf(&format!("keys -s {file} --etcd-prefix team_alpha"), &[]);
    assert_eq!(one.text().matches("/team_alpha/").count(), ours);
    assert!(!one.text().contains("team_beta"), "{}", one.text());
    assert!(one.stderr.ends_with(&said), "{}", one.stderr);
    for by in ["kind", "namespace", "object"] {
        let words = format!("du -s {file} --etcd-prefix team_alpha --by {by} -o json");
        let du = kf(&words, &[]);
        let sums: serde_json::Value = serde_json::from_str(du.text()).unwrap();
        let held = |sum: &serde_json::Value| {
            sum["objects"].as_u64().unwrap() + sum["deleted"].as_u64().unwrap()
        };
        assert_eq!(held(&sums["total"]), ours as u64, "{}", du.text());
        let items = sums["items"].as_array().unwrap();
        assert_eq!(items.iter().map(held).sum::<u64>(), ours as u64);
        assert!(du.stderr.ends_with(&said), "{}", du.stderr);
    }
    let typo = kf(&format!("get ns -s {file} --etcd-prefix team_gamma"), &[]);
    let both = "the keys start with \"/team_alpha/\", \"/team_beta/\"";
    assert!(typo.stderr.contains(both), "{}", typo.stderr);
}

#[test]
fn a_path_of_a_type_without_a_definition_is_not_found() {
    let undefined = "pools.store.example has no definition in this snapshot";
    let deleted = "the definition of pools.store.example was deleted at revision 6";
    for (file, why) in [
        ("crd-and-crs-deleted.db.gz", deleted),
        ("crs-without-definition.db.gz", undefined),
    ] {
        for path in [
            "pools",
            "namespaces/prod/pools",
            "namespaces/prod/pools/main",
        ] {
            let words = format!("get --raw /apis/store.example/v1/{path}");
            let found = on(file, &words);
            assert_eq!((found.text(), found.code), ("", 1), "{words}");
            let says = "Error from snapshot (NotFound): the snapshot could not find the requested \
                        resource\nhint: ";
            assert!(found.stderr.starts_with(says), "{}", found.stderr);
            assert!(found.stderr.contains(why), "{}", found.stderr);
        }
    }
}

/// The records of the list of an export.
pub(crate) fn exported(file: &str, words: &str) -> String {
    let top = tempfile::tempdir().unwrap();
    let dir = top.path().join("out");
    let done = on(file, &format!("export {} {words}", dir.display()));
    assert_eq!(done.code, 0, "{}", done.stderr);
    std::fs::read_to_string(dir.join("MANIFEST.jsonl")).unwrap()
}

#[test]
fn an_export_lists_the_definitions_that_are_missing() {
    for scope in ["-A", "-n prod"] {
        let list = exported("crs-without-definition.db.gz", scope);
        let missing: Vec<_> = list
            .lines()
            .filter(|line| line.contains(r#""record":"missing""#) && line.contains("definitions"))
            .collect();
        let [missing] = missing.as_slice() else {
            panic!("{scope}: {list}");
        };
        assert!(
            missing.contains(r#""name":"pools.store.example""#),
            "{missing}"
        );
    }
    let whole = exported("cr-of-removed-version.db.gz", "-A");
    assert!(!whole.contains(r#""record":"missing""#), "{whole}");
}

#[test]
fn an_export_says_until_when_a_version_is_served() {
    let list = exported("gone-versions.db.gz", "-A --kube-version 1.20");
    let note = |name: &str| {
        let name = format!(r#""name":"{name}""#);
        let line = list.lines().find(|line| line.contains(&name)).unwrap();
        line.split_once(r#""notes":["#)
            .map(|(_, notes)| notes.to_owned())
    };
    let psp = note("psp1").unwrap();
    let says = "policy/v1beta1 PodSecurityPolicy was served until 1.24: later servers refuse it";
    assert!(psp.contains(says), "{psp}");
    // 1.37 has dropped what 1.36 had in alpha, and nothing else of it.
    let list = exported("c136-A.zip", "-n prod");
    for line in list
        .lines()
        .filter(|line| line.contains("was served until"))
    {
        assert!(line.contains("scheduling.k8s.io/v1alpha2 "), "{line}");
    }
}
