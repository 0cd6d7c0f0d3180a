//! podman, with an image that is made here of this machine's etcd.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

use super::stack::{Place, real, snapshot};

const IMAGE: &str = "localhost/kf-test/etcd:3.4";

/// What containers need where limits cannot be raised.
const ENGINE: &str = "--engine-arg=--runtime=runc --engine-arg=--ulimit=nofile=1024:1024 \
                      --engine-arg=--ulimit=nproc=1024:1024";

fn podman(words: &[&str]) -> String {
    let output = Command::new("podman").args(words).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "podman {words:?}: {stderr}");
    String::from_utf8(output.stdout).unwrap()
}

/// A file with the image, made once; `None` where there is no podman or no etcd.
fn archive() -> Option<&'static Path> {
    static ARCHIVE: OnceLock<Option<PathBuf>> = OnceLock::new();
    let made = ARCHIVE.get_or_init(|| {
        let (etcd, etcdctl) = (real("etcd")?, real("etcdctl")?);
        real("podman")?;
        real("runc")?;
        let to = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("kf-test-etcd.tar");
        let _ = fs::remove_file(&to);
        let root = TempDir::new().unwrap();
        let copy = |from: &Path| {
            let to = root.path().join(from.strip_prefix("/").unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            // What links lead to is copied.
            fs::copy(from, to).unwrap();
        };
        for program in [&etcd, &etcdctl] {
            let inside = Path::new("usr/bin").join(program.file_name().unwrap());
            fs::create_dir_all(root.path().join("usr/bin")).unwrap();
            fs::copy(program, root.path().join(inside)).unwrap();
            let needs = Command::new("ldd").arg(program).output().unwrap();
            for word in String::from_utf8_lossy(&needs.stdout).split_whitespace() {
                if word.starts_with('/') {
                    copy(Path::new(word));
                }
            }
        }
        fs::create_dir_all(root.path().join("tmp")).unwrap();
        let tree = root.path().with_extension("tar");
        let packed = Command::new("tar")
            .args(["-C", root.path().to_str().unwrap(), "-cf"])
            .arg(&tree)
            .arg(".")
            .status();
        assert!(packed.unwrap().success());
        podman(&["import", tree.to_str().unwrap(), IMAGE]);
        podman(&["save", "-o", to.to_str().unwrap(), IMAGE]);
        podman(&["rmi", IMAGE]);
        fs::remove_file(tree).unwrap();
        Some(to)
    });
    made.as_deref()
}

/// No container, network or image is left.
#[track_caller]
fn is_clean(place: &Place) {
    place.is_clean();
    let filter = ["--filter", "label=kf-verify", "-q"];
    let list = |words: &[&str]| podman(&[words, &filter].concat());
    assert_eq!(list(&["ps", "-a"]), "");
    assert_eq!(list(&["network", "ls"]), "");
    let images = podman(&["images", "--format", "{{.Repository}}"]);
    assert!(!images.contains("kf-test"), "{images}");
}

/// One after the other: what they leave behind is looked for in the whole engine.
#[test]
fn containers() {
    let Some(archive) = archive() else {
        return;
    };
    let archive = archive.to_str().unwrap();
    let flags = format!("--runtime podman --image-archive {archive} {ENGINE}");
    every_key(&flags);
    no_image();
    interrupts(&flags);
}

fn every_key(flags: &str) {
    let place = Place::new();
    for name in ["c136-A.zip", "c115-A.db.gz"] {
        let file = snapshot(name);
        let output = place.run(&format!("verify {file} --level etcd {flags}"));
        assert_eq!(
            (output.code, output.stderr.as_str()),
            (0, ""),
            "{}",
            output.text()
        );
        assert!(output.text().contains("agree"), "{}", output.text());
        is_clean(&place);
    }
}

fn no_image() {
    let place = Place::new();
    let file = snapshot("c115-A.db.gz");
    let output = place.run(&format!(
        "verify {file} --level etcd --runtime podman --etcd-image localhost/none:1"
    ));
    assert_eq!(output.code, 2);
    let said = "error: podman does not have the image localhost/none:1\n";
    assert!(output.stderr.starts_with(said), "{}", output.stderr);
    let output = place.run(&format!(
        "verify {file} --level etcd --runtime podman --image-archive {file}"
    ));
    assert_eq!(output.code, 2);
    assert!(
        output.stderr.starts_with("error: no images in "),
        "{}",
        output.stderr
    );
    is_clean(&place);
}

/// At each of the engine's commands in turn, while it is under way.
fn interrupts(flags: &str) {
    let place = Place::new();
    let real = real("podman").unwrap();
    let file = snapshot("c115-A.db.gz");
    for (number, signal) in (1..=9).zip(["INT", "TERM", "INT", "TERM", "INT"].iter().cycle()) {
        place.script(
            "podman",
            &format!(
                "echo x >> {count}\n\
                 [ $(wc -l < {count}) != {number} ] || {{ touch {reached}; }}\n\
                 exec {} \"$@\"",
                real.display(),
                count = place.path("count").display(),
                reached = place.path("reached").display(),
            ),
        );
        let words = format!("verify {file} --level etcd {flags}");
        let output = place.interrupted(&words, "reached", signal);
        // The ninth takes away what there was: all is compared by then, and it is taken away yet.
        let ended = if number == 9 { 0 } else { 2 };
        assert_eq!(output.code, ended, "{number}: {}", output.block());
        let said = output.stderr.contains("interrupted");
        assert_eq!(said, number != 9, "{number}: {}", output.stderr);
        is_clean(&place);
        fs::remove_file(place.path("count")).unwrap();
        fs::remove_file(place.path("reached")).unwrap();
    }
}
