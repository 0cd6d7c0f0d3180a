//! Tokens become a tree (text/template/parse/parse.go).

use std::collections::BTreeMap;

use super::lexer::{Kind, Token, lex};
use super::node::{Control, Node, NodeKind, Pipe};
use super::{funcs, literal};
use crate::go_text;
use kf_base::limits::MAX_TEMPLATE_NESTING;

/// The name that kubectl gives its template.
pub(super) const ROOT: &str = "output";

/// Parses `text` into the templates it defines; that of all of it is [`ROOT`].
///
/// # Errors
/// Go's message: `template: output:1: unclosed action`.
pub(super) fn parse(text: &str) -> Result<BTreeMap<String, Node>, String> {
    let mut parser = Parser {
        tokens: lex(text).into_iter(),
        back: Vec::new(),
        line: 1,
        action_line: 0,
        vars: vec!["$".to_owned()],
        range_depth: 0,
        depth: 0,
        trees: BTreeMap::new(),
    };
    let root = parser.root()?;
    parser.add(ROOT.to_owned(), root)?;
    Ok(parser.trees)
}

struct Parser {
    tokens: std::vec::IntoIter<Token>,
    /// Tokens that were put back, the next one last.
    back: Vec<Token>,
    /// The line of the newest token, which messages name.
    line: usize,
    /// The line on which the action that is being read began; 0 outside of one.
    action_line: usize,
    vars: Vec<String>,
    range_depth: usize,
    depth: usize,
    trees: BTreeMap<String, Node>,
}

type Parsed<T = Node> = Result<T, String>;

impl Parser {
    fn next(&mut self) -> Token {
        if let Some(token) = self.back.pop() {
            return token;
        }
        let token = self.tokens.next().unwrap_or(Token {
            kind: Kind::Eof,
            pos: 0,
            text: String::new(),
            line: self.line,
        });
        self.line = token.line;
        token
    }

    fn next_non_space(&mut self) -> Token {
        loop {
            let token = self.next();
            if token.kind != Kind::Space {
                return token;
            }
        }
    }

    fn peek(&mut self) -> Token {
        let token = self.next();
        self.back.push(token.clone());
        token
    }

    fn peek_non_space(&mut self) -> Token {
        let token = self.next_non_space();
        self.back.push(token.clone());
        token
    }

    fn error<T>(&self, message: impl std::fmt::Display) -> Parsed<T> {
        Err(format!("template: {ROOT}:{}: {message}", self.line))
    }

    fn unexpected<T>(&self, token: &Token, context: &str) -> Parsed<T> {
        if token.kind != Kind::Error {
            return self.error(format_args!("unexpected {} in {context}", token.shown()));
        }
        let mut extra = String::new();
        if self.action_line != 0 && self.action_line != token.line {
            extra = format!(" in action started at {ROOT}:{}", self.action_line);
            if token.text.ends_with(" action") {
                extra = extra.split_off(" in action".len());
            }
        }
        self.error(format_args!("{}{extra}", token.text))
    }

    fn expect(&mut self, kind: Kind, context: &str) -> Parsed<Token> {
        let token = self.next_non_space();
        if token.kind == kind {
            Ok(token)
        } else {
            self.unexpected(&token, context)
        }
    }

    fn deeper(&mut self) -> Parsed<()> {
        self.depth += 1;
        if self.depth > MAX_TEMPLATE_NESTING {
            return self.error(format_args!(
                "nested deeper than MAX_TEMPLATE_NESTING ({MAX_TEMPLATE_NESTING})"
            ));
        }
        Ok(())
    }

    fn add(&mut self, name: String, root: Node) -> Parsed<()> {
        match self.trees.get(&name) {
            Some(old) if !old.is_empty() => {
                if root.is_empty() {
                    return Ok(());
                }
                self.error(format_args!(
                    "template: multiple definition of template {}",
                    go_text::quote(&name)
                ))
            }
            _ => {
                self.trees.insert(name, root);
                Ok(())
            }
        }
    }

