//! Secrets of 1 KiB to JSON, plain and as each provider encrypts them.
//!
//! With a directory in `KF_BENCH_SNAPSHOTS` a snapshot of 100,000 of them is written there for each
//! provider, with the keys, for measuring the whole process (`benches/README.md`).

#![expect(
    clippy::expect_used,
    reason = "a bench without its fixture measures nothing"
)]

// The generator's writer of bbolt files. It makes files of its own only, so its sums and places are
// those of their lengths.
#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    dead_code,
    unreachable_pub,
    reason = "xtask's lints"
)]
#[path = "../xtask/src/generate/bolt.rs"]
mod bolt;

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use aes::cipher::{BlockModeEncrypt, KeyIvInit, block_padding::Pkcs7};
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use crypto_secretbox::XSalsa20Poly1305;
use crypto_secretbox::aead::Aead as _;
use kf::object::encode::json;
use kf::storage::encryption::kms::Kms;
use kf::storage::encryption::{Keyring, Provider};
use kf::storage::{Codec, DecodeOptions};
use zeroize::Zeroizing;

const SECRETS: usize = 1000;
const SNAPSHOT_SECRETS: usize = 100_000;
const PROVIDERS: [&str; 5] = ["plain", "aescbc", "aesgcm", "secretbox", "kms v2"];
const ETCD_KEY: &[u8] = b"/registry/secrets/ns/name";
const KEY: [u8; 32] = [7; 32];

