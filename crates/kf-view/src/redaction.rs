//! What a view replaces in the objects that it gives out.

use std::sync::Arc;

use super::view::{Mapping, View};
use kf_object::Value;
use kf_object::redact::Redactor;
use kf_resource::split_api_version;

impl View<'_> {
    /// Replaces secrets in all objects that the view gives out from now on. Records below stay as
    /// they are, and so do the definitions of custom resources, but for their texts under a strict
    /// redactor.
    #[must_use]
    pub fn redacted(mut self, redactor: Arc<Redactor>) -> Self {
        self.redactor = Some(redactor);
        self
    }

    /// What replaces secrets in all objects that the view gives out, if anything does.
    #[must_use]
    pub fn redactor(&self) -> Option<&Redactor> {
        self.redactor.as_deref()
    }

    /// Replaces in an object what the view replaces in all that it gives out: the last step on the way
    /// of every object out of it, but for those of [`View::plain_state`].
    pub fn redact(&self, value: &mut Value<'_>, mapping: Option<&Mapping>) {
        match &self.redactor {
            Some(redactor) if redactor.is_strict() => {
                redactor.apply_by(value, self.strict_schema(value, mapping));
            }
            Some(redactor) => redactor.apply(value),
            None => {}
        }
    }

    /// The redactor, if it replaces everything that is not known to be structural.
    pub(super) fn strict(&self) -> Option<&Redactor> {
        self.redactor().filter(|r| r.is_strict())
    }

    /// The schema by which a custom resource is redacted: that of the version it is shown in. The
    /// type that was asked for spares a search, unless the object says that it is of another.
    pub(super) fn strict_schema(
        &self,
        value: &Value<'_>,
        asked: Option<&Mapping>,
    ) -> Option<&Value<'static>> {
        let api_version = value.str_at(&["apiVersion"])?;
        let kind = value.str_at(&["kind"])?;
        let (group, version) = split_api_version(api_version);
        let asked = asked
            .map(Mapping::resource)
            .filter(|r| r.group == group && r.kind == kind);
        let resource = asked.or_else(|| self.catalog().find_kind(api_version, kind))?;
        self.definition_of(resource)?.strict_schema(version)
    }
}
