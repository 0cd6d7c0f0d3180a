//! The first pass over the file: what it looks for, and what it tells of the server.

use super::prefixes::{self, Met, Prefixes};
use super::version::{self, Evidence};
use super::{Expect, ViewOptions};
use kf_base::error::{Error, Result};
use kf_file::etcd::{Latest, Record, Store, Want};
use kf_resource::aggregation::ApiService;
use kf_resource::discovery::Catalog;
use kf_resource::version_evidence::minor_from_api_services;
use kf_resource::{Resource, Storage, unread};
use kf_schema::Minor;
use kf_storage::{Codec, DecodeOptions, peek};

/// Records looked at from each end of the file to find the keys' prefix.
pub(super) const SAMPLE: usize = 512;

/// Where CustomResourceDefinitions are stored.
pub(super) const DEFINITIONS: &str = "apiextensions.k8s.io/customresourcedefinitions/";

/// Where APIServices are stored.
pub(super) const API_SERVICES: &str = "apiregistration.k8s.io/apiservices/";

pub(super) fn place_of(prefix: &str, place: &str) -> String {
    format!("{prefix}/{place}")
}

/// What follows a prefix and its slash in a key.
pub(super) fn inside<'k>(key: &'k [u8], prefix: &str) -> Option<&'k [u8]> {
    key.strip_prefix(prefix.as_bytes())?.strip_prefix(b"/")
}

/// The records whose keys start with `prefix`.
pub(super) fn under<'r, 's>(records: &'r [Record<'s>], prefix: &str) -> &'r [Record<'s>] {
    let prefix = prefix.as_bytes();
    let from = records.partition_point(|r| r.key < prefix);
    let rest = records.get(from..).unwrap_or_default();
    let many = rest.partition_point(|r| r.key.starts_with(prefix));
    rest.get(..many).unwrap_or_default()
}

/// The prefix, if any key has it: a mistyped one would make every answer an empty one.
pub(super) fn prefix_in_use(
    store: &Store<'_>,
    at: Option<i64>,
    prefixes: Prefixes,
    sample: &[Record<'_>],
) -> Result<Prefixes> {
    let wanted = place_of(&prefixes.registry, "");
    let used = |keys: &[Record<'_>]| keys.iter().any(|r| r.key.starts_with(wanted.as_bytes()));
    if used(sample)
        || !store
            .latest(at, &Want::none().prefix(wanted.as_str()))?
            .records
            .is_empty()
    {
        return Ok(prefixes);
    }
    let error = Error::invalid(format!("no etcd key starts with {wanted:?}"));
    let found = prefixes::found(sample.iter().map(|record| record.key));
    Err(if found.is_empty() {
        error.hint("kf keys lists them")
    } else {
        error.hint(format!("the keys start with {}", prefixes::listed(&found)))
    })
}

/// What the first pass came to.
pub(super) struct First<'s> {
    pub(super) prefixes: Prefixes,
    pub(super) want: Want,
    pub(super) base: Latest<'s>,
    /// What is wrong with keys of no cluster.
    pub(super) problems: Vec<Error>,
}

/// Makes the first pass where a prefix was given. What other clusters keep in the same etcd is met on
/// the way.
pub(super) fn given<'s>(
    store: &Store<'s>,
    at: Option<i64>,
    prefix: &str,
    options: &ViewOptions,
) -> Result<First<'s>> {
    let sample = store.sample(SAMPLE);
    let mut prefixes = prefix_in_use(store, at, Prefixes::given(prefix), &sample)?;
    let want = want(&prefixes.registry, options);
    let (base, met) = pass(store, at, &prefixes, &want)?;
    if !met.is_empty() {
        prefixes.neighbours = met.own(&prefixes.registry);
        // The one that was given may lie below another.
        let own = prefixes.registry.as_str();
        prefixes.neighbours.retain(|other| other != own);
    }
    let problems = met.strays(store, at, &prefixes.registry, &prefixes.neighbours)?;
    Ok(First {
        prefixes,
        want,
        base,
        problems,
    })
}

/// A pass over all keys, and the prefixes that it met.
fn pass<'s>(
    store: &Store<'s>,
    at: Option<i64>,
    prefixes: &Prefixes,
    want: &Want,
) -> Result<(Latest<'s>, Met)> {
    let [registry, openshift] = [&prefixes.registry, &prefixes.openshift].map(|p| place_of(p, ""));
    let meet = |met: &mut Met, key: &'s [u8], record: &dyn Fn() -> Option<Record<'s>>| {
        if key.starts_with(registry.as_bytes()) {
            met.meet_below(key, &prefixes.registry, record);
        } else if !key.starts_with(openshift.as_bytes()) {
            met.meet_stray(key, &prefixes.registry, record);
            met.meet(key, record);
        }
    };
    let (base, met) = store.latest_meeting(at, want, meet)?;
    Ok((base, Met::together(met)))
}

