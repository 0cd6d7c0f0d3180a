//! `kf serve`: a server of its own process, asked over TLS.

mod client;
mod clients;
mod http2;
mod load;
mod older;
mod others;
mod redaction;
mod replay;
mod several;
mod wire;

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use rustix::process::Signal;
use serde_json::Value;

use crate::support::{finish, fixture, gunzip, ignores, kf, program, temporary, unpacked};
use client::Server;

const NOW: &str = "2026-11-22T18:22:30Z";
const TABLE: &str = "application/json;as=Table;v=v1;g=meta.k8s.io";

fn golden(name: &str) -> Value {
    let text = fs::read(fixture("serve").join(name)).unwrap();
    serde_json::from_slice(&text).unwrap()
}

fn start(more: &[&str]) -> Server {
    let snapshot = unpacked("c136-A.zip");
    let mut args = vec!["--snapshot", &snapshot, "--now", NOW];
    args.extend(more);
    Server::start(&args)
}

#[test]
fn lists_and_objects_are_those_of_raw() {
    let server = start(&[]);
    let snapshot = unpacked("c136-A.zip");
    for path in [
        "/api/v1/pods",
        "/api/v1/namespaces/prod/configmaps/my-config",
        "/apis/ops.corp.example/v1/backups",
        "/apis/autoscaling/v2/horizontalpodautoscalers?limit=2",
        "/api/v1/namespaces?labelSelector=!kubernetes.io/metadata.name",
        "/version",
        "/apis/apps/v1/namespaces/prod/deployments/api/scale",
        "/apis/apps/v1/namespaces/prod/deployments/api/status",
        "/api/v1/namespaces/prod/configmaps?limit=1&pretty=true",
    ] {
        let answer = server.get(path, "application/json");
        let raw = kf("get --raw", &[path, "--snapshot", &snapshot]);
        assert_eq!((answer.code, raw.code), (200, 0), "{path}");
        assert!(answer.body == raw.stdout, "{path}");
        assert_eq!(answer.header("content-type"), Some("application/json"));
    }
    // What no server looks at changes nothing, and may be a mistake.
    let path = "/api/v1/namespaces/prod/configmaps?labelSelecter=a%3Db";
    let raw = kf("get --raw", &[path, "--snapshot", &snapshot]);
    assert!(server.get(path, "application/json").body == raw.stdout);
    let said = "warning: no server looks at the query parameter \"labelSelecter\"\n";
    assert_eq!((raw.code, raw.stderr.as_str()), (0, said));
    let log = "/api/v1/namespaces/prod/pods/api/log";
    let raw = kf("get --raw", &[log, "--snapshot", &snapshot]);
    raw.fails(
        "Error from snapshot (BadRequest): a snapshot of etcd holds objects and no running \
         containers: there is no \"log\"\n",
    );
    for path in ["/healthz", "/livez", "/readyz"] {
        let answer = server.get(path, "");
        let raw = kf("get --raw", &[path, "--snapshot", &snapshot]);
        assert_eq!((answer.text(), raw.text()), ("ok", "ok"), "{path}");
    }
}

/// Rows as a real server made them; ages count from another second there, and the descriptions of
/// built-in columns are prose that kf does not have.
#[test]
fn tables_are_those_of_a_real_server() {
    let server = start(&[]);
    for (name, path) in [
        ("core_v1_nodes", "/api/v1/nodes"),
        ("core_v1_pods", "/api/v1/pods"),
        ("apps_v1_deployments", "/apis/apps/v1/deployments"),
        (
            "ops.corp.example_v1_backups",
            "/apis/ops.corp.example/v1/backups",
        ),
        (
            "flowcontrol.apiserver.k8s.io_v1_flowschemas",
            "/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas",
        ),
    ] {
        let mut want = golden(&format!("table_{name}.json"));
        let answer = server.get(&format!("{path}?includeObject=None"), TABLE);
        let mut got = answer.json();
        let custom = name.contains("corp.example");
        let columns = want["columnDefinitions"].as_array().unwrap().clone();
        for table in [&mut want, &mut got] {
            for column in table["columnDefinitions"].as_array_mut().unwrap() {
                if !custom || column["name"] == "Name" {
                    column["description"] = Value::Null;
                }
            }
            for row in table["rows"].as_array_mut().unwrap() {
                let cells = row["cells"].as_array_mut().unwrap();
                for (cell, column) in cells.iter_mut().zip(&columns) {
                    let is_time = matches!(column["name"].as_str(), Some("Age" | "Last"));
                    let text = cell.as_str().unwrap_or_default();
                    if is_time && !text.is_empty() || text.contains(" ago)") {
                        *cell = Value::Null;
                    }
                }
            }
        }
        assert_eq!(got, want, "{name}");
    }
}

