//! `--raw`: what the server would have answered to a GET of a path.
//!
//! Lists and objects are answered, byte for byte as a server sends them; only JSON within an object
//! has a form of its own, where the server sends what was stored. Discovery and `/version` are
//! not answered, since a snapshot lacks part of what stands in them.

use std::io::Write;

use super::select::{Query, Selection};
use crate::ErrorKind;
use crate::cli::args::GetArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::message::{Head, Message};
use crate::cli::report::{Failure, Outcome, Report};
use crate::object::encode::json;
use crate::query::go_text;
use crate::resource::Origin;
use crate::snapshot::{Expect, Mapping, ReadOptions, View};

/// Text is handed on in pieces of about this size.
const PIECE: usize = 1 << 18;

/// The first minor whose objects have no `selfLink` (feature `RemoveSelfLink`).
const NO_SELF_LINK: u8 = 20;

/// A path of the API, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Path {
    /// The path as it was given, without the query.
    path: String,
    group: String,
    version: String,
    plural: String,
    namespace: Option<String>,
    name: Option<String>,
    labels: String,
    fields: String,
}

fn nothing_there() -> Failure {
    Message::new(
        Head::NotFound,
        "the snapshot could not find the requested resource",
    )
    .into()
}

/// Refuses flags that do not go with `--raw` (kubectl get.go `Complete`, `Validate`).
pub(super) fn check(args: &GetArgs) -> Outcome {
    if !args.target.is_empty() {
        return Err(Failure::usage(
            "arguments may not be passed when --raw is specified",
        ));
    }
    if !args.selector.is_empty() {
        return Err(Failure::usage(
            "--raw may not be specified with other flags that filter the server request or alter \
             the output",
        ));
    }
    if args.output.as_deref().is_some_and(|o| !o.is_empty()) {
        return Err(Failure::usage("--raw and --output are mutually exclusive"));
    }
    Ok(())
}

/// Reads a path and its query.
pub(super) fn parse(text: &str) -> Outcome<Path> {
    if !text.starts_with('/') {
        return Err(Failure::usage(format!(
            "--raw must be a valid URL path: parse {}: invalid URI for request",
            go_text::quote(text)
        )));
    }
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let mut found = Path {
        path: path.trim_end_matches('/').to_owned(),
        ..Path::default()
    };
    for pair in query.split('&').filter(|p| !p.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = unescape(value, true).ok_or_else(|| bad_escape(text))?;
        match key {
            "labelSelector" => found.labels = value,
            "fieldSelector" => found.fields = value,
            // All of a list is one piece, and there is one state to read.
            "limit"
            | "continue"
            | "resourceVersion"
            | "resourceVersionMatch"
            | "timeoutSeconds"
            | "pretty" => {}
            "watch" if matches!(value.as_str(), "" | "0" | "false") => {}
            other => {
                return Err(Failure::usage(format!(
                    "kf does not know the query parameter {} of --raw",
                    go_text::quote(other)
                )));
            }
        }
    }
    let parts: Option<Vec<String>> = path
        .split('/')
        .filter(|part| !part.is_empty())
        .map(|part| unescape(part, false))
        .collect();
    let parts = parts.ok_or_else(|| bad_escape(text))?;
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let rest = match parts.as_slice() {
        ["api", version, rest @ ..] => {
            (*version).clone_into(&mut found.version);
            rest
        }
        ["apis", group, version, rest @ ..] => {
            (*group).clone_into(&mut found.group);
            (*version).clone_into(&mut found.version);
            rest
        }
        ["api" | "version"] | ["apis"] | ["apis", _] => return Err(discovery()),
        _ => return Err(nothing_there()),
    };
    let (plural, name) = match rest {
        [] => return Err(discovery()),
        ["namespaces", namespace, plural, name @ ..] => {
            found.namespace = Some((*namespace).to_owned());
            (plural, name)
        }
        [plural, name @ ..] => (plural, name),
    };
    (*plural).clone_into(&mut found.plural);
    match name {
        [] => {}
        [name] => found.name = Some((*name).to_owned()),
        _ => {
            return Err(Failure::usage("kf answers no subresources under --raw"));
        }
    }
    Ok(found)
}

fn discovery() -> Failure {
    Failure::usage("a snapshot lacks part of what stands in discovery documents")
        .hint("see \"kf api-resources\", \"kf api-versions\" and \"kf info\"")
}

fn bad_escape(text: &str) -> Failure {
    Failure::usage(format!(
        "--raw must be a valid URL path: parse {}: invalid URL escape",
        go_text::quote(text)
    ))
}

