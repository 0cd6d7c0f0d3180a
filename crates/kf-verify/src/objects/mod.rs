//! Every object as kf reads it, against the same object as a kube-apiserver lists it.
//!
//! Each object is compared in the version that it is stored in: neither side converts then. A
//! resource that is stored in two versions is listed in both, and of each list only the objects
//! of that version are compared. Objects are looked up by their keys in what the server lists,
//! page by page, so that memory holds the keys and one page.
//!
//! Differences that the stack itself makes are set apart; `causes.rs` has the rules. Everything else
//! is a mismatch.

mod causes;
mod detail;
mod equal;
mod newer;
mod pass;
mod places;
mod served;

use std::time::Duration;

use hashbrown::HashSet;

use self::pass::{Pass, Task};
use self::places::{Place, Places, State};
use self::served::{Listing, Served, Where};
use super::apiserver::{Pin, Server};
use super::http::escaped;
use super::report::{Cause, Finding, Group, Kind, Level, Note, ReadAs};
use kf_base::count::counted;
use kf_base::error::{Error, ErrorKind, Result};
use kf_schema::Change;
use kf_schema::Minor;
use kf_view::{Mapping, View};

/// How long a page of a list may take, unless the caller says otherwise.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long custom resources may take to be served after the server says that it is ready, unless
/// the caller says otherwise.
const SETTLE: Duration = Duration::from_secs(20);

/// What is compared.
#[derive(Clone, Debug, Default)]
pub enum Scope {
    /// Every object, and every resource that the server could have more of.
    #[default]
    Everything,
    /// Some objects.
    Only(Vec<Selection>),
}

/// Objects of one resource.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The resource, and the version to compare in.
    pub mapping: Mapping,
    /// The namespace; all if `None`. It counts for namespaced resources only.
    pub namespace: Option<String>,
    /// Their names; all if empty.
    pub names: Vec<String>,
}

/// By which minor's rules kf reads what is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rules {
    /// The server's, where that is newer than the view's: it fills in fields that came later, and
    /// prints no more what was printed empty before.
    #[default]
    Server,
    /// The view's.
    View,
}

/// How objects are compared.
#[derive(Clone, Debug)]
pub struct Options {
    /// What is compared.
    pub scope: Scope,
    /// By which minor's rules kf reads.
    pub rules: Rules,
    /// Show values of Secrets where they differ.
    pub show_secrets: bool,
    /// How long a page of a list may take.
    pub patience: Duration,
    /// How long custom resources may take to be served after the server says that it is ready.
    pub settle: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            scope: Scope::Everything,
            rules: Rules::default(),
            show_secrets: false,
            patience: PATIENCE,
            settle: SETTLE,
        }
    }
}

/// How far a comparison is.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'p> {
    /// The group at hand.
    pub group: &'p str,
    /// Groups that are done.
    pub done: usize,
    /// Groups that there are.
    pub groups: usize,
    /// Objects of the group that were listed so far.
    pub listed: u64,
}

/// What a comparison found.
#[derive(Debug, Default)]
pub struct Compared {
    /// One for each resource and version, those without objects included.
    pub groups: Vec<Group>,
    /// Keys that have nothing to be compared with.
    pub notes: Vec<Note>,
    /// As which minor kf read, where that is not the view's.
    pub read_as: Option<ReadAs>,
}

