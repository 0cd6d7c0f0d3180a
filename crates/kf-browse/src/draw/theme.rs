//! How things look: in colour, or by bold, underlined and struck-through text alone.

use ratatui_core::style::{Color, Modifier, Style};

use crate::table::State;

/// Whether there are colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Theme {
    /// Whether there are.
    pub(crate) color: bool,
}

impl Theme {
    fn colored(self, color: Color) -> Style {
        if self.color {
            Style::new().fg(color)
        } else {
            Style::new()
        }
    }

    /// The first line.
    pub(crate) fn head(self) -> Style {
        self.colored(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// What matters less.
    pub(crate) fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// The titles of columns.
    pub(crate) fn heading(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The title of the column that the cursor is in.
    pub(crate) fn heading_here(self) -> Style {
        self.heading().add_modifier(Modifier::UNDERLINED)
    }

    /// The row under the cursor.
    pub(crate) fn cursor(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// What is old, or of another time than the newest.
    pub(crate) fn past(self) -> Style {
        self.colored(Color::Yellow).add_modifier(Modifier::BOLD)
    }

    /// Warnings.
    pub(crate) fn warning(self) -> Style {
        self.colored(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// A line of a diff.
    pub(crate) fn diff(self, line: &str) -> Style {
        match line.as_bytes().first() {
            _ if line.starts_with("--- ") || line.starts_with("+++ ") => self.heading(),
            Some(b'+') => self.colored(Color::Green),
            Some(b'-') => self.colored(Color::Red),
            Some(b'@') => self.colored(Color::Cyan),
            _ => Style::new(),
        }
    }

    /// What is looked for.
    pub(crate) fn found(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// A row, by what it stands for and whether it is the change that is looked at; and the mark in
    /// front of it, by which it is known without colour.
    pub(crate) fn row(self, state: State, changed: bool, marked: bool) -> (Style, char) {
        let style = match state {
            State::Deleted => self.colored(Color::Red).add_modifier(Modifier::CROSSED_OUT),
            State::Alone => self.colored(Color::Green),
            State::Differs => self.colored(Color::Yellow),
            State::Live if changed => self.colored(Color::Yellow).add_modifier(Modifier::BOLD),
            State::Live => Style::new(),
        };
        let mark = match state {
            _ if marked => '*',
            State::Deleted => 'x',
            State::Alone => '+',
            State::Differs => '~',
            State::Live if changed => '~',
            State::Live => ' ',
        };
        (style, mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colours_everything_is_told_apart_all_the_same() {
        let plain = Theme { color: false };
        let states = [State::Live, State::Deleted, State::Alone, State::Differs];
        let marks: Vec<char> = states.map(|s| plain.row(s, false, false).1).to_vec();
        assert_eq!(marks, [' ', 'x', '+', '~']);
        assert_eq!(plain.row(State::Live, true, false).1, '~');
        assert_eq!(plain.row(State::Deleted, false, true).1, '*');
        let styles = states.map(|s| plain.row(s, true, false).0);
        let others = [
            plain.head(),
            plain.past(),
            plain.warning(),
            plain.diff("+a"),
            plain.diff("-a"),
        ];
        for style in styles.iter().chain(&others) {
            assert_eq!((style.fg, style.bg), (None, None));
        }
        assert!(Theme { color: true }.warning().fg.is_some());
    }
}
