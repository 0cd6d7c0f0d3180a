//! Settings of credentials: `name: value`, `name=value`, `--name value`.

use std::iter::Peekable;
use std::str::SplitInclusive;

use super::names;
use super::text::{run, start};
use super::{Redactor, Rule, is_secret};

/// Shortest value that is a credential inside running text, where `name: word` may be prose.
const IN_PROSE: usize = 6;

/// How much of running text behind a colon is looked at, in bytes.
const PROSE: usize = 256;

/// What a URL calls the signature that grants access to it.
const SIGNATURES: [&str; 3] = ["sig", "X-Amz-Signature", "X-Goog-Signature"];

type Lines<'t> = Peekable<SplitInclusive<'t, char>>;

impl Redactor {
    /// Lines `name: value`, and `name=value` anywhere.
    pub(super) fn assignments(&self, text: &str) -> Option<String> {
        if !text.contains(['=', ':']) && !text.contains("--") {
            return None;
        }
        let mut out = String::new();
        let mut changed = false;
        let mut lines = text.split_inclusive('\n').peekable();
        while let Some(line) = lines.next() {
            let body = line.trim_end_matches(['\n', '\r']);
            let end = line.get(body.len()..).unwrap_or_default();
            let one = setting(body).filter(|(_, value)| !value.starts_with(['{', '[']));
            let Some((head, value)) = one else {
                if let Some(new) = self.equals(body) {
                    changed = true;
                    out.push_str(&new);
                    out.push_str(end);
                } else {
                    out.push_str(line);
                }
                continue;
            };
            let below =
                value.is_empty() || value.starts_with(['|', '>']) || value.starts_with("<<");
            let block = match value {
                "" => value_below(&mut lines, indentation(body)),
                _ if value.starts_with(['|', '>']) => Some(block(&mut lines, indentation(body))),
                _ => rest_of(value, &mut lines),
            };
            let Some(block) = block else {
                changed |= self.setting(&mut out, head, value);
                out.push_str(end);
                continue;
            };
            out.push_str(if below { line } else { head });
            let inside = block.trim();
            if is_secret(inside) {
                changed = true;
                let spaces = if below {
                    indentation(&block).clamp(1, 64)
                } else {
                    0
                };
                let marker = self.replace(Rule::Assignment, inside.as_bytes());
                out.push_str(&format!("{}{marker}\n", " ".repeat(spaces)));
            } else {
                out.push_str(&block);
            }
        }
        changed.then_some(out)
    }

    /// One line's setting; whether it changed.
    fn setting(&self, out: &mut String, head: &str, value: &str) -> bool {
        out.push_str(head);
        let (open, inside, close) = unquote(value);
        let secret = is_secret(inside);
        if secret {
            out.push_str(open);
            out.push_str(&self.replace(Rule::Assignment, inside.as_bytes()));
            out.push_str(close);
        } else {
            out.push_str(value);
        }
        secret
    }

    /// `name=value`, `--name value`, `"name": value` and `{name: value}` inside a line.
    fn equals(&self, line: &str) -> Option<String> {
        let mut out = String::new();
        let mut from = 0;
        let brace = line.find('{');
        for (at, separator) in line.char_indices() {
            if at < from || !matches!(separator, '=' | ' ' | ':') {
                continue;
            }
            let before = line.get(from..at)?;
            let bare = if separator == ' ' {
                before
            } else {
                before.trim_end_matches(' ')
            };
            let bare = bare.trim_end_matches(['"', '\'', '\\']);
            let name = trailing_name(bare);
            let flag = name.starts_with("--");
            let in_front = bare.get(..bare.len() - name.len())?;
            let name = name.trim_start_matches('-');
            if (separator == ' ' && !flag) || !is_named(name, in_front) {
                continue;
            }
            if before.ends_with(' ') && line.get(at..)?.starts_with("== ") {
                continue;
            }
            let rest = line.get(at + 1..)?.trim_start_matches('=');
            let rest = if separator == ' ' {
                rest
            } else {
                rest.strip_prefix('>')
                    .unwrap_or(rest)
                    .trim_start_matches(' ')
            };
            if separator == ':' && rest.starts_with(['{', '[', '/']) {
                continue;
            }
            let flow =
                separator == ':' && brace.is_some_and(|brace| brace < at) && is_flow(in_front);
            let quoted = before.trim_end().len() > bare.len();
            let sure = separator != ':' || quoted || flow;
            let (opening, value) = value_of(if sure { rest } else { start(rest, PROSE) }, flow);
            if !(sure || is_credential_in_prose(value))
                || !is_secret(value)
                || value.starts_with('-') && separator == ' '
            {
                continue;
            }
            let start = line.len() - rest.len() + opening;
            out.push_str(line.get(from..start)?);
            out.push_str(&self.replace(Rule::Assignment, value.as_bytes()));
            from = start + value.len();
        }
        (from > 0).then(|| out + line.get(from..).unwrap_or_default())
    }
}

fn is_named(name: &str, in_front: &str) -> bool {
    names::is_credential(name) || SIGNATURES.contains(&name) && in_front.ends_with(['?', '&'])
}

/// Whether what stands before a name opens or continues a map in braces.
fn is_flow(in_front: &str) -> bool {
    in_front
        .trim_end_matches([' ', '"', '\'', '\\'])
        .ends_with(['{', ','])
}

/// Whether a word behind a colon in running text is no word.
fn is_credential_in_prose(value: &str) -> bool {
    value.len() >= IN_PROSE && value.bytes().any(|b| b.is_ascii_digit())
}

