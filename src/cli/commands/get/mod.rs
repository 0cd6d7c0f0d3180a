//! `kf get`

mod decode;
mod deleted;
mod manifests;
pub(super) mod notes;
mod output;
mod raw;
pub(super) mod select;
mod share;
mod sink;
mod texts;
#[cfg(all(unix, feature = "verify"))]
mod verify;

use crate::cli::args::{GetArgs, SnapshotArgs};
use crate::cli::exit::ExitStatus;
use crate::cli::open;
use crate::cli::report::{Failure, Outcome, Report, plain, text};
use crate::cli::streams::Streams;
use crate::cli::target::{self, Target};
use crate::object::encode::Format;
use crate::snapshot::{Expect, Mapping, Object, ReadOptions, View};
use crate::{ErrorKind, Result, export};
use deleted::Deleted;
use notes::Notes;
use output::Output;
use select::Selection;
use share::Share;
use sink::Sink;

/// Runs it.
pub(crate) fn run(
    args: &GetArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    if args.watch {
        return Err(Failure::Text(
            "error: a snapshot does not change, so there is nothing to watch\n".to_owned(),
        ));
    }
    decode::check(args, streams)?;
    let output = match (args.decode, output::parse(args)?) {
        (true, Output::Table { .. }) => Output::Structured(Format::Yaml),
        (_, output) => output,
    };
    if args.export && matches!(output, Output::Table { .. }) && args.key.is_none() {
        return Err(Failure::Text(
            "error: --export needs -o yaml, json or kyaml\n".to_owned(),
        ));
    }
    let read = ReadOptions {
        managed_fields: match output {
            Output::Structured(_) => args.show_managed_fields,
            // Under a key, YAML stands in for the table.
            Output::Table { .. } => args.show_managed_fields && args.key.is_some(),
            Output::Name => false,
            // --show-managed-fields is none of a template's business: it finds what it names.
            Output::JsonPath { .. } | Output::GoTemplate { .. } | Output::Columns { .. } => true,
        },
    };
    if let Some(key) = &args.key {
        let opened = open::snapshot(snapshot, None, streams)?;
        let view = open::view(&opened, snapshot, vec![Expect::Key(key.clone())])?;
        let name = opened.input().name();
        return one_key(&view, name, &output, read, args, streams).map_err(|e| e.in_file(name));
    }
    if let Some(path) = &args.raw {
        raw::check(args)?;
        let path = raw::parse(path)?;
        let opened = open::snapshot(snapshot, None, streams)?;
        let view = open::view(&opened, snapshot, path.expect())?;
        let name = opened.input().name();
        return raw::answer(&path, &view, name, streams).map_err(|e| e.in_file(name));
    }
    if !args.filename.is_empty() || args.kustomize.is_some() {
        let wanted = manifests::read(args, streams)?;
        let opened = open::snapshot(snapshot, None, streams)?;
        let view = open::view(&opened, snapshot, wanted.expect(args))?;
        let get = Get {
            args,
            output,
            read,
            view: &view,
            file: opened.input().name(),
            snapshot,
            single: false,
        };
        return get
            .manifests(&wanted, streams)
            .map_err(|e| e.in_file(opened.input().name()));
    }
    let target = target::parse(&args.target)?;
    let named = target.requests.iter().any(|r| !r.names.is_empty());
    let selecting = !args.selector.is_empty() || !args.field_selector.is_empty();
    target::check(named, selecting, args.all_namespaces)?;
    let opened = open::snapshot(snapshot, None, streams)?;
    let view = open::view(&opened, snapshot, expect(&target, args))?;
    let file = opened.input().name();
    let get = Get {
        args,
        output,
        read,
        view: &view,
        file,
        snapshot,
        single: target.single,
    };
    #[cfg(all(unix, feature = "verify"))]
    let verified = get.verify(&target, &opened, streams)?;
    #[cfg(not(all(unix, feature = "verify")))]
    let verified = ExitStatus::Success;
    let printed = get.run(&target, streams).map_err(|e| e.in_file(file))?;
    Ok(match printed {
        ExitStatus::Success => verified,
        other => other,
    })
}

/// What the first pass over the file should gather.
fn expect(target: &Target, args: &GetArgs) -> Vec<Expect> {
    let all = |word: String| {
        let namespace = (!args.all_namespaces).then(|| args.namespace().to_owned());
        Expect::Kind { word, namespace }
    };
    // Deleted objects are looked for in a pass of their own.
    let requests = target.requests.iter().filter(|_| !args.deleted);
    requests
        .map(|r| match r.names.as_slice() {
            [] => all(r.kind.clone()),
            names => Expect::Names {
                word: r.kind.clone(),
                namespace: args.namespace().to_owned(),
                names: names.to_vec(),
            },
        })
        .collect()
}

/// `--key`: whatever lies there.
fn one_key(
    view: &View<'_>,
    file: &str,
    output: &Output,
    read: ReadOptions,
    args: &GetArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let key = args.key.as_deref().unwrap_or_default();
    let mut object = view.at_key(key.as_bytes(), read)?;
    if args.export {
        export::clean(&mut object.value);
    }
    if args.decode {
        decode::object(&mut object.value)?;
    }
    let mut report = Report::new(streams.err, file);
    for note in &object.notes {
        report.warning(note);
    }
    let mut out = Vec::new();
    let printed = output.object(&mut out, &object.value);
    streams.out.write_all(&out)?;
    printed?;
    Ok(ExitStatus::Success)
}

