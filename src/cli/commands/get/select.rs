//! `-l` and `--field-selector`.

use crate::Error;
use crate::cli::args::GetArgs;
use crate::cli::message::{Head, Message};
use crate::object::Value;
use crate::query::{fields, labels};
use crate::snapshot::Mapping;

/// The texts of both selectors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Query<'q> {
    /// Label selector.
    pub(crate) labels: &'q str,
    /// Field selector.
    pub(crate) fields: &'q str,
}

impl<'q> From<&'q GetArgs> for Query<'q> {
    fn from(args: &'q GetArgs) -> Self {
        Self {
            labels: &args.selector,
            fields: &args.field_selector,
        }
    }
}

/// What is to be selected, parsed once for each type.
pub(crate) struct Selection {
    labels: labels::Selector,
    fields: fields::Selector,
}

impl Selection {
    /// Parses both selectors.
    ///
    /// # Errors
    /// The error as the server wraps it.
    pub(crate) fn parse(
        query: Query<'_>,
        mapping: &Mapping,
        known: &fields::Fields,
    ) -> Result<Self, Message> {
        let failure = |error: Error| {
            let text = format!(
                "Unable to find \"{}, Resource={}\" that match \
                 label selector \"{}\", field selector \"{}\": {}",
                mapping.group_version_slash(),
                mapping.resource().plural,
                query.labels,
                query.fields,
                error.message(),
            );
            Message::new(Head::BadRequest, text)
        };
        let labels = labels::Selector::parse(query.labels);
        let fields = fields::Selector::parse(query.fields);
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
