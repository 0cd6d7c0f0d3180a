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
    pub(super) fn add(&mut self, key: &KeyUsage<'_>) {
        let held = if key.live {
            &mut self.objects
        } else {
            &mut self.deleted
        };
        *held = held.saturating_add(1);
        self.revisions = self.revisions.saturating_add(key.revisions);
        self.live = self.live.saturating_add(key.live_bytes);
        self.history = self.history.saturating_add(key.history_bytes);
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

/// The keys that are counted: of several clusters in one etcd, those of the one that was asked for, and those of
/// none.
pub(super) fn chosen<'u>(
    view: &'u View<'_>,
    usage: &'u Usage,
) -> impl Iterator<Item = KeyUsage<'u>> {
    let keys = usage.keys();
    keys.filter(|key| !view.is_neighbours(key.key))
}

/// Adds keys up by a name; sorted by it.
fn sums<'k>(
    keys: impl Iterator<Item = KeyUsage<'k>>,
    name: impl Fn(&'k [u8]) -> Cow<'k, str>,
) -> Vec<(String, Sum)> {
    let mut sums: HashMap<Cow<'k, str>, Sum> = HashMap::new();
    for key in keys {
        sums.entry(name(key.key)).or_default().add(&key);
    }
    let sums = sums.into_iter();
    let mut sums: Vec<(String, Sum)> = sums.map(|(name, sum)| (name.into_owned(), sum)).collect();
    sums.sort_by(|a, b| a.0.cmp(&b.0));
    sums
}

/// Adds keys up by what kind of thing they name.
pub(super) fn kinds(view: &View<'_>, usage: &Usage) -> Vec<(String, Sum)> {
    let keys = chosen(view, usage);
    sums(keys, |key| view.place_of_key(key).kind.into())
}

fn rows(view: &View<'_>, usage: &Usage, by: DuBy) -> Vec<(String, Sum)> {
    let keys = chosen(view, usage);
    match by {
        DuBy::Kind => kinds(view, usage),
        DuBy::Namespace => sums(keys, |key| match view.place_of_key(key).namespace {
            none if none.is_empty() => "[none]".into(),
            namespace => namespace.into(),
        }),
        DuBy::Object => sums(keys, String::from_utf8_lossy),
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
            let mut all = Sum::default();
            chosen(view, &usage).for_each(|key| all.add(&key));
            let mut rows = rows(view, &usage, args.by);
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
