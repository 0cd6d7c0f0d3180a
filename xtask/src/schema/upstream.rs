//! Reads upstream's `generated.proto`: which messages a package has, and the wire types to hold
//! the Go side against.

use std::collections::BTreeMap;

use crate::Result;

/// A field, its type as `repeated .pkg.Type`, `string` or `map<string, .pkg.Type>`.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) ty: String,
}

/// Messages by name, their fields by number.
pub(crate) type Messages = BTreeMap<String, BTreeMap<u32, Field>>;

/// Parses the flat subset that go-to-protobuf writes.
pub(crate) fn parse(source: &str) -> Result<Messages> {
    let mut package = String::new();
    let mut messages = Messages::new();
    let mut current: Option<String> = None;
    for line in source.lines() {
        let line = line.split("//").next().unwrap_or_default().trim();
        if let Some(rest) = line.strip_prefix("package ") {
            package = rest.trim_end_matches(';').to_owned();
        } else if let Some(rest) = line.strip_prefix("message ") {
            let name = rest.trim_end_matches(['{', ' ', '}']).to_owned();
            messages.insert(name.clone(), BTreeMap::new());
            current = (!rest.contains('}')).then_some(name);
        } else if line == "}" {
            current = None;
        } else if let Some(message) = &current
            && let Some((left, right)) = line.split_once(" = ")
        {
            let number = right
                .trim_end_matches(';')
                .parse()
                .map_err(|_| format!("{message}: {line}"))?;
            let (ty, name) = left.rsplit_once(' ').ok_or(line)?;
            let ty = match ty.strip_prefix("map<string, ") {
                Some(value) => {
                    format!(
                        "map<string, {}>",
                        qualify(&package, value.trim_end_matches('>'))
                    )
                }
                None => match ty.strip_prefix("repeated ") {
                    Some(element) => format!("repeated {}", qualify(&package, element)),
                    None => qualify(&package, ty.trim_start_matches("optional ")),
                },
            };
            if let Some(fields) = messages.get_mut(message) {
                let name = name.to_owned();
                fields.insert(number, Field { name, ty });
            }
        }
    }
    Ok(messages)
}

fn qualify(package: &str, ty: &str) -> String {
    match ty {
        "string" | "bytes" | "bool" | "int32" | "int64" | "uint32" | "uint64" | "double" => {
            ty.to_owned()
        }
        _ if ty.starts_with('.') => ty.to_owned(),
        _ if ty.contains('.') => format!(".{ty}"),
        _ => format!(".{package}.{ty}"),
    }
}