/// The value at the start of `rest`, and how many bytes of quotes stand before it.
fn value_of(rest: &str, flow: bool) -> (usize, &str) {
    let opening = rest
        .len()
        .saturating_sub(rest.trim_start_matches('\\').len());
    let inside = rest.get(opening..).unwrap_or_default();
    let Some(quote @ ('"' | '\'')) = inside.chars().next() else {
        let value = if flow {
            run(rest, |c| !",}\n".contains(c)).trim_end()
        } else {
            run(rest, |c| !c.is_whitespace() && !"&;,\"'".contains(c))
        };
        // An ampersand in JSON, which this text may be.
        return (0, value.split("\\u0026").next().unwrap_or_default());
    };
    let inside = inside.get(1..).unwrap_or_default();
    let mut backslashes = 0;
    let mut end = inside.len();
    for (at, c) in inside.char_indices() {
        match c {
            '\\' => backslashes += 1,
            c if c == quote && backslashes <= opening => {
                end = at.saturating_sub(backslashes);
                break;
            }
            _ => backslashes = 0,
        }
    }
    (
        opening.saturating_add(1),
        inside.get(..end).unwrap_or_default(),
    )
}

/// A line that is one setting of a credential: what stands before the value, and the value.
fn setting(line: &str) -> Option<(&str, &str)> {
    let trimmed = line.trim_start_matches([' ', '\t', '-', '#', ';']);
    let separator = trimmed.find([':', '='])?;
    let name = trimmed
        .get(..separator)?
        .trim()
        .trim_start_matches("export ")
        .trim_start_matches("set ")
        .trim_matches(['"', '\'']);
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    if !name.chars().all(is_name) || !names::is_credential(name) {
        return None;
    }
    let rest = trimmed.get(separator + 1..)?;
    // `--password=x --other` is a command line, which goes on behind the value.
    if line.trim_start().starts_with('-') && trimmed.get(separator..)?.starts_with('=') {
        return None;
    }
    let value = if trimmed.get(separator..)?.starts_with('=') {
        rest.trim_start_matches(['=', '>']).trim_start()
    } else {
        rest.strip_prefix('=').unwrap_or(rest).trim_start()
    };
    let head = line.get(..line.len() - value.len())?;
    Some((head, value))
}

/// The lines indented more than `indent`: a block of YAML.
fn block(lines: &mut Lines<'_>, indent: usize) -> String {
    let mut block = String::new();
    while let Some(next) = lines.peek()
        && (next.trim().is_empty() || indentation(next) > indent)
    {
        block.push_str(next);
        lines.next();
    }
    block
}

/// The value that stands on the line below its name, if it is no map and no list.
fn value_below(lines: &mut Lines<'_>, indent: usize) -> Option<String> {
    let next = lines.peek()?;
    let inside = next.trim();
    let open = ["- ", "{", "[", "#", "|", ">", "?", "&", "*", "}", "]", "<"];
    let nested = open.iter().any(|o| inside.starts_with(o)) || inside == "-" || is_member(inside);
    if inside.is_empty() || indentation(next) <= indent || nested {
        return None;
    }
    Some(block(lines, indent))
}

/// Whether a line is a member of a map.
fn is_member(line: &str) -> bool {
    let line = line.trim_start_matches(['"', '\'']);
    let name = run(line, |c| c.is_ascii_alphanumeric() || "_-./$".contains(c));
    let rest = line.get(name.len()..).unwrap_or_default();
    let rest = rest.trim_start_matches(['"', '\'']).trim_start();
    !name.is_empty() && (rest == ":" || rest.starts_with(": ") || rest.starts_with('='))
}

/// The further lines of a value that goes on: a text in three quotes, a here-document, a line that
/// ends with a backslash. The first line counts among them.
fn rest_of(value: &str, lines: &mut Lines<'_>) -> Option<String> {
    let until: &str = if let Some(quotes) = ["\"\"\"", "'''"]
        .into_iter()
        .find(|q| value.strip_prefix(q).is_some_and(|rest| !rest.contains(q)))
    {
        quotes
    } else if let Some(tag) = value.strip_prefix("<<") {
        tag.trim_start_matches(['-', '~'])
            .trim()
            .trim_matches(['"', '\''])
    } else if value.ends_with('\\') {
        ""
    } else {
        return None;
    };
    if until.is_empty() && !value.ends_with('\\') {
        return None;
    }
    let here = value.starts_with("<<");
    let mut more = String::new();
    if !here {
        more = format!("{value}\n");
    }
    while let Some(line) = lines.next_if(|l| !here || l.trim() != until) {
        more.push_str(line);
        let last = match until {
            "" => !line.trim_end().ends_with('\\'),
            _ => !here && line.contains(until),
        };
        if last {
            break;
        }
    }
    Some(more)
}

/// A value without its quotes, and what stands around it.
fn unquote(value: &str) -> (&str, &str, &str) {
    for quote in ["\"", "'"] {
        if let Some(rest) = value.strip_prefix(quote)
            && let Some(at) = rest.rfind(quote)
            && let (Some(inside), Some(close)) = (rest.get(..at), rest.get(at..))
        {
            return (quote, inside, close);
        }
    }
    ("", value, "")
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// The name that a text ends with, dashes included.
fn trailing_name(text: &str) -> &str {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    let head = text.trim_end_matches(is_name);
    text.get(head.len()..).unwrap_or_default()
}
