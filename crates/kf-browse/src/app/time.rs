//! Time: which revision is looked at, and which changed what is on the screen.

use std::sync::Arc;

use kf_story::Clock;
use kf_story::timeline::When;

use super::{App, Body};
use crate::ask::{Ask, Content, Id, Walk};
use crate::document::Document;
use crate::table::{State, Table};
use crate::work::changes::{TIME, UNKNOWN};

/// Most walks whose revisions are remembered: each filter is one.
const WALKS: usize = 16;

impl App {
    /// Goes to the revision before or after that changed what is on the screen.
    pub(super) fn step(&mut self, forward: bool) {
        if !self.span().is_some_and(|span| span.history) {
            return self.say("this file holds one state, and no history");
        }
        let Some(walk) = self.walk() else {
            return self.say("nothing here changes with time");
        };
        if self.steps.contains_key(&walk) {
            return self.go_by(&walk, forward);
        }
        if self.stepping.as_ref().is_some_and(|s| s.1 == walk) {
            // A key that is held down takes the step once it can be taken.
            return;
        }
        let id = self.id();
        let revision = self.reading.revision();
        self.ask(Ask::Steps {
            id,
            walk: walk.clone(),
            revision,
        });
        self.stepping = Some((id, walk, forward));
        self.say("looking for the change ... (esc stops it)");
    }

    /// What the screen in front shows, to be stepped through.
    fn walk(&self) -> Option<Walk> {
        let (content, filter) = match &self.screen()?.body {
            Body::Table {
                content: content @ (Content::Objects(_) | Content::Owned(_)),
                table,
            } => (content.clone(), table.filter().to_owned()),
            // Other filters of a timeline are about changes, and not about objects.
            _ => (Content::Objects(self.scope()?), String::new()),
        };
        Some(Walk {
            content,
            filter,
            side: self.reading.side,
        })
    }

    pub(super) fn take_steps(&mut self, id: Id, revisions: Vec<i64>) {
        let Some((_, walk, forward)) = self.stepping.take_if(|s| s.0 == id) else {
            return;
        };
        self.notice = None;
        if self.steps.len() >= WALKS {
            self.steps.clear();
        }
        self.steps.insert(walk.clone(), revisions);
        self.go_by(&walk, forward);
    }

    fn go_by(&mut self, walk: &Walk, forward: bool) {
        let Some(span) = self.span() else {
            return;
        };
        let (oldest, now) = (span.oldest, self.at());
        let steps = self.steps.get(walk).map_or(&[][..], Vec::as_slice);
        let target = target(steps, now, oldest, forward);
        let none = steps.is_empty();
        match (target, forward) {
            (Some(revision), _) => self.set_revision(Some(revision)),
            (None, true) if self.reading.revision().is_some() => self.set_revision(None),
            _ if none => self.say(format!(
                "nothing that is shown here changed since revision {oldest}, where the history of this \
                 file begins"
            )),
            (None, true) => self.say("nothing changed later: this is the newest state"),
            (None, false) => self.say(format!(
                "no earlier change: the history of this file begins at revision {oldest}"
            )),
        }
    }

    /// Looks at the state at a revision.
    pub(super) fn set_revision(&mut self, revision: Option<i64>) {
        let newest = self.span().map(|span| span.newest);
        if let Some(held) = self.reading.revisions.get_mut(self.reading.side) {
            *held = revision.filter(|r| Some(*r) != newest);
        }
        self.time = None;
        if let Some(screen) = self.screen_mut() {
            screen.own_revision = None;
            // What is deleted now was there before.
            if let Body::Text {
                object: Some((_, state)),
                ..
            } = &mut screen.body
            {
                *state = State::Live;
            }
        }
        self.reload();
    }

