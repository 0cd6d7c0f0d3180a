//! `kf get`

mod decode;
mod manifests;
pub(super) mod notes;
mod output;
mod raw;
pub(super) mod select;
mod sink;

use crate::ErrorKind;
use crate::cli::args::{GetArgs, SnapshotArgs};
use crate::cli::exit::ExitStatus;
use crate::cli::open;
use crate::cli::report::{Failure, Outcome, Report, plain, text};
use crate::cli::streams::Streams;
use crate::cli::target::{self, Target};
use crate::object::encode::Format;
use crate::snapshot::{Expect, Mapping, ReadOptions, View};
use notes::Notes;
use output::Output;
use select::Selection;
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
        return one_key(&view, name, args, &output, read, streams).map_err(|e| e.in_file(name));
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
    Get {
        args,
        output,
        read,
        view: &view,
        file: opened.input().name(),
        snapshot,
    }
    .run(&target, streams)
    .map_err(|e| e.in_file(opened.input().name()))
}

/// What the first pass over the file should gather.
fn expect(target: &Target, args: &GetArgs) -> Vec<Expect> {
    let all = |word: String| {
        let namespace = (!args.all_namespaces).then(|| args.namespace().to_owned());
        Expect::Kind { word, namespace }
    };
    let requests = target.requests.iter();
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
    args: &GetArgs,
    output: &Output,
    read: ReadOptions,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let key = args.key.as_deref().unwrap_or_default();
    let mut object = view.at_key(key.as_bytes(), read)?;
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
}

impl<'s> Get<'_, 's> {
    fn run(&self, target: &Target, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
        // Every type must be known before anything is printed.
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
        for problem in self.view.problems() {
            report.problem(problem);
        }
        let mut failures: Vec<String> = Vec::new();
        for (mapping, names) in &requests {
            if names.is_empty() {
                self.list(mapping, &mut sink, &mut report, &mut failures)?;
            } else {
                self.named(
                    mapping,
                    names,
                    target,
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
            report.note(&if all_namespaced && !self.args.all_namespaces {
                format!("No resources found in {} namespace.", self.args.namespace())
            } else {
                "No resources found".to_owned()
            });
        }
        report.close();
        Ok(ExitStatus::from_problems(report.problems()))
    }

    /// All objects of a type.
    fn list(
        &self,
        mapping: &Mapping,
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
        let namespace = (!self.args.all_namespaces).then_some(self.args.namespace());
        sink.begin(self.view, mapping);
        let mut notes = Notes::default();
        for object in self.view.list(mapping, namespace, self.read)? {
            match object {
                Ok(object) => {
                    if !selection.matches(&object.value, &fields) {
                        continue;
                    }
                    notes.take(&object);
                    sink.take(object)?;
                }
                Err(error) => report.problem(&error),
            }
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
        target: &Target,
        sink: &mut Sink<'_, 's>,
        report: &mut Report<'_>,
        failures: &mut Vec<String>,
    ) -> Outcome {
        let mut found = false;
        let mut notes = Notes::default();
        for name in names {
            match self
                .view
                .get(mapping, self.args.namespace(), name, self.read)
            {
                Ok(object) => {
                    notes.take(&object);
                    if !std::mem::replace(&mut found, true) {
                        sink.begin(self.view, mapping);
                    }
                    sink.take(object)?;
                }
                Err(e) if e.kind() == ErrorKind::NotFound => {
                    if self.args.ignore_not_found {
                        continue;
                    }
                    if target.single {
                        return Err(Failure::Text(text(&e)));
                    }
                    failures.push(text(&e));
                }
                Err(e) if target.single => return Err(Failure::Error(e)),
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
