#!/usr/bin/env bash
# Software: cdk8s 2.70.106 (npm), beside it isodate 0.7.2 (PyPI) and luxon 3.7.2 (npm).
# Expected: toIsoString() of a day is P1D: in an ISO 8601 duration days stand before the T, hours, minutes and seconds after it. Duration.parse, which asks for an
#   ISO 8601 string, reads it.
# Instead: cdk8s writes PT1D and PT1D12H and reads only these: P1D and P1DT12H are "Not a valid ISO duration", as are PT1.5H, which it writes itself, and P1W.
#   isodate and luxon refuse PT1D.
# Matters: durations in annotations, custom resources and policies that cdk8s wrote for 24 hours and longer are read by nothing else, and those of others
#   cannot be loaded; below a day all is right.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile isodate==0.7.2
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts cdk8s@2.70.106 constructs@10 luxon@3.7.2 >/dev/null 2>&1
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), { Duration: D } = require('cdk8s'), luxon = require('luxon').Duration;
for (const n of ['cdk8s', 'luxon']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const written = [D.minutes(90), D.hours(24), D.hours(36), D.days(7), D.hours(1.5)].map((d) => d.toIsoString());
console.log('   written', written); assert.deepEqual(written, ['PT1H30M', 'PT1D', 'PT1D12H', 'PT7D', 'PT1.5H']);
const read = Object.fromEntries(['PT1D', 'P1D', 'P1DT12H', 'PT90M', 'PT1.5H', 'P1W'].map((s) => { let r; try { r = D.parse(s).toSeconds(); } catch { r = 'error'; } return [s, [r, luxon.fromISO(s).isValid]]; }));
console.log('   read by cdk8s, valid for luxon', JSON.stringify(read));
assert.deepEqual(read, { PT1D: [86400, false], P1D: ['error', true], P1DT12H: ['error', true], PT90M: [5400, true], 'PT1.5H': ['error', true], P1W: ['error', true] });
J
node t.cjs
cat > t.py <<'P'
from importlib.metadata import version
import isodate
def ok(s):
    try: isodate.parse_duration(s); return True
    except isodate.ISO8601Error: return False
got = {s: ok(s) for s in ("PT1D", "PT1D12H", "P1D", "P1DT12H", "PT90M")}; print("isodate", version("isodate"), got)
assert got == {"PT1D": False, "PT1D12H": False, "P1D": True, "P1DT12H": True, "PT90M": True}
print("still so")
P
v/bin/python t.py
