//! Containers of pods and templates (kubectl `pkg/describe/describe.go`, `describeContainers`).

use std::collections::HashMap;

use super::common::{date, map, quantity, some_or};
use super::probes;
use super::writer::{Writer, put};
use kf_object::Value;
use kf_object::access::{at, flag, int, list, text, texts};
use kf_object::quantity::Quantity;
use kf_query::go_text;
use kf_query::sort::go_sort;

/// A list of containers to be described.
pub(super) struct Containers<'r, 'a> {
    /// The title above.
    pub(super) title: &'r str,
    /// The containers.
    pub(super) containers: &'r [Value<'a>],
    /// Their states, none in a template.
    pub(super) statuses: &'r [Value<'a>],
    /// The pod, which variables take values from.
    pub(super) pod: Option<&'r Value<'a>>,
}

/// Describes them; `space` is what a template's titles are indented by.
pub(super) fn containers(w: &mut Writer, all: &Containers<'_, '_>, space: &str) {
    let none = if all.containers.is_empty() {
        " <none>"
    } else {
        ""
    };
    put!(w, 0, "{space}{}:{none}\n", all.title);
    let indent = if space.is_empty() { "" } else { " " };
    // Of equal names the last one stays.
    let named = all.statuses.iter().map(|s| (text(s, &["name"]), s));
    let statuses: HashMap<&str, &Value<'_>> = named.collect();
    for container in all.containers {
        let name = text(container, &["name"]);
        let status = statuses.get(name).copied();
        put!(w, 1, "{indent}{name}:\n");
        basics(w, container, status);
        for (title, member) in [("Command", "command"), ("Args", "args")] {
            let words = texts(container, &[member]);
            if !words.is_empty() {
                put!(w, 2, "{title}:\n");
            }
            for line in words.iter().flat_map(|word| word.split('\n')) {
                put!(w, 3, "{line}\n");
            }
        }
        if let Some(status) = status {
            state(w, "State", status.get("state"));
            if at(status, &["lastState", "terminated"]).is_some() {
                state(w, "Last State", status.get("lastState"));
            }
            let ready = if flag(status, &["ready"]) {
                "True"
            } else {
                "False"
            };
            put!(w, 2, "Ready:\t{ready}\n");
            put!(w, 2, "Restart Count:\t{}\n", int(status, &["restartCount"]));
        }
        if let Some(needs) = at(container, &["resources"]) {
            resources(w, needs, 2);
        }
        for (title, member) in [
            ("Liveness", "livenessProbe"),
            ("Readiness", "readinessProbe"),
            ("Startup", "startupProbe"),
        ] {
            if let Some(probe) = at(container, &[member]) {
                let text = probes::probe(probe, w.kubectl());
                put!(w, 2, "{title}:\t{text}\n");
            }
        }
        variables_from(w, container);
        variables(w, container, all.pod);
        mounts(w, container);
    }
}

/// Image, ports, profile.
fn basics(w: &mut Writer, container: &Value<'_>, status: Option<&Value<'_>>) {
    if let Some(status) = status {
        put!(w, 2, "Container ID:\t{}\n", text(status, &["containerID"]));
    }
    put!(w, 2, "Image:\t{}\n", text(container, &["image"]));
    if let Some(status) = status {
        put!(w, 2, "Image ID:\t{}\n", text(status, &["imageID"]));
    }
    for (title, member) in [("Port", "containerPort"), ("Host Port", "hostPort")] {
        let ports = list(container, &["ports"]).iter().map(|port| {
            let name = match text(port, &["name"]) {
                "" => String::new(),
                name => format!(" ({name})"),
            };
            format!(
                "{}/{}{name}",
                int(port, &[member]),
                text(port, &["protocol"])
            )
        });
        let ports = ports.collect::<Vec<_>>().join(", ");
        // kubectl looks for the comma, wherever it comes from.
        let plural = if ports.contains(',') { "s" } else { "" };
        put!(w, 2, "{title}{plural}:\t{}\n", some_or(ports, "<none>"));
    }
    seccomp(w, container, 2, 3);
}

