use std::collections::BTreeSet;

use kf_resource::builtin::BUILTINS;
use kf_schema::Minor;

use super::*;

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn names_and_types_are_those_of_every_release_in_k8s_openapi() {
    let folder = source::folder(&root()).unwrap();
    let (schema, newest) = Schema::load(&root()).unwrap();
    let minors = source::minors(&folder).unwrap();
    assert!(
        minors.len() > 1 && minors.last() == Some(&newest),
        "{minors:?}"
    );
    for minor in minors {
        let release = source::read(&folder, minor).unwrap();
        assert!(release.types.len() > 500, "1.{minor}");
        let lines = differences(&schema, &release, minor);
        assert!(lines.is_empty(), "1.{minor}: {lines:#?}");
    }
}

#[test]
fn resources_are_those_of_every_release_in_k8s_openapi() {
    let folder = source::folder(&root()).unwrap();
    let mut wrong = Vec::new();
    for minor in source::minors(&folder).unwrap() {
        let theirs = source::read(&folder, minor).unwrap().kinds;
        assert!(theirs.len() > 80, "1.{minor}");
        let ours = BUILTINS.iter().flat_map(|b| {
            b.versions_in(Minor::new(minor))
                .map(|version| source::Served {
                    group: b.group.to_owned(),
                    version: version.to_owned(),
                    kind: b.kind.to_owned(),
                    plural: b.plural.to_owned(),
                    namespaced: b.namespaced,
                })
        });
        let ours: BTreeSet<_> = ours.collect();
        let line = |whose: &str, served| format!("1.{minor}: only {whose} has {served:?}");
        wrong.extend(ours.difference(&theirs).map(|s| line("kf", s)));
        wrong.extend(theirs.difference(&ours).map(|s| line("the crate", s)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
