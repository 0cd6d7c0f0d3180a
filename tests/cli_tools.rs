//! The commands beside `kf get` that kubectl has too: `events`, `auth`, `explain`.

use crate::support::{Output, database, kf, on_a_terminal, temporary, unpacked};

fn c136(words: &str) -> Output {
    let snapshot = unpacked("c136-A.zip");
    kf(words, &["-s", &snapshot])
}

#[test]
fn events_as_kubectl_lists_them() {
    c136("events --now 2026-11-22T18:00:00Z").prints("LAST SEEN                       TYPE      REASON                              OBJECT                               MESSAGE\n\
<unknown>                       Normal    NodeNotReady                        Node/k8s02                           Node k8s02 status is now: NodeNotReady\n\
58m                             Warning   R                                   /                                    \n\
<invalid> (x6 over <invalid>)   Warning   KubernetesDefaultServiceCIDRError   ServiceCIDR/                         The default ServiceCIDR can not be created\n\
<invalid>                       Warning   KubeAPIReadyz                       Namespace/openshift-kube-apiserver   readyz=true\n");
    let all = c136("events -A");
    assert_eq!(all.text().lines().count(), 150);
    assert!(all.text().starts_with("NAMESPACE "));
    let bare = c136("events -A --no-headers");
    assert_eq!(bare.text().lines().count(), 149);
    let warnings = c136("events -A --types warning");
    assert_eq!(warnings.text().lines().count(), 31);
    let about = c136("events -n prod --for deploy/api --no-headers");
    assert_eq!(about.text().lines().count(), 6);
    assert!(about.text().lines().all(|l| l.contains(" Deployment/api ")));
    // Documents have the order of Go's types, and only what they know.
    let json = c136("events -A -o json");
    let head = "{\n    \"kind\": \"EventList\",\n    \"apiVersion\": \"v1\",\n    \"metadata\": {},\n    \"items\": [\n        {\n            \"kind\": \"Event\",\n";
    assert!(json.text().starts_with(head));
    let yaml = c136("events -n prod -o yaml");
    assert!(yaml.text().ends_with("\nkind: EventList\nmetadata: {}\n"));
    assert!(c136("events -A -o name").text().starts_with("event/"));
}

#[test]
fn events_that_are_not() {
    let none = c136("events -n nope");
    assert_eq!(
        none.block(),
        "exit 0\nNo events found in nope namespace.\n--\n"
    );
    let none = c136("events -A --for pod/nope -o json");
    assert_eq!(none.block(), "exit 0\nNo events found.\n--\n");
    c136("events -A --types Warning,Foo").fails("error: valid --types are Normal or Warning\n");
    c136("events --for pod").fails("error: --for must be in resource/name form\n");
    c136("events --for pod/a/b")
        .fails("error: arguments in resource/name form may not have more than one slash\n");
    c136("events -w").fails("error: a snapshot does not change, so there is nothing to watch\n");
    assert!(
        c136("events --for foo/a")
            .stderr
            .starts_with("the snapshot doesn't have a resource type \"foo\"\n")
    );
    c136("events -o wide").fails(&format!(
        "error: unable to match a printer suitable for the output format \"wide\", allowed \
         formats are: json,kyaml,name,yaml\nhint: kf -s {} get events has wide, jsonpath and \
         custom-columns\n",
        unpacked("c136-A.zip")
    ));
}

