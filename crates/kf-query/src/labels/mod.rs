//! Label selectors: parse, print, match.
//!
//! The grammar, its quirks and its messages are those of apimachinery `pkg/labels/selector.go`.
//! An error's message is what the API server puts behind `field selector "...": ` in its answer.

mod parser;
mod validation;

use std::fmt;

use kf_base::error::{Error, Result};
use kf_object::redact::Redactor;
use kf_object::{Map, Value};

/// How a [`Requirement`] relates its key to its values (apimachinery `pkg/selection`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `k in (a,b)`
    In,
    /// `k notin (a,b)`
    NotIn,
    /// `k=v`
    Equals,
    /// `k==v`
    DoubleEquals,
    /// `k!=v`
    NotEquals,
    /// `k`
    Exists,
    /// `!k`
    DoesNotExist,
    /// `k>n`
    GreaterThan,
    /// `k<n`
    LessThan,
}

/// One term of a [`Selector`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    key: String,
    operator: Operator,
    values: Vec<String>,
}

/// A conjunction of requirements, sorted by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector(Vec<Requirement>);

impl Requirement {
    /// A checked requirement (`NewRequirement`).
    ///
    /// # Errors
    /// `Invalid` when the key or a value is no label key or value, or when the operator does not
    /// take that many values.
    pub fn new(key: &str, operator: Operator, values: Vec<String>) -> Result<Self> {
        validation::requirement(key, operator, &values)?;
        Ok(Self {
            key: key.to_owned(),
            operator,
            values,
        })
    }

    /// The label key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The operator.
    #[must_use]
    pub fn operator(&self) -> Operator {
        self.operator
    }

    /// The values, in the order they were given in.
    #[must_use]
    pub fn values(&self) -> &[String] {
        &self.values
    }

    fn has_value(&self, value: &str) -> bool {
        self.values.iter().any(|v| v == value)
    }

    /// Whether a label's value, `None` when the label is absent, satisfies this.
    ///
    /// `!=` and `notin` hold for an absent label; `>` and `<` compare int64 and hold for nothing
    /// else (`Requirement.Matches`).
    #[must_use]
    pub fn matches(&self, value: Option<&str>) -> bool {
        match self.operator {
            Operator::In | Operator::Equals | Operator::DoubleEquals => {
                value.is_some_and(|v| self.has_value(v))
            }
            Operator::NotIn | Operator::NotEquals => value.is_none_or(|v| !self.has_value(v)),
            Operator::Exists => value.is_some(),
            Operator::DoesNotExist => value.is_none(),
            Operator::GreaterThan | Operator::LessThan => {
                let bound = self.values.first().and_then(|v| v.parse::<i64>().ok());
                let value = value.and_then(|v| v.parse::<i64>().ok());
                match (value, bound) {
                    (Some(v), Some(b)) if self.operator == Operator::GreaterThan => v > b,
                    (Some(v), Some(b)) => v < b,
                    _ => false,
                }
            }
        }
    }
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after) = match self.operator {
            Operator::Exists => return f.write_str(&self.key),
            Operator::DoesNotExist => return write!(f, "!{}", self.key),
            Operator::Equals => ("=", ""),
            Operator::DoubleEquals => ("==", ""),
            Operator::NotEquals => ("!=", ""),
            Operator::GreaterThan => (">", ""),
            Operator::LessThan => ("<", ""),
            Operator::In => (" in (", ")"),
            Operator::NotIn => (" notin (", ")"),
        };
        let mut values: Vec<&str> = self.values.iter().map(String::as_str).collect();
        values.sort_unstable();
        write!(f, "{}{before}{}{after}", self.key, values.join(","))
    }
}

impl Selector {
    /// The selector of `requirements`, sorted by key.
    #[must_use]
    pub fn new(mut requirements: Vec<Requirement>) -> Self {
        requirements.sort_by(|a, b| a.key.cmp(&b.key));
        Self(requirements)
    }

    /// Parses kubectl's `-l` text; empty or blank text selects everything.
    ///
    /// # Errors
    /// `Invalid` with apimachinery's message.
    pub fn parse(text: &str) -> Result<Self> {
        parser::parse(text).map(Self::new)
    }

