//! Pods and their templates.

use super::object::{Row, cell};
use super::spec::{AGE, Cells, Kind, NAME, col, wide};
use kf_base::time::Timestamp;
use kf_object::Value;
use kf_object::access::{at, condition, flag, int, list, or, text};
use kf_schema::Change;

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: &[""],
        kind: "Pod",
        with: None,
        columns: &[
            NAME,
            col("Ready"),
            col("Status"),
            col("Restarts"),
            AGE,
            wide("IP"),
            wide("Node"),
            wide("Nominated Node").with(Change::POD_NOMINATED_NODE_COLUMN),
            wide("Readiness Gates").with(Change::POD_READINESS_GATES_COLUMN),
        ],
        cells: pod,
    },
    Kind {
        groups: &[""],
        kind: "PodTemplate",
        with: None,
        columns: &[NAME, col("Containers"), col("Images"), col("Pod Labels")],
        cells: template,
    },
];

/// `printPod`
fn pod(row: &Row<'_>) -> Cells {
    let status = row.at(&["status"]).unwrap_or(&Value::Null);
    let state = State::of(row, status);
    let told = row.has(Change::POD_LAST_RESTART)
        && (state.restarts != 0 || row.has(Change::POD_LAST_RESTART_OF_ANY));
    let restarts = match state.last_restart.filter(|_| told) {
        Some(last) => {
            let ago = row.now.map_or("<unknown>".to_owned(), |now| {
                kf_base::time::human_duration(now.nanos_since(last))
            });
            cell(format!("{} ({ago} ago)", state.restarts))
        }
        None => cell(state.restarts.to_string()),
    };
    let first_ip = match list(status, &["podIPs"]).first() {
        // Objects of servers before 1.16 have the one address only.
        Some(first) => text(first, &["ip"]),
        None => text(status, &["podIP"]),
    };
    let none = |t: &str| cell(or(t, "<none>"));
    vec![
        row.name(),
        cell(format!("{}/{}", state.ready, state.total)),
        cell(state.reason),
        restarts,
        row.age(),
        none(first_ip),
        none(row.text(&["spec", "nodeName"])),
        none(text(status, &["nominatedNodeName"])),
        cell(readiness_gates(row)),
    ]
}

fn readiness_gates(row: &Row<'_>) -> String {
    let gates = row.list(&["spec", "readinessGates"]);
    if gates.is_empty() {
        return "<none>".to_owned();
    }
    let is_true = |gate: &&Value<'_>| {
        condition(row.object, text(gate, &["conditionType"]))
            .is_some_and(|c| text(c, &["status"]) == "True")
    };
    format!("{}/{}", gates.iter().filter(is_true).count(), gates.len())
}

/// What the statuses of a pod's containers add up to.
#[derive(Default)]
struct State {
    ready: usize,
    total: usize,
    restarts: i64,
    /// When the container that restarted last had finished.
    last_restart: Option<Timestamp>,
    reason: String,
}

