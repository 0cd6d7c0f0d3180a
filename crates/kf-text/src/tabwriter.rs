//! kubectl's column alignment.
//!
//! It is that of `github.com/liggitt/tabwriter` with cli-runtime's settings
//! (`pkg/printers/tabwriter.go`): columns at least [`MIN_WIDTH`] runes wide, [`PADDING`] spaces
//! behind the longest cell, widths remembered over flushes.
//!
//! Text is cells, each ended by a tab (or vertical tab), and lines, each ended by a newline (or
//! form feed). The last cell of a line belongs to no column and is never padded. A column is a
//! block of consecutive lines that all have the cell: a line with fewer cells ends it. A form
//! feed ends all blocks.
//!
//! One cell of a megabyte would be paid for in each row. So where spaces come to more than
//! [`MAX_TABLE_PADDING`] and to several times the text, the longest cells widen no column: they are
//! printed whole, and what stands behind them is out of line. Other rows stay aligned.
//!
//! `kubectl describe` aligns with Go's own `text/tabwriter` instead, which has the same rules
//! and remembers nothing: [`TabWriter::describing`].

use kf_base::limits::MAX_TABLE_PADDING;
use kf_object::text::go_str;

/// Narrowest column, padding included, in runes.
pub const MIN_WIDTH: usize = 6;
/// Spaces behind the longest cell of a column.
pub const PADDING: usize = 3;
/// As [`PADDING`], in descriptions (kubectl `pkg/describe/describe.go`, `tabbedString`).
const DESCRIBE_PADDING: usize = 2;

/// Spaces of a table for each byte of its text, which are never too many.
const SPACES_PER_BYTE: usize = 4;

/// So much room is made at once for aligned text: what is longer comes of a hostile cell, and may be
/// over a limit before it is written.
const ROOM: usize = 64 << 20;

/// Collects text and aligns it on [`flush`](Self::flush).
#[derive(Debug)]
pub struct TabWriter {
    min_width: usize,
    padding: usize,
    /// Whether widths outlive a flush.
    remembers: bool,
    /// The cells' text without separators: UTF-8, but for what kubectl cuts within a character.
    text: Vec<u8>,
    cells: Vec<Cell>,
    lines: Vec<Line>,
    /// Where the cell that is being written starts in `text`.
    cell_start: usize,
    /// The widest each column has been in any block so far.
    remembered: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    /// Where it ends in `text`.
    end: usize,
    /// In runes.
    width: usize,
}

#[derive(Clone, Copy, Debug)]
struct Line {
    /// The number of cells up to and with this line's last.
    cells_end: usize,
    /// Whether every column block ends behind this line.
    ends_blocks: bool,
}

impl Default for TabWriter {
    fn default() -> Self {
        Self::new()
    }
}

impl TabWriter {
    /// A writer without remembered widths.
    #[must_use]
    pub fn new() -> Self {
        Self::with(MIN_WIDTH, PADDING, true)
    }

    /// A writer for descriptions.
    #[must_use]
    pub fn describing() -> Self {
        Self::with(0, DESCRIBE_PADDING, false)
    }

    fn with(min_width: usize, padding: usize, remembers: bool) -> Self {
        Self {
            min_width,
            padding,
            remembers,
            text: Vec::new(),
            cells: Vec::new(),
            lines: Vec::new(),
            cell_start: 0,
            remembered: Vec::new(),
        }
    }

    /// Makes room for so many bytes of text.
    pub fn reserve(&mut self, bytes: usize) {
        self.text.reserve(bytes);
    }

    /// Takes text with tabs and newlines.
    pub fn write(&mut self, text: &str) {
        self.write_bytes(text.as_bytes());
    }

    /// As [`write`](Self::write), of text that may be cut within a character: each byte of what
    /// is left of that counts as one rune.
    pub fn write_bytes(&mut self, text: &[u8]) {
        let mut rest = text;
        while let Some(at) = rest
            .iter()
            .position(|b| matches!(b, b'\t' | 0xb | b'\n' | 0xc))
        {
            let (cell, tail) = rest.split_at_checked(at).unwrap_or((rest, &[]));
            self.text.extend_from_slice(cell);
            self.end_cell();
            let (separator, tail) = tail.split_first().unwrap_or((&b'\t', &[]));
            if let b'\n' | 0xc = separator {
                self.end_line(*separator == 0xc);
            }
            rest = tail;
        }
        self.text.extend_from_slice(rest);
    }

    fn end_cell(&mut self) {
        let cell = self.text.get(self.cell_start..).unwrap_or_default();
        self.cells.push(Cell {
            end: self.text.len(),
            width: go_str(cell).chars().count(),
        });
        self.cell_start = self.text.len();
    }

    fn end_line(&mut self, ends_blocks: bool) {
        self.lines.push(Line {
            cells_end: self.cells.len(),
            ends_blocks,
        });
    }

    /// Appends everything written so far, aligned, to `out`, and starts afresh. The widths stay
    /// remembered: no later column is narrower.
    pub fn flush(&mut self, out: &mut Vec<u8>) {
        self.flush_within(out, usize::MAX);
    }

