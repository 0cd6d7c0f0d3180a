//! Which types are written.

use hashbrown::HashSet;

use crate::cli::args::export::ExportArgs;
use crate::cli::report::Outcome;
use crate::cli::target::Target;
use crate::resource::discovery::ListingOrder;
use crate::resource::{Resource, Verbs};
use crate::snapshot::{Expect, Mapping, ReadOptions, View};

/// A type, and the names that were asked for; none for all.
pub(super) struct Request {
    pub(super) mapping: Mapping,
    pub(super) names: Vec<String>,
    /// Whether the type was named.
    pub(super) explicit: bool,
}

/// What the first pass over the file should gather.
pub(super) fn expect(target: Option<&Target>, args: &ExportArgs) -> Vec<Expect> {
    let Some(target) = target else {
        return vec![Expect::Everything];
    };
    let namespace = args.scope.only().map(str::to_owned);
    let requests = target.requests.iter();
    requests
        .map(|r| match r.names.as_slice() {
            [] => Expect::Kind {
                word: r.kind.clone(),
                namespace: namespace.clone(),
            },
            names => Expect::Names {
                word: r.kind.clone(),
                namespace: args.scope.namespace().to_owned(),
                names: names.to_vec(),
            },
        })
        .collect()
}

/// The types that were asked for, or all that the server served.
pub(super) fn requests(
    view: &View<'_>,
    target: Option<&Target>,
    args: &ExportArgs,
) -> Outcome<Vec<Request>> {
    let mut requests = Vec::new();
    let mut places = HashSet::new();
    if let Some(target) = target {
        for (mapping, names) in target.resolve(view, args.scope.all())? {
            requests.push(Request {
                mapping,
                names: names.to_vec(),
                explicit: true,
            });
        }
        // A type named twice, or `all` and one of its members: each object once.
        requests.retain(|r| {
            let place = r.mapping.resource().storage.prefix().unwrap_or_default();
            !r.names.is_empty() || places.insert(place.to_owned())
        });
        return Ok(requests);
    }
    for row in view.catalog().api_resources(ListingOrder::Group) {
        let resource = row.resource;
        let Some(place) = resource.storage.prefix() else {
            continue;
        };
        let listed = !matches!(resource.verbs, Verbs::Create);
        if !listed || !(args.scope.all() || resource.namespaced) {
            continue;
        }
        // Events and, in old clusters, Deployments and Ingresses are served in two groups.
        if !places.insert(place.to_owned()) {
            continue;
        }
        let served = |r: &&Resource| r.preferred().is_some();
        let mut owners = view.catalog().stored_under(place).filter(served);
        let resource = owners.next().unwrap_or(resource);
        // Not by its name: a definition's may be one that no word leads to.
        let mapping = view.preferred(resource);
        requests.extend(mapping.map(|mapping| Request {
            mapping,
            names: Vec::new(),
            explicit: false,
        }));
    }
    requests.extend(unserved(view, args, &mut places)?);
    Ok(requests)
}

/// The types that have objects and that the server did not serve: of before an upgrade, or custom
/// ones without their definition.
fn unserved(
    view: &View<'_>,
    args: &ExportArgs,
    places: &mut HashSet<String>,
) -> Outcome<Vec<Request>> {
    let mut requests = Vec::new();
    let lost = view.lost_resources_in_use()?;
    for resource in view.catalog().resources().iter().chain(lost) {
        let Some(place) = resource.storage.prefix() else {
            continue;
        };
        let listed = args.scope.all() || resource.namespaced;
        if !listed || places.contains(place) {
            continue;
        }
        let Some(mapping) = view.preferred(resource) else {
            continue;
        };
        let objects = view.list(&mapping, None, ReadOptions::default())?;
        if objects.remaining() == 0 {
            continue;
        }
        places.insert(place.to_owned());
        requests.push(Request {
            mapping,
            names: Vec::new(),
            explicit: false,
        });
    }
    Ok(requests)
}
