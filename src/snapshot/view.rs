//! A view: the objects of a snapshot as they were at one revision.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::custom::Definition;
use super::prefixes::Prefixes;
use super::self_link::self_link;
use super::version::{Evidence, KubeVersion, Source};
use super::{Expect, ViewOptions, note, time, version};
use crate::bbolt::Direction;
use crate::error::{Error, Result};
use crate::etcd::{Latest, Record, Store, Want};
use crate::object::Value;
use crate::query::fields::Fields;
use crate::resource::aggregation::ApiService;
use crate::resource::discovery::{Catalog, ResourceRef};
use crate::resource::version_evidence::minor_from_api_services;
use crate::resource::{Origin, Resource, Storage, api_version};
use crate::storage::{Codec, DecodeOptions, convert, peek, schema};
use crate::time::Timestamp;

/// Records looked at from each end of the file to find the keys' prefix.
const SAMPLE: usize = 512;

/// Where CustomResourceDefinitions are stored.
const DEFINITIONS: &str = "apiextensions.k8s.io/customresourcedefinitions/";

/// Where APIServices are stored.
const API_SERVICES: &str = "apiregistration.k8s.io/apiservices/";

/// The objects of a snapshot at one revision.
#[derive(Debug)]
pub struct View<'s> {
    store: Store<'s>,
    at: Option<i64>,
    prefixes: Prefixes,
    /// What the first pass over the file gathered, and what it looked for.
    base: Latest<'s>,
    base_want: Want,
    problems: Vec<Error>,
    version: KubeVersion,
    codec: Codec,
    /// Built-in resources, which most requests are for.
    built_in: Catalog,
    /// With custom ones: their definitions can be many and large, so they are read when a word
    /// is not that of a built-in resource.
    full: OnceLock<(Catalog, Vec<Definition<'s>>, Vec<Error>)>,
}

/// A resource in the version it was asked for: what a word such as `deploy` means here.
#[derive(Clone, Debug)]
pub struct Mapping {
    resource: Resource,
    version: String,
    /// Whether the version was named and not the server's preference.
    version_named: bool,
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
pub struct ReadOptions {
    /// Keep `metadata.managedFields`, which kubectl leaves out by default.
    pub managed_fields: bool,
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
    pub(super) fn new(store: Store<'s>, options: &ViewOptions) -> Result<Self> {
        let at = options.revision;
        store.resolve(at)?;
        let prefixes = match &options.etcd_prefix {
            Some(given) => Prefixes::given(given),
            None => Prefixes::find(store.sample(SAMPLE)).unwrap_or_default(),
        };
        let want = first_pass(&prefixes.registry, options);
        let base = store.latest(at, &want)?;
        let mut problems = store.problems().to_vec();
        problems.extend(base.problems.list().iter().cloned());
        let in_registry = |place: &str| under(&base.records, &place_of(&prefixes.registry, place));
        let services = api_services(in_registry(API_SERVICES));
        let version = match options.kube_minor {
            Some(minor) => KubeVersion {
                minor,
                source: Source::Given,
            },
            None => evidence(&prefixes.registry, &base.records, &services).weigh(),
        };
        let built_in = Catalog::new(version.minor, services, Vec::new());
        Ok(Self {
            store,
            at,
            prefixes,
            base,
            base_want: want,
            problems,
            version,
            codec: Codec::new(version.minor),
            built_in,
            full: OnceLock::new(),
        })
    }

    /// The etcd revision of the state.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.base.revision
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
        [&self.prefixes.registry, &self.prefixes.openshift]
            .into_iter()
            .find_map(|prefix| key.strip_prefix(prefix.as_bytes())?.strip_prefix(b"/"))
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

