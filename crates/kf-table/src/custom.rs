//! Custom resources: the printer columns of their definitions (apiextensions-apiserver
//! pkg/registry/customresource/tableconvertor).

use super::Column;
use super::object::{Row, cell};
use kf_base::ErrorKind;
use kf_object::access::{int, or, text};
use kf_object::{Value, encode};
use kf_query::jsonpath::{Item, Template};

/// The columns behind the name.
#[derive(Debug)]
pub(super) struct CustomColumns(Vec<CustomColumn>);

#[derive(Debug)]
struct CustomColumn {
    column: Column,
    kind: String,
    path: Template,
}

impl CustomColumns {
    /// Reads `additionalPrinterColumns`; without any there is an age.
    ///
    /// A path that does not parse ends the list: the server logs that and goes on with what it
    /// has.
    pub(super) fn new(columns: Option<&Value<'_>>) -> Self {
        let given = columns.and_then(Value::as_array).unwrap_or_default();
        if given.is_empty() {
            let age = CustomColumn::new("Age", "date", ".metadata.creationTimestamp", 0);
            return Self(age.into_iter().collect());
        }
        let columns = given.iter().map_while(|c| {
            // v1beta1 spells the member in capitals.
            let path = or(text(c, &["jsonPath"]), text(c, &["JSONPath"]));
            let kind = text(c, &["type"]);
            let mut column =
                CustomColumn::new(text(c, &["name"]), kind, path, int(c, &["priority"]))?;
            column.column.format = text(c, &["format"]).to_owned().into();
            let description = text(c, &["description"]);
            if !description.is_empty() {
                column.column.description = description.to_owned().into();
            }
            Some(column)
        });
        Self(columns.collect())
    }

    pub(super) fn columns(&self) -> Vec<Column> {
        let own = self.0.iter().map(|c| c.column.clone());
        std::iter::once(Column::object_name()).chain(own).collect()
    }

    pub(super) fn cells(&self, row: &Row<'_>) -> Vec<Value<'static>> {
        let own = self.0.iter().map(|c| c.cell(row).unwrap_or(Value::Null));
        std::iter::once(row.name()).chain(own).collect()
    }
}

impl CustomColumn {
    fn new(name: &str, kind: &str, path: &str, priority: i64) -> Option<Self> {
        Some(Self {
            column: Column {
                name: name.to_owned().into(),
                is_name: false,
                priority,
                type_name: kind.to_owned().into(),
                format: "".into(),
                description: format!(
                    "Custom resource definition column (in JSONPath format): {path}"
                )
                .into(),
            },
            kind: kind.to_owned(),
            path: Template::parse(&format!("{{{path}}}")).ok()?,
        })
    }

