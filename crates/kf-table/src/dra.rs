//! Dynamic resource allocation: resource.k8s.io.

use super::object::{Row, cell};
use super::spec::{AGE, Cells, Kind, NAME, Spec, col};
use kf_object::Value;
use kf_object::access::{condition, flag, int, or, text};
use kf_schema::Change;

const GROUPS: &[&str] = &["resource.k8s.io"];

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: GROUPS,
        kind: "DeviceClass",
        with: None,
        columns: &[NAME, AGE],
        cells: |row| vec![row.name(), row.age()],
    },
    Kind {
        groups: GROUPS,
        kind: "ResourceClass",
        with: None,
        columns: &[NAME, col("DriverName"), AGE],
        cells: |row| vec![row.name(), row.cell(&["driverName"]), row.age()],
    },
    Kind {
        groups: GROUPS,
        kind: "ResourceClaimTemplate",
        with: None,
        columns: &[NAME, CLASS_NAME, ALLOCATION_MODE, AGE],
        cells: |row| {
            let of_claim = |member: &str| row.cell(&["spec", "spec", member]);
            let class = of_claim("resourceClassName");
            vec![row.name(), class, of_claim("allocationMode"), row.age()]
        },
    },
    Kind {
        groups: GROUPS,
        kind: "ResourceClaim",
        with: None,
        columns: &[NAME, CLASS_NAME, ALLOCATION_MODE, col("State"), AGE],
        cells: |row| {
            vec![
                row.name(),
                row.cell(&["spec", "resourceClassName"]),
                row.cell(&["spec", "allocationMode"]),
                cell(claim_state(row)),
                row.age(),
            ]
        },
    },
    Kind {
        groups: GROUPS,
        kind: "PodScheduling",
        with: None,
        columns: &[NAME, col("SelectedNode"), AGE],
        cells: pod_scheduling,
    },
    Kind {
        groups: GROUPS,
        kind: "PodSchedulingContext",
        with: None,
        columns: &[NAME, col("SelectedNode"), AGE],
        cells: pod_scheduling,
    },
    Kind {
        groups: GROUPS,
        kind: "ResourceClaimParameters",
        with: None,
        columns: &[NAME, col("GeneratedFrom"), AGE],
        cells: parameters,
    },
    Kind {
        groups: GROUPS,
        kind: "ResourceClassParameters",
        with: None,
        columns: &[NAME, col("GeneratedFrom"), AGE],
        cells: parameters,
    },
    Kind {
        groups: GROUPS,
        kind: "ResourceSlice",
        with: None,
        columns: &[
            NAME,
            col("Node"),
            col("Driver"),
            col("Pool").with(Change::RESOURCE_SLICE_POOL_COLUMN),
            AGE,
        ],
        cells: slice,
    },
    Kind {
        groups: GROUPS,
        kind: "DeviceTaintRule",
        with: None,
        columns: &[
            NAME,
            col("Key"),
            col("Value"),
            col("Effect"),
            col("TimeAdded"),
            AGE,
        ],
        cells: taint_rule,
    },
    Kind {
        groups: GROUPS,
        kind: "ResourcePoolStatusRequest",
        with: None,
        columns: &[
            NAME,
            col("Driver"),
            col("Total"),
            col("Available"),
            col("Allocated"),
            col("Unavailable"),
            col("Errors"),
            col("Pools"),
            col("Status"),
            col("Completed"),
        ],
        cells: pool_status,
    },
];

const CLASS_NAME: Spec = col("ResourceClassName").with(Change::RESOURCE_CLASS_COLUMNS);
const ALLOCATION_MODE: Spec = col("AllocationMode").with(Change::RESOURCE_CLASS_COLUMNS);

/// `printPodScheduling`, `printPodSchedulingContext`
fn pod_scheduling(row: &Row<'_>) -> Cells {
    vec![row.name(), row.cell(&["spec", "selectedNode"]), row.age()]
}

/// `printResourceClaimParameters`, `printResourceClassParameters`
fn parameters(row: &Row<'_>) -> Cells {
    let source = row.at(&["generatedFrom"]).map_or(String::new(), |source| {
        let part = |member: &str| text(source, &[member]);
        format!("{}.{} {}", part("kind"), part("apiGroup"), part("name"))
    });
    vec![row.name(), cell(source), row.age()]
}

/// `resourceClaimState`
fn claim_state(row: &Row<'_>) -> String {
    let mut states = Vec::new();
    if row.deleting() {
        states.push("deleted");
    }
    if row.at(&["status", "allocation"]).is_some() {
        states.push("allocated");
        if !row.list(&["status", "reservedFor"]).is_empty() {
            states.push("reserved");
        } else if row.has(Change::CLAIM_DEALLOCATING)
            && (row.deleting() || flag(row.object, &["status", "deallocationRequested"]))
        {
            states.push("deallocating");
        }
    } else if !row.deleting() {
        states.push("pending");
    }
    states.join(",")
}

/// `printResourceSlice`; v1alpha2 has node and driver beside the metadata.
fn slice(row: &Row<'_>) -> Cells {
    vec![
        row.name(),
        cell(or(row.text(&["spec", "nodeName"]), row.text(&["nodeName"]))),
        cell(or(row.text(&["spec", "driver"]), row.text(&["driverName"]))),
        row.cell(&["spec", "pool", "name"]),
        row.age(),
    ]
}

