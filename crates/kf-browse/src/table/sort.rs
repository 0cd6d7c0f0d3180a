//! In which order rows stand: cells compare as what they show, numbers as numbers and durations as
//! durations.

use std::cmp::Ordering;

/// Units of durations as kubectl prints them, in seconds.
const DURATIONS: [(char, f64); 5] = [
    ('s', 1.0),
    ('m', 60.0),
    ('h', 3600.0),
    ('d', 86_400.0),
    ('y', 31_536_000.0),
];

/// Units of quantities and sizes.
const UNITS: [(&str, f64); 13] = [
    ("KiB", 1024.0),
    ("MiB", 1_048_576.0),
    ("GiB", 1_073_741_824.0),
    ("Ki", 1024.0),
    ("Mi", 1_048_576.0),
    ("Gi", 1_073_741_824.0),
    ("Ti", 1_099_511_627_776.0),
    ("k", 1e3),
    ("M", 1e6),
    ("G", 1e9),
    ("T", 1e12),
    ("m", 1e-3),
    ("%", 1.0),
];

/// What a cell is compared by.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum SortKey {
    /// Numbers, durations in seconds, quantities.
    Number(f64),
    /// Any other text, in lower case.
    Text(String),
}

impl SortKey {
    /// Reads a cell.
    pub(crate) fn of(cell: &str) -> Self {
        match duration(cell).or_else(|| number(cell)) {
            Some(number) => Self::Number(number),
            None => Self::Text(cell.to_lowercase()),
        }
    }

    /// Numbers come before texts.
    pub(crate) fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        }
    }
}

/// `5d`, `2d3h`
fn duration(text: &str) -> Option<f64> {
    let mut rest = text;
    let mut sum = 0.0;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let (count, after) = rest.split_at_checked(digits)?;
        let unit = after.chars().next()?;
        let (_, seconds) = DURATIONS.iter().find(|(u, _)| *u == unit)?;
        sum += count.parse::<f64>().ok()? * seconds;
        rest = after.get(unit.len_utf8()..)?;
    }
    (!text.is_empty()).then_some(sum)
}

/// The number a text begins with: `5 (3h ago)`, `2/3`, `10Mi`. A name such as `10-web` is none.
fn number(text: &str) -> Option<f64> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.');
    let (digits, rest) = text.split_at_checked(end.unwrap_or(text.len()))?;
    let number: f64 = digits.parse().ok()?;
    let rest = rest.trim_start();
    if rest.is_empty() || rest.starts_with(['/', '(']) {
        return Some(number);
    }
    let unit = UNITS.iter().find(|(unit, _)| *unit == rest);
    unit.map(|(_, factor)| number * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_compare_as_what_they_show() {
        let sorted = |cells: &[&str]| {
            let mut cells: Vec<&str> = cells.to_vec();
            cells.sort_by(|a, b| SortKey::of(a).compare(&SortKey::of(b)));
            cells.join(" ")
        };
        assert_eq!(sorted(&["10", "9", "2/3"]), "2/3 9 10");
        assert_eq!(sorted(&["2d3h", "90s", "5m", "1y"]), "90s 5m 2d3h 1y");
        assert_eq!(sorted(&["1Gi", "900Mi", "5"]), "5 900Mi 1Gi");
        assert_eq!(sorted(&["b", "A", "10-web", "3"]), "3 10-web A b");
        assert_eq!(
            sorted(&["5 (3h ago)", "12", "<none>"]),
            "5 (3h ago) 12 <none>"
        );
    }
}
