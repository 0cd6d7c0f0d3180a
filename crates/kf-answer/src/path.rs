//! The URL of a request, taken apart.

use super::query::Query;
use kf_base::percent;
use kf_view::Expect;

/// A GET request: what its path names, and its parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The path as it was given, without slashes at its end.
    pub path: String,
    /// What the path names.
    pub target: Target,
    /// The parameters.
    pub query: Query,
    /// Whether the path is of the older form for watches, `/api/v1/watch/...`.
    pub watch_path: bool,
}

/// What a path names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// The version of the server.
    Version,
    /// A document that says what the server offers.
    Discovery(Discovery),
    /// Objects.
    Resource(ResourcePath),
    /// Any other path, such as `/healthz` and `/openapi/v3`.
    #[default]
    Other,
}

/// A document of discovery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Discovery {
    /// `/api`: the versions of the core group.
    Core,
    /// `/apis`: the other groups.
    Groups,
    /// `/apis/G`: one group.
    Group(String),
    /// `/api/V` and `/apis/G/V`: the resources of one version; the core group is empty.
    Resources {
        /// The group.
        group: String,
        /// The version.
        version: String,
    },
}

/// The path of a list, an object or a part of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResourcePath {
    /// The group; empty for the core group.
    pub group: String,
    /// The version.
    pub version: String,
    /// The resource's plural name.
    pub plural: String,
    /// The namespace, when the path names one.
    pub namespace: Option<String>,
    /// The object's name, unless the path is that of a list.
    pub name: Option<String>,
    /// What follows the name, such as `status` or `proxy/metrics`.
    pub subresource: Option<String>,
}

/// The reason why a text is no URL path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadUrl {
    /// It does not begin with a slash.
    NoPath,
    /// A `%` is not followed by two hexadecimal digits, or what these make is not UTF-8.
    Escape,
}

impl Request {
    /// Parses a path, and the query after its question mark.
    ///
    /// As in a server, a path is unescaped before it is split: `%2F` separates like a slash
    /// (apiserver pkg/endpoints/request/requestinfo.go). Empty segments count for nothing.
    ///
    /// # Errors
    /// When the text is no URL path.
    pub fn parse(url: &str) -> Result<Self, BadUrl> {
        if !url.starts_with('/') {
            return Err(BadUrl::NoPath);
        }
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        let query = Query::parse(query)?;
        let unescaped = unescape(path, false)?;
        let (watch_path, target) = target(&unescaped);
        Ok(Self {
            path: path.trim_end_matches('/').to_owned(),
            target,
            query,
            watch_path,
        })
    }

    /// Whether events are asked for.
    #[must_use]
    pub fn watches(&self) -> bool {
        self.watch_path || self.query.is_on("watch")
    }
}

/// Reads a path, and whether it is one for watches.
fn target(path: &str) -> (bool, Target) {
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let watch = match parts.as_slice() {
        ["api", _, "watch", _, ..] => Some(2),
        ["apis", _, _, "watch", _, ..] => Some(3),
        _ => None,
    };
    if let Some(at) = watch {
        parts.remove(at);
    }
    (watch.is_some(), named(&parts))
}

fn named(parts: &[&str]) -> Target {
    match parts {
        ["version"] => Target::Version,
        ["api"] => Target::Discovery(Discovery::Core),
        ["apis"] => Target::Discovery(Discovery::Groups),
        ["apis", group] => Target::Discovery(Discovery::Group((*group).to_owned())),
        ["api", version, rest @ ..] => in_version("", version, rest),
        ["apis", group, version, rest @ ..] => in_version(group, version, rest),
        _ => Target::Other,
    }
}

/// Reads what follows the group and version.
fn in_version(group: &str, version: &str, rest: &[&str]) -> Target {
    let (namespace, plural, rest) = match rest {
        [] => {
            return Target::Discovery(Discovery::Resources {
                group: group.to_owned(),
                version: version.to_owned(),
            });
        }
        // These are parts of a namespace and no resources in it.
        ["namespaces", _, "status" | "finalize", ..] => (None, "namespaces", rest.get(1..)),
        ["namespaces", namespace, plural, rest @ ..] => (Some(*namespace), *plural, Some(rest)),
        [plural, rest @ ..] => (None, *plural, Some(rest)),
    };
    let (name, subresource) = match rest.unwrap_or_default() {
        [] => (None, None),
        [name] => (Some((*name).to_owned()), None),
        [name, rest @ ..] => (Some((*name).to_owned()), Some(rest.join("/"))),
    };
    Target::Resource(ResourcePath {
        group: group.to_owned(),
        version: version.to_owned(),
        plural: plural.to_owned(),
        namespace: namespace.map(str::to_owned),
        name,
        subresource,
    })
}

