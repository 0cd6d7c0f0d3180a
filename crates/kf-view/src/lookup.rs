//! What a word for a type means in a snapshot.

use super::version::Source;
use super::view::{Mapping, View};
use kf_base::error::{Error, ErrorKind, Result};
use kf_resource::discovery::ResourceRef;
use kf_resource::{Resource, Storage, api_version};

impl View<'_> {
    /// What a word for a type means: one resource, or all of a category such as `all`.
    ///
    /// # Errors
    /// Not found when there is no such type; Unsupported when its objects are not stored in this
    /// etcd.
    pub fn lookup(&self, word: &str) -> Result<Vec<Mapping>> {
        let found = self.find_type(word);
        match &found {
            // What a category has, and what a word means that no type has, any definition may say.
            Err(e) if e.kind() == ErrorKind::NotFound => self.note_types(self.type_problems()),
            Ok(types) if self.built_in.category(word).is_some() || types.len() > 1 => {
                self.note_types(self.type_problems());
            }
            Ok(types) => types
                .iter()
                .for_each(|found| self.note_types(self.problems_of(&found.resource))),
            Err(_) => {}
        }
        found
    }

    fn find_type(&self, word: &str) -> Result<Vec<Mapping>> {
        // Categories are whole words and span built-in and custom resources.
        if let Some(members) = self
            .built_in
            .category(word)
            .and_then(|_| self.catalog().category(word))
        {
            return Ok(members.into_iter().map(|r| mapping(r, word)).collect());
        }
        if let Ok(found) = self.built_in.resolve(word) {
            return self.stored(mapping(found, word)).map(|m| vec![m]);
        }
        let catalog = self.catalog();
        if let Some(members) = catalog.category(word) {
            return Ok(members.into_iter().map(|r| mapping(r, word)).collect());
        }
        match catalog.resolve(word) {
            Ok(found) => self.stored(mapping(found, word)).map(|m| vec![m]),
            Err(e) => match self.unserved(word) {
                // In a damaged file nobody knows what was served, or that nothing is stored.
                Some(found) if !self.problems.is_empty() || self.has_any(found.resource) => {
                    Ok(vec![mapping(found, word)])
                }
                _ => match self.lookup_given(word) {
                    Some(found) => Ok(vec![found]),
                    None => self
                        .lookup_lost(word)
                        .map_err(|_| self.hint_at_definitions(e)),
                },
            },
        }
    }

    /// A built-in type that was not served any more, but of which objects from before may still be
    /// there. What lies at a place that a served type has too is that type's.
    pub(super) fn unserved(&self, word: &str) -> Option<ResourceRef<'_>> {
        let found = self.catalog().resolve_unserved(word)?;
        (!self.is_served_elsewhere(found.resource)).then_some(found)
    }

    /// What a word with a version means to servers of a minor that was given: those of the
    /// snapshot's own may not have had the version, and did not register it.
    fn lookup_given(&self, word: &str) -> Option<Mapping> {
        let given = self.version.source == Source::Given;
        let found = given.then(|| self.built_in.resolve_unregistered(word))??;
        self.stored(mapping(found, word)).ok()
    }

    /// Whether another type that was served has its objects at the place of this one: Deployments of
    /// the group `extensions` lie where those of `apps` do.
    fn is_served_elsewhere(&self, resource: &Resource) -> bool {
        let place = resource.storage.prefix();
        place.is_some_and(|place| {
            let mut sharing = self.catalog().stored_under(place);
            sharing.any(|other| other.preferred().is_some())
        })
    }

    /// What a word means among the types without a definition in this state.
    fn lookup_lost(&self, word: &str) -> Result<Vec<Mapping>> {
        if let Some(mapping) = self.unlisted_version(word) {
            return Ok(vec![mapping]);
        }
        let found = self.lost().catalog.resolve(word)?;
        Ok(vec![mapping(found, word)])
    }

    /// A type may be unknown because its definition, or the APIService of its group, could not be
    /// read: encrypted, or damaged.
    fn hint_at_definitions(&self, error: Error) -> Error {
        let unread = [
            ("CustomResourceDefinitions", self.definition_problems()),
            ("APIServices", self.service_problems.as_slice()),
        ];
        let first = unread
            .into_iter()
            .find_map(|(what, problems)| Some((what, problems.len(), problems.first()?)));
        match first {
            None => error,
            Some((what, count, first)) => error.hint(format!(
                "{count} {what} could not be read, the first one because: {first}"
            )),
        }
    }

    /// The mapping for a kind, in just this version; `None` when the snapshot knows no such kind.
    #[must_use]
    pub fn mapping_of_kind(&self, group: &str, version: &str, kind: &str) -> Option<Mapping> {
        let api_version = api_version(group, version);
        let found = self.built_in.find_kind(&api_version, kind);
        let resource = found.or_else(|| self.catalog().find_kind(&api_version, kind))?;
        let version = version.to_owned();
        Some(Mapping {
            resource: resource.clone(),
            version,
            version_named: true,
        })
    }

    fn stored(&self, mapping: Mapping) -> Result<Mapping> {
        if mapping.resource.storage != Storage::Virtual {
            return Ok(mapping);
        }
        Err(Error::unsupported(format!(
            "{} are made up by the server on each request and never stored",
            mapping.resource.group_resource()
        )))
    }
}

