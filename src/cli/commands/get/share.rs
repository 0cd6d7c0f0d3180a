//! What objects become, before it is put together: made of some objects at a time, on any thread.

use std::sync::Arc;

use super::decode;
use super::output::Output;
use super::texts::Piece;
use crate::cli::args::get::GetArgs;
use crate::cli::report::{Failure, Outcome};
use crate::object::Value;
use crate::object::encode::Format;
use crate::print::listing::{Entry, Rows};
use crate::print::name;
use crate::query::sort::Field;
use crate::snapshot::{Items, Object};
use crate::{Error, Result, export};

/// Makes of an object what `-o` asks for.
pub(super) struct Maker<'o> {
    pub(super) output: &'o Output,
    pub(super) args: &'o GetArgs,
    pub(super) form: Form,
}

/// What a [`Share`] is made of.
pub(super) enum Form {
    /// Text, which can be written as it is, or waits to be sorted by a field.
    Text {
        /// Documents are items of a list.
        list: bool,
        field: Option<Arc<Result<Field>>>,
    },
    /// Rows of a table.
    Rows(Arc<Rows>),
    /// The objects, where all of them are needed at once.
    Values,
}

/// What became of some objects.
#[derive(Default)]
pub(super) struct Share<'s> {
    /// What could not be read.
    pub(super) problems: Vec<Error>,
    /// What is to be said of those that could.
    pub(super) notes: Vec<(String, &'s [u8])>,
    /// How many were made to one of these.
    pub(super) found: usize,
    pub(super) items: Items<'s>,
    /// Texts that are to be sorted.
    pub(super) pieces: Vec<Piece>,
    pub(super) rows: Vec<Entry>,
    pub(super) values: Vec<Value<'s>>,
    /// Why the run ends behind them.
    pub(super) failure: Option<Failure>,
    /// Why nothing will be printed once all objects have been looked at.
    pub(super) late: Option<Failure>,
}

impl Maker<'_> {
    /// Adds an object to a share.
    pub(super) fn add<'s>(&self, share: &mut Share<'s>, mut object: Object<'s>) {
        // Nothing behind a failure counts.
        if share.failure.is_none() {
            let key = object.record.key;
            let notes = std::mem::take(&mut object.notes);
            share
                .notes
                .extend(notes.into_iter().map(|note| (note, key)));
            share.found += 1;
            share.failure = self.make(share, object.value).err();
        }
    }

    /// The format of documents that need nothing of their objects but what is printed.
    pub(super) fn plain_items(&self) -> Option<Format> {
        match (&self.form, self.output) {
            (
                Form::Text {
                    list: true,
                    field: None,
                },
                Output::Structured(format),
            ) if !self.args.export && !self.args.decode => Some(*format),
            _ => None,
        }
    }

    /// Adds an item that `write` appends. Returns whether it did.
    pub(super) fn add_text<'s>(
        &self,
        share: &mut Share<'s>,
        write: impl FnOnce(&mut Items<'s>) -> bool,
    ) -> bool {
        // Nothing behind a failure counts.
        let added = share.failure.is_some() || write(&mut share.items);
        share.found += usize::from(added && share.failure.is_none());
        added
    }

    /// Adds what is wrong with an object in the place of it.
    pub(super) fn problem(&self, share: &mut Share<'_>, problem: Error) {
        if share.failure.is_none() {
            share.problems.push(problem);
        }
    }

    fn make<'s>(&self, share: &mut Share<'s>, mut value: Value<'s>) -> Outcome {
        if self.args.export {
            export::clean(&mut value);
        }
        if self.args.decode {
            decode::object(&mut value)?;
        }
        // Tables are the server's.
        if !matches!(self.form, Form::Rows(_)) {
            value.read_as_client();
        }
        match &self.form {
            Form::Text { list, field: None } => {
                let made = self.text(share.items.more(), *list, &value);
                match (made, self.output) {
                    (Err(failure), Output::Columns { .. }) => {
                        share.late.get_or_insert(failure);
                    }
                    (made, _) => made?,
                }
            }
            Form::Text {
                list,
                field: Some(field),
            } => {
                let mut text = Vec::new();
                let made = self.text(&mut text, *list, &value);
                share.pieces.push(Piece {
                    key: (field.as_ref().as_ref()).map_or(Ok(None), |field| field.key(&value)),
                    text: made.map(|()| text.into_boxed_slice()),
                });
            }
            Form::Rows(rows) => share.rows.push(rows.entry(&value)),
            Form::Values => share.values.push(value),
        }
        Ok(())
    }

    /// Appends an object's text.
    fn text(&self, out: &mut Vec<u8>, list: bool, value: &Value<'_>) -> Outcome {
        match self.output {
            Output::Structured(format) if list => format.write_next_item(out, value),
            Output::Structured(format) => format.write(out, value),
            Output::Columns { columns, .. } => columns.line(out, value)?,
            _ => name::write(out, value)?,
        }
        Ok(())
    }
}
