//! The state of the screen, and what becomes of it with each key and each answer.
//!
//! Nothing here draws, reads or waits: keys and answers come in, questions and effects go out.

mod ahead;
mod answers;
mod command;
mod press;
mod prompt;
mod save;
mod time;

pub(crate) use prompt::{Prompt, PromptKind};

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use kf_story::Clock;

use crate::ask::{About, Ask, Content, Id, Reading, Scope, Span, Walk};
use crate::document::Document;
use crate::key::Key;
use crate::run::Settings;
use crate::source::Command;
use crate::table::{Name, State, Table};
use crate::text::Text;

/// Most screens that one can go back to.
const SCREENS: usize = 50;

/// What the screen wants of its surroundings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// To end.
    Quit,
    /// To be suspended.
    Suspend,
    /// To be drawn anew, whatever the terminal shows.
    Redraw,
    /// The line that a command would be typed as.
    Line(Command),
}

/// What a screen shows.
#[derive(Debug)]
pub(crate) enum Body {
    /// A table.
    Table {
        /// It.
        table: Box<Table>,
        /// What it is of.
        content: Content,
    },
    /// A text that a command prints.
    Text {
        /// It.
        text: Text,
        /// What it is.
        document: Document,
        /// The object that it is about.
        object: Option<(Name, State)>,
    },
    /// A text of kf's own.
    Own(Text),
}

/// One of the screens that lie on each other.
#[derive(Debug)]
pub(crate) struct Screen {
    /// The question whose answer it shows.
    pub(crate) id: Id,
    /// What stands above it.
    pub(crate) title: String,
    /// What it shows.
    pub(crate) body: Body,
    /// Whether more is to come.
    pub(crate) loading: bool,
    /// Why it shows nothing.
    pub(crate) failed: Option<String>,
    /// What it was read by.
    pub(crate) reading: Reading,
    /// A revision of its own, whatever the others show.
    pub(crate) own_revision: Option<i64>,
}

/// The state of the screen.
#[derive(Debug, Default)]
pub(crate) struct App {
    /// What is known of the snapshot, once it is open.
    pub(crate) about: Option<About>,
    /// Names of the files.
    pub(crate) files: Vec<String>,
    /// Their paths.
    pub(crate) paths: Vec<String>,
    /// The screens, the one in front last.
    pub(crate) screens: Vec<Screen>,
    /// Screens that were left.
    ahead: Vec<Screen>,
    /// What is shown, of which revision.
    pub(crate) reading: Reading,
    /// The revision of each file that is marked.
    pub(crate) marks: [Option<i64>; 2],
    /// The namespace; all if `None`.
    pub(crate) namespace: Option<String>,
    /// Whether wide columns are shown.
    pub(crate) wide: bool,
    /// Whether of objects the deleted ones alone are shown.
    pub(crate) only_deleted: bool,
    /// What is being typed.
    pub(crate) prompt: Option<Prompt>,
    /// What is to be said at once.
    pub(crate) notice: Option<String>,
    /// What is wrong with the file, and what should be known of it.
    pub(crate) problems: Vec<String>,
    /// The time of the state that is shown.
    pub(crate) time: Option<String>,
    /// Rows that fit on the screen.
    pub(crate) height: usize,
    /// Columns of the screen.
    pub(crate) width: usize,
    /// Warnings that are known.
    known: HashSet<String>,
    newest: Id,
    asks: Vec<Ask>,
    effects: Vec<Effect>,
    steps: HashMap<Walk, Vec<i64>>,
    /// When revisions of each file were written, once somebody wanted to know.
    clocks: [Option<Arc<Clock>>; 2],
    /// Whether that was asked.
    clocked: [bool; 2],
    /// The step that waits for the revisions that it goes by, and whether it is one forward.
    stepping: Option<(Id, Walk, bool)>,
    /// The question where a key leads.
    leading: Option<Id>,
    /// Keys that wait for what they are about.
    kept: VecDeque<Key>,
    /// What was typed before.
    typed: Vec<String>,
}

