//! What may stand at a place of the command line.
//!
//! Commands and flags come from the definition that also parses them; types, names and namespaces
//! from the snapshot on the line or in `KF_SNAPSHOT`, of which only keys are read.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command};

use super::{args, usage};
use crate::input::{Input, OpenOptions};
use crate::resource::discovery::ListingOrder;
use crate::snapshot::{self, Expect, View, ViewOptions};

/// Asks the shell for file names.
const FILES: &str = ":files";

/// Most candidates of one kind: nobody reads more, and shells become slow.
const MOST: usize = 5000;

/// Where the snapshot is, unless the line names one.
#[derive(Debug)]
pub(super) struct Snapshot {
    /// From the environment.
    pub(super) given: Option<PathBuf>,
}

/// What the words before the last one say.
struct Line {
    command: Command,
    names: Vec<String>,
    positionals: Vec<String>,
    flags: Vec<(String, String)>,
    /// The flag whose value the last word is.
    pending: Option<Arg>,
}

/// Candidates for the last of `words`, all of which start with it.
pub(super) fn candidates(words: &[String], snapshot: Snapshot) -> Vec<String> {
    let Some((last, before)) = words.split_last() else {
        return Vec::new();
    };
    let line = read(&in_order(before));
    let mut found = match &line.pending {
        Some(flag) => line.values(flag, last, snapshot),
        None if last.starts_with('-') => line.flag_names(),
        None => line.words(last, snapshot),
    };
    found.retain(|c| c == FILES || (c.starts_with(last.as_str()) && harmless(c)));
    found.dedup();
    found.truncate(MOST);
    found
}

/// Names come from the evidence: only those reach the shell that mean nothing to it.
fn harmless(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_alphanumeric() || "-._:/,=@".contains(c))
}

/// Whether a name begins like one: kf and others take a word with a dash in front for a flag, zsh one
/// with `=` for a program, PowerShell one with `@` for a variable, and this module [`FILES`] for all
/// files.
fn is_a_word(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// Puts a namespace that stands before the command behind it, where it is looked for.
fn in_order(words: &[String]) -> Vec<String> {
    let words = std::iter::once("kf").chain(words.iter().map(String::as_str));
    let words = usage::namespace_behind_command(words.map(Into::into).collect());
    let words = words.into_iter().skip(1);
    words.filter_map(|word| word.into_string().ok()).collect()
}

fn read(words: &[String]) -> Line {
    let mut command = args::definition();
    command.build();
    let mut line = Line {
        command,
        names: Vec::new(),
        positionals: Vec::new(),
        flags: Vec::new(),
        pending: None,
    };
    let mut flags_end = false;
    for word in words {
        if let Some(flag) = line.pending.take() {
            line.flags.push((flag.get_id().to_string(), word.clone()));
        } else if word == "--" && !flags_end {
            flags_end = true;
        } else if word.starts_with('-') && word.len() > 1 && !flags_end {
            line.flag(word);
        } else if let Some(below) = line.below(word) {
            line.names.push(word.clone());
            line.command = below;
        } else {
            line.positionals.push(word.clone());
        }
    }
    line
}

/// Whether a flag takes the word behind it.
pub(super) fn takes_word(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Set | ArgAction::Append) && !arg.is_require_equals_set()
}

impl Line {
    fn below(&self, word: &str) -> Option<Command> {
        let below = self.positionals.is_empty();
        below.then(|| self.command.find_subcommand(word).cloned())?
    }

    fn flag(&mut self, word: &str) {
        let long = word.strip_prefix("--");
        let (name, value) = match (long, word.chars().nth(1)) {
            (Some(long), _) => match long.split_once('=') {
                Some((name, value)) => (name, Some(value)),
                None => (long, None),
            },
            (None, Some(short)) => {
                let rest = word.get(1 + short.len_utf8()..).unwrap_or_default();
                let rest = rest.strip_prefix('=').unwrap_or(rest);
                let arg = self.command.get_arguments();
                let arg = arg.into_iter().find(|a| a.get_short() == Some(short));
                let Some(arg) = arg.filter(|a| takes_word(a)).cloned() else {
                    return;
                };
                if rest.is_empty() {
                    self.pending = Some(arg);
                } else {
                    let id = arg.get_id().to_string();
                    self.flags.push((id, rest.to_owned()));
                }
                return;
            }
            (None, None) => return,
        };
        let mut args = self.command.get_arguments();
        let Some(arg) = args.find(|a| a.get_long() == Some(name)).cloned() else {
            return;
        };
        match value {
            Some(value) => self
                .flags
                .push((arg.get_id().to_string(), value.to_owned())),
            None if takes_word(&arg) => self.pending = Some(arg),
            None => {}
        }
    }

    fn flag_names(&self) -> Vec<String> {
        let shown = self.command.get_arguments().filter(|a| !a.is_hide_set());
        let mut names: Vec<String> = shown
            .filter_map(|a| a.get_long().map(|l| format!("--{l}")))
            .collect();
        names.sort();
        names
    }

    fn value_of(&self, flag: &str) -> Option<&str> {
        let found = self.flags.iter().rev().find(|(id, _)| id == flag);
        found.map(|(_, value)| value.as_str())
    }

    fn values(&self, flag: &Arg, last: &str, snapshot: Snapshot) -> Vec<String> {
        let possible = flag.get_possible_values();
        if !possible.is_empty() {
            return possible.iter().map(|p| p.get_name().to_owned()).collect();
        }
        match flag.get_id().as_str() {
            "namespace" => self.with_view(snapshot, |view| names(view, "namespaces", None)),
            "output" => self.formats(flag),
            "about" => self.targets(last, snapshot),
            "types" => vec!["Normal".to_owned(), "Warning".to_owned()],
            "snapshot" | "file" | "dir" => vec![FILES.to_owned()],
            _ => Vec::new(),
        }
    }

