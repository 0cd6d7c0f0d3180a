//! What bytes are, told from themselves and never from a file's name.

use std::borrow::Cow;
use std::io::Read;

use super::dumped::{self, DumpForm};
use super::{Packing, lzw, packing, tar, zstd};
use kf_base::bytes::Bytes;
use kf_base::{Error, escape, limits};

/// Bytes from the start of an input that are looked at: enough for the second meta page at a page
/// size of 64 KiB.
pub(super) const PEEK: usize = (64 << 10) + 4096;

/// bbolt's magic as a little-endian number (`Magic` in internal/common/types.go).
const BBOLT_MAGIC: u32 = 0xed0c_daed;

/// Offset of the magic in a meta page: after the page header.
const MAGIC_OFFSET: usize = 16;

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A bbolt file, with or without a snapshot's digest.
    Bbolt,
    /// A zip archive.
    Zip,
    /// A tar archive.
    Tar,
    /// A compressed file.
    Packed(Packing),
    /// An SQLite database.
    Sqlite,
    /// A dump of keys and values.
    Dump(DumpForm),
    /// Something else, and what to do about it.
    Other(Foreign),
}

impl Kind {
    /// Whether it holds other files.
    pub(super) fn is_archive(self) -> bool {
        matches!(self, Self::Zip | Self::Tar)
    }
}

/// A form that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Foreign {
    /// With its article: "a tar archive".
    what: &'static str,
    /// Whether such a thing may well hold a snapshot.
    known: bool,
    hint: &'static str,
}

/// Magic numbers of forms that are not read: offset, bytes, what, hint.
const MAGICS: &[(usize, &[u8], &str, &str)] = &[
    (
        0,
        &[0x37, 0x7f, 0x06],
        "an SQLite write-ahead log",
        "give kf the database that it lies beside, without the `-wal` in its name",
    ),
    (
        0,
        b"\xfd7zXZ\0",
        "xz-compressed",
        "run `xz -d` on it and give kf the result",
    ),
    (
        0,
        b"BZh",
        "bzip2-compressed",
        "run `bzip2 -d` on it and give kf the result",
    ),
    (
        0,
        &[0x04, 0x22, 0x4d, 0x18],
        "lz4-compressed",
        "run `lz4 -d` on it and give kf the result",
    ),
    (
        0,
        &[0x1f, 0xa0],
        "LZH-compressed (.z)",
        "run `gzip -d` on it and give kf the result",
    ),
    (
        0,
        &[0x5d, 0, 0],
        "lzma-compressed",
        "run `xz -d --format=lzma` on it and give kf the result",
    ),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive", EXTRACT),
    (0, b"Rar!\x1a\x07", "a RAR archive", EXTRACT),
    (0, b"Salted__", "encrypted with `openssl enc`", DECRYPT),
    (0, b"age-encryption.org/", "encrypted with age", DECRYPT_AGE),
    (
        0,
        b"-----BEGIN AGE ENCRYPTED",
        "encrypted with age",
        DECRYPT_AGE,
    ),
    (
        0,
        b"-----BEGIN PGP MESSAGE",
        "encrypted with PGP",
        DECRYPT_PGP,
    ),
    (
        0,
        b"PGDMP",
        "a dump of PostgreSQL's in a form of its own",
        "run `pg_restore -f dump.sql` on it and give kf the result",
    ),
    (
        0,
        b"\"ClusterID\" :",
        "the output of `etcdctl get -w fields`",
        "make it again: etcdctl get --prefix \"\" -w json",
    ),
    (
        0,
        b"\xff\xfe",
        "a text in UTF-16, as PowerShell's `>` writes it",
        "let the program write the file itself, or run it in another shell: bytes that are no text \
         are lost",
    ),
    (
        0,
        b"-----BEGIN ",
        "a PEM file, such as a certificate or a key",
        GIVE_SNAPSHOT,
    ),
    (0, b"ssh-", "an SSH public key", GIVE_SNAPSHOT),
    (
        0,
        b"version https://git-lfs",
        "a Git LFS pointer, not the file it stands for",
        "run `git lfs pull` to fetch the file",
    ),
    (0, b"\x7fELF", "a program", GIVE_SNAPSHOT),
];

const EXTRACT: &str = "extract the snapshot from it and give kf that";
const DECRYPT: &str = "decrypt it and give kf the result";
/// What to do about an archive in several parts.
pub(super) const JOIN: &str = "put the parts together first, with `zip -s 0 NAME.zip --out whole.zip` \
                               or, where they end in numbers, with `cat`";