/// The seccomp profile of a security context, if there is one.
pub(super) fn seccomp(w: &mut Writer, holder: &Value<'_>, level: usize, inner: usize) {
    let Some(profile) = at(holder, &["securityContext", "seccompProfile"]) else {
        return;
    };
    let kind = text(profile, &["type"]);
    put!(w, level, "SeccompProfile:\t{kind}\n");
    if kind == "Localhost" {
        let local = text(profile, &["localhostProfile"]);
        put!(w, inner, "LocalhostProfile:\t{local}\n");
    }
}

/// Limits and requests (`describeResources`).
pub(super) fn resources(w: &mut Writer, resources: &Value<'_>, level: usize) {
    for (title, member) in [("Limits", "limits"), ("Requests", "requests")] {
        let Some(amounts) = map(resources, &[member]) else {
            continue;
        };
        put!(w, level, "{title}:\n");
        for (name, _) in amounts.iter() {
            let amount = quantity(resources, &[member, name]);
            put!(w, level + 1, "{name}:\t{amount}\n");
        }
    }
}

/// `describeStatus`
fn state(w: &mut Writer, title: &str, state: Option<&Value<'_>>) {
    let state = state.unwrap_or(&Value::Null);
    if let Some(running) = at(state, &["running"]) {
        put!(w, 2, "{title}:\tRunning\n");
        put!(w, 3, "Started:\t{}\n", date(text(running, &["startedAt"])));
    } else if let Some(terminated) =
        at(state, &["terminated"]).filter(|_| at(state, &["waiting"]).is_none())
    {
        put!(w, 2, "{title}:\tTerminated\n");
        for (label, member) in [("Reason", "reason"), ("Message", "message")] {
            match text(terminated, &[member]) {
                "" => {}
                said => put!(w, 3, "{label}:\t{said}\n"),
            }
        }
        put!(w, 3, "Exit Code:\t{}\n", int(terminated, &["exitCode"]));
        let signal = int(terminated, &["signal"]);
        if signal > 0 {
            put!(w, 3, "Signal:\t{signal}\n");
        }
        put!(
            w,
            3,
            "Started:\t{}\n",
            date(text(terminated, &["startedAt"]))
        );
        put!(
            w,
            3,
            "Finished:\t{}\n",
            date(text(terminated, &["finishedAt"]))
        );
    } else {
        put!(w, 2, "{title}:\tWaiting\n");
        match text(state, &["waiting", "reason"]) {
            "" => {}
            reason => put!(w, 3, "Reason:\t{reason}\n"),
        }
    }
}

/// `describeContainerEnvFrom`
fn variables_from(w: &mut Writer, container: &Value<'_>) {
    let sources = list(container, &["envFrom"]);
    if sources.is_empty() {
        return;
    }
    put!(w, 2, "Environment Variables from:\n");
    for source in sources {
        let named = |member: &str, kind| at(source, &[member]).map(|from| (from, kind));
        let found = named("configMapRef", "ConfigMap").or_else(|| named("secretRef", "Secret"));
        let (from, kind) = found.unwrap_or((&Value::Null, ""));
        let (name, optional) = (text(from, &["name"]), flag(from, &["optional"]));
        match text(source, &["prefix"]) {
            "" => put!(w, 3, "{name}\t{kind}\tOptional: {optional}\n"),
            prefix => put!(
                w,
                3,
                "{name}\t{kind} with prefix '{prefix}'\tOptional: {optional}\n"
            ),
        }
    }
}

