#!/usr/bin/env bash
# Software: nanotar 0.3.0 (npm); beside it modern-tar 0.8.6 and tar-stream 3.2.2 (npm). GNU tar writes with --format=posix.
# Expected: a pax record is "length keyword=value\n"; the value is all up to the line break and may have spaces and equals signs (POSIX, pax, extended header).
# Instead: a path with a letter outside ASCII or over 100 bytes, which is what such records are for, ends at its first space, or its first equals sign. Two files that
#   differ only behind it have one name. Paths without a record keep both.
# Matters: "Sicherung März/2026 01.yaml" and Hive's "date=2026-03-01/..." of a data lake come out as other names without an error, and an ending like .yaml is gone.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts nanotar@0.3.0 modern-tar@0.8.6 tar-stream@3.2.2 >/dev/null 2>&1
export LC_ALL=C.UTF-8
python3 - <<'P'
import os
L = "lake/" + "team-platform/" * 7
for n in ("a b=c.txt", "März 1.yaml", "März 2.yaml", L + "date=2026-03-01/part 0.parquet", L + "date=2026-03-02/part 0.parquet"):
    os.makedirs("src/" + os.path.dirname(n), exist_ok=True); open("src/" + n, "w").write(n)
P
tar --version | sed -n 1p; (cd src && find . -type f | sed 's,^\./,,' | LC_ALL=C sort > ../names && tar --format=posix -cf ../x.tar -T ../names); tar --quoting-style=literal -tf x.tar | cmp - names
cat > t.mjs <<'J'
import assert from 'assert'; import fs from 'fs'; import { createRequire } from 'module'; const require = createRequire(import.meta.url);
import { parseTar } from 'nanotar'; import { unpackTar } from 'modern-tar'; const stream = require('tar-stream');
const data = new Uint8Array(fs.readFileSync('x.tar')), names = fs.readFileSync('names', 'utf8').trim().split('\n');
console.log(['nanotar', 'modern-tar', 'tar-stream'].map((n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version).join(', '));
const modern = (await unpackTar(data)).map((e) => e.header.name), nano = parseTar(data).map((e) => [e.name, e.text]);
const st = await new Promise((ok, no) => { const o = [], x = stream.extract(); x.on('entry', (h, s, next) => { o.push(h.name); s.on('end', next); s.resume(); }); x.on('finish', () => ok(o)); x.on('error', no); x.end(Buffer.from(data)); });
assert.deepEqual(modern, names); assert.deepEqual(st, names); assert.deepEqual(nano.map((e) => e[1]), names);
for (const [name, text] of nano) {
  const want = text.startsWith('a b') ? text : text.startsWith('lake') ? text.slice(0, text.indexOf('=')) : 'März';
  console.log('   file', JSON.stringify(text.replace(/(team-platform\/)+/, '.../')), '-> nanotar', JSON.stringify(name.replace(/(team-platform\/)+/, '.../'))); assert.equal(name, want);
}
console.log('still so');
J
node t.mjs
