//! `compose.yaml`: what docker compose v2 and podman-compose both know.

use super::plan::Side;
use super::{APISERVER, GATEWAY, Plan, member_name};
use crate::arguments::etcd::Tool;
use kf_object::encode::json;

/// The whole file.
pub(super) fn text(plan: &Plan<'_>) -> String {
    let mut out = Text::default();
    out.line(0, "# Made by kf. See README.md beside this file.");
    out.line(0, "name: kf-verify");
    out.line(0, "services:");
    for index in 0..plan.members {
        restore(&mut out, plan, index);
    }
    for index in 0..plan.members {
        etcd(&mut out, plan, index);
    }
    apiserver(&mut out, plan);
    gateway(&mut out, plan);
    out.line(0, "networks:");
    out.line(
        1,
        "# Has no way out: nothing in it can reach the original cluster.",
    );
    out.line(1, "inside:");
    out.line(2, "internal: true");
    out.line(
        1,
        "# Only for the port of this machine. Nothing but the relay is in it.",
    );
    out.line(1, "door: {}");
    out.line(0, "volumes:");
    for name in plan.member_names() {
        out.line(1, &format!("{name}: {{}}"));
    }
    out.0
}

fn restore(out: &mut Text, plan: &Plan<'_>, index: u8) {
    let tool = plan.tool();
    out.line(1, &format!("restore-{index}:"));
    out.entry(2, "image", &plan.etcd_image);
    out.list(2, "entrypoint", &[tool.program().to_owned()]);
    out.list(2, "command", &plan.restore(Side::Containers, index));
    environment(out, tool.environment());
    out.line(2, "networks: [inside]");
    out.line(2, "volumes:");
    out.bind(&plan.snapshot_path(), "/snapshot.db");
    out.volume(&member_name(index), "/data");
    common(out);
}

fn etcd(out: &mut Text, plan: &Plan<'_>, index: u8) {
    let name = member_name(index);
    out.line(1, &format!("{name}:"));
    out.entry(2, "image", &plan.etcd_image);
    out.list(2, "entrypoint", &["etcd".to_owned()]);
    out.list(2, "command", &plan.etcd(Side::Containers, index));
    environment(out, Tool::Etcdctl.environment());
    out.line(2, "networks: [inside]");
    out.line(2, "volumes:");
    out.bind("./certs", "/certs");
    out.volume(&name, "/data");
    out.line(2, "depends_on:");
    out.line(3, &format!("restore-{index}:"));
    out.line(4, "condition: service_completed_successfully");
    let mut test = vec!["CMD".to_owned(), "etcdctl".to_owned()];
    test.extend(plan.health(Side::Containers, index));
    out.line(2, "healthcheck:");
    out.list(3, "test", &test);
    out.line(3, "interval: 3s");
    out.line(3, "timeout: 10s");
    out.line(3, "retries: 100");
    common(out);
}

fn apiserver(out: &mut Text, plan: &Plan<'_>) {
    out.line(1, &format!("{APISERVER}:"));
    out.entry(2, "image", &plan.apiserver_image);
    out.list(2, "entrypoint", &["kube-apiserver".to_owned()]);
    out.list(2, "command", &plan.apiserver(Side::Containers));
    out.line(2, "networks: [inside]");
    out.line(2, "volumes:");
    out.bind("./certs", "/certs");
    out.line(2, "depends_on:");
    for name in plan.member_names() {
        out.line(3, &format!("{name}:"));
        out.line(4, "condition: service_healthy");
    }
    common(out);
}

fn gateway(out: &mut Text, plan: &Plan<'_>) {
    out.line(1, &format!("{GATEWAY}:"));
    out.entry(2, "image", &plan.etcd_image);
    out.list(2, "entrypoint", &["etcd".to_owned()]);
    out.list(2, "command", &plan.gateway());
    out.line(2, "networks: [inside, door]");
    let port = plan.ports.apiserver;
    out.list(2, "ports", &[format!("127.0.0.1:{port}:6443")]);
    out.line(2, "depends_on:");
    out.line(3, &format!("{APISERVER}:"));
    out.line(4, "condition: service_started");
    common(out);
}

fn environment(out: &mut Text, variables: &[(&str, &str)]) {
    if !variables.is_empty() {
        out.line(2, "environment:");
        for (name, value) in variables {
            out.entry(3, name, value);
        }
    }
}

/// `label=disable`: with SELinux a container may not read what is mounted from the machine unless
/// it is relabelled, and the snapshot is not to be touched.
fn common(out: &mut Text) {
    out.list(2, "security_opt", &["label=disable".to_owned()]);
    out.line(2, "restart: \"no\"");
}

/// YAML that is being written.
#[derive(Default)]
struct Text(String);

impl Text {
    fn line(&mut self, level: usize, text: &str) {
        for _ in 0..level {
            self.0.push_str("  ");
        }
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn entry(&mut self, level: usize, name: &str, value: &str) {
        self.line(level, &format!("{name}: {}", quoted(value)));
    }

    fn list(&mut self, level: usize, name: &str, values: &[String]) {
        self.line(level, &format!("{name}:"));
        for value in values {
            self.line(level + 1, &format!("- {}", quoted(value)));
        }
    }

    /// A file or directory of the machine, to be read only. The long form: paths may have colons.
    fn bind(&mut self, source: &str, target: &str) {
        self.line(3, "- type: bind");
        self.entry(4, "source", source);
        self.entry(4, "target", target);
        self.line(4, "read_only: true");
    }

    fn volume(&mut self, source: &str, target: &str) {
        self.line(3, "- type: volume");
        self.entry(4, "source", source);
        self.entry(4, "target", target);
    }
}

/// A text in double quotes, whose escapes in JSON are YAML's too. A `$` begins a variable of
/// compose; two are one.
fn quoted(text: &str) -> String {
    let mut out = Vec::new();
    json::write_string(&mut out, text);
    String::from_utf8_lossy(&out).replace('$', "$$")
}
