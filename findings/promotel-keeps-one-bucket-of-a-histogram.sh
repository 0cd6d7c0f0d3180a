#!/usr/bin/env bash
# Software: @platformatic/promotel 0.2.2 (npm, 20,000 downloads a month: Prometheus' text to OTLP); prometheus_client 0.26.0 (PyPI) beside it.
# Expected: a histogram keeps its buckets: OTLP's explicit_bounds are the finite `le`, bucket_counts one more, each the count between two bounds (OTLP data model, "Histogram").
# Instead: of the buckets the one for +Inf is left: no bounds, and one count of all. Number and sum are right. Without +Inf the last finite one is left.
# Matters: "complete metric support" includes histograms; behind it no latency of the API server or of etcd has a percentile any more. No error.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @platformatic/promotel@0.2.2 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile prometheus_client==0.26.0
cat > m.txt <<'M'
# TYPE etcd_disk_wal_fsync_duration_seconds histogram
etcd_disk_wal_fsync_duration_seconds_bucket{le="0.001"} 900
etcd_disk_wal_fsync_duration_seconds_bucket{le="0.008"} 990
etcd_disk_wal_fsync_duration_seconds_bucket{le="+Inf"} 1000
etcd_disk_wal_fsync_duration_seconds_sum 1.5
etcd_disk_wal_fsync_duration_seconds_count 1000
M
cat > t.py <<'P'
import prometheus_client.parser as p
from importlib.metadata import version
[f] = p.text_string_to_metric_families(open("m.txt").read()); got = [(s.labels["le"], s.value) for s in f.samples if s.name.endswith("_bucket")]
print("prometheus_client", version("prometheus_client"), got); assert got == [("0.001", 900.0), ("0.008", 990.0), ("+Inf", 1000.0)]
P
v/bin/python t.py
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { parse, convert } from '@platformatic/promotel';
console.log('@platformatic/promotel', JSON.parse(fs.readFileSync('node_modules/@platformatic/promotel/package.json')).version);
const text = fs.readFileSync('m.txt', 'utf8');
const point = (t) => { const [h] = convert(parse(t)).resource_metrics[0].scope_metrics[0].metrics[0].histogram.data_points; return { bounds: h.explicit_bounds, counts: h.bucket_counts.map(Number), count: Number(h.count), sum: h.sum }; };
const all = point(text), finite = point(text.replace(/.*Inf.*\n/, ''));
console.log('   as written ', JSON.stringify(all)); console.log('   without Inf', JSON.stringify(finite));
assert.deepEqual(all, { bounds: [], counts: [1000], count: 1000, sum: 1.5 }); assert.deepEqual(finite, { bounds: [0.008], counts: [990], count: 1000, sum: 1.5 });
console.log('still so');
J
node t.mjs
