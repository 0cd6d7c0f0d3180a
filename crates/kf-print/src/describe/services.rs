//! Services and their endpoints.

use super::Kind;
use super::common::{labels_and_annotations, map, name_and_namespace, object_events, some_or};
use super::context::{Context, Index};
use super::endpoint_slices::endpoints as ready;
use super::probes::int_or_string;
use super::writer::{Writer, put};
use kf_base::error::Result;
use kf_object::Value;
use kf_object::access::{at, int, list, or, text, texts};
use kf_table::format_labels;

/// The kinds here.
pub(super) const KINDS: &[Kind] = &[
    Kind {
        group: "",
        kind: "Service",
        versions: &["v1"],
        related: &["endpointslices"],
        describe: service,
    },
    Kind {
        group: "",
        kind: "Endpoints",
        versions: &["v1"],
        related: &[],
        describe: endpoints,
    },
    Kind {
        group: "discovery.k8s.io",
        kind: "EndpointSlice",
        versions: &["v1"],
        related: &[],
        describe: endpoint_slice,
    },
];

/// Texts joined, or `<none>`.
fn joined(texts: &[&str], separator: &str) -> String {
    some_or(texts.join(separator), "<none>")
}

/// `describeService`
fn service(w: &mut Writer, service: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    let none = Value::Null;
    let spec = service.get("spec").unwrap_or(&none);
    let optional = |w: &mut Writer, label: &str, text: &str| {
        if !text.is_empty() {
            put!(w, 0, "{label}:\t{text}\n");
        }
    };
    // A pointer: empty text counts.
    let pointer = |w: &mut Writer, label: &str, member: &str| {
        if let Some(text) = at(spec, &[member]).and_then(Value::as_str) {
            put!(w, 0, "{label}:\t{text}\n");
        }
    };
    name_and_namespace(w, service);
    labels_and_annotations(w, service);
    put!(
        w,
        0,
        "Selector:\t{}\n",
        format_labels(map(spec, &["selector"]))
    );
    put!(w, 0, "Type:\t{}\n", text(spec, &["type"]));
    pointer(w, "IP Family Policy", "ipFamilyPolicy");
    put!(
        w,
        0,
        "IP Families:\t{}\n",
        joined_or_none(spec, "ipFamilies")
    );
    put!(w, 0, "IP:\t{}\n", text(spec, &["clusterIP"]));
    put!(w, 0, "IPs:\t{}\n", joined_or_none(spec, "clusterIPs"));
    let external = texts(spec, &["externalIPs"]);
    if !external.is_empty() {
        put!(w, 0, "External IPs:\t{}\n", external.join(","));
    }
    optional(
        w,
        "Desired LoadBalancer IP",
        text(spec, &["loadBalancerIP"]),
    );
    optional(w, "External Name", text(spec, &["externalName"]));
    let ingress = list(service, &["status", "loadBalancer", "ingress"]);
    if !ingress.is_empty() {
        put!(w, 0, "LoadBalancer Ingress:\t{}\n", ingress_text(ingress));
    }
    ports(w, service, spec, context);
    put!(
        w,
        0,
        "Session Affinity:\t{}\n",
        text(spec, &["sessionAffinity"])
    );
    let policy = text(spec, &["externalTrafficPolicy"]);
    optional(w, "External Traffic Policy", policy);
    pointer(w, "Internal Traffic Policy", "internalTrafficPolicy");
    let health = int(spec, &["healthCheckNodePort"]);
    if health != 0 {
        put!(w, 0, "HealthCheck NodePort:\t{health}\n");
    }
    let ranges = texts(spec, &["loadBalancerSourceRanges"]);
    if !ranges.is_empty() {
        put!(w, 0, "LoadBalancer Source Ranges:\t{}\n", ranges.join(","));
    }
    pointer(w, "Traffic Distribution", "trafficDistribution");
    object_events(w, service, context);
    Ok(())
}

fn joined_or_none(spec: &Value<'_>, member: &str) -> String {
    let all = texts(spec, &[member]);
    if all.is_empty() {
        "<none>".to_owned()
    } else {
        all.join(",")
    }
}

