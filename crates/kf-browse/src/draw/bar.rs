//! The lines above and below: what is looked at, when, and what can be done.

use ratatui_core::buffer::Buffer;
use ratatui_core::layout::{Position, Rect};
use ratatui_core::style::Style;

use super::{Theme, cut, put, put_right, safe, width};
use crate::app::{App, Body, PromptKind};
use crate::ask::Content;

/// Width of the bar between the compaction and the newest revision.
const TIME: usize = 24;

/// Draws the file and the time, the namespaces, and what the screen in front shows.
pub(super) fn head(app: &App, theme: Theme, buffer: &mut Buffer, area: Rect) {
    first(app, theme, buffer, area);
    second(app, theme, buffer, area);
    third(app, theme, buffer, area);
}

/// File, version and time.
fn first(app: &App, theme: Theme, buffer: &mut Buffer, area: Rect) {
    let files: Vec<String> = app
        .files
        .iter()
        .enumerate()
        .map(|(side, name)| {
            let name = safe(name.rsplit('/').next().unwrap_or(name));
            let here = app.files.len() > 1 && side == app.reading.side;
            if here { format!("[{name}]") } else { name }
        })
        .collect();
    let mut left = format!("kf {}", files.join(" | "));
    let Some(about) = &app.about else {
        put(buffer, area, 0, 0, &left, theme.head());
        put_right(buffer, area, 0, "reading the file ...", theme.faint());
        return;
    };
    left.push_str(&format!("  k8s {}", about.version));
    let time = time_bar(app);
    let room = usize::from(area.width).saturating_sub(width(&time).saturating_add(1));
    put(buffer, area, 0, 0, &cut(&left, room), theme.head());
    let past = app.span().is_some_and(|span| app.at() != span.newest);
    let style = if past { theme.past() } else { Style::new() };
    put_right(buffer, area, 0, &time, style);
}

/// `1200 ├────●───┤ 1884 now`
fn time_bar(app: &App) -> String {
    let Some(about) = app.span() else {
        return String::new();
    };
    if !about.history {
        return format!("one state, revision {}", about.newest);
    }
    let span = about.newest.saturating_sub(about.oldest).max(1);
    let place = |revision: i64| {
        let from = revision.saturating_sub(about.oldest).clamp(0, span);
        let steps = i64::try_from(TIME.saturating_sub(1)).unwrap_or(1);
        usize::try_from(i128::from(from) * i128::from(steps) / i128::from(span)).unwrap_or(0)
    };
    let mark = app.mark().map(place);
    let here = place(app.at());
    let bar: String = (0..TIME)
        .map(|at| match at {
            _ if at == here => '●',
            _ if Some(at) == mark => 'M',
            0 => '├',
            _ if at == TIME.saturating_sub(1) => '┤',
            _ => '─',
        })
        .collect();
    let at = app.at();
    let when = if at == about.newest {
        "now".to_owned()
    } else {
        format!("rev {at}")
    };
    format!("{} {bar} {} {when}", about.oldest, about.newest)
}

/// The namespaces of the number keys, and the time of the state.
fn second(app: &App, theme: Theme, buffer: &mut Buffer, area: Rect) {
    let newest = app.span().map(|span| span.time.as_str());
    let time = match app.reading.revision() {
        None => newest,
        Some(_) => app.time.as_deref(),
    };
    let time = time.unwrap_or_default();
    let room = usize::from(area.width).saturating_sub(width(time).saturating_add(1));
    let part = Rect {
        width: u16::try_from(room).unwrap_or(area.width),
        ..area
    };
    let here = |name: Option<&str>| name == app.namespace.as_deref();
    let style = |name: Option<&str>| {
        if here(name) {
            theme.heading_here()
        } else {
            theme.faint()
        }
    };
    let mut x = put(buffer, part, 0, 1, "0:all", style(None));
    let numbered = app.numbered();
    for (at, name) in numbered.iter().enumerate() {
        let text = format!("{}:{}", at.saturating_add(1), safe(name));
        x = put(
            buffer,
            part,
            x.saturating_add(1),
            1,
            &text,
            style(Some(name)),
        );
    }
    let other = app.namespace.as_ref().filter(|n| !numbered.contains(n));
    if let Some(name) = other {
        put(
            buffer,
            part,
            x.saturating_add(1),
            1,
            &safe(name),
            theme.heading_here(),
        );
    }
    put_right(buffer, area, 1, time, theme.faint());
}

