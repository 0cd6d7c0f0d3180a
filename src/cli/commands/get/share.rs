//! What objects become, before it is put together: made of some objects at a time, on any thread.

use std::sync::Arc;

use super::decode;
use super::output::Output;
use crate::cli::args::GetArgs;
use crate::cli::report::{Failure, Outcome};
use crate::object::Value;
use crate::print::listing::{Entry, Rows};
use crate::print::name;
use crate::snapshot::Object;
use crate::{Error, export};

/// Makes of an object what `-o` asks for.
pub(super) struct Maker<'o> {
    pub(super) output: &'o Output,
    pub(super) args: &'o GetArgs,
    pub(super) form: Form,
}

/// What a [`Share`] is made of.
pub(super) enum Form {
    /// Text that can be written as it is, as items of a list or each for itself.
    Text { list: bool },
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
    pub(super) notes: Vec<String>,
    /// How many were made to one of these.
    pub(super) found: usize,
    pub(super) text: Vec<u8>,
    pub(super) rows: Vec<Entry>,
    pub(super) values: Vec<Value<'s>>,
    /// Why the run ends behind them.
    pub(super) failure: Option<Failure>,
}

impl Maker<'_> {
    /// Adds an object to a share.
    pub(super) fn add<'s>(&self, share: &mut Share<'s>, mut object: Object<'s>) {
        // Nothing behind a failure counts.
        if share.failure.is_none() {
            share.notes.append(&mut object.notes);
            share.found += 1;
            share.failure = self.make(share, object.value).err();
        }
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
        match (&self.form, self.output) {
            (Form::Text { list: true }, Output::Structured(format)) => {
                format.write_next_item(&mut share.text, &value);
            }
            (Form::Text { .. }, Output::Structured(format)) => {
                format.write(&mut share.text, &value);
            }
            (Form::Text { .. }, _) => name::write(&mut share.text, &value)?,
            (Form::Rows(rows), _) => share.rows.push(rows.entry(&value)),
            (Form::Values, _) => share.values.push(value),
        }
        Ok(())
    }
}
