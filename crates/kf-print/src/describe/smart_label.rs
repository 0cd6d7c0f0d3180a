//! Labels out of field names: `lastTransitionTime` becomes `Last Transition Time`.

use kf_object::chars::{is_digit, is_letter, is_lower, is_upper};

/// The words that are written in capitals.
const ACRONYMS: [&str; 4] = ["API", "URL", "UID", "GUID"];

/// What runs of characters a name falls into (the classes of `github.com/fatih/camelcase`).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Lower,
    Upper,
    Digit,
    Other,
}

fn class(c: char) -> Class {
    if is_lower(c) {
        Class::Lower
    } else if is_upper(c) {
        Class::Upper
    } else if is_digit(c) {
        Class::Digit
    } else {
        Class::Other
    }
}

/// The label that a generic description gives a field (kubectl pkg/describe `smartLabelFor`).
///
/// A name with anything but letters and `-` stands as it is.
#[must_use]
pub(super) fn smart_label(field: &str) -> String {
    if !field.chars().all(|c| c == '-' || is_letter(c)) {
        return field.to_owned();
    }
    let parts = merge_capitals(split(field));
    let words: Vec<String> = parts.iter().map(|part| word(part)).collect();
    words.join(" ")
}

/// One word of a label.
fn word(part: &str) -> String {
    let upper = part.to_uppercase();
    if ACRONYMS.contains(&upper.as_str()) {
        return upper;
    }
    if part.to_lowercase() == part {
        return title(part);
    }
    part.to_owned()
}

/// Cuts a name where its characters' class changes; of capitals before small letters the last one
/// goes with these, so that `PDFLoader` is `PDF` and `Loader` (camelcase `Split`).
fn split(name: &str) -> Vec<String> {
    let mut runs: Vec<(Class, String)> = Vec::new();
    for c in name.chars() {
        let class = class(c);
        match runs.last_mut() {
            Some((last, run)) if *last == class => run.push(c),
            _ => runs.push((class, c.to_string())),
        }
    }
    let mut parts: Vec<String> = Vec::with_capacity(runs.len());
    let mut before = Class::Other;
    for (class, run) in runs {
        let capital = match parts.last_mut() {
            Some(last) if before == Class::Upper && class == Class::Lower => last.pop(),
            _ => None,
        };
        if parts.last().is_some_and(String::is_empty) {
            parts.pop();
        }
        parts.push(capital.into_iter().chain(run.chars()).collect());
        before = class;
    }
    parts
}

/// Joins two or more capitals with a part behind them that begins with one: `CID` and `Rs`.
fn merge_capitals(parts: Vec<String>) -> Vec<String> {
    let mut merged = Vec::with_capacity(parts.len());
    let mut parts = parts.into_iter().peekable();
    while let Some(mut part) = parts.next() {
        let capitals = part.chars().all(|c| !is_letter(c) || is_upper(c));
        if part.len() >= 2
            && capitals
            && let Some(next) = parts.next_if(|next| begins_with_capital(next))
        {
            part.push_str(&next);
        }
        merged.push(part);
    }
    merged
}

/// Upstream takes the first byte for a character, as if the text were Latin-1.
fn begins_with_capital(part: &str) -> bool {
    let first = part.bytes().next();
    first.is_some_and(|b| is_upper(char::from(b)))
}

/// The text with its first letter made a title letter
/// (golang.org/x/text/cases `Title(language.English)`); the rest is small already.
fn title(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    let mut chars = part.chars();
    for c in chars.by_ref() {
        if is_lower(c) {
            push_title(&mut out, c);
        } else {
            out.push(c);
        }
        if is_letter(c) {
            break;
        }
    }
    out.push_str(chars.as_str());
    out
}

