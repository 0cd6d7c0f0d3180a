//! Where found objects go.

use std::io::Write;
use std::sync::Arc;

use super::output::Output;
use super::share::{Form, Maker, Share};
use super::texts::Texts;
use crate::cli::args::get::GetArgs;
use crate::cli::report::Outcome;
use crate::object::Value;
use crate::print::listing::{Listing, TableOptions};
use crate::query::sort::{self, Field, What};
use crate::snapshot::{Mapping, Object, View};
use crate::time::Timestamp;

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
    Text(Box<Texts>),
    Table(Box<Listing>),
    /// Templates need all objects at once.
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
                namespace: args.scope.all(),
                headers: args.headers.shown(),
                show_kind: args.show_kind,
                show_labels: args.show_labels,
                label_columns: args.label_columns(),
                plain: args.server_print == Some(false),
                subresource: super::subresource(args).map(str::to_owned),
                sort_by: args.sort_by.clone().filter(|_| sorted),
                kubectl: args.kubectl.version(),
                chunk_size: args.chunk_size.objects(),
            }))),
            Output::JsonPath { .. } | Output::GoTemplate { .. } => To::Gather(Vec::new()),
            Output::Structured(_) | Output::Name | Output::Columns { .. } => {
                let path = args.sort_by.as_deref().filter(|_| sorted && !single);
                let field = path.map(|path| Arc::new(Field::parse(path, What::Objects)));
                To::Text(Box::new(Texts::new(output, !single, field)))
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
                To::Text(texts) => Form::Text {
                    list: texts.in_list(),
                    field: texts.field(),
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
            To::Text(texts) => texts.take(share, self.out)?,
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

    /// Whether no object was found.
    pub(super) fn is_empty(&self) -> bool {
        self.found == 0
    }

    /// Writes the rest. Whether there is nothing where a table should be, of which kubectl says
    /// so.
    pub(super) fn finish(self) -> Outcome<bool> {
        match self.to {
            To::Table(listing) => {
                let text = listing.text()?;
                self.out.write_all(&text)?;
                return Ok(text.is_empty());
            }
            _ if self.found == 0 && self.args.ignore_not_found => {}
            To::Text(texts) => texts.finish(self.out)?,
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
                printed?;
            }
        }
        Ok(false)
    }
}

/// Sorts objects by the field at a path.
fn sort_by(values: &mut Vec<Value<'_>>, path: &str) -> Outcome {
    let borrowed: Vec<&Value<'_>> = values.iter().collect();
    let order = sort::order(&borrowed, path, What::Objects)?;
    let mut unsorted: Vec<Option<Value<'_>>> =
        std::mem::take(values).into_iter().map(Some).collect();
    let in_order = order
        .into_iter()
        .filter_map(|i| unsorted.get_mut(i).and_then(Option::take));
    values.extend(in_order);
    Ok(())
}
