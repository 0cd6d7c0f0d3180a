//! `kf get`: what is asked for and how, as kubectl has it.

use crate::support::{Output, fixture, kf, unpacked};

fn c136(words: &str, more: &[&str]) -> Output {
    let snapshot = unpacked("c136-A.zip");
    let more: Vec<&str> = more.iter().copied().chain(["-s", &snapshot]).collect();
    kf(words, &more)
}

#[test]
fn one_name_several_names_and_pairs() {
    let one = c136("get cm my-config -n prod -o name", &[]);
    one.prints("configmap/my-config\n");
    // Names in the order asked, types in the order asked.
    c136("get cm my-config api-env -n prod -o name", &[])
        .prints("configmap/my-config\nconfigmap/api-env\n");
    c136("get secret/basic cm/my-config -n prod -o name", &[])
        .prints("secret/basic\nconfigmap/my-config\n");
    c136("get ns/prod -o name", &[]).prints("namespace/prod\n");
    // One object is itself, several are a List, and so is one of a pair that is there.
    assert!(
        c136("get ns prod -o yaml", &[])
            .text()
            .contains("\nkind: Namespace\n")
    );
    assert!(
        c136("get ns/prod -o yaml", &[])
            .text()
            .contains("\nkind: Namespace\n")
    );
    assert!(
        c136("get ns prod weird -o yaml", &[])
            .text()
            .ends_with("\nkind: List\nmetadata:\n  resourceVersion: \"\"\n")
    );
}

#[test]
fn types_by_every_name() {
    let want = "configmap/my-config\n";
    for word in [
        "cm",
        "configmap",
        "configmaps",
        "ConfigMaps",
        "configmaps.v1.",
        "cm.v1.",
    ] {
        let words = format!("get {word} my-config -n prod -o name");
        c136(&words, &[]).prints(want);
    }
    for word in [
        "deploy",
        "deployments.apps",
        "deployments.v1.apps",
        "Deployment",
    ] {
        let words = format!("get {word} api -n prod -o name");
        c136(&words, &[]).prints("deployment.apps/api\n");
    }
}

#[test]
fn several_types_come_in_the_order_asked() {
    let both = c136("get ns,nodes -o name", &[]);
    let apart = [c136("get ns -o name", &[]), c136("get nodes -o name", &[])];
    both.prints(&apart.map(|o| o.text().to_owned()).concat());
}

#[test]
fn flags_in_every_form() {
    let want = c136("get ns -o name", &[]);
    assert!(want.text().starts_with("namespace/default\n"));
    for words in [
        "get ns -oname",
        "get ns -o=name",
        "get ns --output=name",
        "get ns --output name",
        "-o name get ns",
        "get -o json ns -o name",
        "get ns -n nowhere -o name",
        "get ns -A -o name",
        "get ns -o name --chunk-size=2 --server-print=false",
    ] {
        let output = c136(words, &[]);
        if words.starts_with("-o") {
            assert_eq!(output.code, 1, "a command's own flag stands behind it");
        } else {
            assert_eq!(output, want, "{words}");
        }
    }
    let snapshot = unpacked("c136-A.zip");
    assert_eq!(kf("-s", &[&snapshot, "get", "ns", "-o", "name"]), want);
    // The last one counts, and that it does is said.
    let last = kf("get ns -o name --snapshot /nowhere -s", &[&snapshot]);
    assert_eq!((last.text(), last.code), (want.text(), 0));
    assert!(last.stderr.contains("reads the last"), "{}", last.stderr);
}

#[test]
fn booleans_take_a_value() {
    let with = c136("get ns", &[]);
    let without = c136("get ns --no-headers", &[]);
    assert_eq!(with.text().split_once('\n').unwrap().1.lines().count(), 8);
    assert_eq!(without.text().lines().count(), 8);
    assert_eq!(c136("get ns --no-headers=true", &[]), without);
    assert_eq!(c136("get ns --no-headers=false", &[]), with);
    assert_eq!(
        c136("get ns --no-headers=true --no-headers=false", &[]),
        with
    );
    let here = c136("get cm -n prod -o name", &[]);
    assert_eq!(c136("get cm -n prod -o name -A=false", &[]), here);
    assert_ne!(c136("get cm -n prod -o name -A", &[]), here);
}

