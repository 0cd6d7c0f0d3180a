#!/usr/bin/env bash
# Software: @datadog/sketches-js 2.1.1 (npm); beside it ddsketch 3.0.1 (PyPI), the same sketch by the same makers in Python.
# Expected: DDSketch is fully mergeable: the quantiles of merged sketches are those of one sketch over all values, within the accuracy.
# Instead: merge() adds counts, sums, least and largest values, but not the bins of negative values, unless the sketch was empty before. Quantiles then are of the positive values alone:
#   [5, 5, 5] and [-3, -3, -3, -3] together have the median 5, and so has the quantile 0, though `min` says -3 and `count` 7. In Python all are right.
# Matters: differences are negative, too: clock skew between nodes, the change of a latency or of a size. Each node's own sketch is right; the one over the cluster is not.
# Instead of it: a sketch for each sign, or merging in Python.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @datadog/sketches-js@2.1.1 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile ddsketch==3.0.1
cat > t.py <<'P'
import json, sys
from ddsketch import DDSketch
def make(values):
    s = DDSketch(0.01)
    for v in values: s.add(v)
    return s
a, b = map(make, json.loads(sys.argv[1])); a.merge(b); print(json.dumps([round(a.get_quantile_value(q)) for q in (0, .25, .5, .75, 1)]))
P
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { execFileSync } from 'child_process'; import { DDSketch } from '@datadog/sketches-js';
console.log('   sketches-js', JSON.parse(fs.readFileSync('node_modules/@datadog/sketches-js/package.json')).version, '| ddsketch', execFileSync('v/bin/pip', ['show', 'ddsketch']).toString().match(/Version: (\S+)/)[1]);
const make = (values) => { const s = new DDSketch({ relativeAccuracy: 0.01 }); for (const v of values) s.accept(v); return s; }, q = (s) => [0, .25, .5, .75, 1].map((x) => Math.round(s.getValueAtQuantile(x)));
for (const [a, b, want] of [[[5, 5, 5], [-3, -3, -3, -3], [5, 5, 5, 5, 5]], [[-9, 5], [-3, -3, 5], [-9, 5, 5, 5, 5]], [[-9, -9, -9], [1, 2, 3], null], [[], [-3, -3, 0, 4], null]]) {
  const one = q(make([...a, ...b])), s = make(a); s.merge(make(b)); const python = JSON.parse(execFileSync('v/bin/python', ['t.py', JSON.stringify([a, b])]));
  console.log('  ', JSON.stringify(a), '+', JSON.stringify(b), '| one sketch:', one.join(' '), '| merged in Python:', python.join(' '), '| in JavaScript:', q(s).join(' '), 'min', s.min, 'count', s.count);
  assert.deepEqual(python.map(Number), one); assert.deepEqual(q(s).map(Number), want ?? one); assert.equal(s.min, Math.min(...a, ...b)); assert.equal(s.count, a.length + b.length);
}
console.log('still so');
J
node t.mjs
