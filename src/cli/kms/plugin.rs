//! A plugin at the other end of a socket.

use std::io;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use bytes::Bytes;
use h2::client::{self, SendRequest};
use tokio::net::UnixStream;
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;
use zeroize::Zeroizing;

use crate::bytes::{Bytes as Cursor, OutOfBytes, put_field};
use crate::error::{Error, ErrorKind, Result};
use crate::grpc::{self, Failure, Peer};
use crate::limits::MAX_PLUGIN_ANSWER_BYTES;
use crate::storage::encryption::kms::{Unwrap, Wrapped};

/// How long an answer may take: the default of an EncryptionConfiguration's `timeout`.
const PATIENCE: Duration = Duration::from_secs(3);

const PEER: Peer = Peer {
    scheme: "http",
    most: (MAX_PLUGIN_ANSWER_BYTES, "MAX_PLUGIN_ANSWER_BYTES"),
};

/// A plugin, not yet connected to.
#[derive(Debug)]
pub(super) struct Plugin {
    path: String,
    runtime: Runtime,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    connection: Option<SendRequest<Bytes>>,
    /// Why no more is asked of it: one plugin that hangs would cost its time for each value.
    gone: Option<Error>,
    asked: u64,
}

impl Plugin {
    /// # Errors
    /// Io when there is nothing at the path.
    pub(super) fn new(path: &str) -> Result<Self> {
        let io = |e: &io::Error| Error::io(format!("KMS plugin at {path}"), e);
        if !path.starts_with('@') {
            Path::new(path).symlink_metadata().map_err(|e| {
                io(&e).hint(
                    "--kms-socket names the socket that the plugin listens on: the endpoint in \
                     the cluster's EncryptionConfiguration",
                )
            })?;
        }
        Ok(Self {
            path: path.to_owned(),
            // Nothing runs but while a call is waited for.
            runtime: Builder::new_current_thread()
                .enable_io()
                .enable_time()
                .build()
                .map_err(|e| io(&e))?,
            state: Mutex::default(),
        })
    }

    async fn connect(&self) -> Result<SendRequest<Bytes>> {
        // The abstract namespace's names begin with a zero byte.
        let name = self.path.strip_prefix('@').map(|name| format!("\0{name}"));
        let stream = UnixStream::connect(name.as_deref().unwrap_or(&self.path)).await;
        let stream = stream.map_err(|e| Error::io("cannot connect", &e))?;
        let (requests, connection) = client::handshake(stream)
            .await
            .map_err(|e| Error::new(ErrorKind::Io, format!("HTTP/2: {e}")))?;
        // Ends with the runtime, or when the plugin hangs up: calls hear of it by themselves.
        drop(tokio::spawn(connection));
        Ok(requests)
    }

    async fn ask(
        &self,
        state: &mut State,
        method: &'static str,
        message: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Failure> {
        if let Some(connection) = &state.connection {
            match grpc::call(connection, PEER, method, message).await {
                // The plugin may have been started anew since.
                Err(Failure::Broken(_)) => state.connection = None,
                other => return other,
            }
        }
        let connection = self.connect().await.map_err(Failure::Broken)?;
        let answer = grpc::call(&connection, PEER, method, message).await;
        state.connection = Some(connection);
        answer
    }
}

impl Unwrap for Plugin {
    fn unwrap_key(&self, wrapped: &Wrapped<'_>) -> Result<Zeroizing<Vec<u8>>> {
        let mut state = match self.state.lock() {
            Ok(state) => state,
            Err(poisoned) => poisoned.into_inner(),
        };
        if let Some(gone) = &state.gone {
            return Err(gone.clone());
        }
        state.asked = state.asked.saturating_add(1);
        let (method, message) = request(wrapped, state.asked);
        let answer = self.runtime.block_on(async {
            let answer = self.ask(&mut state, method, &message);
            timeout(PATIENCE, answer).await.unwrap_or_else(|_| {
                let seconds = PATIENCE.as_secs();
                Err(Failure::Broken(Error::new(
                    ErrorKind::Io,
                    format!("no answer within {seconds} s"),
                )))
            })
        });
        let said = |e: Error| {
            Error::new(
                e.kind(),
                format!("KMS plugin at {}: {}", self.path, e.message()),
            )
        };
        match answer {
            Ok(answer) => plaintext(&answer).map_err(said),
            Err(Failure::Broken(e)) => {
                let e = said(e).hint("is the plugin running, and may you use its socket?");
                state.gone = Some(e.clone());
                state.connection = None;
                Err(e)
            }
            Err(failure) => Err(said(failure.into_error(ErrorKind::Encrypted)).hint(
                "the plugin must be the one of that cluster, with the key that was in use then",
            )),
        }
    }
}

/// `DecryptRequest` of the API that the value's prefix names.
fn request(wrapped: &Wrapped<'_>, number: u64) -> (&'static str, Vec<u8>) {
    let mut message = Vec::new();
    if wrapped.version == 1 {
        put_field(&mut message, 1, b"v1beta1");
        put_field(&mut message, 2, wrapped.ciphertext);
        return ("/v1beta1.KeyManagementService/Decrypt", message);
    }
    put_field(&mut message, 1, wrapped.ciphertext);
    // For the plugin's log alone.
    put_field(&mut message, 2, format!("kf-{number}").as_bytes());
    put_field(&mut message, 3, wrapped.key_id.as_bytes());
    for (name, value) in &wrapped.annotations {
        let mut entry = Vec::new();
        put_field(&mut entry, 1, name.as_bytes());
        put_field(&mut entry, 2, value);
        put_field(&mut message, 4, &entry);
    }
    ("/v2.KeyManagementService/Decrypt", message)
}

/// What a `DecryptResponse` holds; the field is the same in both APIs.
fn plaintext(message: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let read = || {
        let (mut b, mut plain) = (Cursor::new(message), &[][..]);
        while !b.is_empty() {
            match b.varint()? {
                0x0a => plain = b.length_delimited()?,
                tag => b.skip_field(tag)?,
            }
        }
        Ok::<_, OutOfBytes>(Zeroizing::new(plain.to_vec()))
    };
    match read() {
        Ok(plain) if !plain.is_empty() => Ok(plain),
        Ok(_) => Err(Error::corrupt("it answers with no key")),
        Err(OutOfBytes) => Err(Error::corrupt("its answer is no DecryptResponse")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_and_answers() {
        let mut wrapped = Wrapped {
            version: 2,
            ciphertext: b"source",
            key_id: "k",
            annotations: vec![("a", b"b")],
            plugin: "toy",
        };
        let (method, message) = request(&wrapped, 7);
        assert_eq!(method, "/v2.KeyManagementService/Decrypt");
        assert_eq!(
            message,
            b"\x0a\x06source\x12\x04kf-7\x1a\x01k\x22\x06\x0a\x01a\x12\x01b"
        );
        wrapped.version = 1;
        let (method, message) = request(&wrapped, 7);
        assert_eq!(method, "/v1beta1.KeyManagementService/Decrypt");
        assert_eq!(message, b"\x0a\x07v1beta1\x12\x06source");
        assert_eq!(*plaintext(b"\x0a\x03key\x10\x01").unwrap(), *b"key");
        assert!(plaintext(b"").unwrap_err().message().contains("no key"));
        assert!(plaintext(b"\x0a\x09key").is_err());
    }
}
