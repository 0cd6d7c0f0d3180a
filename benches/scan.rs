//! Passes over the key space: 3.9 MB of snapshot, 1,884 revisions, 1,148 live keys.

mod support;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kf::bbolt::Db;
use kf::etcd::{Store, Want};

fn scan(c: &mut Criterion) {
    let file = support::snapshot();
    let bytes = std::fs::read(file.path()).expect("the fixture reads");
    let store = Db::open(&bytes)
        .and_then(Store::new)
        .expect("the fixture is sound");
    let mut group = c.benchmark_group("scan");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    for (name, want) in [
        (
            "one key",
            Want::none().key("/registry/configmaps/prod/my-config"),
        ),
        ("one prefix", Want::none().prefix("/registry/pods/")),
        ("everything", Want::all()),
    ] {
        group.bench_function(name, |b| {
            b.iter(|| black_box(store.latest(None, &want).expect("a state").records.len()));
        });
    }
    group.finish();
}

criterion_group!(benches, scan);
criterion_main!(benches);