/// `buildIngressString`
fn ingress_text(ingress: &[Value<'_>]) -> String {
    let shown = ingress.iter().map(|i| match text(i, &["ip"]) {
        "" => text(i, &["hostname"]).to_owned(),
        ip => match at(i, &["ipMode"]).and_then(Value::as_str) {
            Some(mode) => format!("{ip} ({mode})"),
            None => ip.to_owned(),
        },
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn ports(w: &mut Writer, service: &Value<'_>, spec: &Value<'_>, context: &Context<'_, '_>) {
    let ports = list(spec, &["ports"]);
    if ports.is_empty() {
        return;
    }
    let namespace = text(service, &["metadata", "namespace"]);
    let of_service = text(service, &["metadata", "name"]);
    let word = "endpointslices.v1.discovery.k8s.io";
    let mine = context.related(word, Some(namespace), Index::Service, of_service);
    let mine: Vec<Value<'_>> = mine.iter().cloned().collect();
    for port in ports {
        let name = text(port, &["name"]);
        let shown = or(name, "<unset>");
        let protocol = text(port, &["protocol"]);
        put!(
            w,
            0,
            "Port:\t{shown}\t{}/{protocol}\n",
            int(port, &["port"])
        );
        put!(
            w,
            0,
            "TargetPort:\t{}/{protocol}\n",
            int_or_string(port, "targetPort")
        );
        if let Some(app) = at(port, &["appProtocol"]).and_then(Value::as_str) {
            put!(w, 0, "AppProtocol:\t{app}\n");
        }
        let node_port = int(port, &["nodePort"]);
        if node_port != 0 {
            put!(w, 0, "NodePort:\t{shown}\t{node_port}/{protocol}\n");
        }
        put!(w, 0, "Endpoints:\t{}\n", ready(&mine, name));
    }
}

/// `describeEndpoints`
fn endpoints(w: &mut Writer, endpoints: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    name_and_namespace(w, endpoints);
    labels_and_annotations(w, endpoints);
    put!(w, 0, "Subsets:\n");
    for subset in list(endpoints, &["subsets"]) {
        for (title, member) in [
            ("Addresses", "addresses"),
            ("NotReadyAddresses", "notReadyAddresses"),
        ] {
            let addresses = list(subset, &[member]).iter();
            let addresses: Vec<&str> = addresses.map(|a| text(a, &["ip"])).collect();
            put!(w, 1, "{title}:\t{}\n", joined(&addresses, ","));
        }
        let ports = list(subset, &["ports"]);
        if !ports.is_empty() {
            put!(w, 1, "Ports:\n");
            put!(w, 2, "Name\tPort\tProtocol\n");
            put!(w, 2, "----\t----\t--------\n");
        }
        for port in ports {
            let name = or(text(port, &["name"]), "<unset>");
            let (number, protocol) = (int(port, &["port"]), text(port, &["protocol"]));
            put!(w, 2, "{name}\t{number}\t{protocol}\n");
        }
        put!(w, 0, "\n");
    }
    object_events(w, endpoints, context);
    Ok(())
}

/// `describeEndpointSliceV1`
fn endpoint_slice(w: &mut Writer, slice: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    name_and_namespace(w, slice);
    labels_and_annotations(w, slice);
    put!(w, 0, "AddressType:\t{}\n", text(slice, &["addressType"]));
    let ports = list(slice, &["ports"]);
    if ports.is_empty() {
        put!(w, 0, "Ports: <unset>\n");
    } else {
        put!(w, 0, "Ports:\n");
        put!(w, 1, "Name\tPort\tProtocol\n");
        put!(w, 1, "----\t----\t--------\n");
    }
    for port in ports {
        let name = or(text(port, &["name"]), "<unset>");
        let number = at(port, &["port"]).and_then(Value::as_int);
        let number = number.map_or_else(|| "<unset>".to_owned(), |n| n.to_string());
        put!(w, 1, "{name}\t{number}\t{}\n", text(port, &["protocol"]));
    }
    let all = list(slice, &["endpoints"]);
    put!(
        w,
        0,
        "Endpoints:{}\n",
        if all.is_empty() { " <none>" } else { "" }
    );
    for endpoint in all {
        let addresses = joined(&texts(endpoint, &["addresses"]), ", ");
        put!(w, 1, "- Addresses:\t{addresses}\n");
        put!(w, 2, "Conditions:\n");
        let ready = at(endpoint, &["conditions", "ready"]).and_then(Value::as_bool);
        let ready = ready.map_or_else(|| "<unset>".to_owned(), |r| r.to_string());
        put!(w, 3, "Ready:\t{ready}\n");
        let pointer = |member: &str| {
            let text = at(endpoint, &[member]).and_then(Value::as_str);
            text.unwrap_or("<unset>")
        };
        put!(w, 2, "Hostname:\t{}\n", pointer("hostname"));
        if let Some(target) = at(endpoint, &["targetRef"]) {
            let (kind, name) = (text(target, &["kind"]), text(target, &["name"]));
            put!(w, 2, "TargetRef:\t{kind}/{name}\n");
        }
        put!(w, 2, "NodeName:\t{}\n", pointer("nodeName"));
        put!(w, 2, "Zone:\t{}\n", pointer("zone"));
    }
    object_events(w, slice, context);
    Ok(())
}
