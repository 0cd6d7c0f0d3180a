//! A table on the screen.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::Rect;
use ratatui_core::style::Style;

use super::{Theme, cut, put, width};
use crate::table::Table;

/// Widest that a column is drawn where not all of them fit.
const WIDEST: usize = 60;

/// Columns between two columns of the table.
const GAP: usize = 2;

/// Columns before the first one: the cursor and the mark of the row.
const LEAD: u16 = 2;

/// Draws the titles, and the rows around the cursor.
pub(super) fn table(
    table: &mut Table,
    revision: Option<i64>,
    theme: Theme,
    buffer: &mut Buffer,
    area: Rect,
) {
    let height = usize::from(area.height.saturating_sub(1));
    table.scroll(height);
    let columns = table.columns();
    let shown = visible(table, &columns, usize::from(area.width));
    let mut x = LEAD;
    for (place, column, room) in &shown {
        let Some(heading) = table.headings.get(*column) else {
            continue;
        };
        let mut title = heading.title.clone();
        if let Some(order) = table.order.filter(|order| order.column == *column) {
            title.push(if order.reverse { '↓' } else { '↑' });
        }
        let style = if *place == table.column {
            theme.heading_here()
        } else {
            theme.heading()
        };
        put(buffer, area, x, 0, &cut(&title, *room), style);
        x = after(x, *room);
    }
    for line in 0..height {
        let at = table.top.saturating_add(line);
        let Some(row) = table.row(at) else {
            break;
        };
        let facts = table.rows.facts(row);
        let changed = revision.is_some_and(|r| r == facts.revision);
        let marked = !table.marked.is_empty() && table.marked.contains(&table.rows.name(row));
        let (mut style, mark) = theme.row(facts.state, changed, marked);
        let y = u16::try_from(line.saturating_add(1)).unwrap_or(u16::MAX);
        if at == table.cursor {
            style = style.patch(theme.cursor());
            let blank = " ".repeat(usize::from(area.width));
            put(buffer, area, 0, y, &blank, theme.cursor());
            put(buffer, area, 0, y, ">", theme.cursor());
        }
        let lead = if at == table.cursor {
            theme.cursor()
        } else {
            Style::new()
        };
        put(buffer, area, 1, y, mark.encode_utf8(&mut [0; 4]), lead);
        let mut x = LEAD;
        for (_, column, room) in &shown {
            put(
                buffer,
                area,
                x,
                y,
                &cut(table.rows.get(row, *column), *room),
                style,
            );
            x = after(x, *room);
        }
    }
}

fn after(x: u16, room: usize) -> u16 {
    let step = u16::try_from(room.saturating_add(GAP)).unwrap_or(u16::MAX);
    x.saturating_add(step)
}

/// The columns that are on the screen, by their places among the shown ones, with their widths: from
/// the first one, or so many further that the one with the cursor is there. Namespace and name
/// stay.
fn visible(table: &Table, columns: &[usize], screen: usize) -> Vec<(usize, usize, usize)> {
    let mut all: Vec<(usize, usize, usize)> = columns
        .iter()
        .enumerate()
        .map(|(place, column)| {
            let heading = table.headings.get(*column);
            let title = heading.map_or(0, |h| width(&h.title).saturating_add(1));
            let sorted = table.order.is_some_and(|o| o.column == *column);
            let title = if sorted {
                title
            } else {
                title.saturating_sub(1)
            };
            (place, *column, heading.map_or(0, |h| h.width.max(title)))
        })
        .collect();
    let whole: usize = all.iter().map(|c| c.2.saturating_add(GAP)).sum();
    if whole.saturating_add(usize::from(LEAD)) > screen.saturating_add(GAP) {
        // One column alone does not take the room of the others.
        all.iter_mut().for_each(|c| c.2 = c.2.min(WIDEST));
    }
    let stays = |(_, column, _): &(usize, usize, usize)| {
        let title = table.headings.get(*column).map(|h| h.title.as_str());
        matches!(title, Some("NAMESPACE" | "NAME" | "REVISION" | "KEY"))
    };
    let fits = |from: usize| {
        let mut x = usize::from(LEAD);
        let mut shown = Vec::new();
        for column in all.iter().filter(|c| stays(c) || c.0 >= from) {
            if x >= screen {
                break;
            }
            let room = column.2.min(screen.saturating_sub(x));
            shown.push((column.0, column.1, room));
            x = x.saturating_add(column.2).saturating_add(GAP);
        }
        shown
    };
    let last = all.len().saturating_sub(1);
    let here = table.column.min(last);
    for from in 0..=here {
        let shown = fits(from);
        let whole =
            |c: &(usize, usize, usize)| c.0 == here && all.get(c.0).is_some_and(|a| a.2 == c.2);
        if shown.iter().any(whole) {
            return shown;
        }
    }
    fits(here)
}
