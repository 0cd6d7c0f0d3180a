//! Views of the same file by other rules, or at another revision.

use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, OnceLock};

use super::View;
use super::rest::Rest;
use crate::assumption::Doubt;
use crate::version::{KubeVersion, Source};
use kf_base::error::{Error, Result};
use kf_file::etcd::Latest;
use kf_resource::discovery::Catalog;
use kf_schema::Minor;

/// By which definitions the objects of custom resources are shown ([`View::moved_to`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Definitions {
    /// Those of the view, as a server shows old states of its objects.
    Kept,
    /// Those of the state that is shown, as the server of that time did.
    OfState,
}

impl<'s> View<'s> {
    /// Returns the same state by the rules of another minor, as a server of that minor shows
    /// it. The file is not gone through again.
    #[must_use]
    pub fn read_as(&self, minor: Minor) -> Self {
        let version = KubeVersion {
            minor,
            source: Source::Given,
        };
        self.like(version, self.at, self.base.clone(), self.problems.clone())
    }

    /// Returns the state at another revision as the server of this view shows it: by its version and
    /// with the types that it serves, whatever the cluster had at that time.
    /// [`Definitions`] says of which state custom resources are.
    ///
    /// # Errors
    /// As `Store::latest`.
    pub fn moved_to(&self, revision: i64, definitions: Definitions) -> Result<Self> {
        let base = self.store.latest(Some(revision), &self.base_want)?;
        let mut problems = self.store.problems().to_vec();
        problems.extend(base.problems.list().iter().cloned());
        let mut moved = self.like(self.version, Some(revision), base, problems);
        if definitions == Definitions::Kept {
            moved.full = OnceLock::from(Arc::clone(self.full()));
        }
        Ok(moved)
    }

    /// Another view of the same file.
    fn like(
        &self,
        version: KubeVersion,
        at: Option<i64>,
        base: Latest<'s>,
        problems: Vec<Error>,
    ) -> Self {
        Self {
            store: self.store.clone(),
            at,
            threads: self.threads,
            prefixes: self.prefixes.clone(),
            base,
            base_want: self.base_want.clone(),
            rest: Rest::default(),
            problems,
            version,
            codec: self.codec.for_minor(version.minor),
            services: self.services.clone(),
            service_problems: self.service_problems.clone(),
            types_in_doubt: Mutex::default(),
            built_in: Catalog::new(version.minor, self.services.clone(), Vec::new()),
            full: OnceLock::new(),
            lost: OnceLock::new(),
            told: OnceLock::new(),
            defaulted: AtomicUsize::new(0),
            doubt: Doubt::default(),
            redactor: self.redactor.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Snapshot, ViewOptions};
    use kf_file::input::{Input, OpenOptions};

    /// A definition that comes after its first objects, as nobody checks etcd.
    fn made() -> Snapshot {
        let place = "/registry/apiextensions.k8s.io/customresourcedefinitions/crons.x.io";
        let node = r#"{"apiVersion":"v1","kind":"Node","metadata":{"name":"n"}}"#;
        let file = kf_testing::etcd::history(
            &[
                ("/registry/minions/a", 2, Some(node)),
                (place, 4, Some(kf_testing::etcd::CRON_DEFINITION)),
                ("/registry/minions/b", 5, Some(node)),
                ("/registry/minions/a", 6, None),
            ],
            Some(2),
        );
        let input = Input::from_reader("made", &mut &*file, &OpenOptions::default());
        Snapshot::new(input.unwrap())
    }

    #[test]
    fn an_old_state_as_it_is_shown_now_and_as_it_was() {
        let made = made();
        let options = ViewOptions {
            kube_minor: Some(Minor::new(30)),
            ..ViewOptions::default()
        };
        let view = made.view_with(&options).unwrap();
        let known = |view: &View<'_>| view.mapping_of_kind("x.io", "v1", "Cron").is_some();
        let nodes = |view: &View<'_>| {
            let nodes = view.lookup("nodes").unwrap().remove(0);
            view.records_of(&nodes, None).unwrap().0.len()
        };
        assert!(known(&view) && nodes(&view) == 1);
        let kept = view.moved_to(3, Definitions::Kept).unwrap();
        assert!(known(&kept) && nodes(&kept) == 1);
        let of_state = view.moved_to(3, Definitions::OfState).unwrap();
        assert!(!known(&of_state));
        assert_eq!(
            (of_state.revision(), of_state.kube_version().minor.number()),
            (3, 30)
        );
        assert_eq!(nodes(&view.moved_to(5, Definitions::OfState).unwrap()), 2);
        assert!(view.moved_to(1, Definitions::Kept).is_err());
        assert!(view.moved_to(7, Definitions::Kept).is_err());
    }
}
