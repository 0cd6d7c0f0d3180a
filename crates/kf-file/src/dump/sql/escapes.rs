//! What stands for bytes in strings: nothing here comes to more bytes than it has.

use super::lexer::{Fault, Result};

/// Hexadecimal digits.
pub(super) fn hex(digits: &[u8], out: &mut Vec<u8>) -> Result<()> {
    let (pairs, rest) = digits.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(Fault::Wrong("hexadecimal digits come in pairs"));
    }
    out.reserve(pairs.len());
    for [high, low] in pairs {
        let (high, low) = (digit(*high, 16), digit(*low, 16));
        let (Some(high), Some(low)) = (high, low) else {
            return Err(Fault::Wrong("a hexadecimal digit is none"));
        };
        out.push((high << 4) | low);
    }
    Ok(())
}

/// A digit to a base.
fn digit(byte: u8, base: u32) -> Option<u8> {
    char::from(byte)
        .to_digit(base)
        .and_then(|digit| u8::try_from(digit).ok())
}

/// A string in which only quotation marks are doubled.
pub(super) fn undouble(text: &[u8], quote: u8, out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = rest.iter().position(|b| *b == quote) {
        let (before, after) = rest
            .split_at_checked(at.saturating_add(1))
            .unwrap_or((rest, &[]));
        out.extend_from_slice(before);
        rest = after.strip_prefix(&[quote]).unwrap_or(after);
    }
    out.extend_from_slice(rest);
}

/// A string with backslashes, each with what follows it; `one` writes what a backslash and the bytes
/// behind it stand for, and says how many of those there are.
fn backslashes(
    text: &[u8],
    quote: u8,
    out: &mut Vec<u8>,
    one: impl Fn(&[u8], &mut Vec<u8>) -> usize,
) {
    let mut rest = text;
    while let Some(at) = rest.iter().position(|b| *b == b'\\' || *b == quote) {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, &[]));
        out.extend_from_slice(before);
        let taken = if after.first() == Some(&b'\\') {
            one(after.get(1..).unwrap_or_default(), out).saturating_add(1)
        } else {
            out.push(quote);
            2
        };
        rest = after.get(taken..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
}

/// A string of MySQL's (`mysql_real_escape_string`).
pub(super) fn mysql(text: &[u8], quote: u8, out: &mut Vec<u8>) {
    backslashes(text, quote, out, |behind, out| {
        let Some(escaped) = behind.first() else {
            return 0;
        };
        match escaped {
            b'0' => out.push(0),
            b'b' => out.push(8),
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'Z' => out.push(0x1a),
            // Patterns, whose backslash stays.
            b'%' | b'_' => out.extend_from_slice(&[b'\\', *escaped]),
            other => out.push(*other),
        }
        1
    });
}

/// A string of PostgreSQL's with an E before it, or a column of `COPY`.
pub(super) fn postgres(text: &[u8], quote: u8, out: &mut Vec<u8>) {
    backslashes(text, quote, out, |behind, out| {
        let Some(escaped) = behind.first() else {
            return 0;
        };
        let (base, from, most) = match escaped {
            b'0'..=b'7' => (8, 0, 3),
            b'x' => (16, 1, 2),
            _ => (0, 0, 0),
        };
        let digits = behind.get(from..).unwrap_or_default().iter().take(most);
        let digits: Vec<u32> = digits
            .map_while(|b| char::from(*b).to_digit(base))
            .collect();
        if !digits.is_empty() {
            let number = digits.iter().fold(0_u32, |all, one| {
                all.saturating_mul(base).saturating_add(*one)
            });
            // PostgreSQL keeps the lowest byte.
            out.push(number.to_le_bytes()[0]);
            return digits.len().saturating_add(from);
        }
        out.push(match escaped {
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'v' => 11,
            other => *other,
        });
        1
    });
}

/// A bytea as PostgreSQL writes it: `\x` and digits, or, where `bytea_output` is `escape`, bytes of
/// which some are `\nnn` and a backslash is doubled.
pub(super) fn bytea(text: &[u8], out: &mut Vec<u8>) -> Result<()> {
    if let Some(digits) = text.strip_prefix(b"\\x") {
        return hex(digits, out);
    }
    let mut rest = text;
    while let Some(at) = rest.iter().position(|b| *b == b'\\') {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, &[]));
        out.extend_from_slice(before);
        rest = match after {
            [_, b'\\', more @ ..] => {
                out.push(b'\\');
                more
            }
            [
                _,
                a @ b'0'..=b'3',
                b @ b'0'..=b'7',
                c @ b'0'..=b'7',
                more @ ..,
            ] => {
                let low = |byte: &u8| byte & 7;
                out.push((low(a) << 6) | (low(b) << 3) | low(c));
                more
            }
            _ => return Err(Fault::Wrong("a bytea is neither hexadecimal nor escaped")),
        };
    }
    out.extend_from_slice(rest);
    Ok(())
}

/// What is in `unistr('...')`: characters by their numbers, as sqlite3 writes controls since 3.50.
pub(super) fn unistr(text: &[u8], out: &mut Vec<u8>) -> Result<()> {
    let mut rest = text;
    while let Some(at) = rest.iter().position(|b| *b == b'\\') {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, &[]));
        out.extend_from_slice(before);
        let (from, count) = match after.get(1) {
            Some(b'\\') => {
                out.push(b'\\');
                rest = after.get(2..).unwrap_or_default();
                continue;
            }
            Some(b'u') => (2, 4),
            Some(b'U') => (2, 8),
            Some(b'+') => (2, 6),
            _ => (1, 4),
        };
        let end = from + count;
        let digits = after.get(from..end).and_then(|d| str::from_utf8(d).ok());
        let character = digits
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .and_then(char::from_u32);
        let character = character.ok_or(Fault::Wrong("an escape names no character"))?;
        out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        rest = after.get(end..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    Ok(())
}
