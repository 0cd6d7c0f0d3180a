//! Writes generated files, or checks that they are what would be written.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::Result;

/// Makes the files under `dir` that end in `suffix` be exactly `files` (path below `dir`, then
/// text); with `check` only says how they differ.
pub(crate) fn settle(
    dir: &Path,
    suffix: &str,
    files: &BTreeMap<String, String>,
    check: bool,
) -> Result<()> {
    let mut found = Vec::new();
    walk(dir, "", &mut found)?;
    let stale = found
        .iter()
        .filter(|path| path.ends_with(suffix) && !files.contains_key(*path));
    let mut differing: Vec<&String> = stale.clone().collect();
    for (path, text) in files {
        if fs::read_to_string(dir.join(path)).is_ok_and(|old| old == *text) {
            continue;
        }
        differing.push(path);
        if check {
            continue;
        }
        let path = dir.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|e| e.to_string())?;
        }
        fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    if check && !differing.is_empty() {
        return Err(format!("{}: out of date: {differing:?}", dir.display()));
    }
    for path in stale {
        fs::remove_file(dir.join(path)).map_err(|e| format!("{path}: {e}"))?;
    }
    Ok(())
}

pub(crate) fn walk(dir: &Path, below: &str, found: &mut Vec<String>) -> Result<()> {
    let Ok(entries) = fs::read_dir(dir) else {
        return Ok(());
    };
    for entry in entries {
        let entry = entry.map_err(|e| e.to_string())?;
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{path}/"), found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}
