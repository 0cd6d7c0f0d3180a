//! Pictures of the page: SVG without scripts, readable in print.

use std::fmt::Write as _;

use kf_base::time::push_rfc3339;

use super::{Axis, Bucket, Sum};
use kf_base::escape::html as text;

/// Widths and heights, in units of the picture.
const WIDTH: u64 = 960;
const HEIGHT: u64 = 124;
const BAR: u64 = 18;
const LABEL: u64 = 320;

/// Height of the lane of a kind.
const LANE: u64 = 18;

/// A name and the changes that it has in each column.
pub(super) struct Lane<'n> {
    pub(super) name: &'n str,
    pub(super) link: Option<String>,
    pub(super) buckets: Vec<Bucket>,
}

fn total(bucket: &Bucket) -> u64 {
    let some = bucket.created.saturating_add(bucket.updated);
    some.saturating_add(bucket.deleted)
}

/// Where a column begins and how wide it is.
fn column(at: u64, many: u64) -> (u64, u64) {
    let left = at.saturating_mul(WIDTH) / many;
    let right = at.saturating_add(1).saturating_mul(WIDTH) / many;
    (left, right.saturating_sub(left).max(1))
}

/// Changes over time: all of them as stacked columns, and a lane for each kind below. `link` is where
/// a revision leads to.
pub(super) fn timeline(
    out: &mut String,
    axis: Axis,
    all: &[Bucket],
    lanes: &[Lane<'_>],
    link: impl Fn(i64) -> Option<String>,
) {
    out.push_str("<div class=\"lanes\">\n<div class=\"names\"><div>all</div>");
    for lane in lanes {
        let name = text(lane.name);
        let _ = match &lane.link {
            Some(link) => write!(out, "<a href=\"{link}\">{name}</a>"),
            None => write!(out, "<span>{name}</span>"),
        };
    }
    let height = u64::try_from(lanes.len())
        .unwrap_or(0)
        .saturating_mul(LANE)
        .saturating_add(HEIGHT);
    let _ = writeln!(
        out,
        "</div>\n<div><svg class=\"plot\" id=\"timeline\" viewBox=\"0 0 {WIDTH} {height}\" \
         width=\"100%\" height=\"{height}\" preserveAspectRatio=\"none\" role=\"img\" \
         aria-label=\"changes over time\">"
    );
    columns(out, all, link);
    for (n, lane) in (0_u64..).zip(lanes) {
        let top = n.saturating_mul(LANE).saturating_add(HEIGHT);
        self::lane(out, lane, top);
    }
    let time = |second: i64| {
        let mut time = String::new();
        push_rfc3339(&mut time, second);
        time
    };
    let _ = writeln!(
        out,
        "</svg>\n<div class=\"axis\" id=\"axis\" data-from=\"{}\" data-to=\"{}\"><span>{}</span>\
         <span id=\"zoom\" hidden><button title=\"earlier (left)\">&lt;</button>\
         <button title=\"nearer (+); or drag over the picture\">+</button>\
         <button title=\"farther (-)\">-</button><button title=\"later (right)\">&gt;</button>\
         <button title=\"all of it (0)\">all</button></span><span>{}</span></div></div>\n</div>",
        axis.first,
        axis.end(),
        time(axis.first),
        time(axis.end()),
    );
}

/// All changes, as stacked columns that lead to the first one in each.
fn columns(out: &mut String, buckets: &[Bucket], link: impl Fn(i64) -> Option<String>) {
    let most = buckets.iter().map(total).max().unwrap_or(0).max(1);
    let many = u64::try_from(buckets.len()).unwrap_or(1).max(1);
    for (at, bucket) in (0_u64..).zip(buckets).filter(|(_, b)| total(b) > 0) {
        let (left, width) = column(at, many);
        let mut time = String::new();
        push_rfc3339(&mut time, bucket.from);
        let link = link(bucket.revision);
        let end = match &link {
            Some(link) => {
                let _ = write!(out, "<a href=\"{link}\">");
                "</a>\n"
            }
            None => {
                out.push_str("<g>");
                "</g>\n"
            }
        };
        let _ = write!(
            out,
            "<title>{time}: {} created, {} updated, {} deleted, from revision {}</title>",
            bucket.created, bucket.updated, bucket.deleted, bucket.revision
        );
        let mut top = HEIGHT - 4;
        let parts = [
            ("u", bucket.updated),
            ("c", bucket.created),
            ("d", bucket.deleted),
        ];
        for (class, count) in parts.into_iter().filter(|(_, count)| *count > 0) {
            let height = (count.saturating_mul(HEIGHT - 4) / most).max(1).min(top);
            top = top.saturating_sub(height);
            let _ = write!(
                out,
                "<rect class=\"{class}\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"/>"
            );
        }
        out.push_str(end);
    }
}

/// One of the counts of a bucket.
type Count = fn(&Bucket) -> u64;

/// The changes of a kind: a path for each operation, deletions over the others.
fn lane(out: &mut String, lane: &Lane<'_>, top: u64) {
    let many = u64::try_from(lane.buckets.len()).unwrap_or(1).max(1);
    let counts: [(&str, Count); 3] = [
        ("u", |b| b.updated),
        ("c", |b| b.created),
        ("d", |b| b.deleted),
    ];
    for (n, (class, count)) in (0_u64..).zip(counts) {
        let y = n.saturating_mul(5).saturating_add(top + 1);
        let mut path = String::new();
        for (at, bucket) in (0_u64..).zip(&lane.buckets) {
            if count(bucket) > 0 {
                let (left, width) = column(at, many);
                let _ = write!(path, "M{left} {y}h{width}v4h-{width}z");
            }
        }
        if !path.is_empty() {
            let _ = writeln!(out, "<path class=\"{class}\" d=\"{path}\"/>");
        }
    }
}

/// The greatest first, as bars of changes. `link` is where a name leads to.
pub(super) fn bars(
    out: &mut String,
    name: &str,
    sums: &[(&str, Sum)],
    link: impl Fn(&str) -> Option<String>,
) {
    let most = sums
        .iter()
        .map(|(_, sum)| sum.changes)
        .max()
        .unwrap_or(0)
        .max(1);
    let many = u64::try_from(sums.len()).unwrap_or(0);
    let _ = writeln!(
        out,
        "<svg class=\"plot\" viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-label=\"{}\">",
        many.saturating_mul(BAR).max(BAR),
        text(name)
    );
    for (at, (name, sum)) in (0_u64..).zip(sums) {
        let y = at.saturating_mul(BAR);
        let room = WIDTH - LABEL - 90;
        let width = (sum.changes.saturating_mul(room) / most).max(1);
        let (begin, end) = anchor(link(name));
        let _ = writeln!(
            out,
            "{begin}<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\
             <rect class=\"u\" x=\"{LABEL}\" y=\"{}\" width=\"{width}\" height=\"{}\"/>\
             <text x=\"{}\" y=\"{}\">{}</text>{end}",
            LABEL - 8,
            y + 13,
            text(name),
            y + 2,
            BAR - 4,
            LABEL.saturating_add(width).saturating_add(6),
            y + 13,
            sum.changes
        );
    }
    out.push_str("</svg>\n");
}

/// What stands around something that leads somewhere.
fn anchor(link: Option<String>) -> (String, &'static str) {
    link.map_or((String::new(), ""), |link| {
        (format!("<a href=\"{link}\">"), "</a>")
    })
}

/// A rectangle of a treemap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Area {
    x: u64,
    y: u64,
    width: u64,
    height: u64,
}