#[test]
fn what_rbac_allows() {
    let note =
        "note: judged by RBAC alone; Node, ABAC and webhook authorizers are not in a snapshot\n";
    let yes = c136("auth can-i delete nodes --as jane --as-group system:masters");
    assert_eq!(
        yes.block(),
        format!("exit 0\nWarning: resource 'nodes' is not namespace scoped\n\n{note}--\nyes\n")
    );
    let sa = "system:serviceaccount:kube-system:deployment-controller";
    let yes = c136(&format!("auth can-i list pods --as {sa} -A"));
    assert_eq!(yes.block(), format!("exit 0\n{note}--\nyes\n"));
    let no = c136(&format!("auth can-i list secrets --as {sa}"));
    assert_eq!(no.block(), format!("exit 1\n{note}--\nno\n"));
    c136(&format!("auth can-i list secrets --as {sa} -q")).fails("");
    let path = c136("auth can-i get /healthz --as jane");
    assert_eq!(path.text(), "yes\n");
    let odd = c136("auth can-i fly foo.bar --as jane");
    assert_eq!(
        odd.block(),
        format!(
            "exit 1\nWarning: the server doesn't have a resource type 'foo' in group 'bar'\n\n\
             Warning: verb 'fly' is not a known verb\n\n{note}--\nno\n"
        )
    );
    let list = c136(&format!("auth can-i --list --as {sa}"));
    assert_eq!(list.text().lines().count(), 38);
    assert!(list.text().starts_with("Resources  "));
}

#[test]
fn auth_mistakes() {
    c136("auth can-i get pods").fails(
        "error: a snapshot has no current user\nhint: --as USER names one, such as --as \
         system:serviceaccount:NAMESPACE:NAME; --as-group GROUP adds a group\n",
    );
    c136("auth can-i get --as a").fails(
        "error: you must specify two arguments: verb resource or verb resource/resourceName.\n\
         See 'kf auth can-i -h' for help and examples.\n",
    );
    c136("auth can-i --list get --as a")
        .fails("error: list option must be specified with no arguments\n");
    c136("auth can-i --list -A --as a").fails(
        "error: list option can't be specified with neither quiet, all-namespaces nor subresource \
         options\n",
    );
    c136("auth can-i get /x --subresource=y --as a")
        .fails("error: --subresource can not be used with NonResourceURL\n");
    c136("auth can-i get pods --no-headers --as a")
        .fails("error: --no-headers cannot be set without --list specified\n");
}

#[test]
fn who_can() {
    let who = c136("auth whocan delete nodes");
    assert!(who.text().starts_with("CLUSTERROLEBINDING "));
    assert!(who.text().contains("cluster-admin  "));
    let yaml = c136("auth whocan get /healthz -o yaml");
    assert!(
        yaml.text()
            .starts_with("subjects:\n- binding:\n    kind: ClusterRoleBinding\n")
    );
    assert!(
        c136("auth whocan get foo")
            .stderr
            .starts_with("error: the snapshot doesn't have")
    );
    c136("auth whocan get cm/a b")
        .fails("error: the name is given twice, behind the slash and as an argument\n");
}

#[test]
fn verbs_that_no_request_has_are_said() {
    let read = c136("auth whocan read secrets -n prod");
    assert!(
        read.stderr.contains("verb 'read' is not a known verb"),
        "{}",
        read.stderr
    );
    let list = c136("auth whocan get,list secrets -n prod");
    assert_eq!(list.code, 1);
    assert!(list.stderr.contains("is a list"), "{}", list.stderr);
    let get = c136("auth whocan get secrets -n prod");
    assert!(!get.stderr.contains("known verb"), "{}", get.stderr);
}

#[test]
fn a_second_snapshot_is_not_passed_over_in_silence() {
    let snapshot = "fixtures/snapshots/c136-A.zip";
    let other = "fixtures/snapshots/c115-A.db.gz";
    let output = kf("get ns -s", &[other, "-s", snapshot]);
    assert_eq!(output.code, 0);
    let said = format!("of 2 snapshots this command reads the last: {snapshot}");
    assert!(output.stderr.contains(&said), "{}", output.stderr);
}

#[test]
fn a_namespace_that_is_nowhere_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let to = dir.path().join("out");
    let export = c136(&format!("export {} -n prodd", to.display()));
    let said = "there is no namespace \"prodd\"; did you mean \"prod\"?";
    assert!(export.stderr.contains(said), "{}", export.stderr);
    let a = "fixtures/snapshots/c136-A.zip";
    let diff = kf("diff -n prodd", &[a, a]);
    assert!(diff.stderr.contains(said), "{}", diff.stderr);
}

