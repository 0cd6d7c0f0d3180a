//! A browser without a terminal: keys in, a screen out, and every answer waited for.

use std::sync::mpsc::Receiver;

use ratatui_core::backend::TestBackend;
use ratatui_core::style::Modifier;
use ratatui_core::terminal::Terminal;

use crate::app::{App, Effect};
use crate::ask::Answer;
use crate::draw::{Theme, draw};
use crate::key::Key;
use crate::run::{Settings, begin, channel};
use crate::source::Source;
use crate::work::Worker;

/// A browser that is driven by hand.
pub struct Headless<'a, 's> {
    app: App,
    source: &'a dyn Source<'s>,
    worker: Worker<'a, 's>,
    answers: Receiver<Answer>,
    terminal: Terminal<TestBackend>,
    theme: Theme,
    quit: bool,
}

impl std::fmt::Debug for Headless<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Headless").finish_non_exhaustive()
    }
}

impl<'a, 's> Headless<'a, 's> {
    /// Opens the snapshot, and shows what is shown first.
    ///
    /// # Errors
    /// When it cannot be opened, in words.
    pub fn new(
        source: &'a dyn Source<'s>,
        settings: &Settings,
        (width, height): (u16, u16),
    ) -> Result<Self, String> {
        let (say, answers) = channel();
        let worker = Worker::new(source, say);
        let app = begin(source, settings);
        worker.open(&settings.word);
        let terminal = Terminal::new(TestBackend::new(width, height));
        let mut this = Self {
            app,
            source,
            worker,
            answers,
            terminal: terminal.map_err(|e| e.to_string())?,
            theme: Theme {
                color: settings.color,
            },
            quit: false,
        };
        this.settle()?;
        Ok(this)
    }

    /// Presses keys: characters as they are, others as `<enter>`, `<esc>`, `<c-a>`.
    ///
    /// # Errors
    /// When what is asked for cannot be had at all, in words.
    pub fn press(&mut self, keys: &str) -> Result<(), String> {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
            let named = named.and_then(|(name, after)| Some((key_of(name)?, after)));
            let key = match named {
                Some((key, after)) => {
                    rest = after;
                    key
                }
                None => {
                    rest = rest.get(c.len_utf8()..).unwrap_or_default();
                    Key::Char(c)
                }
            };
            self.app.press(key);
            self.settle()?;
        }
        Ok(())
    }

    /// Answers all questions.
    fn settle(&mut self) -> Result<(), String> {
        loop {
            for effect in self.app.take_effects() {
                match effect {
                    Effect::Quit => self.quit = true,
                    Effect::Line(command) => {
                        let line = self.source.line(&command);
                        self.app.take_line(&line);
                    }
                    Effect::Suspend | Effect::Redraw => {}
                }
            }
            let asks = self.app.take_asks();
            let idle = asks.is_empty();
            for ask in asks {
                self.worker.expect(&ask);
                self.worker.answer_now(ask);
            }
            let mut answered = false;
            while let Ok(answer) = self.answers.try_recv() {
                if let Answer::Broken(e) = answer {
                    return Err(e.to_string());
                }
                self.app.take(answer);
                answered = true;
            }
            if idle && !answered {
                return Ok(());
            }
        }
    }

    /// Whether it was asked to end.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.quit
    }

    /// Gives the screen another size.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.terminal.backend_mut().resize(width, height);
    }

    /// Draws, and returns the lines of the screen without the spaces at their ends.
    pub fn screen(&mut self) -> Vec<String> {
        let (app, theme) = (&mut self.app, self.theme);
        let _infallible = self.terminal.draw(|frame| draw(app, theme, frame));
        let buffer = self.terminal.backend().buffer();
        let width = usize::from(buffer.area.width).max(1);
        let lines = buffer.content().chunks(width);
        lines
            .map(|cells| {
                let line: String = cells.iter().map(|cell| cell.symbol()).collect();
                line.trim_end().to_owned()
            })
            .collect()
    }

    /// The texts on the screen that are struck through, a line each.
    pub fn struck_through(&mut self) -> Vec<String> {
        self.screen();
        let buffer = self.terminal.backend().buffer();
        let width = usize::from(buffer.area.width).max(1);
        let struck = buffer.content().chunks(width).map(|cells| {
            let cells = cells.iter();
            let struck = cells.filter(|c| c.modifier.contains(Modifier::CROSSED_OUT));
            struck.map(|c| c.symbol()).collect::<String>()
        });
        struck.filter(|text| !text.trim().is_empty()).collect()
    }
}

fn key_of(name: &str) -> Option<Key> {
    Some(match name {
        "enter" => Key::Enter,
        "esc" => Key::Esc,
        "tab" => Key::Tab,
        "backspace" => Key::Backspace,
        "up" => Key::Up,
        "down" => Key::Down,
        "left" => Key::Left,
        "right" => Key::Right,
        "pgup" => Key::PageUp,
        "pgdn" => Key::PageDown,
        "home" => Key::Home,
        "end" => Key::End,
        _ => Key::Ctrl(name.strip_prefix("c-")?.chars().next()?),
    })
}
