//! From a file to a view: 3.9 MB of snapshot, 1,884 revisions, 1,148 keys (Kubernetes 1.36).

#![expect(
    clippy::expect_used,
    reason = "a bench without its fixture measures nothing"
)]

mod support;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use kf::snapshot::{ReadOptions, Snapshot};

fn open(c: &mut Criterion) {
    let file = support::snapshot();
    c.bench_function("open/map and view", |b| {
        b.iter(|| {
            let snapshot = Snapshot::open(file.path()).expect("the fixture opens");
            black_box(snapshot.view().expect("the fixture has a view").revision())
        });
    });
    let snapshot = Snapshot::open(file.path()).expect("the fixture opens");
    let view = snapshot.view().expect("the fixture has a view");
    c.bench_function("open/one custom resource by name", |b| {
        b.iter(|| {
            let mapping = view.lookup("tenants").expect("a known type").remove(0);
            let options = ReadOptions::default();
            black_box(
                view.get(&mapping, "", "numbers", options)
                    .expect("it is there"),
            )
        });
    });
}

criterion_group!(benches, open);
criterion_main!(benches);
