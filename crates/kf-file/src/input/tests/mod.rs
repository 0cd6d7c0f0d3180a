mod directory;
mod forms;

use std::io::{Cursor, Write as _};

use ::zip::CompressionMethod;
use ::zip::write::{SimpleFileOptions, ZipWriter};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::*;
use kf_base::ErrorKind;

/// Two meta pages and `pages` more that are full of noise, then `tail` bytes.
pub(super) fn database(pages: usize, tail: usize) -> Vec<u8> {
    let mut out = Vec::new();
    for id in 0..2u64 {
        let mut page = vec![0; 4096];
        page[..8].copy_from_slice(&id.to_le_bytes());
        page[8] = 4;
        page[16..20].copy_from_slice(&[0xed, 0xda, 0x0c, 0xed]);
        out.extend(page);
    }
    let mut x = 1u32;
    out.extend((0..pages * 4096 + tail).map(|_| {
        x = x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (x >> 29) as u8
    }));
    out
}

pub(super) fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn zipped(method: CompressionMethod, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in files {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub(super) const STORED: CompressionMethod = CompressionMethod::Stored;
const DEFLATED: CompressionMethod = CompressionMethod::Deflated;

pub(super) fn read(bytes: &[u8]) -> Result<Input> {
    read_with(bytes, &OpenOptions::default())
}

pub(super) fn read_with(bytes: &[u8], options: &OpenOptions) -> Result<Input> {
    Input::from_reader("-", &mut &bytes[..], options)
}

pub(super) fn refused(bytes: &[u8]) -> String {
    let e = read(bytes).unwrap_err();
    match e.hint_text() {
        Some(hint) => format!("{e} [{hint}]"),
        None => e.to_string(),
    }
}

fn refused_zip(method: CompressionMethod, files: &[(&str, &[u8])]) -> String {
    refused(&zipped(method, files))
}

#[test]
fn bare_files() {
    let snapshot = database(3, 32);
    let input = read(&snapshot).unwrap();
    assert_eq!(input.bytes(), snapshot);
    assert_eq!(input.form().content, Content::Snapshot);
    assert_eq!(
        input.form().to_string(),
        "snapshot, 20512 bytes, read from a stream"
    );
    let input = read(&database(3, 0)).unwrap();
    assert_eq!(input.form().content, Content::Database);

    let mut no_meta_0 = database(3, 0);
    no_meta_0[..4096].fill(0);
    assert!(read(&no_meta_0).is_ok());
    let mut big_endian = database(3, 0);
    big_endian[16..20].reverse();
    assert!(read(&big_endian).is_ok());
    let mut no_meta = database(4, 0);
    no_meta[..8192].fill(0);
    for (at, id) in [(8192, 2), (12288, 3)] {
        no_meta[at..at + 16].fill(0);
        no_meta[at] = id;
        no_meta[at + 8] = 2;
    }
    assert!(read(&no_meta).is_ok());
}

#[test]
fn files_are_mapped_or_read() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("cut-short.zip");
    std::fs::write(&path, database(1, 32)).unwrap();
    let mut calls = 0;
    let mut options = OpenOptions::default();
    let mut open =
        |options: &OpenOptions| Input::open_with_progress(&path, options, &mut |_| calls += 1);
    let mapped = open(&options).unwrap();
    assert_eq!(
        mapped.form().layers,
        [Layer::File {
            size: 12320,
            mapped: true
        }]
    );
    mapped.advise(Access::Populate);
    mapped.advise(Access::Random);
    options.mmap = false;
    let read = open(&options).unwrap();
    assert_eq!(read.bytes(), mapped.bytes());
    assert_eq!(
        read.form().layers,
        [Layer::File {
            size: 12320,
            mapped: false
        }]
    );
    assert_eq!(calls, 1);
    assert_eq!(read.name(), path.to_str().unwrap());
}

#[test]
fn gzip_files() {
    let snapshot = database(100, 32);
    let input = read(&gz(&snapshot)).unwrap();
    assert_eq!(input.bytes(), snapshot);
    assert!(input.damage().is_empty());

    let mut several = Vec::new();
    for part in snapshot.chunks(100_000) {
        several.extend(gz(part));
    }
    several.extend([0; 700]);
    let input = read(&several).unwrap();
    assert_eq!(input.bytes(), snapshot);
    assert!(input.damage().is_empty());

    several.extend(b"signature");
    let input = read(&several).unwrap();
    assert_eq!(input.bytes(), snapshot);
    assert_eq!(
        input.damage(),
        ["709 bytes after the end of the gzip data are ignored"]
    );
}

#[test]
fn gzip_damage_is_an_error_unless_salvaged() {
    let snapshot = database(300, 32);
    let packed = gz(&snapshot);
    let cut = &packed[..packed.len() / 2];
    let e = read(cut).unwrap_err();
    assert!(e.is_corrupt());
    assert!(
        e.message().starts_with("the gzip data ends too early"),
        "{e}"
    );
    let options = OpenOptions {
        salvage: true,
        ..OpenOptions::default()
    };
    let input = read_with(cut, &options).unwrap();
    assert!(snapshot.starts_with(input.bytes()));
    assert!(input.bytes().len() > 300_000);
    assert_eq!(input.damage().len(), 1);

    let mut bad_crc = packed;
    let at = bad_crc.len() - 8;
    bad_crc[at] ^= 1;
    assert!(read(&bad_crc).unwrap_err().is_corrupt());
    assert_eq!(
        read_with(&bad_crc, &options).unwrap().bytes().len(),
        snapshot.len()
    );
}

#[test]
fn more_than_the_memory_cap_goes_to_a_file() {
    let snapshot = database(100, 32);
    let options = OpenOptions {
        max_memory: 100_000,
        ..OpenOptions::default()
    };
    for bytes in [
        snapshot.clone(),
        gz(&snapshot),
        zipped(DEFLATED, &[("x", &snapshot)]),
    ] {
        let input = read_with(&bytes, &options).unwrap();
        assert_eq!(input.bytes(), snapshot);
        assert!(matches!(*input.backing, Backing::Map(_)));
    }
    let options = OpenOptions {
        max_decompressed: 100_000,
        ..OpenOptions::default()
    };
    let e = read_with(&gz(&snapshot), &options).unwrap_err();
    assert_eq!(e.kind(), ErrorKind::Limit);
    let e = read_with(&zipped(DEFLATED, &[("x", &snapshot)]), &options).unwrap_err();
    assert_eq!(e.kind(), ErrorKind::Limit);
}

#[test]
fn zip_archives() {
    let snapshot = database(30, 32);
    let state: (&str, &[u8]) = ("/etc/kubernetes/s.rkestate", b"{}");
    for method in [STORED, DEFLATED] {
        let archive = zipped(method, &[("backup/", b""), state, ("backup/s", &snapshot)]);
        let input = read(&archive).unwrap();
        assert_eq!(input.bytes(), snapshot);
        let Some(Layer::Zip { entry, others, .. }) = input.form().layers.last() else {
            panic!("{:?}", input.form());
        };
        assert_eq!(entry, "backup/s");
        assert_eq!(others, &["/etc/kubernetes/s.rkestate"]);
        assert_eq!(input.companions()[0].kind(), CompanionKind::RkeState);
        assert_eq!(input.companions()[0].bytes(), b"{}");
        // Sizes in a data descriptor, as a streaming writer leaves them.
        let mut streaming = ZipWriter::new_stream(Vec::new());
        let options = SimpleFileOptions::default().compression_method(DEFLATED);
        streaming.start_file("s", options).unwrap();
        streaming.write_all(&snapshot).unwrap();
        let streamed = streaming.finish().unwrap().into_inner();
        assert_eq!(read(&streamed).unwrap().bytes(), snapshot);
    }
    let stored = read(&zipped(STORED, &[("s", &snapshot)])).unwrap();
    assert!(stored.range.start > 0, "a stored entry is not copied");
}

#[test]
fn nested_archives() {
    let snapshot = database(30, 32);
    let gz_in_zip = zipped(STORED, &[("a.gz", &gz(&snapshot)), ("b.gz", &gz(b"text"))]);
    let input = read(&gz_in_zip).unwrap();
    assert_eq!(input.bytes(), snapshot);
    let zip_in_gz = gz(&zipped(DEFLATED, &[("a", &snapshot)]));
    assert_eq!(read(&zip_in_gz).unwrap().bytes(), snapshot);
    let stored_twice = zipped(STORED, &[("a.zip", &zipped(STORED, &[("a", &snapshot)]))]);
    assert_eq!(read(&stored_twice).unwrap().bytes(), snapshot);
    let deep = (0..5).fold(snapshot, |bytes, _| zipped(STORED, &[("x", &bytes)]));
    assert_eq!(read(&deep).unwrap_err().kind(), ErrorKind::Limit);
    assert_eq!(
        refused(&gz(b"apiVersion: v1\n")),
        "- (inside gzip): this looks like a YAML file, not an etcd snapshot [give kf a file made \
         by `etcdctl snapshot save`, or a copy of member/snap/db from an etcd data directory]"
    );
}

#[test]
fn zip_archives_without_one_snapshot() {
    let snapshot = database(1, 32);
    let files: &[(&str, &[u8])] = &[("a/\x1b[1mx", &snapshot), ("b/y", &snapshot)];
    let several = zipped(DEFLATED, files);
    assert_eq!(
        refused(&several),
        "-: the zip archive holds 2 snapshots: \"a/\\x1b[1mx\", \"b/y\" \
         [choose one with --entry NAME]"
    );
    let mut options = OpenOptions::default();
    for name in ["b/y", "y"] {
        options.entry = Some(name.to_owned());
        assert_eq!(read_with(&several, &options).unwrap().bytes(), snapshot);
    }
    options.entry = Some("z".to_owned());
    assert_eq!(
        read_with(&several, &options).unwrap_err().to_string(),
        "-: the zip archive has no file \"z\"; it holds \"a/\\x1b[1mx\", \"b/y\""
    );
    assert_eq!(
        read_with(&snapshot, &options).unwrap_err().to_string(),
        "-: there is no archive or directory to take \"z\" from"
    );
    assert_eq!(
        refused_zip(DEFLATED, &[("k.yaml", b"a: b"), ("empty", b"")]),
        "-: no file in the zip archive is an etcd snapshot; it holds \"k.yaml\", \"empty\""
    );
    assert_eq!(
        refused_zip(DEFLATED, &[]),
        "-: the zip archive holds no files"
    );
    let twice = zipped(DEFLATED, &[("a", &snapshot), ("b", &snapshot)]);
    let name = twice.windows(5).rposition(|w| w == b"bPK\x05\x06").unwrap();
    let mut same_name = twice;
    same_name[name] = b'a';
    assert!(refused(&same_name).contains("the same name more than once"));
    let names: Vec<String> = (0..5000).map(|i| i.to_string()).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b""[..])).collect();
    assert!(refused_zip(STORED, &files).contains("holds 5000 files, more than are searched"));
}

