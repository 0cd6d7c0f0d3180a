#!/usr/bin/env bash
# Software: isodate 0.1.4 (npm, 3,700 downloads a month); Node's Date beside it.
# Expected: 03:04:05+02:00 is 01:04:05 UTC, and the digits behind the point are a fraction of a second, however many (RFC 3339, 4.2 and 5.6); its README says that offsets are read.
# Instead: offsets are added where they are to be taken away, so +02:00 is four hours wrong, and the digits are a number of milliseconds: .5 is 5 ms, .123456, as
#   Kubernetes writes its MicroTime, is two minutes, and .123456789 is a day and ten hours later. Three digits and Z are right. No error.
# Matters: events and leases of Kubernetes have six digits, containerd's and CRI-O's logs nine, and an offset.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts isodate@0.1.4 >/dev/null 2>&1
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'), isodate = require('isodate');
console.log('isodate', JSON.parse(fs.readFileSync('node_modules/isodate/package.json')).version);
for (const [text, want, now] of [
  ['2026-01-02T03:04:05+02:00', '2026-01-02T01:04:05.000Z', '2026-01-02T05:04:05.000Z'],
  ['2026-01-02T03:04:05-05:00', '2026-01-02T08:04:05.000Z', '2026-01-01T22:04:05.000Z'],
  ['2026-01-02T03:04:05.5Z', '2026-01-02T03:04:05.500Z', '2026-01-02T03:04:05.005Z'],
  ['2026-01-02T03:04:05.123456Z', '2026-01-02T03:04:05.123Z', '2026-01-02T03:06:08.456Z'],
  ['2026-01-02T03:04:05.123456789Z', '2026-01-02T03:04:05.123Z', '2026-01-03T13:21:41.789Z'],
  ['2026-01-02T03:04:05.123Z', '2026-01-02T03:04:05.123Z', '2026-01-02T03:04:05.123Z'],
]) {
  const node = new Date(text).toISOString(), here = isodate(text).toISOString();
  console.log('  ', text, '| Date:', node, '| isodate:', here); assert.equal(node, want); assert.equal(here, now);
}
console.log('still so');
J
node t.cjs
