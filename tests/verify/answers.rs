//! Objects against a stand-in for kube-apiserver that answers from recorded lists of a real one.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use kf::ErrorKind;
use kf::snapshot::{View, ViewOptions};
use kf::verify::objects::{self, Compared, Options, Scope, Selection};
use kf::verify::{Cause, Group, Interrupt, Kind, Report, Status};

use crate::support::fixture;
use crate::support::stand_in::{StandIn, encrypted, modern, old, open, options, program, start};

fn compare_with(view: &View<'_>, stand_in: &StandIn, options: &Options) -> Compared {
    objects::compare(view, &stand_in.server, options, &mut |_| Ok(())).unwrap()
}

fn report(compared: Compared) -> Report {
    Report {
        snapshot: "test.db".to_owned(),
        groups: compared.groups,
        notes: compared.notes,
        ..Report::default()
    }
}

/// The report on the encrypted snapshot and a stand-in with a fault.
fn with_fault(fault: &str) -> Report {
    let snapshot = encrypted();
    let view = snapshot.view().unwrap();
    let stand_in = modern(fault);
    report(compare_with(&view, &stand_in, &options()))
}

fn group<'r>(report: &'r Report, name: &str) -> &'r Group {
    let found = report.groups.iter().find(|g| g.name == name);
    found.unwrap_or_else(|| panic!("no group {name}"))
}

#[track_caller]
fn assert_equal(report: &Report, at_least: u64) {
    let mut text = Vec::new();
    report.write_text(&mut text);
    let text = String::from_utf8(text).unwrap();
    assert_eq!(report.status(), Status::Equal, "{text}");
    assert!(report.totals().equal >= at_least, "{text}");
}

/// Asserts that one group alone differs, and gives it.
#[track_caller]
fn only<'r>(report: &'r Report, name: &str) -> &'r Group {
    let mut text = Vec::new();
    report.write_text(&mut text);
    let text = String::from_utf8(text).unwrap();
    let other = report
        .groups
        .iter()
        .find(|g| g.name != name && g.status() != Status::Equal);
    assert!(other.is_none(), "{text}");
    group(report, name)
}

#[test]
fn a_recording_of_1_36_with_encryption_at_rest() {
    let report = with_fault("");
    assert_equal(&report, 200);
    assert_eq!(report.totals().apart, 0);
    let secrets = group(&report, "secrets.v1");
    assert_eq!((secrets.compared, secrets.equal), (20, 20));
    // Lists that kf has nothing for are fetched as well.
    assert!(group(&report, "pods.v1").is_empty());
    // Events are stored once, whichever group they are served in.
    assert!(
        !report
            .groups
            .iter()
            .any(|g| g.name == "events.v1.events.k8s.io")
    );
    assert!(
        !report
            .groups
            .iter()
            .any(|g| g.name.starts_with("componentstatuses"))
    );
    let what: Vec<&str> = report.notes.iter().map(|n| n.what.as_str()).collect();
    assert!(what.contains(&"[masterleases]"), "{what:?}");
    assert!(what.contains(&"[ranges]"), "{what:?}");
}

#[test]
fn a_recording_of_1_15() {
    let snapshot = open(&fixture("snapshots/c115-A.db.gz"));
    let view = snapshot.view().unwrap();
    let stand_in = old("");
    stand_in
        .server
        .wait_ready(Duration::from_secs(10), || Ok(()))
        .unwrap();
    let report = report(compare_with(&view, &stand_in, &options()));
    assert_equal(&report, 300);
    let aggregated = group(&report, "*.v1beta1.metrics.k8s.io");
    assert_eq!(aggregated.apart[0].cause, Some(Cause::Aggregated));
    assert_eq!(report.totals().apart, 1);
    // Stored in the version that is not preferred.
    assert_eq!(
        group(&report, "leases.v1beta1.coordination.k8s.io").equal,
        2
    );
}

/// All of a large recording of the cluster of `c136-A.zip`: the directory with a server's lists
/// that `KF_TEST_LISTS` names.
#[test]
fn the_large_recording() {
    let Some(lists) = std::env::var_os("KF_TEST_LISTS").map(PathBuf::from) else {
        return;
    };
    let snapshot = open(&fixture("snapshots/c136-A.zip"));
    let view = snapshot.view().unwrap();
    let stand_in = start(&lists, "v1.36.3", "", Interrupt::default());
    let started = Instant::now();
    let report = report(compare_with(&view, &stand_in, &options()));
    assert_equal(&report, 900);
    let mut text = Vec::new();
    report.write_text(&mut text);
    if std::env::var_os("KF_SHOW").is_some() {
        let shown = Path::new(env!("CARGO_TARGET_TMPDIR")).join("large.txt");
        text.extend_from_slice(format!("{:?}\n", started.elapsed()).as_bytes());
        fs::write(shown, text).unwrap();
    }
}

