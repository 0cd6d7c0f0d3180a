//! Ingresses, their classes, and the addresses of services.

use super::common::{
    annotations, date, labels, labels_and_annotations, map, name, namespace, object_events,
};
use super::context::{Context, Index};
use super::endpoint_slices::endpoints;
use super::writer::{Writer, put};
use super::{Kind, served};
use kf_base::Result;
use kf_object::Value;
use kf_object::access::{at, int, list, or, text, texts};
use kf_query::labels::{Operator, Requirement};

const fn kind(kind: &'static str, describe: super::Describe) -> Kind {
    Kind {
        group: "networking.k8s.io",
        kind,
        versions: &["v1"],
        related: &[],
        describe,
    }
}

pub(super) const KINDS: &[Kind] = &[
    Kind {
        related: &["endpointslices.discovery.k8s.io", "services"],
        ..kind("Ingress", ingress)
    },
    kind("IngressClass", ingress_class),
    Kind {
        versions: &["v1", "v1beta1"],
        ..kind("ServiceCIDR", service_cidr)
    },
    Kind {
        versions: &["v1", "v1beta1"],
        ..kind("IPAddress", ip_address)
    },
];

/// `describeIngressV1`
fn ingress(w: &mut Writer, object: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    put!(w, 0, "Name:\t{}\n", name(object));
    labels(w, "Labels", map(object, &["metadata", "labels"]));
    put!(w, 0, "Namespace:\t{}\n", namespace(object));
    put!(w, 0, "Address:\t{}\n", load_balancer(object));
    let class = at(object, &["spec", "ingressClassName"]).and_then(Value::as_str);
    put!(w, 0, "Ingress Class:\t{}\n", class.unwrap_or("<none>"));
    let default = at(object, &["spec", "defaultBackend"]);
    let default = default.map_or("<default>".to_owned(), |b| backend(b, object, context));
    put!(w, 0, "Default backend:\t{default}\n");

    let tls = list(object, &["spec", "tls"]);
    if !tls.is_empty() {
        put!(w, 0, "TLS:\n");
    }
    for tls in tls {
        let hosts = texts(tls, &["hosts"]).join(",");
        match text(tls, &["secretName"]) {
            "" => put!(w, 1, "SNI routes {hosts}\n"),
            secret => put!(w, 1, "{secret} terminates {hosts}\n"),
        }
    }

    put!(w, 0, "Rules:\n  Host\tPath\tBackends\n");
    put!(w, 1, "----\t----\t--------\n");
    let rules = list(object, &["spec", "rules"]).iter();
    let mut rules = rules
        .filter(|rule| at(rule, &["http"]).is_some())
        .peekable();
    if rules.peek().is_none() {
        put!(w, 1, "*\t*\t{default}\n");
    }
    for rule in rules {
        put!(w, 1, "{}\t\n", or(text(rule, &["host"]), "*"));
        for path in list(rule, &["http", "paths"]) {
            let backend = at(path, &["backend"]).map(|b| backend(b, object, context));
            let backend = backend.unwrap_or_default();
            put!(w, 2, "\t{} \t{backend}\n", text(path, &["path"]));
        }
    }
    annotations(w, "Annotations", map(object, &["metadata", "annotations"]));
    object_events(w, object, context);
    Ok(())
}

/// `ingressLoadBalancerStatusStringerV1`
fn load_balancer(object: &Value<'_>) -> String {
    let points = list(object, &["status", "loadBalancer", "ingress"]).iter();
    let points = points.map(|p| or(text(p, &["ip"]), text(p, &["hostname"])));
    let mut points: Vec<&str> = points.filter(|p| !p.is_empty()).collect();
    points.sort_unstable();
    points.dedup();
    points.join(",")
}

/// `describeBackendV1`
fn backend(backend: &Value<'_>, ingress: &Value<'_>, context: &Context<'_, '_>) -> String {
    if let Some(service) = at(backend, &["service"]) {
        return service_backend(service, namespace(ingress), context);
    }
    let Some(resource) = at(backend, &["resource"]) else {
        return String::new();
    };
    let group = at(resource, &["apiGroup"]).and_then(Value::as_str);
    let [kind, name] = ["kind", "name"].map(|member| text(resource, &[member]));
    let group = group.unwrap_or("<none>");
    format!("APIGroup: {group}, Kind: {kind}, Name: {name}")
}

