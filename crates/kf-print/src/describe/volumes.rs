//! Where volumes come from (kubectl `pkg/describe/describe.go`, `describeVolumes` and the
//! `print...VolumeSource` functions).

use super::claims;
use super::common::{LONGEST, map, shorten};
use super::volume_sources::Holder;
use super::volume_sources::Lines::{Code, Members};
use super::volume_sources::Show::{
    self, Flag, Int, Joined, List, Map, Or, Persistent, Secret, Text,
};
use super::writer::{Writer, put};
use kf_object::Value;
use kf_object::access::{at, flag, int, list, text, texts};
use kf_object::quantity::Quantity;
use kf_query::go_text;

/// The volumes of a pod or template; `space` is what a template's titles are indented by.
pub(super) fn of_pod(w: &mut Writer, spec: &Value<'_>, space: &str) {
    let volumes = list(spec, &["volumes"]);
    if volumes.is_empty() {
        put!(w, 0, "{space}Volumes:\t<none>\n");
        return;
    }
    put!(w, 0, "{space}Volumes:\n");
    let indent = if space.is_empty() { "" } else { " " };
    for volume in volumes {
        put!(w, 1, "{indent}{}:\n", text(volume, &["name"]));
        put_source(w, Holder::Pod, volume);
    }
}

/// Where a persistent volume comes from.
pub(super) fn persistent(w: &mut Writer, spec: &Value<'_>) {
    put_source(w, Holder::PersistentVolume, spec);
}

fn put_source(w: &mut Writer, holder: Holder, value: &Value<'_>) {
    let sources = holder.sources().iter();
    let mut found = sources.filter_map(|s| at(value, &[s.member]).map(|value| (s, value)));
    let Some((source, value)) = found.next() else {
        put!(w, 1, "<unknown>\n");
        return;
    };
    put!(w, 2, "Type:\t{}\n", source.title);
    match &source.lines {
        Members(lines) => {
            for (label, member, show) in *lines {
                if let Some(shown) = shown(value, member, *show, holder) {
                    put!(w, 2, "{label}\t{shown}\n");
                }
            }
        }
        Code(code) => code(w, value, holder),
    }
}

/// The text of a member; `None` when such a holder's source has none.
fn shown(value: &Value<'_>, member: &str, show: Show, holder: Holder) -> Option<String> {
    let path: Vec<&str> = member.split('/').collect();
    Some(match show {
        Text => text(value, &path).to_owned(),
        Int => int(value, &path).to_string(),
        Flag => flag(value, &path).to_string(),
        Or(absent) => at(value, &path).map_or_else(|| absent.to_owned(), go_text::sprint),
        List => at(value, &path).map_or_else(|| "[]".to_owned(), go_text::sprint),
        Map => at(value, &path).map_or_else(|| "map[]".to_owned(), go_text::sprint),
        Joined => texts(value, &path).join(", "),
        Secret => at(value, &path).map_or_else(|| "nil".to_owned(), |r| secret(r, holder)),
        Persistent(show) => {
            return match holder {
                Holder::Pod => None,
                Holder::PersistentVolume => shown(value, member, *show, holder),
            };
        }
    })
}

fn secret(reference: &Value<'_>, holder: Holder) -> String {
    let name = text(reference, &["name"]);
    match holder {
        Holder::Pod => format!("&LocalObjectReference{{Name:{name},}}"),
        Holder::PersistentVolume => {
            let namespace = text(reference, &["namespace"]);
            format!("&SecretReference{{Name:{name},Namespace:{namespace},}}")
        }
    }
}

pub(super) fn empty_dir(w: &mut Writer, source: &Value<'_>, _: Holder) {
    put!(w, 2, "Medium:\t{}\n", text(source, &["medium"]));
    let limit = text(source, &["sizeLimit"]);
    let positive = |q: Quantity| !q.is_zero() && !limit.starts_with('-');
    let limit = if Quantity::parse(limit).is_ok_and(positive) {
        limit
    } else {
        "<unset>"
    };
    put!(w, 2, "SizeLimit:\t{limit}\n");
}

pub(super) fn projected(w: &mut Writer, source: &Value<'_>, _: Holder) {
    for source in list(source, &["sources"]) {
        let mut named = |label: &str, from: &Value<'_>| {
            put!(w, 2, "{label}:\t{}\n", text(from, &["name"]));
            put!(w, 2, "Optional:\t{}\n", flag(from, &["optional"]));
        };
        if let Some(secret) = at(source, &["secret"]) {
            named("SecretName", secret);
        } else if at(source, &["downwardAPI"]).is_some() {
            put!(w, 2, "DownwardAPI:\ttrue\n");
        } else if let Some(config) = at(source, &["configMap"]) {
            named("ConfigMapName", config);
        } else if let Some(token) = at(source, &["serviceAccountToken"]) {
            let seconds = int(token, &["expirationSeconds"]);
            put!(w, 2, "TokenExpirationSeconds:\t{seconds}\n");
        }
    }
}

pub(super) fn downward_api(w: &mut Writer, source: &Value<'_>, _: Holder) {
    put!(w, 2, "Items:\n");
    for item in list(source, &["items"]) {
        let path = text(item, &["path"]);
        if let Some(field) = at(item, &["fieldRef"]) {
            put!(w, 3, "{} -> {path}\n", text(field, &["fieldPath"]));
        }
        if let Some(field) = at(item, &["resourceFieldRef"]) {
            put!(w, 3, "{} -> {path}\n", text(field, &["resource"]));
        }
    }
}

pub(super) fn ephemeral(w: &mut Writer, source: &Value<'_>, _: Holder) {
    if let Some(template) = at(source, &["volumeClaimTemplate"]) {
        w.nest(2, |w| claims::claim_template(w, template));
    }
}

pub(super) fn csi(w: &mut Writer, source: &Value<'_>, holder: Holder) {
    put!(w, 2, "Driver:\t{}\n", text(source, &["driver"]));
    put!(w, 2, "FSType:\t{}\n", text(source, &["fsType"]));
    if holder == Holder::PersistentVolume {
        put!(w, 2, "VolumeHandle:\t{}\n", text(source, &["volumeHandle"]));
    }
    put!(w, 2, "ReadOnly:\t{}\n", flag(source, &["readOnly"]));
    csi_attributes(w, source);
}

/// `printCSIPersistentVolumeAttributesMultilineIndent`, which indents each part of a line.
fn csi_attributes(w: &mut Writer, source: &Value<'_>) {
    put!(w, 2, "VolumeAttributes:\t");
    let Some(attributes) = map(source, &["volumeAttributes"]) else {
        return w.line("<none>");
    };
    for (i, (key, value)) in attributes.iter().enumerate() {
        if i > 0 {
            put!(w, 2, "");
            put!(w, 2, "\t");
        }
        let line = format!("{key}={}", value.as_str().unwrap_or_default());
        w.put_bytes(2, &shorten(&line, LONGEST));
        put!(w, 0, "\n");
    }
}
