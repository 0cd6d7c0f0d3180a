//! Several files on one server.

use super::{NOW, Server};
use crate::support::{database, finish, kf, program, temporary, unpacked};

use std::fs;
use std::path::Path;

#[test]
fn each_file_has_a_path_and_a_context() {
    let newer = unpacked("c136-A.zip");
    let older = temporary(&database("c115-A.db.gz"));
    let older = older.path().to_str().unwrap();
    let server = Server::start(&["-s", &newer, "-s", older, "--now", NOW, "--revs", "1500"]);
    let text = fs::read_to_string(&server.kubeconfig).unwrap();
    let paths: Vec<&str> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("server: https://"))
        .filter_map(|address| Some(address.split_once('/')?.1))
        .collect();
    let [revision, first, second] = paths.as_slice() else {
        panic!("{text}");
    };
    assert_eq!(*revision, "rev/1500");
    assert!(text.contains("current-context: kf\n"));
    for (prefix, file, more) in [
        ("", newer.as_str(), ""),
        (first, newer.as_str(), ""),
        (second, older, ""),
        (&format!("{first}/rev/1500"), newer.as_str(), " --rev 1500"),
    ] {
        let path = "/api/v1/pods";
        let raw = kf(&format!("get --raw {path}{more} --snapshot"), &[file]);
        let answer = server.get(&format!("/{prefix}{path}").replace("//", "/"), "");
        assert_eq!((answer.code, raw.code), (200, 0), "{prefix}");
        assert!(answer.body == raw.stdout, "{prefix}");
    }
    let version = |prefix: &str| {
        let answer = server.get(&format!("/{prefix}/version"), "").json();
        answer["minor"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        (version(first), version(second)),
        ("36".into(), "15".into())
    );
    for path in ["/snapshots/none/api", "/snapshots", "/snapshots/"] {
        assert_eq!(server.get(path, "").code, 404, "{path}");
    }
    let (code, said) = server.interrupt();
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(
        said.matches("read-only, until Ctrl-C, as context").count(),
        2
    );
}

#[test]
fn a_file_that_cannot_be_opened_leaves_the_others() {
    let whole = unpacked("c136-A.zip");
    let torn = temporary(b"PK\x03\x04 and no more");
    let torn = torn.path().to_str().unwrap();
    let server = Server::start(&["-s", torn, "-s", &whole, "-s", "/no/such/file"]);
    // What is left comes first.
    assert_eq!(server.get("/api/v1/namespaces/prod", "").code, 200);
    let (code, said) = server.interrupt();
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains(torn) && said.contains("/no/such/file"),
        "{said}"
    );
    // A command has its own exit code; without any file there is nothing to run it against.
    let run = |files: &[&str]| {
        let mut command = program();
        command.arg("serve");
        for file in files {
            command.args(["-s", file]);
        }
        finish(command.args(["--", "/bin/sh", "-c", "exit 7"]))
    };
    let output = run(&[&whole, "/no/such/file"]);
    assert_eq!(output.code, 7);
    assert!(output.stderr.contains("/no/such/file"), "{}", output.stderr);
    // One that has nothing to say leaves it to kf.
    let succeeds = |files: &[&str]| {
        let mut command = program();
        command.arg("serve");
        for file in files {
            command.args(["-s", file]);
        }
        finish(command.args(["--", "/bin/true"]))
    };
    let moved = format!(
        "warning: /no/such/file is not served: / and the context kf are those of {whole}\n"
    );
    let output = succeeds(&["/no/such/file", &whole]);
    assert_eq!(output.code, 1);
    assert!(output.stderr.ends_with(&moved), "{}", output.stderr);
    let output = succeeds(&[&whole, "/no/such/file"]);
    assert_eq!(output.code, 1);
    assert!(
        !output.stderr.contains("the context kf"),
        "{}",
        output.stderr
    );
    assert_eq!(succeeds(&[&whole]).code, 0);
    let output = run(&[torn, "/no/such/file"]);
    assert_eq!(output.code, 1);
    assert!(
        output.stderr.contains(torn) && output.stderr.contains("/no/such/file"),
        "{}",
        output.stderr
    );
    assert!(Path::new(&whole).exists());
}

#[test]
fn elsewhere_the_last_of_several_counts() {
    let newer = unpacked("c136-A.zip");
    let output = kf("get ns prod -o name -s /no/such/file -s", &[&newer]);
    assert_eq!((output.code, output.text()), (0, "namespace/prod\n"));
}