/// Unicode's titlecase mapping of a small letter. It is the uppercase mapping, of several
/// characters only the first in capitals, but for a few letters.
fn push_title(out: &mut String, c: char) {
    let exception = match c {
        // Digraphs have a letter of their own.
        '\u{1c6}' => Some('\u{1c5}'),
        '\u{1c9}' => Some('\u{1c8}'),
        '\u{1cc}' => Some('\u{1cb}'),
        '\u{1f3}' => Some('\u{1f2}'),
        // Georgian has capitals for whole texts only.
        '\u{10d0}'..='\u{10fa}' | '\u{10fd}'..='\u{10ff}' => Some(c),
        // Greek vowels with an iota below keep it.
        '\u{1f80}'..='\u{1f87}' | '\u{1f90}'..='\u{1f97}' | '\u{1fa0}'..='\u{1fa7}' => {
            char::from_u32(u32::from(c) + 8)
        }
        '\u{1fb3}' => Some('\u{1fbc}'),
        '\u{1fc3}' => Some('\u{1fcc}'),
        '\u{1ff3}' => Some('\u{1ffc}'),
        _ => None,
    };
    if let Some(c) = exception {
        out.push(c);
        return;
    }
    let mut upper = c.to_uppercase();
    out.extend(upper.next());
    // U+0149 is an apostrophe and a letter: the letter is the one in capitals.
    if c == '\u{149}' {
        out.extend(upper);
    } else {
        out.extend(upper.flat_map(|c| if c == '\u{399}' { '\u{345}' } else { c }.to_lowercase()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_words() {
        for (name, label) in [
            ("", ""),
            ("spec", "Spec"),
            ("lastTransitionTime", "Last Transition Time"),
            ("apiVersion", "API Version"),
            ("uid", "UID"),
            ("uidRange", "UID Range"),
            ("hostIP", "Host IP"),
            ("hostIPs", "Host I Ps"),
            ("podCIDRs", "Pod CIDRs"),
            ("clusterIPFamily", "Cluster IPFamily"),
            ("podCIDRList", "Pod CIDRList"),
            ("ip", "Ip"),
            ("openAPIV3Schema", "openAPIV3Schema"),
            ("JSONPath", "JSONPath"),
            ("jsonPath", "Json Path"),
            (
                "x-kubernetes-int-or-string",
                "X - Kubernetes - Int - Or - String",
            ),
            ("XIntOrString", "X Int Or String"),
            ("aB", "A B"),
            ("A", "A"),
            ("ABc", "A Bc"),
            ("--Foo", "--Foo"),
            ("a b", "a b"),
            ("a.b/c", "a.b/c"),
            ("i18n", "i18n"),
            ("foo_bar", "foo_bar"),
            ("\u{c9}", "\u{c9}"),
            ("\u{e9}t\u{e9}", "\u{c9}t\u{e9}"),
            ("stra\u{df}e", "Stra\u{df}e"),
            ("\u{df}", "Ss"),
            (
                "\u{43a}\u{43b}\u{44e}\u{447}",
                "\u{41a}\u{43b}\u{44e}\u{447}",
            ),
            ("\u{1c6}a", "\u{1c5}a"),
            ("\u{10d0}", "\u{10d0}"),
            ("\u{1f80}", "\u{1f88}"),
            ("\u{1fb2}", "\u{1fba}\u{345}"),
            ("\u{4e16}\u{754c}name", "\u{4e16}\u{754c} Name"),
            ("\u{1f9ca}", "\u{1f9ca}"),
            ("AB\u{e9}", "A B\u{e9}"),
            ("insecureSkipTLSVerify", "Insecure Skip TLSVerify"),
            ("URLPath", "URLPath"),
            ("API", "API"),
            ("f:spec", "f:spec"),
            ("--\u{e9}", "--\u{c9}"),
            ("-\u{e9}", "- \u{c9}"),
            ("\u{2102}a", "\u{2102}a"),
            ("\u{149}a", "\u{2bc}Na"),
            // Letters of Unicode 17, the second one after a capital of its own.
            ("a\u{16ea0}\u{16ebb}", "A \u{16ea0}\u{16ebb}"),
            // A capital that 18.0 has: no letter yet, so the name stands as it is.
            ("a\u{a7dd}b", "a\u{a7dd}b"),
            // U+0295 has had no case since 16.0: it is a run of its own.
            ("ab\u{295}", "Ab \u{295}"),
        ] {
            assert_eq!(smart_label(name), label, "{name}");
        }
    }
}
