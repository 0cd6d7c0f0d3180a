//! When two values mean the same in JSON.

use kf_object::Value;

/// Whether two values would be printed as JSON that means the same: members in any order, and
/// numbers by their value, since Go prints the float 1.0 as `1`.
///
/// A member that is `null` is not the same as one that is missing: the one side prints it.
pub(super) fn same(a: &Value<'_>, b: &Value<'_>) -> bool {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let members = a.iter().zip(b.iter());
            a.len() == b.len()
                && members
                    .into_iter()
                    .all(|((k, v), (l, w))| k == l && same(v, w))
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(v, w)| same(v, w))
        }
        (Value::Int(n), Value::Float(f)) | (Value::Float(f), Value::Int(n)) => is(*f, *n),
        _ => a == b,
    }
}

/// Whether a float is this integer. Beyond 2^53 a float can be several, one of which it prints as.
#[expect(
    clippy::cast_possible_truncation,
    clippy::float_cmp,
    reason = "a cast that saturates or loses digits is told by casting back"
)]
fn is(f: f64, n: i64) -> bool {
    // 2^63 itself would become the greatest int64.
    let cast = f as i64;
    f < 9_223_372_036_854_775_808.0 && cast == n && cast as f64 == f
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::parse::json::parse;

    fn equal(a: &str, b: &str) -> bool {
        same(&parse(a.as_bytes()).unwrap(), &parse(b.as_bytes()).unwrap())
    }

    #[test]
    fn meaning_counts_and_not_the_text() {
        assert!(equal(
            r#"{"a":1,"b":[true,null]}"#,
            r#"{"b":[true,null],"a":1.0}"#
        ));
        assert!(equal("1e3", "1000"));
        assert!(equal("\"\\u0041\"", "\"A\""));
        for (a, b) in [
            (r#"{"a":null}"#, "{}"),
            (r#"{"a":1}"#, r#"{"b":1}"#),
            ("[1,2]", "[2,1]"),
            ("[1]", "[1,1]"),
            ("1", "\"1\""),
            ("1.5", "1"),
            ("9007199254740993", "9007199254740992.0"),
            ("9223372036854775807", "9223372036854775808"),
            ("{}", "[]"),
        ] {
            assert!(!equal(a, b), "{a} {b}");
        }
    }
}