    /// The newest time that the newest records tell of: when the snapshot was made, as far as
    /// that can be told. `None` when no record says any time.
    #[must_use]
    pub fn time(&self) -> Option<Timestamp> {
        let most = self.base.revision;
        let newest = self
            .store
            .records(Direction::Reverse)
            .filter_map(Result::ok);
        let newest = newest.filter(|r| r.revision.main <= most && !r.tombstone);
        time::newest(&self.codec, newest.take(time::RECORDS).map(|r| r.value))
    }

    /// All resources, custom ones included.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.full().0
    }

    /// What was wrong with CustomResourceDefinitions that could not be read.
    #[must_use]
    pub fn definition_problems(&self) -> &[Error] {
        &self.full().2
    }

    fn full(&self) -> &(Catalog, Vec<Definition<'s>>, Vec<Error>) {
        self.full.get_or_init(|| {
            let records = under(&self.base.records, &self.registry(DEFINITIONS));
            let (mut definitions, mut problems) = (Vec::new(), Vec::new());
            for record in records {
                match Definition::read(record) {
                    Ok(definition) => definitions.push(definition),
                    Err(e) => problems.push(e),
                }
            }
            let services = api_services(under(&self.base.records, &self.registry(API_SERVICES)));
            let custom = definitions.iter().map(|d| d.resource.clone()).collect();
            (
                Catalog::new(self.version.minor, services, custom),
                definitions,
                problems,
            )
        })
    }

    fn registry(&self, place: &str) -> String {
        place_of(&self.prefixes.registry, place)
    }

    /// What a word for a type means: one resource, or all of a category such as `all`.
    ///
    /// # Errors
    /// Not found when there is no such type; Unsupported when its objects are not stored in this
    /// etcd.
    pub fn lookup(&self, word: &str) -> Result<Vec<Mapping>> {
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
            Err(e) => match catalog.resolve_unserved(word) {
                // Not served any more, but objects from before may still lie in etcd.
                Some(found) if found.resource.storage.prefix().is_some() => {
                    Ok(vec![mapping(found, word)])
                }
                _ => Err(e),
            },
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

    fn definition(&self, mapping: &Mapping) -> Option<&Definition<'s>> {
        let resource = &mapping.resource;
        if resource.origin != Origin::Custom {
            return None;
        }
        let definitions = &self.full().1;
        definitions.iter().find(|d| {
            d.resource.resource.group == resource.group
                && d.resource.resource.plural == resource.plural
        })
    }

    /// What the keys of a resource's objects start with, with a final slash.
    fn place(&self, resource: &Resource) -> Result<String> {
        match &resource.storage {
            Storage::Registry(p) => Ok(place_of(&self.prefixes.registry, &format!("{p}/"))),
            Storage::OpenShift(p) => Ok(place_of(&self.prefixes.openshift, &format!("{p}/"))),
            Storage::Virtual => Err(Error::unsupported(format!(
                "{} are never stored",
                resource.group_resource()
            ))),
        }
    }

