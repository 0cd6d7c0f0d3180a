#!/usr/bin/env bash
# Software: cloudevents 10.0.0 (npm) and cloudevents 2.2.0 (PyPI), the two official libraries.
# Expected: `time` is optional, and if the time of occurrence is not known it is the producer that may set another (CloudEvents 1.0.2, "time"). An event read
#   from a request or a file without it has none, and reading it twice gives the same event.
# Instead: both libraries put the time of reading into every event that has none, in structured and in binary mode, indistinguishable from a time that was
#   sent; written on, it is part of the event. The JavaScript one also cuts a time to milliseconds and turns its offset into Z.
# Matters: replayed, stored and forwarded events seem to have happened when they were read: a timeline of an old dead letter queue lies in today.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts cloudevents@10.0.0 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile cloudevents==2.2.0
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { HTTP } from 'cloudevents';
console.log('cloudevents (npm)', JSON.parse(fs.readFileSync('node_modules/cloudevents/package.json')).version);
const attrs = { specversion: '1.0', id: '1', source: '/k8s', type: 'pod.deleted' };
const structured = (o) => HTTP.toEvent({ headers: { 'content-type': 'application/cloudevents+json' }, body: JSON.stringify({ ...attrs, ...o }) });
const binary = () => HTTP.toEvent({ headers: Object.fromEntries(Object.entries(attrs).map(([k, v]) => ['ce-' + k, v])), body: '{}' });
const before = Date.now(), times = [structured({}).time, binary().time], after = Date.now(); console.log('   without time:', times);
for (const t of times) assert.ok(Date.parse(t) >= before && Date.parse(t) <= after, t);
assert.ok(JSON.parse(HTTP.structured(structured({})).body).time);
const t = structured({ time: '2026-03-01T12:00:00.123456789+02:00' }).time; console.log('   2026-03-01T12:00:00.123456789+02:00 ->', t); assert.equal(t, '2026-03-01T10:00:00.123Z');
J
node t.mjs
v/bin/python - <<'P'
import datetime as d, json
from importlib.metadata import version
from cloudevents.core.bindings import http
print("cloudevents (PyPI)", version("cloudevents"))
attrs = {"specversion": "1.0", "id": "1", "source": "/k8s", "type": "pod.deleted"}
before = d.datetime.now(d.timezone.utc)
s = http.from_structured_event(http.HTTPMessage(headers={"content-type": "application/cloudevents+json"}, body=json.dumps(attrs).encode()))
b = http.from_binary_event(http.HTTPMessage(headers={"ce-" + k: v for k, v in attrs.items()}, body=b"{}"))
after = d.datetime.now(d.timezone.utc)
for e in (s, b): print("   without time:", e.get_attributes()["time"]); assert before <= e.get_attributes()["time"] <= after
assert "time" in json.loads(http.to_structured_event(s).body)
print("still so")
P
