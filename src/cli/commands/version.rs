//! `kf version`

use crate::cli::args::version::{VersionArgs, VersionOutput};
use crate::cli::exit::ExitStatus;
use crate::cli::report::Outcome;
use crate::cli::streams::Streams;
use crate::object::Value;
use crate::schema::Minor;

/// The commit of the sources, which `cargo xtask dist` gives; other builds know none.
const COMMIT: Option<&str> = option_env!("KF_COMMIT");

/// What the program can be built without, and whether it was.
const FEATURES: &[(&str, bool)] = &[
    ("browse", cfg!(feature = "browse")),
    ("kms", cfg!(feature = "kms")),
    ("lake", cfg!(feature = "lake")),
    ("serve", cfg!(feature = "serve")),
    ("stores", cfg!(feature = "stores")),
    ("verify", cfg!(feature = "verify")),
];

/// Runs `kf version`.
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
            let minor = |minor: Minor| Value::String(minor.to_string().into());
            let features = FEATURES.iter().filter(|(_, built_in)| *built_in);
            let features = features.map(|(name, _)| Value::str(name));
            let members = [
                ("commit", COMMIT.map_or(Value::Null, Value::str)),
                ("features", Value::Array(features.collect())),
                ("kubernetesSchema", Value::String(kubernetes.into())),
                ("newestKubernetes", minor(Minor::NEWEST)),
                ("oldestKubernetes", minor(Minor::OLDEST)),
                ("version", Value::str(version)),
            ];
            format.write(&mut out, &Value::object(members));
        }
    }
    streams.out.write_all(&out)?;
    Ok(ExitStatus::Success)
}
