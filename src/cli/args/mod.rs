//! The flags, with kubectl's names, short forms and meaning.
//!
//! kubectl's booleans take a value (`--no-headers=true`), a repeated flag means the last one, and
//! lists split at commas: clap is told so here.

pub(crate) mod api_resources;
pub(crate) mod auth;
pub(crate) mod bbolt;
pub(crate) mod bootstrap;
#[cfg(all(unix, feature = "browse"))]
pub(crate) mod browse;
pub(crate) mod carve;
pub(crate) mod changes;
pub(crate) mod check;
mod command;
mod compat;
pub(crate) mod completion;
pub(crate) mod custody;
pub(crate) mod decode;
pub(crate) mod describe;
pub(crate) mod diff;
pub(crate) mod du;
pub(crate) mod events;
pub(crate) mod explain;
pub(crate) mod export;
mod facts;
mod file;
pub(crate) mod get;
mod global;
pub(crate) mod helm;
pub(crate) mod history;
pub(crate) mod info;
pub(crate) mod keys;
pub(crate) mod kubectl;
#[cfg(feature = "lake")]
pub(crate) mod lake;
pub(crate) mod leases;
pub(crate) mod man;
pub(crate) mod members;
pub(crate) mod namespace;
pub(crate) mod output;
mod prefix;
pub(crate) mod redact;
pub(crate) mod redaction;
pub(crate) mod report;
mod rows;
pub(crate) mod secrets;
mod selector;
#[cfg(all(unix, feature = "serve"))]
pub(crate) mod serve;
pub(crate) mod snapshot;
pub(crate) mod suspects;
pub(crate) mod timeline;
pub(crate) mod times;
pub(crate) mod unpack;
#[cfg(all(unix, feature = "verify"))]
pub(crate) mod verify;
pub(crate) mod version;

pub(crate) use command::{Command, CommandName};
pub(crate) use global::{KeyArgs, SnapshotArgs, TokenText};

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::builder::{BoolValueParser, PossibleValue, Resettable, TypedValueParser};
use clap::{Arg, ArgAction, Command as Clap, CommandFactory as _, Parser};

use super::custody::Caller;
use super::ui::Color;

/// Reads Kubernetes objects straight out of an etcd snapshot file
#[derive(Debug, Parser)]
#[command(
    name = "kf",
    version,
    about,
    args_override_self = true,
    after_help = "Examples:
  # One object out of a backup, as kubectl would have printed it
  kf get configmap my-config -n prod --snapshot 2026-11-22_etcd.zip -o yaml

  # Everything in a namespace
  kf get all -n prod --snapshot 2026-11-22_etcd.zip

  # The etcd keys in the file
  kf keys --prefix /registry/secrets/ --snapshot 2026-11-22_etcd.zip