    fn root(&mut self) -> Parsed {
        let (pos, mut nodes) = (self.peek().pos, Vec::new());
        loop {
            let token = self.peek();
            if token.kind == Kind::Eof {
                return Ok(Node::new(pos, NodeKind::List(nodes)));
            }
            if token.kind == Kind::LeftDelim {
                let delim = self.next();
                let first = self.next_non_space();
                if first.kind == Kind::Define {
                    self.definition()?;
                    continue;
                }
                self.back.push(first);
                self.back.push(delim);
            }
            let node = self.text_or_action()?;
            if matches!(node.kind, NodeKind::End | NodeKind::Else) {
                return self.error(format_args!("unexpected {node}"));
            }
            nodes.push(node);
        }
    }

    fn definition(&mut self) -> Parsed<()> {
        let context = "define clause";
        let token = self.next_non_space();
        let name = self.template_name(&token, context)?;
        self.expect(Kind::RightDelim, context)?;
        let root = self.separate_list(context)?;
        self.add(name, root)
    }

    /// The list of a template of its own, up to its end.
    fn separate_list(&mut self, context: &str) -> Parsed {
        let vars = std::mem::replace(&mut self.vars, vec!["$".to_owned()]);
        let ranges = std::mem::take(&mut self.range_depth);
        let action_line = std::mem::take(&mut self.action_line);
        let (list, end) = self.item_list()?;
        if !matches!(end.kind, NodeKind::End) {
            return self.error(format_args!("unexpected {end} in {context}"));
        }
        self.vars = vars;
        self.range_depth = ranges;
        self.action_line = action_line;
        Ok(list)
    }

    fn item_list(&mut self) -> Parsed<(Node, Node)> {
        self.deeper()?;
        let (pos, mut nodes) = (self.peek_non_space().pos, Vec::new());
        while self.peek_non_space().kind != Kind::Eof {
            let node = self.text_or_action()?;
            if matches!(node.kind, NodeKind::End | NodeKind::Else) {
                self.depth -= 1;
                return Ok((Node::new(pos, NodeKind::List(nodes)), node));
            }
            nodes.push(node);
        }
        self.error("unexpected EOF")
    }

    fn text_or_action(&mut self) -> Parsed {
        let token = self.next_non_space();
        match token.kind {
            Kind::Text => Ok(Node::new(token.pos, NodeKind::Text(token.text))),
            Kind::LeftDelim => {
                self.action_line = token.line;
                let node = self.action()?;
                self.action_line = 0;
                Ok(node)
            }
            _ => self.unexpected(&token, "input"),
        }
    }

    fn action(&mut self) -> Parsed {
        let token = self.next_non_space();
        let pos = token.pos;
        match token.kind {
            Kind::Block => self.block(),
            Kind::Break => self.leave(pos, NodeKind::Break),
            Kind::Continue => self.leave(pos, NodeKind::Continue),
            Kind::Else => {
                let next = self.peek_non_space();
                if !matches!(next.kind, Kind::If | Kind::With) {
                    self.expect(Kind::RightDelim, "else")?;
                }
                Ok(Node::new(next.pos, NodeKind::Else))
            }
            Kind::End => {
                let end = self.expect(Kind::RightDelim, "end")?;
                Ok(Node::new(end.pos, NodeKind::End))
            }
            Kind::If | Kind::With | Kind::Range => self.control(token.kind),
            Kind::Template => self.template(),
            _ => {
                self.back.push(token);
                let pipe = self.pipeline("command", Kind::RightDelim)?;
                Ok(Node::new(pos, NodeKind::Action(Box::new(pipe))))
            }
        }
    }

    fn leave(&mut self, pos: usize, kind: NodeKind) -> Parsed {
        let node = Node::new(pos, kind);
        let token = self.next_non_space();
        if token.kind != Kind::RightDelim {
            return self.unexpected(&token, &node.to_string());
        }
        if self.range_depth == 0 {
            return self.error(format_args!("{node} outside {{{{range}}}}"));
        }
        Ok(node)
    }

