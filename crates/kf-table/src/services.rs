//! Services and their endpoints.

use std::collections::BTreeSet;

use super::object::{Row, cell, first_three};
use super::spec::{AGE, Cells, Kind, NAME, col, wide};
use kf_object::Value;
use kf_object::access::{int, list, or, text, texts};

pub(super) const KINDS: &[Kind] = &[
    Kind {
        groups: &[""],
        kind: "Service",
        with: None,
        columns: &[
            NAME,
            col("Type"),
            col("Cluster-IP"),
            col("External-IP"),
            col("Port(s)"),
            AGE,
            wide("Selector"),
        ],
        cells: service,
    },
    Kind {
        groups: &[""],
        kind: "Endpoints",
        with: None,
        columns: &[NAME, col("Endpoints"), AGE],
        cells: |row| vec![row.name(), cell(endpoints(row.object)), row.age()],
    },
    Kind {
        groups: &["discovery.k8s.io"],
        kind: "EndpointSlice",
        with: None,
        columns: &[
            NAME,
            col("AddressType"),
            col("Ports"),
            col("Endpoints"),
            AGE,
        ],
        cells: endpoint_slice,
    },
];

/// `printService`
fn service(row: &Row<'_>) -> Cells {
    let service = row.object;
    let first = texts(service, &["spec", "clusterIPs"]).into_iter().next();
    // Servers before 1.20 have the one address only.
    let address = first.unwrap_or_else(|| row.text(&["spec", "clusterIP"]));
    let ports = row.list(&["spec", "ports"]).iter().map(|port| {
        let (number, protocol) = (int(port, &["port"]), text(port, &["protocol"]));
        match int(port, &["nodePort"]) {
            node @ 1.. => format!("{number}:{node}/{protocol}"),
            _ => format!("{number}/{protocol}"),
        }
    });
    let ports: Vec<String> = ports.collect();
    vec![
        row.name(),
        row.cell(&["spec", "type"]),
        cell(or(address, "<none>")),
        cell(external(service)),
        cell(or(&ports.join(","), "<none>")),
        row.age(),
        row.labels(&["spec", "selector"]),
    ]
}

/// `getServiceExternalIP`
fn external(service: &Value<'_>) -> String {
    let given = texts(service, &["spec", "externalIPs"]);
    match text(service, &["spec", "type"]) {
        "ClusterIP" | "NodePort" => or(&given.join(","), "<none>").to_owned(),
        "LoadBalancer" => {
            let mut all = load_balancer(service);
            if !given.is_empty() {
                // An empty list split at commas is one empty text, which is kept upstream.
                if !all.is_empty() {
                    all.push(',');
                }
                all.push_str(&given.join(","));
            }
            or(&all, "<pending>").to_owned()
        }
        "ExternalName" => text(service, &["spec", "externalName"]).to_owned(),
        _ => "<unknown>".to_owned(),
    }
}

/// The addresses a load balancer has been given, sorted, joined by `,`
/// (`loadBalancerStatusStringer`; servers ask for the whole text).
pub(super) fn load_balancer(object: &Value<'_>) -> String {
    let points = list(object, &["status", "loadBalancer", "ingress"]).iter();
    let addresses = points.map(|point| or(text(point, &["ip"]), text(point, &["hostname"])));
    let addresses: BTreeSet<&str> = addresses.filter(|a| !a.is_empty()).collect();
    addresses.into_iter().collect::<Vec<_>>().join(",")
}

/// `formatEndpoints`: three of the ready addresses with each of their ports.
fn endpoints(object: &Value<'_>) -> String {
    let subsets = list(object, &["subsets"]);
    if subsets.is_empty() {
        return "<none>".to_owned();
    }
    let mut shown = Vec::new();
    for subset in subsets {
        let addresses = list(subset, &["addresses"])
            .iter()
            .map(|a| text(a, &["ip"]));
        let ports = list(subset, &["ports"]);
        if ports.is_empty() {
            shown.extend(addresses.clone().map(str::to_owned));
        }
        for port in ports {
            let port = int(port, &["port"]);
            // As net.JoinHostPort.
            shown.extend(addresses.clone().map(|ip| {
                if ip.contains([':', '%']) {
                    format!("[{ip}]:{port}")
                } else {
                    format!("{ip}:{port}")
                }
            }));
        }
    }
    first_three(&shown)
}

