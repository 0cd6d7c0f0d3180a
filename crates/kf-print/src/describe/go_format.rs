//! Texts that upstream takes for a format by mistake.

/// The text of Go's `fmt.Sprintf(format)`: verbs have no argument and say so
/// (fmt/print.go `doPrintf`).
#[must_use]
pub(super) fn without_arguments(format: &str) -> String {
    let mut out = String::with_capacity(format.len());
    let mut rest = format;
    while let Some((before, tail)) = rest.split_once('%') {
        out.push_str(before);
        rest = verb(&mut out, tail);
    }
    out.push_str(rest);
    out
}

/// Reads what stands behind a `%`; the text behind that comes back.
fn verb<'f>(out: &mut String, tail: &'f str) -> &'f str {
    let mut good_index = true;
    let mut rest = tail.trim_start_matches(['#', '0', '+', '-', ' ']);
    let mut indexed = index(&mut rest, &mut good_index);
    if let Some(behind) = rest.strip_prefix('*') {
        out.push_str("%!(BADWIDTH)");
        rest = behind;
        indexed = false;
    } else if number(&mut rest) && indexed {
        good_index = false;
    }
    if let Some(behind) = rest.strip_prefix('.') {
        good_index &= !indexed;
        rest = behind;
        indexed = index(&mut rest, &mut good_index);
        if let Some(behind) = rest.strip_prefix('*') {
            out.push_str("%!(BADPREC)");
            rest = behind;
            indexed = false;
        } else {
            number(&mut rest);
        }
    }
    if !indexed {
        index(&mut rest, &mut good_index);
    }
    let mut behind = rest.chars();
    match behind.next() {
        None => out.push_str("%!(NOVERB)"),
        Some('%') => out.push('%'),
        Some(verb) => {
            let why = if good_index { "MISSING" } else { "BADINDEX" };
            out.extend(["%!", verb.encode_utf8(&mut [0; 4]), "(", why, ")"]);
        }
    }
    behind.as_str()
}

/// Passes over `[n]`, which never names an argument; whether it was well-formed comes back
/// (`argNumber`, `parseArgNumber`).
fn index(rest: &mut &str, good: &mut bool) -> bool {
    let Some(inside) = rest.strip_prefix('[') else {
        return false;
    };
    *good = false;
    let Some((digits, behind)) = inside.split_once(']').filter(|_| rest.len() >= 3) else {
        *rest = inside;
        return false;
    };
    *rest = behind;
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Passes over digits; whether there were any comes back. A number past a million ends the whole
/// format (`parsenum`).
fn number(rest: &mut &str) -> bool {
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.get(..rest.len() - behind.len()).unwrap_or_default();
    let significant = digits.trim_start_matches('0');
    let too_large = significant.len() > 7 || significant.parse().is_ok_and(|n: u32| n > 1_000_000);
    *rest = if too_large { "" } else { behind };
    !digits.is_empty() && !too_large
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_have_no_argument() {
        for (format, text) in [
            ("plain", "plain"),
            ("100%", "100%!(NOVERB)"),
            ("100%%", "100%"),
            ("50% off", "50%!o(MISSING)ff"),
            ("%-08.3d!", "%!d(MISSING)!"),
            (
                "%*d %.*f",
                "%!(BADWIDTH)%!d(MISSING) %!(BADPREC)%!f(MISSING)",
            ),
            (
                "%[1]d %[x]d %[d",
                "%!d(BADINDEX) %!d(BADINDEX) %!d(BADINDEX)",
            ),
            ("%99999999d x", "%!(NOVERB)"),
            ("%\u{e9}", "%!\u{e9}(MISSING)"),
        ] {
            assert_eq!(without_arguments(format), text, "{format}");
        }
    }
}
