#!/usr/bin/env bash
# Software: glossy 0.1.7 (npm, 408,000 downloads a month, "Syslog parser and producer").
# Expected: RFC 5424: what follows the dot of a time is a decimal fraction of the second; a priority of 0 is a message of the kernel (facility 0) that the system is unusable (severity 0).
# Instead: the producer fills milliseconds up to two digits, not three: 5 ms are ".05", which is 50 ms for every reader, and 99 ms are ".99"; from 100 on it is right. The parser gives no
#   facility and no severity for <0>, though it does for <1> to <191>, and the producer writes "false" as the priority of facility 0 and severity 0.
# Matters: one message in ten is later than it was by up to nine tenths of a second, so what caused something comes after it; and a filter for emergencies misses the worst ones.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts glossy@0.1.7 >/dev/null 2>&1
cat > t.cjs <<'J'
const assert = require('assert/strict'), fs = require('fs'), { Parse, Produce } = require('glossy'); console.log('glossy', JSON.parse(fs.readFileSync('node_modules/glossy/package.json')).version);
const made = new Produce({ type: 'RFC5424' });
for (const [ms, now] of [[5, 50], [50, 500], [99, 990], [100, 100], [123, 123]]) {
  const date = new Date(Date.UTC(2026, 2, 1, 10, 0, 0, ms)), line = made.produce({ facility: 'user', severity: 'info', host: 'h', appName: 'a', pid: '1', date, message: 'm' }), back = Parse.parse(line).time;
  console.log('  ', date.toISOString(), '->', line, '-> read as', back.toISOString()); assert.equal(back.getUTCMilliseconds(), now); assert.equal(new Date(line.split(' ')[1]).getUTCMilliseconds(), now);
}
for (const [pri, facility, severity] of [[0, undefined, undefined], [1, 'kern', 'alert'], [8, 'user', 'emerg'], [191, 'local7', 'debug']]) {
  const r = Parse.parse(`<${pri}>1 2026-03-01T10:00:00Z h kernel - - - panic`); console.log(`   <${pri}>`, r.facility, r.severity, r.message); assert.equal(r.facility, facility); assert.equal(r.severity, severity);
}
const zero = new Produce({ type: 'BSD' }).produce({ facility: 0, severity: 0, host: 'h', appName: 'a', date: new Date(0), message: 'm' }); console.log('  ', zero); assert(zero.startsWith('falseJan'));
console.log('still so');
J
TZ=UTC node t.cjs
