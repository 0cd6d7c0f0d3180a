//! One URL, asked for as it is.
//!
//! A signed URL is valid with exactly its path and query, which a store that puts names together would
//! change. Requests are made as for a store, and here they get the URL.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use http::header::{ETAG, RANGE};
use http::{StatusCode, Uri};
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpRequest, HttpResponse, HttpService, ReqwestConnector,
};

use crate::error::words;
use kf_base::error::{Error, Result};

/// What the answers of a server were like.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// It answered with the whole object where a part was asked for.
    no_ranges: AtomicBool,
}

impl Seen {
    pub(crate) fn no_ranges(&self) -> bool {
        self.no_ranges.load(Ordering::Relaxed)
    }
}

/// Connects to the server of a URL.
#[derive(Debug)]
pub(crate) struct Exact {
    uri: Uri,
    seen: Arc<Seen>,
}

impl Exact {
    pub(crate) fn new(url: &str) -> Result<Self> {
        let uri: Uri = url
            .parse()
            .map_err(|e: http::uri::InvalidUri| Error::invalid(words(&e.to_string())))?;
        // What this library takes for a URL and the one below it does not would end the program there.
        let url = reqwest::Url::parse(&uri.to_string());
        url.map_err(|e| Error::invalid(words(&e.to_string())))?;
        Ok(Self {
            uri,
            seen: Arc::default(),
        })
    }

    pub(crate) fn seen(&self) -> Arc<Seen> {
        Arc::clone(&self.seen)
    }
}

impl HttpConnector for Exact {
    fn connect(&self, options: &ClientOptions) -> object_store::Result<HttpClient> {
        let inner = ReqwestConnector::default().connect(options)?;
        Ok(HttpClient::new(Asking {
            uri: self.uri.clone(),
            seen: Arc::clone(&self.seen),
            inner,
        }))
    }
}

#[derive(Debug)]
struct Asking {
    uri: Uri,
    seen: Arc<Seen>,
    inner: HttpClient,
}

type Answer<'f> = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'f>>;

impl HttpService for Asking {
    fn call<'s, 'f>(&'s self, mut request: HttpRequest) -> Answer<'f>
    where
        's: 'f,
        Self: 'f,
    {
        *request.uri_mut() = self.uri.clone();
        let ranged = request.headers().contains_key(RANGE);
        Box::pin(async move {
            let mut answer = self.inner.execute(request).await?;
            if ranged && answer.status() == StatusCode::OK {
                self.seen.no_ranges.store(true, Ordering::Relaxed);
            }
            // A weak one stands for things that are as good as each other, not for the same bytes.
            let weak = |tag: &http::HeaderValue| tag.as_bytes().starts_with(b"W/");
            if answer.headers().get(ETAG).is_some_and(weak) {
                answer.headers_mut().remove(ETAG);
            }
            Ok(answer)
        })
    }
}
