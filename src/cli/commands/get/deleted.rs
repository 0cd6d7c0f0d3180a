//! `--deleted`: objects whose last record is a tombstone, with their last retained value.

use crate::cli::commands::reach;
use crate::cli::report::{Outcome, Report};
use crate::escape;
use crate::snapshot::{Deletion, Mapping, Object, ReadOptions, Scope, View, deleted_under};
use crate::{Error, Result};

/// What was deleted of all that was asked for.
pub(super) struct Deleted<'s> {
    /// Sorted by key.
    deletions: Vec<Deletion<'s>>,
    /// Keys that were deleted and exist again, with the revision of the last deletion; sorted by key.
    again: Vec<(&'s [u8], i64)>,
    /// Whether records are missing.
    damaged: bool,
}

impl<'s> Deleted<'s> {
    /// One pass over the file for all requests; `namespace` is `None` for all.
    pub(super) fn gather(
        view: &View<'s>,
        requests: &[(Mapping, &[String])],
        namespace: Option<&str>,
        report: &mut Report<'_>,
    ) -> Outcome<Self> {
        reach::required(view)?;
        let scopes: Vec<Scope<'_>> = requests
            .iter()
            .map(|(mapping, names)| Scope {
                mapping,
                namespace,
                names,
            })
            .collect();
        let changes = view.changes(&scopes)?;
        Ok(Self {
            damaged: reach::problems(view, &changes, report),
            deletions: changes.deletions(),
            again: changes.made_again(),
        })
    }

    /// Deleted objects of a resource in the order of their keys.
    pub(super) fn list(
        &self,
        view: &View<'s>,
        mapping: &Mapping,
        namespace: Option<&str>,
    ) -> Result<&[Deletion<'s>]> {
        let prefix = view.key_prefix(mapping, namespace)?;
        Ok(deleted_under(&self.deletions, &prefix))
    }

    /// How far back the file reaches.
    pub(super) fn reach(&self, view: &View<'_>) -> String {
        reach::text(&view.reach(), self.damaged)
    }

    /// What is to be said of objects that were deleted and exist again, which are not among the deleted ones.
    pub(super) fn made_again(&self) -> Option<String> {
        let (key, revision) = self.again.first()?;
        let objects = match self.again.len() {
            1 => "1 object was deleted and exists again, and is not shown here".to_owned(),
            n => format!("{n} objects were deleted and exist again, and are not shown here"),
        };
        let before = revision.saturating_sub(1);
        Some(format!(
            "{objects}: --rev {before} has {} as it was before revision {revision}; kf history has them all",
            escape::quoted(key)
        ))
    }

    /// One deleted object by name.
    pub(super) fn get(
        &self,
        view: &View<'s>,
        mapping: &Mapping,
        namespace: &str,
        name: &str,
        read: ReadOptions<'_>,
    ) -> Result<Object<'s>> {
        let key = view.key_prefix(mapping, Some(namespace))? + name;
        let same = |d: &&Deletion<'s>| d.tombstone.key == key.as_bytes();
        if let Some(deletion) = self.deletions.iter().find(same) {
            return view.before_deletion(mapping, deletion, read);
        }
        let what = format!("{} {name:?}", mapping.resource().group_resource());
        match view.get(mapping, namespace, name, ReadOptions::default()) {
            Err(e) if e.is_not_found() => {
                Err(Error::not_found(format!("deleted {what} not found")).hint(self.reach(view)))
            }
            _ => {
                let error = Error::not_found(format!(
                    "deleted {what} not found: it exists at revision {}",
                    view.revision()
                ));
                let again = self
                    .again
                    .iter()
                    .find(|(other, _)| *other == key.as_bytes());
                Err(match again {
                    Some((_, revision)) => error.hint(format!(
                        "it was deleted at revision {revision} and made again: --rev {} without --deleted has it \
                         as it was before",
                        revision.saturating_sub(1)
                    )),
                    None => error.hint("without --deleted it is printed"),
                })
            }
        }
    }
}

/// What there is to say of a list without objects.
pub(super) fn nothing(namespace: Option<&str>) -> String {
    match namespace {
        Some(namespace) => format!(
            "No deleted resources found in {} namespace.",
            escape::text(namespace)
        ),
        None => "No deleted resources found".to_owned(),
    }
}
