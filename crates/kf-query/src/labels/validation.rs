//! What a label key and a label value may be, with apimachinery's messages
//! (`pkg/api/validate/content`, `pkg/util/validation/field`).

use super::Operator;
use crate::go_text::quote;
use kf_base::error::{Error, Result};

/// Longest name part of a label key and longest label value, in bytes.
const NAME_MAX: usize = 63;
/// Longest prefix part of a label key, in bytes.
const PREFIX_MAX: usize = 253;

const NAME_RULE: &str = "must consist of alphanumeric characters, '-', '_' or '.', and must start \
    and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex \
    used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE_RULE: &str = "a valid label must be an empty string or consist of alphanumeric \
    characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. \
    'MyValue',  or 'my_value',  or '12345', regex used for validation is \
    '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const PREFIX_RULE: &str = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric \
    characters, '-' or '.', and must start and end with an alphanumeric character (e.g. \
    'example.com', regex used for validation is \
    '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

/// `([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]`
fn is_name(s: &str) -> bool {
    let b = s.as_bytes();
    b.first().is_some_and(u8::is_ascii_alphanumeric)
        && b.last().is_some_and(u8::is_ascii_alphanumeric)
        && b.iter()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b'.'))
}

/// `[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*`
fn is_subdomain(s: &str) -> bool {
    let plain = |c: &u8| c.is_ascii_lowercase() || c.is_ascii_digit();
    s.split('.').map(str::as_bytes).all(|label| {
        label.first().is_some_and(plain)
            && label.last().is_some_and(plain)
            && label.iter().all(|c| plain(c) || *c == b'-')
    })
}

fn too_long(max: usize) -> String {
    format!("must be no more than {max} bytes")
}

/// `content.IsLabelKey`
fn key_faults(key: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let name = match key.split_once('/') {
        None => key,
        Some((_, name)) if name.contains('/') => {
            return vec![format!(
                "a valid label key {NAME_RULE} with an optional DNS subdomain prefix and '/' \
                 (e.g. 'example.com/MyName')"
            )];
        }
        Some((prefix, name)) => {
            if prefix.is_empty() {
                faults.push("prefix part must be non-empty".to_owned());
            } else {
                if prefix.len() > PREFIX_MAX {
                    faults.push(format!("prefix part {}", too_long(PREFIX_MAX)));
                }
                if !is_subdomain(prefix) {
                    faults.push(format!("prefix part {PREFIX_RULE}"));
                }
            }
            name
        }
    };
    if name.is_empty() {
        faults.push("name part must be non-empty".to_owned());
    } else if name.len() > NAME_MAX {
        faults.push(format!("name part {}", too_long(NAME_MAX)));
    }
    if !is_name(name) {
        faults.push(format!("name part {NAME_RULE}"));
    }
    faults
}

/// `content.IsLabelValue`
fn value_faults(value: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if value.len() > NAME_MAX {
        faults.push(too_long(NAME_MAX));
    }
    if !value.is_empty() && !is_name(value) {
        faults.push(VALUE_RULE.to_owned());
    }
    faults
}

fn invalid(path: &str, value: &str, detail: &str) -> String {
    format!("{path}: Invalid value: {}: {detail}", quote(value))
}

/// Checks a label key; `path` is the field path in front of the message.
pub(super) fn key(path: &str, key: &str) -> Result<()> {
    let faults = key_faults(key);
    if faults.is_empty() {
        return Ok(());
    }
    Err(Error::invalid(invalid(path, key, &faults.join("; "))))
}

/// Checks a whole requirement (`labels.NewRequirement`): all faults, not only the first.
pub(super) fn requirement(key: &str, operator: Operator, values: &[String]) -> Result<()> {
    let mut faults = Vec::new();
    if let Err(e) = self::key("key", key) {
        faults.push(e.message().to_owned());
    }
    let miscounted = match operator {
        Operator::In | Operator::NotIn if values.is_empty() => {
            Some("for 'in', 'notin' operators, values set can't be empty")
        }
        Operator::Equals | Operator::DoubleEquals | Operator::NotEquals if values.len() != 1 => {
            Some("exact-match compatibility requires one single value")
        }
        Operator::Exists | Operator::DoesNotExist if !values.is_empty() => {
            Some("values set must be empty for exists and does not exist")
        }
        Operator::GreaterThan | Operator::LessThan if values.len() != 1 => {
            Some("for 'Gt', 'Lt' operators, exactly one value is required")
        }
        _ => None,
    };
    if let Some(detail) = miscounted {
        let list: Vec<String> = values.iter().map(|v| quote(v)).collect();
        // Without values, what Go writes down is a nil slice.
        let list = match list.as_slice() {
            [] => "null".to_owned(),
            list => format!("[{}]", list.join(",")),
        };
        faults.push(format!("values: Invalid value: {list}: {detail}"));
    }
    if matches!(operator, Operator::GreaterThan | Operator::LessThan) {
        for (i, value) in values.iter().enumerate() {
            if value.parse::<i64>().is_err() {
                let detail = "for 'Gt', 'Lt' operators, the value must be an integer";
                faults.push(invalid(&format!("values[{i}]"), value, detail));
            }
        }
    }
    for (i, value) in values.iter().enumerate() {
        let value_faults = value_faults(value);
        if !value_faults.is_empty() {
            let path = format!("values[{i}][{key}]");
            faults.push(invalid(&path, value, &value_faults.join("; ")));
        }
    }
    match faults.as_slice() {
        [] => Ok(()),
        [one] => Err(Error::invalid(one.clone())),
        many => Err(Error::invalid(format!("[{}]", many.join(", ")))),
    }
}
