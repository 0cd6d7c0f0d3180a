//! `kf events`

use super::get::missing;
use crate::cli::args::SnapshotArgs;
use crate::cli::args::events::{EventsArgs, EventsOutput};
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::session::Opening;
use crate::cli::streams::Streams;
use crate::object::Value;
use crate::print::{events, name};
use crate::snapshot::{Expect, Mapping, ReadOptions, View};
use crate::{Error, ErrorKind};

/// The object that `--for` names.
struct About {
    kind: String,
    api_version: String,
    name: String,
}

/// Runs `kf events`.
pub(crate) fn run(
    args: &EventsArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    args.watch.refuse()?;
    let about = args.about.as_deref().filter(|a| !a.is_empty());
    let about = about.map(type_and_name).transpose()?;
    let output = args.output.format()?;
    let types = args.types.iter().filter(|t| !t.is_empty());
    let types: Vec<String> = types.cloned().collect();
    let valid = |t: &String| {
        ["Normal", "Warning"]
            .iter()
            .any(|k| t.eq_ignore_ascii_case(k))
    };
    if !types.iter().all(valid) {
        return Err(Failure::usage("valid --types are Normal or Warning"));
    }

    let namespace = args.scope.only().map(str::to_owned);
    let expect = Expect::Kind {
        word: "events".to_owned(),
        namespace: namespace.clone(),
    };
    let opening = Opening::new(snapshot).expect(vec![expect]);
    opening.with_view(streams, |session, report, out| {
        let view = &session.view;
        let about = about.map(|(kind, name)| resolve(view, kind, name));
        let about = about.transpose()?;
        session.say_problems(report);
        let wanted = Wanted {
            mapping: mapping(view)?,
            namespace: namespace.as_deref(),
            about,
            types,
        };
        let read = ReadOptions {
            managed_fields: matches!(output, EventsOutput::Structured(_))
                && args.managed_fields.shown(),
            ..ReadOptions::default()
        };
        let mut found = wanted.find(view, read, report)?;
        let span = args.times.ends(|| session.now())?;
        // One that tells no time may be of any.
        found.retain(|event| {
            let [first, last] = [events::first_time, events::last_time].map(|time| time(event));
            span.touches(first.or(last), last.or(first))
        });
        if found.is_empty() {
            if report.problems() == 0 {
                report.note(&match &namespace {
                    None => "No events found.".to_owned(),
                    Some(namespace) => format!("No events found in {namespace} namespace."),
                });
                missing::hint_at_namespace(view, namespace.as_deref(), report);
            }
            return Ok(report.status());
        }
        events::sort(&mut found);
        let mut text = Vec::new();
        match output {
            EventsOutput::Table => {
                let now = session.now()?;
                let headers = args.headers.shown();
                events::write_table(&mut text, &found, now, headers, args.scope.all());
            }
            EventsOutput::Name => {
                for event in &found {
                    name::write(&mut text, event)?;
                }
            }
            EventsOutput::Structured(format) => events::write_list(&mut text, format, found),
        }
        out.write_all(&text)?;
        Ok(report.status())
    })
}

/// Which events are shown.
struct Wanted<'a> {
    mapping: Mapping,
    namespace: Option<&'a str>,
    about: Option<About>,
    types: Vec<String>,
}

impl Wanted<'_> {
    /// Reads them.
    fn find<'s>(
        &self,
        view: &View<'s>,
        read: ReadOptions<'_>,
        report: &mut Report<'_>,
    ) -> Outcome<Vec<Value<'s>>> {
        let mut found = Vec::new();
        for object in view.list(&self.mapping, self.namespace, read)? {
            match object {
                Ok(object) => {
                    let event = &object.value;
                    let about = self.about.as_ref();
                    if events::has_type(event, &self.types) && about.is_none_or(|a| a.is_of(event))
                    {
                        for note in &object.notes {
                            report.warning(note);
                        }
                        found.push(object.value);
                    }
                }
                Err(e) => report.problem(&e),
            }
        }
        Ok(found)
    }
}

/// `decodeResourceTypeName`
fn type_and_name(text: &str) -> Outcome<(&str, &str)> {
    let mut parts = text.split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(kind), Some(name), None) => Ok((kind, name)),
        (_, _, Some(_)) => Err(Failure::usage(
            "arguments in resource/name form may not have more than one slash",
        )),
        _ => Err(Failure::usage("--for must be in resource/name form")),
    }
}

fn resolve(view: &View<'_>, kind: &str, name: &str) -> Outcome<About> {
    let found = view.lookup(kind).map_err(|e| match e.kind() {
        ErrorKind::NotFound => Failure::bare(&e),
        _ => Failure::Error(e),
    })?;
    let [mapping] = found.as_slice() else {
        // A category such as `all`, which is no type.
        let unknown = Error::not_found(format!(
            "the snapshot doesn't have a resource type {kind:?}"
        ));
        return Err(Failure::bare(&unknown));
    };
    Ok(About {
        kind: mapping.resource().kind.to_string(),
        api_version: mapping.api_version(),
        name: name.to_owned(),
    })
}

impl About {
    /// The field selector that kubectl sends, which it leaves out without a name.
    fn is_of(&self, event: &Value<'_>) -> bool {
        let text = |member| {
            event
                .str_at(&["involvedObject", member])
                .unwrap_or_default()
        };
        self.name.is_empty()
            || (text("kind") == self.kind
                && text("apiVersion") == self.api_version
                && text("name") == self.name)
    }
}

/// Events of the core group, as which kubectl asks for them.
fn mapping(view: &View<'_>) -> Outcome<Mapping> {
    view.mapping_of_kind("", "v1", "Event")
        .ok_or_else(|| Error::unsupported("this server had no events of the core group").into())
}
