//! The metrics of HorizontalPodAutoscalers in their two forms.
//!
//! autoscaling/v2 and v2beta2 have a metric and a target in members of their own; v2beta1, and the
//! annotations of v1, have all of it flat (pkg/apis/autoscaling/v2beta1/conversion.go).

use super::members::{object_or_new, take, text};
use kf_object::encode::json::{write_compact, write_string};
use kf_object::{Map, Value};

/// A member of a flat metric.
struct Member {
    /// Its name there.
    flat: &'static str,
    /// Where the nested form has it: a member, or one of a member.
    nested: (&'static str, Option<&'static str>),
    /// A quantity that the flat form always has: "0" when nothing is said.
    always: bool,
}

const fn plain(name: &'static str) -> Member {
    Member {
        flat: name,
        nested: (name, None),
        always: false,
    }
}

const fn renamed(flat: &'static str, to: &'static str) -> Member {
    Member {
        flat,
        nested: (to, None),
        always: false,
    }
}

const fn of(flat: &'static str, parent: &'static str, name: &'static str) -> Member {
    Member {
        flat,
        nested: (parent, Some(name)),
        always: false,
    }
}

const fn always(flat: &'static str, parent: &'static str, name: &'static str) -> Member {
    Member {
        always: true,
        ..of(flat, parent, name)
    }
}

/// The sources that a metric can have.
pub(super) struct Sources {
    /// In the order of Go's fields, each with its members in the order of the flat form's fields.
    each: [(&'static str, &'static [Member]); 5],
    /// Whether the nested form says the type of its target.
    typed: bool,
}

/// Metrics of a spec.
pub(super) const SPEC: &Sources = &Sources {
    typed: true,
    each: [
        (
            "object",
            &[
                renamed("target", "describedObject"),
                of("metricName", "metric", "name"),
                always("targetValue", "target", "value"),
                of("selector", "metric", "selector"),
                of("averageValue", "target", "averageValue"),
            ],
        ),
        (
            "pods",
            &[
                of("metricName", "metric", "name"),
                always("targetAverageValue", "target", "averageValue"),
                of("selector", "metric", "selector"),
            ],
        ),
        (
            "resource",
            &[
                plain("name"),
                of("targetAverageUtilization", "target", "averageUtilization"),
                of("targetAverageValue", "target", "averageValue"),
            ],
        ),
        (
            "containerResource",
            &[
                plain("name"),
                of("targetAverageUtilization", "target", "averageUtilization"),
                of("targetAverageValue", "target", "averageValue"),
                plain("container"),
            ],
        ),
        (
            "external",
            &[
                of("metricName", "metric", "name"),
                of("metricSelector", "metric", "selector"),
                of("targetValue", "target", "value"),
                of("targetAverageValue", "target", "averageValue"),
            ],
        ),
    ],
};

/// Metrics of a status.
pub(super) const STATUS: &Sources = &Sources {
    typed: false,
    each: [
        (
            "object",
            &[
                renamed("target", "describedObject"),
                of("metricName", "metric", "name"),
                always("currentValue", "current", "value"),
                of("selector", "metric", "selector"),
                of("averageValue", "current", "averageValue"),
            ],
        ),
        (
            "pods",
            &[
                of("metricName", "metric", "name"),
                always("currentAverageValue", "current", "averageValue"),
                of("selector", "metric", "selector"),
            ],
        ),
        (
            "resource",
            &[
                plain("name"),
                of("currentAverageUtilization", "current", "averageUtilization"),
                always("currentAverageValue", "current", "averageValue"),
            ],
        ),
        (
            "containerResource",
            &[
                plain("name"),
                of("currentAverageUtilization", "current", "averageUtilization"),
                always("currentAverageValue", "current", "averageValue"),
                plain("container"),
            ],
        ),
        (
            "external",
            &[
                of("metricName", "metric", "name"),
                of("metricSelector", "metric", "selector"),
                always("currentValue", "current", "value"),
                of("currentAverageValue", "current", "averageValue"),
            ],
        ),
    ],
};

#[cfg(test)]
impl Sources {
    /// Each source with the names of its flat members.
    pub(super) fn names(&self) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
        let names = |members: &[Member]| members.iter().map(|m| m.flat).collect();
        self.each
            .iter()
            .map(move |(s, members)| (*s, names(members)))
    }
}

