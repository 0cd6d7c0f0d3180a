//! `--raw`: what the server would have answered to a GET of a path.
//!
//! Lists, objects and their subresources are answered by what answers clients of `kf serve`, byte for
//! byte as a server sends them; parameters that a server does not look at are named. What `kf serve` says of itself is
//! answered as well. Discovery is not, since a snapshot lacks part of what stands in it.

use std::io::Write;

use crate::answer::{
    self, Ask, BadUrl, Ground, Offer, Reason, Request, ResourcePath, Status, StatusCause,
    StatusDetails, Target, Told,
};
use crate::cli::args::get::GetArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::message::{Head, Message};
use crate::cli::report::{Failure, Outcome, Report};
use crate::query::go_text;
use crate::snapshot::{Expect, Mapping, View};

/// The parameters that mean something to a server.
const KNOWN: &[&str] = &[
    "allowWatchBookmarks",
    "continue",
    "fieldSelector",
    "includeObject",
    "labelSelector",
    "limit",
    "pretty",
    "resourceVersion",
    "resourceVersionMatch",
    "sendInitialEvents",
    "timeoutSeconds",
    "watch",
];

/// A request that can be answered.
#[derive(Debug)]
pub(super) struct Raw {
    request: Request,
    /// The path and its query as they were given.
    url: String,
    /// Parameters of the query that change nothing.
    ignored: Vec<String>,
    /// The objects that it is for; `None` when it is about the server itself.
    path: Option<ResourcePath>,
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
    if args.selector.selects() {
        return Err(Failure::usage(
            "--raw may not be specified with other flags that filter the server request or alter \
             the output",
        ));
    }
    if !args.output.text().is_empty() {
        return Err(Failure::usage("--raw and --output are mutually exclusive"));
    }
    Ok(())
}

/// Reads a path and its query.
pub(super) fn parse(text: &str) -> Outcome<Raw> {
    let request = Request::parse(text).map_err(|bad| {
        let why = match bad {
            BadUrl::NoPath => "invalid URI for request",
            BadUrl::Escape => "invalid URL escape",
        };
        Failure::usage(format!(
            "--raw must be a valid URL path: parse {}: {why}",
            go_text::quote(text)
        ))
    })?;
    // What a server says of itself does not hang on the parameters that it does not know.
    let about = request.is_about_server();
    let refused = |(name, value): &(&str, &str)| match *name {
        "watch" => !matches!(*value, "" | "0" | "false"),
        // Servers before 1.18 left out parts of an object for these.
        "export" | "exact" => true,
        _ => false,
    };
    let pairs = || request.query.pairs().filter(|_| !about);
    let refused = pairs().find(refused).map(|(name, _)| name);
    if let Some(name) = refused.or(request.watch_path.then_some("watch")) {
        return Err(Failure::usage(format!(
            "kf does not know the query parameter {} of --raw",
            go_text::quote(name)
        )));
    }
    let ignored = pairs().filter(|(name, _)| !KNOWN.contains(name));
    let ignored = ignored.map(|(name, _)| name.to_owned()).collect();
    let url = text.to_owned();
    match &request.target {
        Target::Resource(path) => {
            let path = Some(path.clone());
            Ok(Raw {
                request,
                url,
                ignored,
                path,
            })
        }
        _ if about => Ok(Raw {
            request,
            url,
            ignored,
            path: None,
        }),
        Target::Discovery(_) => Err(Failure::usage(
            "a snapshot lacks part of what stands in discovery documents",
        )
        .hint("see \"kf api-resources\", \"kf api-versions\" and \"kf info\"")),
        Target::Version | Target::Other => Err(nothing_there()),
    }
}

impl Raw {
    /// What the first pass over the snapshot should gather.
    pub(super) fn expect(&self) -> Vec<Expect> {
        self.path.iter().map(ResourcePath::expect).collect()
    }

