#!/usr/bin/env bash
# Software: openmetrics-parser 0.5.1 (crates.io), its parse_prometheus, beside it prometheus-client 0.25.0 (PyPI). Needs cargo with Rust 1.80 or newer.
# Expected: the series of a metric may have different labels; the exposition format 0.0.4 asks only that each combination is there once. A line of "#" alone is a comment.
# Instead: two series of one metric with different names of labels are "Labels in metrics have different label sets", and the whole text is refused. So is one
#   with an empty comment.
# Matters: kube_pod_labels of kube-state-metrics has the labels of each pod, and the node exporter's textfiles are written by hand: one such series and nothing is read.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
mkdir src; export CARGO_TARGET_DIR=$T/target
cat > Cargo.toml <<'C'
[package]
name = "t"
version = "0.0.0"
edition = "2021"
[dependencies]
openmetrics-parser = "=0.5.1"
[profile.dev]
debug = 0
[workspace]
C
cat > src/main.rs <<'R'
fn main() {
    for f in std::env::args().skip(1) {
        match openmetrics_parser::prometheus::parse_prometheus(&std::fs::read_to_string(&f).unwrap()) {
            Ok(m) => println!("{f}: {}", m.families.len()),
            Err(e) => println!("{f}: {}", format!("{e:?}").split('(').next().unwrap()),
        }
    }
}
R
cargo build -q; cargo pkgid openmetrics-parser | sed 's/.*[#@]/openmetrics-parser /'
python3 -m pip -q --disable-pip-version-check install --root-user-action ignore --no-compile --target p prometheus-client==0.25.0
printf '# TYPE kube_pod_labels gauge\nkube_pod_labels{pod="a",label_app="web"} 1\nkube_pod_labels{pod="b",label_app="db"} 1\n' > equal
printf '# TYPE kube_pod_labels gauge\nkube_pod_labels{pod="a",label_app="web"} 1\nkube_pod_labels{pod="b",label_tier="db"} 1\n' > different
printf '# TYPE up gauge\nup 1\nup{job="x"} 1\n' > none-and-one
printf '# written by cron\n#\nbackup_ok 1\n' > empty-comment
cat > t.py <<'P'
import sys; sys.path.insert(0, "p")
from importlib.metadata import version
from prometheus_client.parser import text_string_to_metric_families as parse
print("prometheus-client", version("prometheus-client"))
for f in sys.argv[1:]:
    s = [(s.name, s.labels) for m in parse(open(f).read()) for s in m.samples]; print("  ", f, s); assert s, f
P
python3 t.py equal different none-and-one empty-comment
target/debug/t equal different none-and-one empty-comment > o; sed 's/^/   /' o
diff o - <<'O'
equal: 1
different: InvalidMetric
none-and-one: InvalidMetric
empty-comment: ParseError
O
echo "still so"
