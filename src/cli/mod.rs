//! The process: arguments in, text and an exit code out.
//!
//! Everything that touches the process (arguments, environment, clock, standard streams) is here
//! and in `main.rs`; what is below takes it as an argument. [`run`] takes all of it, which is how
//! the tests run the program.

mod again;
mod args;
mod commands;
mod complete;
mod custody;
mod evidence;
pub mod exit;
mod foreign;
#[cfg(unix)]
mod interrupt;
mod keyring;
mod kms;
mod message;
mod open;
mod opened;
mod random;
mod redaction;
pub mod remote;
mod report;
mod secret_file;
mod session;
mod stage;
mod streams;
mod target;
mod terminal;
mod ui;
mod usage;

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::sync::Arc;

use clap::FromArgMatches as _;
use clap::parser::ValueSource;

use again::Again;
use args::{Cli, Command, CommandName};
use exit::ExitStatus;
use message::{Head, Message};
use report::{Failure, Outcome};
pub use streams::Streams;
use terminal::Safe;
use ui::Color;
pub use ui::Screen;

/// Runs the program with the process's own arguments and streams.
#[must_use]
pub fn main() -> ExitCode {
    main_with(std::env::args_os()).into()
}

/// Runs the program with arguments of the caller's, of which the first is its own name, and the streams
/// of the process.
pub fn main_with(args: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> ExitStatus {
    // Without it, a part of the file that cannot be read is fatal, and wordless.
    let _ = crate::input::guard_maps();
    #[cfg(unix)]
    interrupt::guard();
    let stdout = io::stdout();
    let stderr = io::stderr();
    let mut streams = Streams {
        input: &mut io::stdin().lock(),
        out: &mut stdout.lock(),
        progress: stderr.is_terminal(),
        err: &mut stderr.lock(),
        screen: Screen::of_process(),
    };
    run(args, &mut streams)
}

/// Runs the program; the first argument is its own name.
pub fn run(
    args: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    streams: &mut Streams<'_>,
) -> ExitStatus {
    let args: Vec<OsString> = args.into_iter().map(Into::into).collect();
    let args = usage::namespace_behind_command(usage::equals_signs_as_values(args));
    let matches = args::command().try_get_matches_from(&args);
    let parsed = matches.and_then(|matches| {
        let matches = Arc::new(matches);
        streams.screen.again = Again::of(Arc::clone(&matches));
        let mut cli = Cli::from_arg_matches(&matches)?;
        cli.snapshot.named = matches.value_source("snapshot") == Some(ValueSource::CommandLine);
        if cli.custody.is_some() || matches!(cli.command, Command::Report(_)) {
            cli.caller = custody::Caller::of(&args, &cli, &matches);
        }
        Ok(cli)
    });
    let color = parsed.as_ref().map_or(Color::Auto, |cli| cli.color);
    streams.screen.colored = color.on(streams.screen.err, &streams.screen);
    run_parsed(&args, parsed, streams)
}

fn run_parsed(
    args: &[OsString],
    parsed: Result<Cli, clap::Error>,
    streams: &mut Streams<'_>,
) -> ExitStatus {
    let cli = match parsed {
        Ok(cli) => cli,
        Err(e) => {
            let name = name_of(args);
            let status = usage::answer(&e, args, streams);
            let command = name.as_deref().and_then(CommandName::of);
            return troubled(status, command.is_some_and(|c| c.facts().verdict));
        }
    };
    let Some(path) = &cli.custody else {
        return run_command(&cli, args, streams);
    };
    let recorded = custody::recorded(path, &cli.caller, streams, |streams| {
        run_command(&cli, args, streams)
    });
    let failed = recorded.is_err();
    let verdict = cli.command.name().facts().verdict;
    troubled(conclude(recorded, false, streams), verdict && failed)
}

/// Runs the command that was asked for; says of one that failed what may have been meant by a word of it.
fn run_command(cli: &Cli, args: &[OsString], streams: &mut Streams<'_>) -> ExitStatus {
    let facts = cli.command.name().facts();
    let hints = facts.reads_records && !cli.snapshot.salvage;
    if cli.no_pager {
        streams.screen.pager = None;
    }
    streams.screen.discreet = redaction::is_strict(cli);
    if cli.snapshot.rev.is_some() && !facts.takes_revision {
        let text = "--rev changes nothing: what this command reads is of no revision, or of all";
        streams.voice().say(Head::Warning, text);
    }
    let outcome = redaction::check(cli).and_then(|()| dispatch_safely(cli, streams));
    let outcome = outcome.map_err(|failure| match streams.screen.again.misplaced(args) {
        Some(hint) => failure.hint(hint),
        None => failure,
    });
    let failed = outcome.is_err();
    troubled(conclude(outcome, hints, streams), facts.verdict && failed)
}

/// Gives a failure that is not the verdict of a check or comparison an exit code of its own there.
fn troubled(status: ExitStatus, checks: bool) -> ExitStatus {
    match status {
        ExitStatus::Failure if checks => ExitStatus::Trouble,
        status => status,
    }
}

/// Finds the name of the command that arguments are for which cannot be parsed.
fn name_of(args: &[OsString]) -> Option<String> {
    let command = args::command().ignore_errors(true);
    let found = command.try_get_matches_from(args).ok()?;
    found.subcommand_name().map(str::to_owned)
}

fn conclude(
    outcome: Outcome<ExitStatus>,
    salvage_hints: bool,
    streams: &mut Streams<'_>,
) -> ExitStatus {
    #[cfg(unix)]
    interrupt::wait_for_end();
    match outcome {
        Ok(status) => status,
        Err(Failure::BrokenPipe) => ExitStatus::Success,
        Err(Failure::Error(e)) => {
            let mut voice = streams.voice();
            voice.error(&e);
            if let Some(hint) = report::salvage_hint(&e).filter(|_| salvage_hints) {
                voice.say(Head::Hint, hint);
            }
            ExitStatus::Failure
        }
        Err(Failure::Message(message)) => fail(streams, &message),
        Err(Failure::Output(e)) => fail(
            streams,
            &Message::new(Head::Error, format!("standard output: {e}")),
        ),
    }
}

fn fail(streams: &mut Streams<'_>, message: &Message) -> ExitStatus {
    streams.voice().message(message);
    ExitStatus::Failure
}

/// Runs the command so that nothing that a terminal acts on gets to one.
fn dispatch_safely(cli: &Cli, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    // What the browser draws is made safe before, and the rest is how it draws.
    #[cfg(all(unix, feature = "browse"))]
    let draws = matches!(cli.command, Command::Browse(_));
    #[cfg(not(all(unix, feature = "browse")))]
    let draws = false;
    if !streams.screen.out || draws {
        let status = dispatch(cli, streams)?;
        return written(streams.out.flush(), status);
    }
    // The one command that paints shows objects as YAML, which has no control characters.
    let painted = matches!(cli.command, Command::Diff(_));
    let mut safe = Safe::new(streams.out, painted);
    let outcome = dispatch(
        cli,
        &mut Streams {
            input: streams.input,
            out: &mut safe,
            progress: streams.progress,
            err: streams.err,
            screen: streams.screen.clone(),
        },
    );
    let last = safe.finish();
    written(last, outcome?)
}

/// What a command came to whose last words were written so: that nobody wanted them changes no verdict.
fn written(last: io::Result<()>, status: ExitStatus) -> Outcome<ExitStatus> {
    match last {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(e.into()),
        _ => Ok(status),
    }
}

fn dispatch(cli: &Cli, streams: &mut Streams<'_>) -> Outcome<ExitStatus> {
    let snapshot = &cli.snapshot;
    match &cli.command {
        Command::Get(args) => commands::get::run(args, snapshot, streams),
        Command::Describe(args) => commands::describe::run(args, snapshot, streams),
        Command::Events(args) => commands::events::run(args, snapshot, streams),
        Command::History(args) => commands::history::run(args, snapshot, streams),
        Command::Timeline(args) => commands::timeline::run(args, snapshot, streams),
        Command::Suspects(args) => commands::suspects::run(args, snapshot, streams),
        Command::Report(args) => commands::report::run(args, &cli.caller, snapshot, streams),
        Command::Auth(command) => commands::auth::run(command, snapshot, streams),
        Command::Diff(args) => commands::diff::run(args, cli.color, snapshot, streams),
        Command::Explain(args) => commands::explain::run(args, snapshot, streams),
        Command::Export(args) => commands::export::run(args, snapshot, streams),
        Command::Helm(command) => commands::helm::run(command, snapshot, streams),
        Command::Decode(args) => commands::decode::run(args, snapshot, streams),
        Command::Keys(args) => commands::keys::run(args, snapshot, streams),
        Command::Secrets(args) => commands::secrets::run(args, snapshot, streams),
        Command::Redact(args) => commands::redact::run(args, snapshot, streams),
        Command::Info(args) => commands::info::run(args, snapshot, streams),
        Command::Du(args) => commands::du::run(args, snapshot, streams),
        Command::Members(args) => commands::members::run(args, snapshot, streams),
        Command::Bootstrap(args) => commands::bootstrap::run(args, snapshot, streams),
        Command::Leases(args) => commands::leases::run(args, snapshot, streams),
        #[cfg(all(unix, feature = "browse"))]
        Command::Browse(args) => commands::browse::run(args, cli.color, snapshot, streams),
        Command::Check(args) => commands::check::run(args, snapshot, streams),
        #[cfg(all(unix, feature = "verify"))]
        Command::Verify(args) => commands::verify::run(args, snapshot, streams),
        #[cfg(all(unix, feature = "serve"))]
        Command::Serve(args) => commands::serve::run(args, snapshot, streams),
        #[cfg(feature = "lake")]
        Command::Lake(command) => commands::lake::run(command, snapshot, streams),
        Command::Carve(args) => commands::carve::run(args, snapshot, streams),
        Command::Custody(command) => commands::custody::run(command, streams),
        Command::Snapshot(command) => commands::snapshot::run(command, snapshot, streams),
        Command::Bbolt(command) => commands::bbolt::run(command, snapshot, streams),
        Command::Unpack(args) => commands::unpack::run(args, snapshot, streams),
        Command::ApiResources(args) => commands::api_resources::run(args, snapshot, streams),
        Command::ApiVersions => commands::api_versions::run(snapshot, streams),
        Command::Options => commands::options::run(streams),
        Command::Version(args) => commands::version::run(args, streams),
        Command::Completion(args) => commands::completion::run(args, streams),
        Command::Complete(args) => commands::completion::complete(args, streams),
        Command::Man(args) => commands::man::run(args),
    }
}
