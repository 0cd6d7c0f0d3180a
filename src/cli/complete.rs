//! What may stand at a place of the command line.
//!
//! Commands and flags come from the definition that also parses them; types, names and namespaces
//! from the snapshot on the line or in `KF_SNAPSHOT`, of which only keys are read.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, Command};

use super::{args, usage};
use crate::input::{Input, OpenOptions};
use crate::resource::discovery::ListingOrder;
use crate::snapshot::{self, Expect, KeyOperation, View, ViewOptions};
use crate::story::suspects::Severity;

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
    /// Whether `--` stood among the words: no flag follows.
    flags_end: bool,
}

/// Candidates for the last of `words`, all of which start with it.
pub(super) fn candidates(words: &[String], snapshot: Snapshot) -> Vec<String> {
    let Some((last, before)) = words.split_last() else {
        return Vec::new();
    };
    let line = read(&in_order(before));
    // The end of a word such as `--namespace=prod` or `-nprod` is a value.
    let attached = match line.pending {
        None if !line.flags_end => line.attached(last),
        _ => None,
    };
    let (head, last) = last.split_at(attached.as_ref().map_or(0, |(_, at)| *at));
    let mut found = match (&line.pending, &attached) {
        (Some(flag), _) | (None, Some((flag, _))) => line.values(flag, last, snapshot),
        (None, None) if last.starts_with('-') && !line.flags_end => line.flag_names(),
        (None, None) => line.words(last, snapshot),
    };
    found.retain(|c| c == FILES || (c.starts_with(last) && harmless(c)));
    found.dedup();
    found.truncate(MOST);
    for candidate in found.iter_mut().filter(|c| *c != FILES) {
        candidate.insert_str(0, head);
    }
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
        flags_end: false,
    };
    for word in words {
        if let Some(flag) = line.pending.take() {
            line.flags.push((flag.get_id().to_string(), word.clone()));
        } else if word == "--" && !line.flags_end {
            line.flags_end = true;
        } else if word.starts_with('-') && word.len() > 1 && !line.flags_end {
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
        if let Some((arg, at)) = self.attached(word) {
            let value = word.get(at..).unwrap_or_default().to_owned();
            self.flags.push((arg.get_id().to_string(), value));
        } else if let Some(arg) = self.named(word) {
            self.pending = takes_word(arg).then(|| arg.clone());
        }
    }

    /// The flag of a word without a value, of letters the last.
    fn named(&self, word: &str) -> Option<&Arg> {
        match word.strip_prefix("--") {
            Some(long) => self.long(long),
            None => self.short(word.chars().next_back()?),
        }
    }

    /// The flag of which a word has the value as well, and where that begins.
    fn attached(&self, word: &str) -> Option<(Arg, usize)> {
        if let Some(long) = word.strip_prefix("--") {
            let (name, value) = long.split_once('=')?;
            return Some((self.long(name)?.clone(), word.len() - value.len()));
        }
        let letters = word.strip_prefix('-')?;
        for (at, letter) in letters.char_indices() {
            let arg = self.short(letter)?;
            if takes_word(arg) {
                let rest = letters.get(at + letter.len_utf8()..)?;
                let value = rest.strip_prefix('=').unwrap_or(rest);
                // A flag with nothing behind it takes the next word.
                return (!rest.is_empty()).then(|| (arg.clone(), word.len() - value.len()));
            }
        }
        None
    }

    fn long(&self, name: &str) -> Option<&Arg> {
        let mut args = self.command.get_arguments();
        args.find(|a| a.get_long() == Some(name))
    }

    fn short(&self, letter: char) -> Option<&Arg> {
        let mut args = self.command.get_arguments();
        args.find(|a| a.get_short() == Some(letter))
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
        let fixed = fixed(flag);
        if !fixed.is_empty() {
            let several = flag.get_value_delimiter().is_some();
            let head = if several { up_to_comma(last) } else { "" };
            return fixed.iter().map(|value| format!("{head}{value}")).collect();
        }
        match flag.get_id().as_str() {
            "namespace" => self.with_view(snapshot, |view| names(view, "namespaces", None)),
            "output" => self.formats(flag),
            "about" => self.targets(last, snapshot),
            // Any path will do: these are what people sort by.
            "sort_by" => [".metadata.creationTimestamp", ".metadata.name"]
                .map(str::to_owned)
                .to_vec(),
            _ if is_file(flag, last) => vec![FILES.to_owned()],
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
            _ => self.positionals.as_slice(),
        };
        let places: Vec<&Arg> = self.command.get_positionals().collect();
        let is_type = |a: &&Arg| value_names(a).any(|name| name.contains("TYPE"));
        let files = match command.as_slice() {
            ["diff"] => self.diffed(&snapshot),
            // What stands before the types.
            _ => places.iter().position(is_type).unwrap_or(usize::MAX),
        };
        if let Some(targets) = targets.get(files..) {
            return self.targets_or_names(targets, last, snapshot);
        }
        let own = places.get(self.positionals.len()).or_else(|| {
            let last = places.last();
            last.filter(|a| a.get_num_args().is_some_and(|n| n.max_values() > 1))
        });
        let Some(own) = own else {
            return Vec::new();
        };
        let possible = own.get_possible_values();
        if !possible.is_empty() {
            return possible.iter().map(|p| p.get_name().to_owned()).collect();
        }
        if value_names(own).any(|name| name == "RELEASE") {
            return self.with_view(snapshot, |view| releases(view, self.namespace()));
        }
        match is_file(own, last) {
            true => vec![FILES.to_owned()],
            false => Vec::new(),
        }
    }

    /// How many files `kf diff` compares with these words: one at two revisions, which may be named elsewhere.
    fn diffed(&self, snapshot: &Snapshot) -> usize {
        let revisions = self.flags.iter().filter(|(id, _)| id == "rev").count();
        let elsewhere = self.value_of("snapshot").is_some() || snapshot.given.is_some();
        let first = self.positionals.first();
        match revisions {
            0 | 1 => 2,
            _ if elsewhere && first.is_none_or(|word| !Path::new(word).exists()) => 0,
            _ => 1,
        }
    }

    /// The snapshot that is asked: of two that are compared the later.
    fn file(&self, snapshot: Snapshot) -> Option<PathBuf> {
        let compared = match self.names.first().map(String::as_str) {
            Some("diff") => self.diffed(&snapshot),
            _ => 0,
        };
        let word = self.positionals.iter().take(compared).next_back();
        let named = word.map(String::as_str).or(self.value_of("snapshot"));
        named.map(PathBuf::from).or(snapshot.given)
    }

    /// A type, or a name of the type that stands before.
    fn targets_or_names(&self, targets: &[String], last: &str, snapshot: Snapshot) -> Vec<String> {
        match targets.first() {
            None => self.targets(last, snapshot),
            Some(first) if first.contains('/') => self.targets(last, snapshot),
            Some(first) if !first.contains(',') => {
                self.with_view(snapshot, |view| names(view, first, self.namespace()))
            }
            Some(_) => Vec::new(),
        }
    }

    /// `TYPE`, `TYPE1,TYPE2` or `TYPE/NAME`.
    fn targets(&self, last: &str, snapshot: Snapshot) -> Vec<String> {
        self.with_view(snapshot, |view| {
            if let Some((kind, _)) = last.split_once('/') {
                let names = names(view, kind, self.namespace());
                return names.iter().map(|n| format!("{kind}/{n}")).collect();
            }
            let head = up_to_comma(last);
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
        let Some(path) = self.file(snapshot).filter(|p| p.is_file()) else {
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

/// The values of a flag that takes no others.
fn fixed(flag: &Arg) -> Vec<String> {
    let possible = flag.get_possible_values();
    if !possible.is_empty() {
        return possible.iter().map(|p| p.get_name().to_owned()).collect();
    }
    let severities = || Severity::ALL.map(|s| s.name().to_owned()).to_vec();
    match flag.get_id().as_str() {
        "types" => vec!["Normal".to_owned(), "Warning".to_owned()],
        "redact" => ["strict", "true", "false"].map(str::to_owned).to_vec(),
        "sort_by" if value_names(flag).any(|name| name == "COLUMN") => {
            ["name", "kind"].map(str::to_owned).to_vec()
        }
        "verbs" => VERBS.map(str::to_owned).to_vec(),
        // Others are those of custom resources.
        "categories" => vec!["all".to_owned()],
        "op" => {
            use KeyOperation::{Created, Deleted, Recreated, Updated};
            let all = [Created, Updated, Deleted, Recreated];
            all.map(|o| o.name().to_owned()).to_vec()
        }
        "least" => severities(),
        "fail_on" => severities()
            .into_iter()
            .chain(["none".to_owned()])
            .collect(),
        _ => Vec::new(),
    }
}

/// The values before the one that is being typed, of those that a comma parts.
fn up_to_comma(last: &str) -> &str {
    let comma = last.rfind(',');
    comma.map_or("", |at| last.get(..=at).unwrap_or_default())
}

fn value_names(arg: &Arg) -> impl Iterator<Item = &str> {
    arg.get_value_names()
        .unwrap_or_default()
        .iter()
        .map(|name| name.as_str())
}

/// Whether the value is the name of a file or directory, as the help calls it.
fn is_file(arg: &Arg, last: &str) -> bool {
    let plain = ["FILENAME", "DIRECTORY", "DIR", "LAKE", "TO"];
    value_names(arg).any(|name| {
        name == "NAME=FILENAME" && last.contains('=')
            || name
                .split(['|', ']', ' '])
                .next()
                .is_some_and(|first| plain.contains(&first))
            || name.ends_with("|DIR")
    })
}

/// The releases of Helm, which the names of Secrets and ConfigMaps tell.
fn releases(view: &View<'_>, namespace: Option<&str>) -> Vec<String> {
    let stored = ["secrets", "configmaps"].map(|kind| names(view, kind, namespace));
    let release = |name: &String| {
        let (name, _) = name
            .strip_prefix("sh.helm.release.v1.")?
            .rsplit_once(".v")?;
        Some(name.to_owned())
    };
    let mut found: Vec<String> = stored.iter().flatten().filter_map(release).collect();
    found.sort();
    found
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What the values of flags are called that nothing but their user knows: numbers, times, texts, addresses. A
    /// shell completes no file behind an `@`.
    const FREE: &[&str] = &[
        "ARG",
        "BYTES",
        "DURATION",
        "FACTOR",
        "GROUP",
        "IMAGE",
        "IP",
        "KEY",
        "LABEL",
        "LEVELS",
        "N",
        "NAME",
        "PATH",
        "PATTERN",
        "PREFIX",
        "PROGRAM",
        "REV",
        "REV,...",
        "REV|TIME",
        "SALT|@FILENAME",
        "SECONDS",
        "SELECTOR",
        "TEMPLATE",
        "TIME",
        "TIME|DURATION",
        "TOKEN|@FILENAME",
        "USER",
        "VERSION",
        "[NAME=]SOCKET",
    ];

    fn look(command: &Command, at: &str, unknown: &mut Vec<String>) {
        for arg in command.get_arguments().filter(|a| !a.is_hide_set()) {
            let takes = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append)
                && arg.get_num_args().is_none_or(|n| n.takes_values());
            let id = arg.get_id().as_str();
            let known = !fixed(arg).is_empty()
                || is_file(arg, "n=")
                || ["namespace", "output", "about", "sort_by"].contains(&id);
            let free = value_names(arg).all(|name| FREE.contains(&name));
            if takes && !arg.is_positional() && !known && !free {
                unknown.push(format!("{at} --{id} {:?}", arg.get_value_names()));
            }
        }
        for below in command.get_subcommands() {
            look(below, &format!("{at} {}", below.get_name()), unknown);
        }
    }

    #[test]
    fn every_flag_completes_or_is_known_not_to() {
        let mut command = args::definition();
        command.build();
        let mut unknown = Vec::new();
        look(&command, "kf", &mut unknown);
        assert!(unknown.is_empty(), "{unknown:#?}");
    }
}