impl App {
    /// Begins with a table of a type.
    pub(crate) fn new(files: Vec<String>, paths: Vec<String>, settings: &Settings) -> Self {
        let mut app = Self {
            files,
            paths,
            height: 10,
            width: 80,
            namespace: settings.namespace.clone(),
            ..Self::default()
        };
        app.reading.revisions = [settings.revision; 2];
        app.go_to_type(&settings.word);
        app
    }

    /// Questions since the last call.
    pub(crate) fn take_asks(&mut self) -> Vec<Ask> {
        std::mem::take(&mut self.asks)
    }

    /// Effects since the last call.
    pub(crate) fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// The screen in front.
    pub(crate) fn screen(&self) -> Option<&Screen> {
        self.screens.last()
    }

    pub(crate) fn screen_mut(&mut self) -> Option<&mut Screen> {
        self.screens.last_mut()
    }

    /// Whether an answer is waited for.
    pub(crate) fn waits(&self) -> bool {
        self.about.is_none()
            || self.stepping.is_some()
            || self.leading.is_some()
            || self.screen().is_some_and(|s| s.loading)
    }

    fn id(&mut self) -> Id {
        self.newest = self.newest.saturating_add(1);
        self.newest
    }

    pub(crate) fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(text.into());
    }

    /// Asks something; nobody waits for a step or a way any more then.
    fn ask(&mut self, ask: Ask) {
        self.stepping = None;
        self.leading = None;
        self.asks.push(ask);
    }

    /// The revisions of the file in front.
    pub(crate) fn span(&self) -> Option<&Span> {
        self.about.as_ref()?.spans.get(self.reading.side)
    }

    /// The revision of the file in front that is marked.
    pub(crate) fn mark(&self) -> Option<i64> {
        self.marks.get(self.reading.side).copied().flatten()
    }

    /// The revision that is looked at.
    pub(crate) fn at(&self) -> i64 {
        let newest = self.span().map_or(0, |span| span.newest);
        let own = self.screen().and_then(|screen| screen.own_revision);
        own.or(self.reading.revision()).unwrap_or(newest)
    }

    /// Puts a screen in front.
    fn push(&mut self, title: String, body: Body) {
        if self.screens.len() >= SCREENS {
            self.screens.remove(0);
        }
        self.ahead.clear();
        self.screens.push(Screen {
            id: 0,
            title,
            body,
            loading: false,
            failed: None,
            reading: self.reading,
            own_revision: None,
        });
    }

    /// Shows a table.
    fn show_table(&mut self, content: Content, title: String) {
        if !self.goes_on_with(&content) {
            // Deleted objects are asked for type by type.
            (self.reading.deleted, self.only_deleted) = (false, false);
        }
        let mut table = Table::default();
        table.wide = self.wide;
        table.only_deleted = self.only_deleted && matches!(content, Content::Objects(_));
        let body = Body::Table {
            table: Box::new(table),
            content,
        };
        self.push(title, body);
        self.reload();
    }

    /// The table in front, or the one below the texts in front.
    fn last_table(&self) -> Option<(&Screen, &Table, &Content)> {
        let mut screens = self.screens.iter().rev();
        screens.find_map(|screen| match &screen.body {
            Body::Table { table, content } => Some((screen, &**table, content)),
            _ => None,
        })
    }

    /// Whether a table is of the type that the last one is of, in whichever namespace.
    fn goes_on_with(&self, content: &Content) -> bool {
        match (content, self.last_table()) {
            (Content::Objects(next), Some((_, _, Content::Objects(last)))) => {
                next.word == last.word
            }
            _ => false,
        }
    }

    /// Shows a text about an object, or about none.
    fn show(&mut self, document: Document, object: Option<(Name, State)>) {
        self.show_at(document, object, None);
    }

    fn show_at(&mut self, document: Document, object: Option<(Name, State)>, at: Option<i64>) {
        let title = match &object {
            Some((name, _)) => format!("{} {}", document.title(), place_of(name)),
            None => document.title(),
        };
        let body = Body::Text {
            text: Text::default(),
            document,
            object,
        };
        self.push(title, body);
        if let Some(screen) = self.screen_mut() {
            screen.own_revision = at;
        }
        self.reload();
    }

    /// Shows a text of kf's own.
    fn show_own(&mut self, title: &str, text: &str) {
        self.push(title.to_owned(), Body::Own(Text::new(text.as_bytes())));
    }

    /// Goes to the objects of a type.
    fn go_to_type(&mut self, word: &str) {
        let scope = Scope {
            word: word.to_owned(),
            namespace: self.namespace.clone(),
            ..Scope::default()
        };
        self.show_table(Content::Objects(scope), word.to_owned());
    }

    /// Reads the screen in front again.
    fn reload(&mut self) {
        let id = self.id();
        let reading = self.reading;
        let Some(screen) = self.screens.last_mut() else {
            return;
        };
        screen.id = id;
        screen.reading = reading;
        let revision = screen.own_revision.or(reading.revision());
        let ask = match &mut screen.body {
            Body::Table { table, content } => {
                table.wanted = table.wanted.take().or_else(|| table.current_name());
                Ask::Table {
                    id,
                    content: content.clone(),
                    reading,
                }
            }
            Body::Text {
                document, object, ..
            } => Ask::Print {
                id,
                command: document.command(object.as_ref(), revision, reading.side),
                masked: document.is_masked(),
            },
            Body::Own(_) => return,
        };
        screen.loading = true;
        screen.failed = None;
        self.ask(ask);
    }

    /// Goes back to the screen before.
    fn back(&mut self) {
        if self.screens.len() > 1
            && let Some(left) = self.screens.pop()
        {
            self.ahead.push(left);
            self.return_to_table();
            self.refresh();
        }
    }

    /// Goes forward to the screen that was left last.
    fn forward(&mut self) {
        if let Some(screen) = self.ahead.pop() {
            self.screens.push(screen);
            self.return_to_table();
            self.refresh();
        }
    }

    /// Takes up what was shown of deleted objects.
    fn return_to_table(&mut self) {
        if let Some((screen, table, _)) = self.last_table() {
            let shown = (screen.reading.deleted, table.only_deleted);
            (self.reading.deleted, self.only_deleted) = shown;
        }
    }

    /// Reads the screen in front again if it was read by something else, or not to its end.
    fn refresh(&mut self) {
        let reading = self.reading;
        let (wide, only) = (self.wide, self.only_deleted);
        let Some(screen) = self.screen_mut() else {
            return;
        };
        if let Body::Table { table, content } = &mut screen.body {
            table.wide = wide;
            table.set_only_deleted(only && matches!(content, Content::Objects(_)));
        }
        if screen.reading != reading || screen.loading {
            self.reload();
        }
    }

    /// The table in front.
    fn table(&mut self) -> Option<&mut Table> {
        match &mut self.screens.last_mut()?.body {
            Body::Table { table, .. } => Some(table),
            _ => None,
        }
    }

    /// What the table in front is of.
    fn content(&self) -> Option<&Content> {
        match &self.screen()?.body {
            Body::Table { content, .. } => Some(content),
            _ => None,
        }
    }

    /// The object that is looked at: under the cursor, or in front as a text.
    pub(crate) fn object(&self) -> Option<(Name, State)> {
        match &self.screen()?.body {
            Body::Table { table, content } => {
                let row = table.current()?;
                let known = !matches!(content, Content::Types | Content::Space(_));
                known.then(|| (table.rows.name(row), table.rows.facts(row).state))
            }
            Body::Text { object, .. } => object.clone(),
            Body::Own(_) => None,
        }
    }

    /// What the screen in front is of, as objects that may change.
    fn scope(&self) -> Option<Scope> {
        let of = |name: &Name| Scope {
            word: name.word.clone(),
            namespace: name.namespace().map(str::to_owned),
            name: Some(name.name.clone()),
            ..Scope::default()
        };
        match &self.screen()?.body {
            Body::Table {
                content: Content::Objects(scope) | Content::Timeline(scope),
                ..
            } => Some(scope.clone()),
            Body::Table {
                content: Content::Owned(name),
                ..
            } => Some(of(name)),
            Body::Text {
                object: Some((name, _)),
                ..
            } => Some(of(name)),
            _ => None,
        }
    }
}

/// `configmaps/prod/my-config`
pub(crate) fn place_of(name: &Name) -> String {
    let parts = [name.word.as_str(), &name.namespace, &name.name];
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    kf_base::escape::text(&parts.join("/"))
}
