//! `-o name` (cli-runtime `pkg/printers/name.go`).

use kf_base::error::{Error, Result};
use kf_object::Value;

/// What stands before the slash: `pod`, `deployment.apps` (`GroupKind.String` in lower case).
#[must_use]
pub fn prefix(group: &str, kind: &str) -> String {
    let kind = kind.to_lowercase();
    if group.is_empty() {
        kind
    } else {
        // kubectl lower-cases the whole for --show-kind and the kind alone for -o name; groups
        // are lower case anyway.
        format!("{kind}.{group}")
    }
}

/// Appends the object's line, such as `deployment.apps/api`.
///
/// # Errors
/// `Invalid`, with kubectl's message, when the object has no `kind`.
pub fn write(out: &mut Vec<u8>, object: &Value<'_>) -> Result<()> {
    let name = object.str_at(&["metadata", "name"]).unwrap_or_default();
    let name = if name.is_empty() { "<unknown>" } else { name };
    let api_version = object.str_at(&["apiVersion"]).unwrap_or_default();
    let kind = object.str_at(&["kind"]).unwrap_or_default();
    if kind.is_empty() {
        return Err(Error::invalid(
            "missing apiVersion or kind; try GetObjectKind().SetGroupVersionKind() if you know \
             the type",
        ));
    }
    let group = api_version.split_once('/').map_or("", |(group, _)| group);
    out.extend_from_slice(prefix(group, kind).as_bytes());
    out.push(b'/');
    out.extend_from_slice(name.as_bytes());
    out.push(b'\n');
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(api_version: &'static str, kind: &'static str, name: &'static str) -> Result<String> {
        let metadata = [("name".into(), Value::str(name))].into_iter().collect();
        let object = [
            ("apiVersion".into(), Value::str(api_version)),
            ("kind".into(), Value::str(kind)),
            ("metadata".into(), Value::Object(metadata)),
        ];
        let mut out = Vec::new();
        write(&mut out, &Value::Object(object.into_iter().collect()))?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn lines_name_kind_and_group() {
        for (api_version, kind, name, expected) in [
            ("v1", "Pod", "x", "pod/x\n"),
            ("apps/v1", "Deployment", "x", "deployment.apps/x\n"),
            ("v1", "Pod", "", "pod/<unknown>\n"),
        ] {
            assert_eq!(line(api_version, kind, name).unwrap(), expected);
        }
        assert!(line("v1", "", "x").is_err());
    }
}
