//! The answer to any request that a client of the API server sends: code, headers and body.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

use super::about::Own;
use super::accept::{DiscoveryForm, Encoding, Form, Protobuf, Shape};
use super::documents::{Document, Documents};
use super::offer::Offer;
use super::path::{Discovery, Request, ResourcePath, Target};
use super::status::{Reason, Status};
use super::watch::Watch;
use super::{
    Answer, Told, Wants, about, discovery, find, get, openapi, policy, review, subresource,
};
use kf_base::time::Timestamp;
use kf_object::encode::yaml;
use kf_object::parse;
use kf_query::rbac::User;
use kf_table::Printer;
use kf_view::{Mapping, View};

/// The most bytes of an answer that are turned into YAML or indented: it is held in memory for that.
pub const MAX_REWRITTEN: usize = 256 << 20;

/// A request.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    /// The method, in capitals.
    pub method: &'a str,
    /// Path and query.
    pub url: &'a str,
    /// The header `Accept`.
    pub accept: &'a str,
    /// The header `User-Agent`.
    pub user_agent: &'a str,
    /// The header `If-None-Match`.
    pub if_none_match: &'a str,
    /// In whose name the request is made, if in another's: the headers `Impersonate-User` and
    /// `Impersonate-Group`.
    pub user: Option<&'a User>,
    /// The body.
    pub body: &'a [u8],
    /// What discovery offers beside what can be read.
    pub offer: Offer,
}

/// An answer whose body is still to be written.
#[derive(Debug)]
pub struct Response<'v, 's> {
    /// The HTTP code.
    pub code: u16,
    /// `Content-Type`
    pub content_type: Cow<'static, str>,
    /// Other headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Body<'v, 's>,
    rewrite: Rewrite,
}

/// The body of an answer.
#[derive(Debug)]
pub enum Body<'v, 's> {
    /// Bytes that are there already.
    Bytes(Vec<u8>),
    /// A document that other answers have too.
    Document(Arc<Document>),
    /// An object or a list.
    Answer(Answer<'v, 's>),
    /// Events.
    Watch(Box<Watch<'v, 's>>),
}

/// What is done with a body of JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Rewrite {
    #[default]
    No,
    Yaml,
    Pretty,
}

impl<'v, 's> Response<'v, 's> {
    fn bytes(code: u16, content_type: &'static str, bytes: Vec<u8>) -> Self {
        Self {
            code,
            content_type: content_type.into(),
            headers: Vec::new(),
            body: Body::Bytes(bytes),
            rewrite: Rewrite::No,
        }
    }

    fn json(bytes: Vec<u8>) -> Self {
        Self::bytes(200, Encoding::Json.media_type(), bytes)
    }

    /// A document with its tag, and nothing of it for a client that has it already.
    fn document(document: Arc<Document>, ask: Ask<'_>) -> Self {
        let mut response = Self::json(Vec::new());
        response.headers.push(("etag", document.tag.clone()));
        if ask.if_none_match == document.tag {
            response.code = 304;
        } else {
            response.body = Body::Document(document);
        }
        response
    }

    fn text(code: u16, text: &str) -> Self {
        Self::bytes(code, "text/plain; charset=utf-8", text.as_bytes().to_vec())
    }

    /// The answer that says why there is none.
    #[must_use]
    pub fn refusal(status: &Status) -> Self {
        if status.is_bare() {
            return Self::text(404, "404 page not found\n");
        }
        let mut json = Vec::new();
        status.write_json(&mut json);
        let mut response = Self::json(json);
        response.code = status.reason.code();
        if status.reason == Reason::MethodNotAllowed {
            response.headers.push(("allow", "GET".to_owned()));
        }
        response
    }

    /// As [`Response::refusal`], in the form that the client accepts: clients that take answers as
    /// protobuf get refusals as such too.
    #[must_use]
    pub fn refusal_in(status: &Status, accept: &str) -> Self {
        let mut response = Self::refusal(status);
        let form = Form::negotiate(accept, Protobuf::Objects, true);
        let protobuf = form.is_ok_and(|form| form.encoding == Encoding::Protobuf);
        if protobuf && !status.is_bare() && status.reason != Reason::NotAcceptable {
            let mut body = Vec::new();
            status.write_protobuf(&mut body);
            response.body = Body::Bytes(body);
            response.content_type = Encoding::Protobuf.media_type().into();
        }
        response
    }

