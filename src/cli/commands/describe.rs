//! `kf describe` (kubectl `pkg/cmd/describe/describe.go`).

use std::collections::HashSet;
use std::io::Write;

use super::get::notes::Notes;
use super::get::{missing, select};
use crate::ErrorKind;
use crate::answer::Selectors;
use crate::cli::args::SnapshotArgs;
use crate::cli::args::describe::DescribeArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::message::{Head, Message};
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::session::{Opening, say_lack};
use crate::cli::streams::Streams;
use crate::cli::target::{self, Target};
use crate::print::describe::{Context, Describer, expected};
use crate::snapshot::{Expect, Mapping, Object, ReadOptions, View};
use crate::time::Timestamp;

/// Runs `kf describe`.
pub(crate) fn run(
    args: &DescribeArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    if args.target.is_empty() {
        return Err(Failure::usage(
            "You must specify the type of resource to describe. Use \"kf \
             api-resources\" for a complete list of supported resources.",
        ));
    }
    let target = target::parse(&args.target)?;
    target.check(args.selector.selects())?;
    let opening = Opening::new(snapshot).expect(expect(&target, args));
    opening.with_view(streams, |session, report, out| {
        let now = session.now()?;
        let mut run = Describe {
            args,
            view: &session.view,
            report,
            failures: Vec::new(),
            said: HashSet::new(),
            notes: Notes::default(),
        };
        for warning in target.short_name_warnings(&session.view) {
            run.report.headed(Head::KubectlWarning, &warning);
        }
        session.say_problems(run.report);
        run.all(&target, now, out)?;
        run.finish()
    })
}

/// What the first pass over the file should gather.
fn expect(target: &Target, args: &DescribeArgs) -> Vec<Expect> {
    let namespace = args.scope.only();
    let mut all = Vec::new();
    for request in &target.requests {
        // With names too: one of them may be a prefix.
        all.push(Expect::Kind {
            word: request.kind.clone(),
            namespace: namespace.map(str::to_owned),
        });
        // One that was deleted is met by its own name alone.
        all.push(Expect::Names {
            word: request.kind.clone(),
            namespace: args.scope.namespace().to_owned(),
            names: request.names.clone(),
        });
        let single = target.single || args.show_events == Some(true);
        let show_events = single && args.show_events != Some(false);
        all.extend(expected(&request.kind, namespace, show_events));
    }
    all
}

/// An error that does not end the run.
enum Failed {
    /// An object named does not exist.
    NotFound(Message),
    /// Anything else.
    Other(Message),
}

impl Failed {
    fn message(&self) -> &Message {
        match self {
            Self::NotFound(message) | Self::Other(message) => message,
        }
    }
}

/// Objects found, and how to describe them; the error if kubectl cannot.
struct Found<'s> {
    describer: Result<Describer, Message>,
    objects: Vec<Object<'s>>,
}

struct Describe<'r, 'w, 's> {
    args: &'r DescribeArgs,
    view: &'r View<'s>,
    report: &'r mut Report<'w>,
    failures: Vec<Failed>,
    /// Errors of descriptions, each of which is said once.
    said: HashSet<Message>,
    notes: Notes,
}

impl<'s> Describe<'_, '_, 's> {
    /// Finds and describes everything that is asked for.
    fn all(&mut self, target: &Target, now: Timestamp, out: &mut dyn Write) -> Outcome {
        let found = self.find(target)?;
        // kubectl shows events of a single object alone, unless it is told.
        let several = found.len() > 1 || !self.failures.is_empty();
        let show_events = self.args.show_events.unwrap_or(!several);
        let context = Context::new(self.view, now, show_events).of(self.args.kubectl.version());
        if let (1, [Failed::NotFound(missing)], [_, prefix]) = (
            self.failures.len(),
            self.failures.as_slice(),
            self.args.target.as_slice(),
        ) {
            let missing = missing.clone();
            self.failures.clear();
            self.matching(target, prefix, missing, &context, out)
        } else {
            self.print(found, &context, out)
        }
    }

    /// What a word means, each with its describer.
    fn mappings(&self, kind: &str) -> Outcome<Vec<(Mapping, Result<Describer, Message>)>> {
        let mappings = self.view.lookup(kind).map_err(Failure::lookup)?;
        let with_describer = mappings.into_iter().map(|mapping| {
            let describer = Describer::new(self.view, &mapping);
            (mapping, describer.map_err(|e| Message::of(&e)))
        });
        Ok(with_describer.collect())
    }

