//! The files that are served, and how the server gets at their states.

use std::sync::Arc;

use super::place::Evidence;
use super::replay::Played;
use crate::cli::open;
use crate::cli::report::{Outcome, Report};
use crate::cli::session::Session;
use crate::error::Result;
use crate::serve::File;
use crate::snapshot::{Expect, View};

/// The files with their names.
pub(super) struct Shown<'r, 's> {
    pub(super) sessions: &'r [Session<'s>],
    pub(super) names: Vec<String>,
    pub(super) played: Option<&'r Played<'s>>,
}

impl<'r, 's> Shown<'r, 's> {
    /// Says who is served.
    pub(super) fn announce(&self, report: &mut Report<'_>) {
        let several = self.sessions.len() > 1;
        for (session, name) in self.sessions.iter().zip(&self.names) {
            let view = &session.view;
            let context = if several {
                format!(", as context {name}")
            } else {
                String::new()
            };
            report.note(&format!(
                "serving {} at revision {} as Kubernetes {}, read-only, until Ctrl-C{context}",
                session.file(),
                view.revision(),
                view.kube_version().minor
            ));
        }
        if let Some(played) = self.played {
            played.announce(report);
        }
    }

    /// What makes the states of each file at other revisions than the newest, as the cluster was
    /// then.
    pub(super) fn sources(&self) -> Vec<impl Fn(i64) -> Result<View<'s>> + Sync + use<'r, 's>> {
        let source = |session| move |revision| self::view(session, revision);
        self.sessions.iter().map(source).collect()
    }

    pub(super) fn files<'f, S: Fn(i64) -> Result<View<'s>> + Sync>(
        &'f self,
        sources: &'f [S],
    ) -> Outcome<Vec<File<'f, 's>>> {
        let parts = self.sessions.iter().zip(&self.names).zip(sources);
        let file = |((session, name), source): ((&'f Session<'s>, &String), &'f S)| {
            Ok(File {
                name: name.clone(),
                newest: &session.view,
                source,
                now: Some(session.now()?),
                replay: self.played.map(Played::replay),
            })
        };
        parts.map(file).collect()
    }

    pub(super) fn evidence(&self) -> impl Iterator<Item = Evidence> {
        let paths = self.sessions.iter().map(|session| session.path.as_deref());
        paths.map(Evidence::of)
    }
}

/// The view at a revision, redacted where the session's is.
fn view<'s>(session: &Session<'s>, revision: i64) -> Result<View<'s>> {
    let expect = vec![Expect::Everything];
    let view = open::view(session.snapshot, session.args, Some(revision), expect)?;
    Ok(match &session.redaction {
        Some(redaction) => view.redacted(Arc::clone(&redaction.redactor)),
        None => view,
    })
}
