//! Several files lie together, in a directory or in an archive: which one holds the records, and
//! which others go with it.
//!
//! What a file is, is told by its content. Names only say which files belong together and which of
//! several is the one to read, by the rules of the program that wrote them:
//!
//! * an etcd data directory (server/storage/datadir/datadir.go): `member/snap/db` stands for all
//!   files below `member`;
//! * gardener's etcd-backup-restore (pkg/types/snapstore.go): of all `Full-FIRST-LAST-TIME`, the
//!   one with the highest last revision;
//! * anything else: there must be exactly one.

mod unread;

use std::fmt;

use hashbrown::HashSet;

use super::companion::CompanionKind;
use super::dumped::{self, DumpForm};
use super::form::Layout;
use super::sniff::Kind;
use kf_base::{Error, Result, escape, limits};

/// Most names listed in a message.
const LISTED: usize = 20;

/// Where files lie together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Directory,
    Tar,
    Zip,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Directory => "directory",
            Self::Tar => "tar archive",
            Self::Zip => "zip archive",
        })
    }
}

/// What was chosen.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// The file with the records.
    pub(super) index: usize,
    /// Whether it is the one that was asked for by name.
    pub(super) named: bool,
    /// Where the database of an etcd data directory should be, when there is none and its log is all
    /// that is left; the index is then that of a segment of it.
    pub(super) lost: Option<String>,
    /// The files of a dump that is made of pairs of them, where the chosen file is one.
    pub(super) key_files: Vec<usize>,
    /// The files that belong to it, by kind and then by name.
    pub(super) companions: Vec<(CompanionKind, usize)>,
    /// Whose work the set of files is.
    pub(super) layout: Option<Layout>,
    /// What the reader should know about the choice.
    pub(super) notes: Vec<String>,
}

/// Chooses among the files with these names, whose segments are separated by `/`. `wanted` is the
/// name that the user asked for; `look` tells what a file is, and is asked only where that decides.
pub(super) fn choose(
    place: Place,
    names: &[&str],
    wanted: Option<&str>,
    look: &mut dyn FnMut(usize) -> Result<Kind>,
) -> Result<Chosen> {
    let set = Set {
        place,
        names,
        folders: dumped::folders(names),
    };
    let mut lost = None;
    let (index, named) = match wanted.map(|wanted| set.named(wanted)) {
        Some(Ok(index)) => (index, true),
        Some(Err(missing)) => match set.search(look) {
            // The name may be one in the only archive that is here.
            Ok((index, kind)) if kind.is_archive() => (index, false),
            _ => return Err(missing),
        },
        None => match (set.search(look), set.log_alone()) {
            (Ok((index, _)), _) => (index, false),
            (Err(_), Some((index, database))) => {
                lost = Some(database);
                (index, false)
            }
            (Err(e), None) => return Err(e),
        },
    };
    let mut chosen = Chosen {
        index,
        named,
        lost,
        ..Chosen::default()
    };
    let of_it = set.folders.iter().find(|files| files.contains(&index));
    if let Some(files) = of_it.filter(|_| chosen.lost.is_none()) {
        chosen.key_files.clone_from(files);
    } else {
        set.relations(&mut chosen);
    }
    if !named {
        set.unread(&mut chosen, look);
    }
    Ok(chosen)
}

struct Set<'n> {
    place: Place,
    names: &'n [&'n str],
    /// The files of each dump that is made of pairs of them.
    folders: Vec<Vec<usize>>,
}