#[test]
fn a_changed_object() {
    let report = with_fault("changed:secrets");
    assert_eq!(report.status(), Status::Mismatch);
    assert_eq!(report.totals().mismatches, 1);
    let secrets = only(&report, "secrets.v1");
    let finding = &secrets.mismatches[0];
    assert_eq!((finding.kind, finding.cause), (Kind::Changed, None));
    assert_eq!(secrets.equal, 19);
    assert!(
        finding.detail.contains("+    kf-changed: \"yes\"\n"),
        "{}",
        finding.detail
    );
    // Values of Secrets are not shown unless they are asked for.
    assert!(
        !finding.detail.contains("a2Ytc2VjcmV0"),
        "{}",
        finding.detail
    );
    assert!(
        finding.detail.contains("+  kf: '***'\n"),
        "{}",
        finding.detail
    );
    let snapshot = encrypted();
    let view = snapshot.view().unwrap();
    let mut options = options();
    options.show_secrets = true;
    let report = self::report(compare_with(&view, &modern("changed:secrets"), &options));
    let detail = &only(&report, "secrets.v1").mismatches[0].detail;
    assert!(detail.contains("+  kf: a2Ytc2VjcmV0\n"), "{detail}");
}

#[test]
fn missing_extra_and_double_objects() {
    let report = with_fault("missing:configmaps");
    let configmaps = only(&report, "configmaps.v1");
    let kinds = |g: &Group| -> Vec<(Kind, Option<Cause>)> {
        g.mismatches.iter().map(|f| (f.kind, f.cause)).collect()
    };
    assert_eq!(kinds(configmaps), [(Kind::Missing, None)]);
    assert_eq!(configmaps.compared - configmaps.equal, 1);

    // Also of a resource of which the snapshot has nothing.
    let report = with_fault("extra:configmaps,extra:pods");
    assert_eq!(
        kinds(group(&report, "configmaps.v1")),
        [(Kind::Extra, None)]
    );
    let pods = group(&report, "pods.v1");
    assert_eq!(kinds(pods), [(Kind::Extra, None)]);
    assert_eq!(pods.mismatches[0].subject, "kf-extra");
    assert_eq!(report.totals().mismatches, 2);

    let report = with_fault("twice:configmaps");
    let configmaps = only(&report, "configmaps.v1");
    assert_eq!(kinds(configmaps), [(Kind::Extra, None)]);
    assert!(configmaps.mismatches[0].detail.contains("twice"));
}

#[test]
fn a_list_that_fails_is_said_and_the_others_go_on() {
    for (fault, said) in [
        ("status500:secrets", "HTTP 500: told to fail"),
        ("drop-connection:secrets", "GET /api/v1/secrets: "),
        ("garbage:secrets", "json: unexpected end"),
    ] {
        let report = with_fault(fault);
        assert_eq!(report.status(), Status::Incomplete, "{fault}");
        let failed = only(&report, "secrets.v1").failure.as_ref().unwrap();
        assert_eq!(failed.kind(), ErrorKind::Judge);
        assert!(failed.message().contains(said), "{fault}: {failed}");
        assert!(failed.hint_text().is_some(), "{fault}");
        assert_eq!(report.totals().failures, 1, "{fault}");
        assert_eq!(group(&report, "configmaps.v1").equal, 21);
    }
}

#[test]
fn a_list_that_hangs_is_given_up() {
    let snapshot = encrypted();
    let view = snapshot.view().unwrap();
    let mut options = options();
    options.patience = Duration::from_millis(700);
    let stand_in = modern("hang:secrets");
    let report = report(compare_with(&view, &stand_in, &options));
    let failed = only(&report, "secrets.v1").failure.as_ref().unwrap();
    assert!(
        failed.message().ends_with("no answer within 0.7 s"),
        "{failed}"
    );
    assert_eq!(group(&report, "services.v1").status(), Status::Equal);
}

#[test]
fn a_server_that_goes_away_ends_the_comparison() {
    let snapshot = encrypted();
    let view = snapshot.view().unwrap();
    let stand_in = modern("crash-at:secrets");
    let gone = objects::compare(&view, &stand_in.server, &options(), &mut |_| Ok(()));
    let gone = gone.unwrap_err();
    assert_eq!(gone.kind(), ErrorKind::Judge);
    assert!(gone.message().contains("onnection refused"), "{gone}");
    assert!(gone.hint_text().is_some());
}

