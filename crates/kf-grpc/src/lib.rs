//! One gRPC call with one answer, over HTTP/2 (grpc `doc/PROTOCOL-HTTP2.md`).
//!
//! The connection is the caller's: nothing here opens a socket.
//!
//! ```text
//! POST /package.Service/Method     content-type: application/grpc, te: trailers
//! -> u8 compressed? 0, u32 BE length, message
//! <- the same, then trailers: grpc-status 0, or a number above it and grpc-message
//! ```

use bytes::Bytes;
use h2::client::SendRequest;
use http::{HeaderMap, Method, Request, Uri, Version};
use zeroize::Zeroizing;

use kf_base::error::{Error, ErrorKind};
use kf_base::{escape, percent};

/// Where calls go to, and how long an answer may be.
#[derive(Clone, Copy, Debug)]
pub struct Peer {
    /// `http` or `https`, as the `:scheme` of requests.
    pub scheme: &'static str,
    /// Longest answer in bytes, and the name of the limit for the error that says so.
    pub most: (usize, &'static str),
}

/// Bytes before a message.
const HEAD: usize = 5;

/// Why a call brought nothing.
#[derive(Debug)]
pub enum Failure {
    /// The connection cannot be used any more.
    Broken(Error),
    /// The answer is no message.
    Invalid(Error),
    /// The server answered with a status: its name, and the server's words.
    Status(&'static str, String),
}

impl From<h2::Error> for Failure {
    fn from(e: h2::Error) -> Self {
        // A stream that was reset says nothing about the next one.
        let error = Error::new(ErrorKind::Io, format!("HTTP/2: {e}"));
        if e.is_reset() {
            Self::Invalid(error)
        } else {
            Self::Broken(error)
        }
    }
}

impl Failure {
    /// Returns the failure as an error, of `kind` if the server answered with a status.
    #[must_use]
    pub fn into_error(self, kind: ErrorKind) -> Error {
        match self {
            Self::Broken(error) | Self::Invalid(error) => error,
            Self::Status(code, said) if said.is_empty() => {
                Error::new(kind, format!("it refuses: {code}"))
            }
            Self::Status(code, said) => Error::new(kind, format!("it refuses: {code}: {said}")),
        }
    }
}

fn invalid(why: impl Into<String>) -> Failure {
    Failure::Invalid(Error::corrupt(why))
}

/// Calls `method`, such as `/v2.KeyManagementService/Decrypt`, and gives the answer.
pub async fn call(
    connection: &SendRequest<Bytes>,
    peer: Peer,
    method: &'static str,
    message: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let mut body = Vec::with_capacity(message.len().saturating_add(HEAD));
    let length = u32::try_from(message.len()).map_err(|_| invalid("the request is too long"))?;
    body.push(0);
    body.extend(length.to_be_bytes());
    body.extend(message);
    let uri = Uri::builder()
        .scheme(peer.scheme)
        .authority("localhost")
        .path_and_query(method);
    let request = uri.build().and_then(|uri| {
        Request::builder()
            .method(Method::POST)
            .version(Version::HTTP_2)
            .uri(uri)
            .header("content-type", "application/grpc")
            .header("te", "trailers")
            .header("user-agent", concat!("kf/", env!("CARGO_PKG_VERSION")))
            .body(())
    });
    let request = request.map_err(|e| invalid(e.to_string()))?;
    let mut connection = connection.clone().ready().await?;
    let (response, mut stream) = connection.send_request(request, false)?;
    stream.send_data(Bytes::from(body), true)?;
    let (head, mut body) = response.await?.into_parts();
    // An answer without a message has its status in the head.
    status(&head.headers)?;
    if head.status != 200 {
        return Err(invalid(format!("HTTP status {}", head.status.as_u16())));
    }
    let (most, limit) = peer.most;
    let (mut chunks, mut length) = (Vec::new(), 0_usize);
    while let Some(chunk) = body.data().await {
        let chunk = chunk?;
        length = length.saturating_add(chunk.len());
        if length > most {
            return Err(Failure::Broken(Error::limit(format!(
                "the answer is over {most} bytes ({limit})"
            ))));
        }
        body.flow_control().release_capacity(chunk.len())?;
        chunks.push(chunk);
    }
    // A buffer that grows would leave its old places behind unwiped.
    let mut answer = Zeroizing::new(Vec::with_capacity(length));
    for chunk in chunks {
        answer.extend_from_slice(&chunk);
    }
    let trailers = body.trailers().await?;
    let Some(trailers) = trailers.filter(|t| t.contains_key("grpc-status")) else {
        return Err(invalid("the answer has no grpc-status"));
    };
    status(&trailers)?;
    unframed(&answer)
}

/// The message in a body.
fn unframed(body: &[u8]) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let Some((&[compressed, a, b, c, d], message)) = body.split_first_chunk::<HEAD>() else {
        return Err(invalid("the answer has no message"));
    };
    if compressed != 0 {
        return Err(invalid("the answer is compressed, which was not asked for"));
    }
    let length = u32::from_be_bytes([a, b, c, d]);
    if usize::try_from(length) != Ok(message.len()) {
        return Err(invalid("the answer is not one message"));
    }
    Ok(Zeroizing::new(message.to_vec()))
}

/// Fails for any status but OK, in the server's words.
fn status(headers: &HeaderMap) -> Result<(), Failure> {
    let text = |name| headers.get(name).map(|value| value.as_bytes());
    let Some(code) = text("grpc-status") else {
        return Ok(());
    };
    if code == b"0" {
        return Ok(());
    }
    let code = match std::str::from_utf8(code).map(str::parse::<usize>) {
        Ok(Ok(code)) => CODES.get(code).copied().unwrap_or("an unknown status"),
        _ => "an unknown status",
    };
    // UTF-8 with `%XX` for what headers cannot have.
    let message = percent::decoded(text("grpc-message").unwrap_or_default());
    let message = String::from_utf8_lossy(&message);
    Err(Failure::Status(code, escape::text(&message)))
}

/// The names of the status codes (grpc `doc/statuscodes.md`).
const CODES: [&str; 17] = [
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
    "UNAUTHENTICATED",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies() {
        assert_eq!(*unframed(&[0, 0, 0, 0, 2, 7, 8]).unwrap(), [7, 8]);
        assert!(unframed(&[0, 0, 0, 0, 0]).unwrap().is_empty());
        for wrong in [
            &[0, 0, 0, 0][..],
            &[1, 0, 0, 0, 0],
            &[0, 0, 0, 0, 1],
            &[0, 0, 0, 0, 0, 9],
        ] {
            assert!(unframed(wrong).is_err(), "{wrong:?}");
        }
    }
}
