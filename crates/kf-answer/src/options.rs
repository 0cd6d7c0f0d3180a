//! The parameters of a list: what they mean, and which contradict each other.

use super::continue_token::ContinueToken;
use super::query::Query;
use super::select::Selectors;
use super::status::{Status, StatusCause};
use kf_query::go_text;

/// The parameters of a list (apimachinery `ListOptions`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListOptions {
    /// Label selector.
    pub labels: String,
    /// Field selector.
    pub fields: String,
    /// The most objects of a page; `None` for all of them.
    pub limit: Option<u64>,
    /// Where the page begins, unless at the first object.
    pub start: Option<Vec<u8>>,
    /// The state that is asked for.
    pub state: State,
}

/// The state of the cluster that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The newest one.
    Newest,
    /// The newest one, which must be that of a revision or later.
    NotOlderThan(u64),
    /// That of a revision.
    Exactly(u64),
}

impl State {
    /// Reads the state that an object is asked for in: a server knows no exact one there.
    ///
    /// # Errors
    /// 400 when the revision is no number.
    pub fn of_object(query: &Query) -> Result<Self, Status> {
        Ok(match revision(query.text("resourceVersion"))? {
            0 => Self::Newest,
            n => Self::NotOlderThan(n),
        })
    }
}

impl ListOptions {
    /// Reads the parameters of a list, in the order in which a server comes to refuse them:
    /// numbers (apimachinery pkg/runtime/conversion.go), contradictions (apimachinery
    /// pkg/apis/meta/internalversion/validation), then what the store cannot do with them
    /// (apiserver pkg/storage/etcd3/store.go `GetList`).
    ///
    /// # Errors
    /// 400 when one cannot be read, 422 when they contradict each other.
    pub fn read(query: &Query) -> Result<Self, Status> {
        let limit = integer(query, "limit")?;
        let token = query.text("continue");
        let version = query.text("resourceVersion");
        let matching = query.text("resourceVersionMatch");
        let mut causes = contradictions(version, matching, token);
        if query.get("sendInitialEvents").is_some() {
            causes.push(StatusCause {
                reason: "FieldValueForbidden",
                message: "Forbidden: sendInitialEvents is forbidden for list".to_owned(),
                field: "sendInitialEvents",
            });
        }
        if !causes.is_empty() {
            return Err(Status::invalid_list_options(causes));
        }
        let revision = revision(version)?;
        let mut options = Self {
            labels: query.text("labelSelector").to_owned(),
            fields: query.text("fieldSelector").to_owned(),
            limit: limit.and_then(|n| u64::try_from(n).ok().filter(|n| *n > 0)),
            start: None,
            state: State::Newest,
        };
        if !token.is_empty() {
            let token = ContinueToken::decode(token)?;
            if revision != 0 {
                return Err(Status::bad_request(
                    "specifying resource version is not allowed when using continue",
                ));
            }
            options.start = Some(token.start);
            if let Ok(revision) = u64::try_from(token.revision) {
                options.state = State::Exactly(revision);
            }
            return Ok(options);
        }
        options.state = match (revision, matching) {
            (0, _) => {
                // Answered out of the watch cache, which has all of it at hand.
                if version == "0" {
                    options.limit = None;
                }
                State::Newest
            }
            (n, "Exact") => State::Exactly(n),
            // A server that was asked for pages always took this for the state of all of them.
            (n, "") if options.limit.is_some() => State::Exactly(n),
            (n, _) => State::NotOlderThan(n),
        };
        Ok(options)
    }

    /// The texts of the selectors.
    #[must_use]
    pub fn selectors(&self) -> Selectors<'_> {
        Selectors {
            labels: &self.labels,
            fields: &self.fields,
        }
    }
}

/// What is wrong with `resourceVersionMatch` (`validateListOptions`).
fn contradictions(version: &str, matching: &str, token: &str) -> Vec<StatusCause> {
    const FIELD: &str = "resourceVersionMatch";
    let mut causes = Vec::new();
    if matching.is_empty() {
        return causes;
    }
    let mut add = |reason, message: String| {
        causes.push(StatusCause {
            reason,
            message,
            field: FIELD,
        });
    };
    let forbidden = |why: &str| format!("Forbidden: {FIELD} {why}");
    if version.is_empty() {
        add(
            "FieldValueForbidden",
            forbidden("is forbidden unless resourceVersion is provided"),
        );
    }
    if !token.is_empty() {
        add(
            "FieldValueForbidden",
            forbidden("is forbidden when continue is provided"),
        );
    }
    if !matches!(matching, "Exact" | "NotOlderThan") {
        let value = go_text::quote(matching);
        add(
            "FieldValueNotSupported",
            format!(
                "Unsupported value: {value}: supported values: \"Exact\", \"NotOlderThan\", \"\""
            ),
        );
    }
    if matching == "Exact" && version == "0" {
        add(
            "FieldValueForbidden",
            forbidden("\"exact\" is forbidden for resourceVersion \"0\""),
        );
    }
    causes
}

/// Reads a parameter that is an integer, as Go's `strconv.ParseInt` does.
pub(super) fn integer(query: &Query, name: &str) -> Result<Option<i64>, Status> {
    let parse = |text: &str| {
        text.parse().map_err(|e| {
            Status::bad_request(format!("strconv.ParseInt: {}", not_a_number(text, &e)))
        })
    };
    query.get(name).map(parse).transpose()
}