    /// One object by name; the namespace counts for namespaced resources only.
    ///
    /// # Errors
    /// Not found, worded as the server words it; Encrypted, Corrupt, Unsupported when it is there
    /// and cannot be shown.
    pub fn get(
        &self,
        mapping: &Mapping,
        namespace: &str,
        name: &str,
        options: ReadOptions,
    ) -> Result<Object<'s>> {
        let resource = &mapping.resource;
        let mut key = self.place(resource)?;
        if resource.namespaced {
            key.push_str(namespace);
            key.push('/');
        }
        key.push_str(name);
        match self.record(key.as_bytes())? {
            Some(record) => self.object(mapping, record, options),
            None => Err(Error::not_found(format!(
                "{} {name:?} not found",
                resource.group_resource()
            ))),
        }
    }

    /// The latest record under a key.
    fn record(&self, key: &[u8]) -> Result<Option<Record<'s>>> {
        let mine = |e: &&Error| e.location().key.as_deref() == Some(key);
        if self.base_want.matches(key) {
            if let Some(damage) = self.problems.iter().find(mine) {
                return Err(damage.clone());
            }
            let found = self.base.records.binary_search_by(|r| r.key.cmp(key)).ok();
            return Ok(found.and_then(|i| self.base.records.get(i)).copied());
        }
        let latest = self.store.latest(self.at, &Want::none().key(key))?;
        if let Some(damage) = latest.problems.list().iter().find(mine) {
            return Err(damage.clone());
        }
        Ok(latest.records.first().copied())
    }

    /// The object under an etcd key, whatever it is.
    ///
    /// # Errors
    /// Not found when the key does not exist at this revision; else as [`View::get`].
    pub fn at_key(&self, key: &[u8], options: ReadOptions) -> Result<Object<'s>> {
        let Some(record) = self.record(key)? else {
            return Err(Error::not_found(format!(
                "key {} not found",
                crate::escape::quoted(key)
            )));
        };
        self.stored_object(record, options)
    }

    /// All objects of a resource, in one namespace or in all, in the order of their keys.
    ///
    /// # Errors
    /// When the file cannot be read at all; what is wrong with one object comes in its place.
    pub fn list<'v>(
        &'v self,
        mapping: &'v Mapping,
        namespace: Option<&str>,
        options: ReadOptions,
    ) -> Result<Objects<'v, 's>> {
        let mut prefix = self.place(&mapping.resource)?;
        if let (true, Some(namespace)) = (mapping.resource.namespaced, namespace) {
            prefix.push_str(namespace);
            prefix.push('/');
        }
        let mut problems = Vec::new();
        let records = if self.base_want.matches(prefix.as_bytes()) {
            Cow::Borrowed(under(&self.base.records, &prefix))
        } else {
            let latest = self
                .store
                .latest(self.at, &Want::none().prefix(prefix.as_str()))?;
            let known = |e: &Error| self.problems.iter().any(|k| k.to_string() == e.to_string());
            problems = latest
                .problems
                .list()
                .iter()
                .filter(|e| !known(e))
                .cloned()
                .collect();
            problems.reverse();
            Cow::Owned(latest.records)
        };
        Ok(Objects {
            view: self,
            mapping,
            options,
            records,
            next: 0,
            problems,
        })
    }

    /// Decodes a record as an object of `mapping`, in its version.
    fn object(
        &self,
        mapping: &Mapping,
        record: Record<'s>,
        options: ReadOptions,
    ) -> Result<Object<'s>> {
        let place = |e: Error| {
            e.at_key(record.key)
                .at_revision(record.revision.main, record.revision.sub)
        };
        let on_read = DecodeOptions {
            managed_fields: options.managed_fields,
            on_read: true,
        };
        let decoded = self.codec.decode(record.value, on_read).map_err(place)?;
        let mut notes: Vec<String> = note::about(&decoded).into_iter().collect();
        let mut value = decoded.object;
        if mapping.resource.origin == Origin::Custom {
            self.read_custom(mapping, &mut value, &mut notes)
                .map_err(place)?;
        } else if decoded.built_in {
            value = self.convert(mapping, value, &mut notes).map_err(place)?;
        }
        self.finish(&mut value, &record, Some(mapping));
        Ok(Object {
            value,
            record,
            notes,
        })
    }

    /// What the apiserver makes of a custom resource by its definition.
    fn read_custom(
        &self,
        mapping: &Mapping,
        value: &mut Value<'s>,
        notes: &mut Vec<String>,
    ) -> Result<()> {
        let Some(definition) = self.definition(mapping) else {
            return Ok(());
        };
        let reader = definition.reader(self.version.minor)?;
        let stored = value.str_at(&["apiVersion"]).unwrap_or_default();
        let from = stored.rsplit('/').next().unwrap_or_default().to_owned();
        if reader.can_convert(&from, &mapping.version) {
            return reader.read(value, &mapping.version);
        }
        if mapping.version_named {
            return Err(not_converted(stored, &mapping.api_version()).hint(
                "its definition converts by a webhook, which cannot be asked offline; \
                 ask for the stored version",
            ));
        }
        notes.push(format!(
            "shown as stored, in {stored}: the definition of {} converts by a webhook, which cannot \
             be asked offline",
            mapping.resource.group_resource()
        ));
        reader.read(value, &from)
    }

    /// A built-in object in the version asked for.
    fn convert(
        &self,
        mapping: &Mapping,
        value: Value<'s>,
        notes: &mut Vec<String>,
    ) -> Result<Value<'s>> {
        let wanted = mapping.api_version();
        let stored = value.str_at(&["apiVersion"]).unwrap_or_default().to_owned();
        if stored == wanted {
            return Ok(value);
        }
        match convert::convert(&self.codec, value, &wanted) {
            Ok(value) => Ok(value),
            Err(value) if mapping.version_named => {
                let stored = value.str_at(&["apiVersion"]).unwrap_or_default();
                Err(not_converted(stored, &wanted).hint("ask for the stored version"))
            }
            Err(value) => {
                notes.push(format!(
                    "shown as stored, in {stored}: kf does not convert {} to {wanted}",
                    mapping.resource.group_resource()
                ));
                Ok(value)
            }
        }
    }

    /// Decodes a record of which only the key is known.
    fn stored_object(&self, record: Record<'s>, options: ReadOptions) -> Result<Object<'s>> {
        let place = |e: Error| {
            e.at_key(record.key)
                .at_revision(record.revision.main, record.revision.sub)
        };
        let on_read = DecodeOptions {
            managed_fields: options.managed_fields,
            on_read: true,
        };
        let decoded = self.codec.decode(record.value, on_read).map_err(place)?;
        let notes = note::about(&decoded).into_iter().collect();
        let mut value = decoded.object;
        self.finish(&mut value, &record, None);
        Ok(Object {
            value,
            record,
            notes,
        })
    }

    /// Sets what is not stored: `resourceVersion` (etcd3 `APIObjectVersioner.UpdateObject`) and,
    /// before 1.20, `selfLink`.
    fn finish(&self, value: &mut Value<'s>, record: &Record<'_>, mapping: Option<&Mapping>) {
        let Some(meta) = value.as_object_mut().and_then(|o| o.get_mut("metadata")) else {
            return;
        };
        let minor = self.version.minor;
        let link = mapping.filter(|_| minor < 20).map(|m| {
            let name = meta.str_at(&["name"]).unwrap_or_default();
            let namespace = meta
                .str_at(&["namespace"])
                .filter(|_| m.resource.namespaced);
            self_link(minor, &m.api_version(), &m.resource.plural, namespace, name)
        });
        let Some(meta) = meta.as_object_mut() else {
            return;
        };
        let revision = record.mod_revision.to_string();
        meta.insert("resourceVersion", Value::String(revision.into()));
        if let Some(link) = link {
            meta.insert("selfLink", Value::String(link.into()));
        }
    }
}

