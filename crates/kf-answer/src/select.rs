//! Label and field selectors of a request, and the objects that satisfy both.

use kf_base::error::Error;
use kf_object::Value;
use kf_object::redact::Redactor;
use kf_query::{fields, labels};

/// The texts of both selectors; empty texts select everything.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selectors<'q> {
    /// Label selector.
    pub labels: &'q str,
    /// Field selector.
    pub fields: &'q str,
}

/// Both selectors, parsed for one resource.
#[derive(Debug)]
pub struct Selection {
    labels: labels::Selector,
    fields: fields::Selector,
    known: fields::Fields,
}

impl Selection {
    /// Parses both selectors for a resource whose objects can be selected by the fields `known`.
    ///
    /// # Errors
    /// Invalid, in the words that the API server has for it.
    pub fn parse(selectors: Selectors<'_>, known: fields::Fields) -> Result<Self, Error> {
        let labels = labels::Selector::parse(selectors.labels)?;
        let fields = fields::Selector::parse(selectors.fields)?.resolve(&known)?;
        Ok(Self {
            labels,
            fields,
            known,
        })
    }

    /// The same, of objects that `redactor` has redacted.
    ///
    /// # Errors
    /// Invalid when labels are compared as numbers that are redacted.
    pub fn redacted(mut self, redactor: Option<&Redactor>) -> Result<Self, Error> {
        if let Some(redactor) = redactor.filter(|r| r.is_strict()) {
            self.labels = self.labels.redacted(redactor)?;
            self.fields = self.fields.redacted(redactor);
        }
        Ok(self)
    }

    /// Whether all objects are selected.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.labels.is_empty() && self.fields.is_empty()
    }

    /// Returns what of an object is looked at to select it: paths of names of members. `None` when
    /// that may be anything.
    #[must_use]
    pub fn reads(&self) -> Option<&'static [&'static [&'static str]]> {
        match (self.labels.is_empty(), self.fields.is_empty()) {
            (true, true) => Some(&[]),
            (false, true) => Some(&[&["metadata", "labels"]]),
            (_, false) => None,
        }
    }

    /// Whether an object is one of those asked for.
    #[must_use]
    pub fn matches(&self, object: &Value<'_>) -> bool {
        self.labels.matches(object) && self.fields.matches(object, &self.known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(labels: &str, fields: &str) -> Result<Selection, String> {
        let known = fields::Fields::built_in("", "v1", "ConfigMap");
        Selection::parse(Selectors { labels, fields }, known).map_err(|e| e.message().to_owned())
    }

    #[test]
    fn both_selectors_count() {
        let object =
            kf_object::parse::json::parse(br#"{"metadata":{"name":"web","labels":{"app":"web"}}}"#)
                .unwrap();
        for (labels, fields, want) in [
            ("", "", true),
            ("app=web", "metadata.name=web", true),
            ("app=db", "metadata.name=web", false),
            ("app=web", "metadata.name=db", false),
        ] {
            let selection = parse(labels, fields).unwrap();
            assert_eq!(selection.matches(&object), want, "{labels} {fields}");
            assert_eq!(selection.is_everything(), labels.is_empty());
        }
        assert_eq!(
            parse("", "spec.nope=x").unwrap_err(),
            "\"spec.nope\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
        );
    }
}
