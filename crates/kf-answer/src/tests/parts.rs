//! Parts of objects, bookmarks and schemas, as they were in each minor.

use super::*;
use kf_object::Value;
use kf_object::parse::json::parse;

const DEPLOYMENT: &str = r#"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web",
    "namespace":"a","uid":"u","creationTimestamp":"2020-01-01T00:00:00Z"},"spec":{"replicas":2,
    "selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
    "spec":{"containers":[{"name":"c","image":"i"}]}}},"status":{"replicas":1}}"#;
const IDLE: &str = r#"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"idle",
    "namespace":"a"},"spec":{"replicas":0,
    "selector":{"matchExpressions":[{"key":"app","operator":"Exists"}]},
    "template":{"metadata":{},"spec":{"containers":[{"name":"c","image":"i"}]}}}}"#;
const CONTROLLER: &str = r#"{"apiVersion":"v1","kind":"ReplicationController","metadata":{
    "name":"rc","namespace":"a"},"spec":{"replicas":3,"selector":{"app":"rc"}},
    "status":{"replicas":3}}"#;
const CSR: &str = r#"{"apiVersion":"certificates.k8s.io/v1beta1",
    "kind":"CertificateSigningRequest","metadata":{"name":"c"},"spec":{"request":"YQ=="}}"#;

