//! API priority and fairness.

use super::object::{Row, cell};
use super::spec::{AGE, Cells, Kind, NAME, col};
use kf_object::Value;
use kf_object::access::{condition, int, or, text};
use kf_schema::Change;

const GROUPS: &[&str] = &["flowcontrol.apiserver.k8s.io"];

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: GROUPS,
        kind: "FlowSchema",
        with: None,
        columns: &[
            NAME,
            col("PriorityLevel"),
            col("MatchingPrecedence"),
            col("DistinguisherMethod"),
            AGE,
            col("MissingPL"),
        ],
        cells: flow_schema,
    },
    Kind {
        groups: GROUPS,
        kind: "PriorityLevelConfiguration",
        with: None,
        columns: &[
            NAME,
            col("Type"),
            col("AssuredConcurrencyShares").without(Change::NOMINAL_SHARES_COLUMN),
            col("NominalConcurrencyShares").with(Change::NOMINAL_SHARES_COLUMN),
            col("Queues"),
            col("HandSize"),
            col("QueueLengthLimit"),
            AGE,
        ],
        cells: priority_level,
    },
];

/// What the rows of flow schemas are sorted by (`FlowSchemaSequence`).
pub(super) fn precedence(object: &Value<'_>) -> i64 {
    int(object, &["spec", "matchingPrecedence"])
}

/// `printFlowSchema`
fn flow_schema(row: &Row<'_>) -> Cells {
    let method = row.text(&["spec", "distinguisherMethod", "type"]);
    let missing = condition(row.object, "Dangling").map_or("?", |c| text(c, &["status"]));
    vec![
        row.name(),
        row.cell(&["spec", "priorityLevelConfiguration", "name"]),
        Value::Int(precedence(row.object)),
        cell(or(method, "<none>")),
        row.age(),
        cell(missing),
    ]
}

/// `printPriorityLevelConfiguration`
fn priority_level(row: &Row<'_>) -> Cells {
    let number = |path: &[&str]| {
        let number = row.at(path).and_then(Value::as_int);
        number.map_or_else(|| cell("<none>"), Value::Int)
    };
    let queuing = |member: &str| {
        let queuing = ["spec", "limited", "limitResponse", "queuing"];
        match row.at(&queuing) {
            Some(queuing) => Value::Int(int(queuing, &[member])),
            None => cell("<none>"),
        }
    };
    // The shares of an exempt level are not shown.
    let shares = |member: &str| number(&["spec", "limited", member]);
    let nominal = shares("nominalConcurrencyShares");
    let assured = shares("assuredConcurrencyShares");
    // Both are the same field, whatever the version of the object calls it.
    let shares = if nominal.as_int().is_some() {
        nominal
    } else {
        assured
    };
    vec![
        row.name(),
        row.cell(&["spec", "type"]),
        shares.clone(),
        shares,
        queuing("queues"),
        queuing("handSize"),
        queuing("queueLengthLimit"),
        row.age(),
    ]
}

#[cfg(test)]
mod tests {
    use crate::testing::cells;

    const GROUP: &str = "flowcontrol.apiserver.k8s.io";

    #[test]
    fn schemas_show_their_level() {
        let schema = r#"{"metadata":{"name":"s"},"spec":{"matchingPrecedence":100,
            "priorityLevelConfiguration":{"name":"p"}},"status":{"conditions":
            [{"type":"Dangling","status":"False"}]}}"#;
        assert_eq!(
            cells(GROUP, "FlowSchema", 36, schema),
            "s | p | 100 | <none> | <unknown> | False"
        );
    }

    #[test]
    fn levels_show_shares_and_queues() {
        let level = r#"{"metadata":{"name":"l"},"spec":{"type":"Limited","limited":{
            "assuredConcurrencyShares":5,"limitResponse":{"queuing":{"queues":16,"handSize":4}}}}}"#;
        assert_eq!(
            cells(GROUP, "PriorityLevelConfiguration", 20, level),
            "l | Limited | 5 | 16 | 4 | 0 | <unknown>"
        );
    }
}
