//! What a server says when it does not give what was asked for.

use kf_base::error::{Error, ErrorKind};
use kf_base::escape;
use kf_object::parse;

/// Longest part of a server's message that is shown, in characters.
const MAX_MESSAGE: usize = 500;

/// An answer other than 200: its status, and what its `Status` body says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What was asked for, without the query.
    pub path: String,
    /// The HTTP status.
    pub status: u16,
    /// `reason`, such as `Expired`.
    pub reason: String,
    /// `message`, or the beginning of a body that is no `Status`.
    pub message: String,
    /// `metadata.continue`: where a list whose token expired can go on.
    pub resume: Option<String>,
}

impl Refusal {
    pub(super) fn read(path: &str, status: u16, body: &[u8]) -> Self {
        let path = path.split('?').next().unwrap_or(path).to_owned();
        let shorten = |text: &str| -> String { text.chars().take(MAX_MESSAGE).collect() };
        let parsed = parse::json::parse(body).ok();
        let parsed = parsed.filter(|v| v.str_at(&["kind"]) == Some("Status"));
        let Some(said) = parsed else {
            return Self {
                path,
                status,
                reason: String::new(),
                message: shorten(String::from_utf8_lossy(body).trim()),
                resume: None,
            };
        };
        let text = |path: &[&str]| said.str_at(path).unwrap_or_default();
        let resume = Some(text(&["metadata", "continue"])).filter(|t| !t.is_empty());
        Self {
            path,
            status,
            reason: text(&["reason"]).to_owned(),
            message: shorten(text(&["message"])),
            resume: resume.map(str::to_owned),
        }
    }

    /// In words, on one line.
    #[must_use]
    pub fn sentence(&self) -> String {
        let what = if self.message.is_empty() {
            String::new()
        } else {
            format!(": {}", escape::text(&self.message))
        };
        format!("GET {}: HTTP {}{what}", self.path, self.status)
    }

    /// As an error.
    #[must_use]
    pub fn into_error(self) -> Error {
        let error = Error::new(
            ErrorKind::Judge,
            format!("kube-apiserver: {}", self.sentence()),
        );
        match self.status {
            401 | 403 => error.hint("the certificates of this run are not those that it trusts"),
            _ => error.hint("the kube-apiserver's own log may say more"),
        }
    }
}