const DECRYPT_AGE: &str = "run `age -d -i KEY_FILE -o snapshot.db` on it and give kf the result";
const DECRYPT_PGP: &str = "run `gpg -o snapshot.db -d` on it and give kf the result";
const GIVE_SNAPSHOT: &str = "give kf a file made by `etcdctl snapshot save`, or a copy of \
                             member/snap/db from an etcd data directory";

/// What `start`, the first [`PEEK`] bytes of an input or all of a shorter one, is the start of.
pub(super) fn kind(start: &[u8]) -> Kind {
    if is_mangled(start) {
        return Kind::Other(MANGLED);
    }
    if magic_at(start, 0) {
        return Kind::Bbolt;
    }
    // Before bbolt's second meta page is looked for: where content lies in an archive as it is, it
    // can lie just there.
    if [&b"PK\x03\x04"[..], b"PK\x05\x06", b"PK\x07\x08"]
        .iter()
        .any(|m| start.starts_with(m))
    {
        return Kind::Zip;
    }
    if start.get(257..262) == Some(b"ustar") || tar::is_header(start) {
        return Kind::Tar;
    }
    if is_bbolt(start) {
        return Kind::Bbolt;
    }
    if let Some(packing) = packing(start) {
        return Kind::Packed(packing);
    }
    if start.starts_with(b"SQLite format 3\0") {
        return Kind::Sqlite;
    }
    if let Some(form) = dumped::text(start) {
        return Kind::Dump(form);
    }
    Kind::Other(foreign(start))
}

/// Why what begins like this is not read, if it is not.
pub(super) fn refusal(start: &[u8], salvage: bool) -> Option<Error> {
    match kind(start) {
        // Pages further on may be whole.
        Kind::Other(foreign) if !salvage || foreign.is_known() => Some(foreign.error(start)),
        _ => None,
    }
}

/// As [`kind`], with compression looked through: the start of compressed data that was cut off at
/// the peek is still enough to look into.
pub(super) fn inner_kind(start: &[u8]) -> Kind {
    let mut start = Cow::Borrowed(start);
    for _ in 0..limits::MAX_ARCHIVE_DEPTH {
        match kind(&start) {
            Kind::Packed(packing) => start = packing::peek(packing, &start, PEEK).into(),
            kind => return kind,
        }
    }
    kind(&start)
}

/// What a terminal leaves of a file.
const MANGLED: Foreign = Foreign {
    what: "changed by a terminal: each of its line feeds has a carriage return before it",
    known: true,
    hint: "copy it again without a terminal, such as `kubectl exec` and `docker exec` without -t; or \
           run `LC_ALL=C sed 's/\\r$//'` on it and give kf the result, of which kf check compares the \
           SHA-256",
};

/// Fewest line feeds that tell. One that is a byte among others has a carriage return before it once
/// in 256 times.
const FEEDS: usize = 4;

/// Whether a binary file has been written through a terminal, which sends LF as CR LF.
fn is_mangled(start: &[u8]) -> bool {
    let binary = magic_at(start, 0)
        || start.starts_with(b"SQLite format 3\0")
        || start.starts_with(b"PK\x03\x04")
        || [&b"\x1f\x8b"[..], b"\x28\xb5\x2f\xfd", b"\xfd7zXZ"]
            .iter()
            .any(|magic| start.starts_with(magic));
    let feeds = start.iter().filter(|b| **b == b'\n').count();
    let returned = start.windows(2).filter(|pair| pair == b"\r\n").count();
    binary && feeds >= FEEDS && feeds == returned
}

/// How `start` is compressed, if it is.
fn packing(start: &[u8]) -> Option<Packing> {
    let mut bytes = Bytes::new(start);
    let magic = bytes.u32_le().unwrap_or(0);
    if start.starts_with(&[0x1f, 0x8b]) {
        Some(Packing::Gzip)
    } else if start.starts_with(&lzw::MAGIC) {
        Some(Packing::Compress)
    } else if magic == zstd::MAGIC || magic & 0xffff_fff0 == zstd::SKIPPABLE {
        Some(Packing::Zstd)
    } else if is_zlib(start) {
        Some(Packing::Zlib)
    } else if let [0x00, second, ..] = start
        && second & 1 == 1
        && is_bbolt(&packing::peek(Packing::GoLzw, start, PEEK))
    {
        // There is no magic number, only a first code that is always the same.
        Some(Packing::GoLzw)
    } else {
        None
    }
}

