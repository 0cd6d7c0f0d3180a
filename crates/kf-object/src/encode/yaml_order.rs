//! The order of map keys in yaml.v2's output: text by code point, digit runs as numbers.
//!
//! yaml.v2's comparison (sorter.go `keyList.Less`) is not transitive once digits are followed by
//! letters: `a1b` < `a2` < `a10` < `a1b`. kubectl's own output is then different from run to run.
//! The standard sorts may panic on such a relation, so a merge sort of our own is used, which always
//! ends and always gives the same order for the same keys.

use std::cmp::Ordering;

use crate::chars::{is_digit, is_letter};

/// Puts `items` in yaml.v2's order of the keys that `key` takes from them.
pub(super) fn sort_by_key<T: Copy>(items: &mut Vec<T>, key: impl Fn(&T) -> &str) {
    if is_sorted(items.iter().map(&key)) {
        return;
    }
    let mut from = std::mem::take(items);
    let mut to = Vec::with_capacity(from.len());
    let mut width = 1;
    while width < from.len() {
        to.clear();
        for pair in from.chunks(width * 2) {
            let (mut left, mut right) = pair.split_at_checked(width).unwrap_or((pair, &[]));
            while let (Some((l, after_l)), Some((r, after_r))) =
                (left.split_first(), right.split_first())
            {
                if is_less(key(r), key(l)) {
                    to.push(*r);
                    right = after_r;
                } else {
                    to.push(*l);
                    left = after_l;
                }
            }
            to.extend_from_slice(left);
            to.extend_from_slice(right);
        }
        std::mem::swap(&mut from, &mut to);
        width *= 2;
    }
    *items = from;
}

/// Whether no key is less than the one before it.
pub(super) fn is_sorted<'k>(mut keys: impl Iterator<Item = &'k str>) -> bool {
    let Some(mut before) = keys.next() else {
        return true;
    };
    keys.all(|key| {
        let ordered = !is_less(key, before);
        before = key;
        ordered
    })
}

/// Whether yaml.v2 sorts `a` before `b`.
pub(super) fn is_less(a: &str, b: &str) -> bool {
    let same = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    if let (Some(x), Some(y)) = (a.as_bytes().get(same), b.as_bytes().get(same))
        && x.is_ascii_alphabetic()
        && y.is_ascii_alphabetic()
    {
        return x < y;
    }
    // Two characters may differ in a later byte only: back to where they begin.
    let at = a.floor_char_boundary(same);
    let (Some((before, a)), Some((_, b))) = (a.split_at_checked(at), b.split_at_checked(at)) else {
        return a < b;
    };
    let (Some(x), Some(y)) = (a.chars().next(), b.chars().next()) else {
        return a.len() < b.len();
    };
    match (is_letter(x), is_letter(y)) {
        (true, true) => return x < y,
        (true, false) => return false,
        (false, true) => return true,
        (false, false) => {}
    }
    let start = i64::from((x == '0' || y == '0') && ends_in_number(before));
    let (x_number, x_len) = digit_run(a, start);
    let (y_number, y_len) = digit_run(b, start);
    x_number
        .cmp(&y_number)
        .then(x_len.cmp(&y_len))
        .then(x.cmp(&y))
        == Ordering::Less
}

/// Whether the run of digits at the end of `s` holds one that is not `0`.
fn ends_in_number(s: &str) -> bool {
    s.chars()
        .rev()
        .take_while(|&c| is_digit(c))
        .any(|c| c != '0')
}

/// The number of the digits at the start of `s`, continuing `start`, and how many there are; it
/// wraps around as Go's int64 does.
fn digit_run(s: &str, start: i64) -> (i64, usize) {
    s.chars()
        .take_while(|&c| is_digit(c))
        .fold((start, 0), |(n, len), c| {
            let digit = i64::from(u32::from(c)) - i64::from(b'0');
            (n.wrapping_mul(10).wrapping_add(digit), len + 1)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(text: &str) -> String {
        let mut keys: Vec<&str> = text.split(' ').collect();
        sort_by_key(&mut keys, |k| k);
        keys.join(" ")
    }

    #[test]
    fn natural_order() {
        for want in [
            "a1 a2 a10",
            "v1.9 v1.10",
            "foo-bar/baz foo.bar/baz",
            "a-b a.b a/b a_b",
            "A B a b",
            "1 2 10 f:a k:1",
            "a a1 ab",
            "\u{e9}a \u{e9}b \u{ea}",
        ] {
            let mut keys: Vec<&str> = want.split(' ').collect();
            keys.reverse();
            assert_eq!(sorted(&keys.join(" ")), want);
        }
    }

    #[test]
    fn a_relation_that_is_not_transitive_ends() {
        assert!(is_less("a1b", "a2") && is_less("a2", "a10") && is_less("a10", "a1b"));
        let mut keys: Vec<String> = (0..200)
            .map(|n| format!("a{}{}", n % 17, "b".repeat(n % 3)))
            .collect();
        let mut borrowed: Vec<&str> = keys.iter().map(String::as_str).collect();
        sort_by_key(&mut borrowed, |k| k);
        let mut got: Vec<String> = borrowed.iter().map(|k| (*k).to_owned()).collect();
        got.sort();
        keys.sort();
        assert_eq!(got, keys);
    }
}
