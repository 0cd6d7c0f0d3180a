//! What kf says to mistakes: kubectl's words where kubectl has some, and exit code 1.

use crate::support::{Output, fixture, kf, kf_args, unpacked};

/// Fails with this text on the snapshot.
#[track_caller]
fn c136(words: &str) -> Output {
    kf(words, &["-s", &unpacked("c136-A.zip")])
}

fn fails(words: &str, more: &[&str], stderr: &str) {
    let snapshot = unpacked("c136-A.zip");
    let more: Vec<&str> = more.iter().copied().chain(["-s", &snapshot]).collect();
    kf(words, &more).fails(&stderr.replace("FILE", &snapshot));
}

#[test]
fn unknown_types() {
    let missing = "error: the snapshot doesn't have a resource type";
    fails("get frobs", &[], &format!("{missing} \"frobs\"\n"));
    fails("get podz", &[], &format!("{missing} \"podz\"\n"));
    let dotted = format!("{missing} \"frobs\"\n");
    fails("get frobs.example.com", &[], &dotted);
    // Nothing is printed even where the other types are known.
    fails("get cm,frobs -n prod", &[], &dotted);
}

#[test]
fn names_that_cannot_be() {
    fails(
        "get cm a -A",
        &[],
        "error: a resource cannot be retrieved by name across all namespaces\n",
    );
    let selected = "error: name cannot be provided when a selector is specified\n";
    fails("get cm a -l x=y", &[], selected);
    let paired =
        "error: selectors and the all flag cannot be used when passing resource/name arguments\n";
    fails("get cm/a --field-selector metadata.name=a", &[], paired);
    fails("get cm,secret a -l x=y", &[], paired);
    fails(
        "get all a",
        &[],
        "error: you must specify only one resource\n",
    );
    let slash = "error: arguments in resource/name form";
    fails(
        "get cm/a/b",
        &[],
        &format!("{slash} may not have more than one slash\n"),
    );
    fails(
        "get cm/",
        &[],
        &format!("{slash} must have a single resource and name\n"),
    );
    fails(
        "get secret,cm/a",
        &[],
        &format!("{slash} must have a single resource and name\n"),
    );
    fails(
        "get cm cm/a",
        &[],
        "error: there is no need to specify a resource type as a separate argument when passing \
         arguments in resource/name form (e.g. 'kf get resource/<resource_name>' instead of 'kf get \
         resource resource/<resource_name>'\n",
    );
}

/// Each name of each type, as `TYPE/NAME` names them; and what is in no namespace has its name everywhere.
#[test]
fn names_of_several_types() {
    let both = c136("get cm,secret my-config no-such -n prod");
    // Objects of one type were found, so that none is named with its type.
    assert!(both.text().contains("\nmy-config "), "{}", both.text());
    assert_eq!(
        both.stderr,
        "Error from snapshot (NotFound): configmaps \"no-such\" not found\n\
         Error from snapshot (NotFound): secrets \"my-config\" not found\n\
         Error from snapshot (NotFound): secrets \"no-such\" not found\n"
    );
    assert_eq!(both.code, 1);
    let anywhere = c136("get ns prod -A -o name");
    assert_eq!((anywhere.text(), anywhere.code), ("namespace/prod\n", 0));
    c136("get ns,cm prod -A")
        .fails("error: a resource cannot be retrieved by name across all namespaces\n");
}

/// As `kubectl get --raw` words what a server says of parameters.
#[test]
fn parameters_that_do_not_parse() {
    fails(
        "get --raw /api/v1/pods?labelSelector=a+b",
        &[],
        "Error from snapshot (BadRequest): unable to parse requirement: found 'b', expected: in, notin, =, ==, \
         !=, gt, lt\n",
    );
    fails(
        "get --raw /api/v1/pods?resourceVersionMatch=Exact",
        &[],
        "The ListOptions \"\" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden \
         unless resourceVersion is provided\n",
    );
}

#[test]
fn nothing_asked_for() {
    fails(
        "get",
        &[],
        "You must specify the type of resource to get. Use \"kf api-resources\" for a complete list \
         of supported resources.\n\nerror: Required resource not specified.\nUse \"kf explain \
         <resource>\" for a detailed description of that resource (e.g. kf explain pods).\nSee 'kf \
         get -h' for help and examples\n",
    );
}

