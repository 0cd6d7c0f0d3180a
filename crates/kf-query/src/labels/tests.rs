use proptest::prelude::*;

use super::*;

fn text_of(selector: &str) -> String {
    Selector::parse(selector).unwrap().to_string()
}

fn error_of(selector: &str) -> String {
    Selector::parse(selector).unwrap_err().message().to_owned()
}

fn labels(pairs: &[(&'static str, &'static str)]) -> Map<'static> {
    pairs
        .iter()
        .map(|&(k, v)| (k.into(), Value::str(v)))
        .collect()
}

#[test]
fn requirements_print_sorted_by_key() {
    for (given, printed) in [
        ("", ""),
        (" \t\n", ""),
        ("b=1,a==2,c!=3", "a==2,b=1,c!=3"),
        ("k in (b,a,b)", "k in (a,b)"),
        ("k in ()", "k in ()"),
        ("k in (,)", "k in ()"),
        ("k in (a,)", "k in (,a)"),
        ("k in (,a)", "k in (,a)"),
        ("k in (a,,b)", "k in (,a,b)"),
        ("k notin( in , notin )", "k notin (in,notin)"),
        ("k", "k"),
        ("! k", "!k"),
        ("in=1,notin", "in=1,notin"),
        ("k=", "k="),
        ("k!=,a", "a,k!="),
        ("n >4,m<5", "m<5,n>4"),
        (
            "x in (foo,,baz),y,z notin ()",
            "x in (,baz,foo),y,z notin ()",
        ),
        ("example.com/a_b.c=V-1", "example.com/a_b.c=V-1"),
        ("a=b\0c", "a=b"),
    ] {
        if given == "a=b\0c" {
            assert_eq!(
                error_of(given),
                "found 'c', expected: ',' or 'end of string'"
            );
        } else {
            assert_eq!(text_of(given), printed, "{given:?}");
            assert_eq!(text_of(printed), printed, "{printed:?}");
        }
    }
}

#[test]
fn errors_are_those_of_the_api_server() {
    let name_rule = "must consist of alphanumeric characters, '-', '_' or '.', and must start and \
                     end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or \
                     '123-abc', regex used for validation is \
                     '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    for (given, message) in [
        (
            ",g=1",
            "found ',', expected: !, identifier, or 'end of string'".to_owned(),
        ),
        (
            "=x,",
            "found '=', expected: !, identifier, or 'end of string'".to_owned(),
        ),
        (
            "g=1,",
            "found '', expected: identifier after ','".to_owned(),
        ),
        (
            "g=1,,",
            "found ',', expected: identifier after ','".to_owned(),
        ),
        (
            "g in 1",
            "unable to parse requirement: found '1' expected: '('".to_owned(),
        ),
        (
            "a in b",
            "unable to parse requirement: found 'b' expected: '('".to_owned(),
        ),
        (
            "g in",
            "unable to parse requirement: found '' expected: '('".to_owned(),
        ),
        (
            "g=1 v",
            "found 'v', expected: ',' or 'end of string'".to_owned(),
        ),
        (
            "!g v",
            "found 'v', expected: ',' or 'end of string'".to_owned(),
        ),
        (
            "g>=1",
            "unable to parse requirement: found '=', expected: identifier".to_owned(),
        ),
        (
            "g===",
            "unable to parse requirement: found '=', expected: identifier".to_owned(),
        ),
        (
            "!",
            "unable to parse requirement: found '', expected: identifier".to_owned(),
        ),
        (
            "!!a",
            "unable to parse requirement: found '!', expected: identifier".to_owned(),
        ),
        (
            "g x",
            "unable to parse requirement: found 'x', expected: in, notin, =, ==, !=, gt, lt"
                .to_owned(),
        ),
        (
            "g in (1",
            "unable to parse requirement: found '', expected: ',' or ')'".to_owned(),
        ),
        (
            "g in (1,",
            "unable to parse requirement: found '', expected: ',', or identifier".to_owned(),
        ),
        (
            "g in (=",
            "unable to parse requirement: found '=', expected: ',', ')' or identifier".to_owned(),
        ),
        (
            "n>a",
            "unable to parse requirement: values[0]: Invalid value: \"a\": for 'Gt', 'Lt' \
             operators, the value must be an integer"
                .to_owned(),
        ),
        (
            "a/b/c",
            format!(
                "unable to parse requirement: <nil>: Invalid value: \"a/b/c\": a valid label key \
                 {name_rule} with an optional DNS subdomain prefix and '/' (e.g. \
                 'example.com/MyName')"
            ),
        ),
        (
            "/",
            format!(
                "unable to parse requirement: <nil>: Invalid value: \"/\": prefix part must be \
                 non-empty; name part must be non-empty; name part {name_rule}"
            ),
        ),
        (
            "a=-",
            "unable to parse requirement: values[0][a]: Invalid value: \"-\": a valid label must \
             be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must \
             start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or \
             '12345', regex used for validation is \
             '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
                .to_owned(),
        ),
    ] {
        assert_eq!(error_of(given), message, "{given:?}");
    }
    let long = "x".repeat(64);
    assert!(error_of(&format!("a in ({long},-)")).starts_with(
        "unable to parse requirement: [values[0][a]: Invalid value: \"-\": a valid label"
    ));
    assert!(error_of(&long).ends_with("name part must be no more than 63 bytes"));
    assert!(error_of("A.b/c").contains("prefix part a lowercase RFC 1123 subdomain must"));
}

