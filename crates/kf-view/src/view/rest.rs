//! What is asked for beyond the first pass.
//!
//! A list of one more type costs one more pass over the file, which is cheaper than to keep every key.
//! A category may have as many types as the file has definitions, though, and a client of `kf serve`
//! asks for one after the other: from some number of passes on, one that keeps every key serves all.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use kf_base::error::Result;
use kf_base::limits::MAX_PASSES;
use kf_file::etcd::{Latest, Store, Want};

/// See the module's text.
#[derive(Debug, Default)]
pub(super) struct Rest<'s> {
    /// Passes that each looked for one thing.
    passes: AtomicUsize,
    all: OnceLock<Result<Latest<'s>>>,
}

impl<'s> Rest<'s> {
    /// Counts something that is asked for; returns the records of every key once that is cheaper.
    ///
    /// Not where more was damaged than is kept: of what is asked for nothing may be left out.
    ///
    /// # Errors
    /// As `Store::latest`.
    pub(super) fn all(&self, store: &Store<'s>, at: Option<i64>) -> Result<Option<&Latest<'s>>> {
        if self.passes.load(Ordering::Relaxed) < MAX_PASSES {
            self.passes.fetch_add(1, Ordering::Relaxed);
            return Ok(None);
        }
        let all = self.all.get_or_init(|| store.latest(at, &Want::all()));
        let all = all.as_ref().map_err(Clone::clone)?;
        Ok((all.problems.left_off() == 0).then_some(all))
    }

    /// Makes the pass that keeps every key. Who asks meanwhile waits for it instead of making another.
    pub(super) fn gather(&self, store: &Store<'s>, at: Option<i64>) {
        self.passes.store(MAX_PASSES, Ordering::Relaxed);
        self.all.get_or_init(|| store.latest(at, &Want::all()));
    }

    /// How many passes were made.
    #[cfg(test)]
    pub(super) fn passes(&self) -> usize {
        let all = usize::from(self.all.get().is_some());
        self.passes.load(Ordering::Relaxed).saturating_add(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ReadOptions;
    use crate::testing::snapshot;

    /// A category of as many types as somebody liked costs no pass for each.
    #[test]
    fn many_types_are_found_by_one_pass() {
        let types = 3 * MAX_PASSES;
        let mut objects = Vec::new();
        for i in 0..types {
            let name = format!("t{i:03}s.x.io");
            let names = format!(
                r#"{{"plural":"t{i:03}s","singular":"t{i:03}","kind":"T{i:03}","listKind":"T{i:03}List","categories":["mine"]}}"#
            );
            objects.push((
                format!("/registry/apiextensions.k8s.io/customresourcedefinitions/{name}"),
                format!(
                    r#"{{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{{"name":"{name}"}},"spec":{{"group":"x.io","scope":"Cluster","names":{names},"versions":[{{"name":"v1","served":true,"storage":true,"schema":{{"openAPIV3Schema":{{"type":"object"}}}}}}]}},"status":{{"acceptedNames":{names},"conditions":[{{"type":"Established","status":"True"}}]}}}}"#
                ),
            ));
            for object in ["a", "b"] {
                objects.push((
                    format!("/registry/x.io/t{i:03}s/{object}"),
                    format!(
                        r#"{{"apiVersion":"x.io/v1","kind":"T{i:03}","metadata":{{"name":"{object}-{i}"}}}}"#
                    ),
                ));
            }
        }
        let puts: Vec<_> = (2..)
            .zip(&objects)
            .map(|(revision, (key, value))| (key.as_str(), revision, value.as_str()))
            .collect();
        let snapshot = snapshot("categories", &puts);
        let view = snapshot.view().unwrap();
        let mine = view.lookup("mine").unwrap();
        assert_eq!(mine.len(), types);
        for (i, mapping) in mine.iter().enumerate() {
            let listed = view.list(mapping, None, ReadOptions::default()).unwrap();
            let names: Vec<_> = listed
                .map(|o| {
                    o.unwrap()
                        .value
                        .str_at(&["metadata", "name"])
                        .unwrap()
                        .to_owned()
                })
                .collect();
            assert_eq!(names, [format!("a-{i}"), format!("b-{i}")]);
        }
        assert_eq!(view.rest.passes(), MAX_PASSES + 1);
        // Who looks ahead makes the one pass, and finds the same.
        let ahead = snapshot.view().unwrap();
        ahead.look_ahead();
        for mapping in &mine {
            let keys = |view: &crate::View<'_>| {
                let (records, problems) = view.records_of(mapping, None).unwrap();
                assert!(problems.is_empty());
                let keys = records.iter().map(|r| r.key.to_vec());
                keys.collect::<Vec<_>>()
            };
            assert_eq!(keys(&ahead), keys(&view));
        }
        assert_eq!(ahead.rest.passes(), MAX_PASSES + 1);
    }
}