/// Why no Service of a name can be asked for: its slices are selected by a label that holds the name.
fn refused_service(name: &str) -> Option<String> {
    if name.is_empty() {
        return Some("resource name may not be empty".to_owned());
    }
    let label = "kubernetes.io/service-name";
    let asked = Requirement::new(label, Operator::Equals, vec![name.to_owned()]);
    let refused = asked.err()?;
    Some(format!(
        "unable to parse requirement: {}",
        refused.message()
    ))
}

fn service_backend(backend: &Value<'_>, namespace: &str, context: &Context<'_, '_>) -> String {
    let service_name = text(backend, &["name"]);
    let number = int(backend, &["port", "number"]);
    let port_name = text(backend, &["port", "name"]);
    // `serviceBackendStringer`
    let shown = match number {
        0 => format!("{service_name}:{port_name}"),
        number => format!("{service_name}:{number}"),
    };
    let slices = served(context.view(), "discovery.k8s.io", "v1", "EndpointSlice");
    if slices.is_none() {
        // What kubectl gets from servers before 1.21.
        return format!("{shown} (<error: the server could not find the requested resource>)");
    }
    if let Some(refused) = refused_service(service_name) {
        return format!("{shown} (<error: {refused}>)");
    }
    let service = match context.object("services.v1.", namespace, service_name) {
        Ok(service) => service,
        Err(e) => return format!("{shown} (<error: {}>)", e.message()),
    };
    let ports = list(&service, &["spec", "ports"]).iter();
    let mut ports = ports.filter(|port| {
        (number != 0 && number == int(port, &["port"]))
            || (!port_name.is_empty() && port_name == text(port, &["name"]))
    });
    let port = ports.next_back().map_or("", |port| text(port, &["name"]));
    let word = "endpointslices.v1.discovery.k8s.io";
    let slices = context.related(word, Some(namespace), Index::Service, service_name);
    let slices: Vec<Value<'_>> = slices.iter().cloned().collect();
    format!("{shown} ({})", endpoints(&slices, port))
}

/// `describeIngressClassV1`
fn ingress_class(w: &mut Writer, object: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    put!(w, 0, "Name:\t{}\n", name(object));
    labels_and_annotations(w, object);
    put!(
        w,
        0,
        "Controller:\t{}\n",
        text(object, &["spec", "controller"])
    );
    if let Some(parameters) = at(object, &["spec", "parameters"]) {
        put!(w, 0, "Parameters:\n");
        if let Some(group) = at(parameters, &["apiGroup"]).and_then(Value::as_str) {
            put!(w, 1, "APIGroup:\t{group}\n");
        }
        put!(w, 1, "Kind:\t{}\n", text(parameters, &["kind"]));
        put!(w, 1, "Name:\t{}\n", text(parameters, &["name"]));
    }
    object_events(w, object, context);
    Ok(())
}

/// `describeServiceCIDRV1`
fn service_cidr(w: &mut Writer, object: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    put!(w, 0, "Name:\t{}\n", name(object));
    labels_and_annotations(w, object);
    put!(
        w,
        0,
        "CIDRs:\t{}\n",
        texts(object, &["spec", "cidrs"]).join(", ")
    );
    let conditions = list(object, &["status", "conditions"]);
    if !conditions.is_empty() {
        put!(w, 0, "Status:\n");
        put!(w, 0, "Conditions:\n");
        put!(w, 1, "Type\tStatus\tLastTransitionTime\tReason\tMessage\n");
        put!(w, 1, "----\t------\t------------------\t------\t-------\n");
    }
    for condition in conditions {
        let part = |member: &str| text(condition, &[member]);
        let [kind, status, reason, message] = ["type", "status", "reason", "message"].map(part);
        let since = date(part("lastTransitionTime"));
        put!(w, 1, "{kind}\t{status}\t{since}\t{reason}\t{message}\n");
    }
    object_events(w, object, context);
    Ok(())
}

/// `describeIPAddressV1`
fn ip_address(w: &mut Writer, object: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    put!(w, 0, "Name:\t{}\n", name(object));
    labels_and_annotations(w, object);
    if let Some(parent) = at(object, &["spec", "parentRef"]) {
        put!(w, 0, "Parent Reference:\n");
        for (title, member) in [
            ("Group", "group"),
            ("Resource", "resource"),
            ("Namespace", "namespace"),
            ("Name", "name"),
        ] {
            put!(w, 1, "{title}:\t{}\n", text(parent, &[member]));
        }
    }
    object_events(w, object, context);
    Ok(())
}
