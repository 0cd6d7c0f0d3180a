//! Kinds of the core group that hold little more than data: config maps, secrets, service
//! accounts, namespaces, quotas and limits.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Kind;
use super::common::{
    date, labels_and_annotations, map, name, name_and_namespace, object_events, quantity,
};
use super::context::Context;
use super::writer::{Writer, put};
use kf_base::error::Result;
use kf_object::access::{at, list, text, texts};
use kf_object::quantity::Quantity;
use kf_object::{Map, Value};

/// The kinds here.
pub(super) const KINDS: &[Kind] = &[
    kind("ConfigMap", &[], config_map),
    kind("Secret", &[], secret),
    kind("ServiceAccount", &[], service_account),
    kind("Namespace", &["resourcequotas", "limitranges"], namespace),
    kind("LimitRange", &[], limit_range),
    kind("ResourceQuota", &[], resource_quota),
];

const fn kind(
    kind: &'static str,
    related: &'static [&'static str],
    describe: super::Describe,
) -> Kind {
    Kind {
        group: "",
        kind,
        versions: &["v1"],
        related,
        describe,
    }
}

/// The bytes of a value in base64, as far as it is some.
fn bytes(value: &Value<'_>) -> Vec<u8> {
    let text = value.as_str().unwrap_or_default();
    STANDARD.decode(text).unwrap_or_default()
}

fn members<'v, 'a>(
    object: &'v Value<'a>,
    member: &str,
) -> impl Iterator<Item = (&'v str, &'v Value<'a>)> {
    map(object, &[member]).into_iter().flat_map(Map::iter)
}

fn config_map(w: &mut Writer, config: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    name_and_namespace(w, config);
    labels_and_annotations(w, config);
    put!(w, 0, "\nData\n====\n");
    for (key, value) in members(config, "data") {
        put!(w, 0, "{key}:\n----\n");
        put!(w, 0, "{}\n", value.as_str().unwrap_or_default());
        put!(w, 0, "\n");
    }
    put!(w, 0, "\nBinaryData\n====\n");
    for (key, value) in members(config, "binaryData") {
        put!(w, 0, "{key}: {} bytes\n", bytes(value).len());
    }
    put!(w, 0, "\n");
    object_events(w, config, context);
    Ok(())
}

/// Values stay secret, but for the token that `kubectl describe` was the way to get.
fn secret(w: &mut Writer, secret: &Value<'_>, _: &Context<'_, '_>) -> Result<()> {
    name_and_namespace(w, secret);
    labels_and_annotations(w, secret);
    let kind = text(secret, &["type"]);
    put!(w, 0, "\nType:\t{kind}\n");
    put!(w, 0, "\nData\n====\n");
    for (key, value) in members(secret, "data") {
        let value = bytes(value);
        if key == "token" && kind == "kubernetes.io/service-account-token" {
            put!(w, 0, "{key}:\t");
            w.put_bytes(0, &value);
            put!(w, 0, "\n");
        } else {
            put!(w, 0, "{key}:\t{} bytes\n", value.len());
        }
    }
    Ok(())
}

fn service_account(w: &mut Writer, account: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    name_and_namespace(w, account);
    labels_and_annotations(w, account);
    let secrets = list(account, &["imagePullSecrets"]);
    let title = "Image pull secrets:";
    if secrets.is_empty() {
        put!(w, 0, "{title}\t<none>\n");
    }
    for (i, secret) in secrets.iter().enumerate() {
        let title = if i == 0 { title } else { "" };
        put!(w, 0, "{title:19}\t{}\n", text(secret, &["name"]));
    }
    object_events(w, account, context);
    Ok(())
}

/// `describeNamespace`, which shows no events.
fn namespace(w: &mut Writer, namespace: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    put!(w, 0, "Name:\t{}\n", name(namespace));
    labels_and_annotations(w, namespace);
    put!(w, 0, "Status:\t{}\n", text(namespace, &["status", "phase"]));
    let conditions = list(namespace, &["status", "conditions"]);
    if !conditions.is_empty() {
        put!(w, 0, "Conditions:\n");
        put!(w, 1, "Type\tStatus\tLastTransitionTime\tReason\tMessage\n");
        put!(w, 1, "----\t------\t------------------\t------\t-------\n");
    }
    for c in conditions {
        put!(
            w,
            1,
            "{}\t{}\t{}\t{}\t{}\n",
            text(c, &["type"]),
            text(c, &["status"]),
            date(text(c, &["lastTransitionTime"])),
            text(c, &["reason"]),
            text(c, &["message"])
        );
    }
    put!(w, 0, "\n");
    quotas(
        w,
        &context.objects("resourcequotas.v1.", Some(name(namespace))),
    );
    put!(w, 0, "\n");
    limits(
        w,
        &context.objects("limitranges.v1.", Some(name(namespace))),
    );
    Ok(())
}

