//! The keys of a large snapshot in parts, of which one is gathered at a time.

use kf_file::bbolt::Direction;
use kf_view::View;

/// Of so many records one is looked at to see how the keys are spread.
const STRIDE: usize = 64;

/// A look at how the keys of a snapshot are spread.
pub(super) struct Spread<'s> {
    records: u64,
    sample: Vec<&'s [u8]>,
}

impl<'s> Spread<'s> {
    /// Takes the look, if there are more records than are gathered at once.
    pub(super) fn of(view: &View<'s>, at_once: u64) -> Self {
        let records = view.records();
        let sample = match number(records, at_once) {
            0 | 1 => Vec::new(),
            _ => {
                let records = view.store().records(Direction::Forward);
                let sampled = records.step_by(STRIDE).filter_map(Result::ok);
                sampled.map(|record| record.key).collect()
            }
        };
        Self { records, sample }
    }

    /// Cuts what the keys are made to, so that no part has many more records than another or than are gathered
    /// at once; no part where there is no place for a key.
    pub(super) fn cut<T: Ord>(
        &self,
        at_once: u64,
        make: impl Fn(&'s [u8]) -> Option<T>,
    ) -> Parts<T> {
        let parts = number(self.records, at_once);
        let bounds = match parts {
            0 | 1 => Vec::new(),
            _ => self.bounds(parts, make),
        };
        Parts { bounds }
    }

    fn bounds<T: Ord>(&self, parts: usize, make: impl Fn(&'s [u8]) -> Option<T>) -> Vec<T> {
        let mut sample: Vec<T> = self.sample.iter().filter_map(|key| make(key)).collect();
        sample.sort_unstable();
        let size = sample.len().div_ceil(parts).max(1);
        let mut bounds: Vec<T> = Vec::new();
        for (at, place) in sample.into_iter().enumerate() {
            let is_bound = at > 0 && at % size == 0;
            if is_bound && bounds.last() != Some(&place) {
                bounds.push(place);
            }
        }
        bounds
    }
}

/// In how many parts so many records are gathered.
pub(super) fn number(records: u64, at_once: u64) -> usize {
    usize::try_from(records.div_ceil(at_once.max(1))).unwrap_or(usize::MAX)
}

/// Parts one behind the other.
pub(super) struct Parts<T> {
    /// Where each but the first begins.
    bounds: Vec<T>,
}

impl<T: Ord> Parts<T> {
    /// How many.
    pub(super) fn len(&self) -> usize {
        self.bounds.len().saturating_add(1)
    }

    /// Whether something belongs to the part of a number.
    pub(super) fn has(&self, part: usize, place: &T) -> bool {
        let begins = part
            .checked_sub(1)
            .and_then(|before| self.bounds.get(before));
        begins.is_none_or(|begin| begin <= place)
            && self.bounds.get(part).is_none_or(|end| place < end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_is_in_one_part_and_parts_are_alike() {
        let keys: Vec<Vec<u8>> = (0..1000_u32)
            .map(|n| format!("{:03}", n * 7 % 1000).into())
            .collect();
        for parts in [0, 1, 2, 3, 7] {
            let sample = keys.iter().map(Vec::as_slice).collect();
            let spread = Spread {
                records: parts,
                sample,
            };
            let cut = spread.cut(1, |key| (key != b"005").then_some(key));
            assert_eq!(cut.len() as u64, parts.max(1));
            let mut sizes = vec![0; cut.len()];
            for key in &keys {
                let is_in: Vec<usize> = (0..cut.len())
                    .filter(|part| cut.has(*part, &key.as_slice()))
                    .collect();
                assert_eq!(is_in.len(), 1);
                sizes[is_in[0]] += 1;
            }
            let (least, most) = (sizes.iter().min().unwrap(), sizes.iter().max().unwrap());
            assert!(most - least <= cut.len() + 1, "{sizes:?}");
        }
        let same = Spread {
            records: 3,
            sample: vec![b"a"; 9],
        };
        assert_eq!(same.cut(1, Some).len(), 2);
    }
}