    /// As [`flush`](Self::flush), as long as `out` stays within `limit` bytes; whether it did.
    pub fn flush_within(&mut self, out: &mut Vec<u8>, limit: usize) -> bool {
        // Text behind the last newline is a line too, printed without one.
        if self.cell_start < self.text.len() {
            self.end_cell();
        }
        let complete = self.lines.len();
        if self.lines.last().map_or(0, |l| l.cells_end) < self.cells.len() {
            self.end_line(false);
        }
        let columns = self.affordable_columns();
        let whole = self.text.len().saturating_add(columns.padding) + self.lines.len();
        out.reserve(whole.min(limit.saturating_sub(out.len())).min(ROOM));
        let least = self.padding;
        let Columns {
            block_of_cell,
            widths,
            remembered,
            ..
        } = columns;
        self.remembered = remembered;

        let mut fits = true;
        let mut cells = self.cells.iter().zip(block_of_cell);
        let (mut cell_number, mut start) = (0, 0);
        for (i, line) in self.lines.iter().enumerate() {
            while cell_number < line.cells_end {
                let Some((cell, block)) = cells.next() else {
                    break;
                };
                cell_number += 1;
                let text = self.text.get(start..cell.end).unwrap_or_default();
                out.extend_from_slice(text);
                start = cell.end;
                if let Some(width) = block.and_then(|b| widths.get(b)) {
                    let padding = width.saturating_sub(cell.width).max(least);
                    fits &= out.len().saturating_add(padding) <= limit;
                    if fits {
                        out.resize(out.len() + padding, b' ');
                    }
                }
            }
            if i < complete {
                out.push(b'\n');
            }
        }

        self.text.clear();
        self.cells.clear();
        self.lines.clear();
        self.cell_start = 0;
        fits && out.len() <= limit
    }

    /// Forgets the widths, as kubectl does between two resource types.
    pub fn forget_widths(&mut self) {
        self.remembered.clear();
    }

    /// The columns by kubectl's rules, or, where they would take too many spaces, by cells that are
    /// not as long.
    fn affordable_columns(&self) -> Columns {
        let columns = self.columns(usize::MAX);
        if !self.remembers {
            // Descriptions have a limit of their own.
            return columns;
        }
        let budget = self.text.len().saturating_mul(SPACES_PER_BYTE);
        let budget = budget.max(MAX_TABLE_PADDING);
        let (mut columns, mut longest) = (columns, self.longest_cell());
        while columns.padding > budget && longest > 0 {
            longest /= 2;
            columns = self.columns(longest);
        }
        columns
    }

    fn longest_cell(&self) -> usize {
        self.cells.iter().map(|cell| cell.width).max().unwrap_or(0)
    }

    /// The columns that come of cells up to so many runes.
    ///
    /// Upstream's `format` recurses over columns; this walks the lines once, which costs no
    /// stack however many tabs a cell smuggles in. Blocks of one column come top to bottom in
    /// both, so the remembered widths grow in the same order.
    fn columns(&self, longest: usize) -> Columns {
        let mut block_of_cell = Vec::with_capacity(self.cells.len());
        // (column, width)
        let mut blocks: Vec<(usize, usize)> = Vec::new();
        // The blocks of the columns of the line above.
        let mut open: Vec<usize> = Vec::new();
        let mut cells = self.cells.iter();
        let mut cells_start = 0;
        for line in &self.lines {
            let padded = (line.cells_end - cells_start).saturating_sub(1);
            cells_start = line.cells_end;
            open.truncate(padded);
            for (column, cell) in cells.by_ref().take(padded).enumerate() {
                let wanted = match cell.width {
                    width if width <= longest => (width + self.padding).max(self.min_width),
                    _ => self.min_width,
                };
                let block = match open.get(column) {
                    Some(&block) => block,
                    None => {
                        open.push(blocks.len());
                        blocks.push((column, self.min_width));
                        blocks.len() - 1
                    }
                };
                if let Some((_, width)) = blocks.get_mut(block) {
                    *width = wanted.max(*width);
                }
                block_of_cell.push(Some(block));
            }
            if cells.next().is_some() {
                block_of_cell.push(None);
            }
            if line.ends_blocks {
                open.clear();
            }
        }
        let mut remembered = self.remembered.clone();
        let widths = blocks.into_iter().map(|(column, width)| {
            if !self.remembers {
                return width;
            }
            match remembered.get_mut(column) {
                Some(known) => {
                    *known = width.max(*known);
                    *known
                }
                // Columns come in order, so this is the next one.
                None => {
                    remembered.push(width);
                    width
                }
            }
        });
        let widths: Vec<usize> = widths.collect();
        let cells = self.cells.iter().zip(&block_of_cell);
        let padding = cells.filter_map(|(cell, block)| {
            let width = block.and_then(|b| widths.get(b))?;
            Some(width.saturating_sub(cell.width))
        });
        Columns {
            padding: padding.fold(0, usize::saturating_add),
            block_of_cell,
            widths,
            remembered,
        }
    }
}

