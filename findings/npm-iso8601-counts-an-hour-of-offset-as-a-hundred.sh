#!/usr/bin/env bash
# Software: iso8601 1.1.1 (npm, 4,700 downloads a month); Node's Date beside it.
# Expected: 03:04:05+02:00 is 01:04:05 UTC (RFC 3339, 4.2; its README reads and writes ISO 8601).
# Instead: an hour of an offset is a hundred: +02:00 takes 200 hours away, so the time is eight days too early, -05:00 adds three weeks; the minutes are right.
#   An offset without a colon (+0200) is not looked at, and a small "t" makes midnight of the time. With Z all is right. No error.
# Matters: container logs, syslog and audit files of hosts that do not run in UTC have such offsets; their lines sort into another week.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts iso8601@1.1.1 >/dev/null 2>&1
cat > t.cjs <<'J'
const fs = require('fs'), assert = require('assert'), { toDate } = require('iso8601');
console.log('iso8601', JSON.parse(fs.readFileSync('node_modules/iso8601/package.json')).version);
for (const [text, want, now] of [
  ['2026-01-02T03:04:05+02:00', '2026-01-02T01:04:05.000Z', '2025-12-24T19:04:05.000Z'],
  ['2026-01-02T03:04:05.123-05:00', '2026-01-02T08:04:05.123Z', '2026-01-22T23:04:05.123Z'],
  ['2026-01-02T03:04:05-00:30', '2026-01-02T03:34:05.000Z', '2026-01-02T03:34:05.000Z'],
  ['2026-01-02T03:04:05+0200', '2026-01-02T01:04:05.000Z', '2026-01-02T03:04:05.000Z'],
  ['2026-01-02t03:04:05z', '2026-01-02T03:04:05.000Z', '2026-01-02T00:00:00.000Z'],
  ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05.000Z', '2026-01-02T03:04:05.000Z'],
]) {
  const node = new Date(text).toISOString(), here = toDate(text).toISOString();
  console.log('  ', text, '| Date:', node, '| iso8601:', here); assert.equal(node, want); assert.equal(here, now);
}
console.log('still so');
J
node t.cjs
