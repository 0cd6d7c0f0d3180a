//! Where a server of the stack listens, and how it is spoken to.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// A server on loopback that speaks TLS with the certificates of this run.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// Where it listens: an address of the loopback interface.
    pub address: SocketAddr,
    /// Trusts the authority of this run alone, and shows a client certificate of it.
    pub tls: Arc<ClientConfig>,
}

impl Endpoint {
    /// Connects, to speak `protocol` (ALPN): one configuration may serve several.
    pub(super) async fn connect(&self, protocol: &[u8]) -> io::Result<TlsStream<TcpStream>> {
        let tcp = TcpStream::connect(self.address).await?;
        // Requests are one small packet each, and each is waited for.
        tcp.set_nodelay(true)?;
        let mut tls = (*self.tls).clone();
        tls.alpn_protocols = vec![protocol.to_vec()];
        let name = ServerName::from(self.address.ip());
        TlsConnector::from(Arc::new(tls)).connect(name, tcp).await
    }
}
