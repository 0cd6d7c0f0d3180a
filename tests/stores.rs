//! Snapshots in stores, through the whole program. What servers do wrong is tested beside the code.

use std::fs;
use std::sync::Arc;

use kf_testing::http::{Reply, Server};
use tempfile::TempDir;

use crate::support::{fixture, kf, kf_args, program};

/// A server with one snapshot under any name that ends with `.zip`.
fn server() -> Server {
    let zip = Arc::new(fs::read(fixture("snapshots/c136-A.zip")).unwrap());
    Server::start(move |request| match request.target.contains(".zip") {
        true => Reply::object(request, &zip, "\"one\""),
        false => Reply::status(404),
    })
}

#[test]
fn a_url_is_read_as_its_file_is() {
    let server = server();
    let url = format!("{}/prod/etcd.zip?X-Signature=secret", server.url());
    let file = fixture("snapshots/c136-A.zip").to_str().unwrap().to_owned();
    let words = "get configmap my-config -n prod -o yaml --snapshot";
    let read = kf(words, &[&url]);
    assert_eq!(read.stdout, kf(words, &[&file]).stdout);
    assert_eq!((read.stderr.as_str(), read.code), ("", 0));
    // Two files, of which one is not at home.
    let same = kf_args(["diff", &file, &url], b"");
    assert_eq!((same.text(), same.code), ("", 0), "{}", same.block());
}

#[test]
fn what_cannot_be_had_is_said_without_the_signature() {
    let server = server();
    let gone = format!("{}/prod/etcd.db?X-Signature=secret", server.url());
    let read = kf("get pods --snapshot", &[&gone]);
    assert_eq!((read.text(), read.code), ("", 1));
    assert!(
        read.stderr.contains("there is no such object"),
        "{}",
        read.stderr
    );
    assert!(!read.stderr.contains("secret"), "{}", read.stderr);
    // Larger than may be taken: nothing of it is read beyond its beginning.
    let url = format!("{}/prod/etcd.zip", server.url());
    let read = kf("get pods --max-unpacked 1000 --snapshot", &[&url]);
    assert_eq!(read.code, 1);
    assert!(read.stderr.contains("MAX_PIPED_BYTES"), "{}", read.stderr);
}

#[test]
fn a_record_of_custody_is_of_files() {
    let dir = TempDir::new().unwrap();
    let record = dir.path().join("case.jsonl");
    let read = kf_args(
        [
            "keys",
            "--custody",
            record.to_str().unwrap(),
            "--snapshot",
            "s3://backups/etcd.db",
        ],
        b"",
    );
    assert_eq!((read.text(), read.code), ("", 1));
    assert!(
        read.stderr.contains("--custody: what lies in a store"),
        "{}",
        read.stderr
    );
    assert!(!record.exists());
}

/// The words before the last are completed without a connection: a key of the keyboard opens none.
#[test]
fn completion_asks_no_store() {
    let server = server();
    let url = format!("{}/prod/etcd.zip", server.url());
    let mut command = program();
    command.args(["__complete", "get", "--snapshot", &url, "po"]);
    let _ = crate::support::finish(&mut command);
    assert!(server.asked().is_empty());
}

#[cfg(feature = "lake")]
#[test]
fn a_bucket_is_added_to_a_lake() {
    let zip = Arc::new(fs::read(fixture("snapshots/c136-A.zip")).unwrap());
    let cut = zip[..zip.len() / 2].to_vec();
    let server = Server::start(move |request| {
        let mut reply = match request.target.as_str() {
            "/backups/prod/a.zip" => Reply::object(request, &zip, "\"a\""),
            "/backups/prod/cut.zip" => Reply::object(request, &cut, "\"cut\""),
            _ => {
                let entry = |name: &str, size: usize| {
                    format!(
                        "<Contents><Key>prod/{name}.zip</Key><Size>{size}</Size>\
                         <ETag>\"{name}\"</ETag>\
                         <LastModified>2026-03-01T00:00:00.000Z</LastModified></Contents>"
                    )
                };
                let all = entry("a", zip.len()) + &entry("cut", cut.len());
                Reply {
                    body: format!("<ListBucketResult><Name>backups</Name>{all}</ListBucketResult>")
                        .into_bytes(),
                    ..Reply::status(200)
                }
            }
        };
        let date = "Sun, 01 Mar 2026 00:00:00 GMT".to_owned();
        reply.headers.push(("Last-Modified", date));
        reply
    });
    let dir = TempDir::new().unwrap();
    let lake = dir.path().join("lake");
    let add = || {
        let mut command = program();
        command.env("AWS_ENDPOINT_URL", server.url());
        command.env("AWS_ACCESS_KEY_ID", "id");
        command.env("AWS_SECRET_ACCESS_KEY", "secret");
        command.args(["lake", "add", lake.to_str().unwrap(), "s3://backups/prod/"]);
        command.args(["--paths", "{cluster}/*"]);
        crate::support::finish(&mut command)
    };
    let added = add();
    assert_eq!(added.code, 1, "{}", added.block());
    let lines: Vec<&str> = added.text().lines().collect();
    assert!(lines[0].starts_with(
        "[1/2] added: prod 2026-11-22T18:22:30Z 1145 objects s3://backups/prod/a.zip"
    ));
    assert_eq!(
        lines[1],
        "[2/2] not readable, in problems: s3://backups/prod/cut.zip"
    );
    assert!(
        added
            .stderr
            .contains("1 snapshot added, 0 there before, 1 with problems")
    );
    // The same version is not read again.
    let before = server.asked().len();
    let again = add();
    assert!(
        again.text().starts_with("[1/2] there before"),
        "{}",
        again.block()
    );
    let asked = server.asked();
    let read = asked[before..]
        .iter()
        .filter(|r| r.target.ends_with("/a.zip"));
    assert_eq!(read.count(), 0);
    // A lake itself is a directory.
    let wrong = kf_args(["lake", "list", "s3://backups/lake"], b"");
    assert!(
        wrong.stderr.contains("a lake is a directory"),
        "{}",
        wrong.stderr
    );
}
