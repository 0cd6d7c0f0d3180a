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
fn numbers_are_those_of_the_servers_json() {
    // A server writes 3.0 as 3, and what is too large for an int64 stays a float64.
    let data = Value::object([
        ("whole", Value::Float(3.0)),
        ("half", Value::Float(0.5)),
        ("large", Value::Float(1e20)),
        ("uid", Value::Int(1_000_680_000)),
        ("exact", Value::Int(9_007_199_254_740_993)),
    ]);
    for (template, want) in [
        (
            "{{.whole}} {{.half}} {{.large}} {{.uid}} {{.exact}}",
            "3 0.5 1e+20 1000680000 9007199254740993",
        ),
        (
            "{{printf \"%T %T %T %d\" .whole .half .large .uid}}",
            "int64 float64 float64 1000680000",
        ),
        (
            "{{if gt .whole 2}}more{{end}} {{eq .whole 3}} {{le .uid .exact}}",
            "more true true",
        ),
        (
            "{{range .whole}}x{{end}} {{printf \"%*d\" .whole 7}}",
            "xxx   7",
        ),
    ] {
        let mut out = Vec::new();
        let parsed = GoTemplate::parse(template).unwrap();
        parsed.write(&mut out, &data, false).unwrap();
        assert_eq!(String::from_utf8_lossy(&out), want, "{template}");
    }
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

/// A text, and what is left of its runs of a character when all but one of it is dropped.
fn shape(text: &str) -> (usize, String) {
    let mut short: Vec<char> = text.chars().collect();
    short.dedup();
    (text.len(), short.into_iter().collect())
}

#[test]
fn widths_and_precisions_as_wide_as_go_takes_them() {
    for (format, value, len, short) in [
        // As long as they are written out, and in one digit more than a `u16` has.
        ("%.65536f", "1.5", 65_538, "1.50"),
        ("%.70000f", "0.1", 70_002, ""),
        ("%.65536e", "1.5", 65_542, "1.50e+0"),
        ("%.65537G", "1.5", 3, "1.5"),
        ("%.70000d", "7", 70_000, "07"),
        ("%070000.3f", "1.5", 70_000, "01.50"),
        ("%-70000.1f|", "1.5", 70_001, "1.5 |"),
        ("%70000s", "\"ab\"", 70_000, " ab"),
        ("%070000d", "-7", 70_000, "-07"),
        // Go looks at a number before each digit, so one more than a million has is taken.
        ("%10000009d", "7", 10_000_009, " 7"),
        ("%.10000009d", "7", 10_000_009, "07"),
        // One that is larger takes the rest of the format with it.
        ("%10000010d|%d", "7", 25, "%!(NOVERB)%!(EXTRA int=7)"),
        ("%.100000000f|", "7", 25, "%!(NOVERB)%!(EXTRA int=7)"),
    ] {
        let (out, error) = run(&format!("{{{{printf {format:?} {value}}}}}"), false);
        assert_eq!(error, "", "{format}");
        let (got, shape) = shape(&out);
        assert_eq!(got, len, "{format}");
        assert!(short.is_empty() || shape == short, "{format}: {shape}");
    }
    let (out, _) = run("{{printf \"%.70000f\" 0.1}}", false);
    assert!(out.starts_with("0.1000000000000000055511151231257827021181583404541015625000"));
    assert!(out.ends_with("000"));
}

#[test]
fn texts_that_are_thrown_away_cost_steps() {
    let (out, error) = run(
        "{{range 1000000}}{{$x := printf \"%10000009d\" 1}}{{end}}",
        false,
    );
    assert_eq!(out, "");
    assert!(error.contains("MAX_TEMPLATE_STEPS"), "{error}");
}

#[test]
fn texts_that_are_made_of_texts_are_capped() {
    let doubled = format!(
        "{{{{$x := \"aaaaaaaaaaaaaaaa\"}}}}{}{{{{len $x}}}}",
        "{{$x = print $x $x $x $x}}".repeat(20)
    );
    let many = format!(
        "{{{{$x := printf \"%999999d\" 1}}}}{{{{len (print{})}}}}",
        " $x".repeat(200)
    );
    let inside = format!(
        "{{{{$x := printf \"%999999d\" 1}}}}{{{{len (printf \"{}\" $x)}}}}",
        "%[1]s".repeat(200)
    );
    for template in [doubled, many, inside] {
        let (out, error) = run(&template, false);
        assert_eq!(out, "");
        assert!(error.contains("MAX_TEMPLATE_TEXT"), "{error}");
    }
}

#[test]
fn a_width_for_each_element_is_capped() {
    for template in [
        "{{printf \"%9999999v\" .items}}",
        "{{printf \"%9999999d%[1]*[1]d%9999999[1]d%9999999[1]d%9999999[1]d%9999999[1]d%9999999[1]d%9999999[1]d\" 1000000}}",
    ] {
        let (out, error) = run(template, false);
        assert_eq!(out, "");
        assert!(
            error.ends_with(
                "error calling printf: widths and precisions add more than 67108864 bytes to one \
                 text (MAX_TEMPLATE_PADDING)"
            ),
            "{error}"
        );
    }
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
        let (_, error) = run(&template, false);
        prop_assert!(error.is_empty() || error.contains("MAX_TEMPLATE_PADDING"), "{}", error);
    }

    #[test]
    fn no_width_is_too_wide(format in "%[-+# 0]{0,2}[0-9]{0,9}([.][0-9]{0,9})?[a-zA-Z]") {
        let quoted = crate::go_text::quote(&format);
        for value in [".n", ".s", "3", "1.5", ".items", "nil", "true"] {
            let (_, error) = run(&format!("{{{{printf {quoted} {value}}}}}"), false);
            prop_assert!(error.is_empty() || error.contains("MAX_TEMPLATE_PADDING"), "{}", error);
        }
    }
}
