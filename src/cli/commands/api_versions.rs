//! `kf api-versions`

use crate::cli::args::SnapshotArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::open;
use crate::cli::report::{Outcome, Report};
use crate::cli::streams::Streams;

/// Runs it.
pub(crate) fn run(snapshot: &SnapshotArgs, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    let opened = open::snapshot(snapshot, None, streams)?;
    let view = open::view(&opened, snapshot, Vec::new())?;
    let mut out = Vec::new();
    for version in view.catalog().api_versions() {
        out.extend_from_slice(version.as_bytes());
        out.push(b'\n');
    }
    streams.out.write_all(&out)?;
    let mut report = Report::new(streams.err, opened.input().name());
    for problem in view.problems().iter().chain(view.definition_problems()) {
        report.problem(problem);
    }
    report.close();
    Ok(ExitStatus::from_problems(report.problems()))
}
