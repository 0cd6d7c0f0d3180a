//! Encryption at rest, told by the value's prefix
//! (apiserver `pkg/server/options/encryptionconfig/config.go`).
//!
//! ```text
//! k8s:enc:<provider>:v1:<key or plugin name>:<binary>
//! k8s:enc:kms:v2:<plugin name>:<binary>
//! ```

use kf_base::error::{Error, ErrorKind};
use kf_base::escape;

const PREFIX: &[u8] = b"k8s:enc:";

/// The longest provider or key name looked for, in bytes; KMS plugin and key names are DNS-like
/// words well below it.
const MAX_NAME: usize = 1024;

/// Who encrypted a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encrypted<'a> {
    /// `aescbc`, `aesgcm`, `secretbox`, `kms`, or one that kf has never heard of.
    pub provider: &'a [u8],
    /// `v1`, `v2`
    pub version: &'a [u8],
    /// Name of the key, or of the KMS plugin.
    pub name: &'a [u8],
}

impl<'a> Encrypted<'a> {
    /// Reads the prefix; `None` when the value is not encrypted.
    #[must_use]
    pub fn recognize(value: &'a [u8]) -> Option<Self> {
        let rest = value.strip_prefix(PREFIX)?;
        let head = rest.get(..MAX_NAME).unwrap_or(rest);
        let mut parts = head.splitn(4, |&b| b == b':');
        let provider = parts.next().unwrap_or_default();
        let version = parts.next().unwrap_or_default();
        let name = parts.next().unwrap_or_default();
        // Without a fourth part the name did not end: what stands there is data, not a name.
        let name = if parts.next().is_some() { name } else { b"" };
        Some(Self {
            provider,
            version,
            name,
        })
    }

    /// What follows the prefix in `value`, which this was read from.
    #[must_use]
    pub fn payload(&self, value: &'a [u8]) -> &'a [u8] {
        let parts = [self.provider, self.version, self.name];
        let prefix = parts.iter().fold(PREFIX.len(), |sum, part| {
            sum.saturating_add(part.len()).saturating_add(1)
        });
        value.get(prefix..).unwrap_or_default()
    }

    /// Who encrypted the value, in words.
    #[must_use]
    pub fn text(&self) -> String {
        let what = if self.provider == b"kms" {
            "KMS plugin"
        } else {
            "key"
        };
        format!(
            "encrypted at rest by provider {} ({}), {what} {}",
            escape::text(&String::from_utf8_lossy(self.provider)),
            escape::text(&String::from_utf8_lossy(self.version)),
            escape::quoted(self.name),
        )
    }

    /// The error for a value that no key at hand is for.
    #[must_use]
    pub fn error(&self) -> Error {
        let error = Error::new(ErrorKind::Encrypted, self.text());
        match self.provider {
            b"kms" => error.hint(
                "only the cluster's KMS plugin can unwrap its key: --kms-socket asks a running \
                 one, --kms-dek gives data keys that were unwrapped before",
            ),
            _ => error.hint(
                "--encryption-config gives the file that the cluster's kube-apiserver has as \
                 --encryption-provider-config, with the keys in it",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_provider_and_key() {
        let e = Encrypted::recognize(b"k8s:enc:aescbc:v1:key1:\x00\x01").unwrap();
        assert_eq!((e.provider, e.name), (&b"aescbc"[..], &b"key1"[..]));
        assert_eq!(
            e.error().to_string(),
            "encrypted at rest by provider aescbc (v1), key \"key1\""
        );
        let kms = Encrypted::recognize(b"k8s:enc:kms:v2:toy-kms:\x0a").unwrap();
        assert!(
            kms.error()
                .to_string()
                .ends_with("provider kms (v2), KMS plugin \"toy-kms\"")
        );
        assert_eq!(Encrypted::recognize(b"k8s:enc:").unwrap().name, b"");
        assert!(Encrypted::recognize(b"k8s\0").is_none());
    }
}
