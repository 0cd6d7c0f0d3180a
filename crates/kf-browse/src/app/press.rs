//! What becomes of the screen with each key.

use super::{App, Body, Effect, Prompt, PromptKind};
use crate::ask::{Ask, Content};
use crate::document::{self, Document};
use crate::key::Key;
use crate::source::Command;
use crate::table::State;

/// Rows that a step of the wheel moves by.
const WHEEL: isize = 3;

impl App {
    /// Takes a key.
    pub(crate) fn press(&mut self, key: Key) {
        if !self.keep(key) {
            self.press_now(key);
            // What was kept is about what was there when it was pressed.
            self.press_kept();
        }
    }

    pub(super) fn press_now(&mut self, key: Key) {
        self.notice = None;
        if self.prompt.is_some() {
            return self.type_key(key);
        }
        if self.moves(key) || self.acts(key) || self.shows(key) || self.arranges(key) {
            return;
        }
        if let Key::Char(c) = key
            && !c.is_whitespace()
        {
            self.say(format!(
                "{} is no key here; ? shows the keys",
                c.escape_default()
            ));
        }
    }

    /// Keys that move the cursor.
    fn moves(&mut self, key: Key) -> bool {
        let page = isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1);
        let rows = match key {
            Key::Char('j') | Key::Down => 1,
            Key::Char('k') | Key::Up => -1,
            Key::Wheel { down } => match down {
                true => WHEEL,
                false => WHEEL.saturating_neg(),
            },
            Key::PageDown | Key::Ctrl('f') => page,
            Key::PageUp | Key::Ctrl('b') => page.saturating_neg(),
            _ => 0,
        };
        let end = match key {
            Key::Char('g') | Key::Home => Some(false),
            Key::Char('G') | Key::End => Some(true),
            _ => None,
        };
        let sideways = match key {
            Key::Char('h') | Key::Left => -1,
            Key::Char('l') | Key::Right => 1,
            _ => 0,
        };
        if rows == 0 && end.is_none() && sideways == 0 {
            return false;
        }
        match self.screens.last_mut().map(|s| &mut s.body) {
            Some(Body::Table { table, .. }) => {
                table.move_by(rows);
                table.move_column(sideways);
                end.into_iter().for_each(|last| table.move_to_end(last));
            }
            Some(Body::Text { text, .. } | Body::Own(text)) => {
                text.move_by(rows);
                text.move_sideways(sideways * 8);
                end.into_iter().for_each(|last| text.move_to_end(last));
            }
            None => {}
        }
        true
    }

    /// Keys that lead elsewhere.
    fn acts(&mut self, key: Key) -> bool {
        match key {
            Key::Char(':') => self.prompt = Some(Prompt::new(PromptKind::Command, "")),
            Key::Char('/') => {
                let before = match self.screen().map(|s| &s.body) {
                    Some(Body::Table { table, .. }) => table.filter().to_owned(),
                    _ => String::new(),
                };
                self.prompt = Some(Prompt::new(PromptKind::Filter, &before));
            }
            Key::Char('?') => self.help(),
            Key::Esc => self.escape(),
            Key::Char('[') => self.back(),
            Key::Char(']') => self.forward(),
            Key::Enter => self.enter(),
            Key::Click(line) => self.click(line),
            Key::Char('!') => self.warnings(),
            Key::Ctrl('a') => self.types(),
            Key::Ctrl('c') => self.effects.push(Effect::Quit),
            Key::Ctrl('z') => self.effects.push(Effect::Suspend),
            Key::Ctrl('l') => self.effects.push(Effect::Redraw),
            Key::Ctrl('r') => self.reload(),
            Key::Ctrl('s') => self.ask_where_to_save(),
            Key::Char(c @ '0'..='9') => return self.number(c),
            _ => return false,
        }
        true
    }

    /// Goes to the row on a line of the screen; into it, if the cursor is there already.
    fn click(&mut self, line: u16) {
        let Some(line) = line.checked_sub(crate::draw::FIRST_ROW) else {
            return;
        };
        let Some(table) = self.table() else {
            return;
        };
        let at = table.top.saturating_add(usize::from(line));
        if at >= table.len() {
            return;
        }
        if at == table.cursor {
            return self.enter();
        }
        table.cursor = at;
        table.wanted = None;
    }

    /// Goes to the namespace of a number key.
    fn number(&mut self, key: char) -> bool {
        let at = key.to_digit(10).and_then(|n| usize::try_from(n).ok());
        match at.unwrap_or(0).checked_sub(1) {
            None => self.set_namespace("all"),
            Some(at) => match self.numbered().get(at).cloned() {
                Some(name) => self.set_namespace(&name),
                None => self.say(format!("there is no namespace {key}")),
            },
        }
        true
    }

    /// Keys that show something of an object, or of the file.
    fn shows(&mut self, key: Key) -> bool {
        match key {
            Key::Char('y') => self.show_object(Document::Yaml),
            Key::Char('d') => match self.object() {
                Some((_, State::Deleted)) => {
                    self.say("a deleted object is not described; y shows it");
                }
                _ => self.show_object(Document::Describe),
            },
            Key::Char('e') => match self.object() {
                Some(_) => self.show_object(Document::Events),
                None => self.go_to_type("events"),
            },
            Key::Char('H') => self.show_object(Document::History),
            Key::Char('x') => self.decode(),
            Key::Char('J') => self.way(true),
            Key::Char('o') => self.owned(),
            Key::Char(',' | '<') => self.step(false),
            Key::Char('.' | '>') => self.step(true),
            Key::Char('t') => self.timeline_of_object(),
            Key::Char('M') => self.set_mark(),
            Key::Char('=') => self.diff(),
            Key::Char('c') => self.show_line(),
            Key::Tab if self.files.len() > 1 => {
                self.reading.side = 1_usize.saturating_sub(self.reading.side);
                self.refresh();
            }
            Key::Char('D') if !matches!(self.content(), Some(Content::Objects(_))) => {
                self.say("D shows deleted objects in the table of a type");
            }
            Key::Char('D') => {
                // Deleted ones as well, then alone, then none of them.
                self.only_deleted = self.reading.deleted && !self.only_deleted;
                self.reading.deleted = self.only_deleted || !self.reading.deleted;
                self.refresh();
            }
            _ => return false,
        }
        true
    }

    /// Keys that arrange a table, or look on in a text.
    fn arranges(&mut self, key: Key) -> bool {
        let wide = &mut self.wide;
        let table = match self.screens.last_mut().map(|s| &mut s.body) {
            Some(Body::Table { table, .. }) => table,
            Some(Body::Text { text, .. } | Body::Own(text)) => {
                let found = match key {
                    Key::Char('n') => text.next(true),
                    Key::Char('N') => text.next(false),
                    _ => return false,
                };
                if !found {
                    self.say("no more matches");
                }
                return true;
            }
            None => return false,
        };
        let title = match key {
            Key::Char('N') => "NAME",
            Key::Char('A') => "AGE",
            Key::Char('S') => "STATUS",
            Key::Char('T') => "RESTARTS",
            Key::Char('P') => "NAMESPACE",
            Key::Char('R') => "READY",
            Key::Char('O') => {
                let column = table.columns().get(table.column).copied();
                column.into_iter().for_each(|column| table.sort_by(column));
                return true;
            }
            Key::Char('w') | Key::Ctrl('w') => {
                table.wide = !table.wide;
                *wide = table.wide;
                return true;
            }
            Key::Char(' ') => {
                table.toggle_mark();
                table.move_by(1);
                return true;
            }
            _ => return false,
        };
        match table.column_of(title) {
            Some(column) => table.sort_by(column),
            None => self.say(format!("this table has no column {title}")),
        }
        true
    }

    /// Takes away what narrows a table, or goes back.
    fn escape(&mut self) {
        if self.stepping.take().is_some() {
            return self.say("the change is not looked for any more");
        }
        if self.leading.take().is_some() {
            return;
        }
        if let Some(table) = self.table() {
            if !table.filter().is_empty() {
                return table.set_filter("");
            }
            if !table.marked.is_empty() {
                return table.marked.clear();
            }
        }
        self.back();
    }

    /// Goes into what is under the cursor.
    fn enter(&mut self) {
        let Some(Body::Table { table, content }) = self.screen().map(|s| &s.body) else {
            return;
        };
        let Some(name) = table.current_name() else {
            return;
        };
        match content {
            Content::Types => self.go_to_type(&name.name),
            Content::Timeline(_) => self.enter_change(),
            Content::Space(_) if name.word == "PREFIX" => {
                let title = format!("space {}", kf_base::escape::text(&name.name));
                self.show_table(Content::Space(name.name), title);
            }
            Content::Space(_) => {
                let words = ["get", "--key", &name.name, "-o", "yaml"];
                let words = words.map(str::to_owned).to_vec();
                self.show(Document::Words(words), None);
            }
            Content::Objects(scope)
                if matches!(scope.word.as_str(), "namespaces" | "namespace" | "ns") =>
            {
                self.namespace = Some(name.name);
                self.go_to_type("pods");
            }
            Content::Objects(_) | Content::Owned(_) if self.files.len() > 1 => self.diff(),
            Content::Objects(_) | Content::Owned(_) => self.way(false),
        }
    }

    /// Asks where an object leads, or who owns it.
    fn way(&mut self, owner: bool) {
        match self.object() {
            Some((_, State::Deleted)) if !owner => self.show_object(Document::Yaml),
            Some((object, _)) => {
                let id = self.id();
                self.ask(Ask::Enter {
                    id,
                    object,
                    reading: self.reading,
                    owner,
                });
                self.leading = Some(id);
            }
            None => self.say("there is no object here"),
        }
    }

    fn owned(&mut self) {
        match self.object() {
            Some((name, _)) => {
                let title = format!("owned by {}", super::place_of(&name));
                self.show_table(Content::Owned(name), title);
            }
            None => self.say("there is no object here"),
        }
    }

    /// Shows a text about the object that is looked at.
    fn show_object(&mut self, document: Document) {
        let own = self.screen().and_then(|s| s.own_revision);
        // A row of a timeline is the object at its own revision.
        let at = match self.screen().map(|s| &s.body) {
            Some(Body::Table {
                table,
                content: Content::Timeline(_),
            }) => table.current().map(|row| table.rows.facts(row).revision),
            _ => own,
        };
        match self.object() {
            Some(object) => self.show_at(document, Some(object), at),
            None => self.say("there is no object here"),
        }
    }

    /// Decodes a Secret: masked first, then as it is.
    fn decode(&mut self) {
        let shown = match self.screen().map(|s| &s.body) {
            Some(Body::Text { document, .. }) => document.is_masked(),
            _ => false,
        };
        let secret = |word: &str| matches!(word, "secrets" | "secret" | "secrets.v1.");
        match self.object() {
            Some((name, _)) if !secret(&name.word) => self.say("x decodes Secrets alone"),
            Some(_) if shown => {
                self.screens.pop();
                self.show_object(Document::Decoded { masked: false });
            }
            Some(_) => self.show_object(Document::Decoded { masked: true }),
            None => self.say("there is no Secret here"),
        }
    }

    /// Shows the command that prints what is on the screen.
    fn show_line(&mut self) {
        let at = self.reading.revision();
        let side = self.reading.side;
        let command = match self.screen().map(|s| &s.body) {
            Some(Body::Table {
                table,
                content: Content::Objects(scope),
            }) => {
                let command = document::table_command(scope, table.wide, self.reading.deleted, at);
                Command { side, ..command }
            }
            Some(Body::Table {
                content: Content::Timeline(scope),
                ..
            }) => {
                let mut words = vec!["history".to_owned(), scope.word.clone()];
                words.extend(scope.name.clone());
                match &scope.namespace {
                    Some(_) => document::namespace(&mut words, scope.namespace.as_deref()),
                    None => words.push("-A".to_owned()),
                }
                Document::Words(words).command(None, None, side)
            }
            Some(Body::Table {
                content: Content::Types,
                ..
            }) => Document::Words(vec!["api-resources".to_owned()]).command(None, at, side),
            Some(Body::Table {
                content: Content::Space(_),
                ..
            }) => Document::Words(vec!["du".to_owned()]).command(None, at, side),
            Some(Body::Text {
                document, object, ..
            }) => {
                let own = self.screen().and_then(|s| s.own_revision);
                document.command(object.as_ref(), own.or(at), side)
            }
            _ => return self.say("no command of kf prints this"),
        };
        self.effects.push(Effect::Line(command));
    }

    /// Shows a command line: where it is too long for one line of the screen, as a shell takes it in
    /// several.
    pub(crate) fn take_line(&mut self, line: &str) {
        let mut line = kf_base::escape::text(line);
        if let Some(Body::Table { table, content }) = self.screen().map(|s| &s.body) {
            let holds = match content {
                Content::Objects(scope) => scope.holds.as_str(),
                _ => "",
            };
            if !table.filter().is_empty() || !holds.is_empty() {
                line.push_str("  # all rows: kf has no filter by text");
            }
        }
        if crate::draw::width(&line) <= self.width {
            return self.say(line);
        }
        let text = broken(&line, self.width);
        self.show_own("the command that prints this", &text);
    }
}

/// A command line broken at spaces, so that no line is longer than the screen unless a word is.
fn broken(line: &str, width: usize) -> String {
    let mut out = String::new();
    let mut used = 0_usize;
    for (n, word) in line.split(' ').enumerate() {
        let room = crate::draw::width(word).saturating_add(3);
        if n > 0 && used.saturating_add(room) > width {
            out.push_str(" \\\n ");
            used = 1;
        }
        if n > 0 {
            out.push(' ');
            used = used.saturating_add(1);
        }
        out.push_str(word);
        used = used.saturating_add(room).saturating_sub(3);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_command_goes_on_in_the_next_line() {
        let line = "kf get configmaps my-config -o yaml -n prod --snapshot etcd.db";
        assert_eq!(
            broken(line, 30),
            "kf get configmaps my-config \\\n  -o yaml -n prod --snapshot \\\n  etcd.db"
        );
        assert_eq!(broken(line, 100), line);
    }
}
