//! Files in which nothing tells the Kubernetes version: it is bound by the newest time in them.

use kf::object::Value;
use kf::object::parse::json::parse;

use crate::hostile::snapshot;
use crate::support::{kf, kf_args};

/// A Job as a server of 2017 may have written them.
fn job() -> (String, String) {
    (
        "jobs/default/pi".to_owned(),
        r#"{"kind":"Job","apiVersion":"batch/v1","metadata":{"name":"pi","namespace":"default","uid":"a4acc46c","creationTimestamp":"2017-06-27T16:35:13Z"},"spec":{"parallelism":1,"completions":1,"backoffLimit":6,"selector":{"matchLabels":{"controller-uid":"a"}},"template":{"metadata":{"name":"pi","creationTimestamp":null},"spec":{"containers":[{"name":"pi","image":"perl"}],"restartPolicy":"Never"}}},"status":{"startTime":"2017-10-01T16:35:13Z","active":1}}"#
            .to_owned(),
    )
}

#[test]
fn a_file_of_2017_is_of_a_kubernetes_of_2017() {
    let file = snapshot(&[job()]);
    let file = ["-s", file.path().to_str().unwrap()];
    let info = kf("info", &file);
    let line = "Kubernetes:    1.8 (assumed: nothing tells it, so it is the newest released by \
                2017-10-01T16:35:13Z, the newest time in it)\n";
    assert!(info.text().contains(line), "{}", info.text());
    let info = parse(&kf("info -o json", &file).stdout)
        .unwrap()
        .into_owned();
    let text = |name| info.str_at(&["kubernetes", name]);
    assert_eq!(text("version"), Some("1.8"));
    assert_eq!(text("newestBy"), Some("2017-10-01T16:35:13Z"));
    let assumed = info.at(&["kubernetes", "assumed"]);
    assert_eq!(assumed, Some(&Value::Bool(true)));

    // As 1.8 showed it; kf knows no older server that may have shown it otherwise.
    let shown = kf("get job pi -o json", &file);
    assert_eq!((shown.stderr.as_str(), shown.code), ("", 0));
    let link = "\"selfLink\": \"/apis/batch/v1/namespaces/default/jobs/pi\"";
    assert!(shown.text().contains(link), "{}", shown.text());
    let given = kf("get job pi -o json --kube-version 1.8", &file);
    assert_eq!(given, shown);
}

#[test]
fn where_an_older_server_shows_it_otherwise_a_hint_says_once_what_is_assumed() {
    let (key, job) = job();
    let other = (
        "jobs/default/other".to_owned(),
        job.replace(r#""name":"pi""#, r#""name":"other""#),
    );
    let file = snapshot(&[(key, job.replace("2017-10-01", "2021-12-31")), other]);
    let file = ["-s", file.path().to_str().unwrap()];
    let shown = kf("get jobs -n default -o json", &file);
    let hint = "hint: this is as Kubernetes 1.23 (assumed: nothing tells it, so it is the newest \
                released by 2021-12-31T16:35:13Z, the newest time in it) shows it; --kube-version \
                names another\n";
    assert_eq!((shown.stderr.as_str(), shown.code), (hint, 0));
    let given = kf("get jobs -n default -o json --kube-version 1.23", &file);
    given.prints(shown.text());
}

#[test]
fn what_every_minor_shows_alike_has_no_hint() {
    let map = r#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c","namespace":"prod","creationTimestamp":"2024-10-01T10:00:00Z"},"data":{"a":"b"}}"#;
    let file = snapshot(&[("configmaps/prod/c".to_owned(), map.to_owned())]);
    let shown = kf(
        "get cm -n prod c -o jsonpath={.data.a}",
        &["-s", file.path().to_str().unwrap()],
    );
    shown.prints("b");
}

#[test]
fn one_value_is_of_the_newest_release_by_its_own_times() {
    let (_, job) = job();
    let decoded = kf_args(["decode", "-o", "json"], job.as_bytes());
    assert_eq!((decoded.stderr.as_str(), decoded.code), ("", 0));
    let given = kf_args(
        ["decode", "-o", "json", "--kube-version", "1.8"],
        job.as_bytes(),
    );
    assert_eq!((given.stderr.as_str(), given.text()), ("", decoded.text()));
    // 1.37 writes no empty time into the template, and a field manager's time is one too, whether it is shown or not.
    let managed = job.replace(
        r#""uid":"a4acc46c","#,
        r#""uid":"a4acc46c","managedFields":[{"manager":"m","operation":"Update","apiVersion":"batch/v1","time":"2026-09-30T00:00:00Z","fieldsType":"FieldsV1","fieldsV1":{}}],"#,
    );
    let later = kf_args(["decode", "-o", "json"], managed.as_bytes());
    let says = "hint: this is as Kubernetes 1.37 (assumed: ";
    assert!(later.stderr.starts_with(says), "{}", later.stderr);
}
