//! What is to be said beside the data: each text once, with how often it was said.

use std::collections::HashMap;

/// Most different notes that are told apart.
const NOTES: usize = 10_000;

/// Notes in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    texts: Vec<(String, usize)>,
    places: HashMap<String, usize>,
    more: usize,
}

impl Notes {
    /// Adds texts.
    pub(crate) fn extend(&mut self, texts: impl IntoIterator<Item = String>) {
        for text in texts {
            let known = self.places.get(&text).copied();
            if let Some((_, count)) = known.and_then(|at| self.texts.get_mut(at)) {
                *count = count.saturating_add(1);
            } else if self.texts.len() < NOTES {
                self.places.insert(text.clone(), self.texts.len());
                self.texts.push((text, 1));
            } else {
                self.more = self.more.saturating_add(1);
            }
        }
    }

    /// A line for each.
    pub(crate) fn into_lines(self) -> Vec<String> {
        let lines = self.texts.into_iter().map(|(text, count)| match count {
            1 => text,
            n => format!("{text} ({n} objects)"),
        });
        let more = (self.more > 0).then(|| format!("{} more that differ", self.more));
        lines.chain(more).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_said_once() {
        let mut notes = Notes::default();
        notes.extend(["a", "b", "a"].map(str::to_owned));
        notes.extend((0..NOTES).map(|i| i.to_string()));
        let lines = notes.into_lines();
        assert_eq!(lines.get(..2).unwrap(), ["a (2 objects)", "b"]);
        assert_eq!(lines.last().unwrap(), "2 more that differ");
    }
}