/// Reads a resource version (apiserver pkg/storage/api_object_versioner.go).
pub(super) fn revision(text: &str) -> Result<u64, Status> {
    let digits = match text {
        "" => "0",
        // Go takes no sign here.
        signed if signed.starts_with('+') => "+",
        digits => digits,
    };
    digits.parse().map_err(|e| {
        Status::bad_request(format!(
            "invalid resource version: resourceVersion: Invalid value: {}: strconv.ParseUint: {}",
            go_text::quote(text),
            not_a_number(text, &e)
        ))
    })
}

fn not_a_number(text: &str, error: &std::num::ParseIntError) -> String {
    use std::num::IntErrorKind::{NegOverflow, PosOverflow};
    let why = match error.kind() {
        PosOverflow | NegOverflow => "value out of range",
        _ => "invalid syntax",
    };
    format!("parsing {}: {why}", go_text::quote(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Result<ListOptions, Status> {
        ListOptions::read(&Query::parse(query).unwrap())
    }

    fn state(query: &str) -> (State, Option<u64>) {
        let options = read(query).unwrap();
        (options.state, options.limit)
    }

    #[test]
    fn states() {
        use State::{Exactly, Newest, NotOlderThan};
        for (query, want) in [
            ("", (Newest, None)),
            ("limit=2", (Newest, Some(2))),
            ("limit=0", (Newest, None)),
            ("limit=-2", (Newest, None)),
            ("resourceVersion=0&limit=2", (Newest, None)),
            (
                "resourceVersion=0&resourceVersionMatch=NotOlderThan&limit=2",
                (Newest, None),
            ),
            ("resourceVersion=7", (NotOlderThan(7), None)),
            ("resourceVersion=7&limit=2", (Exactly(7), Some(2))),
            (
                "resourceVersion=7&resourceVersionMatch=NotOlderThan&limit=2",
                (NotOlderThan(7), Some(2)),
            ),
            (
                "resourceVersion=7&resourceVersionMatch=Exact",
                (Exactly(7), None),
            ),
        ] {
            assert_eq!(state(query), want, "{query}");
        }
    }

    #[test]
    fn tokens_name_the_state_and_the_start() {
        let token = ContinueToken::after(7, b"prod/web").encode();
        for query in [
            format!("limit=2&continue={token}"),
            format!("limit=2&resourceVersion=0&continue={token}"),
        ] {
            let options = read(&query).unwrap();
            assert_eq!(options.state, State::Exactly(7));
            assert_eq!(options.start.unwrap(), b"prod/web\0");
            assert_eq!(options.limit, Some(2));
        }
        let newest = ContinueToken::after(-1, b"a").encode();
        let options = read(&format!("continue={newest}")).unwrap();
        assert_eq!(options.state, State::Newest);
        assert!(options.start.is_some());
    }

    #[test]
    fn refusals() {
        let token = ContinueToken::after(7, b"a").encode();
        let invalid = "ListOptions.meta.k8s.io \"\" is invalid: ";
        for (query, code, want) in [
            (
                "limit=two".to_owned(),
                400,
                "strconv.ParseInt: parsing \"two\": invalid syntax".to_owned(),
            ),
            (
                "limit=99999999999999999999".to_owned(),
                400,
                "strconv.ParseInt: parsing \"99999999999999999999\": value out of range".to_owned(),
            ),
            (
                "resourceVersion=x".to_owned(),
                400,
                "invalid resource version: resourceVersion: Invalid value: \"x\": \
                 strconv.ParseUint: parsing \"x\": invalid syntax"
                    .to_owned(),
            ),
            (
                "resourceVersion=%2B7".to_owned(),
                400,
                "invalid resource version: resourceVersion: Invalid value: \"+7\": \
                 strconv.ParseUint: parsing \"+7\": invalid syntax"
                    .to_owned(),
            ),
            (
                format!("resourceVersion=7&continue={token}"),
                400,
                "specifying resource version is not allowed when using continue".to_owned(),
            ),
            (
                "resourceVersionMatch=Exact".to_owned(),
                422,
                format!(
                    "{invalid}resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden \
                     unless resourceVersion is provided"
                ),
            ),
            (
                "resourceVersion=0&resourceVersionMatch=Exact".to_owned(),
                422,
                format!(
                    "{invalid}resourceVersionMatch: Forbidden: resourceVersionMatch \"exact\" is \
                     forbidden for resourceVersion \"0\""
                ),
            ),
            (
                "sendInitialEvents=false".to_owned(),
                422,
                format!(
                    "{invalid}sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list"
                ),
            ),
            (
                format!("resourceVersionMatch=New&continue={token}"),
                422,
                format!(
                    "{invalid}[resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden \
                     unless resourceVersion is provided, resourceVersionMatch: Forbidden: \
                     resourceVersionMatch is forbidden when continue is provided, \
                     resourceVersionMatch: Unsupported value: \"New\": supported values: \
                     \"Exact\", \"NotOlderThan\", \"\"]"
                ),
            ),
        ] {
            let status = read(&query).unwrap_err();
            assert_eq!((status.reason.code(), status.message), (code, want));
        }
    }
}
