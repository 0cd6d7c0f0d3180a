//! The first minutes with kf: no arguments, arguments in another order, words of other programs, names
//! that are not there.

use std::fs;

use crate::cli_reference::HELP;
use crate::support::{finish, fixture, kf, kf_args, on_a_terminal, program, unpacked};

#[test]
fn bare_kf_says_what_to_do() {
    let bare = kf("", &[]);
    assert_eq!((bare.code, bare.stderr.as_str()), (0, ""));
    for words in ["kf info -s FILE", "kf get pods", "KF_SNAPSHOT", "kf --help"] {
        assert!(bare.text().contains(words), "{}", bare.text());
    }
    // With flags it is a mistake.
    kf("--salvage", &[]).fails("error: no command given\nSee 'kf --help' for usage.\n");
    kf("auth", &[]).fails("error: no command given\nSee 'kf auth --help' for usage.\n");
}

#[test]
fn help_begins_with_examples() {
    for (command, help) in HELP.iter() {
        let place = |text: &str| help.find(text);
        if let (Some(examples), Some(options)) = (place("Examples:"), place("\nOptions:")) {
            assert!(examples < options, "kf {command} --help");
        }
        let words: Vec<&str> = command.split_whitespace().collect();
        let short = finish(program().args(&words).arg("-h"));
        assert_eq!(short.text(), help, "kf {command} -h");
    }
    // The long form says more, and of the same flags.
    let (_, short) = HELP.iter().find(|(command, _)| command == "get").unwrap();
    let long = kf("help get", &[]);
    assert!(long.text().len() > short.len());
}

#[test]
fn a_namespace_before_the_command() {
    let snapshot = unpacked("c136-A.zip");
    let behind = kf("get cm my-config -n prod -o name -s", &[&snapshot]);
    behind.prints("configmap/my-config\n");
    for words in [
        "-n prod get cm my-config -o name -s",
        "-nprod get cm my-config -o name -s",
        "--namespace=prod --salvage get cm my-config -o name -s",
    ] {
        assert_eq!(kf(words, &[&snapshot]), behind, "{words}");
    }
    kf("-n prod keys", &[])
        .fails("error: unknown shorthand flag: 'n' in -n\nSee 'kf keys --help' for usage.\n");
    let complete = kf("__complete kf -n prod get cm my-c", &["-s", &snapshot]);
    assert_eq!(complete.code, 0, "{}", complete.stderr);
}

#[test]
fn flags_that_ask_a_server() {
    let see = "See 'kf get --help' for usage.\n";
    for flag in ["--kubeconfig=x", "--context", "--request-timeout=1s"] {
        let name = flag.split('=').next().unwrap();
        kf("get cm", &[flag]).fails(&format!(
            "error: unknown flag: {name}\n{see}hint: kf asks no server: -s FILENAME or KF_SNAPSHOT \
             names the snapshot, and each snapshot is of one cluster\n"
        ));
    }
    kf("get cm --as=jane", &[]).fails(&format!(
        "error: unknown flag: --as\n{see}hint: kf reads everything that is in the file; kf auth can-i \
         --as USER judges what somebody may do\n"
    ));
}

#[test]
fn mistyped_commands_and_flags() {
    kf("gte cm", &[])
        .fails("error: unknown command \"gte\" for \"kf\"\nhint: did you mean \"get\"?\n");
    kf("auth can", &[])
        .fails("error: unknown command \"can\" for \"kf auth\"\nhint: did you mean \"can-i\"?\n");
    kf("get cm --snapsht x", &[]).fails(
        "error: unknown flag: --snapsht\nSee 'kf get --help' for usage.\nhint: did you mean \
         --snapshot?\n",
    );
    kf("nonsense", &[]).fails(
        "error: unknown command \"nonsense\" for \"kf\"\nhint: 'kf --help' lists the commands\n",
    );
}

/// Wherever it lies, also below a directory whose name is like a command's.
#[test]
fn a_file_instead_of_a_command() {
    let directory = tempfile::tempdir().unwrap();
    let check = directory.path().join("check");
    fs::create_dir(&check).unwrap();
    fs::copy(fixture("snapshots/c136-A.zip"), check.join("infos")).unwrap();
    for (name, hint) in [
        (
            "check/infos",
            "that is a file: kf info FILENAME tells what is in it",
        ),
        ("check/other", "'kf --help' lists the commands"),
    ] {
        let output = finish(program().arg(name).current_dir(directory.path()));
        output.fails(&format!(
            "error: unknown command {name:?} for \"kf\"\nhint: {hint}\n"
        ));
    }
    let output = finish(program().arg("infos").current_dir(&check));
    assert!(
        output
            .stderr
            .ends_with("kf info FILENAME tells what is in it\n")
    );
}

