//! The encoders against kubectl's own output (`fixtures/encode`, `fixtures/yaml`).

use proptest::prelude::*;

use super::*;
use crate::{Map, parse};

fn text(format: Format, value: &Value<'_>) -> String {
    let mut out = Vec::new();
    format.write(&mut out, value);
    String::from_utf8(out).unwrap()
}

fn fixture(path: &str) -> String {
    std::fs::read_to_string(kf_testing::fixture(path)).unwrap()
}

/// `{"d": {"k": value}}` as YAML, less the lines of the keys.
fn yaml_scalar(s: &str) -> String {
    let inner = Map::from_unsorted(vec![("k".into(), Value::str(s))]);
    let outer = Map::from_unsorted(vec![("d".into(), Value::Object(inner))]);
    let out = text(Format::Yaml, &Value::Object(outer));
    out.strip_prefix("d:\n  k: ")
        .unwrap()
        .strip_suffix('\n')
        .unwrap()
        .to_owned()
}

#[test]
fn kubectl_printed_the_same() {
    for name in [
        "empty-string-values",
        "html",
        "nested-documents",
        "nesting",
        "numbers",
        "odd-keys",
        "scalars",
        "tenant-null",
    ] {
        let json = fixture(&format!("encode/{name}.json"));
        let value = parse::json::parse(json.as_bytes()).unwrap();
        for (format, suffix) in [
            (Format::Json, "json"),
            (Format::Yaml, "yaml"),
            (Format::Kyaml, "kyaml"),
        ] {
            let want = fixture(&format!("encode/{name}.{suffix}"));
            assert_eq!(text(format, &value), want, "{name}.{suffix}");
        }
    }
    // The keys of this one have no fixed order in kubectl's YAML.
    let json = fixture("encode/spaces-and-controls.json");
    let value = parse::json::parse(json.as_bytes()).unwrap();
    assert_eq!(text(Format::Json, &value), json);
    assert_eq!(
        text(Format::Kyaml, &value),
        fixture("encode/spaces-and-controls.kyaml")
    );
}

#[test]
fn lists_are_written_item_by_item() {
    let json = fixture("encode/list.json");
    let list = parse::json::parse(json.as_bytes()).unwrap();
    let items = list.get("items").unwrap().as_array().unwrap();
    let write = |format: Format, items: &[Value<'_>]| {
        let (mut out, mut apart) = (Vec::new(), Vec::new());
        let mut together = ListEncoder::begin(format, &mut out);
        let mut parts = ListEncoder::begin(format, &mut apart);
        items.iter().for_each(|item| together.item(&mut out, item));
        for some in [
            &[],
            items.get(..1).unwrap_or_default(),
            &[],
            items.get(1..).unwrap_or_default(),
        ] {
            let mut part = Vec::new();
            some.iter()
                .for_each(|item| format.write_next_item(&mut part, item));
            let rest = parts.join(&mut apart, &part);
            apart.extend_from_slice(rest);
        }
        together.end(&mut out);
        parts.end(&mut apart);
        assert_eq!(out, apart);
        String::from_utf8(out).unwrap()
    };
    assert_eq!(write(Format::Json, items), json);
    assert_eq!(write(Format::Yaml, items), fixture("encode/list.yaml"));
    assert_eq!(write(Format::Kyaml, items), text(Format::Kyaml, &list));

    let mut none = list.clone();
    none.as_object_mut()
        .unwrap()
        .insert("items", Value::Array(vec![]));
    for format in [Format::Json, Format::Yaml, Format::Kyaml] {
        assert_eq!(write(format, &[]), text(format, &none));
    }
}

#[test]
fn yaml_scalars() {
    let json = fixture("yaml/scalars.json");
    let table = parse::json::parse(json.as_bytes()).unwrap();
    let rows = table.as_array().unwrap();
    assert_eq!(rows.len(), 360);
    for row in rows {
        let [Value::String(s), Value::String(want)] = row.as_array().unwrap() else {
            panic!("{row:?}");
        };
        assert_eq!(&yaml_scalar(s), want, "{s:?}");
    }
}

