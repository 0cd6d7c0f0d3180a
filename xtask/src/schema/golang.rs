//! Reads the type declarations of a Go file: as much of the grammar as API types use.

use std::collections::BTreeMap;

use crate::Result;

/// A Go file, as far as types are concerned.
#[derive(Debug, Default)]
pub(crate) struct GoFile {
    /// Name in this file, then import path.
    pub(crate) imports: BTreeMap<String, String>,
    /// Type declarations by name.
    pub(crate) types: BTreeMap<String, TypeDecl>,
    /// `Name = "text"` of constants and variables on the top level.
    pub(crate) strings: BTreeMap<String, String>,
    /// Names in `&Name{}` expressions: what the file registers.
    pub(crate) literals: Vec<String>,
    /// Functions (not methods) it declares.
    pub(crate) functions: Vec<String>,
}

/// `type Name Type`
#[derive(Debug)]
pub(crate) struct TypeDecl {
    pub(crate) ty: Ty,
    /// `type Name = Type`
    pub(crate) alias: bool,
    /// `+marker` lines of the comments before it, without `//` and blanks.
    pub(crate) markers: Vec<String>,
}

/// A type expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ty {
    /// Package (as named in the file), type name.
    Name(Option<String>, String),
    Ptr(Box<Ty>),
    Slice(Box<Ty>),
    Map(Box<Ty>, Box<Ty>),
    Struct(Vec<Member>),
    /// Interfaces, functions, arrays, generics: nothing that is stored.
    Other,
}

/// A struct field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) name: String,
    /// Declared without a name of its own.
    pub(crate) embedded: bool,
    pub(crate) ty: Ty,
    pub(crate) tag: String,
}

impl Member {
    /// The value of a struct tag, as `reflect.StructTag.Lookup` finds it.
    pub(crate) fn tag(&self, key: &str) -> Option<&str> {
        let mut rest = self.tag.trim_start();
        while let Some((name, after)) = rest.split_once(":\"") {
            let (value, after) = after.split_once('"')?;
            if name == key {
                return Some(value);
            }
            rest = after.trim_start();
        }
        None
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Ident(String),
    Text(String),
    Punct(char),
    Newline,
    Comment(String),
}

fn lex(source: &str) -> Result<Vec<Token>> {
    let mut out = Vec::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        if c == '\n' {
            out.push(Token::Newline);
            rest = &rest[1..];
        } else if c.is_whitespace() {
            rest = &rest[c.len_utf8()..];
        } else if let Some(after) = rest.strip_prefix("//") {
            let end = after.find('\n').unwrap_or(after.len());
            out.push(Token::Comment(after[..end].trim().to_owned()));
            rest = &after[end..];
        } else if let Some(after) = rest.strip_prefix("/*") {
            let end = after.find("*/").ok_or("comment without end")?;
            if after[..end].contains('\n') {
                out.push(Token::Newline);
            }
            rest = &after[end + 2..];
        } else if let Some(after) = rest.strip_prefix('`') {
            let end = after.find('`').ok_or("raw string without end")?;
            out.push(Token::Text(after[..end].to_owned()));
            rest = &after[end + 1..];
        } else if c == '"' || c == '\'' {
            let mut escaped = false;
            let end = rest[1..]
                .find(|x| {
                    let done = x == c && !escaped;
                    escaped = x == '\\' && !escaped;
                    done
                })
                .ok_or("string without end")?;
            out.push(Token::Text(rest[1..=end].to_owned()));
            rest = &rest[end + 2..];
        } else if c.is_alphanumeric() || c == '_' {
            let end = rest
                .find(|x: char| !x.is_alphanumeric() && x != '_')
                .unwrap_or(rest.len());
            out.push(Token::Ident(rest[..end].to_owned()));
            rest = &rest[end..];
        } else {
            out.push(Token::Punct(c));
            rest = &rest[c.len_utf8()..];
        }
    }
    Ok(out)
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
}

/// Parses one file.
pub(crate) fn parse(source: &str) -> Result<GoFile> {
    let mut parser = Parser {
        tokens: lex(source)?,
        at: 0,
    };
    let mut file = GoFile::default();
    let mut markers = Vec::new();
    while let Some(token) = parser.next() {
        match token {
            Token::Comment(text) => markers.extend(text.starts_with('+').then_some(text)),
            Token::Newline | Token::Punct(';') => {}
            Token::Ident(word) => {
                match word.as_str() {
                    "import" => parser.group(|p| p.import(&mut file))?,
                    "type" => {
                        let before = std::mem::take(&mut markers);
                        parser.group(|p| p.type_decl(&mut file, &before))?;
                    }
                    "const" | "var" => parser.group(|p| p.constant(&mut file))?,
                    _ => {
                        if let ("func", Some(Token::Ident(name))) = (word.as_str(), parser.peek()) {
                            file.functions.push(name.clone());
                        }
                        parser.skip_line(&mut file)?;
                    }
                }
                markers.clear();
            }
            other => return Err(format!("unexpected {other:?}")),
        }
    }
    Ok(file)
}

