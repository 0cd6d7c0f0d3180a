//! A view: the objects of a snapshot as they were at one revision.

mod moved;
mod one;
mod rest;

pub use moved::Definitions;
pub use one::{MissingNamespace, SameName};

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::num::NonZeroUsize;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rest::Rest;

use super::assumption::Doubt;
use super::custom::Definition;
use super::first_pass::{
    self, API_SERVICES, ApiServices, DEFINITIONS, First, SAMPLE, evidence, inside, last_segment,
    place_of, under,
};
use super::lost::Lost;
use super::prefixes::Prefixes;
use super::version::{self, KubeVersion, Source};
use super::{ViewOptions, time};
use kf_base::error::{Error, Result};
use kf_base::time::Timestamp;
use kf_file::etcd::{Latest, Record, Store, Want};
use kf_object::Value;
use kf_object::redact::Redactor;
use kf_query::fields::Fields;
use kf_resource::aggregation::ApiService;
use kf_resource::crd::{Conversion, CustomResource};
use kf_resource::discovery::{Catalog, Located};
use kf_resource::{Origin, Resource, Storage, api_version};
use kf_schema::Minor;
use kf_storage::encryption::Keyring;
use kf_storage::{Codec, Part};

/// What follows the prefix in the key that kine writes to see whether its database answers. No kind's
/// objects lie right below the prefix.
const KINE_PROBE: &[u8] = b"health";

/// The objects of a snapshot at one revision.
#[derive(Debug)]
pub struct View<'s> {
    store: Store<'s>,
    at: Option<i64>,
    /// Threads that share what is done to many objects.
    pub(super) threads: NonZeroUsize,
    pub(super) prefixes: Prefixes,
    /// What the first pass over the file gathered, and what it looked for.
    base: Latest<'s>,
    base_want: Want,
    /// Every key, when many other things were asked for.
    rest: Rest<'s>,
    pub(super) problems: Vec<Error>,
    pub(super) version: KubeVersion,
    pub(super) codec: Codec,
    services: Vec<ApiService>,
    /// What was wrong with APIServices that could not be read.
    pub(super) service_problems: Vec<Error>,
    /// What was wrong with definitions and APIServices that an answer hung on, and whether that was told.
    pub(super) types_in_doubt: Mutex<Vec<(Error, bool)>>,
    /// Built-in resources, which most requests are for.
    pub(super) built_in: Catalog,
    /// With custom ones: their definitions can be many and large, so they are read when a word
    /// is not that of a built-in resource.
    full: OnceLock<Arc<WithCustom<'s>>>,
    /// Types without a definition in this state, looked for when a word or a key is of no type
    /// that has one.
    pub(super) lost: OnceLock<Lost<'s>>,
    /// When the snapshot was made.
    told: OnceLock<time::Told>,
    /// Values that defaults added beyond what is free.
    pub(super) defaulted: AtomicUsize,
    /// What objects told of an assumed version so far.
    pub(super) doubt: Doubt,
    /// Takes the secrets out of every object that is given out.
    pub(super) redactor: Option<Arc<Redactor>>,
}

/// The resources of a snapshot with the custom ones among them.
#[derive(Debug)]
struct WithCustom<'s> {
    catalog: Catalog,
    definitions: Vec<Definition<'s>>,
    /// Where the definition of a resource stands among them, by `PLURAL.GROUP`: each object that
    /// is read asks for one.
    places: HashMap<String, usize>,
    /// What was wrong with definitions that could not be read.
    problems: Vec<Error>,
}

/// A resource in the version it was asked for: what a word such as `deploy` means here.
#[derive(Clone, Debug)]
pub struct Mapping {
    pub(super) resource: Resource,
    pub(super) version: String,
    /// Whether the version was named and not the server's preference.
    pub(super) version_named: bool,
}

impl Mapping {
    /// The resource.
    #[must_use]
    pub fn resource(&self) -> &Resource {
        &self.resource
    }

    /// The version objects are shown in.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// `apps/v1`, or `v1` for the core group.
    #[must_use]
    pub fn api_version(&self) -> String {
        api_version(&self.resource.group, &self.version)
    }