/// Makes the first pass where no prefix was given. The sample tells which one to expect, and the pass
/// sees every other one that holds objects, however few.
pub(super) fn search<'s>(
    store: &Store<'s>,
    at: Option<i64>,
    options: &ViewOptions,
) -> Result<First<'s>> {
    let sample = store.sample(SAMPLE);
    let keys = sample.iter().map(|record| record.key);
    let mut prefixes = Prefixes::find(keys).unwrap_or_default();
    let mut want = want(&prefixes.registry, options);
    let (mut base, mut met) = pass(store, at, &prefixes, &want)?;
    met.meet_around(&sample, &prefixes.registry);
    let own = met.own(&prefixes.registry);
    let mut problems = met.strays(store, at, &prefixes.registry, &own)?;
    if met.is_empty() {
        return Ok(First {
            prefixes,
            want,
            base,
            problems,
        });
    }
    let (mut living, strays) = prefixes::living(store, at, own)?;
    problems.extend(strays);
    if living.len() > 1 && (!options.all_prefixes || met.is_cut()) {
        return Err(prefixes::several(&living, met.is_cut()));
    }
    let first = living.iter().position(|p| *p == prefixes.registry);
    if !living.is_empty() {
        let registry = living.remove(first.unwrap_or_default());
        if first.is_none() {
            want = self::want(&registry, options);
            base = store.latest(at, &want)?;
        }
        prefixes.registry = registry;
        prefixes.others = living;
    }
    Ok(First {
        prefixes,
        want,
        base,
        problems,
    })
}

/// What the first pass over the file looks for: what tells the version, what says which
/// resources there are, and what the caller is going to ask for.
pub(super) fn want(registry: &str, options: &ViewOptions) -> Want {
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
        options.kube_minor.unwrap_or(Minor::NEWEST),
        Vec::new(),
        Vec::new(),
    );
    for expected in &options.expect {
        // Where there is nothing, the namespace may be mistyped.
        if let Expect::Kind {
            namespace: Some(namespace),
            ..
        }
        | Expect::Names { namespace, .. } = expected
        {
            want = want.key(place(&format!("namespaces/{namespace}")));
        }
        let word = match expected {
            // OpenShift's prefix is beside Kubernetes' own, and there is little else in the file.
            Expect::Everything => return Want::all(),
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
                Expect::Key(_) | Expect::Everything => want,
            };
        }
    }
    want
}

/// The APIServices of a snapshot.
#[derive(Debug, Default)]
pub(super) struct ApiServices {
    pub(super) read: Vec<ApiService>,
    /// What the keys tell of those that could not be read.
    pub(super) unread: Vec<ApiService>,
    /// What was wrong with those.
    pub(super) problems: Vec<Error>,
}

impl ApiServices {
    pub(super) fn of(codec: &Codec, records: &[Record<'_>]) -> Self {
        let options = DecodeOptions::default();
        let mut services = Self::default();
        for record in records {
            match codec.read(record.key, record.value, options) {
                Ok(decoded) => services
                    .read
                    .extend(ApiService::from_value(&decoded.object)),
                Err(e) => {
                    let name = last_segment(record.key).unwrap_or_default();
                    services.unread.extend(unread::of_name(name));
                    services.problems.push(record.place(e));
                }
            }
        }
        services
    }

    /// All of them, to a server of this minor, and what was wrong with some. Of a file that is `damaged`
    /// pages are lost, and with them whatever was in them.
    pub(super) fn settled(self, minor: Minor, damaged: bool) -> (Vec<ApiService>, Vec<Error>) {
        let mut services = self.read;
        let some_are_lost = damaged || !unread::is_whole(services.iter().chain(&self.unread));
        unread::add(&mut services, self.unread, minor, some_are_lost);
        (services, self.problems)
    }
}

/// What follows the last slash of a key.
pub(super) fn last_segment(key: &[u8]) -> Option<&str> {
    std::str::from_utf8(key).ok()?.rsplit('/').next()
}

pub(super) fn evidence(
    codec: &Codec,
    registry: &str,
    records: &[Record<'_>],
    services: &ApiServices,
) -> Evidence {
    let options = DecodeOptions::default();
    let decode = |r: &Record<'_>| {
        codec
            .read(r.key, r.value, options)
            .map(|d| d.object.into_owned())
    };
    let place = |p: &str| place_of(registry, p);
    let known = || services.read.iter().chain(&services.unread);
    // Of some that a server registers at first start nothing follows.
    let whole = unread::is_whole(known());
    let mut evidence = Evidence {
        bounds: whole.then(|| minor_from_api_services(known())).flatten(),
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
