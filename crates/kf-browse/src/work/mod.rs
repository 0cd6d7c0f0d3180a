//! The threads that read: questions in, answers out, and nothing of the screen.
//!
//! Tables come in shares, of which the first is on its way while the rest is read. A question that
//! nobody waits for any more is given up between two shares.

pub(crate) mod changes;
mod compare;
mod documents;
mod enter;
mod list;
mod open;
mod owned;
mod space;
mod steps;
mod types;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};

use kf_base::error::Error;
use kf_view::{Expect, View};

use crate::ask::{Answer, Ask, Content, Id, Reading, Scope};
use crate::source::Source;
use crate::table::{Heading, Rows};

/// States that are kept open beside the newest ones.
const STATES: usize = 4;

/// Records of a file up to which all keys are found before anybody asks for them: some tens of
/// megabytes, and a fraction of a second in which nobody waits.
const AHEAD: u64 = 1 << 20;

/// Why a question is given up.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Nobody waits for it.
    Unwanted,
    /// It has no answer.
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(e: Error) -> Self {
        Self::Failed(e)
    }
}

/// What an error is called on the screen.
pub(crate) fn words(error: &Error) -> String {
    match error.hint_text() {
        Some(hint) => format!("{error} ({hint})"),
        None => error.to_string(),
    }
}

/// What an error about a state's file is called on the screen, without words of the file where all of it
/// is redacted.
fn told(view: &View<'_>, error: &Error) -> String {
    if view.redactor().is_some_and(|r| r.is_strict()) {
        return words(&error.clone().without_words());
    }
    words(error)
}

/// A state that is open.
struct Held<'s> {
    side: usize,
    revision: Option<i64>,
    /// Whether the places of all its keys are known.
    all: bool,
    view: Arc<View<'s>>,
}

/// Reads for the screen.
pub(crate) struct Worker<'a, 's> {
    source: &'a dyn Source<'s>,
    answers: SyncSender<Answer>,
    /// States that are open, the one used last at the end.
    views: Mutex<Vec<Held<'s>>>,
    /// The table that is waited for.
    pub(crate) table: AtomicU64,
    /// The text that is waited for.
    pub(crate) text: AtomicU64,
    /// The newest question that is about no table.
    pub(crate) other: AtomicU64,
}

impl<'a, 's> Worker<'a, 's> {
    /// Answers to `answers`.
    pub(crate) fn new(source: &'a dyn Source<'s>, answers: SyncSender<Answer>) -> Self {
        Self {
            source,
            answers,
            views: Mutex::default(),
            table: AtomicU64::new(0),
            text: AtomicU64::new(0),
            other: AtomicU64::new(0),
        }
    }

    /// Says which question is the newest of its sort, so that those before it are given up.
    pub(crate) fn expect(&self, ask: &Ask) {
        match ask {
            Ask::Table { id, .. } => return self.table.store(*id, Ordering::Relaxed),
            Ask::Print { id, .. } => self.text.store(*id, Ordering::Relaxed),
            // Nobody asks for it instead of something else.
            Ask::Clock { .. } => return,
            _ => {}
        }
        self.other.store(ask.id(), Ordering::Relaxed);
    }

    /// Answers questions until there are no more.
    pub(crate) fn run(&self, asks: &Receiver<Ask>) {
        while let Ok(ask) = asks.recv() {
            self.answer_now(ask);
            if self.is_alone() {
                return;
            }
        }
    }

    /// Answers questions until there are no more, and looks ahead as soon as none is waiting.
    pub(crate) fn run_ahead(&self, asks: &Receiver<Ask>) {
        let mut ahead = false;
        let mut next = asks.recv().ok();
        while let Some(ask) = next {
            self.answer_now(ask);
            if self.is_alone() {
                return;
            }
            next = match asks.try_recv() {
                Ok(ask) => Some(ask),
                Err(TryRecvError::Disconnected) => None,
                Err(TryRecvError::Empty) => {
                    if !std::mem::replace(&mut ahead, true) {
                        self.look_ahead();
                    }
                    asks.recv().ok()
                }
            };
        }
    }

    /// Finds all keys of the newest states, so that the next table begins at once.
    fn look_ahead(&self) {
        for side in 0..self.source.sides() {
            // What cannot be opened was told by whoever asked first.
            let Ok(view) = self.view(side, None) else {
                continue;
            };
            if view.records() > AHEAD || self.is_alone() {
                continue;
            }
            view.look_ahead();
            let mut held = self.views.lock().unwrap_or_else(PoisonError::into_inner);
            let same = held.iter_mut().filter(|h| Arc::ptr_eq(&h.view, &view));
            same.for_each(|h| h.all = true);
        }
    }

    /// Answers a question.
    pub(crate) fn answer_now(&self, ask: Ask) {
        let id = ask.id();
        if let Err(Stop::Failed(e)) = self.answer(ask) {
            // Nobody listens when it cannot be said.
            let _ = self.say(Answer::Failed { id, why: words(&e) });
        }
    }