#[test]
fn commands_of_kubectl_that_a_snapshot_has_no_answer_for() {
    for (command, words) in [
        ("logs", "kf events"),
        ("exec", "kf describe pod"),
        ("top", "kf describe node"),
        ("rollout", "kf history deployment"),
        ("cluster-info", "kf info"),
        ("config", "KF_SNAPSHOT"),
        ("proxy", "kf serve"),
        ("wait", "kf history"),
        ("apply", "kf export"),
        ("restore", "kf verify"),
    ] {
        let output = kf(command, &["x"]);
        let (error, hint) = output.stderr.split_once('\n').unwrap();
        assert_eq!(
            error,
            format!("error: unknown command {command:?} for \"kf\"")
        );
        assert!(hint.starts_with("hint: ") && hint.contains(words), "{hint}");
        assert_eq!(output.code, 1);
    }
}

/// What a person is told on standard error; a pipe gets the first line alone, which is kubectl's.
#[track_caller]
fn told(words: &str, more: &[&str], error: &str, hint: &str) {
    let args: Vec<&str> = words.split(' ').chain(more.iter().copied()).collect();
    let person = on_a_terminal(args.iter().copied());
    assert_eq!(person.stderr, format!("{error}\n{hint}\n"), "{words}");
    let pipe = kf_args(args, b"");
    assert_eq!(pipe.stderr, format!("{error}\n"), "{words}");
    assert_eq!(person.code, pipe.code);
}

#[test]
fn what_was_deleted_is_not_only_missing() {
    let snapshot = fixture("snapshots/c136-B-flat.zip");
    let snapshot = snapshot.to_str().unwrap();
    let missing = "Error from snapshot (NotFound): configmaps \"feature-flags\" not found";
    let command =
        format!("kf -s {snapshot} get configmaps feature-flags -n prod --deleted -o yaml");
    let hint = format!("hint: it was deleted at revision 2047: {command} prints what it was");
    for words in [
        "get cm feature-flags -n prod -s",
        "describe cm feature-flags -n prod -s",
    ] {
        told(words, &[snapshot], missing, &hint);
    }
    // As told.
    let back = kf(command.strip_prefix("kf ").unwrap(), &[]);
    assert!(
        back.code == 0 && back.text().contains("killSwitch"),
        "{}",
        back.block()
    );
    // Before that revision it is there, and what never was has no history.
    let there = kf(
        "get cm feature-flags -n prod -o name --rev 2046 -s",
        &[snapshot],
    );
    there.prints("configmap/feature-flags\n");
    let never = on_a_terminal(["get", "cm", "never", "-n", "prod", "-s", snapshot]);
    never.fails("Error from snapshot (NotFound): configmaps \"never\" not found\n");
    // Custom resources, whose place is not known from the start.
    let custom = kf(
        "history backups.ops.corp.example -A --op deleted -o jsonl -s",
        &[snapshot],
    );
    let first: serde_json::Value =
        serde_json::from_str(custom.text().lines().next().unwrap()).unwrap();
    let [namespace, name] = ["namespace", "name"].map(|m| first[m].as_str().unwrap());
    let args = [
        "get",
        "backups.ops.corp.example",
        name,
        "-n",
        namespace,
        "-s",
        snapshot,
    ];
    let missing = on_a_terminal(args);
    let hint = format!("hint: it was deleted at revision {}: ", first["revision"]);
    assert!(missing.stderr.contains(&hint), "{}", missing.stderr);
}

