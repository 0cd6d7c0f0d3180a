//! What is left of types and clusters where nobody looks first: outside the tree, encrypted, below another
//! cluster's prefix, or not at all.

use kf::object::Value;
use kf::object::parse::json::parse;

use crate::lost::{exported, on};
use crate::support::{kf, temporary};

#[test]
fn what_is_left_of_a_type_outside_the_tree_is_found_by_its_name() {
    let file = "gone-types-carved.db.gz";
    for (words, version, name, key) in [
        ("psp", "1.20", "psp1", "podsecuritypolicy/psp1"),
        ("psp psp1", "1.30", "psp1", "podsecuritypolicy/psp1"),
        (
            "podsecuritypolicies.policy",
            "1.37",
            "psp1",
            "podsecuritypolicy/psp1",
        ),
        ("workloads", "1.37", "w1", "workloads/default/w1"),
        (
            "pools -n prod",
            "1.36",
            "main",
            "store.example/pools/prod/main",
        ),
        (
            "pools.store.example main",
            "1.36",
            "main",
            "store.example/pools/prod/main",
        ),
        ("Pool", "1.36", "main", "store.example/pools/prod/main"),
    ] {
        let found = on(
            file,
            &format!("carve {words} -o json --kube-version {version}"),
        );
        assert_eq!(found.code, 0, "{words}: {}", found.stderr);
        let found = parse(&found.stdout).unwrap().into_owned();
        let items = found.get("items").and_then(Value::as_array).unwrap();
        let [object, deletion] = items else {
            panic!("{words}: {items:?}");
        };
        let key = format!("/registry/{key}");
        assert_eq!(object.str_at(&["key"]), Some(&*key), "{words}");
        let found = object.str_at(&["object", "metadata", "name"]);
        assert_eq!(found, Some(name), "{words} at {version}");
        assert_eq!(deletion.str_at(&["key"]), Some(&*key), "{words}");
    }
    for word in ["deployments.extensions", "puddles"] {
        let none = on(file, &format!("carve {word} --kube-version 1.36"));
        assert_eq!(none.code, 1, "{word}");
        assert!(
            none.stderr.contains("doesn't have a resource type"),
            "{}",
            none.stderr
        );
    }
    // All that lies there, whatever the minor: none without its name.
    for minor in [20, 27, 31, 36, 37] {
        let all = on(file, &format!("carve -o json --kube-version 1.{minor}"));
        let all = parse(&all.stdout).unwrap().into_owned();
        let items = all.get("items").and_then(Value::as_array).unwrap();
        let objects = items
            .iter()
            .filter_map(|item| Some((item.str_at(&["key"])?, item.get("object")?)));
        let mut count = 0;
        for (key, object) in objects {
            let name = object.str_at(&["metadata", "name"]);
            assert_eq!(name, key.rsplit('/').next(), "1.{minor} {key}");
            count += 1;
        }
        assert_eq!(count, 20, "1.{minor}");
    }
}

