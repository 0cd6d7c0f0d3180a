//! Who may ask: whoever has the token of this run, by the name of this host.

use std::net::SocketAddr;

use ctutils::CtEq;
use http::{HeaderMap, Uri, header};

use kf_answer::{Reason, Status};

/// What a browser's WebSocket offers as a protocol to send a token, since it cannot set headers
/// (apiserver pkg/authentication/request/websocket).
const TOKEN_PROTOCOL: &str = "base64url.bearer.authorization.k8s.io.";

/// What lets a request in.
#[derive(Debug)]
pub(crate) struct Gate {
    token: String,
    address: SocketAddr,
}

impl Gate {
    pub(crate) fn new(token: String, address: SocketAddr) -> Self {
        Self { token, address }
    }

    /// Lets a request in, or says why not.
    pub(crate) fn check(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), Status> {
        // A page on the web can make a browser send requests here under its own name (DNS
        // rebinding), but not under this one.
        if !self.is_host(uri, headers) {
            return Err(Status::new(
                Reason::Forbidden,
                "this server is reached by its address only",
            ));
        }
        if self.has_token(headers) {
            return Ok(());
        }
        Err(Status::new(Reason::Unauthorized, "Unauthorized"))
    }

    fn is_host(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        // HTTP/2 has the host in the URI.
        let given = uri.authority().map(http::uri::Authority::as_str);
        let header = || headers.get(header::HOST)?.to_str().ok();
        let Some(given) = given.or_else(header) else {
            return false;
        };
        let port = self.address.port();
        ["localhost", "127.0.0.1", "[::1]"]
            .iter()
            .any(|host| given.eq_ignore_ascii_case(&format!("{host}:{port}")))
            || given == self.address.to_string()
    }

    fn has_token(&self, headers: &HeaderMap) -> bool {
        let bearer = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| {
                let (scheme, token) = value.split_once(' ')?;
                scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
            });
        if let Some(token) = bearer {
            return self.is_token(token.as_bytes());
        }
        protocols(headers)
            .filter_map(|protocol| protocol.strip_prefix(TOKEN_PROTOCOL))
            .filter_map(decoded)
            .any(|token| self.is_token(&token))
    }

    fn is_token(&self, given: &[u8]) -> bool {
        given.ct_eq(self.token.as_bytes()).to_bool()
    }
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()
}

/// The protocols that a WebSocket offers.
pub(crate) fn protocols(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    headers
        .get_all(header::SEC_WEBSOCKET_PROTOCOL)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
}

/// The protocol that a WebSocket is answered with: the first that does not carry a token.
pub(crate) fn protocol(headers: &HeaderMap) -> Option<&str> {
    protocols(headers).find(|p| !p.is_empty() && !p.starts_with(TOKEN_PROTOCOL))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn asked(host: &str, name: &'static str, value: &str) -> u16 {
        let gate = Gate::new("secret".to_owned(), "127.0.0.1:7000".parse().unwrap());
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_str(host).unwrap());
        headers.insert(name, HeaderValue::from_str(value).unwrap());
        let uri = Uri::from_static("/api");
        gate.check(&uri, &headers)
            .map_or_else(|status| status.reason.code(), |()| 200)
    }

    #[test]
    fn hosts_and_tokens() {
        for (host, name, value, want) in [
            ("127.0.0.1:7000", "authorization", "Bearer secret", 200),
            ("localhost:7000", "authorization", "bearer  secret", 200),
            ("[::1]:7000", "authorization", "Bearer secret", 200),
            ("127.0.0.1:7001", "authorization", "Bearer secret", 403),
            ("127.0.0.1", "authorization", "Bearer secret", 403),
            ("evil.example:7000", "authorization", "Bearer secret", 403),
            ("127.0.0.1:7000", "authorization", "Bearer secre", 401),
            ("127.0.0.1:7000", "authorization", "Bearer secrets", 401),
            ("127.0.0.1:7000", "authorization", "Basic secret", 401),
            ("127.0.0.1:7000", "accept", "Bearer secret", 401),
            (
                "127.0.0.1:7000",
                "sec-websocket-protocol",
                "base64url.bearer.authorization.k8s.io.c2VjcmV0, base64.binary.k8s.io",
                200,
            ),
            (
                "127.0.0.1:7000",
                "sec-websocket-protocol",
                "base64url.bearer.authorization.k8s.io.c2VjcmV, base64.binary.k8s.io",
                401,
            ),
        ] {
            assert_eq!(asked(host, name, value), want, "{host} {name} {value}");
        }
    }
}