/// See [`View::list`].
#[derive(Debug)]
pub struct Objects<'v, 's> {
    view: &'v View<'s>,
    mapping: &'v Mapping,
    options: ReadOptions,
    records: Cow<'v, [Record<'s>]>,
    next: usize,
    /// Problems of the pass, last one first.
    problems: Vec<Error>,
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

#[cold]
fn not_converted(stored: &str, wanted: &str) -> Error {
    Error::unsupported(format!(
        "stored as {stored}, and kf does not convert it to {wanted}"
    ))
}

fn mapping(found: ResourceRef<'_>, word: &str) -> Mapping {
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

fn place_of(prefix: &str, place: &str) -> String {
    format!("{prefix}/{place}")
}

/// The records whose keys start with `prefix`.
fn under<'r, 's>(records: &'r [Record<'s>], prefix: &str) -> &'r [Record<'s>] {
    let prefix = prefix.as_bytes();
    let from = records.partition_point(|r| r.key < prefix);
    let rest = records.get(from..).unwrap_or_default();
    let many = rest.partition_point(|r| r.key.starts_with(prefix));
    rest.get(..many).unwrap_or_default()
}

/// What the first pass over the file looks for: what tells the version, what says which
/// resources there are, and what the caller is going to ask for.
fn first_pass(registry: &str, options: &ViewOptions) -> Want {
    let place = |p: &str| place_of(registry, p);
    let mut want = Want::none()
        .prefix(place(DEFINITIONS))
        .prefix(place(API_SERVICES));
    if options.kube_minor.is_none() {
        want = want
            .prefix(place("minions/"))
            .prefix(place("pods/kube-system/kube-apiserver-"))
            .key(place("configmaps/kube-system/kubeadm-config"))
            .key(place("configmaps/kube-system/full-cluster-state"));
    }
    // Which version a word means hangs on the server's version; where its objects lie does not.
    let any = Catalog::new(
        options.kube_minor.unwrap_or(schema::NEWEST),
        Vec::new(),
        Vec::new(),
    );
    for expected in &options.expect {
        let word = match expected {
            Expect::Key(key) => {
                want = want.key(key.as_str());
                continue;
            }
            Expect::Kind { word, .. } | Expect::Names { word, .. } => word,
        };
        let found = any
            .resolve(word)
            .ok()
            .or_else(|| any.resolve_unserved(word));
        let members = found.map_or_else(|| any.category(word).unwrap_or_default(), |r| vec![r]);
        for Resource {
            storage,
            namespaced,
            ..
        } in members.iter().map(|m| m.resource)
        {
            let Storage::Registry(p) = storage else {
                continue;
            };
            let inside = |namespace: Option<&str>| match namespace {
                Some(namespace) if *namespaced => place(&format!("{p}/{namespace}/")),
                _ => place(&format!("{p}/")),
            };
            want = match expected {
                Expect::Kind { namespace, .. } => want.prefix(inside(namespace.as_deref())),
                Expect::Names {
                    namespace, names, ..
                } => names
                    .iter()
                    .fold(want, |want, name| want.key(inside(Some(namespace)) + name)),
                Expect::Key(_) => want,
            };
        }
    }
    want
}

