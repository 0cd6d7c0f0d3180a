//! `kubectl describe`: objects become text for people (kubectl `pkg/describe`, versions 1.36 and 1.37).
//!
//! Each kind has a function that writes its description; `generic` serves all others. kubectl
//! reads an object anew in a version of its own choice before it describes it: so does a
//! [`Describer`], whose [`mapping`](Describer::mapping) is the one to read objects with.

mod certificates;
mod claims;
mod common;
mod containers;
mod context;
mod core_kinds;
mod endpoint_slices;
mod generic;
mod go_format;
mod jobs;
mod network_policy;
mod networking;
mod nodes;
mod pods;
mod probes;
mod rbac;
mod scaling;
mod scheduling;
mod services;
mod smart_label;
mod storage;
mod template;
#[cfg(test)]
mod tests;
mod volume_sources;
mod volumes;
mod workloads;
mod writer;

use kf_base::error::{Error, Result};
use kf_object::Value;
use kf_resource::discovery::Catalog;
use kf_view::{Expect, Mapping, View};

pub use context::{About, Context, Index, List, Related};
pub use writer::Writer;

/// Writes the description of an object. Errors are those for which kubectl prints none.
type Describe = fn(&mut Writer, &Value<'_>, &Context<'_, '_>) -> Result<()>;

/// A kind with a description of its own (`describerMap`).
#[derive(Debug)]
struct Kind {
    group: &'static str,
    kind: &'static str,
    /// The versions kubectl asks for, first choice first.
    versions: &'static [&'static str],
    /// Types whose objects the description tells of besides events, as for [`View::lookup`]:
    /// a hint.
    related: &'static [&'static str],
    describe: Describe,
}

/// All of them.
const KINDS: &[&[Kind]] = &[
    certificates::KINDS,
    claims::KINDS,
    core_kinds::KINDS,
    jobs::KINDS,
    network_policy::KINDS,
    networking::KINDS,
    nodes::KINDS,
    pods::KINDS,
    rbac::KINDS,
    scaling::KINDS,
    scheduling::KINDS,
    services::KINDS,
    storage::KINDS,
    workloads::KINDS,
];

fn find(group: &str, kind: &str) -> Option<&'static Kind> {
    let mut all = KINDS.iter().copied().flatten();
    all.find(|k| k.group == group && k.kind == kind)
}

/// The mapping of a kind in just this version, if the snapshot's server served it.
fn served(view: &View<'_>, group: &str, version: &str, kind: &str) -> Option<Mapping> {
    let mapping = view.mapping_of_kind(group, version, kind)?;
    mapping.resource().serves(version).then_some(mapping)
}

/// What describes the objects of one resource.
#[derive(Debug)]
pub struct Describer {
    mapping: Mapping,
    describe: Describe,
}

impl Describer {
    /// The describer of a resource's objects.
    ///
    /// # Errors
    /// Not found, as the server words it, when kubectl would read the objects in a version that
    /// the snapshot's server did not have.
    pub fn new(view: &View<'_>, mapping: &Mapping) -> Result<Self> {
        let resource = mapping.resource();
        let Some(known) = find(&resource.group, &resource.kind) else {
            return Ok(Self {
                mapping: mapping.clone(),
                describe: generic::describe,
            });
        };
        let mut versions = known.versions.iter();
        let found = versions.find_map(|v| served(view, known.group, v, known.kind));
        let mapping = found.ok_or_else(|| {
            Error::not_found("the snapshot could not find the requested resource")
        })?;
        Ok(Self {
            mapping,
            describe: known.describe,
        })
    }

    /// How objects are to be read.
    #[must_use]
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// The description of an object read with [`mapping`](Self::mapping).
    ///
    /// # Errors
    /// When kubectl prints an error instead, such as for a selector that is none; Limit as for
    /// [`Writer::finish`].
    pub fn describe(&self, object: &Value<'_>, context: &Context<'_, '_>) -> Result<Vec<u8>> {
        let mut writer = Writer::of(context.kubectl());
        (self.describe)(&mut writer, object, context)?;
        writer.finish()
    }
}

/// What descriptions of a type's objects ask of a view besides the objects themselves.
#[must_use]
pub fn expected(word: &str, namespace: Option<&str>, show_events: bool) -> Vec<Expect> {
    let catalog = Catalog::new(kf_schema::Minor::NEWEST, Vec::new(), Vec::new());
    let found = catalog.resolve(word).ok();
    let known = found.and_then(|r| find(&r.resource.group, &r.resource.kind));
    let namespaced = found.is_none_or(|r| r.resource.namespaced);
    let namespace = namespace.filter(|_| namespaced);
    let related = known.map_or(&[][..], |k| k.related).iter().copied();
    let events = show_events.then_some("events");
    let words = related.chain(events);
    words
        .map(|word| Expect::Kind {
            word: word.to_owned(),
            namespace: namespace.map(str::to_owned),
        })
        .collect()
}