/// Compares the objects of a view, which must not be redacted, with those of a server that runs on
/// a copy of the snapshot.
///
/// `progress` is called before every page, and after every group that could not be compared; an
/// error of it ends the comparison: it is the place to look whether the server still runs.
///
/// # Errors
/// What `progress` fails with; Interrupted; Judge when the server is gone, or does not tell what
/// it serves; Unsupported when it cannot list the view's revision. What goes wrong with one
/// resource is in its group.
pub fn compare(
    view: &View<'_>,
    server: &Server,
    options: &Options,
    progress: &mut dyn FnMut(Progress<'_>) -> Result<()>,
) -> Result<Compared> {
    let version = server.version()?;
    let newest = view.store().revision();
    if !version.minor.has(Change::EXACT_LISTS) && view.revision() < newest {
        return Err(Error::unsupported(format!(
            "kube-apiserver {} lists the newest state alone, and revision {} is older than the \
             newest, {newest}",
            version.git,
            view.revision()
        ))
        .hint("verify the newest revision, or with a kube-apiserver of 1.19 or newer"));
    }
    let read_as = read_as(view, version.minor, options.rules);
    let by_server = read_as.map(|as_server| view.read_as(as_server.minor));
    let pass = Pass {
        view: by_server.as_ref().unwrap_or(view),
        server,
        options,
        written: view.kube_version().minor,
        server_minor: version.minor,
        pin: Pin::At(view.revision()),
    };
    let compared = match &options.scope {
        Scope::Everything => everything(&pass, progress),
        Scope::Only(selections) => only(&pass, selections, progress),
    };
    compared.map(|found| Compared { read_as, ..found })
}

/// As which minor kf has to read to be compared with a server of this minor, if not as the view's. It
/// can read as no newer one than it knows.
fn read_as(view: &View<'_>, server: Minor, rules: Rules) -> Option<ReadAs> {
    let written = view.kube_version().minor;
    let minor = server.min(Minor::NEWEST);
    (rules == Rules::Server && minor > written).then_some(ReadAs { minor, written })
}

/// The name of a group: `deployments.v1.apps`, `pods.v1`.
fn group_name(plural: &str, group: &str, version: &str) -> String {
    if group.is_empty() {
        format!("{plural}.{version}")
    } else {
        format!("{plural}.{version}.{group}")
    }
}

/// What is done in turn.
enum Step<'t, 's> {
    /// Nothing: it is known what comes out.
    Known(Group),
    /// A list is fetched and compared.
    List(Box<Task<'t, 's>>),
}

type Told<'w> = &'w mut dyn FnMut(Progress<'_>) -> Result<()>;

fn everything(pass: &Pass<'_, '_>, progress: Told<'_>) -> Result<Compared> {
    let view = pass.view;
    let places = Places::walk(view)?;
    let served = Served::all(pass.server, view, pass.options.settle)?;
    let mut notes = places.notes;
    notes.extend(served.unknown(view).map(|what| Note {
        reason: "the server serves the resource, and kf does not know it".to_owned(),
        what,
        count: 1,
    }));
    let mut steps: Vec<Step<'_, '_>> = Vec::new();
    steps.extend(served.groups().into_iter().map(Step::Known));
    for place in &places.places {
        steps.extend(place_steps(pass, &served, place));
    }
    let seen: HashSet<&str> = places.places.iter().map(|p| p.prefix.as_str()).collect();
    let unseen = served.unseen(view, &seen);
    steps.extend(unseen.into_iter().map(|(listing, prefix)| {
        Step::List(Box::new(Task {
            prefix,
            ..task(listing, &[])
        }))
    }));
    let groups = run(pass, steps, progress)?;
    Ok(Compared {
        groups,
        notes,
        read_as: None,
    })
}

fn only(pass: &Pass<'_, '_>, selections: &[Selection], progress: Told<'_>) -> Result<Compared> {
    let view = pass.view;
    let mut places = Vec::new();
    for selection in selections {
        let namespace = selection.namespace.as_deref();
        places.push(Place::selected(view, selection, namespace)?);
    }
    let mut steps = Vec::new();
    for (selection, place) in selections.iter().zip(&places) {
        let resource = selection.mapping.resource();
        let version = selection.mapping.version();
        let name = group_name(&resource.plural, &resource.group, version);
        let found = Served::one(pass.server, view, &selection.mapping, pass.options.settle)?;
        let step = match found {
            Where::Listed(listing) => Step::List(Box::new(Task {
                prefix: place.prefix.len(),
                namespace: selection.namespace.clone().filter(|_| resource.namespaced),
                queries: queries(&selection.names),
                ..task(*listing, &place.entries)
            })),
            other => Step::Known(elsewhere(pass, name, other, place, None)),
        };
        steps.push(step);
    }
    let groups = run(pass, steps, progress)?;
    Ok(Compared {
        groups,
        ..Compared::default()
    })
}

/// One request a name: the state of a revision can be had of lists alone.
fn queries(names: &[String]) -> Vec<String> {
    if names.is_empty() {
        return vec![String::new()];
    }
    let selector = |name: &String| {
        let selector = format!("metadata.name={name}");
        format!("fieldSelector={}", escaped(&selector))
    };
    names.iter().map(selector).collect()
}

fn task<'t, 's>(listing: Listing, entries: &'t [places::Entry<'s>]) -> Task<'t, 's> {
    let resource = listing.mapping.resource();
    Task {
        name: group_name(&resource.plural, &resource.group, listing.mapping.version()),
        listing,
        namespace: None,
        queries: queries(&[]),
        entries,
        prefix: 0,
        kinds: None,
        extras: true,
    }
}

/// The lists that the objects of a place are compared with: one for each version that they are
/// stored in.
fn place_steps<'t, 's>(
    pass: &Pass<'_, 's>,
    served: &Served,
    place: &'t Place<'s>,
) -> Vec<Step<'t, 's>> {
    let mut tasks: Vec<Task<'t, 's>> = Vec::new();
    let mut steps = Vec::new();
    for (number, stored) in place.kinds.iter().enumerate() {
        match served.listing(pass.view, place, number) {
            Where::Listed(listing) => {
                let wanted = listing.mapping.api_version();
                // Versions that the server does not serve may be listed as the same one.
                let same = |t: &&mut Task<'_, '_>| {
                    let of_task = t.listing.mapping.api_version();
                    (of_task, &t.listing.mapping.resource().plural)
                        == (wanted.clone(), &listing.mapping.resource().plural)
                };
                if let Some(task) = tasks.iter_mut().find(same) {
                    task.kinds.get_or_insert_default().push(number);
                    continue;
                }
                tasks.push(Task {
                    prefix: place.prefix.len(),
                    kinds: Some(vec![number]),
                    // Each list has all objects of the place: what is more is so in each.
                    extras: tasks.is_empty(),
                    ..task(*listing, &place.entries)
                });
            }
            other => {
                let (group, version) = kf_resource::split_api_version(&stored.api_version);
                let name = group_name(&place.resource.plural, group, version);
                let group = elsewhere(pass, name, other, place, Some(number));
                steps.push(Step::Known(group));
            }
        }
    }
    steps.extend(tasks.into_iter().map(|task| Step::List(Box::new(task))));
    steps
}

/// The group of objects that cannot be listed.
fn elsewhere(
    pass: &Pass<'_, '_>,
    name: String,
    found: Where,
    place: &Place<'_>,
    kind: Option<usize>,
) -> Group {
    let mut group = Group::new(Level::Objects, name);
    let mine = place.entries.iter().filter(|entry| entry.is_of(kind));
    match found {
        Where::Elsewhere(service) => {
            let keys = mine.count();
            group.found(Finding {
                subject: place.resource.group_resource(),
                kind: Kind::Missing,
                cause: Some(Cause::Aggregated),
                detail: format!(
                    "served by {service}; {} in the snapshot",
                    counted(keys, "key of it is", "keys of it are")
                ),
            });
        }
        Where::Failed(error) => group.failure = Some(error),
        Where::Listed(_) | Where::Nowhere if pass.must_serve(&place.resource) => {
            group.failure = Some(not_served(&group.name, mine.count()));
        }
        Where::Listed(_) | Where::Nowhere => {
            for entry in mine {
                group.compared = group.compared.saturating_add(1);
                let subject = entry.subject(place.prefix.len());
                group.found(match &entry.state {
                    State::Unreadable(error) => pass::unreadable(subject, None, error),
                    State::Object(..) => Finding {
                        subject,
                        kind: Kind::Missing,
                        cause: Some(Cause::Conversion),
                        detail: "the server does not serve the resource".to_owned(),
                    },
                });
            }
        }
    }
    group
}

#[cold]
fn not_served(name: &str, objects: usize) -> Error {
    Error::new(
        ErrorKind::Judge,
        format!("the kube-apiserver does not serve {name}, of which the snapshot has {objects}"),
    )
    .hint(
        "the snapshot's own server served them: it may have had another --runtime-config or other \
         feature gates",
    )
}

fn run<'s>(
    pass: &Pass<'_, 's>,
    steps: Vec<Step<'_, 's>>,
    progress: Told<'_>,
) -> Result<Vec<Group>> {
    let count = steps.len();
    let mut groups: Vec<Group> = Vec::with_capacity(count);
    for (done, step) in steps.into_iter().enumerate() {
        let group = match step {
            Step::Known(group) => group,
            Step::List(task) => pass.run(&task, &mut |listed| {
                progress(Progress {
                    group: &task.name,
                    done,
                    groups: count,
                    listed,
                })
            })?,
        };
        groups.push(group);
    }
    Ok(groups)
}