    /// The formats that the help names, up to the first bracket: a flag has no other list of them.
    fn formats(&self, flag: &Arg) -> Vec<String> {
        let help = flag.get_help().map(ToString::to_string).unwrap_or_default();
        let help = help.split_once(':').map_or(help.as_str(), |(_, list)| list);
        let list = help.split('(').next().unwrap_or_default();
        let mut formats = Vec::new();
        for word in list.split([' ', ',', '\n']).map(str::trim) {
            let name = match word.split_once('=') {
                Some((name, _)) => format!("{name}="),
                None => word.to_owned(),
            };
            let is_format = !matches!(name.as_str(), "" | "or" | "and" | "...")
                && name
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || "-=2".contains(c));
            if is_format {
                formats.push(name);
            }
        }
        formats
    }

    fn words(&self, last: &str, snapshot: Snapshot) -> Vec<String> {
        let mut below = self.command.get_subcommands().peekable();
        if below.peek().is_some() && self.positionals.is_empty() {
            let shown = below.filter(|c| !c.is_hide_set());
            return shown.map(|c| c.get_name().to_owned()).collect();
        }
        let command: Vec<&str> = self.names.iter().map(String::as_str).collect();
        // The verb stands before the type.
        let targets = match command.as_slice() {
            ["auth", "can-i" | "whocan"] => match self.positionals.split_first() {
                None => return VERBS.iter().map(|v| (*v).to_owned()).collect(),
                Some((_, targets)) => targets,
            },
            _ => &self.positionals,
        };
        let takes = |what: &str| {
            let mut positionals = self.command.get_positionals();
            positionals.any(|a| {
                let names = a.get_value_names().unwrap_or_default();
                names.iter().any(|n| n.contains(what))
            })
        };
        if takes("TYPE") {
            return match targets.first() {
                None => self.targets(last, snapshot),
                Some(first) if first.contains('/') => self.targets(last, snapshot),
                Some(first) if !first.contains(',') => {
                    self.with_view(snapshot, |view| names(view, first, self.namespace()))
                }
                Some(_) => Vec::new(),
            };
        }
        let own = self.command.get_positionals().nth(self.positionals.len());
        let possible = own.map(Arg::get_possible_values).unwrap_or_default();
        if possible.is_empty() && (takes("FILENAME") || takes("DIR")) {
            return vec![FILES.to_owned()];
        }
        possible.iter().map(|p| p.get_name().to_owned()).collect()
    }

    /// `TYPE`, `TYPE1,TYPE2` or `TYPE/NAME`.
    fn targets(&self, last: &str, snapshot: Snapshot) -> Vec<String> {
        self.with_view(snapshot, |view| {
            if let Some((kind, _)) = last.split_once('/') {
                let names = names(view, kind, self.namespace());
                return names.iter().map(|n| format!("{kind}/{n}")).collect();
            }
            let head = last
                .rfind(',')
                .map_or("", |at| last.get(..=at).unwrap_or_default());
            let mut types: Vec<String> = Vec::new();
            // What is never stored can only be talked about.
            let talk = matches!(
                self.names.first().map(String::as_str),
                Some("auth" | "explain")
            );
            for row in view.catalog().api_resources(ListingOrder::Served) {
                if !talk && row.resource.storage.prefix().is_none() {
                    continue;
                }
                let plain = row.resource.plural.to_string();
                // The first of several types of one name is what the bare name means.
                let known = types.contains(&format!("{head}{plain}"));
                let name = if known {
                    row.resource.group_resource()
                } else {
                    plain
                };
                types.push(format!("{head}{name}"));
            }
            types.sort();
            types
        })
    }

    fn namespace(&self) -> Option<&str> {
        Some(self.value_of("namespace").unwrap_or("default"))
    }

    fn with_view(
        &self,
        snapshot: Snapshot,
        ask: impl FnOnce(&View<'_>) -> Vec<String>,
    ) -> Vec<String> {
        let path = self.value_of("snapshot").map(PathBuf::from);
        let Some(path) = path.or(snapshot.given).filter(|p| p.is_file()) else {
            return Vec::new();
        };
        let options = OpenOptions {
            entry: self.value_of("entry").map(str::to_owned),
            ..OpenOptions::default()
        };
        let view_options = ViewOptions {
            revision: self.value_of("rev").and_then(|r| r.parse().ok()),
            threads: super::open::threads(),
            expect: Vec::<Expect>::new(),
            ..ViewOptions::default()
        };
        let Ok(input) = Input::open(&path, &options) else {
            return Vec::new();
        };
        let opened = snapshot::Snapshot::new(input);
        let mut found = match opened.view_with(&view_options) {
            Ok(view) => ask(&view),
            Err(_) => Vec::new(),
        };
        found.retain(|name| is_a_word(name));
        found
    }
}

/// What can be asked of `kf auth`.
const VERBS: [&str; 9] = [
    "create",
    "delete",
    "deletecollection",
    "get",
    "impersonate",
    "list",
    "patch",
    "update",
    "watch",
];

fn names(view: &View<'_>, kind: &str, namespace: Option<&str>) -> Vec<String> {
    match view.lookup(kind).as_deref() {
        Ok([mapping]) => view.names(mapping, namespace).unwrap_or_default(),
        _ => Vec::new(),
    }
}