/// What may be done with a resource is less here, and what can only be created is not offered.
#[test]
fn discovery_is_that_of_a_real_server() {
    let server = start(&[]);
    for (name, path) in [
        ("core_v1", "/api/v1"),
        ("apps_v1", "/apis/apps/v1"),
        ("ops.corp.example_v1", "/apis/ops.corp.example/v1"),
    ] {
        let want = golden(&format!("discovery_{name}.json"));
        let got = server.get(path, "application/json").json();
        assert_eq!(got["groupVersion"], want["groupVersion"]);
        let readable = |resources: &Value| -> Vec<Value> {
            let all = resources["resources"].as_array().unwrap().iter().cloned();
            let mut all: Vec<Value> = all
                .filter(|r| {
                    let verbs = r["verbs"].as_array().unwrap();
                    let name = r["name"].as_str().unwrap();
                    let running = ["proxy", "exec", "attach", "portforward", "log"];
                    verbs.contains(&"get".into())
                        && name != "componentstatuses"
                        && !running.iter().any(|sub| name.ends_with(&format!("/{sub}")))
                })
                .collect();
            for resource in &mut all {
                resource["verbs"] = Value::Null;
            }
            // A server lists custom resources as it came to know them.
            all.sort_by_key(|r| r["name"].as_str().unwrap().to_owned());
            all
        };
        assert_eq!(readable(&got), readable(&want), "{name}");
    }
    let accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    let answer = server.get("/apis", accept);
    assert_eq!(answer.header("content-type"), Some(accept));
    let groups = |list: &Value, served: bool| -> Vec<String> {
        let items = list["items"].as_array().unwrap().iter();
        let current = items.filter(|group| {
            let versions = group["versions"].as_array().unwrap();
            !served || versions.iter().any(|v| v["freshness"] == "Current")
        });
        current
            .map(|group| group["metadata"]["name"].as_str().unwrap().to_owned())
            .collect()
    };
    let want = golden("discovery_aggregated-apis.json");
    assert_eq!(groups(&answer.json(), false), groups(&want, true));
}

#[test]
fn discovery_can_be_all_that_the_real_server_said() {
    let server = start(&["--full-verbs", "--stale-groups"]);
    for (name, path) in [("core_v1", "/api/v1"), ("apps_v1", "/apis/apps/v1")] {
        let want = fs::read(fixture("serve").join(format!("discovery_{name}.json"))).unwrap();
        let got = server.get(path, "application/json");
        assert!(got.body == want, "{name}: {}", got.text());
    }
    let accept = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
    let by_name = |mut list: Value| {
        for group in list["items"].as_array_mut().unwrap() {
            for version in group["versions"].as_array_mut().unwrap() {
                // A server lists custom resources as it came to know them.
                if let Some(resources) = version["resources"].as_array_mut() {
                    resources.sort_by_key(|r| r["resource"].as_str().unwrap().to_owned());
                }
            }
        }
        list
    };
    let got = by_name(server.get("/apis", accept).json());
    assert_eq!(got, by_name(golden("discovery_aggregated-apis.json")));
    let stale = server.get("/apis/metrics.corp.example/v1beta1", "");
    assert_eq!((stale.code, stale.text()), (503, "service unavailable\n"));
    // What is offered is refused all the same.
    let [host, token] = server.allowed();
    let answer = server.send("DELETE /api/v1/namespaces/prod", &[&host, &token], "");
    assert_eq!(answer.code, 405);
}

