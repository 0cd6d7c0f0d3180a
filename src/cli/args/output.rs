//! `-o`
//!
//! [`Formats`] is what a command can print, [`OutputArg`] the flag that chooses one. The formats of
//! `carve`, `diff`, `redact`, `secrets` and `verify` are clap's own [`ValueEnum`](clap::ValueEnum)
//! instead: kubectl has no such commands, so no words of an error to keep to, and clap's help says
//! in a line for each value what it is, which names alone would not tell.

use std::fmt;
use std::marker::PhantomData;

use clap::Args;

use crate::cli::report::{Failure, Outcome};
use crate::object::encode::Format;

/// The formats of a command.
pub(crate) trait Formats: Copy + fmt::Debug + 'static {
    /// The formats with their names, in the order of the help.
    const KNOWN: &'static [(&'static str, Self)];

    /// What is printed without `-o`.
    const DEFAULT: Unasked<Self>;

    /// Words the flag's help.
    fn help() -> String {
        let names: Vec<&str> = Self::KNOWN.iter().map(|(name, _)| *name).collect();
        let list = match names.as_slice() {
            [all @ .., last] if !all.is_empty() => format!("{} or {last}", all.join(", ")),
            names => names.concat(),
        };
        match Self::DEFAULT {
            // clap adds it by itself.
            Unasked::Named(_) => format!("Output format: {list}"),
            Unasked::Other(_, form) => format!("Output format: {list} (default: {form})"),
        }
    }

    /// Words the error about a format that is none of these.
    fn unknown(asked: &str) -> Failure {
        no_printer::<Self>(asked)
    }

    /// Finds a format by its name; where the default has none, it is that of no name.
    fn named(name: &str) -> Option<Self> {
        if let ("", Unasked::Other(format, _)) = (name, Self::DEFAULT) {
            return Some(format);
        }
        let find = |name: &str| {
            let mut known = Self::KNOWN.iter();
            known
                .find(|(own, _)| *own == name)
                .map(|(_, format)| *format)
        };
        // Of these kubectl takes capitals (cli-runtime json_yaml_flags.go and name_flags.go `ToPrinter`).
        let in_capitals = || {
            let small = name.to_ascii_lowercase();
            let such = ["json", "yaml", "kyaml", "name"].contains(&small.as_str());
            find(&small).filter(|_| such)
        };
        find(name).or_else(in_capitals)
    }
}

/// What a command prints without `-o`.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unasked<F> {
    /// The format of this name.
    Named(&'static str),
    /// A form that has no name, and what the help calls it.
    Other(F, &'static str),
}

impl<F> Unasked<F> {
    fn name(&self) -> Option<&'static str> {
        match self {
            Self::Named(name) => Some(name),
            Self::Other(..) => None,
        }
    }
}

/// `-o`
#[derive(Args, Debug)]
pub(crate) struct OutputArg<F: Formats> {
    #[arg(
        short,
        long,
        value_name = "FORMAT",
        help = F::help(),
        default_value = F::DEFAULT.name()
    )]
    output: Option<String>,
    #[arg(skip)]
    formats: PhantomData<F>,
}

impl<F: Formats> OutputArg<F> {
    /// Returns the words after `-o`; none where it was not given and the default has no name.
    pub(crate) fn text(&self) -> &str {
        self.output.as_deref().unwrap_or_default()
    }

    /// Finds the format.
    pub(crate) fn format(&self) -> Outcome<F> {
        let asked = self.text();
        F::named(asked).ok_or_else(|| F::unknown(asked))
    }
}

/// Words kubectl's error about a format that it does not know, with the names of those it knows.
pub(crate) fn no_printer<F: Formats>(asked: &str) -> Failure {
    let mut names: Vec<&str> = F::KNOWN.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    Failure::usage(format!(
        "unable to match a printer suitable for the output format {asked:?}, allowed formats are: \
         {}",
        names.join(",")
    ))
}

/// Objects, as `kf decode` prints them.
impl Formats for Format {
    const KNOWN: &'static [(&'static str, Self)] = &[
        ("yaml", Self::Yaml),
        ("json", Self::Json),
        ("kyaml", Self::Kyaml),
    ];
    const DEFAULT: Unasked<Self> = Unasked::Named("yaml");
}

/// Commands with a table or screen of their own, which is `None`.
impl Formats for Option<Format> {
    const KNOWN: &'static [(&'static str, Self)] =
        &[("json", Some(Format::Json)), ("yaml", Some(Format::Yaml))];
    const DEFAULT: Unasked<Self> = Unasked::Other(None, "a table");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::explain::ExplainOutput;

    #[test]
    fn no_name_is_a_default_without_one() {
        assert_eq!(Option::<Format>::named(""), Some(None));
        assert_eq!(Format::named(""), None);
        assert_eq!(Format::named("kyaml"), Some(Format::Kyaml));
        assert_eq!(Format::named("Yaml"), Some(Format::Yaml));
        assert_eq!(ExplainOutput::named("PLAINTEXT").map(|_| ()), None);
    }

    #[test]
    fn help_and_error_name_the_same_formats() {
        assert_eq!(Format::help(), "Output format: yaml, json or kyaml");
        assert_eq!(
            Option::<Format>::help(),
            "Output format: json or yaml (default: a table)"
        );
        assert_eq!(ExplainOutput::help(), "Output format: plaintext");
        assert_eq!(
            Format::unknown("x\ty").to_text(),
            "error: unable to match a printer suitable for the output format \"x\\ty\", allowed \
             formats are: json,kyaml,yaml\n"
        );
    }
}