/// `DescribeResourceQuotas`; the server lists them by name.
fn quotas(w: &mut Writer, quotas: &[Value<'_>]) {
    if quotas.is_empty() {
        put!(w, 0, "No resource quota.\n");
        return;
    }
    put!(w, 0, "Resource Quotas\n");
    for quota in quotas {
        put!(w, 1, "Name:\t{}\n", name(quota));
        scopes(w, quota, 1, "* ");
        put!(w, 1, "Resource\tUsed\tHard\n");
        put!(w, 1, "--------\t---\t---\n");
        for (resource, _) in map(quota, &["status", "hard"])
            .into_iter()
            .flat_map(Map::iter)
        {
            let used = quantity(quota, &["status", "used", resource]);
            let hard = quantity(quota, &["status", "hard", resource]);
            put!(w, 1, "{resource}\t{used}\t{hard}\n");
        }
    }
}

fn scopes(w: &mut Writer, quota: &Value<'_>, level: usize, bullet: &str) {
    let mut scopes = texts(quota, &["spec", "scopes"]);
    if scopes.is_empty() {
        return;
    }
    scopes.sort_unstable();
    put!(w, level, "Scopes:\t{}\n", scopes.join(", "));
    for scope in scopes {
        let help = match scope {
            "Terminating" => {
                "Matches all pods that have an active deadline. These pods have a limited \
                 lifespan on a node before being actively terminated by the system."
            }
            "NotTerminating" => {
                "Matches all pods that do not have an active deadline. These pods usually \
                 include long running pods whose container command is not expected to terminate."
            }
            "BestEffort" => {
                "Matches all pods that do not have resource requirements set. These pods have a \
                 best effort quality of service."
            }
            "NotBestEffort" => {
                "Matches all pods that have at least one resource requirement set. These pods \
                 have a burstable or guaranteed quality of service."
            }
            _ => continue,
        };
        put!(w, level, "{bullet}{help}\n");
    }
}

/// `describeQuota`
fn resource_quota(w: &mut Writer, quota: &Value<'_>, _: &Context<'_, '_>) -> Result<()> {
    name_and_namespace(w, quota);
    scopes(w, quota, 0, " * ");
    put!(w, 0, "Resource\tUsed\tHard\n");
    put!(w, 0, "--------\t----\t----\n");
    for (resource, _) in map(quota, &["status", "hard"])
        .into_iter()
        .flat_map(Map::iter)
    {
        let hard = quantity(quota, &["status", "hard", resource]);
        let mut used = quantity(quota, &["status", "used", resource]);
        // Both with suffixes of one family.
        let parsed = (Quantity::parse(&used), Quantity::parse(&hard));
        if let (Ok(amount), Ok(limit)) = parsed
            && !amount.has_format_of(&limit)
        {
            used = amount.whole_like(&limit).to_string();
        }
        put!(w, 0, "{resource}\t{used}\t{hard}\n");
    }
    Ok(())
}

/// `DescribeLimitRanges`
fn limits(w: &mut Writer, ranges: &[Value<'_>]) {
    if ranges.is_empty() {
        put!(w, 0, "No LimitRange resource.\n");
        return;
    }
    put!(w, 0, "Resource Limits\n ");
    limit_header(w, " ");
    for range in ranges {
        limit_lines(w, range, " ");
    }
}

fn limit_header(w: &mut Writer, indent: &str) {
    put!(
        w,
        0,
        "Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio\n"
    );
    put!(
        w,
        0,
        "{indent}----\t--------\t---\t---\t---------------\t-------------\t\
         -----------------------\n"
    );
}

/// `describeLimitRange`
fn limit_range(w: &mut Writer, range: &Value<'_>, _: &Context<'_, '_>) -> Result<()> {
    name_and_namespace(w, range);
    limit_header(w, "");
    limit_lines(w, range, "");
    Ok(())
}

/// A line for each type and resource (`describeLimitRangeSpec`). kubectl's order of resources
/// differs from run to run; here they are sorted.
fn limit_lines(w: &mut Writer, range: &Value<'_>, indent: &str) {
    const COLUMNS: [&str; 5] = [
        "min",
        "max",
        "defaultRequest",
        "default",
        "maxLimitRequestRatio",
    ];
    for item in list(range, &["spec", "limits"]) {
        let amounts = COLUMNS.iter().filter_map(|c| map(item, &[c]));
        let resources: BTreeSet<&str> = amounts.flat_map(Map::iter).map(|(key, _)| key).collect();
        for resource in resources {
            put!(w, 0, "{indent}{}\t{resource}", text(item, &["type"]));
            for column in COLUMNS {
                let path = [column, resource];
                let amount = at(item, &path).map(|_| quantity(item, &path));
                put!(w, 0, "\t{}", amount.as_deref().unwrap_or("-"));
            }
            put!(w, 0, "\n");
        }
    }
}
