//! Encryption at rest, undone with the keys the caller has
//! (apiserver `pkg/storage/value/encrypt` and `pkg/server/options/encryptionconfig`).
//!
//! ```text
//! k8s:enc:aescbc:v1:<key>:     IV 16, AES-CBC with PKCS#7 padding          nothing is authenticated
//! k8s:enc:aesgcm:v1:<key>:     nonce 12, ciphertext, tag 16                with the etcd key
//! k8s:enc:secretbox:v1:<key>:  nonce 24, tag 16, XSalsa20 ciphertext       without it
//! k8s:enc:kms:v1:<plugin>:     u16 length, wrapped data key, payload       one data key each write
//! k8s:enc:kms:v2:<plugin>:     EncryptedObject                             one seed for many
//! ```
//!
//! A [`Keyring`] is asked by the value's prefix alone. The server also goes by the resource, to
//! know with what to write; for reading, a key of the name in the prefix that opens the value is
//! the right one wherever the configuration lists it.
//!
//! Keys are wiped from memory when they are dropped. No error, and no `Debug`, says anything of a
//! key but its name, nor anything of what was decrypted.

pub mod carried;
mod ciphers;
pub mod config;
pub mod kms;
mod secretbox;
mod wipe;

use std::fmt;

use super::envelope;
use super::serializer::cbor;
use super::transformer::Encrypted;
use ciphers::Cipher;
pub use ciphers::Provider;
use kf_base::error::{Error, ErrorKind, Result};
use kf_base::escape;
use kms::{EncryptedObject, Kms};
pub use wipe::Plaintext;

/// The keys at hand.
#[derive(Default)]
pub struct Keyring {
    keys: Vec<Key>,
    kms: Vec<Kms>,
}

struct Key {
    name: String,
    cipher: Cipher,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Keyring").field(&self.names()).finish()
    }
}

impl Keyring {
    /// No keys.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a key. Keys of one name are tried in the order they were added.
    ///
    /// # Errors
    /// Invalid when the provider takes no key of that length.
    pub fn add(&mut self, provider: Provider, name: &str, secret: &[u8]) -> Result<()> {
        self.keys.push(Key {
            name: name.to_owned(),
            cipher: Cipher::new(provider, secret).map_err(|lengths| {
                Error::invalid(format!(
                    "key {name:?} of {provider} has {} bytes, not {lengths}",
                    secret.len()
                ))
            })?,
        });
        Ok(())
    }

    /// Adds a KMS plugin's stand-in.
    pub fn add_kms(&mut self, kms: Kms) {
        self.kms.push(kms);
    }

    /// Adds all keys of another keyring behind those that are there.
    pub fn extend(&mut self, other: Self) {
        self.keys.extend(other.keys);
        self.kms.extend(other.kms);
    }

