#!/usr/bin/env bash
# Software: kubernetes 37.0.2, kubernetes_asyncio 36.1.0, lightkube 1.0.1 with lightkube-models 1.37.0.8 (all PyPI).
# Expected: typed clients of 2026 read what an API server answers for /apis/events.k8s.io/v1/events.
# Instead: many events in a cluster are recorded through the old core/v1 recorder, which sets firstTimestamp and lastTimestamp and leaves
#   eventTime unset. The Go type of events.k8s.io/v1 has eventTime without omitempty, so the server writes "eventTime":null, while its
#   OpenAPI document calls the field required. All three clients generate from that document and refuse the whole list for one
#   such event. kubernetes 37 is built on pydantic: its own switch client_side_validation=False has no influence on reading any more.
#   The same event as core/v1 reads well in all three.
# Matters: events are the first thing looked for in a snapshot; over events.k8s.io/v1 these clients get an exception, not events.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile kubernetes==37.0.2 kubernetes_asyncio==36.1.0 lightkube==1.0.1 lightkube-models==1.37.0.8
cat > t.py <<'P'
import json
from importlib.metadata import version
from types import SimpleNamespace
common = {"metadata": {"name": "web.1", "namespace": "prod"}, "reason": "Pulled", "type": "Normal", "eventTime": None}
new = {"apiVersion": "events.k8s.io/v1", "kind": "Event", **common, "regarding": {"kind": "Pod", "name": "web"}, "note": "pulled",
       "deprecatedFirstTimestamp": "2026-11-22T18:24:40Z", "deprecatedLastTimestamp": "2026-11-22T18:24:40Z", "deprecatedCount": 1}
old = {"apiVersion": "v1", "kind": "Event", **common, "involvedObject": {"kind": "Pod", "name": "web"}, "message": "pulled",
       "firstTimestamp": "2026-11-22T18:24:40Z", "lastTimestamp": "2026-11-22T18:24:40Z", "count": 1}
def lst(e): return {"apiVersion": e["apiVersion"], "kind": "EventList", "metadata": {"resourceVersion": "7"}, "items": [e]}
def result(f):
    try: return f"read, reason {f()}"
    except Exception as e: return f"{type(e).__name__}"
import kubernetes.client as k
def sync(e, t, validation=True):
    c = k.Configuration(); c.client_side_validation = validation
    return result(lambda: k.ApiClient(c).deserialize(json.dumps(lst(e)), t, "application/json").items[0].reason)
import kubernetes_asyncio.client as a
def anyc(e, t):
    c = object.__new__(a.ApiClient); c.configuration = a.Configuration()
    return result(lambda: c.deserialize(SimpleNamespace(data=json.dumps(lst(e))), t).items[0].reason)
from lightkube.models import core_v1, events_v1
rows = {
    "kubernetes " + version("kubernetes"): (sync(old, "CoreV1EventList"), sync(new, "EventsV1EventList")),
    "kubernetes, client_side_validation=False": (sync(old, "CoreV1EventList", False), sync(new, "EventsV1EventList", False)),
    "kubernetes_asyncio " + version("kubernetes_asyncio"): (anyc(old, "CoreV1EventList"), anyc(new, "EventsV1EventList")),
    "lightkube " + version("lightkube"): (result(lambda: core_v1.Event.from_dict(old).reason), result(lambda: events_v1.Event.from_dict(new).reason)),
}
for n, (o, w) in rows.items(): print(f"{n}: core/v1 {o}; events.k8s.io/v1 {w}")
assert all(o == "read, reason Pulled" for o, _ in rows.values())
assert [w for _, w in rows.values()] == ["ValidationError", "ValidationError", "ValueError", "ValidationError"]
print("still so: one event without eventTime makes the list unreadable in all three")
P
v/bin/python t.py