    /// All objects asked for.
    fn find(&mut self, target: &Target) -> Outcome<Objects<'s>> {
        let requests = target.resolve(self.view, self.args.scope.all())?;
        let mut all = Objects(Vec::new());
        for (mapping, names) in requests {
            let describer = Describer::new(self.view, &mapping).map_err(|e| Message::of(&e));
            let read_as = describer
                .as_ref()
                .map_or(&mapping, Describer::mapping)
                .clone();
            let objects = if names.is_empty() {
                self.list(&mapping, &read_as)?
            } else {
                self.named(&read_as, names, target.single)?
            };
            if let Some(note) = self.view.lost_note(&mapping).filter(|_| objects.is_empty()) {
                let text = format!("{note}; kf get --deleted shows the deleted ones");
                self.report.warning(&text);
            }
            all.0.push(Found { describer, objects });
        }
        Ok(all)
    }

    /// All objects of a type.
    fn list(&mut self, mapping: &Mapping, read_as: &Mapping) -> Outcome<Vec<Object<'s>>> {
        let selectors = Selectors {
            labels: self.args.selector.text(),
            fields: "",
        };
        let selection = match select::parse(selectors, mapping, self.view) {
            Ok(selection) => selection,
            Err(message) => {
                self.failures.push(Failed::Other(message));
                return Ok(Vec::new());
            }
        };
        let namespace = self.args.scope.only();
        let mut found = Vec::new();
        for object in self.view.list(read_as, namespace, ReadOptions::default())? {
            match object {
                Ok(object) if selection.matches(&object.value) => found.push(object),
                Ok(_) => {}
                Err(error) => self.report.problem(&error),
            }
        }
        Ok(found)
    }

    /// Objects by name, in the order of the names.
    fn named(
        &mut self,
        mapping: &Mapping,
        names: &[String],
        single: bool,
    ) -> Outcome<Vec<Object<'s>>> {
        let mut found = Vec::new();
        for name in names {
            let read = ReadOptions::default();
            match self
                .view
                .get(mapping, self.args.scope.namespace(), name, read)
            {
                Ok(object) => found.push(object),
                Err(e) if e.kind() == ErrorKind::NotFound => {
                    let place = (self.args.scope.namespace(), name.as_str());
                    let missing = missing::object(self.view, mapping, place, &e, self.report);
                    self.failures.push(Failed::NotFound(missing));
                }
                Err(e) if single => return Err(Failure::Error(e)),
                Err(e) => self.report.problem(&e),
            }
        }
        Ok(found)
    }

    /// Prints descriptions, two empty lines between them.
    fn print(
        &mut self,
        all: Objects<'s>,
        context: &Context<'_, 's>,
        out: &mut dyn Write,
    ) -> Outcome {
        let nothing = all.len() == 0 && self.failures.is_empty() && self.report.problems() == 0;
        let mut first = true;
        for Found { describer, objects } in all.0 {
            for mut object in objects {
                object.value.read_as_client();
                let Some(description) = self.describe(&describer, &object, context) else {
                    continue;
                };
                if !std::mem::take(&mut first) {
                    out.write_all(b"\n\n")?;
                }
                out.write_all(&description)?;
            }
        }
        if nothing {
            self.report.note(&if self.args.scope.all() {
                "No resources found".to_owned()
            } else {
                format!(
                    "No resources found in {} namespace.",
                    self.args.scope.namespace()
                )
            });
            missing::hint_at_namespace(self.view, self.args.scope.only(), self.report);
        }
        Ok(())
    }

    /// The text of one object; the same error is said once.
    fn describe(
        &mut self,
        describer: &Result<Describer, Message>,
        object: &Object<'s>,
        context: &Context<'_, 's>,
    ) -> Option<Vec<u8>> {
        let described = describer.as_ref().map_err(Clone::clone);
        let described = described.and_then(|d| {
            d.describe(&object.value, context)
                .map_err(|e| Message::of(&e))
        });
        for problem in context.take_problems() {
            self.report.problem(&problem);
        }
        match described {
            Ok(text) => {
                self.notes.take(object);
                Some(text)
            }
            Err(error) => {
                if self.said.insert(error.clone()) {
                    self.failures.push(Failed::Other(error));
                }
                None
            }
        }
    }

    /// Prints every object whose name starts with `prefix`, an empty line behind each
    /// (`DescribeMatchingResources`): no object has the very name.
    fn matching(
        &mut self,
        target: &Target,
        prefix: &str,
        missing: Message,
        context: &Context<'_, 's>,
        out: &mut dyn Write,
    ) -> Outcome {
        let mut any = false;
        // kubectl takes the second of two TYPE/NAME for a prefix too, which none starts with.
        if let ([request], false) = (target.requests.as_slice(), prefix.contains('/')) {
            let mut mappings = self.mappings(&request.kind)?;
            let (Some((mapping, describer)), 0) = (mappings.pop(), mappings.len()) else {
                return Err(Failure::usage(
                    "you may only specify a single resource type",
                ));
            };
            let read_as = describer
                .as_ref()
                .map_or(&mapping, Describer::mapping)
                .clone();
            for object in self.list(&mapping, &read_as)? {
                let name = object.value.str_at(&["metadata", "name"]);
                if !name.unwrap_or_default().starts_with(prefix) {
                    continue;
                }
                any = true;
                // The first error ends it.
                let Some(description) = self.describe(&describer, &object, context) else {
                    break;
                };
                out.write_all(&description)?;
                out.write_all(b"\n")?;
            }
        }
        if !any {
            self.failures.push(Failed::NotFound(missing));
        }
        Ok(())
    }

    fn finish(self) -> Outcome<ExitStatus> {
        for failure in &self.failures {
            self.report.failure(failure.message());
        }
        self.notes.say(self.report);
        let missing = |failure: &Failed| matches!(failure, Failed::NotFound(_));
        if self.failures.iter().any(missing) {
            say_lack(self.view, self.report)?;
        }
        Ok(self.report.status())
    }
}

/// Objects by request.
struct Objects<'s>(Vec<Found<'s>>);

impl Objects<'_> {
    fn len(&self) -> usize {
        self.0.iter().map(|f| f.objects.len()).sum()
    }
}