/// What the screen in front shows.
fn third(app: &App, theme: Theme, buffer: &mut Buffer, area: Rect) {
    let Some(screen) = app.screen() else {
        return;
    };
    let mut left = safe(&screen.title);
    if let Body::Text { text, .. } | Body::Own(text) = &screen.body {
        let (first, all) = (text.top.saturating_add(1), text.lines().len());
        let last = text
            .top
            .saturating_add(app.height)
            .saturating_add(1)
            .min(all);
        if last < all || first > 1 {
            left.push_str(&format!(" [{first}-{last} of {all}, j k]"));
        }
    }
    if let Body::Table { table, content } = &screen.body {
        if let Content::Objects(scope) | Content::Timeline(scope) = content {
            let namespace = scope.namespace.as_deref().unwrap_or("all");
            left.push_str(&format!("({})", safe(namespace)));
            for selector in [&scope.labels, &scope.fields, &scope.holds] {
                if !selector.is_empty() {
                    left.push_str(&format!(" <{}>", safe(selector)));
                }
            }
        }
        let (shown, all) = (table.len(), table.rows.len());
        left.push_str(&if shown == all {
            format!("[{all}]")
        } else {
            format!("[{shown} of {all}]")
        });
        if !table.filter().is_empty() {
            left.push_str(&format!(" </{}>", safe(table.filter())));
        }
        if app.reading.deleted && matches!(content, Content::Objects(_)) {
            left.push_str(if table.only_deleted {
                " deleted alone"
            } else {
                " +deleted"
            });
        }
        if !table.marked.is_empty() {
            left.push_str(&format!(" {} marked", table.marked.len()));
        }
    }
    if let Some(revision) = screen.own_revision {
        left.push_str(&format!(" at revision {revision}"));
    }
    if screen.loading {
        left.push_str(" ...");
    }
    let line = "─".repeat(usize::from(area.width));
    put(buffer, area, 0, 2, &line, theme.faint());
    put(buffer, area, 1, 2, &format!(" {left} "), theme.heading());
}

/// The line that says that there are warnings.
pub(super) fn warnings(app: &App, theme: Theme, buffer: &mut Buffer, area: Rect) {
    let Some(first) = app.problems.first() else {
        return;
    };
    let text = match app.problems.len() {
        1 => format!("! {}", safe(first)),
        n => format!("! {n} warnings: {}", safe(first)),
    };
    let y = area.height.saturating_sub(2);
    let hint = "  ! lists";
    let room = usize::from(area.width).saturating_sub(hint.len());
    put(buffer, area, 0, y, &cut(&text, room), theme.warning());
    put_right(buffer, area, y, hint, theme.faint());
}

/// What is typed or said, or the most important keys; returns where the cursor stands.
pub(super) fn foot(app: &App, theme: Theme, buffer: &mut Buffer, area: Rect) -> Option<Position> {
    let y = area.height.saturating_sub(1);
    if let Some(prompt) = &app.prompt {
        let style = theme.heading();
        let label = prompt.label();
        let mut x = put(buffer, area, 0, y, &label, style);
        // The end of a long text is what one sees.
        let text = safe(&prompt.text);
        let room = usize::from(area.width.saturating_sub(x)).saturating_sub(1);
        let extra = width(&text).saturating_sub(room);
        let text: String = text.chars().skip(extra).collect();
        x = put(buffer, area, x, y, &text, Style::new());
        if prompt.kind == PromptKind::Command {
            put_right(buffer, area, y, "tab completes", theme.faint());
        }
        return Some(Position::new(
            area.x.saturating_add(x),
            area.y.saturating_add(y),
        ));
    }
    if let Some(notice) = &app.notice {
        put(
            buffer,
            area,
            0,
            y,
            &cut(&safe(notice), usize::from(area.width)),
            theme.past(),
        );
        return None;
    }
    let keys = match app.screen().map(|s| &s.body) {
        Some(Body::Table { .. }) => {
            "? help  : go  / filter  enter in  y yaml  d describe  H history  , . time"
        }
        _ => "? help  esc back  / search  , . time  ctrl-s save  c command",
    };
    put(buffer, area, 0, y, keys, theme.faint());
    None
}
