use super::super::object::{Found, read};
use super::super::{identify, places};
use crate::testing::options;
use kf_file::etcd::Want;
use kf_testing::fixture;
use kf_view::Snapshot;

/// Everything that rows are made of, but what no table has of it.
fn rows(found: Found) -> String {
    let Found {
        object,
        json_bytes,
        images,
        events,
        secrets,
        rbac,
        kin,
        problems,
        notes,
    } = found;
    format!(
        "{object:?} {json_bytes} {images:?} {events:?} {secrets:?} {rbac:?} {kin:?} {problems:?} {notes:?}"
    )
}

#[test]
fn rows_are_those_of_the_tree() {
    let mut straight = 0;
    for name in ["c115-C.db.gz", "c136-A.zip", "c136-B-flat.zip"] {
        let path = fixture(&format!("snapshots/{name}"));
        let snapshot = Snapshot::open(path).unwrap();
        let identity = identify(&snapshot);
        let options = options(&identity);
        let view = snapshot.view().unwrap();
        let records = view.latest(&Want::none().prefix("")).unwrap().records;
        let (kinds, _) = places::sort(&view, records);
        for mut kind in kinds {
            for at in 0..kind.objects.len() {
                let placed = &kind.objects[at];
                let fast = rows(read(&view, &kind, placed, &options));
                let is_straight = super::super::object::selected(&view, &kind, placed, &options);
                straight += usize::from(is_straight.is_some());
                let writes = std::mem::replace(&mut kind.writes_items, false);
                let slow = rows(read(&view, &kind, &kind.objects[at], &options));
                kind.writes_items = writes;
                assert_eq!(fast, slow);
            }
        }
    }
    assert!(straight > 500, "{straight}");
}
