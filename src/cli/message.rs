//! What is said on standard error: a head such as `error:`, a text, a hint; in colour if that is
//! wanted.

use std::borrow::Cow;
use std::io::{self, Write};

use super::again::Again;
use super::terminal;
use super::ui::Screen;
use crate::escape;
use crate::{Error, ErrorKind};

/// What a message starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Head {
    /// `error:`, for what kubectl finds by itself.
    Error,
    /// `Error from snapshot (NotFound):`, for what kubectl hears from its server.
    NotFound,
    /// `Error from snapshot (BadRequest):`
    BadRequest,
    /// `Error from snapshot (Expired):`
    Expired,
    /// `Error from snapshot (Invalid):`
    Invalid,
    /// `Error from snapshot (Timeout):`
    Timeout,
    /// `warning:`, of kf.
    Warning,
    /// `Warning:`, where kubectl writes it so.
    KubectlWarning,
    /// `hint:`
    Hint,
    /// `note:`
    Note,
    /// The text stands alone.
    None,
}

impl Head {
    /// Returns the words in colour, their colour (SGR codes), and what comes before the text.
    fn parts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Error => ("error:", "1;31", " "),
            Self::NotFound => ("Error from snapshot", "1;31", " (NotFound): "),
            Self::BadRequest => ("Error from snapshot", "1;31", " (BadRequest): "),
            Self::Expired => ("Error from snapshot", "1;31", " (Expired): "),
            Self::Invalid => ("Error from snapshot", "1;31", " (Invalid): "),
            Self::Timeout => ("Error from snapshot", "1;31", " (Timeout): "),
            Self::Warning => ("warning:", "1;33", " "),
            Self::KubectlWarning => ("Warning:", "1;33", " "),
            Self::Hint => ("hint:", "1;36", " "),
            Self::Note => ("note:", "1;36", " "),
            Self::None => ("", "", ""),
        }
    }

    /// Writes the head and a text after it.
    fn write(self, to: &mut dyn Write, colored: bool, text: &str) -> io::Result<()> {
        let (words, color, rest) = self.parts();
        if colored && !words.is_empty() {
            writeln!(to, "\u{1b}[{color}m{words}\u{1b}[0m{rest}{text}")
        } else {
            writeln!(to, "{words}{rest}{text}")
        }
    }
}

/// What to do about an error.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Hint {
    text: String,
    /// Whether only a person should see it: scripts compare some of kubectl's texts as a whole.
    for_people: bool,
}

/// An error in its final words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Message {
    /// A paragraph of kubectl's before the error.
    intro: Option<&'static str>,
    head: Head,
    text: String,
    hint: Option<Hint>,
    /// The same without words that may quote the file.
    discreet: Option<Box<Message>>,
}

impl Message {
    /// Makes a message without a hint; `text` may have several lines.
    pub(crate) fn new(head: Head, text: impl Into<String>) -> Self {
        Self {
            intro: None,
            head,
            text: text.into(),
            hint: None,
            discreet: None,
        }
    }

    /// Words an error: what is not there is what kubectl hears from its server.
    pub(crate) fn of(error: &Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::worded(Head::NotFound, error),
            _ => Self::plain(error),
        }
    }

    /// Words an error that kubectl finds by itself, of whatever kind.
    pub(crate) fn plain(error: &Error) -> Self {
        Self::worded(Head::Error, error)
    }

    /// Words an error with a head of the caller's choice.
    pub(crate) fn worded(head: Head, error: &Error) -> Self {
        let with_hint = |error: &Error| {
            let message = Self::new(head, error.to_string());
            match error.hint_text() {
                Some(hint) => message.hint(hint),
                None => message,
            }
        };
        let mut message = with_hint(error);
        let quiet = error.clone().without_words();
        if quiet != *error {
            message.discreet = Some(Box::new(with_hint(&quiet)));
        }
        message
    }

    /// Puts a paragraph before the error.
    pub(crate) fn after(mut self, intro: &'static str) -> Self {
        self.intro = Some(intro);
        self
    }

    /// Says what to do.
    pub(crate) fn hint(mut self, text: impl Into<String>) -> Self {
        self.hint = Some(Hint {
            text: text.into(),
            for_people: false,
        });
        self
    }

    /// Keeps the hint from all but people.
    pub(crate) fn hint_for_people(mut self) -> Self {
        if let Some(hint) = &mut self.hint {
            hint.for_people = true;
        }
        self
    }
}

