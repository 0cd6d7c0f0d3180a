//! Constants of the template language: strings, characters, numbers (strconv `Unquote`,
//! text/template/parse/node.go `newNumber`).

use super::lexer::{Kind, Token};
use super::node::Number;
use crate::go_text;

/// The bytes between quotes, escapes resolved; `None` is strconv's "invalid syntax".
pub(super) fn unquote(text: &str) -> Option<Vec<u8>> {
    if let Some(raw) = text.strip_prefix('`') {
        return Some(raw.strip_suffix('`')?.replace('\r', "").into_bytes());
    }
    let mut rest = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = Vec::new();
    while !rest.is_empty() {
        rest = unquote_char(rest, '"', &mut out)?.1;
    }
    Some(out)
}

/// Reads one character or escape: its code, and what follows (strconv `UnquoteChar`).
fn unquote_char<'a>(text: &'a str, quote: char, out: &mut Vec<u8>) -> Option<(u32, &'a str)> {
    let mut chars = text.chars();
    let c = chars.next()?;
    if c == quote {
        return None;
    }
    let mut push = |c: char| out.extend(c.encode_utf8(&mut [0; 4]).bytes());
    if c != '\\' {
        push(c);
        return Some((u32::from(c), chars.as_str()));
    }
    let escape = chars.next()?;
    let simple = match escape {
        'a' => '\u{7}',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{b}',
        '\\' => '\\',
        '\'' | '"' if escape == quote => escape,
        'x' | 'u' | 'U' | '0'..='7' => {
            let (count, radix, from) = match escape {
                'x' => (2, 16, chars.as_str()),
                'u' => (4, 16, chars.as_str()),
                'U' => (8, 16, chars.as_str()),
                _ => (3, 8, text.get(1..)?),
            };
            let digits = from.get(..count)?;
            let code = digits.chars().try_fold(0u32, |n, c| {
                n.checked_mul(radix)?.checked_add(c.to_digit(radix)?)
            })?;
            if matches!(escape, 'u' | 'U') {
                push(char::from_u32(code)?);
            } else {
                out.push(u8::try_from(code).ok()?);
            }
            return Some((code, from.get(count..)?));
        }
        _ => return None,
    };
    push(simple);
    Some((u32::from(simple), chars.as_str()))
}

/// The types that a constant can be of.
///
/// # Errors
/// Go's message.
pub(super) fn number(token: &Token) -> Result<Number, String> {
    let text = token.text.clone();
    if token.kind == Kind::CharConstant {
        let inner = text.strip_prefix('\'').unwrap_or_default();
        let (code, rest) = unquote_char(inner, '\'', &mut Vec::new()).ok_or("invalid syntax")?;
        if rest != "'" {
            return Err(format!("malformed character constant: {text}"));
        }
        return Ok(Number {
            text,
            int: Some(i64::from(code)),
            uint: Some(u64::from(code)),
            float: Some(f64::from(code)),
        });
    }
    if text.ends_with('i') {
        return Err(format!("complex constants are not supported: {text}"));
    }
    let illegal = || format!("illegal number syntax: {}", go_text::quote(&text));
    let integer = integer(&text);
    let (mut int, mut uint) = (
        integer.and_then(|n| i64::try_from(n).ok()),
        // ParseUint takes no sign.
        integer
            .filter(|n| *n == 0 || !text.starts_with(['+', '-']))
            .and_then(|n| u64::try_from(n).ok()),
    );
    #[expect(clippy::cast_precision_loss, reason = "so does Go")]
    let mut float = int.map(|n| n as f64).or(uint.map(|n| n as f64));
    if float.is_none() {
        let f = parse_float(&text).ok_or_else(illegal)?;
        if !text.contains(['.', 'e', 'E', 'p', 'P']) {
            return Err(format!("integer overflow: {}", go_text::quote(&text)));
        }
        if f.is_infinite() {
            return Err(illegal());
        }
        float = Some(f);
        if f.fract() == 0.0 && (-9.3e18..9.2e18).contains(&f) {
            #[expect(clippy::cast_possible_truncation, reason = "checked above")]
            let n = f as i64;
            int = Some(n);
            uint = u64::try_from(n).ok();
        }
    }
    Ok(Number {
        text,
        int,
        uint,
        float,
    })
}

/// strconv's `ParseInt(s, 0, ..)`, of any size that is needed here.
fn integer(text: &str) -> Option<i128> {
    let (negative, body) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let lower = body.to_ascii_lowercase();
    let (radix, digits) = match lower.as_bytes() {
        [b'0', b'x', ..] => (16, lower.get(2..)?),
        [b'0', b'o', ..] => (8, lower.get(2..)?),
        [b'0', b'b', ..] => (2, lower.get(2..)?),
        [b'0', _, ..] => (8, lower.get(1..)?),
        _ => (10, lower.as_str()),
    };
    // Underscores stand between digits, or behind the prefix.
    if digits.ends_with('_') || digits.contains("__") || (radix == 10 && digits.starts_with('_')) {
        return None;
    }
    let digits = digits.replace('_', "");
    if digits.is_empty() {
        return None;
    }
    let n = digits.chars().try_fold(0i128, |n, c| {
        n.checked_mul(i128::from(radix))?
            .checked_add(i128::from(c.to_digit(radix)?))
    })?;
    Some(if negative { -n } else { n })
}

/// strconv's `ParseFloat` for decimal texts; hexadecimal floats are not supported.
fn parse_float(text: &str) -> Option<f64> {
    let decimal = text
        .bytes()
        .all(|b| matches!(b, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    text.parse().ok().filter(|_| decimal)
}
