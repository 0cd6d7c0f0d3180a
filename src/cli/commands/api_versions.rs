//! `kf api-versions`

use crate::cli::args::SnapshotArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::report::Outcome;
use crate::cli::session::Opening;
use crate::cli::streams::Streams;

/// Runs `kf api-versions`.
pub(crate) fn run(snapshot: &SnapshotArgs, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    Opening::new(snapshot).with_view(streams, |session, report, out| {
        let view = &session.view;
        let mut text = Vec::new();
        for version in view.catalog().api_versions() {
            text.extend_from_slice(version.as_bytes());
            text.push(b'\n');
        }
        out.write_all(&text)?;
        report.all(view.problems());
        report.all(view.type_problems());
        Ok(report.status())
    })
}