impl Parser {
    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(&Token::Punct(c));
        if found {
            self.at += 1;
        }
        found
    }

    fn expect(&mut self, c: char) -> Result<()> {
        if self.eat(c) {
            return Ok(());
        }
        Err(format!("expected {c}, found {:?}", self.peek()))
    }

    fn ident(&mut self) -> Result<String> {
        match self.next() {
            Some(Token::Ident(word)) => Ok(word),
            other => Err(format!("expected a name, found {other:?}")),
        }
    }

    /// `keyword spec` or `keyword ( spec; spec )`.
    fn group(&mut self, mut spec: impl FnMut(&mut Self) -> Result<()>) -> Result<()> {
        if !self.eat('(') {
            return spec(self);
        }
        loop {
            match self.peek() {
                Some(Token::Newline | Token::Punct(';')) => self.at += 1,
                // Markers inside groups are picked up by `type_decl`.
                Some(Token::Comment(_)) => spec(self)?,
                Some(Token::Punct(')')) => {
                    self.at += 1;
                    return Ok(());
                }
                Some(_) => spec(self)?,
                None => return Err("group without end".into()),
            }
        }
    }

    /// Skips to the end of the line that closes all brackets opened on the way.
    fn skip_line(&mut self, file: &mut GoFile) -> Result<()> {
        let mut depth = 0_usize;
        while let Some(token) = self.peek() {
            match token {
                Token::Punct('(' | '[' | '{') => depth += 1,
                // The bracket of the group around us: not ours to take.
                Token::Punct(')' | ']' | '}') if depth == 0 => return Ok(()),
                Token::Punct(')' | ']' | '}') => depth -= 1,
                Token::Newline if depth == 0 => return Ok(()),
                Token::Punct('&') => {
                    if let (Some(Token::Ident(name)), Some(Token::Punct('{'))) =
                        (self.tokens.get(self.at + 1), self.tokens.get(self.at + 2))
                    {
                        file.literals.push(name.clone());
                    }
                }
                _ => {}
            }
            self.at += 1;
        }
        Ok(())
    }

    fn import(&mut self, file: &mut GoFile) -> Result<()> {
        let alias = match self.next() {
            Some(Token::Comment(_)) => return Ok(()),
            Some(Token::Ident(alias)) => Some(alias),
            Some(Token::Punct('.')) => Some(".".to_owned()),
            Some(Token::Text(path)) => {
                let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
                file.imports.insert(name, path);
                return Ok(());
            }
            other => return Err(format!("import: unexpected {other:?}")),
        };
        match (alias, self.next()) {
            (Some(alias), Some(Token::Text(path))) => {
                file.imports.insert(alias, path);
                Ok(())
            }
            (_, other) => Err(format!("import: unexpected {other:?}")),
        }
    }

    fn constant(&mut self, file: &mut GoFile) -> Result<()> {
        if let Some(Token::Ident(name)) = self.peek().cloned() {
            let mut ahead = self.at + 1;
            if matches!(self.tokens.get(ahead), Some(Token::Ident(_))) {
                ahead += 1;
            }
            if let (Some(Token::Punct('=')), Some(Token::Text(text))) =
                (self.tokens.get(ahead), self.tokens.get(ahead + 1))
            {
                file.strings.insert(name, text.clone());
            }
        }
        self.skip_line(file)
    }

    fn type_decl(&mut self, file: &mut GoFile, before: &[String]) -> Result<()> {
        let mut markers = before.to_vec();
        while let Some(Token::Comment(_) | Token::Newline) = self.peek() {
            if let Some(Token::Comment(text)) = self.next()
                && text.starts_with('+')
            {
                markers.push(text);
            }
        }
        if self.peek() == Some(&Token::Punct(')')) {
            return Ok(());
        }
        let name = self.ident()?;
        let alias = self.eat('=');
        let ty = self.ty()?;
        self.skip_line(file)?;
        file.types.insert(name, TypeDecl { ty, alias, markers });
        Ok(())
    }

    fn ty(&mut self) -> Result<Ty> {
        match self.next() {
            Some(Token::Punct('*')) => Ok(Ty::Ptr(Box::new(self.ty()?))),
            Some(Token::Punct('(')) => {
                let inner = self.ty()?;
                self.expect(')')?;
                Ok(inner)
            }
            Some(Token::Punct('[')) => {
                if self.eat(']') {
                    return Ok(Ty::Slice(Box::new(self.ty()?)));
                }
                // An array's length, or type parameters.
                while !self.eat(']') {
                    self.next().ok_or("bracket without end")?;
                }
                Ok(Ty::Other)
            }
            Some(Token::Ident(word)) => match word.as_str() {
                "map" => {
                    self.expect('[')?;
                    let key = self.ty()?;
                    self.expect(']')?;
                    Ok(Ty::Map(Box::new(key), Box::new(self.ty()?)))
                }
                "struct" => self.members(),
                "interface" | "func" | "chan" => Ok(Ty::Other),
                _ if self.eat('.') => Ok(Ty::Name(Some(word), self.ident()?)),
                _ => Ok(Ty::Name(None, word)),
            },
            other => Err(format!("expected a type, found {other:?}")),
        }
    }

    fn members(&mut self) -> Result<Ty> {
        self.expect('{')?;
        let mut members = Vec::new();
        loop {
            match self.peek() {
                None => return Err("struct without end".into()),
                Some(Token::Comment(_) | Token::Newline | Token::Punct(';')) => self.at += 1,
                Some(Token::Punct('}')) => {
                    self.at += 1;
                    return Ok(Ty::Struct(members));
                }
                Some(_) => self.member(&mut members)?,
            }
        }
    }

    fn member(&mut self, members: &mut Vec<Member>) -> Result<()> {
        let first = self.tokens.get(self.at).cloned();
        let second = self.tokens.get(self.at + 1).cloned();
        let embedded = matches!(first, Some(Token::Punct('*')))
            || matches!(
                second,
                None | Some(
                    Token::Punct('.' | '}' | ';')
                        | Token::Text(_)
                        | Token::Newline
                        | Token::Comment(_)
                )
            );
        let mut names = Vec::new();
        if !embedded {
            names.push(self.ident()?);
            while self.eat(',') {
                names.push(self.ident()?);
            }
        }
        let ty = self.ty()?;
        if embedded {
            match &ty {
                Ty::Name(_, name) => names.push(name.clone()),
                Ty::Ptr(inner) => match &**inner {
                    Ty::Name(_, name) => names.push(name.clone()),
                    other => return Err(format!("embedded {other:?}")),
                },
                other => return Err(format!("embedded {other:?}")),
            }
        }
        // What is left of types that `ty` does not read to their end.
        let mut tag = String::new();
        let mut depth = 0_usize;
        while let Some(token) = self.peek() {
            match token {
                Token::Punct('(' | '[' | '{') => depth += 1,
                Token::Punct('}') if depth == 0 => break,
                Token::Punct(')' | ']' | '}') => depth = depth.saturating_sub(1),
                Token::Newline if depth == 0 => break,
                Token::Text(text) if depth == 0 => tag.clone_from(text),
                _ => {}
            }
            self.at += 1;
        }
        members.extend(names.into_iter().map(|name| Member {
            name,
            embedded,
            ty: ty.clone(),
            tag: tag.clone(),
        }));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_in_all_their_forms() {
        let file = parse(
            r#"package v1
import (
	"a/b/v1"
	meta "c/d" // why
)
const GroupName = "x.example"
var (
	Version string = "v1"
	other = f(1, 2)
)
func (t T) String() string { if x { return "}" }; return "'" }
// T is
// +marker=1
type T struct {
	v1.TypeMeta `json:",inline"`
	*Inner
	A, B map[string][]byte `json:"a,omitempty" protobuf:"bytes,1,rep,name=a"` // c
	F func(a int) error
	I interface{ X() }
}
type (
	// +marker=2
	List []*meta.T

	Name = string
)
type G[T any] struct { x T }
func add() { s.Add(&T{}, &v1.U{}) }
"#,
        )
        .unwrap();
        assert_eq!(file.imports["v1"], "a/b/v1");
        assert_eq!(file.imports["meta"], "c/d");
        assert_eq!(file.strings["GroupName"], "x.example");
        assert_eq!(file.strings["Version"], "v1");
        assert_eq!(file.literals, ["T"]);
        assert_eq!(file.functions, ["add"]);
        assert_eq!(file.types["T"].markers, ["+marker=1"]);
        assert_eq!(file.types["List"].markers, ["+marker=2"]);
        let Ty::Struct(members) = &file.types["T"].ty else {
            panic!("not a struct");
        };
        let names: Vec<_> = members
            .iter()
            .map(|m| (m.name.as_str(), m.embedded))
            .collect();
        assert_eq!(
            names,
            [
                ("TypeMeta", true),
                ("Inner", true),
                ("A", false),
                ("B", false),
                ("F", false),
                ("I", false)
            ]
        );
        assert_eq!(members[2].tag("json"), Some("a,omitempty"));
        assert_eq!(members[3].tag("protobuf"), Some("bytes,1,rep,name=a"));
        assert_eq!(members[1].tag("json"), None);
        assert_eq!(
            file.types["List"].ty,
            Ty::Slice(Box::new(Ty::Ptr(Box::new(Ty::Name(
                Some("meta".into()),
                "T".into()
            )))))
        );
    }
}
