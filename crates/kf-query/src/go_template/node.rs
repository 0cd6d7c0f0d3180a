//! The tree of a parsed template, and how messages show its parts.

use std::fmt;

/// A part of a template.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Where it starts, in bytes of the template.
    pub(super) pos: usize,
    pub(super) kind: NodeKind,
}

#[derive(Clone, Debug)]
pub(super) enum NodeKind {
    Text(String),
    Action(Box<Node>),
    If(Control),
    With(Control),
    Range(Control),
    Template {
        name: String,
        pipe: Option<Box<Node>>,
    },
    Break,
    Continue,
    List(Vec<Node>),
    Pipe(Pipe),
    Command(Vec<Node>),
    Identifier(String),
    Variable(Vec<String>),
    Dot,
    Nil,
    Field(Vec<String>),
    Chain(Box<Node>, Vec<String>),
    Bool(bool),
    Number(Number),
    Str {
        quoted: String,
        text: Vec<u8>,
    },
    /// Where a list ends; only seen while parsing.
    End,
    Else,
}

/// `if`, `with` and `range`.
#[derive(Clone, Debug)]
pub(super) struct Control {
    pub(super) pipe: Box<Node>,
    pub(super) list: Box<Node>,
    pub(super) otherwise: Option<Box<Node>>,
}

/// Commands, each of which gets the result of the one in front of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Pipe {
    pub(super) decl: Vec<String>,
    /// Whether the variables are there already.
    pub(super) assign: bool,
    pub(super) commands: Vec<Node>,
}

/// A constant, which may be of several types.
#[derive(Clone, Debug)]
pub(super) struct Number {
    pub(super) text: String,
    pub(super) int: Option<i64>,
    pub(super) uint: Option<u64>,
    pub(super) float: Option<f64>,
}

impl Node {
    pub(super) fn new(pos: usize, kind: NodeKind) -> Self {
        Self { pos, kind }
    }

    /// Whether there is nothing but white space (parse.go `IsEmptyTree`).
    pub(super) fn is_empty(&self) -> bool {
        match &self.kind {
            NodeKind::List(nodes) => nodes.iter().all(Node::is_empty),
            NodeKind::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }
}

fn fields(f: &mut fmt::Formatter<'_>, names: &[String]) -> fmt::Result {
    names.iter().try_for_each(|name| write!(f, ".{name}"))
}

fn control(f: &mut fmt::Formatter<'_>, name: &str, control: &Control) -> fmt::Result {
    write!(f, "{{{{{name} {}}}}}{}", control.pipe, control.list)?;
    if let Some(otherwise) = &control.otherwise {
        write!(f, "{{{{else}}}}{otherwise}")?;
    }
    f.write_str("{{end}}")
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            NodeKind::Text(text) => f.write_str(text),
            NodeKind::Action(pipe) => write!(f, "{{{{{pipe}}}}}"),
            NodeKind::If(c) => control(f, "if", c),
            NodeKind::With(c) => control(f, "with", c),
            NodeKind::Range(c) => control(f, "range", c),
            NodeKind::Template { name, pipe } => {
                write!(f, "{{{{template {}", crate::go_text::quote(name))?;
                if let Some(pipe) = pipe {
                    write!(f, " {pipe}")?;
                }
                f.write_str("}}")
            }
            NodeKind::Break => f.write_str("{{break}}"),
            NodeKind::Continue => f.write_str("{{continue}}"),
            NodeKind::List(nodes) => nodes.iter().try_for_each(|n| write!(f, "{n}")),
            NodeKind::Pipe(pipe) => {
                if !pipe.decl.is_empty() {
                    let sign = if pipe.assign { "=" } else { ":=" };
                    write!(f, "{} {sign} ", pipe.decl.join(", "))?;
                }
                for (i, command) in pipe.commands.iter().enumerate() {
                    if i > 0 {
                        f.write_str(" | ")?;
                    }
                    write!(f, "{command}")?;
                }
                Ok(())
            }
            NodeKind::Command(args) => {
                for (i, arg) in args.iter().enumerate() {
                    if i > 0 {
                        f.write_str(" ")?;
                    }
                    match arg.kind {
                        NodeKind::Pipe(_) => write!(f, "({arg})")?,
                        _ => write!(f, "{arg}")?,
                    }
                }
                Ok(())
            }
            NodeKind::Identifier(name) => f.write_str(name),
            NodeKind::Variable(names) => f.write_str(&names.join(".")),
            NodeKind::Dot => f.write_str("."),
            NodeKind::Nil => f.write_str("nil"),
            NodeKind::Field(names) => fields(f, names),
            NodeKind::Chain(node, names) => {
                match node.kind {
                    NodeKind::Pipe(_) => write!(f, "({node})")?,
                    _ => write!(f, "{node}")?,
                }
                fields(f, names)
            }
            NodeKind::Bool(b) => write!(f, "{b}"),
            NodeKind::Number(n) => f.write_str(&n.text),
            NodeKind::Str { quoted, .. } => f.write_str(quoted),
            NodeKind::End => f.write_str("{{end}}"),
            NodeKind::Else => f.write_str("{{else}}"),
        }
    }
}
