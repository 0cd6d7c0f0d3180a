//! The names under which files and revisions are served.

use std::path::Path;

use crate::cli::report::{Failure, Outcome};
use crate::cli::session::Session;
use crate::serve::Context;

/// Most characters of a file's name.
const MAX_NAME: usize = 63;

/// Endings that say nothing of what is in a file.
const ENDINGS: &[&str] = &[
    ".gz",
    ".zst",
    ".zip",
    ".tgz",
    ".tar",
    ".db",
    ".snap",
    ".snapshot",
    ".bak",
    ".backup",
];

/// Names files by what their paths say: letters, digits, dots, underscores and hyphens, which need
/// no escape in a path, a kubeconfig or a shell, and no name twice.
pub(super) fn names<'p>(paths: impl Iterator<Item = &'p Path>) -> Vec<String> {
    let paths: Vec<&Path> = paths.collect();
    let paths_end = paths.len().saturating_add(2);
    let mut names: Vec<String> = Vec::new();
    for path in paths {
        let base = base(path);
        let is_free = |name: &String| !is_taken(name) && !names.contains(name);
        // With a dot, none of them is taken; and there are more numbers than files.
        let numbered = (2..=paths_end).map(|n| format!("{base}.{n}"));
        let name = std::iter::once(base.clone()).chain(numbered).find(is_free);
        names.push(name.unwrap_or(base));
    }
    names
}

/// Whether a name may be that of another context: `kf`, `rev-7` and `NAME-rev-7`.
fn is_taken(name: &str) -> bool {
    let revision = name.rsplit_once("rev-");
    name == "kf" || revision.is_some_and(|(_, rev)| rev.bytes().all(|b| b.is_ascii_digit()))
}

fn base(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut stem: &str = &name;
    while let Some(shorter) = ENDINGS.iter().find_map(|ending| {
        let end = stem.len().checked_sub(ending.len())?;
        let (shorter, found) = stem.split_at_checked(end)?;
        (found.eq_ignore_ascii_case(ending) && !shorter.is_empty()).then_some(shorter)
    }) {
        stem = shorter;
    }
    let safe = |c: char| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '_' | '-' => c,
        _ => '-',
    };
    let safe: String = stem.chars().map(safe).take(MAX_NAME).collect();
    let safe = safe.trim_matches(['.', '-']);
    if safe.is_empty() {
        "snapshot".to_owned()
    } else {
        safe.to_owned()
    }
}

/// Refuses a revision that none of the files has, in the words of the first.
pub(super) fn check(sessions: &[Session<'_>], revisions: &[i64]) -> Outcome {
    for revision in revisions {
        let mut found = sessions.iter().map(|session| {
            let resolved = session.view.store().resolve(Some(*revision));
            resolved.map_err(|e| Failure::Error(e.in_file(session.file())))
        });
        if let Some(Err(first)) = found.next()
            && !found.any(|other| other.is_ok())
        {
            return Err(first);
        }
    }
    Ok(())
}

/// The contexts of all files: the first one as `kf`, each by its name where there are several, and
/// those of the revisions that were asked for where a file has them.
pub(super) fn all(sessions: &[Session<'_>], names: &[String], revisions: &[i64]) -> Vec<Context> {
    let context = |name: String, prefix: String| Context { name, prefix };
    let mut all = vec![context("kf".to_owned(), String::new())];
    for (at, (session, name)) in sessions.iter().zip(names).enumerate() {
        let store = session.view.store();
        let held = revisions
            .iter()
            .filter(|rev| store.resolve(Some(**rev)).is_ok());
        if at == 0 {
            let first = held.clone();
            all.extend(first.map(|rev| context(format!("rev-{rev}"), format!("/rev/{rev}"))));
        }
        if sessions.len() < 2 {
            continue;
        }
        let prefix = format!("/snapshots/{name}");
        all.push(context(name.clone(), prefix.clone()));
        let others = held.filter(|_| at > 0);
        all.extend(
            others.map(|rev| context(format!("{name}-rev-{rev}"), format!("{prefix}/rev/{rev}"))),
        );
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_none_is_there_twice() {
        let paths = [
            "/a/2026-11-22_etcd.zip",
            "/b/2026-11-22_etcd.db.gz",
            "etcd.DB",
            "..",
            "/",
            ".db",
            "../../x y;\u{e9}.snap",
            "kf.zip",
            "rev-7",
            "rev.db",
            "rev.zip",
            "a-rev-7",
        ];
        assert_eq!(
            names(paths.iter().map(Path::new)),
            [
                "2026-11-22_etcd",
                "2026-11-22_etcd.2",
                "etcd",
                "snapshot",
                "snapshot.2",
                "db",
                "x-y",
                "kf.2",
                "rev-7.2",
                "rev",
                "rev.2",
                "a-rev-7.2"
            ]
        );
        let long = "x".repeat(500);
        assert_eq!(names([Path::new(&long)].into_iter())[0].len(), MAX_NAME);
    }
}