/// A meta page at the start or, where page 0 is lost, at the first page of any page size that
/// bbolt probes (`getPageSizeFromSecondMeta` in db.go); or, where both are lost, a row of pages
/// that know their own number.
fn is_bbolt(start: &[u8]) -> bool {
    if magic_at(start, 0) || (10..=16).any(|shift| magic_at(start, 1 << shift)) {
        return true;
    }
    [4096, 8192, 16384].iter().any(|size| {
        let pages = start.chunks(*size).enumerate().skip(2);
        pages.filter(|(id, page)| is_page(*id, page)).count() >= 2
    })
}

/// Whether a meta page begins at `page`, on a machine of either byte order.
fn magic_at(start: &[u8], page: usize) -> bool {
    let magic = page
        .checked_add(MAGIC_OFFSET)
        .and_then(|at| start.get(at..)?.first_chunk());
    magic.is_some_and(|magic| {
        let magic = u32::from_le_bytes(*magic);
        magic == BBOLT_MAGIC || magic.swap_bytes() == BBOLT_MAGIC
    })
}

/// Whether `page` begins like page `id` of a bbolt file.
fn is_page(id: usize, page: &[u8]) -> bool {
    let mut page = Bytes::new(page);
    page.u64_le() == Ok(id as u64) && matches!(page.u16_le(), Ok(0x01 | 0x02 | 0x10))
}

fn foreign(start: &[u8]) -> Foreign {
    let other = |what, known, hint| Foreign { what, known, hint };
    if start.is_empty() {
        return other(
            "empty",
            true,
            "an interrupted `etcdctl snapshot save` leaves such a file; look for an older one",
        );
    }
    for (offset, magic, what, hint) in MAGICS {
        if start.get(*offset..).is_some_and(|s| s.starts_with(magic)) {
            return other(what, true, hint);
        }
    }
    if start.iter().all(|b| *b == 0) {
        return other(
            "a file of zeros",
            true,
            "the copy did not finish, or its disk lost the data",
        );
    }
    if is_pgp(start) {
        return other("encrypted with PGP", true, DECRYPT_PGP);
    }
    if is_wal(start) {
        return other(
            "a segment of etcd's write-ahead log",
            true,
            "give kf member/snap/db from the same etcd data directory",
        );
    }
    if is_raft_snapshot(start) {
        return other(
            "a raft snapshot (.snap), which holds the cluster's members and no keys",
            true,
            "give kf member/snap/db from the same etcd data directory",
        );
    }
    text(start)
}

/// The packet with the session key that an encrypted OpenPGP message begins with (RFC 9580, 5.1 and
/// 5.3): for a public key, then version 3 or 6, or for a passphrase, version 4 to 6.
fn is_pgp(start: &[u8]) -> bool {
    match start {
        [0x84 | 0xc1, _, version, ..] | [0x85, _, _, version, ..] => matches!(version, 3 | 6),
        [0x8c | 0xc3, 4..=0x7f, version, ..] => matches!(version, 4..=6),
        _ => false,
    }
}

/// The first record of a write-ahead log segment: a length frame, then a `walpb.Record` of type
/// crc (4) (server/storage/wal/encoder.go).
fn is_wal(start: &[u8]) -> bool {
    let mut bytes = Bytes::new(start);
    let Ok(length) = bytes.u64_le() else {
        return false;
    };
    let (record, padding) = (length & ((1 << 56) - 1), length >> 56);
    (2..=16).contains(&record)
        && (padding == 0 || (0x80..=0x87).contains(&padding))
        && bytes.take(3) == Ok(&[0x08, 0x04, 0x10])
}

/// `snappb.snapshot`: a checksum and the data it covers (etcdserver/api/snap/snapshotter.go).
fn is_raft_snapshot(start: &[u8]) -> bool {
    let mut bytes = Bytes::new(start);
    if bytes.u8() != Ok(0x08) || bytes.varint().is_err() || bytes.u8() != Ok(0x12) {
        return false;
    }
    let Ok(outer) = bytes.varint() else {
        return false;
    };
    bytes.u8() == Ok(0x0a) && bytes.varint().is_ok_and(|inner| inner < outer)
}