    /// `:rev 1700`, `:rev now`, `:rev -5`
    pub(super) fn command_revision(&mut self, word: Option<&str>) {
        let Some(span) = self.span() else {
            return self.say("the file is not read yet");
        };
        let (oldest, newest) = (span.oldest, span.newest);
        let number = word.and_then(|word| word.parse::<i64>().ok());
        let wanted = match (word, number) {
            (None | Some("now"), _) => newest,
            (_, Some(back)) if back < 0 => self.at().saturating_add(back),
            (_, Some(revision)) => revision,
            (Some(_), None) => return self.say(":rev takes a number, or now"),
        };
        if wanted < oldest || wanted > newest {
            return self.say(format!("the file holds the states {oldest} to {newest}"));
        }
        self.set_revision(Some(wanted));
    }

    /// Takes in when the revisions of a file were written.
    pub(super) fn take_clock(&mut self, side: usize, clock: Arc<Clock>) {
        if let Some(held) = self.clocks.get_mut(side) {
            *held = Some(clock);
        }
        self.tell_times();
    }

    /// Says between which times changes were made that tell no time themselves, or asks for it.
    pub(super) fn tell_times(&mut self) {
        let mut wanted = Vec::new();
        for screen in self.screens.iter_mut().filter(|s| !s.loading) {
            let Body::Table {
                table,
                content: Content::Timeline(_),
            } = &mut screen.body
            else {
                continue;
            };
            let side = screen.reading.side;
            match self.clocks.get(side).and_then(Option::as_ref) {
                Some(clock) => tell(table, clock),
                None if is_untold(table) => wanted.push(side),
                None => {}
            }
        }
        for side in wanted {
            let asked = self.clocked.get_mut(side);
            if asked.is_some_and(|asked| !std::mem::replace(asked, true)) {
                let id = self.id();
                // A step or a way that is waited for goes on.
                self.asks.push(Ask::Clock { id, side });
            }
        }
    }

    /// Marks the revision that is looked at.
    pub(super) fn set_mark(&mut self) {
        let at = self.at();
        if let Some(mark) = self.marks.get_mut(self.reading.side) {
            *mark = Some(at);
        }
        self.say(format!(
            "marked revision {at}; = shows what differs from it"
        ));
    }

    /// Shows what differs from the mark, or between two files.
    pub(super) fn diff(&mut self) {
        if let [a, b, ..] = self.paths.as_slice() {
            let files = Document::Files([a.clone(), b.clone()]);
            self.show_diff(files);
            if self.reading.revisions.iter().any(Option::is_some) {
                self.say("this compares the newest states of both files");
            }
            return;
        }
        let at = self.at();
        match self.mark() {
            None => self.say("M marks a revision to compare with"),
            Some(mark) if mark == at => self.say("this is the marked revision"),
            Some(mark) => self.show_diff(Document::Diff(mark.min(at), mark.max(at))),
        }
    }

    /// `:diff`, `:diff 1700 1884`
    pub(super) fn command_diff(&mut self, words: &[&str]) {
        let numbers: Vec<i64> = words.iter().filter_map(|w| w.parse().ok()).collect();
        match (numbers.as_slice(), words.len()) {
            (_, 0) => self.diff(),
            ([a, b], 2) => self.show_diff(Document::Diff(*a, *b)),
            _ => self.say(":diff takes two revisions, or none for the mark"),
        }
    }

    /// Shows a diff of the object in front, or of the objects of the table.
    fn show_diff(&mut self, document: Document) {
        let text = matches!(self.screen().map(|s| &s.body), Some(Body::Text { .. }));
        let pair = self.paths.len() > 1;
        let object = self.object().filter(|_| text || pair);
        if object.is_some() {
            return self.show(document, object);
        }
        let mut words = document.command(None, None, 0).words;
        if let Some(scope) = self.scope() {
            words.push(scope.word.clone());
            match &scope.namespace {
                Some(_) => {
                    crate::document::namespace(&mut words, scope.namespace.as_deref());
                }
                None => words.push("-A".to_owned()),
            }
        }
        self.show(Document::Words(words), None);
    }

