//! What the Kubernetes API server would answer to a GET: a path and its parameters become an
//! object, a list or a refusal.
//!
//! [`Request::parse`] takes the URL apart, [`find`] tells the resource that it names, and [`get`]
//! whatever can be refused, before the first byte is written: so the HTTP code is known when the
//! body begins. [`Answer::write`] then writes the body in pieces. Objects that cannot be read are
//! left out of a list, and told of one by one, where a real server would refuse all of it.
//!
//! An answer is of one [`View`]. A request that names another revision than the view's
//! ([`ListOptions::state`]) is refused as expired, with [`Ground::Revision`]: the caller may have a
//! view of that one.
//!
//! [`respond()`] answers any request that a client sends, with discovery, watches and reviews among
//! them. A request in another's name ([`Ask::user`]) is answered as far as the RBAC objects of the
//! snapshot allow it.

mod about;
mod accept;
mod continue_token;
mod discovery;
mod documents;
mod follow;
mod gnostic;
mod list;
mod maker;
mod offer;
mod openapi;
mod options;
mod path;
mod policy;
mod protobuf;
mod query;
mod respond;
mod review;
mod select;
mod status;
mod subjects;
mod subresource;
mod watch;

use std::io::{self, Write};
use std::sync::Arc;

pub use about::about;
pub use accept::{DiscoveryForm, Encoding, Form, MetaVersion, Protobuf, Shape};
pub use continue_token::ContinueToken;
pub use documents::{Document, Documents};
pub use follow::Follow;
pub use list::List;
pub use offer::Offer;
pub use options::{ListOptions, State};
pub use path::{BadUrl, Discovery, Request, ResourcePath, Target};
pub use policy::{ONLY_RBAC, policy, policy_expect};
pub use query::Query;
pub use respond::{Ask, Body, MAX_REWRITTEN, Response, respond, respond_with};
pub use select::{Selection, Selectors};
pub use status::{Ground, Reason, Status, StatusCause, StatusDetails};
pub use subresource::{no_part, part};
pub use watch::{Take, Watch};

pub use kf_query::rbac;

use kf_base::error::{Error, ErrorKind};
use kf_base::time::Timestamp;
use kf_view::{Mapping, Object, ReadOptions, View};
use maker::Maker;
use subresource::Subresource;

/// Servers answer with all fields: to leave some out is a client's way of printing.
const READ: ReadOptions<'static> = ReadOptions {
    managed_fields: true,
    json_as_stored: true,
    part: None,
};

/// Something to tell beside the answer.
#[derive(Clone, Copy, Debug)]
pub enum Told<'t> {
    /// Part of the data could not be read.
    Problem(&'t Error),
    /// The reader should know something of an object; nothing is taken away from the answer.
    Note(&'t str),
}

/// An answer whose body is still to be written.
#[derive(Debug)]
pub enum Answer<'v, 's> {
    /// An object.
    Object {
        /// The body.
        body: Vec<u8>,
        /// Notes on the object.
        notes: Vec<String>,
    },
    /// A list.
    List(Box<List<'v, 's>>),
}

impl Answer<'_, '_> {
    /// Writes the body, and tells what is to be said beside it.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn write(&self, out: &mut dyn Write, tell: &mut dyn FnMut(Told<'_>)) -> io::Result<()> {
        match self {
            Self::Object { body, notes } => {
                for note in notes {
                    tell(Told::Note(note));
                }
                out.write_all(body)
            }
            Self::List(list) => list.write(out, tell),
        }
    }
}

/// Finds the resource that a path names, in the version that it names.
///
/// # Errors
/// 404 when there is none, or when it is never stored.
pub fn find(view: &View<'_>, path: &ResourcePath) -> Result<Mapping, Status> {
    if let Some(path) = subresource::scaled_elsewhere(view, path) {
        return find(view, &path);
    }
    let found = match view.lookup(&path.word()) {
        Ok(found) => found,
        Err(e) if e.kind() == ErrorKind::NotFound => return Err(Status::no_such_resource()),
        Err(e) => return Err(Status::no_such_resource().on(Ground::Snapshot(e))),
    };
    let fits = |m: &Mapping| {
        let resource = m.resource();
        resource.group == path.group
            && resource.plural == path.plural
            && m.version() == path.version
            && (resource.namespaced || path.namespace.is_none())
            && (!resource.namespaced || path.namespace.is_some() || path.name.is_none())
    };
    let found = found.into_iter().find(fits);
    let found = found.ok_or_else(Status::no_such_resource)?;
    match view.lost_note(&found) {
        Some(note) => Err(Status::no_such_resource().on(Ground::Undefined(note))),
        None => Ok(found),
    }
}

