use proptest::prelude::*;

use super::*;
use kf_object::parse::json;

const DATA: &[u8] = include_bytes!("../../../../fixtures/go-template/data.json");
/// What Go's own package made of each template.
const CASES: &str = include_str!("../../../../fixtures/go-template/cases.jsonl");

fn run(template: &str, strict: bool) -> (String, String) {
    let data = json::parse(DATA).unwrap();
    let mut out = Vec::new();
    let result = GoTemplate::parse(template).and_then(|t| t.write(&mut out, &data, strict));
    let error = result
        .err()
        .map_or(String::new(), |e| e.message().to_owned());
    (String::from_utf8_lossy(&out).into_owned(), error)
}

#[test]
fn templates_do_what_go_does() {
    let mut wrong = Vec::new();
    for line in CASES.lines() {
        let case = json::parse(line.as_bytes()).unwrap();
        let text = |key: &str| case.str_at(&[key]).unwrap_or_default().to_owned();
        let (out, error) = run(&text("template"), false);
        if (&out, &error) != (&text("out"), &text("err")) {
            wrong.push(format!(
                "{:?}\n   kf {out:?} {error:?}\n   go {:?} {:?}",
                text("template"),
                text("out"),
                text("err")
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n{} wrong",
        wrong.join("\n"),
        wrong.len()
    );
}

#[test]
fn what_came_after_the_recorded_go() {
    // Go 1.22 to 1.24: range over integers, `else with`, assignment in range.
    for (template, want) in [
        ("{{range 3}}{{.}}{{end}}", "012"),
        ("{{range $i := 2}}{{$i}},{{end}}", "0,1,"),
        ("{{range 0}}x{{else}}none{{end}}", "none"),
        ("{{with .none}}a{{else with .s}}{{.}}{{end}}", "hello world"),
        (
            "{{$v := 0}}{{range $v = .items}}{{end}}{{$v.metadata.name}}",
            "db",
        ),
        (
            "{{exists . \"items\" 1}} {{exists . \"nul\"}} {{exists .items 7}}",
            "true false false",
        ),
    ] {
        assert_eq!(
            run(template, false),
            (want.to_owned(), String::new()),
            "{template}"
        );
    }
}

#[test]
fn messages_that_changed_since() {
    for (template, want) in [
        ("{{.s)}}", "template: output:1: unexpected right paren"),
        (
            "{{call .s}}",
            "error calling call: non-function .s of type string",
        ),
    ] {
        let (_, error) = run(template, false);
        assert!(error.ends_with(want), "{template}: {error}");
    }
}

#[test]
fn missing_keys_can_be_errors() {
    for (template, want) in [
        ("{{.none}}", "at <.none>: map has no entry for key \"none\""),
        ("{{(print 1).x}}", "can't evaluate field x in type string"),
    ] {
        let (_, error) = run(template, true);
        assert!(error.contains(want), "{template}: {error}");
    }
}

#[test]
fn recursion_is_capped() {
    let (_, error) = run(
        "{{define \"a\"}}{{template \"a\" .}}{{end}}{{template \"a\"}}",
        false,
    );
    assert!(error.contains("exceeded maximum template depth"), "{error}");
    let parens = format!("{{{{{}1{}}}}}", "(".repeat(1000), ")".repeat(1000));
    assert!(run(&parens, false).1.contains("MAX_TEMPLATE_NESTING"));
    let ifs = "{{if 1}}".repeat(100_000);
    assert!(run(&ifs, false).1.contains("MAX_TEMPLATE_NESTING"));
    let chain = format!("{{{{if 0}}}}{}{{{{end}}}}", "{{else if 0}}".repeat(10_000));
    assert!(run(&chain, false).1.contains("MAX_TEMPLATE_NESTING"));
}

proptest! {
    #[test]
    fn any_template_prints_or_is_an_error(
        parts in prop::collection::vec(
            prop_oneof![
                "[ -~\u{e9}\n]{0,6}",
                prop::sample::select(vec![
                    "{{", "}}", "{{- ", " -}}", "if ", "range ", "end", "else", "with ", ".items",
                    ".s", "$x", " := ", "|", "(", ")", "printf ", "\"%d %v\"", "index ", "len ",
                    "{{end}}", "0x1", "'a'", "1.5", "nil", "$", "define \"a\"", "template \"a\" ",
                ]).prop_map(str::to_owned),
            ],
            0..16,
        )
    ) {
        let _ = run(&parts.concat(), false);
    }

    #[test]
    fn formats_do_no_harm(format in "[%a-zA-Z0-9.*+# \\[\\]-]{0,12}") {
        let quoted = crate::go_text::quote(&format);
        let template = format!("{{{{printf {quoted} .n .s 3 .items nil true}}}}");
        prop_assert_eq!(run(&template, false).1, "");
    }
}
