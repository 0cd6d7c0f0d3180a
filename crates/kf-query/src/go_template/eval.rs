//! Executes a parsed template (text/template/exec.go).

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::node::{Control, Node, NodeKind, Number, Pipe};
use super::parser::ROOT;
use super::value::{Data, Val};
use super::{fmt, funcs};
use crate::go_text;
use kf_base::limits::{
    MAX_TEMPLATE_DEPTH, MAX_TEMPLATE_OUTPUT, MAX_TEMPLATE_STEPS, MAX_TEMPLATE_TEXT,
};
use kf_object::Value;

/// Bytes of text that count like one part of a template that is executed.
const TEXT_PER_STEP: usize = 8;

/// Why execution left a part of the template.
enum Stop {
    Break,
    Continue,
    /// Go's message.
    Error(String),
}

type Flow<T = ()> = Result<T, Stop>;

/// Appends what `trees` make of `root`; what came before an error stays.
///
/// # Errors
/// Go's message: `template: output:1:2: executing "output" at <.x.y>: ...`.
pub(super) fn execute<'v>(
    trees: &'v BTreeMap<String, Node>,
    text: &str,
    root: &'v Value<'v>,
    missing_is_error: bool,
    out: &mut Vec<u8>,
) -> Result<(), String> {
    let Some(tree) = trees.get(ROOT) else {
        return Ok(());
    };
    let dot = Val::of(Data::from(root)).concrete();
    let most = out.len().saturating_add(MAX_TEMPLATE_OUTPUT);
    let mut state = State {
        trees,
        text,
        name: ROOT,
        at: tree,
        vars: vec![("$", dot.clone())],
        depth: 0,
        steps: 0,
        most,
        missing_is_error,
        out,
    };
    match state.walk(&dot, tree) {
        Err(Stop::Error(message)) => Err(message),
        _ => Ok(()),
    }
}

struct State<'v, 'o> {
    trees: &'v BTreeMap<String, Node>,
    text: &'o str,
    /// The template that is executed.
    name: &'v str,
    /// The part that messages name.
    at: &'v Node,
    vars: Vec<(&'v str, Val<'v>)>,
    depth: usize,
    steps: usize,
    most: usize,
    missing_is_error: bool,
    out: &'o mut Vec<u8>,
}

