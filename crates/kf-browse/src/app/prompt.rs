//! What is typed at the foot of the screen.

use super::{App, Body};
use crate::ask::Content;
use crate::key::Key;

/// Longest text that can be typed, in characters.
const LONGEST: usize = 4096;

/// What a prompt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PromptKind {
    /// A type or command.
    Command,
    /// The filter of a table, or what is looked for in a text.
    Filter,
    /// The directory that objects are saved into.
    Save {
        /// Whether they are saved as `kubectl apply` takes them.
        export: bool,
        /// How many there are.
        objects: usize,
    },
}

/// A line that is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Prompt {
    /// What for.
    pub(crate) kind: PromptKind,
    /// What was typed.
    pub(crate) text: String,
    /// What stood there before, which Esc goes back to.
    before: String,
    /// How far back one is in what was typed before.
    back: usize,
}

impl Prompt {
    /// A prompt that begins with a text.
    pub(crate) fn new(kind: PromptKind, text: &str) -> Self {
        Self {
            kind,
            text: text.to_owned(),
            before: text.to_owned(),
            back: 0,
        }
    }

    /// What stands before the text.
    pub(crate) fn label(&self) -> String {
        match self.kind {
            PromptKind::Command => ":".to_owned(),
            PromptKind::Filter => "/".to_owned(),
            PromptKind::Save { export, objects } => {
                let form = if export { "--export" } else { "as seen" };
                format!("save {objects} as YAML ({form}; tab changes) into directory: ")
            }
        }
    }
}

impl App {
    /// Takes a key while something is typed.
    pub(super) fn type_key(&mut self, key: Key) {
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        match key {
            Key::Char(c) if prompt.text.chars().count() < LONGEST => prompt.text.push(c),
            Key::Backspace => {
                if prompt.text.pop().is_none() {
                    return self.leave_prompt();
                }
            }
            Key::Ctrl('u') => prompt.text.clear(),
            Key::Ctrl('w') => {
                let end = prompt.text.trim_end().rfind(' ').map_or(0, |at| at + 1);
                prompt.text.truncate(end);
            }
            Key::Up => self.earlier(1),
            Key::Down => self.earlier(-1),
            Key::Tab => return self.complete_prompt(),
            Key::Esc | Key::Ctrl('c') => return self.leave_prompt(),
            Key::Enter => return self.enter_prompt(),
            _ => return,
        }
        self.follow();
    }

    /// Shows what the filter finds while it is typed.
    fn follow(&mut self) {
        let Some(prompt) = &self.prompt else {
            return;
        };
        if prompt.kind != PromptKind::Filter {
            return;
        }
        let text = prompt.text.clone();
        match self.screens.last_mut().map(|s| &mut s.body) {
            // Selectors are read when they are complete.
            Some(Body::Table { table, .. }) if !text.starts_with('-') => table.set_filter(&text),
            Some(Body::Text { text: lines, .. } | Body::Own(lines)) => lines.search(&text),
            _ => {}
        }
    }

    /// Goes through what was typed before.
    fn earlier(&mut self, by: isize) {
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        if prompt.kind != PromptKind::Command {
            return;
        }
        let back = prompt.back.saturating_add_signed(by).min(self.typed.len());
        prompt.back = back;
        let at = self.typed.len().checked_sub(back);
        let text = at.and_then(|at| self.typed.get(at));
        prompt.text = text.cloned().unwrap_or_default();
    }

    fn complete_prompt(&mut self) {
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        match &mut prompt.kind {
            PromptKind::Save { export, .. } => *export = !*export,
            PromptKind::Command => {
                let found = completion(&prompt.text, self.about.as_ref());
                if let Some(found) = found {
                    prompt.text = found;
                }
            }
            PromptKind::Filter => {}
        }
    }

    fn leave_prompt(&mut self) {
        if let Some(prompt) = &mut self.prompt {
            prompt.text.clone_from(&prompt.before);
        }
        self.follow();
        self.prompt = None;
    }

    fn enter_prompt(&mut self) {
        let Some(prompt) = self.prompt.take() else {
            return;
        };
        match prompt.kind {
            PromptKind::Command => {
                let text = prompt.text.trim().to_owned();
                if !text.is_empty() {
                    self.typed.retain(|t| *t != text);
                    self.typed.push(text.clone());
                    self.command(&text);
                }
            }
            PromptKind::Filter => self.select(prompt.text.trim()),
            PromptKind::Save { export, .. } => self.save_into(prompt.text.trim(), export),
        }
    }

    /// Reads selectors out of a filter: `-l app=web`, and `-g text` for what objects hold anywhere. An
    /// empty one takes them away.
    fn select(&mut self, text: &str) {
        let labels = text.strip_prefix("-l").map(|l| l.trim().to_owned());
        let holds = text
            .strip_prefix("-g")
            .map(|g| g.trim().to_ascii_lowercase());
        let Some(Body::Table { table, content }) = self.screens.last_mut().map(|s| &mut s.body)
        else {
            return;
        };
        let Content::Objects(scope) = content else {
            return;
        };
        if let Some(labels) = labels {
            table.set_filter("");
            scope.labels = labels;
        } else if let Some(holds) = holds {
            table.set_filter("");
            scope.holds = holds;
        } else if text.is_empty() && !(scope.labels.is_empty() && scope.holds.is_empty()) {
            scope.labels.clear();
            scope.holds.clear();
        } else {
            return;
        }
        self.reload();
    }
}

/// What words so far may go on as: the rest that all of those have in common that begin so.
fn completion(text: &str, about: Option<&crate::ask::About>) -> Option<String> {
    let about = about?;
    let (before, word) = match text.rsplit_once(' ') {
        Some((before, word)) => (format!("{before} "), word),
        None => (String::new(), text),
    };
    let words = if before.is_empty() {
        &about.words
    } else {
        &about.namespaces
    };
    let mut found = words.iter().filter(|w| w.starts_with(word));
    let first = found.next()?;
    let common = found.fold(first.as_str(), |common, other| {
        let same = common
            .chars()
            .zip(other.chars())
            .take_while(|(a, b)| a == b);
        let bytes: usize = same.map(|(c, _)| c.len_utf8()).sum();
        common.get(..bytes).unwrap_or_default()
    });
    Some(before + common)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::About;

    #[test]
    fn words_are_completed_as_far_as_they_agree() {
        let about = About {
            words: ["pods", "podtemplates", "services"]
                .map(str::to_owned)
                .to_vec(),
            namespaces: ["prod", "staging"].map(str::to_owned).to_vec(),
            ..About::default()
        };
        let complete = |text| completion(text, Some(&about));
        assert_eq!(complete("p").unwrap(), "pod");
        assert_eq!(complete("se").unwrap(), "services");
        assert_eq!(complete("ns pr").unwrap(), "ns prod");
        assert_eq!(complete("x"), None);
    }
}