impl Set<'_> {
    fn name(&self, index: usize) -> &str {
        self.names.get(index).copied().unwrap_or_default()
    }

    fn indices(&self) -> std::ops::Range<usize> {
        0..self.names.len()
    }

    /// The file with this name, or the only one whose last segment it is.
    fn named(&self, wanted: &str) -> Result<usize> {
        let wanted = wanted.trim_start_matches("./");
        if let Some(index) = self.names.iter().position(|name| *name == wanted) {
            return Ok(index);
        }
        let of_folder = |files: &&Vec<usize>| {
            let first = files.first().map(|index| split(self.name(*index)).0);
            first.is_some_and(|folder| folder.trim_end_matches('/') == wanted.trim_end_matches('/'))
        };
        if let Some(first) = self.folders.iter().find(of_folder).and_then(|f| f.first()) {
            return Ok(*first);
        }
        let mut same_base = self.indices().filter(|i| base(self.name(*i)) == wanted);
        match (same_base.next(), same_base.next()) {
            (Some(one), None) => Ok(one),
            _ => Err(Error::invalid(format!(
                "the {} has no file {}; it holds {}",
                self.place,
                escape::quoted(wanted.as_bytes()),
                self.list(&self.indices().collect::<Vec<_>>())
            ))),
        }
    }

    /// The only snapshot, or else the only dump of keys and values, or else the only archive, which
    /// may hold one.
    fn search(&self, look: &mut dyn FnMut(usize) -> Result<Kind>) -> Result<(usize, Kind)> {
        let place = self.place;
        let paired: HashSet<usize> = self.folders.iter().flatten().copied().collect();
        let searched = self.names.len().saturating_sub(paired.len());
        if searched > limits::MAX_ARCHIVE_FILES {
            return Err(Error::limit(format!(
                "the {place} holds {searched} files, more than are searched for a snapshot \
                 ({}, MAX_ARCHIVE_FILES)",
                limits::MAX_ARCHIVE_FILES
            ))
            .hint("name the file inside with --entry NAME"));
        }
        let databases = self.databases(look);
        let newest = self.newest_full();
        let mut sure = Vec::new();
        let mut dumps: Vec<usize> = self.first_pairs().collect();
        let mut archives = Vec::new();
        let mut refusal = None;
        let mut advice = None;
        for index in self.indices() {
            let name = self.name(index);
            if databases.contains(&index) || newest == Some(index) {
                // Chosen by its place: if it is damaged, an older one is no answer.
                sure.push(index);
            } else if databases.iter().any(|db| covers(self.name(*db), name))
                || Gardener::parse(name).is_some()
                || paired.contains(&index)
            {
            } else {
                match look(index) {
                    Ok(Kind::Bbolt | Kind::Sqlite) => sure.push(index),
                    Ok(Kind::Dump(_)) => dumps.push(index),
                    Ok(kind) if kind.is_archive() => archives.push(index),
                    Ok(Kind::Other(foreign)) if advice.is_none() => advice = foreign.advice(name),
                    Ok(_) => {}
                    Err(e) => {
                        refusal.get_or_insert(e);
                    }
                }
            }
        }
        dumps.sort_unstable();
        let tiers = [sure, dumps, archives];
        let candidates = tiers.into_iter().find(|tier| !tier.is_empty());
        match (candidates.unwrap_or_default().as_slice(), refusal) {
            ([one], _) if paired.contains(one) => Ok((*one, Kind::Dump(DumpForm::Dbctl))),
            ([one], _) => Ok((*one, look(*one).unwrap_or(Kind::Bbolt))),
            ([], Some(error)) => Err(error),
            ([], None) => Err(self.nothing(advice)),
            (several, _) => Err(Error::invalid(format!(
                "the {place} holds {} snapshots: {}",
                several.len(),
                self.list(several)
            ))
            .hint("choose one with --entry NAME")),
        }
    }

    /// One file of each dump that is made of pairs.
    fn first_pairs(&self) -> impl Iterator<Item = usize> {
        let folders = self.folders.iter();
        folders.filter_map(|files| files.first().copied())
    }

    /// The error for a set without a snapshot: what was looked for, and what there is, with what to
    /// do about a file that may hold one.
    fn nothing(&self, advice: Option<String>) -> Error {
        let place = self.place;
        let error = if self.names.is_empty() {
            Error::invalid(format!("the {place} holds no files"))
        } else {
            Error::invalid(format!(
                "no file in the {place} is an etcd snapshot; it holds {}",
                self.list(&self.indices().collect::<Vec<_>>())
            ))
        };
        if self.is_dqlite() {
            return error.hint(
                "this looks like a directory of dqlite, which MicroK8s keeps its state in: kf does \
                 not read it, but what `microk8s dbctl backup` makes of it",
            );
        }
        if self.names.iter().any(|name| base(name) == "toc.dat") {
            return error.hint(
                "this looks like a dump of PostgreSQL's in a form of its own: run `pg_restore -f \
                 dump.sql` on all of it and give kf the result",
            );
        }
        if let Some(advice) = advice {
            return error.hint(advice);
        }
        match place {
            Place::Directory => error.hint(
                "looked for member/snap/db of an etcd data directory and for one snapshot file, \
                 compressed or not",
            ),
            Place::Tar | Place::Zip => error,
        }
    }

    /// Whether these are the files of a member of a dqlite cluster: segments of a raft log by their
    /// first and last index, and what names the member.
    fn is_dqlite(&self) -> bool {
        let segment = |name: &&str| {
            let parts = base(name).split_once('-');
            parts.is_some_and(|(first, last)| {
                let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
                let both = first.len() == 16 && number(first) && number(last);
                both || (first == "open" && !last.is_empty() && number(last))
            })
        };
        let member = |name: &&str| matches!(base(name), "cluster.yaml" | "info.yaml" | "metadata1");
        self.names.iter().any(segment) && self.names.iter().any(member)
    }

    /// The databases of etcd data directories.
    fn databases(&self, look: &mut dyn FnMut(usize) -> Result<Kind>) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for index in self.indices() {
            let name = self.name(index);
            let in_place = name.ends_with("/snap/db") || name == "snap/db";
            // A copy of the directory `snap` alone has nothing but its content to tell.
            if in_place || (name == "db" && matches!(look(index), Ok(Kind::Bbolt))) {
                found.push(index);
            }
        }
        let all = found.clone();
        // A copy of the data directory inside itself: the outer one is what etcd would open.
        found.retain(|one| {
            let name = self.name(*one);
            !all.iter()
                .any(|other| other != one && covers(self.name(*other), name))
        });
        found
    }

    /// The log of the one etcd data directory here, of which no database is left, by one of its
    /// segments; and where the database should be.
    fn log_alone(&self) -> Option<(usize, String)> {
        let mut segments = self.indices().filter(|i| {
            let (folder, file) = split(self.name(*i));
            (folder == "wal/" || folder.ends_with("/wal/")) && is_segment(file)
        });
        let first = segments.next()?;
        let folder = split(self.name(first)).0;
        if segments.any(|i| split(self.name(i)).0 != folder) {
            return None;
        }
        let database = format!("{}snap/db", folder.strip_suffix("wal/")?);
        // A database that is there and cannot be read is not lost.
        let there = self.names.contains(&database.as_str());
        (!there).then_some((first, database))
    }

    /// The newest of gardener's full snapshots (`GetLatestFullSnapshotAndDeltaSnapList` in
    /// pkg/miscellaneous).
    fn newest_full(&self) -> Option<usize> {
        self.indices()
            .filter_map(|index| Some((Gardener::parse(self.name(index))?, index)))
            .filter(|(snapshot, _)| snapshot.full)
            .max_by_key(|(snapshot, _)| (snapshot.last, snapshot.time))
            .map(|(_, index)| index)
    }

    /// What else belongs to the chosen file.
    fn relations(&self, chosen: &mut Chosen) {
        let lost = chosen.lost.clone();
        let name = lost.as_deref().unwrap_or_else(|| self.name(chosen.index));
        let (folder, file) = split(name);
        if lost.is_some() {
            chosen.notes.push(format!(
                "there is no {}: everything is read from the log, as etcd would",
                escape::quoted(name.as_bytes())
            ));
        }
        if file == "db" && (folder.is_empty() || folder == "snap/" || folder.ends_with("/snap/")) {
            chosen.layout = Some(Layout::EtcdData);
        } else if file.starts_with("etcd.backup") && self.has(folder, "_etcd_backup.meta") {
            chosen.layout = Some(Layout::EtcdManager);
        } else if let Some(full) = Gardener::parse(name) {
            chosen.layout = Some(Layout::Gardener);
            self.unread_deltas(&full, chosen);
        }
        let kubernetes_resources = file
            .strip_prefix("snapshot_")
            .and_then(|rest| rest.split_once(".db"))
            .map(|(time, _)| format!("static_kuberesources_{time}.tar.gz"));
        let [sqlite_wal, sqlite_journal] = ["wal", "journal"].map(|log| format!("{file}-{log}"));
        let states = self.names.iter().filter(|name| is_state(name)).count();
        let itself = lost.is_none().then_some(chosen.index);
        for index in self.indices().filter(|i| Some(*i) != itself) {
            let (its_folder, its_file) = split(self.name(index));
            let beside = its_folder == folder;
            let kind = if chosen.layout == Some(Layout::EtcdData) {
                let member = folder.strip_suffix("snap/").unwrap_or(folder);
                match its_folder.strip_prefix(member) {
                    Some("wal/") if is_segment(its_file) => CompanionKind::Wal,
                    Some(_) if beside && is_named(its_file, ".snap", 2) => {
                        CompanionKind::RaftSnapshot
                    }
                    Some(_) if beside && is_named(its_file, ".snap.db", 1) => {
                        CompanionKind::LeaderSnapshot
                    }
                    _ => continue,
                }
            } else if beside && its_file == sqlite_wal {
                CompanionKind::SqliteWal
            } else if beside && its_file == sqlite_journal {
                CompanionKind::SqliteJournal
            } else if beside && Some(its_file) == kubernetes_resources.as_deref() {
                chosen.layout = Some(Layout::OpenShift);
                CompanionKind::KubeResources
            } else if is_state(its_file)
                && (states == 1 || state_of(file) == its_file.strip_suffix(".rkestate"))
            {
                CompanionKind::RkeState
            } else {
                continue;
            };
            chosen.companions.push((kind, index));
        }
        let sent: Vec<usize> = chosen
            .companions
            .iter()
            .filter(|(kind, _)| *kind == CompanionKind::LeaderSnapshot)
            .map(|(_, index)| *index)
            .collect();
        if !sent.is_empty() {
            chosen.notes.push(format!(
                "the leader sent {}, which is newer if etcd ended before it was put in place of \
                 db; it is not read, but can be opened by itself",
                self.list(&sent)
            ));
        }
        chosen
            .companions
            .sort_by(|a, b| (a.0, self.name(a.1)).cmp(&(b.0, self.name(b.1))));
    }

    /// Says which of gardener's delta snapshots hold what the full one does not.
    fn unread_deltas(&self, full: &Gardener, chosen: &mut Chosen) {
        let later: Vec<Gardener> = self
            .names
            .iter()
            .filter_map(|name| Gardener::parse(name))
            .filter(|other| other.last > full.last)
            .collect();
        let deltas = later.iter().filter(|other| !other.full).count();
        if let (Some(last), 1..) = (later.iter().map(|other| other.last).max(), deltas) {
            chosen.notes.push(format!(
                "the state is that of revision {}: {deltas} delta snapshots beside the full one \
                 go on to revision {last} and are not read",
                full.last
            ));
        }
    }

    fn has(&self, folder: &str, file: &str) -> bool {
        self.names.iter().any(|name| split(name) == (folder, file))
    }

    fn list(&self, indices: &[usize]) -> String {
        let more = indices.len().saturating_sub(LISTED);
        let mut out = indices
            .iter()
            .take(LISTED)
            .map(|i| escape::quoted(self.name(*i).as_bytes()))
            .collect::<Vec<_>>()
            .join(", ");
        if more > 0 {
            out.push_str(&format!(" and {more} more"));
        }
        out
    }
}