/// Space by kind: each rectangle is as large as its share of the bytes.
pub(super) fn treemap(
    out: &mut String,
    sums: &[(&str, Sum)],
    link: impl Fn(&str) -> Option<String>,
) {
    let _ = writeln!(
        out,
        "<svg class=\"plot\" viewBox=\"0 0 {WIDTH} 320\" role=\"img\" aria-label=\"space by kind\">"
    );
    let mut free = Area {
        x: 0,
        y: 0,
        width: WIDTH,
        height: 320,
    };
    let mut left: u64 = sums
        .iter()
        .map(|(_, sum)| sum.bytes)
        .fold(0, u64::saturating_add);
    for (at, (name, sum)) in sums.iter().enumerate() {
        if sum.bytes == 0 || left == 0 {
            break;
        }
        let (area, rest) = cut(free, sum.bytes, left);
        free = rest;
        left = left.saturating_sub(sum.bytes);
        let size = bytes(sum.bytes);
        let (begin, end) = anchor(link(name));
        let _ = write!(
            out,
            "{begin}<g><title>{}: {size} in {} changes</title><rect class=\"t{}\" x=\"{}\" y=\"{}\" \
             width=\"{}\" height=\"{}\"/>",
            text(name),
            sum.changes,
            at % 6,
            area.x,
            area.y,
            area.width,
            area.height
        );
        // A letter is some seven units wide.
        let fits = u64::try_from(name.len())
            .unwrap_or(u64::MAX)
            .saturating_mul(7);
        if fits < area.width && area.height > 34 {
            let _ = write!(
                out,
                "<text x=\"{}\" y=\"{}\">{}</text><text x=\"{}\" y=\"{}\">{size}</text>",
                area.x + 4,
                area.y + 15,
                text(name),
                area.x + 4,
                area.y + 30
            );
        }
        let _ = writeln!(out, "</g>{end}");
    }
    out.push_str("</svg>\n");
}

/// Cuts a share off the longer side.
fn cut(area: Area, share: u64, of: u64) -> (Area, Area) {
    let part = |length: u64| {
        let part = u128::from(length) * u128::from(share) / u128::from(of.max(1));
        u64::try_from(part).unwrap_or(length).min(length)
    };
    if area.width >= area.height {
        let width = part(area.width);
        let rest = area.width.saturating_sub(width);
        let taken = Area { width, ..area };
        let x = area.x.saturating_add(width);
        (
            taken,
            Area {
                x,
                width: rest,
                ..area
            },
        )
    } else {
        let height = part(area.height);
        let rest = area.height.saturating_sub(height);
        let taken = Area { height, ..area };
        let y = area.y.saturating_add(height);
        (
            taken,
            Area {
                y,
                height: rest,
                ..area
            },
        )
    }
}

/// A size in words.
pub(super) fn bytes(n: u64) -> String {
    let units = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    let unit = units.into_iter().find(|(unit, _)| n >= *unit);
    unit.map_or_else(
        || format!("{n} B"),
        |(unit, name)| {
            let tenths = n.saturating_mul(10) / unit;
            format!("{}.{} {name}", tenths / 10, tenths % 10)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rectangles_fill_the_area() {
        let whole = Area {
            x: 0,
            y: 0,
            width: 100,
            height: 50,
        };
        let (first, rest) = cut(whole, 3, 4);
        assert_eq!((first.width, first.height), (75, 50));
        assert_eq!((rest.x, rest.width), (75, 25));
        let (second, rest) = cut(rest, 1, 1);
        assert_eq!((second.height, rest.height), (50, 0));
    }

    #[test]
    fn sizes_are_words() {
        assert_eq!(bytes(1023), "1023 B");
        assert_eq!(bytes(1536), "1.5 KiB");
        assert_eq!(bytes(5 << 30), "5.0 GiB");
    }
}
