use super::added;

const LABELLED: &str = r#""metadata": {"name": "a"}, "spec": {
    "template": {"metadata": {"labels": {"a": "b"}}}STRATEGY}"#;

fn labelled(strategy: &str) -> String {
    LABELLED.replace("STRATEGY", strategy)
}

#[test]
fn deployments_of_each_version() {
    let scaled = |history: &str, deadline: &str, surge: &str| {
        [
            format!("spec.progressDeadlineSeconds={deadline}"),
            "spec.replicas=1".into(),
            format!("spec.revisionHistoryLimit={history}"),
            format!(
                "spec.strategy={{rollingUpdate:{{maxSurge:{surge},maxUnavailable:{surge}}},\
                 type:RollingUpdate}}"
            ),
        ]
    };
    assert_eq!(
        added(36, "apps/v1 Deployment", &labelled("")),
        scaled("10", "600", "25%")
    );
    let old = |rest: [String; 4]| {
        let [deadline, replicas, history, strategy] = rest;
        let selector = "spec.selector={matchLabels:{a:b}}".to_owned();
        let labels = "metadata.labels={a:b}".to_owned();
        [labels, deadline, replicas, history, selector, strategy]
    };
    assert_eq!(
        added(15, "apps/v1beta1 Deployment", &labelled("")),
        old(scaled("2", "600", "25%"))
    );
    assert_eq!(
        added(15, "extensions/v1beta1 Deployment", &labelled("")),
        old(scaled("2147483647", "2147483647", "1"))
    );
    let done = r#""spec": {"replicas": 0, "strategy": {"type": "Recreate"},
        "revisionHistoryLimit": 0, "progressDeadlineSeconds": 1}"#;
    assert_eq!(added(36, "apps/v1 Deployment", done), [""; 0]);
    // No strategy that is not in use has defaults, and yet what was left out is 0.
    let unused = done.replace(
        r#""Recreate""#,
        r#""Recreate", "rollingUpdate": {"maxUnavailable": 1}"#,
    );
    assert_eq!(
        added(36, "apps/v1 Deployment", &unused),
        ["spec.strategy.rollingUpdate.maxSurge=0"]
    );
}

#[test]
fn daemon_sets() {
    let history = ["spec.revisionHistoryLimit=10"];
    let rolling = |rest: &str| {
        let update = format!("rollingUpdate:{{{rest}maxUnavailable:1}}");
        format!("spec.updateStrategy={{{update},type:RollingUpdate}}")
    };
    assert_eq!(
        added(21, "apps/v1 DaemonSet", &labelled("")),
        [history[0], &rolling("")]
    );
    assert_eq!(
        added(22, "apps/v1 DaemonSet", &labelled("")),
        [history[0], &rolling("maxSurge:0,")]
    );
    assert_eq!(
        added(15, "extensions/v1beta1 DaemonSet", &labelled("")),
        [
            "metadata.labels={a:b}",
            history[0],
            "spec.selector={matchLabels:{a:b}}",
            "spec.updateStrategy={type:OnDelete}",
        ]
    );
    let stored = r#""spec": {"revisionHistoryLimit": 10, "updateStrategy":
        {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "10%"}}}"#;
    assert_eq!(
        added(36, "apps/v1 DaemonSet", stored),
        ["spec.updateStrategy.rollingUpdate.maxSurge=0"]
    );
    let unused = stored.replace(r#""RollingUpdate""#, r#""OnDelete""#);
    assert_eq!(
        added(36, "apps/v1 DaemonSet", &unused),
        ["spec.updateStrategy.rollingUpdate.maxSurge=0"]
    );
    assert_eq!(added(21, "apps/v1 DaemonSet", &unused), [""; 0]);
}

#[test]
fn stateful_sets() {
    let stored = r#""spec": {"podManagementPolicy": "Parallel", "replicas": 3,
        "revisionHistoryLimit": 10, "updateStrategy": {"type": "RollingUpdate",
        "rollingUpdate": {"partition": 0}}, "volumeClaimTemplates": [{"spec": {}, "status": {}}]}"#;
    let claims = [
        "spec.volumeClaimTemplates.0.spec.volumeMode=Filesystem",
        "spec.volumeClaimTemplates.0.status.phase=Pending",
    ];
    assert_eq!(added(26, "apps/v1 StatefulSet", stored), claims);
    let retention = ["spec.persistentVolumeClaimRetentionPolicy=\
        {whenDeleted:Retain,whenScaled:Retain}"];
    assert_eq!(
        added(27, "apps/v1 StatefulSet", stored),
        [&retention[..], &claims].concat()
    );
    let unavailable = ["spec.updateStrategy.rollingUpdate.maxUnavailable=1"];
    assert_eq!(
        added(37, "apps/v1 StatefulSet", stored),
        [&retention[..], &unavailable, &claims].concat()
    );
    let bare = labelled("");
    assert_eq!(
        added(10, "apps/v1beta2 StatefulSet", &bare),
        [
            "spec.podManagementPolicy=OrderedReady",
            "spec.replicas=1",
            "spec.revisionHistoryLimit=10",
            "spec.updateStrategy={rollingUpdate:{partition:0},type:RollingUpdate}",
        ]
    );
    assert_eq!(
        added(10, "apps/v1beta1 StatefulSet", &bare),
        [
            "metadata.labels={a:b}",
            "spec.podManagementPolicy=OrderedReady",
            "spec.replicas=1",
            "spec.revisionHistoryLimit=10",
            "spec.selector={matchLabels:{a:b}}",
            "spec.updateStrategy={type:OnDelete}",
        ]
    );
}

