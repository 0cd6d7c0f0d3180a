//! The lexer and parser of label selector text.
//!
//! Two quirks are upstream's and kept: `in` and `notin` are keywords only where an operator
//! stands, and a NUL byte ends the text (or the word it stands in, which also swallows it).

use std::collections::BTreeSet;

use super::{Operator, Requirement, validation};
use kf_base::error::{Error, Result};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    End,
    Close,
    Open,
    Comma,
    Not,
    Equals,
    DoubleEquals,
    NotEquals,
    Greater,
    Less,
    In,
    NotIn,
    Identifier,
}

/// A token and its text.
#[derive(Clone, Copy, Debug)]
struct Item<'a> {
    token: Token,
    text: &'a str,
}

impl Item<'_> {
    /// The same item where a key or a value is wanted: keywords are plain words there.
    fn as_value(self) -> Self {
        let token = match self.token {
            Token::In | Token::NotIn => Token::Identifier,
            token => token,
        };
        Self { token, ..self }
    }

    fn unexpected(self, expected: &str) -> Error {
        Error::invalid(format!("found '{}', expected: {expected}", self.text))
    }
}

fn is_special(c: char) -> bool {
    matches!(c, '=' | '!' | '(' | ')' | ',' | '>' | '<')
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Reads one token off the front of `text` (`Lexer.Lex`).
fn lex<'a>(text: &mut &'a str) -> Item<'a> {
    let rest = text.trim_start_matches(is_space);
    *text = rest;
    let (length, token) = match rest.as_bytes() {
        [] | [0, ..] => {
            return Item {
                token: Token::End,
                text: "",
            };
        }
        [b'=', b'=', ..] => (2, Token::DoubleEquals),
        [b'=', ..] => (1, Token::Equals),
        [b'!', b'=', ..] => (2, Token::NotEquals),
        [b'!', ..] => (1, Token::Not),
        [b'(', ..] => (1, Token::Open),
        [b')', ..] => (1, Token::Close),
        [b',', ..] => (1, Token::Comma),
        [b'>', ..] => (1, Token::Greater),
        [b'<', ..] => (1, Token::Less),
        _ => {
            let end = rest.find(|c| is_special(c) || is_space(c) || c == '\0');
            let (word, rest) = rest
                .split_at_checked(end.unwrap_or(rest.len()))
                .unwrap_or((rest, ""));
            *text = rest.strip_prefix('\0').unwrap_or(rest);
            let token = match word {
                "in" => Token::In,
                "notin" => Token::NotIn,
                _ => Token::Identifier,
            };
            return Item { token, text: word };
        }
    };
    let (symbol, rest) = rest.split_at_checked(length).unwrap_or((rest, ""));
    *text = rest;
    Item {
        token,
        text: symbol,
    }
}

struct Parser<'a> {
    rest: &'a str,
    next: Item<'a>,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Item<'a> {
        self.next.as_value()
    }

    /// The next item, with keywords told apart.
    fn take_raw(&mut self) -> Item<'a> {
        std::mem::replace(&mut self.next, lex(&mut self.rest))
    }

    fn take(&mut self) -> Item<'a> {
        self.take_raw().as_value()
    }

    fn requirement(&mut self) -> Result<Requirement> {
        let mut item = self.take();
        let negated = item.token == Token::Not;
        if negated {
            item = self.take();
        }
        if item.token != Token::Identifier {
            return Err(item.unexpected("identifier"));
        }
        let key = item.text;
        // This first check of the key has no field path upstream, which prints as `<nil>`.
        validation::key("<nil>", key)?;
        // `!k` is complete whatever follows; what follows is the caller's to refuse.
        if negated {
            return Requirement::new(key, Operator::DoesNotExist, Vec::new());
        }
        if matches!(self.peek().token, Token::End | Token::Comma) {
            return Requirement::new(key, Operator::Exists, Vec::new());
        }
        let operator = self.operator()?;
        let values = match operator {
            Operator::In | Operator::NotIn => self.values()?,
            _ => BTreeSet::from([self.exact_value()?]),
        };
        Requirement::new(
            key,
            operator,
            values.into_iter().map(str::to_owned).collect(),
        )
    }

    fn operator(&mut self) -> Result<Operator> {
        let item = self.take_raw();
        Ok(match item.token {
            Token::In => Operator::In,
            Token::NotIn => Operator::NotIn,
            Token::Equals => Operator::Equals,
            Token::DoubleEquals => Operator::DoubleEquals,
            Token::NotEquals => Operator::NotEquals,
            Token::Greater => Operator::GreaterThan,
            Token::Less => Operator::LessThan,
            _ => return Err(item.unexpected("in, notin, =, ==, !=, gt, lt")),
        })
    }

    /// The set behind `in` and `notin`; nothing between two commas is the empty value.
    fn values(&mut self) -> Result<BTreeSet<&'a str>> {
        let open = self.take();
        if open.token != Token::Open {
            // Upstream has no comma in this one message.
            return Err(Error::invalid(format!(
                "found '{}' expected: '('",
                open.text
            )));
        }
        let mut values = BTreeSet::new();
        match self.peek().token {
            Token::Identifier | Token::Comma => {}
            Token::Close => {
                self.take();
                values.insert("");
                return Ok(values);
            }
            _ => return Err(self.peek().unexpected("',', ')' or identifier")),
        }
        loop {
            let item = self.take();
            match item.token {
                Token::Identifier => {
                    values.insert(item.text);
                    match self.peek().token {
                        Token::Comma => {}
                        Token::Close => break,
                        _ => return Err(self.peek().unexpected("',' or ')'")),
                    }
                }
                Token::Comma => {
                    if values.is_empty() {
                        values.insert("");
                    }
                    match self.peek().token {
                        Token::Close => {
                            values.insert("");
                            break;
                        }
                        Token::Comma => {
                            values.insert("");
                        }
                        _ => {}
                    }
                }
                _ => return Err(item.unexpected("',', or identifier")),
            }
        }
        self.take();
        Ok(values)
    }

    fn exact_value(&mut self) -> Result<&'a str> {
        if matches!(self.peek().token, Token::End | Token::Comma) {
            return Ok("");
        }
        let item = self.take();
        if item.token == Token::Identifier {
            Ok(item.text)
        } else {
            Err(item.unexpected("identifier"))
        }
    }
}

/// The requirements of `text` in the order they stand in.
pub(super) fn parse(text: &str) -> Result<Vec<Requirement>> {
    let mut rest = text;
    let next = lex(&mut rest);
    let mut parser = Parser { rest, next };
    let mut requirements = Vec::new();
    loop {
        match parser.peek().token {
            Token::Identifier | Token::Not => {}
            Token::End => return Ok(requirements),
            _ => {
                return Err(parser
                    .peek()
                    .unexpected("!, identifier, or 'end of string'"));
            }
        }
        let requirement = parser
            .requirement()
            .map_err(|e| Error::invalid(format!("unable to parse requirement: {}", e.message())))?;
        requirements.push(requirement);
        let item = parser.take();
        match item.token {
            Token::End => return Ok(requirements),
            Token::Comma => {
                let next = parser.peek();
                if !matches!(next.token, Token::Identifier | Token::Not) {
                    return Err(next.unexpected("identifier after ','"));
                }
            }
            _ => return Err(item.unexpected("',' or 'end of string'")),
        }
    }
}
