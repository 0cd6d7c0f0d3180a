//! How bytes become text (bbolt `cmd/bbolt/main.go` `formatBytes`, `isPrintable`).

use std::io::Write as _;

use sha2::{Digest as _, Sha256};

use crate::cli::args::bbolt::BytesFormat;
use crate::object::chars::is_print;

impl BytesFormat {
    /// Appends the text of `bytes`.
    pub(super) fn write(self, out: &mut Vec<u8>, bytes: &[u8]) {
        match self {
            Self::Auto if is_printable(bytes) => out.extend_from_slice(bytes),
            Self::Auto | Self::Hex => hex(out, bytes),
            Self::AsciiEncoded => quoted(out, bytes),
            Self::Bytes => out.extend_from_slice(bytes),
            Self::Redacted => {
                let _ = write!(out, "<redacted len:{} sha256:", bytes.len());
                hex(out, &Sha256::digest(bytes));
                out.push(b'>');
            }
        }
    }
}

/// Appends a key as pages show it: quoted if all of it can be printed, else in hexadecimal.
pub(super) fn key(out: &mut Vec<u8>, bytes: &[u8]) {
    if is_printable(bytes) {
        quoted(out, bytes);
    } else {
        hex(out, bytes);
    }
}

fn is_printable(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| text.chars().all(is_print))
}

fn hex(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend(crate::hex::text(bytes).bytes());
}

/// Go's `%q` (`strconv.AppendQuote`).
fn quoted(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'"');
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            let escape: &[u8] = match c {
                '"' => b"\\\"",
                '\\' => b"\\\\",
                '\x07' => b"\\a",
                '\x08' => b"\\b",
                '\x0c' => b"\\f",
                '\n' => b"\\n",
                '\r' => b"\\r",
                '\t' => b"\\t",
                '\x0b' => b"\\v",
                _ => b"",
            };
            let n = u32::from(c);
            if !escape.is_empty() {
                out.extend_from_slice(escape);
            } else if is_print(c) {
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            } else if n < 0x20 || n == 0x7f {
                let _ = write!(out, "\\x{n:02x}");
            } else if n < 0x1_0000 {
                let _ = write!(out, "\\u{n:04x}");
            } else {
                let _ = write!(out, "\\U{n:08x}");
            }
        }
        for b in chunk.invalid() {
            let _ = write!(out, "\\x{b:02x}");
        }
    }
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(format: BytesFormat, bytes: &[u8]) -> String {
        let mut out = Vec::new();
        format.write(&mut out, bytes);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_format() {
        assert_eq!(text(BytesFormat::Auto, "a \u{e4}".as_bytes()), "a \u{e4}");
        assert_eq!(text(BytesFormat::Auto, b"a\n"), "610a");
        assert_eq!(text(BytesFormat::Auto, b""), "");
        assert_eq!(text(BytesFormat::Hex, b"\x00\xff"), "00ff");
        let odd = "\"\\\u{7}\u{b}\u{7f}\u{a0}\u{e0001}\u{e4}";
        assert_eq!(
            text(
                BytesFormat::AsciiEncoded,
                &[odd.as_bytes(), b"\xff"].concat()
            ),
            "\"\\\"\\\\\\a\\v\\x7f\\u00a0\\U000e0001\u{e4}\\xff\""
        );
        assert_eq!(
            text(BytesFormat::Redacted, b"abc"),
            "<redacted len:3 \
             sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad>"
        );
    }
}