/// Resolves `%2F` and, in a query, `+`.
fn unescape(text: &str, query: bool) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(b) = bytes.next() {
        out.push(match b {
            b'%' => {
                let mut digit = || char::from(bytes.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            b'+' if query => b' ',
            b => b,
        });
    }
    String::from_utf8(out).ok()
}

impl Path {
    fn word(&self) -> String {
        match self.group.as_str() {
            "" => self.plural.clone(),
            group => format!("{}.{}.{group}", self.plural, self.version),
        }
    }

    /// What the first pass over the snapshot should gather.
    pub(super) fn expect(&self) -> Vec<Expect> {
        vec![match &self.name {
            None => Expect::Kind {
                word: self.word(),
                namespace: self.namespace.clone(),
            },
            Some(name) => Expect::Names {
                word: self.word(),
                namespace: self.namespace.clone().unwrap_or_default(),
                names: vec![name.clone()],
            },
        }]
    }

    fn mapping(&self, view: &View<'_>) -> Outcome<Mapping> {
        let found = match view.lookup(&self.word()) {
            Ok(found) => found,
            Err(e) if e.kind() == ErrorKind::NotFound => return Err(nothing_there()),
            Err(e) => return Err(Failure::Error(e)),
        };
        let fits = |m: &Mapping| {
            let resource = m.resource();
            resource.group == self.group
                && resource.plural == self.plural
                && m.version() == self.version
                && (resource.namespaced || self.namespace.is_none())
                && (!resource.namespaced || self.namespace.is_some() || self.name.is_none())
        };
        found.into_iter().find(fits).ok_or_else(nothing_there)
    }
}

/// Writes the answer.
pub(super) fn answer(
    path: &Path,
    view: &View<'_>,
    report: &mut Report<'_>,
    to: &mut dyn Write,
) -> Outcome<ExitStatus> {
    let mapping = path.mapping(view)?;
    let read = ReadOptions {
        managed_fields: true,
    };
    report.all(view.problems());
    let mut out = Vec::new();
    if let Some(name) = &path.name {
        let namespace = path.namespace.as_deref().unwrap_or_default();
        let object = view.get(&mapping, namespace, name, read)?;
        for note in &object.notes {
            report.warning(note);
        }
        view.write_json(&mut out, &mapping, &object.value);
        out.push(b'\n');
        to.write_all(&out)?;
        return Ok(report.status());
    }
    let custom = mapping.resource().origin == Origin::Custom;
    let kind = format!("{}List", mapping.resource().kind);
    let metadata = metadata(path, view, custom);
    let fields = view.fields(&mapping);
    let query = Query {
        labels: &path.labels,
        fields: &path.fields,
    };
    let selection = Selection::parse(query, &mapping, &fields).map_err(Failure::Message)?;
    let text = |out: &mut Vec<u8>, key: &str, text: &str| {
        json::write_string(out, key);
        out.push(b':');
        json::write_string(out, text);
        out.push(b',');
    };
    out.push(b'{');
    if !custom {
        text(&mut out, "kind", &kind);
    }
    text(&mut out, "apiVersion", &mapping.api_version());
    if !custom {
        out.extend([b"\"metadata\":", metadata.as_slice(), b","].concat());
    }
    out.extend(b"\"items\":[");
    let mut first = true;
    for object in view.list(&mapping, path.namespace.as_deref(), read)? {
        let mut object = match object {
            Ok(object) => object,
            Err(e) => {
                report.problem(&e);
                continue;
            }
        };
        if !selection.matches(&object.value, &fields) {
            continue;
        }
        for note in &object.notes {
            report.warning(note);
        }
        if !custom && let Some(members) = object.value.as_object_mut() {
            // The list says it for all of them.
            members.remove("kind");
            members.remove("apiVersion");
        }
        if !std::mem::replace(&mut first, false) {
            out.push(b',');
        }
        view.write_json(&mut out, &mapping, &object.value);
        if out.len() >= PIECE {
            to.write_all(&out)?;
            out.clear();
        }
    }
    out.push(b']');
    if custom {
        out.push(b',');
        text(&mut out, "kind", &kind);
        out.extend([b"\"metadata\":", metadata.as_slice()].concat());
    }
    out.extend(b"}\n");
    to.write_all(&out)?;
    Ok(report.status())
}

/// The list's own metadata: a struct's for built-in types, else a map's.
fn metadata(path: &Path, view: &View<'_>, custom: bool) -> Vec<u8> {
    let revision = ("resourceVersion", view.revision().to_string());
    let link = ("selfLink", path.path.clone());
    let link = (view.catalog().minor() < NO_SELF_LINK).then_some(link);
    let members: Vec<(&str, String)> = if custom {
        let more = ("continue", String::new());
        [more, revision].into_iter().chain(link).collect()
    } else {
        link.into_iter().chain([revision]).collect()
    };
    let mut out = vec![b'{'];
    for (i, (name, text)) in members.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        json::write_string(&mut out, name);
        out.push(b':');
        json::write_string(&mut out, text);
    }
    out.push(b'}');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match parse(text) {
            Ok(p) => format!(
                "{}/{} {} {:?} {:?} {}{}",
                p.group, p.version, p.plural, p.namespace, p.name, p.labels, p.fields
            ),
            Err(failure) => failure.to_text(),
        }
    }

    #[test]
    fn paths() {
        assert_eq!(shown("/api/v1/pods"), "/v1 pods None None ");
        assert_eq!(shown("/api/v1/namespaces"), "/v1 namespaces None None ");
        assert_eq!(
            shown("/api/v1/namespaces/prod"),
            "/v1 namespaces None Some(\"prod\") "
        );
        assert_eq!(
            shown("/apis/apps/v1/namespaces/prod/deployments/web?limit=500"),
            "apps/v1 deployments Some(\"prod\") Some(\"web\") "
        );
        assert_eq!(
            shown("/api/v1/pods?labelSelector=app%3Dweb"),
            "/v1 pods None None app=web"
        );
    }

    #[test]
    fn mistakes() {
        for (text, want) in [
            (
                "pods",
                "error: --raw must be a valid URL path: parse \"pods\": invalid URI",
            ),
            ("/x", "the snapshot could not find the requested resource"),
            ("/apis", "discovery"),
            ("/api/v1", "discovery"),
            ("/api/v1/namespaces/a/pods/b/log", "no subresources"),
            ("/api/v1/pods?watch=true", "query parameter \"watch\""),
            ("/api/v1/%zz", "invalid URL escape"),
        ] {
            assert!(shown(text).contains(want), "{text}: {}", shown(text));
        }
    }
}
