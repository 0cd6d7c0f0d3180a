//! `kf version`

use crate::cli::args::version::{VersionArgs, VersionOutput};
use crate::cli::exit::ExitStatus;
use crate::cli::report::Outcome;
use crate::cli::streams::Streams;
use crate::object::{Map, Value};
use crate::schema::Minor;

/// Runs it.
pub(crate) fn run(args: &VersionArgs, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    let version = env!("CARGO_PKG_VERSION");
    let kubernetes = format!("{} to {}", Minor::OLDEST, Minor::NEWEST);
    let mut out = Vec::new();
    match args.output.format()? {
        VersionOutput::Lines => {
            out.extend_from_slice(
                format!("kf {version}\nKubernetes schema: {kubernetes}\n").as_bytes(),
            );
        }
        VersionOutput::Structured(format) => {
            let members = [
                ("kubernetesSchema".into(), Value::String(kubernetes.into())),
                ("version".into(), Value::str(version)),
            ];
            format.write(
                &mut out,
                &Value::Object(members.into_iter().collect::<Map<'_>>()),
            );
        }
    }
    streams.out.write_all(&out)?;
    Ok(ExitStatus::Success)
}
