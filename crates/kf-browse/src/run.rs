//! The loop: keys and answers in, the screen out.

use std::io::{self, Write};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread::{self, ScopedJoinHandle};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kf_base::error::Error;
use ratatui_core::terminal::Terminal;

use crate::app::{App, Effect};
use crate::ask::{Answer, Ask, Id};
use crate::draw::{Theme, draw};
use crate::source::Source;
use crate::terminal::{self, Event, Events, Screen};
use crate::work::Worker;

/// How long keys are waited for while answers may come.
const BUSY: Duration = Duration::from_millis(8);

/// How long keys are waited for when nothing else can happen, but signals.
const IDLE: Duration = Duration::from_millis(200);

/// Answers that may wait to be shown: whoever reads ahead of the screen waits for it.
pub(crate) const ANSWERS: usize = 64;

/// How a browser begins and looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The word for the type that is shown first.
    pub word: String,
    /// The namespace; all if `None`.
    pub namespace: Option<String>,
    /// The revision to begin at; the newest if `None`.
    pub revision: Option<i64>,
    /// Whether there are colours.
    pub color: bool,
    /// Whether the terminal sends what the mouse does, and does not select text by it.
    pub mouse: bool,
    /// Whether command lines are given to the terminal's clipboard as well (OSC 52).
    pub clipboard: bool,
}

/// What a browser needs of the process around it.
pub struct Process<'p> {
    /// The terminal.
    pub out: &'p mut dyn Write,
    /// Raised when the browser is to end.
    pub ended: &'p AtomicBool,
    /// Raised when the process is to be suspended.
    pub suspended: &'p AtomicBool,
    /// Raised when the process goes on after it was stopped.
    pub continued: &'p AtomicBool,
    /// Suspends the process, and returns when it goes on.
    pub suspend: &'p dyn Fn(),
}

impl std::fmt::Debug for Process<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Process").finish_non_exhaustive()
    }
}

/// Why a browser ended by itself.
#[derive(Debug)]
pub enum Failure {
    /// The snapshot cannot be opened.
    Snapshot(Error),
    /// The terminal is gone, or none.
    Terminal(io::Error),
}

impl From<io::Error> for Failure {
    fn from(e: io::Error) -> Self {
        Self::Terminal(e)
    }
}

/// Takes the terminal, and shows a snapshot on it until the user has seen enough. The terminal is
/// given back however this ends.
///
/// # Errors
/// When the snapshot cannot be opened, or the terminal is lost.
pub fn run<'s>(
    source: &dyn Source<'s>,
    settings: &Settings,
    process: &mut Process<'_>,
) -> Result<(), Failure> {
    let (say, answers) = mpsc::sync_channel(ANSWERS);
    let worker = &Worker::new(source, say);
    let mut app = begin(source, settings);
    thread::scope(move |scope| {
        let (tables, for_tables) = mpsc::channel();
        let (others, for_others) = mpsc::channel();
        let (clocks, for_clocks) = mpsc::channel();
        let threads = [
            scope.spawn(move || {
                worker.open(&settings.word);
                worker.run_ahead(&for_tables);
            }),
            scope.spawn(move || worker.run(&for_others)),
            scope.spawn(move || worker.run(&for_clocks)),
        ];
        let lines = Lines {
            worker,
            tables,
            others,
            clocks,
        };
        let alive = || !threads.iter().any(ScopedJoinHandle::is_finished);
        let over = Over(worker);
        let shown = show(
            &mut app, source, settings, process, &lines, &answers, &alive,
        );
        // The threads may wait for questions, or for room for an answer.
        drop((over, lines, answers));
        for thread in threads {
            if let Err(panic) = thread.join() {
                // It was told when it happened; the scope would tell of another.
                resume_unwind(panic);
            }
        }
        shown
    })
}

/// The state of a screen that shows nothing yet.
pub(crate) fn begin(source: &dyn Source<'_>, settings: &Settings) -> App {
    let sides = 0..source.sides();
    let names = sides.clone().map(|side| source.name(side)).collect();
    let paths = sides.map(|side| source.path(side)).collect();
    App::new(names, paths, settings)
}

/// Ends the threads that read, when it goes.
struct Over<'w, 'a, 's>(&'w Worker<'a, 's>);

impl Drop for Over<'_, '_, '_> {
    fn drop(&mut self) {
        self.0.table.store(Id::MAX, Ordering::Relaxed);
        self.0.text.store(Id::MAX, Ordering::Relaxed);
        self.0.other.store(Id::MAX, Ordering::Relaxed);
    }
}

