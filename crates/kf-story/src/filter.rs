//! Which changes are told of.

use kf_base::time::Span;
use kf_query::labels::Selector;
use kf_view::{KeyChange, KeyOperation, Mapping};

use crate::kinds::Place;
use crate::story::Story;

/// Which changes are told of; all of them by default. Bounds of time come from all changes in any case.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Types, each with the names that are wanted of it, or none for all.
    pub types: Option<Vec<(Mapping, Vec<String>)>>,
    /// The namespace, `None` for all.
    pub namespace: Option<String>,
    /// Changes from this revision on.
    pub since: Option<i64>,
    /// Operations; all of them if there are none.
    pub operations: Vec<KeyOperation>,
    /// When it may have happened.
    pub span: Span,
    /// Whether to leave out updates of what changes all the time by itself.
    pub no_noise: bool,
    /// Labels that the object had after the change, or before it was deleted.
    pub selector: Option<Selector>,
}

impl Filter {
    /// Whether a change is wanted, as far as its record and key tell.
    #[must_use]
    pub fn wants(&self, change: &KeyChange<'_>, place: &Place<'_, '_>) -> bool {
        let since = self.since.is_none_or(|s| change.record.revision.main >= s);
        let operation = self.operations.is_empty() || self.operations.contains(&change.operation);
        since && operation && self.places(place)
    }

    /// Whether what a key names is wanted.
    #[must_use]
    pub fn places(&self, place: &Place<'_, '_>) -> bool {
        let Some(types) = &self.types else {
            return self.namespace.is_none() || self.namespace.as_deref() == place.namespace;
        };
        types.iter().any(|(mapping, names)| {
            self.is_of(place, mapping)
                && (names.is_empty() || names.iter().any(|n| n == place.name))
        })
    }

    /// Whether what a key names is of a type, and in the namespace if the type has them.
    fn is_of(&self, place: &Place<'_, '_>, mapping: &Mapping) -> bool {
        let Some(own) = place.mapping.map(Mapping::resource) else {
            return false;
        };
        let asked = mapping.resource();
        let namespace = self.namespace.as_deref().filter(|_| own.namespaced);
        (&asked.group, &asked.plural) == (&own.group, &own.plural)
            && (namespace.is_none() || namespace == place.namespace)
    }

    /// The names that are wanted and of which the story tells nothing, whatever else is asked for:
    /// with their types, in the order of the question.
    #[must_use]
    pub fn unknown<'f>(&'f self, story: &Story<'_, '_>) -> Vec<(&'f Mapping, &'f str)> {
        let types = self.types.iter().flatten();
        let mut left: Vec<(&Mapping, &str)> = types
            .flat_map(|(mapping, names)| names.iter().map(move |name| (mapping, name.as_str())))
            .collect();
        let mut strike = |place: Option<Place<'_, '_>>| {
            if let Some(place) = place {
                left.retain(|(mapping, name)| *name != place.name || !self.is_of(&place, mapping));
            }
            left.is_empty()
        };
        let mut before: Option<&[u8]> = None;
        for at in story.order() {
            let Some(change) = story.changes().get(*at) else {
                continue;
            };
            let key = change.record.key;
            if before.replace(key) != Some(key) && strike(story.place(*at, &change)) {
                return Vec::new();
            }
        }
        for (part, carved) in story.aside() {
            if strike(story.place_of(*part, carved.key)) {
                return Vec::new();
            }
        }
        left
    }
}
