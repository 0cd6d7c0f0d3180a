//! What one namespace is written with: the namespace itself, and what its objects name that has none.

use std::collections::BTreeSet;

use hashbrown::HashSet;

use super::super::get::missing;
use super::{Run, is_under_own_key};
use crate::cli::report::{Outcome, Report};
use crate::export::{Need, is_being_deleted};
use crate::resource::{Origin, Resource};
use crate::snapshot::{Object, ReadOptions, View};
use crate::{ErrorKind, escape};

/// Most objects that are named in the line about what is missing; the manifest names all.
const SAID: usize = 10;

const NAMESPACES: &str = "namespaces";

const DEFINITIONS: &str = "customresourcedefinitions.apiextensions.k8s.io";

/// The namespaces that were being deleted, all or this one alone. One that cannot be read is reported
/// where namespaces are written.
pub(super) fn deleted_namespaces(view: &View<'_>, namespace: Option<&str>) -> HashSet<String> {
    let Some(mapping) = view.mapping_of_kind("", "v1", "Namespace") else {
        return HashSet::new();
    };
    let deleted = |object: &Object<'_>| is_being_deleted(&object.value);
    let name = |object: Object<'_>| {
        object
            .value
            .str_at(&["metadata", "name"])
            .map(str::to_owned)
    };
    let options = ReadOptions::default();
    match namespace {
        Some(one) => {
            let found = view.get(&mapping, "", one, options).ok();
            found.filter(deleted).and_then(name).into_iter().collect()
        }
        None => {
            let all = view.list(&mapping, None, options).ok();
            let all = all.into_iter().flatten().filter_map(Result::ok);
            let at_home = |object: &Object<'_>| is_under_own_key(view, &mapping, object);
            let deleted = all.filter(deleted).filter(at_home);
            deleted.filter_map(name).collect()
        }
    }
}

/// Whether it is told when something that is needed is not in the snapshot, and how.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    /// By a warning.
    Warned,
    /// In the manifest, and in one line with all others of these: a class without an object can be a
    /// name that means something.
    Listed,
    /// Not at all: it may be no name of such an object.
    Silent,
}

impl Run<'_, '_> {
    /// Writes the namespace, the definitions, and what else the written objects need.
    pub(super) fn needed(
        &mut self,
        definitions: BTreeSet<String>,
        report: &mut Report<'_>,
    ) -> Outcome {
        let need = |resource, name| Need { resource, name };
        let namespace = need(NAMESPACES, self.args.scope.namespace().to_owned());
        self.need(&namespace, Missing::Warned, report)?;
        for name in definitions {
            self.need(&need(DEFINITIONS, name), Missing::Warned, report)?;
        }
        for (need, certain) in self.needs.take().unwrap_or_default() {
            let missing = match certain {
                true => Missing::Listed,
                false => Missing::Silent,
            };
            self.need(&need, missing, report)?;
        }
        Ok(())
    }

    /// Lists the definitions of written objects that the snapshot lacks: where all is written, the
    /// others are too.
    pub(super) fn undefined(&mut self, definitions: BTreeSet<String>) {
        let catalog = self.view.catalog();
        let defined: HashSet<String> = catalog
            .resources()
            .iter()
            .filter(|r| r.origin == Origin::Custom)
            .map(Resource::group_resource)
            .collect();
        for name in definitions {
            if !defined.contains(&name) {
                let resource = DEFINITIONS;
                self.list_missing(&Need { resource, name });
            }
        }
    }

    fn list_missing(&mut self, need: &Need) {
        self.manifest.missing(need);
        self.missing.push(format!(
            "{} {}",
            need.resource,
            escape::quoted(need.name.as_bytes())
        ));
    }

    /// Says what the written objects name and the snapshot does not have, in one line.
    pub(super) fn say_missing(&self, report: &mut Report<'_>) {
        if self.missing.is_empty() {
            return;
        }
        report.warning(&format!(
            "not written, since it is not in the snapshot, but named by what was written: {}",
            missing::list(self.missing.iter().cloned(), SAID)
        ));
    }

    fn need(&mut self, need: &Need, missing: Missing, report: &mut Report<'_>) -> Outcome {
        let mappings = match self.view.lookup(need.resource) {
            // A server that did not serve the resource has no such objects.
            Err(e) if e.kind() == ErrorKind::NotFound && missing != Missing::Warned => Vec::new(),
            found => found?,
        };
        let mut found = false;
        for mapping in mappings {
            let object = self
                .view
                .get(&mapping, "", &need.name, ReadOptions::default());
            match object {
                // One that every cluster has stays out of the way of `create`.
                Ok(object) => {
                    found = true;
                    match self.left_out(None, &object.value) {
                        Some(skip) => self.leave_out(&object.value, &skip),
                        None => self.write(&mapping, object, report)?,
                    }
                }
                Err(e) if e.kind() == ErrorKind::NotFound => {
                    if missing == Missing::Warned {
                        report.warning(&format!(
                            "not written, since it is not in the snapshot: {e}"
                        ));
                    }
                }
                Err(e) => {
                    found = true;
                    self.failed(&e, report);
                }
            }
        }
        match missing {
            Missing::Listed if !found => self.list_missing(need),
            Missing::Warned if !found => self.manifest.missing(need),
            _ => {}
        }
        Ok(())
    }
}