/// Resolves `%2F` and, in a query, `+`.
pub(super) fn unescape(text: &str, query: bool) -> Result<String, BadUrl> {
    if !percent::is_well_formed(text.as_bytes()) {
        return Err(BadUrl::Escape);
    }
    let bytes = if query {
        percent::decoded(text.replace('+', " ").as_bytes())
    } else {
        percent::decoded(text.as_bytes())
    };
    String::from_utf8(bytes).map_err(|_| BadUrl::Escape)
}

impl ResourcePath {
    /// The word for the resource that [`View::lookup`](kf_view::View::lookup) knows.
    #[must_use]
    pub fn word(&self) -> String {
        match self.group.as_str() {
            "" => self.plural.clone(),
            group => format!("{}.{}.{group}", self.plural, self.version),
        }
    }

    /// What the first pass over a snapshot should gather for an answer.
    #[must_use]
    pub fn expect(&self) -> Expect {
        match &self.name {
            None => Expect::Kind {
                word: self.word(),
                namespace: self.namespace.clone(),
            },
            Some(name) => Expect::Names {
                word: self.word(),
                namespace: self.namespace.clone().unwrap_or_default(),
                names: vec![name.clone()],
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(url: &str) -> String {
        match Request::parse(url).map(|request| request.target) {
            Ok(Target::Resource(p)) => format!(
                "{}/{} {} {:?} {:?} {:?}",
                p.group, p.version, p.plural, p.namespace, p.name, p.subresource
            ),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn resources() {
        for (url, want) in [
            ("/api/v1/pods", "/v1 pods None None None"),
            ("//api/v1/pods/?limit=2", "/v1 pods None None None"),
            ("/api/v1/namespaces", "/v1 namespaces None None None"),
            (
                "/api/v1/namespaces/prod",
                "/v1 namespaces None Some(\"prod\") None",
            ),
            (
                "/api/v1/namespaces/prod/status",
                "/v1 namespaces None Some(\"prod\") Some(\"status\")",
            ),
            (
                "/apis/apps/v1/namespaces/prod/deployments/web?limit=500",
                "apps/v1 deployments Some(\"prod\") Some(\"web\") None",
            ),
            (
                "/api/v1/namespaces/prod/pods/web/proxy/a/b",
                "/v1 pods Some(\"prod\") Some(\"web\") Some(\"proxy/a/b\")",
            ),
            (
                "/api/v1/namespaces/prod/configmaps/a%20b",
                "/v1 configmaps Some(\"prod\") Some(\"a b\") None",
            ),
            // No name has a slash in it, and none may lead out of its place.
            (
                "/api/v1/nodes/a%2Fb",
                "/v1 nodes None Some(\"a\") Some(\"b\")",
            ),
        ] {
            assert_eq!(shown(url), want, "{url}");
        }
    }

    #[test]
    fn what_is_no_resource() {
        for (url, want) in [
            ("/version/", "Ok(Version)"),
            ("/api", "Ok(Discovery(Core))"),
            ("/apis/", "Ok(Discovery(Groups))"),
            ("/apis/apps", "Ok(Discovery(Group(\"apps\")))"),
            (
                "/apis/apps/v1",
                "Ok(Discovery(Resources { group: \"apps\", version: \"v1\" }))",
            ),
            (
                "/api/v1",
                "Ok(Discovery(Resources { group: \"\", version: \"v1\" }))",
            ),
            ("/", "Ok(Other)"),
            ("/healthz", "Ok(Other)"),
            ("pods", "Err(NoPath)"),
            ("/api/v1/%zz", "Err(Escape)"),
            ("/api/v1/%f", "Err(Escape)"),
            ("/api/v1/%ff", "Err(Escape)"),
            ("/api/v1/pods?a=%zz", "Err(Escape)"),
        ] {
            assert_eq!(shown(url), want, "{url}");
        }
    }
}
