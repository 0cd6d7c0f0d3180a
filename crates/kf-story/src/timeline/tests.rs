//! Rows of small stories.

use kf_file::input::{Input, OpenOptions};
use kf_testing::etcd::{Change, history};
use kf_view::Snapshot;

use super::*;
use crate::Part;

fn snapshot(changes: &[Change<'_>], compacted: Option<u64>) -> Snapshot {
    let file = history(changes, compacted);
    let input = Input::from_reader("made.db", &mut &*file, &OpenOptions::default());
    Snapshot::new(input.unwrap())
}

/// A ConfigMap of `default` with a field manager and the second of both.
fn map(name: &str, second: u32, extra: &str) -> String {
    format!(
        r#"{{"apiVersion":"v1","kind":"ConfigMap","metadata":{{"name":"{name}","namespace":"default",
        "uid":"u-{name}","creationTimestamp":"2026-01-01T00:00:{second:02}Z","managedFields":[
        {{"manager":"kubectl","operation":"Update","apiVersion":"v1","time":"2026-01-01T00:00:{second:02}Z"}}]}}{extra}}}"#
    )
}

/// The timeline of these files in a form.
fn told(snapshots: &[&Snapshot], form: Form, filter: &Filter) -> (String, Vec<Written>) {
    let views: Vec<_> = snapshots.iter().map(|s| s.view().unwrap()).collect();
    let parts = views.iter().enumerate().map(|(i, view)| Part {
        name: format!("{i}.db"),
        view,
        carved: Vec::new(),
    });
    let story = Story::tell(parts.collect());
    let clock = story.clock();
    let columns = Columns {
        cluster: None,
        last: 100,
    };
    let (mut out, mut written) = (Vec::new(), Vec::new());
    form.head(&mut out, &columns);
    let places = story.wanted(filter);
    let done: Result<(), ()> = story.walk(
        &places,
        |share: &mut (Vec<u8>, Vec<Written>), seen| {
            rows(&story, &clock, filter, seen, |row| {
                let done = form.write(&mut share.0, row, &columns);
                share.1.push(done);
            });
        },
        |share| {
            out.append(&mut share.0);
            written.append(&mut share.1);
            Ok(())
        },
    );
    done.unwrap();
    (String::from_utf8(out).unwrap(), written)
}

const KEY: &str = "/registry/configmaps/default/a";

#[test]
fn each_change_has_its_operation_and_a_time_or_bounds() {
    let (first, second) = (map("a", 1, ""), map("b", 9, ""));
    let changes: [Change<'_>; 4] = [
        (KEY, 2, Some(&first)),
        (KEY, 3, None),
        ("/registry/configmaps/default/b", 4, Some(&second)),
        ("/registry/configmaps/default/b", 5, None),
    ];
    let file = snapshot(&changes, None);
    let (text, _) = told(&[&file], Form::Text, &Filter::default());
    let expected = "\
REVISION  TIME                        WITHIN   WHAT
2         2026-01-01T00:00:01Z                 created configmaps default/a by kubectl (Update)
3         2026-01-01T00:00:01Z        +10s     deleted configmaps default/a
4         2026-01-01T00:00:09Z                 created configmaps default/b by kubectl (Update)
5         2026-01-01T00:00:09Z        or later deleted configmaps default/b
";
    assert_eq!(text, expected);
    let only = Filter {
        operations: vec![KeyOperation::Deleted],
        since: Some(4),
        ..Filter::default()
    };
    let (text, _) = told(&[&file], Form::Bodyfile, &only);
    assert_eq!(
        text,
        "0|/registry/configmaps/default/b (Deletion (not earlier than): deleted configmaps \
         default/b)|5||0|0|0|0|0|1767225609|0\n"
    );
}