#[test]
fn selectors_that_do_not_parse() {
    let find = "Error from snapshot (BadRequest): Unable to find \"/v1, Resource=pods\" that match";
    for (selector, why) in [
        (
            "a in b",
            "unable to parse requirement: found 'b' expected: '('",
        ),
        (
            "=x,",
            "found '=', expected: !, identifier, or 'end of string'",
        ),
        // What looks like a flag is a value behind one that takes a value, as with pflag.
        (
            "-x=1",
            "unable to parse requirement: <nil>: Invalid value: \"-x\": name part must consist of alphanumeric \
             characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or \
             'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
        ),
    ] {
        let text = format!("{find} label selector \"{selector}\", field selector \"\": {why}\n");
        fails("get pods -l", &[selector], &text);
    }
    for (selector, why) in [
        ("spec.nope=1", "field label not supported: spec.nope"),
        (
            "nonsense",
            "invalid selector: 'nonsense'; can't understand 'nonsense'",
        ),
    ] {
        let text = format!("{find} label selector \"\", field selector \"{selector}\": {why}\n");
        fails("get pods --field-selector", &[selector], &text);
    }
}

#[test]
fn output_formats() {
    let unable = "error: unable to match a printer suitable for the output format";
    fails(
        "get keys -o bad",
        &[],
        &format!(
            "{unable} \"bad\", allowed formats are: custom-columns,custom-columns-file,\
             go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,\
             template,templatefile,wide,yaml\n"
        ),
    );
    fails(
        "keys -o bad",
        &[],
        &format!("{unable} \"bad\", allowed formats are: jsonl,name,table\n"),
    );
    fails(
        "api-resources -o bad",
        &[],
        &format!("{unable} \"bad\", allowed formats are: name,wide\n"),
    );
    fails(
        "decode -o bad",
        &[],
        &format!("{unable} \"bad\", allowed formats are: json,kyaml,yaml\n"),
    );
    fails(
        "version -o bad",
        &[],
        "error: --output must be 'yaml' or 'json'\n",
    );
}

#[test]
fn flags_and_commands() {
    let usage = "See 'kf get --help' for usage.\n";
    fails(
        "get cm --bogus-flag",
        &[],
        &format!("error: unknown flag: --bogus-flag\n{usage}"),
    );
    fails(
        "get cm --bogus=1",
        &[],
        &format!("error: unknown flag: --bogus\n{usage}"),
    );
    fails(
        "get cm -z",
        &[],
        &format!("error: unknown shorthand flag: 'z' in -z\n{usage}"),
    );
    fails(
        "apply -f x.yaml",
        &[],
        "error: unknown command \"apply\" for \"kf\"\nhint: kf reads snapshots and changes nothing; \
         kf get --export and kf export write objects for kubectl apply\n",
    );
    fails(
        "get cm -w",
        &[],
        "error: a snapshot does not change, so there is nothing to watch\n",
    );
    fails(
        "get cm --now yesterday",
        &[],
        "error: invalid --now \"yesterday\": expected an RFC 3339 time such as \
         2026-11-22T17:45:00Z, or wall\n",
    );
    fails(
        "api-resources --sort-by size",
        &[],
        "error: --sort-by accepts only name or kind\n",
    );
    for words in [
        "get cm --kube-version 2.0",
        "get cm --rev x",
        "completion tcsh",
        "get --key /k cm",
    ] {
        let output = kf(words, &[]);
        assert_eq!((output.code, output.text()), (1, ""), "{words}");
        assert!(
            output.stderr.starts_with("error: "),
            "{words}: {}",
            output.stderr
        );
    }
}

#[test]
fn files_that_are_no_snapshot() {
    let readme = fixture("README.md");
    let readme = readme.to_str().unwrap();
    kf("get cm -s", &[readme]).fails(&format!(
        "error: {readme}: this looks like a text file, not an etcd snapshot\nhint: give kf a file \
         made by `etcdctl snapshot save`, or a copy of member/snap/db from an etcd data directory\n"
    ));
    let directory = fixture("yaml");
    let directory = directory.to_str().unwrap();
    kf("keys", &[directory]).fails(&format!(
        "error: {directory}: no file in the directory is an etcd snapshot; it holds \
         \"scalars.json\"\nhint: looked for member/snap/db of an etcd data directory and for one \
         snapshot file, compressed or not\n"
    ));
    let missing = format!("{directory}/nowhere.db");
    let output = kf("get cm -s", &[&missing]);
    assert_eq!((output.code, output.text()), (1, ""));
    assert!(
        output
            .stderr
            .starts_with(&format!("error: {missing}: cannot open: "))
    );
    let zip = fixture("snapshots/c136-A.zip");
    let zip = zip.to_str().unwrap();
    kf("get cm --zip-entry nope -s", &[zip]).fails(&format!(
        "error: {zip}: the zip archive has no file \"nope\"; it holds \
         \"backup/2026-11-22T17:45:00Z_etcd\"\n"
    ));
    let empty = kf_args(["get", "cm", "-s", "-"], b"");
    assert_eq!((empty.code, empty.text()), (1, ""));
    assert!(
        empty.stderr.starts_with("error: standard input: "),
        "{}",
        empty.stderr
    );
}