/// A zlib header: deflate with a window of 32 KiB and a valid header checksum (RFC 1950).
fn is_zlib(start: &[u8]) -> bool {
    match start.first_chunk() {
        Some([0x78, flags]) => (0x7800 | u16::from(*flags)) % 31 == 0 && flags & 0x20 == 0,
        _ => false,
    }
}

fn text(start: &[u8]) -> Foreign {
    let other = |what, hint| Foreign {
        what,
        known: true,
        hint,
    };
    let start = start.get(..4096).unwrap_or(start);
    let text = match str::from_utf8(start) {
        Ok(text) => text,
        // A character that the cut went through.
        Err(e) if e.error_len().is_none() => {
            str::from_utf8(start.get(..e.valid_up_to()).unwrap_or_default()).unwrap_or_default()
        }
        Err(_) => "",
    };
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{feff}');
    if text.is_empty() || text.contains(control) {
        return Foreign {
            what: "not an etcd snapshot",
            known: false,
            hint: GIVE_SNAPSHOT,
        };
    }
    let trimmed = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let lower: String = trimmed
        .chars()
        .take(16)
        .collect::<String>()
        .to_ascii_lowercase();
    if lower.starts_with("<!doctype") || lower.starts_with("<html") || lower.starts_with("<?xml") {
        return other(
            "a web page",
            "the download saved an error or login page instead of the snapshot",
        );
    }
    if trimmed.starts_with(['{', '[']) {
        return other("a JSON file", GIVE_SNAPSHOT);
    }
    if trimmed.starts_with("---") || trimmed.lines().any(|line| line.starts_with("apiVersion:")) {
        return other("a YAML file", GIVE_SNAPSHOT);
    }
    other("a text file", GIVE_SNAPSHOT)
}

impl Foreign {
    /// What nothing but its name tells. Brotli has no magic number, and the later parts of a split
    /// archive begin anywhere.
    pub(super) fn named(self, name: &str) -> Self {
        let lower = name.to_ascii_lowercase();
        let part = |suffix: &str| {
            let digits = lower.rsplit_once(suffix).map(|(_, digits)| digits);
            digits.is_some_and(|d| d.len() >= 2 && d.bytes().all(|b| b.is_ascii_digit()))
        };
        let (what, hint) = if self.known {
            return self;
        } else if lower.ends_with(".br") {
            (
                "brotli-compressed",
                "run `brotli -d` on it and give kf the result",
            )
        } else if part(".z") || part(".zip.") || part(".7z.") {
            ("a part of an archive in several parts", JOIN)
        } else {
            return self;
        };
        Self {
            what,
            known: true,
            hint,
        }
    }

    /// Whether it is something else for certain.
    pub(super) fn is_known(&self) -> bool {
        self.known
    }

    /// What to do about a file of this name that lies with others, if that may help.
    pub(super) fn advice(self, name: &str) -> Option<String> {
        let foreign = self.named(name);
        let helps = foreign.known && foreign.hint != GIVE_SNAPSHOT && foreign.what != "empty";
        helps.then(|| {
            let name = escape::quoted(name.as_bytes());
            let looks = foreign.verb(&name.to_string());
            format!("{looks} {}: {}", foreign.what, foreign.hint)
        })
    }

    /// `NAME looks`, as far as what it looks like needs it.
    fn verb(&self, name: &str) -> String {
        let what = self.what;
        if what.starts_with("a ") || what.starts_with("an ") {
            format!("{name} looks like")
        } else if what == "empty" {
            format!("{name} is")
        } else {
            format!("{name} looks")
        }
    }

    /// Why an input that starts like `start` is refused.
    pub(super) fn error(self, start: &[u8]) -> Error {
        if self.known {
            let what = self.what;
            let is = self.verb("this");
            return Error::unsupported(format!("{is} {what}, not an etcd snapshot"))
                .hint(self.hint);
        }
        Error::unsupported(format!(
            "this is {}: it has no bbolt magic, and it starts with {}",
            self.what,
            escape::quoted(start.get(..16).unwrap_or(start))
        ))
        .hint(self.hint)
    }
}

/// At most the first `len` bytes of `reader`; an error just ends them.
pub(super) fn read_start(mut reader: impl Read, len: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut buffer = [0; 4096];
    while out.len() < len {
        match reader.read(&mut buffer) {
            Ok(n) if n > 0 => out.extend_from_slice(buffer.get(..n).unwrap_or_default()),
            _ => break,
        }
    }
    out.truncate(len);
    out
}
