//! `kf history`

mod documents;
mod place;
mod rows;
mod states;

use std::io::Write;

use super::get::missing;
use super::get::notes::Notes;
use super::{reach, story};
use crate::Error;
use crate::cli::args::SnapshotArgs;
use crate::cli::args::history::{HistoryArgs, HistoryOutput};
use crate::cli::args::times::TimesArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::message::Message;
use crate::cli::redaction;
use crate::cli::report::prefixes;
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::session::{Opening, Session};
use crate::cli::streams::Streams;
use crate::cli::target::Target;
use crate::cli::ui;
use crate::count::counted;
use crate::etcd::Want;
use crate::query::labels;
use crate::snapshot::changes::is_noise;
use crate::snapshot::{KeyChange, KeyChanges, KeyOperation, Mapping, Scope, View};
use crate::story::{Clock, Part, Story};
use crate::time::Span;
use documents::{Diffs, Documents};
use place::{Place, Places};
use rows::{Lines, Rows};
use states::States;

/// HistoryOutput is handed on in pieces of about this size.
const PIECE: usize = 1 << 18;

/// Runs `kf history`.
pub(crate) fn run(
    args: &HistoryArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let output = args.output.format()?;
    let changes = &args.changes;
    let operations = changes.operations()?;
    let target = changes.target()?;
    let selector = changes.selector.parse().map_err(|e| Failure::plain(&e))?;
    let named = target.as_ref().is_some_and(Target::is_named);
    let namespace = match changes.scope.given() {
        _ if changes.scope.all() => None,
        Some(namespace) => Some(namespace),
        None => named.then_some("default"),
    };
    Opening::new(snapshot).with_view(streams, |session, report, out| {
        let view = &session.view;
        reach::required(view)?;
        if changes.since_rev.is_some() {
            view.store().resolve(changes.since_rev)?;
        }
        let requests = match &target {
            None => None,
            Some(target) => Some(requests(view, target, changes.scope.all())?),
        };
        session.say_problems(report);
        let history = History {
            args,
            operations,
            selector: redaction::labels(selector, view.redactor())?,
            namespace,
            single: target.as_ref().is_some_and(|t| t.single),
            states: States::new(view),
            notes: Notes::default(),
            unlabelled: 0,
            noise: 0,
            span: span(&changes.times, session)?,
        };
        history.run(output, requests.as_deref(), session, report, out)
    })
}

/// A type, and the names asked of it.
type Request = (Mapping, Vec<String>);

/// Looks up the types of a target.
pub(super) fn requests(view: &View<'_>, target: &Target, all: bool) -> Outcome<Vec<Request>> {
    let requests = target.resolve(view, all)?.into_iter();
    let named = requests.map(|(mapping, names)| (mapping, names.to_vec()));
    Ok(named.collect())
}

struct History<'r, 's> {
    args: &'r HistoryArgs,
    operations: Vec<KeyOperation>,
    selector: Option<labels::Selector>,
    namespace: Option<&'r str>,
    /// One object was asked for by its name.
    single: bool,
    states: States<'r, 's>,
    notes: Notes,
    /// Deletions of which no labels are known.
    unlabelled: usize,
    /// Updates that are left out as noise.
    noise: u64,
    /// When the changes were made that are wanted, and when each was.
    span: Option<(Span, Clock)>,
}

/// Reads `--since` and `--until`, and when changes were made if it counts.
fn span(times: &TimesArgs, session: &Session<'_>) -> Outcome<Option<(Span, Clock)>> {
    let span = times.ends(|| session.now())?;
    if span == Span::default() {
        return Ok(None);
    }
    let part = Part {
        name: session.file().to_owned(),
        view: &session.view,
        carved: Vec::new(),
    };
    Ok(Some((span, Story::tell(vec![part]).clock())))
}

