//! `kf verify`

mod compose;
mod progress;
mod settings;

use std::io::Write;

use crate::cli::args::SnapshotArgs;
use crate::cli::args::redaction::Redact;
use crate::cli::args::verify::{LevelName, ReportFormat, StackArgs, VerifyArgs};
use crate::cli::exit::ExitStatus;
use crate::cli::interrupt;
use crate::cli::open;
use crate::cli::report::{Failure, Outcome, Report as Problems};
use crate::cli::session::{Opening, Session};
use crate::cli::streams::Streams;
use crate::count::counted;
use crate::schema::Minor;
use crate::snapshot::Expect;
use crate::verify::inspect::Inspected;
use crate::verify::objects::{self, Rules, Scope, Selection};
use crate::verify::report::Status;
use crate::verify::{Compare, Interrupt, Kept, Report, Settings, Stack, Stage, Watch};
use progress::Line;

/// Runs `kf verify`.
pub(crate) fn run(
    args: &VerifyArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let expect = match args.level {
        LevelName::Objects => vec![Expect::Everything],
        LevelName::Etcd => Vec::new(),
    };
    Opening::new(snapshot)
        .file(args.file.as_deref())
        .expect(expect)
        .with_view(streams, |session, problems, out| {
            session.say_problems(problems);
            let inspected = settings::inspected(args.from_inspect.as_deref(), problems)
                .map_err(Failure::elsewhere)?;
            problems.close();
            let inspected = inspected.as_ref();
            match &args.compose {
                Some(dir) => compose::write(args, dir, inspected, session, problems)
                    .map_err(Failure::elsewhere),
                None => judge(args, inspected, session, problems, out),
            }
        })
}

/// Boots the stack, compares, and prints how that went.
fn judge(
    args: &VerifyArgs,
    inspected: Option<&Inspected>,
    session: &Session<'_>,
    problems: &mut Problems<'_>,
    out: &mut dyn Write,
) -> Outcome<ExitStatus> {
    let compare = match args.level {
        LevelName::Etcd => Compare::Etcd {
            revision: session.args.rev,
            threads: open::threads(),
        },
        LevelName::Objects => Compare::Objects(objects::Options {
            show_secrets: args.show_secrets,
            rules: rules(session),
            ..objects::Options::default()
        }),
    };
    let stack = settings::of(&args.stack, args.level, inspected, session, problems)
        .map_err(Failure::elsewhere)?;
    let line = Line::new(session.progress);
    let (report, stack) = boot(session, &stack, &compare, &line)?;
    let kept = end(stack, args.keep, &line)?;
    print(&report, args.output, out)?;
    if report.status() == Status::Mismatch && report.read_as.is_none() {
        say_newer(&report, session, problems);
    }
    if let Some(kept) = kept {
        say_kept(&kept, problems);
    }
    Ok(match report.status() {
        Status::Equal => ExitStatus::Success,
        Status::Mismatch => ExitStatus::Failure,
        Status::Incomplete => ExitStatus::Trouble,
    })
}

/// A minor that was named counts, whatever the server's is.
fn rules(session: &Session<'_>) -> Rules {
    match session.args.kube_version {
        Some(_) => Rules::View,
        None => Rules::Server,
    }
}

fn end(stack: Stack, keep: bool, line: &Line) -> Outcome<Option<Kept>> {
    if keep {
        line.clear();
        return stack
            .keep()
            .map(Some)
            .map_err(|e| Failure::from(e).elsewhere());
    }
    line.show(Stage::Removing);
    stack.close().map_err(|e| Failure::from(e).elsewhere())?;
    line.clear();
    Ok(None)
}

fn print(report: &Report, format: ReportFormat, out: &mut dyn Write) -> Outcome {
    let mut text = Vec::new();
    match format {
        ReportFormat::Table => report.write_text(&mut text),
        ReportFormat::Json => report.write_json(&mut text),
        ReportFormat::Junit => report.write_junit(&mut text),
    }
    out.write_all(&text)?;
    Ok(())
}

