//! What is made of each object by itself: documents, names, lines of columns.
//!
//! Documents and names are written as their objects come, lines of columns when all are there to be
//! aligned. What is sorted waits as text, which takes less memory than the objects.

use std::io::Write;
use std::sync::Arc;

use super::output::Output;
use super::share::Share;
use crate::cli::report::{Failure, Outcome};
use crate::object::Value;
use crate::object::encode::ListEncoder;
use crate::query::sort::{Field, OrderError};
use crate::text::tabwriter::TabWriter;
use crate::{Error, Result};

/// Output is handed on in pieces of at least this size.
const PIECE: usize = 1 << 18;
/// Room for text beyond this is given back: some objects are very large.
const ROOM: usize = 1 << 24;

/// The text of one object, where it waits to be sorted.
pub(super) struct Piece {
    /// What stands at the field that is sorted by.
    pub(super) key: Result<Option<Value<'static>>>,
    pub(super) text: Outcome<Box<[u8]>>,
}

/// Takes texts, and puts them together.
pub(super) struct Texts {
    buffer: Vec<u8>,
    /// Around the items of a list.
    list: Option<ListEncoder>,
    /// For columns, which are aligned.
    columns: Option<TabWriter>,
    /// The field that is sorted by.
    field: Option<Arc<Result<Field>>>,
    pieces: Vec<Piece>,
    /// Why there will be no columns, which is said when all objects have been looked at.
    failure: Option<Failure>,
}

impl Texts {
    /// `list` puts a list around documents.
    pub(super) fn new(output: &Output, list: bool, field: Option<Arc<Result<Field>>>) -> Self {
        let mut buffer = Vec::new();
        let list = match output {
            Output::Structured(format) if list => Some(ListEncoder::begin(*format, &mut buffer)),
            _ => None,
        };
        Self {
            buffer,
            list,
            columns: output.columns(),
            field,
            pieces: Vec::new(),
            failure: None,
        }
    }

    /// Whether documents are items of a list.
    pub(super) fn in_list(&self) -> bool {
        self.list.is_some()
    }

    /// The field that is sorted by.
    pub(super) fn field(&self) -> Option<Arc<Result<Field>>> {
        self.field.clone()
    }

    /// Takes the texts of a share, and leaves room for others in it.
    pub(super) fn take(&mut self, share: &mut Share<'_>, out: &mut dyn Write) -> Outcome {
        self.pieces.append(&mut share.pieces);
        if let Some(failure) = share.late.take() {
            self.failure.get_or_insert(failure);
        }
        self.write(share.items.text(), out)?;
        share.items.clear();
        share.items.shrink_to(ROOM);
        Ok(())
    }

    fn write(&mut self, text: &[u8], out: &mut dyn Write) -> Outcome {
        if let Some(columns) = &mut self.columns {
            columns.write_bytes(text);
            return Ok(());
        }
        let text = match &mut self.list {
            Some(list) => list.join(&mut self.buffer, text),
            None => text,
        };
        if self.buffer.len() + text.len() < PIECE {
            self.buffer.extend_from_slice(text);
        } else {
            out.write_all(&self.buffer)?;
            out.write_all(text)?;
            self.buffer.clear();
        }
        Ok(())
    }

    /// Writes the rest.
    pub(super) fn finish(mut self, out: &mut dyn Write) -> Outcome {
        for text in self.sorted()? {
            self.write(&text?, out)?;
        }
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        if let Some(list) = self.list {
            list.end(&mut self.buffer);
        }
        if let Some(mut columns) = self.columns {
            columns.flush(&mut self.buffer);
        }
        out.write_all(&self.buffer)?;
        Ok(())
    }

    /// What waited, in the order of the field.
    fn sorted(&mut self) -> Outcome<Vec<Outcome<Box<[u8]>>>> {
        let pieces = std::mem::take(&mut self.pieces);
        let Some(field) = self.field.as_deref().filter(|_| !pieces.is_empty()) else {
            return Ok(Vec::new());
        };
        let field = field.as_ref().map_err(Error::clone)?;
        let (keys, texts): (Vec<_>, Vec<_>) = pieces.into_iter().map(|p| (p.key, p.text)).unzip();
        let keys: Vec<_> = keys.into_iter().collect::<Result<_>>()?;
        let order = field.order(&keys).map_err(OrderError::into_error)?;
        let mut texts: Vec<Option<_>> = texts.into_iter().map(Some).collect();
        let in_order = order.into_iter();
        Ok(in_order
            .filter_map(|i| texts.get_mut(i).and_then(Option::take))
            .collect())
    }
}
