//! Certificates in a Secret's values.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use x509_parser::prelude::{FromDer as _, X509Certificate};

use kf_base::time::Timestamp;

/// Most certificates of one value that are looked at: bundles of all public authorities have some
/// 150.
const MOST: usize = 1000;

/// What a certificate says of itself. Its signature is not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Certificate {
    /// The key of the Secret that holds it, such as `tls.crt`.
    pub key: String,
    /// `CN=web.corp.example, O=Corp`; empty when it has none.
    pub subject: String,
    /// The same of who signed it.
    pub issuer: String,
    /// Start of its validity.
    pub not_before: Timestamp,
    /// End of its validity.
    pub not_after: Timestamp,
    /// How many alternative names it has.
    pub alternative_names: usize,
    /// Whether it may sign others.
    pub authority: bool,
}

impl Certificate {
    /// The certificates in PEM in the value of a key; what cannot be parsed is passed over.
    #[must_use]
    pub fn all(key: &str, value: &[u8]) -> Vec<Self> {
        const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
        let Ok(text) = std::str::from_utf8(value) else {
            return Vec::new();
        };
        let blocks = text.split(BEGIN).skip(1).take(MOST);
        blocks
            .filter_map(|block| {
                let (body, _) = block.split_once("-----END CERTIFICATE-----")?;
                let packed: String = body.chars().filter(|c| !c.is_whitespace()).collect();
                let der = STANDARD.decode(packed).ok()?;
                Self::parse(key, &der)
            })
            .collect()
    }

    fn parse(key: &str, der: &[u8]) -> Option<Self> {
        let (_, certificate) = X509Certificate::from_der(der).ok()?;
        let names = certificate.subject_alternative_name().ok().flatten();
        let validity = certificate.validity();
        Some(Self {
            key: key.to_owned(),
            subject: certificate.subject().to_string(),
            issuer: certificate.issuer().to_string(),
            not_before: Timestamp::new(validity.not_before.timestamp(), 0),
            not_after: Timestamp::new(validity.not_after.timestamp(), 0),
            alternative_names: names.map_or(0, |n| n.value.general_names.len()),
            authority: certificate.is_ca(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_certificate_is_passed_over() {
        let text = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n\
                     -----BEGIN CERTIFICATE-----\n";
        assert_eq!(Certificate::all("a", text), []);
        assert_eq!(Certificate::all("a", b"\xff"), []);
    }

    proptest! {
        #[test]
        fn any_der_is_survived(der in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Certificate::parse("a", &der);
        }
    }
}