    /// `apps/v1`, or `/v1` for the core group: how apimachinery prints a GroupVersion.
    #[must_use]
    pub fn group_version_slash(&self) -> String {
        format!("{}/{}", self.resource.group, self.version)
    }
}

/// How objects are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOptions<'f> {
    /// Keep `metadata.managedFields`, which kubectl leaves out by default.
    pub managed_fields: bool,
    /// Leave JSON within an object as the text it is stored as, for [`View::write_json`] alone.
    /// Where something is redacted, nothing is left so.
    pub json_as_stored: bool,
    /// Build no more of the objects than this, where they are stored so that it will do. Where
    /// something is redacted, all is built.
    pub part: Option<&'f Part>,
}

/// An object as the server would have given it out.
#[derive(Debug)]
pub struct Object<'s> {
    /// The object.
    pub value: Value<'s>,
    /// Where it lies in etcd.
    pub record: Record<'s>,
    /// What the reader should know of it: nothing, in nearly all cases.
    pub notes: Vec<String>,
}

impl<'s> View<'s> {
    pub(super) fn new(
        store: Store<'s>,
        keys: Option<Arc<Keyring>>,
        options: &ViewOptions,
    ) -> Result<Self> {
        let at = options.revision;
        store.resolve(at)?;
        let first = match &options.etcd_prefix {
            Some(prefix) => first_pass::given(&store, at, prefix, options)?,
            None => first_pass::search(&store, at, options)?,
        };
        let First {
            prefixes,
            want,
            base,
            problems: strays,
        } = first;
        let mut problems = store.problems().to_vec();
        let more = base.problems.list().iter().cloned().chain(strays);
        for problem in more {
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
        let in_registry = |place: &str| under(&base.records, &place_of(&prefixes.registry, place));
        let newest = Codec::new(Minor::NEWEST).with_keys(keys.clone());
        let services = ApiServices::of(&newest, in_registry(API_SERVICES));
        let version = match options.kube_minor {
            Some(minor) => KubeVersion {
                minor,
                source: Source::Given,
            },
            None => {
                let found = evidence(&newest, &prefixes.registry, &base.records, &services);
                found.weigh().unwrap_or_else(|| {
                    let etcd = store.cluster_version().ok().flatten();
                    let etcd = etcd.map(String::from_utf8_lossy);
                    let told = time::of(&store, &newest, base.revision);
                    version::assume(told.time, etcd.as_deref())
                })
            }
        };
        let damaged = problems.iter().any(|e| e.location().key.is_none());
        let (services, service_problems) = services.settled(version.minor, damaged);
        let built_in = Catalog::new(version.minor, services.clone(), Vec::new());
        Ok(Self {
            store,
            at,
            threads: options.threads,
            prefixes,
            base,
            base_want: want,
            rest: Rest::default(),
            problems,
            version,
            codec: Codec::new(version.minor).with_keys(keys),
            services,
            service_problems,
            types_in_doubt: Mutex::default(),
            built_in,
            full: OnceLock::new(),
            lost: OnceLock::new(),
            told: OnceLock::new(),
            defaulted: AtomicUsize::new(0),
            doubt: Doubt::default(),
            redactor: None,
        })
    }

    /// Threads that share the work on many objects.
    #[must_use]
    pub fn threads(&self) -> NonZeroUsize {
        self.threads
    }

    /// The etcd revision of the state; 1 where none is known ([`View::known_revision`]).
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.base.revision
    }

    /// The etcd revision of the state, where it is known: a dump of keys and values may tell none.
    #[must_use]
    pub fn known_revision(&self) -> Option<i64> {
        let known = self.store.kept().has_revisions();
        known.then_some(self.base.revision)
    }

    /// The Kubernetes version whose rules apply, and how it was found.
    #[must_use]
    pub fn kube_version(&self) -> KubeVersion {
        self.version
    }

    /// What the etcd keys start with, such as `/registry`.
    #[must_use]
    pub fn etcd_prefix(&self) -> &str {
        &self.prefixes.registry
    }

