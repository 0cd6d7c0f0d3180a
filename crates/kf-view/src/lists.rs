//! All objects of a resource: one after the other, or shared between threads.

use std::borrow::Cow;

use super::history::Deletion;
use super::view::{Mapping, Object, ReadOptions, View};
use kf_base::error::{Error, Result};
use kf_base::threads::in_order_announced;
use kf_file::etcd::Record;
use kf_file::input::{Ahead, warm};

impl<'s> View<'s> {
    /// All objects of a resource, in one namespace or in all, in the order of their keys.
    ///
    /// # Errors
    /// When the file cannot be read at all; what is wrong with one object comes in its place.
    pub fn list<'v>(
        &'v self,
        mapping: &'v Mapping,
        namespace: Option<&str>,
        options: ReadOptions<'v>,
    ) -> Result<Objects<'v, 's>> {
        let (records, mut problems) = self.records_of(mapping, namespace)?;
        problems.reverse();
        Ok(Objects {
            view: self,
            mapping,
            options,
            records,
            next: 0,
            problems,
        })
    }

    /// As [`View::list`], with the work shared between the threads of the view
    /// ([`ViewOptions::threads`](super::ViewOptions::threads)).
    ///
    /// `gather` gets each object, or what is wrong with it, on one of the threads, and adds what it
    /// makes of it to a share. `take` gets the shares on the calling thread, in the order of the
    /// objects. What it leaves in a share is there when the next objects are gathered in it, so
    /// that buffers can be used again. A few objects are all done on the calling thread, and no
    /// more than a few shares wait to be taken.
    ///
    /// # Errors
    /// As [`View::list`], and the first error of `take`, behind which nothing is taken.
    pub fn list_with<A: Default + Send, E: From<Error>>(
        &self,
        mapping: &Mapping,
        namespace: Option<&str>,
        options: ReadOptions<'_>,
        gather: impl Fn(&mut A, Result<Object<'s>>) + Sync,
        take: impl FnMut(&mut A) -> Result<(), E>,
    ) -> Result<(), E> {
        let gather = |share: &mut A, record: Result<Record<'s>>| {
            let object = record.and_then(|record| self.object(mapping, record, options));
            gather(share, object);
        };
        self.records_with(mapping, namespace, gather, take)
    }

    /// Decodes records of a resource, with the work shared as [`View::list_with`] does.
    ///
    /// # Errors
    /// The first error of `take`, after which nothing is taken.
    pub fn objects_with<A: Default + Send, E>(
        &self,
        mapping: &Mapping,
        records: &[Record<'s>],
        options: ReadOptions<'_>,
        gather: impl Fn(&mut A, Result<Object<'s>>) + Sync,
        take: impl FnMut(&mut A) -> Result<(), E>,
    ) -> Result<(), E> {
        let gather = |share: &mut A, record: &Record<'s>| {
            gather(share, self.object(mapping, *record, options));
        };
        self.share_out(records, gather, take)
    }

    /// The records of a resource's objects, in one namespace or in all, in the order of their
    /// keys, and what was damaged among them that [`View::problems`] does not name.
    ///
    /// # Errors
    /// When the file cannot be read at all, or the resource is never stored.
    pub fn records_of(
        &self,
        mapping: &Mapping,
        namespace: Option<&str>,
    ) -> Result<(Cow<'_, [Record<'s>]>, Vec<Error>)> {
        let prefix = self.key_prefix(mapping, namespace)?;
        self.records_under(&prefix)
    }

    /// As [`View::list_with`], of the last values that deleted objects had
    /// ([`View::before_deletion`]).
    ///
    /// # Errors
    /// The first error of `take`, behind which nothing is taken.
    pub fn deleted_with<A: Default + Send, E>(
        &self,
        mapping: &Mapping,
        deletions: &[Deletion<'s>],
        options: ReadOptions<'_>,
        gather: impl Fn(&mut A, Result<Object<'s>>) + Sync,
        take: impl FnMut(&mut A) -> Result<(), E>,
    ) -> Result<(), E> {
        let ahead = Ahead::default();
        let parts = |deletion: &Deletion<'s>| deletion.last.map(|last| [last.key, last.value]);
        in_order_announced(
            deletions,
            self.threads,
            |deletion| deletion.last.map_or(0, |last| last.value.len()),
            |share| ahead.load(share.iter().filter_map(parts).flatten()),
            |deletion| deletion.last.iter().for_each(|last| warm(last.value)),
            |share, deletion| gather(share, self.before_deletion(mapping, deletion, options)),
            take,
        )
    }
}

/// See [`View::list`].
#[derive(Debug)]
pub struct Objects<'v, 's> {
    view: &'v View<'s>,
    mapping: &'v Mapping,
    options: ReadOptions<'v>,
    records: Cow<'v, [Record<'s>]>,
    next: usize,
    /// Problems of the pass, last one first.
    problems: Vec<Error>,
}

impl Objects<'_, '_> {
    /// How many objects and problems are still to come.
    #[must_use]
    pub fn remaining(&self) -> usize {
        self.problems.len() + self.records.len().saturating_sub(self.next)
    }
}

impl<'s> Iterator for Objects<'_, 's> {
    type Item = Result<Object<'s>>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(problem) = self.problems.pop() {
            return Some(Err(problem));
        }
        let record = *self.records.get(self.next)?;
        self.next += 1;
        Some(self.view.object(self.mapping, record, self.options))
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use super::*;
    use crate::ViewOptions;
    use crate::testing::snapshot;

    fn told(object: Result<Object<'_>>) -> String {
        match object {
            Ok(object) => format!("{:?} {:?}", object.value, object.notes),
            Err(e) => e.to_string(),
        }
    }

    #[test]
    fn a_shared_list_is_the_same_list() {
        let data = "x".repeat(1000);
        let maps: Vec<(String, String)> = (0..1500)
            .map(|i| {
                let value = match i % 100 {
                    7 => "k8s\0\u{1}broken".to_owned(),
                    _ => format!(
                        r#"{{"apiVersion":"v1","kind":"ConfigMap","metadata":{{"name":"{i:04}",
                        "namespace":"n"}},"data":{{"a":"{data}"}}}}"#
                    ),
                };
                (format!("/registry/configmaps/n/{i:04}"), value)
            })
            .collect();
        let puts: Vec<_> = (2..)
            .zip(&maps)
            .map(|(revision, (key, value))| (key.as_str(), revision, value.as_str()))
            .collect();
        let snapshot = snapshot("maps", &puts);
        for threads in 1..4 {
            let options = ViewOptions {
                threads: NonZeroUsize::new(threads).unwrap(),
                ..ViewOptions::default()
            };
            let view = snapshot.view_with(&options).unwrap();
            let maps = view.lookup("configmaps").unwrap().remove(0);
            let read = ReadOptions::default();
            let one_by_one: Vec<String> = view.list(&maps, None, read).unwrap().map(told).collect();
            assert_eq!(one_by_one.len(), 1500);
            let mut shared = Vec::new();
            let gather = |share: &mut Vec<String>, object: Result<Object<'_>>| {
                share.push(told(object));
            };
            let take = |share: &mut Vec<String>| {
                shared.append(share);
                Ok::<_, Error>(())
            };
            view.list_with(&maps, None, read, gather, take).unwrap();
            assert_eq!(shared, one_by_one);
        }
    }
}
