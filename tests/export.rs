//! `kf export`, `kf get --export`: what is given back is what is there, less what is documented.

use std::fs;
use std::path::Path;

use kf::object::Value;
use kf::object::parse::{json, yaml};
use kf::snapshot::{ReadOptions, Snapshot};
use tempfile::TempDir;

use crate::support::{Output, kf, unpacked};

fn c136(words: &str, more: &[&str]) -> Output {
    let snapshot = unpacked("c136-A.zip");
    let more: Vec<&str> = more.iter().copied().chain(["-s", &snapshot]).collect();
    kf(words, &more)
}

fn export(dir: &Path, more: &[&str]) -> Output {
    let args: Vec<&str> = [dir.to_str().unwrap()]
        .into_iter()
        .chain(more.iter().copied())
        .collect();
    c136("export", &args)
}

fn new(dir: &TempDir) -> std::path::PathBuf {
    dir.path().join("out")
}

/// Every file below a directory, as paths with slashes, sorted by bytes: the order of kubectl.
fn files(dir: &Path) -> Vec<String> {
    fn walk(at: &Path, inside: &str, out: &mut Vec<String>) {
        for entry in fs::read_dir(at).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{inside}{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{name}/"), out);
            } else {
                out.push(name);
            }
        }
    }
    let mut out = Vec::new();
    walk(dir, "", &mut out);
    out.sort();
    out
}

fn manifest(dir: &Path) -> Vec<Value<'static>> {
    let text = fs::read_to_string(dir.join("MANIFEST.jsonl")).unwrap();
    text.lines()
        .map(|l| json::parse(l.as_bytes()).unwrap().into_owned())
        .collect()
}

fn records<'v>(all: &'v [Value<'static>], record: &str) -> Vec<&'v Value<'static>> {
    let of = |v: &&Value<'_>| v.str_at(&["record"]) == Some(record);
    all.iter().filter(of).collect()
}

/// The table of the guide to giving it back: what may be taken out of an object.
fn is_documented(kind: &str, pointer: &str) -> bool {
    let everywhere = [
        "/status",
        "/metadata/uid",
        "/metadata/resourceVersion",
        "/metadata/generation",
        "/metadata/creationTimestamp",
        "/metadata/deletionTimestamp",
        "/metadata/deletionGracePeriodSeconds",
        "/metadata/selfLink",
        "/metadata/managedFields",
        "/metadata/ownerReferences",
        "/metadata/generateName",
        "/metadata/annotations",
        "/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration",
        "/metadata/annotations/deprecated.daemonset.template.generation",
        "/metadata/annotations/control-plane.alpha.kubernetes.io~1leader",
        "/metadata/finalizers",
        "/metadata/labels",
    ];
    let starts = |prefixes: &[&str]| prefixes.iter().any(|p| pointer.starts_with(p));
    everywhere.contains(&pointer)
        || pointer.ends_with("/metadata/creationTimestamp")
        || starts(&[
            "/metadata/finalizers/",
            "/metadata/annotations/endpoints.kubernetes.io~1",
            "/metadata/annotations/deployment.kubernetes.io~1",
        ])
        || match kind {
            "Pod" => starts(&[
                "/metadata/annotations/kubernetes.io~1",
                "/spec/nodeName",
                "/spec/priority",
                "/spec/preemptionPolicy",
                "/spec/overhead",
                "/spec/ephemeralContainers",
                "/spec/volumes",
                "/spec/containers/",
                "/spec/initContainers/",
                "/spec/topologySpreadConstraints/",
                "/spec/affinity/",
                "/metadata/labels/controller-uid",
                "/metadata/labels/batch.kubernetes.io~1controller-uid",
            ]),
            "Service" => ["/spec/clusterIP", "/spec/clusterIPs"].contains(&pointer),
            "PersistentVolumeClaim" => starts(&[
                "/spec/volumeName",
                "/metadata/annotations/pv.kubernetes.io~1",
                "/metadata/annotations/volume.",
            ]),
            "PersistentVolume" => starts(&[
                "/spec/claimRef/uid",
                "/spec/claimRef/resourceVersion",
                "/metadata/annotations/pv.kubernetes.io~1",
            ]),
            "Namespace" => ["/spec/finalizers", "/spec"].contains(&pointer),
            "ServiceAccount" => starts(&["/secrets", "/imagePullSecrets"]),
            "Secret" => starts(&[
                "/data",
                "/metadata/annotations/kubernetes.io~1",
                "/metadata/labels/",
            ]),
            "Node" => starts(&["/spec"]),
            "Job" => starts(&[
                "/spec/selector",
                "/spec/template/metadata/labels",
                "/metadata/labels/",
            ]),
            "StatefulSet" => pointer.ends_with("/status"),
            "ClusterRole" => pointer == "/rules",
            "Endpoints" | "EndpointSlice" => {
                pointer.ends_with("/targetRef/uid")
                    || pointer.ends_with("/targetRef/resourceVersion")
            }
            "CertificateSigningRequest" => starts(&["/spec/"]),
            _ => false,
        }
}