    /// The first result of the path as the column's type has it; `None` for nothing.
    fn cell(&self, row: &Row<'_>) -> Option<Value<'static>> {
        let results = match self.path.find_in_each(row.object) {
            Ok(results) => results,
            // A cell that kf did not find out is not an empty one.
            Err(e) if e.kind() == ErrorKind::Limit => return Some(cell("<too many>".to_owned())),
            Err(_) => return None,
        };
        let first = results.first()?.first()?;
        if self.kind == "string" {
            return Some(cell(as_text(first)));
        }
        match (self.kind.as_str(), first.value()?) {
            ("integer", Value::Int(n)) => Some(Value::Int(*n)),
            ("integer", Value::Float(f)) => Some(Value::Int(truncated(*f))),
            ("number", value @ (Value::Int(_) | Value::Float(_))) => Some(number(value)),
            ("boolean", Value::Bool(b)) => Some(Value::Bool(*b)),
            ("date", Value::String(time)) => Some(cell(date(row, time))),
            _ => None,
        }
    }
}

fn as_text(item: &Item<'_>) -> String {
    match item.value() {
        None | Some(Value::Null) => "<no value>".to_owned(),
        Some(value @ (Value::Array(_) | Value::Object(_))) => {
            let mut json = Vec::new();
            encode::json::write_compact(&mut json, value);
            String::from_utf8_lossy(&json).into_owned()
        }
        Some(_) => item.text().into_owned(),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "Go's conversion too drops the fraction; beyond an int64 it says nothing certain"
)]
fn truncated(f: f64) -> i64 {
    f as i64
}

/// A number as a float64 that goes through the server's JSON: whole ones arrive as integers.
#[expect(
    clippy::cast_precision_loss,
    reason = "the server makes a float64 of it, loss included"
)]
fn number(value: &Value<'_>) -> Value<'static> {
    let f = match value {
        Value::Int(n) => *n as f64,
        Value::Float(f) => *f,
        _ => return Value::Null,
    };
    // Go's JSON has no exponent below 1e21, but only an int64 is read back as an integer.
    if f.fract() == 0.0 && f.abs() < i64::MAX as f64 {
        Value::Int(truncated(f))
    } else {
        Value::Float(f)
    }
}

/// `ConvertToHumanReadableDateType` of a query parameter's time.
fn date(row: &Row<'_>, time: &str) -> String {
    if !matches!(time, "" | "null") && kf_base::time::Timestamp::parse(time).is_none() {
        return "<invalid>".to_owned();
    }
    row.since_text(time)
}

#[cfg(test)]
mod tests {
    use crate::Printer;
    use crate::testing::shown;
    use kf_object::parse;

    fn printer(columns: &str) -> Printer {
        let columns = parse::json::parse(columns.as_bytes()).unwrap();
        Printer::custom(Some(&columns))
    }

    #[test]
    fn cells_follow_their_columns_types() {
        let columns = |kind: &str| {
            let names = ["s", "i", "f", "b", "n", "l[*]", "m", "t", "missing"];
            let columns = names.map(|n| {
                format!(r#"{{"name":"{n}","type":"{kind}","jsonPath":".{n}","priority":0}}"#)
            });
            printer(&format!("[{}]", columns.join(",")))
        };
        let object = r#"{"metadata":{"name":"x"},"s":"a","i":7,"f":1.5,"b":true,"n":null,
            "l":[3,4],"m":{"a":"<"},"t":"2026-11-22T11:59:00Z"}"#;
        for (kind, expected) in [
            (
                "string",
                "a | 7 | 1.5 | true | <no value> | 3 | {\"a\":\"\\u003c\"} | 2026-11-22T11:59:00Z \
                 | <nil>",
            ),
            (
                "integer",
                "<nil> | 7 | 1 | <nil> | <nil> | 3 | <nil> | <nil> | <nil>",
            ),
            (
                "number",
                "<nil> | 7 | 1.5 | <nil> | <nil> | 3 | <nil> | <nil> | <nil>",
            ),
            (
                "boolean",
                "<nil> | <nil> | <nil> | true | <nil> | <nil> | <nil> | <nil> | <nil>",
            ),
            (
                "date",
                "<invalid> | <nil> | <nil> | <nil> | <nil> | <nil> | <nil> | 60s | <nil>",
            ),
        ] {
            let [_, cells] = shown(&columns(kind), object);
            assert_eq!(cells, format!("x | {expected}"), "{kind}");
        }
    }

    #[test]
    fn a_broken_path_ends_the_columns() {
        let columns = r#"[{"name":"A","type":"string","JSONPath":".a","priority":1},
            {"name":"B","type":"string","jsonPath":".b["},{"name":"C","jsonPath":".c"}]"#;
        let [columns, _] = shown(&printer(columns), "{}");
        assert_eq!(columns, "Name | A*");
    }

    #[test]
    fn without_columns_there_is_an_age() {
        let object = r#"{"metadata":{"name":"x","creationTimestamp":"2026-11-22T11:59:00Z"}}"#;
        assert_eq!(
            shown(&Printer::custom(None), object),
            ["Name | Age", "x | 60s"]
        );
    }
}
