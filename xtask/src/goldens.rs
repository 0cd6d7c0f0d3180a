//! `cargo xtask goldens`: recordings of kubectl, made into a table that the tests compare with.
//!
//! A recording is a directory with `times.tsv` (file, start, end, exit code, command line) and
//! the files it names: what kubectl printed, and in FILE.stderr what it said. The table keeps the
//! SHA-256 of each output. `raw-lists.tsv` names the lists in `raw/`, as the server sent them. Only
//! recordings make the table; kf is not run.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::Result;

const USAGE: &str = "usage: cargo xtask goldens --from DIR --out FILE.tsv
  --from DIR      a recording: times.tsv and the files it names
  --out FILE.tsv  the table; whole outputs of a few rows go to the directory FILE beside it";

/// Endings of the outputs that are compared.
const FORMATS: &[&str] = &[
    ".yaml",
    ".json",
    ".kyaml",
    ".name.txt",
    ".table.txt",
    ".wide.txt",
    ".labels.txt",
];

/// Rows whose whole output is kept as well, for people to read.
const WHOLE: &[&str] = &[
    "kubectl/namespaces.name.txt",
    "kubectl/namespaces.table.txt",
    "kubectl/nodes.wide.txt",
    "kubectl/configmaps.labels.txt",
    "objects/configmap_prod_my-config.yaml",
    "objects/configmap_prod_my-config.json",
    "objects/configmap_prod_my-config.kyaml",
    "objects/configmap_weird_odd-keys.json",
    "objects/configmap_weird_odd-keys.kyaml",
    "objects/deployment_prod_api.mf.yaml",
    "objects/secret_prod_basic.yaml",
    "objects/node_-_k8s01.yaml",
    "describe/nodes.txt",
    "describe/pods.txt",
    "describe/services.txt",
];

/// Recordings that the snapshot cannot answer or kf does not answer the same, each with the
/// reason; a name ending in `*` stands for all that begin so.
const LEFT_OUT: &[(&str, &str)] = &[
    (
        "kubectl/componentstatuses.*",
        "asked of the running components by the server, never stored",
    ),
    (
        "describe/componentstatuses.txt",
        "asked of the running components by the server, never stored",
    ),
    (
        "describe/leases.coordination.k8s.io.txt",
        "the server renewed its own leases between snapshot and recording",
    ),
    (
        "kubectl/leases.coordination.k8s.io.*",
        "the server renewed its own leases between snapshot and recording",
    ),
    (
        "kubectl/events.events.k8s.io.wide.txt",
        "ages of two different seconds in one table: the server's clock moved on while it printed",
    ),
    (
        "raw/core_v1_componentstatuses.json",
        "asked of the running components by the server, never stored",
    ),
    ("raw/resource.k8s.io_v1_resourceclaims.json", DRIVERS_JSON),
    (
        "raw/resource.k8s.io_v1beta1_resourceclaims.json",
        DRIVERS_JSON,
    ),
    (
        "raw/resource.k8s.io_v1beta2_resourceclaims.json",
        DRIVERS_JSON,
    ),
];

const DRIVERS_JSON: &str = "the status of a claim holds JSON of a driver's, which the server sends \
                            as it was written: 1000.0";

/// Arguments of commands that kf does not answer, or not in kubectl's words.
const FOREIGN: &[(&str, &str)] = &[("bogus", "kubectl lists flags and formats of its own")];

/// Runs the task with the arguments after its name.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let [from, dir, out, file] = args else {
        return Err(USAGE.to_owned());
    };
    if from != "--from" || out != "--out" || !file.ends_with(".tsv") {
        return Err(USAGE.to_owned());
    }
    let (dir, file) = (PathBuf::from(dir), PathBuf::from(file));
    let table = table(&dir, &file.with_extension(""))?;
    write(&file, table.as_bytes())?;
    println!("{}: {} rows", file.display(), table.lines().count() - 1);
    Ok(())
}

fn table(dir: &Path, whole: &Path) -> Result<String> {
    let unstable = fs::read_to_string(dir.join("unstable.txt")).unwrap_or_default();
    let unstable: BTreeSet<&str> = unstable.lines().collect();
    let mut table = "# recording\targuments\tnow\texit\tSHA-256 of stdout\tstderr\n".to_owned();
    for line in read_text(&dir.join("times.tsv"))?.lines().skip(1) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [recording, start, end, exit, command] = columns[..] else {
            return Err(format!("times.tsv: not five columns: {line}"));
        };
        if !kept(recording) || unstable.contains(recording) {
            continue;
        }
        // A panic of kubectl's, as for what an old server does not send.
        if exit == "2" {
            continue;
        }
        let command: String = serde_json::from_str(command).map_err(|e| format!("{line}: {e}"))?;
        let words = words(&command);
        if words.first().is_none_or(|w| w != "kubectl") {
            continue;
        }
        let foreign = |w: &String| FOREIGN.iter().any(|(part, _)| w.contains(part));
        if words.iter().any(foreign) {
            continue;
        }
        let stdout = read(&dir.join(recording))?;
        let stderr = match recording.strip_suffix(".out") {
            Some(stem) => fs::read(dir.join(format!("{stem}.err"))),
            None => fs::read(dir.join(format!("{recording}.stderr"))),
        };
        let stderr = said(&String::from_utf8_lossy(&stderr.unwrap_or_default()));
        if WHOLE.contains(&recording) {
            write(&whole.join(recording.replace('/', "_")), &stdout)?;
        }
        let now = format!("{start} {end}");
        row(
            &mut table,
            recording,
            &words[1..],
            &now,
            exit,
            &stdout,
            &stderr,
        );
    }
    if let Ok(lists) = fs::read_to_string(dir.join("raw-lists.tsv")) {
        for line in lists.lines() {
            let name = line.split('\t').next().unwrap_or_default();
            let recording = format!("raw/{name}");
            if !kept(&recording) {
                continue;
            }
            let path = list_path(name).ok_or_else(|| format!("raw-lists.tsv: {line}"))?;
            let arguments = ["get".to_owned(), "--raw".to_owned(), path];
            let stdout = read(&dir.join(&recording))?;
            row(&mut table, &recording, &arguments, "0 0", "0", &stdout, "");
        }
    }
    if let Ok(keys) = fs::read_to_string(dir.join("etcd.jsonl")) {
        let arguments = ["keys", "-o", "jsonl", "--values"].map(str::to_owned);
        let keys = compact(&keys)?;
        row(
            &mut table,
            "etcd.jsonl",
            &arguments,
            "0 0",
            "0",
            keys.as_bytes(),
            "",
        );
    }
    Ok(table)
}