#[test]
fn selectors() {
    let all = c136("get deploy -n prod -o name", &[]);
    let api = c136("get deploy -n prod -o name -l app=api", &[]);
    api.prints("deployment.apps/api\n");
    let others = c136("get deploy -n prod -o name -l", &["app notin (api)"]);
    assert_eq!(
        others.text(),
        all.text().replace("deployment.apps/api\n", "")
    );
    c136(
        "get cm -n prod -o name --field-selector metadata.name=my-config",
        &[],
    )
    .prints("configmap/my-config\n");
    c136(
        "get cm -A -o name --field-selector metadata.name=my-config,metadata.namespace=prod",
        &[],
    )
    .prints("configmap/my-config\n");
}

#[test]
fn nothing_found_is_no_error() {
    let empty = |words: &str, stderr: &str| {
        let output = c136(words, &[]);
        assert_eq!(
            (output.text(), output.stderr.as_str(), output.code),
            ("", stderr, 0),
            "{words}"
        );
    };
    empty(
        "get cm -n nowhere",
        "No resources found in nowhere namespace.\n",
    );
    empty("get pods", "No resources found in default namespace.\n");
    empty(
        "get pods,svc -n nowhere",
        "No resources found in nowhere namespace.\n",
    );
    empty("get pods -A -l nope=1", "No resources found\n");
    empty("get nodes -l nope=1", "No resources found\n");
    empty("get cm -n nowhere --ignore-not-found", "");
    empty("get cm nope --ignore-not-found", "");
    empty("get cm nope -o yaml --ignore-not-found", "");
    empty("get cm -n nowhere -o name", "");
    let list = "apiVersion: v1\nitems: []\nkind: List\nmetadata:\n  resourceVersion: \"\"\n";
    c136("get cm -n nowhere -o yaml", &[]).prints(list);
}

#[test]
fn a_name_that_is_missing() {
    c136("get cm nope -n prod", &[])
        .fails("Error from snapshot (NotFound): configmaps \"nope\" not found\n");
    c136("get cm nope -n prod -o yaml", &[])
        .fails("Error from snapshot (NotFound): configmaps \"nope\" not found\n");
    c136("get deploy/nope -n prod", &[])
        .fails("Error from snapshot (NotFound): deployments.apps \"nope\" not found\n");
    c136("get backups nope -n prod", &[])
        .fails("Error from snapshot (NotFound): backups.ops.corp.example \"nope\" not found\n");
    // Among others: what is there is printed first, each miss has a line.
    let some = c136("get cm nope my-config none -n prod -o name", &[]);
    assert_eq!(
        some.block(),
        "exit 1\n\
         Error from snapshot (NotFound): configmaps \"nope\" not found\n\
         Error from snapshot (NotFound): configmaps \"none\" not found\n\
         --\n\
         configmap/my-config\n"
    );
    let one_left = c136("get cm nope my-config -n prod -o json", &[]);
    let list: serde_json::Value = serde_json::from_slice(&one_left.stdout).unwrap();
    assert_eq!((list["kind"].as_str(), one_left.code), (Some("List"), 1));
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    c136(
        "get cm nope my-config -n prod -o name --ignore-not-found",
        &[],
    )
    .prints("configmap/my-config\n");
}

#[test]
fn managed_fields_are_kept_on_request() {
    let without = c136("get deploy api -n prod -o json", &[]);
    let with = c136("get deploy api -n prod -o json --show-managed-fields", &[]);
    assert!(!without.text().contains("managedFields"));
    assert!(with.text().contains("managedFields"));
}

