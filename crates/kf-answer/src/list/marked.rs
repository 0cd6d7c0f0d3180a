//! The row of a table that a server marks as the default of its kind: one of all that are listed, so
//! that it is known only with the last of them.

use super::{List, Rank};
use kf_object::Value;
use kf_table::DefaultRank;

/// The row of an object as that of the default.
pub(super) struct Marked {
    rank: DefaultRank,
    place: Rank,
    row: Vec<u8>,
}

impl List<'_, '_> {
    /// The row of an object that could be the default, should it be the one.
    pub(super) fn default(&self, object: &Value<'_>, place: &Rank) -> Option<Marked> {
        let (rank, cells) = self.maker.default_of_list(object)?;
        let mut row = Vec::new();
        self.maker.write_cells(&mut row, &cells, object);
        Some(Marked {
            rank,
            place: place.clone(),
            row,
        })
    }
}

/// Puts the row of the default in the place of its own.
pub(super) fn mark(rows: &mut [(Rank, Vec<u8>)], defaults: Vec<Marked>) {
    let Some(default) = defaults.into_iter().max_by(|a, b| a.rank.cmp(&b.rank)) else {
        return;
    };
    if let Some((_, row)) = rows.iter_mut().find(|(place, _)| *place == default.place) {
        *row = default.row;
    }
}
