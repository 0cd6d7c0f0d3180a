//! Discovery: which groups, versions and resources there are, as documents of the API server.
//!
//! Only what can be read is offered: the verbs `get`, `list` and `watch`, and `create` for reviews.
//! Group versions that another server answered for are left out, since their objects are not in the
//! snapshot, and clients that find a group without an answer fail as a whole or ask again and again.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kf_object::encode::json;
use kf_resource::discovery::{Catalog, Group, GroupVersion};
use kf_resource::{Resource, Storage, Verbs, api_version};
use kf_view::{Mapping, View};
use sha2::{Digest, Sha256, Sha512};

use super::path::Discovery;
use super::review;
use super::status::{Members, Status};
use super::subresource;

/// What may be done with stored objects.
const READ: &[&str] = &["get", "list", "watch"];
const CREATE: &[&str] = &["create"];
const GET: &[&str] = &["get"];

/// Makes a document of legacy discovery.
///
/// # Errors
/// 404 when there is no such group or version; the status is a bare one then, as a server has no
/// handler at that path.
pub(super) fn legacy(view: &View<'_>, which: &Discovery) -> Result<Vec<u8>, Status> {
    let catalog = view.catalog();
    let mut out = Vec::new();
    match which {
        Discovery::Core => core(&mut out, catalog),
        Discovery::Groups => {
            out.extend(br#"{"kind":"APIGroupList","apiVersion":"v1","groups":["#);
            let mut first = true;
            for group in served(catalog).filter(|g| !g.name.is_empty()) {
                separate(&mut out, &mut first);
                out.push(b'{');
                write_group(&mut Members::new(&mut out), catalog, group);
                out.push(b'}');
            }
            out.extend(b"]}");
        }
        Discovery::Group(name) => {
            let mut groups = served(catalog).filter(|g| !g.name.is_empty());
            let group = groups.find(|g| g.name == *name);
            let group = group.ok_or_else(Status::no_such_path)?;
            out.push(b'{');
            let mut members = Members::new(&mut out);
            members.text("kind", "APIGroup");
            members.text("apiVersion", "v1");
            write_group(&mut members, catalog, group);
            out.push(b'}');
        }
        Discovery::Resources { group, version } => resources(&mut out, view, group, version)?,
    }
    out.push(b'\n');
    Ok(out)
}

/// Makes the aggregated document of the core group, or of the others.
pub(super) fn aggregated(view: &View<'_>, core: bool, version: &str) -> Vec<u8> {
    let catalog = view.catalog();
    let mut out = Vec::new();
    out.extend(br#"{"kind":"APIGroupDiscoveryList","apiVersion":"#);
    json::write_string(&mut out, &format!("apidiscovery.k8s.io/{version}"));
    out.extend(br#","metadata":{},"items":["#);
    let mut first = true;
    for group in served(catalog).filter(|g| g.name.is_empty() == core) {
        separate(&mut out, &mut first);
        out.extend(br#"{"metadata":{"#);
        let mut members = Members::new(&mut out);
        members.text("name", &group.name);
        members.begin_if(!group.name.is_empty(), "creationTimestamp", b"null");
        out.extend(br#"},"versions":["#);
        let mut first_version = true;
        for version in versions(catalog, group) {
            separate(&mut out, &mut first_version);
            out.extend(br#"{"version":"#);
            json::write_string(&mut out, &version.name);
            out.extend(br#","resources":["#);
            let mut first = true;
            for resource in catalog.served_in(version).filter(|r| is_offered(r)) {
                separate(&mut out, &mut first);
                write_aggregated(&mut out, view, resource, &version.name);
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

fn core(out: &mut Vec<u8>, catalog: &Catalog) {
    out.extend(br#"{"kind":"APIVersions","apiVersion":"v1","versions":["#);
    let core = served(catalog).find(|g| g.name.is_empty());
    let mut first = true;
    for version in core.into_iter().flat_map(|g| versions(catalog, g)) {
        separate(out, &mut first);
        json::write_string(out, &version.name);
    }
    out.extend(br#"],"serverAddressByClientCIDRs":[]}"#);
}

/// Whether clients can do anything with a resource here.
fn is_offered(resource: &Resource) -> bool {
    match resource.verbs {
        Verbs::Create => review::is_answered(&resource.group, &resource.plural),
        _ => resource.storage != Storage::Virtual,
    }
}

/// The groups of which anything is offered.
fn served(catalog: &Catalog) -> impl Iterator<Item = &Group> {
    let groups = catalog.groups().iter();
    groups.filter(|group| versions(catalog, group).next().is_some())
}

fn versions<'c>(catalog: &'c Catalog, group: &'c Group) -> impl Iterator<Item = &'c GroupVersion> {
    let versions = group.versions.iter();
    versions.filter(|version| catalog.served_in(version).any(is_offered))
}

fn write_group(members: &mut Members<'_>, catalog: &Catalog, group: &Group) {
    members.text("name", &group.name);
    let out = members.begin("versions");
    out.push(b'[');
    let mut first = true;
    for version in versions(catalog, group) {
        separate(out, &mut first);
        write_version(out, &group.name, version);
    }
    out.push(b']');
    if let Some(preferred) = versions(catalog, group).next() {
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

fn resources(out: &mut Vec<u8>, view: &View<'_>, group: &str, version: &str) -> Result<(), Status> {
    let catalog = view.catalog();
    let found = served(catalog).find(|g| g.name == *group);
    let found = found.and_then(|g| versions(catalog, g).find(|v| v.name == *version));
    let found = found.ok_or_else(Status::no_such_path)?;
    out.extend(br#"{"kind":"APIResourceList","#);
    // The core group's list is of the older form, without its own version (apiserver
    // pkg/endpoints/discovery/version.go).
    out.extend(br#""apiVersion":"v1","groupVersion":"#);
    json::write_string(out, &api_version(group, version));
    out.extend(br#","resources":["#);
    let mut first = true;
    for resource in catalog.served_in(found).filter(|r| is_offered(r)) {
        separate(out, &mut first);
        write_resource(out, catalog, resource);
        for sub in subresources(view, resource, version) {
            separate(out, &mut first);
            write_subresource(out, resource, sub);
        }
    }
    out.extend(b"]}");
    Ok(())
}

fn subresources(view: &View<'_>, resource: &Resource, version: &str) -> Vec<&'static str> {
    let mapping: Option<Mapping> = view.mapping_of_kind(&resource.group, version, &resource.kind);
    mapping.map_or_else(Vec::new, |mapping| subresource::names(view, &mapping))
}

fn verbs(resource: &Resource) -> &'static [&'static str] {
    if resource.verbs == Verbs::Create {
        CREATE
    } else {
        READ
    }
}

fn write_resource(out: &mut Vec<u8>, catalog: &Catalog, resource: &Resource) {
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
    write_texts(members.begin("verbs"), verbs(resource));
    if !resource.short_names.is_empty() {
        write_texts(members.begin("shortNames"), &resource.short_names);
    }
    if !resource.categories.is_empty() {
        write_texts(members.begin("categories"), &resource.categories);
    }
    members.text("storageVersionHash", &storage_version_hash(resource));
    out.push(b'}');
}

fn write_subresource(out: &mut Vec<u8>, resource: &Resource, sub: &str) {
    out.push(b'{');
    let mut members = Members::new(out);
    members.text("name", &format!("{}/{sub}", resource.plural));
    json::write_string(members.begin("singularName"), "");
    let namespaced = resource.namespaced.to_string();
    members.begin("namespaced").extend(namespaced.bytes());
    if sub == "scale" {
        members.text("group", "autoscaling");
        members.text("version", "v1");
        members.text("kind", "Scale");
    } else {
        members.text("kind", &resource.kind);
    }
    write_texts(members.begin("verbs"), GET);
    out.push(b'}');
}

fn write_aggregated(out: &mut Vec<u8>, view: &View<'_>, resource: &Resource, version: &str) {
    out.push(b'{');
    let mut members = Members::new(out);
    members.text("resource", &resource.plural);
    write_kind(members.begin("responseKind"), "", "", &resource.kind);
    let scope = if resource.namespaced {
        "Namespaced"
    } else {
        "Cluster"
    };
    members.text("scope", scope);
    json::write_string(members.begin("singularResource"), &resource.singular);
    write_texts(members.begin("verbs"), verbs(resource));
    if !resource.short_names.is_empty() {
        write_texts(members.begin("shortNames"), &resource.short_names);
    }
    if !resource.categories.is_empty() {
        write_texts(members.begin("categories"), &resource.categories);
    }
    let subs = subresources(view, resource, version);
    if !subs.is_empty() {
        let out = members.begin("subresources");
        out.push(b'[');
        let mut first = true;
        for sub in subs {
            separate(out, &mut first);
            out.push(b'{');
            let mut members = Members::new(out);
            members.text("subresource", sub);
            let kind = members.begin("responseKind");
            match sub {
                "scale" => write_kind(kind, "autoscaling", "v1", "Scale"),
                _ => write_kind(kind, "", "", &resource.kind),
            }
            let verbs = members.begin("verbs");
            write_texts(verbs, GET);
            verbs.push(b'}');
        }
        out.push(b']');
    }
    out.push(b'}');
}

fn write_kind(out: &mut Vec<u8>, group: &str, version: &str, kind: &str) {
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
fn storage_version_hash(resource: &Resource) -> String {
    if resource.storage == Storage::Virtual {
        return String::new();
    }
    let mut versions = resource.versions.iter();
    let stored = versions.find(|v| v.stored);
    stored.map_or_else(String::new, |version| {
        let text = format!("{}/{}/{}", resource.group, version.name, resource.kind);
        let digest = Sha256::digest(text.as_bytes());
        STANDARD.encode(digest.get(..8).unwrap_or_default())
    })
}
