#!/usr/bin/env bash
# Software: cbor-sync 1.0.4 (npm); beside it npm cbor 10.0.12 and, as writer, cbor2 6.3.0 (PyPI).
# Expected: tag 1 of CBOR is "seconds since 1970-01-01T00:00Z" (RFC 8949, 3.4.2); the library knows tags 0 and 1 and makes a Date of both.
# Instead: the number is taken as milliseconds: 2026-03-01T10:00:00Z is read as 1970-01-21T12:19:19.200Z, without an error, and a fraction of seconds is lost. A time with tag 0 is right,
#   and it is what the library writes itself, so its own round trip is right too. 64-bit numbers above 2^53 are rounded.
# Matters: cbor2 with datetime_as_timestamp and many small devices send tag 1; all events of such a source lie in January 1970 and fall out of
#   every query by time.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts cbor-sync@1.0.4 cbor@10.0.12 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile cbor2==6.3.0
v/bin/python - <<'P'
import cbor2, datetime
from importlib.metadata import version
print("cbor2", version("cbor2"))
U = datetime.timezone.utc
for n, t in (("whole", datetime.datetime(2026, 3, 1, 10, tzinfo=U)), ("half", datetime.datetime(2026, 3, 1, 10, 0, 0, 500000, U))):
    for tag in (0, 1): open(f"{n}{tag}", "wb").write(cbor2.dumps({"at": t}, datetime_as_timestamp=bool(tag)))
P
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), sync = require('cbor-sync'), cbor = require('cbor');
console.log(['cbor-sync', 'cbor'].map((n) => n + ' ' + JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version).join(', '));
for (const [file, want] of [['whole0', '2026-03-01T10:00:00.000Z'], ['half0', '2026-03-01T10:00:00.500Z'], ['whole1', '1970-01-21T12:19:19.200Z'], ['half1', '1970-01-21T12:19:19.200Z']]) {
  const data = fs.readFileSync(file), right = cbor.decodeFirstSync(data).at.toISOString(), got = sync.decode(data).at.toISOString();
  console.log('   tag', file.at(-1), data.toString('hex'), '| cbor:', right, '| cbor-sync:', got);
  assert.equal(right, file.startsWith('half') ? '2026-03-01T10:00:00.500Z' : '2026-03-01T10:00:00.000Z'); assert.equal(got, want);
}
console.log('still so');
J
node t.cjs
