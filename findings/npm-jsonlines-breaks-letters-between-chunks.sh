#!/usr/bin/env bash
# Software: jsonlines 0.1.1 (npm, 2.6 million downloads a month); beside it ndjson 2.0.0 and @jsonlines/core 1.0.2 (npm).
# Expected: a stream hands a file over in pieces of 64 KiB, and a letter that lies over a border is one letter (so the two others).
# Instead: each piece is made text by itself: a letter whose bytes lie over a border becomes replacement characters. The line stays valid JSON, so no error.
# Matters: of a file of a few MiB some texts and names differ from what was written, others at each length of the lines before; ASCII files are right.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts jsonlines@0.1.1 ndjson@2.0.0 @jsonlines/core@1.0.2 >/dev/null 2>&1
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert');
for (const n of ['jsonlines', 'ndjson', '@jsonlines/core']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const rows = []; for (let i = 0; i < 4000; i++) rows.push({ i, message: 'Größe des Volumes überschritten – ' + 'ü'.repeat(i % 50) });
fs.writeFileSync('e.jsonl', rows.map((r) => JSON.stringify(r) + '\n').join(''));
const read = (parser) => new Promise((ok, no) => { const got = []; fs.createReadStream('e.jsonl').pipe(parser).on('data', (r) => got.push(r)).on('end', () => ok(got)).on('error', no); });
(async () => {
  const count = {};
  for (const [name, parser] of [['jsonlines', require('jsonlines').parse()], ['ndjson', require('ndjson').parse()], ['@jsonlines/core', require('@jsonlines/core').parse()]]) {
    const got = await read(parser), other = got.filter((r, i) => r.message !== rows[i].message); count[name] = other.length;
    console.log('  ', name, 'rows:', got.length, 'of which changed:', other.length, other.length ? JSON.stringify(other[0]).slice(0, 60) : '');
    assert.equal(got.length, 4000);
  }
  assert(count.jsonlines > 0 && count.ndjson === 0 && count['@jsonlines/core'] === 0); console.log('still so');
})();
J
node t.cjs
