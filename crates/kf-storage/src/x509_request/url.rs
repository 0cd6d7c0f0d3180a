//! URLs as Go prints them after reading them (`net/url`, `Parse` and `URL.String`).

use std::borrow::Cow;

use kf_base::percent::{self, PATH};

/// The text of a URL once read by Go: the scheme in small letters, and the path escaped anew when
/// it holds characters that must not stand there.
///
/// Only ASCII text is expected; query and fragment stay as they are.
#[must_use]
pub(super) fn reprinted(url: &str) -> String {
    let (scheme, rest) = match url.split_once(':') {
        Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme), rest),
        _ => (None, url),
    };
    let mut out = String::with_capacity(url.len());
    if let Some(scheme) = scheme {
        out.push_str(&scheme.to_ascii_lowercase());
        out.push(':');
    }
    let (before, after) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
    let (host, path) = match before.strip_prefix("//") {
        Some(authority) => {
            let path = authority.find('/').map_or(before.len(), |at| at + 2);
            before.split_at(path)
        }
        None => ("", before),
    };
    out.push_str(host);
    if scheme.is_some() && host.is_empty() && !path.starts_with('/') {
        // An opaque URL, such as `urn:a:b`.
        out.push_str(path);
    } else {
        out.push_str(&escaped_path(path));
    }
    out.push_str(after);
    out
}

fn is_scheme(text: &str) -> bool {
    let tail = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(tail)
}

/// `URL.EscapedPath`: a path that is escaped well stays, any other is unescaped and escaped.
fn escaped_path(path: &str) -> Cow<'_, str> {
    let stands = |b: u8| percent::stands(b, PATH) || b"!'()*[]%".contains(&b);
    if path.bytes().all(stands) {
        return Cow::Borrowed(path);
    }
    Cow::Owned(percent::encoded(&percent::decoded(path.as_bytes()), PATH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_read_as_go_prints_them() {
        for (url, text) in [
            ("", ""),
            (
                "SPIFFE://Corp.example/ns/a%2Fb",
                "spiffe://Corp.example/ns/a%2Fb",
            ),
            ("https://h:1/a b%2F?q= x#f", "https://h:1/a%20b/?q= x#f"),
            ("https://h", "https://h"),
            ("urn:a b:c", "urn:a b:c"),
            ("a/{b}", "a/%7Bb%7D"),
            ("file:///x\"y", "file:///x%22y"),
        ] {
            assert_eq!(reprinted(url), text, "{url}");
        }
    }
}