/// Changes bytes at an offset from each local and central header.
fn patch(archive: &mut [u8], local: usize, central: usize, change: impl Fn(&mut [u8])) {
    for at in 0..archive.len() - 4 {
        match &archive[at..at + 4] {
            b"PK\x03\x04" => change(&mut archive[at + local..]),
            b"PK\x01\x02" => change(&mut archive[at + central..]),
            _ => {}
        }
    }
}

#[test]
fn damaged_and_foreign_zip_entries() {
    let snapshot = database(1, 32);
    let good = zipped(DEFLATED, &[("s", &snapshot)]);

    let mut encrypted = good.clone();
    patch(&mut encrypted, 6, 8, |flags| flags[0] |= 1);
    let message = refused(&encrypted);
    assert!(
        message.contains("is encrypted with a password"),
        "{message}"
    );

    let mut zstd = good.clone();
    patch(&mut zstd, 8, 10, |method| method[0] = 93);
    let message = refused(&zstd);
    assert!(message.contains("is compressed with zstd"), "{message}");

    let mut wrong_crc = good.clone();
    patch(&mut wrong_crc, 14, 16, |crc| crc[0] ^= 1);
    let message = refused(&wrong_crc);
    assert!(message.contains("has the CRC-32"), "{message}");
    let options = OpenOptions {
        salvage: true,
        ..OpenOptions::default()
    };
    let salvaged = read_with(&wrong_crc, &options).unwrap();
    assert_eq!(
        (salvaged.bytes(), salvaged.damage().len()),
        (&snapshot[..], 1)
    );

    let mut wrong_size = good.clone();
    patch(&mut wrong_size, 22, 24, |size| size[..4].fill(0xfe));
    let message = refused(&wrong_size);
    assert!(message.contains("where the directory says"), "{message}");

    let mut too_long = good.clone();
    patch(&mut too_long, 18, 20, |size| size[..4].fill(0xfe));
    let message = refused(&too_long);
    assert!(message.contains("past the end of the archive"), "{message}");

    let cut = &good[..good.len() - 40];
    let message = refused(cut);
    assert!(message.contains("may have been cut short"), "{message}");
}