#[test]
fn a_namespace_that_is_not_there() {
    let snapshot = unpacked("c136-A.zip");
    let like = "hint: there is no namespace \"prd\"; did you mean \"prod\"?";
    let nothing = "No resources found in prd namespace.";
    told("get cm -n prd -s", &[&snapshot], nothing, like);
    told("describe cm -n prd -s", &[&snapshot], nothing, like);
    let none = "No events found in prd namespace.";
    told("events -n prd -s", &[&snapshot], none, like);
    // kubectl asks for the namespace then.
    let missing = "Error from snapshot (NotFound): namespaces \"prd\" not found";
    told("get cm my-config -n prd -s", &[&snapshot], missing, like);
    told(
        "get cm -n elsewhere -s",
        &[&snapshot],
        "No resources found in elsewhere namespace.",
        &format!("hint: there is no namespace \"elsewhere\": kf -s {snapshot} get ns lists them"),
    );
    // One that is there may be empty.
    let empty = on_a_terminal(["get", "jobs", "-n", "kube-public", "-s", &snapshot]);
    assert_eq!(
        empty.stderr,
        "No resources found in kube-public namespace.\n"
    );
}

#[test]
fn a_terminal_is_not_flooded() {
    let snapshot = fixture("snapshots/enc-aescbc-A.db.gz");
    let args = ["get", "secrets,cm", "-A", "-s", snapshot.to_str().unwrap()];
    let all = kf_args(args, b"");
    let errors = |text: &str| text.lines().filter(|l| l.starts_with("error: ")).count();
    assert!(errors(&all.stderr) > 12, "{}", all.stderr);
    let seen = on_a_terminal(args);
    assert_eq!(errors(&seen.stderr), 11, "{}", seen.stderr);
    let more = format!("error: ... and {} more: ", errors(&all.stderr) - 10);
    assert!(seen.stderr.contains(&more), "{}", seen.stderr);
    assert!(seen.stderr.contains("hint: 2>FILENAME "), "{}", seen.stderr);
    assert_eq!((seen.code, all.code), (1, 1));
}

#[test]
fn unpacked_once() {
    let dir = tempfile::tempdir().unwrap();
    let to = dir.path().join("etcd.db");
    let name = to.to_str().unwrap();
    let packed = fixture("snapshots/c136-A.zip");
    let packed = packed.to_str().unwrap();
    let output = kf("unpack", &[name, "-s", packed]);
    assert_eq!((output.code, output.text()), (0, ""), "{}", output.stderr);
    assert_eq!(
        fs::read(&to).unwrap(),
        fs::read(unpacked("c136-A.zip")).unwrap()
    );
    let again = kf("unpack", &[name, "-s", packed]);
    assert_eq!(again.code, 1);
    assert!(
        again.stderr.ends_with("hint: --force writes over it\n"),
        "{}",
        again.stderr
    );
    assert_eq!(kf("unpack --force", &[name, "-s", packed]).code, 0);
    // What is no packed database is not copied.
    let other = dir.path().join("other.db");
    let other = other.to_str().unwrap();
    let plain = kf("unpack", &[other, "-s", name, "--force"]);
    assert!(plain.stderr.contains("not packed"), "{}", plain.stderr);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}

/// A name that is there in another place, or nearly.
#[test]
fn what_is_elsewhere_is_not_only_missing() {
    let snapshot = unpacked("c136-A.zip");
    let missing = |what: &str| format!("Error from snapshot (NotFound): {what} not found");
    let config = missing("configmaps \"my-config\"");
    let there = format!(
        "hint: it exists in the namespace \"prod\": kf -s {snapshot} get configmaps my-config -n prod"
    );
    told("get cm my-config -s", &[&snapshot], &config, &there);
    told("describe cm my-config -s", &[&snapshot], &config, &there);
    let several = on_a_terminal(["get", "cm", "kube-root-ca.crt", "-n", "no", "-s", &snapshot]);
    assert!(
        several
            .stderr
            .contains("hint: it exists in the namespaces \"default\", ")
            && several.stderr.ends_with(" more: -n names one\n"),
        "{}",
        several.stderr
    );
    told(
        "get cm my-confg -n prod -s",
        &[&snapshot],
        &missing("configmaps \"my-confg\""),
        "hint: did you mean \"my-config\"?",
    );
    told(
        "get deploy my-config -n prod -s",
        &[&snapshot],
        &missing("deployments.apps \"my-config\""),
        "hint: there is configmaps my-config -n prod",
    );
    // The names of history are looked for in the same way; it says how far the file reaches, too.
    let history = on_a_terminal(["history", "cm", "my-config", "-s", &snapshot]);
    let said = format!("{config}\n{there}\n");
    assert!(history.stderr.starts_with(&said), "{}", history.stderr);
}

