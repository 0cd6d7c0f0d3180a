//! Layers hold: a module uses only modules of a lower layer (the list in `src/lib.rs`).
//!
//! One package gives no compiler check of this, so the sources are read instead.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules by layer, lowest first; modules of one layer do not know each other.
const LAYERS: &[&[&str]] = &[
    &[
        "error", "bytes", "limits", "escape", "percent", "time", "threads",
    ],
    &["input", "grpc"],
    &["bbolt"],
    &["etcd"],
    &["object", "kine"],
    &["storage"],
    &["query", "export", "helm"],
    &["resource"],
    &["snapshot"],
    &["table"],
    &["print"],
    &["verify"],
    &["cli"],
];

fn layer(module: &str) -> usize {
    LAYERS
        .iter()
        .position(|l| l.contains(&module))
        .unwrap_or_else(|| panic!("src/{module} stands in no layer of tests/layering.rs"))
}

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Modules named as `crate::NAME` in code (comments and doc links do not count).
fn used(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let code: String = text
        .lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    for (i, found) in code.match_indices("crate::") {
        let rest = code.split_at(i + found.len()).1;
        let heads: Vec<&str> = match rest.strip_prefix('{') {
            // use crate::{a::b, c};
            Some(group) => group.split('}').next().unwrap_or("").split(',').collect(),
            None => vec![rest],
        };
        for head in heads {
            let name: String = head
                .trim()
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if name.starts_with(char::is_lowercase) {
                names.push(name);
            }
        }
    }
    names
}

#[test]
fn a_module_uses_only_lower_layers() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut bad = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&src).unwrap();
        let module = inside
            .iter()
            .next()
            .unwrap()
            .to_str()
            .unwrap()
            .trim_end_matches(".rs");
        if module == "lib" || module == "main" {
            continue;
        }
        let own = layer(module);
        for name in used(&fs::read_to_string(&file).unwrap()) {
            // Files of layer 0 may use each other: it is the foundation.
            if name != module && layer(&name) >= own && own != 0 {
                bad.push(format!("{} uses crate::{name}", inside.display()));
            }
        }
    }
    assert!(
        bad.is_empty(),
        "edges that go up or sideways:\n{}",
        bad.join("\n")
    );
}