/// A nested metric made flat.
pub(super) fn flatten(metric: &mut Map<'_>, sources: &Sources) {
    for (source, members) in &sources.each {
        let Some(Value::Object(mut nested)) = take(metric, source) else {
            continue;
        };
        let mut flat = Map::new();
        for member in *members {
            let value = match member.nested {
                (name, None) => take(&mut nested, name),
                (parent, Some(name)) => nested
                    .get_mut(parent)
                    .and_then(Value::as_object_mut)
                    .and_then(|parent| take(parent, name)),
            };
            let value = value.or_else(|| member.always.then_some(Value::str("0")));
            if let Some(value) = value {
                flat.insert(member.flat, value);
            }
        }
        metric.insert(*source, Value::Object(flat));
    }
}

/// A flat metric made nested.
pub(super) fn nest(metric: &mut Map<'_>, sources: &Sources) -> Option<()> {
    for (source, members) in &sources.each {
        let Some(Value::Object(mut flat)) = take(metric, source) else {
            continue;
        };
        let kind = target_type(source, &flat);
        let mut nested = Map::new();
        for member in *members {
            let value =
                take(&mut flat, member.flat).or_else(|| member.always.then_some(Value::str("0")));
            let Some(value) = value else { continue };
            match member.nested {
                (name, None) => nested.insert(name, value),
                (parent, Some(name)) => object_or_new(&mut nested, parent)?.insert(name, value),
            };
        }
        if sources.typed {
            object_or_new(&mut nested, "target")?.insert("type", Value::str(kind));
        }
        metric.insert(*source, Value::Object(nested));
    }
    Some(())
}

/// The type of a target, which the flat form leaves to be seen from what is set.
fn target_type(source: &str, flat: &Map<'_>) -> &'static str {
    let has = |name| flat.get(name).is_some_and(|v| *v != Value::Null);
    match source {
        "resource" | "containerResource" if has("targetAverageUtilization") => "Utilization",
        "object" if !has("averageValue") => "Value",
        "external" if has("targetValue") => "Value",
        _ => "AverageValue",
    }
}

/// A list of flat metrics as `json.Marshal` writes the structs: members in the order of fields.
pub(super) fn write_flat(metrics: &[Value<'_>], sources: &Sources) -> Option<String> {
    let mut out = Vec::new();
    out.push(b'[');
    for (i, metric) in metrics.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        let metric = metric.as_object()?;
        let mut object = Fields::begin(&mut out);
        write_string(object.field("type"), text(metric, "type"));
        for (source, members) in &sources.each {
            let Some(flat) = metric.get(source).and_then(Value::as_object) else {
                continue;
            };
            write_source(object.field(source), flat, members);
        }
        object.end();
    }
    out.push(b']');
    String::from_utf8(out).ok()
}

fn write_source(out: &mut Vec<u8>, flat: &Map<'_>, members: &[Member]) {
    let mut fields = Fields::begin(out);
    for member in members {
        match (member.flat, flat.get(member.flat)) {
            (name @ "target", reference) => {
                let empty = Map::new();
                let reference = reference.and_then(Value::as_object).unwrap_or(&empty);
                write_reference(fields.field(name), reference);
            }
            (name @ ("selector" | "metricSelector"), Some(selector)) => {
                write_selector(fields.field(name), selector);
            }
            (name, Some(value)) => write_compact(fields.field(name), value),
            // Fields that are no pointers; names never are.
            (name @ ("name" | "metricName" | "container"), None) => {
                write_string(fields.field(name), "");
            }
            (_, None) => {}
        }
    }
    fields.end();
}

fn write_reference(out: &mut Vec<u8>, reference: &Map<'_>) {
    let mut fields = Fields::begin(out);
    for name in ["kind", "name", "apiVersion"] {
        let value = text(reference, name);
        if name != "apiVersion" || !value.is_empty() {
            write_string(fields.field(name), value);
        }
    }
    fields.end();
}

fn write_selector(out: &mut Vec<u8>, selector: &Value<'_>) {
    let mut fields = Fields::begin(out);
    // The members of a requirement are in the order of the alphabet.
    for name in ["matchLabels", "matchExpressions"] {
        if let Some(value) = selector.get(name) {
            write_compact(fields.field(name), value);
        }
    }
    fields.end();
}

/// Writes an object member by member.
pub(super) struct Fields<'o> {
    out: &'o mut Vec<u8>,
    empty: bool,
}

impl<'o> Fields<'o> {
    /// Opens an object.
    pub(super) fn begin(out: &'o mut Vec<u8>) -> Self {
        out.push(b'{');
        Self { out, empty: true }
    }

    /// Where to write the value of the next member.
    pub(super) fn field(&mut self, name: &str) -> &mut Vec<u8> {
        if !std::mem::replace(&mut self.empty, false) {
            self.out.push(b',');
        }
        write_string(self.out, name);
        self.out.push(b':');
        self.out
    }

    /// Closes the object.
    pub(super) fn end(self) {
        self.out.push(b'}');
    }
}