/// A `remove` operation of RFC 6902.
fn remove(value: &mut Value<'_>, pointer: &str) {
    let (parents, last) = pointer.rsplit_once('/').unwrap();
    let unescape = |step: &str| step.replace("~1", "/").replace("~0", "~");
    let mut at = value;
    for step in parents.split('/').skip(1) {
        at = match at {
            Value::Object(map) => map.get_mut(&unescape(step)).unwrap(),
            Value::Array(list) => &mut list[step.parse::<usize>().unwrap()],
            other => panic!("{pointer}: {other:?}"),
        };
    }
    match at {
        Value::Object(map) => assert!(map.remove(&unescape(last)).is_some(), "{pointer}"),
        Value::Array(list) => drop(list.remove(last.parse().unwrap())),
        other => panic!("{pointer}: {other:?}"),
    }
}

/// Reads every file of an export, and compares it with the object less what the manifest says was
/// taken out; all of that must be documented.
fn check_round_trip(dir: &Path) {
    let snapshot = Snapshot::open(unpacked("c136-A.zip")).unwrap();
    let view = snapshot.view().unwrap();
    let all = manifest(dir);
    let written = records(&all, "written");
    for record in &written {
        let text = |name| record.str_at(&[name]).unwrap_or_default();
        let file = text("file");
        let documents = yaml::documents(&fs::read(dir.join(file)).unwrap()).unwrap();
        let [read] = documents.as_slice() else {
            panic!("{file}: {} documents", documents.len());
        };
        let (group, version) = text("apiVersion")
            .split_once('/')
            .unwrap_or(("", text("apiVersion")));
        let mapping = view.mapping_of_kind(group, version, text("kind")).unwrap();
        let object = view.get(
            &mapping,
            text("namespace"),
            text("name"),
            ReadOptions::default(),
        );
        let mut expected = object.unwrap().value;
        for removed in record.get("removed").unwrap().as_array().unwrap() {
            let pointer = removed.str_at(&["path"]).unwrap();
            assert!(!removed.str_at(&["why"]).unwrap().is_empty());
            assert!(is_documented(text("kind"), pointer), "{file}: {pointer}");
            remove(&mut expected, pointer);
        }
        // The definitions of this snapshot were made in v1.
        assert_eq!(record.get("added"), None, "{file}");
        assert_eq!(*read, expected, "{file}");
        for gone in [
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "managedFields",
        ] {
            assert!(read.at(&["metadata", gone]).is_none(), "{file}: {gone}");
        }
        assert!(read.get("status").is_none(), "{file}");
    }
    let mut listed: Vec<String> = written
        .iter()
        .map(|r| r.str_at(&["file"]).unwrap().to_owned())
        .chain(["MANIFEST.jsonl".to_owned()])
        .collect();
    listed.sort();
    assert_eq!(files(dir), listed);
}

