//! Keys that a backup carries itself. They are used when somebody asks for it, never by
//! themselves: what can be read of a backup should not depend on what else lies in its directory.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroize as _;

use super::Snapshot;
use super::prefixes::{self, Prefixes};
use kf_base::error::{Error, ErrorKind, Result};
use kf_base::escape;
use kf_file::etcd::{Record, Want};
use kf_file::input::CompanionKind;
use kf_object::Value;
use kf_schema::Minor;
use kf_storage::encryption::carried::{
    self, BOOTSTRAP, CarriedFile, ENCRYPTION_CONFIG, RkeState, Token,
};
use kf_storage::encryption::config::Config;
use kf_storage::encryption::{Keyring, Plaintext};
use kf_storage::{Codec, DecodeOptions};

/// Where RKE keeps its state in the cluster, without the prefix: in a ConfigMap, since 1.5 in a
/// Secret (rancher/rke `cluster/state.go` `GetFullStateFromK8s`). The name is also that of the
/// member of `data`.
const RKE_STATE: &str = "full-cluster-state";

/// Records looked at in one snapshot.
const PLACES: usize = 4096;

/// The Secrets with the configurations of OpenShift's apiservers (library-go
/// `pkg/operator/encryption/encryptionconfig`), without the prefix.
const OPENSHIFT_CONFIGS: &str = "/secrets/openshift-config-managed/encryption-config-";

/// A place in a backup that has keys, or what they can be made of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OwnKeys {
    /// k3s' bootstrap data under this etcd key; the server's token opens it.
    Bootstrap(String),
    /// An `.rkestate` of this name, in plain.
    RkeState(String),
    /// RKE's state under this etcd key.
    RkeRecord(String),
    /// OpenShift's `static_kuberesources` archive of this name, in plain.
    KubeResources(String),
}

impl fmt::Display for OwnKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bootstrap(key) => {
                write!(
                    f,
                    "k3s bootstrap data {key}: opened with the server's token"
                )
            }
            Self::RkeState(name) => write!(f, "RKE state {name}: not encrypted"),
            Self::RkeRecord(key) => write!(f, "RKE state {key}"),
            Self::KubeResources(name) => {
                write!(f, "OpenShift static resources {name}: not encrypted")
            }
        }
    }
}

/// The keys that a backup carries.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct BackupKeys {
    /// The keys.
    pub keyring: Keyring,
    /// Where they were found.
    pub places: Vec<String>,
    /// What looked like keys and could not be read.
    pub problems: Vec<Error>,
}

