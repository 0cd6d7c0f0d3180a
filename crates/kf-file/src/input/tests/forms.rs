//! Compressed files and tar archives.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use super::{STORED, database, gz, read, read_with, refused, zipped};
use crate::input::*;
use kf_base::ErrorKind;

/// What the fixtures hold.
fn noise() -> Vec<u8> {
    database(5, 32)
}

const COMPRESS_16: &[u8] = include_bytes!("../../../../../fixtures/input/noise-16.Z");
const COMPRESS_10: &[u8] = include_bytes!("../../../../../fixtures/input/noise-10.Z");
const GO_LZW: &[u8] = include_bytes!("../../../../../fixtures/input/noise.lzw");
const ZSTD: &[u8] = include_bytes!("../../../../../fixtures/input/noise.zst");
const SPARSE_OLD: &[u8] = include_bytes!("../../../../../fixtures/input/sparse-old.tar.gz");
const SPARSE_PAX: &[u8] = include_bytes!("../../../../../fixtures/input/sparse-pax.tar.gz");

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

fn salvage() -> OpenOptions {
    OpenOptions {
        salvage: true,
        ..OpenOptions::default()
    }
}

fn entry(name: &str) -> OpenOptions {
    OpenOptions {
        entry: Some(name.to_owned()),
        ..OpenOptions::default()
    }
}

/// A tar archive of these files.
fn tarred(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = ::tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = ::tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        // Names that a careful writer would refuse.
        if name.len() < 100 {
            header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
            header.set_cksum();
            builder.append(&header, *bytes).unwrap();
        } else {
            builder.append_data(&mut header, name, *bytes).unwrap();
        }
    }
    builder.into_inner().unwrap()
}

fn link(name: &str, to: &str) -> Vec<u8> {
    let mut builder = ::tar::Builder::new(Vec::new());
    let mut header = ::tar::Header::new_gnu();
    header.set_entry_type(::tar::EntryType::Symlink);
    header.set_size(0);
    builder.append_link(&mut header, name, to).unwrap();
    builder.into_inner().unwrap()
}

#[test]
fn every_compression() {
    let noise = noise();
    let cases: &[(&[u8], Packing)] = &[
        (COMPRESS_16, Packing::Compress),
        (COMPRESS_10, Packing::Compress),
        (GO_LZW, Packing::GoLzw),
        (ZSTD, Packing::Zstd),
        (&zlib(&noise), Packing::Zlib),
        (&gz(&noise), Packing::Gzip),
        (&zstd(&noise), Packing::Zstd),
    ];
    for (bytes, packing) in cases {
        let input = read(bytes).unwrap();
        assert_eq!(input.bytes(), noise, "{packing}");
        assert!(input.damage().is_empty());
        assert_eq!(
            input.form().to_string(),
            format!(
                "snapshot, 28704 bytes, from {packing} ({} bytes), read from a stream",
                bytes.len()
            )
        );
        // Inside something else, and found there.
        let zip = zipped(STORED, &[("a.txt", b"text"), ("b", bytes)]);
        assert_eq!(read(&zip).unwrap().bytes(), noise, "{packing}");
        let options = OpenOptions {
            max_decompressed: 20_000,
            ..OpenOptions::default()
        };
        let e = read_with(bytes, &options).unwrap_err();
        assert_eq!(e.kind(), ErrorKind::Limit, "{packing}");
    }
}

#[test]
fn compressed_files_cut_short() {
    let noise = noise();
    let zlib = zlib(&noise);
    for (bytes, name) in [(ZSTD, "zstd"), (&zlib, "zlib"), (GO_LZW, "LZW")] {
        let cut = &bytes[..bytes.len() / 2];
        let e = read(cut).unwrap_err();
        assert!(e.is_corrupt());
        let start = format!("the {name} data ends too early, after");
        assert!(e.message().starts_with(&start), "{e}");
        let salvaged = read_with(cut, &salvage());
        if let Ok(salvaged) = salvaged {
            assert!(noise.starts_with(salvaged.bytes()));
            assert_eq!(salvaged.damage().len(), 1);
        }
    }
    // `compress` has no end: only the content tells.
    let cut = read(&COMPRESS_16[..5000]).unwrap();
    assert!(noise.starts_with(cut.bytes()));
}

