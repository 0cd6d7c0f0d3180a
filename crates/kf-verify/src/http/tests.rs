use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use rcgen::{CertificateParams, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ClientConfig, RootCertStore, ServerConfig, ServerConnection, StreamOwned};

use super::*;

/// What a scripted server does with one request.
pub(crate) enum Step {
    /// Sends these bytes, and keeps the connection.
    Send(String),
    /// Sends them and closes it.
    SendAndClose(String),
    /// Says nothing for so long.
    Wait(Duration),
}

/// An answer with a body.
pub(crate) fn answer(status: u16, body: &str) -> Step {
    Step::Send(format!(
        "HTTP/1.1 {status} X\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    ))
}

/// A server that takes one step a request, and gives back the requests' first lines.
pub(crate) fn server(steps: Vec<Step>) -> (Endpoint, JoinHandle<Vec<String>>) {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
    let certificate = params.self_signed(&key).unwrap();
    let secret = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], secret)
        .unwrap();
    let config = Arc::new(config);
    let mut roots = RootCertStore::empty();
    roots.add(certificate.der().clone()).unwrap();
    let tls = ClientConfig::builder()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = Endpoint {
        address: listener.local_addr().unwrap(),
        tls: Arc::new(tls),
    };
    let played = thread::spawn(move || {
        let mut asked = Vec::new();
        let mut steps = steps.into_iter();
        'connections: loop {
            if steps.len() == 0 {
                return asked;
            }
            let (tcp, _) = listener.accept().unwrap();
            let tls = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = BufReader::new(StreamOwned::new(tls, tcp));
            loop {
                let mut request = String::new();
                // The client may end the connection.
                if stream.read_line(&mut request).unwrap_or(0) == 0 {
                    continue 'connections;
                }
                let mut header = String::new();
                while header != "\r\n" {
                    header.clear();
                    stream.read_line(&mut header).unwrap();
                }
                let path = request.split(' ').nth(1).unwrap_or_default();
                asked.push(path.to_owned());
                let out = stream.get_mut();
                match steps.next() {
                    Some(Step::Send(bytes)) => {
                        out.write_all(bytes.as_bytes()).unwrap();
                        out.flush().unwrap();
                    }
                    Some(Step::SendAndClose(bytes)) => {
                        out.write_all(bytes.as_bytes()).unwrap();
                        out.flush().unwrap();
                        out.conn.send_close_notify();
                        out.flush().unwrap();
                        continue 'connections;
                    }
                    Some(Step::Wait(time)) => {
                        thread::sleep(time);
                        continue 'connections;
                    }
                    None => return asked,
                }
                if steps.len() == 0 {
                    return asked;
                }
            }
        }
    });
    (endpoint, played)
}

fn client(endpoint: &Endpoint) -> Client {
    Client::new("kube-apiserver", endpoint.clone(), Interrupt::default()).unwrap()
}

const SECONDS: Duration = Duration::from_secs(20);

#[test]
fn answers_of_all_forms() {
    let chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
    let later = "HTTP/1.1 429 Busy\r\nRetry-After: 2\r\nContent-Length: 0\r\n\r\n";
    let (endpoint, played) = server(vec![
        answer(200, "one"),
        Step::Send(chunked.to_owned()),
        Step::Send(later.to_owned()),
    ]);
    let client = client(&endpoint);
    assert_eq!(client.get("/a?b=c", SECONDS).unwrap().body, b"one");
    assert_eq!(client.get("/d", SECONDS).unwrap().body, b"abcde");
    let busy = client.get("/e", SECONDS).unwrap();
    assert_eq!(
        (busy.status, busy.retry_after),
        (429, Some(Duration::from_secs(2)))
    );
    assert_eq!(played.join().unwrap(), ["/a?b=c", "/d", "/e"]);
}

#[test]
fn an_idle_connection_that_was_closed_is_made_anew() {
    let (endpoint, played) = server(vec![
        Step::SendAndClose("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na".to_owned()),
        answer(200, "b"),
        // Closed over the request, without an answer.
        Step::SendAndClose(String::new()),
        answer(200, "c"),
    ]);
    let client = client(&endpoint);
    assert_eq!(client.get("/1", SECONDS).unwrap().body, b"a");
    assert_eq!(client.get("/2", SECONDS).unwrap().body, b"b");
    assert_eq!(client.get("/3", SECONDS).unwrap().body, b"c");
    assert_eq!(played.join().unwrap(), ["/1", "/2", "/3", "/3"]);
}

#[test]
fn a_connection_that_breaks_twice_is_an_error() {
    let (endpoint, played) = server(vec![Step::SendAndClose(
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab".to_owned(),
    )]);
    let failure = client(&endpoint).get("/x?y=z", SECONDS).unwrap_err();
    assert_eq!(failure.trouble, Trouble::Lost);
    let text = failure.error.to_string();
    assert!(text.contains(": GET /x: "), "{text}");
    assert!(!text.contains("y=z"), "{text}");
    assert!(failure.error.hint_text().is_some());
    played.join().unwrap();
}

#[test]
fn nobody_listens_or_somebody_else_does() {
    let (endpoint, played) = server(vec![answer(200, "")]);
    client(&endpoint).get("/", SECONDS).unwrap();
    played.join().unwrap();
    let failure = client(&endpoint).get("/", SECONDS).unwrap_err();
    assert_eq!(failure.trouble, Trouble::Refused);
    assert_eq!(failure.error.kind(), ErrorKind::Judge);

    // A server with the certificate of another authority.
    let (right, _left_alone) = server(vec![answer(200, "")]);
    let wrong = Endpoint {
        tls: endpoint.tls,
        ..right
    };
    let failure = client(&wrong).get("/", SECONDS).unwrap_err();
    assert_eq!(failure.trouble, Trouble::Refused);
    assert!(
        failure.error.message().contains("ertificate"),
        "{}",
        failure.error
    );
}

#[test]
fn time_limits_and_interrupts() {
    let (endpoint, _left_alone) = server(vec![Step::Wait(SECONDS), Step::Wait(SECONDS)]);
    let started = Instant::now();
    let limit = Duration::from_millis(120);
    let failure = client(&endpoint).get("/slow", limit).unwrap_err();
    assert_eq!(failure.trouble, Trouble::TimedOut);
    let message = failure.error.message();
    assert!(
        message.ends_with("GET /slow: no answer within 0.12 s"),
        "{message}"
    );

    let flag = Arc::new(AtomicBool::new(false));
    let interrupt = Interrupt::new(Arc::clone(&flag));
    let (endpoint, _left_alone) = server(vec![Step::Wait(SECONDS)]);
    let client = Client::new("kube-apiserver", endpoint, interrupt).unwrap();
    let raised = thread::spawn(move || {
        thread::sleep(Duration::from_millis(100));
        flag.store(true, Ordering::SeqCst);
    });
    let failure = client.get("/", SECONDS).unwrap_err();
    assert_eq!(failure.trouble, Trouble::Interrupted);
    assert_eq!(failure.error.kind(), ErrorKind::Interrupted);
    assert!(started.elapsed() < SECONDS);
    raised.join().unwrap();
}

#[test]
fn escapes() {
    assert_eq!(escaped("system:a/b %é~"), "system%3Aa%2Fb%20%25%C3%A9~");
}