fn api_services(records: &[Record<'_>]) -> Vec<ApiService> {
    let codec = Codec::new(schema::NEWEST);
    let options = DecodeOptions {
        managed_fields: false,
        on_read: false,
    };
    let values = records
        .iter()
        .filter_map(|r| codec.decode(r.value, options).ok());
    values
        .filter_map(|d| ApiService::from_value(&d.object))
        .collect()
}

fn evidence(registry: &str, records: &[Record<'_>], services: &[ApiService]) -> Evidence {
    let codec = Codec::new(schema::NEWEST);
    let options = DecodeOptions {
        managed_fields: false,
        on_read: false,
    };
    let decode = |r: &Record<'_>| {
        codec
            .decode(r.value, options)
            .map(|d| d.object.into_owned())
    };
    let place = |p: &str| place_of(registry, p);
    let mut evidence = Evidence {
        bounds: minor_from_api_services(services),
        ..Evidence::default()
    };
    for pod in under(records, &place("pods/kube-system/kube-apiserver-"))
        .iter()
        .map(decode)
    {
        pod.iter().for_each(|p| evidence.server_pod(p));
    }
    for record in under(records, &place("minions/")) {
        match peek::text(record.value, version::KUBELET) {
            Some(text) => evidence.node_version(&text),
            None => decode(record).iter().for_each(|node| evidence.node(node)),
        }
    }
    let exact = |key: &str| {
        let key = place(key);
        let found = under(records, &key)
            .iter()
            .find(|r| r.key == key.as_bytes())?;
        decode(found).ok()
    };
    if let Some(config) = exact("configmaps/kube-system/kubeadm-config") {
        evidence.kubeadm_config(&config);
    }
    if let Some(state) = exact("configmaps/kube-system/full-cluster-state") {
        evidence.rke_state(&state);
    }
    evidence
}
