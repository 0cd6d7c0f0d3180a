//! What secrets a snapshot holds, without their values: for who must know what was in a backup
//! that got out, and what of it still matters.

mod certificate;
mod references;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::convert::Infallible;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::view::{Mapping, ReadOptions, View};
pub use certificate::Certificate;
use kf_base::error::{Error, Result};
use kf_base::time::Timestamp;
use kf_file::etcd::{Record, Want};
use kf_object::Value;
use kf_object::redact::Redactor;
use kf_resource::Origin;
use kf_storage::DecodeOptions;
use kf_storage::transformer::Encrypted;
use references::References;
pub use references::User;

/// Where Secrets are stored.
const SECRETS: &str = "secrets/";

/// Built-in types whose objects can name a Secret.
const USERS: [&str; 14] = [
    "pods",
    "serviceaccounts",
    "podtemplates",
    "replicationcontrollers",
    "persistentvolumes",
    "deployments.apps",
    "statefulsets.apps",
    "daemonsets.apps",
    "replicasets.apps",
    "jobs.batch",
    "cronjobs.batch",
    "ingresses.networking.k8s.io",
    "ingresses.extensions",
    "storageclasses.storage.k8s.io",
];

/// Who encrypted a value, and with which key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sealing {
    /// `aescbc`, `aesgcm`, `secretbox`, `kms`, or one that kf has never heard of.
    pub provider: String,
    /// `v1`, `v2`
    pub version: String,
    /// Name of the key, or of the KMS plugin.
    pub key: String,
}

impl Sealing {
    fn of(value: &[u8]) -> Option<Self> {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Encrypted::recognize(value).map(|e| Self {
            provider: text(e.provider),
            version: text(e.version),
            key: text(e.name),
        })
    }
}

/// How many objects of one type are stored in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// `secrets`, `tenants.ops.corp.example`
    pub resource: String,
    /// `None`: not encrypted.
    pub sealing: Option<Sealing>,
    /// Objects.
    pub objects: u64,
}

/// An encrypted value that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedKey {
    /// The etcd key.
    pub key: Vec<u8>,
    /// Who encrypted it.
    pub sealing: Sealing,
}

/// A member of a Secret's `data`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataKey {
    /// Its name.
    pub name: String,
    /// Bytes of its value.
    pub bytes: usize,
}

/// What was read of a Secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Contents {
    /// `Opaque`, `kubernetes.io/tls`, ...
    pub secret_type: String,
    /// When it was created.
    pub created: Option<Timestamp>,
    /// Whether it says it cannot be changed.
    pub immutable: bool,
    /// Keys, by name.
    pub keys: Vec<DataKey>,
    /// Certificates in PEM among the values, in the order of keys.
    pub certificates: Vec<Certificate>,
}

/// A Secret.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Secret {
    /// Its namespace.
    pub namespace: String,
    /// Its name.
    pub name: String,
    /// The etcd revision of its last change.
    pub mod_revision: i64,
    /// Who encrypted it; `None` when it lies there as it is.
    pub sealing: Option<Sealing>,
    /// What is in it; the error when that cannot be told, for want of the key most often.
    pub contents: Result<Contents>,
    /// Who names it.
    pub users: Vec<User>,
}

/// All of it.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Inventory {
    /// Secrets by namespace and name.
    pub secrets: Vec<Secret>,
    /// Types of which any object is encrypted, and `secrets`, by resource.
    pub stored: Vec<Stored>,
    /// Encrypted values of every type, by etcd key.
    pub sealed: Vec<SealedKey>,
    /// What could not be read of other objects, so that users may be missing.
    pub problems: Vec<Error>,
}