/// Leads questions to those who answer them: what may take long does not hold up the rest.
struct Lines<'w, 'a, 's> {
    worker: &'w Worker<'a, 's>,
    tables: Sender<Ask>,
    others: Sender<Ask>,
    /// What takes seconds of a large file, and holds up nothing.
    clocks: Sender<Ask>,
}

impl Lines<'_, '_, '_> {
    fn ask(&self, ask: Ask) {
        self.worker.expect(&ask);
        let line = match ask {
            Ask::Table { .. } => &self.tables,
            Ask::Clock { .. } => &self.clocks,
            _ => &self.others,
        };
        // A reader that is gone is seen by the loop.
        let _ = line.send(ask);
    }
}

/// Gives the terminal back when it goes.
struct Taken<'w>(Terminal<Screen<'w>>);

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        terminal::leave(self.0.backend_mut().out());
    }
}

fn show(
    app: &mut App,
    source: &dyn Source<'_>,
    settings: &Settings,
    process: &mut Process<'_>,
    lines: &Lines<'_, '_, '_>,
    answers: &Receiver<Answer>,
    alive: &dyn Fn() -> bool,
) -> Result<(), Failure> {
    let theme = Theme {
        color: settings.color,
    };
    let _hook = terminal::LeavesOnPanic::set();
    terminal::enter(process.out, settings.mouse)?;
    let screen = Screen::new(process.out);
    let mut taken = Taken(Terminal::new(screen)?);
    let events = Events::read();
    let mut dirty = true;
    loop {
        app.take_asks().into_iter().for_each(|ask| lines.ask(ask));
        for effect in app.take_effects() {
            dirty = true;
            match effect {
                Effect::Quit => return Ok(()),
                Effect::Redraw => taken.0.clear()?,
                Effect::Suspend => suspend(&mut taken.0, process.suspend, settings.mouse)?,
                Effect::Line(command) => {
                    let line = source.line(&command);
                    app.take_line(&line);
                    if settings.clipboard && line.chars().any(char::is_control) {
                        // A shell acts on them when they are pasted, whatever quotes stand around.
                        app.say("not copied: this line has control characters");
                    } else if settings.clipboard {
                        copy(taken.0.backend_mut(), &line)?;
                    }
                }
            }
        }
        for answer in answers.try_iter().take(ANSWERS) {
            if let Answer::Broken(e) = answer {
                return Err(Failure::Snapshot(e));
            }
            app.take(answer);
            dirty = true;
        }
        // Whoever panicked has given the terminal back.
        if process.ended.load(Ordering::Relaxed) || !alive() || !terminal::is_taken() {
            return Ok(());
        }
        if process.suspended.swap(false, Ordering::Relaxed) {
            suspend(&mut taken.0, process.suspend, settings.mouse)?;
            dirty = true;
        }
        if process.continued.swap(false, Ordering::Relaxed) {
            taken.0.clear()?;
            dirty = true;
        }
        if std::mem::take(&mut dirty) {
            taken.0.draw(|frame| draw(app, theme, frame))?;
        }
        dirty |= take_keys(app, &events, if app.waits() { BUSY } else { IDLE })?;
    }
}

/// Takes all keys that are there; whether there were any. A key that is held down is drawn once for
/// all the times that it came.
fn take_keys(app: &mut App, events: &Events, wait: Duration) -> io::Result<bool> {
    let mut any = false;
    let mut wait = wait;
    while let Some(event) = events.next(wait)? {
        wait = Duration::ZERO;
        any = true;
        if let Event::Key(key) = event {
            app.press(key);
        }
    }
    Ok(any)
}

/// Gives the terminal back while the process is stopped.
fn suspend(terminal: &mut Terminal<Screen<'_>>, suspend: &dyn Fn(), mouse: bool) -> io::Result<()> {
    terminal::leave(terminal.backend_mut().out());
    suspend();
    terminal::enter(terminal.backend_mut().out(), mouse)?;
    terminal.clear()
}

/// Gives a text to the terminal's clipboard.
fn copy(screen: &mut Screen<'_>, text: &str) -> io::Result<()> {
    screen.send(format!("\u{1b}]52;c;{}\u{7}", STANDARD.encode(text)).as_bytes())
}

/// A channel whose answers are taken by hand.
pub(crate) fn channel() -> (SyncSender<Answer>, Receiver<Answer>) {
    mpsc::sync_channel(1 << 16)
}
