//! What kf writes to a disk: for its owner alone, and nowhere that it was not told to.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{fixture, kf, program, root, unpacked};

/// All below a directory, links not followed.
fn tree(dir: &Path, found: &mut Vec<PathBuf>) {
    // What is temporary may be gone by now.
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir()) {
            tree(&path, found);
        }
        found.push(path);
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::process::Command;
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::{env, thread};

    use tempfile::TempDir;

    use super::*;

    /// Modes of directories and files below one, but those of which `public` says that they are.
    fn open_to_others(dir: &Path, public: fn(&Path) -> bool) -> Vec<String> {
        let mut found = Vec::new();
        tree(dir, &mut found);
        found.retain(|path| !public(path));
        let looks = found.iter().filter_map(|path| {
            let mode = fs::symlink_metadata(path).ok()?.permissions().mode() & 0o777;
            (mode & 0o077 != 0).then(|| format!("{} {mode:o}", path.display()))
        });
        looks.collect()
    }

    /// Runs kf with a umask that lets everybody read, and directories of its own to write to. Looks
    /// at both over and over while it runs. Returns them as they are at the end.
    fn watched(words: &[&str], environment: &[(&str, &str)], public: fn(&Path) -> bool) -> TempDir {
        let dir = tempfile::tempdir().unwrap();
        for name in ["tmp", "out"] {
            fs::create_dir(dir.path().join(name)).unwrap();
        }
        let out = dir.path().join("out");
        let words = words
            .iter()
            .map(|w| w.replace("OUT", out.to_str().unwrap()));
        let mut command = Command::new("/bin/sh");
        command
            .args(["-c", "umask 022 && exec \"$@\"", "sh"])
            .arg(program().get_program())
            .args(words)
            .env_clear()
            .env("PATH", env::var_os("PATH").unwrap())
            .env("TMPDIR", dir.path().join("tmp"))
            .envs(environment.iter().copied());
        let (ended, seen) = (AtomicBool::new(false), Mutex::new(Vec::new()));
        let output = thread::scope(|scope| {
            scope.spawn(|| {
                while !ended.load(Ordering::Relaxed) {
                    let open = [
                        open_to_others(&dir.path().join("tmp"), |_| false),
                        open_to_others(&out, public),
                    ];
                    seen.lock().unwrap().extend(open.concat());
                    thread::yield_now();
                }
            });
            let output = command.output().unwrap();
            ended.store(true, Ordering::Relaxed);
            output
        });
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code().is_some_and(|code| code < 2), "{said}");
        let seen = seen.into_inner().unwrap();
        assert!(seen.is_empty(), "{:?}: {:?}", command, seen.first());
        assert_eq!(open_to_others(&out, public), [""; 0]);
        let left = fs::read_dir(dir.path().join("tmp")).unwrap().count();
        assert_eq!(left, 0, "{command:?} left something behind");
        dir
    }

    #[test]
    fn what_is_written_is_for_its_owner_alone() {
        let (a, b) = (unpacked("c136-A.zip"), unpacked("c136-B-flat.zip"));
        let nothing = |_: &Path| false;
        let zip = fixture("snapshots/c136-A.zip");
        let zip = zip.to_str().unwrap();
        for words in [
            &["get", "pods", "-A", "-s", &a][..],
            &["get", "pods", "-A", "-s", zip],
            &["describe", "secrets", "-A", "-s", &a],
            &["check", &a],
            &["info", &a],
            &["redact", &a, "OUT/redacted"],
            &["report", "OUT/report", "-s", &a],
            &["get", "cm", "-A", "-s", &a, "--custody", "OUT/case.jsonl"],
            &["unpack", "OUT/etcd.db", "-s", zip],
            #[cfg(feature = "serve")]
            &[
                "serve",
                "-s",
                &a,
                "--kubeconfig",
                "OUT/config",
                "--",
                "true",
            ],
            #[cfg(feature = "serve")]
            &["serve", "-s", &a, "--", "true"],
            #[cfg(feature = "lake")]
            &["lake", "add", "OUT/lake", &a],
        ] {
            watched(words, &[], nothing);
        }
        // Of a stack, what containers read is public, in a directory that is not.
        #[cfg(feature = "verify")]
        {
            let public = |path: &Path| {
                let name = path.file_name().unwrap().to_str().unwrap();
                let secret = [
                    ".key",
                    "kubeconfig",
                    "snapshot.db",
                    "tokens.csv",
                    "stack",
                    "certs",
                ];
                !secret.iter().any(|end| name.ends_with(end))
            };
            watched(&["verify", "--compose", "OUT/stack", &a], &[], public);
        }
        // Only what is secret is private in what an export writes.
        let public = |path: &Path| !path.to_str().unwrap().contains("/secrets/");
        watched(&["export", "OUT/exported", "-A", "-s", &a], &[], public);

        // The program that is run on two ends can look at them, and tells what it sees.
        let tools = tempfile::tempdir().unwrap();
        let script = tools.path().join("look");
        fs::write(
            &script,
            "#!/bin/sh\nfind \"$1\" \"$2\" -printf '%m %y\\n' | sort | uniq\n",
        )
        .unwrap();
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
        let external = ("KUBECTL_EXTERNAL_DIFF", script.to_str().unwrap());
        watched(&["diff", &a, &b, "-n", "prod"], &[external], nothing);
    }

    #[test]
    fn pages_of_the_manual_stay_in_their_directory() {
        let dir = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::NamedTempFile::new().unwrap();
        fs::write(elsewhere.path(), "mine").unwrap();
        let path = dir.path().to_str().unwrap();
        symlink(elsewhere.path(), dir.path().join("kf-get.1")).unwrap();
        let output = kf("man", &[path]);
        output.fails(&format!(
            "error: {path}/kf-get.1: not a regular file\n\
             hint: nothing was written: links are not followed\n"
        ));
        assert_eq!(fs::read_to_string(elsewhere.path()).unwrap(), "mine");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);

        // What it wrote before is written anew.
        fs::remove_file(dir.path().join("kf-get.1")).unwrap();
        fs::write(dir.path().join("kf-get.1"), "old").unwrap();
        kf("man", &[path]).prints("");
        let page = fs::read_to_string(dir.path().join("kf-get.1")).unwrap();
        assert!(page.contains(".TH kf"), "{page}");
    }

    /// What is written has a name of its own: none that is there is written through.
    #[test]
    fn no_link_is_written_through() {
        let file = unpacked("c136-A.zip");
        let zip = fixture("snapshots/c136-A.zip");
        let zip = zip.to_str().unwrap();
        let top = tempfile::tempdir().unwrap();
        let mine = top.path().join("mine");
        fs::write(&mine, "mine").unwrap();
        let out = top.path().join("out");
        let out = out.to_str().unwrap();
        let mut all = vec![
            vec!["report", out, "-s", &file],
            vec!["unpack", out, "-s", zip],
            // It takes the place of the link.
            vec!["unpack", "--force", out, "-s", zip],
            vec!["export", out, "-A", "-s", &file],
            vec!["redact", &file, out],
        ];
        if cfg!(feature = "serve") {
            all.push(vec![
                "serve",
                "-s",
                &file,
                "--kubeconfig",
                out,
                "--",
                "true",
            ]);
        }
        for words in all {
            let _ = fs::remove_file(out);
            symlink(&mine, out).unwrap();
            let output = program().args(&words).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            let forced = words.contains(&"--force");
            assert_eq!(output.status.success(), forced, "{words:?}: {said}");
            assert_eq!(fs::read_to_string(&mine).unwrap(), "mine", "{words:?}");
        }
    }

    #[test]
    fn unpack_keeps_what_it_reads() {
        let dir = tempfile::tempdir().unwrap();
        let zip = dir.path().join("etcd.zip");
        fs::copy("fixtures/snapshots/c136-A.zip", &zip).unwrap();
        let before = fs::read(&zip).unwrap();
        let zip = zip.to_str().unwrap();
        let link = dir.path().join("link");
        symlink(zip, &link).unwrap();
        for to in [zip, link.to_str().unwrap()] {
            let output = kf("unpack --force", &[to, "-s", zip]);
            assert_ne!(output.code, 0, "{to}");
            let said = "this is what is read";
            assert!(output.stderr.contains(said), "{}", output.stderr);
            assert_eq!(fs::read(zip).unwrap(), before, "{to}");
        }
    }

    #[test]
    fn only_files_are_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
        let (pipe, socket, directory) = (at("pipe"), at("socket"), at("directory"));
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        fs::create_dir(&directory).unwrap();
        let (link, stream) = (at("link"), at("stream"));
        symlink(&pipe, &link).unwrap();
        symlink("/proc/self/fd/1", &stream).unwrap();
        let kind = |path: &str| fs::symlink_metadata(path).unwrap().file_type();
        for (to, why) in [
            (&pipe, "not a regular file"),
            (&socket, "not a regular file"),
            (&directory, "is a directory"),
            (&link, "a link to what is no regular file"),
            (&stream, "a link to what is no regular file"),
        ] {
            let before = kind(to);
            let output = kf(
                "unpack --force",
                &[to, "-s", "fixtures/snapshots/c136-A.zip"],
            );
            output.fails(&format!("error: {to}: {why}\nhint: name another file\n"));
            assert_eq!(kind(to), before, "{to}");
        }
        kf("unpack -", &["-s", "fixtures/snapshots/c136-A.zip"]).fails(
            "error: -: a file is written, and nothing to standard output\n\
             hint: name a file; one that is called - is ./-\n",
        );
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 5);
        // The same where a directory is written into.
        let out = at("out");
        let inside = format!("{out}/prod/configmaps/my-config.yaml");
        fs::create_dir_all(format!("{out}/prod/configmaps")).unwrap();
        fs::rename(&pipe, &inside).unwrap();
        let output = kf("redact --force", &[&unpacked("c136-A.zip"), &out]);
        output.fails(&format!(
            "error: {inside}: not a regular file\nhint: nothing was written\n"
        ));
        assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
    }

    #[test]
    #[cfg(feature = "lake")]
    fn a_lake_stays_in_its_directory() {
        let file = unpacked("c136-A.zip");
        let elsewhere = tempfile::tempdir().unwrap();
        for inside in ["v1", "v1/objects", "v1/snapshots/cluster=prod"] {
            let lake = tempfile::tempdir().unwrap();
            let link = lake.path().join(inside);
            fs::create_dir_all(link.parent().unwrap()).unwrap();
            symlink(elsewhere.path(), &link).unwrap();
            let path = lake.path().to_str().unwrap();
            let output = kf("lake add", &[path, &file, "--cluster", "prod"]);
            assert_ne!(output.code, 0, "{inside}");
            assert!(
                output.stderr.contains("links are not followed"),
                "{}",
                output.stderr
            );
            assert_eq!(
                fs::read_dir(elsewhere.path()).unwrap().count(),
                0,
                "{inside}"
            );
        }
    }

    #[test]
    fn a_redacted_copy_stays_in_its_directory() {
        let elsewhere = tempfile::tempdir().unwrap();
        let file = unpacked("c136-A.zip");
        for inside in ["prod", "default/configmaps"] {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path().to_str().unwrap();
            let link = dir.path().join(inside);
            fs::create_dir_all(link.parent().unwrap()).unwrap();
            symlink(elsewhere.path(), &link).unwrap();
            let output = kf("redact --force", &[&file, path]);
            output.fails(&format!(
                "error: {path}/{inside}: not a directory\n\
                 hint: nothing was written: links are not followed\n"
            ));
            assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
            // Nothing is left that looks like all objects.
            assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "{inside}");
            assert_eq!(fs::read_dir(link.parent().unwrap()).unwrap().count(), 1);
        }
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().to_str().unwrap();
        // A link in the place of a file is replaced.
        let mine = elsewhere.path().join("mine");
        fs::write(&mine, "mine").unwrap();
        let link = dir.path().join("prod/configmaps/my-config.yaml");
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(&mine, &link).unwrap();
        assert_eq!(kf("redact --force", &[&file, path]).code, 0);
        assert_eq!(fs::read_to_string(mine).unwrap(), "mine");
        assert!(fs::symlink_metadata(link).unwrap().is_file());
    }
}