impl<'s> View<'s> {
    /// Secrets and whatever is encrypted, in one namespace or in all. Users are looked for among
    /// the built-in types that can name a Secret and all custom ones, in all namespaces.
    ///
    /// # Errors
    /// When the key space cannot be read.
    pub fn secrets(&self, namespace: Option<&str>) -> Result<Inventory> {
        let latest = self
            .store()
            .latest(self.known_revision(), &Want::none().prefix(""))?;
        let mut inventory = Inventory::default();
        let mut problems = Problems::new(self.problems());
        for problem in latest.problems.list() {
            problems.add(problem.clone());
        }
        let place = format!("{}/{SECRETS}", self.etcd_prefix());
        let mut stored: HashMap<String, Counts> = HashMap::new();
        let mut references = References::default();
        let gather = |share: &mut Share, record: &Record<'s>| {
            self.look(share, record, namespace, &place);
        };
        let taken: Result<(), Infallible> = self.share_out(&latest.records, gather, |share| {
            inventory.secrets.append(&mut share.secrets);
            inventory.sealed.append(&mut share.sealed);
            share.problems.drain(..).for_each(|e| problems.add(e));
            references.append(&mut share.references);
            for (kind, found) in share.stored.drain() {
                let held = stored.entry(kind).or_default();
                for (sealing, count) in found {
                    let sum = held.entry(sealing).or_default();
                    *sum = sum.saturating_add(count);
                }
            }
            Ok(())
        });
        let Ok(()) = taken;
        let stored: BTreeMap<(String, Option<Sealing>), u64> = stored
            .into_iter()
            .flat_map(|(kind, counts)| {
                let counts = counts.into_iter();
                counts.map(move |(sealing, count)| ((kind.clone(), sealing), count))
            })
            .collect();
        let sealed: HashSet<String> = stored
            .keys()
            .filter(|(_, sealing)| sealing.is_some())
            .map(|(resource, _)| resource.clone())
            .collect();
        inventory.stored = stored
            .into_iter()
            .filter(|((resource, _), _)| resource == "secrets" || sealed.contains(resource))
            .map(|((resource, sealing), objects)| Stored {
                resource,
                sealing,
                objects,
            })
            .collect();
        let mut users = references.by_secret();
        for secret in &mut inventory.secrets {
            let name = (secret.namespace.clone(), secret.name.clone());
            secret.users = users.remove(&name).unwrap_or_default();
            secret.users.sort();
            secret.users.dedup();
        }
        inventory.problems = problems.found;
        if let Some(redactor) = self.strict() {
            inventory
                .secrets
                .iter_mut()
                .for_each(|s| strictly(redactor, s));
            for problem in &mut inventory.problems {
                *problem = problem.clone().without_words();
            }
        }
        Ok(inventory)
    }

    /// Adds what one object tells of Secrets, its own and others.
    fn look(&self, share: &mut Share, record: &Record<'s>, namespace: Option<&str>, place: &str) {
        let of = self.place_of_key(record.key);
        let mapping = match share.mappings.get(&of.kind) {
            Some(known) => known,
            None => {
                let own = self.user_mapping(&of.kind);
                share.mappings.entry(of.kind.clone()).or_insert(own)
            }
        };
        if let Some(mapping) = mapping {
            match self.user(mapping, record) {
                Ok(object) => share.references.add(&object),
                Err(e) => share.problems.push(e),
            }
        }
        if namespace.is_some_and(|n| n != of.namespace) {
            return;
        }
        let sealing = Sealing::of(record.value);
        if let Some(sealing) = &sealing {
            share.sealed.push(SealedKey {
                key: record.key.to_vec(),
                sealing: sealing.clone(),
            });
        }
        let counts = match share.stored.get_mut(&of.kind) {
            Some(counts) => counts,
            None => share.stored.entry(of.kind).or_default(),
        };
        let count = counts.entry(sealing.clone()).or_default();
        *count = count.saturating_add(1);
        if let Some(rest) = record.key.strip_prefix(place.as_bytes()) {
            share.secrets.push(self.secret(record, rest, sealing));
        }
    }

    /// An object that may name a Secret. What a server sets in built-in types on reading names none,
    /// so these are left as they are stored, unless a redactor or a guessed version asks for more.
    fn user(&self, mapping: &Mapping, record: &Record<'s>) -> Result<Value<'s>> {
        let as_stored = mapping.resource().origin == Origin::BuiltIn
            && self.redactor.is_none()
            && self.version.assumption().is_none();
        if !as_stored {
            let read = self.object(mapping, *record, ReadOptions::default());
            return read.map(|object| object.value);
        }
        let decoded = self.decode(record, DecodeOptions::default());
        decoded.map(|decoded| decoded.object)
    }

    fn secret(&self, record: &Record<'_>, place: &[u8], sealing: Option<Sealing>) -> Secret {
        let place = String::from_utf8_lossy(place);
        let (namespace, name) = place.split_once('/').unwrap_or(("", &place));
        Secret {
            namespace: namespace.to_owned(),
            name: name.to_owned(),
            mod_revision: record.mod_revision,
            sealing,
            contents: self.secret_value(record).map(|value| contents(&value)),
            users: Vec::new(),
        }
    }

    /// What is known of the Secret in a record without its values, whatever the view's objects are
    /// redacted of.
    ///
    /// # Errors
    /// Encrypted when no key at hand opens it, Corrupt when it is no object of Kubernetes.
    pub fn secret_contents(&self, record: &Record<'_>) -> Result<Contents> {
        let mut contents = self.secret_value(record).map(|value| contents(&value))?;
        if let Some(redactor) = self.strict() {
            contents.make_strict(redactor);
        }
        Ok(contents)
    }

    /// A Secret with its values, whatever the view's objects are redacted of: nothing but what is
    /// known of it leaves this module.
    fn secret_value(&self, record: &Record<'_>) -> Result<Value<'static>> {
        let options = DecodeOptions {
            on_read: true,
            ..DecodeOptions::default()
        };
        let decoded = self.codec.read(record.key, record.value, options);
        decoded
            .map(|d| d.into_owned().object)
            .map_err(|e| record.place(e))
    }

    /// How objects of a type are read, if they can name a Secret.
    fn user_mapping(&self, kind: &str) -> Option<Mapping> {
        // Places of no known type are in brackets.
        if kind.starts_with('[') {
            return None;
        }
        let mapping = self.lookup(kind).ok()?.pop()?;
        let own = USERS.contains(&kind);
        (own || mapping.resource().origin != Origin::BuiltIn).then_some(mapping)
    }

    /// A salt for [`kf_object::redact`] that is the same for every view of this snapshot, and
    /// that nobody can guess who does not have the Secrets in it; `None` when there is too little
    /// in them to rely on that.
    ///
    /// It is an HMAC over the stored bytes of all Secrets of the newest state, with keys and
    /// revisions. What a person chose can be guessed, so it counts only if among them is what no
    /// person chose: a private key, a service account's or bootstrap token, or an encrypted value
    /// with its random start.
    ///
    /// # Errors
    /// When the key space cannot be read.
    pub fn secret_salt(&self) -> Result<Option<[u8; 32]>> {
        let want = Want::none().prefix(format!("{}/{SECRETS}", self.etcd_prefix()));
        let latest = self.store().latest(None, &want)?;
        let mut sum = Hmac::<Sha256>::new(&Default::default());
        sum.update(b"kf redaction salt, version 1\n");
        let mut strong = false;
        for record in &latest.records {
            strong = strong || self.is_unguessable(record);
            let revision = record.mod_revision.to_be_bytes();
            for part in [record.key, &revision, record.value] {
                let length = u64::try_from(part.len()).unwrap_or(u64::MAX);
                sum.update(&length.to_be_bytes());
                sum.update(part);
            }
        }
        Ok(strong.then(|| sum.finalize().into_bytes().into()))
    }

    fn is_unguessable(&self, record: &Record<'_>) -> bool {
        if Sealing::of(record.value).is_some() {
            return true;
        }
        let Ok(secret) = self.secret_value(record) else {
            return false;
        };
        let token = match secret.str_at(&["type"]) {
            Some("kubernetes.io/service-account-token") => "token",
            Some("bootstrap.kubernetes.io/token") => "token-secret",
            _ => "",
        };
        data(&secret).any(|(name, value)| {
            (name == token && value.len() >= 16)
                || (value.starts_with(b"-----BEGIN ") && value.len() > 100 && has_key(&value))
        })
    }
}

/// Objects by who encrypted them.
type Counts = BTreeMap<Option<Sealing>, u64>;

/// What one thread finds in some of the objects.
#[derive(Default)]
struct Share {
    secrets: Vec<Secret>,
    sealed: Vec<SealedKey>,
    problems: Vec<Error>,
    references: References,
    stored: HashMap<String, Counts>,
    /// How objects are read that can name a Secret, by the type of their keys.
    mappings: HashMap<String, Option<Mapping>>,
}

/// Problems, each once, without those that are known of the view.
struct Problems {
    seen: HashSet<Error>,
    found: Vec<Error>,
}

impl Problems {
    fn new(known: &[Error]) -> Self {
        Self {
            seen: known.iter().cloned().collect(),
            found: Vec::new(),
        }
    }

    fn add(&mut self, problem: Error) {
        if self.seen.insert(problem.clone()) {
            self.found.push(problem);
        }
    }
}

fn has_key(pem: &[u8]) -> bool {
    let label = b"PRIVATE KEY-----";
    pem.windows(label.len()).any(|w| w == label)
}

/// Leaves of a Secret's contents what does not depend on its values.
fn strictly(redactor: &Redactor, secret: &mut Secret) {
    match &mut secret.contents {
        Err(e) => *e = e.clone().without_words(),
        Ok(contents) => contents.make_strict(redactor),
    }
}

impl Contents {
    fn make_strict(&mut self, redactor: &Redactor) {
        self.secret_type = redactor.qualified(&self.secret_type).into_owned();
        self.certificates.clear();
        for key in &mut self.keys {
            key.name = redactor.qualified(&key.name).into_owned();
            key.bytes = redactor.digest(b"").len();
        }
    }
}

/// Names and decoded values.
fn data<'v>(secret: &'v Value<'_>) -> impl Iterator<Item = (&'v str, Vec<u8>)> {
    let data = secret.get("data").and_then(Value::as_object);
    let members = data.into_iter().flat_map(kf_object::Map::iter);
    members.map(|(name, value)| {
        let bytes = STANDARD.decode(value.as_str().unwrap_or_default());
        (name, bytes.unwrap_or_default())
    })
}

fn contents(secret: &Value<'_>) -> Contents {
    let mut contents = Contents {
        secret_type: secret.str_at(&["type"]).unwrap_or_default().to_owned(),
        created: secret
            .str_at(&["metadata", "creationTimestamp"])
            .and_then(Timestamp::parse),
        immutable: secret.get("immutable").and_then(Value::as_bool) == Some(true),
        ..Contents::default()
    };
    for (name, value) in data(secret) {
        contents.certificates.extend(Certificate::all(name, &value));
        contents.keys.push(DataKey {
            name: name.to_owned(),
            bytes: value.len(),
        });
    }
    contents
}
