//! Go's character classes, for the orders, quoting rules and labels that depend on them.
//!
//! The table has the version of Unicode that Go 1.27's `unicode` package has, with which the
//! kubectl is built that recorded what kf is tested against. It is made by `cargo xtask unicode`.
//! Rust's `char` methods do not serve: they follow the compiler's Unicode and derived properties
//! (`is_alphabetic`, `is_lowercase`), not general categories.

mod table;

/// What Go's predicates tell apart; the table has the variants' numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Category Lu.
    Upper,
    /// Category Ll.
    Lower,
    /// The rest of category L.
    OtherLetter,
    /// Category Nd.
    Digit,
    /// The rest of category N.
    OtherNumber,
    /// Categories M, P and S: marks, punctuation and symbols.
    Mark,
    /// Everything else: separators, control characters, what is not assigned.
    Unprinted,
}

/// Whether Go's `unicode.IsUpper` holds: category Lu.
#[must_use]
pub fn is_upper(c: char) -> bool {
    class(c) == Class::Upper
}

/// Whether Go's `unicode.IsLower` holds: category Ll.
#[must_use]
pub fn is_lower(c: char) -> bool {
    class(c) == Class::Lower
}

/// Whether Go's `unicode.IsLetter` holds: category L.
#[must_use]
pub fn is_letter(c: char) -> bool {
    matches!(class(c), Class::Upper | Class::Lower | Class::OtherLetter)
}

/// Whether Go's `unicode.IsDigit` holds: category Nd.
#[must_use]
pub fn is_digit(c: char) -> bool {
    class(c) == Class::Digit
}

/// Whether Go's `unicode.IsNumber` holds: category N.
#[must_use]
pub fn is_number(c: char) -> bool {
    matches!(class(c), Class::Digit | Class::OtherNumber)
}

/// Whether Go's `unicode.IsPrint` holds: categories L, M, N, P, S and the ASCII space.
#[must_use]
pub fn is_print(c: char) -> bool {
    c == ' ' || class(c) != Class::Unprinted
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' => Class::Lower,
        'A'..='Z' => Class::Upper,
        '0'..='9' => Class::Digit,
        '!'..='~' => Class::Mark,
        '\0'..='\x7f' => Class::Unprinted,
        _ => table_class(c),
    }
}

/// The class of the last run that starts at or before `c`.
fn table_class(c: char) -> Class {
    let c = u32::from(c);
    let after = table::RUNS.partition_point(|run| run >> CLASS_BITS <= c);
    let run = after.checked_sub(1).and_then(|i| table::RUNS.get(i));
    match run.map(|run| run & CLASS_MASK) {
        Some(0) => Class::Upper,
        Some(1) => Class::Lower,
        Some(2) => Class::OtherLetter,
        Some(3) => Class::Digit,
        Some(4) => Class::OtherNumber,
        Some(5) => Class::Mark,
        _ => Class::Unprinted,
    }
}

/// Width of the class in an entry of the table: one hexadecimal digit, so that the table can be
/// read.
const CLASS_BITS: u32 = 4;
const CLASS_MASK: u32 = (1 << CLASS_BITS) - 1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_some_characters() {
        assert!(is_letter('\u{e9}') && is_letter('\u{65e5}') && !is_letter('\u{300}'));
        assert!(is_digit('\u{664}') && !is_digit('\u{bd}') && is_number('\u{bd}'));
        assert!(is_print('\u{1f600}') && is_print('\u{300}') && is_print('\u{fffd}'));
        for c in [
            '\u{a0}', '\u{ad}', '\u{200b}', '\u{2028}', '\u{feff}', '\u{e000}', '\u{7f}',
        ] {
            assert!(!is_print(c), "{c:?}");
        }
    }

    #[test]
    fn ascii_is_in_the_table_as_it_is_in_the_code() {
        for c in '\0'..='\x7f' {
            assert_eq!(class(c), table_class(c), "{c:?}");
        }
    }

    /// Categories of letters alone: titlecase digraphs, modifiers and ordinals are neither.
    #[test]
    fn only_lu_and_ll_have_a_case() {
        assert!(is_upper('\u{1c4}') && is_lower('\u{1c6}'));
        for c in ['\u{1c5}', '\u{aa}', '\u{2b0}', '\u{2160}', '\u{24d0}'] {
            assert!(!is_upper(c) && !is_lower(c), "{c:?}");
        }
        assert!(is_letter('\u{1c5}') && is_letter('\u{aa}') && is_letter('\u{2b0}'));
        assert!(is_number('\u{2160}') && !is_letter('\u{2160}'));
        assert!(!is_letter('\u{24d0}') && is_print('\u{24d0}'));
    }

    /// Each pair is the newest of something that came with 16.0 or 17.0, and the one after it,
    /// which 18.0 has or nothing yet.
    #[test]
    fn the_version_is_17() {
        assert!(is_letter('\u{10959}') && !is_print('\u{1095a}'));
        assert!(is_upper('\u{16eb8}') && !is_print('\u{16eb9}'));
        assert!(is_lower('\u{16ed3}') && !is_print('\u{16ed4}'));
        assert!(is_digit('\u{11de9}') && !is_print('\u{11dea}'));
        assert!(is_letter('\u{33479}') && !is_print('\u{3347a}'));
        assert!(is_print('\u{20c1}') && !is_print('\u{20c2}'));
        assert!(is_upper('\u{a7dc}') && !is_upper('\u{a7dd}'));
        assert!(is_lower('\u{1df1e}') && !is_lower('\u{1df1f}'));
        assert!(is_number('\u{1246e}') && !is_number('\u{1246f}'));
    }

    /// U+0295 was a small letter until 15.1.
    #[test]
    fn a_letter_that_lost_its_case() {
        assert!(is_letter('\u{295}') && !is_lower('\u{295}'));
    }
}
