#!/usr/bin/env bash
# Software: cloudevents 2.2.0 (PyPI) and cloudevents 10.0.0 (npm), the two official SDKs, in HTTP's binary mode.
# Expected: what one SDK writes the other reads as it was: in headers a space, a quote and what is not ASCII are percent-encoded and decoded again
#   (CloudEvents HTTP protocol binding 1.0.2, 3.1.3.2); a boolean is the text true or false (CloudEvents 1.0.2, Type System); time is RFC 3339 with its digits.
# Instead: the JavaScript SDK neither decodes nor encodes: the subject `a b` of Python is read as `a%20b`. Python writes a boolean extension as
#   `True`. And JavaScript cuts every time to milliseconds, in structured mode, too.
# Matters: events of the API server that are joined by subject (a path with a user's or a file's name) or by time with MicroTimes of Leases and Events do not
#   meet their objects; `ce-dryrun: True` is false for a filter on "true".
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile cloudevents==2.2.0
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts cloudevents@10.0.0 >/dev/null 2>&1
cat > t.py <<'P'
import datetime as d, json
from importlib.metadata import version
from cloudevents.core.bindings.http import from_binary_event, to_binary_event
from cloudevents.core.v1.event import CloudEvent
a = {"id": "1", "source": "/apis/v1/pods", "type": "dev.knative.apiserver.resource.update", "specversion": "1.0", "subject": "users/jane doe", "dryrun": True,
     "time": d.datetime(2026, 1, 1, 0, 0, 0, 123456, tzinfo=d.timezone.utc)}
m = to_binary_event(CloudEvent(attributes=a, data={"kind": "Pod"})); back = from_binary_event(m).get_attributes()
print("Python cloudevents", version("cloudevents"), {k: v for k, v in m.headers.items() if k in ("ce-subject", "ce-dryrun", "ce-time")}, "| read back", back["subject"])
assert m.headers["ce-subject"] == "users/jane%20doe" and m.headers["ce-dryrun"] == "True" and m.headers["ce-time"] == "2026-01-01T00:00:00.123456Z" and back["subject"] == a["subject"]
json.dump({"headers": m.headers, "body": m.body.decode()}, open("m.json", "w"))
P
v/bin/python t.py
cat > t.cjs <<'J'
const assert = require('assert'), fs = require('fs'), { CloudEvent, HTTP } = require('cloudevents');
const e = HTTP.toEvent(JSON.parse(fs.readFileSync('m.json'))), { subject, dryrun, time } = e;
const s = HTTP.toEvent({ headers: { 'content-type': 'application/cloudevents+json' }, body: JSON.stringify({ id: '1', source: '/s', type: 't', specversion: '1.0', subject: 'a b', time: '2026-01-01T00:00:00.123456Z' }) });
const out = HTTP.binary(new CloudEvent({ type: 't', source: '/s', subject: 'users/jane doe' })).headers['ce-subject'];
console.log('npm cloudevents', JSON.parse(fs.readFileSync('node_modules/cloudevents/package.json')).version, { subject, dryrun, time }, '| structured', s.subject, s.time, '| writes', out);
assert.deepEqual([subject, dryrun, time, s.subject, s.time, out], ['users/jane%20doe', 'True', '2026-01-01T00:00:00.123Z', 'a b', '2026-01-01T00:00:00.123Z', 'users/jane doe']);
console.log('still so');
J
node t.cjs