    /// Whether there is no key at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.kms.is_empty()
    }

    /// Provider and name of each key, such as `aescbc "key1"`.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let keys = self
            .keys
            .iter()
            .map(|key| format!("{} {:?}", key.cipher.provider(), key.name));
        let kms = self.kms.iter().map(|kms| format!("kms {:?}", kms.name()));
        keys.chain(kms).collect()
    }

    /// Opens the value under an etcd key.
    ///
    /// # Errors
    /// [`ErrorKind::Encrypted`] when no key at hand has the name in the value's prefix, or when
    /// those that have it do not open the value: a wrong key, changed bytes, or a value moved from
    /// another etcd key cannot be told apart.
    pub fn open(&self, etcd_key: &[u8], value: &[u8]) -> Result<Plaintext> {
        let Some(encrypted) = Encrypted::recognize(value) else {
            return Err(Error::invalid("the value is not encrypted"));
        };
        let payload = encrypted.payload(value);
        if encrypted.provider == b"kms" {
            return self.open_kms(&encrypted, etcd_key, value);
        }
        let mut last = None;
        for key in &self.keys {
            if !key.answers_to(&encrypted) {
                continue;
            }
            match key.cipher.open(etcd_key, payload) {
                Some(plain) if is_object(&plain) => return Ok(plain),
                // Only without authentication: the padding came out right by chance.
                Some(_) | None => last = Some(key.cipher.provider()),
            }
        }
        Err(match last {
            None => self.no_key(&encrypted, value),
            Some(provider) => not_opened(&encrypted, provider.faults()),
        })
    }

    fn open_kms(
        &self,
        encrypted: &Encrypted<'_>,
        etcd_key: &[u8],
        value: &[u8],
    ) -> Result<Plaintext> {
        let payload = encrypted.payload(value);
        let mut last = None;
        for kms in self.kms.iter().filter(|kms| kms.answers_to(encrypted.name)) {
            match kms.open(encrypted.version, etcd_key, payload) {
                Ok(plain) if is_object(&plain) => return Ok(plain),
                Ok(_) => last = Some(Error::corrupt("what comes out is no Kubernetes object")),
                Err(e) => last = Some(e),
            }
        }
        match last {
            None => Err(self.no_key(encrypted, value)),
            Some(e) => Err(match e.hint_text() {
                Some(hint) => failed(encrypted, e.message()).hint(hint),
                None => not_opened(encrypted, e.message()),
            }),
        }
    }

    fn no_key(&self, encrypted: &Encrypted<'_>, value: &[u8]) -> Error {
        if self.is_empty() {
            return locked(encrypted, value);
        }
        Error::new(ErrorKind::Encrypted, described(encrypted, value)).hint(format!(
            "that key is not among those given: {}",
            escape::text(&self.names().join(", "))
        ))
    }
}

impl Key {
    fn answers_to(&self, encrypted: &Encrypted<'_>) -> bool {
        encrypted.version == b"v1"
            && encrypted.provider == self.cipher.provider().name().as_bytes()
            && encrypted.name == self.name.as_bytes()
    }
}

/// The error for an encrypted value when there are no keys at all.
#[cold]
pub(super) fn locked(encrypted: &Encrypted<'_>, value: &[u8]) -> Error {
    let error = Error::new(ErrorKind::Encrypted, described(encrypted, value));
    match encrypted.error().hint_text() {
        Some(hint) => error.hint(hint),
        None => error,
    }
}

/// Who encrypted a value: the prefix, and of a KMS v2 envelope what it says of the plugin's key.
fn described(encrypted: &Encrypted<'_>, value: &[u8]) -> String {
    let mut text = encrypted.text();
    if (encrypted.provider, encrypted.version) != (b"kms", b"v2") {
        return text;
    }
    if let Ok(object) = EncryptedObject::parse(encrypted.payload(value)) {
        text.push_str(", key id ");
        text.push_str(&escape::quoted(object.key_id.as_bytes()));
        for (i, (name, _)) in object.annotations.iter().enumerate() {
            text.push_str(if i == 0 { ", annotations " } else { ", " });
            text.push_str(&escape::quoted(name.as_bytes()));
        }
    }
    text
}

/// Whether decrypted bytes look like what an apiserver stores. A wrong key of a scheme that
/// authenticates nothing gives noise.
fn is_object(plain: &[u8]) -> bool {
    plain.starts_with(envelope::MAGIC)
        || plain.starts_with(cbor::MAGIC)
        || plain.trim_ascii_start().starts_with(b"{")
}

#[cold]
fn failed(encrypted: &Encrypted<'_>, why: &str) -> Error {
    Error::new(
        ErrorKind::Encrypted,
        format!("{}, does not open: {why}", encrypted.text()),
    )
}

#[cold]
fn not_opened(encrypted: &Encrypted<'_>, why: &str) -> Error {
    failed(encrypted, why)
        .hint("another configuration of the cluster may have had another key of this name")
}

#[cfg(test)]
mod tests;
