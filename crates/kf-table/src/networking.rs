//! Ingresses, network policies and addresses.

use super::object::{Row, cell, default_name};
use super::services::load_balancer;
use super::spec::{AGE, Cells, Kind, NAME, col, wide};
use kf_object::Value;
use kf_object::access::{at, list, or, text, texts};
use kf_schema::Change;

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: &["networking.k8s.io", "extensions"],
        kind: "Ingress",
        with: None,
        columns: &[
            NAME,
            col("Class").with(Change::INGRESS_CLASS_COLUMN),
            col("Hosts"),
            col("Address"),
            col("Ports"),
            AGE,
        ],
        cells: ingress,
    },
    Kind {
        groups: &["networking.k8s.io"],
        kind: "IngressClass",
        with: Some(Change::INGRESS_CLASS_PRINTER),
        columns: &[NAME, col("Controller"), col("Parameters"), AGE],
        cells: ingress_class,
    },
    Kind {
        groups: &["networking.k8s.io", "extensions"],
        kind: "NetworkPolicy",
        with: None,
        columns: &[NAME, col("Pod-Selector"), AGE],
        cells: |row| {
            vec![
                row.name(),
                row.selector(&["spec", "podSelector"]),
                row.age(),
            ]
        },
    },
    Kind {
        groups: &["networking.k8s.io"],
        kind: "ClusterCIDR",
        with: None,
        columns: &[
            NAME,
            col("PerNodeHostBits"),
            col("IPv4"),
            col("IPv6"),
            AGE,
            wide("NodeSelector"),
        ],
        cells: cluster_cidr,
    },
    Kind {
        groups: &["networking.k8s.io"],
        kind: "ServiceCIDR",
        with: None,
        columns: &[NAME, col("CIDRs"), AGE],
        cells: service_cidr,
    },
    Kind {
        groups: &["networking.k8s.io"],
        kind: "IPAddress",
        with: None,
        // The row has an age for which there is no column.
        columns: &[NAME, col("ParentRef")],
        cells: ip_address,
    },
];

/// `printIngress`
fn ingress(row: &Row<'_>) -> Cells {
    // A class without a name is a class.
    let class = match row.at(&["spec", "ingressClassName"]) {
        Some(_) => row.text(&["spec", "ingressClassName"]),
        None => "<none>",
    };
    let ports = match row.list(&["spec", "tls"]) {
        [] => "80",
        _ => "80, 443",
    };
    vec![
        row.name(),
        cell(class),
        cell(hosts(row)),
        cell(load_balancer(row.object)),
        cell(ports),
        row.age(),
    ]
}

/// `formatHosts`: rules without a host are left out and yet counted among the ones not shown.
fn hosts(row: &Row<'_>) -> String {
    let rules = row.list(&["spec", "rules"]);
    let mut hosts = Vec::new();
    let mut more = false;
    for rule in rules {
        more |= hosts.len() == 3;
        let host = text(rule, &["host"]);
        if !more && !host.is_empty() {
            hosts.push(host);
        }
    }
    match hosts.join(",") {
        none if none.is_empty() => "*".to_owned(),
        shown if more => format!("{shown} + {} more...", rules.len().saturating_sub(3)),
        shown => shown,
    }
}

/// `printIngressClass`
fn ingress_class(row: &Row<'_>) -> Cells {
    let annotation = "ingressclass.kubernetes.io/is-default-class";
    let annotated = row.text(&["metadata", "annotations", annotation]) == "true";
    let default = annotated && row.has(Change::DEFAULT_INGRESS_CLASS);
    let parameters = at(row.object, &["spec", "parameters"]);
    let parameters = parameters.map_or("<none>".to_owned(), |p| {
        let mut shown = text(p, &["kind"]).to_owned();
        let group = text(p, &["apiGroup"]);
        if !group.is_empty() {
            shown = format!("{shown}.{group}");
        }
        format!("{shown}/{}", text(p, &["name"]))
    });
    vec![
        default_name(row, default),
        row.cell(&["spec", "controller"]),
        cell(parameters),
        row.age(),
    ]
}

/// `printClusterCIDR`
fn cluster_cidr(row: &Row<'_>) -> Cells {
    let range = |member: &str| cell(or(row.text(&["spec", member]), "<none>"));
    let selector = row.at(&["spec", "nodeSelector"]);
    let selector = selector.map_or("<none>".to_owned(), |selector| {
        let terms = list(selector, &["nodeSelectorTerms"]).iter();
        let shown = terms.flat_map(|term| {
            [
                ("matchExpressions", "MatchExpressions"),
                ("matchFields", "MatchFields"),
            ]
            .map(|(member, name)| (name, list(term, &[member])))
        });
        let shown = shown.filter(|(_, requirements)| !requirements.is_empty());
        let shown = shown.map(|(name, requirements)| format!("{name}: {}", go_list(requirements)));
        shown.collect::<Vec<_>>().join(",")
    });
    vec![
        row.name(),
        cell(row.int(&["spec", "perNodeHostBits"]).to_string()),
        range("ipv4"),
        range("ipv6"),
        row.age(),
        cell(selector),
    ]
}

