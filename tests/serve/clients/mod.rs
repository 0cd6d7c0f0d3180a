//! Client libraries, where there are any: `KF_TEST_PYTHON` names folders with the package
//! `kubernetes` (one after the other, separated by `:`), `KF_TEST_NODE` one with
//! `node_modules/@kubernetes/client-node`. `.ci/run` installs them.

use std::env;
use std::path::Path;
use std::process::Command;

use crate::support::{finish, program, unpacked};

/// What a client prints that kf serve runs.
fn run(name: &str, prepare: impl FnOnce(&mut Command) -> &str) -> Vec<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/serve/clients");
    let snapshot = unpacked("c136-A.zip");
    let mut command = program();
    command.env("PATH", env::var_os("PATH").unwrap());
    let interpreter = prepare(&mut command).to_owned();
    command.args(["serve", "-s", &snapshot, "--", &interpreter]);
    let output = finish(command.arg(script.join(name)));
    assert_eq!(output.code, 0, "{}{}", output.text(), output.stderr);
    output.text().lines().map(str::to_owned).collect()
}

#[test]
fn python() {
    let Ok(folders) = env::var("KF_TEST_PYTHON") else {
        eprintln!("KF_TEST_PYTHON names no folder with a client: not tried");
        return;
    };
    for folder in folders.split(':') {
        let lines = run("client.py", |command| {
            command.env("PYTHONPATH", folder);
            "python3"
        });
        let want = [
            "version v1.36.0+kf",
            "groups True",
            "pods 66",
            "deployments 15",
            "page 5 True",
            "map my-config",
            "custom True",
            "may list True",
            "may delete False",
            "watch {'ADDED'}",
            "dynamic True",
            "delete 405",
            "missing 404",
        ];
        assert_eq!(lines, want, "{folder}");
    }
}

#[test]
fn javascript() {
    let Ok(folder) = env::var("KF_TEST_NODE") else {
        eprintln!("KF_TEST_NODE names no folder with a client: not tried");
        return;
    };
    let lines = run("client.mjs", |command| {
        command.env("KF_TEST_NODE", folder);
        "node"
    });
    let want = [
        "pods 66",
        "map my-config",
        "custom true",
        "listed true",
        "informer true",
        "delete 405",
    ];
    assert_eq!(lines, want);
}
