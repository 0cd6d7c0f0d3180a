//! What structural texts look like.

use std::net::IpAddr;

/// Longest name, in bytes: that of a DNS subdomain.
const NAME: usize = 253;

/// Longest word, in bytes; the longest reasons of Kubernetes have some fifty.
const WORD: usize = 128;

/// Longest reference to an image, in bytes: name, tag and digest.
const IMAGE: usize = 512;

/// Longest time, in bytes: nine digits of a second and a zone.
const TIME: usize = 35;

/// Longest number, in bytes.
const NUMBER: usize = 40;

/// The form of a structural text. None of them has a space, a quote, a line's end or a character
/// outside of ASCII, and the empty text is of every form but a label's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Look {
    /// The name of an object, a part of one, a key: letters, digits and `._:-`.
    Name,
    /// A constant such as `Always` or a condition's reason; `*`.
    Word,
    /// A name that may have prefixes before slashes, such as `example.com/gpu`; `*`.
    Qualified,
    /// A group and a version.
    ApiVersion,
    /// A reference to an image, without user and password.
    Image,
    /// An IP address or a range of them; `None`.
    Address,
    /// Hexadecimal digits and dashes.
    Uid,
    /// Digits, with commas and dashes between them.
    Digits,
    /// `true` or `false`
    Flag,
    /// A version of Kubernetes.
    Version,
    /// Five fields of a schedule, in digits.
    Cron,
    /// The path of a URL of a kube-apiserver.
    UrlPath,
    /// A field of a pod, such as `spec.containers{web}`.
    FieldPath,
    /// RFC 3339.
    Time,
    /// As Go prints a duration.
    Duration,
    /// A number with a suffix.
    Quantity,
    /// A port by number or name, or a percentage.
    Port,
    /// The value of a label, which its owner chose: never structural, but for those that
    /// [`label`](super::label) knows.
    Label,
}

impl Look {
    /// Whether a text is of this form.
    #[must_use]
    pub fn fits(self, text: &str) -> bool {
        match self {
            Self::Label => false,
            _ if text.is_empty() => true,
            Self::Name => of(text, NAME, |c| is_letter(c) || b"._:-".contains(&c)),
            Self::Word => text == "*" || of(text, WORD, |c| is_letter(c) || b"._-".contains(&c)),
            Self::Qualified => {
                let long = NAME.saturating_mul(2);
                text == "*" || of(text, long, |c| is_letter(c) || b"._:/*-".contains(&c))
            }
            Self::ApiVersion => of(text, NAME, |c| is_letter(c) || b"./-".contains(&c)),
            Self::Image => is_image(text),
            Self::Address => text == "None" || is_address(text),
            Self::Uid => of(text, NUMBER, |c| c.is_ascii_hexdigit() || c == b'-'),
            Self::Digits => of(text, NAME, |c| c.is_ascii_digit() || b",-".contains(&c)),
            Self::Flag => matches!(text, "true" | "false"),
            Self::Version => is_version(text),
            Self::Cron => is_schedule(text),
            Self::UrlPath => {
                let long = NAME.saturating_mul(4);
                text == "*"
                    || text.starts_with('/')
                        && of(text, long, |c| is_letter(c) || b"._:/*-".contains(&c))
            }
            Self::FieldPath => is_field_path(text),
            Self::Time => is_time(text),
            Self::Duration => of(text, NUMBER, |c| {
                c.is_ascii_digit() || b".-hmsnu".contains(&c)
            }),
            Self::Quantity => is_quantity(text),
            Self::Port => is_port(text),
        }
    }
}

fn of(text: &str, most: usize, belongs: impl Fn(u8) -> bool) -> bool {
    text.len() <= most && text.bytes().all(belongs)
}

fn is_letter(c: u8) -> bool {
    c.is_ascii_alphanumeric()
}