/// Standard error.
pub(crate) struct Voice<'w> {
    err: &'w mut dyn Write,
    colored: bool,
    /// Whether a person reads along.
    person: bool,
    /// Whether errors about the file must not quote it.
    discreet: bool,
    /// How a hint names the snapshot.
    again: Again,
}

impl<'w> Voice<'w> {
    /// Writes to `err`; `colored` paints heads, `person` is whether it is a terminal.
    pub(crate) fn new(err: &'w mut dyn Write, colored: bool, person: bool) -> Self {
        Self {
            err,
            colored,
            person,
            discreet: false,
            again: Again::default(),
        }
    }

    /// Writes to `err` what may be said on this screen.
    pub(crate) fn on(err: &'w mut dyn Write, screen: &Screen) -> Self {
        Self {
            discreet: screen.discreet,
            again: screen.again.clone(),
            ..Self::new(err, screen.colored, screen.err)
        }
    }

    /// Goes on about another file.
    pub(crate) fn about(&mut self, file: &str) {
        self.again.about(file);
    }

    /// Returns a text in which commands name the snapshot.
    pub(crate) fn named<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.again.named(text)
    }

    /// Whether a person reads along.
    pub(crate) fn is_for_a_person(&self) -> bool {
        self.person
    }

    /// Whether nothing may be quoted that the file holds.
    pub(crate) fn is_discreet(&self) -> bool {
        self.discreet
    }

    /// Returns the error as it may be told.
    pub(crate) fn tellable<'e>(&self, error: &'e Error) -> Cow<'e, Error> {
        if self.discreet {
            Cow::Owned(error.clone().without_words())
        } else {
            Cow::Borrowed(error)
        }
    }

    /// Writes an error.
    pub(crate) fn error(&mut self, error: &Error) {
        self.message(&Message::of(error));
    }

    // Standard error gone as well: the exit code is all that is left to tell.

    /// Writes a text after its head.
    pub(crate) fn say(&mut self, head: Head, text: &str) {
        let named = match head {
            Head::Hint | Head::Note | Head::Warning => self.named(text),
            _ => Cow::Borrowed(text),
        };
        let text = named.as_ref();
        // Escaped by who made it, where it is of the snapshot; what was forgotten there ends here, and
        // in a pipe as well: logs and pagers end on terminals.
        let mut safe = Vec::new();
        terminal::made_safe(&mut safe, text.as_bytes(), false);
        let text = String::from_utf8_lossy(&safe);
        let _ = head.write(self.err, self.colored, &text);
    }

    /// Writes a message, with its hint unless that is for people and none reads along.
    pub(crate) fn message(&mut self, message: &Message) {
        let quiet = message.discreet.as_deref().filter(|_| self.discreet);
        let message = quiet.unwrap_or(message);
        if let Some(intro) = message.intro {
            let _ = writeln!(self.err, "{intro}\n");
        }
        self.say(message.head, &message.text);
        if let Some(hint) = &message.hint
            && (self.person || !hint.for_people)
        {
            self.say(Head::Hint, &escape::text(&hint.text));
        }
    }

    /// Writes bytes as they are.
    pub(crate) fn verbatim(&mut self, bytes: &[u8]) {
        let _ = self.err.write_all(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(message: &Message, colored: bool, person: bool) -> String {
        let mut out = Vec::new();
        Voice::new(&mut out, colored, person).message(message);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn nothing_that_a_terminal_acts_on_is_said() {
        let message = Message::new(Head::Error, "a\u{1b}[2J\u{61c}\u{2028}\nb\tc").hint("\u{9b}m");
        for person in [false, true] {
            assert_eq!(
                said(&message, false, person),
                "error: a^[[2J\\u061c\\u2028\nb\tc\nhint: \\u009bm\n"
            );
        }
    }

    #[test]
    fn hints_for_people_are_for_people() {
        let message = Message::new(Head::Error, "no such type").hint("did you mean \"pods\"?");
        let whole = "error: no such type\nhint: did you mean \"pods\"?\n";
        assert_eq!(said(&message, false, false), whole);
        let message = message.hint_for_people();
        assert_eq!(said(&message, false, true), whole);
        assert_eq!(said(&message, false, false), "error: no such type\n");
    }

    #[test]
    fn only_heads_are_painted() {
        let message = Message::new(Head::NotFound, "error: x\nhint: y").hint("z");
        assert_eq!(
            said(&message, true, true),
            "\u{1b}[1;31mError from snapshot\u{1b}[0m (NotFound): error: x\nhint: y\n\
             \u{1b}[1;36mhint:\u{1b}[0m z\n"
        );
        assert_eq!(said(&Message::new(Head::None, "x"), true, true), "x\n");
    }
}