struct Get<'r, 's> {
    args: &'r GetArgs,
    output: Output,
    read: ReadOptions,
    view: &'r View<'s>,
    file: &'r str,
    snapshot: &'r SnapshotArgs,
    /// One object was asked for by its name.
    single: bool,
}

impl<'s> Get<'_, 's> {
    /// What is asked for, by resource. Every type must be known before anything is printed.
    fn requests<'t>(&self, target: &'t Target) -> Outcome<Vec<(Mapping, &'t [String])>> {
        let mut requests: Vec<(Mapping, &[String])> = Vec::new();
        for request in &target.requests {
            // No server is asked for a type: kubectl's discovery finds none, which is an `error:`.
            let mappings = self
                .view
                .lookup(&request.kind)
                .map_err(|e| match e.kind() {
                    ErrorKind::NotFound => Failure::Text(plain(&e)),
                    _ => Failure::Error(e),
                })?;
            for mapping in mappings {
                requests.push((mapping, &request.names));
            }
        }
        Ok(requests)
    }

    fn run(&self, target: &Target, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
        let requests = self.requests(target)?;
        let secrets = |m: &Mapping| m.resource().group_resource() == "secrets";
        if self.args.decode && !requests.iter().all(|(m, _)| secrets(m)) {
            return Err(decode::only_secrets());
        }
        let all_namespaced = requests.iter().all(|(m, _)| m.resource().namespaced);
        let mut report = Report::new(streams.err, self.file).salvaging(self.snapshot.salvage);
        let now = match self.output {
            Output::Table { .. } => Some(open::now(self.snapshot, self.view)?),
            _ => None,
        };
        let mut sink = Sink::new(
            &mut *streams.out,
            &self.output,
            self.args,
            target.single,
            now,
        );
        for warning in target.short_name_warnings(self.view) {
            report.note(&warning);
        }
        for problem in self.view.problems() {
            report.problem(problem);
        }
        let deleted = if self.args.deleted {
            let namespace = self.namespace();
            Some(Deleted::gather(
                self.view,
                &requests,
                namespace,
                &mut report,
            )?)
        } else {
            None
        };
        let mut failures: Vec<String> = Vec::new();
        for (mapping, names) in &requests {
            if names.is_empty() {
                self.list(
                    mapping,
                    deleted.as_ref(),
                    &mut sink,
                    &mut report,
                    &mut failures,
                )?;
            } else {
                self.named(
                    mapping,
                    names,
                    deleted.as_ref(),
                    &mut sink,
                    &mut report,
                    &mut failures,
                )?;
            }
        }
        let finished = sink.finish();
        let quiet = self.args.ignore_not_found || !failures.is_empty() || report.problems() > 0;
        for failure in &failures {
            report.failure(failure);
        }
        if finished? && !quiet {
            let namespace = self.namespace().filter(|_| all_namespaced);
            report.note(&match (self.args.deleted, namespace) {
                (true, namespace) => deleted::nothing(namespace),
                (false, Some(namespace)) => format!("No resources found in {namespace} namespace."),
                (false, None) => "No resources found".to_owned(),
            });
        }
        if let Some(deleted) = deleted.as_ref().filter(|_| !target.single) {
            report.note(&deleted.reach(self.view));
        }
        report.close();
        Ok(ExitStatus::from_problems(report.problems()))
    }

    /// The namespace to look in, `None` for all.
    fn namespace(&self) -> Option<&str> {
        (!self.args.all_namespaces).then_some(self.args.namespace())
    }

    /// All objects of a type.
    fn list(
        &self,
        mapping: &Mapping,
        deleted: Option<&Deleted<'s>>,
        sink: &mut Sink<'_, 's>,
        report: &mut Report<'_>,
        failures: &mut Vec<String>,
    ) -> Outcome {
        let fields = self.view.fields(mapping);
        let selection = match Selection::parse(self.args.into(), mapping, &fields) {
            Ok(selection) => selection,
            Err(text) => {
                failures.push(text);
                return Ok(());
            }
        };
        let namespace = self.namespace();
        sink.begin(self.view, mapping);
        let maker = sink.maker();
        let gather = |share: &mut Share<'s>, object: Result<Object<'s>>| match object {
            Ok(object) if !selection.matches(&object.value, &fields) => {}
            Ok(object) => maker.add(share, object),
            Err(error) => maker.problem(share, error),
        };
        let mut notes = Notes::default();
        let take = |share: &mut Share<'s>| {
            for problem in share.problems.drain(..) {
                report.problem(&problem);
            }
            notes.texts(&share.notes);
            share.notes.clear();
            sink.take(share)
        };
        match deleted {
            Some(deleted) => {
                let deletions = deleted.list(self.view, mapping, namespace)?;
                self.view
                    .deleted_with(mapping, deletions, self.read, gather, take)?;
            }
            None => self
                .view
                .list_with(mapping, namespace, self.read, gather, take)?,
        }
        sink.end(true)?;
        notes.say(report);
        Ok(())
    }

    /// Objects by name, in the order of the names.
    fn named(
        &self,
        mapping: &Mapping,
        names: &[String],
        deleted: Option<&Deleted<'s>>,
        sink: &mut Sink<'_, 's>,
        report: &mut Report<'_>,
        failures: &mut Vec<String>,
    ) -> Outcome {
        let mut found = false;
        let mut notes = Notes::default();
        for name in names {
            let namespace = self.args.namespace();
            let found_one = match deleted {
                Some(deleted) => deleted.get(self.view, mapping, namespace, name, self.read),
                None => self.view.get(mapping, namespace, name, self.read),
            };
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
                        return Err(Failure::Text(text(&e)));
                    }
                    failures.push(text(&e));
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
