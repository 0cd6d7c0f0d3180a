//! What a server says of itself.

use super::openapi;
use super::path::{Request, Target};
use kf_object::encode::json;
use kf_view::View;

/// Where the schemas are, for each group version one below it.
const SCHEMAS: &str = "/openapi/v3";

/// Returns what a server says of itself at a path: its version, that it is well, which paths and
/// schemas there are; `None` at a path that is about anything else.
#[must_use]
pub fn about(view: &View<'_>, request: &Request) -> Option<Vec<u8>> {
    match &request.target {
        Target::Version => Some(version(view)),
        Target::Other => match request.path.as_str() {
            "" => Some(root(view)),
            SCHEMAS => Some(openapi::index(view)),
            path if is_health(path) => Some(health(request).into()),
            path => openapi::document(view, schema(path)?).ok(),
        },
        Target::Discovery(_) | Target::Resource(_) => None,
    }
}

impl Request {
    /// Whether [`about`] answers it.
    #[must_use]
    pub fn is_about_server(&self) -> bool {
        match &self.target {
            Target::Version => true,
            Target::Other => match self.path.as_str() {
                "" | SCHEMAS => true,
                path => is_health(path) || schema(path).is_some(),
            },
            Target::Discovery(_) | Target::Resource(_) => false,
        }
    }
}

/// Whether a path asks whether the server is well.
pub(super) fn is_health(path: &str) -> bool {
    matches!(path, "/healthz" | "/livez" | "/readyz")
}

/// The group version whose schema is at a path.
fn schema(path: &str) -> Option<&str> {
    path.strip_prefix(SCHEMAS)?.strip_prefix('/')
}

/// What a server says that is well, check by check for who asks for it (apiserver
/// pkg/server/healthz/healthz.go `handleRootHealth`). Of its checks one is about no cluster.
pub(super) fn health(request: &Request) -> String {
    match request.query.get("verbose") {
        None => "ok".to_owned(),
        Some(_) => {
            let name = request.path.trim_start_matches('/');
            format!("[+]ping ok\n{name} check passed\n")
        }
    }
}

/// The paths that there are.
pub(super) fn root(view: &View<'_>) -> Vec<u8> {
    let mut paths = vec!["/api".to_owned(), "/apis".to_owned()];
    for version in view.catalog().api_versions() {
        let root = if version.contains('/') { "apis" } else { "api" };
        paths.push(format!("/{root}/{version}"));
    }
    paths.extend(
        [
            "/healthz",
            "/livez",
            "/openapi/v2",
            "/openapi/v3",
            "/readyz",
            "/version",
        ]
        .map(str::to_owned),
    );
    paths.sort_unstable();
    let mut out = br#"{"paths":["#.to_vec();
    for (i, path) in paths.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        json::write_string(&mut out, path);
    }
    out.extend(b"]}\n");
    out
}

/// What the server says of itself. A snapshot tells the minor alone; the build metadata says who
/// answers, and does not count when versions are compared.
pub(super) fn version(view: &View<'_>) -> Vec<u8> {
    let minor = view.kube_version().minor;
    let git_version = format!("v{minor}.0+kf");
    let number = minor.number().to_string();
    let mut out = Vec::from("{\n");
    let members = [
        ("major", "1"),
        ("minor", &number),
        ("gitVersion", &git_version),
        ("gitCommit", ""),
        ("gitTreeState", ""),
        ("buildDate", "1970-01-01T00:00:00Z"),
        ("goVersion", ""),
        ("compiler", ""),
        ("platform", ""),
    ];
    for (i, (name, value)) in members.iter().enumerate() {
        out.extend(if i > 0 { ",\n  " } else { "  " }.bytes());
        json::write_string(&mut out, name);
        out.extend(b": ");
        json::write_string(&mut out, value);
    }
    out.extend(b"\n}");
    out
}
