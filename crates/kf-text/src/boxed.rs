//! The boxed tables of etcd's tools: `github.com/olekukonko/tablewriter` 0.0.5 with right-aligned
//! cells, as etcdctl 3.3 to 3.5 and etcdutl 3.5 and 3.6 are released, and 1.1.4, which etcdutl 3.7
//! has.

use kf_base::fill;

/// What the lines of a box are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// `+--+` and `|`.
    Ascii,
    /// `┌──┐` and `│`.
    Drawn,
}

/// A header, which is put into capitals and the middle, and one row below it.
#[must_use]
pub fn table(columns: &[(&str, String)], lines: Lines) -> String {
    let columns: Vec<(String, &str, usize)> = columns
        .iter()
        .map(|(title, cell)| {
            let width = title.chars().count().max(cell.chars().count());
            (title.to_uppercase(), cell.as_str(), width)
        })
        .collect();
    let (across, down, corners) = match lines {
        Lines::Ascii => ('-', '|', [['+'; 3]; 3]),
        Lines::Drawn => (
            '─',
            '│',
            [['┌', '┬', '┐'], ['├', '┼', '┤'], ['└', '┴', '┘']],
        ),
    };
    let [top, middle, bottom] = corners.map(|[left, between, right]| {
        let mut rule = String::from(left);
        for (i, (.., width)) in columns.iter().enumerate() {
            if i > 0 {
                rule.push(between);
            }
            rule.extend(std::iter::repeat_n(across, width.saturating_add(2)));
        }
        rule.push(right);
        rule
    });
    let (mut head, mut row) = (String::from(down), String::from(down));
    for (title, cell, width) in &columns {
        for line in [&mut head, &mut row] {
            line.push(' ');
        }
        fill::middle(&mut head, title, *width);
        fill::right(&mut row, cell, *width);
        for line in [&mut head, &mut row] {
            line.push(' ');
            line.push(down);
        }
    }
    format!("{top}\n{head}\n{middle}\n{row}\n{bottom}\n")
}

/// A number of bytes as `humanize.Bytes` of `github.com/dustin/go-humanize` prints it: steps of
/// 1000, one decimal below ten.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "Go computes in float64, and the exponent is at most 6"
)]
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 7] = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];
    if bytes < 10 {
        return format!("{bytes} B");
    }
    let exponent = ((bytes as f64).ln() / 1000_f64.ln()).floor();
    let unit = UNITS.get(exponent as usize).copied().unwrap_or("EB");
    let value = (bytes as f64 / 1000_f64.powf(exponent) * 10.0 + 0.5).floor() / 10.0;
    if value < 10.0 {
        format!("{value:.1} {unit}")
    } else {
        format!("{value:.0} {unit}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_as_go_prints_them() {
        for (bytes, text) in [
            (0, "0 B"),
            (9, "9 B"),
            (10, "10 B"),
            (999, "999 B"),
            (1000, "1.0 kB"),
            (1024, "1.0 kB"),
            (9999, "10 kB"),
            (25_165, "25 kB"),
            (999_999, "1000 kB"),
            (5_324_800, "5.3 MB"),
            (u64::MAX, "18 EB"),
        ] {
            assert_eq!(size(bytes), text, "{bytes}");
        }
    }

    #[test]
    fn titles_in_the_middle_cells_to_the_right() {
        let columns = [("hash", "77a53303".into()), ("total keys", "2".into())];
        let text = table(&columns, Lines::Ascii);
        let expected = "\
+----------+------------+
|   HASH   | TOTAL KEYS |
+----------+------------+
| 77a53303 |          2 |
+----------+------------+
";
        assert_eq!(text, expected);
        let expected = "\
┌──────────┬────────────┐
│   HASH   │ TOTAL KEYS │
├──────────┼────────────┤
│ 77a53303 │          2 │
└──────────┴────────────┘
";
        assert_eq!(table(&columns, Lines::Drawn), expected);
    }
}
