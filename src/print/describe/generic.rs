//! Objects of kinds that kubectl has no description for: all members, with labels made from
//! their names (kubectl `pkg/describe/describe.go`, `genericDescriber`).

use super::common::{labels_and_annotations, name_and_namespace, object_events};
use super::context::Context;
use super::writer::{Writer, put};
use crate::error::Result;
use crate::object::{Map, Value};
use crate::query::go_text;

/// Members that are not printed, or were already.
const SKIPPED: [&str; 5] = [
    ".metadata.managedFields",
    ".metadata.name",
    ".metadata.namespace",
    ".metadata.labels",
    ".metadata.annotations",
];

/// Describes an object of any kind.
///
/// # Errors
/// None.
pub(super) fn describe(
    w: &mut Writer,
    object: &Value<'_>,
    context: &Context<'_, '_>,
) -> Result<()> {
    name_and_namespace(w, object);
    labels_and_annotations(w, object);
    if let Some(members) = object.as_object() {
        content(w, 0, members, &mut String::new());
    }
    object_events(w, object, context);
    Ok(())
}

/// The members of an object at `path` (`printUnstructuredContent`).
fn content(w: &mut Writer, level: usize, members: &Map<'_>, path: &mut String) {
    let here = path.len();
    for (field, value) in members.iter() {
        path.truncate(here);
        path.push('.');
        path.push_str(field);
        if SKIPPED.contains(&path.as_str()) {
            continue;
        }
        match value {
            Value::Object(inner) => {
                put!(w, level, "{}:\n", label(field));
                content(w, level + 1, inner, path);
            }
            Value::Array(items) => {
                put!(w, level, "{}:\n", label(field));
                for item in items {
                    match item {
                        Value::Object(inner) => content(w, level + 1, inner, path),
                        other => put!(w, level + 1, "{}\n", go_text::sprint(other)),
                    }
                }
            }
            other => put!(w, level, "{}:\t{}\n", label(field), go_text::sprint(other)),
        }
    }
    path.truncate(here);
}

/// `API Version` for `apiVersion`; names with digits or marks stay as they are (`smartLabelFor`).
fn label(field: &str) -> String {
    if field.chars().any(|c| !c.is_alphabetic() && c != '-') {
        return field.to_owned();
    }
    let mut merged: Vec<String> = Vec::new();
    let mut parts = words(field).into_iter().peekable();
    while let Some(mut part) = parts.next() {
        // An acronym and the word behind it stay one: `TLSVerify`. Go looks at the next word's
        // first byte as if it were a character.
        let acronym =
            part.len() >= 2 && !part.chars().any(|c| c.is_alphabetic() && !c.is_uppercase());
        let upper = |next: &String| {
            next.bytes()
                .next()
                .is_some_and(|b| char::from(b).is_uppercase())
        };
        if acronym && let Some(next) = parts.next_if(upper) {
            part.push_str(&next);
        }
        merged.push(part);
    }
    for part in &mut merged {
        if ["API", "URL", "UID", "GUID"].contains(&part.to_uppercase().as_str()) {
            *part = part.to_uppercase();
        } else if part.to_lowercase() == *part {
            *part = title(part);
        }
    }
    merged.join(" ")
}

/// The word with its first letter in title case.
fn title(word: &str) -> String {
    let mut letters = word.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let mut out = String::with_capacity(word.len());
    let mut upper = first.to_uppercase();
    out.extend(upper.next());
    // Of a letter whose upper case is several, only the first is a capital.
    out.extend(upper.flat_map(char::to_lowercase));
    out.push_str(letters.as_str());
    out
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Lower,
    Upper,
    Digit,
    Other,
}

fn class(c: char) -> Class {
    if c.is_lowercase() {
        Class::Lower
    } else if c.is_uppercase() {
        Class::Upper
    } else if c.is_numeric() {
        Class::Digit
    } else {
        Class::Other
    }
}

/// The words of a name in camel case: `PDFLoader` is `PDF` and `Loader`
/// (github.com/fatih/camelcase, `Split`).
fn words(name: &str) -> Vec<String> {
    let mut runs: Vec<(Class, String)> = Vec::new();
    for c in name.chars() {
        match runs.last_mut() {
            Some((class_of_run, run)) if *class_of_run == class(c) => run.push(c),
            _ => runs.push((class(c), c.to_string())),
        }
    }
    // The last capital before small letters is the first letter of their word.
    let mut words: Vec<(Class, String)> = Vec::with_capacity(runs.len());
    for (class, mut run) in runs {
        if class == Class::Lower
            && let Some((Class::Upper, before)) = words.last_mut()
            && let Some(first) = before.pop()
        {
            run.insert(0, first);
        }
        words.push((class, run));
    }
    let words = words.into_iter().map(|(_, word)| word);
    words.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_made_from_names() {
        for (field, want) in [
            ("apiVersion", "API Version"),
            ("uid", "UID"),
            ("insecureSkipTLSVerify", "Insecure Skip TLSVerify"),
            ("clusterIPs", "Cluster I Ps"),
            ("podIP", "Pod IP"),
            ("app", "App"),
            ("x-kubernetes", "X - Kubernetes"),
            ("f:spec", "f:spec"),
            ("ipv4", "ipv4"),
            ("URLPath", "URLPath"),
            ("API", "API"),
            ("", ""),
        ] {
            assert_eq!(label(field), want, "{field}");
        }
    }
}
