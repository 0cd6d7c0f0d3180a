//! A client for GET requests over HTTP/1.1 and TLS that blocks.
//!
//! One connection is kept open between requests. Every request has a time limit of its own and
//! ends when the person wants to stop.

use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use http::header::{ACCEPT, HOST, RETRY_AFTER, USER_AGENT};
use http_body_util::{BodyExt as _, Empty};
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::runtime::{Builder, Runtime};

use super::interrupt::{NoAnswer, interrupted};
use super::{Endpoint, Interrupt};
use kf_base::error::{Error, ErrorKind, Result, with_sources};
use kf_base::limits::MAX_SERVER_ANSWER_BYTES;
use kf_base::percent;

/// What a server answered.
#[derive(Debug)]
pub struct Answer {
    /// The status, such as 200.
    pub status: u16,
    /// The body, whole.
    pub body: Vec<u8>,
    /// After how long the server wants to be asked again, if it said so.
    pub retry_after: Option<Duration>,
}

/// How a request came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nobody listens, or TLS could not be agreed on.
    Refused,
    /// The connection broke.
    Lost,
    /// No whole answer in time.
    TimedOut,
    /// The answer is longer than [`MAX_SERVER_ANSWER_BYTES`].
    TooLarge,
    /// The person wants to stop.
    Interrupted,
}

/// A request that came to nothing.
#[derive(Debug)]
pub struct Failure {
    /// How.
    pub trouble: Trouble,
    /// The same in words.
    pub error: Error,
}

/// A client of one server.
#[derive(Debug)]
pub struct Client {
    name: &'static str,
    endpoint: Endpoint,
    interrupt: Interrupt,
    runtime: Runtime,
    connection: Mutex<Option<Sender>>,
}

type Sender = SendRequest<Empty<Bytes>>;

impl Client {
    /// A client that has not connected yet. `name` is what errors call the server.
    ///
    /// # Errors
    /// Io when the operating system gives no event queue.
    pub fn new(name: &'static str, endpoint: Endpoint, interrupt: Interrupt) -> Result<Self> {
        Ok(Self {
            name,
            endpoint,
            interrupt,
            // Nothing runs but while an answer is waited for.
            runtime: Builder::new_current_thread()
                .enable_io()
                .enable_time()
                .build()
                .map_err(|e| Error::io("cannot wait for a network answer", &e))?,
            connection: Mutex::default(),
        })
    }

    /// Looks at whether the person wants to stop.
    #[must_use]
    pub fn interrupt(&self) -> &Interrupt {
        &self.interrupt
    }

    /// Asks for a path with its query, already escaped.
    ///
    /// # Errors
    /// When no answer came; any status is one.
    pub fn get(&self, path: &str, patience: Duration) -> Result<Answer, Failure> {
        let mut slot = self.slot();
        let answer = self.interrupt.answer(patience, self.ask(&mut slot, path));
        match self.runtime.block_on(answer) {
            Ok(answer) => answer,
            Err(NoAnswer::Interrupted) => Err(Failure {
                trouble: Trouble::Interrupted,
                error: interrupted(),
            }),
            Err(NoAnswer::TimedOut) => Err(self.timed_out(path, patience)),
        }
    }

