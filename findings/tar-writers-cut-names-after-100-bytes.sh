#!/usr/bin/env bash
# Software: nanotar 0.3.0, @gera2ld/tarjs 0.3.1 and tinytar 0.1.0 (npm); beside them modern-tar 0.8.6 and tar-stream 3.2.2 (npm). GNU tar and Python's tarfile read.
# Expected: a name over 100 bytes is split (ustar), or written in a header of its own (pax, GNU), or is an error.
# Instead: the three write its first 100 or 99 bytes without an error. Two objects whose names differ further behind are one file after unpacking, with the last one's bytes; in a name
#   of umlauts the cut comes after 50 letters. nanotar reads long names of pax and GNU, it only does not write them.
# Matters: names such as NAMESPACE/KIND.GROUP/NAME.json of an export are soon over 100 bytes, as a name alone may have 253; one of two is lost and the ending .json is gone.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts nanotar@0.3.0 @gera2ld/tarjs@0.3.1 tinytar@0.1.0 modern-tar@0.8.6 tar-stream@3.2.2 >/dev/null 2>&1
cat > t.mjs <<'J'
import fs from 'fs'; import { createRequire } from 'module'; const require = createRequire(import.meta.url);
import { createTar } from 'nanotar'; import { TarWriter } from '@gera2ld/tarjs'; import { packTar } from 'modern-tar'; const tinytar = require('tinytar'), stream = require('tar-stream');
const base = 'team-platform-production/certificaterequests.cert-manager.io/wildcard-internal-services-example-com-2026-';
const names = ['a/short.json', base + '01.json', base + '02.json'], bytes = (s) => new Uint8Array(Buffer.from(s));
fs.writeFileSync('names.json', JSON.stringify(names));
const w = new TarWriter(); for (const n of names) w.addFile(n, n);
const p = stream.pack(), c = []; for (const n of names) p.entry({ name: n }, n); p.finalize(); for await (const x of p) c.push(x);
const out = { nanotar: createTar(names.map((n) => ({ name: n, data: n }))), '@gera2ld/tarjs': new Uint8Array(await (await w.write()).arrayBuffer()), tinytar: tinytar.tar(names.map((n) => ({ name: n, data: bytes(n) }))),
  'modern-tar': await packTar(names.map((n) => ({ header: { name: n, size: n.length }, body: n }))), 'tar-stream': Buffer.concat(c) };
for (const [n, d] of Object.entries(out)) { console.log('  ', n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version); fs.writeFileSync(n.replace(/.*\//, '') + '.tar', d); }
J
node --no-deprecation t.mjs
cat > t.py <<'P'
import json, subprocess, tarfile
names = json.load(open("names.json"))
for lib, length in (("modern-tar", 0), ("tar-stream", 0), ("nanotar", 100), ("tarjs", 100), ("tinytar", 99)):
    gnu = subprocess.run(["tar", "-tf", lib + ".tar"], capture_output=True, text=True, check=True).stdout.split(); py = tarfile.open(lib + ".tar"); got = [m.name for m in py]
    print("  ", lib, [n[-24:] for n in gnu]); assert gnu == got
    if not length: assert got == names; continue
    assert got == [names[0]] + [n[:length] for n in names[1:]] and got[1] == got[2], got
    py.extractall(lib + ".d", filter="data"); kept = open(f"{lib}.d/{got[1]}").read(); print("     after unpacking there is only", kept[-8:]); assert kept == names[2]
print("still so")
P
python3 t.py
