//! `kf get --verify`: the same objects are asked of a real kube-apiserver first.

use super::Get;
use crate::cli::commands::verify;
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Outcome, Report};
use crate::cli::target::Target;
use crate::verify::objects::Selection;

impl Get<'_, '_> {
    /// Whether what will be printed is what the server has. Without `--verify` nothing is asked.
    pub(super) fn verify(&self, target: &Target, report: &mut Report<'_>) -> Outcome<ExitStatus> {
        if !self.args.verify {
            return Ok(ExitStatus::Success);
        }
        let selection = |(mapping, names): (_, &[String])| Selection {
            mapping,
            // One named object is in one namespace, whatever -A says.
            namespace: match names {
                [] => self.namespace().map(str::to_owned),
                _ => Some(self.args.scope.namespace().to_owned()),
            },
            names: names.to_vec(),
        };
        let selections = target
            .resolve(self.view, self.args.scope.all())?
            .into_iter()
            .map(selection);
        verify::selected(&self.args.stack, self.session, selections.collect(), report)
    }
}
