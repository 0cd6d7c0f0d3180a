//! Keys that come before what they are about: whoever knows the way types faster than a file is read.

use super::{App, Body};
use crate::key::Key;

/// Most keys that are kept.
const KEYS: usize = 64;

impl App {
    /// Keeps a key until what it is about is there; whether it was kept.
    pub(super) fn keep(&mut self, key: Key) -> bool {
        if !self.is_blank() {
            return false;
        }
        if matches!(key, Key::Esc | Key::Ctrl('c' | 'l' | 'z')) {
            self.kept.clear();
            return false;
        }
        if self.kept.is_empty() && (self.prompt.is_some() || self.needs_nothing(key)) {
            return false;
        }
        // A step that is taken again while it is looked for is one step.
        let steps = matches!(key, Key::Char(',' | '.' | '<' | '>'));
        let walks = steps && (self.stepping.is_some() || self.kept.back() == Some(&key));
        if !walks && self.kept.len() < KEYS {
            self.kept.push_back(key);
        }
        true
    }

    /// Presses the keys that were kept, as far as what they are about is there now.
    pub(super) fn press_kept(&mut self) {
        while !self.is_blank() {
            let Some(key) = self.kept.pop_front() else {
                return;
            };
            self.press_now(key);
        }
    }

    /// Whether what is in front, or what a key led to, is not there yet.
    fn is_blank(&self) -> bool {
        if self.leading.is_some() || self.stepping.is_some() {
            return true;
        }
        self.screen().is_some_and(|screen| {
            let empty = match &screen.body {
                Body::Table { table, .. } => table.len() == 0,
                Body::Text { text, .. } => text.lines().is_empty(),
                Body::Own(_) => false,
            };
            screen.loading && empty
        })
    }

    /// Whether a key leads elsewhere, whatever is in front.
    fn needs_nothing(&self, key: Key) -> bool {
        let table = matches!(self.screen().map(|s| &s.body), Some(Body::Table { .. }));
        let filters = table && self.leading.is_none() && self.stepping.is_none();
        match key {
            Key::Char(':' | '?' | '[' | ']' | '!') | Key::Ctrl('a' | 'r') => true,
            Key::Char('/' | 'w' | 'D' | '0'..='9') | Key::Ctrl('w') => filters,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ask::{Answer, Ask};
    use crate::run::Settings;
    use crate::table::{Heading, Name, RowFacts, Rows};

    fn names(app: &mut App) -> Vec<&'static str> {
        let asks = app.take_asks().into_iter();
        asks.map(|ask| match ask {
            Ask::Table { .. } => "table",
            Ask::Print { .. } => "print",
            Ask::Enter { .. } => "enter",
            Ask::Steps { .. } => "steps",
            Ask::Save { .. } => "save",
            Ask::Clock { .. } => "clock",
        })
        .collect()
    }

    fn rows(app: &mut App, id: u64) {
        let headings = vec![Heading::new("NAME")];
        app.take(Answer::Headings {
            id,
            headings,
            fixed: false,
        });
        let mut rows = Rows::default();
        for name in ["a", "b"] {
            let name = Name {
                word: "pods".to_owned(),
                name: name.to_owned(),
                ..Name::default()
            };
            rows.push(&name, &[&name.name], RowFacts::default());
        }
        app.take(Answer::Rows { id, rows });
        app.take(Answer::Done {
            id,
            time: None,
            problems: Vec::new(),
        });
    }

    #[test]
    fn keys_wait_for_the_rows_that_they_are_about() {
        let settings = Settings {
            word: "pods".to_owned(),
            ..Settings::default()
        };
        let files = vec!["f".to_owned()];
        let mut app = App::new(files.clone(), files, &settings);
        assert_eq!(names(&mut app), ["table"]);
        let id = app.screen().unwrap().id;
        // The filter is typed at once, and what follows it waits.
        for key in "/b".chars() {
            app.press(Key::Char(key));
        }
        app.press(Key::Enter);
        app.press(Key::Char('y'));
        assert!(names(&mut app).is_empty());
        rows(&mut app, id);
        assert_eq!(names(&mut app), ["print"]);
        assert_eq!(app.object().unwrap().0.name, "b");
        // What is behind a text that is not there yet waits too, until it is given up.
        app.press(Key::Char('J'));
        app.press(Key::Char('d'));
        assert!(names(&mut app).is_empty());
        app.press(Key::Esc);
        assert!(names(&mut app).is_empty());
        assert_eq!(app.screens.len(), 1);
    }
}