/// How an answer should be made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wants {
    /// What the objects are made into.
    pub shape: Shape,
    /// Whether they are written as protobuf messages, which tables never are.
    pub protobuf: bool,
    /// What the ages in a table count to; without it they are `<unknown>`.
    pub now: Option<Timestamp>,
}

/// Answers a request for the objects of a resource that [`find`] found for its path.
///
/// # Errors
/// The refusal, when there is no such object, when it cannot be read, when a parameter is wrong,
/// or when the state of another revision than the view's is asked for.
pub fn get<'v, 's>(
    view: &'v View<'s>,
    mapping: &Mapping,
    path: &ResourcePath,
    request: &Request,
    wants: Wants,
) -> Result<Answer<'v, 's>, Status> {
    let mapping = Arc::new(mapping.clone());
    let query = &request.query;
    let maker = Maker::new(view, Arc::clone(&mapping), wants.shape, query, wants.now)?;
    let namespace = path.namespace.as_deref();
    let Some(name) = &path.name else {
        let options = ListOptions::read(query)?;
        let refused = matches!(wants.shape, Shape::Metadata(_)).then(|| maker.go_type(true));
        let mut list = List::new(view, mapping, namespace, &request.path, options, maker)?;
        list.protobuf = wants.protobuf;
        if let Some(kind) = refused {
            return Err(Status::not_acceptable(format!(
                "you requested PartialObjectMetadata, but the requested object is a list ({kind})"
            )));
        }
        return Ok(Answer::List(Box::new(list)));
    };
    if let State::NotOlderThan(revision) = State::of_object(query)? {
        not_to_come(view, revision)?;
    }
    let object = subresource::get(view, &maker.source, path, name)?;
    let maker = match &object {
        Subresource::Object(_) => maker,
        Subresource::Scale(_) => maker.of_scales(),
    };
    if matches!(wants.shape, Shape::MetadataList(_)) {
        return Err(Status::not_acceptable(format!(
            "you requested PartialObjectMetadataList, but the requested object is not a list ({})",
            maker.go_type(false)
        )));
    }
    let (mut body, notes) = match object {
        Subresource::Object(object) if wants.protobuf => {
            let body = maker.enveloped(&object.value);
            let body = body.map_err(|e| Status::of_snapshot(&object.record.place(e)))?;
            return Ok(Answer::Object {
                body,
                notes: object.notes,
            });
        }
        Subresource::Object(object) | Subresource::Scale(object) => {
            let mut json = Vec::new();
            maker.write_object(&mut json, &object.value, true);
            (json, object.notes)
        }
    };
    body.push(b'\n');
    Ok(Answer::Object { body, notes })
}

/// Reads an object by name, and refuses as a server does when it cannot.
fn read<'s>(
    view: &View<'s>,
    mapping: &Mapping,
    namespace: Option<&str>,
    name: &str,
) -> Result<Object<'s>, Status> {
    let object = view.get(mapping, namespace.unwrap_or_default(), name, READ);
    object.map_err(|e| {
        let status = Status::of_snapshot(&e);
        match status.reason {
            Reason::NotFound => status.about(mapping.resource(), name),
            _ => status,
        }
    })
}

/// Refuses a revision that lies after the view's.
fn not_to_come(view: &View<'_>, revision: u64) -> Result<(), Status> {
    let current = view.revision();
    if u64::try_from(current).is_ok_and(|current| revision <= current) {
        return Ok(());
    }
    Err(Status::too_large_resource_version(revision, current))
}

#[cfg(test)]
mod tests;
