//! Refusals as the API server words them: the object `Status` (apimachinery `pkg/api/errors`).

use std::fmt;

use kf_base::error::{Error, ErrorKind};
use kf_object::encode::json;
use kf_resource::Resource;

/// The reason of a [`Status`], which decides the HTTP code.
///
/// Clients branch on the reason and the code, and print the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// 400: a parameter cannot be read.
    BadRequest,
    /// 401: nobody may ask without a token.
    Unauthorized,
    /// 403: this one may not ask for that.
    Forbidden,
    /// 404: no such object, or no such path.
    NotFound,
    /// 405: the path is there and the verb is not.
    MethodNotAllowed,
    /// 406: no media type that the client accepts can be had.
    NotAcceptable,
    /// 410: the state asked for is compacted away.
    Expired,
    /// 415: the body is of no known media type.
    UnsupportedMediaType,
    /// 422: parameters contradict each other.
    Invalid,
    /// 500: the object is there and cannot be read.
    InternalError,
    /// 503: the API is served by another server, which is not there.
    ServiceUnavailable,
    /// 504: the state asked for is still to come.
    Timeout,
}

impl Reason {
    /// The HTTP code and the name of the reason.
    const fn code_and_name(self) -> (u16, &'static str) {
        match self {
            Self::BadRequest => (400, "BadRequest"),
            Self::Unauthorized => (401, "Unauthorized"),
            Self::Forbidden => (403, "Forbidden"),
            Self::NotFound => (404, "NotFound"),
            Self::MethodNotAllowed => (405, "MethodNotAllowed"),
            Self::NotAcceptable => (406, "NotAcceptable"),
            Self::Expired => (410, "Expired"),
            Self::UnsupportedMediaType => (415, "UnsupportedMediaType"),
            Self::Invalid => (422, "Invalid"),
            Self::InternalError => (500, "InternalError"),
            Self::ServiceUnavailable => (503, "ServiceUnavailable"),
            Self::Timeout => (504, "Timeout"),
        }
    }

    /// The HTTP code.
    #[must_use]
    pub const fn code(self) -> u16 {
        self.code_and_name().0
    }

    /// The name that stands in a `Status`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.code_and_name().1
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a server says of a path that it does not know.
const NO_SUCH_PATH: &str = "404 page not found";

/// One cause among the details of a [`Status`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusCause {
    /// The kind of cause, such as `FieldValueForbidden`; empty for none.
    pub reason: &'static str,
    /// The words for people.
    pub message: String,
    /// The parameter or field that is wrong; empty for none.
    pub field: &'static str,
}

/// The details of a [`Status`]: what it is about. Empty parts are left out of the JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusDetails {
    /// The object's name.
    pub name: String,
    /// The API group.
    pub group: String,
    /// The plural name of the resource, or the kind of the parameters.
    pub kind: String,
    /// The causes.
    pub causes: Vec<StatusCause>,
    /// Seconds after which asking again may help; zero for never.
    pub retry_after_seconds: u32,
}

/// What of kf's own is the ground of a refusal, for callers that say it in words of their own.
#[derive(Clone, Debug)]
pub enum Ground {
    /// The snapshot lacks the object, or it cannot be read; with its place and a hint.
    Snapshot(Error),
    /// The state at another revision than the view's is asked for.
    Revision(u64),
    /// Nothing serves the resource, of which the file has objects all the same: what is known of that.
    Undefined(String),
}

/// An answer that refuses.
#[derive(Clone, Debug)]
pub struct Status {
    /// The reason, and with it the HTTP code.
    pub reason: Reason,
    /// The words for people.
    pub message: String,
    /// What it is about; `None` prints no details and is other than empty ones.
    pub details: Option<Box<StatusDetails>>,
    /// A token with which a list whose own token has expired can be continued all the same.
    pub continue_token: Option<String>,
    /// What of kf's own is the ground; no part of the JSON.
    pub ground: Option<Ground>,
}

impl Status {
    /// Makes a status without details.
    #[must_use]
    pub fn new(reason: Reason, message: impl Into<String>) -> Self {
        Self {
            reason,
            message: message.into(),
            details: None,
            continue_token: None,
            ground: None,
        }
    }

    /// Makes the status for a request that would change something.
    #[must_use]
    pub fn read_only() -> Self {
        Self::new(
            Reason::MethodNotAllowed,
            "kf serves a snapshot, which is read-only: nothing can be created, changed or deleted",
        )
    }