#[test]
fn nobody_gets_in_without_the_token_and_the_address() {
    let server = start(&[]);
    let [host, token] = server.allowed();
    for (line, headers, want) in [
        ("GET /api", vec![&*host], 401),
        ("GET /api", vec![&*host, "Authorization: Bearer wrong"], 401),
        ("GET /healthz", vec![&*host], 401),
        ("GET /api", vec!["Host: evil.example", &*token], 403),
        ("GET /api", vec!["Host: 127.0.0.1:1", &*token], 403),
        ("GET /api", vec![&*host, &*token], 200),
        ("DELETE /api/v1/namespaces/prod", vec![&*host, &*token], 405),
        ("PATCH /api/v1/namespaces/prod", vec![&*host, &*token], 405),
        ("POST /api/v1/namespaces", vec![&*host, &*token], 405),
        ("HEAD /api/v1/namespaces", vec![&*host, &*token], 405),
    ] {
        let answer = server.send(line, &headers, "");
        assert_eq!(answer.code, want, "{line} {headers:?}");
    }
    // Without TLS nothing is answered.
    let mut plain = std::net::TcpStream::connect(server.address).unwrap();
    plain
        .write_all(b"GET /api HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .unwrap();
    let mut said = Vec::new();
    let _closed = plain.read_to_end(&mut said);
    assert!(!said.starts_with(b"HTTP"), "{said:?}");
}

#[test]
fn the_kubeconfig_is_private_and_gone_with_the_run() {
    let server = start(&[]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let kubeconfig = server.kubeconfig.clone();
    let dir = kubeconfig.parent().unwrap().to_owned();
    assert_eq!((mode(&kubeconfig), mode(&dir)), (0o600, 0o700));
    let (code, said) = server.interrupt();
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("at revision 1884 as Kubernetes 1.36, read-only"),
        "{said}"
    );
    assert!(!dir.exists());
}

#[test]
fn a_command_runs_against_it() {
    let snapshot = unpacked("c136-A.zip");
    let run = |words: &[&str]| {
        let mut command = program();
        command.args(["serve", "--snapshot", &snapshot, "--", "/bin/sh", "-c"]);
        finish(command.args(words))
    };
    let output = run(&["test -s \"$KUBECONFIG\" && echo \"$KUBECONFIG\"; exit 7"]);
    assert_eq!(output.code, 7, "{}", output.stderr);
    assert!(!Path::new(output.text().trim()).exists());
    let output = finish(program().args(["serve", "-s", &snapshot, "--", "/no/such/program"]));
    assert_eq!(output.code, 1);
    assert!(
        output.stderr.contains("cannot run /no/such/program"),
        "{}",
        output.stderr
    );
    let output = finish(program().args(["serve", "-s", &snapshot, "--address", "0.0.0.0"]));
    assert_eq!(output.code, 1);
    assert!(
        output.stderr.contains("can be reached from other machines"),
        "{}",
        output.stderr
    );
}

/// As in a shell, whoever is killed by a signal has 128 and its number for an exit code.
#[test]
fn signals_end_a_command_and_are_told() {
    let snapshot = unpacked("c136-A.zip");
    let own = |words: &str| {
        let mut command = program();
        command.args(["serve", "--snapshot", &snapshot, "--", "/bin/sh", "-c"]);
        finish(command.arg(words)).code
    };
    assert_eq!(own("kill -TERM $$"), 143);
    // The signal that kf gets counts while the command runs; $PPID is kf.
    for (signal, code) in [("TERM", 143), ("INT", 130), ("HUP", 129)] {
        if signal == "HUP" && ignores(Signal::HUP) {
            continue;
        }
        assert_eq!(own(&format!("kill -{signal} $PPID; exec sleep 60")), code);
    }
    // Under nohup it outlives the terminal.
    let kf = program();
    let output = finish(
        Command::new("sh")
            .args(["-c", "trap '' HUP; exec \"$0\" serve --snapshot \"$1\" -- /bin/sh -c 'kill -HUP $PPID; sleep 0.2; exit 7'"])
            .arg(kf.get_program())
            .arg(&snapshot),
    );
    assert_eq!(output.code, 7, "{}", output.stderr);
}

#[test]
fn states_at_other_revisions() {
    let server = start(&["--revs", "1500"]);
    let text = fs::read_to_string(&server.kubeconfig).unwrap();
    assert!(text.contains("current-context: kf\n") && text.contains("/rev/1500\n"));
    let snapshot = unpacked("c136-A.zip");
    let raw = kf("get --raw /api/v1/pods --rev 1500 --snapshot", &[&snapshot]);
    assert_eq!(raw.code, 0);
    for url in [
        "/rev/1500/api/v1/pods",
        "/api/v1/pods?resourceVersion=1500&resourceVersionMatch=Exact",
    ] {
        assert!(server.get(url, "").body == raw.stdout, "{url}");
    }
    // While the cluster was set up, it did not know of all types yet; the server that is asked does.
    let early = server.get(
        "/api/v1/pods?resourceVersion=95&resourceVersionMatch=Exact",
        "",
    );
    assert_eq!(early.code, 200, "{}", early.text());
    assert_eq!(early.json()["metadata"]["resourceVersion"], "95");
    assert_eq!(early.json()["items"], Value::Array(Vec::new()));
    let late = server.get("/api/v1/pods?resourceVersion=9999", "");
    assert_eq!(
        (late.code, late.json()["reason"].as_str()),
        (504, Some("Timeout"))
    );
    assert_eq!(server.get("/rev/9999/api/v1/pods", "").code, 404);
    assert_eq!(server.get("/rev/x/api/v1/pods", "").code, 404);
}

#[test]
fn revisions_that_are_not_there_are_refused() {
    let snapshot = unpacked("c136-A.zip");
    let output = finish(program().args(["serve", "--revs", "1500,9999", "-s", &snapshot]));
    output.fails(&format!(
        "error: {snapshot}: required revision is a future revision: revision 9999 was asked for, the \
         newest is 1884\n"
    ));
}

#[test]
fn a_command_that_is_not_there() {
    let snapshot = unpacked("c136-A.zip");
    for (command, hint) in [
        ("kubectl", "kubectl is not in PATH, and no part of kf: "),
        (
            "k9s",
            "k9s is not in PATH: install it, or name it with its directory",
        ),
        ("/no/such/kubectl", "there is no such file"),
    ] {
        let args = ["serve", "-s", &snapshot, "--", command];
        let output = finish(program().args(args).env("PATH", "/no/such/directory"));
        let begin = format!(
            "error: cannot run {command}: No such file or directory (os error 2)\nhint: {hint}"
        );
        assert!(output.stderr.starts_with(&begin), "{}", output.stderr);
    }
}

#[test]
fn watches_are_held_open() {
    let server = start(&[]);
    let url = "/api/v1/namespaces/prod/configmaps?watch=true&resourceVersion=0";
    let [host, token] = server.allowed();
    let mut connection = server.connect();
    let request = format!("GET {url} HTTP/1.1\r\n{host}\r\n{token}\r\n\r\n");
    connection.write_all(request.as_bytes()).unwrap();
    let mut seen = Vec::new();
    let mut buffer = [0; 4096];
    while !String::from_utf8_lossy(&seen).contains("\"my-config\"") {
        let n = connection.read(&mut buffer).unwrap();
        assert!(n > 0, "it ended");
        seen.extend(&buffer[..n]);
    }
    // A time of its own ends it, as a clean end of the body.
    let ended = server.get(&format!("{url}&timeoutSeconds=1"), "");
    assert_eq!(ended.code, 200);
    assert!(
        ended
            .text()
            .lines()
            .all(|line| line.starts_with("{\"type\":\"ADDED\""))
    );
    // The server does not wait for the one that is open.
    let (code, _) = server.interrupt();
    assert_eq!(code, Some(0));
}

#[test]
fn browsers_watch_over_websockets() {
    let server = start(&[]);
    let [host, token] = server.allowed();
    let mut connection = server.connect();
    let url = "/api/v1/namespaces/prod/configmaps?watch=1&fieldSelector=metadata.name%3Dmy-config";
    let request = format!(
        "GET {url} HTTP/1.1\r\n{host}\r\n{token}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Origin: https://{}\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
         Sec-WebSocket-Protocol: base64.binary.k8s.io\r\n\r\n",
        server.address
    );
    connection.write_all(request.as_bytes()).unwrap();
    let mut seen = Vec::new();
    let mut buffer = [0; 4096];
    while !String::from_utf8_lossy(&seen).contains("\"my-config\"") {
        let n = connection.read(&mut buffer).unwrap();
        assert!(n > 0, "it ended: {}", String::from_utf8_lossy(&seen));
        seen.extend(&buffer[..n]);
    }
    let text = String::from_utf8_lossy(&seen).to_lowercase();
    assert!(text.starts_with("http/1.1 101 "), "{text}");
    // The example of RFC 6455.
    assert!(
        text.contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo="),
        "{text}"
    );
    assert!(
        text.contains("sec-websocket-protocol: base64.binary.k8s.io"),
        "{text}"
    );
    let end = seen.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
    // The first frame: final, text.
    assert_eq!(seen[end + 4], 0x81);
}

#[test]
fn what_cannot_be_read_is_said_in_the_head() {
    let encrypted = gunzip_bytes("enc-aescbc-A.db.gz");
    let encrypted = temporary(&encrypted);
    let path = encrypted.path().to_str().unwrap();
    let server = Server::start(&["--snapshot", path]);
    let list = server.get("/api/v1/secrets", "");
    assert_eq!(list.code, 200);
    let warning = list.header("warning").unwrap();
    assert!(
        warning.starts_with("299 - \"") && warning.contains("encrypted"),
        "{warning}"
    );
    let secrets = list.json();
    let names = secrets["items"].as_array().unwrap();
    assert!(
        names
            .iter()
            .all(|item| item["metadata"]["name"].is_string())
    );
    drop(server);
    let config = fixture("encryption/enc-aescbc.yaml");
    let config = config.to_str().unwrap();
    let server = Server::start(&["--snapshot", path, "--encryption-config", config]);
    let list = server.get("/api/v1/secrets", "");
    assert_eq!(list.header("warning"), None);
    assert!(list.json()["items"].as_array().unwrap().len() >= 20);
}

fn gunzip_bytes(name: &str) -> Vec<u8> {
    crate::support::database(name)
}

#[test]
fn secrets_are_redacted_for_every_client() {
    let server = start(&["--redact"]);
    let secrets = server.get("/api/v1/secrets", "").json();
    let mut values = 0;
    for secret in secrets["items"].as_array().unwrap() {
        for (_, value) in secret["data"].as_object().into_iter().flatten() {
            let value = value.as_str().unwrap();
            use base64::Engine as _;
            let plain = base64::engine::general_purpose::STANDARD.decode(value);
            let plain = String::from_utf8_lossy(&plain.unwrap()).into_owned();
            assert!(plain.is_empty() || plain.contains("redacted"), "{plain}");
            values += 1;
        }
    }
    assert!(values > 20);
}

/// Real clients, where there are any.
#[test]
fn kubectl_prints_what_kf_prints() {
    let installed = Command::new("kubectl")
        .args(["version", "--client"])
        .output();
    if !installed.is_ok_and(|output| output.status.success()) {
        eprintln!("no kubectl: not tried");
        return;
    }
    let snapshot = unpacked("c136-A.zip");
    let path = std::env::var_os("PATH").unwrap();
    for words in [
        "get pods -n prod -o wide --show-labels",
        "get configmap my-config -n prod -o json",
        "get backups -A",
        "get configmap nope",
        "api-versions",
    ] {
        let home = tempfile::TempDir::new().unwrap();
        let mut command = program();
        command.env("PATH", &path).env("HOME", home.path());
        command.args(["serve", "-s", &snapshot, "--now", NOW, "--", "kubectl"]);
        let real = finish(command.args(words.split(' ')));
        let own = kf(words, &["--snapshot", &snapshot, "--now", NOW]);
        assert_eq!(real.text(), own.text(), "{words}: {}", real.stderr);
        assert_eq!(real.code, own.code, "{words}");
    }
}

/// An example of the README or the help: the server starts and ends, whatever command it runs.
pub(crate) fn example(command: &str) {
    let snapshot = unpacked("c136-A.zip");
    let words = command.split(' ').skip(1).take_while(|word| *word != "--");
    let words = words.map(|word| match word {
        file if file.ends_with(".db") || file.ends_with(".zip") => &snapshot,
        "1700,1884" => "1700,1884",
        other => other,
    });
    // A guide whose examples have none sets KF_SNAPSHOT above them.
    let output =
        finish((program().env("KF_SNAPSHOT", &snapshot).args(words)).args(["--", "/bin/true"]));
    assert_eq!(output.code, 0, "{command}: {}", output.stderr);
}

#[test]
fn history_of_a_recording_is_told_by_a_watch() {
    let snapshot = unpacked("c136-B-flat.zip");
    let server = Server::start(&["--snapshot", &snapshot]);
    let url = "/api/v1/namespaces/prod/configmaps?watch=1&resourceVersion=1884&timeoutSeconds=1";
    let events = server.get(url, "");
    let told: Vec<(String, u64, String)> = events
        .text()
        .lines()
        .map(|line| {
            let event: Value = serde_json::from_str(line).unwrap();
            let metadata = &event["object"]["metadata"];
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            (
                text(&event["type"]),
                text(&metadata["resourceVersion"]).parse().unwrap(),
                text(&metadata["name"]),
            )
        })
        .collect();
    let recorded = gunzip(&fixture("snapshots/c136-B-history.tsv.gz"));
    let mut want = Vec::new();
    for line in recorded.lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let key = columns
            .iter()
            .find(|c| c.starts_with("/registry/configmaps/prod/"));
        let revision = columns.iter().find_map(|c| c.parse::<u64>().ok());
        if let (Some(key), Some(revision)) = (key, revision)
            && revision > 1884
        {
            want.push((revision, key.rsplit('/').next().unwrap().to_owned()));
        }
    }
    assert!(want.len() > 3, "{want:?}");
    let got: Vec<(u64, String)> = told.iter().map(|(_, r, n)| (*r, n.clone())).collect();
    assert_eq!(got, want);
}