/// `printDeviceTaintRule`
fn taint_rule(row: &Row<'_>) -> Cells {
    let taint = |member: &str| row.cell(&["spec", "taint", member]);
    let added = match row.at(&["spec", "taint", "timeAdded"]) {
        Some(_) => row.since(&["spec", "taint", "timeAdded"]),
        None => String::new(),
    };
    vec![
        row.name(),
        taint("key"),
        taint("value"),
        taint("effect"),
        cell(added),
        row.age(),
    ]
}

/// `printResourcePoolStatusRequest`
fn pool_status(row: &Row<'_>) -> Cells {
    let is_true =
        |kind: &str| condition(row.object, kind).is_some_and(|c| text(c, &["status"]) == "True");
    let pools = row.list(&["status", "pools"]);
    let total = row.int(&["status", "poolCount"]);
    let shown = i64::try_from(pools.len()).unwrap_or(i64::MAX);
    let failed = is_true("Failed");
    let answered = !failed && row.at(&["status"]).is_some();
    let number = |n: i64| {
        cell(if answered {
            n.to_string()
        } else {
            "-".to_owned()
        })
    };
    let sum = |member: &str| {
        let parts = pools.iter().map(|p| int(p, &[member]));
        // The server adds up in 32 bits.
        let parts = parts.map(|n| i32::try_from(n).unwrap_or(i32::MAX));
        number(i64::from(parts.fold(0, i32::wrapping_add)))
    };
    let errors = pools
        .iter()
        .filter(|p| !text(p, &["validationError"]).is_empty())
        .count();
    let complete = condition(row.object, "Complete");
    let status = if failed {
        "Failed".to_owned()
    } else if !is_true("Complete") {
        "Pending".to_owned()
    } else if shown < total {
        format!("Complete ({shown}/{total} pools)")
    } else {
        "Complete".to_owned()
    };
    let end = if failed {
        condition(row.object, "Failed")
    } else {
        complete.filter(|_| is_true("Complete"))
    };
    let completed = end.map_or("<none>".to_owned(), |c| {
        row.since_text(text(c, &["lastTransitionTime"]))
    });
    vec![
        row.name(),
        row.cell(&["spec", "driver"]),
        sum("totalDevices"),
        sum("availableDevices"),
        sum("allocatedDevices"),
        sum("unavailableDevices"),
        number(i64::try_from(errors).unwrap_or(i64::MAX)),
        Value::Int(total),
        cell(status),
        cell(completed),
    ]
}

#[cfg(test)]
mod tests {
    use crate::testing::cells;

    const GROUP: &str = "resource.k8s.io";

    #[test]
    fn claims_tell_their_state() {
        for (meta, status, expected) in [
            ("", "", "pending"),
            ("", r#""allocation":{}"#, "allocated"),
            (
                "",
                r#""allocation":{},"reservedFor":[{}]"#,
                "allocated,reserved",
            ),
            (r#","deletionTimestamp":"x""#, "", "deleted"),
            (
                r#","deletionTimestamp":"x""#,
                r#""allocation":{}"#,
                "deleted,allocated",
            ),
        ] {
            let object = format!(r#"{{"metadata":{{"name":"c"{meta}}},"status":{{{status}}}}}"#);
            let cells = cells(GROUP, "ResourceClaim", 36, &object);
            assert_eq!(cells, format!("c | {expected} | <unknown>"));
        }
    }

    #[test]
    fn slices_and_taints_name_their_driver() {
        let slice = r#"{"metadata":{"name":"s"},"spec":{"nodeName":"n","driver":"d",
            "pool":{"name":"p"}}}"#;
        assert_eq!(
            cells(GROUP, "ResourceSlice", 36, slice),
            "s | n | d | p | <unknown>"
        );
        let rule = r#"{"metadata":{"name":"r"},"spec":{"taint":{"key":"k","effect":"NoExecute",
            "timeAdded":"2026-11-22T11:59:00Z"}}}"#;
        assert_eq!(
            cells(GROUP, "DeviceTaintRule", 36, rule),
            "r | k |  | NoExecute | 60s | <unknown>"
        );
    }

    #[test]
    fn pool_requests_sum_their_pools_up() {
        let request = |conditions: &str| {
            format!(
                r#"{{"metadata":{{"name":"r"}},"spec":{{"driver":"d"}},"status":{{"poolCount":3,
                "pools":[{{"totalDevices":2,"availableDevices":1,"unavailableDevices":1}},
                {{"totalDevices":3,"validationError":"x"}}],"conditions":[{conditions}]}}}}"#
            )
        };
        let shown = |object: &str| cells(GROUP, "ResourcePoolStatusRequest", 36, object);
        let when = r#""status":"True","lastTransitionTime":"2026-11-22T11:59:00Z""#;
        assert_eq!(
            shown(&request(&format!(r#"{{"type":"Complete",{when}}}"#))),
            "r | d | 5 | 1 | 0 | 1 | 1 | 3 | Complete (2/3 pools) | 60s"
        );
        assert_eq!(
            shown(&request(&format!(r#"{{"type":"Failed",{when}}}"#))),
            "r | d | - | - | - | - | - | 3 | Failed | 60s"
        );
        let large = request("").replace(r#""totalDevices":3"#, r#""totalDevices":2147483647"#);
        assert_eq!(
            shown(&large),
            "r | d | -2147483647 | 1 | 0 | 1 | 1 | 3 | Pending | <none>"
        );
        assert_eq!(
            shown(r#"{"metadata":{"name":"r"}}"#),
            "r |  | - | - | - | - | - | 0 | Pending | <none>"
        );
    }
}