/// How cells are laid out.
struct Columns {
    /// The column block of each cell; `None` for the last of its line.
    block_of_cell: Vec<Option<usize>>,
    /// Each block's width.
    widths: Vec<usize>,
    /// The widest each column has been.
    remembered: Vec<usize>,
    /// Spaces behind all cells together.
    padding: usize,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn aligned(text: &str) -> String {
        let mut writer = TabWriter::new();
        let mut out = Vec::new();
        writer.write(text);
        writer.flush(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_are_as_wide_as_their_longest_cell_and_three() {
        assert_eq!(
            aligned("NAME\tA\tAGE\nx\tlonger than that\t5m\n"),
            "NAME   A                  AGE\nx      longer than that   5m\n"
        );
        assert_eq!(aligned("a\tb\n"), "a     b\n");
        assert_eq!(
            aligned("\u{e9}\u{4e16}\u{1f600}xyz\tb\n"),
            "\u{e9}\u{4e16}\u{1f600}xyz   b\n"
        );
        assert_eq!(aligned("a\t\nb\t\n"), "a     \nb     \n");
        assert_eq!(aligned("only\n\nlines\n"), "only\n\nlines\n");
    }

    #[test]
    fn a_shorter_line_ends_a_block_and_its_width_is_remembered() {
        assert_eq!(
            aligned("aaaaaaaaa\tb\tc\nshort\nd\te\tf\n"),
            "aaaaaaaaa   b     c\nshort\nd           e     f\n"
        );
        // The wider block comes later: the earlier one stays narrow.
        assert_eq!(
            aligned("a\tb\nshort\ncccccccc\td\n"),
            "a     b\nshort\ncccccccc   d\n"
        );
        assert_eq!(aligned("a\tb\u{c}cccccccc\td\n"), "a     b\ncccccccc   d\n");
        assert_eq!(aligned("a\u{b}b"), "a     b");
        assert_eq!(aligned("a\t"), "a");
    }

    #[test]
    fn descriptions_have_narrow_columns() {
        let mut writer = TabWriter::describing();
        let mut out = Vec::new();
        writer.write_bytes(b"Name:\ta\n\tb\nlong \xe4\xb8:\tc\nx\n\td\n");
        writer.flush(&mut out);
        let want = b"Name:     a\n          b\nlong \xe4\xb8:  c\nx\n  d\n";
        assert_eq!(out, want);
    }

    #[test]
    fn widths_outlive_a_flush_until_forgotten() {
        let mut writer = TabWriter::new();
        let mut out = Vec::new();
        for text in ["aaaaaaaaa\tb\n", "c\td\n"] {
            writer.write(text);
            writer.flush(&mut out);
        }
        writer.forget_widths();
        writer.write("e\tf\n");
        writer.flush(&mut out);
        assert_eq!(out, b"aaaaaaaaa   b\nc           d\ne     f\n");
    }

    /// A table with one long cell in the first row.
    fn with_long_cell(long: usize, rows: usize) -> String {
        let mut text = format!("{}\tb\tc\n", "x".repeat(long));
        for i in 0..rows {
            text.push_str(&format!("name-{i}\tv\tw\n"));
        }
        text
    }

    #[test]
    fn a_long_cell_is_paid_for_once() {
        let rows = 20_000;
        let text = with_long_cell(1_000_000, rows);
        let out = aligned(&text);
        assert!(
            out.len() < 2 * text.len() + MAX_TABLE_PADDING,
            "{}",
            out.len()
        );
        let mut lines = out.lines();
        assert!(lines.next().unwrap().ends_with("xxx   b     c"));
        // The others are aligned among themselves.
        let places: Vec<usize> = lines.map(|line| line.find('v').unwrap()).collect();
        assert_eq!(places.len(), rows);
        assert!(places.iter().all(|at| *at == places[0]));
    }

    #[test]
    fn what_is_affordable_is_as_wide_as_its_longest_cell() {
        let out = aligned(&with_long_cell(10_000, 1000));
        assert!(
            out.lines()
                .all(|line| line.find(['b', 'v']) == Some(10_003))
        );
    }

    #[test]
    fn many_columns_are_paid_for_once() {
        // Each row has a column of its own for its long cell.
        let n = 300;
        let row = |i: usize| format!("{}{}\tz\n", "\t".repeat(i), "x".repeat(2000));
        let mut text: String = (0..n).map(row).collect();
        for _ in 0..n {
            text.push_str(&"a\t".repeat(n));
            text.push_str("b\n");
        }
        let out = aligned(&text);
        let most = MAX_TABLE_PADDING.max(SPACES_PER_BYTE * text.len());
        assert!(out.len() <= 2 * text.len() + most, "{}", out.len());
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "[ab\u{e9} \t\u{b}\n\u{c}]{0,60}") {
            let keep = |s: &str| s.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            prop_assert_eq!(keep(&aligned(&text)), keep(&text));
        }
    }
}
