//! Discovery: which groups, versions and resources there are, as documents of the API server.
//!
//! Unless an [`Offer`] says otherwise, only what can be read is offered: the verbs `get`, `list` and
//! `watch`, and `create` for reviews. Group versions that another server answered for are left out, since their objects are not in the
//! snapshot, and clients that find a group without an answer fail as a whole or ask again and again.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kf_object::encode::json;
use kf_resource::discovery::{Catalog, Group, GroupVersion};
use kf_resource::{Origin, Resource, Storage, api_version};
use kf_schema::Change;
use kf_view::View;
use sha2::{Digest, Sha256, Sha512};

use super::offer::{Offer, Part};
use super::path::Discovery;
use super::status::{Members, Status};
use super::subresource::CONTROLLERS;

/// Makes a document of legacy discovery.
///
/// # Errors
/// 404 when there is no such group or version; the status is a bare one then, as a server has no
/// handler at that path.
pub(super) fn legacy(view: &View<'_>, which: &Discovery, offer: Offer) -> Result<Vec<u8>, Status> {
    let catalog = view.catalog();
    let mut out = Vec::new();
    match which {
        Discovery::Core => core(&mut out, catalog, offer),
        Discovery::Groups => {
            out.extend(br#"{"kind":"APIGroupList","apiVersion":"v1","groups":["#);
            let mut first = true;
            let mut groups: Vec<&Group> = offer.groups(catalog).collect();
            groups.retain(|group| !group.name.is_empty());
            groups.sort_by_key(|group| group.place);
            for group in groups {
                separate(&mut out, &mut first);
                out.push(b'{');
                write_group(&mut Members::new(&mut out), catalog, group, offer);
                out.push(b'}');
            }
            out.extend(b"]}");
        }
        Discovery::Group(name) => {
            let mut groups = offer.groups(catalog).filter(|g| !g.name.is_empty());
            let group = groups.find(|g| g.name == *name);
            let group = group.ok_or_else(Status::no_such_path)?;
            out.push(b'{');
            let mut members = Members::new(&mut out);
            members.text("kind", "APIGroup");
            members.text("apiVersion", "v1");
            write_group(&mut members, catalog, group, offer);
            out.push(b'}');
        }
        Discovery::Resources { group, version } => {
            resources(&mut out, view, group, version, offer)?;
        }
    }
    out.push(b'\n');
    Ok(out)
}

/// Whether a document is that of a version that another server had: nobody answers for it.
pub(super) fn is_stale(view: &View<'_>, which: &Discovery, offer: Offer) -> bool {
    let Discovery::Resources { group, version } = which else {
        return false;
    };
    let catalog = view.catalog();
    let mut groups = catalog.groups().iter().filter(|g| g.name == *group);
    let mut versions = groups.find_map(|g| g.versions.iter().find(|v| v.name == *version));
    versions.take().is_some_and(|v| offer.is_stale(catalog, v))
}

/// Makes the aggregated document of the core group, or of the others.
pub(super) fn aggregated(view: &View<'_>, core: bool, version: &str, offer: Offer) -> Vec<u8> {
    let catalog = view.catalog();
    let mut out = Vec::new();
    out.extend(br#"{"kind":"APIGroupDiscoveryList","apiVersion":"#);
    json::write_string(&mut out, &format!("apidiscovery.k8s.io/{version}"));
    out.extend(br#","metadata":{},"items":["#);
    let mut first = true;
    for group in offer.groups(catalog).filter(|g| g.name.is_empty() == core) {
        separate(&mut out, &mut first);
        out.extend(br#"{"metadata":{"#);
        let mut members = Members::new(&mut out);
        members.text("name", &group.name);
        let has_time =
            !group.name.is_empty() && !view.kube_version().minor.has(Change::NO_NULL_TIMES);
        members.begin_if(has_time, "creationTimestamp", b"null");
        out.extend(br#"},"versions":["#);
        let mut first_version = true;
        for version in offer.versions(catalog, group) {
            separate(&mut out, &mut first_version);
            out.extend(br#"{"version":"#);
            json::write_string(&mut out, &version.name);
            if offer.is_stale(catalog, version) {
                out.extend(br#","freshness":"Stale"}"#);
                continue;
            }
            out.extend(br#","resources":["#);
            let mut first = true;
            for resource in offer.resources(catalog, version) {
                separate(&mut out, &mut first);
                write_aggregated(&mut out, view, resource, &version.name, offer);
            }
            out.extend(br#"],"freshness":"Current"}"#);
        }
        out.extend(b"]}");
    }
    out.extend(b"]}\n");
    out
}

/// The tag by which a client knows a document again (apiserver
/// pkg/endpoints/discovery/aggregated/etag.go).
pub(super) fn etag(document: &[u8]) -> String {
    let digest = Sha512::digest(document);
    let hex: String = digest.iter().map(|b| format!("{b:02X}")).collect();
    format!("\"{hex}\"")
}

fn separate(out: &mut Vec<u8>, first: &mut bool) {
    if !std::mem::replace(first, false) {
        out.push(b',');
    }
}

fn core(out: &mut Vec<u8>, catalog: &Catalog, offer: Offer) {
    // The one list that does not name its own version.
    out.extend(br#"{"kind":"APIVersions","versions":["#);
    let core = offer.groups(catalog).find(|g| g.name.is_empty());
    let mut first = true;
    for version in core.into_iter().flat_map(|g| offer.versions(catalog, g)) {
        separate(out, &mut first);
        json::write_string(out, &version.name);
    }
    out.extend(br#"],"serverAddressByClientCIDRs":[]}"#);
}

fn write_group(members: &mut Members<'_>, catalog: &Catalog, group: &Group, offer: Offer) {
    members.text("name", &group.name);
    let out = members.begin("versions");
    out.push(b'[');
    let mut first = true;
    for version in offer.versions(catalog, group) {
        separate(out, &mut first);
        write_version(out, &group.name, version);
    }
    out.push(b']');
    if let Some(preferred) = offer.versions(catalog, group).next() {
        write_version(members.begin("preferredVersion"), &group.name, preferred);
    }
}

fn write_version(out: &mut Vec<u8>, group: &str, version: &GroupVersion) {
    out.push(b'{');
    let mut members = Members::new(out);
    members.text("groupVersion", &api_version(group, &version.name));
    members.text("version", &version.name);
    out.push(b'}');
}

fn resources(
    out: &mut Vec<u8>,
    view: &View<'_>,
    group: &str,
    version: &str,
    offer: Offer,
) -> Result<(), Status> {
    let catalog = view.catalog();
    let found = offer.groups(catalog).find(|g| g.name == *group);
    let found = found.and_then(|g| offer.versions(catalog, g).find(|v| v.name == *version));
    let found = found.ok_or_else(Status::no_such_path)?;
    out.extend(br#"{"kind":"APIResourceList","#);
    // The oldest groups' lists are of the older form, without its own version (apiserver
    // pkg/endpoints/discovery/version.go).
    if !matches!(group, "" | "extensions") {
        out.extend(br#""apiVersion":"v1","#);
    }
    out.extend(br#""groupVersion":"#);
    json::write_string(out, &api_version(group, version));
    out.extend(br#","resources":["#);
    let mut first = true;
    for resource in offer.resources(catalog, found) {
        separate(out, &mut first);
        write_resource(out, catalog, resource, offer);
        for part in offer.parts(view, resource, version) {
            separate(out, &mut first);
            write_part(out, &resource.plural, resource.namespaced, &part);
        }
    }
    // By name, it is the last of its group.
    for part in offer.dummy(view, group, version).into_iter().flatten() {
        separate(out, &mut first);
        write_part(out, CONTROLLERS, true, &part);
    }
    out.extend(b"]}");
    Ok(())
}

fn write_resource(out: &mut Vec<u8>, catalog: &Catalog, resource: &Resource, offer: Offer) {
    out.push(b'{');
    let mut members = Members::new(out);
    members.text("name", &resource.plural);
    let singular = if catalog.names_singular(resource) {
        resource.singular.as_ref()
    } else {
        ""
    };
    json::write_string(members.begin("singularName"), singular);
    let namespaced = resource.namespaced.to_string();
    members.begin("namespaced").extend(namespaced.bytes());
    members.text("kind", &resource.kind);
    write_texts(members.begin("verbs"), offer.verbs(resource));
    if !resource.short_names.is_empty() {
        write_texts(members.begin("shortNames"), &resource.short_names);
    }
    if !resource.categories.is_empty() {
        write_texts(members.begin("categories"), &resource.categories);
    }
    members.text(
        "storageVersionHash",
        &storage_version_hash(catalog, resource),
    );
    out.push(b'}');
}

fn write_part(out: &mut Vec<u8>, plural: &str, namespaced: bool, part: &Part) {
    out.push(b'{');
    let mut members = Members::new(out);
    let name = match part.name {
        "" => plural.to_owned(),
        name => format!("{plural}/{name}"),
    };
    members.text("name", &name);
    json::write_string(members.begin("singularName"), "");
    let namespaced = namespaced.to_string();
    members.begin("namespaced").extend(namespaced.bytes());
    members.text("group", part.group);
    members.text("version", part.version);
    members.text("kind", &part.kind);
    write_texts(members.begin("verbs"), part.verbs);
    out.push(b'}');
}

fn write_aggregated(
    out: &mut Vec<u8>,
    view: &View<'_>,
    resource: &Resource,
    version: &str,
    offer: Offer,
) {
    out.push(b'{');
    let mut members = Members::new(out);
    members.text("resource", &resource.plural);
    // Built-in types leave out what the document around them says.
    let own = match resource.origin {
        Origin::Custom => (resource.group.as_ref(), version),
        _ => ("", ""),
    };
    write_kind(members.begin("responseKind"), own, &resource.kind);
    let scope = if resource.namespaced {
        "Namespaced"
    } else {
        "Cluster"
    };
    members.text("scope", scope);
    json::write_string(members.begin("singularResource"), &resource.singular);
    write_texts(members.begin("verbs"), offer.verbs(resource));
    if !resource.short_names.is_empty() {
        write_texts(members.begin("shortNames"), &resource.short_names);
    }
    if !resource.categories.is_empty() {
        write_texts(members.begin("categories"), &resource.categories);
    }
    let parts = offer.parts(view, resource, version);
    if !parts.is_empty() {
        let out = members.begin("subresources");
        out.push(b'[');
        let mut first = true;
        for part in parts {
            separate(out, &mut first);
            out.push(b'{');
            let mut members = Members::new(out);
            members.text("subresource", part.name);
            let kind = members.begin("responseKind");
            let of = match part.group {
                "" => own,
                group => (group, part.version),
            };
            write_kind(kind, of, &part.kind);
            let verbs = members.begin("verbs");
            write_texts(verbs, part.verbs);
            verbs.push(b'}');
        }
        out.push(b']');
    }
    out.push(b'}');
}

fn write_kind(out: &mut Vec<u8>, (group, version): (&str, &str), kind: &str) {
    out.push(b'{');
    let mut members = Members::new(out);
    json::write_string(members.begin("group"), group);
    json::write_string(members.begin("version"), version);
    json::write_string(members.begin("kind"), kind);
    out.push(b'}');
}

fn write_texts(out: &mut Vec<u8>, texts: &[impl AsRef<str>]) {
    out.push(b'[');
    let mut first = true;
    for text in texts {
        separate(out, &mut first);
        json::write_string(out, text.as_ref());
    }
    out.push(b']');
}

/// The digest of the type in which objects are stored (apiserver
/// pkg/endpoints/discovery/storageversionhash.go); empty for what is not stored.
fn storage_version_hash(catalog: &Catalog, resource: &Resource) -> String {
    if resource.storage == Storage::Virtual {
        return String::new();
    }
    let stored = |resource: &'_ Resource| {
        let mut versions = resource.versions.iter();
        let version = versions.find(|v| v.stored)?.name.clone();
        Some(format!("{}/{version}/{}", resource.group, resource.kind))
    };
    // Objects of two groups may be stored as those of one.
    let shared = || {
        let mut all = catalog.resources().iter();
        all.find_map(|other| (other.storage == resource.storage).then(|| stored(other))?)
    };
    let text = stored(resource).or_else(shared);
    text.map_or_else(String::new, |text| {
        let digest = Sha256::digest(text.as_bytes());
        STANDARD.encode(digest.get(..8).unwrap_or_default())
    })
}
