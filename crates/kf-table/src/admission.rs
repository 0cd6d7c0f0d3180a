//! Admission webhooks, policies and their bindings.

use std::fmt::Write as _;

use super::object::{Row, cell, count};
use super::spec::{AGE, Cells, Kind, NAME, Spec, col};
use kf_object::Value;
use kf_object::access::{at, list, text, texts};
use kf_schema::Change;

const GROUPS: &[&str] = &["admissionregistration.k8s.io"];

const WEBHOOKS: &[Spec] = &[NAME, col("Webhooks"), AGE];
const BINDING: &[Spec] = &[NAME, col("PolicyName"), col("ParamRef"), AGE];

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: GROUPS,
        kind: "MutatingWebhookConfiguration",
        with: Some(Change::WEBHOOK_PRINTERS),
        columns: WEBHOOKS,
        cells: webhooks,
    },
    Kind {
        groups: GROUPS,
        kind: "ValidatingWebhookConfiguration",
        with: Some(Change::WEBHOOK_PRINTERS),
        columns: WEBHOOKS,
        cells: webhooks,
    },
    Kind {
        groups: GROUPS,
        kind: "ValidatingAdmissionPolicy",
        with: None,
        columns: &[NAME, col("Validations"), col("ParamKind"), AGE],
        cells: |row| policy(row, "validations"),
    },
    Kind {
        groups: GROUPS,
        kind: "MutatingAdmissionPolicy",
        with: None,
        columns: &[NAME, col("Mutations"), col("ParamKind"), AGE],
        cells: |row| policy(row, "mutations"),
    },
    Kind {
        groups: GROUPS,
        kind: "ValidatingAdmissionPolicyBinding",
        with: None,
        columns: BINDING,
        cells: binding,
    },
    Kind {
        groups: GROUPS,
        kind: "MutatingAdmissionPolicyBinding",
        with: None,
        columns: BINDING,
        cells: binding,
    },
];

/// `printMutatingWebhook`, `printValidatingWebhook`
fn webhooks(row: &Row<'_>) -> Cells {
    vec![row.name(), count(row.list(&["webhooks"]).len()), row.age()]
}

/// `printValidatingAdmissionPolicy`, `printMutatingAdmissionPolicy`
fn policy(row: &Row<'_>, rules: &str) -> Cells {
    let parameter = row.at(&["spec", "paramKind"]);
    let parameter = parameter.map_or("<unset>".to_owned(), |p| {
        format!("{}/{}", text(p, &["apiVersion"]), text(p, &["kind"]))
    });
    vec![
        row.name(),
        count(row.list(&["spec", rules]).len()),
        cell(parameter),
        row.age(),
    ]
}

/// `printValidatingAdmissionPolicyBinding`, `printMutatingAdmissionPolicyBinding`
fn binding(row: &Row<'_>) -> Cells {
    let parameter = row.at(&["spec", "paramRef"]);
    let parameter = parameter.map_or("<unset>".to_owned(), |parameter| {
        match (text(parameter, &["namespace"]), text(parameter, &["name"])) {
            ("", name) if !row.has(Change::POLICY_BINDING_SELECTORS) => name.to_owned(),
            (_, "") if row.has(Change::POLICY_BINDING_SELECTORS) => {
                at(parameter, &["selector"]).map_or("<unset>".to_owned(), |s| go_selector(s))
            }
            ("", name) => format!("*/{name}"),
            (namespace, name) => format!("{namespace}/{name}"),
        }
    });
    vec![
        row.name(),
        row.cell(&["spec", "policyName"]),
        cell(parameter),
        row.age(),
    ]
}

/// A label selector as its generated Go method prints it (`LabelSelector.String` in apimachinery
/// meta/v1/generated.pb.go).
fn go_selector(selector: &Value<'_>) -> String {
    let mut out = "&LabelSelector{MatchLabels:map[string]string{".to_owned();
    let labels = selector.get("matchLabels").and_then(Value::as_object);
    for (key, value) in labels.iter().flat_map(|l| l.iter()) {
        let _ = write!(out, "{key}: {},", value.as_str().unwrap_or_default());
    }
    out.push_str("},MatchExpressions:[]LabelSelectorRequirement{");
    for expression in list(selector, &["matchExpressions"]) {
        let _ = write!(
            out,
            "LabelSelectorRequirement{{Key:{},Operator:{},Values:[{}],}},",
            text(expression, &["key"]),
            text(expression, &["operator"]),
            texts(expression, &["values"]).join(" "),
        );
    }
    out.push_str("},}");
    out
}

#[cfg(test)]
mod tests {
    use crate::testing::{cells, printed};

    const GROUP: &str = "admissionregistration.k8s.io";

    #[test]
    fn policies_count_their_rules() {
        let policy = r#"{"metadata":{"name":"p"},"spec":{"validations":[{},{}],"mutations":[{}],
            "paramKind":{"apiVersion":"v1","kind":"ConfigMap"}}}"#;
        assert_eq!(
            cells(GROUP, "ValidatingAdmissionPolicy", 36, policy),
            "p | 2 | v1/ConfigMap | <unknown>"
        );
        assert_eq!(
            cells(GROUP, "MutatingAdmissionPolicy", 36, policy),
            "p | 1 | v1/ConfigMap | <unknown>"
        );
        let hooks = r#"{"metadata":{"name":"w"},"webhooks":[{}]}"#;
        assert_eq!(
            cells(GROUP, "ValidatingWebhookConfiguration", 36, hooks),
            "w | 1 | <unknown>"
        );
        assert_eq!(
            printed(GROUP, "MutatingWebhookConfiguration", 15, hooks)[0],
            "Name | Created At"
        );
    }

    #[test]
    fn bindings_show_where_parameters_come_from() {
        for (parameter, expected) in [
            (r#"{"name":"n","namespace":"s"}"#, "s/n"),
            (r#"{"name":"n"}"#, "*/n"),
            ("{}", "<unset>"),
            ("null", "<unset>"),
            (
                r#"{"selector":{"matchLabels":{"b":"2","a":"1"},"matchExpressions":
                [{"key":"k","operator":"In","values":["x","y"]}]}}"#,
                "&LabelSelector{MatchLabels:map[string]string{a: 1,b: 2,},MatchExpressions:\
                 []LabelSelectorRequirement{LabelSelectorRequirement{Key:k,Operator:In,Values:[x y],},\
                 },}",
            ),
        ] {
            let object = format!(
                r#"{{"metadata":{{"name":"b"}},"spec":{{"policyName":"p","paramRef":{parameter}}}}}"#
            );
            let cells = cells(GROUP, "MutatingAdmissionPolicyBinding", 36, &object);
            assert_eq!(cells, format!("b | p | {expected} | <unknown>"));
        }
    }
}
