use super::*;
use kf_base::error::ErrorKind;

fn finding(subject: &str, kind: Kind, cause: Option<Cause>, detail: &str) -> Finding {
    Finding {
        subject: subject.to_owned(),
        kind,
        cause,
        detail: detail.to_owned(),
    }
}

fn sample() -> Report {
    let mut keys = Group::new(Level::Etcd, "keys");
    (keys.compared, keys.equal) = (12, 12);
    let mut pods = Group::new(Level::Objects, "pods.v1");
    (pods.compared, pods.equal) = (3, 1);
    pods.found(finding(
        "prod/a",
        Kind::Changed,
        None,
        "@@ -1 +1 @@\n-  a: <1>\n+  a: \"2\" & \u{1b}[31m\u{fffe}\n",
    ));
    pods.found(finding(
        "prod/b",
        Kind::Missing,
        None,
        "written at revision 7",
    ));
    let mut deployments = Group::new(Level::Objects, "deployments.v1.apps");
    (deployments.compared, deployments.equal) = (9, 8);
    let newer = Some(Cause::Defaulted);
    deployments.found(finding(
        "prod/web",
        Kind::Changed,
        newer,
        "@@ -1 +1 @@\n+x: 1\n",
    ));
    let mut secrets = Group::new(Level::Objects, "secrets.v1");
    let failure =
        Error::new(ErrorKind::Judge, "GET /api/v1/secrets: HTTP 500").hint("read the log");
    secrets.failure = Some(failure);
    let empty = Group::new(Level::Objects, "jobs.v1.batch");
    Report {
        snapshot: "a&b.db".to_owned(),
        revision: 42,
        etcd_version: Some("3.5.30".to_owned()),
        read_as: None,
        kube_version: Some("v1.36.3".to_owned()),
        groups: vec![keys, pods, deployments, secrets, empty],
        notes: vec![Note {
            reason: "no objects of the API".to_owned(),
            what: "[masterleases]".to_owned(),
            count: 3,
        }],
    }
}

fn rendered(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).unwrap()
}

#[test]
fn for_people() {
    let want = "\
a&b.db at revision 42, etcd 3.5.30, kube-apiserver v1.36.3
RESOURCE           VERSION   COMPARED   EQUAL   APART   MISMATCHES
keys               -         12         12      0       0
pods               v1        3          1       0       2
deployments.apps   v1        9          8       1       0
secrets            v1        0          0       0       failed
TOTAL                        24         21      1       2
1 more resource has no objects on either side.

Set apart, with a known cause:
  1 Defaulted: the server is newer than the snapshot, and fills in fields that the snapshot's \
Kubernetes did not have
    deployments.v1.apps prod/web

Not compared:
  3 [masterleases]: no objects of the API

pods.v1 prod/a: differs
  @@ -1 +1 @@
  -  a: <1>
  +  a: \"2\" & \\x1b[31m\u{fffe}

pods.v1 prod/b: the server does not have it
  written at revision 7

secrets.v1: not compared in full: GET /api/v1/secrets: HTTP 500
hint: read the log

1 group could not be compared in full; 2 differences have no known cause.
";
    assert_eq!(rendered(|out| sample().write_text(out)), want);
}

