#!/usr/bin/env bash
# Software: cloudevents 2.2.0 (PyPI, the library rewritten in 2026).
# Expected: in HTTP's binary mode the body is the data in the form that datacontenttype names, so with application/json it is JSON; a boolean attribute is
#   `true` or `false` (CloudEvents 1.0.2, type system). The same event in structured and in binary mode is the same event.
# Instead: to_binary_event writes the data False as `False` and the attribute True as `True`, which is Python and no JSON. A text is written without its
#   quotes: `nginx` is no JSON either, and "5", "true" and "null" are read back by the same library as a number, a boolean and no data. In
#   structured mode all of it is right. from_binary_event of `False` falls back to a text without an error, which is true in every `if`.
# Matters: values of labels and conditions ("True", "5") are texts in Kubernetes; sent alone as data they change their type or break the receiver.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null
v/bin/pip -q --disable-pip-version-check install --no-compile cloudevents==2.2.0
cat > t.py <<'P'
import json
from importlib.metadata import version
from cloudevents.core.bindings import http
from cloudevents.core.v1.event import CloudEvent
print("cloudevents", version("cloudevents"))
def is_json(b):
    try: json.loads(b); return True
    except ValueError: return False
for data, body, back in [(False, b"False", "False"), (True, b"True", "True"), ("nginx", b"nginx", "nginx"), ("5", b"5", 5), ("true", b"true", True), ("null", b"null", None), ({"a": False}, b'{"a": false}', {"a": False})]:
    e = CloudEvent(attributes={"specversion": "1.0", "id": "1", "source": "/k8s", "type": "t", "datacontenttype": "application/json", "ready": True}, data=data)
    b, s = http.to_binary_event(e), http.to_structured_event(e); r = http.from_binary_event(b)
    print(f"   {data!r}: binary {b.body!r} ({'JSON' if is_json(b.body) else 'no JSON'}), read back {r.get_data()!r}; ready {b.headers['ce-ready']!r}; structured", json.loads(s.body)["data"])
    assert b.body == body and r.get_data() == back and type(r.get_data()) is type(back), (b.body, r.get_data())
    assert b.headers["ce-ready"] == "True" and json.loads(s.body)["data"] == data and http.from_structured_event(s).get_data() == data
    assert is_json(b.body) == (data not in (False, True, "nginx"))
print("still so")
P
v/bin/python t.py
