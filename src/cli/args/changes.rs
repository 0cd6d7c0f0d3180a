//! Which changes are told: flags that `kf history` and `kf timeline` have in common.

use clap::{ArgAction, Args};

use super::namespace::ScopeArgs;
use super::selector::SelectorArg;
use super::times::TimesArgs;
use crate::cli::report::{Failure, Outcome};
use crate::cli::target::{self, Target};
use crate::snapshot::KeyOperation;

/// Whose changes, and which of them.
#[derive(Args, Debug)]
pub(crate) struct ChangesArgs {
    /// Whose changes.
    #[arg(
        value_name = "TYPE",
        help = "TYPE[.VERSION][.GROUP] [NAME ...], TYPE/NAME ..., or TYPE1,TYPE2 (default: \
             everything)"
    )]
    target: Vec<String>,
    #[command(flatten)]
    pub(crate) scope: ScopeArgs,
    #[command(flatten)]
    pub(crate) selector: SelectorArg,
    /// Only changes from this revision on
    #[arg(long, value_name = "REV")]
    pub(crate) since_rev: Option<i64>,
    #[command(flatten)]
    pub(crate) times: TimesArgs,
    /// Leave out updates of what changes all the time by itself: renewals of leases, heartbeats of
    /// nodes, leaders' locks, and what servers keep for themselves
    #[arg(long, action = ArgAction::Set)]
    pub(crate) no_noise: bool,
    /// Only these changes: created, updated, deleted, recreated (can be repeated)
    #[arg(long, value_name = "OPERATION", value_delimiter = ',')]
    op: Vec<String>,
}

impl ChangesArgs {
    /// Reads `--op`.
    pub(crate) fn operations(&self) -> Outcome<Vec<KeyOperation>> {
        let names = self.op.iter().filter(|name| !name.is_empty());
        let found: Option<Vec<_>> = names.map(|name| KeyOperation::from_name(name)).collect();
        found.ok_or_else(|| Failure::usage("valid --op are created, updated, deleted or recreated"))
    }

    /// Reads whose changes are asked for; `None` for everything's.
    pub(crate) fn target(&self) -> Outcome<Option<Target>> {
        if self.target.is_empty() {
            return Ok(None);
        }
        let target = target::parse(&self.target)?;
        target.check(self.selector.selects())?;
        Ok(Some(target))
    }
}
