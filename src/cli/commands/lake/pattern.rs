//! Where paths name the cluster.

use std::path::Path;

use crate::cli::report::{Failure, Outcome};

/// What stands for the name.
const NAME: &str = "{cluster}";

/// Parts of a path, of which one holds the name of the cluster.
#[derive(Debug)]
pub(super) struct Pattern(Vec<Vec<Piece>>);

#[derive(Debug)]
enum Piece {
    Text(String),
    Any,
    Cluster,
}

impl Pattern {
    /// Reads `{cluster}/*`.
    pub(super) fn parse(text: &str) -> Outcome<Self> {
        let refuse = |why: &str| {
            Failure::usage(format!("--paths {text:?}: {why}"))
                .hint("--paths '{cluster}/*' takes the directory for the name of the cluster")
        };
        if text.matches(NAME).count() != 1 {
            return Err(refuse("{cluster} has to stand in it once"));
        }
        if text.replace(NAME, "").contains(['{', '}']) {
            return Err(refuse("nothing but {cluster} is known"));
        }
        let parts: Vec<Vec<Piece>> = text.trim_matches('/').split('/').map(pieces).collect();
        if parts.iter().any(Vec::is_empty) {
            return Err(refuse("a part of it is empty"));
        }
        Ok(Self(parts))
    }

    /// The name of the cluster in the last parts of a path; `None` for other paths.
    pub(super) fn cluster(&self, path: &Path) -> Option<String> {
        let names: Vec<String> = path
            .iter()
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        let from = names.len().checked_sub(self.0.len())?;
        let mut found = None;
        for (part, name) in self.0.iter().zip(names.get(from..)?) {
            let cluster = matched(part, name)?;
            found = found.or(cluster);
        }
        found
    }
}

fn pieces(part: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (at, around) in part.split(NAME).enumerate() {
        if at > 0 {
            pieces.push(Piece::Cluster);
        }
        for (at, text) in around.split('*').enumerate() {
            if at > 0 && !matches!(pieces.last(), Some(Piece::Any)) {
                pieces.push(Piece::Any);
            }
            if !text.is_empty() {
                pieces.push(Piece::Text(text.to_owned()));
            }
        }
    }
    pieces
}

/// Matches a name; the inner value is what stands for the cluster, if this part has it. Of several ways
/// it is the one with the longest name.
fn matched(pieces: &[Piece], name: &str) -> Option<Option<String>> {
    let Some((first, rest)) = pieces.split_first() else {
        return name.is_empty().then_some(None);
    };
    match first {
        Piece::Text(text) => matched(rest, name.strip_prefix(text.as_str())?),
        Piece::Any => ends(name).find_map(|end| matched(rest, name.get(end..)?)),
        Piece::Cluster => ends(name).rev().filter(|end| *end > 0).find_map(|end| {
            matched(rest, name.get(end..)?)?;
            Some(Some(name.get(..end)?.to_owned()))
        }),
    }
}

/// Where a name can be cut, from its start on.
fn ends(name: &str) -> impl DoubleEndedIterator<Item = usize> {
    (0..=name.len()).filter(|end| name.is_char_boundary(*end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cluster(pattern: &str, path: &str) -> Option<String> {
        Pattern::parse(pattern).unwrap().cluster(Path::new(path))
    }

    #[test]
    fn the_end_of_a_path_names_the_cluster() {
        let of = |pattern, path| cluster(pattern, path).unwrap_or_else(|| "-".to_owned());
        assert_eq!(
            of("{cluster}/*", "/backups/prod-eu/2026-11-22.zip"),
            "prod-eu"
        );
        assert_eq!(of("{cluster}/*/*", "b/prod/2026/x.db"), "prod");
        assert_eq!(
            of("etcd-{cluster}-*.db", "/b/etcd-prod-eu-2026.db"),
            "prod-eu"
        );
        assert_eq!(of("etcd-{cluster}.db", "/b/other.db"), "-");
        assert_eq!(of("{cluster}/*", "x.db"), "-");
        assert_eq!(of("*{cluster}*", "aäb"), "aäb");
    }

    #[test]
    fn patterns_without_a_name_are_refused() {
        for wrong in [
            "*",
            "{cluster}/{cluster}",
            "{day}/{cluster}",
            "a//{cluster}",
        ] {
            assert!(Pattern::parse(wrong).is_err(), "{wrong}");
        }
    }
}
