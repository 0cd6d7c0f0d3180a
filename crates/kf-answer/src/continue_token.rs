//! `continue` tokens: where the next page of a list begins, and in which state.
//!
//! The form is that of a real server (apiserver pkg/storage/continue.go), base64 without padding of
//! `{"v":"meta.k8s.io/v1","rv":1884,"start":"prod/web\u0000"}`. Clients hand tokens back as they
//! are. The start is relative to the keys of the list; the zero byte after a key makes it the first
//! one that comes after.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::status::Status;
use kf_object::encode::json;
use kf_object::parse;

/// The version of the form, which a token names.
const VERSION: &str = "meta.k8s.io/v1";

/// The member for a start that is not UTF-8; a real server has no such member.
const BYTES: &str = "startBytes";

/// Where a list goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContinueToken {
    /// The revision of the state that the list is of; negative for the newest one.
    pub revision: i64,
    /// The least key of the page, without the prefix that all keys of the list have.
    pub start: Vec<u8>,
}

impl ContinueToken {
    /// Makes the token for the page after the object under a key.
    #[must_use]
    pub fn after(revision: i64, key: &[u8]) -> Self {
        let start = [key, b"\0"].concat();
        Self { revision, start }
    }

    /// The text that clients hand back. A key that is not UTF-8, as no server writes any, stands
    /// in a member of its own: rounded to UTF-8 it could lead back to the page before.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut text = format!("{{\"v\":\"{VERSION}\",\"rv\":{}", self.revision).into_bytes();
        match std::str::from_utf8(&self.start) {
            Ok(start) => {
                text.extend(br#","start":"#);
                json::write_string(&mut text, start);
            }
            Err(_) => {
                text.extend(format!(",\"{BYTES}\":").bytes());
                json::write_string(&mut text, &URL_SAFE_NO_PAD.encode(&self.start));
            }
        }
        text.push(b'}');
        URL_SAFE_NO_PAD.encode(text)
    }

    /// Reads a token back.
    ///
    /// # Errors
    /// 400 when it is none. As with a server, a start with empty segments, `.` or `..` is refused:
    /// it could name keys that are not the list's.
    pub fn decode(text: &str) -> Result<Self, Status> {
        let refused = |why: &dyn std::fmt::Display| {
            Status::bad_request(format!(
                "invalid continue token: continue key is not valid: {why}"
            ))
        };
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|e| refused(&e))?;
        let value = parse::json::parse(&bytes).map_err(|e| refused(&e.message()))?;
        let version = value.str_at(&["v"]).unwrap_or_default();
        if version != VERSION {
            return Err(refused(&format_args!(
                "server does not recognize this encoded version {version:?}"
            )));
        }
        let revision = value.get("rv").and_then(kf_object::Value::as_int);
        let revision = revision.filter(|r| *r != 0).ok_or_else(|| {
            refused(&format_args!(
                "incorrect encoded start resourceVersion (version {VERSION})"
            ))
        })?;
        if let Some(start) = value.str_at(&[BYTES]) {
            let start = URL_SAFE_NO_PAD.decode(start).map_err(|e| refused(&e))?;
            return Ok(Self { revision, start });
        }
        let start = value.str_at(&["start"]).unwrap_or_default();
        if start.is_empty() {
            return Err(refused(&format_args!(
                "encoded start key empty (version {VERSION})"
            )));
        }
        // Tokens that a server's watch cache made begin with a slash.
        let start = start.strip_prefix('/').unwrap_or(start);
        if start.split('/').any(|s| matches!(s, "" | "." | "..")) {
            return Err(refused(&start));
        }
        Ok(Self {
            revision,
            start: start.as_bytes().to_vec(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_those_of_a_server() {
        let token = ContinueToken::after(1884, b"prod/web");
        let text = token.encode();
        assert_eq!(
            URL_SAFE_NO_PAD.decode(&text).unwrap(),
            br#"{"v":"meta.k8s.io/v1","rv":1884,"start":"prod/web\u0000"}"#
        );
        assert_eq!(ContinueToken::decode(&text).unwrap(), token);
        for key in [&b"prod/\xff"[..], b"\xfe/b"] {
            let token = ContinueToken::after(7, key);
            assert_eq!(ContinueToken::decode(&token.encode()).unwrap(), token);
        }
    }

    #[test]
    fn what_is_no_token() {
        for (text, want) in [
            ("###", "Invalid symbol"),
            ("e30", "server does not recognize this encoded version \"\""),
            ("e3", ""),
        ] {
            let status = ContinueToken::decode(text).unwrap_err();
            assert_eq!(status.reason.code(), 400);
            assert!(
                status
                    .message
                    .starts_with("invalid continue token: continue key is not valid: "),
                "{}",
                status.message
            );
            assert!(status.message.contains(want), "{}", status.message);
        }
        for (json, want) in [
            (
                r#"{"v":"meta.k8s.io/v1","rv":0,"start":"a"}"#,
                "incorrect encoded start resourceVersion (version meta.k8s.io/v1)",
            ),
            (
                r#"{"v":"meta.k8s.io/v1","rv":1,"start":""}"#,
                "encoded start key empty (version meta.k8s.io/v1)",
            ),
            (
                r#"{"v":"meta.k8s.io/v1","rv":1,"start":"../secrets/x"}"#,
                "../secrets/x",
            ),
            (r#"{"v":"meta.k8s.io/v1","rv":1,"start":"a//b"}"#, "a//b"),
            (r#"{"v":"x","rv":1,"start":"a"}"#, "encoded version \"x\""),
        ] {
            let text = URL_SAFE_NO_PAD.encode(json);
            let status = ContinueToken::decode(&text).unwrap_err();
            assert!(status.message.ends_with(want), "{}", status.message);
        }
    }
}
