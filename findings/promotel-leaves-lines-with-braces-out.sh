#!/usr/bin/env bash
# Software: @platformatic/promotel 0.2.2 (npm: Prometheus' text to OTLP); prometheus_client 0.26.0 (PyPI) beside it.
# Expected: values may be NaN, +Inf and -Inf, blanks may stand around the parts of a line, and a label's value may hold any character (Prometheus' text format, "Line format").
# Instead: lines with such a value, with a blank before {, or with } in a value are left out, without an error. Its parse() raises PrometheusParseError for none of
#   them.
# Matters: routes like /api/{id} are the usual value of a label path: these series are missing, and all others of the metric are there.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @platformatic/promotel@0.2.2 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile prometheus_client==0.26.0
cat > m.txt <<'M'
# TYPE plain gauge
plain{path="/api"} 1
# TYPE route gauge
route{path="/api/{id}"} 2
# TYPE blank gauge
blank{path = "/api"} 3
# TYPE behind gauge
behind {path="/api"} 4
# TYPE nothing gauge
nothing NaN
# TYPE limit gauge
limit +Inf
# TYPE last gauge
last 6
M
cat > t.py <<'P'
import prometheus_client.parser as p
from importlib.metadata import version
got = " ".join(s.name for f in p.text_string_to_metric_families(open("m.txt").read()) for s in f.samples)
print("prometheus_client", version("prometheus_client"), got); assert got == "plain route blank behind nothing limit last", got
P
v/bin/python t.py
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { parse, convert } from '@platformatic/promotel';
console.log('@platformatic/promotel', JSON.parse(fs.readFileSync('node_modules/@platformatic/promotel/package.json')).version);
const got = convert(parse(fs.readFileSync('m.txt', 'utf8'))).resource_metrics[0].scope_metrics[0].metrics.map((m) => m.name).join(' ');
console.log('  ', got); assert.equal(got, 'plain blank last'); console.log('still so');
J
node t.mjs
