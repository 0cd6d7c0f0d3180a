//! The terminal: how it is taken and given back, what it draws, and the keys that it sends.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::panic;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::event::{
    Event as TerminalEvent, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use crossterm::style::{
    Attribute, Attributes, Color as TerminalColor, ContentStyle, Print, ResetColor, SetStyle,
};
use crossterm::{cursor, event, queue, terminal};
use ratatui_core::backend::{Backend, ClearType, WindowSize};
use ratatui_core::buffer::Cell;
use ratatui_core::layout::{Position, Size};
use ratatui_core::style::{Color, Modifier};

use crate::key::Key;

/// What comes from the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// A key.
    Key(Key),
    /// Another size.
    Resize,
    /// Something that is of no use.
    Other,
}

/// The events of the terminal, read by a thread of their own.
///
/// crossterm reads a terminal that is gone for ever, and never returns: whoever waits for it is not to
/// be whoever ends the program. The thread is left to itself when this goes, and ends with the process.
pub(crate) struct Events {
    coming: Receiver<io::Result<Event>>,
    /// Whether the process had a terminal of its own, so that it can be gone.
    controlled: bool,
}

impl Events {
    /// Begins to read.
    pub(crate) fn read() -> Self {
        let (say, coming) = mpsc::channel();
        thread::spawn(move || {
            loop {
                let event = event::read().map(|event| match event {
                    TerminalEvent::Key(key) => translate(key).map_or(Event::Other, Event::Key),
                    TerminalEvent::Mouse(mouse) => of_mouse(mouse).map_or(Event::Other, Event::Key),
                    TerminalEvent::Resize(..) => Event::Resize,
                    _ => Event::Other,
                });
                let failed = event.is_err();
                if say.send(event).is_err() || failed {
                    return;
                }
            }
        });
        Self {
            coming,
            controlled: is_there(),
        }
    }

    /// Waits for an event, for so long at most.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(crate) fn next(&self, wait: Duration) -> io::Result<Option<Event>> {
        match self.coming.recv_timeout(wait) {
            Ok(event) => event.map(Some),
            Err(RecvTimeoutError::Timeout) if wait.is_zero() || !self.controlled || is_there() => {
                Ok(None)
            }
            Err(_) => Err(io::Error::from(io::ErrorKind::UnexpectedEof)),
        }
    }
}

/// Whether the process has a terminal.
fn is_there() -> bool {
    File::open("/dev/tty").is_ok()
}

fn of_mouse(mouse: MouseEvent) -> Option<Key> {
    Some(match mouse.kind {
        MouseEventKind::ScrollDown => Key::Wheel { down: true },
        MouseEventKind::ScrollUp => Key::Wheel { down: false },
        MouseEventKind::Down(MouseButton::Left) => Key::Click(mouse.row),
        _ => return None,
    })
}

fn translate(key: KeyEvent) -> Option<Key> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    Some(match key.code {
        KeyCode::Char(c) if ctrl => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        _ => return None,
    })
}

/// Whether the terminal shows its other screen. To leave that twice would move the cursor over what was
/// written since. Whoever writes to the terminal holds it meanwhile: a thread that panics gives the
/// terminal back while another one draws, and a drawing that came after that would cover what is told.
static TAKEN: Mutex<bool> = Mutex::new(false);

fn taken() -> MutexGuard<'static, bool> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether the terminal is still this program's to draw on.
pub(crate) fn is_taken() -> bool {
    *taken()
}

/// Takes the terminal: its other screen, without echo, a key at a time.
///
/// # Errors
/// When it is none.
pub(crate) fn enter(out: &mut dyn Write, mouse: bool) -> io::Result<()> {
    let mut out = Out(out);
    let mut taken = taken();
    *taken = true;
    terminal::enable_raw_mode()?;
    queue!(out, terminal::EnterAlternateScreen, cursor::Hide)?;
    if mouse {
        queue!(out, event::EnableMouseCapture)?;
    }
    out.flush()
}

/// Gives the terminal back as it was, once. What fails is left: the terminal may be gone.
pub(crate) fn leave(out: &mut dyn Write) {
    let mut taken = taken();
    if !std::mem::replace(&mut *taken, false) {
        return;
    }
    let mut out = Out(out);
    // A terminal that was not asked to send the mouse takes this as said already.
    let _ = queue!(
        out,
        event::DisableMouseCapture,
        ResetColor,
        cursor::Show,
        terminal::LeaveAlternateScreen
    );
    let _ = out.flush();
    let _ = terminal::disable_raw_mode();
}

type Hook = dyn Fn(&panic::PanicHookInfo<'_>) + Send + Sync;

/// Gives the terminal back before a panic of any thread is told, as long as it lives: what is told on
/// the terminal's other screen is gone with it.
pub(crate) struct LeavesOnPanic(Arc<Hook>);

impl LeavesOnPanic {
    /// Takes the place of what tells of panics, which it asks afterwards.
    pub(crate) fn set() -> Self {
        let before: Arc<Hook> = Arc::from(panic::take_hook());
        let told = Arc::clone(&before);
        panic::set_hook(Box::new(move |info| {
            // Standard output is held by the thread that draws, which may be another one.
            if let Ok(mut terminal) = OpenOptions::new().write(true).open("/dev/tty") {
                leave(&mut terminal);
            }
            told(info);
        }));
        Self(before)
    }
}

impl Drop for LeavesOnPanic {
    fn drop(&mut self) {
        if thread::panicking() {
            // The hook cannot be set by a thread that panics.
            return;
        }
        let before = Arc::clone(&self.0);
        panic::set_hook(Box::new(move |info| before(info)));
    }
}

/// A writer of a known size, as the macros of crossterm need it.
struct Out<'w>(&'w mut dyn Write);

