//! Where found objects go.

use std::io::Write;

use super::output::Output;
use super::share::{Form, Maker, Share};
use crate::cli::args::GetArgs;
use crate::cli::report::Outcome;
use crate::object::Value;
use crate::object::encode::ListEncoder;
use crate::print::listing::{Listing, TableOptions, quantity_less};
use crate::query::sort::{self, What};
use crate::snapshot::{Mapping, Object, View};
use crate::time::Timestamp;

/// Output is handed on in pieces of at least this size.
const PIECE: usize = 1 << 18;
/// Room for text beyond this is given back: some objects are very large.
const ROOM: usize = 1 << 24;

/// Takes what was made of objects, in order, and writes it.
pub(super) struct Sink<'o, 's> {
    out: &'o mut dyn Write,
    output: &'o Output,
    args: &'o GetArgs,
    /// One object was asked for by its name: no list is put around it.
    single: bool,
    found: usize,
    to: To<'s>,
}

enum To<'s> {
    /// Documents and names are written as their objects come.
    Stream {
        buffer: Vec<u8>,
        list: Option<ListEncoder>,
    },
    Table(Box<Listing>),
    /// What needs all objects at once: sorting, templates, columns of one width.
    Gather(Vec<Value<'s>>),
}

impl<'o, 's> Sink<'o, 's> {
    /// `now` is what the ages of a table count to.
    pub(super) fn new(
        out: &'o mut dyn Write,
        output: &'o Output,
        args: &'o GetArgs,
        single: bool,
        now: Option<Timestamp>,
    ) -> Self {
        let sorted = args.sort_by.as_ref().is_some_and(|path| !path.is_empty());
        let to = match output {
            Output::Table { wide } => To::Table(Box::new(Listing::new(TableOptions {
                now,
                wide: *wide,
                namespace: args.all_namespaces,
                headers: !args.no_headers,
                show_kind: args.show_kind,
                show_labels: args.show_labels,
                label_columns: args.label_columns.clone(),
                plain: args.server_print == Some(false),
                sort_by: args.sort_by.clone().filter(|_| sorted),
            }))),
            Output::JsonPath { .. } | Output::GoTemplate { .. } | Output::Columns { .. } => {
                To::Gather(Vec::new())
            }
            _ if sorted && !single => To::Gather(Vec::new()),
            Output::Name => To::Stream {
                buffer: Vec::new(),
                list: None,
            },
            Output::Structured(format) => {
                let mut buffer = Vec::new();
                let list = (!single).then(|| ListEncoder::begin(*format, &mut buffer));
                To::Stream { buffer, list }
            }
        };
        Self {
            out,
            output,
            args,
            single,
            found: 0,
            to,
        }
    }

    /// Starts a request for objects of one type.
    pub(super) fn begin(&mut self, view: &View<'_>, mapping: &Mapping) {
        if let To::Table(listing) = &mut self.to {
            listing.begin(view, mapping);
        }
    }

    /// What makes shares of the request that was begun last.
    pub(super) fn maker(&self) -> Maker<'o> {
        Maker {
            output: self.output,
            args: self.args,
            form: match &self.to {
                To::Stream { list, .. } => Form::Text {
                    list: list.is_some(),
                },
                To::Table(listing) => listing.rows().map_or(Form::Values, Form::Rows),
                To::Gather(_) => Form::Values,
            },
        }
    }

    /// Takes an object by itself.
    pub(super) fn one(&mut self, object: Object<'s>) -> Outcome {
        let mut share = Share::default();
        self.maker().add(&mut share, object);
        self.take(&mut share)
    }

    /// Takes the next share of the request, and leaves room for another in it.
    pub(super) fn take(&mut self, share: &mut Share<'s>) -> Outcome {
        self.found += std::mem::take(&mut share.found);
        match &mut self.to {
            To::Stream { buffer, list } => {
                let text = match list {
                    Some(list) => list.join(buffer, &share.text),
                    None => &share.text,
                };
                if buffer.len() + text.len() < PIECE {
                    buffer.extend_from_slice(text);
                } else {
                    self.out.write_all(buffer)?;
                    self.out.write_all(text)?;
                    buffer.clear();
                }
                share.text.clear();
                share.text.shrink_to(ROOM);
            }
            To::Table(listing) => listing.add(&mut share.rows),
            To::Gather(values) => values.append(&mut share.values),
        }
        share.failure.take().map_or(Ok(()), Err)
    }

    /// Ends a request; `listed` is whether it asked for all objects of a type.
    pub(super) fn end(&mut self, listed: bool) -> Outcome {
        if let To::Table(listing) = &mut self.to {
            listing.end(listed)?;
        }
        Ok(())
    }

    /// Writes the rest. Whether there is nothing where a table should be, of which kubectl says
    /// so.
    pub(super) fn finish(self) -> Outcome<bool> {
        let text = match self.to {
            To::Table(listing) => {
                let text = listing.text();
                self.out.write_all(&text)?;
                return Ok(text.is_empty());
            }
            _ if self.found == 0 && self.args.ignore_not_found => return Ok(false),
            To::Stream { mut buffer, list } => {
                if let Some(list) = list {
                    list.end(&mut buffer);
                }
                buffer
            }
            To::Gather(mut values) => {
                match &self.args.sort_by {
                    Some(path) if !self.single && !path.is_empty() => sort_by(&mut values, path)?,
                    _ => {}
                }
                let mut text = Vec::new();
                let printed = if self.single {
                    let only = values.pop().unwrap_or(Value::Null);
                    self.output.object(&mut text, &only)
                } else {
                    self.output.list(&mut text, values)
                };
                self.out.write_all(&text)?;
                return printed.map(|()| false);
            }
        };
        self.out.write_all(&text)?;
        Ok(false)
    }
}

/// Sorts objects by the field at a path.
fn sort_by(values: &mut Vec<Value<'_>>, path: &str) -> Outcome {
    let borrowed: Vec<&Value<'_>> = values.iter().collect();
    let order = sort::order(&borrowed, path, What::Objects, &quantity_less)?;
    let mut unsorted: Vec<Option<Value<'_>>> =
        std::mem::take(values).into_iter().map(Some).collect();
    let in_order = order
        .into_iter()
        .filter_map(|i| unsorted.get_mut(i).and_then(Option::take));
    values.extend(in_order);
    Ok(())
}
