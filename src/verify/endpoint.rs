//! Where a server of the stack listens, and how it is spoken to.

use std::net::SocketAddr;
use std::sync::Arc;

use rustls::ClientConfig;

/// A server on loopback that speaks TLS with the certificates of this run.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// Where it listens: an address of the loopback interface.
    pub address: SocketAddr,
    /// Trusts the authority of this run alone, and shows a client certificate of it.
    pub tls: Arc<ClientConfig>,
}
