//! `kf get`

use std::io::Write;

use crate::cli::args::{GetArgs, SnapshotArgs};
use crate::cli::exit::ExitStatus;
use crate::cli::open;
use crate::cli::report::{Failure, Outcome, Report, plain, text};
use crate::cli::streams::Streams;
use crate::cli::target::{self, Target};
use crate::object::encode::{Format, ListEncoder};
use crate::print::listing::{Listing, TableOptions};
use crate::print::name;
use crate::query::{fields, labels};
use crate::snapshot::{Expect, Mapping, Object, ReadOptions, View};
use crate::{Error, ErrorKind};

/// Output is handed on in pieces of about this size.
const PIECE: usize = 1 << 18;

/// What `-o` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Output {
    Structured(Format),
    Name,
    Table { wide: bool },
}

fn output(asked: Option<&str>) -> Outcome<Output> {
    Ok(match asked {
        None | Some("") => Output::Table { wide: false },
        Some("wide") => Output::Table { wide: true },
        Some("json") => Output::Structured(Format::Json),
        Some("yaml") => Output::Structured(Format::Yaml),
        Some("kyaml") => Output::Structured(Format::Kyaml),
        Some("name") => Output::Name,
        Some(other) => {
            return Err(Failure::Text(format!(
                "error: unable to match a printer suitable for the output format {other:?}, \
                 allowed formats are: json,kyaml,name,wide,yaml\n"
            )));
        }
    })
}

/// What is to be selected, parsed once.
struct Selection {
    labels: labels::Selector,
    fields: fields::Selector,
    label_text: String,
    field_text: String,
}

impl Selection {
    /// The error text of a selector, as the server wraps it.
    fn failure(&self, mapping: &Mapping, error: &Error) -> String {
        format!(
            "Error from snapshot (BadRequest): Unable to find \"{}, Resource={}\" that match label \
             selector \"{}\", field selector \"{}\": {}\n",
            mapping.group_version_slash(),
            mapping.resource().plural,
            self.label_text,
            self.field_text,
            error.message(),
        )
    }
}

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
    let output = output(args.output.as_deref())?;
    let read = ReadOptions {
        managed_fields: args.show_managed_fields,
    };
    if let Some(key) = &args.key {
        let opened = open::snapshot(snapshot, None, streams)?;
        let view = open::view(&opened, snapshot, vec![Expect::Key(key.clone())])?;
        let name = opened.input().name();
        return one_key(&view, name, key.as_bytes(), output, read, streams)
            .map_err(|e| e.in_file(name));
    }
    let target = target::parse(&args.target)?;
    let named = target.requests.iter().any(|r| !r.names.is_empty());
    let selecting = !args.selector.is_empty() || !args.field_selector.is_empty();
    if named && selecting {
        return Err(Failure::Text(
            "error: name cannot be provided when a selector is specified\n".to_owned(),
        ));
    }
    if named && args.all_namespaces {
        return Err(Failure::Text(
            "error: a resource cannot be retrieved by name across all namespaces\n".to_owned(),
        ));
    }
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
        let namespace = (!args.all_namespaces).then(|| args.namespace.clone());
        Expect::Kind { word, namespace }
    };
    let requests = target.requests.iter();
    requests
        .map(|r| match r.names.as_slice() {
            [] => all(r.kind.clone()),
            names => Expect::Names {
                word: r.kind.clone(),
                namespace: args.namespace.clone(),
                names: names.to_vec(),
            },
        })
        .collect()
}

/// `--key`: whatever lies there.
fn one_key(
    view: &View<'_>,
    file: &str,
    key: &[u8],
    output: Output,
    read: ReadOptions,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let object = view.at_key(key, read)?;
    let mut report = Report::new(streams.err, file);
    for note in &object.notes {
        report.warning(note);
    }
    let mut out = Vec::new();
    match output {
        Output::Structured(format) => format.write(&mut out, &object.value),
        Output::Name => name::write(&mut out, &object.value)?,
        Output::Table { .. } => Format::Yaml.write(&mut out, &object.value),
    }
    streams.out.write_all(&out)?;
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

/// Where found objects go.
enum Sink<'o> {
    Structured {
        out: &'o mut dyn Write,
        buffer: Vec<u8>,
        list: Option<ListEncoder>,
        format: Format,
    },
    Name {
        out: &'o mut dyn Write,
        buffer: Vec<u8>,
    },
    Table(Box<Listing>),
}

impl Sink<'_> {
    fn take(&mut self, mapping: &Mapping, object: &Object<'_>) -> Outcome {
        match self {
            Sink::Structured {
                out,
                buffer,
                list,
                format,
            } => {
                match list {
                    Some(list) => list.item(buffer, &object.value),
                    None => format.write(buffer, &object.value),
                }
                spill(*out, buffer)?;
            }
            Sink::Name { out, buffer } => {
                name::write(buffer, &object.value)?;
                spill(*out, buffer)?;
            }
            Sink::Table(listing) => listing.add(mapping, &object.value),
        }
        Ok(())
    }
}

fn spill(out: &mut dyn Write, buffer: &mut Vec<u8>) -> Outcome {
    if buffer.len() >= PIECE {
        out.write_all(buffer)?;
        buffer.clear();
    }
    Ok(())
}

