//! `docs/src/reference/minors.md` is the table of changes, written down.
//!
//! `KF_UPDATE_MINORS=1 cargo test minors` writes the file anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use kf::schema::Minor;
use kf::schema::changes::{Area, Change};

const BEGINNING: &str = "\
# What changed in which minor

Made from the table in `crates/kf-schema/src/changes` by `tests/minors.rs`; `KF_UPDATE_MINORS=1 cargo
test minors` writes it anew. A fact holds in the minors of its row; one behind a feature gate counts
from the minor on whose gate is on by default. Fields and kinds by minor are in `proto/kubernetes`,
resources in `crates/kf-resource/src/builtin`.
";

fn heading(area: Area) -> &'static str {
    match area {
        Area::Answers => "Objects, lists and discovery as a server sends them",
        Area::Printers => {
            "Tables\n\nFunctions without a file are of kubernetes \
             pkg/printers/internalversion/printers.go."
        }
        Area::Defaults => {
            "Defaults on read\n\nFunctions without a file are of kubernetes \
             pkg/apis/core/v1/defaults.go."
        }
        Area::Conversions => "Conversions, and other changes on read",
        Area::Definitions => "Custom resources\n\nFiles are of apiextensions-apiserver.",
        Area::Judge => "Servers that `kf verify` starts",
    }
}

fn document() -> String {
    let mut out = BEGINNING.to_owned();
    for area in Area::ALL {
        write!(out, "\n## {}\n\n", heading(area)).unwrap();
        out.push_str("| minors | what | source |\n|---|---|---|\n");
        let mut changes: Vec<&Change> = area.changes().iter().collect();
        changes.sort_by_key(|c| match (c.minors.first, c.minors.last) {
            (first, Minor::OPEN) => (first, c.name),
            (_, last) => (last, c.name),
        });
        for change in changes {
            let (fact, source) = (change.fact(), change.source());
            writeln!(out, "| {} | {fact} | {source} |", change.minors).unwrap();
        }
    }
    out
}

#[test]
fn the_table_of_changes_is_as_written_down() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/src/reference/minors.md");
    let document = document();
    if std::env::var_os("KF_UPDATE_MINORS").is_some() {
        fs::write(&path, &document).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        document == written,
        "the table differs from {}; KF_UPDATE_MINORS=1 updates it",
        path.display()
    );
}
