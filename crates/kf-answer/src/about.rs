//! What a server says of itself.

use super::openapi;
use super::path::{Request, Target};
use kf_object::encode::json;
use kf_view::View;

/// Paths at which a server tells what it has, in JSON or words.
pub(super) enum Own<'p> {
    /// Which paths there are.
    Root,
    /// That it is well.
    Health,
    /// Which group versions have schemas.
    Schemas,
    /// The schema of a group version.
    Schema(&'p str),
}

impl<'p> Own<'p> {
    /// What is told at a path.
    pub(super) fn of(path: &'p str) -> Option<Self> {
        Some(match path {
            "" => Self::Root,
            "/healthz" | "/livez" | "/readyz" => Self::Health,
            "/healthz/ping" | "/livez/ping" | "/readyz/ping" => Self::Health,
            "/openapi/v3" => Self::Schemas,
            path => Self::Schema(path.strip_prefix("/openapi/v3/")?),
        })
    }
}

/// Returns what a server says of itself at a path: its version, that it is well, which paths and
/// schemas there are; `None` at a path that is about anything else.
#[must_use]
pub fn about(view: &View<'_>, request: &Request) -> Option<Vec<u8>> {
    match &request.target {
        Target::Version => Some(version(view)),
        Target::Other => match Own::of(&request.path)? {
            Own::Root => Some(root(view)),
            Own::Health => Some(health(request).into()),
            Own::Schemas => Some(openapi::index(view)),
            Own::Schema(group_version) => openapi::document(view, group_version).ok(),
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
            Target::Other => Own::of(&self.path).is_some(),
            Target::Discovery(_) | Target::Resource(_) => false,
        }
    }
}

/// What a server says that is well, check by check for who asks for it (apiserver
/// pkg/server/healthz/healthz.go `handleRootHealth`, and of one check `adaptCheckToHandler`). Of its checks one is about no
/// cluster.
pub(super) fn health(request: &Request) -> String {
    let one = request.path.ends_with("/ping");
    match request.query.get("verbose").filter(|_| !one) {
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