    /// What the keys of other clusters in the same etcd start with: with
    /// [`ViewOptions::all_prefixes`] alone.
    #[must_use]
    pub fn other_prefixes(&self) -> &[String] {
        &self.prefixes.others
    }

    /// What the keys of other clusters in the same etcd start with, where one prefix was asked for.
    #[must_use]
    pub fn neighbours(&self) -> &[String] {
        &self.prefixes.neighbours
    }

    /// Whether a key is one of another cluster in the same etcd, where one prefix was asked for.
    #[must_use]
    pub fn is_neighbours(&self, key: &[u8]) -> bool {
        self.neighbour(key).is_some()
    }

    /// What the keys of the other cluster start with that a key is one of ([`View::is_neighbours`]).
    #[must_use]
    pub fn neighbour(&self, key: &[u8]) -> Option<&str> {
        let under = |prefix: &&String| inside(key, prefix).is_some();
        let prefixes = &self.prefixes;
        let theirs = prefixes.neighbours.iter().filter(under);
        // Of two that continue each other the longer one has the key.
        let longest = theirs.max_by_key(|prefix| prefix.len())?;
        let ours = [&prefixes.registry, &prefixes.openshift];
        let ours = ours.into_iter().filter(under).map(String::len).max();
        (Some(longest.len()) > ours).then_some(longest)
    }

    /// Whether an etcd key lies under one of Kubernetes' prefixes.
    #[must_use]
    pub fn is_registry_key(&self, key: &[u8]) -> bool {
        self.in_registry(key).is_some()
    }

    /// The greatest revision that counts.
    pub(super) fn bound(&self) -> i64 {
        self.at.unwrap_or(i64::MAX)
    }

