//! The facade: a snapshot file, and views of its state at a revision.
//!
//! ```no_run
//! use kf_view::Snapshot;
//!
//! let snapshot = Snapshot::open("2026-11-22_etcd.zip")?;
//! let view = snapshot.view()?;
//! for mapping in view.lookup("configmaps")? {
//!     let object = view.get(&mapping, "prod", "my-config", Default::default())?;
//!     println!("{:?}", object.value.get("data"));
//! }
//! # Ok::<(), kf_base::Error>(())
//! ```

mod assumption;
pub mod author;
pub mod changes;
mod check;
mod custom;
mod document;
mod first_pass;
mod history;
mod lists;
mod lookup;
mod lost;
mod members;
mod names;
pub mod note;
mod own_keys;
mod prefixes;
mod read;
mod redaction;
pub mod secrets;
mod self_link;
#[cfg(test)]
mod testing;
mod time;
mod timeline;
#[cfg(feature = "typed")]
mod typed;
mod usage;
pub mod version;
mod view;
mod wire;

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Arc, OnceLock};

pub use check::CheckReport;
pub use document::Items;
pub use history::{Deletion, KeyChange, KeyChanges, KeyOperation, Reach, Scope, deleted_under};
pub use lists::Objects;
pub use members::Member;
pub use own_keys::{BackupKeys, OwnKeys};
pub use timeline::{Timeline, in_their_order};
pub use usage::{KeyPlace, KeyUsage, Usage};
pub use version::KubeVersion;
pub use view::{Definitions, Mapping, MissingNamespace, Object, ReadOptions, SameName, View};

use kf_base::error::{Error, Result};
use kf_base::escape;
use kf_file::bbolt::Db;
use kf_file::dump::{self, Dump};
use kf_file::etcd::wal::{self, Replayed};
use kf_file::etcd::{Carved, Store};
use kf_file::input::{Companion, CompanionKind, Content, DumpForm, Input, OpenOptions};
use kf_file::kine::{self, Kine};
use kf_schema::Minor;
use kf_storage::encryption::Keyring;

/// A snapshot file, open.
#[derive(Debug)]
pub struct Snapshot {
    input: Input,
    salvage: bool,
    keys: Option<Arc<Keyring>>,
    /// Whether the write-ahead log beside a database counts.
    with_wal: bool,
    /// What it adds; read on first use.
    replayed: OnceLock<Option<Replayed>>,
    /// The rows of an SQLite database, read when they are first needed.
    kine: OnceLock<Result<Kine>>,
    /// The keys of a dump, read when they are first needed.
    dump: OnceLock<Result<Dump>>,
}

/// How a snapshot is looked at.
#[derive(Clone, Debug)]
pub struct ViewOptions {
    /// The etcd revision of the state; the newest if `None`.
    pub revision: Option<i64>,
    /// The Kubernetes minor whose rules apply; found in the snapshot if `None`.
    pub kube_minor: Option<Minor>,
    /// What etcd keys start with, such as `/registry`; found in the snapshot if `None`.
    pub etcd_prefix: Option<String>,
    /// Whether several prefixes that hold a Kubernetes are taken together. Otherwise they are an
    /// error, unless one was named.
    pub all_prefixes: bool,
    /// Threads that share a pass over the file, and the work on many objects
    /// ([`View::list_with`]).
    pub threads: NonZeroUsize,
    /// What will be asked for: its records are gathered in the first pass over the file, which
    /// saves a second one. Only a hint.
    pub expect: Vec<Expect>,
}

/// Something a view will be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Expect {
    /// All objects of a type, in one namespace or in all.
    Kind {
        /// The word for it, as for [`View::lookup`].
        word: String,
        /// The namespace.
        namespace: Option<String>,
    },
    /// Objects by name.
    Names {
        /// The word for their type.
        word: String,
        /// Their namespace, if the type has them.
        namespace: String,
        /// Their names.
        names: Vec<String>,
    },
    /// A whole etcd key.
    Key(String),
    /// All objects of all types.
    Everything,
}

