//! The table of what the program has to know of each command besides its arguments. Nothing else in
//! `cli` names a command to decide how to treat it.

use super::bbolt::BboltCommand;
use super::command::{Command, CommandName};

/// Facts about a command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Facts {
    /// Exit code 1 is what the command found; that it failed has a code of its own.
    pub(crate) verdict: bool,
    /// The command reads records as etcd does, so that `--salvage` may find more of them.
    pub(crate) reads_records: bool,
    /// The command reads the snapshot that `-s` names, so that a hint at the command names it too.
    pub(crate) one_snapshot: bool,
    /// `--rev` says at which revision the snapshot is looked at; what the others read is of no revision, or of
    /// all.
    pub(crate) takes_revision: bool,
    /// Effect of `--redact`.
    pub(crate) redaction: Redaction,
}

/// Effect of `--redact` on a command.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Redaction {
    /// Nothing secret is printed: objects come out of a view, which redacts them, or the command
    /// redacts by itself, or it prints nothing of a value.
    Kept,
    /// The command is refused, for this reason.
    Refused(&'static str),
    /// The command is refused under `--redact=strict`, for this reason.
    RefusedStrictly(&'static str),
    /// The command is refused if its arguments are such, for this reason.
    RefusedIf(fn(&Command) -> bool, &'static str),
}

impl Redaction {
    /// Tells why a command is refused under `--redact=strict`, if it is refused there alone.
    pub(crate) fn strict_refusal(self) -> Option<&'static str> {
        match self {
            Self::RefusedStrictly(reason) => Some(reason),
            _ => None,
        }
    }

    /// Tells why a command cannot be held to `--redact`, if it cannot.
    pub(crate) fn refusal(self, command: &Command) -> Option<&'static str> {
        match self {
            Self::Kept | Self::RefusedStrictly(_) => None,
            Self::Refused(reason) => Some(reason),
            Self::RefusedIf(such, reason) => such(command).then_some(reason),
        }
    }
}

/// Facts about most commands, which print objects.
const USUAL: Facts = Facts {
    verdict: false,
    reads_records: true,
    one_snapshot: true,
    takes_revision: true,
    redaction: Redaction::Kept,
};

/// Facts about commands that read no snapshot, or name it in another way.
const OTHER: Facts = Facts {
    one_snapshot: false,
    ..USUAL
};

impl CommandName {
    /// Looks the command up in the table. Each is named, so that a new one cannot be forgotten.
    pub(crate) fn facts(self) -> Facts {
        match self {
            Self::Get
            | Self::Describe
            | Self::Events
            | Self::History
            | Self::Timeline
            | Self::Report
            | Self::Explain
            | Self::Export
            | Self::Decode
            | Self::Keys
            | Self::Secrets
            | Self::Info
            | Self::Du
            | Self::ApiResources
            | Self::ApiVersions => USUAL,
            Self::Members | Self::Leases => Facts {
                takes_revision: false,
                ..USUAL
            },
            Self::Redact
            | Self::Options
            | Self::Version
            | Self::Completion
            | Self::Man
            | Self::Complete => OTHER,
            #[cfg(all(unix, feature = "browse"))]
            Self::Browse => USUAL,
            #[cfg(feature = "lake")]
            Self::Lake => OTHER,
            Self::Auth => Facts {
                redaction: Redaction::RefusedStrictly(
                    "under --redact=strict, kf auth would compare digests with the names of users",
                ),
                ..USUAL
            },
            Self::Suspects => Facts {
                verdict: true,
                ..USUAL
            },
            Self::Custody => Facts {
                verdict: true,
                ..OTHER
            },
            Self::Check => Facts {
                verdict: true,
                reads_records: false,
                takes_revision: false,
                ..USUAL
            },
            Self::Diff => Facts {
                verdict: true,
                redaction: Redaction::RefusedIf(
                    |command| matches!(command, Command::Diff(args) if args.keys),
                    "kf diff --keys prints hashes without a salt",
                ),
                ..OTHER
            },
            #[cfg(all(unix, feature = "verify"))]
            Self::Verify => Facts {
                verdict: true,
                redaction: Redaction::Refused(
                    "kf verify masks Secrets and prints all other values that differ",
                ),
                ..USUAL
            },
            #[cfg(all(unix, feature = "serve"))]
            Self::Serve => USUAL,
            Self::Helm => Facts {
                redaction: Redaction::Refused("kf helm prints what is packed in Secrets"),
                ..USUAL
            },
            Self::Bootstrap => Facts {
                redaction: Redaction::Refused("kf bootstrap prints keys of the cluster"),
                ..USUAL
            },
            Self::Carve => Facts {
                takes_revision: false,
                redaction: Redaction::RefusedIf(
                    |command| matches!(command, Command::Carve(args) if args.values),
                    "kf carve --values prints stored bytes",
                ),
                ..USUAL
            },
            Self::Snapshot => Facts {
                reads_records: false,
                ..USUAL
            },
            Self::Unpack => Facts {
                reads_records: false,
                takes_revision: false,
                redaction: Redaction::Refused("kf unpack writes the file's bytes"),
                ..USUAL
            },
            Self::Bbolt => Facts {
                reads_records: false,
                takes_revision: false,
                redaction: Redaction::RefusedIf(
                    |command| matches!(command, Command::Bbolt(BboltCommand::Page(_))),
                    "kf bbolt page prints the file's bytes, or hashes without a salt",
                ),
                ..USUAL
            },
        }
    }
}
