//! Which of YAML's scalar styles yaml.v2 picks for a text.
//!
//! encode.go `stringv` asks for a style; emitterc.go `yaml_emitter_analyze_scalar` finds what the
//! text allows and `yaml_emitter_select_scalar_style` settles it. Only block context occurs here.

use super::yaml_resolve::must_quote;

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Single,
    Double,
    Literal,
}

/// What a text allows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Analysis {
    /// It has a line break of any kind.
    pub(super) multiline: bool,
    plain: bool,
    single: bool,
    block: bool,
    /// It has NEL, which does not survive kubectl's way through JSON.
    pub(super) next_line: bool,
}

impl Analysis {
    /// The style for `s`, which this was made from.
    pub(super) fn style(self, s: &str, simple_key: bool) -> Style {
        if self.multiline && s.contains('\n') {
            if self.block && !simple_key {
                Style::Literal
            } else {
                Style::Double
            }
        } else if must_quote(s) {
            Style::Double
        } else if self.plain {
            Style::Plain
        } else if self.single {
            Style::Single
        } else {
            Style::Double
        }
    }
}

/// Whether a text is plain at first sight: names, paths, images, addresses, words that are no values of YAML.
#[inline]
pub(super) fn is_surely_plain(raw: &[u8]) -> bool {
    // The words that mean something begin with these letters and are no longer than `false`.
    let means_nothing = |first: u8| {
        raw.len() > "false".len() || !matches!(first | 0x20, b'y' | b'n' | b't' | b'f' | b'o')
    };
    match raw {
        [first, ..] if first.is_ascii_alphabetic() || *first == b'/' => {
            means_nothing(*first) && raw.last() != Some(&b':') && all(raw, is_inner)
        }
        [b'0'..=b'9', ..] => is_address(raw),
        _ => false,
    }
}

/// Whether a text is of digits with two points or more, which is neither a number nor a time.
fn is_address(raw: &[u8]) -> bool {
    raw.iter().all(|b| matches!(b, b'0'..=b'9' | b'.'))
        && raw.iter().filter(|b| **b == b'.').count() > 1
}

/// Whether a text is a time of whole seconds in UTC, in four digits of the year, which a reader would take
/// for one.
#[inline]
pub(super) fn is_utc_time(text: &[u8]) -> bool {
    let [
        y1,
        y2,
        y3,
        y4,
        b'-',
        m1,
        m2,
        b'-',
        d1,
        d2,
        b'T',
        h1,
        h2,
        b':',
        n1,
        n2,
        b':',
        s1,
        s2,
        b'Z',
    ] = text
    else {
        return false;
    };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2, h1, h2, n1, n2, s1, s2];
    digits.iter().all(|b| b.is_ascii_digit())
        // No day that a month lacks, nor anything else that is no time: that is for the parser to say.
        && matches!((m1, m2), (b'0', b'1'..=b'9') | (b'1', b'0'..=b'2'))
        && matches!((d1, d2), (b'0', b'1'..=b'9') | (b'1', _) | (b'2', b'0'..=b'8'))
        && matches!((h1, h2), (b'0' | b'1', _) | (b'2', b'0'..=b'3'))
        && matches!((n1, s1), (b'0'..=b'5', b'0'..=b'5'))
}

/// Whether a key is written as it is.
pub(super) fn is_plain_key(key: &str) -> bool {
    matches!(analyze(key).style(key, true), Style::Plain)
}

/// Printable ASCII.
fn is_inner(b: u8) -> bool {
    matches!(b, b'!'..=b'~')
}

/// The line breaks of YAML 1.1.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// yaml.v2's printable set (yamlprivateh.go `is_printable`): no tab, no BOM, nothing past U+FFFF.
pub(super) fn is_printable(c: char) -> bool {
    matches!(c, '\n' | ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}')
}

fn is_indicator(first: u8) -> bool {
    matches!(
        first,
        b'#' | b','
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'&'
            | b'*'
            | b'!'
            | b'|'
            | b'>'
            | b'\''
            | b'"'
            | b'%'
            | b'@'
            | b'`'
    )
}

