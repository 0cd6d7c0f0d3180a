//! Objects of a type: the server's table, with the deleted ones if they are wanted.

use kf_answer::{Selection, Selectors};
use kf_base::error::Result;
use kf_base::time::Timestamp;
use kf_object::Value;
use kf_object::access::{list, text};
use kf_object::encode::json;
use kf_print::human::cell_text;
use kf_storage::Part;
use kf_table::{DefaultRank, Printer};
use kf_view::{Mapping, Object, ReadOptions, View};

use super::{Stop, Worker, kf_scope, told, words};
use crate::ask::{Id, Reading, Scope};
use crate::notes::Notes;
use crate::table::{Heading, Name, RowFacts, Rows, State};

/// Makes rows of the objects of one type.
pub(super) struct Maker {
    printer: Printer,
    selection: Selection,
    word: String,
    owner: Option<String>,
    holds: String,
    /// Whether the namespace is a column.
    namespace: bool,
    now: Option<Timestamp>,
    part: Option<Part>,
    /// Whether stored bytes are summed, to compare them.
    pub(super) sums: bool,
    /// Whether the table is of objects of several types.
    pub(super) mixed: bool,
}

/// What became of some objects.
#[derive(Default)]
pub(super) struct Share {
    rows: Vec<Made>,
    problems: Vec<String>,
}

/// A row by itself.
pub(super) struct Made {
    pub(super) name: Name,
    pub(super) cells: Vec<String>,
    pub(super) facts: RowFacts,
    /// The row as that of the default of its kind, should it be the one.
    default: Option<(DefaultRank, Vec<String>)>,
    /// What rows of its type are sorted by before their names.
    order: Option<i64>,
}

impl Maker {
    /// For objects of a mapping in a scope.
    pub(super) fn new(
        view: &View<'_>,
        mapping: &Mapping,
        scope: &Scope,
        now: Option<Timestamp>,
    ) -> Result<Self> {
        let selectors = Selectors {
            labels: &scope.labels,
            fields: &scope.fields,
        };
        let selection = Selection::parse(selectors, view.fields(mapping))?;
        let selection = selection.redacted(view.redactor())?;
        let resource = mapping.resource();
        let minor = view.kube_version().minor;
        let printer = Printer::of(resource, minor, view.printer_columns(mapping).as_ref());
        let mut maker = Self {
            word: scope.word.clone(),
            namespace: resource.namespaced && scope.namespace.is_none(),
            owner: scope.owner.clone(),
            holds: scope.holds.clone(),
            part: None,
            sums: false,
            mixed: false,
            printer,
            selection,
            now,
        };
        if maker.holds.is_empty() {
            maker.part = maker.part(mapping);
        }
        Ok(maker)
    }

    fn part(&self, mapping: &Mapping) -> Option<Part> {
        const META: [&[&str]; 2] = [
            &["metadata", "creationTimestamp"],
            &["metadata", "ownerReferences"],
        ];
        let reads = self.printer.reads()?;
        let selected = self.selection.reads()?;
        let paths = reads.iter().chain(selected).copied().chain(META);
        Part::new(&mapping.api_version(), &mapping.resource().kind, paths)
    }

    /// Whether rows can only be made when all objects have been seen.
    fn waits(&self, mapping: &Mapping) -> bool {
        self.printer.marks_default() || mapping.resource().kind == "FlowSchema"
    }

    pub(super) fn headings(&self) -> Vec<Heading> {
        let columns = self.printer.columns();
        let namespace = self.namespace.then(|| Heading::new("NAMESPACE"));
        let own = columns.iter().map(|column| {
            Heading::new(&column.name.to_uppercase()).only_wide(column.priority != 0)
        });
        namespace.into_iter().chain(own).collect()
    }

