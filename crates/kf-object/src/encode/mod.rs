//! Text forms of a value tree, byte for byte as kubectl prints them.
//!
//! [`Format`] has documents and lists; [`json`], [`yaml`] and [`kyaml`] have the parts, and [`emit`]
//! takes what never was a tree. All append to a `Vec<u8>` and cannot fail.

pub mod emit;
pub mod json;
pub mod kyaml;
pub mod number;
pub mod yaml;
mod yaml_order;
mod yaml_parts;
pub(crate) mod yaml_resolve;
mod yaml_style;

#[cfg(test)]
mod tests;

use super::Value;

/// A structured output format of kubectl.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// `-o json`
    Json,
    /// `-o yaml`
    Yaml,
    /// `-o kyaml`
    Kyaml,
}

impl Format {
    /// The nesting of an item of a list in JSON.
    pub const ITEM_LEVEL: usize = 2;

    /// Appends `value` as kubectl prints a single object, with the final line break.
    pub fn write(self, out: &mut Vec<u8>, value: &Value<'_>) {
        match self {
            Format::Json => {
                json::write(out, value, 0);
                out.push(b'\n');
            }
            Format::Yaml => yaml::write(out, value),
            Format::Kyaml => kyaml::write(out, value),
        }
    }

    /// Appends one item of a list without what separates it from its neighbours.
    pub fn write_item(self, out: &mut Vec<u8>, value: &Value<'_>) {
        match self {
            Format::Json => json::write(out, value, Self::ITEM_LEVEL),
            Format::Yaml => yaml::write_item(out, value),
            Format::Kyaml => kyaml::write_node(out, value, 1),
        }
    }

    /// As [`write_item`](Self::write_item), behind what separates an item from the one before it.
    ///
    /// The text does not depend on the neighbours, so items can be made in any order and on any
    /// thread; [`ListEncoder::join`] puts them in their place.
    pub fn write_next_item(self, out: &mut Vec<u8>, value: &Value<'_>) {
        self.separate(out);
        self.write_item(out, value);
    }

    /// Appends what separates an item of a list from the one before it.
    pub fn separate(self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.separator());
    }

    /// What stands between two items of a list.
    fn separator(self) -> &'static [u8] {
        match self {
            Format::Json => b",\n        ",
            Format::Yaml => b"",
            Format::Kyaml => kyaml::SEPARATOR,
        }
    }
}

/// Writes the `List` that kubectl wraps around several objects, item by item.
///
/// The bytes are those of an object with the members `apiVersion: v1`, `items`, `kind: List` and
/// `metadata: {resourceVersion: ""}` (kubectl pkg/cmd/get/get.go `printGeneric`, 1.24 and later),
/// but no more than one item need be in memory.
///
/// ```
/// use kf_object::{Value, encode::{Format, ListEncoder}};
///
/// let mut out = Vec::new();
/// let mut list = ListEncoder::begin(Format::Yaml, &mut out);
/// list.item(&mut out, &Value::Null);
/// list.end(&mut out);
/// assert_eq!(
///     String::from_utf8_lossy(&out),
///     "apiVersion: v1\nitems:\n- null\nkind: List\nmetadata:\n  resourceVersion: \"\"\n"
/// );
/// ```
#[derive(Debug)]
#[must_use = "the list is not complete before `end`"]
pub struct ListEncoder {
    format: Format,
    empty: bool,
}

impl ListEncoder {
    /// Appends what comes before the items.
    pub fn begin(format: Format, out: &mut Vec<u8>) -> Self {
        out.extend_from_slice(match format {
            Format::Json => b"{\n    \"apiVersion\": \"v1\",\n    \"items\": [",
            Format::Yaml => b"apiVersion: v1\nitems:",
            Format::Kyaml => b"---\n{\n  apiVersion: \"v1\",\n  items: [",
        });
        Self {
            format,
            empty: true,
        }
    }

    fn separate(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(match (self.format, self.empty) {
            (Format::Json, true) => b"\n        ",
            (Format::Yaml, true) => b"\n",
            (Format::Kyaml, true) => b"",
            (format, false) => format.separator(),
        });
        self.empty = false;
    }

    /// Appends the next item, an object.
    pub fn item(&mut self, out: &mut Vec<u8>, value: &Value<'_>) {
        self.separate(out);
        self.format.write_item(out, value);
    }

    /// Appends what comes before `items`, a text of the next items or of none, each of them made
    /// by [`Format::write_next_item`]; gives what is left of it, to be appended behind that.
    #[must_use]
    pub fn join<'t>(&mut self, out: &mut Vec<u8>, items: &'t [u8]) -> &'t [u8] {
        if !self.empty || items.is_empty() {
            return items;
        }
        self.separate(out);
        items.strip_prefix(self.format.separator()).unwrap_or(items)
    }

    /// Appends what comes after the items, with the final line break.
    pub fn end(self, out: &mut Vec<u8>) {
        out.extend_from_slice(match (self.format, self.empty) {
            (Format::Json, true) => b"]",
            (Format::Json, false) => b"\n    ]",
            (Format::Yaml, true) => b" []\n",
            (Format::Yaml, false) => b"",
            (Format::Kyaml, _) => b"]",
        });
        out.extend_from_slice(match self.format {
            Format::Json => {
                b",\n    \"kind\": \"List\",\n    \"metadata\": {\n        \"resourceVersion\": \"\"\n    }\n}\n"
            }
            Format::Yaml => b"kind: List\nmetadata:\n  resourceVersion: \"\"\n",
            Format::Kyaml => {
                b",\n  kind: \"List\",\n  metadata: {\n    resourceVersion: \"\",\n  },\n}\n"
            }
        });
    }
}
