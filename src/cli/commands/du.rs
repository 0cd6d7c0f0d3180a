//! `kf du`

use std::borrow::Cow;
use std::cmp::Reverse;

use hashbrown::HashMap;

use super::structured::{number, text};
use crate::cli::args::SnapshotArgs;
use crate::cli::args::du::{DuArgs, DuBy, DuSort};
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Outcome, keys_left_out};
use crate::cli::session::Opening;
use crate::cli::streams::Streams;
use crate::escape;
use crate::object::Value;
use crate::snapshot::{KeyUsage, Usage, View};
use crate::text::{boxed, tabwriter::TabWriter};

/// What a group of keys takes. Bytes are those of keys and values.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    pub(super) objects: u64,
    pub(super) deleted: u64,
    pub(super) revisions: u64,
    pub(super) live: u64,
    pub(super) history: u64,
}

impl Sum {
    fn of(key: &KeyUsage<'_>) -> Self {
        Self {
            objects: u64::from(key.live),
            deleted: u64::from(!key.live),
            revisions: key.revisions,
            live: key.live_bytes,
            history: key.history_bytes,
        }
    }

    fn add(&mut self, other: Self) {
        self.objects = self.objects.saturating_add(other.objects);
        self.deleted = self.deleted.saturating_add(other.deleted);
        self.revisions = self.revisions.saturating_add(other.revisions);
        self.live = self.live.saturating_add(other.live);
        self.history = self.history.saturating_add(other.history);
    }

    /// Of all groups together.
    pub(super) fn all<'s>(sums: impl IntoIterator<Item = &'s (String, Self)>) -> Self {
        let mut all = Self::default();
        sums.into_iter().for_each(|(_, sum)| all.add(*sum));
        all
    }

    pub(super) fn total(&self) -> u64 {
        self.live.saturating_add(self.history)
    }

    /// As an object with the name of what it is about.
    pub(super) fn value(&self, name: &str) -> Value<'static> {
        Value::object([
            ("name", text(name)),
            ("objects", number(self.objects)),
            ("deleted", number(self.deleted)),
            ("revisions", number(self.revisions)),
            ("liveBytes", number(self.live)),
            ("historyBytes", number(self.history)),
        ])
    }
}

/// Adds keys up by a name; sorted by it. Of several clusters in one etcd those of the one that was asked for are
/// counted, and those of none.
fn sums<'u>(
    view: &'u View<'_>,
    usage: &'u Usage,
    name: impl Fn(&'u [u8]) -> Cow<'u, str> + Sync,
) -> Vec<(String, Sum)> {
    type Sums<'u> = HashMap<Cow<'u, str>, Sum>;
    let add = |sums: &mut Sums<'u>, key: KeyUsage<'u>| {
        if !view.is_neighbours(key.key) {
            let sum = sums.entry(name(key.key)).or_default();
            sum.add(Sum::of(&key));
        }
    };
    let mut shares = (usage.share_out(view.threads(), Sums::new, add)).into_iter();
    let mut sums = shares.next().unwrap_or_default();
    for (name, sum) in shares.flatten() {
        sums.entry(name).or_default().add(sum);
    }
    let sums = sums.into_iter();
    let mut sums: Vec<(String, Sum)> = sums.map(|(name, sum)| (name.into_owned(), sum)).collect();
    sums.sort_by(|a, b| a.0.cmp(&b.0));
    sums
}

/// Adds keys up by what kind of thing they name.
pub(super) fn kinds(view: &View<'_>, usage: &Usage) -> Vec<(String, Sum)> {
    sums(view, usage, |key| view.kind_of_key(key))
}

fn rows(view: &View<'_>, usage: &Usage, by: DuBy) -> Vec<(String, Sum)> {
    match by {
        DuBy::Kind => kinds(view, usage),
        DuBy::Namespace => sums(view, usage, |key| match view.place_of_key(key).namespace {
            none if none.is_empty() => "[none]".into(),
            namespace => namespace.into(),
        }),
        DuBy::Object => sums(view, usage, String::from_utf8_lossy),
    }
}

fn sort(rows: &mut [(String, Sum)], by: DuSort) {
    // The rows come sorted by name; the sort is stable.
    match by {
        DuSort::Name => {}
        DuSort::Total => rows.sort_by_key(|(_, sum)| Reverse(sum.total())),
        DuSort::Live => rows.sort_by_key(|(_, sum)| Reverse(sum.live)),
        DuSort::History => rows.sort_by_key(|(_, sum)| Reverse(sum.history)),
        DuSort::Revisions => rows.sort_by_key(|(_, sum)| Reverse(sum.revisions)),
        DuSort::Objects => rows.sort_by_key(|(_, sum)| Reverse(sum.objects)),
    }
}

/// Runs `kf du`.
pub(crate) fn run(
    args: &DuArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let format = args.output.format()?;
    let opening = Opening::new(snapshot).file(args.file.path()).all_prefixes();
    opening
        .hinting_at_salvage()
        .with_view(streams, |session, report, out| {
            let view = &session.view;
            let usage = view.usage();
            let mut rows = rows(view, &usage, args.by);
            let all = Sum::all(&rows);
            sort(&mut rows, args.sort_by);
            rows.truncate(args.top.unwrap_or(usize::MAX));
            let mut screen = Vec::new();
            if let Some(format) = format {
                let items = rows.iter().map(|(name, sum)| sum.value(name)).collect();
                let value = Value::object([
                    ("items", Value::Array(items)),
                    ("total", all.value("total")),
                ]);
                format.write(&mut screen, &value);
            } else {
                let mut table = TabWriter::new();
                if args.headers.shown() {
                    let title = match args.by {
                        DuBy::Kind => "KIND",
                        DuBy::Namespace => "NAMESPACE",
                        DuBy::Object => "KEY",
                    };
                    table.write(&format!(
                        "{title}\tOBJECTS\tDELETED\tREVISIONS\tLIVE\tHISTORY\tTOTAL\n"
                    ));
                }
                for (name, sum) in &rows {
                    table.write(&row(name, sum));
                }
                table.write(&row("[total]", &all));
                table.flush(&mut screen);
            }
            out.write_all(&screen)?;
            let others = usage.keys().filter(|key| view.is_neighbours(key.key));
            let others = others.count();
            if others > 0 {
                report.note(&keys_left_out(others, view.neighbours()));
            }
            report.all(view.store().problems());
            report.all(usage.problems.list());
            Ok(report.status())
        })
}

fn row(name: &str, sum: &Sum) -> String {
    format!(
        "{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
        escape::text(name),
        sum.objects,
        sum.deleted,
        sum.revisions,
        boxed::size(sum.live),
        boxed::size(sum.history),
        boxed::size(sum.total()),
    )
}
