//! Writes the merged facts as .proto files.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::facts::{Empty, Fact, Facts, Label, Message, WireType, proto_package};
use crate::Result;

/// A run of minors in which the same held; no `to` while it still holds.
struct Run<T> {
    from: u8,
    to: Option<u8>,
    fact: T,
}

/// Merges equal facts of adjacent minors.
fn runs<'a, T: PartialEq>(
    facts: impl Iterator<Item = (u8, &'a T)>,
    minors: &[u8],
) -> Vec<Run<&'a T>> {
    let mut out: Vec<Run<&T>> = Vec::new();
    let mut previous = None;
    for (minor, fact) in facts {
        let index = minors.iter().position(|m| *m == minor);
        let adjacent = previous.is_some() && index == previous.map(|p: usize| p + 1);
        previous = index;
        let to = (Some(&minor) != minors.last()).then_some(minor);
        match out.last_mut() {
            Some(run) if adjacent && run.fact == fact => run.to = to,
            _ => out.push(Run {
                from: minor,
                to,
                fact,
            }),
        }
    }
    out
}

/// All .proto files by path below `proto/kubernetes`.
pub(crate) fn files(
    facts: &Facts,
    minors: &[u8],
    read: &[String],
) -> Result<BTreeMap<String, String>> {
    let mut out = BTreeMap::new();
    let mut revisions = String::from("# Made by `cargo xtask schema`: what was read.\n");
    for line in read {
        let _ = writeln!(revisions, "{line}");
    }
    out.insert("REVISIONS".to_owned(), revisions);
    let by_proto: BTreeMap<String, &str> = facts
        .keys()
        .map(|go| (proto_package(go), go.as_str()))
        .collect();
    for (package, messages) in facts {
        out.insert(
            format!("{package}.proto"),
            file(package, messages, minors, &by_proto)?,
        );
    }
    Ok(out)
}

fn file(
    package: &str,
    messages: &BTreeMap<String, Message>,
    minors: &[u8],
    by_proto: &BTreeMap<String, &str>,
) -> Result<String> {
    let own = proto_package(package);
    let mut imports = BTreeSet::from(["kf/options.proto".to_owned()]);
    let mut body = String::new();
    for (name, message) in messages {
        let _ = write!(body, "\nmessage {name} {{");
        let mut lines = Vec::new();
        if message.wrapper {
            lines.push("option (kf.wrapper) = true;".to_owned());
        }
        for (api_version, at) in &message.kinds {
            for run in runs(at.iter().map(|minor| (*minor, &())), minors) {
                lines.push(format!(
                    "option (kf.kind) = {{api_version: \"{api_version}\"{}}};",
                    range(run.from, run.to)
                ));
            }
        }
        for number in &message.declared {
            let at = &message.fields[number];
            lines.push(field(&own, *number, at, minors, by_proto, &mut imports)?);
        }
        for line in &lines {
            let _ = write!(body, "\n  {line}");
        }
        body.push_str(if lines.is_empty() { "}\n" } else { "\n}\n" });
    }
    imports.remove(&format!("{package}.proto"));
    let mut text = format!(
        "// Made by `cargo xtask schema`.\nsyntax = \"proto2\";\npackage {own};\n\
         option go_package = \"{package}\";\n"
    );
    for import in imports {
        let _ = writeln!(text, "import \"{import}\";");
    }
    Ok(text + &body)
}

fn range(from: u8, to: Option<u8>) -> String {
    match to {
        Some(to) => format!(" from: {from} to: {to}"),
        None => format!(" from: {from}"),
    }
}

/// What decides how the bytes of a field are read.
fn wire(ty: &WireType) -> (Label, &'static str) {
    let kind = match ty.name.as_str() {
        "bool" | "int32" | "int64" | "uint32" => "varint",
        "double" => "fixed64",
        "string" => "string",
        "bytes" => "bytes",
        _ => "message",
    };
    (ty.label, kind)
}

fn field(
    own: &str,
    number: u32,
    at: &BTreeMap<u8, Fact>,
    minors: &[u8],
    by_proto: &BTreeMap<String, &str>,
    imports: &mut BTreeSet<String>,
) -> Result<String> {
    let runs = runs(at.iter().map(|(minor, fact)| (*minor, fact)), minors);
    let newest = runs.last().ok_or("a field without facts")?.fact;
    // One table decodes all minors only as long as the bytes of a field mean the same in all.
    for run in &runs {
        if wire(&run.fact.ty) != wire(&newest.ty) {
            return Err(format!(
                "{own} {} = {number}: {} in 1.{}, now {}",
                newest.name, run.fact.ty, run.from, newest.ty
            ));
        }
    }
    // The declaration is the newest form; older ones are told in the option.
    let ty = &newest.ty;
    let mut type_name = ty.name.as_str();
    if let Some(full) = ty.name.strip_prefix('.') {
        let (package, short) = full.rsplit_once('.').ok_or("type without package")?;
        if package == own {
            type_name = short;
        } else {
            let go = by_proto
                .get(package)
                .ok_or_else(|| format!("{full}: its package was not read"))?;
            imports.insert(format!("{go}.proto"));
        }
    }
    let declared = match ty.label {
        Label::Single => format!("optional {type_name}"),
        Label::List => format!("repeated {type_name}"),
        Label::Map => format!("map<string, {type_name}>"),
    };
    let mut options = Vec::new();
    for run in &runs {
        let fact = run.fact;
        let mut text = format!("(kf.at) = {{{}", range(run.from, run.to).trim_start());
        if fact.json != newest.name {
            let _ = write!(text, " json: \"{}\"", fact.json);
        }
        if fact.ty != newest.ty {
            let _ = write!(text, " type: \"{}\"", fact.ty);
        }
        if fact.pointer {
            text.push_str(" pointer: true");
        }
        match fact.empty {
            Empty::Keep => {}
            Empty::Omit => text.push_str(" empty: OMIT"),
            Empty::OmitZero => text.push_str(" empty: OMIT_ZERO"),
        }
        text.push('}');
        options.push(text);
    }
    let options = match options.len() {
        1 => format!("[{}]", options.join("")),
        _ => format!("[\n    {}\n  ]", options.join(",\n    ")),
    };
    Ok(format!("{declared} {} = {number} {options};", newest.name))
}