/// Blocks refer to what was decoded before them, which a decoder therefore holds back.
#[test]
fn of_zstd_data_all_blocks_before_the_fault_are_there() {
    const BLOCK: usize = 128 << 10;
    let whole = database(160, 0);
    assert!(whole.len() > 4 * BLOCK);
    let packed = zstd(&whole);
    // Where each block begins: behind the magic number and the header of the frame, and each with its length.
    let descriptor = packed[4];
    let single = descriptor & 0x20 != 0;
    let size = [usize::from(single), 2, 4, 8][usize::from(descriptor >> 6)];
    let mut at = 5 + usize::from(!single) + size;
    let mut blocks = Vec::new();
    while blocks.len() < 4 {
        blocks.push(at);
        let header = u32::from_le_bytes([packed[at], packed[at + 1], packed[at + 2], 0]);
        let length = if header & 6 == 2 { 1 } else { header >> 3 };
        at += 3 + length as usize;
    }
    for (number, begin) in blocks.iter().enumerate().skip(1) {
        let cut = &packed[..begin + 2];
        let mut damaged = packed.clone();
        // A kind of block that there is not.
        damaged[*begin] |= 6;
        for (bytes, fault) in [(cut, "ends too early"), (&damaged, "is damaged")] {
            let salvaged = read_with(bytes, &salvage()).unwrap();
            assert_eq!(salvaged.bytes(), &whole[..number * BLOCK], "{fault}");
            let told = format!("the zstd data {fault}, after {} bytes", number * BLOCK);
            let told = told.replace("damaged, after", "damaged after");
            let damage = salvaged.damage();
            assert!(
                damage.len() == 1 && damage[0].starts_with(&told),
                "{damage:?}"
            );
        }
    }
}

#[test]
fn damaged_compressed_files() {
    let noise = noise();
    let mut zstd = ZSTD.to_vec();
    let at = zstd.len() - 1;
    zstd[at] ^= 1;
    assert!(refused(&zstd).contains("the zstd data is damaged after"));
    let mut several = ZSTD.to_vec();
    several.extend(b"\x53\x2a\x4d\x18\x03\0\0\0abc");
    assert_eq!(read(&several).unwrap().bytes(), noise);
    several.extend(b"signature");
    let input = read(&several).unwrap();
    assert_eq!(input.bytes(), noise);
    assert_eq!(
        input.damage(),
        ["9 bytes after the end of the zstd data are ignored"]
    );
    // A window of 2 GiB.
    let wide = refused(b"\x28\xb5\x2f\xfd\x04\xa8\x01\0\0");
    assert!(wide.contains("MAX_ZSTD_WINDOW_BYTES"), "{wide}");

    let mut z = COMPRESS_16.to_vec();
    z[2] = 0x9f;
    assert!(refused(&z).contains("unknown header byte 9f"));
    z[2] = 0x90;
    // Codes of nothing but ones are of no entry.
    z[100..120].fill(0xff);
    let message = refused(&z);
    assert!(
        message.contains("the compress data is damaged after"),
        "{message}"
    );
    let mut zlib = zlib(&noise);
    let at = zlib.len() - 1;
    zlib[at] ^= 1;
    assert!(refused(&zlib).contains("the zlib data is damaged"));
}

#[test]
fn tar_archives() {
    let snapshot = noise();
    let long = "x/".repeat(80) + "snapshot.db";
    for name in ["snapshot.db", "./a/snapshot.db", &long] {
        let tar = tarred(&[("./a/readme", b"text"), (name, &snapshot), ("z", b"")]);
        for bytes in [tar.clone(), gz(&tar), zstd(&tar), zlib(&tar)] {
            let input = read(&bytes).unwrap();
            assert_eq!(input.bytes(), snapshot);
            assert!(input.damage().is_empty(), "{:?}", input.damage());
            let Some(Layer::Tar { entry, others, .. }) = input.form().layers.last() else {
                panic!("{:?}", input.form());
            };
            assert_eq!(entry, name.trim_start_matches("./"));
            assert_eq!(others, &["a/readme", "z"]);
        }
    }
    let tar = tarred(&[("s", &snapshot)]);
    let input = read(&tar).unwrap();
    assert!(input.range.start > 0, "it is not copied");
    assert_eq!(
        input.form().to_string(),
        "snapshot, 28704 bytes, from tar entry \"s\", read from a stream"
    );
    assert_eq!(
        read(&zipped(STORED, &[("x.tar", &tar)])).unwrap().bytes(),
        snapshot
    );
    // Content at byte 1024, where bbolt keeps a second meta page for pages of 1 KiB.
    let mut builder = ::tar::Builder::new(Vec::new());
    let mut header = ::tar::Header::new_gnu();
    header.set_entry_type(::tar::EntryType::Directory);
    header.set_size(0);
    builder.append_data(&mut header, "dir/", &b""[..]).unwrap();
    let mut after_directory = builder.into_inner().unwrap();
    after_directory.truncate(512);
    after_directory.extend(tarred(&[("dir/s", &snapshot)]));
    assert_eq!(read(&after_directory).unwrap().bytes(), snapshot);
    // Names are words and never paths.
    let tricks = tarred(&[("/etc/passwd", b"x"), ("../../../tmp/s.db", &snapshot)]);
    let input = read(&tricks).unwrap();
    assert_eq!(input.bytes(), snapshot);
}