    /// Whether nobody listens any more.
    fn is_alone(&self) -> bool {
        self.table.load(Ordering::Relaxed) == Id::MAX
    }

    fn answer(&self, ask: Ask) -> Result<(), Stop> {
        match ask {
            Ask::Table {
                id,
                content,
                reading,
            } => self.table(id, &content, reading),
            Ask::Steps { id, walk, revision } => {
                let revisions = self.steps(id, &walk, revision)?;
                self.say(Answer::Steps { id, revisions })
            }
            Ask::Print {
                id,
                command,
                masked,
            } => self.document(id, &command, masked),
            Ask::Enter {
                id,
                object,
                reading,
                owner,
            } => {
                let way = self.way(&object, reading, owner)?;
                self.say(Answer::Way { id, way })
            }
            Ask::Clock { side, .. } => self.clock(side),
            Ask::Save {
                directory, objects, ..
            } => self.save(&directory, objects),
        }
    }

    fn table(&self, id: Id, content: &Content, reading: Reading) -> Result<(), Stop> {
        self.wanted(id)?;
        match content {
            Content::Objects(scope) if self.source.sides() > 1 => self.compare(id, scope, reading),
            Content::Objects(scope) => self.objects(id, scope, reading),
            Content::Timeline(scope) => self.timeline(id, scope, reading.side),
            Content::Owned(name) => self.owned(id, name, reading),
            Content::Types => self.types(id, reading),
            Content::Space(prefix) => self.space(id, prefix, reading),
        }
    }

    /// Fails when another table is waited for.
    pub(crate) fn wanted(&self, id: Id) -> Result<(), Stop> {
        if self.table.load(Ordering::Relaxed) == id {
            Ok(())
        } else {
            Err(Stop::Unwanted)
        }
    }

    pub(crate) fn say(&self, answer: Answer) -> Result<(), Stop> {
        self.answers.send(answer).map_err(|_| Stop::Unwanted)
    }

    fn headings(&self, id: Id, headings: Vec<Heading>, fixed: bool) -> Result<(), Stop> {
        self.say(Answer::Headings {
            id,
            headings,
            fixed,
        })
    }

    fn rows(&self, id: Id, rows: Rows) -> Result<(), Stop> {
        self.wanted(id)?;
        if rows.is_empty() && rows.left_off() == 0 {
            return Ok(());
        }
        self.say(Answer::Rows { id, rows })
    }

    /// Ends a table.
    fn done(
        &self,
        id: Id,
        view: &View<'s>,
        side: usize,
        problems: Vec<String>,
    ) -> Result<(), Stop> {
        let time = self.source.now(side, view);
        let time = time.and_then(|t| kf_base::time::time_text(t.seconds));
        self.say(Answer::Done { id, time, problems })
    }

    /// The state at a revision.
    pub(crate) fn view(&self, side: usize, revision: Option<i64>) -> Result<Arc<View<'s>>, Error> {
        self.view_of(side, revision, Vec::new())
    }

    /// The state at a revision, for questions about objects of every type.
    pub(crate) fn whole(&self, reading: Reading) -> Result<Arc<View<'s>>, Error> {
        self.view_of(reading.side, reading.revision(), vec![Expect::Everything])
    }

    /// The state at a revision, for the objects of a scope.
    pub(crate) fn view_for(
        &self,
        side: usize,
        revision: Option<i64>,
        scope: &Scope,
    ) -> Result<Arc<View<'s>>, Error> {
        let kind = Expect::Kind {
            word: scope.word.clone(),
            namespace: scope.namespace.clone(),
        };
        self.view_of(side, revision, vec![kind])
    }

    /// The state at a revision, opened when it is needed; the pass over the file that opens it gathers
    /// what is expected.
    fn view_of(
        &self,
        side: usize,
        revision: Option<i64>,
        expect: Vec<Expect>,
    ) -> Result<Arc<View<'s>>, Error> {
        let all = expect.contains(&Expect::Everything);
        let mut held = self.views.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |h: &Held<'s>| (h.side, h.revision) == (side, revision) && h.all >= all;
        if let Some(at) = held.iter().position(same) {
            let found = held.remove(at);
            let view = Arc::clone(&found.view);
            held.push(found);
            return Ok(view);
        }
        let view = Arc::new(self.source.view(side, revision, expect)?);
        let old = |h: &Held<'s>| h.revision.is_some();
        if held.iter().filter(|h| old(h)).count() >= STATES
            && let Some(oldest) = held.iter().position(old)
        {
            held.remove(oldest);
        }
        held.push(Held {
            side,
            revision,
            all,
            view: Arc::clone(&view),
        });
        Ok(view)
    }
}

/// The scope as the library has it.
fn kf_scope<'m>(
    mapping: &'m kf_view::Mapping,
    scope: &'m Scope,
    names: &'m [String],
) -> kf_view::Scope<'m> {
    kf_view::Scope {
        mapping,
        namespace: scope.namespace.as_deref(),
        names,
    }
}