/// `printEndpointSlice`: addresses count whether they are ready or not.
fn endpoint_slice(row: &Row<'_>) -> Cells {
    // A pointer: the empty name of a port that has none is printed as well.
    let name = |port| Value::get(port, "name").and_then(Value::as_str);
    let ports =
        row.list(&["ports"])
            .iter()
            .map(|port| match port.get("port").and_then(Value::as_int) {
                Some(number) => number.to_string(),
                None => name(port).unwrap_or("*").to_owned(),
            });
    let ports: Vec<String> = ports.collect();
    let addresses = row.list(&["endpoints"]).iter();
    let addresses = addresses.flat_map(|e| texts(e, &["addresses"]));
    let addresses: Vec<String> = addresses.map(str::to_owned).collect();
    vec![
        row.name(),
        row.cell(&["addressType"]),
        cell(or(&first_three(&ports), "<unset>")),
        cell(or(&first_three(&addresses), "<unset>")),
        row.age(),
    ]
}

#[cfg(test)]
mod tests {
    use crate::testing::cells;

    #[test]
    fn services_show_where_they_are_reached() {
        for (spec, expected) in [
            (
                r#""type":"ClusterIP","clusterIP":"None","clusterIPs":["None"]"#,
                "ClusterIP | None | <none> | <none>",
            ),
            (
                r#""type":"NodePort","clusterIP":"10.0.0.1","externalIPs":["1.1.1.1","1.1.1.2"],
                "ports":[{"port":80,"nodePort":30080,"protocol":"TCP"},{"port":53,"protocol":"UDP"}]"#,
                "NodePort | 10.0.0.1 | 1.1.1.1,1.1.1.2 | 80:30080/TCP,53/UDP",
            ),
            (
                r#""type":"ExternalName","externalName":"x.y""#,
                "ExternalName | <none> | x.y | <none>",
            ),
            (
                r#""type":"LoadBalancer","clusterIPs":["10.0.0.2"]"#,
                "LoadBalancer | 10.0.0.2 | <pending> | <none>",
            ),
        ] {
            let service = format!(r#"{{"metadata":{{"name":"s"}},"spec":{{{spec}}}}}"#);
            let cells = cells("", "Service", 36, &service);
            assert_eq!(cells, format!("s | {expected} | <unknown> | <none>"));
        }
        let balanced = r#"{"metadata":{"name":"s"},"spec":{"type":"LoadBalancer","externalIPs":["9.9.9.9"],
            "selector":{"a":"b"}},"status":{"loadBalancer":{"ingress":[{"hostname":"h.example"},
            {"ip":"2.2.2.2"},{"ip":"1.1.1.1","hostname":"no"},{"ip":"2.2.2.2"}]}}}"#;
        assert_eq!(
            cells("", "Service", 36, balanced),
            "s | LoadBalancer | <none> | 1.1.1.1,2.2.2.2,h.example,9.9.9.9 | <none> | <unknown> | a=b"
        );
    }

    #[test]
    fn endpoints_are_counted_past_three() {
        let endpoints = r#"{"metadata":{"name":"e"},"subsets":[
            {"addresses":[{"ip":"1.1.1.1"},{"ip":"fd00::1"}],"ports":[{"port":80},{"port":81}]},
            {"addresses":[{"ip":"1.1.1.2"}],"notReadyAddresses":[{"ip":"9.9.9.9"}]}]}"#;
        assert_eq!(
            cells("", "Endpoints", 36, endpoints),
            "e | 1.1.1.1:80,[fd00::1]:80,1.1.1.1:81 + 2 more... | <unknown>"
        );
        for (subsets, expected) in [("", "<none>"), (r#""subsets":[{}],"#, "")] {
            let object = format!(r#"{{{subsets}"metadata":{{"name":"e"}}}}"#);
            let cells = cells("", "Endpoints", 36, &object);
            assert_eq!(cells, format!("e | {expected} | <unknown>"));
        }
        let slice = r#"{"metadata":{"name":"e"},"addressType":"IPv4","ports":[{"port":80},{"name":"p"},{},
            {"port":1}],"endpoints":[{"addresses":["a","b"]},{"addresses":["c"]}]}"#;
        assert_eq!(
            cells("discovery.k8s.io", "EndpointSlice", 36, slice),
            "e | IPv4 | 80,p,* + 1 more... | a,b,c | <unknown>"
        );
        // As servers store a port that has neither: without a number, and with an empty name.
        for (ports, expected) in [
            (r#"{"name":"","protocol":"TCP"}"#, "<unset>"),
            (r#"{"name":""},{"name":"p"}"#, ",p"),
        ] {
            let slice =
                format!(r#"{{"metadata":{{"name":"e"}},"addressType":"IPv4","ports":[{ports}]}}"#);
            assert_eq!(
                cells("discovery.k8s.io", "EndpointSlice", 36, &slice),
                format!("e | IPv4 | {expected} | <unset> | <unknown>")
            );
        }
    }
}