#[test]
fn by_etcd_key() {
    let by_name = c136("get ns prod -o yaml", &[]);
    assert_eq!(
        c136("get --key /registry/namespaces/prod -o yaml", &[]),
        by_name
    );
    // Whatever its type, listed by the server or not.
    let lease = c136("get --key /registry/masterleases/192.0.2.2 -o json", &[]);
    assert!(
        lease.text().contains("\"kind\": \"Endpoints\""),
        "{}",
        lease.block()
    );
    c136("get --key /nope --key /registry/namespaces/prod", &[])
        .fails("error: --key is given 2 times, and one key is printed\nhint: give one at a time\n");
    c136("get --key /nope", &[]).fails("Error from snapshot (NotFound): key \"/nope\" not found\n");
}

#[test]
fn an_earlier_revision_is_the_earlier_snapshot() {
    // B is A's cluster later; A was taken at revision 1884 and etcd has forgotten nothing.
    let (a, b) = (unpacked("c136-A.zip"), unpacked("c136-B-flat.zip"));
    for words in [
        "get all,cm,secret,crd,backups -A -o yaml",
        "get ns,nodes -o json",
        "keys -o jsonl --values",
    ] {
        let then = kf(words, &["-s", &b, "--rev", "1884"]);
        assert_eq!(then, kf(words, &["-s", &a]), "{words}");
        assert_ne!(then.stdout, kf(words, &["-s", &b]).stdout, "{words}");
    }
    // An object before it was, as it was, and after it was deleted.
    kf("get cm logo -n prod -o name --rev 1884 -s", &[&b]).prints("configmap/logo\n");
    kf("get cm logo -n prod -o name -s", &[&b])
        .fails("Error from snapshot (NotFound): configmaps \"logo\" not found\n");
    kf("get ns prod -o name --rev 449 -s", &[&b])
        .fails("Error from snapshot (NotFound): namespaces \"prod\" not found\n");
}

#[test]
fn revisions_out_of_reach() {
    let a = unpacked("c136-A.zip");
    kf("get ns --rev 1885 -s", &[&a]).fails(&format!(
        "error: {a}: required revision is a future revision: revision 1885 was asked for, the newest is 1884\n"
    ));
    kf("keys --rev 0 -s", &[&a]).fails(&format!("error: {a}: revision 0 is not positive\n"));
    let c = unpacked("c115-C.db.gz");
    let all = kf("get ns -o name -s", &[&c]);
    assert_eq!((all.code, all.text().lines().count()), (0, 10));
    assert_eq!(kf("get ns -o name --rev 506 -s", &[&c]), all);
    kf("get ns --rev 505 -s", &[&c]).fails(&format!(
        "error: {c}: required revision has been compacted: revision 505 was asked for, the compact \
         revision is 506\nhint: revisions from 506 on can be read\n"
    ));
}

#[test]
fn encrypted_values_are_named_and_the_rest_prints() {
    for (name, how) in [
        ("enc-aescbc-A.db.gz", "provider aescbc (v1), key \"key1\""),
        (
            "enc-kms-A.db.gz",
            "provider kms (v2), KMS plugin \"toy-kms\", key id \"key-2026-11\", annotations \
             \"origin.corp.example\"",
        ),
    ] {
        let snapshot = unpacked(name);
        let ns = kf("get ns -o name -s", &[&snapshot]);
        assert_eq!((ns.code, ns.stderr.as_str()), (0, ""));
        assert!(ns.text().lines().count() > 3);
        let mixed = kf("get ns,secrets -A -o name -s", &[&snapshot]);
        assert_eq!(mixed.code, 1);
        assert_eq!(mixed.text(), ns.text());
        let lines: Vec<&str> = mixed.stderr.lines().collect();
        assert_eq!(
            lines.iter().filter(|l| l.contains(how)).count(),
            20,
            "{lines:?}"
        );
        let first = format!(
            "error: {snapshot}: key \"/registry/secrets/default/s-00\": revision 213: encrypted at rest by {how}"
        );
        assert_eq!(lines[0], first);
        let one = kf("get secret s-00 -o yaml -s", &[&snapshot]);
        assert_eq!((one.code, one.text()), (1, ""));
        assert!(one.stderr.starts_with(&first), "{}", one.stderr);
    }
}

