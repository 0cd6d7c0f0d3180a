//! Which changes are told of.

use kf_base::time::Span;
use kf_query::labels::Selector;
use kf_view::{KeyChange, KeyOperation, Mapping};

use crate::kinds::Place;

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
        let namespace = self.namespace.as_deref();
        if namespace.is_some() && namespace != place.namespace {
            return false;
        }
        let Some(types) = &self.types else {
            return true;
        };
        let Some(own) = place.mapping.map(Mapping::resource) else {
            return false;
        };
        types.iter().any(|(mapping, names)| {
            let asked = mapping.resource();
            (&asked.group, &asked.plural) == (&own.group, &own.plural)
                && (names.is_empty() || names.iter().any(|n| n == place.name))
        })
    }
}
