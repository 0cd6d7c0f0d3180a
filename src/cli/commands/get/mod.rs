//! `kf get`

mod decode;
mod deleted;
mod manifests;
pub(super) mod missing;
pub(super) mod notes;
mod output;
mod part;
mod raw;
pub(super) mod select;
mod share;
mod sink;
mod texts;
#[cfg(all(unix, feature = "verify"))]
mod verify;

use std::io::Write;

use crate::answer::{self, Selectors};
use crate::cli::args::SnapshotArgs;
use crate::cli::args::get::GetArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::message::{Head, Message};
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::session::{Opening, Session, say_lack};
use crate::cli::streams::Streams;
use crate::cli::target::{self, Target};
use crate::etcd::Record;
use crate::object::encode::Format;
use crate::query::go_text;
use crate::snapshot::{Expect, Mapping, Object, ReadOptions, View};
use crate::{Error, ErrorKind, Result, export};
use deleted::Deleted;
use notes::Notes;
use output::Output;
use share::{Maker, Share};
use sink::Sink;

/// Runs `kf get`.
pub(crate) fn run(
    args: &GetArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    args.watch.refuse()?;
    decode::check(args, streams)?;
    let output = match (args.decode, output::parse(args)?) {
        (true, Output::Table { .. }) => Output::Structured(Format::Yaml),
        (_, output) => output,
    };
    if args.export && matches!(output, Output::Table { .. }) && args.key.is_empty() {
        return Err(Failure::usage("--export needs -o yaml, json or kyaml"));
    }
    let read = ReadOptions {
        managed_fields: match output {
            Output::Structured(_) => args.managed_fields.shown(),
            // Under a key, YAML stands in for the table.
            Output::Table { .. } => args.managed_fields.shown() && !args.key.is_empty(),
            Output::Name => false,
            // --show-managed-fields is none of a template's business: it finds what it names.
            Output::JsonPath { .. } | Output::GoTemplate { .. } | Output::Columns { .. } => true,
        },
        ..ReadOptions::default()
    };
    let plan = Plan::read(args, streams)?;
    let mut opening = Opening::new(snapshot).expect(plan.expect(args));
    if matches!(plan, Plan::Target(_)) {
        opening = opening.hinting_at_salvage();
    }
    opening.with_view(streams, |session, report, out| {
        let single = matches!(&plan, Plan::Target(target) if target.single);
        if output::ignores_labels(args) {
            report.warning(
                "--label-columns does nothing with custom-columns (kubectl 1.37 refuses it)",
            );
        }
        let get = Get {
            args,
            output,
            read,
            session,
            view: &session.view,
            single,
        };
        match &plan {
            Plan::Key(key) => get.key(key, report, out),
            Plan::Raw(path) => raw::answer(path, &session.view, report, out),
            Plan::Manifests(wanted) => get.manifests(wanted, report, out),
            Plan::Target(target) => get.verified(target, report, out),
        }
    })
}

/// What is asked for, read as far as that needs no snapshot.
enum Plan<'a> {
    /// Whatever lies at a key of etcd.
    Key(&'a str),
    /// What the server would answer for a path.
    Raw(Box<raw::Raw>),
    /// The objects that manifests name.
    Manifests(manifests::Wanted),
    /// Types, and names of objects.
    Target(Target),
}

impl<'a> Plan<'a> {
    /// Reads the arguments and the files that they name.
    fn read(args: &'a GetArgs, streams: &mut Streams<'_>) -> Outcome<Self> {
        match args.key.as_slice() {
            [] => {}
            [key] => return Ok(Self::Key(key)),
            several => {
                let text = format!(
                    "--key is given {} times, and one key is printed",
                    several.len()
                );
                let hint = "give one at a time";
                return Err(Failure::usage(text).hint(hint));
            }
        }
        if let Some(path) = &args.raw {
            raw::check(args)?;
            return Ok(Self::Raw(Box::new(raw::parse(path)?)));
        }
        if !args.filename.is_empty() || args.kustomize.is_some() {
            return Ok(Self::Manifests(manifests::read(args, streams)?));
        }
        let target = target::parse(&args.target)?;
        let selecting = args.selector.selects() || !args.field_selector.is_empty();
        target.check(selecting)?;
        if subresource(args).is_some() && target.requests.iter().any(|r| r.names.is_empty()) {
            let text = "subresource cannot be used when bulk resources are specified";
            return Err(Failure::usage(text));
        }
        Ok(Self::Target(target))
    }

