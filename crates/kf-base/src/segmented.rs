//! A list that grows without moving what is in it.
//!
//! A vector that doubles leaves as much memory behind as it takes in the end: places too small for
//! what it becomes next. What grows to millions of elements is held in segments instead, of which none is
//! moved or larger than it was.

/// Elements in the order in which they were pushed, in segments of `SEGMENT` of them.
#[derive(Clone, Debug)]
pub struct Segmented<T, const SEGMENT: usize = 512> {
    segments: Vec<Vec<T>>,
}

impl<T, const SEGMENT: usize> Default for Segmented<T, SEGMENT> {
    fn default() -> Self {
        Self {
            segments: Vec::new(),
        }
    }
}

impl<T, const SEGMENT: usize> Segmented<T, SEGMENT> {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        let last = self.segments.last().map_or(0, Vec::len);
        self.segments.len().saturating_sub(1) * SEGMENT + last
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// Adds one behind the others.
    pub fn push(&mut self, element: T) {
        match self.segments.last_mut() {
            Some(last) if last.len() < SEGMENT => last.push(element),
            first => {
                // Most lists are short; from the second segment on it is known to be a long one.
                let room = if first.is_some() { SEGMENT } else { 1 };
                let mut segment = Vec::with_capacity(room);
                segment.push(element);
                self.segments.push(segment);
            }
        }
    }

    /// The one in a place.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&T> {
        self.segments.get(at / SEGMENT)?.get(at % SEGMENT)
    }

    /// The one in a place, to change it.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        self.segments.get_mut(at / SEGMENT)?.get_mut(at % SEGMENT)
    }

    /// All of them in their order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.segments.iter().flatten()
    }
}

impl<T, const SEGMENT: usize> IntoIterator for Segmented<T, SEGMENT> {
    type Item = T;
    type IntoIter = std::iter::Flatten<std::vec::IntoIter<Vec<T>>>;

    /// Gives a segment's memory back once it has been gone through.
    fn into_iter(self) -> Self::IntoIter {
        self.segments.into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_stay_in_their_places() {
        let mut list = Segmented::<usize, 4>::default();
        assert!(list.is_empty());
        for n in 0..11 {
            assert_eq!(list.len(), n);
            list.push(n);
            assert_eq!(list.get(n), Some(&n));
        }
        for n in 0..11 {
            assert_eq!(list.get(n), Some(&n));
            *list.get_mut(n).unwrap() += 1;
        }
        assert_eq!(list.get(11), None);
        assert_eq!(list.get_mut(12), None);
        assert!(list.iter().copied().eq(1..12));
        assert!(list.into_iter().eq(1..12));
    }
}
