#!/usr/bin/env bash
# Software: prom2javascript 0.2.0 (npm), beside it prometheus_client 0.26.0 (PyPI).
# Expected: Prometheus' text format: a value is what Go's ParseFloat takes, and "NaN, +Inf, and -Inf are valid values"; a name may have colons; in a label's value \\ is a
#   backslash, \n a line break.
# Instead: NaN, -Inf and a name with a colon are "Unable to parse metric", and of the whole text nothing is given; only +Inf is known. In a value the escapes are undone twice:
#   "C:\\new" is C: and a line break, and a value that ends with a backslash is an error again.
# Matters: a summary without observations has NaN for each quantile, so the metrics of a process that has just started are refused, and those of recording rules for ever.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile prometheus_client==0.26.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts prom2javascript@0.2.0 >/dev/null 2>&1
cat > t.cjs <<'J'
const fs = require('fs'), { getMetricsFromIterator } = require('prom2javascript');
(async () => {
  const out = [];
  for (const text of JSON.parse(fs.readFileSync('t.json')))
    out.push(await getMetricsFromIterator(text.split('\n')[Symbol.iterator]()).then((m) => Object.values(m).flatMap((f) => f.data.map((d) => [d.labels, String(d.value ?? d.quantiles['0.5'])])), (e) => e.message.slice(0, 60)));
  console.log(JSON.stringify(out));
})();
J
cat > t.py <<'P'
import json, subprocess
from importlib.metadata import version
from prometheus_client.parser import text_string_to_metric_families as parse
name = json.load(open("node_modules/prom2javascript/package.json")); print(name["name"], name["version"], "prometheus_client", version("prometheus_client"))
cases = [("up 1\n", [({}, 1.0)], [[{}, "1"]]), ("up +Inf\n", [({}, float("inf"))], [[{}, "Infinity"]]), ("up -Inf\n", [({}, float("-inf"))], "Unable to parse metric [up -Inf]"), ("node:cpu:rate5m 1\n", [({}, 1.0)], "Unable to parse metric [node:cpu:rate5m 1]"),
    ("up 1\n# TYPE wait summary\nwait{quantile=\"0.5\"} NaN\nwait_sum 0\nwait_count 0\n", None, "Unable to parse metric [wait{quantile=\"0.5\"} NaN]"),
    ('free{volume="C:\\\\new"} 1\n', [({"volume": "C:\\new"}, 1.0)], [[{"volume": "C:\new"}, "1"]]), ('free{volume="C:\\\\"} 1\n', [({"volume": "C:\\"}, 1.0)], 'Cannot parse Prometheus label {volume="C:\\\\"}')]
json.dump([c[0] for c in cases], open("t.json", "w"))
for (text, right, want), got in zip(cases, json.loads(subprocess.run(["node", "t.cjs"], capture_output=True, text=True, check=True).stdout)):
    python = [(s.labels, s.value) for f in parse(text) for s in f.samples]
    print("  ", repr(text), "-> Python:", python, "| prom2javascript:", got); assert (right is None and len(python) == 4 or python == right) and got == want, got
print("still so")
P
v/bin/python t.py
