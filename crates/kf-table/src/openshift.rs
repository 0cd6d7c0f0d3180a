//! Kinds of OpenShift's own servers.
//!
//! Upstream: openshift-apiserver pkg/GROUP/printers/internalversion/printer.go, and oauth-apiserver for
//! users, groups and identities. Not here are RangeAllocations, whose row is one long bit map,
//! ImageStreams, whose repository the server knows and the object does not, and the clients and tokens
//! of `oauth.openshift.io`: their rows show secrets that redaction does not know. They have a name and
//! an age, as where servers print no table.
//!
//! A server lists builds by their time of creation; here they stand in the order of their names, as in
//! every other output.

use std::collections::BTreeSet;

use super::object::{Row, cell, count};
use super::spec::{Cells, Kind, NAME, col, named};
use kf_base::time::{Timestamp, duration_text};
use kf_object::Value;
use kf_object::access::{at, flag, list, text, texts};
use kf_schema::Change;

/// Bytes of a template's description that are shown (`templateDescriptionLen`).
const DESCRIPTION: usize = 80;

/// Declares a printer of one group's kind.
macro_rules! kinds {
    ($($group:literal $kind:literal [$($column:expr),*] $cells:ident;)*) => {
        pub(super) const KINDS: &[Kind] = &[$(Kind {
            groups: &[$group],
            kind: $kind,
            with: Some(Change::OPENSHIFT_TABLES),
            columns: &[NAME, $($column),*],
            cells: $cells,
        }),*];
    };
}

kinds! {
    "apps.openshift.io" "DeploymentConfig"
        [col("Revision"), col("Desired"), col("Current"), col("Triggered By")] deployment_config;
    "build.openshift.io" "Build"
        [col("Type"), col("From"), col("Status"), col("Started"), col("Duration")] build;
    "build.openshift.io" "BuildConfig" [col("Type"), col("From"), col("Latest")] build_config;
    "image.openshift.io" "Image" [col("Image Reference")] image;
    "route.openshift.io" "Route" [
        col("Host/Port"), col("Path"), col("Services"), col("Port"), col("Termination"),
        col("Wildcard")
    ] route;
    "template.openshift.io" "Template"
        [col("Description"), col("Parameters"), col("Objects")] template;
    "template.openshift.io" "TemplateInstance" [col("Template")] template_instance;
    "template.openshift.io" "BrokerTemplateInstance" [col("Template Instance")] broker_instance;
    "user.openshift.io" "User" [col("UID"), col("Full Name"), col("Identities")] user;
    "user.openshift.io" "Group" [col("Users")] group;
    "user.openshift.io" "Identity" [
        named("IDP Name"), named("IDP User Name"), named("User Name"), col("User UID")
    ] identity;
}

/// `printDeploymentConfig`
fn deployment_config(row: &Row<'_>) -> Cells {
    let replicas = row.int(&["spec", "replicas"]);
    let desired = if row
        .at(&["spec", "test"])
        .is_some_and(|t| *t == Value::Bool(true))
    {
        format!("{replicas} (during test)")
    } else {
        replicas.to_string()
    };
    let containers = row.list(&["spec", "template", "spec", "containers"]);
    let containers: BTreeSet<&str> = containers.iter().map(|c| text(c, &["name"])).collect();
    let triggers = row.list(&["spec", "triggers"]).iter();
    let triggers: BTreeSet<String> = triggers.filter_map(|t| trigger(t, &containers)).collect();
    let triggers: Vec<String> = triggers.into_iter().collect();
    vec![
        row.name(),
        row.number(&["status", "latestVersion"]),
        cell(desired),
        row.number(&["status", "updatedReplicas"]),
        cell(triggers.join(",")),
    ]
}

/// What sets off a deployment of these containers; `None` for an image that is not followed.
fn trigger(trigger: &Value<'_>, containers: &BTreeSet<&str>) -> Option<String> {
    match text(trigger, &["type"]) {
        "ConfigChange" => Some("config".to_owned()),
        "ImageChange" => {
            let image = at(trigger, &["imageChangeParams"])?;
            if !flag(image, &["automatic"]) {
                return None;
            }
            let mut names = texts(image, &["containerNames"]);
            names.sort_unstable();
            let prefix = if containers.len() != 1 && !names.iter().all(|n| containers.contains(n)) {
                format!("{}:", names.join(","))
            } else {
                String::new()
            };
            let kind = match text(image, &["from", "kind"]) {
                "ImageStreamTag" => "image",
                other => other,
            };
            Some(format!(
                "{kind}({prefix}{})",
                text(image, &["from", "name"])
            ))
        }
        other => Some(other.to_owned()),
    }
}

