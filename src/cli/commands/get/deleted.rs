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
            _ => Err(Error::not_found(format!(
                "deleted {what} not found: it exists at revision {}",
                view.revision()
            ))
            .hint("without --deleted it is printed")),
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
