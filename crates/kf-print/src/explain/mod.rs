//! What `kubectl explain` prints of an OpenAPI v3 schema (kubectl
//! `pkg/explain/v2/templates/plaintext.tmpl`).

mod document;
mod wrap;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use document::Document;
use kf_base::{Error, Result};
use kf_object::{Map, Value};
use kf_query::go_text;
use kf_resource::Origin;
use kf_view::{Mapping, View};
use wrap::wrap;

/// Values of an enum shown in a list of fields.
const ENUM_SHOWN: usize = 4;

/// The text for a kind or for one of its fields.
#[derive(Debug)]
pub struct Explanation {
    /// Group, kind and version, which kubectl prints also when the field does not exist.
    pub head: String,
    /// The rest.
    ///
    /// # Errors
    /// `NotFound`, worded as kubectl words it, when there is no such field.
    pub body: Result<String>,
    /// Whether it is about a built-in type, of which kf knows names and types of fields alone: no
    /// descriptions, no enums, not what is required.
    pub bare: bool,
}

/// How fields are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fields {
    /// Each with its description.
    Described,
    /// By name and type alone, with the fields of fields: this many levels at most, or all.
    Listed(Option<usize>),
}

impl Fields {
    /// Whether fields of this level, of which the first is 1, have theirs listed below them.
    fn open(self, level: usize) -> bool {
        match self {
            Self::Described => false,
            Self::Listed(most) => most.is_none_or(|most| level < most),
        }
    }
}

/// Explains a kind in the mapping's version, or the field at `path`.
///
/// # Errors
/// When there is no schema: Unsupported for a built-in kind that the tables lack; Corrupt,
/// Encrypted or Limit for a definition that cannot be read.
pub fn explain(
    view: &View<'_>,
    mapping: &Mapping,
    path: &[&str],
    fields: Fields,
) -> Result<Explanation> {
    let document = Document::of(view, mapping)?;
    let resource = mapping.resource();
    let mut head = String::new();
    if !resource.group.is_empty() {
        head += &format!("GROUP:      {}\n", resource.group);
    }
    head += &format!(
        "KIND:       {}\nVERSION:    {}\n\n",
        resource.kind,
        mapping.version()
    );
    let built_in = resource.origin != Origin::Custom;
    Ok(Explanation {
        head,
        body: body(&document, path, fields),
        bare: built_in || path.first() == Some(&"metadata"),
    })
}

fn body(document: &Document<'_>, path: &[&str], fields: Fields) -> Result<String> {
    let printer = Printer { document, fields };
    let mut out = String::new();
    printer.output(&mut out, &document.root, path, &[]);
    match (out.is_empty(), path.last()) {
        (true, Some(field)) => Err(Error::not_found(format!(
            "field \"{field}\" does not exist"
        ))),
        _ => {
            out.push('\n');
            Ok(out)
        }
    }
}

struct Printer<'d, 's> {
    document: &'d Document<'s>,
    fields: Fields,
}

/// A member that counts as there: templates take what is empty for absent.
fn member<'v, 'a>(schema: &'v Value<'a>, name: &str) -> Option<&'v Value<'a>> {
    schema.get(name).filter(|v| match v {
        Value::Null | Value::Bool(false) => false,
        Value::String(s) => !s.is_empty(),
        Value::Array(a) => !a.is_empty(),
        Value::Object(m) => !m.is_empty(),
        Value::Int(n) => *n != 0,
        Value::Bool(true) | Value::Float(_) => true,
    })
}

fn text<'v>(schema: &'v Value<'_>, name: &str) -> Option<&'v str> {
    member(schema, name)?.as_str()
}

fn list<'v, 'a>(schema: &'v Value<'a>, name: &str) -> &'v [Value<'a>] {
    let list = schema.get(name).and_then(Value::as_array);
    list.unwrap_or_default()
}

fn properties<'v, 'a>(schema: &'v Value<'a>) -> Option<&'v Map<'a>> {
    member(schema, "properties")?.as_object()
}

/// The schema of the members that have no name of their own.
fn additional<'v, 'a>(schema: &'v Value<'a>) -> Option<&'v Value<'a>> {
    member(schema, "additionalProperties").filter(|a| a.as_bool().is_none())
}

/// `seen` and a reference more.
fn and<'r>(seen: &[&'r str], reference: &'r str) -> Vec<&'r str> {
    let mut all = seen.to_vec();
    all.push(reference);
    all
}

