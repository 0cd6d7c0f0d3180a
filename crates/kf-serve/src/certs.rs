//! The certificates of one run: an authority, and what the server shows. The keys are kept in
//! memory only.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyPair, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256,
};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use kf_base::error::{Error, Result};

/// How long before its start a certificate begins to be valid: clocks of virtual machines lag.
const LEEWAY: i64 = 3_600;

/// How long certificates are valid after the start of the run, in seconds: 90 days.
const LIFETIME: i64 = 90 * 86_400;

/// The authority's certificate, and what the server needs to be one.
pub struct Certificates {
    /// The authority's certificate, PEM.
    pub authority: String,
    pub(crate) config: Arc<ServerConfig>,
}

impl fmt::Debug for Certificates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificates").finish_non_exhaustive()
    }
}

fn named(name: &str) -> DistinguishedName {
    let mut names = DistinguishedName::new();
    names.push(DnType::CommonName, name);
    names
}

fn failed(error: impl fmt::Display) -> Error {
    Error::invalid(format!(
        "the certificates of this run cannot be made: {error}"
    ))
}

impl Certificates {
    /// Makes the certificates for a server at `address`; `now` is in seconds since 1970.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn new(address: IpAddr, now: i64) -> Result<Self> {
        let epoch = rcgen::date_time_ymd(1970, 1, 1);
        let at = |seconds: i64| {
            epoch + std::time::Duration::from_secs(u64::try_from(seconds).unwrap_or_default())
        };
        let (from, until) = (
            at(now.saturating_sub(LEEWAY)),
            at(now.saturating_add(LIFETIME)),
        );
        let key = || KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).map_err(failed);

        let mut params = CertificateParams::default();
        params.distinguished_name = named("kf serve authority");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![
            KeyUsagePurpose::KeyCertSign,
            KeyUsagePurpose::DigitalSignature,
        ];
        (params.not_before, params.not_after) = (from, until);
        let authority = CertifiedIssuer::self_signed(params, key()?).map_err(failed)?;

        let mut names = vec![
            "127.0.0.1".to_owned(),
            "::1".to_owned(),
            "localhost".to_owned(),
        ];
        if !address.is_loopback() {
            names.push(address.to_string());
        }
        let mut params = CertificateParams::new(names).map_err(failed)?;
        params.distinguished_name = named("kf serve");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        (params.not_before, params.not_after) = (from, until);
        let server_key = key()?;
        let server = params.signed_by(&server_key, &authority).map_err(failed)?;

        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ServerConfig::builder_with_provider(provider);
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(server_key.serialize_der()));
        let mut config = builder
            .with_safe_default_protocol_versions()
            .map_err(failed)?
            .with_no_client_auth()
            .with_single_cert(vec![server.der().clone()], key)
            .map_err(failed)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Self {
            authority: authority.pem(),
            config: Arc::new(config),
        })
    }
}
