//! kubectl's JSONPath dialect (client-go `util/jsonpath`).
//!
//! A template is literal text and `{...}` actions. Printer columns, `-o jsonpath`,
//! `-o custom-columns` and `--sort-by` all read it. Its quirks are kept, error texts included;
//! one thing is not: Go visits maps in random order, kf in the order of their keys.
//!
//! Missing keys give no result and no error, unless a template is [strict](Template::strict).

mod compare;
mod eval;
mod parser;
mod reads;

use std::borrow::Cow;

use crate::go_text;
use kf_base::error::{Error, Result};
use kf_base::limits::{MAX_QUERY_RESULTS, MAX_RESULTS_PER_VALUE};
use kf_object::Value;

/// A parsed template.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    nodes: Vec<Node>,
    /// Whether a key that is missing is an error.
    strict: bool,
}

/// One result of an action.
#[derive(Clone, Debug, PartialEq)]
pub enum Item<'v> {
    /// A value of the object, or a literal of the template.
    Value(Cow<'v, Value<'v>>),
    /// What `@` stands for in a loop over a null or over nothing: no value at all.
    Absent,
}

#[derive(Clone, Debug, PartialEq)]
enum Node {
    /// `{...}`
    Action(Vec<Node>),
    /// Text, a number or a boolean.
    Literal(Value<'static>),
    Field(String),
    Slice(Slice),
    Filter(Box<Filter>),
    Wildcard,
    Recursive,
    Union(Vec<Vec<Node>>),
    /// `range`, `end` or a word that is an error once it is reached.
    Identifier(String),
}

/// `[start:end:step]`
#[derive(Clone, Copy, Debug, PartialEq)]
struct Slice {
    start: Option<i64>,
    end: End,
    step: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    /// `[1]`: the element behind the start.
    OnePast,
    /// `[1:]`
    Last,
    At(i64),
}

/// `[?(left operator right)]`
#[derive(Clone, Debug, PartialEq)]
struct Filter {
    left: Vec<Node>,
    /// `None`: keep what `left` finds something in.
    comparison: Option<(String, Vec<Node>)>,
}

impl Node {
    /// Whether it can find more than the object has values.
    fn multiplies(&self) -> bool {
        match self {
            Self::Recursive | Self::Wildcard | Self::Union(_) | Self::Identifier(_) => true,
            Self::Action(nodes) => nodes.iter().any(Self::multiplies),
            Self::Filter(filter) => {
                let right = filter
                    .comparison
                    .as_ref()
                    .map(|(_, right)| right.as_slice());
                let right = right.unwrap_or_default();
                filter.left.iter().chain(right).any(Self::multiplies)
            }
            Self::Literal(_) | Self::Field(_) | Self::Slice(_) => false,
        }
    }
}

/// How many values there are in one, itself included.
fn values(value: &Value<'_>) -> usize {
    match value {
        Value::Array(items) => items.iter().map(values).fold(1, usize::saturating_add),
        Value::Object(members) => {
            let members = members.iter().map(|(_, member)| values(member));
            members.fold(1, usize::saturating_add)
        }
        _ => 1,
    }
}

impl Template {
    /// Parses a template.
    ///
    /// # Errors
    /// `Invalid` with client-go's message, such as `unclosed action`.
    pub fn parse(text: &str) -> Result<Self> {
        let nodes = parser::parse(text)?;
        let strict = false;
        Ok(Self { nodes, strict })
    }

    /// Makes a key that is missing an error (`AllowMissingKeys(false)`).
    #[must_use]
    pub fn strict(self, strict: bool) -> Self {
        Self { strict, ..self }
    }

    /// The template of a path in one of kubectl's relaxed forms: `a.b`, `.a.b`, `{a.b}` or
    /// `{.a.b}` (kubectl `RelaxedJSONPathExpression`). An empty path stays empty.
    ///
    /// # Errors
    /// `Invalid` when the path has braces elsewhere.
    pub fn relaxed(path: &str) -> Result<String> {
        if path.is_empty() {
            return Ok(String::new());
        }
        let inner = path.strip_prefix('{').and_then(|p| p.strip_suffix('}'));
        let inner = inner.unwrap_or(path);
        let inner = match inner.strip_prefix('.') {
            Some(rest) if !rest.is_empty() => rest,
            _ => inner,
        };
        if inner.is_empty() || inner.contains(['{', '}']) {
            return Err(Error::invalid(
                "unexpected path string, expected a 'name1.name2' or '.name1.name2' or \
                 '{name1.name2}' or '{.name1.name2}'",
            ));
        }
        Ok(format!("{{.{inner}}}"))
    }

