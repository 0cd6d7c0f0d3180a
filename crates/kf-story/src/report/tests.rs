//! The page of small stories.

use kf_file::input::{Input, OpenOptions};
use kf_testing::etcd::{Change, history};
use kf_view::Snapshot;

use super::*;
use crate::Part;
use crate::suspects::{Rules, judge};

/// The page about these changes.
fn page(changes: &[Change<'_>]) -> String {
    let file = history(changes, None);
    let input = Input::from_reader("made.db", &mut &*file, &OpenOptions::default());
    let snapshot = Snapshot::new(input.unwrap());
    let view = snapshot.view().unwrap();
    let part = Part {
        name: "made.db".to_owned(),
        view: &view,
        carved: Vec::new(),
    };
    let story = Story::tell(vec![part]);
    let mut tally = Tally::default();
    let suspects = judge(
        &story,
        Rules::own().unwrap(),
        |share: &mut Tally, seen| share.see(seen),
        |share| tally.append(share),
    );
    write(Page {
        story: &story,
        suspects: &suspects,
        tally,
        files: vec![Evidence {
            name: "<made>.db".to_owned(),
            ..Evidence::default()
        }],
        sections: Vec::new(),
        limits: Vec::new(),
        version: "0",
    })
}

#[test]
fn text_of_a_snapshot_stays_text() {
    let object = r#"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"etcd-<b>","namespace":"d",
        "creationTimestamp":"2026-01-01T00:00:00Z"},"spec":{"hostPID":true,"containers":[{"name":"c"}]}}"#;
    let key = "/registry/pods/d/etcd-<b>";
    let page = page(&[(key, 2, Some(object)), (key, 3, None)]);
    assert!(
        !page.contains("<b>.db") && !page.contains("etcd-<b>"),
        "{page}"
    );
    assert!(page.contains("&lt;made&gt;.db") && page.contains("etcd-&lt;b&gt;"));
    assert!(page.contains("A pod of no owner has the name of a part of the system"));
    for part in ["http://", "src=", "url(", "@import", "<img"] {
        assert!(!page.contains(part), "{part}");
    }
    assert!(
        page.contains("1 deletions, without those of Events."),
        "{page}"
    );
}

#[test]
fn script_and_style_end_where_they_should() {
    for part in [include_str!("page.css"), include_str!("page.js")] {
        assert!(!part.contains("</") && !part.contains("<!--"));
    }
}

#[test]
fn times_are_cut_into_columns() {
    let marks: Vec<Mark> = (1..=1_000)
        .map(|revision| Mark {
            revision,
            operation: KeyOperation::Updated,
        })
        .collect();
    let points = (1..=1_000).map(|revision| crate::clock::Point {
        revision,
        second: revision * 7,
        exact: true,
    });
    let all = buckets(&marks, &Clock::new(points.collect()));
    assert!(all.len() <= 120 && all.len() > 100, "{}", all.len());
    assert_eq!(all.iter().map(|b| b.updated).sum::<u64>(), 1_000);
    assert!(buckets(&[], &Clock::default()).is_empty());
}