    fn control(&mut self, kind: Kind) -> Parsed {
        self.deeper()?;
        let context = match kind {
            Kind::If => "if",
            Kind::With => "with",
            _ => "range",
        };
        let vars = self.vars.len();
        let pipe = Box::new(self.pipeline(context, Kind::RightDelim)?);
        self.range_depth += usize::from(kind == Kind::Range);
        let (list, end) = self.item_list()?;
        self.range_depth -= usize::from(kind == Kind::Range);
        let mut otherwise = None;
        if matches!(end.kind, NodeKind::Else) {
            // `else if` and `else with` share the end of what they stand in.
            let next = self.peek();
            otherwise = Some(Box::new(if kind != Kind::Range && next.kind == kind {
                self.next();
                let inner = self.control(kind)?;
                Node::new(end.pos, NodeKind::List(vec![inner]))
            } else {
                let (list, end) = self.item_list()?;
                if !matches!(end.kind, NodeKind::End) {
                    return self.error(format_args!("expected end; found {end}"));
                }
                list
            }));
        }
        self.vars.truncate(vars);
        self.depth -= 1;
        let pos = pipe.pos;
        let control = Control {
            pipe,
            list: Box::new(list),
            otherwise,
        };
        Ok(Node::new(
            pos,
            match kind {
                Kind::If => NodeKind::If(control),
                Kind::With => NodeKind::With(control),
                _ => NodeKind::Range(control),
            },
        ))
    }

    fn block(&mut self) -> Parsed {
        let context = "block clause";
        let token = self.next_non_space();
        let name = self.template_name(&token, context)?;
        let pipe = self.pipeline(context, Kind::RightDelim)?;
        let root = self.separate_list(context)?;
        self.add(name.clone(), root)?;
        let pipe = Some(Box::new(pipe));
        Ok(Node::new(token.pos, NodeKind::Template { name, pipe }))
    }

    fn template(&mut self) -> Parsed {
        let context = "template clause";
        let token = self.next_non_space();
        let name = self.template_name(&token, context)?;
        let next = self.next_non_space();
        let pipe = if next.kind == Kind::RightDelim {
            None
        } else {
            self.back.push(next);
            Some(Box::new(self.pipeline(context, Kind::RightDelim)?))
        };
        Ok(Node::new(token.pos, NodeKind::Template { name, pipe }))
    }

    fn template_name(&mut self, token: &Token, context: &str) -> Parsed<String> {
        if !matches!(token.kind, Kind::Str | Kind::RawString) {
            return self.unexpected(token, context);
        }
        match literal::unquote(&token.text) {
            Some(name) => Ok(String::from_utf8_lossy(&name).into_owned()),
            None => self.error("invalid syntax"),
        }
    }

    fn pipeline(&mut self, context: &str, end: Kind) -> Parsed {
        self.deeper()?;
        let pos = self.peek_non_space().pos;
        let mut pipe = Pipe::default();
        self.declarations(&mut pipe, context)?;
        loop {
            let token = self.next_non_space();
            match token.kind {
                kind if kind == end => break,
                Kind::Bool
                | Kind::CharConstant
                | Kind::Complex
                | Kind::Dot
                | Kind::Field
                | Kind::Identifier
                | Kind::Number
                | Kind::Nil
                | Kind::RawString
                | Kind::Str
                | Kind::Variable
                | Kind::LeftParen => {
                    self.back.push(token);
                    let command = self.command()?;
                    pipe.commands.push(command);
                }
                _ => return self.unexpected(&token, context),
            }
        }
        if pipe.commands.is_empty() {
            return self.error(format_args!("missing value for {context}"));
        }
        for (i, command) in pipe.commands.iter().enumerate().skip(1) {
            if let NodeKind::Command(args) = &command.kind
                && let Some(
                    NodeKind::Bool(_)
                    | NodeKind::Dot
                    | NodeKind::Nil
                    | NodeKind::Number(_)
                    | NodeKind::Str { .. },
                ) = args.first().map(|a| &a.kind)
            {
                return self.error(format_args!(
                    "non executable command in pipeline stage {}",
                    i + 1
                ));
            }
        }
        self.depth -= 1;
        Ok(Node::new(pos, NodeKind::Pipe(pipe)))
    }

