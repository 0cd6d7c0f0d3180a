//! Watches of a past that is partly gone.

use super::*;
use kf_object::parse::json::parse;

fn map(app: &str) -> String {
    format!(
        r#"{{"apiVersion":"v1","kind":"ConfigMap","metadata":{{"name":"one","namespace":"a","labels":{{"app":"{app}"}}}}}}"#
    )
}

/// `TYPE REVISION LABEL` of the events of a watch, or the code of the error that ends it.
fn events(query: &str) -> Vec<String> {
    let [web, db, new] = ["web", "db", "new"].map(map);
    let key = "/registry/configmaps/a/one";
    let file = kf_testing::etcd::history(
        &[
            (key, 4, Some(&web)),
            (key, 6, Some(&db)),
            (key, 7, None),
            (key, 8, Some(&new)),
            ("/registry/configmaps/b/one", 9, Some(&new)),
        ],
        Some(5),
    );
    let input = Input::from_reader("made", &mut &*file, &OpenOptions::default());
    let made = Snapshot::new(input.unwrap());
    let view = made.view_with(&ViewOptions::default()).unwrap();
    let url = format!("/api/v1/namespaces/a/configmaps?watch=1&{query}");
    let ask = Ask {
        method: "GET",
        url: &url,
        accept: "",
        user_agent: "",
        if_none_match: "",
        user: None,
        body: b"",
        offer: Offer::default(),
    };
    let response = respond(&view, ask, None).unwrap();
    let Body::Watch(watch) = &response.body else {
        panic!("{url} is no watch");
    };
    let mut all = Vec::new();
    let mut take = |event: &[u8]| {
        let event = parse(event).unwrap();
        let object = event.get("object").unwrap();
        all.push(
            match object.get("code").and_then(kf_object::Value::as_int) {
                Some(code) => code.to_string(),
                None => format!(
                    "{} {} {}",
                    event.str_at(&["type"]).unwrap(),
                    object.str_at(&["metadata", "resourceVersion"]).unwrap(),
                    object.str_at(&["metadata", "labels", "app"]).unwrap(),
                ),
            },
        );
        Ok(())
    };
    let goes_on = watch.write(&mut take, &mut |_| {}).unwrap();
    assert_eq!(goes_on, all.first().is_none_or(|event| event != "410"));
    all
}

#[test]
fn deletions_carry_the_last_value_and_their_own_revision() {
    let all = ["MODIFIED 6 db", "DELETED 7 db", "ADDED 8 new"];
    assert_eq!(events("resourceVersion=5"), all);
    assert_eq!(events("resourceVersion=6"), all[1..]);
    assert_eq!(events("resourceVersion=9"), [""; 0]);
    // What is selected no more is gone, with what it was before.
    assert_eq!(
        events("resourceVersion=5&labelSelector=app%3Dweb"),
        ["DELETED 6 web"]
    );
    assert_eq!(
        events("resourceVersion=5&labelSelector=app%3Ddb"),
        ["ADDED 6 db", "DELETED 7 db"]
    );
}

#[test]
fn what_is_compacted_away_cannot_be_watched() {
    assert_eq!(events("resourceVersion=4"), ["410"]);
    assert_eq!(events("resourceVersion=1"), ["410"]);
    assert_eq!(events("resourceVersion=0"), ["ADDED 8 new"]);
}
