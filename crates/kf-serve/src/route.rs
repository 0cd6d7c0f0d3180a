//! Which file and revision a path is about: prefixes before any path of an API server.

use kf_answer::Status;

/// What stands before a path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Route<'u> {
    /// The name of the file; the first one when there is none.
    pub(crate) file: Option<&'u str>,
    /// The revision; the newest one when there is none.
    pub(crate) revision: Option<i64>,
    /// The path of the API server.
    pub(crate) path: &'u str,
}

impl<'u> Route<'u> {
    /// Splits the prefixes from a URL: `/snapshots/NAME/rev/7/api` is `/api` of the file at 7.
    pub(crate) fn of(url: &'u str) -> Result<Self, Status> {
        let (file, path) = match segment(url, "/snapshots/") {
            Some((name, path)) => (Some(name), path),
            None => (None, url),
        };
        let Some((number, path)) = segment(path, "/rev/") else {
            return Ok(Self {
                file,
                revision: None,
                path,
            });
        };
        let revision = number.parse::<i64>().ok().filter(|n| *n > 0);
        let revision = Some(revision.ok_or_else(Status::no_such_path)?);
        Ok(Self {
            file,
            revision,
            path,
        })
    }
}

/// The segment after a prefix, and the path after that.
fn segment<'u>(url: &'u str, prefix: &str) -> Option<(&'u str, &'u str)> {
    let rest = url.strip_prefix(prefix)?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (name, path) = rest.split_at_checked(end)?;
    Some((name, if path.is_empty() { "/" } else { path }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes() {
        for (url, want) in [
            ("/api", Some((None, None, "/api"))),
            (
                "/rev/7/api?x=/rev/8",
                Some((None, Some(7), "/api?x=/rev/8")),
            ),
            ("/rev/7", Some((None, Some(7), "/"))),
            ("/rev/7?a", Some((None, Some(7), "?a"))),
            ("/rev/0/api", None),
            ("/rev/x/api", None),
            ("/rev/", None),
            ("/snapshots/a.db", Some((Some("a.db"), None, "/"))),
            ("/snapshots/a/api", Some((Some("a"), None, "/api"))),
            ("/snapshots/a/rev/7/api", Some((Some("a"), Some(7), "/api"))),
            ("/snapshots/a/rev/-1/api", None),
            ("/snapshots", Some((None, None, "/snapshots"))),
        ] {
            let route = Route::of(url).ok();
            let got = route.map(|route| (route.file, route.revision, route.path));
            assert_eq!(got, want, "{url}");
        }
    }
}
