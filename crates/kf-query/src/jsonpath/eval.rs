//! Nodes find values (client-go `util/jsonpath/jsonpath.go`).

use std::borrow::Cow;

use super::{End, Filter, Item, Node, Slice, compare};
use crate::go_text;
use kf_base::error::{Error, Result};
use kf_base::limits::{MAX_NESTING, MAX_QUERY_RESULTS};
use kf_object::Value;

/// What is an error although a template says nothing wrong.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// More results than these.
    pub(super) results: usize,
    /// A key that is missing.
    pub(super) strict: bool,
}

/// See [`super::Template::find`].
pub(super) fn find<'v>(
    nodes: &'v [Node],
    root: &'v Value<'v>,
    limits: Limits,
) -> Result<Vec<Vec<Item<'v>>>> {
    let mut finder = Finder {
        nodes,
        begun: 0,
        depth: 0,
        ended: 0,
        last_end: None,
        results: 0,
        most: limits.results,
        strict: limits.strict,
    };
    let mut out = Vec::new();
    finder.run(0, Item::borrowed(root), &mut out)?;
    Ok(out)
}

/// Loops are not nodes of their own: a `range` and an `end` found on the way only raise these
/// counters, and [`Finder::run`] acts on them behind each top-level node.
struct Finder<'v> {
    nodes: &'v [Node],
    /// `range` words met and not yet acted on.
    begun: usize,
    /// Loops that are running.
    depth: usize,
    /// `end` words met and not yet acted on.
    ended: usize,
    /// The top-level node of the `end` met last.
    last_end: Option<usize>,
    /// Results made so far, and how many there may be.
    results: usize,
    most: usize,
    strict: bool,
}

impl<'v> Finder<'v> {
    /// Evaluates the top-level nodes from `start` on, up to the `end` of the innermost loop.
    fn run(&mut self, start: usize, current: Item<'v>, out: &mut Vec<Vec<Item<'v>>>) -> Result<()> {
        if self.depth > MAX_NESTING {
            return Err(Error::limit(format!(
                "jsonpath has more than {MAX_NESTING} loops inside each other \
                 (limits::MAX_NESTING)"
            )));
        }
        let nodes = self.nodes;
        let input = [current];
        let mut i = start;
        while let Some(node) = nodes.get(i) {
            let results = self.walk(&input, node)?;
            if self.ended > 0 && self.ended <= self.depth {
                self.ended -= 1;
                self.last_end = Some(i);
                return Ok(());
            }
            if self.begun > 0 {
                self.begun -= 1;
                self.depth += 1;
                if results.is_empty() {
                    // The body still runs once, to find its end; what it finds is dropped.
                    self.run(i + 1, Item::Absent, &mut Vec::new())?;
                }
                for item in results {
                    let item = match item {
                        // Go's Interface() of a nil is an invalid value.
                        Item::Value(v) if *v == Value::Null => Item::Absent,
                        item => item,
                    };
                    self.run(i + 1, item, out)?;
                }
                self.depth -= 1;
                // Without an end the body is evaluated once more, on what is around the loop.
                i = self.last_end.filter(|&end| end > i).unwrap_or(i) + 1;
                continue;
            }
            out.push(results);
            i += 1;
        }
        Ok(())
    }

    fn walk(&mut self, input: &[Item<'v>], node: &'v Node) -> Result<Vec<Item<'v>>> {
        let found = match node {
            Node::Action(nodes) => self.list(input, nodes)?,
            // Text stands for itself once; a number or a boolean stands for each input.
            Node::Literal(value @ Value::String(_)) => vec![Item::borrowed(value)],
            Node::Literal(value) => vec![Item::borrowed(value); input.len()],
            Node::Field(name) => {
                let found = field(input, name);
                // Where nothing is asked, nothing is missing.
                if self.strict && found.is_empty() && !input.is_empty() {
                    return Err(Error::invalid(format!("{name} is not found")));
                }
                found
            }
            Node::Slice(slice) => self::slice(input, *slice)?,
            Node::Filter(filter) => self.filter(input, filter)?,
            Node::Wildcard => input.iter().flat_map(children).collect(),
            Node::Recursive => {
                let mut out = Vec::new();
                for item in input {
                    self.descend(item, &mut out)?;
                }
                out
            }
            Node::Union(lists) => {
                let mut out = Vec::new();
                for list in lists {
                    out.append(&mut self.list(input, list)?);
                }
                out
            }
            Node::Identifier(word) => match word.as_str() {
                "range" => {
                    self.begun += 1;
                    input.to_vec()
                }
                "end" if self.depth > 0 => {
                    self.ended += 1;
                    Vec::new()
                }
                "end" => return Err(Error::invalid("not in range, nothing to end")),
                word => {
                    return Err(Error::invalid(format!("unrecognized identifier {word}")));
                }
            },
        };
        self.count(found.len())?;
        Ok(found)
    }

    fn count(&mut self, results: usize) -> Result<()> {
        self.results += results;
        if self.results > self.most {
            let limit = if self.most == MAX_QUERY_RESULTS {
                "MAX_QUERY_RESULTS"
            } else {
                "MAX_RESULTS_PER_VALUE"
            };
            return Err(Error::limit(format!(
                "jsonpath has more than {} results (limits::{limit})",
                self.most
            )));
        }
        Ok(())
    }

    fn list(&mut self, input: &[Item<'v>], nodes: &'v [Node]) -> Result<Vec<Item<'v>>> {
        let mut current = input.to_vec();
        for node in nodes {
            current = self.walk(&current, node)?;
        }
        Ok(current)
    }

