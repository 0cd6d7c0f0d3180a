//! Go's `sort.Sort`: pattern-defeating quicksort as of Go 1.19 and later.
//!
//! The algorithm is public (Orson Peters, <https://arxiv.org/abs/2106.05123>); what matters here
//! is that every choice Go makes (thresholds, pivots, the pseudo-random swaps) is the same, since
//! they decide where equal elements end up.

/// Up to this length elements are inserted one by one, which keeps equal ones in order.
const INSERTION: usize = 12;
/// From this length on a pivot is the median of three medians.
const NINTHER: usize = 50;
/// From this length on an almost sorted run is worth mending.
const MENDING: usize = 50;
/// At most so many swaps happen while a pivot is chosen; all of them: a descending run.
const MAX_SWAPS: usize = 12;

/// Sorts like Go. `less` need not be consistent: whatever it says, this ends and loses nothing.
pub(super) fn sort<T>(items: &mut [T], less: impl FnMut(&T, &T) -> bool) {
    let n = items.len();
    let limit = usize::BITS - n.leading_zeros();
    Sorter { items, less }.quick(0, n, limit);
}

struct Sorter<'s, T, F> {
    items: &'s mut [T],
    less: F,
}

#[derive(PartialEq)]
enum Hint {
    Unknown,
    Increasing,
    Decreasing,
}

