//! What the browser looks at, and what it asks of the process.

use std::io;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use clap::FromArgMatches as _;

use super::files;
use crate::browse::{Command, File, Printed, Source};
use crate::cli::args::redaction::Redact;
use crate::cli::args::{self, Cli, SnapshotArgs};
use crate::cli::exit::ExitStatus;
use crate::cli::opened::Shared;
use crate::cli::streams::Streams;
use crate::cli::ui::Screen;
use crate::cli::{open, redaction, run_parsed};
use crate::error::Result;
use crate::escape::shell_word;
use crate::object::redact::Redactor;
use crate::snapshot::{Expect, View};
use crate::time::Timestamp;

/// The open snapshots and the flags that they were opened by.
pub(super) struct Opened<'s> {
    snapshots: &'s Shared,
    args: SnapshotArgs,
    discreet: bool,
    /// What redacts all views alike, made by the first one.
    redactor: OnceLock<Result<Arc<Redactor>>>,
}

impl<'s> Opened<'s> {
    /// Commands take the open snapshots, with the flags in `args`.
    pub(super) fn new(snapshots: &'s Shared, args: &SnapshotArgs, discreet: bool) -> Self {
        let mut args = args.clone();
        args.opened = snapshots.clone();
        Self {
            snapshots,
            args,
            discreet,
            redactor: OnceLock::new(),
        }
    }

    /// Reads the words of a command, to be run on one of the snapshots.
    fn parse(&self, command: &Command) -> (Vec<String>, std::result::Result<Cli, clap::Error>) {
        let mut words = vec!["kf".to_owned()];
        words.extend(command.words.iter().cloned());
        let matches = args::command().try_get_matches_from(&words);
        let parsed = matches.and_then(|matches| Cli::from_arg_matches(&matches));
        let cli = parsed.map(|cli| Cli {
            snapshot: SnapshotArgs {
                snapshots: vec![self.snapshots.path(command.side).to_owned()],
                rev: command.revision,
                ..self.args.clone()
            },
            no_pager: true,
            ..cli
        });
        (words, cli)
    }
}

/// The name of a file with a secret; a secret itself is not shown.
fn named_file(secret: &str) -> String {
    if secret.starts_with('@') {
        secret.to_owned()
    } else {
        "<not shown>".to_owned()
    }
}

impl<'s> Source<'s> for Opened<'s> {
    fn sides(&self) -> usize {
        self.snapshots.len()
    }

    fn name(&self, side: usize) -> String {
        let snapshot = self.snapshots.get(side);
        snapshot.map_or_else(String::new, |s| s.input().name().to_owned())
    }

    fn path(&self, side: usize) -> String {
        self.snapshots.path(side).to_string_lossy().into_owned()
    }

    fn doubts(&self, side: usize) -> Vec<String> {
        let Some(snapshot) = self.snapshots.get(side) else {
            return Vec::new();
        };
        let input = snapshot.input();
        let damage = input.damage().iter().map(ToString::to_string);
        let notes = input.notes().iter().map(ToString::to_string);
        damage.chain(notes).chain(snapshot.doubts()).collect()
    }

    fn view(&self, side: usize, revision: Option<i64>, expect: Vec<Expect>) -> Result<View<'s>> {
        let Some(snapshot) = self.snapshots.get(side) else {
            return Err(crate::Error::invalid("there is no such snapshot"));
        };
        let view = open::view(snapshot, &self.args, revision, expect)?;
        let level = self.args.redaction.redact;
        if level == Redact::No {
            return Ok(view);
        }
        let redactor = self.redactor.get_or_init(|| {
            redaction::redactor(&self.args.redaction, level, Some(&view)).map(|made| made.redactor)
        });
        Ok(view.redacted(redactor.clone()?))
    }

    fn now(&self, side: usize, view: &View<'s>) -> Option<Timestamp> {
        open::now(&self.args, Some(self.snapshots.path(side)), view).ok()
    }

    fn print(&self, command: &Command) -> Printed {
        let (words, cli) = self.parse(command);
        let verdict = cli
            .as_ref()
            .is_ok_and(|cli| cli.command.name().facts().verdict);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let words: Vec<std::ffi::OsString> = words.into_iter().map(Into::into).collect();
        let status = run_parsed(
            &words,
            cli,
            &mut Streams {
                input: &mut io::empty(),
                out: &mut out,
                progress: false,
                err: &mut err,
                screen: Screen {
                    discreet: self.discreet,
                    ..Screen::default()
                },
            },
        );
        let failed = match status {
            ExitStatus::Success => false,
            ExitStatus::Failure => !verdict,
            _ => true,
        };
        Printed {
            out,
            err: String::from_utf8_lossy(&err).into_owned(),
            failed,
        }
    }

    fn line(&self, command: &Command) -> String {
        let args = &self.args;
        let mut words = vec!["kf".to_owned()];
        words.extend(command.words.iter().cloned());
        let mut flag = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                words.extend([name.to_owned(), value]);
            }
        };
        let text = |path: &Path| path.to_string_lossy().into_owned();
        // Behind two dashes nothing is a flag, so they stand in front then.
        let of_two = command.words.first().is_some_and(|w| w == "diff") && self.sides() > 1;
        let file = (!of_two).then(|| text(self.snapshots.path(command.side)));
        flag("--snapshot", file);
        flag("--rev", command.revision.map(|r| r.to_string()));
        flag("--entry", args.entry.clone());
        flag("--etcd-prefix", args.etcd_prefix.clone());
        flag("--kube-version", args.kube_version.map(|v| v.to_string()));
        flag("--now", args.now.clone());
        for config in &args.keys.encryption_config {
            flag("--encryption-config", Some(text(config)));
        }
        for (name, file) in &args.keys.kms_dek {
            flag("--kms-dek", Some(format!("{name}={}", text(file))));
        }
        for socket in &args.keys.kms_socket {
            let name = socket.name.as_ref();
            let name = name.map_or_else(String::new, |name| format!("{name}="));
            flag("--kms-socket", Some(format!("{name}{}", socket.path)));
        }
        let secrets = [
            ("--k3s-token", args.keys.k3s_token.as_ref().map(|t| &t.0)),
            (
                "--redact-salt",
                args.redaction.redact_salt.as_ref().map(|s| &s.0),
            ),
        ];
        for (name, secret) in secrets {
            flag(name, secret.map(|secret| named_file(secret)));
        }
        flag("--max-unpacked", args.max_unpacked.map(|n| n.to_string()));
        let switches = [
            (args.salvage, "--salvage"),
            (args.no_wal, "--no-wal"),
            (args.no_mmap, "--no-mmap"),
            (args.keys.backup_keys, "--backup-keys"),
            (args.redaction.redact == Redact::Secrets, "--redact"),
            (args.redaction.redact == Redact::Strict, "--redact=strict"),
        ];
        let given = switches.iter().filter(|(given, _)| *given);
        words.extend(given.map(|(_, switch)| (*switch).to_owned()));
        if let Some(dashes) = words.iter().position(|w| w == "--") {
            let behind: Vec<String> = words.drain(dashes..).collect();
            // The dashes, the type and the name; the flags came behind them.
            let (target, flags) = behind.split_at_checked(3).unwrap_or((&behind, &[]));
            words.extend(flags.iter().chain(target).cloned());
        }
        let words: Vec<String> = words.iter().map(|word| shell_word(word)).collect();
        words.join(" ")
    }

    fn save(&self, directory: &str, all: &[File]) -> std::result::Result<Vec<String>, String> {
        let evidence = (0..self.sides()).map(|side| self.snapshots.path(side));
        files::save(Path::new(directory), all, evidence)
    }
}