    /// Makes the status for a parameter that cannot be read.
    #[must_use]
    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(Reason::BadRequest, message)
    }

    /// Makes the status for a form that the answer cannot be had in.
    #[must_use]
    pub fn not_acceptable(message: impl Into<String>) -> Self {
        Self::new(Reason::NotAcceptable, message)
    }

    /// Makes the status for a path under a known group version that names no resource of it
    /// (`NewGenericServerResponse`).
    #[must_use]
    pub fn no_such_resource() -> Self {
        Self {
            details: Some(Box::default()),
            ..Self::new(
                Reason::NotFound,
                "the server could not find the requested resource",
            )
        }
    }

    /// Makes the status for a path that no part of a server answers: on the wire it is a line of
    /// text instead of a `Status` (apiserver pkg/server/mux).
    #[must_use]
    pub fn no_such_path() -> Self {
        Self::new(Reason::NotFound, NO_SUCH_PATH)
    }

    /// Whether the status is sent as a line of text.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.reason == Reason::NotFound && self.details.is_none() && self.message == NO_SUCH_PATH
    }

    /// Makes the status for the parameters of a list that contradict each other, of which there is
    /// at least one (`NewInvalid`).
    #[must_use]
    pub fn invalid_list_options(causes: Vec<StatusCause>) -> Self {
        Self::invalid("ListOptions", "meta.k8s.io", causes)
    }

    /// Makes the status for an object without a name that is wrong for at least one cause.
    #[must_use]
    pub(super) fn invalid(kind: &str, group: &str, causes: Vec<StatusCause>) -> Self {
        let texts: Vec<String> = causes
            .iter()
            .map(|cause| format!("{}: {}", cause.field, cause.message))
            .collect();
        let text = match texts.as_slice() {
            [text] => text.clone(),
            texts => format!("[{}]", texts.join(", ")),
        };
        Self {
            details: Some(Box::new(StatusDetails {
                group: group.to_owned(),
                kind: kind.to_owned(),
                causes,
                ..StatusDetails::default()
            })),
            ..Self::new(
                Reason::Invalid,
                format!("{kind}.{group} \"\" is invalid: {text}"),
            )
        }
    }

    /// Makes the status for a revision that is still to come (apiserver pkg/storage/errors.go
    /// `NewTooLargeResourceVersionError`). A real server says so after having waited for it.
    #[must_use]
    pub fn too_large_resource_version(asked: u64, current: i64) -> Self {
        Self {
            details: Some(Box::new(StatusDetails {
                causes: vec![StatusCause {
                    reason: "ResourceVersionTooLarge",
                    message: "Too large resource version".to_owned(),
                    field: "",
                }],
                retry_after_seconds: 1,
                ..StatusDetails::default()
            })),
            ..Self::new(
                Reason::Timeout,
                format!("Timeout: Too large resource version: {asked}, current: {current}"),
            )
        }
    }

    /// Makes the status for a list at a revision whose state is not there any more (apiserver
    /// pkg/storage/etcd3/errors.go `interpretListError`).
    #[must_use]
    pub fn expired_list() -> Self {
        Self::new(
            Reason::Expired,
            "The resourceVersion for the provided list is too old.",
        )
    }

    /// Makes the status for a token of a revision whose state is not there any more; `token`
    /// continues in the newest state (apiserver pkg/storage/etcd3/errors.go
    /// `handleCompactedErrorForPaging`).
    #[must_use]
    pub fn expired_token(token: String) -> Self {
        Self {
            continue_token: Some(token),
            ..Self::new(
                Reason::Expired,
                "The provided continue parameter is too old to display a consistent list result. \
                 You can start a new list without the continue parameter, or use the continue \
                 token in this response to retrieve the remainder of the results. Continuing with \
                 the provided token results in an inconsistent list - objects that were created, \
                 modified, or deleted between the time the first chunk was returned and now may \
                 show up in the list.",
            )
        }
    }

    /// Makes the status for what kf says of a snapshot: not found, compacted, or not to be read.
    #[must_use]
    pub fn of_snapshot(error: &Error) -> Self {
        let status = match error.kind() {
            ErrorKind::NotFound => Self::new(Reason::NotFound, error.message()),
            ErrorKind::Compacted => Self::expired_list(),
            _ => Self {
                details: Some(Box::new(StatusDetails {
                    causes: vec![StatusCause {
                        message: error.to_string(),
                        ..StatusCause::default()
                    }],
                    ..StatusDetails::default()
                })),
                ..Self::new(
                    Reason::InternalError,
                    format!("Internal error occurred: {error}"),
                )
            },
        };
        status.on(Ground::Snapshot(error.clone()))
    }

    /// Adds the object that a refusal is about to its details.
    #[must_use]
    pub fn about(mut self, resource: &Resource, name: &str) -> Self {
        let details = self.details.get_or_insert_default();
        name.clone_into(&mut details.name);
        details.group = resource.group.to_string();
        details.kind = resource.plural.to_string();
        self
    }

    /// Adds what of kf's own is the ground.
    #[must_use]
    pub fn on(mut self, ground: Ground) -> Self {
        self.ground = Some(ground);
        self
    }

    /// Appends the JSON that a server sends, with the line break at its end.
    pub fn write_json(&self, out: &mut Vec<u8>) {
        out.extend(br#"{"kind":"Status","apiVersion":"v1","metadata":{"#);
        let mut metadata = Members::new(out);
        metadata.text("continue", self.continue_token.as_deref().unwrap_or(""));
        out.extend(br#"},"status":"Failure","message":"#);
        json::write_string(out, &self.message);
        out.extend(br#","reason":"#);
        json::write_string(out, self.reason.name());
        if let Some(details) = &self.details {
            out.extend(br#","details":{"#);
            details.write_json(out);
            out.push(b'}');
        }
        out.extend(format!(",\"code\":{}}}\n", self.reason.code()).bytes());
    }
}

impl StatusDetails {
    fn write_json(&self, out: &mut Vec<u8>) {
        let mut members = Members::new(out);
        members.text("name", &self.name);
        members.text("group", &self.group);
        members.text("kind", &self.kind);
        if !self.causes.is_empty() {
            let out = members.begin("causes");
            for (i, cause) in self.causes.iter().enumerate() {
                out.extend(if i == 0 { b"[{" } else { b",{" });
                let mut members = Members::new(out);
                members.text("reason", cause.reason);
                members.text("message", &cause.message);
                members.text("field", cause.field);
                out.push(b'}');
            }
            out.push(b']');
        }
        if self.retry_after_seconds > 0 {
            let out = members.begin("retryAfterSeconds");
            out.extend(self.retry_after_seconds.to_string().bytes());
        }
    }
}

/// The members of a JSON object while they are written; empty texts are left out.
pub(super) struct Members<'o> {
    out: &'o mut Vec<u8>,
    first: bool,
}

impl<'o> Members<'o> {
    /// Starts after the opening brace, which the caller has written.
    pub(super) fn new(out: &'o mut Vec<u8>) -> Self {
        Self { out, first: true }
    }

    /// Appends a member's name; the caller appends its value to what is returned.
    pub(super) fn begin(&mut self, name: &str) -> &mut Vec<u8> {
        if !std::mem::replace(&mut self.first, false) {
            self.out.push(b',');
        }
        json::write_string(self.out, name);
        self.out.push(b':');
        self.out
    }

    /// Appends a member with this JSON if `shown`.
    pub(super) fn begin_if(&mut self, shown: bool, name: &str, json: &[u8]) {
        if shown {
            self.begin(name).extend(json);
        }
    }

    /// Appends a member with a text, unless it is empty.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            json::write_string(self.begin(name), text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_resource::discovery::Catalog;

    fn json(status: &Status) -> String {
        let mut out = Vec::new();
        status.write_json(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn an_object_that_is_not_there() {
        let catalog = Catalog::new(kf_schema::Minor::new(36), Vec::new(), Vec::new());
        for (group, plural, message, details) in [
            (
                "",
                "configmaps",
                "configmaps \\\"nope\\\" not found",
                r#"{"name":"nope","kind":"configmaps"}"#,
            ),
            (
                "apps",
                "deployments",
                "deployments.apps \\\"nope\\\" not found",
                r#"{"name":"nope","group":"apps","kind":"deployments"}"#,
            ),
        ] {
            let resource = catalog.find(group, plural).unwrap();
            let error =
                Error::not_found(format!("{} \"nope\" not found", resource.group_resource()));
            assert_eq!(
                json(&Status::of_snapshot(&error).about(resource, "nope")),
                format!(
                    r#"{{"kind":"Status","apiVersion":"v1","metadata":{{}},"status":"Failure","message":"{message}","reason":"NotFound","details":{details},"code":404}}"#
                ) + "\n"
            );
        }
    }

    #[test]
    fn other_refusals() {
        let head = r#"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","#;
        for (status, want) in [
            (
                Status::no_such_resource(),
                r#""message":"the server could not find the requested resource","reason":"NotFound","details":{},"code":404}"#,
            ),
            (
                Status::bad_request("no"),
                r#""message":"no","reason":"BadRequest","code":400}"#,
            ),
            (
                Status::too_large_resource_version(9, 7),
                r#""message":"Timeout: Too large resource version: 9, current: 7","reason":"Timeout","details":{"causes":[{"reason":"ResourceVersionTooLarge","message":"Too large resource version"}],"retryAfterSeconds":1},"code":504}"#,
            ),
            (
                Status::of_snapshot(&Error::corrupt("torn").at_page(3)),
                r#""message":"Internal error occurred: page 3: torn","reason":"InternalError","details":{"causes":[{"message":"page 3: torn"}]},"code":500}"#,
            ),
        ] {
            assert_eq!(json(&status), format!("{head}{want}\n"));
        }
        let expired = json(&Status::expired_token("abc".to_owned()));
        assert!(expired.contains(r#""metadata":{"continue":"abc"},"status""#));
        assert!(expired.ends_with("\"reason\":\"Expired\",\"code\":410}\n"));
    }
}
