//! Base64 inside texts, looked into.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::objects::Place;
use super::text::run;
use super::{Redactor, Rule};
use kf_base::limits::MAX_REDACTED_BASE64;

/// Shortest base64 that is looked into, in characters: what is shorter holds no name and value.
const SHORTEST: usize = 20;

/// Shortest line of base64 that goes on in the next one, in characters.
const LINE: usize = 40;

/// How many characters are decoded to see whether there is text in them; a multiple of four.
const SAMPLE: usize = 64;

const CONFIG: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const PLAIN: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, CONFIG);
const OF_URLS: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, CONFIG);

impl Redactor {
    /// Base64 of texts in which there is a secret, replaced whole.
    pub(super) fn packed(&self, text: &str, at: Place) -> Option<String> {
        if at.packed >= MAX_REDACTED_BASE64 || text.len() < SHORTEST {
            return None;
        }
        self.worked(text.len());
        let inner = Place {
            packed: at.packed.saturating_add(1),
            ..at.below()
        };
        let mut out = String::new();
        let (mut copied, mut from) = (0, 0);
        while let Some(rest) = text.get(from..).filter(|r| !r.is_empty()) {
            let length = packed_run(rest);
            if length < SHORTEST {
                let other = run(rest.get(length..)?, |c| !is_digit(c)).len();
                from = from.saturating_add((length.saturating_add(other)).max(1));
                continue;
            }
            let packed = rest.get(..length)?;
            if let Some(inside) = unpack(packed)
                && self.text(&inside, "", inner).is_some()
            {
                out.push_str(text.get(copied..from)?);
                out.push_str(&STANDARD.encode(self.replace(Rule::Manifest, inside.as_bytes())));
                copied = from.saturating_add(length);
            }
            from = from.saturating_add(length);
        }
        (copied > 0).then(|| out + text.get(copied..).unwrap_or_default())
    }
}

fn is_digit(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '+' | '/' | '-' | '_')
}

/// How long the base64 at the start of a text is, over the lines on which it goes on.
fn packed_run(text: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = text.get(length..).unwrap_or_default();
        let digits = run(rest, is_digit).len();
        let behind = rest.get(digits..).unwrap_or_default();
        let padding = run(behind, |c| c == '=').len().min(2);
        length = length.saturating_add(digits).saturating_add(padding);
        let behind = behind.get(padding..).unwrap_or_default();
        let next = behind.trim_start_matches([' ', '\t', '\\', '\r', '\n']);
        let gap = behind.len().saturating_sub(next.len());
        let broken = behind.get(..gap).is_some_and(|g| g.contains('\n'));
        if digits < LINE || padding > 0 || !broken {
            return length;
        }
        let line = next
            .lines()
            .next()
            .unwrap_or_default()
            .trim_end_matches(['\\', ' ', '\r']);
        let goes_on = line.trim_end_matches('=').chars().all(is_digit) && !line.is_empty();
        if !goes_on {
            return length;
        }
        length = length.saturating_add(gap);
    }
}

/// The text in base64; `None` when there is none, or something else.
fn unpack(packed: &str) -> Option<String> {
    let engine = if packed.contains(['-', '_']) {
        &OF_URLS
    } else {
        &PLAIN
    };
    let joined: String = packed.chars().filter(|c| is_digit(*c)).collect();
    let sample = engine
        .decode(joined.get(..SAMPLE).unwrap_or(&joined))
        .ok()?;
    let cut = match std::str::from_utf8(&sample) {
        Ok(_) => false,
        Err(e) => e.error_len().is_some(),
    };
    let control = |b: &u8| b.is_ascii_control() && !b.is_ascii_whitespace();
    if cut || sample.iter().any(control) {
        return None;
    }
    String::from_utf8(engine.decode(&joined).ok()?).ok()
}