/// `printBuild`
fn build(row: &Row<'_>) -> Cells {
    let reason = row.text(&["status", "reason"]);
    let phase = row.text(&["status", "phase"]);
    let status = if reason.is_empty() {
        phase.to_owned()
    } else {
        format!("{phase} ({reason})")
    };
    let duration = match row.int(&["status", "duration"]) {
        nanos @ 1.. => duration_text(nanos),
        _ => String::new(),
    };
    vec![
        row.name(),
        cell(strategy(row)),
        cell(source(row)),
        cell(status),
        cell(ago(row, row.text(&["status", "startTimestamp"]))),
        cell(duration),
    ]
}

/// `printBuildConfig`
fn build_config(row: &Row<'_>) -> Cells {
    let custom = row.at(&["spec", "strategy", "customStrategy"]);
    let from = match custom {
        Some(custom) => text(custom, &["from", "name"]).to_owned(),
        None => source(row),
    };
    vec![
        row.name(),
        cell(strategy(row)),
        cell(from),
        row.number(&["status", "lastVersion"]),
    ]
}

/// `StrategyType` (openshift-apiserver pkg/build/apis/build/internal_helpers).
fn strategy(row: &Row<'_>) -> &'static str {
    let known = [
        ("dockerStrategy", "Docker"),
        ("customStrategy", "Custom"),
        ("sourceStrategy", "Source"),
        ("jenkinsPipelineStrategy", "JenkinsPipeline"),
    ];
    let is_set = |name| row.at(&["spec", "strategy", name]).is_some();
    let found = known.iter().find(|(name, _)| is_set(name));
    found.map_or("", |(_, kind)| kind)
}

/// `describeSourceShort`
fn source(row: &Row<'_>) -> String {
    let has = |name| row.at(&["spec", "source", name]).is_some();
    let kind = match (has("binary"), has("dockerfile"), has("git")) {
        (true, _, _) => "Binary",
        (_, true, true) => "Dockerfile,Git",
        (_, true, false) => "Dockerfile",
        (_, _, true) => "Git",
        _ => "",
    };
    let revision = revision(row);
    if revision.is_empty() || matches!(kind, "" | "Dockerfile") {
        kind.to_owned()
    } else {
        format!("{kind}@{revision}")
    }
}

/// `describeSourceGitRevision`: what looks like a whole commit is cut to seven digits.
fn revision<'r>(row: &Row<'r>) -> &'r str {
    let commit = row.text(&["spec", "revision", "git", "commit"]);
    let revision = if commit.is_empty() {
        row.text(&["spec", "source", "git", "ref"])
    } else {
        commit
    };
    let is_commit = revision.len() > 20 && revision.bytes().all(|b| b.is_ascii_hexdigit());
    match revision.get(..7) {
        Some(short) if is_commit => short,
        _ => revision,
    }
}

/// `printImage`
fn image(row: &Row<'_>) -> Cells {
    vec![row.name(), row.cell(&["dockerImageReference"])]
}

/// `printRoute`
fn route(row: &Row<'_>) -> Cells {
    let termination = row.text(&["spec", "tls", "termination"]);
    let insecure = row.text(&["spec", "tls", "insecureEdgeTerminationPolicy"]);
    let policy = match (termination, insecure) {
        (kind, "") => kind.to_owned(),
        ("", insecure) => format!("default/{insecure}"),
        (kind, insecure) => format!("{kind}/{insecure}"),
    };
    let port = match row.at(&["spec", "port", "targetPort"]) {
        Some(Value::String(name)) => name.to_string(),
        Some(Value::Int(number)) => number.to_string(),
        _ if row.at(&["spec", "port"]).is_some() => "0".to_owned(),
        _ => "<all>".to_owned(),
    };
    vec![
        row.name(),
        cell(host(row)),
        row.cell(&["spec", "path"]),
        cell(backends(row)),
        cell(port),
        cell(policy),
        row.cell(&["spec", "wildcardPolicy"]),
    ]
}

