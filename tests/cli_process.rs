//! The program itself: environment, standard input and output, exit codes.

use std::fs::{self, File};
use std::io::Read;
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::cli_diff::with_text;
#[cfg(unix)]
use crate::support::ignores;
use crate::support::{finish, fixture, kf, kf_args, program, unpacked};

#[test]
fn the_environment_names_the_snapshot() {
    let snapshot = fixture("snapshots/c136-A.zip");
    let args = ["get", "cm", "my-config", "-n", "prod", "-o", "name"];
    let output = finish(program().args(args).env("KF_SNAPSHOT", &snapshot));
    output.prints("configmap/my-config\n");
    // The flag wins.
    let output = finish(
        program()
            .args(args)
            .arg("-s")
            .arg(&snapshot)
            .env("KF_SNAPSHOT", "/nowhere"),
    );
    output.prints("configmap/my-config\n");
    let none = "error: no snapshot given\n\
                hint: --snapshot FILENAME names the file; KF_SNAPSHOT stands in for it\n";
    finish(program().args(args)).fails(none);
}

#[test]
fn an_empty_variable_is_none() {
    let snapshot = fixture("snapshots/c136-A.zip");
    let args = ["get", "cm", "my-config", "-n", "prod", "-o", "name"];
    let variables = ["KF_SNAPSHOT", "KF_ENCRYPTION_CONFIG", "KF_REDACT_SALT"];
    let empty = || {
        let mut command = program();
        command.envs(variables.map(|name| (name, "")));
        command
    };
    finish(empty().args(args).arg("-s").arg(&snapshot)).prints("configmap/my-config\n");
    let output = finish(empty().args(args));
    assert_eq!(output.code, 1);
    assert!(
        output.stderr.starts_with("error: no snapshot given\n"),
        "{}",
        output.stderr
    );
    for words in [&["version"][..], &["options"], &["completion", "bash"]] {
        assert_eq!(finish(empty().args(words)).code, 0, "{words:?}");
    }
    // One command has a variable of its own.
    let mut diff = program();
    diff.args([
        "diff", "--rev", "1000", "--rev", "1001", "-n", "prod", "cm", "-s",
    ]);
    diff.arg(&snapshot);
    let plain = finish(&mut diff);
    assert_eq!(finish(diff.env("KUBECTL_EXTERNAL_DIFF", "")), plain);
    // An empty flag is a mistake in any case.
    let output = finish(program().args(args).args(["-s", ""]));
    assert_eq!(output.code, 1);
}

#[test]
fn standard_input() {
    let snapshot = fixture("snapshots/c115-A.db.gz");
    let words = ["get", "ns", "-o", "name", "-s"];
    let file = finish(program().args(words).arg(&snapshot));
    assert_eq!((file.code, file.stderr.as_str()), (0, ""));
    let piped = finish(
        program()
            .args(words)
            .arg("-")
            .stdin(File::open(&snapshot).unwrap()),
    );
    assert_eq!(piped, file);
    let bytes = fs::read(&snapshot).unwrap();
    assert_eq!(kf_args(words.into_iter().chain(["-"]), &bytes), file);
}

#[test]
fn a_reader_that_leaves_changes_no_verdict() {
    let file = unpacked("c136-A.zip");
    let other = with_text("c136-A.zip", "gateway.timeout=30s", "gateway.timeout=31s");
    let other = other.path().to_str().unwrap();
    let verdict = |files: [&str; 2], flags: &[&str]| {
        let mut child = program()
            .arg("diff")
            .args(files)
            .args(flags)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        child.wait().unwrap().code().unwrap()
    };
    for flags in [
        &[][..],
        &["-o", "jsonl"],
        &["-o", "name"],
        &["-o", "html"],
        &["--keys"],
    ] {
        assert_eq!(verdict([&file, other], flags), 1, "{flags:?}");
        assert_eq!(verdict([&file, &file], flags), 0, "{flags:?}");
    }
}