#[test]
fn a_huge_zip_directory_is_refused() {
    let mut archive = zipped(STORED, &[("s", &database(1, 32))]);
    // Directory entries with 60,000 bytes of comment each.
    let end = archive.len() - 22;
    let at = end - 47;
    let mut entry = archive[at..end].to_vec();
    entry[32..34].copy_from_slice(&60_000u16.to_le_bytes());
    let start = archive.len() - 22 - 47;
    let mut eocd = archive[archive.len() - 22..].to_vec();
    archive.truncate(start);
    for _ in 0..200 {
        archive.extend(&entry);
        archive.extend([b'c'; 60_000]);
    }
    let size = u32::try_from(archive.len() - start).unwrap();
    eocd[8..10].copy_from_slice(&200u16.to_le_bytes());
    eocd[10..12].copy_from_slice(&200u16.to_le_bytes());
    eocd[12..16].copy_from_slice(&size.to_le_bytes());
    archive.extend(eocd);
    assert!(refused(&archive).contains("MAX_ZIP_DIRECTORY_BYTES"));
}

#[test]
fn names_tell_where_nothing_else_does() {
    let dir = tempfile::TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        Input::open(&path, &OpenOptions::default())
    };
    let named = |name: &str| {
        let e = write(name, b"\x0b\x80garbage\xff\x00").unwrap_err();
        e.to_string()
    };
    let brotli = named("etcd.db.br");
    assert!(brotli.contains("looks brotli-compressed"), "{brotli}");
    for part in ["etcd.z02", "etcd.zip.002", "ETCD.Z11"] {
        assert!(named(part).contains("in several parts"), "{part}");
    }
    assert!(named("etcd.z").contains("starts with"));
    // What is known by its content is what it is.
    assert!(write("x.br", &gz(&database(1, 32))).is_ok());
}