    /// Shows the changes of the object, or of the type on the screen.
    pub(super) fn timeline(&mut self) {
        let Some(scope) = self.scope() else {
            return self.say("nothing here changes with time");
        };
        let title = match &scope.name {
            Some(name) => format!("timeline of {} {name}", scope.word),
            None => format!("timeline of {}", scope.word),
        };
        self.show_table(Content::Timeline(scope), kf_base::escape::text(&title));
    }

    /// The timeline of the object under the cursor.
    pub(super) fn timeline_of_object(&mut self) {
        let on_objects = matches!(self.content(), Some(Content::Objects(_)) | None);
        match self.object().filter(|_| on_objects) {
            Some((name, _)) => {
                let scope = crate::ask::Scope {
                    word: name.word.clone(),
                    namespace: name.namespace().map(str::to_owned),
                    name: Some(name.name.clone()),
                    ..crate::ask::Scope::default()
                };
                let title = format!("timeline of {}", super::place_of(&name));
                self.show_table(Content::Timeline(scope), title);
            }
            None => self.timeline(),
        }
    }

    /// Goes to the revision of the change under the cursor.
    pub(super) fn enter_change(&mut self) {
        let Some(table) = self.table() else {
            return;
        };
        let Some(row) = table.current() else {
            return;
        };
        let (name, facts) = (table.rows.name(row), table.rows.facts(row));
        if facts.state == State::Deleted {
            return self.show_at(
                Document::Yaml,
                Some((name, State::Deleted)),
                Some(facts.revision),
            );
        }
        self.back();
        if let Some(table) = self.table() {
            table.wanted = Some(name);
        }
        self.set_revision(Some(facts.revision));
    }
}

/// Whether there is a change in a timeline that tells no time.
fn is_untold(table: &Table) -> bool {
    let column = table.column_of(TIME);
    column.is_some_and(|at| (0..table.rows.len()).any(|row| table.rows.get(row, at) == UNKNOWN))
}

/// Says between which times the changes of a timeline were made that tell none.
fn tell(table: &mut Table, clock: &Clock) {
    let Some(column) = table.column_of(TIME).filter(|_| is_untold(table)) else {
        return;
    };
    table.retell(column, |cell, facts| {
        if cell != UNKNOWN {
            return None;
        }
        let when = When {
            bracket: clock.bracket(facts.revision),
            ..When::default()
        };
        let (time, within) = when.text();
        Some(format!("{time} {within}").trim_end().to_owned())
    });
}

/// The revision that a step leads to: `steps` are those that changed something, oldest first, `now`
/// is looked at, and below `oldest` no state is whole.
fn target(steps: &[i64], now: i64, oldest: i64, forward: bool) -> Option<i64> {
    let until = steps.partition_point(|step| *step <= now);
    if forward {
        return steps.get(until).copied();
    }
    // What is on the screen is the state of the newest change so far: before it lies another.
    let shown = steps.get(until.checked_sub(1)?).copied()?;
    let before = until.checked_sub(2).and_then(|at| steps.get(at));
    let before = before.copied().unwrap_or(shown.saturating_sub(1));
    let before = before.max(oldest);
    (before < shown).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_to_states_that_look_different() {
        let steps = [5, 10, 20, 30];
        let back = |now| target(&steps, now, 8, false);
        // 30 is what is on the screen at 35.
        assert_eq!(back(35), Some(20));
        assert_eq!(back(25), Some(10));
        // What was there at the compaction; it is as it was after 5.
        assert_eq!(back(15), Some(8));
        assert_eq!(back(8), None);
        let forward = |now| target(&steps, now, 8, true);
        assert_eq!(forward(8), Some(10));
        assert_eq!(forward(10), Some(20));
        assert_eq!(forward(35), None);
        // Before it was created.
        assert_eq!(target(&[10], 12, 2, false), Some(9));
        assert_eq!(target(&[], 12, 2, false), None);
    }
}
