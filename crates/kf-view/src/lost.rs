//! Custom resources whose definition is not there (any more), of which the file still has objects.
//!
//! Who deletes a definition deletes its objects with it, and they lie in the file until they are
//! compacted. They are read by the last revision of their definition. Where the file has none, the
//! key names group and resource, and the objects themselves say kind and version.

use std::collections::BTreeMap;

use super::custom::Definition;
use super::first_pass::{DEFINITIONS, place_of};
use super::lookup;
use super::note;
use super::view::{Mapping, View};
use kf_base::error::{ErrorKind, Result};
use kf_base::escape;
use kf_file::bbolt::Direction;
use kf_file::etcd::{Record, Want};
use kf_resource::crd::{Conversion, CustomResource};
use kf_resource::discovery::{Catalog, Located};
use kf_resource::{Origin, Resource, Storage, Verbs, Version, split_api_version};

/// Most types of one name that are listed in a note.
const LISTED: usize = 5;

/// The version of a type of which no object can be read.
const UNKNOWN: &str = "unknown";

/// The types without a definition in the view's state.
#[derive(Debug)]
pub(super) struct Lost<'s> {
    /// They, beside all that were served.
    pub(super) catalog: Catalog,
    /// The last state of definitions that were deleted, with the revision of that.
    definitions: Vec<(Definition<'s>, i64)>,
    resources: Vec<Resource>,
}

/// What the keys and objects of a type without a definition tell of it.
#[derive(Debug, Default)]
struct Traces {
    kind: String,
    namespaced: bool,
    versions: Vec<String>,
}

/// What a key of a custom resource names.
#[derive(Clone, Copy, Debug)]
struct Place<'k> {
    group: &'k str,
    plural: &'k str,
    namespaced: bool,
}

impl<'s> Lost<'s> {
    /// The deleted definition of a resource, and when it was deleted.
    pub(super) fn definition(&self, resource: &Resource) -> Option<(&Definition<'s>, i64)> {
        let same = |r: &Resource| r.group == resource.group && r.plural == resource.plural;
        let found = self
            .definitions
            .iter()
            .find(|(d, _)| same(&d.resource.resource))?;
        Some((&found.0, found.1))
    }

    /// The type of this name, if it is one of these.
    fn find(&self, group: &str, plural: &str) -> Option<&Resource> {
        let mut resources = self.resources.iter();
        resources.find(|r| r.group == group && r.plural == plural)
    }

    /// Whether a resource is one of these types.
    pub(super) fn has(&self, resource: &Resource) -> bool {
        self.find(&resource.group, &resource.plural).is_some()
    }
}

impl<'s> View<'s> {
    /// Custom resources that have objects in the file, now or in its history, and no definition in
    /// this state.
    ///
    /// Finding them takes a pass over the file, once.
    #[must_use]
    pub fn lost_resources(&self) -> &[Resource] {
        &self.lost().resources
    }