#[test]
fn a_terminal_leaves_its_mark() {
    let through = |bytes: &[u8]| -> Vec<u8> {
        let one = |b: &u8| match b {
            b'\n' => vec![b'\r', b'\n'],
            b => vec![*b],
        };
        bytes.iter().flat_map(one).collect()
    };
    let mut database = database(40, 32);
    for byte in database.iter_mut().skip(8192).step_by(50) {
        *byte = b'\n';
    }
    let packed = gz(&database);
    for bytes in [&database, &packed] {
        assert!(bytes.iter().filter(|b| **b == b'\n').count() >= 4);
        let message = refused(&through(bytes));
        assert!(message.contains("changed by a terminal"), "{message}");
        assert!(read(bytes).is_ok());
    }
    // Text that has such line ends on Windows is what it is.
    assert!(refused(b"one\r\ntwo\r\nthree\r\nfour\r\nfive\r\n").contains("a text file"));
}

#[test]
fn other_things_are_named() {
    let mut tar = vec![b'x'; 600];
    tar[257..262].copy_from_slice(b"ustar");
    let wal = [4, 0, 0, 0, 0, 0, 0, 0x84, 8, 4, 0x10, 0, 0, 0, 0, 0];
    let cases: &[(&[u8], &str)] = &[
        (b"", "is empty"),
        (&tar, "the tar archive is damaged"),
        (b"\x28\xb5\x2f\xfd\x04", "the zstd data ends too early"),
        (b"\xfd7zXZ\0\0", "xz-compressed"),
        (b"BZh91AY", "bzip2-compressed"),
        (b"\x1f\x9d\x90", "(inside compress): this is empty"),
        (b"\x78\x9c\xed\xbd", "the zlib data ends too early"),
        (b"-----BEGIN CERTIFICATE-----\n", "a PEM file"),
        (
            b"-----BEGIN PGP MESSAGE-----\n",
            "looks encrypted with PGP,",
        ),
        (b"\x85\x01\x8c\x03abc", "looks encrypted with PGP,"),
        (b"\x8c\x0d\x04\x09\x03\x02", "looks encrypted with PGP,"),
        (b"\x5d\0\0\x80\0\xff", "lzma-compressed"),
        (
            b"age-encryption.org/v1\n-> X25519 x",
            "run `age -d -i KEY_FILE",
        ),
        (b"\x84\x5e\x03\xab\xcd", "run `gpg -o snapshot.db -d`"),
        (b"PGDMP\x01\x0e\0\x04\x08", "run `pg_restore -f dump.sql`"),
        (b"\"ClusterID\" : 1\n", "etcdctl get --prefix \"\" -w json"),
        (b"\xff\xfe{\0\"\0", "a text in UTF-16"),
        (
            b"PK\x07\x08PK\x03\x04\x14\0",
            "one part of a split zip archive",
        ),
        (
            b"PK\x05\x06\x02\0\x02\0\x01\0\x01\0",
            "one part of a split zip archive",
        ),
        (b"ssh-ed25519 AAAA", "an SSH public key"),
        (b"\n <!DOCTYPE html><html>", "a web page"),
        (b"{\"kind\": \"List\"}", "a JSON file"),
        (b"apiVersion: v1\nkind: Pod\n", "a YAML file"),
        (b"hello, world\n", "a text file"),
        (&[0; 8192], "a file of zeros"),
        (&wal, "write-ahead log"),
        (
            b"\x08\xf1\x83\xfd\xf1\x09\x12\xc2\x37\x0a\xaa\x37{",
            "a raft snapshot",
        ),
        (
            b"\x7fgarbage\x1b\xff",
            "starts with \"\\x7fgarbage\\x1b\\xff\"",
        ),
    ];
    for (bytes, expected) in cases {
        let message = refused(bytes);
        assert!(message.contains(expected), "{message}");
        assert!(message.contains('['), "no hint: {message}");
    }
}