    /// The item and everything below it that has something in it, parents first.
    fn descend(&mut self, item: &Item<'v>, out: &mut Vec<Item<'v>>) -> Result<()> {
        let children = children(item);
        if children.is_empty() {
            return Ok(());
        }
        self.count(children.len())?;
        out.push(item.clone());
        // A string's children are bytes, which have none.
        if !matches!(item.value(), Some(Value::String(_))) {
            for child in &children {
                self.descend(child, out)?;
            }
        }
        Ok(())
    }

    fn filter(&mut self, input: &[Item<'v>], filter: &'v Filter) -> Result<Vec<Item<'v>>> {
        let mut out = Vec::new();
        for item in input {
            let Item::Value(Cow::Borrowed(Value::Array(elements))) = item else {
                let text = item.value().map(go_text::sprint);
                let text = text.unwrap_or_else(|| "<invalid reflect.Value>".to_owned());
                return Err(Error::invalid(format!(
                    "{text} is not array or slice and cannot be filtered"
                )));
            };
            for element in elements {
                if self.keeps(element, filter)? {
                    out.push(Item::borrowed(element));
                }
            }
        }
        Ok(out)
    }

    fn keeps(&mut self, element: &'v Value<'v>, filter: &'v Filter) -> Result<bool> {
        let input = [Item::borrowed(element)];
        let left = self.list(&input, &filter.left);
        let Some((operator, right)) = &filter.comparison else {
            // Existence: an error on the way is a no, unless it is kf's own limit.
            return match left {
                Ok(items) => Ok(!items.is_empty()),
                Err(e) if e.kind() == kf_base::ErrorKind::Limit => Err(e),
                Err(_) => Ok(false),
            };
        };
        let one = |items: &[Item<'v>]| match items.len() {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(Error::invalid("can only compare one element at a time")),
        };
        let left = left?;
        if !one(&left)? {
            return Ok(false);
        }
        let right = self.list(&input, right)?;
        if !one(&right)? {
            return Ok(false);
        }
        let left = left.first().and_then(Item::value);
        compare::holds(left, operator, right.first().and_then(Item::value))
    }
}

fn field<'v>(input: &[Item<'v>], name: &str) -> Vec<Item<'v>> {
    let members = input.iter().filter_map(|item| match item {
        Item::Value(Cow::Borrowed(value)) => value.get(name),
        _ => None,
    });
    members.map(Item::borrowed).collect()
}

/// A map's values, a list's elements, a string's bytes.
fn children<'v>(item: &Item<'v>) -> Vec<Item<'v>> {
    match item {
        Item::Value(Cow::Borrowed(Value::Object(members))) => {
            members.iter().map(|(_, v)| Item::borrowed(v)).collect()
        }
        Item::Value(Cow::Borrowed(Value::Array(elements))) => {
            elements.iter().map(Item::borrowed).collect()
        }
        Item::Value(v) => match v.as_ref() {
            Value::String(s) => s
                .bytes()
                .map(|b| Item::Value(Cow::Owned(Value::Int(b.into()))))
                .collect(),
            _ => Vec::new(),
        },
        Item::Absent => Vec::new(),
    }
}

/// Go's name of a value's type.
fn type_name(value: &Value<'_>) -> &'static str {
    match value {
        Value::Null => "<nil>",
        Value::Bool(_) => "bool",
        Value::Int(_) => "int64",
        Value::Float(_) => "float64",
        Value::String(_) => "string",
        Value::Array(_) => "[]interface {}",
        Value::Object(_) => "map[string]interface {}",
    }
}

fn slice<'v>(input: &[Item<'v>], slice: Slice) -> Result<Vec<Item<'v>>> {
    let out_of_bounds = |index: i64, length: i64| {
        Error::invalid(format!(
            "array index out of bounds: index {index}, length {length}"
        ))
    };
    let mut out = Vec::new();
    for item in input {
        let elements = match item {
            Item::Value(Cow::Borrowed(Value::Array(elements))) => elements,
            Item::Value(v) if **v == Value::Null => continue,
            Item::Value(v) => {
                let name = type_name(v);
                return Err(Error::invalid(format!("{name} is not array or slice")));
            }
            // kubectl panics here.
            Item::Absent => return Err(Error::invalid("no value is not array or slice")),
        };
        let length = i64::try_from(elements.len()).unwrap_or(i64::MAX);
        let mut start = slice.start.unwrap_or(0);
        let mut end = match slice.end {
            End::OnePast => start.wrapping_add(1),
            End::Last => length,
            End::At(n) => n,
        };
        if start < 0 {
            start = start.wrapping_add(length);
        }
        if end < 0 || (end == 0 && slice.end == End::OnePast) {
            end = end.wrapping_add(length);
        }
        if start == end {
            // Upstream stops here, whatever inputs are left.
            return Ok(out);
        }
        if start >= length || start < 0 {
            return Err(out_of_bounds(start, length));
        }
        if end > length || end < 0 {
            return Err(out_of_bounds(end.wrapping_sub(1), length));
        }
        if start > end {
            return Err(Error::invalid(format!(
                "starting index {start} is greater than ending index {end}"
            )));
        }
        let step = match slice.step {
            None => 1,
            Some(step) => usize::try_from(step)
                .ok()
                .filter(|&s| s > 0)
                .ok_or_else(|| Error::invalid("step must be > 0"))?,
        };
        let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
        let chosen = range.and_then(|(start, end)| elements.get(start..end));
        let chosen = chosen.unwrap_or_default().iter().step_by(step);
        out.extend(chosen.map(Item::borrowed));
    }
    Ok(out)
}
