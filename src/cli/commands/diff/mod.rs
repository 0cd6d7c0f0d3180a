//! `kf diff`

mod external;
mod html;
mod json_lines;
mod keys;
mod options;
mod summary;
mod text;

use std::collections::HashSet;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use crate::cli::again::is_file;
use crate::cli::args::SnapshotArgs;
use crate::cli::args::diff::{DiffArgs, DiffOutput};
use crate::cli::commands::get::missing;
use crate::cli::commands::get::notes::Notes;
use crate::cli::exit::ExitStatus;
use crate::cli::message::{Head, Message};
use crate::cli::open;
use crate::cli::redaction;
use crate::cli::report::{Failure, Outcome, Report, prefixes};
use crate::cli::session::Opening;
use crate::cli::streams::Streams;
use crate::cli::ui::{Color, Screen};
use crate::count::counted;
use crate::error::Error;
use crate::object::Value;
use crate::object::mask;
use crate::print::name;
use crate::snapshot::View;
use crate::snapshot::changes::{ObjectChange, ObjectChanges, Pair, Undecoded, Verdict};
use summary::Summary;

/// What is compared.
#[derive(Debug)]
struct Ends<'a> {
    before: &'a Path,
    /// `None` when it is one file at two revisions.
    after: Option<&'a Path>,
    revisions: [Option<i64>; 2],
    target: &'a [String],
}

/// Which files and revisions the words and flags mean.
fn ends<'a>(args: &'a DiffArgs, snapshot: &'a SnapshotArgs) -> Outcome<Ends<'a>> {
    let words = args.words.as_slice();
    let files = match args.rev.as_slice() {
        [before, after] => {
            // A file named before the command, or in the environment, leaves all words to the target.
            let named = words.first().map(Path::new);
            let (file, target) = match (named, snapshot.snapshot()) {
                (Some(word), Some(given)) if !word.exists() && word != Path::new("-") => {
                    (given, words)
                }
                (None, Some(given)) => (given, words),
                (Some(word), _) => (word, words.get(1..).unwrap_or_default()),
                (None, None) => {
                    return Err(Failure::usage("no snapshot given").hint(
                        "kf diff --rev REV --rev REV FILENAME compares two revisions of one \
             file",
                    ));
                }
            };
            spare_files(target, "--rev twice compares two revisions of one snapshot")?;
            return Ok(Ends {
                before: file,
                after: None,
                revisions: [Some(*before), Some(*after)],
                target,
            });
        }
        [] | [_] => words,
        _ => return Err(Failure::usage("--rev can be given twice at most")),
    };
    let [before, after, target @ ..] = files else {
        return Err(
            Failure::usage(format!("expected two snapshots, got {}", files.len())).hint(
                "kf diff BEFORE AFTER compares two files, kf diff --rev REV --rev REV \
             FILENAME two revisions of one",
            ),
        );
    };
    spare_files(target, "two snapshots are compared")?;
    if before == "-" && after == "-" {
        return Err(Failure::usage(
            "only one of the two snapshots can come from standard input",
        ));
    }
    Ok(Ends {
        before: Path::new(before),
        after: Some(Path::new(after)),
        revisions: [args.rev.first().copied(); 2],
        target,
    })
}

/// Refuses a file where types and names are expected.
fn spare_files(target: &[String], expected: &str) -> Outcome {
    match target.iter().find(|word| is_file(word.as_ref())) {
        None => Ok(()),
        Some(word) => {
            let text = format!("{expected}, and {word} is one more file");
            Err(Failure::usage(text).hint("types and names stand behind the snapshots"))
        }
    }
}

/// Runs `kf diff`.
pub(crate) fn run(
    args: &DiffArgs,
    color: Color,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let ends = ends(args, snapshot)?;
    if args.stat && !matches!(args.output, DiffOutput::Text) {
        return Err(Failure::usage("--stat and --output cannot be combined"));
    }
    let screen = streams.screen.clone();
    let files = (ends.before, ends.after);
    Opening::new(snapshot).with_two(files, streams, |files, report, out| {
        if args.keys {
            return keys::run(args, &ends, files, report, out);
        }
        let asked = options::read(args, ends.target)?;
        let [first, second] = ends.revisions;
        let mut before = open::view(files[0], snapshot, first, asked.expect())?;
        let mut after = open::view(files[1], snapshot, second, asked.expect())?;
        if let Some(made) = redaction::for_both(&snapshot.redaction, [&before, &after])? {
            report.remember_salt(made.origin);
            before = before.redacted(Arc::clone(&made.redactor));
            after = after.redacted(made.redactor);
        }
        one_prefix(&before, &after)?;
        let options = asked.resolve(args, &before, &after)?;
        let changes = ObjectChanges::find(&before, &after, options)?;
        let names = files.map(|file| file.input().name());
        say_problems([&before, &after], names, &changes, report);
        let nowhere = args.scope.only_given().and_then(|namespace| {
            missing::namespace(&before, namespace)
                .and_then(|_| missing::namespace(&after, namespace))
        });
        if let Some(hint) = nowhere {
            report.warning(&hint);
        }
        say_order([&before, &after], names, report);
        let run = Run {
            args,
            changes: &changes,
            names,
            revisions: [before.known_revision(), after.known_revision()],
            color: color.on(screen.out, &screen),
            screen: &screen,
            summary: Summary::default(),
            failed: Vec::new(),
            notes: Notes::default(),
        };
        run.print(report, out)
    })
}