    /// Words a refusal as kubectl words what its server says.
    fn refused(&self, status: &Status, mapping: Option<&Mapping>) -> Failure {
        let said = match (status.reason, &status.details) {
            (Reason::Invalid, Some(details)) => Message::new(Head::None, invalid(details)),
            (reason, _) => Message::new(head(reason), status.message.as_str()),
        };
        match (&status.ground, mapping) {
            (Some(Ground::Snapshot(e)), _) => Failure::Error(e.clone()),
            (Some(Ground::Revision(revision)), _) => said
                .hint(format!(
                    "with --rev {revision}, kf reads the state at that revision"
                ))
                .into(),
            (Some(Ground::Undefined(note)), _) => {
                let failure = nothing_there();
                let Some(path) = &self.path else {
                    return failure;
                };
                let word = format!("{}.{}", path.plural, path.group);
                failure.hint(format!(
                    "{note}; kf get {word} shows them, kf get {word} --deleted those that are gone"
                ))
            }
            (None, None) => nothing_there(),
            (_, _) => said.into(),
        }
    }
}

/// What kubectl prints of what is invalid (kubectl pkg/cmd/util/helpers.go `checkErr`, `MultilineError`).
fn invalid(details: &StatusDetails) -> String {
    let StatusDetails { kind, name, .. } = details;
    let mut text = format!("The {kind} {} is invalid: ", go_text::quote(name));
    let cause = |cause: &StatusCause| format!("{}: {}", cause.field, cause.message);
    match details.causes.as_slice() {
        [only] => text.push_str(&cause(only)),
        several => {
            for each in several {
                text.push_str("\n* ");
                text.push_str(&cause(each));
            }
        }
    }
    text
}

/// The head of what kubectl prints for a reason.
fn head(reason: Reason) -> Head {
    match reason {
        Reason::NotFound => Head::NotFound,
        Reason::BadRequest => Head::BadRequest,
        Reason::Expired => Head::Expired,
        Reason::Invalid => Head::Invalid,
        Reason::Timeout => Head::Timeout,
        _ => Head::Error,
    }
}

/// Writes the answer.
pub(super) fn answer(
    raw: &Raw,
    view: &View<'_>,
    report: &mut Report<'_>,
    to: &mut dyn Write,
) -> Outcome<ExitStatus> {
    let Some(path) = &raw.path else {
        report.all(view.problems());
        to.write_all(&answer::about(view, &raw.request).ok_or_else(nothing_there)?)?;
        return Ok(report.status());
    };
    let found = answer::find(view, path);
    let mapping = found.map_err(|status| raw.refused(&status, None))?;
    report.all(view.problems());
    for name in &raw.ignored {
        report.warning(&format!(
            "no server looks at the query parameter {}",
            go_text::quote(name)
        ));
    }
    let ask = Ask {
        method: "GET",
        url: &raw.url,
        accept: "application/json, */*",
        user_agent: "kubectl",
        if_none_match: "",
        user: None,
        body: b"",
        offer: Offer::default(),
    };
    let response =
        answer::respond(view, ask, None).map_err(|status| raw.refused(&status, Some(&mapping)))?;
    response.write(to, &mut |told| match told {
        Told::Problem(problem) => report.problem(problem),
        Told::Note(note) => report.warning(note),
    })?;
    Ok(report.status())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match parse(text) {
            Ok(raw) => format!("{:?}", raw.path),
            Err(failure) => failure.to_text(),
        }
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
            ("/api/v1/watch/pods", "query parameter \"watch\""),
            ("/api/v1/pods?watch=true", "query parameter \"watch\""),
            ("/api/v1/pods?export=1", "query parameter \"export\""),
            ("/api/v1/%zz", "invalid URL escape"),
        ] {
            assert!(shown(text).contains(want), "{text}: {}", shown(text));
        }
        assert!(shown("/api/v1/pods?watch=0&limit=2").contains("pods"));
        for path in [
            "/",
            "/version",
            "/version/",
            "/version?timeout=32s",
            "/healthz",
            "/livez",
            "/readyz",
            "/readyz?verbose",
            "/openapi/v3",
            "/openapi/v3/apis/apps/v1?hash=1",
        ] {
            assert_eq!(shown(path), "None", "{path}");
        }
        assert!(shown("/healthz/pong").contains("could not find"));
    }
}
