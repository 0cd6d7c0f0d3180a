//! `metadata.managedFields[].fieldsV1` in the order in which servers write it.
//!
//! It is the order of path elements (structured-merge-diff fieldpath/serialize.go `emitContentsV1`,
//! fieldpath/element.go `PathElement.Compare`): `.`, fields by name, list elements by key and by
//! value, and by index. Of keys and values, numbers compare as such, which is where the order
//! differs from that of the names' bytes.

use std::cmp::Ordering;

use kf_object::encode::json;
use kf_object::{Value, parse};

/// Appends a set of fields on one line.
pub(super) fn write(out: &mut Vec<u8>, value: &Value<'_>) {
    let Value::Object(members) = value else {
        return json::write_compact(out, value);
    };
    let mut elements: Vec<(Element<'_>, &str, &Value<'_>)> = members
        .iter()
        .map(|(name, value)| (Element::parse(name), name, value))
        .collect();
    elements.sort_by(|(a, ..), (b, ..)| a.compare(b));
    out.push(b'{');
    for (i, (_, name, value)) in elements.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        json::write_string(out, name);
        out.push(b':');
        write(out, value);
    }
    out.push(b'}');
}

/// A path element; the order of the variants is that of the elements.
enum Element<'a> {
    /// `.`: the element itself.
    Own,
    /// `f:NAME`
    Field(&'a str),
    /// `k:{"name":value, ..}`
    Key(Value<'a>),
    /// `v:VALUE`
    Value(Value<'a>),
    /// `i:N`
    Index(i64),
    /// What no server writes.
    Other(&'a str),
}

impl<'a> Element<'a> {
    fn parse(name: &'a str) -> Self {
        let json = |text: &'a str| parse::json::parse(text.as_bytes()).ok();
        let element = match name.split_once(':') {
            _ if name == "." => Some(Self::Own),
            Some(("f", field)) => Some(Self::Field(field)),
            Some(("k", key)) => json(key).map(Self::Key),
            Some(("v", value)) => json(value).map(Self::Value),
            Some(("i", index)) => index.parse().ok().map(Self::Index),
            _ => None,
        };
        element.unwrap_or(Self::Other(name))
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Own => 0,
            Self::Field(_) => 1,
            Self::Key(_) => 2,
            Self::Value(_) => 3,
            Self::Index(_) => 4,
            Self::Other(_) => 5,
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Field(a), Self::Field(b)) | (Self::Other(a), Self::Other(b)) => a.cmp(b),
            (Self::Key(a), Self::Key(b)) | (Self::Value(a), Self::Value(b)) => compare(a, b),
            (Self::Index(a), Self::Index(b)) => a.cmp(b),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

/// structured-merge-diff value/value.go `Compare`: numbers, strings, flags, lists, maps, null.
fn compare(a: &Value<'_>, b: &Value<'_>) -> Ordering {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::String(a), Value::String(b)) => a.cmp(b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Array(a), Value::Array(b)) => {
            let pairs = a.iter().zip(b).map(|(a, b)| compare(a, b));
            pairs
                .fold(Ordering::Equal, Ordering::then)
                .then(a.len().cmp(&b.len()))
        }
        (Value::Object(a), Value::Object(b)) => {
            let pairs = a.iter().zip(b.iter());
            let pairs = pairs.map(|((a, v), (b, w))| a.cmp(b).then_with(|| compare(v, w)));
            pairs
                .fold(Ordering::Equal, Ordering::then)
                .then(a.len().cmp(&b.len()))
        }
        _ => match (float(a), float(b)) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            _ => rank(a).cmp(&rank(b)),
        },
    }
}

fn float(value: &Value<'_>) -> Option<f64> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "as upstream compares them")]
        Value::Int(n) => Some(*n as f64),
        Value::Float(f) => Some(*f),
        _ => None,
    }
}

fn rank(value: &Value<'_>) -> u8 {
    match value {
        Value::Int(_) | Value::Float(_) => 0,
        Value::String(_) => 1,
        Value::Bool(_) => 2,
        Value::Array(_) => 3,
        Value::Object(_) => 4,
        Value::Null => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_keys_compare_as_numbers() {
        let text = r#"{"f:b":{},"v:\"x\"":{},"i:10":{},"i:9":{},"k:{\"port\":443}":{".":{},"f:port":{}},
            "k:{\"port\":80,\"protocol\":\"UDP\"}":{},"k:{\"port\":80,\"protocol\":\"TCP\"}":{},
            "k:{\"port\":80}":{},"f:a":{},".":{},"v:2":{},"v:10":{},"v:1.5":{},"z":{},"k:{":{}}"#;
        let mut out = Vec::new();
        write(&mut out, &parse::json::parse(text.as_bytes()).unwrap());
        assert_eq!(
            String::from_utf8(out).unwrap(),
            concat!(
                r#"{".":{},"f:a":{},"f:b":{},"k:{\"port\":80}":{},"#,
                r#""k:{\"port\":80,\"protocol\":\"TCP\"}":{},"k:{\"port\":80,\"protocol\":\"UDP\"}":{},"#,
                r#""k:{\"port\":443}":{".":{},"f:port":{}},"#,
                r#""v:1.5":{},"v:2":{},"v:10":{},"v:\"x\"":{},"i:9":{},"i:10":{},"k:{":{},"z":{}}"#
            )
        );
    }
}