#[test]
fn replica_sets() {
    assert_eq!(
        added(36, "apps/v1 ReplicaSet", &labelled("")),
        ["spec.replicas=1"]
    );
    let selected = labelled(r#", "selector": {"matchLabels": {"a": "b"}}, "replicas": 0"#);
    assert_eq!(
        added(15, "extensions/v1beta1 ReplicaSet", &selected),
        ["metadata.labels={a:b}"]
    );
}

/// A job as 1.10 writes it, and more.
fn job(more: &str) -> String {
    format!(r#""spec": {{"completions": 1, "parallelism": 1, "backoffLimit": 6{more}}}"#)
}

#[test]
fn jobs_as_they_grew() {
    let suspended = ["spec.completionMode=NonIndexed", "spec.suspend=false"];
    let replaced = ["spec.podReplacementPolicy=TerminatingOrFailed"];
    assert_eq!(added(21, "batch/v1 Job", &job("")), [""; 0]);
    assert_eq!(added(22, "batch/v1 Job", &job("")), suspended);
    assert_eq!(added(28, "batch/v1 Job", &job("")), suspended);
    let [mode, suspend] = suspended;
    let manual = "spec.manualSelector=false";
    assert_eq!(
        added(29, "batch/v1 Job", &job("")),
        [mode, manual, replaced[0], suspend]
    );
    let chosen = added(29, "batch/v1 Job", &job(r#", "manualSelector": true"#));
    assert_eq!(chosen, [mode, replaced[0], suspend]);
    let policy = r#", "suspend": true, "completionMode": "Indexed", "podFailurePolicy":
        {"rules": [{"action": "Ignore", "onPodConditions": [{"type": "a", "status": ""}]}]}"#;
    assert_eq!(
        added(29, "batch/v1 Job", &job(policy)),
        [
            manual,
            "spec.podFailurePolicy.rules.0.onPodConditions.0.status=True",
            "spec.podReplacementPolicy=Failed",
        ]
    );
}

#[test]
fn completions_of_a_job() {
    let counts = |spec: &str| added(10, "batch/v1 Job", &format!("\"spec\": {{{spec}}}"));
    let limit = "spec.backoffLimit=6";
    assert_eq!(
        counts(""),
        [limit, "spec.completions=1", "spec.parallelism=1"]
    );
    assert_eq!(counts(r#""parallelism": 5"#), [limit]);
    assert_eq!(counts(r#""completions": 5"#), [limit, "spec.parallelism=1"]);
    let indexed = r#""spec": {"parallelism": 0, "backoffLimitPerIndex": 2}"#;
    assert!(added(29, "batch/v1 Job", indexed).contains(&"spec.backoffLimit=2147483647".into()));
    assert!(added(28, "batch/v1 Job", indexed).contains(&limit.into()));
}

#[test]
fn cron_jobs() {
    let bare = r#""spec": {"jobTemplate": {"spec": {"template": {"spec": {"dnsPolicy": "Default",
        "restartPolicy": "Never", "securityContext": {}, "schedulerName": "x"}}}}}"#;
    let limits = [
        "spec.failedJobsHistoryLimit=1",
        "spec.successfulJobsHistoryLimit=3",
    ];
    let pod = "spec.jobTemplate.spec.template.spec.terminationGracePeriodSeconds=30";
    for version in ["batch/v1 CronJob", "batch/v1beta1 CronJob"] {
        assert_eq!(
            added(21, version, bare),
            [
                "spec.concurrencyPolicy=Allow",
                limits[0],
                pod,
                limits[1],
                "spec.suspend=false"
            ]
        );
    }
    assert_eq!(
        added(15, "batch/v2alpha1 CronJob", bare),
        ["spec.concurrencyPolicy=Allow", pod, "spec.suspend=false"]
    );
    let full = r#""spec": {"concurrencyPolicy": "Forbid", "suspend": true,
        "successfulJobsHistoryLimit": 0, "failedJobsHistoryLimit": 0}"#;
    assert_eq!(added(36, "batch/v1 CronJob", full), [""; 0]);
}
