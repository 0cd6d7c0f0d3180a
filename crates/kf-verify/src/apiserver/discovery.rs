//! What a server serves.

use super::{Refusal, SMALL_PATIENCE, Server};
use kf_base::error::{Error, ErrorKind, Result};
use kf_object::{Value, parse};

/// A resource as a server presents it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiResource {
    /// Its plural.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// Whether its objects live in namespaces.
    pub namespaced: bool,
    /// Whether it can be listed.
    pub lists: bool,
}

/// What a server says of a group version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resources {
    /// It serves these, subresources left out.
    Served(Vec<ApiResource>),
    /// It does not serve the group version.
    NotServed,
    /// Another server serves it, and cannot be reached.
    Unavailable(Refusal),
}

impl Server {
    /// The group versions that are served, in the server's order: `("", "v1")` for the core
    /// group's.
    ///
    /// # Errors
    /// Judge when the server does not answer with them.
    pub fn group_versions(&self) -> Result<Vec<(String, String)>> {
        let mut found = Vec::new();
        let core = self.small("/api")?;
        let core = tree("/api", &core)?;
        for version in members(&core, "versions") {
            found.extend(version.as_str().map(|v| (String::new(), v.to_owned())));
        }
        let groups = self.small("/apis")?;
        let groups = tree("/apis", &groups)?;
        for group in members(&groups, "groups") {
            let name = group.str_at(&["name"]).unwrap_or_default();
            for version in members(group, "versions") {
                let version = version.str_at(&["version"]);
                found.extend(version.map(|v| (name.to_owned(), v.to_owned())));
            }
        }
        Ok(found)
    }

    /// The resources of a group version; the core group is the empty one.
    ///
    /// # Errors
    /// Judge when the server answers neither with them nor that it has none.
    pub fn resources(&self, group: &str, version: &str) -> Result<Resources> {
        let path = root(group, version);
        let body = match self.ask(&path, SMALL_PATIENCE).map_err(|f| f.error)? {
            Ok(body) => body,
            Err(refusal) if refusal.status == 404 => return Ok(Resources::NotServed),
            Err(refusal) if refusal.status == 503 => return Ok(Resources::Unavailable(refusal)),
            Err(refusal) => return Err(refusal.into_error()),
        };
        let list = tree(&path, &body)?;
        let found = members(&list, "resources").iter().filter_map(|resource| {
            let name = resource.str_at(&["name"])?;
            if name.contains('/') {
                return None;
            }
            let verbs = members(resource, "verbs");
            Some(ApiResource {
                name: name.to_owned(),
                kind: resource.str_at(&["kind"])?.to_owned(),
                namespaced: resource.get("namespaced").and_then(Value::as_bool) == Some(true),
                lists: verbs.iter().any(|v| v.as_str() == Some("list")),
            })
        });
        Ok(Resources::Served(found.collect()))
    }
}

/// Where a group version is served.
pub(crate) fn root(group: &str, version: &str) -> String {
    if group.is_empty() {
        format!("/api/{version}")
    } else {
        format!("/apis/{group}/{version}")
    }
}

fn members<'v, 'a>(value: &'v Value<'a>, name: &str) -> &'v [Value<'a>] {
    value
        .get(name)
        .and_then(Value::as_array)
        .unwrap_or_default()
}

fn tree<'b>(path: &str, body: &'b [u8]) -> Result<Value<'b>> {
    parse::json::parse(body).map_err(|e| {
        let what = format!("kube-apiserver: GET {path}: {}", e.message());
        Error::new(ErrorKind::Judge, what).hint("what answers there is no kube-apiserver")
    })
}
