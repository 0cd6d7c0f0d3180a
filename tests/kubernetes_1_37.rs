//! What Kubernetes 1.37 added, renamed and dropped.

use crate::support::{Output, kf, unpacked};

fn on(file: &str, words: &str) -> Output {
    let file = unpacked(file);
    kf(words, &["--snapshot", &file, "--kube-version", "1.37"])
}

#[test]
fn its_new_fields_are_read() {
    let file = "fields-of-1.37.db.gz";
    let nodes = on(
        file,
        "get nodes -o jsonpath={.items[*].status.nodeInfo.runningInUserNamespace}",
    );
    assert_eq!((nodes.text(), &*nodes.stderr), ("false false false", ""));
    let slice = on(
        file,
        "get resourceslices rs -o jsonpath={.spec.devices[0].consumesCounters}",
    );
    assert_eq!(
        (slice.text(), &*slice.stderr),
        (
            r#"[{"compatibilityGroups":["grp-a"],"counterSet":"cs"}]"#,
            ""
        )
    );
}

#[test]
fn pod_groups_have_their_workload_and_state() {
    let groups = on("podgroups-of-1.37.db.gz", "get podgroups -A");
    assert_eq!(
        groups.text(),
        "NAMESPACE   NAME        POLICY   WORKLOAD      STATUS          AGE\n\
         default     disr        Gang     my-workload   NoMore          <unknown>\n\
         default     scheduled   Gang     my-workload   Scheduled       <unknown>\n\
         default     unknown     Gang     my-workload   Unschedulable   <unknown>\n\
         default     unsched     Gang     my-workload   Unschedulable   <unknown>\n"
    );
}