    /// The selector that a `metav1.LabelSelector` value stands for; `None` (the field is absent)
    /// and `null` select nothing, which is `Ok(None)` (`LabelSelectorAsSelector`).
    ///
    /// # Errors
    /// `Invalid` when an operator is unknown or a requirement does not hold together.
    pub fn from_label_selector(selector: Option<&Value<'_>>) -> Result<Option<Self>> {
        let Some(selector) = selector.filter(|s| !matches!(s, Value::Null)) else {
            return Ok(None);
        };
        let mut requirements = Vec::new();
        if let Some(labels) = selector.get("matchLabels").and_then(Value::as_object) {
            for (key, value) in labels.iter() {
                let values = vec![value.as_str().unwrap_or_default().to_owned()];
                requirements.push(Requirement::new(key, Operator::Equals, values)?);
            }
        }
        let expressions = selector.get("matchExpressions").and_then(Value::as_array);
        for expression in expressions.unwrap_or_default() {
            let name = expression.str_at(&["operator"]).unwrap_or_default();
            let operator = match name {
                "In" => Operator::In,
                "NotIn" => Operator::NotIn,
                "Exists" => Operator::Exists,
                "DoesNotExist" => Operator::DoesNotExist,
                _ => {
                    return Err(Error::invalid(format!(
                        "{} is not a valid label selector operator",
                        super::go_text::quote(name)
                    )));
                }
            };
            let values = expression.get("values").and_then(Value::as_array);
            let values = values.unwrap_or_default().iter();
            let values = values.map(|v| v.as_str().unwrap_or_default().to_owned());
            let key = expression.str_at(&["key"]).unwrap_or_default();
            requirements.push(Requirement::new(key, operator, values.collect())?);
        }
        Ok(Some(Self::new(requirements)))
    }

    /// The text of a `metav1.LabelSelector` value in a table cell: `<none>` when it has no
    /// requirements, `<error>` when it is not valid (`metav1.FormatLabelSelector`).
    #[must_use]
    pub fn format_label_selector(selector: Option<&Value<'_>>) -> String {
        match Self::from_label_selector(selector) {
            Ok(Some(s)) if !s.is_empty() => s.to_string(),
            Ok(_) => "<none>".to_owned(),
            Err(_) => "<error>".to_owned(),
        }
    }

    /// The selector of objects that were redacted: a value that is a digest there is one here.
    ///
    /// # Errors
    /// `Invalid` when a label is compared as a number whose values are digests.
    pub fn redacted(mut self, redactor: &Redactor) -> Result<Self> {
        for requirement in &mut self.0 {
            let ordered = matches!(
                requirement.operator,
                Operator::GreaterThan | Operator::LessThan
            );
            for value in &mut requirement.values {
                let new = redactor.label(&requirement.key, value);
                if ordered && new != value.as_str() {
                    return Err(Error::invalid(format!(
                        "the values of label {} are redacted and have no order",
                        requirement.key
                    )));
                }
                *value = new.into_owned();
            }
        }
        Ok(self)
    }

    /// Whether this selects everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The requirements, sorted by key.
    #[must_use]
    pub fn requirements(&self) -> &[Requirement] {
        &self.0
    }

    /// Whether an object's `metadata.labels` satisfy every requirement.
    #[must_use]
    pub fn matches(&self, object: &Value<'_>) -> bool {
        let labels = object.at(&["metadata", "labels"]);
        self.matches_labels(labels.and_then(Value::as_object))
    }

    /// Whether a label map, `None` for no labels, satisfies every requirement.
    #[must_use]
    pub fn matches_labels(&self, labels: Option<&Map<'_>>) -> bool {
        self.0.iter().all(|requirement| {
            // A null label reads as the empty string in Go's map[string]string.
            let value = labels.and_then(|l| l.get(&requirement.key));
            requirement.matches(value.map(|v| v.as_str().unwrap_or_default()))
        })
    }
}

impl fmt::Display for Selector {
    /// Requirements joined by `,`, values of a set sorted (`internalSelector.String`).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, requirement) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str(",")?;
            }
            requirement.fmt(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