#[test]
fn the_form_of_the_file_does_not_matter() {
    let words = "get cm,secret,deploy -A -o yaml";
    let plain = kf(words, &["-s", &unpacked("c136-A.zip")]);
    assert_eq!(plain.code, 0);
    for more in [
        &[][..],
        &["--no-mmap"],
        &["--zip-entry", "backup/2026-11-22T17:45:00Z_etcd"],
    ] {
        let zip = fixture("snapshots/c136-A.zip");
        let mut args = vec!["-s", zip.to_str().unwrap()];
        args.extend(more);
        assert_eq!(kf(words, &args), plain, "{more:?}");
    }
}

/// What is sorted waits as text: it is the same text, in another order.
#[test]
fn texts_are_sorted_as_objects_are() {
    let by_name = "--sort-by=.metadata.name";
    for output in ["yaml", "json", "kyaml", "name"] {
        // Keys in etcd are in the order of names already.
        let words = format!("get cm -n prod -o {output}");
        let listed = c136(&words, &[]).text().to_owned();
        c136(&words, &[by_name]).prints(&listed);
        let one = format!("get cm my-config -n prod -o {output}");
        let alone = c136(&one, &[]).text().to_owned();
        c136(&one, &[by_name]).prints(&alone);
    }
    let oldest = "--sort-by=.metadata.creationTimestamp";
    let rows = c136(
        "get cm -A -o custom-columns=N:.metadata.name --no-headers",
        &[oldest],
    );
    let names = c136("get cm -A -o name", &[oldest]);
    let names: Vec<&str> = names.text().lines().collect();
    let rows: Vec<String> = rows
        .text()
        .lines()
        .map(|row| format!("configmap/{}", row.trim()))
        .collect();
    assert_eq!(rows, names);
    assert!(rows.len() > 20 && !rows.is_sorted());
    // No field, no order, no text.
    for output in ["yaml", "name", "custom-columns=N:.metadata.name"] {
        let missing = c136("get cm -A", &["-o", output, "--sort-by=.no.such"]);
        assert_eq!((missing.code, missing.text()), (1, ""));
        assert!(
            missing.stderr.contains("couldn't find any field"),
            "{}",
            missing.stderr
        );
    }
}

#[test]
fn each_of_several_types_is_sorted_by_itself() {
    let lines =
        |output: &Output| -> Vec<String> { output.text().lines().map(str::to_owned).collect() };
    let sorted = c136("get pods,svc -n prod", &["--sort-by=.metadata.name"]);
    assert_eq!(sorted.code, 0, "{}", sorted.block());
    // No service has the field: they stand as they are listed, and none is left out.
    let by_node = c136("get pods,svc -n prod", &["--sort-by=.spec.nodeName"]);
    assert_eq!((by_node.code, by_node.stderr.as_str()), (0, ""));
    assert_ne!(by_node.stdout, sorted.stdout);
    let (mut one, mut other) = (lines(&sorted), lines(&by_node));
    one.sort();
    other.sort();
    assert_eq!(one, other);
    // A field that none has is a mistake, as with kubectl. Of one type it prints nothing.
    let missing = c136("get pods,svc -n prod", &["--sort-by=.no.such"]);
    missing
        .fails("error: couldn't find any field with path \"{.no.such}\" in the list of objects\n");
    let one = c136("get pods -n prod", &["--sort-by=.no.such"]);
    assert_eq!((one.code, one.text()), (0, ""));
    assert_eq!(one.stderr, "No resources found in prod namespace.\n");
}

#[test]
fn columns_that_cannot_be_filled_are_not_begun() {
    let path = "custom-columns=N:.metadata.name,C:.spec.containers[7].name";
    for sort in [&[][..], &["--sort-by=.metadata.name"]] {
        let more = [&["-o", path][..], sort].concat();
        let output = c136("get pods no-such -n prod", &more);
        assert_eq!((output.code, output.text()), (1, ""));
        let output = c136("get pods -n prod", &more);
        assert_eq!((output.code, output.text()), (1, ""));
        assert!(
            output.stderr.contains("array index out of bounds"),
            "{}",
            output.stderr
        );
    }
}

