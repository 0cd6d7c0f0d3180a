//! Throw-away certificates: an authority of one run, and what it signs.
//!
//! Everything is ECDSA P-256, which the oldest servers (etcd 3.0 and Kubernetes 1.8, built with
//! Go 1.6 to 1.8) speak with TLS 1.2, and which every client speaks.

use std::fmt;
use std::time::Duration;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use zeroize::Zeroizing;

use kf_base::error::{Error, ErrorKind, Result};
use kf_base::time::Timestamp;

/// How long before now certificates begin to be valid: clocks of containers and of virtual
/// machines may lag.
const LEEWAY: i64 = 3_600;

/// The last second that certificates are valid: the end of 2199. Far from what the times of
/// X.509 can hold, near enough for any use.
pub const LAST: i64 = 7_258_118_399;

/// A certificate with its private key.
pub struct Identity {
    /// The certificate, PEM.
    pub certificate: String,
    /// The private key, PEM (`PRIVATE KEY`, which is PKCS #8).
    pub key: Zeroizing<String>,
    certificate_der: CertificateDer<'static>,
    key_der: Zeroizing<Vec<u8>>,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("certificate", &self.certificate)
            .finish_non_exhaustive()
    }
}

impl Identity {
    /// The certificate and its key as TLS takes them.
    #[must_use]
    pub fn chain_and_key(&self) -> (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>) {
        let key = PrivatePkcs8KeyDer::from(self.key_der.to_vec());
        (
            vec![self.certificate_der.clone()],
            PrivateKeyDer::Pkcs8(key),
        )
    }
}

/// What a certificate is good for.
#[derive(Clone, Copy, Debug)]
pub enum Usage {
    /// Shown by a server.
    Server,
    /// Shown by a client.
    Client,
}

/// Makes certificates of one period.
#[derive(Clone, Copy, Debug)]
pub struct Maker {
    /// Seconds since 1970.
    begin: i64,
    /// Seconds since 1970.
    end: i64,
}

impl Maker {
    /// Makes certificates that are valid from an hour before `now` until `validity` after it.
    #[must_use]
    pub fn new(now: Timestamp, validity: Duration) -> Self {
        let validity = i64::try_from(validity.as_secs()).unwrap_or(i64::MAX);
        Self {
            begin: now.seconds.saturating_sub(LEEWAY),
            end: now.seconds.saturating_add(validity),
        }
    }

    /// Makes an authority that signs servers and clients, and no further authorities.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn authority(&self, name: &str) -> Result<CertifiedIssuer<'static, KeyPair>> {
        let mut params = self.params(name, None, &[])?;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![
            KeyUsagePurpose::DigitalSignature,
            KeyUsagePurpose::KeyCertSign,
            KeyUsagePurpose::CrlSign,
        ];
        CertifiedIssuer::self_signed(params, new_key()?).map_err(made)
    }

    /// Makes a certificate of its own key.
    ///
    /// # Errors
    /// A name that no certificate can hold, or no random numbers from the system.
    pub fn issue(
        &self,
        authority: &CertifiedIssuer<'static, KeyPair>,
        common_name: &str,
        organization: Option<&str>,
        names: &[&str],
        usages: &[Usage],
    ) -> Result<Identity> {
        let mut params = self.params(common_name, organization, names)?;
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = usages
            .iter()
            .map(|usage| match usage {
                Usage::Server => ExtendedKeyUsagePurpose::ServerAuth,
                Usage::Client => ExtendedKeyUsagePurpose::ClientAuth,
            })
            .collect();
        params.use_authority_key_identifier_extension = true;
        let key = new_key()?;
        let certificate = params.signed_by(&key, authority).map_err(made)?;
        Ok(Identity {
            certificate: certificate.pem(),
            certificate_der: certificate.der().clone(),
            key: Zeroizing::new(key.serialize_pem()),
            key_der: Zeroizing::new(key.serialize_der()),
        })
    }

    fn params(
        &self,
        common_name: &str,
        organization: Option<&str>,
        names: &[&str],
    ) -> Result<CertificateParams> {
        let mut unique: Vec<String> = Vec::new();
        for name in names {
            if !unique.iter().any(|seen| seen == name) {
                unique.push((*name).to_owned());
            }
        }
        let mut params = CertificateParams::new(unique)
            .map_err(|e| Error::invalid(format!("a name that no certificate can hold: {e}")))?;
        let mut subject = DistinguishedName::new();
        if let Some(organization) = organization {
            subject.push(DnType::OrganizationName, organization);
        }
        subject.push(DnType::CommonName, common_name);
        params.distinguished_name = subject;
        // Its type is of a crate that kf does not name; it adds durations.
        let epoch = rcgen::date_time_ymd(1970, 1, 1);
        params.not_before = epoch + since_epoch(self.begin);
        params.not_after = epoch + since_epoch(self.end);
        Ok(params)
    }
}

/// Seconds since 1970, within what certificates are made for.
fn since_epoch(seconds: i64) -> Duration {
    Duration::from_secs(u64::try_from(seconds.clamp(0, LAST)).unwrap_or(0))
}

/// Makes a key for a certificate or for signing.
///
/// # Errors
/// When the system has no random numbers.
pub fn new_key() -> Result<KeyPair> {
    KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).map_err(made)
}

fn made(error: rcgen::Error) -> Error {
    Error::new(
        ErrorKind::Internal,
        format!("cannot make a certificate: {error}"),
    )
}

/// Words what the TLS library refused.
#[must_use]
pub fn tls(error: rustls::Error) -> Error {
    Error::new(
        ErrorKind::Internal,
        format!("cannot use a certificate that was made for this run: {error}"),
    )
}
