//! The ciphers of the providers that hold their keys in the configuration.

use std::fmt;

use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockModeDecrypt, KeyIvInit};
use aes::{Aes128, Aes192, Aes256};
use aes_gcm::aead::AeadInOut;
use aes_gcm::aead::consts::U12;
use aes_gcm::{AesGcm, KeyInit};
use zeroize::Zeroizing;

use super::secretbox::Secretbox;
use super::wipe::Plaintext;

/// Who encrypts with keys from the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Provider {
    /// AES-CBC; keys of 16, 24 or 32 bytes (`encrypt/aes/aes.go` `NewCBCTransformer`).
    AesCbc,
    /// AES-GCM; keys of 16, 24 or 32 bytes (`encrypt/aes/aes.go` `NewGCMTransformer`).
    AesGcm,
    /// XSalsa20-Poly1305; keys of 32 bytes (`encrypt/secretbox/secretbox.go`).
    Secretbox,
}

impl Provider {
    /// The name in configurations and prefixes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AesCbc => "aescbc",
            Self::AesGcm => "aesgcm",
            Self::Secretbox => "secretbox",
        }
    }

    /// What may be the matter with a value that does not open.
    pub(super) fn faults(self) -> &'static str {
        match self {
            Self::AesCbc => "the key is another one of the same name, or bytes were changed",
            Self::AesGcm => {
                "the key is another one of the same name, bytes were changed, or the value was \
                 moved here from another etcd key"
            }
            Self::Secretbox => "the key is another one of the same name, or bytes were changed",
        }
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// AES-GCM with a key of any of its lengths; the nonce has 12 bytes, the tag 16.
pub(super) enum Gcm {
    Aes128(Box<AesGcm<Aes128, U12>>),
    Aes192(Box<AesGcm<Aes192, U12>>),
    Aes256(Box<AesGcm<Aes256, U12>>),
}

const GCM_NONCE: usize = 12;
const TAG: usize = 16;
const CBC_BLOCK: usize = 16;

impl Gcm {
    /// `None` when AES has no key of that length.
    pub(super) fn new(secret: &[u8]) -> Option<Self> {
        match secret.len() {
            16 => Some(Self::Aes128(Box::new(AesGcm::new_from_slice(secret).ok()?))),
            24 => Some(Self::Aes192(Box::new(AesGcm::new_from_slice(secret).ok()?))),
            32 => Some(Self::Aes256(Box::new(AesGcm::new_from_slice(secret).ok()?))),
            _ => None,
        }
    }

    /// Opens nonce, ciphertext and tag; `None` when they are not authentic.
    pub(super) fn open(&self, aad: &[u8], sealed: &[u8]) -> Option<Plaintext> {
        let (nonce, rest) = sealed.split_first_chunk::<GCM_NONCE>()?;
        let (text, tag) = rest.split_last_chunk::<TAG>()?;
        let mut plain = Plaintext::new(text.to_vec());
        let buffer = (&mut *plain).into();
        match self {
            Self::Aes128(c) => c.decrypt_inout_detached(nonce.into(), aad, buffer, tag.into()),
            Self::Aes192(c) => c.decrypt_inout_detached(nonce.into(), aad, buffer, tag.into()),
            Self::Aes256(c) => c.decrypt_inout_detached(nonce.into(), aad, buffer, tag.into()),
        }
        .ok()?;
        Some(plain)
    }
}

/// Opens an IV and the blocks behind it; `None` when they are no whole blocks or the padding is
/// wrong.
pub(super) fn open_cbc(secret: &[u8], sealed: &[u8]) -> Option<Plaintext> {
    let (iv, text) = sealed.split_first_chunk::<CBC_BLOCK>()?;
    let mut plain = Plaintext::new(text.to_vec());
    let buffer = &mut *plain;
    let length = match secret.len() {
        16 => cbc::Decryptor::<Aes128>::new_from_slices(secret, iv)
            .ok()?
            .decrypt_padded::<Pkcs7>(buffer),
        24 => cbc::Decryptor::<Aes192>::new_from_slices(secret, iv)
            .ok()?
            .decrypt_padded::<Pkcs7>(buffer),
        32 => cbc::Decryptor::<Aes256>::new_from_slices(secret, iv)
            .ok()?
            .decrypt_padded::<Pkcs7>(buffer),
        _ => return None,
    }
    .ok()?
    .len();
    plain.0.truncate(length);
    Some(plain)
}

/// A key in the form its cipher works with.
pub(super) enum Cipher {
    AesCbc(Zeroizing<Vec<u8>>),
    AesGcm(Gcm),
    Secretbox(Box<Secretbox>),
}

impl Cipher {
    /// # Errors
    /// The lengths that keys may have, in words.
    pub(super) fn new(provider: Provider, secret: &[u8]) -> Result<Self, &'static str> {
        const AES: &str = "16, 24 or 32";
        match provider {
            Provider::AesCbc if matches!(secret.len(), 16 | 24 | 32) => {
                Ok(Self::AesCbc(Zeroizing::new(secret.to_vec())))
            }
            Provider::AesCbc => Err(AES),
            Provider::AesGcm => Gcm::new(secret).map(Self::AesGcm).ok_or(AES),
            Provider::Secretbox => {
                let key = Secretbox::new(secret).ok_or("32")?;
                Ok(Self::Secretbox(Box::new(key)))
            }
        }
    }

    pub(super) fn provider(&self) -> Provider {
        match self {
            Self::AesCbc(_) => Provider::AesCbc,
            Self::AesGcm(_) => Provider::AesGcm,
            Self::Secretbox(_) => Provider::Secretbox,
        }
    }

    /// What `sealed` says; `None` when it cannot have been sealed with this key, as far as the
    /// scheme can tell.
    pub(super) fn open(&self, etcd_key: &[u8], sealed: &[u8]) -> Option<Plaintext> {
        match self {
            Self::AesCbc(secret) => open_cbc(secret, sealed),
            Self::AesGcm(gcm) => gcm.open(etcd_key, sealed),
            Self::Secretbox(key) => key.open(sealed),
        }
    }
}
