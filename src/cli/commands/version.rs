//! `kf version`

use crate::cli::args::version::VersionArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Failure, Outcome};
use crate::cli::streams::Streams;
use crate::object::encode::Format;
use crate::object::{Map, Value};
use crate::schema::Minor;

/// Runs it.
pub(crate) fn run(args: &VersionArgs, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    let version = env!("CARGO_PKG_VERSION");
    let kubernetes = format!("{} to {}", Minor::OLDEST, Minor::NEWEST);
    let mut out = Vec::new();
    let format = match args.output.as_deref() {
        None | Some("") => None,
        Some("json") => Some(Format::Json),
        Some("yaml") => Some(Format::Yaml),
        Some(_) => {
            return Err(Failure::usage("--output must be 'yaml' or 'json'"));
        }
    };
    match format {
        None => {
            out.extend_from_slice(
                format!("kf {version}\nKubernetes schema: {kubernetes}\n").as_bytes(),
            );
        }
        Some(format) => {
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