#[test]
fn the_person_can_stop_it() {
    let snapshot = encrypted();
    let view = snapshot.view().unwrap();
    let flag = Arc::new(AtomicBool::new(false));
    let lists = fixture("verify/enc-aescbc-A.tar.gz");
    let interrupt = Interrupt::new(Arc::clone(&flag));
    let stand_in = start(&lists, "v1.36.3", "hang:secrets", interrupt);
    let started = Instant::now();
    let mut progress = |p: objects::Progress<'_>| {
        if p.group == "secrets.v1" {
            flag.store(true, std::sync::atomic::Ordering::SeqCst);
        }
        Ok(())
    };
    let stopped = objects::compare(&view, &stand_in.server, &options(), &mut progress);
    assert_eq!(stopped.unwrap_err().kind(), ErrorKind::Interrupted);
    assert!(started.elapsed() < Duration::from_secs(15));
    // Whoever watches can end it as well.
    let stand_in = modern("");
    let ended = objects::compare(&view, &stand_in.server, &options(), &mut |_| {
        Err(kf::Error::not_found("the process ended"))
    });
    assert_eq!(ended.unwrap_err().message(), "the process ended");
}

#[test]
fn what_is_newer_than_the_snapshot_is_set_apart() {
    // The revision was compacted, or the token expired: the list goes on at the newest state.
    for fault in ["compacted:configmaps,", "expire:configmaps,"] {
        assert_equal(&with_fault(fault), 200);
        let report = with_fault(&format!("{fault}written:configmaps"));
        let configmaps = group(&report, "configmaps.v1");
        let causes: Vec<_> = configmaps.apart.iter().map(|f| (f.kind, f.cause)).collect();
        let written = Some(Cause::WrittenAtStart);
        // The first object is on the page that came before the token expired.
        if fault.starts_with("compacted") {
            let both = [(Kind::Changed, written), (Kind::Extra, written)];
            assert_eq!(causes, both);
            assert_eq!(report.status(), Status::Equal);
        } else {
            assert_eq!(causes, [(Kind::Extra, written)]);
            assert_eq!(report.totals().mismatches, 1);
        }
    }
    // In a list of the snapshot's own revision there is no such thing.
    assert_eq!(with_fault("written:configmaps").totals().mismatches, 2);
}

#[test]
fn a_server_that_is_busy_is_asked_again() {
    assert_equal(&with_fault("busy:secrets"), 200);
}

/// Without a revision to list, what is gone since may be what a lease took along.
#[test]
fn a_lease_that_ended() {
    let snapshot = open(&fixture("snapshots/c115-A.db.gz"));
    let view = snapshot.view().unwrap();
    let report = report(compare_with(
        &view,
        &old("missing:events,missing:configmaps"),
        &options(),
    ));
    let events = group(&report, "events.v1");
    let found: Vec<_> = events.apart.iter().map(|f| (f.kind, f.cause)).collect();
    assert_eq!(found, [(Kind::Missing, Some(Cause::LeaseExpired))]);
    assert_eq!(events.status(), Status::Equal);
    assert_eq!(group(&report, "configmaps.v1").mismatch_count(), 1);
    assert_eq!(report.totals().mismatches, 1);
}

/// What was not compared is never called equal.
#[test]
fn a_server_that_serves_nothing() {
    let nothing = tempfile::tempdir().unwrap();
    let snapshot = encrypted();
    let view = snapshot.view().unwrap();
    let stand_in = start(nothing.path(), "v1.36.3", "", Interrupt::default());
    let same = report(compare_with(&view, &stand_in, &options()));
    assert_eq!(same.status(), Status::Incomplete);
    assert_eq!(same.totals().compared, 0);
    let failed = group(&same, "secrets.v1").failure.as_ref().unwrap();
    assert_eq!(
        failed.message(),
        "the kube-apiserver does not serve secrets.v1, of which the snapshot has 20"
    );
    // A newer one may have given up what an older one had, but no custom resources.
    let stand_in = start(nothing.path(), "v1.40.0", "", Interrupt::default());
    let newer = report(compare_with(&view, &stand_in, &options()));
    let secrets = group(&newer, "secrets.v1");
    assert_eq!((secrets.compared, secrets.apart_count()), (20, 20));
    assert_eq!(newer.causes()[&Cause::Conversion], newer.totals().compared);
    assert_eq!(newer.status(), Status::Incomplete);
    only(&newer, "tenants.v1alpha1.ops.corp.example");
}

/// A version that could not be asked for is said, and so is what was to be listed in it.
#[test]
fn an_api_that_is_unavailable() {
    let report = with_fault("unavailable:apps");
    // Of what the snapshot has none of, it is enough that the whole group version is named.
    for name in ["*.v1.apps", "deployments.v1.apps"] {
        let failed = group(&report, name).failure.as_ref().unwrap();
        assert!(
            failed.message().contains("HTTP 503: service unavailable"),
            "{failed}"
        );
    }
    assert_eq!(group(&report, "secrets.v1").equal, 20);
}