    /// As [`View::lost_resources`], but none where no object in this state can be of one: a look at
    /// the keys tells that, and spares passes over all revisions.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn lost_resources_in_use(&self) -> Result<&[Resource]> {
        let (records, problems) = self.records_under(&place_of(&self.prefixes.registry, ""))?;
        let read = records.iter().map(|record| record.key);
        let damaged = self.problems().iter().chain(&problems);
        let damaged = damaged.filter_map(|e| e.location().key.as_deref());
        let any = read
            .chain(damaged)
            .any(|key| self.unknown_place(key).is_some());
        Ok(if any { self.lost_resources() } else { &[] })
    }

    /// The types that have no definition in this state.
    pub(super) fn lost(&self) -> &Lost<'s> {
        self.lost.get_or_init(|| {
            let definitions = self.deleted_definitions();
            let mut custom: Vec<CustomResource> = definitions
                .iter()
                .map(|(definition, _)| CustomResource {
                    established: true,
                    ..definition.resource.clone()
                })
                .collect();
            let named = |group: &str, plural: &str| {
                custom
                    .iter()
                    .any(|c| c.resource.group == group && c.resource.plural == plural)
            };
            let mut traced = self.traces();
            traced.retain(|(group, plural), _| !named(group, plural));
            custom.extend(
                traced
                    .into_iter()
                    .map(|(name, traces)| traces.resource(name)),
            );
            Lost {
                resources: custom.iter().map(|c| c.resource.clone()).collect(),
                catalog: self.catalog_with(custom),
                definitions,
            }
        })
    }

    /// The definitions that were deleted and not made again.
    fn deleted_definitions(&self) -> Vec<(Definition<'s>, i64)> {
        let place = place_of(&self.prefixes.registry, DEFINITIONS);
        let changes = self.changes_of(&Want::none().prefix(place));
        let deletions = changes.deletions();
        let read = deletions.iter().filter_map(|deletion| {
            let definition = Definition::read(&self.codec, deletion.last.as_ref()?).ok()?;
            let named = &definition.resource.resource;
            let again = self.catalog().find(&named.group, &named.plural).is_some();
            (!again).then_some((definition, deletion.tombstone.revision.main))
        });
        read.collect()
    }

    /// What keys of the form `GROUP/RESOURCE/..`, of no known type, tell.
    fn traces(&self) -> BTreeMap<(String, String), Traces> {
        let mut traces = BTreeMap::new();
        let bound = self.bound();
        let records = self.store().records(Direction::Forward);
        for record in records.filter_map(Result::ok) {
            if record.revision.main <= bound && !record.tombstone {
                self.trace(&record, &mut traces);
            }
        }
        traces
    }

    /// Takes a key of the form `GROUP/RESOURCE/..`, of no known type, apart.
    fn unknown_place<'k>(&self, key: &'k [u8]) -> Option<Place<'k>> {
        let rest = std::str::from_utf8(self.in_registry(key)?).ok()?;
        let mut segments = rest.split('/');
        let (group, plural, _name) = (segments.next()?, segments.next()?, segments.next()?);
        let namespaced = segments.next().is_some();
        if !group.contains('.') || segments.next().is_some() {
            return None;
        }
        let place = format!("{group}/{plural}");
        let known = self.catalog().stored_under(&place).next().is_some();
        (!known).then_some(Place {
            group,
            plural,
            namespaced,
        })
    }

    fn trace(&self, record: &Record<'s>, traces: &mut BTreeMap<(String, String), Traces>) {
        let Some(place) = self.unknown_place(record.key) else {
            return;
        };
        let Place {
            group,
            plural,
            namespaced,
        } = place;
        // What is encrypted or damaged has a place all the same, at which it is named.
        let stored = self.stored_type(record).ok();
        let split = stored.as_ref().map(|(v, _)| split_api_version(v));
        if split.is_some_and(|(stored_group, _)| stored_group != group) {
            return;
        }
        let traces = traces
            .entry((group.to_owned(), plural.to_owned()))
            .or_default();
        traces.namespaced = namespaced;
        if let Some((_, version)) = split
            && !traces.versions.iter().any(|v| v == version)
        {
            traces.versions.push(version.to_owned());
        }
        if let Some((_, kind)) = stored {
            traces.kind = kind;
        }
    }

    /// What a word for a type means as [`View::lookup`] has it, or else among records that are not of
    /// this state: carved ones may be all that is left of a type.
    ///
    /// # Errors
    /// As [`View::lookup`].
    pub fn lookup_among(&self, word: &str, records: &[Record<'s>]) -> Result<Vec<Mapping>> {
        let unknown = match self.lookup(word) {
            Err(unknown) if unknown.kind() == ErrorKind::NotFound => unknown,
            done => return done,
        };
        let lies = |resource: &Resource| {
            let place = self.place(resource).unwrap_or_default();
            let place = Some(place).filter(|place| !place.is_empty());
            place.is_some_and(|place| records.iter().any(|r| r.key.starts_with(place.as_bytes())))
        };
        let unserved = self.unserved(word).filter(|found| lies(found.resource));
        if let Some(found) = unserved {
            return Ok(vec![lookup::mapping(found, word)]);
        }
        let mut traces = BTreeMap::new();
        for record in records {
            self.trace(record, &mut traces);
        }
        let custom = traces.into_iter().map(|(name, t)| t.resource(name));
        let catalog = self.catalog_with(custom.collect());
        let found = catalog.resolve(word).map_err(|_| unknown)?;
        Ok(vec![lookup::mapping(found, word)])
    }

    /// What a key names among the types without a definition; `rest` follows the prefix.
    pub(super) fn locate_lost<'k>(&self, rest: &'k str) -> Option<Located<'_, 'k>> {
        // Built-in types have no dots in the first segment of their keys, but for a few that are
        // always known.
        rest.split('/').next().filter(|group| group.contains('.'))?;
        self.lost().catalog.locate(rest)
    }

    /// A type without a definition in this state, if anything of it was met already.
    pub(super) fn lost_found(&self, group: &str, plural: &str) -> Option<&Resource> {
        self.lost.get()?.find(group, plural)
    }

    /// Says that a type has no definition in this state; `None` for all that have one.
    #[must_use]
    pub fn lost_note(&self, mapping: &Mapping) -> Option<String> {
        let lost = self.lost.get().filter(|lost| lost.has(&mapping.resource))?;
        let name = mapping.resource.group_resource();
        let mut note = match lost.definition(&mapping.resource) {
            Some((_, revision)) => note::definition_deleted(&name, revision),
            None => self.no_definition(&mapping.resource),
        };
        // A word without a group means one of them.
        let named = |other: &&Resource| other.plural == mapping.resource.plural;
        let others = lost.resources.iter().filter(named);
        let others = others.filter(|other| other.group != mapping.resource.group);
        let others: Vec<String> = others.map(Resource::group_resource).take(LISTED).collect();
        if !others.is_empty() {
            let others = others.join(", ");
            note.push_str(&format!(" (not {})", escape::text(&others)));
        }
        Some(note)
    }

    /// The note for a custom resource of a type whose definition is not there, or cannot be read.
    pub(super) fn no_definition(&self, resource: &Resource) -> String {
        let name = resource.group_resource();
        match self.problems_of(resource).next() {
            Some(_) => note::definition_unread(&name),
            None => note::no_definition(&name),
        }
    }

    /// A resource in a version that the server did not read, if objects are stored in it: custom ones
    /// in a version that their definition does not list, and built-in ones of before an upgrade; `word`
    /// is `RESOURCE.VERSION.GROUP`.
    pub(super) fn unlisted_version(&self, word: &str) -> Option<Mapping> {
        let mut parts = word.splitn(3, '.');
        let (name, version, group) = (parts.next()?, parts.next()?, parts.next()?);
        let name = name.to_lowercase();
        let resource = self
            .catalog()
            .resources()
            .iter()
            .find(|r| r.group == group && r.is_called(&name))?;
        let wanted = resource.api_version(version);
        let want = Want::none().prefix(self.place(resource).ok()?);
        let changes = self.changes_of(&want);
        let mut stored = changes.iter().filter(|change| !change.record.tombstone);
        let is_wanted = |record: &Record<'s>| {
            self.stored_type(record)
                .is_ok_and(|(api_version, _)| api_version == wanted)
        };
        stored
            .any(|change| is_wanted(&change.record))
            .then(|| Mapping {
                resource: resource.clone(),
                version: version.to_owned(),
                version_named: true,
            })
    }

    /// Whether the file has anything of a resource, deleted objects included.
    pub(super) fn has_any(&self, resource: &Resource) -> bool {
        let Ok(place) = self.place(resource) else {
            return false;
        };
        !self.changes_of(&Want::none().prefix(place)).is_empty()
    }
}

impl Traces {
    fn resource(self, (group, plural): (String, String)) -> CustomResource {
        let mut versions = self.versions;
        if versions.is_empty() {
            versions.push(UNKNOWN.to_owned());
        }
        let kind = match self.kind.as_str() {
            "" => plural.clone(),
            _ => self.kind,
        };
        versions.sort_by(|a, b| kf_resource::kube_version::by_preference(a, b));
        let versions = versions.into_iter().enumerate().map(|(at, name)| Version {
            name: name.into(),
            served: true,
            stored: at == 0,
        });
        CustomResource {
            definition: format!("{plural}.{group}").into(),
            resource: Resource {
                singular: kind.to_lowercase().into(),
                kind: kind.into(),
                short_names: Vec::new(),
                categories: Vec::new(),
                namespaced: self.namespaced,
                verbs: Verbs::Custom,
                versions: versions.collect(),
                storage: Storage::Registry(format!("{group}/{plural}").into()),
                origin: Origin::Custom,
                group: group.into(),
                plural: plural.into(),
            },
            established: true,
            terminating: false,
            conversion: Conversion::None,
            preserve_unknown_fields: true,
        }
    }
}