#[test]
fn a_time_that_contradicts_the_order_is_that_of_no_row() {
    let keys = ["a", "b", "c", "d"].map(|name| format!("/registry/configmaps/default/{name}"));
    let values = ["02:00", "02:01", "00:07", "02:02"]
        .map(|time| map("a", 1, "").replace("00:01Z", &format!("{time}Z")));
    let changes: Vec<Change<'_>> = (keys.iter().zip(&values).zip(2..))
        .map(|((key, value), at)| (key.as_str(), at, Some(value.as_str())))
        .collect();
    let file = snapshot(&changes, None);
    let (text, _) = told(&[&file], Form::Text, &Filter::default());
    assert_eq!(
        text.lines().nth(3).unwrap(),
        "4         2026-01-01T00:02:01Z        +3s      created configmaps default/c by kubectl \
         (Update); its own time contradicts the order: 2026-01-01T00:00:07Z"
    );
    let (lines, _) = told(&[&file], Form::Jsonl, &Filter::default());
    let row = lines.lines().nth(2).unwrap();
    assert!(
        row.contains(r#""time_exact":false,"time_source":"bracket""#),
        "{row}"
    );
}

#[test]
fn two_files_tell_equal_revisions_once_and_gaps_are_named() {
    let values: Vec<String> = (1..9).map(|second| map("a", second, "")).collect();
    let put = |at: usize| (KEY, at as u64 + 1, Some(values[at].as_str()));
    let all: Vec<Change<'_>> = (1..8).map(put).collect();
    let early = snapshot(&all[..3], None);
    let later = snapshot(&all, None);
    let (text, _) = told(&[&early, &later], Form::Text, &Filter::default());
    let revisions: Vec<&str> = text.lines().skip(1).map(|l| l.split_at(1).0).collect();
    assert_eq!(revisions, ["2", "3", "4", "5", "6", "7", "8"]);
    assert_eq!(text.matches("updated").count(), 6);

    let strange = map("a", 59, "");
    let strange = snapshot(&[all[0], (KEY, 3, Some(&strange))], None);
    let views = [early.view().unwrap(), strange.view().unwrap()];
    let parts = views.iter().map(|view| Part {
        name: "x".to_owned(),
        view,
        carved: Vec::new(),
    });
    let story = Story::tell(parts.collect());
    assert_eq!(story.foreign()[0].revision, Some(3));
    assert_eq!(story.changes().len(), 3);

    let far = map("b", 30, "");
    let apart: [Change<'_>; 1] = [("/registry/configmaps/default/b", 40, Some(&far))];
    let apart = snapshot(&apart, Some(30));
    let views = [early.view().unwrap(), apart.view().unwrap()];
    let parts = views.iter().zip(["A", "B"]).map(|(view, name)| Part {
        name: name.to_owned(),
        view,
        carved: Vec::new(),
    });
    let story = Story::tell(parts.collect());
    let gap = crate::Gap {
        after: (4, "A".to_owned()),
        until: (30, "B".to_owned()),
    };
    assert_eq!(story.gaps(), [gap]);
}

#[test]
fn what_timesketch_would_misread_is_left_out_and_counted() {
    let untimed = r#"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","namespace":"default"},
        "data":{"k":"1"}}"#;
    let changes: [Change<'_>; 1] = [(KEY, 2, Some(untimed))];
    let file = snapshot(&changes, None);
    let (csv, written) = told(&[&file], Form::TimesketchCsv, &Filter::default());
    assert_eq!((csv.lines().count(), written), (1, vec![Written::Untimed]));
    let (jsonl, written) = told(&[&file], Form::Jsonl, &Filter::default());
    assert_eq!(written, [Written::Yes]);
    assert!(
        !jsonl.contains("datetime") && jsonl.contains(r#""operation":"created""#),
        "{jsonl}"
    );
}

#[test]
fn objects_tell_of_times_once() {
    let pod = |second: u32| {
        format!(
            r#"{{"apiVersion":"v1","kind":"Pod","metadata":{{"name":"a","namespace":"default","labels":{{"n":"{second}"}}}},
            "status":{{"conditions":[{{"type":"Ready","status":"True","lastTransitionTime":"2026-01-01T00:00:05Z",
            "reason":"Fine"}}],"containerStatuses":[{{"name":"c","lastState":{{"terminated":{{"exitCode":3,
            "startedAt":"2026-01-01T00:00:01Z","finishedAt":"2026-01-01T00:00:02Z"}}}}}}]}}}}"#
        )
    };
    let (first, second) = (pod(6), pod(7));
    let key = "/registry/pods/default/a";
    let changes: [Change<'_>; 2] = [(key, 2, Some(&first)), (key, 3, Some(&second))];
    let file = snapshot(&changes, None);
    let (text, _) = told(&[&file], Form::Text, &Filter::default());
    let facts: Vec<&str> = text.lines().filter(|l| l.contains("Z  ")).collect();
    assert_eq!(
        facts,
        [
            "2         2026-01-01T00:00:01Z                   Container Started: pods default/a: container c \
             started",
            "2         2026-01-01T00:00:02Z                   Container Finished: pods default/a: container c \
             ended with exit code 3",
            "2         2026-01-01T00:00:05Z                   Condition Transition: pods default/a: \
             condition Ready=True (Fine)",
        ]
    );
}