fn is_image(text: &str) -> bool {
    let text = ["docker-pullable://", "docker://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme))
        .unwrap_or(text);
    let (name, digest) = text.split_once('@').unwrap_or((text, "sha256:"));
    let hex = digest
        .strip_prefix("sha256:")
        .or_else(|| digest.strip_prefix("sha512:"));
    !name.contains("//")
        && of(name, IMAGE, |c| is_letter(c) || b"._:/-".contains(&c))
        && hex.is_some_and(|h| of(h, 128, |c| c.is_ascii_hexdigit()))
}

fn is_address(text: &str) -> bool {
    let (address, bits) = text.split_once('/').unwrap_or((text, "0"));
    address.parse::<IpAddr>().is_ok() && bits.parse::<u8>().is_ok_and(|b| b <= 128)
}

fn is_version(text: &str) -> bool {
    let plain = text.strip_prefix('v').unwrap_or(text);
    let end = plain.find(['-', '+']).unwrap_or(plain.len());
    let (numbers, rest) = plain.split_at_checked(end).unwrap_or_default();
    let parts = numbers.split('.');
    parts.clone().count() <= 3
        && parts
            .clone()
            .all(|p| (1..=4).contains(&p.len()) && of(p, 4, |c| c.is_ascii_digit()))
        && of(rest, 32, |c| is_letter(c) || b".+-".contains(&c))
}

fn is_schedule(text: &str) -> bool {
    let macros = [
        "@yearly",
        "@annually",
        "@monthly",
        "@weekly",
        "@daily",
        "@midnight",
        "@hourly",
    ];
    macros.contains(&text)
        || text.split(' ').count() == 5
            && of(text, WORD, |c| c.is_ascii_digit() || b" */,-?".contains(&c))
}

/// `spec.containers{web}`, `metadata.labels['app']`
fn is_field_path(text: &str) -> bool {
    let end = text.find(['{', '[']).unwrap_or(text.len());
    let (path, rest) = text.split_at_checked(end).unwrap_or_default();
    let inside = match rest.as_bytes() {
        [] => "",
        [b'{', .., b'}'] => rest.get(1..rest.len().saturating_sub(1)).unwrap_or("?"),
        [b'[', b'\'', .., b'\'', b']'] => rest.get(2..rest.len().saturating_sub(2)).unwrap_or("?"),
        _ => return false,
    };
    of(path, WORD, |c| c.is_ascii_alphabetic() || c == b'.') && Look::Qualified.fits(inside)
}

/// `2026-11-22T18:30:00.123456Z`, `2026-11-22`
fn is_time(text: &str) -> bool {
    let form = b"dddd-dd-ddTdd:dd:dd";
    let matches = |n: usize| {
        let head = text.as_bytes().get(..n);
        head.is_some_and(|head| {
            head.iter().zip(form).all(|(c, f)| {
                if *f == b'd' {
                    c.is_ascii_digit()
                } else {
                    c == f
                }
            })
        })
    };
    if text.len() == 10 {
        return matches(10);
    }
    if !matches(form.len()) || text.len() > TIME {
        return false;
    }
    let rest = text.get(form.len()..).unwrap_or("?");
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    match zone.as_bytes() {
        b"Z" => true,
        [b'+' | b'-', a, b, b':', c, d] => [a, b, c, d].iter().all(|c| c.is_ascii_digit()),
        _ => false,
    }
}

fn is_quantity(text: &str) -> bool {
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    let suffixes = [
        "", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei",
    ];
    let exponent = number.strip_prefix(['e', 'E']);
    text.len() <= NUMBER
        && number.len() < text.len()
        && (suffixes.contains(&number)
            || exponent.is_some_and(|e| of(e, 4, |c| c.is_ascii_digit() || b"+-".contains(&c))))
}

/// A port's name has at most 15 letters, digits and dashes.
fn is_port(text: &str) -> bool {
    let number = text.strip_suffix('%').unwrap_or(text);
    of(number, 10, |c| c.is_ascii_digit())
        || of(text, 15, |c| {
            c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-'
        })
}