/// The folder with its `/`, and the last segment.
fn split(name: &str) -> (&str, &str) {
    name.split_at(name.rfind('/').map_or(0, |at| at.saturating_add(1)))
}

fn base(name: &str) -> &str {
    split(name).1
}

/// Whether the data directory of the database `db` has the file `name` in it.
fn covers(db: &str, name: &str) -> bool {
    let folder = split(db).0;
    let Some(member) = folder.strip_suffix("snap/") else {
        // The directory `snap` by itself.
        return split(name).0.is_empty()
            && (is_named(name, ".snap.db", 1) || name.starts_with("db.tmp"));
    };
    name.starts_with(member.strip_suffix("member/").unwrap_or(member))
}

/// Whether a file has the name of a segment of etcd's write-ahead log.
pub(super) fn is_segment(file: &str) -> bool {
    is_named(file, ".wal", 2)
}

/// Whether `file` is `parts` numbers of 16 hex digits, with `-` between them, and `suffix`.
fn is_named(file: &str, suffix: &str, parts: usize) -> bool {
    file.strip_suffix(suffix).is_some_and(|stem| {
        stem.split('-').count() == parts
            && stem
                .split('-')
                .all(|part| part.len() == 16 && part.bytes().all(|b| b.is_ascii_hexdigit()))
    })
}

fn is_state(name: &str) -> bool {
    name.ends_with(".rkestate")
}

/// The name of RKE's state file for a snapshot, without its suffix.
fn state_of(file: &str) -> Option<&str> {
    Some(file.strip_suffix(".zip").unwrap_or(file))
}

/// A name that gardener's etcd-backup-restore gives: `Full-FIRST-LAST-TIME` or `Incr-...`, with
/// decimal numbers of at least eight digits, and suffixes (`GenerateSnapshotName` in
/// pkg/types/snapstore.go).
struct Gardener {
    full: bool,
    last: u64,
    time: u64,
}

impl Gardener {
    fn parse(name: &str) -> Option<Self> {
        let stem = base(name).split('.').next()?;
        let mut parts = stem.split('-');
        let full = match parts.next()? {
            "Full" => true,
            "Incr" => false,
            _ => return None,
        };
        let _first: u64 = parts.next()?.parse().ok()?;
        let last = parts.next()?.parse().ok()?;
        let time = parts.next()?.parse().ok()?;
        parts.next().is_none().then_some(Self { full, last, time })
    }
}