    /// `$x := `, `$x = ` and, for range, `$i, $x := `.
    fn declarations(&mut self, pipe: &mut Pipe, context: &str) -> Parsed<()> {
        loop {
            let variable = self.peek_non_space();
            if variable.kind != Kind::Variable {
                return Ok(());
            }
            self.next();
            let after = self.next();
            let spaced = after.kind == Kind::Space;
            let next = if spaced {
                self.next_non_space()
            } else {
                after.clone()
            };
            match next.kind {
                Kind::Assign | Kind::Declare => {
                    pipe.assign = next.kind == Kind::Assign;
                    self.declare(pipe, variable.text);
                    return Ok(());
                }
                Kind::Char if next.text == "," => {
                    self.declare(pipe, variable.text);
                    if context != "range" || pipe.decl.len() >= 2 {
                        return self.error(format_args!("too many declarations in {context}"));
                    }
                    let kind = self.peek_non_space().kind;
                    if !matches!(kind, Kind::Variable | Kind::RightDelim | Kind::RightParen) {
                        return self.error("range can only initialize variables");
                    }
                }
                _ => {
                    self.back.push(next);
                    if spaced {
                        self.back.push(after);
                    }
                    self.back.push(variable);
                    return Ok(());
                }
            }
        }
    }

    fn declare(&mut self, pipe: &mut Pipe, name: String) {
        self.vars.push(name.clone());
        pipe.decl.push(name);
    }

    fn command(&mut self) -> Parsed {
        let (pos, mut args) = (self.peek_non_space().pos, Vec::new());
        loop {
            self.peek_non_space();
            if let Some(operand) = self.operand()? {
                args.push(operand);
            }
            let token = self.next();
            match token.kind {
                Kind::Space => continue,
                Kind::RightDelim | Kind::RightParen => self.back.push(token),
                Kind::Pipe => {}
                _ => return self.unexpected(&token, "operand"),
            }
            break;
        }
        if args.is_empty() {
            return self.error("empty command");
        }
        Ok(Node::new(pos, NodeKind::Command(args)))
    }

    fn operand(&mut self) -> Parsed<Option<Node>> {
        let Some(node) = self.term()? else {
            return Ok(None);
        };
        let pos = self.peek().pos;
        let mut names = Vec::new();
        while self.peek().kind == Kind::Field {
            names.extend(self.next().text.strip_prefix('.').map(str::to_owned));
        }
        if names.is_empty() {
            return Ok(Some(node));
        }
        let kind = match node.kind {
            NodeKind::Field(mut all) => {
                all.append(&mut names);
                NodeKind::Field(all)
            }
            NodeKind::Variable(mut all) => {
                all.append(&mut names);
                NodeKind::Variable(all)
            }
            NodeKind::Bool(_)
            | NodeKind::Str { .. }
            | NodeKind::Number(_)
            | NodeKind::Nil
            | NodeKind::Dot => {
                return self.error(format_args!(
                    "unexpected . after term {}",
                    go_text::quote(&node.to_string())
                ));
            }
            _ => NodeKind::Chain(Box::new(node), names),
        };
        Ok(Some(Node::new(pos, kind)))
    }

    fn term(&mut self) -> Parsed<Option<Node>> {
        let token = self.next_non_space();
        let kind = match token.kind {
            Kind::Identifier => {
                if !funcs::exists(&token.text) {
                    return self.error(format_args!(
                        "function {} not defined",
                        go_text::quote(&token.text)
                    ));
                }
                NodeKind::Identifier(token.text)
            }
            Kind::Dot => NodeKind::Dot,
            Kind::Nil => NodeKind::Nil,
            Kind::Variable => {
                if !self.vars.contains(&token.text) {
                    return self.error(format_args!(
                        "undefined variable {}",
                        go_text::quote(&token.text)
                    ));
                }
                NodeKind::Variable(vec![token.text])
            }
            Kind::Field => NodeKind::Field(vec![
                token.text.strip_prefix('.').unwrap_or_default().to_owned(),
            ]),
            Kind::Bool => NodeKind::Bool(token.text == "true"),
            Kind::CharConstant | Kind::Complex | Kind::Number => match literal::number(&token) {
                Ok(number) => NodeKind::Number(number),
                Err(message) => return self.error(message),
            },
            Kind::LeftParen => {
                return self
                    .pipeline("parenthesized pipeline", Kind::RightParen)
                    .map(Some);
            }
            Kind::Str | Kind::RawString => match literal::unquote(&token.text) {
                Some(text) => NodeKind::Str {
                    quoted: token.text,
                    text,
                },
                None => return self.error("invalid syntax"),
            },
            _ => {
                self.back.push(token);
                return Ok(None);
            }
        };
        Ok(Some(Node::new(token.pos, kind)))
    }
}