impl Write for Out<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Draws on a terminal that understands ANSI sequences; only cells that changed are sent, all at once.
pub(crate) struct Screen<'w> {
    out: &'w mut dyn Write,
    drawn: Vec<u8>,
}

impl<'w> Screen<'w> {
    /// Draws on `out`.
    pub(crate) fn new(out: &'w mut dyn Write) -> Self {
        Self {
            out,
            drawn: Vec::new(),
        }
    }

    /// What it draws on.
    pub(crate) fn out(&mut self) -> &mut dyn Write {
        self.out
    }

    /// Sends bytes to the terminal, unless it was given back.
    pub(crate) fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        let taken = taken();
        if *taken {
            self.out.write_all(bytes)?;
            self.out.flush()?;
        }
        Ok(())
    }
}

impl Backend for Screen<'_> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut place = None;
        let mut style = None;
        for (x, y, cell) in content {
            if place != Some((x, y)) {
                queue!(self.drawn, cursor::MoveTo(x, y))?;
            }
            let wanted = style_of(cell);
            if style != Some(wanted) {
                queue!(self.drawn, ResetColor, SetAttributes, SetStyle(wanted))?;
                style = Some(wanted);
            }
            queue!(self.drawn, Print(cell.symbol()))?;
            // Wide characters move the cursor further: the next place is sent anew.
            let narrow = cell.symbol().len() == 1;
            place = narrow.then(|| (x.saturating_add(1), y));
        }
        queue!(self.drawn, ResetColor, SetAttributes)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        queue!(self.drawn, cursor::Hide)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        queue!(self.drawn, cursor::Show)
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // It is never asked of the terminal, which may take seconds to answer.
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        queue!(self.drawn, cursor::MoveTo(x, y))
    }

    fn clear(&mut self) -> io::Result<()> {
        queue!(self.drawn, terminal::Clear(terminal::ClearType::All))
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        let clear_type = match clear_type {
            ClearType::All => terminal::ClearType::All,
            ClearType::AfterCursor => terminal::ClearType::FromCursorDown,
            ClearType::BeforeCursor => terminal::ClearType::FromCursorUp,
            ClearType::CurrentLine => terminal::ClearType::CurrentLine,
            ClearType::UntilNewLine => terminal::ClearType::UntilNewLine,
        };
        queue!(self.drawn, terminal::Clear(clear_type))
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = terminal::size()?;
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size()?,
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        let drawn = std::mem::take(&mut self.drawn);
        self.send(&drawn)?;
        self.drawn = drawn;
        self.drawn.clear();
        Ok(())
    }
}

/// Takes all attributes back.
struct SetAttributes;

impl crossterm::Command for SetAttributes {
    fn write_ansi(&self, f: &mut impl std::fmt::Write) -> std::fmt::Result {
        f.write_str("\u{1b}[0m")
    }
}

fn style_of(cell: &Cell) -> ContentStyle {
    let mut attributes = Attributes::default();
    for (modifier, attribute) in [
        (Modifier::BOLD, Attribute::Bold),
        (Modifier::DIM, Attribute::Dim),
        (Modifier::UNDERLINED, Attribute::Underlined),
        (Modifier::REVERSED, Attribute::Reverse),
        (Modifier::CROSSED_OUT, Attribute::CrossedOut),
    ] {
        if cell.modifier.contains(modifier) {
            attributes.set(attribute);
        }
    }
    ContentStyle {
        foreground_color: color_of(cell.fg),
        background_color: None,
        underline_color: None,
        attributes,
    }
}

/// The colours of the theme, by the sixteen that every terminal has.
fn color_of(color: Color) -> Option<TerminalColor> {
    Some(match color {
        Color::Red => TerminalColor::DarkRed,
        Color::Green => TerminalColor::DarkGreen,
        Color::Yellow => TerminalColor::DarkYellow,
        Color::Cyan => TerminalColor::DarkCyan,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui_core::style::Style;

    #[test]
    fn only_what_is_drawn_is_sent() {
        let mut out = Vec::new();
        let mut screen = Screen::new(&mut out);
        let mut bold = Cell::new("a");
        bold.set_style(Style::new().add_modifier(Modifier::BOLD));
        let plain = Cell::new("b");
        screen
            .draw([(3, 1, &bold), (4, 1, &plain)].into_iter())
            .unwrap();
        let sent = String::from_utf8(screen.drawn).unwrap();
        assert_eq!(
            sent,
            "\u{1b}[2;4H\u{1b}[0m\u{1b}[0m\u{1b}[1ma\u{1b}[0m\u{1b}[0mb\u{1b}[0m\u{1b}[0m"
        );
    }

    #[test]
    fn a_terminal_that_was_given_back_is_not_drawn_on() {
        let mut out = Vec::new();
        let mut screen = Screen::new(&mut out);
        let cell = Cell::new("a");
        screen.draw([(3, 1, &cell)].into_iter()).unwrap();
        Backend::flush(&mut screen).unwrap();
        screen.send(b"b").unwrap();
        assert!(screen.drawn.is_empty());
        assert!(out.is_empty());
    }

    #[test]
    fn keys_are_what_they_are() {
        let key = |code, modifiers| translate(KeyEvent::new(code, modifiers));
        assert_eq!(
            key(KeyCode::Char('C'), KeyModifiers::CONTROL),
            Some(Key::Ctrl('c'))
        );
        assert_eq!(
            key(KeyCode::Char('G'), KeyModifiers::SHIFT),
            Some(Key::Char('G'))
        );
        assert_eq!(key(KeyCode::F(1), KeyModifiers::NONE), None);
    }
}
