//! `kf version`

use clap::Args;

use super::output::{Formats, OutputArg, Unasked};
use crate::cli::report::Failure;
use crate::object::encode::Format;

/// `kf version`
#[derive(Args, Debug)]
pub(crate) struct VersionArgs {
    #[command(flatten)]
    pub(crate) output: OutputArg<VersionOutput>,
}

/// What `kf version` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VersionOutput {
    /// A line for each version.
    Lines,
    /// A document.
    Structured(Format),
}

impl Formats for VersionOutput {
    const KNOWN: &'static [(&'static str, Self)] = &[
        ("yaml", Self::Structured(Format::Yaml)),
        ("json", Self::Structured(Format::Json)),
    ];
    const DEFAULT: Unasked<Self> = Unasked::Other(Self::Lines, "a line");

    /// Words the error of `kubectl version`.
    fn unknown(_: &str) -> Failure {
        Failure::usage("--output must be 'yaml' or 'json'")
    }
}