#[test]
fn a_short_name_of_several_resources_is_warned_of() {
    let warned = |words: &str| c136(words, &[]).stderr;
    assert_eq!(
        warned("get ev,ev -n prod -o name"),
        "Warning: short name \"ev\" could also match lower priority resource events.events.k8s.io\n"
    );
    assert!(warned("describe ev -n no-such").starts_with("Warning: short name \"ev\" could"));
    for words in ["get events -n prod -o name", "get deploy -n prod -o name"] {
        let said = warned(words);
        assert!(!said.contains("short name"), "{words}: {said}");
    }
}

#[test]
fn one_of_several_clusters_is_asked_for() {
    let file = unpacked("two-clusters.db.gz");
    let output = kf(&format!("get secret db -n prod -o name -s {file}"), &[]);
    let said =
        "2 clusters share this etcd: their keys start with \"/team_alpha/\", \"/team_beta/\"";
    assert_eq!((output.code, output.text()), (1, ""), "{}", output.block());
    assert!(output.stderr.contains(said), "{}", output.stderr);
    for prefix in ["team_alpha", "/team_beta/"] {
        let words = format!("get secret db -n prod -o name --etcd-prefix {prefix} -s {file}");
        assert_eq!(kf(&words, &[]).text(), "secret/db\n");
    }
    let output = kf(&format!("info -s {file}"), &[]);
    assert!(
        output.text().contains("/team_beta (another cluster)"),
        "{}",
        output.block()
    );
}

/// As kubectl, whose JSONPath printer has `AllowMissingKeys(false)` then.
#[test]
fn a_key_of_jsonpath_may_have_to_be_there() {
    let strictly = "get configmaps -n prod --allow-missing-template-keys=false -o";
    let output = c136(strictly, &["jsonpath={.items[*].nope}"]);
    let said = "error: error executing jsonpath \"{.items[*].nope}\": Error executing template: nope \
                is not found. Printing more information for debugging the template:\n";
    assert_eq!((output.code, output.text()), (1, ""));
    assert!(output.stderr.starts_with(said), "{}", output.stderr);
    let output = c136(strictly, &["jsonpath={.items[0].metadata.namespace}"]);
    output.prints("prod");
    c136("get configmaps -n prod -o", &["jsonpath={.items[*].nope}"]).prints("");
}

#[test]
fn raw_lists_in_pages() {
    let items = |text: &str| {
        let list: serde_json::Value = serde_json::from_str(text).unwrap();
        let next = list["metadata"]["continue"].as_str().unwrap_or_default();
        let left = list["metadata"]["remainingItemCount"].as_u64();
        (
            list["items"].as_array().unwrap().clone(),
            next.to_owned(),
            left,
        )
    };
    for (path, limit) in [
        ("/api/v1/pods?", 20),
        ("/apis/ops.corp.example/v1/backups?", 13),
        ("/api/v1/configmaps?labelSelector=app&", 3),
    ] {
        let (whole, next, left) = items(c136("get --raw", &[path]).text());
        assert_eq!((next.as_str(), left), ("", None));
        let (mut all, mut next) = (Vec::new(), String::new());
        loop {
            let url = format!("{path}limit={limit}&continue={next}");
            let (page, token, left) = items(c136("get --raw", &[&url]).text());
            assert!(page.len() <= limit);
            all.extend(page);
            if let Some(left) = left {
                assert_eq!(all.len() + usize::try_from(left).unwrap(), whole.len());
            }
            next = token;
            if next.is_empty() {
                break;
            }
        }
        assert_eq!(all, whole, "{path}");
    }
}

