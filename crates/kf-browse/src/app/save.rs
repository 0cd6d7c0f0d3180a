//! Objects into files: into a directory that is asked for, and nowhere else.

use super::{App, Body, Prompt, PromptKind};
use crate::ask::{Ask, Content};
use crate::document::Document;
use crate::source::Command;
use crate::table::{Name, State};

impl App {
    /// Asks for the directory.
    pub(super) fn ask_where_to_save(&mut self) {
        let objects = self.to_save().len();
        if objects == 0 {
            return self.say("there is no object to save");
        }
        let kind = PromptKind::Save {
            export: false,
            objects,
        };
        self.prompt = Some(Prompt::new(kind, ""));
    }

    /// Objects to save, each with the revision it is saved at: those that are marked, or the one in
    /// front.
    fn to_save(&self) -> Vec<(Name, State, Option<i64>)> {
        let Some(screen) = self.screen() else {
            return Vec::new();
        };
        let at = screen.own_revision.or(self.reading.revision());
        match &screen.body {
            Body::Table { table, content } => {
                let of_objects = !matches!(content, Content::Types | Content::Space(_));
                let changes = matches!(content, Content::Timeline(_));
                let rows = table.chosen().into_iter().filter(|_| of_objects);
                rows.map(|row| {
                    let facts = table.rows.facts(row);
                    let at = if changes { Some(facts.revision) } else { at };
                    (table.rows.name(row), facts.state, at)
                })
                .collect()
            }
            Body::Text { object, .. } => {
                let object = object.clone().into_iter();
                object.map(|(name, state)| (name, state, at)).collect()
            }
            Body::Own(_) => Vec::new(),
        }
    }

    /// Saves into a directory.
    pub(super) fn save_into(&mut self, directory: &str, export: bool) {
        if directory.is_empty() {
            return self.say("nothing is saved without a directory");
        }
        let document = if export {
            Document::Export
        } else {
            Document::Yaml
        };
        let side = self.reading.side;
        let objects: Vec<(Name, Command)> = self
            .to_save()
            .into_iter()
            .map(|(name, state, at)| {
                let command = document.command(Some(&(name.clone(), state)), at, side);
                (name, command)
            })
            .collect();
        let id = self.id();
        self.say(format!("saving {} ...", objects.len()));
        self.ask(Ask::Save {
            id,
            directory: directory.to_owned(),
            objects,
        });
    }

    /// Says what was saved.
    pub(super) fn saved(&mut self, paths: &[String]) {
        if let Some(table) = self.table() {
            table.marked.clear();
        }
        match paths {
            [one] => self.say(format!("saved {}", kf_base::escape::text(one))),
            all => {
                let first = all.first().map(String::as_str).unwrap_or_default();
                let first = kf_base::escape::text(first);
                self.say(format!("saved {} files, the first {first}", all.len()));
            }
        }
    }
}