impl<T, F: FnMut(&T, &T) -> bool> Sorter<'_, T, F> {
    fn less(&mut self, i: usize, j: usize) -> bool {
        match (self.items.get(i), self.items.get(j)) {
            (Some(a), Some(b)) => (self.less)(a, b),
            _ => false,
        }
    }

    fn swap(&mut self, i: usize, j: usize) {
        if i.max(j) < self.items.len() {
            self.items.swap(i, j);
        }
    }

    /// Sorts `a..b`. The smaller side recurses, so the depth is logarithmic.
    fn quick(&mut self, mut a: usize, mut b: usize, mut limit: u32) {
        let (mut balanced, mut partitioned) = (true, true);
        loop {
            let length = b - a;
            if length <= INSERTION {
                return self.insertion(a, b);
            }
            if limit == 0 {
                return self.heap(a, b);
            }
            if !balanced {
                self.break_patterns(a, b);
                limit -= 1;
            }
            let (mut pivot, mut hint) = self.choose_pivot(a, b);
            if hint == Hint::Decreasing {
                if let Some(range) = self.items.get_mut(a..b) {
                    range.reverse();
                }
                pivot = (b - 1) - (pivot - a);
                hint = Hint::Increasing;
            }
            if balanced && partitioned && hint == Hint::Increasing && self.mend(a, b) {
                return;
            }
            // The element before is a pivot of before: what equals it is in place.
            if a > 0 && !self.less(a - 1, pivot) {
                a = self.partition_equal(a, b, pivot);
                continue;
            }
            let (middle, untouched) = self.partition(a, b, pivot);
            partitioned = untouched;
            let (left, right) = (middle - a, b - middle);
            let threshold = length / 8;
            if left < right {
                balanced = left >= threshold;
                self.quick(a, middle, limit);
                a = middle + 1;
            } else {
                balanced = right >= threshold;
                self.quick(middle + 1, b, limit);
                b = middle;
            }
        }
    }

    fn insertion(&mut self, a: usize, b: usize) {
        for i in a + 1..b {
            let mut j = i;
            while j > a && self.less(j, j - 1) {
                self.swap(j, j - 1);
                j -= 1;
            }
        }
    }

    fn sift_down(&mut self, low: usize, high: usize, first: usize) {
        let mut root = low;
        loop {
            let mut child = 2 * root + 1;
            if child >= high {
                return;
            }
            if child + 1 < high && self.less(first + child, first + child + 1) {
                child += 1;
            }
            if !self.less(first + root, first + child) {
                return;
            }
            self.swap(first + root, first + child);
            root = child;
        }
    }

    fn heap(&mut self, a: usize, b: usize) {
        let high = b - a;
        for i in (0..=(high - 1) / 2).rev() {
            self.sift_down(i, high, a);
        }
        for i in (0..high).rev() {
            self.swap(a, a + i);
            self.sift_down(0, i, a);
        }
    }

    /// Moves what is less than the pivot before it; says where the pivot is, and whether the
    /// range was partitioned already.
    fn partition(&mut self, a: usize, b: usize, pivot: usize) -> (usize, bool) {
        self.swap(a, pivot);
        let (mut i, mut j) = (a + 1, b - 1);
        let mut untouched = true;
        loop {
            while i <= j && self.less(i, a) {
                i += 1;
            }
            while i <= j && !self.less(j, a) {
                j -= 1;
            }
            if i > j {
                break;
            }
            self.swap(i, j);
            i += 1;
            j -= 1;
            untouched = false;
        }
        self.swap(j, a);
        (j, untouched)
    }

    /// Moves what equals the pivot to the front; says where the rest starts.
    fn partition_equal(&mut self, a: usize, b: usize, pivot: usize) -> usize {
        self.swap(a, pivot);
        let (mut i, mut j) = (a + 1, b - 1);
        loop {
            while i <= j && !self.less(a, i) {
                i += 1;
            }
            while i <= j && self.less(a, j) {
                j -= 1;
            }
            if i > j {
                return i;
            }
            self.swap(i, j);
            i += 1;
            j -= 1;
        }
    }

    /// Whether a few insertions sorted the range.
    fn mend(&mut self, a: usize, b: usize) -> bool {
        let mut i = a + 1;
        for _ in 0..5 {
            while i < b && !self.less(i, i - 1) {
                i += 1;
            }
            if i == b {
                return true;
            }
            if b - a < MENDING {
                return false;
            }
            self.swap(i, i - 1);
            if i - a >= 2 {
                for j in (1..i).rev() {
                    if !self.less(j, j - 1) {
                        break;
                    }
                    self.swap(j, j - 1);
                }
            }
            if b - i >= 2 {
                for j in i + 1..b {
                    if !self.less(j, j - 1) {
                        break;
                    }
                    self.swap(j, j - 1);
                }
            }
        }
        false
    }

    /// Three swaps with places from a xorshift generator that is seeded with the length.
    fn break_patterns(&mut self, a: usize, b: usize) {
        let length = b - a;
        if length < 8 {
            return;
        }
        let mut random = length as u64;
        let bits = usize::BITS - length.leading_zeros();
        let mask = (1u64 << bits) - 1;
        let middle = a + (length / 4) * 2;
        for i in 0..3 {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let mut other = usize::try_from(random & mask).unwrap_or(0);
            if other >= length {
                other -= length;
            }
            self.swap(middle - 1 + i, a + other);
        }
    }

    fn choose_pivot(&mut self, a: usize, b: usize) -> (usize, Hint) {
        let length = b - a;
        let mut swaps = 0;
        let quarter = length / 4;
        let (mut i, mut j, mut k) = (a + quarter, a + quarter * 2, a + quarter * 3);
        if length >= 8 {
            if length >= NINTHER {
                i = self.median(i - 1, i, i + 1, &mut swaps);
                j = self.median(j - 1, j, j + 1, &mut swaps);
                k = self.median(k - 1, k, k + 1, &mut swaps);
            }
            j = self.median(i, j, k, &mut swaps);
        }
        let hint = match swaps {
            0 => Hint::Increasing,
            MAX_SWAPS => Hint::Decreasing,
            _ => Hint::Unknown,
        };
        (j, hint)
    }

    fn median(&mut self, a: usize, b: usize, c: usize, swaps: &mut usize) -> usize {
        let (a, b) = self.in_order(a, b, swaps);
        let (b, _) = self.in_order(b, c, swaps);
        let (_, b) = self.in_order(a, b, swaps);
        b
    }

    fn in_order(&mut self, a: usize, b: usize, swaps: &mut usize) -> (usize, usize) {
        if self.less(b, a) {
            *swaps += 1;
            (b, a)
        } else {
            (a, b)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn patterns_sort() {
        let n = 1000;
        let patterns: [Vec<usize>; 5] = [
            (0..n).collect(),
            (0..n).rev().collect(),
            (0..n).map(|i| i % 7).collect(),
            (0..n).map(|i| i ^ 0x155).collect(),
            (0..n).map(|i| if i < n / 2 { i } else { n - i }).collect(),
        ];
        for mut items in patterns {
            let mut expected = items.clone();
            expected.sort_unstable();
            sort(&mut items, |a, b| a < b);
            assert_eq!(items, expected);
        }
    }

    proptest! {
        #[test]
        fn any_list_sorts(mut items in prop::collection::vec(0u8..40, 0..300)) {
            let mut expected = items.clone();
            expected.sort_unstable();
            sort(&mut items, |a, b| a < b);
            prop_assert_eq!(items, expected);
        }

        #[test]
        fn an_inconsistent_order_loses_nothing(
            mut items in prop::collection::vec(0u8..40, 0..300),
            answers in prop::collection::vec(any::<bool>(), 1..50),
        ) {
            let mut expected = items.clone();
            expected.sort_unstable();
            let mut answers = answers.into_iter().cycle();
            sort(&mut items, |_, _| answers.next().unwrap_or(false));
            items.sort_unstable();
            prop_assert_eq!(items, expected);
        }
    }
}
