//! `kf auth`: what the RBAC objects of the snapshot allow.

mod can_i;
mod whocan;

use crate::cli::args::SnapshotArgs;
use crate::cli::args::auth::AuthCommand;
use crate::cli::exit::ExitStatus;
use crate::cli::report::Outcome;
use crate::cli::streams::Streams;
use crate::query::rbac::Action;
use crate::resource::Resource;
use crate::snapshot::View;

/// Runs `kf auth`.
pub(crate) fn run(
    command: &AuthCommand,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    match command {
        AuthCommand::CanI(args) => can_i::run(args, snapshot, streams),
        AuthCommand::Whocan(args) => whocan::run(args, snapshot, streams),
    }
}

/// What is to be done, as it was typed.
struct Asked<'a> {
    verb: &'a str,
    /// `TYPE`, or a path.
    kind: &'a str,
    name: &'a str,
    subresource: &'a str,
}

impl<'a> Asked<'a> {
    /// Splits `TYPE/NAME`, which leaves a path whole.
    fn new(verb: &'a str, kind: &'a str, subresource: &'a str) -> Self {
        let (kind, name) = match kind.split_once('/') {
            Some((kind, name)) if !kind.is_empty() => (kind, name),
            _ => (kind, ""),
        };
        Self {
            verb,
            kind,
            name,
            subresource,
        }
    }

    fn is_path(&self) -> bool {
        self.kind.starts_with('/')
    }

    /// What is judged; `resource` is what the type was found to be. A word that is no type is
    /// taken for a resource of the core group, as kubectl does.
    fn action(&self, resource: Option<&Resource>) -> Action {
        if self.is_path() {
            return Action::Path {
                verb: self.verb.to_owned(),
                path: self.kind.to_owned(),
            };
        }
        let (group, plural) = match resource {
            Some(found) => (found.group.as_ref(), found.plural.as_ref()),
            None => ("", self.kind),
        };
        Action::Resource {
            verb: self.verb.to_owned(),
            group: group.to_owned(),
            resource: plural.to_owned(),
            subresource: self.subresource.to_owned(),
            name: self.name.to_owned(),
        }
    }

    /// The resource that the word means.
    fn resource<'v>(&self, view: &'v View<'_>) -> Option<&'v Resource> {
        if self.is_path() || self.kind == "*" {
            return None;
        }
        let found = view.catalog().resolve(self.kind).ok()?;
        Some(found.resource)
    }

    /// Whether a word that is no type may stand for one all the same: what the verb `impersonate`
    /// is about cannot be discovered (`nonStandardResourceNames`).
    fn needs_no_type(&self) -> bool {
        let word = self.kind.to_lowercase();
        self.is_path() || matches!(word.as_str(), "*" | "users" | "groups")
    }
}
