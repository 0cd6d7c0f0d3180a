//! What an input is and what it came in, for people and for later parts.

use std::fmt;

use super::dumped::DumpForm;
use kf_base::escape;

/// How the content of a zip entry is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Method {
    /// As it is (method 0).
    Stored,
    /// Deflated (method 8).
    Deflated,
    /// By a method that kf does not read; its number in the zip specification, section 4.4.5.
    Other(u16),
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stored => f.write_str("stored"),
            Self::Deflated => f.write_str("deflate"),
            Self::Other(9) => f.write_str("deflate64"),
            Self::Other(12) => f.write_str("bzip2"),
            Self::Other(14) => f.write_str("LZMA"),
            Self::Other(93) => f.write_str("zstd"),
            Self::Other(95) => f.write_str("xz"),
            Self::Other(n) => write!(f, "method {n}"),
        }
    }
}

/// How a file is compressed that holds nothing but the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Packing {
    /// gzip (RFC 1952).
    Gzip,
    /// zlib (RFC 1950).
    Zlib,
    /// zstd (RFC 8878).
    Zstd,
    /// Unix `compress`, `.Z`.
    Compress,
    /// Go's `compress/lzw` without a header, which gardener's etcd-backup-restore names `.Z`.
    GoLzw,
}

impl Packing {
    /// Its name in messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zlib => "zlib",
            Self::Zstd => "zstd",
            Self::Compress => "compress",
            Self::GoLzw => "LZW",
        }
    }
}

impl fmt::Display for Packing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One thing that the bytes came in. Sizes are in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layer {
    /// A directory.
    Directory {
        /// The file's name below it, untrusted, with `/` between the segments.
        entry: String,
        /// The names of the other files, untrusted.
        others: Vec<String>,
    },
    /// A regular file.
    File {
        /// Its size.
        size: u64,
        /// Whether it is mapped and not read into memory.
        mapped: bool,
    },
    /// Standard input, a FIFO or another reader.
    Stream {
        /// What came through it.
        size: u64,
    },
    /// A compressed file.
    Packed {
        /// How it is compressed.
        packing: Packing,
        /// Its size.
        packed: u64,
        /// The size of its content.
        size: u64,
    },
    /// A file in a tar archive.
    Tar {
        /// Its name there, untrusted.
        entry: String,
        /// The names of the archive's other files, untrusted.
        others: Vec<String>,
        /// The size of its content.
        size: u64,
    },
    /// A file in a zip archive.
    Zip {
        /// Its name there, untrusted.
        entry: String,
        /// The names of the archive's other files, untrusted: RKE puts the cluster's `.rkestate`
        /// there.
        others: Vec<String>,
        /// How its content is held.
        method: Method,
        /// The size of its data in the archive.
        packed: u64,
        /// The size of its content.
        size: u64,
    },
}

/// Whose work a set of files is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// etcd's data directory, or its part `member` or `member/snap`.
    EtcdData,
    /// A backup of etcd-manager, as kOps uses it: `etcd.backup.gz` and `_etcd_backup.meta`.
    EtcdManager,
    /// A backup of OpenShift's `cluster-backup.sh`.
    OpenShift,
    /// Backups of gardener's etcd-backup-restore.
    Gardener,
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EtcdData => "an etcd data directory",
            Self::EtcdManager => "an etcd-manager backup",
            Self::OpenShift => "an OpenShift cluster backup",
            Self::Gardener => "a gardener backup",
        })
    }
}

/// What an input is in the end, from its start and its size: parsers judge the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A snapshot with its SHA-256 at the end: 32 bytes more than whole sectors (`hasChecksum` in
    /// client/v3/snapshot/v3_snapshot.go).
    Snapshot,
    /// A bbolt file without a digest: `member/snap/db` or a copy of it.
    Database,
    /// An SQLite database, as k3s keeps its state in when it runs without etcd.
    Sqlite,
    /// A dump of keys and values.
    Dump(DumpForm),
}

/// What an input is and what it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Form {
    /// Outermost first; at least one.
    pub layers: Vec<Layer>,
    /// What is inside.
    pub content: Content,
    /// Its size in bytes, with the digest.
    pub size: u64,
    /// Whose work the directory or archive is that it was taken from, where that shows.
    pub layout: Option<Layout>,
}

impl fmt::Display for Form {
    /// `snapshot, 4128 bytes, from gzip (210 bytes)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.content {
            Content::Snapshot => f.write_str("snapshot")?,
            Content::Database => f.write_str("bbolt file")?,
            Content::Sqlite => f.write_str("SQLite database")?,
            Content::Dump(form) => write!(f, "{form}")?,
        }
        write!(f, ", {} bytes", self.size)?;
        for layer in self.layers.iter().rev() {
            match layer {
                Layer::File { .. } => {}
                Layer::Directory { entry, .. } => {
                    write!(f, ", from file {}", escape::quoted(entry.as_bytes()))?;
                }
                Layer::Stream { .. } => f.write_str(", read from a stream")?,
                Layer::Packed {
                    packing, packed, ..
                } => write!(f, ", from {packing} ({packed} bytes)")?,
                Layer::Tar { entry, .. } => {
                    write!(f, ", from tar entry {}", escape::quoted(entry.as_bytes()))?;
                }
                Layer::Zip {
                    entry,
                    method,
                    packed,
                    ..
                } => write!(
                    f,
                    ", from zip entry {} ({method}, {packed} bytes)",
                    escape::quoted(entry.as_bytes())
                )?,
            }
        }
        match self.layout {
            Some(layout) => write!(f, ", part of {layout}"),
            None => Ok(()),
        }
    }
}
