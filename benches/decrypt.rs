//! Secrets of 1 KiB to JSON, plain and as each provider encrypts them.

#![expect(
    clippy::expect_used,
    reason = "a bench without its fixture measures nothing"
)]

use std::hint::black_box;
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

fn gcm(plain: &[u8]) -> Vec<u8> {
    let cipher = Aes256Gcm::new_from_slice(&KEY).expect("a key");
    let payload = Payload {
        msg: plain,
        aad: ETCD_KEY,
    };
    let sealed = cipher.encrypt(&Nonce::from([0; 12]), payload);
    [&[0; 12][..], &sealed.expect("it encrypts")].concat()
}

fn sealed(provider: &str, plain: &[u8]) -> Vec<u8> {
    let (prefix, payload) = match provider {
        "plain" => return plain.to_vec(),
        "aescbc" => {
            let cipher = cbc::Encryptor::<aes::Aes256>::new(&KEY.into(), &[0; 16].into());
            let mut text = [plain, &[0; 16]].concat();
            let text = cipher.encrypt_padded::<Pkcs7>(&mut text, plain.len());
            ("aescbc:v1", [&[0; 16][..], text.expect("it fits")].concat())
        }
        "aesgcm" => ("aesgcm:v1", gcm(plain)),
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
            field(&mut object, 1, &gcm(plain));
            field(&mut object, 2, b"key id");
            field(&mut object, 3, b"wrapped");
            ("kms:v2", object)
        }
    };
    [b"k8s:enc:", prefix.as_bytes(), b":name:", &payload].concat()
}

fn decrypt(c: &mut Criterion) {
    let mut keys = Keyring::new();
    for provider in [Provider::AesCbc, Provider::AesGcm, Provider::Secretbox] {
        keys.add(provider, "name", &KEY).expect("a key");
    }
    keys.add_kms(Kms::with_keys("name", vec![Zeroizing::new(KEY.to_vec())]));
    let codec = Codec::new(36).with_keys(Some(Arc::new(keys)));
    let options = DecodeOptions {
        managed_fields: false,
        on_read: true,
    };
    let mut group = c.benchmark_group("secrets to JSON");
    group.throughput(Throughput::Elements(SECRETS as u64));
    for provider in ["plain", "aescbc", "aesgcm", "secretbox", "kms v2"] {
        let values: Vec<Vec<u8>> = (0..SECRETS).map(|n| sealed(provider, &secret(n))).collect();
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