    fn slot(&self) -> MutexGuard<'_, Option<Sender>> {
        match self.connection.lock() {
            Ok(slot) => slot,
            Err(poisoned) => poisoned.into_inner(),
        }
    }

    /// The connection is out of its slot while it is used, so that a request that is given up
    /// takes it along.
    async fn ask(&self, slot: &mut Option<Sender>, path: &str) -> Result<Answer, Failure> {
        if let Some(mut open) = slot.take()
            && open.ready().await.is_ok()
        {
            match self.exchange(&mut open, path).await {
                Ok(answer) => {
                    *slot = Some(open);
                    return Ok(answer);
                }
                // The server may have closed it while nothing was asked, and a GET may be
                // asked twice.
                Err(failure) if failure.trouble == Trouble::Lost => {}
                Err(failure) => return Err(failure),
            }
        }
        let mut fresh = self.connect(path).await?;
        let answer = self.exchange(&mut fresh, path).await?;
        *slot = Some(fresh);
        Ok(answer)
    }

    async fn connect(&self, path: &str) -> Result<Sender, Failure> {
        let tls = self
            .endpoint
            .connect(b"http/1.1")
            .await
            .map_err(|e| self.failure(Trouble::Refused, path, &e))?;
        let (sender, connection) = http1::handshake(TokioIo::new(tls))
            .await
            .map_err(|e| self.lost(path, &e))?;
        // Ends with the runtime, or when the server hangs up: requests hear of it by themselves.
        drop(tokio::spawn(connection));
        Ok(sender)
    }

    async fn exchange(&self, sender: &mut Sender, path: &str) -> Result<Answer, Failure> {
        let request = Request::get(path)
            .header(HOST, self.endpoint.address.to_string())
            .header(ACCEPT, "application/json")
            .header(USER_AGENT, "kf")
            .body(Empty::new())
            .map_err(|e| Failure {
                trouble: Trouble::Lost,
                error: Error::new(ErrorKind::Internal, format!("{}: {e}", place(path))),
            })?;
        let mut response = sender
            .send_request(request)
            .await
            .map_err(|e| self.lost(path, &e))?;
        let seconds = response.headers().get(RETRY_AFTER);
        let seconds = seconds.and_then(|v| v.to_str().ok()?.parse().ok());
        let mut body = Vec::new();
        while let Some(frame) = response.frame().await {
            let frame = frame.map_err(|e| self.lost(path, &e))?;
            let Ok(data) = frame.into_data() else {
                continue;
            };
            if body.len().saturating_add(data.len()) > MAX_SERVER_ANSWER_BYTES {
                return Err(self.too_large(path));
            }
            body.extend_from_slice(&data);
        }
        Ok(Answer {
            status: response.status().as_u16(),
            body,
            retry_after: seconds.map(Duration::from_secs),
        })
    }

    fn message(&self, path: &str, what: &str) -> String {
        format!(
            "{} at {}: GET {}: {what}",
            self.name,
            self.endpoint.address,
            place(path)
        )
    }

    #[cold]
    fn failure(&self, trouble: Trouble, path: &str, e: &dyn std::error::Error) -> Failure {
        let error = Error::new(ErrorKind::Judge, self.message(path, &with_sources(e)));
        let hint = match trouble {
            Trouble::Refused => "is it running? its own log says why it ended",
            _ => "the server broke the answer off: its own log says why",
        };
        Failure {
            trouble,
            error: error.hint(hint),
        }
    }

    #[cold]
    fn lost(&self, path: &str, e: &hyper::Error) -> Failure {
        self.failure(Trouble::Lost, path, e)
    }

    #[cold]
    fn timed_out(&self, path: &str, patience: Duration) -> Failure {
        // Rounded: what is left of a limit is an odd number.
        let seconds = (patience.as_secs_f64() * 100.0).round() / 100.0;
        let what = format!("no answer within {seconds} s");
        Failure {
            trouble: Trouble::TimedOut,
            error: Error::new(ErrorKind::Judge, self.message(path, &what))
                .hint("the server hangs, or the machine is too busy; allow it more time"),
        }
    }

    #[cold]
    fn too_large(&self, path: &str) -> Failure {
        let what =
            format!("the answer is over {MAX_SERVER_ANSWER_BYTES} bytes (MAX_SERVER_ANSWER_BYTES)");
        Failure {
            trouble: Trouble::TooLarge,
            error: Error::new(ErrorKind::Judge, self.message(path, &what))
                .hint("ask for fewer objects: one resource, or one namespace"),
        }
    }
}

/// What is asked for, without the query: tokens of a list are long and say nothing.
fn place(path: &str) -> &str {
    path.split('?').next().unwrap_or(path)
}

/// A path's segment or a query's value, escaped so that it means itself.
#[must_use]
pub fn escaped(text: &str) -> String {
    percent::encoded(text.as_bytes(), &[])
}

#[cfg(test)]
pub(crate) mod tests;