fn field(out: &mut Vec<u8>, number: u64, bytes: &[u8]) {
    kf::bytes::put_varint(out, number << 3 | 2);
    kf::bytes::put_varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// A Secret as an apiserver stores it, with 1 KiB of data that differs by `n`.
fn secret(n: usize) -> Vec<u8> {
    let (mut meta, mut data, mut entry) = (Vec::new(), Vec::new(), Vec::new());
    field(&mut meta, 1, format!("secret-{n}").as_bytes());
    field(&mut meta, 3, b"ns");
    field(&mut meta, 5, b"034c6c94-c86b-4c4b-8831-1776817400e3");
    field(&mut meta, 8, &[0x08, 0xbc, 0xf0, 0x87, 0xd0, 0x06]);
    let bytes: Vec<u8> = (0..1024)
        .map(|i: usize| (i * 31 + n).to_le_bytes()[0])
        .collect();
    field(&mut entry, 1, b"password");
    field(&mut entry, 2, &bytes);
    field(&mut data, 1, &meta);
    field(&mut data, 2, &entry);
    field(&mut data, 3, b"Opaque");
    let (mut kind, mut value) = (Vec::new(), b"k8s\0".to_vec());
    field(&mut kind, 1, b"v1");
    field(&mut kind, 2, b"Secret");
    field(&mut value, 1, &kind);
    field(&mut value, 2, &data);
    value
}

fn gcm(etcd_key: &[u8], plain: &[u8]) -> Vec<u8> {
    let cipher = Aes256Gcm::new_from_slice(&KEY).expect("a key");
    let payload = Payload {
        msg: plain,
        aad: etcd_key,
    };
    let sealed = cipher.encrypt(&Nonce::from([0; 12]), payload);
    [&[0; 12][..], &sealed.expect("it encrypts")].concat()
}

fn sealed(provider: &str, etcd_key: &[u8], plain: &[u8]) -> Vec<u8> {
    let (prefix, payload) = match provider {
        "plain" => return plain.to_vec(),
        "aescbc" => {
            let cipher = cbc::Encryptor::<aes::Aes256>::new(&KEY.into(), &[0; 16].into());
            let mut text = [plain, &[0; 16]].concat();
            let text = cipher.encrypt_padded::<Pkcs7>(&mut text, plain.len());
            ("aescbc:v1", [&[0; 16][..], text.expect("it fits")].concat())
        }
        "aesgcm" => ("aesgcm:v1", gcm(etcd_key, plain)),
        "secretbox" => {
            let cipher = <XSalsa20Poly1305 as crypto_secretbox::KeyInit>::new(&KEY.into());
            let sealed = cipher.encrypt(&[0; 24].into(), plain);
            (
                "secretbox:v1",
                [&[0; 24][..], &sealed.expect("it encrypts")].concat(),
            )
        }
        _ => {
            let mut object = Vec::new();
            field(&mut object, 1, &gcm(etcd_key, plain));
            field(&mut object, 2, b"key id");
            field(&mut object, 3, b"wrapped");
            ("kms:v2", object)
        }
    };
    [b"k8s:enc:", prefix.as_bytes(), b":name:", &payload].concat()
}

/// What etcd has of the Secrets, one revision each.
fn write_snapshot(path: &Path, provider: &str) -> std::io::Result<()> {
    let mut writer = bolt::Writer::create(path)?;
    let mut bucket = bolt::Bucket::default();
    for n in 0..SNAPSHOT_SECRETS {
        let etcd_key = format!("/registry/secrets/ns/secret-{n}");
        let revision = n as u64 + 2;
        let mut record = Vec::new();
        field(&mut record, 1, etcd_key.as_bytes());
        for (number, value) in [(2, revision), (3, revision), (4, 1)] {
            kf::bytes::put_varint(&mut record, number << 3);
            kf::bytes::put_varint(&mut record, value);
        }
        let value = sealed(provider, etcd_key.as_bytes(), &secret(n));
        field(&mut record, 5, &value);
        let key = [&revision.to_be_bytes()[..], b"_", &[0; 8]].concat();
        bucket.put(&mut writer, &key, &record)?;
    }
    let key = bucket.finish(&mut writer)?;
    let mut bucket = bolt::Bucket::default();
    bucket.put(&mut writer, b"consistent_index", &[0, 0, 0, 0, 0, 0, 0, 9])?;
    let meta = bucket.finish(&mut writer)?;
    writer.finish(&[("key", key), ("meta", meta)], 2)
}

/// Snapshots, and the keys for them.
fn write_snapshots(directory: &Path) -> std::io::Result<()> {
    use base64::Engine as _;
    for provider in PROVIDERS {
        let name = format!("{}.db", provider.replace(' ', "-"));
        write_snapshot(&directory.join(name), provider)?;
    }
    let key = base64::engine::general_purpose::STANDARD.encode(KEY);
    let keys = format!("keys: [{{name: name, secret: {key}}}]");
    let text = format!(
        "apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n\
         - resources: [secrets]\n  providers: [aescbc: {{{keys}}}, aesgcm: {{{keys}}}, \
         secretbox: {{{keys}}}]\n"
    );
    std::fs::write(directory.join("keys.yaml"), text)?;
    std::fs::write(directory.join("kms-key"), KEY)
}

fn decrypt(c: &mut Criterion) {
    if let Some(directory) = std::env::var_os("KF_BENCH_SNAPSHOTS") {
        write_snapshots(Path::new(&directory)).expect("the snapshots are written");
    }
    let mut keys = Keyring::new();
    for provider in [Provider::AesCbc, Provider::AesGcm, Provider::Secretbox] {
        keys.add(provider, "name", &KEY).expect("a key");
    }
    keys.add_kms(Kms::with_keys("name", vec![Zeroizing::new(KEY.to_vec())]));
    let codec = Codec::new(kf::schema::Minor::new(36)).with_keys(Some(Arc::new(keys)));
    let options = DecodeOptions {
        managed_fields: false,
        on_read: true,
        ..DecodeOptions::default()
    };
    let mut group = c.benchmark_group("secrets to JSON");
    group.throughput(Throughput::Elements(SECRETS as u64));
    for provider in PROVIDERS {
        let value = |n| sealed(provider, ETCD_KEY, &secret(n));
        let values: Vec<Vec<u8>> = (0..SECRETS).map(value).collect();
        group.bench_function(provider, |b| {
            let mut out = Vec::new();
            b.iter(|| {
                out.clear();
                for value in &values {
                    let decoded = codec.read(ETCD_KEY, value, options).expect("it opens");
                    json::write(&mut out, &decoded.object, 2);
                }
                black_box(out.len())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, decrypt);
criterion_main!(benches);
