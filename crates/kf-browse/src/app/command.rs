//! Commands behind a colon.

use super::{App, Effect};
use crate::ask::{Content, Scope};
use crate::document::Document;
use crate::key::HELP;

impl App {
    /// Does what a command says, or goes to the type that it names.
    pub(super) fn command(&mut self, text: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        let [first, rest @ ..] = words.as_slice() else {
            return;
        };
        match *first {
            "q" | "q!" | "quit" | "exit" => self.effects.push(Effect::Quit),
            "help" | "h" | "?" => self.help(),
            "ns" | "namespace" | "namespaces" => match rest.first() {
                Some(name) => self.set_namespace(name),
                None => self.go_to_type("namespaces"),
            },
            "rev" | "revision" => self.command_revision(rest.first().copied()),
            "timeline" => self.timeline(),
            "mark" => self.set_mark(),
            "diff" => self.command_diff(rest),
            "aliases" | "types" | "api-resources" | "a" => self.types(),
            "warnings" => self.warnings(),
            "du" => {
                let content = Content::Space(rest.first().copied().unwrap_or_default().to_owned());
                self.show_table(content, "space".to_owned());
            }
            "info" | "check" => self.words(&[&[*first], rest].concat()),
            "findings" | "suspects" => self.words(&[&["suspects"], rest].concat()),
            "ctx" | "context" | "logs" | "edit" | "delete" | "scale" => {
                self.say(format!("a snapshot is only read: there is no :{first}"));
            }
            _ => self.command_type(first, rest),
        }
    }

    fn words(&mut self, words: &[&str]) {
        let words = words.iter().map(|w| (*w).to_owned()).collect();
        self.show(Document::Words(words), None);
    }

    /// `:pods`, `:pods prod`, `:pods app=web`, `:pods -l app=web`, `:pods /web`, `:pods -A`
    fn command_type(&mut self, word: &str, rest: &[&str]) {
        let known = |word: &str| {
            let about = self.about.as_ref();
            about.is_some_and(|a| a.words.iter().any(|known| known == word))
        };
        let word = match k9s_alias(word) {
            Some(meant) if !known(word) => meant,
            _ => word,
        };
        let mut scope = Scope {
            word: word.to_owned(),
            ..Scope::default()
        };
        let mut filter = String::new();
        let mut words = rest.iter();
        let mut namespace = self.namespace.clone();
        while let Some(word) = words.next() {
            match *word {
                "-A" | "all" | "*" => namespace = None,
                "-n" => namespace = words.next().map(|n| (*n).to_owned()),
                "-l" => scope.labels = words.next().copied().unwrap_or_default().to_owned(),
                word if word.contains('=') => word.clone_into(&mut scope.labels),
                word => match word.strip_prefix('/') {
                    Some(text) => text.clone_into(&mut filter),
                    None => namespace = Some(word.to_owned()),
                },
            }
        }
        self.namespace.clone_from(&namespace);
        scope.namespace = namespace;
        self.show_table(Content::Objects(scope), word.to_owned());
        if let Some(table) = self.table() {
            table.set_filter(&filter);
        }
    }

    /// Shows one namespace, or all.
    pub(super) fn set_namespace(&mut self, name: &str) {
        let all = matches!(name, "all" | "*" | "-A");
        self.namespace = (!all).then(|| name.to_owned());
        let namespace = self.namespace.clone();
        let content = self.content().cloned();
        match content {
            Some(Content::Objects(scope))
                if !is_namespaces(&scope.word) && scope.owner.is_none() =>
            {
                self.retarget(Content::Objects(Scope { namespace, ..scope }));
            }
            Some(Content::Timeline(scope)) if scope.name.is_none() => {
                self.retarget(Content::Timeline(Scope { namespace, ..scope }));
            }
            _ => self.go_to_type("pods"),
        }
    }

    /// Makes the table in front one of something else.
    pub(super) fn retarget(&mut self, to: Content) {
        if let Some(super::Body::Table { content, .. }) = self.screen_mut().map(|s| &mut s.body) {
            *content = to;
        }
        self.reload();
    }

    /// The namespaces of the number keys.
    pub(crate) fn numbered(&self) -> &[String] {
        let all = self.about.as_ref().map_or(&[][..], |a| &a.namespaces);
        all.get(..9).unwrap_or(all)
    }

    /// Shows the keys.
    pub(super) fn help(&mut self) {
        let mut text = String::new();
        for (head, keys) in HELP {
            text.push_str(head);
            text.push('\n');
            for (key, what) in *keys {
                text.push_str(&format!("  {key:<14} {what}\n"));
            }
        }
        self.show_own("help", &text);
    }

    /// Shows what is wrong with the file, and what should be known of it.
    pub(super) fn warnings(&mut self) {
        let text = match self.problems.as_slice() {
            [] => "nothing to warn of\n".to_owned(),
            all => all.join("\n"),
        };
        self.show_own("warnings and damage", &text);
    }

    /// Shows all types.
    pub(super) fn types(&mut self) {
        self.show_table(Content::Types, "types".to_owned());
    }
}

/// What k9s calls types beside their short names.
fn k9s_alias(word: &str) -> Option<&'static str> {
    Some(match word {
        "cr" => "clusterroles",
        "crb" => "clusterrolebindings",
        "dp" => "deployments",
        "jo" => "jobs",
        "np" => "networkpolicies",
        "rb" => "rolebindings",
        "ro" => "roles",
        "sec" => "secrets",
        _ => return None,
    })
}

fn is_namespaces(word: &str) -> bool {
    matches!(word, "namespaces" | "namespace" | "ns")
}
