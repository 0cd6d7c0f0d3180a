//! `kf verify`

mod compose;
mod progress;
mod settings;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use crate::cli::args::SnapshotArgs;
use crate::cli::args::verify::{LevelName, ReportFormat, StackArgs, VerifyArgs};
use crate::cli::exit::ExitStatus;
use crate::cli::open;
use crate::cli::report::{Failure, Outcome, Report as Problems};
use crate::cli::streams::Streams;
use crate::error::Error;
use crate::snapshot::{Expect, Snapshot, View};
use crate::verify::objects::{self, Scope, Selection};
use crate::verify::report::Status;
use crate::verify::{Compare, Interrupt, Kept, Report, Settings, Stack, Stage};
use progress::Line;

/// Runs it.
pub(crate) fn run(
    args: &VerifyArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let opened = open::snapshot(snapshot, args.file.as_deref(), streams)?;
    let name = opened.input().name().to_owned();
    let expect = match args.level {
        LevelName::Objects => vec![Expect::Everything],
        LevelName::Etcd => Vec::new(),
    };
    let view = open::view(&opened, snapshot, expect)?;
    let mut problems = Problems::new(streams.err, &name);
    for problem in view.problems() {
        problems.problem(problem);
    }
    let inspected = settings::inspected(args.from_inspect.as_deref(), &mut problems)?;
    problems.close();
    if let Some(dir) = &args.compose {
        let inspected = inspected.as_ref();
        return compose::write(args, dir, inspected, snapshot, &opened, &view, streams);
    }
    let compare = match args.level {
        LevelName::Etcd => Compare::Etcd {
            revision: snapshot.rev,
            threads: open::threads(),
        },
        LevelName::Objects => Compare::Objects(objects::Options {
            show_secrets: args.show_secrets,
            ..objects::Options::default()
        }),
    };
    let stack = settings::of(
        &args.stack,
        args.level,
        inspected.as_ref(),
        snapshot,
        &opened,
        &view,
    )?;
    let line = Line::new(streams.progress);
    let (report, stack) = boot(&opened, &view, &stack, &compare, &line)?;
    let kept = end(stack, args.keep, &line)?;
    print(&report, args.output, streams)?;
    if let Some(kept) = kept {
        say_kept(&kept, streams)?;
    }
    Ok(match report.status() {
        Status::Equal => ExitStatus::Success,
        Status::Mismatch => ExitStatus::Failure,
        Status::Incomplete => ExitStatus::Trouble,
    })
}

/// A flag that Ctrl-C, SIGTERM and SIGHUP raise from now on, instead of ending kf on the spot.
fn interrupt() -> Outcome<Interrupt> {
    let flag = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        signal_hook::flag::register(signal, Arc::clone(&flag))
            .map_err(|e| Error::io("cannot handle signals", &e))?;
    }
    Ok(Interrupt::new(flag))
}

fn end(stack: Stack, keep: bool, line: &Line) -> Outcome<Option<Kept>> {
    if keep {
        line.clear();
        return Ok(Some(stack.keep()?));
    }
    line.show(Stage::Removing);
    stack.close()?;
    line.clear();
    Ok(None)
}

fn print(report: &Report, format: ReportFormat, streams: &mut Streams<'_>) -> Outcome {
    let mut out = Vec::new();
    match format {
        ReportFormat::Table => report.write_text(&mut out),
        ReportFormat::Json => report.write_json(&mut out),
        ReportFormat::Junit => report.write_junit(&mut out),
    }
    streams.out.write_all(&out)?;
    Ok(())
}

/// How to use and how to remove what is left running.
fn say_kept(kept: &Kept, streams: &mut Streams<'_>) -> Outcome {
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
    streams.err.write_all(text.as_bytes())?;
    Ok(())
}

/// `kf get --verify`: compares just what was asked for, and says on standard error how that went.
pub(crate) fn selected(
    args: &StackArgs,
    snapshot: &SnapshotArgs,
    opened: &Snapshot,
    view: &View<'_>,
    selections: Vec<Selection>,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    if snapshot.redaction.redact {
        return Err(Failure::Text(
            "error: --verify compares objects with their secrets, which --redact takes out\n"
                .to_owned(),
        ));
    }
    let options = objects::Options {
        scope: Scope::Only(selections),
        ..objects::Options::default()
    };
    let stack = settings::of(args, LevelName::Objects, None, snapshot, opened, view)?;
    let line = Line::new(streams.progress);
    let compare = Compare::Objects(options);
    let (report, stack) = boot(opened, view, &stack, &compare, &line)?;
    end(stack, false, &line)?;
    let mut out = Vec::new();
    let status = match report.status() {
        Status::Equal => {
            let count = report.totals().compared;
            let server = report.kube_version.as_deref().unwrap_or_default();
            let objects = if count == 1 {
                "object is"
            } else {
                "objects are"
            };
            let text = format!("verified: {count} {objects} as kube-apiserver {server} reads it\n");
            out.extend_from_slice(text.as_bytes());
            ExitStatus::Success
        }
        Status::Mismatch | Status::Incomplete => {
            report.write_text(&mut out);
            ExitStatus::Failure
        }
    };
    streams.err.write_all(&out)?;
    Ok(status)
}

/// Boots the stack and compares, until a signal comes.
fn boot(
    opened: &Snapshot,
    view: &View<'_>,
    settings: &Settings,
    compare: &Compare,
    line: &Line,
) -> Outcome<(Report, Stack)> {
    let interrupt = interrupt()?;
    let mut progress = |stage: Stage<'_>| line.show(stage);
    crate::verify::run(opened, view, settings, compare, &interrupt, &mut progress)
        // An error of the stack is none of the file's, but for those that name a place in it.
        .map_err(|e| match e.is_corrupt() {
            true => Failure::from(e).in_file(opened.input().name()),
            false => Failure::from(e),
        })
}
