#!/usr/bin/env bash
# Software: enhanced-ms 5.0.0 (npm, 31,000 downloads a month) and iso8601-duration 2.1.4 (npm, 2.3 million); parse-duration 2.1.9 and tinyduration 3.4.1 (npm) and goduration 0.1.0 (PyPI) beside them.
# Expected: a duration of Go, as Kubernetes writes them, may have a minus and may begin with a dot (time.ParseDuration: "-1.5h", ".5s"); one of ISO 8601-2 and XML Schema may begin with a minus.
# Instead: enhanced-ms reads -1h as an hour ahead, -1.5h as one and a half, and .5s as five seconds; with 0.5s it is right. iso8601-duration takes -PT1H without an error as one hour ahead.
# Matters: start=-1h of a query, an offset before an event or a skew of clocks point into the future, and half a second of backoff is ten times as long.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts enhanced-ms@5.0.0 iso8601-duration@2.1.4 parse-duration@2.1.9 tinyduration@3.4.1 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile goduration==0.1.0
cat > t.py <<'P'
from importlib.metadata import version
from goduration import Duration
print("goduration", version("goduration"), {s: Duration.parse(s).total_milliseconds() if callable(Duration.parse(s).total_milliseconds) else Duration.parse(s).total_milliseconds for s in ("-1h", "-1.5h", ".5s", "0.5s", "1h30m")})
for s, ns in (("-1h", -3600), ("-1.5h", -5400), (".5s", 0.5), ("0.5s", 0.5), ("1h30m", 5400)): assert Duration.parse(s).nanoseconds == int(ns * 10**9)
P
v/bin/python t.py
cat > t.mjs <<'J'
import assert from 'assert/strict'; import fs from 'fs'; import { ms } from 'enhanced-ms'; import other from 'parse-duration'; import { parse, toSeconds } from 'iso8601-duration'; import * as tiny from 'tinyduration';
for (const n of ['enhanced-ms', 'iso8601-duration', 'parse-duration', 'tinyduration']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
for (const [text, right, now] of [['1h30m', 5400000, 5400000], ['0.5s', 500, 500], ['.5s', 500, 5000], ['-1h', -3600000, 3600000], ['-1.5h', -5400000, 5400000]]) { console.log('  ', text, '| parse-duration:', other(text), '| enhanced-ms:', ms(text)); assert.equal(other(text), right); assert.equal(ms(text), now); }
for (const text of ['PT1H', '-PT1H']) { const t = tiny.parse(text), i = parse(text); console.log('  ', text, '| tinyduration:', JSON.stringify(t), '| iso8601-duration:', toSeconds(i), 'seconds'); assert.equal(!!t.negative, text[0] === '-'); assert.equal(toSeconds(i), 3600); assert(!('negative' in i)); }
console.log('still so');
J
node t.mjs
