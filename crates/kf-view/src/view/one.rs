//! One object by its name or key, and what is known of one that is not there.

use super::{Mapping, Object, ReadOptions, View};
use crate::first_pass::SAMPLE;
use kf_base::error::{Error, Result};
use kf_base::escape;
use kf_file::etcd::{Record, Want};
use kf_resource::mapper::is_one_edit;

/// What lies under a key.
enum Found<'s> {
    /// The latest record.
    Record(Record<'s>),
    /// Nothing: it was deleted at this revision.
    Deleted(i64),
    /// Nothing, and the file tells of no time when there was something.
    Nothing,
}

/// What is known of a namespace that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MissingNamespace {
    /// The revision at which it was deleted, where the file still tells.
    pub deleted: Option<i64>,
    /// A namespace whose name is one edit away.
    pub like: Option<String>,
}

/// Objects that have the name of one that does not exist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SameName {
    /// Other namespaces that have one of the type.
    pub namespaces: Vec<String>,
    /// Other types that have one, as `RESOURCE.GROUP`, with its namespace where it is in one.
    pub others: Vec<(String, Option<String>)>,
    /// A name of the type that is one edit away, in the same namespace.
    pub like: Option<String>,
}

/// What has the name of something else that it belongs to, so that it would only be named beside that.
const ACCOMPANYING: [&str; 5] = [
    "controllerrevisions.apps",
    "endpoints",
    "endpointslices.discovery.k8s.io",
    "events",
    "leases.coordination.k8s.io",
];

impl<'s> View<'s> {
    /// One object by name; the namespace counts for namespaced resources only.
    ///
    /// # Errors
    /// Not found, worded as the server words it, with a hint if the file tells that it was deleted;
    /// Encrypted, Corrupt, Unsupported when it is there and cannot be shown.
    pub fn get(
        &self,
        mapping: &Mapping,
        namespace: &str,
        name: &str,
        options: ReadOptions<'_>,
    ) -> Result<Object<'s>> {
        let resource = &mapping.resource;
        let mut key = self.place(resource)?;
        if resource.namespaced {
            key.push_str(namespace);
            key.push('/');
        }
        key.push_str(name);
        let found = self.found(key.as_bytes())?;
        if let Found::Record(record) = found {
            return self.object(mapping, record, options);
        }
        let what = resource.group_resource();
        let error = Error::not_found(format!("{what} {name:?} not found"));
        let Found::Deleted(revision) = found else {
            return Err(error);
        };
        let scope = match resource.namespaced {
            true => format!(" -n {}", escape::shell_word(namespace)),
            false => String::new(),
        };
        let name = escape::shell_word(name);
        Err(error.hint(format!(
            "it was deleted at revision {revision}: kf get {what} {name}{scope} --deleted -o yaml \
             prints what it was"
        )))
    }

    /// Whether there is a record of a key, be it damaged.
    #[must_use]
    pub fn has_key(&self, key: &[u8]) -> bool {
        matches!(self.found(key), Ok(Found::Record(_)) | Err(_))
    }

    /// What lies under a key at this revision.
    fn found(&self, key: &[u8]) -> Result<Found<'s>> {
        let mine = |e: &&Error| e.location().key.as_deref() == Some(key);
        let one = |records: &[Record<'s>]| {
            let found = records.binary_search_by(|r| r.key.cmp(key)).ok();
            found.and_then(|i| records.get(i)).copied()
        };
        let told = |records: &[Record<'s>], ended: &[Record<'s>]| match (one(records), one(ended)) {
            (Some(record), _) => Found::Record(record),
            (None, Some(tombstone)) => Found::Deleted(tombstone.mod_revision),
            (None, None) => Found::Nothing,
        };
        if self.base_want.matches(key) {
            if let Some(damage) = self.problems.iter().find(mine) {
                return Err(damage.clone());
            }
            return Ok(told(&self.base.records, &self.base.ended));
        }
        let latest = self.store.latest(self.at, &Want::none().key(key))?;
        if let Some(damage) = latest.problems.list().iter().find(mine) {
            return Err(damage.clone());
        }
        Ok(told(&latest.records, &latest.ended))
    }

    /// The object under an etcd key, whatever it is.
    ///
    /// # Errors
    /// Not found when the key does not exist at this revision; else as [`View::get`].
    pub fn at_key(&self, key: &[u8], options: ReadOptions<'_>) -> Result<Object<'s>> {
        match self.found(key)? {
            Found::Record(record) => self.stored_object(record, options),
            Found::Deleted(_) | Found::Nothing => Err(Error::not_found(format!(
                "key {} not found",
                escape::quoted(key)
            ))),
        }
    }

    /// Which objects have the name of one that does not exist, in other namespaces and of other types,
    /// or nearly that name; the namespace, `None` for any, counts for namespaced resources only.
    ///
    /// # Errors
    /// As those of a pass over the file.
    pub fn same_name(
        &self,
        mapping: &Mapping,
        namespace: Option<&str>,
        name: &str,
    ) -> Result<SameName> {
        let resource = &mapping.resource;
        let own = resource.group_resource();
        let ending = format!("/{name}");
        let ends = |key: &[u8]| key.ends_with(ending.as_bytes());
        let latest = self.store.latest_where(self.at, ends)?;
        let mut found = SameName::default();
        for record in &latest.records {
            let place = self.place_of_key(record.key);
            let here = namespace.is_none_or(|namespace| place.namespace == namespace);
            let near = place.namespace.is_empty() || here;
            if place.kind == own {
                if resource.namespaced && !here {
                    found.namespaces.push(place.namespace);
                }
            } else if !place.kind.starts_with('[')
                && !ACCOMPANYING.contains(&place.kind.as_str())
                && (near || !resource.namespaced)
            {
                let namespace = Some(place.namespace).filter(|n| !n.is_empty());
                found.others.push((place.kind, namespace));
            }
        }
        let names = self.names(mapping, namespace)?;
        found.like = names.into_iter().find(|other| is_one_edit(other, name));
        Ok(found)
    }

    /// Whether there is no namespace of this name, in a file that holds others: a sample of it tells, as
    /// those of a cluster's first hour are among the oldest records.
    #[must_use]
    pub fn lacks_namespace(&self, namespace: &str) -> bool {
        let place = self.registry("namespaces/");
        match self.found(format!("{place}{namespace}").as_bytes()) {
            // One that cannot be read is there.
            Ok(Found::Record(_)) | Err(_) => false,
            Ok(Found::Deleted(_)) => true,
            Ok(Found::Nothing) => {
                let sample = self.store.sample(SAMPLE);
                sample.iter().any(|r| r.key.starts_with(place.as_bytes()))
            }
        }
    }

    /// What is known of a namespace that does not exist; `None` if it does, or if the file holds no
    /// namespaces at all.
    ///
    /// # Errors
    /// As [`View::lookup`]. A namespace that cannot be read is there.
    pub fn missing_namespace(&self, namespace: &str) -> Result<Option<MissingNamespace>> {
        let key = self.registry(&format!("namespaces/{namespace}"));
        let deleted = match self.found(key.as_bytes()) {
            Ok(Found::Record(_)) | Err(_) => return Ok(None),
            Ok(Found::Deleted(revision)) => Some(revision),
            Ok(Found::Nothing) => None,
        };
        let Some(mapping) = self.lookup("namespaces")?.into_iter().next() else {
            return Ok(None);
        };
        let names = self.names(&mapping, None)?;
        if names.is_empty() {
            return Ok(None);
        }
        let like = names.into_iter().find(|name| is_one_edit(name, namespace));
        Ok(Some(MissingNamespace { deleted, like }))
    }
}
