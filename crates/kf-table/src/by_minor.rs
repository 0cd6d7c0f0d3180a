//! Every change of a printer, at the minor it came with: what was printed before, and what since.

use crate::testing::printed;
use kf_schema::Change;

/// An object of a kind, and what a change made of its table.
struct Case {
    change: Change,
    group: &'static str,
    kind: &'static str,
    object: &'static str,
    /// Header and cells in minors without the change, and in those with it; what they end with.
    without: [&'static str; 2],
    with: [&'static str; 2],
}

fn check(case: &Case) {
    let (first, last) = (case.change.minors.first, case.change.minors.last);
    let inside = if first.number() == 0 { last } else { first };
    let outside = if first.number() == 0 {
        last.after()
    } else {
        first.before()
    };
    for (minor, expected) in [(outside, case.without), (inside, case.with)] {
        let got = printed(case.group, case.kind, minor.number(), case.object);
        for (got, expected) in got.iter().zip(expected) {
            let name = case.change.name;
            assert!(got.contains(expected), "{name} in {minor}: {got}");
        }
    }
}

const DEFAULT_INGRESS_CLASS: &str = r#"{"metadata":{"name":"c","annotations":
    {"ingressclass.kubernetes.io/is-default-class":"true"}},"spec":{"controller":"x"}}"#;
const DEFAULT_ATTRIBUTES_CLASS: &str = r#"{"metadata":{"name":"c","annotations":
    {"volumeattributesclass.beta.kubernetes.io/is-default-class":"true"}},"driverName":"d"}"#;
const DEFAULT_STORAGE_CLASS: &str = r#"{"metadata":{"name":"c","annotations":
    {"storageclass.kubernetes.io/is-default-class":"true"}},"provisioner":"p"}"#;
const CLAIM: &str = r#"{"metadata":{"name":"c"},"spec":{"resourceClassName":"k",
    "allocationMode":"Immediate"},"status":{"allocation":{},"deallocationRequested":true}}"#;
const MIGRATION: &str = r#"{"metadata":{"name":"m"},"spec":{"resource":{"group":"g.h",
    "version":"v1","resource":"rs"}},"status":{"conditions":[{"type":"Running","status":"True"}]}}"#;
const EVENT: &str = r#"{"metadata":{"name":"e"},"eventTime":"2026-11-22T11:00:00Z",
    "reportingComponent":"c","series":{"count":3,"lastObservedTime":"2026-11-22T11:59:30Z"}}"#;

