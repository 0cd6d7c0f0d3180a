//! Whose a certificate is and until when: as much of X.509 as a list of files shows.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use der::asn1::{AnyRef, GeneralizedTime, UtcTime};
use der::{Decode as _, Reader as _, Tag, Tagged as _};

use crate::time::push_rfc3339;

/// A certificate.
#[derive(Debug, PartialEq)]
pub(super) struct Certificate {
    /// `CN=k3s-server-ca@1795369500,O=k3s`; attributes without a short name are left out.
    pub(super) subject: String,
    /// RFC 3339.
    pub(super) not_after: String,
}

/// The first certificate in a file of PEM; `None` when there is none.
pub(super) fn first(pem: &[u8]) -> Option<Certificate> {
    let text = std::str::from_utf8(pem).ok()?;
    let (_, rest) = text.split_once("-----BEGIN CERTIFICATE-----")?;
    let (body, _) = rest.split_once("-----END CERTIFICATE-----")?;
    let body: String = body.split_ascii_whitespace().collect();
    let der = STANDARD.decode(body).ok()?;
    read(&der).ok().flatten()
}

fn read(der: &[u8]) -> der::Result<Option<Certificate>> {
    AnyRef::from_der(der)?.sequence(|certificate| {
        let found = AnyRef::decode(certificate)?.sequence(|to_be_signed| {
            let mut next = AnyRef::decode(to_be_signed)?;
            if next.tag() != Tag::Integer {
                // [0], the version; then the serial number.
                next = AnyRef::decode(to_be_signed)?;
            }
            let (_serial, _algorithm, _issuer) = (
                next,
                AnyRef::decode(to_be_signed)?,
                AnyRef::decode(to_be_signed)?,
            );
            let not_after = AnyRef::decode(to_be_signed)?.sequence(|validity| {
                let _not_before = AnyRef::decode(validity)?;
                seconds(AnyRef::decode(validity)?)
            })?;
            let subject = AnyRef::decode(to_be_signed)?.sequence(|names| {
                let mut parts = Vec::new();
                while !names.is_finished() {
                    let set = AnyRef::decode(names)?;
                    // The set's members lie as a sequence's do.
                    let mut pairs = der::SliceReader::new(set.value())?;
                    while !pairs.is_finished() {
                        parts.extend(AnyRef::decode(&mut pairs)?.sequence(|pair| {
                            let id = AnyRef::decode(pair)?.value();
                            Ok::<_, der::Error>(attribute(id, AnyRef::decode(pair)?))
                        })?);
                    }
                }
                Ok::<_, der::Error>(parts.join(","))
            })?;
            // The public key and the extensions.
            while !to_be_signed.is_finished() {
                let _rest = AnyRef::decode(to_be_signed)?;
            }
            Ok::<_, der::Error>((subject, not_after))
        })?;
        while !certificate.is_finished() {
            let _rest = AnyRef::decode(certificate)?;
        }
        let (subject, seconds) = found;
        let mut not_after = String::new();
        push_rfc3339(&mut not_after, seconds);
        Ok(Some(Certificate { subject, not_after }))
    })
}

fn seconds(time: AnyRef<'_>) -> der::Result<i64> {
    let since = match time.tag() {
        Tag::UtcTime => time.decode_as::<UtcTime>()?.to_unix_duration(),
        _ => time.decode_as::<GeneralizedTime>()?.to_unix_duration(),
    };
    Ok(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

/// `CN=...` for the attributes that subjects of clusters have (2.5.4.N).
fn attribute(id: &[u8], value: AnyRef<'_>) -> Option<String> {
    let &[0x55, 0x04, number] = id else {
        return None;
    };
    let name = match number {
        3 => "CN",
        6 => "C",
        7 => "L",
        8 => "ST",
        10 => "O",
        11 => "OU",
        _ => return None,
    };
    Some(format!("{name}={}", String::from_utf8_lossy(value.value())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_made_by_openssl() {
        let made = include_bytes!("../../../../fixtures/encryption/bootstrap.json");
        let made: serde_json::Value = serde_json::from_slice(made).unwrap();
        let pem = made["certificate"].as_str().unwrap();
        let found = first(pem.as_bytes()).unwrap();
        assert_eq!(found.subject, "CN=k3s-server-ca@1795369500");
        assert_eq!(found.not_after, "2036-11-19T17:45:00Z");
        for end in (0..pem.len()).step_by(9) {
            // Cut short, and with each byte another one: nothing panics.
            let _ = first(&pem.as_bytes()[..end]);
            let mut changed = pem.as_bytes().to_vec();
            changed[end] = b'Q';
            let _ = first(&changed);
        }
        assert_eq!(first(b"-----BEGIN EC PRIVATE KEY-----\n"), None);
    }
}