#[test]
fn encrypted_objects_of_lost_types_are_named_and_not_denied() {
    let sealed = "k8s:enc:aescbc:v1:key1:0123456789abcdef0123456789abcdef";
    let file = kf_testing::etcd::key_space(&[
        (
            "/registry/namespaces/prod",
            2,
            r#"{"kind":"Namespace","apiVersion":"v1","metadata":{"name":"prod"}}"#,
        ),
        ("/registry/podsecuritypolicy/psp1", 3, sealed),
        ("/registry/store.example/pools/prod/main", 4, sealed),
    ]);
    let file = temporary(&file);
    let file = file.path().to_str().unwrap();
    for words in [
        "get psp",
        "get psp psp1",
        "get pools -A",
        "get pools.store.example main -n prod",
    ] {
        let found = kf(words, &["--kube-version", "1.30", "-s", file]);
        assert_eq!(found.code, 1, "{words}: {}", found.block());
        let said = "encrypted at rest by provider aescbc (v1), key \"key1\"";
        assert!(found.stderr.contains(said), "{words}: {}", found.stderr);
    }
    let secrets = kf("secrets -o json --kube-version 1.30", &["-s", file]);
    for place in ["podsecuritypolicies", "pools"] {
        assert!(
            secrets.text().contains(place),
            "{place}: {}",
            secrets.text()
        );
    }
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let words = format!("export {} -A --kube-version 1.30", out.display());
    let exported = kf(&words, &["-s", file]);
    assert_eq!(exported.code, 1, "{}", exported.block());
    let list = std::fs::read_to_string(out.join("MANIFEST.jsonl")).unwrap();
    for key in ["podsecuritypolicy/psp1", "store.example/pools/prod/main"] {
        let line = list.lines().find(|line| line.contains(key));
        assert!(
            line.is_some_and(|line| line.contains(r#""record":"failed""#)),
            "{list}"
        );
    }
}

#[test]
fn an_export_says_what_is_off_by_default() {
    let list = exported("c136-A.zip", "-n prod");
    let mut off: Vec<&str> = list
        .lines()
        .filter(|line| line.contains("is off by default"))
        .filter_map(|line| line.split(r#""kind":""#).nth(1)?.split('"').next())
        .collect();
    off.sort_unstable();
    assert_eq!(off, ["PodGroup", "Workload"]);
    assert!(
        list.contains("--runtime-config=scheduling.k8s.io/v1alpha2=true"),
        "{list}"
    );
}

#[test]
fn a_cluster_below_the_prefix_of_another_is_met_wherever_it_lies() {
    let pod = |name: &str| {
        format!(
            r#"{{"kind":"Pod","apiVersion":"v1","metadata":{{"name":"{name}","namespace":"prod"}}}}"#
        )
    };
    // Of one of the two there is a single Pod, far from both ends of the file.
    for (many, single) in [
        ("/registry", "/registry/tenant"),
        ("/registry/tenant", "/registry"),
    ] {
        let key = |prefix: &str, name: &str| (format!("{prefix}/pods/prod/{name}"), pod(name));
        let mut puts: Vec<(String, String)> =
            (0..1400).map(|at| key(many, &format!("p{at}"))).collect();
        puts.insert(700, key(single, "single"));
        let puts: Vec<(&str, u64, &str)> = (2..)
            .zip(&puts)
            .map(|(revision, (key, value))| (key.as_str(), revision, value.as_str()))
            .collect();
        let file = temporary(&kf_testing::etcd::key_space(&puts));
        let file = file.path().to_str().unwrap();
        let found = kf("get pods -A -o name", &["-s", file]);
        assert_eq!((found.text(), found.code), ("", 1));
        let said = "2 clusters share this etcd: their keys start with \"/registry/\", \
                    \"/registry/tenant/\"";
        assert!(found.stderr.contains(said), "{}", found.stderr);
        let words = format!("get pods -A -o name --etcd-prefix {single}");
        assert_eq!(kf(&words, &["-s", file]).text(), "pod/single\n");
    }
}

#[test]
fn an_answer_out_of_a_file_without_a_cluster_says_so() {
    let event = r#"{"kind":"Event","apiVersion":"v1","metadata":{"name":"e","namespace":"prod"}}"#;
    for (key, value, said) in [
        (
            "/registry/events/prod/e",
            event,
            "this snapshot holds events alone",
        ),
        ("/app/config", "{}", "it holds no Kubernetes"),
    ] {
        let file = temporary(&kf_testing::etcd::database(&[(key, 2, value)]));
        let file = file.path().to_str().unwrap();
        let dir = tempfile::tempdir().unwrap();
        let export = format!("export {} -A", dir.path().join("out").display());
        for words in [
            "get secrets -A",
            "get secret db -n prod",
            "describe secret db -n prod",
            "secrets",
            "auth whocan get pods",
            "suspects",
            &export,
        ] {
            let found = kf(words, &["-s", file]);
            assert!(found.stderr.contains(said), "{words}: {}", found.block());
        }
        let events = kf("get events -A -o name", &["-s", file]);
        assert!(!events.stderr.contains(said), "{}", events.block());
    }
}