impl<'s> History<'_, 's> {
    /// Prints what was asked for, and how far back the file reaches.
    fn run(
        mut self,
        output: HistoryOutput,
        requests: Option<&[Request]>,
        session: &Session<'s>,
        report: &mut Report<'_>,
        out: &mut dyn Write,
    ) -> Outcome<ExitStatus> {
        let (view, screen) = (&session.view, &session.screen);
        let paged = screen.out
            && screen.pager.is_some()
            && matches!(output, HistoryOutput::Table { .. } | HistoryOutput::Diff);
        let places = Places::new(view, requests, self.namespace)?;
        let changes = self.changes(view, requests)?;
        let damaged = reach::problems(view, &changes, report);
        self.missing(view, &changes, requests, report)?;
        let mut text = Vec::new();
        let piece = if paged { usize::MAX } else { PIECE };
        let found = self.print(output, &changes, (view, &places), report, |made, last| {
            if last || made.len() >= piece {
                if paged {
                    text.append(made);
                } else {
                    out.write_all(made)?;
                    made.clear();
                }
            }
            Ok(())
        })?;
        self.notes.say(report);
        if self.noise > 0 {
            report.note(&story::noise(self.noise));
        }
        if self.unlabelled > 0 {
            report.warning(&format!(
                "{} left out: what labels the objects had is not in the file",
                counted(self.unlabelled, "deletion is", "deletions are")
            ));
        }
        if requests.is_none() && !view.neighbours().is_empty() {
            report.note(&format!(
                "changes of other clusters in this etcd are left out, below {}",
                prefixes(view.neighbours())
            ));
        }
        if found == 0 && report.problems() == 0 && view.store().kept().has_history() {
            report.note("No changes found.");
            missing::hint_at_namespace(view, self.namespace, report);
        }
        report.note(&reach::text(&view.reach(), damaged));
        report.close();
        if paged {
            ui::page(screen, &text, report, out)?;
        }
        Ok(report.status())
    }

    fn changes(&self, view: &View<'s>, requests: Option<&[Request]>) -> Outcome<KeyChanges<'s>> {
        let Some(requests) = requests else {
            let all = Want::all();
            return Ok(view.changes_of(&match self.namespace {
                Some(namespace) => all.within(namespace),
                None => all,
            }));
        };
        let scopes: Vec<Scope<'_>> = requests
            .iter()
            .map(|(mapping, names)| Scope {
                mapping,
                namespace: self.namespace,
                names,
            })
            .collect();
        Ok(view.changes(&scopes)?)
    }

    /// Says which of the objects named never were, as far as the file tells.
    fn missing(
        &self,
        view: &View<'s>,
        changes: &KeyChanges<'s>,
        requests: Option<&[Request]>,
        report: &mut Report<'_>,
    ) -> Outcome {
        let mut missing = Vec::new();
        for (mapping, names) in requests.unwrap_or_default() {
            for name in names {
                let key = view.key_prefix(mapping, self.namespace)? + name;
                if !changes.iter().any(|c| c.record.key == key.as_bytes()) {
                    let resource = mapping.resource().group_resource();
                    let error = Error::not_found(format!("{resource} {name:?} not found"));
                    missing.push(match self.namespace {
                        Some(namespace) => {
                            let place = (namespace, name.as_str());
                            missing::object(view, mapping, place, &error, report)
                        }
                        None => Message::of(&error),
                    });
                }
            }
        }
        for message in missing {
            report.failure(&message);
        }
        Ok(())
    }

    /// Prints the changes that are wanted; `flush` takes what was made so far.
    fn print(
        &mut self,
        output: HistoryOutput,
        changes: &KeyChanges<'s>,
        (view, places): (&View<'s>, &Places<'_, 's>),
        report: &mut Report<'_>,
        mut flush: impl FnMut(&mut Vec<u8>, bool) -> Outcome,
    ) -> Outcome<usize> {
        let mut out = Vec::new();
        let mut printer: Box<dyn Printer<'s>> = match output {
            HistoryOutput::Table { wide } => {
                Box::new(Rows::new(!self.single, wide, self.args.headers.shown()))
            }
            HistoryOutput::JsonLines => Box::new(Lines),
            HistoryOutput::Diff => Box::new(Diffs {
                managed_fields: self.args.managed_fields.shown(),
                secrets: self.args.show_secrets,
            }),
            HistoryOutput::Structured(format) => Box::new(Documents::begin(
                format,
                self.args.managed_fields.shown(),
                &mut out,
            )),
        };
        let mut found = 0_usize;
        for change in changes.iter() {
            let since = self.args.changes.since_rev.unwrap_or(i64::MIN);
            if change.record.revision.main < since
                || !(self.operations.is_empty() || self.operations.contains(&change.operation))
            {
                continue;
            }
            if let Some((span, clock)) = &self.span {
                let (earliest, latest) = clock.when(change.record.revision.main).bounds();
                if !span.touches(earliest, latest) {
                    continue;
                }
            }
            let Some(place) = places.of(change.record.key) else {
                continue;
            };
            if !self.selected(&change, &place, report) {
                continue;
            }
            if self.args.changes.no_noise && self.is_noise(view, &change, &place, report) {
                self.noise = self.noise.saturating_add(1);
                continue;
            }
            found = found.saturating_add(1);
            printer.change(&mut out, &change, &place, &mut self.states, report);
            for object in self.states.take_shown() {
                self.notes.take(&object);
            }
            flush(&mut out, false)?;
        }
        printer.end(&mut out);
        flush(&mut out, true)?;
        Ok(found)
    }

    /// Whether a change is an update of what changes all the time by itself.
    fn is_noise(
        &mut self,
        view: &View<'s>,
        change: &KeyChange<'s>,
        place: &Place<'_, '_>,
        report: &mut Report<'_>,
    ) -> bool {
        if change.operation != KeyOperation::Updated {
            return false;
        }
        let (before, after) = self.states.of(change, place, report);
        self.states.take_shown();
        let states = before.as_deref().zip(after.as_deref());
        let states = states.map(|(before, after)| (&before.value, &after.value));
        is_noise(view, change.record.key, place.mapping, states)
    }

    /// Whether the object has the labels asked for: after the change, or before its deletion.
    fn selected(
        &mut self,
        change: &KeyChange<'s>,
        place: &Place<'_, '_>,
        report: &mut Report<'_>,
    ) -> bool {
        let Some(selector) = &self.selector else {
            return true;
        };
        if place.foreign {
            return false;
        }
        let state = if change.operation == KeyOperation::Deleted {
            let Some(before) = change.before else {
                self.unlabelled += 1;
                return false;
            };
            before
        } else {
            change.record
        };
        let state = self.states.read(place.mapping, &state, report);
        state.is_some_and(|object| selector.matches(&object.value))
    }
}

/// What makes text of changes.
trait Printer<'s> {
    /// Takes the next change.
    fn change(
        &mut self,
        out: &mut Vec<u8>,
        change: &KeyChange<'s>,
        place: &Place<'_, '_>,
        states: &mut States<'_, 's>,
        report: &mut Report<'_>,
    );

    /// Writes what comes last.
    fn end(self: Box<Self>, out: &mut Vec<u8>);
}
