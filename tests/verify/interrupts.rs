//! Ctrl-C and SIGTERM, at every stage: nothing is left behind.

use std::path::Path;

use rustix::process::Signal;

use crate::support::{fixture, ignores, stand_in};

use super::stack::{Place, snapshot};

const SIGNALS: [&str; 3] = ["INT", "TERM", "HUP"];

/// A program that makes the file `reached` when it comes to hang, for as long as a test may take.
fn hang(place: &Place) -> String {
    format!("touch {}; sleep 600", place.path("reached").display())
}

/// Its version, which the programs are asked for first.
const VERSION: &str = "[ \"$1\" != --version ] || { echo 'etcd Version: 3.4.1'; exit; }";

#[track_caller]
fn interrupted(place: &Place, words: &str) {
    for signal in SIGNALS {
        if signal == "HUP" && ignores(Signal::HUP) {
            continue;
        }
        let output = place.interrupted(words, "reached", signal);
        assert_eq!((output.code, output.text()), (2, ""), "{}", output.stderr);
        assert!(output.stderr.contains("interrupted"), "{}", output.stderr);
        std::fs::remove_file(place.path("reached")).unwrap();
    }
}

fn words(more: &str) -> String {
    let file = snapshot("enc-aescbc-A.db.gz");
    format!("verify {file} --runtime process {more}")
}

/// The flag with the key that the kube-apiserver is not started without.
fn with_key() -> String {
    let config = fixture("encryption").join("enc-aescbc.yaml");
    format!("--encryption-config {}", config.display())
}

#[test]
fn while_versions_are_asked_for() {
    let place = Place::new();
    place.script("etcd", &hang(&place));
    interrupted(&place, &words("--level etcd"));
}

#[test]
fn while_the_copy_is_restored() {
    let place = Place::new();
    place.script("etcd", VERSION);
    place.script("etcdctl", &hang(&place));
    interrupted(&place, &words("--level etcd"));
}

#[test]
fn while_etcd_starts() {
    let place = Place::new();
    place.script("etcd", &format!("{VERSION}; {}", hang(&place)));
    place.script("etcdctl", "exit 0");
    interrupted(&place, &words("--level etcd"));
    // One that does not want to end is ended.
    place.script(
        "etcd",
        &format!("{VERSION}; trap '' TERM; {}", hang(&place)),
    );
    interrupted(&place, &words("--level etcd"));
}

/// A kube-apiserver as [`stand_in`] that goes wrong, and says that it was started.
fn apiserver(place: &Place, fault: &str) {
    place.script(
        "kube-apiserver",
        &format!(
            "[ \"$1\" = --version ] || touch {}\n\
             export KF_STAND_IN_LISTS={} KF_STAND_IN_FAULT={fault}\n\
             exec {} \"$@\"",
            place.path("reached").display(),
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("fixtures/verify/enc-aescbc-A.tar.gz")
                .display(),
            stand_in::program().display(),
        ),
    );
}

#[test]
fn while_the_kube_apiserver_starts() {
    let place = Place::new();
    if place.real_etcd().is_none() {
        return;
    }
    apiserver(&place, "never-ready");
    interrupted(&place, &words(&with_key()));
}

#[test]
fn while_objects_are_compared() {
    let place = Place::new();
    if place.real_etcd().is_none() {
        return;
    }
    apiserver(&place, "hang:secrets");
    interrupted(&place, &words(&with_key()));
}