#[test]
fn data_directories_in_tar_archives() {
    let db = database(3, 0);
    let wal = "member/wal/0000000000000000-0000000000000000.wal";
    let tar = tarred(&[
        (&format!("etcd/{wal}"), b"segment"),
        ("etcd/member/snap/db", &db),
        (
            "etcd/member/snap/0000000000000004-0000000000001137.snap",
            b"x",
        ),
        ("etcd/member/wal/0.tmp", b""),
    ]);
    let input = read(&gz(&tar)).unwrap();
    assert_eq!(input.bytes(), db);
    assert_eq!(input.form().layout, Some(Layout::EtcdData));
    let [segment, raft] = input.companions() else {
        panic!("{:?}", input.companions());
    };
    assert_eq!(segment.kind(), CompanionKind::Wal);
    assert_eq!(segment.name(), format!("etcd/{wal}"));
    assert_eq!(segment.bytes(), b"segment");
    assert_eq!(raft.kind(), CompanionKind::RaftSnapshot);
    // The same in a zip archive, compressed.
    let zip = zipped(
        ::zip::CompressionMethod::Deflated,
        &[("member/snap/db", &db), (wal, b"segment")],
    );
    let input = read(&zip).unwrap();
    assert_eq!(input.companions()[0].bytes(), b"segment");
}

#[test]
fn tar_archives_without_one_snapshot() {
    let snapshot = noise();
    let two = tarred(&[("a/x", &snapshot), ("b/y", &gz(&snapshot))]);
    assert_eq!(
        refused(&two),
        "-: the tar archive holds 2 snapshots: \"a/x\", \"b/y\" [choose one with --entry NAME]"
    );
    for name in ["b/y", "./b/y", "y"] {
        assert_eq!(read_with(&two, &entry(name)).unwrap().bytes(), snapshot);
    }
    let inside = zipped(STORED, &[("two.tar", &two), ("readme", b"text")]);
    assert_eq!(read_with(&inside, &entry("b/y")).unwrap().bytes(), snapshot);
    assert_eq!(
        refused(&tarred(&[("a", b"text"), ("b", b"")])),
        "-: no file in the tar archive is an etcd snapshot; it holds \"a\", \"b\""
    );
    assert_eq!(
        refused(&tarred(&[("a", b"text"), ("s.db.xz", b"\xfd7zXZ\0\0\x04")])),
        "-: no file in the tar archive is an etcd snapshot; it holds \"a\", \"s.db.xz\" \
         [\"s.db.xz\" looks xz-compressed: run `xz -d` on it and give kf the result]"
    );
    let linked = link("member/snap/db", "/etc/shadow");
    let message = refused(&linked);
    assert!(
        message.contains("is a link to \"/etc/shadow\", which is not followed"),
        "{message}"
    );
    let twice = tarred(&[("s", &database(1, 32)), ("s", &snapshot)]);
    let input = read_with(&twice, &entry("s")).unwrap();
    assert_eq!(input.bytes(), snapshot);
    assert!(input.notes()[0].contains("more than once"));
}

