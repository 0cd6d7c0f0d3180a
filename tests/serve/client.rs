//! A client that trusts the kubeconfig of a run, and speaks HTTP/1.1 in the plainest way.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::support::program;

/// A server that is killed with the value, unless it ended before.
pub(super) struct Server {
    pub(super) child: Child,
    pub(super) kubeconfig: PathBuf,
    pub(super) address: SocketAddr,
    pub(super) token: String,
    config: Arc<ClientConfig>,
}

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) code: u16,
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines();
        lines.find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

/// The value of `name:` in a kubeconfig.
fn member<'k>(kubeconfig: &'k str, name: &str) -> &'k str {
    let mut lines = kubeconfig.lines().map(str::trim);
    lines
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
        .unwrap()
}

pub(super) type Connection = StreamOwned<ClientConnection, TcpStream>;

impl Server {
    /// Starts `kf serve` with these arguments, and waits until it says where it is.
    pub(super) fn start(args: &[&str]) -> Self {
        let mut child = program()
            .arg("serve")
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        let mut byte = [0];
        let stdout = child.stdout.as_mut().unwrap();
        while !said.ends_with('\n') && stdout.read(&mut byte).unwrap() == 1 {
            said.push(char::from(byte[0]));
        }
        let path = said.trim().strip_prefix("export KUBECONFIG=");
        let kubeconfig = PathBuf::from(path.unwrap_or_else(|| panic!("it said {said:?}")));
        let text = std::fs::read_to_string(&kubeconfig).unwrap();
        let address = member(&text, "server").strip_prefix("https://").unwrap();
        let authority = STANDARD.decode(member(&text, "certificate-authority-data"));
        let pem = String::from_utf8(authority.unwrap()).unwrap();
        let der: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        let mut roots = RootCertStore::empty();
        roots
            .add(CertificateDer::from(STANDARD.decode(der).unwrap()))
            .unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self {
            child,
            address: address.parse().unwrap(),
            token: member(&text, "token").to_owned(),
            config: Arc::new(config),
            kubeconfig,
        }
    }

    /// Opens a connection.
    pub(super) fn connect(&self) -> Connection {
        self.connect_with(Arc::clone(&self.config))
    }

    /// Opens a connection for a protocol that the server may choose (ALPN).
    pub(super) fn connect_for(&self, protocol: &str) -> Connection {
        let mut config = ClientConfig::clone(&self.config);
        config.alpn_protocols = vec![protocol.as_bytes().to_vec()];
        self.connect_with(Arc::new(config))
    }

    fn connect_with(&self, config: Arc<ClientConfig>) -> Connection {
        let stream = TcpStream::connect(self.address).unwrap();
        let limit = Some(Duration::from_secs(60));
        stream.set_read_timeout(limit).unwrap();
        let name = ServerName::try_from("127.0.0.1").unwrap();
        let session = ClientConnection::new(config, name).unwrap();
        StreamOwned::new(session, stream)
    }

    /// Sends a request with these header lines, and reads the answer to its end.
    pub(super) fn send(&self, line: &str, headers: &[&str], body: &str) -> Answer {
        let mut connection = self.connect();
        let length = format!("Content-Length: {}", body.len());
        let mut all = vec!["Connection: close"];
        if !body.is_empty() {
            all.push(&length);
        }
        all.extend(headers);
        let request = format!("{line} HTTP/1.1\r\n{}\r\n\r\n{body}", all.join("\r\n"));
        connection.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        // Servers that close a connection may leave out TLS's own farewell.
        let _end = connection.read_to_end(&mut bytes);
        answer(&bytes)
    }

    /// The headers that let a request in.
    pub(super) fn allowed(&self) -> [String; 2] {
        [
            format!("Host: {}", self.address),
            format!("Authorization: Bearer {}", self.token),
        ]
    }

    /// Sends a GET that is let in.
    pub(super) fn get(&self, url: &str, accept: &str) -> Answer {
        let [host, token] = self.allowed();
        let accept = format!("Accept: {accept}");
        self.send(&format!("GET {url}"), &[&host, &token, &accept], "")
    }

    /// Ends the server as Ctrl-C does, and returns its exit code and what it said on standard error.
    pub(super) fn interrupt(mut self) -> (Option<i32>, String) {
        let pid = self.child.id().to_string();
        let killed = std::process::Command::new("kill")
            .args(["-INT", &pid])
            .status();
        assert!(killed.unwrap().success());
        let started = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(
                started.elapsed() < Duration::from_secs(30),
                "it does not end"
            );
            std::thread::sleep(Duration::from_millis(20));
        };
        let mut said = String::new();
        let stderr = self.child.stderr.as_mut().unwrap();
        stderr.read_to_string(&mut said).unwrap();
        (status.code(), said)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _reaped = self.child.wait();
        if let Some(dir) = self
            .kubeconfig
            .parent()
            .filter(|d| d.to_string_lossy().contains("kf-serve-"))
        {
            let _gone = std::fs::remove_dir_all(dir);
        }
    }
}

/// Splits an answer, and puts the chunks of its body together.
fn answer(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n");
    let end = end.unwrap_or_else(|| panic!("no answer: {:?}", String::from_utf8_lossy(bytes)));
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let code = head.split(' ').nth(1).unwrap().parse().unwrap();
    let mut body = bytes[end + 4..].to_vec();
    if head.to_lowercase().contains("transfer-encoding: chunked") {
        body = unchunked(&body);
    }
    Answer { code, head, body }
}

fn unchunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Some(line) = bytes.windows(2).position(|w| w == b"\r\n") {
        let size = std::str::from_utf8(&bytes[..line]).unwrap();
        let size = usize::from_str_radix(size, 16).unwrap();
        if size == 0 {
            return body;
        }
        body.extend(&bytes[line + 2..line + 2 + size]);
        bytes = &bytes[line + 4 + size..];
    }
    panic!("the body is cut off");
}
