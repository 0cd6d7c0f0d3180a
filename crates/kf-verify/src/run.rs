//! A verification, from the boot to the report.

use std::num::NonZeroUsize;

use super::objects;
use super::stack::{Settings, Stack};
use super::stage::Stage;
use super::{Interrupt, Report, etcd};
use kf_base::error::Result;
use kf_view::{Snapshot, View};

/// What is compared.
#[derive(Clone, Debug)]
pub enum Compare {
    /// Keys, revisions, leases and values: etcd alone.
    Etcd {
        /// The revision; the newest if `None`.
        revision: Option<i64>,
        /// How many threads read the snapshot.
        threads: NonZeroUsize,
    },
    /// Objects.
    Objects(objects::Options),
}

/// Boots the stack on a copy of `snapshot` and compares. The stack is given back running.
///
/// # Errors
/// As [`Stack::boot`]; Judge when a server ends or stops answering, with what it said last;
/// Interrupted. Then everything was removed.
pub fn run(
    snapshot: &Snapshot,
    view: &View<'_>,
    settings: &Settings,
    compare: &Compare,
    interrupt: &Interrupt,
    progress: &mut dyn FnMut(Stage<'_>),
) -> Result<(Report, Stack)> {
    let mut stack = Stack::boot(snapshot, settings, interrupt, progress)?;
    let mut report = Report {
        snapshot: snapshot.input().name().to_owned(),
        revision: view.revision(),
        etcd_version: Some(stack.etcd_version().to_owned()),
        kube_version: stack.kube_version().map(str::to_owned),
        ..Report::default()
    };
    let compared = match compare {
        Compare::Etcd { revision, threads } => {
            compare_keys(&stack, view, *revision, *threads, interrupt, progress)
        }
        Compare::Objects(options) => {
            compare_objects(&mut stack, view, options, interrupt, progress)
        }
    };
    match compared {
        Ok(found) => {
            report.groups = found.groups;
            report.notes = found.notes;
            Ok((report, stack))
        }
        // What a server said before it ended tells more than that it does not answer.
        Err(e) if interrupt.raised() => Err(e),
        Err(e) => Err(stack.end_of_any(interrupt).unwrap_or(e)),
    }
}

fn compare_keys(
    stack: &Stack,
    view: &View<'_>,
    revision: Option<i64>,
    threads: NonZeroUsize,
    interrupt: &Interrupt,
    progress: &mut dyn FnMut(Stage<'_>),
) -> Result<objects::Compared> {
    let client = stack.etcd(interrupt)?;
    let age = || stack.age();
    let mut told = |done, total| {
        progress(Stage::Comparing {
            what: "keys",
            done,
            total,
        });
    };
    let groups = etcd::compare(view.store(), revision, &client, threads, &age, &mut told)?;
    Ok(objects::Compared {
        groups,
        ..objects::Compared::default()
    })
}

fn compare_objects(
    stack: &mut Stack,
    view: &View<'_>,
    options: &objects::Options,
    interrupt: &Interrupt,
    progress: &mut dyn FnMut(Stage<'_>),
) -> Result<objects::Compared> {
    let server = stack.server(interrupt)?;
    let number = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let mut told = |at: objects::Progress<'_>| {
        progress(Stage::Comparing {
            what: at.group,
            done: number(at.done),
            total: number(at.groups),
        });
        stack.alive()
    };
    objects::compare(view, &server, options, &mut told)
}