#[test]
fn what_was_asked_for_alone() {
    let snapshot = encrypted();
    let view = snapshot.view().unwrap();
    let selection = |word: &str, namespace: Option<&str>, names: &[&str]| Selection {
        mapping: view.lookup(word).unwrap().remove(0),
        namespace: namespace.map(str::to_owned),
        names: names.iter().map(|n| (*n).to_owned()).collect(),
    };
    let run = |fault: &str, selections: Vec<Selection>| {
        let mut options = options();
        options.scope = Scope::Only(selections);
        report(compare_with(&view, &modern(fault), &options))
    };
    let secrets = view.lookup("secrets").unwrap().remove(0);
    let all: Vec<(String, String)> = view
        .list(&secrets, None, kf::snapshot::ReadOptions::default())
        .unwrap()
        .map(|o| {
            let o = o.unwrap().value;
            let text = |n: &str| o.str_at(&["metadata", n]).unwrap().to_owned();
            (text("namespace"), text("name"))
        })
        .collect();
    let (namespace, name) = all.first().cloned().unwrap();
    let in_namespace = all.iter().filter(|(n, _)| *n == namespace).count();

    let one = run("", vec![selection("secrets", Some(&namespace), &[&name])]);
    assert_eq!((one.totals().compared, one.totals().equal), (1, 1));
    let many = run("", vec![selection("secrets", Some(&namespace), &[])]);
    assert_eq!(many.totals().equal, u64::try_from(in_namespace).unwrap());
    let two = vec![
        selection("secrets", None, &[]),
        // Shown in a version other than the stored one, which both sides convert to.
        selection("horizontalpodautoscalers.v1.autoscaling", None, &[]),
        selection("namespaces", Some("ignored"), &["kube-system"]),
    ];
    let two = run("", two);
    assert_equal(&two, 21);
    let changed = run(
        "changed:secrets",
        vec![selection("secrets", Some(&namespace), &[&name])],
    );
    assert_eq!(changed.totals().mismatches, 1);
    let missing = run(
        "missing:secrets",
        vec![selection("secrets", Some(&namespace), &[&name])],
    );
    let finding = &group(&missing, "secrets.v1").mismatches[0];
    assert_eq!(finding.kind, Kind::Missing);
    assert_eq!(finding.subject, format!("{namespace}/{name}"));
}

#[test]
fn without_the_key() {
    let snapshot = open(&fixture("snapshots/enc-aescbc-A.db.gz"));
    let view = snapshot.view().unwrap();
    let report = report(compare_with(&view, &modern(""), &options()));
    let secrets = group(&report, "secrets.v1");
    assert_eq!(secrets.mismatch_count(), 20);
    let finding = &secrets.mismatches[0];
    assert_eq!(finding.kind, Kind::Unreadable);
    assert!(finding.detail.contains("aescbc"), "{}", finding.detail);
    assert_eq!(secrets.compared, 20);
}

#[test]
fn an_old_server_lists_the_newest_state_alone() {
    let snapshot = open(&fixture("snapshots/c115-A.db.gz"));
    let at = ViewOptions {
        revision: Some(420),
        ..ViewOptions::default()
    };
    let view = snapshot.view_with(&at).unwrap();
    let stand_in = old("");
    let refused = objects::compare(&view, &stand_in.server, &options(), &mut |_| Ok(()));
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Unsupported);
}

#[test]
fn waiting_until_it_is_ready() {
    let stand_in = modern("never-ready");
    let late = stand_in
        .server
        .wait_ready(Duration::from_millis(400), || Ok(()));
    let late = late.unwrap_err();
    assert_eq!(
        late.message(),
        "kube-apiserver: not ready after 0.4 s: GET /readyz: HTTP 500: these checks fail: etcd, \
         poststarthook/crd-informer-synced"
    );
    let dead = stand_in.server.wait_ready(Duration::from_secs(9), || {
        Err(kf::Error::not_found("it ended"))
    });
    assert_eq!(dead.unwrap_err().message(), "it ended");
    let stand_in = modern("");
    stand_in
        .server
        .wait_ready(Duration::from_secs(20), || Ok(()))
        .unwrap();
    assert_eq!(stand_in.server.version().unwrap().git, "v1.36.3");
}

#[test]
fn a_stand_in_crashes_when_it_is_told_to() {
    let mut child = Command::new(program())
        .env("KF_STAND_IN_FAULT", "crash-at-start")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert_eq!(said, "Error: told to crash at start\n");
    let version = Command::new(program()).arg("--version").output().unwrap();
    assert_eq!(version.stdout, b"Kubernetes v1.36.3\n");
}
