//! The snapshot in the commands of hints: as the user named it, so that they run as they are printed.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, FromArgMatches as _};

use super::args::{self, Cli, Command, CommandName};
use super::custody;
use crate::escape::shell_word;

/// Flags of all commands that say nothing of what is read.
const ASIDE: [&str; 6] = ["color", "no_pager", "custody", "now", "no_mmap", "help"];

/// Words by which a command names its file, and those that stand for one.
const FILES: [&str; 5] = ["FILENAME", "BEFORE", "--snapshot", "-s", "FROM"];

/// The flags that name the snapshot and say how it is read, as far as the user gave them. They are looked for once
/// a text has a command in it: most runs say nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Again {
    given: Option<Arc<Given>>,
    /// Which of several files is spoken of.
    about: Option<String>,
}

#[derive(Debug, PartialEq, Eq)]
struct Given {
    matches: Arc<ArgMatches>,
    words: OnceLock<Vec<String>>,
}

impl Again {
    /// Takes them from the arguments. What the environment names is there for the next command too.
    pub(super) fn of(matches: Arc<ArgMatches>) -> Self {
        let words = OnceLock::new();
        Self {
            given: Some(Arc::new(Given { matches, words })),
            about: None,
        }
    }

    /// Goes on about one of several files.
    pub(super) fn about(&mut self, file: &str) {
        self.about = Some(file.to_owned());
    }

    fn words(&self) -> Cow<'_, [String]> {
        let Some(given) = &self.given else {
            return Cow::Borrowed(&[]);
        };
        match &self.about {
            Some(file) if given.is_of_several(file) => {
                Cow::Owned(Given::find(&given.matches, Some(OsString::from(file))))
            }
            _ => Cow::Borrowed(given.words()),
        }
    }

    /// Returns a text in which each command of kf's that reads the snapshot names it.
    pub(super) fn named<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains("kf ") {
            return Cow::Borrowed(text);
        }
        let words = self.words();
        if words.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut parts = text.split("kf ");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let begins = out.is_empty() || out.ends_with([' ', '(', '"', '\'', '`', '\n']);
            out.push_str("kf ");
            if begins && is_command(part) {
                out.push_str(&words.join(" "));
                out.push(' ');
            }
            out.push_str(part);
        }
        Cow::Owned(out)
    }

    /// Says what to do about a word that names a file where a type or a name is expected.
    pub(super) fn misplaced(&self, given: &[OsString]) -> Option<String> {
        misplaced(given, &self.given.as_ref()?.matches)
    }
}

impl Given {
    fn words(&self) -> &[String] {
        self.words.get_or_init(|| {
            let file = file_of(&self.matches, innermost(&self.matches).0);
            Self::find(&self.matches, file)
        })
    }

    /// Whether it is one of several files that were given.
    fn is_of_several(&self, file: &str) -> bool {
        let Ok(cli) = Cli::from_arg_matches(&self.matches) else {
            return false;
        };
        let mut files = cli.files_among_words();
        if files.is_empty() {
            files.extend(cli.snapshot.snapshots.iter().map(PathBuf::as_path));
        }
        files.len() > 1 && files.contains(&Path::new(file))
    }

    /// The words that name `file`, or else what `-s` names, and say how it is read.
    fn find(whole: &ArgMatches, file: Option<OsString>) -> Vec<String> {
        let (matches, command) = innermost(whole);
        let definition = args::definition();
        let mut words = Vec::new();
        if let Some(file) = file {
            add_snapshot(&mut words, &file.to_string_lossy());
        }
        let positional = !words.is_empty();
        for arg in definition.get_arguments().filter(|a| a.is_global_set()) {
            let id = arg.get_id().as_str();
            let aside = ASIDE.contains(&id) || (id == "snapshot" && positional);
            // Which is a flag of its own there, of two states.
            if aside || (id == "rev" && command == Some("diff")) {
                continue;
            }
            if matches.try_contains_id(id).ok() == Some(true)
                && matches.value_source(id) == Some(ValueSource::CommandLine)
            {
                for value in matches.get_raw(id).into_iter().flatten() {
                    add(&mut words, arg, value);
                }
            }
        }
        words
    }
}

