//! A table on the screen.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::Rect;
use ratatui_core::style::Style;

use super::{Theme, cut, put, width};
use crate::table::Table;

/// Widest that a column is drawn where not all of them fit.
const WIDEST: usize = 60;

/// Narrowest that a column is drawn to make room for a text.
const NARROWEST: usize = 12;

/// Width from which on the last column is a text, such as an Event's message.
const TEXT: usize = 24;

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

/// Takes room from the widest columns, up to a third of the screen, for a text in the last one, which
/// would not be seen otherwise.
fn make_room(
    columns: &mut [(usize, usize, usize)],
    cursor: usize,
    screen: usize,
    whole: impl Fn(&(usize, usize, usize)) -> bool,
) {
    let Some((text, others)) = columns.split_last_mut() else {
        return;
    };
    if text.2 < TEXT || text.0 == cursor {
        return;
    }
    let wanted = text.2.min(screen / 3);
    let room = screen.saturating_sub(usize::from(LEAD).saturating_add(wanted));
    let gives = |c: &(usize, usize, usize)| c.0 != cursor && !whole(c);
    let cut = |c: &(usize, usize, usize), most: usize| match gives(c) {
        true => c.2.min(most),
        false => c.2,
    };
    let fits = |most: &usize| {
        let widths = others.iter().map(|c| cut(c, *most).saturating_add(GAP));
        widths.sum::<usize>() <= room
    };
    let most = (NARROWEST..=WIDEST).rev().find(fits).unwrap_or(NARROWEST);
    others.iter_mut().for_each(|c| c.2 = cut(c, most));
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
    let title = |column: usize| table.headings.get(column).map(|h| h.title.as_str());
    let stays = |(_, column, _): &(usize, usize, usize)| {
        matches!(
            title(*column),
            Some("NAMESPACE" | "NAME" | "REVISION" | "KEY")
        )
    };
    if whole.saturating_add(usize::from(LEAD)) > screen.saturating_add(GAP) {
        // One column alone does not take the room of the others, unless the cursor is in it.
        let wide = screen.saturating_sub(usize::from(LEAD)).max(WIDEST);
        let most = |c: &(usize, usize, usize)| match c.0 == table.column && !stays(c) {
            true => wide,
            false => WIDEST,
        };
        all.iter_mut().for_each(|c| c.2 = c.2.min(most(c)));
        let whole_ones = |c: &(usize, usize, usize)| stays(c) || title(c.1) == Some("TIME");
        make_room(&mut all, table.column, screen, whole_ones);
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Heading;

    /// What is drawn of columns of these widths: title and width, in this order.
    fn drawn(columns: &[(&str, usize)], cursor: usize, screen: usize) -> Vec<(String, usize)> {
        let mut table = Table::default();
        let headings = columns.iter().map(|(title, width)| {
            let mut heading = Heading::new(title);
            heading.width = *width;
            heading
        });
        table.renew(headings.collect(), true);
        table.column = cursor;
        let all = table.columns();
        visible(&table, &all, screen)
            .into_iter()
            .map(|(_, column, room)| (columns[column].0.to_owned(), room))
            .collect()
    }

    fn room(columns: &[(String, usize)], title: &str) -> usize {
        let found = columns.iter().find(|(t, _)| t == title);
        found.map_or(0, |(_, room)| *room)
    }

    const EVENTS: [(&str, usize); 6] = [
        ("NAMESPACE", 11),
        ("LAST SEEN", 9),
        ("TYPE", 7),
        ("REASON", 22),
        ("OBJECT", 70),
        ("MESSAGE", 180),
    ];

    #[test]
    fn a_text_has_room_beside_wide_columns() {
        let shown = drawn(&EVENTS, 0, 120);
        assert_eq!(room(&shown, "MESSAGE"), 41, "{shown:?}");
        assert_eq!(room(&shown, "REASON"), 20);
        assert_eq!(room(&shown, "NAMESPACE"), 11);
        // Where the cursor is, a column has the room of the screen.
        let shown = drawn(&EVENTS, 5, 120);
        assert_eq!(room(&shown, "NAMESPACE"), 11);
        assert!(room(&shown, "MESSAGE") > 100, "{shown:?}");
        let shown = drawn(&EVENTS, 4, 120);
        assert_eq!(room(&shown, "OBJECT"), 70);
        // A wide screen has it all.
        let shown = drawn(&EVENTS, 0, 400);
        assert_eq!(room(&shown, "MESSAGE"), 180);
        assert_eq!(room(&shown, "OBJECT"), 70);
    }

    #[test]
    fn what_changed_is_seen_on_a_small_screen() {
        let columns = [
            ("REVISION", 8),
            ("VERSION", 7),
            ("OPERATION", 9),
            ("TIME", 20),
            ("MANAGER", 44),
            ("CHANGED", 90),
        ];
        let shown = drawn(&columns, 0, 80);
        assert_eq!(room(&shown, "TIME"), 20);
        assert!(room(&shown, "CHANGED") >= 12, "{shown:?}");
        assert!(room(&drawn(&columns, 5, 80), "CHANGED") >= 68);
        // No column gives room to one that needs none.
        let pods = [("NAME", 50), ("NODE", 55), ("READINESS GATES", 15)];
        assert_eq!(room(&drawn(&pods, 0, 80), "NODE"), 26);
    }
}