/// A change in a lost page leaves no trace in the object.
#[test]
fn what_lost_pages_mean_is_said() {
    let mut bytes = database("c136-A.zip");
    let page = 4096;
    let branches = [0_u8; 4096];
    // The last page of the tree with records: the newest changes.
    let leaf = (2..bytes.len() / page)
        .rfind(|n| {
            let at = n * page;
            bytes[at + 8] == 2 && bytes[at..at + page].windows(9).any(|w| w == b"/registry")
        })
        .unwrap();
    bytes[leaf * page..(leaf + 1) * page].copy_from_slice(&branches);
    let file = temporary(&bytes);
    let output = kf("get cm -A -s", &[file.path().to_str().unwrap()]);
    assert_eq!(output.code, 1);
    let said = "is shown as it was before";
    assert!(output.stderr.contains(said), "{}", output.stderr);
}

#[test]
fn explained() {
    let backups = c136("explain backups");
    assert_eq!(backups.stderr, "");
    assert!(backups.text().starts_with(
        "GROUP:      ops.corp.example\nKIND:       Backup\nVERSION:    v1\n\nDESCRIPTION:\n"
    ));
    let pods = c136("explain pods.spec.containers");
    assert!(pods.text().starts_with(
        "KIND:       Pod\nVERSION:    v1\n\nFIELD: containers <[]Container>\n\n\nDESCRIPTION:\n    \
         <empty>\nFIELDS:\n  args\t<[]string>\n    <no description>\n\n"
    ));
    assert!(
        pods.stderr
            .starts_with("note: kf has names and types of built-in fields")
    );
    let missing = c136("explain pods.spec.nope");
    assert_eq!(
        missing.block(),
        "exit 1\nerror: field \"nope\" does not exist\n--\nKIND:       Pod\nVERSION:    v1\n\n"
    );
    let deep = c136("explain deployments.apps --recursive");
    assert!(
        deep.text()
            .contains("\n  spec\t<DeploymentSpec>\n    minReadySeconds\t<integer>\n")
    );
    assert!(
        c136("explain nope")
            .stderr
            .starts_with("the snapshot doesn't have a resource type \"nope\"\n")
    );
    c136("explain pods --api-version=apps/v9")
        .fails("error: couldn't find resource for \"apps/v9, Resource=pods\"\n");
    let shallow = c136("explain deployments.apps --recursive --max-depth=1");
    assert!(
        shallow
            .text()
            .contains("\n  spec\t<DeploymentSpec>\n  status\t")
    );
    let whole = c136("explain deployments.apps --recursive --max-depth 0");
    assert_eq!(whole, deep);
    c136("explain pods --max-depth 2").fails("error: --max-depth requires --recursive\n");
    c136("explain pods -R --max-depth -1").fails("error: --max-depth must be non-negative\n");
    c136("explain pods -o foo").fails("error: unrecognized format: foo\n");
    c136("explain a b").fails("error: We accept only this format: explain RESOURCE\n");
    c136("explain pods.spec[0]")
        .fails("error: invalid jsonpath syntax, first node must be field node\n");
}

/// What the shell is offered for the last of `words`.
fn offered(words: &str) -> Vec<String> {
    let snapshot = unpacked("c136-A.zip");
    let mut args = vec!["__complete", "--", "-s", snapshot.as_str()];
    args.extend(words.split(' '));
    let output = kf("", &args);
    assert_eq!((output.stderr.as_str(), output.code), ("", 0));
    output.text().lines().map(str::to_owned).collect()
}

#[test]
fn servers_that_did_not_answer_are_named_where_clients_asked_each() {
    let old = kf("api-resources", &["-s", &unpacked("c115-A.db.gz")]);
    assert_eq!(
        (old.stderr.as_str(), old.code),
        (
            "error: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: \
             the server is currently unable to handle the request\n",
            1
        )
    );
    assert!(old.text().contains("\npods "));
    // Of aggregated discovery they are left out, two of them here.
    let new = c136("api-resources");
    assert_eq!((new.stderr.as_str(), new.code), ("", 0));
}

