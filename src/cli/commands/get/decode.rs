//! `--decode`

use crate::cli::args::get::GetArgs;
use crate::cli::report::{Failure, Outcome};
use crate::cli::streams::Streams;
use crate::object::Value;
use crate::print::secret;

/// Refuses what does not go with `--decode`, a terminal above all: what is on a screen is seen,
/// scrolled back to and copied.
pub(super) fn check(args: &GetArgs, streams: &Streams<'_>) -> Outcome {
    if !args.decode {
        return if args.reveal {
            Err(Failure::usage("--reveal goes with --decode"))
        } else {
            Ok(())
        };
    }
    if !matches!(args.output.text(), "" | "yaml" | "json") || args.raw.is_some() {
        return Err(Failure::usage("--decode prints yaml and json only"));
    }
    if streams.screen.out && !args.reveal {
        return Err(Failure::usage(
            "standard output is a terminal, on which --decode would show secrets",
        )
        .hint("--reveal shows them; a file or a pipe needs no such flag"));
    }
    Ok(())
}

/// Decodes a Secret.
pub(super) fn object(value: &mut Value<'_>) -> Outcome {
    if !secret::is_secret(value) {
        return Err(only_secrets());
    }
    secret::decode(value);
    Ok(())
}

/// `--decode` was asked of another type.
pub(super) fn only_secrets() -> Failure {
    Failure::usage("--decode is for secrets only")
}
