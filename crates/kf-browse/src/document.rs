//! Texts about objects, each with the command of kf that prints it.

use crate::ask::Scope;
use crate::source::Command;
use crate::table::{Name, State};

/// A text about an object or the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Document {
    /// The object as `kubectl get -o yaml` prints it.
    Yaml,
    /// As `kubectl apply` takes it.
    Export,
    /// As `kubectl describe` prints it.
    Describe,
    /// A Secret with its values decoded, masked or not.
    Decoded {
        /// Whether the values are masked.
        masked: bool,
    },
    /// Its changes as diffs.
    History,
    /// Events about it.
    Events,
    /// What differs between two revisions.
    Diff(i64, i64),
    /// What differs between two files.
    Files([String; 2]),
    /// The output of these words, which name no object.
    Words(Vec<String>),
}

impl Document {
    /// What stands above it.
    pub(crate) fn title(&self) -> String {
        match self {
            Self::Yaml => "yaml".to_owned(),
            Self::Export => "export".to_owned(),
            Self::Describe => "describe".to_owned(),
            Self::Decoded { masked: true } => "decoded, masked (x shows the values)".to_owned(),
            Self::Decoded { masked: false } => "decoded".to_owned(),
            Self::History => "history".to_owned(),
            Self::Events => "events".to_owned(),
            Self::Diff(a, b) => format!("diff {a} {b}"),
            Self::Files(_) => "diff of the files".to_owned(),
            Self::Words(words) => words.join(" "),
        }
    }

    /// Whether it is a diff, whose lines are painted.
    pub(crate) fn is_diff(&self) -> bool {
        let words = |words: &Vec<String>| words.first().is_some_and(|word| word == "diff");
        match self {
            Self::History | Self::Diff(..) | Self::Files(_) => true,
            Self::Words(all) => words(all),
            _ => false,
        }
    }

    /// Whether values of a Secret are hidden.
    pub(crate) fn is_masked(&self) -> bool {
        matches!(self, Self::Decoded { masked: true })
    }

    /// The command that prints it.
    pub(crate) fn command(
        &self,
        object: Option<&(Name, State)>,
        revision: Option<i64>,
        side: usize,
    ) -> Command {
        let mut words: Vec<String> = Vec::new();
        let mut say = |all: &[&str]| words.extend(all.iter().map(|w| (*w).to_owned()));
        match self {
            Self::Yaml | Self::Export => say(&["get", "-o", "yaml"]),
            Self::Describe => say(&["describe"]),
            Self::Decoded { .. } => say(&["get", "-o", "yaml", "--decode", "--reveal"]),
            Self::History => say(&["history", "-o", "diff"]),
            Self::Events => say(&["events"]),
            Self::Diff(a, b) => say(&["diff", "--rev", &a.to_string(), "--rev", &b.to_string()]),
            Self::Files([a, b]) => say(&["diff", a, b]),
            Self::Words(all) => words.clone_from(all),
        }
        if *self == Self::Export {
            words.push("--export".to_owned());
        }
        let gets = matches!(self, Self::Yaml | Self::Export | Self::Decoded { .. });
        if let Some((name, state)) = object {
            if gets && *state == State::Deleted {
                words.push("--deleted".to_owned());
            }
            match self {
                Self::Events => events_for(&mut words, name),
                _ => target(&mut words, name),
            }
        }
        let states = matches!(self, Self::Diff(..) | Self::Files(_));
        Command {
            words,
            revision: revision.filter(|_| !states),
            side,
        }
    }
}

/// Adds the object that a command is about.
fn target(words: &mut Vec<String>, name: &Name) {
    namespace(words, name.namespace());
    let place = words.len().min(1);
    let hostile = name.word.starts_with('-') || name.name.starts_with('-');
    if hostile {
        // Behind the dashes, nothing is a flag.
        words.extend(["--".to_owned(), name.word.clone(), name.name.clone()]);
    } else if words.first().is_some_and(|w| w == "diff") {
        words.extend([name.word.clone(), name.name.clone()]);
    } else {
        words.splice(place..place, [name.word.clone(), name.name.clone()]);
    }
}

/// Adds a namespace, which may be anything that a key holds.
pub(crate) fn namespace(words: &mut Vec<String>, namespace: Option<&str>) {
    match namespace {
        Some(namespace) if namespace.starts_with('-') => {
            words.push(format!("--namespace={namespace}"));
        }
        Some(namespace) => words.extend(["-n".to_owned(), namespace.to_owned()]),
        None => {}
    }
}

fn events_for(words: &mut Vec<String>, name: &Name) {
    words.push(format!("--for={}/{}", name.word, name.name));
    match name.namespace() {
        Some(_) => namespace(words, name.namespace()),
        None => words.push("-A".to_owned()),
    }
}

/// The command that prints a table of objects.
pub(crate) fn table_command(
    scope: &Scope,
    wide: bool,
    deleted: bool,
    revision: Option<i64>,
) -> Command {
    let mut words = vec!["get".to_owned(), scope.word.clone()];
    match &scope.namespace {
        Some(_) => namespace(&mut words, scope.namespace.as_deref()),
        None => words.push("-A".to_owned()),
    }
    for (flag, text) in [("-l", &scope.labels), ("--field-selector", &scope.fields)] {
        if !text.is_empty() {
            words.extend([flag.to_owned(), text.clone()]);
        }
    }
    if wide {
        words.extend(["-o", "wide"].map(str::to_owned));
    }
    if deleted {
        words.push("--deleted".to_owned());
    }
    Command {
        words,
        revision,
        side: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(document: &Document, name: &str, state: State) -> String {
        let name = Name {
            word: "cm".to_owned(),
            namespace: "prod".to_owned(),
            name: name.to_owned(),
        };
        let command = document.command(Some(&(name, state)), Some(7), 0);
        format!("{} @{:?}", command.words.join(" "), command.revision)
    }

    #[test]
    fn each_text_has_its_command() {
        let (live, deleted) = (State::Live, State::Deleted);
        for (document, state, want) in [
            (Document::Yaml, live, "get cm a -o yaml -n prod @Some(7)"),
            (
                Document::Yaml,
                deleted,
                "get cm a -o yaml --deleted -n prod @Some(7)",
            ),
            (
                Document::Export,
                live,
                "get cm a -o yaml --export -n prod @Some(7)",
            ),
            (Document::Describe, live, "describe cm a -n prod @Some(7)"),
            (Document::Events, live, "events --for=cm/a -n prod @Some(7)"),
            (
                Document::History,
                live,
                "history cm a -o diff -n prod @Some(7)",
            ),
            (
                Document::Diff(3, 5),
                live,
                "diff --rev 3 --rev 5 -n prod cm a @None",
            ),
        ] {
            assert_eq!(words(&document, "a", state), want);
        }
    }

    #[test]
    fn a_name_is_no_flag() {
        let text = words(&Document::Yaml, "--no-wal", State::Live);
        assert_eq!(text, "get -o yaml -n prod -- cm --no-wal @Some(7)");
        let mut flags = Vec::new();
        namespace(&mut flags, Some("-A"));
        assert_eq!(flags, ["--namespace=-A"]);
    }
}