/// Refuses to compare two clusters: one prefix is taken on both sides.
fn one_prefix(before: &View<'_>, after: &View<'_>) -> Outcome {
    let (first, second) = (before.etcd_prefix(), after.etcd_prefix());
    if first == second || !before.holds("")? || !after.holds("")? {
        return Ok(());
    }
    let text = format!("the keys of the first start with {first:?}, of the second with {second:?}");
    Err(Error::invalid(text)
        .hint("--etcd-prefix PREFIX takes one of them in both; --keys compares keys as they are")
        .into())
}

/// Reports what is wrong with the files.
fn say_problems<'s>(
    views: [&View<'s>; 2],
    names: [&str; 2],
    changes: &ObjectChanges<'_, 's>,
    report: &mut Report<'_>,
) {
    for (kind, name) in changes.missing() {
        let text = format!("{kind} {name:?} not found");
        report.failure(&Message::new(Head::NotFound, text));
    }
    let one_file = std::ptr::eq(names[0], names[1]);
    let mut said: HashSet<&Error> = HashSet::new();
    for ((view, name), more) in views.into_iter().zip(names).zip(changes.problems()) {
        report.about(name);
        let all = view
            .problems()
            .iter()
            .chain(view.type_problems())
            .chain(more);
        let mut nowhere = false;
        for problem in all {
            nowhere |= problem.location().key.is_none();
            if !one_file || said.insert(problem) {
                report.problem(problem);
            }
        }
        if nowhere {
            report.warning(&format!(
                "{name} is damaged: what seems to be added or removed may be lost in it"
            ));
        }
        report.close();
    }
    if changes.unknown() > 0 {
        report.note(&format!(
            "{} at one end and damaged at the other: nothing is said of that",
            counted(changes.unknown(), "key is", "keys are")
        ));
    }
    if let [Some(a), Some(b)] = views.map(View::cluster_uid)
        && a != b
    {
        report.warning(&format!(
            "{} and {} are of different clusters: their kube-system namespaces have the uids {a} \
             and {b}",
            names[0], names[1]
        ));
    }
}