/// `describeContainerEnvVars`
fn variables(w: &mut Writer, container: &Value<'_>, pod: Option<&Value<'_>>) {
    let variables = list(container, &["env"]);
    let none = if variables.is_empty() { "\t<none>" } else { "" };
    put!(w, 2, "Environment:{none}\n");
    for variable in variables {
        let name = text(variable, &["name"]);
        let Some(from) = at(variable, &["valueFrom"]) else {
            let mut lines = text(variable, &["value"]).split('\n');
            put!(w, 3, "{name}:\t{}\n", lines.next().unwrap_or_default());
            for line in lines {
                put!(w, 3, "\t{line}\n");
            }
            continue;
        };
        if let Some(field) = at(from, &["fieldRef"]) {
            let (version, path) = (text(field, &["apiVersion"]), text(field, &["fieldPath"]));
            let value = field_value(pod, version, path);
            put!(w, 3, "{name}:\t{value} ({version}:{path})\n");
        } else if let Some(field) = at(from, &["resourceFieldRef"]) {
            let resource = text(field, &["resource"]);
            let value = match resource_value(container, field).unwrap_or_default() {
                zero if zero == "0" && matches!(resource, "limits.cpu" | "limits.memory") => {
                    "node allocatable".to_owned()
                }
                value => value,
            };
            put!(w, 3, "{name}:\t{value} ({resource})\n");
        } else {
            let kinds = [
                ("secretKeyRef", "in secret"),
                ("configMapKeyRef", "of config map"),
            ];
            let mut found = kinds
                .iter()
                .filter_map(|(m, of)| Some((at(from, &[m])?, of)));
            if let Some((key, of)) = found.next() {
                put!(
                    w,
                    3,
                    "{name}:\t<set to the key '{}' {of} '{}'>\tOptional: {}\n",
                    text(key, &["key"]),
                    text(key, &["name"]),
                    flag(key, &["optional"])
                );
            }
        }
    }
}

/// The value of a pod's field. kubectl's scheme converts no field labels but these two, so it
/// knows no other (`EnvValueRetriever`; apimachinery `DefaultMetaV1FieldSelectorConversion`).
fn field_value<'v>(pod: Option<&'v Value<'_>>, version: &str, path: &str) -> &'v str {
    if version.matches('/').count() > 1 {
        return "";
    }
    match (pod, path) {
        (Some(pod), "metadata.name") => text(pod, &["metadata", "name"]),
        (Some(pod), "metadata.namespace") => text(pod, &["metadata", "namespace"]),
        _ => "",
    }
}

/// An amount in units of the divisor, rounded up (kubectl `pkg/util/resource`,
/// `ExtractContainerResourceValue`); `None` for resources that cannot be asked for.
fn resource_value(container: &Value<'_>, field: &Value<'_>) -> Option<String> {
    let (list, name) = text(field, &["resource"]).split_once('.')?;
    let known = matches!(name, "cpu" | "memory" | "ephemeral-storage");
    if !matches!(list, "limits" | "requests") || !(known || name.starts_with("hugepages-")) {
        return None;
    }
    let parse = |text: &str| Quantity::parse(text).ok();
    let amount = parse(&quantity(container, &["resources", list, name]))?;
    let divisor = parse(&quantity(field, &["divisor"])).filter(|d| !d.is_zero());
    let divisor = match divisor {
        Some(divisor) => divisor,
        None => parse("1")?,
    };
    let units = |q: &Quantity| i128::from(if name == "cpu" { q.milli() } else { q.whole() });
    let (amount, divisor) = (units(&amount), units(&divisor));
    let floor = amount.checked_div_euclid(divisor)?;
    let up = i128::from(amount.checked_rem_euclid(divisor)? != 0);
    Some((floor + up).to_string())
}

/// `describeContainerVolumes`
fn mounts(w: &mut Writer, container: &Value<'_>) {
    let sorted = |member: &str, key: &str| {
        let mut all: Vec<&Value<'_>> = list(container, &[member]).iter().collect();
        go_sort(&mut all, |a, b| text(a, &[key]) < text(b, &[key]));
        all
    };
    let mounts = sorted("volumeMounts", "mountPath");
    let none = if mounts.is_empty() { "\t<none>" } else { "" };
    put!(w, 2, "Mounts:{none}\n");
    for mount in mounts {
        let mode = if flag(mount, &["readOnly"]) {
            "ro"
        } else {
            "rw"
        };
        let sub_path = match text(mount, &["subPath"]) {
            "" => String::new(),
            path => format!(",path={}", go_text::quote(path)),
        };
        put!(
            w,
            3,
            "{} from {} ({mode}{sub_path})\n",
            text(mount, &["mountPath"]),
            text(mount, &["name"])
        );
    }
    let devices = sorted("volumeDevices", "devicePath");
    if !devices.is_empty() {
        put!(w, 2, "Devices:{none}\n");
    }
    for device in devices {
        let (path, name) = (text(device, &["devicePath"]), text(device, &["name"]));
        put!(w, 3, "{path} from {name}\n");
    }
}
