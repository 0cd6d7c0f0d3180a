//! The certificates of one run: an authority, and what the server shows. The keys are kept in
//! memory only.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::ServerConfig;

use kf_base::error::Result;
use kf_base::time::Timestamp;
use kf_certs::{Maker, Usage, tls};

/// How long certificates are valid after the start of the run: 90 days.
const VALIDITY: Duration = Duration::from_secs(90 * 86_400);

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

impl Certificates {
    /// Makes the certificates for a server at `address`.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub fn new(address: IpAddr, now: Timestamp) -> Result<Self> {
        let maker = Maker::new(now, VALIDITY);
        let authority = maker.authority("kf serve authority")?;
        let own = address.to_string();
        let names = ["127.0.0.1", "::1", "localhost", &own];
        let server = maker.issue(&authority, "kf serve", None, &names, &[Usage::Server])?;
        let (chain, key) = server.chain_and_key();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(tls)?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(tls)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Self {
            authority: authority.pem(),
            config: Arc::new(config),
        })
    }
}
