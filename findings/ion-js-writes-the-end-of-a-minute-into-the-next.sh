#!/usr/bin/env bash
# Software: ion-js 5.2.1 (npm, Amazon's own for Ion); amazon.ion 0.15.0 (PyPI, Amazon's too) reads the same bytes.
# Expected: a timestamp of Ion has seconds with any number of digits, and the text and the binary form hold the same values.
# Instead: beyond 59.9995 seconds the binary form has the minute after: 10:00:59.999600Z becomes 10:01:59.999600Z, and the last moment of a year is in January of the next.
#   Reading the text and writing text again is right, as is every other second; so are all times without a fourth digit.
# Matters: times with six digits (renewTime of a Lease, eventTime) or nine (logs) are moved by a minute, one in 120,000, and no reader can see it.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts ion-js@5.2.1 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile amazon.ion==0.15.0
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), ion = require('ion-js'); console.log('ion-js', JSON.parse(fs.readFileSync('node_modules/ion-js/package.json')).version);
const rows = [['2026-03-01T10:00:59.999600Z', '2026-03-01T10:01:59.999600Z'], ['2026-12-31T23:59:59.999900Z', '2027-01-01T00:00:59.999900Z'], ['2026-03-01T12:00:59.999999999+02:00', '2026-03-01T12:01:59.999999999+02:00'],
  ['2026-03-01T10:00:59.9995Z'], ['2026-03-01T10:00:58.999600Z'], ['2026-03-01T10:00:59.999Z']];
rows.forEach(([text, now = text], i) => {
  const value = ion.load(text), binary = ion.dumpBinary(value), back = ion.dumpText(ion.load(binary)); console.log('  ', text, '-> text', ion.dumpText(value), '-> binary', back);
  assert.equal(ion.dumpText(value), text); assert.equal(back, now); fs.writeFileSync(`${i}.10n`, binary);
});
fs.writeFileSync('rows.json', JSON.stringify(rows));
J
node t.cjs
cat > t.py <<'P'
import json
from importlib.metadata import version
import amazon.ion.simpleion as ion
print("amazon.ion", version("amazon.ion"), "reads what ion-js wrote, and what it wrote itself:")
text = lambda v: ion.dumps(v, binary=False).split()[-1]
for i, row in enumerate(json.load(open("rows.json"))):
    theirs, own = text(ion.load(open(f"{i}.10n", "rb"))), text(ion.loads(ion.dumps(ion.loads(row[0]))))
    print("  ", row[0], theirs, own); assert theirs == row[-1] and own == row[0], (row, theirs, own)
print("still so")
P
v/bin/python t.py
