//! A web server that misbehaves as it is told, on loopback.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

/// A request without its body.
#[derive(Clone, Debug)]
pub struct Request {
    /// `GET`, `HEAD`.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// How often the same method, target and beginning of a range were asked for before.
    pub attempt: usize,
    headers: HashMap<String, String>,
}

impl Request {
    /// Returns a header; names are lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// Returns the first and the last byte that are asked for.
    #[must_use]
    pub fn range(&self) -> Option<(usize, usize)> {
        let (first, last) = self
            .header("range")?
            .strip_prefix("bytes=")?
            .split_once('-')?;
        Some((first.parse().ok()?, last.parse().ok()?))
    }
}

/// What is answered.
#[derive(Clone, Debug)]
pub struct Reply {
    /// `206`.
    pub status: u16,
    /// Beside `Connection` and `Content-Length`.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// `Content-Length`, if it is not that of the body.
    pub length: Option<usize>,
    /// Bytes of the body after which the connection is closed.
    pub cut: Option<usize>,
}

impl Reply {
    /// An answer without a body.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
            length: None,
            cut: None,
        }
    }

    /// Answers as a store that holds an object: ranges, `If-Match`, `HEAD`.
    #[must_use]
    pub fn object(request: &Request, bytes: &[u8], tag: &str) -> Self {
        if request
            .header("if-match")
            .is_some_and(|wanted| wanted != tag)
        {
            return Self::status(412);
        }
        let mut headers = vec![("ETag", tag.to_owned())];
        let (status, body) = match request.range() {
            Some((first, _)) if first >= bytes.len() => return Self::status(416),
            Some((first, last)) => {
                let last = last.min(bytes.len() - 1);
                let range = format!("bytes {first}-{last}/{}", bytes.len());
                headers.push(("Content-Range", range));
                (206, bytes[first..=last].to_vec())
            }
            None => (200, bytes.to_vec()),
        };
        let length = Some(body.len());
        let body = match request.method.as_str() {
            "HEAD" => Vec::new(),
            _ => body,
        };
        Self {
            headers,
            body,
            length,
            ..Self::status(status)
        }
    }

    /// The answer, broken off after some bytes of its body.
    #[must_use]
    pub fn cut(mut self, after: usize) -> Self {
        self.cut = Some(after);
        self
    }
}

type Answering = dyn Fn(&Request) -> Reply + Send + Sync;

/// A server on a free port of 127.0.0.1, until it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Request>>>,
    done: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts one that answers so.
    ///
    /// # Panics
    /// When there is no free port.
    #[must_use]
    pub fn start(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let asked: Arc<Mutex<Vec<Request>>> = Arc::default();
        let done: Arc<AtomicBool> = Arc::default();
        let (known, ended) = (Arc::clone(&asked), Arc::clone(&done));
        let answer: Arc<Answering> = Arc::new(answer);
        let thread = thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if ended.load(Ordering::Acquire) {
                    return;
                }
                let (known, answer) = (Arc::clone(&known), Arc::clone(&answer));
                thread::spawn(move || serve(&stream, &known, &*answer));
            }
        });
        Self {
            address,
            asked,
            done,
            thread: Some(thread),
        }
    }

    /// Returns `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the requests so far.
    #[must_use]
    pub fn asked(&self) -> Vec<Request> {
        self.asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.done.store(true, Ordering::Release);
        // It waits for a connection.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Answers the one request of a connection; whoever asks may be gone.
fn serve(stream: &TcpStream, known: &Mutex<Vec<Request>>, answer: &Answering) {
    let Some(mut request) = read(stream) else {
        return;
    };
    {
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |other: &&Request| {
            let start = |r: &Request| r.range().map(|(first, _)| first);
            (&other.method, &other.target) == (&request.method, &request.target)
                && start(other) == start(&request)
        };
        request.attempt = known.iter().filter(same).count();
        known.push(request.clone());
    }
    let reply = answer(&request);
    let length = reply.length.unwrap_or(reply.body.len());
    let mut head = format!(
        "HTTP/1.1 {} .\r\nConnection: close\r\nContent-Length: {length}\r\n",
        reply.status
    );
    for (name, value) in &reply.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    let sent = reply.cut.unwrap_or(reply.body.len()).min(reply.body.len());
    let mut to = stream;
    let _ = to.write_all(head.as_bytes());
    let _ = to.write_all(&reply.body[..sent]);
    let _ = to.flush();
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    let mut words = first.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = HashMap::new();
    for line in lines {
        let line = line.ok()?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':')?;
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    Some(Request {
        method,
        target,
        attempt: 0,
        headers,
    })
}
