//! What becomes of the screen with each answer.

use super::{App, Body, Screen};
use crate::ask::{Answer, Id, Way};
use crate::document::Document;
use crate::source::Printed;
use crate::table::{State, Table};
use crate::text::Text;
use kf_base::count::counted;

/// Most warnings that are kept.
const PROBLEMS: usize = 10_000;

impl App {
    /// Takes an answer.
    pub(crate) fn take(&mut self, answer: Answer) {
        self.take_now(answer);
        self.press_kept();
    }

    fn take_now(&mut self, answer: Answer) {
        match answer {
            Answer::Opened(about) => {
                self.remember(about.problems.clone());
                self.about = Some(*about);
            }
            // Whoever runs the browser ends it then.
            Answer::Broken(_) => {}
            Answer::Headings {
                id,
                headings,
                fixed,
            } => {
                let Some(screen) = self.of(id) else {
                    return;
                };
                if let Body::Table { table, .. } = &mut screen.body {
                    table.renew(headings, fixed);
                }
            }
            Answer::Rows { id, rows } => {
                if let Some(Body::Table { table, .. }) = self.of(id).map(|s| &mut s.body) {
                    table.add(&rows);
                }
            }
            Answer::Done { id, time, problems } => self.done(id, time, problems),
            Answer::Failed { id, why } => self.failed(id, why),
            Answer::Steps { id, revisions } => self.take_steps(id, revisions),
            Answer::Text { id, printed } => self.printed(id, &printed),
            Answer::Way { id, way } => self.take_way(id, way),
            Answer::Clock { side, clock } => self.take_clock(side, clock),
            Answer::Saved(result) => match result {
                Ok(paths) => self.saved(&paths),
                Err(why) => self.say(why),
            },
        }
    }

    /// The screen that waits for an answer.
    fn of(&mut self, id: Id) -> Option<&mut Screen> {
        self.screens.iter_mut().rev().find(|s| s.id == id)
    }

    /// Keeps warnings for their list.
    pub(super) fn remember(&mut self, problems: Vec<String>) {
        for problem in problems {
            if self.problems.len() < PROBLEMS && self.known.insert(problem.clone()) {
                self.problems.push(problem);
            }
        }
    }

    fn done(&mut self, id: Id, time: Option<String>, problems: Vec<String>) {
        self.remember(problems);
        let mut left_off = 0;
        let Some(screen) = self.of(id) else {
            return;
        };
        screen.loading = false;
        if let Body::Table { table, .. } = &mut screen.body {
            table.complete();
            left_off = table.rows.left_off();
        }
        if left_off > 0 {
            let rows = counted(left_off, "row is", "rows are");
            let text = format!("{rows} not shown (MAX_TABLE_TEXT_BYTES)");
            self.remember(vec![text]);
        }
        if time.is_some() {
            self.time = time;
        }
        self.tell_times();
    }

    fn failed(&mut self, id: Id, why: String) {
        if self.leading.take_if(|leading| *leading == id).is_some() {
            return self.say(why);
        }
        if self.stepping.as_ref().is_some_and(|s| s.0 == id) {
            self.stepping = None;
            self.say(why);
            return;
        }
        match self.of(id) {
            Some(screen) => {
                screen.loading = false;
                match &mut screen.body {
                    Body::Table { table, .. } => **table = Table::default(),
                    Body::Text { text, .. } | Body::Own(text) => *text = Text::default(),
                }
                screen.failed = Some(why);
            }
            None => self.say(why),
        }
    }

    fn printed(&mut self, id: Id, printed: &Printed) {
        let Some(screen) = self.of(id) else {
            return;
        };
        screen.loading = false;
        let said: Vec<String> = printed.err.lines().map(str::to_owned).collect();
        // Nothing but what was said: then that is what there is to show.
        let empty = printed.out.is_empty();
        screen.failed = empty.then(|| match (&screen.body, printed.err.trim()) {
            (Body::Text { document, .. }, "") if document.is_diff() => "nothing differs".to_owned(),
            (_, "") => "there is nothing to show".to_owned(),
            (_, err) => err.to_owned(),
        });
        if let Body::Text { text, document, .. } = &mut screen.body {
            let first = text.lines().is_empty();
            let (top, left) = (text.top, text.left);
            *text = Text::new(&printed.out);
            (text.top, text.left) = (top, left);
            if first && *document == Document::History {
                // Who came last is what most come for; the rest lies above.
                text.top = text.last_line("--- ");
            }
        }
        if !empty {
            // What is said of a text that is whole, such as how far the file reaches, warns of nothing.
            let heads = ["error", "Error", "warning", "Warning"];
            let warns = |line: &String| heads.iter().any(|head| line.starts_with(head));
            self.remember(said.into_iter().filter(warns).collect());
        }
    }

    fn take_way(&mut self, id: Id, way: Way) {
        // The screen may have changed while it was looked for.
        if self.leading.take_if(|leading| *leading == id).is_none() {
            return;
        }
        match way {
            Way::Table(content, title) => self.show_table(content, title),
            Way::Object(name) => self.show(Document::Yaml, Some((name, State::Live))),
            Way::Describe => {
                let object = self.object();
                if let Some((_, State::Deleted)) = &object {
                    self.show(Document::Yaml, object);
                } else if object.is_some() {
                    self.show(Document::Describe, object);
                }
            }
            Way::Nowhere(why) => self.say(why),
        }
    }
}