    /// What follows the prefix and its slash in a key of Kubernetes.
    pub(super) fn in_registry<'k>(&self, key: &'k [u8]) -> Option<&'k [u8]> {
        if self.is_neighbours(key) {
            return None;
        }
        // Others first: one of them may continue the expected one.
        self.prefixes
            .others
            .iter()
            .chain([&self.prefixes.registry, &self.prefixes.openshift])
            .find_map(|prefix| inside(key, prefix))
            .filter(|rest| *rest != KINE_PROBE)
    }

    /// The state of the wanted keys at the view's revision.
    ///
    /// # Errors
    /// As [`Store::latest`].
    pub fn latest(&self, want: &Want) -> Result<Latest<'s>> {
        self.store.latest(self.at, want)
    }

    /// As [`View::latest`], of the keys that are chosen, which several threads are asked about.
    ///
    /// # Errors
    /// As [`Store::latest`].
    pub fn latest_where(&self, chosen: impl Fn(&[u8]) -> bool + Sync) -> Result<Latest<'s>> {
        self.store.latest_where(self.at, chosen)
    }

    /// The key space below.
    #[must_use]
    pub fn store(&self) -> &Store<'s> {
        &self.store
    }

    /// What is wrong with the file, as far as it has been read.
    #[must_use]
    pub fn problems(&self) -> &[Error] {
        &self.problems
    }

    /// What damage of the file means for all that is shown of it, beside [`View::problems`]: a change that
    /// lies in a page that is lost leaves no trace in the objects.
    #[must_use]
    pub fn doubt(&self) -> Option<&'static str> {
        let of_no_key = |problem: &Error| problem.location().key.is_none();
        let lost = self.problems.iter().any(of_no_key);
        lost.then_some(
            "pages of the file are lost: an object that was changed or deleted in them is shown as it was \
             before (kf check counts the missing revisions)",
        )
    }

    /// The newest time that the newest records tell of: when the snapshot was made, as far as
    /// that can be told. `None` when no record says any time.
    #[must_use]
    pub fn time(&self) -> Option<Timestamp> {
        self.time_told().time
    }

    /// Says of a later time that somebody wrote why it is not [`View::time`], if that was asked for.
    #[must_use]
    pub fn doubtful_time(&self) -> Option<&str> {
        self.told.get()?.doubt.as_deref()
    }

    fn time_told(&self) -> &time::Told {
        let told = || time::of(&self.store, &self.codec, self.base.revision);
        self.told.get_or_init(told)
    }

    /// All resources, custom ones included.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.full().catalog
    }

    /// What was wrong with CustomResourceDefinitions and APIServices that could not be read: what they
    /// say of types, nobody knows. Built-in types of such a group count as served, and custom ones have
    /// no definition.
    pub fn type_problems(&self) -> impl Iterator<Item = &Error> {
        self.full().problems.iter().chain(&self.service_problems)
    }

    pub(super) fn definition_problems(&self) -> &[Error] {
        &self.full().problems
    }

    /// What was wrong with the definition of a type, or with the APIServices of its group.
    pub(super) fn problems_of(&self, resource: &Resource) -> impl Iterator<Item = &Error> {
        let name = resource.group_resource();
        let group = resource.group.as_ref();
        let definition = move |e: &&Error| named(e) == Some(name.as_str());
        let service = move |e: &&Error| {
            named(e)
                .and_then(|s| s.split_once('.'))
                .is_some_and(|s| s.1 == group)
        };
        let of_definitions = match resource.origin {
            Origin::Custom => self.full().problems.as_slice(),
            Origin::BuiltIn | Origin::OpenShift => &[],
        };
        let of_services = self.service_problems.iter().filter(service);
        of_definitions.iter().filter(definition).chain(of_services)
    }

    /// Notes that an answer hangs on what could not be read.
    pub(super) fn note_types<'e>(&self, problems: impl Iterator<Item = &'e Error>) {
        let mut noted = self
            .types_in_doubt
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        for problem in problems {
            if !noted.iter().any(|(e, _)| e == problem) {
                noted.push((problem.clone(), false));
            }
        }
    }

    /// What was wrong with CustomResourceDefinitions and APIServices that answers since the last call
    /// hung on: of a type that was asked for, or of any where a category or a word that no type has was
    /// looked up. Each comes once.
    pub fn take_types_in_doubt(&self) -> Vec<Error> {
        let mut noted = self
            .types_in_doubt
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let new = noted.iter_mut().filter(|(_, told)| !told);
        let take = |(problem, told): &mut (Error, bool)| {
            *told = true;
            problem.clone()
        };
        new.map(take).collect()
    }

    fn full(&self) -> &Arc<WithCustom<'s>> {
        self.full.get_or_init(|| {
            let records = under(&self.base.records, &self.registry(DEFINITIONS));
            let (mut definitions, mut problems) = (Vec::new(), Vec::new());
            for record in records {
                match Definition::read(&self.codec, record) {
                    Ok(definition) => definitions.push(definition),
                    Err(e) => problems.push(e),
                }
            }
            let mut places = HashMap::new();
            for (at, definition) in definitions.iter().enumerate() {
                let name = definition.resource.resource.group_resource();
                places.entry(name).or_insert(at);
            }
            let custom = definitions.iter().map(|d| d.resource.clone()).collect();
            Arc::new(WithCustom {
                catalog: self.catalog_with(custom),
                definitions,
                places,
                problems,
            })
        })
    }

    /// All that the server offered, with these custom resources.
    pub(super) fn catalog_with(&self, custom: Vec<CustomResource>) -> Catalog {
        Catalog::new(self.version.minor, self.services.clone(), custom)
    }

    fn registry(&self, place: &str) -> String {
        place_of(&self.prefixes.registry, place)
    }

    /// The fields by which objects of a resource can be selected.
    #[must_use]
    pub fn fields(&self, mapping: &Mapping) -> Fields {
        let resource = &mapping.resource;
        match self.definition(mapping) {
            Some(definition) => {
                let paths = definition.selectable_fields(&mapping.version);
                Fields::custom(resource.namespaced, paths.iter().map(String::as_str))
            }
            None => Fields::built_in(&resource.group, &mapping.version, &resource.kind),
        }
    }

    /// The printer columns (`additionalPrinterColumns`) of a custom resource's version; `None`
    /// when its definition has none, or when the resource is no custom one.
    #[must_use]
    pub fn printer_columns(&self, mapping: &Mapping) -> Option<Value<'static>> {
        let mut columns = self
            .definition(mapping)?
            .printer_columns(&mapping.version)?;
        if let (Some(redactor), Value::Array(columns)) = (self.strict(), &mut columns) {
            columns.iter_mut().for_each(|c| redactor.apply_to_column(c));
        }
        Some(columns)
    }

    /// The subresources (`subresources`) of a custom resource's version; `None` when its definition
    /// has none, or when the resource is no custom one.
    #[must_use]
    pub fn subresources(&self, mapping: &Mapping) -> Option<Value<'static>> {
        self.definition(mapping)?.subresources(&mapping.version)
    }

    /// The OpenAPI schema of a custom resource's version as its definition has it; `None` when the
    /// server would publish none, or when the resource is no custom one.
    ///
    /// # Errors
    /// When the definition cannot be read: Corrupt, Encrypted, Limit.
    pub fn custom_schema(&self, mapping: &Mapping) -> Result<Option<Value<'s>>> {
        match self.definition(mapping) {
            Some(definition) => {
                let mut schema = definition.schema(&mapping.version)?;
                if let (Some(redactor), Some(schema)) = (self.strict(), &mut schema) {
                    redactor.apply_to_schema(schema);
                }
                Ok(schema)
            }
            None => Ok(None),
        }
    }

    /// Whether a webhook converts between the versions of a custom resource.
    #[must_use]
    pub fn converts_by_webhook(&self, mapping: &Mapping) -> bool {
        self.definition(mapping)
            .is_some_and(|d| d.resource.conversion == Conversion::Webhook)
    }

    pub(super) fn definition(&self, mapping: &Mapping) -> Option<&Definition<'s>> {
        self.definition_of(&mapping.resource)
    }

    pub(super) fn definition_of(&self, resource: &Resource) -> Option<&Definition<'s>> {
        if resource.origin != Origin::Custom {
            return None;
        }
        let full = self.full();
        let place = full.places.get(&resource.group_resource());
        let found = place.and_then(|at| full.definitions.get(*at));
        // Whoever has a mapping of a lost type has looked for those types.
        found.or_else(|| Some(self.lost.get()?.definition(resource)?.0))
    }

    /// What the keys of a resource's objects start with, with a final slash.
    pub(super) fn place(&self, resource: &Resource) -> Result<String> {
        match &resource.storage {
            Storage::Registry(p) => Ok(place_of(&self.prefixes.registry, &format!("{p}/"))),
            Storage::OpenShift(p) => Ok(place_of(&self.prefixes.openshift, &format!("{p}/"))),
            Storage::Virtual => Err(Error::unsupported(format!(
                "{} are never stored",
                resource.group_resource()
            ))),
        }
    }

    /// What the etcd keys of a resource's objects start with, in one namespace or in all, with a
    /// final slash.
    ///
    /// # Errors
    /// Unsupported when they are not stored.
    pub fn key_prefix(&self, mapping: &Mapping, namespace: Option<&str>) -> Result<String> {
        let mut prefix = self.place(&mapping.resource)?;
        if let (true, Some(namespace)) = (mapping.resource.namespaced, namespace) {
            prefix.push_str(namespace);
            prefix.push('/');
        }
        Ok(prefix)
    }

    /// Whether any key is stored at `place`, such as `workloads/`, below the prefix.
    ///
    /// # Errors
    /// As [`Store::latest`].
    pub fn holds(&self, place: &str) -> Result<bool> {
        let (records, _) = self.records_under(&self.registry(place))?;
        Ok(!records.is_empty())
    }

    /// Says what the snapshot lacks, where it holds no Kubernetes or nothing but events: an empty
    /// answer means something else then. A pass over the file, where a sample of it does not tell
    /// already that there is more.
    ///
    /// # Errors
    /// As [`Store::latest`].
    pub fn lacks(&self) -> Result<Option<String>> {
        let prefix = self.registry("");
        let (events, leases) = (self.registry("events/"), self.registry("masterleases/"));
        let minor = [&events, &leases].map(String::as_bytes);
        let told = |record: &Record<'_>| minor.iter().any(|place| record.key.starts_with(place));
        let sample = self.store().sample(SAMPLE);
        let more = |record: &Record<'_>| record.key.starts_with(prefix.as_bytes()) && !told(record);
        if sample.iter().any(more) {
            return Ok(None);
        }
        let (records, _) = self.records_under(&prefix)?;
        Ok(if records.is_empty() {
            Some(format!(
                "no key of this snapshot starts with {prefix:?}: it holds no Kubernetes"
            ))
        } else if records.iter().all(told) {
            Some(
                "this snapshot holds events alone: the rest of the cluster is in another etcd"
                    .to_owned(),
            )
        } else {
            None
        })
    }

    /// The object in a record, whichever it is, in the version it was stored in.
    ///
    /// # Errors
    /// As [`View::get`].
    pub fn object_of(&self, record: Record<'s>, options: ReadOptions<'_>) -> Result<Object<'s>> {
        self.stored_object(record, options)
    }

    /// What an etcd key names; `None` for keys of no known resource.
    #[must_use]
    pub fn locate<'k>(&self, key: &'k [u8]) -> Option<Located<'_, 'k>> {
        let rest = std::str::from_utf8(self.in_registry(key)?).ok()?;
        self.locate_rest(rest)
    }

    /// As [`View::locate`], of types alone whose definitions are known.
    #[must_use]
    pub fn locate_known<'k>(&self, key: &'k [u8]) -> Option<Located<'_, 'k>> {
        let rest = std::str::from_utf8(self.in_registry(key)?).ok()?;
        self.catalog().locate(rest)
    }

    /// As [`View::locate`], of what follows the prefix and its slash.
    pub(super) fn locate_rest<'k>(&self, rest: &'k str) -> Option<Located<'_, 'k>> {
        let found = self.catalog().locate(rest);
        found.or_else(|| self.locate_lost(rest))
    }

    /// The latest records whose keys start with `prefix`, and what was damaged that
    /// [`View::problems`] does not name.
    pub(super) fn records_under(
        &self,
        prefix: &str,
    ) -> Result<(Cow<'_, [Record<'s>]>, Vec<Error>)> {
        if self.base_want.matches(prefix.as_bytes()) {
            return Ok((Cow::Borrowed(under(&self.base.records, prefix)), Vec::new()));
        }
        let new = |latest: &Latest<'_>| {
            let named: HashSet<&Error> = self.problems.iter().collect();
            let mut problems = latest.problems.list().to_vec();
            problems.retain(|e| !named.contains(e));
            problems
        };
        if let Some(all) = self.rest.all(&self.store, self.at)? {
            let mut problems = new(all);
            problems.retain(|e| {
                let key = e.location().key.as_deref();
                key.is_none_or(|key| key.starts_with(prefix.as_bytes()))
            });
            return Ok((Cow::Borrowed(under(&all.records, prefix)), problems));
        }
        let latest = self.store.latest(self.at, &Want::none().prefix(prefix))?;
        let problems = new(&latest);
        Ok((Cow::Owned(latest.records), problems))
    }

    /// Finds the newest record of every key, so that no list makes a pass over the file any more. For
    /// whoever has time before the next question comes; what is asked meanwhile waits for it.
    pub fn look_ahead(&self) {
        // What was expected may have been all.
        if !self.base_want.matches(b"") {
            self.rest.gather(&self.store, self.at);
        }
    }

    /// How many records the file has, of all keys and revisions.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.base.scanned
    }

    /// The uid of the namespace `kube-system`, which no two clusters share; `None` when there is no
    /// such namespace, or when it cannot be read.
    #[must_use]
    pub fn cluster_uid(&self) -> Option<String> {
        let key = self.registry("namespaces/kube-system");
        let object = self.at_key(key.as_bytes(), ReadOptions::default()).ok()?;
        Some(object.value.str_at(&["metadata", "uid"])?.to_owned())
    }
}

/// The last segment of the key that an error is about.
fn named(problem: &Error) -> Option<&str> {
    last_segment(problem.location().key.as_deref()?)
}