#[test]
fn damaged_tar_archives() {
    let snapshot = noise();
    let tar = tarred(&[("a", &snapshot), ("b", b"text")]);
    // In the middle of the snapshot.
    let message = refused(&tar[..20_000]);
    assert!(message.contains("past the end of the archive"), "{message}");
    let salvaged = read_with(&tar[..20_000], &salvage()).unwrap();
    assert!(snapshot.starts_with(salvaged.bytes()));
    // Between two files, where nothing tells but the missing end.
    let cut = read(&tar[..512 + 29_184]).unwrap();
    assert_eq!(cut.bytes(), snapshot);
    assert!(cut.damage()[0].contains("has no end"), "{:?}", cut.damage());
    // A compression that is whole tells that a program wrote no end; one that is cut does not.
    let sealed = gz(&tar[..512 + 29_184]);
    assert_eq!(read(&sealed).unwrap().damage(), [""; 0]);
    let salvaged = read_with(&gz(&tar)[..gz(&tar).len() - 30], &salvage()).unwrap();
    assert!(!salvaged.damage().is_empty());
    // In a header.
    assert!(refused(&tar[..512 + 29_184 + 100]).contains("the tar archive is damaged after"));
    let mut wrong = tar.clone();
    wrong[512 + 29_184 + 5] ^= 1;
    assert!(refused(&wrong).contains("checksum"));
    // A size beyond all reason.
    let mut huge = tar;
    huge[124..136].copy_from_slice(b"\x80\0\0\0\x7f\xff\xff\xff\xff\xff\xff\xff");
    let sum: u32 = (0..512)
        .map(|i| {
            if (148..156).contains(&i) {
                32
            } else {
                u32::from(huge[i])
            }
        })
        .sum();
    huge[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let message = refused(&huge);
    assert!(message.contains("tar archive"), "{message}");
}

#[test]
fn sparse_files_in_tar_archives() {
    let noise = noise();
    let mut file = noise[..8192].to_vec();
    file.resize(8192 + (65536 * 4), 0);
    file.extend(&noise[8192..12288]);
    file.resize(8192 + (65536 * 8) + 32, 0);
    for bytes in [SPARSE_OLD, SPARSE_PAX] {
        let input = read(bytes).unwrap();
        assert!(input.bytes() == file);
        assert!(input.damage().is_empty());
        let options = OpenOptions {
            max_decompressed: 100_000,
            ..OpenOptions::default()
        };
        let e = read_with(bytes, &options).unwrap_err();
        assert_eq!(e.kind(), ErrorKind::Limit);
    }
}

/// A database whose meta pages say that it has 6 pages of 4 KiB.
fn small() -> Vec<u8> {
    let mut file = [
        kf_testing::bbolt::meta_page(4096, 0, 3, 6, 7),
        kf_testing::bbolt::meta_page(4096, 1, 3, 6, 8),
    ]
    .concat();
    file.resize(6 * 4096, 1);
    file
}

/// An archive of one file in GNU's old sparse form: its first bytes, and zeros up to a size.
fn sparse(start: &[u8], size: u64) -> Vec<u8> {
    let mut header = ::tar::Header::new_gnu();
    header.set_path("snap.db").unwrap();
    header.set_entry_type(::tar::EntryType::GNUSparse);
    header.set_size(start.len() as u64);
    let gnu = header.as_gnu_mut().unwrap();
    gnu.set_real_size(size);
    gnu.sparse[0].set_offset(0);
    gnu.sparse[0].set_length(start.len() as u64);
    gnu.sparse[1].set_offset(size);
    gnu.sparse[1].set_length(0);
    header.set_cksum();
    let mut archive = header.as_bytes().to_vec();
    archive.extend(start);
    archive.resize(archive.len().next_multiple_of(512) + 1024, 0);
    archive
}

/// Bytes that never end, and how many were asked for.
struct Endless<'a> {
    start: &'a [u8],
    with: u8,
    read: u64,
}

impl std::io::Read for Endless<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = if self.start.is_empty() {
            buffer.fill(self.with);
            buffer.len()
        } else {
            self.start.read(buffer)?
        };
        self.read += n as u64;
        Ok(n)
    }
}