#[test]
fn paths_that_are_no_files() {
    let dir = tempfile::tempdir().unwrap();
    let open = |path: &Path| Input::open(path, &OpenOptions::default()).unwrap_err();
    let e = open(&dir.path().join("missing"));
    assert_eq!(e.kind(), ErrorKind::Io);
    std::fs::create_dir_all(dir.path().join("member/snap")).unwrap();
    std::fs::write(dir.path().join("member/snap/db"), b"").unwrap();
    let empty = open(&dir.path().join("member/snap/db"));
    assert!(empty.message().starts_with("this is empty"), "{empty}");
    #[cfg(unix)]
    assert!(
        open(Path::new("/dev/zero"))
            .message()
            .contains("a device or a socket")
    );
}

proptest! {
    #[test]
    fn any_bytes_are_judged_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        for magic in [&b""[..], b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"\x1f\x8b"] {
            let _ = read(&[magic, &bytes].concat());
        }
    }

    #[test]
    fn changed_archives_are_judged_without_a_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
        which in 0..5usize,
        salvage in any::<bool>(),
    ) {
        let snapshot = database(1, 32);
        let mut archive = match which {
            0 => gz(&snapshot),
            1 => zipped(STORED, &[("a", &snapshot), ("b", b"text")]),
            2 => zipped(DEFLATED, &[("a", b"text"), ("b", &snapshot)]),
            3 => zipped(STORED, &[("a", &gz(&snapshot))]),
            _ => gz(&zipped(DEFLATED, &[("a", &snapshot)])),
        };
        // Most of an archive is content; the headers at both ends are where it is decided.
        for (index, byte) in changes {
            let edge = index.index(400);
            let len = archive.len();
            let at = if edge < 200 { edge } else { len.saturating_sub(edge - 199) };
            if let Some(b) = archive.get_mut(at) {
                *b = byte;
            }
        }
        if cut.index(4) == 0 {
            archive.truncate(cut.index(archive.len()));
        }
        let options = OpenOptions { salvage, ..OpenOptions::default() };
        if let Ok(input) = read_with(&archive, &options)
            && !salvage && which != 1 && input.damage().is_empty()
        {
            prop_assert_eq!(input.bytes(), &snapshot[..]);
        }
    }
}

