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

/// Whether a text is plain at first sight: names, paths, images, words that are no values of YAML.
pub(super) fn is_surely_plain(raw: &[u8]) -> bool {
    let is_inner = |b: u8| matches!(b, b'!'..=b'~');
    // The words that mean something begin with these letters and are no longer than `false`.
    let means_nothing = |first: u8| {
        raw.len() > "false".len() || !matches!(first | 0x20, b'y' | b'n' | b't' | b'f' | b'o')
    };
    match raw {
        [first, ..] if first.is_ascii_alphabetic() || *first == b'/' => {
            means_nothing(*first) && raw.last() != Some(&b':') && all(raw, is_inner)
        }
        _ => false,
    }
}

/// Whether a key is written as it is.
pub(super) fn is_plain_key(key: &str) -> bool {
    matches!(analyze(key).style(key, true), Style::Plain)
}

/// Printable ASCII that means nothing inside a text, whatever stands beside it.
fn is_inner(b: u8) -> bool {
    matches!(b, b'!'..=b'~') & (b != b':') & (b != b'#')
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
        // Whole words at once; names, images and the like are one.
        let word = run(bytes, i, is_inner);
        if word > 0 {
            (after_space, after_break) = (false, false);
            i += word;
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
            c => {
                found.plain &=
                    !(c == ':' && blank_at(i + 1)) && !(c == '#' && (after_space || after_break));
                (after_space, after_break) = (false, false);
            }
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
    bytes
        .get(from..)
        .map_or(0, |rest| rest.iter().take_while(|&&b| is(b)).count())
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
