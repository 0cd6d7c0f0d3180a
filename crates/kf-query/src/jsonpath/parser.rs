//! Text becomes nodes (client-go `util/jsonpath/parser.go`).

use super::{End, Filter, Node, Slice};
use crate::go_text;
use kf_base::error::{Error, Result};
use kf_base::limits::MAX_NESTING;
use kf_object::Value;

/// The nodes of a template: text and actions in turn.
pub(super) fn parse(text: &str) -> Result<Vec<Node>> {
    parse_nested(text, 0)
}

fn parse_nested(text: &str, depth: usize) -> Result<Vec<Node>> {
    if depth > MAX_NESTING {
        return Err(Error::limit(format!(
            "jsonpath nested deeper than {MAX_NESTING} levels (limits::MAX_NESTING)"
        )));
    }
    let mut nodes = Vec::new();
    let mut rest = text;
    while let Some((literal, action)) = rest.split_once('{') {
        if !literal.is_empty() {
            nodes.push(literal_text(literal));
        }
        let mut parser = Parser {
            rest: action,
            depth,
        };
        nodes.push(Node::Action(parser.action()?));
        rest = parser.rest;
    }
    if !rest.is_empty() {
        nodes.push(literal_text(rest));
    }
    Ok(nodes)
}

/// The nodes of an action's inside (`parseAction`): what follows a `}` in it is dropped.
fn parse_inside(text: &str, depth: usize) -> Result<Vec<Node>> {
    let nodes = parse_nested(&format!("{{{text}}}"), depth + 1)?;
    match nodes.into_iter().next() {
        Some(Node::Action(nodes)) => Ok(nodes),
        _ => Ok(Vec::new()),
    }
}

fn literal_text(text: &str) -> Node {
    Node::Literal(Value::String(text.to_owned().into()))
}

/// Reads one action; `rest` starts behind its `{`.
struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

fn is_terminator(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\r' | '\n' | '.' | ',' | '[' | ']' | '$' | '@' | '{' | '}'
    )
}