#[test]
fn raw_answers_of_the_server_itself() {
    c136("get --raw", &["/readyz"]).prints("ok");
    c136("get --raw", &["/readyz?verbose"]).prints("[+]ping ok\nreadyz check passed\n");
    let version = c136("get --raw", &["/version?timeout=32s"])
        .text()
        .to_owned();
    c136("get --raw", &["/version"]).prints(&version);
    let paths = c136("get --raw", &["/"]).text().to_owned();
    let paths: serde_json::Value = serde_json::from_str(&paths).unwrap();
    let paths = paths["paths"].as_array().unwrap();
    assert!(paths.iter().any(|path| path == "/apis/apps/v1"));
    let index = c136("get --raw", &["/openapi/v3"]).text().to_owned();
    let index: serde_json::Value = serde_json::from_str(&index).unwrap();
    let url = index["paths"]["apis/apps/v1"]["serverRelativeURL"].as_str();
    let document = c136("get --raw", &[url.unwrap()]).text().to_owned();
    assert!(document.contains("io.k8s.api.apps.v1.Deployment"));
    c136("get --raw", &["/openapi/v3/apis/none/v1"]).fails(
        "Error from snapshot (NotFound): the snapshot could not find the requested resource\n",
    );
}

#[test]
fn raw_lists_of_another_state() {
    let list = "/api/v1/namespaces?resourceVersion=";
    let newest = c136("get --raw", &["/api/v1/namespaces"]).text().to_owned();
    for query in ["0", "100", "1884", "1884&resourceVersionMatch=Exact"] {
        c136("get --raw", &[&format!("{list}{query}")]).prints(&newest);
    }
    let exact = format!("{list}1700&resourceVersionMatch=Exact");
    c136("get --raw", &[&exact]).fails(
        "Error from snapshot (Expired): The resourceVersion for the provided list is too old.\n\
         hint: with --rev 1700, kf reads the state at that revision\n",
    );
    c136("get --rev 1700 --raw", &[&exact])
        .text()
        .find("\"resourceVersion\":\"1700\"")
        .unwrap();
    c136("get --raw", &[&format!("{list}1885")]).fails(
        "Error from snapshot (Timeout): Timeout: Too large resource version: 1885, current: 1884\n",
    );
    c136("get --raw", &["/api/v1/namespaces?limit=two"]).fails(
        "Error from snapshot (BadRequest): strconv.ParseInt: parsing \"two\": invalid syntax\n",
    );
}

/// Once a table has had a NAMESPACE column, kubectl gives one to all that follow.
#[test]
fn a_namespace_column_stays() {
    c136("get sc,limits,runtimeclasses -A", &[]).prints(
        "NAME                                             PROVISIONER                    RECLAIMPOLICY   VOLUMEBINDINGMODE      ALLOWVOLUMEEXPANSION   AGE
storageclass.storage.k8s.io/fast-ssd (default)   csi.corp.example               Delete          WaitForFirstConsumer   true                   41s
storageclass.storage.k8s.io/manual               kubernetes.io/no-provisioner   Delete          Immediate              false                  41s
storageclass.storage.k8s.io/nfs-retain           nfs.csi.k8s.io                 Retain          Immediate              false                  41s

NAMESPACE    NAME                  CREATED AT
monitoring   limitrange/none       2026-11-22T18:21:56Z
staging      limitrange/defaults   2026-11-22T18:21:56Z

NAMESPACE   NAME                              HANDLER   AGE
            runtimeclass.node.k8s.io/gvisor   runsc     41s
            runtimeclass.node.k8s.io/runc     runc      41s
",
    );
}

#[test]
fn a_type_that_a_script_lost_is_no_type() {
    for words in ["get pods, -A", "get ,pods -A", "get pods,,cm"] {
        c136(words, &[]).fails("error: the snapshot doesn't have a resource type \"\"\n");
    }
    let twice = c136("get cm,cm -n prod", &[]);
    assert_eq!(twice, c136("get cm -n prod", &[]));
}

#[test]
fn an_empty_namespace_is_the_default_one() {
    let empty = c136("get cm -n", &[""]);
    assert_eq!(empty, c136("get cm", &[]));
    let none = c136("get secrets --namespace=", &[]);
    assert_eq!(none.stderr, "No resources found in default namespace.\n");
}

#[test]
fn versions_that_the_tables_do_not_have() {
    for version in ["1.3", "1.7", "1.38", "1.99"] {
        let run = c136("get pods --kube-version", &[version]);
        assert_eq!(run.code, 1);
        let words = format!("kf knows Kubernetes 1.8 to 1.37, not {version}");
        assert!(run.stderr.contains(&words), "{}", run.stderr);
    }
}
