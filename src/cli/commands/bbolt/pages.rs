//! `kf bbolt pages`

use std::io::Write;

use super::PIECE;
use crate::bbolt::{AnyPage, Db, PageKind};
use crate::cli::report::{Outcome, Report};
use crate::error::Error;

/// The type of a page as bbolt names it (bbolt `internal/common/page.go` `Typ`).
pub(super) fn kind(page: &AnyPage<'_>) -> String {
    match page.kind() {
        Some(PageKind::Branch) => "branch".to_owned(),
        Some(PageKind::Leaf) => "leaf".to_owned(),
        Some(PageKind::Meta) => "meta".to_owned(),
        Some(PageKind::Freelist) => "freelist".to_owned(),
        None => format!("unknown<{:02x}>", page.flags),
    }
}

/// A row for each page up to the high-water mark, overflow pages excepted.
pub(super) fn run(db: &Db<'_>, report: &mut Report<'_>, out: &mut dyn Write) -> Outcome {
    let free = db.free_pages(&mut |e| report.problem(&e));
    let mut text = Vec::new();
    text.extend_from_slice(b"ID       TYPE       ITEMS  OVRFLW\n");
    text.extend_from_slice(b"======== ========== ====== ======\n");
    let (end, there) = (db.high_water_mark(), db.pages());
    let mut id = 0;
    while id < end.min(there) {
        if free.contains(id) {
            writeln!(text, "{id:<8} {:<10} {:<6} {:<6}", "free", "", "")?;
            id = id.saturating_add(1);
            continue;
        }
        let page = match db.any_page(id) {
            Ok(page) => page,
            Err(e) => {
                report.problem(&e);
                break;
            }
        };
        let overflow = match page.overflow {
            0 => String::new(),
            n => n.to_string(),
        };
        let (kind, count) = (kind(&page), page.count);
        writeln!(text, "{id:<8} {kind:<10} {count:<6} {overflow:<6}")?;
        id = id.saturating_add(1);
        match fault(&page, end) {
            // A damaged header does not hide the pages behind it.
            Some(e) => report.problem(&e),
            None => id = id.saturating_add(page.overflow.into()),
        }
        if text.len() >= PIECE {
            out.write_all(&text)?;
            text.clear();
        }
    }
    out.write_all(&text)?;
    if end > there {
        report.problem(&Error::corrupt(format!(
            "the file is cut short: pages {there} to {} are missing",
            end.saturating_sub(1)
        )));
    }
    if free.problems > 0 {
        report.problem(
            &Error::corrupt(
                "free pages are those that no tree reaches, and a tree is damaged: some of them \
                 may hold records",
            )
            .hint("kf check lists the problems"),
        );
    }
    Ok(())
}

/// What is wrong with the header of a page in use.
fn fault(page: &AnyPage<'_>, end: u64) -> Option<Error> {
    let what = if page.named != page.id && page.kind() != Some(PageKind::Meta) {
        format!("the page header names page {}", page.named)
    } else if page.kind().is_none() {
        format!(
            "the page has flags {:#x}, which is no kind of page",
            page.flags
        )
    } else if page.id.saturating_add(page.overflow.into()) >= end {
        format!(
            "the page has {} overflow pages, which reach past the high-water mark {end}",
            page.overflow
        )
    } else {
        return None;
    };
    Some(Error::corrupt(what).at_page(page.id))
}