    /// Writes a body that ends; of a watch, use [`Watch::write`].
    ///
    /// # Errors
    /// When `out` cannot be written to, or when a list is too large to be rewritten.
    pub fn write(&self, out: &mut dyn Write, tell: &mut dyn FnMut(Told<'_>)) -> io::Result<()> {
        let answer = match &self.body {
            Body::Bytes(bytes) => return out.write_all(bytes),
            Body::Document(document) => return out.write_all(&document.bytes),
            Body::Watch(_) => return Ok(()),
            Body::Answer(answer) => answer,
        };
        let rewritten = match self.rewrite {
            Rewrite::No => return answer.write(out, tell),
            Rewrite::Yaml => in_yaml,
            Rewrite::Pretty => |json: &[u8]| Ok(indented(json)),
        };
        let mut held = Held(Vec::new());
        answer.write(&mut held, tell)?;
        out.write_all(&rewritten(&held.0)?)
    }
}

/// A body that is rewritten as a whole.
struct Held(Vec<u8>);

impl Write for Held {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len().saturating_add(bytes.len()) > MAX_REWRITTEN {
            return Err(io::Error::other(format!(
                "an answer of more than {MAX_REWRITTEN} bytes is sent as compact JSON only"
            )));
        }
        self.0.extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn in_yaml(json: &[u8]) -> io::Result<Vec<u8>> {
    let value = parse::json::parse(json).map_err(io::Error::other)?;
    let mut text = Vec::new();
    yaml::write(&mut text, &value);
    Ok(text)
}

/// Indents JSON by two blanks a level, as Go's `json.Indent` does, without a line break at its end.
fn indented(json: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len().saturating_mul(2));
    let mut level = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    let mut bytes = json.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if in_string {
            out.push(byte);
            in_string = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => {
                in_string = true;
                out.push(byte);
            }
            b'{' | b'[' => {
                out.push(byte);
                let closing = if byte == b'{' { b'}' } else { b']' };
                if bytes.next_if_eq(&closing).is_some() {
                    out.push(closing);
                } else {
                    level = level.saturating_add(1);
                    new_line(&mut out, level);
                }
            }
            b'}' | b']' => {
                level = level.saturating_sub(1);
                new_line(&mut out, level);
                out.push(byte);
            }
            b',' => {
                out.push(byte);
                new_line(&mut out, level);
            }
            b':' => out.extend(b": "),
            b' ' | b'\n' | b'\r' | b'\t' => {}
            other => out.push(other),
        }
    }
    out
}

fn new_line(out: &mut Vec<u8>, level: usize) {
    out.push(b'\n');
    out.extend(std::iter::repeat_n(b' ', level.saturating_mul(2)));
}

/// Answers a request; `now` is what the ages in a table count to.
///
/// # Errors
/// The refusal, which [`Response::refusal`] makes an answer of. With [`Ground::Revision`], another
/// view may have the answer.
///
/// [`Ground::Revision`]: super::Ground::Revision
pub fn respond<'v, 's>(
    view: &'v View<'s>,
    ask: Ask<'_>,
    now: Option<Timestamp>,
) -> Result<Response<'v, 's>, Status> {
    respond_with(view, &Documents::default(), ask, now)
}

/// As [`respond`], with the documents of the view that earlier requests asked for.
///
/// # Errors
/// As [`respond`].
pub fn respond_with<'v, 's>(
    view: &'v View<'s>,
    documents: &Documents,
    ask: Ask<'_>,
    now: Option<Timestamp>,
) -> Result<Response<'v, 's>, Status> {
    let request =
        Request::parse(ask.url).map_err(|_| Status::bad_request("the path is not well escaped"))?;
    if let Some(user) = ask.user {
        policy::check(view, user, ask.method, &request)?;
    }
    if ask.method != "GET" {
        return match &request.target {
            Target::Resource(path) if ask.method == "POST" => {
                subresource::check_post(path)?;
                let review = review::answer(view, path, ask)?;
                let mut response = Response::json(review.json);
                response.code = 201;
                let warning = review.warning.map(|text| format!("299 - \"{text}\""));
                response
                    .headers
                    .extend(warning.map(|text| ("warning", text)));
                Ok(response)
            }
            _ => Err(Status::read_only()),
        };
    }
    match &request.target {
        Target::Version => Ok(Response::json(about::version(view))),
        Target::Discovery(which) => discover(view, documents, which, ask),
        Target::Resource(path) => objects(view, path, &request, ask, now),
        Target::Other => other(view, documents, &request, ask),
    }
}

fn discover<'v, 's>(
    view: &'v View<'s>,
    documents: &Documents,
    which: &Discovery,
    ask: Ask<'_>,
) -> Result<Response<'v, 's>, Status> {
    let core = match which {
        Discovery::Core => true,
        Discovery::Groups => false,
        _ => return legacy(view, which, ask.offer),
    };
    let DiscoveryForm::Aggregated(version) = DiscoveryForm::negotiate(ask.accept) else {
        return legacy(view, which, ask.offer);
    };
    let name = format!("{} {version}", if core { "api" } else { "apis" });
    let document = documents.get(&name, || {
        Ok(discovery::aggregated(view, core, version, ask.offer))
    })?;
    let mut response = Response::document(document, ask);
    // Clients know the document by these parameters alone.
    response.content_type =
        format!("application/json;g=apidiscovery.k8s.io;v={version};as=APIGroupDiscoveryList")
            .into();
    response.headers.push(("vary", "Accept".to_owned()));
    response
        .headers
        .push(("cache-control", "public".to_owned()));
    Ok(response)
}

