#!/usr/bin/env bash
# Software: fflate 0.8.3 (npm): gunzipSync, gunzip and decompressSync; Node 20's zlib, pako 3.0.3 and fflate's own stream class read the same files whole.
# Expected: a gzip file may have several members, "simply concatenated", and its content is that of all of them (RFC 1952, section 2.2).
# Instead: it reads the first member alone and cuts it to the length of the LAST one, whose trailer it takes for the size: of a thousand lines and a
#   short last member four bytes are left, with an empty last member (a log rotated in a quiet hour) or with zeros that pad the file to a block
#   nothing at all. No error, as the checksum is not looked at.
# Matters: `cat a.gz b.gz`, `gzip -c >> log.gz`, bgzip and pigz -i all write such files, and an exported log or dump looks empty or ends in a word.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts fflate@0.8.3 pako@3.0.3 >/dev/null 2>&1
for i in $(seq 1000); do echo "row $i"; done > rows; echo end > end; : > nothing
gzip -nc rows > one.gz; cat one.gz <(gzip -nc end) > short-last.gz; cat one.gz <(gzip -nc nothing) > empty-last.gz; cat one.gz <(head -c 512 /dev/zero) > padded.gz
cat > t.mjs <<'J'
import fs from 'fs'; import zlib from 'zlib'; import assert from 'assert'; import * as fflate from 'fflate'; import * as pakoAll from 'pako';
const pako = pakoAll.default ?? pakoAll, ver = (n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version;
console.log(ver('fflate'), ver('pako'), 'node', process.version);
const show = (b) => b.length + ' bytes, ends in ' + JSON.stringify(Buffer.from(b).subarray(-8).toString());
const stream = (b) => { const o = []; const g = new fflate.Gunzip((d) => o.push(Buffer.from(d))); g.push(b, true); return Buffer.concat(o) };
const left = { 'one.gz': null, 'short-last.gz': 4, 'empty-last.gz': 0, 'padded.gz': 0 };
for (const f in left) {
  const b = fs.readFileSync(f), want = zlib.gunzipSync(b);
  const sync = fflate.gunzipSync(b), either = fflate.decompressSync(b), async_ = await new Promise((ok, no) => fflate.gunzip(b, (e, d) => e ? no(e) : ok(d)));
  console.log(' ', f, '| zlib:', show(want), '| gunzipSync:', show(sync));
  assert.deepEqual(Buffer.from(pako.ungzip(b)), want);
  if (f !== 'padded.gz') assert.deepEqual(stream(b), want);
  for (const r of [sync, either, async_]) if (left[f] === null) assert.deepEqual(Buffer.from(r), want); else assert.equal(r.length, left[f]);
}
J
node t.mjs
echo "still so"
