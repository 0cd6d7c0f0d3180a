#!/usr/bin/env bash
# Software: sigma-rust 0.7.0 (crates.io), beside it pySigma 2.0.1 with pySigma-backend-sqlite 2.1.1 (PyPI). Needs cargo with Rust 1.80 or newer.
# Expected: 1.0 is 1, and 18446744073709551615 is more than 1. A search whose name begins with an underscore is no part of "them" (Sigma specification, conditions). A field
#   that is not there is null.
# Instead: a number with a fraction point is never equal to the whole number, in either direction; a number from 2^63 on is neither more nor less than anything. "1 of them" takes
#   the search _x in. `field: null` finds a null that is written, not an absent field.
# Matters: JSON of etcd has member ids and revisions beyond 2^63, other programs write all numbers as floats, and encoders leave out what is null; the rules are
#   read without an error and find nothing, or too much.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
mkdir src; export CARGO_TARGET_DIR=$T/target
cat > Cargo.toml <<'C'
[package]
name = "t"
version = "0.0.0"
edition = "2021"
[dependencies]
sigma-rust = "=0.7.0"
[profile.dev]
debug = 0
[workspace]
C
cat > src/main.rs <<'R'
use sigma_rust::{event_from_json, rule_from_yaml};
fn main() {
    let (rule, event) = (std::env::args().nth(1).unwrap(), std::env::args().nth(2).unwrap());
    println!("{}", rule_from_yaml(&rule).unwrap().is_match(&event_from_json(&event).unwrap()));
}
R
cargo build -q; cargo pkgid sigma-rust | sed 's/.*[#@]/sigma-rust /'
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile pysigma==2.0.1 pysigma-backend-sqlite==2.1.1
cat > t.py <<'P'
import json, sqlite3, subprocess
from importlib.metadata import version
from sigma.backends.sqlite import sqliteBackend
from sigma.collection import SigmaCollection
for n in ("pysigma", "pysigma-backend-sqlite"): print(n, version(n))
def one(f): return {"sel": f}, "sel"
cases = [(one("n: 1"), '{"n": 1}', True, True), (one("n: 1"), '{"n": 1.0}', True, False), (one("n: 1.0"), '{"n": 1}', True, False), (one("n|gte: 1"), '{"n": 1.0}', True, False),
         (one("n|gt: 1"), '{"n": 9223372036854775807}', True, True), (one("n|gt: 1"), '{"n": 18446744073709551615}', True, False),
         (one("n: null"), '{"n": null}', True, True), (one("n: null"), "{}", True, False),
         (({"sel": "n: 1", "_x": "n: 2"}, "1 of them"), '{"n": 2}', False, True), (({"sel": "n: 1", "x": "n: 2"}, "1 of them"), '{"n": 2}', True, True)]
for (searches, condition), event, right, got in cases:
    rule = "title: t\nlogsource:\n  product: etcd\ndetection:\n" + "".join(f"  {k}:\n    {v}\n" for k, v in searches.items()) + f"  condition: {condition}\n"
    rust = json.loads(subprocess.run(["target/debug/t", rule, event], check=True, capture_output=True, text=True).stdout)
    c = sqlite3.connect(":memory:"); c.execute("CREATE TABLE logs (n)"); v = json.loads(event).get("n"); c.execute("INSERT INTO logs VALUES (?)", (float(v) if v and v > 2**63 else v,))
    q, = sqliteBackend().convert(SigmaCollection.from_yaml(rule)); sql = bool(c.execute(q.replace("<TABLE_NAME>", "logs")).fetchall())
    print(f"   {searches} {condition!r} {event}: {rust} | sqlite: {sql}"); assert (sql, rust) == (right, got)
print("still so")
P
v/bin/python t.py
