//! Colour and pager: when there is a terminal, and when the user does not say otherwise.

use std::ffi::OsStr;
use std::io::{self, IsTerminal, Write};
use std::process::{Command, Stdio};

use clap::ValueEnum;

use super::again::Again;
use super::report::{Outcome, Report};
use super::terminal;

/// What the process knows of its terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// Whether standard output is a terminal.
    pub out: bool,
    /// Whether standard error is a terminal.
    pub err: bool,
    /// Whether the environment asks for no colour: `NO_COLOR` that is not empty, `TERM=dumb`.
    pub plain: bool,
    /// Whether heads of messages on standard error are in colour.
    pub colored: bool,
    /// The pager, a program with its arguments, if one is to be used.
    pub pager: Option<String>,
    /// Whether errors about the file must not quote it.
    pub discreet: bool,
    /// How a hint names the snapshot.
    pub again: Again,
}

impl Screen {
    /// The process's own.
    #[must_use]
    pub fn of_process() -> Self {
        let variable = |name: &str| std::env::var(name).ok();
        let pager = variable("KF_PAGER").or_else(|| variable("PAGER"));
        let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        Self {
            out: io::stdout().is_terminal(),
            err: io::stderr().is_terminal(),
            colored: false,
            discreet: false,
            again: Again::default(),
            plain: set("NO_COLOR")
                || std::env::var_os("TERM").as_deref() == Some(OsStr::new("dumb")),
            pager: pager.filter(|p| !matches!(p.trim(), "" | "cat")),
        }
    }
}

/// `--color`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless the environment says otherwise
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Whether a stream is coloured; the flag wins over the environment.
    #[must_use]
    pub(crate) fn on(self, terminal: bool, screen: &Screen) -> bool {
        match self {
            Self::Auto => terminal && !screen.plain,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// Shows text that is read more than searched: through the pager when standard output is a
/// terminal, else as it is.
pub(crate) fn page(
    screen: &Screen,
    text: &[u8],
    report: &mut Report<'_>,
    out: &mut dyn Write,
) -> Outcome {
    if screen.out
        && let Some(pager) = &screen.pager
    {
        match run_pager(pager, text) {
            Ok(()) => return Ok(()),
            Err(e) => report.warning(&format!("pager {pager:?}: {e}")),
        }
    }
    out.write_all(text)?;
    Ok(())
}

/// Fails only when the pager does not start: one that is left early has done its work.
fn run_pager(pager: &str, text: &[u8]) -> io::Result<()> {
    let mut safe = Vec::with_capacity(text.len());
    terminal::made_safe(&mut safe, text, false);
    let mut words = pager.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    let mut child = command.spawn()?;
    if let Some(mut input) = child.stdin.take() {
        let _ = input.write_all(&safe);
    }
    let _ = child.wait();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_wins_over_the_environment() {
        let plain = Screen {
            plain: true,
            ..Screen::default()
        };
        assert!(Color::Auto.on(true, &Screen::default()));
        assert!(!Color::Auto.on(false, &Screen::default()));
        assert!(!Color::Auto.on(true, &plain));
        assert!(Color::Always.on(false, &plain));
        assert!(!Color::Never.on(true, &Screen::default()));
    }
}