fn legacy<'v, 's>(
    view: &'v View<'s>,
    which: &Discovery,
    offer: Offer,
) -> Result<Response<'v, 's>, Status> {
    if discovery::is_stale(view, which, offer) {
        return Ok(Response::text(503, "service unavailable\n"));
    }
    Ok(Response::json(discovery::legacy(view, which, offer)?))
}

fn objects<'v, 's>(
    view: &'v View<'s>,
    path: &ResourcePath,
    request: &Request,
    ask: Ask<'_>,
    now: Option<Timestamp>,
) -> Result<Response<'v, 's>, Status> {
    let mapping = find(view, path)?;
    let watches = request.watches() && path.subresource.is_none();
    let protobuf = protobuf(view, &mapping, path, watches);
    let form = Form::negotiate(ask.accept, protobuf, has_tables(view, &mapping, path))?;
    let wants = Wants {
        shape: form.shape,
        protobuf: form.encoding == Encoding::Protobuf,
        now,
    };
    let mut response = Response::json(Vec::new());
    response
        .headers
        .push(("cache-control", "no-cache, private".to_owned()));
    if watches {
        if form.encoding != Encoding::Json {
            return Err(Status::new(
                Reason::NotAcceptable,
                "only the following media types are accepted: application/json;stream=watch",
            ));
        }
        let watch = Watch::new(view, &mapping, path, &request.query, wants)?;
        response.body = Body::Watch(Box::new(watch));
        return Ok(response);
    }
    response.body = Body::Answer(get(view, &mapping, path, request, wants)?);
    response.content_type = form.encoding.media_type().into();
    response.rewrite = match form.encoding {
        Encoding::Yaml => Rewrite::Yaml,
        Encoding::Json if is_pretty(request, ask) => Rewrite::Pretty,
        Encoding::Json | Encoding::Protobuf => Rewrite::No,
    };
    if form.shape == Shape::Whole && form.encoding == Encoding::Json {
        response.headers.push(("vary", "Accept".to_owned()));
    }
    Ok(response)
}

/// What of a resource can be had as protobuf: events and subresources that are objects of another
/// type are sent as JSON.
fn protobuf(view: &View<'_>, mapping: &Mapping, path: &ResourcePath, watches: bool) -> Protobuf {
    let is_other = path
        .subresource
        .as_deref()
        .is_some_and(|sub| sub != "status");
    match (watches || is_other, view.has_protobuf(mapping)) {
        (true, _) => Protobuf::Never,
        (false, true) => Protobuf::Objects,
        (false, false) => Protobuf::Metadata,
    }
}

/// Whether the objects of a path can be had as a table.
fn has_tables(view: &View<'_>, mapping: &Mapping, path: &ResourcePath) -> bool {
    let minor = view.kube_version().minor;
    path.subresource.is_none() || Printer::makes_tables_of_parts(mapping.resource(), minor)
}

/// Whether a person reads the answer (apiserver pkg/endpoints/handlers/negotiation/negotiate.go
/// `isPrettyPrint`): who says so, and the command lines and browsers that say nothing.
fn is_pretty(request: &Request, ask: Ask<'_>) -> bool {
    match request.query.text("pretty") {
        "" => ["curl", "Wget", "Mozilla/5.0"]
            .iter()
            .any(|agent| ask.user_agent.starts_with(agent)),
        text => matches!(text, "1" | "t" | "T" | "true" | "TRUE" | "True"),
    }
}

fn other<'v, 's>(
    view: &'v View<'s>,
    documents: &Documents,
    request: &Request,
    ask: Ask<'_>,
) -> Result<Response<'v, 's>, Status> {
    let path = request.path.as_str();
    if matches!(path, "/openapi/v2" | "/swagger-2.0.0.pb-v1") {
        return version_2(view, documents, ask);
    }
    match Own::of(path).ok_or_else(Status::no_such_path)? {
        Own::Root => Ok(Response::json(about::root(view))),
        Own::Health => Ok(Response::text(200, &about::health(request))),
        Own::Schemas => Ok(Response::json(openapi::index(view))),
        Own::Schema(group_version) => {
            let document = documents.get(path, || openapi::document(view, group_version))?;
            let mut response = Response::document(document, ask);
            response.headers.push(("vary", "Accept".to_owned()));
            Ok(response)
        }
    }
}

/// Answers with OpenAPI v2, which is there in protobuf only. JSON is what a client gets that does not
/// ask for it by name, so a refusal is sent in its place.
fn version_2<'v, 's>(
    view: &'v View<'s>,
    documents: &Documents,
    ask: Ask<'_>,
) -> Result<Response<'v, 's>, Status> {
    if !ask.accept.contains("proto-openapi") {
        let status = Status::new(
            Reason::NotAcceptable,
            "OpenAPI v2 is there as protobuf only; /openapi/v3 is JSON",
        );
        return Ok(Response::refusal(&status));
    }
    let document = documents.get("/openapi/v2", || Ok(openapi::version_2(view)))?;
    let mut response = Response::document(document, ask);
    response.content_type = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf".into();
    Ok(response)
}
