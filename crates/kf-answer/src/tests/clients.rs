//! Whole requests, as clients send them.

use super::*;
use kf_object::parse::json::parse;

const TABLE: &str = "application/json;as=Table;v=v1;g=meta.k8s.io";
const PARTIAL: &str = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

/// Code, `Content-Type` and body of an answer; each event of a watch on a line.
fn sent(view: &View<'_>, ask: Ask<'_>) -> (u16, String, String) {
    let response = respond(view, ask, None);
    let response = response.unwrap_or_else(|status| Response::refusal(&status));
    let mut out = Vec::new();
    match &response.body {
        Body::Watch(watch) => {
            let mut take = |event: &[u8]| {
                out.extend(event);
                out.push(b'\n');
                Ok(())
            };
            let on = watch.write(&mut take, &mut |_| {}).unwrap();
            if on && let Some(bookmark) = watch.bookmark() {
                out.extend(bookmark);
                out.push(b'\n');
            }
        }
        _ => response.write(&mut out, &mut |_| {}).unwrap(),
    }
    let text = String::from_utf8(out).unwrap();
    (response.code, response.content_type.to_string(), text)
}

const NOTHING: Ask<'_> = Ask {
    method: "GET",
    url: "/",
    accept: "application/json",
    user_agent: "kubectl/v1.36.0",
    if_none_match: "",
    user: None,
    body: b"",
    offer: READABLE,
};

/// What can be read, and nothing beside.
const READABLE: Offer = Offer {
    all_verbs: false,
    stale_groups: false,
};

fn get_as(url: &str, accept: &str) -> (u16, String) {
    with_view(36, None, |view| {
        let (code, _, body) = sent(
            view,
            Ask {
                url,
                accept,
                ..NOTHING
            },
        );
        (code, body)
    })
}

fn post(url: &str, body: &str) -> (u16, String) {
    with_view(36, None, |view| {
        let (code, _, body) = sent(
            view,
            Ask {
                method: "POST",
                url,
                body: body.as_bytes(),
                ..NOTHING
            },
        );
        (code, body)
    })
}