fn row(
    table: &mut String,
    recording: &str,
    arguments: &[String],
    now: &str,
    exit: &str,
    stdout: &[u8],
    stderr: &str,
) {
    let arguments = Value::from(arguments);
    let stderr = Value::from(stderr);
    let hash = kf_base::hex::text(&Sha256::digest(stdout));
    let _ = writeln!(
        table,
        "{recording}\t{arguments}\t{now}\t{exit}\t{hash}\t{stderr}"
    );
}

/// The path of a list: of `GROUP_VERSION_RESOURCE.json`, where `core` is the group without a name.
fn list_path(name: &str) -> Option<String> {
    let mut parts = name.strip_suffix(".json")?.rsplitn(3, '_');
    let (resource, version, group) = (parts.next()?, parts.next()?, parts.next()?);
    Some(match group {
        "core" => format!("/api/{version}/{resource}"),
        group => format!("/apis/{group}/{version}/{resource}"),
    })
}

/// Whether a recording is one of `kubectl get` or `describe` whose answer lies in the snapshot.
fn kept(recording: &str) -> bool {
    let left_out = LEFT_OUT
        .iter()
        .any(|(name, _)| match name.strip_suffix('*') {
            Some(start) => recording.starts_with(start),
            None => recording == *name,
        });
    let get = match recording.split_once('/') {
        Some(("kubectl", "_api-versions.txt")) => true,
        Some(("kubectl" | "objects", name)) => {
            !name.starts_with('_') && FORMATS.iter().any(|end| name.ends_with(end))
        }
        Some(("commands" | "raw", _)) => true,
        Some(("describe", name)) => name.ends_with(".txt"),
        _ => false,
    };
    get && !left_out
}

/// What kubectl said itself, as kf says it: without the server's deprecation warnings, the
/// client's own log, and of the snapshot instead of the server.
fn said(stderr: &str) -> String {
    let dropped = |l: &&str| l.starts_with("Warning: ") || is_log(l);
    let lines: Vec<&str> = stderr.lines().filter(|l| !dropped(l)).collect();
    let text = lines.join("\n");
    text.replace("server", "snapshot")
        .replace("kubectl", "kf")
        .trim()
        .to_owned()
}

/// klog's lines: `E1122 18:25:51.198048   31004 file.go:287] text`.
fn is_log(line: &str) -> bool {
    let (letter, rest) = line.split_at(line.len().min(1));
    matches!(letter, "I" | "W" | "E" | "F")
        && rest.len() > 4
        && rest.bytes().take(4).all(|b| b.is_ascii_digit())
}

/// Each line's JSON as kf writes it: without spaces, members in the order of the recording.
fn compact(lines: &str) -> Result<String> {
    let mut out = String::new();
    for line in lines.lines() {
        let value: Value = serde_json::from_str(line).map_err(|e| e.to_string())?;
        let _ = writeln!(
            out,
            "{{\"key\":{},\"create_revision\":{},\"mod_revision\":{},\"version\":{},\"lease\":{},\
             \"value\":{}}}",
            value["key"],
            value["create_revision"],
            value["mod_revision"],
            value["version"],
            value["lease"],
            value["value"],
        );
    }
    Ok(out)
}

/// Splits a command line as a shell does, with quotes and backslashes and nothing else.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut letters = command.chars();
    while let Some(c) = letters.next() {
        match (quote, c) {
            (Some(q), _) if q == c => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (None, '\\') => word.get_or_insert_default().extend(letters.next()),
            // In double quotes a backslash is itself unless it quotes one of these.
            (Some('"'), '\\') => {
                let quoted = letters.clone().next().filter(|c| "\"\\$`".contains(*c));
                word.get_or_insert_default().push(quoted.unwrap_or(c));
                if quoted.is_some() {
                    letters.next();
                }
            }
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|e| e.to_string())?;
    }
    fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_line_splits_as_in_a_shell() {
        assert_eq!(
            words(r#"kubectl get pods -l 'app in (a,b)' -o "x y" a\ b ''"#),
            [
                "kubectl",
                "get",
                "pods",
                "-l",
                "app in (a,b)",
                "-o",
                "x y",
                "a b",
                ""
            ]
        );
    }

    #[test]
    fn logs_are_no_answer() {
        assert_eq!(
            said("E1122 18:25:51.198048 1 x.go:2] y\nthe server\n"),
            "the snapshot"
        );
    }
}
