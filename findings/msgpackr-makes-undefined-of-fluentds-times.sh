#!/usr/bin/env bash
# Software: msgpackr 2.1.4 (npm, 30 million downloads a month), beside it @msgpack/msgpack 3.1.3; fluent-logger 0.11.1 (PyPI) writes.
# Expected: MessagePack leaves the extension types 0 to 127 to applications, and Fluentd's forward protocol has the time of an event as type 0 with 8 bytes (d7 00: seconds and
#   nanoseconds). A reader gives an unknown extension as type and bytes, or says that it does not know it. msgpackr's text: undefined is "fixext1 + type: 0 + data: 0".
# Instead: any extension of type 0 is undefined, of whatever length and content, so of each event the time is gone; in JSON it is null. Whole seconds, which older senders write,
#   are numbers and come through.
# Matters: Fluent Bit and Fluentd on the nodes write this for each line of a container. A program that reads their chunks with msgpackr finds all but the time.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile fluent-logger==0.11.1
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts msgpackr@2.1.4 @msgpack/msgpack@3.1.3 >/dev/null 2>&1
v/bin/python - <<'P'
from fluent.sender import EventTime, FluentSender
event = {"log": "hello", "stream": "stdout"}
for name, time in (("nanoseconds", EventTime(1772359200.5)), ("seconds", 1772359200)):
    with open(name, "wb") as f: f.write(FluentSender("kube", nanosecond_precision=name == "nanoseconds")._make_packet("pod", time, event))
P
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { unpack } from 'msgpackr'; import { decode } from '@msgpack/msgpack';
for (const n of ['msgpackr', '@msgpack/msgpack']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
for (const [name, want] of [['seconds', 1772359200], ['nanoseconds', undefined]]) {
  const data = fs.readFileSync(name), got = unpack(data), other = decode(data);
  console.log('  ', name, '-> msgpackr', got[1], '| @msgpack/msgpack', other[1], '|', JSON.stringify(got));
  assert.equal(got[1], want); assert.deepEqual([got[0], got[2]], ['kube.pod', { log: 'hello', stream: 'stdout' }]);
  if (name === 'nanoseconds') { const v = new DataView(new Uint8Array(other[1].data).buffer); assert.equal(other[1].type, 0); assert.equal(v.getUint32(0), 1772359200); assert.equal(v.getUint32(4), 500000000); assert.equal(JSON.parse(JSON.stringify(got))[1], null); }
}
console.log('still so');
J
node t.mjs
