//! From a place to a store that can be asked.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use object_store::path::Path as Key;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, RetryConfig};

use crate::exact::{Exact, Seen};
use crate::place::{Kind, Place};
use crate::{aws, azure, error, gcp, limits};
use kf_base::error::{Error, ErrorKind, Result};

/// Where credentials are found: what a process is told by its environment.
#[derive(Clone, Default)]
pub struct Environment {
    /// The environment's variables.
    pub variables: Vec<(String, String)>,
    /// The home directory, in which the stores' tools keep files.
    pub home: Option<PathBuf>,
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment")
            .field("home", &self.home)
            .finish_non_exhaustive()
    }
}

impl Environment {
    /// A variable; `None` for one that is empty, as the stores' tools have it.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.variables.iter().find(|(known, _)| known == name);
        found
            .map(|(_, value)| value.as_str())
            .filter(|v| !v.is_empty())
    }

    /// Variables that begin alike.
    pub(crate) fn starting<'s>(
        &'s self,
        with: &'s str,
    ) -> impl Iterator<Item = (&'s str, &'s str)> {
        let all = self
            .variables
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        all.filter(move |(name, value)| name.starts_with(with) && !value.is_empty())
    }

    /// A file that a variable names, or the usual one below the home directory.
    pub(crate) fn file(&self, variable: &str, usual: &str) -> Option<PathBuf> {
        let named = self.get(variable).map(PathBuf::from);
        named.or_else(|| Some(self.home.as_deref()?.join(Path::new(usual))))
    }
}

/// How objects are read.
#[derive(Clone, Debug)]
pub struct Options {
    /// Bytes that are asked for at a time. Default: [`limits::PART_BYTES`].
    pub part_bytes: u64,
    /// Parts that are asked for at the same time. Default: [`limits::PARTS_AT_ONCE`].
    pub parts_at_once: usize,
    /// Times that a request is made again. Default: [`limits::RETRIES`].
    pub retries: usize,
    /// Pause before the first of them. Default: [`limits::FIRST_PAUSE`].
    pub first_pause: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            part_bytes: limits::PART_BYTES,
            parts_at_once: limits::PARTS_AT_ONCE,
            retries: limits::RETRIES,
            first_pause: limits::FIRST_PAUSE,
        }
    }
}

impl Options {
    pub(crate) fn retry(&self) -> RetryConfig {
        RetryConfig {
            backoff: BackoffConfig {
                init_backoff: self.first_pause,
                max_backoff: limits::MAX_PAUSE.max(self.first_pause),
                base: 2.0,
            },
            max_retries: self.retries,
            retry_timeout: limits::MAX_RETRYING,
        }
    }

    pub(crate) fn client(&self) -> ClientOptions {
        ClientOptions::new()
            .with_connect_timeout(limits::CONNECTING)
            .with_timeout_disabled()
            .with_read_timeout(limits::SILENCE)
    }
}

/// A store, and the name of what was asked for in it.
pub(crate) struct Store {
    pub(crate) store: Arc<dyn ObjectStore>,
    pub(crate) key: Key,
    /// What the answers of a web server were like.
    pub(crate) seen: Option<Arc<Seen>>,
}

impl Store {
    /// Makes a store, for which it may be asked where the bucket is.
    pub(crate) async fn new(
        place: &Place,
        environment: &Environment,
        options: &Options,
    ) -> Result<Self> {
        let key = |name: &str| {
            Key::parse(name).map_err(|e| {
                let why = error::words(&e.to_string());
                Error::unsupported(format!("a name that is not read from stores: {why}"))
            })
        };
        let mut seen = None;
        let (store, key): (Arc<dyn ObjectStore>, Key) = match &place.kind {
            Kind::S3 { bucket } => (
                Arc::new(aws::store(bucket, environment, options).await?),
                key(place.key.trim_end_matches('/'))?,
            ),
            Kind::Google { bucket } => (
                Arc::new(gcp::store(bucket, environment, options)?),
                key(place.key.trim_end_matches('/'))?,
            ),
            Kind::Azure {
                container, account, ..
            } => (
                Arc::new(azure::store(
                    container,
                    account.as_deref(),
                    environment,
                    options,
                )?),
                key(place.key.trim_end_matches('/'))?,
            ),
            Kind::Web { url } => {
                let exact = Exact::new(url)?;
                seen = Some(exact.seen());
                let host = url.split('/').take(3).collect::<Vec<_>>().join("/");
                let store = object_store::http::HttpBuilder::new()
                    .with_url(host)
                    .with_http_connector(exact)
                    .with_client_options(options.client().with_allow_http(is_plain(url)))
                    .with_retry(options.retry())
                    .build();
                let store = store.map_err(|e| error::store(&e))?;
                (Arc::new(store), Key::from("object"))
            }
        };
        Ok(Self { store, key, seen })
    }
}

/// Whether a URL is one without TLS.
pub(crate) fn is_plain(url: &str) -> bool {
    let start = url.get(..7).unwrap_or_default();
    start.eq_ignore_ascii_case("http://")
}

/// Runs a task on a thread of its own, so that it does not matter what the caller's is doing.
pub(crate) fn run<T>(task: impl Future<Output = Result<T>>) -> Result<T> {
    // Whoever has chosen one before is right.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|e| Error::io("cannot start to read from a store", &e))?;
    let done = runtime.block_on(task);
    // A name that is being looked up is not waited for.
    runtime.shutdown_background();
    done
}

/// What a thread that is gone leaves behind.
#[cold]
pub(crate) fn gone() -> Error {
    Error::new(
        ErrorKind::Internal,
        "the thread that reads from the store is gone",
    )
}
