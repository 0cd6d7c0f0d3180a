//! The whole way: a real etcd, and on it a kube-apiserver, or the stand-in with recorded lists.

use super::stack::{Place, passed_over, real, snapshot};
use crate::support::{Output, fixture, stand_in};

/// A snapshot, and the flags that it needs.
fn encrypted() -> String {
    let config = fixture("encryption").join("enc-aescbc.yaml");
    let file = snapshot("enc-aescbc-A.db.gz");
    format!("--snapshot {file} --encryption-config {}", config.display())
}

/// A kube-apiserver that answers from the lists which the one behind the snapshot sent.
fn stand_in_for(place: &Place, lists: &str, version: &str, fault: &str) {
    let lists = fixture("verify").join(lists);
    place.script(
        "kube-apiserver",
        &format!(
            "export KF_STAND_IN_LISTS={} KF_STAND_IN_VERSION={version} KF_STAND_IN_FAULT={fault}\n\
             exec {} \"$@\"",
            lists.display(),
            stand_in::program().display(),
        ),
    );
}

/// Verifies the encrypted snapshot with a stand-in that does something wrong.
fn with_fault(place: &Place, fault: &str, more: &str) -> Output {
    stand_in_for(place, "enc-aescbc-A.tar.gz", "v1.36.3", fault);
    place.run(&format!("verify --runtime process {} {more}", encrypted()))
}

/// Everything is equal, with the stand-in, and with a real kube-apiserver where there is one.
#[test]
fn every_object() {
    let place = Place::new();
    if place.real_etcd().is_none() {
        return;
    }
    let output = with_fault(&place, "", "");
    assert_eq!(
        (output.code, output.stderr.as_str()),
        (0, ""),
        "{}",
        output.text()
    );
    stand_in_for(&place, "c115-A.tar.gz", "v1.15.3-k3s.3", "");
    let file = snapshot("c115-A.db.gz");
    let output = place.run(&format!("verify --runtime process --snapshot {file}"));
    assert_eq!(output.code, 0, "{}", output.block());
}

#[test]
fn a_real_kube_apiserver() {
    let given = std::env::var_os("KF_KUBE_APISERVER").map(std::path::PathBuf::from);
    let found = given.or_else(|| {
        let path = std::env::var_os("PATH")?;
        let mut files = std::env::split_paths(&path).map(|dir| dir.join("kube-apiserver"));
        files.find(|file| file.is_file())
    });
    let Some(program) = found else {
        passed_over("kube-apiserver in PATH or KF_KUBE_APISERVER");
        return;
    };
    let place = Place::new();
    if place.real_etcd().is_none() {
        return;
    }
    place.link("kube-apiserver", &program);
    for snapshot in [
        encrypted(),
        format!("--snapshot {}", snapshot("c136-A.zip")),
        format!("--snapshot {}", snapshot("c115-A.db.gz")),
    ] {
        let output = place.run(&format!("verify --runtime process {snapshot}"));
        assert_eq!(output.code, 0, "{}", output.block());
    }
}

/// Wrong answers on purpose: each is reported as what it is.
#[test]
fn wrong_answers() {
    let place = Place::new();
    if place.real_etcd().is_none() {
        return;
    }
    for (fault, code, said) in [
        ("changed:configmaps", 1, "differs"),
        ("missing:configmaps", 1, "the server does not have it"),
        ("extra:configmaps", 1, "only the server has it"),
        ("status500:configmaps", 2, "500"),
        ("garbage:configmaps", 2, "configmaps"),
    ] {
        let output = with_fault(&place, fault, "");
        assert_eq!(output.code, code, "{fault}: {}", output.block());
        assert!(output.text().contains(said), "{fault}: {}", output.block());
    }
    let output = with_fault(&place, "crash-at-start", "");
    assert_eq!((output.code, output.text()), (2, ""));
    let said = "error: kube-apiserver ended with exit status: 1";
    assert!(output.stderr.starts_with(said), "{}", output.stderr);
    let output = with_fault(&place, "crash-at:secrets", "");
    assert_eq!((output.code, output.text()), (2, ""), "{}", output.block());
    assert!(
        output.stderr.contains("kube-apiserver ended with"),
        "{}",
        output.stderr
    );
    let output = with_fault(&place, "never-ready", "--start-timeout 3");
    assert_eq!((output.code, output.text()), (2, ""));
    assert!(output.stderr.contains("3 s"), "{}", output.stderr);
}

