//! The screen as cells: a pure function of the state.
//!
//! Whatever comes from the file was made harmless when it came in ([`crate::text`],
//! [`crate::table`]); the rest goes through [`safe`] here.

mod bar;
mod table;
mod text;
mod theme;

pub(crate) use theme::Theme;

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::Rect;
use ratatui_core::style::Style;
use ratatui_core::terminal::Frame;
use ratatui_core::text::Span;

use crate::app::{App, Body};

/// Lines above the body.
const HEAD: u16 = 3;

/// The line of the first row of a table, below the lines above it and the titles.
pub(crate) const FIRST_ROW: u16 = HEAD + 1;

/// Lines below the body.
const FOOT: u16 = 1;

/// How many columns of the screen a text takes.
pub(crate) fn width(text: &str) -> usize {
    if text.bytes().all(|b| b.is_ascii_graphic() || b == b' ') {
        return text.len();
    }
    Span::raw(text).width()
}

/// A text that no terminal acts on.
pub(crate) fn safe(text: &str) -> String {
    kf_base::escape::text(text)
}

/// Draws all of it.
pub(crate) fn draw(app: &mut App, theme: Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    let place = frame.buffer_mut();
    if area.width < 20 || area.height < 8 {
        put(place, area, 0, 0, "too small", Style::new());
        return;
    }
    let warned = u16::from(!app.problems.is_empty());
    let body = Rect {
        y: area.y.saturating_add(HEAD),
        height: area
            .height
            .saturating_sub(HEAD.saturating_add(FOOT).saturating_add(warned)),
        ..area
    };
    // First, since the head tells which lines are shown.
    if let Some(Body::Text { text, .. } | Body::Own(text)) = app.screen_mut().map(|s| &mut s.body) {
        text.scroll(usize::from(body.height));
    }
    app.height = usize::from(body.height.saturating_sub(1));
    app.width = usize::from(area.width);
    bar::head(app, theme, place, area);
    let failed = app.screen().and_then(|s| s.failed.clone());
    if let Some(why) = failed {
        text::failure(&why, place, body);
    } else if let Some(screen) = app.screen_mut() {
        match &mut screen.body {
            Body::Table { table, .. } => {
                let own = screen.own_revision.or(screen.reading.revision());
                table::table(table, own, theme, place, body);
            }
            Body::Text { text, document, .. } => {
                text::text(text, document.is_diff(), theme, place, body);
            }
            Body::Own(text) => text::text(text, false, theme, place, body),
        }
    }
    if warned > 0 {
        bar::warnings(app, theme, place, area);
    }
    let cursor = bar::foot(app, theme, place, area);
    if let Some(position) = cursor {
        frame.set_cursor_position(position);
    }
}

/// Puts a text at a place of an area, cut at its end; returns the column behind it.
fn put(buffer: &mut Buffer, area: Rect, x: u16, y: u16, text: &str, style: Style) -> u16 {
    if x >= area.width || y >= area.height {
        return x;
    }
    let (left, top) = (area.x.saturating_add(x), area.y.saturating_add(y));
    let room = usize::from(area.width.saturating_sub(x));
    let (end, _) = buffer.set_stringn(left, top, text, room, style);
    end.saturating_sub(area.x)
}

/// Puts a text right-aligned on a line.
fn put_right(buffer: &mut Buffer, area: Rect, y: u16, text: &str, style: Style) {
    let width = u16::try_from(width(text)).unwrap_or(u16::MAX);
    let x = area.width.saturating_sub(width);
    put(buffer, area, x, y, text, style);
}

/// The part of a text from one column to another, with a mark where it was cut.
fn cut(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let one = width(c.encode_utf8(&mut [0; 4]));
        if used + one >= most {
            break;
        }
        out.push(c);
        used += one;
    }
    out.push('…');
    out
}