/// As scripts ask that back everything up.
#[test]
fn types_by_their_verbs_and_categories() {
    let named = |more: &str| {
        c136(&format!("api-resources -o name {more}"))
            .text()
            .to_owned()
    };
    let listed = named("--verbs=list --namespaced");
    assert!(listed.starts_with("configmaps\n") && listed.contains("\ndeployments.apps\n"));
    assert!(!listed.contains("bindings\n") && !listed.contains("subjectaccessreviews"));
    assert_eq!(named("--verbs list --verbs= --namespaced"), "");
    assert_eq!(named("--verbs="), named(""));
    assert_eq!(
        named("--verbs get,create --categories api-extensions"),
        named("--categories=api-extensions")
    );
    assert!(named("--categories all").contains("pods\n"));
    assert_eq!(named("--categories all --verbs fly"), "");
}

#[test]
fn completion_knows_the_snapshot() {
    assert_eq!(offered("api-"), ["api-resources", "api-versions"]);
    assert_eq!(offered("get configm"), ["configmaps"]);
    assert_eq!(offered("get pods,configm"), ["pods,configmaps"]);
    assert_eq!(offered("get cm -n prod my-c"), ["my-config"]);
    assert_eq!(offered("get -n prod cm/my-c"), ["cm/my-config"]);
    assert_eq!(offered("get cm -n pro"), ["prod"]);
    assert_eq!(offered("get cm --all-"), ["--all-namespaces"]);
    assert_eq!(
        offered("get cm -o js"),
        ["json", "jsonpath=", "jsonpath-file=", "jsonpath-as-json="]
    );
    assert_eq!(offered("events --types W"), ["Warning"]);
    assert_eq!(offered("auth can-i li"), ["list"]);
    assert_eq!(offered("auth can-i list configm"), ["configmaps"]);
    assert_eq!(offered("get --color a"), ["auto", "always"]);
    assert_eq!(offered("completion z"), ["zsh"]);
    assert_eq!(offered("decode "), [":files"]);
    assert!(offered("get nope a").is_empty());
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(kf("completion", &[shell]).text().contains("__complete -- "));
    }
}

#[test]
fn completion_of_values_that_a_word_ends_in() {
    assert_eq!(offered("get pods --namespace=pro"), ["--namespace=prod"]);
    assert_eq!(offered("get pods -npro"), ["-nprod"]);
    assert_eq!(offered("get pods -n=pro"), ["-n=prod"]);
    assert_eq!(offered("get pods -wnpro"), ["-wnprod"]);
    assert_eq!(offered("get pods -wn pro"), ["prod"]);
    assert_eq!(offered("get pods -oyam"), ["-oyaml"]);
    assert_eq!(offered("get pods --redact=st"), ["--redact=strict"]);
    assert_eq!(offered("history --op=de"), ["--op=deleted"]);
    assert_eq!(offered("timeline --op created,de"), ["created,deleted"]);
    assert_eq!(
        offered("events --types=Normal,W"),
        ["--types=Normal,Warning"]
    );
    assert_eq!(offered("suspects --fail-on no"), ["none"]);
    assert_eq!(offered("suspects --least h"), ["high"]);
    assert_eq!(
        offered("get pods --sort-by .metadata.n"),
        [".metadata.name"]
    );
    assert_eq!(offered("api-resources --sort-by=k"), ["--sort-by=kind"]);
    assert_eq!(offered("api-resources --verbs list,wa"), ["list,watch"]);
    // The value of one flag is none of another's, and behind -- there are no flags.
    assert_eq!(offered("get cm --namespace=prod my-c"), ["my-config"]);
    assert_eq!(offered("get cm -nprod my-c"), ["my-config"]);
    assert!(offered("get pods --nope=x").is_empty());
    assert!(offered("get -- --namespace=pro").is_empty());
}

