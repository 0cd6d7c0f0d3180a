//! What a server says of itself.

use super::path::{Request, Target};
use kf_object::encode::json;
use kf_view::View;

/// What a server says that is well.
pub(super) const HEALTHY: &str = "ok";

/// Returns what a server says of itself at a path: its version, and that it is well; `None` at a path
/// that is about anything else.
#[must_use]
pub fn about(view: &View<'_>, request: &Request) -> Option<Vec<u8>> {
    match &request.target {
        Target::Version => Some(version(view)),
        Target::Other if is_health(&request.path) => Some(HEALTHY.into()),
        Target::Other | Target::Discovery(_) | Target::Resource(_) => None,
    }
}

impl Request {
    /// Whether [`about`] answers it.
    #[must_use]
    pub fn is_about_server(&self) -> bool {
        match &self.target {
            Target::Version => true,
            Target::Other => is_health(&self.path),
            Target::Discovery(_) | Target::Resource(_) => false,
        }
    }
}

/// Whether a path asks whether the server is well.
pub(super) fn is_health(path: &str) -> bool {
    matches!(path, "/healthz" | "/livez" | "/readyz")
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
