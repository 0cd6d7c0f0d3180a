use proptest::prelude::*;

use super::*;

fn value(json: &str) -> Value<'static> {
    fn convert(v: serde_json::Value) -> Value<'static> {
        use serde_json::Value as Json;
        match v {
            Json::Null => Value::Null,
            Json::Bool(b) => Value::Bool(b),
            Json::Number(n) => match n.as_i64() {
                Some(n) => Value::Int(n),
                None => Value::Float(n.as_f64().unwrap()),
            },
            Json::String(s) => Value::String(s.into()),
            Json::Array(a) => Value::Array(a.into_iter().map(convert).collect()),
            Json::Object(m) => {
                Value::Object(m.into_iter().map(|(k, v)| (k.into(), convert(v))).collect())
            }
        }
    }
    convert(serde_json::from_str(json).unwrap())
}

/// Compact JSON is another module's; Go's text of a value will do to tell results apart.
fn printed(template: &str, object: &Value<'_>) -> Result<String> {
    let mut out = Vec::new();
    Template::parse(template)?.write(&mut out, object, |out, v| {
        out.extend_from_slice(go_text::sprint(v).as_bytes());
    })?;
    Ok(String::from_utf8(out).unwrap())
}

fn sample() -> Value<'static> {
    value(
        r#"{"n": 1, "f": 1234567.5, "s": "t<x", "b": true, "nul": null, "l": ["a", "b", "c"],
            "m": {"a.b/c": "dotted", "z": 1, "y": 2}, "empty": [], "nulls": [null],
            "items": [
                {"name": "x", "v": 1, "w": [1, 2]},
                {"name": "y", "v": 2},
                {"name": "z", "v": 3, "t": {"name": "inner"}}
            ]}"#,
    )
}

#[test]
fn templates_print_what_kubectl_prints() {
    let object = sample();
    for (template, expected) in [
        ("", ""),
        (r"a\nb", r"a\nb"),
        ("{.n} {$.n}{@.n}{['n']}", "1 111"),
        ("{ .n }", "1"),
        ("{.}", ""),
        ("{.f} {.b} {.nul} {.s}", "1.2345675e+06 true null t<x"),
        (r"{.m.a\.b/c}", "dotted"),
        (r"{.m['a\.b/c']}", "dotted"),
        ("{.m['a.b/c']}", ""),
        ("{.nope.x[0]}{.n.x}{.nul.x}{.nul[0]}", ""),
        (
            "{.l[0]} {.l[-1]} {.l[0:2]} {.l[-2:]} {.l[::2]} {.l[1:1]}",
            "a c a b b c a c ",
        ),
        ("{.l[]}", "a"),
        ("{.l[0,2]} {.items[0]['name','v']}", "a c x 1"),
        ("{.l[*]} {.m.*}", "a b c dotted 2 1"),
        ("{.l}", "[a b c]"),
        ("{..name}", "x y z inner"),
        ("{.items[?(@.v>1)].name}", "y z"),
        (
            "{.items[?(@.v>=2)].name} {.items[?(@.v != 2)].name}",
            "y z x z",
        ),
        (
            "{.items[?(@.name==\"y\")].v}{.items[?(@.name=='z')].v}",
            "23",
        ),
        ("{.items[?(@.w)].name}", "x"),
        (
            "{.items[?(@.w!=3)].name}",
            "error: invalid type for comparison",
        ),
        (
            "{range .items[*]}{.name}{\"\\t\"}{.v}{\"\\n\"}{end}!",
            "x\t1\ny\t2\nz\t3\n!",
        ),
        (
            "{range .items[*]}[{range .w[*]}{@},{end}]{end}",
            "[1,2,][][]",
        ),
        ("{range .empty[*]}{.x}{end}-{range .nope[*]}x{end}-", "--"),
        (
            "{range .l[*]}{@}",
            "abcmap[b:true empty:[] f:1.2345675e+06 items:[map[name:x v:1 \
          w:[1 2]] map[name:y v:2] map[name:z t:map[name:inner] v:3]] l:[a b c] m:map[a.b/c:dotted \
          y:2 z:1] n:1 nul:<nil> nulls:[<nil>] s:t<x]",
        ),
        ("{range .nulls[*]}{@}{end} {.nulls[0]}", "<no value> null"),
        ("{\"a\\tb\"}{'c'}{1}{1.5}{true}{-2}", "a\tbc11.5true-2"),
        ("{.s.*}", "116 60 120"),
        ("{.data", "error: unclosed action"),
        ("{.a\n}", "error: unclosed action"),
        ("{n}", "error: unrecognized identifier n"),
        ("{end}", "error: not in range, nothing to end"),
        (
            "{.l[5]}",
            "error: array index out of bounds: index 5, length 3",
        ),
        (
            "{.l[0:9]}",
            "error: array index out of bounds: index 8, length 3",
        ),
        (
            "{.l[2:1]}",
            "error: starting index 2 is greater than ending index 1",
        ),
        ("{.l[0:2:0]}", "error: step must be > 0"),
        (
            "{.m[*]}",
            "error: map[string]interface {} is not array or slice",
        ),
        ("{.s[0]}", "error: string is not array or slice"),
        (
            "{.n[?(@.x)]}",
            "error: 1 is not array or slice and cannot be filtered",
        ),
        ("{.m[\"a.b/c\"]}", "error: invalid array index \"a.b/c\""),
        ("{.l[1", "error: unterminated array"),
        ("{.l[-]}", "error: array index - is not a number"),
        (
            "{..*}",
            "error: unrecognized character in action: U+002A '*'",
        ),
        ("{....a}", "error: invalid multiple recursive descent"),
        (
            "{.a && .b}",
            "error: unrecognized character in action: U+0026 '&'",
        ),
        ("{\t.a}", "error: unrecognized character in action: U+0009"),
        (
            "{.items[?(@.v>1.5)]}",
            "error: incompatible types for comparison",
        ),
        (
            "{.items[?(@.v>\"1\")]}",
            "error: incompatible types for comparison",
        ),
        (
            "{.items[?(@.name=~'x')]}",
            "error: unrecognized character in action: U+007E '~'",
        ),
        (
            "{.items[?(@.name =~ /x/)]}",
            "error: unrecognized character in action: U+007E '~'",
        ),
        ("{.items[?(@.v>1]}", "error: unterminated filter"),
        ("{.items[?(@.v>1)}", "error: unclosed array expect ]"),
        ("{\"a}", "error: unterminated quoted string"),
        (
            r#"{"\q"}"#,
            r#"error: unquote string "\q" error invalid syntax"#,
        ),
        ("{1.2.3}", "error: cannot parse number 1.2.3"),
    ] {
        let got = printed(template, &object).unwrap_or_else(|e| format!("error: {}", e.message()));
        assert_eq!(got, expected, "{template:?}");
    }
}