The file is only ever read: it is never locked, changed or copied beside itself."
)]
pub(crate) struct Cli {
    /// Which snapshot.
    #[command(flatten)]
    pub(crate) snapshot: SnapshotArgs,
    /// Colour of errors and hints
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto"
    )]
    pub(crate) color: Color,
    /// Do not show long texts through a pager
    #[arg(long, global = true, action = ArgAction::Set)]
    pub(crate) no_pager: bool,
    /// File to add a record to of what was read and written, by whom, when and with which kf; kf custody
    /// verify checks it
    #[arg(long, global = true, value_name = "FILENAME")]
    pub(crate) custody: Option<PathBuf>,
    /// The command line itself, where it is written down.
    #[arg(skip)]
    pub(crate) caller: Caller,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Cli {
    /// Returns the snapshots that stand among words which are no paths by their definition.
    pub(crate) fn files_among_words(&self) -> Vec<&Path> {
        match &self.command {
            Command::Diff(diff) => diff.files().collect(),
            Command::Bbolt(bbolt) => {
                let file = bbolt.file_among_words(&self.snapshot);
                file.into_iter().collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Defines the whole command line, with each flag wherever it can stand: what completion and
/// manual pages are made from.
pub(crate) fn definition() -> Clap {
    finished(Cli::command())
}

/// Finishes what the derive makes of a command, and of those below it.
fn finished(command: Clap) -> Clap {
    with_help(with_values(command)).mut_subcommands(finished)
}

/// As [`finished`], of the commands below only once one is named: of forty one is used.
fn finished_when_used(command: Clap) -> Clap {
    with_help(with_values(command)).mut_subcommands(|below| below.defer(finished_when_used))
}

/// Defines the command line as arguments are parsed by it: the help of a command leaves out the
/// flags of all commands, which `kf options` lists.
pub(crate) fn command() -> Clap {
    finished_when_used(Cli::command()).mut_args(|arg| {
        let global = arg.is_global_set();
        // Not `hide`, which would take [OPTIONS] out of the usage as well.
        arg.hide_short_help(global).hide_long_help(global)
    })
}

/// Renders the flags of all commands, as `kf options` lists them.
pub(crate) fn global_options() -> String {
    let definition = definition();
    let global = definition.get_arguments().filter(|arg| arg.is_global_set());
    let mut list = Clap::new("kf")
        .disable_help_flag(true)
        .help_template("{options}")
        .args(global.cloned());
    format!(
        "The following options can be passed to any command:\n\n{}\n",
        list.render_long_help()
    )
}

/// Last line of every help text (kubectl `pkg/util/templates/templater.go` has the same).
pub(crate) const SEE_OPTIONS: &str = "\nUse \"kf options\" for a list of global command-line \
                                      options (applies to all commands).\n";

/// Has `--help` print what `-h` does, a line for each flag, with the examples before them;
/// `kf help COMMAND` and the manual pages have the long form.
fn with_help(command: Clap) -> Clap {
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::HelpShort)
        .help("Print help; kf help COMMAND says more of each flag");
    let command = command.disable_help_flag(true).arg(help).help_template(
        "{before-help}{about-with-newline}\n{usage-heading} {usage}{after-help}\n\n{all-args}",
    );
    let after = command
        .get_after_help()
        .map(|text| examples_first(&text.to_string()));
    match after {
        Some(text) => command.after_help(text),
        None => command,
    }
}

/// Moves the examples of a help text before what else it says.
fn examples_first(text: &str) -> String {
    let Some((before, rest)) = text.split_once("Examples:\n") else {
        return text.to_owned();
    };
    let (mut examples, mut after) = (Vec::new(), Vec::new());
    for line in rest.lines() {
        let prose = !after.is_empty() || !(line.is_empty() || line.starts_with("  "));
        if prose { &mut after } else { &mut examples }.push(line);
    }
    let examples = format!("Examples:\n{}", examples.join("\n"));
    let after = after.join("\n");
    let parts = [examples.as_str(), before, after.as_str()].map(str::trim_end);
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n")
}

/// The booleans of kubectl's flags (Go's `strconv.ParseBool`), of which help and completion name two.
#[derive(Clone, Debug)]
struct GoBool;

impl TypedValueParser for GoBool {
    type Value = bool;

    fn parse_ref(
        &self,
        command: &Clap,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<bool, clap::Error> {
        match value.to_str() {
            Some("1" | "t" | "T" | "TRUE" | "True") => Ok(true),
            Some("0" | "f" | "F" | "FALSE" | "False") => Ok(false),
            _ => BoolValueParser::new().parse_ref(command, arg, value),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        // Those of the inner parser, which does not outlive this call.
        let two = ["true", "false"].map(PossibleValue::new);
        Some(Box::new(two.into_iter()))
    }
}

/// Finishes where the values of flags come from.
fn with_values(command: Clap) -> Clap {
    command.mut_args(|arg| unset_if_empty(boolean_without_value(arg)))
}

/// Gives a boolean a value that may be left out, as kubectl's have: `--no-headers`,
/// `--no-headers=false`. Other flags, and one that says how many values it takes, are left as they are.
fn boolean_without_value(arg: Arg) -> Arg {
    let boolean = arg.get_value_parser().type_id() == std::any::TypeId::of::<bool>()
        && matches!(arg.get_action(), ArgAction::Set)
        && arg.get_num_args().is_none();
    if !boolean {
        return arg;
    }
    // The derive takes a value without a default for one that must be given.
    arg.required(false)
        .value_parser(GoBool)
        .num_args(0..=1)
        .require_equals(true)
        .default_missing_value("true")
        .default_value("false")
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// Has an empty variable of the environment stand for nothing, as one that is not set: `export KF_SNAPSHOT=`
/// is how shells clear it.
fn unset_if_empty(arg: Arg) -> Arg {
    match arg.get_env().and_then(std::env::var_os) {
        Some(value) if value.is_empty() => arg.env(Resettable::Reset),
        _ => arg,
    }
}
