//! Keys that a backup carries itself: the formats, each of which holds an EncryptionConfiguration.
//!
//! ```text
//! k3s, RKE2   /bootstrap/<12 hex digits of SHA-256(password)>, opened with the server's token
//! RKE         NAME.rkestate beside the snapshot, or full-cluster-state in kube-system
//! OpenShift   static_kuberesources_TIME.tar.gz beside the snapshot
//! ```

use std::fmt;
use std::io::Read as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::bufread::MultiGzDecoder;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::Plaintext;
use super::ciphers::Gcm;
use super::wipe::Wiped;
use kf_base::error::{Error, ErrorKind, Result};
use kf_base::hex;
use kf_base::limits::{MAX_CONFIG_BYTES, MAX_STATIC_RESOURCES_BYTES};
use kf_object::Value;
use kf_object::parse::json;

/// What the etcd keys of k3s' bootstrap data start with.
pub const BOOTSTRAP: &str = "/bootstrap/";

/// The name of the encryption configuration in k3s' bootstrap data.
pub const ENCRYPTION_CONFIG: &str = "EncryptionConfig";

/// Rounds of PBKDF2 (k3s `pkg/cluster/encrypt.go`).
const ROUNDS: u32 = 4096;
/// Hexadecimal digits of a CA's hash in a token.
const CA_HASH: usize = 64;

/// A file in the data that a cluster is set up from, wiped from memory when it is dropped.
#[non_exhaustive]
pub struct CarriedFile {
    /// Its name, untrusted, such as `ServerCAKey`.
    pub name: String,
    /// When it was last changed, RFC 3339; before k3s 1.22 that was not kept.
    pub timestamp: Option<String>,
    /// What is in it.
    pub content: Plaintext,
}

impl fmt::Debug for CarriedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CarriedFile")
            .field("name", &self.name)
            .field("timestamp", &self.timestamp)
            .field("bytes", &self.content.len())
            .finish_non_exhaustive()
    }
}

impl CarriedFile {
    /// A file of which no more is known.
    #[must_use]
    pub fn new(name: impl Into<String>, content: Plaintext) -> Self {
        Self {
            name: name.into(),
            timestamp: None,
            content,
        }
    }
}

/// The token of a k3s or RKE2 server.
pub struct Token {
    /// What data may be encrypted with: the password in the token; before k3s 1.21.3 the token as
    /// it was written, or nothing at all (`pkg/cluster/storage.go` `migrateOldTokens`).
    passwords: [Zeroizing<String>; 3],
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").finish_non_exhaustive()
    }
}

impl Token {
    /// Reads `K10<hash>::<user>:<password>`, or a password alone; line breaks at the end do not
    /// count (k3s `pkg/clientaccess/token.go` `parseToken`).
    ///
    /// # Errors
    /// Invalid, without the token, when it is empty or begins as the long form and is none.
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim_end_matches(['\r', '\n']);
        let password = match text.strip_prefix("K10") {
            None => Some(text),
            Some(rest) => match rest.split_once("::") {
                Some((hash, _)) if !matches!(hash.len(), 0 | CA_HASH) => None,
                Some((_, credentials)) => Some(credentials),
                None => Some(rest),
            }
            .and_then(|credentials| Some(credentials.split_once(':')?.1)),
        };
        match password {
            Some(password) if !password.is_empty() => Ok(Self {
                passwords: [password, text, ""].map(|text| Zeroizing::new(text.to_owned())),
            }),
            _ => Err(Error::invalid(
                "the token is neither K10HASH::USER:PASSWORD nor a password",
            )),
        }
    }

    /// The password for the data under an etcd key.
    fn password(&self, etcd_key: &[u8]) -> Option<&str> {
        let passwords = self.passwords.iter().map(|password| password.as_str());
        let mut passwords = passwords.filter(|p| bootstrap_key(p).as_bytes() == etcd_key);
        passwords.next()
    }
}

/// Where k3s stores data that is encrypted with a password.
fn bootstrap_key(password: &str) -> String {
    let mut key = BOOTSTRAP.to_owned();
    let sum = Sha256::digest(password);
    hex::push(&mut key, sum.iter().take(6));
    key
}

/// The files in k3s' bootstrap data under an etcd key; `None` when the token is not the one that
/// the key says.
///
/// # Errors
/// Encrypted when it does not open although the key says that it should, Corrupt when what comes
/// out is no such data.
pub fn bootstrap(etcd_key: &[u8], value: &[u8], token: &Token) -> Result<Option<Vec<CarriedFile>>> {
    let Some(password) = token.password(etcd_key) else {
        return Ok(None);
    };
    let malformed = || Error::corrupt("k3s' bootstrap data is not salt:base64");
    let colon = value.iter().position(|b| *b == b':');
    let (salt, sealed) = colon
        .and_then(|at| value.split_at_checked(at))
        .ok_or_else(malformed)?;
    let sealed = STANDARD.decode(sealed.get(1..).unwrap_or_default());
    let sealed = sealed.map_err(|_| malformed())?;
    let mut key = Zeroizing::new([0; 32]);
    pbkdf2::pbkdf2_hmac::<Sha1>(password.as_bytes(), salt, ROUNDS, key.as_mut_slice());
    let opened = Gcm::new(key.as_slice()).and_then(|gcm| gcm.open(b"", &sealed));
    let Some(plain) = opened else {
        return Err(Error::new(
            ErrorKind::Encrypted,
            "k3s' bootstrap data does not open with the token: bytes were changed",
        ));
    };
    bootstrap_files(&plain).map(Some)
}

