//! Pictures of the page: SVG without scripts, readable in print.

use std::fmt::Write as _;

use kf_base::time::push_rfc3339;

use super::{Bucket, Sum};
use kf_base::escape::html as text;

/// Widths and heights, in units of the picture.
const WIDTH: u64 = 960;
const HEIGHT: u64 = 180;
const BAR: u64 = 18;
const LABEL: u64 = 320;

/// Changes over time, as stacked columns.
pub(super) fn timeline(out: &mut String, buckets: &[Bucket]) {
    let total = |b: &Bucket| {
        b.created
            .saturating_add(b.updated)
            .saturating_add(b.deleted)
    };
    let most = buckets.iter().map(total).max().unwrap_or(0).max(1);
    let many = u64::try_from(buckets.len()).unwrap_or(1).max(1);
    let _ = writeln!(
        out,
        "<svg class=\"plot\" viewBox=\"0 0 {WIDTH} {}\" role=\"img\" aria-label=\"changes over time\">",
        HEIGHT + 30
    );
    for (at, bucket) in (0_u64..).zip(buckets) {
        let left = at.saturating_mul(WIDTH) / many;
        let right = at.saturating_add(1).saturating_mul(WIDTH) / many;
        let width = right.saturating_sub(left).max(1);
        let mut time = String::new();
        push_rfc3339(&mut time, bucket.from);
        let _ = write!(
            out,
            "<g><title>{time}: {} created, {} updated, {} deleted</title>",
            bucket.created, bucket.updated, bucket.deleted
        );
        let mut top = HEIGHT;
        let parts = [
            ("u", bucket.updated),
            ("c", bucket.created),
            ("d", bucket.deleted),
        ];
        for (class, count) in parts.into_iter().filter(|(_, count)| *count > 0) {
            let height = (count.saturating_mul(HEIGHT) / most).max(1).min(top);
            top = top.saturating_sub(height);
            let _ = write!(
                out,
                "<rect class=\"{class}\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"/>"
            );
        }
        out.push_str("</g>\n");
    }
    let mut label = |anchor: &str, x: u64, bucket: Option<&Bucket>| {
        let Some(bucket) = bucket else {
            return;
        };
        let mut time = String::new();
        push_rfc3339(&mut time, bucket.from);
        let _ = writeln!(
            out,
            "<text x=\"{x}\" y=\"{}\" text-anchor=\"{anchor}\">{time}</text>",
            HEIGHT + 20
        );
    };
    label("start", 0, buckets.first());
    label("end", WIDTH, buckets.last().filter(|_| buckets.len() > 1));
    out.push_str("</svg>\n");
}

/// The greatest first, as bars of changes.
pub(super) fn bars(out: &mut String, name: &str, sums: &[(&str, Sum)]) {
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
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\
             <rect class=\"u\" x=\"{LABEL}\" y=\"{}\" width=\"{width}\" height=\"{}\"/>\
             <text x=\"{}\" y=\"{}\">{}</text>",
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

/// A rectangle of a treemap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Area {
    x: u64,
    y: u64,
    width: u64,
    height: u64,
}

/// Space by kind: each rectangle is as large as its share of the bytes.
pub(super) fn treemap(out: &mut String, sums: &[(&str, Sum)]) {
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
        let _ = write!(
            out,
            "<g><title>{}: {size} in {} changes</title><rect class=\"t{}\" x=\"{}\" y=\"{}\" \
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
        out.push_str("</g>\n");
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
