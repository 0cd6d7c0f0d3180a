//! A stand-in for kube-apiserver: answers from recorded lists, and wrongly where it is told to.
//!
//! ```text
//! KF_STAND_IN_LISTS    directory or .tar.gz with GROUP_VERSION_RESOURCE.json[.gz], as a server sent them
//! KF_STAND_IN_VERSION  what it calls itself, v1.36.3 if nothing else is said
//! KF_STAND_IN_FAULT    what it does wrong, several with commas between: see `faults.rs`
//! ```
//!
//! It takes kube-apiserver's flags, needs those about its port and certificates, and refuses arguments and
//! an egress file that a real server of its version does not start with. It says where it listens on
//! standard error.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program of the tests: it may fail loudly, and crashes when it is told to"
)]

mod answers;
mod arguments;
mod egress;
mod faults;
mod lists;

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::exit;
use std::sync::Arc;
use std::thread;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};

use answers::{Answer, Server};
use faults::Faults;
use lists::Lists;

/// The value of a flag, as `--name value` or `--name=value`.
fn flag(name: &str) -> Option<String> {
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let Some(rest) = arg.strip_prefix("--").and_then(|a| a.strip_prefix(name)) else {
            continue;
        };
        match rest.strip_prefix('=') {
            Some(value) => return Some(value.to_owned()),
            None if rest.is_empty() => return args.next(),
            None => {}
        }
    }
    None
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|v| !v.is_empty())
}

fn certificates(path: &str) -> Vec<CertificateDer<'static>> {
    CertificateDer::pem_file_iter(path)
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

fn tls() -> ServerConfig {
    let mut clients = RootCertStore::empty();
    for certificate in certificates(&flag("client-ca-file").unwrap()) {
        clients.add(certificate).unwrap();
    }
    let clients = WebPkiClientVerifier::builder(Arc::new(clients))
        .build()
        .unwrap();
    let key = PrivateKeyDer::from_pem_file(flag("tls-private-key-file").unwrap()).unwrap();
    ServerConfig::builder()
        .with_client_cert_verifier(clients)
        .with_single_cert(certificates(&flag("tls-cert-file").unwrap()), key)
        .unwrap()
}

fn main() {
    let version = variable("KF_STAND_IN_VERSION").unwrap_or_else(|| "v1.36.3".to_owned());
    if std::env::args().any(|a| a == "--version" || a == "--version=true") {
        println!("Kubernetes {version}");
        return;
    }
    let faults = Faults::parse(&variable("KF_STAND_IN_FAULT").unwrap_or_default());
    if faults.has("crash-at-start") {
        eprintln!("Error: told to crash at start");
        exit(1);
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let minor = version.split('.').nth(1).and_then(|m| m.parse().ok());
    if let Err(why) = arguments::check(minor.unwrap_or(u32::MAX), &arguments) {
        eprintln!("Error: {why}");
        exit(1);
    }
    if let Err(why) = egress::check(flag("egress-selector-config-file")) {
        eprintln!("Error: {why}");
        exit(1);
    }
    let lists = variable("KF_STAND_IN_LISTS")
        .map_or_else(Lists::default, |path| Lists::read(path.as_ref()).unwrap());
    let address = flag("bind-address").unwrap_or_else(|| "127.0.0.1".to_owned());
    let port = flag("secure-port").unwrap_or_else(|| "6443".to_owned());
    let config = Arc::new(tls());
    let at = format!("{address}:{port}");
    let listener = match TcpListener::bind(&at) {
        // Something took the port since it was found free, which is told as a server tells it.
        Err(e) if e.kind() == std::io::ErrorKind::AddrInUse => {
            eprintln!("Error: listen tcp {at}: bind: address already in use");
            exit(1);
        }
        listener => listener.unwrap(),
    };
    eprintln!("listening on {}", listener.local_addr().unwrap());
    let server = Arc::new(Server::new(version, lists, faults));
    for stream in listener.incoming() {
        let (config, server) = (Arc::clone(&config), Arc::clone(&server));
        thread::spawn(move || {
            if let Ok(stream) = stream {
                // Whoever breaks the connection knows why.
                let _ = serve(stream, config, &server);
            }
        });
    }
}

/// Answers GET requests until the other side closes the connection.
fn serve(stream: TcpStream, config: Arc<ServerConfig>, server: &Server) -> io::Result<()> {
    let connection = ServerConnection::new(config).map_err(io::Error::other)?;
    // Head and body are sent one after the other: nothing is to wait for an acknowledgement.
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(StreamOwned::new(connection, stream));
    loop {
        let mut request = String::new();
        if stream.read_line(&mut request)? == 0 {
            return Ok(());
        }
        loop {
            let mut header = String::new();
            if stream.read_line(&mut header)? == 0 || header == "\r\n" {
                break;
            }
        }
        let target = request.split(' ').nth(1).unwrap_or("/");
        let answer = server.answer(target);
        let head = format!(
            "HTTP/1.1 {} {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{}\r\n",
            answer.status,
            if answer.status == 200 { "OK" } else { "No" },
            answer.body.len(),
            answer.headers,
        );
        let out = stream.get_mut();
        out.write_all(head.as_bytes())?;
        match answer.then {
            answers::Then::GoOn => out.write_all(&answer.body)?,
            answers::Then::Drop => {
                let half = answer.body.get(..answer.body.len() / 2);
                out.write_all(half.unwrap_or_default())?;
                out.flush()?;
                return out.sock.shutdown(std::net::Shutdown::Both);
            }
        }
        out.flush()?;
    }
}

/// What an answer with a JSON body is.
fn json(status: u16, body: &serde_json::Value) -> Answer {
    Answer {
        status,
        headers: String::new(),
        body: body.to_string().into_bytes(),
        then: answers::Then::GoOn,
    }
}
