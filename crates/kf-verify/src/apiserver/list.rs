//! Lists, page by page, of one revision where the server can do that.

use std::fmt::Write as _;
use std::time::Duration;

use super::{Asked, Refusal, Server};
use crate::http::{Failure, escaped};
use kf_base::error::{Error, ErrorKind, Result};
use kf_object::{Value, parse};
use kf_schema::Change;

/// Objects asked for at a time: what client-go's pager asks for.
const PAGE: usize = 500;

/// Which state is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pin {
    /// That of the revision, where the server is new enough; else the newest.
    At(i64),
    /// The newest.
    Newest,
}

/// A page of a list.
#[derive(Debug)]
pub struct Page<'b> {
    /// The objects; those of built-in kinds lack `apiVersion` and `kind`.
    pub items: Vec<Value<'b>>,
    /// The items' kind.
    pub kind: String,
    /// The items' version, such as `apps/v1`.
    pub api_version: String,
    /// Whether they are the state of the revision that was asked for.
    pub pinned: bool,
    /// How many objects come behind this page, if the server says so.
    pub remaining: u64,
}

/// Why a list came to nothing, or not to its end.
#[derive(Debug)]
pub enum ListFailure {
    /// The server said something else.
    Refused(Refusal),
    /// No answer came.
    NoAnswer(Failure),
    /// The answer is no list.
    Broken(Error),
    /// Whoever takes the pages failed.
    Stopped(Error),
}

impl ListFailure {
    /// As an error.
    #[must_use]
    pub fn into_error(self) -> Error {
        match self {
            ListFailure::Refused(refusal) => refusal.into_error(),
            ListFailure::NoAnswer(failure) => failure.error,
            ListFailure::Broken(error) | ListFailure::Stopped(error) => error,
        }
    }
}

impl Server {
    /// Gives `take` all pages of the list at `path`, such as `/apis/apps/v1/deployments`; `query`
    /// is what is asked for beyond the pages, such as `fieldSelector=metadata.name%3Dweb`.
    /// `patience` is for each page.
    ///
    /// # Errors
    /// When the list breaks off; pages before that have been given.
    pub fn list(
        &self,
        path: &str,
        query: &str,
        pin: Pin,
        patience: Duration,
        take: &mut dyn FnMut(Page<'_>) -> Result<()>,
    ) -> Result<(), ListFailure> {
        let minor = self.version().map_err(ListFailure::Broken)?.minor;
        let mut exact = match pin {
            Pin::At(revision) if minor.has(Change::EXACT_LISTS) && revision > 0 => Some(revision),
            _ => None,
        };
        let mut pinned = exact.is_some();
        let mut token: Option<String> = None;
        loop {
            let target = target(path, query, exact, token.as_deref());
            let asked = self.ask(&target, patience).map_err(ListFailure::NoAnswer)?;
            let body = match gone(asked, &mut token, exact) {
                Gone::No(asked) => asked.map_err(ListFailure::Refused)?,
                // What comes from here on is newer.
                Gone::Again => {
                    (exact, pinned) = (None, false);
                    continue;
                }
            };
            let broken = |e: &Error| {
                let what = format!("kube-apiserver: GET {path}: {}", e.message());
                let error = Error::new(ErrorKind::Judge, what);
                ListFailure::Broken(error.hint("the kube-apiserver's own log may say more"))
            };
            let (page, next) = read(&body, pinned, exact).map_err(|e| broken(&e))?;
            take(page).map_err(ListFailure::Stopped)?;
            match next {
                Some(next) if token.as_ref() == Some(&next) => {
                    return Err(broken(&Error::corrupt("the list does not come to an end")));
                }
                Some(next) => token = Some(next),
                None => return Ok(()),
            }
        }
    }

    /// One object as it is now.
    ///
    /// # Errors
    /// When it cannot be had; a [`ListFailure::Refused`] with status 404 when there is none.
    pub fn object(&self, path: &str, patience: Duration) -> Result<Vec<u8>, ListFailure> {
        self.ask(path, patience)
            .map_err(ListFailure::NoAnswer)?
            .map_err(ListFailure::Refused)
    }
}

enum Gone {
    No(Asked),
    /// The revision is compacted: the list goes on with a new token, or starts anew, at the
    /// newest state.
    Again,
}

/// A token that expired comes with one that goes on behind it in the newest state (apiserver
/// `pkg/storage/etcd3`, `handleExpiredListRequest`).
fn gone(asked: Asked, token: &mut Option<String>, exact: Option<i64>) -> Gone {
    match asked {
        Err(refusal) if refusal.status == 410 => match (&refusal.resume, token.is_some()) {
            (Some(resume), true) if token.as_ref() != Some(resume) => {
                *token = Some(resume.clone());
                Gone::Again
            }
            (_, false) if exact.is_some() => Gone::Again,
            _ => Gone::No(Err(refusal)),
        },
        other => Gone::No(other),
    }
}

fn target(path: &str, query: &str, exact: Option<i64>, token: Option<&str>) -> String {
    let mut target = format!("{path}?limit={PAGE}");
    if !query.is_empty() {
        target.push('&');
        target.push_str(query);
    }
    // Writing to a String cannot fail.
    let _ = match (token, exact) {
        // The token has the revision in it, and the server refuses to be told another.
        (Some(token), _) => write!(target, "&continue={}", escaped(token)),
        (None, Some(revision)) => {
            write!(
                target,
                "&resourceVersion={revision}&resourceVersionMatch=Exact"
            )
        }
        (None, None) => Ok(()),
    };
    target
}

fn read(body: &[u8], pinned: bool, exact: Option<i64>) -> Result<(Page<'_>, Option<String>)> {
    let mut list = parse::json::parse(body)?;
    let text = |path: &[&str]| list.str_at(path).unwrap_or_default().to_owned();
    let kind = text(&["kind"]);
    let api_version = text(&["apiVersion"]);
    let next = Some(text(&["metadata", "continue"])).filter(|t| !t.is_empty());
    // Only the revision that the list names is the one that it has.
    let pinned = pinned
        && exact.is_none_or(|wanted| text(&["metadata", "resourceVersion"]) == wanted.to_string());
    let remaining = list.at(&["metadata", "remainingItemCount"]);
    let remaining = remaining.and_then(Value::as_int).unwrap_or_default();
    let items = match list.as_object_mut().and_then(|l| l.remove("items")) {
        Some(Value::Array(items)) => items,
        // What Go prints for a list that was never made.
        Some(Value::Null) => Vec::new(),
        _ => return Err(Error::corrupt("the answer is no list")),
    };
    let Some(kind) = kind.strip_suffix("List") else {
        return Err(Error::corrupt("the answer is no list"));
    };
    let page = Page {
        items,
        kind: kind.to_owned(),
        api_version,
        pinned,
        remaining: u64::try_from(remaining).unwrap_or_default(),
    };
    Ok((page, next))
}