/// Both forms: of name to content, and since k3s 1.22 of name to timestamp and content
/// (`pkg/bootstrap/bootstrap.go` `ReadFromDisk`).
fn bootstrap_files(plain: &[u8]) -> Result<Vec<CarriedFile>> {
    let wrong = || Error::corrupt("k3s' bootstrap data is no JSON of names and files");
    let parsed = Wiped(json::parse(plain).map_err(|_| wrong())?);
    let members = parsed.0.as_object().ok_or_else(wrong)?;
    members
        .iter()
        .map(|(name, file)| {
            // Go finds members whatever their case.
            let content = file.as_str().or_else(|| {
                file.str_at(&["Content"])
                    .or_else(|| file.str_at(&["content"]))
            });
            let content = STANDARD.decode(content.unwrap_or_default());
            Ok(CarriedFile {
                name: name.to_owned(),
                timestamp: file.str_at(&["Timestamp"]).map(str::to_owned),
                content: Plaintext::new(content.map_err(|_| wrong())?),
            })
        })
        .collect()
}

/// What RKE keeps of a cluster (rancher/rke `cluster/state.go` `FullState`).
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct RkeState {
    /// The texts of its encryption configurations, that of the current state first.
    pub configs: Vec<CarriedFile>,
    /// Its certificates, their keys and kubeconfigs.
    pub files: Vec<CarriedFile>,
}

impl RkeState {
    /// Reads an `.rkestate` file, or what stands in `full-cluster-state`.
    ///
    /// # Errors
    /// Corrupt when it is no such state.
    pub fn parse(text: &[u8]) -> Result<Self> {
        let wrong = || Error::corrupt("the RKE state is no JSON of desiredState and currentState");
        let parsed = Wiped(json::parse(text).map_err(|_| wrong())?);
        let states = ["currentState", "desiredState"].map(|name| parsed.0.get(name));
        if states.iter().all(Option::is_none) {
            return Err(wrong());
        }
        let mut state = Self::default();
        let file = |name: String, text: &str| {
            CarriedFile::new(name, Plaintext::new(text.as_bytes().to_vec()))
        };
        for of in states.into_iter().flatten() {
            let config = of.str_at(&["encryptionConfig"]).unwrap_or_default();
            if !config.is_empty() {
                state
                    .configs
                    .push(file(ENCRYPTION_CONFIG.to_owned(), config));
            }
            let bundle = of.get("certificatesBundle").and_then(Value::as_object);
            for (name, pki) in bundle.iter().flat_map(|bundle| bundle.iter()) {
                let parts = [
                    ("certificatePEM", ".pem"),
                    ("keyPEM", "-key.pem"),
                    ("config", ".kubeconfig"),
                ];
                for (part, ending) in parts {
                    let name = format!("{name}{ending}");
                    let text = pki.str_at(&[part]).unwrap_or_default();
                    if !text.is_empty() && state.files.iter().all(|f| f.name != name) {
                        state.files.push(file(name, text));
                    }
                }
            }
        }
        Ok(state)
    }
}

/// The encryption configurations of kube-apiservers in OpenShift's `static_kuberesources`
/// archive: one for each revision of the static pod that the node still had.
///
/// # Errors
/// Corrupt when it is no tar.gz; Limit past the caps.
pub fn kube_resources(archive: &[u8]) -> Result<Vec<CarriedFile>> {
    let wrong = |e: std::io::Error| Error::corrupt(format!("the archive cannot be read: {e}"));
    let unpacked = MultiGzDecoder::new(archive).take(MAX_STATIC_RESOURCES_BYTES);
    let mut archive = tar::Archive::new(unpacked);
    let mut found = Vec::new();
    for entry in archive.entries().map_err(wrong)? {
        let mut entry = entry.map_err(wrong)?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if !name.ends_with("/secrets/encryption-config/encryption-config") {
            continue;
        }
        let size = usize::try_from(entry.size()).unwrap_or(usize::MAX);
        if size > MAX_CONFIG_BYTES {
            return Err(Error::limit(format!(
                "{name} is over {MAX_CONFIG_BYTES} bytes (MAX_CONFIG_BYTES)"
            )));
        }
        let mut content = Plaintext::new(Vec::with_capacity(size));
        entry.read_to_end(&mut content.0).map_err(wrong)?;
        found.push(CarriedFile::new(name, content));
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