impl<'v> State<'v, '_> {
    /// An error at the current part (exec.go `errorf`, parse.go `ErrorContext`).
    fn error<T>(&self, message: impl std::fmt::Display) -> Flow<T> {
        let before = self.text.get(..self.at.pos).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before
            .rfind('\n')
            .map_or(before.len(), |i| before.len() - i - 1);
        Err(Stop::Error(format!(
            "template: {ROOT}:{line}:{column}: executing {} at <{}>: {message}",
            go_text::quote(self.name),
            self.at
        )))
    }

    fn step(&mut self) -> Flow {
        self.steps += 1;
        if self.steps > MAX_TEMPLATE_STEPS {
            return self.error(format_args!(
                "more than MAX_TEMPLATE_STEPS ({MAX_TEMPLATE_STEPS})"
            ));
        }
        if self.out.len() > self.most {
            return self.error(format_args!(
                "more output than MAX_TEMPLATE_OUTPUT ({MAX_TEMPLATE_OUTPUT})"
            ));
        }
        Ok(())
    }

    fn walk(&mut self, dot: &Val<'v>, node: &'v Node) -> Flow {
        self.at = node;
        self.step()?;
        match &node.kind {
            NodeKind::Action(pipe) => {
                let value = self.pipeline(dot, pipe)?;
                if matches!(&pipe.kind, NodeKind::Pipe(p) if p.decl.is_empty()) {
                    self.at = node;
                    if value.is_missing() {
                        self.out.extend(b"<no value>");
                    } else {
                        self.out.extend(fmt::sprint(&[value.data]));
                    }
                }
                Ok(())
            }
            NodeKind::Text(text) => {
                self.out.extend(text.bytes());
                Ok(())
            }
            NodeKind::List(nodes) => nodes.iter().try_for_each(|node| self.walk(dot, node)),
            NodeKind::If(control) => self.branch(dot, control, false),
            NodeKind::With(control) => self.branch(dot, control, true),
            NodeKind::Range(control) => self.range(dot, control),
            NodeKind::Break => Err(Stop::Break),
            NodeKind::Continue => Err(Stop::Continue),
            NodeKind::Template { name, pipe } => self.template(dot, name, pipe.as_deref()),
            _ => self.error(format_args!("unknown node: {node}")),
        }
    }

    fn branch(&mut self, dot: &Val<'v>, control: &'v Control, with: bool) -> Flow {
        let mark = self.vars.len();
        let value = self.pipeline(dot, &control.pipe)?;
        let flow = if value.truth() {
            self.walk(if with { &value } else { dot }, &control.list)
        } else if let Some(otherwise) = &control.otherwise {
            self.walk(dot, otherwise)
        } else {
            Ok(())
        };
        self.vars.truncate(mark);
        flow
    }

    fn range(&mut self, dot: &Val<'v>, control: &'v Control) -> Flow {
        let outer = self.vars.len();
        let value = self.pipeline(dot, &control.pipe)?;
        let mark = self.vars.len();
        let ran = match value.data {
            Data::List(items) => self.each(
                control,
                mark,
                items.iter().enumerate().map(|(i, item)| {
                    let i = i64::try_from(i).unwrap_or(i64::MAX);
                    (Val::of(Data::Int(i)), Val::element(item))
                }),
            ),
            Data::Map(members) => self.each(
                control,
                mark,
                members.iter().map(|(key, member)| {
                    let key = Data::Str(Cow::Borrowed(key.as_bytes()));
                    (Val::of(key), Val::element(member))
                }),
            ),
            Data::Int(_) | Data::Int64(_) | Data::Byte(_) if declared(control).len() > 1 => self
                .error(format!(
                    "can't use {} to iterate over more than one variable",
                    fmt::verb(&value.data, 'v')
                )),
            Data::Int(n) => self.each(
                control,
                mark,
                (0..n).map(|i| (Val::missing(), Val::of(Data::Int(i)))),
            ),
            Data::Int64(n) => self.each(
                control,
                mark,
                (0..n).map(|i| (Val::missing(), Val::of(Data::Int64(i)))),
            ),
            Data::Byte(n) => self.each(
                control,
                mark,
                (0..n).map(|i| (Val::missing(), Val::of(Data::Byte(i)))),
            ),
            Data::Missing | Data::Nil => Ok(false),
            other => self.error(format_args!(
                "range can't iterate over {}",
                fmt::verb(&other, 'v')
            )),
        };
        let flow = match (ran, &control.otherwise) {
            (Ok(false), Some(otherwise)) => self.walk(dot, otherwise),
            (ran, _) => ran.map(drop),
        };
        self.vars.truncate(outer);
        match flow {
            Err(Stop::Break) => Ok(()),
            flow => flow,
        }
    }

    /// Whether there was anything to go through.
    fn each(
        &mut self,
        control: &'v Control,
        mark: usize,
        elements: impl Iterator<Item = (Val<'v>, Val<'v>)>,
    ) -> Flow<bool> {
        let mut ran = false;
        for (index, element) in elements {
            ran = true;
            self.bind(control, index, &element)?;
            let flow = self.walk(&element, &control.list);
            self.vars.truncate(mark);
            match flow {
                Ok(()) | Err(Stop::Continue) => {}
                stop => return stop.map(|()| true),
            }
        }
        Ok(ran)
    }

    /// Sets a range's variables for one round.
    fn bind(&mut self, control: &'v Control, index: Val<'v>, element: &Val<'v>) -> Flow {
        let (names, assign) = match &control.pipe.kind {
            NodeKind::Pipe(pipe) => (pipe.decl.as_slice(), pipe.assign),
            _ => return Ok(()),
        };
        let values = match names {
            [] => return Ok(()),
            [one] => vec![(one, element.clone())],
            [first, second, ..] => vec![(first, index), (second, element.clone())],
        };
        if assign {
            for (name, value) in values {
                self.set(name, value)?;
            }
            return Ok(());
        }
        // The pipeline pushed them just now.
        let top = self.vars.len().saturating_sub(values.len());
        for (slot, (_, value)) in self.vars.iter_mut().skip(top).zip(values) {
            slot.1 = value;
        }
        Ok(())
    }

    fn template(&mut self, dot: &Val<'v>, name: &'v str, pipe: Option<&'v Node>) -> Flow {
        let Some(tree) = self.trees.get(name) else {
            return self.error(format_args!(
                "template {} not defined",
                go_text::quote(name)
            ));
        };
        if self.depth == MAX_TEMPLATE_DEPTH {
            return self.error(format_args!(
                "exceeded maximum template depth ({MAX_TEMPLATE_DEPTH})"
            ));
        }
        let dot = match pipe {
            Some(pipe) => self.pipeline(dot, pipe)?,
            None => Val::missing(),
        };
        let vars = std::mem::replace(&mut self.vars, vec![("$", dot.clone())]);
        let outer = std::mem::replace(&mut self.name, name);
        self.depth += 1;
        let flow = self.walk(&dot, tree);
        self.depth -= 1;
        self.name = outer;
        self.vars = vars;
        flow
    }

    fn pipeline(&mut self, dot: &Val<'v>, node: &'v Node) -> Flow<Val<'v>> {
        let NodeKind::Pipe(pipe) = &node.kind else {
            return self.error(format_args!("unknown node: {node}"));
        };
        self.at = node;
        let mut value = None;
        for command in &pipe.commands {
            value = Some(self.command(dot, command, value)?.concrete());
        }
        let value = value.unwrap_or_else(Val::missing);
        self.declare(pipe, &value)?;
        Ok(value)
    }

    fn declare(&mut self, pipe: &'v Pipe, value: &Val<'v>) -> Flow {
        for name in &pipe.decl {
            if pipe.assign {
                self.set(name, value.clone())?;
            } else {
                self.vars.push((name, value.clone()));
            }
        }
        Ok(())
    }

    fn set(&mut self, name: &str, value: Val<'v>) -> Flow {
        match self.vars.iter_mut().rev().find(|(n, _)| *n == name) {
            Some(slot) => {
                slot.1 = value;
                Ok(())
            }
            None => self.error(format_args!("undefined variable: {name}")),
        }
    }

    fn variable(&self, name: &str) -> Flow<Val<'v>> {
        match self.vars.iter().rev().find(|(n, _)| *n == name) {
            Some((_, value)) => Ok(value.clone()),
            None => self.error(format_args!("undefined variable: {name}")),
        }
    }

    fn command(
        &mut self,
        dot: &Val<'v>,
        command: &'v Node,
        last: Option<Val<'v>>,
    ) -> Flow<Val<'v>> {
        self.step()?;
        let NodeKind::Command(args) = &command.kind else {
            return self.error(format_args!("unknown node: {command}"));
        };
        let Some(first) = args.first() else {
            return self.error("empty command");
        };
        let has_args = args.len() > 1 || last.is_some();
        match &first.kind {
            NodeKind::Field(names) => {
                self.at = first;
                return self.fields(dot.clone(), names, has_args);
            }
            NodeKind::Chain(..) => return self.chain(dot, first, has_args),
            NodeKind::Identifier(name) => {
                self.at = first;
                let args = args.get(1..).unwrap_or_default();
                return self.function(dot, command, name, args, last);
            }
            NodeKind::Pipe(_) => {
                self.no_args(first, has_args)?;
                return self.pipeline(dot, first);
            }
            NodeKind::Variable(names) => {
                return self.variable_fields(first, names, has_args);
            }
            _ => {}
        }
        self.at = first;
        self.no_args(first, has_args)?;
        match &first.kind {
            NodeKind::Nil => self.error("nil is not a command"),
            _ => self.constant(dot, first),
        }
    }

    fn no_args(&self, first: &Node, has_args: bool) -> Flow {
        if has_args {
            return self.error(format_args!("can't give argument to non-function {first}"));
        }
        Ok(())
    }

    /// A literal or the dot.
    fn constant(&mut self, dot: &Val<'v>, node: &'v Node) -> Flow<Val<'v>> {
        self.at = node;
        Ok(match &node.kind {
            NodeKind::Bool(b) => Val::of(Data::Bool(*b)),
            NodeKind::Dot => dot.clone(),
            NodeKind::Str { text, .. } => Val::of(Data::Str(Cow::Borrowed(text))),
            NodeKind::Number(number) => Val::of(self.number(number)?),
            _ => return self.error(format_args!("can't evaluate command {node}")),
        })
    }

    /// exec.go `idealConstant`
    fn number(&self, number: &Number) -> Flow<Data<'v>> {
        let text = number.text.as_str();
        let hex = text.len() > 2 && (text.starts_with("0x") || text.starts_with("0X"));
        if let Some(f) = number.float
            && !hex
            && !text.starts_with('\'')
            && text.contains(['.', 'e', 'E', 'p', 'P'])
        {
            return Ok(Data::Float(f));
        }
        match (number.int, number.uint) {
            (Some(n), _) => Ok(Data::Int(n)),
            _ => self.error(format_args!("{text} overflows int")),
        }
    }

    fn variable_fields(
        &mut self,
        node: &'v Node,
        names: &'v [String],
        has_args: bool,
    ) -> Flow<Val<'v>> {
        self.at = node;
        let Some((name, rest)) = names.split_first() else {
            return self.error("no name");
        };
        let value = self.variable(name)?;
        if rest.is_empty() {
            self.no_args(node, has_args)?;
            return Ok(value);
        }
        self.fields(value, rest, has_args)
    }

    fn chain(&mut self, dot: &Val<'v>, node: &'v Node, has_args: bool) -> Flow<Val<'v>> {
        self.at = node;
        let NodeKind::Chain(inner, names) = &node.kind else {
            return self.error(format_args!("unknown node: {node}"));
        };
        let value = self.argument(dot, inner)?;
        self.fields(value, names, has_args)
    }

    fn fields(&self, receiver: Val<'v>, names: &[String], has_args: bool) -> Flow<Val<'v>> {
        let mut value = receiver;
        for (i, name) in names.iter().enumerate() {
            value = self.field(value, name, has_args && i + 1 == names.len())?;
        }
        Ok(value)
    }

    /// exec.go `evalField`
    fn field(&self, receiver: Val<'v>, name: &str, has_args: bool) -> Flow<Val<'v>> {
        match &receiver.data {
            Data::Missing if self.missing_is_error => self.error(format_args!(
                "nil data; no entry for key {}",
                go_text::quote(name)
            )),
            Data::Missing => Ok(Val::missing()),
            Data::Nil => self.error(format_args!("nil pointer evaluating interface {{}}.{name}")),
            Data::Map(_) if has_args => {
                self.error(format_args!("{name} is not a method but has arguments"))
            }
            Data::Map(members) => match members.get(name) {
                Some(member) => Ok(Val::element(member)),
                None if self.missing_is_error => self.error(format_args!(
                    "map has no entry for key {}",
                    go_text::quote(name)
                )),
                None => Ok(Val::missing()),
            },
            _ => self.error(format_args!(
                "can't evaluate field {name} in type {}",
                receiver.type_name()
            )),
        }
    }

    /// An argument, before it is fitted to its parameter (exec.go `evalArg`).
    fn argument(&mut self, dot: &Val<'v>, node: &'v Node) -> Flow<Val<'v>> {
        self.step()?;
        self.at = node;
        match &node.kind {
            NodeKind::Field(names) => self.fields(dot.clone(), names, false),
            NodeKind::Variable(names) => self.variable_fields(node, names, false),
            NodeKind::Pipe(_) => self.pipeline(dot, node),
            NodeKind::Identifier(name) => self.function(dot, node, name, &[], None),
            NodeKind::Chain(..) => self.chain(dot, node, false),
            NodeKind::Nil => Ok(Val::missing()),
            _ => self.constant(dot, node),
        }
    }

    /// exec.go `evalCall`; `node` is what a message about the call names.
    fn function(
        &mut self,
        dot: &Val<'v>,
        node: &'v Node,
        name: &'v str,
        args: &'v [Node],
        last: Option<Val<'v>>,
    ) -> Flow<Val<'v>> {
        let Some(signature) = funcs::signature(name) else {
            return self.error(format_args!(
                "{} is not a defined function",
                go_text::quote(name)
            ));
        };
        let given = args.len() + usize::from(last.is_some());
        if signature.more && given < signature.fixed {
            return self.error(format_args!(
                "wrong number of args for {name}: want at least {} got {}",
                signature.fixed,
                args.len()
            ));
        }
        if !signature.more && given != signature.fixed {
            return self.error(format_args!(
                "wrong number of args for {name}: want {} got {given}",
                signature.fixed
            ));
        }
        if name == "and" || name == "or" {
            let mut value = Val::missing();
            for arg in args {
                value = self.argument(dot, arg)?;
                if value.truth() == (name == "or") {
                    return Ok(value);
                }
            }
            return Ok(last.unwrap_or(value));
        }
        let mut values = Vec::with_capacity(given);
        let mut made = 0_usize;
        for (i, arg) in args.iter().enumerate() {
            let value = self.argument(dot, arg)?;
            // Each is a copy; what is of the object is none.
            if let Data::Str(Cow::Owned(text)) = &value.data {
                made = made.saturating_add(text.len());
            }
            if made > MAX_TEMPLATE_TEXT {
                self.at = node;
                return self.error(format_args!("error calling {name}: {}", funcs::too_long()));
            }
            values.push(self.fit(value, Some(arg), signature, i)?);
        }
        if let Some(last) = last {
            values.push(self.fit(last, None, signature, args.len())?);
        }
        let first = args.first().map(ToString::to_string).unwrap_or_default();
        match funcs::call(name, values, &first) {
            Ok(value) => {
                if let Data::Str(text) = &value.data {
                    // A text that is made and thrown away costs time as well.
                    self.steps = self.steps.saturating_add(text.len() / TEXT_PER_STEP);
                }
                Ok(value)
            }
            Err(message) => {
                self.at = node;
                self.error(format_args!("error calling {name}: {message}"))
            }
        }
    }

    /// exec.go `validateType`
    fn fit(
        &mut self,
        value: Val<'v>,
        node: Option<&'v Node>,
        signature: funcs::Signature,
        i: usize,
    ) -> Flow<Val<'v>> {
        if !(signature.text && i == 0) {
            return Ok(if signature.any && value.is_missing() {
                Val::nil()
            } else {
                value
            });
        }
        match (&value.data, node.map(|n| &n.kind)) {
            (Data::Str(_), _) => Ok(value),
            (_, Some(NodeKind::Nil)) => self.error("cannot assign nil to string"),
            (_, Some(NodeKind::Bool(_) | NodeKind::Number(_))) => self.error(format_args!(
                "expected string; found {}",
                node.map(ToString::to_string).unwrap_or_default()
            )),
            (Data::Missing, _) => self.error("invalid value; expected string"),
            (Data::Nil, _) => self.error("wrong type for value; expected string; got interface {}"),
            (data, _) => self.error(format_args!(
                "wrong type for value; expected string; got {}",
                data.type_name()
            )),
        }
    }
}

fn declared(control: &Control) -> &[String] {
    match &control.pipe.kind {
        NodeKind::Pipe(pipe) => &pipe.decl,
        _ => &[],
    }
}
