#!/usr/bin/env bash
# Software: prometheus-parse 0.2.5 (crates.io), beside it prometheus-client 0.25.0 (PyPI). Needs cargo with Rust 1.80 or newer.
# Expected: the value of a label is any text between quotes, with \" \\ and \n escaped in it, and blanks may follow a comma (exposition format 0.0.4).
# Instead: labels are split at commas and equals signs, without an eye for quotes. A label whose value has "=" in it (selector="app=web") is not there, one with a
#   comma is cut, an escaped quote keeps its backslash and loses its end, after ", " the name begins with a blank. A line with "}" in a value, and every
#   recorded series (job:requests:rate5m), is left out. Two histograms that differ in such a label become one with the buckets of both.
# Matters: series of the API server, of kube-state-metrics and of ingress controllers have such values; without an error they have lost what tells them apart.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
mkdir src; export CARGO_TARGET_DIR=$T/target
cat > Cargo.toml <<'C'
[package]
name = "t"
version = "0.0.0"
edition = "2021"
[dependencies]
prometheus-parse = "=0.2.5"
[profile.dev]
debug = 0
[workspace]
C
cat > src/main.rs <<'R'
use std::io::Read;
fn main() {
    let mut t = String::new();
    std::io::stdin().read_to_string(&mut t).unwrap();
    for s in prometheus_parse::Scrape::parse(t.lines().map(|l| Ok(l.to_string()))).unwrap().samples {
        let mut labels: Vec<_> = s.labels.iter().collect(); labels.sort();
        let value = match s.value { prometheus_parse::Value::Histogram(h) => format!("{:?}", h.iter().map(|b| (b.less_than, b.count)).collect::<Vec<_>>()),
            prometheus_parse::Value::Counter(v) | prometheus_parse::Value::Untyped(v) => v.to_string(), v => format!("{v:?}") };
        println!("{} {labels:?} {value}", s.metric);
    }
}
R
cargo build -q; cargo pkgid prometheus-parse | sed 's/.*[#@]/prometheus-parse /'
python3 -m pip -q --disable-pip-version-check install --root-user-action ignore --no-compile --target p prometheus-client==0.25.0
cat > m <<'M'
# TYPE a counter
a{v="plain"} 1
a{selector="app=web",v="x"} 2
a{v="a,b"} 3
a{v="x", w="y"} 4
a{v="say \"hi\""} 5
a{v="/api/{id}"} 6
job:requests:rate5m 7
M
cat > h <<'M'
# TYPE h histogram
h_bucket{q="a=1",le="1"} 1
h_bucket{q="a=1",le="+Inf"} 2
h_bucket{q="b=1",le="1"} 5
h_bucket{q="b=1",le="+Inf"} 7
M
cat > t.py <<'P'
import sys; sys.path.insert(0, "p")
from importlib.metadata import version
from prometheus_client.parser import text_string_to_metric_families as parse
print("prometheus-client", version("prometheus-client"))
for f in "mh":
    for m in parse(open(f).read()):
        for s in m.samples: print("  ", s.name, s.labels, s.value)
n = [len(list(s for m in parse(open(f).read()) for s in m.samples)) for f in "mh"]
assert n == [7, 4], n
P
python3 t.py
target/debug/t < m > o1; target/debug/t < h > o2; echo "prometheus-parse:"; sed 's/^/   /' o1 o2
diff o1 - <<'O'
a [("v", "plain")] 1
a [("v", "x")] 2
a [("v", "a")] 3
a [(" w", "y"), ("v", "x")] 4
a [("v", "say \\\"hi\\")] 5
O
diff o2 - <<'O'
h [] [(1.0, 1.0), (inf, 2.0), (1.0, 5.0), (inf, 7.0)]
O
echo "still so"
