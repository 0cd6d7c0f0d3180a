//! KMS envelopes: the value is encrypted with a data key, and the data key with one that only a
//! plugin has (apiserver `pkg/storage/value/encrypt/envelope`).
//!
//! ```text
//! v1   u16 BE length, data key as the plugin wrapped it, payload: AES-GCM, before 1.25 AES-CBC
//! v2   EncryptedObject { 1 encryptedData, 2 keyID, 3 encryptedDEKSource,
//!                        4 annotations, 5 encryptedDEKSourceType }
//!      type 0   the source is an AES-256 key; encryptedData: nonce 12, ciphertext, tag 16
//!      type 1   the source is a seed; encryptedData: info 32, then as above under the key
//!               HKDF-Expand(SHA-256, seed, info, 32)
//! ```
//!
//! The plugin is stood in for by data keys or seeds that somebody had unwrapped before, or by an
//! [`Unwrap`] that asks a running plugin.

use std::fmt;
use std::sync::Mutex;

use foldhash::fast::RandomState;
use hashbrown::HashMap;
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::Plaintext;
use super::ciphers::{Gcm, open_cbc};
use kf_base::bytes::{Bytes, OutOfBytes};
use kf_base::error::{Error, Result};

/// Bytes of HKDF's `info` before the nonce.
const INFO: usize = 32;
/// Bytes of a data key, and the fewest of a seed.
const DATA_KEY: usize = 32;
/// A wrapped data key may have so many bytes (`kmsv2/envelope.go` `validateEncryptedDEKSource`);
/// v1 has none but what fits its length.
const MAX_SOURCE: usize = 1024;

/// What is asked of a plugin.
#[derive(Clone, Debug, Default)]
pub struct Wrapped<'a> {
    /// The plugin's name in the configuration.
    pub plugin: &'a str,
    /// The API, 1 or 2.
    pub version: u8,
    /// The wrapped data key or seed.
    pub ciphertext: &'a [u8],
    /// Which of the plugin's keys wrapped it; empty in v1.
    pub key_id: &'a str,
    /// What the plugin gave along with it; empty in v1.
    pub annotations: Vec<(&'a str, &'a [u8])>,
}

/// Asks a plugin.
pub trait Unwrap: Send + Sync {
    /// The data key or seed.
    ///
    /// # Errors
    /// When the plugin cannot be reached or refuses.
    fn unwrap_key(&self, wrapped: &Wrapped<'_>) -> Result<Zeroizing<Vec<u8>>>;
}

/// What stands in for a plugin.
pub struct Kms {
    /// `None` for any plugin.
    name: Option<String>,
    /// Data keys and seeds, told apart by trying.
    keys: Vec<Zeroizing<Vec<u8>>>,
    plugin: Option<Box<dyn Unwrap>>,
    /// What the plugin has unwrapped already: a seed of v2 serves many objects.
    unwrapped: Mutex<HashMap<Vec<u8>, Zeroizing<Vec<u8>>, RandomState>>,
}

impl fmt::Debug for Kms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kms")
            .field("name", &self.name)
            .field("keys", &self.keys.len())
            .field("plugin", &self.plugin.is_some())
            .finish_non_exhaustive()
    }
}

impl Kms {
    /// Data keys or seeds for the plugin of that name, in plain.
    #[must_use]
    pub fn with_keys(name: &str, keys: Vec<Zeroizing<Vec<u8>>>) -> Self {
        Self {
            name: Some(name.to_owned()),
            keys,
            plugin: None,
            unwrapped: Mutex::default(),
        }
    }

    /// A running plugin; without a name it answers for all.
    #[must_use]
    pub fn with_plugin(name: Option<&str>, plugin: Box<dyn Unwrap>) -> Self {
        Self {
            name: name.map(str::to_owned),
            keys: Vec::new(),
            plugin: Some(plugin),
            unwrapped: Mutex::default(),
        }
    }

