//! Waiting until a server is ready.

use std::time::{Duration, Instant};

use super::{Refusal, Server};
use crate::http::Trouble;
use kf_base::error::{Error, ErrorKind, Result};

/// How long one look may take: checks of the server itself time out after seconds.
const LOOK: Duration = Duration::from_secs(5);

/// The wait between two looks.
const BETWEEN: Duration = Duration::from_millis(100);

impl Server {
    /// Waits until the server says that it is ready. `still_alive` is called before every look
    /// and says whether there is still something to wait for.
    ///
    /// # Errors
    /// Judge with the last reason when `patience` runs out; what `still_alive` fails with;
    /// Interrupted.
    pub fn wait_ready(
        &self,
        patience: Duration,
        still_alive: impl FnMut() -> Result<()>,
    ) -> Result<()> {
        self.ready(patience, still_alive)
    }

    /// The same, with what `still_alive` knows of an end.
    pub(crate) fn ready<E: From<Error>>(
        &self,
        patience: Duration,
        mut still_alive: impl FnMut() -> Result<(), E>,
    ) -> Result<(), E> {
        let started = Instant::now();
        // Servers before 1.16 have no /readyz.
        let mut path = "/readyz?verbose";
        let mut last = "nothing was asked yet".to_owned();
        loop {
            still_alive()?;
            let left = patience.saturating_sub(started.elapsed());
            if left.is_zero() {
                return Err(not_ready(patience, &last).into());
            }
            match self.client.get(path, left.min(LOOK)) {
                Ok(answer) if answer.status == 200 => return Ok(()),
                Ok(answer) if answer.status == 404 && path.starts_with("/readyz") => {
                    path = "/healthz?verbose";
                    continue;
                }
                Ok(answer) => {
                    last = reason(
                        &Refusal::read(path, answer.status, &answer.body),
                        &answer.body,
                    );
                }
                Err(f) if f.trouble == Trouble::Interrupted => return Err(f.error.into()),
                Err(f) => last = f.error.message().to_owned(),
            }
            self.pause_between(BETWEEN)?;
        }
    }
}

/// Which checks failed, out of a verbose answer; else what the server said.
fn reason(refusal: &Refusal, body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let failed: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("[-]"))
        .map(|line| line.split(" failed").next().unwrap_or(line))
        .take(10)
        .collect();
    if failed.is_empty() {
        return refusal.sentence();
    }
    format!(
        "GET {}: HTTP {}: these checks fail: {}",
        refusal.path,
        refusal.status,
        kf_base::escape::text(&failed.join(", "))
    )
}

#[cold]
fn not_ready(patience: Duration, last: &str) -> Error {
    Error::new(
        ErrorKind::Judge,
        format!(
            "kube-apiserver: not ready after {} s: {last}",
            patience.as_secs_f64()
        ),
    )
    .hint("its own log says what it waits for; a slow machine may need more time")
}
