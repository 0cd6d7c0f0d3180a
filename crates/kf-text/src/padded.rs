//! Tables as Helm prints them (github.com/gosuri/uitable): every cell padded to its column, also
//! the last one, with a tab between.

use kf_base::fill;
use kf_base::limits::{MAX_PADDED_CELL, MAX_TABLE_PADDING};

/// The header and the rows. A cell of more than [`MAX_PADDED_CELL`] characters is printed whole but
/// widens no column; where all of it would be larger than [`MAX_TABLE_PADDING`], so do shorter ones.
pub fn table<'h, const N: usize>(
    header: impl IntoIterator<Item = &'h str>,
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let header: Vec<String> = header.into_iter().map(str::to_owned).collect();
    let mut lines = vec![header];
    lines.extend(
        rows.into_iter()
            .map(|row| row.map(|c| kf_base::escape::text(&c)).to_vec()),
    );
    let mut longest = MAX_PADDED_CELL;
    let mut widths = widths(&lines, longest);
    while widths.iter().sum::<usize>().saturating_mul(lines.len()) > MAX_TABLE_PADDING
        && longest > 0
    {
        longest /= 2;
        widths = self::widths(&lines, longest);
    }
    let mut out = String::new();
    for line in &lines {
        for (i, (cell, width)) in line.iter().zip(&widths).enumerate() {
            if i > 0 {
                out.push('\t');
            }
            fill::left(&mut out, cell, *width);
        }
        out.push('\n');
    }
    out
}

/// The widths of the columns by cells of up to so many characters.
fn widths(lines: &[Vec<String>], longest: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for line in lines {
        widths.resize(widths.len().max(line.len()), 0);
        for (width, cell) in widths.iter_mut().zip(line) {
            let wanted = cell.chars().count();
            if wanted <= longest {
                *width = (*width).max(wanted);
            }
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn every_cell_is_padded() {
        let rows = [["web", "1"], ["x", "12"]].map(|r| r.map(str::to_owned));
        assert_eq!(table(["NAME", "N"], rows), "NAME\tN \nweb \t1 \nx   \t12\n");
    }
}
