//! Requests of one connection.

use std::io;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use kf_answer::{Reason, Status};

use crate::gate::Gate;
use crate::job::Job;
use crate::limits::{HANDSHAKE, MAX_BODY, MAX_HEADERS, MAX_STREAMS};
use crate::other_name;
use crate::pipe::{Head, Reply, pipe};
use crate::stop::Stop;
use crate::websocket;

/// What all connections share.
pub(crate) struct Desk {
    pub(crate) gate: Gate,
    pub(crate) jobs: std::sync::mpsc::Sender<Job>,
    pub(crate) places: Arc<Semaphore>,
    pub(crate) handle: Handle,
    pub(crate) stop: Stop,
    /// Whether large answers are compressed for those who take them so.
    pub(crate) compresses: bool,
}

/// Serves a connection until it ends, or the server does.
pub(crate) async fn serve(desk: Arc<Desk>, tls: TlsAcceptor, stream: TcpStream) {
    let _nodelay = stream.set_nodelay(true);
    let Ok(Ok(stream)) = timeout(HANDSHAKE, tls.accept(stream)).await else {
        return;
    };
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HANDSHAKE)
        .max_buf_size(MAX_HEADERS);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(MAX_STREAMS)
        .max_header_list_size(u32::try_from(MAX_HEADERS).unwrap_or(u32::MAX));
    let stop = desk.stop.clone();
    let service = service_fn(move |request| {
        let desk = Arc::clone(&desk);
        async move {
            let asks_for_head = request.method() == Method::HEAD;
            let mut response = answer(&desk, request).await;
            if asks_for_head {
                // HTTP/2 takes a body that may not be there as an error (RFC 9110, 9.3.2). The
                // headers may say how long it would have been.
                *response.body_mut() = Reply::whole(Vec::new());
            }
            Ok::<_, io::Error>(response)
        }
    });
    let connection = builder.serve_connection_with_upgrades(TokioIo::new(stream), service);
    tokio::pin!(connection);
    tokio::select! {
        _ended = connection.as_mut() => return,
        () = stop.stopped() => connection.as_mut().graceful_shutdown(),
    }
    let _ended = connection.await;
}

/// Answers a request.
async fn answer(desk: &Arc<Desk>, mut request: Request<Incoming>) -> Response<Reply> {
    if let Err(status) = desk.gate.check(request.uri(), request.headers()) {
        return refusal(&status);
    }
    if !matches!(*request.method(), Method::GET | Method::POST) {
        return refusal(&Status::read_only());
    }
    let user = match other_name::user(request.headers()) {
        Ok(user) => user,
        Err(status) => return refusal(&status),
    };
    let framed = websocket::is_asked_for(&request);
    let upgrade = framed.then(|| hyper::upgrade::on(&mut request));
    let (parts, body) = request.into_parts();
    let Ok(body) = Limited::new(body, MAX_BODY).collect().await else {
        return refusal(&Status::bad_request(format!(
            "the body is cut off, or longer than {MAX_BODY} bytes"
        )));
    };
    let Ok(permit) = Arc::clone(&desk.places).acquire_owned().await else {
        return refusal(&ending());
    };
    let accepted = text(&parts.headers, header::ACCEPT_ENCODING);
    let gzip = desk.compresses && !framed && takes_gzip(&accepted);
    let (near, head, pieces) = pipe(desk.handle.clone(), gzip);
    let url = parts.uri.path_and_query().map_or("/", |url| url.as_str());
    let job = Job {
        method: parts.method.to_string(),
        url: url.to_owned(),
        accept: text(&parts.headers, header::ACCEPT),
        user_agent: text(&parts.headers, header::USER_AGENT),
        if_none_match: text(&parts.headers, header::IF_NONE_MATCH),
        user,
        body: body.to_bytes().to_vec(),
        framed,
        near,
        permit,
    };
    if desk.jobs.send(job).is_err() {
        return refusal(&ending());
    }
    let Ok(head) = head.await else {
        return refusal(&ending());
    };
    if let (Some(upgrade), 200) = (upgrade, head.code) {
        return websocket::accept(&parts.headers, upgrade, pieces)
            .unwrap_or_else(|status| refusal(&status));
    }
    respond(head, Reply::Piped(pieces))
}

/// Whether a client takes gzip (apiserver pkg/endpoints/handlers/responsewriters/writers.go
/// `negotiateContentEncoding`, which knows no weights).
fn takes_gzip(accepted: &str) -> bool {
    let mut codings = accepted.split(',');
    codings.any(|coding| coding.split(';').next().is_some_and(|c| c.trim() == "gzip"))
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> String {
    let all: Vec<&str> = headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    all.join(",")
}

fn respond(head: Head, body: Reply) -> Response<Reply> {
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(head.code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.append(name, value);
        }
    };
    set("content-type", &head.content_type);
    for (name, value) in &head.headers {
        set(name, value);
    }
    if let Some(length) = head.length.filter(|_| head.code != 304) {
        set("content-length", &length.to_string());
    }
    response
}

/// Answers before any thread is asked.
pub(crate) fn refusal(status: &Status) -> Response<Reply> {
    let refusal = kf_answer::Response::refusal(status);
    let mut head = Head::of(&refusal);
    let mut body = Vec::new();
    // Writing to memory does not fail.
    let _infallible = refusal.write(&mut body, &mut |_| {});
    head.length = Some(body.len());
    respond(head, Reply::whole(body))
}

fn ending() -> Status {
    Status::new(Reason::ServiceUnavailable, "the server is ending")
}

/// Makes an answer without a body of its own.
pub(crate) fn empty(code: StatusCode) -> Response<Reply> {
    let mut response = Response::new(Reply::Whole(http_body_util::Full::new(Bytes::new())));
    *response.status_mut() = code;
    response
}
