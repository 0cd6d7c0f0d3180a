#!/usr/bin/env bash
# Software: @gregoranders/csv 0.0.13 (npm); csv-parse 7.0.3 (npm) and Python's csv beside it.
# Expected: RFC 4180: lines end with CR LF, and a quote within quotes is doubled.
# Instead: the CR stays: the last column is named "ready\r" and its values end in "\r", so row.ready is undefined for each row, and no value is equal to "true". A doubled quote is "Invalid CSV", except
#   where it is the whole value: """" is the empty text. Files with LF and without quotes in texts are right.
# Matters: Python's csv module and spreadsheets write CR LF; a filter on the last column finds nothing, without an error.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts @gregoranders/csv@0.0.13 csv-parse@7.0.3 >/dev/null 2>&1
cat > w.py <<'P'
import csv
for name, rows in {"plain": [["web-0", "true"]], "quote": [['say "x" now', "true"]], "only": [['"', "true"]]}.items():
    for end, ext in (("\r\n", "crlf"), ("\n", "lf")):
        with open(f"{name}.{ext}", "w", newline="") as f: csv.writer(f, lineterminator=end).writerows([["name", "ready"]] + rows)
P
python3 w.py
cat > t.mjs <<'J'
import assert from 'assert/strict'; import fs from 'fs'; import { Parser } from '@gregoranders/csv'; import { parse } from 'csv-parse/sync';
for (const n of ['@gregoranders/csv', 'csv-parse']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
for (const [file, want] of [['plain.lf', '[{"name":"web-0","ready":"true"}]'], ['plain.crlf', '[{"name":"web-0","ready\\r":"true\\r"}]'], ['quote.lf', /^Invalid CSV at /], ['only.lf', '[{"name":"","ready":"true"}]']]) {
  const text = fs.readFileSync(file, 'utf8'), right = JSON.stringify(parse(text, { columns: true })); let got; try { const p = new Parser(); p.parse(text); got = JSON.stringify(p.json); } catch (e) { got = e.message; }
  console.log('  ', JSON.stringify(text), '| csv-parse:', right, '| @gregoranders/csv:', got); want instanceof RegExp ? assert.match(got, want) : assert.equal(got, want); assert.equal(JSON.parse(right)[0].ready, 'true');
}
console.log('still so');
J
node t.mjs