#[test]
fn completion_of_files_and_of_what_follows_them() {
    for place in [
        "get -f ",
        "get --filename=",
        "get --encryption-config ",
        "get --encryption-config=x",
        "get --kms-dek n=",
        "get --kms-dek=n=x",
        "get --custody ",
        "suspects --rules ",
        "bootstrap --extract ",
        "verify --compose ",
        "verify --report ",
        "serve --kubeconfig ",
        "unpack ",
        "info a ",
        "check ",
        "diff a ",
        "export ",
        "redact a ",
        "custody verify ",
        "bbolt page ",
        "man ",
    ] {
        assert_eq!(offered(place), [":files"], "{place}");
    }
    assert!(offered("get --kms-dek n").is_empty());
    assert_eq!(offered("export d configm"), ["configmaps"]);
    assert_eq!(offered("export d cm -n prod my-c"), ["my-config"]);
    let file = unpacked("c136-A.zip");
    assert_eq!(offered(&format!("diff a {file} configm")), ["configmaps"]);
    assert_eq!(
        offered(&format!("diff a {file} cm -n prod my-c")),
        ["my-config"]
    );
    assert_eq!(offered("diff --rev 5 --rev 6 configm"), ["configmaps"]);
    assert_eq!(
        offered(&format!("diff --rev 5 --rev 6 {file} configm")),
        ["configmaps"]
    );
}

#[test]
fn colour_stays_off_data() {
    let red = kf("get pods --color always", &[]);
    assert!(
        red.stderr
            .starts_with("\u{1b}[1;31merror:\u{1b}[0m no snapshot given\n\u{1b}[1;36mhint:")
    );
    assert!(
        kf("get pods", &[])
            .stderr
            .starts_with("error: no snapshot given\n")
    );
}

#[test]
fn manual_pages() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().to_str().unwrap();
    kf("man", &[path]).prints("");
    for page in ["kf.1", "kf-get.1", "kf-auth-can-i.1"] {
        let text = std::fs::read_to_string(dir.path().join(page)).unwrap();
        assert!(text.contains(".TH kf"), "{page}");
    }
    assert!(!dir.path().join("kf-__complete.1").exists());
    assert!(
        kf("man", &["/dev/null/kf"])
            .stderr
            .starts_with("error: /dev/null/kf: ")
    );
}

#[test]
fn a_file_before_a_named_snapshot_is_not_passed_over_in_silence() {
    let (file, other) = (
        "fixtures/snapshots/c115-A.db.gz",
        "fixtures/snapshots/c136-A.zip",
    );
    for command in ["info", "du", "check", "keys"] {
        let output = kf(command, &[file, "-s", other]);
        assert_eq!(output.code, 0, "{command}");
        let said = format!("warning: {file} is read, and not {other}\n");
        assert_eq!(output.stderr, said, "{command}");
        assert_eq!(kf(command, &[file, "-s", file]).stderr, "", "{command}");
    }
    let diff = kf("diff", &[file, file, "-s", other]);
    let said = format!("warning: {file} and {file} are read, and not {other}\n");
    assert!(diff.stderr.starts_with(&said), "{}", diff.stderr);
    let one = kf("diff --rev 400 --rev 500", &["-s", file]);
    assert!(!one.stderr.contains("and not"), "{}", one.stderr);
}

#[test]
fn where_nothing_is_found_people_are_told_what_there_is() {
    let snapshot = "fixtures/snapshots/c136-A.zip";
    let said = |words: &str| {
        let words = words.split_whitespace().chain(["-s", snapshot]);
        on_a_terminal(words).stderr
    };
    let namespace = "hint: there is no namespace \"prodd\"; did you mean \"prod\"?\n";
    for command in [
        "get pods",
        "events",
        "secrets",
        "history",
        "timeline",
        "describe pods",
    ] {
        let stderr = said(&format!("{command} -n prodd"));
        assert!(stderr.ends_with(namespace), "{command}: {stderr}");
    }
    let name = said("timeline pods/api");
    assert!(
        name.contains("hint: there is deployments.apps api -n prod, "),
        "{name}"
    );
}
