//! The file that a kube-apiserver is given with `--encryption-provider-config`
//! (apiserver `pkg/apis/apiserver/v1/types_encryption.go`, checked as
//! `pkg/apis/apiserver/validation/validation_encryption.go` does, as far as reading needs it).

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

use super::wipe::Wiped;
use super::{Keyring, Provider};
use kf_base::error::{Error, Result};
use kf_object::Value;
use kf_object::parse::yaml;

/// What a configuration holds.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Config {
    /// The keys, in the order of the file.
    pub keyring: Keyring,
    /// Names of the KMS plugins that it names; their keys are not in the file.
    pub plugins: Vec<KmsPlugin>,
}

/// A KMS plugin as a configuration names it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KmsPlugin {
    /// Its name, which stands in the values' prefix.
    pub name: String,
    /// `v1` or `v2`.
    pub version: String,
    /// Where it listens, such as `unix:///var/run/kms.sock`.
    pub endpoint: String,
}

impl Config {
    /// Reads a configuration in YAML or JSON: kind `EncryptionConfiguration` of
    /// `apiserver.config.k8s.io/v1`, or the older `EncryptionConfig` of `v1`.
    ///
    /// # Errors
    /// Invalid, with the place in the file and never with what stands there, when it is no such
    /// configuration or a key is none.
    pub fn parse(text: &[u8]) -> Result<Self> {
        Self::of_document(text, |_| true)
    }

    /// Reads of a configuration what a server with it uses for one resource, which may be stored under
    /// the first of several names such as `secrets` or `deployments.apps`: nothing where none is
    /// listed (apiserver `pkg/server/options/encryptionconfig/config.go`, `transformerFromOverrides`).
    ///
    /// # Errors
    /// As [`Config::parse`].
    pub fn parse_for(text: &[u8], resources: &[String]) -> Result<Self> {
        let all = |listed: &str| listed == "*.*";
        let group = |listed: &str| {
            let group = listed.strip_prefix("*.");
            group.is_some_and(|group| {
                let of =
                    |name: &String| name.split_once('.').map_or("", |(_, group)| group) == group;
                resources.iter().any(of)
            })
        };
        let named = |listed: &str| resources.iter().any(|name| name == listed);
        let rules: [&dyn Fn(&str) -> bool; 3] = [&named, &group, &all];
        for rule in rules {
            let mut any = false;
            let config = Self::of_document(text, |entry| {
                let listed = list(entry, "resources").unwrap_or_default();
                let found = listed.iter().filter_map(Value::as_str).any(rule);
                any |= found;
                found
            })?;
            if any {
                return Ok(config);
            }
        }
        Ok(Self::default())
    }

    /// Reads those of the entries of a configuration that are wanted.
    fn of_document(text: &[u8], wanted: impl FnMut(&Value<'_>) -> bool) -> Result<Self> {
        let documents = yaml::documents(text)?;
        let mut documents: Vec<Wiped<'_>> = documents.into_iter().map(Wiped).collect();
        documents.retain(|document| !matches!(document.0, Value::Null));
        if let Some(talos) = documents.iter().find_map(|document| talos(&document.0)) {
            return Err(talos);
        }
        match documents.as_slice() {
            [document] => Self::of_entries(&document.0, wanted),
            [] => Err(Error::invalid("the file is empty")),
            _ => Err(Error::invalid("the file has more than one document")),
        }
    }

    /// Takes the configuration from a value tree.
    ///
    /// # Errors
    /// As [`Config::parse`].
    pub fn from_value(value: &Value<'_>) -> Result<Self> {
        Self::of_entries(value, |_| true)
    }

    fn of_entries(value: &Value<'_>, mut wanted: impl FnMut(&Value<'_>) -> bool) -> Result<Self> {
        let text = |name| value.str_at(&[name]).unwrap_or_default();
        match (text("apiVersion"), text("kind")) {
            ("apiserver.config.k8s.io/v1", "EncryptionConfiguration")
            | ("v1", "EncryptionConfig") => {}
            (api_version, kind) => {
                return Err(Error::invalid(format!(
                    "expected kind EncryptionConfiguration of apiserver.config.k8s.io/v1, or \
                     EncryptionConfig of v1, not {kind:?} of {api_version:?}"
                )));
            }
        }
        let mut config = Self::default();
        for (i, resource) in list(value, "resources")?.iter().enumerate() {
            if !wanted(resource) {
                continue;
            }
            for (j, provider) in list(resource, "providers")?.iter().enumerate() {
                config
                    .provider(provider)
                    .map_err(|e| under(&format!("resources[{i}].providers[{j}]"), &e))?;
            }
        }
        Ok(config)
    }