#[test]
fn relaxed_paths_become_templates() {
    for (path, template) in [
        ("a.b", "{.a.b}"),
        (".a.b", "{.a.b}"),
        ("{a.b}", "{.a.b}"),
        ("{.a.b}", "{.a.b}"),
        (".", "{..}"),
        ("", ""),
    ] {
        assert_eq!(Template::relaxed(path).unwrap(), template);
    }
    for path in ["{a", "a}", "{}", "{a}{b}"] {
        assert!(Template::relaxed(path).is_err(), "{path}");
    }
}

#[test]
fn lists_hold_each_actions_results() {
    let object = sample();
    let template = Template::parse("{.l[0:2]} {.nope}").unwrap();
    assert_eq!(
        template.lists(&object).unwrap(),
        [value(r#"["a", "b"]"#), value(r#"[" "]"#), value("[]"),]
    );
}

#[test]
fn runaway_templates_are_stopped() {
    let object = sample();
    let deep = "{range @}".repeat(100_000);
    assert_eq!(
        printed(&deep, &object).unwrap_err().kind(),
        kf_base::ErrorKind::Limit
    );
    let long = format!("{{{}}}", "..name".repeat(50_000));
    assert_eq!(printed(&long, &object).unwrap(), "");
}

proptest! {
    #[test]
    fn any_template_prints_or_is_refused(text in r#"[{}.@$\[\]?()*:,'"\\ a-c0-9<=>!~\n-]{0,40}"#) {
        let _ = printed(&text, &sample());
    }

    #[test]
    fn any_text_prints_or_is_refused(text in ".*") {
        let _ = printed(&format!("{{{text}}}"), &sample());
    }
}

#[test]
fn a_path_for_each_of_many_objects_costs_what_the_object_does() {
    // 400 levels, of which each `..` behind another finds all that are below each.
    let deep = format!("{}1{}", r#"{"a":"#.repeat(400), "}".repeat(400));
    let deep = kf_object::parse::json::parse(deep.as_bytes()).unwrap();
    let find = |path: &str| {
        let template = Template::parse(path).unwrap();
        template
            .find_in_each(&deep)
            .map(|found| found.first().map_or(0, Vec::len))
            .map_err(|e| e.message().to_owned())
    };
    assert_eq!(find("{.a.a.a}"), Ok(1));
    assert_eq!(find("{..a}"), Ok(400));
    let error = find("{..a..a}").unwrap_err();
    assert!(error.contains("MAX_RESULTS_PER_VALUE"), "{error}");
    // Asked for by a person, once.
    let template = Template::parse("{..a..a}").unwrap();
    assert!(template.find(&deep).is_ok());
}

/// client-go's messages with `AllowMissingKeys(false)`.
#[test]
fn keys_may_have_to_be_there() {
    let object = sample();
    let strictly = |template: &str| {
        let mut out = Vec::new();
        let template = Template::parse(template).unwrap().strict(true);
        let written = template.write(&mut out, &object, |_, _| {});
        written.map(|()| String::from_utf8(out).unwrap())
    };
    for (template, found) in [
        ("{.n}", "1"),
        ("{.nul}", "null"),
        // Some of many is enough, and of nothing nothing is asked.
        ("{.items[*].w[0]}", "1"),
        ("{.empty[*].nope}", ""),
        ("{.items[?(@.nope)].name}", ""),
        ("{.items[?(@.t)].name}", "z"),
        ("{range .items[*]}{.name}{end}", "xyz"),
    ] {
        assert_eq!(strictly(template).unwrap(), found, "{template}");
    }
    for (template, key) in [
        ("{.nope}", "nope"),
        ("{.m.nope.x}", "nope"),
        ("{.nul.x}", "x"),
        ("{range .items[*]}{.w}{end}", "w"),
        ("{range .empty[*]}{.x}{end}", "x"),
    ] {
        let error = strictly(template).unwrap_err();
        assert_eq!(error.message(), format!("{key} is not found"), "{template}");
        assert!(printed(template, &object).is_ok(), "{template}");
    }
}
