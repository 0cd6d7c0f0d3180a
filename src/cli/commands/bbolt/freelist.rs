//! `kf bbolt freelist`: bbolt's tool has no such command; its library knows no more than this.

use std::io::Write;

use super::PIECE;
use crate::bbolt::{Db, FreePages};
use crate::cli::commands::structured::number;
use crate::cli::report::{Outcome, Report};
use crate::error::Error;
use crate::object::Value;
use crate::object::encode::Format;

/// Lists the free pages.
pub(super) fn run(
    db: &Db<'_>,
    format: Option<Format>,
    report: &mut Report<'_>,
    to: &mut dyn Write,
) -> Outcome {
    let free = db.free_pages(&mut |e| report.problem(&e));
    let mut out = Vec::new();
    if let Some(format) = format {
        format.write(&mut out, &value(db, &free));
    } else {
        writeln!(out, "Source:     {}", source(&free))?;
        writeln!(
            out,
            "Free:       {} of {} pages",
            free.ids.len(),
            db.high_water_mark()
        )?;
        writeln!(out, "Pending:    unknown, among the free ones\n")?;
        for id in &free.ids {
            writeln!(out, "{id}")?;
            if out.len() >= PIECE {
                to.write_all(&out)?;
                out.clear();
            }
        }
    }
    to.write_all(&out)?;
    if free.problems > 0 {
        report.problem(
            &Error::corrupt(
                "the free pages are those that no tree reaches, and a tree is damaged: some of \
                 them may hold records",
            )
            .hint("kf check lists the problems"),
        );
    }
    Ok(())
}

fn source(free: &FreePages) -> String {
    match free.freelist {
        Some(id) => format!("persisted, on page {id}"),
        None => "reconstructed: pages that no tree reaches".to_owned(),
    }
}

fn value(db: &Db<'_>, free: &FreePages) -> Value<'static> {
    let source = match free.freelist {
        Some(_) => "persisted",
        None => "reconstructed",
    };
    let mut members = vec![("source", Value::str(source))];
    members.extend(free.freelist.map(|id| ("freelistPage", number(id))));
    members.push(("highWaterMark", number(db.high_water_mark())));
    let ids = free.ids.iter().map(|id| number(*id)).collect();
    members.push(("ids", Value::Array(ids)));
    Value::object(members)
}
