#!/usr/bin/env bash
# Software: k8s-openapi 0.29.0 with jiff 0.2.46, jiff 1.0.2, chrono 0.4.45, humantime 2.4.0 (crates.io). Needs cargo with Rust 1.88 or newer.
# Expected: 9999-12-31T23:59:59Z is a valid RFC 3339 time, the one that RFC 5280 (4.1.2.5) gives to certificates without a planned end. Go reads it, so
#   Kubernetes stores it as a metav1.Time (notAfter in the status of a cert-manager Certificate, say), and chrono and humantime read it.
# Instead: jiff's Timestamp ends at 9999-12-30T22:00:00Z, so that it is a date in every zone; 0.2 and the new 1.0 alike. k8s-openapi, which kube is built on, went
#   from chrono to jiff with 0.27 for Time and MicroTime, so a whole object or list with such a time is a deserialisation error where older
#   versions read it. (At the other end humantime refuses 0001-01-01T00:00:00Z, Go's zero time, which the others read.)
# Matters: one certificate without an end makes its list unreadable to a Rust controller after an update of kube.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
mkdir src; export CARGO_TARGET_DIR=$T/target
cat > Cargo.toml <<'C'
[package]
name = "t"
version = "0.0.0"
edition = "2021"
[dependencies]
k8s-openapi = { version = "=0.29.0", features = ["v1_37"] }
jiff02 = { package = "jiff", version = "=0.2.46" }
jiff = "=1.0.2"
chrono = { version = "=0.4.45", default-features = false, features = ["alloc"] }
humantime = "=2.4.0"
serde_json = "1"
[profile.dev]
debug = 0
[workspace]
C
cat > src/main.rs <<'R'
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{MicroTime, Time};
fn main() {
    let mut bad = false;
    for (t, jiff, human) in [("9999-12-30T22:00:00Z", true, true), ("9999-12-30T22:00:01Z", false, true), ("9999-12-31T23:59:59Z", false, true), ("0001-01-01T00:00:00Z", true, false), ("2026-01-02T03:04:05Z", true, true)] {
        let list = serde_json::json!(["2027-01-02T03:04:05Z", t]);
        let got = [("jiff 0.2", t.parse::<jiff02::Timestamp>().is_ok()), ("jiff 1.0", t.parse::<jiff::Timestamp>().is_ok()), ("Time", serde_json::from_value::<Time>(t.into()).is_ok()),
            ("MicroTime", serde_json::from_value::<MicroTime>(t.into()).is_ok()), ("a list with it", serde_json::from_value::<Vec<Time>>(list).is_ok()),
            ("humantime", humantime::parse_rfc3339(t).is_ok()), ("chrono", chrono::DateTime::parse_from_rfc3339(t).is_ok())];
        println!("  {t}: {got:?}");
        bad |= got.map(|g| g.1) != [jiff, jiff, jiff, jiff, jiff, human, true];
    }
    println!("  {}", serde_json::from_str::<Time>("\"9999-12-31T23:59:59Z\"").map(|_| String::new()).unwrap_or_else(|e| e.to_string()));
    if bad { std::process::exit(1); }
}
R
cargo build -q
for n in k8s-openapi jiff@0.2.46 jiff@1.0.2 chrono humantime; do cargo pkgid "$n" | sed 's/.*#/  /'; done
target/debug/t
echo "still so"