#[test]
fn a_newer_judge_is_said() {
    let report = Report {
        read_as: Some(ReadAs {
            minor: Minor::new(36),
            written: Minor::new(21),
        }),
        ..sample()
    };
    let text = rendered(|out| report.write_text(out));
    assert_eq!(
        text.lines().nth(1),
        Some(
            "The snapshot was written by 1.21, and the kube-apiserver is newer: kf reads it as 1.36, \
             as that server does."
        )
    );
    let json = rendered(|out| report.write_json(out));
    let json = kf_object::parse::json::parse(json.as_bytes()).unwrap();
    assert_eq!(json.str_at(&["writtenBy"]), Some("1.21"));
    assert_eq!(json.str_at(&["readAs"]), Some("1.36"));
    let junit = rendered(|out| report.write_junit(out));
    assert!(junit.contains(r#"<property name="readAs" value="1.36"/>"#));
    assert!(!rendered(|out| sample().write_json(out)).contains("readAs"));
}

#[test]
fn ends() {
    let mut report = sample();
    report.groups.truncate(1);
    report.notes.clear();
    let end = |report: &Report| {
        let text = rendered(|out| report.write_text(out));
        text.lines().last().unwrap().to_owned()
    };
    assert_eq!(report.status(), Status::Equal);
    assert_eq!(end(&report), "kf and the server agree.");
    report
        .groups
        .extend(sample().groups.into_iter().skip(2).take(1));
    assert_eq!(report.status(), Status::Equal);
    assert_eq!(
        end(&report),
        "kf and the server agree, but for 1 difference with a known cause."
    );
    report
        .groups
        .extend(sample().groups.into_iter().skip(1).take(1));
    assert_eq!(report.status(), Status::Mismatch);
    assert_eq!(end(&report), "2 differences have no known cause.");
    assert_eq!(sample().status(), Status::Incomplete);
    assert_eq!(Report::default().status(), Status::Equal);
}

#[test]
fn for_programs() {
    let text = rendered(|out| sample().write_json(out));
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        value,
        serde_json::json!({
            "snapshot": "a&b.db", "revision": 42, "etcdVersion": "3.5.30",
            "kubeVersion": "v1.36.3", "status": "incomplete",
            "total": {"compared": 24, "equal": 21, "apart": 1, "mismatches": 2, "failures": 1},
            "causes": {"Defaulted": 1},
            "groups": [
                {"level": "etcd", "name": "keys", "compared": 12, "equal": 12, "apart": 0,
                 "mismatches": 0, "findings": []},
                {"level": "objects", "name": "pods.v1", "compared": 3, "equal": 1, "apart": 0,
                 "mismatches": 2, "findings": [
                    {"subject": "prod/a", "kind": "changed",
                     "detail": "@@ -1 +1 @@\n-  a: <1>\n+  a: \"2\" & \u{1b}[31m\u{fffe}\n"},
                    {"subject": "prod/b", "kind": "missing", "detail": "written at revision 7"}]},
                {"level": "objects", "name": "deployments.v1.apps", "compared": 9, "equal": 8,
                 "apart": 1, "mismatches": 0, "findings": [
                    {"subject": "prod/web", "kind": "changed", "cause": "Defaulted",
                     "detail": "@@ -1 +1 @@\n+x: 1\n"}]},
                {"level": "objects", "name": "secrets.v1", "compared": 0, "equal": 0, "apart": 0,
                 "mismatches": 0, "findings": [], "failure": "GET /api/v1/secrets: HTTP 500",
                 "hint": "read the log"},
                {"level": "objects", "name": "jobs.v1.batch", "compared": 0, "equal": 0,
                 "apart": 0, "mismatches": 0, "findings": []},
            ],
            "notCompared": [
                {"what": "[masterleases]", "reason": "no objects of the API", "count": 3}],
        })
    );
}

#[test]
fn for_ci() {
    let want = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="kf verify a&amp;b.db" tests="5" failures="1" errors="1">
  <testsuite name="kf verify etcd" tests="1" failures="0" errors="0" skipped="0">
    <properties>
      <property name="snapshot" value="a&amp;b.db"/>
      <property name="revision" value="42"/>
      <property name="etcdVersion" value="3.5.30"/>
      <property name="kubeVersion" value="v1.36.3"/>
    </properties>
    <testcase classname="kf.verify.etcd" name="keys"/>
  </testsuite>
  <testsuite name="kf verify objects" tests="4" failures="1" errors="1" skipped="0">
    <properties>
      <property name="snapshot" value="a&amp;b.db"/>
      <property name="revision" value="42"/>
      <property name="etcdVersion" value="3.5.30"/>
      <property name="kubeVersion" value="v1.36.3"/>
    </properties>
    <testcase classname="kf.verify.objects" name="pods.v1">
      <failure type="mismatch" message="2 mismatches, 3 compared">prod/a: differs
@@ -1 +1 @@
-  a: &lt;1&gt;
+  a: &quot;2&quot; &amp; �[31m�

prod/b: the server does not have it
written at revision 7
</failure>
    </testcase>
    <testcase classname="kf.verify.objects" name="deployments.v1.apps">
      <system-out>set apart, with a known cause: 1
prod/web: Defaulted
</system-out>
    </testcase>
    <testcase classname="kf.verify.objects" name="secrets.v1">
      <error type="not compared" message="not compared in full">GET /api/v1/secrets: HTTP 500
hint: read the log</error>
    </testcase>
    <testcase classname="kf.verify.objects" name="jobs.v1.batch"/>
  </testsuite>
</testsuites>
"#;
    assert_eq!(rendered(|out| sample().write_junit(out)), want);
}

#[test]
fn a_group_that_failed_and_differs_is_one_of_each() {
    let mut report = sample();
    report.groups.truncate(2);
    let failure = Error::new(ErrorKind::Judge, "it broke off");
    report.groups.last_mut().unwrap().failure = Some(failure);
    let xml = rendered(|out| report.write_junit(out));
    assert!(
        xml.contains(r#"tests="2" failures="0" errors="1""#),
        "{xml}"
    );
    assert!(
        xml.contains("<error ") && !xml.contains("<failure "),
        "{xml}"
    );
    assert!(xml.contains("prod/b: the server does not have it"), "{xml}");
    let text = rendered(|out| report.write_text(out));
    assert!(
        text.contains("pods.v1 prod/b: the server does not have it"),
        "{text}"
    );
}

#[test]
fn findings_beyond_the_limits_are_counted() {
    let mut group = Group::new(Level::Objects, "pods.v1");
    let started = Some(Cause::WrittenAtStart);
    for i in 0..MAX_FINDINGS + 5 {
        let detail = if group.wants_detail(None) { "text" } else { "" };
        group.found(finding(&i.to_string(), Kind::Changed, None, detail));
        group.found(finding(&i.to_string(), Kind::Extra, started, "text"));
    }
    assert_eq!(group.mismatches.len(), MAX_FINDINGS);
    let all = u64::try_from(MAX_FINDINGS + 5).unwrap();
    assert_eq!((group.mismatch_count(), group.apart_count()), (all, all));
    let detailed = |findings: &[Finding]| findings.iter().filter(|f| !f.detail.is_empty()).count();
    assert_eq!(detailed(&group.mismatches), MAX_FINDING_DETAILS);
    assert_eq!(detailed(&group.apart), MAX_FINDING_DETAILS);
    let report = Report {
        groups: vec![group],
        ..Report::default()
    };
    assert_eq!(report.causes()[&Cause::WrittenAtStart], all);
    let text = rendered(|out| report.write_text(out));
    assert!(text.contains("pods.v1: and 5 more mismatches\n"));
    assert!(
        text.contains(&format!("    pods.v1: and {} more\n", all - 5)),
        "{text}"
    );
}

#[test]
fn long_details_are_cut_between_lines() {
    let mut text = "é123456\n".repeat(MAX_FINDING_BYTES / 4);
    cut(&mut text);
    assert!(text.len() <= MAX_FINDING_BYTES + 40);
    let last: Vec<&str> = text.lines().rev().take(2).collect();
    assert_eq!(last[1], "é123456");
    assert!(last[0].starts_with("... and ") && last[0].ends_with(" more lines"));
    let mut one = "é".repeat(MAX_FINDING_BYTES);
    cut(&mut one);
    assert!(one.ends_with("\n... and 1 more line\n"));
}