#[test]
fn a_zip_archive_without_its_directory_is_salvaged_by_heads() {
    let snapshot = database(300, 32);
    let options = OpenOptions {
        salvage: true,
        ..OpenOptions::default()
    };
    let mut streaming = ZipWriter::new_stream(Vec::new());
    let deflated = SimpleFileOptions::default().compression_method(DEFLATED);
    streaming.start_file("s", deflated).unwrap();
    streaming.write_all(&snapshot).unwrap();
    let streamed = streaming.finish().unwrap().into_inner();
    let state: (&str, &[u8]) = ("x.rkestate", b"{}");
    for archive in [
        zipped(STORED, &[("backup/", b""), state, ("s", &snapshot)]),
        zipped(DEFLATED, &[state, ("s", &snapshot)]),
        zipped(DEFLATED, &[("s", &snapshot), state]),
        streamed,
    ] {
        let directory = archive
            .windows(4)
            .rposition(|w| w == b"PK\x01\x02")
            .unwrap();
        // The directory alone is gone, and then half of the archive.
        for (at, whole) in [(directory, true), (archive.len() / 2, false)] {
            let cut = &archive[..at];
            let e = read(cut).unwrap_err();
            let hint = e.hint_text().unwrap();
            assert!(e.is_corrupt() && hint.contains("--salvage"), "{e} {hint}");
            let input = read_with(cut, &options).unwrap();
            assert!(snapshot.starts_with(input.bytes()));
            assert_eq!(input.bytes().len() == snapshot.len(), whole);
            assert!(input.bytes().len() > 300_000, "{}", input.bytes().len());
            let told = &input.damage()[0];
            assert!(told.contains("found by the heads before them"), "{told}");
        }
    }
    // Nothing but a name, and heads that lie.
    let mut lies = zipped(STORED, &[("s", &snapshot)]);
    lies.truncate(40);
    assert!(read_with(&lies, &options).is_err());
    lies[26..30].fill(0xff);
    assert!(read_with(&lies, &options).is_err());
}