    pub(super) fn read(&self) -> ReadOptions<'_> {
        ReadOptions {
            part: self.part.as_ref(),
            ..ReadOptions::default()
        }
    }

    /// The row of an object, if it is one of those wanted.
    pub(super) fn make(&self, object: &Object<'_>, state: State) -> Option<Made> {
        let value = &object.value;
        if !self.selection.matches(value) || !self.is_owned(value) || !self.is_held(value) {
            return None;
        }
        let namespace = text(value, &["metadata", "namespace"]);
        let texts = |cells: Vec<Value<'static>>| -> Vec<String> {
            let own = cells.iter().map(cell_text);
            let namespace = self.namespace.then(|| namespace.to_owned());
            namespace.into_iter().chain(own).collect()
        };
        let default = self.printer.default_of_list(value, self.now);
        let created = text(value, &["metadata", "creationTimestamp"]);
        Some(Made {
            name: Name {
                word: self.word.clone(),
                namespace: namespace.to_owned(),
                name: text(value, &["metadata", "name"]).to_owned(),
            },
            cells: if self.mixed {
                vec![
                    self.word.clone(),
                    namespace.to_owned(),
                    text(value, &["metadata", "name"]).to_owned(),
                    self.age(created),
                ]
            } else {
                texts(self.printer.cells(value, self.now))
            },
            facts: RowFacts {
                revision: object.record.mod_revision,
                created: Timestamp::parse(created).map(|t| t.seconds),
                sum: if self.sums {
                    sum(object.record.value)
                } else {
                    0
                },
                state,
            },
            default: default.map(|(rank, cells)| (rank, texts(cells))),
            order: self.printer.order(value),
        })
    }

    fn age(&self, created: &str) -> String {
        match (self.now, Timestamp::parse(created)) {
            (Some(now), Some(created)) => kf_base::time::human_duration(now.nanos_since(created)),
            _ => "<unknown>".to_owned(),
        }
    }

    /// Whether the object holds the text that is looked for, in whatever member.
    fn is_held(&self, value: &Value<'_>) -> bool {
        if self.holds.is_empty() {
            return true;
        }
        let mut text = Vec::new();
        json::write_compact(&mut text, value);
        text.make_ascii_lowercase();
        String::from_utf8_lossy(&text).contains(&self.holds)
    }

    fn is_owned(&self, value: &Value<'_>) -> bool {
        let Some(uid) = &self.owner else {
            return true;
        };
        let mut owners = list(value, &["metadata", "ownerReferences"]).iter();
        owners.any(|owner| text(owner, &["uid"]) == uid)
    }
}

/// A sum of stored bytes, the same in every run.
fn sum(bytes: &[u8]) -> u64 {
    use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};
    BuildHasherDefault::<DefaultHasher>::default().hash_one(bytes)
}

/// The columns of objects of several types.
pub(super) const MIXED: [&str; 4] = ["TYPE", "NAMESPACE", "NAME", "AGE"];

/// Reads the objects of a type in a scope, and behind them the deleted ones if they are wanted. Returns
/// what was wrong with the history.
pub(super) fn read<'s>(
    view: &View<'s>,
    mapping: &Mapping,
    (maker, scope): (&Maker, &Scope),
    deleted: bool,
    mut take: impl FnMut(&mut Share) -> Result<(), Stop>,
) -> Result<Vec<String>, Stop> {
    let gather = |state: State| {
        move |share: &mut Share, object: Result<Object<'s>>| gather(maker, share, object, state)
    };
    let namespace = scope.namespace.as_deref();
    let live = gather(State::Live);
    view.list_with(mapping, namespace, maker.read(), live, &mut take)?;
    if !deleted || !view.store().kept().has_revisions() {
        return Ok(Vec::new());
    }
    let changes = view.changes(&[kf_scope(mapping, scope, &[])])?;
    let gone = changes.deletions();
    let gone_too = gather(State::Deleted);
    view.deleted_with(mapping, &gone, maker.read(), gone_too, &mut take)?;
    Ok(changes.problems.iter().map(|e| told(view, e)).collect())
}