    pub(super) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("*")
    }

    pub(super) fn answers_to(&self, name: &[u8]) -> bool {
        self.name.as_ref().is_none_or(|n| n.as_bytes() == name)
    }

    /// Opens what follows the prefix.
    ///
    /// # Errors
    /// Corrupt when the envelope is malformed; else when no key opens it.
    pub(super) fn open(
        &self,
        version: &[u8],
        etcd_key: &[u8],
        payload: &[u8],
    ) -> Result<Plaintext> {
        match version {
            b"v1" => self.open_v1(etcd_key, payload),
            b"v2" => self.open_v2(etcd_key, &EncryptedObject::parse(payload)?),
            _ => Err(Error::unsupported("an unknown version of the KMS envelope")),
        }
    }

    fn open_v1(&self, etcd_key: &[u8], payload: &[u8]) -> Result<Plaintext> {
        let (wrapped, sealed) =
            split_v1(payload).ok_or_else(|| Error::corrupt("the KMS v1 envelope is cut short"))?;
        let wrapped = Wrapped {
            plugin: self.name(),
            version: 1,
            ciphertext: wrapped,
            key_id: "",
            annotations: Vec::new(),
        };
        self.try_keys(&wrapped, |key| {
            // Servers before 1.25 wrote CBC, later ones read both in this order.
            let gcm = Gcm::new(key).and_then(|gcm| gcm.open(etcd_key, sealed));
            gcm.or_else(|| open_cbc(key, sealed).filter(|plain| super::is_object(plain)))
        })
    }

    fn open_v2(&self, etcd_key: &[u8], object: &EncryptedObject<'_>) -> Result<Plaintext> {
        let wrapped = Wrapped {
            plugin: self.name(),
            version: 2,
            ciphertext: object.source,
            key_id: object.key_id,
            annotations: object.annotations.clone(),
        };
        let seeded = match object.source_type {
            0 => false,
            1 => true,
            other => {
                return Err(Error::unsupported(format!(
                    "encryptedDEKSourceType {other} is not known"
                )));
            }
        };
        self.try_keys(&wrapped, |key| {
            if !seeded {
                let key: &[u8; DATA_KEY] = key.try_into().ok()?;
                return Gcm::new(key)?.open(etcd_key, object.data);
            }
            let (info, sealed) = object.data.split_first_chunk::<INFO>()?;
            let mut data_key = Zeroizing::new([0; DATA_KEY]);
            let kdf = Hkdf::<Sha256>::from_prk(key).ok()?;
            kdf.expand(info, data_key.as_mut_slice()).ok()?;
            Gcm::new(data_key.as_slice())?.open(etcd_key, sealed)
        })
    }

    fn try_keys(
        &self,
        wrapped: &Wrapped<'_>,
        open: impl Fn(&[u8]) -> Option<Plaintext>,
    ) -> Result<Plaintext> {
        if let Some(plain) = self.keys.iter().find_map(|key| open(key)) {
            return Ok(plain);
        }
        let Some(plugin) = &self.plugin else {
            return Err(Error::corrupt(format!(
                "none of the {} data keys given opens it{}",
                self.keys.len(),
                key_id(wrapped)
            )));
        };
        let key = self.ask(plugin.as_ref(), wrapped)?;
        open(&key).ok_or_else(|| {
            Error::corrupt(format!(
                "the data key that the plugin gave does not open it{}: bytes were changed, or the \
                 value was moved here from another etcd key",
                key_id(wrapped)
            ))
        })
    }

    fn ask(&self, plugin: &dyn Unwrap, wrapped: &Wrapped<'_>) -> Result<Zeroizing<Vec<u8>>> {
        if wrapped.version == 2 && wrapped.ciphertext.len() > MAX_SOURCE {
            return Err(Error::corrupt("encryptedDEKSource is over 1024 bytes"));
        }
        // Held while the plugin is asked, so that it is asked once for each seed. A thread that
        // panicked meanwhile has left nothing half done.
        let mut known = match self.unwrapped.lock() {
            Ok(known) => known,
            Err(poisoned) => poisoned.into_inner(),
        };
        if let Some(key) = known.get(wrapped.ciphertext) {
            return Ok(key.clone());
        }
        let key = plugin.unwrap_key(wrapped)?;
        // A data key of v1 is used once.
        if wrapped.version == 2 {
            known.insert(wrapped.ciphertext.to_vec(), key.clone());
        }
        Ok(key)
    }
}

fn key_id(wrapped: &Wrapped<'_>) -> String {
    match wrapped.key_id {
        "" => String::new(),
        id => format!(" (key id {id:?})"),
    }
}

fn split_v1(payload: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = payload.split_first_chunk::<2>()?;
    rest.split_at_checked(u16::from_be_bytes(*length).into())
}

/// `v2.EncryptedObject` (`envelope/kmsv2/v2/api.proto`).
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct EncryptedObject<'a> {
    data: &'a [u8],
    /// Which of the plugin's keys wrapped the source.
    pub key_id: &'a str,
    source: &'a [u8],
    /// What the plugin gave along with it.
    pub annotations: Vec<(&'a str, &'a [u8])>,
    /// 0 for a data key, 1 for a seed.
    pub source_type: u64,
}

impl<'a> EncryptedObject<'a> {
    /// # Errors
    /// Corrupt when the bytes are no such message.
    pub fn parse(payload: &'a [u8]) -> Result<Self> {
        let mut object = Self::default();
        object
            .fields(Bytes::new(payload))
            .map_err(|OutOfBytes| Error::corrupt("the KMS v2 envelope is malformed"))?;
        Ok(object)
    }

    fn fields(&mut self, mut b: Bytes<'a>) -> Result<(), OutOfBytes> {
        while !b.is_empty() {
            match b.varint()? {
                0x0a => self.data = b.length_delimited()?,
                0x12 => self.key_id = text(b.length_delimited()?)?,
                0x1a => self.source = b.length_delimited()?,
                0x22 => self.annotations.push(annotation(b.length_delimited()?)?),
                0x28 => self.source_type = b.varint()?,
                tag => b.skip_field(tag)?,
            }
        }
        Ok(())
    }
}

fn annotation(bytes: &[u8]) -> Result<(&str, &[u8]), OutOfBytes> {
    let (mut b, mut name, mut value) = (Bytes::new(bytes), "", &[][..]);
    while !b.is_empty() {
        match b.varint()? {
            0x0a => name = text(b.length_delimited()?)?,
            0x12 => value = b.length_delimited()?,
            tag => b.skip_field(tag)?,
        }
    }
    Ok((name, value))
}

fn text(bytes: &[u8]) -> Result<&str, OutOfBytes> {
    std::str::from_utf8(bytes).map_err(|_| OutOfBytes)
}
