//! Stored values to value trees and JSON: the 66 pods and 107 configmaps of the fixture.

#![expect(
    clippy::expect_used,
    reason = "a bench without its fixture measures nothing"
)]

mod support;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kf::bbolt::Db;
use kf::etcd::{Store, Want};
use kf::object::encode::json;
use kf::storage::{Codec, DecodeOptions};

fn decode(c: &mut Criterion) {
    let file = support::snapshot();
    let bytes = std::fs::read(file.path()).expect("the fixture reads");
    let store = Db::open(&bytes)
        .and_then(Store::new)
        .expect("the fixture is sound");
    let codec = Codec::new(kf::schema::Minor::new(36));
    let mut group = c.benchmark_group("decode");
    for kind in ["pods", "configmaps"] {
        let want = Want::none().prefix(format!("/registry/{kind}/"));
        let records = store.latest(None, &want).expect("a state").records;
        let size: usize = records.iter().map(|r| r.value.len()).sum();
        group.throughput(Throughput::Bytes(size as u64));
        for (name, managed_fields) in [("", false), (" with managedFields", true)] {
            let options = DecodeOptions {
                managed_fields,
                on_read: true,
                ..DecodeOptions::default()
            };
            group.bench_function(format!("{kind}{name}"), |b| {
                b.iter(|| {
                    for record in &records {
                        black_box(codec.decode(record.value, options).expect("it decodes"));
                    }
                });
            });
        }
        let options = DecodeOptions {
            managed_fields: false,
            on_read: true,
            ..DecodeOptions::default()
        };
        group.bench_function(format!("{kind} to JSON"), |b| {
            let mut out = Vec::new();
            b.iter(|| {
                out.clear();
                for record in &records {
                    let decoded = codec.decode(record.value, options).expect("it decodes");
                    json::write(&mut out, &decoded.object, 2);
                }
                black_box(out.len())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, decode);
criterion_main!(benches);