#[test]
fn a_file_among_the_words() {
    let directory = tempfile::tempdir().unwrap();
    fs::copy(
        fixture("snapshots/c136-A.zip"),
        directory.path().join("a b.zip"),
    )
    .unwrap();
    let run = |args: &[&str]| {
        let output = finish(program().args(args).current_dir(directory.path()));
        // Of checks, 1 would be their verdict.
        let code = if args[0] == "check" { 2 } else { 1 };
        assert_eq!(output.code, code, "{args:?}");
        output.stderr
    };
    let hint = "hint: 'a b.zip' is a file, and -s names the snapshot: kf";
    for (args, error, line) in [
        (
            &["get", "pods", "a b.zip"][..],
            "no snapshot given",
            "get pods -s 'a b.zip'",
        ),
        (
            &["timeline", "a b.zip"],
            "no snapshot given",
            "timeline -s 'a b.zip'",
        ),
        (
            &["events", "a b.zip", "-A"],
            "unexpected argument \"a b.zip\"\nSee 'kf events --help' for usage.",
            "events -s 'a b.zip' -A",
        ),
    ] {
        assert_eq!(run(args), format!("error: {error}\n{hint} {line}\n"));
    }
    let given = run(&["get", "pods", "a b.zip", "-s", "a b.zip"]);
    assert!(
        given.ends_with(
            "hint: 'a b.zip' is a file: -s names the snapshot, and it is given already\n"
        ),
        "{given}"
    );
    assert_eq!(
        run(&["check", "a b.zip", "a b.zip"]),
        "error: unexpected argument \"a b.zip\"\nSee 'kf check --help' for usage.\nhint: it takes one \
         snapshot at a time: for file in *.db; do kf check \"$file\"; done\n"
    );
}

#[test]
fn several_files_are_shown_one_after_the_other() {
    let [first, second] =
        ["c115-A.db.gz", "enc-aescbc-A.db.gz"].map(|name| fixture("snapshots").join(name));
    let [first, second] = [first.to_str().unwrap(), second.to_str().unwrap()];
    let alone = [first, second].map(|file| kf("info", &[file]));
    let both = kf("info", &[first, second]);
    assert_eq!(
        (both.text(), both.code),
        (&*format!("{}\n{}", alone[0].text(), alone[1].text()), 0)
    );
    assert_eq!(kf("info -s", &[first, "-s", second]), both);
    let missing = kf("info", &["no.db", second]);
    assert_eq!((missing.text(), missing.code), (alone[1].text(), 1));
    assert!(
        missing.stderr.starts_with("error: no.db: "),
        "{}",
        missing.stderr
    );
    let yaml = kf("info -o yaml", &[first, second]);
    assert_eq!(yaml.text().matches("\n---\n").count(), 1);
}

#[test]
fn the_directory_of_a_new_file_is_named_and_nothing_else() {
    let packed = fixture("snapshots/c136-A.zip");
    let directory = tempfile::tempdir().unwrap();
    let to = directory.path().join("a/b/c.db");
    let output = kf(
        "unpack",
        &[to.to_str().unwrap(), "-s", packed.to_str().unwrap()],
    );
    let parent = to.parent().unwrap().display();
    output.fails(&format!(
        "error: {}: No such file or directory (os error 2)\nhint: mkdir -p {parent} makes the \
         directory\n",
        to.display()
    ));
}

/// A mistake in an example is made by everybody.
#[test]
fn usage_lines_and_examples_make_sense() {
    for (command, help) in HELP.iter() {
        let usage = help
            .lines()
            .find(|line| line.starts_with("Usage: "))
            .unwrap_or_default();
        let open = |c: char| usage.matches(c).count();
        assert!(
            open('[') == open(']') && open('<') == open('>') && !usage.contains("<FILENAME]"),
            "kf {command}: {usage}"
        );
        for line in help.lines().filter(|line| line.contains("kf diff --rev ")) {
            let revisions: Vec<&str> = line.split("--rev ").skip(1).collect();
            assert_ne!(
                revisions[0].trim(),
                revisions[1].split(' ').next().unwrap(),
                "{line}"
            );
        }
    }
}

#[cfg(not(feature = "lake"))]
#[test]
fn a_command_that_is_not_built_in() {
    let output = kf("lake add x", &[]);
    assert!(
        output.stderr.contains("--features lake builds one"),
        "{}",
        output.stderr
    );
}