impl Snapshot {
    /// Where this backup has keys of its own; `keys` are the etcd keys in it, in any order.
    #[must_use]
    pub fn own_keys<'k>(&self, keys: impl IntoIterator<Item = &'k [u8]>) -> Vec<OwnKeys> {
        let beside = self.input().companions().iter();
        let mut found: Vec<OwnKeys> = beside
            .filter_map(|file| match file.kind() {
                // An archive without an encryption configuration has none of the keys.
                CompanionKind::KubeResources => carried::kube_resources(file.bytes())
                    .is_ok_and(|configs| !configs.is_empty())
                    .then(|| OwnKeys::KubeResources(file.name().to_owned())),
                CompanionKind::RkeState => Some(OwnKeys::RkeState(file.name().to_owned())),
                _ => None,
            })
            .collect();
        let end = format!("/kube-system/{RKE_STATE}");
        let mut records: Vec<(&[u8], OwnKeys)> = keys
            .into_iter()
            .filter_map(|key| {
                let text = || String::from_utf8_lossy(key).into_owned();
                if key.starts_with(BOOTSTRAP.as_bytes()) {
                    return Some((key, OwnKeys::Bootstrap(text())));
                }
                key.ends_with(end.as_bytes())
                    .then(|| (key, OwnKeys::RkeRecord(text())))
            })
            .collect();
        records.sort_unstable_by_key(|(key, _)| *key);
        found.extend(records.into_iter().map(|(_, place)| place));
        found
    }

    /// The files in k3s' bootstrap data, with the token of the server.
    ///
    /// # Errors
    /// Not found when there is no such data; Encrypted when there is none for this token, or it
    /// does not open.
    pub fn bootstrap(&self, token: &Token) -> Result<Vec<CarriedFile>> {
        let store = self.store()?;
        let latest = store.latest(None, &Want::none().prefix(BOOTSTRAP))?;
        for record in latest.records.iter().take(PLACES) {
            let files = carried::bootstrap(record.key, record.value, token)
                .map_err(|e| record.place(e).in_file(self.input().name()))?;
            if let Some(files) = files {
                return Ok(files);
            }
        }
        if let Some(damage) = latest.problems.list().first() {
            return Err(damage.clone().in_file(self.input().name()));
        }
        let keys: Vec<String> = latest
            .records
            .iter()
            .map(|r| escape::quoted(r.key))
            .collect();
        Err(match keys.as_slice() {
            [] => Error::not_found("the snapshot has no k3s bootstrap data (/bootstrap/...)"),
            _ => Error::new(
                ErrorKind::Encrypted,
                format!(
                    "k3s' bootstrap data ({}) is for another token",
                    keys.join(", ")
                ),
            )
            .hint(
                "the token is in /var/lib/rancher/k3s/server/token or \
                 /var/lib/rancher/rke2/server/token of a server",
            ),
        })
    }

    /// The encryption configuration in k3s' bootstrap data.
    ///
    /// # Errors
    /// As [`Snapshot::bootstrap`]; Not found when the data has none, Invalid when it is none.
    pub fn bootstrap_keys(&self, token: &Token) -> Result<Keyring> {
        let files = self.bootstrap(token)?;
        let config = files.iter().find(|file| file.name == ENCRYPTION_CONFIG);
        let Some(config) = config else {
            return Err(Error::not_found(
                "k3s' bootstrap data has no encryption configuration: secrets-encryption was off",
            ));
        };
        Ok(Config::parse(&config.content)?.keyring)
    }

    /// The states of RKE that lie beside the snapshot.
    ///
    /// # Errors
    /// Corrupt when one is no such state.
    pub fn rke_states(&self) -> Result<Vec<RkeState>> {
        let beside = self.input().companions().iter();
        let states = beside.filter(|file| file.kind() == CompanionKind::RkeState);
        states
            .map(|file| RkeState::parse(file.bytes()).map_err(|e| e.in_file(file.name())))
            .collect()
    }

    /// The keys that lie open in the backup: in RKE's state, and beside OpenShift's snapshots.
    /// `prefix` is what the etcd keys start with, found if `None`.
    ///
    /// # Errors
    /// When the snapshot cannot be read.
    pub fn backup_keys(&self, prefix: Option<&str>) -> Result<BackupKeys> {
        let mut found = BackupKeys::default();
        for file in self.input().companions() {
            let configs = match file.kind() {
                CompanionKind::RkeState => RkeState::parse(file.bytes()).map(|s| s.configs),
                CompanionKind::KubeResources => carried::kube_resources(file.bytes()),
                _ => continue,
            };
            found.add(file.name(), configs, |e| e.in_file(file.name()));
        }
        let store = self.store()?;
        // Keys of several clusters in one etcd open no value of another: all of them are taken.
        let prefixes = match prefix {
            Some(given) => vec![Prefixes::given(given).registry],
            None => match prefixes::found(store.sample(PLACES).iter().map(|record| record.key)) {
                none if none.is_empty() => vec![Prefixes::default().registry],
                found => found,
            },
        };
        let mut want = Want::none();
        for prefix in prefixes {
            let under = |place: &str| format!("{prefix}{place}");
            want = want
                .key(under(&format!("/configmaps/kube-system/{RKE_STATE}")))
                .key(under(&format!("/secrets/kube-system/{RKE_STATE}")))
                .prefix(under(OPENSHIFT_CONFIGS));
        }
        let latest = store.latest(None, &want)?;
        if latest.records.len() > PLACES {
            found.problems.push(Error::limit(format!(
                "{} records may hold keys: the first {PLACES} are looked at",
                latest.records.len()
            )));
        }
        for record in latest.records.iter().take(PLACES) {
            // What was found so far may be what this one is encrypted with.
            let keyring = Arc::new(std::mem::take(&mut found.keyring));
            let configs = configs_of(record, &keyring);
            found.keyring = Arc::into_inner(keyring).unwrap_or_default();
            let name = String::from_utf8_lossy(record.key);
            found.add(&name, configs, |e| record.place(e));
        }
        Ok(found)
    }
}

impl BackupKeys {
    fn add(
        &mut self,
        name: &str,
        configs: Result<Vec<CarriedFile>>,
        place: impl Fn(Error) -> Error,
    ) {
        let configs = match configs {
            Ok(configs) => configs,
            Err(e) => return self.problems.push(place(e)),
        };
        for config in configs {
            match Config::parse(&config.content) {
                Ok(config) if config.keyring.is_empty() => {}
                Ok(config) => {
                    self.keyring.extend(config.keyring);
                    if self.places.iter().all(|place| place != name) {
                        self.places.push(name.to_owned());
                    }
                }
                Err(e) => self.problems.push(place(e)),
            }
        }
    }
}

/// The encryption configurations in a ConfigMap or Secret.
fn configs_of(record: &Record<'_>, keyring: &Arc<Keyring>) -> Result<Vec<CarriedFile>> {
    let codec = Codec::new(Minor::NEWEST).with_keys(Some(Arc::clone(keyring)));
    let options = DecodeOptions::default();
    let mut object = codec.read(record.key, record.value, options)?.object;
    let secret = object.str_at(&["kind"]) == Some("Secret");
    let mut configs = Vec::new();
    let data = object.as_object_mut().and_then(|o| o.get_mut("data"));
    let data = data.and_then(Value::as_object_mut);
    for (name, value) in data.into_iter().flat_map(|data| data.iter_mut()) {
        let Value::String(text) = value else {
            continue;
        };
        let bytes = Plaintext::new(if secret {
            let decoded = STANDARD.decode(text.as_bytes());
            decoded.map_err(|_| Error::corrupt("data is not base64"))?
        } else {
            text.as_bytes().to_vec()
        });
        if let std::borrow::Cow::Owned(text) = text {
            text.zeroize();
        }
        match name {
            RKE_STATE => configs.extend(RkeState::parse(&bytes)?.configs),
            "encryption-config" => configs.push(CarriedFile::new(name, bytes)),
            _ => {}
        }
    }
    Ok(configs)
}