    /// The results of each action and each piece of text, in order (`FindResults`).
    ///
    /// # Errors
    /// `Invalid` with client-go's message; `Limit` when a template asks for more results than
    /// [`kf_base::limits::MAX_QUERY_RESULTS`].
    pub fn find<'v>(&'v self, root: &'v Value<'v>) -> Result<Vec<Vec<Item<'v>>>> {
        self.find_at_most(root, MAX_QUERY_RESULTS)
    }

    /// As [`find`](Self::find), of a template that is evaluated on each of many objects: with a limit
    /// that grows with the object, so that all of it takes no longer than reading them does.
    ///
    /// # Errors
    /// As [`find`](Self::find); `Limit` also when there are more than [`MAX_RESULTS_PER_VALUE`]
    /// results for each value of the object.
    pub fn find_in_each<'v>(&'v self, root: &'v Value<'v>) -> Result<Vec<Vec<Item<'v>>>> {
        if !self.nodes.iter().any(Node::multiplies) {
            return self.find(root);
        }
        let most = values(root).saturating_mul(MAX_RESULTS_PER_VALUE);
        self.find_at_most(root, most.min(MAX_QUERY_RESULTS))
    }

    fn find_at_most<'v>(&'v self, root: &'v Value<'v>, most: usize) -> Result<Vec<Vec<Item<'v>>>> {
        let limits = eval::Limits {
            results: most,
            strict: self.strict,
        };
        eval::find(&self.nodes, root, limits)
    }

    /// Appends the template's output for `root`, as `-o jsonpath` prints it: results of one
    /// action with a space between them, actions with nothing. `json` writes a list or map as
    /// compact JSON (Go's `json.Marshal`).
    ///
    /// # Errors
    /// As [`find`](Self::find).
    pub fn write(
        &self,
        out: &mut Vec<u8>,
        root: &Value<'_>,
        json: impl Fn(&mut Vec<u8>, &Value<'_>),
    ) -> Result<()> {
        for results in self.find(root)? {
            for (i, item) in results.iter().enumerate() {
                if i > 0 {
                    out.push(b' ');
                }
                match item.value() {
                    Some(v @ (Value::Array(_) | Value::Object(_))) => json(out, v),
                    _ => out.extend_from_slice(item.text().as_bytes()),
                }
            }
        }
        Ok(())
    }

    /// Each action's results as one list, for `-o jsonpath-as-json`: kubectl prints each as JSON
    /// indented by four spaces, with a newline.
    ///
    /// # Errors
    /// As [`find`](Self::find); `Invalid` when a result is no value, where kubectl panics.
    pub fn lists<'v>(&'v self, root: &'v Value<'v>) -> Result<Vec<Value<'v>>> {
        let lists = self.find(root)?.into_iter().map(|results| {
            let values = results.into_iter().map(|item| match item {
                Item::Value(v) => Ok(v.into_owned()),
                Item::Absent => Err(Error::invalid("no value to print as JSON")),
            });
            values.collect::<Result<_>>().map(Value::Array)
        });
        lists.collect()
    }
}

impl<'v> Item<'v> {
    fn borrowed(value: &'v Value<'v>) -> Self {
        Item::Value(Cow::Borrowed(value))
    }

    /// The value, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<&Value<'v>> {
        match self {
            Item::Value(v) => Some(v),
            Item::Absent => None,
        }
    }

    /// The text of a scalar as `-o jsonpath` prints it (`evalToText`).
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Item::Absent => "<no value>".into(),
            Item::Value(v) => match v.as_ref() {
                Value::Null => "null".into(),
                Value::String(s) => s.as_ref().into(),
                other => go_text::sprint(other).into(),
            },
        }
    }
}

#[cfg(test)]
mod tests;
