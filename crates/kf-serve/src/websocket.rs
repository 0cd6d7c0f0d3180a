//! Watches over WebSocket, as browsers open them: one text message for each event.

use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, Version, header};
use hyper::body::Incoming;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::{Message, Role, WebSocketConfig};

use kf_answer::Status;

use crate::connection::empty;
use crate::gate::protocol;
use crate::limits::STALL;
use crate::pipe::{Piece, Reply};

/// The most bytes that a client may send: nothing but a farewell is expected of it.
const MAX_MESSAGE: usize = 4 << 10;

/// Whether a request is to become a WebSocket.
pub(crate) fn is_asked_for(request: &Request<Incoming>) -> bool {
    let upgrade = request.headers().get(header::UPGRADE);
    request.method() == Method::GET
        && request.version() == Version::HTTP_11
        && upgrade.is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"websocket"))
}

/// Turns a request into a WebSocket, and sends it what comes out of the pipe.
pub(crate) fn accept(
    headers: &HeaderMap,
    upgrade: OnUpgrade,
    pieces: mpsc::Receiver<Piece>,
) -> Result<Response<Reply>, Status> {
    let key = headers.get(header::SEC_WEBSOCKET_KEY);
    let key = key.ok_or_else(|| Status::bad_request("Sec-WebSocket-Key is missing"))?;
    let accepted = derive_accept_key(key.as_bytes());
    let mut response = empty(StatusCode::SWITCHING_PROTOCOLS);
    let answer = response.headers_mut();
    answer.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    answer.insert(header::CONNECTION, HeaderValue::from_static("Upgrade"));
    if let Ok(accepted) = HeaderValue::from_str(&accepted) {
        answer.insert(header::SEC_WEBSOCKET_ACCEPT, accepted);
    }
    if let Some(protocol) = protocol(headers).and_then(|p| HeaderValue::from_str(p).ok()) {
        answer.insert(header::SEC_WEBSOCKET_PROTOCOL, protocol);
    }
    tokio::spawn(async move {
        if let Ok(upgraded) = upgrade.await {
            let config = WebSocketConfig::default()
                .max_message_size(Some(MAX_MESSAGE))
                .max_frame_size(Some(MAX_MESSAGE));
            let socket = WebSocketStream::from_raw_socket(
                TokioIo::new(upgraded),
                Role::Server,
                Some(config),
            );
            send(socket.await, pieces).await;
        }
    });
    Ok(response)
}

type Socket = WebSocketStream<TokioIo<hyper::upgrade::Upgraded>>;

/// Sends events until there are none, or the client leaves.
async fn send(mut socket: Socket, mut pieces: mpsc::Receiver<Piece>) {
    use futures_util::{SinkExt, StreamExt};
    loop {
        tokio::select! {
            piece = pieces.recv() => {
                let Some(Ok(piece)) = piece else {
                    break;
                };
                let Ok(text) = String::from_utf8(Vec::from(piece)) else {
                    break;
                };
                let sent = timeout(STALL, socket.send(Message::text(text))).await;
                if !matches!(sent, Ok(Ok(()))) {
                    return;
                }
            }
            // Pings are answered as they are read.
            message = socket.next() => match message {
                Some(Ok(message)) if !message.is_close() => {}
                _ => return,
            }
        }
    }
    let _gone = timeout(STALL, socket.close(None)).await;
}
