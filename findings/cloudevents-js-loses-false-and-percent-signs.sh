#!/usr/bin/env bash
# Software: cloudevents 10.0.0 (npm) reads what cloudevents 2.2.0 (PyPI) writes.
# Expected: data of a JSON event may be any JSON value (CloudEvents JSON format, 3.1), and attributes in HTTP headers are percent-encoded, which the receiver
#   undoes (HTTP binding, 3.1.3.2). With application/json a body in binary mode is JSON.
# Instead: in structured mode the JavaScript library drops data that is false, 0 or an empty text: the event has no data. In binary mode booleans and numbers
#   come out as texts ("false", "0"), and a subject as `a%20%E2%82%AC`; it writes headers without encoding, which Node then refuses to send for anything
#   beyond Latin-1. The media type `Application/CloudEvents+JSON` is no event for it, though media types have no case.
# Matters: a condition or a count that became false or 0 is the news of such an event; it arrives as an event without content, and subjects (names of
#   objects) no longer match.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts cloudevents@10.0.0 >/dev/null 2>&1
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile cloudevents==2.2.0
v/bin/python - > events.json <<'P'
import json
from cloudevents.core.bindings import http
from cloudevents.core.v1.event import CloudEvent
out = []
for data in (True, False, 1, 0, "", {}):
    e = CloudEvent(attributes={"specversion": "1.0", "id": "1", "source": "/k8s", "type": "t", "subject": "a €", "datacontenttype": "application/json"}, data=data)
    s = http.to_structured_event(e); assert http.from_structured_event(s).get_data() == data
    out.append({"data": data, "structured": {"headers": s.headers, "body": s.body.decode()}, "headers": http.to_binary_event(e).headers})
print(json.dumps(out))
P
cat > t.mjs <<'J'
import fs from 'fs'; import http from 'http'; import assert from 'assert'; import { HTTP, CloudEvent } from 'cloudevents';
console.log('cloudevents (npm)', JSON.parse(fs.readFileSync('node_modules/cloudevents/package.json')).version);
for (const { data, structured, headers } of JSON.parse(fs.readFileSync('events.json'))) {
  const s = HTTP.toEvent(structured), b = HTTP.toEvent({ headers, body: JSON.stringify(data) });
  console.log('  ', JSON.stringify(data), '-> structured', JSON.stringify(s.data), 'binary', JSON.stringify(b.data), '| subject', s.subject, b.subject);
  const falsy = data === false || data === 0 || data === '';
  assert.deepEqual(s.data, falsy ? undefined : data); if (typeof data === 'boolean' || typeof data === 'number') assert.equal(b.data, String(data));
  assert.equal(s.subject, 'a €'); assert.equal(b.subject, 'a%20%E2%82%AC');
}
const h = HTTP.binary(new CloudEvent({ source: '/k8s', type: 't', subject: 'a €' })).headers; console.log('   written: ce-subject', h['ce-subject']);
assert.equal(h['ce-subject'], 'a €'); assert.throws(() => http.validateHeaderValue('ce-subject', h['ce-subject']), /Invalid character/);
const body = JSON.stringify({ specversion: '1.0', id: '1', source: '/k8s', type: 't' });
assert.equal(HTTP.isEvent({ headers: { 'content-type': 'application/cloudevents+json' }, body }), true);
assert.equal(HTTP.isEvent({ headers: { 'content-type': 'Application/CloudEvents+JSON' }, body }), false);
console.log('still so');
J
node t.mjs