/// Requirements of a node selector as Go's `%v` prints them: `[{key In [a b]}]`.
fn go_list(requirements: &[Value<'_>]) -> String {
    let shown = requirements.iter().map(|requirement| {
        let part = |member: &str| text(requirement, &[member]);
        let values = texts(requirement, &["values"]).join(" ");
        format!("{{{} {} [{values}]}}", part("key"), part("operator"))
    });
    format!("[{}]", shown.collect::<Vec<_>>().join(" "))
}

/// `printServiceCIDR`.
fn service_cidr(row: &Row<'_>) -> Cells {
    let ranges = texts(row.object, &["spec", "cidrs"]).join(",");
    vec![row.name(), cell(ranges), row.age()]
}

/// `printIPAddress`
fn ip_address(row: &Row<'_>) -> Cells {
    let parent = row.at(&["spec", "parentRef"]);
    let parent = parent.map_or("<none>".to_owned(), |parent| {
        let part = |member: &str| text(parent, &[member]);
        let resource = match part("group") {
            "" => part("resource").to_owned(),
            group => format!("{}.{group}", part("resource")),
        };
        match part("namespace") {
            "" => format!("{}/{}", resource.to_lowercase(), part("name")),
            namespace => format!("{}/{namespace}/{}", resource.to_lowercase(), part("name")),
        }
    });
    vec![row.name(), cell(parent), row.age()]
}

#[cfg(test)]
mod tests {
    use crate::testing::{cells, printed};

    const GROUP: &str = "networking.k8s.io";

    #[test]
    fn ingresses_show_three_hosts() {
        for (rules, hosts) in [
            ("", "*"),
            (r#"{},{"host":"a"}"#, "a"),
            (
                r#"{"host":"a"},{},{"host":"b"},{"host":"c"},{"host":"d"}"#,
                "a,b,c + 2 more...",
            ),
            (
                r#"{"host":"a"},{"host":"b"},{"host":"c"},{}"#,
                "a,b,c + 1 more...",
            ),
        ] {
            let object = format!(
                r#"{{"metadata":{{"name":"i"}},"spec":{{"tls":[{{}}],"rules":[{rules}]}}}}"#
            );
            let expected = format!("i | <none> | {hosts} |  | 80, 443 | <unknown>");
            assert_eq!(cells(GROUP, "Ingress", 36, &object), expected);
        }
        for (class, shown) in [(r#""""#, ""), ("null", "<none>"), (r#""c""#, "c")] {
            let object =
                format!(r#"{{"metadata":{{"name":"i"}},"spec":{{"ingressClassName":{class}}}}}"#);
            assert_eq!(
                cells(GROUP, "Ingress", 36, &object),
                format!("i | {shown} | * |  | 80 | <unknown>")
            );
        }
        assert_eq!(
            printed("extensions", "Ingress", 15, r#"{"metadata":{"name":"i"}}"#),
            [
                "Name | Hosts | Address | Ports | Age",
                "i | * |  | 80 | <unknown>"
            ]
        );
    }

    #[test]
    fn classes_name_their_parameters() {
        let class = r#"{"metadata":{"name":"c","annotations":
            {"ingressclass.kubernetes.io/is-default-class":"true"}},"spec":{"controller":"x",
            "parameters":{"kind":"K","apiGroup":"g.h","name":"n"}}}"#;
        assert_eq!(
            cells(GROUP, "IngressClass", 36, class),
            "c (default) | x | K.g.h/n | <unknown>"
        );
        assert_eq!(
            cells(GROUP, "IngressClass", 35, class),
            "c | x | K.g.h/n | <unknown>"
        );
    }

    #[test]
    fn ranges_of_a_cluster_select_nodes() {
        let range = r#"{"metadata":{"name":"r"},"spec":{"perNodeHostBits":8,"ipv4":"10.0.0.0/8",
            "nodeSelector":{"nodeSelectorTerms":[{"matchExpressions":[
            {"key":"k","operator":"In","values":["a","b"]},{"key":"e","operator":"Exists"}],
            "matchFields":[{"key":"f","operator":"In","values":["c"]}]}]}}}"#;
        assert_eq!(
            printed(GROUP, "ClusterCIDR", 27, range),
            [
                "Name | PerNodeHostBits | IPv4 | IPv6 | Age | NodeSelector*",
                "r | 8 | 10.0.0.0/8 | <none> | <unknown> | MatchExpressions: [{k In [a b]} \
                 {e Exists []}],MatchFields: [{f In [c]}]"
            ]
        );
    }

    #[test]
    fn addresses_name_what_has_them() {
        let address = r#"{"metadata":{"name":"10.0.0.1"},"spec":{"parentRef":
            {"resource":"services","namespace":"n","name":"s"}}}"#;
        assert_eq!(
            printed(GROUP, "IPAddress", 36, address),
            ["Name | ParentRef", "10.0.0.1 | services/n/s | <unknown>"]
        );
        let cidr = r#"{"metadata":{"name":"k"},"spec":{"cidrs":["10.0.0.0/8","fd00::/8"]}}"#;
        assert_eq!(
            cells(GROUP, "ServiceCIDR", 36, cidr),
            "k | 10.0.0.0/8,fd00::/8 | <unknown>"
        );
        let policy =
            r#"{"metadata":{"name":"p"},"spec":{"podSelector":{"matchLabels":{"a":"b"}}}}"#;
        assert_eq!(
            cells(GROUP, "NetworkPolicy", 36, policy),
            "p | a=b | <unknown>"
        );
    }
}