impl State {
    fn of(row: &Row<'_>, status: &Value<'_>) -> Self {
        let pod = row.object;
        let phase = text(status, &["phase"]);
        let mut state = Self {
            total: list(pod, &["spec", "containers"]).len(),
            reason: or(text(status, &["reason"]), phase).to_owned(),
            ..Self::default()
        };
        let conditions = list(status, &["conditions"]);
        let gated = |c: &Value<'_>| {
            text(c, &["type"]) == "PodScheduled" && text(c, &["reason"]) == "SchedulingGated"
        };
        if row.has(Change::POD_SCHEDULING_GATED) && conditions.iter().any(gated) {
            state.reason = "SchedulingGated".to_owned();
        }
        let mut sidecars = Restarts::default();
        let initializing = state.init_containers(row, status, &mut sidecars);
        if !initializing || (row.has(Change::POD_SIDECARS) && is_true(pod, "Initialized")) {
            state.restarts = sidecars.count;
            if !row.has(Change::POD_LAST_RESTART_OF_ANY) {
                state.last_restart = sidecars.last;
            }
            state.containers(row, status);
        }
        if row.deleting() {
            if text(status, &["reason"]) == "NodeLost" {
                state.reason = "Unknown".to_owned();
            } else if !(row.has(Change::POD_FINISHED_STATUS_STAYS)
                && matches!(phase, "Succeeded" | "Failed"))
            {
                state.reason = "Terminating".to_owned();
            }
        }
        state
    }

    /// Walks the init containers; whether the pod is still at them.
    fn init_containers(
        &mut self,
        row: &Row<'_>,
        status: &Value<'_>,
        sidecars: &mut Restarts,
    ) -> bool {
        let specs = row.list(&["spec", "initContainers"]);
        let is_sidecar = |name: &str| {
            row.has(Change::POD_SIDECARS)
                && specs
                    .iter()
                    .any(|s| text(s, &["name"]) == name && text(s, &["restartPolicy"]) == "Always")
        };
        self.total += specs
            .iter()
            .filter(|s| row.has(Change::POD_SIDECARS) && text(s, &["restartPolicy"]) == "Always")
            .count();
        let statuses = list(status, &["initContainerStatuses"]);
        for (i, status) in statuses.iter().enumerate() {
            let sidecar = is_sidecar(text(status, &["name"]));
            self.add_restarts(status);
            if sidecar {
                sidecars.add(status);
            }
            let terminated = at(status, &["state", "terminated"]);
            if terminated.is_some_and(|t| int(t, &["exitCode"]) == 0) {
                continue;
            }
            if sidecar && flag(status, &["started"]) {
                self.ready += usize::from(flag(status, &["ready"]));
                continue;
            }
            let waiting = text(status, &["state", "waiting", "reason"]);
            self.reason = match terminated {
                Some(terminated) => format!("Init:{}", exit(terminated)),
                None if !matches!(waiting, "" | "PodInitializing") => format!("Init:{waiting}"),
                None => format!("Init:{i}/{}", specs.len()),
            };
            return true;
        }
        false
    }

    /// Walks the containers, the last one first: the first one's state wins.
    fn containers(&mut self, row: &Row<'_>, status: &Value<'_>) {
        let mut has_running = false;
        let mut error = None;
        for status in list(status, &["containerStatuses"]).iter().rev() {
            self.add_restarts(status);
            let state = at(status, &["state"]).unwrap_or(&Value::Null);
            let waiting = text(state, &["waiting", "reason"]);
            if !waiting.is_empty() {
                self.reason = waiting.to_owned();
            } else if let Some(terminated) = at(state, &["terminated"]) {
                self.reason = exit(terminated);
                if int(terminated, &["exitCode"]) != 0 {
                    error = Some(self.reason.clone());
                }
            } else if flag(status, &["ready"]) && at(state, &["running"]).is_some() {
                has_running = true;
                self.ready += 1;
            }
        }
        if self.reason != "Completed" {
            return;
        }
        // Some containers have finished, not all of them well or at all.
        let ready = !row.has(Change::POD_MUST_BE_READY) || is_true(row.object, "Ready");
        if has_running && ready {
            self.reason = "Running".to_owned();
        } else if let Some(error) = error.filter(|_| row.has(Change::POD_ERRORS_OUTWEIGH)) {
            self.reason = error;
        } else if has_running {
            self.reason = "NotReady".to_owned();
        }
    }

    fn add_restarts(&mut self, status: &Value<'_>) {
        let mut restarts = Restarts {
            count: self.restarts,
            last: self.last_restart,
        };
        restarts.add(status);
        (self.restarts, self.last_restart) = (restarts.count, restarts.last);
    }
}

#[derive(Default)]
struct Restarts {
    count: i64,
    last: Option<Timestamp>,
}

impl Restarts {
    fn add(&mut self, status: &Value<'_>) {
        self.count = self.count.saturating_add(int(status, &["restartCount"]));
        let finished = text(status, &["lastState", "terminated", "finishedAt"]);
        self.last = self.last.max(Timestamp::parse(finished));
    }
}

/// Why a container ended.
fn exit(terminated: &Value<'_>) -> String {
    let reason = text(terminated, &["reason"]);
    match int(terminated, &["signal"]) {
        _ if !reason.is_empty() => reason.to_owned(),
        0 => format!("ExitCode:{}", int(terminated, &["exitCode"])),
        signal => format!("Signal:{signal}"),
    }
}

fn is_true(pod: &Value<'_>, kind: &str) -> bool {
    condition(pod, kind).is_some_and(|c| text(c, &["status"]) == "True")
}

/// `printPodTemplate`
fn template(row: &Row<'_>) -> Cells {
    let [names, images] = row.containers(&["template", "spec"]);
    let labels = row.labels(&["template", "metadata", "labels"]);
    vec![row.name(), names, images, labels]
}

#[cfg(test)]
mod tests {
    use crate::testing::cells;