impl Default for ViewOptions {
    fn default() -> Self {
        Self {
            revision: None,
            kube_minor: None,
            etcd_prefix: None,
            all_prefixes: false,
            threads: NonZeroUsize::MIN,
            expect: Vec::new(),
        }
    }
}

impl Snapshot {
    /// Opens a file: an etcd snapshot, a bbolt file, a dump of keys and values, an archive or a
    /// compressed file with one, or the directory it is in.
    ///
    /// # Errors
    /// When it cannot be read or is none of these; the error says what it looks like.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        Ok(Self::new(Input::open(
            path.as_ref(),
            &OpenOptions::default(),
        )?))
    }

    /// A snapshot from an input opened with options of its own.
    #[must_use]
    pub fn new(input: Input) -> Self {
        Self {
            input,
            salvage: false,
            keys: None,
            with_wal: true,
            kine: OnceLock::new(),
            dump: OnceLock::new(),
            replayed: OnceLock::new(),
        }
    }

    /// Leaves out what a write-ahead log adds to its database: that of a data directory, or that
    /// beside an SQLite database.
    #[must_use]
    pub fn without_wal(mut self) -> Self {
        self.with_wal = false;
        self.replayed = OnceLock::new();
        self.kine = OnceLock::new();
        self
    }

    /// What the write-ahead log beside the database adds to it, by up to `threads` threads;
    /// `None` when there is none, or it was left out. Where a data directory has lost its log, there is
    /// a report without segments.
    pub fn wal(&self, threads: NonZeroUsize) -> Option<&wal::Report> {
        self.replayed(threads).map(|replayed| &replayed.report)
    }

    fn replayed(&self, threads: NonZeroUsize) -> Option<&Replayed> {
        let replay = || {
            let of_kind = |kind| {
                let all = self.input.companions().iter();
                all.filter(move |companion| companion.kind() == kind)
            };
            let segments: Vec<(&str, &[u8])> = of_kind(CompanionKind::Wal)
                .map(|companion| (companion.name(), companion.bytes()))
                .collect();
            let snapshots: Vec<&str> = of_kind(CompanionKind::RaftSnapshot)
                .map(Companion::name)
                .collect();
            if !self.with_wal || segments.is_empty() && !self.input.is_data_directory() {
                return None;
            }
            // A database that cannot be read at all is reported when it is opened.
            let store = self.file().ok()?.threads(threads);
            Some(wal::replay(&store, &segments, &snapshots))
        };
        self.replayed.get_or_init(replay).as_ref()
    }

    /// The key space of the bbolt file alone.
    fn file(&self) -> Result<Store<'_>> {
        if self.salvage {
            return Store::salvage(self.input.bytes());
        }
        self.db().and_then(Store::new)
    }

    /// Whether records are looked for outside a broken tree ([`Store::salvage`]). Off, a damaged
    /// part of the file is an error and nothing takes its place.
    #[must_use]
    pub fn salvage(mut self, salvage: bool) -> Self {
        self.salvage = salvage;
        self
    }

    /// Lets views open values that are encrypted at rest.
    #[must_use]
    pub fn with_keys(mut self, keys: Keyring) -> Self {
        self.keys = Some(Arc::new(keys));
        self
    }

    /// The input.
    #[must_use]
    pub fn input(&self) -> &Input {
        &self.input
    }

    /// The newest state in the file.
    ///
    /// # Errors
    /// When the file is too damaged to hold any.
    pub fn view(&self) -> Result<View<'_>> {
        self.view_with(&ViewOptions::default())
    }

    /// The state the options ask for.
    ///
    /// # Errors
    /// As [`Snapshot::view`]; Compacted when the revision lies below the compact revision,
    /// Invalid when it lies in the future.
    pub fn view_with(&self, options: &ViewOptions) -> Result<View<'_>> {
        // The first to ask for the log says how many threads read it.
        self.replayed(options.threads);
        let open = || {
            View::new(
                self.store()?.threads(options.threads),
                self.keys.clone(),
                options,
            )
        };
        open().map_err(|e| e.in_file(self.input.name()))
    }

    /// The etcd key space below all views, with what the write-ahead log adds to it.
    ///
    /// # Errors
    /// When the file has none.
    pub fn store(&self) -> Result<Store<'_>> {
        if let Some(dump) = self.dump() {
            let store = dump.as_ref().map_err(Clone::clone).map(|dump| {
                let problems = dump.problems().list().to_vec();
                Store::of_overlay(dump.overlay(), problems)
            });
            return store.map_err(|e| e.in_file(self.input.name()));
        }
        let open = || match self.kine() {
            Some(Ok(kine)) => {
                let problems = kine.problems().list().to_vec();
                Ok(Store::of_overlay(kine.overlay(), problems))
            }
            Some(Err(e)) => Err(e.clone()),
            None => {
                let file = self.file()?;
                match self.replayed(NonZeroUsize::MIN) {
                    Some(replayed) => Ok(file
                        .overlaid(&replayed.overlay)
                        .with_problems(replayed.report.problems.list())),
                    None => Ok(file),
                }
            }
        };
        open().map_err(|e| e.in_file(self.input.name()))
    }

    /// The rows of k3s's SQLite database, when the input is one.
    fn kine(&self) -> Option<&Result<Kine>> {
        if self.input.form().content != Content::Sqlite {
            return None;
        }
        Some(self.kine.get_or_init(|| Kine::read(self.kine_source())))
    }

    /// The keys of a dump, when the input is one.
    fn dump(&self) -> Option<&Result<Dump>> {
        let form = self.dump_form()?;
        let source = dump::Source {
            form,
            bytes: self.input.bytes(),
            files: self.input.key_files(),
        };
        Some(self.dump.get_or_init(|| Dump::read(source)))
    }

    /// Returns which program's dump of keys and values the input is, if it is one.
    #[must_use]
    pub fn dump_form(&self) -> Option<DumpForm> {
        match self.input.form().content {
            Content::Dump(form) => Some(form),
            Content::Snapshot | Content::Database | Content::Sqlite => None,
        }
    }

    /// Where the bytes of an SQLite database are.
    fn kine_source(&self) -> kine::Source<'_> {
        let mut source = kine::Source::new(self.input.bytes());
        source.path = self.input.path();
        source.log = self.beside(CompanionKind::SqliteWal).map(Companion::bytes);
        source.journal = self.journal().ok().flatten().map(Companion::bytes);
        source.salvage = self.salvage;
        source
    }

    /// What SQLite keeps beside its database, if it is to be read.
    fn beside(&self, kind: CompanionKind) -> Option<&Companion> {
        let mut companions = self.input.companions().iter();
        companions.find(|c| c.kind() == kind && self.with_wal)
    }

    /// The rollback journal that counts; what to say of one that does not.
    fn journal(&self) -> Result<Option<&Companion>, String> {
        let Some(journal) = self.beside(CompanionKind::SqliteJournal) else {
            return Ok(None);
        };
        let Some(path) = kine::super_journal(journal.bytes()) else {
            return Ok(Some(journal));
        };
        // The path is one of the machine that wrote it: on this one it may be anything.
        let file = path.rsplit(|b| matches!(b, b'/' | b'\\')).next();
        let file = String::from_utf8_lossy(file.unwrap_or(path));
        if self.input.has_beside(&file) {
            return Ok(Some(journal));
        }
        Err(format!(
            "{} is left out: it is of a change to several databases with the super-journal {}, of which no file {} \
             lies beside the database, so that SQLite would take the change as ended; if it is lost, put an empty \
             file of that name there to have the change taken back",
            escape::quoted(journal.name().as_bytes()),
            escape::quoted(path),
            escape::quoted(file.as_bytes()),
        ))
    }

    /// What of the files beside an SQLite database counts and what not, where that is not plain.
    fn sqlite_notes(&self) -> Vec<String> {
        let kinds = [CompanionKind::SqliteWal, CompanionKind::SqliteJournal];
        if kinds.iter().all(|kind| self.beside(*kind).is_none()) {
            return Vec::new();
        }
        let mut notes: Vec<String> = self.journal().err().into_iter().collect();
        if let Some(Ok(kine)) = self.kine() {
            notes.extend(kine.notes().iter().cloned());
        }
        notes
    }

    /// Lists the records that lie outside the tree ([`Store::carve`], [`Kine::carve`]).
    #[must_use]
    pub fn carve<'s>(&'s self, store: &Store<'s>, all: bool) -> Vec<Carved<'s>> {
        match self.kine() {
            Some(Ok(kine)) => kine.carve(self.kine_source(), all),
            _ if self.dump_form().is_some() => Vec::new(),
            _ => store.carve(all),
        }
    }

    /// Reasons to think that the file is not whole that cost no pass over it: its name and its
    /// length, of an SQLite database whether what lies beside it belongs to it, and of a data directory
    /// whether its log is there and has the length of one. The SHA-256 at the end is compared by
    /// [`Snapshot::check`] alone, since that takes longer than to read an object.
    #[must_use]
    pub fn doubts(&self) -> Vec<String> {
        let mut doubts = Vec::new();
        if self.input.is_partial() {
            doubts.push(
                "the name ends in .part: `etcdctl snapshot save` takes that off when the file is \
                 complete"
                    .to_owned(),
            );
        }
        doubts.extend(self.sqlite_notes());
        if let Ok(db) = self.db() {
            doubts.extend(self.trailer_doubt(&db).map(str::to_owned));
        }
        doubts.extend(self.log_doubt());
        doubts.extend(self.log_missing());
        doubts
    }

    /// What the length of the write-ahead log says against it: etcd keeps space behind the last record,
    /// but for a log that it repaired once.
    #[must_use]
    pub fn log_doubt(&self) -> Option<String> {
        let cut = self.wal(NonZeroUsize::MIN)?.cut.as_ref()?;
        (!self.input.is_log_repaired()).then(|| {
            format!(
                "{} ends at byte {} with entry {}, without any of the space that etcd sets aside behind \
                 the last: the copy ended early, or etcd repaired the log once; entries may be missing",
                cut.segment, cut.size, cut.last
            )
        })
    }

    /// What it means that a data directory has no write-ahead log and nothing tells that there was
    /// more in it.
    fn log_missing(&self) -> Option<String> {
        let log = self.wal(NonZeroUsize::MIN)?;
        (log.segments == 0 && log.problems.is_empty()).then(|| {
            "there is no write-ahead log in member/wal: what etcd had not yet put into the database is \
             missing"
                .to_owned()
        })
    }

    /// What the file's length says against its trailer ([`Db::doubt`]). A leader sends its database
    /// to a member as a snapshot is sent, but without a SHA-256, and a member's own has none.
    #[must_use]
    pub fn trailer_doubt(&self, db: &Db<'_>) -> Option<&'static str> {
        let named = || self.input.is_from_leader() || self.input.is_member_database();
        db.doubt().filter(|_| !(named() && db.is_streamed()))
    }

    /// The bbolt file.
    ///
    /// # Errors
    /// Corrupt when it has no readable meta page, Unsupported when the input is no bbolt file.
    pub fn db(&self) -> Result<Db<'_>> {
        if self.input.form().content == Content::Sqlite {
            return Err(Error::unsupported("an SQLite database has no bbolt pages")
                .hint("kf get, keys, info, check and du read the state of k3s in it"));
        }
        if let Some(form) = self.dump_form() {
            return Err(Error::unsupported(format!(
                "this is a dump of keys and values ({form}), which has no bbolt pages"
            ))
            .hint("kf get, keys, info, check and du read what is in it"));
        }
        Db::open(self.input.bytes())
    }
}
