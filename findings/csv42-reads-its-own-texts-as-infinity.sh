#!/usr/bin/env bash
# Software: csv42 5.0.3 (npm); csv-parse 7.0.3 (npm) reads the same text.
# Expected: what json2csv() wrote, csv2json() gives back; a library that writes a text without quotes and guesses types in reading can tell a text by its quotes.
# Instead: a text that looks like a number is written bare and is a number when read: the commit 73e9241 is Infinity, the version 1.10 is 1.1, the id 007 is 7, 0x1f is 31 and 9007199254740993 is
#   9007199254740992; "true" and "null" are no texts any more. Quotes in a file of somebody else ("73e9241") change nothing. No error.
# Matters: labels, versions and ids of a table that is edited as CSV and read back are others, and Infinity becomes null in the next JSON. csv2json(text, { parseValue: (v) => v }) leaves all as text.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts csv42@5.0.3 csv-parse@7.0.3 >/dev/null 2>&1
cat > t.mjs <<'J'
import assert from 'assert/strict'; import fs from 'fs'; import { csv2json, json2csv } from 'csv42'; import { parse } from 'csv-parse/sync';
for (const n of ['csv42', 'csv-parse']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const row = { name: 'web-0', commit: '73e9241', version: '1.10', id: '007', hex: '0x1f', revision: '9007199254740993', flag: 'true', none: 'null' }, text = json2csv([row]), [back] = csv2json(text), [other] = parse(text, { columns: true });
console.log(text.trim()); console.log('   csv-parse:', JSON.stringify(other)); console.log('   csv42:', back); assert.deepEqual({ ...other }, row);
assert.deepEqual(back, { name: 'web-0', commit: Infinity, version: 1.1, id: 7, hex: 31, revision: 9007199254740992, flag: true, none: null });
const quoted = 'commit,id\n"73e9241","007"\n', [q] = csv2json(quoted), [raw] = csv2json(quoted, { parseValue: (v) => v }); console.log('   with quotes:', q, '| with a parseValue of its own:', raw); assert.deepEqual(q, { commit: Infinity, id: 7 }); assert.deepEqual(raw, { commit: '73e9241', id: '007' });
console.log('still so');
J
node t.mjs