    /// READY, STATUS and RESTARTS of a pod with these statuses.
    fn shown(minor: u8, meta: &str, spec: &str, status: &str) -> String {
        let pod = format!(
            r#"{{"metadata":{{"name":"p"{meta}}},"spec":{{"containers":[{{}},{{}}]{spec}}},
            "status":{{"phase":"Running"{status}}}}}"#
        );
        let all = cells("", "Pod", minor, &pod);
        all.split(" | ")
            .skip(1)
            .take(3)
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn the_first_container_with_something_to_say_wins() {
        let statuses = r#","containerStatuses":[
            {"ready":false,"restartCount":2,"state":{"waiting":{"reason":"CrashLoopBackOff"}},
             "lastState":{"terminated":{"finishedAt":"2026-11-22T11:55:00Z"}}},
            {"ready":true,"restartCount":1,"state":{"running":{}},
             "lastState":{"terminated":{"finishedAt":"2026-11-22T11:50:00Z"}}}]"#;
        assert_eq!(
            shown(36, "", "", statuses),
            "1/2 CrashLoopBackOff 3 (5m ago)"
        );
        assert_eq!(shown(20, "", "", statuses), "1/2 CrashLoopBackOff 3");
    }

    #[test]
    fn finished_and_running_containers_weigh_up() {
        let status = |second: &str, ready: &str| {
            format!(
                r#","conditions":[{{"type":"Ready","status":"{ready}"}}],"containerStatuses":[
                {{"state":{{"terminated":{{"reason":"Completed"}}}}}},{second}]"#
            )
        };
        let running = r#"{"ready":true,"state":{"running":{}}}"#;
        let failed = r#"{"state":{"terminated":{"exitCode":3}}}"#;
        for (minor, second, ready, expected) in [
            (36, running, "True", "1/2 Running 0"),
            (36, running, "False", "1/2 NotReady 0"),
            (15, running, "False", "1/2 Running 0"),
            (36, failed, "False", "0/2 ExitCode:3 0"),
            (34, failed, "False", "0/2 Completed 0"),
        ] {
            assert_eq!(shown(minor, "", "", &status(second, ready)), expected);
        }
    }

    #[test]
    fn init_containers_come_first() {
        let spec =
            r#","initContainers":[{"name":"side","restartPolicy":"Always"},{"name":"init"}]"#;
        for (minor, init, expected) in [
            (
                36,
                r#"{"name":"side","started":true,"ready":true,"restartCount":4}"#,
                "1/3 Running 4",
            ),
            (
                27,
                r#"{"name":"side","started":true,"ready":true,"restartCount":4}"#,
                "0/2 Init:0/2 4",
            ),
            (
                36,
                r#"{"name":"side","state":{"waiting":{"reason":"ErrImagePull"}}}"#,
                "0/3 Init:ErrImagePull 0",
            ),
            (
                36,
                r#"{"name":"init","restartCount":1,"state":{"terminated":{"exitCode":1,"signal":9}}}"#,
                "0/3 Init:Signal:9 1",
            ),
            (
                36,
                r#"{"name":"init","restartCount":1,"state":{"terminated":{"exitCode":0}}},
                {"name":"side","state":{"running":{}}}"#,
                "0/3 Init:1/2 1",
            ),
        ] {
            let status = format!(r#","initContainerStatuses":[{init}]"#);
            assert_eq!(shown(minor, "", spec, &status), expected);
        }
    }

    #[test]
    fn before_sidecars_any_last_end_was_the_last_restart() {
        let spec = r#","initContainers":[{"name":"init"}]"#;
        let status = r#","initContainerStatuses":[{"name":"init","restartCount":2,
            "state":{"terminated":{"exitCode":0}},
            "lastState":{"terminated":{"finishedAt":"2026-11-22T11:50:00Z"}}}],
            "containerStatuses":[{"ready":true,"state":{"running":{}}}]"#;
        for (minor, expected) in [
            (21, "1/2 Running 0"),
            (22, "1/2 Running 0 (10m ago)"),
            (27, "1/2 Running 0 (10m ago)"),
            (28, "1/2 Running 0"),
        ] {
            assert_eq!(shown(minor, "", spec, status), expected, "{minor}");
        }
    }

    #[test]
    fn deletion_and_gates_have_their_say() {
        let deleted = r#","deletionTimestamp":"2026-11-22T11:00:00Z""#;
        assert_eq!(shown(36, deleted, "", ""), "0/2 Terminating 0");
        assert_eq!(
            shown(36, deleted, "", r#","reason":"NodeLost""#),
            "0/2 Unknown 0"
        );
        assert_eq!(
            shown(36, deleted, "", r#","phase":"Succeeded""#),
            "0/2 Succeeded 0"
        );
        assert_eq!(
            shown(30, deleted, "", r#","phase":"Succeeded""#),
            "0/2 Terminating 0"
        );
        let gated = r#","conditions":[{"type":"PodScheduled","reason":"SchedulingGated"}]"#;
        assert_eq!(shown(36, "", "", gated), "0/2 SchedulingGated 0");
    }

    #[test]
    fn wide_cells_say_none() {
        assert_eq!(
            cells("", "Pod", 36, r#"{"metadata":{"name":"p"}}"#),
            "p | 0/0 |  | 0 | <unknown> | <none> | <none> | <none> | <none>"
        );
        let pod = r#"{"metadata":{"name":"p"},"spec":{"nodeName":"n","readinessGates":[
            {"conditionType":"a"},{"conditionType":"b"}]},"status":{"podIP":"1.1.1.1","podIPs":
            [{"ip":"1.1.1.1"},{"ip":"::1"}],"conditions":[{"type":"b","status":"True"}]}}"#;
        assert_eq!(
            cells("", "Pod", 36, pod),
            "p | 0/0 |  | 0 | <unknown> | 1.1.1.1 | n | <none> | 1/2"
        );
        assert_eq!(
            cells("", "Pod", 10, pod),
            "p | 0/0 |  | 0 | <unknown> | 1.1.1.1 | n"
        );
    }

    #[test]
    fn templates_show_their_labels() {
        let template = r#"{"metadata":{"name":"t"},"template":{"metadata":{"labels":{"a":"b"}},
            "spec":{"containers":[{"name":"c","image":"i"}]}}}"#;
        assert_eq!(cells("", "PodTemplate", 36, template), "t | c | i | a=b");
    }
}
