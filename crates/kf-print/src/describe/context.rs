//! What a description tells besides its object: the objects related to it.

#[cfg(test)]
use std::cell::Cell;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::kubectl::Kubectl;
use kf_base::error::{Error, ErrorKind, Result};
use kf_base::time::{Timestamp, human_duration};
use kf_object::Value;
use kf_object::access::{flag, list, text};
use kf_view::{ReadOptions, View};

/// Where related objects come from, and what ages count to.
///
/// Each list is read once, however many objects are described. A related object that cannot be
/// read is left out of the text and gathered as a problem.
#[derive(Debug)]
pub struct Context<'v, 's> {
    view: &'v View<'s>,
    now: Timestamp,
    show_events: bool,
    kubectl: Kubectl,
    lists: RefCell<HashMap<(String, Option<String>), List<'s>>>,
    events: RefCell<HashMap<Option<String>, Rc<Events<'s>>>>,
    indexes: RefCell<HashMap<Indexed, Rc<Positions>>>,
    problems: RefCell<Vec<Error>>,
    /// Texts of the problems so far: two lists may share a damaged page.
    known_problems: RefCell<HashSet<Error>>,
    /// Related objects looked at.
    #[cfg(test)]
    pub(super) looked: Cell<usize>,
}

/// Objects of one type.
pub type List<'s> = Rc<Vec<Value<'s>>>;

/// A list, by the word for its type and its namespace, and what it is indexed by.
type Indexed = (String, Option<String>, Index);

/// Where objects stand in their list, by what an [`Index`] is by.
type Positions = HashMap<String, Rc<Vec<usize>>>;

/// By what related objects are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Index {
    /// The uid of the owner that controls them.
    Controller,
    /// `spec.nodeName`
    Node,
    /// The service that endpoint slices belong to, by their label.
    Service,
    /// The claims that a pod's volumes are, each as often as it is one.
    Claim,
    /// `metadata.uid`
    Uid,
}

impl Index {
    fn keys<'o>(self, object: &'o Value<'_>) -> Vec<&'o str> {
        let one = match self {
            Self::Controller => {
                let mut owners = list(object, &["metadata", "ownerReferences"]).iter();
                let controls = |o: &&Value<'_>| flag(o, &["controller"]);
                owners.find(controls).and_then(|o| o.str_at(&["uid"]))
            }
            Self::Node => object.str_at(&["spec", "nodeName"]),
            Self::Service => object.str_at(&["metadata", "labels", "kubernetes.io/service-name"]),
            Self::Claim => {
                let volumes = list(object, &["spec", "volumes"]).iter();
                let claims = volumes.filter_map(|v| v.at(&["persistentVolumeClaim"]));
                return claims.map(|claim| text(claim, &["claimName"])).collect();
            }
            Self::Uid => Some(text(object, &["metadata", "uid"])),
        };
        one.into_iter().collect()
    }
}

/// Objects found by an [`Index`].
#[derive(Debug)]
pub struct Related<'s> {
    list: List<'s>,
    positions: Rc<Vec<usize>>,
}

impl<'s> Related<'s> {
    /// Where they stand in their list, in its order.
    #[must_use]
    pub fn positions(&self) -> &[usize] {
        &self.positions
    }

    /// The objects, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = &Value<'s>> {
        let objects = self.positions.iter();
        objects.filter_map(|i| self.list.get(*i))
    }
}

/// Events by the name of the object they are about.
type Events<'s> = HashMap<String, Vec<Value<'s>>>;

/// What events are about: all that is not `None` must be equal.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The namespace, empty for cluster-scoped objects, whose events may lie in any.
    pub namespace: &'a str,
    /// The name.
    pub name: &'a str,
    /// The kind.
    pub kind: Option<&'a str>,
    /// The uid.
    pub uid: Option<&'a str>,
}

impl<'a> About<'a> {
    /// The reference to an object (client-go `tools/reference`, `GetReference`).
    #[must_use]
    pub fn object(object: &'a Value<'_>) -> Self {
        let uid = text(object, &["metadata", "uid"]);
        Self {
            namespace: text(object, &["metadata", "namespace"]),
            name: text(object, &["metadata", "name"]),
            kind: Some(text(object, &["kind"])),
            uid: (!uid.is_empty()).then_some(uid),
        }
    }

    fn matches(&self, event: &Value<'_>) -> bool {
        let is = |member: &str, wanted: &str| text(event, &["involvedObject", member]) == wanted;
        is("name", self.name)
            && is("namespace", self.namespace)
            && self.kind.is_none_or(|kind| is("kind", kind))
            && self.uid.is_none_or(|uid| is("uid", uid))
    }
}

impl<'v, 's> Context<'v, 's> {
    /// Related objects come from `view`; ages count to `now`.
    #[must_use]
    pub fn new(view: &'v View<'s>, now: Timestamp, show_events: bool) -> Self {
        Self {
            view,
            now,
            show_events,
            kubectl: Kubectl::default(),
            lists: RefCell::default(),
            events: RefCell::default(),
            indexes: RefCell::default(),
            problems: RefCell::default(),
            known_problems: RefCell::default(),
            #[cfg(test)]
            looked: Cell::default(),
        }
    }

    /// Notes that related objects are looked at.
    #[cfg_attr(not(test), expect(clippy::unused_self, reason = "counted in tests"))]
    fn looks_at(&self, objects: usize) {
        #[cfg(test)]
        self.looked.set(self.looked.get().saturating_add(objects));
        #[cfg(not(test))]
        let _ = objects;
    }