#[test]
fn values_that_are_no_objects() {
    for junk in [
        &b""[..],
        b"junk",
        b"k8s\0\xff\xff",
        b"{",
        b"[1]",
        b"\xd9\xd9\xf7",
    ] {
        let output = kf_args(["decode"], junk);
        assert_eq!((output.code, output.text()), (1, ""), "{junk:?}");
        assert!(
            output.stderr.starts_with("error: standard input: "),
            "{}",
            output.stderr
        );
    }
    let encrypted = kf_args(
        ["decode"],
        b"k8s:enc:aescbc:v1:key1:0123456789abcdef0123456789abcdef",
    );
    assert_eq!(encrypted.code, 1);
    assert!(
        encrypted.stderr.contains("aescbc (v1), key \"key1\""),
        "{}",
        encrypted.stderr
    );
}

/// Templates, manifests and paths that cannot be: kubectl's words behind `error: `.
#[test]
fn what_does_not_parse() {
    let t = "template: output:1:";
    let cases: &[(&[&str], String)] = &[
        (
            &["-o", "go-template"],
            "template format specified but no template given".to_owned(),
        ),
        (
            &["-o", "go-template="],
            "template format specified but no template given".to_owned(),
        ),
        (
            &["-o", "go-template-file=/nope"],
            "error reading --template /nope, open /nope: no such file or directory".to_owned(),
        ),
        (
            &["-o", "templatefile=/nope"],
            "error reading --template /nope, open /nope: no such file or directory".to_owned(),
        ),
    ];
    for (more, want) in cases {
        kf("get cm", more).fails(&format!("error: {want}\n"));
    }
    for (template, want) in [
        ("{{.bad", "unclosed action"),
        ("{{", "unclosed action"),
        ("{{}}", "missing value for command"),
        ("{{end}}", "unexpected {{end}}"),
        ("{{else}}", "unexpected {{else}}"),
        ("{{if .x}}", "unexpected EOF"),
        ("{{if}}x{{end}}", "missing value for if"),
        ("{{range .x}}a", "unexpected EOF"),
        ("{{foo}}", "function \"foo\" not defined"),
        ("{{$x}}", "undefined variable \"$x\""),
        ("{{\"a}}", "unterminated quoted string"),
        ("{{`a}}", "unterminated raw quoted string"),
        ("{{'a}}", "unterminated character constant"),
        ("{{/* a", "unclosed comment"),
        ("{{/* a */ b}}", "comment ends before closing delimiter"),
        ("{{(.x}}", "unclosed left paren"),
        ("{{.x | 1}}", "non executable command in pipeline stage 2"),
        ("{{1a}}", "bad number syntax: \"1a\""),
        ("{{break}}", "{{break}} outside {{range}}"),
        ("{{template}}", "unexpected \"}}\" in template clause"),
        ("{{define x}}a{{end}}", "unexpected \"x\" in define clause"),
        ("{{.a-b}}", "bad character U+002D '-'"),
        ("{{\"a\".b}}", "unexpected . after term \"\\\"a\\\"\""),
    ] {
        let format = format!("go-template={template}");
        kf("get cm -o", &[&format]).fails(&format!(
            "error: error parsing template {template}, {t} {want}\n"
        ));
        kf("get cm --template", &[template]).fails(&format!(
            "error: error parsing template {template}, {t} {want}\n"
        ));
    }
    for (args, want) in [
        (
            &["pods", "--raw", "/x"][..],
            "arguments may not be passed when --raw is specified",
        ),
        (
            &["--raw", "pods"],
            "--raw must be a valid URL path: parse \"pods\": invalid URI for request",
        ),
        (
            &["--raw", "/x", "-l", "a=b"],
            "--raw may not be specified with other flags that filter the server request or alter \
             the output",
        ),
        (
            &["--raw", "/x", "-o", "yaml"],
            "--raw and --output are mutually exclusive",
        ),
        (&["-f", "/nope"], "the path \"/nope\" does not exist"),
        (
            &["-f", "x", "pods"],
            "when paths, URLs, or stdin is provided as input, you may not specify resource \
             arguments as well",
        ),
        (
            &["-f", "x", "pods/a"],
            "resource/name arguments cannot be provided when a path is specified",
        ),
        (
            &["-f", "x", "-k", "y"],
            "only one of -f or -k can be specified",
        ),
        (
            &["-f", "-", "-f", "-"],
            "standard input cannot be used for multiple arguments",
        ),
    ] {
        kf("get", args).fails(&format!("error: {want}\n"));
    }
    let check = kf(
        "check --rev 7 -s",
        &[&crate::support::unpacked("c136-A.zip")],
    );
    assert_eq!(check.code, 0);
    assert!(check.stderr.starts_with("warning: --rev changes nothing"));
    kf("get -f /nope/*.yaml", &[]).fails("error: the path \"/nope/*.yaml\" does not exist\n");
    kf("get -f /nope -f /nope2", &[])
        .fails("the path \"/nope\" does not exist\nthe path \"/nope2\" does not exist\n");
}