/// Finds what `s` allows.
pub(super) fn analyze(s: &str) -> Analysis {
    let bytes = s.as_bytes();
    let blank_at = |i: usize| matches!(bytes.get(i), None | Some(b' ' | b'\t'));
    let mut found = Analysis {
        multiline: false,
        plain: true,
        single: true,
        block: true,
        next_line: false,
    };
    let Some(&first) = bytes.first() else {
        found.block = false;
        return found;
    };
    if is_indicator(first)
        || (matches!(first, b'-' | b'?') && blank_at(1))
        || s.starts_with("---")
        || s.starts_with("...")
    {
        found.plain = false;
    }
    let (mut after_space, mut after_break) = (false, false);
    let mut i = 0;
    while i < bytes.len() {
        // Whole words at once; names, images and the like are one. Only at its ends means a character something.
        let word = run(bytes, i, is_inner);
        if word > 0 {
            found.plain &= !(bytes.get(i) == Some(&b'#') && (after_space || after_break));
            (after_space, after_break) = (false, false);
            i += word;
            found.plain &= !(bytes.get(i - 1) == Some(&b':') && blank_at(i));
        }
        let Some(c) = char_at(s, i) else {
            break;
        };
        match c {
            ' ' => {
                let last = i + 1 == bytes.len();
                found.plain &= i > 0 && !last && !after_break;
                found.block &= !last;
                found.single &= !after_break;
                (after_space, after_break) = (true, false);
            }
            '\n' | '\u{2028}' | '\u{2029}' if !after_space => {
                found.multiline = true;
                found.plain = false;
                after_break = true;
            }
            c if is_break(c) || !is_printable(c) => return special(s),
            _ => (after_space, after_break) = (false, false),
        }
        i += c.len_utf8();
    }
    found
}

/// The character at byte `i`.
#[inline]
pub(super) fn char_at(s: &str, i: usize) -> Option<char> {
    match s.as_bytes().get(i) {
        Some(&b) if b < 0x80 => Some(char::from(b)),
        _ => s.get(i..)?.chars().next(),
    }
}

/// How many bytes from `from` on satisfy `is`.
pub(super) fn run(bytes: &[u8], from: usize, is: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    // Without a branch for each byte, as in `all`.
    let blocks = rest.as_chunks::<16>().0.iter();
    let whole = blocks.take_while(|b| b.iter().fold(true, |holds, &b| holds & is(b)));
    let whole = whole.count() * 16;
    let tail = rest.get(whole..).unwrap_or_default();
    whole + tail.iter().take_while(|&&b| is(b)).count()
}

/// The analysis of a text that only double quotes can hold.
fn special(s: &str) -> Analysis {
    Analysis {
        multiline: s.contains(is_break),
        plain: false,
        single: false,
        block: false,
        next_line: s.contains('\u{85}'),
    }
}

/// Whether all bytes satisfy `is`.
///
/// Blocks are tested without a branch inside, so that the compiler may make vector code of it; the last
/// one overlaps the one before.
#[inline]
fn all(bytes: &[u8], is: impl Fn(u8) -> bool) -> bool {
    let holds = |bytes: &[u8]| bytes.iter().fold(true, |holds, &b| holds & is(b));
    match (bytes.last_chunk::<16>(), bytes.last_chunk::<8>()) {
        (Some(last), _) => bytes.as_chunks::<16>().0.iter().all(|b| holds(b)) && holds(last),
        (None, Some(last)) => bytes.first_chunk::<8>().is_some_and(|b| holds(b)) && holds(last),
        (None, None) => holds(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_seen_at_once_is_what_the_analysis_finds(
            text in prop_oneof![
                "[0-9.]{1,16}",
                "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-2][0-9]:[0-6][0-9]:[0-6][0-9]Z",
                "[a-zA-Z/][!-~]{0,40}",
                "[ -~]{0,20}",
            ],
        ) {
            let style = analyze(&text).style(&text, false);
            if is_surely_plain(text.as_bytes()) {
                prop_assert_eq!(style, Style::Plain);
            }
            if is_utc_time(text.as_bytes()) {
                prop_assert_eq!(style, Style::Double);
            }
        }
    }

    #[test]
    fn most_addresses_and_times_are_seen_at_once() {
        assert!(is_surely_plain(b"10.0.3.159") && !is_surely_plain(b"10.5"));
        assert!(is_utc_time(b"2026-11-22T17:45:00Z") && !is_utc_time(b"2026-13-22T17:45:00Z"));
    }
}