    /// Returns what the first pass over the file should gather.
    fn expect(&self, args: &GetArgs) -> Vec<Expect> {
        match self {
            Self::Key(key) => vec![Expect::Key((*key).to_owned())],
            Self::Raw(path) => path.expect(),
            Self::Manifests(wanted) => wanted.expect(args),
            Self::Target(target) => expect(target, args),
        }
    }
}

/// The subresource that is asked for; as with kubectl, an empty one is none, and of objects in manifests none is looked
/// at.
fn subresource(args: &GetArgs) -> Option<&str> {
    let name = args.subresource.as_deref();
    name.filter(|name| !name.is_empty() && args.filename.is_empty())
}

/// Why no object of a type has a subresource of this name, as kubectl says it or a server does.
fn no_part(view: &View<'_>, mapping: &Mapping, sub: &str) -> Option<(Head, String)> {
    // `IsValidPathSegmentName` in apimachinery pkg/api/validation/path, asked by client-go rest/request.go.
    let mut wrong = Vec::new();
    match sub {
        "." | ".." => wrong.push(format!("may not be '{sub}'")),
        _ => wrong.extend(
            ["/", "%"]
                .iter()
                .filter(|text| sub.contains(**text))
                .map(|text| format!("may not contain '{text}'")),
        ),
    }
    if !wrong.is_empty() {
        let text = format!(
            "invalid subresource {}: [{}]",
            go_text::quote(sub),
            wrong.join(" ")
        );
        return Some((Head::Error, text));
    }
    let refused = answer::no_part(view, mapping, sub)?;
    let head = match refused.reason {
        answer::Reason::NotFound => Head::NotFound,
        _ => Head::BadRequest,
    };
    Some((head, refused.message))
}

/// Returns what the first pass over the file should gather for a target.
fn expect(target: &Target, args: &GetArgs) -> Vec<Expect> {
    let all = |word: String| {
        let namespace = args.scope.only().map(str::to_owned);
        Expect::Kind { word, namespace }
    };
    // Deleted objects are looked for in a pass of their own.
    let requests = target.requests.iter().filter(|_| !args.deleted);
    requests
        .map(|r| match r.names.as_slice() {
            [] => all(r.kind.clone()),
            names => Expect::Names {
                word: r.kind.clone(),
                namespace: args.scope.namespace().to_owned(),
                names: names.to_vec(),
            },
        })
        .collect()
}

struct Get<'r, 's> {
    args: &'r GetArgs,
    output: Output,
    read: ReadOptions<'static>,
    session: &'r Session<'s>,
    view: &'r View<'s>,
    /// One object was asked for by its name.
    single: bool,
}