/// Runs with the state of a cluster of a minor.
fn in_minor<T>(minor: u8, run: impl FnOnce(&View<'_>) -> T) -> T {
    let file = key_space(&[
        ("/registry/deployments/a/web", 2, DEPLOYMENT),
        ("/registry/deployments/a/idle", 3, IDLE),
        ("/registry/controllers/a/rc", 4, CONTROLLER),
        ("/registry/certificatesigningrequests/c", 5, CSR),
    ]);
    let input = Input::from_reader("made", &mut &*file, &OpenOptions::default());
    let snapshot = Snapshot::new(input.unwrap());
    let options = ViewOptions {
        kube_minor: Some(kf_schema::Minor::new(minor)),
        ..ViewOptions::default()
    };
    run(&snapshot.view_with(&options).unwrap())
}

/// The answer to a GET of a client that may see all that the server had.
fn get_in(view: &View<'_>, url: &str) -> (u16, String) {
    get_as(view, url, "application/json")
}

/// As [`get_in`], with the header `Accept` of the client.
fn get_as(view: &View<'_>, url: &str, accept: &str) -> (u16, String) {
    let ask = Ask {
        method: "GET",
        url,
        accept,
        user_agent: "kubectl/v1.36.0",
        if_none_match: "",
        user: None,
        body: b"",
        offer: Offer {
            all_verbs: true,
            stale_groups: false,
        },
    };
    let response = respond(view, ask, None);
    let response = response.unwrap_or_else(|status| Response::refusal(&status));
    let mut out = Vec::new();
    if let Body::Watch(watch) = &response.body {
        out.extend(watch.bookmark().unwrap_or_default());
    }
    response.write(&mut out, &mut |_| {}).unwrap();
    (response.code, String::from_utf8(out).unwrap())
}

/// Members stand in the order of the Go structs, and those that are empty are left out.
/// As servers from 1.24 on have them (kubernetes pkg/printers/internalversion/printers.go `printScale`).
#[test]
fn scales_as_tables_and_metadata() {
    const TABLE: &str = "application/json;as=Table;v=v1;g=meta.k8s.io";
    const META: &str = "application/json;g=meta.k8s.io;v=v1;as=PartialObjectMetadata";
    let url = "/apis/apps/v1/namespaces/a/deployments/web/scale";
    in_minor(24, |view| {
        let (code, body) = get_as(view, url, TABLE);
        assert_eq!(code, 200, "{body}");
        let value = parse(body.as_bytes()).unwrap();
        let columns = value.get("columnDefinitions").and_then(Value::as_array);
        let column = |c: &Value<'_>| {
            ["name", "type", "format"].map(|name| c.str_at(&[name]).unwrap().to_owned())
        };
        let columns: Vec<[String; 3]> = columns.unwrap().iter().map(column).collect();
        assert_eq!(
            columns,
            [
                ["Name", "string", ""],
                ["Desired", "integer", ""],
                ["Available", "integer", ""],
                ["Age", "string", ""]
            ]
        );
        assert!(body.contains(r#""cells":["web",2,1,"#), "{body}");
        let (_, body) = get_as(view, &format!("{url}?includeObject=Object"), TABLE);
        assert!(
            body.contains(r#""object":{"kind":"Scale","apiVersion":"autoscaling/v1""#),
            "{body}"
        );
        let (_, body) = get_as(view, url, META);
        assert!(
            body.starts_with(r#"{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1""#),
            "{body}"
        );
        let (code, body) = get_as(view, url, &format!("{META}List"));
        assert_eq!(code, 406);
        assert!(
            body.contains("the requested object is not a list (*autoscaling.Scale)"),
            "{body}"
        );
    });
    in_minor(23, |view| {
        for url in [url, "/apis/apps/v1/namespaces/a/deployments/web/status"] {
            assert_eq!(get_as(view, url, TABLE).0, 406);
            let (code, body) = get_as(view, url, &format!("{TABLE},application/json"));
            assert_eq!(code, 200);
            assert!(!body.starts_with(r#"{"kind":"Table""#), "{body}");
        }
    });
}

#[test]
fn scales() {
    let url = "/apis/apps/v1/namespaces/a/deployments/web/scale";
    assert_eq!(
        in_minor(36, |view| get_in(view, url)).1,
        "{\"kind\":\"Scale\",\"apiVersion\":\"autoscaling/v1\",\"metadata\":{\"name\":\"web\",\
         \"namespace\":\"a\",\"uid\":\"u\",\"resourceVersion\":\"2\",\"creationTimestamp\":\
         \"2020-01-01T00:00:00Z\"},\"spec\":{\"replicas\":2},\"status\":{\"replicas\":1,\
         \"selector\":\"app=web\"}}\n"
    );
    let idle = in_minor(36, |view| get_in(view, &url.replace("web", "idle"))).1;
    let end = r#""spec":{},"status":{"replicas":0,"selector":"app"}}"#;
    assert!(idle.trim_end().ends_with(end), "{idle}");
    in_minor(15, |view| {
        for version in ["apps/v1beta1", "apps/v1beta2", "extensions/v1beta1"] {
            let at = |name: &str| {
                let url = format!("/apis/{version}/namespaces/a/deployments/{name}/scale");
                (get_in(view, &url).1, url)
            };
            let (body, url) = at("web");
            let start = format!(
                "{{\"kind\":\"Scale\",\"apiVersion\":\"{version}\",\"metadata\":{{\"name\":\"web\",\
                 \"namespace\":\"a\",\"selfLink\":\"{url}\",\"uid\":\"u\","
            );
            assert!(body.starts_with(&start), "{body}");
            let end =
                r#""status":{"replicas":1,"selector":{"app":"web"},"targetSelector":"app=web"}}"#;
            assert!(body.trim_end().ends_with(end), "{body}");
            let (body, _) = at("idle");
            let end = r#""spec":{},"status":{"replicas":0,"targetSelector":"app"}}"#;
            assert!(body.trim_end().ends_with(end), "{body}");
        }
        let url = "/apis/extensions/v1beta1/namespaces/a/replicationcontrollers/rc/scale";
        let (_, body) = get_in(view, url);
        let link = format!(r#""selfLink":"{url}""#);
        assert!(body.contains(&link), "{body}");
        let end = r#""spec":{"replicas":3},"status":{"replicas":3,"selector":{"app":"rc"},"targetSelector":"app=rc"}}"#;
        assert!(body.trim_end().ends_with(end), "{body}");
        // Nothing else of it is in that group.
        assert_eq!(get_in(view, url.strip_suffix("/scale").unwrap()).0, 404);
    });
    let url = "/apis/extensions/v1beta1/namespaces/a/replicationcontrollers/rc/scale";
    assert_eq!(in_minor(36, |view| get_in(view, url)).0, 404);
}

#[test]
fn approvals_could_not_be_read_at_first() {
    let url = "/apis/certificates.k8s.io/v1beta1/certificatesigningrequests/c/approval";
    assert_eq!(in_minor(18, |view| get_in(view, url)).0, 404);
    assert_eq!(in_minor(19, |view| get_in(view, url)).0, 200);
}

/// Objects of structs had a time that is not set until 1.33; those of custom resources are maps.
#[test]
fn bookmarks() {
    let watch = "?watch=1&allowWatchBookmarks=true";
    let mark =
        |minor, url: &str| with_view(minor, None, |view| get_in(view, &format!("{url}{watch}"))).1;
    let start = r#"{"type":"BOOKMARK","object":{"kind":"ConfigMap","apiVersion":"v1","metadata":{"resourceVersion":"9""#;
    let maps = "/api/v1/configmaps";
    assert_eq!(mark(34, maps).trim_end(), format!("{start}}}}}}}"));
    assert_eq!(
        mark(33, maps).trim_end(),
        format!(r#"{start},"creationTimestamp":null}}}}}}"#)
    );
    for minor in [33, 34] {
        assert_eq!(
            mark(minor, "/apis/x.io/v1/crons").trim_end(),
            r#"{"type":"BOOKMARK","object":{"apiVersion":"x.io/v1","kind":"Cron","metadata":{"resourceVersion":"9"}}}"#
        );
    }
}

/// What `kf explain` shows of every object, clients can show too.
#[test]
fn schemas_say_of_what_type_an_object_is() {
    let check = |view: &View<'_>, path: &str, name: &str| {
        let (_, body) = get_in(view, path);
        let document = parse(body.as_bytes()).unwrap();
        let schemas = document.at(&["components", "schemas"]).unwrap();
        for member in ["apiVersion", "kind"] {
            let member = schemas.at(&[name, "properties", member, "type"]);
            assert_eq!(member.and_then(kf_object::Value::as_str), Some("string"));
        }
        let meta = "io.k8s.apimachinery.pkg.apis.meta.v1";
        let fields = schemas.at(&[
            &format!("{meta}.ManagedFieldsEntry"),
            "properties",
            "fieldsV1",
            "allOf",
        ]);
        let fields = fields.and_then(|all| all.as_array()?.first()?.str_at(&["$ref"]));
        let want = format!("#/components/schemas/{meta}.FieldsV1");
        assert_eq!(fields, Some(want.as_str()));
        assert!(schemas.get(&format!("{meta}.FieldsV1")).is_some());
        let required = schemas.at(&[&format!("{meta}.OwnerReference"), "required"]);
        assert_eq!(required.unwrap().as_array().unwrap().len(), 4);
    };
    let deployment = "io.k8s.api.apps.v1.Deployment";
    in_minor(36, |view| {
        check(view, "/openapi/v3/apis/apps/v1", deployment)
    });
    in_minor(36, |view| {
        // A part of objects that was registered as a kind once.
        let (_, body) = get_in(view, "/openapi/v3/api/v1");
        let document = parse(body.as_bytes()).unwrap();
        let source = [
            "components",
            "schemas",
            "io.k8s.api.core.v1.NodeConfigSource",
        ];
        let source = document.at(&source).and_then(|s| s.get("properties"));
        assert!(source.is_some_and(|members| members.get("kind").is_none()));
        // What is answered can be explained.
        let (_, body) = get_in(view, "/openapi/v3/apis/authorization.k8s.io/v1");
        let path = r#""/apis/authorization.k8s.io/v1/selfsubjectaccessreviews":{"post":{"#;
        assert!(body.contains(path), "{body}");
    });
    with_view(36, None, |view| {
        check(view, "/openapi/v3/apis/x.io/v1", "io.x.v1.Cron");
        let (_, body) = get_in(view, "/openapi/v3/apis/x.io/v1");
        for text in [
            "APIVersion defines",
            "Kind is a string",
            "Standard object's",
        ] {
            assert!(
                body.contains(&format!(r#""description":"{text}"#)),
                "{text}"
            );
        }
    });
}