const CASES: &[Case] = &[
    Case {
        change: Change::DEFAULT_INGRESS_CLASS,
        group: "networking.k8s.io",
        kind: "IngressClass",
        object: DEFAULT_INGRESS_CLASS,
        without: ["Name | Controller", "c | x"],
        with: ["Name | Controller", "c (default) | x"],
    },
    Case {
        change: Change::DEFAULT_ATTRIBUTES_CLASS,
        group: "storage.k8s.io",
        kind: "VolumeAttributesClass",
        object: DEFAULT_ATTRIBUTES_CLASS,
        without: ["Name | DriverName", "c | d"],
        with: ["Name | DriverName", "c (default) | d"],
    },
    Case {
        change: Change::NEWEST_DEFAULT_STORAGE_CLASS,
        group: "storage.k8s.io",
        kind: "StorageClass",
        object: DEFAULT_STORAGE_CLASS,
        without: ["Name | Provisioner", "c (default) | p"],
        with: ["Name | Provisioner", "c | p"],
    },
    Case {
        change: Change::STORAGE_CLASS_COLUMNS,
        group: "storage.k8s.io",
        kind: "StorageClass",
        object: r#"{"metadata":{"name":"c"},"provisioner":"p"}"#,
        without: ["Name | Provisioner | Age", "c | p | <unknown>"],
        with: [
            "| ReclaimPolicy | VolumeBindingMode | AllowVolumeExpansion |",
            "c | p | Delete | Immediate | false |",
        ],
    },
    Case {
        change: Change::CSI_PRINTERS,
        group: "storage.k8s.io",
        kind: "CSINode",
        object: r#"{"metadata":{"name":"n"}}"#,
        without: ["Name | Created At", "n |"],
        with: ["Name | Drivers | Age", "n | 0 |"],
    },
    Case {
        change: Change::VOLUME_ATTACHMENT_PRINTER,
        group: "storage.k8s.io",
        kind: "VolumeAttachment",
        object: r#"{"metadata":{"name":"a"}}"#,
        without: ["Name | Created At", "a |"],
        with: ["Name | Attacher | PV", "a |"],
    },
    Case {
        change: Change::WEBHOOK_PRINTERS,
        group: "admissionregistration.k8s.io",
        kind: "MutatingWebhookConfiguration",
        object: r#"{"metadata":{"name":"w"},"webhooks":[{}]}"#,
        without: ["Name | Created At", "w |"],
        with: ["Name | Webhooks | Age", "w | 1 |"],
    },
    Case {
        change: Change::POLICY_BINDING_SELECTORS,
        group: "admissionregistration.k8s.io",
        kind: "ValidatingAdmissionPolicyBinding",
        object: r#"{"metadata":{"name":"b"},"spec":{"policyName":"p","paramRef":{"name":"n"}}}"#,
        without: ["| ParamRef |", "b | p | n |"],
        with: ["| ParamRef |", "b | p | */n |"],
    },
    Case {
        change: Change::NODE_KERNEL_ARCHITECTURE,
        group: "",
        kind: "Node",
        object: r#"{"status":{"nodeInfo":{"kernelVersion":"6.1","architecture":"arm64"}}}"#,
        without: ["Kernel-Version*", "| 6.1 |"],
        with: ["Kernel-Version*", "| 6.1 (arm64) |"],
    },
    Case {
        change: Change::NO_SERVICE_ACCOUNT_SECRETS,
        group: "",
        kind: "ServiceAccount",
        object: r#"{"metadata":{"name":"s"}}"#,
        without: ["Name | Secrets | Age", "s | 0 |"],
        with: ["Name | Age", "s | <unknown>"],
    },
    Case {
        change: Change::RESOURCE_QUOTA_AGE_LAST,
        group: "",
        kind: "ResourceQuota",
        object: r#"{"metadata":{"name":"q"}}"#,
        without: ["Name | Age | Request | Limit", "q | <unknown>"],
        with: ["Name | Request | Limit | Age", "q |  |  | <unknown>"],
    },
    Case {
        change: Change::JOB_STATUS_COLUMN,
        group: "batch",
        kind: "Job",
        object: r#"{"metadata":{"name":"j"}}"#,
        without: ["Name | Completions", "j | 0/1"],
        with: ["Name | Status | Completions", "j | Running | 0/1"],
    },
    Case {
        change: Change::JOB_SUCCESS_CRITERIA,
        group: "batch",
        kind: "Job",
        object: r#"{"metadata":{"name":"j"},"status":{"conditions":
            [{"type":"SuccessCriteriaMet","status":"True"}]}}"#,
        without: ["Name | Status", "j | Running |"],
        with: ["Name | Status", "j | SuccessCriteriaMet |"],
    },
    Case {
        change: Change::CRON_JOB_TIMEZONE_COLUMN,
        group: "batch",
        kind: "CronJob",
        object: r#"{"metadata":{"name":"c"}}"#,
        without: ["Name | Schedule | Suspend", "c |  | <unset>"],
        with: [
            "Name | Schedule | Timezone | Suspend",
            "c |  | <none> | <unset>",
        ],
    },
    Case {
        change: Change::POD_ERRORS_OUTWEIGH,
        group: "",
        kind: "Pod",
        object: r#"{"metadata":{"name":"p"},"status":{"containerStatuses":[
            {"state":{"terminated":{"reason":"Completed"}}},
            {"state":{"terminated":{"reason":"Error","exitCode":1}}}]}}"#,
        without: ["| Status |", "| Completed |"],
        with: ["| Status |", "| Error |"],
    },
    Case {
        change: Change::POD_FINISHED_STATUS_STAYS,
        group: "",
        kind: "Pod",
        object: r#"{"metadata":{"name":"p","deletionTimestamp":"2026-11-22T11:00:00Z"},
            "status":{"phase":"Failed"}}"#,
        without: ["| Status |", "| Terminating |"],
        with: ["| Status |", "| Failed |"],
    },
    Case {
        change: Change::POD_CERTIFICATE_ANNOTATIONS_COLUMN,
        group: "certificates.k8s.io",
        kind: "PodCertificateRequest",
        object: r#"{"metadata":{"name":"r"},"spec":{"unverifiedUserAnnotations":{"a":"b"}}}"#,
        without: ["| SignerName | State", "| Pending"],
        with: ["| State | UnverifiedUserAnnotations", "| Pending | a=b"],
    },
    Case {
        change: Change::EVENT_TIME,
        group: "",
        kind: "Event",
        object: EVENT,
        without: ["Last Seen", "<unknown> |"],
        with: ["Last Seen", "60m |"],
    },
    Case {
        change: Change::EVENT_SERIES,
        group: "",
        kind: "Event",
        object: EVENT,
        without: ["| Count* |", "| 60m | 0 | e"],
        with: ["| Count* |", "| c |  | 60m | 4 | e"],
    },
    Case {
        change: Change::EVENT_SERIES_COUNT,
        group: "",
        kind: "Event",
        object: EVENT,
        without: ["| Count* |", "| 60m | 4 | e"],
        with: ["| Count* |", "| 60m | 3 | e"],
    },
    Case {
        change: Change::RESOURCE_CLASS_COLUMNS,
        group: "resource.k8s.io",
        kind: "ResourceClaim",
        object: CLAIM,
        without: ["Name | State | Age", "c | allocated"],
        with: [
            "Name | ResourceClassName | AllocationMode | State | Age",
            "c | k | Immediate | allocated",
        ],
    },
    Case {
        change: Change::CLAIM_DEALLOCATING,
        group: "resource.k8s.io",
        kind: "ResourceClaim",
        object: CLAIM,
        without: ["Name | State", "c | allocated |"],
        with: ["Name | State", "c | allocated,deallocating |"],
    },
    Case {
        change: Change::RESOURCE_SLICE_POOL_COLUMN,
        group: "resource.k8s.io",
        kind: "ResourceSlice",
        object: r#"{"metadata":{"name":"s"},"nodeName":"n","driverName":"d"}"#,
        without: ["Name | Node | Driver | Age", "s | n | d | <unknown>"],
        with: [
            "Name | Node | Driver | Pool | Age",
            "s | n | d |  | <unknown>",
        ],
    },
    Case {
        change: Change::MIGRATION_STATUS_COLUMN,
        group: "storagemigration.k8s.io",
        kind: "StorageVersionMigration",
        object: MIGRATION,
        without: ["Name | Resource", "m | rs.v1.g.h"],
        with: ["Name | Resource | Status", "m | rs.g.h | Running"],
    },
];