#[test]
fn long_yaml_lines_are_folded() {
    let words = vec!["word"; 40].join(" ");
    let lines: Vec<usize> = yaml_scalar(&words).lines().map(str::len).collect();
    // The first line is without its `  k: `.
    assert_eq!(lines, [79, 83, 43]);
    assert_eq!(yaml_scalar(&"x".repeat(100)), "x".repeat(100));
    let quoted = yaml_scalar(&format!("key: {words}"));
    assert!(quoted.starts_with("'key: word") && quoted.contains("word\n    word"));
    let spaced = format!("\u{1}{}  b", "x".repeat(80));
    assert_eq!(
        yaml_scalar(&spaced),
        format!("\"\\x01{}\n    \\ b\"", "x".repeat(80))
    );
    // Nothing is folded inside a literal, nor where two spaces meet in a plain text.
    assert_eq!(yaml_scalar(&format!("{words}\n")).lines().count(), 2);
    assert_eq!(yaml_scalar(&words.replace(' ', "  ")).lines().count(), 1);
}

#[test]
fn complex_keys() {
    let long = "k".repeat(129);
    let list = || Value::Array(vec![Value::Int(1)]);
    let value = Value::Object(Map::from_unsorted(vec![
        ("a\nb".into(), list()),
        ("k".repeat(128).into(), Value::Null),
        (long.as_str().into(), list()),
    ]));
    assert_eq!(
        text(Format::Yaml, &value),
        format!(
            "? |-\n  a\n  b\n: - 1\n{}: null\n? {long}\n: - 1\n",
            "k".repeat(128)
        )
    );
}

#[test]
fn what_kubectl_refuses_is_escaped() {
    assert_eq!(
        yaml_scalar("a\u{7f}b\u{80}\u{fffe}"),
        "\"a\\x7Fb\\x80\\uFFFE\""
    );
    assert_eq!(yaml_scalar("\u{feff}a b"), "\"\\uFEFF\\x61\\x20\\x62\"");
    assert_eq!(
        yaml_scalar("a \u{85} b \u{85}\u{85}c"),
        "|-\n    a b\n    c"
    );
    let kyaml = text(Format::Kyaml, &Value::str("a\u{7f}\u{80}\u{fffe}\u{1f600}"));
    assert_eq!(kyaml, "---\n\"a\\x7f\\u0080\\ufffe\u{1f600}\"\n");
}

#[test]
fn kyaml_keys() {
    for (key, want) in [
        ("app.kubernetes.io/name", "app.kubernetes.io/name"),
        ("-a", "\"-a\""),
        ("a.", "\"a.\""),
        ("No", "\"No\""),
        ("1e3", "\"1e3\""),
        ("1_0", "\"1_0\""),
        ("0xffffffffffffffff", "0xffffffffffffffff"),
        ("0x1p-2", "\"0x1p-2\""),
        ("0x1p9999", "0x1p9999"),
        ("inf", "\"inf\""),
        ("_-inf", "\"_-inf\""),
        ("1.2.3", "1.2.3"),
        ("2020-1-2", "\"2020-1-2\""),
        ("2020-13-2", "2020-13-2"),
        ("\u{e9}t\u{e9}", "\u{e9}t\u{e9}"),
        ("a b", "\"a b\""),
        ("a\tb\n", "\"a\\tb\\n\""),
        ("", "\"\""),
    ] {
        let value = Value::Object(Map::from_unsorted(vec![(key.into(), Value::Null)]));
        assert_eq!(
            text(Format::Kyaml, &value),
            format!("---\n{{\n  {want}: null,\n}}\n")
        );
    }
}

proptest! {
    #[test]
    fn any_text_can_be_encoded(key in any::<String>(), s in "[ \n\r\t:#'\"\\-.a\u{85}\u{2028}\u{feff}\u{1f600}]{0,120}") {
        let inner = Map::from_unsorted(vec![(key.into(), Value::str(&s)), (s.as_str().into(), Value::Null)]);
        let value = Value::Array(vec![Value::Object(inner), Value::str(&s)]);
        for format in [Format::Json, Format::Yaml, Format::Kyaml] {
            prop_assert!(text(format, &value).len() > s.len());
        }
        let json = text(Format::Json, &value);
        prop_assert_eq!(parse::json::parse(json.as_bytes()).unwrap(), value);
    }
}

#[test]
fn the_deepest_value_fits_a_thread_stack() {
    let mut value = Value::Int(1);
    for level in 0..kf_base::limits::MAX_NESTING {
        value = if level % 2 == 0 {
            Value::Array(vec![value])
        } else {
            Value::Object(Map::from_unsorted(vec![("k".into(), value)]))
        };
    }
    for format in [Format::Json, Format::Yaml, Format::Kyaml] {
        assert!(text(format, &value).len() > kf_base::limits::MAX_NESTING);
    }
}