/// Go asks for letters and decimal digits; outside ASCII this set is a little larger, and both
/// only tell one error from another there.
fn is_word(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

impl<'a> Parser<'a> {
    /// Takes `n` bytes off the front; `n` is a character boundary.
    fn take(&mut self, n: usize) -> &'a str {
        let (head, tail) = self.rest.split_at_checked(n).unwrap_or((self.rest, ""));
        self.rest = tail;
        head
    }

    fn strip(&mut self, prefix: &str) -> bool {
        match self.rest.strip_prefix(prefix) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn action(&mut self) -> Result<Vec<Node>> {
        let mut nodes = Vec::new();
        loop {
            if self.strip("}") {
                return Ok(nodes);
            }
            if self.strip("[?(") {
                nodes.push(self.filter()?);
                continue;
            }
            if self.strip("..") {
                if nodes.last() == Some(&Node::Recursive) {
                    return Err(Error::invalid("invalid multiple recursive descent"));
                }
                nodes.push(Node::Recursive);
                if self.rest.starts_with(is_word) {
                    nodes.push(self.field());
                }
                continue;
            }
            let Some(c) = self.rest.chars().next() else {
                return Err(Error::invalid("unclosed action"));
            };
            match c {
                '\r' | '\n' => return Err(Error::invalid("unclosed action")),
                ' ' | '@' | '$' => {
                    self.take(1);
                }
                '[' => self.array(&mut nodes)?,
                '"' | '\'' => nodes.push(self.quoted(c)?),
                '.' => {
                    self.take(1);
                    nodes.push(self.field());
                }
                '+' | '-' | '0'..='9' => nodes.push(self.number()?),
                c if is_word(c) => nodes.push(self.identifier()),
                c => {
                    let code = u32::from(c);
                    let shown = if go_text::is_print(c) {
                        format!(" '{c}'")
                    } else {
                        String::new()
                    };
                    return Err(Error::invalid(format!(
                        "unrecognized character in action: U+{code:04X}{shown}"
                    )));
                }
            }
        }
    }

    fn identifier(&mut self) -> Node {
        let end = self.rest.find(is_terminator).unwrap_or(self.rest.len());
        match self.take(end) {
            "true" => Node::Literal(Value::Bool(true)),
            "false" => Node::Literal(Value::Bool(false)),
            word => Node::Identifier(word.to_owned()),
        }
    }

    /// A field's name: backslashes protect the character behind them and vanish.
    fn field(&mut self) -> Node {
        let mut protected = false;
        let end = self.rest.find(|c| {
            if protected {
                protected = false;
                return false;
            }
            protected = c == '\\';
            is_terminator(c)
        });
        match self.take(end.unwrap_or(self.rest.len())) {
            "*" => Node::Wildcard,
            name => Node::Field(name.replace('\\', "")),
        }
    }

    fn number(&mut self) -> Result<Node> {
        let digits = self.rest.strip_prefix(['+', '-']).unwrap_or(self.rest);
        let sign = self.rest.len() - digits.len();
        let end = digits.find(|c: char| c != '.' && !c.is_ascii_digit());
        let text = self.take(sign + end.unwrap_or(digits.len()));
        if let Ok(n) = text.parse() {
            return Ok(Node::Literal(Value::Int(n)));
        }
        match text.parse::<f64>() {
            Ok(f) if f.is_finite() => Ok(Node::Literal(Value::Float(f))),
            _ => Err(Error::invalid(format!("cannot parse number {text}"))),
        }
    }

    /// Where an unescaped `quote` stands behind the one at the front. A quote counts as escaped
    /// when the byte before it is a backslash, escaped itself or not.
    fn closing_quote(&self, quote: char) -> Option<usize> {
        let mut before = quote;
        for (i, c) in self.rest.char_indices().skip(1) {
            if c == '\n' {
                return None;
            }
            if c == quote && before != '\\' {
                return Some(i);
            }
            before = c;
        }
        None
    }

    fn quoted(&mut self, quote: char) -> Result<Node> {
        let Some(end) = self.closing_quote(quote) else {
            return Err(Error::invalid("unterminated quoted string"));
        };
        let text = self.take(end + 1);
        let inner = text.get(1..end).unwrap_or_default();
        match unquote(inner, quote) {
            Some(s) => Ok(literal_text(&s)),
            None => Err(Error::invalid(format!(
                "unquote string {text} error invalid syntax"
            ))),
        }
    }

    /// `[...]` that is no filter: a union, a key in single quotes, an index or a slice.
    fn array(&mut self, nodes: &mut Vec<Node>) -> Result<()> {
        let end = match self.rest.find(['\n', ']']) {
            Some(end) if self.rest.as_bytes().get(end) == Some(&b']') => end,
            _ => return Err(Error::invalid("unterminated array")),
        };
        let text = self.take(end + 1);
        let text = text.get(1..end).unwrap_or_default();
        let text = if text == "*" { ":" } else { text };
        if text.contains(',') {
            let parts = text.split(',').map(|part| {
                let part = part.trim_matches(' ');
                parse_inside(&format!("[{part}]"), self.depth)
            });
            nodes.push(Node::Union(parts.collect::<Result<_>>()?));
            return Ok(());
        }
        let key = text.strip_prefix('\'').and_then(|t| t.strip_suffix('\''));
        if let Some(key) = key.filter(|k| !k.contains('\'')) {
            nodes.append(&mut parse_inside(&format!(".{key}"), self.depth)?);
            return Ok(());
        }
        nodes.push(Node::Slice(slice(text)?));
        Ok(())
    }

    /// A filter behind its `[?(`. It ends at the first `)` outside the first quoted string.
    fn filter(&mut self) -> Result<Node> {
        let mut quote = None;
        let mut closed = false;
        let mut before = '(';
        let mut end = None;
        for (i, c) in self.rest.char_indices() {
            match c {
                '\n' => break,
                '"' | '\'' => match quote {
                    None => quote = Some(c),
                    Some(q) if q == c && before != '\\' => closed = true,
                    Some(_) => {}
                },
                ')' if quote.is_some() == closed => {
                    end = Some(i);
                    break;
                }
                _ => {}
            }
            before = c;
        }
        let Some(end) = end else {
            return Err(Error::invalid("unterminated filter"));
        };
        let text = self.take(end);
        if !self.strip(")]") {
            return Err(Error::invalid("unclosed array expect ]"));
        }
        let filter = match split_comparison(text) {
            None => Filter {
                left: parse_inside(text, self.depth)?,
                comparison: None,
            },
            Some((left, operator, right)) => Filter {
                left: parse_inside(left, self.depth)?,
                comparison: Some((operator.to_owned(), parse_inside(right, self.depth)?)),
            },
        };
        Ok(Node::Filter(Box::new(filter)))
    }
}

/// Splits like the regular expression `^([^!<>=]+)([!<>=]+)(.+?)$`.
fn split_comparison(text: &str) -> Option<(&str, &str, &str)> {
    let is_operator = |c: char| matches!(c, '!' | '<' | '>' | '=');
    let (left, tail) = text.split_at_checked(text.find(is_operator)?)?;
    let run = tail.find(|c| !is_operator(c)).unwrap_or(tail.len());
    // Something must be left for the right side, an operator's last character if need be.
    let length = run.min(tail.len().checked_sub(1)?);
    let (operator, right) = tail.split_at_checked(length)?;
    (!left.is_empty() && !operator.is_empty()).then_some((left, operator, right))
}

/// `(-?\d*)(:-?\d*)?(:-?\d*)?`
fn slice(text: &str) -> Result<Slice> {
    let parts: Vec<&str> = text.split(':').collect();
    let well_formed = |part: &&str| {
        let digits = part.strip_prefix('-').unwrap_or(part);
        digits.bytes().all(|b| b.is_ascii_digit())
    };
    if parts.len() > 3 || !parts.iter().all(well_formed) {
        return Err(Error::invalid(format!("invalid array index {text}")));
    }
    let number = |i: usize| -> Result<Option<i64>> {
        match parts.get(i) {
            None | Some(&"") => Ok(None),
            Some(part) => part
                .parse()
                .map(Some)
                .map_err(|_| Error::invalid(format!("array index {part} is not a number"))),
        }
    };
    let start = number(0)?;
    let end = match (parts.len(), number(1)?) {
        (1, _) => End::OnePast,
        (_, None) => End::Last,
        (_, Some(n)) => End::At(n),
    };
    Ok(Slice {
        start,
        end,
        step: number(2)?,
    })
}

/// The text inside quotes with Go's escapes resolved (`UnquoteExtend`); `None` when one is
/// malformed, or when the bytes they make are not UTF-8.
fn unquote(text: &str, quote: char) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut chars = text.chars();
    let push = |out: &mut Vec<u8>, c: char| {
        out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
    };
    while let Some(c) = chars.next() {
        if c == quote {
            return None;
        }
        if c != '\\' {
            push(&mut out, c);
            continue;
        }
        let digits = |chars: &mut std::str::Chars<'_>, n: usize, radix: u32| {
            let mut value = 0u32;
            for _ in 0..n {
                value = value * radix + chars.next()?.to_digit(radix)?;
            }
            Some(value)
        };
        match chars.next()? {
            'a' => out.push(7),
            'b' => out.push(8),
            'f' => out.push(12),
            'n' => out.push(b'\n'),
            'r' => out.push(b'\r'),
            't' => out.push(b'\t'),
            'v' => out.push(11),
            '\\' => out.push(b'\\'),
            'x' => out.push(u8::try_from(digits(&mut chars, 2, 16)?).ok()?),
            'u' => push(&mut out, char::from_u32(digits(&mut chars, 4, 16)?)?),
            'U' => push(&mut out, char::from_u32(digits(&mut chars, 8, 16)?)?),
            first @ '0'..='7' => {
                let value = first.to_digit(8)? * 64 + digits(&mut chars, 2, 8)?;
                out.push(u8::try_from(value).ok()?);
            }
            c if c == quote => push(&mut out, c),
            _ => return None,
        }
    }
    String::from_utf8(out).ok()
}