/// A type that was found, as the word for it names it.
pub(super) fn mapping(found: ResourceRef<'_>, word: &str) -> Mapping {
    let resource = found.resource;
    let named = format!(".{}.{}", found.version, resource.group);
    let word = word.trim_end_matches('.');
    let named = word.to_lowercase().ends_with(named.trim_end_matches('.'));
    Mapping {
        resource: resource.clone(),
        version: found.version.to_owned(),
        version_named: named && word.contains('.'),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Snapshot, View, ViewOptions};
    use kf_file::input::{Input, OpenOptions};

    const SERVICES: &str = "/registry/apiregistration.k8s.io/apiservices/";
    const CRON: &str = "/registry/apiextensions.k8s.io/customresourcedefinitions/crons.x.io";

    fn service(name: &str) -> String {
        let (version, group) = name.split_once('.').unwrap();
        format!(
            r#"{{"apiVersion":"apiregistration.k8s.io/v1","kind":"APIService","metadata":{{"name":"{name}",
            "labels":{{"kube-aggregator.kubernetes.io/automanaged":"onstart"}}}},"spec":{{"group":"{group}",
            "version":"{version}","groupPriorityMinimum":17800,"versionPriority":15}}}}"#
        )
    }

    /// A snapshot with Deployments, crons and these APIServices and definition.
    fn made(services: &[(&str, String)], definition: &str) -> Snapshot {
        let deployment = r#"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d","namespace":"n"},"spec":{}}"#;
        let cron = r#"{"apiVersion":"x.io/v1","kind":"Cron","metadata":{"name":"c"}}"#;
        let mut changes = vec![
            ("/registry/deployments/n/d".to_owned(), deployment),
            ("/registry/x.io/crons/c".to_owned(), cron),
            (CRON.to_owned(), definition),
        ];
        for (name, value) in services {
            changes.push((format!("{SERVICES}{name}"), value));
        }
        let changes: Vec<_> = (2..)
            .zip(&changes)
            .map(|(revision, (key, value))| (key.as_str(), revision, Some(*value)))
            .collect();
        let file = kf_testing::etcd::history(&changes, None);
        let input = Input::from_reader("made", &mut &*file, &OpenOptions::default());
        Snapshot::new(input.unwrap())
    }

    fn told(view: &View<'_>) -> Vec<String> {
        let problems = view.take_types_in_doubt();
        let keys = problems.iter().map(|e| e.location().key.clone().unwrap());
        keys.map(|key| String::from_utf8(key.to_vec()).unwrap())
            .collect()
    }

    #[test]
    fn a_group_whose_service_cannot_be_read_is_served_and_told() {
        let services = [
            ("v1.", service("v1.")),
            ("v1.apps", "{broken".to_owned()),
            ("v1.batch", service("v1.batch")),
        ];
        let made = made(&services, kf_testing::etcd::CRON_DEFINITION);
        let view = made.view_with(&ViewOptions::default()).unwrap();
        let found = view.lookup("deploy").unwrap().remove(0);
        assert_eq!(found.api_version(), "apps/v1");
        assert_eq!(told(&view), [format!("{SERVICES}v1.apps")]);
        // Once, and not of what is of another group.
        view.lookup("deploy").unwrap();
        view.lookup("pods").unwrap();
        view.lookup("cron").unwrap();
        assert!(told(&view).is_empty());
        let view = made.view_with(&ViewOptions::default()).unwrap();
        let all = view.lookup("all").unwrap();
        assert!(
            all.iter()
                .any(|m| m.resource().group_resource() == "deployments.apps")
        );
        assert!(
            all.iter()
                .all(|m| m.resource().group_resource() != "horizontalpodautoscalers.autoscaling")
        );
        assert_eq!(told(&view), [format!("{SERVICES}v1.apps")]);
    }

    /// A server registers its groups one by one when it starts for the first time.
    #[test]
    fn services_without_the_core_group_are_not_all_yet() {
        let services = [("v1.batch", service("v1.batch"))];
        let made = made(&services, kf_testing::etcd::CRON_DEFINITION);
        let view = made.view_with(&ViewOptions::default()).unwrap();
        for (word, api_version) in [("ns", "v1"), ("deploy", "apps/v1"), ("jobs", "batch/v1")] {
            assert_eq!(
                view.lookup(word).unwrap().remove(0).api_version(),
                api_version
            );
        }
        assert!(told(&view).is_empty());
    }

    #[test]
    fn a_definition_that_cannot_be_read_is_no_missing_one() {
        let services = [("v1.", service("v1."))];
        let made = made(&services, "{broken");
        let view = made.view_with(&ViewOptions::default()).unwrap();
        let found = view.lookup("crons").unwrap().remove(0);
        assert_eq!(told(&view), [CRON]);
        assert_eq!(
            view.lost_note(&found).unwrap(),
            "the definition of crons.x.io cannot be read: its objects are shown as stored"
        );
        // Its short names, and whether it is of a category, nobody knows.
        for word in ["cr", "all"] {
            let view = made.view_with(&ViewOptions::default()).unwrap();
            assert_eq!(view.lookup(word).is_err(), word == "cr");
            assert_eq!(told(&view), [CRON], "{word}");
        }
    }
}