#[test]
fn tables_have_columns_and_rows() {
    let url = "/api/v1/namespaces/a/configmaps?includeObject=None";
    let (code, body) = get_as(url, TABLE);
    assert_eq!(code, 200);
    assert_eq!(
        body,
        concat!(
            r#"{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"9"},"#,
            r#""columnDefinitions":["#,
            r#"{"name":"Name","type":"string","format":"name","description":"","priority":0},"#,
            r#"{"name":"Data","type":"string","format":"","description":"","priority":0},"#,
            r#"{"name":"Age","type":"string","format":"","description":"","priority":0}],"#,
            r#""rows":[{"cells":["one",0,"\u003cunknown\u003e"],"object":null},"#,
            r#"{"cells":["two",0,"\u003cunknown\u003e"],"object":null}]}"#,
            "\n"
        )
    );
    let (_, body) = get_as("/api/v1/namespaces/a/configmaps/one", TABLE);
    assert!(
        body.contains(
            r#""object":{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"one","#
        ),
        "{body}"
    );
    let (_, body) = get_as(
        "/api/v1/namespaces/a/configmaps?includeObject=Object",
        TABLE,
    );
    assert!(
        body.contains(r#""object":{"kind":"ConfigMap","apiVersion":"v1","#),
        "{body}"
    );
    let (code, body) = get_as("/api/v1/namespaces/none/configmaps", TABLE);
    assert!(code == 200 && body.ends_with("\"rows\":[]}\n"), "{body}");
    let (code, body) = get_as("/api/v1/configmaps?includeObject=Some", TABLE);
    assert!(code == 400 && body.contains("must be 'Metadata', 'Object', 'None', or empty"));
    let (_, body) = get_as("/apis/x.io/v1/crons", TABLE);
    assert!(body.contains(r#"{"name":"Age","type":"date","#), "{body}");
}

#[test]
fn metadata_alone() {
    let (_, body) = get_as("/apis/x.io/v1/crons?limit=1", PARTIAL);
    let value = parse(body.as_bytes()).unwrap();
    assert_eq!(value.str_at(&["kind"]), Some("PartialObjectMetadataList"));
    assert!(value.at(&["metadata", "continue"]).is_some());
    assert!(
        body.contains(
            r#""items":[{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"c1","#
        ),
        "{body}"
    );
}

/// Metadata of an object for a list, or of a list for an object, are refused (apiserver
/// pkg/endpoints/handlers/response.go).
#[test]
fn metadata_of_the_other_number() {
    let one = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
    for (url, accept, told) in [
        (
            "/api/v1/configmaps",
            one,
            "PartialObjectMetadata, but the requested object is a list (*core.ConfigMapList)",
        ),
        (
            "/apis/x.io/v1/crons",
            one,
            "PartialObjectMetadata, but the requested object is a list (*unstructured.UnstructuredList)",
        ),
        (
            "/api/v1/namespaces/a/configmaps/one",
            PARTIAL,
            "PartialObjectMetadataList, but the requested object is not a list (*core.ConfigMap)",
        ),
    ] {
        let (code, body) = get_as(url, accept);
        assert_eq!(code, 406, "{url}: {body}");
        assert!(
            body.contains(&format!(
                "\"message\":\"you requested {told}\",\"reason\":\"NotAcceptable\",\"code\":406"
            )),
            "{body}"
        );
    }
    assert_eq!(
        get_as("/api/v1/namespaces/a/configmaps/nope", PARTIAL).0,
        404
    );
}

#[test]
fn yaml_and_indented_json() {
    let url = "/api/v1/namespaces/a/configmaps/one";
    let (code, body) = get_as(url, "application/yaml");
    assert_eq!(code, 200);
    assert!(
        body.starts_with("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  labels:\n    app: web\n")
    );
    let (_, body) = get_as(&format!("{url}?pretty=true"), "");
    assert!(body.starts_with("{\n  \"kind\": \"ConfigMap\",\n  \"apiVersion\": \"v1\",\n"));
    assert!(body.ends_with("\n}"));
    with_view(36, None, |view| {
        let ask = Ask {
            url: "/api/v1/namespaces/none/pods",
            user_agent: "curl/8.0",
            ..NOTHING
        };
        let (_, _, body) = sent(view, ask);
        assert!(body.ends_with("\"items\": []\n}"), "{body}");
    });
}

#[test]
fn discovery_in_both_forms() {
    let (_, body) = get_as("/api", "application/json");
    assert_eq!(
        body,
        "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"],\
         \"serverAddressByClientCIDRs\":[]}\n"
    );
    let (_, body) = get_as("/apis/x.io/v1", "application/json");
    assert_eq!(
        body,
        concat!(
            r#"{"kind":"APIResourceList","apiVersion":"v1","groupVersion":"x.io/v1","resources":["#,
            r#"{"name":"crons","singularName":"cron","namespaced":false,"kind":"Cron","#,
            r#""verbs":["get","list","watch"],"storageVersionHash":"XJR1t9C8DVQ="}]}"#,
            "\n"
        )
    );
    let (_, body) = get_as("/apis/apps/v1", "application/json");
    for part in [
        r#""name":"deployments/scale","singularName":"","namespaced":true,"group":"autoscaling","version":"v1","kind":"Scale","verbs":["get"]"#,
        r#""storageVersionHash":"8aSe+NMegvE=""#,
    ] {
        assert!(body.contains(part), "{part}: {body}");
    }
    with_view(36, None, |view| {
        let accept =
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json";
        let ask = Ask {
            url: "/apis",
            accept,
            ..NOTHING
        };
        let (_, content_type, body) = sent(view, ask);
        assert_eq!(
            content_type,
            "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"
        );
        let value = parse(body.as_bytes()).unwrap();
        let groups = value.get("items").unwrap().as_array().unwrap();
        let named = |name: &str| {
            let found = groups
                .iter()
                .find(|g| g.str_at(&["metadata", "name"]) == Some(name));
            found.is_some()
        };
        assert!(named("x.io") && named("apps") && named("authorization.k8s.io"));
        let response = respond(view, ask, None).unwrap();
        let tag = response.headers.iter().find(|(name, _)| *name == "etag");
        let if_none_match = &tag.unwrap().1;
        let again = Ask {
            if_none_match,
            ..ask
        };
        assert_eq!(sent(view, again).0, 304);
    });
}

#[test]
fn reviews_are_answered_in_every_form() {
    let url = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    let asked = |verb: &str| {
        format!(r#"{{"spec":{{"resourceAttributes":{{"verb":"{verb}","resource":"pods"}}}}}}"#)
    };
    let (code, body) = post(url, &asked("list"));
    assert_eq!(code, 201);
    assert_eq!(
        body,
        concat!(
            r#"{"kind":"SelfSubjectAccessReview","apiVersion":"authorization.k8s.io/v1","#,
            r#""metadata":{},"spec":{"resourceAttributes":{"verb":"list","resource":"pods"}},"#,
            r#""status":{"allowed":true}}"#,
            "\n"
        )
    );
    let (_, body) = post(url, &asked("delete"));
    assert!(
        body.contains(r#""status":{"allowed":false,"reason":"#),
        "{body}"
    );
    // As typed clients send it.
    let field = |number: u8, bytes: &str| {
        let length = u8::try_from(bytes.len()).unwrap();
        format!(
            "{}{}{bytes}",
            char::from(number << 3 | 2),
            char::from(length)
        )
    };
    let attributes = field(2, "list") + &field(5, "pods");
    let review = field(1, "") + &field(2, &field(1, &attributes));
    let meta = field(1, "authorization.k8s.io/v1") + &field(2, "SelfSubjectAccessReview");
    let protobuf = "k8s\0".to_owned() + &field(1, &meta) + &field(2, &review);
    let (code, body) = post(url, &protobuf);
    assert_eq!(code, 201, "{body}");
    assert!(
        body.contains(r#""verb":"list""#) && body.contains(r#""allowed":true"#),
        "{body}"
    );
    let (code, _) = post(url, r#"{"kind":"Pod","apiVersion":"v1"}"#);
    assert_eq!(code, 400);
    let rules = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";
    let (code, body) = post(rules, r#"{"spec":{"namespace":"a"}}"#);
    assert_eq!(code, 201);
    assert!(body.contains(r#""nonResourceRules":[{"#) && body.contains(r#""incomplete":false"#));
    let (code, body) = post("/api/v1/namespaces/a/pods/p/exec?command=ls", "");
    assert!(
        code == 400 && body.contains("no running containers"),
        "{body}"
    );
    let (code, body) = post("/api/v1/namespaces/a/configmaps", "{}");
    assert_eq!(code, 405);
    assert!(body.contains(r#""reason":"MethodNotAllowed""#));
}

#[test]
fn events_of_a_watch() {
    let all = "/api/v1/namespaces/a/configmaps?watch=true&allowWatchBookmarks=true";
    let types = |body: &str| -> Vec<String> {
        let lines = body.lines().map(|line| parse(line.as_bytes()).unwrap());
        lines
            .map(|event| {
                let object = event.get("object").unwrap();
                format!(
                    "{} {} {}",
                    event.str_at(&["type"]).unwrap(),
                    object.str_at(&["kind"]).unwrap(),
                    object.str_at(&["metadata", "name"]).unwrap_or("-")
                )
            })
            .collect()
    };
    let (_, body) = get_as(all, "");
    assert_eq!(
        types(&body),
        [
            "ADDED ConfigMap one",
            "ADDED ConfigMap two",
            "BOOKMARK ConfigMap -"
        ]
    );
    let initial = format!("{all}&sendInitialEvents=true&resourceVersionMatch=NotOlderThan");
    let (_, body) = get_as(&initial, "");
    assert_eq!(types(&body).len(), 4);
    assert!(body.contains(r#""annotations":{"k8s.io/initial-events-end":"true"}"#));
    let (_, body) = get_as(&format!("{all}&resourceVersion=3"), "");
    assert_eq!(
        types(&body),
        ["ADDED ConfigMap two", "BOOKMARK ConfigMap -"]
    );
    let (_, body) = get_as(&format!("{all}&resourceVersion=9"), "");
    assert_eq!(types(&body), ["BOOKMARK ConfigMap -"]);
    // One of another cluster, or of a later file.
    let (code, body) = get_as(&format!("{all}&resourceVersion=99"), "");
    assert_eq!(code, 200);
    assert_eq!(types(&body), ["ERROR Status -"]);
    assert!(body.contains(r#""code":410"#));
    let (code, _) = get_as(&format!("{all}&sendInitialEvents=true"), "");
    assert_eq!(code, 422);
    let (_, body) = get_as(
        "/api/v1/watch/namespaces/a/configmaps/two?resourceVersion=0",
        "",
    );
    assert_eq!(types(&body), ["ADDED ConfigMap two"]);
    let (_, body) = get_as(
        "/api/v1/namespaces/a/configmaps?watch=1&labelSelector=app%3Ddb",
        TABLE,
    );
    assert_eq!(types(&body), ["ADDED Table -"]);
}

#[test]
fn a_table_names_its_columns_in_the_first_event_only() {
    let (_, body) = get_as("/api/v1/namespaces/a/configmaps?watch=true", TABLE);
    let mut lines = body.lines();
    assert!(lines.next().unwrap().contains(r#""columnDefinitions":[{"#));
    assert!(
        lines
            .next()
            .unwrap()
            .contains(r#""columnDefinitions":null"#)
    );
}

#[test]
fn what_is_not_there_says_so() {
    for (url, want) in [
        ("/nope", (404, "404 page not found\n")),
        ("/apis/none.io/v1", (404, "404 page not found\n")),
        (
            "/api/v1/frobs",
            (404, "the server could not find the requested resource"),
        ),
        (
            "/api/v1/namespaces/a/pods/p/log",
            (
                400,
                "a snapshot of etcd holds objects and no running containers",
            ),
        ),
        (
            "/api/v1/nodes/n/proxy/metrics",
            (
                400,
                "a snapshot of etcd holds objects and no running containers",
            ),
        ),
        (
            "/apis/apps/v1/namespaces/a/deployments/d/log",
            (404, "the server could not find the requested resource"),
        ),
        ("/api/v1/namespaces/a/configmaps/none", (404, "NotFound")),
        ("/healthz", (200, "ok")),
        ("/livez/ping?verbose", (200, "ok")),
        ("/livez/pong", (404, "404 page not found\n")),
        (
            "/readyz?verbose",
            (200, "[+]ping ok\nreadyz check passed\n"),
        ),
        ("/version/", (200, "\"gitVersion\": \"v1.36.0+kf\"")),
    ] {
        let (code, body) = get_as(url, "application/json");
        assert_eq!(code, want.0, "{url}");
        assert!(body.contains(want.1), "{url}: {body}");
    }
}

#[test]
fn schemas_of_built_in_and_custom_types() {
    let (_, body) = get_as("/openapi/v3", "application/json");
    let index = parse(body.as_bytes()).unwrap();
    assert!(index.at(&["paths", "apis/apps/v1"]).is_some());
    let (_, body) = get_as("/openapi/v3/apis/apps/v1?hash=1", "application/json");
    let document = parse(body.as_bytes()).unwrap();
    let schemas = ["components", "schemas"];
    let spec = document
        .at(&schemas)
        .and_then(|s| s.get("io.k8s.api.apps.v1.DeploymentSpec"))
        .unwrap();
    assert_eq!(
        spec.str_at(&["properties", "replicas", "format"]),
        Some("int32")
    );
    let path = "/apis/apps/v1/namespaces/{namespace}/deployments/{name}";
    assert!(
        document
            .at(&["paths", path, "patch", "parameters"])
            .is_some()
    );
    // Every reference leads to a schema.
    let named = document.at(&schemas).unwrap().as_object().unwrap();
    for reference in body.split("#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(named.contains_key(name), "{name}");
    }
    let (_, body) = get_as("/openapi/v3/apis/x.io/v1", "application/json");
    let document = parse(body.as_bytes()).unwrap();
    assert!(
        document
            .at(&schemas)
            .and_then(|s| s.get("io.x.v1.Cron"))
            .is_some()
    );
    assert_eq!(get_as("/openapi/v3/apis/none/v1", "").0, 404);
}

#[test]
fn the_older_schemas_are_protobuf() {
    let accept = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";
    with_view(36, None, |view| {
        let ask = Ask {
            url: "/openapi/v2?timeout=32s",
            accept,
            ..NOTHING
        };
        let response = respond(view, ask, None).unwrap();
        let mut document = Vec::new();
        response.write(&mut document, &mut |_| {}).unwrap();
        assert!(document.starts_with(b"\n\x032.0\x12"));
        let text = String::from_utf8_lossy(&document);
        for part in [
            "#/definitions/io.k8s.api.core.v1.PodSpec",
            "- group: apps\n  kind: Deployment\n  version: v1\n",
            "io.x.v1.Cron",
            "fieldValidation",
        ] {
            assert!(text.contains(part), "{part}");
        }
    });
    // A client that asks for JSON would take the protobuf for it.
    assert_eq!(get_as("/openapi/v2", "application/json").0, 406);
}

/// 1.37 marks the newest class that says it is the default, and 1.36 each of them.
#[test]
fn a_table_marks_the_default_class() {
    let class = |name: &str, created: &str| {
        format!(
            r#"{{"apiVersion":"storage.k8s.io/v1","kind":"StorageClass","metadata":{{"name":"{name}","creationTimestamp":"{created}","annotations":{{"storageclass.kubernetes.io/is-default-class":"true"}}}},"provisioner":"p"}}"#
        )
    };
    let [a, b, c] = [("a", "20"), ("b", "22"), ("c", "21")]
        .map(|(name, day)| class(name, &format!("2026-11-{day}T00:00:00Z")));
    let file = key_space(&[
        ("/registry/storageclasses/a", 3, &a),
        ("/registry/storageclasses/b", 4, &b),
        ("/registry/storageclasses/c", 5, &c),
    ]);
    let input = Input::from_reader("made", &mut &*file, &OpenOptions::default());
    let made = Snapshot::new(input.unwrap());
    for (minor, want) in [
        (36, "a (default) b (default) c (default)"),
        (37, "a b (default) c"),
    ] {
        let options = ViewOptions {
            kube_minor: Some(kf_schema::Minor::new(minor)),
            ..ViewOptions::default()
        };
        let view = made.view_with(&options).unwrap();
        let url = "/apis/storage.k8s.io/v1/storageclasses?includeObject=None";
        let (code, _, body) = sent(
            &view,
            Ask {
                url,
                accept: TABLE,
                ..NOTHING
            },
        );
        assert_eq!(code, 200);
        let table = parse(body.as_bytes()).unwrap();
        let rows = table
            .get("rows")
            .and_then(kf_object::Value::as_array)
            .unwrap();
        let names = rows.iter().map(|row| {
            let cells = row
                .get("cells")
                .and_then(kf_object::Value::as_array)
                .unwrap();
            cells[0].as_str().unwrap()
        });
        assert_eq!(names.collect::<Vec<_>>().join(" "), want, "1.{minor}");
    }
}

#[test]
fn discovery_of_all_that_the_server_had() {
    let offered = |url: &str| {
        with_view(36, None, |view| {
            let ask = Ask {
                url,
                offer: Offer {
                    all_verbs: true,
                    ..READABLE
                },
                ..NOTHING
            };
            sent(view, ask).2
        })
    };
    let core = offered("/api/v1");
    for part in [
        r#"{"name":"bindings","singularName":"binding","namespaced":true,"kind":"Binding","verbs":["create"]}"#,
        r#"{"name":"pods/eviction","singularName":"","namespaced":true,"group":"policy","version":"v1","kind":"Eviction","verbs":["create"]},{"name":"pods/exec","#,
        r#"{"name":"pods/status","singularName":"","namespaced":true,"kind":"Pod","verbs":["get","patch","update"]}"#,
        r#""kind":"ConfigMap","verbs":["create","delete","deletecollection","get","list","patch","update","watch"]"#,
    ] {
        assert!(core.contains(part), "{part}: {core}");
    }
    let custom = offered("/apis/x.io/v1");
    assert!(custom.contains(r#""verbs":["delete","deletecollection","get","list","patch","create","update","watch"]"#), "{custom}");
}