#[test]
fn absent_labels_match_negations_only() {
    let set = labels(&[
        ("app", "api"),
        ("empty", ""),
        ("n", "5"),
        ("big", "9223372036854775807"),
    ]);
    for (selector, expected) in [
        ("", true),
        ("app=api", true),
        ("app==api,n", true),
        ("app=web", false),
        ("app!=web", true),
        ("nope!=web", true),
        ("nope notin (a)", true),
        ("app notin (api)", false),
        ("app in (web,api)", true),
        ("empty=", true),
        ("empty", true),
        ("nope=", false),
        ("empty in ()", true),
        ("!nope", true),
        ("!app", false),
        ("n>4", true),
        ("n>5", false),
        ("n<6", true),
        ("n<+6", true),
        ("app>1", false),
        ("nope<1", false),
        ("big>9223372036854775806", true),
    ] {
        // A `+` is no label value, so upstream refuses it although ParseInt takes it.
        match Selector::parse(selector) {
            Ok(s) => assert_eq!(s.matches_labels(Some(&set)), expected, "{selector:?}"),
            Err(_) => assert_eq!(selector, "n<+6"),
        }
    }
    assert!(Selector::parse("!a").unwrap().matches(&Value::Null));
    assert!(!Selector::parse("a").unwrap().matches(&Value::Null));
}

#[test]
fn label_selector_values_print_as_table_cells() {
    let selector =
        |labels: Map<'static>,
         expressions: Vec<(&'static str, &'static str, Vec<&'static str>)>| {
            let expressions = expressions.into_iter().map(|(key, operator, values)| {
                let values = values.into_iter().map(Value::str).collect();
                Value::Object(
                    [
                        ("key".into(), Value::str(key)),
                        ("operator".into(), Value::str(operator)),
                        ("values".into(), Value::Array(values)),
                    ]
                    .into_iter()
                    .collect(),
                )
            });
            Value::Object(
                [
                    ("matchLabels".into(), Value::Object(labels)),
                    (
                        "matchExpressions".into(),
                        Value::Array(expressions.collect()),
                    ),
                ]
                .into_iter()
                .collect(),
            )
        };
    let value = selector(
        labels(&[("m", "1"), ("a", "2")]),
        vec![
            ("k", "In", vec!["v"]),
            ("b", "NotIn", vec!["y", "x"]),
            ("z", "Exists", vec![]),
        ],
    );
    assert_eq!(
        Selector::format_label_selector(Some(&value)),
        "a=2,b notin (x,y),k in (v),m=1,z"
    );
    let bad = selector(Map::new(), vec![("k", "Nope", vec![])]);
    assert_eq!(Selector::format_label_selector(Some(&bad)), "<error>");
    let empty = selector(Map::new(), vec![]);
    assert_eq!(Selector::format_label_selector(Some(&empty)), "<none>");
    assert_eq!(Selector::format_label_selector(None), "<none>");
}

#[test]
fn values_that_do_not_fit_an_operator_are_printed() {
    let refused = |operator, values: &[&str]| {
        let values = values.iter().map(|v| (*v).to_owned()).collect();
        let e = Requirement::new("k", operator, values).unwrap_err();
        e.message().to_owned()
    };
    assert_eq!(
        refused(Operator::In, &[]),
        "values: Invalid value: null: for 'in', 'notin' operators, values set can't be empty"
    );
    assert_eq!(
        refused(Operator::Exists, &["a", "b"]),
        "values: Invalid value: [\"a\",\"b\"]: values set must be empty for exists and does not exist"
    );
}

proptest! {
    #[test]
    fn any_text_parses_or_is_refused(text in ".*") {
        let _ = Selector::parse(&text);
    }

    #[test]
    fn printed_selectors_read_back(text in "[abin !=<>(),/.\t\0-]{0,24}") {
        if let Ok(selector) = Selector::parse(&text) {
            prop_assert_eq!(Selector::parse(&selector.to_string()).unwrap(), selector);
        }
    }
}