/// Says that the later state comes first: what is shown then is the way back.
fn say_order(views: [&View<'_>; 2], names: [&str; 2], report: &mut Report<'_>) {
    let [Some(first), Some(second)] = views.map(View::known_revision) else {
        return;
    };
    // The revisions of two clusters say nothing of each other.
    let strange = matches!(views.map(View::cluster_uid), [Some(a), Some(b)] if a != b);
    if first > second && !strange {
        let what = match std::ptr::eq(names[0], names[1]) {
            true => format!("revision {first} is later than revision {second}"),
            false => format!(
                "{} is of revision {first}, later than {} of revision {second}",
                names[0], names[1]
            ),
        };
        report.headed(
            Head::Note,
            &format!(
                "{what}: give the earlier first; as they stand, additions are shown as removals"
            ),
        );
    }
}

/// A comparison under way.
struct Run<'r, 'v, 's> {
    args: &'r DiffArgs,
    changes: &'r ObjectChanges<'v, 's>,
    names: [&'r str; 2],
    /// Of the two states, where they are known.
    revisions: [Option<i64>; 2],
    color: bool,
    screen: &'r Screen,
    summary: Summary,
    failed: Vec<Undecoded>,
    notes: Notes,
}

impl<'s> Run<'_, '_, 's> {
    /// Prints the changes in the form that was asked for, and says what is left out.
    fn print(mut self, report: &mut Report<'_>, out: &mut dyn Write) -> Outcome<ExitStatus> {
        let program = self.args.external_diff.as_deref();
        let program = program.filter(|p| !self.args.stat && !p.trim().is_empty());
        let mut external = None;
        let printed = match (self.args.output, program) {
            (DiffOutput::Jsonl | DiffOutput::Name, _) => self.lines(out),
            (DiffOutput::Text, Some(program)) => {
                external::run(&mut self, program, report, out).map(|status| external = Some(status))
            }
            (DiffOutput::Text, None) => text::print(&mut self, report, out),
            (DiffOutput::Html, _) => html::print(&mut self, out),
        };
        // Then not everything may be counted.
        let unread = matches!(printed, Err(Failure::BrokenPipe));
        unless_unread(printed)?;
        for failed in &self.failed {
            let [before, after] = self.names;
            report.about(if failed.after { after } else { before });
            report.problem(&failed.error);
        }
        if !self.failed.is_empty() {
            report.note(&format!(
                "{} could not be compared",
                counted(self.failed.len(), "object", "objects")
            ));
        }
        self.notes.say(report);
        let neighbours = self.changes.neighbours();
        if !neighbours.is_empty() {
            report.note(&format!(
                "other clusters in this etcd are not compared, below {}",
                prefixes(&neighbours)
            ));
        }
        let left_out = self.summary.left_out();
        if self.summary.is_empty() && report.problems() == 0 {
            let but = left_out
                .as_ref()
                .map_or("", |_| " but for what is left out");
            report.note(&format!("no differences{but}"));
        }
        if let Some(text) = left_out.filter(|_| !unread) {
            report.note(&text);
        }
        Ok(if report.problems() > 0 {
            ExitStatus::Trouble
        } else if let Some(status) = external {
            status
        } else if self.summary.is_empty() {
            ExitStatus::Success
        } else {
            ExitStatus::Failure
        })
    }

    /// The change of a pair, if there is one to show; counted.
    fn next(&mut self, pair: &Pair<'s>) -> Option<Box<ObjectChange<'s>>> {
        match self.changes.change(pair) {
            Ok(Verdict::Changed(mut change)) => {
                self.summary.add(&change.place, change.operation);
                for note in &change.notes {
                    self.notes.add(note, pair.key());
                }
                self.mask(&mut change);
                Some(change)
            }
            Ok(Verdict::LeftOut(why)) => {
                self.summary.leave_out(why);
                None
            }
            Ok(_) => None,
            Err(e) => {
                self.failed.push(e);
                None
            }
        }
    }

    /// The same change once more: only those that changed are decoded again.
    fn again(&self, pair: &Pair<'s>) -> Option<Box<ObjectChange<'s>>> {
        let Ok(Verdict::Changed(mut change)) = self.changes.change(pair) else {
            return None;
        };
        self.mask(&mut change);
        Some(change)
    }

    fn mask(&self, change: &mut ObjectChange<'_>) {
        if !self.args.show_secrets {
            mask::secrets(
                change.before.as_mut().map(|end| &mut end.value),
                change.after.as_mut().map(|end| &mut end.value),
            );
        }
    }

    /// Counts everything, and returns the pairs that changed.
    fn count(&mut self) -> Vec<Pair<'s>> {
        let pairs = self.changes.pairs().iter().copied();
        pairs.filter(|pair| self.next(pair).is_some()).collect()
    }

    /// A line for each change.
    fn lines(&mut self, to: &mut dyn Write) -> Outcome {
        let mut out = Vec::new();
        for pair in self.changes.pairs() {
            let Some(change) = self.next(pair) else {
                continue;
            };
            if self.args.output == DiffOutput::Name {
                out.extend_from_slice(title(&change).as_bytes());
                out.push(b'\n');
            } else {
                json_lines::write(&mut out, &change);
            }
            if out.len() >= PIECE {
                to.write_all(&out)?;
                out.clear();
            }
        }
        to.write_all(&out)?;
        Ok(())
    }
}

/// What printing came to: a reader that has seen enough changes no verdict. Nothing is written before a difference
/// is found, or all are counted.
fn unless_unread(printed: Outcome) -> Outcome {
    match printed {
        Err(Failure::BrokenPipe) => Ok(()),
        other => other,
    }
}

/// Output is handed on in pieces of about this size.
const PIECE: usize = 1 << 18;

/// `changed deployment.apps/web -n prod`; what can be asked of `kf get` behind the first word.
fn title(change: &ObjectChange<'_>) -> String {
    let place = &change.place;
    let mut text = format!("{} ", change.operation.name());
    if place.known {
        text.push_str(&name::prefix(&place.group, &place.kind));
        text.push('/');
        text.push_str(&place.name);
    } else {
        text.push_str(&String::from_utf8_lossy(&place.key));
    }
    if let Some(namespace) = &place.namespace {
        text.push_str(" -n ");
        text.push_str(namespace);
    }
    crate::escape::text(&text)
}

/// The YAML of an end; nothing for one that is not there.
fn yaml(value: Option<&Value<'_>>) -> String {
    let mut out = Vec::new();
    if let Some(value) = value {
        crate::object::encode::yaml::write(&mut out, value);
    }
    String::from_utf8_lossy(&out).into_owned()
}
