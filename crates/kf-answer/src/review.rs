//! Reviews: what a client may do, and who it is. They are the only requests with a body that are
//! answered, since graphical clients show nothing to those who may do nothing.
//!
//! Whoever has the token may read everything and change nothing. What others could do in the
//! cluster, the RBAC objects of the snapshot say: [`super::subjects`].

use kf_object::access::text;
use kf_object::{Map, Value, parse};
use kf_storage::{Codec, DecodeOptions};
use kf_view::View;

use super::path::ResourcePath;
use super::policy::ONLY_RBAC;
use super::respond::Ask;
use super::status::Status;
use super::subjects;

/// The verbs that a snapshot can serve.
const ALLOWED: &[&str] = &["get", "list", "watch"];

/// Why anything else is not allowed.
const READ_ONLY: &str = "kf serves a snapshot, which is read-only";

/// Who asks: whoever has the token of this run.
const USER: &str = "kf";

/// The group that it is in.
const GROUP: &str = "system:authenticated";

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// What the client may do.
    Access,
    /// All that the client may do in a namespace.
    Rules,
    /// Who the client is.
    User,
    /// What somebody may do.
    Subject,
    /// What somebody may do in the namespace of the path.
    Local,
}

const KINDS: &[(&str, &str, Kind)] = &[
    (
        "authorization.k8s.io",
        "selfsubjectaccessreviews",
        Kind::Access,
    ),
    (
        "authorization.k8s.io",
        "selfsubjectrulesreviews",
        Kind::Rules,
    ),
    ("authentication.k8s.io", "selfsubjectreviews", Kind::User),
    (
        "authorization.k8s.io",
        "subjectaccessreviews",
        Kind::Subject,
    ),
    (
        "authorization.k8s.io",
        "localsubjectaccessreviews",
        Kind::Local,
    ),
];

/// A review that is answered.
#[derive(Debug)]
pub(super) struct Review {
    pub(super) json: Vec<u8>,
    /// What the reader has to know of it.
    pub(super) warning: Option<&'static str>,
}

fn kind(group: &str, plural: &str) -> Option<Kind> {
    let mut kinds = KINDS.iter();
    let found = kinds.find(|(g, p, _)| (*g, *p) == (group, plural));
    found.map(|(_, _, kind)| *kind)
}

/// Whether reviews of this resource are answered.
pub(super) fn is_answered(group: &str, plural: &str) -> bool {
    kind(group, plural).is_some()
}

/// Answers a review.
///
/// The body may lack `kind` and `apiVersion`, which are those of the path then (apiserver
/// pkg/endpoints/handlers/create.go), and may be protobuf.
///
/// # Errors
/// 405 for anything else than a review; 400 for a body that cannot be read, 422 for one that asks
/// nothing.
pub(super) fn answer(view: &View<'_>, path: &ResourcePath, ask: Ask<'_>) -> Result<Review, Status> {
    let kind = kind(&path.group, &path.plural).ok_or_else(Status::read_only)?;
    if path.name.is_some() {
        return Err(Status::read_only());
    }
    let mut catalog = view.catalog().resources().iter();
    let resource = catalog.find(|r| r.group == *path.group && r.plural == *path.plural);
    let resource = resource
        .filter(|r| r.serves(&path.version))
        .ok_or_else(Status::no_such_resource)?;
    let api_version = resource.api_version(&path.version);
    let mut review = read(view, ask.body)?;
    let members = review.as_object_mut();
    let members = members.ok_or_else(|| Status::bad_request("the body is no object"))?;
    for (name, want) in [
        ("apiVersion", api_version.as_str()),
        ("kind", &resource.kind),
    ] {
        match members
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
        {
            "" => {
                members.insert(name.to_owned(), Value::String(want.to_owned().into()));
            }
            given if given == want => {}
            given => {
                return Err(Status::bad_request(format!(
                    "the {name} in the data ({given}) does not match the expected {name} ({want})"
                )));
            }
        }
    }
    let spec = members.get("spec").cloned().unwrap_or(Value::Null);
    let status = match (kind, ask.user) {
        (Kind::Access, None) => access(&spec),
        (Kind::Access, Some(user)) => subjects::access(view, user, &spec, &resource.kind)?,
        (Kind::Rules, None) => rules(),
        (Kind::Rules, Some(user)) => subjects::rules(view, user, &spec)?,
        (Kind::User, None) => subjects::user(USER, &[GROUP.to_owned()]),
        (Kind::User, Some(user)) => subjects::user(user.name(), user.groups()),
        (Kind::Subject, _) => subjects::review(view, &spec, &resource.kind)?,
        (Kind::Local, _) => {
            subjects::is_local(path, &spec)?;
            subjects::review(view, &spec, &resource.kind)?
        }
    };
    let own = ask.user.is_none() && matches!(kind, Kind::Access | Kind::Rules);
    if !members.contains_key("metadata") {
        members.insert("metadata", Value::Object(Map::new()));
    }
    members.insert("status", status);
    let mut out = Vec::new();
    match view.mapping_of_kind(&path.group, &path.version, &resource.kind) {
        Some(mapping) => view.write_json(&mut out, &mapping, &review),
        None => kf_object::encode::json::write_compact(&mut out, &review),
    }
    out.push(b'\n');
    Ok(Review {
        json: out,
        warning: (!own && kind != Kind::User).then_some(ONLY_RBAC),
    })
}

fn read(view: &View<'_>, body: &[u8]) -> Result<Value<'static>, Status> {
    let bad = |e: kf_base::error::Error| Status::bad_request(e.message());
    if body.starts_with(b"k8s\0") {
        let codec = Codec::new(view.kube_version().minor);
        let options = DecodeOptions::default();
        let decoded = codec.read(b"", body, options).map_err(bad)?;
        return Ok(decoded.object.into_owned());
    }
    let value = parse::json::parse(body).map_err(bad)?;
    Ok(value.into_owned())
}

fn texts(texts: &[&'static str]) -> Value<'static> {
    Value::Array(texts.iter().copied().map(Value::str).collect())
}

fn access(spec: &Value<'_>) -> Value<'static> {
    let path = match spec.get("nonResourceAttributes") {
        Some(Value::Object(_)) => ["nonResourceAttributes", "verb"],
        _ => ["resourceAttributes", "verb"],
    };
    if ALLOWED.contains(&text(spec, &path)) {
        return Value::object([("allowed", Value::Bool(true))]);
    }
    Value::object([
        ("allowed", Value::Bool(false)),
        ("reason", Value::str(READ_ONLY)),
    ])
}

fn rules() -> Value<'static> {
    let everything = texts(&["*"]);
    let resources = Value::object([
        ("verbs", texts(ALLOWED)),
        ("apiGroups", everything.clone()),
        ("resources", everything.clone()),
    ]);
    let paths = Value::object([("verbs", texts(&["get"])), ("nonResourceURLs", everything)]);
    Value::object([
        ("resourceRules", Value::Array(vec![resources])),
        ("nonResourceRules", Value::Array(vec![paths])),
        ("incomplete", Value::Bool(false)),
    ])
}
