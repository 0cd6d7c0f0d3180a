use super::*;

fn text(root: &str, path: &[&str], recursive: bool) -> String {
    let fields = match recursive {
        true => Fields::Listed(None),
        false => Fields::Described,
    };
    shown(root, path, fields)
}

fn shown(root: &str, path: &[&str], fields: Fields) -> String {
    let root = kf_object::parse::json::parse(root.as_bytes()).unwrap();
    let document = Document::new(root, kf_schema::Minor::new(36));
    match body(&document, path, fields) {
        Ok(text) => text,
        Err(e) => e.message().to_owned(),
    }
}

const SCHEMA: &str = r#"{"type":"object","description":"A thing.","required":["spec"],"properties":{
    "spec":{"type":"object","description":"What is wanted.","properties":{
        "mode":{"type":"string","enum":["","a","b","c","d"],"description":"How."},
        "sizes":{"type":"array","items":{"type":"integer"}},
        "tags":{"type":"object","additionalProperties":{"type":"object","properties":{"x":{"type":"string"}}}},
        "any":{"x-kubernetes-preserve-unknown-fields":true}}}}}"#;

#[test]
fn a_kind_and_its_fields() {
    assert_eq!(
        text(SCHEMA, &[], false),
        "DESCRIPTION:\n    A thing.\n    \nFIELDS:\n  spec\t<Object> -required-\n    What is wanted.\n\n\n"
    );
    assert_eq!(
        text(SCHEMA, &["spec", "mode"], false),
        "FIELD: mode <string>\nENUM:\n    \"\"\n    a\n    b\n    c\n    d\n\nDESCRIPTION:\n    How.\n    \n\n"
    );
    assert_eq!(
        text(SCHEMA, &[], true),
        "DESCRIPTION:\n    A thing.\n    \nFIELDS:\n  spec\t<Object> -required-\n    any\t<Object>\n    \
         mode\t<string>\n    enum: \"\", a, b, c, ....\n    sizes\t<[]integer>\n    \
         tags\t<map[string]Object>\n      x\t<string>\n\n"
    );
}

#[test]
fn fields_of_fields_down_to_a_level() {
    let levels = |most| shown(SCHEMA, &[], Fields::Listed(Some(most)));
    assert_eq!(
        levels(1),
        "DESCRIPTION:\n    A thing.\n    \nFIELDS:\n  spec\t<Object> -required-\n\n"
    );
    // Members of a map's values are of the level below the map's.
    assert!(levels(2).ends_with("    tags\t<map[string]Object>\n\n"));
    assert_eq!(levels(3), text(SCHEMA, &[], true));
}

#[test]
fn fields_that_are_not() {
    let missing = |path: &[&str]| text(SCHEMA, path, false);
    assert_eq!(missing(&["nope"]), "field \"nope\" does not exist");
    assert_eq!(
        missing(&["spec", "mode", "x"]),
        "field \"x\" does not exist"
    );
    // Through a map to the members of its values.
    assert!(missing(&["spec", "tags", "x"]).starts_with("FIELD: x <string>\n"));
}

#[test]
fn a_kind_within_another_has_its_type() {
    let schema = r##"{"properties":{"c":{"$ref":"#/components/schemas/k8s.io/api/core/v1.PersistentVolumeClaim"},"s":{"$ref":"#/components/schemas/k8s.io/api/core/v1.PodTemplateSpec"}}}"##;
    assert!(text(schema, &["c", "kind"], false).starts_with("FIELD: kind <string>"));
    assert!(!text(schema, &["s"], false).contains("apiVersion"));
}

#[test]
fn references_that_run_in_circles_end() {
    let schema = r##"{"properties":{"s":{"$ref":"#/components/schemas/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1.JSONSchemaProps"}}}"##;
    assert!(text(schema, &[], true).contains("\n  s\t<JSONSchemaProps>\n    $ref\t<string>\n"));
    assert!(
        text(schema, &["s", "not", "not", "title"], false).starts_with("FIELD: title <string>")
    );
}

/// `fixtures/explain/thing.txt` is what kubectl printed of a server that publishes `thing.json`,
/// without the four lines of the head.
#[test]
fn a_custom_resource_reads_as_kubectl_has_it() {
    let schema = include_bytes!("../../../../fixtures/explain/thing.json");
    let wanted = include_str!("../../../../fixtures/explain/thing.txt");
    let schema = kf_object::parse::json::parse(schema).unwrap();
    let document = Document::new(
        kf_resource::published(Some(schema), &document::object_meta()),
        kf_schema::Minor::new(36),
    );
    let mut compared = 0;
    for case in wanted.split("$ things").skip(1) {
        let (path, text) = case.split_once('\n').unwrap();
        let path: Vec<&str> = path.split('.').skip(1).collect();
        assert_eq!(
            body(&document, &path, Fields::Described).unwrap(),
            text,
            "{path:?}"
        );
        compared += 1;
    }
    assert_eq!(compared, 12);
}