#[test]
fn a_stream_without_end_is_read_as_far_as_its_meta_pages_go() {
    for with in [0, 7] {
        for start in [small(), gz(&small())] {
            let packed = start[0] != 0;
            let mut pipe = Endless {
                start: &start,
                with,
                read: 0,
            };
            let options = OpenOptions {
                max_memory: 1 << 20,
                max_taken: packed.then_some(64 << 20),
                ..OpenOptions::default()
            };
            let e = Input::from_reader("-", &mut pipe, &options).unwrap_err();
            assert_eq!(e.kind(), ErrorKind::Limit, "{e}");
            assert!(pipe.read < 80 << 20, "{}", pipe.read);
            if !packed {
                assert!(e.message().contains("its first pages say"), "{e}");
            }
        }
    }
    // What is no snapshot is not read to its end at all.
    for start in [&b"hello"[..], b"", b"\x7fELF", b"\xfd7zXZ\0"] {
        let mut pipe = Endless {
            start,
            with: 0,
            read: 0,
        };
        let e = Input::from_reader("-", &mut pipe, &OpenOptions::default()).unwrap_err();
        assert_eq!(e.kind(), ErrorKind::Unsupported);
        assert!(pipe.read < 1 << 20);
    }
}

#[test]
fn a_hole_of_gigabytes_costs_nothing() {
    const SIZE: u64 = 8 << 30;
    let e = read(&sparse(&small(), SIZE)).unwrap_err();
    assert_eq!(e.kind(), ErrorKind::Limit);
    assert!(e.message().contains("its first pages say"), "{e}");
    // Meta pages that claim as much.
    let claims = [
        kf_testing::bbolt::meta_page(4096, 0, 3, SIZE / 4096, 7),
        kf_testing::bbolt::meta_page(4096, 1, 3, SIZE / 4096, 8),
    ]
    .concat();
    for options in [OpenOptions::default(), salvage()] {
        let options = OpenOptions {
            max_memory: 0,
            max_taken: Some(1 << 20),
            ..options
        };
        let input = read_with(&sparse(&claims, SIZE), &options).unwrap();
        assert_eq!(input.bytes().len() as u64, SIZE);
        assert_eq!(input.bytes()[..8192], claims);
        assert_eq!(input.bytes().last(), Some(&0));
    }
    // Nothing but a hole is not a snapshot.
    let e = read(&sparse(&[], SIZE)).unwrap_err();
    assert_ne!(e.kind(), ErrorKind::Limit, "{e}");
}

#[test]
fn what_comes_out_is_bounded_by_what_goes_in() {
    let noise = database(3000, 32);
    for bytes in [gz(&noise), zlib(&noise), zstd(&noise)] {
        let with = |max_taken| {
            let options = OpenOptions {
                max_taken,
                ..OpenOptions::default()
            };
            read_with(&bytes, &options)
        };
        assert_eq!(with(None).unwrap().bytes(), noise);
        let e = with(Some(10 << 20)).unwrap_err();
        assert_eq!(e.kind(), ErrorKind::Limit);
        assert!(e.message().contains("MAX_UNPACKED_RATIO"), "{e}");
        assert!(e.hint_text().unwrap().contains("--max-unpacked"));
    }
}

proptest! {
    #[test]
    fn changed_bytes_do_no_harm(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
        which in 0..8usize,
        salvage in any::<bool>(),
    ) {
        let mut archive = match which {
            0 => COMPRESS_16.to_vec(),
            1 => COMPRESS_10.to_vec(),
            2 => GO_LZW.to_vec(),
            3 => ZSTD.to_vec(),
            4 => tarred(&[("a", b"text"), ("b", &noise())]),
            5 => gz(&tarred(&[("a", b"text"), ("b", &noise())])),
            // The bare archives: content is put together out of them.
            6 => gunzip(SPARSE_OLD),
            _ => gunzip(SPARSE_PAX),
        };
        for (index, byte) in changes {
            let reach = archive.len().min(2000);
            if let Some(b) = archive.get_mut(index.index(reach)) {
                *b = byte;
            }
        }
        if cut.index(4) == 0 {
            archive.truncate(cut.index(archive.len()));
        }
        let options = OpenOptions { salvage, max_decompressed: 4 << 20, ..OpenOptions::default() };
        let _ = read_with(&archive, &options);
    }

    #[test]
    fn lzw_of_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..3000)) {
        for head in [&b"\x1f\x9d\x90"[..], b"\x1f\x9d\x09", b"\x1f\x9d\x8a", b"\x28\xb5\x2f\xfd"] {
            let all = [head, &bytes].concat();
            for packing in [Packing::Compress, Packing::GoLzw, Packing::Zstd] {
                let _ = packing::peek(packing, &all, 1 << 20);
            }
        }
    }
}

fn gunzip(bytes: &[u8]) -> Vec<u8> {
    packing::peek(Packing::Gzip, bytes, 1 << 20)
}