/// Says where a newer server judged than the minor that was named, so that its defaults and conversions
/// count as differences.
fn say_newer(report: &Report, session: &Session<'_>, problems: &mut Problems<'_>) {
    let read_as = session.view.kube_version().minor;
    let server = report.kube_version.as_deref().unwrap_or_default();
    if let Some(minor) = Minor::parse(server).filter(|minor| *minor > read_as) {
        problems.note(&format!(
            "kube-apiserver {server} is newer than {read_as}, as which the snapshot was read: \
             --kube-version {minor} reads it as that server does"
        ));
    }
}

/// How to use and how to remove what is left running.
fn say_kept(kept: &Kept, problems: &mut Problems<'_>) {
    let dir = kept.directory.display();
    let usage = match &kept.kubeconfig {
        Some(file) => format!(
            "  export KUBECONFIG={}\n  kubectl get namespaces\n",
            file.display()
        ),
        None => format!(
            "  ETCDCTL_API=3 etcdctl --endpoints https://{} --cacert {dir}/certs/ca.crt \
             --cert {dir}/certs/etcd-client.crt --key {dir}/certs/etcd-client.key \
             get / --prefix --keys-only\n",
            kept.address
        ),
    };
    let text = format!(
        "The servers are left running; {dir} has a copy of the snapshot, Secrets included.\n\
         {usage}To stop and remove them:\n  {}\n",
        kept.removal
    );
    problems.verbatim(text.as_bytes());
}

/// `kf get --verify`: compares just what was asked for, and says on standard error how that went.
pub(crate) fn selected(
    args: &StackArgs,
    session: &Session<'_>,
    selections: Vec<Selection>,
    problems: &mut Problems<'_>,
) -> Outcome<ExitStatus> {
    if session.args.redaction.redact != Redact::No {
        return Err(Failure::usage(
            "--verify compares objects with their secrets, which --redact \
             takes out",
        ));
    }
    let options = objects::Options {
        scope: Scope::Only(selections),
        rules: rules(session),
        ..objects::Options::default()
    };
    let stack = settings::of(args, LevelName::Objects, None, session, problems)
        .map_err(Failure::elsewhere)?;
    let line = Line::new(session.progress);
    let compare = Compare::Objects(options);
    let (report, stack) = boot(session, &stack, &compare, &line)?;
    end(stack, false, &line)?;
    let mut out = Vec::new();
    let status = match report.status() {
        Status::Equal => {
            let count = report.totals().compared;
            let server = report.kube_version.as_deref().unwrap_or_default();
            let objects = counted(count, "object is", "objects are");
            let rules = report.read_as.map(|r| {
                let (read, shown) = (r.minor, r.written);
                format!(", by the rules of {read}; what is shown is by those of {shown}")
            });
            let rules = rules.unwrap_or_default();
            let text = format!("verified: {objects} as kube-apiserver {server} reads it{rules}\n");
            out.extend_from_slice(text.as_bytes());
            ExitStatus::Success
        }
        Status::Mismatch | Status::Incomplete => {
            report.write_text(&mut out);
            ExitStatus::Failure
        }
    };
    problems.verbatim(&out);
    Ok(status)
}

/// Boots the stack and compares, until a signal comes.
fn boot(
    session: &Session<'_>,
    settings: &Settings,
    compare: &Compare,
    line: &Line,
) -> Outcome<(Report, Stack)> {
    let interrupt = Interrupt::new(interrupt::flag()?);
    let mut progress = |stage: Stage<'_>| line.show(stage);
    let (snapshot, view) = (session.snapshot, &session.view);
    let mut watch = Watch::new(&interrupt, &mut progress);
    crate::verify::run(snapshot, view, settings, compare, &mut watch)
        // An error of the stack is none of the file's, but for those that name a place in it.
        .map_err(|e| {
            if e.is_corrupt() {
                Failure::from(e)
            } else {
                Failure::from(e).elsewhere()
            }
        })
}