#[test]
fn printers_change_with_the_minor_that_changed_them() {
    for case in CASES {
        check(case);
    }
}

/// Kinds that are gone, in the last minor that had them.
#[test]
fn kinds_that_are_gone_keep_their_printers() {
    for (kind, minor, object, expected) in [
        (
            "ResourceClass",
            30,
            r#"{"metadata":{"name":"c"},"driverName":"d"}"#,
            ["Name | DriverName | Age", "c | d | <unknown>"],
        ),
        (
            "PodScheduling",
            26,
            r#"{"metadata":{"name":"p"},"spec":{"selectedNode":"n"}}"#,
            ["Name | SelectedNode | Age", "p | n | <unknown>"],
        ),
        (
            "PodSchedulingContext",
            31,
            r#"{"metadata":{"name":"p"},"spec":{"selectedNode":"n"}}"#,
            ["Name | SelectedNode | Age", "p | n | <unknown>"],
        ),
        (
            "ResourceClaimParameters",
            30,
            r#"{"metadata":{"name":"p"},"generatedFrom":{"apiGroup":"g.h","kind":"K","name":"n"}}"#,
            ["Name | GeneratedFrom | Age", "p | K.g.h n | <unknown>"],
        ),
        (
            "ResourceClassParameters",
            30,
            r#"{"metadata":{"name":"p"}}"#,
            ["Name | GeneratedFrom | Age", "p |  | <unknown>"],
        ),
    ] {
        assert_eq!(printed("resource.k8s.io", kind, minor, object), expected);
    }
}
