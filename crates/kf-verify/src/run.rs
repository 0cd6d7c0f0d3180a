//! A verification, from the boot to the report.

use std::num::NonZeroUsize;

use super::objects;
use super::stack::{Settings, Stack};
use super::stage::Stage;
use super::{Report, Watch, etcd, keys};
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
/// As [`Stack::boot`]; Encrypted when the kube-apiserver would have no key for values of the snapshot,
/// which it waits for without end; Judge when a server ends or stops answering, with what it said last;
/// Interrupted. Then everything was removed.
pub fn run(
    snapshot: &Snapshot,
    view: &View<'_>,
    settings: &Settings,
    compare: &Compare,
    watch: &mut Watch<'_>,
) -> Result<(Report, Stack)> {
    let interrupt = watch.interrupt();
    if let Some(server) = &settings.apiserver {
        watch.at(Stage::Preparing);
        let configuration = server.encryption.as_ref();
        keys::check(view, configuration.map(|text| text.as_slice()))?;
    }
    let mut stack = Stack::boot(snapshot, settings, watch)?;
    let mut report = Report {
        snapshot: snapshot.input().name().to_owned(),
        revision: view.revision(),
        etcd_version: Some(stack.etcd_version().to_owned()),
        kube_version: stack.kube_version().map(str::to_owned),
        ..Report::default()
    };
    let compared = match compare {
        Compare::Etcd { revision, threads } => {
            compare_keys(&stack, view, *revision, *threads, watch)
        }
        Compare::Objects(options) => compare_objects(&mut stack, view, options, watch),
    };
    match compared {
        Ok(found) => {
            report.groups = found.groups;
            report.notes = found.notes;
            report.read_as = found.read_as;
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
    watch: &mut Watch<'_>,
) -> Result<objects::Compared> {
    let client = stack.etcd(watch.interrupt())?;
    let age = || stack.age();
    let mut told = |done, total| {
        watch.at(Stage::Comparing {
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
    watch: &mut Watch<'_>,
) -> Result<objects::Compared> {
    let server = stack.server(watch.interrupt())?;
    let number = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let mut told = |at: objects::Progress<'_>| {
        watch.at(Stage::Comparing {
            what: at.group,
            done: number(at.done),
            total: number(at.groups),
        });
        stack.alive()
    };
    objects::compare(view, &server, options, &mut told)
}
