//! Credentials in XML, in SQL, and where a blank parts the name from the value.

use super::commands;
use super::names;
use super::text::{Found, end, replace_all, run, start};
use super::{Redactor, Rule, is_secret};

/// Longest tag of XML that is looked at, in bytes.
const TAG: usize = 1024;

/// How far behind `IDENTIFIED` a `BY` belongs to it, in bytes.
const CLAUSE: usize = 96;

/// Words of SQL before a password in quotes.
const CLAUSES: [&str; 4] = ["by", "password", "password(", "password ("];

/// Settings whose value stands behind a blank: of redis, and of PAM's and Postfix' clients.
const DIRECTIVES: [&str; 5] = [
    "requirepass",
    "masterauth",
    "bindpw",
    "rootpw",
    "rootbindpw",
];

/// Words of nginx, Apache and Docker behind which a name and its value stand.
const NAMING: [&str; 8] = [
    "proxy_set_header",
    "add_header",
    "fastcgi_param",
    "uwsgi_param",
    "set",
    "SetEnv",
    "ENV",
    "env",
];

impl Redactor {
    /// `<password>x</password>`, `<add key="password" value="x"/>`,
    /// `<name>password</name><value>x</value>`.
    pub(super) fn elements(&self, text: &str) -> Option<String> {
        if !text.contains("</") && !text.contains("/>") {
            return None;
        }
        let mut named = false;
        replace_all(text, "<", |rest| {
            let inside = rest.get(1..)?;
            let name = run(inside, |c| c.is_ascii_alphanumeric() || "_.:-".contains(c));
            let tag = start(inside, TAG);
            let tag = tag.get(
                ..tag
                    .find(['<', '>'])
                    .filter(|at| tag.get(*at..).is_some_and(|t| t.starts_with('>')))?,
            )?;
            let attribute = |name| attribute(tag, name);
            let by_attribute = attribute("name")
                .or_else(|| attribute("key"))
                .map(|(_, v)| v);
            let credential = by_attribute.is_some_and(names::is_credential);
            if credential
                && let Some((from, value)) = attribute("value")
                && is_secret(value)
            {
                let marker = self.replace(Rule::Assignment, value.as_bytes());
                let head = rest.get(..from.saturating_add(1))?;
                return Some(Found::Secret(
                    from.saturating_add(1).saturating_add(value.len()),
                    format!("{head}{marker}"),
                ));
            }
            let plain = name.rsplit(':').next().unwrap_or(name);
            let body = inside.get(tag.len().saturating_add(1)..)?;
            let (open, close) = match body.strip_prefix("<![CDATA[") {
                Some(_) => ("<![CDATA[".len(), "]]>"),
                None => (0, "<"),
            };
            let was_named = std::mem::take(&mut named);
            let here = names::is_credential(plain) || credential || was_named && plain == "value";
            let content = body.get(open..)?;
            let content = if here { content } else { start(content, TAG) };
            let content = content.get(..content.find(close).unwrap_or(content.len()))?;
            named = match plain {
                "name" | "key" => names::is_credential(content.trim()),
                "" => was_named,
                _ => false,
            };
            if !here || tag.ends_with('/') || !is_secret(content.trim()) {
                return None;
            }
            let head = rest.get(..rest.len() - body.len() + open)?;
            let marker = self.replace(Rule::Assignment, content.trim().as_bytes());
            Some(Found::Secret(
                head.len().saturating_add(content.len()),
                format!("{head}{marker}"),
            ))
        })
    }