#[test]
fn a_server_of_the_wrong_version() {
    let place = Place::new();
    if place.real_etcd().is_none() {
        return;
    }
    stand_in_for(&place, "enc-aescbc-A.tar.gz", "v1.20.1", "");
    let output = place.run(&format!("verify --runtime process {}", encrypted()));
    assert_eq!((output.code, output.text()), (2, ""));
    let said = "error: the kube-apiserver is v1.20.1, and the snapshot was written by 1.36";
    assert!(output.stderr.starts_with(said), "{}", output.stderr);
    assert!(
        output.stderr.contains("--kube-version"),
        "{}",
        output.stderr
    );
}

/// `kf get --verify` compares what was asked for, prints it, and says on stderr how it went.
#[test]
fn get_verify() {
    let place = Place::new();
    if place.real_etcd().is_none() {
        return;
    }
    let words = format!(
        "get configmaps,namespaces -A -o name --verify --runtime process {}",
        encrypted()
    );
    stand_in_for(&place, "enc-aescbc-A.tar.gz", "v1.36.3", "");
    let plain = place.run(&words.replace("--verify", ""));
    let output = place.run(&words);
    assert_eq!(
        (output.code, output.text()),
        (0, plain.text()),
        "{}",
        output.stderr
    );
    assert!(output.stderr.starts_with("verified: "), "{}", output.stderr);
    // What was not asked for is not compared.
    stand_in_for(
        &place,
        "enc-aescbc-A.tar.gz",
        "v1.36.3",
        "status500:secrets",
    );
    assert_eq!(place.run(&words), output);
    stand_in_for(
        &place,
        "enc-aescbc-A.tar.gz",
        "v1.36.3",
        "changed:configmaps",
    );
    let output = place.run(&words);
    assert_eq!(
        (output.code, output.text()),
        (1, plain.text()),
        "{}",
        output.stderr
    );
    assert!(output.stderr.contains("differs"), "{}", output.stderr);
}

/// A port and a kubeconfig that kubectl takes.
#[test]
fn it_is_left_running_for_kubectl() {
    let place = Place::new();
    let (Some(()), Some(_)) = (place.real_etcd(), real("kubectl")) else {
        return;
    };
    stand_in_for(&place, "enc-aescbc-A.tar.gz", "v1.36.3", "");
    let words = format!("verify --runtime process --keep {}", encrypted());
    let output = crate::support::finish(&mut place.kf(&words));
    assert_eq!(output.code, 0, "{}", output.block());
    let line = |start: &str| {
        let found = output.stderr.lines().find(|l| l.trim().starts_with(start));
        found.unwrap().trim().to_owned()
    };
    let script = format!("{}; {} -o name", line("export KUBECONFIG"), line("kubectl"));
    let said = std::process::Command::new("sh")
        .args(["-c", &script])
        .env("HOME", place.path("bin"))
        .output()
        .unwrap();
    let names = String::from_utf8(said.stdout).unwrap();
    let removed = std::process::Command::new("sh")
        .args(["-c", &line("kill")])
        .status()
        .unwrap();
    assert!(removed.success());
    assert!(
        names.contains("namespace/kube-system"),
        "{names}{:?}",
        said.stderr
    );
    while std::panic::catch_unwind(|| place.is_clean()).is_err() {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

/// Runs an example of the README or of a help text, on a snapshot whose server the stand-in plays, with
/// the programs in the place of containers, and without leaving anything running.
pub(crate) fn example(command: &str) {
    let place = Place::new();
    if place.real_etcd().is_none() {
        return;
    }
    stand_in_for(&place, "c115-A.tar.gz", "v1.15.3-k3s.3", "");
    let file = snapshot("c115-A.db.gz");
    let files = place.path("files");
    let mut words: Vec<&str> = Vec::new();
    let mut given = command
        .split(" > ")
        .next()
        .unwrap()
        .split_whitespace()
        .skip(1);
    while let Some(word) = given.next() {
        match word {
            "--keep" => {}
            "--runtime" | "--image-archive" => drop(given.next()),
            "prod" => words.push("default"),
            "my-config" => words.extend(["--ignore-not-found", "my-config"]),
            "etcd.db" => words.push(&file),
            "restored-cluster" => words.push(files.to_str().unwrap()),
            other => words.push(other),
        }
    }
    words.extend(["--runtime", "process"]);
    let output = place.run(&words.join(" "));
    assert_eq!(output.code, 0, "{command}: {}", output.block());
}
