//! `-l` and `--field-selector`.

use crate::Error;
use crate::cli::args::GetArgs;
use crate::object::Value;
use crate::query::{fields, labels};
use crate::snapshot::Mapping;

/// What is to be selected, parsed once for each type.
pub(super) struct Selection {
    labels: labels::Selector,
    fields: fields::Selector,
}

impl Selection {
    /// Parses both selectors.
    ///
    /// # Errors
    /// The text of the error, as the server wraps it.
    pub(super) fn parse(
        args: &GetArgs,
        mapping: &Mapping,
        known: &fields::Fields,
    ) -> Result<Self, String> {
        let failure = |error: Error| {
            format!(
                "Error from snapshot (BadRequest): Unable to find \"{}, Resource={}\" that match \
                 label selector \"{}\", field selector \"{}\": {}\n",
                mapping.group_version_slash(),
                mapping.resource().plural,
                args.selector,
                args.field_selector,
                error.message(),
            )
        };
        let labels = labels::Selector::parse(&args.selector);
        let fields = fields::Selector::parse(&args.field_selector);
        let fields = fields.and_then(|s| s.resolve(known));
        Ok(Self {
            labels: labels.map_err(failure)?,
            fields: fields.map_err(failure)?,
        })
    }

    /// Whether an object is one of those asked for.
    pub(super) fn matches(&self, object: &Value<'_>, known: &fields::Fields) -> bool {
        self.labels.matches(object) && self.fields.matches(object, known)
    }
}