    /// `IDENTIFIED BY 'x'`, `PASSWORD 'x'`, `requirepass x`, `machine m login l password x`.
    pub(super) fn statements(&self, text: &str) -> Option<String> {
        if !text.contains(' ') {
            return None;
        }
        let netrc = text.contains("machine ") && text.contains("login ");
        let mut seen = 0;
        let quoted = replace_all(text, "'", |rest| {
            let at = text.len().saturating_sub(rest.len());
            let before = end(text.get(seen..at)?, CLAUSE).to_ascii_lowercase();
            if !before.ends_with([' ', '(', '\n', '\t']) {
                return None;
            }
            let before = before.trim_end();
            let clause = CLAUSES.iter().find(|c| before.ends_with(*c))?;
            if *clause == "by" && !before.contains("identified") {
                return None;
            }
            let inside = rest.get(1..)?;
            let value = inside.get(..inside.find('\'')?)?;
            seen = at.saturating_add(value.len()).saturating_add(1);
            if !is_secret(value) || value.contains('\n') {
                return None;
            }
            let marker = self.replace(Rule::Assignment, value.as_bytes());
            Some(Found::Secret(
                value.len().saturating_add(1),
                format!("'{marker}"),
            ))
        });
        let now = quoted.as_deref().unwrap_or(text);
        let directive = |name: &str| DIRECTIVES.contains(&name) || netrc && name == "password";
        let words = DIRECTIVES.iter().chain(&NAMING);
        if !netrc && !words.into_iter().any(|word| now.contains(word)) {
            return quoted;
        }
        // Whether a name comes next, and whether a value does.
        let (mut naming, mut named) = (false, false);
        let blank = self.words(now, |this, word| {
            let bare = word.trim_start_matches(['$', '"', '\'']);
            let credential = naming && names::is_credential(bare) && !bare.contains('=');
            naming = NAMING.contains(&word);
            if !std::mem::replace(&mut named, credential || directive(word)) {
                return None;
            }
            let inside = word.trim_matches(['"', '\'', ';']);
            let (head, tail) = word.split_once(inside).filter(|_| is_secret(inside))?;
            let marker = this.replace(Rule::Assignment, inside.as_bytes());
            Some(format!("{head}{marker}{tail}"))
        });
        blank.or(quoted)
    }

    /// Passwords behind options of programs, such as `mysql -psecret`.
    pub(super) fn command_lines(&self, text: &str) -> Option<String> {
        if !text.contains(" -") {
            return None;
        }
        if ![" -p", " -u", " -a", " -w", " -P"]
            .iter()
            .any(|o| text.contains(o))
        {
            return None;
        }
        let mut out = String::new();
        let mut changed = false;
        for line in text.split_inclusive('\n') {
            let found = commands::passwords(line.split_whitespace(), None);
            let (mut found, mut index) = (found.into_iter().peekable(), 0usize);
            let new = self.words(line, |this, word| {
                let here = found.next_if(|f| f.word == index);
                index = index.saturating_add(1);
                let (head, rest) = word.split_at_checked(here?.from)?;
                let secret = rest.trim_end_matches(['"', '\'', ';', ')', '`']);
                let tail = rest.get(secret.len()..)?;
                is_secret(secret).then(|| {
                    let marker = this.replace(Rule::Assignment, secret.as_bytes());
                    format!("{head}{marker}{tail}")
                })
            });
            changed |= new.is_some();
            out.push_str(new.as_deref().unwrap_or(line));
        }
        changed.then_some(out)
    }

    /// A text with some of its words replaced; `None` when none was.
    fn words(
        &self,
        text: &str,
        mut replace: impl FnMut(&Self, &str) -> Option<String>,
    ) -> Option<String> {
        let mut out = String::new();
        let mut changed = false;
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            match (!word.is_empty()).then(|| replace(self, word)).flatten() {
                Some(new) => {
                    changed = true;
                    out.push_str(&new);
                    out.push_str(piece.get(word.len()..).unwrap_or_default());
                }
                None => out.push_str(piece),
            }
        }
        changed.then_some(out)
    }
}

/// An attribute of a tag: where its value begins, and the value.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<(usize, &'t str)> {
    tag.match_indices(name).find_map(|(at, _)| {
        if !tag.get(..at)?.ends_with(char::is_whitespace) {
            return None;
        }
        let rest = tag.get(at.saturating_add(name.len())..)?.trim_start();
        let rest = rest.strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let inside = rest.get(1..)?;
        let value = inside.get(..inside.find(quote)?)?;
        Some((tag.len().saturating_sub(inside.len()), value))
    })
}