/// Code that makes files of its own, and why it may.
const MAKES_FILES: &[&str] = &[
    // The one place.
    "crates/kf-base/src/private.rs",
    // What others are to read: an export's public half, manual pages, the files of a stack.
    "src/cli/stage.rs",
    "src/cli/commands/man.rs",
    "src/cli/commands/verify/compose.rs",
];

/// A new way to make a file or a directory has to say whom it is for.
#[test]
fn files_are_made_in_one_place() {
    let mut sources = Vec::new();
    for dir in ["src", "crates"] {
        tree(&root().join(dir), &mut sources);
    }
    let mut makers = Vec::new();
    for path in sources {
        let name = path.strip_prefix(root()).unwrap().to_str().unwrap();
        let of_tests = ["kf-testing/", "/tests/", "/tests.rs", "/testing.rs"];
        if !name.ends_with(".rs") || of_tests.iter().any(|part| name.contains(part)) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
        let makes = [
            "tempfile::Builder",
            "tempfile::tempdir",
            "tempfile::tempfile",
            "NamedTempFile::new",
            "TempDir::new",
            "File::create",
            "fs::write(",
            "fs::create_dir",
            "DirBuilder",
            ".create_new(",
            ".create(true)",
        ];
        if makes.iter().any(|make| code.contains(make)) {
            makers.push(name.to_owned());
        }
    }
    makers.sort();
    let mut known: Vec<&str> = MAKES_FILES.to_vec();
    known.sort_unstable();
    assert_eq!(makers, known);
}