impl<'s> Printer<'_, 's> {
    fn resolved<'v>(&self, schema: &'v Value<'s>) -> (&'v str, Cow<'v, Value<'s>>) {
        let reference = text(schema, "$ref").unwrap_or_default();
        match self.document.resolve(reference) {
            Some(found) => (reference, Cow::Owned(found)),
            None => (reference, Cow::Borrowed(schema)),
        }
    }

    /// Template `output`: follows the path and describes where it ends.
    fn output(&self, out: &mut String, schema: &Value<'s>, path: &[&str], seen: &[&str]) {
        let (reference, resolved) = self.resolved(schema);
        let Some((first, rest)) = path.split_first() else {
            return self.describe(out, &resolved);
        };
        if !reference.is_empty() && seen.contains(&reference) {
            return;
        }
        let seen = and(seen, reference);
        let property = properties(&resolved).and_then(|p| p.get(first));
        let property = property.filter(|p| p.as_object().is_some_and(|m| !m.is_empty()));
        if let Some(property) = property {
            if rest.is_empty() {
                *out += &format!("FIELD: {first} <{}>\n", self.type_of(property));
                self.long_enum(out, property);
                out.push_str("\n\n");
            }
            self.output(out, property, rest, &[]);
        } else if let Some(items) = member(&resolved, "items") {
            self.output(out, items, path, &seen);
        } else if let Some(values) = additional(&resolved) {
            self.output(out, values, path, &seen);
        } else {
            for clause in list(&resolved, "allOf") {
                let before = out.len();
                self.output(out, clause, path, &seen);
                if out.len() > before {
                    break;
                }
            }
        }
    }

    fn describe(&self, out: &mut String, schema: &Value<'s>) {
        let mut description = String::new();
        self.description(&mut description, schema, &[]);
        if description.is_empty() {
            description.push_str("<empty>");
        }
        out.push_str("DESCRIPTION:\n");
        push_indented(out, &wrap(&description, 76), 4);
        out.push('\n');
        let mut fields = String::new();
        self.list(&mut fields, schema, 1, &[]);
        if !fields.is_empty() {
            out.push_str("FIELDS:\n");
            out.push_str(&fields);
        }
    }

    /// Template `description`: the schema's own and those of what it consists of.
    fn description(&self, out: &mut String, schema: &Value<'s>, seen: &[&str]) {
        let (reference, resolved) = self.resolved(schema);
        if !reference.is_empty() && seen.contains(&reference) {
            return;
        }
        let seen = and(seen, reference);
        if let Some(description) = text(&resolved, "description") {
            out.push_str(description);
            out.push('\n');
        }
        let all = list(&resolved, "allOf").iter();
        let below = member(&resolved, "items").into_iter();
        for schema in all.chain(below).chain(additional(&resolved)) {
            self.description(out, schema, &seen);
        }
    }

    /// Template `fieldList`.
    fn list(&self, out: &mut String, schema: &Value<'s>, level: usize, seen: &[&str]) {
        let (reference, resolved) = self.resolved(schema);
        if !reference.is_empty() && seen.contains(&reference) {
            return;
        }
        let seen = and(seen, reference);
        let required = list(&resolved, "required");
        for (name, field) in properties(&resolved).into_iter().flat_map(Map::iter) {
            let required = required.iter().any(|r| r.as_str() == Some(name));
            self.field(out, name, field, required, level);
            if self.fields.open(level) {
                self.list(out, field, level + 1, &seen);
            }
        }
        let all = list(&resolved, "allOf").iter();
        let below = member(&resolved, "items").into_iter();
        for schema in all.chain(below).chain(additional(&resolved)) {
            self.list(out, schema, level, &seen);
        }
    }

    /// Template `fieldDetail`.
    fn field(
        &self,
        out: &mut String,
        name: &str,
        schema: &Value<'s>,
        required: bool,
        level: usize,
    ) {
        let indent = level * 2;
        push_indented(out, name, indent);
        *out += &format!("\t<{}>", self.type_of(schema));
        if required {
            out.push_str(" -required-");
        }
        if let Some(values) = enum_of(schema) {
            out.push('\n');
            push_indented(out, "enum: ", indent);
            let mut shown: Vec<String> = values.iter().take(ENUM_SHOWN).map(enum_text).collect();
            if values.len() > ENUM_SHOWN {
                shown.push("....".to_owned());
            }
            out.push_str(&shown.join(", "));
        }
        out.push('\n');
        if self.fields == Fields::Described {
            let description = text(schema, "description").unwrap_or("<no description>");
            let wrapped = wrap(description, 78_usize.saturating_sub(indent));
            push_indented(out, &wrapped, indent + 2);
            out.push_str("\n\n");
        }
    }

    /// Template `typeGuess`.
    fn type_of(&self, schema: &Value<'s>) -> String {
        let own = || match text(schema, "type") {
            None | Some("object") => "Object".to_owned(),
            Some(other) => other.to_owned(),
        };
        if let Some(items) = member(schema, "items") {
            return format!("[]{}", self.type_of(items));
        }
        if let Some(values) = additional(schema) {
            return format!("map[string]{}", self.type_of(values));
        }
        if let ([only], None) = (list(schema, "allOf"), properties(schema)) {
            return self.type_of(only);
        }
        let Some(reference) = text(schema, "$ref") else {
            return own();
        };
        let target = self.document.resolve(reference);
        match target.as_ref().and_then(|t| text(t, "type")) {
            None | Some("object") => {
                let name = reference.rsplit('/').next().unwrap_or_default();
                let name = name.rsplit('.').next().unwrap_or_default();
                if name.is_empty() { "Object" } else { name }.to_owned()
            }
            Some(other) => other.to_owned(),
        }
    }

    fn long_enum(&self, out: &mut String, schema: &Value<'s>) {
        let Some(values) = enum_of(schema) else {
            return;
        };
        out.push_str("ENUM:");
        for value in values {
            *out += &format!("\n    {}", enum_text(value));
        }
    }
}

fn enum_of<'v, 'a>(schema: &'v Value<'a>) -> Option<&'v [Value<'a>]> {
    member(schema, "enum")?.as_array()
}

fn enum_text(value: &Value<'_>) -> String {
    match value {
        Value::String(s) if s.is_empty() => "\"\"".to_owned(),
        // The schema is decoded as any JSON is in Go: numbers are float64.
        #[expect(clippy::cast_precision_loss, reason = "Go converts likewise")]
        Value::Int(n) => go_text::sprint(&Value::Float(*n as f64)),
        other => go_text::sprint(other),
    }
}

/// Function `indent` of the templates: also empty lines get their spaces.
fn push_indented(out: &mut String, text: &str, by: usize) {
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push('\n');
        }
        out.extend(std::iter::repeat_n(' ', by));
        out.push_str(line);
    }
}
