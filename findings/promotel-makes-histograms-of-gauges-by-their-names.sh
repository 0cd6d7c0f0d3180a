#!/usr/bin/env bash
# Software: @platformatic/promotel 0.2.2 (npm: Prometheus' text to OTLP); prometheus_client 0.26.0 (PyPI) beside it.
# Expected: what a series is, its TYPE line says: a gauge named pod_count is a gauge (Prometheus' text format; _count and _sum have a meaning in histograms and summaries alone).
# Instead: the name decides: a gauge whose name ends in _count, _sum or _bucket is a histogram of the name before it, without bounds; its value is the number
#   of observations, or is gone. A gauge queue_count beside a gauge queue becomes a second value of the latter.
# Matters: no error. Exporters that count pods, nodes or messages have such names, and no dashboard finds the metric under its name.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @platformatic/promotel@0.2.2 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile prometheus_client==0.26.0
cat > m.txt <<'M'
# TYPE namespace_pod_count gauge
namespace_pod_count{namespace="shop"} 5
# TYPE bytes_sum gauge
bytes_sum 7
# TYPE queue gauge
queue 1
# TYPE queue_count gauge
queue_count 9
M
cat > t.py <<'P'
import prometheus_client.parser as p
from importlib.metadata import version
got = {s.name: (f.type, s.value) for f in p.text_string_to_metric_families(open("m.txt").read()) for s in f.samples}
print("prometheus_client", version("prometheus_client"), got); assert got["namespace_pod_count"] == ("gauge", 5.0) and got["queue"] == ("gauge", 1.0), got
P
v/bin/python t.py
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { parse, convert } from '@platformatic/promotel';
console.log('@platformatic/promotel', JSON.parse(fs.readFileSync('node_modules/@platformatic/promotel/package.json')).version);
const metrics = convert(parse(fs.readFileSync('m.txt', 'utf8'))).resource_metrics[0].scope_metrics[0].metrics;
const got = metrics.map((m) => m.histogram ? [m.name, 'histogram', Number(m.histogram.data_points[0].count), m.histogram.data_points[0].sum] : [m.name, m.gauge ? 'gauge' : 'sum', ...(m.gauge ?? m.sum).data_points.map((d) => d.as_double)]);
for (const g of got) console.log('  ', JSON.stringify(g));
assert.deepEqual(got, [['namespace_pod', 'histogram', 5, 0], ['bytes', 'histogram', 0, 7], ['queue', 'gauge', 1, 9]]);
console.log('still so');
J
node t.mjs
