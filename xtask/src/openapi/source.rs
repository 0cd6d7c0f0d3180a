//! Reads k8s-openapi's sources as text: the crate is generated, so its lines have few forms, and
//! compiling it takes longer than all else here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::Result;

/// A kind that a server of the release serves.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Served {
    /// API group; empty for the core group.
    pub(crate) group: String,
    /// `v1`
    pub(crate) version: String,
    /// `Deployment`
    pub(crate) kind: String,
    /// Plural.
    pub(crate) plural: String,
    /// Whether objects live in namespaces.
    pub(crate) namespaced: bool,
}

/// One release as the crate has it.
#[derive(Debug, Default)]
pub(crate) struct Release {
    /// Fields of each type by JSON name, with their types in the notation of [`super::Types`].
    pub(crate) types: BTreeMap<String, BTreeMap<String, String>>,
    /// The kinds of resources, which have a path of their own.
    pub(crate) kinds: BTreeSet<Served>,
}

/// The folder of k8s-openapi's sources, as cargo has it.
pub(crate) fn folder(root: &Path) -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let run = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root)
        .output()
        .map_err(|e| format!("cargo metadata: {e}"))?;
    if !run.status.success() {
        return Err(String::from_utf8_lossy(&run.stderr).into_owned());
    }
    let metadata: Value = serde_json::from_slice(&run.stdout).map_err(|e| e.to_string())?;
    metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|package| package["name"] == "k8s-openapi")
        .and_then(|package| Path::new(package["manifest_path"].as_str()?).parent())
        .map(|folder| folder.join("src"))
        .ok_or_else(|| "k8s-openapi is not among the dependencies".to_owned())
}

/// The minors that the crate has, ascending.
pub(crate) fn minors(folder: &Path) -> Result<Vec<u8>> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut out: Vec<u8> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name();
            name.to_str()?.strip_prefix("v1_")?.parse().ok()
        })
        .collect();
    out.sort_unstable();
    Ok(out)
}

/// Reads all types of a minor.
pub(crate) fn read(folder: &Path, minor: u8) -> Result<Release> {
    let base = folder.join(format!("v1_{minor}"));
    let mut names = Vec::new();
    crate::files::walk(&base, "", &mut names)?;
    let mut out = Release::default();
    for name in names.iter().filter(|name| name.ends_with(".rs")) {
        let text = fs::read_to_string(base.join(name)).map_err(|e| format!("{name}: {e}"))?;
        file(&text, &mut out).map_err(|e| format!("v1_{minor}/{name}: {e}"))?;
    }
    if out.types.is_empty() {
        return Err(format!("{}: no types", base.display()));
    }
    Ok(out)
}

/// Reads one file: at most one type, which names the definition that it was made from.
fn file(text: &str, out: &mut Release) -> Result<()> {
    let definition = text
        .lines()
        .find_map(|line| line.strip_prefix("// Generated from definition io.k8s."));
    let Some(definition) = definition.filter(|definition| *definition != "List") else {
        return Ok(());
    };
    // The domain turned round as in Go's import path, whose dash protobuf has no place for.
    let definition = format!("k8s.io.{}", definition.replace('-', "_"));
    let name = definition.rsplit('.').next().unwrap_or_default();
    if let Some(fields) = body(text, &format!("pub struct {name} {{")) {
        let fields = fields_of(text, fields)?;
        out.types.insert(definition.clone(), fields);
    } else if text.contains("(pub crate::serde_json::Value);") {
        // A struct without fields.
        out.types.insert(definition.clone(), BTreeMap::new());
    }
    let constant = |name: &str| {
        let start = format!("    const {name}: &'static str = \"");
        text.lines()
            .find_map(|line| line.strip_prefix(&start)?.strip_suffix("\";"))
    };
    // What stands in the path of another resource is in its scope; what has no path is no resource.
    let names = ["GROUP", "VERSION", "KIND", "URL_PATH_SEGMENT"].map(constant);
    if let [Some(group), Some(version), Some(kind), Some(plural)] = names
        && !plural.is_empty()
        && !text.contains("type Scope = crate::SubResourceScope;")
    {
        out.kinds.insert(Served {
            group: group.to_owned(),
            version: version.to_owned(),
            kind: kind.to_owned(),
            plural: plural.to_owned(),
            namespaced: text.contains("type Scope = crate::NamespaceResourceScope;"),
        });
    }
    Ok(())
}

/// The lines between one that is `head` and the next closing brace at the left margin.
fn body<'a>(text: &'a str, head: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("{head}\n"))?;
    Some(rest.split_once("\n}").map_or(rest, |(inner, _)| inner))
}

fn fields_of(text: &str, body: &str) -> Result<BTreeMap<String, String>> {
    // `"apiVersion" => Field::Key_api_version,`
    let names: BTreeMap<&str, &str> = text
        .lines()
        .filter_map(|line| {
            let (json, rust) = line.trim().split_once(" => Field::Key_")?;
            Some((rust.trim_end_matches(','), json.trim_matches('"')))
        })
        .filter(|(rust, _)| rust.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'))
        .collect();
    let mut out = BTreeMap::new();
    for line in body.lines().filter_map(|l| l.strip_prefix("    pub ")) {
        let (rust, ty) = line.split_once(": ").ok_or(line)?;
        let json = names
            .get(rust)
            .ok_or_else(|| format!("no name of {rust}"))?;
        let ty = ty.trim_end_matches(',');
        out.insert((*json).to_owned(), notation(ty)?);
    }
    Ok(out)
}

/// A Rust type in the notation of [`super::Types`].
fn notation(ty: &str) -> Result<String> {
    let inner = |start: &str| ty.strip_prefix(start)?.strip_suffix('>');
    if let Some(ty) = inner("Option<").or(inner("std::boxed::Box<")) {
        return notation(ty);
    }
    if let Some(element) = inner("std::vec::Vec<") {
        return Ok(format!("[]{}", notation(element)?));
    }
    if let Some(value) = inner("std::collections::BTreeMap<std::string::String, ") {
        return Ok(format!("map of {}", notation(value)?));
    }
    Ok(match ty {
        "std::string::String" => "string".to_owned(),
        "bool" => "bool".to_owned(),
        "i32" => "int32".to_owned(),
        "i64" => "int64".to_owned(),
        "f64" => "double".to_owned(),
        "crate::ByteString" => "bytes".to_owned(),
        _ => {
            let path = ty.strip_prefix("crate::").ok_or(ty)?;
            format!("k8s.io.{}", path.replace("::", "."))
        }
    })
}