    fn provider(&mut self, provider: &Value<'_>) -> Result<()> {
        let members = provider.as_object().map_or(0, |members| members.len());
        if members != 1 {
            return Err(Error::invalid(format!(
                "a provider has one member, its kind, not {members}"
            )));
        }
        for kind in [Provider::AesCbc, Provider::AesGcm, Provider::Secretbox] {
            let Some(found) = provider.get(kind.name()) else {
                continue;
            };
            for (i, key) in list(found, "keys")?.iter().enumerate() {
                self.key(kind, key)
                    .map_err(|e| under(&format!("{kind}.keys[{i}]"), &e))?;
            }
            return Ok(());
        }
        if let Some(kms) = provider.get("kms") {
            let text = |name| kms.str_at(&[name]).unwrap_or_default().to_owned();
            let version = match text("apiVersion") {
                none if none.is_empty() => "v1".to_owned(),
                version => version,
            };
            self.plugins.push(KmsPlugin {
                name: text("name"),
                version,
                endpoint: text("endpoint"),
            });
            return Ok(());
        }
        if provider.get("identity").is_some() {
            return Ok(());
        }
        Err(Error::invalid(
            "the provider is none of aescbc, aesgcm, secretbox, kms, identity",
        ))
    }

    fn key(&mut self, provider: Provider, key: &Value<'_>) -> Result<()> {
        let name = key.str_at(&["name"]).unwrap_or_default();
        if name.is_empty() {
            return Err(Error::invalid("the key has no name"));
        }
        let secret = key.str_at(&["secret"]).unwrap_or_default();
        let secret = decode_secret(secret)
            .ok_or_else(|| Error::invalid(format!("the secret of key {name:?} is not base64")))?;
        self.keyring.add(provider, name, &secret)
    }
}

/// Says what to do with Talos' own files, which have the secrets of such a configuration: the bundle
/// that `talosctl gen secrets` writes, or a machine's configuration. The names of the keys are those
/// of Talos' template `kube-system-encryption-config-template.yaml`.
fn talos(document: &Value<'_>) -> Option<Error> {
    let places = [
        ("secrets", "secretboxencryptionsecret", "secretbox", "key2"),
        ("secrets", "aescbcencryptionsecret", "aescbc", "key1"),
        ("cluster", "secretboxEncryptionSecret", "secretbox", "key2"),
        ("cluster", "aescbcEncryptionSecret", "aescbc", "key1"),
    ];
    let found = places
        .iter()
        .find(|(parent, name, ..)| document.str_at(&[parent, name]).is_some());
    if let Some((parent, name, provider, key)) = found {
        let what =
            "this is a file of Talos, not the EncryptionConfiguration that Talos makes of it";
        return Some(Error::invalid(what).hint(format!(
            "write one with kind EncryptionConfiguration of apiserver.config.k8s.io/v1, the provider \
             {provider} and a key of the name {key}, whose secret is {parent}.{name}"
        )));
    }
    let machine = document.str_at(&["machine", "type"]).is_some();
    machine.then(|| {
        Error::invalid("this is a machine configuration of Talos without a key for encryption")
            .hint("the keys are in the configuration of a control plane, or in secrets.yaml")
    })
}

/// Go's `base64.StdEncoding`, which passes over line breaks.
fn decode_secret(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::RequireCanonical)
        .with_decode_allow_trailing_bits(true);
    let engine = GeneralPurpose::new(&STANDARD, config);
    let text: Zeroizing<Vec<u8>> = Zeroizing::new(
        text.bytes()
            .filter(|b| !matches!(b, b'\r' | b'\n'))
            .collect(),
    );
    engine.decode(text.as_slice()).ok().map(Zeroizing::new)
}

fn list<'v, 'a>(value: &'v Value<'a>, name: &str) -> Result<&'v [Value<'a>]> {
    match value.get(name) {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(list)) => Ok(list),
        Some(_) => Err(Error::invalid(format!("{name} is not a list"))),
    }
}

fn under(path: &str, error: &Error) -> Error {
    Error::invalid(format!("{path}: {}", error.message()))
}
