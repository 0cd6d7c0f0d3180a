//! The client side of the Kubernetes API, as far as a verification asks for it: whether the server
//! is ready, its version, what it serves, and lists.

mod discovery;
mod list;
mod ready;
mod status;

use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

pub(super) use discovery::root;
pub use discovery::{ApiResource, Resources};
pub use list::{ListFailure, Page, Pin};
pub use status::Refusal;

use super::http::{Answer, Client, Failure, Trouble};
use super::{Endpoint, Interrupt};
use kf_base::error::{Error, ErrorKind, Result};
use kf_object::parse;
use kf_schema::Minor;

/// How long a small answer may take: discovery, versions.
const SMALL_PATIENCE: Duration = Duration::from_secs(30);

/// How long the server may take to say that it is still there.
const ALIVE_PATIENCE: Duration = Duration::from_secs(10);

/// The wait before a request is repeated that the server was not ready for and gave no time.
const RETRY: Duration = Duration::from_millis(250);

/// The longest wait before a request is repeated, whatever the server says.
const MAX_RETRY: Duration = Duration::from_secs(2);

/// A kube-apiserver.
#[derive(Debug)]
pub struct Server {
    client: Client,
    version: OnceLock<ServerVersion>,
}

/// What a kube-apiserver says of its version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVersion {
    /// `gitVersion`, such as `v1.36.3`.
    pub git: String,
    /// The minor.
    pub minor: Minor,
}

/// An answer with status 200, or what the server said instead.
pub(super) type Asked = Result<Vec<u8>, Refusal>;

impl Server {
    /// A server that has not been spoken to yet.
    ///
    /// # Errors
    /// Io when the operating system gives no event queue.
    pub fn new(endpoint: Endpoint, interrupt: Interrupt) -> Result<Self> {
        Ok(Self {
            client: Client::new("kube-apiserver", endpoint, interrupt)?,
            version: OnceLock::new(),
        })
    }

    /// Asks for a path. A server that says that it cannot answer yet (429, or 503 with a time) is
    /// asked again as long as there is patience.
    ///
    /// # Errors
    /// When no answer came.
    pub(super) fn ask(&self, path: &str, patience: Duration) -> Result<Asked, Failure> {
        let started = Instant::now();
        let mut left = patience;
        loop {
            let answer = self.client.get(path, left)?;
            let Answer {
                status,
                body,
                retry_after,
            } = answer;
            if status == 200 {
                return Ok(Ok(body));
            }
            let wait = match (status, retry_after) {
                (429, after) => Some(after.unwrap_or(RETRY)),
                (503, Some(after)) => Some(after),
                _ => None,
            };
            let wait = wait.map(|w| w.clamp(RETRY, MAX_RETRY));
            match wait {
                Some(wait) if started.elapsed().saturating_add(wait) < patience => {
                    self.pause(wait)?;
                    left = patience.saturating_sub(started.elapsed());
                }
                _ => return Ok(Err(Refusal::read(path, status, &body))),
            }
        }
    }

    /// A small answer that must be there.
    fn small(&self, path: &str) -> Result<Vec<u8>> {
        let asked = self.ask(path, SMALL_PATIENCE).map_err(|f| f.error)?;
        asked.map_err(Refusal::into_error)
    }

    /// Waits, unless the person wants to stop.
    fn pause(&self, wait: Duration) -> Result<(), Failure> {
        let interrupted = |error| Failure {
            trouble: Trouble::Interrupted,
            error,
        };
        let never = || Ok(None::<()>);
        let waited = self.client.interrupt().wait_for(wait, never);
        waited.map(|_| ()).map_err(interrupted)
    }

    /// Waits between two looks.
    ///
    /// # Errors
    /// Interrupted.
    pub(super) fn pause_between(&self, wait: Duration) -> Result<()> {
        self.pause(wait).map_err(|f| f.error)
    }

    /// What the server says of its version; asked for once.
    ///
    /// # Errors
    /// Judge when it does not answer with a version.
    pub fn version(&self) -> Result<ServerVersion> {
        if let Some(known) = self.version.get() {
            return Ok(known.clone());
        }
        let body = self.small("/version")?;
        let version = parse_version(&body).ok_or_else(|| {
            Error::new(
                ErrorKind::Judge,
                "kube-apiserver: GET /version: the answer names no version",
            )
        })?;
        Ok(self.version.get_or_init(|| version).clone())
    }

    /// Whether the server still answers, after it failed to.
    ///
    /// # Errors
    /// Judge when it does not: what else is asked will fail as well.
    pub fn still_answers(&self) -> Result<()> {
        match self.client.get("/version", ALIVE_PATIENCE) {
            Ok(_) => Ok(()),
            // It may have closed the connection over the request that failed.
            Err(f) if f.trouble == Trouble::Lost => {
                thread::sleep(RETRY);
                let again = self.client.get("/version", ALIVE_PATIENCE);
                again.map(|_| ()).map_err(|f| f.error)
            }
            Err(f) => Err(f.error),
        }
    }
}

fn parse_version(body: &[u8]) -> Option<ServerVersion> {
    let value = parse::json::parse(body).ok()?;
    let git = value.str_at(&["gitVersion"])?.to_owned();
    let minor = git.strip_prefix("v1.").and_then(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok().map(Minor::new)
    })?;
    Some(ServerVersion { git, minor })
}

#[cfg(test)]
mod tests;