impl Get<'_, '_> {
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
        let all_namespaced = requests.iter().all(|(m, _)| m.resource().namespaced);
        let mut report = Report::new(streams.err, self.file);
        let now = match self.output {
            Output::Table { .. } => Some(open::now(self.snapshot, self.view)?),
            _ => None,
        };
        let mut sink = match self.output {
            Output::Structured(format) => {
                let mut buffer = Vec::with_capacity(PIECE * 2);
                let list = (!target.single).then(|| ListEncoder::begin(format, &mut buffer));
                Sink::Structured {
                    out: &mut *streams.out,
                    buffer,
                    list,
                    format,
                }
            }
            Output::Name => Sink::Name {
                out: &mut *streams.out,
                buffer: Vec::new(),
            },
            Output::Table { wide } => Sink::Table(Box::new(Listing::new(TableOptions {
                now,
                wide,
                namespace: self.args.all_namespaces,
                headers: !self.args.no_headers,
                show_kind: self.args.show_kind,
                show_labels: self.args.show_labels,
                label_columns: self.args.label_columns.clone(),
            }))),
        };
        for problem in self.view.problems() {
            report.problem(problem);
        }
        let mut failures: Vec<String> = Vec::new();
        let mut found = 0usize;
        for (mapping, names) in &requests {
            let took = if names.is_empty() {
                self.list(mapping, &mut sink, &mut report, &mut failures)?
            } else {
                self.named(
                    mapping,
                    names,
                    target,
                    &mut sink,
                    &mut report,
                    &mut failures,
                )?
            };
            found += took;
        }
        match sink {
            Sink::Structured {
                out,
                mut buffer,
                list,
                ..
            } => {
                if let Some(list) = list {
                    list.end(&mut buffer);
                }
                out.write_all(&buffer)?;
            }
            Sink::Name { out, buffer } => out.write_all(&buffer)?,
            Sink::Table(listing) => {
                let quiet = !failures.is_empty() || report.problems() > 0;
                let quiet = quiet || (self.args.ignore_not_found && found == 0);
                streams.out.write_all(&listing.text())?;
                if found == 0 && !quiet {
                    report.note(&if all_namespaced && !self.args.all_namespaces {
                        format!("No resources found in {} namespace.", self.args.namespace)
                    } else {
                        "No resources found".to_owned()
                    });
                }
            }
        }
        for failure in &failures {
            report.failure(failure);
        }
        report.close();
        Ok(ExitStatus::from_problems(report.problems()))
    }

    /// All objects of a type.
    fn list(
        &self,
        mapping: &Mapping,
        sink: &mut Sink<'_>,
        report: &mut Report<'_>,
        failures: &mut Vec<String>,
    ) -> Outcome<usize> {
        let fields = self.view.fields(mapping);
        let selection = match self.selection(mapping, &fields) {
            Ok(selection) => selection,
            Err(text) => {
                failures.push(text);
                return Ok(0);
            }
        };
        let namespace = (!self.args.all_namespaces).then_some(self.args.namespace.as_str());
        let mut found = 0;
        let mut notes = Notes::default();
        for object in self.view.list(mapping, namespace, self.read)? {
            match object {
                Ok(object) => {
                    if !selection.labels.matches(&object.value)
                        || !selection.fields.matches(&object.value, &fields)
                    {
                        continue;
                    }
                    notes.take(&object);
                    sink.take(mapping, &object)?;
                    found += 1;
                }
                Err(error) => report.problem(&error),
            }
        }
        notes.say(report);
        Ok(found)
    }

    fn selection(&self, mapping: &Mapping, fields: &fields::Fields) -> Result<Selection, String> {
        let mut selection = Selection {
            labels: labels::Selector::default(),
            fields: fields::Selector::default(),
            label_text: self.args.selector.clone(),
            field_text: self.args.field_selector.clone(),
        };
        let labels = labels::Selector::parse(&self.args.selector);
        let parsed =
            fields::Selector::parse(&self.args.field_selector).and_then(|s| s.resolve(fields));
        selection.labels = labels.map_err(|e| selection.failure(mapping, &e))?;
        selection.fields = parsed.map_err(|e| selection.failure(mapping, &e))?;
        Ok(selection)
    }

    /// Objects by name, in the order of the names.
    fn named(
        &self,
        mapping: &Mapping,
        names: &[String],
        target: &Target,
        sink: &mut Sink<'_>,
        report: &mut Report<'_>,
        failures: &mut Vec<String>,
    ) -> Outcome<usize> {
        let mut found = 0;
        let mut notes = Notes::default();
        for name in names {
            match self
                .view
                .get(mapping, &self.args.namespace, name, self.read)
            {
                Ok(object) => {
                    notes.take(&object);
                    sink.take(mapping, &object)?;
                    found += 1;
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
        notes.say(report);
        Ok(found)
    }
}

/// Notes about objects of one request: the first of each text, and how many shared it.
#[derive(Default)]
struct Notes(Vec<(String, usize)>);

impl Notes {
    fn take(&mut self, object: &Object<'_>) {
        for note in &object.notes {
            match self.0.iter_mut().find(|(n, _)| n == note) {
                Some((_, count)) => *count += 1,
                None => self.0.push((note.clone(), 1)),
            }
        }
    }

    fn say(self, report: &mut Report<'_>) {
        for (note, count) in self.0 {
            match count {
                1 => report.warning(&note),
                n => report.warning(&format!("{note} ({n} objects)")),
            }
        }
    }
}
