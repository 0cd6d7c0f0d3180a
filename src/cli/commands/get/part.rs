//! What of the objects of a list is looked at, so that no more of them is built.

use super::output::Output;
use super::share::{Form, Maker};
use crate::answer::Selection;
use crate::snapshot::Mapping;
use crate::storage::Part;

/// Returns the part of a type's objects that is selected and printed by; `None` for all of them.
pub(super) fn wanted(maker: &Maker<'_>, selection: &Selection, mapping: &Mapping) -> Option<Part> {
    if maker.args.export || maker.args.decode {
        return None;
    }
    let mut paths = printed(maker)?;
    paths.extend(selection.reads()?.iter().map(|path| path.to_vec()));
    of(mapping, paths.iter().map(Vec::as_slice))
}

/// Returns the part of a type's objects that they are selected by; `None` for all of them, or if
/// everything is selected.
pub(super) fn selecting(selection: &Selection, mapping: &Mapping) -> Option<Part> {
    if selection.is_everything() {
        return None;
    }
    of(mapping, selection.reads()?.iter().copied())
}

fn of<'p>(mapping: &Mapping, paths: impl IntoIterator<Item = &'p [&'p str]>) -> Option<Part> {
    Part::new(&mapping.api_version(), &mapping.resource().kind, paths)
}

/// Returns what of an object is printed, or sorted by, beside its name and namespace.
fn printed<'m>(maker: &'m Maker<'_>) -> Option<Vec<Vec<&'m str>>> {
    match (&maker.form, maker.output) {
        (Form::Rows(rows), _) => rows.reads(),
        (Form::Text { field, .. }, output) => {
            let mut paths = match output {
                Output::Name => Vec::new(),
                Output::Columns { columns, .. } => columns.reads()?,
                _ => return None,
            };
            if let Some(Ok(field)) = field.as_deref() {
                paths.append(&mut field.reads()?);
            }
            Some(paths)
        }
        (Form::Values, Output::JsonPath { template, .. }) if maker.args.sort_by.is_none() => {
            template.reads_of_items()
        }
        (Form::Values, _) => None,
    }
}