#[test]
fn help_that_cannot_be_written_is_a_failure() {
    let Ok(full) = File::options().write(true).open("/dev/full") else {
        eprintln!("there is no /dev/full: not tried");
        return;
    };
    let output = finish(program().args(["get", "--help"]).stdout(full));
    output.fails("error: standard output: No space left on device (os error 28)\n");
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let mut child = program()
        .args(["get", "cm,secret,crd", "-A", "-o", "yaml", "-s"])
        .arg(unpacked("c136-A.zip"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let mut first = [0; 64];
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_one() {
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut command = program();
    command
        .args(["get", "ns", "-s"])
        .arg(unpacked("c136-A.zip"))
        .stdout(full);
    let output = finish(&mut command);
    assert_eq!(output.code, 1);
    assert!(
        output.stderr.starts_with("error: standard output: "),
        "{}",
        output.stderr
    );
}

/// Ctrl-C, SIGTERM and a terminal that is closed leave no copies of objects behind.
#[cfg(unix)]
#[test]
fn a_signal_leaves_nothing_behind() {
    use std::os::unix::process::ExitStatusExt as _;

    use rustix::process::{Pid, Signal, kill_process};

    let (a, b) = (unpacked("c136-A.zip"), unpacked("c136-B-flat.zip"));
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        // Under nohup no program hears that the terminal is closed, nor is it to.
        if ignores(signal) {
            continue;
        }
        let top = tempfile::tempdir().unwrap();
        let (script, runs, tmp) = (
            top.path().join("look"),
            top.path().join("look.runs"),
            top.path().join("tmp"),
        );
        fs::create_dir(&tmp).unwrap();
        // Not written by this process: what another test starts meanwhile would keep it open.
        let text = "#!/bin/sh\nls $1 $2 > $0.part\necho $$ >> $0.part\nmv $0.part $0.runs\nexec sleep 600\n";
        let written = std::process::Command::new("sh")
            .args(["-c", "printf %s \"$1\" > $0 && chmod +x $0"])
            .arg(&script)
            .arg(text)
            .status();
        assert!(written.unwrap().success());
        let mut child = program()
            .args([
                "diff",
                &a,
                &b,
                "cm",
                "my-config",
                "-n",
                "prod",
                "--external-diff",
            ])
            .arg(&script)
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("TMPDIR", &tmp)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while !runs.exists() {
            assert_eq!(child.try_wait().unwrap(), None);
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let told = fs::read_to_string(&runs).unwrap();
        assert!(told.contains("v1.ConfigMap.prod.my-config"), "{told}");
        let pid = |id: &str| Pid::from_raw(id.parse().unwrap()).unwrap();
        kill_process(pid(&child.id().to_string()), signal).unwrap();
        let ended = child.wait().unwrap();
        // What it had started is nobody's now, and may be gone.
        let _ = kill_process(pid(told.lines().last().unwrap()), Signal::KILL);
        assert_eq!(ended.signal(), Some(signal.as_raw()));
        assert_eq!(fs::read_dir(&tmp).unwrap().count(), 0, "{signal:?}");
    }
}

/// A limit on the size of files is told as a full disk is, and leaves as little behind.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_may_not_grow_is_an_error() {
    let top = tempfile::tempdir().unwrap();
    let limited = |args: &[&str]| {
        let mut command = std::process::Command::new("sh");
        command
            .args([
                "-c",
                "ulimit -f 1 && exec \"$0\" \"$@\"",
                env!("CARGO_BIN_EXE_kf"),
            ])
            .args(args)
            .current_dir(top.path());
        finish(&mut command)
    };
    let packed = fixture("snapshots/c136-A.zip");
    let file = unpacked("c136-A.zip");
    for (words, place) in [
        (
            &["unpack", "etcd.db", "-s", packed.to_str().unwrap()][..],
            "etcd.db",
        ),
        (&["redact", &file, "new/redacted"], "new/redacted/"),
        (&["export", "exported", "-A", "-s", &file], "exported/"),
        // What it writes first is the record of custody, which is named where it lies.
        (&["report", "reported", "-s", &file], "/custody.jsonl"),
    ] {
        let output = limited(words);
        assert_eq!(output.code, 1, "{}", output.stderr);
        let said = output.stderr.lines().find(|l| l.contains("File too large"));
        let said = said.unwrap_or_else(|| panic!("{words:?}: {}", output.stderr));
        let hidden = said.contains(".kf-") && !place.ends_with("custody.jsonl");
        assert!(said.contains(place) && !hidden, "{said}");
        assert_eq!(fs::read_dir(top.path()).unwrap().count(), 0, "{words:?}");
    }
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text() {
    use std::os::unix::ffi::OsStrExt as _;

    let top = tempfile::tempdir().unwrap();
    let odd = top.path().join(std::ffi::OsStr::from_bytes(b"bad\xff.db"));
    fs::copy(unpacked("c136-A.zip"), &odd).unwrap();
    let words = ["get", "ns", "prod", "-o", "name", "-s"];
    finish(program().args(words).arg(&odd)).prints("namespace/prod\n");
    let output = finish(program().arg("diff").arg(&odd).arg(&odd));
    assert_eq!(output.code, 2, "{}", output.stderr);
    let hint =
        "hint: only -s takes names that are no UTF-8: `ln -s` gives such a file another one, ";
    assert!(output.stderr.contains(hint), "{}", output.stderr);
}

#[test]
fn several_values_are_not_one() {
    let snapshot = unpacked("c136-A.zip");
    let value = |key: &str| {
        let keys = ["keys", "--prefix", key, "-o", "jsonl", "--values", "-s"];
        let line = kf_args(keys.into_iter().chain([&*snapshot]), &[]);
        let line: serde_json::Value = serde_json::from_slice(&line.stdout).unwrap();
        STANDARD.decode(line["value"].as_str().unwrap()).unwrap()
    };
    let config = value("/registry/configmaps/prod/my-config");
    let namespace = value("/registry/namespaces/prod");
    for between in [&b""[..], b"\n"] {
        let both = [&config[..], between, &namespace, b"\n"].concat();
        let at = config.len() + between.len();
        kf_args(["decode"], &both).fails(&format!(
            "error: standard input: a second value begins at byte {at}\nhint: several values were given: \
             etcdctl get without --prefix prints one, and kf decode reads one\n"
        ));
    }
}

#[test]
fn a_stored_value_through_decode() {
    let snapshot = unpacked("c136-A.zip");
    let keys = [
        "keys",
        "--prefix",
        "/registry/configmaps/prod/my-config",
        "-o",
        "jsonl",
    ];
    let line = kf_args(keys.into_iter().chain(["--values", "-s", &snapshot]), &[]);
    let line: serde_json::Value = serde_json::from_slice(&line.stdout).unwrap();
    let value = STANDARD.decode(line["value"].as_str().unwrap()).unwrap();
    let decoded = kf_args(
        ["decode", "-o", "json", "--show-managed-fields=false"],
        &value,
    );
    assert_eq!((decoded.code, decoded.stderr.as_str()), (0, ""));
    // As it lies in etcd: without the resourceVersion, which is the revision.
    let got = kf("get cm my-config -n prod -o json -s", &[&snapshot]);
    let revision = format!(
        "        \"resourceVersion\": \"{}\",\n",
        line["mod_revision"]
    );
    assert!(got.text().contains(&revision));
    assert_eq!(decoded.text(), got.text().replace(&revision, ""));
    // etcdctl's line break behind the value does not matter.
    let mut printed = value;
    printed.push(b'\n');
    let again = kf_args(
        ["decode", "-o", "json", "--show-managed-fields=false"],
        &printed,
    );
    assert_eq!(again, decoded);
}

#[test]
fn keys_in_every_format() {
    let snapshot = unpacked("c136-A.zip");
    let run = |words: &str| kf(words, &["-s", &snapshot]);
    run("keys --prefix /registry/namespaces/prod").prints(
        "KEY                         CREATE REVISION   MOD REVISION   VERSION   LEASE   SIZE\n\
         /registry/namespaces/prod   450               450            1                 902\n",
    );
    run("keys --prefix /registry/namespaces/prod -o name").prints("/registry/namespaces/prod\n");
    run("keys --prefix /registry/namespaces/prod -o jsonl").prints(
        "{\"key\":\"/registry/namespaces/prod\",\"create_revision\":450,\"mod_revision\":450,\
         \"version\":1,\"lease\":0,\"size\":902}\n",
    );
    run("keys --prefix /nope").prints("");
    let file = fixture("snapshots/c136-A.zip");
    let file = file.to_str().unwrap();
    assert_eq!(kf("keys -o name", &[file]), run("keys -o name"));
}

#[test]
fn the_version() {
    let version = env!("CARGO_PKG_VERSION");
    let output = finish(program().arg("version"));
    assert_eq!(output.code, 0);
    assert!(output.text().starts_with(&format!("kf {version}\n")));
    finish(program().arg("--version")).prints(&format!("kf {version}\n"));
    let json = kf("version -o json", &[]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["version"].as_str(), Some(version));
}

/// What bash's function asks for at the end of a line that bash has cut into these words, and what it makes
/// of an answer.
fn asked_by_bash(line: &str, words: &[&str], answer: &str) -> String {
    let script = kf("completion", &["bash"]);
    let words: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let test = format!(
        "{}
         kf() {{ printf '[%s]' \"${{@:3}}\" >&3; printf '%s\\n' '{answer}'; }}
         COMP_WORDBREAKS=$' \\t\\n\"\\'@><=;|&(:'
         COMP_LINE='{line}' COMP_POINT={} COMP_CWORD={} COMP_WORDS=({})
         exec 3>&1
         _kf
         printf ' %s' \"${{COMPREPLY[@]}}\"",
        script.text(),
        line.len(),
        words.len() - 1,
        words.join(" "),
    );
    let run = Command::new("bash").args(["-c", &test]).output().unwrap();
    assert!(
        run.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    String::from_utf8(run.stdout).unwrap()
}

#[test]
fn bash_asks_for_words_as_they_stand_on_the_line() {
    if Command::new("bash").arg("--version").output().is_err() {
        eprintln!("there is no bash: not tried");
        return;
    }
    let asked = |line: &str, words: &[&str], answer: &str| asked_by_bash(line, words, answer);
    assert_eq!(
        asked("kf get po", &["kf", "get", "po"], "pods"),
        "[get][po] pods"
    );
    assert_eq!(asked("kf get ", &["kf", "get", ""], "pods"), "[get][] pods");
    assert_eq!(
        asked(
            "kf a --op=de",
            &["kf", "a", "--op", "=", "de"],
            "--op=deleted"
        ),
        "[a][--op=de] deleted"
    );
    assert_eq!(
        asked("kf a --op=", &["kf", "a", "--op", "="], "--op=deleted"),
        "[a][--op=] deleted"
    );
    // Spaces part words, here and in front of the last one.
    assert_eq!(
        asked(
            "kf a -l a=b -n  de",
            &["kf", "a", "-l", "a", "=", "b", "-n", "de"],
            "default"
        ),
        "[a][-l][a=b][-n][de] default"
    );
    assert_eq!(
        asked(
            "kf get cr system:n",
            &["kf", "get", "cr", "system", ":", "n"],
            "system:node"
        ),
        "[get][cr][system:n] node"
    );
    // What stands behind the cursor is no part of it.
    assert_eq!(asked("kf ge", &["kf", "gets"], "get"), "[ge] get");
}

#[test]
fn completion_scripts() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let output = kf("completion", &[shell]);
        assert_eq!((output.code, output.stderr.as_str()), (0, ""));
        assert!(output.text().contains("__complete"), "{shell}");
    }
}
