//! `kf explain` (kubectl `pkg/cmd/explain/explain.go`).

use crate::Error;
use crate::cli::args::SnapshotArgs;
use crate::cli::args::explain::{ExplainArgs, ExplainOutput};
use crate::cli::exit::ExitStatus;
use crate::cli::message::{Head, Message};
use crate::cli::report::{Failure, Outcome};
use crate::cli::session::Opening;
use crate::cli::streams::Streams;
use crate::cli::ui;
use crate::print::explain::{Fields, explain};
use crate::resource::discovery::ListingOrder;
use crate::resource::split_api_version;
use crate::snapshot::{Mapping, View};

/// Runs `kf explain`.
pub(crate) fn run(
    args: &ExplainArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let what = match args.what.as_slice() {
        [what] => what.strip_suffix('.').unwrap_or(what),
        [] => {
            return Err(Failure::usage(
                "You must specify the type of resource to explain. Use \"kf api-resources\" for a \
                 complete list of supported resources.",
            ));
        }
        _ => {
            return Err(Failure::usage(
                "We accept only this format: explain RESOURCE",
            ));
        }
    };
    let fields = fields(args)?;
    let ExplainOutput::Plain = args.output.format()?;
    if what.split('.').any(|part| {
        part.is_empty() || part.contains(['[', ']', '{', '}', '(', ')', '"', '\'', '*'])
    }) {
        let which = match args.api_version {
            None => "first node must be field node",
            Some(_) => "all nodes must be field nodes",
        };
        return Err(Failure::usage(format!("invalid jsonpath syntax, {which}")));
    }
    let version = args.api_version.as_deref();
    Opening::new(snapshot).with_view(streams, |session, report, out| {
        let view = &session.view;
        let (mapping, path) = resolve(view, what, version)?;
        session.say_problems(report);
        let explanation = explain(view, &mapping, &path, fields)?;
        if explanation.bare && explanation.body.is_ok() {
            report.headed(
                Head::Note,
                "kf has names and types of built-in fields; their descriptions, enums and \
                 -required- are the server's text, which is not in a snapshot",
            );
        }
        let mut text = explanation.head;
        match &explanation.body {
            Ok(body) => text.push_str(body),
            Err(e) => report.failure(&Message::plain(e)),
        }
        report.close();
        ui::page(&session.screen, text.as_bytes(), report, out)?;
        Ok(report.status())
    })
}

/// How fields are shown; `--max-depth` came with kubectl 1.37.
fn fields(args: &ExplainArgs) -> Outcome<Fields> {
    match (args.recursive, args.max_depth) {
        (false, 1..) => Err(Failure::usage("--max-depth requires --recursive")),
        (_, ..0) => Err(Failure::usage("--max-depth must be non-negative")),
        (false, 0) => Ok(Fields::Described),
        (true, 0) => Ok(Fields::Listed(None)),
        (true, most) => Ok(Fields::Listed(usize::try_from(most).ok())),
    }
}

/// The type and the path of the field (`SplitAndParseResourceRequestWithMatchingPrefix`): of the
/// types that the first word means, the first one that the text names with its group, else the
/// one that comes first.
fn resolve<'w>(
    view: &View<'_>,
    what: &'w str,
    api_version: Option<&str>,
) -> Outcome<(Mapping, Vec<&'w str>)> {
    let (word, rest) = what.split_once('.').unwrap_or((what, ""));
    let catalog = view.catalog();
    let Ok(first) = catalog.resolve(word) else {
        let unknown = match view.lookup(word) {
            Err(e) => e,
            Ok(_) => Error::not_found(format!(
                "the snapshot doesn't have a resource type {word:?}"
            )),
        };
        return Err(Failure::bare(&unknown));
    };
    let mut found = (first.resource, first.version);
    let mut path = rest;
    if api_version.is_none() {
        let all = catalog.api_resources(ListingOrder::Served);
        let others = all.iter().map(|r| (r.resource, r.version));
        let named = std::iter::once(found)
            .chain(others)
            .filter(|(r, _)| r.plural == first.resource.plural)
            .find_map(|r| Some((r, what.strip_prefix(&r.0.group_resource())?)));
        if let Some((named, rest)) = named {
            found = named;
            // What is left of a word that goes on behind the name is dropped, as there.
            path = rest.split_once('.').map_or("", |(_, path)| path);
        }
    }
    let (resource, version) = found;
    let path = path.split('.').filter(|p| !p.is_empty()).collect();
    let (group, version) = match api_version {
        Some(given) => split_api_version(given),
        None => (resource.group.as_ref(), version),
    };
    let mapping = view
        .mapping_of_kind(group, version, &resource.kind)
        .filter(|m| m.resource().serves(version));
    let mapping = mapping.ok_or_else(|| {
        Failure::usage(format!(
            "couldn't find resource for \"{group}/{version}, Resource={}\"",
            resource.plural
        ))
    })?;
    Ok((mapping, path))
}