/// Whether a text begins with a command that reads the snapshot of `-s`, and names no file.
fn is_command(text: &str) -> bool {
    let end = text.find(|c: char| !(c.is_ascii_lowercase() || c == '-'));
    let (word, rest) = text.split_at(end.unwrap_or(text.len()));
    let reads = CommandName::of(word).is_some_and(|command| command.facts().one_snapshot);
    let clause = rest.split(';').next().unwrap_or_default();
    // A comma ends no command: it is one in a list of them.
    reads && !rest.starts_with(',') && !clause.split_whitespace().any(|w| FILES.contains(&w))
}

/// The matches of the innermost command, and the name of the outermost.
fn innermost(matches: &ArgMatches) -> (&ArgMatches, Option<&str>) {
    let command = matches.subcommand_name();
    let mut matches = matches;
    while let Some((_, below)) = matches.subcommand() {
        matches = below;
    }
    (matches, command)
}

/// The snapshot that stands among the arguments without a flag; of two the later, which has what the earlier had.
fn file_of(whole: &ArgMatches, innermost: &ArgMatches) -> Option<OsString> {
    let values = |id: &str| {
        let values = innermost.try_get_raw(id).ok().flatten();
        values.map(|all| all.map(OsStr::to_owned).collect::<Vec<_>>())
    };
    let cli = Cli::from_arg_matches(whole).ok()?;
    if let Some(file) = cli.files_among_words().last() {
        return Some(file.as_os_str().to_owned());
    }
    match &cli.command {
        Command::Redact(redact) => {
            let file = redact.dir.as_ref().and(redact.file.as_ref());
            file.map(|file| file.as_os_str().to_owned())
        }
        Command::Custody(_) | Command::Decode(_) => None,
        _ => match values("files").or_else(|| values("file"))?.as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        },
    }
}

/// Adds a flag as it is given again.
fn add(words: &mut Vec<String>, arg: &Arg, value: &OsStr) {
    let id = arg.get_id().as_str();
    let value = value.to_string_lossy();
    let name = match (arg.get_long(), id) {
        (_, "snapshot") => return add_snapshot(words, &value),
        (Some(long), _) => format!("--{long}"),
        (None, _) => return,
    };
    if custody::SECRETS.contains(&name.as_str()) && !value.starts_with('@') {
        return;
    }
    if value == "true" {
        words.push(name);
    } else if arg.is_require_equals_set() {
        words.push(format!("{name}={}", shell_word(&value)));
    } else {
        words.extend([name, shell_word(&value)]);
    }
}

/// Adds the flag that names a snapshot; a name that looks like a flag is part of its word.
fn add_snapshot(words: &mut Vec<String>, name: &str) {
    let word = shell_word(name);
    if name.starts_with('-') {
        words.push(format!("-s={word}"));
    } else {
        words.extend(["-s".to_owned(), word]);
    }
}

fn misplaced(given: &[OsString], matches: &ArgMatches) -> Option<String> {
    let definition = args::definition();
    let (mut matches, mut command) = (matches, &definition);
    while let Some((name, below)) = matches.subcommand() {
        (matches, command) = (below, command.find_subcommand(name)?);
    }
    let is_of_objects = |arg: &&Arg| {
        let names = arg.get_value_names().unwrap_or_default();
        let first = names.first().map(|name| name.as_str());
        first.is_some_and(|name| ["TYPE", "VERB", "NAME", "RELEASE"].contains(&name))
    };
    let mut words = command
        .get_positionals()
        .filter(is_of_objects)
        .filter_map(|arg| matches.try_get_raw(arg.get_id().as_str()).ok()?)
        .flatten();
    let file = words.find(|word| is_file(word))?;
    Some(instead(given, file))
}

/// Whether a word is the name of a file, and looks like nothing else.
pub(super) fn is_file(word: &OsStr) -> bool {
    let looks = |byte: &u8| byte.is_ascii_digit() || b"./\\_".contains(byte);
    word.as_encoded_bytes().iter().any(looks) && Path::new(word).is_file()
}