/// The host of a route by what its routers say of it, the spec's own where none says a thing.
fn host(row: &Row<'_>) -> String {
    let wanted = row.text(&["spec", "host"]);
    let ingresses = row.list(&["status", "ingress"]);
    let (mut host, mut reason, mut matched) = (wanted, "", false);
    let (mut admitted, mut rejected) = (0_usize, 0_usize);
    for ingress in ingresses {
        let mut conditions = list(ingress, &["conditions"]).iter();
        let Some(condition) = conditions.find(|c| text(c, &["type"]) == "Admitted") else {
            continue;
        };
        match text(condition, &["status"]) {
            "True" => {
                admitted = admitted.saturating_add(1);
                if !matched {
                    host = text(ingress, &["host"]);
                    matched = host == wanted;
                }
            }
            "False" => {
                reason = text(condition, &["reason"]);
                rejected = rejected.saturating_add(1);
            }
            _ => {}
        }
    }
    match (admitted, rejected) {
        _ if ingresses.is_empty() => host.to_owned(),
        (0, 1..) => reason.to_owned(),
        (_, 1..) => format!("{host} ... {rejected} rejected"),
        (0, 0) => "Pending".to_owned(),
        (1, 0) => host.to_owned(),
        (more, 0) => format!("{host} ... {} more", more.saturating_sub(1)),
    }
}

/// The services behind a route, with their part of the traffic where there are several.
fn backends(row: &Row<'_>) -> String {
    let first = row.at(&["spec", "to"]).into_iter();
    let all = first.chain(row.list(&["spec", "alternateBackends"]));
    let all: Vec<(&str, Option<i64>)> = all
        .map(|b| {
            (
                text(b, &["name"]),
                at(b, &["weight"]).and_then(Value::as_int),
            )
        })
        .collect();
    let weights = all.iter().filter_map(|(_, weight)| *weight);
    let total = weights.fold(0_i64, i64::saturating_add);
    let alone = all.len() == 1 && total != 0;
    let shown = all.iter().map(|(name, weight)| match weight {
        Some(weight) if !alone => {
            let percent = weight.saturating_mul(100).checked_div(total);
            format!("{name}({}%)", percent.unwrap_or(0))
        }
        _ => (*name).to_owned(),
    });
    shown.collect::<Vec<_>>().join(",")
}

/// `printTemplate`
fn template(row: &Row<'_>) -> Cells {
    let parameters = row.list(&["parameters"]);
    let mut empty = 0_usize;
    let mut generated = 0_usize;
    for parameter in parameters.iter().filter(|p| text(p, &["value"]).is_empty()) {
        if text(parameter, &["generate"]).is_empty() {
            empty = empty.saturating_add(1);
        } else {
            generated = generated.saturating_add(1);
        }
    }
    let total = parameters.len();
    let shown = match (empty, generated) {
        (0, 0) => format!("{total} (all set)"),
        (0, generated) => format!("{total} ({generated} generated)"),
        (empty, _) => format!("{total} ({empty} blank)"),
    };
    vec![
        row.name(),
        cell(description(row.text(&[
            "metadata",
            "annotations",
            "description",
        ]))),
        cell(shown),
        count(row.list(&["objects"]).len()),
    ]
}

/// The first line, cut after so many bytes; a character that is cut reads as Go's JSON has it.
fn description(whole: &str) -> String {
    let line = match whole.split_once('\n') {
        Some((first, _)) => format!("{first}..."),
        None => whole.to_owned(),
    };
    if line.len() <= DESCRIPTION {
        return line;
    }
    let wanted = DESCRIPTION.saturating_sub("...".len());
    let end = line.floor_char_boundary(wanted);
    let kept = line.get(..end).unwrap_or_default();
    match wanted.saturating_sub(end) {
        0 => format!("{}...", kept.trim()),
        cut => format!("{}{}...", kept.trim_start(), "\u{fffd}".repeat(cut)),
    }
}

/// `printTemplateInstance`
fn template_instance(row: &Row<'_>) -> Cells {
    let name = row.cell(&["spec", "template", "metadata", "name"]);
    vec![row.name(), name]
}

/// `printBrokerTemplateInstance`, which has one cell more than there are columns.
fn broker_instance(row: &Row<'_>) -> Cells {
    let of = |member| row.cell(&["spec", "templateInstance", member]);
    vec![row.name(), of("namespace"), of("name")]
}

