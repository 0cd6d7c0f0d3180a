//! Comparisons in filters (client-go `third_party/forked/golang/template/funcs.go`).

use std::cmp::Ordering;

use kf_base::error::{Error, Result};
use kf_object::Value;

/// Whether `left operator right` holds. Only values of one type compare, and only scalars do.
pub(super) fn holds(
    left: Option<&Value<'_>>,
    operator: &str,
    right: Option<&Value<'_>>,
) -> Result<bool> {
    // `None` is how a not-a-number compares, which no value is.
    let ordering = |equality_only: bool| -> Result<Option<Ordering>> {
        let bad_type = || Error::invalid("invalid type for comparison");
        let mixed = || Error::invalid("incompatible types for comparison");
        let scalar = |v: Option<&Value<'_>>| {
            v.is_some_and(|v| !matches!(v, Value::Null | Value::Array(_) | Value::Object(_)))
        };
        if !scalar(left) || !scalar(right) {
            return Err(bad_type());
        }
        match (left, right) {
            (Some(Value::Bool(a)), Some(Value::Bool(b))) if equality_only => Ok(Some(a.cmp(b))),
            (Some(Value::Bool(_)), Some(Value::Bool(_))) => Err(bad_type()),
            (Some(Value::Int(a)), Some(Value::Int(b))) => Ok(Some(a.cmp(b))),
            (Some(Value::Float(a)), Some(Value::Float(b))) => Ok(a.partial_cmp(b)),
            (Some(Value::String(a)), Some(Value::String(b))) => Ok(Some(a.cmp(b))),
            _ => Err(mixed()),
        }
    };
    Ok(match operator {
        "==" => ordering(true)? == Some(Ordering::Equal),
        "!=" => ordering(true)? != Some(Ordering::Equal),
        "<" => ordering(false)? == Some(Ordering::Less),
        ">=" => ordering(false)? != Some(Ordering::Less),
        "<=" => matches!(ordering(false)?, Some(Ordering::Less | Ordering::Equal)),
        ">" => !matches!(ordering(false)?, Some(Ordering::Less | Ordering::Equal)),
        other => {
            return Err(Error::invalid(format!(
                "unrecognized filter operator {other}"
            )));
        }
    })
}
