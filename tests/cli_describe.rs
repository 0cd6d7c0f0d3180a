//! `kf describe`: what is asked for and how, as kubectl has it. What it prints is compared with
//! recordings in `golden`.

use crate::support::{Output, kf, unpacked};

fn c136(words: &str) -> Output {
    let snapshot = unpacked("c136-A.zip");
    kf(words, &["-s", &snapshot, "--now", "2026-11-22T18:24:11Z"])
}

fn names(output: &Output) -> Vec<&str> {
    let lines = output.text().lines();
    let names = lines.filter_map(|l| l.strip_prefix("Name:"));
    names.map(str::trim).collect()
}

#[test]
fn a_single_object_comes_with_its_events() {
    let one = c136("describe ns/prod");
    assert_eq!(names(&one), ["prod"]);
    let config = c136("describe cm my-config -n prod");
    assert!(config.text().ends_with("Events:  <none>\n"));
    let quiet = c136("describe cm my-config -n prod --show-events=false");
    assert!(!quiet.text().contains("Events:"));
    assert_eq!((quiet.code, quiet.stderr.as_str()), (0, ""));
}

#[test]
fn several_objects_stand_apart_and_without_events() {
    let two = c136("describe cm my-config api-env -n prod");
    assert_eq!(names(&two), ["my-config", "api-env"]);
    assert!(!two.text().contains("Events:"));
    assert!(two.text().contains("\n\n\nName:"));
    let shown = c136("describe cm my-config api-env -n prod --show-events");
    assert_eq!(shown.text().matches("Events:  <none>\n").count(), 2);
    let all = c136("describe cm -n prod");
    assert!(names(&all).len() > 2);
    let chosen = c136("describe pods -A -l app=api");
    assert!(!names(&chosen).is_empty());
}

#[test]
fn the_start_of_a_name_will_do() {
    let found = c136("describe cm my-con -n prod");
    assert_eq!(names(&found), ["my-config"]);
    // One more newline than a description has, and no events.
    assert!(found.text().ends_with("\n\n"));
    assert!(!found.text().contains("Events:"));
    assert_eq!((found.code, found.stderr.as_str()), (0, ""));
    let shown = c136("describe cm my-con -n prod --show-events=true");
    assert!(shown.text().ends_with("Events:  <none>\n\n"));
}

#[test]
fn what_is_missing_is_said() {
    c136("describe cm nothing -n prod")
        .fails("Error from snapshot (NotFound): configmaps \"nothing\" not found\n");
    c136("describe cm/nothing cm/my-config -n prod")
        .fails("Error from snapshot (NotFound): configmaps \"nothing\" not found\n");
    let some = c136("describe cm my-config nothing none -n prod");
    assert_eq!(names(&some), ["my-config"]);
    assert_eq!(
        (some.code, some.stderr.as_str()),
        (
            1,
            "Error from snapshot (NotFound): configmaps \"nothing\" not found\n\
             Error from snapshot (NotFound): configmaps \"none\" not found\n"
        )
    );
    let none = c136("describe cronjobs -n default");
    assert_eq!(
        (none.code, none.text(), none.stderr.as_str()),
        (0, "", "No resources found in default namespace.\n")
    );
    c136("describe all my-config -n prod -l a=b")
        .fails("error: name cannot be provided when a selector is specified\n");
    c136("describe cm a -A")
        .fails("error: a resource cannot be retrieved by name across all namespaces\n");
    c136("describe").fails(
        "error: You must specify the type of resource to describe. Use \"kf api-resources\" for a \
         complete list of supported resources.\n",
    );
}

#[test]
fn old_servers_lack_the_versions_that_kubectl_asks_for() {
    let snapshot = unpacked("c115-A.db.gz");
    kf("describe pdb -n prod", &["-s", &snapshot]).fails(
        "Error from snapshot (NotFound): the snapshot could not find the requested resource\n",
    );
}
