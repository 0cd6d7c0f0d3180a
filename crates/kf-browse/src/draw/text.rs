//! A text on the screen.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::Rect;
use ratatui_core::style::Style;

use super::{Theme, put, safe, width};
use crate::text::Text;

/// Draws the lines from the first one on the screen on.
pub(super) fn text(text: &mut Text, diff: bool, theme: Theme, buffer: &mut Buffer, area: Rect) {
    let height = usize::from(area.height);
    text.scroll(height);
    let lines = text.lines().iter().skip(text.top).take(height);
    for (y, line) in (0..area.height).zip(lines) {
        let style = if diff { theme.diff(line) } else { Style::new() };
        let shown: String = line.chars().skip(text.left).collect();
        put(buffer, area, 0, y, &shown, style);
        for at in places(&shown, text.needle()) {
            let x = shown.get(..at).map_or(0, width);
            let x = u16::try_from(x).unwrap_or(u16::MAX);
            let found = at.checked_add(text.needle().len());
            let found = found.and_then(|end| shown.get(at..end)).unwrap_or_default();
            put(buffer, area, x, y, found, theme.found());
        }
    }
}

/// Where a text in lower case stands in a line.
fn places(line: &str, needle: &str) -> Vec<usize> {
    if needle.is_empty() {
        return Vec::new();
    }
    let lower = line.to_ascii_lowercase();
    lower.match_indices(needle).map(|(at, _)| at).collect()
}

/// Says why there is nothing to show, in lines that fit.
pub(super) fn failure(why: &str, buffer: &mut Buffer, area: Rect) {
    let room = usize::from(area.width).max(1);
    let mut y = 0;
    for line in why.lines() {
        let mut rest: Vec<char> = safe(line).chars().collect();
        loop {
            let cut: String = rest.iter().take(room).collect();
            put(buffer, area, 0, y, &cut, Style::new());
            y = y.saturating_add(1);
            rest.drain(..room.min(rest.len()));
            if rest.is_empty() {
                break;
            }
        }
    }
}