#[test]
fn everything_comes_back() {
    let temporary = TempDir::new().unwrap();
    let dir = new(&temporary);
    let output = export(&dir, &["-A"]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    check_round_trip(&dir);
    let files = files(&dir);
    assert!(files[0].starts_with("+0-namespaces/"), "{}", files[0]);
    let at = |prefix: &str| files.iter().position(|f| f.starts_with(prefix)).unwrap();
    assert!(at("+1-customresourcedefinitions/") < at("+2-cluster/"));
    assert!(at("+2-cluster/") < at("prod/"));
    assert!(at("prod/") < at("~3-last/"));
    // Its YAML has a key that reads as a merge.
    let odd = dir.join("+2-cluster/tenants.ops.corp.example/odd-keys.yaml");
    assert!(fs::read(odd).unwrap().starts_with(b"{"));
}

#[test]
fn everything_that_is_left_out_comes_back_when_asked_for() {
    let temporary = TempDir::new().unwrap();
    let dir = new(&temporary);
    let output = export(&dir, &["-A", "--include", "all"]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    assert!(!output.text().contains("left out"), "{}", output.text());
    check_round_trip(&dir);
}

#[test]
fn a_namespace_comes_with_what_it_needs() {
    let temporary = TempDir::new().unwrap();
    let dir = new(&temporary);
    let output = export(&dir, &["-n", "prod"]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    check_round_trip(&dir);
    let files = files(&dir);
    assert!(files.contains(&"+0-namespaces/prod.yaml".to_owned()));
    assert!(files.contains(&"prod/configmaps/my-config.yaml".to_owned()));
    assert!(files.contains(&"prod/deployments.apps/api.yaml".to_owned()));
    let outside = files
        .iter()
        .filter(|f| !f.starts_with("prod/") && !f.starts_with("+1-customresourcedefinitions/"));
    assert_eq!(
        outside.collect::<Vec<_>>(),
        [
            "+0-namespaces/prod.yaml",
            "+2-cluster/deviceclasses.resource.k8s.io/any.yaml",
            "+2-cluster/deviceclasses.resource.k8s.io/gpu.corp.example.yaml",
            "+2-cluster/ingressclasses.networking.k8s.io/nginx.yaml",
            "+2-cluster/priorityclasses.scheduling.k8s.io/batch-low.yaml",
            "+2-cluster/priorityclasses.scheduling.k8s.io/payments-critical.yaml",
            "+2-cluster/priorityclasses.scheduling.k8s.io/zero.yaml",
            "+2-cluster/storageclasses.storage.k8s.io/fast-ssd.yaml",
            "+2-cluster/storageclasses.storage.k8s.io/manual.yaml",
            "+2-cluster/storageclasses.storage.k8s.io/nfs-retain.yaml",
            "MANIFEST.jsonl"
        ]
    );

    // What is left out says why.
    let all = manifest(&dir);
    assert_eq!(all[0].str_at(&["record"]), Some("snapshot"));
    assert_eq!(all[0].get("revision").and_then(Value::as_int), Some(1884));
    let skipped = records(&all, "skipped");
    let of = |class: &str| {
        let of = |r: &&&Value<'_>| r.str_at(&["class"]) == Some(class);
        skipped.iter().filter(of).count()
    };
    assert!(of("owned") > 0 && of("defaults") > 0 && of("state") > 0);
    for record in skipped {
        assert!(record.str_at(&["why"]).is_some_and(|w| !w.is_empty()));
    }
}

/// A namespace that was being deleted, with what was still in it, and one that was not.
fn terminating() -> (TempDir, String) {
    let object = |kind: &str, namespace: &str, name: &str, more: &str| {
        let within = match namespace {
            "" => String::new(),
            _ => format!(r#","namespace":"{namespace}""#),
        };
        format!(
            r#"{{"apiVersion":"v1","kind":"{kind}","metadata":{{"name":"{name}"{within}{more}}}}}"#
        )
    };
    let deleted = r#","deletionTimestamp":"2026-01-01T00:00:00Z""#;
    let file = kf_testing::etcd::key_space(&[
        (
            "/registry/namespaces/going",
            2,
            &object("Namespace", "", "going", deleted),
        ),
        (
            "/registry/namespaces/here",
            3,
            &object("Namespace", "", "here", ""),
        ),
        (
            "/registry/configmaps/going/a",
            4,
            &object("ConfigMap", "going", "a", ""),
        ),
        (
            "/registry/configmaps/here/a",
            5,
            &object("ConfigMap", "here", "a", ""),
        ),
    ]);
    let temporary = TempDir::new().unwrap();
    let path = temporary.path().join("made.db");
    fs::write(&path, file).unwrap();
    (temporary, path.to_str().unwrap().to_owned())
}

#[test]
fn what_was_in_a_namespace_that_was_being_deleted_goes_with_it() {
    let (temporary, snapshot) = terminating();
    let dir = new(&temporary);
    // The file is a bucket of keys and nothing else, which is said and no matter here.
    let export = |args: &str| {
        kf(
            &format!("export {} {args}", dir.display()),
            &["-s", &snapshot],
        )
    };
    let _ = export("-A");
    assert_eq!(
        files(&dir),
        [
            "+0-namespaces/here.yaml",
            "MANIFEST.jsonl",
            "here/configmaps/a.yaml"
        ]
    );
    let all = manifest(&dir);
    let skipped = records(&all, "skipped");
    let whys: Vec<_> = skipped
        .iter()
        .map(|r| r.str_at(&["why"]).unwrap())
        .collect();
    assert_eq!(
        whys,
        ["its namespace going was being deleted", "was being deleted"]
    );
    fs::remove_dir_all(&dir).unwrap();
    let output = export("-n going");
    assert!(
        output.stderr.ends_with(
            "No resources to write, 1 left out (1 deleting)\nhint: --include writes what is left out\n"
        ),
        "{}",
        output.stderr
    );
    assert!(!dir.exists());
    // Both or none.
    let _ = export("-n going --include deleting");
    assert_eq!(
        files(&dir),
        [
            "+0-namespaces/going.yaml",
            "MANIFEST.jsonl",
            "going/configmaps/a.yaml"
        ]
    );
}

#[test]
fn types_names_and_labels_are_chosen() {
    let temporary = TempDir::new().unwrap();
    let dir = new(&temporary);
    let output = export(&dir, &["cm/my-config", "-n", "prod"]);
    output.prints(&format!(
        "1 object written to {0}; {0}/MANIFEST.jsonl lists all\n",
        dir.display()
    ));
    assert_eq!(
        files(&dir),
        ["MANIFEST.jsonl", "prod/configmaps/my-config.yaml"]
    );
    let written = fs::read(dir.join("prod/configmaps/my-config.yaml")).unwrap();
    let shown = c136("get cm my-config -n prod --export -o yaml", &[]);
    assert_eq!(shown.stdout, written);

    let pods = TempDir::new().unwrap();
    let pods = new(&pods);
    let output = export(&pods, &["pods", "-n", "prod", "--include=owned"]);
    assert_eq!(output.code, 0);
    let file = files(&pods)
        .into_iter()
        .find(|f| f.starts_with("prod/pods/"))
        .unwrap();
    let pod = fs::read_to_string(pods.join(file)).unwrap();
    assert!(
        !pod.contains("nodeName") && !pod.contains("kube-api-access"),
        "{pod}"
    );

    let none = TempDir::new().unwrap();
    let none = new(&none);
    let output = export(&none, &["cm", "-n", "prod", "-l", "no=such"]);
    assert_eq!(output.block(), "exit 0\nNo resources to write\n--\n");
    assert!(!none.exists());
    let output = export(&none, &["cm", "nope", "-n", "prod"]);
    assert_eq!(output.code, 1);
    assert!(
        output.stderr.contains("configmaps \"nope\" not found"),
        "{}",
        output.stderr
    );
}

#[cfg(unix)]
#[test]
fn secrets_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let temporary = TempDir::new().unwrap();
    let dir = new(&temporary);
    for existing in [false, true] {
        if existing {
            fs::remove_dir_all(&dir).unwrap();
            fs::create_dir(&dir).unwrap();
        }
        assert_eq!(export(&dir, &["secrets,cm", "-n", "prod"]).code, 0);
        let secrets = dir.join("prod/secrets");
        assert_eq!(mode(&secrets), 0o700);
        for entry in fs::read_dir(&secrets).unwrap() {
            assert_eq!(mode(&entry.unwrap().path()), 0o600);
        }
        assert_ne!(mode(&dir), 0o700);
        assert_ne!(mode(&dir.join("prod/configmaps/my-config.yaml")), 0o600);
    }
}

#[test]
fn nothing_is_overwritten_or_half_written() {
    let temporary = TempDir::new().unwrap();
    let dir = new(&temporary);
    let args = ["cm/my-config", "-n", "prod"];
    assert_eq!(export(&dir, &args).code, 0);
    let file = dir.join("prod/configmaps/my-config.yaml");
    fs::write(&file, "mine").unwrap();
    export(&dir, &args).fails(&format!(
        "error: {}: the directory is not empty\nhint: name a new or an empty one, or write over \
         files of the same names with --force\n",
        dir.display()
    ));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    fs::write(dir.join("other"), "kept").unwrap();
    assert_eq!(export(&dir, &[&args[..], &["--force"]].concat()).code, 0);
    assert!(
        fs::read_to_string(&file)
            .unwrap()
            .contains("kind: ConfigMap")
    );
    assert_eq!(fs::read_to_string(dir.join("other")).unwrap(), "kept");

    // A directory where a file should go: found before anything is moved.
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    fs::remove_file(dir.join("MANIFEST.jsonl")).unwrap();
    let output = export(&dir, &[&args[..], &["--force"]].concat());
    assert!(
        output
            .stderr
            .ends_with("a directory\nhint: nothing was written\n")
    );
    assert_eq!(files(&dir), ["other"]);

    let plain = temporary.path().join("file");
    fs::write(&plain, "").unwrap();
    export(&plain, &args).fails(&format!(
        "error: {}: not a directory\nhint: name a new or an empty one\n",
        plain.display()
    ));
    #[cfg(unix)]
    {
        let link = temporary.path().join("link");
        std::os::unix::fs::symlink("nowhere", &link).unwrap();
        for dir in [link.clone(), link.join("below")] {
            export(&dir, &args).fails(&format!(
                "error: {}: a symbolic link that leads nowhere\nhint: nothing was written\n",
                link.display()
            ));
        }
        fs::remove_file(link).unwrap();
    }
    // Nothing is left of what did not work.
    let left: Vec<_> = fs::read_dir(temporary.path()).unwrap().collect();
    assert_eq!(left.len(), 2);
    // Directories above it are made with it.
    let deep = temporary.path().join("a/b");
    let output = export(&deep, &args);
    assert_eq!(output.code, 0, "{}", output.block());
    assert!(deep.join("MANIFEST.jsonl").is_file());
}

#[test]
fn get_gives_an_object_back() {
    let yaml = c136("get svc -n prod --export -o yaml", &[]);
    for gone in [
        "uid:",
        "creationTimestamp",
        "status:",
        "clusterIPs:\n    - 10.",
    ] {
        assert!(!yaml.text().contains(gone), "{gone}");
    }
    assert!(yaml.text().contains("resourceVersion: \"\""));
    let key = c136(
        "get --key /registry/configmaps/prod/my-config --export -o json",
        &[],
    );
    assert!(!key.text().contains("\"uid\""));
    c136("get cm -n prod --export", &[]).fails("error: --export needs -o yaml, json or kyaml\n");
}

#[test]
fn what_is_named_and_not_in_the_snapshot_is_said_in_one_line() {
    let temporary = TempDir::new().unwrap();
    let dir = new(&temporary);
    let snapshot = unpacked("c136-B-flat.zip");
    let output = kf("export -n prod", &[dir.to_str().unwrap(), "-s", &snapshot]);
    let line = "warning: not written, since it is not in the snapshot, but named by what was written: \
                priorityclasses.scheduling.k8s.io \"batch-low\"\n";
    assert_eq!(output.stderr.matches(line).count(), 1, "{}", output.stderr);
    assert_eq!(output.code, 0);
    let manifest = manifest(&dir);
    let [missing] = records(&manifest, "missing")[..] else {
        panic!("{manifest:?}");
    };
    assert_eq!(missing.str_at(&["name"]), Some("batch-low"));
}