/// `printUser`
fn user(row: &Row<'_>) -> Cells {
    vec![
        row.name(),
        row.cell(&["metadata", "uid"]),
        row.cell(&["fullName"]),
        cell(texts(row.object, &["identities"]).join(", ")),
    ]
}

/// `printGroup`
fn group(row: &Row<'_>) -> Cells {
    vec![row.name(), cell(texts(row.object, &["users"]).join(", "))]
}

/// `printIdentity`
fn identity(row: &Row<'_>) -> Cells {
    vec![
        row.name(),
        row.cell(&["providerName"]),
        row.cell(&["providerUserName"]),
        row.cell(&["user", "name"]),
        row.cell(&["user", "uid"]),
    ]
}

/// How long ago a time was; nothing where there is none.
fn ago(row: &Row<'_>, time: &str) -> String {
    match (row.now, Timestamp::parse(time)) {
        (Some(now), Some(time)) => {
            let seconds = now.nanos_since(time) / 1_000_000_000;
            format!("{} ago", in_words(seconds))
        }
        (None, Some(_)) => "<unknown>".to_owned(),
        (_, None) => String::new(),
    }
}

/// `HumanDuration` of github.com/docker/go-units, which is not that of Kubernetes.
fn in_words(seconds: i64) -> String {
    let minutes = seconds / 60;
    let hours = seconds.saturating_add(1_800) / 3_600;
    match () {
        () if seconds < 1 => "Less than a second".to_owned(),
        () if seconds == 1 => "1 second".to_owned(),
        () if seconds < 60 => format!("{seconds} seconds"),
        () if minutes == 1 => "About a minute".to_owned(),
        () if minutes < 60 => format!("{minutes} minutes"),
        () if hours == 1 => "About an hour".to_owned(),
        () if hours < 48 => format!("{hours} hours"),
        () if hours < 24 * 7 * 2 => format!("{} days", hours / 24),
        () if hours < 24 * 30 * 2 => format!("{} weeks", hours / 24 / 7),
        () if hours < 24 * 365 * 2 => format!("{} months", hours / 24 / 30),
        () => format!("{} years", seconds / 3_600 / 24 / 365),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use crate::Printer;
    use crate::testing::shown;
    use kf_schema::Minor;

    fn printed(group: &str, kind: &str, object: &str) -> [String; 2] {
        let group = format!("{group}.openshift.io");
        shown(&Printer::open_shift(&group, kind, Minor::new(33)), object)
    }

    #[test]
    fn routes_are_where_routers_have_them() {
        let route = |status: &str, spec: &str| {
            let object = format!(
                r#"{{"metadata":{{"name":"r"}},"spec":{{"host":"h","wildcardPolicy":"None",{spec}}},
                "status":{{"ingress":[{status}]}}}}"#
            );
            let [_, cells] = printed("route", "Route", &object);
            cells
        };
        let plain = r#""to":{"kind":"Service","name":"s","weight":100}"#;
        let of = |host: &str, status: &str, reason: &str| {
            format!(
                r#"{{"host":"{host}","conditions":[{{"type":"Admitted","status":"{status}",
                "reason":"{reason}"}}]}}"#
            )
        };
        let (yes, other) = (of("h", "True", ""), of("o", "True", ""));
        let no = of("h", "False", "HostAlreadyClaimed");
        for (status, expected) in [
            (String::new(), "h"),
            (yes.clone(), "h"),
            (no.clone(), "HostAlreadyClaimed"),
            (format!("{yes},{no}"), "h ... 1 rejected"),
            (format!("{other},{yes},{other}"), "h ... 2 more"),
            (r#"{"host":"h"}"#.to_owned(), "Pending"),
        ] {
            let expected = format!("r | {expected} |  | s | <all> |  | None");
            assert_eq!(route(&status, plain), expected, "{status}");
        }
        let shared = r#""path":"/a","port":{"targetPort":8080},"tls":{"termination":"edge",
            "insecureEdgeTerminationPolicy":"Redirect"},"to":{"name":"s","weight":3},
            "alternateBackends":[{"name":"t","weight":1}]"#;
        assert_eq!(
            route("", shared),
            "r | h | /a | s(75%),t(25%) | 8080 | edge/Redirect | None"
        );
        let none = r#""port":{"targetPort":"web"},"to":{"name":"s","weight":0}"#;
        assert_eq!(route("", none), "r | h |  | s(0%) | web |  | None");
    }

    #[test]
    fn deployment_configs_say_what_sets_them_off() {
        let object = r#"{"metadata":{"name":"d"},"spec":{"replicas":2,"test":true,
            "template":{"spec":{"containers":[{"name":"a"},{"name":"b"}]}},"triggers":[
            {"type":"ImageChange","imageChangeParams":{"automatic":true,"containerNames":["z","a"],
              "from":{"kind":"ImageStreamTag","name":"i:1"}}},
            {"type":"ImageChange","imageChangeParams":{"from":{"kind":"ImageStreamTag","name":"n"}}},
            {"type":"ConfigChange"}]},"status":{"latestVersion":4,"updatedReplicas":1}}"#;
        assert_eq!(
            printed("apps", "DeploymentConfig", object),
            [
                "Name | Revision | Desired | Current | Triggered By",
                "d | 4 | 2 (during test) | 1 | config,image(a,z:i:1)"
            ]
        );
    }

    #[test]
    fn builds_say_of_what_they_are() {
        let build = r#"{"metadata":{"name":"b"},"spec":{"source":{"git":{"ref":"main"}},
            "revision":{"git":{"commit":"0123456789abcdef0123456789abcdef01234567"}},
            "strategy":{"sourceStrategy":{}}},"status":{"phase":"Failed","reason":"PushFailed",
            "startTimestamp":"2026-11-22T10:30:00Z","duration":63000000000}}"#;
        assert_eq!(
            printed("build", "Build", build),
            [
                "Name | Type | From | Status | Started | Duration",
                "b | Source | Git@0123456 | Failed (PushFailed) | 2 hours ago | 1m3s"
            ]
        );
        let config = r#"{"metadata":{"name":"c"},"spec":{"source":{"dockerfile":"FROM a",
            "git":{"ref":"main"}},"strategy":{"dockerStrategy":{}}},"status":{"lastVersion":3}}"#;
        assert_eq!(
            printed("build", "BuildConfig", config)[1],
            "c | Docker | Dockerfile,Git@main | 3"
        );
    }

    #[test]
    fn templates_count_what_is_to_be_filled_in() {
        let template = |description: &str, parameters: &str| {
            let object = format!(
                r#"{{"metadata":{{"name":"t","annotations":{{"description":"{description}"}}}},
                "parameters":[{parameters}],"objects":[{{}},{{}}]}}"#
            );
            let [_, cells] = printed("template", "Template", &object);
            cells
        };
        let set = r#"{"name":"a","value":"1"}"#;
        assert_eq!(template("d", set), "t | d | 1 (all set) | 2");
        let drawn = format!(r#"{set},{{"generate":"expression"}}"#);
        assert_eq!(
            template("first\\nsecond", &drawn),
            "t | first... | 2 (1 generated) | 2"
        );
        let long = format!("{}é{}", "x".repeat(76), "y".repeat(9));
        assert_eq!(
            template(&long, &format!("{drawn},{{}}")),
            format!("t | {}\u{fffd}... | 3 (1 blank) | 2", "x".repeat(76))
        );
    }

    #[test]
    fn users_and_what_has_no_table() {
        let user =
            r#"{"metadata":{"name":"u","uid":"1"},"fullName":"U","identities":["a:u","b:u"]}"#;
        assert_eq!(printed("user", "User", user)[1], "u | 1 | U | a:u, b:u");
        let stream = r#"{"metadata":{"name":"i"}}"#;
        assert_eq!(
            printed("image", "ImageStream", stream),
            ["Name | Age", "i | <unknown>"]
        );
        let before = Printer::open_shift("user.openshift.io", "User", Minor::new(15));
        assert_eq!(shown(&before, user)[0], "Name | Age");
    }

    #[test]
    fn times_are_in_words() {
        for (seconds, expected) in [
            (0, "Less than a second"),
            (1, "1 second"),
            (59, "59 seconds"),
            (119, "About a minute"),
            (3_599, "59 minutes"),
            (5_399, "About an hour"),
            (5_400, "2 hours"),
            (172_800, "2 days"),
            (1_209_600, "2 weeks"),
            (5_184_000, "2 months"),
            (63_072_000, "2 years"),
        ] {
            assert_eq!(in_words(seconds), expected, "{seconds}");
        }
    }
}