    /// The same for another version of kubectl than 1.36.
    #[must_use]
    pub fn of(self, kubectl: Kubectl) -> Self {
        Self { kubectl, ..self }
    }

    /// Whose descriptions are written.
    #[must_use]
    pub fn kubectl(&self) -> Kubectl {
        self.kubectl
    }

    /// The view.
    #[must_use]
    pub fn view(&self) -> &'v View<'s> {
        self.view
    }

    /// Whether events are to be shown.
    #[must_use]
    pub fn show_events(&self) -> bool {
        self.show_events
    }

    /// The time since an RFC 3339 text, `<unknown>` when it is none or Go's zero time
    /// (`translateTimestampSince`, `translateMicroTimestampSince`).
    #[must_use]
    pub fn since(&self, time: &str) -> String {
        match Timestamp::parse(time).filter(|t| !t.is_go_zero()) {
            Some(time) => human_duration(self.now.nanos_since(time)),
            None => "<unknown>".to_owned(),
        }
    }

    /// All readable objects of a type in one namespace or in all, in the order of their keys;
    /// none when the snapshot's server did not know the type. `word` is as for
    /// [`View::lookup`]; what matters should be named in full, such as `replicasets.v1.apps`.
    #[must_use]
    pub fn objects(&self, word: &str, namespace: Option<&str>) -> List<'s> {
        let key = (word.to_owned(), namespace.map(str::to_owned));
        if let Some(known) = self.lists.borrow().get(&key) {
            return Rc::clone(known);
        }
        let list = Rc::new(self.read(word, namespace));
        self.looks_at(list.len());
        self.lists.borrow_mut().insert(key, Rc::clone(&list));
        list
    }

    fn read(&self, word: &str, namespace: Option<&str>) -> Vec<Value<'s>> {
        let mut found = Vec::new();
        for mapping in self.view.lookup(word).unwrap_or_default() {
            match self.view.list(&mapping, namespace, ReadOptions::default()) {
                Ok(objects) => {
                    for object in objects {
                        match object {
                            Ok(object) => found.push(object.value),
                            Err(e) => self.problem(e),
                        }
                    }
                }
                Err(e) => self.problem(e),
            }
        }
        found
    }

    /// As [`objects`](Self::objects), those with this key in an index.
    #[must_use]
    pub fn related(
        &self,
        word: &str,
        namespace: Option<&str>,
        index: Index,
        key: &str,
    ) -> Related<'s> {
        let list = self.objects(word, namespace);
        let place = (word.to_owned(), namespace.map(str::to_owned), index);
        let known = self.indexes.borrow().get(&place).map(Rc::clone);
        let all = known.unwrap_or_else(|| {
            let mut all: HashMap<&str, Vec<usize>> = HashMap::new();
            for (i, object) in list.iter().enumerate() {
                for key in index.keys(object) {
                    all.entry(key).or_default().push(i);
                }
            }
            self.looks_at(list.len());
            let shared = all.into_iter().map(|(k, at)| (k.to_owned(), Rc::new(at)));
            let all: Rc<Positions> = Rc::new(shared.collect());
            self.indexes.borrow_mut().insert(place, Rc::clone(&all));
            all
        });
        // Shared: all of them may have one key, and all that is described may ask for it.
        let positions = all.get(key).map(Rc::clone).unwrap_or_default();
        Related { list, positions }
    }

    /// One object.
    ///
    /// # Errors
    /// Not found, as the server words it, when there is none or the server did not know the type;
    /// as [`View::get`] when it cannot be read, which is noted as a problem too.
    pub fn object(&self, word: &str, namespace: &str, name: &str) -> Result<Value<'s>> {
        let mapping = self
            .view
            .lookup(word)
            .ok()
            .and_then(|m| m.into_iter().next());
        let unknown = || Error::not_found("the server could not find the requested resource");
        let mapping = mapping.ok_or_else(unknown)?;
        let read = ReadOptions::default();
        match self.view.get(&mapping, namespace, name, read) {
            Ok(object) => Ok(object.value),
            Err(e) => {
                if e.kind() != ErrorKind::NotFound {
                    self.problem(e.clone());
                }
                Err(e)
            }
        }
    }

    /// The events about an object; `None` when events are not to be shown (`searchEvents`).
    #[must_use]
    pub fn events(&self, about: &About<'_>) -> Option<Vec<Value<'s>>> {
        if !self.show_events {
            return None;
        }
        let place = (!about.namespace.is_empty()).then(|| about.namespace.to_owned());
        let known = self.events.borrow().get(&place).map(Rc::clone);
        let events = known.unwrap_or_else(|| {
            let mut by_name = Events::new();
            for event in self.read("events.v1.", place.as_deref()) {
                let name = text(&event, &["involvedObject", "name"]).to_owned();
                by_name.entry(name).or_default().push(event);
            }
            let events = Rc::new(by_name);
            self.events.borrow_mut().insert(place, Rc::clone(&events));
            events
        });
        let candidates = events.get(about.name).into_iter().flatten();
        Some(candidates.filter(|e| about.matches(e)).cloned().collect())
    }

    /// Takes note of something related that could not be read.
    pub fn problem(&self, error: Error) {
        if self.known_problems.borrow_mut().insert(error.clone()) {
            self.problems.borrow_mut().push(error);
        }
    }

    /// What could not be read since the last call.
    #[must_use]
    pub fn take_problems(&self) -> Vec<Error> {
        self.problems.take()
    }
}
