//! From a snapshot to a data directory that etcd starts on.
//!
//! A snapshot, or a database alone, goes through etcd's own `snapshot restore`. A data directory is
//! copied as it is, since etcd itself must read its write-ahead log.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::advice::{Known, Stopped};
use super::arguments::etcd::{self, Member, Origin, RestoreSettings, Tool};
use super::runtime::{Program, Runtime};
use super::scratch::Scratch;
use super::stage::Stage;
use super::watch::Watch;
use kf_base::error::{Error, Result};
use kf_file::input::{CompanionKind, Content, Input};
use kf_view::Snapshot;

/// Where the data directory is, in the scratch directory.
pub(super) const DATA: &str = "data";

/// The copy that is restored from.
const COPY: &str = "snapshot.db";

/// How long a restore may take. etcd copies the database twice and sums it up once.
const PATIENCE: Duration = Duration::from_secs(60 * 60);

/// What is to be restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// A snapshot with its SHA-256 at the end.
    Snapshot,
    /// A database without.
    Database,
    /// A data directory with a write-ahead log.
    Directory {
        /// Whether no other member had a vote.
        sole_voter: bool,
    },
}

impl Source {
    /// What an input is restored as.
    ///
    /// # Errors
    /// Unsupported for k3s's SQLite, which no etcd reads.
    pub(super) fn of(snapshot: &Snapshot) -> Result<Self> {
        let one = std::num::NonZeroUsize::MIN;
        match snapshot.input().form().content {
            Content::Sqlite => Err(Error::unsupported(
                "an SQLite database of k3s cannot be restored into etcd, so there is no judge for it",
            )
            .hint("kf check decodes every value of it")),
            Content::Dump(form) => Err(Error::unsupported(format!(
                "a dump of keys and values ({form}) cannot be restored into etcd, so there is no \
                 judge for it"
            ))
            .hint("kf check decodes every value of it")),
            // Without a log a database is restored as any other.
            content => Ok(match snapshot.wal(one).filter(|wal| wal.segments > 0) {
                Some(wal) => Self::Directory {
                    sole_voter: wal.sole_voter,
                },
                None if content == Content::Snapshot => Self::Snapshot,
                None => Self::Database,
            }),
        }
    }

    /// How etcd has to start on it.
    pub(super) fn origin(self) -> Origin {
        match self {
            // A sole voter calls nobody, and etcd would drop entries that it takes for agreed.
            Self::Snapshot | Self::Database | Self::Directory { sole_voter: true } => {
                Origin::Restored
            }
            Self::Directory { sole_voter: false } => Origin::Copied,
        }
    }
}

/// Bytes that an input and what belongs to it have.
pub(super) fn size(input: &Input) -> u64 {
    let companions = input.companions().iter().map(|c| c.bytes().len());
    let bytes = companions.fold(input.bytes().len(), usize::saturating_add);
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

/// What restores, and whom.
pub(super) struct Restore<'r, 'w> {
    pub(super) scratch: &'r Scratch,
    /// The etcd that will start on it.
    pub(super) etcd: &'r Program,
    pub(super) etcd_minor: u8,
    pub(super) member: Member,
    pub(super) watch: &'r mut Watch<'w>,
}

impl Restore<'_, '_> {
    /// Makes the data directory [`DATA`].
    ///
    /// # Errors
    /// Io without room, Judge when etcd refuses the snapshot, Interrupted.
    pub(super) fn run(
        &mut self,
        snapshot: &Snapshot,
        source: Source,
        runtime: &mut Runtime,
    ) -> Result<()> {
        let input = snapshot.input();
        if let Source::Directory { .. } = source {
            return self.copy_directory(input);
        }
        let total = size(input);
        let interrupt = self.watch.interrupt();
        let mut told = |done| self.watch.at(Stage::Copying { done, total });
        let file = self
            .scratch
            .write(COPY, input.bytes(), interrupt, &mut told)?;
        self.watch.at(Stage::Restoring);
        let settings = RestoreSettings {
            snapshot: file.to_string_lossy().into_owned(),
            data_dir: self.data().to_string_lossy().into_owned(),
            name: self.member.name.clone(),
            members: vec![self.member.clone()],
            token: "kf-verify".to_owned(),
            skip_hash_check: source == Source::Database,
        };
        self.restore(&etcd::restore(&settings), runtime)?;
        self.scratch.remove(COPY)
    }

    fn data(&self) -> PathBuf {
        self.scratch.path().join(DATA)
    }

    /// With the tool of etcd's version, or with the other one where that is not there.
    fn restore(&self, arguments: &[String], runtime: &mut Runtime) -> Result<()> {
        let first = Tool::of(self.etcd_minor);
        let second = match first {
            Tool::Etcdutl => Tool::Etcdctl,
            Tool::Etcdctl => Tool::Etcdutl,
        };
        let is_absent = |e: &Stopped| e.cause == Some(Known::Absent);
        match runtime.run(&self.tool(first), arguments, PATIENCE) {
            Err(e) if is_absent(&e) => {
                let tried = runtime.run(&self.tool(second), arguments, PATIENCE);
                // The one that should be there is the one to name.
                let named = |other| if is_absent(&other) { e } else { other };
                Ok(tried.map(drop).map_err(named)?)
            }
            other => Ok(other.map(drop)?),
        }
    }

    /// A tool of etcd: beside etcd itself, if that was given with its directory.
    fn tool(&self, tool: Tool) -> Program {
        let name = tool.program();
        let beside = self.etcd.binary.with_file_name(name);
        let there = beside.components().count() > 1 && beside.is_file();
        Program {
            name,
            binary: if there { beside } else { name.into() },
            image: self.etcd.image.clone(),
        }
    }

    /// Copies `member/snap/db`, the log and raft's snapshots.
    fn copy_directory(&mut self, input: &Input) -> Result<()> {
        self.scratch.directory("data/member/snap")?;
        self.scratch.directory("data/member/wal")?;
        let total = size(input);
        let mut before = 0_u64;
        let mut files = vec![("data/member/snap/db".to_owned(), input.bytes())];
        for companion in input.companions() {
            let dir = match companion.kind() {
                CompanionKind::Wal => "data/member/wal",
                CompanionKind::RaftSnapshot => "data/member/snap",
                _ => continue,
            };
            // Names are untrusted; those of logs and snapshots are hexadecimal and end in the kind.
            let name = Path::new(companion.name()).file_name().unwrap_or_default();
            files.push((
                format!("{dir}/{}", name.to_string_lossy()),
                companion.bytes(),
            ));
        }
        for (name, bytes) in files {
            let interrupt = self.watch.interrupt();
            let mut told = |done: u64| {
                self.watch.at(Stage::Copying {
                    done: before.saturating_add(done),
                    total,
                });
            };
            self.scratch.write(&name, bytes, interrupt, &mut told)?;
            before = before.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        }
        Ok(())
    }
}
