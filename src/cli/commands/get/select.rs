//! `-l` and `--field-selector`.

use crate::Error;
use crate::object::Value;
use crate::query::{fields, labels};
use crate::snapshot::Mapping;

/// What is to be selected, parsed once for each type.
pub(crate) struct Selection {
    labels: labels::Selector,
    fields: fields::Selector,
}

impl Selection {
    /// Parses both selectors.
    ///
    /// # Errors
    /// The text of the error, as the server wraps it.
    pub(crate) fn parse(
        label_selector: &str,
        field_selector: &str,
        mapping: &Mapping,
        known: &fields::Fields,
    ) -> Result<Self, String> {
        let failure = |error: Error| {
            format!(
                "Error from snapshot (BadRequest): Unable to find \"{}, Resource={}\" that match \
                 label selector \"{}\", field selector \"{}\": {}\n",
                mapping.group_version_slash(),
                mapping.resource().plural,
                label_selector,
                field_selector,
                error.message(),
            )
        };
        let labels = labels::Selector::parse(label_selector);
        let fields = fields::Selector::parse(field_selector);
        let fields = fields.and_then(|s| s.resolve(known));
        Ok(Self {
            labels: labels.map_err(failure)?,
            fields: fields.map_err(failure)?,
        })
    }

    /// Whether an object is one of those asked for.
    pub(crate) fn matches(&self, object: &Value<'_>, known: &fields::Fields) -> bool {
        self.labels.matches(object) && self.fields.matches(object, known)
    }
}
