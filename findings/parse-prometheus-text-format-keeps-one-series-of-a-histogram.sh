#!/usr/bin/env bash
# Software: parse-prometheus-text-format 1.1.1 (npm, 200,000 downloads a month), beside it prometheus_client 0.26.0 (PyPI).
# Expected: a histogram or summary has one set of buckets, one sum and one count per set of labels (Prometheus' text format, "Histograms and summaries").
# Instead: all series of the family become one without labels: the buckets are those of the series that came last, sum and count are absent. A
#   counter, a gauge, a histogram without labels and (so its README shows) a labelled summary without quantiles are right.
# Matters: nearly every histogram of Kubernetes and etcd has labels (verb, resource, operation). What looks like the latency of the API server
#   is that of its last series in the text, and no error says that the others are gone.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile prometheus_client==0.26.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts parse-prometheus-text-format@1.1.1 >/dev/null 2>&1
cat > m.txt <<'M'
# TYPE apiserver_request_total counter
apiserver_request_total{verb="GET"} 7
apiserver_request_total{verb="LIST"} 3
# TYPE apiserver_request_duration_seconds histogram
apiserver_request_duration_seconds_bucket{verb="GET",le="0.1"} 900
apiserver_request_duration_seconds_bucket{verb="GET",le="+Inf"} 1000
apiserver_request_duration_seconds_sum{verb="GET"} 42
apiserver_request_duration_seconds_count{verb="GET"} 1000
apiserver_request_duration_seconds_bucket{verb="LIST",le="0.1"} 1
apiserver_request_duration_seconds_bucket{verb="LIST",le="+Inf"} 5
apiserver_request_duration_seconds_sum{verb="LIST"} 20
apiserver_request_duration_seconds_count{verb="LIST"} 5
# TYPE up_seconds summary
up_seconds{node="a",quantile="0.5"} 1
up_seconds_sum{node="a"} 2
up_seconds_count{node="a"} 2
up_seconds{node="b",quantile="0.5"} 9
up_seconds_sum{node="b"} 18
up_seconds_count{node="b"} 2
M
cat > t.py <<'P'
import prometheus_client.parser as p
from importlib.metadata import version
n = {f.name: sum(1 for s in f.samples if s.name.endswith("_count")) for f in p.text_string_to_metric_families(open("m.txt").read())}
print("prometheus_client", version("prometheus_client"), "series:", n)
assert n == {"apiserver_request": 0, "apiserver_request_duration_seconds": 2, "up_seconds": 2}, n
P
v/bin/python t.py
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), parse = require('parse-prometheus-text-format');
const got = Object.fromEntries(parse(fs.readFileSync('m.txt', 'utf8')).map((f) => [f.name, f.metrics]));
console.log('parse-prometheus-text-format', JSON.parse(fs.readFileSync('node_modules/parse-prometheus-text-format/package.json')).version);
for (const n in got) console.log('  ', n, JSON.stringify(got[n]));
assert.deepEqual(got.apiserver_request_total, [{ value: '7', labels: { verb: 'GET' } }, { value: '3', labels: { verb: 'LIST' } }]);
assert.deepEqual(got.apiserver_request_duration_seconds, [{ buckets: { 0.1: '1', '+Inf': '5' } }]);
assert.deepEqual(got.up_seconds, [{ quantiles: { 0.5: '9' } }]);
console.log('still so');
J
node t.cjs
