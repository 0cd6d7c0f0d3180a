use proptest::prelude::*;

use super::*;
use crate::encode::{Format, json as to_json};
use kf_base::ErrorKind;

fn one(text: &str) -> Value<'static> {
    let mut all = documents(text.as_bytes()).unwrap();
    assert_eq!(all.len(), 1, "{text}");
    all.remove(0)
}

fn json_of(text: &str) -> String {
    let mut out = Vec::new();
    to_json::write_compact(&mut out, &one(text));
    String::from_utf8(out).unwrap()
}

fn fails(text: &str) -> String {
    documents(text.as_bytes()).unwrap_err().to_string()
}

#[test]
fn plain_texts_mean_what_go_yaml_says() {
    for (text, want) in [
        ("yes", "true"),
        ("Off", "false"),
        ("y", "true"),
        ("oN", "\"oN\""),
        ("~", "null"),
        ("Null", "null"),
        ("0777", "511"),
        ("0o17", "15"),
        ("08", "8"),
        ("0x1F", "31"),
        ("0b101", "5"),
        ("-0b101", "-5"),
        ("1_000", "1000"),
        ("_0", "\"_0\""),
        ("-_0", "0"),
        ("+5", "5"),
        ("1.0", "1"),
        ("1e3", "1000"),
        ("1.5e-3", "0.0015"),
        (".5", "0.5"),
        ("1:30", "\"1:30\""),
        ("2001-12-14", "\"2001-12-14\""),
        ("9223372036854775807", "9223372036854775807"),
        ("18446744073709551615", "18446744073709552000"),
        ("'12'", "\"12\""),
        ("! '12'", "12"),
        ("!!str 12", "\"12\""),
        ("!!float 1", "1"),
        ("!!binary aGVsbG8=", "\"hello\""),
        ("!local 12", "\"12\""),
        ("<<", r#""\u003c\u003c""#),
        ("1.2.3", "\"1.2.3\""),
        ("1e400", "\"1e400\""),
    ] {
        assert_eq!(json_of(text), want, "{text}");
    }
}

#[test]
fn keys_become_text() {
    assert_eq!(
        json_of("1: a\ntrue: b\n1.5: c\n1000000.0: d\n0x10: e\n2001-01-01: f\n"),
        r#"{"1":"a","1.5":"c","16":"e","1e+06":"d","2001-01-01":"f","true":"b"}"#
    );
    for (text, want) in [
        ("~: a", "yaml: line 1 column 1: invalid map key"),
        ("[a]: b", "invalid map key"),
        (
            "a: 1\nb: 2\na: 3\n",
            "line 3 column 4: key \"a\" already set in map",
        ),
        ("1: a\n'1': b\n", "key \"1\" already set"),
    ] {
        assert!(fails(text).contains(want), "{text}: {}", fails(text));
    }
}

#[test]
fn merges_follow_go_yaml() {
    let base = "x: &x {a: 1, b: 2}\ny: &y {a: 3, c: 4}\n";
    for (rest, want) in [
        ("z: {<<: *x, b: 5}", r#"{"a":1,"b":5}"#),
        ("z: {b: 5, <<: *x}", r#"{"a":1,"b":2}"#),
        ("z: {<<: [*x, *y]}", r#"{"a":1,"b":2,"c":4}"#),
        ("z: {'<<': 1}", r#"{"\u003c\u003c":1}"#),
    ] {
        let value = one(&format!("{base}{rest}"));
        let mut out = Vec::new();
        to_json::write_compact(&mut out, value.get("z").unwrap());
        assert_eq!(String::from_utf8(out).unwrap(), want, "{rest}");
    }
    assert!(fails("<<: 1").contains("map merge requires map"));
}

#[test]
fn documents_are_told_apart() {
    let kinds = |text: &str| documents(text.as_bytes()).unwrap();
    assert_eq!(kinds("").len(), 0);
    assert_eq!(kinds("# nothing\n").len(), 0);
    assert_eq!(kinds("a: 1\n---\nb: 2\n").len(), 2);
    assert_eq!(kinds("---\na: 1\n...\n---\n---\nb: 2\n").len(), 3);
    assert_eq!(kinds("{\"a\":1}\n{\"a\":\"}\"}").len(), 2);
    assert_eq!(kinds("{a: 1, b: [x, y]}").len(), 1);
    assert_eq!(kinds("\u{feff}a: 1").len(), 1);
    assert_eq!(kinds("{\"a\":1}\n---\n{\"a\":2}").len(), 2);
    assert_eq!(documents(b"\xff\xfea\0:\0 \x001\0").unwrap().len(), 1);
    assert!(fails("a: &x 1\n---\nb: *x").contains("anchor"));
}

#[test]
fn errors_say_where() {
    for (text, place) in [
        ("a: b: c\n", "line 1 column"),
        ("a:\n\t- b\n", "line 2 column"),
        ("a: [1, 2\n", "line"),
        ("a: \u{1}\n", "line 1 column 4: control characters"),
        ("a: 1\nb: \u{0}\n", "line 2 column 4: control characters"),
        ("a: *x\n", "line 1 column 4"),
        ("a: &a [*a]\n", "contains itself"),
        ("a: .inf\n", "line 1 column 4: unsupported value"),
        ("a: !!int x\n", "cannot decode !!str `x` as a !!int"),
        ("a: !!binary '?'\n", "invalid base64"),
    ] {
        assert!(fails(text).contains(place), "{text}: {}", fails(text));
    }
    let error = documents(b"a: 1\nb: \xff").unwrap_err();
    assert!(error.to_string().contains("line 2 column 4: invalid UTF-8"));
}

#[test]
fn bombs_are_limits() {
    let deep = format!("{}1", "- ".repeat(MAX_NESTING + 1));
    assert_eq!(
        documents(deep.as_bytes()).unwrap_err().kind(),
        ErrorKind::Limit
    );
    let mut laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for i in 1..12 {
        let aliases = vec![format!("*a{}", i - 1); 8].join(", ");
        laughs.push_str(&format!("a{i}: &a{i} [{aliases}]\n"));
    }
    assert_eq!(
        documents(laughs.as_bytes()).unwrap_err().kind(),
        ErrorKind::Limit
    );
    let mut nested = "a0: &a0 [1]\n".to_owned();
    for i in 1..=MAX_NESTING {
        nested.push_str(&format!("a{i}: &a{i} [*a{}]\n", i - 1));
    }
    assert_eq!(
        documents(nested.as_bytes()).unwrap_err().kind(),
        ErrorKind::Limit
    );
}

fn values() -> impl Strategy<Value = Value<'static>> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        (-1e6..1e6f64).prop_map(|f| Value::Float(f.trunc() + 0.5)),
        "[ -~]{0,12}".prop_map(|s| Value::String(s.into())),
        "[ -~\u{a0}-\u{2fff}\n]{0,12}".prop_map(|s| Value::String(s.into())),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::vec(("[ -~]{0,8}", inner), 0..6).prop_map(|m| {
                Value::Object(m.into_iter().map(|(k, v)| (k.into(), v)).collect())
            }),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(value in values()) {
        for format in [Format::Yaml, Format::Json] {
            let mut text = Vec::new();
            format.write(&mut text, &value);
            let read = documents(&text);
            prop_assert_eq!(
                read.as_ref().ok(), Some(&vec![value.clone()]), "{}: {:?}",
                String::from_utf8_lossy(&text), read
            );
        }
    }

    #[test]
    fn any_bytes_are_documents_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = documents(&bytes);
    }

    #[test]
    fn yaml_like_texts_do_no_harm(text in "[-?:,\\[\\]{}&*!|>'\"%@`#a1 .<~\n\t]{0,40}") {
        let _ = documents(text.as_bytes());
    }
}
