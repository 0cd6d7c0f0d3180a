//! The page of small stories.

use kf_base::limits::MAX_REPORT_OBJECT_CHANGES;
use kf_file::input::{Input, OpenOptions};
use kf_testing::etcd::{Change, history};
use kf_view::Snapshot;

use super::*;
use crate::Part;
use crate::suspects::judge;
use crate::testing::OWN;

/// The page about these changes.
fn pages(changes: &[Change<'_>]) -> Pages {
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
        OWN.clone(),
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
    let pages = pages(&[(key, 2, Some(object)), (key, 3, None)]);
    let page = pages.report;
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
        page.contains("1 deletion, without those of Events."),
        "{page}"
    );
    let history = pages.history;
    assert!(!history.contains("etcd-<b>"), "{history}");
    assert!(history.contains("pods d/etcd-&lt;b&gt;"), "{history}");
    // Both changes are shown, and the page leads to them.
    for revision in [2, 3] {
        assert!(history.contains(&format!("<tr id=\"r{revision}\">")));
        let link = format!("<a href=\"history.html#r{revision}\">{revision}</a>");
        assert!(page.contains(&link), "{page}");
    }
    assert!(history.contains("hostPID: true"));
}

#[test]
fn an_object_that_changed_often_is_shown_whole() {
    let map = r#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"d"}}"#;
    let key = "/registry/configmaps/d/a";
    let many = u64::try_from(MAX_REPORT_OBJECT_CHANGES).unwrap() + 50;
    let changes: Vec<Change<'_>> = (2..many).map(|at| (key, at, Some(map))).collect();
    let history = pages(&changes).history;
    let shown = |revision| history.contains(&format!("<tr id=\"r{revision}\">"));
    assert!((2..many).all(shown));
    assert!(!history.contains("find no room") && !history.contains("left out"));
}

#[test]
fn script_and_style_end_where_they_should() {
    assert!(page::SHEET.is_closed() && history::SHEET.is_closed());
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
    let clock = Clock::new(points.collect());
    let axis = Axis::new(marks.iter(), &clock).unwrap();
    let all = axis.buckets(marks.iter(), &clock);
    assert!(all.len() <= 360 && all.len() > 300, "{}", all.len());
    assert_eq!(all.iter().map(|b| b.updated).sum::<u64>(), 1_000);
    assert_eq!(all.first().unwrap().revision, 1);
    assert!(Axis::new([].iter(), &Clock::default()).is_none());
}
