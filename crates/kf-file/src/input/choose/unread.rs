//! What else a set of files holds that might have been meant, and is not read.

use hashbrown::HashSet;

use super::{Chosen, Gardener, Kind, Set};
use crate::input::form::Layout;
use kf_base::{Result, escape};

/// The files that were not chosen and could have been.
#[derive(Debug, Default)]
struct Others {
    snapshots: Vec<usize>,
    archives: Vec<usize>,
    /// Dumps of keys and values; of one that is made of files, the first.
    dumps: Vec<usize>,
    /// What cannot be looked into, such as an entry with a password.
    refused: Vec<usize>,
    /// The first reason for that.
    refusal: Option<String>,
}

impl Set<'_> {
    /// Says which files beside the chosen one may hold snapshots too.
    pub(super) fn unread(&self, chosen: &mut Chosen, look: &mut dyn FnMut(usize) -> Result<Kind>) {
        self.older_fulls(chosen);
        self.orphaned_log(chosen);
        let others = self.others(chosen, look);
        let name = match &chosen.lost {
            Some(_) => "the log".to_owned(),
            None => escape::quoted(self.name(chosen.index).as_bytes()),
        };
        let place = self.place;
        let mut say = |indices: &[usize], text: String| {
            if !indices.is_empty() {
                chosen
                    .notes
                    .push(format!("{name} is read; {text}{}", self.list(indices)));
            }
        };
        say(
            &others.snapshots,
            format!("the {place} also holds databases that --entry NAME would take: "),
        );
        say(
            &others.archives,
            format!(
                "the {place} also holds archives, which are not looked into unless --entry NAME names one: "
            ),
        );
        say(
            &others.dumps,
            format!("the {place} also holds dumps of keys and values, which are not read: "),
        );
        let why = others.refusal.unwrap_or_default();
        say(
            &others.refused,
            format!("others cannot be looked into ({why}): "),
        );
    }

    fn others(&self, chosen: &Chosen, look: &mut dyn FnMut(usize) -> Result<Kind>) -> Others {
        let mut others = Others::default();
        let unread = |index: &usize| !chosen.key_files.contains(index);
        others.dumps.extend(self.first_pairs().filter(unread));
        let paired: HashSet<usize> = self.folders.iter().flatten().copied().collect();
        let ours = |index: usize| {
            let companions = &chosen.companions;
            index == chosen.index
                || paired.contains(&index)
                || companions.iter().any(|(_, companion)| *companion == index)
                || Gardener::parse(self.name(index)).is_some()
        };
        for index in self.indices().filter(|index| !ours(*index)) {
            match look(index) {
                Ok(Kind::Bbolt | Kind::Sqlite) => others.snapshots.push(index),
                Ok(Kind::Dump(_)) => others.dumps.push(index),
                Ok(kind) if kind.is_archive() => others.archives.push(index),
                Ok(_) => {}
                Err(e) => {
                    others.refusal.get_or_insert_with(|| e.to_string());
                    others.refused.push(index);
                }
            }
        }
        others.dumps.sort_unstable();
        others
    }

    /// Says of which full snapshots of gardener the newest was taken.
    fn older_fulls(&self, chosen: &mut Chosen) {
        let full = |index: &usize| Gardener::parse(self.name(*index)).is_some_and(|one| one.full);
        if chosen.layout != Some(Layout::Gardener) {
            return;
        }
        let older: Vec<usize> = self
            .indices()
            .filter(|index| *index != chosen.index)
            .filter(full)
            .collect();
        if !older.is_empty() {
            chosen.notes.push(format!(
                "{} is the newest of {} full snapshots; --entry NAME takes an older one: {}",
                escape::quoted(self.name(chosen.index).as_bytes()),
                older.len().saturating_add(1),
                self.list(&older)
            ));
        }
    }

    /// Says that a log lies there of which the database is lost, when something else is read.
    fn orphaned_log(&self, chosen: &mut Chosen) {
        if chosen.lost.is_some() || chosen.layout == Some(Layout::EtcdData) {
            return;
        }
        if let Some((_, database)) = self.log_alone() {
            chosen.notes.push(format!(
                "{} is read; there is a write-ahead log too, of which the database {} is lost: it is \
                 not read",
                escape::quoted(self.name(chosen.index).as_bytes()),
                escape::quoted(database.as_bytes())
            ));
        }
    }
}