/// Says how a file is given to a command that takes none among its words.
pub(super) fn instead(given: &[OsString], file: &OsStr) -> String {
    let flag = |word: &OsString| {
        let word = word.as_encoded_bytes();
        word.starts_with(b"-s") || word.starts_with(b"--snapshot")
    };
    let name = shell_word(&file.to_string_lossy());
    let given = given.get(1..).unwrap_or_default();
    if given.iter().any(flag) {
        return format!("{name} is a file: -s names the snapshot, and it is given already");
    }
    let mut line = "kf".to_owned();
    let at = given.iter().position(|word| word == file);
    for (place, word) in given.iter().enumerate() {
        line.push_str(if Some(place) == at { " -s " } else { " " });
        line.push_str(&shell_word(&word.to_string_lossy()));
    }
    format!("{name} is a file, and -s names the snapshot: {line}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again(line: &str) -> Again {
        let words: Vec<&str> = line.split(' ').collect();
        Again::of(Arc::new(
            args::command().try_get_matches_from(words).unwrap(),
        ))
    }

    #[test]
    fn flags_that_tell_what_is_read() {
        for (line, want) in [
            ("kf get cm", ""),
            ("kf get cm -s x.db", "-s x.db"),
            ("kf -s x.db get cm", "-s x.db"),
            (
                "kf get cm -s x;y.db --entry=a --salvage --color never",
                "-s 'x;y.db' --entry a --salvage",
            ),
            (
                "kf get cm -s x.db --rev 7 --redact=strict",
                "-s x.db --rev 7 --redact=strict",
            ),
            ("kf get cm -s=-x.db", "-s=-x.db"),
            ("kf get cm -s x.db --k3s-token hush", "-s x.db"),
            ("kf get cm -s x.db --k3s-token @f", "-s x.db --k3s-token @f"),
            ("kf timeline -s x.db -s y.db", "-s x.db -s y.db"),
            ("kf info x.db", "-s x.db"),
            ("kf bbolt keys x.db key", "-s x.db"),
            ("kf bbolt keys -s x.db key", "-s x.db"),
            ("kf diff x.db y.db", "-s y.db"),
            ("kf diff --rev 1 --rev 2 y.db", "-s y.db"),
            ("kf redact x.db dir", "-s x.db"),
            ("kf redact -s x.db dir", "-s x.db"),
            ("kf custody verify x", ""),
        ] {
            // In the order in which flags are defined, which is nobody's concern.
            let mut words = again(line).words().into_owned();
            words.sort_unstable();
            let mut want: Vec<&str> = want.split_whitespace().collect();
            want.sort_unstable();
            assert_eq!(words, want, "{line}");
        }
    }

    #[test]
    fn hints_name_the_file_that_they_are_about() {
        for (line, file, want) in [
            (
                "kf timeline -s x.db -s y.db --salvage",
                "x.db",
                "kf -s x.db --salvage keys",
            ),
            ("kf diff x.db y.db", "x.db", "kf -s x.db keys"),
            ("kf diff x.db y.db", "y.db", "kf -s y.db keys"),
            ("kf get cm -s x.db", "x.db", "kf -s x.db keys"),
            ("kf get cm -s x.zip", "x.zip/y.db", "kf -s x.zip keys"),
        ] {
            let mut again = again(line);
            again.about(file);
            assert_eq!(again.named("kf keys"), want, "{line}, {file}");
        }
    }

    #[test]
    fn commands_in_prose() {
        let again = again("kf get cm -s x.db");
        for (text, want) in [
            ("kf get ns lists them", "kf -s x.db get ns lists them"),
            (
                "see \"kf api-resources\"",
                "see \"kf -s x.db api-resources\"",
            ),
            (
                "kf bbolt keys; kf check",
                "kf -s x.db bbolt keys; kf -s x.db check",
            ),
            (
                "kf bbolt buckets lists them; where --snapshot names the file",
                "kf -s x.db bbolt buckets lists them; where --snapshot names the file",
            ),
            (
                "kf get, keys and check read it",
                "kf get, keys and check read it",
            ),
            ("kf reads it as it is", "kf reads it as it is"),
            ("kf info FILENAME tells", "kf info FILENAME tells"),
            (
                "kf diff BEFORE AFTER compares",
                "kf diff BEFORE AFTER compares",
            ),
            ("kf custody verify says more", "kf custody verify says more"),
            ("workf get ns", "workf get ns"),
        ] {
            assert_eq!(again.named(text), want);
        }
        assert_eq!(Again::default().named("kf get ns"), "kf get ns");
    }

    #[test]
    fn files_among_the_words() {
        let given: Vec<OsString> = ["kf", "get", "pods", "a b.db", "-n", "x"]
            .map(OsString::from)
            .into();
        assert_eq!(
            instead(&given, OsStr::new("a b.db")),
            "'a b.db' is a file, and -s names the snapshot: kf get pods -s 'a b.db' -n x"
        );
    }
}