impl<'s> Worker<'_, 's> {
    /// The table of a type.
    pub(super) fn objects(&self, id: Id, scope: &Scope, reading: Reading) -> Result<(), Stop> {
        let view = self.view_for(0, reading.of(0), scope)?;
        let now = self.source.now(0, &view);
        let mut notes = Notes::default();
        let mappings = view.lookup(&scope.word)?;
        let [mapping] = mappings.as_slice() else {
            return self.several(id, &mappings, scope, &view);
        };
        let maker = Maker::new(&view, mapping, scope, now)?;
        let waits = maker.waits(mapping);
        self.headings(id, maker.headings(), waits)?;
        let mut all = Vec::new();
        let mut found = 0_usize;
        let mut take = |share: &mut Share| -> Result<(), Stop> {
            notes.extend(share.problems.drain(..));
            found = found.saturating_add(share.rows.len());
            if waits {
                all.append(&mut share.rows);
                return self.wanted(id);
            }
            self.rows(id, rows(share.rows.drain(..)))
        };
        let problems = read(&view, mapping, (&maker, scope), reading.deleted, &mut take)?;
        notes.extend(problems);
        if waits {
            self.rows(id, rows(whole(all).into_iter()))?;
        }
        notes.extend(view.lost_note(mapping));
        if found == 0 {
            // An empty table means something else then.
            notes.extend(view.lacks()?);
        }
        self.done(id, &view, 0, notes.into_lines())
    }

    /// The objects of several types, such as those of the category `all`.
    fn several(
        &self,
        id: Id,
        mappings: &[Mapping],
        scope: &Scope,
        view: &View<'s>,
    ) -> Result<(), Stop> {
        let headings = MIXED.map(Heading::new);
        self.headings(id, headings.to_vec(), true)?;
        let now = self.source.now(0, view);
        let mut notes = Notes::default();
        for mapping in mappings {
            let one = Scope {
                word: mapping.resource().group_resource(),
                ..scope.clone()
            };
            let mut maker = Maker::new(view, mapping, &one, now)?;
            maker.mixed = true;
            let gather = |share: &mut Share, object: Result<Object<'s>>| {
                gather(&maker, share, object, State::Live);
            };
            let take = |share: &mut Share| -> Result<(), Stop> {
                notes.extend(share.problems.drain(..));
                self.rows(id, rows(share.rows.drain(..)))
            };
            let namespace = scope.namespace.as_deref();
            view.list_with(mapping, namespace, maker.read(), gather, take)?;
        }
        self.done(id, view, 0, notes.into_lines())
    }
}

/// Adds what an object is made to, or what is wrong with it.
pub(super) fn gather(maker: &Maker, share: &mut Share, object: Result<Object<'_>>, state: State) {
    match object {
        Ok(object) => {
            share.rows.extend(maker.make(&object, state));
            share.problems.extend(object.notes);
        }
        Err(e) => share.problems.push(words(&e)),
    }
}

/// Packs rows.
pub(super) fn rows(made: impl Iterator<Item = Made>) -> Rows {
    let mut rows = Rows::default();
    for row in made {
        rows.push(&row.name, &row.cells, row.facts);
    }
    rows
}

/// Puts the rows of a list in the server's order, and marks the default among them.
fn whole(mut rows: Vec<Made>) -> Vec<Made> {
    let live = |row: &&mut Made| row.default.is_some() && row.facts.state == State::Live;
    let ranked = rows.iter_mut().filter(live);
    let default = ranked.max_by(|a, b| {
        let rank = |row: &Made| row.default.as_ref().map(|d| d.0.clone());
        rank(a).cmp(&rank(b))
    });
    if let Some(row) = default
        && let Some((_, cells)) = row.default.take()
    {
        row.cells = cells;
    }
    rows.sort_by(|a, b| (a.order, &a.name.name).cmp(&(b.order, &b.name.name)));
    rows
}

impl Share {
    /// The rows made, and what could not be read.
    pub(super) fn take(&mut self) -> (Vec<Made>, Vec<String>) {
        (
            std::mem::take(&mut self.rows),
            std::mem::take(&mut self.problems),
        )
    }
}
