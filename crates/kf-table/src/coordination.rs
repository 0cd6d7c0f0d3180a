//! Leases.

use super::spec::{AGE, Kind, NAME, col};

const GROUPS: &[&str] = &["coordination.k8s.io"];

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: GROUPS,
        kind: "Lease",
        with: None,
        columns: &[NAME, col("Holder"), AGE],
        cells: |row| vec![row.name(), row.cell(&["spec", "holderIdentity"]), row.age()],
    },
    Kind {
        groups: GROUPS,
        kind: "LeaseCandidate",
        with: None,
        columns: &[
            NAME,
            col("LeaseName"),
            col("BinaryVersion"),
            col("EmulationVersion"),
            AGE,
        ],
        cells: |row| {
            vec![
                row.name(),
                row.cell(&["spec", "leaseName"]),
                row.cell(&["spec", "binaryVersion"]),
                row.cell(&["spec", "emulationVersion"]),
                row.age(),
            ]
        },
    },
];

#[cfg(test)]
mod tests {
    use crate::testing::cells;

    #[test]
    fn leases_name_their_holder() {
        let lease = r#"{"metadata":{"name":"l"},"spec":{"holderIdentity":"h","leaseName":"n",
            "binaryVersion":"1.36.3"}}"#;
        let group = "coordination.k8s.io";
        assert_eq!(cells(group, "Lease", 36, lease), "l | h | <unknown>");
        assert_eq!(
            cells(group, "LeaseCandidate", 36, lease),
            "l | n | 1.36.3 |  | <unknown>"
        );
    }
}