impl<'s> Get<'_, 's> {
    /// Prints what lies at a key, whatever it is.
    fn key(&self, key: &str, report: &mut Report<'_>, out: &mut dyn Write) -> Outcome<ExitStatus> {
        let mut object = self.view.at_key(key.as_bytes(), self.read)?;
        if self.args.export {
            export::clean(&mut object.value);
        }
        if self.args.decode {
            decode::object(&mut object.value)?;
        }
        object.value.read_as_client();
        for note in &object.notes {
            report.warning(note);
        }
        let mut text = Vec::new();
        let printed = self.output.object(&mut text, &object.value);
        out.write_all(&text)?;
        printed?;
        Ok(ExitStatus::Success)
    }

    /// Prints what is asked for, after a real kube-apiserver was asked for the same with `--verify`.
    fn verified(
        &self,
        target: &Target,
        report: &mut Report<'_>,
        out: &mut dyn Write,
    ) -> Outcome<ExitStatus> {
        #[cfg(all(unix, feature = "verify"))]
        let verified = self.verify(target, report)?;
        #[cfg(not(all(unix, feature = "verify")))]
        let verified = ExitStatus::Success;
        Ok(match self.run(target, report, out)? {
            ExitStatus::Success => verified,
            other => other,
        })
    }

    fn run(
        &self,
        target: &Target,
        report: &mut Report<'_>,
        out: &mut dyn Write,
    ) -> Outcome<ExitStatus> {
        let requests = target.resolve(self.view, self.args.scope.all())?;
        let secrets = |m: &Mapping| m.resource().group_resource() == "secrets";
        if self.args.decode && !requests.iter().all(|(m, _)| secrets(m)) {
            return Err(decode::only_secrets());
        }
        let all_namespaced = requests.iter().all(|(m, _)| m.resource().namespaced);
        let now = match self.output {
            Output::Table { .. } => Some(self.session.now()?),
            _ => None,
        };
        let mut sink = Sink::new(out, &self.output, self.args, target.single, now);
        for warning in target.short_name_warnings(self.view) {
            report.headed(Head::KubectlWarning, &warning);
        }
        self.session.say_problems(report);
        let deleted = if self.args.deleted {
            let namespace = self.namespace();
            Some(Deleted::gather(self.view, &requests, namespace, report)?)
        } else {
            None
        };
        let mut failures: Vec<Message> = Vec::new();
        for (mapping, names) in &requests {
            if names.is_empty() {
                self.list(mapping, deleted.as_ref(), &mut sink, report, &mut failures)?;
            } else {
                self.named(
                    mapping,
                    names,
                    deleted.as_ref(),
                    &mut sink,
                    report,
                    &mut failures,
                )?;
            }
        }
        let nothing = sink.is_empty();
        let finished = sink.finish();
        let quiet = self.args.ignore_not_found || !failures.is_empty() || report.problems() > 0;
        for failure in &failures {
            report.failure(failure);
        }
        let finished = finished?;
        if nothing && !self.args.ignore_not_found {
            for (mapping, _) in &requests {
                self.say_lost(mapping, report);
            }
            if !failures.is_empty() {
                say_lack(self.view, report)?;
            }
        }
        if finished && !quiet {
            let namespace = self.namespace().filter(|_| all_namespaced);
            report.note(&match (self.args.deleted, namespace) {
                (true, namespace) => deleted::nothing(namespace),
                (false, Some(namespace)) => format!("No resources found in {namespace} namespace."),
                (false, None) => "No resources found".to_owned(),
            });
            say_lack(self.view, report)?;
            missing::hint_at_namespace(self.view, namespace, report);
        }
        if let Some(deleted) = deleted.as_ref().filter(|_| !target.single) {
            // Of each that was named it is said where it is not found.
            if let Some(again) = deleted.made_again().filter(|_| !target.is_named()) {
                report.note(&again);
            }
            report.note(&deleted.reach(self.view));
        }
        Ok(report.status())
    }

    /// The namespace to look in, `None` for all.
    fn namespace(&self) -> Option<&str> {
        self.args.scope.only()
    }

    /// All objects of a type.
    fn list(
        &self,
        mapping: &Mapping,
        deleted: Option<&Deleted<'s>>,
        sink: &mut Sink<'_, 's>,
        report: &mut Report<'_>,
        failures: &mut Vec<Message>,
    ) -> Outcome {
        let selectors = Selectors {
            labels: self.args.selector.text(),
            fields: &self.args.field_selector,
        };
        let selection = match select::parse(selectors, mapping, self.view) {
            Ok(selection) => selection,
            Err(message) => {
                failures.push(message);
                return Ok(());
            }
        };
        let namespace = self.namespace();
        sink.begin(self.view, mapping);
        let maker = sink.maker();
        let part = part::wanted(&maker, &selection, mapping);
        let read = ReadOptions {
            part: part.as_ref(),
            ..self.read
        };
        let gather = |share: &mut Share<'s>, object: Result<Object<'s>>| match object {
            Ok(object) if !selection.matches(&object.value) => {}
            Ok(object) => maker.add(share, object),
            Err(error) => maker.problem(share, error),
        };
        let mut notes = Notes::default();
        let take = |share: &mut Share<'s>| {
            for problem in share.problems.drain(..) {
                report.problem(&problem);
            }
            for (note, key) in share.notes.drain(..) {
                notes.add(&note, key);
            }
            sink.take(share)
        };
        match deleted {
            Some(deleted) => {
                let deletions = deleted.list(self.view, mapping, namespace)?;
                self.view
                    .deleted_with(mapping, deletions, read, gather, take)?;
            }
            None => {
                // Of most objects what they are selected by tells that they are not.
                let look = part::selecting(&selection, mapping);
                let passed_over = |record: &Record<'s>| {
                    look.is_some() && {
                        let read = ReadOptions {
                            part: look.as_ref(),
                            ..self.read
                        };
                        let object = self.view.object(mapping, *record, read);
                        object.is_ok_and(|object| !selection.matches(&object.value))
                    }
                };
                let format = self
                    .plain_items(&maker, mapping)
                    .filter(|_| selection.is_everything() || look.is_some());
                let gather = |share: &mut Share<'s>, record: Result<Record<'s>>| {
                    if record.as_ref().is_ok_and(passed_over) {
                        return;
                    }
                    let write = |record: &Record<'s>| {
                        let format = format?;
                        let view = self.view;
                        maker
                            .add_text(share, |items| {
                                view.write_item(items, format, mapping, record)
                            })
                            .then_some(())
                    };
                    if record.as_ref().ok().and_then(write).is_none() {
                        let read = |record| self.view.object(mapping, record, read);
                        gather(share, record.and_then(read));
                    }
                };
                self.view.records_with(mapping, namespace, gather, take)?;
            }
        }
        sink.end(true)?;
        notes.say(report);
        Ok(())
    }

    /// The format of the items of a list, if they can be written without reading their objects.
    fn plain_items(&self, maker: &Maker<'_>, mapping: &Mapping) -> Option<Format> {
        let plain = !self.read.managed_fields && self.view.writes_items(mapping);
        maker.plain_items().filter(|_| plain)
    }

    /// Says that what was not found is of a type without a definition, whose objects are deleted.
    fn say_lost(&self, mapping: &Mapping, report: &mut Report<'_>) {
        if let Some(note) = self.view.lost_note(mapping).filter(|_| !self.args.deleted) {
            report.warning(&format!("{note}; --deleted shows the deleted ones"));
        }
    }

    /// Words the error about an object that is not there.
    fn missing(
        &self,
        mapping: &Mapping,
        name: &str,
        error: &Error,
        report: &Report<'_>,
    ) -> Message {
        if self.args.deleted {
            return Message::of(error);
        }
        let place = (self.args.scope.namespace(), name);
        missing::object(self.view, mapping, place, error, report)
    }

    /// Objects by name, in the order of the names.
    fn named(
        &self,
        mapping: &Mapping,
        names: &[String],
        deleted: Option<&Deleted<'s>>,
        sink: &mut Sink<'_, 's>,
        report: &mut Report<'_>,
        failures: &mut Vec<Message>,
    ) -> Outcome {
        let mut found = false;
        let mut notes = Notes::default();
        let sub = subresource(self.args);
        // Servers look for the path before they look for the object.
        if let Some((head, text)) = sub.and_then(|sub| no_part(self.view, mapping, sub)) {
            match head {
                Head::NotFound if self.args.ignore_not_found => return Ok(()),
                _ if self.single => return Err(Message::new(head, text).into()),
                // Of several errors of its own, kubectl says each without its prefix.
                Head::Error if names.len() > 1 => {
                    failures.extend(names.iter().map(|_| Message::new(Head::None, text.clone())));
                }
                _ => failures.extend(names.iter().map(|_| Message::new(head, text.clone()))),
            }
            return Ok(());
        }
        for name in names {
            let namespace = self.args.scope.namespace();
            let found_one = match deleted {
                Some(deleted) => deleted.get(self.view, mapping, namespace, name, self.read),
                None => self.view.get(mapping, namespace, name, self.read),
            };
            let found_one = found_one.map(|object| match sub {
                Some(sub) => answer::part(self.view, mapping, sub, object),
                None => object,
            });
            match found_one {
                Ok(object) => {
                    notes.take(&object);
                    if !std::mem::replace(&mut found, true) {
                        sink.begin(self.view, mapping);
                    }
                    sink.one(object)?;
                }
                Err(e) if e.kind() == ErrorKind::NotFound => {
                    if self.args.ignore_not_found {
                        continue;
                    }
                    if self.single {
                        self.say_lost(mapping, report);
                        say_lack(self.view, report)?;
                        return Err(Failure::Message(self.missing(mapping, name, &e, report)));
                    }
                    failures.push(self.missing(mapping, name, &e, report));
                }
                Err(e) if self.single => return Err(Failure::Error(e)),
                Err(e) => report.problem(&e),
            }
        }
        if found {
            sink.end(false)?;
        }
        notes.say(report);
        Ok(())
    }
}
