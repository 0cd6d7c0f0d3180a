//! What tests look at, and how it may be told.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use kf_object::Value;

use super::path::{At, HIDDEN, Path};
use super::pattern::Patterns;
use super::test::{Evidence, Scope, text, texts};

/// Longest value that is quoted, in characters.
const QUOTED: usize = 200;

impl Scope<'_> {
    /// A value as it may be shown, cut where it is long.
    fn quote(&self, text: &str) -> String {
        if !self.quotes {
            return "(not shown)".to_owned();
        }
        let mut shown: String = text.chars().take(QUOTED).collect();
        if shown.len() < text.len() {
            shown.push_str("...");
        }
        shown
    }

    /// Whether a text has a line like one of these patterns that none there had before.
    pub(super) fn adds(
        &self,
        path: &Path,
        patterns: &Patterns,
        here: &Value<'_>,
        place: &At<'_>,
        found: &mut Vec<Evidence>,
    ) -> bool {
        if self.unknown {
            return false;
        }
        let mut old = Vec::new();
        if let Some(before) = self.before {
            path.each(before, &At::Start(""), &mut |_, value| {
                old.extend(self.lines(value))
            });
        }
        let count = found.len();
        path.each(here, place, &mut |place, value| {
            let mut lines = self.lines(value).into_iter();
            let line = lines.find(|line| patterns.fit(line) && !old.contains(line));
            found.extend(line.map(|line| match self.shown {
                Some(_) => self.tell(place, value),
                None => Evidence {
                    path: place.text(),
                    value: self.quote(&line),
                },
            }));
        });
        found.len() > count
    }

    /// The lines of a text without the space around them; of a Secret's value, those of what it encodes.
    fn lines(&self, value: &Value<'_>) -> Vec<String> {
        let text = value.as_str().unwrap_or_default();
        let decoded = (!self.quotes).then(|| STANDARD.decode(text).ok()).flatten();
        let text = match &decoded {
            Some(bytes) => String::from_utf8_lossy(bytes),
            None => text.into(),
        };
        text.lines().map(|line| line.trim().to_owned()).collect()
    }

    /// A place, and the value there.
    pub(super) fn tell(&self, place: &At<'_>, value: &Value<'_>) -> Evidence {
        let Some(shown) = &self.shown else {
            return Evidence {
                path: place.text(),
                value: self.quote(&text(value)),
            };
        };
        let (path, value) = place.within(shown.after);
        let value = value.map_or_else(|| HIDDEN.to_owned(), text);
        Evidence {
            path,
            value: self.quote(&value),
        }
    }

    /// A path below a place, and the values there before and after.
    pub(super) fn moved(
        &self,
        path: &Path,
        place: &At<'_>,
        old: &[String],
        new: &[String],
    ) -> Evidence {
        let told = |plain: &[String], shown: Option<&Value<'_>>| {
            let shown = shown.map(|value| texts(path, value)).unwrap_or_default();
            match (&self.shown, plain.is_empty(), shown.is_empty()) {
                (None, ..) | (_, true, _) => self.quote(&plain.join(", ")),
                (Some(_), false, true) => HIDDEN.to_owned(),
                (Some(_), false, false) => self.quote(&shown.join(", ")),
            }
        };
        let (before, after) = match &self.shown {
            Some(shown) => (shown.before, place.within(shown.after).1),
            None => (None, None),
        };
        let (old, new) = (told(old, before), told(new, after));
        let value = match new.is_empty() {
            true => format!("{old} -> nothing"),
            false => format!("{old} -> {new}"),
        };
        Evidence {
            path: path.text(),
            value,
        }
    }
}
