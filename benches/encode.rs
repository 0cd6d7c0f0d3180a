//! Encoding and parsing of a list of pods of about 1 MiB of indented JSON.
//!
//! `cargo bench --bench encode`

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kf::object::encode::{Format, json};
use kf::object::{Map, Value, parse};

fn object(members: Vec<(&'static str, Value<'static>)>) -> Value<'static> {
    Value::Object(Map::from_unsorted(
        members.into_iter().map(|(k, v)| (k.into(), v)).collect(),
    ))
}

fn text(s: impl Into<String>) -> Value<'static> {
    Value::String(s.into().into())
}

fn pod(n: i64) -> Value<'static> {
    let labels = object(vec![
        ("app.kubernetes.io/name", text("web")),
        ("pod-template-hash", text("7d9f8c6b5")),
    ]);
    let metadata = object(vec![
        ("name", text(format!("web-7d9f8c6b5-{n:05}"))),
        ("namespace", text("shop")),
        ("resourceVersion", text((100_000 + n).to_string())),
        ("creationTimestamp", text("2026-11-22T17:45:00Z")),
        ("labels", labels),
    ]);
    let container = object(vec![
        ("name", text("web")),
        ("image", text("registry.example/shop/web:v1.42.0")),
        (
            "args",
            Value::Array(vec![text("--listen=:8080"), text("--log-level=2")]),
        ),
        (
            "ports",
            Value::Array(vec![object(vec![("containerPort", Value::Int(8080))])]),
        ),
        ("terminationMessagePath", text("/dev/termination-log")),
    ]);
    let condition = object(vec![
        ("type", text("Ready")),
        ("status", text("True")),
        ("lastTransitionTime", text("2026-11-22T17:45:09Z")),
        ("message", text("containers with unready status: [web]")),
    ]);
    object(vec![
        ("apiVersion", text("v1")),
        ("kind", text("Pod")),
        ("metadata", metadata),
        (
            "spec",
            object(vec![("containers", Value::Array(vec![container]))]),
        ),
        (
            "status",
            object(vec![("conditions", Value::Array(vec![condition]))]),
        ),
    ])
}

fn encode(c: &mut Criterion) {
    let pods = Value::Array((0..750).map(pod).collect());
    let mut out = Vec::new();
    let mut group = c.benchmark_group("encode");
    for format in [Format::Json, Format::Yaml, Format::Kyaml] {
        out.clear();
        format.write(&mut out, &pods);
        group.throughput(Throughput::Bytes(out.len() as u64));
        group.bench_function(format!("{format:?}"), |b| {
            b.iter(|| {
                out.clear();
                format.write(&mut out, &pods);
            });
        });
    }
    group.finish();

    let mut stored = Vec::new();
    json::write_compact(&mut stored, &pods);
    let mut group = c.benchmark_group("parse");
    group.throughput(Throughput::Bytes(stored.len() as u64));
    group.bench_function("compact JSON", |b| b.iter(|| parse::json::parse(&stored)));
    group.finish();
}

criterion_group!(benches, encode);
criterion_main!(benches);
